/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-waiting-demands.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
WaitingDemands::SetHandler(std::function<void(const RouteDemand& demand)> late)
{
    m_handler = std::move(late);
}

bool
WaitingDemands::Contains(const std::string& key) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(), [&key](const RouteDemand& other) {
        return other.key == key;
    });
}

void
WaitingDemands::Keep(const RouteDemand& demand, Time longest)
{
    m_waiting.push_back(demand);
    m_ends.Set(demand.key, Simulator::Now() + longest);
}

void
WaitingDemands::HandleLate(const std::string& key)
{
    const auto late = Take([&key](const RouteDemand& other) { return other.key == key; });
    m_handler(late.front());
}

std::vector<RouteDemand>
WaitingDemands::Take(const std::function<bool(const RouteDemand&)>& isReady)
{
    std::vector<RouteDemand> ready;
    for (auto other = m_waiting.begin(); other != m_waiting.end();)
    {
        if (isReady(*other))
        {
            m_ends.Cancel(other->key);
            ready.push_back(std::move(*other));
            other = m_waiting.erase(other);
        }
        else
        {
            ++other;
        }
    }
    return ready;
}

void
WaitingDemands::Clear()
{
    Take([](const RouteDemand&) { return true; });
}

std::vector<RouteDemand>
PendingDemands::Take(const PrefixPair& pair)
{
    const auto known = m_pending.find(pair.GetKey());
    if (known == m_pending.end())
    {
        return {};
    }
    std::vector<RouteDemand> pending = std::move(known->second);
    m_pending.erase(known);
    return pending;
}

} // namespace pmipv6
} // namespace ns3
