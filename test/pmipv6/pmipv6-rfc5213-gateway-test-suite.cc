/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-header.h"
#include "ns3/pmipv6-gateway-function.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <tuple>
#include <utility>

/**
 * @file
 * @ingroup pmipv6-tests
 * What a gateway does by its configuration (RFC 5213, 6 and 9.2): when it tries again after a
 * refusal, what becomes of packets that come too early, local routing, and its link-local address.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return the link-local address in the Link-local Address option of a message; none without it
std::optional<Ipv6Address>
GetLinkLocal(const SignalRecord& record)
{
    const auto* option = record.Find<LinkLocalAddressOption>();
    return option ? std::make_optional(option->address) : std::nullopt;
}

/// Allow a mobile node network-based mobility or not.
void
SetAllowed(const TopologyFixture& net, uint32_t mobile, bool isAllowed)
{
    auto profile = *net.GetPolicyStore()->Find(TopologyFixture::GetIdentifier(mobile));
    profile.isProxyMobilityAllowed = isAllowed;
    net.GetPolicyStore()->Add(profile);
}

/// Has all packets dropped that registered nodes send.
class DroppingFunction : public GatewayFunction
{
  private:
    void Start(Ptr<MobileAccessGateway> gateway) override
    {
        m_forwarding = MobilityForwarding::Install(gateway->GetNode());
    }

    void Stop() override
    {
    }

    void Restart() override
    {
    }

    void HandleAttachment(const BindingUpdateListEntry& entry,
                          AttachmentState /* from */,
                          AttachmentState to,
                          const std::string& /* reason */) override
    {
        if (to == AttachmentState::REGISTERED)
        {
            ForwardingMatch match;
            match.source = entry.prefixes.front();
            match.origins = FROM_MOBILE_NODE;
            match.priority = 1; // Before the gateway's own entry.
            m_forwarding->Set(match, DropAction{"toy"});
        }
    }

    void HandleExtension(const BindingUpdateListEntry& /* entry */) override
    {
    }

    void HandleAnchorRestart(const Ipv6Address& /* anchor */) override
    {
    }

    Ptr<MobilityForwarding> m_forwarding; //!< the node's data plane
};

} // namespace

/**
 * @ingroup pmipv6-tests
 * Gateways configured otherwise; each member function is a test case.
 */
class GatewayTestCase : public MemberTestCase<GatewayTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void HintOfLink();            //!< the link knows how a node comes
    void DeniedUntilReadmitted(); //!< PROXY_REG_NOT_ENABLED
    void ClockSynchronized();     //!< TIMESTAMP_MISMATCH, and the clock is set after a delay
    void ClockNotSynchronized();  //!< TIMESTAMP_MISMATCH, and it is not
    void RetryAfterDelay();       //!< INSUFFICIENT_RESOURCES
    void EarlyUplinkHeld();       //!< UplinkBufferSize
    void EarlyUplinkOverflow();   //!< UplinkBufferSize, too small
    void EarlyUplinkOfFunction(); //!< goes by what a function has written
    void HeldUplinkOfRefused();   //!< what is held goes nowhere after a refusal
    void LocalRoutingOff();       //!< EnableMAGLocalRouting is 0
    void LocalRoutingOn();        //!< EnableMAGLocalRouting is 1
    void LocalRoutingAndLeft();   //!< a node hands over meanwhile
    void LocalRoutingForbidden(); //!< by the policy of either node
    void SilentPastAnchor();      //!< a node to which another gateway sends
    void LinkLocalOfAnchor();     //!< FixedMAGLinkLocalAddressOnAllAccessLinks is ALL_ZERO
    void LinkLocalCollides();     //!< and the anchor's choice is the node's own address
    void LinkLocalFixed();        //!< another fixed address

  private:
    /// Two nodes at G1 talk. @param wired set to how many packets went to the anchor
    void Talk(TopologyFixture& net, std::size_t& wired);
};

void
GatewayTestCase::HintOfLink()
{
    for (const auto hint : {HandoffIndicator::NEW_INTERFACE,
                            HandoffIndicator::BETWEEN_INTERFACES,
                            HandoffIndicator::BETWEEN_GATEWAYS,
                            HandoffIndicator::UNKNOWN})
    {
        auto options = m_variant.GetOptions();
        options.prefixes[0] = {*ParsePrefix("fd00:1:0:9::/64")};
        TopologyFixture net(m_variant.delays, options);
        net.At(Seconds(1), [&net, hint] {
            const auto device = net.GetDevice(0);
            const auto link = net.GetGateway(G1)->GetAccessDevice()->GetLinks().front();
            DynamicCast<IdealChannel>(device->GetChannel())
                ->Attach(device, DynamicCast<IdealAccessLink>(link), hint);
        });
        // The first request is lost: its repetition says the same.
        bool isLost = false;
        net.SetLoss(G1, L1, [&isLost](Ptr<const Packet> packet) {
            return TopologyFixture::IsUpdate(packet) && !std::exchange(isLost, true);
        });
        net.RunUntil(Seconds(4));
        const auto requests = net.GetSent(G1, Seconds(1), Seconds(4));
        PMIPV6_TEST_REQUIRE(requests.size() == 2, "a request and its repetition");
        for (const auto& request : requests)
        {
            const bool isSame = request.Find<HandoffIndicatorOption>()->indicator == hint;
            NS_TEST_EXPECT_MSG_EQ(isSame, true, "what the link knows");
            // A session of another interface has prefixes that this one does not know.
            const auto prefix = request.Find<HomeNetworkPrefixOption>()->prefix;
            NS_TEST_EXPECT_MSG_EQ(prefix.IsAllZero(),
                                  (hint == HandoffIndicator::BETWEEN_INTERFACES),
                                  "prefixes of the profile, or none");
        }
        NS_TEST_EXPECT_MSG_NE(net.GetBinding(L1, 0), nullptr, "accepted");
    }
}

void
GatewayTestCase::DeniedUntilReadmitted()
{
    auto options = m_variant.GetOptions();
    options.authentication = MilliSeconds(100);
    TopologyFixture net(m_variant.delays, options);
    net.AttachAt(Seconds(1), 0, G1);
    net.At(Ms(1050), [&net] { SetAllowed(net, 0, false); });
    net.At(Ms(1900), [&net] { SetAllowed(net, 0, true); });
    net.AttachAt(Seconds(2), 0, G1);
    net.RunUntil(Seconds(3));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(1), Seconds(3)),
                          "G1>L1 PBU, L1>G1 PBA",
                          "not registered again when it comes back");
    PMIPV6_TEST_REQUIRE(net.GetRefused().size() == 2, "refused twice");
    NS_TEST_EXPECT_MSG_EQ(net.GetRefused()[0].reason, "PROXY_REG_NOT_ENABLED", "by the anchor");
    NS_TEST_EXPECT_MSG_EQ(net.GetRefused()[1].reason, "denied-until-readmitted", "by the gateway");
    net.GetGateway(G1)->Readmit(TopologyFixture::GetIdentifier(0));
    net.RunUntil(Seconds(4));
    const auto* registered = net.FindState(G1, "registered");
    PMIPV6_TEST_REQUIRE(registered, "registered at last");
    NS_TEST_EXPECT_MSG_EQ_TOL(registered->at,
                              Seconds(3) + net.Access(0, G1) * 2 + options.authentication +
                                  net.RoundTrip(G1, L1),
                              TOLERANCE,
                              "after the administrative action, once the node has answered");
}

void
GatewayTestCase::ClockSynchronized()
{
    const Time delay = Seconds(2);
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.GetGateway(G1)->SetAttribute("ClockOffset", TimeValue(Seconds(1)));
    net.GetGateway(G1)->SetAttribute("ClockSynchronizationDelay", TimeValue(delay));
    net.AttachAt(Seconds(1), 0, G1);
    net.RunUntil(Seconds(5));
    const Time refused = Seconds(1) + m_variant.authentication + net.RoundTrip(G1, L1);
    PMIPV6_TEST_REQUIRE(net.GetRefused().size() == 1, "refused once");
    NS_TEST_EXPECT_MSG_EQ(net.GetRefused()[0].reason, "TIMESTAMP_MISMATCH", "for its clock");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetRefused()[0].at, refused, TOLERANCE, "when the answer comes");
    const auto* again = net.FindState(G1, "registering", refused);
    PMIPV6_TEST_REQUIRE(again, "registered again");
    NS_TEST_EXPECT_MSG_EQ(again->change.reason, "clock-synchronized", "why");
    // The node was silent for 2 s, so it is asked first.
    NS_TEST_EXPECT_MSG_EQ_TOL(again->at,
                              refused + delay + net.Access(0, G1) * 2,
                              TOLERANCE,
                              "when the clock is set, and the node has answered");
    const auto* registered = net.FindState(G1, "registered");
    PMIPV6_TEST_REQUIRE(registered, "accepted");
    NS_TEST_EXPECT_MSG_EQ_TOL(registered->at,
                              again->at + net.RoundTrip(G1, L1),
                              TOLERANCE,
                              "one round trip later");
}

void
GatewayTestCase::ClockNotSynchronized()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.GetGateway(G1)->SetAttribute("ClockOffset", TimeValue(Seconds(1)));
    net.AttachAt(Seconds(1), 0, G1);
    net.RunUntil(Seconds(500));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(1), Seconds(500)),
                          "G1>L1 PBU, L1>G1 PBA",
                          "not tried again, whatever the anchor's time in the answer");
    net.GetGateway(G1)->SynchronizeClock();
    net.RunUntil(Seconds(501));
    NS_TEST_EXPECT_MSG_NE(net.FindState(G1, "registered"), nullptr, "once the clock is set");
}

void
GatewayTestCase::RetryAfterDelay()
{
    const Time delay = Seconds(5); // RefusalRetryDelay.
    auto options = m_variant.GetOptions();
    options.detection = Time(0);
    TopologyFixture net(m_variant.delays, options);
    net.GetAnchor(L1)->SetAttribute("PrefixPool", StringValue("fd00:1::/64"));
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(2), 2, G3);
    net.DetachAt(Seconds(5), 0);
    net.RunUntil(Seconds(30));
    // The only prefix is free from 15 s on: the third retry gets it.
    const Time refused = Seconds(2) + m_variant.authentication + net.RoundTrip(G3, L1);
    const Time cycle = delay + net.Access(2, G3) * 2 + net.RoundTrip(G3, L1);
    PMIPV6_TEST_REQUIRE(net.GetRefused().size() == 3, "refused three times");
    for (std::size_t i = 0; i < 3; ++i)
    {
        NS_TEST_EXPECT_MSG_EQ(net.GetRefused()[i].reason, "INSUFFICIENT_RESOURCES", "why");
        NS_TEST_EXPECT_MSG_EQ_TOL(net.GetRefused()[i].at,
                                  refused + cycle * static_cast<int64_t>(i),
                                  TOLERANCE,
                                  "refusal " << i);
    }
    const auto* registered = net.FindState(G3, "registered");
    PMIPV6_TEST_REQUIRE(registered, "accepted");
    NS_TEST_EXPECT_MSG_EQ_TOL(registered->at, refused + cycle * int64_t{3}, TOLERANCE, "retry");
}

void
GatewayTestCase::EarlyUplinkHeld()
{
    auto options = m_variant.GetOptions();
    options.authentication = MilliSeconds(200);
    TopologyFixture net(m_variant.delays, options);
    net.GetGateway(G2)->SetAttribute("UplinkBufferSize", UintegerValue(100));
    net.AttachAt(Seconds(1), 0, G1);
    auto& flow = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10));
    flow.Run(Seconds(3), 200);
    net.DetachAt(Seconds(4) + Ms(5), 0);
    net.AttachAt(Seconds(4) + Ms(25), 0, G2);
    net.RunUntil(Seconds(6));
    // Sent without a link: at 4.010 and 4.020.
    const bool isLost = flow.GetLost() == std::vector<uint32_t>{101, 102};
    NS_TEST_EXPECT_MSG_EQ(isLost, true, "lost without a link, no more");
    NS_TEST_EXPECT_MSG_EQ(flow.GetDuplicates(), 0, "once");
    const Time accepted = Seconds(4) + Ms(25) + options.authentication + net.RoundTrip(G2, L1);
    Time last;
    std::size_t held = 0;
    for (const auto& [number, arrival] : flow.GetArrivals())
    {
        const bool isInOrder = arrival.at >= last;
        NS_TEST_EXPECT_MSG_EQ(isInOrder, true, "in order");
        last = arrival.at;
        const Time atGateway = flow.GetSent()[number] + net.Access(0, G2);
        if (number > 102 && atGateway < accepted)
        {
            ++held;
            NS_TEST_EXPECT_MSG_EQ_TOL(
                arrival.at,
                accepted + net.Delay(G2, L1) + net.Delay(L1, CN),
                MicroSeconds(50), // Some 20 packets leave at once, each takes its time on the wire.
                "held until the answer");
        }
    }
    NS_TEST_EXPECT_MSG_GT(held, 15, "packets came early");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G2, "uplink-not-open"), 0, "none is dropped");
}

void
GatewayTestCase::EarlyUplinkOverflow()
{
    TopologyOptions options;
    options.authentication = MilliSeconds(200);
    TopologyFixture net(SHORT_DELAYS, options);
    net.GetGateway(G2)->SetAttribute("UplinkBufferSize", UintegerValue(5));
    net.AttachAt(Seconds(1), 0, G1);
    auto& flow = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10));
    flow.Run(Seconds(3), 200);
    net.AttachAt(Seconds(4) + Ms(5), 0, G2);
    net.RunUntil(Seconds(6));
    const Time accepted = Seconds(4) + Ms(5) + options.authentication + net.RoundTrip(G2, L1);
    std::vector<uint32_t> expected;
    for (uint32_t number = 101 + 5; flow.GetSent()[number] + net.Access(0, G2) < accepted; ++number)
    {
        expected.push_back(number);
    }
    const bool isAsExpected = flow.GetLost() == expected;
    NS_TEST_EXPECT_MSG_EQ(isAsExpected, true, "all early ones but the first five");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G2, "uplink-buffer-full"), expected.size(), "traced");
}

void
GatewayTestCase::EarlyUplinkOfFunction()
{
    TopologyOptions options;
    options.authentication = MilliSeconds(200);
    TopologyFixture net(SHORT_DELAYS, options);
    net.GetGateway(G2)->SetAttribute("UplinkBufferSize", UintegerValue(100));
    net.GetGateway(G2)->AddFunction(CreateObject<DroppingFunction>());
    net.AttachAt(Seconds(1), 0, G1);
    auto& flow = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10));
    flow.Run(Seconds(3), 200);
    net.AttachAt(Seconds(4) + Ms(5), 0, G2);
    net.RunUntil(Seconds(6));
    const auto lost = flow.GetLost();
    PMIPV6_TEST_REQUIRE(lost.size() == 99, "all that are sent at G2, those held too");
    NS_TEST_EXPECT_MSG_EQ(lost.front(), 101, "from the first on");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G2, "toy"), 99, "as the function has it");
}

void
GatewayTestCase::HeldUplinkOfRefused()
{
    TopologyFixture net(SHORT_DELAYS);
    net.GetGateway(G2)->SetAttribute("UplinkBufferSize", UintegerValue(100));
    net.GetGateway(G2)->SetAttribute("ClockOffset", TimeValue(Seconds(1)));
    net.AttachAt(Seconds(1), 0, G1);
    auto& flow = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(1));
    flow.Run(Seconds(3), 2000);
    net.AttachAt(Seconds(4), 0, G2);
    net.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(net.GetRefused().size(), 1, "refused");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G2, "uplink-not-open"),
                          1000,
                          "what was held, and what comes later");
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G2, "uplink-buffer-full"), 0, "there was room");
}

void
GatewayTestCase::Talk(TopologyFixture& net, std::size_t& wired)
{
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(1), 2, G1);
    const auto& wire = net.Capture(G1, L1);
    auto& there = net.AddFlow(net.GetMobile(0), net.GetMobile(2), Ms(10));
    auto& back = net.AddFlow(net.GetMobile(2), net.GetMobile(0), Ms(10));
    there.Run(Seconds(3), 100);
    back.Run(Seconds(3), 100);
    net.RunUntil(Seconds(5));
    for (const auto* flow : {&there, &back})
    {
        NS_TEST_EXPECT_MSG_EQ(flow->GetArrivals().size(), 100, "all arrive");
        NS_TEST_EXPECT_MSG_EQ(flow->GetDuplicates(), 0, "once");
    }
    wired = Select(wire, [](const WireRecord& record) {
                return record.at >= Seconds(3) && GetOctets(record.packet).at(6) == 41;
            }).size();
}

void
GatewayTestCase::LocalRoutingOff()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    std::size_t wired = 0;
    Talk(net, wired);
    NS_TEST_EXPECT_MSG_EQ(wired, 200, "through the anchor");
}

void
GatewayTestCase::LocalRoutingOn()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.GetGateway(G1)->SetAttribute("EnableMAGLocalRouting", BooleanValue(true));
    std::size_t wired = 0;
    Talk(net, wired);
    NS_TEST_EXPECT_MSG_EQ(wired, 0, "straight from node to node");
    auto& flow = net.AddFlow(net.GetMobile(0), net.GetMobile(2), Ms(10));
    flow.Run(Seconds(6), 10);
    net.RunUntil(Seconds(7));
    const auto& arrivals = flow.GetArrivals();
    PMIPV6_TEST_REQUIRE(arrivals.count(0), "the first arrives");
    NS_TEST_EXPECT_MSG_EQ_TOL(arrivals.at(0).at,
                              Seconds(6) + net.Access(0, G1) + net.Access(2, G1),
                              TOLERANCE,
                              "over the two access links alone");
    NS_TEST_EXPECT_MSG_EQ(int(arrivals.at(0).hopLimit), 63, "one router");
}

void
GatewayTestCase::LocalRoutingAndLeft()
{
    const Time leaves = Seconds(10);
    const Time never = Seconds(1000);
    // By the link after a while, by the node's silence, or not at all.
    for (const auto& [detection, reachable, noticed] :
         {std::tuple{Ms(20), Seconds(30), leaves + Ms(20)},
          std::tuple{Seconds(-1), Seconds(30), leaves + Seconds(33)},
          std::tuple{Seconds(-1), Seconds(5), leaves + Seconds(8)},
          std::tuple{Seconds(-1), Time(0), never}})
    {
        TopologyOptions options;
        options.detection = detection;
        TopologyFixture net(SHORT_DELAYS, options);
        net.GetGateway(G1)->SetAttribute("EnableMAGLocalRouting", BooleanValue(true));
        net.GetGateway(G1)->SetAttribute("ReachableTime", TimeValue(reachable));
        net.AttachAt(Seconds(1), 0, G1);
        net.AttachAt(Seconds(1), 2, G1);
        auto& there = net.AddFlow(net.GetMobile(0), net.GetMobile(2), Ms(100));
        auto& back = net.AddFlow(net.GetMobile(2), net.GetMobile(0), Ms(100));
        there.Run(Seconds(5), 550);
        back.Run(Seconds(5), 50);
        net.DetachAt(leaves, 2);
        net.AttachAt(leaves + Ms(30), 2, G3);
        net.RunUntil(Seconds(62));
        const auto lost = there.GetLost();
        for (uint32_t i = 0; i < there.GetSent().size(); ++i)
        {
            const Time atGateway = there.GetSent()[i] + net.Access(0, G1);
            const bool isLost = std::find(lost.begin(), lost.end(), i) != lost.end();
            // G1 asks when a packet comes, a tenth of a second apart.
            if (atGateway > leaves && atGateway < noticed - Ms(120))
            {
                NS_TEST_EXPECT_MSG_EQ(isLost, true, "into the empty link, at " << atGateway);
            }
            else if (atGateway < leaves - Ms(20) || atGateway > noticed + Ms(120))
            {
                NS_TEST_EXPECT_MSG_EQ(isLost, false, "where the node is, at " << atGateway);
            }
        }
        NS_TEST_EXPECT_MSG_EQ((net.GetEntry(G1, 2) != nullptr), (noticed == never), "is known");
        PMIPV6_TEST_REQUIRE(net.GetBinding(L1, 2), "a binding");
        NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 2)->proxyCareOf,
                              TopologyFixture::GetAddress(G3),
                              "where it is");
    }
}

void
GatewayTestCase::SilentPastAnchor()
{
    // Node 0 says nothing. What comes for it from its anchor, or from another gateway.
    for (const bool isPastAnchor : {false, true})
    {
        TopologyFixture net(SHORT_DELAYS);
        net.AttachAt(Seconds(1), 0, G1);
        net.AttachAt(Seconds(1), 2, G2);
        auto& flow = net.AddFlow(net.GetMobile(2), net.GetMobile(0), Ms(100));
        flow.Run(Seconds(5), 1000);
        net.At(Seconds(4), [&net, isPastAnchor] {
            net.GetForwarding(G1)->TrustGateway(TopologyFixture::GetAddress(G2));
            if (isPastAnchor)
            {
                ForwardingMatch match;
                match.source = net.GetBinding(L1, 2)->prefixes.front();
                match.destination = net.GetBinding(L1, 0)->prefixes.front();
                match.origins = FROM_MOBILE_NODE;
                TunnelAction tunnel;
                tunnel.local = TopologyFixture::GetAddress(G2);
                tunnel.remote = TopologyFixture::GetAddress(G1);
                net.GetForwarding(G2)->Set(match, tunnel);
            }
        });
        std::vector<Time> asked;
        net.GetDevice(0)->TraceConnectWithoutContext(
            "Received",
            MakeFunctionCallback<Ptr<const Packet>>([&asked](Ptr<const Packet> packet) {
                if (TopologyFixture::IsIcmpv6(packet, 135) && Simulator::Now() > Seconds(5))
                {
                    asked.push_back(Simulator::Now());
                }
            }));
        net.DetachAt(Seconds(80), 0);
        net.RunUntil(Seconds(105));
        NS_TEST_EXPECT_MSG_EQ(asked.size(), (isPastAnchor ? 2 : 0), "asked while it is there");
        for (std::size_t i = 1; i < asked.size(); ++i)
        {
            NS_TEST_EXPECT_MSG_GT(asked[i], asked[i - 1] + Seconds(30), "after its silence");
            NS_TEST_EXPECT_MSG_LT(asked[i], asked[i - 1] + Ms(30200), "at the next packet");
        }
        NS_TEST_EXPECT_MSG_EQ((net.GetEntry(G1, 0) == nullptr), isPastAnchor, "known to be gone");
    }
}

void
GatewayTestCase::LocalRoutingForbidden()
{
    for (const uint32_t mobile : {0, 2})
    {
        TopologyFixture net(m_variant.delays, m_variant.GetOptions());
        net.GetGateway(G1)->SetAttribute("EnableMAGLocalRouting", BooleanValue(true));
        auto profile = *net.GetPolicyStore()->Find(TopologyFixture::GetIdentifier(mobile));
        profile.isLocalRoutingAllowed = false;
        net.GetPolicyStore()->Add(profile);
        std::size_t wired = 0;
        Talk(net, wired);
        NS_TEST_EXPECT_MSG_EQ(wired, 200, "both ways through the anchor");
    }
}

void
GatewayTestCase::LinkLocalOfAnchor()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    for (const auto place : {G1, G2})
    {
        net.GetGateway(place)->SetAttribute("FixedMAGLinkLocalAddressOnAllAccessLinks",
                                            Ipv6AddressValue("::"));
    }
    net.GetGateway(G1)->SetAttribute("BindingLifetime", TimeValue(Seconds(20)));
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(30), 0, G2);
    net.RunUntil(Seconds(32));
    const auto requests = net.GetSent(G1, Seconds(1), Seconds(32));
    PMIPV6_TEST_REQUIRE(requests.size() >= 2, "a request and an extension");
    const bool isAsked = GetLinkLocal(requests[0]) == Ipv6Address::GetAny();
    NS_TEST_EXPECT_MSG_EQ(isAsked, true, "6.9.1.1, 9: asks for one");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "a binding");
    NS_TEST_EXPECT_MSG_EQ(binding->linkLocal.IsLinkLocal(), true, "5.3.6: made by the anchor");
    const bool isTold = GetLinkLocal(requests[1]) == binding->linkLocal;
    NS_TEST_EXPECT_MSG_EQ(isTold, true, "an extension names it");
    const auto& advertisements = net.GetAdvertisements();
    PMIPV6_TEST_REQUIRE(advertisements.size() >= 2, "one of each gateway");
    for (const auto& advertisement : advertisements)
    {
        NS_TEST_EXPECT_MSG_EQ(advertisement.source, binding->linkLocal, "the same on both links");
    }
    const auto addresses = net.GetAddresses(0);
    NS_TEST_EXPECT_MSG_EQ(addresses.size(), 1, "the node sees no change");
}

void
GatewayTestCase::LinkLocalCollides()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    for (const auto place : {G1, G2})
    {
        net.GetGateway(place)->SetAttribute("FixedMAGLinkLocalAddressOnAllAccessLinks",
                                            Ipv6AddressValue("::"));
    }
    const Ipv6Address own = AccessDevice::GetNextHop(net.GetLinkLayer(0));
    net.AttachAt(Seconds(1), 0, G1);
    // As if G1 had told the anchor an address that the node takes for itself at G2.
    net.At(Seconds(2), [&net, &own] {
        auto request = net.GetSent(G1, Seconds(1), Seconds(2)).front().message;
        auto& update = std::get<BindingUpdate>(request);
        ++update.sequence;
        FindOption<LinkLocalAddressOption>(update.options)->address = own;
        FindOption<TimestampOption>(update.options)->timestamp += 65536; // One second.
        net.GetSignaling(G1)->Send(request,
                                   TopologyFixture::GetAddress(G1),
                                   TopologyFixture::GetAddress(L1));
    });
    net.AttachAt(Seconds(3), 0, G2);
    net.RunUntil(Seconds(5));
    const auto requests = net.GetSent(G2, Seconds(3), Seconds(5));
    PMIPV6_TEST_REQUIRE(requests.size() == 2, "a request, and another that tells the address");
    const auto uploaded = GetLinkLocal(requests[1]);
    PMIPV6_TEST_REQUIRE(uploaded, "with the option");
    NS_TEST_EXPECT_MSG_EQ(uploaded->IsLinkLocal(), true, "an address of the gateway's own");
    NS_TEST_EXPECT_MSG_NE(*uploaded, own, "not the node's");
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[1].at,
                              Seconds(3) + m_variant.authentication + net.RoundTrip(G2, L1) +
                                  net.Access(0, G2) * 2,
                              TOLERANCE,
                              "6.9.1.2, 15: immediately, once the node has answered (6.9.4, 2)");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "a binding");
    NS_TEST_EXPECT_MSG_EQ(binding->linkLocal, *uploaded, "which the anchor keeps");
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().back().source, *uploaded, "and the node sees");
}

void
GatewayTestCase::LinkLocalFixed()
{
    const Ipv6Address fixed("fe80::1234");
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.GetGateway(G1)->SetAttribute("FixedMAGLinkLocalAddressOnAllAccessLinks",
                                     Ipv6AddressValue(fixed));
    auto& flow = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10));
    net.AttachAt(Seconds(1), 0, G1);
    flow.Run(Seconds(3), 3);
    net.RunUntil(Seconds(4));
    const auto requests = net.GetSent(G1, Seconds(1), Seconds(4));
    PMIPV6_TEST_REQUIRE(!requests.empty(), "a request");
    NS_TEST_EXPECT_MSG_EQ(GetLinkLocal(requests[0]).has_value(), false, "6.9.1.1, 9: no option");
    PMIPV6_TEST_REQUIRE(!net.GetAdvertisements().empty(), "an advertisement");
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().front().source, fixed, "from this address");
    NS_TEST_EXPECT_MSG_EQ(flow.GetArrivals().size(), 3, "the node's router is resolved");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213-gateway`.
 */
class Rfc5213GatewayTestSuite : public TestSuite
{
  public:
    Rfc5213GatewayTestSuite()
        : TestSuite("pmipv6-rfc5213-gateway")
    {
        using Case = GatewayTestCase;
        for (const auto& variant : GetVariants())
        {
            AddTestCase(new Case("6.9.1.2 clock synchronized", &Case::ClockSynchronized, variant));
            AddTestCase(new Case("6.9.1.2 retry after a delay", &Case::RetryAfterDelay, variant));
            AddTestCase(
                new Case("6.8 link-local address collides", &Case::LinkLocalCollides, variant));
        }
        AddTestCase(new Case("6.9.1.1 Handoff Indicator of the link", &Case::HintOfLink));
        AddTestCase(new Case("6.9.1.2 denied until readmitted", &Case::DeniedUntilReadmitted));
        AddTestCase(new Case("6.9.1.2 clock not synchronized", &Case::ClockNotSynchronized));
        AddTestCase(new Case("6.9.1.2 early uplink held", &Case::EarlyUplinkHeld));
        AddTestCase(new Case("6.9.1.2 early uplink overflows", &Case::EarlyUplinkOverflow));
        AddTestCase(new Case("6.9.1.2 early uplink of a function", &Case::EarlyUplinkOfFunction));
        AddTestCase(new Case("6.9.1.2 held uplink of a refused node", &Case::HeldUplinkOfRefused));
        AddTestCase(new Case("6.10.3 local routing off", &Case::LocalRoutingOff));
        AddTestCase(new Case("6.10.3 local routing on", &Case::LocalRoutingOn));
        AddTestCase(
            new Case("6.10.3 local routing, and a node leaves", &Case::LocalRoutingAndLeft));
        AddTestCase(new Case("6.10.3 local routing forbidden", &Case::LocalRoutingForbidden));
        AddTestCase(new Case("6.13 a silent node past its anchor", &Case::SilentPastAnchor));
        AddTestCase(new Case("6.8 link-local address of the anchor", &Case::LinkLocalOfAnchor));
        AddTestCase(new Case("6.8 link-local address fixed", &Case::LinkLocalFixed));
    }
};

static Rfc5213GatewayTestSuite g_rfc5213GatewayTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
