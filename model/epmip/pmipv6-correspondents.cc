/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-correspondents.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Prefixes by prefix.
using Relation = std::map<Prefix, std::set<Prefix>>;

/// @return what a prefix is related to, in order
std::vector<Prefix>
Collect(const Relation& relation, const Prefix& prefix)
{
    const auto known = relation.find(prefix);
    return known == relation.end()
               ? std::vector<Prefix>()
               : std::vector<Prefix>(known->second.begin(), known->second.end());
}

/// Relate two prefixes no more. @return true if they were
bool
Erase(Relation& relation, const Prefix& from, const Prefix& to)
{
    const auto known = relation.find(from);
    if (known == relation.end() || known->second.erase(to) == 0)
    {
        return false;
    }
    if (known->second.empty())
    {
        relation.erase(known);
    }
    return true;
}

} // namespace

bool
Correspondents::Add(const PrefixPair& pair)
{
    m_nodes[pair.destination].insert(pair.source);
    return m_peers[pair.source].insert(pair.destination).second;
}

bool
Correspondents::Remove(const PrefixPair& pair)
{
    Erase(m_nodes, pair.destination, pair.source);
    return Erase(m_peers, pair.source, pair.destination);
}

bool
Correspondents::Contains(const PrefixPair& pair) const
{
    const auto known = m_peers.find(pair.source);
    return known != m_peers.end() && known->second.count(pair.destination) > 0;
}

std::vector<Prefix>
Correspondents::GetOf(const Prefix& node) const
{
    return Collect(m_peers, node);
}

std::vector<Prefix>
Correspondents::GetNodes(const Prefix& peer) const
{
    return Collect(m_nodes, peer);
}

std::size_t
Correspondents::Count(const Prefix& node) const
{
    const auto known = m_peers.find(node);
    return known == m_peers.end() ? 0 : known->second.size();
}

void
Correspondents::Clear()
{
    m_peers.clear();
    m_nodes.clear();
}

} // namespace pmipv6
} // namespace ns3
