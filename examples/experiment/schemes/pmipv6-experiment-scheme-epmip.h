/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_SCHEME_EPMIP_H
#define PMIPV6_EXPERIMENT_SCHEME_EPMIP_H

#include "pmipv6-experiment-epmip-options.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-scheme-pmipv6.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-distributed-router.h"
#include "ns3/pmipv6-location-manager.h"
#include "ns3/pmipv6-location-monitor.h"
#include "ns3/uinteger.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// --scheme=epmip: RFC 5213 with draft-luo, whatever its deployment.
class EpmipScheme : public Pmipv6Scheme
{
  public:
    using Pmipv6Scheme::Pmipv6Scheme;

    void AddMobileNode(const PlannedNode& plan,
                       const std::vector<LinkLayerAddress>& interfaces,
                       const std::string& identifier) override;
    void ScheduleRestart(const NetworkNode& node, Time at) const override;
    void NoteLinkUp(const std::string& node, const std::string& gateway) override;
    void NoteLinkDown(const std::string& node) override;
    bool AddState(const Network& network, StateChecker& checker) const override;
    std::optional<Time> FindOptimized(const std::string& node, Time attached) const override;
    std::string FindOwner(const Prefix& prefix) const override;
    void AddResults(ExperimentResult& result, const RunMonitors& monitors) const override;

  protected:
    /**
     * @tparam Helper gives functions of draft-luo
     * @param helper its attributes are set that options own, whatever the deployment
     */
    template <class Helper>
    void ConfigureFunctions(Helper& helper) const
    {
        const auto& options = GetOptions();
        helper.SetRoutingAttribute("DirectAnswer", BooleanValue(options[option::DIRECT_ANSWER]));
        helper.SetRoutingAttribute("HoldEarlyPackets",
                                   BooleanValue(options[option::EARLY_PACKETS]));
        helper.SetRoutingAttribute("ReverseLearning",
                                   BooleanValue(options[option::REVERSE_LEARNING]));
        helper.SetMobilityAttribute("HandoffBuffer",
                                    UintegerValue(options[option::HANDOFF_BUFFER]));
        helper.SetMobilityAttribute("Mend", BooleanValue(options[option::MEND]));
    }

    /**
     * @param network the wired part
     * @param asker a node of the core
     * @param nodes others, one or more
     * @return that of them with the least delay to it, of equal ones the first
     */
    static const NetworkNode& FindNearest(const Network& network,
                                          const NetworkNode& asker,
                                          const std::vector<NetworkNode>& nodes);

    /**
     * Have LMFs name to each who asks the router that is nearest to it.
     *
     * @param network the wired part
     * @param routers of fixed nodes
     * @param manager an LMF
     */
    static void SetNearest(const Network& network,
                           const std::vector<NetworkNode>& routers,
                           LocationManager& manager);

    /**
     * Know a router with a routing function.
     *
     * @param node the router
     * @param role its role
     */
    void KeepRouter(const NetworkNode& node, Ptr<DistributedRouter> role);

    /// Have the routers of KeepRouter watched. @param network the wired part
    void ConnectRouters(const Network& network, RunMonitors& monitors);

    /// @return watches locations
    LocationMonitor& GetLocations()
    {
        return m_locations;
    }

  private:
    /// A router with a routing function.
    struct Router
    {
        NetworkNode node;            //!< the router
        Ptr<DistributedRouter> role; //!< its role
    };

    LocationMonitor m_locations;          //!< watches locations
    std::set<std::string> m_mobiles;      //!< names of mobile nodes
    std::map<NodeName, Router> m_routers; //!< access routers of cn1, and border1
};

/// @return the scheme of a domain with draft-luo's functions in gateways and anchors (3.1)
std::unique_ptr<Scheme> MakeEpmipGateways(const ExperimentOptions& options);

/// @return the scheme of an area with draft-luo's functions in anchors (7.1)
std::unique_ptr<Scheme> MakeEpmipArea(const ExperimentOptions& options);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_SCHEME_EPMIP_H
