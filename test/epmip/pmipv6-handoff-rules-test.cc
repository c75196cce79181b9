/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What a previous gateway makes of a PBCI (draft-luo, 4.3 and 8), each rule a row; and the states
 * of nodes that have left a gateway and of those that have come to it: the tables are the manual's.
 */

#include "../fixtures/pmipv6-manual-table.h"

#include "ns3/pmipv6-handoff-arrivals.h"
#include "ns3/pmipv6-handoff-departures.h"

#include <gtest/gtest.h>
#include <ostream>
#include <set>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using Status = ExperimentalStatus;

/// What a gateway knows, and how it answers.
struct Rule
{
    std::string name;  //!< what it is
    InformFacts facts; //!< timestamp of the PBCI, of the registration here, of what is held; of
                       //!< sender; withdrawn, of one node, room, newest registration known
    Status status;     //!< of the answer
};

std::ostream&
operator<<(std::ostream& os, const Rule& rule)
{
    return os << rule.name;
}

const std::vector<Rule> RULES{
    {"4.3: the node has gone unnoticed", {6, 5, {}, true}, Status::SUCCESS},
    {"4.3: the node has left", {6, {}, {}, true}, Status::SUCCESS},
    {"4.3: it is back since", {5, 6, {}, true}, Status::OLDER_THAN_STATE_HELD},
    {"4.3: of the registration here itself", {5, 5, {}, true}, Status::OLDER_THAN_STATE_HELD},
    {"4.3: it has moved on", {7, {}, 6, true}, Status::SUCCESS},
    {"4.3: a repetition", {6, {}, 6, true}, Status::SUCCESS},
    {"4.3: late, as it has moved on", {5, {}, 6, true}, Status::OLDER_THAN_STATE_HELD},
    {"4.3: back here, and gone again", {8, 7, 6, true}, Status::SUCCESS},
    {"4.3: back here, and late", {6, 7, 6, true}, Status::OLDER_THAN_STATE_HELD},
    {"4.3: back here since, and gone",
     {6, {}, {}, true, 0, true, true, 7},
     Status::OLDER_THAN_STATE_HELD},
    {"4.3: after its last time here", {8, {}, {}, true, 0, true, true, 7}, Status::SUCCESS},
    {"6: later than what was withdrawn", {6, {}, {}, true, 5}, Status::SUCCESS},
    {"6: of what was withdrawn", {6, {}, {}, true, 6}, Status::OLDER_THAN_STATE_HELD},
    {"8: of two nodes", {6, 5, {}, true, 0, false}, Status::ADMINISTRATIVELY_PROHIBITED},
    {"no room for one more", {6, {}, {}, true, 0, true, false}, Status::INSUFFICIENT_RESOURCES},
    {"no room, and late", {5, 6, {}, true, 0, true, false}, Status::OLDER_THAN_STATE_HELD},
    {"8: a third locator", {6, 5, {}, false}, Status::ADMINISTRATIVELY_PROHIBITED},
    {"8: a third locator, and late", {5, 6, 6, false}, Status::ADMINISTRATIVELY_PROHIBITED},
};

class InformRulesTest : public testing::TestWithParam<Rule>
{
};

TEST_P(InformRulesTest, Answer)
{
    EXPECT_EQ(GetName(DecideInform(GetParam().facts)), GetName(GetParam().status));
}

INSTANTIATE_TEST_SUITE_P(Rules, InformRulesTest, testing::ValuesIn(RULES));

/**
 * Is each state reached from the first one of a table, and does each lead back to it, whatever the
 * end?
 *
 * @param table the table
 * @param ends events that end it in each other state
 */
template <class State, class Event>
void
CheckEnds(const StateTable<State, Event>& table, const std::vector<Event>& ends)
{
    const State none = table.GetStates().front();
    std::set<State> reached{none};
    for (std::size_t size = 0; size != reached.size();)
    {
        size = reached.size();
        for (const auto& row : table.GetRows())
        {
            for (std::size_t i = 0; i < row.cells.size(); ++i)
            {
                if (row.cells[i] && reached.count(table.GetStates()[i]))
                {
                    reached.insert(*row.cells[i]);
                }
            }
        }
    }
    EXPECT_EQ(reached.size(), table.GetStates().size());
    for (const Event event : ends)
    {
        EXPECT_FALSE(table.Find(none, event)) << GetEventName(event) << ": nothing is there";
        for (const State state : table.GetStates())
        {
            if (state != none)
            {
                EXPECT_EQ(table.Find(state, event), none) << GetEventName(event);
            }
        }
    }
}

TEST(DepartureStates, AreTheManuals)
{
    CheckManualHas("epmip", GetDepartureTable().Describe());
}

TEST(DepartureStates, Follow)
{
    using State = DepartureState;
    using Event = DepartureEvent;
    const auto& table = GetDepartureTable();
    CheckEnds(table, {Event::WITHDRAWN, Event::OVER, Event::RETURNED, Event::STOPPED});
    EXPECT_EQ(table.Find(State::NONE, Event::INFORMED), State::FORWARDING) << "without a buffer";
    EXPECT_EQ(table.Find(State::FORWARDING, Event::INFORMED), State::FORWARDING) << "it moves on";
    EXPECT_FALSE(table.Find(State::FORWARDING, Event::LEFT)) << "it is known where the node is";
    EXPECT_FALSE(table.Find(State::HOLDING, Event::LEFT)) << "it leaves once";
    EXPECT_DEATH(table.Check(State::FORWARDING, Event::LEFT, State::HOLDING), "no transition");
}

TEST(ArrivalStates, AreTheManuals)
{
    CheckManualHas("epmip", GetArrivalTable().Describe());
}

TEST(ArrivalStates, Follow)
{
    using State = ArrivalState;
    using Event = ArrivalEvent;
    const auto& table = GetArrivalTable();
    CheckEnds(table, {Event::LEFT, Event::STOPPED});
    EXPECT_EQ(table.Find(State::INFORMED, Event::NAMED), State::INFORMING) << "one more is named";
    EXPECT_FALSE(table.Find(State::INFORMED, Event::ANSWERED)) << "of nothing that is asked";
    EXPECT_FALSE(table.Find(State::NONE, Event::ANSWERED)) << "likewise";
    EXPECT_EQ(table.Find(State::INFORMING, Event::GIVEN_UP), State::NONE) << "nobody is asked";
    EXPECT_FALSE(table.Find(State::INFORMED, Event::GIVEN_UP)) << "all have answered";
    EXPECT_EQ(table.Find(State::NONE, Event::NAMED), State::INFORMING) << "and named once more";
    EXPECT_DEATH(table.Check(State::NONE, Event::ANSWERED, State::INFORMED), "no transition");
}

} // namespace
