/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-plain-service.h"

#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(PlainService);

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

/**
 * Deliver an address to a node no more, if it is that node's.
 *
 * @param owners to whom packets are delivered
 * @param forwarding the data plane
 * @param node the node's link-layer address
 * @param address the address
 */
template <class Owners>
void
Release(Owners& owners,
        MobilityForwarding& forwarding,
        const LinkLayerAddress& node,
        const Ipv6Address& address)
{
    const auto owner = owners.find(address);
    if (owner != owners.end() && owner->second == node)
    {
        owners.erase(owner);
        forwarding.Remove(MatchDestination(Prefix(address, 128)));
    }
}

} // namespace

TypeId
PlainService::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::PlainService")
            .SetParent<Object>()
            .SetGroupName("Pmipv6")
            .AddConstructor<PlainService>()
            .AddAttribute("MaxAddresses",
                          "Addresses of the router's own prefix that are delivered to a node; of "
                          "more the one goes that the node has shown first.",
                          UintegerValue(16),
                          MakeUintegerAccessor(&PlainService::m_maxAddresses),
                          MakeUintegerChecker<uint32_t>(1))
            .AddTraceSource("Refused",
                            "A node does not get an address that another has which is there, or "
                            "loses the one of too many that it has shown first.",
                            MakeTraceSourceAccessor(&PlainService::m_refused),
                            "ns3::pmipv6::PlainService::RefusedTracedCallback");
    return tid;
}

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
    for (const auto& node : m_present)
    {
        m_discovery->GetAdvertiser()->Forget(node);
        m_discovery->GetDevice()->CloseUplink(node);
        Withhold(node);
    }
    m_present.clear();
}

void
PlainService::DoDispose()
{
    m_discovery = nullptr;
    m_forwarding = nullptr;
    Object::DoDispose();
}

void
PlainService::Welcome(const LinkLayerAddress& node)
{
    if (!IsRunning())
    {
        return;
    }
    m_present.insert(node);
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
    if (!IsRunning())
    {
        return;
    }
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
    if (!IsRunning() || !m_prefix.Contains(address))
    {
        return;
    }
    auto& addresses = m_addresses[node];
    const bool isKnown = std::find(addresses.begin(), addresses.end(), address) != addresses.end();
    if (!Deliver(node, address) || isKnown)
    {
        return;
    }
    if (addresses.size() >= m_maxAddresses)
    {
        // It may have it no more. If it has, its next packet brings it back.
        const Ipv6Address oldest = addresses.front();
        addresses.erase(addresses.begin());
        Release(m_owners, *m_forwarding, node, oldest);
        m_refused(node, oldest, "too-many-addresses");
    }
    addresses.push_back(address);
}

bool
PlainService::Deliver(const LinkLayerAddress& node, const Ipv6Address& address)
{
    const auto owner = m_owners.emplace(address, node).first;
    if (owner->second != node)
    {
        m_refused(node, address, "address-of-another");
        return false;
    }
    m_forwarding->Set(MatchDestination(Prefix(address, 128)),
                      DeliverAction{m_discovery->GetDevice(), AccessDevice::GetNextHop(node)});
    return true;
}

void
PlainService::Forget(const LinkLayerAddress& node)
{
    if (m_present.erase(node) > 0)
    {
        m_discovery->GetAdvertiser()->Forget(node);
        Withhold(node);
    }
}

void
PlainService::Withhold(const LinkLayerAddress& node)
{
    const auto known = m_addresses.find(node);
    if (known == m_addresses.end())
    {
        return;
    }
    for (const auto& address : known->second)
    {
        Release(m_owners, *m_forwarding, node, address);
    }
}

} // namespace pmipv6
} // namespace ns3
