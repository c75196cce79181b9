/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-correspondent-list.h"

#include "pmipv6-correspondent-paths.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-location-forwarding.h"
#include "pmipv6-location-table.h"
#include "pmipv6-message-lifetime.h"
#include "pmipv6-peer-table.h"

#include "ns3/simulator.h"

#include <algorithm>
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
        for (const auto& peer : m_parts.paths.GetCorrespondents().GetOf(prefix))
        {
            const auto* location = m_parts.locations.Find(peer);
            if (m_parts.paths.IsServed(peer))
            {
                continue;
            }
            if (location && location->IsUsable())
            {
                gateways.insert(location->gateway);
                continue;
            }
            // Where it sends from, though nothing is held of it.
            const auto sender = m_parts.rows.GetLastSender({prefix, peer});
            if (sender && m_parts.gateways.Contains(*sender))
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
        for (const auto& peer : m_parts.paths.GetCorrespondents().GetOf(prefix))
        {
            const auto* location = m_parts.locations.Find(peer);
            const auto* here = m_parts.nodes.FindByPrefix(peer);
            CorrespondentLocationOption option{peer, m_parts.address, 0, 0};
            if (here && m_parts.paths.IsServed(peer))
            {
                option.timestamp = here->timestamp;
                option.lifetime = ToMessageLifetime(m_parts.lifetime);
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

bool
CorrespondentList::IsOfInterest(const Prefix& prefix) const
{
    const auto& paths = m_parts.paths;
    const auto peers = paths.GetCorrespondents().GetOf(prefix);
    return !paths.GetCorrespondents().GetNodes(prefix).empty() ||
           std::any_of(peers.begin(), peers.end(), [&paths](const Prefix& peer) {
               return paths.IsServed(peer);
           });
}

} // namespace pmipv6
} // namespace ns3
