/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-interworking-fixture.h"
#include "../fixtures/pmipv6-probe-flow-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

/**
 * @file
 * RFC 6612, 3 and 4: its scenarios, and what is signalled, lost and added to packets in each.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time TOLERANCE = MicroSeconds(10); //!< serialization at 10 Gb/s, over many hops
const Time MOVE = Seconds(5);            //!< when a node moves
const Time E_HA = Seconds(1);            //!< HomeDetection
const Time DURATION = Seconds(8);        //!< of most runs
constexpr uint32_t PAYLOAD = 100;        //!< octets of UDP
constexpr uint32_t PLAIN = PAYLOAD + 48; //!< with UDP's and IPv6's header

/// Packets in both directions between a mobile node's home address and cn1, one each millisecond.
class Traffic
{
  public:
    /**
     * @param net the scenario
     * @param mobile the mobile node
     * @param home its address
     */
    Traffic(InterworkingFixture& net, const std::string& mobile, const Ipv6Address& home)
        : m_down(net.GetNet().GetNode("cn1"),
                 net.GetNet().GetMobileNode(mobile).node,
                 9,
                 MilliSeconds(1),
                 PAYLOAD),
          m_up(net.GetNet().GetMobileNode(mobile).node,
               net.GetNet().GetNode("cn1"),
               10,
               MilliSeconds(1),
               PAYLOAD)
    {
        m_down.SetDestination(home);
        m_up.SetSource(home);
        m_up.SetDestination(net.GetNet().GetAddress("cn1"));
        // Off the edges of all windows.
        m_down.Run(MOVE - MilliSeconds(1500) + MicroSeconds(450), 4000);
        m_up.Run(MOVE - MilliSeconds(1500) + MicroSeconds(450), 4000);
    }

    /// @return packets to the node
    const ProbeFlow& Down() const
    {
        return m_down;
    }

    /// @return packets from the node
    const ProbeFlow& Up() const
    {
        return m_up;
    }

    /// @return how long packets of a flow are lost, each of them standing for a millisecond
    static Time GetLoss(const ProbeFlow& flow)
    {
        return MilliSeconds(static_cast<int64_t>(flow.GetLost().size()));
    }

    /// @return when the first packet arrives behind those that are lost; Time::Max() if none is
    static Time GetResumed(const ProbeFlow& flow)
    {
        const auto lost = flow.GetLost();
        const auto next =
            lost.empty() ? flow.GetArrivals().end() : flow.GetArrivals().upper_bound(lost.back());
        return next == flow.GetArrivals().end() ? Time::Max() : next->second.at;
    }

  private:
    ProbeFlow m_down; //!< to the node
    ProbeFlow m_up;   //!< from the node
};

/// The largest IPv6 packets that nodes receive, from a time on.
class Sizes
{
  public:
    /// Watch a node. @param node the node @param name its name @param since from when on
    void Watch(Ptr<Node> node, const std::string& name, Time since)
    {
        node->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
            "Rx",
            MakeFunctionCallback<Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                [this, name, since](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) {
                    if (Simulator::Now() >= since)
                    {
                        m_largest[name] = std::max(m_largest[name], packet->GetSize());
                    }
                }));
    }

    /// @return octets of the largest that a node has received
    uint32_t Get(const std::string& name) const
    {
        const auto known = m_largest.find(name);
        return known == m_largest.end() ? 0 : known->second;
    }

  private:
    std::map<std::string, uint32_t> m_largest; //!< by node
};

/**
 * @ingroup pmipv6-tests
 * The scenarios of RFC 6612.
 */
class ScenarioTestCase : public MemberTestCase<ScenarioTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Hierarchy();   //!< A.1: the first registrations
    void Local();       //!< A.1 within a domain
    void Global();      //!< A.1 between domains
    void Overhead();    //!< A.1: octets
    void AtHome();      //!< A.2 within the home domain
    void Leaving();     //!< A.2: out of it
    void Lapse();       //!< A.2: the session that is left behind
    void Returning();   //!< A.2: back
    void BeganAbroad(); //!< A.2: a node that was never at home
    void KeptPrefix();  //!< A.2: its session was gone
    void Visited();     //!< A.2 with a visited domain
    void SameRouter();  //!< domains whose gateways have the same address
    void Mixed();       //!< B
    void Apart();       //!< B, the home agent on a node of its own
    void Gateway();     //!< B: a gateway that restarts, and stops
    void Networks();    //!< A.2 with the R flag
    void MixedFirst();  //!< B and A.1
    void MixedSecond(); //!< B and A.2

  private:
    /// Check messages from MOVE on, but for those that only extend.
    void CheckMessages(const InterworkingFixture& net, const std::string& expected)
    {
        NS_TEST_EXPECT_MSG_EQ(net.Describe(MOVE, DURATION), expected, "messages");
    }
};

/// One-way delay between a mobile node at a gateway of lma2 and the home agent, by that anchor.
Time
ByVisited(const std::string& gateway, const std::string& agent)
{
    return InterworkingFixture::Access() + InterworkingFixture::Along({gateway, "lma2", agent});
}

void
ScenarioTestCase::Hierarchy()
{
    InterworkingFixture net(Rfc6612Scenario::A1);
    net.RunUntil(MOVE);
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}),
                          "mag1 PBU; lma1 PBA; mn1 BU; home1 BA; ",
                          "the care-of address is of the domain");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound lma1", "MN-HoA is the care-of address");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "registered mag1", "and the session's");
    const Time begin = MilliSeconds(100) + 2 * net.Delay("mag1", "lma1") + net.Access();
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSentAt("mn1", "BU", {}), begin, TOLERANCE, "R(M,L)+w");
    const Time there = net.Access() + net.Along({"mag1", "lma1", "home1"}) + E_HA;
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSentAt("home1", "BA", {}), begin + there, TOLERANCE, "e_HA");
}

void
ScenarioTestCase::Local()
{
    InterworkingFixture net(Rfc6612Scenario::A1);
    Traffic traffic(net, "mn1", net.GetHome());
    net.MoveAt(MOVE, "mag3");
    net.RunUntil(DURATION);
    CheckMessages(net, "mag3 PBU; lma1 PBA; ");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound lma1", "as it was");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "registered mag3", "the network has moved it");
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetLoss(traffic.Down()),
                              net.Along({"mag3", "lma1", "mag1"}) + net.Access(),
                              MilliSeconds(1),
                              "d(n,L)+d(L,p)+w");
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetResumed(traffic.Down()),
                              MOVE + 2 * net.Delay("mag3", "lma1") + net.Access(),
                              MilliSeconds(1),
                              "as RFC 5213: R(n,L)+w");
}

void
ScenarioTestCase::Global()
{
    InterworkingFixture net(Rfc6612Scenario::A1);
    Traffic traffic(net, "mn1", net.GetHome());
    net.MoveAt(MOVE, "mag2");
    net.RunUntil(DURATION);
    CheckMessages(net, "mag2 PBU; lma2 PBA; mn1 BU; home1 BA; ");
    const Time careOf = 2 * net.Delay("mag2", "lma2") + net.Access();
    const Time there = ByVisited("mag2", "home1");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSentAt("mn1", "BU", MOVE),
                              MOVE + careOf,
                              TOLERANCE,
                              "R(M3,L2)+w");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSentAt("home1", "BA", MOVE),
                              MOVE + careOf + there,
                              TOLERANCE,
                              "no detection: there is a binding");
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetResumed(traffic.Down()),
                              MOVE + careOf + 2 * there,
                              MilliSeconds(1),
                              "2(w+d(M3,L2)+d(L2,HA)) more");
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetLoss(traffic.Down()),
                              careOf + there + net.Along({"home1", "lma1", "mag1"}) + net.Access(),
                              MilliSeconds(1),
                              "and what was under way to the former gateway");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound lma2", "the new care-of address");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession("mn1", ProxyDomain::VISITED),
                          "registered mag2",
                          "of its session");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "registered mag1", "which ends by itself");
}

void
ScenarioTestCase::Overhead()
{
    InterworkingFixture net(Rfc6612Scenario::A1);
    Traffic traffic(net, "mn1", net.GetHome());
    net.MoveAt(MOVE, "mag2");
    Sizes sizes;
    const Time since = MOVE + Seconds(1);
    for (const std::string name : {"lma2", "mag2", "home1", "cn1"})
    {
        sizes.Watch(net.GetNet().GetNode(name), name, since);
    }
    sizes.Watch(net.GetNet().GetMobileNode("mn1").node, "mn1", since);
    net.RunUntil(DURATION);
    NS_TEST_EXPECT_MSG_EQ(sizes.Get("cn1"), PLAIN, "the packet itself");
    NS_TEST_EXPECT_MSG_EQ(sizes.Get("home1"), PLAIN + 40, "40 between HA and LMA2");
    NS_TEST_EXPECT_MSG_EQ(sizes.Get("lma2"), PLAIN + 80, "80 between LMA2 and the MAG");
    NS_TEST_EXPECT_MSG_EQ(sizes.Get("mag2"), PLAIN + 80, "in both directions");
    NS_TEST_EXPECT_MSG_EQ(sizes.Get("mn1"), PLAIN + 40, "40 on the access link");
    for (const auto& sent : net.GetSent())
    {
        const bool isUpdate = Say(sent.message) == "BU";
        if (isUpdate || Say(sent.message) == "BA")
        {
            NS_TEST_EXPECT_MSG_EQ(sent.octets, (isUpdate ? 96U : 80U), Say(sent.message));
        }
    }
}

void
ScenarioTestCase::AtHome()
{
    InterworkingFixture net(Rfc6612Scenario::A2);
    Traffic traffic(net, "mn1", net.GetHome());
    std::string transitions;
    net.GetRole()->TraceConnectWithoutContext(
        "StateChange",
        MakeFunctionCallback<const StateChange&>([&transitions](const StateChange& change) {
            transitions += change.from + ">" + change.to + " ";
        }));
    net.MoveAt(MOVE, "mag3");
    net.RunUntil(DURATION);
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}),
                          "mag1 PBU; lma1 PBA; mag3 PBU; lma1 PBA; ",
                          "no MIPv6 message at all");
    NS_TEST_EXPECT_MSG_EQ(transitions, "detached>home ", "on its home link, wherever it is");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "none", "at the home agent");
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetLoss(traffic.Down()),
                              net.Along({"mag3", "lma1", "mag1"}) + net.Access(),
                              MilliSeconds(1),
                              "d(n,L)+d(L,p)+w");
    PMIPV6_TEST_REQUIRE(!traffic.Up().GetArrivals().empty(), "it sends");
    NS_TEST_EXPECT_MSG_EQ(traffic.Up().GetArrivals().begin()->second.source,
                          net.GetHome(),
                          "MIPv6-HoA is MN-HoA");
}

void
ScenarioTestCase::Leaving()
{
    InterworkingFixture net(Rfc6612Scenario::A2);
    Traffic traffic(net, "mn1", net.GetHome());
    net.MoveAt(MOVE, "mag2");
    net.RunUntil(DURATION);
    CheckMessages(net, "mn1 BU; lma1 BA; ");
    const Time there = net.Access() + net.Delay("mag2", "lma1");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSentAt("mn1", "BU", MOVE),
                              MOVE + net.Access(),
                              TOLERANCE,
                              "T_RD");
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetResumed(traffic.Down()),
                              MOVE + net.Access() + there + E_HA + there,
                              MilliSeconds(1),
                              "T_RD+d(MN,HA)+e_HA+d(HA,MN)");
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetLoss(traffic.Down()),
                              net.Access() + there + E_HA + net.Delay("lma1", "mag1") +
                                  net.Access(),
                              MilliSeconds(1),
                              "c+d(MN,H)+e_HA+d(L,p)+w");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound mag2", "a MIPv6 entry");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "registered mag1", "beside that of PMIPv6");
}

void
ScenarioTestCase::Lapse()
{
    InterworkingFixture net(Rfc6612Scenario::A2);
    net.MoveAt(MOVE, "mag2");
    net.RunUntil(Seconds(330));
    // RFC 6612, 4.2.1: it expires if the gateway sends no refresh; this one has asked the node.
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "none", "the PMIPv6 entry ends");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound mag2", "the other one does not");
}

void
ScenarioTestCase::Returning()
{
    InterworkingFixture net(Rfc6612Scenario::A2);
    Traffic traffic(net, "mn1", net.GetHome());
    net.MoveAt(Seconds(1), "mag2");
    net.MoveAt(MOVE, "mag1");
    net.RunUntil(DURATION);
    CheckMessages(net, "mag1 PBU; lma1 PBA; mn1 BU(0); lma1 BA; ");
    const Time up = net.Delay("mag1", "lma1");
    const Time ended = 2 * up + 2 * net.Access() + up; // R(M,L)+w+w+d(M,L)
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSentAt("lma1", "BA", MOVE),
                              MOVE + ended,
                              TOLERANCE,
                              "by the gateway's tunnel, though the MIPv6 entry stands");
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetResumed(traffic.Down()),
                              MOVE + 4 * up + 3 * net.Access(),
                              MilliSeconds(1),
                              "2R(M,L)+3w");
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetLoss(traffic.Down()),
                              ended + net.Delay("lma1", "mag2") + net.Access(),
                              MilliSeconds(1),
                              "to the old care-of address until the Binding Update is there");
    // 11.5.5: not before the Binding Update; and nothing of it is dropped behind it.
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetLoss(traffic.Up()),
                              2 * up + net.Access(),
                              MilliSeconds(1),
                              "R(M,L)+w");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops("lma1", "tunnel-peer-not-trusted"), 0, "in order");
    for (const auto& sent : net.GetSent())
    {
        if (sent.at > MOVE && Say(sent.message) == "BU(0)")
        {
            NS_TEST_EXPECT_MSG_EQ(sent.octets, 72, "without a Home Address option");
        }
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "dead mag2", "its number is left");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "registered mag1", "untouched");
}

void
ScenarioTestCase::BeganAbroad()
{
    InterworkingFixture net(Rfc6612Scenario::A2,
                            [](Rfc6612Helper& helper) { helper.SetStart(Seconds(1000)); });
    net.MoveAt(Seconds(1), "mag2");
    net.MoveAt(MOVE, "mag1");
    net.RunUntil(DURATION);
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}),
                          "mn1 BU; lma1 BA; mag1 PBU; lma1 PBA; mn1 BU(0); lma1 BA; ",
                          "4.2.2");
    for (const auto& sent : net.GetSent())
    {
        const auto* update = std::get_if<BindingUpdate>(&sent.message);
        const auto* answer = std::get_if<BindingAcknowledgement>(&sent.message);
        if (Say(sent.message) == "PBU")
        {
            NS_TEST_EXPECT_MSG_EQ(FindOption<HomeNetworkPrefixOption>(update->options)->prefix,
                                  Prefix(),
                                  "the gateway knows no prefix");
        }
        if (Say(sent.message) == "PBA")
        {
            NS_TEST_EXPECT_MSG_EQ(FindOption<HomeNetworkPrefixOption>(answer->options)->prefix,
                                  net.GetRole()->GetAssociation().homePrefix,
                                  "the anchor does: the home agent's");
        }
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "registered mag1", "at home");
}

void
ScenarioTestCase::KeptPrefix()
{
    InterworkingFixture net(Rfc6612Scenario::B_A2, [](Rfc6612Helper& helper) {
        helper.SetMobileNodes(3);
        helper.GetIdealAccess().GetChannel()->SetAttribute("DetachDetection", StringValue("0s"));
    });
    Traffic traffic(net, "mn2", net.GetHome("mn2"));
    net.GetNet().DetachAt(Seconds(4), "mn3");
    net.GetNet().DetachAt(Seconds(3), "mn1"); // Their prefixes go back to the pool.
    net.MoveAt(Seconds(2), "mag2", "mn2");
    net.MoveAt(Seconds(20), "mag3", "mn1"); // And new ones are assigned.
    net.MoveAt(Seconds(21), "mag3", "mn3");
    net.RunUntil(Seconds(25));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession("mn2"), "none", "MinDelayBeforeBCEDelete is over");
    net.MoveAt(Seconds(30), "mag1", "mn2");
    net.RunUntil(Seconds(35));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession("mn2"), "registered mag1", "the same prefix again");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding("mn2"), "dead mag2", "so that it is at home");
    NS_TEST_EXPECT_MSG_EQ(GetStateName(net.GetRole("mn2")->GetState()),
                          std::string("home"),
                          "as it knows");
}

void
ScenarioTestCase::Visited()
{
    InterworkingFixture net(Rfc6612Scenario::A2_VISITED);
    Traffic traffic(net, "mn1", net.GetHome());
    net.MoveAt(MOVE, "mag2");
    net.RunUntil(DURATION);
    CheckMessages(net, "mag2 PBU; lma2 PBA; mn1 BU; lma1 BA; ");
    const Time careOf = 2 * net.Delay("mag2", "lma2") + net.Access();
    const Time there = ByVisited("mag2", "lma1");
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetResumed(traffic.Down()),
                              MOVE + careOf + 2 * there + E_HA,
                              MilliSeconds(1),
                              "as A.1 between domains, and e_HA");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound lma2", "MN_HoA of LMA2 is the care-of one");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "registered mag1", "LMA1's session");
}

void
ScenarioTestCase::SameRouter()
{
    // RFC 6543: gateways of both domains have one link-local address; an AccessRouter has another.
    InterworkingFixture net(Rfc6612Scenario::A2_VISITED);
    net.MoveAt(Seconds(2), "mag2");
    net.MoveAt(MOVE, "mag1");
    const auto count = [&net] {
        const auto ipv6 = net.GetNet().GetMobileNode("mn1").node->GetObject<Ipv6>();
        const auto device = net.GetNet().GetMobileNode("mn1").device;
        const auto interface = static_cast<uint32_t>(ipv6->GetInterfaceForDevice(device));
        uint32_t globals = 0;
        for (uint32_t i = 0; i < ipv6->GetNAddresses(interface); ++i)
        {
            globals += ipv6->GetAddress(interface, i).GetScope() == Ipv6InterfaceAddress::GLOBAL;
        }
        return globals;
    };
    net.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(count(), 1, "the care-of address alone, on its link");
    net.RunUntil(DURATION);
    NS_TEST_EXPECT_MSG_EQ(count(), 1, "the home address alone");
}

void
ScenarioTestCase::Mixed()
{
    InterworkingFixture net(Rfc6612Scenario::B);
    Traffic traffic(net, "mn2", net.GetHome("mn2"));
    ProbeFlow down(net.GetNet().GetNode("cn1"),
                   net.GetNet().GetMobileNode("mn1").node,
                   11,
                   MilliSeconds(1),
                   PAYLOAD);
    down.Run(MOVE - MilliSeconds(500) + MicroSeconds(450), 1000);
    net.MoveAt(MOVE, "mag3", "mn1");
    net.MoveAt(MOVE + MilliSeconds(1500), "mag3", "mn2");
    net.RunUntil(DURATION);
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}),
                          "mag1 PBU; mn2 BU; lma1 PBA; lma1 BA; mag3 PBU; lma1 PBA; mn2 BU; "
                          "lma1 BA; ",
                          "each by its own protocol");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession("mn1"), "registered mag3", "a home prefix");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession("mn2"), "none", "no gateway has registered it");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding("mn2"), "bound mag3", "a local prefix");
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetLoss(down),
                              net.Along({"mag3", "lma1", "mag1"}) + net.Access(),
                              MilliSeconds(1),
                              "mn1 as RFC 5213");
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetLoss(traffic.Down()),
                              net.Access() + net.Access() + net.Along({"mag3", "lma1", "mag1"}) +
                                  net.Access(),
                              MilliSeconds(1),
                              "mn2 as RFC 6275: c+d(MN,H)+d(H,p)+w");
    for (const auto& gateway : net.GetNet().GetGateways())
    {
        NS_TEST_EXPECT_MSG_EQ(gateway.gateway->GetBindingUpdateList()
                                  .FindByLinkLayer(LinkLayerAddress(
                                      net.GetNet().GetMobileNode("mn2").device->GetAddress()))
                                  .size(),
                              0,
                              gateway.name);
    }
}

void
ScenarioTestCase::Apart()
{
    InterworkingFixture net(Rfc6612Scenario::B,
                            [](Rfc6612Helper& helper) { helper.SetHomeAgentApart(true); });
    Traffic traffic(net, "mn2", net.GetHome("mn2"));
    net.MoveAt(MOVE, "mag2", "mn2");
    net.RunUntil(DURATION);
    CheckMessages(net, "mn2 BU; home1 BA; ");
    NS_TEST_EXPECT_MSG_EQ_TOL(Traffic::GetLoss(traffic.Down()),
                              2 * net.Access() + net.Along({"mag2", "home1", "mag1"}) +
                                  net.Access(),
                              MilliSeconds(1),
                              "it has no impact but the delays");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding("mn2"), "bound mag2", "at home1");
}

void
ScenarioTestCase::Gateway()
{
    InterworkingFixture net(Rfc6612Scenario::B);
    Traffic traffic(net, "mn2", net.GetHome("mn2"));
    const auto gateway = net.GetNet().GetGateway("mag1").gateway;
    net.At(MOVE, [gateway] { gateway->Restart(); });
    gateway->SetStopTime(MOVE + Seconds(1));
    net.RunUntil(MOVE + MilliSeconds(900));
    const auto lost = traffic.Down().GetLost();
    const auto sent = traffic.Down().GetSent();
    const auto under =
        static_cast<std::size_t>(net.Along({"cn1", "lma1", "mag1"}).GetMilliSeconds()) + 3;
    PMIPV6_TEST_REQUIRE(sent.size() > under, "it runs");
    NS_TEST_EXPECT_MSG_LT_OR_EQ(lost.size(),
                                under,
                                "a restart loses nothing but what is under way");
    NS_TEST_EXPECT_MSG_EQ(net.Describe(MOVE), "mag1 PBU; lma1 PBA; ", "of mn1 alone");
    const auto& table = MobilityForwarding::Install(gateway->GetNode())->GetTable();
    const Ipv6Address careOf = net.GetRole("mn2")->GetCareOf();
    const auto isDelivered = [&] {
        const auto* entry = table.LookupDestination(careOf, FROM_CORE);
        return entry && std::holds_alternative<DeliverAction>(entry->action);
    };
    NS_TEST_EXPECT_MSG_EQ(isDelivered(), true, "its care-of address is served");
    const Time stopped = MOVE + Seconds(1) + MilliSeconds(100);
    net.RunUntil(DURATION);
    NS_TEST_EXPECT_MSG_EQ(isDelivered(), false, "until the gateway stops");
    for (const auto* flow : {&traffic.Down(), &traffic.Up()})
    {
        const auto& times = flow->GetSent();
        std::size_t count = 0;
        for (const auto& [number, arrival] : flow->GetArrivals())
        {
            count += times[number] > stopped;
        }
        NS_TEST_EXPECT_MSG_EQ(count, 0, "nothing arrives, and nothing leaves");
    }
}

void
ScenarioTestCase::Networks()
{
    InterworkingFixture net(Rfc6612Scenario::A2,
                            [](Rfc6612Helper& helper) { helper.SetNetworkMobility(true); });
    const auto prefix = net.GetRole()->GetAssociation().homePrefix;
    net.MoveAt(MOVE, "mag2");
    net.RunUntil(DURATION);
    const auto& table = MobilityForwarding::Install(net.GetAnchor()->GetNode())->GetTable();
    const auto lookUp = [&](const Ipv6Address& address) {
        const auto* entry = table.LookupDestination(address, FROM_CORE);
        const auto* tunnel = entry ? std::get_if<TunnelAction>(&entry->action) : nullptr;
        return tunnel ? tunnel->remote : Ipv6Address::GetAny();
    };
    uint8_t octets[16];
    prefix.GetAddress().GetBytes(octets);
    octets[15] = 99;
    const Ipv6Address other(octets);
    NS_TEST_EXPECT_MSG_EQ(lookUp(other),
                          net.GetRole()->GetCareOf(),
                          "of two entries of one /64 that of MIPv6 is first");
    net.MoveAt(Seconds(10), "mag1");
    net.RunUntil(Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(lookUp(other),
                          net.GetNet().GetAddress("mag1"),
                          "and then that of PMIPv6 is there");
    // RFC 3963, 6.2: what ends it may be without the R flag.
    net.MoveAt(Seconds(13), "mag2");
    net.At(Seconds(16), [this, &net] {
        NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound mag2", "away again");
        net.Send("mag2",
                 InterworkingFixture::MakeUpdate(1000, 0, net.GetHome()),
                 net.GetRole()->GetCareOf(),
                 net.GetNet().GetAddress("lma1"),
                 net.GetHome());
    });
    net.RunUntil(Seconds(17));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "dead mag2", "it has ended");
    NS_TEST_EXPECT_MSG_EQ(lookUp(other), lookUp(net.GetHome()), "all of it");
    NS_TEST_EXPECT_MSG_NE(lookUp(other), net.GetRole()->GetCareOf(), "so");
}

void
ScenarioTestCase::MixedFirst()
{
    InterworkingFixture net(Rfc6612Scenario::B_A1);
    net.MoveAt(MOVE, "mag3", "mn1");
    net.MoveAt(MOVE + MilliSeconds(500), "mag2", "mn2");
    net.RunUntil(DURATION);
    CheckMessages(net, "mag3 PBU; lma1 PBA; mag2 PBU; lma2 PBA; mn2 BU; home1 BA; ");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession("mn1"), "registered mag3", "by the network");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding("mn2"), "bound lma2", "by both");
}

void
ScenarioTestCase::MixedSecond()
{
    InterworkingFixture net(Rfc6612Scenario::B_A2);
    net.MoveAt(MOVE, "mag3", "mn1");
    net.MoveAt(MOVE + MilliSeconds(500), "mag2", "mn2");
    net.RunUntil(DURATION);
    CheckMessages(net, "mag3 PBU; lma1 PBA; mn2 BU; lma1 BA; ");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession("mn1"), "registered mag3", "by the network");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding("mn2"), "bound mag2", "by itself");
}

/**
 * @ingroup pmipv6-tests
 * RFC 6612, 3 and 4.
 */
class ScenarioTestSuite : public TestSuite
{
  public:
    ScenarioTestSuite()
        : TestSuite("pmipv6-rfc6612-scenarios")
    {
        using Case = ScenarioTestCase;
        AddTestCase(new Case("3, figure 1: A.1, the first registrations", &Case::Hierarchy));
        AddTestCase(new Case("4.1, figure 5: A.1 within a domain", &Case::Local));
        AddTestCase(new Case("4.1, figure 6: A.1 between domains", &Case::Global));
        AddTestCase(new Case("A.1, octets", &Case::Overhead));
        AddTestCase(new Case("3, figure 2: A.2 within the home domain", &Case::AtHome));
        AddTestCase(new Case("4.2.1 A.2, out of the home domain", &Case::Leaving));
        AddTestCase(new Case("4.2.1 A.2, the session that is left", &Case::Lapse));
        AddTestCase(new Case("4.2.2 A.2, back home", &Case::Returning));
        AddTestCase(new Case("4.2.2 A.2, a node that began abroad", &Case::BeganAbroad));
        AddTestCase(new Case("4.2.1 A.2, the prefix is kept", &Case::KeptPrefix));
        AddTestCase(new Case("3, figure 3: A.2, a visited domain", &Case::Visited));
        AddTestCase(new Case("A.2, gateways with the same address", &Case::SameRouter));
        AddTestCase(new Case("3.3, figure 4: B", &Case::Mixed));
        AddTestCase(new Case("3 B, the home agent apart", &Case::Apart));
        AddTestCase(new Case("3.3 B, a gateway restarts and stops", &Case::Gateway));
        AddTestCase(new Case("4.2.1 A.2, the R flag", &Case::Networks));
        AddTestCase(new Case("3 B and A.1", &Case::MixedFirst));
        AddTestCase(new Case("3 B and A.2", &Case::MixedSecond));
    }
};

ScenarioTestSuite g_scenarioTestSuite; //!< registers the suite

} // namespace

} // namespace pmipv6
} // namespace ns3
