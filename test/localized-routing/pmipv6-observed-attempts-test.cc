/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What the route monitor keeps: routes that are set up because of a packet. Without a network, time
 * being an argument.
 */

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

} // namespace
