/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SESSION_RULES_H
#define PMIPV6_SESSION_RULES_H

#include "pmipv6-route-session.h"

#include "ns3/nstime.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @file
 * @ingroup pmipv6-localized-routing
 * What an anchor makes of what happens to a localized routing session, RO Trigger left out
 * (DecideTrigger). Changes nothing, and knows time only as an argument.
 */

/**
 * @ingroup pmipv6-localized-routing
 * @param requested a lifetime, units of 4 s
 * @param granted what is granted of it
 * @return how that is answered
 */
ExperimentalStatus GetAccepted(uint16_t requested, uint16_t granted);

/**
 * @ingroup pmipv6-localized-routing
 * @param status a refusal
 * @return true if it may not hold at another gateway (RFC 6279, 5)
 */
bool IsOfDomain(ExperimentalStatus status);

/**
 * @ingroup pmipv6-localized-routing
 * @param status a status
 * @return true if it says that a node was on its way: its registration starts another attempt
 */
bool IsOfHandover(ExperimentalStatus status);

/// @ingroup pmipv6-localized-routing
/// What an anchor does about a packet that one of its nodes sends.
enum class DetectionAction
{
    IGNORE,      //!< nothing
    NO_ROOM,     //!< nothing, and count it as an attempt that was not made
    NOTE,        //!< there is a session: a gateway asks for it, or the node has several addresses
    START,       //!< a route between two nodes of this anchor
    OF_ONE_NODE, //!< there is no route between two addresses of one node
    RESOLVE,     //!< look for the destination's anchor
};

/// @ingroup pmipv6-localized-routing
/// What an anchor knows when one of its nodes sends a packet.
struct DetectionFacts
{
    bool isReachable{false};  //!< the node is registered from a gateway
    bool isOtherOwn{false};   //!< the destination is a node of this anchor
    bool isOfOneNode{false};  //!< it is the node itself
    bool mayHaveRoute{false}; //!< it may be another anchor's node
    bool isKnown{false};      //!< there is a session of the two
    bool hasRoom{true};       //!< there may be one more attempt for the node
};

/**
 * @ingroup pmipv6-localized-routing
 * @param facts what the anchor knows
 * @return what to do about the packet (RFC 6279, 4 and 6; draft-loureiro, 4.1 and 4.2)
 */
DetectionAction DecideDetection(const DetectionFacts& facts);

/// @ingroup pmipv6-localized-routing
/// What an anchor knows when a gateway asks for a route.
struct RouteRequestFacts
{
    bool isHere{false};                   //!< the node is registered from that gateway
    bool isOtherOwn{false};               //!< the destination is a node of this anchor
    bool mayHaveRoute{false};             //!< it may be another anchor's node
    bool hasRoom{true};                   //!< there may be one more attempt for the node
    const RouteSession* session{nullptr}; //!< of the two, or null
    ExperimentalStatus allowed{ExperimentalStatus::SUCCESS}; //!< by policy, or why it is not
};

/// @ingroup pmipv6-localized-routing
/// What an anchor makes of an RO Request.
struct RouteRequestVerdict
{
    ExperimentalStatus status{ExperimentalStatus::SUCCESS}; //!< SUCCESS if it proceeds
    bool isForRoom{false}; //!< there is no room: count it as an attempt that was not made
};

/**
 * @ingroup pmipv6-localized-routing
 * @param facts what the anchor knows before anybody else is asked
 * @return whether it proceeds (draft-loureiro, 7)
 */
RouteRequestVerdict DecideRouteRequest(const RouteRequestFacts& facts);

/**
 * @ingroup pmipv6-localized-routing
 * @param session the session, or null
 * @param isThere one of its nodes is registered from the gateway that has sent it
 * @return SUCCESS, or why an RO Refresh is refused (draft-loureiro, 4.5): a gateway that both have
 *         left must not keep alive what they have elsewhere
 */
ExperimentalStatus DecideRefresh(const RouteSession* session, bool isThere);

/// @ingroup pmipv6-localized-routing
/// What an anchor does about a session.
enum class SessionAction
{
    LEAVE,       //!< nothing
    FORGET,      //!< the pair is left alone no more
    ATTEMPT,     //!< have the route set up, or follow, as the controller
    TRIGGER,     //!< ask the controlling anchor
    ASK,         //!< ask the other anchor whether it has the session
    ACTIVATE,    //!< there is a route
    SUSPEND,     //!< wait for a registration
    REFUSE,      //!< there can be no route
    SUPERSEDE,   //!< the other anchor's RO Trigger is on its way, or is repeated
    END,         //!< tell all that it is over
    END_QUIETLY, //!< the same, but for the other anchor, which knows
    FINISH,      //!< all know, or nobody answers
};

/**
 * @ingroup pmipv6-localized-routing
 * @param session a session of a node that is registered, other than for its lifetime alone
 * @return LEAVE, FORGET: it may be back where it is allowed (RFC 6279, 5), ATTEMPT or TRIGGER
 *         (draft-loureiro, 4.3 and 4.4)
 */
SessionAction DecideRegistered(const RouteSession& session);

/**
 * @ingroup pmipv6-localized-routing
 * @param session a session of a node whose binding is deleted
 * @return LEAVE, FORGET or END
 */
SessionAction DecideDeleted(const RouteSession& session);

/**
 * @ingroup pmipv6-localized-routing
 * @param session a session whose deadline has come
 * @return FORGET, FINISH or END
 */
SessionAction DecideDue(const RouteSession& session);

/**
 * @ingroup pmipv6-localized-routing
 * @param session a session whose other anchor has restarted (RFC 5847, 3.2)
 * @param isSourceReachable the source is registered here
 * @return LEAVE; ASK; or TRIGGER, as the other one would not start an attempt
 */
SessionAction DecidePeerRestart(const RouteSession& session, bool isSourceReachable);

/**
 * @ingroup pmipv6-localized-routing
 * @param session a session of which this anchor has heard that it lives on
 * @param now the time
 * @return true if the other anchor is to be told: it is not asked already, and has not been told
 *         of late, or may have lost the session (draft-loureiro, 4.5)
 */
bool IsToBePassedOn(const RouteSession& session, Time now);

/// @ingroup pmipv6-localized-routing
/// Where the nodes of a pair are, and whether they may have a route.
struct AttemptFacts
{
    bool isSourceOwn{false};            //!< the source is a node of this anchor
    bool isSourceReachable{false};      //!< it is registered from a gateway
    bool isDestinationReachable{false}; //!< the destination is registered here from a gateway
    ExperimentalStatus allowed{ExperimentalStatus::SUCCESS}; //!< by policy, or why it is not
};

/**
 * @ingroup pmipv6-localized-routing
 * An anchor that controls is about to make an attempt (draft-loureiro, 4.1 to 4.4).
 *
 * @param facts where the nodes are
 * @return ATTEMPT; SUSPEND: whoever waits gets the result of the attempt that a registration
 * starts; REFUSE: as if a gateway had refused it for AttemptFacts::allowed
 */
SessionAction DecideAttempt(const AttemptFacts& facts);

/**
 * @ingroup pmipv6-localized-routing
 * An anchor that does not control is about to ask the one that does (draft-loureiro, 4.2 and 4.4).
 *
 * @param session the session
 * @param facts where its nodes are
 * @return TRIGGER, REFUSE or END
 */
SessionAction DecideTriggering(const RouteSession& session, const AttemptFacts& facts);

/**
 * @ingroup pmipv6-localized-routing
 * @param session a session whose attempt is over, at the anchor that controls
 * @param status how
 * @param isAnchorTold the other anchor gets the status as the answer to its RO Trigger
 * @return ACTIVATE, SUSPEND, END, END_QUIETLY or REFUSE
 */
SessionAction DecideAttemptResult(const RouteSession& session,
                                  ExperimentalStatus status,
                                  bool isAnchorTold);

/**
 * @ingroup pmipv6-localized-routing
 * @param session a session for which the controlling anchor was asked
 * @param status what it says
 * @param isAnswered false: it has not answered
 * @return ACTIVATE, SUSPEND, SUPERSEDE, END, END_QUIETLY or REFUSE
 */
SessionAction DecideTriggerResult(const RouteSession& session,
                                  ExperimentalStatus status,
                                  bool isAnswered);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SESSION_RULES_H
