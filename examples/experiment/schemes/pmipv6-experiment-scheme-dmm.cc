/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-result.h"
#include "pmipv6-experiment-scheme-pmipv6.h"
#include "pmipv6-experiment-traffic.h"
#include "pmipv6-experiment-values.h"

#include "ns3/boolean.h"
#include "ns3/nstime.h"
#include "ns3/pmipv6-anchor-state-source.h"
#include "ns3/pmipv6-dmm-helper.h"
#include "ns3/pmipv6-dmm-state-source.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-ipv6-numbers.h"
#include "ns3/pmipv6-state-change.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// --scheme=dmm-relay, dmm-locator, dmm-proxy: RFC 8885, anchors being CMDs and gateways MAARs,
/// each with a pool of its own.
class DmmScheme : public Pmipv6Scheme
{
  public:
    /**
     * @param options the run's
     */
    explicit DmmScheme(const ExperimentOptions& options);

    void PrepareCore(Network& network) override;
    void InstallRoles(const Network& network) override;
    void AddMobileNode(const PlannedNode& plan,
                       const std::vector<LinkLayerAddress>& interfaces,
                       const std::string& identifier) override;
    void ScheduleRestart(const NetworkNode& node, Time at) const override;
    void Connect(const Network& network, RunMonitors& monitors) override;
    bool AddState(const Network& network, StateChecker& checker) const override;
    std::optional<std::pair<std::string, std::string>> FindAnchorage(
        const std::string& address) const override;
    void AddResults(ExperimentResult& result, const RunMonitors& monitors) const override;

  protected:
    std::optional<Time> GetWindow(const NetworkNode& node) const override;

  private:
    /// Set the attributes that options own.
    void Configure();

    /// Tell the monitors which prefixes nodes have from and at a MAAR.
    static void FollowPrefixes(Ptr<MobilityAnchorAccessRouter> maar,
                               const NetworkNode& node,
                               RunMonitors& monitors);

    DmmHelper m_dmm;                                              //!< gives the roles
    std::map<NodeName, Ptr<CentralMobilityDatabase>> m_databases; //!< by node
    std::map<NodeName, Ptr<MobilityAnchorAccessRouter>> m_maars;  //!< by node
    Ptr<LocalMobilityAnchor> m_central; //!< with --centralPrefix; else null
};

/// The anchor of --centralPrefix.
constexpr uint32_t CENTRAL_NUMBER = 2;
/// As Rfc6279Topology numbers the anchors of its cases.
const Ipv6Address CENTRAL_ADDRESS("fd00:c::1:2");

/// @return the name of the anchor of --centralPrefix
NodeName
GetCentralName()
{
    return {ANCHOR, CENTRAL_NUMBER};
}

/// @return the nodes of the core that are there with --centralPrefix
std::vector<NodeName> ListCentral(const ExperimentOptions& options);

/// @return the range of the prefixes of --centralPrefix; nothing without it
std::optional<Prefix> GetCentralRange(const ExperimentOptions& options);

/// @return stories for the search of races: mn comes back to the first of two previous MAARs, which
/// has its prefix still, or has been released; the MAAR that mn leaves restarts
std::vector<std::pair<std::string, std::string>>
GetDistributedStories()
{
    return {{"and-back", "--move=mn --moves=3 --path=mn1:mag1,mag3,mag4,mag1 --detachDetection=10"},
            {"released",
             "--move=mn --moves=3 --path=mn1:mag1,mag3,mag4,mag1 --previousMaars=1 "
             "--detachDetection=10"},
            {"previous-restart", "--move=mn --restart=mag1:10 --detachDetection=10"}};
}

constexpr SchemeKind::Traits
MakeTraits()
{
    SchemeKind::Traits traits;
    traits.getStories = &GetDistributedStories;
    traits.needsTimestamps = true;
    traits.hasDistributedPrefixes = true;
    traits.getNodes = &ListCentral;
    traits.getCentralRange = &GetCentralRange;
    return traits;
}

const SchemeKind RELAY(60, "dmm-relay", &MakeScheme<DmmScheme>, MakeTraits());
const SchemeKind LOCATOR(61, "dmm-locator", &MakeScheme<DmmScheme>, MakeTraits());
const SchemeKind PROXY(62, "dmm-proxy", &MakeScheme<DmmScheme>, MakeTraits());

/// @return the mode of the CMDs; nothing with another scheme
std::optional<DatabaseMode>
GetMode(const ExperimentOptions& options)
{
    const auto* scheme = options[option::SCHEME];
    return scheme == &RELAY     ? std::make_optional(DatabaseMode::RELAY)
           : scheme == &LOCATOR ? std::make_optional(DatabaseMode::LOCATOR)
           : scheme == &PROXY   ? std::make_optional(DatabaseMode::PROXY)
                                : std::nullopt;
}

/// @return why there are no MAARs; or ""
std::string
WithoutDmm(const ExperimentOptions& options)
{
    return GetMode(options) ? "" : WithWord(options, option::SCHEME);
}

/// @return why no CMD collects answers; or ""
std::string
WithoutRelay(const ExperimentOptions& options)
{
    return options[option::SCHEME] == &RELAY ? "" : WithWord(options, option::SCHEME);
}

/// @return why no CMD leaves it to previous MAARs to tell; or ""
std::string
WithoutLocator(const ExperimentOptions& options)
{
    return options[option::SCHEME] == &LOCATOR ? "" : WithWord(options, option::SCHEME);
}

/// @return a sentence if the case is about domains, which RFC 8885 does not speak of
Sentence
CheckCase(const ExperimentOptions& options)
{
    const std::string word = GetWord(options, option::CASE);
    const bool isKnown = word == "a11" || word == "a12" || word == "a21" || word == "a22";
    return isKnown || !GetMode(options)
               ? std::nullopt
               : Sentence("--case=" + word + " is not allowed " +
                          WithWord(options, option::SCHEME) +
                          ": RFC 8885 knows one domain; allowed: a11, a12, a21, a22");
}

const Option<uint32_t> PREVIOUS_MAARS(
    {OptionGroup::PROTOCOL,
     70,
     "previousMaars",
     "RFC 8885, 6: previous MAARs of a node at the most; the oldest is released"},
    WholeNumber(0U, 1000U),
    16U,
    {&WithoutDmm, &CheckCase});

const Option<Time> PACING({OptionGroup::PROTOCOL,
                           71,
                           "pacing",
                           "RFC 8885: least time between two updates that a CMD sends to previous "
                           "MAARs (3.2: MUST)"},
                          InMilliseconds(ANY_MS),
                          MilliSeconds(1),
                          {&WithoutDmm});

const Option<Time> AGGREGATION({OptionGroup::PROTOCOL,
                                72,
                                "aggregation",
                                "dmm-relay: after how long the serving MAAR is told what previous "
                                "ones have answered, the rest later; 0: when all have (3.2)"},
                               InMilliseconds(ANY_MS),
                               Time(0),
                               {&WithoutRelay});

const Option<bool> LOCATOR_SUMMARY({OptionGroup::PROTOCOL,
                                    73,
                                    "locatorSummary",
                                    "dmm-locator: the CMD tells the serving MAAR too, once all "
                                    "previous ones have answered (3.3 releases it from that)"},
                                   OnOrOff(),
                                   false,
                                   {&WithoutLocator});

const Option<bool> EARLY_ACCEPT({OptionGroup::PROTOCOL,
                                 74,
                                 "earlyAccept",
                                 "RFC 8885: a serving MAAR delivers what previous ones tunnel "
                                 "before it is told of the prefix"},
                                OnOrOff(),
                                false,
                                {&WithoutDmm});

/// Whether the lifetime of a prefix runs while its node is elsewhere.
const Option<bool> DEREGISTRATION({OptionGroup::PROTOCOL,
                                   75,
                                   "deregistration",
                                   "RFC 8885: previous MAARs stop their timers, or ask the CMD at "
                                   "the end of the lifetime (3.5)"},
                                  OneOf<bool>({{true, "stop-timer"}, {false, "ask"}}),
                                  true,
                                  {&WithoutDmm});

const Option<Time> PREFIX_IDLE_TIME(
    {OptionGroup::PROTOCOL,
     76,
     "prefixIdleTime",
     "RFC 8885: a previous MAAR's prefix that no packet uses for so "
     "long is dropped; 0: none is"},
    InSecondsOrOff(SOME_S),
    Time(0),
    {&WithoutDmm});

const Option<bool> DLIF({OptionGroup::PROTOCOL,
                         78,
                         "dlif",
                         "RFC 8885: nodes see a router for each MAAR at which they have a prefix "
                         "(3.7)"},
                        OnOrOff(),
                        false,
                        {&WithoutDmm});

/// @return a sentence if there is no place for a central anchor, or no use
Sentence CheckCentral(const ExperimentOptions& options);

const Option<bool> CENTRAL_PREFIX({OptionGroup::PROTOCOL,
                                   77,
                                   "centralPrefix",
                                   "RFC 8885, 3: mobile nodes have a prefix of lma2, an anchor of "
                                   "RFC 5213, beside those of MAARs, and a flow each way on it"},
                                  OnOrOff(),
                                  false,
                                  {&WithoutDmm, &CheckCentral});

Sentence
CheckCentral(const ExperimentOptions& options)
{
    if (!options[CENTRAL_PREFIX])
    {
        return std::nullopt;
    }
    if (HasTwoAnchors(options))
    {
        return "--centralPrefix=on is not allowed " + WithWord(options, option::CASE) +
               ", where lma2 is a CMD; allowed: off, or --case=a11 or a21";
    }
    return options[option::TRAFFIC] == Traffic::TCP
               ? Sentence("--centralPrefix=on is not allowed with --traffic=tcp, whose senders "
                          "choose their prefix themselves; allowed: off, or --traffic=udp")
               : std::nullopt;
}

std::vector<NodeName>
ListCentral(const ExperimentOptions& options)
{
    return options[CENTRAL_PREFIX] ? std::vector<NodeName>{GetCentralName()}
                                   : std::vector<NodeName>();
}

std::optional<Prefix>
GetCentralRange(const ExperimentOptions& options)
{
    return options[CENTRAL_PREFIX] ? ParsePrefix(Rfc6279Topology::GetPool(CENTRAL_NUMBER))
                                   : std::nullopt;
}

const OwnedAttributes OWNED_BY_DMM{
    {"ns3::pmipv6::CentralMobilityDatabase::MaxPreviousMaars", {&PREVIOUS_MAARS}, ""},
    {"ns3::pmipv6::CentralMobilityDatabase::Pacing", {&PACING}, ""},
    {"ns3::pmipv6::CentralMobilityDatabase::AggregationTimeout", {&AGGREGATION}, ""},
    {"ns3::pmipv6::CentralMobilityDatabase::LocatorSummary", {&LOCATOR_SUMMARY}, ""},
    {"ns3::pmipv6::CentralMobilityDatabase::Mode", {&option::SCHEME}, ""},
    {"ns3::pmipv6::CentralMobilityDatabase::Address", {}, "lma1 has fd00:c::1:1"},
    {"ns3::pmipv6::MobilityAnchorAccessRouter::EarlyAccept", {&EARLY_ACCEPT}, ""},
    {"ns3::pmipv6::MobilityAnchorAccessRouter::StopTimer", {&DEREGISTRATION}, ""},
    {"ns3::pmipv6::MobilityAnchorAccessRouter::PrefixIdleTime", {&PREFIX_IDLE_TIME}, ""},
    {"ns3::pmipv6::MobilityAnchorAccessRouter::PreviousAnswers", {&option::SCHEME}, ""},
    {"ns3::pmipv6::MaarRouters::DistributedLogicalInterface", {&DLIF}, ""},
    {"ns3::pmipv6::MaarRouters::RouterNumber", {}, "each MAAR has its own"},
    {"ns3::pmipv6::MaarRouters::LocalNetwork", {}, "no gateway has one"},
    {"ns3::pmipv6::MobilityAnchorAccessRouter::PrefixPool", {}, "mag1 assigns from fd00:8001::/32"},
};

const LimitedAttribute PREFIX_LENGTH(
    "ns3::pmipv6::MobilityAnchorAccessRouter::PrefixLength",
    &IsHostPrefixLength,
    "64, for hosts make their addresses of 64 bits of a prefix and 64 of their own (RFC 4862, "
    "5.5.3)");

/// @return the pool of a MAAR
std::string
GetMaarPool(const NodeName& name)
{
    constexpr uint32_t FIRST = 0x8000; // Anchors of other schemes have those below.
    char text[sizeof("fd00:ffff::/32")];
    std::snprintf(text, sizeof(text), "fd00:%x::/32", (FIRST + name.GetNumber()) & 0xffff);
    return text;
}

DmmScheme::DmmScheme(const ExperimentOptions& options)
    : Pmipv6Scheme(options),
      m_dmm(GetDomain())
{
}

void
DmmScheme::Configure()
{
    const auto& options = GetOptions();
    m_dmm.SetMode(*GetMode(options));
    m_dmm.SetDatabaseAttribute("MaxPreviousMaars", UintegerValue(options[PREVIOUS_MAARS]));
    m_dmm.SetDatabaseAttribute("Pacing", TimeValue(options[PACING]));
    m_dmm.SetDatabaseAttribute("AggregationTimeout", TimeValue(options[AGGREGATION]));
    m_dmm.SetDatabaseAttribute("LocatorSummary", BooleanValue(options[LOCATOR_SUMMARY]));
    m_dmm.SetMaarAttribute("EarlyAccept", BooleanValue(options[EARLY_ACCEPT]));
    m_dmm.SetMaarAttribute("StopTimer", BooleanValue(options[DEREGISTRATION]));
    m_dmm.SetRouterAttribute("DistributedLogicalInterface", BooleanValue(options[DLIF]));
    m_dmm.SetMaarAttribute("PrefixIdleTime", TimeValue(options[PREFIX_IDLE_TIME]));
}

void
DmmScheme::PrepareCore(Network& network)
{
    for (const auto& gateway : network.GetGateways())
    {
        network.AddPrefix(*ParsePrefix(GetMaarPool(gateway.name)), gateway);
    }
    if (const auto range = GetCentralRange(GetOptions()))
    {
        const Time delay = GetOptions()[option::DELAY_MAG_LMA];
        network.AddPrefix(*range, network.AddNode(GetCentralName(), CENTRAL_ADDRESS, delay));
    }
}

void
DmmScheme::InstallRoles(const Network& network)
{
    Configure();
    for (const auto& anchor : network.GetAnchors())
    {
        m_databases[anchor.name] = m_dmm.InstallDatabase(anchor.node, anchor.address);
    }
    InstallGateways(network);
    for (const auto& gateway : network.GetGateways())
    {
        m_maars[gateway.name] = m_dmm.InstallMaar(GetGateway(gateway), GetMaarPool(gateway.name));
    }
    for (const auto& other : network.GetOthers())
    {
        const std::string pool = Rfc6279Topology::GetPool(other.name.GetNumber());
        m_central = m_dmm.InstallCentralAnchor(other.node, other.address, pool);
    }
}

void
DmmScheme::AddMobileNode(const PlannedNode& plan,
                         const std::vector<LinkLayerAddress>& interfaces,
                         const std::string& identifier)
{
    m_dmm.AddMobileNode(identifier, interfaces, m_databases.at(plan.anchor));
    if (m_central)
    {
        m_dmm.SetCentralAnchor(identifier, m_central);
    }
}

void
DmmScheme::ScheduleRestart(const NetworkNode& node, Time at) const
{
    const auto database = m_databases.find(node.name);
    if (database != m_databases.end())
    {
        Simulator::Schedule(at, &CentralMobilityDatabase::Restart, database->second);
        return;
    }
    if (node.name == GetCentralName())
    {
        Simulator::Schedule(at, &LocalMobilityAnchor::Restart, m_central);
        return;
    }
    Pmipv6Scheme::ScheduleRestart(node, at);
}

std::optional<Time>
DmmScheme::GetWindow(const NetworkNode& node) const
{
    return ReadWindow(*m_databases.at(node.name));
}

void
DmmScheme::Connect(const Network& network, RunMonitors& monitors)
{
    for (const auto& node : network.GetAnchors())
    {
        ConnectAnchorNode(node, monitors);
        monitors.FollowStates(m_databases.at(node.name), node.name.GetText(), "cmd");
    }
    for (const auto& node : network.GetOthers())
    {
        ConnectAnchorNode(node, monitors);
        monitors.FollowStates(m_central, node.name.GetText(), "lma");
    }
    ConnectGateways(network, monitors);
    monitors.handover.SetGatewaysAsAnchors();
    for (const auto& node : network.GetGateways())
    {
        const std::string name = node.name.GetText();
        monitors.handover.NameAnchor(node.address, name);
        const auto maar = m_maars.at(node.name);
        monitors.FollowStates(maar, name, "maar");
        FollowPrefixes(maar, node, monitors);
    }
}

void
DmmScheme::FollowPrefixes(Ptr<MobilityAnchorAccessRouter> maar,
                          const NetworkNode& node,
                          RunMonitors& monitors)
{
    const std::string name = node.name.GetText();
    maar->TraceConnectWithoutContext(
        "Previous",
        MakeFunctionCallback<const LinkLayerAddress&, const PreviousAnchor&, PreviousState>(
            [&monitors, name](const LinkLayerAddress& mobile,
                              const PreviousAnchor& anchor,
                              PreviousState /* from */) {
                if (anchor.state == PreviousState::TUNNELLED)
                {
                    monitors.handover.NotePrefix(name,
                                                 mobile,
                                                 anchor.anchorage.prefix,
                                                 anchor.anchorage.maar,
                                                 false);
                }
            }));
    maar->TraceConnectWithoutContext(
        "StateChange",
        MakeFunctionCallback<const StateChange&>([&monitors](const StateChange& change) {
            if (change.object == "previous" && change.reason == "withdrawn")
            {
                monitors.handover.NoteWithdrawn(*ParsePrefix(change.mobileNode));
            }
        }));
    maar->TraceConnectWithoutContext(
        "Anchoring",
        MakeFunctionCallback<const AnchoredNode&, AnchoringState, AnchoringState>(
            [&monitors, name, address = node.address](const AnchoredNode& row,
                                                      AnchoringState from,
                                                      AnchoringState to) {
                const bool isGone = to == AnchoringState::NONE;
                monitors.handover.NoteAnchored(name,
                                               row.linkLayer,
                                               isGone ? std::vector<Prefix>() : row.prefixes);
                const bool isBack = from != AnchoringState::TEMPORARY;
                for (const auto& prefix : row.prefixes)
                {
                    if (isBack && to == AnchoringState::SERVED)
                    {
                        monitors.handover.NotePrefix(name, row.linkLayer, prefix, address, true);
                    }
                }
            }));
}

bool
DmmScheme::AddState(const Network& network, StateChecker& checker) const
{
    for (const auto& anchor : network.GetAnchors())
    {
        checker.AddSource(std::make_shared<DatabaseStateSource>(m_databases.at(anchor.name)),
                          anchor.name.GetText());
    }
    for (const auto& other : network.GetOthers())
    {
        checker.AddSource(std::make_shared<AnchorStateSource>(m_central), other.name.GetText());
    }
    for (const auto& gateway : network.GetGateways())
    {
        checker.AddSource(
            std::make_shared<MaarStateSource>(GetGateway(gateway), m_maars.at(gateway.name)),
            gateway.name.GetText());
    }
    return true;
}

std::optional<std::pair<std::string, std::string>>
DmmScheme::FindAnchorage(const std::string& address) const
{
    if (address.empty())
    {
        return std::nullopt;
    }
    const Prefix prefix(Ipv6Address(address.c_str()), AUTOCONFIGURED_LENGTH);
    for (const auto& [name, maar] : m_maars)
    {
        if (ParsePrefix(GetMaarPool(name))->Contains(prefix.GetAddress()))
        {
            return std::pair(ToText(prefix), name.GetText());
        }
    }
    const auto range = GetCentralRange(GetOptions());
    return range && range->Contains(prefix.GetAddress())
               ? std::make_optional(std::pair(ToText(prefix), GetCentralName().GetText()))
               : std::nullopt;
}

void
DmmScheme::AddResults(ExperimentResult& result, const RunMonitors& /* monitors */) const
{
    for (auto& handover : result.handovers)
    {
        std::set<std::string> anchors;
        for (const auto& prefix : handover.prefixes)
        {
            if (!prefix.own && prefix.anchor != GetCentralName().GetText())
            {
                anchors.insert(prefix.anchor);
            }
        }
        handover.previous = anchors.size();
    }
    for (const auto& [name, database] : m_databases)
    {
        const std::string node = name.GetText();
        auto load = std::find_if(result.load.begin(), result.load.end(), [&](const auto& row) {
            return row.node == node;
        });
        if (load == result.load.end())
        {
            load = result.load.insert(load, LoadResult{node, 0, 0, 0, {}});
        }
        load->queued = database->GetUpdates().GetQueue().GetLongest();
    }
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
