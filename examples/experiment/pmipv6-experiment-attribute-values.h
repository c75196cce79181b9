/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_ATTRIBUTE_VALUES_H
#define PMIPV6_EXPERIMENT_ATTRIBUTE_VALUES_H

#include "ns3/attribute.h"

#include <string>

/**
 * @file
 * Values of ns-3's attributes as text. ns-3 ends the program at some that are wrong, and reads
 * others astray.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

/**
 * @param checker of an attribute
 * @param value a value
 * @return whether @p value is well-formed, for those types of which ns-3 ends the program, or
 *         reads astray, at others; true for other types
 */
bool IsWellFormed(const AttributeChecker& checker, const std::string& value);

/**
 * @param checker of an attribute
 * @return what its values are, with their bounds, as "allowed: " goes on
 */
std::string GetAllowed(const AttributeChecker& checker);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_ATTRIBUTE_VALUES_H
