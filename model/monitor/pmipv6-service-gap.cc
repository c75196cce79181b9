/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-service-gap.h"

#include "pmipv6-function-callback.h"

#include "ns3/boolean.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <iterator>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// More than any way has; a loop ends here.
constexpr unsigned MAX_HOPS = 16;

/// @return a span some time later
TimeSpan
Shift(const TimeSpan& span, Time by)
{
    return {span.begin + by, span.end + by};
}

/// @return what two spans have in common, perhaps nothing
TimeSpan
Cut(const TimeSpan& a, const TimeSpan& b)
{
    return {std::max(a.begin, b.begin), std::min(a.end, b.end)};
}

/// @return true if there is nothing in it
bool
IsEmpty(const TimeSpan& span)
{
    return span.end <= span.begin;
}

} // namespace

ServiceGap::ServiceGap()
    : m_self(std::make_shared<ServiceGap*>(this))
{
}

ServiceGap::~ServiceGap()
{
    *m_self = nullptr;
}

void
ServiceGap::SetCore(WayFinder finder, Time horizon)
{
    m_finder = std::move(finder);
    m_horizon = horizon;
}

void
ServiceGap::SetDetachDetection(std::optional<Time> detection)
{
    m_detection = detection;
}

void
ServiceGap::AddRouter(Ptr<MobilityForwarding> forwarding, const std::string& name)
{
    Router& router = m_routers[name];
    router.name = name;
    router.plane = forwarding;
    forwarding->ForEachTrustedGateway([&router](const Ipv6Address& gateway) {
        router.history.NoteTrust(Simulator::Now(), gateway, true, true);
    });
    const auto self = m_self;
    forwarding->TraceConnectWithoutContext(
        "Change",
        MakeFunctionCallback<const ForwardingMatch&, const ForwardingAction*>(
            [self, name](const ForwardingMatch& match, const ForwardingAction* action) {
                if (*self)
                {
                    (*self)->m_routers.at(name).history.Note(Simulator::Now(), match, action);
                }
            }));
    forwarding->TraceConnectWithoutContext(
        "Trust",
        MakeFunctionCallback<const Ipv6Address&, bool, bool>(
            [self, name](const Ipv6Address& peer, bool isGateway, bool isTrusted) {
                if (*self)
                {
                    (*self)->m_routers.at(name).history.NoteTrust(Simulator::Now(),
                                                                  peer,
                                                                  isGateway,
                                                                  isTrusted);
                }
            }));
}

void
ServiceGap::AddAccess(Ptr<AccessDevice> device, const std::string& gateway)
{
    const auto self = m_self;
    device->TraceConnectWithoutContext(
        "Uplink",
        MakeFunctionCallback<const LinkLayerAddress&, const std::vector<Prefix>&>(
            [self, gateway](const LinkLayerAddress& node, const std::vector<Prefix>& prefixes) {
                if (*self)
                {
                    (*self)->m_routers.at(gateway).uplinks[node][Simulator::Now()] = prefixes;
                }
            }));
}

void
ServiceGap::AddMobileNode(const std::string& name, const LinkLayerAddress& linkLayer)
{
    m_macs[name].push_back(linkLayer);
}

void
ServiceGap::NoteStop(const std::string& name, Time when)
{
    m_stops[name] = std::min(GetStop(name), when);
}

Time
ServiceGap::GetStop(const std::string& name) const
{
    const auto known = m_stops.find(name);
    return known == m_stops.end() ? Time::Max() : known->second;
}

std::vector<ServiceGap::Passage>
ServiceGap::FindArrivals(const Stream& stream, const NodeHistories& nodes, const Stay& stay) const
{
    Search search{stream, &nodes.at(stream.to), {}};
    const TimeSpan link{stay.attached, std::min(stay.detached, Simulator::Now())};
    const TimeSpan sent{link.begin - m_horizon, link.end};
    const auto sender = nodes.find(stream.from);
    if (sender == nodes.end())
    {
        Route(search, stream.from, {Cut(sent, {Time::Min(), GetStop(stream.from)}), Time(), 0});
    }
    else
    {
        for (const auto& place : sender->second.stays)
        {
            for (const auto& span : Enter(stream, place, sent))
            {
                Follow(search, place.gateway, FROM_MOBILE_NODE, {span, place.delay, 0});
            }
        }
    }
    std::vector<Passage> arrivals;
    for (const auto& front : search.arrived)
    {
        const TimeSpan span = Cut(front.span, link);
        if (!IsEmpty(span))
        {
            const Front part = front.Take(span, 0);
            arrivals.push_back({span, part.GetSent()});
        }
    }
    return arrivals;
}

std::pair<std::vector<ServiceGap::Passage>, Time>
ServiceGap::FindDepartures(const Stream& stream, const NodeHistories& nodes, const Stay& stay) const
{
    const auto receiver = nodes.find(stream.to);
    Search search{stream, receiver == nodes.end() ? nullptr : &receiver->second, {}};
    const Time now = Simulator::Now();
    for (const auto& span : Enter(stream, stay, {stay.attached, std::min(stay.detached, now)}))
    {
        Follow(search, stay.gateway, FROM_MOBILE_NODE, {span, Time(), 0});
    }
    std::vector<Passage> departures;
    Time longest;
    for (const auto& front : search.arrived)
    {
        const TimeSpan departed = front.departed.value_or(front.GetSent());
        if (departed.begin < stay.detached)
        {
            departures.push_back({departed, front.GetSent()});
            longest = std::max(longest, front.span.begin - departed.begin);
        }
    }
    return {std::move(departures), longest};
}

TimeSpans
ServiceGap::Enter(const Stream& stream, const Stay& stay, TimeSpan span) const
{
    span = Shift(Cut(span, {stay.attached, stay.detached}), stay.delay);
    if (m_detection && stay.detached < Time::Max())
    {
        span.end = std::min(span.end, stay.detached + *m_detection);
    }
    span.end = std::min(span.end, GetStop(stay.gateway));
    const auto& uplinks = m_routers.at(stay.gateway).uplinks;
    auto known = uplinks.end();
    for (const auto& linkLayer : m_macs.at(stream.from))
    {
        known = known == uplinks.end() ? uplinks.find(linkLayer) : known;
    }
    if (known == uplinks.end() || IsEmpty(span))
    {
        return {};
    }
    std::vector<TimeSpan> open;
    for (auto change = known->second.begin(); change != known->second.end(); ++change)
    {
        const auto next = std::next(change);
        const bool isOpen =
            std::any_of(change->second.begin(), change->second.end(), [&](const Prefix& prefix) {
                return prefix.Contains(stream.source);
            });
        if (isOpen)
        {
            const Time end = next == known->second.end() ? Time::Max() : next->first;
            open.push_back(Cut(span, {change->first, end}));
        }
    }
    return MakeTimeSpans(std::move(open));
}

void
ServiceGap::Follow(Search& search,
                   const std::string& at,
                   PacketOrigin origin,
                   const Front& front) const
{
    const auto router = m_routers.find(at);
    if (router == m_routers.end() || front.hops > MAX_HOPS)
    {
        return;
    }
    TimeSpan rest = Cut(front.span, {Time::Min(), GetStop(at)});
    while (!IsEmpty(rest))
    {
        const auto found = LookUp(search, router->second, origin, rest.begin);
        const Front part = front.Take({rest.begin, std::min(rest.end, found.until)}, 1);
        rest.begin = part.span.end;
        if (const auto* deliver = std::get_if<DeliverAction>(&found.value))
        {
            const auto receiver = m_macs.find(search.stream.to);
            const auto isReceivers = [&](const LinkLayerAddress& linkLayer) {
                return deliver->nextHop == AccessDevice::GetNextHop(linkLayer);
            };
            if (receiver != m_macs.end() &&
                std::any_of(receiver->second.begin(), receiver->second.end(), isReceivers))
            {
                Deliver(search, at, part);
            }
        }
        else if (const auto* tunnel = std::get_if<TunnelAction>(&found.value))
        {
            Tunnel(search, at, *tunnel, part);
        }
        else if (const auto* held = std::get_if<ForwardingHistory::Held>(&found.value))
        {
            Hold(search, at, origin, part, *held);
        }
        else if (!std::holds_alternative<DropAction>(found.value))
        {
            Route(search, at, part);
        }
    }
}

ForwardingHistory::Answer<ForwardingHistory::Action>
ServiceGap::LookUp(Search& search, const Router& router, PacketOrigin origin, Time when) const
{
    const auto look = [&](Time at) {
        return router.history.Lookup(search.stream.source, search.stream.destination, origin, at);
    };
    auto found = look(when);
    const Time first = found.until;
    if (!found.isTold || first == Time::Max() || search.asked == first)
    {
        return found;
    }
    const auto next = look(first);
    const auto* held = std::get_if<ForwardingHistory::Held>(&next.value);
    if (!held || held->end == Time::Max() || held->isDropped)
    {
        return found;
    }
    // The first packet there was has had to wait. Had these been there, they would have been first.
    const Time wait = held->end - first;
    found.value = *held;
    if (first - when > wait)
    {
        search.asked = first;
        found.until = when + wait;
        found.value = ForwardingHistory::Held{found.until};
    }
    return found;
}

void
ServiceGap::Hold(Search& search,
                 const std::string& at,
                 PacketOrigin origin,
                 const Front& front,
                 const ForwardingHistory::Held& held) const
{
    if (held.end == Time::Max() || held.isDropped)
    {
        return;
    }
    const TimeSpan out{held.end, held.end + NanoSeconds(1)};
    const bool isOwn = origin == FROM_MOBILE_NODE; // The sender's gateway is the first.
    Follow(search,
           at,
           origin,
           {out, front.age, front.hops, front.GetSent(), isOwn ? out : front.departed});
}

void
ServiceGap::Route(Search& search, const std::string& from, const Front& front) const
{
    const auto way = m_finder(from, search.stream.destination);
    if (!way || way->first == from || IsEmpty(front.span))
    {
        return;
    }
    const Front there = front.Move(way->second);
    if (way->first == search.stream.to && !search.mobile)
    {
        search.arrived.push_back(there);
        search.arrived.back().span = Cut(there.span, {Time::Min(), GetStop(way->first)});
        return;
    }
    Follow(search, way->first, FROM_CORE, there);
}

void
ServiceGap::Tunnel(Search& search,
                   const std::string& from,
                   const TunnelAction& tunnel,
                   const Front& front) const
{
    const auto way = m_finder(from, tunnel.remote);
    const auto router = way ? m_routers.find(way->first) : m_routers.end();
    if (router == m_routers.end() || way->first == from)
    {
        return;
    }
    const Router& end = router->second;
    BooleanValue isStrict;
    end.plane->GetAttribute("StrictTunnel", isStrict);
    const Front arriving = front.Move(way->second);
    TimeSpan rest = arriving.span;
    while (!IsEmpty(rest))
    {
        const auto taken = end.history.IsTaken(search.stream.source,
                                               search.stream.destination,
                                               tunnel.local,
                                               isStrict.Get(),
                                               rest.begin);
        const Front part = arriving.Take({rest.begin, std::min(rest.end, taken.until)}, 0);
        rest.begin = part.span.end;
        if (taken.value)
        {
            Follow(search, end.name, FROM_TUNNEL, part);
        }
    }
}

void
ServiceGap::Deliver(Search& search, const std::string& gateway, const Front& front) const
{
    for (const auto& stay : search.mobile ? search.mobile->stays : std::vector<Stay>())
    {
        if (stay.gateway != gateway)
        {
            continue;
        }
        const TimeSpan life{stay.attached,
                            stay.detached < Time::Max() ? stay.detached - stay.delay
                                                        : stay.detached};
        const TimeSpan sent = Cut(front.span, life);
        if (!IsEmpty(sent))
        {
            search.arrived.push_back(front.Take(sent, 0).Move(stay.delay));
        }
    }
}

} // namespace pmipv6
} // namespace ns3
