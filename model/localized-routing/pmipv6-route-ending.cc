/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-ending.h"

#include "pmipv6-session-rules.h"

#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

void
RouteEnding::Start(const Parts& parts)
{
    m_parts = parts;
}

void
RouteEnding::End(const RouteSession& session,
                 const std::string& reason,
                 bool isHeldDown,
                 bool tellAnchor)
{
    AnswerTriggers(session, ExperimentalStatus::NO_SUCH_SESSION);
    m_parts.sessions->End(session, isHeldDown, reason);
    Tell(session, tellAnchor);
}

void
RouteEnding::Finish(const RouteSession& session)
{
    if (session.control)
    {
        m_parts.numbers->Keep(session.pair, session.control->ordering, Simulator::Now());
    }
    if (session.IsHeldDown())
    {
        Refuse(session, session.result);
    }
    else
    {
        m_parts.sessions->Remove(session, RouteSessionEvent::FINISH, "ended");
    }
}

void
RouteEnding::Refuse(const RouteSession& session, ExperimentalStatus status)
{
    m_parts.answers->NoteRefused(session.pair, status);
    m_parts.sessions->Refuse(session, status);
}

void
RouteEnding::HandleDue(const RouteSession& session)
{
    switch (DecideDue(session))
    {
    case SessionAction::FORGET:
        m_parts.sessions->Remove(session, RouteSessionEvent::FORGET, "hold-down-over");
        break;
    case SessionAction::FINISH:
        Finish(session);
        break;
    default:
        End(session, "lifetime-over", false);
        break;
    }
}

void
RouteEnding::HandleDeleted(const RouteSession& session)
{
    const SessionAction action = DecideDeleted(session);
    if (action == SessionAction::FORGET)
    {
        m_parts.sessions->Remove(session, RouteSessionEvent::FORGET, "binding-deleted");
    }
    else if (action == SessionAction::END)
    {
        End(session, "binding-deleted", false);
    }
}

void
RouteEnding::AnswerTriggers(const RouteSession& session, ExperimentalStatus status)
{
    for (const auto& waiting : m_parts.sessions->TakeTriggers(session))
    {
        m_parts.answers->AnswerTrigger(waiting.request,
                                       waiting.peer,
                                       status,
                                       std::min(waiting.request.lifetime, session.lifetime));
    }
}

template <class Message>
void
RouteEnding::Send(const RouteSession& session,
                  RouteRequest request,
                  const Ipv6Address& peer,
                  std::function<void(const RouteSession&)> otherwise)
{
    request.lifetime = 0;
    request.sequence = m_parts.inquiries->TakeSequence(request.pair);
    Message message;
    WriteRouteRequest(request, message);
    m_parts.inquiries->Ask(
        session,
        message,
        peer,
        [this, otherwise](const RouteSession& known,
                          ExperimentalStatus status,
                          const ExperimentalAnswer*) {
            if (otherwise && !IsAccepted(status))
            {
                otherwise(known);
            }
            if (!known.IsAsking())
            {
                Finish(known);
            }
        },
        true);
}

void
RouteEnding::Tell(const RouteSession& session, bool tellAnchor)
{
    RouteRequest request;
    request.pair = session.pair;
    request.gateway = session.control ? session.control->routedGateway : session.sourceGateway;
    if (session.sourceTimestamp != 0)
    {
        request.timestamp = session.sourceTimestamp;
    }
    if (tellAnchor && !session.peer.anchor.IsAny())
    {
        Send<RoTrigger>(session, request, session.peer.anchor);
    }
    if (!session.control)
    {
        TellOwn(session, session.pair.source);
    }
    else if (!session.control->destinationGateway.IsAny())
    {
        request.timestamp.reset();
        request.ordering = m_parts.sessions->TakeOrdering(session);
        Send<RoInit>(session,
                     request,
                     session.control->destinationGateway,
                     [this](const RouteSession& known) {
                         // A gateway that cannot tell the source's.
                         TellOwn(known, known.pair.source);
                     });
    }
    if (!session.IsAsking())
    {
        Finish(session); // Nobody was told of it.
    }
}

void
RouteEnding::TellOwn(const RouteSession& session, const Prefix& own)
{
    const auto node = m_parts.detector->Find(own);
    if (!node.IsReachable() || !m_parts.isTold(node.binding->proxyCareOf))
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
