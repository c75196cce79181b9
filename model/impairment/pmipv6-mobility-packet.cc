/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-packet.h"

#include "pmipv6-extension-codec.h"
#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-mobility-constants.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Next Header values (RFC 8200, 4).
constexpr uint8_t IPV6_PROTOCOL = 41;
constexpr uint8_t FRAGMENT_HEADER = 44;

/// An extension header: what it says of itself and of what follows.
struct ExtensionHeader
{
    uint8_t next{0};      //!< Next Header
    uint32_t length{0};   //!< octets
    bool isFirst{true};   //!< not of a later fragment
    bool isWhole{true};   //!< not of a fragment
    bool isPresent{true}; //!< all of it is there
};

/**
 * @param type its Next Header value
 * @param packet begins with it
 * @return what it says
 */
ExtensionHeader
Read(uint8_t type, Ptr<const Packet> packet)
{
    ExtensionHeader header;
    uint8_t octets[4];
    if (packet->CopyData(octets, sizeof(octets)) < sizeof(octets))
    {
        header.isPresent = false;
        return header;
    }
    header.next = octets[0];
    if (type == FRAGMENT_HEADER)
    {
        // RFC 8200, 4.5: 13 bits of offset, two reserved, and whether more fragments follow.
        header.length = 8;
        header.isFirst = octets[2] == 0 && (octets[3] & 0xf8) == 0;
        header.isWhole = header.isFirst && (octets[3] & 1) == 0;
    }
    else
    {
        header.length = 8 * (uint32_t{octets[1]} + 1);
    }
    header.isPresent = packet->GetSize() >= header.length;
    return header;
}

} // namespace

std::optional<MobilityPacket>
FindMobilityHeader(Ptr<const Packet> packet)
{
    MobilityPacket found;
    found.payload = packet->Copy();
    found.isWhole = true;
    // Each round takes octets away.
    for (uint8_t next = IPV6_PROTOCOL; next != MOBILITY_HEADER_PROTOCOL;)
    {
        switch (next)
        {
        case IPV6_PROTOCOL: {
            const uint32_t size = found.header.GetSerializedSize();
            if (found.payload->GetSize() < size || found.payload->PeekHeader(found.header) != size)
            {
                return std::nullopt;
            }
            found.payload->RemoveAtStart(size);
            next = found.header.GetNextHeader();
            break;
        }
        case HOP_BY_HOP_OPTIONS:
        case ROUTING_HEADER:
        case FRAGMENT_HEADER:
        case DESTINATION_OPTIONS: {
            const ExtensionHeader header = Read(next, found.payload);
            const bool isReadable = header.isFirst || header.next == MOBILITY_HEADER_PROTOCOL;
            if (!header.isPresent || !isReadable)
            {
                return std::nullopt;
            }
            found.payload->RemoveAtStart(header.length);
            found.isWhole = found.isWhole && header.isWhole;
            next = header.next;
            break;
        }
        default:
            return std::nullopt;
        }
    }
    return found;
}

} // namespace pmipv6
} // namespace ns3
