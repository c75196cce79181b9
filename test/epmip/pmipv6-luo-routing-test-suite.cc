/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/boolean.h"
#include "ns3/nstime.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 3.2 and 4.2: when gateways ask, for whom, and what
 * becomes of packets meanwhile, packet by packet with the time that each takes. e1 and e4 are the
 * gateways of MN and CN, L1 and L3 their anchors.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time LIFETIME = Seconds(16); //!< LocationLifetime, where it is not the default

} // namespace

/**
 * @ingroup pmipv6-tests
 * MN and CN of two anchors; each member function is a test case.
 */
class LuoRoutingTestCase : public MemberTestCase<LuoRoutingTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void HeldPackets();        //!< 4.2: first packets wait
    void HeldOverflow();       //!< the oldest goes by the eLMA
    void HeldTooLong();        //!< EarlyHoldTime
    void NoReverseLearning();  //!< e4 asks, too
    void OptimizeAfter();      //!< 3.2
    void SecondNode();         //!< uses a known location
    void SecondAddress();      //!< of a known prefix
    void AddressLearned();     //!< LearnedPrefixLength 128, both nodes sending
    void AddressLeft();        //!< the same, and the node that has moved sends nothing
    void ForbiddenByProfile(); //!< EnableMAGLocalRouting, of a node that may not (RFC 5213, 6.10.3)

  private:
    /// @return options by which addresses are learned, not prefixes
    static EpmipOptions WithAddresses()
    {
        return With("LearnedPrefixLength", UintegerValue(128));
    }
};

void
LuoRoutingTestCase::HeldPackets()
{
    EpmipFixture net(With("HoldEarlyPackets", BooleanValue(true)));
    Attach(net);
    auto& flow = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    flow.Run(START, 500);
    net.RunUntil(Seconds(4));
    const Time known = GetKnown(net);
    ExpectQueries(net, START, Seconds(4), {START + net.Access()});
    // All that had come by then, at once; 15 of 28.58 ms.
    const Time left = net.Delay(MAG1, MAG2) + net.Access();
    uint32_t nHeld = 0;
    for (const auto& [number, arrival] : flow.GetArrivals())
    {
        const Time sent = flow.GetSent()[number];
        const bool isHeld = sent + net.Access() < known;
        nHeld += isHeld ? 1 : 0;
        NS_TEST_EXPECT_MSG_EQ_TOL(arrival.at,
                                  (isHeld ? known : sent + net.Access()) + left,
                                  PACKET_TOLERANCE,
                                  "packet " << number);
    }
    NS_TEST_EXPECT_MSG_EQ(nHeld, 15, "held, the first one too");
    NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), 0, "lost");
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::IsInOrder(flow, START, Seconds(4)), true, "in order");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, "learned", START),
                              known + net.Delay(MAG1, MAG2),
                              PACKET_TOLERANCE,
                              "the reverse direction");
}

void
LuoRoutingTestCase::HeldOverflow()
{
    EpmipOptions options;
    options.configure = [](EpmipHelper& epmip) {
        epmip.SetRoutingAttribute("HoldEarlyPackets", BooleanValue(true));
        epmip.SetRoutingAttribute("EarlyBufferSize", UintegerValue(5));
    };
    EpmipFixture net(options);
    Attach(net);
    auto& flow = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    flow.Run(START, 500);
    net.RunUntil(Seconds(4));
    const Time known = GetKnown(net);
    const Time byAnchors = net.GetWay({MAG1, LMA1, LMA2, MAG2}) - net.Access();
    const Time direct = net.GetWay({MAG1, MAG2}) - net.Access();
    PMIPV6_TEST_REQUIRE(flow.GetLost().empty(), "nothing is lost");
    // 15 come before it is known: each but the first five puts the oldest out.
    for (uint32_t number = 0; number < 20; ++number)
    {
        const Time at = flow.GetArrivals().at(number).at;
        const auto seen = [&](uint32_t other) { return flow.GetSent()[other] + net.Access(); };
        const Time expected = number < 10   ? seen(number + 5) + byAnchors
                              : number < 15 ? known + direct
                                            : seen(number) + direct;
        NS_TEST_EXPECT_MSG_EQ_TOL(at, expected, PACKET_TOLERANCE, "packet " << number);
    }
}

void
LuoRoutingTestCase::HeldTooLong()
{
    EpmipOptions options;
    options.configure = [](EpmipHelper& epmip) {
        epmip.SetRoutingAttribute("HoldEarlyPackets", BooleanValue(true));
        epmip.SetRoutingAttribute("EarlyHoldTime", TimeValue(MilliSeconds(21)));
    };
    EpmipFixture net(options);
    Attach(net);
    auto& flow = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    flow.Run(START, 500);
    net.RunUntil(Seconds(4));
    const Time end = START + net.Access() + MilliSeconds(21);
    const Time byAnchors = net.GetWay({MAG1, LMA1, LMA2, MAG2});
    PMIPV6_TEST_REQUIRE(flow.GetLost().empty(), "nothing is lost");
    for (uint32_t number = 0; number < 11; ++number)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(flow.GetArrivals().at(number).at,
                                  end + byAnchors - net.Access(),
                                  PACKET_TOLERANCE,
                                  "held for so long, packet " << number);
    }
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              flow,
                              {{end - net.Access(), byAnchors, "held no more"},
                               {GetKnown(net) - net.Access(), net.GetWay({MAG1, MAG2}), "direct"}},
                              Seconds(3)),
                          "",
                          "the others");
}

void
LuoRoutingTestCase::NoReverseLearning()
{
    EpmipFixture net(With("ReverseLearning", BooleanValue(false)));
    Attach(net);
    net.AddFlow(NODE_MN, NODE_CN, INTERVAL).Run(START, 1000);
    auto& back = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
    back.Run(Seconds(3), 500);
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(5)),
                          "MAG1>LMA2 Pbqr, LMA2>MAG1 Pbqa, MAG2>LMA1 Pbqr, LMA1>MAG2 Pbqa",
                          "twice as many messages");
    const Time asked = Seconds(3) + net.Access();
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG2>LMA1 Pbqr", START),
                              asked,
                              PACKET_TOLERANCE,
                              "by CN's first packet");
    const Time known = Seconds(3) + net.RoundTrip(MAG2, LMA1);
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              back,
                              {{Seconds(3), net.GetWay({MAG2, LMA2, LMA1, MAG1}), "by the anchors"},
                               {known, net.GetWay({MAG2, MAG1}), "direct"}},
                              Seconds(4)),
                          "",
                          "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(net.FindChange(MAG2, "learned", START), Time::Max(), "nothing learned");
}

void
LuoRoutingTestCase::OptimizeAfter()
{
    EpmipFixture net(With("OptimizeAfter", UintegerValue(3)));
    Attach(net);
    auto& flow = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    flow.Run(START, 500);
    net.RunUntil(Seconds(4));
    ExpectQueries(net, START, Seconds(4), {START + INTERVAL * 2 + net.Access()});
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            flow,
            {{START, net.GetWay({MAG1, LMA1, LMA2, MAG2}), "early"},
             {GetKnown(net) + INTERVAL * 2 - net.Access(), net.GetWay({MAG1, MAG2}), "direct"}},
            Seconds(3)),
        "",
        "from MN to CN");
}

void
LuoRoutingTestCase::SecondNode()
{
    EpmipOptions options;
    options.nMobiles = 3;
    EpmipFixture net(options);
    Attach(net);
    net.AttachAt(Seconds(1), NODE_MN2, MAG1);
    net.AddFlow(NODE_MN, NODE_CN, INTERVAL).Run(START, 500);
    auto& flow = net.AddFlow(NODE_MN2, NODE_CN, INTERVAL);
    flow.Run(Seconds(3), 500);
    net.RunUntil(Seconds(5));
    ExpectQueries(net, START, Seconds(5), {START + net.Access()});
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(flow,
                                   {{Seconds(3), net.GetWay({MAG1, MAG2}), "direct"}},
                                   Seconds(4)),
        "",
        "MN2's, from the first");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "path MN2>CN MAG2"),
                              Seconds(3) + net.Access(),
                              PACKET_TOLERANCE,
                              "its path");
}

void
LuoRoutingTestCase::SecondAddress()
{
    EpmipFixture net;
    Attach(net);
    net.AddFlow(NODE_MN, NODE_CN, INTERVAL).Run(START, 500);
    net.SendPacketAt(Seconds(3), NODE_MN, Ipv6Address("fd00:2:0:b::99"));
    net.SendPacketAt(Seconds(3), NODE_MN, Ipv6Address("fd00:2:0:b:1::"));
    net.RunUntil(Seconds(5));
    ExpectQueries(net, START, Seconds(5), {START + net.Access()});
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "queried"), 1, "one query");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "path"), 1, "one correspondent");
}

void
LuoRoutingTestCase::AddressLearned()
{
    EpmipFixture net(WithAddresses());
    Attach(net);
    const auto [up, down] = SendBoth(net, Seconds(8));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(9));
    const Time told = ZERO + net.RoundTrip(MAG3, LMA1) + net.RoundTrip(MAG3, MAG1);
    // MN's first packet that goes straight teaches it; what is told is of the whole prefix.
    const Time seen = told + INTERVAL + net.Delay(MAG3, MAG2) + PACKET_TOLERANCE;
    NS_TEST_EXPECT_MSG_LT(net.FindChange(MAG2, "learned", ZERO), seen, "learned anew");
    const Time direct = net.GetWay({MAG2, MAG3});
    ExpectDirect({&up}, told, direct, Seconds(8), "from MN");
    ExpectDirect({&down}, seen, direct, Seconds(8), "to MN");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoRoutingTestCase::AddressLeft()
{
    EpmipOptions options;
    options.configure = [](EpmipHelper& epmip) {
        epmip.SetRoutingAttribute("LearnedPrefixLength", UintegerValue(128));
        // Shorter than hosts take their router for reachable.
        epmip.SetRoutingAttribute("LocationLifetime", TimeValue(LIFETIME));
    };
    EpmipFixture net(options);
    Attach(net);
    net.AddFlow(NODE_MN, NODE_CN, INTERVAL).Run(START, 50);
    auto& flow = net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(100));
    flow.Run(Seconds(3) + MicroSeconds(500), 220);
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(27));
    const Time learned = net.FindChange(MAG2, "learned", START);
    const Time over = net.FindChange(MAG2, "none", ZERO);
    NS_TEST_EXPECT_MSG_LT(learned, Seconds(3), "by MN's packets");
    // LocationLifetime from MN's second packet on, which has confirmed it.
    NS_TEST_EXPECT_MSG_EQ_TOL(over, learned + LIFETIME, MilliSeconds(100), "ends by itself");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            flow,
            {{ZERO + MilliSeconds(200), net.GetWay({MAG2, MAG1, MAG3}), "sent on by p"},
             {over - net.Access(), net.GetWay({MAG2, MAG3}), "direct"}},
            Seconds(25)),
        "",
        "no packet is lost");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoRoutingTestCase::ForbiddenByProfile()
{
    EpmipOptions options;
    options.configureDomain = [](Pmipv6Helper& domain) {
        domain.SetGatewayAttribute("EnableMAGLocalRouting", BooleanValue(true));
    };
    EpmipFixture net(options);
    PolicyProfile profile = *net.GetPolicyStore()->Find(EpmipFixture::GetIdentifier(NODE_MN));
    profile.isLocalRoutingAllowed = false;
    net.GetPolicyStore()->Add(profile);
    Attach(net);
    const auto [up, down] = SendBoth(net, Seconds(8));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(9));
    const Time left = ZERO - WITHOUT_LINK - MilliSeconds(20); // no packet is under way then
    const Time settled = ZERO + MilliSeconds(200);
    const Time known = Seconds(3) + net.RoundTrip(MAG2, LMA1) + MilliSeconds(1);
    ExpectDirect({&up}, Seconds(2), net.GetWay({MAG1, LMA1, LMA2, MAG2}), left, "by the anchors");
    ExpectDirect({&down}, known, net.GetWay({MAG2, MAG1}), left, "CN's go straight");
    ExpectDirect({&up},
                 settled,
                 net.GetWay({MAG3, LMA1, LMA2, MAG2}),
                 Seconds(8),
                 "by the anchors from n too");
    ExpectDirect({&down}, settled, net.GetWay({MAG2, MAG3}), Seconds(8), "CN's to n");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-routing`.
 */
class LuoRoutingTestSuite : public TestSuite
{
  public:
    LuoRoutingTestSuite()
        : TestSuite("pmipv6-luo-routing")
    {
        using Case = LuoRoutingTestCase;
        AddTestCase(new Case("4.2 early packets wait", &Case::HeldPackets));
        AddTestCase(new Case("4.2 more early packets than there is room", &Case::HeldOverflow));
        AddTestCase(new Case("4.2 early packets have waited long enough", &Case::HeldTooLong));
        AddTestCase(new Case("4.2 without reverse learning", &Case::NoReverseLearning));
        AddTestCase(new Case("4.2 a second node", &Case::SecondNode));
        AddTestCase(new Case("4.2 a second address", &Case::SecondAddress));
        AddTestCase(new Case("3.2 after some packets", &Case::OptimizeAfter));
        AddTestCase(new Case("4.2 an address is learned", &Case::AddressLearned));
        AddTestCase(new Case("4.3 an address is learned of one who is silent", &Case::AddressLeft));
        AddTestCase(new Case("3.2 a node that may not", &Case::ForbiddenByProfile));
    }
};

static LuoRoutingTestSuite g_luoRoutingTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
