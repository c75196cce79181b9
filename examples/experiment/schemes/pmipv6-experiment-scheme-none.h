/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_SCHEME_NONE_H
#define PMIPV6_EXPERIMENT_SCHEME_NONE_H

#include "pmipv6-experiment-scheme.h"

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

namespace option
{

/// Shortest and longest time between unsolicited Router Advertisements; nothing: routers advertise
/// when a node attaches.
extern const Option<std::optional<std::pair<Time, Time>>> ROUTER_ADVERTISEMENTS;

} // namespace option

/// --scheme=none: nobody keeps mobile nodes reachable. Each gateway is a plain router with a prefix
/// of its own. Where nodes look after themselves, what builds upon that gives roles to anchors and
/// mobile nodes.
class NoScheme : public Scheme
{
  public:
    /**
     * @param options the run's
     */
    explicit NoScheme(const ExperimentOptions& options);

    void PrepareCore(Network& network) override;
    void InstallRoles(const Network& network) override;
    void AddAccess(const NetworkNode& gateway, Ptr<AccessLink> link) override;
    Ptr<AccessNeighborDiscovery> GetNeighborDiscovery(const NetworkNode& gateway) const override;
    void ScheduleRestart(const NetworkNode& node, Time at) const override;

  protected:
    /**
     * Make gateways plain routers.
     *
     * @param network the wired part
     */
    void InstallRouters(const Network& network);

    /**
     * Make a node a plain router.
     *
     * @param node a gateway, or an anchor with a home link
     * @param prefix what it advertises
     * @return its role
     */
    Ptr<AccessRouter> InstallRouter(const NetworkNode& node, const std::string& prefix);

    const ExperimentOptions m_options; //!< the run's

  private:
    std::map<NodeName, Ptr<AccessRouter>> m_routers; //!< by gateway
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_SCHEME_NONE_H
