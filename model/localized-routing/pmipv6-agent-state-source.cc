/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-agent-state-source.h"

namespace ns3
{
namespace pmipv6
{

AgentStateSource::AgentStateSource(Ptr<RouteOptimizationAgent> agent)
    : m_agent(agent)
{
}

std::vector<StateSource::Route>
AgentStateSource::GetRoutes() const
{
    std::vector<Route> routes;
    for (const auto* route : m_agent->GetRoutes())
    {
        routes.push_back(
            {"route", route->own, route->peer, route->gateway, !route->entries.empty()});
    }
    return routes;
}

} // namespace pmipv6
} // namespace ns3
