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

TEST(WireText, OtherNames)
{
    EXPECT_EQ(GetName(MessageType::BINDING_ERROR), "BindingError");
    EXPECT_EQ(GetName(MessageType::EXPERIMENTAL), "Experimental");
    EXPECT_EQ(GetName(static_cast<MessageType>(200)), "Unknown");
    EXPECT_EQ(GetName(HandoffIndicator::BETWEEN_GATEWAYS), "BETWEEN_GATEWAYS");
    EXPECT_EQ(GetName(AccessTechnologyType::E_UTRAN), "E_UTRAN");
    EXPECT_EQ(GetName(BindingErrorStatus::UNRECOGNIZED_MH_TYPE), "UNRECOGNIZED_MH_TYPE");
    EXPECT_EQ(GetName(OptionType::HOME_NETWORK_PREFIX), "HomeNetworkPrefix");
    EXPECT_EQ(GetName(OptionType::RESTART_COUNTER), "RestartCounter");
    EXPECT_EQ(WithNumber(OptionType::EXPERIMENTAL), "Experimental(18)");
    EXPECT_EQ(GetName(OptionType::MAG_IPV6_ADDRESS), "MagIpv6Address");
    EXPECT_EQ(WithNumber(static_cast<OptionType>(65)), "Option(65)");
}

TEST(WireText, FlagLetters)
{
    EXPECT_EQ(GetUpdateFlagLetters(0), "-");
    EXPECT_EQ(GetUpdateFlagLetters(0xfff0), "AHLKMRPFTBSD");
    EXPECT_EQ(GetUpdateFlagLetters(0x8201), "AP+0x0001");
    EXPECT_EQ(GetAcknowledgementFlagLetters(0), "-");
    EXPECT_EQ(GetAcknowledgementFlagLetters(0xfe), "KRPTBSD");
    EXPECT_EQ(GetAcknowledgementFlagLetters(0x21), "P+0x01");
    EXPECT_EQ(GetHeartbeatFlagLetters(0), "-");
    EXPECT_EQ(GetHeartbeatFlagLetters(0x0003), "UR");
    EXPECT_EQ(GetHeartbeatFlagLetters(0x0001), "R");
    EXPECT_EQ(GetRevocationFlagLetters(0), "-");
    EXPECT_EQ(GetRevocationFlagLetters(0xe000), "PVG");
    EXPECT_EQ(GetRevocationFlagLetters(0xa001), "PG+0x0001");
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
    refused.options = {BindingRefreshAdviceOption{10}, RawOption{65, {0, 0x80}, 8, 4}};
    EXPECT_EQ(ToText(MobilityMessage(refused)),
              "ProxyBindingAcknowledgement status=TIMESTAMP_MISMATCH(156) flags=P seq=0 "
              "lifetime=65535(infinite) BindingRefreshAdvice=10(40s) Option(65)=00:80");
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
