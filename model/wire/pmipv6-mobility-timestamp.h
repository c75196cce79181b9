/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_TIMESTAMP_H
#define PMIPV6_MOBILITY_TIMESTAMP_H

#include "ns3/nstime.h"

#include <cstdint>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * A time of day as the Timestamp option carries it (RFC 5213, 8.8): 48 bits of seconds, 16 bits of
 * fraction. Whole nanoseconds count; what a finer resolution of Time has beyond them is cut off.
 *
 * @param time the time since the epoch of the clock (1970-01-01 UTC on a real one)
 * @return the nearest multiple of 1/65536 s, in units of it; 0 for a negative time. A later time
 *         never gives a smaller value; times less than 15.3 us apart can give the same
 */
uint64_t ToMobilityTimestamp(const Time& time);

/**
 * @ingroup pmipv6-wire
 * The inverse of ToMobilityTimestamp, which gives @p timestamp back for every result but the
 * largest Time.
 *
 * @param timestamp units of 1/65536 s
 * @return the nearest whole nanosecond; the largest Time, at most some 292 years, if @p timestamp
 * is beyond it
 */
Time FromMobilityTimestamp(uint64_t timestamp);

/**
 * @ingroup pmipv6-wire
 * @param timestamp units of 1/65536 s
 * @return seconds with six decimals, rounded, different for different timestamps: "12.500000"
 */
std::string FormatMobilityTimestamp(uint64_t timestamp);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_TIMESTAMP_H
