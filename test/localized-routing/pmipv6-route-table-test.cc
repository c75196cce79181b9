/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Rows by pairs of prefixes, and the pairs that messages name.
 */

#include "ns3/pmipv6-local-nodes.h"
#include "ns3/pmipv6-route-messages.h"
#include "ns3/pmipv6-route-table.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Prefix FIRST(Ipv6Address("fd00:1:0:1::"), 64);  //!< a prefix
const Prefix SECOND(Ipv6Address("fd00:1:0:2::"), 64); //!< another
const LinkLayerAddress NODE("02:00:00:00:00:01");     //!< an interface

/// A row.
struct Row
{
    PrefixPair pair;    //!< the key
    uint64_t serial{0}; //!< in the order of insertion
};

TEST(RouteTable, FindsByEitherPrefix)
{
    RouteTable<Row> table;
    auto& row = table.Insert({FIRST, SECOND});
    EXPECT_EQ(table.FindByPrefix(FIRST), std::vector<Row*>{&row});
    EXPECT_EQ(table.FindByPrefix(SECOND), std::vector<Row*>{&row});
    EXPECT_EQ(table.Find({SECOND, FIRST}), &row);
    table.Erase(row);
    EXPECT_TRUE(table.FindByPrefix(FIRST).empty());
    EXPECT_TRUE(table.FindByPrefix(SECOND).empty());
}

TEST(RouteTable, APairOfOnePrefixIsFoundOnce)
{
    // Whoever erases what is found must not come upon it a second time.
    RouteTable<Row> table;
    auto& row = table.Insert({FIRST, FIRST});
    EXPECT_EQ(table.FindByPrefix(FIRST), std::vector<Row*>{&row});
    table.Erase(row);
    EXPECT_TRUE(table.FindByPrefix(FIRST).empty());
    EXPECT_EQ(table.GetSize(), 0U);
}

TEST(RouteMessages, NamePairsOfTwoPrefixes)
{
    const auto read = [](const Prefix& source, const Prefix& destination) {
        RoSetup setup;
        RouteRequest request;
        request.pair = {source, destination};
        request.gateway = Ipv6Address("fd00:c::2");
        WriteRouteRequest(request, setup);
        return ReadRouteRequest(setup);
    };
    EXPECT_TRUE(read(FIRST, SECOND));
    EXPECT_FALSE(read(FIRST, FIRST)) << "no node talks to its own prefix by another gateway";
}

TEST(LocalNodes, SeveralRegistrationsOfOneInterface)
{
    const auto add = [](LocalNodes& nodes, uint32_t number, const Prefix& prefix) {
        BindingUpdateListEntry entry;
        entry.identifier = "mn1";
        entry.linkLayer = NODE;
        entry.number = number;
        entry.prefixes = {prefix};
        nodes.Add(entry);
    };
    LocalNodes nodes;
    add(nodes, 0, FIRST);
    add(nodes, 1, SECOND);
    EXPECT_NE(nodes.FindByPrefix(FIRST), nodes.FindByPrefix(SECOND));
    EXPECT_EQ(nodes.GetLinkLayer(SECOND), NODE);
    EXPECT_TRUE(nodes.Remove({NODE, 1}));
    EXPECT_TRUE(nodes.FindByPrefix(FIRST)) << "the other stays";
    EXPECT_FALSE(nodes.FindByPrefix(SECOND));
    EXPECT_FALSE(nodes.Remove({NODE, 1}));
}

} // namespace
