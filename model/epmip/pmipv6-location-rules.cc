/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-rules.h"

#include "pmipv6-message-lifetime.h"

namespace ns3
{
namespace pmipv6
{

std::string
CheckLocation(const Prefix& prefix, const LocationFacts& facts)
{
    if (prefix.GetLength() < MIN_LOCATION_LENGTH || !IsRoutableUnicast(prefix))
    {
        return "location-of-many";
    }
    if (facts.isHere)
    {
        return "node-is-here";
    }
    if (facts.isSelf)
    {
        return "location-names-this-gateway";
    }
    return facts.isPeer ? "" : "location-not-a-peer";
}

std::string
CheckLocationAnswer(const Prefix& asked, const LocationAnswer& answer, const LocationFacts& facts)
{
    if (answer.prefixes.size() != 1 || !answer.gateway || !answer.timestamp)
    {
        return "option-missing";
    }
    const Prefix& prefix = answer.prefixes.front();
    if (prefix.GetLength() > asked.GetLength() || !prefix.Contains(asked.GetAddress()))
    {
        return "location-not-asked-for";
    }
    return CheckLocation(prefix, facts);
}

Time
GetLocationExpiry(Time now, uint16_t lifetime, Time longest)
{
    return now + Min(FromMessageLifetime(lifetime), longest);
}

} // namespace pmipv6
} // namespace ns3
