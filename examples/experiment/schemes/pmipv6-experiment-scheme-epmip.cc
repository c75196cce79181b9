/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-failures.h"
#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-result.h"
#include "pmipv6-experiment-scheme-pmipv6.h"
#include "pmipv6-experiment-values.h"

#include "ns3/boolean.h"
#include "ns3/config.h"
#include "ns3/nstime.h"
#include "ns3/pmipv6-epmip-helper.h"
#include "ns3/pmipv6-hop-by-hop-extension.h"
#include "ns3/pmipv6-location-monitor.h"
#include "ns3/pmipv6-location-state-source.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <map>
#include <memory>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// --scheme=epmip: RFC 5213 with draft-luo, anchors being eLMAs and gateways eMAGs. All are of one
/// administrative domain, whatever the roaming cases say (draft-luo, 8: others are out of scope).
class EpmipScheme : public Pmipv6Scheme
{
  public:
    using Pmipv6Scheme::Pmipv6Scheme;

    void PrepareCore(Network& network) override;
    void InstallRoles(const Network& network) override;
    void AddMobileNode(const PlannedNode& plan,
                       const std::vector<LinkLayerAddress>& interfaces,
                       const std::string& identifier) override;
    void Connect(const Network& network, RunMonitors& monitors) override;
    void ScheduleRestart(const NetworkNode& node, Time at) const override;
    void NoteLinkUp(const std::string& node, const std::string& gateway) override;
    void NoteLinkDown(const std::string& node) override;
    bool AddState(const Network& network, StateChecker& checker) const override;
    std::optional<Time> FindOptimized(const std::string& node, Time attached) const override;
    void AddResults(ExperimentResult& result, const RunMonitors& monitors) const override;

  private:
    /// Set the attributes that options own.
    void Configure();

    /// Have each gateway and anchor told of the access router that is nearest to it.
    static void SetNearest(const Network& network, LocationManager& manager);

    /// Have access routers, and who knows them, watched.
    void ConnectRouters(const Network& network, RunMonitors& monitors);

    /// Give access routers their functions, and somebody who knows them (draft-luo, 5.2).
    void InstallRouters(const Network& network);

    /**
     * @param node an anchor or a gateway
     * @return whether it stays what RFC 5213 makes it
     */
    bool IsLegacy(const NetworkNode& node) const;

    EpmipHelper m_epmip;                                  //!< gives the functions
    LocationMonitor m_locations;                          //!< watches locations
    std::map<NodeName, EpmipHelper::Gateway> m_gateways;  //!< functions of gateways
    std::map<NodeName, Ptr<DistributedRouter>> m_routers; //!< access routers of cn1
    std::optional<NetworkNode> m_manager;                 //!< lmf1, if it is there
};

/// @return access routers of a correspondent that does not move
std::vector<NodeName> ListRouters(const ExperimentOptions& options);

/// @return lmf1, if it is there
std::vector<NodeName> ListManagers(const ExperimentOptions& options);

/// @return stories for the search of races: mn moves to the gateway that its peer leaves; it moves
/// by a gateway of RFC 5213
std::vector<std::pair<std::string, std::string>>
ListStories()
{
    return {{"to-peer", "--move=both --path=mn1:mag1,mag2 --path=cn1:mag2,mag4"},
            {"legacy",
             "--move=mn --moves=2 --path=mn1:mag1,mag3,mag4 --legacy=mag3 --detachDetection=10"}};
}

SchemeKind::Traits
MakeEpmipTraits()
{
    SchemeKind::Traits traits;
    traits.needsTimestamps = true;
    traits.getStories = &ListStories;
    traits.getNodes = &ListManagers;
    traits.getAccessRouters = &ListRouters;
    return traits;
}

const SchemeKind EPMIP(50, "epmip", &MakeScheme<EpmipScheme>, MakeEpmipTraits());

/// @return why there are no functions of draft-luo; or ""
std::string
WithoutEpmip(const ExperimentOptions& options)
{
    return options[option::SCHEME] != &EPMIP ? WithWord(options, option::SCHEME) : "";
}

/// What the access router of a correspondent that does not move is.
enum class CorrespondentRouter
{
    PLAIN,   //!< a router without functions of draft-luo
    DRF,     //!< one with a Distributed Routing Function, and lmf1 knows it
    DRF_LMF, //!< the same, and it knows itself
};

/// @return why there is no access router; or ""
std::string
WithoutFixed(const ExperimentOptions& options)
{
    const std::string other = WithoutEpmip(options);
    return other.empty() && HasMobileCorrespondents(options) ? "with --correspondent=mobile"
                                                             : other;
}

const Option<CorrespondentRouter> CORRESPONDENT_ROUTER(
    {OptionGroup::PROTOCOL,
     64,
     "correspondentRouter",
     "ePMIP, correspondent=fixed: the access router of cn1 is a plain one, or has a Distributed "
     "Routing Function and lmf1 knows it, or knows itself (draft-luo, 5.2)"},
    OneOf<CorrespondentRouter>({{CorrespondentRouter::PLAIN, "plain"},
                                {CorrespondentRouter::DRF, "drf"},
                                {CorrespondentRouter::DRF_LMF, "drf-lmf"}}),
    CorrespondentRouter::PLAIN,
    {&WithoutFixed});

/// @return why there are no access routers with functions of draft-luo; or ""
std::string
WithoutRouters(const ExperimentOptions& options)
{
    const std::string other = WithoutFixed(options);
    return other.empty() && options[CORRESPONDENT_ROUTER] == CorrespondentRouter::PLAIN
               ? WithWord(options, CORRESPONDENT_ROUTER)
               : other;
}

constexpr uint32_t MAX_ROUTERS = 100; //!< of cn1

const Option<uint32_t> CORRESPONDENT_ROUTERS({OptionGroup::PROTOCOL,
                                              66,
                                              "correspondentRouters",
                                              "ePMIP, correspondentRouter=drf, drf-lmf: how many "
                                              "access routers cn1 has, router1, .., of which "
                                              "it sends by the first; who asks is told of the one "
                                              "with the least delay to it (draft-luo, 5.2)"},
                                             WholeNumber(1U, MAX_ROUTERS),
                                             1U,
                                             {&WithoutRouters});

std::vector<NodeName>
ListRouters(const ExperimentOptions& options)
{
    std::vector<NodeName> routers;
    if (WithoutRouters(options).empty())
    {
        for (uint32_t number = 1; number <= options[CORRESPONDENT_ROUTERS]; ++number)
        {
            routers.emplace_back(ROUTER, number);
        }
    }
    return routers;
}

std::vector<NodeName>
ListManagers(const ExperimentOptions& options)
{
    const bool isThere =
        WithoutFixed(options).empty() && options[CORRESPONDENT_ROUTER] == CorrespondentRouter::DRF;
    return isThere ? std::vector<NodeName>{NodeName(LOCATION_MANAGER, 1)} : std::vector<NodeName>();
}

/// @return why there are no direct paths; or ""
std::string
WithoutPaths(const ExperimentOptions& options)
{
    const std::string other = WithoutEpmip(options);
    const bool isPlain = !HasMobileCorrespondents(options) && !WithoutRouters(options).empty();
    return other.empty() && isPlain ? "with --correspondent=fixed" : other;
}

/// How a gateway finds the eLMA to ask; the words of DistributedRouting::Discovery.
const Option<std::string> ELMA_DISCOVERY(
    {OptionGroup::PROTOCOL,
     50,
     "elmaDiscovery",
     "ePMIP: the eLMA to ask is known by its prefixes, or takes what is sent to the correspondent, "
     "or is found by the node's own (draft-luo, 4.4)"},
    OneOf<std::string>(
        {{"configuration", "configuration"}, {"hop-by-hop", "hop-by-hop"}, {"anchor", "elma"}}),
    std::string("configuration"),
    {&WithoutEpmip});

/// @return why no router looks at a query; or ""
std::string
WithoutAlerts(const ExperimentOptions& options)
{
    const std::string other = WithoutEpmip(options);
    const bool isAlerting = options[ELMA_DISCOVERY] == "hop-by-hop";
    return other.empty() && !isAlerting ? WithWord(options, ELMA_DISCOVERY) : other;
}

const Option<Time> HOP_BY_HOP_DELAY({OptionGroup::PROTOCOL,
                                     51,
                                     "hopByHopDelay",
                                     "ePMIP, elmaDiscovery=hop-by-hop: how long each router on the "
                                     "way, and the eLMA, takes to look at a query (draft-luo, "
                                     "4.4.2)"},
                                    InMilliseconds(ANY_MS),
                                    Time(0),
                                    {&WithoutAlerts});

/// @return why no eLMA asks another; or ""
std::string
WithoutQueriesOfAnchors(const ExperimentOptions& options)
{
    const std::string other = WithoutEpmip(options);
    const bool isAnchor = options[ELMA_DISCOVERY] == "anchor";
    return other.empty() && !isAnchor ? WithWord(options, ELMA_DISCOVERY) : other;
}

const Option<bool> DIRECT_ANSWER({OptionGroup::PROTOCOL,
                                  52,
                                  "directAnswer",
                                  "ePMIP, elmaDiscovery=elma: the eLMA that knows answers the "
                                  "gateway itself (draft-luo, 4.4.3)"},
                                 OnOrOff(),
                                 false,
                                 {&WithoutQueriesOfAnchors});

/// Whether packets wait before a location is known.
const Option<bool> EARLY_PACKETS(
    {OptionGroup::PROTOCOL,
     54,
     "earlyPackets",
     "ePMIP: until a location is known packets go by the anchor, or wait (draft-luo, 4.2)"},
    OneOf<bool>({{false, "anchor"}, {true, "hold"}}),
    false,
    {&WithoutEpmip});

const Option<bool> REVERSE_LEARNING({OptionGroup::PROTOCOL,
                                     56,
                                     "reverseLearning",
                                     "ePMIP: a gateway takes the sender's location from the outer "
                                     "header, or asks for it (draft-luo, 4.2)"},
                                    OnOrOff(),
                                    true,
                                    {&WithoutPaths});

const Option<uint32_t> HANDOFF_BUFFER({OptionGroup::PROTOCOL,
                                       58,
                                       "handoffBuffer",
                                       "ePMIP: packets of each node that its old gateway, where "
                                       "that notices the detach, holds until it knows the new one "
                                       "(draft-luo, 4.3)"},
                                      WholeNumber(0U, 1000000U),
                                      0U,
                                      {&WithoutEpmip});

const Option<bool> MEND({OptionGroup::PROTOCOL,
                         60,
                         "mend",
                         "ePMIP: an old gateway tells those who go on sending to it where the node "
                         "is"},
                        OnOrOff(),
                        true,
                        {&WithoutPaths});

/**
 * @param nodes changed
 * @param text NODE,..
 * @return whether it is
 */
bool
ReadNodes(std::vector<NodeName>& nodes, const std::string& text)
{
    nodes.clear();
    for (const std::string& part : Split(text, ','))
    {
        const auto node = ReadNodeName(part);
        if (!node || !(node->Is(ANCHOR) || node->IsGateway()))
        {
            return false;
        }
        nodes.push_back(*node);
    }
    return true;
}

/// @return a sentence if --legacy names a node that is not there
Sentence CheckLegacy(const ExperimentOptions& options);

const Option<std::vector<NodeName>> LEGACY(
    {OptionGroup::PROTOCOL,
     62,
     "legacy",
     "ePMIP: anchors and gateways that do what RFC 5213 says and no more (draft-luo, 6)"},
    {"NODE,..",
     [] { return "NODE,NODE,.. with anchors and gateways out of lma1, mag1, .."; },
     &ReadNodes,
     [](const std::vector<NodeName>& nodes) {
         return GetTexts(nodes, [](const NodeName& node) { return node.GetText(); });
     }},
    {"none", std::vector<NodeName>{}},
    {&WithoutEpmip, &CheckLegacy});

Sentence
CheckLegacy(const ExperimentOptions& options)
{
    for (const NodeName& name : options[LEGACY])
    {
        if (auto sentence = CheckCoreNode(options, name, "--legacy=" + name.GetText()))
        {
            return sentence;
        }
    }
    return std::nullopt;
}

const OwnedAttributes OWNED_BY_EPMIP{
    {"ns3::pmipv6::DistributedRouting::Discovery", {&ELMA_DISCOVERY}, ""},
    {"ns3::pmipv6::HopByHopExtension::Delay", {&HOP_BY_HOP_DELAY}, ""},
    {"ns3::pmipv6::DistributedRouting::DirectAnswer", {&DIRECT_ANSWER}, ""},
    {"ns3::pmipv6::LocationManagement::DirectAnswer", {&DIRECT_ANSWER}, ""},
    {"ns3::pmipv6::DistributedRouting::HoldEarlyPackets", {&EARLY_PACKETS}, ""},
    {"ns3::pmipv6::DistributedRouting::ReverseLearning", {&REVERSE_LEARNING}, ""},
    {"ns3::pmipv6::DistributedMobility::HandoffBuffer", {&HANDOFF_BUFFER}, ""},
    {"ns3::pmipv6::DistributedMobility::Mend", {&MEND}, ""},
    {"ns3::pmipv6::DistributedRouter::Manager",
     {},
     "a router asks lma1, or lma2 if that is no eLMA"},
};

void
EpmipScheme::Configure()
{
    const auto& options = GetOptions();
    const BooleanValue isDirect(options[DIRECT_ANSWER]);
    m_epmip.SetRoutingAttribute("Discovery", StringValue(options[ELMA_DISCOVERY]));
    m_epmip.SetRoutingAttribute("DirectAnswer", isDirect);
    m_epmip.SetManagementAttribute("DirectAnswer", isDirect);
    Config::SetDefault("ns3::pmipv6::HopByHopExtension::Delay",
                       TimeValue(options[HOP_BY_HOP_DELAY]));
    m_epmip.SetRoutingAttribute("HoldEarlyPackets", BooleanValue(options[EARLY_PACKETS]));
    m_epmip.SetRoutingAttribute("ReverseLearning", BooleanValue(options[REVERSE_LEARNING]));
    m_epmip.SetMobilityAttribute("HandoffBuffer", UintegerValue(options[HANDOFF_BUFFER]));
    m_epmip.SetMobilityAttribute("Mend", BooleanValue(options[MEND]));
}

bool
EpmipScheme::IsLegacy(const NetworkNode& node) const
{
    const auto& legacy = GetOptions()[LEGACY];
    return std::find(legacy.begin(), legacy.end(), node.name) != legacy.end();
}

void
EpmipScheme::PrepareCore(Network& network)
{
    for (const NodeName& name : ListManagers(GetOptions()))
    {
        m_manager = network.AddNode(name, "fd00:c::6:1", std::nullopt);
    }
}

void
EpmipScheme::InstallRouters(const Network& network)
{
    const auto& nodes = network.GetAccessRouters();
    const Prefix prefix = Network::GetFixedPrefix();
    std::vector<Ipv6Address> routers;
    for (const auto& router : nodes)
    {
        routers.push_back(router.address);
        m_routers[router.name] = m_epmip.InstallRouter(router.node, router.address, {prefix});
    }
    for (const auto& manager : m_manager ? std::vector<NetworkNode>{*m_manager} : nodes)
    {
        SetNearest(network,
                   *m_epmip.InstallManager(manager.node, manager.address, prefix, routers));
    }
}

void
EpmipScheme::SetNearest(const Network& network, LocationManager& manager)
{
    const auto& nodes = network.GetAccessRouters();
    for (const auto* askers : {&network.GetAnchors(), &network.GetGateways()})
    {
        for (const auto& asker : *askers)
        {
            const auto getDelay = [&](const NetworkNode& router) {
                return network.GetDelay(asker.name.GetText(), router.name.GetText());
            };
            const auto nearest =
                std::min_element(nodes.begin(), nodes.end(), [&](const auto& a, const auto& b) {
                    return getDelay(a) < getDelay(b);
                });
            manager.SetNearest(asker.address, nearest->address);
        }
    }
}

void
EpmipScheme::InstallRoles(const Network& network)
{
    Pmipv6Scheme::InstallRoles(network);
    Configure();
    if (GetOptions()[HOP_BY_HOP_DELAY] > Time(0))
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
EpmipScheme::ScheduleRestart(const NetworkNode& node, Time at) const
{
    const auto router = m_routers.find(node.name);
    if (router == m_routers.end())
    {
        Pmipv6Scheme::ScheduleRestart(node, at);
        return;
    }
    Simulator::Schedule(at, &DistributedRouter::Restart, router->second);
}

void
EpmipScheme::AddMobileNode(const PlannedNode& plan,
                           const std::vector<LinkLayerAddress>& interfaces,
                           const std::string& identifier)
{
    Pmipv6Scheme::AddMobileNode(plan, interfaces, identifier);
    for (const auto& interface : interfaces)
    {
        m_locations.AddMobileNode(plan.name.GetText(), interface);
    }
}

void
EpmipScheme::Connect(const Network& network, RunMonitors& monitors)
{
    Pmipv6Scheme::Connect(network, monitors);
    if (const auto* correspondent = network.GetCorrespondent())
    {
        m_locations.AddFixedNode(correspondent->name.GetText(),
                                 network.GetAccessRouters().empty()
                                     ? Prefix(correspondent->address, 128)
                                     : Network::GetFixedPrefix());
    }
    for (const auto& gateway : network.GetGateways())
    {
        const std::string name = gateway.name.GetText();
        m_locations.AddGateway(GetGateway(gateway), name);
        const auto functions = m_gateways.find(gateway.name);
        if (functions != m_gateways.end())
        {
            const auto& [routing, mobility] = functions->second;
            m_locations.AddFunctions(GetGateway(gateway), routing, mobility);
            monitors.FollowStates(routing, name, "mag");
            monitors.FollowStates(mobility, name, "mag");
        }
    }
    ConnectRouters(network, monitors);
}

void
EpmipScheme::ConnectRouters(const Network& network, RunMonitors& monitors)
{
    if (m_manager)
    {
        monitors.signaling.AddNode(m_manager->node, m_manager->name.GetText(), m_manager->address);
    }
    for (const auto& router : network.GetAccessRouters())
    {
        const std::string name = router.name.GetText();
        const auto& role = m_routers.at(router.name);
        monitors.FollowAnchor(router);
        monitors.FollowStates(role->GetRouting(), name, "router");
        m_locations.AddRouter(role, name, network.GetCorrespondent()->name.GetText());
    }
}

void
EpmipScheme::NoteLinkUp(const std::string& node, const std::string& gateway)
{
    m_locations.NoteLinkUp(node, gateway);
}

void
EpmipScheme::NoteLinkDown(const std::string& node)
{
    m_locations.NoteLinkDown(node);
}

bool
EpmipScheme::AddState(const Network& network, StateChecker& checker) const
{
    Pmipv6Scheme::AddState(network, checker);
    for (const auto& [name, functions] : m_gateways)
    {
        checker.AddSource(std::make_shared<LocationStateSource>(functions.routing), name.GetText());
    }
    for (const auto& [name, router] : m_routers)
    {
        checker.AddSource(std::make_shared<LocationStateSource>(router->GetRouting()),
                          name.GetText());
    }
    return true;
}

std::optional<Time>
EpmipScheme::FindOptimized(const std::string& node, Time attached) const
{
    return m_locations.FindOptimized(node, attached);
}

void
EpmipScheme::AddResults(ExperimentResult& result, const RunMonitors& monitors) const
{
    for (auto& handover : result.handovers)
    {
        const auto* record =
            handover.attached_s
                ? m_locations.FindHandoff(handover.node, FromSeconds(*handover.attached_s))
                : nullptr;
        if (record)
        {
            handover.correspondents_known_s = ToFigure(record->correspondentsKnown);
            handover.forwarding_started_s = ToFigure(record->forwardingStarted);
            handover.peers_updated_s = ToFigure(record->peersUpdated);
            handover.forwarded = record->forwarded;
            handover.held = record->held;
            handover.overflowed = record->overflowed;
        }
    }
    for (const auto& record : m_locations.GetOptimizations(monitors.signaling))
    {
        result.optimizations.push_back({record.from,
                                        record.to,
                                        ToFigure(record.triggered),
                                        ToFigure(record.reverseActive),
                                        ToFigure(record.forwardActive),
                                        ToFigure(record.completed),
                                        record.messages,
                                        record.outcome,
                                        ToFigure(record.ended),
                                        record.held,
                                        record.overflowed});
    }
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
