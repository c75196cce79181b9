/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-area-fixture.h"
#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/nstime.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/test.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 7.2: handovers where anchors have the functions that
 * gateways have elsewhere, message by message with the time at which each is sent, and packet by
 * packet with the time that each takes. p = MAG1 and n = MAG4 are the gateways of MN, L1 = LMA1 and
 * L2 = LMA2 their eLMAs, F = LMF1 the LMF; time zero is when MN attaches to n.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// A move from LMA1 to LMA2 with no correspondent elsewhere, from the PBU on.
const std::string AREA_HANDOVER =
    "MAG4>LMA2 PBU, LMA2>LMF1 LocationUpdate, LMF1>LMA2 LocationUpdateAck, LMA2>MAG4 PBA, "
    "LMA2>LMA1 Pbci, LMA2>LMF1 LocationUpdate, LMF1>LMA2 LocationUpdateAck, LMA1>LMA2 Pbca";

/// When something happens as MN comes to n, by the closed forms, from attach.
struct AreaForms
{
    /// @param net the topology
    explicit AreaForms(const AreaFixture& net)
        : claimed(net.Delay(MAG4, LMA2)),
          accepted(claimed + net.RoundTrip(LMA2, LMF1)),
          answered(accepted + net.Delay(LMA2, MAG4)),
          informed(accepted + net.Delay(LMA2, LMA1)),
          told(accepted + net.RoundTrip(LMA2, LMA1))
    {
    }

    Time claimed;  //!< L2 asks F
    Time accepted; //!< L2 has the answer
    Time answered; //!< PBA at n
    Time informed; //!< PBCI at L1
    Time told;     //!< PBCA at L2
};

} // namespace

/**
 * @ingroup pmipv6-tests
 * MN moves, from MAG1; each member function is a test case.
 */
class LuoAreaHandoffTestCase : public MemberTestCase<LuoAreaHandoffTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void ToPeer();      //!< 7.2: MN moves to CN's eLMA
    void FromPeer();    //!< 7.2: MN moves away from CN's eLMA
    void ThirdNode();   //!< 7.2: MN moves, whose correspondent is elsewhere
    void Noticed();     //!< 7.2: the old gateway has noticed before
    void WithinOne();   //!< 7.2: MN stays at its eLMA
    void LateRefresh(); //!< 7.2: the old gateway has not noticed
    void LateLeaving(); //!< 7.2: the old gateway notices late
    void QuickMoves();  //!< 7.2: away and back

  private:
    /// Check what a handover from MAG1 to MAG4 leaves behind, and when its steps were.
    void CheckMoved(const AreaFixture& net);

    /// Have MAG1 extend MN's binding at LMA1, wherever MN is. @param at when
    static void RefreshAt(AreaFixture& net, Time at);

    /**
     * Check MN's move from MAG1 to MAG4 and back, 200 ms later.
     *
     * @param isCut nothing passes between the eLMAs for 500 ms
     */
    void CheckQuickMoves(bool isCut);
};

void
LuoAreaHandoffTestCase::CheckMoved(const AreaFixture& net)
{
    const AreaForms forms(net);
    ExpectSent(net,
               {{"MAG4>LMA2 PBU", Time(0)},
                {"LMA2>LMF1 LocationUpdate", forms.claimed},
                {"LMA2>MAG4 PBA", forms.accepted},
                {"LMA2>LMA1 Pbci", forms.accepted},
                {"LMA1>LMA2 Pbca", forms.informed}});
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("LMA2>LMF1 LocationUpdate", ZERO + forms.accepted) -
                                  ZERO,
                              forms.accepted,
                              EPMIP_TOLERANCE,
                              "F is told beside it");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(LMA1, "started MN LMA2", ZERO) - ZERO,
                              forms.informed,
                              EPMIP_TOLERANCE,
                              "L1 sends on");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(LMA2, "known MN LMA1", ZERO) - ZERO,
                              forms.told,
                              EPMIP_TOLERANCE,
                              "L2 knows the correspondents");
    const auto inform = net.FindRequest("LMA2>LMA1 Pbci", ZERO);
    NS_TEST_EXPECT_MSG_EQ(inform.isPrevious, true, "P");
    NS_TEST_EXPECT_MSG_EQ((inform.gateway == net.GetAddress(LMA2)), true, "at L2");
    const auto claim = net.FindAnswer("LMF1>LMA2 LocationUpdateAck", ZERO);
    NS_TEST_EXPECT_MSG_EQ((claim.prefixes == std::vector{net.GetPrefix(NODE_MN)}), true, "MN's");
    NS_TEST_EXPECT_MSG_EQ((claim.previous == std::vector{net.GetAddress(LMA1)}), true, "L1 had it");
    const auto answer = net.FindMessage("LMA2>MAG4 PBA", ZERO);
    const auto* prefix = FindOption<HomeNetworkPrefixOption>(GetOptions(answer));
    PMIPV6_TEST_REQUIRE(prefix, "a prefix");
    NS_TEST_EXPECT_MSG_EQ((prefix->prefix == net.GetPrefix(NODE_MN)), true, "MN keeps it");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSessions(NODE_MN), "LMA2 MAG4", "one session");
    NS_TEST_EXPECT_MSG_EQ((net.DescribeRecords(LMF1).find("MN LMA2") != std::string::npos),
                          true,
                          "F knows by prefix");
    NS_TEST_EXPECT_MSG_EQ(
        (net.DescribeRecords(LMF1).find("mn@example.com LMA2") != std::string::npos),
        true,
        "and by identifier");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoAreaHandoffTestCase::ToPeer()
{
    AreaFixture net;
    Attach(net);
    const auto [up, down] = SendBoth(net, Seconds(7));
    net.MoveAt(ZERO, NODE_MN, MAG4);
    net.RunUntil(Seconds(8));
    const AreaForms forms(net);
    const Time w = net.Access();
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)), AREA_HANDOVER, "8 messages");
    CheckMoved(net);
    const auto list = net.FindAnswer("LMA1>LMA2 Pbca", ZERO);
    PMIPV6_TEST_REQUIRE(list.correspondents.size() == 1, "one correspondent");
    NS_TEST_EXPECT_MSG_EQ(net.GetName(list.correspondents[0].gateway), "LMA2", "it is at L2");
    const Time local = net.GetWay({MAG4, LMA2, MAG2});
    NS_TEST_EXPECT_MSG_EQ(
        AreaFixture::DescribeWays(
            up,
            {{ZERO - MilliSeconds(500), net.GetWay({MAG1, LMA1, LMA2, MAG2}), "between eLMAs"},
             {ZERO - WITHOUT_LINK, LOST, "no link, no registration"},
             {ZERO + forms.answered - w, local, "at L2"}},
            Seconds(7)),
        "",
        "from MN to CN");
    const Time toOld = net.GetWay({MAG2, LMA2, LMA1, MAG1});
    NS_TEST_EXPECT_MSG_EQ(AreaFixture::DescribeWays(
                              down,
                              {{ZERO - MilliSeconds(500), toOld, "between eLMAs"},
                               {ZERO - WITHOUT_LINK - toOld, LOST, "to p, which has no link"},
                               {ZERO + forms.accepted - net.Delay(MAG2, LMA2) - w, local, "at L2"}},
                              Seconds(7)),
                          "",
                          "from CN to MN");
}

void
LuoAreaHandoffTestCase::FromPeer()
{
    AreaFixture net;
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG3);
    const auto [up, down] = SendBoth(net, Seconds(7));
    net.MoveAt(ZERO, NODE_MN, MAG4);
    net.RunUntil(Seconds(8));
    const AreaForms forms(net);
    const Time w = net.Access();
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)), AREA_HANDOVER, "8 messages");
    CheckMoved(net);
    const Time toOld = net.GetWay({MAG3, LMA1, MAG1});
    const Time between = net.GetWay({MAG4, LMA2, LMA1, MAG3});
    NS_TEST_EXPECT_MSG_EQ(
        AreaFixture::DescribeWays(
            down,
            {{ZERO - MilliSeconds(500), toOld, "at L1"},
             {ZERO - WITHOUT_LINK - toOld, LOST, "to p, which has no link"},
             {ZERO + forms.informed - net.Delay(MAG3, LMA1) - w, between, "between eLMAs"}},
            Seconds(7)),
        "",
        "from CN to MN");
    // What MN sends before the answer of L1, which knows CN, waits for that: nothing else leads
    // there.
    const Time released = forms.told - net.Delay(LMA2, MAG4) - w;
    const Time rest = net.Delay(LMA2, LMA1) + net.Delay(LMA1, MAG3) + w;
    NS_TEST_EXPECT_MSG_EQ(AreaFixture::DescribeHeld(up,
                                                    ZERO + forms.answered - w,
                                                    ZERO + released,
                                                    ZERO + forms.told + rest),
                          "",
                          "held at L2");
    NS_TEST_EXPECT_MSG_EQ(
        AreaFixture::DescribeWays(up, {{ZERO + released, between, "between eLMAs"}}, Seconds(7)),
        "",
        "from MN to CN");
    NS_TEST_EXPECT_MSG_EQ(AreaFixture::IsInOrder(up, ZERO, Seconds(7)), true, "in order");
}

void
LuoAreaHandoffTestCase::ThirdNode()
{
    // The correspondent's DRF is at the border gateway, L3 of the closed forms.
    AreaOptions options;
    options.nMobiles = 1;
    AreaFixture net(options);
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    auto& up = Send(net, NODE_MN, NODE_FIXED, Seconds(2), Seconds(7));
    auto& down = Send(net, NODE_FIXED, NODE_MN, Seconds(3), Seconds(7));
    net.MoveAt(ZERO, NODE_MN, MAG4);
    net.RunUntil(Seconds(8));
    const AreaForms forms(net);
    const Time w = net.Access();
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                          "MAG4>LMA2 PBU, LMA2>LMF1 LocationUpdate, LMF1>LMA2 LocationUpdateAck, "
                          "LMA2>MAG4 PBA, LMA2>LMA1 Pbci, LMA2>LMF1 LocationUpdate, "
                          "LMF1>LMA2 LocationUpdateAck, LMA1>LMA2 Pbca, LMA1>AR1 Pbci, "
                          "AR1>LMA1 Pbca",
                          "8 + 2c messages");
    CheckMoved(net);
    const Time peer = forms.informed + net.Delay(LMA1, AR1);
    ExpectSent(net, {{"LMA1>AR1 Pbci", forms.informed}, {"AR1>LMA1 Pbca", peer}});
    const auto getWay = [&](const std::vector<RoutingPlace>& places) {
        return net.GetWay(places) - w;
    };
    const Time toOld = getWay({AR1, LMA1, MAG1});
    NS_TEST_EXPECT_MSG_EQ(
        AreaFixture::DescribeWays(down,
                                  {{ZERO - MilliSeconds(500), toOld, "by L1"},
                                   {ZERO - WITHOUT_LINK - toOld, LOST, "to p, which has no link"},
                                   {ZERO + forms.informed - net.Delay(AR1, LMA1),
                                    getWay({AR1, LMA1, LMA2, MAG4}),
                                    "sent on by L1"},
                                   {ZERO + peer, getWay({AR1, LMA2, MAG4}), "by L2"}},
                                  Seconds(7)),
        "",
        "from FIXED to MN");
    // T_L2 + d(n,L2) + U + d(L2,L1) + d(L1,p) + w_p.
    const Time lost = WITHOUT_LINK + forms.informed + net.Delay(LMA1, MAG1) + w;
    const auto count = down.GetLost().size();
    NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(count),
                              lost.GetSeconds() / INTERVAL.GetSeconds(),
                              1,
                              "how many are lost");
    // The first one that is sent on is late by less than INTERVAL.
    const Time first = ZERO + forms.informed + net.Delay(LMA1, LMA2) + net.Delay(LMA2, MAG4) + w;
    Time arrival = Time::Max();
    for (const auto& [number, one] : down.GetArrivals())
    {
        arrival = one.at > ZERO ? Min(arrival, one.at) : arrival;
    }
    NS_TEST_EXPECT_MSG_EQ((arrival >= first && arrival < first + INTERVAL), true, "first downlink");
    const Time released = forms.told - net.Delay(LMA2, MAG4) - w;
    NS_TEST_EXPECT_MSG_EQ(AreaFixture::DescribeHeld(up,
                                                    ZERO + forms.answered - w,
                                                    ZERO + released,
                                                    ZERO + forms.told + net.Delay(LMA2, AR1)),
                          "",
                          "held at L2");
    NS_TEST_EXPECT_MSG_EQ(
        AreaFixture::DescribeWays(up,
                                  {{ZERO + released, getWay({MAG4, LMA2, AR1}), "by L2"}},
                                  Seconds(7)),
        "",
        "from MN to FIXED");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(AR1, NODE_MN), "LMA2", "at the border gateway");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(LMA2, NODE_FIXED), "AR1", "at L2");
}

void
LuoAreaHandoffTestCase::Noticed()
{
    AreaOptions options;
    options.detection = NOTICED;
    AreaFixture net(options);
    Attach(net);
    const auto [up, down] = SendBoth(net, Seconds(7));
    net.MoveAt(ZERO, NODE_MN, MAG4);
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO - WITHOUT_LINK, Seconds(20)),
                          "MAG1>LMA1 PBU, LMA1>MAG1 PBA, " + AREA_HANDOVER,
                          "two messages more");
    CheckMoved(net);
    const Time way = net.GetWay({MAG4, LMA2, MAG2});
    ExpectDirect({&up, &down}, ZERO + MilliSeconds(100), way, Seconds(7), "packets");
}

void
LuoAreaHandoffTestCase::WithinOne()
{
    AreaFixture net;
    Attach(net);
    const auto [up, down] = SendBoth(net, Seconds(7));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    const Time w = net.Access();
    const Time accepted = net.Delay(MAG3, LMA1);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, LMA1>LMF1 LocationUpdate, "
                          "LMF1>LMA1 LocationUpdateAck",
                          "two messages more than RFC 5213 has");
    ExpectSent(net, {{"LMA1>MAG3 PBA", accepted}, {"LMA1>LMF1 LocationUpdate", accepted}});
    const auto answer = net.FindAnswer("LMF1>LMA1 LocationUpdateAck", ZERO);
    NS_TEST_EXPECT_MSG_EQ(answer.previous.size(), 0, "it has been nowhere else");
    const Time toOld = net.GetWay({MAG2, LMA2, LMA1, MAG1});
    NS_TEST_EXPECT_MSG_EQ(AreaFixture::DescribeWays(
                              down,
                              {{ZERO - WITHOUT_LINK - toOld, LOST, "to p"},
                               {ZERO + accepted - net.Delay(LMA2, LMA1) - net.Delay(MAG2, LMA2) - w,
                                net.GetWay({MAG2, LMA2, LMA1, MAG3}),
                                "to n"}},
                              Seconds(7)),
                          "",
                          "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(
        AreaFixture::DescribeWays(up,
                                  {{ZERO - WITHOUT_LINK, LOST, "no link, no registration"},
                                   {ZERO + net.RoundTrip(MAG3, LMA1) - w,
                                    net.GetWay({MAG3, LMA1, LMA2, MAG2}),
                                    "as before"}},
                                  Seconds(7)),
        "",
        "from MN to CN");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoAreaHandoffTestCase::RefreshAt(AreaFixture& net, Time at)
{
    AreaFixture::At(at, [&net, at] {
        auto refresh = std::get<BindingUpdate>(net.FindMessage("MAG1>LMA1 PBU"));
        ++refresh.sequence;
        for (auto& option : refresh.options)
        {
            if (auto* indicator = std::get_if<HandoffIndicatorOption>(&option))
            {
                indicator->indicator = HandoffIndicator::NOT_CHANGED;
            }
            else if (auto* timestamp = std::get_if<TimestampOption>(&option))
            {
                timestamp->timestamp = ToMobilityTimestamp(at);
            }
        }
        net.GetSignaling(MAG1)->Send(refresh,
                                     MeshFixture::GetAddress(MAG1),
                                     MeshFixture::GetAddress(LMA1));
    });
}

void
LuoAreaHandoffTestCase::LateRefresh()
{
    // Of a gateway that does not ask the node first, while and after L1 sends on what comes for MN.
    for (const auto& refresh : {Seconds(16), Seconds(210)})
    {
        AreaFixture net;
        Attach(net);
        net.MoveAt(ZERO, NODE_MN, MAG4);
        RefreshAt(net, refresh);
        auto& down = net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(20));
        down.Run(refresh - Seconds(2), 300);
        net.RunUntil(refresh + Seconds(5));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(refresh - Seconds(1), refresh + Seconds(2)),
                              "MAG1>LMA1 PBU, LMA1>MAG1 PBA",
                              "nobody else hears of it, " << refresh.As(Time::S));
        const auto message = net.FindMessage("LMA1>MAG1 PBA", refresh);
        const auto* answer = std::get_if<BindingAcknowledgement>(&message);
        PMIPV6_TEST_REQUIRE(answer, "it is answered");
        NS_TEST_EXPECT_MSG_EQ((answer->status == BindingStatus::NOT_LMA_FOR_THIS_MOBILE_NODE),
                              true,
                              "it is refused, " << refresh.As(Time::S));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSessions(NODE_MN), "LMA2 MAG4", "no session");
        NS_TEST_EXPECT_MSG_EQ(down.GetLost().size(), 0, "none is lost");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    }
}

void
LuoAreaHandoffTestCase::LateLeaving()
{
    AreaOptions options;
    options.detection = MilliSeconds(300);
    AreaFixture net(options);
    Attach(net);
    const auto [up, down] = SendBoth(net, Seconds(7));
    net.MoveAt(ZERO, NODE_MN, MAG4);
    net.RunUntil(Seconds(20));
    const Time noticed = ZERO - WITHOUT_LINK + MilliSeconds(300);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, noticed), AREA_HANDOVER, "a handover");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG1>LMA1 PBU", ZERO),
                              noticed,
                              EPMIP_TOLERANCE,
                              "it has noticed");
    NS_TEST_EXPECT_MSG_EQ(
        (net.DescribeSent(noticed, Seconds(20)).find("LMF1") == std::string::npos),
        true,
        "no LMF hears of it");
    CheckMoved(net);
    const Time way = net.GetWay({MAG4, LMA2, MAG2});
    ExpectDirect({&up, &down}, ZERO + MilliSeconds(100), way, Seconds(7), "packets");
}

void
LuoAreaHandoffTestCase::CheckQuickMoves(bool isCut)
{
    AreaFixture net;
    Attach(net);
    const auto [up, down] = SendBoth(net, Seconds(15));
    const Time back = ZERO + MilliSeconds(200);
    net.MoveAt(ZERO, NODE_MN, MAG4);
    net.MoveAt(back, NODE_MN, MAG1);
    if (isCut)
    {
        net.CutAt(LMA1, LMA2, ZERO, ZERO + MilliSeconds(500));
    }
    net.RunUntil(Seconds(16));
    const std::string what = isCut ? "PBCI lost" : "none lost";
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSessions(NODE_MN), "LMA1 MAG1", what);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeRecords(LMF1),
                          "cn@example.com LMA2, mn@example.com LMA1, MN LMA1, CN LMA2",
                          what);
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(LMA1, NODE_MN), "", what);
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(LMA2, NODE_MN), "LMA1", what);
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(LMA1, NODE_CN), "LMA2", what);
    const Time way = net.GetWay({MAG1, LMA1, LMA2, MAG2});
    ExpectDirect({&up, &down}, back + Seconds(2), way, Seconds(15), what);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", what);
}

void
LuoAreaHandoffTestCase::QuickMoves()
{
    CheckQuickMoves(false);
    CheckQuickMoves(true);
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-area-handoff`.
 */
class LuoAreaHandoffTestSuite : public TestSuite
{
  public:
    LuoAreaHandoffTestSuite()
        : TestSuite("pmipv6-luo-area-handoff")
    {
        using Case = LuoAreaHandoffTestCase;
        AddTestCase(new Case("7.2 a handover to the correspondent's eLMA", &Case::ToPeer));
        AddTestCase(new Case("7.2 a handover away from it", &Case::FromPeer));
        AddTestCase(new Case("7.2 a handover with a third node", &Case::ThirdNode));
        AddTestCase(new Case("7.2 a handover that was noticed", &Case::Noticed));
        AddTestCase(new Case("7.2 a handover within an eLMA", &Case::WithinOne));
        AddTestCase(new Case("7.2 a late refresh", &Case::LateRefresh));
        AddTestCase(new Case("7.2 a late de-registration", &Case::LateLeaving));
        AddTestCase(new Case("7.2 two quick moves", &Case::QuickMoves));
    }
};

static LuoAreaHandoffTestSuite g_luoAreaHandoffTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
