/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-moves.h"

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-trace.h"
#include "pmipv6-experiment-traffic.h"
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

constexpr uint32_t MAX_MOVES = 1000000;       //!< of a node
constexpr uint32_t MAX_PAIRS = 1000000;       //!< of mobile nodes
constexpr uint32_t MAX_CORRESPONDENTS = 1000; //!< of mn1
constexpr double LATEST_MOVE_S = 1e8;         //!< of a move
constexpr Range EITHER_MS{-1e6, 1e6};         //!< of a shift in milliseconds
/// Gateways of a mesh, in which each has a link to each other.
constexpr std::size_t MAX_MESH = 400;

/**
 * @param gateways of a path
 * @return "mag1,mag3"
 */
std::string
GetText(const std::vector<NodeName>& gateways)
{
    return Join(GetTexts(gateways, [](const NodeName& gateway) { return gateway.GetText(); }), ",");
}

/**
 * @param paths changed
 * @param text NODE:GATEWAY,..
 * @return whether it is
 */
bool
ReadPath(Paths& paths, const std::string& text)
{
    const auto parts = Split(text, ':');
    const auto node = ReadNodeName(parts[0]);
    if (parts.size() != 2 || !node || !node->CanMove())
    {
        return false;
    }
    std::vector<NodeName> gateways;
    for (const std::string& part : Split(parts[1], ','))
    {
        const auto gateway = ReadNodeName(part);
        if (!gateway || !gateway->CanHaveAccess())
        {
            return false;
        }
        gateways.push_back(*gateway);
    }
    paths[*node] = gateways;
    return true;
}

/// @return the form of --path
ValueForm<Paths>
GatewaysInOrder()
{
    return {
        "NODE:GATEWAY,..",
        [] {
            return "NODE:GATEWAY,GATEWAY,.. with a mobile node mn1, cn1, .. and gateways out of "
                   "mag1 to mag" +
                   std::to_string(MAX_GATEWAYS) +
                   "; with home addresses also lma1, lma2, the home links";
        },
        &ReadPath,
        [](const Paths& paths) {
            return GetTexts(paths, [](const auto& path) {
                return path.first.GetText() + ":" + GetText(path.second);
            });
        }};
}

Sentence
CheckMovers(const ExperimentOptions& options)
{
    const std::string move = "--move=" + GetWord(options, option::MOVE);
    const uint32_t moves = options[option::MOVES];
    if (options[option::MOVE] == Move::NONE && options.IsGiven(option::MOVES) && moves > 0)
    {
        return "--moves=" + std::to_string(moves) + " is not allowed with " + move + "; allowed: 0";
    }
    if (MovesCn(options) && !HasMobileCorrespondents(options))
    {
        return move + " is not allowed with --correspondent=fixed, where cn1 does not move; "
                      "allowed: mn, none";
    }
    return std::nullopt;
}

Sentence
CheckMoveTimes(const ExperimentOptions& options)
{
    if (!IsPlanned(options) || !GetLastMove(options))
    {
        return std::nullopt;
    }
    const Time at = options[option::MOVE_AT];
    const Time dwell = options[option::DWELL];
    const Time offset = options[option::MOVE_OFFSET];
    const Time stagger = options[option::STAGGER];
    const uint32_t moves = options[option::MOVES];
    const uint32_t pairs = CountPairs(options);
    // Far from where ns-3's clock of nanoseconds ends, in numbers that cannot overflow.
    const double last = ToSeconds(at) + ToSeconds(dwell) * moves + ToSeconds(stagger) * pairs;
    if (last > LATEST_MOVE_S)
    {
        return "--moves=" + std::to_string(moves) +
               " is not allowed with --dwell=" + FormatSeconds(dwell) +
               ", --mobileNodes=" + std::to_string(pairs) + " and " +
               ShowMilliseconds("stagger", stagger) + "; allowed: a last move before " +
               FormatNumber(LATEST_MOVE_S) + " s";
    }
    const std::string moveAt = "--moveAt=" + FormatSeconds(at);
    const std::string first = FormatSeconds(GetFirstAttachment());
    if (MovesMn(options) && at <= GetFirstAttachment())
    {
        return moveAt + " is not allowed; allowed: more than " + first +
               " s, when mobile nodes attach first";
    }
    if (MovesCn(options) && at + offset <= GetFirstAttachment())
    {
        return ShowMilliseconds("moveOffset", offset) + " is not allowed with " + moveAt +
               "; allowed: a sum of more than " + first + " s, when mobile nodes attach first";
    }
    return std::nullopt;
}

/// @return what is wrong with a place on a path, if it is an anchor
Sentence
CheckHomeLink(const ExperimentOptions& options, const NodeName& place)
{
    if (!IsPlanned(options) || !place.Is(ANCHOR))
    {
        return std::nullopt;
    }
    if (!options[option::SCHEME]->HasHomeAddresses(options) || GetScenario(options))
    {
        return " is not allowed " + WithWord(options, option::SCHEME) +
               ", where no node is at home at an anchor; allowed: gateways mag1, mag2, ..";
    }
    if (place.GetNumber() > CountAnchors(options))
    {
        return " is not allowed " + WithWord(options, option::CASE) +
               "; allowed: gateways, and lma1" + (HasTwoAnchors(options) ? ", lma2" : "");
    }
    return std::nullopt;
}

Sentence
CheckPaths(const ExperimentOptions& options)
{
    const uint32_t mobiles = options[option::MOBILE_NODES];
    const uint32_t correspondents = CountPairs(options);
    const auto list = [](const std::string& role, uint32_t count) {
        return role + "1" + (count == 1 ? "" : " to " + role + std::to_string(count));
    };
    for (const auto& [node, gateways] : options[option::PATHS])
    {
        const uint32_t last = node.Is(MOBILE_NODE) ? mobiles : correspondents;
        if (IsPlanned(options) && node.GetNumber() > last)
        {
            return "--path=" + node.GetText() + ":" + GetText(gateways) +
                   " is not allowed with --mobileNodes=" + std::to_string(mobiles) +
                   "; allowed: nodes " + list("mn", mobiles) + ", " + list("cn", correspondents);
        }
    }
    for (const auto& [node, gateways] : options[option::PATHS])
    {
        for (const NodeName& gateway : gateways)
        {
            if (const auto wrong = CheckHomeLink(options, gateway))
            {
                return "--path=" + node.GetText() + ":" + GetText(gateways) + *wrong;
            }
        }
    }
    if (GetHighestGateway(options) > MAX_GATEWAYS)
    {
        return "--moves=" + std::to_string(options[option::MOVES]) +
               " is not allowed on the default path, which leads beyond mag" +
               std::to_string(MAX_GATEWAYS) + "; allowed: fewer moves, or a --path to repeat";
    }
    const std::size_t count = ListGateways(options).size();
    if (options[option::CORE] == Core::MESH && count > MAX_MESH)
    {
        return "--core=mesh is not allowed with " + std::to_string(count) +
               " gateways, each with a link to each other; allowed: --core=star, or " +
               std::to_string(MAX_MESH) + " gateways by --path, --moves or --gateways";
    }
    return std::nullopt;
}

/// @return the default of --mobileNodes
uint32_t
GetDefaultPairs(const ExperimentOptions& options)
{
    const auto scenario = GetScenario(options);
    return scenario && GetLayout(*scenario).IsMixed() ? 2 : 1;
}

Sentence
CheckCorrespondents(const ExperimentOptions& options)
{
    const uint32_t count = options[option::CORRESPONDENTS];
    const auto refuse = [count](const std::string& other) {
        return "--correspondents=" + std::to_string(count) + " is not allowed with " + other +
               "; allowed: 1";
    };
    if (count == 1)
    {
        return std::nullopt;
    }
    if (options[option::MOBILE_NODES] > 1)
    {
        return refuse("--mobileNodes=" + std::to_string(options[option::MOBILE_NODES]));
    }
    if (!HasMobileCorrespondents(options))
    {
        return refuse("--correspondent=fixed");
    }
    if (options[option::FLOWS_PER_PREFIX] > 0)
    {
        return refuse("--flowsPerPrefix=" + std::to_string(options[option::FLOWS_PER_PREFIX]));
    }
    return std::nullopt;
}

} // namespace

namespace option
{

const Option<Move> MOVE(
    {OptionGroup::MOVES, 10, "move", "who moves"},
    OneOf<Move>({{Move::MN, "mn"}, {Move::CN, "cn"}, {Move::BOTH, "both"}, {Move::NONE, "none"}}),
    Move::MN,
    {&WithoutPlan, &CheckMovers});

const Option<Time> MOVE_AT({OptionGroup::MOVES, 20, "moveAt", "first detach of mn1"},
                           InSeconds(ANY_S),
                           Seconds(10),
                           {&WithoutPlan, &CheckMoveTimes});

const Option<uint32_t> MOVES({OptionGroup::MOVES, 30, "moves", "moves of each such node"},
                             WholeNumber(0U, MAX_MOVES),
                             1U,
                             {&WithoutPlan});

const Option<Time> DWELL({OptionGroup::MOVES, 40, "dwell", "between a node's detaches"},
                         InSeconds(SOME_S),
                         Seconds(10),
                         {&WithoutPlan});

const Option<Time> MOVE_OFFSET(
    {OptionGroup::MOVES, 50, "moveOffset", "of the moves of cn after those of mn"},
    InMilliseconds(EITHER_MS),
    Time(0),
    {&WithoutPlan});

const Option<Time> STAGGER({OptionGroup::MOVES, 60, "stagger", "of pair i+1 after pair i"},
                           InMilliseconds(ANY_MS),
                           Time(0),
                           {&WithTrace});

const Option<Paths> PATHS(
    {OptionGroup::MOVES,
     70,
     "path",
     "gateways that a node visits in order, then from the start again; repeatable; mipv6: lma1, "
     "lma2 are home links"},
    GatewaysInOrder(),
    {"mn1: mag1, mag3, mag5 ..; cn1: mag2 (a11, a12: mag1), mag4, mag6 ..; pair i as pair 1; "
     "rfc6612-a2, a2-visited, mn2 of b-a2: mag1, mag2, mag1 ..",
     Paths{}},
    {&WithoutPlan, &CheckPaths});

const Option<uint32_t> MOBILE_NODES(
    {OptionGroup::MOVES, 90, "mobileNodes", "number of pairs mnI, cnI"},
    WholeNumber(1U, MAX_PAIRS),
    {"1; rfc6612-b..: 2, one of each kind", &GetDefaultPairs},
    {&WithTrace});

const Option<uint32_t> CORRESPONDENTS({OptionGroup::MOVES,
                                       95,
                                       "correspondents",
                                       "of mn1, which talks to cn1, cn2, .. where there is no mn2; "
                                       "each makes a pair with it"},
                                      WholeNumber(1U, MAX_CORRESPONDENTS),
                                      1U,
                                      {&WithTrace, &CheckCorrespondents});

} // namespace option

uint32_t
CountPairs(const ExperimentOptions& options)
{
    return std::max(options[option::MOBILE_NODES], options[option::CORRESPONDENTS]);
}

bool
MovesMn(const ExperimentOptions& options)
{
    return options[option::MOVE] == Move::MN || options[option::MOVE] == Move::BOTH;
}

bool
MovesCn(const ExperimentOptions& options)
{
    return options[option::MOVE] == Move::CN || options[option::MOVE] == Move::BOTH;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
