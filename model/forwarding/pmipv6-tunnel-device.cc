/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-tunnel-device.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-ipv6-start.h"

#include "ns3/ipv6-routing-protocol.h"
#include "ns3/log.h"
#include "ns3/node.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/uinteger.h"

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6TunnelDevice");

NS_OBJECT_ENSURE_REGISTERED(TunnelDevice);

namespace
{

/// The next hop of a tunnel: link-local, with the tunnel's number in the last four octets.
Ipv6Address
MakeNextHop(uint32_t number)
{
    uint8_t octets[16] = {0xfe, 0x80};
    for (int i = 0; i < 4; ++i)
    {
        octets[12 + i] = static_cast<uint8_t>(number >> (24 - 8 * i));
    }
    return Ipv6Address(octets);
}

/// Four octets in network order.
uint32_t
ReadNumber(const uint8_t* octets)
{
    uint32_t number = 0;
    for (int i = 0; i < 4; ++i)
    {
        number = number << 8 | octets[i];
    }
    return number;
}

} // namespace

TypeId
TunnelDevice::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::TunnelDevice")
            .SetParent<BasicDevice>()
            .SetGroupName("Pmipv6")
            .AddConstructor<TunnelDevice>()
            .AddAttribute("Mtu",
                          "The largest inner packet, in octets: what the path takes, less the "
                          "outer header; 1280 to 65535 (RFC 2473, 7.1; RFC 8200, 5).",
                          UintegerValue(1460),
                          MakeUintegerAccessor(&TunnelDevice::SetMtu, &TunnelDevice::GetMtu),
                          MakeUintegerChecker<uint16_t>(1280))
            .AddAttribute("HopLimit",
                          "Hop limit of outer packets; 1 to 255 (RFC 2473, 6.3).",
                          UintegerValue(64),
                          MakeUintegerAccessor(&TunnelDevice::m_hopLimit),
                          MakeUintegerChecker<uint8_t>(1))
            .AddAttribute("RouteLifetime",
                          "How long the route of a tunnel's outer packets is used before it is "
                          "looked up again; a change of the node's interfaces or addresses ends it "
                          "at once.",
                          TimeValue(Seconds(1)),
                          MakeTimeAccessor(&TunnelDevice::m_routeLifetime),
                          MakeTimeChecker(Time(0)))
            .AddTraceSource("TunnelUp",
                            "A tunnel's first use: it is to a new peer.",
                            MakeTraceSourceAccessor(&TunnelDevice::m_up),
                            "ns3::pmipv6::TunnelDevice::TunnelTracedCallback")
            .AddTraceSource("TunnelDown",
                            "A tunnel's end: its last user is gone.",
                            MakeTraceSourceAccessor(&TunnelDevice::m_down),
                            "ns3::pmipv6::TunnelDevice::TunnelTracedCallback")
            .AddTraceSource("Drop",
                            "A packet that could not be sent into a tunnel, and why.",
                            MakeTraceSourceAccessor(&TunnelDevice::m_drop),
                            "ns3::pmipv6::TunnelDevice::DropTracedCallback");
    return tid;
}

TunnelDevice::TunnelDevice()
{
    SetAddress(Mac48Address::Allocate());
}

void
TunnelDevice::DoDispose()
{
    m_ipv6 = nullptr;
    m_tunnels.clear();
    m_numbers.clear();
    m_deadEnds.clear();
    BasicDevice::DoDispose();
}

Ptr<Ipv6L3Protocol>
TunnelDevice::GetIpv6()
{
    if (!m_ipv6)
    {
        m_ipv6 = GetNode()->GetObject<Ipv6L3Protocol>();
    }
    return m_ipv6;
}

Ipv6Address
TunnelDevice::Acquire(const Ipv6Address& local,
                      const Ipv6Address& remote,
                      const CareOfAddresses& careOf)
{
    const Endpoints endpoints{local, remote, careOf};
    const auto known = m_numbers.find(endpoints);
    if (known != m_numbers.end())
    {
        ++m_tunnels[known->second].users;
        return MakeNextHop(known->second);
    }
    if (m_free.empty())
    {
        m_free.push_back(static_cast<uint32_t>(m_tunnels.size()));
        m_tunnels.emplace_back();
    }
    const uint32_t number = m_free.back();
    m_free.pop_back();
    m_tunnels[number].endpoints = endpoints;
    m_tunnels[number].users = 1;
    m_numbers.emplace(endpoints, number);
    NS_LOG_INFO("tunnel " << local << " - " << remote << " up");
    if (!endpoints.IsByCareOf())
    {
        m_up(local, remote);
    }
    return MakeNextHop(number);
}

void
TunnelDevice::Release(const Ipv6Address& local,
                      const Ipv6Address& remote,
                      const CareOfAddresses& careOf)
{
    const auto known = m_numbers.find({local, remote, careOf});
    NS_ASSERT_MSG(known != m_numbers.end(), "release of a tunnel that nobody uses");
    const uint32_t number = known->second;
    if (--m_tunnels[number].users > 0)
    {
        return;
    }
    const bool isTunnel = !known->first.IsByCareOf();
    m_tunnels[number] = Tunnel();
    m_numbers.erase(known);
    m_free.push_back(number);
    NS_LOG_INFO("tunnel " << local << " - " << remote << " down");
    if (isTunnel)
    {
        m_down(local, remote);
    }
}

Ptr<Ipv6Route>
TunnelDevice::GetDeadEnd(const std::string& reason)
{
    auto& route = m_deadEnds[reason];
    if (!route)
    {
        route = Create<Ipv6Route>();
        route->SetGateway(MakeNextHop(static_cast<uint32_t>(m_tunnels.size())));
        route->SetOutputDevice(this);
        m_tunnels.emplace_back().deadEnd = reason;
    }
    return route;
}

void
TunnelDevice::ForgetRoutes()
{
    for (auto& tunnel : m_tunnels)
    {
        tunnel.route = nullptr;
    }
}

std::optional<Address>
TunnelDevice::Resolve(const Ipv6Address& nextHop) const
{
    uint8_t octets[16];
    nextHop.GetBytes(octets);
    const uint32_t number = ReadNumber(octets + 12);
    if (!nextHop.IsLinkLocal() || MakeNextHop(number) != nextHop || number >= m_tunnels.size())
    {
        return std::nullopt;
    }
    // A locally administered MAC-48 address with the tunnel's number in the last four octets.
    uint8_t mac[6] = {0x02, 0x00, octets[12], octets[13], octets[14], octets[15]};
    Mac48Address address;
    address.CopyFrom(mac);
    return Address(address);
}

bool
TunnelDevice::IsPointToPoint() const
{
    return false;
}

Ptr<Ipv6Route>
TunnelDevice::GetRoute(Tunnel& tunnel)
{
    if (tunnel.route && Simulator::Now() - tunnel.resolved <= m_routeLifetime)
    {
        return tunnel.route;
    }
    Ipv6Header outer;
    outer.SetSource(tunnel.endpoints.local);
    outer.SetDestination(tunnel.endpoints.remote);
    outer.SetNextHeader(IPV6_ENCAPSULATION_PROTOCOL);
    Socket::SocketErrno error;
    m_resolving = true;
    tunnel.route =
        GetIpv6()->GetRoutingProtocol()->RouteOutput(Create<Packet>(), outer, nullptr, error);
    m_resolving = false;
    tunnel.resolved = Simulator::Now();
    return tunnel.route;
}

bool
TunnelDevice::Send(Ptr<Packet> packet, const Address& dest, uint16_t protocolNumber)
{
    if (protocolNumber != IPV6_ETHERTYPE || !Mac48Address::IsMatchingType(dest))
    {
        m_drop(packet, "not-ipv6");
        return false;
    }
    uint8_t mac[6];
    Mac48Address::ConvertFrom(dest).CopyTo(mac);
    const uint32_t number = ReadNumber(mac + 2);
    if (mac[0] != 0x02 || number >= m_tunnels.size() || m_tunnels[number].users == 0)
    {
        // Multicast, a dead end, or what was queued for a tunnel that is gone.
        const bool isDeadEnd =
            mac[0] == 0x02 && number < m_tunnels.size() && !m_tunnels[number].deadEnd.empty();
        m_drop(packet, isDeadEnd ? m_tunnels[number].deadEnd : "no-tunnel");
        return false;
    }
    const Endpoints endpoints = m_tunnels[number].endpoints;
    if (endpoints.IsByCareOf())
    {
        return SendByCareOf(packet, endpoints.careOf);
    }
    const auto route = GetRoute(m_tunnels[number]);
    if (!route)
    {
        m_drop(packet, "no-route-to-tunnel-end");
        return false;
    }
    TraceSent(packet);
    // RFC 2473, 6.4: the traffic class may be that of the inner packet.
    const auto start = PeekIpv6Start(*packet);
    SocketIpv6TclassTag tclass;
    tclass.SetTclass(start ? start->trafficClass : 0);
    SocketIpv6HopLimitTag hopLimit;
    hopLimit.SetHopLimit(m_hopLimit);
    packet->ReplacePacketTag(tclass);
    packet->ReplacePacketTag(hopLimit);
    GetIpv6()->Send(packet, endpoints.local, endpoints.remote, IPV6_ENCAPSULATION_PROTOCOL, route);
    return true;
}

bool
TunnelDevice::SendByCareOf(Ptr<Packet> packet, const CareOfAddresses& careOf)
{
    Ipv6Header header;
    packet->PeekHeader(header);
    Ipv6Header sent = header;
    sent.SetSource(careOf.source.IsAny() ? header.GetSource() : careOf.source);
    sent.SetDestination(careOf.destination.IsAny() ? header.GetDestination() : careOf.destination);
    sent.SetNextHeader(careOf.destination.IsAny() ? DESTINATION_OPTIONS : ROUTING_HEADER);
    Socket::SocketErrno error;
    // A mobile node without a care-of address of its own for this peer tunnels it on.
    const auto route =
        GetIpv6()->GetRoutingProtocol()->RouteOutput(Create<Packet>(), sent, nullptr, error);
    if (!route)
    {
        m_drop(packet, "no-route-to-care-of-address");
        return false;
    }
    TraceSent(packet);
    packet->RemoveHeader(header);
    SocketIpv6TclassTag tclass;
    tclass.SetTclass(header.GetTrafficClass());
    SocketIpv6HopLimitTag hopLimit;
    hopLimit.SetHopLimit(header.GetHopLimit());
    packet->ReplacePacketTag(tclass);
    packet->ReplacePacketTag(hopLimit);
    const uint8_t protocol = AddHomeAddresses(*packet,
                                              header.GetNextHeader(),
                                              header.GetSource(),
                                              header.GetDestination(),
                                              careOf);
    GetIpv6()->Send(packet, sent.GetSource(), sent.GetDestination(), protocol, route);
    return true;
}

void
TunnelDevice::Decapsulate(Ptr<Packet> packet)
{
    PassUp(packet, IPV6_ETHERTYPE, GetBroadcast(), GetAddress());
}

} // namespace pmipv6
} // namespace ns3
