/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What is anchored at a MAAR (RFC 8885, 3): each transition by its table, with its effects, the
 * pool and the lifetimes.
 */

#include "ns3/pmipv6-anchored-nodes.h"
#include "ns3/simulator.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using State = AnchoringState;
using Event = AnchoringEvent;

const std::string NODE = "mn@example.com";
const std::string OTHER = "cn@example.com";
const Ipv6Address DATABASE("fd00:c::1:1");
const Ipv6Address FIRST("fd00:c::2:2");
const Ipv6Address SECOND("fd00:c::2:3");
const LinkLayerAddress LINK_LAYER(Mac48Address("00:00:00:00:00:01"));
const std::vector<State> STATES{State::NONE,
                                State::TEMPORARY,
                                State::SERVED,
                                State::LEFT,
                                State::AWAY};

/// The rows, and what was told of them.
class AnchoredNodesTest : public testing::Test
{
  protected:
    AnchoredNodesTest()
    {
        nodes.SetPool(*ParsePrefix("fd00:8001::/32"), 64, 0, Time(0));
        nodes.SetListener(
            {[this](const AnchoredNode& node) {
                 applied.push_back(std::string(GetStateName(node.state)) + " " +
                                   std::to_string(node.prefixes.size()));
             },
             [this](const AnchoredNode& node, State from, State to, const std::string& reason) {
                 told.push_back(std::string(GetStateName(from)) + ">" + GetStateName(to) + " " +
                                reason);
                 const auto* row = nodes.Find(node.identifier);
                 EXPECT_EQ(row ? row->state : State::NONE, to) << "told before its effects";
                 EXPECT_EQ(node.state, to);
             },
             [this](const AnchoredNode& node) {
                 due.push_back(node.identifier);
                 if (isEndedWhenDue)
                 {
                     nodes.End(node, "lifetime-over");
                 }
             }});
    }

    ~AnchoredNodesTest() override
    {
        Simulator::Destroy();
    }

    /// A node attaches. @return its row
    const AnchoredNode* Attach(const std::string& identifier = NODE, uint64_t timestamp = 5)
    {
        return nodes.Attach(identifier, DATABASE, LINK_LAYER, timestamp, Seconds(500), Seconds(1));
    }

    /// Have a node in a state.
    void SetState(State state)
    {
        if (state != State::NONE)
        {
            const auto* node = Attach();
            if (state != State::TEMPORARY)
            {
                nodes.Accept(*node, 6, Seconds(300));
            }
            if (state == State::LEFT)
            {
                nodes.Depart(*node, "detached");
            }
            if (state == State::AWAY)
            {
                nodes.Move(*node, FIRST, 7, Time::Max(), Seconds(1));
            }
        }
        told.clear();
        applied.clear();
    }

    /// Have an event happen to the node.
    void Apply(Event event)
    {
        const auto* node = nodes.Find(NODE);
        switch (event)
        {
        case Event::ATTACHED:
            Attach(NODE, 8);
            break;
        case Event::ACCEPTED:
            nodes.Accept(*node, 9, Seconds(300));
            break;
        case Event::DEPARTED:
            nodes.Depart(*node, "test");
            break;
        case Event::LAPSED:
            nodes.Lapse(*node);
            break;
        case Event::FORGONE:
            // It is back here, and leaves before the CMD says so.
            nodes.Move(*node, FIRST, 7, Time::Max(), Seconds(1));
            Attach(NODE, 8);
            told.clear();
            applied.clear();
            nodes.Depart(*node, "test");
            EXPECT_EQ(node->serving, FIRST);
            break;
        case Event::MOVED:
            nodes.Move(*node, SECOND, 9, Time::Max(), Seconds(1));
            break;
        case Event::RESTORED:
            nodes.Restore(*node, Prefix(Ipv6Address("fd00:8001:0:77::"), 64));
            break;
        case Event::OVER:
            nodes.End(*node, "test");
            break;
        case Event::STOPPED:
            nodes.Clear("test");
            break;
        }
    }

    AnchoredNodes nodes;              //!< the rows
    std::vector<std::string> told;    //!< transitions
    std::vector<std::string> applied; //!< what has changed, with how many prefixes
    std::vector<std::string> due;     //!< whose lifetime is over
    bool isEndedWhenDue{false};       //!< they end then
};

TEST_F(AnchoredNodesTest, GoesByItsStates)
{
    for (const auto& row : GetAnchoringTable().GetRows())
    {
        for (const State from : STATES)
        {
            const auto to = GetAnchoringTable().Find(from, row.event);
            if (!to)
            {
                continue;
            }
            SCOPED_TRACE(std::string(GetEventName(row.event)) + " in " + GetStateName(from));
            SetState(from);
            Apply(row.event);
            const auto* held = nodes.Find(NODE);
            EXPECT_EQ(held ? held->state : State::NONE, *to);
            ASSERT_EQ(told.size(), 1U);
            EXPECT_EQ(told[0].rfind(std::string(GetStateName(from)) + ">" + GetStateName(*to), 0),
                      0U)
                << told[0];
            ASSERT_EQ(applied.size(), 1U);
            EXPECT_EQ(applied[0].rfind(GetStateName(*to), 0), 0U) << applied[0];
            nodes.Clear("over");
        }
    }
}

TEST(AnchoringStates, WhatCannotBe)
{
    const auto& table = GetAnchoringTable();
    EXPECT_FALSE(table.Find(State::AWAY, Event::ACCEPTED)) << "it is registered elsewhere";
    EXPECT_FALSE(table.Find(State::LEFT, Event::RESTORED));
    EXPECT_FALSE(table.Find(State::NONE, Event::MOVED)) << "nothing is anchored here";
    EXPECT_EQ(table.Find(State::TEMPORARY, Event::DEPARTED), State::NONE) << "never accepted";
    EXPECT_EQ(table.Find(State::AWAY, Event::ATTACHED), State::SERVED) << "its own once more";
    EXPECT_DEATH(table.Check(State::AWAY, Event::ACCEPTED, State::SERVED), "no transition");
}

TEST_F(AnchoredNodesTest, OffersOnePrefixOfItsPool)
{
    const auto* node = Attach();
    ASSERT_TRUE(node);
    ASSERT_EQ(node->prefixes.size(), 1U);
    const Prefix own = node->prefixes.front();
    EXPECT_TRUE(nodes.IsOfPool(own.GetAddress()));
    EXPECT_EQ(nodes.FindByPrefix(own), node);
    EXPECT_EQ(node->database, DATABASE);
    EXPECT_EQ(node->attached, 5U);
    EXPECT_EQ(node->ordered, 0U);
    EXPECT_EQ(node->expiry, Time::Max());
    nodes.Accept(*node, 6, Seconds(300));
    EXPECT_EQ(node->ordered, 6U);
    const auto* other = Attach(OTHER);
    EXPECT_NE(other->prefixes.front(), own);
    EXPECT_EQ(nodes.GetAll().size(), 2U);
    EXPECT_FALSE(nodes.IsOfPool(Ipv6Address("fd00:8002::1")));
}

TEST_F(AnchoredNodesTest, WhatWasOnlyOfferedIsFreeAgain)
{
    const Prefix offered = Attach()->prefixes.front();
    nodes.Depart(*nodes.Find(NODE), "refused");
    EXPECT_FALSE(nodes.Find(NODE));
    EXPECT_FALSE(nodes.FindByPrefix(offered));
    EXPECT_EQ(told.back(), "temporary>none refused");
}

TEST_F(AnchoredNodesTest, ANodeThatComesBackHasTheSamePrefix)
{
    const Prefix own = Attach()->prefixes.front();
    nodes.Accept(*nodes.Find(NODE), 6, Seconds(300));
    nodes.Move(*nodes.Find(NODE), FIRST, 7, Seconds(300), Seconds(9));
    EXPECT_EQ(nodes.Find(NODE)->serving, FIRST);
    EXPECT_EQ(nodes.Find(NODE)->previous, Ipv6Address::GetAny()) << "it was here";
    EXPECT_EQ(nodes.Find(NODE)->ordered, 7U);
    nodes.Move(*nodes.Find(NODE), SECOND, 8, Seconds(300), Seconds(9));
    EXPECT_EQ(nodes.Find(NODE)->serving, SECOND);
    EXPECT_EQ(nodes.Find(NODE)->previous, FIRST);
    EXPECT_EQ(nodes.Find(NODE)->previousUntil, Seconds(9));
    const auto* node = Attach(NODE, 9);
    EXPECT_EQ(node->prefixes, std::vector<Prefix>{own});
    EXPECT_EQ(node->state, State::SERVED) << "without the database's word";
    EXPECT_EQ(node->serving, Ipv6Address::GetAny());
    EXPECT_EQ(node->previous, SECOND);
    EXPECT_EQ(node->previousUntil, Seconds(1));
    EXPECT_EQ(node->expiry, Seconds(500)) << "unless the database accepts it";
    EXPECT_EQ(node->attached, 9U);
    EXPECT_EQ(node->ordered, 8U);
}

TEST_F(AnchoredNodesTest, ARenewalKeepsWhereItWasBefore)
{
    SetState(State::AWAY);
    nodes.Move(*nodes.Find(NODE), FIRST, 8, Seconds(300), Seconds(9));
    EXPECT_EQ(nodes.Find(NODE)->previous, Ipv6Address::GetAny()) << "it has not moved";
    EXPECT_EQ(nodes.Find(NODE)->expiry, Seconds(300));
}

TEST_F(AnchoredNodesTest, TakesBackWhatItHasLost)
{
    const Prefix lost(Ipv6Address("fd00:8001:0:77::"), 64);
    const Prefix strange(Ipv6Address("fd00:8002:0:77::"), 64);
    SetState(State::SERVED);
    const auto& node = *nodes.Find(NODE);
    const Prefix own = node.prefixes.front();
    EXPECT_TRUE(nodes.Restore(node, own));
    EXPECT_TRUE(told.empty()) << "nothing has changed";
    EXPECT_TRUE(nodes.Restore(node, lost));
    EXPECT_EQ(node.prefixes, (std::vector<Prefix>{own, lost}));
    EXPECT_EQ(nodes.FindByPrefix(lost), &node);
    EXPECT_EQ(told, std::vector<std::string>{"served>served known-to-database"});
    EXPECT_FALSE(nodes.Restore(node, strange)) << "of another MAAR's pool";
    const auto* other = Attach(OTHER);
    EXPECT_FALSE(nodes.Restore(*other, lost)) << "another node has it";
    EXPECT_EQ(nodes.FindByPrefix(lost), &node);
}

TEST_F(AnchoredNodesTest, OffersTheNextOne)
{
    const Prefix first = Attach()->prefixes.front();
    EXPECT_TRUE(nodes.OfferNext(*nodes.Find(NODE)));
    const Prefix second = nodes.Find(NODE)->prefixes.front();
    EXPECT_NE(second, first);
    EXPECT_EQ(nodes.FindByPrefix(first), nullptr);
    EXPECT_EQ(nodes.FindByPrefix(second), nodes.Find(NODE));
    EXPECT_NE(Attach(OTHER)->prefixes.front(), first) << "it is another node's, wherever";
}

TEST_F(AnchoredNodesTest, AnExhaustedPoolOffersNothing)
{
    nodes.SetPool(*ParsePrefix("fd00:8001::/63"), 64, 0, Time(0));
    ASSERT_TRUE(Attach());
    ASSERT_TRUE(Attach(OTHER));
    EXPECT_FALSE(Attach("third@example.com"));
    EXPECT_EQ(nodes.GetAll().size(), 2U);
    EXPECT_FALSE(nodes.OfferNext(*nodes.Find(NODE)));
    EXPECT_EQ(told.back(), "temporary>none pool-exhausted");
    nodes.End(*nodes.Find(OTHER), "session-over");
    EXPECT_TRUE(Attach("third@example.com")) << "there is one again";
}

TEST_F(AnchoredNodesTest, DropsOnePrefixOrTheRow)
{
    const Prefix lost(Ipv6Address("fd00:8001:0:77::"), 64);
    SetState(State::SERVED);
    nodes.Restore(*nodes.Find(NODE), lost);
    nodes.Move(*nodes.Find(NODE), FIRST, 7, Time::Max(), Seconds(1));
    const Prefix own = nodes.Find(NODE)->prefixes.front();
    told.clear();
    nodes.Drop(*nodes.Find(NODE), own, "idle");
    EXPECT_TRUE(told.empty()) << "the row stays";
    EXPECT_EQ(applied.back(), "none 1");
    EXPECT_EQ(nodes.Find(NODE)->prefixes, std::vector<Prefix>{lost});
    EXPECT_FALSE(nodes.FindByPrefix(own));
    nodes.Drop(*nodes.Find(NODE), own, "idle");
    EXPECT_TRUE(nodes.Find(NODE)) << "it has not had it";
    nodes.Drop(*nodes.Find(NODE), lost, "idle");
    EXPECT_EQ(told, std::vector<std::string>{"away>none idle"});
    EXPECT_FALSE(nodes.Find(NODE));
    EXPECT_FALSE(nodes.FindByPrefix(lost));
}

TEST_F(AnchoredNodesTest, ALifetimeEndsOnce)
{
    isEndedWhenDue = true;
    SetState(State::SERVED);
    Attach(OTHER);
    nodes.Depart(*nodes.Find(NODE), "detached");
    Simulator::Stop(Seconds(299));
    Simulator::Run();
    EXPECT_TRUE(due.empty());
    Simulator::Stop(Seconds(100));
    Simulator::Run();
    EXPECT_EQ(due, std::vector<std::string>{NODE});
    EXPECT_FALSE(nodes.Find(NODE));
    EXPECT_TRUE(nodes.Find(OTHER)) << "of a node that is here none runs";
}

TEST_F(AnchoredNodesTest, ALifetimeIsStoppedByAMove)
{
    SetState(State::LEFT);
    nodes.Move(*nodes.Find(NODE), FIRST, 7, Time::Max(), Seconds(1));
    Simulator::Stop(Seconds(400));
    Simulator::Run();
    EXPECT_TRUE(due.empty());
    nodes.SetExpiry(*nodes.Find(NODE), Seconds(500));
    Simulator::Stop(Seconds(400));
    Simulator::Run();
    EXPECT_EQ(due, std::vector<std::string>{NODE});
}

TEST_F(AnchoredNodesTest, WhatTheDatabaseHasLostItListsAgain)
{
    const auto* node = Attach();
    nodes.Accept(*node, 6, Seconds(300));
    nodes.Lose(SECOND, 7);
    EXPECT_EQ(node->lost, 0U) << "another CMD";
    nodes.Lose(DATABASE, 7);
    EXPECT_EQ(node->lost, 7U);
    nodes.Accept(*node, 6, Seconds(300));
    EXPECT_EQ(node->lost, 7U) << "it has accepted what was sent before";
    nodes.Move(*node, FIRST, 9, Time::Max(), Seconds(1));
    EXPECT_EQ(node->lost, 7U) << "it may have told so before";
    nodes.SetListed(*node);
    EXPECT_EQ(node->lost, 0U);
    Attach(NODE, 10);
    nodes.Lose(DATABASE, 11);
    nodes.Accept(*node, 11, Seconds(300));
    EXPECT_EQ(node->lost, 0U) << "it has accepted what was sent afterwards";
}

TEST_F(AnchoredNodesTest, ALifetimeRunsFromAReturnThatIsForgone)
{
    // Nobody has told that the node is where it was: the CMD is asked in the end.
    const auto* node = Attach();
    nodes.Accept(*node, 6, Seconds(300));
    nodes.Move(*node, FIRST, 7, Time::Max(), Seconds(1));
    Attach(NODE, 8);
    nodes.Depart(*node, "detached");
    ASSERT_EQ(node->state, State::AWAY);
    EXPECT_EQ(node->expiry, Seconds(500));
    isEndedWhenDue = true;
    Simulator::Run();
    EXPECT_EQ(due, std::vector<std::string>{NODE});
    EXPECT_EQ(Simulator::Now(), Seconds(500));
}

TEST_F(AnchoredNodesTest, WhatIsLeftOfALifetimeIsKept)
{
    // Back before anybody has told where it was, and gone again before it is accepted.
    const auto* node = Attach();
    nodes.Accept(*node, 6, Seconds(300));
    nodes.Depart(*node, "detached");
    Attach(NODE, 8);
    nodes.Depart(*node, "detached");
    EXPECT_EQ(node->state, State::LEFT);
    EXPECT_EQ(node->expiry, Seconds(300));
}

TEST_F(AnchoredNodesTest, WhatIsNotRenewedIsOnlyOffered)
{
    const auto* node = Attach();
    nodes.Accept(*node, 6, Seconds(300));
    Simulator::Run();
    EXPECT_EQ(due, std::vector<std::string>{NODE}) << "while it is here";
    nodes.Lapse(*node);
    EXPECT_EQ(node->state, State::TEMPORARY);
    EXPECT_EQ(told.back(), "served>temporary lifetime-over");
    EXPECT_EQ(node->expiry, Time::Max());
    nodes.Accept(*node, 9, Seconds(900));
    EXPECT_EQ(node->state, State::SERVED);
}

TEST_F(AnchoredNodesTest, ClearsAll)
{
    SetState(State::AWAY);
    Attach(OTHER);
    told.clear();
    nodes.Clear("gateway-stopped");
    EXPECT_EQ(
        told,
        (std::vector<std::string>{"temporary>none gateway-stopped", "away>none gateway-stopped"}));
    EXPECT_TRUE(nodes.GetAll().empty());
    SetState(State::SERVED);
    nodes.Dispose();
    EXPECT_TRUE(told.empty()) << "without a word";
    EXPECT_TRUE(nodes.GetAll().empty());
}

} // namespace
