/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The messages of return routability and what a correspondent is told and answers, octet by octet,
 * both ways, and their faults (RFC 6275, 6.1.3 to 6.1.8, 6.2.6 and 6.2.7). The checksums in the
 * literals were computed by scapy.
 */

#include "pmipv6-wire-expectations.h"

#include "ns3/pmipv6-mobility-exchange.h"

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::wiretest;

class WireReturnRoutability : public testing::TestWithParam<MessageCase>
{
};

TEST_P(WireReturnRoutability, IsBuilt)
{
    ExpectBuilt(GetParam());
}

TEST_P(WireReturnRoutability, IsParsed)
{
    ExpectParsed(GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All,
    WireReturnRoutability,
    testing::Values(
        MessageCase{"HomeTestInit",
                    HomeTestInit{{0x0123456789abcdef, {}}},
                    "3b010100 2b3d 0000 0123456789abcdef",
                    "HomeTestInit cookie=0123456789abcdef",
                    MessageType::HOME_TEST_INIT,
                    0},
        MessageCase{"HomeTestInitWithOption",
                    HomeTestInit{{0x0123456789abcdef, {RawOption{200, {0xab, 0xcd}, 1, 0}}}},
                    "3b020100 b661 0000 0123456789abcdef c802abcd 01020000",
                    "HomeTestInit cookie=0123456789abcdef Option(200)=ab:cd",
                    MessageType::HOME_TEST_INIT,
                    0},
        MessageCase{"CareofTestInit",
                    CareOfTestInit{{0xfedcba9876543210, {}}},
                    "3b010200 6688 0000 fedcba9876543210",
                    "CareofTestInit cookie=fedcba9876543210",
                    MessageType::CARE_OF_TEST_INIT,
                    0},
        MessageCase{"HomeTest",
                    HomeTest{{0x1234, 0x0123456789abcdef, 0x89abcdef01234567, {}}},
                    "3b020300 78da 1234 0123456789abcdef 89abcdef01234567",
                    "HomeTest nonceIndex=4660 cookie=0123456789abcdef token=89abcdef01234567",
                    MessageType::HOME_TEST,
                    0},
        MessageCase{"CareofTest",
                    CareOfTest{{0xffff, 0xfedcba9876543210, 1, {}}},
                    "3b020400 647e ffff fedcba9876543210 0000000000000001",
                    "CareofTest nonceIndex=65535 cookie=fedcba9876543210 token=0000000000000001",
                    MessageType::CARE_OF_TEST,
                    0},
        MessageCase{"UpdateToACorrespondent",
                    MakeCorrespondentUpdate(),
                    "3b030500 1d9f 0009 8000 0069 0404 0005 0006 "
                    "050c 000102030405060708090a0b",
                    "BindingUpdate seq=9 flags=A lifetime=105(420s) NonceIndices=5/6 "
                    "BindingAuthorizationData=00:01:02:03:04:05:06:07:08:09:0a:0b",
                    MessageType::BINDING_UPDATE,
                    9},
        MessageCase{"AcknowledgementOfACorrespondent",
                    MakeCorrespondentAcknowledgement(),
                    "3b030600 9faa 00 00 0009 0069 0104 00000000 "
                    "050c 000102030405060708090a0b",
                    "BindingAcknowledgement status=ACCEPTED(0) flags=- seq=9 lifetime=105(420s) "
                    "BindingAuthorizationData=00:01:02:03:04:05:06:07:08:09:0a:0b",
                    MessageType::BINDING_ACKNOWLEDGEMENT,
                    9}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(WireAddressTest, FieldsStandInTheirPlaces)
{
    const auto request = Expect<HomeTestInit>(Fixed("3b0101ff 0000 ffff 0102030405060708"));
    EXPECT_EQ(request.cookie, 0x0102030405060708U);
    EXPECT_TRUE(request.options.empty());
    EXPECT_EQ(ToHex(Build(request)).substr(12, 4), "0000") << "reserved";
    const auto careOf = Expect<CareOfTestInit>(Fixed("3b010200 0000 0000 0807060504030201"));
    EXPECT_EQ(careOf.cookie, 0x0807060504030201U);
    const auto test =
        Expect<HomeTest>(Fixed("3b020300 0000 0102 030405060708090a 0b0c0d0e0f101112"));
    EXPECT_EQ(test.nonceIndex, 0x0102);
    EXPECT_EQ(test.cookie, 0x030405060708090aU);
    EXPECT_EQ(test.token, 0x0b0c0d0e0f101112U);
    const auto answer =
        Expect<CareOfTest>(Fixed("3b020400 0000 0102 030405060708090a 0b0c0d0e0f101112"));
    EXPECT_EQ(answer.nonceIndex, 0x0102);
    EXPECT_EQ(answer.cookie, 0x030405060708090aU);
    EXPECT_EQ(answer.token, 0x0b0c0d0e0f101112U);
}

TEST(WireAddressTest, SizesAreThoseOfRfc6275)
{
    ExpectSizes({{HomeTestInit(), 16},
                 {CareOfTestInit(), 16},
                 {HomeTest(), 24},
                 {CareOfTest(), 24},
                 {MakeCorrespondentUpdate(), 32},
                 {MakeCorrespondentAcknowledgement(), 32}});
}

TEST(WireAddressTest, HeadersOfTooFewOctets)
{
    ExpectFault("3b000100 0000 0000", ParseFault::HEADER_LEN, 1, true);
    ExpectFault("3b000200 0000 0000", ParseFault::HEADER_LEN, 1, true);
    ExpectFault("3b000300 0000 0000", ParseFault::HEADER_LEN, 1, true);
    ExpectFault("3b010300 0000 0000 0123456789abcdef", ParseFault::HEADER_LEN, 1, true);
    ExpectFault("3b000400 0000 0000", ParseFault::HEADER_LEN, 1, true);
    ExpectFault("3b010400 0000 0000 0123456789abcdef", ParseFault::HEADER_LEN, 1, true);
    ExpectFault("3a000100 0000 0000", ParseFault::PAYLOAD_PROTO, 0, true);
}

// RFC 6275, 11.6.2: a test is known by the peer, and answers the last request by its cookie.
TEST(WireAddressTest, ATestIsTiedToItsRequest)
{
    const Ipv6Address peer("fd00:c::1");
    EXPECT_EQ(GetRequestKind(HomeTest()), MessageKind(MessageType::HOME_TEST_INIT));
    EXPECT_EQ(GetRequestKind(CareOfTest()), MessageKind(MessageType::CARE_OF_TEST_INIT));
    EXPECT_EQ(GetRequestKind(HomeTestInit()), std::nullopt);
    EXPECT_EQ(GetExchangeKey(HomeTest(), peer), GetExchangeKey(HomeTestInit{{7, {}}}, peer));
    EXPECT_NE(GetExchangeKey(HomeTest(), peer), GetExchangeKey(CareOfTestInit(), peer));
    EXPECT_NE(GetExchangeKey(HomeTest(), peer), GetExchangeKey(HomeTestInit(), DESTINATION));
    EXPECT_TRUE(IsAnswerTo(HomeTest{{1, 7, 9, {}}}, HomeTestInit{{7, {}}}));
    EXPECT_FALSE(IsAnswerTo(HomeTest{{1, 8, 9, {}}}, HomeTestInit{{7, {}}}));
    EXPECT_TRUE(IsAnswerTo(CareOfTest{{1, 0xff00000000000000, 9, {}}},
                           CareOfTestInit{{0xff00000000000000, {}}}));
    EXPECT_FALSE(IsAnswerTo(CareOfTest{{1, 0, 9, {}}}, CareOfTestInit{{0xff00000000000000, {}}}));
}

// RFC 6275, 8.2: nodes that do route optimization know them; others answer with a Binding Error.
TEST(WireAddressTest, ANodeMayDoWithout)
{
    for (const auto type : {MessageType::HOME_TEST_INIT,
                            MessageType::CARE_OF_TEST_INIT,
                            MessageType::HOME_TEST,
                            MessageType::CARE_OF_TEST})
    {
        EXPECT_TRUE(HasMessage(type));
        EXPECT_TRUE(IsExtension(type));
    }
    for (const auto type : {MessageType::BINDING_REFRESH_REQUEST,
                            MessageType::BINDING_UPDATE,
                            MessageType::BINDING_ACKNOWLEDGEMENT,
                            MessageType::BINDING_ERROR})
    {
        EXPECT_FALSE(IsExtension(type));
    }
}

// RFC 6275, 6.2 and 6.2.7: wherever it is put, it is written as the last one, without padding.
TEST(WireAuthorization, IsWrittenBehindAllOthers)
{
    BindingUpdate update = MakeCorrespondentUpdate();
    std::swap(update.options[0], update.options[1]);
    EXPECT_EQ(ToHex(Build(update)), ToHex(Build(MakeCorrespondentUpdate())));
    for (std::size_t octets = 0; octets < 24; ++octets)
    {
        update.options = {BindingAuthorizationDataOption{AUTHENTICATOR},
                          RawOption{200, Octets(octets), 1, 0}};
        const Octets built = Build(update);
        EXPECT_EQ(built.size(), GetMobilityHeaderLength(update));
        ASSERT_EQ(ToHex(Octets(built.end() - 14, built.end())), "050c000102030405060708090a0b");
        const auto parsed = Expect<BindingUpdate>(built);
        ASSERT_EQ(parsed.options.size(), 2U);
        EXPECT_EQ(std::get<BindingAuthorizationDataOption>(parsed.options[1]).authenticator,
                  AUTHENTICATOR);
    }
}

TEST(WireAuthorization, WhatStandsBehindItIsAFault)
{
    const std::string start =
        "3b040500 0000 0009 8000 0069 0404 0005 0006 050c 000102030405060708090a0b";
    ExpectFault(start + "00 0000 0000 0000 00", ParseFault::AUTHORIZATION_NOT_LAST, 32, false);
    ExpectFault(start + "0106 000000000000", ParseFault::AUTHORIZATION_NOT_LAST, 32, false);
    ExpectFault(start + "0202 000a 01020000", ParseFault::AUTHORIZATION_NOT_LAST, 32, false);
    // Whatever it is: what is behind is not read.
    ExpectFault(start + "ffffffffffffffff", ParseFault::AUTHORIZATION_NOT_LAST, 32, false);
    // Not aligned, so that the header cannot end behind it.
    ExpectFault("3b030500 0000 0009 8000 0069 050c 000102030405060708090a0b 0104 00000000",
                ParseFault::AUTHORIZATION_NOT_LAST,
                26,
                false);
    // Two of them.
    ExpectFault("3b050500 0000 0009 8000 0069 0404 0005 0006 050c 000102030405060708090a0b 0100 "
                "050c 000102030405060708090a0b",
                ParseFault::AUTHORIZATION_NOT_LAST,
                32,
                false);
    // In an acknowledgement, and in a message that it is not for.
    ExpectFault("3b040600 0000 0000 0009 0069 0104 00000000 050c 000102030405060708090a0b "
                "0106 000000000000",
                ParseFault::AUTHORIZATION_NOT_LAST,
                32,
                false);
    ExpectFault("3b040100 0000 0000 0123456789abcdef 0100 050c 000102030405060708090a0b "
                "0106 000000000000",
                ParseFault::AUTHORIZATION_NOT_LAST,
                32,
                false);
}

TEST(WireAuthorization, OptionsOfTheWrongLength)
{
    // Its length comes before its place.
    ExpectFault("3b030500 0000 0009 8000 0069 0404 0005 0006 050b 000102030405060708090a 00",
                ParseFault::OPTION_LENGTH,
                19,
                false);
    ExpectFault("3b030500 0000 0009 8000 0069 0404 0005 0006 050d 000102030405060708090a0b",
                ParseFault::OPTION_OVERRUN,
                19,
                false);
    ExpectFault("3b040500 0000 0009 8000 0069 0404 0005 0006 0510 000102030405060708090a0b0c0d0e0f "
                "01020000",
                ParseFault::OPTION_LENGTH,
                19,
                false);
    ExpectFault("3b010500 0000 0009 8000 0069 0402 0005", ParseFault::OPTION_LENGTH, 13, false);
    ExpectFault("3b020500 0000 0009 8000 0069 0406 0005 0006 0007 01020000",
                ParseFault::OPTION_LENGTH,
                13,
                false);
    ExpectFault("3b010500 0000 0009 8000 0069 0404 0005", ParseFault::OPTION_OVERRUN, 13, false);
}

TEST(WireAuthorizationDeathTest, TwoCannotBeBuilt)
{
    BindingUpdate update = MakeCorrespondentUpdate();
    update.options.push_back(BindingAuthorizationDataOption());
    EXPECT_DEATH(Build(update), "two Binding Authorization Data options");
}

// RFC 6275, 6.1.7; RFC 3963, 4.1.
TEST(WireBinding, FlagsOfAMobileNode)
{
    const std::vector<std::pair<uint16_t, std::string>> flags = {
        {UpdateFlag::ACKNOWLEDGE, "8000"},
        {UpdateFlag::HOME_REGISTRATION, "4000"},
        {UpdateFlag::LINK_LOCAL, "2000"},
        {UpdateFlag::KEY_MANAGEMENT, "1000"},
        {UpdateFlag::MAP_REGISTRATION, "0800"},
        {UpdateFlag::MOBILE_ROUTER, "0400"}};
    for (const auto& [flag, octets] : flags)
    {
        EXPECT_EQ(ToHex(Build(BindingUpdate{0, flag, 0, {}})).substr(16, 4), octets);
    }
    EXPECT_EQ(ToHex(Build(BindingAcknowledgement{BindingStatus::ACCEPTED,
                                                 AcknowledgementFlag::KEY_MANAGEMENT |
                                                     AcknowledgementFlag::MOBILE_ROUTER,
                                                 0,
                                                 0,
                                                 {}}))
                  .substr(12, 4),
              "00c0");
}
