/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-resolve.h"

#include "pmipv6-experiment-option-table.h"
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
    if (CountGateways(options) > MAX_GATEWAYS)
    {
        return "--moves=" + std::to_string(options.moves) +
               " is not allowed on the default path, which leads beyond mag" +
               std::to_string(MAX_GATEWAYS) + "; allowed: fewer moves, or a --path to repeat";
    }
    return std::nullopt;
}

Sentence
CheckFailures(const ExperimentOptions& options, const Given&)
{
    const uint64_t anchors = CountAnchors(options);
    const uint64_t gateways = CountGateways(options);
    for (const auto& [option, moments] : {std::make_pair("--restart=", &options.restarts),
                                          std::make_pair("--stop=", &options.stops)})
    {
        for (const auto& [text, at] : *moments)
        {
            const NodeName name = ReadNodeName(text).value_or(NodeName{});
            const bool isThere = (name.role == "lma" && name.number <= anchors) ||
                                 (name.role == "mag" && name.number <= gateways);
            if (!isThere)
            {
                return option + text + ":" + FormatSeconds(at) +
                       " is not allowed here; allowed: lma1" + (anchors > 1 ? ", lma2" : "") +
                       ", mag1 to mag" + std::to_string(gateways);
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
 * @param options a run's options
 * @return the default of --duration
 */
Time
GetDefaultDuration(const ExperimentOptions& options)
{
    if (options.trace)
    {
        return options.trace->GetLastEvent();
    }
    const auto lastMove = GetLastMove(options);
    return lastMove ? *lastMove + Seconds(10) : Seconds(20);
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
    for (const Check check :
         {&CheckDelays, &CheckMovers, &CheckMoveTimes, &CheckPaths, &CheckFailures})
    {
        if (auto sentence = check(options, given))
        {
            return sentence;
        }
    }
    if (!given.count("duration"))
    {
        options.duration = GetDefaultDuration(options);
        if (!options.duration.IsStrictlyPositive())
        {
            return "--trace=" + options.traceFile +
                   " has no event after 0 s to end at; allowed: "
                   "with it, a --duration";
        }
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
