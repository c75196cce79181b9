/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-topology-fixture.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <sstream>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * The data plane between mobile node, gateway, anchor and correspondent (RFC 5213, 5.6 and 6.10;
 * RFC 2473): hop limits, sizes, congestion marks, whose packets pass and which tunnels there are.
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
/// A Next Header value for experiments (RFC 3692), which no node here takes.
constexpr uint8_t EXPERIMENTAL_PROTOCOL = 253;
/// Octets of an IPv6 header, and with a UDP header.
constexpr uint32_t IPV6_SIZE = 40;
constexpr uint32_t IPV6_UDP_SIZE = 48;
/// MTU of the tunnel: 1500 less an IPv6 header (RFC 2473, 7.1).
constexpr uint32_t TUNNEL_MTU = 1460;

/// @return all octets of a packet
std::vector<uint8_t>
GetOctets(Ptr<const Packet> packet)
{
    std::vector<uint8_t> octets(packet->GetSize());
    packet->CopyData(octets.data(), packet->GetSize());
    return octets;
}

/// @return an IPv6 packet
Ptr<Packet>
MakePacket(const Ipv6Address& source, const Ipv6Address& destination)
{
    constexpr uint16_t size = 20;
    auto packet = Create<Packet>(size);
    Ipv6Header header;
    header.SetSource(source);
    header.SetDestination(destination);
    header.SetNextHeader(EXPERIMENTAL_PROTOCOL);
    header.SetHopLimit(64);
    header.SetPayloadLength(size);
    packet->AddHeader(header);
    return packet;
}

/// Let a node send a packet with any source.
void
SendFrom(Ptr<Node> node,
         Ptr<Packet> payload,
         const Ipv6Address& source,
         const Ipv6Address& destination,
         uint8_t protocol)
{
    node->GetObject<Ipv6L3Protocol>()->Send(payload, source, destination, protocol, nullptr);
}

/// What a mobile node receives.
class ReceivedPackets
{
  public:
    /// @param device the node's device
    explicit ReceivedPackets(Ptr<IdealDevice> device)
    {
        device->TraceConnectWithoutContext(
            "Received",
            MakeSink<Ptr<const Packet>>(
                [this](Ptr<const Packet> packet) { m_packets.push_back(packet->Copy()); }));
    }

    /// @return the ICMPv6 messages of a type
    std::vector<Ptr<const Packet>> GetIcmpv6(uint8_t type) const
    {
        std::vector<Ptr<const Packet>> found;
        std::copy_if(
            m_packets.begin(),
            m_packets.end(),
            std::back_inserter(found),
            [type](Ptr<const Packet> packet) { return TopologyFixture::IsIcmpv6(packet, type); });
        return found;
    }

    /// @return how many packets have a Next Header
    std::size_t Count(uint8_t protocol) const
    {
        return static_cast<std::size_t>(
            std::count_if(m_packets.begin(), m_packets.end(), [protocol](Ptr<const Packet> p) {
                return GetOctets(p).at(6) == protocol;
            }));
    }

  private:
    std::vector<Ptr<const Packet>> m_packets; //!< all of them
};

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

/// @return the packets captured that satisfy a condition
template <class C>
std::vector<WireRecord>
Select(const std::vector<WireRecord>& records, C condition)
{
    std::vector<WireRecord> selected;
    std::copy_if(records.begin(), records.end(), std::back_inserter(selected), condition);
    return selected;
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

    void TunnelledPacket();    //!< both headers, octet by octet
    void HopLimits();          //!< one less at each hop, the tunnel is one
    void TimeExceeded();       //!< to the sender, from wherever it happens
    void UplinkTooBig();       //!< the mobile node is told 1460
    void DownlinkTooBig();     //!< the correspondent is told 1460
    void CongestionMark();     //!< kept at the tunnel's end
    void SourceOfAnother();    //!< dropped and traced
    void LinkLocalSource();    //!< never forwarded
    void UntrustedPeers();     //!< tunnelled packets of others
    void TunnelWithinTunnel(); //!< a mobile node that tunnels by itself
    void UplinkGrace();        //!< packets that the previous gateway has tunnelled
    void TunnelsComeAndGo();   //!< with their users
    void NoBinding();          //!< a prefix of the pool that nobody has

  private:
    /**
     * An uplink packet of node 0 that is long on its way from G1, while the node moves to G2.
     *
     * @param late when it arrives at L1, after the handover there
     * @param grace UplinkGrace
     * @return true if it reached the correspondent
     */
    bool TryGrace(Time late, Time grace);

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
        const auto node = net.GetAddresses(0).at(0);
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
ForwardingTestCase::SourceOfAnother()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(1), 2, G1);
    const auto& up = net.Capture(G1, L1);
    const auto& plain = net.Capture(G1, CN);
    const auto sources = [&net] {
        return std::vector<Ipv6Address>{net.GetAddresses(2).at(0),
                                        TopologyFixture::GetAddress(G1),
                                        TopologyFixture::GetAddress(CN),
                                        Ipv6Address("fd00:1:0:77::1")};
    };
    net.At(Seconds(3), [&] {
        for (const auto& source : sources())
        {
            SendFrom(net.GetMobile(0),
                     Create<Packet>(20),
                     source,
                     TopologyFixture::GetAddress(CN),
                     EXPERIMENTAL_PROTOCOL);
        }
        // Its own: passes.
        SendFrom(net.GetMobile(0),
                 Create<Packet>(20),
                 net.GetAddresses(0).at(0),
                 TopologyFixture::GetAddress(CN),
                 EXPERIMENTAL_PROTOCOL);
    });
    net.RunUntil(Seconds(4));
    const auto isData = [](const WireRecord& r) { return r.at >= Seconds(3); };
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G1, "source-of-another"), 4, "dropped and traced");
    auto counted = net.GetGateway(G1)->GetAccessDevice()->GetDrops();
    NS_TEST_EXPECT_MSG_EQ(counted["source-of-another"], 4, "counted");
    NS_TEST_EXPECT_MSG_EQ(Select(up, isData).size(), 1, "only its own goes into the tunnel");
    NS_TEST_EXPECT_MSG_EQ(Select(plain, isData).size(), 0, "none goes beside it");
}

void
ForwardingTestCase::LinkLocalSource()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Seconds(1), 0, G1);
    std::vector<const std::vector<WireRecord>*> captures;
    for (const auto place : {L1, L2, G2, G3, CN})
    {
        captures.push_back(&net.Capture(G1, place));
    }
    net.At(Seconds(3), [&net] {
        for (const auto& destination :
             {TopologyFixture::GetAddress(CN), Ipv6Address("fd00:1:0:1::1")})
        {
            SendFrom(net.GetMobile(0),
                     Create<Packet>(20),
                     Ipv6Address("fe80::200:ff:fe00:aa01"),
                     destination,
                     EXPERIMENTAL_PROTOCOL);
        }
    });
    net.RunUntil(Seconds(4));
    for (const auto* capture : captures)
    {
        const auto data = Select(*capture, [](const auto& r) { return r.at >= Seconds(3); });
        NS_TEST_EXPECT_MSG_EQ(data.size(), 0, "6.10.5: MUST NOT be forwarded");
    }
}

void
ForwardingTestCase::UntrustedPeers()
{
    TopologyFixture net(SHORT_DELAYS);
    ReceivedPackets atNode(net.GetDevice(0));
    const auto& toCorrespondent = net.Capture(L1, CN);
    net.AttachAt(Seconds(1), 0, G1);
    const auto tunnel = [&net](Place from, Place to, Ptr<Packet> inner) {
        SendFrom(net.GetNode(from),
                 inner,
                 TopologyFixture::GetAddress(from),
                 TopologyFixture::GetAddress(to),
                 IPV6_ENCAPSULATION_PROTOCOL);
    };
    const auto peer = TopologyFixture::GetAddress(CN);
    net.At(Seconds(3), [&] {
        const auto node = net.GetAddresses(0).at(0);
        // Downlink, by a correspondent and by an anchor that is not the node's.
        tunnel(CN, G1, MakePacket(peer, node));
        tunnel(L2, G1, MakePacket(peer, node));
        // Uplink, by a correspondent and by a gateway where the node is not.
        tunnel(CN, L1, MakePacket(node, peer));
        tunnel(G2, L1, MakePacket(node, peer));
    });
    net.At(Seconds(4), [&] {
        // Trusted peers, but of whom they speak is unknown.
        tunnel(L1, G1, MakePacket(peer, Ipv6Address("fd00:1:0:77::1")));
        tunnel(G1, L1, MakePacket(Ipv6Address("fd00:1:0:77::1"), peer));
        // No IPv6 packets.
        tunnel(G1, L1, Create<Packet>(39));
        tunnel(G1, L1, Create<Packet>(60));
        // And as it should be.
        tunnel(G1, L1, MakePacket(net.GetAddresses(0).at(0), peer));
        tunnel(L1, G1, MakePacket(peer, net.GetAddresses(0).at(0)));
    });
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G1, "tunnel-peer-not-trusted"), 2, "dropped and traced");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(L1, "tunnel-peer-not-trusted"), 2, "dropped and traced");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G1, "tunnelled-node-unknown"), 1, "dropped and traced");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(L1, "tunnelled-node-unknown"), 1, "dropped and traced");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(L1, "tunnelled-packet-too-short"), 1, "39 octets");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(L1, "tunnelled-packet-not-ipv6"), 1, "version 0");
    auto counted = net.GetForwarding(L1)->GetDrops();
    NS_TEST_EXPECT_MSG_EQ(counted["tunnel-peer-not-trusted"], 2, "counted");
    NS_TEST_EXPECT_MSG_EQ(atNode.Count(EXPERIMENTAL_PROTOCOL), 1, "the node gets its own alone");
    const auto forwarded = Select(toCorrespondent, [](const auto& r) {
        return GetOctets(r.packet)[6] == EXPERIMENTAL_PROTOCOL;
    });
    NS_TEST_EXPECT_MSG_EQ(forwarded.size(), 1, "the correspondent gets the good one alone");
}

void
ForwardingTestCase::TunnelWithinTunnel()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto& toCorrespondent = net.Capture(L1, CN);
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(1), 2, G1);
    net.At(Seconds(3), [&] {
        const auto peer = TopologyFixture::GetAddress(CN);
        for (const auto place : {L1, G1})
        {
            // In the name of another node, and in its own.
            for (const auto mobile : {2, 0})
            {
                SendFrom(net.GetMobile(0),
                         MakePacket(net.GetAddresses(mobile).at(0), peer),
                         net.GetAddresses(0).at(0),
                         TopologyFixture::GetAddress(place),
                         IPV6_ENCAPSULATION_PROTOCOL);
            }
        }
    });
    net.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(L1, "tunnel-peer-not-trusted"), 2, "not at the anchor");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G1, "tunnelled-node-unknown"), 2, "not at the gateway");
    const auto forwarded = Select(toCorrespondent, [](const auto& r) {
        return GetOctets(r.packet)[6] == EXPERIMENTAL_PROTOCOL;
    });
    NS_TEST_EXPECT_MSG_EQ(forwarded.size(), 0, "nothing gets through");
}

bool
ForwardingTestCase::TryGrace(Time late, Time grace)
{
    TopologyOptions options;
    options.configure = [grace](Pmipv6Helper& domain) {
        domain.SetAnchorAttribute("UplinkGrace", TimeValue(grace));
    };
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(1), 0, G1);
    const Time sent = Ms(2900);
    const Time attach = Ms(3050);
    const Time handedOff = attach + net.Delay(G2, L1);
    const Time delay = handedOff + late - sent - net.Access(0, G1);
    net.DetachAt(Ms(3000), 0);
    net.AttachAt(attach, 0, G2);
    net.At(sent, [&net, delay] { net.SetWireDelay(G1, L1, delay); });
    auto& flow = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10));
    flow.Run(sent, 1);
    net.RunUntil(Seconds(6));
    const bool hasArrived = flow.GetArrivals().size() == 1;
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(L1, "tunnel-peer-not-trusted"),
                          (hasArrived ? 0 : 1),
                          "taken, or dropped and traced");
    return hasArrived;
}

void
ForwardingTestCase::UplinkGrace()
{
    const Time second = Seconds(1);
    const Time none;
    NS_TEST_EXPECT_MSG_EQ(TryGrace(Time(0) - Ms(1), none), true, "before the handover");
    NS_TEST_EXPECT_MSG_EQ(TryGrace(Ms(1), second), true, "just after it");
    NS_TEST_EXPECT_MSG_EQ(TryGrace(second - Ms(0.1), second), true, "within 1 s");
    NS_TEST_EXPECT_MSG_EQ(TryGrace(second + Ms(0.1), second), false, "after 1 s");
    NS_TEST_EXPECT_MSG_EQ(TryGrace(Ms(199.9), Ms(200)), true, "within another grace");
    NS_TEST_EXPECT_MSG_EQ(TryGrace(Ms(200.1), Ms(200)), false, "after another grace");
    NS_TEST_EXPECT_MSG_EQ(TryGrace(Ms(1), none), false, "without any");
}

void
ForwardingTestCase::TunnelsComeAndGo()
{
    TopologyOptions options;
    options.detection = Ms(11);
    TopologyFixture net(SHORT_DELAYS, options);
    std::vector<std::pair<Time, std::string>> events;
    const std::map<Ipv6Address, std::string> names{{TopologyFixture::GetAddress(L1), "L1"},
                                                   {TopologyFixture::GetAddress(G1), "G1"},
                                                   {TopologyFixture::GetAddress(G2), "G2"}};
    for (const auto place : {L1, G1, G2})
    {
        for (const std::string source : {"TunnelUp", "TunnelDown"})
        {
            net.GetForwarding(place)->GetTunnelDevice()->TraceConnectWithoutContext(
                source,
                MakeSink<const Ipv6Address&, const Ipv6Address&>(
                    [&events, &names, source](const Ipv6Address& a, const Ipv6Address& b) {
                        const auto sign = source == "TunnelUp" ? "+" : "-";
                        events.emplace_back(Simulator::Now(),
                                            sign + names.at(a) + ">" + names.at(b));
                    }));
        }
    }
    const auto take = [&events] {
        std::string all;
        for (const auto& event : events)
        {
            all += (all.empty() ? "" : " ") + event.second;
        }
        events.clear();
        return all;
    };
    net.AttachAt(Seconds(1), 0, G1);
    net.RunUntil(Seconds(2));
    NS_TEST_EXPECT_MSG_EQ(events.size(), 2, "both ends");
    NS_TEST_EXPECT_MSG_EQ_TOL(events.at(0).first, Seconds(1) + net.Delay(G1, L1), TOLERANCE, "at");
    NS_TEST_EXPECT_MSG_EQ(take(), "+L1>G1 +G1>L1", "with the first node");
    net.AttachAt(Seconds(2), 2, G1);
    net.RunUntil(Seconds(3));
    NS_TEST_EXPECT_MSG_EQ(take(), "", "a second node shares it");
    net.DetachAt(Seconds(3), 0);
    net.AttachAt(Seconds(3) + Ms(50), 0, G2);
    net.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(take(), "+L1>G2 +G2>L1", "the old one has a user still");
    net.DetachAt(Seconds(4), 2);
    net.AttachAt(Seconds(4) + Ms(50), 2, G2);
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(take(), "-G1>L1 -L1>G1", "gone with the last user (5.3.4, 2)");
    net.DetachAt(Seconds(5), 0);
    net.DetachAt(Seconds(6), 2);
    net.RunUntil(Seconds(7));
    NS_TEST_EXPECT_MSG_EQ(take(), "-G2>L1 -L1>G2", "gone with the last user");
    net.AttachAt(Seconds(7), 2, G1);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(take(), "+L1>G1 +G1>L1", "and made anew");
    NS_TEST_EXPECT_MSG_EQ(net.GetForwarding(L1)->GetTunnelDevice()->GetNTunnels(), 1, "one left");
}

void
ForwardingTestCase::NoBinding()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto& back = net.Capture(L1, CN);
    net.AttachAt(Seconds(1), 0, G1);
    net.At(Seconds(3), [&net] {
        SendFrom(net.GetNode(CN),
                 Create<Packet>(20),
                 TopologyFixture::GetAddress(CN),
                 Ipv6Address("fd00:1:0:77::1"),
                 EXPERIMENTAL_PROTOCOL);
    });
    net.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(L1, "no-binding"), 1, "dropped and traced");
    NS_TEST_EXPECT_MSG_EQ(Select(back, [](const auto& r) { return r.at >= Seconds(3); }).size(),
                          0,
                          "not sent back where it came from");
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
        AddTestCase(new Case("6.10.5 source of another", &Case::SourceOfAnother));
        AddTestCase(new Case("6.10.5 link-local source", &Case::LinkLocalSource));
        AddTestCase(new Case("5.6.2, 6.10.5 untrusted peers", &Case::UntrustedPeers));
        AddTestCase(new Case("5.6.2 a mobile node that tunnels", &Case::TunnelWithinTunnel));
        AddTestCase(new Case("5.6.2 grace for the previous gateway", &Case::UplinkGrace));
        AddTestCase(new Case("5.6.1 tunnels come and go", &Case::TunnelsComeAndGo));
        AddTestCase(new Case("5.6.2 no binding", &Case::NoBinding));
    }
};

static ForwardingTestSuite g_forwardingTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
