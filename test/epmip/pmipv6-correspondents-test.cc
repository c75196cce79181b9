/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Who is whose correspondent (draft-luo, 4.3), by both ends; against a plain list.
 */

#include "ns3/pmipv6-correspondents.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>
#include <set>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using Prefixes = std::vector<Prefix>;

/// @return the prefix of a node
Prefix
Of(uint8_t number)
{
    uint8_t octets[16]{0xfd, 0, 0, 1, 0, 0, 0, number};
    return Prefix(Ipv6Address(octets), 64);
}

TEST(Correspondents, AreOfOneNode)
{
    Correspondents all;
    EXPECT_TRUE(all.Add({Of(1), Of(2)}));
    EXPECT_FALSE(all.Add({Of(1), Of(2)})) << "known";
    EXPECT_TRUE(all.Contains({Of(1), Of(2)}));
    EXPECT_FALSE(all.Contains({Of(2), Of(1)})) << "each node has its own";
    EXPECT_TRUE(all.Add({Of(2), Of(1)})) << "both may be here";
    EXPECT_EQ(all.Count(Of(1)), 1U);
    EXPECT_EQ(all.Count(Of(3)), 0U);
}

TEST(Correspondents, AreFoundByBothEnds)
{
    Correspondents all;
    for (const auto& [node, peer] :
         std::vector<std::pair<uint8_t, uint8_t>>{{2, 9}, {1, 9}, {1, 7}, {1, 8}})
    {
        all.Add({Of(node), Of(peer)});
    }
    EXPECT_EQ(all.GetOf(Of(1)), (Prefixes{Of(7), Of(8), Of(9)})) << "in their order";
    EXPECT_EQ(all.GetOf(Of(9)), Prefixes()) << "not here";
    EXPECT_EQ(all.GetNodes(Of(9)), (Prefixes{Of(1), Of(2)}));
    EXPECT_EQ(all.GetNodes(Of(1)), Prefixes());
    EXPECT_EQ(all.Count(Of(1)), 3U);
}

TEST(Correspondents, AreRemovedOneByOne)
{
    Correspondents all;
    all.Add({Of(1), Of(9)});
    all.Add({Of(2), Of(9)});
    EXPECT_FALSE(all.Remove({Of(9), Of(1)})) << "not the other way round";
    EXPECT_FALSE(all.Remove({Of(1), Of(8)}));
    EXPECT_TRUE(all.Remove({Of(1), Of(9)}));
    EXPECT_FALSE(all.Remove({Of(1), Of(9)})) << "once";
    EXPECT_EQ(all.GetNodes(Of(9)), Prefixes{Of(2)}) << "another's stays";
    all.Clear();
    EXPECT_TRUE(all.GetNodes(Of(9)).empty());
}

TEST(Correspondents, AgreeWithAPlainList)
{
    std::mt19937 random(4);
    Correspondents all;
    std::set<std::pair<uint8_t, uint8_t>> listed;
    for (int step = 0; step < 3000; ++step)
    {
        const auto node = static_cast<uint8_t>(random() % 6);
        const auto peer = static_cast<uint8_t>(random() % 6);
        const bool isAdded = random() % 10 < (step / 300 % 2 == 0 ? 7U : 3U);
        if (isAdded)
        {
            EXPECT_EQ(all.Add({Of(node), Of(peer)}), listed.insert({node, peer}).second);
        }
        else
        {
            EXPECT_EQ(all.Remove({Of(node), Of(peer)}), listed.erase({node, peer}) > 0);
        }
        Prefixes peers;
        Prefixes nodes;
        for (const auto& [one, other] : listed)
        {
            one == node ? peers.push_back(Of(other)) : void();
            other == peer ? nodes.push_back(Of(one)) : void();
        }
        ASSERT_EQ(all.GetOf(Of(node)), peers) << "step " << step;
        ASSERT_EQ(all.GetNodes(Of(peer)), nodes) << "step " << step;
        ASSERT_EQ(all.Count(Of(node)), peers.size()) << "step " << step;
    }
}

} // namespace
