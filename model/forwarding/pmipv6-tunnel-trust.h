/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TUNNEL_TRUST_H
#define PMIPV6_TUNNEL_TRUST_H

#include "pmipv6-forwarding-table.h"

#include "ns3/ipv6-address.h"

/**
 * @file
 * @ingroup pmipv6-forwarding
 * From whose tunnel an entry of the forwarding table takes packets.
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-forwarding
/// @param action the entry's @return true if an entry for a destination takes what a trusted peer
/// has tunnelled
bool TakesTunnelled(const ForwardingAction& action);

/// @ingroup pmipv6-forwarding
/// @param action the entry's @return true if an entry for a destination leads to nodes that are
/// served here, whose packets thus come out of no gateway's tunnel
bool IsServedHere(const ForwardingAction& action);

/// @ingroup pmipv6-forwarding
/// @param action the entry's @return the only outer source from which an entry for a destination
/// takes packets; :: if those of all trusted ones are taken
Ipv6Address GetOnlyPeer(const ForwardingAction& action);

/// @ingroup pmipv6-forwarding
/// @param action any @return true if an action decides what becomes of a packet; else it is as if
/// it were not there
bool IsFinal(const ForwardingAction& action);

/**
 * @ingroup pmipv6-forwarding
 * @param action the entry's
 * @param peer the outer source
 * @return true if an entry for a node's prefix takes what comes from there out of a peer's tunnel:
 *         not one that only sends on what comes for the node
 */
bool TakesFrom(const ForwardingAction& action, const Ipv6Address& peer);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TUNNEL_TRUST_H
