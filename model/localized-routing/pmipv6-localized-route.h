/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCALIZED_ROUTE_H
#define PMIPV6_LOCALIZED_ROUTE_H

#include "pmipv6-exchange.h"
#include "pmipv6-forwarding-table.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-route-table.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// State of a localized route at a gateway.
enum class LocalizedRouteState
{
    NONE,    //!< there is none: packets go through the anchor
    PENDING, //!< RO Setup waits for its answer; packets go as RouteOptimizationAgent::ActivateOnAck
             //!< says
    ACTIVE,  //!< packets go straight to the peer's gateway
};

/**
 * @param state a state
 * @return its name as traces and results show it
 */
const char* GetStateName(LocalizedRouteState state);

/**
 * @ingroup pmipv6-localized-routing
 * A localized route at a gateway (draft-loureiro, 2: localized routing states): packets from a
 * prefix here to another one.
 */
struct LocalizedRoute : RouteRow
{
    std::string identifier; //!< MN-Identifier of the node here
    Prefix own;             //!< its prefix
    Prefix peer;            //!< the other node's
    Ipv6Address gateway;    //!< where the other node is; this gateway's address if it is here too
    bool isLocal{false};    //!< both nodes are here
    LocalizedRouteState state{LocalizedRouteState::NONE}; //!< any but NONE
    std::optional<uint32_t> ordering;                     //!< of the attempt that has made it
    uint16_t lifetime{0};                                 //!< granted, units of 4 s
    Time expiry;                                          //!< when it ends
    Time refresh;                                         //!< when use of it is looked at next
    std::string demand;                                   //!< the request that has made it
    std::optional<ExperimentalStatus> answered;           //!< how that was answered, if it is
    Exchange setup;                                       //!< of RO Setup
    Exchange refreshing;                                  //!< of RO Refresh
    bool isDoubtful{false}; //!< the anchor has restarted, and may not have its session any more
    std::vector<ForwardingMatch> entries; //!< in the forwarding table
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCALIZED_ROUTE_H
