/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-timestamp.h"

#include <limits>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr unsigned FRACTION_BITS = 16;                                 //!< of a timestamp
constexpr uint64_t FRACTION_MASK = (uint64_t{1} << FRACTION_BITS) - 1; //!< the fraction's bits
constexpr uint64_t NANOSECONDS = 1000000000;                           //!< in a second
constexpr uint64_t MICROSECONDS = 1000000;                             //!< in a second
/// Whole seconds that 63 bits of nanoseconds hold.
constexpr uint64_t MAX_SECONDS = std::numeric_limits<int64_t>::max() / NANOSECONDS;

/// @return the fraction of a timestamp in units of 1/@p scale s, rounded to the nearest
constexpr uint64_t
ScaleFraction(uint64_t timestamp, uint64_t scale)
{
    const uint64_t half = uint64_t{1} << (FRACTION_BITS - 1);
    return ((timestamp & FRACTION_MASK) * scale + half) >> FRACTION_BITS;
}

} // namespace

uint64_t
ToMobilityTimestamp(const Time& time)
{
    const int64_t whole = time.GetNanoSeconds();
    if (whole <= 0)
    {
        return 0;
    }
    const auto nanoseconds = static_cast<uint64_t>(whole);
    const uint64_t rest = ((nanoseconds % NANOSECONDS) << FRACTION_BITS) + NANOSECONDS / 2;
    return ((nanoseconds / NANOSECONDS) << FRACTION_BITS) + rest / NANOSECONDS;
}

Time
FromMobilityTimestamp(uint64_t timestamp)
{
    // How much fits depends on the resolution of Time: from 2.6 hours at 1 fs up.
    const uint64_t seconds = timestamp >> FRACTION_BITS;
    const double largest = Time::Max().GetSeconds();
    if (seconds >= MAX_SECONDS || static_cast<double>(seconds) + 1 >= largest)
    {
        return Time::Max();
    }
    return NanoSeconds(seconds * NANOSECONDS + ScaleFraction(timestamp, NANOSECONDS));
}

std::string
FormatMobilityTimestamp(uint64_t timestamp)
{
    const std::string fraction = std::to_string(ScaleFraction(timestamp, MICROSECONDS));
    return std::to_string(timestamp >> FRACTION_BITS) + "." +
           std::string(6 - fraction.size(), '0') + fraction;
}

} // namespace pmipv6
} // namespace ns3
