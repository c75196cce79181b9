/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-sessions.h"

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

RouteSessions::RouteSessions()
{
    m_timer.SetHandler([this] { HandleDeadlines(); });
}

void
RouteSessions::Start(Ptr<MobilitySignaling> signaling,
                     const Ipv6Address& address,
                     PairDetector& detector,
                     const Settings& settings,
                     Listener listener)
{
    m_signaling = signaling;
    m_address = address;
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
        Transition(*session, RouteSessionState::NONE, reason);
    }
    m_timer.Cancel();
}

void
RouteSessions::Dispose()
{
    m_timer.Cancel();
    m_listener = {};
    m_signaling = nullptr;
}

RouteSession*
RouteSessions::FindOf(const Prefix& own, const Prefix& other)
{
    if (auto* session = m_table.Find({own, other}))
    {
        return session;
    }
    for (auto* session : m_table.FindByPrefix(own))
    {
        const auto& known = session->pair.GetOther(own);
        if (known.GetLength() == 128 && other.Contains(known.GetAddress()))
        {
            return session;
        }
    }
    return nullptr;
}

bool
RouteSessions::HasPeer(const Ipv6Address& anchor) const
{
    return m_table.HasAny([&anchor](const RouteSession& session) {
        return session.peerAnchor == anchor && session.state != RouteSessionState::REFUSED;
    });
}

std::vector<RouteSession*>
RouteSessions::FindByPeer(const Ipv6Address& anchor)
{
    std::vector<RouteSession*> found;
    for (const auto* session : m_table.GetAll())
    {
        if (session->peerAnchor == anchor)
        {
            found.push_back(m_table.Find(session->pair));
        }
    }
    return found;
}

RouteSession&
RouteSessions::Insert(const PrefixPair& pair, const std::string& node)
{
    m_detector->Silence(pair);
    auto& session = m_table.Insert(pair);
    session.node = node;
    return session;
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
RouteSessions::Transition(RouteSession& session, RouteSessionState to, const std::string& reason)
{
    const RouteSessionState from = session.state;
    NS_LOG_INFO("session " << session.pair << ": " << GetStateName(from) << " > "
                           << GetStateName(to) << ", " << reason);
    const Time now = Simulator::Now();
    if (to != RouteSessionState::NONE)
    {
        session.state = to;
    }
    Count(session, to != RouteSessionState::NONE && !session.isEstablished);
    m_listener.changed(session, from, to, reason);
    switch (to)
    {
    case RouteSessionState::NONE:
        CancelQuestions(session);
        m_detector->Unsilence(session.pair);
        m_table.Erase(session);
        break;
    case RouteSessionState::RESOLVING:
        m_table.SetDeadline(session, Time::Max());
        break;
    case RouteSessionState::REFUSED:
        m_table.SetDeadline(session, now + m_settings.retryHoldDown);
        break;
    case RouteSessionState::ENDING:
        m_table.SetDeadline(session, Max(session.expiry, now + LEAST_PATIENCE));
        break;
    default:
        m_table.SetDeadline(session, session.expiry);
        break;
    }
    SetTimer();
}

RouteSession*
RouteSessions::Rename(RouteSession& session, const PrefixPair& pair)
{
    if (session.pair.GetKey() == pair.GetKey())
    {
        session.pair = pair;
        return &session;
    }
    if (m_table.Find(pair))
    {
        Transition(session, RouteSessionState::NONE, "of-another-session");
        return nullptr;
    }
    m_detector->Unsilence(session.pair);
    RouteSession copy = std::move(session);
    m_table.Erase(session); // Its row's pair, deadline and number are as they were.
    auto& renamed = Insert(pair, copy.node);
    copy.pair = pair;
    copy.serial = renamed.serial;
    copy.deadline = Time::Max();
    renamed = std::move(copy);
    return &renamed;
}

void
RouteSessions::SetLifetime(RouteSession& session, uint16_t lifetime)
{
    session.lifetime = std::min(lifetime, ToRouteLifetime(m_settings.lifetime));
    session.expiry = Simulator::Now() + GetRouteLifetime(session.lifetime);
    session.told = Simulator::Now();
    if (session.state != RouteSessionState::NONE)
    {
        m_table.SetDeadline(session, session.expiry);
        SetTimer();
    }
}

void
RouteSessions::HandleDeadlines()
{
    auto* session = m_table.GetNextDeadline();
    while (session && session->deadline <= Simulator::Now())
    {
        m_listener.due(*session);
        session = m_table.GetNextDeadline();
    }
    SetTimer();
}

void
RouteSessions::SetTimer()
{
    const auto* next = m_table.GetNextDeadline();
    m_timer.Set(next ? next->deadline : Time::Max());
}

void
RouteSessions::Ask(RouteSession& session,
                   const MobilityMessage& message,
                   const Ipv6Address& peer,
                   Answered answered,
                   bool isPatient)
{
    Question question =
        MakeRouteQuestion(message, m_address, peer, isPatient ? 0 : m_settings.maxRetries + 1);
    question.done = [this, pair = session.pair, serial = session.serial, answered](
                        const ExchangeOutcome& outcome) {
        auto* known = m_table.Find(pair);
        if (!known || known->serial != serial)
        {
            return;
        }
        auto& questions = known->questions;
        questions.erase(std::remove_if(questions.begin(),
                                       questions.end(),
                                       [](const auto& other) { return !other.IsUnderWay(); }),
                        questions.end());
        answered(*known,
                 GetRouteStatus(outcome),
                 outcome.answer ? GetExperimentalAnswer(*outcome.answer) : nullptr);
    };
    session.questions.push_back(m_signaling->Ask(std::move(question)));
}

void
RouteSessions::CancelQuestions(RouteSession& session)
{
    session.questions.clear();
}

} // namespace pmipv6
} // namespace ns3
