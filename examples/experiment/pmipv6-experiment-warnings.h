/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_WARNINGS_H
#define PMIPV6_EXPERIMENT_WARNINGS_H

#include "pmipv6-experiment-network.h"

#include <string>
#include <vector>

/**
 * @file
 * What of a network makes a run other than one would expect.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * @param options a run's options
 * @param network its network
 * @return sentences to be said before the run
 */
std::vector<std::string> FindWarnings(const ExperimentOptions& options, const Network& network);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_WARNINGS_H
