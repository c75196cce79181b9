/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_SCHEME_LOCALIZED_ROUTING_H
#define PMIPV6_EXPERIMENT_SCHEME_LOCALIZED_ROUTING_H

#include "pmipv6-experiment-scheme-pmipv6.h"

#include "ns3/pmipv6-localized-routing-helper.h"
#include "ns3/pmipv6-route-monitor.h"

#include <map>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Which way messages between gateways take (draft-loureiro, 3).
enum class LrMode
{
    DIRECT, //!< from gateway to gateway
    PROXY,  //!< through the anchors
};

/// Who brings a localized route about.
enum class LrInitiator
{
    LMA, //!< the anchor that sees the first packet
    MAG, //!< the gateway that sees it asks its anchor (draft-loureiro, 7)
};

/// Provider domain of the gateways moved to.
enum class MoveDomain
{
    SAME,  //!< that of the first gateway
    OTHER, //!< one that has no agreements
};

namespace option
{

extern const Option<LrMode> LR_MODE;           //!< way of messages between gateways
extern const Option<LrInitiator> LR_INITIATOR; //!< who brings a localized route about
extern const Option<bool> LR_ORDERING;         //!< whether gateways refuse earlier attempts
extern const Option<MoveDomain> MOVE_DOMAIN;   //!< domain of gateways moved to

} // namespace option

/// What schemes have in common whose gateways send packets on the direct way to each other.
class RoutedScheme : public Pmipv6Scheme
{
  public:
    /**
     * @param options the run's
     */
    explicit RoutedScheme(const ExperimentOptions& options);

    void InstallRoles(const Network& network) override;
    void AddMobileNode(const PlannedNode& plan,
                       const std::vector<LinkLayerAddress>& interfaces,
                       const std::string& identifier) override;
    void Connect(const Network& network, RunMonitors& monitors) override;
    void NoteLinkUp(const std::string& node, const std::string& gateway) override;
    void NoteLinkDown(const std::string& node) override;
    bool AddState(const Network& network, StateChecker& checker) const override;
    std::optional<Time> FindOptimized(const std::string& node, Time attached) const override;
    void AddResults(ExperimentResult& result, const RunMonitors& monitors) const override;

    /**
     * @param options a run's
     * @return why the scheme is no other than RFC 5213 alone; or ""
     */
    static std::string WithoutRoutes(const ExperimentOptions& options);

  protected:
    /**
     * Prepare the helper, with all roles of RFC 5213 there.
     *
     * @param network the wired part
     */
    virtual void ConfigureRouting(const Network& network);

    /**
     * Give an anchor its function.
     *
     * @param node the anchor
     * @param pool from which it assigns prefixes
     */
    virtual void InstallAnchor(const NetworkNode& node, const Prefix& pool) = 0;

    /**
     * Have an anchor's function watched.
     *
     * @param node the anchor
     * @param monitors what watches
     */
    virtual void ConnectAnchor(const NetworkNode& node, RunMonitors& monitors) = 0;

    LocalizedRoutingHelper m_routing; //!< gives the functions
    RouteMonitor m_routes;            //!< watches localized routes

  private:
    std::map<NodeName, Ptr<RouteOptimizationAgent>> m_agents; //!< of gateways
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_SCHEME_LOCALIZED_ROUTING_H
