/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-message-lifetime.h"

#include "pmipv6-mobility-constants.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

Time
FromMessageLifetime(uint16_t lifetime)
{
    return lifetime == LIFETIME_INFINITE ? Time::Max()
                                         : Seconds(uint32_t{lifetime} * LIFETIME_UNIT_SECONDS);
}

uint16_t
ToMessageLifetime(Time lifetime)
{
    const double units = lifetime.GetSeconds() / LIFETIME_UNIT_SECONDS;
    return static_cast<uint16_t>(std::min(units, LIFETIME_INFINITE - 1.0));
}

Time
AddLifetime(Time time, Time lifetime)
{
    return lifetime == Time::Max() ? lifetime : time + lifetime;
}

} // namespace pmipv6
} // namespace ns3
