/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTING_PARTS_H
#define PMIPV6_ROUTING_PARTS_H

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <set>

namespace ns3
{
namespace pmipv6
{

class CorrespondentPaths;
class KnownRegistrations;
class LocalNodes;
class LocationDemands;
class LocationForwarding;
class LocationIntake;
class LocationQueries;
class LocationTable;
class LocationUpkeep;
class PeerTable;
class PreferredManagers;
class SenderLearning;
class ServedNodes;

/**
 * @ingroup pmipv6-epmip
 * What the routing function of a gateway, an anchor or a router consists of, for these parts
 * themselves and for the other functions of the same node. DistributedRouting owns them all.
 */
struct RoutingParts
{
    const PeerTable& managers;            //!< the eLMAs
    const PeerTable& gateways;            //!< the other gateways, and the routers
    const std::set<Ipv6Address>& routers; //!< of those the routers, behind which are fixed nodes
    PreferredManagers& preferred;         //!< whom to ask and to tell, whoever is responsible
    LocalNodes& nodes;                    //!< those that are registered here
    LocationForwarding& rows;             //!< of the forwarding table
    LocationTable& locations;             //!< where nodes elsewhere are
    LocationQueries& queries;             //!< asks
    LocationUpkeep& upkeep;               //!< lifetimes of locations
    CorrespondentPaths& paths;            //!< who talks to whom
    LocationDemands& demands;             //!< what packets wait for
    ServedNodes& served;                  //!< those of the nodes here that have an eLMA
    KnownRegistrations& known;            //!< of those that were here
    LocationIntake& intake;               //!< takes what is told of locations
    SenderLearning& learning;             //!< takes what packets tell of them
    Ipv6Address address{};                //!< the node's; from the start on
    Time lifetime{};                      //!< LocationLifetime; likewise
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTING_PARTS_H
