/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Link-layer addresses of any length: texts, conversions, order, hash, bounds, and how options
 * carry them.
 */

#include "pmipv6-wire-support.h"

#include "ns3/mac16-address.h"
#include "ns3/mac64-address.h"
#include "ns3/pmipv6-link-layer-address.h"
#include "ns3/pmipv6-prefix.h"
#include "ns3/pmipv6-router-advertisement.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <unordered_set>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

/// @return an address of so many octets: 1, 2, 3, ...
LinkLayerAddress
Count(std::size_t size)
{
    Octets octets(size);
    for (std::size_t i = 0; i < size; ++i)
    {
        octets[i] = static_cast<uint8_t>(i + 1);
    }
    return LinkLayerAddress(octets);
}

/// @return MAC-48 addresses, the same in each run, many of them neighbours
std::vector<Mac48Address>
MakeMac48()
{
    std::mt19937 random(1);
    std::vector<Mac48Address> addresses;
    for (int i = 0; i < 300; ++i)
    {
        uint8_t octets[6];
        for (uint8_t& octet : octets)
        {
            const uint8_t values[] = {0, 1, 0x7f, 0x80, 0xff, static_cast<uint8_t>(random())};
            octet = values[random() % 6];
        }
        Mac48Address address;
        address.CopyFrom(octets);
        addresses.push_back(address);
    }
    return addresses;
}

TEST(LinkLayerAddress, IsWrittenAsMac48)
{
    for (const auto& mac : MakeMac48())
    {
        EXPECT_EQ(ToText(LinkLayerAddress(mac)), ToText(mac));
    }
    EXPECT_EQ(ToText(LinkLayerAddress()), "none");
    EXPECT_EQ(ToText(LinkLayerAddress{0xab}), "ab");
    EXPECT_EQ(ToText(LinkLayerAddress{2, 0, 0x5e, 0xff, 0xfe, 0, 0x53, 0xa}),
              "02:00:5e:ff:fe:00:53:0a");
    std::ostringstream text;
    text << std::hex << std::uppercase << LinkLayerAddress{0xab, 0x0c} << ' ' << 171;
    EXPECT_EQ(text.str(), "ab:0c AB")
        << "whatever the stream does to numbers, and without a change";
}

TEST(LinkLayerAddress, IsRead)
{
    for (const std::size_t size : {1, 2, 5, 6, 7, 8, 15, 16, 20, 253})
    {
        const auto address = Count(size);
        EXPECT_EQ(ParseLinkLayerAddress(ToText(address)), address) << size;
    }
    EXPECT_EQ(ParseLinkLayerAddress("AB:cD"), (LinkLayerAddress{0xab, 0xcd}));
    EXPECT_EQ(ParseLinkLayerAddress("00"), LinkLayerAddress{0}) << "it is no interface's, but read";
    for (const std::string text : {"",
                                   "0",
                                   "001",
                                   ":",
                                   "00:",
                                   ":00",
                                   "00:0",
                                   "00:001",
                                   "0:000",
                                   "00-01",
                                   "00:0g",
                                   "00:g0",
                                   "00:-1",
                                   "00:+1",
                                   "00: 1",
                                   "0x:01",
                                   "00:01 ",
                                   "none"})
    {
        EXPECT_FALSE(ParseLinkLayerAddress(text)) << text;
    }
    EXPECT_FALSE(ParseLinkLayerAddress(std::string("00:0\0", 5)));
    EXPECT_FALSE(ParseLinkLayerAddress(ToText(Count(253)) + ":fe"));
}

TEST(LinkLayerAddress, IsOfAText)
{
    EXPECT_EQ(LinkLayerAddress("02:00:5e:ff:fe:00:53:0a"),
              (LinkLayerAddress{2, 0, 0x5e, 0xff, 0xfe, 0, 0x53, 0xa}));
}

TEST(LinkLayerAddress, IsOfADevice)
{
    const Mac48Address mac48("02:00:00:00:00:07");
    const LinkLayerAddress six = mac48;
    EXPECT_EQ(six, mac48);
    EXPECT_EQ(mac48, six);
    EXPECT_EQ(six.ToMac48(), mac48);
    EXPECT_EQ(six.ToAddress(), Address(mac48));
    EXPECT_TRUE(Mac48Address::IsMatchingType(six.ToAddress()));
    const Address ofDevice = mac48;
    EXPECT_EQ(LinkLayerAddress(ofDevice), six) << "its type does not count";

    const Mac64Address mac64("02:00:00:00:00:00:00:07");
    const LinkLayerAddress eight = Address(mac64);
    EXPECT_EQ(eight, (LinkLayerAddress{2, 0, 0, 0, 0, 0, 0, 7}));
    EXPECT_EQ(Mac64Address::ConvertFrom(eight.ToAddress()), mac64);
    const Mac16Address mac16("02:07");
    const LinkLayerAddress two = Address(mac16);
    EXPECT_EQ(two, (LinkLayerAddress{2, 7}));
    EXPECT_EQ(Mac16Address::ConvertFrom(two.ToAddress()), mac16);

    EXPECT_EQ(LinkLayerAddress(Address()), LinkLayerAddress());
    for (std::size_t size = 0; size < 30; ++size)
    {
        EXPECT_EQ(Count(size).IsOfDevice(), size == 2 || size == 6 || size == 8) << size;
    }
}

TEST(LinkLayerAddress, KeepsItsOctets)
{
    for (std::size_t size = 0; size <= LinkLayerAddress::MAX_SIZE; ++size)
    {
        const auto address = Count(size);
        EXPECT_EQ(address.GetSize(), size);
        EXPECT_EQ(address.IsEmpty(), size == 0);
        EXPECT_EQ(LinkLayerAddress(address.GetOctets()), address);
        EXPECT_EQ(LinkLayerAddress(address.GetData(), size), address);
        const LinkLayerAddress copy = address; // NOLINT: it is the copy that is tested
        EXPECT_EQ(copy, address);
    }
    EXPECT_NE((LinkLayerAddress{1}), (LinkLayerAddress{1, 0}));
    EXPECT_NE((LinkLayerAddress{0}), LinkLayerAddress());
    EXPECT_NE((LinkLayerAddress{2, 0, 0, 0, 0, 0, 0, 1}),
              (LinkLayerAddress{2, 0, 0, 0, 0, 0, 0, 2}))
        << "a MAC-48 address of both would be the same";
}

TEST(LinkLayerAddress, HoldsNoMemoryUpToFifteenOctets)
{
    for (std::size_t size = 0; size <= 15; ++size)
    {
        const auto address = Count(size);
        const auto* const begin = reinterpret_cast<const uint8_t*>(&address);
        EXPECT_GE(address.GetData(), begin) << size;
        EXPECT_LE(address.GetData() + size, begin + sizeof(address)) << size;
    }
}

TEST(LinkLayerAddress, IsOrderedAsMac48)
{
    const auto macs = MakeMac48();
    for (const auto& a : macs)
    {
        for (const auto& b : macs)
        {
            EXPECT_EQ(LinkLayerAddress(a) < LinkLayerAddress(b), a < b) << a << ' ' << b;
        }
    }
}

TEST(LinkLayerAddress, IsOrderedByOctets)
{
    const std::vector<LinkLayerAddress> ordered = {{},
                                                   {0},
                                                   {0, 0xff},
                                                   {1},
                                                   {1, 2, 3, 4, 5, 6},
                                                   {1, 2, 3, 4, 5, 6, 7, 8},
                                                   {1, 2, 3, 4, 5, 7},
                                                   {0x7f},
                                                   {0x80},
                                                   {0xff}};
    for (std::size_t i = 0; i < ordered.size(); ++i)
    {
        for (std::size_t j = 0; j < ordered.size(); ++j)
        {
            EXPECT_EQ(ordered[i] < ordered[j], i < j) << ordered[i] << ' ' << ordered[j];
        }
    }
}

TEST(LinkLayerAddress, KnowsGroupsAndZero)
{
    EXPECT_TRUE(LinkLayerAddress(Mac48Address::GetBroadcast()).IsGroup());
    EXPECT_TRUE(LinkLayerAddress("33:33:00:00:00:01").IsGroup());
    EXPECT_FALSE(LinkLayerAddress("02:33:00:00:00:01").IsGroup());
    EXPECT_TRUE(LinkLayerAddress("03:33:00:00:00:00:00:01").IsGroup());
    EXPECT_FALSE(LinkLayerAddress("02:33:00:00:00:00:00:01").IsGroup());
    for (const std::size_t size : {1, 2, 5, 7, 9, 16})
    {
        EXPECT_FALSE(Count(size).IsGroup()) << size; // The first octet is 1.
    }
    EXPECT_FALSE(LinkLayerAddress().IsGroup());
    EXPECT_TRUE(LinkLayerAddress().IsZero());
    EXPECT_TRUE(LinkLayerAddress(Octets(17)).IsZero());
    EXPECT_FALSE((LinkLayerAddress{0, 0, 1}).IsZero());
}

TEST(LinkLayerHash, TellsAddressesApart)
{
    std::unordered_set<LinkLayerAddress, LinkLayerHash> all;
    std::set<std::size_t> hashes;
    const auto add = [&](const LinkLayerAddress& address) {
        all.insert(address);
        hashes.insert(LinkLayerHash()(address));
    };
    for (std::size_t size = 1; size <= LinkLayerAddress::MAX_SIZE; ++size)
    {
        add(Count(size));
        for (std::size_t i = 0; i < size; ++i)
        {
            Octets octets = Count(size).GetOctets();
            octets[i] ^= 0x40;
            add(LinkLayerAddress(octets));
        }
    }
    EXPECT_EQ(hashes.size(), all.size());
    EXPECT_EQ(LinkLayerHash()(Count(8)), LinkLayerHash()(Count(8)));
}

TEST(LinkLayerHash, SpreadsNeighbours)
{
    // The last 16 bits, and the lowest and highest 16 of the hash, for a MAC-48 and an EUI-64.
    for (const std::size_t size : {6, 8, 15, 20})
    {
        std::set<std::size_t> low;
        std::set<std::size_t> high;
        for (unsigned i = 0; i < 65536; ++i)
        {
            Octets octets(size, 2);
            octets[size - 2] = static_cast<uint8_t>(i >> 8);
            octets[size - 1] = static_cast<uint8_t>(i);
            const auto hash = LinkLayerHash()(LinkLayerAddress(octets));
            low.insert(hash & 0xffff);
            high.insert(hash >> (8 * sizeof(std::size_t) - 16));
        }
        EXPECT_NEAR(static_cast<double>(low.size()) / 65536, 0.632, 0.01) << size;
        EXPECT_NEAR(static_cast<double>(high.size()) / 65536, 0.632, 0.01) << size;
    }
}

TEST(LinkLayerHash, IsThatOfMac48)
{
    for (const auto& mac : MakeMac48())
    {
        EXPECT_EQ(LinkLayerHash()(mac), MacHash()(mac)) << "tables keep their order";
    }
}

TEST(LinkLayerAddressDeathTest, Bounds)
{
    EXPECT_DEATH(LinkLayerAddress(Octets(254)),
                 "LinkLayerAddress of 254 octets; allowed are at most 253");
    EXPECT_DEATH(LinkLayerAddress("00:0g"),
                 "LinkLayerAddress \"00:0g\"; allowed are 1 to 253 octets");
    EXPECT_DEATH(Count(8).ToMac48(),
                 "01:02:03:04:05:06:07:08 has 8 octets; allowed is a MAC-48 address of 6");
    EXPECT_DEATH(
        Count(7).ToAddress(),
        "01:02:03:04:05:06:07 has 7 octets; allowed for a net device of ns-3 are 2, 6 and 8");
    EXPECT_DEATH(LinkLayerAddress().ToAddress(), "address none has 0 octets");
}

/// RFC 5213, 8.6: the option has the octets as they are, and room for all lengths that there are.
TEST(LinkLayerAddress, IsCarriedByItsOption)
{
    for (std::size_t size = 1; size <= LinkLayerAddress::MAX_SIZE; ++size)
    {
        BindingUpdate update;
        update.options.push_back(MobileNodeLinkLayerIdentifierOption{Count(size).GetOctets()});
        const auto octets = BuildMobilityHeader(update, SOURCE, DESTINATION);
        const auto parsed = ParseMobilityHeader(octets.data(), octets.size(), SOURCE, DESTINATION);
        ASSERT_TRUE(std::holds_alternative<MobilityMessage>(parsed)) << size;
        const auto& options = GetOptions(std::get<MobilityMessage>(parsed));
        const auto* option = FindOption<MobileNodeLinkLayerIdentifierOption>(options);
        ASSERT_NE(option, nullptr) << size;
        EXPECT_EQ(LinkLayerAddress(option->identifier), Count(size));
        // Type 25, the length, two reserved octets.
        const Octets header = {25, static_cast<uint8_t>(size + 2), 0, 0};
        EXPECT_NE(std::search(octets.begin(), octets.end(), header.begin(), header.end()),
                  octets.end())
            << size;
    }
    BindingUpdate update;
    update.options.push_back(
        MobileNodeLinkLayerIdentifierOption{Octets(LinkLayerAddress::MAX_SIZE + 1)});
    EXPECT_DEATH(BuildMobilityHeader(update, SOURCE, DESTINATION), "");
}

/// @return what a host makes of the Source Link-layer Address options of a Router Advertisement
std::optional<LinkLayerAddress>
ReadSource(const std::string& options, std::size_t size)
{
    const Octets octets = FromHex("86000000 40000708 00000000 00000000" + options);
    const auto parsed = ParseRouterAdvertisement(octets.data(), octets.size());
    return ReadLinkLayerAddress(std::get<RouterAdvertisement>(parsed), size);
}

/// RFC 4861, 4.6.1: in units of 8 octets, of which the link knows how many are the address.
TEST(RouterAdvertisement, HasItsSourceInUnitsOfEightOctets)
{
    const std::string six = "0101 020000000007";
    const std::string eight = "0102 0200000000000009 000000000000";
    const LinkLayerAddress mac48{2, 0, 0, 0, 0, 7};
    const LinkLayerAddress eui64{2, 0, 0, 0, 0, 0, 0, 9};
    EXPECT_EQ(ReadSource(six, 6), mac48);
    EXPECT_EQ(ReadSource(six + "0101 020000000008", 6), mac48) << "the first";
    EXPECT_EQ(ReadSource(eight, 8), eui64);
    EXPECT_EQ(ReadSource(eight + six, 8), eui64);
    EXPECT_EQ(ReadSource(eight + six, 6), mac48) << "the first that can be one";
    EXPECT_EQ(ReadSource(six, 8), mac48) << "of a router whose address is shorter";
    EXPECT_EQ(ReadSource(eight, 6), std::nullopt);
    EXPECT_EQ(ReadSource("0101 02070000 0000", 2), (LinkLayerAddress{2, 7}));
    EXPECT_EQ(ReadSource("0201 020000000007", 6), std::nullopt) << "a target's";
    EXPECT_EQ(ReadSource("", 6), std::nullopt);
    // An option of 256 octets and more: no address is so long.
    EXPECT_EQ(ReadSource("0120" + ToHex(Octets(254)), 6), std::nullopt);
}

} // namespace
