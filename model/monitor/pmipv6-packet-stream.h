/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PACKET_STREAM_H
#define PMIPV6_PACKET_STREAM_H

#include "pmipv6-forwarding-history.h"
#include "pmipv6-time-spans.h"

#include "ns3/ipv6-address.h"

#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-monitor
/// Packets from a node to another.
struct PacketStream
{
    std::string from;        //!< sender
    std::string to;          //!< receiver
    Ipv6Address source;      //!< its address
    Ipv6Address destination; //!< its address
};

/// @ingroup pmipv6-monitor
/// Packets of a stream as their sender sends them.
struct PacketSending
{
    TimeSpan span;                      //!< when
    std::optional<TunnelAction> tunnel; //!< the sender's own; nothing: they are in none
    PacketStream stream;                //!< with the addresses that their headers have then
};

/**
 * @ingroup pmipv6-monitor
 * How a host sends that says so itself: into a tunnel of its own, or by care-of addresses (RFC
 * 6275, 5.5).
 *
 * @param history of its forwarding table
 * @param stream of packets
 * @param span when they are sent
 * @param isByCareOf their addresses are care-of addresses already
 * @return how they are sent; those that are dropped are left out
 */
std::vector<PacketSending> FindSendings(const ForwardingHistory& history,
                                        const PacketStream& stream,
                                        TimeSpan span,
                                        bool isByCareOf = false);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PACKET_STREAM_H
