/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-out-of-time.h"

#include "pmipv6-experiment-failures.h"
#include "pmipv6-experiment-moves.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-traffic.h"
#include "pmipv6-experiment-values.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return a time in s, as text
std::string
ShowSeconds(Time time)
{
    return FormatNumber(ToSeconds(time)) + " s";
}

/**
 * @param options a run's options
 * @param end "the run ends at 5 s"
 * @param sentences gets one about mobile nodes that are not there before
 */
void
AddNodes(const ExperimentOptions& options,
         const std::string& end,
         std::vector<std::string>& sentences)
{
    const auto nodes = PlanMobileNodes(options);
    const auto late = std::count_if(nodes.begin(), nodes.end(), [&](const PlannedNode& node) {
        return node.attachAt >= options[option::DURATION];
    });
    if (late > 0)
    {
        sentences.push_back(end + ", before " + std::to_string(late) + " of " +
                            std::to_string(nodes.size()) + " mobile nodes are there");
    }
}

/**
 * @param options a run's options
 * @param end "the run ends at 5 s"
 * @param sentences gets one about moves that do not take place
 */
void
AddMoves(const ExperimentOptions& options,
         const std::string& end,
         std::vector<std::string>& sentences)
{
    const Time duration = options[option::DURATION];
    std::size_t all = 0;
    std::size_t late = 0;
    Time first = Time::Max();
    for (const PlannedNode& node : PlanMobileNodes(options))
    {
        all += node.moves.size();
        for (const PlannedMove& move : node.moves)
        {
            late += move.detachAt >= duration;
            first = move.detachAt >= duration ? std::min(first, move.detachAt) : first;
        }
    }
    if (late > 0)
    {
        const std::string which =
            late < all ? std::to_string(late) + " of " + std::to_string(all) + " moves"
            : all == 1 ? std::string("the only move")
                       : "any of " + std::to_string(all) + " moves";
        sentences.push_back(end + ", before " + which + (late == 1 ? ", at " : ", from ") +
                            ShowSeconds(first) + (late == 1 ? "" : " on"));
    }
}

/**
 * @param options a run's options
 * @param end "the run ends at 5 s"
 * @param sentences gets one about traffic of which nothing counts
 */
void
AddTraffic(const ExperimentOptions& options,
           const std::string& end,
           std::vector<std::string>& sentences)
{
    if (IsTooShortForFlows(options))
    {
        sentences.push_back("--dwell=" + FormatNumber(ToSeconds(options[option::DWELL])) +
                            " is below 3 s, too short for --flowsPerPrefix to begin a flow");
        return;
    }
    const bool isBoth = options[option::DIRECTION] == Direction::BOTH;
    const Time first = GetFirstFlow(options);
    std::vector<std::pair<std::string, Time>> flows;
    if (options[option::DIRECTION] != Direction::CN_MN)
    {
        flows.emplace_back("mn to cn", first);
    }
    if (options[option::DIRECTION] != Direction::MN_CN)
    {
        flows.emplace_back("cn to mn", first + (isBoth ? Seconds(1) : Time(0)));
    }
    std::vector<std::string> late;
    for (const auto& [way, start] : flows)
    {
        // Packets of the last second do not count as sent.
        if (start > options[option::DURATION] - Seconds(1))
        {
            late.push_back(way + " (from " + ShowSeconds(start) + ")");
        }
    }
    if (!late.empty())
    {
        sentences.push_back(end + ", too early for packets from " + Join(late, " and from ") +
                            " to count: those of the last second do not");
    }
}

} // namespace

std::vector<std::string>
DescribeOutOfTime(const ExperimentOptions& options)
{
    const std::string end = "the run ends at " + ShowSeconds(options[option::DURATION]);
    std::vector<std::string> sentences;
    AddNodes(options, end, sentences);
    AddMoves(options, end, sentences);
    AddTraffic(options, end, sentences);
    const auto failures = DescribeLateFailures(options, end);
    sentences.insert(sentences.end(), failures.begin(), failures.end());
    return sentences;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
