/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The prefixes that an anchor may assign (RFC 5213, 5.3.2).
 */

#include "ns3/pmipv6-prefix-pool.h"

#include <gtest/gtest.h>
#include <optional>
#include <set>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

/// A prefix out of a literal.
Prefix operator""_p(const char* text, std::size_t /* size */)
{
    return *ParsePrefix(text);
}

/// Assign to anybody, where nothing is held back.
std::optional<Prefix>
Assign(PrefixPool& pool)
{
    return pool.Assign("mn", Time(0));
}

/// Take for anybody, where nothing is held back.
bool
Take(PrefixPool& pool, const Prefix& prefix)
{
    return pool.Take(prefix, "mn", Time(0));
}

/// Release, and hold nothing back.
void
Release(PrefixPool& pool, const Prefix& prefix)
{
    pool.Release(prefix, "mn", Time(0), Time(0));
}

TEST(PrefixPool, AssignsInOrder)
{
    PrefixPool pool("fd00:1::/48"_p, 64);
    EXPECT_EQ(pool.GetRange(), "fd00:1::/48"_p);
    EXPECT_EQ(pool.GetNTaken(), 0U);
    EXPECT_EQ(Assign(pool), "fd00:1::/64"_p);
    EXPECT_EQ(Assign(pool), "fd00:1:0:1::/64"_p);
    EXPECT_EQ(Assign(pool), "fd00:1:0:2::/64"_p);
    EXPECT_EQ(pool.GetNTaken(), 3U);
}

TEST(PrefixPool, BeginsElsewhereAfterARestart)
{
    PrefixPool before("fd00:1::/48"_p, 64);
    PrefixPool once("fd00:1::/48"_p, 64, 1);
    PrefixPool twice("fd00:1::/48"_p, 64, 2);
    EXPECT_EQ(Assign(once), "fd00:1:0:9e37::/64"_p); // 0x9e37 is 0.618.. of 0x10000.
    EXPECT_EQ(Assign(once), "fd00:1:0:9e38::/64"_p);
    EXPECT_EQ(Assign(twice), "fd00:1:0:3c6e::/64"_p); // 1.236.. without its whole part.
    // It turns around, and nothing is left out or given twice.
    PrefixPool small("fd00:1::/60"_p, 64, 1);
    std::set<Prefix> assigned;
    while (const auto prefix = Assign(small))
    {
        EXPECT_TRUE(assigned.insert(*prefix).second);
    }
    EXPECT_EQ(assigned.size(), 16U);
    PrefixPool single("fd00:1::/64"_p, 64, 5);
    EXPECT_EQ(Assign(single), "fd00:1::/64"_p);
    EXPECT_FALSE(Assign(single));
}

TEST(PrefixPool, CountsInTheBitsBeforeTheLength)
{
    PrefixPool nibble("fd00:1::/48"_p, 60);
    EXPECT_EQ(Assign(nibble), "fd00:1::/60"_p);
    EXPECT_EQ(Assign(nibble), "fd00:1:0:10::/60"_p);
    PrefixPool odd("fd00:1:8::/45"_p, 47);
    EXPECT_EQ(Assign(odd), "fd00:1:8::/47"_p);
    EXPECT_EQ(Assign(odd), "fd00:1:a::/47"_p);
    EXPECT_EQ(Assign(odd), "fd00:1:c::/47"_p);
    EXPECT_EQ(Assign(odd), "fd00:1:e::/47"_p);
    EXPECT_FALSE(Assign(odd));
    PrefixPool addresses("fd00::fffe/127"_p, 128);
    EXPECT_EQ(Assign(addresses), "fd00::fffe/128"_p);
    EXPECT_EQ(Assign(addresses), "fd00::ffff/128"_p);
    EXPECT_FALSE(Assign(addresses));
}

TEST(PrefixPool, EndsAfterTheLast)
{
    PrefixPool pool("fd00:1::/48"_p, 60);
    std::set<Prefix> assigned;
    while (const auto prefix = Assign(pool))
    {
        EXPECT_EQ(prefix->GetLength(), 60);
        EXPECT_TRUE(pool.Contains(*prefix));
        assigned.insert(*prefix);
    }
    EXPECT_EQ(assigned.size(), 4096U);
    EXPECT_EQ(*assigned.rbegin(), "fd00:1:0:fff0::/60"_p);
    EXPECT_EQ(pool.GetNTaken(), 4096U);
    EXPECT_FALSE(Assign(pool));
}

TEST(PrefixPool, MayHoldOneAlone)
{
    PrefixPool pool("fd00:1::/64"_p, 64);
    EXPECT_EQ(Assign(pool), "fd00:1::/64"_p);
    EXPECT_FALSE(Assign(pool));
    Release(pool, "fd00:1::/64"_p);
    EXPECT_EQ(Assign(pool), "fd00:1::/64"_p);
}

TEST(PrefixPool, TakesWhatIsItsOwnOnce)
{
    PrefixPool pool("fd00:1::/62"_p, 64);
    EXPECT_TRUE(Take(pool, "fd00:1:0:1::/64"_p));
    EXPECT_FALSE(Take(pool, "fd00:1:0:1::/64"_p));
    EXPECT_EQ(Assign(pool), "fd00:1::/64"_p);
    EXPECT_FALSE(Take(pool, "fd00:1::/64"_p));
    EXPECT_EQ(Assign(pool), "fd00:1:0:2::/64"_p) << "one that was taken is not assigned";
    EXPECT_EQ(pool.GetNTaken(), 3U);
}

TEST(PrefixPool, RefusesOtherRangesAndLengths)
{
    PrefixPool pool("fd00:1::/48"_p, 64);
    for (const auto& prefix : {"fd00:2::/64"_p,
                               "fd00:0:ffff:ffff::/64"_p,
                               "fd00:1::/48"_p,
                               "fd00:1::/63"_p,
                               "fd00:1::/65"_p,
                               "fd00:1::/128"_p,
                               "::/64"_p,
                               "::/0"_p})
    {
        EXPECT_FALSE(pool.Contains(prefix)) << prefix;
        EXPECT_FALSE(Take(pool, prefix)) << prefix;
        Release(pool, prefix);
    }
    EXPECT_EQ(pool.GetNTaken(), 0U);
    EXPECT_TRUE(pool.Contains("fd00:1:0:ffff::/64"_p));
}

TEST(PrefixPool, AssignsReleasedOnesOldestFirst)
{
    PrefixPool pool("fd00:1::/62"_p, 64);
    while (Assign(pool))
    {
    }
    Release(pool, "fd00:1:0:2::/64"_p);
    Release(pool, "fd00:1::/64"_p);
    Release(pool, "fd00:1:0:1::/64"_p);
    Release(pool, "fd00:1::/64"_p); // It is not taken any more.
    EXPECT_EQ(pool.GetNTaken(), 1U);
    EXPECT_EQ(Assign(pool), "fd00:1:0:2::/64"_p);
    EXPECT_EQ(Assign(pool), "fd00:1::/64"_p);
    EXPECT_EQ(Assign(pool), "fd00:1:0:1::/64"_p);
    EXPECT_FALSE(Assign(pool));
}

TEST(PrefixPool, AssignsFreshOnesBeforeReleasedOnes)
{
    PrefixPool pool("fd00:1::/62"_p, 64);
    EXPECT_EQ(Assign(pool), "fd00:1::/64"_p);
    Release(pool, "fd00:1::/64"_p);
    // Taken and released before its turn as a fresh one: it had a node, too.
    EXPECT_TRUE(Take(pool, "fd00:1:0:2::/64"_p));
    Release(pool, "fd00:1:0:2::/64"_p);
    EXPECT_EQ(Assign(pool), "fd00:1:0:1::/64"_p);
    EXPECT_EQ(Assign(pool), "fd00:1:0:3::/64"_p);
    EXPECT_EQ(Assign(pool), "fd00:1::/64"_p);
    EXPECT_EQ(Assign(pool), "fd00:1:0:2::/64"_p);
    EXPECT_FALSE(Assign(pool));
}

TEST(PrefixPool, CountsTheLastRelease)
{
    PrefixPool pool("fd00:1::/63"_p, 64);
    while (Assign(pool))
    {
    }
    Release(pool, "fd00:1::/64"_p);
    Release(pool, "fd00:1:0:1::/64"_p);
    EXPECT_TRUE(Take(pool, "fd00:1::/64"_p));
    Release(pool, "fd00:1::/64"_p);
    EXPECT_EQ(Assign(pool), "fd00:1:0:1::/64"_p);
    EXPECT_EQ(Assign(pool), "fd00:1::/64"_p);
    EXPECT_FALSE(Assign(pool));
}

TEST(PrefixPool, DoesNotAssignWhatWasTakenAgain)
{
    PrefixPool pool("fd00:1::/63"_p, 64);
    while (Assign(pool))
    {
    }
    Release(pool, "fd00:1::/64"_p);
    EXPECT_TRUE(Take(pool, "fd00:1::/64"_p));
    EXPECT_FALSE(Assign(pool));
    EXPECT_EQ(pool.GetNTaken(), 2U);
}

TEST(PrefixPool, HoldsBackFromOthers)
{
    PrefixPool pool("fd00:1::/63"_p, 64);
    const auto first = pool.Assign("mn1", Seconds(0));
    const auto second = pool.Assign("mn2", Seconds(0));
    ASSERT_TRUE(first && second);
    pool.Release(*first, "mn1", Seconds(10), Seconds(60));
    EXPECT_FALSE(pool.Assign("mn3", Seconds(10)));
    EXPECT_FALSE(pool.Take(*first, "mn3", Seconds(69.9)));
    EXPECT_FALSE(pool.Assign("mn3", Seconds(69.9)));
    EXPECT_EQ(pool.GetNTaken(), 1U);
    EXPECT_EQ(pool.Assign("mn3", Seconds(70)), first);
    pool.Release(*second, "mn2", Seconds(80), Seconds(60));
    EXPECT_TRUE(pool.Take(*second, "mn3", Seconds(140))) << "by name likewise";
}

TEST(PrefixPool, HoldsBackForItsFormerNode)
{
    PrefixPool pool("fd00:1::/62"_p, 64);
    const auto first = pool.Assign("mn1", Seconds(0));
    pool.Release(*first, "mn1", Seconds(1), Seconds(60));
    EXPECT_TRUE(pool.Take(*first, "mn1", Seconds(2))) << "it may ask for it";
    EXPECT_FALSE(pool.Take(*first, "mn1", Seconds(2))) << "once";
    pool.Release(*first, "mn1", Seconds(3), Seconds(60));
    // A fresh one goes before it, and one that anybody may have: nobody knows where that one was.
    const auto fresh = pool.Assign("mn1", Seconds(4));
    EXPECT_NE(fresh, first);
    EXPECT_TRUE(pool.Assign("mn2", Seconds(4)));
    EXPECT_TRUE(pool.Assign("mn2", Seconds(4)));
    pool.Release(*fresh, "mn1", Seconds(5), Seconds(0));
    EXPECT_EQ(pool.Assign("mn1", Seconds(5)), fresh);
    EXPECT_FALSE(pool.Assign("mn2", Seconds(5)));
    EXPECT_EQ(pool.Assign("mn1", Seconds(5)), first) << "when there is no other";
    EXPECT_FALSE(pool.Assign("mn1", Seconds(5)));
}

TEST(PrefixPool, AssignsFirstWhatIsFreeFirst)
{
    PrefixPool pool("fd00:1::/62"_p, 64);
    while (pool.Assign("mn", Seconds(0)))
    {
    }
    pool.Release("fd00:1:0:2::/64"_p, "mn", Seconds(1), Seconds(30));
    pool.Release("fd00:1:0:1::/64"_p, "mn", Seconds(2), Seconds(10));
    pool.Release("fd00:1::/64"_p, "mn", Seconds(3), Seconds(9));
    EXPECT_FALSE(pool.Assign("other", Seconds(11)));
    EXPECT_EQ(pool.Assign("other", Seconds(12)), "fd00:1:0:1::/64"_p) << "released first of these";
    EXPECT_EQ(pool.Assign("other", Seconds(12)), "fd00:1::/64"_p);
    EXPECT_FALSE(pool.Assign("other", Seconds(30)));
    EXPECT_EQ(pool.Assign("other", Seconds(31)), "fd00:1:0:2::/64"_p);
}

TEST(PrefixPool, MaySpan32Bits)
{
    PrefixPool pool("fd00:1::/32"_p, 64);
    EXPECT_EQ(Assign(pool), "fd00:1::/64"_p);
    EXPECT_TRUE(Take(pool, "fd00:1:ffff:ffff::/64"_p));
}

TEST(PrefixPoolDeathTest, RefusesWrongConfiguration)
{
    EXPECT_DEATH(PrefixPool("fd00:1::/48"_p, 47),
                 "PrefixLength is 47, but PrefixPool is fd00:1::/48: allowed as PrefixLength is 48 "
                 "to 80");
    EXPECT_DEATH(PrefixPool("fd00:1::/48"_p, 81), "PrefixLength is 81, .* is 48 to 80");
    EXPECT_DEATH(PrefixPool("fd00::/31"_p, 64), "PrefixLength is 64, .* is 31 to 63");
    EXPECT_DEATH(PrefixPool("fd00::/120"_p, 129), "PrefixLength is 129, .* is 120 to 128");
}

} // namespace
