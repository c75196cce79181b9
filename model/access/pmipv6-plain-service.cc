/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-plain-service.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return packets to a destination
ForwardingMatch
MatchDestination(const Prefix& destination)
{
    ForwardingMatch match;
    match.destination = destination;
    return match;
}

} // namespace

void
PlainService::Start(Ptr<MobilityForwarding> forwarding, const Prefix& prefix)
{
    m_forwarding = forwarding;
    m_prefix = prefix;
    m_forwarding->Set(MatchDestination(m_prefix), DropAction{"no-neighbor"});
}

void
PlainService::Stop()
{
    if (!IsRunning())
    {
        return;
    }
    Lose();
    m_addresses.clear();
    m_forwarding->Remove(MatchDestination(m_prefix));
    m_forwarding = nullptr;
}

void
PlainService::Lose()
{
    for (const auto& [node, addresses] : m_addresses)
    {
        Forget(node);
    }
}

void
PlainService::Dispose()
{
    m_discovery = nullptr;
    m_forwarding = nullptr;
}

void
PlainService::Welcome(const LinkLayerAddress& node)
{
    m_discovery->GetDevice()->OpenUplink(node, m_prefix);
    const auto known = m_addresses.find(node);
    if (known != m_addresses.end())
    {
        for (const auto& address : known->second)
        {
            Deliver(node, address);
        }
    }
}

void
PlainService::Advertise(const LinkLayerAddress& node) const
{
    auto told = m_discovery->WithLifetimes(m_prefix, Time::Max());
    // The prefix is of all nodes here. Where one is alone on its link, others are behind the router
    // (RFC 4903).
    const auto& links = m_discovery->GetDevice()->GetLinks();
    told.isOnLink = links.size() == 1 && links.front()->IsShared();
    m_discovery->GetAdvertiser()->Advertise(node, {told});
}

void
PlainService::Learn(const LinkLayerAddress& node, const Ipv6Address& address)
{
    if (!m_prefix.Contains(address))
    {
        return;
    }
    auto& addresses = m_addresses[node];
    if (std::find(addresses.begin(), addresses.end(), address) == addresses.end())
    {
        addresses.push_back(address);
    }
    Deliver(node, address);
}

void
PlainService::Deliver(const LinkLayerAddress& node, const Ipv6Address& address) const
{
    m_forwarding->Set(MatchDestination(Prefix(address, 128)),
                      DeliverAction{m_discovery->GetDevice(), AccessDevice::GetNextHop(node)});
}

void
PlainService::Forget(const LinkLayerAddress& node) const
{
    const auto known = m_addresses.find(node);
    if (known == m_addresses.end())
    {
        return;
    }
    for (const auto& address : known->second)
    {
        m_forwarding->Remove(MatchDestination(Prefix(address, 128)));
    }
}

} // namespace pmipv6
} // namespace ns3
