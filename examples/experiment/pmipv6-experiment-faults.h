/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_FAULTS_H
#define PMIPV6_EXPERIMENT_FAULTS_H

#include "pmipv6-experiment-option.h"

#include "ns3/object-factory.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * @param options a run's
 * @return what makes links of the core that lose, double or hold back signalling, or have it
 *         decided on; nothing if the run has none of that
 */
std::optional<ObjectFactory> GetImpairedChannel(const ExperimentOptions& options);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_FAULTS_H
