/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_TIME_SPANS_H
#define PMIPV6_TIME_SPANS_H

#include "ns3/nstime.h"

#include <algorithm>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-monitor
/// From a time to a time, the latter not included.
struct TimeSpan
{
    Time begin; //!< first instant
    Time end;   //!< first instant after it
};

/**
 * @ingroup pmipv6-monitor
 * @param span a span
 * @param by how much later; negative: earlier
 * @return a span some time later
 */
inline TimeSpan
Shift(const TimeSpan& span, Time by)
{
    return {span.begin + by, span.end + by};
}

/**
 * @ingroup pmipv6-monitor
 * @param a a span
 * @param b another one
 * @return what two spans have in common, perhaps nothing
 */
inline TimeSpan
Cut(const TimeSpan& a, const TimeSpan& b)
{
    return {std::max(a.begin, b.begin), std::min(a.end, b.end)};
}

/**
 * @ingroup pmipv6-monitor
 * @param span a span
 * @return true if there is nothing in it
 */
inline bool
IsEmpty(const TimeSpan& span)
{
    return span.end <= span.begin;
}

/// @ingroup pmipv6-monitor
/// A set of times: spans in order, no two of which touch.
using TimeSpans = std::vector<TimeSpan>;

/**
 * @ingroup pmipv6-monitor
 * @param spans in any order; those that are empty are left out
 * @return the times that are in one of them
 */
TimeSpans MakeTimeSpans(std::vector<TimeSpan> spans);

/**
 * @ingroup pmipv6-monitor
 * @param a a set
 * @param b another
 * @return the times that are in one of them
 */
TimeSpans Unite(const TimeSpans& a, const TimeSpans& b);

/**
 * @ingroup pmipv6-monitor
 * @param spans a set
 * @param grain a length
 * @return the set without holes, and then without spans, that are shorter
 */
TimeSpans Smooth(const TimeSpans& spans, Time grain);

/**
 * @ingroup pmipv6-monitor
 * @param spans a set
 * @param time a time
 * @return true if it is in the set
 */
bool Contains(const TimeSpans& spans, Time time);

/**
 * @ingroup pmipv6-monitor
 * @param spans a set
 * @param span a span
 * @return how much of the span is in the set
 */
Time GetCovered(const TimeSpans& spans, const TimeSpan& span);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_TIME_SPANS_H
