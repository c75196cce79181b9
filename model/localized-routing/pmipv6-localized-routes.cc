/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-localized-routes.h"

#include "pmipv6-message-lifetime.h"
#include "pmipv6-mobility-names.h"

#include "ns3/log.h"
#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6LocalizedRoutes");

namespace
{

/// Of the lifetime: how long after a look at a route that was not in use it is looked at again.
constexpr double IDLE_CHECK_FRACTION = 1.0 / 12;

} // namespace

void
LocalizedRoutes::Start(const RouteForwarding& forwarding,
                       const Settings& settings,
                       Listener listener)
{
    m_forwarding = &forwarding;
    m_settings = settings;
    m_listener = std::move(listener);
}

void
LocalizedRoutes::Clear(const std::string& reason)
{
    while (auto* route = m_table.GetAny())
    {
        Transition(*route, LocalizedRouteEvent::STOPPED, {}, reason);
    }
    m_ended.Clear();
}

void
LocalizedRoutes::Dispose()
{
    m_deadlines.Clear();
    m_listener = {};
}

const LocalizedRoute*
LocalizedRoutes::FindToEnd(const RouteDemand& demand) const
{
    const auto* found = m_table.Find(demand.request.pair);
    const auto& other = demand.request.pair.source;
    if (found || !demand.isInit || other.GetLength() != 128)
    {
        return found;
    }
    for (const auto* route : m_table.FindByPrefix(demand.GetOwn()))
    {
        const bool isOf = route->own == demand.GetOwn() && route->peer.Contains(other.GetAddress());
        found = isOf ? route : found;
    }
    return found;
}

const LocalizedRoute&
LocalizedRoutes::Establish(const RouteDemand& demand, const std::string& identifier, bool isLocal)
{
    const auto& request = demand.request;
    auto* known = m_table.Find(request.pair);
    if (known && known->own != demand.GetOwn())
    {
        // It was the other node's, which was here.
        Transition(*known, LocalizedRouteEvent::OTHER_NODE, {}, "of-other-node");
        known = nullptr;
    }
    auto& route = known ? *known : m_table.Insert(request.pair);
    // An anchor that hears nothing of the destination's moves must hear that the route is in use
    // before its session ends (draft-loureiro, 4.4, note, and 4.5).
    const Time latest = known && !demand.isInit ? known->refresh : Time::Max();
    route.own = demand.GetOwn();
    route.peer = request.pair.GetOther(route.own);
    route.identifier = identifier;
    route.gateway = *request.gateway;
    route.isLocal = isLocal;
    route.ordering = request.ordering;
    route.demand = demand.key;
    SetLifetime(route, Simulator::Now(), request.lifetime);
    route.refresh = Min(route.refresh, latest);
    if (demand.isInit && !isLocal)
    {
        Transition(route, LocalizedRouteEvent::INIT, PendingRoute(), "ro-init");
    }
    else
    {
        Transition(route,
                   demand.isInit ? LocalizedRouteEvent::INIT_LOCAL : LocalizedRouteEvent::SETUP,
                   ActiveRoute(),
                   demand.isInit ? "ro-init" : "ro-setup");
    }
    return route;
}

void
LocalizedRoutes::SetSetup(const LocalizedRoute& route, Exchange setup)
{
    std::get<PendingRoute>(Get(route).phase).setup = std::move(setup);
}

void
LocalizedRoutes::Finish(const LocalizedRoute& route, ExperimentalStatus status)
{
    if (IsAccepted(status))
    {
        Transition(Get(route), LocalizedRouteEvent::ACCEPTED, ActiveRoute{status}, "ro-setup-ack");
    }
    else
    {
        Transition(Get(route), LocalizedRouteEvent::REFUSED, {}, GetName(status), status);
    }
}

void
LocalizedRoutes::Remove(const LocalizedRoute& route,
                        LocalizedRouteEvent event,
                        const std::string& reason)
{
    Transition(Get(route), event, {}, reason);
}

void
LocalizedRoutes::KeepEnded(const PrefixPair& pair, uint32_t ordering)
{
    m_ended.Keep(pair, ordering, Simulator::Now());
}

void
LocalizedRoutes::PostponeRefresh(const LocalizedRoute& route)
{
    // 4.5 leaves open when; it suggests probing for traffic.
    auto& row = Get(route);
    row.refresh = Simulator::Now() +
                  Seconds(FromMessageLifetime(row.lifetime).GetSeconds() * IDLE_CHECK_FRACTION);
    SetDeadline(row);
}

void
LocalizedRoutes::BeginRefresh(const LocalizedRoute& route)
{
    auto& row = Get(route);
    row.refreshing.Cancel(); // Its answer may be of before a restart.
    row.isDoubtful = false;
}

void
LocalizedRoutes::SetRefresh(const LocalizedRoute& route, Exchange refreshing)
{
    auto& row = Get(route);
    row.refreshing = std::move(refreshing);
    SetDeadline(row);
}

void
LocalizedRoutes::FinishRefresh(const LocalizedRoute& route)
{
    SetDeadline(Get(route));
}

void
LocalizedRoutes::Extend(const LocalizedRoute& route, Time from, uint16_t lifetime)
{
    auto& row = Get(route);
    SetLifetime(row, from, lifetime);
    SetDeadline(row);
}

void
LocalizedRoutes::SetDoubtful(const LocalizedRoute& route)
{
    Get(route).isDoubtful = true;
}

void
LocalizedRoutes::Transition(LocalizedRoute& route,
                            LocalizedRouteEvent event,
                            Phase phase,
                            const std::string& reason,
                            ExperimentalStatus refusal)
{
    const LocalizedRouteState from = route.GetState();
    const bool isGone = std::holds_alternative<std::monostate>(phase);
    const bool isActive = std::holds_alternative<ActiveRoute>(phase);
    const LocalizedRouteState to = isGone     ? LocalizedRouteState::NONE
                                   : isActive ? LocalizedRouteState::ACTIVE
                                              : LocalizedRouteState::PENDING;
    GetLocalizedRouteTable().Check(from, event, to);
    NS_LOG_INFO("route " << route.pair << ": " << GetStateName(from) << " > " << GetStateName(to)
                         << ", " << reason);
    m_forwarding->Uninstall(route.entries);
    route.entries.clear();
    if (!isGone)
    {
        route.phase = std::move(phase);
        if (isActive || !m_settings.isActivatedOnAck)
        {
            route.entries = m_forwarding->Install(route);
        }
        SetDeadline(route);
    }
    else if (route.ordering)
    {
        m_ended.Keep(route.pair, *route.ordering, Simulator::Now());
        if (!IsAccepted(refusal))
        {
            m_ended.KeepRefusal(route.pair, route.demand, refusal);
        }
    }
    m_listener.changed(route, from, to, reason);
    if (isGone)
    {
        m_deadlines.Cancel(&route);
        m_table.Erase(route);
    }
}

void
LocalizedRoutes::SetLifetime(LocalizedRoute& route, Time from, uint16_t lifetime) const
{
    const Time time = FromMessageLifetime(lifetime);
    route.lifetime = lifetime;
    route.expiry = AddLifetime(from, time);
    route.refresh =
        time == Time::Max() ? time : from + Seconds(time.GetSeconds() * m_settings.refreshFraction);
}

void
LocalizedRoutes::SetDeadline(const LocalizedRoute& route)
{
    m_deadlines.Set(&route,
                    route.refreshing.IsUnderWay() ? route.expiry
                                                  : Min(route.refresh, route.expiry));
}

} // namespace pmipv6
} // namespace ns3
