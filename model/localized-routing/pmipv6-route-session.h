/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_SESSION_H
#define PMIPV6_ROUTE_SESSION_H

#include "pmipv6-route-messages.h"
#include "pmipv6-route-table.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// State of a localized routing session at an anchor.
enum class RouteSessionState
{
    NONE,       //!< there is none
    RESOLVING,  //!< the destination's anchor is being looked for
    TRIGGERED,  //!< the controlling anchor is asked, RO Trigger waits for its answer
    INITIATED,  //!< this anchor controls, RO Init waits for its answer
    ACTIVE,     //!< packets go from gateway to gateway
    INCOMPLETE, //!< packets go through the anchors until a node registers again
    REFUSED,    //!< not possible, and not tried again for a while
    ENDING,     //!< the others are told that it is over
};

/**
 * @param state a state
 * @return its name as traces and results show it
 */
const char* GetStateName(RouteSessionState state);

/// An RO Trigger that waits for what comes of an attempt.
struct WaitingTrigger
{
    RouteRequest request; //!< what it says
    Ipv6Address peer;     //!< the anchor that has sent it
};

/**
 * @ingroup pmipv6-localized-routing
 * Localized routing between two mobile nodes, at an anchor of at least one of them. The
 * destination's anchor controls it (draft-loureiro, 2: RO Control).
 */
struct RouteSession : RouteRow
{
    std::string node;                              //!< MN-Identifier of this anchor's node
    bool isCounted{false};                         //!< counts as an attempt without a route
    bool isController{false};                      //!< this anchor controls it
    bool isEstablished{false};                     //!< gateways have a route, or may have one
    Ipv6Address peerAnchor{Ipv6Address::GetAny()}; //!< the other node's; :: if both are this one's
    /// Where the source is, as the last attempt had it.
    Ipv6Address sourceGateway{Ipv6Address::GetAny()};
    /// Where the source was when gateways were last told; only at the controller.
    Ipv6Address routedGateway{Ipv6Address::GetAny()};
    uint64_t sourceTimestamp{0}; //!< when its anchor accepted that binding; 0: not known
    /// Where the destination is, as the last attempt had it; only at the controller.
    Ipv6Address destinationGateway{Ipv6Address::GetAny()};
    uint32_t ordering{0}; //!< of the last attempt; only at the controller
    uint16_t lifetime{0}; //!< RO_Lifetime, units of 4 s
    Time expiry;          //!< when it ends
    Time told;            //!< when the other anchor last heard that it lives on
    RouteSessionState state{RouteSessionState::NONE};       //!< any but NONE
    ExperimentalStatus result{ExperimentalStatus::SUCCESS}; //!< of the last attempt
    bool isHeldDown{false};                                 //!< REFUSED follows ENDING
    std::vector<Exchange> questions;                        //!< under way
    std::vector<WaitingTrigger> triggers;                   //!< to be answered
    bool isDoubtful{false}; //!< the other anchor may have lost it: it is to be asked
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_SESSION_H
