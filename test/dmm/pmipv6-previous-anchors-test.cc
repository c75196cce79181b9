/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What a serving MAAR knows of the prefixes that its nodes have from elsewhere (RFC 8885, 3.2, 4):
 * each transition by its table, withdrawals and lifetimes.
 */

#include "ns3/pmipv6-previous-anchors.h"
#include "ns3/simulator.h"

#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using State = PreviousState;
using Event = PreviousEvent;

const LinkLayerAddress NODE(Mac48Address("00:00:00:00:00:01"));
const LinkLayerAddress OTHER(Mac48Address("00:00:00:00:00:02"));
const Ipv6Address FIRST("fd00:c::2:1");
const Ipv6Address SECOND("fd00:c::2:2");
const Prefix PREFIX(Ipv6Address("fd00:8001::"), 64);
const Prefix NEXT(Ipv6Address("fd00:8001:0:1::"), 64);
constexpr uint64_t ASKED = 7; //!< time of a request
const std::vector<State> STATES{State::NONE, State::EARLY, State::TUNNELLED};

/// The rows, and what was told of them.
class PreviousAnchorsTest : public testing::Test
{
  protected:
    PreviousAnchorsTest()
    {
        PreviousAnchors::Listener listener;
        listener.changed = [this](const LinkLayerAddress& node,
                                  const PreviousAnchor& row,
                                  State from,
                                  const std::string& reason) {
            told.push_back(std::string(GetStateName(from)) + ">" + GetStateName(row.state) + " " +
                           reason);
            const auto* held = rows.Find(node, row.anchorage.prefix);
            EXPECT_EQ(held ? held->state : State::NONE, row.state) << "told before its effects";
        };
        listener.lapsed = [this](const LinkLayerAddress& node) {
            told.push_back(std::to_string(rows.Get(node).size()) + " left");
        };
        rows.SetListener(std::move(listener));
    }

    ~PreviousAnchorsTest() override
    {
        Simulator::Destroy();
    }

    /// Add a row. @return false if it was withdrawn
    bool Add(Event event, const Prefix& prefix = PREFIX, const Ipv6Address& maar = FIRST)
    {
        return rows.Add(NODE, {maar, prefix}, {}, Simulator::Now() + Seconds(60), event, ASKED);
    }

    PreviousAnchors rows;          //!< the rows
    std::vector<std::string> told; //!< transitions
};

TEST_F(PreviousAnchorsTest, GoesByItsStates)
{
    for (const auto& line : GetPreviousTable().GetRows())
    {
        for (const State from : STATES)
        {
            const auto to = GetPreviousTable().Find(from, line.event);
            if (!to)
            {
                continue;
            }
            SCOPED_TRACE(std::string(GetEventName(line.event)) + " in " + GetStateName(from));
            if (from != State::NONE)
            {
                Add(from == State::EARLY ? Event::PACKET : Event::TOLD);
            }
            told.clear();
            switch (line.event)
            {
            case Event::PACKET:
            case Event::TOLD:
                EXPECT_TRUE(Add(line.event));
                break;
            case Event::WITHDRAWN:
                rows.Withdraw(NODE, PREFIX, ASKED);
                break;
            case Event::OVER:
                rows.Remove(NODE, PREFIX, "over");
                break;
            }
            const auto* held = rows.Find(NODE, PREFIX);
            EXPECT_EQ(held ? held->state : State::NONE, *to);
            const std::string change = std::string(GetStateName(from)) + ">" + GetStateName(*to) +
                                       " " + GetEventName(line.event);
            EXPECT_EQ(told,
                      from == *to ? std::vector<std::string>() : std::vector<std::string>{change});
            rows.Forget(NODE, "next");
        }
    }
}

TEST(PreviousStates, WhatCannotBe)
{
    const auto& table = GetPreviousTable();
    EXPECT_EQ(table.Find(State::TUNNELLED, Event::PACKET), State::TUNNELLED) << "never back";
    EXPECT_FALSE(table.Find(State::NONE, Event::OVER)) << "of nothing that is there";
    EXPECT_DEATH(table.Check(State::TUNNELLED, Event::PACKET, State::EARLY), "no transition");
}

TEST_F(PreviousAnchorsTest, WhatWasWithdrawnStaysSo)
{
    rows.Withdraw(NODE, PREFIX, ASKED);
    EXPECT_TRUE(told.empty()) << "before an answer names it";
    EXPECT_FALSE(Add(Event::TOLD)) << "the answer was under way";
    EXPECT_FALSE(Add(Event::PACKET));
    EXPECT_TRUE(rows.Get(NODE).empty());
    EXPECT_TRUE(Add(Event::TOLD, NEXT)) << "another prefix";
    EXPECT_TRUE(rows.Add(OTHER, {FIRST, PREFIX}, {}, Seconds(60), Event::TOLD, ASKED))
        << "another node";
    rows.Forget(NODE, "attached");
    EXPECT_TRUE(Add(Event::TOLD)) << "of its next attachment";
}

TEST_F(PreviousAnchorsTest, WhatIsToldOfALaterRequestIsSoAgain)
{
    rows.Withdraw(NODE, PREFIX, ASKED);
    const Time end = Simulator::Now() + Seconds(60);
    EXPECT_FALSE(rows.Add(NODE, {FIRST, PREFIX}, {}, end, Event::TOLD, ASKED))
        << "of the same moment";
    EXPECT_FALSE(rows.Add(NODE, {FIRST, PREFIX}, {}, end, Event::PACKET, 0)) << "of no request";
    EXPECT_TRUE(rows.Add(NODE, {FIRST, PREFIX}, {}, end, Event::TOLD, ASKED + 1));
    EXPECT_TRUE(rows.Add(NODE, {FIRST, PREFIX}, {}, end, Event::TOLD, ASKED))
        << "it is there already";
}

TEST_F(PreviousAnchorsTest, APrefixHasOneAnchor)
{
    Add(Event::TOLD);
    Add(Event::TOLD, PREFIX, SECOND);
    ASSERT_EQ(rows.Get(NODE).size(), 1U);
    EXPECT_EQ(rows.Get(NODE)[0].anchorage.maar, SECOND);
    EXPECT_EQ(told,
              (std::vector<std::string>{"none>tunnelled told",
                                        "tunnelled>none anchored-elsewhere",
                                        "none>tunnelled told"}));
}

TEST_F(PreviousAnchorsTest, KeepsTheirOrder)
{
    Add(Event::TOLD, NEXT);
    Add(Event::TOLD, PREFIX, SECOND);
    Add(Event::TOLD, NEXT);
    ASSERT_EQ(rows.Get(NODE).size(), 2U);
    EXPECT_EQ(rows.Get(NODE)[0].anchorage.prefix, NEXT);
    EXPECT_EQ(rows.Get(NODE)[1].anchorage.prefix, PREFIX);
    EXPECT_TRUE(rows.Get(OTHER).empty());
    EXPECT_EQ(rows.GetAll().size(), 1U);
}

TEST_F(PreviousAnchorsTest, ALifetimeThatIsNotRenewedEnds)
{
    Add(Event::TOLD);
    Add(Event::PACKET, NEXT);
    Simulator::Schedule(Seconds(50), [this] { Add(Event::TOLD); });
    Simulator::Stop(Seconds(61));
    Simulator::Run();
    ASSERT_GE(told.size(), 2U);
    EXPECT_EQ(told[told.size() - 2], "early>none lifetime-over");
    EXPECT_EQ(told.back(), "1 left");
    ASSERT_TRUE(rows.Find(NODE, PREFIX)) << "renewed";
    EXPECT_EQ(rows.Find(NODE, PREFIX)->until, Seconds(110));
    Simulator::Stop(Seconds(60));
    Simulator::Run();
    EXPECT_EQ(told[told.size() - 2], "tunnelled>none lifetime-over");
    EXPECT_TRUE(rows.GetAll().empty());
}

TEST_F(PreviousAnchorsTest, WhatEndsTogetherIsToldOfOnce)
{
    Add(Event::TOLD);
    Add(Event::TOLD, NEXT, SECOND);
    told.clear();
    Simulator::Stop(Seconds(61));
    Simulator::Run();
    EXPECT_EQ(told,
              (std::vector<std::string>{"tunnelled>none lifetime-over",
                                        "tunnelled>none lifetime-over",
                                        "0 left"}));
}

TEST_F(PreviousAnchorsTest, ForgetsOneNode)
{
    Add(Event::TOLD);
    Add(Event::TOLD, NEXT);
    rows.Add(OTHER, {FIRST, PREFIX}, {}, Seconds(60), Event::TOLD, ASKED);
    told.clear();
    rows.Forget(NODE, "detached");
    EXPECT_EQ(told,
              (std::vector<std::string>{"tunnelled>none detached", "tunnelled>none detached"}));
    EXPECT_EQ(rows.Get(OTHER).size(), 1U);
    rows.Clear("gateway-stopped");
    EXPECT_EQ(told.back(), "tunnelled>none gateway-stopped");
    EXPECT_TRUE(rows.GetAll().empty());
    told.clear();
    Add(Event::TOLD);
    rows.Dispose();
    EXPECT_EQ(told.size(), 1U) << "without a word";
    EXPECT_TRUE(rows.GetAll().empty());
}

TEST_F(PreviousAnchorsTest, WhoIsToldMayHaveItGo)
{
    PreviousAnchors::Listener listener;
    listener.changed =
        [this](const LinkLayerAddress& node, const PreviousAnchor& row, State, const auto&) {
            if (row.state == State::TUNNELLED)
            {
                rows.Remove(node, row.anchorage.prefix, "test");
                EXPECT_EQ(row.anchorage.prefix, PREFIX) << "not the row that is gone";
            }
        };
    rows.SetListener(std::move(listener));
    Add(Event::TOLD);
    EXPECT_TRUE(rows.GetAll().empty());
}

} // namespace
