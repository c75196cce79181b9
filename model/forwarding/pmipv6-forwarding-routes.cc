/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-forwarding-routes.h"

#include <variant>

namespace ns3
{
namespace pmipv6
{

void
ForwardingRoutes::Start(Ptr<Ipv6L3Protocol> ipv6, Ptr<TunnelDevice> tunnel)
{
    m_ipv6 = ipv6;
    m_tunnel = tunnel;
}

void
ForwardingRoutes::Dispose()
{
    m_tunnelRoutes.clear();
    m_ipv6 = nullptr;
    m_tunnel = nullptr;
}

Ipv6Address
ForwardingRoutes::GetGlobalAddress() const
{
    for (uint32_t i = 0; i < m_ipv6->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; j < m_ipv6->GetNAddresses(i); ++j)
        {
            const auto address = m_ipv6->GetAddress(i, j);
            if (address.GetScope() == Ipv6InterfaceAddress::GLOBAL)
            {
                return address.GetAddress();
            }
        }
    }
    return Ipv6Address::GetAny();
}

Ptr<Ipv6Route>
ForwardingRoutes::Make(const ForwardingAction& action)
{
    if (const auto* deliver = std::get_if<DeliverAction>(&action))
    {
        auto route = Create<Ipv6Route>();
        route->SetSource(GetGlobalAddress());
        route->SetGateway(deliver->nextHop);
        route->SetOutputDevice(deliver->device);
        return route;
    }
    if (const auto* tunnel = std::get_if<TunnelAction>(&action))
    {
        return GetTunnelRoute(m_tunnel->Acquire(tunnel->local, tunnel->remote), tunnel->local);
    }
    if (const auto* straight = std::get_if<CareOfAction>(&action))
    {
        return GetTunnelRoute(
            m_tunnel->Acquire(straight->source, straight->destination, straight->careOf),
            straight->source);
    }
    return nullptr;
}

Ptr<Ipv6Route>
ForwardingRoutes::GetTunnelRoute(const Ipv6Address& nextHop, const Ipv6Address& source)
{
    auto& route = m_tunnelRoutes[nextHop];
    if (!route || route->GetSource() != source)
    {
        route = Create<Ipv6Route>();
        route->SetSource(source);
        route->SetGateway(nextHop);
        route->SetOutputDevice(m_tunnel);
    }
    return route;
}

void
ForwardingRoutes::Release(const ForwardingAction& action)
{
    if (const auto* tunnel = std::get_if<TunnelAction>(&action))
    {
        m_tunnel->Release(tunnel->local, tunnel->remote);
    }
    if (const auto* straight = std::get_if<CareOfAction>(&action))
    {
        m_tunnel->Release(straight->source, straight->destination, straight->careOf);
    }
}

} // namespace pmipv6
} // namespace ns3
