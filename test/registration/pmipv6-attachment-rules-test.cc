/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * When a gateway attends to a registration, and what it does then (RFC 5213, 6.9.1.1, 6.9.1.3,
 * 6.9.1.4 and 6.9.4), and who gets plain service instead (RFC 6612, 3.3): each rule a row.
 */

#include "ns3/pmipv6-attachment-rules.h"

#include <functional>
#include <gtest/gtest.h>
#include <ostream>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using State = AttachmentState;
using Entry = BindingUpdateListEntry;
using Due = AttachmentDue;
using Detached = DetachmentVerdict;

/// A registration that was made at 10 s for 100 s, and when it is looked at.
struct Situation
{
    Situation()
    {
        entry.state = State::REGISTERED;
        entry.sent = Seconds(10);
        entry.isSent = true;
        entry.refresh = Seconds(90);
        entry.expiry = Seconds(110);
        entry.mayBeBound = true;
        facts.heard = Seconds(12);
        facts.silenceTimeout = Time(0);
        facts.deregistrationTimeout = Seconds(1);
    }

    Entry entry;           //!< the registration
    AttachmentFacts facts; //!< what the gateway knows
};

/// When attention is due, and what.
struct Rule
{
    const char* name;                       //!< what it says
    std::function<void(Situation&)> change; //!< what is other than at first
    Time deadline;                          //!< when attention is due
    Due due{Due::NOTHING};                  //!< what is due then
};

/// Names a rule in the test's name.
std::ostream&
operator<<(std::ostream& os, const Rule& rule)
{
    return os << rule.name;
}

/// Each rule by itself.
class AttachmentRules : public testing::TestWithParam<Rule>
{
};

TEST_P(AttachmentRules, Hold)
{
    Situation situation;
    GetParam().change(situation);
    const Time deadline = GetDeadline(situation.entry, situation.facts);
    EXPECT_EQ(deadline, GetParam().deadline);
    if (deadline != Time::Max())
    {
        EXPECT_EQ(static_cast<int>(DecideDue(situation.entry, situation.facts, deadline)),
                  static_cast<int>(GetParam().due));
    }
}

const Rule RULES[] = {
    {"6.9.1.3 extended before the lifetime is over", [](Situation&) {}, Seconds(90), Due::REFRESH},
    {"6.9.1.3 not while a request is under way, which is repeated",
     [](Situation& s) { s.entry.isAsked = true; },
     Seconds(110),
     Due::END},
    {"6.9.4, 2 over",
     [](Situation& s) { s.entry.refresh = s.entry.expiry; },
     Seconds(110),
     Due::END},
    {"6.9.1.2 once more after a refusal that the binding outlives",
     [](Situation& s) { s.entry.retry = Seconds(30); },
     Seconds(30),
     Due::REFRESH},
    {"6.9.1.4 silent",
     [](Situation& s) { s.facts.silenceTimeout = Seconds(20); },
     Seconds(32),
     Due::ASK},
    {"6.9.1.4 silent since its registration, and asked since",
     [](Situation& s) {
         s.facts.silenceTimeout = Seconds(20);
         s.entry.silenceChecked = Seconds(40);
     },
     Seconds(60),
     Due::ASK},
    {"6.9.1.4 silent while a request is under way",
     [](Situation& s) {
         s.facts.silenceTimeout = Seconds(20);
         s.entry.isAsked = true;
     },
     Seconds(32),
     Due::ASK},
    {"6.9.1.4 heard since the deadline was set",
     [](Situation& s) {
         s.facts.silenceTimeout = Seconds(20);
         s.facts.heard = Seconds(25);
         s.entry.silenceChecked = Seconds(10);
     },
     Seconds(45),
     Due::ASK},
    {"6.9.1.1 nothing while the node is authenticated",
     [](Situation& s) { s.entry.state = State::AUTHENTICATING; },
     Time::Max()},
    {"6.9.1.1 nothing while the anchor's answer is awaited",
     [](Situation& s) {
         s.entry.state = State::REGISTERING;
         s.facts.silenceTimeout = Seconds(20);
     },
     Time::Max()},
    {"6.9.1.4 its de-registration is not answered",
     [](Situation& s) { s.entry.state = State::DEREGISTERING; },
     Seconds(11),
     Due::GIVE_UP_DEREGISTRATION},
    {"6.9.1.4 its de-registration is put off",
     [](Situation& s) {
         s.entry.state = State::DEREGISTERING;
         s.entry.isSent = false;
     },
     Time::Max()},
    {"6.9.1.2 refused for good",
     [](Situation& s) {
         s.entry.state = State::REFUSED;
         s.facts.silenceTimeout = Seconds(20);
     },
     Time::Max()},
    {"6.9.1.2 refused for a reason that may pass",
     [](Situation& s) {
         s.entry.state = State::REFUSED;
         s.entry.retry = Seconds(15);
     },
     Seconds(15),
     Due::RETRY},
};

INSTANTIATE_TEST_SUITE_P(Each, AttachmentRules, testing::ValuesIn(RULES));

TEST(AttachmentRulesAlone, ASilentNodeThatWasHeardSinceIsNotAsked)
{
    Situation situation;
    situation.facts.silenceTimeout = Seconds(20);
    const Time deadline = GetDeadline(situation.entry, situation.facts);
    situation.facts.heard = Seconds(31);
    EXPECT_EQ(static_cast<int>(DecideDue(situation.entry, situation.facts, deadline)),
              static_cast<int>(Due::NOTHING));
}

TEST(AttachmentRulesAlone, WhoIsRegistered)
{
    // 6.9.1.1
    PolicyProfile profile;
    EXPECT_EQ(DecideAttachment(&profile, false), "");
    EXPECT_EQ(DecideAttachment(nullptr, false), "no-policy-profile");
    EXPECT_EQ(DecideAttachment(&profile, true), "denied-until-readmitted");
    profile.isProxyMobilityAllowed = false;
    EXPECT_EQ(DecideAttachment(&profile, true), "proxy-mobility-not-allowed");
}

TEST(AttachmentRulesAlone, PlainServiceIsForKnownNodesThatLookAfterThemselves)
{
    // RFC 6612, 3.3
    PolicyProfile profile;
    EXPECT_FALSE(IsForPlainService(nullptr));
    EXPECT_FALSE(IsForPlainService(&profile));
    profile.isProxyMobilityAllowed = false;
    EXPECT_TRUE(IsForPlainService(&profile));
}

TEST(AttachmentRulesAlone, WhatEndsWithTheNode)
{
    // 6.9.1.4
    const auto decide = [](State state, bool mayBeBound, bool wasSent) {
        Entry entry;
        entry.state = state;
        entry.mayBeBound = mayBeBound;
        entry.sent = wasSent ? Seconds(1) : Time::Min();
        return static_cast<int>(DecideDetachment(entry));
    };
    const int nothing = static_cast<int>(Detached::NOTHING);
    const int remove = static_cast<int>(Detached::REMOVE);
    const int deregister = static_cast<int>(Detached::DEREGISTER);
    EXPECT_EQ(decide(State::REGISTERED, true, true), deregister);
    EXPECT_EQ(decide(State::REGISTERING, false, true), deregister) << "it may be accepted";
    EXPECT_EQ(decide(State::REGISTERING, false, false), remove) << "nothing was sent";
    EXPECT_EQ(decide(State::AUTHENTICATING, false, false), remove);
    EXPECT_EQ(decide(State::AUTHENTICATING, true, true), deregister) << "of an earlier attachment";
    EXPECT_EQ(decide(State::REFUSED, false, true), remove);
    EXPECT_EQ(decide(State::REFUSED, true, true), deregister) << "accepted, and of no use here";
    EXPECT_EQ(decide(State::DEREGISTERING, true, true), nothing);
}

TEST(AttachmentRulesAlone, HandoffIndicators)
{
    // 6.9.1.3, 3
    Situation situation;
    EXPECT_EQ(static_cast<int>(GetIndicator(situation.entry)),
              static_cast<int>(HandoffIndicator::NOT_CHANGED));
    situation.entry.state = State::REFUSED;
    EXPECT_EQ(static_cast<int>(GetIndicator(situation.entry)),
              static_cast<int>(HandoffIndicator::UNKNOWN));
}

TEST(AttachmentRulesAlone, WhatOutlivesARefusal)
{
    Situation situation;
    EXPECT_TRUE(OutlivesRefusal(situation.entry, RefusalRemedy::TRY_AGAIN));
    EXPECT_FALSE(OutlivesRefusal(situation.entry, RefusalRemedy::RETRY_LATER));
    situation.entry.state = State::REGISTERING;
    EXPECT_FALSE(OutlivesRefusal(situation.entry, RefusalRemedy::TRY_AGAIN));
}

} // namespace
