/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LIST_ROUTING_H
#define PMIPV6_LIST_ROUTING_H

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-list-routing.h"
#include "ns3/node.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-forwarding
 * A node's routing protocols as a list, to which more can be added. An ns3::Ipv6StaticRouting moves
 * into a new list, with the routes that were set by hand; any other protocol ends the program with
 * a sentence that says so.
 *
 * @param node the node
 * @param ipv6 its IPv6
 * @return the list
 */
Ptr<Ipv6ListRouting> GetListRouting(Ptr<Node> node, Ptr<Ipv6L3Protocol> ipv6);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LIST_ROUTING_H
