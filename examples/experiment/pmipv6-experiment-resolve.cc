/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-resolve.h"

#include "pmipv6-experiment-option-table.h"
#include "pmipv6-experiment-out-of-time.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-phase.h"
#include "pmipv6-experiment-places.h"
#include "pmipv6-experiment-plan.h"
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

using Sentence = std::optional<std::string>;                        //!< what is wrong
using Given = std::set<std::string>;                                //!< names of options
using Check = Sentence (*)(const ExperimentOptions&, const Given&); //!< of a combination

/**
 * @param name a time's option
 * @param time its value
 * @return "--name=MS", for milliseconds
 */
std::string
ShowMs(const std::string& name, Time time)
{
    return "--" + name + "=" + FormatNumber(ToMilliseconds(time));
}

constexpr double LATEST_MOVE_S = 1e8;       //!< of a move
const Time MAX_DURATION = Seconds(1000000); //!< as --duration allows
/// Gateways of a mesh, in which each has a link to each other.
constexpr std::size_t MAX_MESH = 400;
/// Octets of a TCP segment that fits, with headers of 72 octets (IPv6, TCP and its timestamps),
/// into the tunnel's 1460.
constexpr uint32_t MAX_SEGMENT = 1388;
constexpr int64_t MAX_BINS = 1000000; //!< of throughput.csv
constexpr uint32_t TCP_SEGMENT = 536; //!< ns-3's default (RFC 9293, 3.7.1)

/// @name Combinations; each gives a sentence if it is wrong
/// @{

Sentence
CheckDelays(const ExperimentOptions& options, const Given& given)
{
    if (options.core != Core::STAR)
    {
        return std::nullopt;
    }
    if (!options.delays.empty())
    {
        return "--delay is not allowed with --core=star" +
               std::string(given.count("core") ? "" : ", the default with --trace") +
               "; allowed: --core=mesh";
    }
    // A link of the star is what is left of a delay once the other node's link is taken off.
    const Time anchor = options.delayMagLma - NanoSeconds(options.delayMagMag.GetNanoSeconds() / 2);
    if (anchor.IsStrictlyNegative())
    {
        return ShowMs("delayMagLma", options.delayMagLma) +
               " is not allowed with --core=star and " +
               ShowMs("delayMagMag", options.delayMagMag) + "; allowed: half of the latter or more";
    }
    if (!options.HasMobileCorrespondents() && options.delayCnLma < anchor)
    {
        return ShowMs("delayCnLma", options.delayCnLma) + " is not allowed with --core=star, " +
               ShowMs("delayMagLma", options.delayMagLma) + " and " +
               ShowMs("delayMagMag", options.delayMagMag) +
               "; allowed: " + FormatNumber(ToMilliseconds(anchor)) + " ms or more";
    }
    return std::nullopt;
}

Sentence
CheckMovers(const ExperimentOptions& options, const Given& given)
{
    const std::string move = "--move=" + GetWord(options.move);
    if (options.move == Move::NONE && given.count("moves") && options.moves > 0)
    {
        return "--moves=" + std::to_string(options.moves) + " is not allowed with " + move +
               "; allowed: 0";
    }
    if (options.MovesCn() && !options.HasMobileCorrespondents())
    {
        return move + " is not allowed with --correspondent=fixed, where cn1 does not move; "
                      "allowed: mn, none";
    }
    return std::nullopt;
}

Sentence
CheckMoveTimes(const ExperimentOptions& options, const Given&)
{
    if (options.trace || !GetLastMove(options))
    {
        return std::nullopt;
    }
    // Far from where ns-3's clock of nanoseconds ends, in numbers that cannot overflow.
    const double last = ToSeconds(options.moveAt) + ToSeconds(options.dwell) * options.moves +
                        ToSeconds(options.stagger) * options.mobileNodes;
    if (last > LATEST_MOVE_S)
    {
        return "--moves=" + std::to_string(options.moves) +
               " is not allowed with --dwell=" + FormatSeconds(options.dwell) +
               ", --mobileNodes=" + std::to_string(options.mobileNodes) + " and " +
               ShowMs("stagger", options.stagger) + "; allowed: a last move before " +
               FormatNumber(LATEST_MOVE_S) + " s";
    }
    const std::string moveAt = "--moveAt=" + FormatSeconds(options.moveAt);
    const std::string first = FormatSeconds(GetFirstAttachment());
    if (options.MovesMn() && options.moveAt <= GetFirstAttachment())
    {
        return moveAt + " is not allowed; allowed: more than " + first +
               " s, when mobile nodes attach first";
    }
    if (options.MovesCn() && options.moveAt + options.moveOffset <= GetFirstAttachment())
    {
        return ShowMs("moveOffset", options.moveOffset) + " is not allowed with " + moveAt +
               "; allowed: a sum of more than " + first + " s, when mobile nodes attach first";
    }
    if (options.moves > 1 && options.access == Access::IDEAL && options.dwell <= options.l2Gap)
    {
        return "--dwell=" + FormatSeconds(options.dwell) + " is not allowed with " +
               ShowMs("l2Gap", options.l2Gap) + "; allowed: more than " +
               FormatSeconds(options.l2Gap) + " s, when the node attaches again";
    }
    return std::nullopt;
}

Sentence
CheckPaths(const ExperimentOptions& options, const Given&)
{
    for (const auto& [node, gateways] : options.paths)
    {
        const NodeName name = ReadNodeName(node).value_or(NodeName{});
        if (!options.trace && name.number > options.mobileNodes)
        {
            const std::string last = std::to_string(options.mobileNodes);
            return "--path=" + node + ":" + Join(gateways, ",") +
                   " is not allowed with --mobileNodes=" + last + "; allowed: nodes mn1" +
                   (last == "1" ? ", cn1" : " to mn" + last + ", cn1 to cn" + last);
        }
    }
    if (GetHighestGateway(options) > MAX_GATEWAYS)
    {
        return "--moves=" + std::to_string(options.moves) +
               " is not allowed on the default path, which leads beyond mag" +
               std::to_string(MAX_GATEWAYS) + "; allowed: fewer moves, or a --path to repeat";
    }
    const std::size_t count = ListGateways(options).size();
    if (options.core == Core::MESH && count > MAX_MESH)
    {
        return "--core=mesh is not allowed with " + std::to_string(count) +
               " gateways, each with a link to each other; allowed: --core=star, or " +
               std::to_string(MAX_MESH) + " gateways by --path, --moves or --gateways";
    }
    return std::nullopt;
}

Sentence
CheckSegments(const ExperimentOptions& options, const Given&)
{
    if (options.traffic == Traffic::TCP && options.packetSize > MAX_SEGMENT)
    {
        return "--packetSize=" + std::to_string(options.packetSize) +
               " is not allowed with --traffic=tcp; allowed: 12 to " + std::to_string(MAX_SEGMENT) +
               ", which fit into the tunnel";
    }
    return std::nullopt;
}

Sentence
CheckFlowLogs(const ExperimentOptions& options, const Given&)
{
    std::set<NodePair> flows;
    for (const PlannedNode& node : PlanMobileNodes(options))
    {
        if (node.name.role == "mn" && !node.peer.empty())
        {
            if (options.direction != Direction::CN_MN)
            {
                flows.emplace(node.name.GetText(), node.peer);
            }
            if (options.direction != Direction::MN_CN)
            {
                flows.emplace(node.peer, node.name.GetText());
            }
        }
    }
    for (const NodePair& wanted : options.flowLogs)
    {
        if (flows.count(wanted) == 0)
        {
            return "--flowLog=" + wanted.first + ":" + wanted.second +
                   " is not allowed here; allowed: a flow of this run, such as " +
                   flows.begin()->first + ":" + flows.begin()->second;
        }
    }
    return std::nullopt;
}

Sentence
CheckOwnedAttributes(const ExperimentOptions& options, const Given&)
{
    for (const auto& [name, value] : options.attributes)
    {
        auto sentence = CheckOwner(name, value, options);
        if (!sentence)
        {
            sentence = CheckFit(name, value);
        }
        if (sentence)
        {
            return sentence;
        }
    }
    return std::nullopt;
}

/**
 * @param numbers of gateways, rising, from 1
 * @return "mag1 to mag4, mag99"
 */
std::string
SayGateways(const std::vector<uint32_t>& numbers)
{
    const auto gap = std::adjacent_find(numbers.begin(), numbers.end(), [](uint32_t a, uint32_t b) {
        return b != a + 1;
    });
    const auto end = gap == numbers.end() ? gap : std::next(gap);
    std::string text = "mag1 to mag" + std::to_string(*std::prev(end));
    constexpr std::ptrdiff_t SHOWN = 4; // of many more
    const auto shown = std::min(SHOWN, std::distance(end, numbers.end()));
    for (auto number = end; number != end + shown; ++number)
    {
        text += ", mag" + std::to_string(*number);
    }
    return end + shown == numbers.end() ? text : text + " .. mag" + std::to_string(numbers.back());
}

Sentence
CheckFailures(const ExperimentOptions& options, const Given&)
{
    const uint64_t anchors = CountAnchors(options);
    const auto gateways = ListGateways(options);
    for (const auto& [option, moments] : {std::make_pair("--restart=", &options.restarts),
                                          std::make_pair("--stop=", &options.stops)})
    {
        for (const auto& [text, at] : *moments)
        {
            const NodeName name = ReadNodeName(text).value_or(NodeName{});
            const bool isThere =
                (name.role == "lma" && name.number <= anchors) ||
                (name.role == "mag" &&
                 std::binary_search(gateways.begin(), gateways.end(), name.number));
            if (!isThere)
            {
                return option + text + ":" + FormatSeconds(at) +
                       " is not allowed here; allowed: lma1" + (anchors > 1 ? ", lma2" : "") +
                       ", " + SayGateways(gateways);
            }
        }
    }
    return std::nullopt;
}

/// @}

/**
 * @param options whose trace is read
 * @return a sentence if it cannot be
 */
Sentence
ReadTrace(ExperimentOptions& options)
{
    if (options.traceFile.empty())
    {
        return std::nullopt;
    }
    try
    {
        options.trace =
            std::make_shared<const MobilityTrace>(MobilityTrace::Read(options.traceFile));
    }
    catch (const MobilityTraceError& error)
    {
        return "--trace=" + options.traceFile + " is not allowed: " + error.what() +
               "; allowed: a file with an ns-2 mobility trace";
    }
    return std::nullopt;
}

/**
 * Take longer bins for a run that is very long.
 *
 * @param options a run's options, whose duration is known; changed
 * @param given names of those that were given
 * @return a sentence if a bin that was given is too short
 */
Sentence
ResolveBin(ExperimentOptions& options, const Given& given)
{
    const Time least = options.duration / MAX_BINS;
    if (options.bin >= least)
    {
        return std::nullopt;
    }
    if (given.count("bin"))
    {
        return ShowMs("bin", options.bin) +
               " is not allowed with --duration=" + FormatSeconds(options.duration) +
               "; allowed: " + FormatNumber(ToMilliseconds(least)) + " ms or more";
    }
    options.bin = least;
    return std::nullopt;
}

/**
 * @param options a run's options
 * @return the default of --duration
 */
Time
GetDefaultDuration(const ExperimentOptions& options)
{
    if (options.trace)
    {
        return options.trace->GetEnd();
    }
    const auto last = AreStationsWalking(options) ? GetEndOfWalks(options) : GetLastMove(options);
    return last ? *last + Seconds(10) : Seconds(20);
}

/**
 * @param options a run's options
 * @param given names of those that were given
 * @return sentences about those that change nothing
 */
std::vector<std::string>
GetNotes(const ExperimentOptions& options, const Given& given)
{
    std::vector<std::string> notes;
    for (const OptionGroup& group : GetOptionTable())
    {
        for (const OptionDescription& option : group.options)
        {
            const std::string reason =
                option.idle && given.count(option.name) ? option.idle(options) : "";
            if (!reason.empty())
            {
                notes.push_back("--" + option.name + " changes nothing " + reason);
            }
        }
    }
    if (AreStationsWalking(options))
    {
        const auto holes = DescribeCoverageHoles(options);
        notes.insert(notes.end(), holes.begin(), holes.end());
    }
    const auto late = DescribeOutOfTime(options);
    notes.insert(notes.end(), late.begin(), late.end());
    return notes;
}

} // namespace

std::optional<std::string>
ResolveOptions(ExperimentOptions& options, const std::set<std::string>& given)
{
    if (auto sentence = ReadTrace(options))
    {
        return sentence;
    }
    if (!given.count("core") && options.trace)
    {
        options.core = Core::STAR;
    }
    if (!given.count("packetSize") && options.traffic == Traffic::TCP)
    {
        options.packetSize = TCP_SEGMENT;
    }
    if (!given.count("phaseSpan"))
    {
        options.phaseSpan = GetDefaultPhaseSpan(options);
    }
    for (const Check check : {&CheckDelays,
                              &CheckMovers,
                              &CheckMoveTimes,
                              &CheckPaths,
                              &CheckSegments,
                              &CheckFlowLogs,
                              &CheckFailures,
                              &CheckOwnedAttributes})
    {
        if (auto sentence = check(options, given))
        {
            return sentence;
        }
    }
    if (!given.count("duration"))
    {
        options.duration = GetDefaultDuration(options);
        if (options.trace && options.duration > MAX_DURATION)
        {
            return "--trace=" + options.traceFile + " has a last leg that ends at " +
                   FormatSeconds(options.duration) + " s; allowed: with it, a --duration";
        }
        if (!options.duration.IsStrictlyPositive())
        {
            return "--trace=" + options.traceFile +
                   " has no event after 0 s to end at; allowed: "
                   "with it, a --duration";
        }
    }
    if (auto sentence = ResolveBin(options, given))
    {
        return sentence;
    }
    if (!given.count("faultsUntil"))
    {
        options.faultsUntil = options.duration;
    }
    if (!given.count("output"))
    {
        options.output = "output/" + GetWord(options.scheme) + "-" + GetWord(options.scenario) +
                         "-" + GetWord(options.access) + "-" + std::to_string(options.run);
    }
    options.notes = GetNotes(options, given);
    return std::nullopt;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
