/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ATTEMPT_NUMBERS_H
#define PMIPV6_ATTEMPT_NUMBERS_H

#include "pmipv6-route-messages.h"

#include <cstdint>
#include <optional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * @param timestamp a time of day, as the Timestamp option has it
 * @return the number of the first attempt of a session that begins then: ms, modulo 2^32, so that
 * it is higher than those of earlier sessions, also if the anchor has restarted since
 */
constexpr uint32_t
GetFirstAttempt(uint64_t timestamp)
{
    const uint64_t seconds = timestamp >> 16;
    const uint64_t fraction = timestamp & 0xffff;
    return static_cast<uint32_t>(seconds * 1000 + ((fraction * 1000) >> 16));
}

/**
 * @ingroup pmipv6-localized-routing
 * @param a a number
 * @param b another, if there is one
 * @return the later one
 */
constexpr uint32_t
GetLaterAttempt(uint32_t a, std::optional<uint32_t> b)
{
    return b && IsEarlierAttempt(a, *b) ? *b : a;
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ATTEMPT_NUMBERS_H
