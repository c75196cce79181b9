/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Packets that are counted (draft-luo, 3.2: OptimizeAfter), and to how many addresses.
 */

#include "ns3/pmipv6-packet-counts.h"
#include "ns3/simulator.h"

#include <gtest/gtest.h>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Time SOON = Seconds(10);

/// @return packets of a node to an address
PrefixPair
To(uint32_t node, uint32_t address)
{
    return {*ParsePrefix("fd00:1:0:" + std::to_string(node) + "::/64"),
            *ParsePrefix("fd00:2::" + std::to_string(address) + "/128")};
}

class PacketCountsTest : public testing::Test
{
  protected:
    PacketCountsTest()
    {
        counts.SetLimits(2, 3);
    }

    ~PacketCountsTest() override
    {
        counts.Clear();
        Simulator::Destroy();
    }

    PacketCounts counts; //!< two addresses of a node, three of all
};

TEST_F(PacketCountsTest, OfEachPair)
{
    counts.Count(To(1, 1), "one", SOON);
    counts.Count(To(1, 1), "one", SOON);
    counts.Count(To(2, 1), "two", SOON);
    EXPECT_EQ(counts.Find(To(1, 1)), 2U);
    EXPECT_EQ(counts.Find(To(2, 1)), 1U);
    EXPECT_EQ(counts.Find(To(1, 2)), 0U);
    counts.Erase(To(1, 1));
    counts.Erase(To(1, 1));
    EXPECT_EQ(counts.Find(To(1, 1)), 0U);
}

TEST_F(PacketCountsTest, IsBounded)
{
    for (uint32_t address = 1; address <= 100; ++address)
    {
        counts.Count(To(1, address), "one", SOON);
    }
    EXPECT_EQ(counts.Find(To(1, 2)), 1U);
    EXPECT_EQ(counts.Find(To(1, 3)), 0U) << "of a node";
    counts.Count(To(1, 2), "one", SOON);
    EXPECT_EQ(counts.Find(To(1, 2)), 2U) << "a further packet";
    counts.Count(To(2, 1), "two", SOON);
    counts.Count(To(3, 1), "three", SOON);
    EXPECT_EQ(counts.Find(To(2, 1)), 1U);
    EXPECT_EQ(counts.Find(To(3, 1)), 0U) << "of all";
    counts.Erase(To(1, 1));
    counts.Count(To(3, 1), "three", SOON);
    EXPECT_EQ(counts.Find(To(3, 1)), 1U) << "there is room again";
}

TEST_F(PacketCountsTest, ForgetsWhatIsOver)
{
    counts.Count(To(1, 1), "one", Seconds(1));
    counts.Count(To(1, 2), "one", Seconds(2));
    Simulator::Schedule(MilliSeconds(1500), [this] {
        EXPECT_EQ(counts.Find(To(1, 1)), 0U);
        EXPECT_EQ(counts.Find(To(1, 2)), 1U);
        counts.Count(To(1, 3), "one", Seconds(2));
        EXPECT_EQ(counts.Find(To(1, 3)), 1U) << "in its place";
    });
    Simulator::Run();
    EXPECT_EQ(counts.Find(To(1, 2)), 0U);
}

} // namespace
