/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PLANTED_H
#define PMIPV6_PLANTED_H

#include <cstdlib>
#include <cstring>

/**
 * Of a program that was built with all of test/races/plants.json.
 *
 * @param name of a fault
 * @return whether it has this one: the environment's PMIPV6_PLANTED is its name
 */
inline bool
IsPlanted(const char* name)
{
    static const char* const planted = std::getenv("PMIPV6_PLANTED");
    return planted && std::strcmp(planted, name) == 0;
}

#endif // PMIPV6_PLANTED_H
