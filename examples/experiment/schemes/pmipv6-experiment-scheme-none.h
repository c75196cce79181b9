/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_SCHEME_NONE_H
#define PMIPV6_EXPERIMENT_SCHEME_NONE_H

#include "pmipv6-experiment-plain-routers.h"
#include "pmipv6-experiment-scheme.h"

#include "ns3/pmipv6-rfc6612-scenario.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

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

    const ExperimentOptions m_options; //!< the run's
    PlainRouters m_routers;            //!< by the name of gateway or anchor
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_SCHEME_NONE_H
