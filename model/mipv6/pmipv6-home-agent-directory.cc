/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-home-agent-directory.h"

#include "pmipv6-ipv6-numbers.h"

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

/// @return what is sent to home agents, before a binding would have it tunnelled
ForwardingMatch
MatchAnycast(const Ipv6Address& anycast)
{
    constexpr int ANYCAST_PRIORITY = 2; // A binding has 1.
    ForwardingMatch match;
    match.destination = Prefix(anycast, 128);
    match.priority = ANYCAST_PRIORITY;
    match.owner = "mipv6";
    return match;
}

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
    m_forwarding = MobilityForwarding::Install(node);
    for (const auto& prefix : homePrefixes)
    {
        const auto anycast = MakeHomeAgentsAnycast(prefix.GetAddress());
        if (m_anycast.insert(anycast).second)
        {
            m_forwarding->Set(MatchAnycast(anycast), OwnAction{});
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
    for (const auto& anycast : m_anycast)
    {
        m_forwarding->Remove(MatchAnycast(anycast));
    }
    m_anycast.clear();
    m_node = nullptr;
}

void
HomeAgentDirectory::Dispose()
{
    m_socket.Stop();
    m_listener = nullptr;
    m_forwarding = nullptr;
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
