/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_OPTION_TABLE_H
#define PMIPV6_EXPERIMENT_OPTION_TABLE_H

#include "pmipv6-experiment-option.h"

#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Options that belong together.
struct OptionTableGroup
{
    std::string title;                            //!< for --help
    std::vector<const ExperimentOption*> options; //!< in the order of --help and of the results
};

/// @return all options that are declared anywhere
const std::vector<OptionTableGroup>& GetOptionTable();

/// @return names of options of which nothing is built yet, or was not once
const std::vector<std::string>& GetLaterOptions();

/**
 * @param name an option's name
 * @return the option; null if there is none
 */
const ExperimentOption* FindOption(const std::string& name);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_OPTION_TABLE_H
