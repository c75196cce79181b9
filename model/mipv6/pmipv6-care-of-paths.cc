/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-care-of-paths.h"

#include "pmipv6-ipv6-numbers.h"

#include <optional>

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
    const auto known = m_paths.find({own, peer});
    return known == m_paths.end() ? CareOfAddresses() : known->second;
}

void
CareOfPaths::SetSource(const Ipv6Address& own, const Ipv6Address& peer, const Ipv6Address& careOf)
{
    auto changed = Find(own, peer);
    changed.source = careOf;
    Set({own, peer}, changed);
}

void
CareOfPaths::SetDestination(const Ipv6Address& own,
                            const Ipv6Address& peer,
                            const Ipv6Address& careOf)
{
    auto changed = Find(own, peer);
    changed.destination = careOf;
    Set({own, peer}, changed);
}

void
CareOfPaths::Set(const Pair& pair, const CareOfAddresses& careOf)
{
    const auto& [own, peer] = pair;
    if (!m_forwarding || careOf == Find(own, peer))
    {
        return;
    }
    std::optional<ForwardingAction> action;
    if (careOf.GetHeaderSize() > 0)
    {
        action = CareOfAction{own, peer, careOf};
        m_paths[pair] = careOf;
    }
    else
    {
        m_paths.erase(pair);
    }
    // A packet whose source is open gets it with its route (RFC 6724); a mobile node's is its home
    // address already.
    m_forwarding->Change(
        {{MatchPair(own, peer), action}, {MatchPair(Ipv6Address::GetAny(), peer), action}});
    // RFC 6275, 9.3.2: who cuts data into packets knows what is added. 0 is that of the device.
    const uint32_t link = m_forwarding->GetTunnelDevice()->GetMtu() + IPV6_HEADER_SIZE;
    m_ipv6->SetPmtu(peer, action ? link - careOf.GetHeaderSize() : 0);
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
