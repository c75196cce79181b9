/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-time-spans.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

TimeSpans
MakeTimeSpans(std::vector<TimeSpan> spans)
{
    std::sort(spans.begin(), spans.end(), [](const TimeSpan& a, const TimeSpan& b) {
        return a.begin < b.begin;
    });
    TimeSpans united;
    for (const TimeSpan& span : spans)
    {
        if (span.end <= span.begin)
        {
            continue;
        }
        if (!united.empty() && span.begin <= united.back().end)
        {
            united.back().end = std::max(united.back().end, span.end);
        }
        else
        {
            united.push_back(span);
        }
    }
    return united;
}

TimeSpans
Unite(const TimeSpans& a, const TimeSpans& b)
{
    std::vector<TimeSpan> all = a;
    all.insert(all.end(), b.begin(), b.end());
    return MakeTimeSpans(std::move(all));
}

TimeSpans
Smooth(const TimeSpans& spans, Time grain)
{
    TimeSpans smooth;
    for (const TimeSpan& span : spans)
    {
        if (!smooth.empty() && span.begin - smooth.back().end < grain)
        {
            smooth.back().end = span.end;
        }
        else
        {
            smooth.push_back(span);
        }
    }
    smooth.erase(
        std::remove_if(smooth.begin(),
                       smooth.end(),
                       [grain](const TimeSpan& span) { return span.end - span.begin < grain; }),
        smooth.end());
    return smooth;
}

namespace
{

/// @return the first span that does not end at or before a time
TimeSpans::const_iterator
FindOpen(const TimeSpans& spans, Time time)
{
    return std::partition_point(spans.begin(), spans.end(), [time](const TimeSpan& span) {
        return span.end <= time;
    });
}

} // namespace

bool
Contains(const TimeSpans& spans, Time time)
{
    const auto span = FindOpen(spans, time);
    return span != spans.end() && span->begin <= time;
}

Time
GetCovered(const TimeSpans& spans, const TimeSpan& span)
{
    Time covered;
    for (auto part = FindOpen(spans, span.begin); part != spans.end() && part->begin < span.end;
         ++part)
    {
        covered += std::min(part->end, span.end) - std::max(part->begin, span.begin);
    }
    return covered;
}

} // namespace pmipv6
} // namespace ns3
