/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-transport-packet.h"

#include "pmipv6-extension-codec.h"
#include "pmipv6-ipv6-numbers.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

TransportPacket
ReadTransportPacket(uint8_t protocol, Ptr<const Packet> packet)
{
    // RFC 768 and RFC 9293, 3.1.
    constexpr uint32_t PORT_AT = 2;
    constexpr uint32_t SEQUENCE_AT = 4;
    constexpr uint32_t FLAGS_AT = 12;
    constexpr uint32_t UDP_HEADER = 8;
    constexpr uint16_t SYN = 0x0002;
    uint8_t octets[FLAGS_AT + 2] = {};
    const uint32_t got = packet->CopyData(octets, sizeof(octets));
    const auto read = [&octets, got](uint32_t at) {
        return got >= at + 2 ? static_cast<uint16_t>(octets[at] << 8 | octets[at + 1])
                             : uint16_t{0};
    };
    const bool isTcp = protocol == TCP_PROTOCOL;
    // The data offset of TCP counts units of four octets.
    const uint32_t header = isTcp ? uint32_t{read(FLAGS_AT)} >> 12 << 2 : UDP_HEADER;
    return {read(PORT_AT),
            packet->GetSize() - std::min(packet->GetSize(), header),
            isTcp ? uint32_t{read(SEQUENCE_AT)} << 16 | read(SEQUENCE_AT + 2) : 0,
            isTcp && (read(FLAGS_AT) & SYN)};
}

InnerPacket
LookInside(const Ipv6Header& header, Ptr<const Packet> packet)
{
    constexpr uint8_t TUNNEL = 41;
    constexpr uint8_t FRAGMENT = 44;
    constexpr uint32_t UNIT = 8; // Of the lengths of extension headers; a fragment's header is one.
    const auto isExtension = [](uint8_t number) {
        return number == ROUTING_HEADER || number == DESTINATION_OPTIONS;
    };
    uint8_t next = header.GetNextHeader();
    if (next != TUNNEL && next != FRAGMENT && !isExtension(next))
    {
        return {next, false}; // Most packets.
    }
    // A tunnel in a tunnel at most, or both headers of RFC 6275, 6.3 and 6.4.
    uint8_t octets[2 * (UNIT + IPV6_HEADER_SIZE)] = {};
    const uint32_t got = packet->CopyData(octets, sizeof(octets));
    for (uint32_t at = 0; at + (next == TUNNEL ? IPV6_HEADER_SIZE : UNIT) <= got;)
    {
        if (isExtension(next))
        {
            next = octets[at];
            at += UNIT * (octets[at + 1] + 1U);
        }
        else if (next == FRAGMENT)
        {
            const bool isLater = octets[at + 2] != 0 || octets[at + 3] >> 3 != 0;
            next = octets[at];
            if (isLater)
            {
                return {next, true};
            }
            at += UNIT;
        }
        else if (next == TUNNEL)
        {
            next = octets[at + 6];
            at += IPV6_HEADER_SIZE;
        }
        else
        {
            break;
        }
    }
    return {next, false};
}

} // namespace pmipv6
} // namespace ns3
