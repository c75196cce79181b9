/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-parameters-json.h"

#include <cmath>
#include <type_traits>
#include <variant>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @param value a parameter
 * @return the same; whole numbers without a decimal point
 */
Json
WriteParameter(const ParameterValue& value)
{
    return std::visit(
        [](const auto& held) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, double>)
            {
                if (held == std::floor(held) && std::abs(held) < 1e15)
                {
                    return static_cast<int64_t>(held);
                }
            }
            return held;
        },
        value);
}

} // namespace

Json
ToJson(const Parameters& parameters)
{
    Json json = Json::object();
    for (const auto& [name, value] : parameters)
    {
        json[name] = WriteParameter(value);
    }
    return json;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
