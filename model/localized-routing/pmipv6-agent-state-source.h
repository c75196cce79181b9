/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_AGENT_STATE_SOURCE_H
#define PMIPV6_AGENT_STATE_SOURCE_H

#include "pmipv6-route-optimization-agent.h"
#include "pmipv6-state-source.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * What localized routing at a gateway offers to the StateChecker: its routes.
 */
class AgentStateSource : public StateSource
{
  public:
    /**
     * @param agent localized routing at a gateway that offers its own state
     */
    explicit AgentStateSource(Ptr<RouteOptimizationAgent> agent);

    std::vector<Route> GetRoutes() const override;

  private:
    Ptr<RouteOptimizationAgent> m_agent; //!< the agent
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_AGENT_STATE_SOURCE_H
