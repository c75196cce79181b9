/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NEIGHBOR_MESSAGES_H
#define PMIPV6_NEIGHBOR_MESSAGES_H

#include "pmipv6-link-layer-address.h"

#include "ns3/ipv6-address.h"
#include "ns3/packet.h"
#include "ns3/ptr.h"

/**
 * @file
 * @ingroup pmipv6-wire
 * Messages of neighbour discovery (RFC 4861, 4.1, 4.3 and 4.4), from their ICMPv6 headers on. A
 * link-layer address of a length that no address of ns-3 has is left out, for ns-3's hosts would
 * not read it.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * @param source a link-local address
 * @param linkLayer the link-layer address that goes with it
 * @return a Router Solicitation, to all routers
 */
Ptr<Packet> MakeRouterSolicitation(const Ipv6Address& source, const LinkLayerAddress& linkLayer);

/**
 * @ingroup pmipv6-wire
 * @param source an address of the sender's; :: for duplicate address detection
 * @param linkLayer the link-layer address that goes with it
 * @param target the address whose owner is asked for
 * @param destination of the packet
 * @return a Neighbor Solicitation
 */
Ptr<Packet> MakeNeighborSolicitation(const Ipv6Address& source,
                                     const LinkLayerAddress& linkLayer,
                                     const Ipv6Address& target,
                                     const Ipv6Address& destination);

/// @ingroup pmipv6-wire
/// Flags of a Neighbor Advertisement, beside Override.
struct NeighborAdvertisementFlags
{
    bool isRouter{false};    //!< R
    bool isSolicited{false}; //!< S
};

/**
 * @ingroup pmipv6-wire
 * @param source an address of the sender's
 * @param linkLayer where packets for the target go from now on
 * @param target the address that it is about
 * @param destination of the packet
 * @param flags its flags
 * @return a Neighbor Advertisement that overrides what its receivers know
 */
Ptr<Packet> MakeNeighborAdvertisement(const Ipv6Address& source,
                                      const LinkLayerAddress& linkLayer,
                                      const Ipv6Address& target,
                                      const Ipv6Address& destination,
                                      NeighborAdvertisementFlags flags);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NEIGHBOR_MESSAGES_H
