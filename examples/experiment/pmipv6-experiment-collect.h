/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_COLLECT_H
#define PMIPV6_EXPERIMENT_COLLECT_H

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-monitors.h"
#include "pmipv6-experiment-network.h"
#include "pmipv6-experiment-result.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * Fill in what monitors have seen, at the end of the run.
 *
 * @param result gets it
 * @param monitors what has watched
 * @param network the wired part
 * @param access the access part
 */
void CollectResults(ExperimentResult& result,
                    const RunMonitors& monitors,
                    const Network& network,
                    const AccessNetwork& access);

/**
 * Fill in whether the tables are right, once exchanges under way are over.
 *
 * @param result gets it
 * @param monitors what has watched
 * @param network the wired part
 * @param access the access part
 */
void CollectState(ExperimentResult& result,
                  const RunMonitors& monitors,
                  const Network& network,
                  const AccessNetwork& access);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_COLLECT_H
