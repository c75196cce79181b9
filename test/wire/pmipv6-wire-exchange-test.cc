/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What ties an answer to its request, of each message.
 */

#include "ns3/pmipv6-mobility-exchange.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address PEER("fd00:c::1");  //!< who is asked
const Ipv6Address OTHER("fd00:c::2"); //!< another one

/// @return a message with options and a number
template <class Message>
Message
Make(const MobilityOptions& options, uint16_t sequence = 0)
{
    Message message;
    message.options = options;
    message.sequence = sequence;
    return message;
}

/// @return options of a pair of prefixes
MobilityOptions
MakePair(const char* source, const char* destination)
{
    return {HomeNetworkPrefixOption{Prefix(Ipv6Address(source), 64)},
            HomeNetworkPrefixOption{Prefix(Ipv6Address(destination), 64)}};
}

TEST(WireExchange, KindsOfMessages)
{
    BindingUpdate update;
    EXPECT_EQ(GetMessageKind(update), MessageKind(MessageType::BINDING_UPDATE));
    update.flags = UpdateFlag::PROXY_REGISTRATION;
    EXPECT_EQ(GetMessageKind(update), PROXY_BINDING_UPDATE);
    BindingAcknowledgement answer;
    answer.flags = AcknowledgementFlag::PROXY_REGISTRATION;
    EXPECT_EQ(GetMessageKind(answer), PROXY_BINDING_ACKNOWLEDGEMENT);
    EXPECT_EQ(GetMessageKind(BindingRevocationIndication()),
              MessageKind(RevocationType::INDICATION));
    EXPECT_EQ(GetMessageKind(RoSetupAck()), MessageKind(ExperimentalSubtype::RO_SETUP_ACK));
    EXPECT_EQ(GetMessageKind(Heartbeat()), MessageKind(MessageType::HEARTBEAT));
    UnknownMessage unknown;
    unknown.type = 99;
    EXPECT_EQ(GetMessageKind(unknown), MessageKind(static_cast<MessageType>(99)));
}

TEST(WireExchange, WhatAnAnswerAnswers)
{
    BindingAcknowledgement answer;
    EXPECT_EQ(GetRequestKind(answer), MessageKind(MessageType::BINDING_UPDATE));
    answer.flags = AcknowledgementFlag::PROXY_REGISTRATION;
    EXPECT_EQ(GetRequestKind(answer), PROXY_BINDING_UPDATE);
    EXPECT_EQ(GetRequestKind(BindingRevocationAcknowledgement()),
              MessageKind(RevocationType::INDICATION));
    EXPECT_EQ(GetRequestKind(RoTriggerAck()), MessageKind(ExperimentalSubtype::RO_TRIGGER));
    EXPECT_EQ(GetRequestKind(RoInitAck()), MessageKind(ExperimentalSubtype::RO_INIT));
    EXPECT_EQ(GetRequestKind(RoSetupAck()), MessageKind(ExperimentalSubtype::RO_SETUP));
    EXPECT_EQ(GetRequestKind(RoRefreshAck()), MessageKind(ExperimentalSubtype::RO_REFRESH));
    EXPECT_EQ(GetRequestKind(RoRequestAck()), MessageKind(ExperimentalSubtype::RO_REQUEST));
    EXPECT_EQ(GetRequestKind(Pbqa()), MessageKind(ExperimentalSubtype::PBQR));
    EXPECT_EQ(GetRequestKind(Pbca()), MessageKind(ExperimentalSubtype::PBCI));
    EXPECT_EQ(GetRequestKind(LocationUpdateAck()),
              MessageKind(ExperimentalSubtype::LOCATION_UPDATE));
    for (const MobilityMessage& message : {MobilityMessage(BindingUpdate()),
                                           MobilityMessage(BindingError()),
                                           MobilityMessage(Heartbeat()),
                                           MobilityMessage(RoSetup()),
                                           MobilityMessage(Pbqr()),
                                           MobilityMessage(Pbci()),
                                           MobilityMessage(LocationUpdate()),
                                           MobilityMessage(UnknownMessage())})
    {
        EXPECT_EQ(GetRequestKind(message), std::nullopt) << message;
    }
}

TEST(WireExchange, BindingsAreKnownByPeerNodeAndInterface)
{
    const MobilityOptions options = {MobileNodeIdentifierOption{1, "mn1"},
                                     MobileNodeLinkLayerIdentifierOption{{1, 2}}};
    auto update = Make<BindingUpdate>(options, 3);
    auto answer = Make<BindingAcknowledgement>(options, 4);
    const std::string key = GetExchangeKey(update, PEER);
    EXPECT_EQ(GetExchangeKey(answer, PEER), key);
    EXPECT_NE(GetExchangeKey(answer, OTHER), key);
    answer.flags = AcknowledgementFlag::PROXY_REGISTRATION;
    EXPECT_NE(GetExchangeKey(answer, PEER), key);
    update.flags = UpdateFlag::PROXY_REGISTRATION;
    EXPECT_EQ(GetExchangeKey(answer, PEER), GetExchangeKey(update, PEER));
    answer.flags = 0;
    for (const MobilityOptions& others :
         {MobilityOptions{MobileNodeIdentifierOption{1, "mn1"}},
          MobilityOptions{MobileNodeIdentifierOption{2, "mn1"},
                          MobileNodeLinkLayerIdentifierOption{{1, 2}}},
          MobilityOptions{MobileNodeIdentifierOption{1, "mn1"},
                          MobileNodeLinkLayerIdentifierOption{{1, 2, 3}}},
          MobilityOptions{MobileNodeLinkLayerIdentifierOption{{1, 2}}}})
    {
        answer.options = others;
        EXPECT_NE(GetExchangeKey(answer, PEER), key);
    }
}

TEST(WireExchange, RevocationsAreKnownByPeerAndNumber)
{
    // RFC 5846, 6.2.2: the acknowledgement need not say of whom it speaks.
    const auto indication =
        Make<BindingRevocationIndication>({MobileNodeIdentifierOption{1, "mn1"}}, 7);
    const std::string key = GetExchangeKey(indication, PEER);
    EXPECT_EQ(GetExchangeKey(Make<BindingRevocationAcknowledgement>({}, 7), PEER), key);
    EXPECT_NE(GetExchangeKey(Make<BindingRevocationAcknowledgement>({}, 8), PEER), key);
    EXPECT_NE(GetExchangeKey(Make<BindingRevocationAcknowledgement>({}, 7), OTHER), key);
}

TEST(WireExchange, RoutesAreKnownByKindFirstPrefixAndNumber)
{
    const auto setup = Make<RoSetup>(MakePair("fd00:1::", "fd00:2::"), 7);
    const std::string key = GetExchangeKey(setup, PEER);
    // Whoever answers, and however the second prefix is named.
    EXPECT_EQ(GetExchangeKey(Make<RoSetupAck>(MakePair("fd00:1::", "fd00:3::"), 7), OTHER), key);
    EXPECT_NE(GetExchangeKey(Make<RoSetupAck>(MakePair("fd00:3::", "fd00:2::"), 7), PEER), key);
    EXPECT_NE(GetExchangeKey(Make<RoSetupAck>(MakePair("fd00:1::", "fd00:2::"), 8), PEER), key);
    EXPECT_NE(GetExchangeKey(Make<RoInitAck>(MakePair("fd00:1::", "fd00:2::"), 7), PEER), key);
}

TEST(WireExchange, QueriesAndLocationUpdatesAreKnownByKindAndNumber)
{
    const MobilityOptions address = {
        HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:2::99"), 128)}};
    const MobilityOptions registered = {
        HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:2::"), 64)},
        MagAddressOption{Ipv6Address("fd00:c::3")}};
    const auto query = Make<Pbqr>(address, 7);
    const std::string key = GetExchangeKey(query, PEER);
    // Whoever answers, and with whichever prefix, or with none.
    for (const MobilityOptions& answered : {registered, address, MobilityOptions()})
    {
        const auto answer = Make<Pbqa>(answered, 7);
        EXPECT_EQ(GetExchangeKey(answer, OTHER), key);
        EXPECT_TRUE(IsAnswerTo(answer, query));
    }
    EXPECT_NE(GetExchangeKey(Make<Pbqa>(address, 8), PEER), key);
    EXPECT_NE(GetExchangeKey(Make<Pbqr>(address, 0x0700), PEER), key);
    EXPECT_NE(GetExchangeKey(Make<LocationUpdateAck>(address, 7), PEER), key);
    EXPECT_NE(GetExchangeKey(Make<Pbca>(address, 7), PEER), key);
    // A new node has no prefix before it is answered.
    const auto update = Make<LocationUpdate>({MobileNodeIdentifierOption{1, "mn1"}}, 9);
    EXPECT_EQ(GetExchangeKey(Make<LocationUpdateAck>(registered, 9), OTHER),
              GetExchangeKey(update, PEER));
    EXPECT_NE(GetExchangeKey(Make<LocationUpdateAck>(registered, 10), PEER),
              GetExchangeKey(update, PEER));
}

TEST(WireExchange, ChangesAreKnownByFirstPrefixAndNumber)
{
    const auto change = Make<Pbci>(MakePair("fd00:1::", "fd00:2::"), 7);
    const std::string key = GetExchangeKey(change, PEER);
    EXPECT_EQ(GetExchangeKey(Make<Pbca>(MakePair("fd00:1::", "fd00:3::"), 7), OTHER), key);
    EXPECT_NE(GetExchangeKey(Make<Pbca>(MakePair("fd00:3::", "fd00:2::"), 7), PEER), key);
    EXPECT_NE(GetExchangeKey(Make<Pbca>(MakePair("fd00:1::", "fd00:2::"), 8), PEER), key);
    EXPECT_NE(GetExchangeKey(Make<Pbca>({}, 7), PEER), key);
    EXPECT_NE(GetExchangeKey(Make<RoSetup>(MakePair("fd00:1::", "fd00:2::"), 7), PEER), key);
}

TEST(WireExchange, AnAnswerIsToTheLastSending)
{
    const auto update = Make<BindingUpdate>({}, 5);
    EXPECT_TRUE(IsAnswerTo(Make<BindingAcknowledgement>({}, 5), update));
    EXPECT_FALSE(IsAnswerTo(Make<BindingAcknowledgement>({}, 4), update));
    EXPECT_FALSE(IsAnswerTo(Make<BindingAcknowledgement>({}, 6), update));
    // RFC 6275, 11.7.3: the last number accepted, beyond which this one is not.
    auto refusal = Make<BindingAcknowledgement>({}, 6);
    refusal.status = BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW;
    EXPECT_TRUE(IsAnswerTo(refusal, update));
    refusal.sequence = 5;
    EXPECT_FALSE(IsAnswerTo(refusal, update));
    refusal.sequence = 4;
    EXPECT_FALSE(IsAnswerTo(refusal, update));
    refusal.sequence = 2;
    EXPECT_TRUE(IsAnswerTo(refusal, Make<BindingUpdate>({}, 0xfffe)));
}

TEST(WireExchange, ExtensionsAreBeyondRfc6275)
{
    EXPECT_FALSE(IsExtension(MessageType::BINDING_UPDATE));
    EXPECT_FALSE(IsExtension(MessageType::BINDING_ERROR));
    EXPECT_TRUE(IsExtension(MessageType::EXPERIMENTAL));
    EXPECT_TRUE(IsExtension(MessageType::HEARTBEAT));
    EXPECT_TRUE(IsExtension(MessageType::BINDING_REVOCATION));
    EXPECT_TRUE(HasMessage(MessageType::BINDING_REFRESH_REQUEST));
    EXPECT_FALSE(HasMessage(static_cast<MessageType>(8)));
    EXPECT_TRUE(HasMessage(MessageType::BINDING_REVOCATION));
    EXPECT_FALSE(HasMessage(static_cast<MessageType>(17)));
}

} // namespace
