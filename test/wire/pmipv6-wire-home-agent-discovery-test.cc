/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Home Agent Address Discovery Request and Reply (RFC 6275, 6.5 and 6.6; RFC 3963, 7.1 and 7.2),
 * octet by octet, both ways. The checksums in the literals were computed by scapy.
 */

#include "pmipv6-wire-support.h"

#include "ns3/pmipv6-home-agent-discovery.h"
#include "ns3/pmipv6-ipv6-numbers.h"
#include "ns3/pmipv6-upper-layer-checksum.h"

#include <gtest/gtest.h>
#include <memory>
#include <random>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

const Ipv6Address NODE("fd00:9::9");                      //!< care-of address
const Ipv6Address ANYCAST("fd00:1::fdff:ffff:ffff:fffe"); //!< RFC 2526
const Ipv6Address AGENT("fd00:1::1");                     //!< who replies
const char* const REQUEST = "90 00 6575 1234 0000";
const char* const ROUTER_REQUEST = "90 00 e574 1234 8000"; //!< with the R flag
const char* const REPLY = "91 00 684c 1234 0000 "
                          "fd000001000000000000000000000001 "
                          "fd000001000000000000000000000002";
const char* const ROUTER_REPLY = "91 00 e84b 1234 8000 " //!< with the R flag
                                 "fd000001000000000000000000000001 "
                                 "fd000001000000000000000000000002";
const char* const EMPTY_REPLY = "91 00 6273 1234 0000";

/// @return what octets say, which lie alone on the heap
HomeAgentAddressDiscovery
Read(const Octets& octets, const Ipv6Address& source, const Ipv6Address& destination)
{
    const std::unique_ptr<uint8_t[]> copy(new uint8_t[octets.size()]);
    std::copy(octets.begin(), octets.end(), copy.get());
    return ParseHomeAgentAddressDiscovery(copy.get(), octets.size(), source, destination);
}

/// @return octets with the checksum between agent and node put right
Octets
WithChecksum(const std::string& text)
{
    Octets octets = FromHex(text);
    octets[2] = octets[3] = 0;
    const uint16_t checksum =
        ComputeUpperLayerChecksum(octets.data(), octets.size(), AGENT, NODE, ICMPV6_PROTOCOL);
    octets[2] = static_cast<uint8_t>(checksum >> 8);
    octets[3] = static_cast<uint8_t>(checksum);
    return octets;
}

/// Expect octets to be no message.
void
ExpectFault(const Octets& octets, const std::string& fault)
{
    const auto result = Read(octets, AGENT, NODE);
    ASSERT_TRUE(std::holds_alternative<std::string>(result)) << ToHex(octets);
    EXPECT_EQ(std::get<std::string>(result), fault) << ToHex(octets);
}

} // namespace

TEST(WireHomeAgentDiscovery, Request)
{
    for (const bool isRouter : {false, true})
    {
        const Octets octets = FromHex(isRouter ? ROUTER_REQUEST : REQUEST);
        EXPECT_EQ(ToHex(SerializeHomeAgentAddressDiscovery(
                      HomeAgentAddressDiscoveryRequest{0x1234, isRouter},
                      NODE,
                      ANYCAST)),
                  ToHex(octets));
        const auto result = Read(octets, NODE, ANYCAST);
        const auto* request = std::get_if<HomeAgentAddressDiscoveryRequest>(&result);
        ASSERT_NE(request, nullptr);
        EXPECT_EQ(request->identifier, 0x1234);
        EXPECT_EQ(request->isMobileRouter, isRouter);
    }
}

TEST(WireHomeAgentDiscovery, Reply)
{
    const std::vector<Ipv6Address> two = {AGENT, Ipv6Address("fd00:1::2")};
    const std::vector<std::pair<HomeAgentAddressDiscoveryReply, std::string>> replies = {
        {{0x1234, false, two}, REPLY},
        {{0x1234, true, two}, ROUTER_REPLY},
        {{0x1234, false, {}}, EMPTY_REPLY}};
    for (const auto& [reply, text] : replies)
    {
        const Octets octets = FromHex(text);
        EXPECT_EQ(ToHex(SerializeHomeAgentAddressDiscovery(reply, AGENT, NODE)), ToHex(octets));
        const auto result = Read(octets, AGENT, NODE);
        const auto* read = std::get_if<HomeAgentAddressDiscoveryReply>(&result);
        ASSERT_NE(read, nullptr);
        EXPECT_EQ(read->identifier, 0x1234);
        EXPECT_EQ(read->isMobileRouter, reply.isMobileRouter);
        EXPECT_EQ(read->agents, reply.agents);
    }
}

TEST(WireHomeAgentDiscovery, ReservedBitsAreIgnored)
{
    const auto result = Read(WithChecksum("91 00 0000 1234 7fff"), AGENT, NODE);
    ASSERT_TRUE(std::holds_alternative<HomeAgentAddressDiscoveryReply>(result));
    EXPECT_FALSE(std::get<HomeAgentAddressDiscoveryReply>(result).isMobileRouter);
}

TEST(WireHomeAgentDiscovery, Faults)
{
    ExpectFault({}, "too-short");
    ExpectFault(FromHex("91006273123400"), "too-short");
    ExpectFault(FromHex(REQUEST), "bad-checksum"); // Between others.
    ExpectFault(FromHex("91 00 6274 1234 0000"), "bad-checksum");
    ExpectFault(WithChecksum("91 01 0000 1234 0000"), "type-or-code");
    ExpectFault(WithChecksum("90 01 0000 1234 0000"), "type-or-code");
    ExpectFault(WithChecksum("92 00 0000 1234 0000"), "type-or-code");
    ExpectFault(WithChecksum("86 00 0000 1234 0000"), "type-or-code");
    ExpectFault(WithChecksum("91 00 0000 1234 0000 fd0000010000000000000000000000"), "address-cut");
    ExpectFault(
        WithChecksum("91 00 0000 1234 0000 fd000001000000000000000000000001 fd000001000000000000"),
        "address-cut");
    EXPECT_TRUE(std::holds_alternative<std::string>(
        ParseHomeAgentAddressDiscovery(nullptr, 0, AGENT, NODE)));
}

TEST(WireHomeAgentDiscovery, EveryCutIsAFault)
{
    const Octets whole = FromHex(REPLY);
    for (std::size_t size = 0; size < whole.size(); ++size)
    {
        ExpectFault(Octets(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)),
                    size < 8 ? "too-short" : "bad-checksum");
    }
}

TEST(WireHomeAgentDiscovery, RepliesComeBack)
{
    std::mt19937 random(144);
    for (int i = 0; i < 2000; ++i)
    {
        HomeAgentAddressDiscoveryReply reply{static_cast<uint16_t>(random()),
                                             random() % 2 == 0,
                                             {}};
        for (auto count = random() % 20; count > 0; --count)
        {
            uint8_t octets[16];
            for (auto& octet : octets)
            {
                octet = static_cast<uint8_t>(random());
            }
            reply.agents.emplace_back(octets);
        }
        const auto result =
            Read(SerializeHomeAgentAddressDiscovery(reply, AGENT, NODE), AGENT, NODE);
        ASSERT_TRUE(std::holds_alternative<HomeAgentAddressDiscoveryReply>(result));
        const auto& read = std::get<HomeAgentAddressDiscoveryReply>(result);
        EXPECT_EQ(read.identifier, reply.identifier);
        EXPECT_EQ(read.agents, reply.agents);
    }
}
