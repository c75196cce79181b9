/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/double.h"

#include <algorithm>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5213, how long a binding lasts: refresh, expiry, and nodes that are silent or gone.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return the Handoff Indicator of a message; 0 if it has none
int
GetIndicator(const SignalRecord& record)
{
    const auto* option = record.Find<HandoffIndicatorOption>();
    return option ? static_cast<int>(option->indicator) : 0;
}

/// @return the first Home Network Prefix of a message
Prefix
GetPrefix(const SignalRecord& record)
{
    const auto* option = record.Find<HomeNetworkPrefixOption>();
    return option ? option->prefix : Prefix();
}

/// @return the reason of the last transition at a place; empty if there was none
std::string
GetLastReason(const TopologyFixture& net, Place place)
{
    std::string reason;
    for (const auto& record : net.GetStates())
    {
        reason = record.place == place ? record.change.reason : reason;
    }
    return reason;
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * Lifetime of bindings; each member function is a test case.
 */
class LifetimeTestCase : public MemberTestCase<LifetimeTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Refresh();             //!< at four fifths, nothing else changes
    void RefreshJitter();       //!< three nodes at three times, the same in each run
    void RefreshOfSilentNode(); //!< asked before
    void RefreshAfterLeaving(); //!< the binding is not taken back
    void GatewaySilent();       //!< the binding ends with its lifetime
    void GatewayHeardAgain();   //!< requests go on after the lifetime
    void SilenceTimeout();      //!< a gateway that asks silent nodes
};

void
LifetimeTestCase::Refresh()
{
    TopologyOptions options = m_variant.GetOptions();
    options.lifetime = Seconds(100);
    TopologyFixture net(m_variant.delays, options);
    const Time attach = Seconds(5);
    const Time request = attach + m_variant.authentication;
    net.AttachAt(attach, 0, G1);
    auto& down = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(37));
    auto& up = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(19));
    down.Run(Seconds(80), 2500);
    up.Run(Seconds(80), 5000);
    net.RunUntil(Seconds(180));

    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Time(0), Seconds(180)),
                          "G1>L1 PBU, L1>G1 PBA, G1>L1 PBU, L1>G1 PBA, G1>L1 PBU, L1>G1 PBA",
                          "two extensions");
    const auto sent = net.GetSignals(Time(0), Seconds(180), SignalKind::SENT);
    PMIPV6_TEST_REQUIRE(sent.size() == 6, "two extensions");
    // 6.13: the node is asked, though it sends.
    const Time question = net.Access(0, G1) * 2;
    NS_TEST_EXPECT_MSG_EQ_TOL(sent[2].at,
                              request + Seconds(80) + question,
                              TOLERANCE,
                              "at four fifths");
    NS_TEST_EXPECT_MSG_EQ_TOL(sent[4].at,
                              sent[2].at + Seconds(80) + question,
                              TOLERANCE,
                              "at four fifths of the next one");
    for (const std::size_t i : {2, 4})
    {
        NS_TEST_EXPECT_MSG_EQ(GetIndicator(sent[i]), 5, "not changed (6.9.1.3, 3)");
        NS_TEST_EXPECT_MSG_EQ(GetPrefix(sent[i]),
                              *ParsePrefix("fd00:1::/64"),
                              "the assigned prefix (6.9.1.3, 2)");
        NS_TEST_EXPECT_MSG_EQ(sent[i].GetRequest().lifetime, 25, "100 s");
    }
    NS_TEST_EXPECT_MSG_EQ(GetLastReason(net, L1), "lifetime-extension", "5.3.3");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "a binding");
    NS_TEST_EXPECT_MSG_EQ_TOL(binding->expiry,
                              sent[5].at + Seconds(100),
                              TOLERANCE,
                              "a full lifetime from the last request");
    const auto& heard = net.GetAdvertisements();
    PMIPV6_TEST_REQUIRE(heard.size() == 6, "in each third of the lifetime");
    for (std::size_t i = 1; i < heard.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(heard[i].at - heard[i - 1].at,
                                  Seconds(100) / 3,
                                  TOLERANCE,
                                  "the node sees nothing of the extensions");
    }
    NS_TEST_EXPECT_MSG_EQ(down.GetLost().size() + up.GetLost().size(), 0, "nothing is lost");
    const auto* again = net.FindState(G1, "registering", request + Ms(1));
    NS_TEST_EXPECT_MSG_EQ(again, nullptr, "no transition at the gateway");
}

void
LifetimeTestCase::RefreshJitter()
{
    std::vector<Time> first;
    for (const bool isRepeated : {false, true})
    {
        TopologyOptions options;
        options.lifetime = Seconds(100);
        options.configure = [](Pmipv6Helper& domain) {
            domain.SetGatewayAttribute("RefreshJitter", DoubleValue(0.3));
        };
        TopologyFixture net(SHORT_DELAYS, options);
        NS_TEST_EXPECT_MSG_EQ(net.GetGateway(G1)->AssignStreams(77), 1, "one stream");
        for (uint32_t mobile = 0; mobile < N_MOBILES; ++mobile)
        {
            net.AttachAt(Seconds(5), mobile, G1);
        }
        net.RunUntil(Seconds(90));
        // Answers to what asks whether a node is there take some milliseconds.
        std::vector<Time> refreshes;
        for (const auto& record : net.GetSent(G1, Seconds(6), Seconds(90)))
        {
            refreshes.push_back(record.at);
            NS_TEST_EXPECT_MSG_GT(record.at, Seconds(55), "at half of the lifetime or later");
            NS_TEST_EXPECT_MSG_LT(record.at, Seconds(86), "at four fifths or earlier");
        }
        PMIPV6_TEST_REQUIRE(refreshes.size() == N_MOBILES, "each once");
        NS_TEST_EXPECT_MSG_GT(refreshes[1] - refreshes[0], Ms(100), "not at one time");
        NS_TEST_EXPECT_MSG_GT(refreshes[2] - refreshes[1], Ms(100), "not at one time");
        if (isRepeated)
        {
            NS_TEST_EXPECT_MSG_EQ((refreshes == first), true, "the same stream, the same times");
        }
        first = refreshes;
    }
}

void
LifetimeTestCase::RefreshOfSilentNode()
{
    TopologyOptions options;
    options.lifetime = Seconds(100);
    TopologyFixture net(SHORT_DELAYS, options);
    const Time attach = Seconds(20);
    net.AttachAt(attach, 0, G1);
    net.RunUntil(Seconds(150));
    const auto sent = net.GetSignals(Time(0), Seconds(150), SignalKind::SENT);
    PMIPV6_TEST_REQUIRE(sent.size() == 4, "one extension");
    NS_TEST_EXPECT_MSG_EQ_TOL(sent[2].at,
                              attach + Seconds(80) + net.Access(0, G1) * 2,
                              TOLERANCE,
                              "a round trip to the node after four fifths");
    NS_TEST_EXPECT_MSG_EQ(GetIndicator(sent[2]), 5, "not changed");
}

void
LifetimeTestCase::RefreshAfterLeaving()
{
    // The old gateway notices nothing. The node was heard there since its last request, long
    // before the extension is due or, in the second half, until the very last moment.
    for (const Time& left : {Seconds(60), Ms(84950)})
    {
        TopologyOptions options;
        options.lifetime = Seconds(100);
        TopologyFixture net(SHORT_DELAYS, options);
        net.AttachAt(Seconds(5), 0, G1);
        net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(19)).Run(Seconds(10), 9000);
        auto& down = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(23));
        down.Run(left + Ms(200), 5000);
        net.DetachAt(left, 0);
        net.AttachAt(left + Ms(30), 0, G2);
        net.RunUntil(left + Seconds(75));
        const auto* binding = net.GetBinding(L1, 0);
        PMIPV6_TEST_REQUIRE(binding, "a binding");
        NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf,
                              TopologyFixture::GetAddress(G2),
                              "not taken back by G1");
        NS_TEST_EXPECT_MSG_EQ(net.GetEntry(G1, 0), nullptr, "G1 has found out");
        const auto moves =
            std::count_if(net.GetStates().begin(), net.GetStates().end(), [](const auto& record) {
                return record.place == L1 && record.change.reason == "handoff";
            });
        NS_TEST_EXPECT_MSG_EQ(moves, 1, "one handoff");
        const auto lost = down.GetLost();
        const auto count = std::count_if(lost.begin(), lost.end(), [&](uint32_t number) {
            return down.GetSent()[number] < left + Seconds(74);
        });
        NS_TEST_EXPECT_MSG_EQ(count, 0, "the node's traffic is not disturbed");
    }
}

void
LifetimeTestCase::GatewaySilent()
{
    TopologyOptions options;
    options.lifetime = Seconds(100);
    TopologyFixture net(SHORT_DELAYS, options);
    const Time attach = Seconds(5);
    net.AttachAt(attach, 0, G1);
    net.SetLoss(G1, L1, [](Ptr<const Packet> packet) {
        return TopologyFixture::IsUpdate(packet) && Simulator::Now() > Seconds(50);
    });
    auto& flow = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(100));
    flow.Run(Seconds(100), 100);
    net.RunUntil(Seconds(120));

    const Time end = attach + net.Delay(G1, L1) + Seconds(100);
    const auto* over = net.FindState(L1, "none");
    PMIPV6_TEST_REQUIRE(over, "the binding ends");
    NS_TEST_EXPECT_MSG_EQ_TOL(over->at, end, TOLERANCE, "a lifetime after the last request");
    NS_TEST_EXPECT_MSG_EQ(over->change.reason, "lifetime-over", "and says why");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 0, "no binding");
    NS_TEST_EXPECT_MSG_EQ(net.GetForwarding(L1)->GetTunnelDevice()->GetNTunnels(), 0, "no tunnel");
    const auto* closed = net.FindState(G1, "registering", attach + Seconds(1));
    PMIPV6_TEST_REQUIRE(closed, "the gateway knows");
    NS_TEST_EXPECT_MSG_EQ(closed->at, attach + Seconds(100), "counted from its request");
    NS_TEST_EXPECT_MSG_EQ(net.GetForwarding(G1)->GetTunnelDevice()->GetNTunnels(), 0, "no tunnel");
    const auto& sent = flow.GetSent();
    const auto expected =
        static_cast<std::size_t>(std::count_if(sent.begin(), sent.end(), [&](Time at) {
            return at + net.Delay(CN, L1) + net.Delay(L1, G1) > attach + Seconds(100);
        }));
    NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), expected, "delivered until then");
    NS_TEST_EXPECT_MSG_GT(net.CountDrops(L1, "no-binding"), 0, "then dropped, and traced");
}

void
LifetimeTestCase::GatewayHeardAgain()
{
    TopologyOptions options;
    options.lifetime = Seconds(100);
    TopologyFixture net(SHORT_DELAYS, options);
    const Time attach = Seconds(5);
    net.AttachAt(attach, 0, G1);
    // Lost: the extension at +80 s and its repetitions until +118 s.
    net.SetLoss(G1, L1, [](Ptr<const Packet> packet) {
        return TopologyFixture::IsUpdate(packet) && Simulator::Now() > Seconds(50) &&
               Simulator::Now() < Seconds(130);
    });
    net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(500)).Run(Seconds(10), 400);
    auto& flow = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(100));
    flow.Run(Seconds(155), 100);
    net.RunUntil(Seconds(170));
    const auto* again = net.FindState(G1, "registered", Seconds(50));
    PMIPV6_TEST_REQUIRE(again, "6.9.4, 2: repeated until it is answered");
    const Time due = attach + Seconds(80 + 1 + 2 + 4 + 8 + 16 + 32);
    NS_TEST_EXPECT_MSG_GT(again->at, due, "by the repetition due then");
    NS_TEST_EXPECT_MSG_LT(again->at, due + Ms(100), "by the repetition due then");
    NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), 0, "served again");
    NS_TEST_EXPECT_MSG_EQ(net.GetAddresses(0).size(), 1, "by the prefix that it had");
}

void
LifetimeTestCase::SilenceTimeout()
{
    TopologyOptions options;
    options.configure = [](Pmipv6Helper& domain) {
        domain.SetGatewayAttribute("SilenceTimeout", TimeValue(Seconds(10)));
    };
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(20), 0, G1); // Stays, and says nothing.
    net.AttachAt(Seconds(20), 2, G1); // Leaves, and nothing tells the gateway.
    net.DetachAt(Seconds(40), 2);
    net.RunUntil(Seconds(70));
    PMIPV6_TEST_REQUIRE(net.GetEntry(G1, 0), "the silent node keeps its entry");
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(net.GetEntry(G1, 0)->state)),
                          "registered",
                          "the silent node keeps its service");
    NS_TEST_EXPECT_MSG_EQ(net.GetEntry(G1, 2), nullptr, "the absent one is found out");
    const auto* gone = net.FindState(L1, "deregistered");
    PMIPV6_TEST_REQUIRE(gone, "and de-registered");
    NS_TEST_EXPECT_MSG_LT(gone->at, Seconds(40 + 10 + 3 + 1), "10 s, and 3 solicitations later");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213-lifetime`.
 */
class Rfc5213LifetimeTestSuite : public TestSuite
{
  public:
    Rfc5213LifetimeTestSuite()
        : TestSuite("pmipv6-rfc5213-lifetime")
    {
        using Case = LifetimeTestCase;
        for (const auto& variant : GetVariants())
        {
            AddTestCase(new Case("6.9.1.3 refresh", &Case::Refresh, variant));
        }
        AddTestCase(new Case("6.9.1.3 refreshes apart", &Case::RefreshJitter));
        AddTestCase(new Case("6.9.4 refresh of a silent node", &Case::RefreshOfSilentNode));
        AddTestCase(new Case("6.9.4 refresh for a node that left", &Case::RefreshAfterLeaving));
        AddTestCase(new Case("5.3.2 the gateway is silent", &Case::GatewaySilent));
        AddTestCase(new Case("6.9.4 requests after the lifetime", &Case::GatewayHeardAgain));
        AddTestCase(new Case("6.9.1.4 silence", &Case::SilenceTimeout));
    }
};

static Rfc5213LifetimeTestSuite g_rfc5213LifetimeTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
