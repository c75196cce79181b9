/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-host-routing.h"

#include "pmipv6-ipv6-host.h"

#include "ns3/ipv6-route.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(HostRouting);

TypeId
HostRouting::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::HostRouting")
                            .SetParent<Ipv6StaticRouting>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<HostRouting>();
    return tid;
}

void
HostRouting::SetHost(Ipv6Host* host)
{
    m_host = host;
}

Ptr<Ipv6Route>
HostRouting::RouteOutput(Ptr<Packet> p,
                         const Ipv6Header& header,
                         Ptr<NetDevice> oif,
                         Socket::SocketErrno& sockerr)
{
    auto route = Ipv6StaticRouting::RouteOutput(p, header, oif, sockerr);
    const Ipv6Address destination = header.GetDestination();
    if (!m_host || destination.IsMulticast() || destination.IsLinkLocal())
    {
        return route;
    }
    if (route)
    {
        m_host->ChooseSource(*route, header);
        return route;
    }
    route = m_host->FindRoute(header, oif);
    sockerr = route ? Socket::ERROR_NOTERROR : Socket::ERROR_NOROUTETOHOST;
    return route;
}

void
HostRouting::NotifyInterfaceDown(uint32_t interface)
{
    Ipv6StaticRouting::NotifyInterfaceDown(interface);
    if (m_host)
    {
        m_host->HandleInterfaceDown(interface);
    }
}

void
HostRouting::NotifyRemoveAddress(uint32_t interface, Ipv6InterfaceAddress address)
{
    Ipv6StaticRouting::NotifyRemoveAddress(interface, address);
    if (m_host)
    {
        m_host->HandleAddressRemoved(interface, address.GetAddress());
    }
}

} // namespace pmipv6
} // namespace ns3
