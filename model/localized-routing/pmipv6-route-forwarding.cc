/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-forwarding.h"

#include "pmipv6-access-device.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// The entry that tells of a node's packets stands beside the one that sends them to the anchor.
constexpr int WATCH_PRIORITY = 1;

/// @return what matches packets that a node here sends to another
ForwardingMatch
FromNode(const Prefix& own, const Prefix& peer)
{
    ForwardingMatch match;
    match.source = own;
    match.destination = peer;
    match.origins = FROM_MOBILE_NODE;
    return match;
}

/// @return what matches packets that come for a node here from another
ForwardingMatch
ToNode(const Prefix& own, const Prefix& peer)
{
    ForwardingMatch match;
    match.source = peer;
    match.destination = own;
    match.origins = FROM_TUNNEL;
    return match;
}

/// @return what matches all packets that a node here sends
ForwardingMatch
WatchedFrom(const Prefix& own)
{
    ForwardingMatch match;
    match.source = own;
    match.origins = FROM_MOBILE_NODE;
    match.priority = WATCH_PRIORITY;
    return match;
}

} // namespace

void
RouteForwarding::Start(Ptr<MobilityForwarding> forwarding,
                       const Ipv6Address& address,
                       Access access,
                       const LocalNodes& nodes)
{
    m_forwarding = forwarding;
    m_address = address;
    m_access = std::move(access);
    m_nodes = &nodes;
}

void
RouteForwarding::Dispose()
{
    m_forwarding = nullptr;
    m_access = nullptr;
}

std::vector<ForwardingMatch>
RouteForwarding::Install(const LocalizedRoute& route) const
{
    std::vector<ForwardingMatch> entries;
    const auto deliver = [this](const Prefix& prefix) {
        return DeliverAction{m_access(), AccessDevice::GetNextHop(m_nodes->GetLinkLayer(prefix))};
    };
    const auto set = [this, &entries](const ForwardingMatch& match,
                                      const ForwardingAction& action) {
        m_forwarding->Set(match, action);
        entries.push_back(match);
    };
    if (route.isLocal)
    {
        for (const auto& [from, to] :
             {std::make_pair(route.own, route.peer), std::make_pair(route.peer, route.own)})
        {
            set(FromNode(from, to), deliver(to));
            // One of them may be at another gateway already, which is first to know.
            set(ToNode(to, from), deliver(to));
        }
        return entries;
    }
    const TunnelAction tunnel{m_address, route.gateway, Ipv6Address::GetAny(), Time()};
    set(FromNode(route.own, route.peer), tunnel);
    // Packets would be delivered without it; it tells of them, and that they are expected.
    set(ToNode(route.own, route.peer), deliver(route.own));
    return entries;
}

void
RouteForwarding::Uninstall(const std::vector<ForwardingMatch>& entries) const
{
    for (const auto& match : entries)
    {
        m_forwarding->Remove(match);
    }
}

bool
RouteForwarding::TakeUse(const std::vector<ForwardingMatch>& entries) const
{
    bool isUsed = false;
    for (const auto& match : entries)
    {
        if (const auto* entry = m_forwarding->GetTable().Find(match))
        {
            isUsed = isUsed || entry->isUsed;
            entry->isUsed = false;
        }
    }
    return isUsed;
}

void
RouteForwarding::Watch(const Prefix& own, WatchAction seen) const
{
    m_forwarding->Set(WatchedFrom(own), std::move(seen));
}

void
RouteForwarding::Unwatch(const Prefix& own) const
{
    m_forwarding->Remove(WatchedFrom(own));
}

void
RouteForwarding::SetPassed(const PrefixPair& pair, bool isPassed) const
{
    auto match = FromNode(pair.source, pair.destination);
    match.owner = "route-request"; // A route of the same pair stands beside it.
    isPassed ? void(m_forwarding->Set(match, PassAction{})) : void(m_forwarding->Remove(match));
}

} // namespace pmipv6
} // namespace ns3
