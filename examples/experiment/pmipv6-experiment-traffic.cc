/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-traffic.h"

#include "pmipv6-experiment-phase.h"

#include "ns3/bulk-send-application.h"
#include "ns3/config.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6.h"
#include "ns3/packet-sink.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/udp-client.h"
#include "ns3/udp-server.h"
#include "ns3/uinteger.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// The first of the dynamic ports (RFC 6335): no dissector takes them for something else.
constexpr uint32_t FIRST_PORT = 49152;
/// How many dynamic ports there are.
constexpr uint32_t PORT_COUNT = 65536 - FIRST_PORT;
/// How long a sender waits between two looks for addresses.
const Time ADDRESS_WAIT = MilliSeconds(10);

constexpr uint8_t UDP_PROTOCOL = 17; //!< Next Header value
constexpr uint8_t TCP_PROTOCOL = 6;  //!< Next Header value

/**
 * @param segment octets of a segment
 * @return what the application hands over at a time: whole segments, so that what TCP has to send is
 *         never less than one of them; and as much as by default, so that there are no more events
 */
uint32_t
GetSendSize(uint32_t segment)
{
    constexpr uint32_t DEFAULT_SIZE = 512; // BulkSendApplication's
    return (DEFAULT_SIZE + segment - 1) / segment * segment;
}

} // namespace

TrafficPlan::TrafficPlan(const ExperimentOptions& options,
                         const Network& network,
                         const AccessNetwork& access,
                         TrafficMonitor& monitor)
    : m_options(options),
      m_monitor(monitor)
{
    if (options.traffic == Traffic::TCP)
    {
        Config::SetDefault("ns3::TcpSocket::SegmentSize", UintegerValue(options.packetSize));
    }
    std::map<std::string, Ptr<Node>> hosts;
    if (network.GetCorrespondent())
    {
        hosts["cn1"] = network.GetCorrespondent();
    }
    for (const auto& mobile : access.GetMobileNodes())
    {
        hosts[mobile.plan.name.GetText()] = mobile.node;
    }
    for (const auto& mobile : access.GetMobileNodes())
    {
        const auto peer = hosts.find(mobile.plan.peer);
        if (mobile.plan.name.role != "mn" || peer == hosts.end())
        {
            continue;
        }
        const auto port = static_cast<uint16_t>(FIRST_PORT + mobile.plan.name.number % PORT_COUNT);
        const uint32_t pair = mobile.plan.name.number;
        const Time start = options.trafficStart;
        const bool isBoth = options.direction == Direction::BOTH;
        if (options.direction != Direction::CN_MN)
        {
            AddFlow(mobile.node, peer->second, port, start + DrawFlowPhase(options, pair, true));
        }
        if (options.direction != Direction::MN_CN)
        {
            const Time later = isBoth ? start + Seconds(1) : start;
            AddFlow(peer->second, mobile.node, port, later + DrawFlowPhase(options, pair, false));
        }
    }
}

std::vector<Ipv6Address>
TrafficPlan::GetGlobalAddresses(Ptr<Node> node)
{
    std::vector<Ipv6Address> addresses;
    const auto ipv6 = node->GetObject<Ipv6>();
    for (uint32_t i = 0; i < ipv6->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; j < ipv6->GetNAddresses(i); ++j)
        {
            const auto address = ipv6->GetAddress(i, j);
            if (address.GetScope() == Ipv6InterfaceAddress::GLOBAL)
            {
                addresses.push_back(address.GetAddress());
            }
        }
    }
    return addresses;
}

void
TrafficPlan::AddFlow(Ptr<Node> from, Ptr<Node> to, uint16_t port, Time start)
{
    const bool isUdp = m_options.traffic == Traffic::UDP;
    m_monitor.AddFlow(from, to, isUdp ? UDP_PROTOCOL : TCP_PROTOCOL, port);
    if (isUdp)
    {
        auto server = CreateObject<UdpServer>();
        server->SetAttribute("Port", UintegerValue(port));
        to->AddApplication(server);
    }
    else
    {
        auto sink = CreateObject<PacketSink>();
        sink->SetAttribute("Protocol", StringValue("ns3::TcpSocketFactory"));
        sink->SetAttribute("Local", AddressValue(Inet6SocketAddress(Ipv6Address::GetAny(), port)));
        to->AddApplication(sink);
    }
    Simulator::Schedule(start, [this, from, to, port] { StartSender(from, to, port); });
}

void
TrafficPlan::StartSender(Ptr<Node> from, Ptr<Node> to, uint16_t port)
{
    const auto addresses = GetGlobalAddresses(to);
    if (addresses.empty() || GetGlobalAddresses(from).empty())
    {
        Simulator::Schedule(ADDRESS_WAIT, [this, from, to, port] { StartSender(from, to, port); });
        return;
    }
    // The newest: with scheme none a node that has moved keeps addresses of no use.
    const Ipv6Address destination = addresses.back();
    Ptr<Application> sender;
    if (m_options.traffic == Traffic::UDP)
    {
        auto client = CreateObject<UdpClient>();
        client->SetRemote(Inet6SocketAddress(destination, port));
        client->SetAttribute("Interval", TimeValue(m_options.interval));
        client->SetAttribute("PacketSize", UintegerValue(m_options.packetSize));
        client->SetAttribute("MaxPackets", UintegerValue(UINT32_MAX));
        sender = client;
    }
    else
    {
        auto bulk = CreateObject<BulkSendApplication>();
        bulk->SetAttribute("Protocol", StringValue("ns3::TcpSocketFactory"));
        bulk->SetAttribute("Remote", AddressValue(Inet6SocketAddress(destination, port)));
        bulk->SetAttribute("MaxBytes", UintegerValue(0));
        bulk->SetAttribute("SendSize", UintegerValue(GetSendSize(m_options.packetSize)));
        sender = bulk;
    }
    sender->SetStopTime(m_options.duration);
    from->AddApplication(sender);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
