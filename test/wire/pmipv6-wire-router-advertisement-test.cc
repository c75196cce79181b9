/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Router Advertisements (RFC 4861, 4.2; RFC 4191, 2) as they are written: their octets, and that
 * what is read of them is what was meant.
 */

#include "ns3/pmipv6-router-advertisement.h"
#include "ns3/pmipv6-upper-layer-checksum.h"

#include <gtest/gtest.h>
#include <string>
#include <variant>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address SOURCE("fe80::1");
const Ipv6Address ALL_NODES("ff02::1");
constexpr uint8_t ICMPV6 = 58;

/// @return a message without its checksum, which is checked
std::vector<uint8_t>
Write(const RouterAdvertisement& advertisement)
{
    auto octets = SerializeRouterAdvertisement(advertisement, SOURCE, ALL_NODES);
    EXPECT_EQ(ComputeUpperLayerChecksum(octets.data(), octets.size(), SOURCE, ALL_NODES, ICMPV6), 0)
        << "RFC 8200, 8.1";
    octets[2] = octets[3] = 0;
    return octets;
}

/// @return what a host reads
RouterAdvertisement
Read(const std::vector<uint8_t>& octets)
{
    const auto parsed = ParseRouterAdvertisement(octets.data(), octets.size());
    if (const auto* fault = std::get_if<std::string>(&parsed))
    {
        ADD_FAILURE() << *fault;
        return {};
    }
    return std::get<RouterAdvertisement>(parsed);
}

TEST(RouterAdvertisement, TheChecksumIsOfRfc8200)
{
    // By hand: an all-zero message of 4 octets from :: to ::.
    const uint8_t octets[4] = {};
    EXPECT_EQ(ComputeUpperLayerChecksum(octets, 4, Ipv6Address("::"), Ipv6Address("::"), ICMPV6),
              static_cast<uint16_t>(~(4 + 58)));
}

TEST(RouterAdvertisement, WithoutOptions)
{
    RouterAdvertisement advertisement;
    advertisement.hopLimit = 64;
    advertisement.lifetime = 0x0708;
    EXPECT_EQ(Write(advertisement),
              (std::vector<uint8_t>{134, 0, 0, 0, 64, 0, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0}));
    advertisement.preference = RouterPreference::HIGH;
    EXPECT_EQ(Write(advertisement)[5], 0x08) << "RFC 4191, 2.1: 01";
    advertisement.preference = RouterPreference::LOW;
    EXPECT_EQ(Write(advertisement)[5], 0x18) << "11";
}

TEST(RouterAdvertisement, Options)
{
    RouterAdvertisement advertisement;
    advertisement.linkLayers.push_back(LinkLayerAddress("02:00:01:00:00:01"));
    advertisement.mtu = 1460;
    advertisement.prefixes.push_back({Prefix(Ipv6Address("2001:db8::"), 64), true, true, 2, 1});
    const auto octets = Write(advertisement);
    const std::vector<uint8_t> expected = {1,    1,    2,    0,    1, 0, 0, 1,    // 4.6.1
                                           5,    1,    0,    0,    0, 0, 5, 0xb4, // 4.6.4
                                           3,    4,    64,   0xc0, 0, 0, 0, 2,    // 4.6.2
                                           0,    0,    0,    1,    0, 0, 0, 0,    //
                                           0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0,    //
                                           0,    0,    0,    0,    0, 0, 0, 0};
    EXPECT_EQ(std::vector<uint8_t>(octets.begin() + 16, octets.end()), expected);
}

TEST(RouterAdvertisement, RoutesAreAsLongAsTheirPrefixesNeed)
{
    const struct
    {
        uint8_t length; //!< of the prefix
        uint8_t units;  //!< of the option
    } rows[] = {{0, 1}, {1, 2}, {48, 2}, {64, 2}, {65, 3}, {128, 3}};

    for (const auto& row : rows)
    {
        RouterAdvertisement advertisement;
        const Prefix prefix(Ipv6Address("2001:db8:1:2:3:4:5:6"), row.length);
        advertisement.routes.push_back({prefix, RouterPreference::LOW, 900});
        const auto octets = Write(advertisement);
        ASSERT_EQ(octets.size(), 16U + 8U * row.units);
        EXPECT_EQ(octets[16], 24);
        EXPECT_EQ(octets[17], row.units);
        EXPECT_EQ(octets[18], row.length);
        EXPECT_EQ(octets[19], 0x18);
        const auto read = Read(octets);
        ASSERT_EQ(read.routes.size(), 1U);
        EXPECT_EQ(read.routes[0].prefix, prefix);
        EXPECT_EQ(read.routes[0].preference, RouterPreference::LOW);
        EXPECT_EQ(read.routes[0].lifetime, 900U);
    }
}

TEST(RouterAdvertisement, LongerLinkLayerAddressesArePadded)
{
    RouterAdvertisement advertisement;
    const LinkLayerAddress address("0e:00:00:00:00:2c:00:0d");
    advertisement.linkLayers.push_back(address);
    const auto octets = Write(advertisement);
    EXPECT_EQ(std::vector<uint8_t>(octets.begin() + 16, octets.end()),
              (std::vector<uint8_t>{1, 2, 0x0e, 0, 0, 0, 0, 0x2c, 0, 0x0d, 0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(ReadLinkLayerAddress(Read(octets), 8), address);
}

TEST(RouterAdvertisement, TheFirstPrefixIsHeardLast)
{
    RouterAdvertisement advertisement;
    const Prefix first(Ipv6Address("2001:db8:1::"), 64);
    const Prefix second(Ipv6Address("2001:db8:2::"), 64);
    advertisement.prefixes.push_back({first, true, true, INFINITE_PREFIX_LIFETIME, 0});
    advertisement.prefixes.push_back({second, false, false, 0, 0});
    advertisement.routes.push_back({second, RouterPreference::HIGH, INFINITE_PREFIX_LIFETIME});
    const auto read = Read(Write(advertisement));
    ASSERT_EQ(read.prefixes.size(), 2U);
    EXPECT_EQ(read.prefixes[0].prefix, second);
    EXPECT_FALSE(read.prefixes[0].isOnLink || read.prefixes[0].isAutonomous);
    EXPECT_EQ(read.prefixes[1].prefix, first);
    EXPECT_EQ(read.prefixes[1].valid, INFINITE_PREFIX_LIFETIME);
    EXPECT_TRUE(read.prefixes[1].isOnLink && read.prefixes[1].isAutonomous);
    ASSERT_EQ(read.routes.size(), 1U);
    EXPECT_EQ(read.routes[0].lifetime, INFINITE_PREFIX_LIFETIME);
}

} // namespace
