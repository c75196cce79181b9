/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-plan.h"

#include "pmipv6-experiment-phase.h"

#include <algorithm>
#include <set>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

constexpr uint32_t LEAST_GATEWAYS = 4; //!< mag1 to mag4 are always there

/**
 * @param options a run's options
 * @param isMn whether mn1 is asked for, or cn1
 * @param visit 0 for the first attachment
 * @return number of the gateway on the default path
 */
uint64_t
GetDefaultGateway(const ExperimentOptions& options, bool isMn, uint64_t visit)
{
    if (isMn)
    {
        return 2 * visit + 1;
    }
    return visit == 0 && options.HasOneGateway() ? 1 : 2 * visit + 2;
}

/**
 * @param options a run's options
 * @param node a mobile node
 * @return the path given for it or for pair 1; null if there is none
 */
const std::vector<std::string>*
FindPath(const ExperimentOptions& options, const NodeName& node)
{
    auto path = options.paths.find(node.GetText());
    if (path == options.paths.end())
    {
        path = options.paths.find(node.role + "1");
    }
    return path == options.paths.end() ? nullptr : &path->second;
}

/**
 * @param options a run's options
 * @param isMn whether nodes mnI are asked for, or cnI
 * @return how often each moves
 */
uint32_t
CountMoves(const ExperimentOptions& options, bool isMn)
{
    if (options.trace || !(isMn ? options.MovesMn() : options.MovesCn()))
    {
        return 0;
    }
    return options.moves;
}

/**
 * @param options a run's options
 * @return whether nodes mnI, and whether nodes cnI, for those that move on the default path; none
 *         with a trace
 */
std::vector<bool>
GetRolesOnDefaultPath(const ExperimentOptions& options)
{
    std::vector<bool> roles;
    for (const bool isMn : {true, false})
    {
        if (!options.trace && (isMn || options.HasMobileCorrespondents()) &&
            options.paths.count(isMn ? "mn1" : "cn1") == 0)
        {
            roles.push_back(isMn);
        }
    }
    return roles;
}

/**
 * @param options a run's options without a trace
 * @param name a mobile node
 * @return its plan
 */
PlannedNode
PlanByPath(const ExperimentOptions& options, const NodeName& name)
{
    const bool isMn = name.role == "mn";
    const Time shift = options.stagger * static_cast<int64_t>(name.number - 1);
    PlannedNode node;
    node.attachAt = GetFirstAttachment() + shift;
    node.firstGateway = GetPathGateway(options, name, 0);
    Time at = options.moveAt + shift + (isMn ? Time(0) : options.moveOffset) +
              DrawMovePhase(options, name.number);
    for (uint32_t i = 1; i <= CountMoves(options, isMn); ++i, at += options.dwell)
    {
        node.moves.push_back(
            {at, GetPathGateway(options, name, i - 1), GetPathGateway(options, name, i)});
    }
    return node;
}

/**
 * @param options a run's options with a trace
 * @param index of a node in it
 * @return its plan
 */
PlannedNode
PlanByTrace(const ExperimentOptions& options, std::size_t index)
{
    PlannedNode node;
    node.traceNode = index;
    const auto& switches = options.trace->GetNodes()[index].switches;
    node.attachAt = switches.empty() ? Time::Max() : switches.front().at;
    return node;
}

} // namespace

Time
GetFirstAttachment()
{
    return Seconds(1);
}

std::string
GetPathGateway(const ExperimentOptions& options, const NodeName& node, uint32_t visit)
{
    if (const auto* path = FindPath(options, node))
    {
        return (*path)[visit % path->size()];
    }
    return "mag" + std::to_string(GetDefaultGateway(options, node.role == "mn", visit));
}

std::vector<PlannedNode>
PlanMobileNodes(const ExperimentOptions& options)
{
    const std::size_t roles = options.HasMobileCorrespondents() ? 2 : 1;
    const std::size_t count =
        options.trace ? options.trace->GetNodes().size() : options.mobileNodes * roles;
    std::vector<PlannedNode> nodes;
    nodes.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
    {
        const bool isMn = i % roles == 0;
        const NodeName name{isMn ? "mn" : "cn", static_cast<uint32_t>(i / roles + 1)};
        PlannedNode node = options.trace ? PlanByTrace(options, i) : PlanByPath(options, name);
        node.name = name;
        node.anchor = !isMn && options.HasTwoAnchors() ? "lma2" : "lma1";
        if (roles == 1)
        {
            node.peer = "cn1";
        }
        else if (!isMn || i + 1 < count)
        {
            node.peer = (isMn ? "cn" : "mn") + std::to_string(name.number);
        }
        nodes.push_back(node);
    }
    return nodes;
}

uint64_t
GetHighestGateway(const ExperimentOptions& options)
{
    if (options.trace)
    {
        return uint64_t{options.gatewayRows} * options.gatewayColumns;
    }
    uint64_t highest = LEAST_GATEWAYS;
    for (const bool isMn : GetRolesOnDefaultPath(options))
    {
        highest = std::max(highest, GetDefaultGateway(options, isMn, CountMoves(options, isMn)));
    }
    for (const auto& [node, gateways] : options.paths)
    {
        for (const std::string& gateway : gateways)
        {
            highest =
                std::max<uint64_t>(highest, ReadNodeName(gateway).value_or(NodeName{}).number);
        }
    }
    return highest;
}

std::vector<uint32_t>
ListGateways(const ExperimentOptions& options)
{
    std::set<uint32_t> numbers;
    const uint64_t first = options.trace ? GetHighestGateway(options) : LEAST_GATEWAYS;
    for (uint32_t number = 1; number <= first; ++number)
    {
        numbers.insert(number);
    }
    for (const bool isMn : GetRolesOnDefaultPath(options))
    {
        for (uint32_t visit = 0; visit <= CountMoves(options, isMn); ++visit)
        {
            numbers.insert(static_cast<uint32_t>(GetDefaultGateway(options, isMn, visit)));
        }
    }
    for (const auto& [node, gateways] : options.paths)
    {
        for (const std::string& gateway : gateways)
        {
            numbers.insert(ReadNodeName(gateway).value_or(NodeName{"mag", 1}).number);
        }
    }
    return {numbers.begin(), numbers.end()};
}

uint32_t
CountAnchors(const ExperimentOptions& options)
{
    return options.HasTwoAnchors() ? 2 : 1;
}

std::optional<Time>
GetLastMove(const ExperimentOptions& options)
{
    const bool mn = CountMoves(options, true) > 0;
    const bool cn = CountMoves(options, false) > 0;
    if (!mn && !cn)
    {
        return std::nullopt;
    }
    const Time offset = !cn  ? Time(0)
                        : mn ? std::max(Time(0), options.moveOffset)
                             : options.moveOffset;
    return options.moveAt + offset + options.dwell * static_cast<int64_t>(options.moves - 1) +
           options.stagger * static_cast<int64_t>(options.mobileNodes - 1) +
           GetLongestMovePhase(options);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
