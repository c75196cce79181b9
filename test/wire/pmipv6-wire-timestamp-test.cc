/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Times as the Timestamp option carries them (RFC 5213, 8.8).
 */

#include "ns3/pmipv6-mobility-timestamp.h"

#include <gtest/gtest.h>
#include <limits>
#include <random>

using namespace ns3;
using namespace ns3::pmipv6;

TEST(WireTimestamp, KnownValues)
{
    EXPECT_EQ(ToMobilityTimestamp(Time(0)), 0U);
    EXPECT_EQ(ToMobilityTimestamp(Seconds(1)), 0x10000U);
    EXPECT_EQ(ToMobilityTimestamp(MilliSeconds(18500)), 0x128000U);
    EXPECT_EQ(ToMobilityTimestamp(Seconds(-5)), 0U);
    EXPECT_EQ(FromMobilityTimestamp(0x128000), MilliSeconds(18500));
}

// 1/65536 s is 15258.789 ns; half of it 7629.395 ns.
TEST(WireTimestamp, RoundsToTheNearest)
{
    EXPECT_EQ(ToMobilityTimestamp(NanoSeconds(7629)), 0U);
    EXPECT_EQ(ToMobilityTimestamp(NanoSeconds(7630)), 1U);
    EXPECT_EQ(ToMobilityTimestamp(NanoSeconds(22888)), 1U);
    EXPECT_EQ(ToMobilityTimestamp(NanoSeconds(22889)), 2U);
    EXPECT_EQ(ToMobilityTimestamp(NanoSeconds(999992370)), 65535U);
    EXPECT_EQ(ToMobilityTimestamp(NanoSeconds(999992371)), 65536U);
    EXPECT_EQ(FromMobilityTimestamp(1), NanoSeconds(15259));
    EXPECT_EQ(FromMobilityTimestamp(2), NanoSeconds(30518));
    EXPECT_EQ(FromMobilityTimestamp(65535), NanoSeconds(999984741));
}

TEST(WireTimestamp, IsMonotone)
{
    uint64_t previous = 0;
    for (int64_t nanoseconds = 999900000; nanoseconds < 1000100000; nanoseconds += 7)
    {
        const uint64_t timestamp = ToMobilityTimestamp(NanoSeconds(nanoseconds));
        ASSERT_GE(timestamp, previous);
        previous = timestamp;
    }
}

TEST(WireTimestamp, ThereAndBack)
{
    std::mt19937_64 random(1);
    for (int i = 0; i < 100000; ++i)
    {
        const uint64_t timestamp = random() >> 15; // below 2^49, that is 2^33 s
        ASSERT_EQ(ToMobilityTimestamp(FromMobilityTimestamp(timestamp)), timestamp);
        const Time time = NanoSeconds(static_cast<int64_t>(random() >> 2));
        const Time error = FromMobilityTimestamp(ToMobilityTimestamp(time)) - time;
        ASSERT_LE(error.GetNanoSeconds(), 7630);
        ASSERT_GE(error.GetNanoSeconds(), -7630);
    }
}

// A peer may send anything.
TEST(WireTimestamp, BeyondTheLargestTime)
{
    EXPECT_EQ(FromMobilityTimestamp(std::numeric_limits<uint64_t>::max()), Time::Max());
    EXPECT_EQ(FromMobilityTimestamp(uint64_t{9223372036} << 16), Time::Max());
    EXPECT_EQ(FromMobilityTimestamp(uint64_t{9223372034} << 16), Seconds(9223372034));
    EXPECT_EQ(ToMobilityTimestamp(Time::Max()), (uint64_t{9223372036} << 16) + 56019);
}

TEST(WireTimestamp, AsText)
{
    EXPECT_EQ(FormatMobilityTimestamp(0), "0.000000");
    EXPECT_EQ(FormatMobilityTimestamp(1), "0.000015");
    EXPECT_EQ(FormatMobilityTimestamp(2), "0.000031");
    EXPECT_EQ(FormatMobilityTimestamp(0x128000), "18.500000");
    EXPECT_EQ(FormatMobilityTimestamp(0x1ffff), "1.999985");
    EXPECT_EQ(FormatMobilityTimestamp(std::numeric_limits<uint64_t>::max()),
              "281474976710655.999985");
}
