/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_REQUESTS_H
#define PMIPV6_ROUTE_REQUESTS_H

#include "pmipv6-pair-detector.h"
#include "pmipv6-route-answers.h"
#include "pmipv6-route-attempts.h"
#include "pmipv6-route-detection.h"
#include "pmipv6-route-ending.h"
#include "pmipv6-route-sessions.h"
#include "pmipv6-trigger-rules.h"

#include "ns3/ipv6-address.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * What other anchors and gateways ask of an anchor: RO Trigger, RO Refresh and RO Request
 * (draft-loureiro, 4.2, 4.4, 4.5 and 7).
 */
class RouteRequests
{
  public:
    /// What it works with; all outlive it.
    struct Parts
    {
        Ipv6Address address;                   //!< LMAA
        RouteSessions* sessions{nullptr};      //!< the anchor's sessions
        const PairDetector* detector{nullptr}; //!< knows its bindings
        RouteAnswers* answers{nullptr};        //!< answers
        RouteEnding* ending{nullptr};          //!< ends sessions
        RouteAttempts* attempts{nullptr};      //!< asks others
        RouteDetection* detection{nullptr};    //!< knows whose a node is
    };

    /**
     * @param parts what it works with
     */
    void Start(const Parts& parts);

    /**
     * @param message a message of MH Type 11
     * @param peer who has sent it
     * @return false if it is none of these
     */
    bool Handle(const MobilityMessage& message, const Ipv6Address& peer);

  private:
    /**
     * Another anchor has seen a packet or a handover, says that a session lives on, or ends it.
     *
     * @param request the RO Trigger
     * @param peer the anchor that has sent it
     */
    void HandleTrigger(RouteRequest request, const Ipv6Address& peer);

    /**
     * @param request an RO Trigger
     * @param peer the anchor that has sent it
     * @param destination the binding of the destination here, if there is one
     * @return what this anchor knows
     */
    TriggerFacts GetFacts(const RouteRequest& request,
                          const Ipv6Address& peer,
                          const OwnPrefix& destination) const;

    /**
     * Do what an RO Trigger wants.
     *
     * @param request what it says
     * @param peer the anchor that has sent it
     * @param session the session, or null
     * @param verdict what this anchor makes of it
     */
    void Obey(const RouteRequest& request,
              const Ipv6Address& peer,
              const RouteSession* session,
              const TriggerVerdict& verdict);

    /**
     * Make an attempt because of an RO Trigger.
     *
     * @param session the session of its pair
     * @param request the RO Trigger
     * @param peer the anchor that has sent it
     */
    void Follow(const RouteSession& session, const RouteRequest& request, const Ipv6Address& peer);

    /**
     * Answer an RO Trigger with the result of the attempt that there is.
     *
     * @param session which
     * @param trigger whom to answer
     * @param isExtending the session lives for as long as that asks
     */
    void Await(const RouteSession& session, const WaitingTrigger& trigger, bool isExtending);

    /// A gateway says that a route is in use. @param request the RO Refresh @param peer the gateway
    void HandleRefresh(const RouteRequest& request, const Ipv6Address& peer);

    Parts m_parts; //!< what it works with
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_REQUESTS_H
