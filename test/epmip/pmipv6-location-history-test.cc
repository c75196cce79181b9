/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Which gateways that a mobile node has left its new one is told of (draft-luo, 4.3 and 6).
 */

#include "ns3/pmipv6-location-history.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Prefix NODE(Ipv6Address("fd00:1:0:1::"), 64);
const Prefix OTHER(Ipv6Address("fd00:1:0:2::"), 64);
const Ipv6Address O("fd00:c::10"); //!< gateways, in the order in which the node comes to them
const Ipv6Address P("fd00:c::11");
const Ipv6Address N("fd00:c::12");
const Ipv6Address M("fd00:c::13");

/// A history; times are in seconds.
class LocationHistoryTest : public testing::Test
{
  protected:
    LocationHistoryTest()
    {
        history.SetTimes({Seconds(10), Seconds(60)});
    }

    /// The node registers.
    void Register(double now,
                  const Ipv6Address& gateway,
                  bool isEnhanced = true,
                  bool hasArrived = true)
    {
        history.Register(NODE, gateway, isEnhanced, hasArrived, Seconds(now));
    }

    /// @return what an answer names
    std::vector<Ipv6Address> Previous(double now, const Ipv6Address& asker) const
    {
        return history.GetPrevious(NODE, asker, Seconds(now));
    }

    LocationHistory history; //!< of one anchor
};

/// Some gateways.
using Gateways = std::vector<Ipv6Address>;

TEST_F(LocationHistoryTest, NamesNobodyAtFirst)
{
    EXPECT_EQ(Previous(1, P), Gateways{});
    Register(1, P);
    EXPECT_EQ(Previous(1, P), Gateways{});
    EXPECT_TRUE(history.IsAtEnhanced(NODE, P));
    EXPECT_FALSE(history.IsAtEnhanced(NODE, N));
    EXPECT_FALSE(history.IsAtEnhanced(OTHER, P));
}

TEST_F(LocationHistoryTest, NamesTheLastOneHoweverLongTheNodeWasThere)
{
    Register(1, P);
    Register(1000, N);
    EXPECT_EQ(Previous(1000, N), Gateways{P});
    EXPECT_FALSE(history.IsAtEnhanced(NODE, P));
    EXPECT_TRUE(history.IsAtEnhanced(NODE, N));
}

TEST_F(LocationHistoryTest, NamesNobodyBeyondTheLifetime)
{
    Register(1, P);
    Register(100, N);
    EXPECT_EQ(Previous(159.9, N), Gateways{P});
    EXPECT_EQ(Previous(160, N), Gateways{});
}

TEST_F(LocationHistoryTest, TheNodeLeavesAtItsDeregistration)
{
    Register(1, P);
    history.Leave(NODE, Seconds(50));
    history.Leave(NODE, Seconds(55)); // Known already.
    Register(100, N);
    EXPECT_EQ(Previous(109.9, N), Gateways{P});
    EXPECT_EQ(Previous(110, N), Gateways{});
}

TEST_F(LocationHistoryTest, ComesBackAfterItsDeregistration)
{
    Register(1, P);
    history.Leave(NODE, Seconds(50));
    Register(51, P);
    Register(120, N);
    EXPECT_EQ(Previous(170, N), Gateways{P});
}

TEST_F(LocationHistoryTest, NamesOlderOnesWhileTheFollowingOneMayNotHaveToldThem)
{
    Register(1, O);
    Register(20, P);
    Register(29.9, N);
    EXPECT_EQ(Previous(29.9, N), (Gateways{P, O}));
    EXPECT_EQ(Previous(60, N), (Gateways{P, O})); // The same when it is repeated.
    EXPECT_EQ(Previous(79.9, N), (Gateways{P, O}));
    EXPECT_EQ(Previous(80, N), Gateways{P}); // O was left at 20 s.
}

TEST_F(LocationHistoryTest, NamesOlderOnesNoMoreAfterThat)
{
    Register(1, O);
    Register(20, P);
    Register(30, N);
    EXPECT_EQ(Previous(30, N), Gateways{P});
}

TEST_F(LocationHistoryTest, RepeatsOfTheFollowingOneCountExtensionsDoNot)
{
    Register(1, O);
    Register(20, P);
    Register(27, P); // A repetition.
    Register(36, N);
    EXPECT_EQ(Previous(36, N), (Gateways{P, O}));

    history.Clear();
    Register(1, O);
    Register(20, P);
    Register(27, P, true, false); // It extends the lifetime.
    Register(36, N);
    EXPECT_EQ(Previous(36, N), Gateways{P});
}

TEST_F(LocationHistoryTest, ThereAndBack)
{
    Register(1, P);
    Register(2, N);
    Register(3, P);
    EXPECT_EQ(Previous(3, P), Gateways{N});
    Register(4, M);
    EXPECT_EQ(Previous(4, M), (Gateways{P, N}));
    EXPECT_EQ(Previous(4, N), Gateways{P}); // Never the asker itself.
}

TEST_F(LocationHistoryTest, NeverNamesOneOfRfc5213)
{
    Register(1, O);
    Register(2, P, false);
    EXPECT_FALSE(history.IsAtEnhanced(NODE, P));
    Register(11.9, N);
    EXPECT_EQ(Previous(11.9, N), Gateways{O});

    history.Clear();
    Register(1, O);
    Register(2, P, false);
    Register(12, N);
    EXPECT_EQ(Previous(12, N), Gateways{}); // P was the last one, and it had 10 s.
}

TEST_F(LocationHistoryTest, IsWhatTheLastRequestSays)
{
    Register(1, P);
    Register(2, P, false, false);
    EXPECT_FALSE(history.IsAtEnhanced(NODE, P));
    Register(3, N);
    EXPECT_EQ(Previous(3, N), Gateways{});
}

TEST_F(LocationHistoryTest, NamesOneThatHasNotAcknowledgedThatTheNodeIsGone)
{
    Register(1, O);
    Register(2, P, false);
    history.SetUntold(NODE, O);
    Register(30, N);
    EXPECT_EQ(Previous(30, N), Gateways{O});
    history.Supersede(NODE, Seconds(30));
    Register(39.9, M); // All answers to N may have been lost.
    EXPECT_EQ(Previous(39.9, M), (Gateways{N, O}));

    history.Clear();
    Register(1, O);
    Register(2, P, false);
    history.SetUntold(NODE, O);
    history.SetTold(NODE, O);
    Register(30, N);
    EXPECT_EQ(Previous(30, N), Gateways{});
}

TEST_F(LocationHistoryTest, GoesWithTheSession)
{
    Register(1, O);
    Register(2, P);
    history.Delete(NODE, false, Seconds(3));
    EXPECT_EQ(history.Find(NODE), nullptr);
    EXPECT_EQ(history.GetSize(), 0U);
    Register(4, N);
    EXPECT_EQ(Previous(4, N), Gateways{});
    history.Delete(OTHER, true, Seconds(5)); // Nothing is known of it.
    EXPECT_EQ(history.GetSize(), 1U);
}

TEST_F(LocationHistoryTest, GoesOnceTheLastGatewayKnows)
{
    Register(1, O);
    Register(2, P);
    history.Delete(NODE, true, Seconds(3));
    EXPECT_EQ(history.GetSize(), 1U);
    EXPECT_FALSE(history.IsAtEnhanced(NODE, P));
    history.SetTold(NODE, P);
    EXPECT_EQ(history.GetSize(), 0U);
}

TEST_F(LocationHistoryTest, ANewSessionBeforeThatNamesIt)
{
    Register(1, P);
    history.Delete(NODE, true, Seconds(3));
    Register(13, N);
    EXPECT_EQ(Previous(13, N), Gateways{P});
    history.SetTold(NODE, P); // Late: a session again, which stays.
    EXPECT_EQ(history.GetSize(), 1U);

    history.Clear();
    Register(1, P);
    history.Delete(NODE, true, Seconds(3));
    Register(13, P);
    EXPECT_EQ(Previous(13, P), Gateways{});
    EXPECT_TRUE(history.IsAtEnhanced(NODE, P));
}

TEST_F(LocationHistoryTest, ReturnsToTheOneBeforeWithoutARequest)
{
    Register(1, P);
    Register(2, N);
    history.Leave(NODE, Seconds(3));
    history.Return(NODE, P, Seconds(3));
    EXPECT_TRUE(history.IsAtEnhanced(NODE, P));
    history.Return(NODE, P, Seconds(4)); // It is there.
    Register(5, M);
    EXPECT_EQ(Previous(5, M), (Gateways{P, N}));
    history.Return(OTHER, P, Seconds(5)); // Nothing is known of it.
    EXPECT_EQ(history.GetSize(), 1U);
}

TEST_F(LocationHistoryTest, IsBounded)
{
    for (int i = 1; i <= 20; ++i)
    {
        Register(i * 0.1, Ipv6Address(("fd00:c::" + std::to_string(i)).c_str()));
    }
    const auto named = Previous(2, O);
    ASSERT_EQ(named.size(), LocationTimes{}.maxPast);
    EXPECT_EQ(named.front(), Ipv6Address("fd00:c::19"));
    EXPECT_EQ(named.back(), Ipv6Address("fd00:c::12"));
}

TEST_F(LocationHistoryTest, IsBoundedAsIsSaid)
{
    history.SetTimes({Seconds(10), Seconds(60), 2});
    for (int i = 1; i <= 5; ++i)
    {
        Register(i * 0.1, Ipv6Address(("fd00:c::" + std::to_string(i)).c_str()));
    }
    EXPECT_EQ(Previous(1, O), (Gateways{Ipv6Address("fd00:c::4"), Ipv6Address("fd00:c::3")}));
}

} // namespace
