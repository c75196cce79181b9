/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-ordering-memory.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// How long a message may be on its way, repetitions included, and more.
const Time MEMORY = Seconds(120);

} // namespace

void
OrderingMemory::Keep(const PrefixPair& pair, uint32_t ordering, Time now)
{
    m_held[pair.GetKey()] = {ordering, now + MEMORY};
    m_forget.emplace_back(now + MEMORY, pair.GetKey());
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
