/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Where those are who are outside of an ePMIP area (draft-luo, 7.3).
 */

#include "ns3/pmipv6-service-area.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address BORDER("fd00:b::1");                   //!< the border gateway
const Prefix AREA(Ipv6Address("fd00:2::"), 32);          //!< the area
const Prefix INSIDE(Ipv6Address("fd00:2:0:1::7"), 128);  //!< in it
const Prefix OUTSIDE(Ipv6Address("2a00:1:2:3::7"), 128); //!< not in it

TEST(ServiceArea, UnknownUnlessBothAreConfigured)
{
    ServiceArea area;
    EXPECT_FALSE(area.FindOutside(OUTSIDE, 64));
    area.SetBorder(BORDER);
    EXPECT_FALSE(area.FindOutside(OUTSIDE, 64));
    ServiceArea other;
    other.Add(AREA);
    EXPECT_FALSE(other.FindOutside(OUTSIDE, 64));
}

TEST(ServiceArea, OutsideIsTheBorder)
{
    ServiceArea area;
    area.Add(AREA);
    area.SetBorder(BORDER);
    const auto found = area.FindOutside(OUTSIDE, 64);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->router, BORDER);
    EXPECT_EQ(found->prefix, Prefix(OUTSIDE.GetAddress(), 64));
    EXPECT_EQ(area.FindOutside(Prefix(OUTSIDE.GetAddress(), 48), 64)->prefix,
              Prefix(OUTSIDE.GetAddress(), 48))
        << "what was asked";
    EXPECT_FALSE(area.FindOutside(INSIDE, 64));
    EXPECT_FALSE(area.FindOutside(Prefix(), 64)) << "the area is part of it";
}

TEST(ServiceArea, NothingOfTheAreaIsAtTheBorder)
{
    ServiceArea area;
    area.Add(AREA);
    area.Add(Prefix(Ipv6Address("2a00:1:2:8000::"), 49));
    area.SetBorder(BORDER);
    EXPECT_EQ(area.FindOutside(OUTSIDE, 48)->prefix, Prefix(OUTSIDE.GetAddress(), 49));
}

TEST(ServiceArea, WhatAMobileNodeMayHave)
{
    ServiceArea area;
    EXPECT_TRUE(area.MayHave(*ParsePrefix("fd00:9::/64"))) << "nobody has said what the area is";
    area.Add(*ParsePrefix("fd00:1::/48"));
    area.Add(*ParsePrefix("fd00:2::/48"));
    EXPECT_TRUE(area.MayHave(*ParsePrefix("fd00:2:0:7::/64")));
    EXPECT_TRUE(area.MayHave(*ParsePrefix("fd00:1::/48")));
    EXPECT_FALSE(area.MayHave(*ParsePrefix("fd00:1::/47"))) << "more than the area";
    EXPECT_FALSE(area.MayHave(*ParsePrefix("fd00:c::/64")));
    area.AddCore(*ParsePrefix("fd00:2:0:1::/64"));
    EXPECT_TRUE(area.MayHave(*ParsePrefix("fd00:2:0:7::/64")));
    EXPECT_FALSE(area.MayHave(*ParsePrefix("fd00:2:0:1::/64"))) << "of nodes that do not move";
    EXPECT_FALSE(area.MayHave(*ParsePrefix("fd00:2::/62"))) << "has some of these";
}

} // namespace
