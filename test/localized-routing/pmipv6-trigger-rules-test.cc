/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What an anchor makes of an RO Trigger (draft-loureiro-netext-pmipv6-ro-02, 4.2, 4.4, 4.5, 8 and
 * 10): each rule a row.
 */

#include "ns3/pmipv6-trigger-rules.h"

#include <functional>
#include <gtest/gtest.h>
#include <ostream>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address OWN("fd00:c::2");     //!< LMAA of the anchor that decides
const Ipv6Address PEER("fd00:c::1");    //!< of the one that sends
const Ipv6Address HIGHER("fd00:c::9");  //!< of another one, higher
const Ipv6Address GATEWAY("fd00:c::3"); //!< where the source is
const Ipv6Address NEXT("fd00:c::4");    //!< where it comes to
const Prefix SOURCE(Ipv6Address("fd00:1:0:1::"), 64);
const Prefix DESTINATION(Ipv6Address("fd00:2:0:1::"), 64);
constexpr uint64_t BOUND = 1000; //!< when the source's binding was accepted

/// An anchor and an RO Trigger: at first for a node here, of a pair without a session.
struct Situation
{
    Situation()
    {
        request.pair = {SOURCE, DESTINATION};
        request.gateway = GATEWAY;
        request.timestamp = BOUND;
        request.sequence = 7;
        request.lifetime = 75;
        facts.address = OWN;
        facts.isDestinationOwn = true;
        facts.maySpeak = true;
        facts.isAsked = true;
    }

    /// Have a session that this anchor controls.
    void Control(RouteSession::Phase phase)
    {
        hasSession = true;
        session.pair = request.pair;
        session.control.emplace();
        session.peer.anchor = PEER;
        session.sourceGateway = GATEWAY;
        session.sourceTimestamp = BOUND;
        session.phase = std::move(phase);
        facts.isAsked = false;
    }

    /// Have a session that the sender controls, for a source that is this anchor's node.
    void Follow(RouteSession::Phase phase)
    {
        Control(std::move(phase));
        session.control.reset();
        facts.isDestinationOwn = false;
    }

    /// Have both anchors see a packet: this one has asked too.
    void Cross()
    {
        Control(TriggeredSession());
        session.control.reset();
        session.pair = {DESTINATION, SOURCE};
        FindQuestions(session.phase)->questions.emplace_back();
    }

    RouteRequest request;   //!< what it says
    Ipv6Address peer{PEER}; //!< who sends it
    RouteSession session;   //!< what there may be
    bool hasSession{false}; //!< there is one
    TriggerFacts facts;     //!< what else the anchor knows
};

/// A rule.
struct Rule
{
    const char* name;                                       //!< what it says
    std::function<void(Situation&)> change;                 //!< what is other than at first
    TriggerAction action;                                   //!< what to do
    ExperimentalStatus status{ExperimentalStatus::SUCCESS}; //!< of the answer
    bool isAnswerKept{false};                               //!< for repetitions
    bool isKept{true};                                      //!< it is remembered
    bool isExtending{false};                                //!< the session too
};

/// Names a rule in the test's name.
std::ostream&
operator<<(std::ostream& os, const Rule& rule)
{
    return os << rule.name;
}

/// Each rule by itself.
class TriggerRules : public testing::TestWithParam<Rule>
{
};

TEST_P(TriggerRules, Hold)
{
    Situation s;
    GetParam().change(s);
    s.facts.session = s.hasSession ? &s.session : nullptr;
    const TriggerVerdict verdict = DecideTrigger(s.request, s.peer, s.facts);
    EXPECT_EQ(static_cast<int>(verdict.action), static_cast<int>(GetParam().action));
    EXPECT_EQ(static_cast<int>(verdict.status), static_cast<int>(GetParam().status));
    EXPECT_EQ(verdict.isAnswerKept, GetParam().isAnswerKept);
    EXPECT_EQ(verdict.isKept, GetParam().isKept);
    EXPECT_EQ(verdict.isExtending, GetParam().isExtending);
}

using Action = TriggerAction;
using Status = ExperimentalStatus;

/// A session that was ended and is left alone.
EndingSession
HeldDown()
{
    EndingSession ending;
    ending.isHeldDown = true;
    return ending;
}

const Rule RULES[] = {
    {"4.2 the first for a pair", [](Situation&) {}, Action::CREATE},
    {"RFC 6279, 6 no room",
     [](Situation& s) { s.facts.hasRoom = false; },
     Action::NO_ROOM,
     Status::INSUFFICIENT_RESOURCES,
     true},
    {"4.2 no such node",
     [](Situation& s) { s.facts.isDestinationOwn = false; },
     Action::ANSWER,
     Status::NO_BINDING_FOR_PREFIX,
     false,
     false},
    {"4.5 the end of nothing", [](Situation& s) { s.request.lifetime = 0; }, Action::ANSWER},
    // 10: who may say so
    {"10 source of this anchor",
     [](Situation& s) { s.facts.isSourceOwn = true; },
     Action::ANSWER,
     Status::ADMINISTRATIVELY_PROHIBITED,
     false,
     false},
    {"10 source of a third anchor, or of nobody knows whom",
     [](Situation& s) { s.facts.maySpeak = false; },
     Action::ANSWER,
     Status::ADMINISTRATIVELY_PROHIBITED,
     false,
     false},
    {"10 of another anchor than the session's",
     [](Situation& s) {
         s.Control(ActiveSession());
         s.peer = HIGHER;
     },
     Action::ANSWER,
     Status::ADMINISTRATIVELY_PROHIBITED,
     false,
     false},
    // 8: repetitions and what is late
    {"8 late, of a session that is gone",
     [](Situation& s) { s.facts.age = MessageAge::LATE; },
     Action::ANSWER,
     Status::OLDER_THAN_STATE_HELD,
     false,
     false},
    {"8 repeated, of a session that is gone",
     [](Situation& s) {
         s.facts.age = MessageAge::REPEATED;
         s.facts.answered = Status::SUCCESS;
     },
     Action::ANSWER,
     Status::NO_SUCH_SESSION,
     false,
     false},
    {"8 repeated, of one that was refused",
     [](Situation& s) {
         s.facts.age = MessageAge::REPEATED;
         s.facts.answered = Status::MN_NOT_ATTACHED;
     },
     Action::ANSWER,
     Status::MN_NOT_ATTACHED,
     false,
     false},
    {"8 repeated, not answered yet",
     [](Situation& s) { s.facts.age = MessageAge::REPEATED; },
     Action::CREATE,
     Status::SUCCESS,
     false,
     false},
    {"8 repeated, waits already",
     [](Situation& s) {
         s.Control(InitiatedSession());
         s.session.control->triggers.push_back({s.request, PEER});
         s.facts.age = MessageAge::REPEATED;
     },
     Action::IGNORE,
     Status::SUCCESS,
     false,
     false},
    {"8 repeated, answered",
     [](Situation& s) {
         s.Control(ActiveSession());
         s.facts.age = MessageAge::REPEATED;
         s.facts.answered = Status::SUCCESS;
     },
     Action::ANSWER,
     Status::SUCCESS,
     false,
     false},
    {"8 of an older binding",
     [](Situation& s) {
         s.Control(InitiatedSession());
         s.request.timestamp = BOUND - 1;
         s.request.gateway = NEXT;
     },
     Action::WAIT},
    {"8 late, at the controller",
     [](Situation& s) {
         s.Control(InitiatedSession());
         s.request.gateway = NEXT;
         s.facts.age = MessageAge::LATE;
     },
     Action::WAIT,
     Status::SUCCESS,
     false,
     false},
    // 4.4: handovers
    {"4.4 the source has moved",
     [](Situation& s) {
         s.Control(ActiveSession());
         s.request.timestamp = BOUND + 1;
         s.request.gateway = NEXT;
     },
     Action::ATTEMPT},
    {"4.4 the source is registered anew where it was",
     [](Situation& s) {
         s.Control(ActiveSession());
         s.request.timestamp = BOUND + 1;
     },
     Action::ATTEMPT},
    {"4.4 the other anchor has restarted, and asks anew",
     [](Situation& s) {
         s.Control(ActiveSession());
         s.facts.isAsked = true;
     },
     Action::ATTEMPT},
    {"4.4 the other node moves while this one is between gateways",
     [](Situation& s) {
         s.Control(IncompleteSession());
         s.request.timestamp = BOUND + 1;
     },
     Action::ATTEMPT},
    // 4.5: it lives on
    {"4.5 nothing new, at the controller",
     [](Situation& s) { s.Control(ActiveSession()); },
     Action::WAIT,
     Status::SUCCESS,
     false,
     true,
     true},
    {"4.5 nothing new, at the other anchor",
     [](Situation& s) { s.Follow(ActiveSession()); },
     Action::EXTEND,
     Status::SUCCESS,
     true},
    {"4.5 nothing new, and late, at the other anchor",
     [](Situation& s) {
         s.Follow(ActiveSession());
         s.facts.age = MessageAge::LATE;
     },
     Action::ANSWER,
     Status::SUCCESS,
     true,
     false},
    {"4.5 another gateway, at an anchor that does not control",
     [](Situation& s) {
         s.Follow(ActiveSession());
         s.request.gateway = NEXT;
     },
     Action::ANSWER,
     Status::NOT_THE_RO_CONTROLLER,
     true},
    {"4.5 of a session that is over, at an anchor that does not control",
     [](Situation& s) { s.Follow(EndingSession()); },
     Action::ANSWER,
     Status::NOT_THE_RO_CONTROLLER,
     true},
    {"4.5 the end",
     [](Situation& s) {
         s.Control(ActiveSession());
         s.request.lifetime = 0;
     },
     Action::END,
     Status::SUCCESS,
     true},
    {"4.5 the end, of an anchor that may not speak for the source",
     [](Situation& s) {
         s.Control(ActiveSession());
         s.request.lifetime = 0;
         s.facts.maySpeak = false;
     },
     Action::END,
     Status::SUCCESS,
     true},
    {"4.5 the end, overtaken",
     [](Situation& s) {
         s.Control(ActiveSession());
         s.request.lifetime = 0;
         s.request.timestamp = BOUND - 1;
     },
     Action::ANSWER,
     Status::SUCCESS,
     true},
    {"4.5 the end of what is over",
     [](Situation& s) {
         s.Control(RefusedSession());
         s.request.lifetime = 0;
     },
     Action::ANSWER,
     Status::SUCCESS,
     true},
    // 4.2: both have seen a packet
    {"4.2 both trigger, and this one is the higher",
     [](Situation& s) { s.Cross(); },
     Action::TAKE_OVER},
    {"4.2 both trigger, and this one is the lower",
     [](Situation& s) {
         s.Cross();
         s.peer = HIGHER;
         s.session.peer.anchor = HIGHER;
     },
     Action::ANSWER,
     Status::SUPERSEDED_BY_OWN_TRIGGER,
     true},
    {"4.2 while this one looks for the other anchor",
     [](Situation& s) {
         s.Cross();
         s.peer = HIGHER;
         s.session.phase = ResolvingSession();
         s.session.peer.anchor = Ipv6Address::GetAny();
     },
     Action::TAKE_OVER},
    {"4.2 both trigger, and the other's is late",
     [](Situation& s) {
         s.Cross();
         s.facts.age = MessageAge::LATE;
     },
     Action::ANSWER,
     Status::OLDER_THAN_STATE_HELD,
     true,
     false},
    // RFC 6279, 4 and 5: what is over
    {"4.2 a pair that was refused",
     [](Situation& s) { s.Control(RefusedSession()); },
     Action::TAKE_OVER},
    {"4.2 a pair that is ending",
     [](Situation& s) { s.Control(EndingSession()); },
     Action::TAKE_OVER},
    {"RFC 6279, 4 a pair that is left alone",
     [](Situation& s) {
         s.Control(HeldDown());
         s.session.result = Status::LOCALIZED_ROUTING_NOT_ALLOWED;
     },
     Action::ANSWER,
     Status::ADMINISTRATIVELY_PROHIBITED,
     true},
    {"RFC 6279, 5 a pair that may be back where it is allowed",
     [](Situation& s) {
         s.Control(RefusedSession{true});
         s.session.result = Status::NO_AGREEMENT_BETWEEN_DOMAINS;
     },
     Action::TAKE_OVER},
};

INSTANTIATE_TEST_SUITE_P(All, TriggerRules, testing::ValuesIn(RULES));

} // namespace
