/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/pmipv6-rfc6612-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <gtest/gtest.h>

/**
 * @file
 * @ingroup pmipv6-tests
 * What the scenarios of RFC 6612 consist of, and what their helper refuses.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

class Rfc6612HelperTest : public testing::Test
{
  protected:
    ~Rfc6612HelperTest() override
    {
        Simulator::Destroy();
    }
};

TEST_F(Rfc6612HelperTest, A1HasTwoDomainsAndAHomeAgentOfItsOwn)
{
    Rfc6612Helper scenario;
    scenario.Build(Rfc6612Scenario::A1);
    EXPECT_EQ(scenario.GetGateway("mag2").domain, ProxyDomain::VISITED);
    EXPECT_EQ(scenario.GetGateway("mag3").domain, ProxyDomain::HOME);
    EXPECT_NE(scenario.GetNode("home1"), scenario.GetNode("lma1"));
    EXPECT_TRUE(scenario.GetRoles().GetAnchor(ProxyDomain::VISITED));
    const auto& mobile = scenario.GetMobileNode("mn1");
    EXPECT_EQ(mobile.kind, MobilityKind::HIERARCHICAL);
    EXPECT_EQ(mobile.role->GetAssociation().homePrefix, Prefix("fd00:a:0:2::", 64));
}

TEST_F(Rfc6612HelperTest, A2HasHomeAgentAndAnchorOnOneNode)
{
    Rfc6612Helper scenario;
    scenario.Build(Rfc6612Scenario::A2);
    EXPECT_EQ(scenario.GetRoles().GetHomeAgent()->GetNode(), scenario.GetNode("lma1"));
    EXPECT_FALSE(scenario.GetRoles().GetAnchor(ProxyDomain::VISITED));
    const auto& plain = scenario.GetGateway("mag2");
    EXPECT_EQ(plain.domain, std::nullopt);
    EXPECT_FALSE(plain.gateway);
    EXPECT_TRUE(plain.router);
    EXPECT_EQ(scenario.GetMobileNode("mn1").role->GetAssociation().homePrefix,
              Prefix("fd00:1:0:2::", 64));
}

TEST_F(Rfc6612HelperTest, BHasANodeOfEachKind)
{
    Rfc6612Helper scenario;
    scenario.SetHomeAgentApart(true);
    scenario.Build(Rfc6612Scenario::B);
    ASSERT_EQ(scenario.GetMobileNodes().size(), 2U);
    EXPECT_EQ(scenario.GetMobileNode("mn1").kind, MobilityKind::PROXY);
    EXPECT_FALSE(scenario.GetMobileNode("mn1").role);
    EXPECT_EQ(scenario.GetMobileNode("mn2").kind, MobilityKind::HOST);
    EXPECT_TRUE(scenario.GetNode("home1"));
}

TEST_F(Rfc6612HelperTest, ANodeIsWhereItWasAttached)
{
    Rfc6612Helper scenario;
    scenario.Build(Rfc6612Scenario::A2_VISITED);
    scenario.AttachAt(Seconds(1), "mn1", "mag2");
    scenario.DetachAt(Seconds(2), "mn1");
    Simulator::Stop(Seconds(0.5));
    Simulator::Run();
    EXPECT_EQ(scenario.GetMobileNode("mn1").gateway, "mag1");
    Simulator::Stop(Seconds(1));
    Simulator::Run();
    EXPECT_EQ(scenario.GetMobileNode("mn1").gateway, "mag2");
    Simulator::Stop(Seconds(1));
    Simulator::Run();
    EXPECT_EQ(scenario.GetMobileNode("mn1").gateway, "");
}

TEST(Rfc6612HelperDeathTest, WhatCannotBeIsSaid)
{
    Rfc6612Helper scenario;
    EXPECT_DEATH(scenario.SetMobileNodes(0), "SetMobileNodes: 0; allowed is 1 or more");
    EXPECT_DEATH(scenario.AttachAt(Seconds(1), "mn1", "mag1"), "Build\\(\\) comes first");
    EXPECT_DEATH(
        {
            scenario.SetHomeAgentApart(true);
            scenario.Build(Rfc6612Scenario::A2);
        },
        "allowed is scenario B");
    EXPECT_DEATH(
        {
            scenario.GetRoles().SetMergedCache(true);
            scenario.Build(Rfc6612Scenario::A1);
        },
        "there is no merged cache at a home agent of its own");
    EXPECT_DEATH(
        {
            scenario.Build(Rfc6612Scenario::B);
            scenario.Build(Rfc6612Scenario::B);
        },
        "is called twice; allowed is once");
    EXPECT_DEATH(
        {
            scenario.Build(Rfc6612Scenario::A1);
            scenario.GetMobileNode("mn9");
        },
        "there is no \"mn9\" here; allowed are mn1 to mn1");
    EXPECT_DEATH(
        {
            scenario.Build(Rfc6612Scenario::A2);
            scenario.GetNode("home1");
        },
        "there is no \"home1\" here");
}

TEST(InterworkingHelperDeathTest, WhatIsMissingIsSaid)
{
    InterworkingHelper helper;
    EXPECT_DEATH(helper.InstallHomeAgent(), "an anchor of the home domain: InstallAnchor");
    EXPECT_DEATH(helper.AddMobileNode(MobilityKind::PROXY, {}), "a device of a host");
    Rfc6612Helper together;
    together.Build(Rfc6612Scenario::A2);
    auto& roles = together.GetRoles();
    const auto& mobile = together.GetMobileNode("mn1");
    InterworkingHelper::MobileNode other;
    other.identifier = "mn2@example.org";
    other.device = mobile.device;
    other.homePrefix = "fd00:1:0:9::/64";
    EXPECT_DEATH(roles.AddMobileNode(MobilityKind::HIERARCHICAL, other), "allowed is ALTERNATIVE");
    EXPECT_DEATH(roles.SetMergedCache(true), "follows InstallHomeAgent");
    Rfc6612Helper apart;
    apart.Build(Rfc6612Scenario::A1);
    other.device = apart.GetMobileNode("mn1").device;
    EXPECT_DEATH(apart.GetRoles().AddMobileNode(MobilityKind::ALTERNATIVE, other),
                 "allowed is HIERARCHICAL");
    Simulator::Destroy();
}

} // namespace

} // namespace pmipv6
} // namespace ns3
