/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include <algorithm>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5213, 5.3.5 and 6.9.1.4: de-registration, and what may happen while the anchor waits
 * MinDelayBeforeBCEDelete.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// MinDelayBeforeBCEDelete (RFC 5213, 9.1).
const Time MIN_DELAY_BEFORE_DELETE = Seconds(10);

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

} // namespace

/**
 * @ingroup pmipv6-tests
 * De-registration; each member function is a test case.
 */
class DeregistrationTestCase : public MemberTestCase<DeregistrationTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Deregistration();          //!< wait, drop, delete
    void DeregistrationLost();      //!< the entry goes all the same
    void ReturnInTime();            //!< before MinDelayBeforeBCEDelete is over
    void ReturnTooLate();           //!< after it
    void LateDeregistration();      //!< of the old gateway, ignored
    void UnknownDeregistration();   //!< of no session, ignored
    void LeftWhileAuthenticating(); //!< a node that had attached once more

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
DeregistrationTestCase::Deregistration()
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
    NS_TEST_EXPECT_MSG_EQ(sent[0].GetRequest().lifetime, 0, "6.9.1.4, 1");
    NS_TEST_EXPECT_MSG_EQ(GetIndicator(sent[0]), 4, "6.9.1.4, 3");
    NS_TEST_EXPECT_MSG_EQ(GetPrefix(sent[0]), *ParsePrefix("fd00:1::/64"), "6.9.1.4, 2");
    const auto& answer = sent[1].GetAnswer();
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
DeregistrationTestCase::DeregistrationLost()
{
    TopologyOptions options;
    options.detection = Ms(5);
    options.lifetime = Seconds(40);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(1), 0, G1);
    net.DetachAt(Seconds(3), 0);
    net.SetLoss(G1, L1, [](Ptr<const Packet> packet) {
        return TopologyFixture::IsUpdate(packet) && Simulator::Now() > Seconds(3);
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
DeregistrationTestCase::CheckReturn(Time gap, Place back, bool isKept)
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
DeregistrationTestCase::ReturnInTime()
{
    CheckReturn(Seconds(9.9), G2, true);
    CheckReturn(Seconds(9.9), G1, true);
    CheckReturn(MIN_DELAY_BEFORE_DELETE - Ms(0.1), G2, true);
}

void
DeregistrationTestCase::ReturnTooLate()
{
    CheckReturn(Seconds(10.1), G2, false);
    CheckReturn(Seconds(10.1), G1, false);
    CheckReturn(MIN_DELAY_BEFORE_DELETE + Ms(0.1), G2, false);
}

void
DeregistrationTestCase::LateDeregistration()
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
DeregistrationTestCase::UnknownDeregistration()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Seconds(1), 0, G1);
    // What G1 has sent, with lifetime 0 and for a node without a session.
    net.At(Seconds(2), [&net] {
        auto message = net.GetSent().front().message;
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
DeregistrationTestCase::LeftWhileAuthenticating()
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

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213-deregistration`.
 */
class Rfc5213DeregistrationTestSuite : public TestSuite
{
  public:
    Rfc5213DeregistrationTestSuite()
        : TestSuite("pmipv6-rfc5213-deregistration")
    {
        using Case = DeregistrationTestCase;
        for (const auto& variant : GetVariants())
        {
            AddTestCase(new Case("5.3.5 de-registration", &Case::Deregistration, variant));
            AddTestCase(new Case("5.3.5 back at 9.9 s", &Case::ReturnInTime, variant));
            AddTestCase(new Case("5.3.5 back at 10.1 s", &Case::ReturnTooLate, variant));
            AddTestCase(new Case("5.3.5 late de-registration", &Case::LateDeregistration, variant));
        }
        AddTestCase(new Case("6.9.1.4 de-registration lost", &Case::DeregistrationLost));
        AddTestCase(
            new Case("5.4.1.2 de-registration of no session", &Case::UnknownDeregistration));
        AddTestCase(new Case("6.9.1.4 left while authenticating", &Case::LeftWhileAuthenticating));
    }
};

static Rfc5213DeregistrationTestSuite g_rfc5213DeregistrationTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
