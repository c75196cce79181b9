/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <utility>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 4.3: handovers of which a message is lost, and comes
 * late. p = MAG1, n = MAG3 and m = MAG4 are the gateways of MN, one after the other, e4 = MAG2 is
 * CN's; time zero is when MN attaches to n.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN and CN of two anchors; each member function is a test case.
 */
class LuoHandoffLossTestCase : public MemberTestCase<LuoHandoffLossTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void LateInform();      //!< p, n, p, and n's PBCI comes late
    void LaterStill();      //!< p, n, p, and it comes when MN has left p again, for m
    void LostAnswer();      //!< PBA
    void LostAnswerMoved(); //!< PBA, and the node goes on
    void LostInform();      //!< PBCI of p
    void LostList();        //!< PBCA of p
    void SilentOld();       //!< no PBCA of p in all that time
};

void
LuoHandoffLossTestCase::LateInform()
{
    EpmipFixture net;
    Attach(net);
    const auto [up, down] = SendBoth(net, Seconds(8));
    const HandoffForms forms(net);
    const Time back = ZERO + MilliSeconds(500);
    net.CutAt(MAG1, MAG3, ZERO, ZERO + MilliSeconds(100)); // n's PBCI.
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.MoveAt(back, NODE_MN, MAG1);
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(9)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, MAG3>MAG1 Pbci, "
                          "MAG1>LMA1 PBU, LMA1>MAG1 PBA, MAG1>MAG3 Pbci, MAG3>MAG1 Pbca, "
                          "MAG3>MAG1 Pbci, MAG1>MAG3 Pbca",
                          "it is repeated once");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG3>MAG1 Pbci", back),
                              ZERO + forms.answered + Seconds(1),
                              EPMIP_TOLERANCE,
                              "after 1 s");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("MAG1>MAG3 Pbca", back), 138, "too old");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG1", "at e4");
    const Time direct = net.GetWay({MAG1, MAG2});
    ExpectDirect({&up, &down}, Seconds(6), direct, Seconds(8), "as if nothing had happened");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffLossTestCase::LaterStill()
{
    // MN is back at p for 0.3 s; n's PBCI, lost at first, comes when p holds packets for it.
    for (const uint32_t buffer : {0, 100})
    {
        EpmipOptions options;
        options.detection = NOTICED;
        options.configure = [buffer](EpmipHelper& epmip) {
            epmip.SetMobilityAttribute("HandoffBuffer", UintegerValue(buffer));
        };
        EpmipFixture net(options);
        Attach(net);
        Send(net, NODE_CN, NODE_MN, Seconds(2), Seconds(8));
        const Time answered = net.RoundTrip(MAG3, LMA1);
        const Time late = ZERO + answered + Seconds(1);
        const Time back = late - MilliSeconds(300);
        const Time on = late + MilliSeconds(40);
        net.CutAt(MAG1, MAG3, ZERO, ZERO + MilliSeconds(100)); // n's PBCI.
        net.MoveAt(ZERO, NODE_MN, MAG3);
        net.MoveAt(back, NODE_MN, MAG1);
        net.MoveAt(on, NODE_MN, MAG4); // It has left p 10 ms before that comes.
        net.RunUntil(Seconds(9));
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG3>MAG1 Pbci", back),
                                  late,
                                  EPMIP_TOLERANCE,
                                  "when p has noticed that MN is gone");
        NS_TEST_EXPECT_MSG_EQ(net.FindStatus("MAG1>MAG3 Pbca", late), 138, "too old");
        NS_TEST_EXPECT_MSG_EQ(net.FindNote(MAG1, "started MN MAG3", late),
                              Time::Max(),
                              "no tunnel");
        NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG4", "at e4");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    }
}

void
LuoHandoffLossTestCase::LostAnswer()
{
    EpmipFixture net;
    Attach(net);
    Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(7));
    net.CutAt(LMA1, MAG3, ZERO + MilliSeconds(5), ZERO + MilliSeconds(100));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, " + ONE_HANDOVER,
                          "p is named again");
    // n asks the node whether it is there before it repeats its PBU.
    const Time again = ZERO + Seconds(1) + net.Access() * 2;
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG3>MAG1 Pbci", ZERO),
                              again + net.RoundTrip(MAG3, LMA1),
                              PACKET_TOLERANCE,
                              "one repetition later");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffLossTestCase::LostAnswerMoved()
{
    // n never has an answer; MN goes on to m.
    EpmipFixture net;
    Attach(net);
    auto& down = Send(net, NODE_CN, NODE_MN, Seconds(2), Seconds(10));
    const Time second = ZERO + MilliSeconds(500);
    net.CutAt(LMA1, MAG3, ZERO + MilliSeconds(5), ZERO + MilliSeconds(700));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.MoveAt(second, NODE_MN, MAG4);
    net.RunUntil(Seconds(10));
    const Time answered = second + net.RoundTrip(MAG4, LMA1);
    const Time informed = answered + net.Delay(MAG4, MAG1);
    const Time peer = informed + net.Delay(MAG1, MAG2);
    const std::pair<const char*, Time> times[] = {{"MAG4>MAG3 Pbci", answered},
                                                  {"MAG4>MAG1 Pbci", answered},
                                                  {"MAG1>MAG4 Pbca", informed},
                                                  {"MAG1>MAG2 Pbci", informed},
                                                  {"MAG2>MAG1 Pbca", peer}};
    for (const auto& [text, at] : times)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent(text, ZERO), at, EPMIP_TOLERANCE, text);
    }
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("MAG3>MAG1 Pbci", ZERO), Time::Max(), "n tells nobody");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(down,
                                   {{peer - net.Access(), net.GetWay({MAG2, MAG4}), "direct to m"}},
                                   Seconds(9)),
        "",
        "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoHandoffLossTestCase::LostInform()
{
    EpmipFixture net;
    Attach(net);
    auto& down = Send(net, NODE_CN, NODE_MN, Seconds(2), Seconds(10));
    net.CutAt(MAG1, MAG2, ZERO + MilliSeconds(20), ZERO + MilliSeconds(1500));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(11));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(11)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, MAG3>MAG1 Pbci, MAG1>MAG3 Pbca, "
                          "MAG1>MAG2 Pbci, MAG1>MAG2 Pbci, MAG1>MAG2 Pbci, MAG2>MAG1 Pbca",
                          "until it is acknowledged");
    const HandoffForms forms(net);
    const Time w = net.Access();
    const Time third = ZERO + forms.informed + Seconds(3);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG2>MAG1 Pbca", ZERO),
                              third + net.Delay(MAG1, MAG2),
                              EPMIP_TOLERANCE,
                              "1 s and 2 s later");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            down,
            {{ZERO + forms.informed - net.Delay(MAG2, MAG1) - w,
              net.GetWay({MAG2, MAG1, MAG3}),
              "sent on by p"},
             {third + net.Delay(MAG1, MAG2) - w, net.GetWay({MAG2, MAG3}), "direct to n"}},
            Seconds(10)),
        "",
        "nothing is lost for it");
}

void
LuoHandoffLossTestCase::LostList()
{
    EpmipFixture net;
    Attach(net);
    auto& up = Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(8));
    const HandoffForms forms(net);
    net.CutAt(MAG1, MAG3, ZERO + MilliSeconds(27), ZERO + MilliSeconds(100));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(9));
    // n asks itself from 1 s on, and repeats its PBCI; p tells nobody again.
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(9)),
                          ONE_HANDOVER + ", MAG3>MAG1 Pbci, MAG3>LMA2 Pbqr, MAG1>MAG3 Pbca, "
                                         "LMA2>MAG3 Pbqa",
                          "messages");
    const Time again = ZERO + forms.answered + Seconds(1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG3>LMA2 Pbqr", ZERO),
                              EpmipFixture::FindPacket(up, again - net.Access()) + net.Access(),
                              PACKET_TOLERANCE,
                              "by the first packet after that");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(up,
                                   {{ZERO + forms.answered - net.Access(),
                                     net.GetWay({MAG3, LMA1, LMA2, MAG2}),
                                     "by the eLMAs"},
                                    {again + net.RoundTrip(MAG3, MAG1) - net.Access(),
                                     net.GetWay({MAG3, MAG2}),
                                     "direct"}},
                                   Seconds(8)),
        "",
        "from MN to CN");
}

void
LuoHandoffLossTestCase::SilentOld()
{
    EpmipFixture net;
    Attach(net);
    Send(net, NODE_MN, NODE_CN, Seconds(2), Seconds(4));
    const Time told = ZERO + net.RoundTrip(MAG3, LMA1);
    const Time later = told + Seconds(100);
    net.CutAt(MAG1, MAG3, ZERO, later - Seconds(1));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    // MAG1 is no gateway that is being told any more: what it says is a hint at most.
    LocationRequest request;
    request.prefixes = {net.GetPrefix(NODE_CN)};
    request.gateway = MeshFixture::GetAddress(MAG4);
    request.lifetime = 15;
    request.timestamp = net.GetAnchor(LMA2)->GetTimestamp(ZERO);
    Pbci message;
    WriteLocationRequest(request, message);
    net.SendAt(later, MAG1, MAG3, message);
    net.RunUntil(later + Seconds(1));
    std::string states;
    for (const auto& change : net.GetStates())
    {
        if (change.place == MAG3 && change.change.object == "handoff")
        {
            states += change.change.to + " " + change.change.reason + " ";
            NS_TEST_EXPECT_MSG_EQ_TOL(change.at,
                                      (change.change.to == "none" ? told + Seconds(60) : told),
                                      EPMIP_TOLERANCE,
                                      change.change.to);
        }
    }
    NS_TEST_EXPECT_MSG_EQ(states, "informing previous-location none unanswered ", "given up");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("MAG3>MAG1 Pbca", later), 0, "acknowledged");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG3, NODE_CN), "", "and not followed");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-handoff-loss`.
 */
class LuoHandoffLossTestSuite : public TestSuite
{
  public:
    LuoHandoffLossTestSuite()
        : TestSuite("pmipv6-luo-handoff-loss")
    {
        using Case = LuoHandoffLossTestCase;
        AddTestCase(new Case("4.3 p, n, p, and n's PBCI is late", &Case::LateInform));
        AddTestCase(new Case("4.3 p, n, p, m, and n's PBCI is late", &Case::LaterStill));
        AddTestCase(new Case("4.3 a lost PBA", &Case::LostAnswer));
        AddTestCase(new Case("4.3 a lost PBA, and on to m", &Case::LostAnswerMoved));
        AddTestCase(new Case("4.3 a lost PBCI to e4", &Case::LostInform));
        AddTestCase(new Case("4.3 a lost PBCA to n", &Case::LostList));
        AddTestCase(new Case("4.3 p is silent", &Case::SilentOld));
    }
};

static LuoHandoffLossTestSuite g_luoHandoffLossTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
