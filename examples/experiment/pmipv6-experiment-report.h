/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_REPORT_H
#define PMIPV6_EXPERIMENT_REPORT_H

#include "pmipv6-experiment-csv.h"
#include "pmipv6-experiment-result.h"

#include <ostream>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * Tells a human what a run found: what was run, handovers split into their parts, flows,
 * signalling, the tables at the end, and the messages of the first handover as a chart. UTF-8,
 * lines of 100 columns at most, but for names that are longer.
 *
 * @param os the stream
 * @param result what the run found
 * @param rows signalling packets by time; those of the first handover are enough
 */
void PrintReport(std::ostream& os,
                 const ExperimentResult& result,
                 const std::vector<SignallingRow>& rows);

/**
 * Draws the messages of one handover: a column a node, an arrow a message, times from its detach
 * on.
 *
 * @param handover the handover
 * @param end no message sent later is shown, s
 * @param rows signalling packets by time
 * @return lines of text; empty if it has no detached_s
 */
std::string GetMessageChart(const HandoverResult& handover,
                            double end,
                            const std::vector<SignallingRow>& rows);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_REPORT_H
