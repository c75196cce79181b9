/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-core.h"

#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-scheme.h"
#include "pmipv6-experiment-values.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr uint32_t MAX_TRANSIT = 50; //!< a packet's hop limit is 64

/**
 * @param a a node's name
 * @param b another's
 * @return whether there can be a link between them
 */
bool
CanBeLinked(const NodeName& a, const NodeName& b)
{
    return (a.CanBeInCore() && b.CanBeInCore()) || (a.CanMove() && b.CanHaveAccess()) ||
           (a.CanHaveAccess() && b.CanMove());
}

/**
 * @param delays changed
 * @param text NODE:NODE:MS
 * @return whether it is
 */
bool
ReadDelay(std::map<NodePair, Time>& delays, const std::string& text)
{
    const auto parts = Split(text, ':');
    if (parts.size() != 3 || parts[0] == parts[1])
    {
        return false;
    }
    const auto a = ReadNodeName(parts[0]);
    const auto b = ReadNodeName(parts[1]);
    const auto delay = ReadInRange(parts[2], ANY_MS);
    if (!a || !b || !delay || !CanBeLinked(*a, *b))
    {
        return false;
    }
    delays[std::minmax(*a, *b)] = FromMilliseconds(*delay);
    return true;
}

/// @return delays of single pairs, in milliseconds
ValueForm<std::map<NodePair, Time>>
DelaysOfPairs()
{
    return {"NODE:NODE:MS",
            [] {
                return "NODE:NODE:MS with two different nodes of the core (lma1, mag1, cn1, ..) or "
                       "a mobile node and a gateway, and " +
                       GetText(ANY_MS) + " ms";
            },
            &ReadDelay,
            [](const std::map<NodePair, Time>& delays) {
                return GetTexts(delays, [](const auto& link) {
                    const auto& [nodes, delay] = link;
                    return nodes.first.GetText() + ":" + nodes.second.GetText() + ":" +
                           FormatNumber(ToMilliseconds(delay));
                });
            }};
}

/// @return the default of --core
Core
GetDefaultCore(const ExperimentOptions& options)
{
    return IsPlanned(options) ? Core::MESH : Core::STAR;
}

/// @return what is wrong with the delays of a star
Sentence
CheckDelays(const ExperimentOptions& options)
{
    if (options[option::CORE] != Core::STAR)
    {
        return std::nullopt;
    }
    if (!options[option::DELAYS].empty())
    {
        return "--delay is not allowed with --core=star" +
               (options.IsGiven(option::CORE) ? "" : ", the default " + WithoutPlan(options)) +
               "; allowed: --core=mesh";
    }
    // A link of the star is what is left of a delay once the other node's link is taken off.
    const Time magLma = options[option::DELAY_MAG_LMA];
    const Time magMag = options[option::DELAY_MAG_MAG];
    const Time cnLma = options[option::DELAY_CN_LMA];
    const Time anchor = magLma - NanoSeconds(magMag.GetNanoSeconds() / 2);
    if (anchor.IsStrictlyNegative())
    {
        return ShowMilliseconds("delayMagLma", magLma) + " is not allowed with --core=star and " +
               ShowMilliseconds("delayMagMag", magMag) + "; allowed: half of the latter or more";
    }
    if (!HasMobileCorrespondents(options) && cnLma < anchor)
    {
        return ShowMilliseconds("delayCnLma", cnLma) + " is not allowed with --core=star, " +
               ShowMilliseconds("delayMagLma", magLma) + " and " +
               ShowMilliseconds("delayMagMag", magMag) +
               "; allowed: " + FormatNumber(ToMilliseconds(anchor)) + " ms or more";
    }
    return std::nullopt;
}

/// @return what is wrong with the case in a scheme
Sentence
CheckCase(const ExperimentOptions& options)
{
    const auto& scheme = *options[option::SCHEME];
    const auto check = scheme.traits.checkCase;
    if (auto sentence = check ? check(options) : std::nullopt)
    {
        return sentence;
    }
    if (!GetScenario(options) || scheme.traits.hasScenarios)
    {
        return std::nullopt;
    }
    std::string words;
    for (const SchemeKind* kind : SchemeKind::GetKinds())
    {
        if (kind->traits.hasScenarios)
        {
            words += (words.empty() ? "--scheme=" : ", ") + kind->word;
        }
    }
    return "--case=" + GetWord(options, option::CASE) + " is not allowed " +
           WithWord(options, option::SCHEME) + "; allowed: " + words +
           ", beside which nodes have Mobile IPv6";
}

/// @return why there is no other domain to which gateways could be; or ""
std::string
WithoutVisited(const ExperimentOptions& options)
{
    const auto scenario = GetScenario(options);
    return scenario == Rfc6612Scenario::A2 || scenario == Rfc6612Scenario::B_A2
               ? ""
               : WithWord(options, option::CASE);
}

/**
 * @param gateways changed
 * @param text MAG,..
 * @return whether it is
 */
bool
ReadGateways(std::vector<uint32_t>& gateways, const std::string& text)
{
    gateways.clear();
    for (const std::string& part : Split(text, ','))
    {
        const auto gateway = ReadNodeName(part);
        if (!gateway || !gateway->IsGateway())
        {
            return false;
        }
        gateways.push_back(gateway->GetNumber());
    }
    return true;
}

/// @return gateways, by their numbers
ValueForm<std::vector<uint32_t>>
Gateways()
{
    return {"MAG,..",
            [] { return "gateways out of mag1 to mag" + std::to_string(MAX_GATEWAYS); },
            &ReadGateways,
            [](const std::vector<uint32_t>& gateways) {
                return GetTexts(gateways, [](uint32_t number) {
                    return NodeName(GATEWAY, number).GetText();
                });
            }};
}

/// @return the default of --correspondent
Correspondent
GetDefaultCorrespondent(const ExperimentOptions& options)
{
    return GetScenario(options) ? Correspondent::FIXED : Correspondent::MOBILE;
}

/// @return a sentence if correspondents are mobile in a scenario of RFC 6612
Sentence
CheckCorrespondent(const ExperimentOptions& options)
{
    return !GetScenario(options) || !HasMobileCorrespondents(options)
               ? std::nullopt
               : Sentence("--correspondent=mobile is not allowed " +
                          WithWord(options, option::CASE) + "; allowed: fixed");
}

std::string
WithStar(const ExperimentOptions& options)
{
    return options[option::CORE] == Core::STAR ? "with --core=star" : "";
}

std::string
WithMobileCorrespondent(const ExperimentOptions& options)
{
    return HasMobileCorrespondents(options) ? "with --correspondent=mobile" : "";
}

const OwnedAttributes OWNED_BY_CORE{
    {"ns3::PointToPointChannel::Delay",
     {&option::DELAY_MAG_LMA,
      &option::DELAY_MAG_MAG,
      &option::DELAY_LMA_LMA,
      &option::DELAY_CN_LMA,
      &option::DELAYS},
     ""},
    {"ns3::PointToPointNetDevice::DataRate", {}, "a link's delay is all that it costs"},
    {"ns3::DropTailQueue<Packet>::MaxSize", {}, "the core loses nothing"},
    {"ns3::Ipv6::IpForward", {}, "routers forward and hosts do not"},
};

} // namespace

namespace option
{

const Option<Case> CASE(
    {OptionGroup::NETWORK,
     20,
     "case",
     "anchors and gateways of a pair of nodes (RFC 6279, section 2); roaming1 to roaming4: as a22, "
     "in one to three provider domains (section 5); rfc6612-..: Mobile IPv6 beside it (RFC 6612, "
     "section 3)"},
    OneOf<Case>({{Rfc6279Case::A21, "a21"},
                 {Rfc6279Case::A11, "a11"},
                 {Rfc6279Case::A12, "a12"},
                 {Rfc6279Case::A22, "a22"},
                 {Rfc6279Case::ROAMING_1, "roaming1"},
                 {Rfc6279Case::ROAMING_2, "roaming2"},
                 {Rfc6279Case::ROAMING_3, "roaming3"},
                 {Rfc6279Case::ROAMING_4, "roaming4"},
                 {Rfc6612Scenario::A1, "rfc6612-a1"},
                 {Rfc6612Scenario::A2, "rfc6612-a2"},
                 {Rfc6612Scenario::A2_VISITED, "rfc6612-a2-visited"},
                 {Rfc6612Scenario::B, "rfc6612-b"},
                 {Rfc6612Scenario::B_A1, "rfc6612-b-a1"},
                 {Rfc6612Scenario::B_A2, "rfc6612-b-a2"}}),
    Case(Rfc6279Case::A21),
    {nullptr, &CheckCase});

const Option<std::vector<uint32_t>> VISITED(
    {OptionGroup::NETWORK,
     25,
     "visited",
     "rfc6612-a2, rfc6612-b-a2: gateways of another domain, that of lma2, rather than what the "
     "case has them be"},
    Gateways(),
    {"none", std::vector<uint32_t>{}},
    {&WithoutVisited});

const Option<Core> CORE({OptionGroup::NETWORK,
                         40,
                         "core",
                         "mesh: a link between any two of anchors, gateways, fixed correspondent; "
                         "star: all through one router, delayMagMag/2 from gateways, "
                         "delayMagLma - delayMagMag/2 from anchors and LMFs"},
                        OneOf<Core>({{Core::MESH, "mesh"}, {Core::STAR, "star"}}),
                        {"mesh; with --trace or --movement star", &GetDefaultCore},
                        {nullptr, &CheckDelays});

const Option<uint32_t> TRANSIT({OptionGroup::NETWORK,
                                50,
                                "transit",
                                "routers on each link of the mesh, sharing its delay evenly"},
                               WholeNumber(0U, MAX_TRANSIT),
                               0U,
                               {&WithStar});

const Option<Correspondent> CORRESPONDENT(
    {OptionGroup::NETWORK,
     60,
     "correspondent",
     "mobile: cn1 is a mobile node; fixed: cn1 is a node behind the core, and every mobile node's "
     "correspondent"},
    OneOf<Correspondent>({{Correspondent::MOBILE, "mobile"}, {Correspondent::FIXED, "fixed"}}),
    {"mobile; rfc6612-..: fixed", &GetDefaultCorrespondent},
    {nullptr, &CheckCorrespondent});

const Option<Time> DELAY_MAG_LMA({OptionGroup::DELAYS, 10, "delayMagLma", "gateway to anchor"},
                                 InMilliseconds(ANY_MS),
                                 MilliSeconds(10));

const Option<Time> DELAY_MAG_MAG({OptionGroup::DELAYS, 20, "delayMagMag", "gateway to gateway"},
                                 InMilliseconds(ANY_MS),
                                 MilliSeconds(6));

const Option<Time> DELAY_LMA_LMA({OptionGroup::DELAYS, 30, "delayLmaLma", "anchor to anchor"},
                                 InMilliseconds(ANY_MS),
                                 MilliSeconds(20),
                                 {&WithStar});

const Option<Time> DELAY_CN_LMA(
    {OptionGroup::DELAYS, 50, "delayCnLma", "fixed correspondent to anchors and gateways"},
    InMilliseconds(ANY_MS),
    MilliSeconds(10),
    {&WithMobileCorrespondent});

const Option<std::map<NodePair, Time>> DELAYS(
    {OptionGroup::DELAYS,
     60,
     "delay",
     "between any two nodes of the mesh, or a mobile node and a gateway on the ideal link, both "
     "directions; repeatable"},
    DelaysOfPairs(),
    {"as above", std::map<NodePair, Time>{}});

} // namespace option

std::optional<Rfc6612Scenario>
GetScenario(const ExperimentOptions& options)
{
    const auto* scenario = std::get_if<Rfc6612Scenario>(&options[option::CASE]);
    return scenario ? std::make_optional(*scenario) : std::nullopt;
}

std::optional<ProxyDomain>
GetGatewayDomain(const ExperimentOptions& options, uint32_t number)
{
    const auto& visited = options[option::VISITED];
    const bool isListed = WithoutVisited(options).empty() &&
                          std::find(visited.begin(), visited.end(), number) != visited.end();
    return isListed ? ProxyDomain::VISITED
                    : GetLayout(*GetScenario(options)).GetGatewayDomain(number);
}

Rfc6279Case
GetWires(const ExperimentOptions& options)
{
    const auto scenario = GetScenario(options);
    if (!scenario)
    {
        return std::get<Rfc6279Case>(options[option::CASE]);
    }
    const bool isAny = WithoutVisited(options).empty() && !options[option::VISITED].empty();
    return pmipv6::GetWires(GetLayout(*scenario).HasVisitedDomain() || isAny);
}

const Rfc6279Places&
GetPlaces(const ExperimentOptions& options)
{
    return pmipv6::GetPlaces(GetWires(options));
}

bool
HasTwoAnchors(const ExperimentOptions& options)
{
    return GetPlaces(options).anchors.size() > 1;
}

bool
HasMobileCorrespondents(const ExperimentOptions& options)
{
    return options[option::CORRESPONDENT] == Correspondent::MOBILE;
}

std::vector<NodeName>
ListAccessRouters(const ExperimentOptions& options)
{
    const auto list = options[option::SCHEME]->traits.getAccessRouters;
    return list && !HasMobileCorrespondents(options) ? list(options) : std::vector<NodeName>();
}

std::optional<Time>
FindDelay(const ExperimentOptions& options, const NodeName& a, const NodeName& b)
{
    const auto& delays = options[option::DELAYS];
    const auto delay = delays.empty() ? delays.end() : delays.find(std::minmax(a, b));
    return delay == delays.end() ? std::nullopt : std::optional<Time>(delay->second);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
