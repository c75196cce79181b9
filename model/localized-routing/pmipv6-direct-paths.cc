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
    if (up.isKnown)
    {
        up.awaited = up.pairs;
        up.attached = now;
    }
    up.isKnown = true;
}

void
DirectPaths::Set(const PrefixPair& pair, const std::string& gateway, const Row& row, Time now)
{
    m_rows[pair][gateway] = row;
    for (const auto& prefix : {pair.source, pair.destination})
    {
        m_nodes.at(m_names.GetNode(prefix)).pairs.insert(pair);
    }
    Check(pair, now);
}

void
DirectPaths::Remove(const PrefixPair& pair, const std::string& gateway)
{
    m_rows[pair].erase(gateway);
}

void
DirectPaths::Check(const PrefixPair& pair, Time now)
{
    Node& source = m_nodes.at(m_names.GetNode(pair.source));
    Node& destination = m_nodes.at(m_names.GetNode(pair.destination));
    const auto& rows = m_rows[pair];
    const auto leads = [&](const Node& from, const Node& to, const Prefix& own) {
        const auto row = rows.find(from.gateway);
        const bool isLocal = from.gateway == to.gateway;
        return row != rows.end() && row->second.remote == to.gateway &&
               (isLocal || row->second.own == own);
    };
    const bool isOptimized = !source.gateway.empty() && !destination.gateway.empty() &&
                             leads(source, destination, pair.source) &&
                             leads(destination, source, pair.destination);
    for (Node* end : {&source, &destination})
    {
        if (isOptimized && end->awaited.erase(pair) && end->awaited.empty())
        {
            end->optimized[end->attached] = now;
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
