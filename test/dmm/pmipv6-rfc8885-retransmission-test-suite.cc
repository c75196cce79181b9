/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/pmipv6-heartbeat-agent.h"
#include "ns3/test.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * What is lost is sent again (RFC 8885, 3.6), with a pause between any two updates to previous
 * MAARs (3.2, pacing MUST); a previous MAAR that says nothing.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * Messages on one wire, or on all, are lost for a while.
 */
class DmmRetransmissionTestCase : public MemberTestCase<DmmRetransmissionTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Request();       //!< of the serving MAAR
    void Update();        //!< to a previous MAAR
    void UpdateOfProxy(); //!< to a previous MAAR: nobody else waits for it
    void Answer();        //!< of a previous MAAR
    void Silent();        //!< previous MAAR
    void SilentAndLost(); //!< previous MAAR, and the answer of another one
    void HeardOfAgain();  //!< a previous MAAR that was given up
    void Pacing();        //!< of many
    void PacingAndOn();   //!< a node that has moved on before all were told
};

void
DmmRetransmissionTestCase::Request()
{
    DmmFixture net;
    Go(net, 1);
    net.CutAt(MAG2, CMD, DMM_MOVE - MilliSeconds(1), DMM_MOVE + MilliSeconds(500));
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_MOVE, Seconds(8)),
                          "MAG2>LMA1 PBU 22=P2 / MAG2>LMA1 PBU* 22=P2 / "
                          "LMA1>MAG1 PBU 22=P1 68=MAG2 / MAG1>LMA1 PBA 22=P1 68=MAG2 / "
                          "LMA1>MAG2 PBA 22=P2 67=MAG1,P1",
                          "once more");
    const auto* first = net.FindMessage("MAG2>LMA1 PBU 22", DMM_MOVE);
    const auto* second = net.FindMessage("MAG2>LMA1 PBU*", DMM_MOVE);
    const auto* copy = net.FindMessage("LMA1>MAG1 PBU", DMM_MOVE);
    PMIPV6_TEST_REQUIRE(first && second && copy, "all are there");
    const auto time = [](const SignalRecord* signal) {
        return GetSubject(std::get<BindingUpdate>(signal->message)).timestamp;
    };
    NS_TEST_EXPECT_MSG_GT(time(second), time(first), "with a new timestamp");
    NS_TEST_EXPECT_MSG_EQ(time(copy), time(second), "which the copy has");
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmRetransmissionTestCase::Update()
{
    // Who has answered is not asked again, when the serving MAAR repeats.
    DmmFixture net;
    Go(net, 2);
    net.CutAt(MAG1, CMD, DMM_SECOND, DMM_SECOND + MilliSeconds(500));
    net.RunUntil(DMM_SECOND + MilliSeconds(1900));
    const std::string all = net.DescribeMessages(DMM_SECOND, DMM_SECOND + MilliSeconds(1900));
    std::size_t count = 0;
    for (auto at = all.find("LMA1>MAG2 PBU"); at != std::string::npos;
         at = all.find("LMA1>MAG2 PBU", at + 1))
    {
        ++count;
    }
    NS_TEST_EXPECT_MSG_EQ(count, 1, all);
    NS_TEST_EXPECT_MSG_EQ(
        (net.FindMessage("LMA1>MAG3 PBA 22=P3 67=MAG2,P2 67=MAG1,P1", DMM_SECOND) != nullptr),
        true,
        all);
    ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
}

void
DmmRetransmissionTestCase::UpdateOfProxy()
{
    DmmFixture net(With(DatabaseMode::PROXY));
    Go(net, 1);
    net.CutAt(MAG1, CMD, DMM_MOVE, DMM_MOVE + MilliSeconds(500));
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_MOVE, Seconds(8)),
                          "MAG2>LMA1 PBU 22=P2 / LMA1>MAG2 PBA 22=P2 67=MAG1,P1 / "
                          "LMA1>MAG1 PBU 22=P1 68=MAG2 / LMA1>MAG1 PBU* 22=P1 68=MAG2 / "
                          "MAG1>LMA1 PBA 22=P1 68=MAG2",
                          "the CMD alone repeats");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindTime("LMA1>MAG1 PBU*", DMM_MOVE) - DMM_MOVE,
                              net.Delay(MAG2, CMD) + Seconds(1),
                              DMM_TOLERANCE,
                              "after a second");
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmRetransmissionTestCase::Answer()
{
    DmmFixture net(With(DatabaseMode::PROXY));
    Go(net, 1);
    const Time told = DMM_MOVE + net.Delay(MAG2, CMD) + net.Delay(CMD, MAG1);
    net.CutAt(MAG1, CMD, told - MilliSeconds(1), told + MilliSeconds(1));
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(told + MilliSeconds(5), Seconds(8)),
                          "LMA1>MAG1 PBU* 22=P1 68=MAG2 / MAG1>LMA1 PBA 22=P1 68=MAG2",
                          "the same answer once more");
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmRetransmissionTestCase::Silent()
{
    // R23.
    DmmFixture net;
    Go(net, 2);
    net.CutAt(MAG1, CMD, DMM_SECOND, Seconds(1000));
    std::string soon;
    net.At(DMM_SECOND + Seconds(3), [&] { soon = net.DescribePrevious(MAG3, NODE_MN); });
    net.RunUntil(Seconds(200));
    const Time accepted = DMM_SECOND + net.Delay(MAG3, CMD);
    const Time registered = net.FindChange(MAG3, "served", DMM_SECOND);
    NS_TEST_EXPECT_MSG_EQ(
        (registered <= accepted + Seconds(2) + net.Delay(CMD, MAG3) + DMM_TOLERANCE),
        true,
        "registered by MaxAggregation, at " << registered.As(Time::S));
    NS_TEST_EXPECT_MSG_EQ(soon, "P2 at MAG2 tunnelled", "the other one is there");
    const Time given = accepted + Seconds(70);
    NS_TEST_EXPECT_MSG_EQ((net.FindTime("LMA1>MAG1 PBU", given) == Time::Max()),
                          true,
                          "sending to it ends: " << net.DescribeMessages(given, Seconds(200)));
    NS_TEST_EXPECT_MSG_EQ(net.CountRefusals("LMA1: mn@example.com MAG1 no-answer"), 1, "traced");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG3 P3 / MAG2 P2", "the session");
}

void
DmmRetransmissionTestCase::SilentAndLost()
{
    // With a locator MAG1 is silent, and what MAG2 tells MAG3 is lost: the CMD answers a repeat.
    DmmFixture net(With(DatabaseMode::LOCATOR));
    Go(net, 2);
    net.CutAt(MAG1, CMD, DMM_SECOND, Seconds(1000));
    net.CutAt(MAG2, MAG3, DMM_SECOND, DMM_SECOND + MilliSeconds(500));
    net.RunUntil(Seconds(200));
    const Time registered = net.FindChange(MAG3, "served", DMM_SECOND);
    NS_TEST_EXPECT_MSG_EQ_TOL(registered,
                              DMM_SECOND + Seconds(1) + (net.Access() + net.Delay(MAG3, CMD)) * 2,
                              DMM_TOLERANCE,
                              "with its first repetition, before which it asks the node");
    // RFC 8885, 3.6: whatever MAG3 repeats, MAG1 is told after 1, 2, 4, .. s.
    std::vector<Time> told;
    for (const auto& signal : net.GetSent())
    {
        if (signal.at > DMM_SECOND && signal.text.rfind("LMA1>MAG1", 0) == 0)
        {
            told.push_back(signal.at - DMM_SECOND - net.Delay(MAG3, CMD));
        }
    }
    NS_TEST_EXPECT_MSG_EQ(told.size(), 7, "at 0, 1, 3, 7, 15, 31, 63 s");
    for (std::size_t i = 0; i < told.size(); ++i)
    {
        // MAG2 had its turn before.
        NS_TEST_EXPECT_MSG_EQ_TOL(told[i],
                                  Seconds((1 << i) - 1) + MilliSeconds(1),
                                  DMM_TOLERANCE,
                                  "number " << i);
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG3 P3 / MAG2 P2", "given up");
}

void
DmmRetransmissionTestCase::HeardOfAgain()
{
    // RFC 8885, 6: no prefix is held for ever. MAG1 hears nothing for 100 s, though it lives, as
    // its next Heartbeat says, or its next request.
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        for (const bool isHeartbeat : {true, false})
        {
            DmmFixture net(With(mode));
            Go(net, 2);
            const Time back = DMM_SECOND + Seconds(100);
            net.CutAt(MAG1, CMD, DMM_SECOND, back);
            net.RunUntil(back - Seconds(1));
            NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG3 P3 / MAG2 P2", "given up");
            NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN), "away P1 > MAG2", "at MAG1");
            if (isHeartbeat)
            {
                HeartbeatAgent::Install(net.GetNode(MAG1))
                    ->SetAttribute("Interval", TimeValue(Seconds(5)));
            }
            else
            {
                net.AttachAt(back + Seconds(1), NODE_CN, MAG1);
            }
            net.RunUntil(back + Seconds(10));
            NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN), "", "freed");
            ExpectEnd(net, "MAG3 P3 / MAG2 P2");
        }
    }
}

void
DmmRetransmissionTestCase::Pacing()
{
    DmmOptions options;
    options.nMobiles = 12;
    DmmFixture net(options);
    for (uint32_t i = 0; i < options.nMobiles; ++i)
    {
        const auto mobile = static_cast<RoutingMobile>(i);
        net.AttachAt(DMM_FIRST, mobile, MAG1);
        net.MoveAt(DMM_MOVE, mobile, MAG2);
        net.MoveAt(DMM_SECOND, mobile, MAG3);
    }
    net.CutAt(MAG1, CMD, DMM_SECOND, DMM_SECOND + MilliSeconds(1500));
    net.RunUntil(Seconds(20));
    Time last;
    uint32_t count = 0;
    for (const auto& signal : net.GetSent())
    {
        const auto* update = std::get_if<BindingUpdate>(&signal.message);
        const bool isToPrevious = update && signal.text.rfind("LMA1>", 0) == 0 &&
                                  FindOption<ServingMaarOption>(update->options);
        if (isToPrevious)
        {
            NS_TEST_EXPECT_MSG_EQ((count == 0 || signal.at >= last + MilliSeconds(1)),
                                  true,
                                  "two within " << (signal.at - last).As(Time::MS));
            last = signal.at;
            ++count;
        }
    }
    NS_TEST_EXPECT_MSG_EQ((count >= 12 + 24 + 12), true, count << ", repetitions too");
    NS_TEST_EXPECT_MSG_EQ(net.GetDatabase()->GetUpdates().GetQueue().GetDropped(), 0, "dropped");
    NS_TEST_EXPECT_MSG_EQ(net.GetDatabase()->GetUpdates().GetQueue().GetSize(), 0, "waiting");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "tables and packets");
}

void
DmmRetransmissionTestCase::PacingAndOn()
{
    // R29: what was to say that MN is at MAG3 says that it is at MAG4, or not at all.
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        const Time gap = MilliSeconds(200);
        auto options = With(mode);
        options.configure = [gap](DmmHelper& dmm) {
            dmm.SetDatabaseAttribute("Pacing", TimeValue(gap));
        };
        DmmFixture net(options);
        Go(net, 2);
        const Time again = DMM_SECOND + MilliSeconds(150);
        net.MoveAt(again, NODE_MN, MAG4);
        net.RunUntil(Seconds(20));
        const Time accepted = again + net.Delay(MAG4, CMD);
        for (const std::string maar : {"MAG1", "MAG2"})
        {
            const std::string told = "LMA1>" + maar + " PBU 22=P" + maar.substr(3) + " 68=MAG3";
            NS_TEST_EXPECT_MSG_EQ((net.FindTime(told, accepted) == Time::Max()), true, told);
        }
        const Time last = net.FindTime("LMA1>MAG1 PBU 22=P1 68=MAG4", DMM_SECOND);
        NS_TEST_EXPECT_MSG_EQ((last > accepted && last <= accepted + gap * 3),
                              true,
                              "the oldest at " << last.As(Time::S) << ", "
                                               << pmipv6::GetName(mode));
        ExpectEnd(net, "MAG4 P4 / MAG3 P3 / MAG2 P2 / MAG1 P1");
    }
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885RetransmissionTestSuite : public TestSuite
{
  public:
    Rfc8885RetransmissionTestSuite()
        : TestSuite("pmipv6-rfc8885-retransmission")
    {
        using Case = DmmRetransmissionTestCase;
        AddTestCase(new Case("3.6 a lost request", &Case::Request));
        AddTestCase(new Case("3.6 a lost update, relay", &Case::Update));
        AddTestCase(new Case("3.6 a lost update, proxy", &Case::UpdateOfProxy));
        AddTestCase(new Case("3.6 a lost answer", &Case::Answer));
        AddTestCase(new Case("3.6 a previous MAAR that says nothing", &Case::Silent));
        AddTestCase(new Case("3.3 silence and a lost answer", &Case::SilentAndLost));
        AddTestCase(new Case("6 what was given up is freed", &Case::HeardOfAgain));
        AddTestCase(new Case("3.2 pacing", &Case::Pacing));
        AddTestCase(new Case("3.2 pacing, and another handover", &Case::PacingAndOn));
    }
};

static Rfc8885RetransmissionTestSuite g_rfc8885RetransmissionTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
