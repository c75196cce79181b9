/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_ENDING_H
#define PMIPV6_ROUTE_ENDING_H

#include "pmipv6-ordering-memory.h"
#include "pmipv6-pair-detector.h"
#include "pmipv6-route-answers.h"
#include "pmipv6-route-inquiries.h"
#include "pmipv6-route-sessions.h"

#include <functional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * Ends localized routing sessions, and tells who has state of them that it is over, which the draft
 * leaves open: the other anchor by RO Trigger, the destination's gateway by RO Init, which tells
 * the source's gateway by RO Setup, all with a lifetime of 0. It is repeated for as long as anybody
 * may have state.
 */
class RouteEnding
{
  public:
    /// What it works with; all outlive it.
    struct Parts
    {
        RouteSessions* sessions{nullptr};      //!< the anchor's
        const PairDetector* detector{nullptr}; //!< knows the anchor's bindings
        RouteInquiries* inquiries{nullptr};    //!< tells others
        RouteAnswers* answers{nullptr};        //!< answers RO Triggers
        OrderingMemory* numbers{nullptr};      //!< attempts that this anchor has controlled
        /// Says which gateways take messages of this anchor.
        std::function<bool(const Ipv6Address&)> isTold;
    };

    /**
     * @param parts what it works with
     */
    void Start(const Parts& parts);

    /**
     * A session is over: tell who has state of it.
     *
     * @param session the session
     * @param reason why
     * @param isHeldDown do not try again for a while
     * @param tellAnchor the other anchor does not know
     */
    void End(const RouteSession& session,
             const std::string& reason,
             bool isHeldDown,
             bool tellAnchor = true);

    /**
     * There can be no route.
     *
     * @param session the session
     * @param status why
     */
    void Refuse(const RouteSession& session, ExperimentalStatus status);

    /**
     * A session's deadline has come.
     *
     * @param session the session
     */
    void HandleDue(const RouteSession& session);

    /**
     * The binding of a session's node is deleted.
     *
     * @param session the session
     */
    void HandleDeleted(const RouteSession& session);

    /**
     * Answer the RO Triggers that wait.
     *
     * @param session the session
     * @param status the status
     */
    void AnswerTriggers(const RouteSession& session, ExperimentalStatus status);

  private:
    /**
     * Tell everybody.
     *
     * @param session the session, which is ENDING; has no requests under way
     * @param tellAnchor the other anchor does not know
     */
    void Tell(const RouteSession& session, bool tellAnchor);

    /// A session's end is acknowledged, or nobody answers. @param session which
    void Finish(const RouteSession& session);

    /**
     * Have the gateway of a node of this anchor end a route by itself.
     *
     * @param session the session
     * @param own the node's prefix
     */
    void TellOwn(const RouteSession& session, const Prefix& own);

    /**
     * Send one of the messages.
     *
     * @tparam Message the request
     * @param session the session
     * @param request what it says
     * @param peer whom to
     * @param otherwise called if it is refused, or is not answered
     */
    template <class Message>
    void Send(const RouteSession& session,
              RouteRequest request,
              const Ipv6Address& peer,
              std::function<void(const RouteSession&)> otherwise = nullptr);

    Parts m_parts; //!< what it works with
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_ENDING_H
