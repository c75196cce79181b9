/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-care-of-paths.h"

#include "pmipv6-ipv6-numbers.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(CareOfPaths);

namespace
{

/// @return packets of this node from an address, or with none yet, to a peer
ForwardingMatch
MatchPair(const Ipv6Address& own, const Ipv6Address& peer)
{
    ForwardingMatch match;
    match.source = Prefix(own, 128);
    match.destination = Prefix(peer, 128);
    match.origins = FROM_SELF;
    match.owner = "mipv6-care-of";
    return match;
}

} // namespace

TypeId
CareOfPaths::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::CareOfPaths")
                            .SetParent<Object>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<CareOfPaths>();
    return tid;
}

Ptr<CareOfPaths>
CareOfPaths::Install(Ptr<Node> node)
{
    auto paths = node->GetObject<CareOfPaths>();
    if (!paths)
    {
        paths = CreateObject<CareOfPaths>();
        paths->m_forwarding = MobilityForwarding::InstallOnHost(node);
        paths->m_ipv6 = node->GetObject<Ipv6L3Protocol>();
        node->AggregateObject(paths);
    }
    return paths;
}

void
CareOfPaths::DoDispose()
{
    m_paths.clear();
    m_forwarding = nullptr;
    m_ipv6 = nullptr;
    Object::DoDispose();
}

CareOfAddresses
CareOfPaths::Find(const Ipv6Address& own, const Ipv6Address& peer) const
{
    const auto known = m_paths.find({peer, own});
    return known == m_paths.end() ? CareOfAddresses() : known->second;
}

void
CareOfPaths::SetSource(const Ipv6Address& own, const Ipv6Address& peer, const Ipv6Address& careOf)
{
    auto changed = Find(own, peer);
    changed.source = careOf;
    Set(own, peer, changed);
}

void
CareOfPaths::SetDestination(const Ipv6Address& own,
                            const Ipv6Address& peer,
                            const Ipv6Address& careOf)
{
    auto changed = Find(own, peer);
    changed.destination = careOf;
    Set(own, peer, changed);
}

void
CareOfPaths::Set(const Ipv6Address& own, const Ipv6Address& peer, const CareOfAddresses& careOf)
{
    const auto known = Find(own, peer);
    if (!m_forwarding || careOf == known)
    {
        return;
    }
    const auto before = m_destinations.find(known.destination);
    if (before != m_destinations.end() && --before->second == 0)
    {
        m_destinations.erase(before);
    }
    if (!careOf.destination.IsAny())
    {
        ++m_destinations[careOf.destination];
    }
    if (careOf.GetHeaderSize() > 0)
    {
        m_paths[{peer, own}] = careOf;
        m_forwarding->Set(MatchPair(own, peer), CareOfAction{own, peer, careOf});
    }
    else
    {
        m_paths.erase({peer, own});
        m_forwarding->Remove(MatchPair(own, peer));
    }
    SetOpen(peer);
}

void
CareOfPaths::SetOpen(const Ipv6Address& peer)
{
    const auto open = MatchPair(Ipv6Address::GetAny(), peer);
    const auto first = m_paths.lower_bound({peer, Ipv6Address::GetAny()});
    if (first == m_paths.end() || first->first.first != peer)
    {
        m_forwarding->Remove(open);
        m_ipv6->SetPmtu(peer, 0); // That of the device.
        return;
    }
    // A packet whose source is open gets it with its route (RFC 6724); a mobile node's is its home
    // address already.
    m_forwarding->Set(open, CareOfAction{first->first.second, peer, first->second});
    // RFC 6275, 9.3.2: who cuts data into packets knows what is added; but of what goes to the peer
    // itself, which is cut with its header.
    uint32_t added = 0;
    for (auto path = first; path != m_paths.end() && path->first.first == peer; ++path)
    {
        const bool isToItself = path->second.destination.IsAny();
        added = std::max(added, isToItself ? 0 : path->second.GetHeaderSize());
    }
    m_ipv6->SetPmtu(peer, m_forwarding->GetTunnelDevice()->GetMtu() + IPV6_HEADER_SIZE - added);
}

bool
CareOfPaths::TakeUse(const Ipv6Address& own, const Ipv6Address& peer) const
{
    bool isUsed = false;
    for (const auto& source : {own, Ipv6Address::GetAny()})
    {
        if (const auto* entry = m_forwarding->GetTable().Find(MatchPair(source, peer)))
        {
            isUsed = isUsed || entry->isUsed;
            entry->isUsed = false;
        }
    }
    return isUsed;
}

} // namespace pmipv6
} // namespace ns3
