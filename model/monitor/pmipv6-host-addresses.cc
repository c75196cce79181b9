/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-host-addresses.h"

#include "pmipv6-monitor-text.h"

#include "ns3/ipv6.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

void
HostAddresses::Add(const std::string& identifier, Ptr<Node> node)
{
    const auto ipv6 = node->GetObject<Ipv6>();
    m_hosts.insert(identifier);
    for (uint32_t i = 0; i < ipv6->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; j < ipv6->GetNAddresses(i); ++j)
        {
            const auto address = ipv6->GetAddress(i, j);
            if (address.GetScope() == Ipv6InterfaceAddress::GLOBAL &&
                address.GetState() != Ipv6InterfaceAddress::INVALID)
            {
                m_addresses.push_back({identifier,
                                       address.GetAddress(),
                                       address.GetState() != Ipv6InterfaceAddress::DEPRECATED});
            }
        }
    }
}

void
HostAddresses::Judge(const std::map<std::string, std::vector<Prefix>>& sessions,
                     const Whereabouts& known,
                     StateFinding& finding) const
{
    const auto findPrefixes = [&sessions](const std::string& identifier) {
        const auto own = sessions.find(identifier);
        return own == sessions.end() ? std::vector<Prefix>() : own->second;
    };
    std::set<std::string> served; // Who has an address of its session.
    for (const auto& hosted : m_addresses)
    {
        const AttachedNode* node = known.FindNode(hosted.identifier);
        const auto own = findPrefixes(hosted.identifier);
        const bool isOfSession = std::any_of(own.begin(), own.end(), [&](const Prefix& prefix) {
            return prefix.Contains(hosted.address);
        });
        if (isOfSession)
        {
            served.insert(hosted.identifier);
        }
        if (!node || isOfSession)
        {
            continue; // It is attached nowhere, or all is well.
        }
        auto& records = hosted.isPreferred ? finding.stale : finding.leftover;
        records.push_back({node->name,
                           "address",
                           ToRecordText(hosted.address),
                           hosted.isPreferred ? "preferred" : "deprecated",
                           hosted.isPreferred ? "deprecated" : "none"});
    }
    for (const auto& identifier : m_hosts)
    {
        // Of what its gateway should have advertised.
        const auto own = findPrefixes(identifier);
        const AttachedNode* node = known.FindNode(identifier);
        if (node && !own.empty() && !served.count(identifier))
        {
            finding.stale.push_back(
                {node->name, "address", node->name, "none", "of " + ToRecordText(own.front())});
        }
    }
}

} // namespace pmipv6
} // namespace ns3
