/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The packets of a flow: each transition, and what is counted of them (RFC 4737, RFC 5560). Without
 * a network, time being an argument.
 */

#include "ns3/pmipv6-flow-statistics.h"
#include "ns3/pmipv6-packet-flow.h"

#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address SOURCE("fd00:1:0:1::1");      //!< sender's address
const Ipv6Address OTHER("fd00:1:0:2::1");       //!< its address after it has got another
const Ipv6Address DESTINATION("fd00:1:0:9::1"); //!< receiver's address

/// A flow, and the paths of its packets.
class PacketFlowTest : public testing::Test
{
  protected:
    /// Send a UDP datagram of 100 octets at a time in milliseconds.
    std::size_t Send(int64_t ms, const Ipv6Address& source = SOURCE)
    {
        return *udp.Send(source, DESTINATION, {7, 100, 0, false}, MilliSeconds(ms));
    }

    /// @return number and time in milliseconds of each incident
    static std::vector<std::pair<std::size_t, int64_t>> List(
        const std::vector<PacketFlow::Incident>& incidents)
    {
        std::vector<std::pair<std::size_t, int64_t>> list;
        for (const auto& incident : incidents)
        {
            list.emplace_back(incident.number, incident.when.GetMilliSeconds());
        }
        return list;
    }

    using Incidents = std::vector<std::pair<std::size_t, int64_t>>; //!< see List

    PacketPaths paths;                      //!< ways
    PacketFlow udp{"a", "b", UDP_PROTOCOL}; //!< a flow
    PacketFlow tcp{"a", "b", TCP_PROTOCOL}; //!< a flow
};

TEST_F(PacketFlowTest, AWay)
{
    const auto number = Send(10);
    EXPECT_TRUE(udp.Forward(number, 3, true, paths, MilliSeconds(11)));
    EXPECT_FALSE(udp.Forward(number, 5, true, paths, MilliSeconds(12)));
    EXPECT_FALSE(udp.Forward(number, 6, false, paths, MilliSeconds(13))) << "a later fragment";
    EXPECT_TRUE(udp.Receive(number, MilliSeconds(14)));
    EXPECT_FALSE(udp.Forward(number, 9, true, paths, MilliSeconds(15))) << "a copy";
    const PacketSample& sample = udp.GetSamples().front();
    EXPECT_EQ(sample.sent, MilliSeconds(10));
    EXPECT_EQ(sample.entered, MilliSeconds(11));
    EXPECT_EQ(sample.last, MilliSeconds(14));
    EXPECT_TRUE(sample.IsReceived());
    EXPECT_EQ(paths.GetNodes(udp.GetPath()), (std::vector<uint16_t>{3, 5}));
    EXPECT_EQ(paths.GetFirst(sample.path), 3);
    EXPECT_EQ(paths.GetLast(sample.path), 5);
}

TEST_F(PacketFlowTest, PathsAreShared)
{
    const uint32_t one = paths.Extend(paths.Extend(PacketPaths::NONE, 3), 5);
    EXPECT_EQ(paths.Extend(paths.Extend(PacketPaths::NONE, 3), 5), one);
    const uint32_t other = paths.Extend(paths.Extend(PacketPaths::NONE, 5), 3);
    EXPECT_EQ(paths.GetNodes(one), (std::vector<uint16_t>{3, 5}));
    EXPECT_EQ(paths.GetNodes(other), (std::vector<uint16_t>{5, 3}));
    EXPECT_TRUE(paths.GetNodes(PacketPaths::NONE).empty());
}

TEST_F(PacketFlowTest, DuplicatesAndReorderedOnes)
{
    for (int64_t ms : {0, 1, 2, 3})
    {
        Send(ms);
    }
    EXPECT_TRUE(udp.Receive(0, MilliSeconds(10)));
    EXPECT_TRUE(udp.Receive(2, MilliSeconds(11)));
    EXPECT_TRUE(udp.Receive(1, MilliSeconds(12)));
    EXPECT_FALSE(udp.Receive(2, MilliSeconds(13)));
    EXPECT_TRUE(udp.Receive(3, MilliSeconds(14)));
    EXPECT_EQ(List(udp.GetReordered()), (Incidents{{1, 12}}));
    EXPECT_EQ(List(udp.GetDuplicates()), (Incidents{{2, 13}}));
    EXPECT_EQ(udp.GetSamples()[2].last, MilliSeconds(11)) << "the first time counts";
}

TEST_F(PacketFlowTest, SidesOfDrops)
{
    struct Row
    {
        bool isForwarded;
        std::optional<PacketSide> side;
        bool isLostAtSender;
    };

    const std::vector<Row> rows = {
        {false, std::nullopt, true},
        {true, std::nullopt, false},
        {false, PacketSide::RECEIVER, false},
        {true, PacketSide::SENDER, true},
    };
    for (const auto& row : rows)
    {
        const auto number = Send(0);
        if (row.isForwarded)
        {
            udp.Forward(number, 1, true, paths, MilliSeconds(1));
        }
        EXPECT_TRUE(udp.Drop(number, row.side, MilliSeconds(2)));
        EXPECT_FALSE(udp.Drop(number, PacketSide::SENDER, MilliSeconds(3)))
            << "the first one tells";
        EXPECT_EQ(udp.GetSamples()[number].isLostAtSender, row.isLostAtSender) << number;
        EXPECT_EQ(udp.GetSamples()[number].last, MilliSeconds(3));
    }
}

TEST_F(PacketFlowTest, ADropAfterItHasArrivedIsNone)
{
    const auto number = Send(0);
    udp.Receive(number, MilliSeconds(1));
    EXPECT_FALSE(udp.Drop(number, std::nullopt, MilliSeconds(2)));
    EXPECT_FALSE(udp.GetSamples()[number].isDropped);
    EXPECT_EQ(udp.GetSamples()[number].last, MilliSeconds(1));
}

TEST_F(PacketFlowTest, Losses)
{
    Send(0);
    Send(1);
    Send(2);
    Send(1500);
    udp.Receive(0, MilliSeconds(10));
    udp.Drop(1, std::nullopt, MilliSeconds(20));
    EXPECT_EQ(udp.CountSent(MilliSeconds(2000)), 3U) << "not that of the last second";
    EXPECT_EQ(List(udp.FindLosses(MilliSeconds(2000))), (Incidents{{1, 20}, {2, 502}}))
        << "of one that no trace has told of, half a second later";
    EXPECT_EQ(udp.CountSent(MilliSeconds(2500)), 4U);
}

TEST_F(PacketFlowTest, AddressesThatChange)
{
    Send(0);
    Send(1);
    Send(2, OTHER);
    EXPECT_EQ(udp.GetAddresses(1), std::make_pair(SOURCE, DESTINATION));
    EXPECT_EQ(udp.GetAddresses(2), std::make_pair(OTHER, DESTINATION));
}

TEST_F(PacketFlowTest, PlacesOfTcp)
{
    struct Row
    {
        uint32_t sequence;
        uint32_t octets;
        bool isSyn;
        std::optional<uint64_t> place;
    };

    const std::vector<Row> rows = {
        {0xfffffff0, 0, true, std::nullopt},  // takes a number itself
        {0xfffffff1, 0, false, std::nullopt}, // an acknowledgement
        {0xfffffff1, 10, false, 0},
        {0xfffffffb, 10, false, 10},
        {5, 10, false, 20}, // wrapped
        {0xfffffffb, 10, false, 10},
        {15, 10, false, 30},
    };
    for (const auto& row : rows)
    {
        const auto number =
            tcp.Send(SOURCE, DESTINATION, {7, row.octets, row.sequence, row.isSyn}, Seconds(0));
        EXPECT_EQ(number ? std::make_optional(tcp.GetSequence(*number)) : std::nullopt, row.place)
            << row.sequence;
    }
    EXPECT_EQ(tcp.GetSamples().size(), 5U);
    Send(0);
    EXPECT_EQ(udp.GetSequence(0), 0U);
}

TEST_F(PacketFlowTest, ARecord)
{
    for (int64_t ms : {0, 500, 1000, 1500})
    {
        Send(ms);
    }
    udp.Receive(0, MilliSeconds(10));
    udp.Receive(1, MilliSeconds(530));
    udp.ReceiveElsewhere();
    const TimeSpans off{{MilliSeconds(900), MilliSeconds(1100)}};
    const auto record = MakeFlowRecord(udp, off, MilliSeconds(2000));
    EXPECT_EQ(record.from + ">" + record.to, "a>b");
    EXPECT_EQ(record.addressFrom, "fd00:1:0:1::1");
    EXPECT_EQ(record.addressTo, "fd00:1:0:9::1");
    EXPECT_EQ(record.sent, 3U);
    EXPECT_EQ(record.received, 2U);
    EXPECT_EQ(record.lost, 1U);
    EXPECT_EQ(record.misdelivered, 1U);
    EXPECT_EQ(record.unreachableSent, 1U);
    EXPECT_EQ(record.unreachableLost, 1U);
    EXPECT_EQ(record.octets, 200U);
    EXPECT_EQ(record.delayMean, MilliSeconds(20));
    EXPECT_EQ(record.jitter, MilliSeconds(20));
    ASSERT_TRUE(record.goodput);
    EXPECT_DOUBLE_EQ(*record.goodput, 200 * 8 / 1e3 / 0.9) << "0.1 s of one second were off";
}

TEST_F(PacketFlowTest, ARecordOfTcpCountsOctetsOnce)
{
    for (uint32_t sequence : {0U, 10U, 10U, 15U})
    {
        const auto number =
            tcp.Send(SOURCE, DESTINATION, {7, 10, sequence, false}, MilliSeconds(sequence));
        tcp.Receive(*number, MilliSeconds(100));
    }
    const auto record = MakeFlowRecord(tcp, {}, Seconds(2));
    EXPECT_EQ(record.received, 4U);
    EXPECT_EQ(record.octets, 25U);
    EXPECT_FALSE(record.jitter) << "the sender paces itself";
}

} // namespace
