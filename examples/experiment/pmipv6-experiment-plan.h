/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_PLAN_H
#define PMIPV6_EXPERIMENT_PLAN_H

#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

/**
 * @file
 * What the options mean for each node: who there is, where it is when.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// A move of a node between two gateways.
struct PlannedMove
{
    Time detachAt; //!< when it leaves the old gateway
    NodeName from; //!< the old gateway
    NodeName to;   //!< the new one; may be the same
};

/// A mobile node.
struct PlannedNode
{
    NodeName name; //!< mnI, or cnI with mobile correspondents
    /// Its correspondent, the first of several; with a trace of an odd number of nodes the last has
    /// none.
    std::optional<NodeName> peer;
    NodeName anchor; //!< lma1 or lma2
    Time attachAt;   //!< its first attachment, with a trace its first ON
    /// The gateway of its first attachment; none where nodes do not move by plan, for the nearest
    /// decides.
    std::optional<NodeName> firstGateway;
    std::vector<PlannedMove> moves; //!< by time; none where nodes do not move by plan
    std::size_t traceNode{0};       //!< there: index into what MakeMovement gives
};

/**
 * @param options a run's options
 * @return its mobile nodes: mn1, cn1, mn2, cn2, .. or, with a fixed correspondent, mn1, mn2, ..
 */
std::vector<PlannedNode> PlanMobileNodes(const ExperimentOptions& options);

/**
 * @param options a run's options
 * @param node a mobile node
 * @param visit 0 for its first attachment, i after its i-th move
 * @return the gateway, by its own path, that of pair 1, or the default
 */
NodeName GetPathGateway(const ExperimentOptions& options, const NodeName& node, uint32_t visit);

/**
 * @param options a run's options
 * @return the highest number of a gateway
 */
uint64_t GetHighestGateway(const ExperimentOptions& options);

/**
 * @param options a run's options, GetHighestGateway of which is not too high
 * @return numbers of its gateways, rising: those that --gateways places, else 1 to 4 and those
 *         that a path leads to or names
 */
std::vector<uint32_t> ListGateways(const ExperimentOptions& options);

/**
 * @param options a run's options
 * @return anchors that a path leads to: their own links are home links on which nodes can be
 */
std::set<NodeName> ListHomeLinks(const ExperimentOptions& options);

/**
 * @param options a run's options
 * @return where mobile nodes can attach: ListGateways, then ListHomeLinks
 */
std::vector<NodeName> ListPointsOfAttachment(const ExperimentOptions& options);

/**
 * @param options a run's options
 * @return number of anchors lma1, lma2: 1 or 2
 */
uint32_t CountAnchors(const ExperimentOptions& options);

/**
 * @param options a run's options
 * @return the last detach of any node, at its latest phase; nothing if none moves by plan
 */
std::optional<Time> GetLastMove(const ExperimentOptions& options);

/// @return time of the first attachments of pair 1
Time GetFirstAttachment();

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_PLAN_H
