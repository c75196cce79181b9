/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Which addresses of a mobile node live on behind a handover.
 */

#include "ns3/pmipv6-node-history.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Prefix FIRST(Ipv6Address("fd00:1:0:1::"), 64);  //!< of the first gateway
const Prefix SECOND(Ipv6Address("fd00:2:0:1::"), 64); //!< of the second one
const Ipv6Address ON_FIRST("fd00:1:0:1::7");          //!< an address
const Ipv6Address ON_SECOND("fd00:2:0:1::7");         //!< an address

/// @return a node that was told of the first prefix at 1 s, and of the second at 5 s
NodeHistory
MakeHistory()
{
    NodeHistory history;
    history.stays.push_back({"g1", Seconds(1), Seconds(4), Time(), {FIRST}});
    history.stays.push_back({"g2", Seconds(5), Time::Max(), Time(), {SECOND}});
    return history;
}

TEST(NodeHistoryTest, APrefixEndsWithTheStayWhereItIsNotKept)
{
    const NodeHistory history = MakeHistory();
    EXPECT_TRUE(history.IsAlive(ON_FIRST, Seconds(2)));
    EXPECT_FALSE(history.IsAlive(ON_SECOND, Seconds(2)));
    EXPECT_FALSE(history.IsAlive(ON_FIRST, Seconds(5)));
    EXPECT_TRUE(history.IsAlive(ON_SECOND, Seconds(5)));
}

TEST(NodeHistoryTest, AKeptPrefixLivesOnUntilItIsGivenUp)
{
    NodeHistory history = MakeHistory();
    history.isKeeping = true;
    EXPECT_TRUE(history.IsAlive(ON_FIRST, Seconds(5)));
    EXPECT_TRUE(history.IsAlive(ON_FIRST, Time::Max()));
    history.NotePrefix(FIRST, true, Seconds(6));
    history.NotePrefix(FIRST, false, Seconds(7));
    history.NotePrefix(FIRST, false, Seconds(8));
    EXPECT_TRUE(history.IsAlive(ON_FIRST, Seconds(6)));
    EXPECT_FALSE(history.IsAlive(ON_FIRST, Seconds(7)));
    EXPECT_FALSE(history.IsAlive(ON_FIRST, Time::Max()));
    EXPECT_TRUE(history.IsAlive(ON_SECOND, Time::Max()));
}

TEST(NodeHistoryTest, AKeptPrefixMayBeTheNodesAgain)
{
    NodeHistory history = MakeHistory();
    history.isKeeping = true;
    history.NotePrefix(FIRST, false, Seconds(6));
    history.NotePrefix(FIRST, true, Seconds(8));
    EXPECT_FALSE(history.IsAlive(ON_FIRST, Seconds(7)));
    EXPECT_TRUE(history.IsAlive(ON_FIRST, Seconds(8)));
    history.NotePrefix(FIRST, false, Seconds(9));
    EXPECT_FALSE(history.IsAlive(ON_FIRST, Seconds(10)));
    EXPECT_EQ(history.endings.size(), 2U);
}

} // namespace
