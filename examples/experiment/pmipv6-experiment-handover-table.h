/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_HANDOVER_TABLE_H
#define PMIPV6_EXPERIMENT_HANDOVER_TABLE_H

#include "pmipv6-experiment-result.h"

#include <ostream>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * Prints handovers split into their parts. Of many, a summary and the first few.
 *
 * @param os the stream
 * @param handovers one or more
 */
void PrintHandoverTable(std::ostream& os, const std::vector<HandoverResult>& handovers);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_HANDOVER_TABLE_H
