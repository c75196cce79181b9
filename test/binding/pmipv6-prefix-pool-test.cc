/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The prefixes that an anchor may assign (RFC 5213, 5.3.2).
 */

#include "ns3/pmipv6-prefix-pool.h"

#include <gtest/gtest.h>
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

TEST(PrefixPool, AssignsInOrder)
{
    PrefixPool pool("fd00:1::/48"_p, 64);
    EXPECT_EQ(pool.GetRange(), "fd00:1::/48"_p);
    EXPECT_EQ(pool.GetNTaken(), 0U);
    EXPECT_EQ(pool.Assign(), "fd00:1::/64"_p);
    EXPECT_EQ(pool.Assign(), "fd00:1:0:1::/64"_p);
    EXPECT_EQ(pool.Assign(), "fd00:1:0:2::/64"_p);
    EXPECT_EQ(pool.GetNTaken(), 3U);
}

TEST(PrefixPool, BeginsElsewhereAfterARestart)
{
    PrefixPool before("fd00:1::/48"_p, 64);
    PrefixPool once("fd00:1::/48"_p, 64, 1);
    PrefixPool twice("fd00:1::/48"_p, 64, 2);
    EXPECT_EQ(once.Assign(), "fd00:1:0:9e37::/64"_p); // 0x9e37 is 0.618.. of 0x10000.
    EXPECT_EQ(once.Assign(), "fd00:1:0:9e38::/64"_p);
    EXPECT_EQ(twice.Assign(), "fd00:1:0:3c6e::/64"_p); // 1.236.. without its whole part.
    // It turns around, and nothing is left out or given twice.
    PrefixPool small("fd00:1::/60"_p, 64, 1);
    std::set<Prefix> assigned;
    while (const auto prefix = small.Assign())
    {
        EXPECT_TRUE(assigned.insert(*prefix).second);
    }
    EXPECT_EQ(assigned.size(), 16U);
    PrefixPool single("fd00:1::/64"_p, 64, 5);
    EXPECT_EQ(single.Assign(), "fd00:1::/64"_p);
    EXPECT_FALSE(single.Assign());
}

TEST(PrefixPool, CountsInTheBitsBeforeTheLength)
{
    PrefixPool nibble("fd00:1::/48"_p, 60);
    EXPECT_EQ(nibble.Assign(), "fd00:1::/60"_p);
    EXPECT_EQ(nibble.Assign(), "fd00:1:0:10::/60"_p);
    PrefixPool odd("fd00:1:8::/45"_p, 47);
    EXPECT_EQ(odd.Assign(), "fd00:1:8::/47"_p);
    EXPECT_EQ(odd.Assign(), "fd00:1:a::/47"_p);
    EXPECT_EQ(odd.Assign(), "fd00:1:c::/47"_p);
    EXPECT_EQ(odd.Assign(), "fd00:1:e::/47"_p);
    EXPECT_FALSE(odd.Assign());
    PrefixPool addresses("fd00::fffe/127"_p, 128);
    EXPECT_EQ(addresses.Assign(), "fd00::fffe/128"_p);
    EXPECT_EQ(addresses.Assign(), "fd00::ffff/128"_p);
    EXPECT_FALSE(addresses.Assign());
}

TEST(PrefixPool, EndsAfterTheLast)
{
    PrefixPool pool("fd00:1::/48"_p, 60);
    std::set<Prefix> assigned;
    while (const auto prefix = pool.Assign())
    {
        EXPECT_EQ(prefix->GetLength(), 60);
        EXPECT_TRUE(pool.Contains(*prefix));
        assigned.insert(*prefix);
    }
    EXPECT_EQ(assigned.size(), 4096U);
    EXPECT_EQ(*assigned.rbegin(), "fd00:1:0:fff0::/60"_p);
    EXPECT_EQ(pool.GetNTaken(), 4096U);
    EXPECT_FALSE(pool.Assign());
}

TEST(PrefixPool, MayHoldOneAlone)
{
    PrefixPool pool("fd00:1::/64"_p, 64);
    EXPECT_EQ(pool.Assign(), "fd00:1::/64"_p);
    EXPECT_FALSE(pool.Assign());
    pool.Release("fd00:1::/64"_p);
    EXPECT_EQ(pool.Assign(), "fd00:1::/64"_p);
}

TEST(PrefixPool, TakesWhatIsItsOwnOnce)
{
    PrefixPool pool("fd00:1::/62"_p, 64);
    EXPECT_TRUE(pool.Take("fd00:1:0:1::/64"_p));
    EXPECT_FALSE(pool.Take("fd00:1:0:1::/64"_p));
    EXPECT_EQ(pool.Assign(), "fd00:1::/64"_p);
    EXPECT_FALSE(pool.Take("fd00:1::/64"_p));
    EXPECT_EQ(pool.Assign(), "fd00:1:0:2::/64"_p) << "one that was taken is not assigned";
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
        EXPECT_FALSE(pool.Take(prefix)) << prefix;
        pool.Release(prefix);
    }
    EXPECT_EQ(pool.GetNTaken(), 0U);
    EXPECT_TRUE(pool.Contains("fd00:1:0:ffff::/64"_p));
}

TEST(PrefixPool, AssignsReleasedOnesOldestFirst)
{
    PrefixPool pool("fd00:1::/62"_p, 64);
    while (pool.Assign())
    {
    }
    pool.Release("fd00:1:0:2::/64"_p);
    pool.Release("fd00:1::/64"_p);
    pool.Release("fd00:1:0:1::/64"_p);
    pool.Release("fd00:1::/64"_p); // It is not taken any more.
    EXPECT_EQ(pool.GetNTaken(), 1U);
    EXPECT_EQ(pool.Assign(), "fd00:1:0:2::/64"_p);
    EXPECT_EQ(pool.Assign(), "fd00:1::/64"_p);
    EXPECT_EQ(pool.Assign(), "fd00:1:0:1::/64"_p);
    EXPECT_FALSE(pool.Assign());
}

TEST(PrefixPool, AssignsFreshOnesBeforeReleasedOnes)
{
    PrefixPool pool("fd00:1::/62"_p, 64);
    EXPECT_EQ(pool.Assign(), "fd00:1::/64"_p);
    pool.Release("fd00:1::/64"_p);
    // Taken and released before its turn as a fresh one: it had a node, too.
    EXPECT_TRUE(pool.Take("fd00:1:0:2::/64"_p));
    pool.Release("fd00:1:0:2::/64"_p);
    EXPECT_EQ(pool.Assign(), "fd00:1:0:1::/64"_p);
    EXPECT_EQ(pool.Assign(), "fd00:1:0:3::/64"_p);
    EXPECT_EQ(pool.Assign(), "fd00:1::/64"_p);
    EXPECT_EQ(pool.Assign(), "fd00:1:0:2::/64"_p);
    EXPECT_FALSE(pool.Assign());
}

TEST(PrefixPool, CountsTheLastRelease)
{
    PrefixPool pool("fd00:1::/63"_p, 64);
    while (pool.Assign())
    {
    }
    pool.Release("fd00:1::/64"_p);
    pool.Release("fd00:1:0:1::/64"_p);
    EXPECT_TRUE(pool.Take("fd00:1::/64"_p));
    pool.Release("fd00:1::/64"_p);
    EXPECT_EQ(pool.Assign(), "fd00:1:0:1::/64"_p);
    EXPECT_EQ(pool.Assign(), "fd00:1::/64"_p);
    EXPECT_FALSE(pool.Assign());
}

TEST(PrefixPool, DoesNotAssignWhatWasTakenAgain)
{
    PrefixPool pool("fd00:1::/63"_p, 64);
    while (pool.Assign())
    {
    }
    pool.Release("fd00:1::/64"_p);
    EXPECT_TRUE(pool.Take("fd00:1::/64"_p));
    EXPECT_FALSE(pool.Assign());
    EXPECT_EQ(pool.GetNTaken(), 2U);
}

TEST(PrefixPool, MaySpan32Bits)
{
    PrefixPool pool("fd00:1::/32"_p, 64);
    EXPECT_EQ(pool.Assign(), "fd00:1::/64"_p);
    EXPECT_TRUE(pool.Take("fd00:1:ffff:ffff::/64"_p));
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
