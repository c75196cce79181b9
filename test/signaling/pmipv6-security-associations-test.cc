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
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", PROXY_BINDING_UPDATE));
    EXPECT_FALSE(associations.IsTrusted(Ipv6Address::GetAny(), PROXY_BINDING_UPDATE));
}

TEST(SecurityAssociations, CountForOnePeerAndItsMessages)
{
    SecurityAssociations associations;
    associations.Add("fd00:c::1", {PROXY_BINDING_UPDATE});
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", PROXY_BINDING_UPDATE));
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", PROXY_BINDING_ACKNOWLEDGEMENT));
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", MessageType::BINDING_UPDATE));
    EXPECT_FALSE(associations.IsTrusted("fd00:c::2", PROXY_BINDING_UPDATE));
}

TEST(SecurityAssociations, AddUp)
{
    SecurityAssociations associations;
    associations.Add("fd00:c::1", {PROXY_BINDING_UPDATE});
    associations.Add("fd00:c::1", {PROXY_BINDING_ACKNOWLEDGEMENT, MessageType::BINDING_ERROR});
    associations.Add("fd00:c::2", {PROXY_BINDING_UPDATE});
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", PROXY_BINDING_UPDATE));
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", PROXY_BINDING_ACKNOWLEDGEMENT));
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", MessageType::BINDING_ERROR));
    EXPECT_FALSE(associations.IsTrusted("fd00:c::2", MessageType::BINDING_ERROR));
}

TEST(SecurityAssociations, EndForOnePeer)
{
    SecurityAssociations associations;
    associations.Add("fd00:c::1", {PROXY_BINDING_UPDATE});
    associations.Add("fd00:c::2", {PROXY_BINDING_UPDATE});
    associations.Remove("fd00:c::1", PROXY_BINDING_UPDATE);
    associations.Remove("fd00:c::1", PROXY_BINDING_UPDATE);
    associations.Remove("fd00:c::2", MessageType::HEARTBEAT);
    associations.Remove("fd00:c::3", PROXY_BINDING_UPDATE);
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", PROXY_BINDING_UPDATE));
    EXPECT_TRUE(associations.IsTrusted("fd00:c::2", PROXY_BINDING_UPDATE));
}

TEST(SecurityAssociations, EndWithTheLastThatHasAddedThem)
{
    SecurityAssociations associations;
    associations.Add("fd00:c::1", {ExperimentalSubtype::RO_SETUP});
    associations.Add("fd00:c::1",
                     {ExperimentalSubtype::RO_SETUP, ExperimentalSubtype::RO_SETUP_ACK});
    associations.Remove("fd00:c::1", ExperimentalSubtype::RO_SETUP);
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", ExperimentalSubtype::RO_SETUP));
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", ExperimentalSubtype::RO_SETUP_ACK));
    associations.Remove("fd00:c::1", ExperimentalSubtype::RO_SETUP);
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", ExperimentalSubtype::RO_SETUP));
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", ExperimentalSubtype::RO_SETUP_ACK));
}

TEST(SecurityAssociations, AnybodyMaySendWhatNeedsNone)
{
    SecurityAssociations associations;
    associations.Add(SecurityAssociations::GetAnybody(), {MessageType::HOME_TEST_INIT});
    associations.Add("fd00:c::1", {MessageType::HOME_TEST_INIT, PROXY_BINDING_UPDATE});
    EXPECT_TRUE(associations.IsTrusted("fd00:c::2", MessageType::HOME_TEST_INIT));
    EXPECT_FALSE(associations.IsTrusted("fd00:c::2", PROXY_BINDING_UPDATE));
    EXPECT_FALSE(associations.IsAssociated("fd00:c::2", MessageType::HOME_TEST_INIT));
    EXPECT_TRUE(associations.IsAssociated("fd00:c::1", MessageType::HOME_TEST_INIT));
    associations.Remove("fd00:c::1", MessageType::HOME_TEST_INIT);
    EXPECT_FALSE(associations.IsAssociated("fd00:c::1", MessageType::HOME_TEST_INIT));
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", MessageType::HOME_TEST_INIT));
}

TEST(RoleAssociations, EndWithTheRole)
{
    SecurityAssociations associations;
    RoleAssociations anchor;
    RoleAssociations gateway;
    anchor.Clear(); // Has not started.
    anchor.Start(associations);
    gateway.Start(associations);
    anchor.Add("fd00:c::1", {RevocationType::INDICATION, PROXY_BINDING_UPDATE});
    gateway.Add("fd00:c::1", {RevocationType::INDICATION});
    gateway.Add("fd00:c::1", {RevocationType::INDICATION});
    gateway.Add("fd00:c::2", {PROXY_BINDING_ACKNOWLEDGEMENT});
    anchor.Clear();
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", PROXY_BINDING_UPDATE));
    EXPECT_TRUE(associations.IsTrusted("fd00:c::1", RevocationType::INDICATION));
    gateway.Clear();
    gateway.Clear();
    EXPECT_FALSE(associations.IsTrusted("fd00:c::1", RevocationType::INDICATION));
    EXPECT_FALSE(associations.IsTrusted("fd00:c::2", PROXY_BINDING_ACKNOWLEDGEMENT));
}

} // namespace
