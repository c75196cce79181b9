/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What an anchor makes of what happens to a session, RO Trigger left out
 * (draft-loureiro-netext-pmipv6-ro-02, 4, 7 and 8; RFC 6279, 4 to 6).
 */

#include "ns3/pmipv6-session-rules.h"

#include <gtest/gtest.h>
#include <string>
#include <utility>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using Action = SessionAction;
using Status = ExperimentalStatus;

/// @return a session in a state, that this anchor controls or does not
RouteSession
Make(RouteSession::Phase phase, bool isController = true, Status result = Status::SUCCESS)
{
    RouteSession session;
    session.phase = std::move(phase);
    session.result = result;
    session.lifetime = 75;
    session.peer.anchor = Ipv6Address("fd00:c::2");
    if (isController)
    {
        session.control.emplace();
    }
    return session;
}

/// A question that is under way.
ActiveSession
Asking()
{
    ActiveSession active;
    active.questions.emplace_back();
    return active;
}

TEST(SessionRules, GrantedLifetimes)
{
    EXPECT_EQ(GetAccepted(75, 75), Status::SUCCESS);
    EXPECT_EQ(GetAccepted(75, 74), Status::SUCCESS_WITH_SHORTER_LIFETIME);
}

TEST(SessionRules, Detection)
{
    DetectionFacts facts;
    facts.isReachable = true;
    EXPECT_EQ(DecideDetection(facts), DetectionAction::IGNORE) << "the Internet";
    facts.mayHaveRoute = true;
    EXPECT_EQ(DecideDetection(facts), DetectionAction::RESOLVE);
    facts.hasRoom = false;
    EXPECT_EQ(DecideDetection(facts), DetectionAction::NO_ROOM);
    facts.isKnown = true;
    EXPECT_EQ(DecideDetection(facts), DetectionAction::NOTE) << "needs no room";
    facts = DetectionFacts();
    facts.isOtherOwn = true;
    EXPECT_EQ(DecideDetection(facts), DetectionAction::IGNORE) << "between gateways";
    facts.isReachable = true;
    EXPECT_EQ(DecideDetection(facts), DetectionAction::START);
    facts.isOfOneNode = true;
    EXPECT_EQ(DecideDetection(facts), DetectionAction::OF_ONE_NODE);
}

TEST(SessionRules, WhatAGatewayAsksFor)
{
    RouteRequestFacts facts;
    facts.hasRoom = false;
    EXPECT_EQ(DecideRouteRequest(facts).status, Status::MN_NOT_ATTACHED);
    facts.isHere = true;
    EXPECT_EQ(DecideRouteRequest(facts).status, Status::NO_BINDING_FOR_PREFIX);
    facts.mayHaveRoute = true;
    EXPECT_EQ(DecideRouteRequest(facts).status, Status::INSUFFICIENT_RESOURCES);
    EXPECT_TRUE(DecideRouteRequest(facts).isForRoom);
    const RouteSession active = Make(ActiveSession());
    facts.session = &active;
    EXPECT_EQ(DecideRouteRequest(facts).status, Status::SUCCESS) << "there is one";
    const RouteSession refused = Make(RefusedSession(), true, Status::INSUFFICIENT_RESOURCES);
    facts.session = &refused;
    EXPECT_EQ(DecideRouteRequest(facts).status, Status::INSUFFICIENT_RESOURCES) << "as before";
    EXPECT_FALSE(DecideRouteRequest(facts).isForRoom) << "the other anchor's";
    const RouteSession ending = Make(EndingSession());
    facts.session = &ending;
    EXPECT_EQ(DecideRouteRequest(facts).status, Status::SUCCESS) << "not left alone";
    EndingSession phase;
    phase.isHeldDown = true;
    const RouteSession heldDown = Make(std::move(phase));
    facts.session = &heldDown;
    EXPECT_EQ(DecideRouteRequest(facts).status, Status::ADMINISTRATIVELY_PROHIBITED);
    facts.allowed = Status::NO_AGREEMENT_BETWEEN_DOMAINS;
    EXPECT_EQ(DecideRouteRequest(facts).status, Status::NO_AGREEMENT_BETWEEN_DOMAINS);
    facts = RouteRequestFacts();
    facts.isHere = true;
    facts.isOtherOwn = true;
    EXPECT_EQ(DecideRouteRequest(facts).status, Status::SUCCESS);
}

TEST(SessionRules, Refresh)
{
    const RouteSession active = Make(ActiveSession());
    const RouteSession refused = Make(RefusedSession());
    EXPECT_EQ(DecideRefresh(nullptr, true), Status::NO_SUCH_SESSION);
    EXPECT_EQ(DecideRefresh(&refused, true), Status::NO_SUCH_SESSION);
    EXPECT_EQ(DecideRefresh(&active, false), Status::MN_NOT_ATTACHED);
    EXPECT_EQ(DecideRefresh(&active, true), Status::SUCCESS);
}

TEST(SessionRules, BindingsAndDeadlinesInEachState)
{
    // What to do when a node is registered anew, its binding deleted, the session's deadline come.
    const auto check =
        [](const RouteSession& session, Action registered, Action deleted, Action due) {
            const std::string state = GetStateName(session.GetState());
            EXPECT_EQ(DecideRegistered(session), registered) << state;
            EXPECT_EQ(DecideDeleted(session), deleted) << state;
            EXPECT_EQ(DecideDue(session), due) << state;
        };
    check(Make(ResolvingSession(), false), Action::LEAVE, Action::FORGET, Action::END);
    check(Make(TriggeredSession(), false), Action::TRIGGER, Action::END, Action::END);
    check(Make(InitiatedSession()), Action::ATTEMPT, Action::END, Action::END);
    check(Make(ActiveSession()), Action::ATTEMPT, Action::END, Action::END);
    check(Make(ActiveSession(), false), Action::TRIGGER, Action::END, Action::END);
    check(Make(IncompleteSession()), Action::ATTEMPT, Action::END, Action::END);
    check(Make(IncompleteSession(), false), Action::TRIGGER, Action::END, Action::END);
    check(Make(RefusedSession(), true, Status::MN_NOT_ATTACHED),
          Action::LEAVE,
          Action::FORGET,
          Action::FORGET);
    check(Make(RefusedSession(), true, Status::ADMINISTRATIVELY_PROHIBITED),
          Action::FORGET,
          Action::FORGET,
          Action::FORGET);
    check(Make(EndingSession()), Action::LEAVE, Action::LEAVE, Action::FINISH);
}

TEST(SessionRules, TheOtherAnchorRestarts)
{
    EXPECT_EQ(DecidePeerRestart(Make(EndingSession()), true), Action::LEAVE);
    EXPECT_EQ(DecidePeerRestart(Make(ActiveSession()), true), Action::ASK);
    EXPECT_EQ(DecidePeerRestart(Make(IncompleteSession()), true), Action::ASK) << "controls";
    EXPECT_EQ(DecidePeerRestart(Make(IncompleteSession(), false), true), Action::TRIGGER);
    EXPECT_EQ(DecidePeerRestart(Make(IncompleteSession(), false), false), Action::ASK);
}

TEST(SessionRules, WhenToPassOn)
{
    RouteSession session = Make(ActiveSession());
    session.peer.told = Seconds(10);
    EXPECT_FALSE(IsToBePassedOn(session, Seconds(110) - NanoSeconds(1)));
    EXPECT_TRUE(IsToBePassedOn(session, Seconds(110))) << "a third of 300 s";
    session.peer.isDoubtful = true;
    EXPECT_TRUE(IsToBePassedOn(session, Seconds(10)));
    session.phase = Asking();
    EXPECT_FALSE(IsToBePassedOn(session, Seconds(110))) << "is asked already";
    session.phase = IncompleteSession();
    EXPECT_FALSE(IsToBePassedOn(session, Seconds(110)));
    session.phase = ActiveSession();
    session.peer.anchor = Ipv6Address::GetAny();
    EXPECT_FALSE(IsToBePassedOn(session, Seconds(110))) << "there is no other";
}

TEST(SessionRules, Attempts)
{
    AttemptFacts facts;
    facts.isDestinationReachable = true;
    EXPECT_EQ(DecideAttempt(facts), Action::ATTEMPT) << "the source is another anchor's";
    facts.isSourceOwn = true;
    EXPECT_EQ(DecideAttempt(facts), Action::SUSPEND);
    facts.isSourceReachable = true;
    EXPECT_EQ(DecideAttempt(facts), Action::ATTEMPT);
    facts.allowed = Status::NO_AGREEMENT_BETWEEN_DOMAINS;
    EXPECT_EQ(DecideAttempt(facts), Action::REFUSE);
    facts.isDestinationReachable = false;
    EXPECT_EQ(DecideAttempt(facts), Action::SUSPEND) << "before policy";
}

TEST(SessionRules, Triggering)
{
    RouteSession session = Make(ActiveSession(), false);
    AttemptFacts facts;
    EXPECT_EQ(DecideTriggering(session, facts), Action::REFUSE);
    facts.isSourceReachable = true;
    EXPECT_EQ(DecideTriggering(session, facts), Action::TRIGGER);
    facts.allowed = Status::NO_AGREEMENT_BETWEEN_DOMAINS;
    EXPECT_EQ(DecideTriggering(session, facts), Action::REFUSE);
    session.isEstablished = true;
    EXPECT_EQ(DecideTriggering(session, facts), Action::END);
}

TEST(SessionRules, WhatComesOfAnAttempt)
{
    RouteSession session = Make(InitiatedSession());
    const auto decide = [&session](Status status) {
        return DecideAttemptResult(session, status, false);
    };
    EXPECT_EQ(decide(Status::SUCCESS), Action::ACTIVATE);
    EXPECT_EQ(decide(Status::MN_NOT_ATTACHED), Action::SUSPEND);
    EXPECT_EQ(decide(Status::OLDER_THAN_STATE_HELD), Action::SUSPEND);
    EXPECT_EQ(decide(Status::ADMINISTRATIVELY_PROHIBITED), Action::REFUSE);
    EXPECT_EQ(decide(Status::PEER_DID_NOT_ANSWER), Action::END) << "it may have a route";
    session.isEstablished = true;
    EXPECT_EQ(decide(Status::ADMINISTRATIVELY_PROHIBITED), Action::END);
    EXPECT_EQ(DecideAttemptResult(session, Status::ADMINISTRATIVELY_PROHIBITED, true),
              Action::END_QUIETLY);
}

TEST(SessionRules, WhatComesOfATrigger)
{
    RouteSession session = Make(TriggeredSession(), false);
    const auto decide = [&session](Status status) {
        return DecideTriggerResult(session, status, true);
    };
    EXPECT_EQ(decide(Status::SUCCESS_WITH_SHORTER_LIFETIME), Action::ACTIVATE);
    EXPECT_EQ(decide(Status::MN_NOT_ATTACHED), Action::SUSPEND);
    EXPECT_EQ(decide(Status::SUPERSEDED_BY_OWN_TRIGGER), Action::SUPERSEDE);
    EXPECT_EQ(decide(Status::NO_BINDING_FOR_PREFIX), Action::REFUSE);
    session.isEstablished = true;
    EXPECT_EQ(decide(Status::NO_BINDING_FOR_PREFIX), Action::END_QUIETLY) << "has lost it";
    EXPECT_EQ(decide(Status::ADMINISTRATIVELY_PROHIBITED), Action::REFUSE) << "has ended it";
    EXPECT_EQ(DecideTriggerResult(session, Status::RESPONSIBLE_NODE_DID_NOT_ANSWER, false),
              Action::END);
}

} // namespace
