/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Which addresses of a mobile node live on behind a handover, and what its routers took at any
 * time.
 */

#include "ns3/mac48-address.h"
#include "ns3/pmipv6-forwarding-history.h"
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

TEST(UplinkHistoryTest, PacketsPassWhileTheirSourceIsOpen)
{
    const Mac48Address mac("02:00:00:00:00:07");
    UplinkHistory uplinks;
    uplinks.AddMobileNode("mn1", mac);
    uplinks.Note("g1", mac, Seconds(2), {FIRST});
    uplinks.Note("g1", mac, Seconds(3), {});
    const Stay stay{"g1", Seconds(1), Seconds(4), MilliSeconds(2), {}};
    const TimeSpan all{Time(0), Seconds(9)};
    const auto open = uplinks.FindOpen("mn1", ON_FIRST, stay, all);
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].begin, Seconds(2));
    EXPECT_EQ(open[0].end, Seconds(3));
    EXPECT_TRUE(uplinks.FindOpen("mn1", ON_SECOND, stay, all).empty());
    const Stay other{"g2", Seconds(1), Seconds(4), MilliSeconds(2), {}};
    EXPECT_TRUE(uplinks.FindOpen("mn1", ON_FIRST, other, all).empty());
    // Frames are under way for the link's delay, and not taken once the departure is noticed.
    uplinks.Note("g1", mac, Seconds(3), {FIRST});
    EXPECT_EQ(uplinks.FindOpen("mn1", ON_FIRST, stay, all)[0].end, MilliSeconds(4002));
    uplinks.SetDetachDetection(MilliSeconds(1));
    EXPECT_EQ(uplinks.FindOpen("mn1", ON_FIRST, stay, all)[0].end, MilliSeconds(4001));
}

TEST(ForwardingHistoryTest, AMobileNodeTakesItsTunnelFromItsHomeAgentAlone)
{
    const Ipv6Address agent("fd00:c::1");
    const Ipv6Address other("fd00:c::2");
    ForwardingHistory history;
    ForwardingMatch match;
    match.destination = Prefix(ON_FIRST, 128);
    match.origins = FROM_TUNNEL;
    const ForwardingAction receive = ReceiveAction{agent};
    history.Note(Seconds(1), match, &receive);
    history.Note(Seconds(3), match, nullptr);
    const TimeSpan all{Time(0), Seconds(9)};
    const auto taken = history.FindTaken(ON_SECOND, ON_FIRST, agent, false, all);
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_EQ(taken[0].begin, Seconds(1));
    EXPECT_EQ(taken[0].end, Seconds(3));
    EXPECT_TRUE(history.FindTaken(ON_SECOND, ON_FIRST, other, false, all).empty());
    EXPECT_TRUE(history.FindTaken(ON_SECOND, ON_SECOND, agent, false, all).empty());
}

} // namespace
