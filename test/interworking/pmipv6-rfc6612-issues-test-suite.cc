/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-interworking-fixture.h"
#include "../fixtures/pmipv6-probe-flow-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

/**
 * @file
 * RFC 6612, 3.2 and 5: each issue of scenario A.2, right with independent entries and wrong with a
 * merged cache; and who may change what.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time LEAVE = Seconds(3);              //!< mn1 goes from mag1, at home, to mag2, plain IPv6
const Time BACK = Seconds(10);              //!< and back
const std::string NODE = "mn1@example.org"; //!< its MN-Identifier

/// @return configures a scenario to have one cache, or two
std::function<void(Rfc6612Helper&)>
Merged(bool isMerged)
{
    return [isMerged](Rfc6612Helper& helper) { helper.GetRoles().SetMergedCache(isMerged); };
}

/// Packets from cn1 to a mobile node, one every 10 ms, and which of them have come.
class Downlink
{
  public:
    /// Begin at a time. @param net the scenario @param mobile the node @param home its address
    Downlink(InterworkingFixture& net, Time begin, const Ipv6Address& home)
        : m_flow(net.GetNet().GetNode("cn1"),
                 net.GetNet().GetMobileNode("mn1").node,
                 9,
                 MilliSeconds(10),
                 100)
    {
        m_flow.SetDestination(home);
        m_flow.Run(begin, 3000);
    }

    /// @return how many of those arrived that were sent between two times
    std::size_t Count(Time from, Time to) const
    {
        std::size_t count = 0;
        for (std::size_t i = 0; i < m_flow.GetSent().size(); ++i)
        {
            const Time sent = m_flow.GetSent()[i];
            count += sent >= from && sent < to &&
                     m_flow.GetArrivals().count(static_cast<uint32_t>(i)) > 0;
        }
        return count;
    }

  private:
    ProbeFlow m_flow; //!< the packets
};

/**
 * @ingroup pmipv6-tests
 * What can go wrong between the two protocols.
 */
class IssueTestCase : public MemberTestCase<IssueTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void LookupKeys();     //!< issue 1
    void Deregistration(); //!< issue 2
    void LateUpdate();     //!< issue 3
    void Afterwards();     //!< issue 3, after the de-registration
    void Compromised();    //!< issue 4
    void Unauthorized();   //!< issue 4: a gateway that is not authorized
    void NotEnabled();     //!< issue 4: a node without PMIPv6
    void Exposed();        //!< issue 4: a node with PMIPv6 alone
    void Uplink();         //!< what a gateway tunnels of a node that is elsewhere
    void Replayed();       //!< messages once more
    void OutsidePrefix();  //!< a home address outside the prefix
    void WrongAnchor();    //!< a home agent that is not the anchor
    void WrongClass();     //!< scenario B: nodes of the wrong class
    void LocalAddresses(); //!< of another node, and too many
    void AgentRestart();   //!< both roles of one node restart

  private:
    /// @return mn1's link-layer address
    static LinkLayerAddress GetLinkLayer(InterworkingFixture& net)
    {
        return LinkLayerAddress(net.GetNet().GetMobileNode("mn1").device->GetAddress());
    }

    /// Have a gateway claim mn1 at a time.
    static void ClaimAt(InterworkingFixture& net, Time at, const std::string& gateway)
    {
        net.At(at, [&net, gateway] {
            net.Send(gateway,
                     net.MakeProxyUpdate(NODE, GetLinkLayer(net)),
                     net.GetNet().GetAddress(gateway),
                     net.GetNet().GetAddress("lma1"));
        });
    }

    /// Have mn1's network deliver a Binding Update at a time, from its care-of address at mag2.
    static void SendUpdateAt(InterworkingFixture& net,
                             Time at,
                             uint16_t sequence,
                             const Ipv6Address& careOf)
    {
        net.At(at, [&net, sequence, careOf] {
            net.Send("mag2",
                     net.MakeUpdate(sequence, 75, careOf),
                     careOf,
                     net.GetNet().GetAddress("lma1"),
                     net.GetHome());
        });
    }

    /// @return the Sequence Number of the last Binding Update that mn1 has sent
    static uint16_t GetLastNumber(const InterworkingFixture& net)
    {
        uint16_t number = 0;
        for (const auto& sent : net.GetSent())
        {
            if (sent.from == "mn1")
            {
                number = std::get<BindingUpdate>(sent.message).sequence;
            }
        }
        return number;
    }
};

void
IssueTestCase::LookupKeys()
{
    for (const bool isMerged : {false, true})
    {
        InterworkingFixture net(Rfc6612Scenario::A2, Merged(isMerged));
        Downlink down(net, Seconds(5), net.GetHome());
        net.MoveAt(LEAVE, "mag2");
        net.RunUntil(Seconds(8));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound mag2", "the Binding Update counts");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(),
                              (isMerged ? "none" : "registered mag1"),
                              "two entries; a merged one is overwritten");
        NS_TEST_EXPECT_MSG_EQ(down.Count(Seconds(5), Seconds(7)),
                              200,
                              "the MIPv6 entry is matched first");
    }
}

void
IssueTestCase::Deregistration()
{
    for (const bool isMerged : {false, true})
    {
        InterworkingFixture net(Rfc6612Scenario::A2, Merged(isMerged));
        Downlink down(net, Seconds(5), net.GetHome());
        net.MoveAt(LEAVE, "mag2");
        net.MoveAt(BACK, "mag1");
        net.RunUntil(BACK + MilliSeconds(30));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "registered mag1", "by the gateway");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(),
                              (isMerged ? "none" : "bound mag2"),
                              "PMIPv6 overwrites no MIPv6 entry");
        net.RunUntil(Seconds(15));
        // With the merged entry the way of the answer has gone, too.
        NS_TEST_EXPECT_MSG_EQ(net.Describe(BACK, BACK + Seconds(1)),
                              "mag1 PBU; lma1 PBA; mn1 BU(0); lma1 BA; ",
                              "accepted either way");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(),
                              (isMerged ? "none" : "registered mag1"),
                              "the de-registration ends the MIPv6 entry only");
        const std::size_t arrived = down.Count(Seconds(11), Seconds(14));
        NS_TEST_EXPECT_MSG_EQ(arrived, (isMerged ? 0 : 300), "packets afterwards");
        if (isMerged)
        {
            NS_TEST_EXPECT_MSG_GT(net.CountDrops("lma1", "no-home-binding") +
                                      net.CountDrops("lma1", "no-binding"),
                                  300,
                                  "they are traced");
        }
    }
}

void
IssueTestCase::LateUpdate()
{
    for (const bool isMerged : {false, true})
    {
        InterworkingFixture net(Rfc6612Scenario::A2, [isMerged](Rfc6612Helper& helper) {
            helper.GetRoles().SetMergedCache(isMerged);
            helper.GetRoles().GetMobileIpv6().SetMobileNodeAttribute("Lifetime",
                                                                     TimeValue(Seconds(8)));
        });
        Downlink down(net, Seconds(5), net.GetHome());
        net.MoveAt(LEAVE, "mag2");
        // It is extended a share of the lifetime after it was asked for; right then the node goes:
        // the Binding Update is on its way, and longer than the gateway's.
        const Time asked = LEAVE + net.Access();
        const Time refresh = asked + MilliSeconds(6400);
        const Time gone = refresh + net.Access() + MicroSeconds(100);
        net.MoveAt(gone, "mag1");
        const Time registered = gone + net.Delay("mag1", "lma1");
        const Time late = refresh + net.Access() + net.Delay("mag2", "lma1");
        PMIPV6_TEST_REQUIRE(registered < late, "the gateway's message overtakes the node's");
        net.RunUntil(late + MilliSeconds(1));
        NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSentAt("mn1", "BU", refresh - MilliSeconds(1)),
                                  refresh,
                                  MilliSeconds(1),
                                  "a refresh from access A");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound mag2", "packets follow access A");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(),
                              (isMerged ? "none" : "registered mag1"),
                              "the PMIPv6 entry");
        net.RunUntil(Seconds(15));
        const Time ended = net.GetSentAt("lma1", "BA", gone + MilliSeconds(30));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(),
                              (isMerged ? "none" : "registered mag1"),
                              "at the end");
        // With one entry there is nothing that a de-registration could end.
        NS_TEST_EXPECT_MSG_EQ((ended == Time::Max()), isMerged, "the de-registration");
        const Time later = (isMerged ? late : ended) + MilliSeconds(100);
        NS_TEST_EXPECT_MSG_EQ(down.Count(later, later + Seconds(1)),
                              (isMerged ? 0 : 100),
                              "A until the de-registration, then PMIPv6; merged: nothing arrives");
    }
}

void
IssueTestCase::Afterwards()
{
    for (const bool isMerged : {false, true})
    {
        for (const Time& delay : {Seconds(5), Seconds(12)})
        {
            InterworkingFixture net(Rfc6612Scenario::A2, Merged(isMerged));
            Downlink down(net, Seconds(5), net.GetHome());
            net.MoveAt(LEAVE, "mag2");
            net.MoveAt(BACK, "mag1");
            net.RunUntil(BACK - MilliSeconds(1));
            const Ipv6Address careOf = net.GetRole()->GetCareOf();
            const uint16_t number = GetLastNumber(net);
            SendUpdateAt(net, BACK + delay, number, careOf);
            net.RunUntil(BACK + delay + Seconds(2));
            const bool isRefused = !isMerged && delay < Seconds(10);
            NS_TEST_EXPECT_MSG_EQ(net.Describe(BACK + delay),
                                  (isRefused ? "mag2 BU; lma1 BA(135); " : "mag2 BU; lma1 BA; "),
                                  "within MAX_DELETE_BCE_TIMEOUT the dead entry's number refuses");
            NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(),
                                  (isRefused ? "dead mag2" : "bound mag2"),
                                  "else nobody on an emulated home link objects");
            const Time end = BACK + delay + Seconds(2);
            const std::size_t arrived =
                down.Count(end - MilliSeconds(500), end - MilliSeconds(100));
            NS_TEST_EXPECT_MSG_EQ(arrived, (isRefused ? 40 : 0), "packets");
        }
    }
}

void
IssueTestCase::Compromised()
{
    for (const bool isMerged : {false, true})
    {
        InterworkingFixture net(Rfc6612Scenario::A2, Merged(isMerged));
        Downlink down(net, Seconds(5), net.GetHome());
        net.MoveAt(LEAVE, "mag2");
        ClaimAt(net, Seconds(7), "mag3");
        net.RunUntil(Seconds(12));
        NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(7)),
                              "mag3 PBU; lma1 PBA; ",
                              "an authorized gateway is believed");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "registered mag3", "its entry is made");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(),
                              (isMerged ? "none" : "bound mag2"),
                              "that of the node itself is not touched");
        NS_TEST_EXPECT_MSG_EQ(down.Count(Seconds(8), Seconds(11)),
                              (isMerged ? 0 : 300),
                              "its traffic stays; merged: it is hijacked");
        // With its session it can pass on what ends the node's entry, if it can forge that: IPsec,
        // by which a home agent would know, is not modelled.
        net.At(Seconds(13), [&net] {
            net.Send("mag3",
                     InterworkingFixture::MakeUpdate(1000, 0, net.GetHome()),
                     net.GetHome(),
                     net.GetNet().GetAddress("lma1"));
        });
        net.RunUntil(Seconds(17));
        NS_TEST_EXPECT_MSG_EQ(down.Count(Seconds(14), Seconds(16)), 0, "then it is");
    }
}

void
IssueTestCase::Unauthorized()
{
    InterworkingFixture net(Rfc6612Scenario::A2);
    auto& domain = net.GetNet().GetRoles().GetDomain(ProxyDomain::HOME);
    PolicyProfile profile = *domain.GetPolicyStore()->Find(NODE);
    profile.gateways = {net.GetNet().GetAddress("mag1")};
    domain.GetPolicyStore()->Add(profile);
    ClaimAt(net, Seconds(7), "mag3");
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(7)),
                          "mag3 PBU; lma1 PBA(154); ",
                          "a gateway only for nodes that it is authorized for");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "registered mag1", "nothing has changed");
}

void
IssueTestCase::NotEnabled()
{
    InterworkingFixture net(Rfc6612Scenario::B,
                            [](Rfc6612Helper& helper) { helper.SetMobileNodes(2); });
    net.At(Seconds(7), [&net] {
        net.Send("mag3",
                 net.MakeProxyUpdate(
                     "mn2@example.org",
                     LinkLayerAddress(net.GetNet().GetMobileNode("mn2").device->GetAddress())),
                 net.GetNet().GetAddress("mag3"),
                 net.GetNet().GetAddress("lma1"));
    });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(7)),
                          "mag3 PBU; lma1 PBA(152); ",
                          "PROXY_REG_NOT_ENABLED");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession("mn2"), "none", "nothing comes of it");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding("mn2"), "bound mag1", "its own entry stands");
}

void
IssueTestCase::Exposed()
{
    InterworkingFixture net(Rfc6612Scenario::B);
    ProbeFlow down(net.GetNet().GetNode("cn1"),
                   net.GetNet().GetMobileNode("mn1").node,
                   9,
                   MilliSeconds(10),
                   100);
    down.Run(Seconds(5), 500);
    ClaimAt(net, Seconds(7), "mag3");
    net.RunUntil(Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession("mn1"), "registered mag3", "RFC 4832, 2.2");
    NS_TEST_EXPECT_MSG_GT(down.GetLost().size(), 290, "what RFC 5213 leaves open stays so");
}

void
IssueTestCase::Uplink()
{
    InterworkingFixture net(Rfc6612Scenario::A2);
    net.MoveAt(LEAVE, "mag2");
    const auto probe = [&net](const std::string& gateway, uint8_t protocol) {
        Ipv6Start start;
        start.version = 6;
        start.nextHeader = protocol;
        start.source = net.GetHome();
        start.destination = net.GetNet().GetAddress("cn1");
        return MobilityForwarding::Install(net.GetAnchor()->GetNode())
            ->CheckTunnelled(start, net.GetNet().GetAddress(gateway));
    };
    net.RunUntil(Seconds(6));
    constexpr uint8_t UDP = 17;
    constexpr uint8_t MOBILITY = 135;
    NS_TEST_EXPECT_MSG_EQ(probe("mag1", UDP),
                          "tunnel-peer-not-trusted",
                          "data is that of the first entry: of the node itself");
    NS_TEST_EXPECT_MSG_EQ(probe("mag1", MOBILITY), "", "what ends that entry passes");
    NS_TEST_EXPECT_MSG_EQ(probe("mag3", MOBILITY),
                          "tunnel-peer-not-trusted",
                          "but not from a gateway of none of them");
    net.MoveAt(BACK, "mag1");
    net.RunUntil(Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(probe("mag1", UDP), "", "back at home");
}

void
IssueTestCase::Replayed()
{
    InterworkingFixture net(Rfc6612Scenario::A2);
    net.MoveAt(LEAVE, "mag2");
    net.RunUntil(Seconds(6));
    const Ipv6Address careOf = net.GetRole()->GetCareOf();
    const uint16_t number = GetLastNumber(net);
    SendUpdateAt(net, Seconds(7), number, "fd00:9:0:4::77");
    MobilityMessage proxy;
    for (const auto& sent : net.GetSent())
    {
        if (Say(sent.message) == "PBU")
        {
            proxy = sent.message;
        }
    }
    net.MoveAt(BACK, "mag3");
    net.At(Seconds(12), [&net, proxy] {
        net.Send("mag1", proxy, net.GetNet().GetAddress("mag1"), net.GetNet().GetAddress("lma1"));
    });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(7)), "mag2 BU; lma1 BA(135); ", "RFC 6275, 9.5.1");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound mag2", "where it was");
    NS_TEST_EXPECT_MSG_EQ(net.GetRole()->GetCareOf(), careOf, "and is");
    net.RunUntil(Seconds(13));
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(12)),
                          "mag1 PBU; lma1 PBA(157); ",
                          "RFC 5213, 5.5: an earlier timestamp");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "registered mag3", "where it is");
}

void
IssueTestCase::OutsidePrefix()
{
    InterworkingFixture net(Rfc6612Scenario::A2,
                            [](Rfc6612Helper& helper) { helper.SetMobileNodes(2); });
    // RFC 6612, 4.2.1: the association must be bound to MN-HoA; this one is not.
    const Ipv6Address wrong("fd00:1:0:77::1");
    auto association = net.GetRole()->GetAssociation();
    association.homeAddress = wrong;
    net.GetRole()->SetAssociation(association);
    net.GetAgent()->AddMobileNode(association);
    Downlink down(net, Seconds(5), wrong);
    ProbeFlow other(net.GetNet().GetNode("cn1"),
                    net.GetNet().GetMobileNode("mn2").node,
                    10,
                    MilliSeconds(10),
                    100);
    other.SetDestination(net.GetHome("mn2"));
    other.Run(Seconds(5), 300);
    net.MoveAt(LEAVE, "mag2");
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(net.Describe(LEAVE), "mn1 BU; lma1 BA(132); ", "not home subnet");
    NS_TEST_EXPECT_MSG_EQ(down.Count(Seconds(5), Seconds(8)), 0, "its session does not survive");
    NS_TEST_EXPECT_MSG_EQ(other.GetLost().size(), 0, "and nothing else is lost");
    NS_TEST_EXPECT_MSG_EQ(GetStateName(net.GetRole()->GetState()), std::string("refused"), "told");
}

void
IssueTestCase::WrongAnchor()
{
    InterworkingFixture net(Rfc6612Scenario::A2_VISITED);
    // The node has bootstrapped with another anchor than the one that has its session (4.2.1).
    const auto visited = net.GetAnchor(ProxyDomain::VISITED);
    const auto wrong =
        net.GetNet().GetRoles().GetMobileIpv6().InstallHomeAgent(visited->GetNode(),
                                                                 visited->GetAddress());
    auto association = net.GetRole()->GetAssociation();
    association.homeAgent = visited->GetAddress();
    association.homePrefix = *ParsePrefix("fd00:2:0:9::/64");
    net.GetRole()->SetAssociation(association);
    wrong->AddMobileNode(association);
    Downlink down(net, Seconds(5), association.homeAddress);
    net.MoveAt(LEAVE, "mag2");
    net.RunUntil(Seconds(9));
    const std::string said = net.Describe({});
    NS_TEST_EXPECT_MSG_NE(said.find("lma2 BA(132); "), std::string::npos, said);
    NS_TEST_EXPECT_MSG_EQ(said.find("lma2 BA; "), std::string::npos, said);
    NS_TEST_EXPECT_MSG_EQ(down.Count(Seconds(5), Seconds(8)), 0, "its session does not survive");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "registered mag1", "that of LMA1 is untouched");
}

void
IssueTestCase::WrongClass()
{
    // A node without MIPv6, of which the network thinks that it looks after itself. One with MIPv6
    // of which it thinks that it has none is as in scenario A.2: nothing is lost.
    InterworkingFixture net(Rfc6612Scenario::B, [](Rfc6612Helper& helper) {
        helper.GetIdealAccess().GetChannel()->SetAttribute("DetachDetection", StringValue("0s"));
    });
    auto& domain = net.GetNet().GetRoles().GetDomain(ProxyDomain::HOME);
    PolicyProfile profile = *domain.GetPolicyStore()->Find(NODE);
    profile.isProxyMobilityAllowed = false;
    domain.GetPolicyStore()->Add(profile);
    ProbeFlow down(net.GetNet().GetNode("cn1"),
                   net.GetNet().GetMobileNode("mn1").node,
                   9,
                   MilliSeconds(10),
                   100);
    down.Run(Seconds(4), 400);
    ProbeFlow other(net.GetNet().GetNode("cn1"),
                    net.GetNet().GetMobileNode("mn2").node,
                    10,
                    MilliSeconds(10),
                    100);
    other.SetDestination(net.GetHome("mn2"));
    other.Run(Seconds(4), 400);
    net.MoveAt(Seconds(6), "mag3", "mn1");
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession("mn1"), "none", "no home prefix");
    NS_TEST_EXPECT_MSG_EQ_TOL(down.GetArrivals().size(), 199, 2, "its flow ends when it moves");
    NS_TEST_EXPECT_MSG_GT(net.CountDrops("mag1", "no-neighbor"), 190, net.DescribeDrops());
    NS_TEST_EXPECT_MSG_EQ(other.GetLost().size(), 0, "and nothing else is lost");
}

void
IssueTestCase::LocalAddresses()
{
    InterworkingFixture net(Rfc6612Scenario::B,
                            [](Rfc6612Helper& helper) { helper.SetMobileNodes(4); });
    ProbeFlow down(net.GetNet().GetNode("cn1"),
                   net.GetNet().GetMobileNode("mn2").node,
                   9,
                   MilliSeconds(10),
                   100);
    down.SetDestination(net.GetHome("mn2"));
    down.Run(Seconds(4), 400);
    const auto gateway = net.GetNet().GetGateway("mag1").gateway;
    const Ipv6Address other = net.GetNet().GetAddress("cn1");
    std::map<std::string, uint32_t> refused;
    gateway->GetPlainService()->TraceConnectWithoutContext(
        "Refused",
        MakeFunctionCallback<const LinkLayerAddress&, const Ipv6Address&, const std::string&>(
            [&refused](const LinkLayerAddress&, const Ipv6Address&, const std::string& reason) {
                ++refused[reason];
            }));
    const auto claim = [&](const Ipv6Address& source) {
        constexpr uint8_t EXPERIMENTAL = 253;
        net.GetNet().GetMobileNode("mn4").node->GetObject<Ipv6L3Protocol>()->Send(
            Create<Packet>(20),
            source,
            other,
            EXPERIMENTAL,
            nullptr);
    };
    net.At(Seconds(5), [&] { claim(net.GetRole("mn2")->GetCareOf()); });
    net.At(Seconds(6), [&] {
        for (int i = 0; i < 20; ++i)
        {
            claim(Ipv6Address(("fd00:9:0:1::" + std::to_string(1000 + i)).c_str()));
        }
    });
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(down.GetLost().size(), 0, "an address stays with the node that has it");
    NS_TEST_EXPECT_MSG_EQ(refused["address-of-another"], 1, "which is told");
    // One of the sixteen is mn4's care-of address.
    NS_TEST_EXPECT_MSG_EQ(refused["too-many-addresses"], 5, "and there is a bound");
}

void
IssueTestCase::AgentRestart()
{
    InterworkingFixture net(Rfc6612Scenario::A2, [](Rfc6612Helper& helper) {
        helper.GetRoles().GetMobileIpv6().SetMobileNodeAttribute("Lifetime", TimeValue(Seconds(8)));
    });
    net.MoveAt(LEAVE, "mag2");
    net.At(Seconds(6), [&net] {
        net.GetAgent()->Restart();
        net.GetAnchor()->Restart();
    });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "none", "nobody has told the node");
    net.RunUntil(Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound mag2", "with its next refresh");
    net.MoveAt(Seconds(13), "mag1");
    net.RunUntil(Seconds(15));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(), "registered mag1", "its prefix is kept");
    NS_TEST_EXPECT_MSG_EQ(GetStateName(net.GetRole()->GetState()), std::string("home"), "at home");
}

/**
 * @ingroup pmipv6-tests
 * RFC 6612, 3.2 and 5.
 */
class IssueTestSuite : public TestSuite
{
  public:
    IssueTestSuite()
        : TestSuite("pmipv6-rfc6612-issues")
    {
        using Case = IssueTestCase;
        AddTestCase(new Case("3.2, 1: lookup keys", &Case::LookupKeys));
        AddTestCase(new Case("3.2, 2: a de-registration", &Case::Deregistration));
        AddTestCase(new Case("3.2, 3: a late Binding Update", &Case::LateUpdate));
        AddTestCase(new Case("3.2, 3: after the de-registration", &Case::Afterwards));
        AddTestCase(new Case("3.2, 4: a compromised gateway", &Case::Compromised));
        AddTestCase(new Case("5 a gateway that is not authorized", &Case::Unauthorized));
        AddTestCase(new Case("5 a node without PMIPv6", &Case::NotEnabled));
        AddTestCase(new Case("3.2, 4: a node with PMIPv6 alone", &Case::Exposed));
        AddTestCase(new Case("4.2.2 what comes by a gateway's tunnel", &Case::Uplink));
        AddTestCase(new Case("3.2, 3: messages once more", &Case::Replayed));
        AddTestCase(new Case("4.2.1 a home address outside the prefix", &Case::OutsidePrefix));
        AddTestCase(new Case("4.2.1 a home agent that is not the anchor", &Case::WrongAnchor));
        AddTestCase(new Case("4.3 a node of the wrong class", &Case::WrongClass));
        AddTestCase(new Case("5 addresses of the local prefix", &Case::LocalAddresses));
        AddTestCase(new Case("4.2 a restart of both roles", &Case::AgentRestart));
    }
};

IssueTestSuite g_issueTestSuite; //!< registers the suite

} // namespace

} // namespace pmipv6
} // namespace ns3
