/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-binding-bench.h"

#include "ns3/simulator.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

namespace
{

/// @return what matches packets to a prefix
ForwardingMatch
To(const Prefix& prefix)
{
    ForwardingMatch match;
    match.destination = prefix;
    return match;
}

} // namespace

BindingBench::BindingBench()
    : m_anchor(CreateObject<LocalMobilityAnchor>())
{
}

std::string
BindingBench::DescribeResident() const
{
    std::ostringstream text;
    for (const auto* entry : m_anchor->GetBindingCache().FindByMobileNode(RESIDENT))
    {
        text << GetStateName(entry->state) << " careOf=" << entry->proxyCareOf
             << " previous=" << entry->previousCareOf << " sequence=" << entry->sequence
             << " timestamp=" << entry->timestamp << " linkLocal=" << entry->linkLocal
             << " registered=" << entry->registered << " expiry=" << entry->expiry
             << " revocation=" << entry->revocation;
        for (const auto& prefix : entry->prefixes)
        {
            text << ' ' << prefix << ' ' << DescribeAction(To(prefix));
        }
        text << '\n';
    }
    return text.str();
}

void
BindingBench::RequireBinding(const BindingCacheEntry& entry) const
{
    const auto* profile = m_policies->Find(entry.identifier);
    Require(profile && profile->isProxyMobilityAllowed && profile->anchorAddress == ROLE_ADDRESS,
            "a binding is of a node that is allowed here");
    Require(!entry.prefixes.empty() && entry.prefixes.size() <= MAX_SESSION_PREFIXES,
            "a binding has some prefixes");
    Require(entry.expiry >= Simulator::Now(), "a binding has not expired");
    Require(!entry.proxyCareOf.IsAny() && !entry.proxyCareOf.IsMulticast(),
            "a binding is of a gateway");
    std::ostringstream tunnel;
    tunnel << "tunnel " << ROLE_ADDRESS << " > " << entry.proxyCareOf;
    const std::string expected = entry.state == BindingState::REGISTERED ? tunnel.str()
                                 : entry.state == BindingState::REVOKING ? "drop revoked"
                                                                         : "drop deregistered";
    for (const auto& prefix : entry.prefixes)
    {
        Require(m_anchor->GetBindingCache().FindByPrefix(prefix) == &entry,
                "a binding is found by its prefix");
        const std::string action = DescribeAction(To(prefix));
        Require(action == expected, "packets: " + action + ", not: " + expected);
    }
}

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3
