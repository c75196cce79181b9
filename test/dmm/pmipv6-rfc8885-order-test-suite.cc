/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/pmipv6-prefix-withdrawals.h"
#include "ns3/test.h"

#include <algorithm>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * What is older than what is known, or is so no more (RFC 8885, 3.2 and 3.5; RFC 5213, 5.5): it
 * changes nothing, and is told no more; what a serving MAAR has not withdrawn, the next one does.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN goes from MAG1 to MAG2, and on or back.
 */
class DmmOrderTestCase : public MemberTestCase<DmmOrderTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void OldWithdrawal();  //!< of before the node came
    void TimeOfDay();      //!< in refusals for the time
    void KnowsLater();     //!< a previous MAAR
    void ToldAsPrevious(); //!< a MAAR that serves the node again
    void ToldAsServing();  //!< a MAAR that the node has left
    void WithdrawAgain();  //!< at the next serving MAAR
    void OwnAgain();       //!< what was withdrawn
    void Bounded();        //!< what is withdrawn at a time

  private:
    /// @return how many messages begin so, as DmmFixture::DescribeMessage has it
    static std::size_t CountMessages(const DmmFixture& net, const std::string& text, Time from);
};

std::size_t
DmmOrderTestCase::CountMessages(const DmmFixture& net, const std::string& text, Time from)
{
    const auto& signals = net.GetSent();
    return static_cast<std::size_t>(
        std::count_if(signals.begin(), signals.end(), [&](const SignalRecord& signal) {
            return signal.at >= from && net.DescribeMessage(signal).rfind(text, 0) == 0;
        }));
}

void
DmmOrderTestCase::OldWithdrawal()
{
    // R30: MN is at MAG3 since 8 s.
    DmmFixture net;
    Go(net, 2);
    const auto withdrawal = [](Time decided, RoutingPlace anchor) {
        return MakeAnchorageUpdate(MakeSubject(decided), DmmFixture::GetFirst(anchor), 0);
    };
    net.SendAt(Seconds(10), CMD, MAG3, withdrawal(Seconds(7), MAG1));
    net.SendAt(Seconds(11), CMD, MAG3, withdrawal(Seconds(9), MAG2));
    std::string old;
    net.At(Seconds(10) + MilliSeconds(500), [&] { old = net.DescribePrevious(MAG3, NODE_MN); });
    net.RunUntil(Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(old, "P1 at MAG1 tunnelled, P2 at MAG2 tunnelled", "an old one");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePrevious(MAG3, NODE_MN), "P1 at MAG1 tunnelled", "a new one");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(Seconds(10), Seconds(12)),
                          "LMA1>MAG3 PBU(0) 22=0 65=P1 / MAG3>LMA1 PBA(0) 22=0 65=P1 / "
                          "LMA1>MAG3 PBU(0) 22=0 65=P2 / MAG3>LMA1 PBA(0) 22=0 65=P2",
                          "each is acknowledged");
}

void
DmmOrderTestCase::TimeOfDay()
{
    // RFC 5213, 5.5: the CMD's clock is 100 ms ahead.
    struct Row
    {
        Time timestamp;     //!< of the request
        const char* answer; //!< to it
    };

    const Row rows[] = {{DMM_MOVE, "LMA1>MAG4 PBA(156)"},
                        {DMM_MOVE - MilliSeconds(1), "LMA1>MAG4 PBA(157)"}};
    const Time ahead = MilliSeconds(100);
    for (const auto& row : rows)
    {
        const bool isMn = row.timestamp < DMM_MOVE;
        DmmOptions options;
        options.configure = [ahead](DmmHelper& dmm) {
            dmm.SetDatabaseAttribute("ClockOffset", TimeValue(ahead));
        };
        DmmFixture net(options);
        Go(net, 1);
        const auto subject = MakeSubject(row.timestamp, isMn ? NODE_MN : NODE_CN);
        net.SendAt(Seconds(7), MAG4, CMD, MakeRequest(subject, DmmFixture::GetFirst(MAG4)));
        net.RunUntil(Seconds(9));
        const auto* refusal = net.FindMessage(row.answer, Seconds(7));
        PMIPV6_TEST_REQUIRE(refusal, net.DescribeMessages(Seconds(7), Seconds(9)));
        const auto told = GetSubject(std::get<BindingAcknowledgement>(refusal->message)).timestamp;
        NS_TEST_EXPECT_MSG_EQ(told, ToMobilityTimestamp(refusal->at + ahead), row.answer);
        ExpectEnd(net, "MAG2 P2 / MAG1 P1");
    }
}

void
DmmOrderTestCase::KnowsLater()
{
    // 157 of MAG1 to what it is told, which is lost: what it knows may be on its way.
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(With(mode));
        Go(net, 1);
        net.CutAt(MAG1, CMD, DMM_MOVE, DMM_MOVE + MilliSeconds(100));
        const Time answers = DMM_MOVE + MilliSeconds(200);
        net.At(answers, [this, &net] {
            const auto* told = net.FindMessage("LMA1>MAG1 PBU 22=P1 68=MAG2", DMM_MOVE);
            PMIPV6_TEST_REQUIRE(told, "it is told");
            auto answer = MakeDmmAnswer(GetSubject(std::get<BindingUpdate>(told->message)),
                                        BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED,
                                        {},
                                        0);
            answer.options.push_back(ServingMaarOption{MeshFixture::GetAddress(MAG2)});
            net.GetSignaling(MAG1)->Send(answer,
                                         MeshFixture::GetAddress(MAG1),
                                         MeshFixture::GetAddress(CMD));
        });
        std::string soon;
        net.At(answers + MilliSeconds(500), [&] { soon = net.DescribeSession(NODE_MN); });
        net.RunUntil(Seconds(9));
        NS_TEST_EXPECT_MSG_EQ(soon, "MAG2 P2 / MAG1 P1", "at the CMD, " << pmipv6::GetName(mode));
        NS_TEST_EXPECT_MSG_EQ(net.CountRefusals("LMA1: mn@example.com MAG1 "
                                                "TIMESTAMP_LOWER_THAN_PREV_ACCEPTED"),
                              1,
                              "traced");
        NS_TEST_EXPECT_MSG_EQ(CountMessages(net, "LMA1>MAG2 PBU(0)", DMM_MOVE),
                              0,
                              "nothing is withdrawn");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG2 P2 / MAG1 P1", "in the end");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN), "away P1 > MAG2", "told again");
    }
}

void
DmmOrderTestCase::ToldAsPrevious()
{
    // MAG1 does not hear that MN is at MAG2 before it is back.
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmFixture net(With(mode));
        Go(net, 1);
        const Time back = DMM_MOVE + MilliSeconds(400);
        net.CutAt(MAG1, CMD, DMM_MOVE, back - MilliSeconds(60));
        net.MoveAt(back, NODE_MN, MAG1);
        net.RunUntil(Seconds(40));
        NS_TEST_EXPECT_MSG_EQ(CountMessages(net, "LMA1>MAG1 PBU 22=P1 68=MAG2", DMM_MOVE),
                              1,
                              "once, in vain, " << pmipv6::GetName(mode));
        NS_TEST_EXPECT_MSG_EQ(CountMessages(net, "LMA1>MAG1 PBU", back), 0, "not again");
        ExpectEnd(net, "MAG1 P1 / MAG2 P2");
    }
}

void
DmmOrderTestCase::ToldAsServing()
{
    // MAG1 has reported that CN is at MAG2, which has not registered it, and drops P1.
    DmmFixture net;
    const Time restart = Seconds(2);
    net.At(restart, [&net] { net.GetDatabase()->Restart(); });
    const Time reports = restart + MilliSeconds(500);
    const auto prefix = DmmFixture::GetFirst(MAG1);
    auto report = MakeAnchorageUpdate(MakeSubject(reports, NODE_CN), prefix, 75);
    report.options.push_back(ServingMaarOption{MeshFixture::GetAddress(MAG2)});
    net.SendAt(reports, MAG1, CMD, report);
    const Time drops = reports + MilliSeconds(200);
    net.CutAt(MAG2, CMD, drops, Seconds(100));
    net.SendAt(drops, MAG1, CMD, MakeAnchorageUpdate(MakeSubject(drops, NODE_CN), prefix, 0));
    const Time moves = drops + MilliSeconds(200);
    const auto own = DmmFixture::GetFirst(MAG3);
    net.SendAt(moves, MAG3, CMD, MakeRequest(MakeSubject(moves, NODE_CN), own));
    net.RunUntil(Seconds(30));
    NS_TEST_EXPECT_MSG_EQ(CountMessages(net, "LMA1>MAG2 PBU(0)", drops),
                          1,
                          "MAG2 is told once: " << net.DescribeMessages(reports, Seconds(30)));
    NS_TEST_EXPECT_MSG_EQ(CountMessages(net, "LMA1>MAG3 PBU(0) 22=0 65=P1", moves),
                          1,
                          "then MAG3 is");
}

void
DmmOrderTestCase::WithdrawAgain()
{
    // MAG1 loses P1 while MN is at MAG2.
    struct Row
    {
        const char* what; //!< in words
        Time moves;       //!< MN to MAG3, from the restart of MAG1
        bool isLost;      //!< what MAG2 is told
        bool isTold;      //!< MAG3 is told too
    };

    const Row rows[] = {{"not acknowledged", Seconds(5), true, true},
                        {"just acknowledged", Seconds(1), false, true},
                        {"long acknowledged", Seconds(4), false, false}};
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        for (const auto& row : rows)
        {
            DmmFixture net(With(mode));
            Go(net, 1);
            const Time restart = Seconds(10);
            const Time moves = restart + row.moves;
            net.At(restart, [&net] { net.GetGateway(MAG1)->Restart(); });
            if (row.isLost)
            {
                net.CutAt(MAG2, CMD, restart, moves);
            }
            net.MoveAt(moves, NODE_MN, MAG3);
            net.RunUntil(moves + Seconds(20));
            const std::string what = std::string(row.what) + ", " + pmipv6::GetName(mode);
            NS_TEST_EXPECT_MSG_EQ((CountMessages(net, "LMA1>MAG2 PBU(0) 22=0 65=P1", restart) > 0),
                                  true,
                                  "MAG2 is told: " << what);
            NS_TEST_EXPECT_MSG_EQ(CountMessages(net, "LMA1>MAG3 PBU(0) 22=0 65=P1", moves),
                                  (row.isTold ? 1 : 0),
                                  "MAG3 is told: " << what);
            NS_TEST_EXPECT_MSG_EQ(CountMessages(net, "MAG3>LMA1 PBA(0) 22=0 65=P1", moves),
                                  (row.isTold ? 1 : 0),
                                  "it acknowledges: " << what);
            NS_TEST_EXPECT_MSG_EQ(
                CountMessages(net, "LMA1>MAG2 PBU(0)", moves + net.Delay(MAG3, CMD)),
                0,
                "MAG2 is told no more: " << what);
            ExpectEnd(net, "MAG3 P3 / MAG2 P2");
        }
    }
}

void
DmmOrderTestCase::OwnAgain()
{
    // MAG1 is given up while MN is at MAG2, which withdraws P1; then MN is back with P1.
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        auto options = With(mode);
        options.configure = [](DmmHelper& dmm) {
            dmm.SetDatabaseAttribute("PreviousMaarSilence", TimeValue(Seconds(2)));
        };
        DmmFixture net(options);
        Go(net, 1);
        const Time back = DMM_MOVE + Seconds(4);
        net.CutAt(MAG1, CMD, DMM_MOVE, back - MilliSeconds(200));
        net.MoveAt(back, NODE_MN, MAG1);
        std::string given;
        net.At(back - MilliSeconds(300), [&] { given = net.DescribeSession(NODE_MN); });
        net.RunUntil(Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(given, "MAG2 P2", "P1 is given up, " << pmipv6::GetName(mode));
        NS_TEST_EXPECT_MSG_EQ(CountMessages(net, "LMA1>MAG2 PBU(0) 22=0 65=P1", DMM_MOVE),
                              1,
                              "and withdrawn at MAG2");
        NS_TEST_EXPECT_MSG_EQ(CountMessages(net, "LMA1>MAG1 PBU(0) 22=0", back),
                              0,
                              "not at MAG1: " << net.DescribeMessages(back, Seconds(20)));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN), "served P1", "at MAG1");
        ExpectEnd(net, "MAG1 P1 / MAG2 P2");
    }
}

void
DmmOrderTestCase::Bounded()
{
    // As many as a message has room for, the latest; the oldest go.
    constexpr std::size_t ROOM = 200;
    constexpr uint32_t MANY = 12;
    DmmFixture net;
    MobilitySessions sessions;
    sessions.SetListener({[](const auto&... /* change */) {}});
    PreviousUpdates updates;
    PrefixWithdrawals withdrawals(sessions, updates);
    const Ipv6Address local = MeshFixture::GetAddress(CMD);
    updates.Start(net.GetSignaling(CMD), {local, Time(0), 100, Seconds(64)});
    std::vector<std::string> forgotten;
    withdrawals.Start(ROOM, [&](const auto& node, const auto& maar, const auto& reason) {
        forgotten.push_back(node + " " + net.GetName(maar) + " " + reason);
    });
    const auto request = MakeRequest(MakeSubject(Seconds(1)), DmmFixture::GetFirst(MAG2));
    net.CutAt(CMD, MAG2, Time(0), Seconds(100));
    net.At(Seconds(1), [&] {
        const auto& session = sessions.Serve({request, MeshFixture::GetAddress(MAG2)}, 75);
        for (uint32_t number = 1; number <= MANY; ++number)
        {
            withdrawals.Withdraw(session, {DmmFixture::GetFirst(MAG1, number), {}}, nullptr);
        }
    });
    net.RunUntil(Seconds(9));
    std::vector<Prefix> last;
    for (const auto& signal : net.GetSent())
    {
        if (const auto* update = std::get_if<BindingUpdate>(&signal.message))
        {
            NS_TEST_EXPECT_MSG_LT_OR_EQ(GetMobilityHeaderLength(*update), ROOM, "has room");
            last = GetAnchoredPrefixes(update->options);
        }
    }
    PMIPV6_TEST_REQUIRE(last.size() > 3 && last.size() < MANY, last.size() << " are told");
    for (std::size_t i = 0; i < last.size(); ++i)
    {
        const auto number = MANY - static_cast<uint32_t>(i);
        NS_TEST_EXPECT_MSG_EQ((last[i] == DmmFixture::GetFirst(MAG1, number)),
                              true,
                              "the latest, number " << number);
    }
    NS_TEST_EXPECT_MSG_EQ(forgotten.size(), MANY - last.size(), "the others are forgotten");
    const std::string text = "mn@example.com MAG2 withdrawal-forgotten";
    NS_TEST_EXPECT_MSG_EQ(std::count(forgotten.begin(), forgotten.end(), text),
                          static_cast<std::ptrdiff_t>(forgotten.size()),
                          "which is traced");
    updates.Dispose();
    sessions.Dispose();
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885OrderTestSuite : public TestSuite
{
  public:
    Rfc8885OrderTestSuite()
        : TestSuite("pmipv6-rfc8885-order")
    {
        using Case = DmmOrderTestCase;
        AddTestCase(new Case("3.2 a withdrawal of before", &Case::OldWithdrawal));
        AddTestCase(new Case("5213 5.5 the time of day in refusals", &Case::TimeOfDay));
        AddTestCase(new Case("3.2 a previous MAAR knows something later", &Case::KnowsLater));
        AddTestCase(new Case("3.2 no more told as a previous MAAR", &Case::ToldAsPrevious));
        AddTestCase(new Case("3.2 no more told as a serving MAAR", &Case::ToldAsServing));
        AddTestCase(new Case("3.2 withdrawn at the next MAAR too", &Case::WithdrawAgain));
        AddTestCase(new Case("3.2 what is the session's own again", &Case::OwnAgain));
        AddTestCase(new Case("3.2 as many withdrawals as have room", &Case::Bounded));
    }
};

static Rfc8885OrderTestSuite g_rfc8885OrderTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
