/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-attempts.h"

#include "pmipv6-attempt-numbers.h"
#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-mobility-names.h"

#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return an RO Trigger that says what this anchor knows of a session, and of the last attempt for
/// it that this anchor has controlled
RoTrigger
MakeTrigger(const RouteSession& session, uint16_t sequence, std::optional<uint32_t> ordering)
{
    RouteRequest request;
    request.pair = session.pair;
    request.gateway = session.sourceGateway;
    if (session.sourceTimestamp != 0)
    {
        request.timestamp = session.sourceTimestamp;
    }
    request.ordering = ordering;
    request.sequence = sequence;
    request.lifetime = session.lifetime;
    RoTrigger trigger;
    WriteRouteRequest(request, trigger);
    return trigger;
}

/// @return an RO Init that says where the source is
RoInit
MakeInit(const RouteSession& session, uint16_t sequence)
{
    RouteRequest request;
    request.pair = session.pair;
    request.gateway = session.sourceGateway;
    request.ordering = session.GetOrdering();
    request.sequence = sequence;
    request.lifetime = session.lifetime;
    RoInit init;
    WriteRouteRequest(request, init);
    return init;
}

} // namespace

void
RouteAttempts::Start(const Parts& parts)
{
    m_parts = parts;
}

void
RouteAttempts::Dispose()
{
    m_parts.anchor = nullptr;
}

AttemptFacts
RouteAttempts::GetFacts(const RouteSession& session) const
{
    const auto source = m_parts.detector->Find(session.pair.source);
    AttemptFacts facts;
    facts.isSourceOwn = source.binding != nullptr;
    facts.isSourceReachable = source.IsReachable();
    facts.isDestinationReachable = m_parts.detector->Find(session.pair.destination).IsReachable();
    facts.allowed =
        m_parts.permission->Check({session.pair, session.peer.anchor, session.sourceGateway});
    return facts;
}

void
RouteAttempts::Initiate(const RouteSession& session, const std::string& reason)
{
    auto& sessions = *m_parts.sessions;
    sessions.NoteSuperseded(session);
    const AttemptFacts facts = GetFacts(session);
    switch (DecideAttempt(facts))
    {
    case SessionAction::SUSPEND:
        sessions.Suspend(session, "node-not-registered");
        return;
    case SessionAction::REFUSE:
        FinishAttempt(session, facts.allowed);
        return;
    default:
        break;
    }
    const auto source = m_parts.detector->Find(session.pair.source);
    m_parts.numbers->Keep(session.pair, sessions.TakeOrdering(session), Simulator::Now());
    sessions.Initiate(session,
                      source.binding ? source.binding->proxyCareOf : session.sourceGateway,
                      m_parts.detector->Find(session.pair.destination).binding->proxyCareOf,
                      reason);
    m_parts.inquiries->Ask(session,
                           MakeInit(session, m_parts.inquiries->TakeSequence(session.pair)),
                           session.control->destinationGateway,
                           [this](const RouteSession& known,
                                  ExperimentalStatus answer,
                                  const ExperimentalAnswer*) { FinishAttempt(known, answer); });
}

void
RouteAttempts::FinishAttempt(const RouteSession& session, ExperimentalStatus status)
{
    auto& sessions = *m_parts.sessions;
    sessions.SetResult(session, status);
    const bool isAnchorTold = !session.control->triggers.empty();
    m_parts.ending->AnswerTriggers(session, status);
    const SessionAction action = DecideAttemptResult(session, status, isAnchorTold);
    switch (action)
    {
    case SessionAction::ACTIVATE:
        sessions.Activate(session, RouteSessionEvent::ACCEPT, "ro-init-ack");
        AskIfDoubtful(session);
        break;
    case SessionAction::SUSPEND:
        sessions.Suspend(session, GetName(status));
        break;
    default:
        Fail(session, action, status);
        break;
    }
}

void
RouteAttempts::Fail(const RouteSession& session, SessionAction action, ExperimentalStatus status)
{
    switch (action)
    {
    case SessionAction::END:
        m_parts.ending->End(session, GetName(status), true);
        break;
    case SessionAction::END_QUIETLY:
        m_parts.ending->End(session, GetName(status), true, false);
        break;
    default:
        m_parts.ending->Refuse(session, status);
        break;
    }
}

void
RouteAttempts::Trigger(const RouteSession& session, const std::string& reason)
{
    auto& sessions = *m_parts.sessions;
    const AttemptFacts facts = GetFacts(session);
    switch (DecideTriggering(session, facts))
    {
    case SessionAction::REFUSE:
        m_parts.ending->Refuse(session,
                               facts.isSourceReachable ? facts.allowed
                                                       : ExperimentalStatus::MN_NOT_ATTACHED);
        return;
    case SessionAction::END:
        sessions.SetResult(session, facts.allowed);
        m_parts.ending->End(session, GetName(facts.allowed), true);
        return;
    default:
        break;
    }
    const auto* binding = m_parts.detector->Find(session.pair.source).binding;
    sessions.NoteSuperseded(session);
    sessions.Trigger(session,
                     binding->proxyCareOf,
                     m_parts.anchor->GetTimestamp(binding->registered),
                     reason);
    m_parts.inquiries->Ask(
        session,
        MakeTrigger(session,
                    m_parts.inquiries->TakeSequence(session.pair),
                    m_parts.numbers->Find(session.pair, Simulator::Now())),
        session.peer.anchor,
        [this](const RouteSession& known,
               ExperimentalStatus answer,
               const ExperimentalAnswer* message) {
            FinishTrigger(known,
                          message ? answer : ExperimentalStatus::RESPONSIBLE_NODE_DID_NOT_ANSWER,
                          message);
        });
}

void
RouteAttempts::FinishTrigger(const RouteSession& session,
                             ExperimentalStatus status,
                             const ExperimentalAnswer* answer)
{
    auto& sessions = *m_parts.sessions;
    sessions.SetResult(session, status);
    const SessionAction action = DecideTriggerResult(session, status, answer != nullptr);
    switch (action)
    {
    case SessionAction::ACTIVATE:
    case SessionAction::SUSPEND: {
        const auto pair = ReadAnsweredPair(*answer);
        const auto* known = pair ? sessions.Rename(session, *pair) : &session;
        if (known && action == SessionAction::ACTIVATE)
        {
            sessions.Activate(*known, RouteSessionEvent::ACCEPT, "ro-trigger-ack");
            AskIfDoubtful(*known);
        }
        else if (known)
        {
            sessions.Suspend(*known, GetName(status));
        }
        break;
    }
    case SessionAction::SUPERSEDE:
        sessions.Remove(session, RouteSessionEvent::SUPERSEDE, GetName(status));
        break;
    default:
        Fail(session, action, status);
        break;
    }
}

void
RouteAttempts::AskIfDoubtful(const RouteSession& session)
{
    if (session.peer.isDoubtful)
    {
        PassOn(session);
    }
}

void
RouteAttempts::PassOn(const RouteSession& session)
{
    auto& sessions = *m_parts.sessions;
    if (!IsToBePassedOn(session, Simulator::Now()))
    {
        return;
    }
    sessions.NotePeerTold(session);
    m_parts.inquiries->Ask(
        session,
        MakeTrigger(session, m_parts.inquiries->TakeSequence(session.pair), std::nullopt),
        session.peer.anchor,
        [this](const RouteSession& known,
               ExperimentalStatus status,
               const ExperimentalAnswer* answer) {
            if (answer && !IsAccepted(status))
            {
                // It would not tell of the next handover.
                m_parts.ending->End(known, GetName(status), false, false);
                return;
            }
            AskIfDoubtful(known);
        });
}

void
RouteAttempts::HandleRegistered(const RouteSession& session)
{
    switch (DecideRegistered(session))
    {
    case SessionAction::FORGET:
        m_parts.sessions->Remove(session, RouteSessionEvent::FORGET, "node-moved");
        break;
    case SessionAction::ATTEMPT:
        Initiate(session, "node-registered");
        break;
    case SessionAction::TRIGGER:
        Trigger(session, "node-registered");
        break;
    default:
        break;
    }
}

void
RouteAttempts::HandlePeerRestart(const RouteSession& session)
{
    const bool isSourceReachable = m_parts.detector->Find(session.pair.source).IsReachable();
    const SessionAction action = DecidePeerRestart(session, isSourceReachable);
    if (action == SessionAction::LEAVE)
    {
        return;
    }
    m_parts.sessions->SetDoubtful(session);
    action == SessionAction::TRIGGER ? Trigger(session, "anchor-restarted") : PassOn(session);
}

uint32_t
RouteAttempts::GetFirstOrdering(const RouteRequest& request, const RouteSession* session)
{
    const Time now = Simulator::Now();
    uint32_t first = GetLaterAttempt(GetFirstAttempt(m_parts.anchor->GetTimestamp(now)),
                                     m_parts.numbers->Find(request.pair, now));
    if (session && session->control)
    {
        first = GetLaterAttempt(first, session->control->ordering);
    }
    return GetLaterAttempt(first, request.ordering);
}

} // namespace pmipv6
} // namespace ns3
