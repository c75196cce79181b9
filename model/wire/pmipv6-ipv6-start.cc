/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-ipv6-start.h"

#include "pmipv6-ipv6-numbers.h"

#include "ns3/ipv6-header.h"

namespace ns3
{
namespace pmipv6
{

std::optional<Ipv6Start>
PeekIpv6Start(const Packet& packet)
{
    uint8_t octets[IPV6_HEADER_SIZE + 1];
    const uint32_t copied = packet.CopyData(octets, sizeof(octets));
    if (copied < IPV6_HEADER_SIZE)
    {
        return std::nullopt;
    }
    Ipv6Start start;
    start.version = octets[0] >> 4;
    start.trafficClass = static_cast<uint8_t>(octets[0] << 4 | octets[1] >> 4);
    start.nextHeader = octets[6];
    start.source = Ipv6Address(octets + 8);
    start.destination = Ipv6Address(octets + 24);
    if (copied > IPV6_HEADER_SIZE)
    {
        start.payload = octets[IPV6_HEADER_SIZE];
    }
    return start;
}

void
MarkCongested(Packet& packet)
{
    Ipv6Header header;
    packet.RemoveHeader(header);
    if (header.GetEcn() == Ipv6Header::ECN_ECT0 || header.GetEcn() == Ipv6Header::ECN_ECT1)
    {
        header.SetEcn(Ipv6Header::ECN_CE);
    }
    packet.AddHeader(header);
}

} // namespace pmipv6
} // namespace ns3
