/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-manual-table.h"

#include "ns3/pmipv6-correspondent-binding.h"
#include "ns3/pmipv6-correspondent-registration.h"
#include "ns3/pmipv6-home-binding.h"
#include "ns3/pmipv6-mobile-node-rules.h"

#include <gtest/gtest.h>

/**
 * @file
 * Are the states of home agents, mobile nodes and correspondents in doc/mipv6.md as they are in the
 * code?
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Has the page a row that says what each state of a table is?
template <class Table>
void
ExpectExplained(const Table& table)
{
    const std::string page = ReadPage("mipv6");
    for (const auto state : table.GetStates())
    {
        const std::string name = GetStateName(state);
        EXPECT_NE(page.find("\n| `" + name + "` | "), std::string::npos) << name;
    }
}

TEST(MobileIpv6Manual, HomeBindings)
{
    CheckManualHas("mipv6", GetHomeBindingTable().Describe());
    ExpectExplained(GetHomeBindingTable());
}

TEST(MobileIpv6Manual, Correspondents)
{
    CheckManualHas("mipv6", GetCorrespondentBindingTable().Describe());
    ExpectExplained(GetCorrespondentBindingTable());
    CheckManualHas("mipv6", GetCorrespondentTable().Describe());
    ExpectExplained(GetCorrespondentTable());
}

TEST(MobileIpv6Manual, MobileNodes)
{
    CheckManualHas("mipv6", GetMobileNodeTable().Describe());
    ExpectExplained(GetMobileNodeTable());
}

} // namespace

} // namespace pmipv6
} // namespace ns3
