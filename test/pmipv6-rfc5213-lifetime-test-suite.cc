/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-topology-fixture.h"

#include <algorithm>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5213, how a binding ends or goes on: refresh, expiry, de-registration and what may happen
 * while the anchor waits MinDelayBeforeBCEDelete.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// MinDelayBeforeBCEDelete (RFC 5213, 9.1).
const Time MIN_DELAY_BEFORE_DELETE = Seconds(10);

/// @return true if a packet is a Binding Update
bool
IsUpdate(Ptr<const Packet> packet)
{
    return TopologyFixture::IsMobility(packet, MessageType::BINDING_UPDATE);
}

/// @return the Handoff Indicator of a message; 0 if it has none
int
GetIndicator(const SignalRecord& record)
{
    const auto* option = FindOption<HandoffIndicatorOption>(GetOptions(*record.message));
    return option ? static_cast<int>(option->indicator) : 0;
}

/// @return the first Home Network Prefix of a message
Prefix
GetPrefix(const SignalRecord& record)
{
    const auto* option = FindOption<HomeNetworkPrefixOption>(GetOptions(*record.message));
    return option ? option->prefix : Prefix();
}

/// @return the lifetime of a request, units of 4 s
int
GetRequested(const SignalRecord& record)
{
    return std::get<BindingUpdate>(*record.message).lifetime;
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

    void Refresh();                 //!< at four fifths, nothing else changes
    void RefreshOfSilentNode();     //!< asked before
    void RefreshAfterLeaving();     //!< the binding is not taken back
    void GatewaySilent();           //!< the binding ends with its lifetime
    void GatewayHeardAgain();       //!< requests go on after the lifetime
    void Deregistration();          //!< wait, drop, delete
    void DeregistrationLost();      //!< the entry goes all the same
    void ReturnInTime();            //!< before MinDelayBeforeBCEDelete is over
    void ReturnTooLate();           //!< after it
    void LateDeregistration();      //!< of the old gateway, ignored
    void UnknownDeregistration();   //!< of no session, ignored
    void LeftWhileAuthenticating(); //!< a node that had attached once more
    void SilenceTimeout();          //!< a gateway that asks silent nodes

  private:
    /**
     * Node 0 leaves G1 and comes back at another gateway.
     *
     * @param gap from the de-registration's arrival at the anchor to the next request's
     * @param back where it comes back
     * @param isKept whether the session must be the same
     */
    void CheckReturn(Time gap, Place back, bool isKept);
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
    NS_TEST_EXPECT_MSG_EQ(sent[2].at, request + Seconds(80), "at four fifths");
    NS_TEST_EXPECT_MSG_EQ(sent[4].at, request + Seconds(160), "at four fifths of the next one");
    for (const std::size_t i : {2, 4})
    {
        NS_TEST_EXPECT_MSG_EQ(GetIndicator(sent[i]), 5, "not changed (6.9.1.3, 3)");
        NS_TEST_EXPECT_MSG_EQ(GetPrefix(sent[i]),
                              *ParsePrefix("fd00:1::/64"),
                              "the assigned prefix (6.9.1.3, 2)");
        NS_TEST_EXPECT_MSG_EQ(GetRequested(sent[i]), 25, "100 s");
    }
    NS_TEST_EXPECT_MSG_EQ(GetLastReason(net, L1), "lifetime-extension", "5.3.3");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "a binding");
    NS_TEST_EXPECT_MSG_EQ_TOL(binding->expiry,
                              sent[5].at + Seconds(100),
                              TOLERANCE,
                              "a full lifetime from the last request");
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), 1, "the node sees nothing");
    NS_TEST_EXPECT_MSG_EQ(down.GetLost().size() + up.GetLost().size(), 0, "nothing is lost");
    const auto* again = net.FindState(G1, "registering", request + Ms(1));
    NS_TEST_EXPECT_MSG_EQ(again, nullptr, "no transition at the gateway");
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
        return IsUpdate(packet) && Simulator::Now() > Seconds(50);
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
    const auto expected = std::count_if(sent.begin(), sent.end(), [&](Time at) {
        return at + net.Delay(CN, L1) + net.Delay(L1, G1) > attach + Seconds(100);
    });
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
        return IsUpdate(packet) && Simulator::Now() > Seconds(50) &&
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
LifetimeTestCase::Deregistration()
{
    TopologyOptions options = m_variant.GetOptions();
    options.detection = Ms(14.3);
    TopologyFixture net(m_variant.delays, options);
    net.AttachAt(Seconds(1), 0, G1);
    const Time left = Seconds(3);
    net.DetachAt(left, 0);
    auto& flow = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(50));
    flow.Run(Seconds(4), 250);
    net.RunUntil(Seconds(17));

    const Time noticed = left + options.detection;
    const Time arrival = noticed + net.Delay(G1, L1);
    const auto sent = net.GetSignals(left, Seconds(17), SignalKind::SENT);
    PMIPV6_TEST_REQUIRE(sent.size() == 2, "request and answer");
    NS_TEST_EXPECT_MSG_EQ(sent[0].at, noticed, "when the detach is noticed");
    NS_TEST_EXPECT_MSG_EQ(GetRequested(sent[0]), 0, "6.9.1.4, 1");
    NS_TEST_EXPECT_MSG_EQ(GetIndicator(sent[0]), 4, "6.9.1.4, 3");
    NS_TEST_EXPECT_MSG_EQ(GetPrefix(sent[0]), *ParsePrefix("fd00:1::/64"), "6.9.1.4, 2");
    const auto& answer = std::get<BindingAcknowledgement>(*sent[1].message);
    NS_TEST_EXPECT_MSG_EQ(int(answer.status), 0, "accepted at once (5.3.5, 2)");
    NS_TEST_EXPECT_MSG_EQ(answer.lifetime, 0, "nothing is left");
    const auto* gone = net.FindState(G1, "none");
    PMIPV6_TEST_REQUIRE(gone, "the gateway's entry goes");
    NS_TEST_EXPECT_MSG_EQ_TOL(gone->at, noticed + net.RoundTrip(G1, L1), TOLERANCE, "6.9.1.4");
    const auto* waiting = net.FindState(L1, "deregistered");
    const auto* over = net.FindState(L1, "none");
    PMIPV6_TEST_REQUIRE(waiting && over, "the anchor waits, then deletes");
    NS_TEST_EXPECT_MSG_EQ_TOL(waiting->at, arrival, TOLERANCE, "waits");
    NS_TEST_EXPECT_MSG_EQ_TOL(over->at, arrival + MIN_DELAY_BEFORE_DELETE, TOLERANCE, "deletes");
    NS_TEST_EXPECT_MSG_EQ(over->change.reason, "no-new-gateway", "and says why");

    NS_TEST_EXPECT_MSG_EQ(flow.GetArrivals().size(), 0, "nothing arrives");
    const auto& times = flow.GetSent();
    const auto during =
        static_cast<std::size_t>(std::count_if(times.begin(), times.end(), [&](Time at) {
            return at + net.Delay(CN, L1) < over->at;
        }));
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(L1, "deregistered"), during, "dropped while it waits");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(L1, "no-binding"),
                          times.size() - during,
                          "dropped afterwards");
    NS_TEST_EXPECT_MSG_EQ(net.GetForwarding(L1)->GetTunnelDevice()->GetNTunnels(), 0, "no tunnel");
    NS_TEST_EXPECT_MSG_EQ(net.GetForwarding(G1)->GetTunnelDevice()->GetNTunnels(), 0, "no tunnel");
}

void
LifetimeTestCase::DeregistrationLost()
{
    TopologyOptions options;
    options.detection = Ms(5);
    options.lifetime = Seconds(40);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(1), 0, G1);
    net.DetachAt(Seconds(3), 0);
    net.SetLoss(G1, L1, [](Ptr<const Packet> packet) {
        return IsUpdate(packet) && Simulator::Now() > Seconds(3);
    });
    net.RunUntil(Seconds(60));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(3), Seconds(60)), "G1>L1 PBU", "sent once");
    const auto* gone = net.FindState(G1, "none");
    PMIPV6_TEST_REQUIRE(gone, "the gateway's entry goes all the same");
    NS_TEST_EXPECT_MSG_EQ(gone->at, Ms(3005) + Seconds(1), "after INITIAL_BINDACK_TIMEOUT");
    const auto* over = net.FindState(L1, "none");
    PMIPV6_TEST_REQUIRE(over, "the binding ends with its lifetime");
    NS_TEST_EXPECT_MSG_EQ_TOL(over->at,
                              Seconds(1) + net.Delay(G1, L1) + Seconds(40),
                              TOLERANCE,
                              "the binding ends with its lifetime");
}

void
LifetimeTestCase::CheckReturn(Time gap, Place back, bool isKept)
{
    TopologyOptions options = m_variant.GetOptions();
    options.detection = Ms(14.3);
    TopologyFixture net(m_variant.delays, options);
    net.AttachAt(Seconds(1), 0, G1);
    // Takes the next prefix of the pool, so that a new session cannot have the old one by chance.
    net.AttachAt(Seconds(2), 2, G3);
    const Time left = Seconds(4);
    const Time arrival = left + options.detection + net.Delay(G1, L1);
    const Time attach = arrival + gap - net.Delay(back, L1) - m_variant.authentication;
    net.DetachAt(left, 0);
    net.AttachAt(attach, 0, back);
    auto& flow = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(20));
    flow.Run(attach + Seconds(2), isKept ? 50 : 1);
    net.RunUntil(attach + Seconds(4));

    const auto* binding = net.FindState(L1, "registered", left);
    PMIPV6_TEST_REQUIRE(binding, "registered again");
    NS_TEST_EXPECT_MSG_EQ_TOL(binding->at, arrival + gap, TOLERANCE, "when the request is there");
    NS_TEST_EXPECT_MSG_EQ(binding->change.from,
                          (isKept ? "deregistered" : "none"),
                          "the same session, or a new one");
    NS_TEST_EXPECT_MSG_EQ(Prefix(net.GetAddresses(0).back(), 64),
                          *ParsePrefix(isKept ? "fd00:1::/64" : "fd00:1:0:2::/64"),
                          "its prefix");
    NS_TEST_EXPECT_MSG_EQ(net.GetAddresses(0).size(), (isKept ? 1 : 2), "its addresses");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->proxyCareOf,
                          TopologyFixture::GetAddress(back),
                          "its gateway");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 2, "two sessions");
    const auto* over = net.FindState(L1, "none", left);
    NS_TEST_EXPECT_MSG_EQ((over == nullptr), isKept, "the wait ends, or the session did");
    if (isKept)
    {
        NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), 0, "traffic passes");
    }
}

void
LifetimeTestCase::ReturnInTime()
{
    CheckReturn(Seconds(9.9), G2, true);
    CheckReturn(Seconds(9.9), G1, true);
    CheckReturn(MIN_DELAY_BEFORE_DELETE - Ms(0.1), G2, true);
}

void
LifetimeTestCase::ReturnTooLate()
{
    CheckReturn(Seconds(10.1), G2, false);
    CheckReturn(Seconds(10.1), G1, false);
    CheckReturn(MIN_DELAY_BEFORE_DELETE + Ms(0.1), G2, false);
}

void
LifetimeTestCase::LateDeregistration()
{
    // The detach is noticed when the node is long at the new gateway.
    TopologyOptions options = m_variant.GetOptions();
    options.detection = Ms(400);
    TopologyFixture net(m_variant.delays, options);
    net.AttachAt(Seconds(1), 0, G1);
    const Time left = Seconds(3);
    net.DetachAt(left, 0);
    net.AttachAt(left + Ms(50), 0, G2);
    auto& flow = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(7));
    flow.Run(left + Ms(250), 1700);
    net.RunUntil(Seconds(17));

    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(left, Seconds(17)),
                          "G2>L1 PBU, L1>G2 PBA, G1>L1 PBU",
                          "5.3.5, 1: ignored, not answered");
    PMIPV6_TEST_REQUIRE(net.GetIgnored().size() == 1, "traced");
    NS_TEST_EXPECT_MSG_EQ(net.GetIgnored()[0].reason,
                          "deregistration-not-from-proxy-care-of-address",
                          "with its reason");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "the binding stays");
    NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf, TopologyFixture::GetAddress(G2), "where it is");
    NS_TEST_EXPECT_MSG_EQ(net.FindState(L1, "deregistered"), nullptr, "never de-registered");
    NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), 0, "nothing is lost");
    const auto* gone = net.FindState(G1, "none");
    PMIPV6_TEST_REQUIRE(gone, "the old gateway's entry goes");
    NS_TEST_EXPECT_MSG_EQ(gone->at,
                          left + options.detection + Seconds(1),
                          "after INITIAL_BINDACK_TIMEOUT");
}

void
LifetimeTestCase::UnknownDeregistration()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Seconds(1), 0, G1);
    // What G1 has sent, with lifetime 0 and for a node without a session.
    net.At(Seconds(2), [&net] {
        auto message = *net.GetSignals().front().message;
        auto& update = std::get<BindingUpdate>(message);
        update.lifetime = 0;
        for (auto& option : update.options)
        {
            if (auto* node = std::get_if<MobileNodeIdentifierOption>(&option))
            {
                node->identifier = TopologyFixture::GetIdentifier(2);
            }
            if (auto* timestamp = std::get_if<TimestampOption>(&option))
            {
                timestamp->timestamp += 65536; // Of this second.
            }
        }
        net.GetSignaling(G1)->Send(message,
                                   TopologyFixture::GetAddress(G1),
                                   TopologyFixture::GetAddress(L1));
    });
    net.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(2), Seconds(4)),
                          "G1>L1 PBU",
                          "5.4.1.2, 5: silently ignored");
    PMIPV6_TEST_REQUIRE(net.GetIgnored().size() == 1, "traced");
    NS_TEST_EXPECT_MSG_EQ(net.GetIgnored()[0].reason, "deregistration-of-no-session", "reason");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 1, "nothing changed");
}

void
LifetimeTestCase::LeftWhileAuthenticating()
{
    TopologyOptions options;
    options.detection = Ms(1);
    options.authentication = Ms(200);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(1), 0, G1);
    // Attached anew, as after a short loss of the link, and gone before it is authenticated.
    net.AttachAt(Seconds(3), 0, G1);
    net.DetachAt(Ms(3100), 0);
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(3), Seconds(5)),
                          "G1>L1 PBU, L1>G1 PBA",
                          "6.9.1.4, 1: de-registered");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "the anchor waits");
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(binding->state)), "deregistered", "it waits");
    NS_TEST_EXPECT_MSG_EQ(net.GetEntry(G1, 0), nullptr, "no entry is left");
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
            AddTestCase(new Case("5.3.5 de-registration", &Case::Deregistration, variant));
            AddTestCase(new Case("5.3.5 back at 9.9 s", &Case::ReturnInTime, variant));
            AddTestCase(new Case("5.3.5 back at 10.1 s", &Case::ReturnTooLate, variant));
            AddTestCase(new Case("5.3.5 late de-registration", &Case::LateDeregistration, variant));
        }
        AddTestCase(new Case("6.9.4 refresh of a silent node", &Case::RefreshOfSilentNode));
        AddTestCase(new Case("6.9.4 refresh for a node that left", &Case::RefreshAfterLeaving));
        AddTestCase(new Case("5.3.2 the gateway is silent", &Case::GatewaySilent));
        AddTestCase(new Case("6.9.4 requests after the lifetime", &Case::GatewayHeardAgain));
        AddTestCase(new Case("6.9.1.4 de-registration lost", &Case::DeregistrationLost));
        AddTestCase(
            new Case("5.4.1.2 de-registration of no session", &Case::UnknownDeregistration));
        AddTestCase(new Case("6.9.1.4 left while authenticating", &Case::LeftWhileAuthenticating));
        AddTestCase(new Case("6.9.1.4 silence", &Case::SilenceTimeout));
    }
};

static Rfc5213LifetimeTestSuite g_rfc5213LifetimeTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
