/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-fixed-locations.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

std::optional<FixedLocation>
FixedLocations::Find(const Prefix& asked, const Ipv6Address& asker) const
{
    const auto* row = m_routers.FindLongest(asked);
    if (!row)
    {
        return std::nullopt;
    }
    const auto& routers = row->routers;
    const auto nearest = m_nearest.find(asker);
    const bool isThere =
        nearest != m_nearest.end() &&
        std::find(routers.begin(), routers.end(), nearest->second) != routers.end();
    return FixedLocation{row->prefix, isThere ? nearest->second : routers.front()};
}

void
FixedLocations::Remove(const Ipv6Address& router)
{
    const auto all = m_routers.GetAll();
    for (const auto& [prefix, row] : all)
    {
        auto left = row.routers;
        left.erase(std::remove(left.begin(), left.end(), router), left.end());
        left.empty() ? m_routers.Erase(prefix) : void(m_routers.Set(prefix, {prefix, left}));
    }
}

} // namespace pmipv6
} // namespace ns3
