/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The messages and options of RFC 8885, 4: octet by octet, both ways, at every place, of every
 * length and prefix length; how many of them one message holds; the D flag. The checksums in the
 * literals were computed by scapy.
 */

#include "pmipv6-wire-expectations.h"

#include "ns3/pmipv6-mobility-names.h"

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

const MobilityOption NODE = MobileNodeIdentifierOption{1, "mn1"};
const MobilityOption OTHER_PREVIOUS_MAAR =
    PreviousMaarOption{Ipv6Address("fd00:c::5"), Prefix(Ipv6Address("fd00:1:2:3::"), 62)};

/// @return a case of a Proxy Binding Update or Acknowledgement
MessageCase
Case(const char* name, const MobilityMessage& message, const char* octets, const char* text)
{
    return {name, message, octets, text, GetMessageType(message), GetSequenceNumber(message)};
}

/// An option of RFC 8885, the only one of a message.
struct DmmOptionCase
{
    const char* name;      //!< for the test's name
    MobilityOption option; //!< the option
    const char* octets;    //!< from the message's octet 12 on
    const char* text;      //!< as traces show it
    OptionType type;       //!< its type
    unsigned number;       //!< its type (RFC 8885, 4)
    unsigned length;       //!< its Length; the least of one whose length varies
    bool isFixed;          //!< no other Length is right
    unsigned factor;       //!< x of its alignment xn+y
    unsigned offset;       //!< y of its alignment xn+y
    std::size_t prefixAt;  //!< where its prefix begins in its data; 0 if it has none
};

/// @return what a case is printed as by gtest
std::ostream&
operator<<(std::ostream& os, const DmmOptionCase& value)
{
    return os << value.name;
}

/// @return a Mobility Header with options from octet 12 on, which end at a multiple of 8 octets
std::string
Envelope(bool isUpdate, const std::string& options)
{
    const auto units = static_cast<unsigned>((12 + FromHex(options).size()) / 8);
    return "3b" + Hex(units - 1) +
           (isUpdate ? "0500 0000 0007 8210 004b" : "0600 0000 0022 0007 004b") + options;
}

/// @return an option with an octet of Length and so many octets, and Pad1 up to a multiple of 8
std::string
OptionOfLength(unsigned type, const Octets& data)
{
    std::string text = Hex(type) + Hex(static_cast<unsigned>(data.size())) + ToHex(data);
    for (auto end = 14 + data.size(); end % 8 != 0; ++end)
    {
        text += "00";
    }
    return text;
}

/// @return the data of an option that has a prefix, all ones but for the length of the prefix
Octets
MakeOnes(const DmmOptionCase& value, unsigned prefixLength)
{
    Octets data(value.length, 0xff);
    data[1] = static_cast<uint8_t>(prefixLength);
    return data;
}

/// @return the octets of a message from octet 12 on
Octets
BuildOptions(const MobilityMessage& message)
{
    const Octets octets = Build(message);
    return Octets(octets.begin() + 12, octets.end());
}

/// @return the options that have a prefix
std::vector<DmmOptionCase>
MakePrefixOptionCases()
{
    return {{"AnchoredPrefix",
             ANCHORED_PREFIX,
             "4112 0040 fd000001000000000000000000000000",
             "AnchoredPrefix=fd00:1::/64",
             OptionType::ANCHORED_PREFIX,
             65,
             18,
             true,
             8,
             4,
             2},
            {"LocalPrefix",
             LOCAL_PREFIX,
             "4212 0030 fd000006000000000000000000000000",
             "LocalPrefix=fd00:6::/48",
             OptionType::LOCAL_PREFIX,
             66,
             18,
             true,
             8,
             4,
             2},
            {"PreviousMaar",
             PREVIOUS_MAAR,
             "4322 0040 fd00000c000000000000000000000003 fd000001000000000000000000000000",
             "PreviousMaar=fd00:1::/64@fd00:c::3",
             OptionType::PREVIOUS_MAAR,
             67,
             34,
             true,
             8,
             4,
             18}};
}

/// @return all the options
std::vector<DmmOptionCase>
MakeOptionCases()
{
    auto cases = MakePrefixOptionCases();
    cases.insert(cases.end(),
                 {{"ServingMaar",
                   SERVING_MAAR,
                   "0100 4410 fd00000c000000000000000000000004",
                   "ServingMaar=fd00:c::4",
                   OptionType::SERVING_MAAR,
                   68,
                   16,
                   true,
                   8,
                   6,
                   0},
                  {"DlifLinkLocalAddress",
                   DLIF_LINK_LOCAL,
                   "0100 4510 fe8000000000000000000000000000a3",
                   "DlifLinkLocalAddress=fe80::a3",
                   OptionType::DLIF_LINK_LOCAL_ADDRESS,
                   69,
                   16,
                   true,
                   8,
                   6,
                   0},
                  {"DlifLinkLayerAddress",
                   DLIF_LINK_LAYER,
                   "4608 0000 0200000000a3 0100",
                   "DlifLinkLayerAddress=02:00:00:00:00:a3",
                   OptionType::DLIF_LINK_LAYER_ADDRESS,
                   70,
                   2,
                   false,
                   2,
                   0,
                   0}});
    return cases;
}

} // namespace

class WireDmm : public testing::TestWithParam<MessageCase>
{
};

TEST_P(WireDmm, IsBuilt)
{
    ExpectBuilt(GetParam());
}

TEST_P(WireDmm, IsParsed)
{
    ExpectParsed(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Updates,
    WireDmm,
    testing::Values(
        Case("OfAMaar",
             MakeDistributedUpdate(7,
                                   75,
                                   {NODE,
                                    OTHER_PREFIX,
                                    HandoffIndicatorOption{HandoffIndicator::BETWEEN_GATEWAYS},
                                    AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11},
                                    OF_BINDING}),
             "3b070500 eaaa 0007 8210 004b"
             "0804 01 6d6e31 0100 1612 0040 fd000002000000000000000000000000"
             "1702 0003 1802 0004 0100 1b08 0000000000128000 01020000",
             "ProxyBindingUpdate seq=7 flags=APD lifetime=75(300s) MobileNodeIdentifier=mn1 "
             "HomeNetworkPrefix=fd00:2::/64 HandoffIndicator=BETWEEN_GATEWAYS(3) "
             "AccessTechnologyType=IEEE_802_11(4) Timestamp=18.500000s"),
        Case("OfACmd",
             MakeDistributedUpdate(0x1234, 75, {NODE, OWN_PREFIX, SERVING_MAAR, OF_BINDING}),
             "3b090500 c552 1234 8210 004b"
             "0804 01 6d6e31 0100 1612 0040 fd000001000000000000000000000000"
             "0104 00000000 4410 fd00000c000000000000000000000004"
             "0100 1b08 0000000000128000 01020000",
             "ProxyBindingUpdate seq=4660 flags=APD lifetime=75(300s) MobileNodeIdentifier=mn1 "
             "HomeNetworkPrefix=fd00:1::/64 ServingMaar=fd00:c::4 Timestamp=18.500000s"),
        Case("OfPrefixes",
             MakeDistributedUpdate(8, 0, {ANCHORED_PREFIX, LOCAL_PREFIX, LocalPrefixOption{}}),
             "3b090500 814e 0008 8210 0000"
             "4112 0040 fd000001000000000000000000000000 01020000"
             "4212 0030 fd000006000000000000000000000000 01020000"
             "4212 0000 00000000000000000000000000000000",
             "ProxyBindingUpdate seq=8 flags=APD lifetime=0(0s) AnchoredPrefix=fd00:1::/64 "
             "LocalPrefix=fd00:6::/48 LocalPrefix=::/0"),
        Case("Bare",
             MakeDistributedUpdate(9, 0),
             "3b010500 4247 0009 8210 0000 01020000",
             "ProxyBindingUpdate seq=9 flags=APD lifetime=0(0s)")),
    [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Answers,
    WireDmm,
    testing::Values(
        Case("OfAMaar",
             MakeDistributedAnswer(9,
                                   75,
                                   {NODE,
                                    SERVING_MAAR,
                                    ANCHORED_PREFIX,
                                    LOCAL_PREFIX,
                                    DLIF_LINK_LOCAL,
                                    DLIF_LINK_LAYER,
                                    OF_BINDING}),
             "3b100600 5ffe 00 22 0009 004b"
             "0804 01 6d6e31 01020000 4410 fd00000c000000000000000000000004"
             "01020000 4112 0040 fd000001000000000000000000000000"
             "01020000 4212 0030 fd000006000000000000000000000000"
             "0104 00000000 4510 fe8000000000000000000000000000a3"
             "4608 0000 0200000000a3 1b08 0000000000128000 01020000",
             "ProxyBindingAcknowledgement status=ACCEPTED(0) flags=PD seq=9 lifetime=75(300s) "
             "MobileNodeIdentifier=mn1 ServingMaar=fd00:c::4 AnchoredPrefix=fd00:1::/64 "
             "LocalPrefix=fd00:6::/48 DlifLinkLocalAddress=fe80::a3 "
             "DlifLinkLayerAddress=02:00:00:00:00:a3 Timestamp=18.500000s"),
        Case("OfACmd",
             MakeDistributedAnswer(7,
                                   75,
                                   {OTHER_PREFIX,
                                    PREVIOUS_MAAR,
                                    DLIF_LINK_LOCAL,
                                    DLIF_LINK_LAYER,
                                    OTHER_PREVIOUS_MAAR}),
             "3b110600 a539 00 22 0007 004b"
             "1612 0040 fd000002000000000000000000000000 01020000"
             "4322 0040 fd00000c000000000000000000000003 fd000001000000000000000000000000"
             "0104 00000000 4510 fe8000000000000000000000000000a3"
             "4608 0000 0200000000a3 0100"
             "4322 003e fd00000c000000000000000000000005 fd000001000200000000000000000000",
             "ProxyBindingAcknowledgement status=ACCEPTED(0) flags=PD seq=7 lifetime=75(300s) "
             "HomeNetworkPrefix=fd00:2::/64 PreviousMaar=fd00:1::/64@fd00:c::3 "
             "DlifLinkLocalAddress=fe80::a3 DlifLinkLayerAddress=02:00:00:00:00:a3 "
             "PreviousMaar=fd00:1:2::/62@fd00:c::5"),
        Case("Bare",
             MakeDistributedAnswer(9, 0),
             "3b010600 c335 00 22 0009 0000 01020000",
             "ProxyBindingAcknowledgement status=ACCEPTED(0) flags=PD seq=9 lifetime=0(0s)")),
    [](const auto& info) { return std::string(info.param.name); });

class WireDmmOption : public testing::TestWithParam<DmmOptionCase>
{
};

TEST_P(WireDmmOption, IsBuiltIntoBothMessages)
{
    const DmmOptionCase& value = GetParam();
    const Octets update = Fixed(Envelope(true, value.octets));
    const Octets answer = Fixed(Envelope(false, value.octets));
    EXPECT_EQ(ToHex(Build(MakeDistributedUpdate(7, 75, {value.option}))), ToHex(update));
    EXPECT_EQ(ToHex(Build(MakeDistributedAnswer(7, 75, {value.option}))), ToHex(answer));
}

TEST_P(WireDmmOption, IsParsedOutOfBothMessages)
{
    const DmmOptionCase& value = GetParam();
    const auto update = Expect<BindingUpdate>(Fixed(Envelope(true, value.octets)));
    const auto answer = Expect<BindingAcknowledgement>(Fixed(Envelope(false, value.octets)));
    EXPECT_TRUE(IsDistributed(update));
    EXPECT_TRUE(IsDistributed(answer));
    for (const MobilityOptions& options : {update.options, answer.options})
    {
        ASSERT_EQ(options.size(), 1U);
        EXPECT_EQ(options[0].index(), value.option.index());
        EXPECT_EQ(ToText(options[0]), value.text);
    }
}

TEST_P(WireDmmOption, HasItsNumberAndName)
{
    const DmmOptionCase& value = GetParam();
    const std::string text = value.text;
    EXPECT_EQ(static_cast<unsigned>(value.type), value.number);
    EXPECT_EQ(GetName(value.type), text.substr(0, text.find('=')));
    EXPECT_EQ(WithNumber(value.type),
              GetName(value.type) + "(" + std::to_string(value.number) + ")");
}

TEST_P(WireDmmOption, IsAlignedBehindOptionsOfEveryLength)
{
    const DmmOptionCase& value = GetParam();
    for (unsigned before = 0; before < 16; ++before)
    {
        const RawOption raw{200, Octets(before, 0xaa), 1, 0};
        const Octets octets = BuildOptions(MakeDistributedUpdate(7, 75, {raw, value.option}));
        std::size_t at = 2 + before;
        std::size_t padding = 0;
        while ((12 + at + padding) % value.factor != value.offset)
        {
            ++padding;
        }
        // RFC 6275, 6.2.2 and 6.2.3: one octet is Pad1, more are PadN.
        Octets wanted(padding);
        if (padding > 1)
        {
            wanted[0] = 1;
            wanted[1] = static_cast<uint8_t>(padding - 2);
        }
        ASSERT_GT(octets.size(), at + padding + 1) << before;
        const auto begin = octets.begin() + static_cast<std::ptrdiff_t>(at);
        EXPECT_EQ(ToHex(Octets(begin, begin + static_cast<std::ptrdiff_t>(padding))), ToHex(wanted))
            << before;
        EXPECT_EQ(octets[at + padding], value.number) << before;
    }
}

TEST_P(WireDmmOption, OfAWrongLengthIsRefused)
{
    const DmmOptionCase& value = GetParam();
    for (unsigned length = 0; length < 256; ++length)
    {
        const std::string octets = OptionOfLength(value.number, Octets(length));
        if (length == value.length || (length > value.length && !value.isFixed))
        {
            const auto update = Expect<BindingUpdate>(Fixed(Envelope(true, octets)));
            ASSERT_EQ(update.options.size(), 1U) << length;
            EXPECT_EQ(update.options[0].index(), value.option.index()) << length;
            continue;
        }
        for (const bool isUpdate : {true, false})
        {
            ExpectFault(Envelope(isUpdate, octets), ParseFault::OPTION_LENGTH, 13, false);
        }
    }
}

class WireDmmPrefixOption : public testing::TestWithParam<DmmOptionCase>
{
};

TEST_P(WireDmmPrefixOption, OfAPrefixTooLongIsRefused)
{
    const DmmOptionCase& value = GetParam();
    for (unsigned length = 129; length < 256; ++length)
    {
        const auto octets = OptionOfLength(value.number, MakeOnes(value, length));
        for (const bool isUpdate : {true, false})
        {
            ExpectFault(Envelope(isUpdate, octets), ParseFault::OPTION_VALUE, 15, false);
        }
    }
}

// RFC 8885, 4.3 to 4.5: only the first Prefix Length bits are valid, the rest is ignored.
TEST_P(WireDmmPrefixOption, BitsBeyondThePrefixLengthAreCleared)
{
    const DmmOptionCase& value = GetParam();
    for (unsigned length = 0; length <= 128; ++length)
    {
        Octets data = MakeOnes(value, length);
        const auto octets = OptionOfLength(value.number, data);
        const auto update = Expect<BindingUpdate>(Fixed(Envelope(true, octets)));
        data[0] = 0;
        for (unsigned bit = length; bit < 128; ++bit)
        {
            data[value.prefixAt + bit / 8] &= static_cast<uint8_t>(~(0x80U >> bit % 8));
        }
        EXPECT_EQ(ToHex(BuildOptions(update)), ToHex(FromHex(OptionOfLength(value.number, data))))
            << length;
    }
}

INSTANTIATE_TEST_SUITE_P(All,
                         WireDmmOption,
                         testing::ValuesIn(MakeOptionCases()),
                         [](const auto& info) { return std::string(info.param.name); });

INSTANTIATE_TEST_SUITE_P(All,
                         WireDmmPrefixOption,
                         testing::ValuesIn(MakePrefixOptionCases()),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(WireDmmFields, StandInTheirPlaces)
{
    const auto answer = Expect<BindingAcknowledgement>(
        Fixed("3b0f0600 0000 05 22 89ab cdef"
              "4322 003f 0102030405060708090a0b0c0d0e0f10 1112131415161718191a1b1c1d1e1f20"
              "0104 00000000 4410 2122232425262728292a2b2c2d2e2f30"
              "0104 00000000 4510 3132333435363738393a3b3c3d3e3f40"
              "4609 0000 41424344454647 00"
              "4112 0007 5152535455565758595a5b5c5d5e5f60"));
    EXPECT_EQ(static_cast<unsigned>(answer.status), 5U);
    EXPECT_EQ(answer.sequence, 0x89ab);
    EXPECT_EQ(answer.lifetime, 0xcdef);
    ASSERT_EQ(answer.options.size(), 5U);
    const auto* previous = FindOption<PreviousMaarOption>(answer.options);
    ASSERT_NE(previous, nullptr);
    EXPECT_EQ(previous->maar, Ipv6Address("102:304:506:708:90a:b0c:d0e:f10"));
    EXPECT_EQ(previous->prefix, Prefix(Ipv6Address("1112:1314:1516:1718::"), 63));
    const auto* serving = FindOption<ServingMaarOption>(answer.options);
    ASSERT_NE(serving, nullptr);
    EXPECT_EQ(serving->address, Ipv6Address("2122:2324:2526:2728:292a:2b2c:2d2e:2f30"));
    const auto* linkLocal = FindOption<DlifLinkLocalAddressOption>(answer.options);
    ASSERT_NE(linkLocal, nullptr);
    EXPECT_EQ(linkLocal->address, Ipv6Address("3132:3334:3536:3738:393a:3b3c:3d3e:3f40"));
    const auto* linkLayer = FindOption<DlifLinkLayerAddressOption>(answer.options);
    ASSERT_NE(linkLayer, nullptr);
    EXPECT_EQ(ToHex(linkLayer->address), "41424344454647");
    const auto* anchored = FindOption<AnchoredPrefixOption>(answer.options);
    ASSERT_NE(anchored, nullptr);
    EXPECT_EQ(anchored->prefix, Prefix(Ipv6Address("5000::"), 7));
}

// What a sender leaves zero, a receiver ignores.
TEST(WireDmmFields, ReservedOctetsAreIgnored)
{
    const auto answer = Expect<BindingAcknowledgement>(
        Fixed("3b0d0600 0000 0022 0007 004b"
              "4112 ff40 fd000001000000000000000000000000 01020000"
              "4212 ff30 fd000006000000000000000000000000 01020000"
              "4322 ff40 fd00000c000000000000000000000003 fd000001000000000000000000000000"
              "4608 ffff 0200000000a3 0104 00000000"));
    EXPECT_EQ(ToText(MobilityMessage(answer)),
              "ProxyBindingAcknowledgement status=ACCEPTED(0) flags=PD seq=7 lifetime=75(300s) "
              "AnchoredPrefix=fd00:1::/64 LocalPrefix=fd00:6::/48 "
              "PreviousMaar=fd00:1::/64@fd00:c::3 DlifLinkLayerAddress=02:00:00:00:00:a3");
}

TEST(WireDmmFields, RepeatedOptionsKeepTheirOrder)
{
    const auto answer = Expect<BindingAcknowledgement>(Build(MakePreviousMaars(3)));
    ASSERT_EQ(answer.options.size(), 8U);
    for (unsigned number = 1; number <= 3; ++number)
    {
        const std::string text = std::to_string(number);
        EXPECT_EQ(ToText(answer.options[4 + number]),
                  "PreviousMaar=fd00:1:0:" + text + "::/64@fd00:c::" + text);
    }
    const auto* first = FindOption<PreviousMaarOption>(answer.options);
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(first->maar, Ipv6Address("fd00:c::1"));
}

TEST(WireDmmFields, LongestLinkLayerAddress)
{
    const MobilityOption longest = DlifLinkLayerAddressOption{Octets(253, 0xa3)};
    const auto answer =
        Expect<BindingAcknowledgement>(Build(MakeDistributedAnswer(7, 75, {longest})));
    ASSERT_EQ(answer.options.size(), 1U);
    EXPECT_EQ(ToText(answer.options[0]), ToText(longest));
}

TEST(WireDmmFields, FortyNinePreviousMaarsFit)
{
    ExpectSizes({{MakePreviousMaars(0), 88}});
    for (uint16_t count = 1; count <= 49; ++count)
    {
        ExpectSizes({{MakePreviousMaars(count), 80U + 40U * count}});
    }
    EXPECT_LE(GetMobilityHeaderLength(MakePreviousMaars(49)), MAX_MOBILITY_HEADER_LENGTH);
    EXPECT_GT(GetMobilityHeaderLength(MakePreviousMaars(50)), MAX_MOBILITY_HEADER_LENGTH);
    const auto full = Expect<BindingAcknowledgement>(Build(MakePreviousMaars(49)));
    EXPECT_EQ(full.options.size(), 54U);
    // Within 1280 octets, 40 of them the IPv6 header's.
    EXPECT_EQ(40 + GetMobilityHeaderLength(MakePreviousMaars(29)), 1280U);
    EXPECT_GT(40 + GetMobilityHeaderLength(MakePreviousMaars(30)), 1280U);
}

TEST(WireDmmFields, TwentySevenPreviousMaarsWithTheirInterfacesFit)
{
    const MobilityOptions interface = {DLIF_LINK_LOCAL, DLIF_LINK_LAYER};
    for (uint16_t count = 1; count <= 27; ++count)
    {
        ExpectSizes({{MakePreviousMaars(count, interface), 88U + 72U * count}});
    }
    EXPECT_LE(GetMobilityHeaderLength(MakePreviousMaars(27, interface)),
              MAX_MOBILITY_HEADER_LENGTH);
    EXPECT_GT(GetMobilityHeaderLength(MakePreviousMaars(28, interface)),
              MAX_MOBILITY_HEADER_LENGTH);
    const auto full = Expect<BindingAcknowledgement>(Build(MakePreviousMaars(27, interface)));
    EXPECT_EQ(full.options.size(), 86U);
    EXPECT_EQ(40 + GetMobilityHeaderLength(MakePreviousMaars(16, interface)), 1280U);
    EXPECT_GT(40 + GetMobilityHeaderLength(MakePreviousMaars(17, interface)), 1280U);
}

TEST(WireDmmDeathTest, WhatDoesNotFit)
{
    EXPECT_DEATH(Build(MakePreviousMaars(50)), "a ProxyBindingAcknowledgement of 2080 octets");
    const MobilityOption longer = DlifLinkLayerAddressOption{Octets(254)};
    EXPECT_DEATH(Build(MakeDistributedAnswer(7, 75, {longer})),
                 "256 octets of data; at most 255 fit");
}

// The first of two impossible values is the one that is named.
TEST(WireDmmFaults, TheFirstIsNamed)
{
    const std::string address = "fd00000c000000000000000000000003";
    ExpectFault("3b080600 0000 0022 0007 004b 4322 0081" + address + address + "01020000" +
                    "4112 0082" + address,
                ParseFault::OPTION_VALUE,
                15,
                false);
    // A length is looked at before a value.
    ExpectFault("3b050600 0000 0022 0007 004b 4321 0081" + address + address.substr(2) + "00",
                ParseFault::OPTION_LENGTH,
                13,
                false);
}

TEST(WireDmmNames, OptionsWithoutValues)
{
    EXPECT_EQ(ToText(MobilityOption(AnchoredPrefixOption{})), "AnchoredPrefix=::/0");
    EXPECT_EQ(ToText(MobilityOption(LocalPrefixOption{})), "LocalPrefix=::/0");
    EXPECT_EQ(ToText(MobilityOption(PreviousMaarOption{})), "PreviousMaar=::/0@::");
    EXPECT_EQ(ToText(MobilityOption(ServingMaarOption{})), "ServingMaar=::");
    EXPECT_EQ(ToText(MobilityOption(DlifLinkLocalAddressOption{})), "DlifLinkLocalAddress=::");
    EXPECT_EQ(ToText(MobilityOption(DlifLinkLayerAddressOption{})), "DlifLinkLayerAddress=-");
}

TEST(WireDmmNames, NumbersAroundThem)
{
    EXPECT_EQ(WithNumber(static_cast<OptionType>(64)), "Option(64)");
    EXPECT_EQ(WithNumber(static_cast<OptionType>(71)), "Option(71)");
}

TEST(WireDmmFlags, DistributedAreProxyMessagesWithTheFlag)
{
    for (unsigned flags = 0; flags < 0x10000; ++flags)
    {
        const BindingUpdate update{0, static_cast<uint16_t>(flags), 0, {}};
        const bool isWanted = (flags & 0x0210) == 0x0210; // P and D
        EXPECT_EQ(update.IsDistributed(), isWanted) << flags;
        EXPECT_EQ(IsDistributed(update), isWanted) << flags;
    }
    for (unsigned flags = 0; flags < 0x100; ++flags)
    {
        const BindingAcknowledgement answer{BindingStatus::ACCEPTED,
                                            static_cast<uint8_t>(flags),
                                            0,
                                            0,
                                            {}};
        const bool isWanted = (flags & 0x22) == 0x22; // P and D
        EXPECT_EQ(answer.IsDistributed(), isWanted) << flags;
        EXPECT_EQ(IsDistributed(answer), isWanted) << flags;
    }
}

TEST(WireDmmFlags, StandInTheirPlaces)
{
    EXPECT_TRUE(
        IsDistributed(Expect<BindingUpdate>(Fixed("3b010500 0000 0007 0210 004b 01020000"))));
    EXPECT_FALSE(
        IsDistributed(Expect<BindingUpdate>(Fixed("3b010500 0000 0007 fdef 004b 01020000"))));
    EXPECT_TRUE(IsDistributed(
        Expect<BindingAcknowledgement>(Fixed("3b010600 0000 0022 0007 004b 01020000"))));
    EXPECT_FALSE(IsDistributed(
        Expect<BindingAcknowledgement>(Fixed("3b010600 0000 22dd 0007 004b 01020000"))));
}

// Options of RFC 8885 do not make a message one of it.
TEST(WireDmmFlags, OtherMessagesAreNotDistributed)
{
    for (const auto& [name, message] : MakeEpmipSamples())
    {
        EXPECT_FALSE(IsDistributed(message)) << name;
    }
    for (const auto& [name, message] : MakeRouteSamples())
    {
        EXPECT_FALSE(IsDistributed(message)) << name;
    }
    for (const auto& [name, message] : MakeDmmSamples())
    {
        EXPECT_TRUE(IsDistributed(message)) << name;
    }
    const MobilityOptions options = {ANCHORED_PREFIX, SERVING_MAAR};
    for (const MobilityMessage& message :
         {MobilityMessage(MakeWith<BindingUpdate>(7, 75, options)),
          MobilityMessage(MakeWith<BindingAcknowledgement>(7, 75, options)),
          MobilityMessage(BindingRefreshRequest{options}),
          MobilityMessage(BindingError{}),
          MobilityMessage(Heartbeat{true, true, 0x02100210, options}),
          MobilityMessage(BindingRevocationIndication{}),
          MobilityMessage(BindingRevocationAcknowledgement{}),
          MobilityMessage(UnknownMessage{200, {0x82, 0x10}})})
    {
        EXPECT_FALSE(IsDistributed(message)) << message;
    }
}
