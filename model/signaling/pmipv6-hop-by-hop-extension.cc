/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-hop-by-hop-extension.h"

#include "pmipv6-hop-by-hop-options.h"
#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-random-streams.h"

#include "ns3/ipv6-extension-demux.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6-routing-protocol.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(HopByHopExtension);

namespace
{

/// The longest header that ns-3's own extension can read: it counts in an octet.
constexpr uint32_t MAX_LENGTH = 248;

} // namespace

TypeId
HopByHopExtension::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::HopByHopExtension")
                            .SetParent<Ipv6ExtensionHopByHop>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<HopByHopExtension>()
                            .AddAttribute("Delay",
                                          "How long the node takes to look at a packet with a "
                                          "Router Alert option that is not for itself (RFC 2711, "
                                          "2).",
                                          TimeValue(Time(0)),
                                          MakeTimeAccessor(&HopByHopExtension::m_delay),
                                          MakeTimeChecker(Time(0)));
    return tid;
}

HopByHopExtension::HopByHopExtension()
{
    // ns-3's extension has a random variable, of which this one never asks anything.
    AssignStreams(GetStream(RandomStream::HOP_BY_HOP_EXTENSION, 0));
}

Ptr<HopByHopExtension>
HopByHopExtension::Install(Ptr<Node> node, Taker taker)
{
    const auto demux = node->GetObject<Ipv6ExtensionDemux>();
    // ns-3 asks the first of a number: one that is there would hide this.
    if (const auto former = demux->GetExtension(HOP_BY_HOP_OPTIONS))
    {
        demux->Remove(former);
    }
    auto extension = CreateObject<HopByHopExtension>();
    extension->SetNode(node);
    extension->m_taker = std::move(taker);
    demux->Insert(extension);
    return extension;
}

void
HopByHopExtension::DoDispose()
{
    m_taker = nullptr;
    Ipv6ExtensionHopByHop::DoDispose();
}

bool
HopByHopExtension::IsLookedAt(bool isAlert, const Ipv6Header& header) const
{
    // What ends here anyway ns-3 tells the sender at once (RFC 4443, 3.3).
    constexpr uint8_t LAST_HOP = 1;
    return isAlert && m_delay > Time(0) && header.GetHopLimit() > LAST_HOP &&
           !header.GetDestination().IsMulticast() &&
           GetNode()->GetObject<Ipv6L3Protocol>()->GetInterfaceForAddress(header.GetDestination()) <
               0;
}

void
HopByHopExtension::SendOn(Ptr<Packet> packet, const Ipv6Header& header)
{
    if (!GetNode() || (m_taker && m_taker(packet, header)))
    {
        return;
    }
    const auto ipv6 = GetNode()->GetObject<Ipv6L3Protocol>();
    const auto routing = ipv6->GetRoutingProtocol();
    // By which device it came ns-3 does not tell: by the one that leads to its sender.
    Ipv6Header back;
    back.SetDestination(header.GetSource());
    Socket::SocketErrno error;
    const auto way = routing->RouteOutput(packet, back, nullptr, error);
    const auto device = way ? way->GetOutputDevice() : GetNode()->GetDevice(0);
    const bool isSent = routing->RouteInput(packet,
                                            header,
                                            device,
                                            MakeCallback(&HopByHopExtension::Forward, this),
                                            Ipv6RoutingProtocol::MulticastForwardCallback(),
                                            Ipv6RoutingProtocol::LocalDeliverCallback(),
                                            Ipv6RoutingProtocol::ErrorCallback());
    if (!isSent)
    {
        Forward(nullptr, nullptr, packet, header); // ns-3 traces that there is no route.
    }
}

void
HopByHopExtension::Forward(Ptr<const NetDevice> /* device */,
                           Ptr<Ipv6Route> route,
                           Ptr<const Packet> packet,
                           const Ipv6Header& header)
{
    const auto copy = packet->Copy();
    SocketIpv6HopLimitTag hopLimit;
    hopLimit.SetHopLimit(header.GetHopLimit() - 1);
    copy->ReplacePacketTag(hopLimit);
    SocketIpv6TclassTag trafficClass;
    trafficClass.SetTclass(header.GetTrafficClass());
    copy->ReplacePacketTag(trafficClass);
    GetNode()->GetObject<Ipv6L3Protocol>()->Send(copy,
                                                 header.GetSource(),
                                                 header.GetDestination(),
                                                 header.GetNextHeader(),
                                                 route);
}

uint8_t
HopByHopExtension::Process(Ptr<Packet>& packet,
                           uint8_t offset,
                           const Ipv6Header& ipv6Header,
                           Ipv6Address dst,
                           uint8_t* nextHeader,
                           bool& stopProcessing,
                           bool& isDropped,
                           Ipv6L3Protocol::DropReason& dropReason)
{
    const auto options = ReadHopByHopOptions(*packet);
    // RFC 8200, 4.1: it stands directly behind the IPv6 header.
    if (offset != 0 || !options || options->length > MAX_LENGTH)
    {
        stopProcessing = true;
        isDropped = true;
        dropReason = Ipv6L3Protocol::DROP_MALFORMED_HEADER;
        return 0;
    }
    if (!nextHeader && IsLookedAt(options->routerAlert.has_value(), ipv6Header))
    {
        Simulator::Schedule(m_delay,
                            &HopByHopExtension::SendOn,
                            Ptr<HopByHopExtension>(this),
                            packet->Copy(),
                            ipv6Header);
        stopProcessing = true;
        isDropped = false;
        return 0;
    }
    // ns3::Ipv6L3Protocol asks twice of what is for the node itself: for all packets first, without
    // a place for the next header.
    if (!nextHeader && m_taker && m_taker(packet, ipv6Header))
    {
        stopProcessing = true;
        isDropped = false;
        return 0;
    }
    return Ipv6ExtensionHopByHop::Process(packet,
                                          offset,
                                          ipv6Header,
                                          dst,
                                          nextHeader,
                                          stopProcessing,
                                          isDropped,
                                          dropReason);
}

} // namespace pmipv6
} // namespace ns3
