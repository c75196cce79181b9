/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Direct paths of pairs of mobile nodes, and when they are found again after handovers. Without a
 * network, time being an argument.
 */

#include "ns3/pmipv6-direct-paths.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Prefix MN(Ipv6Address("fd00:1:0:1::"), 64); //!< of mn
const Prefix CN(Ipv6Address("fd00:1:0:2::"), 64); //!< of cn
const PrefixPair FORTH{MN, CN};                   //!< packets of mn
const PrefixPair BACK{CN, MN};                    //!< packets of cn

/// @return names of both
PrefixNames
MakeNames()
{
    PrefixNames names;
    names.Set(MN, "mn");
    names.Set(CN, "cn");
    return names;
}

TEST(PrefixNamesTest, FindPair)
{
    const PrefixNames names = MakeNames();
    const Prefix within(Ipv6Address("fd00:1:0:1::9"), 128);
    EXPECT_EQ(names.FindPair({within, CN}), FORTH);
    EXPECT_EQ(names.FindPair({Prefix(Ipv6Address("fd00:1:0:3::9"), 128), CN}), std::nullopt);
    EXPECT_EQ(names.FindPair({Prefix(Ipv6Address("fd00::9"), 128), CN}), std::nullopt);
    EXPECT_EQ(names.GetNode(MN), "mn");
}

/// mn at g1 and cn at g2, with a direct path.
class DirectPathsTest : public testing::Test
{
  protected:
    DirectPathsTest()
    {
        paths.AddNode("mn");
        paths.AddNode("cn");
        paths.NoteLinkUp("mn", "g1", Seconds(0));
        paths.NoteLinkUp("cn", "g2", Seconds(0));
        paths.Set(FORTH, "g1", "g2", Seconds(1));
        paths.Set(BACK, "g2", "g1", Seconds(1));
    }

    PrefixNames names{MakeNames()};
    DirectPaths paths{names};
};

TEST_F(DirectPathsTest, FoundAgain)
{
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(0)), std::nullopt) << "no handover";
    paths.NoteLinkDown("mn");
    paths.NoteLinkUp("mn", "g3", Seconds(5));
    paths.Set(FORTH, "g3", "g2", Seconds(6));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), std::nullopt) << "cn's gateway is behind";
    paths.Set(BACK, "g2", "g3", Seconds(7));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), Seconds(7));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(4)), std::nullopt);
    EXPECT_EQ(paths.FindOptimized("xx", Seconds(5)), std::nullopt);
}

TEST_F(DirectPathsTest, ToThePeersGateway)
{
    paths.NoteLinkUp("mn", "g2", Seconds(5)); // without a gap
    paths.Set(BACK, "g2", "g2", Seconds(6));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), Seconds(6)) << "one row serves both";
}

TEST_F(DirectPathsTest, ThePeerMovesMeanwhile)
{
    paths.NoteLinkUp("mn", "g3", Seconds(5));
    paths.NoteLinkDown("cn");
    paths.NoteLinkUp("cn", "g4", Seconds(6));
    paths.Set(FORTH, "g3", "g4", Seconds(7));
    paths.Set(BACK, "g4", "g3", Seconds(7));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), std::nullopt) << "it does not see that path";
    EXPECT_EQ(paths.FindOptimized("cn", Seconds(6)), Seconds(7));
}

TEST_F(DirectPathsTest, ARouteThatIsGone)
{
    paths.NoteLinkUp("mn", "g3", Seconds(5));
    paths.Set(BACK, "g2", "g3", Seconds(6));
    paths.Remove(BACK, "g2");
    paths.Set(FORTH, "g3", "g2", Seconds(7));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), std::nullopt);
}

TEST_F(DirectPathsTest, ARouteOfTheOtherNode)
{
    paths.NoteLinkUp("mn", "g3", Seconds(5));
    paths.Set(BACK, "g2", "g3", Seconds(6));
    paths.Set(BACK, "g3", "g2", Seconds(7));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), std::nullopt);
    paths.Set(FORTH, "g3", "g2", Seconds(8));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), Seconds(8));
}

TEST_F(DirectPathsTest, OneWay)
{
    EXPECT_TRUE(paths.IsDirect(FORTH));
    paths.Remove(FORTH, "g1");
    EXPECT_FALSE(paths.IsDirect(FORTH));
    EXPECT_TRUE(paths.IsDirect(BACK));
    paths.NoteLinkUp("mn", "g3", Seconds(5));
    EXPECT_FALSE(paths.IsDirect(BACK)) << "it leads to where mn was";
    EXPECT_EQ(paths.GetGateway("mn"), "g3");
}

TEST_F(DirectPathsTest, AWayWithinAGateway)
{
    paths.NoteLinkUp("mn", "g2", Seconds(5));
    paths.Set(FORTH, "g2", "g2", Seconds(6));
    EXPECT_TRUE(paths.IsDirect(BACK)) << "of both";
    paths.NoteLinkUp("mn", "g3", Seconds(7));
    paths.Set(BACK, "g2", "g3", Seconds(8));
    EXPECT_TRUE(paths.IsDirect(BACK));
    paths.Remove(FORTH, "g2");
    EXPECT_TRUE(paths.IsDirect(BACK)) << "mn's own way from there is over, not cn's";
    paths.NoteLinkUp("mn", "g2", Seconds(9));
    paths.Set(FORTH, "g2", "g2", Seconds(10));
    paths.Remove(FORTH, "g2");
    EXPECT_FALSE(paths.IsDirect(BACK)) << "of neither";
}

} // namespace
