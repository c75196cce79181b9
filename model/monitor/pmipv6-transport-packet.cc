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

namespace
{

/// Next Header values (RFC 8200, 4).
constexpr uint8_t TUNNEL = 41;
constexpr uint8_t FRAGMENT = 44;
/// Of the lengths of extension headers; a fragment's header is one.
constexpr std::size_t EXTENSION_UNIT = 8;

/// @return whether a header is one of RFC 6275, 6.3 and 6.4
bool
IsExtension(uint8_t number)
{
    return number == ROUTING_HEADER || number == DESTINATION_OPTIONS;
}

/**
 * @param octets of a packet
 * @param size how many there are
 * @param next Next Header value of what is first
 * @param at where that begins
 * @return what is behind the headers; where the octets end within one, that header
 */
InnerPacket
Descend(const uint8_t* octets, std::size_t size, uint8_t next, std::size_t at)
{
    bool isTunnelled = next == TUNNEL;
    std::optional<uint32_t> fragmented;
    while (at + (next == TUNNEL ? IPV6_HEADER_SIZE : EXTENSION_UNIT) <= size)
    {
        if (IsExtension(next))
        {
            next = octets[at];
            at += EXTENSION_UNIT * (octets[at + 1] + 1U);
        }
        else if (next == FRAGMENT)
        {
            const bool isLater = octets[at + 2] != 0 || octets[at + 3] >> 3 != 0;
            fragmented = uint32_t{octets[at + 4]} << 24 | uint32_t{octets[at + 5]} << 16 |
                         uint32_t{octets[at + 6]} << 8 | octets[at + 7];
            next = octets[at];
            at += EXTENSION_UNIT;
            if (isLater)
            {
                return {next, true, isTunnelled || next == TUNNEL, at, fragmented};
            }
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
        isTunnelled = isTunnelled || next == TUNNEL;
    }
    return {next, false, isTunnelled, at, fragmented};
}

} // namespace

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
LookInside(const uint8_t* octets, std::size_t size, std::size_t at)
{
    constexpr std::size_t NEXT_HEADER_AT = 6;
    return Descend(octets, size, octets[at + NEXT_HEADER_AT], at + IPV6_HEADER_SIZE);
}

InnerPacket
LookInside(const Ipv6Header& header, Ptr<const Packet> packet)
{
    const uint8_t next = header.GetNextHeader();
    if (next != TUNNEL && next != FRAGMENT && !IsExtension(next))
    {
        return {next, false, false, 0, std::nullopt}; // Most packets.
    }
    // A tunnel in a tunnel at most, or both headers of RFC 6275, 6.3 and 6.4.
    uint8_t octets[2 * (EXTENSION_UNIT + IPV6_HEADER_SIZE)] = {};
    const uint32_t got = packet->CopyData(octets, sizeof(octets));
    return Descend(octets, got, next, 0);
}

} // namespace pmipv6
} // namespace ns3
