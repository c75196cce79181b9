/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-plan.h"

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-gateways.h"
#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-moves.h"
#include "pmipv6-experiment-phase.h"
#include "pmipv6-experiment-trace.h"

#include <algorithm>
#include <iterator>
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
 * @param node a mobile node
 * @param visit 0 for the first attachment
 * @return number of the gateway on the default path
 */
uint64_t
GetDefaultGateway(const ExperimentOptions& options, const NodeName& node, uint64_t visit)
{
    const auto scenario = GetScenario(options);
    if (scenario && GetLayout(*scenario).GetMobility(node.GetNumber()) == MobilityKind::ALTERNATIVE)
    {
        return visit % 2 + 1; // From home, and back.
    }
    if (node.Is(MOBILE_NODE))
    {
        return 2 * visit + 1;
    }
    return visit == 0 && GetPlaces(options).isOneGateway ? 1 : 2 * visit + 2;
}

/**
 * @param options a run's options
 * @param node a mobile node
 * @return the path given for it or for pair 1; null if there is none
 */
const std::vector<NodeName>*
FindPath(const ExperimentOptions& options, const NodeName& node)
{
    const Paths& paths = options[option::PATHS];
    auto path = paths.find(node);
    if (path == paths.end())
    {
        path = paths.find(NodeName(node.GetKind(), 1));
    }
    return path == paths.end() ? nullptr : &path->second;
}

/**
 * @param options a run's options
 * @param isMn whether nodes mnI are asked for, or cnI
 * @return how often each moves
 */
uint32_t
CountMoves(const ExperimentOptions& options, bool isMn)
{
    if (!IsPlanned(options) || !(isMn ? MovesMn(options) : MovesCn(options)))
    {
        return 0;
    }
    return options[option::MOVES];
}

/**
 * @param options a run's options
 * @return nodes that move on the default path, one of each sort; none where they do not move by
 * plan
 */
std::vector<NodeName>
GetNodesOnDefaultPath(const ExperimentOptions& options)
{
    std::vector<NodeName> nodes;
    if (!IsPlanned(options))
    {
        return nodes;
    }
    if (!FindPath(options, NodeName(MOBILE_NODE, 1)))
    {
        nodes.emplace_back(MOBILE_NODE, 1);
        nodes.emplace_back(MOBILE_NODE, 2); // Who may be of another kind (RFC 6612, scenario B).
    }
    if (HasMobileCorrespondents(options) && !FindPath(options, NodeName(CORRESPONDENT, 1)))
    {
        nodes.emplace_back(CORRESPONDENT, 1);
    }
    return nodes;
}

/**
 * @param options a run's options
 * @param name a mobile node
 * @return its first attachment, where no trace says when it is on
 */
Time
GetAttachment(const ExperimentOptions& options, const NodeName& name)
{
    return GetFirstAttachment() +
           options[option::STAGGER] * static_cast<int64_t>(name.GetNumber() - 1);
}

/**
 * @param options a run's options, where nodes move by plan
 * @param name a mobile node
 * @return its plan
 */
PlannedNode
PlanByPath(const ExperimentOptions& options, const NodeName& name)
{
    const bool isMn = name.Is(MOBILE_NODE);
    const Time shift = options[option::STAGGER] * static_cast<int64_t>(name.GetNumber() - 1);
    PlannedNode node;
    node.attachAt = GetAttachment(options, name);
    node.firstGateway = GetPathGateway(options, name, 0);
    Time at = options[option::MOVE_AT] + shift + (isMn ? Time(0) : options[option::MOVE_OFFSET]) +
              DrawMovePhase(options, name.GetNumber());
    for (uint32_t i = 1; i <= CountMoves(options, isMn); ++i, at += options[option::DWELL])
    {
        node.moves.push_back(
            {at, GetPathGateway(options, name, i - 1), GetPathGateway(options, name, i)});
    }
    return node;
}

/**
 * @param options a run's options, where nodes do not move by plan
 * @param index of a node among those that move
 * @param name its name
 * @return its plan
 */
PlannedNode
PlanByPosition(const ExperimentOptions& options, std::size_t index, const NodeName& name)
{
    PlannedNode node;
    node.traceNode = index;
    if (IsMovementDrawn(options))
    {
        node.attachAt = GetAttachment(options, name);
        return node;
    }
    const auto& switches = options[option::TRACE].trace->GetNodes()[index].switches;
    node.attachAt = switches.empty() ? Time::Max() : switches.front().at;
    return node;
}

} // namespace

Time
GetFirstAttachment()
{
    return Seconds(1);
}

NodeName
GetPathGateway(const ExperimentOptions& options, const NodeName& node, uint32_t visit)
{
    if (const auto* path = FindPath(options, node))
    {
        return (*path)[visit % path->size()];
    }
    const uint64_t number = GetDefaultGateway(options, node, visit);
    return NodeName(GATEWAY, static_cast<uint32_t>(number));
}

std::vector<PlannedNode>
PlanMobileNodes(const ExperimentOptions& options)
{
    const std::size_t roles = HasMobileCorrespondents(options) ? 2 : 1;
    const bool isFan = !options[option::TRACE].trace && options[option::CORRESPONDENTS] > 1;
    const std::size_t count = options[option::TRACE].trace
                                  ? options[option::TRACE].trace->GetNodes().size()
                              : isFan ? 1 + std::size_t{options[option::CORRESPONDENTS]}
                                      : options[option::MOBILE_NODES] * roles;
    std::vector<PlannedNode> nodes;
    nodes.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
    {
        const bool isMn = isFan ? i == 0 : i % roles == 0;
        const auto number =
            static_cast<uint32_t>(isFan ? std::max<std::size_t>(i, 1) : i / roles + 1);
        const NodeName name(isMn ? MOBILE_NODE : CORRESPONDENT, number);
        PlannedNode node =
            IsPlanned(options) ? PlanByPath(options, name) : PlanByPosition(options, i, name);
        node.name = name;
        node.anchor = NodeName(ANCHOR, !isMn && HasTwoAnchors(options) ? 2 : 1);
        if (roles == 1)
        {
            node.peer = NodeName(CORRESPONDENT, 1);
        }
        else if (!isMn || i + 1 < count)
        {
            node.peer = NodeName(isMn ? CORRESPONDENT : MOBILE_NODE, isFan ? 1 : number);
        }
        nodes.push_back(node);
    }
    return nodes;
}

uint64_t
GetHighestGateway(const ExperimentOptions& options)
{
    if (!IsPlanned(options))
    {
        return GetGatewayPlaces(options).back().name.GetNumber();
    }
    uint64_t highest = LEAST_GATEWAYS;
    for (const NodeName& node : GetNodesOnDefaultPath(options))
    {
        const uint32_t moves = CountMoves(options, node.Is(MOBILE_NODE));
        highest = std::max(highest, GetDefaultGateway(options, node, moves));
    }
    for (const auto& [node, gateways] : options[option::PATHS])
    {
        for (const NodeName& gateway : gateways)
        {
            highest = std::max<uint64_t>(highest, gateway.IsGateway() ? gateway.GetNumber() : 0);
        }
    }
    return highest;
}

std::vector<uint32_t>
ListGateways(const ExperimentOptions& options)
{
    std::set<uint32_t> numbers;
    if (!IsPlanned(options))
    {
        for (const GatewayPlace& place : GetGatewayPlaces(options))
        {
            numbers.insert(place.name.GetNumber());
        }
        return {numbers.begin(), numbers.end()};
    }
    for (uint32_t number = 1; number <= LEAST_GATEWAYS; ++number)
    {
        numbers.insert(number);
    }
    for (const NodeName& node : GetNodesOnDefaultPath(options))
    {
        for (uint32_t visit = 0; visit <= CountMoves(options, node.Is(MOBILE_NODE)); ++visit)
        {
            numbers.insert(static_cast<uint32_t>(GetDefaultGateway(options, node, visit)));
        }
    }
    for (const auto& [node, gateways] : options[option::PATHS])
    {
        for (const NodeName& gateway : gateways)
        {
            if (gateway.IsGateway())
            {
                numbers.insert(gateway.GetNumber());
            }
        }
    }
    return {numbers.begin(), numbers.end()};
}

std::set<NodeName>
ListHomeLinks(const ExperimentOptions& options)
{
    std::set<NodeName> anchors;
    if (!IsPlanned(options))
    {
        return anchors;
    }
    for (const auto& [node, gateways] : options[option::PATHS])
    {
        std::copy_if(gateways.begin(),
                     gateways.end(),
                     std::inserter(anchors, anchors.end()),
                     [](const NodeName& gateway) { return gateway.Is(ANCHOR); });
    }
    return anchors;
}

std::vector<NodeName>
ListPointsOfAttachment(const ExperimentOptions& options)
{
    std::vector<NodeName> points;
    for (const uint32_t number : ListGateways(options))
    {
        points.emplace_back(GATEWAY, number);
    }
    const auto homeLinks = ListHomeLinks(options);
    points.insert(points.end(), homeLinks.begin(), homeLinks.end());
    return points;
}

uint32_t
CountAnchors(const ExperimentOptions& options)
{
    return HasTwoAnchors(options) ? 2 : 1;
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
                        : mn ? std::max(Time(0), options[option::MOVE_OFFSET])
                             : options[option::MOVE_OFFSET];
    return options[option::MOVE_AT] + offset +
           options[option::DWELL] * static_cast<int64_t>(options[option::MOVES] - 1) +
           options[option::STAGGER] * static_cast<int64_t>(CountPairs(options) - 1) +
           GetLongestMovePhase(options);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
