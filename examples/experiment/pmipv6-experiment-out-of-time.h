/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_OUT_OF_TIME_H
#define PMIPV6_EXPERIMENT_OUT_OF_TIME_H

#include "pmipv6-experiment-option.h"

#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * What a run is told to do and is over too early for: moves by plan, failures of nodes, traffic.
 *
 * @param options a run's options, all resolved
 * @return sentences
 */
std::vector<std::string> DescribeOutOfTime(const ExperimentOptions& options);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_OUT_OF_TIME_H
