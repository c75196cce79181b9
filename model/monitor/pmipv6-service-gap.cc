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

/// What was held leaves within this time, behind the message on the wire that goes with its
/// release, as that which opens the next node for it.
const Time RELEASE = MicroSeconds(1);

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
                    (*self)->m_uplinks.Note(gateway, node, Simulator::Now(), prefixes);
                }
            }));
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
    Time held;
    for (const auto& [name, router] : m_routers)
    {
        held = std::max(held, router.history.GetLongestHold());
    }
    // What has waited, at two places perhaps, was sent so much earlier.
    const TimeSpan sent{link.begin - m_horizon - held * 2, link.end};
    const auto sender = nodes.find(stream.from);
    if (sender == nodes.end())
    {
        for (const auto& one : Send(stream, Cut(sent, {Time::Min(), GetStop(stream.from)})))
        {
            FollowAs(search, one.stream, [&](Search& part) {
                Route(part, stream.from, {one.span, Time(), 0});
            });
        }
    }
    else
    {
        for (const auto& place : sender->second.stays)
        {
            for (const auto& entrance : Enter(stream, place, sent))
            {
                Depart(search, place.gateway, entrance, place.delay);
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
    const TimeSpan life{stay.attached, std::min(stay.detached, now)};
    for (const auto& entrance : Enter(stream, stay, life))
    {
        Depart(search, stay.gateway, entrance, Time());
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

std::vector<PacketSending>
ServiceGap::Send(const Stream& stream, TimeSpan span) const
{
    const auto own = m_routers.find(stream.from);
    return own == m_routers.end() ? std::vector<PacketSending>{{span, {}, stream}}
                                  : FindSendings(own->second.history, stream, span);
}

void
ServiceGap::FollowAs(Search& search,
                     const Stream& stream,
                     const std::function<void(Search&)>& follow)
{
    Search part{stream, search.mobile, {}, search.load, search.asked};
    follow(part);
    search.asked = part.asked;
    search.arrived.insert(search.arrived.end(), part.arrived.begin(), part.arrived.end());
}

std::vector<PacketSending>
ServiceGap::Enter(const Stream& stream, const Stay& stay, TimeSpan span) const
{
    std::vector<PacketSending> entrances;
    const bool isHost = m_routers.count(stream.from) > 0;
    const TimeSpan sent = isHost ? Cut(span, {stay.attached, stay.detached}) : span;
    for (const auto& one : Send(stream, sent))
    {
        const Ipv6Address source = one.tunnel ? one.tunnel->local : one.stream.source;
        for (const auto& open : m_uplinks.FindOpen(stream.from, source, stay, one.span))
        {
            const TimeSpan alive = Cut(open, {Time::Min(), GetStop(stay.gateway)});
            if (!IsEmpty(alive))
            {
                entrances.push_back({alive, one.tunnel, one.stream});
            }
        }
    }
    return entrances;
}

void
ServiceGap::Depart(Search& search,
                   const std::string& gateway,
                   const PacketSending& entrance,
                   Time age) const
{
    const Front front{entrance.span, age, 0};
    const auto follow = [&](Search& part) { Follow(part, gateway, FROM_MOBILE_NODE, front); };
    FollowAs(search, entrance.stream, [&](Search& part) {
        entrance.tunnel ? InTunnel(part, *entrance.tunnel, follow) : follow(part);
    });
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
            if (m_uplinks.IsNextHop(search.stream.to, deliver->nextHop))
            {
                Deliver(search, at, part);
            }
        }
        else if (const auto* tunnel = std::get_if<TunnelAction>(&found.value))
        {
            InTunnel(search, *tunnel, [&](Search& outer) { Route(outer, at, part); });
        }
        else if (const auto* held = std::get_if<ForwardingHistory::Held>(&found.value))
        {
            Hold(search, at, origin, part, *held);
        }
        else if (!std::holds_alternative<DropAction>(found.value))
        {
            IsEnd(search, at) ? EndTunnel(search, router->second, part) : Route(search, at, part);
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
    if (!held || !held->isForFirst || held->end == Time::Max() || held->isDropped)
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
    const TimeSpan out{held.end, held.end + RELEASE};
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
ServiceGap::InTunnel(Search& search,
                     const TunnelAction& tunnel,
                     const std::function<void(Search&)>& follow)
{
    const Load load{search.stream, search.load};
    Stream outer = search.stream;
    outer.source = tunnel.local;
    outer.destination = tunnel.remote;
    Search part{outer, search.mobile, {}, &load, search.asked};
    follow(part);
    search.asked = part.asked;
    search.arrived.insert(search.arrived.end(), part.arrived.begin(), part.arrived.end());
}

bool
ServiceGap::IsEnd(const Search& search, const std::string& at) const
{
    return search.load && !m_finder(at, search.stream.destination);
}

void
ServiceGap::EndTunnel(Search& search, const Router& router, const Front& front) const
{
    const auto& [inner, load] = *search.load;
    Search part{inner, search.mobile, {}, load, search.asked};
    ForEachTaken(inner, router, search.stream.source, front, [&](const Front& taken) {
        Follow(part, router.name, FROM_TUNNEL, taken);
    });
    search.asked = part.asked;
    search.arrived.insert(search.arrived.end(), part.arrived.begin(), part.arrived.end());
}

void
ServiceGap::ForEachTaken(const Stream& stream,
                         const Router& end,
                         const Ipv6Address& peer,
                         const Front& front,
                         const std::function<void(const Front&)>& visit)
{
    BooleanValue isStrict;
    end.plane->GetAttribute("StrictTunnel", isStrict);
    const auto taken =
        end.history.FindTaken(stream.source, stream.destination, peer, isStrict.Get(), front.span);
    for (const auto& span : taken)
    {
        visit(front.Take(span, 0));
    }
}

void
ServiceGap::Deliver(Search& search, const std::string& gateway, const Front& front) const
{
    const auto note = [&search](const Front& there) { search.arrived.push_back(there); };
    const auto host = m_routers.find(search.stream.to);
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
        if (IsEmpty(sent))
        {
            continue;
        }
        const Front there = front.Take(sent, 0).Move(stay.delay);
        if (!search.load)
        {
            note(there);
        }
        else if (host != m_routers.end())
        {
            // In a tunnel to the node itself.
            ForEachTaken(search.load->stream, host->second, search.stream.source, there, note);
        }
    }
}

} // namespace pmipv6
} // namespace ns3
