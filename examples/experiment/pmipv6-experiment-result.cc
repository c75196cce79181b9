/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-result.h"

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-scheme.h"
#include "pmipv6-experiment-values.h"

#include <algorithm>
#include <sys/resource.h>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

Figure
ToFigure(const std::optional<Time>& time)
{
    return time ? Figure(ToSeconds(*time)) : std::nullopt;
}

Figure
ToDelay(const std::optional<Time>& time)
{
    return time ? Figure(ToMilliseconds(*time)) : std::nullopt;
}

InterruptionParts
HandoverResult::GetParts() const
{
    InterruptionParts parts;
    Figure end = detached_s; // of the part before
    const auto measure = [&end](const Figure& next) -> Figure {
        if (!end || !next)
        {
            return std::nullopt;
        }
        const double begin = *end;
        end = std::max(begin, *next);
        return (*end - begin) * 1e3;
    };
    parts.radio_lost_unnoticed_ms = measure(link_down_s ? link_down_s : detached_s);
    parts.link_handover_ms = measure(attached_s);
    if (!registers_itself)
    {
        parts.registration_ms = measure(registered_s);
        parts.router_advertisement_ms = measure(advertised_s);
    }
    if (registers_itself || moved_s)
    {
        parts.movement_detection_ms = measure(moved_s);
        parts.address_ms = measure(care_of_s);
        parts.home_registration_ms = measure(home_registered_s);
        const bool isNeeded = correspondents_bound_s && downlink_resumed_s;
        parts.correspondent_registration_ms =
            measure(isNeeded ? Figure(std::min(*correspondents_bound_s, *downlink_resumed_s))
                             : correspondents_bound_s);
    }
    parts.first_packet_ms = measure(downlink_resumed_s);
    return parts;
}

ExperimentResult
MakeResult(const ExperimentOptions& options)
{
    ExperimentResult result;
    result.scheme = GetWord(options, option::SCHEME);
    result.caseName = GetWord(options, option::CASE);
    result.access = GetWord(options, option::ACCESS);
    result.parameters = GetParameters(options);
    return result;
}

double
GetPeakMemoryMb()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    constexpr double OCTETS = 1; // its unit is the octet
#else
    constexpr double OCTETS = 1024;
#endif
    return static_cast<double>(usage.ru_maxrss) * OCTETS / 1e6;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
