/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-scheme-localized-routing.h"

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-result.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-agent-state-source.h"
#include "ns3/pmipv6-controller-state-source.h"

#include <memory>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// mag1, mag2: where pairs begin. The rest may be in another domain.
constexpr uint32_t HOME_GATEWAYS = 2;

/// Provider domain of the gateways moved to, if it is none of the case's: it has no agreements.
const char* const OTHER_DOMAIN = "D";

/// --scheme=localized-routing: RFC 5213 with draft-loureiro.
class LocalizedRoutingScheme : public RoutedScheme
{
  public:
    using RoutedScheme::RoutedScheme;

    void Configure(Rfc6279Topology& topology) override;
    bool AddState(const Network& network, StateChecker& checker) const override;

  protected:
    void ConfigureRouting(const Network& network) override;
    void InstallAnchor(const NetworkNode& node, const Prefix& pool) override;
    void ConnectAnchor(const NetworkNode& node, RunMonitors& monitors) override;

  private:
    std::map<NodeName, Ptr<RouteOptimizationController>> m_controllers; //!< of anchors
};

/// @return stories for the search of races: a node moves out of all agreements, so that its routes
/// are refused
std::vector<std::pair<std::string, std::string>>
GetStories()
{
    return {{"no-agreement", "--move=both --case=roaming4 --moveDomain=other"}};
}

const SchemeKind LOCALIZED_ROUTING(
    30,
    "localized-routing",
    &MakeScheme<LocalizedRoutingScheme>,
    {true, false, nullptr, &RoutedScheme::WithoutRoutes, true, false, &GetStories});

/// @return why there are no localized routes of draft-loureiro; or ""
std::string
WithoutLocalizedRouting(const ExperimentOptions& options)
{
    if (options[option::SCHEME] != &LOCALIZED_ROUTING)
    {
        return WithWord(options, option::SCHEME);
    }
    return HasMobileCorrespondents(options) ? "" : "with --correspondent=fixed";
}

/// @return why provider domains do not matter; or ""
std::string
WithoutDomains(const ExperimentOptions& options)
{
    const std::string free = WithoutPlan(options);
    const std::string other = free.empty() ? WithoutLocalizedRouting(options) : free;
    return !other.empty() || GetPlaces(options).isRoaming ? other : WithWord(options, option::CASE);
}

const OwnedAttributes OWNED_BY_LOCALIZED_ROUTING{
    {"ns3::pmipv6::RouteOptimizationController::DetectTraffic", {&option::LR_INITIATOR}, ""},
    {"ns3::pmipv6::RouteOptimizationAgent::RequestRoutes", {&option::LR_INITIATOR}, ""},
    {"ns3::pmipv6::RouteOptimizationController::ProxyMode", {&option::LR_MODE}, ""},
    {"ns3::pmipv6::RouteOptimizationAgent::ProxyMode", {&option::LR_MODE}, ""},
    {"ns3::pmipv6::RouteOptimizationAgent::CheckOrdering", {&option::LR_ORDERING}, ""},
    {"ns3::pmipv6::RouteOptimizationAgent::SetupFromAnchors", {&option::SCHEME}, ""},
};

void
LocalizedRoutingScheme::Configure(Rfc6279Topology& topology)
{
    const auto& options = GetOptions();
    if (options[option::MOVE_DOMAIN] == MoveDomain::SAME || !WithoutDomains(options).empty())
    {
        return;
    }
    for (const uint32_t number : ListGateways(options))
    {
        if (number > HOME_GATEWAYS)
        {
            topology.SetGatewayDomain(NodeName(GATEWAY, number).GetText(), OTHER_DOMAIN);
        }
    }
}

void
LocalizedRoutingScheme::ConfigureRouting(const Network& network)
{
    const auto& options = GetOptions();
    const bool isByGateway = options[option::LR_INITIATOR] == LrInitiator::MAG;
    network.GetTopology().EnterDomains(m_routing.GetPolicy()->GetDomains());
    m_routing.SetProxyMode(options[option::LR_MODE] == LrMode::PROXY);
    m_routing.SetControllerAttribute("DetectTraffic", BooleanValue(!isByGateway));
    m_routing.SetAgentAttribute("RequestRoutes", BooleanValue(isByGateway));
    m_routing.SetAgentAttribute("CheckOrdering", BooleanValue(options[option::LR_ORDERING]));
}

void
LocalizedRoutingScheme::InstallAnchor(const NetworkNode& node, const Prefix& pool)
{
    m_controllers[node.name] = m_routing.InstallAnchor(GetAnchor(node), {pool});
}

void
LocalizedRoutingScheme::ConnectAnchor(const NetworkNode& node, RunMonitors& monitors)
{
    const auto controller = m_controllers.at(node.name);
    m_routes.AddAnchor(controller, node.name.GetText());
    monitors.FollowStates(controller, node.name.GetText(), "lma");
}

bool
LocalizedRoutingScheme::AddState(const Network& network, StateChecker& checker) const
{
    RoutedScheme::AddState(network, checker);
    for (const auto& [name, controller] : m_controllers)
    {
        checker.AddSource(std::make_shared<ControllerStateSource>(controller), name.GetText());
    }
    return true;
}

} // namespace

namespace option
{

const Option<MoveDomain> MOVE_DOMAIN(
    {OptionGroup::MOVES,
     80,
     "moveDomain",
     "roaming cases: provider domain of mag3 and higher, those moved to; other: it has no "
     "agreements"},
    OneOf<MoveDomain>({{MoveDomain::SAME, "same"}, {MoveDomain::OTHER, "other"}}),
    MoveDomain::SAME,
    {&WithoutDomains});

const Option<LrMode> LR_MODE({OptionGroup::PROTOCOL,
                              20,
                              "lrMode",
                              "localized routing: messages between gateways go directly, or by "
                              "their anchors (draft-loureiro, 3)"},
                             OneOf<LrMode>({{LrMode::DIRECT, "direct"}, {LrMode::PROXY, "proxy"}}),
                             LrMode::DIRECT,
                             {&WithoutLocalizedRouting});

const Option<LrInitiator> LR_INITIATOR({OptionGroup::PROTOCOL,
                                        30,
                                        "lrInitiator",
                                        "localized routing: the anchor brings a route about that "
                                        "sees the first packet, or the gateway "
                                        "that sees it asks for one (draft-loureiro, 7)"},
                                       OneOf<LrInitiator>({{LrInitiator::LMA, "lma"},
                                                           {LrInitiator::MAG, "mag"}}),
                                       LrInitiator::LMA,
                                       {&WithoutLocalizedRouting});

const Option<bool> LR_ORDERING({OptionGroup::PROTOCOL,
                                40,
                                "lrOrdering",
                                "localized routing: gateways refuse what belongs to an earlier "
                                "attempt than the state that they hold"},
                               OnOrOff(),
                               true,
                               {&WithoutLocalizedRouting});

} // namespace option

RoutedScheme::RoutedScheme(const ExperimentOptions& options)
    : Pmipv6Scheme(options)
{
}

std::string
RoutedScheme::WithoutRoutes(const ExperimentOptions& options)
{
    return HasMobileCorrespondents(options)
               ? ""
               : "from --scheme=pmipv6 with --correspondent=fixed, to which there is no localized "
                 "route";
}

void
RoutedScheme::ConfigureRouting(const Network& /* network */)
{
}

void
RoutedScheme::InstallRoles(const Network& network)
{
    Pmipv6Scheme::InstallRoles(network);
    ConfigureRouting(network);
    for (const auto& anchor : network.GetAnchors())
    {
        const std::string pool = Rfc6279Topology::GetPool(anchor.name.GetNumber());
        InstallAnchor(anchor, *ParsePrefix(pool));
    }
    for (const auto& gateway : network.GetGateways())
    {
        m_agents[gateway.name] = m_routing.InstallGateway(GetGateway(gateway));
    }
}

void
RoutedScheme::AddMobileNode(const PlannedNode& plan,
                            const std::vector<LinkLayerAddress>& interfaces,
                            const std::string& identifier)
{
    Pmipv6Scheme::AddMobileNode(plan, interfaces, identifier);
    for (const auto& interface : interfaces)
    {
        m_routes.AddMobileNode(plan.name.GetText(), interface);
    }
}

void
RoutedScheme::Connect(const Network& network, RunMonitors& monitors)
{
    Pmipv6Scheme::Connect(network, monitors);
    for (const auto& anchor : network.GetAnchors())
    {
        ConnectAnchor(anchor, monitors);
    }
    for (const auto& gateway : network.GetGateways())
    {
        const std::string name = gateway.name.GetText();
        const auto agent = m_agents.at(gateway.name);
        m_routes.AddGateway(GetGateway(gateway), agent, name);
        monitors.FollowStates(agent, name, "mag");
    }
}

void
RoutedScheme::NoteLinkUp(const std::string& node, const std::string& gateway)
{
    m_routes.NoteLinkUp(node, gateway);
}

void
RoutedScheme::NoteLinkDown(const std::string& node)
{
    m_routes.NoteLinkDown(node);
}

bool
RoutedScheme::AddState(const Network& network, StateChecker& checker) const
{
    Pmipv6Scheme::AddState(network, checker);
    for (const auto& gateway : network.GetGateways())
    {
        checker.AddSource(std::make_shared<AgentStateSource>(m_agents.at(gateway.name)),
                          gateway.name.GetText());
    }
    return true;
}

std::optional<Time>
RoutedScheme::FindOptimized(const std::string& node, Time attached) const
{
    return m_routes.FindOptimized(node, attached);
}

void
RoutedScheme::AddResults(ExperimentResult& result, const RunMonitors& monitors) const
{
    for (const auto& record : m_routes.GetOptimizations(monitors.signaling))
    {
        result.optimizations.push_back({record.from,
                                        record.to,
                                        ToFigure(record.triggered),
                                        ToFigure(record.reverseActive),
                                        ToFigure(record.forwardActive),
                                        ToFigure(record.completed),
                                        record.messages});
    }
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
