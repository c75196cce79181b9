/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TRANSPORT_PACKET_H
#define PMIPV6_TRANSPORT_PACKET_H

#include "ns3/ipv6-header.h"
#include "ns3/packet.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace ns3
{
namespace pmipv6
{

constexpr uint8_t UDP_PROTOCOL = 17; //!< Next Header value
constexpr uint8_t TCP_PROTOCOL = 6;  //!< Next Header value

/**
 * @ingroup pmipv6-monitor
 * What the beginning of a UDP datagram or a TCP segment says. A field beyond the packet's end is 0.
 */
struct TransportPacket
{
    uint16_t port;     //!< destination port
    uint32_t octets;   //!< of payload
    uint32_t sequence; //!< TCP: number of its first octet; else 0
    bool isSyn;        //!< TCP: it begins a connection (RFC 9293, 3.1)
};

/**
 * @ingroup pmipv6-monitor
 * @param protocol UDP_PROTOCOL or TCP_PROTOCOL
 * @param packet the packet, without its IPv6 header
 * @return what it says
 */
TransportPacket ReadTransportPacket(uint8_t protocol, Ptr<const Packet> packet);

/**
 * @ingroup pmipv6-monitor
 * What is within the tunnels that a packet is in.
 */
struct InnerPacket
{
    uint8_t protocol;     //!< Next Header value of what it carries
    bool isLaterFragment; //!< it is a fragment, or in one, that is not the first of its packet
    bool isTunnelled;     //!< it is in a tunnel, or a fragment of a packet that is (RFC 2473)
    std::size_t begin;    //!< where what it carries begins, from where was looked
    /// Identification of the packet of which it is a fragment, or in one; nothing: it is none.
    std::optional<uint32_t> fragmented;
};

/**
 * @ingroup pmipv6-monitor
 * Look inside a packet, as far as there are octets.
 *
 * @param octets the first of a packet, a link-layer header in front of it or not
 * @param size how many there are, IPV6_HEADER_SIZE behind @p at or more
 * @param at where the packet's IPv6 header begins
 * @return what it carries, behind headers of fragments (RFC 8200, 4.5), of tunnels and of care-of
 *         addresses (RFC 6275, 6.3 and 6.4)
 */
InnerPacket LookInside(const uint8_t* octets, std::size_t size, std::size_t at);

/**
 * @ingroup pmipv6-monitor
 * @param header a packet's header
 * @param packet the rest of it
 * @return what it carries, as the other overload has it; looked for from behind the header on
 */
InnerPacket LookInside(const Ipv6Header& header, Ptr<const Packet> packet);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TRANSPORT_PACKET_H
