/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-direct-paths.h"

namespace ns3
{
namespace pmipv6
{

DirectPaths::DirectPaths(const PrefixNames& names)
    : m_names(names)
{
}

void
DirectPaths::AddNode(const std::string& node)
{
    m_nodes[node];
}

void
DirectPaths::NoteLinkDown(const std::string& node)
{
    Node& lost = m_nodes.at(node);
    lost.gateway.clear();
    lost.awaited.clear();
    for (const auto& key : lost.pairs)
    {
        // Its peer does not see the path that it waits for any more.
        for (const auto& prefix : {key.source, key.destination})
        {
            Node& end = m_nodes.at(m_names.GetNode(prefix));
            if (end.awaited.count(key))
            {
                end.awaited.clear();
            }
        }
    }
}

void
DirectPaths::NoteLinkUp(const std::string& node, const std::string& gateway, Time now)
{
    Node& up = m_nodes.at(node);
    if (!up.gateway.empty())
    {
        NoteLinkDown(node); // It changed without a gap.
    }
    up.gateway = gateway;
    up.last = gateway;
    if (up.isKnown)
    {
        up.awaited = up.pairs;
        up.attached = now;
    }
    up.isKnown = true;
}

void
DirectPaths::NoteStay(const std::string& node)
{
    Node& up = m_nodes.at(node);
    up.gateway = up.last;
}

void
DirectPaths::RemoveLocal(const PrefixPair& way, const std::string& gateway)
{
    const auto rows = m_rows.find(way);
    if (rows == m_rows.end())
    {
        return;
    }
    const auto row = rows->second.find(gateway);
    if (row != rows->second.end() && row->second == gateway)
    {
        rows->second.erase(row);
    }
}

void
DirectPaths::Set(const PrefixPair& way,
                 const std::string& gateway,
                 const std::string& remote,
                 Time now)
{
    const PrefixPair back{way.destination, way.source};
    m_rows[way][gateway] = remote;
    if (remote == gateway)
    {
        m_rows[back][gateway] = remote;
    }
    else
    {
        RemoveLocal(back, gateway);
    }
    for (const auto& prefix : {way.source, way.destination})
    {
        m_nodes.at(m_names.GetNode(prefix)).pairs.insert(way.GetKey());
    }
    Check(way.GetKey(), now);
}

void
DirectPaths::Remove(const PrefixPair& way, const std::string& gateway)
{
    m_rows[way].erase(gateway);
    RemoveLocal({way.destination, way.source}, gateway);
}

bool
DirectPaths::IsDirect(const PrefixPair& way) const
{
    const auto rows = m_rows.find(way);
    const std::string& from = GetGateway(m_names.GetNode(way.source));
    const std::string& to = GetGateway(m_names.GetNode(way.destination));
    if (rows == m_rows.end() || from.empty() || to.empty())
    {
        return false;
    }
    const auto row = rows->second.find(from);
    return row != rows->second.end() && row->second == to;
}

void
DirectPaths::Check(const PrefixPair& pair, Time now)
{
    const bool isOptimized = IsDirect(pair) && IsDirect({pair.destination, pair.source});
    for (const auto& prefix : {pair.source, pair.destination})
    {
        Node& end = m_nodes.at(m_names.GetNode(prefix));
        if (isOptimized && end.awaited.erase(pair) && end.awaited.empty())
        {
            end.optimized[end.attached] = now;
        }
    }
}

std::optional<Time>
DirectPaths::FindOptimized(const std::string& node, Time attached) const
{
    const auto known = m_nodes.find(node);
    if (known == m_nodes.end())
    {
        return std::nullopt;
    }
    const auto found = known->second.optimized.find(attached);
    return found == known->second.optimized.end() ? std::nullopt
                                                  : std::make_optional(found->second);
}

} // namespace pmipv6
} // namespace ns3
