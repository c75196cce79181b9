/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-option-table.h"

#include "pmipv6-experiment-option-kinds.h"
#include "pmipv6-experiment-special-options.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

using Options = ExperimentOptions; //!< for short

constexpr Range ANY_S{0, 1e6};            //!< of a time in seconds
constexpr Range SOME_S{0.001, 1e6};       //!< of a time in seconds that is not 0
constexpr Range ANY_MS{0, 1e6};           //!< of a time in milliseconds
constexpr Range EITHER_MS{-1e6, 1e6};     //!< of a shift in milliseconds
constexpr Range SOME_MS{0.001, 1e6};      //!< of a time in milliseconds that is not 0
constexpr Range PERCENT{0, 100};          //!< of a share
constexpr Range SOME_M{2, 1e6};           //!< of a radio's range, or of access points
constexpr uint32_t MAX_MOVES = 1000000;   //!< of a node
constexpr uint32_t MAX_PAIRS = 1000000;   //!< of mobile nodes
constexpr uint32_t MAX_TRANSIT = 50;      //!< a packet's hop limit is 64
constexpr uint32_t MIN_PAYLOAD = 12;      //!< sequence number and time
constexpr uint32_t MAX_PAYLOAD = 65487;   //!< with UDP's and IPv6's headers a tunnel's payload
constexpr uint32_t MAX_SEED = 4294944442; //!< of ns-3's generator

/**
 * @param option an option
 * @param idle with what else, in a run, it changes nothing
 * @return the option with that
 */
OptionDescription
Idle(OptionDescription option, std::function<std::string(const Options&)> idle)
{
    option.idle = std::move(idle);
    return option;
}

/**
 * @param option an option
 * @param derived its default in words
 * @return the option with that
 */
OptionDescription
Derived(OptionDescription option, const std::string& derived)
{
    option.derived = derived;
    return option;
}

/// @name Reasons why an option changes nothing
/// @{

std::string
WithTrace(const Options& options)
{
    return options.trace ? "with --trace" : "";
}

std::string
WithoutTrace(const Options& options)
{
    return options.trace ? "" : "without --trace";
}

std::string
WithWifi(const Options& options)
{
    return options.access == Access::WIFI ? "with --access=wifi" : "";
}

std::string
WithIdeal(const Options& options)
{
    return options.access == Access::IDEAL ? "with --access=ideal" : "";
}

std::string
WithoutTraceOrWithWifi(const Options& options)
{
    return options.trace ? WithWifi(options) : WithoutTrace(options);
}

std::string
WithoutTraceOrWithIdeal(const Options& options)
{
    return options.trace ? WithIdeal(options) : WithoutTrace(options);
}

std::string
WithTraceOrIdeal(const Options& options)
{
    return options.trace ? WithTrace(options) : WithIdeal(options);
}

std::string
UnlessWalking(const Options& options)
{
    const std::string other = WithTraceOrIdeal(options);
    return !other.empty() || options.wifiHandover == WifiHandover::DEFAULT
               ? other
               : "with --wifiHandover=fast";
}

std::string
WithTcp(const Options& options)
{
    return options.traffic == Traffic::TCP ? "with --traffic=tcp" : "";
}

std::string
WithFixedPhase(const Options& options)
{
    return options.trace                   ? WithTrace(options)
           : options.phase == Phase::FIXED ? "with --phase=fixed"
                                           : "";
}

std::string
WithoutFaults(const Options& options)
{
    return options.IsSignallingImpaired()
               ? ""
               : "without --signallingLoss, --signallingDuplication and --signallingJitter";
}

std::string
WithStar(const Options& options)
{
    return options.core == Core::STAR ? "with --core=star" : "";
}

std::string
WithoutSignalling(const Options& options)
{
    return options.scheme == Scheme::NONE ? "with --scheme=none" : "";
}

std::string
WithoutLocalizedRouting(const Options& options)
{
    if (options.scheme != Scheme::LOCALIZED_ROUTING)
    {
        return "with --scheme=" + GetWord(options.scheme);
    }
    return options.HasMobileCorrespondents() ? "" : "with --correspondent=fixed";
}

std::string
WithoutMobilePeer(const Options& options)
{
    const bool hasRoutes =
        options.scheme == Scheme::LOCALIZED_ROUTING || options.scheme == Scheme::UNCOORDINATED;
    return hasRoutes && !options.HasMobileCorrespondents()
               ? "from --scheme=pmipv6 with --correspondent=fixed, to which there is no localized "
                 "route"
               : "";
}

std::string
WithoutDomains(const Options& options)
{
    const std::string other = options.trace ? WithTrace(options) : WithoutLocalizedRouting(options);
    return !other.empty() || options.IsRoaming() ? other
                                                 : "with --case=" + GetWord(options.scenario);
}

std::string
RestartOfRoleless(const Options& options)
{
    const auto hasRole = [](const NodeMoment& moment) { return moment.first.find("mag") == 0; };
    const bool isIdle = options.scheme == Scheme::NONE &&
                        std::none_of(options.restarts.begin(), options.restarts.end(), hasRole);
    return isIdle ? "with --scheme=none, where anchors are plain routers" : "";
}

std::string
WithMobileCorrespondent(const Options& options)
{
    return options.HasMobileCorrespondents() ? "with --correspondent=mobile" : "";
}

/// @}

std::vector<OptionGroup>
MakeTable()
{
    return {
        {"Scheme and network",
         {
             Idle(WordOption("scheme", &Options::scheme, "who keeps mobile nodes reachable"),
                  WithoutMobilePeer),
             WordOption("case",
                        &Options::scenario,
                        "anchors and gateways of a pair of nodes (RFC 6279, section 2); "
                        "roaming1 to roaming4: as a22, in one to three provider domains (section "
                        "5)"),
             WordOption("access", &Options::access, "technology of the access links"),
             Derived(WordOption("core",
                                &Options::core,
                                "mesh: a link between any two of anchors, gateways, fixed "
                                "correspondent; star: all through one router"),
                     "mesh; with --trace star"),
             Idle(CountOption("transit",
                              &Options::transit,
                              0U,
                              MAX_TRANSIT,
                              "routers on each link of the mesh, sharing its delay evenly"),
                  WithStar),
             WordOption("correspondent",
                        &Options::correspondent,
                        "mobile: cn1 is a mobile node; fixed: cn1 is a node behind the core, and "
                        "every mobile node's correspondent"),
         }},
        {"Mobile nodes and their moves",
         {
             Idle(WordOption("move", &Options::move, "who moves"), WithTrace),
             Idle(TimeOption("moveAt", &Options::moveAt, "S", ANY_S, "first detach of mn1"),
                  WithTrace),
             Idle(CountOption("moves", &Options::moves, 0U, MAX_MOVES, "moves of each such node"),
                  WithTrace),
             Idle(TimeOption("dwell", &Options::dwell, "S", SOME_S, "between a node's detaches"),
                  WithTrace),
             Idle(TimeOption("moveOffset",
                             &Options::moveOffset,
                             "MS",
                             EITHER_MS,
                             "of the moves of cn after those of mn"),
                  WithTrace),
             Idle(
                 TimeOption("stagger", &Options::stagger, "MS", ANY_MS, "of pair i+1 after pair i"),
                 WithTrace),
             Idle(PathOption(), WithTrace),
             Idle(WordOption("moveDomain",
                             &Options::moveDomain,
                             "roaming cases: provider domain of mag3 and higher, those moved to; "
                             "other: it has agreements with the anchors' domains alone"),
                  WithoutDomains),
             Idle(CountOption("mobileNodes",
                              &Options::mobileNodes,
                              1U,
                              MAX_PAIRS,
                              "number of pairs mnI, cnI"),
                  WithTrace),
         }},
        {"Traffic",
         {
             WordOption("traffic", &Options::traffic, "transport of the data"),
             WordOption("direction", &Options::direction, "of the data between mn and cn"),
             TimeOption("trafficStart",
                        &Options::trafficStart,
                        "S",
                        ANY_S,
                        "mn to cn begins; cn to mn 1 s later, alone at the same time"),
             Idle(TimeOption("interval", &Options::interval, "MS", SOME_MS, "between packets"),
                  WithTcp),
             Derived(CountOption("packetSize",
                                 &Options::packetSize,
                                 MIN_PAYLOAD,
                                 MAX_PAYLOAD,
                                 "octets of UDP payload; with TCP of each segment"),
                     "200; with TCP 536"),
         }},
        {"Delays, one way",
         {
             TimeOption("delayMagLma", &Options::delayMagLma, "MS", ANY_MS, "gateway to anchor"),
             TimeOption("delayMagMag", &Options::delayMagMag, "MS", ANY_MS, "gateway to gateway"),
             TimeOption("delayLmaLma", &Options::delayLmaLma, "MS", ANY_MS, "anchor to anchor"),
             Idle(TimeOption("delayAccess",
                             &Options::delayAccess,
                             "MS",
                             ANY_MS,
                             "mobile node to gateway, ideal link"),
                  WithWifi),
             Idle(TimeOption("delayCnLma",
                             &Options::delayCnLma,
                             "MS",
                             ANY_MS,
                             "fixed correspondent to anchors and gateways"),
                  WithMobileCorrespondent),
             DelayOption(ANY_MS),
         }},
        {"Access links",
         {
             Idle(TimeOption("l2Gap",
                             &Options::l2Gap,
                             "MS",
                             ANY_MS,
                             "ideal link: from detach to attach"),
                  WithWifi),
             Idle(DetachDetectionOption(ANY_MS), WithWifi),
             Idle(WordOption("wifiHandover",
                             &Options::wifiHandover,
                             "fast: at its moment the station changes to the next gateway's "
                             "channel; default: it walks, and its own association decides"),
                  WithIdeal),
             Idle(NumberOption("speed",
                               &Options::speed,
                               "m/s",
                               {0.1, 1000},
                               "of a station that walks"),
                  UnlessWalking),
             Idle(NumberOption("apDistance",
                               &Options::apDistance,
                               "m",
                               SOME_M,
                               "between access points, for a station that walks: mag1, mag3, .. "
                               "stand in one street, mag2, mag4, .. in another, ten times as far "
                               "away"),
                  UnlessWalking),
             Idle(NumberOption("range",
                               &Options::range,
                               "m",
                               SOME_M,
                               "of an access point, with --trace"),
                  WithoutTraceOrWithIdeal),
             Idle(NumberOption("accessLoss",
                               &Options::accessLoss,
                               "percent",
                               PERCENT,
                               "ideal link: of frames that are lost, either way"),
                  WithWifi),
             TimeOption("authenticationDelay",
                        &Options::authenticationDelay,
                        "MS",
                        ANY_MS,
                        "of the gateway at each attachment"),
         }},
        {"Mobility trace",
         {
             TraceOption(),
             Idle(GatewaysOption(), WithoutTrace),
             Idle(NumberOption("hysteresis",
                               &Options::hysteresis,
                               "m",
                               {0, 1e6},
                               "ideal link: by so much another gateway must be nearer"),
                  WithoutTraceOrWithWifi),
         }},
        {"Run and results",
         {
             Derived(TimeOption("duration", &Options::duration, "S", SOME_S, "end of the run"),
                     "last move + 10; 20 without moves; the trace's last event; a walk, and a "
                     "trace's last leg, count to their ends"),
             CountOption("seed", &Options::seed, 1U, MAX_SEED, "ns-3's RngSeed"),
             CountOption("run",
                         &Options::run,
                         uint64_t{0},
                         std::numeric_limits<uint64_t>::max(),
                         "ns-3's RngRun"),
             WordOption("phase",
                        &Options::phase,
                        "fixed: moves and flows begin at their times; random: each flow up to one "
                        "interval (TCP 20 ms) later, and each pair's moves up to phaseSpan later, "
                        "drawn from --run; with --trace flows alone"),
             Idle(Derived(TimeOption("phaseSpan",
                                     &Options::phaseSpan,
                                     "MS",
                                     ANY_MS,
                                     "with --phase=random: the longest time by which moves are "
                                     "later"),
                          "one interval; TCP 20; Wi-Fi 102.4"),
                  WithFixedPhase),
             OutputOption(),
             SwitchOption("pcap",
                          &Options::pcap,
                          "captures OUTPUT/NODE-INTERFACE.pcap, with the checksums that ns-3 "
                          "leaves out otherwise"),
             FlowLogOption(),
             Derived(TimeOption("bin",
                                &Options::bin,
                                "MS",
                                SOME_MS,
                                "of throughput.csv, which counts what comes of each flow"),
                     "100; at most 1000000 bins"),
         }},
        {"Faults",
         {
             Idle(NumberOption("signallingLoss",
                               &Options::signallingLoss,
                               "percent",
                               PERCENT,
                               "of Mobility Header packets that each link of the core loses"),
                  WithoutSignalling),
             Idle(NumberOption("signallingDuplication",
                               &Options::signallingDuplication,
                               "percent",
                               PERCENT,
                               "of Mobility Header packets that each link of the core doubles"),
                  WithoutSignalling),
             Idle(TimeOption("signallingJitter",
                             &Options::signallingJitter,
                             "MS",
                             ANY_MS,
                             "each link of the core holds a Mobility Header packet back for 0 to "
                             "so long, so that they overtake each other"),
                  WithoutSignalling),
             Idle(Derived(TimeOption("faultsUntil",
                                     &Options::faultsUntil,
                                     "S",
                                     ANY_S,
                                     "when losses, doublings and holding back of signalling end"),
                          "the end"),
                  WithoutFaults),
             Idle(MomentOption("restart",
                               &Options::restarts,
                               ANY_S,
                               "the node's roles lose all state at S and go on; repeatable"),
                  RestartOfRoleless),
             MomentOption("stop",
                          &Options::stops,
                          ANY_S,
                          "the node and its roles vanish at S, without a word; repeatable"),
         }},
        {"Protocol",
         {
             WordOption("ordering",
                        &Options::ordering,
                        "how an anchor orders registrations (RFC 5213, 5.5)"),
             Idle(WordOption("lrMode",
                             &Options::lrMode,
                             "localized routing: messages between gateways go directly, or by "
                             "their anchors (draft-loureiro, 3)"),
                  WithoutLocalizedRouting),
             Idle(WordOption("lrInitiator",
                             &Options::lrInitiator,
                             "localized routing: the anchor brings a route about that sees the "
                             "first packet, or the gateway that sees it asks for one "
                             "(draft-loureiro, 7)"),
                  WithoutLocalizedRouting),
             Idle(SwitchOption("lrOrdering",
                               &Options::lrOrdering,
                               "localized routing: gateways refuse what belongs to an earlier "
                               "attempt than the state that they hold"),
                  WithoutLocalizedRouting),
         }},
    };
}

} // namespace

const std::vector<OptionGroup>&
GetOptionTable()
{
    static const std::vector<OptionGroup> table = MakeTable();
    return table;
}

const std::vector<std::string>&
GetLaterOptions()
{
    static const std::vector<std::string> names{"animation",
                                                "deliver",
                                                "ip",
                                                "transport",
                                                "nat",
                                                "elmaDiscovery",
                                                "handoffBuffer",
                                                "mend",
                                                "earlyAccept",
                                                "pacing",
                                                "aggregation",
                                                "flowsPerPrefix",
                                                "mergedCache",
                                                "makeBeforeBreak"};
    return names;
}

const OptionDescription*
FindOption(const std::string& name)
{
    for (const OptionGroup& group : GetOptionTable())
    {
        for (const OptionDescription& option : group.options)
        {
            if (option.name == name)
            {
                return &option;
            }
        }
    }
    return nullptr;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
