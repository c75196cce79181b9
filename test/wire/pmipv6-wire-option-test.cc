/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Options octet by octet, both ways, at an aligned place and at an odd one.
 */

#include "pmipv6-wire-support.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

/// An option and the octets from offset 8 of a Binding Refresh Request on.
struct OptionCase
{
    const char* name;      //!< for the test's name
    MobilityOption option; //!< the option
    const char* aligned;   //!< the option alone, that is at offset 8 plus padding
    const char* odd;       //!< behind an option of three octets, that is at offset 11 plus padding
};

/// @return what an option is printed as by gtest
std::ostream&
operator<<(std::ostream& os, const OptionCase& value)
{
    return os << value.name;
}

/// Three octets without alignment: c8 01 aa.
const RawOption ODD{200, {0xaa}, 1, 0};

/// @return the octets of some options, those behind the checksum and two reserved octets
std::string
BuildOptions(const MobilityOptions& options)
{
    const Octets octets = Build(BindingRefreshRequest{options});
    return ToHex(Octets(octets.begin() + 8, octets.end()));
}

/// @return the options in such octets
MobilityOptions
ParseOptions(const std::string& text)
{
    Octets octets = FromHex("3b00000000000000" + text);
    octets[1] = static_cast<uint8_t>(octets.size() / 8 - 1);
    FixChecksum(octets);
    const ParseResult result = Parse(octets);
    const auto* message = std::get_if<MobilityMessage>(&result);
    EXPECT_NE(message, nullptr);
    return message ? GetOptions(*message) : MobilityOptions();
}

/// Expect two options to be the same in type and in every field.
void
ExpectSame(const MobilityOption& a, const MobilityOption& b)
{
    EXPECT_EQ(a.index(), b.index());
    EXPECT_EQ(ToText(a), ToText(b));
}

} // namespace

class WireOption : public testing::TestWithParam<OptionCase>
{
};

TEST_P(WireOption, IsBuiltAligned)
{
    const OptionCase& value = GetParam();
    EXPECT_EQ(BuildOptions({value.option}), ToHex(FromHex(value.aligned)));
    EXPECT_EQ(BuildOptions({ODD, value.option}), ToHex(FromHex(value.odd)));
}

TEST_P(WireOption, IsParsed)
{
    const OptionCase& value = GetParam();
    const MobilityOptions aligned = ParseOptions(value.aligned);
    ASSERT_EQ(aligned.size(), 1U);
    ExpectSame(aligned[0], value.option);
    const MobilityOptions odd = ParseOptions(value.odd);
    ASSERT_EQ(odd.size(), 2U);
    ExpectSame(odd[0], ODD);
    ExpectSame(odd[1], value.option);
}

// What is not understood is passed on where it stood, as its alignment is not known.
TEST_P(WireOption, IsBuiltAsItWasParsed)
{
    for (const char* text : {GetParam().aligned, GetParam().odd})
    {
        EXPECT_EQ(BuildOptions(ParseOptions(text)), ToHex(FromHex(text)));
    }
}

INSTANTIATE_TEST_SUITE_P(
    All,
    WireOption,
    testing::Values(OptionCase{"BindingRefreshAdvice",
                               BindingRefreshAdviceOption{10},
                               "02 02 000a 01 02 0000",
                               "c801aa 00 02 02 000a"},
                    OptionCase{"AlternateCareOfAddress",
                               AlternateCareOfAddressOption{Ipv6Address("fd00::9")},
                               "01 04 00000000 03 10 fd000000000000000000000000000009",
                               "c801aa 01 01 00 03 10 fd000000000000000000000000000009"},
                    OptionCase{"NonceIndices",
                               NonceIndicesOption{0x0102, 0xfffe},
                               "04 04 0102 fffe 01 00",
                               "c801aa 00 04 04 0102 fffe 01 04 00000000"},
                    OptionCase{"BindingAuthorizationData",
                               BindingAuthorizationDataOption{AUTHENTICATOR},
                               "01 00 05 0c 000102030405060708090a0b",
                               "c801aa 01 05 0000000000 05 0c 000102030405060708090a0b"},
                    OptionCase{"MobileNodeIdentifier",
                               MobileNodeIdentifierOption{1, "mn1"},
                               "08 04 01 6d6e31 01 00",
                               "c801aa 08 04 01 6d6e31 01 05 0000000000"},
                    OptionCase{"MobileNodeIdentifierEmpty",
                               MobileNodeIdentifierOption{1, ""},
                               "08 01 01 01 03 000000",
                               "c801aa 08 01 01 01 00"},
                    OptionCase{"HomeNetworkPrefix",
                               HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:1::"), 64)},
                               "01 02 0000 16 12 00 40 fd000001000000000000000000000000",
                               "c801aa 00 16 12 00 40 fd000001000000000000000000000000"},
                    OptionCase{"HomeNetworkPrefixRequest",
                               HomeNetworkPrefixOption{},
                               "01 02 0000 16 12 00 00 00000000000000000000000000000000",
                               "c801aa 00 16 12 00 00 00000000000000000000000000000000"},
                    OptionCase{"HomeNetworkPrefixHost",
                               HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00::9"), 128)},
                               "01 02 0000 16 12 00 80 fd000000000000000000000000000009",
                               "c801aa 00 16 12 00 80 fd000000000000000000000000000009"},
                    OptionCase{"HandoffIndicator",
                               HandoffIndicatorOption{HandoffIndicator::BETWEEN_GATEWAYS},
                               "17 02 00 03 01 02 0000",
                               "c801aa 17 02 00 03 00"},
                    OptionCase{"AccessTechnologyType",
                               AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11},
                               "18 02 00 04 01 02 0000",
                               "c801aa 18 02 00 04 00"},
                    OptionCase{"MobileNodeLinkLayerIdentifier",
                               MobileNodeLinkLayerIdentifierOption{{2, 0, 0, 0, 0, 1}},
                               "19 08 0000 020000000001 01 04 00000000",
                               "c801aa 00 19 08 0000 020000000001 01 00"},
                    OptionCase{"MobileNodeLinkLayerIdentifierEmpty",
                               MobileNodeLinkLayerIdentifierOption{},
                               "19 02 0000 01 02 0000",
                               "c801aa 00 19 02 0000"},
                    OptionCase{"LinkLocalAddress",
                               LinkLocalAddressOption{Ipv6Address("fe80::1")},
                               "01 04 00000000 1a 10 fe800000000000000000000000000001",
                               "c801aa 01 01 00 1a 10 fe800000000000000000000000000001"},
                    OptionCase{"Timestamp",
                               TimestampOption{0x0123456789abcdefULL},
                               "01 00 1b 08 0123456789abcdef 01 02 0000",
                               "c801aa 01 05 0000000000 1b 08 0123456789abcdef 01 02 0000"},
                    OptionCase{"RestartCounter",
                               RestartCounterOption{0x01020304},
                               "01 00 1c 04 01020304",
                               "c801aa 01 01 00 1c 04 01020304 01 02 0000"},
                    OptionCase{"MagAddress",
                               MagAddressOption{Ipv6Address("fd00:c::3")},
                               "01 02 0000 33 12 00 80 fd00000c000000000000000000000003",
                               "c801aa 00 33 12 00 80 fd00000c000000000000000000000003"},
                    OptionCase{"AnchoredPrefix",
                               AnchoredPrefixOption{Prefix(Ipv6Address("fd00:1::"), 64)},
                               "01 02 0000 41 12 00 40 fd000001000000000000000000000000",
                               "c801aa 00 41 12 00 40 fd000001000000000000000000000000"},
                    OptionCase{"AnchoredPrefixHost",
                               AnchoredPrefixOption{Prefix(Ipv6Address("fd00::9"), 128)},
                               "01 02 0000 41 12 00 80 fd000000000000000000000000000009",
                               "c801aa 00 41 12 00 80 fd000000000000000000000000000009"},
                    OptionCase{"LocalPrefix",
                               LocalPrefixOption{Prefix(Ipv6Address("fd00:6:7::"), 48)},
                               "01 02 0000 42 12 00 30 fd000006000700000000000000000000",
                               "c801aa 00 42 12 00 30 fd000006000700000000000000000000"},
                    OptionCase{"LocalPrefixOfAll",
                               LocalPrefixOption{},
                               "01 02 0000 42 12 00 00 00000000000000000000000000000000",
                               "c801aa 00 42 12 00 00 00000000000000000000000000000000"},
                    OptionCase{"PreviousMaar",
                               PreviousMaarOption{Ipv6Address("fd00:c::3"),
                                                  Prefix(Ipv6Address("fd00:1::"), 64)},
                               "01 02 0000 43 22 00 40 fd00000c000000000000000000000003 "
                               "fd000001000000000000000000000000",
                               "c801aa 00 43 22 00 40 fd00000c000000000000000000000003 "
                               "fd000001000000000000000000000000"},
                    OptionCase{"PreviousMaarHost",
                               PreviousMaarOption{Ipv6Address("fd00:c::3"),
                                                  Prefix(Ipv6Address("fd00::9"), 128)},
                               "01 02 0000 43 22 00 80 fd00000c000000000000000000000003 "
                               "fd000000000000000000000000000009",
                               "c801aa 00 43 22 00 80 fd00000c000000000000000000000003 "
                               "fd000000000000000000000000000009"},
                    OptionCase{"ServingMaar",
                               ServingMaarOption{Ipv6Address("fd00:c::4")},
                               "01 04 00000000 44 10 fd00000c000000000000000000000004",
                               "c801aa 01 01 00 44 10 fd00000c000000000000000000000004"},
                    OptionCase{"DlifLinkLocalAddress",
                               DlifLinkLocalAddressOption{Ipv6Address("fe80::a3")},
                               "01 04 00000000 45 10 fe8000000000000000000000000000a3",
                               "c801aa 01 01 00 45 10 fe8000000000000000000000000000a3"},
                    OptionCase{"DlifLinkLayerAddress",
                               DlifLinkLayerAddressOption{{2, 0, 0, 0, 0, 0xa3}},
                               "46 08 0000 0200000000a3 01 04 00000000",
                               "c801aa 00 46 08 0000 0200000000a3 01 00"},
                    OptionCase{"DlifLinkLayerAddressOfEui64",
                               DlifLinkLayerAddressOption{{2, 0, 0, 0xff, 0xfe, 0, 0, 0xa3}},
                               "46 0a 0000 020000fffe0000a3 01 02 0000",
                               "c801aa 00 46 0a 0000 020000fffe0000a3"},
                    OptionCase{"DlifLinkLayerAddressEmpty",
                               DlifLinkLayerAddressOption{},
                               "46 02 0000 01 02 0000",
                               "c801aa 00 46 02 0000"},
                    OptionCase{"TunnelInfo",
                               TunnelInfoOption{Encapsulation::GRE_WITH_KEY, 0x01020304},
                               "12 06 03 01 01020304",
                               "c801aa 00 12 06 03 01 01020304 01 02 0000"},
                    OptionCase{"TunnelInfoWithoutKey",
                               TunnelInfoOption{Encapsulation::IPV6_IN_IPV6, 0},
                               "12 06 03 00 00000000",
                               "c801aa 00 12 06 03 00 00000000 01 02 0000"},
                    OptionCase{"TunnelInfoUnassigned",
                               TunnelInfoOption{static_cast<Encapsulation>(200), 0},
                               "12 06 03 c8 00000000",
                               "c801aa 00 12 06 03 c8 00000000 01 02 0000"},
                    OptionCase{"Ordering",
                               OrderingOption{0x89abcdef},
                               "12 06 04 00 89abcdef",
                               "c801aa 00 12 06 04 00 89abcdef 01 02 0000"},
                    OptionCase{"PreviousLocation",
                               PreviousLocationOption{Ipv6Address("fd00:c::5")},
                               "01 02 0000 12 12 01 80 fd00000c000000000000000000000005",
                               "c801aa 00 12 12 01 80 fd00000c000000000000000000000005"},
                    OptionCase{"CorrespondentLocation",
                               CorrespondentLocationOption{Prefix(Ipv6Address("fd00:2::"), 64),
                                                           Ipv6Address("fd00:c::4"),
                                                           0x0123456789abcdef,
                                                           0xfedc},
                               "01 02 0000 12 2e 02 40 fd00000c000000000000000000000004 "
                               "fd000002000000000000000000000000 0123456789abcdef fedc 0000 "
                               "01 02 0000",
                               "c801aa 00 12 2e 02 40 fd00000c000000000000000000000004 "
                               "fd000002000000000000000000000000 0123456789abcdef fedc 0000 "
                               "01 02 0000"},
                    OptionCase{"CorrespondentLocationHost",
                               CorrespondentLocationOption{Prefix(Ipv6Address("fd00::9"), 128),
                                                           Ipv6Address("fd00:c::4"),
                                                           0,
                                                           LIFETIME_INFINITE},
                               "01 02 0000 12 2e 02 80 fd00000c000000000000000000000004 "
                               "fd000000000000000000000000000009 0000000000000000 ffff 0000 "
                               "01 02 0000",
                               "c801aa 00 12 2e 02 80 fd00000c000000000000000000000004 "
                               "fd000000000000000000000000000009 0000000000000000 ffff 0000 "
                               "01 02 0000"},
                    OptionCase{"Capabilities",
                               CapabilitiesOption{CapabilityFlag::DISTRIBUTED_ROUTING |
                                                  CapabilityFlag::DISTRIBUTED_MOBILITY},
                               "12 02 05 c0 01 02 0000",
                               "c801aa 12 02 05 c0 00"},
                    OptionCase{"CapabilitiesOfOthers",
                               CapabilitiesOption{0x3f},
                               "12 02 05 3f 01 02 0000",
                               "c801aa 12 02 05 3f 00"},
                    OptionCase{
                        "RawEightFour",
                        RawOption{200, FromHex("0080fd00000000000000000000000000000a"), 8, 4},
                        "01 02 0000 c8 12 0080 fd00000000000000000000000000000a",
                        "c801aa 00 c8 12 0080 fd00000000000000000000000000000a"},
                    OptionCase{"RawFour",
                               RawOption{33, FromHex("000011223344"), 4, 0},
                               "21 06 000011223344",
                               "c801aa 00 21 06 000011223344 01 02 0000"},
                    OptionCase{"RawUnaligned",
                               RawOption{20, FromHex("776562"), 1, 0},
                               "14 03 776562 01 01 00",
                               "c801aa 14 03 776562"},
                    OptionCase{"RawExperimental",
                               RawOption{18, FromHex("ff80"), 1, 0},
                               "12 02 ff 80 01 02 0000",
                               "c801aa 12 02 ff 80 00"},
                    OptionCase{"RawExperimentalEmpty",
                               RawOption{18, {}, 1, 0},
                               "12 00 01 04 00000000",
                               "c801aa 12 00 01 01 00"},
                    OptionCase{"RawEmpty",
                               RawOption{255, {}, 1, 0},
                               "ff 00 01 04 00000000",
                               "c801aa ff 00 01 01 00"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(WireOptions, UnknownOnesAreKeptInTheirPlace)
{
    const MobilityOptions options = ParseOptions("17020001 c802abcd 18020004 00000000");
    ASSERT_EQ(options.size(), 3U);
    const auto* raw = std::get_if<RawOption>(&options[1]);
    ASSERT_NE(raw, nullptr);
    EXPECT_EQ(raw->type, 200);
    EXPECT_EQ(ToHex(raw->data), "abcd");
    EXPECT_EQ(raw->alignFactor, 8);
    EXPECT_EQ(raw->alignOffset, 4); // Octet 12 of the header.
}

TEST(WireOptions, UnknownOnesStandWhereTheyStoodInAnotherMessageToo)
{
    // 8n+6, behind a Pad1 and more.
    const MobilityOptions options =
        ParseOptions("c801aa 00 01 00 c810 0102030405060708090a0b0c0d0e0f10");
    ASSERT_EQ(options.size(), 2U);
    EXPECT_EQ(BuildOptions({options[1]}),
              ToHex(FromHex("0104 00000000 c810 0102030405060708090a0b0c0d0e0f10")));
    BindingUpdate update; // Its options begin at 12.
    update.options = {options[1]};
    const Octets octets = Build(update);
    EXPECT_EQ(ToHex(Octets(octets.begin() + 12, octets.end())),
              ToHex(FromHex("0100 c810 0102030405060708090a0b0c0d0e0f10")));
}

// RFC 5096, 1: who does not know an experimental option skips it.
TEST(WireOptions, ExperimentalOnesOfAnUnknownSubtypeAreKept)
{
    for (unsigned subtype = 0; subtype < 256; ++subtype)
    {
        if (IsExperimentalOption(static_cast<uint8_t>(subtype)))
        {
            continue;
        }
        const std::string octets = "1206" + Hex(subtype) + "00 00000001";
        const MobilityOptions options = ParseOptions(octets);
        ASSERT_EQ(options.size(), 1U) << subtype;
        EXPECT_EQ(BuildOptions(options), ToHex(FromHex(octets))) << subtype;
        EXPECT_TRUE(std::holds_alternative<RawOption>(options[0])) << subtype;
    }
}

// What a sender leaves zero, a receiver ignores.
TEST(WireOptions, ReservedOctetsOfCorrespondentLocationAreIgnored)
{
    const MobilityOptions options =
        ParseOptions("01020000 122e 02 40 fd00000c000000000000000000000004 "
                     "fd00000200000000000000000000ffff 0000000000128000 000f ffff 01020000");
    const auto* location = FindOption<CorrespondentLocationOption>(options);
    ASSERT_NE(location, nullptr);
    EXPECT_EQ(ToText(location->prefix), "fd00:2::/64");
    EXPECT_EQ(location->gateway, Ipv6Address("fd00:c::4"));
    EXPECT_EQ(location->timestamp, 0x128000U);
    EXPECT_EQ(location->lifetime, 15);
    EXPECT_EQ(ToText(options[0]), "CorrespondentLocation=fd00:2::/64@fd00:c::4@18.500000s/15(60s)");
}

TEST(WireOptions, ReceiversDoNotCheckAlignment)
{
    const MobilityOptions options =
        ParseOptions("1b08 0000000000128000 1612 0040 fd000001000000000000000000000000 0000");
    ASSERT_EQ(options.size(), 2U);
    EXPECT_EQ(FindOption<TimestampOption>(options)->timestamp, 0x128000U);
}

// RFC 4283, 3: the subtype says what the octets are.
TEST(WireOptions, IdentifiersOfDifferentSubtypesAreDifferent)
{
    using Option = MobileNodeIdentifierOption;
    const std::vector<std::pair<Option, std::string>> cases = {
        {{1, "mn1@example.com"}, "mn1@example.com"},
        {{1, ""}, ""},
        {{2, "mn1@example.com"}, "[2]mn1@example.com"},
        {{255, ""}, "[255]"},
        {{0, "x"}, "[0]x"},
        {{1, "[2]mn1@example.com"}, "[1][2]mn1@example.com"},
        {{1, "["}, "[1]["},
        {{2, "[1]x"}, "[2][1]x"},
        {{3, std::string("\x00\xff", 2)}, std::string("[3]\x00\xff", 5)}};
    for (const auto& [option, identity] : cases)
    {
        EXPECT_EQ(GetIdentity(option), identity);
        const Option again = MakeIdentifierOption(identity);
        EXPECT_EQ(again.subtype, option.subtype) << identity;
        EXPECT_EQ(again.identifier, option.identifier) << identity;
    }
    for (const char* text : {"[", "[]x", "[2", "[256]x", "[x]y", "[-1]x", "2]x"})
    {
        EXPECT_EQ(MakeIdentifierOption(text).subtype, 1) << text;
        EXPECT_EQ(MakeIdentifierOption(text).identifier, text) << text;
    }
}

TEST(WireOptions, BitsBeyondThePrefixLengthAreCleared)
{
    const MobilityOptions options =
        ParseOptions("01020000 1612 0030 fd000001000200030004000500060007");
    EXPECT_EQ(ToText(FindOption<HomeNetworkPrefixOption>(options)->prefix), "fd00:1:2::/48");
}

TEST(WireOptions, RepeatedOptionsKeepTheirOrder)
{
    const MobilityOptions options =
        ParseOptions("17020001 17020002 17020003 17020004 17020005 17020001");
    ASSERT_EQ(options.size(), 6U);
    EXPECT_EQ(std::get<HandoffIndicatorOption>(options[4]).indicator,
              HandoffIndicator::NOT_CHANGED);
    EXPECT_EQ(FindOption<HandoffIndicatorOption>(options)->indicator,
              HandoffIndicator::NEW_INTERFACE);
}

TEST(WireOptions, LongestIdentifierAndMessage)
{
    const std::string longest(254, 'n');
    BindingUpdate update;
    update.options = {MobileNodeIdentifierOption{1, longest}};
    const ParseResult result = Parse(Build(update));
    const auto& options = GetOptions(std::get<MobilityMessage>(result));
    EXPECT_EQ(FindOption<MobileNodeIdentifierOption>(options)->identifier, longest);

    update.options.assign(8, RawOption{200, Octets(252), 1, 0});
    update.options.push_back(RawOption{200, Octets(2), 1, 0}); // 12 + 8 * 254 + 4 = 2048
    EXPECT_EQ(GetMobilityHeaderLength(update), MAX_MOBILITY_HEADER_LENGTH);
    EXPECT_EQ(Build(update)[1], 255);
    EXPECT_TRUE(std::holds_alternative<MobilityMessage>(Parse(Build(update))));
}

TEST(WireOptionsDeathTest, WhatCannotBeBuiltEndsWithASentence)
{
    BindingUpdate update;
    update.options = {MobileNodeIdentifierOption{1, std::string(255, 'n')}};
    EXPECT_DEATH(Build(update), "256 octets of data; at most 255 fit");
    update.options = {RawOption{1, {}, 1, 0}};
    EXPECT_DEATH(Build(update), "type 1; padding is the codec's");
    update.options = {RawOption{200, {}, 3, 0}};
    EXPECT_DEATH(Build(update), "alignFactor 3; use 1, 2, 4 or 8");
    update.options.assign(9, RawOption{200, Octets(252), 1, 0});
    EXPECT_DEATH(Build(update), "a BindingUpdate of 2304 octets");
}
