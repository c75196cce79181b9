/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What traces and logs show: names of numbers, messages as one line.
 */

#include "pmipv6-wire-support.h"

#include "ns3/pmipv6-mobility-names.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

TEST(WireText, MessageNames)
{
    EXPECT_EQ(GetMessageName(MakeProxyUpdate()), "ProxyBindingUpdate");
    EXPECT_EQ(GetMessageName(BindingUpdate{}), "BindingUpdate");
    EXPECT_EQ(GetMessageName(MakeProxyAcknowledgement()), "ProxyBindingAcknowledgement");
    EXPECT_EQ(GetMessageName(BindingAcknowledgement{}), "BindingAcknowledgement");
    EXPECT_EQ(GetMessageName(BindingRefreshRequest{}), "BindingRefreshRequest");
    EXPECT_EQ(GetMessageName(BindingError{}), "BindingError");
    EXPECT_EQ(GetMessageName(Heartbeat{}), "Heartbeat");
    EXPECT_EQ(GetMessageName(BindingRevocationIndication{}), "BindingRevocationIndication");
    EXPECT_EQ(GetMessageName(BindingRevocationAcknowledgement{}),
              "BindingRevocationAcknowledgement");
    EXPECT_EQ(GetMessageName(UnknownMessage{200, {}}), "Unknown");
}

TEST(WireText, EveryStatusOfRfc5213HasItsName)
{
    const std::vector<std::string> names = {
        "PROXY_REG_NOT_ENABLED",
        "NOT_LMA_FOR_THIS_MOBILE_NODE",
        "MAG_NOT_AUTHORIZED_FOR_PROXY_REG",
        "NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX",
        "TIMESTAMP_MISMATCH",
        "TIMESTAMP_LOWER_THAN_PREV_ACCEPTED",
        "MISSING_HOME_NETWORK_PREFIX_OPTION",
        "BCE_PBU_PREFIX_SET_DO_NOT_MATCH",
        "MISSING_MN_IDENTIFIER_OPTION",
        "MISSING_HANDOFF_INDICATOR_OPTION",
        "MISSING_ACCESS_TECH_TYPE_OPTION",
    };
    for (std::size_t i = 0; i < names.size(); ++i)
    {
        EXPECT_EQ(GetName(static_cast<BindingStatus>(152 + i)), names[i]);
    }
    EXPECT_EQ(GetName(BindingStatus::ACCEPTED), "ACCEPTED");
    EXPECT_EQ(WithNumber(BindingStatus::REASON_UNSPECIFIED), "REASON_UNSPECIFIED(128)");
    EXPECT_EQ(WithNumber(static_cast<BindingStatus>(200)), "UNASSIGNED(200)");
}

// IANA, Mobile IPv6 parameters, Status Codes.
TEST(WireText, EveryAssignedStatusHasItsName)
{
    for (unsigned number = 0; number < 256; ++number)
    {
        const bool isAssigned = number <= 6 || (number >= 128 && number <= 180);
        EXPECT_EQ(GetName(static_cast<BindingStatus>(number)) != "UNASSIGNED", isAssigned)
            << number;
    }
    const std::vector<std::pair<unsigned, std::string>> names = {
        {0, "ACCEPTED"},
        {1, "ACCEPTED_PREFIX_DISCOVERY_NECESSARY"},
        {2, "GRE_KEY_OPTION_NOT_REQUIRED"},
        {3, "GRE_TUNNELING_BUT_TLV_HEADER_NOT_SUPPORTED"},
        {4, "MCOA_NOTCOMPLETE"},
        {5, "MCOA_RETURNHOME_WO_NDP"},
        {6, "PBU_ACCEPTED_TB_IGNORED_SETTINGSMISMATCH"},
        {128, "REASON_UNSPECIFIED"},
        {129, "ADMINISTRATIVELY_PROHIBITED"},
        {130, "INSUFFICIENT_RESOURCES"},
        {131, "HOME_REGISTRATION_NOT_SUPPORTED"},
        {132, "NOT_HOME_SUBNET"},
        {133, "NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE"},
        {134, "DUPLICATE_ADDRESS_DETECTION_FAILED"},
        {135, "SEQUENCE_NUMBER_OUT_OF_WINDOW"},
        {136, "EXPIRED_HOME_NONCE_INDEX"},
        {137, "EXPIRED_CAREOF_NONCE_INDEX"},
        {138, "EXPIRED_NONCES"},
        {139, "REGISTRATION_TYPE_CHANGE_DISALLOWED"},
        {140, "MOBILE_ROUTER_OPERATION_NOT_PERMITTED"},
        {141, "INVALID_PREFIX"},
        {142, "NOT_AUTHORIZED_FOR_PREFIX"},
        {143, "FORWARDING_SETUP_FAILED"},
        {144, "MIPV6_ID_MISMATCH"},
        {145, "MIPV6_MESG_ID_REQD"},
        {146, "MIPV6_AUTH_FAIL"},
        {147, "PERMANENT_HOME_KEYGEN_TOKEN_UNAVAILABLE"},
        {148, "CGA_AND_SIGNATURE_VERIFICATION_FAILED"},
        {149, "PERMANENT_HOME_KEYGEN_TOKEN_EXISTS"},
        {150, "NON_NULL_HOME_NONCE_INDEX_EXPECTED"},
        {151, "SERVICE_AUTHORIZATION_FAILED"},
        {163, "GRE_KEY_OPTION_REQUIRED"},
        {164, "MCOA_MALFORMED"},
        {165, "MCOA_NON_MCOA_BINDING_EXISTS"},
        {166, "MCOA_PROHIBITED"},
        {167, "MCOA_UNKNOWN_COA"},
        {168, "MCOA_BULK_REGISTRATION_PROHIBITED"},
        {169, "MCOA_SIMULTANEOUS_HOME_AND_FOREIGN_PROHIBITED"},
        {170, "NOT_AUTHORIZED_FOR_IPV4_MOBILITY_SERVICE"},
        {171, "NOT_AUTHORIZED_FOR_IPV4_HOME_ADDRESS"},
        {172, "NOT_AUTHORIZED_FOR_IPV6_MOBILITY_SERVICE"},
        {173, "MULTIPLE_IPV4_HOME_ADDRESS_ASSIGNMENT_NOT_SUPPORTED"},
        {174, "INVALID_CARE_OF_ADDRESS"},
        {175, "INVALID_MOBILE_NODE_GROUP_IDENTIFIER"},
        {176, "REINIT_SA_WITH_HAC"},
        {177, "NOT_AUTHORIZED_FOR_DELEGATED_MNP"},
        {178, "REQUESTED_DMNP_IN_USE"},
        {179, "CANNOT_MEET_QOS_SERVICE_REQUEST"},
        {180, "CANNOT_SUPPORT_MULTIPATH_BINDING"},
    };
    for (const auto& [number, name] : names)
    {
        EXPECT_EQ(GetName(static_cast<BindingStatus>(number)), name);
    }
}

// IANA, Mobile IPv6 parameters, Handoff Indicator and Access Technology Type Option type values.
TEST(WireText, EveryAssignedIndicatorAndTechnologyHasItsName)
{
    const std::vector<std::string> indicators = {"RESERVED",
                                                 "NEW_INTERFACE",
                                                 "BETWEEN_INTERFACES",
                                                 "BETWEEN_GATEWAYS",
                                                 "UNKNOWN",
                                                 "NOT_CHANGED",
                                                 "NEW_INTERFACE_SHARING_PREFIXES"};
    const std::vector<std::string> technologies = {"RESERVED",
                                                   "VIRTUAL",
                                                   "PPP",
                                                   "IEEE_802_3",
                                                   "IEEE_802_11",
                                                   "IEEE_802_16E",
                                                   "GERAN",
                                                   "UTRAN",
                                                   "E_UTRAN",
                                                   "EHRPD",
                                                   "HRPD",
                                                   "CDMA2000_1XRTT",
                                                   "UMB"};
    for (unsigned number = 0; number < 256; ++number)
    {
        EXPECT_EQ(GetName(static_cast<HandoffIndicator>(number)),
                  number < indicators.size() ? indicators[number] : "UNASSIGNED");
        EXPECT_EQ(GetName(static_cast<AccessTechnologyType>(number)),
                  number < technologies.size() ? technologies[number] : "UNASSIGNED");
    }
}

TEST(WireText, OctetsThatAreNoMessageHaveTheNameOfWhatTheyWouldBe)
{
    const auto getName = [](const std::string& text) {
        const Octets octets = FromHex(text);
        return GetHeaderName(octets.data(), octets.size());
    };
    EXPECT_EQ(getName("3b010500 0000 0001 8200 004b c8ff0000"), "ProxyBindingUpdate");
    EXPECT_EQ(getName("3b010500 0000 0001 8000 004b c8ff0000"), "BindingUpdate");
    EXPECT_EQ(getName("3b000500 0000 0001"), "BindingUpdate"); // No flags.
    EXPECT_EQ(getName("3b010600 0000 0020 0001 004b c8ff0000"), "ProxyBindingAcknowledgement");
    EXPECT_EQ(getName("3a000d00 0000 0000"), "Heartbeat");
    EXPECT_EQ(getName("3b001000 0000 0200"), "BindingRevocationAcknowledgement");
    EXPECT_EQ(getName("3b001000 0000 0900"), "BindingRevocation");
    EXPECT_EQ(getName("3b000b00 0000 1000"), "RoTrigger");
    EXPECT_EQ(getName("3b000b00 0000 2200"), "Pbci");
    EXPECT_EQ(getName("3b000b00 0000 0000"), "Experimental");
    EXPECT_EQ(getName("3b00c800 0000 0000"), "Unknown");
    EXPECT_EQ(getName("3b000500 0000 00"), "Unknown");
    EXPECT_EQ(GetHeaderName(nullptr, 0), "Unknown");
    for (const auto& [name, message] : MakeSamples())
    {
        const Octets octets = Build(message);
        EXPECT_EQ(GetHeaderName(octets.data(), octets.size()), GetMessageName(message)) << name;
    }
}

TEST(WireText, OtherNames)
{
    EXPECT_EQ(GetName(MessageType::BINDING_ERROR), "BindingError");
    EXPECT_EQ(GetName(MessageType::HOME_TEST_INIT), "HomeTestInit");
    EXPECT_EQ(GetName(MessageType::CARE_OF_TEST), "CareofTest");
    EXPECT_EQ(GetName(MessageType::EXPERIMENTAL), "Experimental");
    EXPECT_EQ(GetName(MessageType::BINDING_REVOCATION), "BindingRevocation");
    EXPECT_EQ(GetName(RevocationType::ACKNOWLEDGEMENT), "BindingRevocationAcknowledgement");
    EXPECT_EQ(GetName(PROXY_BINDING_UPDATE), "ProxyBindingUpdate");
    EXPECT_EQ(GetName(MessageType::BINDING_UPDATE), "BindingUpdate");
    EXPECT_EQ(GetName(static_cast<MessageType>(200)), "Unknown");
    EXPECT_EQ(GetName(HandoffIndicator::BETWEEN_GATEWAYS), "BETWEEN_GATEWAYS");
    EXPECT_EQ(GetName(AccessTechnologyType::E_UTRAN), "E_UTRAN");
    EXPECT_EQ(GetName(BindingErrorStatus::UNRECOGNIZED_MH_TYPE), "UNRECOGNIZED_MH_TYPE");
    EXPECT_EQ(GetName(OptionType::HOME_NETWORK_PREFIX), "HomeNetworkPrefix");
    EXPECT_EQ(GetName(OptionType::NONCE_INDICES), "NonceIndices");
    EXPECT_EQ(GetName(OptionType::BINDING_AUTHORIZATION_DATA), "BindingAuthorizationData");
    EXPECT_EQ(GetName(OptionType::RESTART_COUNTER), "RestartCounter");
    EXPECT_EQ(GetName(OptionType::PAD1), "Pad1");
    EXPECT_EQ(GetName(OptionType::PADN), "PadN");
    EXPECT_EQ(WithNumber(OptionType::EXPERIMENTAL), "Experimental(18)");
    EXPECT_EQ(GetName(OptionType::MAG_IPV6_ADDRESS), "MagIpv6Address");
    EXPECT_EQ(WithNumber(static_cast<OptionType>(200)), "Option(200)");
}

TEST(WireText, FlagLetters)
{
    const auto expect = [](const MobilityMessage& message, const std::string& letters) {
        EXPECT_NE((ToText(message) + " ").find(" flags=" + letters + " "), std::string::npos)
            << message;
    };
    const auto update = [](uint16_t flags) { return BindingUpdate{0, flags, 0, {}}; };
    expect(update(0), "-");
    expect(update(0xfff0), "AHLKMRPFTBSD");
    expect(update(0x8201), "AP+0x0001");
    const auto acknowledgement = [](uint8_t flags) {
        return BindingAcknowledgement{BindingStatus::ACCEPTED, flags, 0, 0, {}};
    };
    expect(acknowledgement(0), "-");
    expect(acknowledgement(0xfe), "KRPTBSD");
    expect(acknowledgement(0x21), "P+0x01");
    expect(Heartbeat{false, false, 0, {}}, "-");
    expect(Heartbeat{true, true, 0, {}}, "UR");
    expect(Heartbeat{false, true, 0, {}}, "R");
    expect(Heartbeat{true, false, 0, {}}, "U");
    const auto indication = [](uint16_t flags) {
        return BindingRevocationIndication{RevocationTrigger::UNSPECIFIED, 0, flags, {}};
    };
    expect(indication(0), "-");
    expect(indication(0xe000), "PVG");
    expect(indication(0xa001), "PG+0x0001");
    expect(BindingRevocationAcknowledgement{RevocationStatus::SUCCESS, 0, 0x6000, {}}, "VG");
}

TEST(WireText, ProxyBindingUpdateOnOneLine)
{
    EXPECT_EQ(ToText(MobilityMessage(MakeProxyUpdate())),
              "ProxyBindingUpdate seq=7 flags=AP lifetime=100(400s) "
              "MobileNodeIdentifier=mn1@example.com HomeNetworkPrefix=fd00:1::/64 "
              "HandoffIndicator=NEW_INTERFACE(1) AccessTechnologyType=IEEE_802_11(4) "
              "MobileNodeLinkLayerIdentifier=00:00:00:00:00:01 LinkLocalAddress=fe80::1 "
              "Timestamp=18.500000s");
}

TEST(WireText, OtherMessagesOnOneLine)
{
    BindingAcknowledgement refused;
    refused.status = BindingStatus::TIMESTAMP_MISMATCH;
    refused.flags = AcknowledgementFlag::PROXY_REGISTRATION;
    refused.lifetime = LIFETIME_INFINITE;
    refused.options = {BindingRefreshAdviceOption{10}, RawOption{200, {0, 0x80}, 8, 4}};
    EXPECT_EQ(ToText(MobilityMessage(refused)),
              "ProxyBindingAcknowledgement status=TIMESTAMP_MISMATCH(156) flags=P seq=0 "
              "lifetime=65535(infinite) BindingRefreshAdvice=10(40s) Option(200)=00:80");
    EXPECT_EQ(ToText(MobilityMessage(BindingRefreshRequest{})), "BindingRefreshRequest");
    EXPECT_EQ(ToText(MobilityMessage(
                  BindingError{BindingErrorStatus::UNKNOWN_BINDING, Ipv6Address("fd00::9"), {}})),
              "BindingError status=UNKNOWN_BINDING(1) homeAddress=fd00::9");
    EXPECT_EQ(ToText(MobilityMessage(UnknownMessage{200, {1, 2}})), "Unknown type=200 octets=2");
}

// An identifier comes from the network: it must not forge a line of a trace.
TEST(WireText, IdentifiersAreEscaped)
{
    const MobilityOption option = MobileNodeIdentifierOption{1, std::string("a b\n\\\x00\xff", 7)};
    EXPECT_EQ(ToText(option), "MobileNodeIdentifier=a\\x20b\\x0a\\x5c\\x00\\xff");
    const MobilityOption other = MobileNodeIdentifierOption{2, "x"};
    EXPECT_EQ(ToText(other), "MobileNodeIdentifier=[2]x");
    const MobilityOption empty = MobileNodeLinkLayerIdentifierOption{};
    EXPECT_EQ(ToText(empty), "MobileNodeLinkLayerIdentifier=-");
}
