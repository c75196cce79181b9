/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Prefixes: texts, containment at every length, order, and how well their hash spreads.
 */

#include "ns3/pmipv6-prefix.h"

#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

TEST(PrefixText, IsReadAndWritten)
{
    const std::vector<std::pair<const char*, const char*>> texts = {
        {"fd00:1::/48", "fd00:1::/48"},
        {"fd00:1:0:0:0:0:0:0/48", "fd00:1::/48"},
        {"FD00:1::/48", "fd00:1::/48"},
        {"::/0", "::/0"},
        {"fd00::1/128", "fd00::1/128"},
        {"fd00::1/064", "fd00::/64"},
        // Bits beyond the length go.
        {"fd00:1:2:3:4:5:6:7/64", "fd00:1:2:3::/64"},
        {"fd00:1:ffff::/45", "fd00:1:fff8::/45"},
        {"ffff::/1", "8000::/1"},
        {"ffff::/0", "::/0"},
        {"fd00::ffff/127", "fd00::fffe/127"},
        {"fd00::1.2.3.4/128", "fd00::102:304/128"},
    };
    for (const auto& [text, written] : texts)
    {
        const auto prefix = ParsePrefix(text);
        ASSERT_TRUE(prefix) << text;
        EXPECT_EQ(ToText(*prefix), written) << text;
    }
}

TEST(AddressText, IsReadOrRefused)
{
    EXPECT_EQ(ParseAddress("fd00:1:0::1"), Ipv6Address("fd00:1::1"));
    EXPECT_EQ(ParseAddress("::"), Ipv6Address::GetAny());
    for (const std::string& text : {std::string(),
                                    std::string("fd00"),
                                    std::string("fd00::1 "),
                                    std::string("fd00::1/64"),
                                    std::string("fd00::1%1"),
                                    std::string("fd00::1::"),
                                    std::string("10.0.0.1"),
                                    std::string("fd00::1\0", 8)})
    {
        EXPECT_FALSE(ParseAddress(text)) << text;
    }
    EXPECT_FALSE(ParsePrefix(std::string("fd00::\0/64", 10)));
}

TEST(Prefix, OverlapsWhatItContainsOrIsContainedIn)
{
    const auto check = [](const char* a, const char* b) {
        const bool overlaps = ParsePrefix(a)->Overlaps(*ParsePrefix(b));
        EXPECT_EQ(ParsePrefix(b)->Overlaps(*ParsePrefix(a)), overlaps);
        return overlaps;
    };
    EXPECT_TRUE(check("fd00:1::/64", "fd00:1::/64"));
    EXPECT_TRUE(check("fd00:1::/48", "fd00:1:0:ffff::/64"));
    EXPECT_TRUE(check("::/0", "fd00:1::/64"));
    EXPECT_FALSE(check("fd00:1::/48", "fd00:2::/64"));
    EXPECT_FALSE(check("fd00:1::/64", "fd00:1:0:1::/64"));
}

TEST(Prefix, IsRoutableUnicastOrNot)
{
    for (const char* text : {"fd00:1::/64",
                             "2001:db7::/32",
                             "64:ff9b::/96",
                             "2000::/16",
                             "fec0::/10",
                             "::1:0:0:0/96",
                             "fd00::1/128"})
    {
        EXPECT_TRUE(IsRoutableUnicast(*ParsePrefix(text))) << text;
    }
    for (const char* text : {"::/0",
                             "::/128",
                             "::1/128",
                             "::ffff:0:0/96",
                             "fe80::/64",
                             "fe00::/8",
                             "febf:ffff::/32",
                             "ff0e::1/128",
                             "2001:db8::/33",
                             "2000::/3"})
    {
        EXPECT_FALSE(IsRoutableUnicast(*ParsePrefix(text))) << text;
    }
}

TEST(PrefixText, RefusesWhatIsNoPrefix)
{
    for (const char* text : {"",
                             "/",
                             "/64",
                             "fd00::",
                             "fd00::/",
                             "fd00::/-1",
                             "fd00::/+1",
                             "fd00::/ 64",
                             "fd00::/64 ",
                             "fd00::/129",
                             "fd00::/256",
                             "fd00::/999",
                             "fd00::/0064",
                             "fd00::/64/64",
                             "fd00::/6f",
                             "fd00::/1e1",
                             " fd00::/64",
                             "fd00:: /64",
                             "fd00::g/64",
                             "fd00::1::/64",
                             "fd00:1/64",
                             "10.0.0.0/8",
                             "pool/64",
                             "fd00::%eth0/64",
                             "1:2:3:4:5:6:7:8:9/64",
                             "fd00::/64\n",
                             "fd00::12345/64"})
    {
        EXPECT_FALSE(ParsePrefix(text)) << '"' << text << '"';
    }
}

TEST(Prefix, CountsLengthsAbove128As128)
{
    const Ipv6Address address("fd00::1");
    EXPECT_EQ(Prefix(address, 129).GetLength(), 128);
    EXPECT_EQ(Prefix(address, 255), Prefix(address, 128));
}

/// At every length: the last bit within the prefix counts, the first one behind it does not.
TEST(Prefix, ContainsByExactlyItsBits)
{
    uint8_t base[16];
    Ipv6Address("a5c3:96f0:5a3c:690f:a5c3:96f0:5a3c:690f").GetBytes(base);
    const auto flipped = [&base](int bit) {
        uint8_t octets[16];
        std::copy(base, base + 16, octets);
        octets[bit / 8] ^= static_cast<uint8_t>(0x80 >> (bit % 8));
        return Ipv6Address(octets);
    };
    for (int length = 0; length <= 128; ++length)
    {
        const Prefix prefix(Ipv6Address(base), static_cast<uint8_t>(length));
        EXPECT_TRUE(prefix.Contains(Ipv6Address(base))) << length;
        for (int bit = 0; bit < 128; ++bit)
        {
            EXPECT_EQ(prefix.Contains(flipped(bit)), bit >= length) << length << " bit " << bit;
        }
    }
}

TEST(Prefix, ContainsAtOddLengths)
{
    const Prefix prefix = *ParsePrefix("fd00:1:8::/45");
    EXPECT_TRUE(prefix.Contains("fd00:1:8::"));
    EXPECT_TRUE(prefix.Contains("fd00:1:f:ffff:ffff:ffff:ffff:ffff"));
    EXPECT_FALSE(prefix.Contains("fd00:1:7:ffff:ffff:ffff:ffff:ffff"));
    EXPECT_FALSE(prefix.Contains("fd00:1:10::"));
}

TEST(Prefix, IsAllZeroByItsAddressAlone)
{
    EXPECT_TRUE(Prefix().IsAllZero());
    EXPECT_EQ(Prefix(), *ParsePrefix("::/0"));
    EXPECT_TRUE(ParsePrefix("::/64")->IsAllZero());
    EXPECT_TRUE(ParsePrefix("fd00::/0")->IsAllZero());
    EXPECT_FALSE(ParsePrefix("8000::/1")->IsAllZero());
}

TEST(Prefix, ComparesByAddressThenLength)
{
    const auto shorter = *ParsePrefix("fd00:1::/48");
    const auto longer = *ParsePrefix("fd00:1::/64");
    const auto later = *ParsePrefix("fd00:2::/48");
    EXPECT_NE(shorter, longer);
    EXPECT_EQ(shorter, Prefix("fd00:1:0:ffff::", 48));
    EXPECT_LT(shorter, longer);
    EXPECT_LT(longer, later);
    EXPECT_FALSE(later < shorter);
    EXPECT_FALSE(shorter < shorter);
}

TEST(Prefix, BecomesAMask)
{
    EXPECT_EQ(ParsePrefix("fd00:1::/45")->ToMask().GetPrefixLength(), 45);
}

/**
 * A hash that spreads evenly puts n keys into n buckets with some n/e of them empty: 63.2 % are
 * used. Both ends of the hash must do so, as containers take either.
 *
 * @param hashes hashes of 65536 different keys
 */
void
ExpectSpread(const std::vector<std::size_t>& hashes)
{
    ASSERT_EQ(hashes.size(), 65536U);
    std::set<std::size_t> low;
    std::set<std::size_t> high;
    for (const std::size_t hash : hashes)
    {
        low.insert(hash & 0xffff);
        high.insert(hash >> (8 * sizeof(std::size_t) - 16));
    }
    EXPECT_NEAR(low.size() / 65536.0, 0.632, 0.01);
    EXPECT_NEAR(high.size() / 65536.0, 0.632, 0.01);
}

TEST(PrefixHash, SpreadsNeighbours)
{
    // The varying 16 bits, wherever they stand in the address.
    for (int place = 0; place < 8; ++place)
    {
        std::vector<std::size_t> prefixes;
        for (unsigned i = 0; i < 65536; ++i)
        {
            uint8_t octets[16] = {0xfd};
            octets[2 * place] = static_cast<uint8_t>(i >> 8);
            octets[2 * place + 1] = static_cast<uint8_t>(i);
            prefixes.push_back(PrefixHash()(Prefix(Ipv6Address(octets), 128)));
        }
        ExpectSpread(prefixes);
    }
}

TEST(PrefixHash, TellsLengths)
{
    std::set<std::size_t> hashes;
    for (uint8_t length = 0; length <= 128; ++length)
    {
        hashes.insert(PrefixHash()(Prefix("8000::", length)));
    }
    EXPECT_EQ(hashes.size(), 129U);
    EXPECT_EQ(PrefixHash()(Prefix("fd00::1", 64)), PrefixHash()(Prefix("fd00::2", 64)));
}

TEST(MacHash, SpreadsNeighbours)
{
    std::vector<std::size_t> hashes;
    for (unsigned i = 0; i < 65536; ++i)
    {
        const uint8_t octets[6] = {0x02,
                                   0,
                                   static_cast<uint8_t>(i),
                                   0,
                                   static_cast<uint8_t>(i >> 8)};
        Mac48Address address;
        address.CopyFrom(octets);
        hashes.push_back(MacHash()(address));
    }
    ExpectSpread(hashes);
}

} // namespace
