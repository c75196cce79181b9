/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-upkeep.h"

#include "pmipv6-demand-rules.h"
#include "pmipv6-mobility-names.h"

#include "ns3/simulator.h"

#include <optional>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return what is remembered of a route
GoneRoute
GetGone(const LocalizedRoute& route, const Ipv6Address& anchor, const LinkLayerAddress& node)
{
    GoneRoute gone;
    gone.own = route.own;
    gone.peer = route.peer;
    gone.gateway = route.gateway;
    gone.ordering = route.ordering;
    gone.anchor = anchor;
    gone.node = node;
    return gone;
}

} // namespace

void
RouteUpkeep::Start(LocalizedRoutes& routes,
                   const LocalNodes& nodes,
                   GatewayRouteSignaling& signaling,
                   Time memory)
{
    m_routes = &routes;
    m_nodes = &nodes;
    m_signaling = &signaling;
    m_memory = memory;
}

void
RouteUpkeep::Clear()
{
    m_gone.Clear();
}

void
RouteUpkeep::HandleDue(const LocalizedRoute& route)
{
    if (DecideDue(route, Simulator::Now()) == RouteCare::DROP)
    {
        m_routes->Remove(route, LocalizedRouteEvent::OVER, "lifetime-over");
        return;
    }
    m_routes->PostponeRefresh(route);
    if (m_routes->TakeUse(route))
    {
        Refresh(route);
    }
}

void
RouteUpkeep::Refresh(const LocalizedRoute& route)
{
    m_routes->BeginRefresh(route);
    auto done = [this, pair = route.pair, sent = Simulator::Now()](const ExchangeOutcome& outcome) {
        FinishRefresh(*m_routes->Find(pair), sent, outcome);
    };
    m_routes->SetRefresh(route, m_signaling->AskRefresh(route.pair, GetAnchor(route), done));
}

void
RouteUpkeep::FinishRefresh(const LocalizedRoute& route, Time sent, const ExchangeOutcome& outcome)
{
    const auto* answer = outcome.answer ? GetExperimentalAnswer(*outcome.answer) : nullptr;
    const RouteCare care =
        DecideRefreshAnswer(answer ? std::make_optional(answer->status) : std::nullopt);
    if (care == RouteCare::LEAVE)
    {
        m_routes->FinishRefresh(route);
        return;
    }
    if (care == RouteCare::EXTEND)
    {
        m_routes->Extend(route, sent, answer->lifetime);
        return;
    }
    const GoneRoute gone = GetGone(route, GetAnchor(route), LinkLayerAddress());
    m_routes->Remove(route, LocalizedRouteEvent::NOT_EXTENDED, GetName(answer->status));
    if (care == RouteCare::DROP_AND_TELL)
    {
        m_signaling->TellPeer(gone);
    }
}

void
RouteUpkeep::HandleNodeGone(const LinkLayerAddress& linkLayer,
                            const LocalNode& former,
                            bool hasLeft,
                            const std::function<void(const PrefixPair&)>& dropped)
{
    for (const auto& prefix : former.prefixes)
    {
        for (const auto* route : m_routes->FindByPrefix(prefix))
        {
            const RouteCare care = DecideNodeGone(*route, prefix, hasLeft);
            if (care == RouteCare::LEAVE)
            {
                continue;
            }
            const PrefixPair pair = route->pair;
            const GoneRoute gone = GetGone(*route, former.anchor, linkLayer);
            m_routes->Remove(*route, LocalizedRouteEvent::NODE_GONE, "node-gone");
            dropped(pair);
            if (care == RouteCare::DROP_AND_TELL)
            {
                m_signaling->TellPeer(gone);
            }
            else if (care == RouteCare::DROP_AND_KEEP)
            {
                m_gone.Keep(gone, Simulator::Now() + m_memory);
            }
        }
    }
}

void
RouteUpkeep::Tell(const std::function<bool(const GoneRoute&)>& isWanted)
{
    for (const auto& route : m_gone.Take(isWanted, Simulator::Now()))
    {
        m_signaling->TellPeer(route);
    }
}

void
RouteUpkeep::HandleUnanswered(const LinkLayerAddress& linkLayer)
{
    Tell([linkLayer](const GoneRoute& route) { return route.node == linkLayer; });
}

void
RouteUpkeep::HandleAnchorRestart(const Ipv6Address& anchor)
{
    Tell([&anchor](const GoneRoute& route) { return route.anchor == anchor; });
    for (const auto& [key, node] : m_nodes->GetAll())
    {
        for (const auto& prefix : node.prefixes)
        {
            for (const auto* route : m_routes->FindByPrefix(prefix))
            {
                if (route->own == prefix && node.anchor == anchor)
                {
                    // Nobody knows when that was, and whether the route is of before: the anchor is
                    // asked once it has the node again.
                    m_routes->SetDoubtful(*route);
                }
            }
        }
    }
}

void
RouteUpkeep::AskIfDoubtful(const RegistrationKey& key)
{
    const auto* node = m_nodes->Find(key);
    if (!node)
    {
        return;
    }
    const auto prefixes = node->prefixes;
    for (const auto& prefix : prefixes)
    {
        for (const auto* route : m_routes->FindByPrefix(prefix))
        {
            if (route->isDoubtful && route->own == prefix)
            {
                Refresh(*route);
            }
        }
    }
}

} // namespace pmipv6
} // namespace ns3
