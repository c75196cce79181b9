/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-packet-walk.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// A packet that was tunnelled so often goes round in a loop.
constexpr int MAX_TUNNELS = 8;

} // namespace

std::ostream&
operator<<(std::ostream& os, const PacketEnd& end)
{
    switch (end.kind)
    {
    case PacketEnd::Kind::DELIVERED:
        return os << end.router;
    case PacketEnd::Kind::LEFT:
        return os;
    case PacketEnd::Kind::DROPPED:
        return os << "drop at " << end.router;
    case PacketEnd::Kind::LOOP:
        return os << "loop";
    }
    return os;
}

void
PacketWalk::AddRouter(std::shared_ptr<const StateSource> source, const std::string& name)
{
    const auto router = source->GetRouter();
    m_byAddress[router->address] = m_routers.size();
    m_byName[name] = m_routers.size();
    m_routers.push_back({name, router->forwarding, std::move(source)});
}

PacketEnd
PacketWalk::Follow(const std::string& gateway,
                   const Ipv6Address& source,
                   const Ipv6Address& destination) const
{
    const auto start = m_byName.find(gateway);
    if (start == m_byName.end())
    {
        return {PacketEnd::Kind::DROPPED, gateway, Ipv6Address()};
    }
    Probe probe{source, destination, start->second, FROM_MOBILE_NODE};
    for (int tunnels = 0; tunnels < MAX_TUNNELS; ++tunnels)
    {
        if (const auto end = Step(probe))
        {
            return *end;
        }
    }
    return {PacketEnd::Kind::LOOP, "", Ipv6Address()};
}

bool
PacketWalk::IsDeliveredLocally(const std::string& gateway,
                               const Ipv6Address& source,
                               const Prefix& destination) const
{
    const auto at = m_byName.find(gateway);
    if (at == m_byName.end())
    {
        return false;
    }
    const auto& table = m_routers[at->second].forwarding->GetTable();
    ForwardingMatch local;
    local.source = Prefix();
    local.destination = destination;
    local.origins = FROM_MOBILE_NODE;
    if (!table.Find(local))
    {
        return false;
    }
    const auto* way = table.Lookup(source, destination.GetAddress(), FROM_MOBILE_NODE).entry;
    return way && std::holds_alternative<DeliverAction>(way->action);
}

std::optional<PacketEnd>
PacketWalk::Step(Probe& probe) const
{
    const Router& router = m_routers[probe.at];
    const auto& table = router.forwarding->GetTable();
    const auto* entry = table.Lookup(probe.source, probe.destination, probe.origin).entry;
    if (!entry || std::holds_alternative<PlainAction>(entry->action))
    {
        return RoutePlainly(probe);
    }
    if (const auto* deliver = std::get_if<DeliverAction>(&entry->action))
    {
        return PacketEnd{PacketEnd::Kind::DELIVERED, router.name, deliver->nextHop};
    }
    if (std::holds_alternative<TunnelAction>(entry->action))
    {
        return Tunnel(probe, *entry);
    }
    return PacketEnd{PacketEnd::Kind::DROPPED, router.name, Ipv6Address()};
}

std::optional<PacketEnd>
PacketWalk::RoutePlainly(Probe& probe) const
{
    const Router& router = m_routers[probe.at];
    if (probe.origin == FROM_TUNNEL)
    {
        // RFC 5213, 5.6.2: out of a tunnel only what comes from a node of this one.
        const auto* up = router.forwarding->GetTable().LookupDestination(probe.source, FROM_TUNNEL);
        if (!up || !std::holds_alternative<TunnelAction>(up->action))
        {
            return PacketEnd{PacketEnd::Kind::DROPPED, router.name, Ipv6Address()};
        }
    }
    // To the anchor of its destination, or out of the domain.
    const auto owner = std::find_if(m_routers.rbegin(), m_routers.rend(), [&](const auto& other) {
        return other.source->OwnsAddress(probe.destination);
    });
    const auto next = owner == m_routers.rend()
                          ? m_byAddress.end()
                          : m_byAddress.find(owner->source->GetRouter()->address);
    if (next == m_byAddress.end() || m_routers[next->second].forwarding == router.forwarding)
    {
        return PacketEnd{PacketEnd::Kind::LEFT, "", Ipv6Address()};
    }
    probe.at = next->second;
    probe.origin = FROM_CORE;
    return std::nullopt;
}

std::optional<PacketEnd>
PacketWalk::Tunnel(Probe& probe, const ForwardingEntry& entry) const
{
    const auto& tunnel = std::get<TunnelAction>(entry.action);
    const auto next = m_byAddress.find(tunnel.remote);
    const bool isBack =
        probe.origin == FROM_CORE
            ? m_routers[probe.at].forwarding->GetTable().IsBackToAnchor(entry, probe.source)
            : tunnel.isOnward && probe.origin == FROM_TUNNEL && tunnel.remote == probe.outer;
    if (next == m_byAddress.end() || isBack)
    {
        return PacketEnd{PacketEnd::Kind::DROPPED, m_routers[probe.at].name, Ipv6Address()};
    }
    // What the other end of the tunnel does not take from this one is lost there.
    const Router& other = m_routers[next->second];
    Ipv6Start inner;
    inner.version = 6;
    inner.source = probe.source;
    inner.destination = probe.destination;
    if (!other.forwarding->CheckTunnelled(inner, tunnel.local).empty())
    {
        return PacketEnd{PacketEnd::Kind::DROPPED, other.name, Ipv6Address()};
    }
    probe.at = next->second;
    probe.origin = FROM_TUNNEL;
    probe.outer = tunnel.local;
    return std::nullopt;
}

} // namespace pmipv6
} // namespace ns3
