/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/bulk-send-application.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/packet-sink.h"
#include "ns3/pmipv6-handover-monitor.h"
#include "ns3/simulator.h"
#include "ns3/socket.h"
#include "ns3/string.h"
#include "ns3/udp-socket-factory.h"
#include "ns3/uinteger.h"

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

/**
 * @ingroup pmipv6-tests
 * A connection to a mobile node that moves, packet by packet.
 */
class StepsTestCase : public TestCase
{
  public:
    StepsTestCase()
        : TestCase("Steps of a TCP flow: each octet sent in its place, each packet's end told")
    {
    }

  private:
    void DoRun() override;
};

void
StepsTestCase::DoRun()
{
    constexpr uint16_t PORT = 1001;
    constexpr uint64_t OCTETS = 200000;
    using Kind = TrafficMonitor::PacketStep::Kind;
    TopologyFixture net(SHORT_DELAYS, {});
    TrafficMonitor traffic;
    const auto mobile = net.GetMobile(0);
    const auto peer = net.GetNode(CN);
    traffic.AddNode(mobile, "mn", true);
    traffic.AddNode(peer, "cn", true);
    traffic.AddFlow(mobile, peer, TCP_PROTOCOL, PORT);
    traffic.AddFlow(peer, mobile, TCP_PROTOCOL, PORT);

    std::map<Kind, uint64_t> counts;
    uint64_t end = 0;      // of what was sent
    uint64_t repeated = 0; // packets sent again
    std::map<uint64_t, uint64_t> received;
    traffic.AddStepListener([&](const TrafficMonitor::PacketStep& step) {
        ++counts[step.kind];
        NS_TEST_EXPECT_MSG_EQ(step.flow, 1, "the other way there are acknowledgements alone");
        NS_TEST_EXPECT_MSG_EQ(step.from, "cn", "who sends");
        NS_TEST_EXPECT_MSG_EQ(step.to, "mn", "who receives");
        NS_TEST_EXPECT_MSG_EQ(step.delay.has_value(), (step.kind == Kind::RECEIVED), "its delay");
        if (step.kind == Kind::SENT)
        {
            NS_TEST_EXPECT_MSG_EQ(step.number, counts[Kind::SENT] - 1, "numbers from 0");
            NS_TEST_EXPECT_MSG_LT_OR_EQ(step.sequence, end, "no octet is left out");
            repeated += step.sequence < end;
            end = std::max(end, step.sequence + step.octets);
        }
        if (step.kind == Kind::RECEIVED)
        {
            auto& octets = received[step.sequence];
            octets = std::max<uint64_t>(octets, step.octets);
        }
    });
    auto sink = CreateObject<PacketSink>();
    sink->SetAttribute("Protocol", StringValue("ns3::TcpSocketFactory"));
    sink->SetAttribute("Local", AddressValue(Inet6SocketAddress(Ipv6Address::GetAny(), PORT)));
    mobile->AddApplication(sink);
    net.AttachAt(Seconds(1), 0, G1);
    net.At(Seconds(4), [&] {
        auto bulk = CreateObject<BulkSendApplication>();
        bulk->SetAttribute("Protocol", StringValue("ns3::TcpSocketFactory"));
        bulk->SetAttribute("Remote",
                           AddressValue(Inet6SocketAddress(net.GetAddresses(0).at(0), PORT)));
        bulk->SetAttribute("MaxBytes", UintegerValue(OCTETS));
        peer->AddApplication(bulk);
    });
    net.DetachAt(Ms(4150), 0);
    net.AttachAt(Ms(4250), 0, G2);
    net.RunUntil(Seconds(20));

    NS_TEST_EXPECT_MSG_EQ(sink->GetTotalRx(), OCTETS, "all is received");
    NS_TEST_EXPECT_MSG_EQ(end, OCTETS, "all is sent");
    NS_TEST_EXPECT_MSG_GT(repeated, 0, "some of it again");
    uint64_t next = 0;
    for (const auto& [sequence, octets] : received)
    {
        NS_TEST_EXPECT_MSG_LT_OR_EQ(sequence, next, "no octet is missing");
        next = std::max(next, sequence + octets);
    }
    NS_TEST_EXPECT_MSG_EQ(next, OCTETS, "all has come");
    const auto flow = traffic.GetFlows().at(1);
    NS_TEST_EXPECT_MSG_EQ(counts[Kind::SENT], flow.sent, "packets sent");
    NS_TEST_EXPECT_MSG_EQ(counts[Kind::RECEIVED], flow.received + flow.duplicated, "received");
}

/// Registers the suite.
class HandoverMonitorTestSuite : public TestSuite
{
  public:
    HandoverMonitorTestSuite()
        : TestSuite("pmipv6-handover-monitor", TestSuite::Type::UNIT)
    {
        AddTestCase(new SeveralPrefixesTestCase);
        AddTestCase(new StepsTestCase);
    }
};

const HandoverMonitorTestSuite g_handoverMonitorTestSuite; //!< registers itself

} // namespace

} // namespace pmipv6
} // namespace ns3
