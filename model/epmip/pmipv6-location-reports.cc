/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-reports.h"

#include "pmipv6-experimental-question.h"
#include "pmipv6-message-lifetime.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <optional>

namespace ns3
{
namespace pmipv6
{

void
LocationReports::Start(Ptr<MobilitySignaling> signaling,
                       const Settings& settings,
                       PreferredManagers* managers,
                       Listener listener)
{
    m_signaling = signaling;
    m_settings = settings;
    m_managers = managers;
    m_listener = std::move(listener);
}

void
LocationReports::Tell(const Key& key,
                      LocationRequest request,
                      const std::string& purpose,
                      Told told)
{
    const auto manager = m_managers->Find(Simulator::Now());
    if (!manager)
    {
        told(nullptr);
        return;
    }
    Tell(key, std::move(request), *manager, purpose, std::move(told));
}

void
LocationReports::Tell(const Key& key,
                      LocationRequest request,
                      const Ipv6Address& manager,
                      const std::string& purpose,
                      Told told)
{
    request.sequence = m_signaling->TakeNumber();
    LocationUpdate message;
    WriteLocationRequest(request, message);
    Question question = MakeExperimentalQuestion(message,
                                                 m_settings.address,
                                                 manager,
                                                 purpose,
                                                 m_settings.transmissions);
    question.mayAnswer = [manager](const Ipv6Address& who) { return who == manager; };
    question.done = [this, key, request, manager, purpose, told = std::move(told)](
                        const ExchangeOutcome& outcome) {
        const auto exchange = m_out.extract(key); // What is told may tell more.
        std::optional<LocationAnswer> answer;
        if (outcome.answer)
        {
            answer = ReadLocationAnswer(*GetExperimentalAnswer(*outcome.answer));
        }
        // That an LMF is silent, or has no room, says nothing of the node: another one may know.
        if (!answer || answer->status == ExperimentalStatus::INSUFFICIENT_RESOURCES)
        {
            if (const auto next = m_managers->NoteSilent(manager, Simulator::Now()))
            {
                Tell(key, request, *next, purpose, told);
                return;
            }
        }
        told(answer ? &*answer : nullptr);
    };
    m_out[key] = m_signaling->Ask(std::move(question));
}

void
LocationReports::Claim(const std::string& identifier, uint64_t timestamp, Claimed claimed)
{
    LocationRequest request;
    request.gateway = m_settings.address;
    request.timestamp = timestamp;
    request.identifier = identifier;
    request.lifetime = ToMessageLifetime(m_settings.lifetime);
    Tell({Kind::CLAIM, identifier}, std::move(request), "claim", std::move(claimed));
}

void
LocationReports::Report(const Session& session, bool isNew)
{
    Keep(session);
    Send(session, isNew, "report");
}

void
LocationReports::Keep(const Session& session)
{
    const Prefix& node = session.prefixes.front();
    m_sessions[node] = session;
    if (m_repetitions.Get(node) == Time::Max())
    {
        m_repetitions.Set(node, Simulator::Now() + m_settings.lifetime * m_settings.fraction);
    }
}

void
LocationReports::Send(Session session, bool isNew, const std::string& purpose)
{
    const Prefix node = session.prefixes.front();
    m_repetitions.Set(node, Simulator::Now() + m_settings.lifetime * m_settings.fraction);
    LocationRequest request;
    request.prefixes = session.prefixes;
    request.gateway = m_settings.address;
    request.timestamp = session.timestamp;
    request.lifetime = ToMessageLifetime(m_settings.lifetime);
    const auto told = [this, node, timestamp = session.timestamp](const LocationAnswer* answer) {
        HandleReported(node, timestamp, answer);
    };
    for (const auto& prefix : session.prefixes)
    {
        // draft-luo, 7.4: each prefix has its own responsible LMF.
        request.prefixes = {prefix};
        Tell({Kind::PREFIX, ToText(prefix)}, request, purpose, told);
    }
    if (isNew)
    {
        request.prefixes = session.prefixes;
        request.identifier = session.identifier;
        Tell({Kind::IDENTIFIER, session.identifier}, request, purpose, told);
    }
}

void
LocationReports::RepeatAll()
{
    for (const auto& [node, session] : std::map<Prefix, Session>(m_sessions))
    {
        Send(session, true, "report");
    }
}

void
LocationReports::HandleReported(const Prefix& node,
                                uint64_t timestamp,
                                const LocationAnswer* answer)
{
    const auto session = m_sessions.find(node);
    if (!answer || session == m_sessions.end() || session->second.timestamp != timestamp)
    {
        return; // It is over, or has been registered anew.
    }
    if (answer->status == ExperimentalStatus::OLDER_THAN_STATE_HELD)
    {
        m_listener.overtaken(Prefix(node));
        return;
    }
    if (!IsAccepted(answer->status))
    {
        return;
    }
    const Time granted = FromMessageLifetime(answer->lifetime) * m_settings.fraction;
    if (Simulator::Now() + granted < m_repetitions.Get(node))
    {
        m_repetitions.Set(node, Simulator::Now() + granted);
    }
    if (!answer->previous.empty())
    {
        m_listener.named(node, answer->previous);
    }
}

void
LocationReports::Forget(const Prefix& node)
{
    const auto session = m_sessions.find(node);
    if (session == m_sessions.end())
    {
        return;
    }
    m_repetitions.Cancel(node);
    for (const auto& prefix : session->second.prefixes)
    {
        m_out.erase({Kind::PREFIX, ToText(prefix)});
    }
    m_out.erase({Kind::IDENTIFIER, session->second.identifier});
    m_sessions.erase(session);
}

void
LocationReports::Withdraw(const Prefix& node)
{
    const auto known = m_sessions.find(node);
    if (known == m_sessions.end())
    {
        return;
    }
    const Session session = known->second;
    Forget(session.prefixes.front());
    LocationRequest request;
    request.timestamp = session.timestamp;
    for (const auto& prefix : session.prefixes)
    {
        request.prefixes = {prefix};
        Tell({Kind::PREFIX, ToText(prefix)}, request, "withdraw", [](const LocationAnswer*) {});
    }
    request.prefixes = session.prefixes;
    request.identifier = session.identifier;
    Tell({Kind::IDENTIFIER, session.identifier}, request, "withdraw", [](const LocationAnswer*) {});
}

void
LocationReports::Clear()
{
    m_repetitions.Clear();
    m_out.clear();
    m_sessions.clear();
}

void
LocationReports::Dispose()
{
    Clear();
    m_signaling = nullptr;
    m_managers = nullptr;
    m_listener = {};
}

} // namespace pmipv6
} // namespace ns3
