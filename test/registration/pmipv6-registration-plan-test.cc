/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Which registrations an attached interface is to have (RFC 5213, 6.9.1.1; RFC 8885, 3).
 */

#include "ns3/pmipv6-registration-plan.h"

#include <gtest/gtest.h>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address DATABASE("fd00:c::1"); //!< anchor of the first registration
const Ipv6Address CENTRAL("fd00:c::2");  //!< a further one
const Ipv6Address ADDED("fd00:c::3");    //!< one of a registration that somebody has added

/// @return an entry
BindingUpdateListEntry
MakeEntry(uint32_t number, const Ipv6Address& anchor)
{
    BindingUpdateListEntry entry;
    entry.number = number;
    entry.anchorAddress = anchor;
    return entry;
}

/// @return a plan: "0 fd00:c::1, 1 fd00:c::2", with "as before" of what was added
std::string
Describe(const std::vector<BindingUpdateListEntry>& known, const std::vector<Ipv6Address>& further)
{
    std::vector<const BindingUpdateListEntry*> entries;
    for (const auto& entry : known)
    {
        entries.push_back(&entry);
    }
    std::ostringstream text;
    for (const auto& one : PlanRegistrations(entries, DATABASE, further))
    {
        text << (text.tellp() == 0 ? "" : ", ") << one.number << " " << one.anchor
             << (one.isOfPolicy ? "" : " as before");
    }
    return text.str();
}

TEST(RegistrationPlan, HasTheFirstAlone)
{
    EXPECT_EQ(Describe({}, {}), "0 fd00:c::1");
    EXPECT_EQ(Describe({MakeEntry(0, DATABASE)}, {}), "0 fd00:c::1");
}

TEST(RegistrationPlan, HasOneAtEachFurtherAnchor)
{
    EXPECT_EQ(Describe({}, {CENTRAL}), "0 fd00:c::1, 1 fd00:c::2");
    EXPECT_EQ(Describe({}, {CENTRAL, ADDED}), "0 fd00:c::1, 1 fd00:c::2, 2 fd00:c::3");
    EXPECT_EQ(Describe({}, {DATABASE}), "0 fd00:c::1");
}

TEST(RegistrationPlan, KeepsWhatIsThere)
{
    EXPECT_EQ(Describe({MakeEntry(0, DATABASE), MakeEntry(1, CENTRAL)}, {CENTRAL}),
              "0 fd00:c::1, 1 fd00:c::2");
    EXPECT_EQ(Describe({MakeEntry(0, DATABASE), MakeEntry(1, ADDED)}, {}),
              "0 fd00:c::1, 1 fd00:c::3 as before");
    EXPECT_EQ(Describe({MakeEntry(0, DATABASE), MakeEntry(4, ADDED)}, {CENTRAL}),
              "0 fd00:c::1, 4 fd00:c::3 as before, 5 fd00:c::2");
}

TEST(RegistrationPlan, HasTheFirstAnewWhereOthersAreLeft)
{
    EXPECT_EQ(Describe({MakeEntry(1, CENTRAL)}, {CENTRAL}), "0 fd00:c::1, 1 fd00:c::2");
}

} // namespace
