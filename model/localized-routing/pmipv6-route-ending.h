/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_ENDING_H
#define PMIPV6_ROUTE_ENDING_H

#include "pmipv6-pair-detector.h"
#include "pmipv6-route-sessions.h"

#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * Tells who has state of a localized routing session that it is over, which the draft leaves open:
 * the other anchor by RO Trigger, the destination's gateway by RO Init, which tells the source's
 * gateway by RO Setup, all with a lifetime of 0. It is repeated for as long as anybody may have
 * state.
 */
class RouteEnding
{
  public:
    /**
     * @param sessions the anchor's sessions; outlive this
     * @param detector knows the anchor's bindings; outlives this
     * @param isTold says whether a gateway takes messages of this anchor
     * @param ended called when a session's end is acknowledged, or nobody answers
     */
    void Start(RouteSessions& sessions,
               const PairDetector& detector,
               std::function<bool(const Ipv6Address&)> isTold,
               std::function<void(RouteSession&)> ended);

    /**
     * Tell everybody.
     *
     * @param session the session, which is ENDING; has no requests under way
     * @param tellAnchor the other anchor does not know
     */
    void Tell(RouteSession& session, bool tellAnchor);

  private:
    /**
     * Have the gateway of a node of this anchor end a route by itself.
     *
     * @param session the session
     * @param own the node's prefix
     */
    void TellOwn(RouteSession& session, const Prefix& own);

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
    void Send(RouteSession& session,
              RouteRequest request,
              const Ipv6Address& peer,
              std::function<void(RouteSession&)> otherwise = nullptr);

    RouteSessions* m_sessions{nullptr};               //!< the anchor's
    const PairDetector* m_detector{nullptr};          //!< knows the anchor's bindings
    std::function<bool(const Ipv6Address&)> m_isTold; //!< says which gateways take messages
    std::function<void(RouteSession&)> m_ended;       //!< called at the end
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_ENDING_H
