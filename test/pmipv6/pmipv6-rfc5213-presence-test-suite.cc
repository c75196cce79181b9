/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/ipv6-header.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/simulator.h"

#include <algorithm>

/**
 * @file
 * @ingroup pmipv6-tests
 * RFC 5213, 6.9.4 and 6.13: whatever has a gateway register a node that has not just attached, it
 * asks the node first, and a node that does not answer is gone. What the node said before does not
 * count. The repetition of a request and the refresh are in pmipv6-rfc5213-retransmission and
 * pmipv6-rfc5213-lifetime, an anchor's restart in pmipv6-rfc5847-restart.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return how many of a gateway's requests register or extend
std::size_t
CountRegistrations(const std::vector<SignalRecord>& sent)
{
    return static_cast<std::size_t>(
        std::count_if(sent.begin(), sent.end(), [](const SignalRecord& record) {
            return record.name == "ProxyBindingUpdate" && record.GetRequest().lifetime > 0;
        }));
}

/// Give a node other prefixes in its profile.
void
SetPrefixes(const TopologyFixture& net, uint32_t mobile, const std::vector<Prefix>& prefixes)
{
    auto profile = *net.GetPolicyStore()->Find(TopologyFixture::GetIdentifier(mobile));
    profile.prefixes = prefixes;
    net.GetPolicyStore()->Add(profile);
}

/// Allow a mobile node network-based mobility or not.
void
SetAllowed(const TopologyFixture& net, uint32_t mobile, bool isAllowed)
{
    auto profile = *net.GetPolicyStore()->Find(TopologyFixture::GetIdentifier(mobile));
    profile.isProxyMobilityAllowed = isAllowed;
    net.GetPolicyStore()->Add(profile);
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * Whether a node is there; each member function is a test case.
 */
class PresenceTestCase : public MemberTestCase<PresenceTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void EachQuestion();        //!< is answered by what is heard after it
    void AnswerToEarlier();     //!< says nothing to who asks later
    void FrameLongAfter();      //!< proves it where solicitations are lost
    void RefusedPrefix();       //!< status 155
    void Readmitted();          //!< an administrative action
    void LinkLocalCollides();   //!< the anchor is to be told an address
    void AttachedBeforeStart(); //!< of the gateway
    void OutOfSync();           //!< the anchor wants it registered anew
    void LateForNoReason();     //!< status 156 though the clock is right: each attempt
    void RefusedRefresh();      //!< status 156: the binding is left as it is
    void RefusedToTheEnd();     //!< of the binding
    void LeavesAfterRefusal();  //!< a node that was registered before
    void NeverAfterMismatch();  //!< RefusalRetryDelay 0
    void ClockSetLate();        //!< a node that is gone by then
};

void
PresenceTestCase::EachQuestion()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    const Time w = net.Access(0, G1);
    const auto node = net.GetLinkLayer(0);
    const auto discovery = net.GetGateway(G1)->GetNeighborDiscovery();
    std::vector<Time> answers;
    const auto ask = [&] {
        discovery->Probe(node, [&answers](bool isThere) {
            answers.push_back(isThere ? Simulator::Now() : Time::Max());
        });
    };
    net.AttachAt(Seconds(1), 0, G1);
    net.At(Seconds(5), ask);
    net.At(Seconds(5) + w, ask);
    net.At(Seconds(5) + w * 3 / 2, ask);
    net.RunUntil(Seconds(6));
    PMIPV6_TEST_REQUIRE(answers.size() == 3, "each is answered once");
    NS_TEST_EXPECT_MSG_EQ_TOL(answers[0], Seconds(5) + w * 2, TOLERANCE, "a round trip later");
    NS_TEST_EXPECT_MSG_EQ_TOL(answers[1], Seconds(5) + w * 3, TOLERANCE, "a round trip later");
    NS_TEST_EXPECT_MSG_EQ_TOL(answers[2], Seconds(5) + w * 7 / 2, TOLERANCE, "a round trip later");
    NS_TEST_EXPECT_MSG_EQ(discovery->IsProbing(node), false, "all are over");
}

void
PresenceTestCase::AnswerToEarlier()
{
    TopologyFixture net(SHORT_DELAYS);
    const Time w = net.Access(0, G1);
    const auto node = net.GetLinkLayer(0);
    const auto discovery = net.GetGateway(G1)->GetNeighborDiscovery();
    std::vector<std::pair<Time, bool>> answers;
    const auto ask = [&] {
        discovery->Probe(node, [&answers](bool isThere) {
            answers.emplace_back(Simulator::Now(), isThere);
        });
    };
    net.AttachAt(Seconds(1), 0, G1);
    net.At(Seconds(5), ask);
    // It has answered, and is gone before anybody asks again.
    net.DetachAt(Seconds(5) + w * 6 / 5, 0);
    net.At(Seconds(5) + w * 3 / 2, ask);
    net.RunUntil(Seconds(9));
    PMIPV6_TEST_REQUIRE(answers.size() == 2, "each is answered once");
    NS_TEST_EXPECT_MSG_EQ(answers[0].second, true, "it was there");
    NS_TEST_EXPECT_MSG_EQ_TOL(answers[0].first, Seconds(5) + w * 2, TOLERANCE, "when it is heard");
    NS_TEST_EXPECT_MSG_EQ(answers[1].second, false, "it is not any more");
    NS_TEST_EXPECT_MSG_EQ_TOL(answers[1].first,
                              Seconds(8) + w * 3 / 2,
                              TOLERANCE,
                              "after three solicitations of its own");
}

void
PresenceTestCase::FrameLongAfter()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto node = net.GetLinkLayer(0);
    const auto discovery = net.GetGateway(G1)->GetNeighborDiscovery();
    net.AttachAt(Seconds(1), 0, G1);
    net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10)).Run(Seconds(2), 1000);
    std::optional<Time> answered;
    const auto mislead = [&] {
        // The last link-local address that the gateway sees, and solicits, is not the node's.
        Ipv6Header header;
        header.SetSource("fe80::9999");
        header.SetDestination(discovery->GetGatewayAddress(node));
        header.SetNextHeader(59);
        auto packet = Create<Packet>();
        packet->AddHeader(header);
        net.GetDevice(0)->Send(packet, net.GetGateway(G1)->GetAccessDevice()->GetAddress(), 0x86dd);
    };
    net.At(Ms(4990), mislead);
    net.At(Ms(5990), mislead);
    net.At(Seconds(5), [&] {
        discovery->Probe(node, [&answered](bool isThere) {
            answered = isThere ? Simulator::Now() : Time::Max();
        });
    });
    net.RunUntil(Seconds(10));
    PMIPV6_TEST_REQUIRE(answered, "answered");
    NS_TEST_EXPECT_MSG_EQ_TOL(*answered,
                              Seconds(7),
                              TOLERANCE,
                              "by what it sends RETRANS_TIMER later, or later still");
}

void
PresenceTestCase::RefusedPrefix()
{
    const std::vector<Prefix> prefixes = {*ParsePrefix("fd00:1:0:77::/64")};
    for (const bool isThere : {true, false})
    {
        TopologyOptions options;
        options.authentication = Ms(100);
        options.prefixes[0] = prefixes;
        TopologyFixture net(SHORT_DELAYS, options);
        net.AttachAt(Seconds(1), 0, G1);
        // Another's by the time at which the anchor is asked for it.
        net.At(Ms(1050), [&] {
            SetPrefixes(net, 0, {});
            SetPrefixes(net, 2, prefixes);
        });
        if (!isThere)
        {
            net.DetachAt(Ms(1101), 0);
        }
        net.RunUntil(Seconds(8));
        PMIPV6_TEST_REQUIRE(net.GetRefused().size() == 1, "refused");
        NS_TEST_EXPECT_MSG_EQ(net.GetRefused()[0].reason,
                              "NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX",
                              "why");
        const auto requests = net.GetSent(G1, Seconds(1), Seconds(8));
        NS_TEST_EXPECT_MSG_EQ(CountRegistrations(requests), (isThere ? 2 : 1), "6.9.1.2, 10");
        if (isThere)
        {
            NS_TEST_EXPECT_MSG_EQ_TOL(requests[1].at,
                                      Ms(1100) + net.RoundTrip(G1, L1) + net.Access(0, G1) * 2,
                                      TOLERANCE,
                                      "once the node has answered");
        }
        NS_TEST_EXPECT_MSG_EQ((net.GetEntry(G1, 0) != nullptr), isThere, "at the gateway");
        NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L1, 0) != nullptr), isThere, "at the anchor");
    }
}

void
PresenceTestCase::Readmitted()
{
    TopologyOptions options;
    options.authentication = Ms(100);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(1), 0, G1);
    net.At(Ms(1050), [&net] { SetAllowed(net, 0, false); });
    net.DetachAt(Seconds(2), 0);
    net.At(Seconds(3), [&net] {
        SetAllowed(net, 0, true);
        net.GetGateway(G1)->Readmit(TopologyFixture::GetIdentifier(0));
    });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.GetRefused().size(), 1, "refused");
    NS_TEST_EXPECT_MSG_EQ(CountRegistrations(net.GetSent(G1, Seconds(1), Seconds(8))),
                          1,
                          "not registered when it is readmitted: it is gone");
    NS_TEST_EXPECT_MSG_EQ(net.GetEntry(G1, 0), nullptr, "which is known now");
}

void
PresenceTestCase::LinkLocalCollides()
{
    TopologyFixture net(SHORT_DELAYS);
    for (const auto place : {G1, G2})
    {
        net.GetGateway(place)->SetAttribute("FixedMAGLinkLocalAddressOnAllAccessLinks",
                                            Ipv6AddressValue("::"));
    }
    net.AttachAt(Seconds(1), 0, G1);
    net.At(Seconds(2), [&net] {
        auto request = net.GetSent(G1, Seconds(1), Seconds(2)).front().message;
        auto& update = std::get<BindingUpdate>(request);
        ++update.sequence;
        FindOption<LinkLocalAddressOption>(update.options)->address =
            AccessDevice::GetNextHop(net.GetLinkLayer(0));
        FindOption<TimestampOption>(update.options)->timestamp += 65536; // One second.
        net.GetSignaling(G1)->Send(request,
                                   TopologyFixture::GetAddress(G1),
                                   TopologyFixture::GetAddress(L1));
    });
    net.AttachAt(Seconds(3), 0, G2);
    net.DetachAt(Ms(3005), 0);
    net.RunUntil(Seconds(10));
    const auto requests = net.GetSent(G2, Seconds(3), Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(CountRegistrations(requests),
                          1,
                          "6.9.1.2, 15: not for a node that is gone");
    NS_TEST_EXPECT_MSG_EQ(requests.size(), 2, "de-registered instead");
}

void
PresenceTestCase::AttachedBeforeStart()
{
    TopologyFixture net(SHORT_DELAYS);
    net.GetGateway(G1)->SetStartTime(Seconds(5));
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(1), 2, G1);
    net.DetachAt(Seconds(4), 2);
    net.RunUntil(Seconds(12));
    const auto requests = net.GetSent(G1, Time(0), Seconds(12));
    PMIPV6_TEST_REQUIRE(CountRegistrations(requests) == 1, "of the node that is there");
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[0].at,
                              Seconds(5) + net.Access(0, G1) * 2,
                              TOLERANCE,
                              "once it has answered");
    NS_TEST_EXPECT_MSG_NE(net.GetBinding(L1, 0), nullptr, "the one that is there");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 2), nullptr, "not the one that is gone");
}

void
PresenceTestCase::OutOfSync()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Seconds(1), 0, G1);
    net.DetachAt(Seconds(4), 0);
    net.At(Seconds(5), [&net] {
        net.GetAnchor(L1)->Revoke(TopologyFixture::GetIdentifier(0),
                                  RevocationTrigger::POSSIBLE_OUT_OF_SYNC_BCE_STATE);
    });
    bool isAlways = true;
    for (Time at = Seconds(5); at < Seconds(10); at += Ms(50))
    {
        net.At(at, [&] {
            const auto* entry = net.GetEntry(G1, 0);
            isAlways = isAlways && (!entry || entry->state != AttachmentState::REGISTERING ||
                                    net.GetGateway(G1)->HasUnderWay(*entry));
        });
    }
    net.RunUntil(Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(CountRegistrations(net.GetSent(G1, Seconds(5), Seconds(12))),
                          0,
                          "not for a node that is gone");
    NS_TEST_EXPECT_MSG_EQ(isAlways, true, "who registers has asked something");
    NS_TEST_EXPECT_MSG_EQ(net.GetEntry(G1, 0), nullptr, "known to be gone");
}

void
PresenceTestCase::LateForNoReason()
{
    TopologyFixture net(SHORT_DELAYS);
    const Time d = Ms(301);
    net.SetWireDelay(G1, L1, d);
    net.AttachAt(Seconds(1), 0, G1);
    net.RunUntil(Seconds(18));
    const auto requests = net.GetSent(G1, Seconds(1), Seconds(18));
    PMIPV6_TEST_REQUIRE(requests.size() == 4, "5.5, 9: refused, tried again");
    const Time round = d * 2 + net.Access(0, G1) * 2; // Refusal, and the question to the node.
    NS_TEST_EXPECT_MSG_EQ(requests[0].at, Seconds(1), "attached");
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[1].at, Seconds(1) + round, TOLERANCE, "at once");
    const Time delay = Seconds(5); // RefusalRetryDelay.
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[2].at, requests[1].at + round + delay, TOLERANCE, "later");
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[3].at, requests[2].at + round + delay, TOLERANCE, "later");
    for (const auto& request : requests)
    {
        NS_TEST_EXPECT_MSG_EQ(request.GetTimestamp(), ToMobilityTimestamp(request.at), "dated");
    }
    for (const auto& refused : net.GetRefused())
    {
        NS_TEST_EXPECT_MSG_EQ(refused.reason, "TIMESTAMP_MISMATCH", "traced");
    }
    // 6.9.1.2, 11.
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), 0, "no service meanwhile");
    net.SetWireDelay(G1, L1, net.Delay(G1, L1));
    net.RunUntil(Seconds(24));
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), 1, "served when the path is shorter");
}

void
PresenceTestCase::RefusedRefresh()
{
    TopologyOptions options;
    options.lifetime = Seconds(100);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(5), 0, G1);
    auto& down = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(50));
    down.Run(Seconds(70), 600);
    const Time d = Ms(301);
    net.At(Seconds(50), [&] { net.SetWireDelay(G1, L1, d); });
    net.At(Seconds(90), [&] { net.SetWireDelay(G1, L1, net.Delay(G1, L1)); });
    net.RunUntil(Seconds(105));
    const auto requests = net.GetSent(G1, Seconds(50), Seconds(105));
    PMIPV6_TEST_REQUIRE(requests.size() == 3, "refused twice");
    const Time question = net.Access(0, G1) * 2;
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[0].at, Seconds(85) + question, TOLERANCE, "the refresh");
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[1].at,
                              requests[0].at + d * 2 + question,
                              TOLERANCE,
                              "tried again at once");
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[2].at,
                              requests[1].at + d * 2 + Seconds(5) + question,
                              TOLERANCE,
                              "and later");
    NS_TEST_EXPECT_MSG_EQ(net.GetRefused().size(), 2, "traced");
    NS_TEST_EXPECT_MSG_EQ(net.FindState(G1, "refused"), nullptr, "its service goes on");
    NS_TEST_EXPECT_MSG_EQ(down.GetLost().size(), 0, "nothing is lost");
    PMIPV6_TEST_REQUIRE(net.GetEntry(G1, 0), "an entry");
    NS_TEST_EXPECT_MSG_EQ(net.GetEntry(G1, 0)->expiry,
                          requests[2].at + Seconds(100),
                          "extended in the end");
}

void
PresenceTestCase::RefusedToTheEnd()
{
    TopologyOptions options;
    options.lifetime = Seconds(100);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(5), 0, G1);
    net.At(Seconds(50), [&] { net.SetWireDelay(G1, L1, Ms(301)); });
    net.At(Seconds(130), [&] { net.SetWireDelay(G1, L1, net.Delay(G1, L1)); });
    net.RunUntil(Seconds(145));
    const auto* over = net.FindState(G1, "refused");
    PMIPV6_TEST_REQUIRE(over, "the lifetime is over");
    NS_TEST_EXPECT_MSG_EQ(over->change.reason, "lifetime-over", "not before");
    NS_TEST_EXPECT_MSG_EQ(over->at, Seconds(105), "counted from the last request accepted");
    const auto* again = net.FindState(G1, "registered", Seconds(106));
    PMIPV6_TEST_REQUIRE(again, "tried again until it is accepted");
    NS_TEST_EXPECT_MSG_GT(again->at, Seconds(130), "when the path is shorter");
}

void
PresenceTestCase::LeavesAfterRefusal()
{
    TopologyOptions options;
    options.detection = Time(0);
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Seconds(1), 0, G1);
    // It attaches once more, is refused, and leaves: the anchor has it still.
    net.At(Seconds(5), [&] { net.SetWireDelay(G1, L1, Ms(301)); });
    net.AttachAt(Seconds(6), 0, G1);
    net.At(Seconds(8), [&] { net.SetWireDelay(G1, L1, net.Delay(G1, L1)); });
    net.DetachAt(Seconds(9), 0);
    net.RunUntil(Seconds(10));
    PMIPV6_TEST_REQUIRE(!net.GetRefused().empty(), "refused");
    const auto* left = net.FindState(G1, "deregistering", Seconds(9));
    PMIPV6_TEST_REQUIRE(left, "6.9.1.4: de-registered");
    NS_TEST_EXPECT_MSG_EQ(left->at, Seconds(9), "at once");
    PMIPV6_TEST_REQUIRE(net.FindState(L1, "deregistered", Seconds(9)), "the anchor hears of it");
}

void
PresenceTestCase::NeverAfterMismatch()
{
    TopologyFixture net(SHORT_DELAYS);
    net.GetGateway(G1)->SetAttribute("RefusalRetryDelay", TimeValue(Time(0)));
    net.SetWireDelay(G1, L1, Ms(301));
    net.AttachAt(Seconds(1), 0, G1);
    net.RunUntil(Seconds(100));
    NS_TEST_EXPECT_MSG_EQ(net.GetSent(G1, Seconds(1), Seconds(100)).size(), 2, "once more alone");
}

void
PresenceTestCase::ClockSetLate()
{
    TopologyFixture net(SHORT_DELAYS);
    net.GetGateway(G1)->SetAttribute("ClockOffset", TimeValue(Seconds(1)));
    net.GetGateway(G1)->SetAttribute("ClockSynchronizationDelay", TimeValue(Seconds(2)));
    net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(5)).Run(Ms(900), 1000);
    net.AttachAt(Seconds(1), 0, G1);
    // A moment ago it was heard.
    net.DetachAt(Seconds(3), 0);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(CountRegistrations(net.GetSent(G1, Seconds(1), Seconds(10))),
                          1,
                          "not when the clock is set: it is gone");
    NS_TEST_EXPECT_MSG_EQ(net.GetEntry(G1, 0), nullptr, "which is known now");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213-presence`.
 */
class Rfc5213PresenceTestSuite : public TestSuite
{
  public:
    Rfc5213PresenceTestSuite()
        : TestSuite("pmipv6-rfc5213-presence")
    {
        using Case = PresenceTestCase;
        for (const auto& variant : GetVariants())
        {
            AddTestCase(new Case("6.13 each question is answered", &Case::EachQuestion, variant));
        }
        AddTestCase(new Case("6.13 an answer to an earlier question", &Case::AnswerToEarlier));
        AddTestCase(new Case("6.13 a frame long after the question", &Case::FrameLongAfter));
        AddTestCase(new Case("6.9.1.2 a prefix is refused", &Case::RefusedPrefix));
        AddTestCase(new Case("6.9.1.2 readmitted", &Case::Readmitted));
        AddTestCase(new Case("6.9.1.2 link-local address collides", &Case::LinkLocalCollides));
        AddTestCase(new Case("6.9.1.1 attached before the start", &Case::AttachedBeforeStart));
        AddTestCase(new Case("RFC 5846, 9.1 out of sync", &Case::OutOfSync));
        AddTestCase(new Case("6.9.1.2 late, by a clock that is right", &Case::LateForNoReason));
        AddTestCase(new Case("6.9.1.2 a refresh is late", &Case::RefusedRefresh));
        AddTestCase(new Case("6.9.1.2 refreshes are late to the end", &Case::RefusedToTheEnd));
        AddTestCase(new Case("6.9.1.4 leaves after a refusal", &Case::LeavesAfterRefusal));
        AddTestCase(new Case("6.9.1.2 late, and no delay to wait", &Case::NeverAfterMismatch));
        AddTestCase(new Case("6.9.1.2 the clock is set too late", &Case::ClockSetLate));
    }
};

static Rfc5213PresenceTestSuite g_rfc5213PresenceTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
