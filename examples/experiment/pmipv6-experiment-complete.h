/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_COMPLETE_H
#define PMIPV6_EXPERIMENT_COMPLETE_H

#include "pmipv6-experiment-option.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * Fetches what the options stand for, refuses combinations that make no sense, and notes what
 * changes nothing.
 *
 * @param options as given; changed
 * @return a sentence if the options do not fit together
 */
Sentence CompleteOptions(ExperimentOptions& options);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_COMPLETE_H
