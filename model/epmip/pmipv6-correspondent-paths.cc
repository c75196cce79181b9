/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-correspondent-paths.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

CorrespondentPaths::CorrespondentPaths(LocationForwarding& rows, const LocationTable& locations)
    : m_rows(rows),
      m_locations(locations)
{
}

void
CorrespondentPaths::Start(const Settings& settings, Listener listener)
{
    m_settings = settings;
    m_listener = std::move(listener);
}

WatchAction
CorrespondentPaths::MakeWatch(const Prefix& node) const
{
    return {[this, node](const SeenPacket& packet) { m_listener.received(node, packet); }};
}

void
CorrespondentPaths::HandleArrival(const Prefix& node)
{
    m_departed.Cancel(node);
    m_served.insert(node);
    WatchReceived(node);
    for (const auto& peer : m_correspondents.GetOf(node))
    {
        SetRows({node, peer}, std::nullopt);
        m_listener.path(node, peer, FindGateway(peer));
    }
    Update(node);
}

void
CorrespondentPaths::HandleDeparture(const Prefix& node)
{
    if (m_served.erase(node) == 0)
    {
        return;
    }
    for (const auto& peer : m_correspondents.GetOf(node))
    {
        m_listener.path(node, peer, Ipv6Address::GetAny());
    }
    m_departed.Set(node, Simulator::Now() + m_settings.lifetime);
    Update(node);
}

void
CorrespondentPaths::Remember(const Prefix& node, Time until)
{
    const Time known = m_departed.Get(node);
    if (IsServed(node) || (known != Time::Max() && known >= until))
    {
        return;
    }
    if (known == Time::Max())
    {
        WatchReceived(node);
    }
    m_departed.Set(node, until);
}

bool
CorrespondentPaths::Add(const PrefixPair& pair, const std::optional<Ipv6Address>& sender)
{
    if (pair.source == pair.destination || m_correspondents.Contains(pair))
    {
        return true;
    }
    if (m_correspondents.Count(pair.source) >= m_settings.maxOfNode)
    {
        return false;
    }
    m_others.Remove(pair);
    m_correspondents.Add(pair);
    SetRows(pair, sender);
    if (IsServed(pair.source))
    {
        m_listener.path(pair.source, pair.destination, FindGateway(pair.destination));
    }
    return true;
}

void
CorrespondentPaths::WatchReceived(const Prefix& node)
{
    m_rows.WatchReceived(node, MakeWatch(node));
    m_watched.insert(node);
}

void
CorrespondentPaths::SetRows(const PrefixPair& pair, const std::optional<Ipv6Address>& sender)
{
    SetSent(pair, FindGateway(pair.destination));
    if (!m_rows.GetLastSender(pair))
    {
        m_rows.SetReceived(pair, MakeWatch(pair.source), sender);
    }
    m_idle.Set(pair, Simulator::Now() + m_settings.lifetime);
}

void
CorrespondentPaths::SetSent(const PrefixPair& pair, const Ipv6Address& gateway)
{
    // Without a location the next packet has it asked for.
    gateway.IsAny() ? m_rows.RemoveSent(pair) : m_rows.SetSent(pair);
}

void
CorrespondentPaths::NoteOther(const PrefixPair& pair, const Ipv6Address& sender)
{
    if (m_correspondents.Contains(pair) || m_others.Contains(pair) ||
        m_others.Count(pair.source) >= m_settings.maxOfNode)
    {
        return;
    }
    m_others.Add(pair);
    m_rows.SetReceived(pair, MakeWatch(pair.source), sender);
    m_idle.Set(pair, Simulator::Now() + m_settings.lifetime);
}

void
CorrespondentPaths::ForgetSenders(const Prefix& node)
{
    for (const auto* relation : {&m_correspondents, &m_others})
    {
        for (const auto& peer : relation->GetOf(node))
        {
            m_rows.ForgetSender({node, peer});
        }
    }
}

Ipv6Address
CorrespondentPaths::FindGateway(const Prefix& peer) const
{
    if (IsServed(peer))
    {
        return m_settings.address;
    }
    const auto* location = m_locations.Find(peer);
    return location && location->IsUsable() ? location->gateway : Ipv6Address::GetAny();
}

void
CorrespondentPaths::Update(const Prefix& peer)
{
    const Ipv6Address gateway = FindGateway(peer);
    for (const auto& node : m_correspondents.GetNodes(peer))
    {
        if (!IsServed(node))
        {
            continue;
        }
        SetSent({node, peer}, gateway);
        // Whoever sends from now on is to be judged by what is held now.
        m_rows.ForgetSender({node, peer});
        m_listener.path(node, peer, gateway);
    }
}

void
CorrespondentPaths::HandleIdle(const PrefixPair& pair)
{
    // The list of a node that has left is wanted as long as the node is remembered; who is no
    // correspondent is judged anew.
    const bool isUsed = m_rows.TakePairUse(pair);
    if ((isUsed && m_correspondents.Contains(pair)) || IsRemembered(pair.source))
    {
        m_idle.Set(pair, Simulator::Now() + m_settings.lifetime);
        return;
    }
    Remove(pair);
}

void
CorrespondentPaths::Remove(const PrefixPair& pair)
{
    m_idle.Cancel(pair);
    m_rows.RemovePair(pair);
    m_others.Remove(pair);
    if (m_correspondents.Remove(pair) && IsServed(pair.source))
    {
        m_listener.path(pair.source, pair.destination, Ipv6Address::GetAny());
    }
}

void
CorrespondentPaths::Forget(const Prefix& node)
{
    m_rows.UnwatchReceived(node);
    m_watched.erase(node);
    for (const auto* relation : {&m_correspondents, &m_others})
    {
        for (const auto& peer : relation->GetOf(node))
        {
            Remove({node, peer});
        }
    }
}

void
CorrespondentPaths::Clear()
{
    for (const auto& node : std::set<Prefix>(m_served))
    {
        HandleDeparture(node);
    }
    for (const auto& node : std::set<Prefix>(m_watched))
    {
        Forget(node);
    }
    m_departed.Clear();
    m_idle.Clear();
}

void
CorrespondentPaths::Dispose()
{
    m_listener = {};
    m_correspondents.Clear();
    m_others.Clear();
    m_served.clear();
    m_watched.clear();
    m_idle.Clear();
    m_departed.Clear();
}

} // namespace pmipv6
} // namespace ns3
