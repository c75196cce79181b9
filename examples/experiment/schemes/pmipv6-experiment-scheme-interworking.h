/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_SCHEME_INTERWORKING_H
#define PMIPV6_EXPERIMENT_SCHEME_INTERWORKING_H

#include "pmipv6-experiment-home-nodes.h"
#include "pmipv6-experiment-interworking-state.h"
#include "pmipv6-experiment-plain-routers.h"
#include "pmipv6-experiment-scheme-pmipv6.h"

#include "ns3/pmipv6-interworking-helper.h"
#include "ns3/pmipv6-rfc6612-scenario.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// --scheme=pmipv6 in the cases of RFC 6612: nodes with Mobile IPv6 beside it.
class InterworkingScheme : public Pmipv6Scheme
{
  public:
    /**
     * @param options the run's, with a scenario
     */
    explicit InterworkingScheme(const ExperimentOptions& options);

    /// @return what it adds to what the program asks of --scheme=pmipv6 beforehand
    static SchemeKind::Traits MakeTraits();

    void PrepareCore(Network& network) override;
    void InstallRoles(const Network& network) override;
    void AddAccess(const NetworkNode& gateway, Ptr<AccessLink> link) override;
    Ptr<AccessNeighborDiscovery> GetNeighborDiscovery(const NetworkNode& gateway) const override;
    void AddMobileNode(const PlannedNode& plan,
                       const std::vector<LinkLayerAddress>& interfaces,
                       const std::string& identifier) override;
    void InstallHostRole(const MobileNode& mobile) override;
    void ScheduleRestart(const NetworkNode& node, Time at) const override;
    void Connect(const Network& network, RunMonitors& monitors) override;
    void NoteLinkUp(const std::string& node, const std::string& gateway) override;
    bool AddState(const Network& network, StateChecker& checker) const override;
    std::optional<StateChecker::Finding> JudgeState(
        const std::vector<Attached>& nodes) const override;
    bool IsBusy() const override;
    bool IsRecovering() const override;
    std::vector<std::string> FindFaults() const override;
    std::optional<Time> FindOptimized(const std::string& node, Time attached) const override;
    void AddResults(ExperimentResult& result, const RunMonitors& monitors) const override;

  protected:
    Ptr<LocalMobilityAnchor> MakeAnchor(const NetworkNode& node) override;
    Ptr<MobileAccessGateway> MakeGateway(const NetworkNode& node) override;
    bool AreOfOneDomain(const NetworkNode& gateway, const NetworkNode& anchor) const override;

  private:
    /// @return the domain of an anchor
    static ProxyDomain GetDomainOf(const NetworkNode& anchor)
    {
        return anchor.name.GetNumber() == 1 ? ProxyDomain::HOME : ProxyDomain::VISITED;
    }

    /// @return the domain of a gateway; nothing: it has no mobility support
    std::optional<ProxyDomain> GetGatewayDomain(const NetworkNode& gateway) const;

    const Rfc6612Scenario m_scenario;                    //!< the case
    InterworkingHelper m_helper;                         //!< gives the roles
    PlainRouters m_routers;                              //!< gateways without mobility support
    HomeNodes m_nodes;                                   //!< those with Mobile IPv6
    std::optional<NetworkNode> m_home;                   //!< home1, if it is there
    std::map<std::string, InterworkingMember> m_members; //!< mobile nodes, by name
    RegistrationOrder m_order;                           //!< whose order is watched
    std::vector<NetworkNode> m_anchorNodes;              //!< anchors
    std::vector<NetworkNode> m_gatewayNodes;             //!< gateways of RFC 5213
};

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_SCHEME_INTERWORKING_H
