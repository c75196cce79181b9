/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The Hop-by-Hop Options header with a Router Alert (RFC 8200, 4.2 and 4.3; RFC 2711, 2.1).
 */

#include "pmipv6-wire-support.h"

#include "ns3/packet.h"
#include "ns3/pmipv6-hop-by-hop-options.h"

#include <gtest/gtest.h>
#include <random>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

/// @return what octets say, if they can be read
std::optional<HopByHopOptions>
Read(const Octets& octets)
{
    return ReadHopByHopOptions(
        *Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size())));
}

TEST(WireHopByHop, WritesTheAlertBeforeTheMessage)
{
    const Octets message = FromHex("3b00 0b00 0000 1000");
    auto packet = Create<Packet>(message.data(), static_cast<uint32_t>(message.size()));
    AddMobilityAlert(*packet);
    Octets octets(packet->GetSize());
    packet->CopyData(octets.data(), packet->GetSize());
    EXPECT_EQ(ToHex(octets),
              "8700"
              "0502ffdf"
              "0100" +
                  ToHex(message));
    const auto read = Read(octets);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->nextHeader, 135);
    EXPECT_EQ(read->length, 8U);
    EXPECT_EQ(read->routerAlert, 65503);
    EXPECT_TRUE(read->IsMobilityAlert());
}

TEST(WireHopByHop, AlertsForOthers)
{
    EXPECT_FALSE(Read(FromHex("8700 01040000 0000"))->IsMobilityAlert()) << "no Router Alert";
    EXPECT_FALSE(Read(FromHex("8700 05020000 0100"))->IsMobilityAlert()) << "of RFC 2710";
    EXPECT_FALSE(Read(FromHex("1100 0502ffdf 0100"))->IsMobilityAlert()) << "before UDP";
    EXPECT_FALSE(Read(FromHex("2c00 0502ffdf 0100"))->IsMobilityAlert()) << "before a fragment";
}

TEST(WireHopByHop, TakesOptionsInAnyOrder)
{
    EXPECT_TRUE(Read(FromHex("8700 00000502 ffdf"))->IsMobilityAlert()) << "two Pad1";
    EXPECT_TRUE(Read(FromHex("8700 01000502 ffdf"))->IsMobilityAlert()) << "PadN";
    const auto unknown = Read(FromHex("8701 3e04aaaaaaaa 0502ffdf 01020000"));
    ASSERT_TRUE(unknown);
    EXPECT_EQ(unknown->length, 16U);
    EXPECT_TRUE(unknown->IsMobilityAlert()) << "behind an option that nobody knows";
}

TEST(WireHopByHop, RefusesWhatGoesBeyondTheEnd)
{
    for (const char* text : {"",
                             "87",
                             "8700",
                             "8700 0502ffdf 01",   // A header of 8 octets of which 7 are there.
                             "8701 0502ffdf 0100", // One of 16.
                             "87ff 0502ffdf 0100", // One of 2048.
                             "8700 0502ffdf 0101", // PadN with an octet behind the end.
                             "8700 01030000 0005", // A type without a length.
                             "8700 01020000 0502 ffdf", // An option that ends in the next header.
                             "8700 0503ffdf 0000",      // A Router Alert of three octets,
                             "8700 0501ff01 0100",      // of one,
                             "8700 05000000 0000"})     // of none.
    {
        EXPECT_FALSE(Read(FromHex(text))) << text;
    }
}

TEST(WireHopByHop, HasAnAnswerToAnyOctets)
{
    std::mt19937 random(2711);
    for (int i = 0; i < 200000; ++i)
    {
        Octets octets(random() % 40);
        for (auto& octet : octets)
        {
            octet = static_cast<uint8_t>(random() % 2 ? random() : random() % 6);
        }
        const auto read = Read(octets);
        if (read)
        {
            ASSERT_EQ(read->nextHeader, octets[0]);
            ASSERT_LE(read->length, octets.size());
        }
    }
}

} // namespace
