/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_SESSION_H
#define PMIPV6_ROUTE_SESSION_H

#include "pmipv6-exchange.h"
#include "pmipv6-route-messages.h"
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

/// @ingroup pmipv6-localized-routing
/// What changes the state of a session.
enum class RouteSessionEvent
{
    RESOLVE,   //!< a packet to a node of another anchor, which is to be found
    TRIGGER,   //!< the controlling anchor is asked
    INITIATE,  //!< a gateway is told, at the controlling anchor
    SUSPEND,   //!< a node is on its way from one gateway to another
    ACCEPT,    //!< RO Init or RO Trigger is accepted
    USE,       //!< a gateway has a route: its RO Refresh says so
    REFUSE,    //!< there can be no route
    END,       //!< it is over, and others have state of it
    FINISH,    //!< all know that it is over
    SUPERSEDE, //!< the other anchor's RO Trigger stands
    FORGET,    //!< a pair that has no route is not left alone any more
    BIND,      //!< nobody had the address, and somebody has it by now
    MERGE,     //!< there is another session of the same pair
    STOP,      //!< the anchor stops or restarts
};

/**
 * @ingroup pmipv6-localized-routing
 * @param state a state
 * @return its name as traces and results show it
 */
const char* GetStateName(RouteSessionState state);

/**
 * @ingroup pmipv6-localized-routing
 * @param event an event
 * @return its name in the manual
 */
const char* GetEventName(RouteSessionEvent event);

/// @ingroup pmipv6-localized-routing
/// @return what follows from each event in each state of a session
const StateTable<RouteSessionState, RouteSessionEvent>& GetRouteSessionTable();

/// @ingroup pmipv6-localized-routing
/// An RO Trigger that waits for what comes of an attempt.
struct WaitingTrigger
{
    RouteRequest request; //!< what it says
    Ipv6Address peer;     //!< the anchor that has sent it
};

/// @ingroup pmipv6-localized-routing
/// What the controlling anchor alone has.
struct RouteControl
{
    uint32_t ordering{0}; //!< of the last attempt
    /// Where the source was when gateways were last told.
    Ipv6Address routedGateway{Ipv6Address::GetAny()};
    /// Where the destination is, as the last attempt had it.
    Ipv6Address destinationGateway{Ipv6Address::GetAny()};
    std::vector<WaitingTrigger> triggers; //!< to be answered
};

/// @ingroup pmipv6-localized-routing
/// What there is to know of the session's other anchor.
struct RoutePeer
{
    Ipv6Address anchor{Ipv6Address::GetAny()}; //!< LMAA; :: if both nodes are this anchor's
    Time told;                                 //!< when it last heard that the session lives on
    bool isDoubtful{false};                    //!< it may have lost the session: it is to be asked
};

/// @ingroup pmipv6-localized-routing
/// What states have in which others are asked.
struct RouteQuestions
{
    std::vector<Exchange> questions; //!< under way; they end with the state
};

/// @ingroup pmipv6-localized-routing
/// RESOLVING.
struct ResolvingSession
{
};

/// @ingroup pmipv6-localized-routing
/// TRIGGERED.
struct TriggeredSession : RouteQuestions
{
};

/// @ingroup pmipv6-localized-routing
/// INITIATED.
struct InitiatedSession : RouteQuestions
{
};

/// @ingroup pmipv6-localized-routing
/// ACTIVE.
struct ActiveSession : RouteQuestions
{
};

/// @ingroup pmipv6-localized-routing
/// INCOMPLETE.
struct IncompleteSession
{
};

/// @ingroup pmipv6-localized-routing
/// REFUSED.
struct RefusedSession
{
    bool isHeldDown{false}; //!< it had a route, or may have had one, and was ended
};

/// @ingroup pmipv6-localized-routing
/// ENDING.
struct EndingSession : RouteQuestions
{
    bool isHeldDown{false}; //!< REFUSED follows
};

/**
 * @ingroup pmipv6-localized-routing
 * Localized routing between two mobile nodes, at an anchor of at least one of them. The
 * destination's anchor controls it (draft-loureiro, 2: RO Control).
 */
struct RouteSession : RouteRow
{
    /// What its state has, in the order of RouteSessionState.
    using Phase = std::variant<std::monostate,
                               ResolvingSession,
                               TriggeredSession,
                               InitiatedSession,
                               ActiveSession,
                               IncompleteSession,
                               RefusedSession,
                               EndingSession>;

    std::string node;                    //!< MN-Identifier of this anchor's node
    std::optional<RouteControl> control; //!< this anchor controls it
    RoutePeer peer;                      //!< the other node's anchor
    /// Where the source is, as the last attempt had it.
    Ipv6Address sourceGateway{Ipv6Address::GetAny()};
    uint64_t sourceTimestamp{0}; //!< when its anchor accepted that binding; 0: not known
    uint16_t lifetime{0};        //!< RO_Lifetime, units of 4 s
    Time expiry;                 //!< when it ends
    Phase phase;                 //!< what its state has; none: new
    bool isEstablished{false};   //!< gateways have a route, or may have one
    bool isCounted{false};       //!< counts as an attempt without a route
    ExperimentalStatus result{ExperimentalStatus::SUCCESS}; //!< of the last attempt

    /// @return its state; NONE only before its first transition
    RouteSessionState GetState() const
    {
        return static_cast<RouteSessionState>(phase.index());
    }

    /// @return true if it has no route, and shall have none for now
    bool IsOver() const
    {
        return GetState() == RouteSessionState::REFUSED || GetState() == RouteSessionState::ENDING;
    }

    /// @return true if it is over, and the pair is left alone after it
    bool IsHeldDown() const;

    /// @return true if somebody is asked about it
    bool IsAsking() const;

    /// @return number of the last attempt; 0 where this anchor does not control
    uint32_t GetOrdering() const
    {
        return control ? control->ordering : 0;
    }
};

/**
 * @ingroup pmipv6-localized-routing
 * @param phase what a session's state has
 * @return its questions; null if nobody is asked in that state
 */
RouteQuestions* FindQuestions(RouteSession::Phase& phase);

/**
 * @ingroup pmipv6-localized-routing
 * @param phase what a session's state has
 * @return its questions; null if nobody is asked in that state
 */
const RouteQuestions* FindQuestions(const RouteSession::Phase& phase);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_SESSION_H
