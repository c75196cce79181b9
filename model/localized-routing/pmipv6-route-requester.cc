/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-requester.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

void
RouteRequester::Start(const RouteForwarding& forwarding,
                      const LocalNodes& nodes,
                      GatewayRouteSignaling& signaling,
                      Time holdDown,
                      Listener listener)
{
    m_forwarding = &forwarding;
    m_nodes = &nodes;
    m_signaling = &signaling;
    m_holdDown = holdDown;
    m_listener = std::move(listener);
}

void
RouteRequester::Watch(const Prefix& prefix)
{
    m_forwarding->Watch(prefix, WatchAction{[this, prefix](const SeenPacket& packet) {
                            Request(prefix, packet.source, packet.destination);
                        }});
}

void
RouteRequester::Request(const Prefix& prefix,
                        const Ipv6Address& source,
                        const Ipv6Address& destination)
{
    const auto* node = m_nodes->FindByPrefix(prefix);
    if (!node)
    {
        return;
    }
    const PrefixPair pair{prefix, Prefix(destination, 128)};
    if (!m_attempts.HasRoom(node->identifier))
    {
        m_attempts.NoteRefused();
        m_listener.refused(pair);
        return;
    }
    m_attempts.Add(node->identifier);
    m_forwarding->SetPassed(pair, true);
    m_asked.push_back({Simulator::Now() + m_holdDown, pair, node->identifier, true});
    m_timer.Update();
    m_listener.requested(source, destination);
    m_signaling->AskForRoute(pair, node->anchor);
}

void
RouteRequester::NoteRoute(const LocalizedRoute& route)
{
    for (auto& asked : m_asked)
    {
        const Ipv6Address& address = asked.pair.destination.GetAddress();
        if ((asked.pair.source == route.own && route.peer.Contains(address)) ||
            (route.isLocal && asked.pair.source == route.peer && route.own.Contains(address)))
        {
            Discount(asked);
        }
    }
}

void
RouteRequester::Discount(Asked& asked)
{
    if (asked.isCounted)
    {
        m_attempts.Remove(asked.identifier);
        asked.isCounted = false;
    }
}

void
RouteRequester::Forget()
{
    m_forwarding->SetPassed(m_asked.front().pair, false);
    Discount(m_asked.front());
    m_asked.pop_front();
}

void
RouteRequester::Clear()
{
    for (auto& asked : m_asked)
    {
        m_forwarding->SetPassed(asked.pair, false);
        Discount(asked);
    }
    m_asked.clear();
    m_timer.Update();
}

void
RouteRequester::Dispose()
{
    m_asked.clear();
    m_timer.Update();
    m_listener = {};
}

} // namespace pmipv6
} // namespace ns3
