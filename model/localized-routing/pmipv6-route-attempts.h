/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_ATTEMPTS_H
#define PMIPV6_ROUTE_ATTEMPTS_H

#include "pmipv6-ordering-memory.h"
#include "pmipv6-pair-detector.h"
#include "pmipv6-route-ending.h"
#include "pmipv6-route-inquiries.h"
#include "pmipv6-route-permission.h"
#include "pmipv6-route-sessions.h"
#include "pmipv6-session-rules.h"

#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * What an anchor does for its localized routing sessions: as the controller it has gateways set a
 * route up (draft-loureiro, 4.1 and 4.3), else it asks the controlling anchor (4.2 and 4.4); it
 * tells the other anchor that a session lives on (4.5).
 */
class RouteAttempts
{
  public:
    /// What it works with; all outlive it.
    struct Parts
    {
        Ptr<LocalMobilityAnchor> anchor;       //!< the anchor
        RouteSessions* sessions{nullptr};      //!< its sessions
        const PairDetector* detector{nullptr}; //!< knows its bindings
        RoutePermission* permission{nullptr};  //!< says who may have a route
        RouteInquiries* inquiries{nullptr};    //!< asks
        RouteEnding* ending{nullptr};          //!< ends sessions
        OrderingMemory* numbers{nullptr};      //!< attempts that this anchor has controlled
    };

    /**
     * @param parts what it works with
     */
    void Start(const Parts& parts);

    /// Let go of the node's objects.
    void Dispose();

    /**
     * Set a route up, or have it follow: RO Init to the destination's gateway.
     *
     * @param session a session that this anchor controls
     * @param reason why
     */
    void Initiate(const RouteSession& session, const std::string& reason);

    /**
     * Ask the controlling anchor to set a route up, or to have it follow: RO Trigger.
     *
     * @param session a session that another anchor controls, or is to control
     * @param reason why
     */
    void Trigger(const RouteSession& session, const std::string& reason);

    /**
     * Tell the other anchor that a session lives on, unless it has been told of late.
     *
     * @param session the session
     */
    void PassOn(const RouteSession& session);

    /**
     * A session's node is registered, other than for its lifetime alone.
     *
     * @param session the session
     */
    void HandleRegistered(const RouteSession& session);

    /**
     * The other anchor of a session has restarted, and may have lost it: the notice may be older
     * than the session, and an answer under way older than the restart.
     *
     * @param session the session
     */
    void HandlePeerRestart(const RouteSession& session);

    /**
     * @param request names a pair, and the last attempt that another anchor has controlled
     * @param session the session that this anchor is to control, or null
     * @return number below that of its next attempt: higher than whatever a gateway may remember of
     *         an earlier session
     */
    uint32_t GetFirstOrdering(const RouteRequest& request, const RouteSession* session);

  private:
    /// @param session which @return where a session's nodes are
    AttemptFacts GetFacts(const RouteSession& session) const;

    /// An attempt of this anchor is over. @param session which @param status what has come of it
    void FinishAttempt(const RouteSession& session, ExperimentalStatus status);

    /**
     * The controlling anchor has answered, or has not: the answer is null.
     *
     * @param session which
     * @param status what has come of it
     * @param answer RO Trigger Ack; null: none has come
     */
    void FinishTrigger(const RouteSession& session,
                       ExperimentalStatus status,
                       const ExperimentalAnswer* answer);

    /**
     * An attempt has failed.
     *
     * @param session the session
     * @param action END, END_QUIETLY, or another: it is refused
     * @param status why
     */
    void Fail(const RouteSession& session, SessionAction action, ExperimentalStatus status);

    /// Ask the other anchor whether it has a session that has just been set up, if it has restarted
    /// meanwhile. @param session which
    void AskIfDoubtful(const RouteSession& session);

    Parts m_parts; //!< what it works with
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_ATTEMPTS_H
