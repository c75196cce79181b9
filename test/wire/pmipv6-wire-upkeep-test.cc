/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Heartbeat and Binding Revocation octet by octet, both ways, their names and their faults. The
 * checksums in the literals were computed by scapy.
 */

#include "pmipv6-wire-expectations.h"

#include "ns3/pmipv6-mobility-names.h"

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

namespace
{

const MobilityOptions ONE_BINDING = {MobileNodeIdentifierOption{1, "mn1"},
                                     HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:1::"), 64)}};

} // namespace

class WireUpkeep : public testing::TestWithParam<MessageCase>
{
};

TEST_P(WireUpkeep, IsBuilt)
{
    ExpectBuilt(GetParam());
}

TEST_P(WireUpkeep, IsParsed)
{
    ExpectParsed(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All,
    WireUpkeep,
    testing::Values(
        MessageCase{"HeartbeatRequest",
                    Heartbeat{false, false, 7, {}},
                    "3b010d00 bc59 0000 00000007 01020000",
                    "Heartbeat flags=- seq=7",
                    MessageType::HEARTBEAT,
                    7},
        MessageCase{"HeartbeatResponse",
                    Heartbeat{false, true, 0x00010007, {RestartCounterOption{0x01020304}}},
                    "3b020d00 9b44 0001 00010007 0100 1c04 01020304 01020000",
                    "Heartbeat flags=R seq=65543 RestartCounter=16909060",
                    MessageType::HEARTBEAT,
                    7},
        MessageCase{"HeartbeatUnsolicited",
                    Heartbeat{true, true, 0, {RestartCounterOption{2}}},
                    "3b020d00 9f4e 0003 00000000 0100 1c04 00000002 01020000",
                    "Heartbeat flags=UR seq=0 RestartCounter=2",
                    MessageType::HEARTBEAT,
                    0},
        MessageCase{
            "IndicationForOneBinding",
            BindingRevocationIndication{RevocationTrigger::INTER_MAG_HANDOVER_UNKNOWN,
                                        0x1234,
                                        RevocationFlag::PROXY_BINDING,
                                        ONE_BINDING},
            "3b041000 9b18 01 04 1234 8000 0804016d6e31 0100"
            "1612 0040 fd000001000000000000000000000000",
            "BindingRevocationIndication trigger=INTER_MAG_HANDOVER_UNKNOWN(4) seq=4660 flags=P "
            "MobileNodeIdentifier=mn1 HomeNetworkPrefix=fd00:1::/64",
            MessageType::BINDING_REVOCATION,
            0x1234},
        MessageCase{
            "IndicationForAPeer",
            BindingRevocationIndication{RevocationTrigger::PER_PEER_POLICY,
                                        7,
                                        RevocationFlag::PROXY_BINDING | RevocationFlag::GLOBAL,
                                        {}},
            "3b011000 17d9 01 80 0007 a000 01020000",
            "BindingRevocationIndication trigger=PER_PEER_POLICY(128) seq=7 flags=PG",
            MessageType::BINDING_REVOCATION,
            7},
        MessageCase{"IndicationForIpv4",
                    BindingRevocationIndication{
                        RevocationTrigger::USER_INITIATED_SESSION_TERMINATION,
                        0xffff,
                        RevocationFlag::PROXY_BINDING | RevocationFlag::IPV4_HOME_ADDRESS_ONLY,
                        {}},
                    "3b011000 f85a 01 05 ffff c000 01020000",
                    "BindingRevocationIndication trigger=USER_INITIATED_SESSION_TERMINATION(5) "
                    "seq=65535 flags=PV",
                    MessageType::BINDING_REVOCATION,
                    0xffff},
        MessageCase{
            "Acknowledgement",
            BindingRevocationAcknowledgement{RevocationStatus::SUCCESS,
                                             7,
                                             RevocationFlag::PROXY_BINDING | RevocationFlag::GLOBAL,
                                             {}},
            "3b011000 1759 02 00 0007 a000 01020000",
            "BindingRevocationAcknowledgement status=SUCCESS(0) seq=7 flags=PG",
            MessageType::BINDING_REVOCATION,
            7},
        MessageCase{"AcknowledgementWithOptions",
                    BindingRevocationAcknowledgement{RevocationStatus::PARTIAL_SUCCESS,
                                                     0x1234,
                                                     RevocationFlag::PROXY_BINDING,
                                                     ONE_BINDING},
                    "3b041000 9a1b 02 01 1234 8000 0804016d6e31 0100"
                    "1612 0040 fd000001000000000000000000000000",
                    "BindingRevocationAcknowledgement status=PARTIAL_SUCCESS(1) seq=4660 flags=P "
                    "MobileNodeIdentifier=mn1 HomeNetworkPrefix=fd00:1::/64",
                    MessageType::BINDING_REVOCATION,
                    0x1234}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(WireHeartbeat, FieldsStandInTheirPlaces)
{
    auto heartbeat = Expect<Heartbeat>(Fixed("3b010d00 0000 0002 89abcdef 01020000"));
    EXPECT_TRUE(heartbeat.isUnsolicited);
    EXPECT_FALSE(heartbeat.isResponse);
    EXPECT_EQ(heartbeat.sequence, 0x89abcdefU);
    // RFC 5847, 3.3: reserved bits are ignored.
    heartbeat = Expect<Heartbeat>(Fixed("3b010dff 0000 fffd 00000000 01020000"));
    EXPECT_FALSE(heartbeat.isUnsolicited);
    EXPECT_TRUE(heartbeat.isResponse);
    EXPECT_EQ(ToHex(Build(heartbeat)).substr(12, 4), "0001");
}

TEST(WireHeartbeat, RestartCounterIsFound)
{
    const auto heartbeat =
        Expect<Heartbeat>(FromHex("3b020d00 9b44 0001 00010007 0100 1c04 01020304 01020000"));
    const auto* option = FindOption<RestartCounterOption>(heartbeat.options);
    ASSERT_NE(option, nullptr);
    EXPECT_EQ(option->counter, 0x01020304U);
}

TEST(WireRevocation, FieldsStandInTheirPlaces)
{
    const auto indication =
        Expect<BindingRevocationIndication>(Fixed("3b011000 0000 01 07 1234 2000 01020000"));
    EXPECT_EQ(indication.trigger, RevocationTrigger::POSSIBLE_OUT_OF_SYNC_BCE_STATE);
    EXPECT_EQ(indication.sequence, 0x1234);
    EXPECT_TRUE(indication.IsGlobal());
    EXPECT_FALSE(indication.IsProxy());
    EXPECT_FALSE(indication.IsIpv4Only());
    const auto acknowledgement =
        Expect<BindingRevocationAcknowledgement>(Fixed("3b011000 0000 02 84 1234 dfff 01020000"));
    EXPECT_EQ(acknowledgement.status, RevocationStatus::REVOCATION_FAILED_MN_IS_ATTACHED);
    EXPECT_EQ(acknowledgement.sequence, 0x1234);
    EXPECT_FALSE(acknowledgement.IsGlobal());
    EXPECT_TRUE(acknowledgement.IsProxy());
    EXPECT_TRUE(acknowledgement.IsIpv4Only());
}

// RFC 5846, 5.1 and 5.2; the names are those of RFC 5846, 12.
TEST(WireRevocation, NumbersHaveTheirNames)
{
    const std::vector<std::pair<unsigned, std::string>> statuses = {
        {0, "SUCCESS"},
        {1, "PARTIAL_SUCCESS"},
        {128, "BINDING_DOES_NOT_EXIST"},
        {129, "IPV4_HOME_ADDRESS_OPTION_REQUIRED"},
        {130, "GLOBAL_REVOCATION_NOT_AUTHORIZED"},
        {131, "REVOKED_MOBILE_NODES_IDENTITY_REQUIRED"},
        {132, "REVOCATION_FAILED_MN_IS_ATTACHED"},
        {133, "REVOCATION_TRIGGER_NOT_SUPPORTED"},
        {134, "REVOCATION_FUNCTION_NOT_SUPPORTED"},
        {135, "PROXY_BINDING_REVOCATION_NOT_SUPPORTED"},
        {2, "UNASSIGNED"},
        {127, "UNASSIGNED"},
        {136, "UNASSIGNED"},
    };
    for (const auto& [number, name] : statuses)
    {
        EXPECT_EQ(GetName(static_cast<RevocationStatus>(number)), name);
        EXPECT_EQ(IsAccepted(static_cast<RevocationStatus>(number)), number < 128) << number;
    }
    const std::vector<std::pair<unsigned, std::string>> triggers = {
        {0, "UNSPECIFIED"},
        {1, "ADMINISTRATIVE_REASON"},
        {2, "INTER_MAG_HANDOVER_SAME_ACCESS_TYPE"},
        {3, "INTER_MAG_HANDOVER_DIFFERENT_ACCESS_TYPE"},
        {4, "INTER_MAG_HANDOVER_UNKNOWN"},
        {5, "USER_INITIATED_SESSION_TERMINATION"},
        {6, "ACCESS_NETWORK_SESSION_TERMINATION"},
        {7, "POSSIBLE_OUT_OF_SYNC_BCE_STATE"},
        {128, "PER_PEER_POLICY"},
        {129, "REVOKING_MOBILITY_NODE_LOCAL_POLICY"},
        {8, "UNASSIGNED"},
        {127, "UNASSIGNED"},
        {249, "UNASSIGNED"},
        {250, "UNASSIGNED"},
        {255, "UNASSIGNED"},
    };
    for (const auto& [number, name] : triggers)
    {
        const auto trigger = static_cast<RevocationTrigger>(number);
        EXPECT_EQ(GetName(trigger), name);
        EXPECT_EQ(IsGlobal(trigger), number >= 128 && number <= 249) << number;
    }
}

// RFC 5846, 5: 0 is reserved, 3 and more are unassigned. 6.2: a Binding Error is for who does not
// know MH Type 16, so that this must not come back as a message of an unknown MH Type.
TEST(WireRevocation, UnknownTypesAreAFault)
{
    for (unsigned type = 0; type < 256; ++type)
    {
        Octets octets = FromHex("3b011000 0000 00 00 0007 8000 01020000");
        octets[6] = static_cast<uint8_t>(type);
        FixChecksum(octets);
        const bool isKnown = type == 1 || type == 2;
        EXPECT_EQ(std::holds_alternative<MobilityMessage>(Parse(octets)), isKnown) << type;
        if (!isKnown)
        {
            ExpectFault(ToHex(octets), ParseFault::SUBTYPE, 6, false);
        }
    }
}

TEST(WireUpkeepFaults, HeaderLenZeroIsTooShort)
{
    ExpectFault("3b000d0000000001", ParseFault::HEADER_LEN, 1, true);
    ExpectFault("3b00100000000104", ParseFault::HEADER_LEN, 1, true);
    ExpectFault("3b00100000000200", ParseFault::HEADER_LEN, 1, true);
}

TEST(WireUpkeepFaults, AreFoundInTheOrderOfTheChecks)
{
    ExpectFault("3a000d0000000001", ParseFault::PAYLOAD_PROTO, 0, true);
    ExpectFault("3a00100000000104", ParseFault::PAYLOAD_PROTO, 0, true);
    ExpectFault("3a00100000000304", ParseFault::PAYLOAD_PROTO, 0, true);
    ExpectFault("3b00100000000304", ParseFault::SUBTYPE, 6, false);
}

TEST(WireUpkeepFaults, OptionsOfTheWrongLength)
{
    ExpectFault("3b010d00 0000 0001 00000007 1c020000", ParseFault::OPTION_LENGTH, 13, false);
    ExpectFault("3b010d00 0000 0001 00000007 1c030000", ParseFault::OPTION_OVERRUN, 13, false);
    ExpectFault("3b020d00 0000 0001 00000007 1c06000000000002 01020000",
                ParseFault::OPTION_LENGTH,
                13,
                false);
    ExpectFault("3b011000 0000 01 00 0007 8000 0804016d", ParseFault::OPTION_OVERRUN, 13, false);
    ExpectFault("3b011000 0000 02 00 0007 8000 08000000", ParseFault::OPTION_LENGTH, 13, false);
    ExpectFault("3b011000 0000 02 00 0007 8000 01010016", ParseFault::OPTION_OVERRUN, 15, false);
}

TEST(WireMessageType, IsThatOfTheOctets)
{
    for (const auto& [name, message] : MakeSamples())
    {
        EXPECT_EQ(static_cast<uint8_t>(GetMessageType(message)), Build(message)[2]) << name;
    }
    EXPECT_EQ(static_cast<uint8_t>(GetMessageType(UnknownMessage{200, {}})), 200);
}
