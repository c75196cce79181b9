/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Registrations of nodes that were at a gateway, by which it knows what is late (draft-luo, 4.3).
 */

#include "ns3/pmipv6-known-registrations.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Prefix NODE(Ipv6Address("fd00:1:0:1::"), 64);
const Prefix OTHER(Ipv6Address("fd00:1:0:2::"), 64);

TEST(KnownRegistrations, TheNewest)
{
    KnownRegistrations known;
    EXPECT_EQ(known.Find(NODE), 0U);
    known.Note(NODE, 5, Seconds(1), Seconds(60));
    known.Note(NODE, 7, Seconds(2), Seconds(60));
    known.Note(NODE, 6, Seconds(3), Seconds(60));
    EXPECT_EQ(known.Find(NODE), 7U);
    EXPECT_EQ(known.Find(OTHER), 0U);
}

TEST(KnownRegistrations, ForAWhile)
{
    KnownRegistrations known;
    known.Note(NODE, 5, Seconds(1), Seconds(10));
    known.Note(OTHER, 5, Seconds(10), Seconds(60));
    EXPECT_EQ(known.Find(NODE), 0U) << "as if it had never been here";
    known.Note(NODE, 4, Seconds(10), Seconds(60));
    EXPECT_EQ(known.Find(NODE), 4U);
    known.Clear();
    EXPECT_EQ(known.Find(NODE), 0U);
}

TEST(KnownRegistrations, NotForLess)
{
    KnownRegistrations known;
    known.Note(NODE, 5, Seconds(1), Seconds(60));
    known.Note(NODE, 6, Seconds(1), Seconds(50));
    known.Note(OTHER, 5, Seconds(55), Seconds(60));
    EXPECT_EQ(known.Find(NODE), 6U) << "how long it is remembered at least";
}

} // namespace
