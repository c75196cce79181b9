/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What becomes of a location that a gateway hears of (draft-luo, 4.2 and 4.3): each rule a row; and
 * the location table, which goes by the manual's table of states.
 */

#include "../fixtures/pmipv6-manual-table.h"

#include "ns3/pmipv6-location-table.h"

#include <functional>
#include <gtest/gtest.h>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using State = LocationState;
using Event = LocationEvent;
using Verdict = LocationVerdict;

const Prefix NODE(Ipv6Address("fd00:2:0:1::"), 64); //!< of a node elsewhere
const Ipv6Address ONE("fd00:c::3");                 //!< gateways
const Ipv6Address TWO("fd00:c::4");
const std::vector<State> STATES{State::NONE, State::LEARNED, State::TOLD, State::WITHDRAWN};

/// @return a location
NodeLocation
Make(State state, uint64_t timestamp, const Ipv6Address& gateway = ONE, Time expiry = Seconds(60))
{
    const bool isAtGateway = state == State::LEARNED || state == State::TOLD;
    return {NODE, isAtGateway ? gateway : Ipv6Address::GetAny(), timestamp, expiry, state};
}

/// What is held, what is offered, and what becomes of it.
struct Rule
{
    std::string name;                 //!< what it is
    std::optional<NodeLocation> held; //!< nothing: none is
    NodeLocation offered;             //!< what is heard
    Verdict verdict;                  //!< what becomes of it
};

std::ostream&
operator<<(std::ostream& os, const Rule& rule)
{
    return os << rule.name;
}

const std::vector<Rule> RULES{
    {"4.2: told where nothing is held", {}, Make(State::TOLD, 5), Verdict::TAKE},
    {"4.2: learned where nothing is held", {}, Make(State::LEARNED, 0), Verdict::TAKE},
    {"6: withdrawn where nothing is held", {}, Make(State::WITHDRAWN, 5), Verdict::TAKE},
    {"4.2: the same tunnel again",
     Make(State::LEARNED, 0),
     Make(State::LEARNED, 0),
     Verdict::EXTEND},
    {"4.2: another tunnel", Make(State::LEARNED, 0), Make(State::LEARNED, 0, TWO), Verdict::TAKE},
    {"4.2: said before it is learned",
     Make(State::TOLD, 5),
     Make(State::LEARNED, 0, TWO),
     Verdict::OLDER},
    {"4.2: learned what was said", Make(State::TOLD, 5), Make(State::LEARNED, 0), Verdict::OLDER},
    {"6: a packet of a node that is withdrawn",
     Make(State::WITHDRAWN, 5),
     Make(State::LEARNED, 0),
     Verdict::OLDER},
    {"4.2: learned, then said", Make(State::LEARNED, 0, TWO), Make(State::TOLD, 1), Verdict::TAKE},
    {"6: learned, then withdrawn",
     Make(State::LEARNED, 0),
     Make(State::WITHDRAWN, 1),
     Verdict::TAKE},
    {"4.3: a newer binding", Make(State::TOLD, 5), Make(State::TOLD, 6, TWO), Verdict::TAKE},
    {"4.3: a newer binding at the same gateway",
     Make(State::TOLD, 5),
     Make(State::TOLD, 6),
     Verdict::TAKE},
    {"4.3: an older binding", Make(State::TOLD, 5), Make(State::TOLD, 4, TWO), Verdict::OLDER},
    {"4.3: an older binding at the same gateway",
     Make(State::TOLD, 5),
     Make(State::TOLD, 4),
     Verdict::OLDER},
    {"4.2: the same binding", Make(State::TOLD, 5), Make(State::TOLD, 5), Verdict::EXTEND},
    {"4.3: the same binding elsewhere",
     Make(State::TOLD, 5),
     Make(State::TOLD, 5, TWO),
     Verdict::OLDER},
    {"6: the same binding is over", Make(State::TOLD, 5), Make(State::WITHDRAWN, 5), Verdict::TAKE},
    {"6: a newer one is withdrawn", Make(State::TOLD, 5), Make(State::WITHDRAWN, 6), Verdict::TAKE},
    {"6: an older one is withdrawn",
     Make(State::TOLD, 5),
     Make(State::WITHDRAWN, 4),
     Verdict::OLDER},
    {"6: a late answer after it was withdrawn",
     Make(State::WITHDRAWN, 5),
     Make(State::TOLD, 5),
     Verdict::OLDER},
    {"6: an older answer after it was withdrawn",
     Make(State::WITHDRAWN, 5),
     Make(State::TOLD, 4),
     Verdict::OLDER},
    {"6: a newer binding after it was withdrawn",
     Make(State::WITHDRAWN, 5),
     Make(State::TOLD, 6),
     Verdict::TAKE},
    {"6: withdrawn twice", Make(State::WITHDRAWN, 5), Make(State::WITHDRAWN, 5), Verdict::EXTEND},
    {"6: withdrawn anew", Make(State::WITHDRAWN, 5), Make(State::WITHDRAWN, 6), Verdict::TAKE},
    {"6: withdrawn late", Make(State::WITHDRAWN, 5), Make(State::WITHDRAWN, 4), Verdict::OLDER},
};

class LocationVerdictTest : public testing::TestWithParam<Rule>
{
};

TEST_P(LocationVerdictTest, Verdict)
{
    const auto& rule = GetParam();
    const auto verdict = DecideLocation(rule.held ? &*rule.held : nullptr, rule.offered);
    EXPECT_EQ(static_cast<int>(verdict), static_cast<int>(rule.verdict));
}

INSTANTIATE_TEST_SUITE_P(Rules, LocationVerdictTest, testing::ValuesIn(RULES));

TEST(LocationStates, AreTheManuals)
{
    CheckManualHas("epmip", GetLocationTable().Describe());
}

/// A table, and what was told of it.
class LocationTableTest : public testing::Test
{
  protected:
    LocationTableTest()
    {
        table.SetListener(
            [this](const NodeLocation& location, State from, State to, const std::string& reason) {
                told.push_back(std::string(GetStateName(from)) + ">" + GetStateName(to) + " " +
                               reason);
                const auto* held = table.Find(location.prefix);
                EXPECT_EQ(held ? held->state : State::NONE, to)
                    << "told before its effects are there";
                last = location;
            });
    }

    /// Have a table hold a location in a state, of timestamp 5.
    void SetState(State state)
    {
        if (state != State::NONE)
        {
            table.Offer(Make(state, state == State::LEARNED ? 0 : 5), "before");
        }
        told.clear();
    }

    /// Have an event happen: what is offered is newer, and names another gateway.
    void Apply(Event event)
    {
        switch (event)
        {
        case Event::LEARNED:
            table.Offer(Make(State::LEARNED, 0, TWO), "test");
            break;
        case Event::TOLD:
            table.Offer(Make(State::TOLD, 6, TWO), "test");
            break;
        case Event::WITHDRAWN:
            table.Offer(Make(State::WITHDRAWN, 6), "test");
            break;
        default:
            table.Remove(NODE, event, "test");
            break;
        }
    }

    LocationTable table;           //!< the table
    std::vector<std::string> told; //!< transitions
    NodeLocation last;             //!< of the last one
};

TEST_F(LocationTableTest, GoesByItsStates)
{
    for (const auto& row : GetLocationTable().GetRows())
    {
        for (const State from : STATES)
        {
            const auto to = GetLocationTable().Find(from, row.event);
            SCOPED_TRACE(std::string(GetEventName(row.event)) + " in " + GetStateName(from));
            SetState(from);
            Apply(row.event);
            const auto* held = table.Find(NODE);
            EXPECT_EQ(held ? held->state : State::NONE, to.value_or(from));
            // What was withdrawn stays so, however it is doubted.
            const bool isSilent = !to || (from == State::WITHDRAWN && row.event == Event::DOUBTED);
            const std::string change =
                std::string(GetStateName(from)) + ">" + GetStateName(to.value_or(from)) + " test";
            EXPECT_EQ(told,
                      isSilent ? std::vector<std::string>() : std::vector<std::string>{change});
            table.Clear("over");
        }
    }
}

TEST(LocationStates, WhatCannotBe)
{
    const auto& table = GetLocationTable();
    EXPECT_FALSE(table.Find(State::TOLD, Event::LEARNED)) << "what was said wins";
    EXPECT_FALSE(table.Find(State::WITHDRAWN, Event::LEARNED)) << "likewise";
    EXPECT_FALSE(table.Find(State::NONE, Event::OVER)) << "of nothing that is there";
    EXPECT_DEATH(table.Check(State::TOLD, Event::LEARNED, State::LEARNED), "no transition");
}

TEST_F(LocationTableTest, TellsWhatHasChangedAlone)
{
    EXPECT_EQ(table.Offer(Make(State::TOLD, 5, ONE, Seconds(60)), "answer"), Verdict::TAKE);
    EXPECT_EQ(table.Offer(Make(State::TOLD, 5, ONE, Seconds(90)), "answer"), Verdict::EXTEND);
    EXPECT_EQ(table.Find(NODE)->expiry, Seconds(90));
    EXPECT_EQ(table.Offer(Make(State::TOLD, 5, ONE, Seconds(70)), "answer"), Verdict::EXTEND);
    EXPECT_EQ(table.Find(NODE)->expiry, Seconds(90)) << "never for less";
    EXPECT_EQ(table.Offer(Make(State::TOLD, 4, TWO, Seconds(95)), "inform"), Verdict::OLDER);
    EXPECT_EQ(table.Find(NODE)->gateway, ONE);
    EXPECT_EQ(told, std::vector<std::string>{"none>told answer"});
    EXPECT_EQ(table.Offer(Make(State::TOLD, 7, TWO, Seconds(80)), "inform"), Verdict::TAKE);
    EXPECT_EQ(table.Find(NODE)->expiry, Seconds(80)) << "of another binding";
    EXPECT_EQ(table.Find(NODE)->gateway, TWO);
    EXPECT_EQ(told.back(), "told>told inform");
    EXPECT_EQ(table.GetSize(), 1U);
}

TEST_F(LocationTableTest, SaysWhatIsRemoved)
{
    table.Offer(Make(State::TOLD, 5), "answer");
    table.Remove(Prefix(Ipv6Address("fd00:2:0:2::"), 64), Event::OVER, "lifetime-over");
    EXPECT_EQ(told.size(), 1U) << "there is none";
    table.Remove(NODE, Event::OVER, "lifetime-over");
    EXPECT_EQ(told.back(), "told>none lifetime-over");
    EXPECT_EQ(last.gateway, ONE) << "as it was";
    EXPECT_EQ(table.GetSize(), 0U);
}

TEST_F(LocationTableTest, WhoIsToldMayChangeIt)
{
    table.SetListener([this](const NodeLocation& location, State, State to, const std::string&) {
        const NodeLocation copy = location;
        if (to == State::TOLD)
        {
            table.Remove(copy.prefix, Event::ARRIVED, "node-is-here");
            EXPECT_EQ(location.gateway, copy.gateway) << "not the row that is gone";
        }
    });
    table.Offer(Make(State::TOLD, 5), "answer");
    EXPECT_EQ(table.GetSize(), 0U);
}

TEST_F(LocationTableTest, FindsByAddress)
{
    const Prefix wide(Ipv6Address("fd00:2::"), 48);
    const Prefix host(Ipv6Address("fd00:2:0:1::9"), 128);
    const auto add = [this](const Prefix& prefix, const Ipv6Address& gateway) {
        table.Offer({prefix, gateway, 1, Seconds(60), State::TOLD}, "answer");
    };
    add(NODE, ONE);
    const auto find = [this](const char* address) {
        const auto* found = table.FindByAddress(Ipv6Address(address));
        return found ? found->gateway : Ipv6Address::GetAny();
    };
    EXPECT_EQ(find("fd00:2:0:1::9"), ONE);
    EXPECT_EQ(find("fd00:2:0:1:ffff:ffff:ffff:ffff"), ONE);
    EXPECT_EQ(find("fd00:2:0:2::9"), Ipv6Address::GetAny());
    add(host, TWO);
    EXPECT_EQ(find("fd00:2:0:1::9"), TWO) << "the longest";
    EXPECT_EQ(find("fd00:2:0:1::8"), ONE);
    add(wide, TWO);
    EXPECT_EQ(find("fd00:2:0:2::9"), TWO);
    EXPECT_EQ(find("fd00:2:0:1::8"), ONE);
    EXPECT_EQ(table.GetPrefixes(), (std::vector<Prefix>{wide, NODE, host}));
    table.Remove(NODE, Event::OVER, "lifetime-over");
    EXPECT_EQ(find("fd00:2:0:1::8"), TWO) << "by the next one";
    EXPECT_EQ(table.Find(NODE), nullptr) << "of exactly that prefix";
}

TEST_F(LocationTableTest, WithdrawnLeadsNowhere)
{
    SetState(State::WITHDRAWN);
    ASSERT_TRUE(table.Find(NODE));
    EXPECT_FALSE(table.Find(NODE)->IsUsable());
    table.Remove(NODE, Event::DOUBTED, "withdrawn");
    EXPECT_TRUE(table.Find(NODE)) << "remembered, so that nothing older comes back";
    table.Remove(NODE, Event::OVER, "lifetime-over");
    EXPECT_FALSE(table.Find(NODE));
}

TEST_F(LocationTableTest, ClearsInOrder)
{
    std::vector<Prefix> prefixes;
    for (const char* text : {"fd00:2:0:3::", "fd00:2:0:1::", "fd00:2:0:2::"})
    {
        table.Offer({Prefix(Ipv6Address(text), 64), ONE, 1, Seconds(60), State::TOLD}, "answer");
    }
    table.SetListener([&](const NodeLocation& location, State, State, const std::string& reason) {
        prefixes.push_back(location.prefix);
        EXPECT_EQ(reason, "gateway-stopped");
    });
    table.Clear("gateway-stopped");
    EXPECT_EQ(prefixes,
              (std::vector<Prefix>{NODE,
                                   Prefix(Ipv6Address("fd00:2:0:2::"), 64),
                                   Prefix(Ipv6Address("fd00:2:0:3::"), 64)}));
    EXPECT_EQ(table.GetSize(), 0U);
}

TEST_F(LocationTableTest, DisposesSilently)
{
    SetState(State::TOLD);
    table.Dispose();
    EXPECT_TRUE(told.empty());
    EXPECT_EQ(table.GetSize(), 0U);
}

} // namespace
