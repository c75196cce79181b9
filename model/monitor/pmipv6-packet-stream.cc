/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-packet-stream.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

std::vector<PacketSending>
FindSendings(const ForwardingHistory& history,
             const PacketStream& stream,
             TimeSpan span,
             bool isByCareOf)
{
    std::vector<PacketSending> sendings;
    while (!IsEmpty(span))
    {
        const auto found = history.Lookup(stream.source, stream.destination, FROM_SELF, span.begin);
        const TimeSpan part{span.begin, std::min(span.end, found.until)};
        span.begin = part.end;
        const auto* straight = std::get_if<CareOfAction>(&found.value);
        if (const auto* tunnel = std::get_if<TunnelAction>(&found.value))
        {
            sendings.push_back({part, *tunnel, stream});
        }
        else if (straight && !isByCareOf)
        {
            const auto& [source, destination] = straight->careOf;
            PacketStream there = stream;
            there.source = source.IsAny() ? stream.source : source;
            there.destination = destination.IsAny() ? stream.destination : destination;
            // As it is now it goes by what else the table says.
            const auto more = FindSendings(history, there, part, true);
            sendings.insert(sendings.end(), more.begin(), more.end());
        }
        else if (!std::holds_alternative<DropAction>(found.value))
        {
            sendings.push_back({part, {}, stream});
        }
    }
    return sendings;
}

} // namespace pmipv6
} // namespace ns3
