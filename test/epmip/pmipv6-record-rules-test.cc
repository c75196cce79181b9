/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What a Location Update means to an LMF (draft-luo, 7.2, 7.4 and 8): each rule a row.
 */

#include "../fixtures/pmipv6-manual-table.h"

#include "ns3/pmipv6-record-rules.h"

#include <cstdint>
#include <gtest/gtest.h>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using State = RecordState;
using Status = ExperimentalStatus;
using Verdict = RecordVerdict;

const Ipv6Address ONE("fd00:a::1"); //!< anchors
const Ipv6Address TWO("fd00:a::2");
const Ipv6Address THREE("fd00:a::3");
const Prefix NODE(Ipv6Address("fd00:2:0:1::"), 64); //!< of a node

/// @return a record of ONE's, or of nobody's
LocationRecord
Held(uint64_t timestamp, State state = State::HELD)
{
    LocationRecord record;
    record.state = state;
    record.timestamp = timestamp;
    record.anchor = state == State::HELD ? ONE : Ipv6Address::GetAny();
    return record;
}

/// @return the offer of a Location Update with prefixes
RecordOffer
Report(uint64_t timestamp, const Ipv6Address& anchor)
{
    return {anchor, timestamp, false, false};
}

/// @return the offer of one without prefixes
RecordOffer
Claim(uint64_t timestamp, const Ipv6Address& anchor)
{
    return {anchor, timestamp, true, false};
}

/// @return the offer of one of lifetime 0
RecordOffer
End(uint64_t timestamp, const std::optional<Ipv6Address>& anchor)
{
    return {anchor, timestamp, false, true};
}

/// What is held, what is offered, and what becomes of it.
struct Rule
{
    std::string name;                   //!< what it is
    std::optional<LocationRecord> held; //!< nothing: none is
    RecordOffer offer;                  //!< what is heard
    Verdict verdict;                    //!< what becomes of it
};

std::ostream&
operator<<(std::ostream& os, const Rule& rule)
{
    return os << rule.name;
}

const std::vector<Rule> RULES{
    {"a claim of nobody known", {}, Claim(5, ONE), Verdict::UNKNOWN},
    {"a claim of one withdrawn", Held(5, State::WITHDRAWN), Claim(6, ONE), Verdict::UNKNOWN},
    {"a late claim of one withdrawn", Held(5, State::WITHDRAWN), Claim(4, ONE), Verdict::UNKNOWN},
    {"a claim by a new anchor", Held(5), Claim(6, TWO), Verdict::TAKE},
    {"a claim by the same anchor", Held(5), Claim(6, ONE), Verdict::RENEW},
    {"the same claim again", Held(5), Claim(5, ONE), Verdict::RENEW},
    {"a late claim by another", Held(5), Claim(4, TWO), Verdict::OLDER},
    {"a late claim by the same anchor", Held(5), Claim(4, ONE), Verdict::OLDER},
    {"a claim of the same time by another", Held(5), Claim(5, TWO), Verdict::OLDER},
    {"a report of nobody known", {}, Report(5, ONE), Verdict::TAKE},
    {"a report by a new anchor", Held(5), Report(6, TWO), Verdict::TAKE},
    {"a report by the same anchor", Held(5), Report(6, ONE), Verdict::RENEW},
    {"the same report again", Held(5), Report(5, ONE), Verdict::RENEW},
    {"a late report", Held(5), Report(4, TWO), Verdict::OLDER},
    {"a report of the same time by another", Held(5), Report(5, TWO), Verdict::OLDER},
    {"a report anew", Held(5, State::WITHDRAWN), Report(6, ONE), Verdict::TAKE},
    {"a report of what is over", Held(5, State::WITHDRAWN), Report(5, ONE), Verdict::OLDER},
    {"a report of what is long over", Held(5, State::WITHDRAWN), Report(4, ONE), Verdict::OLDER},
    {"an end", Held(5), End(5, ONE), Verdict::WITHDRAW},
    {"a later end", Held(5), End(6, ONE), Verdict::WITHDRAW},
    {"an end of what is succeeded", Held(5), End(4, ONE), Verdict::OLDER},
    {"an end of another's", Held(5), End(6, TWO), Verdict::IGNORE},
    {"a late end of another's", Held(5), End(4, TWO), Verdict::OLDER},
    {"a relayed end", Held(5), End(5, {}), Verdict::WITHDRAW},
    {"a relayed end of what is succeeded", Held(5), End(4, {}), Verdict::OLDER},
    {"an end of nobody known", {}, End(5, ONE), Verdict::WITHDRAW},
    {"an end again", Held(5, State::WITHDRAWN), End(5, ONE), Verdict::IGNORE},
    {"an end anew", Held(5, State::WITHDRAWN), End(6, ONE), Verdict::WITHDRAW},
};

/// Each row of RULES.
class RecordRules : public testing::TestWithParam<Rule>
{
};

TEST_P(RecordRules, Decide)
{
    const auto& rule = GetParam();
    EXPECT_EQ(DecideRecord(rule.held ? &*rule.held : nullptr, rule.offer), rule.verdict);
}

INSTANTIATE_TEST_SUITE_P(Luo, RecordRules, testing::ValuesIn(RULES));

/// @return the addresses
std::vector<Ipv6Address>
GetAnchors(const std::vector<FormerAnchor>& former)
{
    std::vector<Ipv6Address> anchors;
    for (const auto& one : former)
    {
        anchors.push_back(one.anchor);
    }
    return anchors;
}

TEST(RecordFormer, TheLastOneAlwaysOthersForAWhile)
{
    const RecordTerms terms;
    LocationRecord record = Held(5);
    record.former = {{TWO, Seconds(20)}};
    EXPECT_EQ(GetAnchors(MakeFormer(record, THREE, Seconds(29.9), terms)),
              (std::vector<Ipv6Address>{ONE, TWO}));
    EXPECT_EQ(GetAnchors(MakeFormer(record, THREE, Seconds(30), terms)),
              (std::vector<Ipv6Address>{ONE}));
    EXPECT_EQ(GetAnchors(MakeFormer(record, ONE, Seconds(999), terms)),
              (std::vector<Ipv6Address>{TWO}))
        << "the same anchor still";
    EXPECT_EQ(MakeFormer(record, THREE, Seconds(25), terms).front().replaced, Seconds(25));
}

TEST(RecordFormer, NeverTheAnchorItself)
{
    LocationRecord record = Held(5);
    record.former = {{TWO, Seconds(20)}, {THREE, Seconds(19)}};
    EXPECT_EQ(GetAnchors(MakeFormer(record, TWO, Seconds(21), {})),
              (std::vector<Ipv6Address>{ONE, THREE}));
}

TEST(RecordFormer, NotMoreThanAllowed)
{
    RecordTerms terms;
    terms.maxFormer = 2;
    LocationRecord record = Held(5);
    record.former = {{TWO, Seconds(20)}, {THREE, Seconds(19)}};
    EXPECT_EQ(GetAnchors(MakeFormer(record, Ipv6Address("fd00:a::4"), Seconds(21), terms)),
              (std::vector<Ipv6Address>{ONE, TWO}));
}

TEST(RecordFormer, NobodyBeforeTheFirst)
{
    EXPECT_TRUE(MakeFormer(LocationRecord(), ONE, Seconds(1), {}).empty());
    EXPECT_TRUE(MakeFormer(Held(5, State::WITHDRAWN), ONE, Seconds(1), {}).empty());
}

TEST(RecordLifetime, IsTheLesser)
{
    EXPECT_EQ(GrantLifetime(75, Seconds(60)), 15);
    EXPECT_EQ(GrantLifetime(3, Seconds(60)), 3);
    EXPECT_EQ(GrantLifetime(LIFETIME_INFINITE, Seconds(63)), 15);
    EXPECT_EQ(GrantLifetime(0, Seconds(60)), 0);
}

/// @return a Location Update of ONE's with all there is
LocationRequest
MakeUpdate()
{
    LocationRequest update;
    update.prefixes = {NODE};
    update.gateway = ONE;
    update.timestamp = 5;
    update.identifier = "mn1";
    update.lifetime = 15;
    return update;
}

const UpdateFacts REPORTER{true, false, true, true}; //!< an eLMA that speaks of itself
const UpdateFacts MEMBER{false, true, false, true};  //!< an LMF that speaks of an eLMA
const UpdateFacts NOBODY{false, false, true, false}; //!< somebody else

TEST(UpdateCheck, WhoMaySayWhat)
{
    const auto update = MakeUpdate();
    EXPECT_EQ(CheckUpdate(update, REPORTER), Status::SUCCESS);
    EXPECT_EQ(CheckUpdate(update, MEMBER), Status::SUCCESS);
    EXPECT_EQ(CheckUpdate(update, NOBODY), Status::ADMINISTRATIVELY_PROHIBITED);
    EXPECT_EQ(CheckUpdate(update, {true, false, false, true}), Status::ADMINISTRATIVELY_PROHIBITED)
        << "of another eLMA";
    EXPECT_EQ(CheckUpdate(update, {false, true, false, false}), Status::ADMINISTRATIVELY_PROHIBITED)
        << "of somebody else";
}

TEST(UpdateCheck, AnEndNeedsNoLocator)
{
    auto update = MakeUpdate();
    update.gateway.reset();
    EXPECT_EQ(CheckUpdate(update, {true, false, false, false}), Status::MISSING_OPTION);
    update.lifetime = 0;
    EXPECT_EQ(CheckUpdate(update, {true, false, false, false}), Status::SUCCESS);
    EXPECT_EQ(CheckUpdate(update, {false, true, false, false}), Status::SUCCESS);
    EXPECT_EQ(CheckUpdate(update, NOBODY), Status::ADMINISTRATIVELY_PROHIBITED);
}

TEST(UpdateCheck, OptionsMissing)
{
    auto update = MakeUpdate();
    update.identifier.reset();
    EXPECT_EQ(CheckUpdate(update, REPORTER), Status::SUCCESS);
    update.prefixes.clear();
    EXPECT_EQ(CheckUpdate(update, REPORTER), Status::MISSING_OPTION);
    update.identifier = "mn1";
    EXPECT_EQ(CheckUpdate(update, REPORTER), Status::SUCCESS);
    update.timestamp.reset();
    EXPECT_EQ(CheckUpdate(update, REPORTER), Status::MISSING_OPTION);
}

TEST(UpdateCheck, PrefixesOfMany)
{
    auto update = MakeUpdate();
    update.prefixes = {NODE, Prefix(Ipv6Address("fd00:2::"), 63)};
    EXPECT_EQ(CheckUpdate(update, REPORTER), Status::ADMINISTRATIVELY_PROHIBITED);
    update.prefixes = {Prefix()};
    EXPECT_EQ(CheckUpdate(update, REPORTER), Status::ADMINISTRATIVELY_PROHIBITED);
}

TEST(UpdateCheck, PrefixesWithinEachOther)
{
    auto update = MakeUpdate();
    update.prefixes = {NODE, Prefix(Ipv6Address("fd00:2::"), 64)};
    EXPECT_EQ(CheckUpdate(update, REPORTER), Status::SUCCESS);
    update.prefixes = {NODE, NODE};
    EXPECT_EQ(CheckUpdate(update, REPORTER), Status::ADMINISTRATIVELY_PROHIBITED);
    update.prefixes = {Prefix(NODE.GetAddress(), 80), Prefix(Ipv6Address("fd00:9::"), 64), NODE};
    EXPECT_EQ(CheckUpdate(update, REPORTER), Status::ADMINISTRATIVELY_PROHIBITED);
}

TEST(UpdateCheck, PrefixesOutsideOfTheArea)
{
    auto facts = REPORTER;
    facts.isOfArea = false;
    EXPECT_EQ(CheckUpdate(MakeUpdate(), facts), Status::ADMINISTRATIVELY_PROHIBITED);
}

TEST(RecordState, TableIsThatOfTheManual)
{
    CheckManualHas("epmip-area", GetRecordTable().Describe());
}

TEST(RecordState, WhatCannotBe)
{
    const auto& table = GetRecordTable();
    EXPECT_FALSE(table.Find(State::WITHDRAWN, RecordEvent::CLAIMED))
        << "its prefixes are not known";
    EXPECT_FALSE(table.Find(State::NONE, RecordEvent::OVER)) << "of nothing that is there";
    EXPECT_DEATH(table.Check(State::NONE, RecordEvent::CLAIMED, State::HELD), "no transition");
}

TEST(RecordState, Names)
{
    EXPECT_STREQ(GetStateName(State::NONE), "none");
    EXPECT_STREQ(GetStateName(State::HELD), "held");
    EXPECT_STREQ(GetStateName(State::WITHDRAWN), "withdrawn");
}

} // namespace
