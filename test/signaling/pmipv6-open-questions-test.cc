/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What a Binding Error can mean that does not name its message (RFC 6275, 6.1.9).
 */

#include "ns3/pmipv6-open-questions.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address PEER("fd00:c::1");  //!< who is asked
const Ipv6Address OTHER("fd00:c::2"); //!< another one

TEST(OpenQuestions, NothingIsRefusedThatWasNotAsked)
{
    OpenQuestions questions;
    EXPECT_FALSE(questions.IsAnyOpen(PEER));
    EXPECT_FALSE(questions.IsOnlyKind(PEER, MessageType::HEARTBEAT));
    EXPECT_EQ(questions.FindRefused(PEER), std::nullopt);
    questions.Learn(PEER, MessageType::HEARTBEAT);
    EXPECT_FALSE(questions.IsAnyOpen(PEER));
    EXPECT_EQ(questions.FindRefused(PEER), std::nullopt);
}

TEST(OpenQuestions, TheOnlyOneIsRefused)
{
    OpenQuestions questions;
    questions.Open(PEER, MessageType::HEARTBEAT);
    EXPECT_TRUE(questions.IsAnyOpen(PEER));
    EXPECT_FALSE(questions.IsAnyOpen(OTHER));
    EXPECT_TRUE(questions.IsOnlyKind(PEER, MessageType::HEARTBEAT));
    EXPECT_FALSE(questions.IsOnlyKind(PEER, MessageType::EXPERIMENTAL));
    EXPECT_EQ(questions.FindRefused(PEER), MessageType::HEARTBEAT);
    EXPECT_EQ(questions.FindRefused(OTHER), std::nullopt);
}

TEST(OpenQuestions, CountOfEachKind)
{
    OpenQuestions questions;
    questions.Open(PEER, MessageType::EXPERIMENTAL);
    questions.Open(PEER, MessageType::EXPERIMENTAL);
    questions.Open(OTHER, MessageType::HEARTBEAT);
    questions.Close(PEER, MessageType::EXPERIMENTAL);
    EXPECT_EQ(questions.FindRefused(PEER), MessageType::EXPERIMENTAL);
    questions.Close(PEER, MessageType::EXPERIMENTAL);
    EXPECT_FALSE(questions.IsAnyOpen(PEER));
    EXPECT_EQ(questions.FindRefused(PEER), std::nullopt);
    EXPECT_TRUE(questions.IsAnyOpen(OTHER));
}

TEST(OpenQuestions, OneOfAKindIsOutUntilAllOfItAreOver)
{
    OpenQuestions questions;
    EXPECT_FALSE(questions.IsOut(MessageType::EXPERIMENTAL));
    questions.Open(PEER, MessageType::EXPERIMENTAL);
    questions.Open(OTHER, MessageType::EXPERIMENTAL);
    EXPECT_TRUE(questions.IsOut(MessageType::EXPERIMENTAL));
    EXPECT_FALSE(questions.IsOut(MessageType::HEARTBEAT));
    questions.Close(PEER, MessageType::EXPERIMENTAL);
    EXPECT_TRUE(questions.IsOut(MessageType::EXPERIMENTAL)) << "to the other peer";
    questions.Close(OTHER, MessageType::EXPERIMENTAL);
    EXPECT_FALSE(questions.IsOut(MessageType::EXPERIMENTAL));
}

TEST(OpenQuestions, TwoKindsAreOneTooMany)
{
    OpenQuestions questions;
    questions.Open(PEER, MessageType::HEARTBEAT);
    questions.Open(PEER, MessageType::BINDING_UPDATE);
    EXPECT_EQ(questions.FindRefused(PEER), std::nullopt);
    EXPECT_FALSE(questions.IsOnlyKind(PEER, MessageType::HEARTBEAT));
    questions.Close(PEER, MessageType::BINDING_UPDATE);
    EXPECT_EQ(questions.FindRefused(PEER), MessageType::HEARTBEAT);
}

TEST(OpenQuestions, WhatAPeerKnowsItDoesNotRefuse)
{
    OpenQuestions questions;
    questions.Open(PEER, MessageType::HEARTBEAT);
    questions.Open(PEER, MessageType::BINDING_UPDATE);
    questions.Learn(PEER, MessageType::BINDING_UPDATE);
    EXPECT_EQ(questions.FindRefused(PEER), MessageType::HEARTBEAT);
    EXPECT_FALSE(questions.IsOnlyKind(PEER, MessageType::HEARTBEAT)); // But not for certain.
    questions.Learn(PEER, MessageType::HEARTBEAT);
    EXPECT_EQ(questions.FindRefused(PEER), std::nullopt);
    questions.Close(PEER, MessageType::HEARTBEAT);
    questions.Close(PEER, MessageType::BINDING_UPDATE);
    questions.Open(PEER, MessageType::BINDING_UPDATE);
    EXPECT_EQ(questions.FindRefused(PEER), std::nullopt); // For ever.
}

TEST(OpenQuestions, OfWhomAnybodyCanBeNothingIsKept)
{
    OpenQuestions questions;
    questions.Learn(OTHER, MessageType::HOME_TEST_INIT, false);
    EXPECT_EQ(questions.GetSize(), 0) << "it was asked nothing";
    for (uint32_t i = 0; i < 1000; ++i)
    {
        uint8_t octets[16] = {0xfd, static_cast<uint8_t>(i >> 8), static_cast<uint8_t>(i)};
        const Ipv6Address peer(octets);
        questions.Open(peer, MessageType::HOME_TEST_INIT);
        questions.Open(peer, MessageType::CARE_OF_TEST_INIT);
        questions.Learn(peer, MessageType::HOME_TEST_INIT, false);
        EXPECT_EQ(questions.FindRefused(peer), MessageType::CARE_OF_TEST_INIT) << "meanwhile";
        questions.Close(peer, MessageType::HOME_TEST_INIT);
        EXPECT_EQ(questions.GetSize(), 1) << "one question is out still";
        questions.Close(peer, MessageType::CARE_OF_TEST_INIT);
        EXPECT_EQ(questions.GetSize(), 0);
    }
    questions.Open(PEER, MessageType::BINDING_UPDATE);
    questions.Learn(PEER, MessageType::BINDING_UPDATE, true);
    questions.Learn(PEER, MessageType::HOME_TEST_INIT, false);
    questions.Close(PEER, MessageType::BINDING_UPDATE);
    EXPECT_EQ(questions.GetSize(), 1) << "it has an association";
}

} // namespace
