/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * As which routers a node sees MAARs (RFC 8885, 3.7): their addresses, and what each advertises.
 */

#include "ns3/pmipv6-logical-router-rules.h"
#include "ns3/pmipv6-policy-profile.h"

#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Prefix OWN(Ipv6Address("fd00:8001::"), 64);
const Prefix FIRST(Ipv6Address("fd00:8002::"), 64);
const Prefix FURTHER(Ipv6Address("fd00:8002:0:1::"), 64);
const Prefix SECOND(Ipv6Address("fd00:8003::"), 64);
const Prefix CENTRAL(Ipv6Address("fd00:1::"), 64);
const Prefix NETWORK(Ipv6Address("fd00:10c::"), 48);
const LinkLayerAddress NODE("00:00:00:00:00:17");

/// @return what a MAAR with a number is to a node
MaarInterface
MakeInterface(uint16_t maar, const std::vector<Prefix>& networks = {})
{
    const LogicalRouter router = MakeLogicalRouter(maar, 1);
    return {router.linkLocal, router.linkLayer, networks};
}

/// @return what each router tells, by the number of its MAAR
std::string
Show(const ShownRouters& shown, const std::vector<Prefix>& registered)
{
    AdvertisedRouter gateway;
    for (const auto& prefix : registered)
    {
        gateway.prefixes.push_back({prefix, Seconds(2000), Seconds(1000)});
    }
    std::vector<AdvertisedRouter> told{gateway};
    ShowRouters(shown, told);
    std::ostringstream text;
    for (const auto& one : told)
    {
        text << (one.router ? std::to_string(one.router->linkLayer.GetData()[2]) : "gateway");
        text << (one.preference == RouterPreference::LOW    ? " low"
                 : one.preference == RouterPreference::HIGH ? " high"
                                                            : "");
        text << (one.isDefault ? "" : " !");
        for (const auto& prefix : one.prefixes)
        {
            const auto getLeft = [&prefix](Time lifetime) {
                return GetLeft(lifetime, prefix.end, Time(0)).GetSeconds();
            };
            text << " " << prefix.prefix.GetAddress() << "(" << getLeft(prefix.valid) << ","
                 << getLeft(prefix.preferred) << ")";
        }
        for (const auto& route : one.routes)
        {
            text << " to " << route.prefix.GetAddress() << "("
                 << GetLeft(route.lifetime, route.end, Time(0)).GetSeconds() << ")";
        }
        text << "; ";
    }
    return text.str();
}

TEST(LogicalRouterRules, Addresses)
{
    const auto router = MakeLogicalRouter(0x0102, 0x030405);
    EXPECT_EQ(router.linkLayer, LinkLayerAddress("02:01:02:03:04:05"));
    EXPECT_EQ(router.linkLocal, Ipv6Address("fe80::1:2ff:fe03:405")) << "RFC 4291, appendix A";
    EXPECT_FALSE(MakeLogicalRouter(1, 2).linkLayer == MakeLogicalRouter(2, 1).linkLayer);
    EXPECT_EQ(MakeLogicalRouter(65535, MAX_NODE_NUMBER).linkLayer,
              LinkLayerAddress("02:ff:ff:ff:ff:ff"));
}

TEST(LogicalRouterRules, RouterOfALinkWithoutLinkLayerAddresses)
{
    auto told = MakeInterface(7);
    told.linkLayer = {};
    EXPECT_EQ(GetRouter(told).linkLayer, MakeLogicalRouter(7, 1).linkLayer) << "RFC 8885, 4.8";
    told.linkLocal = Ipv6Address("fe80::7");
    EXPECT_TRUE(GetRouter(told).linkLayer.IsEmpty()) << "of no MAC-48";
}

TEST(LogicalRouterRules, WhoMayBeStoodInFor)
{
    const std::vector<LogicalRouter> taken = {MakeLogicalRouter(1, 1), MakeLogicalRouter(2, 1)};
    EXPECT_EQ(CheckRouter(MakeInterface(3), taken, NODE), "");
    EXPECT_EQ(CheckRouter(MakeInterface(2), taken, NODE), "logical-router-of-another");
    auto told = MakeInterface(3);
    told.linkLocal = taken[0].linkLocal;
    EXPECT_EQ(CheckRouter(told, taken, NODE), "logical-router-of-another");
    told = MakeInterface(3);
    told.linkLayer = NODE;
    EXPECT_EQ(CheckRouter(told, taken, NODE), "logical-router-of-another") << "the node itself";
    told.linkLocal = Ipv6Address("fd00::1");
    EXPECT_EQ(CheckRouter(told, taken, NODE), "logical-router-not-link-local");
    told = MakeInterface(3);
    for (const char* address : {"33:33:00:00:00:01", "02:00:00:00:00:01:02:03"})
    {
        told.linkLayer = LinkLayerAddress(address);
        EXPECT_EQ(CheckRouter(told, taken, NODE), "logical-router-without-link-layer-address");
    }
    told = {Ipv6Address("fe80::7"), {}, {}};
    EXPECT_EQ(CheckRouter(told, taken, NODE), "logical-router-without-link-layer-address");
}

TEST(LogicalRouterRules, OnePerMaar)
{
    ShownRouters shown;
    shown.interface = MakeInterface(1);
    shown.prefixes = {OWN};
    EXPECT_EQ(Show(shown, {OWN}), "1 fd00:8001::(2000,1000); ");
    shown.previous = {{SECOND, Seconds(300), MakeInterface(3)},
                      {FIRST, Seconds(200), MakeInterface(2)},
                      {FURTHER, Seconds(100), MakeInterface(2)}};
    EXPECT_EQ(Show(shown, {OWN}),
              "1 fd00:8001::(2000,1000); "
              "3 low fd00:8003::(300,0); "
              "2 low fd00:8002::(200,0) fd00:8002:0:1::(100,0); ")
        << "RFC 8885, 3.7: deprecated; prefixes of one MAAR share a router";
}

TEST(LogicalRouterRules, WhatNoRouterOfItsOwnAdvertises)
{
    ShownRouters shown;
    shown.prefixes = {OWN};
    shown.previous = {{FIRST, Seconds(200), MakeInterface(2, {NETWORK})}};
    EXPECT_EQ(Show(shown, {OWN}), "gateway fd00:8001::(2000,1000) fd00:8002::(200,0); ");
    shown.interface = MakeInterface(1);
    shown.previous = {{FIRST, Seconds(200), {}}};
    EXPECT_EQ(Show(shown, {OWN}), "1 fd00:8001::(2000,1000) fd00:8002::(200,0); ");
}

TEST(LogicalRouterRules, LocalNetworks)
{
    ShownRouters shown;
    shown.interface = MakeInterface(1);
    shown.prefixes = {OWN};
    shown.previous = {{FIRST, Seconds(200), MakeInterface(2, {NETWORK})},
                      {SECOND, Seconds(300), MakeInterface(3)}};
    EXPECT_EQ(Show(shown, {OWN}),
              "1 fd00:8001::(2000,1000); 2 low fd00:8002::(200,200) to fd00:10c::(200); "
              "3 low fd00:8003::(300,0); ")
        << "RFC 6724, 5: rule 3 comes before 5.5";
    shown.maxPreferred = Seconds(150);
    EXPECT_EQ(Show(shown, {OWN}),
              "1 fd00:8001::(2000,1000); 2 low fd00:8002::(200,150) to fd00:10c::(200); "
              "3 low fd00:8003::(300,0); ");
    shown.isLocalDeprecated = true;
    EXPECT_EQ(Show(shown, {OWN}),
              "1 fd00:8001::(2000,1000); 2 low fd00:8002::(200,0) to fd00:10c::(200); "
              "3 low fd00:8003::(300,0); ")
        << "to the letter of 3.7";
    shown.interface = MakeInterface(1, {NETWORK});
    shown.previous.clear();
    EXPECT_EQ(Show(shown, {OWN}), "1 fd00:8001::(2000,1000) to fd00:10c::(1000); ");
}

TEST(LogicalRouterRules, WhichNetworksAreTold)
{
    const std::vector<Prefix> told = {NETWORK,
                                      Prefix(Ipv6Address("::"), 0),
                                      Prefix(Ipv6Address("fe80::"), 10),
                                      Prefix(Ipv6Address("ff00::"), 8),
                                      NETWORK,
                                      Prefix(Ipv6Address("fd00:10d::"), 48)};
    EXPECT_EQ(SelectNetworks(told),
              (std::vector<Prefix>{NETWORK, Prefix(Ipv6Address("fd00:10d::"), 48)}));
}

TEST(LogicalRouterRules, ARouteLastsAsLongAsAnyPrefixOfItsMaar)
{
    ShownRouters shown;
    shown.interface = MakeInterface(1);
    shown.prefixes = {OWN};
    shown.previous = {{FURTHER, Seconds(100), MakeInterface(2, {NETWORK})},
                      {FIRST, Seconds(200), MakeInterface(2, {NETWORK})}};
    EXPECT_EQ(Show(shown, {OWN}),
              "1 fd00:8001::(2000,1000); 2 low fd00:8002:0:1::(100,100) fd00:8002::(200,200) to "
              "fd00:10c::(200); ");
}

TEST(LogicalRouterRules, CentralPrefixes)
{
    ShownRouters shown;
    shown.interface = MakeInterface(1);
    shown.prefixes = {OWN};
    shown.previous = {{FIRST, Seconds(200), MakeInterface(2)}};
    EXPECT_EQ(Show(shown, {CENTRAL, OWN}),
              "1 high fd00:8001::(2000,1000); gateway fd00:1::(2000,1000); "
              "2 low fd00:8002::(200,0); ");
    shown.isCentralPreferred = true;
    EXPECT_EQ(Show(shown, {CENTRAL, OWN}),
              "1 fd00:8001::(2000,1000); gateway high fd00:1::(2000,1000); "
              "2 low fd00:8002::(200,0); ");
    shown.previous.clear();
    EXPECT_EQ(Show(shown, {CENTRAL}), "gateway fd00:1::(2000,1000); ") << "its own is gone";
    shown.interface = {};
    EXPECT_EQ(Show(shown, {CENTRAL, OWN}), "gateway fd00:1::(2000,1000) fd00:8001::(2000,1000); ");
}

} // namespace
