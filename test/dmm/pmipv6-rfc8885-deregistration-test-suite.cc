/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/boolean.h"
#include "ns3/nstime.h"
#include "ns3/test.h"

#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * The end of a session (RFC 8885, 3.5): by the serving MAAR alone; both ways in which previous
 * MAARs learn of it; prefixes that nobody uses (3.2).
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN goes from MAG1 to MAG2, and perhaps leaves for good.
 */
class DmmDeregistrationTestCase : public MemberTestCase<DmmDeregistrationTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Detach();        //!< alone ends nothing
    void Stopped();       //!< the first way: the timer of the previous MAAR does not run
    void Asked();         //!< the second way: it asks
    void PreviousAlone(); //!< a previous MAAR cannot end it
    void Idle();          //!< a prefix without packets
    void Used();          //!< one with packets
    void IdleAndMoving(); //!< as the node moves on

  private:
    /// @return options with an attribute of MAARs, and detaches that are noticed
    static DmmOptions WithMaar(const std::string& name, const AttributeValue& value);

    /// MN leaves for good: all is free in the end, and MAG1 not before the CMD says so.
    void Leave(bool isStopped);
};

DmmOptions
DmmDeregistrationTestCase::WithMaar(const std::string& name, const AttributeValue& value)
{
    DmmOptions options;
    options.detection = MilliSeconds(2);
    options.configure = [name, copy = value.Copy()](DmmHelper& dmm) {
        dmm.SetMaarAttribute(name, *copy);
    };
    return options;
}

void
DmmDeregistrationTestCase::Detach()
{
    DmmFixture net(WithMaar("StopTimer", BooleanValue(true)));
    Go(net, 0);
    net.DetachAt(Seconds(3), NODE_MN);
    net.AttachAt(Seconds(100), NODE_MN, MAG2);
    net.RunUntil(Seconds(102));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(Seconds(2), Seconds(99)), "", "no message");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG1, "left", Time(0)),
                              Seconds(3) + MilliSeconds(2),
                              DMM_TOLERANCE,
                              "it is noticed");
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmDeregistrationTestCase::Leave(bool isStopped)
{
    DmmFixture net(WithMaar("StopTimer", BooleanValue(isStopped)));
    Go(net, 1);
    net.DetachAt(Seconds(20), NODE_MN);
    std::string before;
    net.At(DMM_MOVE + Seconds(299), [&] { before = net.DescribeAnchor(MAG1, NODE_MN); });
    net.RunUntil(Seconds(400));
    NS_TEST_EXPECT_MSG_EQ(before, "away P1 > MAG2", "as long as the session lasts");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "", "the session");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN), "", "at MAG1");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG2, NODE_MN), "", "at MAG2");
    const Time end = net.FindTime("MAG2>LMA1 PBU(0) 22=P2", Seconds(20));
    NS_TEST_EXPECT_MSG_EQ_TOL(end, DMM_MOVE + Seconds(300), DMM_TOLERANCE, "lifetime is over");
    const auto* told = net.FindMessage("LMA1>MAG1 PBU(0) 22=P1 68=MAG2", Seconds(20));
    PMIPV6_TEST_REQUIRE(told, "the CMD has the previous MAAR free it");
    NS_TEST_EXPECT_MSG_EQ((told->at >= end), true, "not before");
    NS_TEST_EXPECT_MSG_EQ((net.FindMessage("MAG1>LMA1 PBA(0)", told->at) != nullptr),
                          true,
                          "acknowledged");
    const std::string last = net.DescribeMessages(Seconds(330), Seconds(400));
    NS_TEST_EXPECT_MSG_EQ(last, "", "and that is all");
}

void
DmmDeregistrationTestCase::Stopped()
{
    Leave(true);
    // While it lasts the previous MAAR says nothing, however long.
    DmmFixture net(WithMaar("StopTimer", BooleanValue(true)));
    Go(net, 1);
    net.RunUntil(Seconds(900));
    for (const auto& signal : net.GetSent())
    {
        NS_TEST_EXPECT_MSG_EQ((signal.at > Seconds(6) && signal.text.rfind("MAG1>", 0) == 0 &&
                               !std::holds_alternative<Heartbeat>(signal.message)),
                              false,
                              net.DescribeMessage(signal));
    }
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmDeregistrationTestCase::Asked()
{
    Leave(false);
    DmmFixture net(WithMaar("StopTimer", BooleanValue(false)));
    Go(net, 1);
    net.RunUntil(Seconds(900));
    const Time told = DMM_MOVE + net.Delay(MAG2, CMD) + net.Delay(CMD, MAG1);
    const Time asks = net.FindTime("MAG1>LMA1 PBU(0) 22=P1", Seconds(6));
    NS_TEST_EXPECT_MSG_EQ_TOL(asks, told + Seconds(300), DMM_TOLERANCE, "at the end");
    const auto* answer = net.FindMessage("LMA1>MAG1 PBA 22=P1", asks);
    PMIPV6_TEST_REQUIRE(answer, "the session goes on");
    // MAG2 has refreshed after 240 s.
    const uint16_t rest = std::get<BindingAcknowledgement>(answer->message).lifetime;
    NS_TEST_EXPECT_MSG_EQ_TOL(rest * 4, 240, 4, "the session's rest");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindTime("MAG1>LMA1 PBU(0) 22=P1", asks + Seconds(1)),
                              asks + net.RoundTrip(MAG1, CMD) + Seconds(rest * 4),
                              DMM_TOLERANCE,
                              "and it asks again");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN), "away P1 > MAG2", "at MAG1");
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmDeregistrationTestCase::PreviousAlone()
{
    DmmFixture net;
    Go(net, 1);
    DmmSubject subject;
    subject.identifier = MeshFixture::GetIdentifier(NODE_MN);
    subject.technology = AccessTechnologyType::VIRTUAL;
    subject.sequence = 4711;
    net.At(Seconds(7), [&net, subject]() mutable {
        subject.timestamp = 7ULL << 16;
        auto update = MakeServingUpdate(subject, {DmmFixture::GetFirst(MAG1)}, Ipv6Address(), 0);
        update.options.pop_back();
        net.GetSignaling(MAG1)->Send(update,
                                     MeshFixture::GetAddress(MAG1),
                                     MeshFixture::GetAddress(CMD));
    });
    net.RunUntil(Seconds(30));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(Seconds(7), Seconds(30)),
                          "MAG1>LMA1 PBU(0) 22=P1 / LMA1>MAG1 PBA 22=P1",
                          "it goes on");
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmDeregistrationTestCase::Idle()
{
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        auto options = WithMaar("PrefixIdleTime", TimeValue(Seconds(10)));
        options.mode = mode;
        DmmFixture net(options);
        Go(net, 1);
        net.RunUntil(Seconds(30));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(Seconds(7), Seconds(30)),
                              "MAG1>LMA1 PBU(0) 22=0 65=P1 / LMA1>MAG2 PBU(0) 22=0 65=P1 / "
                              "MAG2>LMA1 PBA(0) 22=0 65=P1 / LMA1>MAG1 PBA(0) 22=0 65=P1",
                              "the serving MAAR first, " << pmipv6::GetName(mode));
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindTime("MAG1>LMA1 PBU(0)", Seconds(7)),
                                  DMM_MOVE + net.Delay(MAG2, CMD) + net.Delay(CMD, MAG1) +
                                      Seconds(10),
                                  DMM_TOLERANCE,
                                  "idle for so long");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN), "", "at MAG1");
        NS_TEST_EXPECT_MSG_EQ(net.DescribePrevious(MAG2, NODE_MN), "", "at MAG2");
        ExpectEnd(net, "MAG2 P2");
    }
}

void
DmmDeregistrationTestCase::Used()
{
    DmmFixture net(WithMaar("PrefixIdleTime", TimeValue(Seconds(10))));
    Go(net, 1);
    Talk(net, Seconds(3), Seconds(22));
    std::string before;
    net.At(Seconds(30), [&] { before = net.DescribeSession(NODE_MN); });
    net.RunUntil(Seconds(60));
    NS_TEST_EXPECT_MSG_EQ(before, "MAG2 P2 / MAG1 P1", "while packets pass");
    const Time asks = net.FindTime("MAG1>LMA1 PBU(0) 22=0 65=P1", Seconds(7));
    NS_TEST_EXPECT_MSG_EQ((asks >= Seconds(32) && asks < Seconds(43)), true, asks.As(Time::S));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG2 P2", "in the end");
}

void
DmmDeregistrationTestCase::IdleAndMoving()
{
    // R27: MAG1 asks whether P1 may go as MN comes to MAG3, in both orders.
    uint32_t nBefore = 0;
    uint32_t nAfter = 0;
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        for (int64_t offset = -90; offset < 60; offset += 7)
        {
            auto options = WithMaar("PrefixIdleTime", TimeValue(Seconds(10)));
            options.mode = mode;
            DmmFixture net(options);
            Go(net, 1);
            const Time asks = DMM_MOVE + net.Delay(MAG2, CMD) + net.Delay(CMD, MAG1) + Seconds(10);
            net.MoveAt(asks + MilliSeconds(offset), NODE_MN, MAG3);
            // What P1 waits for in vain the one way, it is told at its next question.
            std::string session;
            net.At(asks + Seconds(8), [&] { session = net.DescribeSession(NODE_MN); });
            net.RunUntil(asks + Seconds(13));
            const Time moved = net.FindTime("MAG3>LMA1 PBU 22=P3", DMM_MOVE);
            const Time asked = net.FindTime("MAG1>LMA1 PBU(0) 22=0 65=P1", DMM_MOVE);
            nBefore += asked < moved;
            nAfter += asked > moved;
            const bool isAsked = asked < asks + Seconds(1);
            NS_TEST_EXPECT_MSG_EQ(session,
                                  (isAsked ? "MAG3 P3 / MAG2 P2" : "MAG3 P3 / MAG2 P2 / MAG1 P1"),
                                  pmipv6::GetName(mode) << ", " << offset << " ms");
            NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(),
                                  "",
                                  pmipv6::GetName(mode) << ", " << offset << " ms");
        }
    }
    NS_TEST_EXPECT_MSG_EQ((nBefore > 0 && nAfter > 0), true, nBefore << ", " << nAfter);
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885DeregistrationTestSuite : public TestSuite
{
  public:
    Rfc8885DeregistrationTestSuite()
        : TestSuite("pmipv6-rfc8885-deregistration")
    {
        using Case = DmmDeregistrationTestCase;
        AddTestCase(new Case("3.5 a detach ends nothing", &Case::Detach));
        AddTestCase(new Case("3.5 the first way", &Case::Stopped));
        AddTestCase(new Case("3.5 the second way", &Case::Asked));
        AddTestCase(new Case("3.5 a previous MAAR alone", &Case::PreviousAlone));
        AddTestCase(new Case("3.2 an idle prefix", &Case::Idle));
        AddTestCase(new Case("3.2 a prefix in use", &Case::Used));
        AddTestCase(new Case("3.2 an idle prefix, and a handover", &Case::IdleAndMoving));
    }
};

static Rfc8885DeregistrationTestSuite g_rfc8885DeregistrationTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
