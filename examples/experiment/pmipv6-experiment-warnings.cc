/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-warnings.h"

#include "pmipv6-experiment-values.h"

#include "ns3/boolean.h"
#include "ns3/nstime.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @param anchor an anchor
 * @return how old a request may be that it takes; nothing if it may be of any age
 */
std::optional<Time>
GetWindow(const Anchor& anchor)
{
    BooleanValue isNodes;
    TimeValue window;
    anchor.lma->GetAttribute("MobileNodeGeneratedTimestampInUse", isNodes);
    anchor.lma->GetAttribute("TimestampValidityWindow", window);
    return isNodes.Get() ? std::nullopt : std::make_optional(window.Get());
}

/// @return a time in milliseconds, as text
std::string
InMilliseconds(Time time)
{
    return FormatNumber(ToMilliseconds(time)) + " ms";
}

} // namespace

std::vector<std::string>
FindWarnings(const ExperimentOptions& options, const Network& network)
{
    if (options.scheme == Scheme::NONE || options.ordering != Ordering::TIMESTAMP)
    {
        return {};
    }
    // RFC 5213, 5.5: a request that is on its way for longer than the window is refused.
    std::string first;
    std::size_t more = 0;
    for (const auto& anchor : network.GetAnchors())
    {
        const auto window = GetWindow(anchor);
        for (const auto& gateway : network.GetGateways())
        {
            const auto delay = network.GetDelay(gateway.name, anchor.name);
            if (!window || !delay || *delay <= *window)
            {
                continue;
            }
            if (first.empty())
            {
                first = "from " + gateway.name + " to " + anchor.name + " it takes " +
                        InMilliseconds(*delay) + ", longer than TimestampValidityWindow (" +
                        InMilliseconds(*window) +
                        "): the anchor refuses all registrations from there, with "
                        "TIMESTAMP_MISMATCH";
            }
            else
            {
                ++more;
            }
        }
    }
    if (first.empty())
    {
        return {};
    }
    if (more > 0)
    {
        first += "; so it is with " + std::to_string(more) + " more";
    }
    return {first};
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
