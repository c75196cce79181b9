/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-traffic.h"

#include <algorithm>
#include <iterator>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return what matches packets that a mobile node sends from a prefix
ForwardingMatch
UplinkOf(const Prefix& prefix)
{
    ForwardingMatch match;
    match.source = prefix;
    match.origins = FROM_MOBILE_NODE;
    return match;
}

/// @return what matches packets that come to a prefix through a tunnel or from here
ForwardingMatch
DownlinkOf(const Prefix& prefix)
{
    ForwardingMatch match;
    match.destination = prefix;
    match.origins = FROM_TUNNEL | FROM_SELF;
    return match;
}

/// @return what matches packets that any mobile node here sends to a prefix
ForwardingMatch
BetweenNodes(const Prefix& prefix)
{
    ForwardingMatch match;
    match.source = Prefix();
    match.destination = prefix;
    match.origins = FROM_MOBILE_NODE;
    return match;
}

/// @return what matches packets that a mobile node sends from a prefix, wherever to: before
/// BetweenNodes, since its source prefix is longer
ForwardingMatch
FromNodeToAll(const Prefix& prefix)
{
    ForwardingMatch match;
    match.source = prefix;
    match.destination = Prefix();
    match.origins = FROM_MOBILE_NODE;
    return match;
}

} // namespace

LocalRouting
DecideLocalRouting(bool isEnabled, const PolicyProfile* profile)
{
    if (!isEnabled)
    {
        return LocalRouting::OFF;
    }
    return profile && profile->isLocalRoutingAllowed ? LocalRouting::ON : LocalRouting::FORBIDDEN;
}

void
GatewayTraffic::Start(Ptr<MobilityForwarding> forwarding,
                      Ptr<AccessDevice> access,
                      const Ipv6Address& local)
{
    m_forwarding = forwarding;
    m_access = access;
    m_local = local;
}

void
GatewayTraffic::Open(const BindingUpdateListEntry& entry, LocalRouting routing)
{
    const TunnelAction tunnel{m_local, entry.anchorAddress, Ipv6Address::GetAny(), Time()};
    const DeliverAction deliver{m_access, AccessDevice::GetNextHop(entry.linkLayer)};
    for (const auto& prefix : entry.prefixes)
    {
        m_access->OpenUplink(entry.linkLayer, prefix);
        m_prefixes.insert(prefix);
        if (routing == LocalRouting::NOT_HERE)
        {
            continue;
        }
        m_forwarding->Set(UplinkOf(prefix), tunnel);
        m_forwarding->Set(DownlinkOf(prefix), deliver);
        if (routing == LocalRouting::ON)
        {
            m_forwarding->Set(BetweenNodes(prefix), deliver);
        }
        if (routing == LocalRouting::FORBIDDEN)
        {
            m_forwarding->Set(FromNodeToAll(prefix), tunnel);
        }
    }
    if (routing != LocalRouting::NOT_HERE)
    {
        m_forwarding->TrustTunnelPeer(entry.anchorAddress);
    }
    m_open[entry.linkLayer].push_back(
        {entry.GetKey(), entry.prefixes, entry.anchorAddress, routing});
}

void
GatewayTraffic::Close(const BindingUpdateListEntry& entry)
{
    const auto known = m_open.find(entry.linkLayer);
    if (known == m_open.end())
    {
        return;
    }
    auto& all = known->second;
    const auto open = std::find_if(all.begin(), all.end(), [&entry](const Opened& one) {
        return one.key == entry.GetKey();
    });
    if (open == all.end())
    {
        return;
    }
    for (const auto& prefix : open->prefixes)
    {
        m_access->CloseUplink(entry.linkLayer, prefix);
        m_prefixes.erase(prefix);
        if (open->routing == LocalRouting::NOT_HERE)
        {
            continue;
        }
        m_forwarding->Remove(UplinkOf(prefix));
        m_forwarding->Remove(DownlinkOf(prefix));
        if (open->routing == LocalRouting::ON)
        {
            m_forwarding->Remove(BetweenNodes(prefix));
        }
        if (open->routing == LocalRouting::FORBIDDEN)
        {
            m_forwarding->Remove(FromNodeToAll(prefix));
        }
    }
    if (open->routing != LocalRouting::NOT_HERE)
    {
        m_forwarding->DistrustTunnelPeer(open->anchor);
    }
    all.erase(open);
    if (all.empty())
    {
        m_open.erase(known);
    }
}

bool
GatewayTraffic::IsTaken(const std::vector<Prefix>& prefixes) const
{
    // RFC 5213, 6.8: prefixes are for one node's exclusive use. None here overlap, so that only its
    // neighbours in order can overlap another.
    return std::any_of(prefixes.begin(), prefixes.end(), [this](const Prefix& prefix) {
        const auto next = m_prefixes.lower_bound(prefix);
        return (next != m_prefixes.end() && next->Overlaps(prefix)) ||
               (next != m_prefixes.begin() && std::prev(next)->Overlaps(prefix));
    });
}

void
GatewayTraffic::Dispose()
{
    m_forwarding = nullptr;
    m_access = nullptr;
}

} // namespace pmipv6
} // namespace ns3
