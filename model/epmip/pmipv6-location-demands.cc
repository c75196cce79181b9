/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-demands.h"

#include "ns3/simulator.h"

#include <memory>
#include <utility>

namespace ns3
{
namespace pmipv6
{

LocationDemands::LocationDemands(const LocationForwarding& rows,
                                 const LocationTable& locations,
                                 const LocalNodes& nodes,
                                 CorrespondentPaths& paths,
                                 LocationQueries& queries)
    : m_rows(rows),
      m_locations(locations),
      m_nodes(nodes),
      m_paths(paths),
      m_queries(queries)
{
}

void
LocationDemands::Start(const Settings& settings, Listener listener)
{
    m_settings = settings;
    m_listener = std::move(listener);
}

void
LocationDemands::HandleSent(const Prefix& node, const SeenPacket& packet)
{
    const auto* sender = m_nodes.FindByPrefix(node);
    const Prefix address(packet.destination, 128);
    const PrefixPair pair{node, address};
    const Time now = Simulator::Now();
    if (!sender || !IsRoutableUnicast(address))
    {
        return;
    }
    if (const auto* excluded = m_excluded.FindLongest(address))
    {
        // draft-luo, 3.2: the gateway decides what is optimized; a location that is there for other
        // nodes is not for this one's packets.
        m_listener.ended(packet.destination, QueryOutcome::FORBIDDEN);
        Wait({node, *excluded},
             TunnelAction{m_settings.address, sender->anchor, Ipv6Address::GetAny(), Time()},
             {},
             Time::Max());
        return;
    }
    const auto known = m_waiting.find(address);
    const auto* wait = known != m_waiting.end() && known->second.count(node) > 0
                           ? &known->second.at(node)
                           : nullptr;
    if (wait && wait->isAsked)
    {
        return;
    }
    const auto here = m_nodes.FindPrefix(packet.destination);
    const auto* location = m_locations.FindByAddress(packet.destination);
    const bool isElsewhere = !here && location && location->IsUsable();
    if ((here && m_paths.IsServed(*here)) || isElsewhere)
    {
        // draft-luo, 3.2: its location is determined locally.
        if (here == node || !m_paths.Add({node, here ? *here : location->prefix}))
        {
            Wait(pair, PassAction{}, {}, now + m_settings.holdDown);
        }
        return;
    }
    if (here)
    {
        Wait(pair, PassAction{}, {}, now + m_settings.holdDown); // Its anchor is none that tells.
        return;
    }
    const auto postponed = m_postponed.find(node);
    if (postponed != m_postponed.end() && postponed->second > now)
    {
        Wait(pair, PassAction{}, {}, postponed->second);
        return;
    }
    if (!IsTooFew(pair))
    {
        Ask(pair, *sender, packet.source);
    }
}

bool
LocationDemands::IsTooFew(const PrefixPair& pair)
{
    if (m_settings.optimizeAfter <= 1)
    {
        return false;
    }
    const Time now = Simulator::Now();
    m_counts.Expire(now);
    const auto* known = m_counts.Find(pair);
    const uint32_t count = known ? *known + 1 : 1;
    if (count < m_settings.optimizeAfter)
    {
        m_counts.Keep(pair, count, now + m_settings.holdDown);
        return true;
    }
    m_counts.Erase(pair);
    return false;
}

void
LocationDemands::Ask(const PrefixPair& pair, const LocalNode& node, const Ipv6Address& source)
{
    const Time now = Simulator::Now();
    if (!m_queries.MayAsk(pair.destination))
    {
        // draft-luo, 4.4.1 and 5.1: no eLMA has the prefix, which costs no message.
        m_listener.queried(source, pair.destination.GetAddress());
        m_listener.ended(pair.destination.GetAddress(), QueryOutcome::NONE);
        Wait(pair, PassAction{}, {}, now + m_settings.holdDown);
        return;
    }
    if (!m_attempts.HasRoom(node.identifier))
    {
        m_attempts.NoteRefused();
        m_listener.refused(pair);
        Wait(pair, PassAction{}, {}, now + m_settings.holdDown);
        return;
    }
    const Ipv6Address destination = pair.destination.GetAddress();
    const Ipv6Address anchor = node.anchor;
    m_attempts.Add(node.identifier);
    m_listener.queried(source, destination);
    // draft-luo, 4.2: the first packets go by the eLMA, or wait.
    const bool isHeld = !m_settings.earlyHoldTime.IsZero() && m_settings.earlyBufferSize > 0;
    ForwardingAction action = PassAction{};
    if (isHeld)
    {
        action = HoldAction{std::make_shared<PacketBuffer>(m_settings.earlyBufferSize), true};
    }
    Wait(pair,
         action,
         {node.identifier, true},
         isHeld ? now + m_settings.earlyHoldTime : Time::Max());
    if (!m_queries.Ask(pair.destination, anchor, "query"))
    {
        m_attempts.NoteRefused();
        m_listener.refused(pair);
        GiveUp(pair, m_waiting.at(pair.destination).at(pair.source));
    }
}

void
LocationDemands::Wait(const PrefixPair& pair,
                      const ForwardingAction& action,
                      Waiting waiting,
                      Time until)
{
    m_waiting[pair.destination][pair.source] = std::move(waiting);
    m_rows.SetWaiting(pair, action);
    m_ends.Set(pair, until);
}

void
LocationDemands::HandleEnd(const PrefixPair& pair)
{
    const auto& waiting = m_waiting.at(pair.destination).at(pair.source);
    if (waiting.isAsked)
    {
        m_rows.SetWaiting(pair, PassAction{}); // What was held goes by the anchor.
        return;
    }
    End(pair);
}

void
LocationDemands::GiveUp(const PrefixPair& pair, Waiting& waiting)
{
    waiting.isAsked = false;
    m_ends.Set(pair, Simulator::Now() + m_settings.holdDown);
    m_rows.SetWaiting(pair, PassAction{});
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

void
LocationDemands::HandleLocation(const Prefix& peer)
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
    for (const auto& pair : pairs)
    {
        if (m_excluded.FindLongest(pair.destination) || !m_paths.Add({pair.source, peer}))
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
    if (!wait->second.identifier.empty())
    {
        m_attempts.Remove(wait->second.identifier);
    }
    waiting->second.erase(wait);
    if (waiting->second.empty())
    {
        m_waiting.erase(waiting);
    }
    m_ends.Cancel(pair);
    m_rows.RemoveWaiting(pair); // What was held is forwarded, and may bring more about.
}

void
LocationDemands::Postpone(const Prefix& node, Time until)
{
    m_postponed[node] = until;
}

void
LocationDemands::Resume(const Prefix& node)
{
    if (m_postponed.erase(node) > 0)
    {
        HandleDeparture(node);
    }
}

void
LocationDemands::HandleDeparture(const Prefix& node)
{
    m_postponed.erase(node);
    std::vector<PrefixPair> pairs;
    for (const auto& [address, nodes] : m_waiting)
    {
        if (nodes.count(node) > 0)
        {
            pairs.push_back({node, address});
        }
    }
    for (const auto& pair : pairs)
    {
        End(pair);
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
}

void
LocationDemands::Dispose()
{
    m_waiting.clear();
    m_ends.Clear();
    m_listener = {};
}

} // namespace pmipv6
} // namespace ns3
