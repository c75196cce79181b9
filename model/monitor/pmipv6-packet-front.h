/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PACKET_FRONT_H
#define PMIPV6_PACKET_FRONT_H

#include "pmipv6-time-spans.h"

#include "ns3/nstime.h"

#include <optional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * Packets that have come as far as a node, one at every instant of a span. See ServiceGap.
 */
struct PacketFront
{
    TimeSpan span; //!< when they are there
    Time age;      //!< how long they are under way, the last one if some have waited
    unsigned hops; //!< how often they were forwarded
    /// When they set out, if they have waited somewhere and gone on together.
    std::optional<TimeSpan> sent{};
    /// When their sender's gateway forwarded them, if they had waited there.
    std::optional<TimeSpan> departed{};

    /**
     * @param part of the span
     * @param more how often
     * @return those of them that are there in a part of that time, forwarded so often once more
     */
    PacketFront Take(const TimeSpan& part, unsigned more) const
    {
        return {part, age, hops + more, sent, departed};
    }

    /// @param delay how long it takes them @return where they are after some time
    PacketFront Move(Time delay) const
    {
        return {{span.begin + delay, span.end + delay}, age + delay, hops, sent, departed};
    }

    /// @return when they set out
    TimeSpan GetSent() const
    {
        return sent ? *sent : TimeSpan{span.begin - age, span.end - age};
    }
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PACKET_FRONT_H
