/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-previous-locations.h"

namespace ns3
{
namespace pmipv6
{

bool
IsStillUntold(const LocationStay& stay, Time now, const LocationTimes& times)
{
    return stay.isEnhanced && (stay.isUntold || now - stay.followed < times.previous);
}

bool
IsOfInterest(const LocationStay& stay, Time now, const LocationTimes& times)
{
    return stay.isEnhanced && (stay.left == Time::Max() || now - stay.left < times.lifetime);
}

std::vector<Ipv6Address>
GetPreviousLocations(const LocationPath& path,
                     const Ipv6Address& asker,
                     Time now,
                     const LocationTimes& times)
{
    std::vector<Ipv6Address> named;
    for (const auto& stay : path.past)
    {
        if (stay.gateway != asker && IsOfInterest(stay, now, times))
        {
            named.push_back(stay.gateway);
        }
    }
    return named;
}

std::vector<LocationStay>
MakePast(const LocationPath& path, const Ipv6Address& gateway, Time now, const LocationTimes& times)
{
    std::vector<LocationStay> past;
    const auto keep = [&](LocationStay stay) {
        // The last one is always told of, however long ago it was that the node arrived there.
        const bool isLast = past.empty();
        if (stay.gateway == gateway || past.size() == times.maxPast ||
            !(isLast || IsStillUntold(stay, now, times)))
        {
            return;
        }
        stay.left = Min(stay.left, now);
        stay.followed = isLast ? now : stay.followed;
        past.push_back(stay);
    };
    if (path.present)
    {
        keep(*path.present);
    }
    for (const auto& stay : path.past)
    {
        keep(stay);
    }
    return past;
}

} // namespace pmipv6
} // namespace ns3
