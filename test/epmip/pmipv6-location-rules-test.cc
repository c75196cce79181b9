/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What a gateway believes of what it is told of locations (draft-luo, 4 and 8): each rule a row.
 */

#include "ns3/pmipv6-location-rules.h"

#include <functional>
#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Prefix NODE(Ipv6Address("fd00:2:0:1::"), 64);
const Prefix ADDRESS(Ipv6Address("fd00:2:0:1::9"), 128);
const Ipv6Address GATEWAY("fd00:c::3");

/// A location of which a gateway is told: at first one that is believed.
struct Told
{
    Prefix asked{ADDRESS};                   //!< what was asked for
    LocationAnswer answer;                   //!< what the answer says
    LocationFacts facts{true, false, false}; //!< what the gateway knows

    Told()
    {
        answer.prefixes = {NODE};
        answer.gateway = GATEWAY;
        answer.timestamp = 7;
        answer.lifetime = 15;
    }
};

/// What is told, and what is wrong with it.
struct Rule
{
    std::string name;                   //!< what it is
    std::function<void(Told&)> arrange; //!< makes it
    std::string fault;                  //!< empty: it is believed
};

std::ostream&
operator<<(std::ostream& os, const Rule& rule)
{
    return os << rule.name;
}

/// @return a rule about the prefix that is named
Rule
OfPrefix(const std::string& name, const char* text, const std::string& fault)
{
    return {name, [text](Told& told) { told.answer.prefixes = {*ParsePrefix(text)}; }, fault};
}

const std::vector<Rule> BOTH{
    {"8: an eMAG of the domain", [](Told&) {}, ""},
    {"8: nobody that is known",
     [](Told& told) { told.facts.isPeer = false; },
     "location-not-a-peer"},
    {"8: the gateway itself",
     [](Told& told) { told.facts.isSelf = true; },
     "location-names-this-gateway"},
    {"8: itself, which is no peer",
     [](Told& told) {
         told.facts = {false, true, false};
     },
     "location-names-this-gateway"},
    {"8: a node that is here", [](Told& told) { told.facts.isHere = true; }, "node-is-here"},
    OfPrefix("8: of all", "::/0", "location-of-many"),
    OfPrefix("8: of many", "fd00:2::/48", "location-of-many"),
    OfPrefix("8: one bit too short", "fd00:2::/63", "location-of-many"),
    OfPrefix("4.2: an address", "fd00:2:0:1::9/128", ""),
};

const std::vector<Rule> ANSWERS{
    {"4.2: no prefix", [](Told& told) { told.answer.prefixes.clear(); }, "option-missing"},
    {"4.2: two prefixes",
     [](Told& told) { told.answer.prefixes.push_back(NODE); },
     "option-missing"},
    {"4.2: no location", [](Told& told) { told.answer.gateway.reset(); }, "option-missing"},
    {"4.3: no timestamp", [](Told& told) { told.answer.timestamp.reset(); }, "option-missing"},
    {"4.2: another node's",
     [](Told& told) { told.asked = *ParsePrefix("fd00:2:0:2::9/128"); },
     "location-not-asked-for"},
    {"4.2: less than was asked for",
     [](Told& told) {
         told.asked = NODE;
         told.answer.prefixes = {ADDRESS};
     },
     "location-not-asked-for"},
    {"4.2: the prefix that was asked for", [](Told& told) { told.asked = NODE; }, ""},
};

class ToldLocationTest : public testing::TestWithParam<Rule>
{
};

TEST_P(ToldLocationTest, Fault)
{
    Told told;
    GetParam().arrange(told);
    EXPECT_EQ(CheckLocation(told.answer.prefixes.front(), told.facts), GetParam().fault);
}

INSTANTIATE_TEST_SUITE_P(Rules, ToldLocationTest, testing::ValuesIn(BOTH));

class LocationAnswerTest : public testing::TestWithParam<Rule>
{
};

TEST_P(LocationAnswerTest, Fault)
{
    Told told;
    GetParam().arrange(told);
    EXPECT_EQ(CheckLocationAnswer(told.asked, told.answer, told.facts), GetParam().fault);
}

INSTANTIATE_TEST_SUITE_P(Rules, LocationAnswerTest, testing::ValuesIn(BOTH));
INSTANTIATE_TEST_SUITE_P(Answers, LocationAnswerTest, testing::ValuesIn(ANSWERS));

/// What a gateway knows when a node sends a packet to somebody, and what it brings about.
struct Sent
{
    std::string name;                        //!< what it is
    std::function<void(SentFacts&)> arrange; //!< makes it
    SentAction action;                       //!< what it brings about
};

std::ostream&
operator<<(std::ostream& os, const Sent& sent)
{
    return os << sent.name;
}

const std::vector<Sent> PACKETS{
    {"4.2: nothing is known", [](SentFacts&) {}, SentAction::ASK},
    {"4.2: a query is out", [](SentFacts& facts) { facts.isAsked = true; }, SentAction::NOTHING},
    {"4.2: a location is held",
     [](SentFacts& facts) { facts.isLocated = true; },
     SentAction::CONNECT},
    {"3.2: to a node here",
     [](SentFacts& facts) { facts.isHere = facts.isServedHere = true; },
     SentAction::CONNECT},
    {"3.2: to itself",
     [](SentFacts& facts) { facts.isHere = facts.isServedHere = facts.isToItself = true; },
     SentAction::PASS},
    {"4.1: to a node here of a legacy LMA",
     [](SentFacts& facts) { facts.isHere = true; },
     SentAction::PASS},
    {"3.2: excluded", [](SentFacts& facts) { facts.isExcluded = true; }, SentAction::EXCLUDE},
    {"3.2: excluded, and held for others",
     [](SentFacts& facts) { facts.isExcluded = facts.isLocated = true; },
     SentAction::EXCLUDE},
    {"4.3: the list is to come",
     [](SentFacts& facts) { facts.isPostponed = true; },
     SentAction::POSTPONE},
    {"4.3: the list is to come, and it is held",
     [](SentFacts& facts) { facts.isPostponed = facts.isLocated = true; },
     SentAction::CONNECT},
    {"4.3: the list is to come, and too few packets",
     [](SentFacts& facts) { facts.isPostponed = facts.isTooFew = true; },
     SentAction::POSTPONE},
    {"5.1: the list is to come, out of all management",
     [](SentFacts& facts) {
         facts.isPostponed = true;
         facts.isManaged = false;
     },
     SentAction::UNMANAGED},
    {"5.1: too few packets, out of all management",
     [](SentFacts& facts) {
         facts.isTooFew = true;
         facts.isManaged = false;
     },
     SentAction::UNMANAGED},
    {"4.2: too few packets", [](SentFacts& facts) { facts.isTooFew = true; }, SentAction::COUNT},
    {"5.1: out of all management",
     [](SentFacts& facts) { facts.isManaged = false; },
     SentAction::UNMANAGED},
    {"5.1: likewise, without room",
     [](SentFacts& facts) { facts.isManaged = facts.hasRoom = false; },
     SentAction::UNMANAGED},
    {"one attempt too many", [](SentFacts& facts) { facts.hasRoom = false; }, SentAction::REFUSE},
};

class SentPacketTest : public testing::TestWithParam<Sent>
{
};

TEST_P(SentPacketTest, Action)
{
    SentFacts facts;
    GetParam().arrange(facts);
    EXPECT_EQ(DecideSent(facts), GetParam().action);
}

INSTANTIATE_TEST_SUITE_P(Rules, SentPacketTest, testing::ValuesIn(PACKETS));

TEST(ToldLocations, OfWhatIsNoNodes)
{
    for (const char* text : {"ff0e::/64", "fe80::/64", "::/64", "2001:db8::/64"})
    {
        EXPECT_EQ(CheckLocation(*ParsePrefix(text), {true, false, false}), "location-of-many")
            << text;
    }
}

TEST(ToldLocations, LastAsLongAsIsAllowed)
{
    const Time now = Seconds(100);
    const Time longest = Seconds(60);
    EXPECT_EQ(GetLocationExpiry(now, 0, longest), now);
    EXPECT_EQ(GetLocationExpiry(now, 1, longest), now + Seconds(4));
    EXPECT_EQ(GetLocationExpiry(now, 15, longest), now + Seconds(60));
    EXPECT_EQ(GetLocationExpiry(now, 16, longest), now + Seconds(60));
    EXPECT_EQ(GetLocationExpiry(now, 0xfffe, longest), now + Seconds(60));
    EXPECT_EQ(GetLocationExpiry(now, LIFETIME_INFINITE, longest), now + Seconds(60));
}

TEST(AreaSession, WhatASessionCanHave)
{
    const Prefix one = *ParsePrefix("fd00:1:0:1::/64");
    const Prefix two = *ParsePrefix("fd00:1:0:2::/64");
    EXPECT_TRUE(IsOfAreaSession({}));
    EXPECT_TRUE(IsOfAreaSession({one, two}));
    EXPECT_FALSE(IsOfAreaSession({one, one}));
    EXPECT_FALSE(IsOfAreaSession({*ParsePrefix("fd00:1:0:1::/65")})) << "no address in it";
    EXPECT_FALSE(IsOfAreaSession({*ParsePrefix("fd00:1::/63")})) << "of two nodes";
    EXPECT_FALSE(IsOfAreaSession({*ParsePrefix("ff02::/64")}));
    std::vector<Prefix> many;
    for (uint32_t i = 0; i < 65; ++i)
    {
        many.push_back(*ParsePrefix("fd00:1:0:" + std::to_string(i + 10) + "::/64"));
    }
    EXPECT_FALSE(IsOfAreaSession(many)) << "more than a message has";
    many.pop_back();
    EXPECT_TRUE(IsOfAreaSession(many));
}

} // namespace
