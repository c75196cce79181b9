/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Whom a node trusts, and with what (RFC 5213, 4).
 */

#include "ns3/pmipv6-security-associations.h"

#include <gtest/gtest.h>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

TEST(SecurityAssociations, TrustNobodyAtFirst)
{
    const SecurityAssociations associations;
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", "ProxyBindingUpdate"));
    EXPECT_FALSE(associations.IsTrusted(Ipv6Address::GetAny(), ""));
}

TEST(SecurityAssociations, CountForOnePeerAndItsMessages)
{
    SecurityAssociations associations;
    associations.Add("fd00:c::1", {"ProxyBindingUpdate"});
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", "ProxyBindingUpdate"));
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", "ProxyBindingAcknowledgement"));
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", "BindingUpdate"));
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", ""));
    EXPECT_FALSE(associations.IsTrusted("fd00:c::2", "ProxyBindingUpdate"));
}

TEST(SecurityAssociations, AddUp)
{
    SecurityAssociations associations;
    associations.Add("fd00:c::1", {"ProxyBindingUpdate"});
    associations.Add("fd00:c::1", {"ProxyBindingAcknowledgement", "BindingError"});
    associations.Add("fd00:c::2", {"ProxyBindingUpdate"});
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", "ProxyBindingUpdate"));
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", "ProxyBindingAcknowledgement"));
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", "BindingError"));
    EXPECT_FALSE(associations.IsTrusted("fd00:c::2", "BindingError"));
}

TEST(SecurityAssociations, EndForOnePeer)
{
    SecurityAssociations associations;
    associations.Add("fd00:c::1", {"ProxyBindingUpdate"});
    associations.Add("fd00:c::2", {"ProxyBindingUpdate"});
    associations.Remove("fd00:c::1", "ProxyBindingUpdate");
    associations.Remove("fd00:c::1", "ProxyBindingUpdate");
    associations.Remove("fd00:c::2", "Heartbeat");
    associations.Remove("fd00:c::3", "ProxyBindingUpdate");
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", "ProxyBindingUpdate"));
    EXPECT_TRUE(associations.IsTrusted("fd00:c::2", "ProxyBindingUpdate"));
}

TEST(SecurityAssociations, EndWithTheLastThatHasAddedThem)
{
    SecurityAssociations associations;
    associations.Add("fd00:c::1", {"RoSetup"});
    associations.Add("fd00:c::1", {"RoSetup", "RoSetupAck"});
    associations.Remove("fd00:c::1", "RoSetup");
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", "RoSetup"));
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", "RoSetupAck"));
    associations.Remove("fd00:c::1", "RoSetup");
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", "RoSetup"));
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", "RoSetupAck"));
}

TEST(RoleAssociations, EndWithTheRole)
{
    SecurityAssociations associations;
    RoleAssociations anchor;
    RoleAssociations gateway;
    anchor.Clear(); // Has not started.
    anchor.Start(associations);
    gateway.Start(associations);
    anchor.Add("fd00:c::1", {"BindingRevocationIndication", "ProxyBindingUpdate"});
    gateway.Add("fd00:c::1", {"BindingRevocationIndication"});
    gateway.Add("fd00:c::1", {"BindingRevocationIndication"});
    gateway.Add("fd00:c::2", {"ProxyBindingAcknowledgement"});
    anchor.Clear();
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", "ProxyBindingUpdate"));
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", "BindingRevocationIndication"));
    gateway.Clear();
    gateway.Clear();
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", "BindingRevocationIndication"));
    EXPECT_FALSE(associations.IsTrusted("fd00:c::2", "ProxyBindingAcknowledgement"));
}

} // namespace
