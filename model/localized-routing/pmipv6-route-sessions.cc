/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-sessions.h"

#include "pmipv6-message-lifetime.h"
#include "pmipv6-mobility-names.h"

#include "ns3/log.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6RouteSessions");

namespace
{

/// How long an end is told at least: until whoever has state of the session has lost it anyhow.
const Time LEAST_PATIENCE = Seconds(60);

} // namespace

void
RouteSessions::Start(PairDetector& detector, const Settings& settings, Listener listener)
{
    m_detector = &detector;
    m_settings = settings;
    m_attempts.SetLimits(settings.maxAttemptsPerNode, settings.maxAttempts);
    m_listener = std::move(listener);
}

void
RouteSessions::Clear(const std::string& reason)
{
    while (auto* session = m_table.GetAny())
    {
        Transition(*session, RouteSessionEvent::STOP, {}, reason);
    }
}

void
RouteSessions::Dispose()
{
    m_deadlines.Clear();
    m_listener = {};
}

const RouteSession*
RouteSessions::FindOf(const Prefix& own, const Prefix& other) const
{
    if (const auto* session = m_table.Find({own, other}))
    {
        return session;
    }
    for (const auto* session : m_table.FindByPrefix(own))
    {
        const auto& known = session->pair.GetOther(own);
        if (known.GetLength() == 128 && other.Contains(known.GetAddress()))
        {
            return session;
        }
    }
    return nullptr;
}

const RouteSession*
RouteSessions::FindTo(const Prefix& own, const Ipv6Address& address) const
{
    for (const auto* session : m_table.FindByPrefix(own))
    {
        if (session->pair.GetOther(own).Contains(address))
        {
            return session;
        }
    }
    return nullptr;
}

RouteSession&
RouteSessions::Insert(const PrefixPair& pair, const std::string& node)
{
    m_detector->Silence(pair);
    auto& session = m_table.Insert(pair);
    session.node = node;
    return session;
}

const RouteSession&
RouteSessions::Resolve(const PrefixPair& pair, const std::string& node)
{
    auto& session = Insert(pair, node);
    Transition(session, RouteSessionEvent::RESOLVE, ResolvingSession(), "packet-seen");
    return session;
}

const RouteSession&
RouteSessions::Create(const PrefixPair& pair,
                      const std::string& node,
                      uint32_t ordering,
                      uint16_t lifetime)
{
    auto& session = Insert(pair, node);
    session.control.emplace().ordering = ordering;
    SetLifetime(session, lifetime);
    return session;
}

const RouteSession&
RouteSessions::Control(const RouteSession& session, const PrefixPair& pair, uint32_t ordering)
{
    auto& row = Get(*Rename(session, pair));
    if (!row.control)
    {
        row.control.emplace();
    }
    row.control->ordering = ordering;
    row.isEstablished = false;
    return row;
}

void
RouteSessions::Initiate(const RouteSession& session,
                        const Ipv6Address& source,
                        const Ipv6Address& destination,
                        const std::string& reason)
{
    auto& row = Get(session);
    row.sourceGateway = source;
    row.control->routedGateway = source;
    row.control->destinationGateway = destination;
    SetLifetime(row, row.lifetime); // A handover starts it anew.
    Transition(row, RouteSessionEvent::INITIATE, InitiatedSession(), reason);
}

void
RouteSessions::Trigger(const RouteSession& session,
                       const Ipv6Address& source,
                       uint64_t timestamp,
                       const std::string& reason)
{
    auto& row = Get(session);
    row.sourceGateway = source;
    row.sourceTimestamp = timestamp;
    SetLifetime(row, ToMessageLifetime(m_settings.lifetime));
    Transition(row, RouteSessionEvent::TRIGGER, TriggeredSession(), reason);
}

void
RouteSessions::Activate(const RouteSession& session,
                        RouteSessionEvent event,
                        const std::string& reason)
{
    auto& row = Get(session);
    row.isEstablished = true;
    Transition(row, event, ActiveSession(), reason);
}

void
RouteSessions::Suspend(const RouteSession& session, const std::string& reason)
{
    Transition(Get(session), RouteSessionEvent::SUSPEND, IncompleteSession(), reason);
}

void
RouteSessions::Refuse(const RouteSession& session, ExperimentalStatus status)
{
    auto& row = Get(session);
    row.result = status;
    row.isEstablished = false;
    Transition(row, RouteSessionEvent::REFUSE, RefusedSession{row.IsHeldDown()}, GetName(status));
}

void
RouteSessions::End(const RouteSession& session, bool isHeldDown, const std::string& reason)
{
    EndingSession ending;
    ending.isHeldDown = isHeldDown;
    Transition(Get(session), RouteSessionEvent::END, std::move(ending), reason);
}

void
RouteSessions::Remove(const RouteSession& session,
                      RouteSessionEvent event,
                      const std::string& reason)
{
    Transition(Get(session), event, {}, reason);
}

const RouteSession*
RouteSessions::Rename(const RouteSession& session, const PrefixPair& pair)
{
    auto& row = Get(session);
    if (row.pair.GetKey() == pair.GetKey())
    {
        row.pair = pair;
        return &row;
    }
    if (m_table.Find(pair))
    {
        Transition(row, RouteSessionEvent::MERGE, {}, "of-another-session");
        return nullptr;
    }
    m_detector->Unsilence(row.pair);
    m_deadlines.Cancel(&row);
    RouteSession copy = std::move(row);
    m_table.Erase(row); // Its row's pair and number are as they were.
    auto& renamed = Insert(pair, copy.node);
    copy.pair = pair;
    copy.serial = renamed.serial;
    renamed = std::move(copy);
    return &renamed;
}

void
RouteSessions::Extend(const RouteSession& session, uint16_t lifetime, bool isPeerTold)
{
    auto& row = Get(session);
    const Time told = row.peer.told;
    SetLifetime(row, lifetime);
    if (!isPeerTold)
    {
        row.peer.told = told;
    }
}

void
RouteSessions::NoteSuperseded(const RouteSession& session)
{
    auto& row = Get(session);
    const auto asked = row.control ? RouteSessionState::INITIATED : RouteSessionState::TRIGGERED;
    row.isEstablished = row.isEstablished || row.GetState() == asked;
}

void
RouteSessions::SetResult(const RouteSession& session, ExperimentalStatus result)
{
    Get(session).result = result;
}

void
RouteSessions::SetPeer(const RouteSession& session, const Ipv6Address& anchor)
{
    Get(session).peer.anchor = anchor;
}

void
RouteSessions::SetDoubtful(const RouteSession& session)
{
    Get(session).peer.isDoubtful = true;
}

void
RouteSessions::NotePeerTold(const RouteSession& session)
{
    auto& peer = Get(session).peer;
    peer.told = Simulator::Now();
    peer.isDoubtful = false;
}

void
RouteSessions::TakeTrigger(const RouteSession& session,
                           const RouteRequest& request,
                           const Ipv6Address& peer)
{
    auto& row = Get(session);
    row.peer.anchor = peer;
    row.sourceGateway = *request.gateway;
    row.sourceTimestamp = request.timestamp.value_or(0);
    row.control->triggers.push_back({request, peer});
}

void
RouteSessions::KeepTrigger(const RouteSession& session, const WaitingTrigger& trigger)
{
    Get(session).control->triggers.push_back(trigger);
}

std::vector<WaitingTrigger>
RouteSessions::TakeTriggers(const RouteSession& session)
{
    auto& row = Get(session);
    return row.control ? std::exchange(row.control->triggers, {}) : std::vector<WaitingTrigger>();
}

uint32_t
RouteSessions::TakeOrdering(const RouteSession& session)
{
    return ++Get(session).control->ordering;
}

void
RouteSessions::Transition(RouteSession& session,
                          RouteSessionEvent event,
                          RouteSession::Phase phase,
                          const std::string& reason)
{
    const RouteSessionState from = session.GetState();
    const auto to = static_cast<RouteSessionState>(phase.index());
    GetRouteSessionTable().Check(from, event, to);
    NS_LOG_INFO("session " << session.pair << ": " << GetStateName(from) << " > "
                           << GetStateName(to) << ", " << reason);
    const bool isGone = to == RouteSessionState::NONE;
    if (!isGone)
    {
        session.phase = std::move(phase);
        m_deadlines.Set(&session, GetDeadline(session));
    }
    Count(session, !isGone && !session.isEstablished);
    m_listener.changed(session, from, to, reason);
    if (isGone)
    {
        m_detector->Unsilence(session.pair);
        m_deadlines.Cancel(&session);
        m_table.Erase(session);
    }
}

Time
RouteSessions::GetDeadline(const RouteSession& session) const
{
    switch (session.GetState())
    {
    case RouteSessionState::RESOLVING:
        return Time::Max();
    case RouteSessionState::REFUSED:
        return Simulator::Now() + m_settings.retryHoldDown;
    case RouteSessionState::ENDING:
        return Max(session.expiry, Simulator::Now() + LEAST_PATIENCE);
    default:
        return session.expiry;
    }
}

void
RouteSessions::SetLifetime(RouteSession& session, uint16_t lifetime)
{
    session.lifetime = std::min(lifetime, ToMessageLifetime(m_settings.lifetime));
    session.expiry = Simulator::Now() + FromMessageLifetime(session.lifetime);
    session.peer.told = Simulator::Now();
    if (session.GetState() != RouteSessionState::NONE)
    {
        m_deadlines.Set(&session, session.expiry);
    }
}

void
RouteSessions::Count(RouteSession& session, bool isAttempt)
{
    if (isAttempt != session.isCounted)
    {
        isAttempt ? m_attempts.Add(session.node) : m_attempts.Remove(session.node);
        session.isCounted = isAttempt;
    }
}

void
RouteSessions::AddQuestion(const RouteSession& session, Exchange question)
{
    FindQuestions(Get(session).phase)->questions.push_back(std::move(question));
}

const RouteSession*
RouteSessions::DropQuestions(const PrefixPair& pair, uint64_t serial)
{
    auto* known = m_table.Find(pair);
    auto* asking = known && known->serial == serial ? FindQuestions(known->phase) : nullptr;
    if (!asking)
    {
        return nullptr;
    }
    auto& questions = asking->questions;
    questions.erase(std::remove_if(questions.begin(),
                                   questions.end(),
                                   [](const auto& other) { return !other.IsUnderWay(); }),
                    questions.end());
    return known;
}

} // namespace pmipv6
} // namespace ns3
