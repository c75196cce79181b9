/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The states of a localized route at a gateway: the table is the manual's, and LocalizedRoutes goes
 * by it.
 */

#include "../fixtures/pmipv6-manual-table.h"

#include "ns3/pmipv6-localized-route.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using State = LocalizedRouteState;
using Event = LocalizedRouteEvent;

TEST(LocalizedRouteStates, AreTheManuals)
{
    CheckManualHas("localized-routing", GetLocalizedRouteTable().Describe());
}

TEST(LocalizedRouteStates, AreTheDiagrams)
{
    CheckDiagramHas("localized-routing",
                    GetLocalizedRouteTable(),
                    State::NONE,
                    {Event::STOPPED},
                    0);
}

TEST(LocalizedRouteStates, WhatCannotBe)
{
    const auto& table = GetLocalizedRouteTable();
    EXPECT_FALSE(table.Find(State::ACTIVE, Event::ACCEPTED)) << "of nothing that was asked";
    EXPECT_FALSE(table.Find(State::NONE, Event::ENDED)) << "of nothing that is there";
    EXPECT_DEATH(table.Check(State::ACTIVE, Event::ACCEPTED, State::ACTIVE), "no transition");
    EXPECT_DEATH(table.Check(State::NONE, Event::INIT, State::ACTIVE), "no transition");
}

} // namespace
