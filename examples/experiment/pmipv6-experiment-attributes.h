/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_ATTRIBUTES_H
#define PMIPV6_EXPERIMENT_ATTRIBUTES_H

#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * What ns-3's CommandLine takes besides a program's own options, with this program's errors:
 * ns-3's own end the program with status 1.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * @param name of an argument, without dashes
 * @return whether ns-3 prints something for it and ends: PrintAttributes, PrintTypeIds ..
 */
bool IsNs3Question(const std::string& name);

/**
 * @param name of an argument for which IsNs3Question
 * @param value its value
 * @return a sentence if ns-3 has no answer to it
 */
std::optional<std::string> CheckNs3Question(const std::string& name, const std::string& value);

/// @return names of ns-3's global values
std::vector<std::string> GetGlobalNames();

/**
 * @param name ns3::CLASS::ATTRIBUTE, or a global value's name
 * @param value a value for it
 * @return a sentence if there is no such thing or the value is not allowed. ns-3 ends the program
 *         at some values itself: then, too, with that sentence and status 2
 */
std::optional<std::string> CheckAttribute(const std::string& name, const std::string& value);

/**
 * Sets a default for which CheckAttribute had nothing to say.
 *
 * @param name ns3::CLASS::ATTRIBUTE, or a global value's name
 * @param value its value
 */
void SetAttribute(const std::string& name, const std::string& value);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_ATTRIBUTES_H
