/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-scheme-interworking.h"

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-home-options.h"
#include "pmipv6-experiment-interworking-options.h"
#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-plan.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return whether mobile nodes have home addresses
bool
HasScenario(const ExperimentOptions& options)
{
    return GetScenario(options).has_value();
}

/// @return cn1, if it does route optimization
std::vector<NodeName>
FindScenarioCorrespondent(const ExperimentOptions& options)
{
    return HasScenario(options) ? FindHomeCorrespondent(options) : std::vector<NodeName>();
}

/// @return the stories of RFC 6612, beside those of RFC 5213
std::vector<std::pair<std::string, std::string>>
GetScenarioStories()
{
    // Addresses are used at once, and what has come to a gateway is at the node.
    const std::string base = " --move=mn --careOfDad=0 --homeDad=0 --delayAccess=0.01 "
                             "--ns3::pmipv6::MobileIpv6Node::Lifetime=10000s";
    const std::string noticed = base + " --detachDetection=10";
    const std::string a1 = "--case=rfc6612-a1";
    const std::string a2 = "--case=rfc6612-a2";
    const std::string visited = "--case=rfc6612-a2-visited";
    const std::string and3 = " --moves=2 --path=mn1:mag1,mag2,mag3";
    // A home agent tells nobody of its restart: the next refresh comes soon.
    const std::string brief = " --move=mn --careOfDad=0 --homeDad=0 --delayAccess=0.01 "
                              "--ns3::pmipv6::MobileIpv6Node::Lifetime=16s";
    return {{"a1-between", a1 + noticed + " --path=mn1:mag1,mag2"},
            {"a1-twice", a1 + noticed + and3},
            {"a1-ping-pong", a1 + base + " --moves=2 --path=mn1:mag1,mag2"},
            {"a1-restart", a1 + noticed + " --path=mn1:mag1,mag2 --restart=lma2:10"},
            {"a2-out", a2 + noticed},
            {"a2-and-back", a2 + base + " --moves=2"},
            {"a2-noticed", a2 + noticed + " --moves=2"},
            {"a2-elsewhere", a2 + base + and3},
            {"a2-began-abroad", a2 + base + " --path=mn1:mag2,mag1"},
            {"a2-restart", a2 + brief + " --restart=lma1:10"},
            {"a2-visited", visited + base + " --moves=2"},
            {"b-both", "--case=rfc6612-b" + noticed}};
}

/// @return home1, if it is there
std::vector<NodeName>
ListAgents(const ExperimentOptions& options)
{
    const bool isThere = GetScenario(options) && options[option::AGENT_PLACE] == AgentPlace::APART;
    return isThere ? std::vector<NodeName>{NodeName(HOME_AGENT, 1)} : std::vector<NodeName>();
}

} // namespace

SchemeKind::Traits
InterworkingScheme::MakeTraits()
{
    SchemeKind::Traits traits;
    traits.getStories = &GetScenarioStories;
    traits.hasHomeAddresses = &HasScenario;
    traits.hasScenarios = true;
    traits.getNodes = &ListAgents;
    traits.getCorrespondent = &FindScenarioCorrespondent;
    return traits;
}

InterworkingScheme::InterworkingScheme(const ExperimentOptions& options)
    : Pmipv6Scheme(options),
      m_scenario(*GetScenario(options)),
      m_routers(options),
      m_nodes(options)
{
    m_helper.SetMergedCache(options[option::MERGED_CACHE]);
    m_nodes.Configure(m_helper.GetMobileIpv6());
    for (const auto domain : {ProxyDomain::HOME, ProxyDomain::VISITED})
    {
        ConfigureGateways(m_helper.GetDomain(domain));
    }
}

std::optional<ProxyDomain>
InterworkingScheme::GetGatewayDomain(const NetworkNode& gateway) const
{
    return experiment::GetGatewayDomain(GetOptions(), gateway.name.GetNumber());
}

void
InterworkingScheme::PrepareCore(Network& network)
{
    if (GetOptions()[option::AGENT_PLACE] == AgentPlace::APART)
    {
        m_home = network.AddNode(NodeName(HOME_AGENT, 1), GetHomeAgentAddress(), std::nullopt);
        network.AddPrefix(*ParsePrefix(GetHomeRange()), *m_home);
    }
    for (const auto& gateway : network.GetGateways())
    {
        network.AddPrefix(*ParsePrefix(Rfc6279Topology::GetLocalPrefix(gateway.name.GetNumber())),
                          gateway);
    }
}

Ptr<LocalMobilityAnchor>
InterworkingScheme::MakeAnchor(const NetworkNode& node)
{
    m_anchorNodes.push_back(node);
    return m_helper.InstallAnchor(GetDomainOf(node),
                                  node.node,
                                  node.address,
                                  Rfc6279Topology::GetPool(node.name.GetNumber()));
}

Ptr<MobileAccessGateway>
InterworkingScheme::MakeGateway(const NetworkNode& node)
{
    const std::string prefix = Rfc6279Topology::GetLocalPrefix(node.name.GetNumber());
    const auto domain = GetGatewayDomain(node);
    if (!domain)
    {
        m_routers.Install(node, prefix);
        return nullptr;
    }
    m_gatewayNodes.push_back(node);
    return m_helper.InstallGateway(*domain, node.node, node.address, prefix);
}

bool
InterworkingScheme::AreOfOneDomain(const NetworkNode& gateway, const NetworkNode& anchor) const
{
    return GetGatewayDomain(gateway) == GetDomainOf(anchor);
}

void
InterworkingScheme::InstallRoles(const Network& network)
{
    Pmipv6Scheme::InstallRoles(network);
    if (m_home)
    {
        m_nodes.AddHomeAgent(*m_home, m_helper.InstallHomeAgent(m_home->node, m_home->address));
    }
    else
    {
        m_nodes.AddHomeAgent(m_anchorNodes.front(), m_helper.InstallHomeAgent());
    }
    const auto* fixed = network.GetCorrespondent();
    m_nodes.AddCorrespondent(fixed->name.GetText(), fixed->node, fixed->address);
}

void
InterworkingScheme::AddAccess(const NetworkNode& gateway, Ptr<AccessLink> link)
{
    if (const auto router = m_routers.Find(gateway.name))
    {
        router->AddAccess(link);
        return;
    }
    Pmipv6Scheme::AddAccess(gateway, link);
}

Ptr<AccessNeighborDiscovery>
InterworkingScheme::GetNeighborDiscovery(const NetworkNode& gateway) const
{
    const auto router = m_routers.Find(gateway.name);
    return router ? router->GetNeighborDiscovery() : Pmipv6Scheme::GetNeighborDiscovery(gateway);
}

void
InterworkingScheme::AddMobileNode(const PlannedNode& /* plan */,
                                  const std::vector<LinkLayerAddress>& /* interfaces */,
                                  const std::string& /* identifier */)
{
    // Policy and role go together: InstallHostRole.
}

void
InterworkingScheme::InstallHostRole(const MobileNode& mobile)
{
    const NodeName& name = mobile.plan.name;
    const auto kind = GetLayout(m_scenario).GetMobility(name.GetNumber());
    m_members[name.GetText()] = {mobile.identifier, kind, mobile.node};
    InterworkingHelper::MobileNode node;
    node.identifier = mobile.identifier;
    node.device = mobile.device;
    node.interfaces = mobile.interfaces;
    if (kind == MobilityKind::PROXY)
    {
        m_helper.AddMobileNode(kind, node);
        return;
    }
    MobilityForwarding::InstallOnHost(mobile.node); // Watched from the start on.
    node.homePrefix = GetHomePrefix(m_home.has_value(), name.GetNumber());
    node.isNetwork = GetOptions()[option::NETWORK_MOBILITY];
    const auto role = m_helper.AddMobileNode(kind, node);
    m_nodes.AddMobileNode(mobile, role, m_home ? m_home->name : m_anchorNodes.front().name);
}

void
InterworkingScheme::ScheduleRestart(const NetworkNode& node, Time at) const
{
    m_nodes.ScheduleRestart(node, at); // On a node that is an anchor too, both restart.
    m_routers.ScheduleRestart(node.name, at);
    Pmipv6Scheme::ScheduleRestart(node, at);
}

void
InterworkingScheme::Connect(const Network& network, RunMonitors& monitors)
{
    Pmipv6Scheme::Connect(network, monitors);
    if (m_home)
    {
        monitors.FollowAnchor(*m_home);
    }
    m_nodes.Connect(network, monitors);
    for (const auto& [name, member] : m_members)
    {
        if (member.kind == MobilityKind::HOST)
        {
            monitors.handover.NoteUnmanaged(name);
        }
    }
    for (const auto& anchor : m_anchorNodes)
    {
        const auto pool = Rfc6279Topology::GetPool(anchor.name.GetNumber());
        m_order.FollowAnchor(GetAnchor(anchor), *ParsePrefix(pool));
    }
    m_order.FollowAgent(m_helper.GetHomeAgent());
}

void
InterworkingScheme::NoteLinkUp(const std::string& node, const std::string& /* gateway */)
{
    m_nodes.NoteLinkUp(node);
}

bool
InterworkingScheme::AddState(const Network& /* network */, StateChecker& /* checker */) const
{
    return false; // Which of a node's entries its packets use depends on both protocols.
}

std::optional<StateChecker::Finding>
InterworkingScheme::JudgeState(const std::vector<Attached>& nodes) const
{
    auto finding = m_nodes.JudgeState(nodes, [this](const Attached& node, const NodeName&) {
        return m_members.at(node.name).kind == MobilityKind::ALTERNATIVE &&
               GetGatewayDomain(*node.gateway) == ProxyDomain::HOME;
    });
    for (const auto& anchor : m_anchorNodes)
    {
        InterworkingDomain domain{GetDomainOf(anchor),
                                  anchor.name.GetText(),
                                  GetAnchor(anchor),
                                  {}};
        for (const auto& gateway : m_gatewayNodes)
        {
            if (AreOfOneDomain(gateway, anchor))
            {
                domain.gateways[gateway.name.GetText()] = GetGateway(gateway);
            }
        }
        JudgeDomain(domain, m_members, nodes, finding);
    }
    for (const auto& node : nodes)
    {
        // Without Mobile IPv6 it has nothing outside its domain (RFC 6612, 3).
        if (m_members.at(node.name).kind == MobilityKind::PROXY &&
            GetGatewayDomain(*node.gateway) != ProxyDomain::HOME)
        {
            const std::string place = node.gateway->name.GetText();
            finding.stale.push_back({"lma1", "binding", node.name, "none", place});
        }
    }
    finding.isConsistent = finding.stale.empty();
    return finding;
}

bool
InterworkingScheme::IsBusy() const
{
    return m_nodes.IsBusy();
}

bool
InterworkingScheme::IsRecovering() const
{
    return m_nodes.IsRecovering();
}

std::vector<std::string>
InterworkingScheme::FindFaults() const
{
    auto faults = m_nodes.FindFaults();
    const auto& order = m_order.GetFaults();
    faults.insert(faults.end(), order.begin(), order.end());
    return faults;
}

std::optional<Time>
InterworkingScheme::FindOptimized(const std::string& node, Time attached) const
{
    return m_nodes.FindOptimized(node, attached);
}

void
InterworkingScheme::AddResults(ExperimentResult& result, const RunMonitors& /* monitors */) const
{
    m_nodes.AddResults(result, false);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
