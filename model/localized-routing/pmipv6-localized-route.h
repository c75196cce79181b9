/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCALIZED_ROUTE_H
#define PMIPV6_LOCALIZED_ROUTE_H

#include "pmipv6-exchange.h"
#include "pmipv6-forwarding-table.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-route-table.h"
#include "pmipv6-state-table.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-localized-routing
/// State of a localized route at a gateway.
enum class LocalizedRouteState
{
    NONE,    //!< there is none: packets go through the anchor
    PENDING, //!< RO Setup waits for its answer; packets go as RouteOptimizationAgent::ActivateOnAck
             //!< says
    ACTIVE,  //!< packets go straight to the peer's gateway
};

/// @ingroup pmipv6-localized-routing
/// What changes the state of a localized route.
enum class LocalizedRouteEvent
{
    INIT,         //!< RO Init, the other node is at another gateway
    INIT_LOCAL,   //!< RO Init, both nodes are here
    SETUP,        //!< RO Setup
    ACCEPTED,     //!< RO Setup of this gateway is accepted
    REFUSED,      //!< RO Setup of this gateway is refused, or not answered
    ENDED,        //!< RO Init or RO Setup with a lifetime of 0
    OVER,         //!< its lifetime is over
    NOT_EXTENDED, //!< RO Refresh is refused
    NODE_GONE,    //!< the node here has left
    OTHER_NODE,   //!< a route for the other node of the pair, which is here
    STOPPED,      //!< the gateway stops or restarts
};

/**
 * @ingroup pmipv6-localized-routing
 * @param state a state
 * @return its name as traces and results show it
 */
const char* GetStateName(LocalizedRouteState state);

/**
 * @ingroup pmipv6-localized-routing
 * @param event an event
 * @return its name in the manual
 */
const char* GetEventName(LocalizedRouteEvent event);

/// @ingroup pmipv6-localized-routing
/// @return what follows from each event in each state of a route
const StateTable<LocalizedRouteState, LocalizedRouteEvent>& GetLocalizedRouteTable();

/// @ingroup pmipv6-localized-routing
/// What a route has while RO Setup waits for its answer.
struct PendingRoute
{
    Exchange setup; //!< of RO Setup
};

/// @ingroup pmipv6-localized-routing
/// What a route has once it is agreed on.
struct ActiveRoute
{
    ExperimentalStatus answered{ExperimentalStatus::SUCCESS}; //!< to the request that has made it
};

/**
 * @ingroup pmipv6-localized-routing
 * A localized route at a gateway (draft-loureiro, 2: localized routing states): packets from a
 * prefix here to another one.
 */
struct LocalizedRoute : RouteRow
{
    std::string identifier;           //!< MN-Identifier of the node here
    Prefix own;                       //!< its prefix
    Prefix peer;                      //!< the other node's
    Ipv6Address gateway;              //!< where that is; this gateway's address if it is here too
    bool isLocal{false};              //!< both nodes are here
    std::optional<uint32_t> ordering; //!< of the attempt that has made it
    std::string demand;               //!< the request that has made it
    uint16_t lifetime{0};             //!< granted, units of 4 s
    Time expiry;                      //!< when it ends
    Time refresh;                     //!< when use of it is looked at next
    Exchange refreshing;              //!< of RO Refresh
    bool isDoubtful{false}; //!< the anchor has restarted, and may not have its session any more
    std::vector<ForwardingMatch> entries; //!< in the forwarding table
    std::variant<std::monostate, PendingRoute, ActiveRoute>
        phase; //!< what its state has; none: new

    /// @return its state; NONE only before its first transition
    LocalizedRouteState GetState() const;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCALIZED_ROUTE_H
