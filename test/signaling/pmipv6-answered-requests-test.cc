/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The same request gets the same answer.
 */

#include "ns3/pmipv6-answered-requests.h"

#include <gtest/gtest.h>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

/// By a number, answers are numbers.
using Requests = AnsweredRequests<int, int>;

TEST(AnsweredRequests, TheSameGetsTheSameAnswer)
{
    Requests requests;
    EXPECT_EQ(requests.Take(7, "who", Seconds(0), Seconds(10)), Requests::Age::NEW);
    EXPECT_EQ(requests.Take(7, "who", Seconds(1), Seconds(10)), Requests::Age::WAITING);
    EXPECT_EQ(requests.GetAnswer(7), nullptr);
    requests.Decide(7, "who", 42);
    EXPECT_EQ(requests.Take(7, "who", Seconds(2), Seconds(10)), Requests::Age::ANSWERED);
    ASSERT_NE(requests.GetAnswer(7), nullptr);
    EXPECT_EQ(*requests.GetAnswer(7), 42);
    EXPECT_EQ(requests.Take(8, "who", Seconds(2), Seconds(10)), Requests::Age::NEW);
    EXPECT_EQ(requests.GetAnswer(8), nullptr);
}

TEST(AnsweredRequests, AreKnownFromTheFirstComingOn)
{
    Requests requests;
    requests.Take(7, "who", Seconds(0), Seconds(10));
    requests.Decide(7, "who", 42);
    EXPECT_EQ(requests.Take(7, "who", MilliSeconds(9999), Seconds(10)), Requests::Age::ANSWERED);
    EXPECT_EQ(requests.Take(7, "who", Seconds(10), Seconds(10)), Requests::Age::NEW);
}

TEST(AnsweredRequests, AnotherOfTheNumberTakesItsPlace)
{
    Requests requests;
    requests.Take(7, "who", Seconds(0), Seconds(10));
    EXPECT_EQ(requests.Take(7, "what", Seconds(1), Seconds(10)), Requests::Age::NEW);
    requests.Decide(7, "who", 42); // Of the first, too late.
    EXPECT_EQ(requests.Take(7, "what", Seconds(1), Seconds(10)), Requests::Age::WAITING);
    requests.Decide(7, "what", 43);
    EXPECT_EQ(*requests.GetAnswer(7), 43);
    requests.Decide(9, "who", 1); // Of none.
    EXPECT_EQ(requests.GetAnswer(9), nullptr);
    requests.Clear();
    EXPECT_EQ(requests.GetAnswer(7), nullptr);
}

} // namespace
