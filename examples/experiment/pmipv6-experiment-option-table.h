/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_OPTION_TABLE_H
#define PMIPV6_EXPERIMENT_OPTION_TABLE_H

#include "pmipv6-experiment-options.h"

#include <functional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// Highest number of a gateway.
constexpr uint32_t MAX_GATEWAYS = 9999;

/// One option of the program.
struct OptionDescription
{
    std::string name;               //!< "moveAt"
    std::string form;               //!< its value in --help: "S"; empty: it can stand alone
    std::string meaning;            //!< for --help
    std::string allowed;            //!< values, as "allowed: " goes on
    std::vector<std::string> later; //!< values that are not built yet
    std::string derived;            //!< default in words, where it is not a value

    /// Takes a value; false: it is not allowed.
    std::function<bool(ExperimentOptions&, const std::string&)> set;
    /// Gives the value as a parameter.
    std::function<ParameterValue(const ExperimentOptions&)> get;
    /// Says with what else, in this run, the option changes nothing: "with --access=wifi"; or "".
    std::function<std::string(const ExperimentOptions&)> idle;
};

/// Options that belong together.
struct OptionGroup
{
    std::string title;                      //!< for --help
    std::vector<OptionDescription> options; //!< in the order of --help and of the results
};

/// @return all options: the only place where their names, values, meanings and uses stand
const std::vector<OptionGroup>& GetOptionTable();

/// @return names of options of which nothing is built yet
const std::vector<std::string>& GetLaterOptions();

/**
 * @param name an option's name
 * @return the option; null if there is none
 */
const OptionDescription* FindOption(const std::string& name);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_OPTION_TABLE_H
