/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-logical-routers.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
LogicalRouters::Start(MakeAdvertiser makeAdvertiser)
{
    m_makeAdvertiser = std::move(makeAdvertiser);
}

void
LogicalRouters::Add(const LinkLayerAddress& node, const LogicalRouter& router)
{
    Remove(node, router.linkLayer);
    m_routers[node].push_back(router);
    auto& advertiser = m_advertisers[router.linkLayer];
    advertiser = advertiser ? advertiser : m_makeAdvertiser(router.linkLayer);
}

void
LogicalRouters::Remove(const LinkLayerAddress& node, const LinkLayerAddress& router)
{
    const auto known = m_routers.find(node);
    if (known == m_routers.end())
    {
        return;
    }
    auto& routers = known->second;
    const auto same = std::find_if(routers.begin(), routers.end(), [&](const LogicalRouter& one) {
        return one.linkLayer == router;
    });
    if (same == routers.end())
    {
        return;
    }
    routers.erase(same);
    if (routers.empty())
    {
        m_routers.erase(known);
    }
    m_advertisers.at(router)->Forget(node);
}

std::vector<LogicalRouter>
LogicalRouters::GetAll(const LinkLayerAddress& node) const
{
    const auto known = m_routers.find(node);
    return known == m_routers.end() ? std::vector<LogicalRouter>() : known->second;
}

std::optional<LogicalRouter>
LogicalRouters::Find(const LinkLayerAddress& node, const Ipv6Address& linkLocal) const
{
    const auto known = m_routers.find(node);
    if (known == m_routers.end())
    {
        return std::nullopt;
    }
    const auto& routers = known->second;
    const auto found = std::find_if(routers.begin(), routers.end(), [&](const LogicalRouter& one) {
        return one.linkLocal == linkLocal;
    });
    return found == routers.end() ? std::nullopt : std::make_optional(*found);
}

Ptr<RouterAdvertiser>
LogicalRouters::GetAdvertiser(const LinkLayerAddress& router) const
{
    const auto known = m_advertisers.find(router);
    return known == m_advertisers.end() ? nullptr : known->second;
}

void
LogicalRouters::Clear()
{
    for (const auto& [router, advertiser] : m_advertisers)
    {
        advertiser->Clear();
    }
    m_routers.clear();
}

void
LogicalRouters::Dispose()
{
    for (const auto& [router, advertiser] : m_advertisers)
    {
        advertiser->Dispose();
    }
    m_advertisers.clear();
    m_routers.clear();
    m_makeAdvertiser = nullptr;
}

} // namespace pmipv6
} // namespace ns3
