/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gone-routes.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
GoneRoutes::Keep(const GoneRoute& route, Time until)
{
    m_routes.emplace_back(until, route);
}

std::vector<GoneRoute>
GoneRoutes::Take(const std::function<bool(const GoneRoute&)>& isWanted, Time now)
{
    std::vector<GoneRoute> taken;
    const auto isOver = [&](const std::pair<Time, GoneRoute>& known) {
        const bool isTaken = known.first > now && isWanted(known.second);
        if (isTaken)
        {
            taken.push_back(known.second);
        }
        return isTaken || known.first <= now;
    };
    m_routes.erase(std::remove_if(m_routes.begin(), m_routes.end(), isOver), m_routes.end());
    return taken;
}

void
GoneRoutes::Clear()
{
    m_routes.clear();
}

} // namespace pmipv6
} // namespace ns3
