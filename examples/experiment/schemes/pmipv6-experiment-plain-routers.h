/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_PLAIN_ROUTERS_H
#define PMIPV6_EXPERIMENT_PLAIN_ROUTERS_H

#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-option.h"

#include "ns3/nstime.h"
#include "ns3/pmipv6-access-router.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// @return why not all routers are plain, such as "with --scheme=dmm-relay"; or ""
std::string WithoutPlainRouters(const ExperimentOptions& options);

namespace option
{

/// Shortest and longest time between unsolicited Router Advertisements; nothing: routers advertise
/// when a node attaches.
extern const Option<std::optional<std::pair<Time, Time>>> ROUTER_ADVERTISEMENTS;

} // namespace option

/// Access routers without mobility support, in one run.
class PlainRouters
{
  public:
    /**
     * @param options the run's
     */
    explicit PlainRouters(const ExperimentOptions& options)
        : m_options(options)
    {
    }

    /**
     * Make a node a plain router.
     *
     * @param node a gateway, or an anchor with a home link
     * @param prefix what it advertises
     * @return its role
     */
    Ptr<AccessRouter> Install(const NetworkNode& node, const std::string& prefix);

    /// @return a node's role; null: it is none
    Ptr<AccessRouter> Find(const NodeName& node) const;

    /**
     * @param node a node
     * @param at when its role loses its state; nothing happens if it has none
     */
    void ScheduleRestart(const NodeName& node, Time at) const;

  private:
    const ExperimentOptions m_options;               //!< the run's
    std::map<NodeName, Ptr<AccessRouter>> m_routers; //!< by node
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_PLAIN_ROUTERS_H
