/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-routing.h"

#include "pmipv6-extension-codec.h"
#include "pmipv6-hop-by-hop-options.h"
#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-mobility-forwarding.h"

#include "ns3/ipv6-route.h"
#include "ns3/ipv6.h"
#include "ns3/output-stream-wrapper.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(MobilityRouting);

namespace
{

/// @return true if an entry would send a packet on to the peer that has tunnelled it, or to one
/// that has had it before
bool
IsBack(const ForwardingTable& table,
       const ForwardingEntry* entry,
       const Ipv6Header& header,
       PacketOrigin origin,
       const std::optional<Ipv6Address>& outer)
{
    if (origin == FROM_CORE)
    {
        return entry && table.IsBackToAnchor(*entry, header.GetSource());
    }
    const auto* tunnel = entry ? std::get_if<TunnelAction>(&entry->action) : nullptr;
    return outer && tunnel && tunnel->isOnward && tunnel->remote == *outer;
}

/// @return true if a packet of this node asks each router on its way to look at its Mobility
/// Header, which a tunnel would hide
bool
IsMobilityAlert(Ptr<const Packet> packet, const Ipv6Header& header)
{
    if (header.GetNextHeader() != HOP_BY_HOP_OPTIONS || !packet)
    {
        return false;
    }
    const auto options = ReadHopByHopOptions(*packet);
    return options && options->IsMobilityAlert();
}

/// @return true for neighbour discovery, which is of a link (RFC 6275, 9.3.2)
bool
IsDiscovery(Ptr<const Packet> packet, const Ipv6Header& header)
{
    uint8_t type = 0;
    return packet && header.GetNextHeader() == ICMPV6_PROTOCOL && packet->CopyData(&type, 1) == 1 &&
           type >= ROUTER_SOLICITATION && type <= REDIRECT;
}

/// @return true if a packet of this node says itself by which care-of addresses it goes
bool
IsAddressed(const Ipv6Header& header)
{
    const uint8_t next = header.GetNextHeader();
    return next == MOBILITY_HEADER_PROTOCOL || next == DESTINATION_OPTIONS ||
           next == ROUTING_HEADER;
}

/// @return what is told of a packet
SeenPacket
MakeSeen(const Ipv6Header& header,
         const Ipv6Address& source,
         const std::optional<Ipv6Address>& outer)
{
    return {source, header.GetDestination(), outer, header.GetNextHeader()};
}

} // namespace

TypeId
MobilityRouting::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::MobilityRouting")
                            .SetParent<Ipv6RoutingProtocol>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<MobilityRouting>();
    return tid;
}

void
MobilityRouting::DoDispose()
{
    m_forwarding = nullptr;
    Ipv6RoutingProtocol::DoDispose();
}

void
MobilityRouting::SetForwarding(MobilityForwarding* forwarding)
{
    m_forwarding = forwarding;
}

Ptr<Ipv6Route>
MobilityRouting::RouteOutput(Ptr<Packet> p,
                             const Ipv6Header& header,
                             Ptr<NetDevice> oif,
                             Socket::SocketErrno& sockerr)
{
    if (!m_forwarding || oif || m_forwarding->GetTunnelDevice()->IsResolving() ||
        IsMobilityAlert(p, header))
    {
        return nullptr;
    }
    const Ipv6Address destination = header.GetDestination();
    const Ipv6Address own = m_forwarding->GetOwnSource();
    const bool isDiscovery = IsDiscovery(p, header);
    if (!own.IsAny() && isDiscovery)
    {
        return nullptr;
    }
    const bool isOpen = header.GetSource().IsAny() && !own.IsAny() && !destination.IsMulticast() &&
                        !destination.IsLinkLocal();
    const Ipv6Address source = isOpen ? own : header.GetSource();
    const auto found = m_forwarding->GetTable().Lookup(
        source,
        destination,
        FROM_SELF,
        isDiscovery || IsAddressed(header) ? PastActions::CARE_OF : PastActions::NONE);
    // Without a packet it is only asked which way one would take.
    const auto seen = p && found.watch && found.watch->Note({}) ? found.watch->seen : nullptr;
    const auto* entry = found.entry;
    auto route = entry ? entry->route : nullptr;
    const auto* drop = entry ? std::get_if<DropAction>(&entry->action) : nullptr;
    if (drop && entry->origins == FROM_SELF)
    {
        route = m_forwarding->GetTunnelDevice()->GetDeadEnd(drop->reason);
    }
    if (p && entry && std::holds_alternative<CareOfAction>(entry->action))
    {
        entry->isUsed = true;
    }
    if (seen)
    {
        seen(MakeSeen(header, source, {})); // It may change the table.
    }
    if (!route)
    {
        return nullptr;
    }
    if (isOpen)
    {
        route = Create<Ipv6Route>(*route);
        route->SetSource(own);
    }
    sockerr = Socket::ERROR_NOTERROR;
    return route;
}

bool
MobilityRouting::RouteInput(Ptr<const Packet> p,
                            const Ipv6Header& header,
                            Ptr<const NetDevice> idev,
                            std::tuple_element_t<3, InputArguments> ucb,
                            std::tuple_element_t<4, InputArguments> mcb,
                            std::tuple_element_t<5, InputArguments> lcb,
                            std::tuple_element_t<6, InputArguments> ecb)
{
    const Ipv6Address destination = header.GetDestination();
    if (!m_forwarding || destination.IsMulticast() || destination.IsLinkLocal())
    {
        return false;
    }
    const PacketOrigin origin = m_forwarding->GetOrigin(idev);
    const auto lookUp = [&] {
        return m_forwarding->GetTable().Lookup(header.GetSource(),
                                               destination,
                                               origin,
                                               m_forwarding->GetContext().GetPast());
    };
    auto found = lookUp();
    const auto outer =
        origin == FROM_TUNNEL ? m_forwarding->GetContext().GetOuterSource() : std::nullopt;
    // What is told may change the table.
    auto seen = found.watch && found.watch->Note(outer) ? found.watch->seen : nullptr;
    if (seen && found.watch->isBefore)
    {
        std::exchange(seen, nullptr)(MakeSeen(header, header.GetSource(), outer));
        found = lookUp();
    }
    const auto makeSend = [&] { // It may wait for longer than the node is there.
        const ErrorCallback error = OrDrop(ecb);
        return [self = Ptr<MobilityRouting>(this), p, header, idev, ucb, mcb, lcb, error, outer] {
            if (self->m_forwarding)
            {
                self->m_forwarding->GetContext().ForwardFrom(outer, [&] {
                    self->m_forwarding->GetRouting()
                        ->RouteInput(p, header, idev, ucb, mcb, lcb, error);
                });
            }
        };
    };
    const bool isBack = IsBack(m_forwarding->GetTable(), found.entry, header, origin, outer);
    if (isBack)
    {
        m_forwarding->Drop(p, header, "tunnel-back-to-its-peer");
    }
    // What goes on in the place of one that is held may change the table.
    const bool isHeld = found.entry && std::holds_alternative<HoldAction>(found.entry->action);
    const bool isTaken =
        isBack || (found.entry && Forward(*found.entry, p, header, idev, ucb, lcb, makeSend));
    if (isTaken && !isHeld && origin == FROM_MOBILE_NODE)
    {
        m_forwarding->GetBypasses().Note(*found.entry); // If it delivers.
    }
    if (seen)
    {
        seen(MakeSeen(header, header.GetSource(), outer));
    }
    return isTaken;
}

Ipv6RoutingProtocol::ErrorCallback
MobilityRouting::OrDrop(const ErrorCallback& error)
{
    if (!error.IsNull())
    {
        return error;
    }
    const auto drop = [self = Ptr<MobilityRouting>(this)](Ptr<const Packet> packet,
                                                          const Ipv6Header& header,
                                                          Socket::SocketErrno /* number */) {
        if (self->m_forwarding)
        {
            self->m_forwarding->Drop(packet, header, "no-route");
        }
    };
    return ErrorCallback(drop);
}

template <class MakeSend>
bool
MobilityRouting::Forward(const ForwardingEntry& entry,
                         Ptr<const Packet> p,
                         const Ipv6Header& header,
                         Ptr<const NetDevice> idev,
                         const UnicastForwardCallback& ucb,
                         const LocalDeliverCallback& lcb,
                         MakeSend makeSend)
{
    entry.isUsed = true;
    if (const Ptr<Ipv6Route> route = entry.route)
    {
        ucb(idev, route, p, header);
        return true;
    }
    if (const auto* drop = std::get_if<DropAction>(&entry.action))
    {
        m_forwarding->Drop(p, header, drop->reason);
        return true;
    }
    if (const auto* hold = std::get_if<HoldAction>(&entry.action))
    {
        m_forwarding->Hold(*hold, {p, header, makeSend()});
        return true;
    }
    if (std::holds_alternative<OwnAction>(entry.action))
    {
        const auto ipv6 = idev->GetNode()->GetObject<Ipv6>();
        lcb(p, header, static_cast<uint32_t>(ipv6->GetInterfaceForDevice(idev)));
        return true;
    }
    return false;
}

void
MobilityRouting::ForgetRoutes()
{
    if (m_forwarding)
    {
        m_forwarding->GetTunnelDevice()->ForgetRoutes();
    }
}

void
MobilityRouting::NotifyInterfaceUp(uint32_t /* interface */)
{
    ForgetRoutes();
}

void
MobilityRouting::NotifyInterfaceDown(uint32_t /* interface */)
{
    ForgetRoutes();
}

void
MobilityRouting::NotifyAddAddress(uint32_t /* interface */, Ipv6InterfaceAddress /* address */)
{
    ForgetRoutes();
}

void
MobilityRouting::NotifyRemoveAddress(uint32_t /* interface */, Ipv6InterfaceAddress /* address */)
{
    ForgetRoutes();
}

void
MobilityRouting::NotifyAddRoute(Ipv6Address /* dst */,
                                Ipv6Prefix /* mask */,
                                Ipv6Address /* nextHop */,
                                uint32_t /* interface */,
                                Ipv6Address /* prefixToUse */)
{
    ForgetRoutes();
}

void
MobilityRouting::NotifyRemoveRoute(Ipv6Address /* dst */,
                                   Ipv6Prefix /* mask */,
                                   Ipv6Address /* nextHop */,
                                   uint32_t /* interface */,
                                   Ipv6Address /* prefixToUse */)
{
    ForgetRoutes();
}

void
MobilityRouting::SetIpv6(Ptr<Ipv6> /* ipv6 */)
{
    // The forwarding plane knows the node's IPv6.
}

void
MobilityRouting::PrintRoutingTable(Ptr<OutputStreamWrapper> stream, Time::Unit /* unit */) const
{
    const std::size_t size = m_forwarding ? m_forwarding->GetTable().GetSize() : 0;
    *stream->GetStream() << "Mobility forwarding table: " << size << " entries" << std::endl;
}

} // namespace pmipv6
} // namespace ns3
