/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What a packet's octets say of its flow and of what it carries.
 */

#include "ns3/pmipv6-extension-codec.h"
#include "ns3/pmipv6-ipv6-numbers.h"
#include "ns3/pmipv6-transport-packet.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using Octets = std::vector<uint8_t>; //!< of a packet

constexpr uint8_t TUNNEL = 41;   //!< Next Header value
constexpr uint8_t FRAGMENT = 44; //!< Next Header value

/// @return a packet of these octets
Ptr<Packet>
Make(const Octets& octets)
{
    return Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
}

/// @return these octets and behind them so many of zero
Octets
Pad(Octets octets, std::size_t count)
{
    octets.resize(octets.size() + count);
    return octets;
}

TEST(TransportPacket, Udp)
{
    const auto read = ReadTransportPacket(UDP_PROTOCOL, Make(Pad({0, 9, 0x12, 0x34, 0, 18}, 12)));
    EXPECT_EQ(read.port, 0x1234);
    EXPECT_EQ(read.octets, 10U);
    EXPECT_EQ(read.sequence, 0U);
    EXPECT_FALSE(read.isSyn);
}

TEST(TransportPacket, Tcp)
{
    Octets octets{0, 9, 0x12, 0x34, 1, 2, 3, 4, 0, 0, 0, 0, 0x60, 0x10};
    EXPECT_FALSE(ReadTransportPacket(TCP_PROTOCOL, Make(Pad(octets, 20))).isSyn);
    octets[13] = 0x12;
    const auto read = ReadTransportPacket(TCP_PROTOCOL, Make(Pad(octets, 20)));
    EXPECT_EQ(read.port, 0x1234);
    EXPECT_EQ(read.sequence, 0x01020304U);
    EXPECT_TRUE(read.isSyn);
    EXPECT_EQ(read.octets, 10U) << "behind a header of 24 octets";
}

TEST(TransportPacket, CutOff)
{
    const auto udp = ReadTransportPacket(UDP_PROTOCOL, Make({0, 9, 0x12}));
    EXPECT_EQ(udp.port, 0) << "half of it is no port";
    EXPECT_EQ(udp.octets, 0U);
    const auto tcp = ReadTransportPacket(TCP_PROTOCOL, Make({0, 9, 0x12, 0x34, 1, 2, 3}));
    EXPECT_EQ(tcp.port, 0x1234);
    EXPECT_EQ(tcp.sequence, 0x01020000U);
    EXPECT_FALSE(tcp.isSyn);
}

/// @return an IPv6 header with a Next Header value, else zero
Octets
MakeHeader(uint8_t next)
{
    Octets octets(IPV6_HEADER_SIZE);
    octets[6] = next;
    return octets;
}

/// @return the one behind the other
Octets
Join(Octets first, const Octets& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

TEST(TransportPacket, Inside)
{
    struct Row
    {
        std::string what;
        uint8_t next;
        Octets octets;
        uint8_t protocol;
        bool isLaterFragment;
    };

    const Octets first{UDP_PROTOCOL, 0, 0, 1, 0, 0, 0, 7};
    const Octets later{UDP_PROTOCOL, 0, 0, 8, 0, 0, 0, 7};
    const Octets tunnelled{TUNNEL, 0, 0, 1, 0, 0, 0, 7};
    const Octets rest(100);
    // RFC 6275, 6.3 and 6.4: of 24 octets.
    const auto care = [](uint8_t next) {
        Octets octets(24);
        octets[0] = next;
        octets[1] = 2;
        return octets;
    };
    const std::vector<Row> rows = {
        {"plain", UDP_PROTOCOL, rest, UDP_PROTOCOL, false},
        {"in a tunnel", TUNNEL, Join(MakeHeader(TCP_PROTOCOL), rest), TCP_PROTOCOL, false},
        {"in two",
         TUNNEL,
         Join(Join(MakeHeader(TUNNEL), MakeHeader(ICMPV6_PROTOCOL)), rest),
         ICMPV6_PROTOCOL,
         false},
        {"a first fragment", FRAGMENT, Join(first, rest), UDP_PROTOCOL, false},
        {"a later fragment", FRAGMENT, Join(later, rest), UDP_PROTOCOL, true},
        {"a later fragment in a tunnel",
         TUNNEL,
         Join(Join(MakeHeader(FRAGMENT), later), rest),
         UDP_PROTOCOL,
         true},
        {"the first fragment of a tunnel's packet",
         FRAGMENT,
         Join(Join(tunnelled, MakeHeader(TCP_PROTOCOL)), rest),
         TCP_PROTOCOL,
         false},
        {"a later fragment of few octets", FRAGMENT, Join(later, Octets(3)), UDP_PROTOCOL, true},
        {"by a care-of address",
         ROUTING_HEADER,
         Join(care(UDP_PROTOCOL), rest),
         UDP_PROTOCOL,
         false},
        {"by both, an error",
         ROUTING_HEADER,
         Join(Join(care(DESTINATION_OPTIONS), care(ICMPV6_PROTOCOL)), rest),
         ICMPV6_PROTOCOL,
         false},
        {"a later fragment by both",
         ROUTING_HEADER,
         Join(Join(care(DESTINATION_OPTIONS), care(FRAGMENT)), Join(later, Octets(3))),
         UDP_PROTOCOL,
         true},
        {"a header that is cut off",
         ROUTING_HEADER,
         {FRAGMENT, 2, 2, 1, 0, 0, 0, 0},
         FRAGMENT,
         false},
    };
    for (const auto& row : rows)
    {
        Ipv6Header header;
        header.SetNextHeader(row.next);
        const auto inner = LookInside(header, Make(row.octets));
        EXPECT_EQ(inner.protocol, row.protocol) << row.what;
        EXPECT_EQ(inner.isLaterFragment, row.isLaterFragment) << row.what;
        // The same by octets, behind others.
        constexpr std::size_t FRONT = 2;
        const Octets all = Join(Octets(FRONT), Join(MakeHeader(row.next), row.octets));
        const auto same = LookInside(all.data(), all.size(), FRONT);
        EXPECT_EQ(same.protocol, row.protocol) << row.what;
        EXPECT_EQ(same.isLaterFragment, row.isLaterFragment) << row.what;
        EXPECT_EQ(same.isTunnelled, inner.isTunnelled) << row.what;
        EXPECT_EQ(same.fragmented, inner.fragmented) << row.what;
        EXPECT_EQ(same.begin, FRONT + IPV6_HEADER_SIZE + inner.begin) << row.what;
    }
}

TEST(TransportPacket, InsideATunnelOrAFragment)
{
    const auto look = [](const Octets& octets) {
        return LookInside(octets.data(), octets.size(), 0);
    };
    const auto plain = look(Join(MakeHeader(UDP_PROTOCOL), Octets(8)));
    EXPECT_FALSE(plain.isTunnelled);
    EXPECT_FALSE(plain.fragmented);
    EXPECT_EQ(plain.begin, 40U);
    const auto two = look(Join(Join(MakeHeader(TUNNEL), MakeHeader(TUNNEL)), MakeHeader(6)));
    EXPECT_TRUE(two.isTunnelled);
    EXPECT_EQ(two.begin, 120U);
    const auto first = look(Join(MakeHeader(FRAGMENT), {TUNNEL, 0, 0, 1, 1, 2, 3, 4}));
    EXPECT_TRUE(first.isTunnelled) << "though the inner header is not there";
    EXPECT_EQ(first.protocol, TUNNEL);
    EXPECT_EQ(first.fragmented, 0x01020304U);
    const auto later = look(Join(MakeHeader(FRAGMENT), {TUNNEL, 0, 0, 8, 1, 2, 3, 4}));
    EXPECT_TRUE(later.isTunnelled);
    EXPECT_TRUE(later.isLaterFragment);
    const auto other = look(Join(MakeHeader(FRAGMENT), {UDP_PROTOCOL, 0, 0, 8, 1, 2, 3, 4}));
    EXPECT_FALSE(other.isTunnelled);
    EXPECT_EQ(other.begin, 48U);
}

} // namespace
