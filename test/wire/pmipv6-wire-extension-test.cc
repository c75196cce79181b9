/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The extension headers that carry a home address (RFC 6275, 6.3 and 6.4), octet by octet, both
 * ways, their faults, and what they do to checksums. The checksums in the literals were computed by
 * scapy.
 */

#include "pmipv6-wire-support.h"

#include "ns3/packet.h"
#include "ns3/pmipv6-extension-codec.h"
#include "ns3/pmipv6-home-address-header.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <memory>
#include <random>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

const Ipv6Address HOME("fd00:1::99");
const char* const OPTION_OCTETS = "87 02 01 02 0000 c9 10 fd000001000000000000000000000099";
const char* const ROUTING_OCTETS = "87 02 02 01 00000000 fd000001000000000000000000000099";

/// @return octets that lie alone on the heap, so that a sanitizer sees a read past their end
std::unique_ptr<uint8_t[]>
CopyExactly(const Octets& octets)
{
    std::unique_ptr<uint8_t[]> copy(new uint8_t[octets.size()]);
    std::copy(octets.begin(), octets.end(), copy.get());
    return copy;
}

/// @return what octets say as a Destination Options header
DestinationOptionsResult
ReadOptions(const Octets& octets)
{
    return ParseDestinationOptions(CopyExactly(octets).get(), octets.size());
}

/// @return what octets say as a type 2 routing header
Type2RoutingResult
ReadRouting(const Octets& octets)
{
    return ParseType2Routing(CopyExactly(octets).get(), octets.size());
}

/// Expect a result to be a fault.
template <class Result>
void
ExpectError(const Result& result,
            ExtensionFault fault,
            std::size_t offset,
            const std::string& octets)
{
    const auto* error = std::get_if<ExtensionError>(&result);
    ASSERT_NE(error, nullptr) << octets;
    EXPECT_EQ(GetFaultName(error->fault), GetFaultName(fault)) << octets;
    EXPECT_EQ(error->offset, offset) << octets;
}

/// Expect octets to hold a home address, and where an option stands that is not to be skipped.
void
ExpectOptions(const std::string& text, const std::string& home, int unskippable = -1)
{
    const Octets octets = FromHex(text);
    const auto result = ReadOptions(octets);
    const auto* options = std::get_if<DestinationOptions>(&result);
    ASSERT_NE(options, nullptr) << text;
    EXPECT_EQ(options->nextHeader, octets[0]) << text;
    EXPECT_EQ(options->length, octets.size()) << text;
    EXPECT_EQ(options->homeAddress ? ToText(*options->homeAddress) : "", home) << text;
    ASSERT_EQ(options->unskippable.has_value(), unskippable >= 0) << text;
    if (unskippable >= 0)
    {
        EXPECT_EQ(options->unskippable->offset, static_cast<std::size_t>(unskippable)) << text;
        EXPECT_EQ(options->unskippable->type, octets[unskippable]) << text;
    }
}

const std::string HOA = "c910 fd000001000000000000000000000099"; //!< the option alone

} // namespace

TEST(WireDestinationOptions, HomeAddressIsBuiltAligned)
{
    EXPECT_EQ(ToHex(BuildHomeAddressOption(135, HOME)), ToHex(FromHex(OPTION_OCTETS)));
    EXPECT_EQ(BuildHomeAddressOption(58, HOME).size(), HOME_ADDRESS_HEADER_SIZE);
    EXPECT_EQ(BuildHomeAddressOption(58, HOME)[0], 58);
}

TEST(WireDestinationOptions, HomeAddressIsFoundAmongOthersInAnyOrder)
{
    ExpectOptions(OPTION_OCTETS, "fd00:1::99");
    ExpectOptions("3b02 00000000" + HOA, "fd00:1::99");      // Behind four Pad1,
    ExpectOptions("3b02 " + HOA + "0102ffff", "fd00:1::99"); // before padding, not aligned,
    ExpectOptions("3b02 0401 04 00" + HOA, "fd00:1::99");    // behind RFC 2473, 4.1.1,
    ExpectOptions("3b03 0401 04 00" + HOA + "1e06 c910fd000001", "fd00:1::99"); // between two.
    ExpectOptions("3b01 1e0a 0102030405060708090a 0100", "");
    ExpectOptions("3b00 01040000 0000", "");
    ExpectOptions("3b00 00000000 0000", "");
    ExpectOptions("3b00 1e04c9100000", ""); // A type within another's data.
    ExpectOptions("3b02 0102c910" + HOA, "fd00:1::99");
    ExpectOptions("3bff" + std::string(4056, '0') + HOA, "fd00:1::99"); // 2028 Pad1.
}

// RFC 8200, 4.2: 00 skip over; 01, 10 and 11 discard the packet. Of what is known here none is
// told.
TEST(WireDestinationOptions, TellsTheFirstOptionThatIsNotToBeSkipped)
{
    ExpectOptions("3b02 4302 0000" + HOA, "fd00:1::99", 2);
    ExpectOptions("3b03 " + HOA + "8a00 0000 c300 000000000000", "fd00:1::99", 20);
    ExpectOptions("3b00 3f00 c200 0000", "", 4);
    ExpectOptions("3b00 c804 00000000", "", 2);
}

TEST(WireDestinationOptions, Faults)
{
    const auto expect = [](const std::string& text, ExtensionFault fault, std::size_t offset) {
        ExpectError(ReadOptions(FromHex(text)), fault, offset, text);
    };
    expect("", ExtensionFault::TOO_SHORT, 0);
    expect("8700 0104000000", ExtensionFault::TOO_SHORT, 0);
    expect("8701 010400000000", ExtensionFault::TRUNCATED, 1);
    expect("87ff 010400000000", ExtensionFault::TRUNCATED, 1);
    expect("8700 0103000000 c9", ExtensionFault::OPTION_OVERRUN, 7);
    expect("8700 0105000000 00", ExtensionFault::OPTION_OVERRUN, 3);
    expect("8700 c910fd000001", ExtensionFault::OPTION_OVERRUN, 3);
    // The header ends within the option, though there are octets behind it.
    expect("8701 01020000 c910fd000001 00000000 000000000099", ExtensionFault::OPTION_OVERRUN, 7);
    expect("8702 0102 0000 c90f fd0000010000000000000000000000 00",
           ExtensionFault::OPTION_LENGTH,
           7);
    expect("8700 c904fd000001", ExtensionFault::OPTION_LENGTH, 3);
    expect("8700 c9000100 0000", ExtensionFault::OPTION_LENGTH, 3);
    expect("8704 " + HOA + HOA + "0000", ExtensionFault::REPEATED, 20);
}

TEST(WireType2Routing, IsBuiltAndParsed)
{
    EXPECT_EQ(ToHex(BuildType2Routing({135, HOME})), ToHex(FromHex(ROUTING_OCTETS)));
    const auto result = ReadRouting(FromHex(ROUTING_OCTETS));
    const auto* routing = std::get_if<Type2Routing>(&result);
    ASSERT_NE(routing, nullptr);
    EXPECT_EQ(routing->nextHeader, 135);
    EXPECT_EQ(routing->homeAddress, HOME);
    // RFC 6275, 6.4.1: reserved octets are ignored.
    EXPECT_TRUE(std::holds_alternative<Type2Routing>(
        ReadRouting(FromHex("3a 02 02 01 ffffffff fd000001000000000000000000000099"))));
}

// RFC 6275, 6.4.1 and 11.3.3.
TEST(WireType2Routing, Faults)
{
    const auto expect = [](const std::string& text, ExtensionFault fault, std::size_t offset) {
        ExpectError(ReadRouting(FromHex(text)), fault, offset, text);
    };
    const std::string rest = "00000000 fd000001000000000000000000000099";
    expect("", ExtensionFault::TOO_SHORT, 0);
    expect("87020201000000", ExtensionFault::TOO_SHORT, 0);
    for (unsigned number = 0; number < 256; ++number)
    {
        if (number != 1)
        {
            expect("870202" + Hex(number) + rest, ExtensionFault::SEGMENTS_LEFT, 3);
        }
        if (number != 2)
        {
            expect("87" + Hex(number) + "0201" + rest, ExtensionFault::HDR_EXT_LEN, 1);
            expect("8702" + Hex(number) + "01" + rest, ExtensionFault::ROUTING_TYPE, 2);
        }
    }
    expect("8704 0002" + rest + rest, ExtensionFault::ROUTING_TYPE, 2);
    expect("8704 0202" + rest + rest, ExtensionFault::HDR_EXT_LEN, 1);
    for (std::size_t size = 0; size < HOME_ADDRESS_HEADER_SIZE; ++size)
    {
        Octets cut = FromHex(ROUTING_OCTETS);
        cut.resize(size);
        ExpectError(ReadRouting(cut),
                    size < 8 ? ExtensionFault::TOO_SHORT : ExtensionFault::TRUNCATED,
                    size < 8 ? 0 : 1,
                    ToHex(cut));
    }
}

TEST(WireExtensions, FaultsHaveNames)
{
    EXPECT_EQ(GetFaultName(ExtensionFault::TOO_SHORT), "too-short");
    EXPECT_EQ(GetFaultName(ExtensionFault::ROUTING_TYPE), "bad-routing-type");
    EXPECT_EQ(GetFaultName(ExtensionFault::HDR_EXT_LEN), "bad-hdr-ext-len");
    EXPECT_EQ(GetFaultName(ExtensionFault::SEGMENTS_LEFT), "bad-segments-left");
    EXPECT_EQ(GetFaultName(ExtensionFault::TRUNCATED), "truncated");
    EXPECT_EQ(GetFaultName(ExtensionFault::OPTION_OVERRUN), "option-overrun");
    EXPECT_EQ(GetFaultName(ExtensionFault::OPTION_LENGTH), "bad-option-length");
    EXPECT_EQ(GetFaultName(ExtensionFault::REPEATED), "two-home-addresses");
}

TEST(WireExtensions, NoOctetsMayBeNull)
{
    EXPECT_TRUE(std::holds_alternative<ExtensionError>(ParseDestinationOptions(nullptr, 0)));
    EXPECT_TRUE(std::holds_alternative<ExtensionError>(ParseType2Routing(nullptr, 0)));
}

TEST(WireExtensions, HaveAnAnswerToAnyOctets)
{
    std::mt19937 random(6275);
    int homes = 0;
    int routings = 0;
    for (int i = 0; i < 200000; ++i)
    {
        Octets octets(random() % 48);
        const Octets types = {0, 1, 2, 4, 16, 201};
        for (auto& octet : octets)
        {
            octet = static_cast<uint8_t>(random() % 4 ? types[random() % types.size()] : random());
        }
        if (random() % 4 == 0)
        {
            octets = FromHex(random() % 2 ? OPTION_OCTETS : ROUTING_OCTETS);
            octets[random() % octets.size()] = static_cast<uint8_t>(random());
        }
        const auto options = ReadOptions(octets);
        if (const auto* read = std::get_if<DestinationOptions>(&options))
        {
            ASSERT_LE(read->length, octets.size());
            homes += read->homeAddress.has_value();
        }
        else
        {
            ASSERT_LE(std::get<ExtensionError>(options).offset, octets.size());
        }
        const auto routing = ReadRouting(octets);
        routings += std::holds_alternative<Type2Routing>(routing);
    }
    EXPECT_GT(homes, 10000);
    EXPECT_GT(routings, 10000);
}

// RFC 6275, 6.1.1: the home address counts as the source; as the final destination with a type 2
// routing header (RFC 8200, 8.1). The addresses of the IPv6 header do not.
TEST(WireExtensions, TheHomeAddressIsThatOfTheChecksum)
{
    const Ipv6Address careOf("fd00:9::9");
    const Ipv6Address correspondent("fd00:2::77");
    const BindingUpdate update{9, UpdateFlag::ACKNOWLEDGE, 105, {}};
    const Octets sent = BuildMobilityHeader(update, HOME, correspondent);
    EXPECT_EQ(ToHex(sent), "3b01050042de00098000006901020000");
    EXPECT_TRUE(std::holds_alternative<MobilityMessage>(
        ParseMobilityHeader(sent.data(), sent.size(), HOME, correspondent)));
    EXPECT_EQ(
        std::get<ParseError>(ParseMobilityHeader(sent.data(), sent.size(), careOf, correspondent))
            .fault,
        ParseFault::CHECKSUM);
    const BindingAcknowledgement answer{BindingStatus::ACCEPTED,
                                        AcknowledgementFlag::KEY_MANAGEMENT,
                                        9,
                                        105,
                                        {}};
    const Octets back = BuildMobilityHeader(answer, correspondent, HOME);
    EXPECT_EQ(ToHex(back), "3b010600c15e00800009006901020000");
    EXPECT_TRUE(std::holds_alternative<MobilityMessage>(
        ParseMobilityHeader(back.data(), back.size(), correspondent, HOME)));
    EXPECT_EQ(
        std::get<ParseError>(ParseMobilityHeader(back.data(), back.size(), correspondent, careOf))
            .fault,
        ParseFault::CHECKSUM);
}

namespace
{

/// @return the octets of a packet
Octets
GetOctets(const Ptr<const Packet>& packet)
{
    Octets octets(packet->GetSize());
    packet->CopyData(octets.data(), octets.size());
    return octets;
}

/// @return a header as it is printed
template <class Header>
std::string
Show(const Header& header)
{
    std::ostringstream text;
    header.Print(text);
    return text.str();
}

/// Add a header to a packet, look at it there, and remove it. Packets print what is in them: so
/// pmipv6-wire-header-test.cc has it.
template <class Header>
void
ExpectCover(const char* octets, const std::string& text)
{
    const Octets payload = {1, 2, 3};
    auto packet = Create<Packet>(payload.data(), payload.size());
    Header header;
    header.Set(135, HOME);
    packet->AddHeader(header);
    EXPECT_EQ(ToHex(GetOctets(packet)), ToHex(FromHex(octets)) + "010203");
    EXPECT_EQ(Show(header), text);
    EXPECT_NE(ToText(*packet).find(text), std::string::npos) << *packet;
    Header read;
    EXPECT_EQ(packet->RemoveHeader(read), HOME_ADDRESS_HEADER_SIZE);
    ASSERT_NE(read.Get(), nullptr);
    EXPECT_EQ(read.GetError(), nullptr);
    EXPECT_EQ(Show(read), text);
    EXPECT_EQ(ToHex(GetOctets(packet)), "010203");
    packet->AddHeader(read);
    EXPECT_EQ(ToHex(GetOctets(packet)), ToHex(FromHex(octets)) + "010203");
}

/// Have octets that are no such header taken out of a packet and put back.
template <class Header>
void
ExpectMalformed(const std::string& octets, uint32_t size, const std::string& text)
{
    const Octets whole = FromHex(octets);
    auto packet = Create<Packet>(whole.data(), whole.size());
    Header header;
    EXPECT_EQ(packet->RemoveHeader(header), size);
    EXPECT_EQ(header.Get(), nullptr);
    ASSERT_NE(header.GetError(), nullptr);
    EXPECT_EQ(Show(header), text);
    packet->AddHeader(header);
    EXPECT_EQ(GetOctets(packet), whole);
}

} // namespace

TEST(WireExtensionHeaders, CoverTheCodec)
{
    ExpectCover<DestinationOptionsHeader>(OPTION_OCTETS, "nextHeader=135 homeAddress=fd00:1::99");
    ExpectCover<Type2RoutingHeader>(ROUTING_OCTETS, "nextHeader=135 homeAddress=fd00:1::99");
    EXPECT_EQ(DestinationOptionsHeader::GetTypeId().GetName(),
              "ns3::pmipv6::DestinationOptionsHeader");
    EXPECT_EQ(Type2RoutingHeader::GetTypeId().GetName(), "ns3::pmipv6::Type2RoutingHeader");
    EXPECT_EQ(Show(Type2RoutingHeader()), "nextHeader=59 homeAddress=::");
}

TEST(WireExtensionHeaders, BadOctetsAreShownAndGivenBack)
{
    ExpectMalformed<DestinationOptionsHeader>(
        "8700 c904fd000001 0102",
        8,
        "malformed fault=bad-option-length offset=3 octets=8");
    ExpectMalformed<DestinationOptionsHeader>("87",
                                              1,
                                              "malformed fault=too-short offset=0 octets=1");
    ExpectMalformed<Type2RoutingHeader>("870202010000",
                                        6,
                                        "malformed fault=too-short offset=0 octets=6");
    ExpectMalformed<Type2RoutingHeader>("8702020000000000 fd000001000000000000000000000099 01",
                                        24,
                                        "malformed fault=bad-segments-left offset=3 octets=24");
}

TEST(WireExtensionHeaders, OtherOptionsAreGivenBackToo)
{
    const Octets whole = FromHex("3a03 0401 04 00" + HOA + "1e06 c910fd000001");
    auto packet = Create<Packet>(whole.data(), whole.size());
    DestinationOptionsHeader header;
    EXPECT_EQ(packet->RemoveHeader(header), 32U);
    EXPECT_EQ(Show(header), "nextHeader=58 homeAddress=fd00:1::99");
    packet->AddHeader(header);
    EXPECT_EQ(GetOctets(packet), whole);
}
