/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Values by prefix: the longest counts; against a plain list.
 */

#include "ns3/pmipv6-prefix-map.h"

#include <gtest/gtest.h>
#include <map>
#include <random>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

/// @return a prefix, written as "fd00:1::/64"
Prefix
Of(const std::string& text)
{
    return *ParsePrefix(text);
}

TEST(PrefixMap, TheLongestCounts)
{
    PrefixMap<std::string> map;
    map.Set(Of("fd00:1::/48"), "48");
    map.Set(Of("fd00:1:0:1::/64"), "64");
    map.Set(Of("fd00:1:0:1::9/128"), "128");
    const auto find = [&map](const std::string& text) {
        const auto* found = map.FindLongest(Of(text));
        return found ? *found : "none";
    };
    EXPECT_EQ(find("fd00:1:0:1::9/128"), "128");
    EXPECT_EQ(find("fd00:1:0:1::8/128"), "64");
    EXPECT_EQ(find("fd00:1:0:2::8/128"), "48");
    EXPECT_EQ(find("fd00:2::/128"), "none");
    // All of it must be in the one that is found.
    EXPECT_EQ(find("fd00:1:0:1::/64"), "64");
    EXPECT_EQ(find("fd00:1:0:1::/63"), "48");
    EXPECT_EQ(find("fd00:1::/48"), "48");
    EXPECT_EQ(find("fd00::/16"), "none");
    map.Set(Prefix(), "all");
    EXPECT_EQ(find("fd00::/16"), "all");
    EXPECT_EQ(find("::/0"), "all");
}

TEST(PrefixMap, SetsAndErases)
{
    PrefixMap<int> map;
    EXPECT_EQ(map.Find(Of("fd00:1::/64")), nullptr);
    EXPECT_EQ(map.Set(Of("fd00:1::/64"), 1), 1);
    EXPECT_EQ(map.Set(Of("fd00:1::5/64"), 2), 2) << "bits beyond the length do not count";
    EXPECT_EQ(map.GetSize(), 1U);
    *map.Find(Of("fd00:1::/64")) = 3;
    EXPECT_EQ(*map.FindLongest(Of("fd00:1::5/128")), 3);
    map.Erase(Of("fd00:1::/48"));
    EXPECT_EQ(map.GetSize(), 1U) << "of exactly that length";
    map.Erase(Of("fd00:1::/64"));
    map.Erase(Of("fd00:1::/64"));
    EXPECT_EQ(map.GetSize(), 0U);
    EXPECT_EQ(map.FindLongest(Of("fd00:1::5/128")), nullptr);
    map.Set(Of("fd00:1::/64"), 4);
    map.Set(Of("fd00:2::/64"), 5);
    map.Erase(Of("fd00:1::/64"));
    EXPECT_EQ(*map.FindLongest(Of("fd00:2::5/128")), 5) << "another of that length stays";
    map.Clear();
    EXPECT_EQ(map.FindLongest(Of("fd00:2::5/128")), nullptr);
    map.Set(Of("fd00:2::/64"), 6);
    EXPECT_EQ(*map.FindLongest(Of("fd00:2::5/128")), 6);
}

TEST(PrefixMap, ValuesStayWhereTheyAre)
{
    PrefixMap<int> map;
    const int& first = map.Set(Of("fd00:1::/64"), 1);
    for (int i = 0; i < 1000; ++i)
    {
        uint8_t
            octets[16]{0xfd, 0, 0, 2, 0, 0, static_cast<uint8_t>(i >> 8), static_cast<uint8_t>(i)};
        map.Set(Prefix(Ipv6Address(octets), 64), i);
    }
    EXPECT_EQ(map.Find(Of("fd00:1::/64")), &first);
    EXPECT_EQ(first, 1);
}

TEST(PrefixMap, AgreesWithAPlainList)
{
    std::mt19937 random(64);
    const auto below = [&random](uint32_t limit) { return random() % limit; };
    const auto make = [&below](uint8_t length) {
        uint8_t octets[16]{0xfd, 0, 0, static_cast<uint8_t>(below(2))};
        octets[7] = static_cast<uint8_t>(below(3));
        octets[15] = static_cast<uint8_t>(below(2));
        return Prefix(Ipv6Address(octets), length);
    };
    constexpr uint8_t LENGTHS[] = {0, 32, 48, 63, 64, 128};
    PrefixMap<int> map;
    std::map<Prefix, int> listed;
    for (int step = 0; step < 5000; ++step)
    {
        const Prefix prefix = make(LENGTHS[below(6)]);
        if (below(10) < (step / 500 % 2 == 0 ? 7U : 3U))
        {
            map.Set(prefix, step);
            listed[prefix] = step;
        }
        else
        {
            map.Erase(prefix);
            listed.erase(prefix);
        }
        const Prefix asked = make(LENGTHS[below(6)]);
        const std::pair<const Prefix, int>* best = nullptr;
        for (const auto& row : listed)
        {
            const bool isWithin = row.first.GetLength() <= asked.GetLength() &&
                                  row.first.Contains(asked.GetAddress());
            best = isWithin && (!best || best->first.GetLength() < row.first.GetLength()) ? &row
                                                                                          : best;
        }
        const auto* found = map.FindLongest(asked);
        ASSERT_EQ(found != nullptr, best != nullptr) << "step " << step << ": " << asked;
        if (found)
        {
            ASSERT_EQ(*found, best->second) << "step " << step << ": " << asked;
        }
        ASSERT_EQ(map.GetSize(), listed.size());
    }
}

} // namespace
