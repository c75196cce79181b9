/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchored-nodes.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

const AnchoredNode*
AnchoredNodes::Find(const std::string& identifier) const
{
    const auto known = m_nodes.find(identifier);
    return known == m_nodes.end() ? nullptr : &known->second;
}

const AnchoredNode*
AnchoredNodes::FindByPrefix(const Prefix& prefix) const
{
    const auto* identifier = m_prefixes.Find(prefix);
    return identifier ? &m_nodes.at(*identifier) : nullptr;
}

bool
AnchoredNodes::HasOf(const Ipv6Address& database) const
{
    return std::any_of(m_nodes.begin(), m_nodes.end(), [&database](const auto& named) {
        return named.second.database == database;
    });
}

const AnchoredNode*
AnchoredNodes::Attach(const std::string& identifier,
                      const Ipv6Address& database,
                      const LinkLayerAddress& linkLayer,
                      uint64_t timestamp,
                      Time expiry,
                      Time previousUntil)
{
    auto known = m_nodes.find(identifier);
    if (known == m_nodes.end())
    {
        const auto offered = m_pool ? m_pool->Assign(identifier, Simulator::Now()) : std::nullopt;
        if (!offered)
        {
            return nullptr;
        }
        known = m_nodes.emplace(identifier, AnchoredNode()).first;
        known->second.identifier = identifier;
        known->second.prefixes = {*offered};
        m_prefixes.Set(*offered, identifier);
    }
    AnchoredNode& node = known->second;
    if (node.state == AnchoringState::AWAY)
    {
        node.previous = node.serving;
        node.cameFrom = node.serving;
        node.previousUntil = previousUntil;
        node.expiry = expiry;
    }
    node.database = database;
    node.linkLayer = linkLayer;
    node.attached = timestamp;
    node.serving = Ipv6Address::GetAny();
    Change(node, AnchoringEvent::ATTACHED, "attached");
    return &node;
}

void
AnchoredNodes::Accept(const AnchoredNode& node, uint64_t timestamp, Time expiry)
{
    AnchoredNode& row = Get(node);
    row.ordered = std::max(row.ordered, timestamp);
    row.lost = timestamp >= row.lost ? 0 : row.lost;
    row.cameFrom = Ipv6Address::GetAny();
    row.expiry = expiry;
    Change(row, AnchoringEvent::ACCEPTED, "accepted");
}

void
AnchoredNodes::Lapse(const AnchoredNode& node)
{
    AnchoredNode& row = Get(node);
    row.cameFrom = Ipv6Address::GetAny();
    row.expiry = Time::Max();
    Change(row, AnchoringEvent::LAPSED, "lifetime-over");
}

void
AnchoredNodes::Depart(const AnchoredNode& node, const std::string& reason)
{
    AnchoredNode& row = Get(node);
    if (!row.cameFrom.IsAny())
    {
        // As far as the CMD knows it never was here, so that nobody will tell where it is.
        row.serving = std::exchange(row.cameFrom, Ipv6Address::GetAny());
        row.previous = Ipv6Address::GetAny();
        Change(row, AnchoringEvent::FORGONE, reason);
        return;
    }
    Change(row, AnchoringEvent::DEPARTED, reason);
}

void
AnchoredNodes::Move(const AnchoredNode& node,
                    const Ipv6Address& serving,
                    uint64_t timestamp,
                    Time expiry,
                    Time previousUntil)
{
    AnchoredNode& row = Get(node);
    const bool wasAway = row.state == AnchoringState::AWAY && row.serving != serving;
    row.previous = wasAway ? row.serving : Ipv6Address::GetAny();
    row.previousUntil = previousUntil;
    row.serving = serving;
    row.cameFrom = Ipv6Address::GetAny();
    row.ordered = timestamp;
    row.expiry = expiry;
    Change(row, AnchoringEvent::MOVED, "served-elsewhere");
}

void
AnchoredNodes::SetExpiry(const AnchoredNode& node, Time expiry)
{
    Get(node).expiry = expiry;
    m_ends.Set(node.identifier, expiry);
}

void
AnchoredNodes::Lose(const Ipv6Address& database, uint64_t timestamp)
{
    for (auto& [identifier, node] : m_nodes)
    {
        node.lost = node.database == database ? timestamp : node.lost;
    }
}

bool
AnchoredNodes::Restore(const AnchoredNode& node, const Prefix& prefix)
{
    AnchoredNode& row = Get(node);
    const auto& own = row.prefixes;
    if (std::find(own.begin(), own.end(), prefix) != own.end())
    {
        return true;
    }
    if (!m_pool || !m_pool->Take(prefix, row.identifier, Simulator::Now()))
    {
        return false;
    }
    row.prefixes.push_back(prefix);
    m_prefixes.Set(prefix, row.identifier);
    Change(row, AnchoringEvent::RESTORED, "known-to-database");
    return true;
}

bool
AnchoredNodes::OfferNext(const AnchoredNode& node)
{
    AnchoredNode& row = Get(node);
    const auto offered = m_pool ? m_pool->Assign(row.identifier, Simulator::Now()) : std::nullopt;
    for (const auto& taken : row.prefixes)
    {
        m_prefixes.Erase(taken);
    }
    row.prefixes.clear();
    if (!offered)
    {
        Change(row, AnchoringEvent::OVER, "pool-exhausted");
        return false;
    }
    row.prefixes = {*offered};
    m_prefixes.Set(*offered, row.identifier);
    return true;
}

void
AnchoredNodes::Drop(const AnchoredNode& node, const Prefix& prefix, const std::string& reason)
{
    AnchoredNode& row = Get(node);
    auto& own = row.prefixes;
    const auto found = std::find(own.begin(), own.end(), prefix);
    if (found == own.end())
    {
        return;
    }
    if (own.size() == 1)
    {
        End(node, reason);
        return;
    }
    AnchoredNode dropped = row;
    dropped.prefixes = {prefix};
    dropped.state = AnchoringState::NONE;
    own.erase(found);
    m_prefixes.Erase(prefix);
    m_pool->Release(prefix, row.identifier, Simulator::Now(), m_hold);
    m_listener.applied(dropped);
}

void
AnchoredNodes::End(const AnchoredNode& node, const std::string& reason)
{
    Change(Get(node), AnchoringEvent::OVER, reason);
}

void
AnchoredNodes::Change(AnchoredNode& node, AnchoringEvent event, const std::string& reason)
{
    const AnchoringState from = node.state;
    node.state = GetAnchoringTable().Find(from, event).value_or(AnchoringState::NONE);
    GetAnchoringTable().Check(from, event, node.state);
    m_ends.Set(node.identifier, node.expiry);
    m_listener.applied(node);
    const AnchoredNode told = node; // Who is told may have it go.
    if (node.state == AnchoringState::NONE)
    {
        Erase(told.identifier);
    }
    m_listener.changed(told, from, told.state, reason);
}

void
AnchoredNodes::Erase(const std::string& identifier)
{
    const auto row = m_nodes.extract(identifier);
    m_ends.Cancel(identifier);
    for (const auto& prefix : row.mapped().prefixes)
    {
        m_prefixes.Erase(prefix);
        m_pool->Release(prefix, identifier, Simulator::Now(), m_hold);
    }
}

void
AnchoredNodes::Clear(const std::string& reason)
{
    while (!m_nodes.empty())
    {
        Change(m_nodes.begin()->second, AnchoringEvent::STOPPED, reason);
    }
}

void
AnchoredNodes::Dispose()
{
    m_nodes.clear();
    m_prefixes.Clear();
    m_ends.Clear();
    m_pool.reset();
    m_listener = {};
}

} // namespace pmipv6
} // namespace ns3
