/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-maar-traffic.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Whose entries these are: a pool of a central anchor on the same node has others.
constexpr std::string_view OWNER = "dmm";

/// @return what matches packets for an anchored prefix, wherever from
ForwardingMatch
ToAnchored(const Prefix& prefix)
{
    ForwardingMatch match;
    match.destination = prefix;
    match.owner = OWNER;
    return match;
}

/// @return what matches packets that come to a prefix from elsewhere, or from this node
ForwardingMatch
DownlinkOf(const Prefix& prefix)
{
    ForwardingMatch match;
    match.destination = prefix;
    match.origins = FROM_TUNNEL | FROM_SELF;
    match.owner = OWNER;
    return match;
}

/// @return what matches packets that a mobile node sends from a prefix from elsewhere. Those of
/// other origins are routed as ever: else two nodes, each anchored where the other is, would have
/// theirs go round between the two
ForwardingMatch
UplinkOf(const Prefix& prefix)
{
    ForwardingMatch match;
    match.source = prefix;
    match.origins = FROM_MOBILE_NODE;
    match.owner = OWNER;
    return match;
}

} // namespace

void
MaarTraffic::Start(Ptr<MobilityForwarding> forwarding,
                   std::function<Ptr<AccessDevice>()> getAccess,
                   const Ipv6Address& local)
{
    m_forwarding = forwarding;
    m_getAccess = std::move(getAccess);
    m_local = local;
}

void
MaarTraffic::OpenPool(const Prefix& range)
{
    // What nobody has must not leave by a default route, and come back.
    m_pool = range;
    m_forwarding->Set(ToAnchored(range), DropAction{"no-binding"});
}

void
MaarTraffic::ClosePool()
{
    if (m_pool)
    {
        m_forwarding->Remove(ToAnchored(*m_pool));
        m_pool.reset();
    }
}

void
MaarTraffic::CloseUplinks(const LinkLayerAddress& linkLayer, const AnchoredNode& node)
{
    for (const auto& prefix : node.prefixes)
    {
        m_getAccess()->CloseUplink(linkLayer, prefix);
    }
}

void
MaarTraffic::Apply(const AnchoredNode& node)
{
    if (node.state != AnchoringState::SERVED && node.state != AnchoringState::AWAY)
    {
        // It may be open though no registration was accepted: it was its own when it came.
        CloseUplinks(node.linkLayer, node);
    }
    for (const auto& prefix : node.prefixes)
    {
        switch (node.state)
        {
        case AnchoringState::NONE:
        case AnchoringState::TEMPORARY:
            // It is the node's once the CMD has said so.
            m_forwarding->Remove(ToAnchored(prefix));
            break;
        case AnchoringState::SERVED: {
            m_getAccess()->OpenUplink(node.linkLayer, prefix);
            DeliverAction deliver{m_getAccess(), AccessDevice::GetNextHop(node.linkLayer)};
            deliver.previousRemote = node.previous;
            deliver.previousUntil = node.previousUntil;
            m_forwarding->Set(ToAnchored(prefix), deliver);
            break;
        }
        case AnchoringState::LEFT:
            m_forwarding->Set(ToAnchored(prefix), DropAction{"node-left"});
            break;
        case AnchoringState::AWAY: {
            TunnelAction tunnel;
            tunnel.local = m_local;
            tunnel.remote = node.serving;
            tunnel.previousRemote = node.previous;
            tunnel.previousUntil = node.previousUntil;
            m_forwarding->Set(ToAnchored(prefix), tunnel);
            break;
        }
        }
    }
}

void
MaarTraffic::Open(const LinkLayerAddress& node, const Anchorage& anchorage, bool isSending)
{
    DeliverAction deliver{m_getAccess(), AccessDevice::GetNextHop(node)};
    deliver.remote = anchorage.maar;
    m_forwarding->Set(DownlinkOf(anchorage.prefix), deliver);
    if (isSending)
    {
        TunnelAction tunnel;
        tunnel.local = m_local;
        tunnel.remote = anchorage.maar;
        m_forwarding->Set(UplinkOf(anchorage.prefix), tunnel);
        m_getAccess()->OpenUplink(node, anchorage.prefix);
    }
}

void
MaarTraffic::Close(const LinkLayerAddress& node, const Anchorage& anchorage)
{
    m_getAccess()->CloseUplink(node, anchorage.prefix);
    const ForwardingMatch downlink = DownlinkOf(anchorage.prefix);
    const auto* entry = m_forwarding->GetTable().Find(downlink);
    const auto* deliver = entry ? std::get_if<DeliverAction>(&entry->action) : nullptr;
    if (deliver && deliver->nextHop == AccessDevice::GetNextHop(node))
    {
        m_forwarding->Remove(UplinkOf(anchorage.prefix));
        m_forwarding->Remove(downlink);
    }
}

bool
MaarTraffic::TakeUse(const Prefix& prefix) const
{
    const auto* entry = m_forwarding->GetTable().Find(ToAnchored(prefix));
    return entry && std::exchange(entry->isUsed, false);
}

void
MaarTraffic::Dispose()
{
    m_forwarding = nullptr;
    m_getAccess = nullptr;
}

} // namespace pmipv6
} // namespace ns3
