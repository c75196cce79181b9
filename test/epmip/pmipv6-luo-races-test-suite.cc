/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/boolean.h"
#include "ns3/random-variable-stream.h"
#include "ns3/test.h"

#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 4.3 and 9: handovers while another one, or what tells
 * of it, is under way, with the mend and without it. p = MAG1, n = MAG3 and m = MAG4 are the
 * gateways of MN, one after the other, e4 = MAG2 is CN's; time zero is when MN attaches to n.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN and CN of two anchors; each member function is a test case.
 */
class LuoRaceTestCase : public MemberTestCase<LuoRaceTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void PingPong();         //!< p, n, p
    void Quickly();          //!< p, n, m
    void LateAsker();        //!< who has asked too early is told by its packet
    void BothMove();         //!< at once, the nodes being silent
    void BothMoveTalking();  //!< at once, with packets
    void BothMoveUnmended(); //!< without Mend

  private:
    void DoTeardown() override
    {
        m_net.reset(); // There is one simulation at a time.
    }

    /// Let MN and CN talk until ZERO, or for longer, and move both so that each p is told of its
    /// node while what it tells the other one is on its way.
    void RunBothMove(bool isMended, Time end);

    std::unique_ptr<EpmipFixture> m_net; //!< of RunBothMove
    ProbeFlow* m_up{nullptr};            //!< MN to CN
    ProbeFlow* m_down{nullptr};          //!< CN to MN
};

void
LuoRaceTestCase::PingPong()
{
    EpmipFixture net;
    Attach(net);
    const auto [up, down] = SendBoth(net, Seconds(7));
    const Time back = ZERO + MilliSeconds(500);
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.MoveAt(back, NODE_MN, MAG1);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, back), ONE_HANDOVER, "to n");
    // p calls back whom it has sent to n; at e4 n's word comes later, so that e4 asks.
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(back, Seconds(8)),
                          "MAG1>LMA1 PBU, LMA1>MAG1 PBA, MAG1>MAG3 Pbci, MAG1>MAG2 Pbci, "
                          "MAG3>MAG1 Pbca, MAG3>MAG2 Pbci, MAG2>LMA1 Pbqr, MAG2>MAG1 Pbca, "
                          "MAG2>MAG3 Pbca, LMA1>MAG2 Pbqa",
                          "back to p");
    const Time answered = net.RoundTrip(MAG1, LMA1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG1>MAG3 Pbci", back),
                              back + answered,
                              EPMIP_TOLERANCE,
                              "n is told");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG2, "path CN>MN MAG1", back),
                              back + answered + net.Delay(MAG1, MAG3) + net.Delay(MAG3, MAG2),
                              EPMIP_TOLERANCE,
                              "e4 follows");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "path MN>CN MAG2", back),
                              back + answered,
                              EPMIP_TOLERANCE,
                              "what p has known");
    const Time direct = net.GetWay({MAG1, MAG2});
    ExpectDirect({&up, &down}, Seconds(6), direct, Seconds(7), "in the end");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoRaceTestCase::Quickly()
{
    // MN is at m before n has its PBA.
    EpmipFixture net;
    Attach(net);
    const auto [up, down] = SendBoth(net, Seconds(7));
    const Time second = ZERO + MilliSeconds(12);
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.DetachAt(second - MilliSeconds(1), NODE_MN);
    net.AttachAt(second, NODE_MN, MAG4);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, MAG4>LMA1 PBU, MAG3>MAG1 Pbci, "
                          "LMA1>MAG4 PBA, MAG1>MAG3 Pbca, MAG1>MAG2 Pbci, MAG2>MAG1 Pbca, "
                          "MAG4>MAG3 Pbci, MAG4>MAG1 Pbci, MAG3>MAG4 Pbca, MAG3>MAG2 Pbci, "
                          "MAG1>MAG4 Pbca, MAG1>MAG2 Pbci, MAG2>MAG3 Pbca, "
                          "MAG2>MAG1 Pbca",
                          "n and p are told");
    const auto answer = net.FindMessage("LMA1>MAG4 PBA", ZERO);
    std::string named;
    for (const auto& option : GetOptions(answer))
    {
        const auto* previous = std::get_if<PreviousLocationOption>(&option);
        named += previous ? net.GetName(previous->address) + " " : "";
    }
    NS_TEST_EXPECT_MSG_EQ(named, "MAG3 MAG1 ", "the newest first");
    const Time answered = second + net.RoundTrip(MAG4, LMA1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG4>MAG1 Pbci", ZERO), answered, EPMIP_TOLERANCE, "p");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG2, "path CN>MN MAG4", ZERO),
                              answered + net.Delay(MAG4, MAG3) + net.Delay(MAG3, MAG2),
                              EPMIP_TOLERANCE,
                              "e4 is told by n");
    const Time direct = net.GetWay({MAG4, MAG2});
    ExpectDirect({&up, &down}, Seconds(6), direct, Seconds(7), "in the end");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoRaceTestCase::LateAsker()
{
    // CN's gateway is told that MN is at p, and p knows of nothing when n asks it.
    for (const bool isMended : {true, false})
    {
        EpmipFixture net(WithMobility("Mend", BooleanValue(isMended)));
        Attach(net);
        auto& down = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
        down.Run(ZERO - MicroSeconds(5300), 1000);
        net.MoveAt(ZERO, NODE_MN, MAG3);
        net.RunUntil(Seconds(9));
        NS_TEST_EXPECT_MSG_EQ(
            net.DescribeSent(Seconds(2), Seconds(9)),
            std::string("MAG2>LMA1 Pbqr, MAG3>LMA1 PBU, LMA1>MAG2 Pbqa, LMA1>MAG3 PBA, "
                        "MAG3>MAG1 Pbci, MAG1>MAG3 Pbca") +
                (isMended ? ", MAG1>MAG2 Pbci, MAG2>MAG1 Pbca" : ""),
            "messages");
        const Time w = net.Access();
        const Time known = ZERO - MilliSeconds(3) + net.RoundTrip(MAG2, LMA1);
        std::vector<EpmipLeg> legs{
            {ZERO - MilliSeconds(10), net.GetWay({MAG2, LMA2, LMA1, MAG3}), "by the eLMAs"},
            {known - w, net.GetWay({MAG2, MAG1, MAG3}), "sent on by p"}};
        if (isMended)
        {
            const Time first =
                EpmipFixture::FindPacket(down, known - w) + w + net.Delay(MAG2, MAG1);
            NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG1>MAG2 Pbci", ZERO),
                                      first,
                                      PACKET_TOLERANCE,
                                      "by its first packet");
            legs.push_back({first + net.Delay(MAG1, MAG2) - w, net.GetWay({MAG2, MAG3}), "direct"});
        }
        NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(down, legs, Seconds(7)),
                              "",
                              "nothing is lost");
        NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN),
                              (isMended ? "MAG3" : "MAG1"),
                              "at e4");
    }
}

void
LuoRaceTestCase::RunBothMove(bool isMended, Time end)
{
    m_net = std::make_unique<EpmipFixture>(WithMobility("Mend", BooleanValue(isMended)));
    Attach(*m_net);
    const auto [up, down] = SendBoth(*m_net, end);
    m_up = &up;
    m_down = &down;
    // R3: abs(X1 - X2) = 0.55 ms < d(p1, p2).
    m_net->MoveAt(ZERO + MilliSeconds(15), NODE_MN, MAG3);
    m_net->MoveAt(ZERO, NODE_CN, MAG4);
    m_net->RunUntil(Seconds(9));
}

void
LuoRaceTestCase::BothMove()
{
    RunBothMove(true, Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(m_net->DescribeSent(ZERO, Seconds(9)),
                          "MAG4>LMA2 PBU, MAG3>LMA1 PBU, LMA2>MAG4 PBA, LMA1>MAG3 PBA, "
                          "MAG4>MAG2 Pbci, MAG3>MAG1 Pbci, MAG1>MAG3 Pbca, MAG1>MAG2 Pbci, "
                          "MAG2>MAG4 Pbca, MAG2>MAG1 Pbci, MAG2>MAG4 Pbci, MAG2>MAG1 Pbca, "
                          "MAG1>MAG3 Pbci, MAG1>MAG2 Pbca, MAG3>MAG1 Pbca, MAG4>MAG2 Pbca",
                          "12, and 2 for each that the mend sends");
    NS_TEST_EXPECT_MSG_EQ(m_net->GetLocation(MAG3, NODE_CN), "MAG4", "at MN's");
    NS_TEST_EXPECT_MSG_EQ(m_net->GetLocation(MAG4, NODE_MN), "MAG3", "at CN's");
    NS_TEST_EXPECT_MSG_EQ(m_net->DescribeFaults(), "", "not a packet was needed");
}

void
LuoRaceTestCase::BothMoveTalking()
{
    RunBothMove(true, Seconds(7));
    const Time direct = m_net->GetWay({MAG3, MAG4});
    ExpectDirect({m_up, m_down}, ZERO + MilliSeconds(100), direct, Seconds(7), "soon");
    NS_TEST_EXPECT_MSG_EQ(m_net->DescribeFaults(), "", "tables");
}

void
LuoRaceTestCase::BothMoveUnmended()
{
    RunBothMove(false, Seconds(7));
    const std::string faults = m_net->DescribeFaults();
    for (const auto* stale : {"MAG3 holds cn@example.com at MAG2, it is at MAG4.",
                              "MAG4 holds mn@example.com at MAG1, it is at MAG3."})
    {
        NS_TEST_EXPECT_MSG_EQ((faults.find(stale) != std::string::npos), true, stale << faults);
    }
    // Traffic survives, by the old gateways.
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(*m_up,
                                   {{Seconds(6), m_net->GetWay({MAG3, MAG2, MAG4}), "by CN's p"}},
                                   Seconds(7)),
        "",
        "from MN to CN");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(*m_down,
                                   {{Seconds(6), m_net->GetWay({MAG4, MAG1, MAG3}), "by MN's p"}},
                                   Seconds(7)),
        "",
        "from CN to MN");
}

/**
 * @ingroup pmipv6-tests
 * Both move at about the same time, in random topologies without regard to the triangle inequality
 * (draft-luo, 9: the race of RFC 6279, 3.2).
 */
class LuoRandomRaceTestCase : public LuoTestCase
{
  public:
    /**
     * @param hasTwoAnchors A22; else A21
     * @param isTalking packets go on; else they end before
     * @param isMended Mend; without it all those end wrong of which R3's condition holds
     */
    LuoRandomRaceTestCase(bool hasTwoAnchors, bool isTalking, bool isMended)
        : LuoTestCase(std::string("9 both move, 100 random topologies, ") +
                      (hasTwoAnchors ? "A22" : "A21") + (isTalking ? ", talking" : ", silent") +
                      (isMended ? "" : ", without Mend")),
          m_hasTwoAnchors(hasTwoAnchors),
          m_isTalking(isTalking),
          m_isMended(isMended)
    {
    }

  private:
    void DoRun() override
    {
        auto random = CreateObject<UniformRandomVariable>();
        random->SetStream(11);
        uint32_t bad = 0;
        uint32_t nRaces = 0;
        std::string first;
        for (uint32_t run = 0; run < 100; ++run)
        {
            EpmipOptions options = WithMobility("Mend", BooleanValue(m_isMended));
            options.hasTwoAnchors = m_hasTwoAnchors;
            for (auto& delay : options.delays)
            {
                delay = random->GetValue(1, 40);
            }
            const Time offset = MicroSeconds(static_cast<int64_t>(random->GetValue(-60e3, 60e3)));
            const auto [fault, isRace] = Race(options, offset);
            nRaces += isRace ? 1 : 0;
            bad += fault.empty() ? 0 : 1;
            if (fault.empty() != (m_isMended || !isRace))
            {
                std::ostringstream text;
                text << "run " << run << ", offset " << offset.As(Time::MS) << ": " << fault;
                first = first.empty() ? text.str() : first;
            }
        }
        NS_TEST_EXPECT_MSG_EQ(first, "", "which is not as expected");
        NS_TEST_EXPECT_MSG_EQ((nRaces > 10), true, "races among them");
        NS_TEST_EXPECT_MSG_EQ(bad, (m_isMended ? 0 : nRaces), "runs of 100 that end wrong");
    }

    /**
     * @param options of the topology
     * @param offset when CN attaches, after MN
     * @return what is wrong in the end, and whether R3's condition holds: abs(X1 - X2) < d(p1, p2),
     * X being the attachment + R(n,L) + d(n,p)
     */
    std::pair<std::string, bool> Race(const EpmipOptions& options, Time offset) const
    {
        EpmipFixture net(options);
        Attach(net);
        const Time interval = MilliSeconds(200);
        net.AddFlow(NODE_MN, NODE_CN, interval).Run(Seconds(2), m_isTalking ? 25 : 14);
        net.AddFlow(NODE_CN, NODE_MN, interval).Run(Seconds(3), m_isTalking ? 20 : 9);
        net.MoveAt(ZERO, NODE_MN, MAG3);
        net.MoveAt(ZERO + offset, NODE_CN, MAG4);
        net.RunUntil(Seconds(9));
        const bool isDirect =
            net.GetLocation(MAG3, NODE_CN) == "MAG4" && net.GetLocation(MAG4, NODE_MN) == "MAG3";
        const Time x1 = net.RoundTrip(MAG3, LMA1) + net.Delay(MAG3, MAG1);
        const Time x2 = offset + net.RoundTrip(MAG4, net.GetAnchorOfCn()) + net.Delay(MAG4, MAG2);
        return {net.DescribeFaults() + (isDirect ? "" : "not by the direct path"),
                Abs(x1 - x2) < net.Delay(MAG1, MAG2)};
    }

    const bool m_hasTwoAnchors; //!< A22; else A21
    const bool m_isTalking;     //!< packets go on
    const bool m_isMended;      //!< Mend
};

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-races`.
 */
class LuoRacesTestSuite : public TestSuite
{
  public:
    LuoRacesTestSuite()
        : TestSuite("pmipv6-luo-races")
    {
        using Case = LuoRaceTestCase;
        AddTestCase(new Case("4.3 p, n, p", &Case::PingPong));
        AddTestCase(new Case("4.3 p, n, m", &Case::Quickly));
        AddTestCase(new Case("4.3 who has asked just before", &Case::LateAsker));
        AddTestCase(new Case("4.3 both move, silent", &Case::BothMove));
        AddTestCase(new Case("4.3 both move, talking", &Case::BothMoveTalking));
        AddTestCase(new Case("4.3 both move, without Mend", &Case::BothMoveUnmended));
        for (const bool hasTwoAnchors : {false, true})
        {
            for (const bool isTalking : {false, true})
            {
                for (const bool isMended : {true, false})
                {
                    AddTestCase(new LuoRandomRaceTestCase(hasTwoAnchors, isTalking, isMended));
                }
            }
        }
    }
};

static LuoRacesTestSuite g_luoRacesTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
