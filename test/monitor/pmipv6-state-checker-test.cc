/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The state checker over sources that no role stands behind: several anchors a mobile node, an
 * anchor and a gateway at one node, tables that send packets astray.
 */

#include "ns3/internet-stack-helper.h"
#include "ns3/pmipv6-access-device.h"
#include "ns3/pmipv6-state-checker.h"
#include "ns3/simulator.h"

#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Mac48Address MAC("00:00:00:00:00:01");           //!< of the mobile node
const Prefix PREFIX1(Ipv6Address("fd00:1:0:1::"), 64); //!< of its session at the first router
const Prefix PREFIX2(Ipv6Address("fd00:2:0:1::"), 64); //!< of that at the second one
const std::string NODE = "mn@example.org";             //!< its MN-Identifier

/// What a test says that a node's tables have.
struct WrittenSource : StateSource
{
    std::optional<Router> router;
    bool isAnchor{false};
    std::optional<Prefix> pool;
    std::vector<Session> sessions;
    std::vector<Attachment> attachments;
    std::vector<Route> routes;
    std::vector<std::pair<Prefix, Prefix>> pairs;

    std::optional<Router> GetRouter() const override
    {
        return router;
    }

    bool IsAnchor() const override
    {
        return isAnchor;
    }

    bool OwnsAddress(const Ipv6Address& address) const override
    {
        return pool && pool->Contains(address);
    }

    std::vector<Session> GetSessions() const override
    {
        return sessions;
    }

    std::vector<Attachment> GetAttachments() const override
    {
        return attachments;
    }

    std::vector<Route> GetRoutes() const override
    {
        return routes;
    }

    std::vector<std::pair<Prefix, Prefix>> GetPairs() const override
    {
        return pairs;
    }
};

/// Three routers that are anchors and gateways, as MAARs are (RFC 8885), and a mobile node.
class StateCheckerTest : public testing::Test
{
  protected:
    StateCheckerTest()
    {
        for (uint32_t i = 1; i <= 3; ++i)
        {
            const auto node = CreateObject<Node>();
            InternetStackHelper().Install(node);
            const auto source = std::make_shared<WrittenSource>();
            source->router = {GetAddress(i), MobilityForwarding::Install(node)};
            source->isAnchor = true;
            source->pool = Prefix(Ipv6Address(("fd00:" + std::to_string(i) + "::").c_str()), 32);
            sources[GetName(i)] = source;
        }
    }

    ~StateCheckerTest() override
    {
        Simulator::Destroy();
    }

    /// @return address of the i-th router
    static Ipv6Address GetAddress(uint32_t i)
    {
        return Ipv6Address(("fd00:c::" + std::to_string(i)).c_str());
    }

    /// @return its name
    static std::string GetName(uint32_t i)
    {
        return "maar" + std::to_string(i);
    }

    /// @return what sends packets through a tunnel
    static TunnelAction MakeTunnel(const Ipv6Address& local, const Ipv6Address& remote)
    {
        TunnelAction action;
        action.local = local;
        action.remote = remote;
        return action;
    }

    /// Write a row of a router's forwarding table.
    void Set(uint32_t i, const Prefix& destination, const ForwardingAction& action)
    {
        ForwardingMatch match;
        match.destination = destination;
        if (std::holds_alternative<DeliverAction>(action))
        {
            match.origins =
                FROM_TUNNEL; // What is sent at the node's own router goes to its anchor.
        }
        sources.at(GetName(i))->router->forwarding->Set(match, action);
    }

    /// Have the mobile node at a router, with both prefixes, and all that belongs to it.
    void Attach(uint32_t here)
    {
        for (uint32_t i = 1; i <= 2; ++i)
        {
            const auto prefix = i == 1 ? PREFIX1 : PREFIX2;
            sources.at(GetName(i))->sessions = {
                {"session", NODE, {prefix}, GetAddress(here), true}};
            Set(i, prefix, MakeTunnel(GetAddress(i), GetAddress(here)));
            Set(here, prefix, DeliverAction{nullptr, AccessDevice::GetNextHop(MAC)});
        }
        sources.at(GetName(here))->router->forwarding->TrustTunnelPeer(GetAddress(1));
        sources.at(GetName(here))->router->forwarding->TrustTunnelPeer(GetAddress(2));
    }

    /// @return a checker, the mobile node being at a router
    StateChecker MakeChecker(uint32_t here) const
    {
        StateChecker checker;
        for (const auto& [name, source] : sources)
        {
            checker.AddSource(source, name);
        }
        checker.AddMobileNode(NODE, "mn", MAC, GetName(here));
        return checker;
    }

    /// @return what is stale, a line each
    static std::string Describe(const StateFinding& finding)
    {
        std::string text;
        for (const auto& record : finding.stale)
        {
            text += record.node + " " + record.object + " " + record.key + " holds " +
                    record.holds + ", should be " + record.shouldBe + "\n";
        }
        return text;
    }

    /// @return where a packet to an address gets to that a node sends at a router
    std::string Follow(uint32_t from, const std::string& to) const
    {
        std::ostringstream text;
        text << MakeChecker(3).Follow(GetName(from),
                                      Ipv6Address("fd00:9::1"),
                                      Ipv6Address(to.c_str()));
        return text.str();
    }

    std::map<std::string, std::shared_ptr<WrittenSource>> sources; //!< by name
};

TEST_F(StateCheckerTest, SeveralAnchorsOfANode)
{
    Attach(3);
    const auto finding = MakeChecker(3).Check();
    EXPECT_EQ(Describe(finding), "");
    EXPECT_TRUE(finding.isConsistent);
}

TEST_F(StateCheckerTest, OneOfItsAnchorsIsBehind)
{
    Attach(3);
    sources.at("maar2")->sessions.front().gateway = GetAddress(1);
    Set(2, PREFIX2, MakeTunnel(GetAddress(2), GetAddress(1)));
    const auto finding = MakeChecker(3).Check();
    EXPECT_EQ(Describe(finding), "maar2 session mn holds maar1, should be maar3\n");
    EXPECT_FALSE(finding.isConsistent);
}

TEST_F(StateCheckerTest, APacketIsDroppedThoughTheSessionsAreRight)
{
    Attach(3);
    Set(2, PREFIX2, DropAction{"test"});
    EXPECT_EQ(Describe(MakeChecker(3).Check()), "maar2 prefix mn holds drop, should be maar3\n");
}

TEST_F(StateCheckerTest, AnotherNodeGetsIt)
{
    Attach(3);
    Set(3,
        PREFIX1,
        DeliverAction{nullptr, AccessDevice::GetNextHop(Mac48Address("00:00:00:00:00:02"))});
    EXPECT_EQ(Describe(MakeChecker(3).Check()),
              "maar3 prefix mn holds another node, should be maar3\n");
}

TEST_F(StateCheckerTest, WhoIsAskedForASessionThatIsNotThere)
{
    sources.at("maar3")->attachments = {
        {"binding", NODE, {PREFIX1}, GetAddress(2), "registering", false}};
    EXPECT_EQ(Describe(MakeChecker(3).Check()), "maar2 binding mn holds none, should be maar3\n");
    sources.at("maar3")->attachments.clear();
    EXPECT_EQ(Describe(MakeChecker(3).Check()), " binding mn holds none, should be maar3\n");
    sources.at("maar1")->isAnchor = sources.at("maar2")->isAnchor = false;
    EXPECT_EQ(Describe(MakeChecker(3).Check()), "maar3 binding mn holds none, should be maar3\n");
}

TEST_F(StateCheckerTest, ARouteOfAllPackets)
{
    Attach(3);
    sources.at("maar1")->routes = {{"location", Prefix(), PREFIX2, GetAddress(2), true}};
    EXPECT_EQ(Describe(MakeChecker(3).Check()), "maar1 location mn holds maar2, should be maar3\n");
    sources.at("maar1")->routes.front().gateway = GetAddress(3);
    EXPECT_EQ(Describe(MakeChecker(3).Check()), "");
}

TEST_F(StateCheckerTest, Walks)
{
    Attach(3);
    EXPECT_EQ(Follow(3, "fd00:1:0:1::1"), "maar3");
    EXPECT_EQ(Follow(1, "fd00:1:0:1::1"), "maar3");
    EXPECT_EQ(Follow(1, "fd00:2:0:1::1"), "maar3"); // by plain routing to maar2 first
    EXPECT_EQ(Follow(1, "fd00:1:0:9::1"), "");      // this router's own, and nobody's
    EXPECT_EQ(Follow(1, "2001:db8::1"), "");
    EXPECT_EQ(Follow(4, "2001:db8::1"), "drop at maar4");
    Set(2, PREFIX2, MakeTunnel(GetAddress(2), Ipv6Address("fd00:c::99")));
    EXPECT_EQ(Follow(1, "fd00:2:0:1::1"), "drop at maar2");
    Set(2, PREFIX2, MakeTunnel(GetAddress(2), GetAddress(3)));
    sources.at("maar3")->router->forwarding->DistrustTunnelPeer(GetAddress(2));
    EXPECT_EQ(Follow(1, "fd00:2:0:1::1"), "drop at maar3");
}

} // namespace
