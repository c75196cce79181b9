/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-logical-routers.h"

#include "pmipv6-ipv6-numbers.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

void
LogicalRouters::Set(const LinkLayerAddress& node, const std::vector<AdvertisedRouter>& told)
{
    const auto known = m_links.find(node);
    if (known != m_links.end())
    {
        for (const auto& prefix : known->second.prefixes)
        {
            const auto* owner = m_prefixes.Find(prefix);
            if (owner && owner->node == node) // Else it is another's by now.
            {
                m_prefixes.Erase(prefix);
            }
        }
        for (const auto& [linkLayer, router] : known->second.routers)
        {
            const auto count = m_counts.find(linkLayer);
            if (--count->second == 0)
            {
                m_counts.erase(count);
            }
        }
        m_links.erase(known);
    }
    for (const auto& [router, prefixes, routes, preference, isDefault] : told)
    {
        if (!router)
        {
            continue;
        }
        Link& link = m_links[node];
        m_counts[router->linkLayer] += link.routers.count(router->linkLayer) == 0;
        link.routers[router->linkLayer] = *router;
        for (const auto& one : prefixes)
        {
            link.prefixes.push_back(one.prefix);
            m_prefixes.Set(one.prefix, {node, router->linkLayer});
        }
    }
}

std::vector<LogicalRouter>
LogicalRouters::GetAll(const LinkLayerAddress& node) const
{
    std::vector<LogicalRouter> routers;
    const auto known = m_links.find(node);
    if (known != m_links.end())
    {
        for (const auto& [linkLayer, router] : known->second.routers)
        {
            routers.push_back(router);
        }
    }
    return routers;
}

std::optional<LogicalRouter>
LogicalRouters::Find(const LinkLayerAddress& node, const Ipv6Address& address) const
{
    const auto* ofPrefix = FindOfPrefix(address);
    for (const auto& router : GetAll(node))
    {
        const bool isGlobal = ofPrefix && *ofPrefix == router.linkLayer &&
                              HasSameIdentifier(address, router.linkLocal);
        if (isGlobal || router.linkLocal == address)
        {
            return router;
        }
    }
    return std::nullopt;
}

bool
LogicalRouters::IsOfOthers(const LinkLayerAddress& node, const LinkLayerAddress& linkLayer) const
{
    if (m_counts.count(linkLayer) == 0)
    {
        return false;
    }
    const auto known = m_links.find(node);
    return known == m_links.end() || known->second.routers.count(linkLayer) == 0;
}

void
LogicalRouters::Clear()
{
    m_links.clear();
    m_counts.clear();
    m_prefixes.Clear();
}

} // namespace pmipv6
} // namespace ns3
