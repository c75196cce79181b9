/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-handoff-arrivals.h"

#include "pmipv6-correspondent-paths.h"
#include "pmipv6-location-demands.h"
#include "pmipv6-location-intake.h"
#include "pmipv6-location-rules.h"
#include "pmipv6-location-table.h"
#include "pmipv6-peer-table.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// How long further parts of a PBCA are taken after the last.
const Time PART_PATIENCE = Seconds(3);

} // namespace

const char*
GetStateName(ArrivalState state)
{
    switch (state)
    {
    case ArrivalState::NONE:
        return "none";
    case ArrivalState::INFORMING:
        return "informing";
    case ArrivalState::INFORMED:
        return "informed";
    }
    return "none";
}

const char*
GetEventName(ArrivalEvent event)
{
    switch (event)
    {
    case ArrivalEvent::NAMED:
        return "PBA with Previous Location";
    case ArrivalEvent::ANSWERED:
        return "the last PBCA";
    case ArrivalEvent::GIVEN_UP:
        return "no PBCA of the last one";
    case ArrivalEvent::LEFT:
        return "the node has left";
    case ArrivalEvent::STOPPED:
        return "gateway stopped or restarted";
    }
    return "none";
}

const StateTable<ArrivalState, ArrivalEvent>&
GetArrivalTable()
{
    using State = ArrivalState;
    using Event = ArrivalEvent;
    constexpr auto NONE = State::NONE;
    constexpr auto INFORMING = State::INFORMING;
    constexpr auto INFORMED = State::INFORMED;
    static const StateTable<State, Event> table{
        {NONE, INFORMING, INFORMED},
        {
            {Event::NAMED, {INFORMING, INFORMING, INFORMING}},
            {Event::ANSWERED, {{}, INFORMED, {}}},
            {Event::GIVEN_UP, {{}, NONE, {}}},
            {Event::LEFT, {{}, NONE, NONE}},
            {Event::STOPPED, {{}, NONE, NONE}},
        }};
    return table;
}

void
HandoffArrivals::Start(const RoutingParts& parts, const Settings& settings, Listener listener)
{
    m_routing = &parts;
    m_settings = settings;
    m_listener = std::move(listener);
}

void
HandoffArrivals::Change(Arrival& arrival,
                        ArrivalEvent event,
                        ArrivalState to,
                        const std::string& reason)
{
    const ArrivalState from = std::exchange(arrival.state, to);
    GetArrivalTable().Check(from, event, to);
    m_listener.changed(arrival.identifier, from, to, reason);
}

void
HandoffArrivals::HandleRegistered(const RegistrationKey& key, const LocalNode& node)
{
    const auto named = m_named.find(key);
    if (named == m_named.end())
    {
        return;
    }
    const Time now = Simulator::Now();
    Arrival& arrival = m_arrivals[key];
    arrival.identifier = node.identifier;
    arrival.prefixes = node.prefixes;
    bool isNew = false;
    for (const auto& gateway : named->second)
    {
        if (gateway == m_routing->address || !m_routing->gateways.Contains(gateway) ||
            arrival.answered.count(gateway) > 0)
        {
            continue;
        }
        for (const auto& prefix : node.prefixes)
        {
            m_previous[prefix][gateway] = now + m_settings.memory;
        }
        LocationRequest request;
        request.prefixes = node.prefixes;
        request.gateway = m_routing->address;
        request.timestamp = node.timestamp;
        request.isPrevious = true;
        const auto answered = [this, key, told = Told{node.prefixes, gateway, node.timestamp}](
                                  const LocationAnswer* answer) { HandleTold(key, told, answer); };
        if (m_tellings.Tell(gateway, request, "move", answered))
        {
            arrival.asked.insert(gateway);
            isNew = true;
        }
    }
    if (!isNew)
    {
        return;
    }
    for (const auto& prefix : node.prefixes)
    {
        m_routing->demands.Postpone(prefix, now + m_settings.queryDelay, now + m_settings.holdTime);
    }
    Change(arrival, ArrivalEvent::NAMED, ArrivalState::INFORMING, "previous-location");
}

void
HandoffArrivals::HandleTold(const RegistrationKey& key,
                            const Told& told,
                            const LocationAnswer* answer)
{
    if (answer)
    {
        HandleAnswer(told, *answer);
    }
    const auto known = m_arrivals.find(key);
    if (known == m_arrivals.end() || known->second.asked.erase(told.peer) == 0)
    {
        return;
    }
    Arrival& arrival = known->second;
    // Who holds something newer is told again of what is newer yet.
    if (answer && answer->status != ExperimentalStatus::OLDER_THAN_STATE_HELD)
    {
        arrival.answered.insert(told.peer);
    }
    if (!arrival.asked.empty() || arrival.state != ArrivalState::INFORMING)
    {
        return;
    }
    for (const auto& prefix : arrival.prefixes)
    {
        m_routing->demands.Resume(prefix);
    }
    if (!answer)
    {
        Change(arrival, ArrivalEvent::GIVEN_UP, ArrivalState::NONE, "unanswered");
        return;
    }
    Change(arrival,
           ArrivalEvent::ANSWERED,
           ArrivalState::INFORMED,
           IsAccepted(answer->status) ? "answered" : "refused");
}

void
HandoffArrivals::HandleAnswer(const Told& told, const LocationAnswer& answer)
{
    const Time now = Simulator::Now();
    if (answer.status == ExperimentalStatus::SUCCESS_MORE_TO_FOLLOW ||
        !answer.correspondents.empty())
    {
        m_parts.Expire(now);
        m_parts.Keep(answer.sequence, told, now + PART_PATIENCE);
    }
    Take(told, answer);
}

void
HandoffArrivals::Take(const Told& told, const LocationAnswer& answer)
{
    if (!IsAccepted(answer.status))
    {
        return;
    }
    for (const auto& correspondent : answer.correspondents)
    {
        const bool isHere = m_routing->paths.IsServed(correspondent.prefix);
        if (!isHere)
        {
            // What the other has learned alone is not dated.
            m_routing->intake.Tell(
                {correspondent.prefix,
                 correspondent.gateway,
                 correspondent.timestamp,
                 GetLocationExpiry(Simulator::Now(), correspondent.lifetime, m_routing->lifetime),
                 correspondent.timestamp == 0 ? LocationState::LEARNED : LocationState::TOLD},
                told.peer,
                "correspondent");
        }
        const auto* location = m_routing->locations.Find(correspondent.prefix);
        if (!isHere && (!location || !location->IsUsable()))
        {
            continue;
        }
        for (const auto& prefix : told.prefixes)
        {
            m_routing->paths.Add({prefix, correspondent.prefix});
            if (m_routing->paths.IsRemembered(prefix))
            {
                m_listener.late(prefix, correspondent.prefix);
            }
        }
        m_routing->intake.FollowHint(correspondent.prefix, correspondent.timestamp);
    }
    m_listener.known(told.prefixes.front(), told.peer, told.timestamp);
}

bool
HandoffArrivals::IsBeingInformed(const Ipv6Address& gateway) const
{
    return std::any_of(m_arrivals.begin(), m_arrivals.end(), [&gateway](const auto& arrival) {
        return arrival.second.asked.count(gateway) > 0;
    });
}

bool
HandoffArrivals::IsAnyInforming() const
{
    return std::any_of(m_arrivals.begin(), m_arrivals.end(), [](const auto& arrival) {
        return !arrival.second.asked.empty();
    });
}

bool
HandoffArrivals::IsPart(const MobilityMessage& answer, const Ipv6Address& peer) const
{
    const auto* message = std::get_if<Pbca>(&answer);
    const auto* part = message ? m_parts.Find(message->sequence) : nullptr;
    return part && part->peer == peer;
}

void
HandoffArrivals::HandlePart(const LocationAnswer& answer)
{
    const Time now = Simulator::Now();
    m_parts.Expire(now);
    if (const auto* known = m_parts.Find(answer.sequence))
    {
        const Told told = *known;
        m_parts.Keep(answer.sequence, told, now + PART_PATIENCE);
        Take(told, answer);
    }
}

void
HandoffArrivals::End(const RegistrationKey& key, ArrivalEvent event, const std::string& reason)
{
    m_named.erase(key);
    const auto known = m_arrivals.find(key);
    if (known == m_arrivals.end())
    {
        return;
    }
    Arrival arrival = std::move(known->second);
    m_arrivals.erase(known);
    const Time now = Simulator::Now();
    for (const auto& prefix : arrival.prefixes)
    {
        auto& previous = m_previous[prefix];
        for (auto gateway = previous.begin(); gateway != previous.end();)
        {
            gateway = gateway->second <= now ? previous.erase(gateway) : std::next(gateway);
        }
        if (previous.empty())
        {
            m_previous.erase(prefix);
        }
    }
    if (arrival.state != ArrivalState::NONE)
    {
        Change(arrival, event, ArrivalState::NONE, reason);
    }
}

bool
HandoffArrivals::IsPrevious(const Prefix& node, const Ipv6Address& gateway) const
{
    const auto known = m_previous.find(node);
    if (known == m_previous.end())
    {
        return false;
    }
    const auto previous = known->second.find(gateway);
    return previous != known->second.end() && previous->second > Simulator::Now();
}

void
HandoffArrivals::Clear(const std::string& reason)
{
    while (!m_arrivals.empty())
    {
        End(RegistrationKey(m_arrivals.begin()->first), ArrivalEvent::STOPPED, reason);
    }
    m_named.clear();
    m_previous.clear();
    m_parts.Clear();
}

void
HandoffArrivals::Dispose()
{
    m_arrivals.clear();
    m_named.clear();
    m_previous.clear();
    m_parts.Clear();
    m_listener = {};
    m_routing = nullptr;
}

} // namespace pmipv6
} // namespace ns3
