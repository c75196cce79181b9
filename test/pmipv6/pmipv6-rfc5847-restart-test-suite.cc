/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-heartbeat-agent.h"
#include "ns3/pmipv6-signaling-monitor.h"

#include <algorithm>
#include <tuple>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5847 at anchors and gateways: what a restart costs, and a wire that fails. With d the one-way
 * delay between anchor and gateway, w that of the access link, T_A of authentication, and T the
 * restart: packets are lost that are at an anchor that restarts from T to T + 2w + 2d, and those at
 * a gateway that restarts from T to T + 2w + T_A + 2d.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * Restarts; each member function is a test case.
 */
class RestartTestCase : public MemberTestCase<RestartTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Anchor();          //!< sessions return
    void AnchorSilent();    //!< of nodes that say nothing
    void AnchorUnnoticed(); //!< found by the next Heartbeat
    void AnchorMoved();     //!< the old gateway takes nothing back
    void AnchorJustMoved(); //!< or, with a PresenceWindow, only for a while
    void AnchorMoves();     //!< the node is on its way
    void AnchorPool();      //!< assigns anew
    void Gateway();         //!< nodes are found again
    void GatewaySilent();   //!< those that say nothing, and those that are gone
    void GatewayLeft();     //!< one that has just left is not taken back
    void GatewayDropped();  //!< sessions wait for a gateway
    void GatewayToldLate(); //!< what it has registered since stays
    void Stopped();         //!< before the start and after the stop
    void WireFails();       //!< not reachable, and reachable again
    void NoSessions();      //!< no Heartbeats
    void FirstSession();    //!< both ends ask
    void FirstMinute();     //!< a restart in it is found though it is not told
    void Reminded();        //!< it is told once more, to whom cannot know
    void TrustEnds();       //!< with the role

  private:
    /**
     * Check that a flow's packets are lost if, and only if, they are somewhere during an outage.
     *
     * @param flow the flow
     * @param way from the sender to there
     * @param from begin of the outage
     * @param to its end
     * @param what the flow, for messages
     */
    void ExpectLost(const ProbeFlow& flow, Time way, Time from, Time to, const std::string& what);
};

void
RestartTestCase::ExpectLost(const ProbeFlow& flow,
                            Time way,
                            Time from,
                            Time to,
                            const std::string& what)
{
    const auto lost = flow.GetLost();
    // Serialization adds up to some microseconds on the way.
    const Time margin = MicroSeconds(30);
    std::size_t expected = 0;
    for (uint32_t i = 0; i < flow.GetSent().size(); ++i)
    {
        const Time there = flow.GetSent()[i] + way;
        const bool isLost = std::find(lost.begin(), lost.end(), i) != lost.end();
        if (there > from + margin && there < to - margin)
        {
            ++expected;
            NS_TEST_EXPECT_MSG_EQ(isLost, true, what << ": packet " << i << " at " << there);
        }
        else if (there < from - margin || there > to + margin)
        {
            NS_TEST_EXPECT_MSG_EQ(isLost, false, what << ": packet " << i << " at " << there);
        }
    }
    NS_TEST_EXPECT_MSG_EQ((expected > 0), true, what << ": an outage that is seen");
}

void
RestartTestCase::Anchor()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.AttachAt(Ms(500), 0, G1);
    net.AttachAt(Ms(600), 1, G1); // Of the other anchor.
    auto& up = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(1.37));
    auto& down = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(1.37));
    up.Run(Seconds(3), 2000);
    down.Run(Seconds(3), 2000);
    const Time restart = Seconds(4);
    Ipv6Address before;
    net.At(restart, [&] {
        before = net.GetHomeAddress(0);
        net.GetAnchor(L1)->Restart();
        NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 0, "all is lost");
    });
    net.RunUntil(Seconds(7));
    const Time d = net.Delay(L1, G1);
    const Time w = net.Access(0, G1);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(restart, Seconds(7)),
                          "L1>G1 Heartbeat, L1>G2 Heartbeat, L1>G3 Heartbeat, G1>L1 PBU, L1>G1 PBA",
                          "all gateways are told; one entry is of that anchor");
    const auto requests = net.GetSent(G1, restart, Seconds(7));
    PMIPV6_TEST_REQUIRE(requests.size() == 1, "registered anew");
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[0].at,
                              restart + d + w * 2,
                              TOLERANCE,
                              "once the node has answered, though it sends");
    NS_TEST_EXPECT_MSG_EQ(int(requests[0].Find<HandoffIndicatorOption>()->indicator),
                          int(HandoffIndicator::NOT_CHANGED),
                          "a re-registration");
    NS_TEST_EXPECT_MSG_EQ(requests[0].Find<HomeNetworkPrefixOption>()->prefix.IsAllZero(),
                          false,
                          "with its prefix");
    const auto* state = net.FindState(L1, "registered", restart);
    PMIPV6_TEST_REQUIRE(state, "registered");
    NS_TEST_EXPECT_MSG_EQ(state->change.reason, "initial-registration", "a new session");
    NS_TEST_EXPECT_MSG_EQ_TOL(state->at, restart + w * 2 + d * 2, TOLERANCE, "T + 2w + 2d");
    NS_TEST_EXPECT_MSG_EQ(net.GetHomeAddress(0), before, "the address stays");
    NS_TEST_EXPECT_MSG_EQ((net.FindState(G1, "registering", restart) == nullptr),
                          true,
                          "the gateway lets traffic pass all the time");
    ExpectLost(up, w + d, restart, restart + w * 2 + d * 2, "uplink");
    ExpectLost(down, net.Delay(CN, L1), restart, restart + w * 2 + d * 2, "downlink");
    NS_TEST_EXPECT_MSG_EQ(net.GetIgnored().size(), 0, "nothing is ignored");
}

void
RestartTestCase::AnchorSilent()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.AttachAt(Ms(500), 0, G1);
    net.AttachAt(Ms(600), 2, G3);
    net.DetachAt(Seconds(9), 2);
    auto& down = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(1.37));
    down.Run(Seconds(9.5), 1000);
    const Time restart = Seconds(10);
    net.At(restart, [&] { net.GetAnchor(L1)->Restart(); });
    net.RunUntil(Seconds(20));
    const Time d = net.Delay(L1, G1);
    const Time w = net.Access(0, G1);
    const auto requests = net.GetSent(G1, restart, Seconds(20));
    PMIPV6_TEST_REQUIRE(requests.size() == 1, "registered anew");
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[0].at, restart + d + w * 2, TOLERANCE, "asked first");
    ExpectLost(down, net.Delay(CN, L1), restart, restart + d * 2 + w * 2, "downlink");
    NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L1, 2) == nullptr), true, "not for a node that is gone");
    NS_TEST_EXPECT_MSG_EQ((net.GetEntry(G3, 2) == nullptr), true, "nor at its gateway");
}

void
RestartTestCase::AnchorUnnoticed()
{
    auto options = m_variant.GetOptions();
    options.heartbeat = Seconds(60);
    TopologyFixture net(m_variant.delays, options);
    net.AttachAt(Ms(500), 0, G1);
    net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(50)).Run(Seconds(1), 3000);
    const Time restart = Seconds(100);
    net.SetLoss(L1, G1, [restart](Ptr<const Packet> packet) {
        return TopologyFixture::IsMobility(packet, MessageType::HEARTBEAT) &&
               Simulator::Now() > restart && Simulator::Now() < restart + Seconds(1);
    });
    net.At(restart, [&] { net.GetAnchor(L1)->Restart(); });
    net.RunUntil(Seconds(130));
    // Node 2, its first peer: 3 / phi = 1.854 of 60 s, and 60 s later.
    const Time request = Seconds(111.246117974981);
    const auto* state = net.FindState(L1, "registered", restart);
    PMIPV6_TEST_REQUIRE(state, "registered");
    NS_TEST_EXPECT_MSG_EQ_TOL(state->at,
                              request + net.Delay(L1, G1) * 3 + net.Access(0, G1) * 2,
                              TOLERANCE,
                              "request, response with another counter, question to the node, "
                              "registration");
}

void
RestartTestCase::AnchorMoved()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10)).Run(Seconds(1), 2000);
    net.DetachAt(Seconds(5), 0); // Unnoticed.
    net.AttachAt(Seconds(5), 0, G2);
    const Time restart = Seconds(6);
    net.At(restart, [&] { net.GetAnchor(L1)->Restart(); });
    net.RunUntil(Seconds(15));
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "registered");
    NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf, net.GetAddress(G2), "where the node is");
    const auto requests = net.GetSent(G1, restart, Seconds(15));
    PMIPV6_TEST_REQUIRE(requests.size() == 1, "the old gateway asks the node, in vain");
    NS_TEST_EXPECT_MSG_EQ(requests[0].GetRequest().lifetime, 0, "and says good-bye");
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[0].at,
                              restart + net.Delay(L1, G1) + Seconds(3),
                              TOLERANCE,
                              "after three solicitations");
    PMIPV6_TEST_REQUIRE(net.GetIgnored().size() == 1, "which says nothing of the new gateway's");
    NS_TEST_EXPECT_MSG_EQ(net.GetIgnored()[0].reason,
                          "deregistration-not-from-proxy-care-of-address",
                          "ignored");
}

void
RestartTestCase::AnchorJustMoved()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10)).Run(Seconds(1), 2000);
    const Time restart = Seconds(5);
    // Longer than it takes to move: heard at G1 within it, and registered at G2 before the restart.
    net.GetGateway(G1)->SetAttribute("PresenceWindow", TimeValue(Ms(100)));
    net.DetachAt(restart - Ms(30), 0);
    net.AttachAt(restart - Ms(30), 0, G2);
    net.At(restart, [&] { net.GetAnchor(L1)->Restart(); });
    net.RunUntil(Seconds(15));
    PMIPV6_TEST_REQUIRE(!net.GetIgnored().empty(), "the old gateway is first");
    NS_TEST_EXPECT_MSG_EQ(net.GetIgnored()[0].reason,
                          "extension-not-from-proxy-care-of-address",
                          "the new one claims too little");
    const auto* back = net.FindState(L1, "registered", restart + Ms(500));
    PMIPV6_TEST_REQUIRE(back, "it insists");
    NS_TEST_EXPECT_MSG_EQ_TOL(back->at,
                              restart + net.Delay(L1, G2) * 2 + Seconds(1) + net.Access(0, G2) * 4,
                              TOLERANCE,
                              "by the repetition, INITIAL_BINDACK_TIMEOUT later; each is sent once "
                              "the node has answered");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->proxyCareOf, net.GetAddress(G2), "in the end");
}

void
RestartTestCase::AnchorMoves()
{
    // The anchor forgets the node, which the new gateway registers with another prefix; then the
    // old one, which heard it a moment ago, hears of the restart.
    TopologyFixture net(SHORT_DELAYS);
    net.SetWireDelay(G1, L1, Ms(20));
    net.AttachAt(Ms(500), 0, G1);
    net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10)).Run(Seconds(1), 2000);
    const Time restart = Ms(4995);
    net.DetachAt(Seconds(5), 0);
    net.AttachAt(Seconds(5), 0, G2);
    net.At(restart, [&] { net.GetAnchor(L1)->Restart(); });
    net.RunUntil(Seconds(15));
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "registered");
    NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf, net.GetAddress(G2), "where the node is");
    const auto bindings =
        std::count_if(net.GetStates().begin(), net.GetStates().end(), [&](const auto& record) {
            return record.place == L1 && record.at > restart;
        });
    NS_TEST_EXPECT_MSG_EQ(bindings, 1, "registered once, and left as it is");
    const auto requests = net.GetSent(G1, restart, Seconds(15));
    PMIPV6_TEST_REQUIRE(requests.size() == 1, "the old gateway asks the node, in vain");
    NS_TEST_EXPECT_MSG_EQ(requests[0].GetRequest().lifetime, 0, "and says good-bye");
}

void
RestartTestCase::AnchorPool()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    const Time restart = Seconds(10);
    Prefix first;
    // Node 2 arrives at the anchor before node 0, which is asked whether it is there.
    net.AttachAt(restart + Ms(1), 2, G3);
    net.At(restart, [&] {
        first = net.GetBinding(L1, 0)->prefixes.front();
        net.GetAnchor(L1)->Restart();
    });
    net.RunUntil(Seconds(15));
    PMIPV6_TEST_REQUIRE(net.GetBinding(L1, 2) && net.GetBinding(L1, 0), "both are registered");
    NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L1, 0)->prefixes.front() == first),
                          true,
                          "a node keeps what it had");
    NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L1, 2)->prefixes.front() == first),
                          false,
                          "the pool begins elsewhere");
    NS_TEST_EXPECT_MSG_EQ(net.GetRefused().size(), 0, "nothing is refused");
}

void
RestartTestCase::Gateway()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.AttachAt(Ms(500), 0, G1);
    net.AttachAt(Ms(600), 2, G3);
    auto& up = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(1.37));
    auto& down = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(1.37));
    up.Run(Seconds(3), 2000);
    down.Run(Seconds(3), 2000);
    const Time restart = Seconds(4);
    Ipv6Address before;
    net.At(restart, [&] {
        before = net.GetHomeAddress(0);
        net.GetGateway(G1)->Restart();
        NS_TEST_EXPECT_MSG_EQ((net.GetEntry(G1, 0) == nullptr), true, "all is lost");
    });
    net.RunUntil(Seconds(7));
    const Time d = net.Delay(L1, G1);
    const Time back = restart + net.Access(0, G1) * 2 + m_variant.authentication + d * 2;
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(restart, Seconds(7)),
                          "G1>L1 Heartbeat, G1>L2 Heartbeat, G1>L1 PBU, L1>G1 PBA",
                          "both anchors are told");
    const auto* gone = net.FindState(G1, "none", restart);
    PMIPV6_TEST_REQUIRE(gone, "lost");
    NS_TEST_EXPECT_MSG_EQ(gone->change.reason, "gateway-restarted", "the reason");
    const auto* state = net.FindState(G1, "registered", restart);
    PMIPV6_TEST_REQUIRE(state, "registered");
    NS_TEST_EXPECT_MSG_EQ_TOL(state->at, back, TOLERANCE, "T + 2w + T_A + 2d");
    const auto* atAnchor = net.FindState(L1, "registered", restart);
    PMIPV6_TEST_REQUIRE(atAnchor, "registered");
    NS_TEST_EXPECT_MSG_EQ(atAnchor->change.reason, "lifetime-extension", "the session was kept");
    NS_TEST_EXPECT_MSG_EQ(net.GetHomeAddress(0), before, "the address stays");
    ExpectLost(up, net.Access(0, G1), restart, back, "uplink");
    ExpectLost(down, net.Delay(CN, L1) + d, restart, back, "downlink");
}

void
RestartTestCase::GatewaySilent()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.AttachAt(Ms(500), 0, G1);
    net.AttachAt(Ms(600), 2, G1);
    net.At(Seconds(9), [&] {
        // Unnoticed whatever the variant's detection is.
        net.GetDevice(2)->GetChannel()->SetAttribute("DetachDetection", TimeValue(Seconds(-1)));
    });
    net.DetachAt(Seconds(9.5), 2);
    const Time restart = Seconds(10);
    net.At(restart, [&] { net.GetGateway(G1)->Restart(); });
    net.RunUntil(Seconds(20));
    const auto* state = net.FindState(G1, "registered", restart);
    PMIPV6_TEST_REQUIRE(state, "registered");
    NS_TEST_EXPECT_MSG_EQ_TOL(state->at,
                              restart + net.Access(0, G1) * 2 + m_variant.authentication +
                                  net.Delay(L1, G1) * 2,
                              TOLERANCE,
                              "T + 2w + T_A + 2d");
    NS_TEST_EXPECT_MSG_EQ((net.GetEntry(G1, 2) == nullptr), true, "not one that is gone");
    NS_TEST_EXPECT_MSG_EQ(net.GetGateway(G1)->GetAccessDevice()->IsAttached(net.GetLinkLayer(2)),
                          false,
                          "known after three solicitations");
    NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L1, 2) != nullptr), true, "its session has a lifetime");
}

void
RestartTestCase::GatewayLeft()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(5)).Run(Seconds(1), 2000);
    // Heard lately, and elsewhere by now, which the old gateway has not noticed.
    net.DetachAt(Seconds(5), 0);
    net.AttachAt(Ms(5010), 0, G2);
    net.At(Ms(5020), [&] { net.GetGateway(G1)->Restart(); });
    net.RunUntil(Seconds(12));
    const auto sent = net.GetSent(G1, Seconds(5), Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(sent.size(), 2, "Heartbeats alone");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->proxyCareOf, net.GetAddress(G2), "where it is");
}

void
RestartTestCase::GatewayDropped()
{
    auto options = m_variant.GetOptions();
    options.configure = [](Pmipv6Helper& domain) {
        domain.SetAnchorAttribute("KeepSessionsAtGatewayRestart", BooleanValue(false));
    };
    options.detection = Seconds(-1);
    options.heartbeat = Seconds(5); // So that both were registered when one was answered.
    TopologyFixture net(m_variant.delays, options);
    net.AttachAt(Ms(500), 0, G1);
    net.AttachAt(Ms(600), 2, G1);
    net.DetachAt(Seconds(9.5), 2);
    const Time restart = Seconds(10);
    net.At(restart, [&] { net.GetGateway(G1)->Restart(); });
    net.RunUntil(Seconds(30));
    const Time d = net.Delay(L1, G1);
    const auto* waiting = net.FindState(L1, "deregistered", restart);
    PMIPV6_TEST_REQUIRE(waiting, "sessions wait");
    NS_TEST_EXPECT_MSG_EQ_TOL(waiting->at, restart + d, TOLERANCE, "when the anchor is told");
    NS_TEST_EXPECT_MSG_EQ(waiting->change.reason, "gateway-restarted", "the reason");
    NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L1, 0) != nullptr &&
                           net.GetBinding(L1, 0)->state == BindingState::REGISTERED),
                          true,
                          "one is registered once more");
    const auto* gone = net.FindState(L1, "none", restart);
    PMIPV6_TEST_REQUIRE(gone, "the other is not");
    NS_TEST_EXPECT_MSG_EQ_TOL(gone->at,
                              restart + d + Seconds(10),
                              TOLERANCE,
                              "MinDelayBeforeBCEDelete");
    NS_TEST_EXPECT_MSG_EQ(gone->change.mobileNode, net.GetIdentifier(2), "that of the node gone");
}

void
RestartTestCase::GatewayToldLate()
{
    TopologyOptions options;
    options.detection = Seconds(-1);
    options.heartbeat = Seconds(5);
    options.configure = [](Pmipv6Helper& domain) {
        domain.SetAnchorAttribute("KeepSessionsAtGatewayRestart", BooleanValue(false));
    };
    TopologyFixture net(SHORT_DELAYS, options);
    net.AttachAt(Ms(500), 0, G1);
    net.AttachAt(Ms(600), 2, G1);
    net.DetachAt(Seconds(9.5), 2);
    // The anchor learns of the restart by the next Heartbeat, when one node has been registered for
    // long again, and the other, which is gone, never.
    const Time restart = Seconds(10);
    net.SetLoss(G1, L1, [](Ptr<const Packet> packet) {
        return Simulator::Now() >= Seconds(10) && Simulator::Now() < Seconds(10.5) &&
               !TopologyFixture::IsUpdate(packet);
    });
    net.At(restart, [&] { net.GetGateway(G1)->Restart(); });
    net.RunUntil(Seconds(80));
    PMIPV6_TEST_REQUIRE(net.GetBinding(L1, 0), "the session of the node that is there");
    NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L1, 0)->state == BindingState::REGISTERED),
                          true,
                          "registered");
    const auto* waiting = net.FindState(L1, "deregistered", restart);
    PMIPV6_TEST_REQUIRE(waiting, "found at last");
    NS_TEST_EXPECT_MSG_GT(waiting->at, Seconds(10.5), "late");
    NS_TEST_EXPECT_MSG_EQ(waiting->change.mobileNode, net.GetIdentifier(2), "of the other alone");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 2), nullptr, "which is gone");
    std::size_t count = 0;
    for (const auto& message : net.GetSent(L1, restart, Seconds(80)))
    {
        count += message.name == "BindingRevocationIndication";
    }
    NS_TEST_EXPECT_MSG_EQ(count, 1, "asked for the one registered since");
}

void
RestartTestCase::Stopped()
{
    TopologyFixture net(SHORT_DELAYS);
    net.GetAnchor(L1)->Restart();
    net.GetGateway(G1)->Restart();
    net.GetAnchor(L1)->SetStopTime(Seconds(5));
    net.AttachAt(Ms(500), 0, G1);
    net.At(Seconds(6), [&] { net.GetAnchor(L1)->Restart(); });
    net.At(Seconds(7), [&] {
        HeartbeatAgent::Install(net.GetNode(G1))->SetAttribute("Interval", TimeValue(Seconds(1)));
    });
    std::vector<Time> lost;
    HeartbeatAgent::Install(net.GetNode(G1))
        ->TraceConnectWithoutContext(
            "Reachability",
            MakeFunctionCallback<const Ipv6Address&, bool>(
                [&](const Ipv6Address&, bool) { lost.push_back(Simulator::Now()); }));
    net.RunUntil(Seconds(15));
    NS_TEST_EXPECT_MSG_EQ(HeartbeatAgent::Install(net.GetNode(L1))->GetRestartCounter(),
                          0,
                          "nothing happens");
    NS_TEST_EXPECT_MSG_EQ(net.GetSent(L1, Seconds(5), Seconds(15)).size(), 0, "it is silent");
    NS_TEST_EXPECT_MSG_EQ(lost.size(), 1, "and not reachable");
}

void
RestartTestCase::WireFails()
{
    auto options = m_variant.GetOptions();
    options.heartbeat = Seconds(10);
    TopologyFixture net(m_variant.delays, options);
    std::vector<std::pair<Time, bool>> atGateway;
    std::vector<std::pair<Time, bool>> atAnchor;
    for (auto [place, peer, records] :
         {std::tuple{G1, L1, &atGateway}, std::tuple{L1, G1, &atAnchor}})
    {
        HeartbeatAgent::Install(net.GetNode(place))
            ->TraceConnectWithoutContext(
                "Reachability",
                MakeFunctionCallback<const Ipv6Address&, bool>(
                    [address = net.GetAddress(peer), records = records](const Ipv6Address& of,
                                                                        bool isReachable) {
                        if (of == address)
                        {
                            records->emplace_back(Simulator::Now(), isReachable);
                        }
                    }));
    }
    const auto isDown = [](Ptr<const Packet>) {
        return Simulator::Now() > Seconds(100) && Simulator::Now() < Seconds(200);
    };
    net.SetLoss(L1, G1, isDown);
    net.SetLoss(G1, L1, isDown);
    net.AttachAt(Ms(500), 0, G1);
    auto& down = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(97));
    down.Run(Seconds(1), 3200);
    net.RunUntil(Seconds(320));
    const Time d = net.Delay(L1, G1);
    // Requests at 8.541 and 6.180 of each 10 s; the first four of the failure are missed.
    PMIPV6_TEST_REQUIRE(atGateway.size() == 2 && atAnchor.size() == 2, "lost and found");
    NS_TEST_EXPECT_MSG_EQ_TOL(atGateway[0].first, Seconds(148.541019662497), TOLERANCE, "lost");
    NS_TEST_EXPECT_MSG_EQ_TOL(atGateway[1].first,
                              Seconds(208.541019662497) + d * 2,
                              TOLERANCE,
                              "found");
    NS_TEST_EXPECT_MSG_EQ_TOL(atAnchor[0].first, Seconds(146.180339887499), TOLERANCE, "lost");
    NS_TEST_EXPECT_MSG_EQ_TOL(atAnchor[1].first,
                              Seconds(206.180339887499) + d * 2,
                              TOLERANCE,
                              "found");
    NS_TEST_EXPECT_MSG_EQ(atGateway[0].second, false, "lost");
    NS_TEST_EXPECT_MSG_EQ(atGateway[1].second, true, "found");
    ExpectLost(down, net.Delay(CN, L1) + d, Seconds(100), Seconds(200), "downlink");
    const auto refreshed = net.GetSent(G1, Seconds(200), Seconds(320));
    NS_TEST_EXPECT_MSG_EQ(std::count_if(refreshed.begin(),
                                        refreshed.end(),
                                        [](const SignalRecord& record) {
                                            return record.name == "ProxyBindingUpdate";
                                        }),
                          1,
                          "the binding is refreshed in its time");
    NS_TEST_EXPECT_MSG_EQ((net.FindState(L1, "none") == nullptr), true, "and kept");
}

void
RestartTestCase::NoSessions()
{
    TopologyOptions options;
    options.heartbeat = Seconds(10);
    options.detection = Ms(5);
    TopologyFixture net(SHORT_DELAYS, options);
    SignalingMonitor monitor;
    monitor.AddNode(net.GetNode(L1), "l1", net.GetAddress(L1));
    monitor.AddNode(net.GetNode(G1), "g1", net.GetAddress(G1));
    net.AttachAt(Seconds(30), 0, G1);
    net.DetachAt(Seconds(60), 0);
    net.RunUntil(Seconds(120));
    NS_TEST_EXPECT_MSG_EQ(monitor.CountSent(Seconds(29), Seconds(120)),
                          4,
                          "Heartbeats count for no handover");
    NS_TEST_EXPECT_MSG_EQ((monitor.GetCounts().at("Heartbeat").sent >= 8), true, "but by name");
    for (const auto& record : net.GetSignals(Time(0), Seconds(120), SignalKind::SENT))
    {
        const bool isRequest =
            record.name == "Heartbeat" && !std::get<Heartbeat>(record.message).isResponse;
        // The anchor's session lives for MinDelayBeforeBCEDelete after the de-registration.
        const Time end = Seconds(60) + (record.place == L1 ? Seconds(10.1) : Ms(100));
        const bool isAllowed =
            record.at >= Seconds(30) && record.at < end &&
            (record.place == L1 || record.place == G1) &&
            (record.peer == net.GetAddress(L1) || record.peer == net.GetAddress(G1));
        NS_TEST_EXPECT_MSG_EQ((!isRequest || isAllowed),
                              true,
                              "request of " << record.place << " at " << record.at);
    }
    NS_TEST_EXPECT_MSG_EQ((net.GetSent(G1, Seconds(31), Seconds(59)).size() >= 4),
                          true,
                          "requests and responses");
}

void
RestartTestCase::FirstSession()
{
    auto options = m_variant.GetOptions();
    options.heartbeat = Seconds(60);
    TopologyFixture net(m_variant.delays, options);
    const Time attach = Ms(500);
    net.AttachAt(attach, 0, G1);
    net.AttachAt(attach + Ms(500), 2, G1); // Not the first.
    // The gateway's request is lost on the first way, and the anchor's answer.
    const auto isFirst = [](Ptr<const Packet> packet) {
        return TopologyFixture::IsMobility(packet, MessageType::HEARTBEAT) &&
               Simulator::Now() < Seconds(2);
    };
    net.SetLoss(G1, L1, isFirst);
    net.RunUntil(attach + Seconds(31));
    const Time atAnchor = attach + m_variant.authentication + net.Delay(G1, L1);
    const auto getRequests = [&net](Place place) {
        std::vector<Time> requests;
        for (const auto& record : net.GetSent(place, Time(0), Seconds(40)))
        {
            if (record.name == "Heartbeat" && !std::get<Heartbeat>(record.message).isResponse)
            {
                requests.push_back(record.at);
            }
        }
        return requests;
    };
    // Turns: the anchor's at 0.618 of 60 s, the gateway's at 0.854.
    const auto ofAnchor = getRequests(L1);
    const auto ofGateway = getRequests(G1);
    PMIPV6_TEST_REQUIRE(ofAnchor.size() == 2 && ofGateway.size() == 2, "asked, and asked again");
    NS_TEST_EXPECT_MSG_EQ_TOL(ofAnchor[0], atAnchor, TOLERANCE, "with the registration");
    NS_TEST_EXPECT_MSG_EQ_TOL(ofGateway[0],
                              atAnchor + net.Delay(L1, G1),
                              TOLERANCE,
                              "with the acknowledgement");
    NS_TEST_EXPECT_MSG_EQ_TOL(ofAnchor[1], ofAnchor[0] + Seconds(30), TOLERANCE, "30 s later");
    NS_TEST_EXPECT_MSG_EQ_TOL(ofGateway[1], ofGateway[0] + Seconds(30), TOLERANCE, "30 s later");
    for (const auto& [place, peer] : {std::pair{L1, G1}, std::pair{G1, L1}})
    {
        const auto counter = HeartbeatAgent::Install(net.GetNode(place))
                                 ->GetPeerCounter(net.GetAddress(place), net.GetAddress(peer));
        NS_TEST_EXPECT_MSG_EQ((counter == std::optional<uint32_t>(0)), true, "known then");
    }
}

void
RestartTestCase::FirstMinute()
{
    auto options = m_variant.GetOptions();
    options.heartbeat = Seconds(60);
    TopologyFixture net(m_variant.delays, options);
    net.AttachAt(Ms(500), 0, G1);
    net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(50)).Run(Seconds(1), 1500);
    const Time restart = Seconds(8);
    net.SetLoss(L1, G1, [restart](Ptr<const Packet> packet) {
        return TopologyFixture::IsMobility(packet, MessageType::HEARTBEAT) &&
               Simulator::Now() > restart && Simulator::Now() < restart + Seconds(1);
    });
    net.At(restart, [&] { net.GetAnchor(L1)->Restart(); });
    net.RunUntil(Seconds(60));
    const auto* state = net.FindState(L1, "registered", restart);
    PMIPV6_TEST_REQUIRE(state, "registered");
    NS_TEST_EXPECT_MSG_GT(state->at,
                          Seconds(51.246117974981) + net.Delay(L1, G1) * 3 - TOLERANCE,
                          "found in the gateway's turn, 0.854 of 60 s");
    NS_TEST_EXPECT_MSG_LT(state->at,
                          Seconds(51.246117974981) + net.Delay(L1, G1) * 3 + net.Access(0, G1) * 2 +
                              TOLERANCE,
                          "and mended at once");
}

void
RestartTestCase::Reminded()
{
    // The gateway has no Restart Counter from before the restart: its first request is lost, or is
    // at the anchor behind it. Nor does it hear that the anchor tells of it.
    for (const bool isLost : {true, false})
    {
        auto options = m_variant.GetOptions();
        options.heartbeat = Seconds(60);
        TopologyFixture net(m_variant.delays, options);
        const Time attach = Ms(500);
        net.AttachAt(attach, 0, G1);
        net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(50)).Run(Seconds(1), 1500);
        const Time d = net.Delay(L1, G1);
        const Time acknowledged = attach + m_variant.authentication + net.Delay(G1, L1) + d;
        const Time restart = isLost ? Seconds(8) : acknowledged + d / 2;
        net.SetLoss(L1, G1, [=](Ptr<const Packet> packet) {
            return TopologyFixture::IsMobility(packet, MessageType::HEARTBEAT) &&
                   (isLost ? Simulator::Now() < Seconds(9)
                           : Simulator::Now() < restart + d + d / 4);
        });
        net.At(restart, [&] { net.GetAnchor(L1)->Restart(); });
        net.RunUntil(Seconds(60));
        // Once more 30 s behind the first request, which was answered in the second case.
        const Time request = isLost ? acknowledged + Seconds(30) : acknowledged;
        const auto* state = net.FindState(L1, "registered", restart);
        PMIPV6_TEST_REQUIRE(state, "registered");
        NS_TEST_EXPECT_MSG_EQ_TOL(state->at,
                                  request + d * 3 + net.Access(0, G1) * 2,
                                  TOLERANCE,
                                  "reminded with the answer, question to the node, registration");
        const auto sent = net.GetSent(L1, restart + Ms(1), Seconds(60));
        const auto reminders = std::count_if(sent.begin(), sent.end(), [](const auto& record) {
            const auto* heartbeat = std::get_if<Heartbeat>(&record.message);
            return heartbeat && heartbeat->isUnsolicited;
        });
        NS_TEST_EXPECT_MSG_LT_OR_EQ(reminders, 3, "RestartReminders");
        NS_TEST_EXPECT_MSG_GT(reminders, 0, "told again");
    }
}

void
RestartTestCase::TrustEnds()
{
    TopologyFixture net(SHORT_DELAYS);
    net.GetAnchor(L1)->SetStopTime(Seconds(5));
    net.GetGateway(G2)->SetStopTime(Seconds(5));
    net.AttachAt(Ms(500), 0, G1);
    const std::vector<MessageKind> kinds{PROXY_BINDING_UPDATE,
                                         PROXY_BINDING_ACKNOWLEDGEMENT,
                                         RevocationType::INDICATION,
                                         RevocationType::ACKNOWLEDGEMENT,
                                         MessageType::HEARTBEAT};
    const auto count = [&](Place place, Place peer) {
        return std::count_if(kinds.begin(), kinds.end(), [&](const auto& kind) {
            return net.GetSignaling(place)->GetAssociations().IsTrusted(net.GetAddress(peer), kind);
        });
    };
    net.At(Seconds(4), [&] {
        NS_TEST_EXPECT_MSG_EQ(count(L1, G1), 4, "all but the answer");
        NS_TEST_EXPECT_MSG_EQ(count(G2, L1), 4, "all but the request");
    });
    net.DetachAt(Seconds(6), 0);
    net.AttachAt(Seconds(6), 0, G1);
    net.RunUntil(Seconds(7.5));
    NS_TEST_EXPECT_MSG_EQ(count(L1, G1), 0, "an anchor that has stopped trusts nobody");
    NS_TEST_EXPECT_MSG_EQ(count(G2, L1), 0, "nor does a gateway");
    NS_TEST_EXPECT_MSG_EQ(count(G1, L1), 4, "another one does");
    const auto refused = net.GetSignals(Seconds(6), Seconds(7.5), SignalKind::REFUSED);
    PMIPV6_TEST_REQUIRE(!refused.empty(), "requests come on");
    for (const auto& record : refused)
    {
        NS_TEST_EXPECT_MSG_EQ(record.place, L1, "at the anchor");
        NS_TEST_EXPECT_MSG_EQ(record.reason, "no-security-association", "and are discarded");
    }
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5847-restart`.
 */
class Rfc5847RestartTestSuite : public TestSuite
{
  public:
    Rfc5847RestartTestSuite()
        : TestSuite("pmipv6-rfc5847-restart")
    {
        using Case = RestartTestCase;
        for (const auto& variant : GetVariants())
        {
            AddTestCase(new Case("3.2 an anchor restarts", &Case::Anchor, variant));
            AddTestCase(new Case("3.2 silent nodes", &Case::AnchorSilent, variant));
            AddTestCase(new Case("3.2 unnoticed restart", &Case::AnchorUnnoticed, variant));
            AddTestCase(new Case("3.2 a gateway restarts", &Case::Gateway, variant));
            AddTestCase(new Case("3.2 its silent nodes", &Case::GatewaySilent, variant));
            AddTestCase(new Case("3 sessions not kept", &Case::GatewayDropped, variant));
            AddTestCase(new Case("3.1 a wire fails", &Case::WireFails, variant));
            AddTestCase(new Case("3.2, 5 the first session", &Case::FirstSession, variant));
            AddTestCase(new Case("3.2 a restart in the first minute", &Case::FirstMinute, variant));
            AddTestCase(new Case("3.2 told of once more", &Case::Reminded, variant));
        }
        AddTestCase(new Case("3.2 a node that has moved", &Case::AnchorMoved));
        AddTestCase(new Case("3.2 a node that has just moved", &Case::AnchorJustMoved));
        AddTestCase(new Case("3.2 a node that has just left", &Case::GatewayLeft));
        AddTestCase(new Case("3.2 prefixes assigned anew", &Case::AnchorPool));
        AddTestCase(new Case("3 gateway, told late", &Case::GatewayToldLate));
        AddTestCase(new Case("3 roles that do not run", &Case::Stopped));
        AddTestCase(new Case("RFC 5213, 4 roles that have stopped trust nobody", &Case::TrustEnds));
        AddTestCase(new Case("3 no sessions, no requests", &Case::NoSessions));
    }
};

static Rfc5847RestartTestSuite g_rfc5847RestartTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
