/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The states of a localized routing session at an anchor: the table is the manual's.
 */

#include "../fixtures/pmipv6-manual-table.h"

#include "ns3/pmipv6-route-session.h"

#include <gtest/gtest.h>
#include <utility>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using State = RouteSessionState;
using Event = RouteSessionEvent;

TEST(RouteSessionStates, AreTheManuals)
{
    CheckManualHas("localized-routing", GetRouteSessionTable().Describe());
}

TEST(RouteSessionStates, AreTheDiagrams)
{
    CheckDiagramHas("localized-routing",
                    GetRouteSessionTable(),
                    State::NONE,
                    {Event::BIND, Event::MERGE, Event::STOP},
                    1);
}

TEST(RouteSessionStates, WhatCannotBe)
{
    const auto& table = GetRouteSessionTable();
    EXPECT_FALSE(table.Find(State::REFUSED, Event::ACCEPT)) << "of nothing that was asked";
    EXPECT_FALSE(table.Find(State::ENDING, Event::END)) << "twice";
    EXPECT_DEATH(table.Check(State::ENDING, Event::END, State::ENDING), "no transition");
}

TEST(RouteSessionStates, AreThoseOfTheirFields)
{
    RouteSession session;
    const auto check = [&session](RouteSession::Phase phase, State state, bool isAsking) {
        session.phase = std::move(phase);
        EXPECT_EQ(session.GetState(), state);
        auto* asking = FindQuestions(session.phase);
        EXPECT_EQ(asking != nullptr, isAsking) << GetStateName(state);
        EXPECT_FALSE(session.IsAsking());
        if (asking)
        {
            asking->questions.emplace_back();
            EXPECT_TRUE(session.IsAsking());
        }
    };
    check({}, State::NONE, false);
    check(ResolvingSession(), State::RESOLVING, false);
    check(TriggeredSession(), State::TRIGGERED, true);
    check(InitiatedSession(), State::INITIATED, true);
    check(ActiveSession(), State::ACTIVE, true);
    check(IncompleteSession(), State::INCOMPLETE, false);
    check(RefusedSession{true}, State::REFUSED, false);
    EXPECT_TRUE(session.IsHeldDown());
    check(EndingSession(), State::ENDING, true);
    EXPECT_FALSE(session.IsHeldDown());
    EXPECT_TRUE(session.IsOver());
}

} // namespace
