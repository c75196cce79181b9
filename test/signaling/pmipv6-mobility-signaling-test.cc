/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The numbers that a node gives to requests that are known by kind and number alone.
 */

#include "ns3/pmipv6-mobility-signaling.h"

#include <gtest/gtest.h>
#include <set>

using namespace ns3;
using namespace ns3::pmipv6;

TEST(MobilitySignaling, TakesEachNumberOnceBeforeOneComesAgain)
{
    const auto signaling = CreateObject<MobilitySignaling>();
    EXPECT_EQ(signaling->TakeNumber(), 1);
    EXPECT_EQ(signaling->TakeNumber(), 2);
    std::set<uint16_t> taken = {1, 2};
    while (taken.size() < 65536)
    {
        ASSERT_TRUE(taken.insert(signaling->TakeNumber()).second);
    }
    EXPECT_EQ(signaling->TakeNumber(), 1);
    const auto other = CreateObject<MobilitySignaling>();
    EXPECT_EQ(other->TakeNumber(), 1) << "each node has its own";
    signaling->Dispose();
    other->Dispose();
}
