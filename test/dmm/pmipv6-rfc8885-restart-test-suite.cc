/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/test.h"

#include <sstream>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * A CMD or a MAAR that restarts (RFC 8885 with RFC 5847): what it has lost it gets back, or nobody
 * holds it any more.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN goes from MAG1 to MAG2 and MAG3.
 */
class DmmRestartTestCase : public MemberTestCase<DmmRestartTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Database();          //!< in calm
    void DatabaseMeanwhile(); //!< during a handover
    void Serving();           //!< a MAAR with its request out
    void Previous();          //!< a previous MAAR
    void PreviousAnswer();    //!< the same, with an answer of before under way
    void Occupied();          //!< a prefix that another node has
    void NextPrefix();        //!< the MAAR that has offered it
    void Misled();            //!< a previous MAAR that reports another serving one
    void FromBefore();        //!< what the CMD has told before it restarted
    void TimeOfDay();         //!< a report with the wrong one

  private:
    /// @return true if the CMD holds all three prefixes, and MN at MAG3
    static bool IsComplete(const DmmFixture& net);
};

bool
DmmRestartTestCase::IsComplete(const DmmFixture& net)
{
    const std::string found = net.DescribeSession(NODE_MN);
    return found == "MAG3 P3 / MAG2 P2 / MAG1 P1" || found == "MAG3 P3 / MAG1 P1 / MAG2 P2";
}

void
DmmRestartTestCase::Database()
{
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(With(mode));
        Go(net, 2);
        std::string lost = "not looked at";
        net.At(Seconds(12), [&net] { net.GetDatabase()->Restart(); });
        net.At(Seconds(12) + MilliSeconds(1), [&] { lost = net.DescribeSession(NODE_MN); });
        net.RunUntil(Seconds(13));
        NS_TEST_EXPECT_MSG_EQ(lost, "", "nothing is known");
        NS_TEST_EXPECT_MSG_EQ(IsComplete(net),
                              true,
                              "all is back: " << net.DescribeSession(NODE_MN));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", pmipv6::GetName(mode));
        const Time told = Seconds(12) + net.Delay(CMD, MAG1);
        ExpectTimes(net, told, {{"MAG1>LMA1 PBU 22=0 65=P1 68=MAG3", Time(0)}});
        NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("MAG1>LMA1 PBU 22=0 65=P1", told),
                              "8 22 23 24 27 65 68",
                              "options of a report");
        NS_TEST_EXPECT_MSG_EQ((net.FindMessage("LMA1>MAG1 PBA 22=0 65=P1", told) != nullptr),
                              true,
                              "answered");
        // And the session ends for all as ever.
        net.MoveAt(Seconds(15), NODE_MN, MAG4);
        net.RunUntil(Seconds(20));
        const std::string all = net.DescribeSession(NODE_MN);
        NS_TEST_EXPECT_MSG_EQ(all.rfind("MAG4 P4 / MAG3 P3 / ", 0), 0, all);
        NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "after another handover");
    }
}

void
DmmRestartTestCase::DatabaseMeanwhile()
{
    // R24: before, between and after the messages of a handover.
    std::string first;
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        for (double offset = -80; offset < 70; offset += 3.1)
        {
            DmmFixture net(With(mode));
            Go(net, 2);
            const Time at = DMM_SECOND + MicroSeconds(static_cast<int64_t>(offset * 1000));
            net.At(at, [&net] { net.GetDatabase()->Restart(); });
            net.RunUntil(Seconds(20));
            const std::string faults = net.DescribeDistributedFaults();
            if (first.empty() && (!IsComplete(net) || !faults.empty()))
            {
                std::ostringstream text;
                text << pmipv6::GetName(mode) << ", at " << offset
                     << " ms: " << net.DescribeSession(NODE_MN) << "; " << faults << "; "
                     << net.DescribeMessages(DMM_SECOND - MilliSeconds(80), Seconds(20));
                first = text.str();
            }
        }
    }
    NS_TEST_EXPECT_MSG_EQ(first, "", "which ends wrong");
}

void
DmmRestartTestCase::Serving()
{
    // R25: one own prefix, and the others as before.
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        for (const int64_t offset : {5, 15, 30, 60})
        {
            DmmFixture net(With(mode));
            Go(net, 2);
            net.At(DMM_SECOND + MilliSeconds(offset), [&net] { net.GetGateway(MAG3)->Restart(); });
            net.RunUntil(Seconds(20));
            const auto* session = net.GetDatabase()->GetSessions().Find("mn@example.com");
            PMIPV6_TEST_REQUIRE(session, "there is a session");
            const auto* node = net.GetMaar(MAG3)->GetAnchoredNodes().Find("mn@example.com");
            PMIPV6_TEST_REQUIRE(node, "and at MAG3, " << offset << " ms");
            NS_TEST_EXPECT_MSG_EQ((node->prefixes == session->prefixes),
                                  true,
                                  "the same: " << net.DescribeSession(NODE_MN) << "; "
                                               << net.DescribeAnchor(MAG3, NODE_MN));
            NS_TEST_EXPECT_MSG_EQ(session->previous.size(),
                                  2,
                                  net.DescribeSession(NODE_MN) << ", " << offset << " ms");
            NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(),
                                  "",
                                  pmipv6::GetName(mode)
                                      << ", " << offset
                                      << " ms: " << net.DescribeMessages(DMM_SECOND, Seconds(20)));
        }
    }
}

void
DmmRestartTestCase::Previous()
{
    // What it has lost nobody holds: its node is told.
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(With(mode));
        Go(net, 2);
        net.At(Seconds(12), [&net] { net.GetGateway(MAG1)->Restart(); });
        net.RunUntil(Seconds(14));
        NS_TEST_EXPECT_MSG_EQ(net.DescribePrevious(MAG3, NODE_MN),
                              "P2 at MAG2 tunnelled",
                              "at MAG3, " << pmipv6::GetName(mode));
        ExpectEnd(net, "MAG3 P3 / MAG2 P2");
    }
}

void
DmmRestartTestCase::PreviousAnswer()
{
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(With(mode));
        Go(net, 1);
        net.At(Seconds(12), [&net] { net.GetGateway(MAG1)->Restart(); });
        net.At(Seconds(12) + MicroSeconds(10), [this, &net] {
            const auto* answer = net.FindMessage("MAG1>LMA1 PBA 22=P1 68=MAG2", DMM_MOVE);
            PMIPV6_TEST_REQUIRE(answer, "there is an answer");
            net.GetSignaling(MAG1)->Send(answer->message,
                                         MeshFixture::GetAddress(MAG1),
                                         MeshFixture::GetAddress(CMD));
        });
        net.RunUntil(Seconds(14));
        NS_TEST_EXPECT_MSG_EQ(
            (net.FindMessage("MAG1>LMA1 PBA(153) 22=0 68=MAG2", Seconds(12)) != nullptr),
            true,
            net.DescribeMessages(Seconds(12), Seconds(14)));
        ExpectEnd(net, "MAG2 P2");
    }
}

void
DmmRestartTestCase::Occupied()
{
    // R26: MAG1 offers another node what MN has.
    DmmFixture net;
    Go(net, 1);
    DmmSubject subject;
    subject.identifier = MeshFixture::GetIdentifier(NODE_CN);
    subject.indicator = HandoffIndicator::UNKNOWN;
    subject.technology = AccessTechnologyType::VIRTUAL;
    subject.sequence = 4711;
    subject.timestamp = 7ULL << 16;
    auto update = MakeServingUpdate(subject, {DmmFixture::GetFirst(MAG1)}, Ipv6Address(), 75);
    update.options.pop_back();
    net.SendAt(Seconds(7), MAG1, CMD, update);
    net.RunUntil(Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(Seconds(7), Seconds(9)),
                          "MAG1>LMA1 PBU 22=P1 / LMA1>MAG1 PBA(155) 22=P1",
                          "refused");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_CN), "", "the other node");
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmRestartTestCase::NextPrefix()
{
    // R26: its answer has MAG4 offer the next one, and, as it registers anew, the one behind that;
    // nobody is served with the first.
    DmmFixture net;
    const Time refused = DMM_FIRST + MilliSeconds(1);
    net.CutAt(MAG4, CMD, DMM_FIRST - MilliSeconds(1), refused);
    net.AttachAt(DMM_FIRST, NODE_MN, MAG4);
    net.At(refused, [this, &net] {
        const auto* asked = net.FindMessage("MAG4>LMA1 PBU 22=P4", DMM_FIRST);
        PMIPV6_TEST_REQUIRE(asked, "there is a request");
        net.GetSignaling(CMD)->Send(
            MakeDmmAnswer(GetSubject(std::get<BindingUpdate>(asked->message)),
                          BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX,
                          {DmmFixture::GetFirst(MAG4)},
                          0),
            MeshFixture::GetAddress(CMD),
            MeshFixture::GetAddress(MAG4));
    });
    net.RunUntil(Seconds(3));
    NS_TEST_EXPECT_MSG_EQ((net.FindMessage("MAG4>LMA1 PBU 22=P4.3", refused) != nullptr),
                          true,
                          net.DescribeMessages(DMM_FIRST, Seconds(3)));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG4, NODE_MN), "served P4.3", "at MAG4");
    ExpectEnd(net, "MAG4 P4.3");
}

void
DmmRestartTestCase::Misled()
{
    // MAG1 has not heard of MAG3; MAG3's request comes after both reports.
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        auto options = With(mode);
        options.delays[3] = 40; // The CMD to MAG3.
        DmmFixture net(options);
        Go(net, 2);
        const Time restart = DMM_SECOND + MilliSeconds(300);
        net.CutAt(MAG1, CMD, DMM_SECOND - MilliSeconds(1), restart - MilliSeconds(1));
        net.At(restart, [&net] { net.GetDatabase()->Restart(); });
        net.RunUntil(Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(
            (net.FindMessage("MAG1>LMA1 PBU 22=0 65=P1 68=MAG2", restart) != nullptr),
            true,
            net.DescribeMessages(restart, Seconds(20)));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN), "away P1 > MAG3", "at MAG1");
        NS_TEST_EXPECT_MSG_EQ(IsComplete(net), true, net.DescribeSession(NODE_MN));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", pmipv6::GetName(mode));
    }
}

void
DmmRestartTestCase::FromBefore()
{
    // MAG2 hears of MAG3 after it has heard of the restart: on another path, as it were.
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(With(mode));
        Go(net, 2);
        const Time asked = DMM_SECOND + net.Delay(MAG3, CMD);
        net.At(asked - MicroSeconds(500), [&net] { net.GetDatabase()->Restart(); });
        net.At(asked - MicroSeconds(200), [this, &net] {
            const auto* asks = net.FindMessage("MAG3>LMA1 PBU 22=P3", DMM_SECOND);
            PMIPV6_TEST_REQUIRE(asks, "there is a request");
            net.GetSignaling(CMD)->Send(
                MakeServingUpdate(GetSubject(std::get<BindingUpdate>(asks->message)),
                                  {DmmFixture::GetFirst(MAG2)},
                                  MeshFixture::GetAddress(MAG3),
                                  75),
                MeshFixture::GetAddress(CMD),
                MeshFixture::GetAddress(MAG2));
        });
        net.RunUntil(Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(
            (net.FindMessage("MAG2>LMA1 PBU 22=0 65=P2 68=MAG3", asked) != nullptr),
            true,
            net.DescribeMessages(DMM_SECOND, Seconds(20)));
        NS_TEST_EXPECT_MSG_EQ(IsComplete(net), true, net.DescribeSession(NODE_MN));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", pmipv6::GetName(mode));
    }
}

void
DmmRestartTestCase::TimeOfDay()
{
    // RFC 5213, 5.5: refused with 156, it is sent anew with the time that it is then.
    DmmFixture net;
    Go(net, 1);
    const Time restart = Seconds(12);
    net.At(restart - MilliSeconds(1),
           [&net] { net.GetGateway(MAG1)->SetAttribute("ClockOffset", TimeValue(Seconds(2))); });
    net.At(restart, [&net] { net.GetDatabase()->Restart(); });
    net.At(restart + MilliSeconds(500),
           [&net] { net.GetGateway(MAG1)->SetAttribute("ClockOffset", TimeValue(Time(0))); });
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ((net.FindMessage("LMA1>MAG1 PBA(156) 22=0 65=P1", restart) != nullptr),
                          true,
                          net.DescribeMessages(restart, Seconds(20)));
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885RestartTestSuite : public TestSuite
{
  public:
    Rfc8885RestartTestSuite()
        : TestSuite("pmipv6-rfc8885-restart")
    {
        using Case = DmmRestartTestCase;
        AddTestCase(new Case("5847 3.2 the CMD", &Case::Database));
        AddTestCase(new Case("5847 3.2 the CMD, during a handover", &Case::DatabaseMeanwhile));
        AddTestCase(new Case("5847 3.2 the serving MAAR", &Case::Serving));
        AddTestCase(new Case("5847 3.2 a previous MAAR", &Case::Previous));
        AddTestCase(new Case("5847 3.2 what it has answered before", &Case::PreviousAnswer));
        AddTestCase(new Case("3 a prefix that another node has", &Case::Occupied));
        AddTestCase(new Case("3 then the next is offered", &Case::NextPrefix));
        AddTestCase(new Case("3.2 a report of another serving MAAR", &Case::Misled));
        AddTestCase(new Case("3.2 what was told before a restart", &Case::FromBefore));
        AddTestCase(new Case("5213 5.5 a report at the wrong time", &Case::TimeOfDay));
    }
};

static Rfc8885RestartTestSuite g_rfc8885RestartTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
