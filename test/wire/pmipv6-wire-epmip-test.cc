/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The messages of draft-luo octet by octet, both ways, their sizes, and impossible values in their
 * options. The checksums in the literals were computed in Python and compared with scapy's.
 */

#include "pmipv6-wire-expectations.h"

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

const MobilityOption NODE = MobileNodeIdentifierOption{1, "mn1"};
const MobilityOption PREVIOUS = PreviousLocationOption{Ipv6Address("fd00:c::5")};

/// @return a case; every message here is of MH Type 11
MessageCase
Case(const char* name, const MobilityMessage& message, const char* octets, const char* text)
{
    return {name, message, octets, text, MessageType::EXPERIMENTAL, GetSequenceNumber(message)};
}

/// @return an acknowledgement without options, as to a request that lacks its own
template <class Message>
Message
MakeBare(uint16_t sequence)
{
    return MakeAnswered(ExperimentalStatus::MISSING_OPTION, MakeWith<Message>(sequence, 0));
}

} // namespace

class WireEpmip : public testing::TestWithParam<MessageCase>
{
};

TEST_P(WireEpmip, IsBuilt)
{
    ExpectBuilt(GetParam());
}

TEST_P(WireEpmip, IsParsed)
{
    ExpectParsed(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Locations,
    WireEpmip,
    testing::Values(
        Case("Pbqr",
             MakeWith<Pbqr>(0x1234, LIFETIME_INFINITE, {OTHER_ADDRESS}),
             "3b030b00 786e 20 80 1234 ffff"
             "1612 0080 fd000002000000000000000000000099",
             "Pbqr seq=4660 flags=A lifetime=65535(infinite) HomeNetworkPrefix=fd00:2::99/128"),
        Case("PbqrOwnKnowledge",
             MakeFlagged(ExperimentalFlag::OWN_KNOWLEDGE,
                         MakeWith<Pbqr>(1, LIFETIME_INFINITE, {OTHER_PREFIX})),
             "3b030b00 8b5a 20 a0 0001 ffff"
             "1612 0040 fd000002000000000000000000000000",
             "Pbqr seq=1 flags=AO lifetime=65535(infinite) HomeNetworkPrefix=fd00:2::/64"),
        Case("PbqrOfAnAsker",
             MakeWith<Pbqr>(1, LIFETIME_INFINITE, {OTHER_ADDRESS, LOCATION}),
             "3b060b00 58e2 20 80 0001 ffff"
             "1612 0080 fd000002000000000000000000000099 01020000"
             "3312 0080 fd00000c000000000000000000000003",
             "Pbqr seq=1 flags=A lifetime=65535(infinite) HomeNetworkPrefix=fd00:2::99/128 "
             "MagIpv6Address=fd00:c::3"),
        Case("PbqrBare",
             MakeWith<Pbqr>(2, LIFETIME_INFINITE),
             "3b010b00 9dde 20 80 0002 ffff 01020000",
             "Pbqr seq=2 flags=A lifetime=65535(infinite)"),
        Case("Pbqa",
             MakeWith<Pbqa>(0x1234, 75, {OTHER_PREFIX, LOCATION, OF_BINDING}),
             "3b080b00 a98e 21 00 1234 004b"
             "1612 0040 fd000002000000000000000000000000 01020000"
             "3312 0080 fd00000c000000000000000000000003"
             "0100 1b08 0000000000128000 01020000",
             "Pbqa status=SUCCESS(0) seq=4660 lifetime=75(300s) HomeNetworkPrefix=fd00:2::/64 "
             "MagIpv6Address=fd00:c::3 Timestamp=18.500000s"),
        Case("PbqaRefused",
             MakeAnswered(ExperimentalStatus::NO_BINDING_FOR_PREFIX,
                          MakeWith<Pbqa>(0x1234, 0, {OTHER_ADDRESS})),
             "3b030b00 7769 21 85 1234 0000"
             "1612 0080 fd000002000000000000000000000099",
             "Pbqa status=NO_BINDING_FOR_PREFIX(133) seq=4660 lifetime=0(0s) "
             "HomeNetworkPrefix=fd00:2::99/128"),
        Case("PbqaBare",
             MakeBare<Pbqa>(2),
             "3b010b00 9cd3 21 8b 0002 0000 01020000",
             "Pbqa status=MISSING_OPTION(139) seq=2 lifetime=0(0s)")),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Changes,
    WireEpmip,
    testing::Values(
        Case("Pbci",
             MakeWith<Pbci>(3, 15, {OWN_PREFIX, LOCATION, OF_BINDING}),
             "3b080b00 ba7c 22 80 0003 000f"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "3312 0080 fd00000c000000000000000000000003"
             "0100 1b08 0000000000128000 01020000",
             "Pbci seq=3 flags=A lifetime=15(60s) HomeNetworkPrefix=fd00:1::/64 "
             "MagIpv6Address=fd00:c::3 Timestamp=18.500000s"),
        Case("PbciToThePrevious",
             MakeFlagged(ExperimentalFlag::PREVIOUS,
                         MakeWith<Pbci>(3, 15, {OWN_PREFIX, LOCATION, OF_BINDING})),
             "3b080b00 ba3c 22 c0 0003 000f"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "3312 0080 fd00000c000000000000000000000003"
             "0100 1b08 0000000000128000 01020000",
             "Pbci seq=3 flags=AP lifetime=15(60s) HomeNetworkPrefix=fd00:1::/64 "
             "MagIpv6Address=fd00:c::3 Timestamp=18.500000s"),
        Case("PbciWithdrawn",
             MakeWith<Pbci>(4, 0, {OWN_PREFIX, OF_BINDING}),
             "3b050b00 ec49 22 80 0004 0000"
             "1612 0040 fd000001000000000000000000000000"
             "0100 1b08 0000000000128000 01020000",
             "Pbci seq=4 flags=A lifetime=0(0s) HomeNetworkPrefix=fd00:1::/64 "
             "Timestamp=18.500000s"),
        Case("PbciOfTwoPrefixes",
             MakeFlagged(
                 ExperimentalFlag::PREVIOUS,
                 MakeWith<Pbci>(5, 15, {OWN_PREFIX, OTHER_PREFIX, LOCATION, OF_BINDING, NODE})),
             "3b0c0b00 2e1b 22 c0 0005 000f"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "1612 0040 fd000002000000000000000000000000 01020000"
             "3312 0080 fd00000c000000000000000000000003"
             "0100 1b08 0000000000128000 0804 01 6d6e31 010400000000",
             "Pbci seq=5 flags=AP lifetime=15(60s) HomeNetworkPrefix=fd00:1::/64 "
             "HomeNetworkPrefix=fd00:2::/64 MagIpv6Address=fd00:c::3 Timestamp=18.500000s "
             "MobileNodeIdentifier=mn1"),
        Case("PbciBare",
             MakeWith<Pbci>(6, 15),
             "3b010b00 9bcb 22 80 0006 000f 01020000",
             "Pbci seq=6 flags=A lifetime=15(60s)"),
        Case("Pbca",
             MakeChangeAck(3, 0),
             "3b030b00 88ea 23 00 0003 000f"
             "1612 0040 fd000001000000000000000000000000",
             "Pbca status=SUCCESS(0) seq=3 lifetime=15(60s) HomeNetworkPrefix=fd00:1::/64"),
        Case("PbcaMoreToFollow",
             MakeAnswered(ExperimentalStatus::SUCCESS_MORE_TO_FOLLOW, MakeChangeAck(3, 2)),
             "3b100b00 2cff 23 02 0003 000f"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "122e 02 40 fd00000c000000000000000000000004 fd000002000000010000000000000000"
             "0123456789abcdef 000f 0000"
             "122e 02 40 fd00000c000000000000000000000004 fd000002000000020000000000000000"
             "0123456789abcdef 000f 0000 01020000",
             "Pbca status=SUCCESS_MORE_TO_FOLLOW(2) seq=3 lifetime=15(60s) "
             "HomeNetworkPrefix=fd00:1::/64 "
             "CorrespondentLocation=fd00:2:0:1::/64@fd00:c::4@1250999896491.804428s/15(60s) "
             "CorrespondentLocation=fd00:2:0:2::/64@fd00:c::4@1250999896491.804428s/15(60s)"),
        Case("PbcaBare",
             MakeBare<Pbca>(6),
             "3b010b00 9acf 23 8b 0006 0000 01020000",
             "Pbca status=MISSING_OPTION(139) seq=6 lifetime=0(0s)")),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Updates,
    WireEpmip,
    testing::Values(
        Case("LocationUpdate",
             MakeWith<LocationUpdate>(6, 75, {OWN_PREFIX, LOCATION, OF_BINDING}),
             "3b080b00 b83d 24 80 0006 004b"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "3312 0080 fd00000c000000000000000000000003"
             "0100 1b08 0000000000128000 01020000",
             "LocationUpdate seq=6 flags=A lifetime=75(300s) HomeNetworkPrefix=fd00:1::/64 "
             "MagIpv6Address=fd00:c::3 Timestamp=18.500000s"),
        Case("LocationUpdateOfANode",
             MakeWith<LocationUpdate>(7, 75, {LOCATION, OF_BINDING, NODE}),
             "3b060b00 5500 24 80 0007 004b"
             "3312 0080 fd00000c000000000000000000000003"
             "0100 1b08 0000000000128000 0804 01 6d6e31 010400000000",
             "LocationUpdate seq=7 flags=A lifetime=75(300s) MagIpv6Address=fd00:c::3 "
             "Timestamp=18.500000s MobileNodeIdentifier=mn1"),
        Case("LocationUpdateEnd",
             MakeWith<LocationUpdate>(8, 0, {OWN_PREFIX, OF_BINDING}),
             "3b050b00 ea45 24 80 0008 0000"
             "1612 0040 fd000001000000000000000000000000"
             "0100 1b08 0000000000128000 01020000",
             "LocationUpdate seq=8 flags=A lifetime=0(0s) HomeNetworkPrefix=fd00:1::/64 "
             "Timestamp=18.500000s"),
        Case("LocationUpdateBare",
             MakeWith<LocationUpdate>(9, 0),
             "3b010b00 99d7 24 80 0009 0000 01020000",
             "LocationUpdate seq=9 flags=A lifetime=0(0s)"),
        Case("LocationUpdateAck",
             MakeAnswered(ExperimentalStatus::SUCCESS_WITH_SHORTER_LIFETIME,
                          MakeWith<LocationUpdateAck>(6, 25, {OWN_PREFIX, PREVIOUS})),
             "3b060b00 751b 25 01 0006 0019"
             "1612 0040 fd000001000000000000000000000000 01020000"
             "1212 01 80 fd00000c000000000000000000000005",
             "LocationUpdateAck status=SUCCESS_WITH_SHORTER_LIFETIME(1) seq=6 "
             "lifetime=25(100s) HomeNetworkPrefix=fd00:1::/64 PreviousLocation=fd00:c::5"),
        Case("LocationUpdateAckRefused",
             MakeAnswered(ExperimentalStatus::OLDER_THAN_STATE_HELD,
                          MakeWith<LocationUpdateAck>(6, 0, {OWN_PREFIX})),
             "3b030b00 866c 25 8a 0006 0000"
             "1612 0040 fd000001000000000000000000000000",
             "LocationUpdateAck status=OLDER_THAN_STATE_HELD(138) seq=6 lifetime=0(0s) "
             "HomeNetworkPrefix=fd00:1::/64"),
        Case("LocationUpdateAckBare",
             MakeBare<LocationUpdateAck>(9),
             "3b010b00 98cc 25 8b 0009 0000 01020000",
             "LocationUpdateAck status=MISSING_OPTION(139) seq=9 lifetime=0(0s)")),
    [](const auto& info) { return std::string(info.param.name); });

TEST(WireEpmipFields, StandInTheirPlaces)
{
    const auto request = Expect<Pbci>(Fixed("3b030bff 0000 22 e1 89ab cdef"
                                            "1612 ff40 fd000001000000000000000000000000"));
    EXPECT_EQ(request.flags, 0xe1);
    EXPECT_EQ(request.sequence, 0x89ab);
    EXPECT_EQ(request.lifetime, 0xcdef);
    ASSERT_EQ(request.options.size(), 1U);
    const auto answer = Expect<Pbca>(Fixed("3b070b00 0000 23 02 89ab cdef"
                                           "122e 02 7f fd00000c000000000000000000000004"
                                           "fd000002000000000000000000000099"
                                           "fedcba9876543210 1357 ffff 01020000"));
    EXPECT_EQ(answer.status, ExperimentalStatus::SUCCESS_MORE_TO_FOLLOW);
    EXPECT_TRUE(IsAccepted(answer.status));
    EXPECT_EQ(answer.sequence, 0x89ab);
    EXPECT_EQ(answer.lifetime, 0xcdef);
    const auto* location = FindOption<CorrespondentLocationOption>(answer.options);
    ASSERT_NE(location, nullptr);
    EXPECT_EQ(location->gateway, Ipv6Address("fd00:c::4"));
    EXPECT_EQ(ToText(location->prefix), "fd00:2::98/127");
    EXPECT_EQ(location->timestamp, 0xfedcba9876543210U);
    EXPECT_EQ(location->lifetime, 0x1357);
    const auto registered = Expect<BindingAcknowledgement>(
        Fixed("3b060600 0000 0020 0007 004b"
              "1212 01 80 fd00000c000000000000000000000005 1202 05 a1"
              "1212 01 80 fd00000c000000000000000000000006"));
    ASSERT_EQ(registered.options.size(), 3U);
    EXPECT_EQ(ToText(registered.options[0]), "PreviousLocation=fd00:c::5");
    EXPECT_EQ(FindOption<CapabilitiesOption>(registered.options)->flags, 0xa1);
    EXPECT_EQ(ToText(registered.options[2]), "PreviousLocation=fd00:c::6");
}

TEST(WireEpmipFields, StatusIsOctetSevenOfAnswers)
{
    ExpectEveryStatus<Pbqa>();
    ExpectEveryStatus<Pbca>();
    ExpectEveryStatus<LocationUpdateAck>();
}

TEST(WireEpmipFields, FlagsAreOctetSevenOfRequests)
{
    ExpectEveryFlag<Pbqr>();
    ExpectEveryFlag<Pbci>();
    ExpectEveryFlag<LocationUpdate>();
    EXPECT_EQ(ExperimentalFlag::PREVIOUS, 0x40);
    EXPECT_EQ(ExperimentalFlag::OWN_KNOWLEDGE, 0x20);
}

TEST(WireEpmipFields, SizesAreThoseOfTheFormats)
{
    const MobilityOptions located = {OWN_PREFIX, LOCATION, OF_BINDING};
    ExpectSizes({
        {MakeWith<Pbqr>(1, LIFETIME_INFINITE, {OTHER_ADDRESS}), 32},
        {MakeWith<Pbqa>(1, 75, located), 72},
        {MakeWith<Pbqa>(1, 0, {OTHER_ADDRESS}), 32},
        {MakeWith<Pbci>(1, 15, located), 72},
        {MakeWith<LocationUpdate>(1, 75, located), 72},
        {MakeWith<LocationUpdateAck>(1, 75, {OWN_PREFIX}), 32},
    });
}

TEST(WireEpmipFields, FortyOneCorrespondentsFit)
{
    ExpectSizes({{MakeChangeAck(1, 0), 32}});
    for (uint16_t count = 1; count <= 41; ++count)
    {
        ExpectSizes({{MakeChangeAck(1, count), 40U + 48U * count}});
    }
    const auto full = Expect<Pbca>(Build(MakeChangeAck(1, 41)));
    EXPECT_EQ(full.options.size(), 42U);
    // Within 1280 octets, 40 of them the IPv6 header's.
    EXPECT_LE(40 + GetMobilityHeaderLength(MakeChangeAck(1, 25)), 1280U);
    EXPECT_GT(40 + GetMobilityHeaderLength(MakeChangeAck(1, 26)), 1280U);
}

TEST(WireEpmipDeathTest, FortyTwoCorrespondentsDoNotFit)
{
    EXPECT_DEATH(Build(MakeChangeAck(1, 42)), "a Pbca of 2056 octets");
}

TEST(WireEpmipFaults, PreviousLocationOfTheWrongAddressLength)
{
    // The option stands at octet 12.
    const std::string address = "fd00000c000000000000000000000005";
    for (const unsigned length : {0U, 64U, 127U, 129U, 255U})
    {
        ExpectFault("3b030600 0000 0020 0007 004b 1212 01" + Hex(length) + address,
                    ParseFault::OPTION_VALUE,
                    15,
                    false);
    }
    // Its length is looked at before its value.
    ExpectFault("3b030600 0000 0020 0007 004b 1211 01 40" + address,
                ParseFault::OPTION_LENGTH,
                13,
                false);
}

TEST(WireEpmipFaults, CorrespondentLocationOfAPrefixTooLong)
{
    const std::string rest = "fd00000c000000000000000000000004"
                             "fd000002000000000000000000000000 0000000000128000 000f 0000";
    for (const unsigned length : {129U, 192U, 255U})
    {
        ExpectFault("3b070b00 0000 23 00 0003 000f 122e 02" + Hex(length) + rest + "01020000",
                    ParseFault::OPTION_VALUE,
                    15,
                    false);
    }
    // The first of two impossible values is the one that is named.
    ExpectFault("3b090b00 0000 23 00 0003 000f 122e 02 81" + rest +
                    "01020000"
                    "1612 0081 fd000001000000000000000000000000",
                ParseFault::OPTION_VALUE,
                15,
                false);
}

TEST(WireEpmipNames, Options)
{
    EXPECT_EQ(ToText(MobilityOption(PreviousLocationOption{})), "PreviousLocation=::");
    EXPECT_EQ(ToText(MobilityOption(CorrespondentLocationOption{})),
              "CorrespondentLocation=::/0@::@0.000000s/0(0s)");
    EXPECT_EQ(ToText(MobilityOption(CapabilitiesOption{})), "Capabilities=-");
    EXPECT_EQ(ToText(MobilityOption(CapabilitiesOption{0xe0})), "Capabilities=RML");
    EXPECT_EQ(ToText(MobilityOption(CapabilitiesOption{0x61})), "Capabilities=ML+0x01");
}
