/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-correspondent-list.h"

#include "pmipv6-message-lifetime.h"

#include "ns3/simulator.h"

#include <map>
#include <set>

namespace ns3
{
namespace pmipv6
{

std::vector<Ipv6Address>
CorrespondentList::FindGateways(const std::vector<Prefix>& prefixes) const
{
    std::set<Ipv6Address> gateways;
    for (const auto& prefix : prefixes)
    {
        for (const auto& peer : m_routing.GetPaths().GetCorrespondents().GetOf(prefix))
        {
            const auto* location = m_routing.GetTable().Find(peer);
            if (m_routing.GetPaths().IsServed(peer))
            {
                continue;
            }
            if (location && location->IsUsable())
            {
                gateways.insert(location->gateway);
                continue;
            }
            // Where it sends from, though nothing is held of it.
            const auto sender = m_routing.GetRows().GetLastSender({prefix, peer});
            if (sender && m_routing.GetGateways().Contains(*sender))
            {
                gateways.insert(*sender);
            }
        }
    }
    return {gateways.begin(), gateways.end()};
}

std::vector<CorrespondentLocationOption>
CorrespondentList::Describe(const std::vector<Prefix>& prefixes) const
{
    std::map<Prefix, CorrespondentLocationOption> list;
    const Time now = Simulator::Now();
    for (const auto& prefix : prefixes)
    {
        for (const auto& peer : m_routing.GetPaths().GetCorrespondents().GetOf(prefix))
        {
            const auto* location = m_routing.GetTable().Find(peer);
            const auto* here = m_routing.GetNodes().FindByPrefix(peer);
            CorrespondentLocationOption option{peer, m_address, 0, 0};
            if (here && m_routing.GetPaths().IsServed(peer))
            {
                option.timestamp = here->timestamp;
                option.lifetime = ToMessageLifetime(m_routing.GetLocationLifetime());
            }
            else if (location && location->IsUsable())
            {
                option.gateway = location->gateway;
                option.timestamp = location->timestamp;
                option.lifetime = ToMessageLifetime(Max(location->expiry - now, Time(0)));
            }
            if (option.lifetime > 0)
            {
                list[peer] = option;
            }
        }
    }
    std::vector<CorrespondentLocationOption> options;
    for (const auto& [peer, option] : list)
    {
        options.push_back(option);
    }
    return options;
}

} // namespace pmipv6
} // namespace ns3
