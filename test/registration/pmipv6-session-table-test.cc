/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The sessions of an anchor: each transition, what it changes and what is told of it (RFC
 * 5213, 5.3; RFC 5846, 8.1 and 9.1).
 */

#include "ns3/pmipv6-session-table.h"
#include "ns3/simulator.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address ANCHOR("fd00:c::1");                //!< LMAA
const Ipv6Address HERE("fd00:c::2");                  //!< Proxy-CoA
const Ipv6Address THERE("fd00:c::3");                 //!< another gateway
const Prefix PREFIX(Ipv6Address("fd00:1:0:1::"), 64); //!< of the session
const Prefix OTHER(Ipv6Address("fd00:1:0:2::"), 64);  //!< of another

/// Sessions, and what was told of them.
class SessionTableTest : public testing::Test
{
  protected:
    SessionTableTest()
    {
        SessionTable::Listener listener;
        listener.changed = [this](const BindingCacheEntry& session,
                                  BindingState from,
                                  BindingState to,
                                  const std::string& reason) {
            told.push_back(std::string(GetStateName(from)) + ">" + GetStateName(to) + " " + reason);
            EXPECT_EQ(table.GetCache().FindByPrefix(session.prefixes.front()), &session);
        };
        listener.removed = [this](const BindingCacheEntry& session) {
            told.push_back("removed " + session.identifier);
            EXPECT_TRUE(table.GetCache().FindByMobileNode(session.identifier).empty());
            ASSERT_FALSE(session.prefixes.empty());
            EXPECT_FALSE(table.GetCache().FindByPrefix(session.prefixes.front()));
        };
        table.SetListener(listener);
    }

    ~SessionTableTest() override
    {
        table.Dispose();
        Simulator::Destroy();
    }

    /// @return a request's message
    static BindingUpdate Make(uint64_t timestamp, uint16_t sequence = 1)
    {
        BindingUpdate update;
        update.flags = UpdateFlag::PROXY_REGISTRATION;
        update.sequence = sequence;
        update.options = {MobileNodeIdentifierOption{1, "mn1"},
                          HomeNetworkPrefixOption{PREFIX},
                          HandoffIndicatorOption{HandoffIndicator::UNKNOWN},
                          AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11},
                          MobileNodeLinkLayerIdentifierOption{{1}}};
        if (timestamp > 0)
        {
            update.options.push_back(TimestampOption{timestamp});
        }
        return update;
    }

    /// @return a session
    const BindingCacheEntry& Create()
    {
        const auto update = Make(100);
        const auto& session = table.Create(ProxyRegistration(update, HERE), {PREFIX}, ANCHOR, 25);
        told.clear();
        return session;
    }

    /// Have a session handed off.
    void HandOff(const BindingCacheEntry& session)
    {
        const auto update = Make(200);
        table.Update(session, ProxyRegistration(update, THERE), 25);
    }

    SessionTable table;            //!< the sessions
    std::vector<std::string> told; //!< what was told
};

TEST_F(SessionTableTest, Begins)
{
    const auto update = Make(100, 7);
    const auto& session =
        table.Create(ProxyRegistration(update, HERE), {PREFIX, OTHER}, ANCHOR, 25);
    EXPECT_EQ(told, (std::vector<std::string>{"none>registered initial-registration"}));
    EXPECT_EQ(session.identifier, "mn1");
    EXPECT_EQ(session.proxyCareOf, HERE);
    EXPECT_EQ(session.anchorAddress, ANCHOR);
    EXPECT_EQ(session.linkLayer, LinkLayerAddress{1});
    EXPECT_EQ(session.timestamp, 100U);
    EXPECT_EQ(session.sequence, 7);
    EXPECT_EQ(session.expiry, Seconds(100));
    EXPECT_EQ(session.prefixes.size(), 2U);
}

TEST_F(SessionTableTest, IsExtended)
{
    const auto& session = Create();
    const auto update = Make(200, 2);
    table.Update(session, ProxyRegistration(update, HERE), 50);
    EXPECT_EQ(told, (std::vector<std::string>{"registered>registered lifetime-extension"}));
    EXPECT_EQ(session.expiry, Seconds(200));
    EXPECT_EQ(session.timestamp, 200U);
    EXPECT_TRUE(session.previousCareOf.IsAny());
}

TEST_F(SessionTableTest, IsHandedOff)
{
    const auto& session = Create();
    Simulator::Stop(Seconds(5));
    Simulator::Run();
    HandOff(session);
    EXPECT_EQ(told, (std::vector<std::string>{"registered>registered handoff"}));
    EXPECT_EQ(session.proxyCareOf, THERE);
    EXPECT_EQ(session.previousCareOf, HERE);
    EXPECT_EQ(session.handedOff, Seconds(5));
    EXPECT_EQ(session.expiry, Seconds(105));
}

TEST_F(SessionTableTest, ARequestThatHasWaitedTakesNoNumberBack)
{
    const auto& session = Create();
    const auto late = Make(50);
    table.Update(session, ProxyRegistration(late, THERE), 25);
    EXPECT_EQ(session.timestamp, 100U);
    const auto without = Make(0, 0); // By sequence numbers: 0 is not ahead of 1.
    table.Update(session, ProxyRegistration(without, THERE), 25);
    EXPECT_EQ(session.sequence, 1);
    EXPECT_EQ(session.timestamp, 0U);
}

TEST_F(SessionTableTest, WaitsForAnotherGateway)
{
    const auto& session = Create();
    const auto update = Make(300, 9);
    table.NoteDeregistration(session, ProxyRegistration(update, HERE));
    EXPECT_EQ(session.timestamp, 300U);
    EXPECT_EQ(session.sequence, 9);
    table.AwaitNewGateway(session, Seconds(10), "deregistration");
    EXPECT_EQ(session.expiry, Seconds(10));
    Simulator::Stop(Seconds(4));
    Simulator::Run();
    table.AwaitNewGateway(session, Seconds(10), "deregistration");
    EXPECT_EQ(session.expiry, Seconds(10)) << "a repetition does not prolong it";
    Simulator::Stop(Seconds(100));
    Simulator::Run();
    EXPECT_EQ(told,
              (std::vector<std::string>{"registered>deregistered deregistration",
                                        "deregistered>deregistered deregistration",
                                        "deregistered>none no-new-gateway",
                                        "removed mn1"}));
}

TEST_F(SessionTableTest, EndsWithItsLifetime)
{
    Create();
    Simulator::Stop(Seconds(100) - NanoSeconds(1));
    Simulator::Run();
    EXPECT_TRUE(told.empty());
    Simulator::Stop(NanoSeconds(2));
    Simulator::Run();
    EXPECT_EQ(told, (std::vector<std::string>{"registered>none lifetime-over", "removed mn1"}));
}

TEST_F(SessionTableTest, IsRevoked)
{
    const auto& session = Create();
    table.BeginRevocation(session, 77, RevocationTrigger::ADMINISTRATIVE_REASON);
    EXPECT_EQ(session.state, BindingState::REVOKING);
    EXPECT_EQ(session.revocation, 77);
    EXPECT_EQ(session.trigger, RevocationTrigger::ADMINISTRATIVE_REASON);
    table.Remove(session, "revoked");
    EXPECT_EQ(told,
              (std::vector<std::string>{"registered>revoking revocation",
                                        "revoking>none revoked",
                                        "removed mn1"}));
}

TEST_F(SessionTableTest, ReturnsToWhereItWas)
{
    const auto& session = Create();
    const FormerRegistration former(session);
    HandOff(session);
    told.clear();
    EXPECT_TRUE(table.Return(session, former));
    EXPECT_EQ(told,
              (std::vector<std::string>{"registered>registered returned-to-previous-gateway"}));
    EXPECT_EQ(session.proxyCareOf, HERE);
    EXPECT_EQ(session.previousCareOf, THERE);
    EXPECT_EQ(session.expiry, former.expiry);
}

TEST_F(SessionTableTest, DoesNotReturnToAnInterfaceWithASession)
{
    const auto& session = Create();
    const FormerRegistration former(session);
    auto moved = Make(200);
    moved.options[4] = MobileNodeLinkLayerIdentifierOption{{2}};
    table.Update(session, ProxyRegistration(moved, THERE), 25);
    const auto update = Make(300);
    table.Create(ProxyRegistration(update, HERE), {OTHER}, ANCHOR, 25);
    told.clear();
    EXPECT_FALSE(table.Return(session, former));
    EXPECT_TRUE(told.empty());
    EXPECT_EQ(session.proxyCareOf, THERE);
}

TEST_F(SessionTableTest, AllEnd)
{
    Create();
    const auto update = Make(300);
    auto other = update;
    other.options[0] = MobileNodeIdentifierOption{1, "mn2"};
    table.Create(ProxyRegistration(other, HERE), {OTHER}, ANCHOR, 50);
    told.clear();
    table.RemoveAll("anchor-stopped");
    EXPECT_EQ(told,
              (std::vector<std::string>{"registered>none anchor-stopped",
                                        "removed mn1",
                                        "registered>none anchor-stopped",
                                        "removed mn2"}));
    Simulator::Stop(Seconds(500));
    Simulator::Run();
    EXPECT_EQ(told.size(), 4U);
}

} // namespace
