/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-packet-counts.h"

namespace ns3
{
namespace pmipv6
{

uint32_t
PacketCounts::Find(const PrefixPair& pair) const
{
    const auto row = m_counts.find(pair);
    return row == m_counts.end() ? 0 : row->second.count;
}

void
PacketCounts::Count(const PrefixPair& pair, const std::string& identifier, Time until)
{
    auto row = m_counts.find(pair);
    if (row == m_counts.end())
    {
        if (!m_bounds.HasRoom(identifier))
        {
            return;
        }
        m_bounds.Add(identifier);
        row = m_counts.emplace(pair, Row{identifier, 0}).first;
    }
    ++row->second.count;
    m_ends.Set(pair, until);
}

void
PacketCounts::Erase(const PrefixPair& pair)
{
    const auto row = m_counts.find(pair);
    if (row == m_counts.end())
    {
        return;
    }
    m_bounds.Remove(row->second.identifier);
    m_counts.erase(row);
    m_ends.Cancel(pair);
}

void
PacketCounts::Clear()
{
    while (!m_counts.empty())
    {
        Erase(PrefixPair(m_counts.begin()->first));
    }
}

} // namespace pmipv6
} // namespace ns3
