/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_FAILURES_H
#define PMIPV6_EXPERIMENT_FAILURES_H

#include "pmipv6-experiment-node-name.h"
#include "pmipv6-experiment-option.h"

#include "ns3/nstime.h"

#include <utility>
#include <vector>

/**
 * @file
 * Nodes whose roles restart, and nodes that vanish.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

class DeliveryScheduler;
class Network;

/// A node, and a time.
using NodeMoment = std::pair<NodeName, Time>;

namespace option
{

extern const Option<std::vector<NodeMoment>> RESTARTS; //!< when a node's roles lose all state
extern const Option<std::vector<NodeMoment>> STOPS;    //!< when a node and its roles vanish

} // namespace option

/**
 * @param options a run's
 * @param name a node's name
 * @param given what names it: "--stop=mag9:5"
 * @return a sentence if there is no anchor, gateway or other node of the core of that name
 */
Sentence CheckCoreNode(const ExperimentOptions& options,
                       const NodeName& name,
                       const std::string& given);

/**
 * See to it that roles restart and nodes stop when the options say so. Once, before the run.
 *
 * @param options the run's
 * @param network its network, with all roles
 * @param scheduler decides when roles restart; null: the options do
 */
void ScheduleFailures(const ExperimentOptions& options,
                      const Network& network,
                      DeliveryScheduler* scheduler);

/**
 * @param options a run's
 * @param end "the run ends at 5 s"
 * @return sentences about failures that the run is over too early for
 */
std::vector<std::string> DescribeLateFailures(const ExperimentOptions& options,
                                              const std::string& end);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_FAILURES_H
