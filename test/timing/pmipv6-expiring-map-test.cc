/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What is remembered for a while.
 */

#include "ns3/pmipv6-expiring-map.h"

#include <gtest/gtest.h>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

TEST(ExpiringMap, ForgetsEachInItsTime)
{
    ExpiringMap<std::string, int> map;
    EXPECT_EQ(map.Find("a"), nullptr);
    map.Keep("a", 1, Seconds(3));
    map.Keep("b", 2, Seconds(2));
    map.Keep("c", 3, Seconds(2));
    map.Expire(MilliSeconds(1999));
    EXPECT_EQ(map.GetSize(), 3U);
    *map.Find("b") = 5;
    EXPECT_EQ(*map.Find("b"), 5);
    map.Expire(Seconds(2));
    EXPECT_EQ(map.Find("b"), nullptr);
    EXPECT_EQ(map.Find("c"), nullptr);
    ASSERT_NE(map.Find("a"), nullptr);
    EXPECT_EQ(*map.Find("a"), 1);
    map.Expire(Seconds(3));
    EXPECT_EQ(map.GetSize(), 0U);
}

TEST(ExpiringMap, TheLastTimeCounts)
{
    ExpiringMap<std::string, int> map;
    map.Keep("a", 1, Seconds(2));
    map.Keep("a", 2, Seconds(4));
    map.Keep("b", 3, Seconds(4));
    map.Keep("b", 4, Seconds(1));
    map.Expire(Seconds(3));
    EXPECT_EQ(map.GetSize(), 1U);
    ASSERT_NE(map.Find("a"), nullptr);
    EXPECT_EQ(*map.Find("a"), 2);
    map.Erase("a");
    map.Erase("a");
    EXPECT_EQ(map.GetSize(), 0U);
    map.Expire(Seconds(5));
    map.Keep("a", 1, Seconds(6));
    map.Clear();
    map.Expire(Seconds(7));
    EXPECT_EQ(map.GetSize(), 0U);
}

} // namespace
