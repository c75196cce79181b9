/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-octets-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-gateway-function.h"

#include <functional>
#include <map>
#include <memory>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * What functions can do with tunnelled packets: be told by whom they were tunnelled, and send them
 * on into another tunnel.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Next Header values: a tunnelled packet, and one for experiments (RFC 3692).
constexpr uint8_t TUNNELLED = 41;
constexpr uint8_t EXPERIMENTAL_PROTOCOL = 253;

/// A function of a gateway that writes into the forwarding table when a node comes and goes.
class ToyPathFunction : public GatewayFunction
{
  public:
    /// Gets the node's prefix.
    using Action = std::function<void(const Prefix& prefix)>;

    Action come; //!< called when a node is registered
    Action go;   //!< called when its registration is gone

  private:
    void Start(Ptr<MobileAccessGateway> /* gateway */) override
    {
    }

    void Stop() override
    {
    }

    void Restart() override
    {
    }

    void HandleAttachment(const BindingUpdateListEntry& entry,
                          AttachmentState /* from */,
                          AttachmentState to,
                          const std::string& /* reason */) override
    {
        const auto action = to == AttachmentState::REGISTERED ? come
                            : to == AttachmentState::NONE     ? go
                                                              : nullptr;
        if (action && !entry.prefixes.empty())
        {
            action(entry.prefixes.front());
        }
    }

    void HandleExtension(const BindingUpdateListEntry& /* entry */) override
    {
    }

    void HandleAnchorRestart(const Ipv6Address& /* anchor */) override
    {
    }
};

/// @return an IPv6 packet
Ptr<Packet>
MakeInner(const Ipv6Address& source, const Ipv6Address& destination)
{
    const auto octets =
        badinput::MakePacket(source, destination, EXPERIMENTAL_PROTOCOL, badinput::Octets(20));
    return Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
}

/// @return the inner packets that a node has tunnelled to another, by their payload
std::vector<WireRecord>
SelectTunnelled(const std::vector<WireRecord>& records)
{
    return Select(records, [](const WireRecord& record) {
        const auto octets = GetOctets(record.packet);
        return octets.at(6) == TUNNELLED && octets.at(40 + 6) == EXPERIMENTAL_PROTOCOL;
    });
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * Toy functions at G1; each member function is a test case.
 */
class OnwardTunnelTestCase : public MemberTestCase<OnwardTunnelTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Watched();      //!< told at the first packet and at each change of the outer source
    void EachIsTold();   //!< a watch that is not for changes
    void ToldBefore();   //!< what is set because of a packet decides where it goes
    void Onward();       //!< from one tunnel into another, and to the node
    void NotOnward();    //!< from whom nothing is sent on
    void PlainTunnel();  //!< an entry that is for others' packets
    void NeverBack();    //!< dropped and traced, not sent to its outer source
    void NotFromThere(); //!< what the node itself sends is none of that gateway's
    void HeldFirst();    //!< what is held goes on by the same rules
    void StrictTunnel(); //!< an entry that sends on is a prefix that is expected

  private:
    /**
     * Send a packet to node 0 through a tunnel to G1.
     *
     * @param net the topology
     * @param from outer source
     * @param source inner source; :: for the correspondent's
     */
    static void Tunnel(const TopologyFixture& net,
                       Place from,
                       const Ipv6Address& source = Ipv6Address::GetAny())
    {
        const auto correspondent = TopologyFixture::GetAddress(CN);
        net.GetNode(from)->GetObject<Ipv6L3Protocol>()->Send(
            MakeInner(source.IsAny() ? correspondent : source, net.GetHomeAddress(0)),
            TopologyFixture::GetAddress(from),
            TopologyFixture::GetAddress(G1),
            TUNNELLED,
            nullptr);
    }

    /// @return what matches tunnelled packets to a prefix
    static ForwardingMatch ToPrefix(const Prefix& prefix)
    {
        ForwardingMatch match;
        match.destination = prefix;
        match.origins = FROM_TUNNEL;
        match.owner = "toy";
        return match;
    }

    /**
     * Node 0 moves from G1 to G2, and what is tunnelled to G1 for it goes on to G2.
     *
     * @param net the topology; the move is over after 4 s
     * @param isOnward see TunnelAction
     */
    void MoveAndSendOn(TopologyFixture& net, bool isOnward = true)
    {
        const auto old = net.GetForwarding(G1);
        old->TrustGateway(TopologyFixture::GetAddress(G2));
        old->TrustGateway(TopologyFixture::GetAddress(G3));
        net.GetForwarding(G2)->TrustGateway(TopologyFixture::GetAddress(G1));
        m_function->go = [old, isOnward](const Prefix& prefix) {
            TunnelAction tunnel;
            tunnel.local = TopologyFixture::GetAddress(G1);
            tunnel.remote = TopologyFixture::GetAddress(G2);
            tunnel.isOnward = isOnward;
            old->Set(ToPrefix(prefix), tunnel);
        };
        net.GetGateway(G1)->AddFunction(m_function);
        net.AttachAt(Seconds(1), 0, G1);
        net.AttachAt(Seconds(1), 2, G1);
        net.DetachAt(Seconds(3), 0);
        net.AttachAt(Ms(3050), 0, G2);
    }

    /// @return options with which G1 notices that its node has left
    static TopologyOptions Noticing()
    {
        TopologyOptions options;
        options.detection = Ms(11);
        return options;
    }

    /// @return the outer sources that a watch of node 0 tells, by place; "-" for none
    std::string TellOuterSources(bool isForChanges);

    Ptr<ToyPathFunction> m_function{CreateObject<ToyPathFunction>()}; //!< at G1
};

std::string
OnwardTunnelTestCase::TellOuterSources(bool isForChanges)
{
    TopologyFixture net(SHORT_DELAYS);
    const std::map<Ipv6Address, std::string> names{{TopologyFixture::GetAddress(L1), "L1"},
                                                   {TopologyFixture::GetAddress(G2), "G2"}};
    std::string told;
    const auto forwarding = net.GetForwarding(G1);
    forwarding->TrustGateway(TopologyFixture::GetAddress(G2));
    m_function->come = [&](const Prefix& prefix) {
        const auto* binding = net.GetBinding(L1, 0);
        if (!binding || binding->prefixes.front() != prefix)
        {
            return;
        }
        ForwardingMatch match;
        match.source = Prefix();
        match.destination = prefix;
        match.origins = FROM_TUNNEL | FROM_MOBILE_NODE;
        match.owner = "toy";
        const auto seen = [&](const SeenPacket& packet) {
            const auto outer = packet.outerSource;
            NS_TEST_EXPECT_MSG_EQ(packet.destination, net.GetHomeAddress(0), "its packet");
            told += (outer ? names.at(*outer) : "-") + " ";
        };
        forwarding->Set(match, WatchAction{seen, isForChanges});
    };
    net.GetGateway(G1)->AddFunction(m_function);
    net.AttachAt(Seconds(1), 2, G1);
    net.AttachAt(Seconds(1), 0, G1);
    auto& first = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(10));
    auto& second = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(10));
    auto& neighbor = net.AddFlow(net.GetMobile(2), net.GetMobile(0), Ms(100));
    first.Run(Seconds(3), 3);
    net.At(Ms(3200), [&net] { Tunnel(net, G2); });
    net.At(Ms(3210), [&net] { Tunnel(net, G2); });
    second.Run(Ms(3400), 2);
    // Up from the link, and down again out of the anchor's tunnel.
    neighbor.Run(Ms(3600), 2);
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(first.GetLost().size() + neighbor.GetLost().size(), 0, "all arrive");
    return told;
}

void
OnwardTunnelTestCase::Watched()
{
    NS_TEST_EXPECT_MSG_EQ(TellOuterSources(true),
                          "L1 G2 L1 - L1 - L1 ",
                          "the first packet, and each change");
}

void
OnwardTunnelTestCase::EachIsTold()
{
    NS_TEST_EXPECT_MSG_EQ(TellOuterSources(false),
                          "L1 L1 L1 G2 G2 L1 L1 - L1 - L1 ",
                          "each packet");
}

void
OnwardTunnelTestCase::ToldBefore()
{
    for (const bool isBefore : {false, true})
    {
        TopologyFixture net(SHORT_DELAYS);
        ReceivedPackets atNode(net.GetDevice(0));
        const auto forwarding = net.GetForwarding(G1);
        forwarding->TrustGateway(TopologyFixture::GetAddress(G2));
        net.AttachAt(Seconds(1), 0, G1);
        net.At(Seconds(2), [&] {
            ForwardingMatch match;
            match.source = Prefix();
            match.destination = Prefix(net.GetHomeAddress(0), 64);
            match.origins = FROM_TUNNEL;
            match.owner = "toy";
            const auto seen = [forwarding, match](const SeenPacket&) {
                ForwardingMatch drop = match;
                drop.priority = 1;
                forwarding->Set(drop, DropAction{"toy"});
            };
            forwarding->Set(match, WatchAction{seen, false, isBefore});
        });
        net.At(Seconds(3), [&net] { Tunnel(net, G2); });
        net.At(Seconds(4), [&net] { Tunnel(net, G2); });
        net.RunUntil(Seconds(5));
        NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G1, "toy"), (isBefore ? 2 : 1), "the first one too");
        NS_TEST_EXPECT_MSG_EQ(atNode.Count(EXPERIMENTAL_PROTOCOL), (isBefore ? 0 : 1), "or not");
    }
}

void
OnwardTunnelTestCase::Onward()
{
    TopologyFixture net(SHORT_DELAYS, Noticing());
    ReceivedPackets atNode(net.GetDevice(0));
    const auto& in = net.Capture(G3, G1);
    const auto& onward = net.Capture(G1, G2);
    MoveAndSendOn(net);
    net.At(Seconds(4), [&net] { Tunnel(net, G3); });
    // The anchor that the node was registered at, as another's node is here still.
    net.At(Ms(4100), [&net] { Tunnel(net, L1); });
    net.RunUntil(Seconds(5));
    const auto before = SelectTunnelled(in);
    const auto after = SelectTunnelled(onward);
    PMIPV6_TEST_REQUIRE(before.size() == 1 && after.size() == 2, "in, and on");
    const auto octets = GetOctets(after[0].packet);
    Ipv6Header outer;
    after[0].packet->PeekHeader(outer);
    NS_TEST_EXPECT_MSG_EQ(outer.GetSource(),
                          TopologyFixture::GetAddress(G1),
                          "a tunnel of its own");
    NS_TEST_EXPECT_MSG_EQ(outer.GetDestination(),
                          TopologyFixture::GetAddress(G2),
                          "to the new one");
    NS_TEST_EXPECT_MSG_EQ(int(octets.at(7)), 64, "RFC 2473, 6.3: the outer hop limit is its own");
    NS_TEST_EXPECT_MSG_EQ(int(octets.at(40 + 7)),
                          int(GetOctets(before[0].packet).at(40 + 7)) - 1,
                          "RFC 2473, 3.1: one less");
    NS_TEST_EXPECT_MSG_EQ(octets.size(),
                          GetOctets(before[0].packet).size(),
                          "not one in the other");
    NS_TEST_EXPECT_MSG_EQ(atNode.Count(EXPERIMENTAL_PROTOCOL), 2, "they arrive");
}

void
OnwardTunnelTestCase::NotOnward()
{
    TopologyFixture net(SHORT_DELAYS, Noticing());
    const auto& onward = net.Capture(G1, G2);
    MoveAndSendOn(net);
    net.At(Seconds(4), [&net] {
        Tunnel(net, CN);                        // Of whom nobody has heard.
        Tunnel(net, G3, net.GetHomeAddress(2)); // Of a node of G1, by another gateway.
    });
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G1, "tunnel-peer-not-trusted"), 1, "dropped and traced");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G1, "tunnelled-from-node-here"), 1, "dropped and traced");
    NS_TEST_EXPECT_MSG_EQ(SelectTunnelled(onward).size(), 0, "nothing is sent on");
}

void
OnwardTunnelTestCase::PlainTunnel()
{
    TopologyFixture net(SHORT_DELAYS, Noticing());
    const auto& onward = net.Capture(G1, G2);
    MoveAndSendOn(net, false);
    net.At(Seconds(4), [&net] { Tunnel(net, G3); });
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G1, "tunnelled-node-unknown"), 1, "dropped and traced");
    NS_TEST_EXPECT_MSG_EQ(SelectTunnelled(onward).size(), 0, "nothing is sent on");
}

void
OnwardTunnelTestCase::NeverBack()
{
    TopologyFixture net(SHORT_DELAYS, Noticing());
    const auto& back = net.Capture(G1, G2);
    MoveAndSendOn(net);
    std::size_t used = 0;
    net.At(Seconds(4), [&net] { Tunnel(net, G2); });
    net.At(Ms(4500), [&] {
        const auto* entry =
            net.GetForwarding(G1)->GetTable().LookupDestination(net.GetHomeAddress(0), FROM_TUNNEL);
        used += entry && entry->isUsed;
    });
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G1, "tunnel-back-to-its-peer"), 1, "dropped and traced");
    auto counted = net.GetForwarding(G1)->GetDrops();
    NS_TEST_EXPECT_MSG_EQ(counted["tunnel-back-to-its-peer"], 1, "counted");
    NS_TEST_EXPECT_MSG_EQ(SelectTunnelled(back).size(), 0, "not sent back");
    NS_TEST_EXPECT_MSG_EQ(used, 0, "no use of the entry");
}

void
OnwardTunnelTestCase::NotFromThere()
{
    // It would leave G1 as a plain packet, whose receiver's anchor may send it to G2 again.
    TopologyFixture net(SHORT_DELAYS, Noticing());
    MoveAndSendOn(net);
    std::string fault;
    net.At(Seconds(4), [&] {
        Ipv6Start inner;
        inner.source = net.GetHomeAddress(0);
        inner.destination = TopologyFixture::GetAddress(CN);
        fault = net.GetForwarding(G1)->CheckTunnelled(inner, TopologyFixture::GetAddress(G2));
    });
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(fault,
                          "tunnelled-node-unknown",
                          "nobody's here, and so its sender is told");
}

void
OnwardTunnelTestCase::HeldFirst()
{
    TopologyFixture net(SHORT_DELAYS, Noticing());
    ReceivedPackets atNode(net.GetDevice(0));
    const auto& onward = net.Capture(G1, G2);
    MoveAndSendOn(net);
    const auto sendOn = m_function->go;
    Prefix held;
    m_function->go = [&](const Prefix& prefix) {
        held = prefix;
        net.GetForwarding(G1)->Set(ToPrefix(prefix),
                                   HoldAction{std::make_shared<PacketBuffer>(10)});
    };
    net.At(Seconds(4), [&net] {
        Tunnel(net, G3);
        Tunnel(net, G2);
    });
    net.At(Ms(4300), [&] {
        NS_TEST_EXPECT_MSG_EQ(SelectTunnelled(onward).size(), 0, "it waits");
        sendOn(held);
    });
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(SelectTunnelled(onward).size(), 1, "goes on");
    NS_TEST_EXPECT_MSG_EQ(atNode.Count(EXPERIMENTAL_PROTOCOL), 1, "and arrives");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G1, "tunnel-back-to-its-peer"), 1, "but not back");
}

void
OnwardTunnelTestCase::StrictTunnel()
{
    TopologyFixture net(SHORT_DELAYS, Noticing());
    ReceivedPackets atNode(net.GetDevice(0));
    net.GetForwarding(G1)->SetAttribute("StrictTunnel", BooleanValue(true));
    MoveAndSendOn(net);
    net.At(Seconds(4), [&net] { Tunnel(net, G3); });
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(atNode.Count(EXPERIMENTAL_PROTOCOL), 1, "it arrives");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-onward-tunnel`.
 */
class OnwardTunnelTestSuite : public TestSuite
{
  public:
    OnwardTunnelTestSuite()
        : TestSuite("pmipv6-onward-tunnel")
    {
        using Case = OnwardTunnelTestCase;
        AddTestCase(new Case("outer sources told at a change", &Case::Watched));
        AddTestCase(new Case("what its node sends from there", &Case::NotFromThere));
        AddTestCase(new Case("outer sources of each packet told", &Case::EachIsTold));
        AddTestCase(new Case("told before a packet goes", &Case::ToldBefore));
        AddTestCase(new Case("RFC 2473, 3.1 from tunnel to tunnel", &Case::Onward));
        AddTestCase(new Case("from whom nothing is sent on", &Case::NotOnward));
        AddTestCase(new Case("an entry that sends nothing on", &Case::PlainTunnel));
        AddTestCase(new Case("never back to the peer", &Case::NeverBack));
        AddTestCase(new Case("held before it is sent on", &Case::HeldFirst));
        AddTestCase(new Case("RFC 6279, 6 StrictTunnel", &Case::StrictTunnel));
    }
};

static OnwardTunnelTestSuite g_onwardTunnelTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
