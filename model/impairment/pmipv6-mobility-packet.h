/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_PACKET_H
#define PMIPV6_MOBILITY_PACKET_H

#include "ns3/ipv6-header.h"
#include "ns3/packet.h"

#include <optional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-impairment
 * A Mobility Header within an IPv6 packet.
 */
struct MobilityPacket
{
    Ipv6Header header;   //!< the IPv6 header in front of it, the innermost if there are several
    Ptr<Packet> payload; //!< from the Mobility Header on
    bool isWhole;        //!< false for a fragment, whose octets are no message or the rest of one
};

/**
 * @ingroup pmipv6-impairment
 * Finds a packet's Mobility Header: behind extension headers (RFC 8200, 4; those of mobile nodes,
 * RFC 6275, 6.3 and 6.4, among them) and within IPv6 tunnels (RFC 2473). Total: whatever the octets
 * are, there is an answer. Of a fragmented packet each fragment counts as one with a Mobility
 * Header; of a fragmented tunnel packet the first, which holds the inner header.
 *
 * @param packet a packet from its IPv6 header on
 * @return its Mobility Header; nothing if it carries anything else
 */
std::optional<MobilityPacket> FindMobilityHeader(Ptr<const Packet> packet);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_PACKET_H
