/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-epmip-options.h"

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
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

constexpr uint32_t MAX_ROUTERS = 100;  //!< of cn1
constexpr uint32_t MAX_MANAGERS = 100; //!< of the area

/// @return why there are no functions of draft-luo; or ""
std::string
WithoutEpmip(const ExperimentOptions& options)
{
    return options[option::SCHEME] != &EPMIP ? WithWord(options, option::SCHEME) : "";
}

/// @return why no gateway has functions of draft-luo; or ""
std::string
WithoutGateways(const ExperimentOptions& options)
{
    const std::string other = WithoutEpmip(options);
    return other.empty() && IsEpmipArea(options) ? WithWord(options, option::EPMIP_DEPLOYMENT)
                                                 : other;
}

/// @return why no anchor has them; or ""
std::string
WithoutAnchors(const ExperimentOptions& options)
{
    const std::string other = WithoutEpmip(options);
    return other.empty() && !IsEpmipArea(options) ? WithWord(options, option::EPMIP_DEPLOYMENT)
                                                  : other;
}

/// @return why cn1 is no node that does not move; or ""
std::string
WithoutFixed(const ExperimentOptions& options)
{
    return HasMobileCorrespondents(options) ? "with --correspondent=mobile" : "";
}

/// @return why cn1 has no access router; or ""
std::string
WithoutRouter(const ExperimentOptions& options)
{
    const std::string other = WithoutGateways(options);
    return other.empty() ? WithoutFixed(options) : other;
}

/// @return why cn1 is neither inside nor outside of an area; or ""
std::string
WithoutArea(const ExperimentOptions& options)
{
    const std::string other = WithoutAnchors(options);
    return other.empty() ? WithoutFixed(options) : other;
}

/// @return why there are no access routers with functions of draft-luo; or ""
std::string
WithoutRouters(const ExperimentOptions& options)
{
    const std::string other = WithoutRouter(options);
    return other.empty() && options[option::CORRESPONDENT_ROUTER] == CorrespondentRouter::PLAIN
               ? WithWord(options, option::CORRESPONDENT_ROUTER)
               : other;
}

/// @return why nobody is near to cn1 of several; or ""
std::string
WithoutSeveral(const ExperimentOptions& options)
{
    if (!IsEpmipArea(options))
    {
        return WithoutRouters(options);
    }
    const std::string other = WithoutArea(options);
    return other.empty() && options[option::CORRESPONDENT_AREA] != CorrespondentArea::ANYCAST
               ? WithWord(options, option::CORRESPONDENT_AREA)
               : other;
}

/// @return why there are no direct paths; or ""
std::string
WithoutPaths(const ExperimentOptions& options)
{
    const std::string other = WithoutEpmip(options);
    const bool isPlain = !IsEpmipArea(options) && !HasMobileCorrespondents(options) &&
                         !WithoutRouters(options).empty();
    return other.empty() && isPlain ? "with --correspondent=fixed" : other;
}

/// @return why no router looks at a query; or ""
std::string
WithoutAlerts(const ExperimentOptions& options)
{
    const std::string other = WithoutGateways(options);
    const bool isAlerting = options[option::ELMA_DISCOVERY] == "hop-by-hop";
    return other.empty() && !isAlerting ? WithWord(options, option::ELMA_DISCOVERY) : other;
}

/// @return why nobody who is asked asks another; or ""
std::string
WithoutRelays(const ExperimentOptions& options)
{
    const std::string other = WithoutEpmip(options);
    const bool isAnchor = IsEpmipArea(options) || options[option::ELMA_DISCOVERY] == "anchor";
    return other.empty() && !isAnchor ? WithWord(options, option::ELMA_DISCOVERY) : other;
}

/// @return the default of --earlyPackets: in an area nothing else leads there
bool
IsHeldByDefault(const ExperimentOptions& options)
{
    return IsEpmipArea(options);
}

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
Sentence
CheckLegacy(const ExperimentOptions& options)
{
    for (const NodeName& name : options[option::LEGACY])
    {
        if (auto sentence = CheckCoreNode(options, name, "--legacy=" + name.GetText()))
        {
            return sentence;
        }
    }
    return std::nullopt;
}

/// @return "lmf2:5"
std::string
ShowJoin(const NodeMoment& join)
{
    return join.first.GetText() + ":" + FormatNumber(ToSeconds(join.second));
}

/**
 * @param joins changed
 * @param text NODE:S
 * @return whether it is
 */
bool
ReadJoin(std::vector<NodeMoment>& joins, const std::string& text)
{
    const auto parts = Split(text, ':');
    const auto node = ReadNodeName(parts[0]);
    const auto time = ReadInRange(parts.back(), ANY_S);
    if (parts.size() != 2 || !node || !node->Is(LOCATION_MANAGER) || !time)
    {
        return false;
    }
    joins.emplace_back(*node, FromSeconds(*time));
    return true;
}

/// @return a sentence if --join names an LMF that is not there, or leaves none
Sentence
CheckJoins(const ExperimentOptions& options)
{
    for (const auto& join : options[option::JOINS])
    {
        const uint32_t number = join.first.GetNumber();
        if (number < 2 || number > options[option::LMFS])
        {
            return "--join=" + ShowJoin(join) +
                   " is not allowed with --lmfs=" + std::to_string(options[option::LMFS]) +
                   "; allowed: lmf2 to the last of --lmfs";
        }
    }
    return std::nullopt;
}

} // namespace

bool
IsEpmipArea(const ExperimentOptions& options)
{
    return WithoutEpmip(options).empty() &&
           options[option::EPMIP_DEPLOYMENT] == EpmipDeployment::ANCHORS;
}

bool
HasBorder(const ExperimentOptions& options)
{
    return IsEpmipArea(options) && WithoutFixed(options).empty() &&
           options[option::CORRESPONDENT_AREA] != CorrespondentArea::ANYCAST;
}

std::vector<NodeName>
ListEpmipRouters(const ExperimentOptions& options)
{
    if (HasBorder(options))
    {
        return options[option::CORRESPONDENT_AREA] == CorrespondentArea::OUTSIDE
                   ? std::vector<NodeName>{NodeName(BORDER_ROUTER, 1)}
                   : std::vector<NodeName>();
    }
    std::vector<NodeName> routers;
    if (!IsEpmipArea(options) && WithoutRouters(options).empty())
    {
        for (uint32_t number = 1; number <= options[option::CORRESPONDENT_ROUTERS]; ++number)
        {
            routers.emplace_back(ROUTER, number);
        }
    }
    return routers;
}

std::vector<NodeName>
ListAnycastRouters(const ExperimentOptions& options)
{
    std::vector<NodeName> routers;
    if (IsEpmipArea(options) && WithoutSeveral(options).empty())
    {
        for (uint32_t number = 1; number <= options[option::CORRESPONDENT_ROUTERS]; ++number)
        {
            routers.emplace_back(ROUTER, number);
        }
    }
    return routers;
}

std::vector<NodeName>
ListEpmipNodes(const ExperimentOptions& options)
{
    std::vector<NodeName> nodes;
    const bool isFixedKnown = WithoutRouters(options).empty() &&
                              options[option::CORRESPONDENT_ROUTER] == CorrespondentRouter::DRF;
    const uint32_t managers =
        IsEpmipArea(options) ? options[option::LMFS] : (isFixedKnown ? 1U : 0U);
    for (uint32_t number = 1; number <= managers; ++number)
    {
        nodes.emplace_back(LOCATION_MANAGER, number);
    }
    if (HasBorder(options) && ListEpmipRouters(options).empty())
    {
        nodes.emplace_back(BORDER_ROUTER, 1);
    }
    const auto routers = ListAnycastRouters(options);
    nodes.insert(nodes.end(), routers.begin(), routers.end());
    return nodes;
}

Sentence
CheckEpmipCase(const ExperimentOptions& options)
{
    return IsEpmipArea(options) && GetWires(options) >= Rfc6279Case::ROAMING_1
               ? Sentence(WithWord(options, option::CASE).substr(5) +
                          " is not allowed with --epmip=anchors, an area of one provider "
                          "(draft-luo, 7.1); allowed: A11 to A22")
               : std::nullopt;
}

namespace option
{

const Option<EpmipDeployment> EPMIP_DEPLOYMENT(
    {OptionGroup::PROTOCOL,
     43,
     "epmip",
     "ePMIP: gateways have the Distributed Anchoring Function and anchors know where nodes are "
     "(draft-luo, 3.1), or anchors have it, LMFs know that, and a gateway registers nodes at the "
     "anchor with the least delay to it, of equal ones mag1 at lma1, mag2 and mag3 at lma2, .. "
     "(7.1)"},
    OneOf<EpmipDeployment>({{EpmipDeployment::GATEWAYS, "gateways"},
                            {EpmipDeployment::ANCHORS, "anchors"}}),
    EpmipDeployment::GATEWAYS,
    {&WithoutEpmip});

const Option<std::string> ELMA_DISCOVERY(
    {OptionGroup::PROTOCOL,
     50,
     "elmaDiscovery",
     "ePMIP: the eLMA to ask is known by its prefixes, or takes what is sent to the correspondent, "
     "or is found by the node's own (draft-luo, 4.4)"},
    OneOf<std::string>(
        {{"configuration", "configuration"}, {"hop-by-hop", "hop-by-hop"}, {"anchor", "elma"}}),
    std::string("configuration"),
    {&WithoutGateways});

const Option<Time> HOP_BY_HOP_DELAY({OptionGroup::PROTOCOL,
                                     51,
                                     "hopByHopDelay",
                                     "ePMIP, elmaDiscovery=hop-by-hop: how long each router on the "
                                     "way, and the eLMA, takes to look at a query (draft-luo, "
                                     "4.4.2)"},
                                    InMilliseconds(ANY_MS),
                                    Time(0),
                                    {&WithoutAlerts});

const Option<bool> DIRECT_ANSWER({OptionGroup::PROTOCOL,
                                  52,
                                  "directAnswer",
                                  "ePMIP, elmaDiscovery=elma or epmip=anchors: the eLMA or LMF "
                                  "that knows answers the asker itself (draft-luo, 4.4.3, 7.4)"},
                                 OnOrOff(),
                                 false,
                                 {&WithoutRelays});

const Option<bool> EARLY_PACKETS(
    {OptionGroup::PROTOCOL,
     54,
     "earlyPackets",
     "ePMIP: until a location is known packets go by the anchor, or wait (draft-luo, 4.2); "
     "epmip=anchors: anchor has no way for those to mobile nodes, which are lost"},
    OneOf<bool>({{false, "anchor"}, {true, "hold"}}),
    {"anchor; epmip=anchors: hold", Default<bool>::Maker(&IsHeldByDefault)},
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
    {&WithoutGateways, &CheckLegacy});

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
    {&WithoutRouter});

const Option<uint32_t> CORRESPONDENT_ROUTERS({OptionGroup::PROTOCOL,
                                              66,
                                              "correspondentRouters",
                                              "ePMIP, correspondentRouter=drf, drf-lmf or "
                                              "correspondentArea=anycast: how many "
                                              "access routers cn1 has, router1, .., of which "
                                              "it sends by the first; who asks is told of the one "
                                              "with the least delay to it (draft-luo, 5.2)"},
                                             WholeNumber(1U, MAX_ROUTERS),
                                             1U,
                                             {&WithoutSeveral});

const Option<CorrespondentArea> CORRESPONDENT_AREA(
    {OptionGroup::PROTOCOL,
     67,
     "correspondentArea",
     "ePMIP, epmip=anchors, correspondent=fixed: cn1 is outside of the area, behind border1, or "
     "inside; there border1 announces the area's prefixes too, or router1, .. do, of which what "
     "cn1 sends goes to the nearest (draft-luo, 7.3)"},
    OneOf<CorrespondentArea>({{CorrespondentArea::OUTSIDE, "outside"},
                              {CorrespondentArea::INSIDE, "inside"},
                              {CorrespondentArea::ANYCAST, "anycast"}}),
    CorrespondentArea::OUTSIDE,
    {&WithoutArea});

const Option<uint32_t> LMFS({OptionGroup::PROTOCOL,
                             44,
                             "lmfs",
                             "ePMIP, epmip=anchors: how many LMFs there are, lmf1, .., of which "
                             "each mobile node and each prefix has one that is responsible; lmaI "
                             "prefers lmfI, in turn (draft-luo, 7.4)"},
                            WholeNumber(1U, MAX_MANAGERS),
                            1U,
                            {&WithoutAnchors});

const Option<std::vector<NodeMoment>> JOINS(
    {OptionGroup::PROTOCOL,
     45,
     "join",
     "ePMIP, epmip=anchors: an LMF joins the others at S, who send it its share; repeatable"},
    {"NODE:S",
     [] { return "NODE:S with one of lmf2, .. and " + GetText(ANY_S) + " s"; },
     &ReadJoin,
     [](const std::vector<NodeMoment>& joins) { return GetTexts(joins, ShowJoin); }},
    {"none", std::vector<NodeMoment>{}},
    {&WithoutAnchors, &CheckJoins});

} // namespace option

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
