/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Which LMF is responsible for whom (draft-luo, 7.4): shares are fair, and those who join or leave
 * change nobody else's.
 */

#include "ns3/pmipv6-manager-ring.h"

#include <algorithm>
#include <cstdint>
#include <gtest/gtest.h>
#include <map>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

/// How many nodes there are.
constexpr uint32_t NODES = 10000;

/// @return an LMF's address
Ipv6Address
MakeMember(uint32_t number)
{
    return Ipv6Address(("fd00:f::" + std::to_string(number)).c_str());
}

/// @return a node's prefix
Prefix
MakeNode(uint32_t number)
{
    uint8_t octets[16] = {0xfd, 0, 0, 2};
    octets[6] = static_cast<uint8_t>(number >> 8);
    octets[7] = static_cast<uint8_t>(number);
    return Prefix(Ipv6Address(octets), 64);
}

/// @return a ring of members 1 to a number
ManagerRing
MakeRing(uint32_t count)
{
    ManagerRing ring;
    for (uint32_t i = 1; i <= count; ++i)
    {
        ring.Add(MakeMember(i));
    }
    return ring;
}

/// @return who is responsible for each node
std::vector<Ipv6Address>
FindAllNodes(const ManagerRing& ring)
{
    std::vector<Ipv6Address> responsible;
    for (uint32_t i = 0; i < NODES; ++i)
    {
        responsible.push_back(ring.FindResponsible(GetRingKey(MakeNode(i))));
    }
    return responsible;
}

TEST(ManagerRing, SharesAreFair)
{
    std::map<Ipv6Address, uint32_t> shares;
    for (const auto& member : FindAllNodes(MakeRing(5)))
    {
        ++shares[member];
    }
    EXPECT_EQ(shares.size(), 5U);
    for (const auto& [member, share] : shares)
    {
        EXPECT_LT(share, 1.6 * NODES / 5) << member;
        EXPECT_GT(share, 0.4 * NODES / 5) << member;
    }
}

TEST(ManagerRing, IdentifiersAreSpreadToo)
{
    const ManagerRing ring = MakeRing(5);
    std::map<Ipv6Address, uint32_t> shares;
    for (uint32_t i = 0; i < NODES; ++i)
    {
        ++shares[ring.FindResponsible(GetRingKey("mn" + std::to_string(i) + "@example.net"))];
    }
    EXPECT_EQ(shares.size(), 5U);
    for (const auto& [member, share] : shares)
    {
        EXPECT_LT(share, 1.6 * NODES / 5) << member;
    }
}

TEST(ManagerRing, JoiningMovesToTheJoinerOnly)
{
    ManagerRing ring = MakeRing(4);
    const auto before = FindAllNodes(ring);
    ring.Add(MakeMember(5));
    const auto after = FindAllNodes(ring);
    uint32_t moved = 0;
    for (uint32_t i = 0; i < NODES; ++i)
    {
        if (before[i] != after[i])
        {
            ++moved;
            EXPECT_EQ(after[i], MakeMember(5)) << MakeNode(i);
        }
    }
    EXPECT_GT(moved, NODES / 5 / 2);
    EXPECT_LT(moved, NODES / 5 * 2);
}

TEST(ManagerRing, LeavingMovesTheLeaversOnly)
{
    ManagerRing ring = MakeRing(5);
    const auto before = FindAllNodes(ring);
    const auto second = [&ring](uint32_t node) {
        return ring.FindAll(GetRingKey(MakeNode(node))).at(1);
    };
    std::vector<Ipv6Address> next;
    for (uint32_t i = 0; i < NODES; ++i)
    {
        next.push_back(second(i));
    }
    ring.Remove(MakeMember(3));
    EXPECT_EQ(ring.GetSize(), 4U);
    EXPECT_FALSE(ring.Contains(MakeMember(3)));
    const auto after = FindAllNodes(ring);
    for (uint32_t i = 0; i < NODES; ++i)
    {
        EXPECT_EQ(after[i], before[i] == MakeMember(3) ? next[i] : before[i]) << MakeNode(i);
    }
    ring.Add(MakeMember(3));
    EXPECT_EQ(FindAllNodes(ring), before);
}

TEST(ManagerRing, TheOrderOfAddingDoesNotCount)
{
    ManagerRing ring;
    for (uint32_t i = 5; i > 0; --i)
    {
        ring.Add(MakeMember(i));
        ring.Add(MakeMember(i));
    }
    EXPECT_EQ(ring.GetSize(), 5U);
    EXPECT_EQ(FindAllNodes(ring), FindAllNodes(MakeRing(5)));
}

TEST(ManagerRing, AllOnceTheResponsibleFirst)
{
    const ManagerRing ring = MakeRing(5);
    for (uint32_t i = 0; i < 1000; ++i)
    {
        const uint64_t key = GetRingKey(MakeNode(i));
        auto all = ring.FindAll(key);
        EXPECT_EQ(all.front(), ring.FindResponsible(key));
        std::sort(all.begin(), all.end());
        EXPECT_EQ(all,
                  (std::vector<Ipv6Address>{MakeMember(1),
                                            MakeMember(2),
                                            MakeMember(3),
                                            MakeMember(4),
                                            MakeMember(5)}));
    }
    for (const uint64_t key : {uint64_t{0}, UINT64_MAX})
    {
        EXPECT_EQ(ring.FindAll(key).size(), 5U) << key;
        EXPECT_EQ(ring.FindAll(key).front(), ring.FindResponsible(key)) << key;
    }
}

TEST(ManagerRing, Empty)
{
    ManagerRing ring;
    EXPECT_EQ(ring.FindResponsible(1), Ipv6Address::GetAny());
    EXPECT_TRUE(ring.FindAll(1).empty());
    ring.Remove(MakeMember(1));
    ring.Add(MakeMember(1));
    ring.Remove(MakeMember(1));
    EXPECT_EQ(ring.GetSize(), 0U);
    EXPECT_TRUE(ring.FindAll(1).empty());
}

TEST(ManagerRing, AnAddressIsWhereItsPrefixIs)
{
    const Prefix node(Ipv6Address("fd00:2:0:7::"), 64);
    const Prefix address(Ipv6Address("fd00:2:0:7:abcd:1:2:3"), 128);
    EXPECT_EQ(GetRingKey(address), GetRingKey(node));
    EXPECT_EQ(GetRingKey(Prefix(address.GetAddress(), 80)), GetRingKey(node));
    EXPECT_NE(GetRingKey(Prefix(Ipv6Address("fd00:2:0:8::"), 64)), GetRingKey(node));
}

TEST(ManagerRing, IsTheSameOnEveryMachine)
{
    EXPECT_EQ(GetRingKey(Prefix(Ipv6Address("fd00:2:0:1::"), 64)), 0x43b8896075eb5db2ULL);
    EXPECT_EQ(GetRingKey(std::string("mn1")), 0xab0bbaf617d60979ULL);
    EXPECT_EQ(MakeRing(5).FindResponsible(GetRingKey(std::string("mn1"))), MakeMember(5));
}

} // namespace
