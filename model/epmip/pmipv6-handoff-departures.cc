/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-handoff-departures.h"

#include "pmipv6-correspondent-list.h"
#include "pmipv6-correspondent-paths.h"
#include "pmipv6-known-registrations.h"
#include "pmipv6-location-forwarding.h"
#include "pmipv6-location-intake.h"
#include "pmipv6-location-table.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-served-nodes.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <set>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
HandoffDepartures::Start(const RoutingParts& parts, const Settings& settings, Listener listener)
{
    m_routing = &parts;
    m_settings = settings;
    m_listener = std::move(listener);
    m_departures.Start({[this](const auto&... end) { HandleEnded(end...); },
                        [this](const auto&... transition) { m_listener.changed(transition...); }});
}

void
HandoffDepartures::HandleEnded(const Departure& departure, DepartureEvent event)
{
    if (event == DepartureEvent::OVER && departure.state == DepartureState::HOLDING)
    {
        // What has waited is dropped: it went past the anchor, which cannot have it back.
        m_routing->rows.DropDeparted(departure.prefixes, "handoff-buffer-timeout");
    }
    m_routing->rows.ReleaseDeparted(departure.prefixes);
    if (departure.anchor)
    {
        m_routing->rows.GetForwarding()->DistrustTunnelPeer(*departure.anchor);
    }
}

void
HandoffDepartures::HandleLeft(const LocalNode& former)
{
    if (m_settings.bufferSize == 0 || m_departures.Find(former.prefixes.front()) ||
        m_departures.GetSize() >= m_settings.maxDepartures)
    {
        return;
    }
    Departure& departure = m_departures.Open(former.prefixes);
    TrustAnchor(departure, former);
    m_routing->rows.HoldDeparted(former.prefixes, m_settings.bufferSize);
    m_departures.SetEnd(departure, Simulator::Now() + m_settings.bufferTime);
    m_departures.Change(departure, DepartureEvent::LEFT, DepartureState::HOLDING, "node-has-left");
}

void
HandoffDepartures::TrustAnchor(Departure& departure, const LocalNode& former)
{
    if (m_routing->rows.IsOfGateway())
    {
        departure.anchor = former.anchor;
        m_routing->rows.GetForwarding()->TrustTunnelPeer(former.anchor);
    }
}

void
HandoffDepartures::HandleInform(const LocationRequest& request, const Ipv6Address& peer)
{
    const auto* here = m_routing->nodes.FindByPrefix(request.prefixes.front());
    const auto* known = m_departures.Find(request.prefixes.front());
    InformFacts facts;
    facts.timestamp = *request.timestamp;
    facts.isOfSender = request.gateway == peer;
    facts.hasRoom = known || m_departures.GetSize() < m_settings.maxDepartures;
    for (const auto& prefix : request.prefixes)
    {
        const auto* node = m_routing->nodes.FindByPrefix(prefix);
        facts.isOfOneNode = facts.isOfOneNode && (!node || node == here);
        facts.known = std::max(facts.known, m_routing->known.Find(prefix));
        const auto* location = m_routing->locations.Find(prefix);
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
            m_routing->served.HandOver(request.prefixes.front());
        }
        Forward(request, former);
    }
    m_tellings.Answer(request,
                      peer,
                      status,
                      CorrespondentList(*m_routing).Describe(request.prefixes));
    if (auto* departure = isRepeat ? nullptr : m_departures.Find(request.prefixes.front()))
    {
        TellAll(*departure);
    }
}

void
HandoffDepartures::Forward(const LocationRequest& request, const std::optional<LocalNode>& former)
{
    const Time now = Simulator::Now();
    const bool wasHere = m_routing->paths.IsRemembered(request.prefixes.front());
    Departure& departure = m_departures.Open(request.prefixes);
    departure.gateway = *request.gateway;
    departure.timestamp = *request.timestamp;
    if (former && !departure.anchor)
    {
        TrustAnchor(departure, *former);
    }
    const Time expiry = now + m_settings.duration;
    for (const auto& prefix : departure.prefixes)
    {
        // Nodes here go on talking to it, and those that have left are told of it.
        if (wasHere && CorrespondentList(*m_routing).IsOfInterest(prefix))
        {
            m_routing->intake.Tell({prefix,
                                    departure.gateway,
                                    departure.timestamp,
                                    now + m_routing->lifetime,
                                    LocationState::TOLD},
                                   departure.gateway,
                                   "move");
        }
    }
    m_routing->rows.ForwardDeparted(departure.prefixes, departure.gateway);
    for (const auto& prefix : departure.prefixes)
    {
        m_routing->known.Note(prefix, departure.timestamp, now, expiry);
        m_routing->paths.Remember(prefix, expiry);
        m_routing->paths.ForgetSenders(prefix); // Who still sends here is to be told.
    }
    m_departures.SetEnd(departure, expiry);
    m_departures.Change(departure,
                        DepartureEvent::INFORMED,
                        DepartureState::FORWARDING,
                        "informed");
    m_listener.started(departure.prefixes.front(), departure.gateway, departure.timestamp);
}

void
HandoffDepartures::TellPeer(Departure& departure,
                            const Ipv6Address& peer,
                            const std::string& purpose)
{
    if (peer == departure.gateway || peer == m_routing->address)
    {
        return;
    }
    LocationRequest request;
    request.prefixes = departure.prefixes;
    request.gateway = departure.gateway;
    request.timestamp = departure.timestamp;
    const Prefix first = departure.prefixes.front();
    const auto acknowledged =
        [this, first, timestamp = departure.timestamp](const LocationAnswer* answer) {
            auto* known = m_departures.Find(first);
            if (answer && known && known->timestamp == timestamp && --known->unanswered == 0)
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
    for (const auto& gateway : CorrespondentList(*m_routing).FindGateways(departure.prefixes))
    {
        TellPeer(departure, gateway, "move");
    }
}

bool
HandoffDepartures::HandleWithdrawn(const LocationRequest& request)
{
    const Prefix& first = request.prefixes.front();
    const bool wasHere = m_routing->paths.IsRemembered(first);
    const auto* departure = m_departures.Find(first);
    if (request.timestamp && m_routing->known.Find(first) > *request.timestamp)
    {
        return false; // What is held is newer.
    }
    const auto gateways = CorrespondentList(*m_routing).FindGateways(request.prefixes);
    const auto told = m_tellings.GetToldOthers(first, Ipv6Address::GetAny());
    const bool hasLeft = departure;
    if (hasLeft)
    {
        m_departures.End(Prefix(first), DepartureEvent::WITHDRAWN, "withdrawn");
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
    auto* departure = m_departures.Find(node);
    if (!m_settings.isMended || !departure || departure->state != DepartureState::FORWARDING ||
        !packet.outerSource || !m_routing->gateways.Contains(*packet.outerSource))
    {
        return;
    }
    TellPeer(*departure, *packet.outerSource, "mend");
}

void
HandoffDepartures::HandleMoved(const NodeLocation& moved, const Ipv6Address& informer)
{
    if (!m_settings.isMended)
    {
        return;
    }
    for (const auto& node : m_routing->paths.GetCorrespondents().GetNodes(moved.prefix))
    {
        auto* departure = m_departures.Find(node);
        if (!departure || departure->state != DepartureState::FORWARDING ||
            departure->gateway == moved.gateway)
        {
            continue;
        }
        if (departure->gateway == informer)
        {
            // The node has come to where its correspondent was, whose new gateway it is that has
            // been told of where the node was.
            TellPeer(*departure, moved.gateway, "mend");
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
    auto* departure = m_departures.Find(node);
    const auto* location = m_routing->locations.Find(peer);
    if (departure && departure->state == DepartureState::FORWARDING && location &&
        location->IsUsable())
    {
        TellPeer(*departure, location->gateway, "move");
    }
}

void
HandoffDepartures::HandleReturned(const LocalNode& node)
{
    HandleMisled(node);
    HandleConfirmed(node);
}

void
HandoffDepartures::HandleConfirmed(const LocalNode& node)
{
    LocationRequest request;
    request.prefixes = node.prefixes;
    request.gateway = m_routing->address;
    request.timestamp = node.timestamp;
    // Whom this gateway has sent elsewhere it calls back itself: the others do not know of them.
    for (const auto& peer : m_tellings.GetToldOthers(node.prefixes.front(), m_routing->address))
    {
        m_tellings.Tell(peer, request, "return");
    }
}

void
HandoffDepartures::HandleMisled(const LocalNode& node)
{
    for (const auto& prefix : node.prefixes)
    {
        m_departures.End(prefix, DepartureEvent::RETURNED, "node-is-back");
    }
}

bool
HandoffDepartures::HandleUnknown(const Prefix& address, const Ipv6Address& peer)
{
    const auto* departure = m_departures.FindAround(address);
    return departure && departure->state == DepartureState::FORWARDING &&
           departure->gateway == peer &&
           m_departures.End(Prefix(departure->prefixes.front()),
                            DepartureEvent::WITHDRAWN,
                            "unknown-there");
}

std::optional<uint64_t>
HandoffDepartures::FindTimestamp(const Prefix& node) const
{
    const auto* departure = m_departures.Find(node);
    return departure && departure->state == DepartureState::FORWARDING
               ? std::optional<uint64_t>(departure->timestamp)
               : std::nullopt;
}

void
HandoffDepartures::Dispose()
{
    m_departures.Dispose();
    m_listener = {};
    m_routing = nullptr;
}

} // namespace pmipv6
} // namespace ns3
