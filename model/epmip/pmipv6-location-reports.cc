/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-reports.h"

#include "pmipv6-location-question.h"
#include "pmipv6-message-lifetime.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <optional>
#include <utility>

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
                      const LocationRequest& request,
                      const std::string& purpose,
                      Time patience,
                      LocationTold told)
{
    const auto manager = m_managers->Find(Simulator::Now());
    if (!manager)
    {
        told(nullptr);
        return;
    }
    const uint32_t transmissions = patience.IsZero() ? m_settings.transmissions : 1;
    Tell(key,
         {request, m_settings.address, *manager, purpose, transmissions, patience},
         {},
         std::move(told));
}

void
LocationReports::Tell(const Key& key,
                      const LocationQuestion& question,
                      const std::set<Ipv6Address>& tried,
                      LocationTold told)
{
    const auto answered = [this, key, question, tried, told = std::move(told)](
                              const LocationAnswer* answer) {
        const auto exchange = m_out.extract(key); // What is told may tell more.
        // That an LMF is silent, or has no room, says nothing of the node.
        if (!answer || answer->status == ExperimentalStatus::INSUFFICIENT_RESOURCES)
        {
            auto silent = tried;
            auto next = question;
            if (const auto other = m_managers->NoteSilent(question.peer, Simulator::Now(), silent))
            {
                next.peer = *other;
                Tell(key, next, silent, told);
                return;
            }
        }
        told(answer);
    };
    m_out[key] = AskLocation<LocationUpdate>(*m_signaling, question, answered);
}

void
LocationReports::Claim(const std::string& identifier, uint64_t timestamp, LocationTold claimed)
{
    LocationRequest request;
    request.gateway = m_settings.address;
    request.timestamp = timestamp;
    request.identifier = identifier;
    request.lifetime = ToMessageLifetime(m_settings.lifetime);
    Tell({Kind::CLAIM, identifier}, request, "claim", Time(0), std::move(claimed));
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
    m_sessions[node].session = session;
    if (m_repetitions.Get(node) == Time::Max())
    {
        m_repetitions.Set(node, Simulator::Now() + m_settings.lifetime * m_settings.fraction);
    }
}

void
LocationReports::Send(Session session, bool isNew, const std::string& purpose)
{
    const Prefix node = session.prefixes.front();
    auto& reported = m_sessions.at(node);
    if (!std::exchange(reported.isSilent, false))
    {
        reported.patience = Time(0);
    }
    const Time patience = reported.patience;
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
        Tell({Kind::PREFIX, ToText(prefix)}, request, purpose, patience, told);
    }
    if (isNew)
    {
        request.prefixes = session.prefixes;
        request.identifier = session.identifier;
        Tell({Kind::IDENTIFIER, session.identifier}, request, purpose, patience, told);
    }
}

void
LocationReports::RepeatAll()
{
    for (const auto& [node, reported] : std::map<Prefix, Reported>(m_sessions))
    {
        Send(reported.session, true, "report");
    }
}

void
LocationReports::Repeat(const Prefix& node, Reported& reported)
{
    if (std::exchange(reported.isSilent, true))
    {
        return;
    }
    // RFC 6275, 11.8: until it is answered, each time after twice as long.
    TimeValue first;
    TimeValue longest;
    m_signaling->GetAttribute("InitialBindackTimeout", first);
    m_signaling->GetAttribute("MaxBindackTimeout", longest);
    const Time next = reported.patience.IsZero()
                          ? first.Get() * (1 << std::min(m_settings.transmissions, 16U))
                          : reported.patience * 2;
    reported.patience = Min(next, longest.Get());
    m_repetitions.Set(node, Simulator::Now());
}

void
LocationReports::HandleReported(const Prefix& node,
                                uint64_t timestamp,
                                const LocationAnswer* answer)
{
    const auto known = m_sessions.find(node);
    if (known == m_sessions.end() || known->second.session.timestamp != timestamp)
    {
        return; // It is over, or has been registered anew.
    }
    if (!answer)
    {
        Repeat(known->first, known->second);
        return;
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
        m_listener.named(node, *answer);
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
    for (const auto& prefix : session->second.session.prefixes)
    {
        m_out.erase({Kind::PREFIX, ToText(prefix)});
    }
    m_out.erase({Kind::IDENTIFIER, session->second.session.identifier});
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
    const Session session = known->second.session;
    Forget(session.prefixes.front());
    LocationRequest request;
    request.timestamp = session.timestamp;
    for (const auto& prefix : session.prefixes)
    {
        request.prefixes = {prefix};
        Tell({Kind::PREFIX, ToText(prefix)},
             request,
             "withdraw",
             Time(0),
             [](const LocationAnswer*) {});
    }
    request.prefixes = session.prefixes;
    request.identifier = session.identifier;
    Tell({Kind::IDENTIFIER, session.identifier},
         request,
         "withdraw",
         Time(0),
         [](const LocationAnswer*) {});
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
