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
    m_held.Keep(pair.GetKey(), {ordering, "", ExperimentalStatus::SUCCESS}, now + m_memory);
}

void
OrderingMemory::KeepRefusal(const PrefixPair& pair,
                            const std::string& demand,
                            ExperimentalStatus status)
{
    if (auto* known = m_held.Find(pair.GetKey()))
    {
        known->demand = demand;
        known->refusal = status;
    }
}

std::optional<ExperimentalStatus>
OrderingMemory::FindRefusal(const PrefixPair& pair, const std::string& demand) const
{
    const auto* known = m_held.Find(pair.GetKey());
    return known && !demand.empty() && known->demand == demand ? std::make_optional(known->refusal)
                                                               : std::nullopt;
}

std::optional<uint32_t>
OrderingMemory::Find(const PrefixPair& pair, Time now)
{
    m_held.Expire(now);
    const auto* known = m_held.Find(pair.GetKey());
    return known ? std::make_optional(known->ordering) : std::nullopt;
}

void
OrderingMemory::Clear()
{
    m_held.Clear();
}

} // namespace pmipv6
} // namespace ns3
