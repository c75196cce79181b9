/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/boolean.h"
#include "ns3/nstime.h"
#include "ns3/test.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 4.3: who a node's correspondents are, as its gateways
 * tell each other: many of them, in several messages in any order, and some that move meanwhile.
 * p = MAG1, n = MAG3 and e4 = MAG2; time zero is when MN attaches to n.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN and its correspondents; each member function is a test case.
 */
class LuoCorrespondentsTestCase : public MemberTestCase<LuoCorrespondentsTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Eight();         //!< at two gateways, at p and at n
    void Crowd();         //!< more than one PBCA names
    void LastPartFirst(); //!< Ro: the same in any order
    void ToLeftGateway(); //!< to the gateway that its correspondent leaves
    void UnknownThere();  //!< n does not know the node
    void UplinkWaits();   //!< UplinkHoldTime
    void UplinkGivesUp(); //!< UplinkHoldTime, and no list
    void UplinkOut();     //!< UplinkHoldTime, to whom nobody manages

  private:
    /// How many correspondents a crowd is: they need two messages.
    static constexpr uint32_t CROWD = 45;

    /// @return options with that many correspondents
    static EpmipOptions With(uint32_t nPeers)
    {
        EpmipOptions options;
        options.nMobiles = 2 * nPeers;
        return options;
    }

    /// @return options with that UplinkHoldTime
    static EpmipOptions WithHoldTime(Time time)
    {
        return WithMobility("UplinkHoldTime", TimeValue(time));
    }

    /// Attach MN to p and CN to e4. @return a flow from MN to CN, beyond the move
    static ProbeFlow& SendUp(EpmipFixture& net)
    {
        Attach(net);
        auto& flow = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
        flow.Run(Seconds(2) + MicroSeconds(500), 2000);
        return flow;
    }

    /**
     * Attach MN to p and some correspondents, and let it send to each.
     *
     * @param net the topology
     * @param gateways those of the correspondents, by their numbers
     */
    static void Talk(EpmipFixture& net, const std::vector<RoutingPlace>& gateways);

    /// Let a crowd's node move, and check that all of it is known at n. @return parts that came
    /// behind the last one
    uint32_t MoveCrowd(const EpmipOptions& options);

    /// Let MN move to the gateway from which CN goes, while that is answered. @param isMended Mend
    /// @return where CN's new gateway takes MN to be, no packet being sent
    static std::string GoWhereItLeaves(bool isMended);
};

void
LuoCorrespondentsTestCase::Talk(EpmipFixture& net, const std::vector<RoutingPlace>& gateways)
{
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    for (uint32_t i = 0; i < gateways.size(); ++i)
    {
        net.AttachAt(Seconds(1), GetPeer(i), gateways[i]);
        net.AddFlow(NODE_MN, GetPeer(i), MilliSeconds(100)).Run(Seconds(2), 3);
    }
}

void
LuoCorrespondentsTestCase::Eight()
{
    EpmipFixture net(With(8));
    Talk(net, {MAG2, MAG4, MAG1, MAG3, MAG2, MAG4, MAG2, MAG3});
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, MAG3>MAG1 Pbci, MAG1>MAG3 Pbca, "
                          "MAG1>MAG2 Pbci, MAG1>MAG4 Pbci, MAG2>MAG1 Pbca, MAG4>MAG1 Pbca",
                          "4 + 2c messages, c being the gateways but for p and n");
    const auto list = net.FindAnswer("MAG1>MAG3 Pbca", ZERO);
    NS_TEST_EXPECT_MSG_EQ(list.correspondents.size(), 8, "all are named");
    for (const auto& [peer, where] : std::vector<std::pair<uint32_t, std::string>>{{0, "MAG2"},
                                                                                   {1, "MAG4"},
                                                                                   {2, "MAG1"},
                                                                                   {3, ""},
                                                                                   {4, "MAG2"},
                                                                                   {5, "MAG4"},
                                                                                   {7, ""}})
    {
        NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG3, GetPeer(peer)), where, "of CN " << peer);
    }
    for (const auto gateway : {MAG1, MAG2, MAG4})
    {
        NS_TEST_EXPECT_MSG_EQ(net.GetLocation(gateway, NODE_MN), "MAG3", "at " << gateway);
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

uint32_t
LuoCorrespondentsTestCase::MoveCrowd(const EpmipOptions& options)
{
    EpmipFixture net(options);
    Talk(net, std::vector<RoutingPlace>(CROWD, MAG2));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    std::vector<ExperimentalStatus> parts;
    for (const auto& signal : net.GetSignals(SignalKind::RECEIVED))
    {
        const auto* part = std::get_if<Pbca>(&signal.message);
        if (part && signal.place == MAG3)
        {
            parts.push_back(part->status);
        }
    }
    NS_TEST_EXPECT_MSG_EQ(parts.size(), 2, "two parts");
    for (uint32_t i = 0; i < CROWD; ++i)
    {
        NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG3, GetPeer(i)), "MAG2", "of CN " << i);
    }
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG3, "path MN>CN", ZERO), CROWD, "MN's paths");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    return parts.empty() || parts[0] == ExperimentalStatus::SUCCESS_MORE_TO_FOLLOW ? 0 : 1;
}

void
LuoCorrespondentsTestCase::Crowd()
{
    NS_TEST_EXPECT_MSG_EQ(MoveCrowd(With(CROWD)), 0, "in order");
}

void
LuoCorrespondentsTestCase::LastPartFirst()
{
    uint32_t nLate = 0;
    for (uint32_t run = 1; run <= 6; ++run)
    {
        EpmipOptions options = With(CROWD);
        options.jitter = MilliSeconds(5);
        options.run = run;
        nLate += MoveCrowd(options);
    }
    NS_TEST_EXPECT_MSG_EQ((nLate > 0), true, "out of order, some of them");
}

std::string
LuoCorrespondentsTestCase::GoWhereItLeaves(bool isMended)
{
    EpmipFixture net(WithMobility("Mend", BooleanValue(isMended)));
    Talk(net, {MAG2});
    // MAG2 is told that CN has gone while MN's request of its own is out.
    const Time asked = net.RoundTrip(MAG4, LMA2) + net.Delay(MAG4, MAG2);
    const Time answered = ZERO + net.RoundTrip(MAG2, LMA1);
    net.MoveAt(ZERO, NODE_MN, MAG2);
    net.MoveAt(answered - MilliSeconds(5) - asked, NODE_CN, MAG4);
    // And MAG1 is not: it would tell MAG4 of MN.
    net.CutAt(MAG2, MAG1, answered - MilliSeconds(6), answered - MilliSeconds(4));
    net.RunUntil(Seconds(8));
    return net.GetLocation(MAG4, NODE_MN) + (net.DescribeFaults().empty() ? "" : ", wrongly");
}

void
LuoCorrespondentsTestCase::ToLeftGateway()
{
    NS_TEST_EXPECT_MSG_EQ(GoWhereItLeaves(true), "MAG2", "not a packet was needed");
    NS_TEST_EXPECT_MSG_EQ(GoWhereItLeaves(false), "MAG1, wrongly", "without the mend");
}

void
LuoCorrespondentsTestCase::UnknownThere()
{
    EpmipFixture net;
    Talk(net, {MAG2});
    net.MoveAt(ZERO, NODE_MN, MAG3);
    LocationRequest request;
    request.prefixes = {Prefix(net.GetPrefix(NODE_MN).GetAddress(), 128)};
    Pbci unknown;
    WriteLocationRequest(request, unknown);
    net.SendAt(Seconds(6), MAG4, MAG1, unknown);
    net.SendAt(Seconds(7), MAG3, MAG1, unknown);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG1, "none", ZERO),
                              Seconds(7) + net.Delay(MAG3, MAG1),
                              PACKET_TOLERANCE,
                              "p sends nothing on to who does not know the node");
}

void
LuoCorrespondentsTestCase::UplinkWaits()
{
    EpmipFixture net(WithHoldTime(MilliSeconds(100)));
    auto& flow = SendUp(net);
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    const Time answered = ZERO + net.RoundTrip(MAG3, LMA1);
    const Time told = answered + net.RoundTrip(MAG3, MAG1);
    uint32_t nHeld = 0;
    for (const auto& [number, arrival] : flow.GetArrivals())
    {
        const Time seen = flow.GetSent()[number] + net.Access();
        if (seen < ZERO)
        {
            continue;
        }
        nHeld += seen < told ? 1 : 0;
        NS_TEST_EXPECT_MSG_EQ_TOL(arrival.at,
                                  Max(seen, told) + net.Delay(MAG3, MAG2) + net.Access(),
                                  PACKET_TOLERANCE,
                                  "packet " << number);
    }
    const auto expected =
        static_cast<uint32_t>((told - answered).GetNanoSeconds() / INTERVAL.GetNanoSeconds());
    NS_TEST_EXPECT_MSG_EQ((nHeld == expected || nHeld == expected + 1), true, "R(n,p) / D wait");
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::IsInOrder(flow, Seconds(3), Seconds(6)), true, "in order");
}

void
LuoCorrespondentsTestCase::UplinkGivesUp()
{
    EpmipFixture net(WithHoldTime(MilliSeconds(30)));
    auto& flow = SendUp(net);
    net.CutAt(MAG3, MAG1, ZERO, ZERO + MilliSeconds(500));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    const Time answered = ZERO + net.RoundTrip(MAG3, LMA1);
    const Time end = answered + MilliSeconds(30);
    const Time byAnchors = net.GetWay({MAG3, LMA1, LMA2, MAG2});
    for (const auto& [number, arrival] : flow.GetArrivals())
    {
        const Time seen = flow.GetSent()[number] + net.Access();
        if (seen < ZERO || seen > ZERO + MilliSeconds(900))
        {
            continue;
        }
        NS_TEST_EXPECT_MSG_EQ_TOL(arrival.at,
                                  Max(seen, end) + byAnchors - net.Access(),
                                  PACKET_TOLERANCE,
                                  "packet " << number);
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG3, NODE_CN), "MAG2", "by the second PBCI");
}

void
LuoCorrespondentsTestCase::UplinkOut()
{
    EpmipFixture net(WithHoldTime(MilliSeconds(100)));
    SendUp(net);
    net.MoveAt(ZERO, NODE_MN, MAG3);
    const Time answered = ZERO + net.RoundTrip(MAG3, LMA1);
    const Time told = answered + net.RoundTrip(MAG3, MAG1);
    const Ipv6Address outside("fd00:9::1");
    net.SendPacketAt(answered + MilliSeconds(1), NODE_MN, outside);
    net.SendPacketAt(told + MilliSeconds(50), NODE_MN, outside);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG3, "ended ? none", ZERO),
                              answered + MilliSeconds(1) + net.Access(),
                              PACKET_TOLERANCE,
                              "no list can name it");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG3, "ended ? none", ZERO),
                          1,
                          "the list ends no RetryHoldDown");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-correspondents`.
 */
class LuoCorrespondentsTestSuite : public TestSuite
{
  public:
    LuoCorrespondentsTestSuite()
        : TestSuite("pmipv6-luo-correspondents")
    {
        using Case = LuoCorrespondentsTestCase;
        AddTestCase(new Case("4.3 eight correspondents", &Case::Eight));
        AddTestCase(new Case("4.3 forty-five correspondents", &Case::Crowd));
        AddTestCase(new Case("4.3 the last part first", &Case::LastPartFirst));
        AddTestCase(new Case("4.3 to the gateway that its peer leaves", &Case::ToLeftGateway));
        AddTestCase(new Case("4.3 n does not know the node", &Case::UnknownThere));
        AddTestCase(new Case("4.3 uplink waits for the list", &Case::UplinkWaits));
        AddTestCase(new Case("4.3 uplink waits for too long", &Case::UplinkGivesUp));
        AddTestCase(new Case("5.1 uplink out of all management", &Case::UplinkOut));
    }
};

static LuoCorrespondentsTestSuite g_luoCorrespondentsTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
