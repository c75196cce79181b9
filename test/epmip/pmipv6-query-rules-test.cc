/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What a PBQR means to an anchor, whom it asks, and what others' answers do (draft-luo, 4.2, 4.4
 * and 8): each rule a row.
 */

#include "ns3/pmipv6-location-managers.h"
#include "ns3/pmipv6-query-rules.h"

#include <functional>
#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address SELF("fd00:c::1");
const Ipv6Address GATEWAY("fd00:c::3");
const Ipv6Address ONE("fd00:c::11"); //!< other anchors
const Ipv6Address TWO("fd00:c::12");
const Ipv6Address THREE("fd00:c::13");
const Prefix NODE(Ipv6Address("fd00:1:0:1::"), 64);
const Time NOW = Seconds(100);

/// An anchor and a PBQR: at first for a node that is here.
struct Situation
{
    Situation()
    {
        binding.prefixes = {NODE};
        binding.proxyCareOf = GATEWAY;
        binding.timestamp = 7;
        binding.expiry = NOW + Seconds(300);
        facts.hasPrefix = true;
        facts.isAnswerable = true;
        facts.isAtEnhanced = true;
        facts.isOwnAddress = true;
        facts.hasManagers = true;
        facts.isResponsible = true;
        facts.hasRoom = true;
    }

    /// Have it for a node of another anchor.
    void MakeForeign()
    {
        isOwn = false;
        facts.isAtEnhanced = false;
        facts.isOwnAddress = false;
    }

    BindingCacheEntry binding; //!< of the node
    bool isOwn{true};          //!< it is there
    QueryFacts facts;          //!< all else
};

/// A situation, and what the anchor does.
struct Rule
{
    std::string name;                        //!< what it is
    std::function<void(Situation&)> arrange; //!< makes the situation
    QueryAction action;                      //!< what is done
    ExperimentalStatus status;               //!< with which status
};

std::ostream&
operator<<(std::ostream& os, const Rule& rule)
{
    return os << rule.name;
}

using Action = QueryAction;
using Status = ExperimentalStatus;

const std::vector<Rule> RULES{
    {"4.2: the node is here", [](Situation&) {}, Action::ANSWER, Status::SUCCESS},
    {"8: the answer would go to a stranger",
     [](Situation& s) { s.facts.isAnswerable = false; },
     Action::REFUSE,
     Status::ADMINISTRATIVELY_PROHIBITED},
    {"8: to a stranger, without a prefix",
     [](Situation& s) { s.facts.isAnswerable = s.facts.hasPrefix = false; },
     Action::REFUSE,
     Status::ADMINISTRATIVELY_PROHIBITED},
    {"4.2: nothing is asked for",
     [](Situation& s) {
         s.MakeForeign();
         s.facts.hasPrefix = false;
     },
     Action::REFUSE,
     Status::MISSING_OPTION},
    {"6: the node is at a MAG",
     [](Situation& s) { s.facts.isAtEnhanced = false; },
     Action::REFUSE,
     Status::NO_BINDING_FOR_PREFIX},
    {"4.2: the node has left",
     [](Situation& s) { s.binding.state = BindingState::DEREGISTERED; },
     Action::REFUSE,
     Status::NO_BINDING_FOR_PREFIX},
    {"4.2: the binding is being revoked",
     [](Situation& s) { s.binding.state = BindingState::REVOKING; },
     Action::REFUSE,
     Status::NO_BINDING_FOR_PREFIX},
    {"4.2: 4 s are left",
     [](Situation& s) { s.binding.expiry = NOW + Seconds(4); },
     Action::ANSWER,
     Status::SUCCESS},
    {"4.2: less than 4 s are left",
     [](Situation& s) { s.binding.expiry = NOW + Seconds(3.9); },
     Action::REFUSE,
     Status::NO_BINDING_FOR_PREFIX},
    {"4.2: an own node's prefix outside the pool is answered for",
     [](Situation& s) { s.facts.isOwnAddress = false; },
     Action::ANSWER,
     Status::SUCCESS},
    {"4.2: a free prefix of the pool",
     [](Situation& s) {
         s.MakeForeign();
         s.facts.isOwnAddress = true;
     },
     Action::REFUSE,
     Status::NO_BINDING_FOR_PREFIX},
    {"4.4.3: another's node", [](Situation& s) { s.MakeForeign(); }, Action::ASK, Status::SUCCESS},
    {"4.4.3: nobody else is to be asked",
     [](Situation& s) {
         s.MakeForeign();
         s.facts.isAlone = true;
     },
     Action::REFUSE,
     Status::NO_BINDING_FOR_PREFIX},
    {"4.4.3: there is nobody else",
     [](Situation& s) {
         s.MakeForeign();
         s.facts.hasManagers = s.facts.isResponsible = false;
     },
     Action::REFUSE,
     Status::NO_BINDING_FOR_PREFIX},
    {"4.4.3: there is no room",
     [](Situation& s) {
         s.MakeForeign();
         s.facts.hasRoom = false;
     },
     Action::REFUSE,
     Status::INSUFFICIENT_RESOURCES},
    {"4.4.3: repeated while others are asked",
     [](Situation& s) {
         s.MakeForeign();
         s.facts.isWaiting = true;
         s.facts.hasRoom = false;
     },
     Action::WAIT,
     Status::SUCCESS},
    {"4.4.3: repeated afterwards",
     [](Situation& s) {
         s.MakeForeign();
         s.facts.isAnswered = true;
         s.facts.hasRoom = false;
     },
     Action::REPEAT,
     Status::SUCCESS},
    {"4.4.3: repeated, and the node is here by now",
     [](Situation& s) { s.facts.isAnswered = true; },
     Action::ANSWER,
     Status::SUCCESS},
    {"7.4: passed on",
     [](Situation& s) {
         s.MakeForeign();
         s.facts.isDirect = true;
         s.facts.hasRoom = false;
     },
     Action::PASS_ON,
     Status::SUCCESS},
    {"7.4: not to who only may know",
     [](Situation& s) {
         s.MakeForeign();
         s.facts.isDirect = true;
         s.facts.isResponsible = false;
     },
     Action::ASK,
     Status::SUCCESS},
};

class QueryRulesTest : public testing::TestWithParam<Rule>
{
};

TEST_P(QueryRulesTest, Verdict)
{
    Situation situation;
    GetParam().arrange(situation);
    if (situation.isOwn)
    {
        situation.facts.own = {&situation.binding, NODE};
    }
    const auto verdict = DecideQuery(situation.facts, NOW);
    EXPECT_EQ(static_cast<int>(verdict.action), static_cast<int>(GetParam().action));
    EXPECT_EQ(GetName(verdict.status), GetName(GetParam().status));
}

INSTANTIATE_TEST_SUITE_P(Rules, QueryRulesTest, testing::ValuesIn(RULES));

TEST(LocationAnswers, SayWhatTheBindingIs)
{
    Situation situation;
    situation.binding.expiry = NOW + Seconds(299.9);
    const auto answer = MakeLocationAnswer({&situation.binding, NODE}, NOW);
    EXPECT_EQ(answer.status, Status::SUCCESS);
    EXPECT_EQ(answer.prefixes, std::vector<Prefix>{NODE});
    EXPECT_EQ(answer.gateway, GATEWAY);
    EXPECT_EQ(answer.timestamp, 7U);
    EXPECT_EQ(answer.lifetime, 74); // 296 s.
    EXPECT_EQ(GetRemainingLifetime(situation.binding, NOW + Seconds(400)), 0);
}

/// @return a believable answer of another anchor
LocationAnswer
MakeAnswer()
{
    LocationAnswer answer;
    answer.prefixes = {NODE};
    answer.gateway = GATEWAY;
    answer.timestamp = 7;
    answer.lifetime = 75;
    return answer;
}

TEST(LocationAnswers, AreBelieved)
{
    const Prefix address(Ipv6Address("fd00:1:0:1::5"), 128);
    const Prefix wide(Ipv6Address("fd00:1::"), 48);
    EXPECT_TRUE(IsLocationOf(address, MakeAnswer(), false));
    EXPECT_TRUE(IsLocationOf(NODE, MakeAnswer(), false));
    const auto expect = [&](bool isBelieved, auto change, bool isKnown = false) {
        auto answer = MakeAnswer();
        change(answer);
        EXPECT_EQ(IsLocationOf(address, answer, isKnown), isBelieved);
    };
    expect(false, [](LocationAnswer& a) { a.prefixes.clear(); });
    expect(false, [](LocationAnswer& a) { a.gateway.reset(); });
    expect(false, [](LocationAnswer& a) { a.timestamp.reset(); });
    expect(false, [](LocationAnswer& a) { a.lifetime = 0; });
    expect(false,
           [](LocationAnswer& a) { a.prefixes = {Prefix(Ipv6Address("fd00:1:0:2::"), 64)}; });
    expect(false, [](LocationAnswer& a) { a.prefixes = {Prefix()}; });
    expect(false, [&](LocationAnswer& a) { a.prefixes = {wide}; });
    expect(
        true,
        [&](LocationAnswer& a) { a.prefixes = {wide}; },
        true);
    // Less than was asked for.
    EXPECT_FALSE(IsLocationOf(wide, MakeAnswer(), true));
}

TEST(LocationAnswers, OfSeveralThatKnowNothing)
{
    constexpr auto NONE = Status::NO_BINDING_FOR_PREFIX;
    constexpr auto SILENT = Status::RESPONSIBLE_NODE_DID_NOT_ANSWER;
    EXPECT_EQ(CombineRefusals(NONE, NONE), NONE);
    EXPECT_EQ(CombineRefusals(NONE, SILENT), SILENT);
    EXPECT_EQ(CombineRefusals(SILENT, NONE), SILENT);
    EXPECT_EQ(CombineRefusals(Status::INSUFFICIENT_RESOURCES, SILENT),
              Status::INSUFFICIENT_RESOURCES);
}

TEST(LocationAnswers, OfASilentAnchor)
{
    LocationAnswer refusal;
    refusal.status = Status::INSUFFICIENT_RESOURCES;
    EXPECT_EQ(GetQueryStatus(nullptr), Status::RESPONSIBLE_NODE_DID_NOT_ANSWER);
    EXPECT_EQ(GetQueryStatus(&refusal), Status::INSUFFICIENT_RESOURCES);
}

TEST(LocationAnswers, LastNoLongerWhenTheyAreRepeated)
{
    const auto repeated = [](uint16_t lifetime, double age) {
        auto answer = MakeAnswer();
        answer.lifetime = lifetime;
        return MakeRepeatedAnswer(answer, Seconds(age), Seconds(60));
    };
    EXPECT_EQ(repeated(75, 0).lifetime, 15); // 60 s, as long as its asker takes it for at most.
    EXPECT_EQ(repeated(75, 1).lifetime, 14);
    EXPECT_EQ(repeated(LIFETIME_INFINITE, 4).lifetime, 14);
    EXPECT_EQ(repeated(5, 3).lifetime, 4);
    EXPECT_EQ(repeated(5, 16).lifetime, 1);
    const auto over = repeated(5, 17);
    EXPECT_EQ(over.status, Status::NO_BINDING_FOR_PREFIX);
    EXPECT_EQ(over.prefixes, std::vector<Prefix>{NODE});
    EXPECT_FALSE(over.gateway);
    auto refusal = MakeAnswer();
    refusal.status = Status::RESPONSIBLE_NODE_DID_NOT_ANSWER;
    refusal.lifetime = 0;
    EXPECT_EQ(MakeRepeatedAnswer(refusal, Seconds(30), Seconds(60)).status, refusal.status);
}

TEST(LocationManagers, TheOneThatManagesIt)
{
    LocationManagers managers;
    managers.Add(ONE, {*ParsePrefix("fd00:1::/48"), *ParsePrefix("fd00:3::/48")});
    managers.Add(TWO, {});
    managers.Add(THREE, {*ParsePrefix("fd00:1:0:ff00::/56")});
    const auto find = [&](const char* asked, const Ipv6Address& asker = GATEWAY) {
        return managers.FindFor(*ParsePrefix(asked), SELF, asker);
    };
    EXPECT_EQ(find("fd00:1:0:1::5/128").managers, std::vector<Ipv6Address>{ONE});
    EXPECT_TRUE(find("fd00:1:0:1::5/128").isResponsible);
    EXPECT_EQ(find("fd00:3::/64").managers, std::vector<Ipv6Address>{ONE});
    EXPECT_EQ(find("fd00:1:0:ff01::5/128").managers, std::vector<Ipv6Address>{THREE});
    EXPECT_EQ(find("fd00:9::/64").managers, std::vector<Ipv6Address>{TWO});
    EXPECT_FALSE(find("fd00:9::/64").isResponsible);
    EXPECT_TRUE(find("fd00:1:0:1::/64", ONE).managers.empty()); // Who asks is not asked.
    EXPECT_FALSE(find("fd00:1:0:1::/64", ONE).isResponsible);
    EXPECT_TRUE(managers.IsKnownToManage(ONE, *ParsePrefix("fd00:1:0:1::/64")));
    EXPECT_FALSE(managers.IsKnownToManage(ONE, *ParsePrefix("fd00:1:0:ff01::/64")));
    EXPECT_FALSE(managers.IsKnownToManage(ONE, *ParsePrefix("fd00::/16")));
    EXPECT_FALSE(managers.IsKnownToManage(TWO, *ParsePrefix("fd00:9::/64")));
    EXPECT_TRUE(managers.Contains(TWO));
    EXPECT_FALSE(managers.Contains(GATEWAY));
}

TEST(LocationManagers, ThoseOfWhichNothingIsKnown)
{
    LocationManagers managers;
    managers.Add(TWO, {});
    managers.Add(SELF, {});
    managers.Add(ONE, {});
    managers.Add(TWO, {});
    managers.Add(THREE, {});
    const auto asked = *ParsePrefix("fd00:9::/64");
    EXPECT_EQ(managers.FindFor(asked, SELF, GATEWAY).managers,
              (std::vector<Ipv6Address>{TWO, ONE, THREE}));
    EXPECT_EQ(managers.FindFor(asked, SELF, ONE).managers, (std::vector<Ipv6Address>{TWO, THREE}));
    managers.Add(TWO, {*ParsePrefix("fd00:2::/48")}); // Now they are.
    EXPECT_EQ(managers.FindFor(asked, SELF, GATEWAY).managers,
              (std::vector<Ipv6Address>{ONE, THREE}));
}

TEST(LocationManagersDeathTest, TwoOfOnePrefix)
{
    LocationManagers managers;
    managers.Add(ONE, {*ParsePrefix("fd00:1::/48")});
    managers.Add(ONE, {*ParsePrefix("fd00:1::/48")});
    EXPECT_DEATH(managers.Add(TWO, {*ParsePrefix("fd00:1::/48")}), "AddManager");
}

} // namespace
