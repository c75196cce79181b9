/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * A question until its answer (RFC 6275, 11.8): when it is sent, what ends it, and what its asker
 * is told.
 */

#include "ns3/pmipv6-exchange-table.h"
#include "ns3/simulator.h"

#include <gtest/gtest.h>
#include <optional>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address OWN("fd00:c::2");   //!< who asks
const Ipv6Address PEER("fd00:c::1");  //!< who is asked
const Ipv6Address OTHER("fd00:c::3"); //!< another one

/// @param peer who has sent a message @return its context
MessageContext
From(const Ipv6Address& peer)
{
    return {peer, Ipv6Address::GetAny()};
}

/// Questions, when they were sent, and what has come of them.
class ExchangeTableTest : public testing::Test
{
  protected:
    void TearDown() override
    {
        table->Clear();
        Simulator::Destroy();
    }

    /// @return a question about a node
    Question Make(const std::string& node = "mn1", const Ipv6Address& peer = PEER)
    {
        BindingUpdate update;
        update.flags = UpdateFlag::PROXY_REGISTRATION;
        update.options = {MobileNodeIdentifierOption{1, node}};
        Question question;
        question.message = update;
        question.source = OWN;
        question.destination = peer;
        question.subject = node;
        question.isRateLimited = false;
        question.done = [this](const ExchangeOutcome& outcome) {
            ends.emplace_back(Simulator::Now().GetMilliSeconds(), outcome.end);
        };
        return question;
    }

    /// @return an update of a node's other interface, which is of another exchange
    static BindingUpdate MakeOfLinkLayer()
    {
        BindingUpdate update;
        update.options = {MobileNodeIdentifierOption{1, "mn1"},
                          MobileNodeLinkLayerIdentifierOption{{1}}};
        return update;
    }

    /// @return an answer about a node
    static BindingAcknowledgement Answer(const std::string& node = "mn1", uint16_t sequence = 0)
    {
        BindingAcknowledgement answer;
        answer.flags = AcknowledgementFlag::PROXY_REGISTRATION;
        answer.sequence = sequence;
        answer.options = {MobileNodeIdentifierOption{1, node}};
        return answer;
    }

    /// Run for so many milliseconds.
    static void Run(int milliseconds)
    {
        Simulator::Stop(MilliSeconds(milliseconds));
        Simulator::Run();
    }

    ExchangeTable::Settings settings{Seconds(1), Seconds(4), 3, false}; //!< how often to ask
    std::vector<int64_t> sent;                                          //!< when, in ms
    std::vector<bool> repeated;                                         //!< whether again
    std::vector<std::pair<int64_t, ExchangeEnd>> ends;                  //!< when and how
    std::shared_ptr<ExchangeTable> table{
        std::make_shared<ExchangeTable>([this](const Question&, bool isRetransmission) {
            sent.push_back(Simulator::Now().GetMilliSeconds());
            repeated.push_back(isRetransmission);
        })}; //!< what is under way
};

TEST_F(ExchangeTableTest, IsRepeatedWithDoublingTimeouts)
{
    const Exchange exchange = table->Ask(Make(), settings);
    Run(16000);
    EXPECT_EQ(sent, (std::vector<int64_t>{0, 1000, 3000, 7000, 11000, 15000}));
    EXPECT_EQ(repeated, (std::vector<bool>{false, true, true, true, true, true}));
    EXPECT_TRUE(exchange.IsUnderWay());
    EXPECT_TRUE(ends.empty());
}

TEST_F(ExchangeTableTest, HasTimeoutsOfItsOwn)
{
    Question question = Make();
    question.firstTimeout = MilliSeconds(300);
    question.longestTimeout = MilliSeconds(500);
    const Exchange exchange = table->Ask(std::move(question), settings);
    Run(2000);
    EXPECT_EQ(sent, (std::vector<int64_t>{0, 300, 800, 1300, 1800}));
}

TEST_F(ExchangeTableTest, EndsUnanswered)
{
    Question question = Make();
    question.maxTransmissions = 2;
    const Exchange exchange = table->Ask(std::move(question), settings);
    Run(20000);
    EXPECT_EQ(sent, (std::vector<int64_t>{0, 1000}));
    EXPECT_EQ(ends, (decltype(ends){{3000, ExchangeEnd::UNANSWERED}}));
    EXPECT_FALSE(exchange.IsUnderWay());
    EXPECT_EQ(table->GetSize(), 0U);
}

TEST_F(ExchangeTableTest, EndsWithItsAnswer)
{
    const Exchange exchange = table->Ask(Make(), settings);
    EXPECT_EQ(table->Match(Answer(), From(PEER)), "");
    EXPECT_EQ(table->Match(Answer(), From(OTHER)), "unexpected-answer");
    EXPECT_EQ(table->Match(Answer("mn2"), From(PEER)), "unexpected-answer");
    EXPECT_EQ(table->Match(Answer("mn1", 7), From(PEER)), "answer-to-earlier-request");
    table->TakeAnswer(Answer(), PEER);
    EXPECT_EQ(ends, (decltype(ends){{0, ExchangeEnd::ANSWERED}}));
    EXPECT_EQ(table->Match(Answer(), From(PEER)), "unexpected-answer");
    Run(20000);
    EXPECT_EQ(sent.size(), 1U);
}

TEST_F(ExchangeTableTest, IsAnsweredByWhomTheAskerAllows)
{
    Pbqr request;
    request.sequence = 7;
    Pbqa answer;
    answer.sequence = 7;
    Question question = Make();
    question.message = request;
    {
        const Exchange exchange = table->Ask(question, settings);
        EXPECT_EQ(table->Match(answer, From(OTHER)), "");
    }
    question.mayAnswer = [](const Ipv6Address& peer) { return peer == PEER; };
    const Exchange exchange = table->Ask(question, settings);
    EXPECT_EQ(table->Match(answer, From(OTHER)), "unexpected-answer");
    EXPECT_EQ(table->Match(answer, From(PEER)), "");
}

TEST_F(ExchangeTableTest, IsPreparedBeforeEachSending)
{
    Question question = Make();
    std::vector<bool> prepared;
    question.prepare = [&prepared](MobilityMessage& message, bool isRetransmission) {
        prepared.push_back(isRetransmission);
        std::get<BindingUpdate>(message).sequence = static_cast<uint16_t>(10 + prepared.size());
    };
    std::optional<uint16_t> last;
    question.done = [&last](const ExchangeOutcome& outcome) {
        last = std::get<BindingUpdate>(outcome.request).sequence;
    };
    const Exchange exchange = table->Ask(std::move(question), settings);
    Run(1500);
    EXPECT_EQ(prepared, (std::vector<bool>{false, true}));
    EXPECT_EQ(table->Match(Answer("mn1", 11), From(PEER)), "answer-to-earlier-request");
    EXPECT_EQ(table->Match(Answer("mn1", 12), From(PEER)), "");
    table->TakeAnswer(Answer("mn1", 12), PEER);
    EXPECT_EQ(last, 12);
}

TEST_F(ExchangeTableTest, IsPutOffByTheRateLimit)
{
    std::vector<Exchange> held;
    for (const char* peer : {"fd00:c::1", "fd00:c::2", "fd00:c::3"})
    {
        Question question = Make("mn1", peer);
        question.isRateLimited = true;
        settings.maxUpdateRate = 1;
        held.push_back(table->Ask(question, settings));
        question.message = MakeOfLinkLayer();
        held.push_back(table->Ask(question, settings));
    }
    Run(999);
    EXPECT_EQ(sent, (std::vector<int64_t>{0, 0, 0}));
    EXPECT_EQ(table->GetSize(), 6U);
    // What was not sent yet is expected by nobody, and leaves its turn to others.
    EXPECT_EQ(table->Match(Answer("mn1"), From(PEER)), "");
    held[1].Cancel();
    Run(1);
    // One a peer: a repetition, or what has waited longer than one.
    EXPECT_EQ(sent, (std::vector<int64_t>{0, 0, 0, 1000, 1000, 1000}));
    EXPECT_EQ(repeated, (std::vector<bool>{false, false, false, true, false, false}));
}

TEST_F(ExchangeTableTest, RepetitionsCountInTheRate)
{
    // RFC 6275, 11.8: no more than MAX_UPDATE_RATE "times within a second", whatever the time-out.
    settings.initialTimeout = MilliSeconds(200);
    Question question = Make();
    question.isRateLimited = true;
    const Exchange exchange = table->Ask(question, settings);
    Question other = Make();
    other.isRateLimited = true;
    other.message = MakeOfLinkLayer();
    Exchange later;
    Simulator::Schedule(MilliSeconds(900), [&] { later = table->Ask(other, settings); });
    Run(2500);
    EXPECT_EQ(sent, (std::vector<int64_t>{0, 200, 600, 1000, 1200, 1600, 2000}));
    EXPECT_EQ(repeated, (std::vector<bool>{false, true, true, false, true, true, true}));
}

TEST_F(ExchangeTableTest, ARepetitionThatIsPutOffLeavesItsTurn)
{
    settings.initialTimeout = MilliSeconds(200);
    settings.maxUpdateRate = 1;
    Question question = Make();
    question.isRateLimited = true;
    Exchange exchange = table->Ask(question, settings);
    Run(300);
    // It is still expected to be answered, and what is cancelled is no turn of anybody.
    EXPECT_EQ(table->Match(Answer("mn1"), From(PEER)), "");
    exchange.Cancel();
    exchange = table->Ask(question, settings);
    Run(700);
    EXPECT_EQ(sent, (std::vector<int64_t>{0, 1000}));
    EXPECT_EQ(repeated, (std::vector<bool>{false, false}));
}

TEST_F(ExchangeTableTest, EndsWithoutAWordWithItsHolder)
{
    {
        const Exchange exchange = table->Ask(Make(), settings);
        EXPECT_EQ(table->GetSize(), 1U);
    }
    EXPECT_EQ(table->GetSize(), 0U);
    Exchange held = table->Ask(Make(), settings);
    held = Exchange();
    EXPECT_EQ(table->GetSize(), 0U);
    held = table->Ask(Make(), settings);
    Exchange moved = std::move(held);
    EXPECT_TRUE(moved.IsUnderWay());
    moved.Cancel();
    moved.Cancel();
    EXPECT_FALSE(moved.IsUnderWay());
    Run(20000);
    EXPECT_TRUE(ends.empty());
    EXPECT_EQ(sent.size(), 3U);
}

TEST_F(ExchangeTableTest, GoesOnWhenReleased)
{
    Question question = Make();
    question.maxTransmissions = 2;
    table->Ask(std::move(question), settings).Release();
    EXPECT_EQ(table->GetSize(), 1U);
    Run(20000);
    EXPECT_EQ(ends, (decltype(ends){{3000, ExchangeEnd::UNANSWERED}}));
}

TEST_F(ExchangeTableTest, GivesWayToALaterOneOfItsKey)
{
    Exchange first = table->Ask(Make(), settings);
    Exchange second = table->Ask(Make(), settings);
    const Exchange other = table->Ask(Make("mn2"), settings);
    EXPECT_FALSE(first.IsUnderWay());
    EXPECT_TRUE(second.IsUnderWay());
    first.Cancel(); // Is over: harmless to the later one.
    EXPECT_TRUE(second.IsUnderWay());
    EXPECT_EQ(table->GetSize(), 2U);
    EXPECT_TRUE(ends.empty());
}

TEST_F(ExchangeTableTest, AsksForLeaveToRepeat)
{
    std::vector<std::function<void(bool)>> leaves;
    Question question = Make();
    question.mayRepeat = [&leaves](std::function<void(bool)> goOn) { leaves.push_back(goOn); };
    const Exchange exchange = table->Ask(std::move(question), settings);
    Run(5000);
    EXPECT_EQ(sent, (std::vector<int64_t>{0}));
    ASSERT_EQ(leaves.size(), 1U);
    leaves[0](true);
    EXPECT_EQ(sent, (std::vector<int64_t>{0, 5000}));
    Run(3000);
    ASSERT_EQ(leaves.size(), 2U);
    leaves[1](false);
    EXPECT_EQ(ends, (decltype(ends){{8000, ExchangeEnd::UNANSWERED}}));
    leaves[1](true); // Too late.
    EXPECT_EQ(sent.size(), 2U);
}

TEST_F(ExchangeTableTest, LeaveComesTooLate)
{
    std::function<void(bool)> leave;
    Question question = Make();
    question.mayRepeat = [&leave](std::function<void(bool)> goOn) { leave = goOn; };
    Exchange exchange = table->Ask(question, settings);
    Run(1500);
    exchange = table->Ask(question, settings);
    leave(false); // Of the one before.
    EXPECT_TRUE(exchange.IsUnderWay());
    table.reset();
    leave(true);
    EXPECT_EQ(sent.size(), 2U);
    EXPECT_FALSE(exchange.IsUnderWay());
    table = std::make_shared<ExchangeTable>([](const Question&, bool) {});
}

TEST_F(ExchangeTableTest, IsNotSupported)
{
    Question revocation = Make();
    revocation.message = BindingRevocationIndication();
    const Exchange first = table->Ask(revocation, settings);
    const Exchange second = table->Ask(Make(), settings);
    revocation.destination = OTHER;
    const Exchange third = table->Ask(revocation, settings);
    EXPECT_TRUE(table->HasAsked(PEER, MessageType::BINDING_REVOCATION));
    EXPECT_FALSE(table->HasAsked(PEER, MessageType::HEARTBEAT));
    table->TakeRefusal(PEER, MessageType::HEARTBEAT);
    EXPECT_TRUE(ends.empty());
    table->TakeRefusal(PEER, MessageType::BINDING_REVOCATION);
    EXPECT_EQ(ends, (decltype(ends){{0, ExchangeEnd::NOT_SUPPORTED}}));
    EXPECT_FALSE(first.IsUnderWay());
    EXPECT_TRUE(second.IsUnderWay());
    EXPECT_TRUE(third.IsUnderWay());
    EXPECT_FALSE(table->HasAsked(PEER, MessageType::BINDING_REVOCATION));
}

TEST_F(ExchangeTableTest, AnAlertIsNoQuestionToItsAddressee)
{
    Question alert = Make();
    alert.message = RoRequest();
    alert.isAlerting = true;
    Exchange exchange = table->Ask(alert, settings);
    EXPECT_EQ(sent.size(), 1U);
    EXPECT_FALSE(table->HasAsked(PEER, MessageType::EXPERIMENTAL));
    EXPECT_FALSE(table->GetQuestions().IsAnyOpen(PEER));
    table->TakeRefusal(PEER, MessageType::EXPERIMENTAL);
    EXPECT_TRUE(exchange.IsUnderWay());
    RoRequestAck answer;
    EXPECT_EQ(table->Match(answer, From(OTHER)), "") << "whoever has taken it may answer";
    table->TakeAnswer(answer, OTHER);
    EXPECT_EQ(ends, (decltype(ends){{0, ExchangeEnd::ANSWERED}}));
    // Of the same kind, to the peer itself: it is out, and its end leaves nothing behind.
    alert.isAlerting = false;
    exchange = table->Ask(alert, settings);
    EXPECT_TRUE(table->HasAsked(PEER, MessageType::EXPERIMENTAL));
    exchange.Cancel();
    EXPECT_FALSE(table->GetQuestions().IsAnyOpen(PEER));
}

// draft-luo, 4.2 and 4.4: who has taken the query names the prefix as registered.
TEST_F(ExchangeTableTest, AQueryIsAnsweredWithAnotherPrefixThanItAskedFor)
{
    Pbqr query;
    query.sequence = 7;
    query.options = {HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:2::99"), 128)}};
    Question question = Make();
    question.message = query;
    question.done = [this](const ExchangeOutcome& outcome) {
        ends.emplace_back(0, outcome.end);
        EXPECT_EQ(FindOption<HomeNetworkPrefixOption>(GetOptions(*outcome.answer))->prefix,
                  Prefix(Ipv6Address("fd00:2::"), 64));
    };
    Exchange first = table->Ask(question, settings);
    query.sequence = 8; // The same once more: a question of its own.
    question.message = query;
    Exchange second = table->Ask(question, settings);
    EXPECT_EQ(table->GetSize(), 2U);
    Pbqa answer;
    answer.sequence = 9;
    answer.options = {HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:2::"), 64)}};
    EXPECT_EQ(table->Match(answer, From(OTHER)), "unexpected-answer");
    answer.sequence = 8;
    EXPECT_EQ(table->Match(answer, From(OTHER)), "");
    table->TakeAnswer(answer, OTHER);
    EXPECT_TRUE(first.IsUnderWay());
    EXPECT_FALSE(second.IsUnderWay());
    LocationUpdateAck other;
    other.sequence = 7;
    EXPECT_EQ(table->Match(other, From(PEER)), "unexpected-answer");
    answer.sequence = 7;
    table->TakeAnswer(answer, PEER);
    EXPECT_FALSE(first.IsUnderWay());
    EXPECT_EQ(ends, (decltype(ends){{0, ExchangeEnd::ANSWERED}, {0, ExchangeEnd::ANSWERED}}));
}

TEST_F(ExchangeTableTest, MayAskAgainWhenItEnds)
{
    Question question = Make();
    Exchange exchange;
    question.maxTransmissions = 1;
    question.done = [&](const ExchangeOutcome&) { exchange = table->Ask(Make(), settings); };
    exchange = table->Ask(question, settings);
    Run(1500);
    EXPECT_EQ(sent, (std::vector<int64_t>{0, 1000}));
    EXPECT_TRUE(exchange.IsUnderWay());
}

} // namespace
