/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-scheme-interworking.h"

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-home-options.h"
#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-values.h"

#include "ns3/pmipv6-anchor-state-source.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-gateway-state-source.h"
#include "ns3/pmipv6-rfc6612-scenario.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <memory>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

const char* const HOME_AGENT_ADDRESS = "fd00:c::4:1"; //!< of home1

/// Where the home agent is.
enum class AgentPlace
{
    COLOCATED, //!< on the node of lma1
    APART,     //!< home1
};

/// @return the scheme of a run
std::unique_ptr<Scheme>
MakeBasicScheme(const ExperimentOptions& options)
{
    return GetScenario(options) ? MakeScheme<InterworkingScheme>(options)
                                : MakeScheme<Pmipv6Scheme>(options);
}

/// @return whether mobile nodes have home addresses
bool
HasScenario(const ExperimentOptions& options)
{
    return GetScenario(options).has_value();
}

/// @return home1, if it is there
std::vector<NodeName> ListAgents(const ExperimentOptions& options);

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

SchemeKind::Traits
MakeScenarioTraits()
{
    SchemeKind::Traits traits;
    traits.getStories = &GetScenarioStories;
    traits.hasHomeAddresses = &HasScenario;
    traits.hasScenarios = true;
    traits.getNodes = &ListAgents;
    traits.getCorrespondent = &FindScenarioCorrespondent;
    return traits;
}

const SchemeKind PMIPV6(10, "pmipv6", &MakeBasicScheme, MakeScenarioTraits());

/// @return why there is no home agent beside an anchor; or ""
std::string
WithoutScenario(const ExperimentOptions& options)
{
    return GetScenario(options) ? "" : WithWord(options, option::CASE);
}

/// @return the default of --homeAgent
AgentPlace
GetDefaultPlace(const ExperimentOptions& options)
{
    const auto scenario = GetScenario(options);
    return scenario && IsAgentApart(*scenario) ? AgentPlace::APART : AgentPlace::COLOCATED;
}

/// @return a sentence if the home agent cannot be where it is to be
Sentence CheckPlace(const ExperimentOptions& options);

const Option<AgentPlace> PLACE(
    {OptionGroup::PROTOCOL,
     98,
     "homeAgent",
     "rfc6612-..: the home agent is on the node of lma1, or apart, home1; a choice with rfc6612-b "
     "alone (RFC 6612, 3)"},
    OneOf<AgentPlace>({{AgentPlace::COLOCATED, "colocated"}, {AgentPlace::APART, "apart"}}),
    {"colocated; rfc6612-a1, rfc6612-b-a1: apart", &GetDefaultPlace},
    {&WithoutScenario, &CheckPlace});

Sentence
CheckPlace(const ExperimentOptions& options)
{
    const bool isChoice = GetScenario(options) == Rfc6612Scenario::B;
    return isChoice || !GetScenario(options) || options[PLACE] == GetDefaultPlace(options)
               ? std::nullopt
               : Sentence("--homeAgent=" + GetWord(options, PLACE) + " is not allowed " +
                          WithWord(options, option::CASE) + "; allowed: " +
                          (options[PLACE] == AgentPlace::APART ? "colocated" : "apart"));
}

std::vector<NodeName>
ListAgents(const ExperimentOptions& options)
{
    const bool isThere = GetScenario(options) && options[PLACE] == AgentPlace::APART;
    return isThere ? std::vector<NodeName>{NodeName(HOME_AGENT, 1)} : std::vector<NodeName>();
}

/// @return a sentence if there are no two caches that could be one
Sentence CheckMerged(const ExperimentOptions& options);

const Option<bool> MERGED_CACHE(
    {OptionGroup::PROTOCOL,
     99,
     "mergedCache",
     "rfc6612-..: lma1 has one entry a node for both protocols, which RFC 6612, 4.2 advises "
     "against"},
    OnOrOff(),
    false,
    {&WithoutScenario, &CheckMerged});

Sentence
CheckMerged(const ExperimentOptions& options)
{
    return !GetScenario(options) || !options[MERGED_CACHE] ||
                   options[PLACE] == AgentPlace::COLOCATED
               ? std::nullopt
               : Sentence("--mergedCache=on is not allowed " +
                          (options.IsGiven(PLACE) ? WithWord(options, PLACE)
                                                  : WithWord(options, option::CASE)) +
                          ", where the home agent is no anchor; allowed: off");
}

const OwnedAttributes OWNED_BY_INTERWORKING{
    {"ns3::pmipv6::MobileAccessGateway::LocalPrefix", {}, "mag1 advertises fd00:9:0:1::/64"},
};

} // namespace

InterworkingScheme::InterworkingScheme(const ExperimentOptions& options)
    : Pmipv6Scheme(options),
      m_scenario(*GetScenario(options)),
      m_routers(options),
      m_nodes(options)
{
    m_helper.SetMergedCache(options[MERGED_CACHE]);
    m_nodes.Configure(m_helper.GetMobileIpv6());
    for (const auto domain : {ProxyDomain::HOME, ProxyDomain::VISITED})
    {
        ConfigureGateways(m_helper.GetDomain(domain));
    }
}

Rfc6612Gateway
InterworkingScheme::GetKind(const NetworkNode& gateway) const
{
    return GetGatewayKind(GetOptions(), gateway.name.GetNumber());
}

void
InterworkingScheme::PrepareCore(Network& network)
{
    if (GetOptions()[PLACE] == AgentPlace::APART)
    {
        m_home = network.AddNode(NodeName(HOME_AGENT, 1), HOME_AGENT_ADDRESS, std::nullopt);
        network.AddPrefix(*ParsePrefix(GetHomeRange()), *m_home);
    }
    for (const auto& gateway : network.GetGateways())
    {
        network.AddPrefix(*ParsePrefix(GetLocalPrefix(gateway.name.GetNumber())), gateway);
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
    const std::string prefix = GetLocalPrefix(node.name.GetNumber());
    const auto kind = GetKind(node);
    if (kind == Rfc6612Gateway::PLAIN)
    {
        m_routers.Install(node, prefix);
        return nullptr;
    }
    m_gatewayNodes.push_back(node);
    return m_helper.InstallGateway(kind == Rfc6612Gateway::HOME ? ProxyDomain::HOME
                                                                : ProxyDomain::VISITED,
                                   node.node,
                                   node.address,
                                   prefix);
}

bool
InterworkingScheme::AreOfOneDomain(const NetworkNode& gateway, const NetworkNode& anchor) const
{
    const auto kind = GetKind(gateway);
    return kind == (GetDomainOf(anchor) == ProxyDomain::HOME ? Rfc6612Gateway::HOME
                                                             : Rfc6612Gateway::VISITED);
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
    const auto kind = GetMobilityKind(m_scenario, name.GetNumber());
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
    FollowOrder();
}

void
InterworkingScheme::FollowOrder()
{
    for (const auto& anchor : m_anchorNodes)
    {
        GetAnchor(anchor)->TraceConnectWithoutContext(
            "Binding",
            MakeFunctionCallback<const BindingCacheEntry&, BindingState, BindingState>(
                [this](const BindingCacheEntry& session, BindingState, BindingState to) {
                    for (const auto& prefix : session.prefixes)
                    {
                        const auto key = std::make_pair(session.identifier, prefix);
                        to == BindingState::NONE ? m_registered.erase(key)
                                                 : m_registered.insert(key).second;
                    }
                }));
    }
    m_helper.GetHomeAgent()->TraceConnectWithoutContext(
        "Binding",
        MakeFunctionCallback<const HomeBinding&,
                             HomeBindingState,
                             HomeBindingState>([this](const HomeBinding& row,
                                                      HomeBindingState from,
                                                      HomeBindingState to) {
            // By a Binding Update, rather than by what follows of it later.
            const bool isAsked = to == HomeBindingState::DETECTING ||
                                 (from == HomeBindingState::BOUND && to == HomeBindingState::BOUND);
            const bool isOfDomain = std::any_of(
                m_anchorNodes.begin(),
                m_anchorNodes.end(),
                [&row](const NetworkNode& anchor) {
                    return ParsePrefix(Rfc6279Topology::GetPool(anchor.name.GetNumber()))
                        ->Contains(row.careOf);
                });
            const bool isThere = m_registered.count({row.identifier, Prefix(row.careOf, 64)}) > 0;
            if (isAsked && isOfDomain && !isThere)
            {
                m_faults.insert("care-of address of " + row.identifier +
                                " is registered before the domain has it");
            }
        }));
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

void
InterworkingScheme::JudgeDomain(const std::vector<Attached>& nodes,
                                const NetworkNode& anchor,
                                StateChecker::Finding& finding) const
{
    const std::string anchorName = anchor.name.GetText();
    StateChecker checker;
    checker.AddSource(std::make_shared<AnchorStateSource>(GetAnchor(anchor)), anchorName);
    std::vector<NetworkNode> gateways;
    for (const auto& gateway : m_gatewayNodes)
    {
        if (AreOfOneDomain(gateway, anchor))
        {
            checker.AddSource(std::make_shared<GatewayStateSource>(GetGateway(gateway)),
                              gateway.name.GetText());
            gateways.push_back(gateway);
        }
    }
    std::map<std::string, std::string> elsewhere; // Attached nodes, by MN-Identifier.
    for (const auto& node : nodes)
    {
        const auto& member = m_members.at(node.name);
        const bool isOfOther =
            member.kind == MobilityKind::PROXY && GetDomainOf(anchor) != ProxyDomain::HOME;
        if (member.kind == MobilityKind::HOST || isOfOther ||
            !AreOfOneDomain(*node.gateway, anchor))
        {
            elsewhere[member.identifier] = node.name;
            continue;
        }
        checker.AddMobileNode(member.identifier,
                              node.name,
                              node.linkLayer,
                              node.gateway->name.GetText());
        if (member.kind == MobilityKind::PROXY)
        {
            checker.AddHost(member.identifier, member.node);
        }
    }
    const auto found = checker.Check();
    finding.stale.insert(finding.stale.end(), found.stale.begin(), found.stale.end());
    finding.leftover.insert(finding.leftover.end(), found.leftover.begin(), found.leftover.end());
    // RFC 6612, 4.2.1: the session of a node that has left the domain ends by itself.
    const auto addLeftover =
        [&](const std::string& holder, const std::string& identifier, const std::string& holds) {
            const auto node = elsewhere.find(identifier);
            if (node != elsewhere.end())
            {
                finding.leftover.push_back({holder, "binding", node->second, holds, "none"});
            }
        };
    GetAnchor(anchor)->GetBindingCache().ForEach([&](const BindingCacheEntry& session) {
        addLeftover(anchorName, session.identifier, GetStateName(session.state));
    });
    for (const auto& gateway : gateways)
    {
        GetGateway(gateway)->GetBindingUpdateList().ForEach(
            [&](const BindingUpdateListEntry& entry) {
                addLeftover(gateway.name.GetText(), entry.identifier, GetStateName(entry.state));
            });
    }
}

std::optional<StateChecker::Finding>
InterworkingScheme::JudgeState(const std::vector<Attached>& nodes) const
{
    auto finding = m_nodes.JudgeState(nodes, [this](const Attached& node, const NodeName&) {
        return m_members.at(node.name).kind == MobilityKind::ALTERNATIVE &&
               GetKind(*node.gateway) == Rfc6612Gateway::HOME;
    });
    for (const auto& anchor : m_anchorNodes)
    {
        JudgeDomain(nodes, anchor, finding);
    }
    for (const auto& node : nodes)
    {
        // Without Mobile IPv6 it has nothing outside its domain (RFC 6612, 3).
        if (m_members.at(node.name).kind == MobilityKind::PROXY &&
            GetKind(*node.gateway) != Rfc6612Gateway::HOME)
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
    faults.insert(faults.end(), m_faults.begin(), m_faults.end());
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
