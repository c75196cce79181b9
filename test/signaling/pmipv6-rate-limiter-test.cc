/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * MAX_UPDATE_RATE, 3 a second (RFC 6275, 11.8 and 12), to the nanosecond.
 */

#include "ns3/pmipv6-rate-limiter.h"

#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

constexpr uint32_t RATE = 3; //!< MAX_UPDATE_RATE

TEST(RateLimiter, LetsThreeGoAtOnceAndThreeEachSecond)
{
    RateLimiter limiter;
    for (int second = 0; second < 4; ++second)
    {
        for (int i = 0; i < 3; ++i)
        {
            EXPECT_EQ(limiter.Reserve("a", Time(0), RATE), Seconds(second));
        }
    }
}

TEST(RateLimiter, CountsASecondFromEachMessage)
{
    RateLimiter limiter;
    const std::vector<std::pair<int, int>> times = {{0, 0},
                                                    {200, 200},
                                                    {400, 400},
                                                    {500, 1000},
                                                    {600, 1200},
                                                    {700, 1400},
                                                    {800, 2000},
                                                    {2500, 2500},
                                                    {2500, 2500},
                                                    {2500, 3000}};
    for (const auto& [now, next] : times)
    {
        EXPECT_EQ(limiter.Reserve("a", MilliSeconds(now), RATE), MilliSeconds(next)) << now;
    }
}

TEST(RateLimiter, EndsAfterExactlyASecond)
{
    RateLimiter limiter;
    for (int i = 0; i < 3; ++i)
    {
        EXPECT_TRUE(limiter.TryReserve("a", Seconds(5), RATE));
    }
    EXPECT_FALSE(limiter.TryReserve("a", Seconds(5), RATE));
    EXPECT_FALSE(limiter.TryReserve("a", NanoSeconds(5999999999), RATE));
    EXPECT_TRUE(limiter.TryReserve("a", Seconds(6), RATE));
}

TEST(RateLimiter, DoesNotCountWhatItRefused)
{
    RateLimiter limiter;
    for (int i = 0; i < 3; ++i)
    {
        EXPECT_TRUE(limiter.TryReserve("a", Time(0), RATE));
    }
    for (int i = 0; i < 100; ++i)
    {
        EXPECT_FALSE(limiter.TryReserve("a", MilliSeconds(9 * i), RATE));
    }
    for (int i = 0; i < 3; ++i)
    {
        EXPECT_TRUE(limiter.TryReserve("a", Seconds(1), RATE));
    }
    EXPECT_FALSE(limiter.TryReserve("a", Seconds(1), RATE));
}

TEST(RateLimiter, CountsEachSubjectByItself)
{
    RateLimiter limiter;
    for (int i = 0; i < 3; ++i)
    {
        EXPECT_EQ(limiter.Reserve("a", Time(0), RATE), Time(0));
    }
    EXPECT_EQ(limiter.Reserve("b", Time(0), RATE), Time(0));
    EXPECT_EQ(limiter.Reserve("a", Time(0), RATE), Seconds(1));
}

TEST(RateLimiter, IsNoLimitAtRateZero)
{
    RateLimiter limiter;
    for (int i = 0; i < 100; ++i)
    {
        EXPECT_EQ(limiter.Reserve("a", Seconds(1), 0), Seconds(1));
        EXPECT_TRUE(limiter.TryReserve("a", Seconds(1), 0));
    }
}

TEST(RateLimiter, TakesOtherRates)
{
    RateLimiter limiter;
    EXPECT_EQ(limiter.Reserve("a", Time(0), 1), Time(0));
    EXPECT_EQ(limiter.Reserve("a", MilliSeconds(300), 1), Seconds(1));
    EXPECT_EQ(limiter.Reserve("a", MilliSeconds(300), 1), Seconds(2));
    EXPECT_EQ(limiter.Reserve("a", Seconds(3), 1), Seconds(3));
}

/// However many subjects come and go, one that may not send yet is not forgotten.
TEST(RateLimiter, RemembersAmongMany)
{
    RateLimiter limiter;
    const auto others = [&limiter](int from, Time now) {
        for (int i = from; i < from + 5000; ++i)
        {
            EXPECT_TRUE(limiter.TryReserve("other " + std::to_string(i), now, RATE));
        }
    };
    for (int i = 0; i < 3; ++i)
    {
        limiter.Reserve("a", MilliSeconds(500), RATE);
    }
    others(0, MilliSeconds(600));
    EXPECT_FALSE(limiter.TryReserve("a", MilliSeconds(700), RATE));
    others(5000, NanoSeconds(1499999999));
    EXPECT_FALSE(limiter.TryReserve("a", NanoSeconds(1499999999), RATE));
    others(10000, MilliSeconds(1500));
    EXPECT_EQ(limiter.Reserve("a", MilliSeconds(1500), RATE), MilliSeconds(1500));
}

} // namespace
