/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_BIT_MIXER_H
#define PMIPV6_BIT_MIXER_H

#include <cstdint>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * splitmix64's finalizer, of which hashes are made.
 *
 * @param x any number
 * @return a number over which every bit of x is spread; another for each x
 */
constexpr uint64_t
MixBits(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_BIT_MIXER_H
