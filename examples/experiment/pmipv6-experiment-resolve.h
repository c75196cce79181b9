/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_RESOLVE_H
#define PMIPV6_EXPERIMENT_RESOLVE_H

#include "pmipv6-experiment-options.h"

#include <optional>
#include <set>
#include <string>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * Reads the trace, refuses combinations that make no sense, and fills in the defaults that depend
 * on other options.
 *
 * @param options each option as given or as ExperimentOptions has it; changed
 * @param given names of the options that were given
 * @return a sentence if the options do not fit together
 */
std::optional<std::string> ResolveOptions(ExperimentOptions& options,
                                          const std::set<std::string>& given);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_RESOLVE_H
