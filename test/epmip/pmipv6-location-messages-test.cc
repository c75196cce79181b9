/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What draft-luo's messages say, as values: what is written is read, and what is missing is
 * missing.
 */

#include "ns3/pmipv6-location-messages.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Prefix NODE(Ipv6Address("fd00:2:0:1::"), 64);
const Prefix SECOND(Ipv6Address("fd00:2:0:2::"), 64);
const Ipv6Address GATEWAY("fd00:c::3");
const Ipv6Address OTHER("fd00:c::4");

/// @return the names of a message's options, in order
template <class Message>
std::vector<std::string>
ListOptions(const Message& message)
{
    std::vector<std::string> names;
    for (const auto& option : message.options)
    {
        std::ostringstream os;
        os << option;
        const std::string text = os.str();
        names.push_back(text.substr(0, text.find('=')));
    }
    return names;
}

TEST(LocationMessages, ARequestIsReadAsItIsWritten)
{
    for (const bool isPrevious : {false, true})
    {
        for (const bool isOwnKnowledge : {false, true})
        {
            LocationRequest request;
            request.prefixes = {NODE, SECOND};
            request.gateway = GATEWAY;
            request.timestamp = 0x123456789abcULL;
            request.identifier = "mn1@example.org";
            request.sequence = 7;
            request.lifetime = 15;
            request.isPrevious = isPrevious;
            request.isOwnKnowledge = isOwnKnowledge;
            Pbci message;
            WriteLocationRequest(request, message);
            EXPECT_EQ(message.flags & ExperimentalFlag::ACKNOWLEDGE, ExperimentalFlag::ACKNOWLEDGE);
            const auto read = ReadLocationRequest(message);
            EXPECT_EQ(read.prefixes, request.prefixes);
            EXPECT_EQ(read.gateway, request.gateway);
            EXPECT_EQ(read.timestamp, request.timestamp);
            EXPECT_EQ(read.identifier, request.identifier);
            EXPECT_EQ(read.sequence, request.sequence);
            EXPECT_EQ(read.lifetime, request.lifetime);
            EXPECT_EQ(read.isPrevious, isPrevious);
            EXPECT_EQ(read.isOwnKnowledge, isOwnKnowledge);
        }
    }
}

TEST(LocationMessages, AnAnswerIsReadAsItIsWritten)
{
    LocationAnswer answer;
    answer.status = ExperimentalStatus::SUCCESS_MORE_TO_FOLLOW;
    answer.prefixes = {NODE};
    answer.gateway = GATEWAY;
    answer.timestamp = 5;
    answer.correspondents = {{SECOND, OTHER, 6, 14}, {NODE, GATEWAY, 0, 1}};
    answer.previous = {OTHER, GATEWAY};
    answer.sequence = 8;
    answer.lifetime = 13;
    Pbca message;
    WriteLocationAnswer(answer, message);
    const auto read = ReadLocationAnswer(message);
    EXPECT_EQ(read.status, answer.status);
    EXPECT_EQ(read.prefixes, answer.prefixes);
    EXPECT_EQ(read.gateway, answer.gateway);
    EXPECT_EQ(read.timestamp, answer.timestamp);
    EXPECT_EQ(read.previous, answer.previous) << "the newest first";
    EXPECT_EQ(read.sequence, answer.sequence);
    EXPECT_EQ(read.lifetime, answer.lifetime);
    ASSERT_EQ(read.correspondents.size(), 2U);
    EXPECT_EQ(read.correspondents[0].prefix, SECOND);
    EXPECT_EQ(read.correspondents[0].gateway, OTHER);
    EXPECT_EQ(read.correspondents[0].timestamp, 6U);
    EXPECT_EQ(read.correspondents[0].lifetime, 14);
    EXPECT_EQ(read.correspondents[1].prefix, NODE);
}

TEST(LocationMessages, OptionsStandInTheManualsOrder)
{
    using Names = std::vector<std::string>;
    LocationRequest request;
    request.prefixes = {NODE};
    request.gateway = GATEWAY;
    request.timestamp = 5;
    request.identifier = "mn1";
    Pbci inform;
    WriteLocationRequest(request, inform);
    EXPECT_EQ(ListOptions(inform),
              (Names{"HomeNetworkPrefix", "MagIpv6Address", "Timestamp", "MobileNodeIdentifier"}));
    LocationAnswer answer;
    answer.prefixes = {NODE};
    answer.correspondents = {{SECOND, OTHER, 6, 14}, {NODE, GATEWAY, 7, 1}};
    Pbca acknowledgement;
    WriteLocationAnswer(answer, acknowledgement);
    EXPECT_EQ(ListOptions(acknowledgement),
              (Names{"HomeNetworkPrefix", "CorrespondentLocation", "CorrespondentLocation"}));
}

TEST(LocationMessages, WhatIsMissingIsMissing)
{
    const auto request = ReadLocationRequest(Pbqr());
    EXPECT_TRUE(request.prefixes.empty());
    EXPECT_FALSE(request.gateway);
    EXPECT_FALSE(request.timestamp);
    EXPECT_FALSE(request.identifier);
    EXPECT_FALSE(request.isPrevious);
    EXPECT_FALSE(request.isOwnKnowledge);
    const auto answer = ReadLocationAnswer(Pbqa());
    EXPECT_TRUE(answer.prefixes.empty());
    EXPECT_FALSE(answer.gateway);
    EXPECT_FALSE(answer.timestamp);
    EXPECT_TRUE(answer.correspondents.empty());
    EXPECT_TRUE(answer.previous.empty());
    Pbqr empty;
    WriteLocationRequest({}, empty);
    EXPECT_TRUE(empty.options.empty());
    Pbqa none;
    WriteLocationAnswer({}, none);
    EXPECT_TRUE(none.options.empty());
}

TEST(LocationMessages, AZeroIsNotMissing)
{
    // A location that was learned has no binding that dates it.
    Pbci message;
    message.options = {HomeNetworkPrefixOption{NODE},
                       MagAddressOption{Ipv6Address::GetAny()},
                       TimestampOption{0}};
    const auto read = ReadLocationRequest(message);
    EXPECT_EQ(read.gateway, Ipv6Address::GetAny());
    EXPECT_EQ(read.timestamp, 0U);
}

TEST(LocationMessages, TheFirstOfTwoCounts)
{
    Pbci message;
    message.options = {MagAddressOption{GATEWAY},
                       HomeNetworkPrefixOption{NODE},
                       TimestampOption{5},
                       MagAddressOption{OTHER},
                       TimestampOption{6}};
    const auto read = ReadLocationRequest(message);
    EXPECT_EQ(read.gateway, GATEWAY) << "in whatever order";
    EXPECT_EQ(read.timestamp, 5U);
    EXPECT_EQ(read.prefixes, std::vector<Prefix>{NODE});
}

TEST(LocationMessages, CapabilitiesAreOneOption)
{
    MobilityOptions options;
    EXPECT_EQ(GetCapabilities(options), 0) << "of RFC 5213 alone";
    AddCapabilities(CapabilityFlag::DISTRIBUTED_ROUTING, options);
    AddCapabilities(CapabilityFlag::DISTRIBUTED_MOBILITY, options);
    AddCapabilities(CapabilityFlag::DISTRIBUTED_MOBILITY, options);
    EXPECT_EQ(options.size(), 1U);
    EXPECT_EQ(GetCapabilities(options),
              CapabilityFlag::DISTRIBUTED_ROUTING | CapabilityFlag::DISTRIBUTED_MOBILITY);
}

} // namespace
