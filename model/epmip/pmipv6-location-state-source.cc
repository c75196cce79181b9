/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-state-source.h"

namespace ns3
{
namespace pmipv6
{

LocationStateSource::LocationStateSource(Ptr<DistributedRouting> routing)
    : m_routing(routing)
{
}

std::vector<StateSource::Route>
LocationStateSource::GetRoutes() const
{
    std::vector<Route> routes;
    for (const auto& location : m_routing->GetLocations())
    {
        if (location.IsUsable())
        {
            routes.push_back({"location", Prefix(), location.prefix, location.gateway, true, true});
        }
    }
    return routes;
}

} // namespace pmipv6
} // namespace ns3
