/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The messages of localized routing octet by octet, both ways, and their sizes. The checksums in
 * the literals were computed in Python and compared with scapy's.
 */

#include "pmipv6-wire-expectations.h"

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

const MobilityOption SOURCE_GATEWAY = MagAddressOption{Ipv6Address("fd00:c::1")};
const MobilityOption DESTINATION_GATEWAY = MagAddressOption{Ipv6Address("fd00:c::3")};
const MobilityOption ATTEMPT = OrderingOption{0x89abcdef};

/// @return a message for a pair of addresses, which the sender knows instead of prefixes
template <class Message>
Message
MakeForAddresses(uint16_t sequence, const MobilityOptions& more = {})
{
    auto message = MakeForPair<Message>(sequence, 75, more);
    message.options[0] = HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:1::99"), 128)};
    message.options[1] = HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:2::99"), 128)};
    return message;
}

/// @return a granted acknowledgement, of a shorter lifetime
RoTriggerAck
MakeShortened()
{
    auto message = MakeForPair<RoTriggerAck>(0x1234, 25);
    message.status = ExperimentalStatus::SUCCESS_WITH_SHORTER_LIFETIME;
    return message;
}

/// @return an acknowledgement without options, as to a request that lacks its own
RoRequestAck
MakeBare()
{
    RoRequestAck message;
    message.status = ExperimentalStatus::MISSING_OPTION;
    message.sequence = 10;
    return message;
}

/// @return a case; every message here is of MH Type 11
MessageCase
Case(const char* name, const MobilityMessage& message, const char* octets, const char* text)
{
    return {name, message, octets, text, MessageType::EXPERIMENTAL, GetSequenceNumber(message)};
}

} // namespace

class WireRoute : public testing::TestWithParam<MessageCase>
{
};

TEST_P(WireRoute, IsBuilt)
{
    ExpectBuilt(GetParam());
}

TEST_P(WireRoute, IsParsed)
{
    ExpectParsed(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All,
    WireRoute,
    testing::Values(
        Case("RoTrigger",
             MakeForAddresses<RoTrigger>(0x1234, {SOURCE_GATEWAY}),
             "3b090b00 411c 10 80 1234 004b"
             "1612 0080 fd000001000000000000000000000099 01020000"
             "1612 0080 fd000002000000000000000000000099 01020000"
             "3312 0080 fd00000c000000000000000000000001",
             "RoTrigger seq=4660 flags=A lifetime=75(300s) HomeNetworkPrefix=fd00:1::99/128 "
             "HomeNetworkPrefix=fd00:2::99/128 MagIpv6Address=fd00:c::1"),
        Case("RoTriggerWithTimestamp",
             MakeForPair<RoTrigger>(0xffff,
                                    LIFETIME_INFINITE,
                                    {SOURCE_GATEWAY, TimestampOption{0x128000}}),
             "3b0b0b00 b81e 10 80 ffff ffff"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "1612 0040 fd000002000000000000000000000000 01020000"
             "3312 0080 fd00000c000000000000000000000001"
             "0100 1b08 0000000000128000 01020000",
             "RoTrigger seq=65535 flags=A lifetime=65535(infinite) "
             "HomeNetworkPrefix=fd00:1::/64 HomeNetworkPrefix=fd00:2::/64 "
             "MagIpv6Address=fd00:c::1 Timestamp=18.500000s"),
        Case("RoTriggerAck",
             MakeShortened(),
             "3b060b00 743c 11 01 1234 0019"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "1612 0040 fd000002000000000000000000000000",
             "RoTriggerAck status=SUCCESS_WITH_SHORTER_LIFETIME(1) seq=4660 lifetime=25(100s) "
             "HomeNetworkPrefix=fd00:1::/64 HomeNetworkPrefix=fd00:2::/64"),
        Case("RoInit",
             MakeForPair<RoInit>(7, 75, {SOURCE_GATEWAY, ATTEMPT}),
             "3b0a0b00 e550 12 80 0007 004b"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "1612 0040 fd000002000000000000000000000000 01020000"
             "3312 0080 fd00000c000000000000000000000001 1206 04 00 89abcdef",
             "RoInit seq=7 flags=A lifetime=75(300s) HomeNetworkPrefix=fd00:1::/64 "
             "HomeNetworkPrefix=fd00:2::/64 MagIpv6Address=fd00:c::1 Ordering=2309737967"),
        Case("RoInitWithTunnelInfo",
             MakeForPair<RoInit>(7,
                                 0,
                                 {SOURCE_GATEWAY,
                                  OrderingOption{2},
                                  TunnelInfoOption{Encapsulation::GRE_WITH_KEY, 0x01020304}}),
             "3b0b0b00 241f 12 80 0007 0000"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "1612 0040 fd000002000000000000000000000000 01020000"
             "3312 0080 fd00000c000000000000000000000001"
             "1206 04 00 00000002 1206 03 01 01020304",
             "RoInit seq=7 flags=A lifetime=0(0s) HomeNetworkPrefix=fd00:1::/64 "
             "HomeNetworkPrefix=fd00:2::/64 MagIpv6Address=fd00:c::1 Ordering=2 "
             "TunnelInfo=GRE_WITH_KEY(1)/16909060"),
        Case("RoInitAck",
             MakeRefusal<RoInitAck>(7, ExperimentalStatus::PEER_DID_NOT_ANSWER, {ATTEMPT}),
             "3b070b00 1655 13 84 0007 0000"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "1612 0040 fd000002000000000000000000000000 1206 04 00 89abcdef",
             "RoInitAck status=PEER_DID_NOT_ANSWER(132) seq=7 lifetime=0(0s) "
             "HomeNetworkPrefix=fd00:1::/64 HomeNetworkPrefix=fd00:2::/64 Ordering=2309737967"),
        Case("RoSetup",
             MakeForPair<RoSetup>(8, 75, {DESTINATION_GATEWAY, OrderingOption{3}}),
             "3b0a0b00 3ae6 14 80 0008 004b"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "1612 0040 fd000002000000000000000000000000 01020000"
             "3312 0080 fd00000c000000000000000000000003 1206 04 00 00000003",
             "RoSetup seq=8 flags=A lifetime=75(300s) HomeNetworkPrefix=fd00:1::/64 "
             "HomeNetworkPrefix=fd00:2::/64 MagIpv6Address=fd00:c::3 Ordering=3"),
        Case("RoSetupAck",
             MakeRefusal<RoSetupAck>(8, ExperimentalStatus::MN_NOT_ATTACHED, {OrderingOption{3}}),
             "3b070b00 6bed 15 83 0008 0000"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "1612 0040 fd000002000000000000000000000000 1206 04 00 00000003",
             "RoSetupAck status=MN_NOT_ATTACHED(131) seq=8 lifetime=0(0s) "
             "HomeNetworkPrefix=fd00:1::/64 HomeNetworkPrefix=fd00:2::/64 Ordering=3"),
        Case("RoSetupAckWithTunnelInfo",
             MakeForPair<RoSetupAck>(8,
                                     75,
                                     {OrderingOption{3},
                                      TunnelInfoOption{Encapsulation::IPV4_IN_IPV4, 0}}),
             "3b080b00 5710 15 00 0008 004b"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "1612 0040 fd000002000000000000000000000000"
             "1206 04 00 00000003 1206 03 06 00000000",
             "RoSetupAck status=SUCCESS(0) seq=8 lifetime=75(300s) HomeNetworkPrefix=fd00:1::/64 "
             "HomeNetworkPrefix=fd00:2::/64 Ordering=3 TunnelInfo=IPV4_IN_IPV4(6)"),
        Case("RoRefresh",
             MakeForPair<RoRefresh>(9, 75),
             "3b060b00 80b6 16 80 0009 004b"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "1612 0040 fd000002000000000000000000000000",
             "RoRefresh seq=9 flags=A lifetime=75(300s) HomeNetworkPrefix=fd00:1::/64 "
             "HomeNetworkPrefix=fd00:2::/64"),
        Case("RoRefreshAck",
             MakeRefusal<RoRefreshAck>(9, ExperimentalStatus::NO_SUCH_SESSION),
             "3b060b00 7ff8 17 89 0009 0000"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "1612 0040 fd000002000000000000000000000000",
             "RoRefreshAck status=NO_SUCH_SESSION(137) seq=9 lifetime=0(0s) "
             "HomeNetworkPrefix=fd00:1::/64 HomeNetworkPrefix=fd00:2::/64"),
        Case("RoRequest",
             MakeForAddresses<RoRequest>(10),
             "3b060b00 7d03 18 80 000a 004b"
             "1612 0080 fd000001000000000000000000000099 01020000"
             "1612 0080 fd000002000000000000000000000099",
             "RoRequest seq=10 flags=A lifetime=75(300s) HomeNetworkPrefix=fd00:1::99/128 "
             "HomeNetworkPrefix=fd00:2::99/128"),
        Case("RoRequestAck",
             MakeForPair<RoRequestAck>(10, 75),
             "3b060b00 7e35 19 00 000a 004b"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "1612 0040 fd000002000000000000000000000000",
             "RoRequestAck status=SUCCESS(0) seq=10 lifetime=75(300s) "
             "HomeNetworkPrefix=fd00:1::/64 HomeNetworkPrefix=fd00:2::/64"),
        Case("RoRequestAckBare",
             MakeBare(),
             "3b010b00 a4cb 19 8b 000a 0000 01020000",
             "RoRequestAck status=MISSING_OPTION(139) seq=10 lifetime=0(0s)")),
    [](const auto& info) { return std::string(info.param.name); });

TEST(WireRouteFields, StandInTheirPlaces)
{
    const auto request = Expect<RoSetup>(Fixed("3b020bff 0000 14 c1 89ab cdef"
                                               "1206 04 ff 01020304 01020000"));
    EXPECT_EQ(request.flags, 0xc1);
    EXPECT_EQ(request.sequence, 0x89ab);
    EXPECT_EQ(request.lifetime, 0xcdef);
    ASSERT_EQ(request.options.size(), 1U);
    EXPECT_EQ(FindOption<OrderingOption>(request.options)->sequence, 0x01020304U);
    const auto answer =
        Expect<RoSetupAck>(Fixed("3b020b00 0000 15 8e 89ab cdef 1206 03 04 89abcdef 01020000"));
    EXPECT_EQ(answer.status, ExperimentalStatus::ENCAPSULATION_NOT_SUPPORTED);
    EXPECT_EQ(answer.sequence, 0x89ab);
    EXPECT_EQ(answer.lifetime, 0xcdef);
    const auto* tunnel = FindOption<TunnelInfoOption>(answer.options);
    ASSERT_NE(tunnel, nullptr);
    EXPECT_EQ(tunnel->encapsulation, Encapsulation::GRE_WITHOUT_KEY);
    EXPECT_EQ(tunnel->key, 0x89abcdefU);
    const auto init = Expect<RoInit>(Fixed("3b030b00 0000 12 80 0007 0000"
                                           "3312 ff80 fd00000c000000000000000000000003"));
    const auto* gateway = FindOption<MagAddressOption>(init.options);
    ASSERT_NE(gateway, nullptr);
    EXPECT_EQ(gateway->address, Ipv6Address("fd00:c::3"));
}

TEST(WireRouteFields, StatusIsOctetSevenOfAnswers)
{
    ExpectEveryStatus<RoTriggerAck>();
    ExpectEveryStatus<RoInitAck>();
    ExpectEveryStatus<RoSetupAck>();
    ExpectEveryStatus<RoRefreshAck>();
    ExpectEveryStatus<RoRequestAck>();
}

TEST(WireRouteFields, FlagsAreOctetSevenOfRequests)
{
    ExpectEveryFlag<RoTrigger>();
    ExpectEveryFlag<RoInit>();
    ExpectEveryFlag<RoSetup>();
    ExpectEveryFlag<RoRefresh>();
    ExpectEveryFlag<RoRequest>();
}

TEST(WireRouteFields, SizesAreThoseOfTheFormats)
{
    const MobilityOption address = SOURCE_GATEWAY;
    ExpectSizes({
        {MakeForPair<RoTrigger>(1, 75, {address}), 80},
        {MakeForPair<RoInit>(1, 75, {address, ATTEMPT}), 88},
        {MakeForPair<RoSetup>(1, 75, {address, ATTEMPT}), 88},
        {MakeForPair<RoInitAck>(1, 75, {ATTEMPT}), 64},
        {MakeForPair<RoSetupAck>(1, 75, {ATTEMPT}), 64},
        {MakeForPair<RoTriggerAck>(1, 75), 56},
        {MakeForPair<RoRefresh>(1, 75), 56},
        {MakeForPair<RoRefreshAck>(1, 75), 56},
        {MakeForPair<RoRequest>(1, 75), 56},
        {MakeForPair<RoRequestAck>(1, 75), 56},
    });
}
