/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What the route monitor keeps: routes that are set up because of a packet, and paths that are
 * found again after handovers. Without a network, time being an argument.
 */

#include "ns3/pmipv6-direct-paths.h"
#include "ns3/pmipv6-observed-attempts.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

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

/// Attempts of mn and cn, with anchors lma1 of mn and lma2 of cn.
class ObservedAttemptsTest : public testing::Test
{
  protected:
    /// @return what was set up: from, anchor, and moments in seconds, or "-": triggered, reverse,
    /// forward, completed
    std::vector<std::string> List() const
    {
        const auto text = [](const std::optional<Time>& time) {
            return time ? std::to_string(time->GetMilliSeconds() / 1000) : "-";
        };
        std::vector<std::string> list;
        for (const auto& [pair, anchor, record] : attempts.GetSetUp())
        {
            list.push_back(record.from + " " + anchor + " " + text(record.triggered) + " " +
                           text(record.reverseActive) + " " + text(record.forwardActive) + " " +
                           text(record.completed));
        }
        return list;
    }

    using Texts = std::vector<std::string>; //!< see List

    PrefixNames names{MakeNames()};
    ObservedAttempts attempts{names};
};

TEST_F(ObservedAttemptsTest, Names)
{
    const Prefix within(Ipv6Address("fd00:1:0:1::9"), 128);
    EXPECT_EQ(names.FindPair({within, CN}), FORTH);
    EXPECT_EQ(names.FindPair({Prefix(Ipv6Address("fd00:1:0:3::9"), 128), CN}), std::nullopt);
    EXPECT_EQ(names.FindPair({Prefix(Ipv6Address("fd00::9"), 128), CN}), std::nullopt);
    EXPECT_EQ(names.GetNode(MN), "mn");
}

TEST_F(ObservedAttemptsTest, SetUp)
{
    attempts.Detect("lma1", FORTH, Seconds(1));
    attempts.SetAlive("lma1", FORTH);
    EXPECT_EQ(List(), Texts());
    attempts.Use(FORTH.GetKey(), CN, false, Seconds(2));
    attempts.Use(FORTH.GetKey(), MN, false, Seconds(3));
    attempts.Use(FORTH.GetKey(), MN, false, Seconds(4));
    EXPECT_EQ(List(), Texts{"mn lma1 1 2 3 -"})
        << "used, though no anchor says that it is complete";
    attempts.Complete("lma1", FORTH, Seconds(5));
    EXPECT_EQ(List(), Texts{"mn lma1 1 2 3 5"});
    attempts.Detect("lma1", FORTH, Seconds(6));
    attempts.Use(FORTH.GetKey(), MN, false, Seconds(7));
    EXPECT_EQ(List(), Texts{"mn lma1 1 2 3 5"}) << "a gateway has asked for what there is";
}

TEST_F(ObservedAttemptsTest, BothAtOneGateway)
{
    attempts.Detect("lma1", FORTH, Seconds(1));
    attempts.Use(FORTH.GetKey(), CN, true, Seconds(2));
    EXPECT_EQ(List(), Texts{"mn lma1 1 - 2 -"});
}

TEST_F(ObservedAttemptsTest, AskedForByTheGateway)
{
    attempts.Request(FORTH, Seconds(1));
    attempts.Detect("lma1", FORTH, Seconds(2));
    attempts.Use(FORTH.GetKey(), MN, false, Seconds(3));
    attempts.Complete("lma1", FORTH, Seconds(4));
    EXPECT_EQ(List(), Texts{"mn lma1 1 - 3 4"});
    attempts.Request(BACK, Seconds(5));
    attempts.Use(FORTH.GetKey(), CN, false, Seconds(6));
    EXPECT_EQ(List(), Texts{"mn lma1 1 - 3 4"}) << "there is a session";
}

TEST_F(ObservedAttemptsTest, BothAnchorsHaveSeenAPacket)
{
    attempts.Detect("lma1", FORTH, Seconds(1));
    attempts.Detect("lma2", BACK, Seconds(1));
    attempts.Use(FORTH.GetKey(), MN, false, Seconds(2));
    attempts.Use(FORTH.GetKey(), CN, false, Seconds(2));
    attempts.Complete("lma1", FORTH, Seconds(3));
    EXPECT_EQ(List(), Texts{"mn lma1 1 2 2 3"});
}

TEST_F(ObservedAttemptsTest, OneThatCameToNothing)
{
    attempts.Detect("lma1", FORTH, Seconds(1));
    attempts.SetAlive("lma1", FORTH);
    attempts.End("lma1", FORTH);
    attempts.Use(FORTH.GetKey(), MN, false, Seconds(2));
    EXPECT_EQ(List(), Texts());
    attempts.Detect("lma1", FORTH, Seconds(3));
    attempts.Detect("lma1", FORTH, Seconds(4));
    attempts.Use(FORTH.GetKey(), MN, false, Seconds(5));
    attempts.End("lma1", FORTH);
    EXPECT_EQ(List(), Texts{"mn lma1 4 - 5 -"}) << "the last one stands";
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
        paths.Set(KEY, "g1", {MN, "g2"}, Seconds(1));
        paths.Set(KEY, "g2", {CN, "g1"}, Seconds(1));
    }

    const PrefixPair KEY{FORTH.GetKey()};
    PrefixNames names{MakeNames()};
    DirectPaths paths{names};
};

TEST_F(DirectPathsTest, FoundAgain)
{
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(0)), std::nullopt) << "no handover";
    paths.NoteLinkDown("mn");
    paths.NoteLinkUp("mn", "g3", Seconds(5));
    paths.Set(KEY, "g3", {MN, "g2"}, Seconds(6));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), std::nullopt) << "cn's gateway is behind";
    paths.Set(KEY, "g2", {CN, "g3"}, Seconds(7));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), Seconds(7));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(4)), std::nullopt);
    EXPECT_EQ(paths.FindOptimized("xx", Seconds(5)), std::nullopt);
}

TEST_F(DirectPathsTest, ToThePeersGateway)
{
    paths.NoteLinkUp("mn", "g2", Seconds(5)); // without a gap
    paths.Set(KEY, "g2", {CN, "g2"}, Seconds(6));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), Seconds(6)) << "one row serves both";
}

TEST_F(DirectPathsTest, ThePeerMovesMeanwhile)
{
    paths.NoteLinkUp("mn", "g3", Seconds(5));
    paths.NoteLinkDown("cn");
    paths.NoteLinkUp("cn", "g4", Seconds(6));
    paths.Set(KEY, "g3", {MN, "g4"}, Seconds(7));
    paths.Set(KEY, "g4", {CN, "g3"}, Seconds(7));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), std::nullopt) << "it does not see that path";
    EXPECT_EQ(paths.FindOptimized("cn", Seconds(6)), Seconds(7));
}

TEST_F(DirectPathsTest, ARouteThatIsGone)
{
    paths.NoteLinkUp("mn", "g3", Seconds(5));
    paths.Set(KEY, "g2", {CN, "g3"}, Seconds(6));
    paths.Remove(KEY, "g2");
    paths.Set(KEY, "g3", {MN, "g2"}, Seconds(7));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), std::nullopt);
}

TEST_F(DirectPathsTest, ARouteOfTheOtherNode)
{
    paths.NoteLinkUp("mn", "g3", Seconds(5));
    paths.Set(KEY, "g2", {CN, "g3"}, Seconds(6));
    paths.Set(KEY, "g3", {CN, "g2"}, Seconds(7));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), std::nullopt);
    paths.Set(KEY, "g3", {MN, "g2"}, Seconds(8));
    EXPECT_EQ(paths.FindOptimized("mn", Seconds(5)), Seconds(8));
}

} // namespace
