/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_IPV6_START_H
#define PMIPV6_IPV6_START_H

#include "ns3/ipv6-address.h"
#include "ns3/packet.h"

#include <cstdint>
#include <optional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * The first octets of an IPv6 packet (RFC 8200, 3). For those whom every packet passes and who only
 * look at it: reading it costs a tenth of what an ns3::Ipv6Header does.
 */
struct Ipv6Start
{
    uint8_t version{0};      //!< 6, unless the packet is not IPv6
    uint8_t trafficClass{0}; //!< DS field and ECN
    uint8_t nextHeader{0};   //!< Next Header
    Ipv6Address source;      //!< source address
    Ipv6Address destination; //!< destination address
    /// The octet behind the header: of an ICMPv6 message the type. Nothing if the packet ends
    /// there.
    std::optional<uint8_t> payload;
};

/**
 * @ingroup pmipv6-wire
 * @param packet a packet, from its IPv6 header on
 * @return how it starts, or nothing if it is shorter than the header
 */
std::optional<Ipv6Start> PeekIpv6Start(const Packet& packet);

/**
 * @ingroup pmipv6-wire
 * Set the mark of congestion in a packet whose transport can read it (RFC 3168, 5).
 *
 * @param packet a packet, from its IPv6 header on
 */
void MarkCongested(Packet& packet);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_IPV6_START_H
