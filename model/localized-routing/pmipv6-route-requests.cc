/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-requests.h"

#include "pmipv6-session-rules.h"

#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

void
RouteRequests::Start(const Parts& parts)
{
    m_parts = parts;
}

bool
RouteRequests::Handle(const MobilityMessage& message, const Ipv6Address& peer)
{
    const auto* fields = GetExperimentalRequest(message);
    const auto request = fields ? ReadRouteRequest(*fields) : std::nullopt;
    RouteRequest unread;
    unread.sequence = GetSequenceNumber(message);
    constexpr auto MISSING_OPTION = ExperimentalStatus::MISSING_OPTION;
    if (std::holds_alternative<RoTrigger>(message))
    {
        request && (request->gateway || request->lifetime == 0)
            ? HandleTrigger(*request, peer)
            : m_parts.answers->Answer<RoTriggerAck>(request.value_or(unread), peer, MISSING_OPTION);
        return true;
    }
    if (std::holds_alternative<RoRefresh>(message))
    {
        request ? HandleRefresh(*request, peer)
                : m_parts.answers->Answer<RoRefreshAck>(unread, peer, MISSING_OPTION);
        return true;
    }
    if (std::holds_alternative<RoRequest>(message))
    {
        request ? m_parts.detection->HandleRequest(*request, peer)
                : m_parts.answers->Answer<RoRequestAck>(unread, peer, MISSING_OPTION);
        return true;
    }
    return false;
}

void
RouteRequests::HandleTrigger(RouteRequest request, const Ipv6Address& peer)
{
    const auto own = m_parts.detector->Find(request.pair.destination);
    const bool isAsked = own.binding && request.pair.destination != own.prefix;
    request.pair.destination = own.binding ? own.prefix : request.pair.destination;
    TriggerFacts facts = GetFacts(request, peer, own);
    facts.isAsked = isAsked;
    const TriggerVerdict verdict = DecideTrigger(request, peer, facts);
    if (verdict.isKept)
    {
        m_parts.answers->GetTriggers().Keep(request, peer, Simulator::Now());
    }
    Obey(request, peer, facts.session, verdict);
}

TriggerFacts
RouteRequests::GetFacts(const RouteRequest& request,
                        const Ipv6Address& peer,
                        const OwnPrefix& destination) const
{
    auto& triggers = m_parts.answers->GetTriggers();
    TriggerFacts facts;
    facts.address = m_parts.address;
    // Perhaps this anchor has asked for the same pair, by address. The controlling anchor names the
    // pair as this one did.
    facts.session = destination.binding
                        ? m_parts.sessions->FindOf(destination.prefix, request.pair.source)
                        : m_parts.sessions->Find(request.pair);
    facts.isDestinationOwn = destination.binding != nullptr;
    facts.isSourceOwn = m_parts.detector->Find(request.pair.source).binding != nullptr;
    const auto resolver = m_parts.detection->GetResolver();
    facts.maySpeak = resolver && resolver->MaySpeakFor(peer, request.pair.source);
    facts.age = triggers.Judge(request, peer, Simulator::Now());
    facts.answered = triggers.FindStatus(request, peer);
    facts.hasRoom = destination.binding &&
                    m_parts.sessions->GetAttempts().HasRoom(destination.binding->identifier);
    return facts;
}

void
RouteRequests::Obey(const RouteRequest& request,
                    const Ipv6Address& peer,
                    const RouteSession* session,
                    const TriggerVerdict& verdict)
{
    const auto answer = [&] {
        m_parts.answers->AnswerTrigger(request, peer, verdict.status, request.lifetime);
    };
    switch (verdict.action)
    {
    case TriggerAction::IGNORE:
        break;
    case TriggerAction::ANSWER:
        verdict.isAnswerKept ? answer()
                             : m_parts.answers->Answer<RoTriggerAck>(request, peer, verdict.status);
        break;
    case TriggerAction::NO_ROOM:
        m_parts.sessions->NoteRefused();
        answer();
        break;
    case TriggerAction::END:
        m_parts.ending->End(*session, "ro-trigger", false, false);
        answer();
        break;
    case TriggerAction::CREATE:
        Follow(m_parts.sessions->Create(
                   request.pair,
                   m_parts.detector->Find(request.pair.destination).binding->identifier,
                   m_parts.attempts->GetFirstOrdering(request, nullptr),
                   request.lifetime),
               request,
               peer);
        break;
    case TriggerAction::TAKE_OVER:
        Follow(m_parts.sessions->Control(*session,
                                         request.pair,
                                         m_parts.attempts->GetFirstOrdering(request, session)),
               request,
               peer);
        break;
    case TriggerAction::ATTEMPT:
        Follow(*session, request, peer);
        break;
    case TriggerAction::WAIT:
        Await(*session, {request, peer}, verdict.isExtending);
        break;
    case TriggerAction::EXTEND:
        m_parts.sessions->Extend(*session, request.lifetime, true);
        answer();
        break;
    }
}

void
RouteRequests::Follow(const RouteSession& session,
                      const RouteRequest& request,
                      const Ipv6Address& peer)
{
    m_parts.sessions->TakeTrigger(session, request, peer);
    m_parts.sessions->Extend(session, request.lifetime, true);
    m_parts.attempts->Initiate(session, "ro-trigger");
}

void
RouteRequests::Await(const RouteSession& session, const WaitingTrigger& trigger, bool isExtending)
{
    if (isExtending)
    {
        m_parts.sessions->Extend(session, trigger.request.lifetime, true);
    }
    m_parts.sessions->KeepTrigger(session, trigger);
    if (session.GetState() == RouteSessionState::ACTIVE)
    {
        m_parts.ending->AnswerTriggers(session, session.result);
    }
}

void
RouteRequests::HandleRefresh(const RouteRequest& request, const Ipv6Address& peer)
{
    const auto* session = m_parts.sessions->Find(request.pair);
    const auto isThere = [this, &peer](const Prefix& prefix) {
        const auto own = m_parts.detector->Find(prefix);
        return own.IsReachable() && own.binding->proxyCareOf == peer;
    };
    const ExperimentalStatus status = DecideRefresh(
        session,
        session && (isThere(session->pair.source) || isThere(session->pair.destination)));
    if (status != ExperimentalStatus::SUCCESS)
    {
        m_parts.answers->Answer<RoRefreshAck>(request, peer, status);
        return;
    }
    m_parts.sessions->Extend(*session, request.lifetime, false);
    if (session->GetState() == RouteSessionState::INCOMPLETE)
    {
        // Complete by now: the controlling anchor does not tell of what a registration has started.
        m_parts.sessions->Activate(*session, RouteSessionEvent::USE, "ro-refresh");
    }
    RouteRequest granted = request;
    granted.lifetime = session->lifetime;
    m_parts.answers->Answer<RoRefreshAck>(granted,
                                          peer,
                                          GetAccepted(request.lifetime, session->lifetime));
    m_parts.attempts->PassOn(*session);
}

} // namespace pmipv6
} // namespace ns3
