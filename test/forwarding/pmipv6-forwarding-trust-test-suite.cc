/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"

#include <algorithm>
#include <map>
#include <memory>
#include <sstream>
#include <utility>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Whose packets pass (RFC 5213, 5.6.2 and 6.10.5), and which tunnels there are (5.6.1).
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// A Next Header value for experiments (RFC 3692), which no node here takes.
constexpr uint8_t EXPERIMENTAL_PROTOCOL = 253;

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

} // namespace

/**
 * @ingroup pmipv6-tests
 * Trust and tunnels; each member function is a test case.
 */
class TrustTestCase : public MemberTestCase<TrustTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void SourceOfAnother();    //!< dropped and traced
    void LinkLocalSource();    //!< never forwarded
    void UntrustedPeers();     //!< tunnelled packets of others
    void TunnelWithinTunnel(); //!< a mobile node that tunnels by itself
    void UplinkGrace();        //!< packets that the previous gateway has tunnelled
    void TunnelsComeAndGo();   //!< with their users
    void NoBinding();          //!< a prefix of the pool that nobody has
    void TunnelOfAnother();    //!< a family beside RFC 5213 tunnels a prefix too
    void HeldUntilReplaced();  //!< packets wait, in their order, as many as there is room for
    void HeldByTwo();          //!< two entries with one buffer
    void OldestForwarded();    //!< for want of room the oldest goes by what else there is

  private:
    /**
     * An uplink packet of node 0 that is long on its way from G1, while the node moves to G2.
     *
     * @param late when it arrives at L1, after the handover there
     * @param grace UplinkGrace
     * @return true if it reached the correspondent
     */
    bool TryGrace(Time late, Time grace);
};

void
TrustTestCase::SourceOfAnother()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(1), 2, G1);
    const auto& up = net.Capture(G1, L1);
    const auto& plain = net.Capture(G1, CN);
    const auto sources = [&net] {
        return std::vector<Ipv6Address>{net.GetHomeAddress(2),
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
                 net.GetHomeAddress(0),
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
TrustTestCase::LinkLocalSource()
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
TrustTestCase::UntrustedPeers()
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
        const auto node = net.GetHomeAddress(0);
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
        tunnel(G1, L1, MakePacket(net.GetHomeAddress(0), peer));
        tunnel(L1, G1, MakePacket(peer, net.GetHomeAddress(0)));
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
TrustTestCase::TunnelWithinTunnel()
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
                         MakePacket(net.GetHomeAddress(mobile), peer),
                         net.GetHomeAddress(0),
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
TrustTestCase::TryGrace(Time late, Time grace)
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
TrustTestCase::UplinkGrace()
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
TrustTestCase::TunnelsComeAndGo()
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
                MakeFunctionCallback<const Ipv6Address&, const Ipv6Address&>(
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
TrustTestCase::NoBinding()
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

void
TrustTestCase::TunnelOfAnother()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Seconds(1), 0, G1);
    std::string refused;
    net.GetForwarding(L1)->TraceConnectWithoutContext(
        "TunnelRefused",
        MakeFunctionCallback<const Ipv6Header&, const Ipv6Address&, const std::string&>(
            [&](const Ipv6Header& inner, const Ipv6Address& peer, const std::string& reason) {
                std::ostringstream text;
                const bool isOfNode = inner.GetSource() == net.GetHomeAddress(0);
                text << (isOfNode ? "node" : "?") << " by " << peer << ": " << reason;
                refused += text.str();
            }));
    ForwardingMatch match;
    const auto send = [&net] {
        SendFrom(net.GetNode(G2),
                 MakePacket(net.GetHomeAddress(0), TopologyFixture::GetAddress(CN)),
                 TopologyFixture::GetAddress(G2),
                 TopologyFixture::GetAddress(L1),
                 IPV6_ENCAPSULATION_PROTOCOL);
    };
    net.At(Seconds(3), send);
    net.At(Seconds(4), [&] {
        match.destination = Prefix(net.GetHomeAddress(0), 64);
        match.owner = "another";
        match.priority = -1; // What RFC 5213 tunnels goes first.
        net.GetForwarding(L1)->Set(match,
                                   TunnelAction{TopologyFixture::GetAddress(L1),
                                                TopologyFixture::GetAddress(G2),
                                                Ipv6Address::GetAny(),
                                                Time()});
    });
    net.At(Seconds(5), send);
    std::string signaling;
    net.At(Seconds(5), [&] {
        Ipv6Start inner;
        inner.source = net.GetHomeAddress(0);
        inner.destination = TopologyFixture::GetAddress(L1);
        inner.nextHeader = MOBILITY_HEADER_PROTOCOL;
        signaling = net.GetForwarding(L1)->CheckTunnelled(inner, TopologyFixture::GetAddress(G2));
    });
    net.At(Seconds(6), [&] { net.GetForwarding(L1)->Remove(match); });
    net.At(Seconds(7), send);
    const auto& passed = net.Capture(L1, CN);
    net.RunUntil(Seconds(8));
    std::ostringstream once;
    once << "node by " << TopologyFixture::GetAddress(G2) << ": tunnel-peer-not-trusted";
    NS_TEST_EXPECT_MSG_EQ(refused,
                          once.str() + once.str() + once.str(),
                          "data is that of the first entry alone, both headers told");
    NS_TEST_EXPECT_MSG_EQ(signaling, "", "signalling that of any (RFC 6612, 4.2.2)");
    const auto forwarded = Select(passed, [](const auto& r) {
        return GetOctets(r.packet)[6] == EXPERIMENTAL_PROTOCOL;
    });
    NS_TEST_EXPECT_MSG_EQ(forwarded.size(), 0, "nothing passes");
}

void
TrustTestCase::HeldUntilReplaced()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Seconds(1), 0, G1);
    auto& flow = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(10));
    flow.Run(Seconds(3), 100);
    const auto forwarding = net.GetForwarding(L1);
    std::size_t held = 0;
    forwarding->TraceConnectWithoutContext(
        "Hold",
        MakeFunctionCallback<Ptr<const Packet>, const Ipv6Header&>(
            [&held](Ptr<const Packet>, const Ipv6Header&) { ++held; }));
    ForwardingMatch match;
    match.source = Prefix();
    match.origins = FROM_CORE;
    const auto hold = [&](uint32_t capacity) {
        match.destination = Prefix(net.GetHomeAddress(0), 64);
        forwarding->Set(match, HoldAction{std::make_shared<PacketBuffer>(capacity)});
    };
    const auto counts = [&] { return forwarding->GetDrops(); };
    net.At(Ms(3200), [&] { hold(5); });
    net.At(Ms(3300), [&] { forwarding->Remove(match); });
    net.At(Ms(3600), [&] { hold(50); });
    net.At(Ms(3700), [&] { forwarding->Set(match, DropAction{"given-up"}); });
    net.At(Ms(3700), [&] { forwarding->Remove(match); });
    net.RunUntil(Seconds(5));
    auto dropped = counts();
    // 10 packets come in each 100 ms.
    NS_TEST_EXPECT_MSG_EQ(held, 5 + 10, "as many as there is room for");
    NS_TEST_EXPECT_MSG_EQ(dropped["hold-buffer-full"], 5, "the others are dropped");
    NS_TEST_EXPECT_MSG_EQ(dropped["given-up"], 10, "by what replaces the entry");
    NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), 15, "nothing else is lost");
    bool isInOrder = true;
    std::size_t atOnce = 0;
    Time before;
    for (const auto& [number, arrival] : flow.GetArrivals())
    {
        isInOrder = isInOrder && arrival.at >= before;
        atOnce += arrival.at - before < Ms(1);
        before = arrival.at;
    }
    NS_TEST_EXPECT_MSG_EQ(isInOrder, true, "in the order in which they came");
    NS_TEST_EXPECT_MSG_EQ(atOnce, 4, "the five leave together");
}

void
TrustTestCase::HeldByTwo()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(1), 2, G2);
    auto& first = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(10));
    auto& second = net.AddFlow(net.GetNode(CN), net.GetMobile(2), Ms(10));
    first.Run(Seconds(3), 50);
    second.Run(Seconds(3), 50);
    const auto forwarding = net.GetForwarding(L1);
    const auto buffer = std::make_shared<PacketBuffer>(100);
    const auto matchOf = [&net](uint32_t mobile) {
        ForwardingMatch match;
        match.source = Prefix();
        match.destination = Prefix(net.GetHomeAddress(mobile), 64);
        match.origins = FROM_CORE;
        return match;
    };
    std::size_t waiting = 0;
    net.At(Ms(3100), [&] {
        forwarding->Set(matchOf(0), HoldAction{buffer});
        forwarding->Set(matchOf(2), HoldAction{buffer});
    });
    net.At(Ms(3200), [&] {
        forwarding->Set(matchOf(0), HoldAction{buffer}); // As it is.
        waiting = buffer->GetSize();
        forwarding->Remove(matchOf(0));
        NS_TEST_EXPECT_MSG_EQ(buffer->GetSize(), waiting / 2, "the other's wait on");
    });
    net.At(Ms(3300), [&] { forwarding->Remove(matchOf(2)); });
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(waiting, 20, "of both");
    NS_TEST_EXPECT_MSG_EQ(first.GetLost().size() + second.GetLost().size(), 0, "none is lost");
}

void
TrustTestCase::OldestForwarded()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Seconds(1), 0, G1);
    auto& flow = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(10));
    flow.Run(Seconds(3), 100);
    const auto forwarding = net.GetForwarding(L1);
    std::size_t held = 0;
    forwarding->TraceConnectWithoutContext(
        "Hold",
        MakeFunctionCallback<Ptr<const Packet>, const Ipv6Header&>(
            [&held](Ptr<const Packet>, const Ipv6Header&) { ++held; }));
    ForwardingMatch match;
    match.source = Prefix();
    match.origins = FROM_CORE;
    const auto hold = [&](uint32_t capacity) {
        match.destination = Prefix(net.GetHomeAddress(0), 64);
        forwarding->Set(match, HoldAction{std::make_shared<PacketBuffer>(capacity), true});
    };
    net.At(Ms(3200), [&] { hold(5); });
    net.At(Ms(3300), [&] {
        NS_TEST_EXPECT_MSG_EQ(held, 10, "each waits");
        NS_TEST_EXPECT_MSG_EQ((forwarding->GetContext().GetPast() == PastActions::HOLDS),
                              false,
                              "one at a time goes past it");
        forwarding->Remove(match);
    });
    net.At(Ms(3600), [&] { hold(0); });
    net.At(Ms(3700), [&] { forwarding->Remove(match); });
    net.RunUntil(Seconds(5));
    auto dropped = forwarding->GetDrops();
    NS_TEST_EXPECT_MSG_EQ(held, 10, "none where there is no room at all");
    NS_TEST_EXPECT_MSG_EQ(dropped["hold-buffer-full"], 10, "that drops");
    NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), 10, "nothing else is lost");
    bool isInOrder = true;
    std::size_t atOnce = 0;
    Time before;
    for (const auto& [number, arrival] : flow.GetArrivals())
    {
        isInOrder = isInOrder && arrival.at >= before;
        atOnce += arrival.at - before < Ms(1);
        before = arrival.at;
    }
    NS_TEST_EXPECT_MSG_EQ(isInOrder, true, "in the order in which they came");
    // The tenth packet comes 0.6 ms before the buffer is emptied.
    NS_TEST_EXPECT_MSG_EQ(atOnce, 5, "of the ten five leave one by one, as others come");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-forwarding-trust`.
 */
class ForwardingTrustTestSuite : public TestSuite
{
  public:
    ForwardingTrustTestSuite()
        : TestSuite("pmipv6-forwarding-trust")
    {
        using Case = TrustTestCase;
        AddTestCase(new Case("6.10.5 source of another", &Case::SourceOfAnother));
        AddTestCase(new Case("6.10.5 link-local source", &Case::LinkLocalSource));
        AddTestCase(new Case("5.6.2, 6.10.5 untrusted peers", &Case::UntrustedPeers));
        AddTestCase(new Case("5.6.2 a mobile node that tunnels", &Case::TunnelWithinTunnel));
        AddTestCase(new Case("5.6.2 grace for the previous gateway", &Case::UplinkGrace));
        AddTestCase(new Case("5.6.1 tunnels come and go", &Case::TunnelsComeAndGo));
        AddTestCase(new Case("5.6.2 no binding", &Case::NoBinding));
        AddTestCase(new Case("5.6.2 tunnels of another family", &Case::TunnelOfAnother));
        AddTestCase(
            new Case("packets held until their entry is replaced", &Case::HeldUntilReplaced));
        AddTestCase(new Case("packets held by two entries", &Case::HeldByTwo));
        AddTestCase(new Case("the oldest packet held makes room", &Case::OldestForwarded));
    }
};

static ForwardingTrustTestSuite g_forwardingTrustTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
