/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_OPTIONS_H
#define PMIPV6_EXPERIMENT_OPTIONS_H

#include "pmipv6-experiment-option.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/// An argument is wrong.
struct InvalidArgument
{
    std::string sentence; //!< option, value, what is allowed
};

/// The user asks for information and not for a run.
struct InformationAsked
{
    std::string ns3Argument; //!< argument that ns-3's CommandLine answers; empty: --help
};

/// What the arguments come to.
using ParseResult = std::variant<ExperimentOptions, InvalidArgument, InformationAsked>;

/**
 * Reads the program's arguments: the options, of which the last counts where one is repeated;
 * ns-3's attributes (--ns3::CLASS::ATTRIBUTE=VALUE) and global values; and what ns-3's CommandLine
 * prints (--PrintAttributes=CLASS ..). Reads the trace. Sets and writes nothing.
 *
 * @param arguments without the program's name
 * @return the run's options, or what else there is to do
 */
ParseResult ReadExperimentOptions(const std::vector<std::string>& arguments);

/**
 * Reads them for a run in this process: sets ns-3's attributes and global values.
 *
 * @param arguments without the program's name
 * @return as above
 */
ParseResult ParseExperimentOptions(const std::vector<std::string>& arguments);

/**
 * @param argc main's
 * @param argv main's
 * @return as above
 */
ParseResult ParseExperimentOptions(int argc, const char* const* argv);

/**
 * Prints on the standard output what was asked for.
 *
 * @param asked what
 */
void PrintInformation(const InformationAsked& asked);

/// @return what --help prints, lines of 100 columns at most
std::string GetHelp();

/// Parameters by name, in the order of the options.
using Parameters = std::vector<std::pair<std::string, ParameterValue>>;

/**
 * @param options a run's options
 * @return every option with its value in the option's unit, then attributes that were set
 */
Parameters GetParameters(const ExperimentOptions& options);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_OPTIONS_H
