/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What the location monitor keeps: paths that come about because of a packet, and how handovers go.
 * Without a network, time being an argument.
 */

#include "ns3/pmipv6-location-attempts.h"
#include "ns3/pmipv6-observed-handoffs.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Prefix MN(Ipv6Address("fd00:1:0:1::"), 64);  //!< of mn
const Prefix CN(Ipv6Address("fd00:1:0:2::"), 64);  //!< of cn
const PrefixPair FORTH{MN, CN};                    //!< packets of mn
const PrefixPair BACK{CN, MN};                     //!< packets of cn
const Ipv6Address MN_ADDRESS("fd00:1:0:1::9");     //!< of mn
const Ipv6Address CN_ADDRESS("fd00:1:0:2::9");     //!< of cn
const Ipv6Address OTHER_ADDRESS("fd00:1:0:2::10"); //!< of cn, another one

/// @return names of both
PrefixNames
MakeNames()
{
    PrefixNames names;
    names.Set(MN, "mn");
    names.Set(CN, "cn");
    return names;
}

/// @return seconds, or "-"
std::string
Say(const std::optional<Time>& time)
{
    return time ? std::to_string(time->GetMilliSeconds() / 1000) : "-";
}

/// mn at g1, cn at g2.
class LocationAttemptsTest : public testing::Test
{
  protected:
    using Texts = std::vector<std::string>; //!< see List

    /// @return records: who, then triggered, forward, reverse, completed, then the outcome and when
    Texts List() const
    {
        Texts list;
        for (const auto& [way, gateway, record] : attempts.GetAll())
        {
            std::string text = record.from + ">" + record.to;
            for (const auto& time : {std::make_optional(record.triggered),
                                     record.forwardActive,
                                     record.reverseActive,
                                     record.completed})
            {
                text += " " + Say(time);
            }
            list.push_back(text + " " + (record.outcome.empty() ? "-" : record.outcome) + " " +
                           Say(record.ended));
        }
        return list;
    }

    PrefixNames names{MakeNames()};
    LocationAttempts attempts{names};
};

TEST_F(LocationAttemptsTest, AskedAndLearned)
{
    attempts.Query(FORTH, "g1", CN_ADDRESS, Seconds(1));
    EXPECT_EQ(List(), Texts()) << "nothing has come of it";
    attempts.Use(FORTH, "g1", false, Seconds(2));
    attempts.End("g1", CN_ADDRESS, QueryOutcome::ACTIVE, Seconds(2));
    EXPECT_EQ(List(), Texts{"mn>cn 1 2 - - active 2"});
    attempts.Use(BACK, "g2", false, Seconds(3));
    EXPECT_EQ(List(), Texts{"mn>cn 1 2 3 3 active 2"});
    attempts.Use(FORTH, "g3", false, Seconds(4));
    attempts.Query(BACK, "g2", MN_ADDRESS, Seconds(5));
    EXPECT_EQ(List(), Texts{"mn>cn 1 2 3 3 active 2"}) << "it has its path";
}

TEST_F(LocationAttemptsTest, BothGatewaysAsk)
{
    attempts.Query(FORTH, "g1", CN_ADDRESS, Seconds(1));
    attempts.Query(BACK, "g2", MN_ADDRESS, Seconds(2));
    attempts.Use(FORTH, "g1", false, Seconds(3));
    attempts.End("g1", CN_ADDRESS, QueryOutcome::ACTIVE, Seconds(3));
    attempts.Use(BACK, "g2", false, Seconds(4));
    attempts.End("g2", MN_ADDRESS, QueryOutcome::ACTIVE, Seconds(4));
    EXPECT_EQ(List(), Texts{"mn>cn 1 3 4 4 active 3"}) << "one path";
}

TEST_F(LocationAttemptsTest, KnownWithoutAQuery)
{
    attempts.Use(BACK, "g2", false, Seconds(1));
    attempts.Use(FORTH, "g1", false, Seconds(2));
    EXPECT_EQ(List(), Texts{"cn>mn 1 1 2 2 - -"});
}

TEST_F(LocationAttemptsTest, BothAtOneGateway)
{
    attempts.Use(FORTH, "g1", true, Seconds(1));
    attempts.Use(BACK, "g1", true, Seconds(2));
    EXPECT_EQ(List(), Texts{"mn>cn 1 1 - 1 - -"});
}

TEST_F(LocationAttemptsTest, InVainAndAgain)
{
    attempts.Query(FORTH, "g1", CN_ADDRESS, Seconds(1));
    attempts.End("g1", OTHER_ADDRESS, QueryOutcome::NONE, Seconds(2));
    attempts.End("g2", CN_ADDRESS, QueryOutcome::NONE, Seconds(2));
    EXPECT_EQ(List(), Texts()) << "another query";
    attempts.End("g1", CN_ADDRESS, QueryOutcome::NONE, Seconds(3));
    EXPECT_EQ(List(), Texts{"mn>cn 1 - - - none 3"});
    attempts.Query(FORTH, "g1", CN_ADDRESS, Seconds(4));
    attempts.End("g1", CN_ADDRESS, QueryOutcome::SILENT, Seconds(5));
    attempts.Use(BACK, "g2", false, Seconds(6));
    EXPECT_EQ(List(),
              (Texts{"mn>cn 1 - - - none 3", "mn>cn 4 - - - silent 5", "cn>mn 6 6 - - - -"}));
}

TEST_F(LocationAttemptsTest, SetUpAnew)
{
    attempts.Use(FORTH, "g1", false, Seconds(1));
    attempts.Use(BACK, "g2", false, Seconds(1));
    attempts.Leave(FORTH);
    attempts.Query(FORTH, "g1", CN_ADDRESS, Seconds(2));
    attempts.Use(FORTH, "g1", false, Seconds(3));
    EXPECT_EQ(List(), Texts{"mn>cn 1 1 1 1 - -"}) << "the other way was used";
    attempts.Leave(FORTH);
    attempts.Leave(BACK);
    attempts.Query(FORTH, "g1", CN_ADDRESS, Seconds(4));
    attempts.Use(FORTH, "g1", false, Seconds(5));
    EXPECT_EQ(List(), (Texts{"mn>cn 1 1 1 1 - -", "mn>cn 4 5 - - - -"}));
}

TEST_F(LocationAttemptsTest, PacketsThatWait)
{
    EXPECT_FALSE(attempts.NoteWaiting(FORTH, "g1", true)) << "nobody has asked";
    attempts.Query(FORTH, "g1", CN_ADDRESS, Seconds(1));
    EXPECT_TRUE(attempts.NoteWaiting(FORTH, "g1", true));
    EXPECT_TRUE(attempts.NoteWaiting(FORTH, "g1", true));
    EXPECT_TRUE(attempts.NoteWaiting(FORTH, "g1", false));
    EXPECT_FALSE(attempts.NoteWaiting(BACK, "g1", true));
    EXPECT_FALSE(attempts.NoteWaiting(FORTH, "g2", true));
    attempts.Use(FORTH, "g1", false, Seconds(2));
    EXPECT_FALSE(attempts.NoteWaiting(FORTH, "g1", true)) << "it is known";
    ASSERT_EQ(attempts.GetAll().size(), 1U);
    EXPECT_EQ(attempts.GetAll().front().record.held, 2U);
    EXPECT_EQ(attempts.GetAll().front().record.overflowed, 1U);
}

/// mn moves from g1 to g3; cn at g2 sends to it directly.
class ObservedHandoffsTest : public testing::Test
{
  protected:
    using Packet = ObservedHandoffs::Packet; //!< for short

    ObservedHandoffsTest()
    {
        handoffs.AddNode("mn");
        handoffs.NoteLinkUp("mn", "g1", Seconds(1));
        handoffs.NoteDirect("mn", BACK, Seconds(2));
        handoffs.NoteLinkDown("mn");
    }

    /// Attach mn at g3.
    void Arrive()
    {
        handoffs.NoteLinkUp("mn", "g3", Seconds(10));
    }

    /// @return mn's handover: correspondents known, forwarding started, peers updated
    std::string Describe() const
    {
        const auto* record = handoffs.Find("mn", Seconds(10));
        return !record ? "none"
                       : record->from + ">" + record->to + " " + Say(record->correspondentsKnown) +
                             " " + Say(record->forwardingStarted) + " " + Say(record->peersUpdated);
    }

    ObservedHandoffs handoffs;
};

TEST_F(ObservedHandoffsTest, Moments)
{
    EXPECT_EQ(Describe(), "none");
    Arrive();
    EXPECT_EQ(Describe(), "g1>g3 - - -");
    handoffs.NoteRegistered("mn", "g4", 70);
    handoffs.NoteForwarding("mn", "g1", "g4", 70, Seconds(11));
    handoffs.NoteCorrespondents("mn", "g4", 70, Seconds(11));
    handoffs.NoteCorrespondents("mn", "g3", 69, Seconds(11));
    handoffs.NoteRegistered("mn", "g3", 80);
    handoffs.NoteCorrespondents("mn", "g3", 79, Seconds(11));
    handoffs.NoteForwarding("mn", "g1", "g3", 79, Seconds(11));
    handoffs.NoteForwarding("mn", "g4", "g3", 80, Seconds(11));
    EXPECT_EQ(Describe(), "g1>g3 - - -") << "of other handovers";
    handoffs.NoteForwarding("mn", "g1", "g3", 80, Seconds(12));
    handoffs.NoteDirect("mn", BACK, Seconds(13));
    handoffs.NoteRegistered("mn", "g3", 90); // Anew, as after a restart.
    handoffs.NoteCorrespondents("mn", "g3", 85, Seconds(14));
    handoffs.NoteCorrespondents("mn", "g3", 90, Seconds(15));
    EXPECT_EQ(Describe(), "g1>g3 14 12 13");
    EXPECT_EQ(handoffs.Find("mn", Seconds(1)), nullptr) << "its first attachment";
    EXPECT_EQ(handoffs.Find("xx", Seconds(10)), nullptr);
}

TEST_F(ObservedHandoffsTest, WhatIsOfAnEarlierStay)
{
    Arrive();
    handoffs.NoteRegistered("mn", "g3", 80);
    handoffs.NoteLinkUp("mn", "g4", Seconds(11));
    handoffs.NoteLinkUp("mn", "g3", Seconds(12));
    handoffs.NoteCorrespondents("mn", "g3", 80, Seconds(13));
    handoffs.NoteForwarding("mn", "g1", "g3", 80, Seconds(13));
    EXPECT_EQ(Describe(), "g1>g3 13 13 -") << "of the stay that is over";
    const auto* present = handoffs.Find("mn", Seconds(12));
    EXPECT_FALSE(present->correspondentsKnown || present->forwardingStarted);
    handoffs.NoteRegistered("mn", "g3", 90);
    handoffs.NoteCorrespondents("mn", "g3", 80, Seconds(14));
    handoffs.NoteForwarding("mn", "g4", "g3", 80, Seconds(14));
    EXPECT_FALSE(present->correspondentsKnown || present->forwardingStarted);
    handoffs.NoteCorrespondents("mn", "g3", 90, Seconds(15));
    handoffs.NoteForwarding("mn", "g4", "g3", 90, Seconds(15));
    EXPECT_EQ(Say(present->correspondentsKnown) + Say(present->forwardingStarted), "1515");
    EXPECT_EQ(Describe(), "g1>g3 13 13 -");
}

TEST_F(ObservedHandoffsTest, AllPeers)
{
    const PrefixPair other{Prefix(Ipv6Address("fd00:1:0:3::"), 64), MN};
    handoffs.NoteDirect("mn", other, Seconds(3));
    Arrive();
    handoffs.NoteDirect("mn", BACK, Seconds(11));
    EXPECT_EQ(Describe(), "g1>g3 - - -") << "one of two";
    handoffs.NoteDirect("mn", other, Seconds(12));
    EXPECT_EQ(Describe(), "g1>g3 - - 12");
}

TEST_F(ObservedHandoffsTest, PeersOfAGatewayThatHasNoticed)
{
    handoffs.NoteCentral("mn", BACK);
    Arrive();
    EXPECT_EQ(Describe(), "g1>g3 - - -");
    handoffs.NoteDirect("mn", BACK, Seconds(11));
    EXPECT_EQ(Describe(), "g1>g3 - - 11");
}

TEST_F(ObservedHandoffsTest, NoPeers)
{
    handoffs.NoteLinkUp("mn", "g1", Seconds(4));
    handoffs.NoteCentral("mn", BACK);
    handoffs.NoteLinkDown("mn");
    Arrive();
    handoffs.NoteDirect("mn", BACK, Seconds(11));
    EXPECT_EQ(Describe(), "g1>g3 - - -") << "a new one";
}

TEST_F(ObservedHandoffsTest, PeersThatWereNeverTold)
{
    const PrefixPair other{Prefix(Ipv6Address("fd00:1:0:3::"), 64), MN};
    handoffs.NoteDirect("mn", other, Seconds(3));
    const auto leadsThere = [](const PrefixPair& way) { return way == BACK; };
    handoffs.NoteLinkUp("mn", "g3", Seconds(10), leadsThere);
    handoffs.NoteDirect("mn", other, Seconds(12));
    handoffs.NoteDirect("mn", BACK, Seconds(40));
    EXPECT_EQ(Describe(), "g1>g3 - - 12") << "the last of the others";
    handoffs.NoteLinkDown("mn");
    handoffs.NoteLinkUp("mn", "g1", Seconds(50), [](const PrefixPair&) { return true; });
    handoffs.NoteDirect("mn", BACK, Seconds(80));
    EXPECT_FALSE(handoffs.Find("mn", Seconds(50))->peersUpdated) << "nobody had to be";
}

TEST_F(ObservedHandoffsTest, Packets)
{
    handoffs.NotePacket("mn", "g1", Packet::HELD); // Before it arrives.
    handoffs.NotePacket("mn", "g2", Packet::HELD);
    Arrive();
    handoffs.NotePacket("mn", "g1", Packet::HELD);
    handoffs.NotePacket("mn", "g1", Packet::OVERFLOWED);
    handoffs.NotePacket("mn", "g1", Packet::FORWARDED);
    handoffs.NotePacket("mn", "g3", Packet::FORWARDED);
    handoffs.NotePacket("xx", "g1", Packet::FORWARDED);
    const auto* record = handoffs.Find("mn", Seconds(10));
    ASSERT_NE(record, nullptr);
    EXPECT_EQ(record->held, 2U);
    EXPECT_EQ(record->overflowed, 1U);
    EXPECT_EQ(record->forwarded, 1U);
}

TEST_F(ObservedHandoffsTest, WithoutAGap)
{
    handoffs.NoteLinkUp("mn", "g1", Seconds(9));
    handoffs.NotePacket("mn", "g1", Packet::FORWARDED); // Of the handover before.
    Arrive();
    EXPECT_EQ(Describe(), "g1>g3 - - -");
    EXPECT_EQ(handoffs.Find("mn", Seconds(10))->forwarded, 0U);
}

} // namespace
