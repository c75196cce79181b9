/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-ordering-memory.h"

namespace ns3
{
namespace pmipv6
{

void
OrderingMemory::Keep(const PrefixPair& pair, uint32_t ordering, Time now)
{
    m_held[pair.GetKey()] = {ordering, now + m_memory, "", ExperimentalStatus::SUCCESS};
    m_forget.emplace_back(now + m_memory, pair.GetKey());
}

void
OrderingMemory::KeepRefusal(const PrefixPair& pair,
                            const std::string& demand,
                            ExperimentalStatus status)
{
    const auto known = m_held.find(pair.GetKey());
    if (known != m_held.end())
    {
        known->second.demand = demand;
        known->second.refusal = status;
    }
}

std::optional<ExperimentalStatus>
OrderingMemory::FindRefusal(const PrefixPair& pair, const std::string& demand) const
{
    const auto known = m_held.find(pair.GetKey());
    return known != m_held.end() && !demand.empty() && known->second.demand == demand
               ? std::make_optional(known->second.refusal)
               : std::nullopt;
}

std::optional<uint32_t>
OrderingMemory::Find(const PrefixPair& pair, Time now)
{
    while (!m_forget.empty() && m_forget.front().first <= now)
    {
        const auto known = m_held.find(m_forget.front().second);
        if (known != m_held.end() && known->second.until <= now)
        {
            m_held.erase(known);
        }
        m_forget.pop_front();
    }
    const auto known = m_held.find(pair.GetKey());
    return known == m_held.end() ? std::nullopt : std::make_optional(known->second.ordering);
}

void
OrderingMemory::Clear()
{
    m_held.clear();
    m_forget.clear();
}

} // namespace pmipv6
} // namespace ns3
