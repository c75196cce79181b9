/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-handoff-departures.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <set>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
HandoffDepartures::Start(Ptr<DistributedRouting> routing,
                         const Settings& settings,
                         Listener listener)
{
    m_routing = routing;
    m_settings = settings;
    m_listener = std::move(listener);
}

HandoffDepartures::Departure*
HandoffDepartures::Find(const Prefix& prefix)
{
    const auto* first = m_firsts.Find(prefix);
    return first ? &m_departures.at(*first) : nullptr;
}

HandoffDepartures::Departure&
HandoffDepartures::Make(const std::vector<Prefix>& prefixes)
{
    for (const auto& prefix : prefixes)
    {
        // Another grouping of the same prefixes takes the place of an earlier one.
        const auto* known = Find(prefix);
        if (known && known->prefixes != prefixes)
        {
            End(Prefix(known->prefixes.front()), DepartureEvent::OVER, "prefixes-regrouped");
        }
    }
    if (auto* known = Find(prefixes.front()))
    {
        return *known;
    }
    Departure& departure = m_departures[prefixes.front()];
    departure.prefixes = prefixes;
    for (const auto& prefix : prefixes)
    {
        m_firsts.Set(prefix, prefixes.front());
    }
    return departure;
}

void
HandoffDepartures::Change(Departure& departure,
                          DepartureEvent event,
                          DepartureState to,
                          const std::string& reason)
{
    const DepartureState from = std::exchange(departure.state, to);
    GetDepartureTable().Check(from, event, to);
    m_listener.changed(departure.prefixes.front(), from, to, reason);
}

void
HandoffDepartures::HandleLeft(const LocalNode& former)
{
    if (m_settings.bufferSize == 0 || Find(former.prefixes.front()))
    {
        return;
    }
    Departure& departure = Make(former.prefixes);
    departure.anchor = former.anchor;
    m_routing->GetRows().GetForwarding()->TrustTunnelPeer(former.anchor);
    const auto buffer = std::make_shared<PacketBuffer>(m_settings.bufferSize);
    for (const auto& prefix : former.prefixes)
    {
        m_routing->GetRows().SetDeparted(prefix, HoldAction{buffer});
    }
    m_ends.Set(former.prefixes.front(), Simulator::Now() + m_settings.bufferTime);
    Change(departure, DepartureEvent::LEFT, DepartureState::HOLDING, "node-has-left");
}

void
HandoffDepartures::HandleInform(const LocationRequest& request, const Ipv6Address& peer)
{
    const auto* here = m_routing->GetNodes().FindByPrefix(request.prefixes.front());
    const auto* known = Find(request.prefixes.front());
    InformFacts facts;
    facts.timestamp = *request.timestamp;
    facts.isOfSender = request.gateway == peer;
    facts.hasRoom = known || m_departures.size() < m_settings.maxDepartures;
    for (const auto& prefix : request.prefixes)
    {
        const auto* node = m_routing->GetNodes().FindByPrefix(prefix);
        facts.isOfOneNode = facts.isOfOneNode && (!node || node == here);
        const auto* location = m_routing->GetTable().Find(prefix);
        if (location && location->state == LocationState::WITHDRAWN)
        {
            facts.withdrawn = std::max(facts.withdrawn, location->timestamp);
        }
    }
    if (here)
    {
        facts.registered = here->timestamp;
    }
    if (known && known->state == DepartureState::FORWARDING)
    {
        facts.held = known->timestamp;
    }
    const ExperimentalStatus status = DecideInform(facts);
    if (!IsAccepted(status))
    {
        m_tellings.Answer(request, peer, status);
        return;
    }
    const bool isRepeat = facts.held == facts.timestamp;
    if (!isRepeat)
    {
        const auto former = here ? std::optional<LocalNode>(*here) : std::nullopt;
        if (here)
        {
            m_routing->GetServed().HandOver(request.prefixes.front());
        }
        Forward(request, former);
    }
    m_tellings.Answer(request, peer, status, GetList().Describe(request.prefixes));
    if (auto* departure = isRepeat ? nullptr : Find(request.prefixes.front()))
    {
        TellAll(*departure);
    }
}

void
HandoffDepartures::Forward(const LocationRequest& request, const std::optional<LocalNode>& former)
{
    const Time now = Simulator::Now();
    const bool wasHere = m_routing->GetPaths().IsRemembered(request.prefixes.front());
    Departure& departure = Make(request.prefixes);
    departure.gateway = *request.gateway;
    departure.timestamp = *request.timestamp;
    if (former && !departure.anchor)
    {
        departure.anchor = former->anchor;
        m_routing->GetRows().GetForwarding()->TrustTunnelPeer(former->anchor);
    }
    const Time expiry = now + m_settings.duration;
    for (const auto& prefix : departure.prefixes)
    {
        m_routing->GetRows().SetForwarded(prefix, departure.gateway); // What was held goes first.
        m_routing->GetPaths().Remember(prefix, expiry);
        m_routing->GetPaths().ForgetSenders(prefix); // Who still sends here is to be told.
        if (wasHere)
        {
            m_routing->GetIntake().Tell({prefix,
                                         departure.gateway,
                                         departure.timestamp,
                                         now + m_routing->GetLocationLifetime(),
                                         LocationState::TOLD},
                                        departure.gateway,
                                        "move");
        }
    }
    m_ends.Set(departure.prefixes.front(), expiry);
    Change(departure, DepartureEvent::INFORMED, DepartureState::FORWARDING, "informed");
    m_listener.started(departure.prefixes.front(), departure.gateway);
}

CorrespondentList
HandoffDepartures::GetList() const
{
    return {*m_routing, m_settings.address};
}

void
HandoffDepartures::TellPeer(Departure& departure,
                            const Ipv6Address& peer,
                            const std::string& purpose)
{
    if (peer == departure.gateway || peer == m_settings.address)
    {
        return;
    }
    LocationRequest request;
    request.prefixes = departure.prefixes;
    request.gateway = departure.gateway;
    request.timestamp = departure.timestamp;
    const Prefix first = departure.prefixes.front();
    const auto acknowledged =
        [this, first, timestamp = departure.timestamp](const LocationAnswer&) {
            auto* known = Find(first);
            if (known && known->timestamp == timestamp && --known->unanswered == 0)
            {
                m_listener.updated(first, known->gateway);
            }
        };
    if (m_tellings.Tell(peer, request, purpose, acknowledged))
    {
        ++departure.unanswered;
    }
}

void
HandoffDepartures::TellAll(Departure& departure)
{
    departure.unanswered = 0;
    for (const auto& gateway : GetList().FindGateways(departure.prefixes))
    {
        TellPeer(departure, gateway, "move");
    }
}

bool
HandoffDepartures::HandleWithdrawn(const LocationRequest& request)
{
    const Prefix& first = request.prefixes.front();
    const bool wasHere = m_routing->GetPaths().IsRemembered(first);
    const auto* departure = Find(first);
    if (departure && departure->state == DepartureState::FORWARDING && request.timestamp &&
        departure->timestamp > *request.timestamp)
    {
        return false; // What is held is newer.
    }
    const auto gateways = GetList().FindGateways(request.prefixes);
    const auto told = m_tellings.GetToldOthers(first, Ipv6Address::GetAny());
    const bool hasLeft = departure;
    if (hasLeft)
    {
        End(Prefix(departure->prefixes.front()), DepartureEvent::WITHDRAWN, "withdrawn");
    }
    if (wasHere)
    {
        std::set<Ipv6Address> all(gateways.begin(), gateways.end());
        all.insert(told.begin(), told.end());
        m_tellings.Forget(first);
        for (const auto& gateway : all)
        {
            LocationRequest passed;
            passed.prefixes = request.prefixes;
            passed.timestamp = request.timestamp;
            m_tellings.Tell(gateway, passed, "withdraw");
        }
    }
    return wasHere || hasLeft;
}

void
HandoffDepartures::HandlePacket(const Prefix& node, const SeenPacket& packet)
{
    auto* departure = Find(node);
    if (!m_settings.isMended || !departure || departure->state != DepartureState::FORWARDING ||
        !packet.outerSource || !m_routing->GetGateways().Contains(*packet.outerSource))
    {
        return;
    }
    TellPeer(*departure, *packet.outerSource, "mend");
}

void
HandoffDepartures::HandleMoved(const NodeLocation& moved)
{
    if (!m_settings.isMended)
    {
        return;
    }
    for (const auto& node : m_routing->GetPaths().GetCorrespondents().GetNodes(moved.prefix))
    {
        const auto* departure = Find(node);
        if (!departure || departure->state != DepartureState::FORWARDING ||
            departure->gateway == moved.gateway)
        {
            continue;
        }
        LocationRequest request;
        request.prefixes = {moved.prefix};
        request.gateway = moved.gateway;
        request.timestamp = moved.timestamp;
        m_tellings.Tell(departure->gateway, request, "mend");
    }
}

void
HandoffDepartures::HandleCorrespondent(const Prefix& node, const Prefix& peer)
{
    auto* departure = Find(node);
    const auto* location = m_routing->GetTable().Find(peer);
    if (departure && departure->state == DepartureState::FORWARDING && location &&
        location->IsUsable())
    {
        TellPeer(*departure, location->gateway, "move");
    }
}

void
HandoffDepartures::HandleReturned(const LocalNode& node)
{
    const Prefix first = node.prefixes.front();
    const auto told = m_tellings.GetToldOthers(first, m_settings.address);
    for (const auto& prefix : node.prefixes)
    {
        if (const auto* departure = Find(prefix))
        {
            End(Prefix(departure->prefixes.front()), DepartureEvent::RETURNED, "node-is-back");
        }
    }
    if (node.timestamp == 0)
    {
        m_tellings.Forget(first); // Nothing new has come of it but that others were told wrongly.
    }
    // Whom this gateway has sent elsewhere it calls back itself: the others do not know of them.
    for (const auto& peer : told)
    {
        LocationRequest request;
        request.prefixes = node.prefixes;
        if (node.timestamp > 0)
        {
            request.gateway = m_settings.address;
            request.timestamp = node.timestamp;
        }
        m_tellings.Tell(peer, request, "return");
    }
}

std::optional<uint64_t>
HandoffDepartures::FindTimestamp(const Prefix& node) const
{
    const auto* first = m_firsts.Find(node);
    return first ? std::optional<uint64_t>(m_departures.at(*first).timestamp) : std::nullopt;
}

void
HandoffDepartures::HandleOver(const Prefix& first)
{
    const Departure& departure = m_departures.at(first);
    if (departure.state == DepartureState::HOLDING)
    {
        for (const auto& prefix : departure.prefixes)
        {
            // What has waited is dropped: it went past the anchor, which cannot have it back.
            m_routing->GetRows().SetDeparted(prefix, DropAction{"handoff-buffer-timeout"});
        }
    }
    End(first, DepartureEvent::OVER, "time-over");
}

void
HandoffDepartures::End(const Prefix& first, DepartureEvent event, const std::string& reason)
{
    m_ends.Cancel(first);
    Departure departure = m_departures.at(first);
    for (const auto& prefix : departure.prefixes)
    {
        m_firsts.Erase(prefix);
    }
    m_departures.erase(first);
    for (const auto& prefix : departure.prefixes)
    {
        m_routing->GetRows().RemoveDeparted(prefix);
    }
    if (departure.anchor)
    {
        m_routing->GetRows().GetForwarding()->DistrustTunnelPeer(*departure.anchor);
    }
    Change(departure, event, DepartureState::NONE, reason);
}

void
HandoffDepartures::Clear(const std::string& reason)
{
    while (!m_departures.empty())
    {
        End(Prefix(m_departures.begin()->first), DepartureEvent::STOPPED, reason);
    }
}

void
HandoffDepartures::Dispose()
{
    m_departures.clear();
    m_firsts.Clear();
    m_ends.Clear();
    m_listener = {};
    m_routing = nullptr;
}

} // namespace pmipv6
} // namespace ns3
