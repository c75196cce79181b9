/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-mobile-ipv6-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-discovery-socket.h"
#include "ns3/string.h"

#include <functional>
#include <string>
#include <vector>

/**
 * @file
 * RFC 6275, 5.1, 10.5 and 11.4.1: what goes before a mobile node's first registration.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time TOLERANCE = MicroSeconds(5); //!< serialization at 10 Gb/s, over a few hops
const Time SECOND = Seconds(1);         //!< CareOfDetection
/// The care-of address may be used: c.
const Time BEGIN = SECOND + MobileIpv6Fixture::Access() + SECOND;

/// @return has mobile nodes find their home agents in a way when they have moved
std::function<void(MobileIpv6Helper&)>
AtMove(const std::string& discovery)
{
    return [discovery](MobileIpv6Helper& helper) {
        helper.SetBootstrapAttribute("Bootstrap", StringValue("at-move"));
        helper.SetBootstrapAttribute("Discovery", StringValue(discovery));
        helper.SetBootstrapAttribute("DiscoveryDelay", TimeValue(MilliSeconds(200)));
        helper.SetBootstrapAttribute("AssociationDelay", TimeValue(MilliSeconds(300)));
    };
}

/**
 * @ingroup pmipv6-tests
 * A mobile node between three access routers, that has to find its home agent.
 */
class BootstrapTestCase : public MemberTestCase<BootstrapTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Configured(); //!< the association alone takes time
    void Named();      //!< DNS and DHCPv6
    void Discovered(); //!< by messages
    void Silence();    //!< a home agent that does not answer
    void Others();     //!< replies of use to others
    void Moved();      //!< meanwhile
    void Again();      //!< it is done once
    void Many();       //!< more home agents than a reply can name
    void Malformed();  //!< what is no message of discovery
    void Before();     //!< by default

  private:
    /// A network, and the requests that its mobile node sends.
    struct Scene
    {
        /// @param configure see MobileIpv6Fixture
        explicit Scene(const std::function<void(MobileIpv6Helper&)>& configure)
            : net(configure)
        {
            net.GetMobile()->GetBootstrap()->TraceConnectWithoutContext(
                "Asked",
                MakeFunctionCallback<const Ipv6Address&, const Ipv6Address&>(
                    [this](const Ipv6Address& source, const Ipv6Address& destination) {
                        asked.push_back(Simulator::Now());
                        from = source;
                        to = destination;
                    }));
            net.AttachAt(SECOND, ROUTER1);
        }

        /// @return when the n-th Binding Update was sent
        Time GetUpdate(std::size_t n = 0) const
        {
            for (const auto& one : net.GetSent())
            {
                if (Say(one.message) == "BU" && n-- == 0)
                {
                    return one.at;
                }
            }
            return Time::Max();
        }

        MobileIpv6Fixture net;   //!< the network
        std::vector<Time> asked; //!< when requests were sent
        Ipv6Address from;        //!< the last one
        Ipv6Address to;          //!< likewise
    };
};

void
BootstrapTestCase::Configured()
{
    Scene scene(AtMove("configuration"));
    scene.net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.GetUpdate(),
                              BEGIN + MilliSeconds(300),
                              TOLERANCE,
                              "AssociationDelay");
}

void
BootstrapTestCase::Named()
{
    for (const std::string method : {"dns", "dhcp"})
    {
        Scene scene(AtMove(method));
        scene.net.RunUntil(Seconds(5));
        NS_TEST_EXPECT_MSG_EQ_TOL(scene.GetUpdate(),
                                  BEGIN + MilliSeconds(500),
                                  TOLERANCE,
                                  "DiscoveryDelay, AssociationDelay: " << method);
        NS_TEST_EXPECT_MSG_EQ(scene.asked.size(), 0, "modelled by delays");
    }
}

void
BootstrapTestCase::Discovered()
{
    Scene scene(AtMove("dhaad"));
    auto& net = scene.net;
    std::vector<uint32_t> octets;
    net.GetNode(MOBILE)->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
        "Rx",
        MakeFunctionCallback<Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
            [&octets](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) {
                const auto bytes = GetOctets(packet);
                if (bytes.size() > 40 && bytes[6] == 58 && bytes[40] == 145)
                {
                    octets.push_back(packet->GetSize());
                }
            }));
    net.RunUntil(Seconds(6));
    PMIPV6_TEST_REQUIRE(scene.asked.size() == 1, "one request");
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.asked[0], BEGIN, TOLERANCE, "from the care-of address");
    NS_TEST_EXPECT_MSG_EQ(scene.from, net.GetCareOf(ROUTER1), "as 11.4.1 has it");
    NS_TEST_EXPECT_MSG_EQ(scene.to,
                          Ipv6Address("fd00:1:0:1:fdff:ffff:ffff:fffe"),
                          "RFC 2526: the home agents' anycast address");
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.GetUpdate(),
                              BEGIN + 2 * net.ToAgent(ROUTER1) + MilliSeconds(300),
                              TOLERANCE,
                              "there and back, and AssociationDelay");
    PMIPV6_TEST_REQUIRE(octets.size() == 1, "one reply");
    NS_TEST_EXPECT_MSG_EQ(octets[0], 64, "with one address");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R1", "registered");
}

void
BootstrapTestCase::Silence()
{
    Scene scene(AtMove("dhaad"));
    auto& net = scene.net;
    const auto agent = net.GetNode(AGENT)->GetObject<Ipv6>();
    net.At(SECOND, [agent] {
        for (uint32_t i = 1; i < agent->GetNInterfaces(); ++i)
        {
            agent->SetDown(i);
        }
    });
    net.RunUntil(Seconds(200));
    PMIPV6_TEST_REQUIRE(scene.asked.size() == 5, "DHAAD_RETRIES: " << scene.asked.size());
    Time at = BEGIN;
    Time wait = Seconds(3); // INITIAL_DHAAD_TIMEOUT
    for (const Time& asked : scene.asked)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(asked, at, TOLERANCE, "doubled each time");
        at += wait;
        wait = wait * 2;
    }
    NS_TEST_EXPECT_MSG_EQ(scene.GetUpdate(), Time::Max(), "it knows nobody to tell");
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(net.GetMobile()->GetState())),
                          "testing",
                          "until it moves");
}

void
BootstrapTestCase::Others()
{
    Scene scene(AtMove("dhaad"));
    auto& net = scene.net;
    net.GetAgent()->SetHomeAgents({Ipv6Address("fd00:1:0:1::77"), Ipv6Address("fd00:1:0:1::78")});
    // Somebody answers without being asked, with another identifier.
    net.At(BEGIN + MilliSeconds(1), [&net] {
        HomeAgentAddressDiscoveryReply reply;
        reply.identifier = 999;
        reply.agents = {net.GetAddress(AGENT)};
        DiscoverySocket socket;
        socket.Start(net.GetNode(PEER), [](const auto&...) {});
        socket.Send(
            SerializeHomeAgentAddressDiscovery(reply, net.GetAddress(PEER), net.GetCareOf(ROUTER1)),
            net.GetAddress(PEER),
            net.GetCareOf(ROUTER1));
    });
    net.RunUntil(Seconds(60));
    NS_TEST_EXPECT_MSG_EQ(scene.GetUpdate(), Time::Max(), "its home agent is not among them");
    NS_TEST_EXPECT_MSG_EQ(scene.asked.size(), 5, "it goes on asking");
}

void
BootstrapTestCase::Moved()
{
    // While it asks for the name, and while the association is set up.
    for (const Time& when : {MilliSeconds(100), MilliSeconds(400)})
    {
        Scene scene(AtMove("dns"));
        auto& net = scene.net;
        net.AttachAt(BEGIN + when, ROUTER2);
        net.RunUntil(Seconds(8));
        const Time rest = MilliSeconds(when < MilliSeconds(200) ? 500 : 300);
        NS_TEST_EXPECT_MSG_EQ_TOL(scene.GetUpdate(),
                                  BEGIN + when + net.Access() + SECOND + rest,
                                  TOLERANCE,
                                  "anew from the other link, but for a home agent that is found");
    }
}

void
BootstrapTestCase::Again()
{
    Scene scene(AtMove("dns"));
    auto& net = scene.net;
    net.AttachAt(Seconds(10), ROUTER2);
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.GetUpdate(1),
                              Seconds(10) + net.Access() + SECOND,
                              TOLERANCE,
                              "once and for all");
}

void
BootstrapTestCase::Many()
{
    Scene scene(AtMove("dhaad"));
    auto& net = scene.net;
    // The 77th is the node's: (1280 - 40 - 8) / 16.
    std::vector<Ipv6Address> agents;
    for (int i = 1; i <= 100; ++i)
    {
        agents.push_back(i == 77 ? net.GetAddress(AGENT)
                                 : Ipv6Address(("fd00:1:0:1::" + std::to_string(i)).c_str()));
    }
    net.GetAgent()->SetHomeAgents(agents);
    std::vector<uint32_t> told;
    net.GetAgent()->TraceConnectWithoutContext(
        "Discovery",
        MakeFunctionCallback<const Ipv6Address&, uint32_t>(
            [&told](const Ipv6Address&, uint32_t number) { told.push_back(number); }));
    std::vector<uint32_t> octets;
    net.GetNode(MOBILE)->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
        "Rx",
        MakeFunctionCallback<Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
            [&octets](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) {
                if (packet->GetSize() > 1000)
                {
                    octets.push_back(packet->GetSize());
                }
            }));
    net.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ((told.size() == 1 && told[0] == 77), true, "the best of them");
    NS_TEST_EXPECT_MSG_EQ((octets.size() == 1 && octets[0] == 1280),
                          true,
                          "RFC 6275, 10.5.1: the minimum MTU of IPv6");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R1", "the last one of these is found");
}

void
BootstrapTestCase::Malformed()
{
    Scene scene(AtMove("dhaad"));
    auto& net = scene.net;
    const auto sendAt = [&net](Time at, HomePlace to, std::vector<uint8_t> octets) {
        net.At(at, [&net, to, octets] {
            DiscoverySocket socket;
            socket.Start(net.GetNode(PEER), [](const auto&...) {});
            socket.Send(octets,
                        net.GetAddress(PEER),
                        to == MOBILE ? net.GetCareOf(ROUTER1) : net.GetAddress(to));
        });
    };
    // Checksums are of fd00:c::5 to fd00:c::1, but for that which is 0.
    sendAt(SECOND, AGENT, {144, 0, 0x75, 0x9d, 0, 1, 0});
    sendAt(SECOND + MilliSeconds(1), AGENT, {144, 0, 0, 0, 0, 1, 0, 0});
    sendAt(SECOND + MilliSeconds(2), AGENT, {144, 1, 0x75, 0x9b, 0, 1, 0, 0});
    sendAt(SECOND + MilliSeconds(3), AGENT, {145, 0, 0x73, 0x98, 0, 1, 0, 0, 1, 2});
    sendAt(SECOND + MilliSeconds(4), AGENT, {200, 1, 0, 0, 0, 1, 0, 0});
    sendAt(SECOND + MilliSeconds(5), AGENT, {});
    // The mobile node reads while it asks.
    sendAt(BEGIN, MOBILE, {145, 0, 0, 0, 0, 1, 0, 0});
    net.RunUntil(Seconds(5));
    std::string dropped;
    for (const auto& one : net.GetSignals(SignalKind::REFUSED))
    {
        dropped += one.name + " " + one.reason + " " + std::to_string(one.octets) + "; ";
    }
    NS_TEST_EXPECT_MSG_EQ(dropped,
                          "HomeAgentAddressDiscoveryRequest too-short 47; "
                          "HomeAgentAddressDiscoveryRequest bad-checksum 48; "
                          "HomeAgentAddressDiscoveryRequest type-or-code 48; "
                          "HomeAgentAddressDiscoveryReply address-cut 50; "
                          "HomeAgentAddressDiscoveryReply bad-checksum 48; ",
                          "each is told, and nothing else of ICMPv6");
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("HA bad-checksum"), 1, "and counted");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R1", "nothing else comes of them");
}

void
BootstrapTestCase::Before()
{
    Scene scene([](MobileIpv6Helper& helper) {
        helper.SetBootstrapAttribute("Discovery", StringValue("dhaad"));
        helper.SetBootstrapAttribute("AssociationDelay", TimeValue(Seconds(1)));
    });
    scene.net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ_TOL(scene.GetUpdate(), BEGIN, TOLERANCE, "all is there at the start");
    NS_TEST_EXPECT_MSG_EQ(scene.asked.size(), 0, "nothing is asked");
}

/**
 * @ingroup pmipv6-tests
 * RFC 6275, before the first registration.
 */
class BootstrapTestSuite : public TestSuite
{
  public:
    BootstrapTestSuite()
        : TestSuite("pmipv6-rfc6275-bootstrap")
    {
        using Case = BootstrapTestCase;
        AddTestCase(new Case("5.1 the association", &Case::Configured));
        AddTestCase(new Case("RFC 6612, 4.2.1: by name, by DHCPv6", &Case::Named));
        AddTestCase(new Case("10.5, 11.4.1 discovery", &Case::Discovered));
        AddTestCase(new Case("11.4.1 nobody answers", &Case::Silence));
        AddTestCase(new Case("11.4.1 replies of no use", &Case::Others));
        AddTestCase(new Case("moved meanwhile", &Case::Moved));
        AddTestCase(new Case("once", &Case::Again));
        AddTestCase(new Case("10.5.1 more home agents than fit", &Case::Many));
        AddTestCase(new Case("6.5, 6.6 malformed", &Case::Malformed));
        AddTestCase(new Case("5.1 beforehand", &Case::Before));
    }
};

BootstrapTestSuite g_bootstrapTestSuite; //!< registers the suite

} // namespace

} // namespace pmipv6
} // namespace ns3
