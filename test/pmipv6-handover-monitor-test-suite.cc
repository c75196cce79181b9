/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-topology-fixture.h"

#include "ns3/inet6-socket-address.h"
#include "ns3/pmipv6-handover-monitor.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/udp-socket-factory.h"

/**
 * @file
 * @ingroup pmipv6-tests
 * What the monitors tell of a handover.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint8_t UDP_PROTOCOL = 17; //!< Next Header value

/**
 * @ingroup pmipv6-tests
 * A mobile node with two prefixes, and flows from and to each.
 */
class SeveralPrefixesTestCase : public TestCase
{
  public:
    SeveralPrefixesTestCase()
        : TestCase("A lost packet counts with the prefix that it used")
    {
    }

  private:
    void DoRun() override;

    /**
     * Send packets from an address to an address, from now to 9 s.
     *
     * @param net the network
     * @param monitor watches them
     * @param ends sender and receiver
     * @param addresses source and destination
     * @param port UDP port of the receiver
     * @param interval between packets
     */
    static void Send(TopologyFixture& net,
                     TrafficMonitor& monitor,
                     const std::pair<Ptr<Node>, Ptr<Node>>& ends,
                     const std::pair<Ipv6Address, Ipv6Address>& addresses,
                     uint16_t port,
                     Time interval);
};

void
SeveralPrefixesTestCase::Send(TopologyFixture& net,
                              TrafficMonitor& monitor,
                              const std::pair<Ptr<Node>, Ptr<Node>>& ends,
                              const std::pair<Ipv6Address, Ipv6Address>& addresses,
                              uint16_t port,
                              Time interval)
{
    monitor.AddFlow(ends.first, ends.second, UDP_PROTOCOL, port);
    auto receiver = Socket::CreateSocket(ends.second, UdpSocketFactory::GetTypeId());
    receiver->Bind(Inet6SocketAddress(addresses.second, port));
    auto sender = Socket::CreateSocket(ends.first, UdpSocketFactory::GetTypeId());
    sender->Bind(Inet6SocketAddress(addresses.first, port));
    for (Time at = Simulator::Now(); at < Seconds(9); at += interval)
    {
        net.At(at, [sender, receiver, destination = addresses.second, port] {
            sender->SendTo(Create<Packet>(100), 0, Inet6SocketAddress(destination, port));
        });
    }
}

void
SeveralPrefixesTestCase::DoRun()
{
    const Prefix first = *ParsePrefix("fd00:1:0:7::/64");
    const Prefix second = *ParsePrefix("fd00:1:0:9::/64");
    TopologyOptions options;
    options.prefixes[0] = {first, second};
    TopologyFixture net(SHORT_DELAYS, options);
    TrafficMonitor traffic;
    SignalingMonitor signaling;
    HandoverMonitor handovers;
    const auto mobile = net.GetMobile(0);
    const auto peer = net.GetNode(CN);
    traffic.AddNode(mobile, "mn", true);
    traffic.AddNode(peer, "cn", true);
    for (const auto& [place, name] :
         {std::pair(L1, "l1"), std::pair(G1, "g1"), std::pair(G2, "g2")})
    {
        traffic.AddNode(net.GetNode(place), name, false);
    }
    handovers.AddMobileNode(mobile, "mn", net.GetLinkLayer(0));
    handovers.AddGateway(net.GetGateway(G1), "g1");
    handovers.AddGateway(net.GetGateway(G2), "g2");
    handovers.Follow(traffic);

    net.AttachAt(Seconds(1), 0, G1);
    net.At(Seconds(1), [&handovers] { handovers.NoteLinkUp("mn", "g1"); });
    net.At(Seconds(4), [&] {
        const auto addresses = net.GetAddresses(0);
        PMIPV6_TEST_REQUIRE(addresses.size() == 2, "an address of each prefix");
        const bool isInOrder = first.Contains(addresses[0]);
        const auto a = addresses[isInOrder ? 0 : 1];
        const auto b = addresses[isInOrder ? 1 : 0];
        const auto away = TopologyFixture::GetAddress(CN);
        Send(net, traffic, {peer, mobile}, {away, a}, 1001, Ms(100));
        Send(net, traffic, {peer, mobile}, {away, b}, 1002, Ms(40));
        Send(net, traffic, {mobile, peer}, {b, away}, 1003, Ms(70));
    });
    net.DetachAt(Seconds(6), 0);
    net.At(Seconds(6), [&handovers] { handovers.NoteLinkDown("mn", Seconds(6)); });
    net.AttachAt(Seconds(7), 0, G2);
    net.At(Seconds(7), [&handovers] { handovers.NoteLinkUp("mn", "g2"); });
    net.RunUntil(Seconds(11));

    const auto flows = traffic.GetFlows();
    PMIPV6_TEST_REQUIRE(flows.size() == 3, "three flows");
    const auto records = handovers.GetHandovers(traffic, signaling);
    PMIPV6_TEST_REQUIRE(records.size() == 1, "one handover");
    PMIPV6_TEST_REQUIRE(records[0].prefixes.size() == 2, "of two prefixes");
    for (const auto& flow : flows)
    {
        NS_TEST_EXPECT_MSG_GT_OR_EQ(flow.lost, 10, "each flow loses packets for a second");
        NS_TEST_EXPECT_MSG_GT(flow.received, 10, "and has others");
    }
    NS_TEST_EXPECT_MSG_EQ(records[0].lost,
                          flows[0].lost + flows[1].lost + flows[2].lost,
                          "all lost in the handover");
    for (const auto& prefix : records[0].prefixes)
    {
        NS_TEST_EXPECT_MSG_EQ(
            prefix.lost,
            (prefix.prefix == first ? flows[0].lost : flows[1].lost + flows[2].lost),
            "from or to " << prefix.prefix);
    }
}

/// Registers the suite.
class HandoverMonitorTestSuite : public TestSuite
{
  public:
    HandoverMonitorTestSuite()
        : TestSuite("pmipv6-handover-monitor", TestSuite::Type::UNIT)
    {
        AddTestCase(new SeveralPrefixesTestCase);
    }
};

const HandoverMonitorTestSuite g_handoverMonitorTestSuite; //!< registers itself

} // namespace

} // namespace pmipv6
} // namespace ns3
