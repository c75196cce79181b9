/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Octets that are no message: every fault by name and place, the order of the checks, truncation
 * and random octets.
 */

#include "pmipv6-wire-message-maker.h"

#include "ns3/pmipv6-octet-stream.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <memory>
#include <optional>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

/// Octets and what is wrong with them.
struct FaultCase
{
    const char* name;     //!< for the test's name
    const char* octets;   //!< with a right checksum filled in, if fixed
    bool fixed;           //!< fill the right checksum in
    ParseFault fault;     //!< expected
    std::size_t offset;   //!< expected
    bool problem = false; //!< expected parameterProblem
};

/// @return what a case is printed as by gtest
std::ostream&
operator<<(std::ostream& os, const FaultCase& value)
{
    return os << value.name;
}

/// Parse octets that lie alone on the heap, so that a sanitizer sees a read past their end.
ParseResult
ParseExactly(const uint8_t* octets, std::size_t size)
{
    const std::unique_ptr<uint8_t[]> copy(new uint8_t[size]);
    std::copy(octets, octets + size, copy.get());
    return ParseMobilityHeader(copy.get(), size, SOURCE, DESTINATION);
}

/**
 * Parse octets and, if they are a message, build it and parse that.
 *
 * @return the message; nothing if there is none, or if it is too long once aligned
 */
std::optional<MobilityMessage>
CheckRoundTrip(const Octets& octets)
{
    const ParseResult first = ParseExactly(octets.data(), octets.size());
    const auto* message = std::get_if<MobilityMessage>(&first);
    if (!message || GetMobilityHeaderLength(*message) > MAX_MOBILITY_HEADER_LENGTH)
    {
        return std::nullopt;
    }
    const Octets built = Build(*message);
    const ParseResult second = ParseExactly(built.data(), built.size());
    const auto* again = std::get_if<MobilityMessage>(&second);
    EXPECT_NE(again, nullptr) << ToHex(octets);
    if (again)
    {
        EXPECT_EQ(ToText(*again), ToText(*message)) << ToHex(octets);
        EXPECT_EQ(Build(*again), built) << ToHex(octets);
    }
    return *message;
}

/// @return random octets that are a Mobility Header as far as its first 8 octets go
Octets
MakeNoise(MessageMaker& maker)
{
    const uint32_t units = 1 + maker.Below(20);
    Octets octets = maker.MakeOctets(8 * units);
    octets[0] = maker.Below(20) == 0 ? octets[0] : NO_NEXT_HEADER;
    octets[1] = maker.Below(20) == 0 ? octets[1] : static_cast<uint8_t>(units - 1);
    octets[2] = maker.Below(20) == 0
                    ? octets[2]
                    : std::array<uint8_t, 11>{0, 1, 2, 3, 4, 5, 6, 7, 11, 13, 16}[octets[2] % 11];
    if (octets[2] == 16 && maker.Below(20) != 0)
    {
        octets[6] = 1 + octets[6] % 2; // Binding Revocation Type
    }
    if (octets[2] == 11 && maker.Below(20) != 0)
    {
        octets[6] = 0x10 + octets[6] % 10; // ExperimentalSubtype
    }
    for (std::size_t i = 8; i < octets.size(); ++i)
    {
        // Small numbers make types and lengths that fit now and then.
        octets[i] = maker.Below(3) == 0 ? octets[i] : octets[i] % 29;
    }
    return octets;
}

/// @return a message's octets with some of them changed
Octets
MakeDamaged(MessageMaker& maker)
{
    Octets octets = Build(maker.MakeMessage());
    for (uint32_t changes = maker.Below(4); changes > 0; --changes)
    {
        octets[maker.Below(octets.size())] = static_cast<uint8_t>(maker.Below(256));
    }
    return octets;
}

} // namespace

class WireFault : public testing::TestWithParam<FaultCase>
{
};

TEST_P(WireFault, IsNamed)
{
    const FaultCase& value = GetParam();
    Octets octets = FromHex(value.octets);
    if (value.fixed)
    {
        FixChecksum(octets);
    }
    const ParseResult result = ParseExactly(octets.data(), octets.size());
    const auto* error = std::get_if<ParseError>(&result);
    ASSERT_NE(error, nullptr);
    EXPECT_EQ(GetFaultName(error->fault), GetFaultName(value.fault));
    EXPECT_EQ(error->offset, value.offset);
    EXPECT_EQ(error->parameterProblem, value.problem);
}

INSTANTIATE_TEST_SUITE_P(
    All,
    WireFault,
    testing::Values(
        FaultCase{"Nothing", "", false, ParseFault::TOO_SHORT, 0},
        FaultCase{"SevenOctets", "3b000000ca6b00", false, ParseFault::TOO_SHORT, 0},
        FaultCase{"HeaderLenOneTooMany", "3b010000ca6b0000", false, ParseFault::TRUNCATED, 1},
        FaultCase{"HeaderLenMost", "3bff0000ca6b0000", false, ParseFault::TRUNCATED, 1},
        FaultCase{"Checksum", "3b000000ca6c0000", false, ParseFault::CHECKSUM, 4},
        FaultCase{"ChecksumZero", "3b00000000000000", false, ParseFault::CHECKSUM, 4},
        FaultCase{"PayloadProto", "3a00000000000000", true, ParseFault::PAYLOAD_PROTO, 0, true},
        FaultCase{"UpdateOfEight", "3b00050000000007", true, ParseFault::HEADER_LEN, 1, true},
        FaultCase{"AckOfEight", "3b00060000000020", true, ParseFault::HEADER_LEN, 1, true},
        FaultCase{"ErrorOfSixteen",
                  "3b010700000001000000000000000000",
                  true,
                  ParseFault::HEADER_LEN,
                  1,
                  true},
        FaultCase{"LengthOctetMissing",
                  "3b010000000000000000000000000016",
                  true,
                  ParseFault::OPTION_OVERRUN,
                  15},
        FaultCase{"DataMissing",
                  "3b010000000000000804016d6e310801",
                  true,
                  ParseFault::OPTION_OVERRUN,
                  15},
        FaultCase{"PadNMissing",
                  "3b010000000000000107000000000000",
                  true,
                  ParseFault::OPTION_OVERRUN,
                  9},
        FaultCase{"UnknownMissing",
                  "3b01000000000000c8ff000000000000",
                  true,
                  ParseFault::OPTION_OVERRUN,
                  9},
        FaultCase{"BindingRefreshAdviceOfOne",
                  "3b010000000000000201000101000000",
                  true,
                  ParseFault::OPTION_LENGTH,
                  9},
        FaultCase{"AddressOfFifteen",
                  "3b03000000000000010400000000 1a0f fe8000000000000000000000000000 00",
                  true,
                  ParseFault::OPTION_LENGTH,
                  15},
        FaultCase{"AlternateCareOfAddressOfFour",
                  "3b010000000000000304fd0000000000",
                  true,
                  ParseFault::OPTION_LENGTH,
                  9},
        FaultCase{"IdentifierWithoutSubtype",
                  "3b010000000000000800010400000000",
                  true,
                  ParseFault::OPTION_LENGTH,
                  9},
        FaultCase{"PrefixOfSixteen",
                  "3b030000000000000102000016100040fd000001000000000000000000000000",
                  true,
                  ParseFault::OPTION_LENGTH,
                  13},
        FaultCase{"HandoffIndicatorOfThree",
                  "3b010000000000001703000100010100",
                  true,
                  ParseFault::OPTION_LENGTH,
                  9},
        FaultCase{"AccessTechnologyTypeOfOne",
                  "3b010000000000001801000101000000",
                  true,
                  ParseFault::OPTION_LENGTH,
                  9},
        FaultCase{"LinkLayerIdentifierOfOne",
                  "3b010000000000001901000101000000",
                  true,
                  ParseFault::OPTION_LENGTH,
                  9},
        FaultCase{"RestartCounterOfTwo",
                  "3b010000000000001c02000101020000",
                  true,
                  ParseFault::OPTION_LENGTH,
                  9},
        FaultCase{"TimestampOfFour",
                  "3b010000000000001b04000000000100",
                  true,
                  ParseFault::OPTION_LENGTH,
                  9},
        FaultCase{"PrefixLength129",
                  "3b030000000000000102000016120081fd000001000000000000000000000000",
                  true,
                  ParseFault::OPTION_VALUE,
                  15},
        // The order of the checks (RFC 6275, 9.2).
        FaultCase{"ChecksumBeforePayloadProto", "3a00050012340000", false, ParseFault::CHECKSUM, 4},
        FaultCase{"TruncationBeforeChecksum", "3a01050012340000", false, ParseFault::TRUNCATED, 1},
        FaultCase{"PayloadProtoBeforeHeaderLen",
                  "3a00050000000000",
                  true,
                  ParseFault::PAYLOAD_PROTO,
                  0,
                  true},
        FaultCase{"FirstOptionFirst",
                  "3b01000000000000170100c8ff000000",
                  true,
                  ParseFault::OPTION_LENGTH,
                  9}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(WireFaults, NamesAreForTraces)
{
    EXPECT_EQ(GetFaultName(ParseFault::TOO_SHORT), "too-short");
    EXPECT_EQ(GetFaultName(ParseFault::TRUNCATED), "truncated");
    EXPECT_EQ(GetFaultName(ParseFault::CHECKSUM), "bad-checksum");
    EXPECT_EQ(GetFaultName(ParseFault::PAYLOAD_PROTO), "bad-payload-proto");
    EXPECT_EQ(GetFaultName(ParseFault::SUBTYPE), "unknown-subtype");
    EXPECT_EQ(GetFaultName(ParseFault::HEADER_LEN), "bad-header-len");
    EXPECT_EQ(GetFaultName(ParseFault::OPTION_OVERRUN), "option-overrun");
    EXPECT_EQ(GetFaultName(ParseFault::OPTION_LENGTH), "bad-option-length");
    EXPECT_EQ(GetFaultName(ParseFault::OPTION_VALUE), "bad-option-value");
    EXPECT_EQ(GetFaultName(ParseFault::AUTHORIZATION_NOT_LAST), "authorization-not-last");
}

// A loop "until nothing is left" must come to an end after a read past the end.
TEST(WireFaults, AReadPastTheEndEndsTheReader)
{
    const Octets octets = {0xff, 0xff, 0xff};
    OctetReader reader(octets.data(), 0, octets.size());
    uint32_t number = 1;
    reader.Number(number);
    EXPECT_EQ(number, 0U);
    EXPECT_TRUE(reader.IsShort());
    EXPECT_FALSE(reader.IsComplete());
    EXPECT_EQ(reader.GetRemaining(), 0U);
}

TEST(WireFaults, NoOctetsMayBeNull)
{
    const ParseResult result = ParseMobilityHeader(nullptr, 0, SOURCE, DESTINATION);
    EXPECT_EQ(std::get<ParseError>(result).fault, ParseFault::TOO_SHORT);
}

// RFC 6275, 9.2: the type comes first; a Binding Error answers it, not a Parameter Problem.
TEST(WireFaults, UnknownTypeComesBeforePayloadProto)
{
    Octets octets = FromHex("3a00630000000000");
    FixChecksum(octets);
    const ParseResult result = Parse(octets);
    ASSERT_TRUE(std::holds_alternative<MobilityMessage>(result));
    EXPECT_TRUE(std::holds_alternative<UnknownMessage>(std::get<MobilityMessage>(result)));
}

TEST(WireFaults, WithoutAddressesTheChecksumIsNotLookedAt)
{
    const Octets octets = FromHex("3b00000012340000");
    EXPECT_TRUE(
        std::holds_alternative<MobilityMessage>(ParseMobilityHeader(octets.data(), octets.size())));
    EXPECT_EQ(std::get<ParseError>(ParseMobilityHeader(octets.data(), 7)).fault,
              ParseFault::TOO_SHORT);
}

TEST(WireFaults, NoPartOfAMessageIsAMessage)
{
    for (const auto& [name, message] : MakeSamples())
    {
        const Octets octets = Build(message);
        for (std::size_t size = 0; size < octets.size(); ++size)
        {
            const ParseResult result = ParseExactly(octets.data(), size);
            const auto* error = std::get_if<ParseError>(&result);
            ASSERT_NE(error, nullptr) << name << " cut to " << size;
            EXPECT_EQ(error->fault, size < 8 ? ParseFault::TOO_SHORT : ParseFault::TRUNCATED);
        }
    }
}

// Here Header Len agrees with the cut, so that the cut goes through fixed parts and options.
TEST(WireFaults, ShorterHeadersAreParsedOrRefused)
{
    for (const auto& [name, message] : MakeSamples())
    {
        for (Octets octets = Build(message); octets.size() >= 8; octets.resize(octets.size() - 8))
        {
            octets[1] = static_cast<uint8_t>(octets.size() / 8 - 1);
            FixChecksum(octets);
            CheckRoundTrip(octets);
        }
    }
}

TEST(WireRandom, MessagesComeBack)
{
    MessageMaker maker(2);
    for (int i = 0; i < 20000; ++i)
    {
        const MobilityMessage message = maker.MakeMessage();
        const auto parsed = CheckRoundTrip(Build(message));
        ASSERT_TRUE(parsed.has_value());
        EXPECT_EQ(parsed->index(), message.index());
        EXPECT_EQ(ToText(*parsed), ToText(message));
    }
}

TEST(WireRandom, OctetsNeverCrashAndMessagesInThemComeBack)
{
    MessageMaker maker(3);
    int messages = 0;
    int withOptions = 0;
    for (int i = 0; i < 100000; ++i)
    {
        Octets octets = maker.Below(2) == 0 ? MakeNoise(maker) : MakeDamaged(maker);
        if (maker.Below(20) != 0)
        {
            FixChecksum(octets);
        }
        if (const auto message = CheckRoundTrip(octets))
        {
            ++messages;
            withOptions += !GetOptions(*message).empty();
        }
    }
    // The octets must not be so bad that nothing is tried.
    EXPECT_GT(messages, 20000);
    EXPECT_LT(messages, 90000);
    EXPECT_GT(withOptions, 10000);
}

TEST(WireRandom, PureNoise)
{
    MessageMaker maker(4);
    for (int i = 0; i < 100000; ++i)
    {
        const Octets octets = maker.MakeOctets(maker.Below(100));
        ParseExactly(octets.data(), octets.size());
        ParseMobilityHeader(octets.data(), octets.size());
    }
}
