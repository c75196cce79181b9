/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-home-agent-directory.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-mobility-forwarding.h"

#include "ns3/ipv6-l3-protocol.h"

#include <algorithm>
#include <cstddef>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// So many addresses fit behind the headers of IPv6 and of a reply (RFC 6275, 6.6) into the minimum
/// MTU of IPv6 (RFC 8200, 5).
constexpr std::size_t MAX_TOLD_AGENTS = (MIN_IPV6_MTU - IPV6_HEADER_SIZE - 8) / 16;

} // namespace

void
HomeAgentDirectory::Start(Ptr<Node> node,
                          const Ipv6Address& address,
                          const std::set<Prefix>& homePrefixes,
                          bool hasNetworkMobility)
{
    m_node = node;
    m_hasNetworkMobility = hasNetworkMobility;
    m_address = address;
    const auto ipv6 = node->GetObject<Ipv6L3Protocol>();
    m_interface = static_cast<uint32_t>(
        ipv6->GetInterfaceForDevice(MobilityForwarding::Install(node)->GetTunnelDevice()));
    for (const auto& prefix : homePrefixes)
    {
        const auto anycast = MakeHomeAgentsAnycast(prefix.GetAddress());
        if (m_anycast.insert(anycast).second)
        {
            // The node's own, before a binding would have it tunnelled.
            Ipv6InterfaceAddress own(anycast, Ipv6Prefix(128));
            own.SetState(Ipv6InterfaceAddress::PREFERRED);
            ipv6->AddAddress(m_interface, own, false);
        }
    }
    m_socket.Start(node, [this](const auto&... received) { Handle(received...); });
}

void
HomeAgentDirectory::Stop()
{
    if (!m_node)
    {
        return;
    }
    m_socket.Stop();
    const auto ipv6 = m_node->GetObject<Ipv6L3Protocol>();
    for (const auto& anycast : m_anycast)
    {
        ipv6->RemoveAddress(m_interface, anycast);
    }
    m_anycast.clear();
    m_node = nullptr;
}

void
HomeAgentDirectory::Dispose()
{
    m_socket.Stop();
    m_listener = nullptr;
    m_node = nullptr;
}

void
HomeAgentDirectory::Handle(const HomeAgentAddressDiscovery& message,
                           const Ipv6Address& source,
                           const Ipv6Address& destination) const
{
    const auto* request = std::get_if<HomeAgentAddressDiscoveryRequest>(&message);
    if (!request || m_anycast.count(destination) == 0)
    {
        return;
    }
    HomeAgentAddressDiscoveryReply reply;
    reply.identifier = request->identifier;
    reply.isMobileRouter = request->isMobileRouter && m_hasNetworkMobility; // RFC 3963, 7.2
    reply.agents = m_agents.empty() ? std::vector<Ipv6Address>{m_address} : m_agents;
    // RFC 6275, 10.5.1: the best of them, so that no router has to refuse the packet.
    reply.agents.resize(std::min(reply.agents.size(), MAX_TOLD_AGENTS));
    if (m_listener)
    {
        m_listener(source, static_cast<uint32_t>(reply.agents.size()));
    }
    m_socket.Send(SerializeHomeAgentAddressDiscovery(reply, m_address, source), m_address, source);
}

} // namespace pmipv6
} // namespace ns3
