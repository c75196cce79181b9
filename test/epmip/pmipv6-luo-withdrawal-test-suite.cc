/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/test.h"

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 6: locations are withdrawn, as MN has gone to a gateway
 * of RFC 5213, has gone for good, or is not known any more where it was. p = MAG1, n = MAG3 and m =
 * MAG4 are the gateways of MN, one after the other, e4 = MAG2 is CN's; time zero is when MN
 * attaches to n, or leaves p for good.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN and CN of two anchors; each member function is a test case.
 */
class LuoWithdrawalTestCase : public MemberTestCase<LuoWithdrawalTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Legacy();          //!< 6: to a gateway without DAF
    void LegacyUnlisted();  //!< 6: somebody has asked for it who is in no list
    void LegacyAndOn();     //!< 6: and to another eMAG
    void BackWithoutWord(); //!< 6: from a gateway without DAF to n
    void LegacyFirst();     //!< 6: likewise, of an anchor without LMF
    void Gone();            //!< 6: for good
    void RestartedOld();    //!< p forgets all
};

void
LuoWithdrawalTestCase::Legacy()
{
    for (const bool isNoticed : {false, true})
    {
        EpmipOptions options;
        options.legacy = {MAG3};
        options.detection = isNoticed ? NOTICED : Seconds(-1);
        EpmipFixture net(options);
        Attach(net);
        auto& down = Send(net, NODE_CN, NODE_MN, Seconds(2), Seconds(6));
        net.MoveAt(ZERO, NODE_MN, MAG3);
        net.RunUntil(Seconds(8));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                              "MAG3>LMA1 PBU, LMA1>MAG3 PBA, LMA1>MAG1 Pbci, MAG1>MAG2 Pbci, "
                              "MAG1>LMA1 Pbca, MAG2>MAG1 Pbca, MAG2>LMA1 Pbqr, LMA1>MAG2 Pbqa",
                              "4 + 2c messages, and e4 asks anew; noticed: " << isNoticed);
        const Time w = net.Access();
        const Time known = net.Delay(MAG3, LMA1) + net.Delay(LMA1, MAG1);
        const Time peer = known + net.Delay(MAG1, MAG2);
        ExpectSent(net,
                   {{"LMA1>MAG1 Pbci", net.Delay(MAG3, LMA1)},
                    {"MAG1>MAG2 Pbci", known},
                    {"MAG2>MAG1 Pbca", peer}});
        NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG2 Pbqa", ZERO), 133, "no location");
        const Time toOld = net.GetWay({MAG2, MAG1});
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(
                down,
                {{ZERO - WITHOUT_LINK - toOld, LOST, "to p"},
                 {ZERO + peer - w, net.GetWay({MAG2, LMA2, LMA1, MAG3}), "by the eLMAs"}},
                Seconds(6)),
            "",
            "from CN to MN; noticed: " << isNoticed);
        NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "", "at e4");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    }
}

void
LuoWithdrawalTestCase::LegacyUnlisted()
{
    // CN's first packet is asked for just before MN's new registration: p knows nothing of CN when
    // it is told that MN is gone, and MN's location reaches CN's gateway later still.
    for (const bool isNoticed : {false, true})
    {
        EpmipOptions options;
        options.legacy = {MAG3};
        options.detection = isNoticed ? NOTICED + MilliSeconds(60) : Seconds(-1);
        EpmipFixture net(options);
        Attach(net);
        const Time w = net.Access();
        const Time asked = net.Delay(MAG3, LMA1) - net.Delay(MAG2, LMA1) - MilliSeconds(1);
        auto& down = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
        down.Run(ZERO + asked - w, 1000);
        net.MoveAt(ZERO, NODE_MN, MAG3);
        net.RunUntil(Seconds(8));
        NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG2 Pbqa", ZERO), 0, "p's location");
        const Time known = net.Delay(MAG3, LMA1) + net.Delay(LMA1, MAG1);
        const Time toOld = net.GetWay({MAG2, MAG1}) - w;
        const Time first =
            EpmipFixture::FindPacket(down, ZERO + asked + net.RoundTrip(MAG2, LMA1) - w);
        const Time told = std::max(first + toOld, ZERO + known);
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG1>MAG2 Pbci", ZERO),
                                  told,
                                  PACKET_TOLERANCE,
                                  "by the first packet; noticed: " << isNoticed);
        const auto request = net.FindRequest("MAG1>MAG2 Pbci", ZERO);
        NS_TEST_EXPECT_MSG_EQ(request.lifetime, 0, "it withdraws");
        NS_TEST_EXPECT_MSG_EQ(request.timestamp.has_value(), true, "as the anchor has said");
        NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(down,
                                                         {{told + net.Delay(MAG1, MAG2) - w,
                                                           net.GetWay({MAG2, LMA2, LMA1, MAG3}),
                                                           "by the eLMAs"}},
                                                         Seconds(6)),
                              "",
                              "from CN to MN; noticed: " << isNoticed);
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    }
}

void
LuoWithdrawalTestCase::LegacyAndOn()
{
    EpmipOptions options;
    options.legacy = {MAG3};
    options.detection = NOTICED;
    EpmipFixture net(options);
    Attach(net);
    auto& down = net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(100));
    down.Run(Seconds(2), 380);
    const Time second = ZERO + Seconds(20);
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.MoveAt(second, NODE_MN, MAG4);
    net.RunUntil(Seconds(41));
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("MAG4>MAG1 Pbci", second), Time::Max(), "p knows");
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("MAG4>MAG3 Pbci", second), Time::Max(), "a legacy MAG");
    const auto answer = net.FindMessage("LMA1>MAG4 PBA", second);
    NS_TEST_EXPECT_MSG_EQ((FindOption<PreviousLocationOption>(GetOptions(answer)) == nullptr),
                          true,
                          "none is named");
    // e4 asks again when RetryHoldDown is over.
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG4", "at e4");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(down,
                                   {{second + Seconds(12), net.GetWay({MAG2, MAG4}), "direct"}},
                                   Seconds(39)),
        "",
        "direct again");
}

void
LuoWithdrawalTestCase::BackWithoutWord()
{
    // MN stays at the gateway without DAF for so long that p is not named any more; CN's gateway
    // asks for it meanwhile, and knows of none.
    EpmipOptions options;
    options.legacy = {MAG4};
    EpmipFixture net(options);
    Attach(net);
    const Time end = ZERO + Seconds(15);
    const Time interval = MilliSeconds(20);
    net.AddFlow(NODE_MN, NODE_CN, interval).Run(Seconds(2), 900);
    auto& down = net.AddFlow(NODE_CN, NODE_MN, interval);
    down.Run(Seconds(2), 900);
    const Time back = ZERO + Seconds(12);
    net.MoveAt(ZERO, NODE_MN, MAG4);
    net.MoveAt(back, NODE_MN, MAG3);
    net.RunUntil(end);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, ZERO + Seconds(1)),
                          "MAG4>LMA1 PBU, LMA1>MAG4 PBA, LMA1>MAG1 Pbci, MAG1>MAG2 Pbci, "
                          "MAG1>LMA1 Pbca, MAG2>MAG1 Pbca, MAG2>LMA1 Pbqr, LMA1>MAG2 Pbqa",
                          "4 + 2c, and 2 of who asks at once");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG2 Pbqa", ZERO), 133, "it is at none");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(back, end),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, MAG3>LMA2 Pbqr, LMA2>MAG3 Pbqa, "
                          "MAG2>LMA1 Pbqr, LMA1>MAG2 Pbqa",
                          "nobody is told, both ask");
    // RetryHoldDown has 8 s to go: MN's packets out of n's tunnel end it.
    const Time known = net.FindNote(MAG3, "path MN>CN MAG2", back);
    const Time asked = net.FindSent("MAG2>LMA1 Pbqr", back);
    NS_TEST_EXPECT_MSG_EQ((known < asked && asked < known + interval * 3), true, "asks anew");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            down,
            {{asked + net.RoundTrip(MAG2, LMA1), net.GetWay({MAG2, MAG3}), "direct to n"}},
            end - Seconds(1)),
        "",
        "from CN to MN");
}

void
LuoWithdrawalTestCase::LegacyFirst()
{
    // "when a mobile node which attaches to a legacy MAG handoff to an eMAG, the eMAG will perform
    // PMIP registration to the legacy LMA".
    EpmipOptions options;
    options.legacy = {LMA1, MAG1};
    EpmipFixture net(options);
    Attach(net);
    auto& up = Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(7));
    auto& down = Send(net, NODE_CN, NODE_MN, Seconds(2), Seconds(7));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(6)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA",
                          "as in RFC 5213");
    const Time there = ZERO + net.RoundTrip(MAG3, LMA1);
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              up,
                              {{there, net.GetWay({MAG3, LMA1, LMA2, MAG2}), "by the anchors"}},
                              Seconds(7)),
                          "",
                          "from MN to CN");
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              down,
                              {{there, net.GetWay({MAG2, LMA2, LMA1, MAG3}), "by the anchors"}},
                              Seconds(7)),
                          "",
                          "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoWithdrawalTestCase::Gone()
{
    EpmipOptions options;
    options.detection = NOTICED;
    EpmipFixture net(options);
    Attach(net);
    Send(net, NODE_CN, NODE_MN, Seconds(2), Seconds(4));
    net.DetachAt(ZERO, NODE_MN);
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(20)),
                          "MAG1>LMA1 PBU, LMA1>MAG1 PBA, LMA1>MAG1 Pbci, MAG1>MAG2 Pbci, "
                          "MAG1>LMA1 Pbca, MAG2>MAG1 Pbca",
                          "messages");
    // MinDelayBeforeBCEDelete is 10 s.
    const Time deleted = NOTICED + net.Delay(MAG1, LMA1) + Seconds(10);
    ExpectSent(net,
               {{"LMA1>MAG1 Pbci", deleted},
                {"MAG1>MAG2 Pbci", deleted + net.Delay(LMA1, MAG1)},
                {"MAG2>MAG1 Pbca", deleted + net.Delay(LMA1, MAG1) + net.Delay(MAG1, MAG2)}});
    for (const auto* text : {"LMA1>MAG1 Pbci", "MAG1>MAG2 Pbci"})
    {
        const auto request = net.FindRequest(text, ZERO);
        NS_TEST_EXPECT_MSG_EQ(request.lifetime, 0, text);
        NS_TEST_EXPECT_MSG_EQ(request.timestamp.has_value(), true, text);
    }
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, "withdrawn", ZERO) - ZERO,
                              deleted + net.Delay(LMA1, MAG1) + net.Delay(MAG1, MAG2),
                              EPMIP_TOLERANCE,
                              "at e4");
}

void
LuoWithdrawalTestCase::RestartedOld()
{
    // p restarts when it sends packets on, and e4 has not had its PBCI.
    EpmipOptions options;
    options.detection = NOTICED;
    EpmipFixture net(options);
    Attach(net);
    auto& down = Send(net, NODE_CN, NODE_MN, Seconds(2), Seconds(7));
    const Time restart = ZERO + MilliSeconds(100);
    net.CutAt(MAG1, MAG2, ZERO + MilliSeconds(20), restart - MilliSeconds(10));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.At(restart, [&net] { net.GetGateway(MAG1)->Restart(); });
    net.RunUntil(Seconds(9));
    const Time w = net.Access();
    const Time toOld = w + net.Delay(MAG2, MAG1); // From CN to p.
    const Time told = EpmipFixture::FindPacket(down, restart - toOld) + toOld;
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG1>MAG2 Pbci", restart),
                              told,
                              PACKET_TOLERANCE,
                              "by the first packet for who is unknown");
    const auto request = net.FindRequest("MAG1>MAG2 Pbci", restart);
    NS_TEST_EXPECT_MSG_EQ(request.prefixes.size(), 1, "a request");
    NS_TEST_EXPECT_MSG_EQ(request.lifetime, 0, "it withdraws");
    NS_TEST_EXPECT_MSG_EQ(request.timestamp.has_value(), false, "what it knows nothing of");
    const Time peer = told + net.Delay(MAG1, MAG2);
    const Time asked = EpmipFixture::FindPacket(down, peer - w) + w;
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG2>LMA1 Pbqr", restart),
                              asked,
                              PACKET_TOLERANCE,
                              "e4 asks anew");
    const HandoffForms forms(net);
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            down,
            {{ZERO + forms.informed - toOld, net.GetWay({MAG2, MAG1, MAG3}), "sent on by p"},
             {restart - toOld, LOST, "p knows nothing"},
             {peer - w, net.GetWay({MAG2, LMA2, LMA1, MAG3}), "by the eLMAs"},
             {asked + net.RoundTrip(MAG2, LMA1) - w, net.GetWay({MAG2, MAG3}), "direct"}},
            Seconds(7)),
        "",
        "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG3", "at e4");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-withdrawal`.
 */
class LuoWithdrawalTestSuite : public TestSuite
{
  public:
    LuoWithdrawalTestSuite()
        : TestSuite("pmipv6-luo-withdrawal")
    {
        using Case = LuoWithdrawalTestCase;
        AddTestCase(new Case("6 to a gateway without DAF", &Case::Legacy));
        AddTestCase(new Case("6 to one, and a correspondent unheard of", &Case::LegacyUnlisted));
        AddTestCase(new Case("6 by a gateway without DAF", &Case::LegacyAndOn));
        AddTestCase(new Case("6 from a gateway without DAF", &Case::BackWithoutWord));
        AddTestCase(new Case("6 to an eMAG, of a legacy LMA", &Case::LegacyFirst));
        AddTestCase(new Case("6 the node is gone", &Case::Gone));
        AddTestCase(new Case("6 p has restarted", &Case::RestartedOld));
    }
};

static LuoWithdrawalTestSuite g_luoWithdrawalTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
