/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-ending.h"

namespace ns3
{
namespace pmipv6
{

void
RouteEnding::Start(RouteSessions& sessions,
                   const PairDetector& detector,
                   std::function<bool(const Ipv6Address&)> isTold,
                   std::function<void(RouteSession&)> ended)
{
    m_sessions = &sessions;
    m_detector = &detector;
    m_isTold = std::move(isTold);
    m_ended = std::move(ended);
}

template <class Message>
void
RouteEnding::Send(RouteSession& session,
                  RouteRequest request,
                  const Ipv6Address& peer,
                  std::function<void(RouteSession&)> otherwise)
{
    request.lifetime = 0;
    request.sequence = m_sessions->TakeSequence(request.pair);
    Message message;
    WriteRouteRequest(request, message);
    m_sessions->Ask(
        session,
        message,
        peer,
        [this,
         otherwise](RouteSession& known, ExperimentalStatus status, const ExperimentalAnswer*) {
            if (otherwise && !IsAccepted(status))
            {
                otherwise(known);
            }
            if (known.questions.empty())
            {
                m_ended(known);
            }
        },
        true);
}

void
RouteEnding::Tell(RouteSession& session, bool tellAnchor)
{
    RouteRequest request;
    request.pair = session.pair;
    request.gateway = session.isController ? session.routedGateway : session.sourceGateway;
    if (session.sourceTimestamp != 0)
    {
        request.timestamp = session.sourceTimestamp;
    }
    if (tellAnchor && !session.peerAnchor.IsAny())
    {
        Send<RoTrigger>(session, request, session.peerAnchor);
    }
    if (!session.isController)
    {
        TellOwn(session, session.pair.source);
    }
    else if (!session.destinationGateway.IsAny())
    {
        request.timestamp.reset();
        request.ordering = ++session.ordering;
        Send<RoInit>(session, request, session.destinationGateway, [this](RouteSession& known) {
            // A gateway that cannot tell the source's.
            TellOwn(known, known.pair.source);
        });
    }
    if (session.questions.empty())
    {
        m_ended(session); // Nobody was told of it.
    }
}

void
RouteEnding::TellOwn(RouteSession& session, const Prefix& own)
{
    const auto node = m_detector->Find(own);
    if (!node.IsReachable() || !m_isTold(node.binding->proxyCareOf))
    {
        // Another anchor's node, or nowhere, or where it can have no route (RFC 6279, 5).
        return;
    }
    RouteRequest request;
    request.pair = {session.pair.GetOther(node.prefix), node.prefix};
    request.gateway = node.binding->proxyCareOf; // So that it passes nothing on.
    Send<RoInit>(session, request, node.binding->proxyCareOf);
}

} // namespace pmipv6
} // namespace ns3
