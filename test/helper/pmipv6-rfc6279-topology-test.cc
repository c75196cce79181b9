/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/pmipv6-rfc6279-topology.h"
#include "ns3/simulator.h"

#include <gtest/gtest.h>

/**
 * @file
 * @ingroup pmipv6-tests
 * The wired part of RFC 6279's topologies: its nodes, delays and provider domains.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return one-way delay between two nodes, ms
double
GetDelay(const Rfc6279Topology& topology, const std::string& a, const std::string& b)
{
    return topology.GetDelay(*topology.FindMember(a), *topology.FindMember(b)).GetSeconds() * 1e3;
}

class Rfc6279TopologyTest : public testing::Test
{
  protected:
    ~Rfc6279TopologyTest() override
    {
        Simulator::Destroy();
    }
};

TEST_F(Rfc6279TopologyTest, HasTheNodesOfItsCase)
{
    Rfc6279Topology topology;
    topology.SetGateways({1, 2, 17});
    topology.MakeNodes(Rfc6279Case::ROAMING_4);
    ASSERT_EQ(topology.GetAnchors().size(), 2U);
    ASSERT_EQ(topology.GetGateways().size(), 3U);
    EXPECT_EQ(topology.GetAnchors()[1].name, "lma2");
    EXPECT_EQ(topology.GetAnchors()[1].domain, "B");
    EXPECT_EQ(topology.GetGateways()[2].name, "mag17");
    EXPECT_EQ(topology.GetGateways()[2].address, Ipv6Address("fd00:c::2:11"));
    EXPECT_EQ(topology.FindMember("mag3"), nullptr);
    EXPECT_TRUE(GetPlaces(Rfc6279Case::A12).isOneGateway);
    EXPECT_FALSE(GetPlaces(Rfc6279Case::A22).isRoaming);
}

TEST_F(Rfc6279TopologyTest, AWireOfAMeshHasTheDelaySetForIt)
{
    Rfc6279Topology topology;
    topology.SetDelays({MilliSeconds(11), MilliSeconds(7), MilliSeconds(23)});
    topology.MakeNodes(Rfc6279Case::A22);
    topology.AddNode("cn1", 1, "fd00:c::3:1", MilliSeconds(40));
    topology.SetDelay("mag2", "lma1", MilliSeconds(3));
    topology.SetDelay("cn1", "mag1", MilliSeconds(5));
    topology.BuildMesh();
    EXPECT_EQ(GetDelay(topology, "mag1", "lma1"), 11);
    EXPECT_EQ(GetDelay(topology, "lma1", "mag2"), 3);
    EXPECT_EQ(GetDelay(topology, "mag1", "mag2"), 7);
    EXPECT_EQ(GetDelay(topology, "lma1", "lma2"), 23);
    EXPECT_EQ(GetDelay(topology, "cn1", "lma2"), 40);
    EXPECT_EQ(GetDelay(topology, "mag1", "cn1"), 5);
    EXPECT_EQ(topology.FindMember("mag1")->node->GetNDevices(), 7U); // And the loopback.
}

TEST_F(Rfc6279TopologyTest, AStarSharesDelaysBetweenItsWires)
{
    Rfc6279Topology topology;
    topology.MakeNodes(Rfc6279Case::A21);
    topology.AddNode("cn1", 1, "fd00:c::3:1", MilliSeconds(10));
    topology.BuildStar();
    EXPECT_EQ(GetDelay(topology, "mag1", "mag2"), 6);
    EXPECT_EQ(GetDelay(topology, "mag1", "lma1"), 10);
    EXPECT_EQ(GetDelay(topology, "cn1", "lma1"), 10);
    EXPECT_EQ(topology.FindMember("cn1")->node->GetNDevices(), 2U); // And the loopback.
}

TEST_F(Rfc6279TopologyTest, DomainsOfTheCaseHaveAgreementsAndOthersNone)
{
    Rfc6279Topology topology;
    topology.SetGatewayDomain("mag3", "D");
    topology.SetGatewayDomain("mag4", "E");
    topology.AddAgreement("E", "A");
    topology.RemoveAgreement("B", "C");
    topology.MakeNodes(Rfc6279Case::ROAMING_4);
    ProviderDomains domains;
    topology.EnterDomains(domains);
    const auto have = [&](const std::string& a, const std::string& b) {
        return domains.HaveAgreement(topology.FindMember(a)->address,
                                     topology.FindMember(b)->address);
    };
    EXPECT_TRUE(have("mag1", "lma1"));
    EXPECT_TRUE(have("lma1", "lma2"));
    EXPECT_TRUE(have("mag1", "mag2"));
    EXPECT_FALSE(have("mag1", "lma2"));
    EXPECT_FALSE(have("mag3", "lma1"));
    EXPECT_FALSE(have("mag3", "mag1"));
    EXPECT_TRUE(have("mag4", "lma1"));
    EXPECT_FALSE(have("mag4", "lma2"));
}

TEST(Rfc6279TopologyDeathTest, WhatIsNotThereIsSaid)
{
    EXPECT_DEATH(
        {
            Rfc6279Topology topology;
            topology.SetGatewayDomain("mag5", "D");
            topology.MakeNodes(Rfc6279Case::A21);
        },
        "there is no \"mag5\" here; allowed are mag1 to mag4");
    EXPECT_DEATH(
        {
            Rfc6279Topology topology;
            topology.MakeNodes(Rfc6279Case::A21);
            topology.SetDelay("lma1", "lma2", MilliSeconds(1));
            topology.BuildMesh();
        },
        "there is no \"lma2\" here; allowed are lma1 to mag4");
    EXPECT_DEATH(
        {
            Rfc6279Topology topology;
            topology.AddAgreement("A", "Z");
            topology.MakeNodes(Rfc6279Case::A21);
            ProviderDomains domains;
            topology.EnterDomains(domains);
        },
        "\"A\", \"Z\"; allowed are domains that the topology has");
}

} // namespace

} // namespace pmipv6
} // namespace ns3
