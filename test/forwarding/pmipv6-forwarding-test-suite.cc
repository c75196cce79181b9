/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-list-routing.h"
#include "ns3/simulator.h"

#include <algorithm>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * What happens to a packet between mobile node, gateway, anchor and correspondent (RFC 5213, 5.6
 * and 6.10; RFC 2473): headers, hop limits, sizes, marks of congestion.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// ICMPv6 types (RFC 4443).
constexpr uint8_t PACKET_TOO_BIG = 2;
constexpr uint8_t TIME_EXCEEDED = 3;
/// Octets of an IPv6 header, and with a UDP header.
constexpr uint32_t IPV6_SIZE = 40;
constexpr uint32_t IPV6_UDP_SIZE = 48;
/// MTU of the tunnel: 1500 less an IPv6 header (RFC 2473, 7.1).
constexpr uint32_t TUNNEL_MTU = 1460;

/// @return the source of a packet
Ipv6Address
GetSource(Ptr<const Packet> packet)
{
    Ipv6Header header;
    packet->PeekHeader(header);
    return header.GetSource();
}

/// @return the MTU that a Packet Too Big message tells
uint32_t
GetToldMtu(Ptr<const Packet> packet)
{
    const auto octets = GetOctets(packet);
    return octets.at(44) << 24 | octets.at(45) << 16 | octets.at(46) << 8 | octets.at(47);
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * The data plane; each member function is a test case.
 */
class ForwardingTestCase : public MemberTestCase<ForwardingTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void TunnelledPacket(); //!< both headers, octet by octet
    void HopLimits();       //!< one less at each hop, the tunnel is one
    void TimeExceeded();    //!< to the sender, from wherever it happens
    void UplinkTooBig();    //!< the mobile node is told 1460
    void DownlinkTooBig();  //!< the correspondent is told 1460
    void CongestionMark();  //!< kept at the tunnel's end
    void CongestionField(); //!< copied into the outer header
    void PathMtu();         //!< of the wires that a tunnel goes over
    void Transport();       //!< what routers between see
    void AfterTheNode();    //!< a routing protocol that is held for longer

  private:
    /**
     * Send packets of 1500 octets, and of as many as fit a tunnel.
     *
     * @param isUplink from node 0 or to it
     */
    void CheckTooBig(bool isUplink);
};

void
ForwardingTestCase::TunnelledPacket()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto& up = net.Capture(G1, L1);
    const auto& down = net.Capture(L1, G1);
    net.AttachAt(Seconds(1), 0, G1);
    auto& fromNode = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10));
    auto& toNode = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(10));
    fromNode.SetTrafficClass(0xb8);
    toNode.SetTrafficClass(0x28);
    fromNode.Run(Seconds(3), 1);
    toNode.Run(Seconds(3), 1);
    net.RunUntil(Seconds(4));
    for (const auto* records : {&up, &down})
    {
        const bool isUp = records == &up;
        const auto data = Select(*records, [](const WireRecord& r) { return r.at >= Seconds(3); });
        PMIPV6_TEST_REQUIRE(data.size() == 1, "one packet on the wire");
        auto packet = data[0].packet->Copy();
        NS_TEST_EXPECT_MSG_EQ(packet->GetSize(), 2 * IPV6_SIZE + 8 + 100, "two headers, UDP, data");
        Ipv6Header outer;
        Ipv6Header inner;
        packet->RemoveHeader(outer);
        packet->RemoveHeader(inner);
        const auto gateway = TopologyFixture::GetAddress(G1);
        const auto anchor = TopologyFixture::GetAddress(L1);
        NS_TEST_EXPECT_MSG_EQ(outer.GetSource(), (isUp ? gateway : anchor), "figures 10 and 14");
        NS_TEST_EXPECT_MSG_EQ(outer.GetDestination(), (isUp ? anchor : gateway), "the peer");
        NS_TEST_EXPECT_MSG_EQ(int(outer.GetNextHeader()), 41, "an IPv6 packet, nothing between");
        NS_TEST_EXPECT_MSG_EQ(outer.GetPayloadLength(), IPV6_SIZE + 8 + 100, "of that size");
        NS_TEST_EXPECT_MSG_EQ(int(outer.GetHopLimit()), 64, "RFC 2473, 6.3");
        NS_TEST_EXPECT_MSG_EQ(int(outer.GetTrafficClass()), (isUp ? 0xb8 : 0x28), "as the inner");
        const auto node = net.GetHomeAddress(0);
        const auto peer = TopologyFixture::GetAddress(CN);
        NS_TEST_EXPECT_MSG_EQ(inner.GetSource(), (isUp ? node : peer), "untouched");
        NS_TEST_EXPECT_MSG_EQ(inner.GetDestination(), (isUp ? peer : node), "untouched");
        NS_TEST_EXPECT_MSG_EQ(int(inner.GetHopLimit()), 63, "one less (RFC 2473, 3.1)");
    }
    NS_TEST_EXPECT_MSG_EQ(fromNode.GetArrivals().size() + toNode.GetArrivals().size(), 2, "both");
}

void
ForwardingTestCase::HopLimits()
{
    TopologyOptions options;
    options.transitRouters = 2;
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(1), 1, G3);
    net.AttachAt(Seconds(1), 2, G1);

    struct Way
    {
        ProbeFlow* flow; //!< packets
        int hops;        //!< routers that see the inner header
    };

    const std::vector<Way> ways{
        // Gateway, anchor, two routers; those within the tunnel see the outer header alone.
        {&net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10)), 4},
        {&net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(10)), 4},
        // Gateway, anchor, gateway.
        {&net.AddFlow(net.GetMobile(0), net.GetMobile(2), Ms(10)), 3},
        // Gateway, anchor, two routers, anchor, gateway.
        {&net.AddFlow(net.GetMobile(1), net.GetMobile(0), Ms(10)), 6},
    };
    for (const auto& way : ways)
    {
        way.flow->Run(Seconds(3), 3);
    }
    net.RunUntil(Seconds(5));
    for (const auto& way : ways)
    {
        NS_TEST_EXPECT_MSG_EQ(way.flow->GetArrivals().size(), 3, "all arrive");
        for (const auto& [number, arrival] : way.flow->GetArrivals())
        {
            NS_TEST_EXPECT_MSG_EQ(int(arrival.hopLimit), 64 - way.hops, "one less at each hop");
        }
    }
}

void
ForwardingTestCase::TimeExceeded()
{
    for (const uint8_t hopLimit : {1, 2})
    {
        TopologyFixture net(SHORT_DELAYS);
        ReceivedPackets atNode(net.GetDevice(0));
        const auto& fromAnchor = net.Capture(L1, CN);
        const auto& fromGateway = net.Capture(G1, CN);
        net.AttachAt(Seconds(1), 0, G1);
        auto& up = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10));
        auto& down = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(10));
        up.SetHopLimit(hopLimit);
        down.SetHopLimit(hopLimit);
        up.Run(Seconds(3), 1);
        down.Run(Seconds(3), 1);
        net.RunUntil(Seconds(5));
        NS_TEST_EXPECT_MSG_EQ(up.GetArrivals().size() + down.GetArrivals().size(), 0, "none");
        // Uplink ends at the gateway, or at the anchor; downlink the other way round.
        const auto errors = atNode.GetIcmpv6(TIME_EXCEEDED);
        PMIPV6_TEST_REQUIRE(errors.size() == 1, "the mobile node is told");
        NS_TEST_EXPECT_MSG_EQ(GetSource(errors[0]),
                              TopologyFixture::GetAddress(hopLimit == 1 ? G1 : L1),
                              "by the router where it ended");
        const auto told = Select(hopLimit == 1 ? fromAnchor : fromGateway, [](const auto& r) {
            return TopologyFixture::IsIcmpv6(r.packet, TIME_EXCEEDED);
        });
        NS_TEST_EXPECT_MSG_EQ(told.size(), 1, "the correspondent is told");
    }
}

void
ForwardingTestCase::CheckTooBig(bool isUplink)
{
    TopologyFixture net(SHORT_DELAYS);
    ReceivedPackets atNode(net.GetDevice(0));
    const auto& toCorrespondent = net.Capture(L1, CN);
    const auto& tunnel = isUplink ? net.Capture(G1, L1) : net.Capture(L1, G1);
    net.AttachAt(Seconds(1), 0, G1);
    const auto from = isUplink ? net.GetMobile(0) : net.GetNode(CN);
    const auto to = isUplink ? net.GetNode(CN) : net.GetMobile(0);
    auto& fitting = net.AddFlow(from, to, Ms(100), TUNNEL_MTU - IPV6_UDP_SIZE);
    auto& big = net.AddFlow(from, to, Ms(100), 1500 - IPV6_UDP_SIZE);
    fitting.Run(Seconds(3), 2);
    big.Run(Seconds(4), 5);
    net.RunUntil(Seconds(6));

    const auto whole =
        Select(tunnel, [](const auto& r) { return r.at >= Seconds(3) && r.at < Seconds(4); });
    NS_TEST_EXPECT_MSG_EQ(fitting.GetLost().size(), 0, "what fits arrives");
    NS_TEST_EXPECT_MSG_EQ(whole.size(), 2, "in one piece each");
    for (const auto& record : whole)
    {
        NS_TEST_EXPECT_MSG_EQ(record.packet->GetSize(), 1500, "that fills the wire");
    }
    const auto told = Select(toCorrespondent, [](const auto& r) {
        return TopologyFixture::IsIcmpv6(r.packet, PACKET_TOO_BIG);
    });
    const auto toldNode = atNode.GetIcmpv6(PACKET_TOO_BIG);
    PMIPV6_TEST_REQUIRE(told.size() == (isUplink ? 0 : 1), "the correspondent is told, or not");
    PMIPV6_TEST_REQUIRE(toldNode.size() == (isUplink ? 1 : 0), "the mobile node is told, or not");
    const Ptr<const Packet> message = isUplink ? toldNode[0] : Ptr<const Packet>(told[0].packet);
    NS_TEST_EXPECT_MSG_EQ(GetToldMtu(message), TUNNEL_MTU, "the tunnel's MTU");
    NS_TEST_EXPECT_MSG_EQ(GetSource(message),
                          TopologyFixture::GetAddress(isUplink ? G1 : L1),
                          "by the tunnel's entry");
    NS_TEST_EXPECT_MSG_EQ((big.GetLost() == std::vector<uint32_t>{0}), true, "the first is lost");
    for (const auto& [number, arrival] : big.GetArrivals())
    {
        NS_TEST_EXPECT_MSG_EQ(arrival.octets, 1500 - IPV6_UDP_SIZE, "the others come in full");
    }
    const auto pieces = Select(tunnel, [](const auto& r) { return r.at >= Seconds(4); });
    NS_TEST_EXPECT_MSG_EQ(pieces.size(), 8, "each in two fragments");
    for (const auto& record : pieces)
    {
        NS_TEST_EXPECT_MSG_LT_OR_EQ(record.packet->GetSize(), 1500, "that fit");
        NS_TEST_EXPECT_MSG_EQ(int(GetOctets(record.packet)[6]), 41, "the tunnel itself does not");
    }
}

void
ForwardingTestCase::UplinkTooBig()
{
    CheckTooBig(true);
}

void
ForwardingTestCase::DownlinkTooBig()
{
    CheckTooBig(false);
}

void
ForwardingTestCase::CongestionMark()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto& tunnel = net.Capture(L1, G1);
    net.AttachAt(Seconds(1), 0, G1);
    const int notCapable = 0;
    const int capable0 = 2;
    const int capable1 = 1;
    const int experienced = 3;
    std::vector<ProbeFlow*> flows;
    for (const int mark : {notCapable, capable0, capable1})
    {
        flows.push_back(&net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(10)));
        flows.back()->SetTrafficClass(static_cast<uint8_t>(0x28 | mark));
        flows.back()->Run(Seconds(3) + Ms(mark), 2);
    }
    // The first packet of each flow is lost, and sent again as a congested router marks it.
    net.SetLoss(L1, G1, [](Ptr<const Packet> packet) {
        return GetOctets(packet)[6] == 41 && Simulator::Now() < Seconds(3) + Ms(25);
    });
    net.At(Seconds(4), [&net, &tunnel] {
        const auto first = Select(tunnel, [](const auto& r) {
            return r.at >= Seconds(3) && r.at < Seconds(3) + Ms(15);
        });
        for (const auto& record : first)
        {
            auto octets = GetOctets(record.packet);
            octets[1] |= 0x30; // The last bits of the traffic class.
            net.Replay(L1, G1, Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size())));
        }
    });
    net.RunUntil(Seconds(5));
    const std::vector<int> expected{notCapable, experienced, experienced};
    const std::vector<int> sent{notCapable, capable0, capable1};
    for (std::size_t i = 0; i < flows.size(); ++i)
    {
        const auto& arrivals = flows[i]->GetArrivals();
        PMIPV6_TEST_REQUIRE(arrivals.size() == 2, "both arrive");
        NS_TEST_EXPECT_MSG_EQ(int(arrivals.at(0).trafficClass),
                              0x28 + expected[i],
                              "marked, if it may be (RFC 5213, 5.6.3)");
        NS_TEST_EXPECT_MSG_EQ(int(arrivals.at(1).trafficClass), 0x28 + sent[i], "untouched");
    }
}

void
ForwardingTestCase::CongestionField()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto& up = net.Capture(G1, L1);
    const auto& down = net.Capture(L1, G1);
    net.AttachAt(Seconds(1), 0, G1);
    const int nMarks = 4;
    std::vector<std::pair<ProbeFlow*, int>> flows;
    for (int mark = 0; mark < nMarks; ++mark)
    {
        for (const bool isUp : {true, false})
        {
            auto& flow = isUp ? net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10))
                              : net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(10));
            flow.SetTrafficClass(static_cast<uint8_t>(0x28 | mark));
            flow.Run(Seconds(3) + Ms(10 * mark), 1);
            flows.emplace_back(&flow, 0x28 | mark);
        }
    }
    net.RunUntil(Seconds(5));
    const auto getClass = [](const std::vector<uint8_t>& octets, std::size_t at) {
        return int((octets.at(at) & 0xf) << 4 | octets.at(at + 1) >> 4);
    };
    for (const auto* records : {&up, &down})
    {
        const auto data = Select(*records, [](const WireRecord& r) { return r.at >= Seconds(3); });
        PMIPV6_TEST_REQUIRE(data.size() == nMarks, "one packet of each mark");
        for (int mark = 0; mark < nMarks; ++mark)
        {
            // Not-ECT, ECT(1), ECT(0): RFC 5213, 5.6.3. CE is copied, too: RFC 6040, 4.1.
            const auto octets = GetOctets(data[mark].packet);
            NS_TEST_EXPECT_MSG_EQ(int(octets.at(6)), 41, "tunnelled");
            NS_TEST_EXPECT_MSG_EQ(getClass(octets, 0), (0x28 | mark), "copied to the outer header");
            NS_TEST_EXPECT_MSG_EQ(getClass(octets, IPV6_SIZE), (0x28 | mark), "untouched");
        }
    }
    for (const auto& [flow, trafficClass] : flows)
    {
        PMIPV6_TEST_REQUIRE(flow->GetArrivals().size() == 1, "it arrives");
        NS_TEST_EXPECT_MSG_EQ(int(flow->GetArrivals().at(0).trafficClass),
                              trafficClass,
                              "as it was sent");
    }
}

void
ForwardingTestCase::PathMtu()
{
    TopologyOptions options;
    options.transitRouters = 1;
    TopologyFixture net(SHORT_DELAYS, options);
    const auto& tunnel = net.Capture(G1, L1);
    // The router's wire to the anchor takes less than the gateway's wire to the router.
    const uint32_t pathMtu = 1300;
    const auto atAnchor = net.GetWireEnd(L1, G1);
    const auto channel = atAnchor->GetChannel();
    for (std::size_t i = 0; i < channel->GetNDevices(); ++i)
    {
        if (channel->GetDevice(i) != atAnchor)
        {
            channel->GetDevice(i)->SetMtu(pathMtu);
        }
    }
    net.AttachAt(Seconds(1), 0, G1);
    auto& flow =
        net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(100), TUNNEL_MTU - IPV6_UDP_SIZE);
    flow.Run(Seconds(3), 5);
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ((flow.GetLost() == std::vector<uint32_t>{0}),
                          true,
                          "the first is lost, upon which the gateway knows");
    const auto data = Select(tunnel, [](const WireRecord& r) { return r.at >= Seconds(3); });
    PMIPV6_TEST_REQUIRE(data.size() == 9, "the first in one piece, the others in two");
    NS_TEST_EXPECT_MSG_EQ(data[0].packet->GetSize(), 1500, "as large as the gateway's own wire");
    for (std::size_t i = 1; i < data.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_LT_OR_EQ(data[i].packet->GetSize(), pathMtu, "fits the path");
        NS_TEST_EXPECT_MSG_EQ(int(GetOctets(data[i].packet).at(6)), 44, "a fragment");
        NS_TEST_EXPECT_MSG_EQ(GetSource(data[i].packet),
                              TopologyFixture::GetAddress(G1),
                              "of the outer packet, which the tunnel's end puts together");
    }
}

void
ForwardingTestCase::Transport()
{
    TopologyOptions options;
    options.transitRouters = 2;
    TopologyFixture net(SHORT_DELAYS, options);
    const auto& up = net.Capture(G1, L1);
    const auto& down = net.Capture(L1, G1);
    net.AttachAt(Seconds(1), 0, G1);
    auto& fromNode = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10));
    auto& toNode = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(10));
    fromNode.Run(Seconds(3), 20);
    toNode.Run(Seconds(3), 20);
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(fromNode.GetArrivals().size() + toNode.GetArrivals().size(), 40, "all");
    // Plain IPv6 routers, which know no home network prefix: they see two addresses.
    for (const auto* records : {&up, &down})
    {
        const Place from = records == &up ? G1 : L1;
        const Place to = records == &up ? L1 : G1;
        std::size_t nData = 0;
        std::size_t nSignals = 0;
        for (const auto& record : *records)
        {
            Ipv6Header header;
            record.packet->PeekHeader(header);
            if (header.GetDestination().IsMulticast() || header.GetSource().IsLinkLocal())
            {
                continue; // Between neighbours.
            }
            NS_TEST_EXPECT_MSG_EQ(header.GetSource(), TopologyFixture::GetAddress(from), "LMAA");
            NS_TEST_EXPECT_MSG_EQ(header.GetDestination(),
                                  TopologyFixture::GetAddress(to),
                                  "Proxy-CoA");
            nData += header.GetNextHeader() == 41;
            nSignals += header.GetNextHeader() == MOBILITY_HEADER_PROTOCOL;
        }
        NS_TEST_EXPECT_MSG_EQ(nData, 20, "the node's packets");
        NS_TEST_EXPECT_MSG_EQ(nSignals, 1, "request or answer");
    }
}

void
ForwardingTestCase::AfterTheNode()
{
    const auto node = CreateObject<Node>();
    InternetStackHelper().Install(node);
    const auto forwarding = MobilityForwarding::Install(node);
    int16_t priority = 0;
    const auto routing =
        DynamicCast<Ipv6ListRouting>(forwarding->GetRouting())->GetRoutingProtocol(0, priority);
    PMIPV6_TEST_REQUIRE(DynamicCast<MobilityRouting>(routing), "asked first");
    const auto buffer = std::make_shared<PacketBuffer>(1);
    ForwardingMatch match;
    match.destination = Prefix("fd00:1::", 64);
    forwarding->Set(match, HoldAction{buffer});
    Ipv6Header header;
    header.SetSource(Ipv6Address("fd00:2::1"));
    header.SetDestination(Ipv6Address("fd00:1::1"));
    const auto receive = [&routing, &header] {
        return routing->RouteInput(Create<Packet>(20),
                                   header,
                                   nullptr,
                                   Ipv6RoutingProtocol::UnicastForwardCallback(),
                                   Ipv6RoutingProtocol::MulticastForwardCallback(),
                                   Ipv6RoutingProtocol::LocalDeliverCallback(),
                                   Ipv6RoutingProtocol::ErrorCallback());
    };
    NS_TEST_EXPECT_MSG_EQ(receive(), true, "the packet is held");
    NS_TEST_EXPECT_MSG_EQ(buffer->GetSize(), 1, "the packet is held");
    node->Dispose();
    NS_TEST_EXPECT_MSG_EQ(receive(), false, "no packet is taken");
    Socket::SocketErrno error = Socket::ERROR_NOTERROR;
    const auto route = routing->RouteOutput(Create<Packet>(20), header, nullptr, error);
    NS_TEST_EXPECT_MSG_EQ((PeekPointer(route) == nullptr), true, "none is sent");
    routing->NotifyInterfaceDown(0);
    routing->NotifyRemoveAddress(0, Ipv6InterfaceAddress());
    const auto held = buffer->Take();
    PMIPV6_TEST_REQUIRE(held.size() == 1, "it waits still");
    held.front().send(); // To nowhere.
    Simulator::Destroy();
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-forwarding`.
 */
class ForwardingTestSuite : public TestSuite
{
  public:
    ForwardingTestSuite()
        : TestSuite("pmipv6-forwarding")
    {
        using Case = ForwardingTestCase;
        AddTestCase(new Case("5.6.2, 6.10.5 tunnelled packets", &Case::TunnelledPacket));
        AddTestCase(new Case("RFC 2473, 3.1 hop limits", &Case::HopLimits));
        AddTestCase(new Case("RFC 2473, 3.1 Time Exceeded", &Case::TimeExceeded));
        AddTestCase(new Case("RFC 2473, 7.1 Packet Too Big, uplink", &Case::UplinkTooBig));
        AddTestCase(new Case("RFC 2473, 7.1 Packet Too Big, downlink", &Case::DownlinkTooBig));
        AddTestCase(new Case("5.6.3 marks of congestion", &Case::CongestionMark));
        AddTestCase(new Case("5.6.3 the field in the outer header", &Case::CongestionField));
        AddTestCase(new Case("6.9.5 a narrow wire within the tunnel", &Case::PathMtu));
        AddTestCase(new Case("6.10.1 an IPv6 transport network", &Case::Transport));
        AddTestCase(new Case("a routing protocol without its node", &Case::AfterTheNode));
    }
};

static ForwardingTestSuite g_forwardingTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
