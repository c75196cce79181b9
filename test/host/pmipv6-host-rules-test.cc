/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/pmipv6-host-rules.h"
#include "ns3/pmipv6-router-reachability.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * The rules of hosts: source address selection (RFC 6724), routes (RFC 4191).
 */

namespace ns3
{
namespace pmipv6
{
namespace
{

/// A row of the examples of RFC 6724, 10.1, and rows of the same form.
struct SourceRow
{
    const char* destination; //!< of the packet
    SourceCandidate better;  //!< the source that it gets
    SourceCandidate worse;   //!< the one that it does not get
};

/// @return a candidate
SourceCandidate
Make(const char* address, bool isDeprecated = false, bool isOfNextHop = false, uint8_t length = 64)
{
    return {Ipv6Address(address), length, isDeprecated, isOfNextHop};
}

/// One row.
class SourceTest : public testing::TestWithParam<SourceRow>
{
};

TEST_P(SourceTest, TheBetterOneIsChosen)
{
    const auto& [destination, better, worse] = GetParam();
    const Ipv6Address to(destination);
    EXPECT_TRUE(IsWorseSource(worse, better, to));
    EXPECT_FALSE(IsWorseSource(better, worse, to));
    EXPECT_FALSE(IsWorseSource(better, better, to));
}

INSTANTIATE_TEST_SUITE_P(
    Rfc6724Section10x1,
    SourceTest,
    testing::Values(SourceRow{"2001:db8:1::1", Make("2001:db8:3::1"), Make("fe80::1")},
                    SourceRow{"ff05::1", Make("2001:db8:3::1"), Make("fe80::1")},
                    SourceRow{"2001:db8:1::1", Make("2001:db8:1::1", true), Make("2001:db8:2::1")},
                    SourceRow{"fe80::1", Make("fe80::2", true), Make("2001:db8:1::1")},
                    SourceRow{"2001:db8:1::1", Make("2001:db8:1::2"), Make("2001:db8:3::2")},
                    SourceRow{"2002:c633:6401::1",
                              Make("2002:c633:6401::d5e3:7953:13eb:22e8"),
                              Make("2001:db8:1::2")}));

INSTANTIATE_TEST_SUITE_P(
    Rfc6724Section5,
    SourceTest,
    testing::Values(
        // Rule 3 before rule 8.
        SourceRow{"2001:db8:1::1", Make("2001:db8:3::2"), Make("2001:db8:1::2", true)},
        // Rule 5.5 before rules 6 and 8, behind rule 3.
        SourceRow{"2002:c633:6401::1",
                  Make("2001:db8:1::2", false, true),
                  Make("2002:c633:6401::2")},
        SourceRow{"2001:db8:1::1", Make("2001:db8:3::2"), Make("2001:db8:1::2", true, true)},
        // Rule 6 before rule 8.
        SourceRow{"2001:db8:1::1", Make("2a00::1"), Make("2001::1")},
        // Rule 2: of two that reach the destination the smaller scope, else the larger.
        SourceRow{"ff02::1", Make("fe80::2"), Make("fec0::2")},
        SourceRow{"ff0e::1", Make("fec0::2"), Make("fe80::2")}));

TEST(SourceRules, NoMoreBitsCountThanThePrefixHas)
{
    // RFC 6724, 2.2: the interface identifier is none of the network's.
    const Ipv6Address destination("2001:db8:1::ff");
    EXPECT_FALSE(IsWorseSource(Make("2001:db8:1::1"), Make("2001:db8:1::fe"), destination));
    EXPECT_TRUE(IsWorseSource(Make("2001:db8:1::1", false, false, 128),
                              Make("2001:db8:1::fe", false, false, 128),
                              destination));
}

TEST(SourceRules, LabelsAreThoseOfThePolicyTable)
{
    for (const auto& [address, label] :
         std::vector<std::pair<const char*, int>>{{"::1", 0},
                                                  {"2a00::1", 1},
                                                  {"::ffff:102:304", 4},
                                                  {"2002::1", 2},
                                                  {"2001::1", 5},
                                                  {"2001:db8::1", 1},
                                                  {"fc00::1", 13},
                                                  {"fdff::1", 13},
                                                  {"::2", 3},
                                                  {"fec0::1", 11},
                                                  {"3ffe::1", 12}})
    {
        EXPECT_EQ(GetLabel(Ipv6Address(address)), label) << address;
    }
}

TEST(SourceRules, ScopesAreThoseOfTheAddresses)
{
    for (const auto& [address, scope] : std::vector<std::pair<const char*, int>>{{"::1", 2},
                                                                                 {"fe80::1", 2},
                                                                                 {"fec0::1", 5},
                                                                                 {"fd00::1", 14},
                                                                                 {"2a00::1", 14},
                                                                                 {"ff02::1", 2},
                                                                                 {"ff08::1", 8}})
    {
        EXPECT_EQ(GetScope(Ipv6Address(address)), scope) << address;
    }
}

TEST(RouteRules, WhatComesFirst)
{
    // From the worst to the best; each row differs from the one before in what counts more.
    const Time now = Seconds(10);
    using R = Reachability;
    using P = RouterPreference;
    const std::vector<RouteFacts> facts{
        {false, R::UNREACHABLE, 64, P::HIGH, now, now},
        {false, R::UNKNOWN, 0, P::LOW, now, now},
        {false, R::UNKNOWN, 0, P::MEDIUM, Seconds(1), now},
        {false, R::UNKNOWN, 0, P::MEDIUM, now, now},
        {false, R::REACHABLE, 0, P::MEDIUM, now, Seconds(1)},
        {false, R::REACHABLE, 0, P::MEDIUM, now, now},
        {false, R::UNKNOWN, 0, P::HIGH, Seconds(1), Seconds(1)},
        {false, R::UNKNOWN, 48, P::LOW, Seconds(1), Seconds(1)},
        {true, R::UNREACHABLE, 0, P::LOW, Seconds(1), Seconds(1)},
    };
    for (std::size_t i = 0; i + 1 < facts.size(); ++i)
    {
        EXPECT_TRUE(IsWorseRoute(facts[i], facts[i + 1])) << i;
        EXPECT_FALSE(IsWorseRoute(facts[i + 1], facts[i])) << i;
        EXPECT_FALSE(IsWorseRoute(facts[i], facts[i])) << i;
    }
}

TEST(RouteRules, TypesOfHosts)
{
    // RFC 4191, 3.1: the example.
    RouterAdvertisement advertisement;
    advertisement.lifetime = 100;
    advertisement.preference = RouterPreference::HIGH;
    advertisement.routes = {{Prefix(), RouterPreference::LOW, 200},
                            {*ParsePrefix("2001:db8::/32"), RouterPreference::MEDIUM, 300}};
    const auto a = SelectRoutes(HostType::A, advertisement);
    ASSERT_EQ(a.size(), 1U);
    EXPECT_EQ(a[0].preference, RouterPreference::MEDIUM);
    EXPECT_EQ(a[0].lifetime, 100U);
    const auto b = SelectRoutes(HostType::B, advertisement);
    ASSERT_EQ(b.size(), 1U);
    EXPECT_EQ(b[0].preference, RouterPreference::HIGH);
    EXPECT_EQ(b[0].lifetime, 100U);
    const auto c = SelectRoutes(HostType::C, advertisement);
    ASSERT_EQ(c.size(), 2U);
    EXPECT_EQ(c[0].preference, RouterPreference::LOW);
    EXPECT_EQ(c[0].lifetime, 200U);
    EXPECT_EQ(c[1].lifetime, 300U);
    // 2.2: without a lifetime the preference is ignored.
    advertisement.lifetime = 0;
    EXPECT_EQ(SelectRoutes(HostType::B, advertisement)[0].preference, RouterPreference::MEDIUM);
    for (const std::string name : {"A", "B", "C"})
    {
        EXPECT_TRUE(ParseHostType(name));
    }
    EXPECT_FALSE(ParseHostType("D"));
    EXPECT_FALSE(ParseHostType(""));
}

TEST(RouterReachabilityRules, WhoDoesNotAnswerIsUnreachableForAMinute)
{
    using K = NeighborKnowledge;
    RouterReachability reachability;
    const Ipv6Address router("fe80::1");
    const auto judge = [&](K knowledge, double at) {
        return reachability.Judge(1, router, knowledge, Seconds(at));
    };
    EXPECT_EQ(judge(K::NONE, 0), Reachability::UNKNOWN);
    EXPECT_EQ(judge(K::INCOMPLETE, 1), Reachability::UNKNOWN);
    EXPECT_EQ(judge(K::INCOMPLETE, 1.999), Reachability::UNKNOWN);
    EXPECT_EQ(judge(K::INCOMPLETE, 2), Reachability::UNREACHABLE);
    EXPECT_EQ(judge(K::NONE, 5), Reachability::UNREACHABLE); // The entry was given up.
    EXPECT_EQ(reachability.Judge(2, router, K::NONE, Seconds(5)), Reachability::UNKNOWN);
    EXPECT_EQ(judge(K::NONE, 60.999), Reachability::UNREACHABLE);
    EXPECT_EQ(judge(K::NONE, 61), Reachability::UNKNOWN);
    EXPECT_EQ(judge(K::INCOMPLETE, 62), Reachability::UNKNOWN);
    EXPECT_EQ(judge(K::INCOMPLETE, 63), Reachability::UNREACHABLE);
    EXPECT_EQ(judge(K::COMPLETE, 64), Reachability::REACHABLE);
    EXPECT_EQ(judge(K::INCOMPLETE, 65), Reachability::UNKNOWN);
    EXPECT_EQ(judge(K::INCOMPLETE, 67), Reachability::UNREACHABLE);
    reachability.Forget(1, router); // It has advertised.
    EXPECT_EQ(judge(K::NONE, 68), Reachability::UNKNOWN);
}

} // namespace
} // namespace pmipv6
} // namespace ns3
