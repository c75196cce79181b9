/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPERIMENT_PARAMETERS_JSON_H
#define PMIPV6_EXPERIMENT_PARAMETERS_JSON_H

#include "pmipv6-experiment-options.h"

#include <nlohmann/json.hpp>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

using Json = nlohmann::ordered_json; //!< fields in the order in which they are named

/**
 * @param parameters all
 * @return one object, as result.json has it; whole numbers without a decimal point
 */
Json ToJson(const Parameters& parameters);

} // namespace experiment
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPERIMENT_PARAMETERS_JSON_H
