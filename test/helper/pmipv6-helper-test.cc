/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "ns3/boolean.h"
#include "ns3/ipv6.h"
#include "ns3/pmipv6-anchor-state-source.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-dmm-helper.h"
#include "ns3/pmipv6-epmip-helper.h"
#include "ns3/pmipv6-gateway-state-source.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-localized-routing-helper.h"
#include "ns3/pmipv6-rfc6279-helper.h"
#include "ns3/pmipv6-state-checker.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <gtest/gtest.h>
#include <memory>
#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 * What the helpers refuse, with one sentence; and a network of theirs in which a device changes its
 * address and a gateway stops.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// An anchor, two gateways with ideal links, and a host.
class HelperTest : public testing::Test
{
  protected:
    void SetUp() override
    {
        for (uint32_t i = 0; i < 3; ++i)
        {
            m_nodes.push_back(CreateObject<Node>());
            m_core.AddNode(m_nodes[i], GetAddress(i));
            for (uint32_t j = 0; j < i; ++j)
            {
                m_core.SetDelay(m_nodes[i], m_nodes[j], MilliSeconds(10));
            }
        }
        m_core.BuildMesh();
        for (uint32_t i = 1; i < 3; ++i)
        {
            m_gateways.push_back(m_domain.InstallGateway(m_nodes[i], GetAddress(i)));
            m_links.push_back(m_access.CreateLink());
            m_gateways.back()->AddAccess(m_links.back());
        }
        m_host = CreateObject<Node>();
        m_device = m_access.InstallHost(m_host);
    }

    void TearDown() override
    {
        Simulator::Destroy();
    }

    /// @return address of the i-th wired node
    static Ipv6Address GetAddress(uint32_t i)
    {
        return Ipv6Address(("fd00:c::" + std::to_string(i + 1)).c_str());
    }

    /// Make the first node an anchor, and the host a mobile node of it.
    void Install(const std::string& pool = "fd00:1::/48")
    {
        m_anchor = m_domain.InstallAnchor(m_nodes[0], GetAddress(0), pool);
        m_domain.AddMobileNode("mn@example.org", m_device, m_anchor);
    }

    /// Simulate until a time in seconds.
    static void RunUntil(double seconds)
    {
        Simulator::Stop(Seconds(seconds) - Simulator::Now());
        Simulator::Run();
    }

    /// @return what a checker finds when the host is at the first gateway
    StateChecker::Finding Check() const
    {
        StateChecker checker;
        checker.AddSource(std::make_shared<AnchorStateSource>(m_anchor), "lma");
        checker.AddSource(std::make_shared<GatewayStateSource>(m_gateways[0]), "mag1");
        checker.AddSource(std::make_shared<GatewayStateSource>(m_gateways[1]), "mag2");
        checker.AddMobileNode("mn@example.org",
                              "mn",
                              Mac48Address::ConvertFrom(m_device->GetAddress()),
                              "mag1");
        return checker.Check();
    }

    std::vector<Ptr<Node>> m_nodes;                   //!< anchor, gateways
    CoreNetworkHelper m_core;                         //!< links between them
    Pmipv6Helper m_domain;                            //!< roles
    IdealAccessHelper m_access;                       //!< access links
    Ptr<LocalMobilityAnchor> m_anchor;                //!< after Install
    std::vector<Ptr<MobileAccessGateway>> m_gateways; //!< two
    std::vector<Ptr<IdealAccessLink>> m_links;        //!< by gateway
    Ptr<Node> m_host;                                 //!< a host
    Ptr<IdealDevice> m_device;                        //!< its device
};

/// @return global addresses of a node
std::vector<Ipv6Address>
GetGlobalAddresses(Ptr<Node> node)
{
    std::vector<Ipv6Address> addresses;
    const auto ipv6 = node->GetObject<Ipv6>();
    for (uint32_t j = 0; j < ipv6->GetNAddresses(1); ++j)
    {
        if (ipv6->GetAddress(1, j).GetScope() == Ipv6InterfaceAddress::GLOBAL)
        {
            addresses.push_back(ipv6->GetAddress(1, j).GetAddress());
        }
    }
    return addresses;
}

using HelperDeathTest = HelperTest;

TEST_F(HelperDeathTest, ANodeWithoutAnyPrefix)
{
    EXPECT_DEATH(Install(""),
                 "AddMobileNode: \"mn@example.org\" has no prefix, and its anchor fd00:c::1 no "
                 "PrefixPool to assign one from; allowed is either");
}

TEST_F(HelperDeathTest, WhatHasToBeAnObjectIsNull)
{
    Install();
    EXPECT_DEATH(m_domain.AddMobileNode("x", nullptr, m_anchor),
                 "Pmipv6Helper::AddMobileNode: the argument \"device\" is null; allowed is the "
                 "mobile node's device");
    EXPECT_DEATH(m_domain.AddMobileNode("x", m_device, nullptr),
                 "AddMobileNode: the argument \"anchor\" is null; allowed is what InstallAnchor "
                 "has returned");
    EXPECT_DEATH(m_domain.InstallGateway(nullptr, GetAddress(9)), "\"node\" is null");
    DmmHelper dmm(m_domain);
    EXPECT_DEATH(dmm.AddMobileNode("x", m_device, nullptr),
                 "DmmHelper::AddMobileNode: the argument \"database\" is null; allowed is what "
                 "InstallDatabase has returned");
    EXPECT_DEATH(dmm.InstallMaar(nullptr, "fd00:a001::/32"), "\"gateway\" is null");
    EXPECT_DEATH(EpmipHelper().InstallAnchor(nullptr, {}), "\"anchor\" is null");
    EXPECT_DEATH(LocalizedRoutingHelper().InstallGateway(nullptr), "\"gateway\" is null");
    EXPECT_DEATH(m_access.InstallHost(nullptr), "\"node\" is null");
    EXPECT_DEATH(m_access.AttachAt(Seconds(1), m_device, nullptr), "\"link\" is null");
}

TEST_F(HelperDeathTest, TwoNodesOfOneIdentifier)
{
    Install();
    const auto other = m_access.InstallHost(CreateObject<Node>());
    EXPECT_DEATH(m_domain.AddMobileNode("mn@example.org", other, m_anchor),
                 "there is a mobile node \"mn@example.org\" already; allowed is an identifier of "
                 "its own for each node");
}

TEST_F(HelperDeathTest, PoolsOfMaarsAndCentralAnchorsDoNotOverlap)
{
    DmmHelper dmm(m_domain);
    dmm.InstallMaar(m_gateways[0], "fd00:a001::/32");
    EXPECT_DEATH(dmm.InstallMaar(m_gateways[1], "fd00:a001:7::/48"),
                 "DmmHelper::InstallMaar: the pool fd00:a001:7::/48 overlaps fd00:a001::/32 of "
                 "another MAAR; allowed is one that no other has");
    EXPECT_DEATH(dmm.InstallCentralAnchor(m_nodes[0], GetAddress(0), "fd00:a000::/16"),
                 "DmmHelper::InstallCentralAnchor: the pool fd00::/16 overlaps fd00:a001::/32 of "
                 "another MAAR; allowed is one that no other has");
    EXPECT_DEATH(
        dmm.InstallCentralAnchor(m_nodes[0], GetAddress(0), ""),
        "DmmHelper::InstallCentralAnchor: the pool is \"\"; allowed is an IPv6 prefix such "
        "as fd00:1::/48");
    dmm.InstallCentralAnchor(m_nodes[0], GetAddress(0), "fd00:1::/48");
    EXPECT_DEATH(dmm.InstallMaar(m_gateways[1], "fd00:1::/32"),
                 "DmmHelper::InstallMaar: the pool fd00:1::/32 overlaps fd00:1::/48 of a central "
                 "anchor; allowed is one that no other has");
}

TEST_F(HelperDeathTest, LocalNetworksCanBeRoutedTo)
{
    DmmHelper dmm(m_domain);
    dmm.SetRouterAttribute("DistributedLogicalInterface", BooleanValue(true));
    const auto maar = dmm.InstallMaar(m_gateways[0], "fd00:a001::/32");
    for (const std::string network : {"::/0", "fe80::/10", "ff00::/8", "fd00:10c::/65", "x"})
    {
        EXPECT_DEATH(dmm.AddLocalNetwork(maar, CreateObject<Node>(), network, MilliSeconds(1)),
                     "DmmHelper::AddLocalNetwork: the network is \"" + network +
                         "\"; allowed is an IPv6 prefix that can be routed, of 64 bits or fewer, "
                         "as fd00:10c:1::/48");
        if (network != "fd00:10c::/65")
        {
            maar->GetRouters()->SetAttribute("LocalNetwork", StringValue(network));
            EXPECT_DEATH(
                Simulator::Run(),
                "MaarRouters::LocalNetwork is \"" + network +
                    "\" on node [0-9]+; allowed is an IPv6 prefix that can be routed, such as "
                    "fd00:10c::/48, with DistributedLogicalInterface, or nothing");
            maar->GetRouters()->SetAttribute("LocalNetwork", StringValue(""));
        }
    }
}

TEST_F(HelperDeathTest, LocalNetworksOverlapNothingElse)
{
    DmmHelper dmm(m_domain);
    dmm.SetRouterAttribute("DistributedLogicalInterface", BooleanValue(true));
    const auto first = dmm.InstallMaar(m_gateways[0], "fd00:a001::/32");
    const auto second = dmm.InstallMaar(m_gateways[1], "fd00:a002::/32");
    const auto host = CreateObject<Node>();
    const Time delay = MilliSeconds(1);
    EXPECT_DEATH(dmm.AddLocalNetwork(first, host, "fd00:a001:7::/48", delay),
                 "DmmHelper::AddLocalNetwork: the network fd00:a001:7::/48 overlaps "
                 "fd00:a001::/32 of another MAAR; allowed is one that no other has");
    dmm.AddLocalNetwork(first, host, "fd00:10c::/48", delay);
    EXPECT_DEATH(dmm.AddLocalNetwork(second, CreateObject<Node>(), "fd00:10c:0:8::/64", delay),
                 "DmmHelper::AddLocalNetwork: the network fd00:10c:0:8::/64 overlaps "
                 "fd00:10c::/48 of a local network; allowed is one that no other "
                 "has");
    EXPECT_DEATH(dmm.InstallCentralAnchor(m_nodes[0], GetAddress(0), "fd00:10c::/32"),
                 "DmmHelper::InstallCentralAnchor: the pool fd00:10c::/32 overlaps fd00:10c::/48 "
                 "of a local network; allowed is one that no other has");
}

TEST_F(HelperDeathTest, ACentralAnchorIsOfANodeThatIsKnown)
{
    DmmHelper dmm(m_domain);
    const auto anchor = dmm.InstallCentralAnchor(m_nodes[0], GetAddress(0), "fd00:1::/48");
    EXPECT_DEATH(dmm.SetCentralAnchor("mn@example.org", anchor),
                 "DmmHelper::SetCentralAnchor: there is no mobile node mn@example.org; allowed is "
                 "one that AddMobileNode has entered");
    EXPECT_DEATH(dmm.SetCentralAnchor("mn@example.org", nullptr),
                 "DmmHelper::SetCentralAnchor: the argument \"anchor\" is null; allowed is what "
                 "InstallCentralAnchor has returned");
    const auto database = dmm.InstallDatabase(m_nodes[1], GetAddress(1));
    dmm.AddMobileNode("mn@example.org", m_device, database);
    dmm.SetCentralAnchor("mn@example.org", anchor, true);
    const auto* profile = m_domain.GetPolicyStore()->Find("mn@example.org");
    EXPECT_EQ(profile->centralAnchor, GetAddress(0));
    EXPECT_EQ(profile->anchorAddress, GetAddress(1));
    EXPECT_TRUE(profile->isCentralPreferred);
}

TEST_F(HelperDeathTest, AnIdentifierThatNoOptionCarries)
{
    Install();
    const auto other = m_access.InstallHost(CreateObject<Node>());
    const std::string longest(MAX_IDENTIFIER_OCTETS, 'a');
    EXPECT_DEATH(m_domain.AddMobileNode(longest + "b", other, m_anchor),
                 "has 254 octets; allowed are 1 to 253");
    m_domain.AddMobileNode(longest, other, m_anchor);
    m_access.AttachAt(Seconds(1), other, m_links[0]);
    RunUntil(3);
    EXPECT_EQ(m_anchor->GetBindingCache().FindByMobileNode(longest).size(), 1U);
}

TEST_F(HelperDeathTest, IdentifiersThatNoMessageNames)
{
    Install();
    const auto other = m_access.InstallHost(CreateObject<Node>());
    for (const auto& [identifier, named] : {std::pair{"[1]mn1", "mn1"},
                                            std::pair{"[01]x", "x"},
                                            std::pair{"[300]x", "\\[1]\\[300]x"},
                                            std::pair{"[abc]x", "\\[1]\\[abc]x"}})
    {
        EXPECT_DEATH(m_domain.AddMobileNode(identifier, other, m_anchor),
                     std::string("which a message would name \"") + named + "\"");
    }
    m_domain.AddMobileNode("[2]mn1", other, m_anchor);
}

TEST_F(HelperDeathTest, TimesThatHavePassed)
{
    Install();
    RunUntil(2);
    EXPECT_DEATH(m_access.AttachAt(Seconds(1), m_device, m_links[0]),
                 "IdealAccessHelper::AttachAt: .*1s lies in the past; allowed is .*2s or later");
    EXPECT_DEATH(m_access.DetachAt(Seconds(1), m_device), "IdealAccessHelper::DetachAt: .*1s lies");
    Rfc6279Helper topology;
    topology.SetStart(Seconds(3));
    topology.Build(Rfc6279Case::A21);
    EXPECT_DEATH(topology.AttachAt(Seconds(1), "mn", "mag3"),
                 "Rfc6279Helper::AttachAt: .*1s lies in the past; allowed is .*2s or later");
    EXPECT_DEATH(topology.DetachAt(Seconds(1), "mn"), "Rfc6279Helper::DetachAt: .*1s lies");
}

TEST_F(HelperDeathTest, AnAddressForADevice)
{
    const Mac48Address address("02:00:00:00:00:77");
    m_device->SetAddress(address); // Its host is installed already.
    Install();
    m_access.AttachAt(Seconds(1), m_device, m_links[0]);
    RunUntil(4);
    const auto addresses = GetGlobalAddresses(m_host);
    ASSERT_EQ(addresses.size(), 1U);
    EXPECT_EQ(addresses[0],
              Ipv6Address::MakeAutoconfiguredAddress(address, Ipv6Address("fd00:1::")));
    EXPECT_EQ(m_host->GetObject<Ipv6>()->GetAddress(1, 0).GetAddress(),
              Ipv6Address::MakeAutoconfiguredLinkLocalAddress(address));
    EXPECT_TRUE(Check().isConsistent);
    EXPECT_DEATH(m_device->SetAddress(Mac48Address("02:00:00:00:00:78")),
                 "SetAddress: 02:00:00:00:00:77 is attached; allowed is a change before");
    const auto other = m_access.InstallHost(CreateObject<Node>());
    EXPECT_DEATH(other->SetAddress(address), "02:00:00:00:00:77 is another node's");
}

/// @return a row as text
std::string
ToText(const StaleRecord& row)
{
    return row.node + " " + row.object + " " + row.key + ": " + row.holds + ", not " + row.shouldBe;
}

TEST_F(HelperTest, ACheckerNamesAGatewayThatHasStopped)
{
    Install();
    m_access.AttachAt(Seconds(1), m_device, m_links[0]);
    m_gateways[0]->SetStopTime(Seconds(5));
    RunUntil(4);
    EXPECT_TRUE(Check().isConsistent);
    RunUntil(6);
    const auto found = Check();
    EXPECT_FALSE(found.isConsistent);
    ASSERT_EQ(found.stale.size(), 1U);
    EXPECT_EQ(ToText(found.stale[0]), "mag1 prefix mn: drop, not mag1");
}

TEST_F(HelperTest, ADeregisteredEntryIsNoBinding)
{
    Install();
    m_access.AttachAt(Seconds(1), m_device, m_links[0]);
    RunUntil(4);
    m_gateways[0]->GetAccessDevice()->Detach(Mac48Address::ConvertFrom(m_device->GetAddress()),
                                             "left");
    m_access.DetachAt(Seconds(4), m_device);
    RunUntil(5);
    const auto found = Check();
    EXPECT_FALSE(found.isConsistent);
    ASSERT_EQ(found.stale.size(), 1U);
    EXPECT_EQ(ToText(found.stale[0]), "lma binding mn: none, not mag1");
    ASSERT_EQ(found.leftover.size(), 1U);
    EXPECT_EQ(ToText(found.leftover[0]), "lma binding mn: mag1, not mag1");
}

} // namespace

} // namespace pmipv6
} // namespace ns3
