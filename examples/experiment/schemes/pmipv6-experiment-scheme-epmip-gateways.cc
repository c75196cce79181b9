/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-scheme-epmip.h"

#include "ns3/config.h"
#include "ns3/pmipv6-epmip-helper.h"
#include "ns3/pmipv6-hop-by-hop-extension.h"
#include "ns3/pmipv6-location-state-source.h"
#include "ns3/string.h"

#include <algorithm>
#include <map>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// Anchors are eLMAs and gateways eMAGs. All are of one administrative domain, whatever the roaming
/// cases say (draft-luo, 8: others are out of scope).
class EpmipGatewaysScheme : public EpmipScheme
{
  public:
    using EpmipScheme::EpmipScheme;

    void PrepareCore(Network& network) override;
    void InstallRoles(const Network& network) override;
    void Connect(const Network& network, RunMonitors& monitors) override;
    bool AddState(const Network& network, StateChecker& checker) const override;

  private:
    /// Set the attributes that options own.
    void Configure();

    /// Give access routers their functions, and somebody who knows them (draft-luo, 5.2).
    void InstallRouters(const Network& network);

    /**
     * @param node an anchor or a gateway
     * @return whether it stays what RFC 5213 makes it
     */
    bool IsLegacy(const NetworkNode& node) const;

    EpmipHelper m_epmip;                                 //!< gives the functions
    std::map<NodeName, EpmipHelper::Gateway> m_gateways; //!< functions of gateways
    std::optional<NetworkNode> m_manager;                //!< lmf1, if it is there
};

void
EpmipGatewaysScheme::Configure()
{
    const auto& options = GetOptions();
    ConfigureFunctions(m_epmip);
    m_epmip.SetRoutingAttribute("Discovery", StringValue(options[option::ELMA_DISCOVERY]));
    m_epmip.SetManagementAttribute("DirectAnswer", BooleanValue(options[option::DIRECT_ANSWER]));
    Config::SetDefault("ns3::pmipv6::HopByHopExtension::Delay",
                       TimeValue(options[option::HOP_BY_HOP_DELAY]));
}

bool
EpmipGatewaysScheme::IsLegacy(const NetworkNode& node) const
{
    const auto& legacy = GetOptions()[option::LEGACY];
    return std::find(legacy.begin(), legacy.end(), node.name) != legacy.end();
}

void
EpmipGatewaysScheme::PrepareCore(Network& network)
{
    for (const NodeName& name : ListEpmipNodes(GetOptions()))
    {
        m_manager = network.AddNode(name, "fd00:c::6:1", std::nullopt);
    }
}

void
EpmipGatewaysScheme::InstallRouters(const Network& network)
{
    const auto& nodes = network.GetAccessRouters();
    const Prefix prefix = Network::GetFixedPrefix();
    std::vector<Ipv6Address> routers;
    for (const auto& router : nodes)
    {
        routers.push_back(router.address);
        KeepRouter(router, m_epmip.InstallRouter(router.node, router.address, {prefix}));
    }
    for (const auto& manager : m_manager ? std::vector<NetworkNode>{*m_manager} : nodes)
    {
        SetNearest(network,
                   nodes,
                   *m_epmip.InstallManager(manager.node, manager.address, prefix, routers));
    }
}

void
EpmipGatewaysScheme::InstallRoles(const Network& network)
{
    Pmipv6Scheme::InstallRoles(network);
    Configure();
    if (GetOptions()[option::HOP_BY_HOP_DELAY] > Time(0))
    {
        for (const auto& router : network.GetRouters())
        {
            HopByHopExtension::Install(router.node, nullptr);
        }
    }
    for (const auto& anchor : network.GetAnchors())
    {
        if (!IsLegacy(anchor))
        {
            const std::string pool = Rfc6279Topology::GetPool(anchor.name.GetNumber());
            m_epmip.InstallAnchor(GetAnchor(anchor), {*ParsePrefix(pool)});
        }
    }
    for (const auto& gateway : network.GetGateways())
    {
        if (!IsLegacy(gateway))
        {
            m_gateways[gateway.name] = m_epmip.InstallGateway(GetGateway(gateway));
        }
    }
    InstallRouters(network);
}

void
EpmipGatewaysScheme::Connect(const Network& network, RunMonitors& monitors)
{
    Pmipv6Scheme::Connect(network, monitors);
    if (const auto* correspondent = network.GetCorrespondent())
    {
        GetLocations().AddFixedNode(correspondent->name.GetText(),
                                    network.GetAccessRouters().empty()
                                        ? Prefix(correspondent->address, 128)
                                        : Network::GetFixedPrefix());
    }
    for (const auto& gateway : network.GetGateways())
    {
        const std::string name = gateway.name.GetText();
        GetLocations().AddGateway(GetGateway(gateway), name);
        const auto functions = m_gateways.find(gateway.name);
        if (functions != m_gateways.end())
        {
            const auto& [routing, mobility] = functions->second;
            GetLocations().AddFunctions(GetGateway(gateway), routing, mobility);
            monitors.FollowStates(routing, name, "mag");
            monitors.FollowStates(mobility, name, "mag");
        }
    }
    if (m_manager)
    {
        monitors.signaling.AddNode(m_manager->node, m_manager->name.GetText(), m_manager->address);
    }
    ConnectRouters(network, monitors);
}

bool
EpmipGatewaysScheme::AddState(const Network& network, StateChecker& checker) const
{
    EpmipScheme::AddState(network, checker);
    for (const auto& [name, functions] : m_gateways)
    {
        checker.AddSource(std::make_shared<LocationStateSource>(functions.routing), name.GetText());
    }
    return true;
}

} // namespace

std::unique_ptr<Scheme>
MakeEpmipGateways(const ExperimentOptions& options)
{
    return MakeScheme<EpmipGatewaysScheme>(options);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
