/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/icmpv6-header.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <functional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * What Router Advertisements to one node say, routers for which a gateway stands in, and access
 * links that ask and configure their nodes themselves.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/**
 * @ingroup pmipv6-tests
 * MTUs of a gateway, and what its Router Advertisements make of them.
 */
struct MtuRow
{
    uint32_t link;   //!< LinkMtu
    uint32_t access; //!< of the access device
    uint32_t tunnel; //!< of the tunnel device
    uint32_t told;   //!< in the MTU option; 0: there is none
};

/**
 * @ingroup pmipv6-tests
 * The MTU option (RFC 5213, 6.9.2 and 6.9.5; RFC 4861, 4.6.4).
 */
class MtuOptionTestCase : public TestCase
{
  public:
    /// @param row what is tested
    explicit MtuOptionTestCase(const MtuRow& row)
        : TestCase("LinkMtu " + std::to_string(row.link) + ", access device " +
                   std::to_string(row.access) + ", tunnel " + std::to_string(row.tunnel)),
          m_row(row)
    {
    }

  private:
    void DoRun() override;

    MtuRow m_row; //!< what is tested
};

void
MtuOptionTestCase::DoRun()
{
    TopologyOptions options;
    options.prefixes[0] = {*ParsePrefix("fd00:1:0:7::/64"), *ParsePrefix("fd00:1:0:9::/64")};
    TopologyFixture net(SHORT_DELAYS, options);
    const auto gateway = net.GetGateway(G1);
    gateway->GetAccessDevice()->SetAttribute("Mtu", UintegerValue(m_row.access));
    net.GetForwarding(G1)->GetTunnelDevice()->SetAttribute("Mtu", UintegerValue(m_row.tunnel));
    gateway->GetNeighborDiscovery()->SetAttribute("LinkMtu", UintegerValue(m_row.link));
    ReceivedPackets received(net.GetDevice(0));
    net.AttachAt(Seconds(1), 0, G1);
    net.RunUntil(Seconds(3));

    PMIPV6_TEST_REQUIRE(net.GetAdvertisements().size() == 1, "one Router Advertisement");
    const auto& advertisement = net.GetAdvertisements()[0];
    NS_TEST_EXPECT_MSG_EQ(advertisement.mtu, m_row.told, "MTU option");
    NS_TEST_EXPECT_MSG_EQ(advertisement.prefixes.size(), 2, "all prefixes");
    NS_TEST_EXPECT_MSG_EQ(net.GetAddresses(0).size(), 2, "the host takes both");
    const auto packets = received.GetIcmpv6(Icmpv6Header::ICMPV6_ND_ROUTER_ADVERTISEMENT);
    PMIPV6_TEST_REQUIRE(packets.size() == 1, "its octets");
    // IPv6, ICMPv6, link-layer address, prefixes.
    NS_TEST_EXPECT_MSG_EQ(packets[0]->GetSize(),
                          40U + 16 + 8 + 2 * 32 + (m_row.told ? 8 : 0),
                          "octets");
}

const LinkLayerAddress ROUTER("02:00:00:00:0d:01");   //!< a router for which G1 stands in
const Ipv6Address ROUTER_ADDRESS("fe80::d:1");        //!< its link-local address
const Prefix ROUTER_PREFIX("fd00:d:0:1::", 64);       //!< what it advertises
const LinkLayerAddress TOY_NODE("02:00:00:00:00:17"); //!< a node on a toy link

/**
 * @ingroup pmipv6-tests
 * A gateway that stands in for another router (RFC 8885, 3.7).
 */
class LogicalRouterTestCase : public TestCase
{
  public:
    LogicalRouterTestCase()
        : TestCase("RFC 8885, 3.7: one router beside the gateway, on one node's link")
    {
    }

  private:
    void DoRun() override;
};

void
LogicalRouterTestCase::DoRun()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto discovery = net.GetGateway(G1)->GetNeighborDiscovery();
    const auto& routers = discovery->GetLogicalRouters();
    ReceivedPackets first(net.GetDevice(0));
    ReceivedPackets other(net.GetDevice(2));
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(1), 2, G1);
    // A host asks for the router's address when it has a packet for it.
    const auto ask = [&net](uint32_t mobile) {
        const auto ipv6 = net.GetMobile(mobile)->GetObject<Ipv6L3Protocol>();
        ipv6->Send(Create<Packet>(10),
                   ipv6->GetAddress(1, 0).GetAddress(),
                   ROUTER_ADDRESS,
                   253,
                   nullptr);
    };
    const auto node = net.GetLinkLayer(0);
    net.At(Seconds(3), [&] {
        AdvertisedRouter own;
        own.prefixes.push_back(
            discovery->WithLifetimes(net.GetAdvertisements()[0].prefixes[0], Time::Max()));
        AdvertisedRouter logical;
        logical.router = LogicalRouter{ROUTER, ROUTER_ADDRESS};
        logical.prefixes.push_back({ROUTER_PREFIX, Seconds(3000), Seconds(1000)});
        discovery->GetAdvertiser()->Advertise(node, {own, logical});
        ask(0);
        ask(2);
    });
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(routers.GetAll(node).size(), 1, "one of its address");
    const auto& told = net.GetAdvertisements();
    PMIPV6_TEST_REQUIRE(told.size() == 4, "of the gateway to each, and of both routers to one");
    NS_TEST_EXPECT_MSG_EQ(told[3].mobile, 0, "to its node");
    NS_TEST_EXPECT_MSG_EQ(told[3].source, ROUTER_ADDRESS, "from its address");
    NS_TEST_EXPECT_MSG_EQ(told[3].linkLayer, ROUTER, "with its link-layer address");
    const bool hasPrefix = told[3].prefixes == std::vector<Prefix>{ROUTER_PREFIX};
    NS_TEST_EXPECT_MSG_EQ(hasPrefix, true, "its prefix");
    NS_TEST_EXPECT_MSG_EQ(net.GetAddresses(0).size(), 2, "an address of each router");
    const auto answers = first.GetIcmpv6(Icmpv6Header::ICMPV6_ND_NEIGHBOR_ADVERTISEMENT);
    PMIPV6_TEST_REQUIRE(answers.size() == 1, "its address is answered for");
    Icmpv6NA answer;
    Icmpv6OptionLinkLayerAddress option(false);
    const auto packet = answers[0]->Copy();
    Ipv6Header header;
    packet->RemoveHeader(header);
    packet->RemoveHeader(answer);
    packet->RemoveHeader(option);
    NS_TEST_EXPECT_MSG_EQ(header.GetSource(), ROUTER_ADDRESS, "by itself");
    NS_TEST_EXPECT_MSG_EQ(LinkLayerAddress(option.GetAddress()), ROUTER, "its own");
    NS_TEST_EXPECT_MSG_EQ(other.GetIcmpv6(136).size(), 0, "not on another node's link");

    net.At(Seconds(21), [&] {
        discovery->GetAdvertiser()->Advertise(
            node,
            {discovery->WithLifetimes(net.GetAdvertisements()[0].prefixes[0], Time::Max())});
    });
    net.RunUntil(Seconds(2000));
    NS_TEST_EXPECT_MSG_EQ(routers.GetAll(node).size(), 0, "none");
    std::vector<Time> ofRouter;
    for (const auto& record : net.GetAdvertisements())
    {
        if (record.source == ROUTER_ADDRESS)
        {
            ofRouter.push_back(record.at);
        }
    }
    PMIPV6_TEST_REQUIRE(ofRouter.size() == 2, "the router ends, and says no more");
    NS_TEST_EXPECT_MSG_EQ(ofRouter[1], ofRouter[0] + Seconds(18), "when it is to");
}

/**
 * @ingroup pmipv6-tests
 * Prefixes and routes with an end: whenever a router speaks it tells what is left.
 */
class EndTestCase : public TestCase
{
  public:
    EndTestCase()
        : TestCase("RFC 4861, 6.2.1: lifetimes that decrease in real time")
    {
    }

  private:
    void DoRun() override;
};

void
EndTestCase::DoRun()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto discovery = net.GetGateway(G1)->GetNeighborDiscovery();
    ReceivedPackets received(net.GetDevice(0));
    net.AttachAt(Seconds(1), 0, G1);
    AdvertisedRouter told;
    const Time end = Seconds(203);
    told.prefixes = {{Prefix("fd00:d:0:1::", 64), Time::Max(), Seconds(150), end},
                     {Prefix("fd00:d:0:2::", 64), Seconds(3000), Seconds(0), end},
                     {Prefix("fd00:d:0:3::", 64), Seconds(3000), Seconds(1000)}};
    told.routes = {{Prefix("fd00:10c::", 48), Time::Max(), RouterPreference::LOW, end},
                   {Prefix("fd00:10d::", 48), Seconds(900)}};
    const auto node = net.GetLinkLayer(0);
    net.At(Seconds(3), [&] { discovery->GetAdvertiser()->Advertise(node, {told}); });
    for (const auto& at : {Seconds(103), Seconds(202.5), Seconds(204)})
    {
        net.At(at, [&] { discovery->GetAdvertiser()->Answer(node); });
    }
    std::string text;
    const auto read = [&](Time until) {
        net.RunUntil(until);
        const auto packets = received.GetIcmpv6(Icmpv6Header::ICMPV6_ND_ROUTER_ADVERTISEMENT);
        std::vector<uint8_t> octets(packets.back()->GetSize());
        packets.back()->CopyData(octets.data(), static_cast<uint32_t>(octets.size()));
        const auto parsed = ParseRouterAdvertisement(octets.data() + 40, octets.size() - 40);
        const auto* advertisement = std::get_if<RouterAdvertisement>(&parsed);
        text.clear();
        for (const auto& one :
             advertisement ? advertisement->prefixes : std::vector<PrefixInformation>())
        {
            text += std::to_string(one.valid) + "," + std::to_string(one.preferred) + " ";
        }
        for (const auto& one :
             advertisement ? advertisement->routes : std::vector<RouteInformation>())
        {
            text += ">" + std::to_string(one.lifetime) + " ";
        }
        return text;
    };
    // Prefixes stand from the last to the first; what the gateway told before is withdrawn.
    NS_TEST_EXPECT_MSG_EQ(read(Seconds(4)), "0,0 3000,1000 200,0 200,150 >200 >900 ", "at first");
    NS_TEST_EXPECT_MSG_EQ(read(Seconds(104)), "3000,1000 100,0 100,100 >100 >900 ", "again");
    NS_TEST_EXPECT_MSG_EQ(read(Seconds(203)), "3000,1000 0,0 0,0 >0 >900 ", "less than a second");
    NS_TEST_EXPECT_MSG_EQ(read(Seconds(205)), "3000,1000 0,0 0,0 >0 >900 ", "after the end");
}

/// An access technology with ways of its own, or without.
class ToyLink : public AccessLink
{
  public:
    bool isOwn{false};                            //!< it asks and configures by itself
    uint32_t sent{0};                             //!< frames
    uint32_t configured{0};                       //!< prefixes told
    std::vector<std::function<void(bool)>> asked; //!< questions

    /// A node attaches.
    void Attach()
    {
        NotifyAttached(TOY_NODE);
    }

    AccessTechnologyType GetTechnology() const override
    {
        return AccessTechnologyType::IEEE_802_16E;
    }

    bool Send(Ptr<Packet> /* packet */,
              const LinkLayerAddress& /* source */,
              const LinkLayerAddress& /* destination */,
              uint16_t /* protocol */) override
    {
        ++sent;
        return true;
    }

    bool Probe(const LinkLayerAddress& /* node */, std::function<void(bool)> answered) override
    {
        if (isOwn)
        {
            asked.push_back(std::move(answered));
        }
        return isOwn;
    }

    bool Configure(const LinkLayerAddress& /* node */,
                   const LogicalRouter& /* router */,
                   const AdvertisedRouter& told) override
    {
        configured += isOwn ? told.prefixes.size() : 0;
        return isOwn;
    }
};

/**
 * @ingroup pmipv6-tests
 * Presence and configuration as an access link has them (an LTE bearer answers no Neighbor
 * Solicitation).
 */
class OwnWaysTestCase : public TestCase
{
  public:
    OwnWaysTestCase()
        : TestCase("links that ask and configure their nodes themselves")
    {
    }

  private:
    void DoRun() override;
};

void
OwnWaysTestCase::DoRun()
{
    for (const bool isOwn : {false, true})
    {
        const auto gateway = CreateObject<Node>();
        InternetStackHelper().Install(gateway);
        const auto discovery = AccessNeighborDiscovery::Install(gateway);
        const auto link = CreateObject<ToyLink>();
        link->isOwn = isOwn;
        discovery->GetDevice()->AddLink(link);
        link->Attach();
        discovery->GetAdvertiser()->Advertise(TOY_NODE,
                                              {{ROUTER_PREFIX, Seconds(3000), Seconds(1000)}});
        std::string answers;
        const auto answered = [&answers](bool isThere) { answers += isThere ? "yes" : "no"; };
        discovery->Probe(TOY_NODE, answered);
        discovery->Probe(TOY_NODE, answered);
        NS_TEST_EXPECT_MSG_EQ(discovery->IsProbing(TOY_NODE), true, "asked");
        NS_TEST_EXPECT_MSG_EQ(link->configured, (isOwn ? 1 : 0), "told its prefix");
        NS_TEST_EXPECT_MSG_EQ(link->asked.size(), (isOwn ? 2 : 0), "its questions");
        NS_TEST_EXPECT_MSG_EQ((link->sent > 0), !isOwn, "or by frames");
        for (std::size_t i = 0; i < link->asked.size(); ++i)
        {
            link->asked[i](i == 0);
        }
        Simulator::Stop(Seconds(10));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(answers, (isOwn ? "yesno" : "nono"), "its answers, or silence");
        NS_TEST_EXPECT_MSG_EQ(discovery->IsProbing(TOY_NODE), false, "over");
        discovery->Dispose();
        Simulator::Destroy();
    }
}

/**
 * @ingroup pmipv6-tests
 * Questions to nodes of a gateway that stops, by its access link or by solicitations: there are no
 * more of them, and their answers, which may come late, are told to nobody.
 */
class EndedQuestionsTestCase : public TestCase
{
  public:
    EndedQuestionsTestCase()
        : TestCase("questions that end without an answer")
    {
    }

  private:
    void DoRun() override;
};

void
EndedQuestionsTestCase::DoRun()
{
    for (const bool isOwn : {false, true})
    {
        const auto gateway = CreateObject<Node>();
        InternetStackHelper().Install(gateway);
        auto discovery = AccessNeighborDiscovery::Install(gateway);
        const auto link = CreateObject<ToyLink>();
        link->isOwn = isOwn;
        discovery->GetDevice()->AddLink(link);
        link->Attach();
        std::string answers;
        const auto answered = [&answers](bool isThere) { answers += isThere ? "yes" : "no"; };
        discovery->Probe(TOY_NODE, answered);
        discovery->EndProbes();
        NS_TEST_EXPECT_MSG_EQ(discovery->IsProbing(TOY_NODE), false, "over");
        discovery->Probe(TOY_NODE, answered);
        NS_TEST_EXPECT_MSG_EQ(discovery->IsProbing(TOY_NODE), true, "another");
        if (isOwn)
        {
            link->asked.at(0)(true);
            NS_TEST_EXPECT_MSG_EQ(discovery->IsProbing(TOY_NODE), true, "it was the first's");
        }
        discovery->Dispose();
        discovery = nullptr; // Nobody needs it any more.
        if (isOwn)
        {
            link->asked.at(1)(false);
        }
        Simulator::Stop(Seconds(10));
        Simulator::Run();
        NS_TEST_EXPECT_MSG_EQ(answers, "", "not a word");
        NS_TEST_EXPECT_MSG_EQ(link->sent, (isOwn ? 0 : 2), "one frame each");
        Simulator::Destroy();
    }
}

/// Registers the suite.
class AccessNeighborDiscoveryTestSuite : public TestSuite
{
  public:
    AccessNeighborDiscoveryTestSuite()
        : TestSuite("pmipv6-access-neighbor-discovery", TestSuite::Type::UNIT)
    {
        for (const MtuRow& row : {MtuRow{65535, 1500, 1460, 1460},
                                  MtuRow{65535, 1500, 1400, 1400},
                                  MtuRow{65535, 1300, 1460, 1300},
                                  MtuRow{1280, 1500, 1460, 1280},
                                  MtuRow{0, 1500, 1460, 0}})
        {
            AddTestCase(new MtuOptionTestCase(row));
        }
        AddTestCase(new EndTestCase, TestCase::QUICK);
        AddTestCase(new LogicalRouterTestCase);
        AddTestCase(new OwnWaysTestCase);
        AddTestCase(new EndedQuestionsTestCase);
    }
};

const AccessNeighborDiscoveryTestSuite g_accessNeighborDiscoveryTestSuite; //!< registers itself

} // namespace

} // namespace pmipv6
} // namespace ns3
