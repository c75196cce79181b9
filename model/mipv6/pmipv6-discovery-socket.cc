/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-discovery-socket.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-mobility-signaling.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-raw-socket-factory.h"
#include "ns3/ipv6-route.h"
#include "ns3/packet.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ns3
{
namespace pmipv6
{

void
DiscoverySocket::Start(Ptr<Node> node, Handler handler)
{
    Stop();
    m_node = node;
    m_handler = std::move(handler);
    m_socket = Socket::CreateSocket(node, Ipv6RawSocketFactory::GetTypeId());
    m_socket->SetAttribute("Protocol", UintegerValue(ICMPV6_PROTOCOL));
    m_socket->SetRecvCallback(Callback<void, Ptr<Socket>>([this](Ptr<Socket>) { Receive(); }));
}

void
DiscoverySocket::Stop()
{
    if (m_socket)
    {
        m_socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
        m_socket->Close();
    }
    m_socket = nullptr;
    m_node = nullptr;
    m_handler = nullptr;
}

void
DiscoverySocket::Send(const std::vector<uint8_t>& octets,
                      const Ipv6Address& source,
                      const Ipv6Address& destination) const
{
    const auto packet = Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
    m_node->GetObject<Ipv6L3Protocol>()->Send(packet,
                                              source,
                                              destination,
                                              ICMPV6_PROTOCOL,
                                              nullptr);
}

void
DiscoverySocket::Receive()
{
    Address from;
    while (m_socket && m_socket->GetRxAvailable() > 0)
    {
        const auto packet = m_socket->RecvFrom(from);
        Ipv6Header header;
        if (!packet || packet->RemoveHeader(header) == 0)
        {
            return;
        }
        std::vector<uint8_t> octets(packet->GetSize());
        packet->CopyData(octets.data(), packet->GetSize());
        const auto message = ParseHomeAgentAddressDiscovery(octets.data(),
                                                            octets.size(),
                                                            header.GetSource(),
                                                            header.GetDestination());
        if (const auto* fault = std::get_if<std::string>(&message))
        {
            Refuse(octets, header.GetSource(), *fault);
            continue;
        }
        m_handler(message, header.GetSource(), header.GetDestination());
    }
}

void
DiscoverySocket::Refuse(const std::vector<uint8_t>& octets,
                        const Ipv6Address& source,
                        const std::string& fault) const
{
    const uint8_t type = octets.empty() ? 0 : octets[0];
    if (type == HOME_AGENT_ADDRESS_DISCOVERY_REQUEST || type == HOME_AGENT_ADDRESS_DISCOVERY_REPLY)
    {
        MobilitySignaling::Install(m_node)->Drop(
            {nullptr,
             type == HOME_AGENT_ADDRESS_DISCOVERY_REQUEST ? "HomeAgentAddressDiscoveryRequest"
                                                          : "HomeAgentAddressDiscoveryReply",
             source,
             static_cast<uint32_t>(octets.size()) + IPV6_HEADER_SIZE,
             false,
             fault});
    }
}

Ipv6Address
MakeHomeAgentsAnycast(const Ipv6Address& homePrefix)
{
    // RFC 2526, 2: with interface identifiers of 64 bits; 3: the identifier 126.
    constexpr uint8_t IDENTIFIER[] = {0xfd, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe};
    uint8_t octets[16];
    homePrefix.GetBytes(octets);
    std::copy(std::begin(IDENTIFIER), std::end(IDENTIFIER), octets + 8);
    return Ipv6Address(octets);
}

} // namespace pmipv6
} // namespace ns3
