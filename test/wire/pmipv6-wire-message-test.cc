/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Messages octet by octet, both ways. The checksums in the literals were computed by scapy.
 */

#include "pmipv6-wire-expectations.h"

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

const char* const PBU_OCTETS = R"(
    3b 0d 05 00 8754 0007 8200 0064
    08 10 01 6d6e31406578616d706c652e636f6d
    01 04 00000000
    16 12 00 40 fd000001000000000000000000000000
    17 02 00 01
    18 02 00 04
    19 08 0000 000000000001
    01 02 0000
    1a 10 fe800000000000000000000000000001
    01 00
    1b 08 0000000000128000
    01 02 0000)";

const char* const PBA_OCTETS = R"(
    3b 07 06 00 6b83 00 20 0007 0064
    08 04 01 6d6e31
    01 00
    16 12 00 40 fd000001000000000000000000000000
    17 02 00 03
    18 02 00 04
    01 00
    1b 08 0000000000128000
    01 02 0000)";

} // namespace

TEST(WireMessage, ProxyBindingUpdateIsBuilt)
{
    EXPECT_EQ(ToHex(Build(MakeProxyUpdate())), ToHex(FromHex(PBU_OCTETS)));
}

TEST(WireMessage, ProxyBindingUpdateIsParsed)
{
    const auto update = Expect<BindingUpdate>(FromHex(PBU_OCTETS));
    EXPECT_EQ(update.sequence, 7);
    EXPECT_EQ(update.flags, 0x8200);
    EXPECT_TRUE(update.IsProxy());
    EXPECT_EQ(update.lifetime, 100);
    ASSERT_EQ(update.options.size(), 7U);
    const auto* identifier = FindOption<MobileNodeIdentifierOption>(update.options);
    ASSERT_NE(identifier, nullptr);
    EXPECT_EQ(identifier->subtype, 1);
    EXPECT_EQ(identifier->identifier, "mn1@example.com");
    EXPECT_EQ(FindOption<HomeNetworkPrefixOption>(update.options)->prefix,
              Prefix(Ipv6Address("fd00:1::"), 64));
    EXPECT_EQ(FindOption<HandoffIndicatorOption>(update.options)->indicator,
              HandoffIndicator::NEW_INTERFACE);
    EXPECT_EQ(FindOption<AccessTechnologyTypeOption>(update.options)->type,
              AccessTechnologyType::IEEE_802_11);
    EXPECT_EQ(FindOption<MobileNodeLinkLayerIdentifierOption>(update.options)->identifier,
              (Octets{0, 0, 0, 0, 0, 1}));
    EXPECT_EQ(FindOption<LinkLocalAddressOption>(update.options)->address, Ipv6Address("fe80::1"));
    EXPECT_EQ(FindOption<TimestampOption>(update.options)->timestamp, 0x128000U);
}

TEST(WireMessage, ProxyBindingAcknowledgementIsBuilt)
{
    EXPECT_EQ(ToHex(Build(MakeProxyAcknowledgement())), ToHex(FromHex(PBA_OCTETS)));
}

TEST(WireMessage, ProxyBindingAcknowledgementIsParsed)
{
    const auto acknowledgement = Expect<BindingAcknowledgement>(FromHex(PBA_OCTETS));
    EXPECT_EQ(acknowledgement.status, BindingStatus::ACCEPTED);
    EXPECT_EQ(acknowledgement.flags, 0x20);
    EXPECT_TRUE(acknowledgement.IsProxy());
    EXPECT_EQ(acknowledgement.sequence, 7);
    EXPECT_EQ(acknowledgement.lifetime, 100);
    EXPECT_EQ(acknowledgement.options.size(), 5U);
}

/// A status of an acknowledgement, and the octets of an acknowledgement with nothing else in it.
struct StatusCase
{
    BindingStatus status;
    const char* octets;
};

class WireStatus : public testing::TestWithParam<StatusCase>
{
};

TEST_P(WireStatus, StandsAtOctetSix)
{
    const auto& [status, octets] = GetParam();
    BindingAcknowledgement acknowledgement;
    acknowledgement.status = status;
    acknowledgement.flags = AcknowledgementFlag::PROXY_REGISTRATION;
    acknowledgement.sequence = 7;
    EXPECT_EQ(ToHex(Build(acknowledgement)), ToHex(FromHex(octets)));
    const auto parsed = Expect<BindingAcknowledgement>(FromHex(octets));
    EXPECT_EQ(parsed.status, status);
    EXPECT_EQ(IsAccepted(parsed.status), status == BindingStatus::ACCEPTED);
    EXPECT_EQ(parsed.sequence, 7);
    EXPECT_EQ(parsed.lifetime, 0);
}

// RFC 5213, 8.9, and the two of RFC 6275 that every reader knows.
INSTANTIATE_TEST_SUITE_P(
    Rfc5213,
    WireStatus,
    testing::Values(
        StatusCase{BindingStatus::ACCEPTED, "3b010600 c339 00 20 0007 0000 01020000"},
        StatusCase{BindingStatus::REASON_UNSPECIFIED, "3b010600 4339 80 20 0007 0000 01020000"},
        StatusCase{BindingStatus::PROXY_REG_NOT_ENABLED, "3b010600 2b39 98 20 0007 0000 01020000"},
        StatusCase{BindingStatus::NOT_LMA_FOR_THIS_MOBILE_NODE,
                   "3b010600 2a39 99 20 0007 0000 01020000"},
        StatusCase{BindingStatus::MAG_NOT_AUTHORIZED_FOR_PROXY_REG,
                   "3b010600 2939 9a 20 0007 0000 01020000"},
        StatusCase{BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX,
                   "3b010600 2839 9b 20 0007 0000 01020000"},
        StatusCase{BindingStatus::TIMESTAMP_MISMATCH, "3b010600 2739 9c 20 0007 0000 01020000"},
        StatusCase{BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED,
                   "3b010600 2639 9d 20 0007 0000 01020000"},
        StatusCase{BindingStatus::MISSING_HOME_NETWORK_PREFIX_OPTION,
                   "3b010600 2539 9e 20 0007 0000 01020000"},
        StatusCase{BindingStatus::BCE_PBU_PREFIX_SET_DO_NOT_MATCH,
                   "3b010600 2439 9f 20 0007 0000 01020000"},
        StatusCase{BindingStatus::MISSING_MN_IDENTIFIER_OPTION,
                   "3b010600 2339 a0 20 0007 0000 01020000"},
        StatusCase{BindingStatus::MISSING_HANDOFF_INDICATOR_OPTION,
                   "3b010600 2239 a1 20 0007 0000 01020000"},
        StatusCase{BindingStatus::MISSING_ACCESS_TECH_TYPE_OPTION,
                   "3b010600 2139 a2 20 0007 0000 01020000"}));

TEST(WireMessage, BindingRefreshRequest)
{
    const std::string octets = "3b000000ca6b0000";
    EXPECT_EQ(ToHex(Build(BindingRefreshRequest{})), octets);
    EXPECT_TRUE(Expect<BindingRefreshRequest>(FromHex(octets)).options.empty());
}

TEST(WireMessage, BindingError)
{
    const std::string octets = "3b020700c4be0100fd000001000000000000000000000099";
    const BindingError error{BindingErrorStatus::UNKNOWN_BINDING, Ipv6Address("fd00:1::99"), {}};
    EXPECT_EQ(ToHex(Build(error)), octets);
    const auto parsed = Expect<BindingError>(FromHex(octets));
    EXPECT_EQ(parsed.status, BindingErrorStatus::UNKNOWN_BINDING);
    EXPECT_EQ(parsed.homeAddress, Ipv6Address("fd00:1::99"));

    const BindingError unknownType{BindingErrorStatus::UNRECOGNIZED_MH_TYPE,
                                   Ipv6Address::GetAny(),
                                   {}};
    EXPECT_EQ(ToHex(Build(unknownType)), "3b020700c159020000000000000000000000000000000000");
}

TEST(WireMessage, UnknownTypeKeepsItsOctets)
{
    Octets octets = FromHex("3b01c8000000 10800001000200000000");
    FixChecksum(octets);
    const auto message = Expect<UnknownMessage>(octets);
    EXPECT_EQ(message.type, 200);
    EXPECT_EQ(ToHex(message.data), "10800001000200000000");
    EXPECT_EQ(Build(message), octets);
    // Header Len 0 is enough for a type whose length nobody knows.
    octets = FromHex("3b00ff000000abcd");
    FixChecksum(octets);
    EXPECT_EQ(ToHex(Expect<UnknownMessage>(octets).data), "abcd");
}

TEST(WireMessage, UnknownTypeIsFilledUpWithZeros)
{
    const Octets octets = Build(UnknownMessage{99, {1, 2, 3}});
    ASSERT_EQ(octets.size(), 16U);
    EXPECT_EQ(ToHex(Octets(octets.begin() + 6, octets.end())), "01020300000000000000");
}

// RFC 8200, 4.7: Payload Proto 59 says that nothing follows; what does is ignored.
TEST(WireMessage, OctetsBehindTheEndAreIgnored)
{
    Octets octets = FromHex(PBA_OCTETS);
    octets.insert(octets.end(), {0xde, 0xad, 0xbe});
    EXPECT_EQ(Expect<BindingAcknowledgement>(octets).options.size(), 5U);
}

TEST(WireMessage, ReservedBitsAndPaddingAreIgnored)
{
    Octets octets = FromHex(R"(
        3b 04 05 ff 0000 0001 820f 0001
        01 06 ffffffffffff
        16 12 ff 40 fd000001000000000000000000000000)");
    FixChecksum(octets);
    const auto update = Expect<BindingUpdate>(octets);
    EXPECT_EQ(update.flags, 0x820f);
    ASSERT_EQ(update.options.size(), 1U);
    EXPECT_EQ(FindOption<HomeNetworkPrefixOption>(update.options)->prefix.GetLength(), 64);
}

TEST(WireMessage, Accessors)
{
    EXPECT_EQ(GetSequenceNumber(MakeProxyUpdate()), 7);
    EXPECT_EQ(GetSequenceNumber(MakeProxyAcknowledgement()), 7);
    EXPECT_EQ(GetSequenceNumber(BindingError{}), 0);
    EXPECT_EQ(GetOptions(MobilityMessage(MakeProxyUpdate())).size(), 7U);
    EXPECT_TRUE(GetOptions(MobilityMessage(UnknownMessage{})).empty());
}

TEST(WireMessage, LengthIsTheOneThatIsBuilt)
{
    for (const auto& [name, message] : MakeSamples())
    {
        EXPECT_EQ(GetMobilityHeaderLength(message), Build(message).size()) << name;
    }
}

// scapy's own regression test: a Binding Refresh Request between documentation addresses.
TEST(WireChecksum, ScapysPublishedVector)
{
    const Ipv6Address source("2001:db8::1");
    const Ipv6Address destination("2001:db8::2");
    Octets octets = FromHex("3b00000068fb0000");
    EXPECT_EQ(ComputeMobilityChecksum(octets.data(), 8, source, destination), 0);
    EXPECT_EQ(BuildMobilityHeader(BindingRefreshRequest{}, source, destination), octets);
    octets[4] = octets[5] = 0;
    EXPECT_EQ(ComputeMobilityChecksum(octets.data(), 8, source, destination), 0x68fb);
    EXPECT_NE(ComputeMobilityChecksum(octets.data(), 8, source, source), 0x68fb);
}

// No Mobility Header has such a size, but the function takes any; the values are scapy's.
TEST(WireChecksum, SizesThatAreNoMultipleOfFour)
{
    const std::vector<std::pair<std::string, uint16_t>> cases = {
        {"3b0000000000ab", 0x1f6c},
        {"3b0000000000abcd01", 0x1d9d},
        {"3b0000000000abcd0102", 0x1d9a},
        {"3b0000000000abcd010203", 0x1a99},
    };
    for (const auto& [text, checksum] : cases)
    {
        const Octets octets = FromHex(text);
        EXPECT_EQ(ComputeMobilityChecksum(octets.data(), octets.size(), SOURCE, DESTINATION),
                  checksum)
            << text;
    }
}

TEST(WireChecksum, AnyChangedBitIsSeen)
{
    const Octets octets = FromHex(PBU_OCTETS);
    for (std::size_t bit = 0; bit < 8 * octets.size(); ++bit)
    {
        Octets changed = octets;
        changed[bit / 8] ^= static_cast<uint8_t>(1U << (bit % 8));
        EXPECT_EQ(Parse(changed).index(), 1U) << "bit " << bit;
    }
}
