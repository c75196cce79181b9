/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-rules.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-message-lifetime.h"
#include "pmipv6-policy-profile.h"

namespace ns3
{
namespace pmipv6
{

bool
IsOfOneNode(const Prefix& prefix)
{
    return prefix.GetLength() >= MIN_LOCATION_LENGTH && IsRoutableUnicast(prefix);
}

bool
IsOfAreaSession(const std::vector<Prefix>& prefixes)
{
    return prefixes.size() <= MAX_SESSION_PREFIXES && !HasOverlap(prefixes) &&
           std::all_of(prefixes.begin(), prefixes.end(), [](const Prefix& prefix) {
               return prefix.GetLength() == AUTOCONFIGURED_LENGTH && IsRoutableUnicast(prefix);
           });
}

std::string
CheckLocation(const Prefix& prefix, const LocationFacts& facts)
{
    // draft-luo, 5.2: a router is where all nodes of its prefix are.
    if (!IsOfOneNode(prefix) && !(facts.isRouter && IsRoutableUnicast(prefix)))
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
CheckCoverage(const Prefix& asked, const LocationAnswer& answer)
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
    return "";
}

std::string
CheckLocationAnswer(const Prefix& asked, const LocationAnswer& answer, const LocationFacts& facts)
{
    const std::string fault = CheckCoverage(asked, answer);
    return fault.empty() ? CheckLocation(answer.prefixes.front(), facts) : fault;
}

SentAction
DecideSent(const SentFacts& facts)
{
    if (facts.isExcluded)
    {
        return SentAction::EXCLUDE; // draft-luo, 3.2: the gateway decides what is optimized.
    }
    if (facts.isAsked)
    {
        return SentAction::NOTHING;
    }
    if (facts.isServedHere || facts.isLocated)
    {
        // draft-luo, 3.2: the location of a node here is determined locally.
        return facts.isToItself ? SentAction::PASS : SentAction::CONNECT;
    }
    if (facts.isHere)
    {
        return SentAction::PASS; // Its anchor is none that tells (draft-luo, 4.1).
    }
    if (!facts.isManaged)
    {
        // draft-luo, 4.4.1 and 5.1, which costs no message; nor can a list name it.
        return SentAction::UNMANAGED;
    }
    if (facts.isPostponed)
    {
        return SentAction::POSTPONE; // It may be a correspondent, however few packets there were.
    }
    if (facts.isTooFew)
    {
        return SentAction::COUNT;
    }
    return facts.hasRoom ? SentAction::ASK : SentAction::REFUSE;
}

Time
GetLocationExpiry(Time now, uint16_t lifetime, Time longest)
{
    return now + Min(FromMessageLifetime(lifetime), longest);
}

} // namespace pmipv6
} // namespace ns3
