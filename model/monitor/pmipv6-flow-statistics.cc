/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-flow-statistics.h"

#include <algorithm>
#include <cmath>

namespace ns3
{
namespace pmipv6
{

double
GetPercentile(const std::vector<double>& sorted, double part)
{
    const double rank = part * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(rank));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (rank - static_cast<double>(below));
}

uint64_t
CountOctets(std::vector<std::pair<uint64_t, uint64_t>> pieces)
{
    std::sort(pieces.begin(), pieces.end());
    uint64_t count = 0;
    uint64_t end = 0;
    for (const auto& [first, octets] : pieces)
    {
        const uint64_t next = first + octets;
        count += next > end ? next - std::max(first, end) : 0;
        end = std::max(end, next);
    }
    return count;
}

void
SetDelays(const std::vector<Time>& delays, bool isJitterMeant, FlowRecord& record)
{
    if (delays.empty())
    {
        return;
    }
    Time sum;
    Time differences;
    for (std::size_t i = 0; i < delays.size(); ++i)
    {
        sum += delays[i];
        differences += i > 0 ? Abs(delays[i] - delays[i - 1]) : Time();
    }
    record.delayMean = sum / static_cast<int64_t>(delays.size());
    if (isJitterMeant && delays.size() > 1)
    {
        record.jitter = differences / static_cast<int64_t>(delays.size() - 1);
    }
    std::vector<double> sorted;
    sorted.reserve(delays.size());
    for (const Time& delay : delays)
    {
        sorted.push_back(static_cast<double>(delay.GetNanoSeconds()));
    }
    std::sort(sorted.begin(), sorted.end());
    const auto at = [&sorted](double part) {
        return NanoSeconds(static_cast<uint64_t>(std::llround(GetPercentile(sorted, part))));
    };
    record.delayMin = at(0);
    record.delayP50 = at(0.5);
    record.delayP95 = at(0.95);
    record.delayP99 = at(0.99);
    record.delayMax = at(1);
}

} // namespace pmipv6
} // namespace ns3
