/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Which prefixes a session gets where some are kept for a node (RFC 5213, 5.3.2; RFC 6612, 4.2.1).
 */

#include "ns3/pmipv6-prefix-assignment.h"

#include <gtest/gtest.h>
#include <initializer_list>
#include <sstream>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Prefix FIRST("fd00:1:0:1::", 64);  //!< of the pool
const Prefix SECOND("fd00:1:0:2::", 64); //!< likewise
const Ipv6Address ANCHOR("fd00:c::1");   //!< of all
const Prefix OUTSIDE("fd00:7::", 64);    //!< of no pool

class PrefixReserve : public testing::Test
{
  protected:
    PrefixReserve()
    {
        for (const char* node : {"mn1", "mn2"})
        {
            PolicyProfile profile;
            profile.identifier = node;
            profile.anchorAddress = ANCHOR;
            policies->Add(profile);
        }
        PolicyProfile named;
        named.identifier = "named";
        named.anchorAddress = ANCHOR;
        named.prefixes = {OUTSIDE};
        policies->Add(named);
        assignment.SetPolicyStore(policies);
    }

    /// @return the prefixes of a new session, or "refused STATUS"
    std::string Assign(const std::string& node,
                       std::initializer_list<Prefix> named = {},
                       bool isAny = true)
    {
        BindingUpdate update;
        update.options = {MobileNodeIdentifierOption{1, node}};
        for (const auto& prefix : named)
        {
            update.options.emplace_back(HomeNetworkPrefixOption{prefix});
        }
        if (isAny)
        {
            update.options.emplace_back(HomeNetworkPrefixOption{});
        }
        auto status = BindingStatus::ACCEPTED;
        const auto prefixes =
            assignment.Assign(ProxyRegistration(update, "fd00:c::2"), 1, Seconds(1), status);
        if (status != BindingStatus::ACCEPTED)
        {
            return "refused " + std::to_string(static_cast<int>(status));
        }
        std::ostringstream text;
        for (const auto& prefix : prefixes)
        {
            text << (text.tellp() == 0 ? "" : " ") << prefix;
        }
        return text.str();
    }

    Ptr<PolicyStore> policies{CreateObject<PolicyStore>()}; //!< of the domain
    BindingCache cache;                                     //!< has no session
    PrefixAssignment assignment{cache};                     //!< under test
};

TEST_F(PrefixReserve, IsTheFirstThatItsNodeGets)
{
    assignment.SetPool(*ParsePrefix("fd00:1::/32"), 64, 0);
    EXPECT_TRUE(assignment.Reserve(SECOND, "mn2"));
    EXPECT_EQ(Assign("mn2"), "fd00:1:0:2::/64");
}

TEST_F(PrefixReserve, GoesToNoOther)
{
    EXPECT_TRUE(assignment.Reserve(FIRST, "mn2"));
    assignment.SetPool(*ParsePrefix("fd00:1::/32"), 64, 0);
    EXPECT_NE(Assign("mn1"), "fd00:1:0:1::/64");
    EXPECT_EQ(Assign("mn1", {FIRST}, false), "refused 155");
    assignment.Release(FIRST, "mn2", Seconds(2));
    EXPECT_NE(Assign("mn1"), "fd00:1:0:1::/64");
    EXPECT_EQ(Assign("mn2", {FIRST}, false), "fd00:1:0:1::/64");
}

TEST_F(PrefixReserve, MayBeOfNoPool)
{
    EXPECT_TRUE(assignment.Reserve(Prefix("fd00:8::", 64), "mn1"));
    EXPECT_EQ(Assign("mn1"), "fd00:8::/64");
}

TEST_F(PrefixReserve, IsOneThatThePolicyNamesIfItNamesAny)
{
    assignment.SetPool(*ParsePrefix("fd00:1::/32"), 64, 0);
    EXPECT_FALSE(assignment.Reserve(FIRST, "named"));
    EXPECT_TRUE(assignment.Reserve(OUTSIDE, "named"));
    EXPECT_EQ(Assign("named"), "fd00:7::/64");
}

TEST_F(PrefixReserve, IsRefusedWhereAnotherHasThePrefix)
{
    BindingCacheEntry entry;
    entry.identifier = "mn1";
    entry.prefixes = {FIRST};
    cache.Insert(entry);
    EXPECT_FALSE(assignment.Reserve(FIRST, "mn2"));
    EXPECT_FALSE(assignment.Reserve(OUTSIDE, "mn2"));
    EXPECT_TRUE(assignment.Reserve(FIRST, "mn1"));
    EXPECT_TRUE(assignment.Reserve(FIRST, "mn1"));
    EXPECT_FALSE(assignment.Reserve(FIRST, "mn2"));
}

} // namespace
