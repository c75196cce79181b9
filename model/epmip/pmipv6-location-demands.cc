/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-demands.h"

#include "pmipv6-correspondent-paths.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-location-forwarding.h"
#include "pmipv6-location-table.h"

#include "ns3/simulator.h"

#include <memory>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
LocationDemands::Start(const Settings& settings, Listener listener)
{
    m_settings = settings;
    m_listener = std::move(listener);
}

SentFacts
LocationDemands::GetFacts(const PrefixPair& pair,
                          const LocalNode& node,
                          const std::optional<Ipv6Address>& destination) const
{
    const Ipv6Address& address = pair.destination.GetAddress();
    const auto here = m_parts.nodes.FindPrefix(address);
    const auto* location = m_parts.locations.FindByAddress(address);
    const auto known = m_waiting.find(pair.destination);
    const auto postponed = m_postponed.find(pair.source);
    SentFacts facts;
    facts.isExcluded = m_excluded.FindLongest(pair.destination);
    if (known != m_waiting.end())
    {
        const auto wait = known->second.find(pair.source);
        facts.isAsked = wait != known->second.end() && wait->second.isAsked;
    }
    facts.isToItself = here == pair.source;
    facts.isHere = here.has_value();
    facts.isServedHere = here && m_parts.paths.IsServed(*here);
    facts.isLocated = !here && location && location->IsUsable();
    facts.isPostponed =
        postponed != m_postponed.end() && postponed->second.until > Simulator::Now();
    facts.isTooFew = m_counts.Find(pair) + 1 < m_settings.optimizeAfter;
    facts.isManaged = destination.has_value();
    facts.hasRoom = m_attempts.HasRoom(node.identifier);
    return facts;
}

void
LocationDemands::HandleSent(const Prefix& node, const SeenPacket& packet)
{
    const auto* sender = m_parts.nodes.FindByPrefix(node);
    const Prefix address(packet.destination, 128);
    const PrefixPair pair{node, address};
    const Time now = Simulator::Now();
    if (!sender || !IsRoutableUnicast(address))
    {
        return;
    }
    const auto destination = m_parts.queries.FindDestination(address, sender->anchor);
    switch (DecideSent(GetFacts(pair, *sender, destination)))
    {
    case SentAction::NOTHING:
        break;
    case SentAction::EXCLUDE:
        GoByAnchor(pair, *sender);
        break;
    case SentAction::PASS:
        Pass(pair, *sender, now + m_settings.holdDown);
        break;
    case SentAction::CONNECT:
        Connect(pair, *sender);
        break;
    case SentAction::POSTPONE:
        WaitForNames(pair, *sender);
        break;
    case SentAction::COUNT:
        m_counts.Count(pair, sender->identifier, now + m_settings.holdDown);
        break;
    case SentAction::UNMANAGED:
        if (Pass(pair, *sender, now + m_settings.holdDown))
        {
            m_listener.queried(packet.source, packet.destination);
            m_listener.ended(packet.destination, QueryOutcome::NONE);
        }
        break;
    case SentAction::ASK:
        Ask(pair, *sender, packet.source, *destination);
        break;
    case SentAction::REFUSE:
        Refuse(pair);
        Pass(pair, *sender, now + m_settings.holdDown);
        break;
    }
}

void
LocationDemands::GoByAnchor(const PrefixPair& pair, const LocalNode& node)
{
    // A location that is there for other nodes is not for this one's packets.
    m_listener.ended(pair.destination.GetAddress(), QueryOutcome::FORBIDDEN);
    Wait({pair.source, *m_excluded.FindLongest(pair.destination)},
         m_parts.rows.MakeCentral(node.anchor),
         {},
         Time::Max());
}

void
LocationDemands::Connect(const PrefixPair& pair, const LocalNode& node)
{
    const auto here = m_parts.nodes.FindPrefix(pair.destination.GetAddress());
    const Prefix peer =
        here ? *here : m_parts.locations.FindByAddress(pair.destination.GetAddress())->prefix;
    if (!m_parts.paths.Add({pair.source, peer}))
    {
        Pass(pair, node, Simulator::Now() + m_settings.holdDown);
    }
}

void
LocationDemands::WaitForNames(const PrefixPair& pair, const LocalNode& node)
{
    const auto& [until, heldUntil] = m_postponed.at(pair.source);
    if (heldUntil <= Simulator::Now() || !m_passes.HasRoom(node.identifier))
    {
        Pass(pair, node, until, true);
        return;
    }
    m_passes.Add(node.identifier);
    Wait(pair, MakeHold(), {node.identifier, &m_passes, false, true}, Min(until, heldUntil));
}

void
LocationDemands::Ask(const PrefixPair& pair,
                     const LocalNode& node,
                     const Ipv6Address& source,
                     const Ipv6Address& destination)
{
    const Time now = Simulator::Now();
    m_counts.Erase(pair);
    m_attempts.Add(node.identifier);
    m_listener.queried(source, pair.destination.GetAddress());
    // draft-luo, 4.2: the first packets go by the eLMA, or wait.
    m_vain.Expire(now);
    const bool isHeld = !m_settings.earlyHoldTime.IsZero() && !m_vain.Find(pair);
    Wait(pair,
         isHeld ? ForwardingAction(MakeHold()) : PassAction{},
         {node.identifier, &m_attempts, true},
         isHeld ? now + m_settings.earlyHoldTime : Time::Max());
    if (!m_parts.queries.Ask(pair.destination, destination, "query"))
    {
        Refuse(pair);
        GiveUp(pair, m_waiting.at(pair.destination).at(pair.source));
    }
}

void
LocationDemands::Refuse(const PrefixPair& pair)
{
    m_attempts.NoteRefused();
    m_listener.refused(pair);
}

HoldAction
LocationDemands::MakeHold() const
{
    return {std::make_shared<PacketBuffer>(m_settings.earlyBufferSize), true};
}

bool
LocationDemands::Pass(const PrefixPair& pair, const LocalNode& node, Time until, bool isPostponed)
{
    if (!m_passes.HasRoom(node.identifier))
    {
        return false;
    }
    m_passes.Add(node.identifier);
    Wait(pair, PassAction{}, {node.identifier, &m_passes, false, isPostponed}, until);
    return true;
}

void
LocationDemands::Wait(const PrefixPair& pair,
                      const ForwardingAction& action,
                      Waiting waiting,
                      Time until)
{
    auto& wait = m_waiting[pair.destination][pair.source];
    if (wait.bounds)
    {
        wait.bounds->Remove(wait.identifier);
    }
    wait = std::move(waiting);
    m_addresses.Add(pair);
    m_parts.rows.SetWaiting(pair, action);
    m_ends.Set(pair, until);
}

void
LocationDemands::HandleEnd(const PrefixPair& pair)
{
    const auto& waiting = m_waiting.at(pair.destination).at(pair.source);
    if (waiting.isAsked)
    {
        m_parts.rows.SetWaiting(pair, PassAction{}); // What was held goes by the anchor.
        return;
    }
    End(pair);
}

void
LocationDemands::GiveUp(const PrefixPair& pair, Waiting& waiting)
{
    waiting.isAsked = false;
    const Time until = Simulator::Now() + m_settings.holdDown;
    m_ends.Set(pair, until);
    // What goes on without a location is not stopped each time that it is asked for again.
    m_vain.Keep(pair, {}, until + m_settings.holdDown);
    m_parts.rows.SetWaiting(pair, PassAction{});
}

void
LocationDemands::HandleAnswer(const Prefix& asked, QueryOutcome outcome)
{
    const auto waiting = m_waiting.find(asked);
    if (waiting == m_waiting.end())
    {
        return;
    }
    m_listener.ended(asked.GetAddress(), outcome);
    // A location that has come has ended the wait of all.
    for (auto& [node, wait] : waiting->second)
    {
        if (wait.isAsked)
        {
            GiveUp({node, asked}, wait);
        }
    }
}

std::vector<PrefixPair>
LocationDemands::FindWaiting(const Prefix& peer) const
{
    std::vector<PrefixPair> pairs;
    for (auto waiting = m_waiting.lower_bound(peer);
         waiting != m_waiting.end() && peer.Contains(waiting->first.GetAddress());
         ++waiting)
    {
        for (const auto& [node, wait] : waiting->second)
        {
            pairs.push_back({node, waiting->first});
        }
    }
    return pairs;
}

void
LocationDemands::HandleHeard(const Prefix& peer)
{
    for (const auto& pair : FindWaiting(peer))
    {
        const auto& wait = m_waiting.at(pair.destination).at(pair.source);
        if (!wait.isAsked && !wait.isPostponed && !m_excluded.FindLongest(pair.destination))
        {
            End(pair);
        }
    }
}

void
LocationDemands::HandleLocation(const Prefix& peer)
{
    for (const auto& pair : FindWaiting(peer))
    {
        if (m_excluded.FindLongest(pair.destination) || !m_parts.paths.Add({pair.source, peer}))
        {
            continue;
        }
        if (m_waiting.at(pair.destination).at(pair.source).isAsked)
        {
            m_listener.ended(pair.destination.GetAddress(), QueryOutcome::ACTIVE);
        }
        End(pair);
    }
}

void
LocationDemands::End(const PrefixPair& pair)
{
    const auto waiting = m_waiting.find(pair.destination);
    const auto wait = waiting->second.find(pair.source);
    if (wait->second.bounds)
    {
        wait->second.bounds->Remove(wait->second.identifier);
    }
    waiting->second.erase(wait);
    m_addresses.Remove(pair);
    if (waiting->second.empty())
    {
        m_waiting.erase(waiting);
    }
    m_ends.Cancel(pair);
    m_parts.rows.RemoveWaiting(pair); // What was held is forwarded, and may bring more about.
}

void
LocationDemands::Postpone(const Prefix& node, Time until, Time heldUntil)
{
    m_postponed[node] = {until, heldUntil};
}

void
LocationDemands::Resume(const Prefix& node)
{
    if (m_postponed.erase(node) == 0)
    {
        return;
    }
    for (const auto& address : m_addresses.GetOf(node))
    {
        if (m_waiting.at(address).at(node).isPostponed)
        {
            End({node, address});
        }
    }
}

void
LocationDemands::HandleDeparture(const Prefix& node)
{
    m_postponed.erase(node);
    for (const auto& address : m_addresses.GetOf(node))
    {
        End({node, address});
    }
}

void
LocationDemands::Clear()
{
    while (!m_waiting.empty())
    {
        const auto& [address, nodes] = *m_waiting.begin();
        End({nodes.begin()->first, address});
    }
    m_postponed.clear();
    m_counts.Clear();
    m_vain.Clear();
}

void
LocationDemands::Dispose()
{
    m_waiting.clear();
    m_counts.Clear();
    m_addresses.Clear();
    m_ends.Clear();
    m_listener = {};
}

} // namespace pmipv6
} // namespace ns3
