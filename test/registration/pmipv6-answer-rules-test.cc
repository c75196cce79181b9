/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What a gateway makes of an answer (RFC 5213, 6.9.1.2 and 8.9): each rule a row.
 */

#include "ns3/pmipv6-answer-rules.h"
#include "ns3/pmipv6-policy-profile.h"

#include <functional>
#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address GATEWAY("fd00:c::2");               //!< Proxy-CoA
const Ipv6Address ANCHOR("fd00:c::1");                //!< LMAA
const Prefix PREFIX(Ipv6Address("fd00:1:0:1::"), 64); //!< assigned

/// A request and an answer: at first one that accepts it.
struct Situation
{
    Situation()
    {
        update.flags = UpdateFlag::PROXY_REGISTRATION;
        answer.flags = AcknowledgementFlag::PROXY_REGISTRATION;
        answer.lifetime = 25;
        prefixes = {PREFIX};
        facts.sent = Seconds(10);
        facts.now = Seconds(11);
        facts.gateway = GATEWAY;
        facts.anchors = {ANCHOR};
    }

    BindingUpdate update;                                               //!< without options
    BindingAcknowledgement answer;                                      //!< likewise
    std::string identifier{"mn1"};                                      //!< as answered
    HandoffIndicator indicator{HandoffIndicator::UNKNOWN};              //!< as answered
    AccessTechnologyType technology{AccessTechnologyType::IEEE_802_11}; //!< as answered
    std::vector<uint8_t> interface {
        2, 0, 0, 0, 0, 1
    };                            //!< as answered
    std::vector<Prefix> prefixes; //!< as answered
    AnswerFacts facts;            //!< what the gateway knows
};

/// A rule.
struct Rule
{
    const char* name;                          //!< what it says
    std::function<void(Situation&)> change;    //!< what is other than at first
    AnswerAction action;                       //!< what it means
    const char* reason{""};                    //!< why
    RefusalRemedy remedy{RefusalRemedy::NONE}; //!< what to do about a refusal
    bool mayPass{false};                       //!< what is of no use may be at the next attempt
};

/// Names a rule in the test's name.
std::ostream&
operator<<(std::ostream& os, const Rule& rule)
{
    return os << rule.name;
}

/// @return what the gateway makes of it
AnswerVerdict
Decide(const Situation& situation)
{
    BindingUpdate update = situation.update;
    update.options = {MobileNodeIdentifierOption{1, "mn1"},
                      HomeNetworkPrefixOption(),
                      HandoffIndicatorOption{HandoffIndicator::UNKNOWN},
                      AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11},
                      MobileNodeLinkLayerIdentifierOption{{2, 0, 0, 0, 0, 1}}};
    BindingAcknowledgement answer = situation.answer;
    answer.options = {MobileNodeIdentifierOption{1, situation.identifier},
                      HandoffIndicatorOption{situation.indicator},
                      AccessTechnologyTypeOption{situation.technology},
                      MobileNodeLinkLayerIdentifierOption{situation.interface}};
    for (const auto& prefix : situation.prefixes)
    {
        answer.options.push_back(HomeNetworkPrefixOption{prefix});
    }
    return DecideAnswer(update, answer, situation.facts);
}

/// Each rule by itself.
class AnswerRules : public testing::TestWithParam<Rule>
{
};

TEST_P(AnswerRules, Hold)
{
    Situation situation;
    GetParam().change(situation);
    const AnswerVerdict verdict = Decide(situation);
    EXPECT_EQ(static_cast<int>(verdict.action), static_cast<int>(GetParam().action));
    EXPECT_EQ(verdict.reason, GetParam().reason);
    EXPECT_EQ(static_cast<int>(verdict.remedy), static_cast<int>(GetParam().remedy));
    EXPECT_EQ(verdict.mayPass, GetParam().mayPass);
}

TEST(AnswerRulesAlone, WhatIsAccepted)
{
    Situation situation;
    situation.prefixes = {PREFIX, Prefix(), Prefix(Ipv6Address("fd00:1:0:2::"), 64)};
    const AnswerVerdict verdict = Decide(situation);
    EXPECT_EQ(static_cast<int>(verdict.action), static_cast<int>(AnswerAction::ACCEPT));
    EXPECT_EQ(verdict.lifetime, Seconds(100));
    ASSERT_EQ(verdict.prefixes.size(), 2U);
    EXPECT_EQ(verdict.prefixes[0], PREFIX);
}

using Action = AnswerAction;
using Status = BindingStatus;
using Remedy = RefusalRemedy;

/// @return what makes an answer a refusal
std::function<void(Situation&)>
Refuse(Status status)
{
    return [status](Situation& s) { s.answer.status = status; };
}

const char* const NO_ECHO = "answer-does-not-echo-the-request"; //!< reason

const Rule RULES[] = {
    {"6.9.1.2 accepted", [](Situation&) {}, Action::ACCEPT},
    // 6.9.1.2, 6: what the answer must echo
    {"6.9.1.2, 6 another node",
     [](Situation& s) { s.identifier = "mn2"; },
     Action::IGNORE,
     NO_ECHO},
    {"6.9.1.2, 6 another indicator",
     [](Situation& s) { s.indicator = HandoffIndicator::BETWEEN_GATEWAYS; },
     Action::IGNORE,
     NO_ECHO},
    {"6.9.1.2, 6 another technology",
     [](Situation& s) { s.technology = AccessTechnologyType::E_UTRAN; },
     Action::IGNORE,
     NO_ECHO},
    {"6.9.1.2, 6 another interface",
     [](Situation& s) { s.interface.back() = 2; },
     Action::IGNORE,
     NO_ECHO},
    {"6.9.1.2 no P flag", [](Situation& s) { s.answer.flags = 0; }, Action::IGNORE, NO_ECHO},
    {"6.9.1.2, 6 a refusal that does not echo",
     [](Situation& s) {
         s.answer.status = Status::PROXY_REG_NOT_ENABLED;
         s.identifier = "mn2";
     },
     Action::IGNORE,
     NO_ECHO},
    {"RFC 6275, 11.7.3 a refusal for its number may be of an earlier request",
     [](Situation& s) {
         s.answer.status = Status::SEQUENCE_NUMBER_OUT_OF_WINDOW;
         s.indicator = HandoffIndicator::NOT_CHANGED;
     },
     Action::REFUSED,
     "SEQUENCE_NUMBER_OUT_OF_WINDOW",
     Remedy::RAISE_AND_REASSERT},
    // What is of no use
    {"5.3.6 no prefix",
     [](Situation& s) { s.prefixes = {Prefix()}; },
     Action::USELESS,
     "answer-without-prefix-or-lifetime"},
    {"5.3.6 no lifetime",
     [](Situation& s) { s.answer.lifetime = 0; },
     Action::USELESS,
     "answer-without-prefix-or-lifetime"},
    {"5.3.6 more prefixes than a session may have",
     [](Situation& s) {
         s.prefixes.clear();
         for (uint32_t i = 0; i <= MAX_SESSION_PREFIXES; ++i)
         {
             uint8_t octets[16] = {0xfd, 0, 0, 1, 0, 2, 0, static_cast<uint8_t>(i)};
             s.prefixes.emplace_back(Ipv6Address(octets), 64);
         }
     },
     Action::USELESS,
     "too-many-prefixes"},
    {"5.3.6 a prefix within another",
     [](Situation& s) {
         s.prefixes = {PREFIX, Prefix(Ipv6Address("fd00:1::"), 48)};
     },
     Action::USELESS,
     "overlapping-prefixes"},
    {"RFC 6275, 11.7.3 its lifetime is over already",
     [](Situation& s) { s.facts.now = Seconds(110); },
     Action::USELESS,
     "answer-after-its-lifetime",
     Remedy::NONE,
     true},
    {"RFC 6275, 11.7.3 its lifetime is nearly over",
     [](Situation& s) { s.facts.now = Seconds(110) - NanoSeconds(1); },
     Action::ACCEPT},
    {"the gateway's own prefix",
     [](Situation& s) {
         s.facts.gateway = Ipv6Address("fd00:d::1");
         s.prefixes = {Prefix(Ipv6Address("fd00:d::"), 64)};
     },
     Action::USELESS,
     "prefix-of-no-mobile-node"},
    {"an anchor's prefix",
     [](Situation& s) {
         s.facts.gateway = Ipv6Address("fd00:d::1");
         s.prefixes = {Prefix(Ipv6Address("fd00:c::"), 64)};
     },
     Action::USELESS,
     "prefix-of-no-mobile-node"},
    {"a prefix of groups",
     [](Situation& s) { s.prefixes = {Prefix(Ipv6Address("ff0e::"), 64)}; },
     Action::USELESS,
     "prefix-of-no-mobile-node"},
    {"a prefix of the link",
     [](Situation& s) { s.prefixes = {Prefix(Ipv6Address("fe80::"), 64)}; },
     Action::USELESS,
     "prefix-of-no-mobile-node"},
    // 6.9.1.2, 7 to 10, and 8.9
    {"6.9.1.2, 7 never",
     Refuse(Status::PROXY_REG_NOT_ENABLED),
     Action::REFUSED,
     "PROXY_REG_NOT_ENABLED",
     Remedy::DENY},
    {"6.9.1.2, 9 a clock that is wrong",
     [](Situation& s) {
         s.answer.status = Status::TIMESTAMP_MISMATCH;
         s.facts.isClockRight = false;
     },
     Action::REFUSED,
     "TIMESTAMP_MISMATCH",
     Remedy::SYNCHRONIZE},
    {"6.9.1.2, 9 a clock that is right",
     Refuse(Status::TIMESTAMP_MISMATCH),
     Action::REFUSED,
     "TIMESTAMP_MISMATCH",
     Remedy::TRY_AGAIN},
    {"6.9.1.2, 8 the node may have gone on",
     Refuse(Status::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED),
     Action::REFUSED,
     "TIMESTAMP_LOWER_THAN_PREV_ACCEPTED",
     Remedy::REASSERT},
    {"6.9.1.2, 10 prefixes that are not the node's",
     Refuse(Status::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX),
     Action::REFUSED,
     "NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX",
     Remedy::ASK_FOR_ASSIGNMENT},
};

INSTANTIATE_TEST_SUITE_P(All, AnswerRules, testing::ValuesIn(RULES));

} // namespace
