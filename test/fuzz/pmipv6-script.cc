/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-script.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

Time
Step::GetPause() const
{
    if (timing == 0)
    {
        return Time(0);
    }
    const unsigned power = std::min(timing & 15, 14);
    return MicroSeconds((uint64_t{1000} << power) * (16 + (timing >> 4)) / 16);
}

std::vector<Step>
ParseScript(const uint8_t* data, std::size_t size)
{
    std::vector<Step> steps;
    std::size_t at = 0;
    while (size - at >= STEP_HEADER_SIZE && steps.size() < MAX_STEPS)
    {
        const std::size_t said = std::size_t{data[at + 2]} << 8 | data[at + 3];
        const std::size_t length = std::min(said, size - at - STEP_HEADER_SIZE);
        const uint8_t* const begin = data + at + STEP_HEADER_SIZE;
        steps.push_back({data[at], data[at + 1], Octets(begin, begin + length)});
        at += STEP_HEADER_SIZE + length;
    }
    return steps;
}

Octets
BuildScript(const std::vector<Step>& steps)
{
    Octets octets;
    for (const auto& step : steps)
    {
        octets.push_back(step.control);
        octets.push_back(step.timing);
        octets.push_back(static_cast<uint8_t>(step.octets.size() >> 8));
        octets.push_back(static_cast<uint8_t>(step.octets.size()));
        octets.insert(octets.end(), step.octets.begin(), step.octets.end());
    }
    return octets;
}

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3
