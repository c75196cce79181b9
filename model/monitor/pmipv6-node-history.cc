/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-node-history.h"

#include "pmipv6-access-device.h"

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

bool
UplinkHistory::IsNextHop(const std::string& node, const Ipv6Address& nextHop) const
{
    const auto own = m_macs.find(node);
    return own != m_macs.end() &&
           std::any_of(own->second.begin(), own->second.end(), [&nextHop](const auto& linkLayer) {
               return nextHop == AccessDevice::GetNextHop(linkLayer);
           });
}

TimeSpans
UplinkHistory::FindOpen(const std::string& node,
                        const Ipv6Address& source,
                        const Stay& stay,
                        TimeSpan span) const
{
    span = Shift(Cut(span, {stay.attached, stay.detached}), stay.delay);
    if (m_detection && stay.detached < Time::Max())
    {
        span.end = std::min(span.end, stay.detached + *m_detection);
    }
    const auto gateway = m_open.find(stay.gateway);
    if (gateway == m_open.end() || IsEmpty(span))
    {
        return {};
    }
    const auto& nodes = gateway->second;
    auto known = nodes.end();
    for (const auto& linkLayer : m_macs.at(node))
    {
        known = known == nodes.end() ? nodes.find(linkLayer) : known;
    }
    if (known == nodes.end())
    {
        return {};
    }
    std::vector<TimeSpan> open;
    for (auto change = known->second.begin(); change != known->second.end(); ++change)
    {
        const auto next = std::next(change);
        const bool isOpen =
            std::any_of(change->second.begin(), change->second.end(), [&](const Prefix& prefix) {
                return prefix.Contains(source);
            });
        if (isOpen)
        {
            const Time end = next == known->second.end() ? Time::Max() : next->first;
            open.push_back(Cut(span, {change->first, end}));
        }
    }
    return MakeTimeSpans(std::move(open));
}

} // namespace pmipv6
} // namespace ns3
