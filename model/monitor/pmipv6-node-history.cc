/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-node-history.h"

#include <algorithm>
#include <iterator>

namespace ns3
{
namespace pmipv6
{

TimeSpans
NodeHistory::GetOff() const
{
    std::vector<TimeSpan> off = switchedOff;
    off.push_back({Time(0), stays.empty() ? Time::Max() : stays.front().attached});
    if (!stays.empty())
    {
        off.push_back({stays.back().detached, Time::Max()});
    }
    return MakeTimeSpans(std::move(off));
}

const Stay*
NodeHistory::FindStay(Time time) const
{
    const auto after = std::partition_point(stays.begin(), stays.end(), [time](const Stay& stay) {
        return stay.attached <= time;
    });
    return after == stays.begin() ? nullptr : &*std::prev(after);
}

void
NodeHistory::NotePrefix(const Prefix& prefix, bool isGiven, Time when)
{
    const auto open = std::find_if(endings.rbegin(), endings.rend(), [&prefix](const Ending& one) {
        return one.prefix == prefix && one.span.end == Time::Max();
    });
    if (open == endings.rend() && !isGiven)
    {
        endings.push_back({prefix, {when, Time::Max()}});
    }
    else if (open != endings.rend() && isGiven)
    {
        open->span.end = when;
    }
}

bool
NodeHistory::IsAlive(const Ipv6Address& address, Time time) const
{
    if (isKeeping)
    {
        return std::none_of(endings.begin(), endings.end(), [&](const Ending& one) {
            const bool isOpen = one.span.end == Time::Max();
            return one.prefix.Contains(address) && one.span.begin <= time &&
                   (isOpen || time < one.span.end);
        });
    }
    const Stay* stay = FindStay(time);
    return !stay || stay->prefixes.empty() ||
           std::any_of(stay->prefixes.begin(),
                       stay->prefixes.end(),
                       [&address](const Prefix& prefix) { return prefix.Contains(address); });
}

} // namespace pmipv6
} // namespace ns3
