/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What a MAAR makes of a request that names the serving MAAR (RFC 8885, 3.2 and 3.5): each rule a
 * row. That the state machines are those of the manual.
 */

#include "ns3/pmipv6-anchoring-rules.h"

#include <gtest/gtest.h>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address LOCAL("fd00:c::2:1");
const Ipv6Address FIRST("fd00:c::2:2");
const Ipv6Address SECOND("fd00:c::2:3");

constexpr auto LATE = BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED;

/// A node's row, what comes, and what comes of it.
struct Rule
{
    std::string name;                    //!< what it is
    std::optional<AnchoringState> state; //!< of the row; nothing: there is none
    uint64_t attached;                   //!< timestamp of its last attachment
    uint64_t ordered;                    //!< timestamp of what took effect last
    Ipv6Address serving;                 //!< named; AWAY rows have FIRST
    uint64_t timestamp;                  //!< of the request
    uint16_t lifetime;                   //!< of the request
    ServingAction action;                //!< what comes of it
    BindingStatus status;                //!< of the answer
};

std::ostream&
operator<<(std::ostream& os, const Rule& rule)
{
    return os << rule.name;
}

constexpr auto SERVED = AnchoringState::SERVED;
constexpr auto AWAY = AnchoringState::AWAY;
constexpr auto LEFT = AnchoringState::LEFT;
constexpr auto TEMPORARY = AnchoringState::TEMPORARY;
constexpr auto ACCEPTED = BindingStatus::ACCEPTED;

const std::vector<Rule> RULES{
    {"3.2: it has moved", SERVED, 5, 6, FIRST, 7, 75, ServingAction::MOVE, ACCEPTED},
    {"3.2: it has moved unseen", LEFT, 5, 6, FIRST, 7, 75, ServingAction::MOVE, ACCEPTED},
    {"3.2: it has moved on", AWAY, 5, 6, SECOND, 7, 75, ServingAction::MOVE, ACCEPTED},
    {"3.2: before this MAAR's request was answered",
     TEMPORARY,
     5,
     0,
     FIRST,
     7,
     75,
     ServingAction::MOVE,
     ACCEPTED},
    {"3.2: the same once more", AWAY, 5, 6, FIRST, 6, 75, ServingAction::REPEAT, ACCEPTED},
    {"3.2: renewed", AWAY, 5, 6, FIRST, 8, 75, ServingAction::MOVE, ACCEPTED},
    {"3.2: equal time, another MAAR", AWAY, 5, 6, SECOND, 6, 75, ServingAction::REFUSE, LATE},
    {"3.2: late", AWAY, 5, 6, SECOND, 5, 75, ServingAction::REFUSE, LATE},
    {"3.2: it came back since", SERVED, 8, 6, FIRST, 7, 75, ServingAction::REFUSE, LATE},
    {"3.2: it came back since, not yet accepted",
     TEMPORARY,
     8,
     0,
     FIRST,
     7,
     75,
     ServingAction::REFUSE,
     LATE},
    {"3.2: no such node",
     std::nullopt,
     0,
     0,
     FIRST,
     7,
     75,
     ServingAction::REFUSE,
     BindingStatus::NOT_LMA_FOR_THIS_MOBILE_NODE},
    {"no tunnel to oneself",
     LEFT,
     5,
     6,
     LOCAL,
     7,
     75,
     ServingAction::REFUSE,
     BindingStatus::ADMINISTRATIVELY_PROHIBITED},
    {"no MAAR is named",
     LEFT,
     5,
     6,
     Ipv6Address::GetAny(),
     7,
     75,
     ServingAction::REFUSE,
     BindingStatus::ADMINISTRATIVELY_PROHIBITED},
    {"3.5: the session is over", AWAY, 5, 6, FIRST, 6, 0, ServingAction::END, ACCEPTED},
    {"3.5: the session is over, of a node that has left",
     LEFT,
     5,
     6,
     LOCAL,
     6,
     0,
     ServingAction::END,
     ACCEPTED},
    {"3.5: it has come back since", SERVED, 8, 6, FIRST, 7, 0, ServingAction::REFUSE, LATE},
    {"3.5: it is served here", SERVED, 8, 6, LOCAL, 9, 0, ServingAction::REFUSE, LATE},
    {"3.5: released at once, as it has moved on",
     SERVED,
     8,
     6,
     FIRST,
     9,
     0,
     ServingAction::END,
     ACCEPTED},
    {"3.5: of what was before", AWAY, 5, 6, FIRST, 5, 0, ServingAction::REFUSE, LATE},
};

class ServingTest : public testing::TestWithParam<Rule>
{
};

TEST_P(ServingTest, Verdict)
{
    const Rule& rule = GetParam();
    AnchoredNode node;
    node.identifier = "mn@example.com";
    node.state = rule.state.value_or(AnchoringState::NONE);
    node.attached = rule.attached;
    node.ordered = rule.ordered;
    node.serving = node.state == AWAY ? FIRST : Ipv6Address::GetAny();
    const ServingFacts facts{rule.serving,
                             rule.timestamp,
                             rule.lifetime,
                             LOCAL,
                             {},
                             !rule.serving.IsAny()};
    const auto verdict = DecideServing(rule.state ? &node : nullptr, facts);
    EXPECT_EQ(verdict.action, rule.action);
    EXPECT_EQ(verdict.status, rule.status);
}

TEST(ServingRules, WhatAnotherDatabaseSaysChangesNothing)
{
    AnchoredNode node;
    node.state = AWAY;
    node.database = Ipv6Address("fd00:c::1:1");
    node.serving = FIRST;
    node.ordered = 5;
    ServingFacts facts{SECOND, 6, 75, LOCAL, node.database, true};
    EXPECT_EQ(DecideServing(&node, facts).action, ServingAction::MOVE);
    for (const uint16_t lifetime : {75, 0})
    {
        facts.lifetime = lifetime;
        facts.database = Ipv6Address("fd00:c::1:2");
        const auto verdict = DecideServing(&node, facts);
        EXPECT_EQ(verdict.action, ServingAction::REFUSE);
        EXPECT_EQ(verdict.status, BindingStatus::ADMINISTRATIVELY_PROHIBITED);
    }
}

TEST(ServingRules, NobodyIsTunnelledToWhoIsNoMaar)
{
    AnchoredNode node;
    node.state = AWAY;
    node.serving = FIRST;
    node.ordered = 5;
    const ServingFacts facts{SECOND, 6, 75, LOCAL, {}, false};
    const auto verdict = DecideServing(&node, facts);
    EXPECT_EQ(verdict.action, ServingAction::REFUSE);
    EXPECT_EQ(verdict.status, BindingStatus::ADMINISTRATIVELY_PROHIBITED);
}

INSTANTIATE_TEST_SUITE_P(Rules, ServingTest, testing::ValuesIn(RULES));

} // namespace
