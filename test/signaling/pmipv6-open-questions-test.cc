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

} // namespace
