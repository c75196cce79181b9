/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/pmipv6-lte-imsi.h"
#include "ns3/pmipv6-policy-profile.h"

#include <gtest/gtest.h>

namespace
{

using ns3::pmipv6::Imsi;
using ns3::pmipv6::IsNetworkAccessIdentifier;
using ns3::pmipv6::LinkLayerAddress;

// TS 23.003, 19.3.2: MCC 234, MNC 15, MSIN 0999999999.
TEST(Imsi, IdentifierIsTheNaiOf3gpp)
{
    const Imsi imsi("234", "15", 999999999);
    EXPECT_EQ(imsi.GetText(), "234150999999999");
    EXPECT_EQ(imsi.GetIdentifier(), "234150999999999@nai.epc.mnc015.mcc234.3gppnetwork.org");
    EXPECT_TRUE(IsNetworkAccessIdentifier(imsi.GetIdentifier()));
}

TEST(Imsi, NetworkCodeOfThreeDigitsTakesOneOfTheSubscriber)
{
    const Imsi imsi("310", "410", 7);
    EXPECT_EQ(imsi.GetText(), "310410000000007");
    EXPECT_EQ(imsi.GetIdentifier(), "310410000000007@nai.epc.mnc410.mcc310.3gppnetwork.org");
}

TEST(Imsi, LinkLayerAddressIsItsNumber)
{
    // 1010000000001 = 0xEB28B0F401
    const auto address = Imsi("001", "01", 1).GetLinkLayerAddress();
    EXPECT_EQ(address, LinkLayerAddress("00:00:00:eb:28:b0:f4:01"));
    EXPECT_FALSE(address.IsGroup());
    // The highest has seven octets: never a group's address.
    const auto highest = Imsi("999", "99", 9999999999).GetLinkLayerAddress();
    EXPECT_EQ(highest, LinkLayerAddress("00:03:8d:7e:a4:c6:7f:ff"));
    EXPECT_FALSE(highest.IsGroup());
}

TEST(ImsiDeathTest, WhatIsNoImsiIsRefused)
{
    EXPECT_DEATH(Imsi("01", "01", 1), "the Mobile Country Code \"01\"; allowed are three digits");
    EXPECT_DEATH(Imsi("001", "0x", 1), "\"0x\"; allowed are two or three digits");
    EXPECT_DEATH(Imsi("001", "001", 1000000000), "1000000000; allowed are at most 9 digits");
}

} // namespace
