/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-routing-fixture.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-attempt-numbers.h"
#include "ns3/pmipv6-mobility-codec.h"
#include "ns3/pmipv6-mobility-exchange.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/pmipv6-route-messages.h"
#include "ns3/test.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Who may have a localized route, and who may make one: RFC 6279, 4 (policy) and 6 (security),
 * draft-loureiro-netext-pmipv6-ro-02, 4.1 (failure at a gateway) and 10.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time START = Seconds(2); //!< of the packets

} // namespace

/**
 * @ingroup pmipv6-tests
 * What is allowed; each member function is a test case.
 */
class LoureiroPolicyTestCase : public TestCase
{
  public:
    /// What a test case does.
    using Body = void (LoureiroPolicyTestCase::*)();

    /**
     * @param name section and subject
     * @param body what it does
     * @param isSequenceOrdered registrations by sequence number, not timestamp
     */
    LoureiroPolicyTestCase(const std::string& name, Body body, bool isSequenceOrdered)
        : TestCase(name + (isSequenceOrdered ? ", sequence numbers" : "")),
          m_isSequenceOrdered(isSequenceOrdered),
          m_body(body)
    {
    }

    void Node();              //!< by its policy profile
    void Denied();            //!< a gateway asks for a node that is not allowed
    void Pair();              //!< and allowed again
    void Domain();            //!< of both gateways
    void DifferentDomains();  //!< a move to another one, and back
    void Agreement();         //!< between the anchors' domains
    void AnchorsDiffer();     //!< A12: one allows it, the other does not
    void RoutedByGateway();   //!< EnableMAGLocalRouting: no message at all
    void NoSuchNode();        //!< an address that nobody has
    void ResolverDelay();     //!< T_resolve, once in a session's life
    void LegacyGateway();     //!< one that does not know localized routing
    void LeavesDuringSetup(); //!< refused with 131, which is no refusal of the pair

    void RefusedRequests();  //!< what is wrong with a request
    void TrustEnds();        //!< with the function
    void WrongPeers();       //!< messages from nodes without an association
    void ForeignAnchor();    //!< one that is trusted, but not the node's
    void TunnelledPackets(); //!< of gateways that are trusted, and not
    void StrictTunnel();     //!< only of pairs with a route
    void HostileOctets();    //!< messages with some octets changed
    void OwnClock();         //!< numbers the attempts

  private:
    void DoRun() override
    {
        (this->*m_body)();
    }

    /**
     * Attach both nodes, and let them talk for two seconds.
     *
     * @param net the topology
     * @param m1 gateway of MN
     * @param m2 gateway of CN
     */
    void Talk(RoutingFixture& net, RoutingPlace m1 = MAG1, RoutingPlace m2 = MAG2);

    /**
     * Check that packets go through the anchors, and that nobody tries for a while.
     *
     * @param net the topology
     */
    void CheckNoRoute(const RoutingFixture& net);

    /**
     * @param net the topology
     * @param place where
     * @param reason why messages were refused
     * @return how many
     */
    static uint64_t CountDrops(const RoutingFixture& net,
                               RoutingPlace place,
                               const std::string& reason);

    /**
     * Have MAG2 receive a packet for CN through a tunnel.
     *
     * @param net the topology
     * @param source the packet's source
     * @param from where the tunnel begins
     * @return why it is dropped; "taken" if it is not
     */
    static std::string ReceiveTunnelled(RoutingFixture& net,
                                        const Ipv6Address& source,
                                        RoutingPlace from);

    /**
     * Say what has been said before, with some octets changed, from anybody to anybody.
     *
     * @param net the topology
     * @param begin when
     * @param count how many messages, 5 ms apart
     * @param isTrusted those too that the receiver takes from the sender
     * @param random draws
     */
    static void SayAgain(RoutingFixture& net,
                         Time begin,
                         uint32_t count,
                         bool isTrusted,
                         Ptr<UniformRandomVariable> random);

    /// @return options with this case's ordering
    RoutingOptions MakeOptions() const
    {
        RoutingOptions options;
        options.isSequenceOrdered = m_isSequenceOrdered;
        return options;
    }

    const bool m_isSequenceOrdered; //!< registrations by sequence number
    ProbeFlow* m_there{nullptr};    //!< MN to CN
    ProbeFlow* m_back{nullptr};     //!< CN to MN
    Body m_body;                    //!< what to do
};

void
LoureiroPolicyTestCase::Talk(RoutingFixture& net, RoutingPlace m1, RoutingPlace m2)
{
    net.AttachAt(Seconds(1), NODE_MN, m1);
    net.AttachAt(Seconds(1), NODE_CN, m2);
    m_there = &net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(20));
    m_back = &net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(20));
    m_there->Run(START, 100);
    m_back->Run(START + MilliSeconds(200), 100);
}

void
LoureiroPolicyTestCase::CheckNoRoute(const RoutingFixture& net)
{
    for (const auto gateway : {MAG1, MAG2, MAG3, MAG4})
    {
        NS_TEST_EXPECT_MSG_EQ(net.GetAgent(gateway)->GetRoutes().size(),
                              0,
                              RoutingFixture::GetName(gateway) << " has a route");
    }
    NS_TEST_EXPECT_MSG_EQ(m_there->GetLost().size(), 0, "packets lost");
    NS_TEST_EXPECT_MSG_EQ(m_back->GetLost().size(), 0, "packets lost");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

uint64_t
LoureiroPolicyTestCase::CountDrops(const RoutingFixture& net,
                                   RoutingPlace place,
                                   const std::string& reason)
{
    const auto& drops = net.GetSignaling(place)->GetDrops();
    const auto found = drops.find(reason);
    return found == drops.end() ? 0 : found->second;
}

void
LoureiroPolicyTestCase::Node()
{
    for (const auto mobile : {NODE_MN, NODE_CN})
    {
        RoutingOptions options = MakeOptions();
        RoutingFixture net(options);
        PolicyProfile profile = *net.GetPolicyStore()->Find(RoutingFixture::GetIdentifier(mobile));
        profile.isLocalRoutingAllowed = false;
        net.GetPolicyStore()->Add(profile);
        Talk(net);
        net.RunUntil(Seconds(5));
        CheckNoRoute(net);
        NS_TEST_EXPECT_MSG_EQ(net.FindSent("LMA2>MAG2 RoInit", START), Time::Max(), "no attempt");
        NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA2>LMA1 RoTriggerAck"),
                              (mobile == NODE_CN ? 136 : -1),
                              "what L2 says, if it is asked");
    }
}

void
LoureiroPolicyTestCase::Denied()
{
    RoutingOptions options = MakeOptions();
    options.isRequestedByGateways = true;
    RoutingFixture net(options);
    PolicyProfile profile = *net.GetPolicyStore()->Find(RoutingFixture::GetIdentifier(NODE_MN));
    profile.isLocalRoutingAllowed = false;
    net.GetPolicyStore()->Add(profile);
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    m_there = m_back = &net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(20));
    m_there->Run(START, 400);
    net.RunUntil(Seconds(11));
    CheckNoRoute(net);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(11)),
                          "MAG1>LMA1 RoRequest, LMA1>MAG1 RoRequestAck",
                          "asked once within RetryHoldDown");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG1 RoRequestAck"), 136, "denied");
}

void
LoureiroPolicyTestCase::Pair()
{
    RoutingFixture net(MakeOptions());
    net.GetPolicy()->AllowPair(net.GetPair(), false);
    Talk(net);
    auto& later = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(20));
    later.Run(Seconds(14), 100);
    net.At(Seconds(13), [&net] { net.GetPolicy()->AllowPair(net.GetPair(), true); });
    net.RunUntil(Seconds(5));
    CheckNoRoute(net);
    net.RunUntil(Seconds(17));
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN),
                          RoutingFixture::GetAddress(MAG2),
                          "allowed, and set up");
    NS_TEST_EXPECT_MSG_EQ(later.GetLost().size(), 0, "packets lost");
}

void
LoureiroPolicyTestCase::Domain()
{
    RoutingOptions options = MakeOptions();
    options.configure = [](LocalizedRoutingHelper& routing) {
        for (const auto place : {LMA1, LMA2, MAG1, MAG2, MAG3, MAG4})
        {
            routing.GetPolicy()->GetDomains().Add(RoutingFixture::GetAddress(place), "A");
        }
        routing.GetPolicy()->AllowDomain("A", false);
    };
    RoutingFixture net(options);
    Talk(net);
    net.RunUntil(Seconds(5));
    CheckNoRoute(net);
}

void
LoureiroPolicyTestCase::DifferentDomains()
{
    RoutingOptions options = MakeOptions();
    options.configure = [](LocalizedRoutingHelper& routing) {
        RoutingFixture::SetDomains(routing, {MAG3, MAG4});
    };
    for (const auto mobile : {NODE_MN, NODE_CN})
    {
        RoutingFixture net(options);
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        net.AttachAt(Seconds(1), NODE_CN, MAG2);
        auto& there = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(20));
        auto& back = net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(20));
        there.Run(START, 1000);
        back.Run(START, 1000);
        net.MoveAt(Seconds(5), mobile, MAG3);
        net.MoveAt(Seconds(15), mobile, mobile == NODE_MN ? MAG1 : MAG2);
        net.RunUntil(Seconds(4));
        NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN),
                              RoutingFixture::GetAddress(MAG2),
                              "both gateways are of A");
        net.RunUntil(Seconds(14));
        for (const auto gateway : {mobile == NODE_MN ? MAG2 : MAG1, MAG3})
        {
            NS_TEST_EXPECT_MSG_EQ(net.GetAgent(gateway)->GetRoutes().size(),
                                  0,
                                  RoutingFixture::GetName(gateway) << " has a route");
        }
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
        net.RunUntil(Seconds(18));
        NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN),
                              RoutingFixture::GetAddress(MAG2),
                              "it is back");
        NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN),
                              RoutingFixture::GetAddress(MAG1),
                              "it is back");
    }
}

void
LoureiroPolicyTestCase::Agreement()
{
    for (const bool isForbidden : {false, true})
    {
        RoutingOptions options = MakeOptions();
        options.configure = [isForbidden](LocalizedRoutingHelper& routing) {
            auto& domains = routing.GetPolicy()->GetDomains();
            for (const auto place : {LMA1, MAG1, MAG2, MAG3, MAG4})
            {
                domains.Add(RoutingFixture::GetAddress(place), "A");
            }
            domains.Add(RoutingFixture::GetAddress(LMA2), "B");
            if (isForbidden)
            {
                domains.AddAgreement("A", "B");
                routing.GetPolicy()->AllowAgreement("B", "A", false);
            }
        };
        RoutingFixture net(options);
        Talk(net);
        net.RunUntil(Seconds(5));
        CheckNoRoute(net);
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(5)), "", "nobody is asked");
    }
}

void
LoureiroPolicyTestCase::AnchorsDiffer()
{
    // Each anchor has a policy of its own.
    for (const auto strict : {LMA1, LMA2})
    {
        RoutingFixture net(MakeOptions());
        auto policy = CreateObject<LocalizedRoutingPolicy>();
        policy->AllowPair(net.GetPair(), false);
        net.GetController(strict)->SetPolicy(policy);
        Talk(net, MAG1, MAG1);
        net.RunUntil(Seconds(5));
        CheckNoRoute(net);
        // Both see packets, and each asks the other unless it forbids the pair itself.
        const auto other = strict == LMA1 ? LMA2 : LMA1;
        const std::string answer =
            RoutingFixture::GetName(strict) + ">" + RoutingFixture::GetName(other);
        NS_TEST_EXPECT_MSG_EQ(net.FindStatus(answer + " RoTriggerAck"), 129, "prohibited");
    }
}

void
LoureiroPolicyTestCase::RoutedByGateway()
{
    RoutingOptions options = MakeOptions();
    options.configureDomain = [](Pmipv6Helper& domain) {
        domain.SetGatewayAttribute("EnableMAGLocalRouting", BooleanValue(true));
    };
    options.isRequestedByGateways = true;
    RoutingFixture net(options);
    Talk(net, MAG1, MAG1);
    net.RunUntil(Seconds(5));
    CheckNoRoute(net);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(5)), "", "no message at all");
    NS_TEST_EXPECT_MSG_EQ_TOL(m_there->GetArrivals().rbegin()->second.at -
                                  m_there->GetSent().back(),
                              net.Access() * 2,
                              MicroSeconds(1),
                              "from node to node");
}

void
LoureiroPolicyTestCase::NoSuchNode()
{
    // CN leaves before anybody sends to it, and its binding is deleted: its anchor knows nobody.
    RoutingOptions options = MakeOptions();
    options.detection = MilliSeconds(1);
    RoutingFixture net(options);
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    net.DetachAt(Seconds(3), NODE_CN);
    net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(20)).Run(Seconds(20), 400);
    net.RunUntil(Seconds(29));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(20), Seconds(29)),
                          "LMA1>LMA2 RoTrigger, LMA2>LMA1 RoTriggerAck",
                          "asked once");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA2>LMA1 RoTriggerAck"), 133, "no binding");
}

void
LoureiroPolicyTestCase::ResolverDelay()
{
    RoutingOptions options = MakeOptions();
    options.resolution = MilliSeconds(37);
    RoutingFixture net(options);
    Talk(net);
    net.MoveAt(Seconds(3), NODE_MN, MAG3);
    net.RunUntil(Seconds(5));
    const Time seen = START + net.Access() + net.Delay(MAG1, LMA1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("LMA1>LMA2 RoTrigger", START) - seen,
                              options.resolution,
                              MicroSeconds(1),
                              "asked when the anchor is known");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("LMA1>LMA2 RoTrigger", Seconds(3)) - Seconds(3),
                              net.Delay(MAG3, LMA1),
                              MicroSeconds(1),
                              "and not again at the handover");
}

void
LoureiroPolicyTestCase::LegacyGateway()
{
    for (const auto mobile : {NODE_CN, NODE_MN})
    {
        RoutingFixture net(MakeOptions());
        // MAG4 forgets all about it.
        net.At(Seconds(0.5), [&net] { net.GetAgent(MAG4)->Stop(); });
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        net.AttachAt(Seconds(1), NODE_CN, MAG2);
        auto& there = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(20));
        auto& back = net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(20));
        there.Run(START, 400);
        back.Run(START, 400);
        net.MoveAt(Seconds(5), mobile, MAG4);
        net.RunUntil(Seconds(12));
        const std::string asks = mobile == NODE_CN ? "LMA2" : "MAG2";
        NS_TEST_EXPECT_MSG_LT(net.FindSent("MAG4>" + asks + " BindingError", Seconds(5)),
                              Seconds(6),
                              "it does not know the message");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
        const auto other = mobile == NODE_CN ? MAG1 : MAG2;
        NS_TEST_EXPECT_MSG_EQ(net.GetAgent(other)->GetRoutes().size(), 0, "the other one is told");
        for (const auto* flow : {&there, &back})
        {
            for (const auto number : flow->GetLost())
            {
                NS_TEST_EXPECT_MSG_LT(flow->GetSent()[number],
                                      Seconds(5) + MilliSeconds(200),
                                      "lost after the handover");
            }
        }
    }
}

void
LoureiroPolicyTestCase::LeavesDuringSetup()
{
    RoutingOptions options = MakeOptions();
    options.detection = MilliSeconds(1);
    RoutingFixture net(options);
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    auto& there = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(20));
    there.Run(START, 200);
    // Gone when RO Init comes, and its anchor does not know yet.
    const Time init = START + net.Access() + net.Delay(MAG1, LMA1) + net.Delay(LMA1, LMA2) +
                      net.Delay(LMA2, MAG2);
    net.DetachAt(init - MilliSeconds(3), NODE_CN);
    net.AttachAt(Seconds(3), NODE_CN, MAG4);
    net.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("MAG2>LMA2 RoInitAck"), 131, "not attached");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN),
                          RoutingFixture::GetAddress(MAG4),
                          "its registration starts another attempt");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LoureiroPolicyTestCase::RefusedRequests()
{
    RoutingFixture net(MakeOptions());
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    const auto ask = [&net](Time at, const std::function<void(RouteRequest&, RoInit&)>& change) {
        net.At(at, [&net, change] {
            RouteRequest request;
            request.pair = net.GetPair();
            request.gateway = RoutingFixture::GetAddress(MAG1);
            request.ordering = 100;
            request.lifetime = 75;
            request.sequence = 7;
            RoInit init;
            change(request, init);
            WriteRouteRequest(request, init);
            net.GetSignaling(LMA2)->Send(init,
                                         RoutingFixture::GetAddress(LMA2),
                                         RoutingFixture::GetAddress(MAG2));
        });
    };
    // Each a second: the status of the answer, and no RO Setup.
    ask(Seconds(2), [](RouteRequest& request, RoInit&) {
        request.pair.destination = *ParsePrefix("fd00:2:0:77::/64");
    });
    ask(Seconds(3), [](RouteRequest& request, RoInit&) { request.gateway.reset(); });
    ask(Seconds(4), [](RouteRequest&, RoInit& init) {
        init.options.emplace_back(TunnelInfoOption{Encapsulation::GRE_WITH_KEY, 5});
    });
    ask(Seconds(5), [&net](RouteRequest& request, RoInit& init) {
        init.options.emplace_back(HomeNetworkPrefixOption{net.GetPrefix(NODE_MN)});
        request.sequence = 8;
    });
    net.RunUntil(Seconds(6));
    std::map<int, int> statuses;
    for (const auto& signal : net.GetSent())
    {
        if (signal.text == "MAG2>LMA2 RoInitAck")
        {
            statuses[static_cast<int>(signal.at.GetSeconds())] =
                static_cast<int>(GetExperimentalAnswer(signal.message)->status);
        }
    }
    NS_TEST_EXPECT_MSG_EQ(statuses[2], 131, "no such node here");
    NS_TEST_EXPECT_MSG_EQ(statuses[3], 139, "no MAG-ADDR");
    NS_TEST_EXPECT_MSG_EQ(statuses[4], 142, "no such tunnel");
    NS_TEST_EXPECT_MSG_EQ(statuses[5], 139, "three prefixes are no pair");
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("MAG2>MAG1 RoSetup", Seconds(2)),
                          Time::Max(),
                          "4.1: no RO Setup upon a failure");
    NS_TEST_EXPECT_MSG_EQ(net.GetAgent(MAG2)->GetRoutes().size(), 0, "nothing changes");
}

void
LoureiroPolicyTestCase::TrustEnds()
{
    for (const bool isUncoordinated : {false, true})
    {
        RoutingOptions options;
        options.isUncoordinated = isUncoordinated;
        RoutingFixture net(options);
        Talk(net);
        const auto isTrusted = [&net](RoutingPlace place, RoutingPlace peer, MessageKind kind) {
            return net.GetSignaling(place)->GetAssociations().IsTrusted(
                RoutingFixture::GetAddress(peer),
                kind);
        };
        const auto tunnel = [&net](RoutingPlace to) {
            Ipv6Header inner;
            inner.SetSource(net.GetPrefix(NODE_MN).GetAddress());
            inner.SetDestination(
                Ipv6Address::MakeAutoconfiguredAddress(Mac48Address("00:00:00:00:00:01"),
                                                       net.GetPrefix(NODE_CN).GetAddress()));
            inner.SetNextHeader(59);
            inner.SetHopLimit(9);
            auto packet = Create<Packet>();
            packet->AddHeader(inner);
            net.GetGateway(MAG1)->GetNode()->GetObject<Ipv6L3Protocol>()->Send(
                packet,
                RoutingFixture::GetAddress(MAG1),
                RoutingFixture::GetAddress(to),
                41,
                nullptr);
        };
        const auto countDrops = [&net] {
            const auto& drops =
                MobilityForwarding::Install(net.GetGateway(MAG2)->GetNode())->GetDrops();
            const auto known = drops.find("tunnel-peer-not-trusted");
            return known == drops.end() ? 0 : known->second;
        };
        net.At(Seconds(5), [&] { tunnel(MAG2); });
        net.RunUntil(Seconds(6));
        NS_TEST_EXPECT_MSG_EQ(countDrops(), 0, "a gateway that works takes packets of the other");
        NS_TEST_EXPECT_MSG_EQ(
            (isUncoordinated || isTrusted(MAG2, MAG1, ExperimentalSubtype::RO_SETUP)),
            true,
            "and messages");
        NS_TEST_EXPECT_MSG_EQ(isTrusted(LMA1, LMA2, ExperimentalSubtype::RO_TRIGGER),
                              true,
                              "anchors");
        net.At(Seconds(6.1), [&] { net.GetAgent(MAG2)->Stop(); });
        net.At(Seconds(6.5), [&] { tunnel(MAG2); });
        net.RunUntil(Seconds(7));
        NS_TEST_EXPECT_MSG_EQ(countDrops(), 1, "one that has stopped does not");
        for (const MessageKind& kind : {MessageKind(ExperimentalSubtype::RO_SETUP),
                                        MessageKind(ExperimentalSubtype::RO_SETUP_ACK),
                                        MessageKind(MessageType::BINDING_ERROR)})
        {
            NS_TEST_EXPECT_MSG_EQ(isTrusted(MAG2, MAG1, kind), false, "no more");
        }
        for (const MessageKind& kind : {MessageKind(ExperimentalSubtype::RO_INIT),
                                        MessageKind(ExperimentalSubtype::RO_REFRESH_ACK),
                                        MessageKind(ExperimentalSubtype::RO_REQUEST_ACK),
                                        MessageKind(ExperimentalSubtype::RO_SETUP)})
        {
            NS_TEST_EXPECT_MSG_EQ(isTrusted(MAG2, LMA2, kind), false, "no more");
        }
        NS_TEST_EXPECT_MSG_EQ(isTrusted(MAG2, LMA2, PROXY_BINDING_ACKNOWLEDGEMENT),
                              true,
                              "the gateway itself works on");
        if (const auto controller = net.GetController(LMA1))
        {
            controller->Stop();
            for (const MessageKind& kind : {MessageKind(ExperimentalSubtype::RO_TRIGGER),
                                            MessageKind(ExperimentalSubtype::RO_TRIGGER_ACK)})
            {
                NS_TEST_EXPECT_MSG_EQ(isTrusted(LMA1, LMA2, kind), false, "no more");
            }
            for (const MessageKind& kind : {MessageKind(ExperimentalSubtype::RO_INIT_ACK),
                                            MessageKind(ExperimentalSubtype::RO_REFRESH),
                                            MessageKind(ExperimentalSubtype::RO_REQUEST)})
            {
                NS_TEST_EXPECT_MSG_EQ(isTrusted(LMA1, MAG1, kind), false, "no more");
            }
        }
    }
}

void
LoureiroPolicyTestCase::WrongPeers()
{
    RoutingFixture net(MakeOptions());
    Talk(net);
    net.RunUntil(Seconds(6));
    const auto routes = net.GetAgent(MAG2)->GetRoutes();
    NS_TEST_ASSERT_MSG_EQ(routes.size(), 1, "a route to be hijacked");
    RouteRequest request;
    request.pair = net.GetPair();
    request.gateway = RoutingFixture::GetAddress(MAG4);
    request.ordering = *routes[0]->ordering + 1;
    request.lifetime = 75;
    request.sequence = 99;
    const auto write = [&request](ExperimentalRequest& message) -> ExperimentalRequest& {
        WriteRouteRequest(request, message);
        return message;
    };
    RoInit init;
    RoSetup setup;
    RoTrigger trigger;
    RoRefresh refresh;
    write(init);
    write(setup);
    write(trigger);
    write(refresh);
    const auto send = [&net](const MobilityMessage& message, RoutingPlace from, RoutingPlace to) {
        net.GetSignaling(from)->Send(message,
                                     RoutingFixture::GetAddress(from),
                                     RoutingFixture::GetAddress(to));
    };
    net.At(Seconds(7), [&] {
        send(init, MAG4, MAG2);    // a gateway plays an anchor
        send(setup, LMA1, MAG1);   // an anchor plays a gateway, in direct mode
        send(trigger, MAG4, LMA2); // a gateway plays an anchor
        send(refresh, LMA1, LMA2); // an anchor plays a gateway
    });
    net.RunUntil(Seconds(8));
    for (const auto place : {MAG2, MAG1})
    {
        NS_TEST_EXPECT_MSG_EQ(CountDrops(net, place, "no-security-association"),
                              1,
                              RoutingFixture::GetName(place));
    }
    NS_TEST_EXPECT_MSG_EQ(CountDrops(net, LMA2, "no-security-association"), 2, "LMA2");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN),
                          RoutingFixture::GetAddress(MAG1),
                          "as it was");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN),
                          RoutingFixture::GetAddress(MAG2),
                          "as it was");
    NS_TEST_EXPECT_MSG_EQ(net.GetController(LMA2)->GetSessions()[0]->sourceGateway,
                          RoutingFixture::GetAddress(MAG1),
                          "as it was");
}

void
LoureiroPolicyTestCase::ForeignAnchor()
{
    RoutingFixture net(MakeOptions());
    // MAG2 has an association with LMA1, since a node of LMA1 has been there.
    net.AttachAt(Seconds(1), NODE_MN, MAG2);
    net.MoveAt(Seconds(1.5), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    net.At(Seconds(2), [&net] {
        RouteRequest request;
        request.pair = net.GetPair();
        request.gateway = RoutingFixture::GetAddress(MAG4);
        request.lifetime = 75;
        RoInit init;
        WriteRouteRequest(request, init);
        // LMA1 is an anchor of MAG2's domain, but not CN's.
        net.GetSignaling(LMA1)->Send(init,
                                     RoutingFixture::GetAddress(LMA1),
                                     RoutingFixture::GetAddress(MAG2));
        RoTrigger trigger;
        std::swap(request.pair.source, request.pair.destination);
        WriteRouteRequest(request, trigger);
        // LMA1 speaks of LMA2's node as its own.
        net.GetSignaling(LMA1)->Send(trigger,
                                     RoutingFixture::GetAddress(LMA1),
                                     RoutingFixture::GetAddress(LMA2));
    });
    net.RunUntil(Seconds(3));
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("MAG2>LMA1 RoInitAck"), 129, "not its node");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA2>LMA1 RoTriggerAck"), 133, "not its node either");
    NS_TEST_EXPECT_MSG_EQ(net.GetAgent(MAG2)->GetRoutes().size(), 0, "nothing changes");
    NS_TEST_EXPECT_MSG_EQ(net.GetController(LMA2)->GetSessions().size(), 0, "nothing changes");
}

std::string
LoureiroPolicyTestCase::ReceiveTunnelled(RoutingFixture& net,
                                         const Ipv6Address& source,
                                         RoutingPlace from)
{
    const auto node = net.GetGateway(MAG2)->GetNode();
    const auto forwarding = MobilityForwarding::Install(node);
    auto packet = Create<Packet>(40);
    Ipv6Header inner;
    inner.SetSource(source);
    inner.SetDestination(Ipv6Address("fd00:2:0:b::1"));
    inner.SetPayloadLength(40);
    inner.SetHopLimit(64);
    packet->AddHeader(inner);
    Ipv6Header outer;
    outer.SetSource(RoutingFixture::GetAddress(from));
    outer.SetDestination(RoutingFixture::GetAddress(MAG2));
    const auto before = forwarding->GetDrops();
    // As a packet that comes in: in an event of the node's.
    Simulator::ScheduleWithContext(node->GetId(), Time(0), [forwarding, packet, outer] {
        forwarding->ReceiveTunnelled(packet, outer);
    });
    net.RunUntil(Simulator::Now() + NanoSeconds(1));
    for (const auto& [reason, count] : forwarding->GetDrops())
    {
        const auto known = before.find(reason);
        if (known == before.end() || known->second != count)
        {
            return reason;
        }
    }
    return "taken";
}

void
LoureiroPolicyTestCase::TunnelledPackets()
{
    for (const bool isTrusted : {true, false})
    {
        RoutingOptions options = MakeOptions();
        options.configure = [isTrusted](LocalizedRoutingHelper& routing) {
            if (!isTrusted)
            {
                auto& domains = routing.GetPolicy()->GetDomains();
                domains.Add(RoutingFixture::GetAddress(MAG4), "B");
            }
        };
        RoutingFixture net(options);
        Talk(net);
        net.RunUntil(Seconds(5));
        const auto receive = [&net](const Ipv6Address& source, RoutingPlace from) {
            return ReceiveTunnelled(net, source, from);
        };
        const Ipv6Address mn("fd00:1:0:a::1");
        NS_TEST_EXPECT_MSG_EQ(receive(mn, MAG1), "taken", "of the pair, from its gateway");
        NS_TEST_EXPECT_MSG_EQ(receive(Ipv6Address("fd00:1:0:c::1"), MAG1),
                              "taken",
                              "of no pair, but from a gateway that is trusted");
        NS_TEST_EXPECT_MSG_EQ(receive(Ipv6Address("fd00:1:0:c::1"), MAG4),
                              (isTrusted ? "taken" : "tunnel-peer-not-trusted"),
                              "from another gateway");
        NS_TEST_EXPECT_MSG_EQ(receive(Ipv6Address("fd00:2:0:b::9"), MAG1),
                              "tunnelled-from-node-here",
                              "as if it came from a node here");
        NS_TEST_EXPECT_MSG_EQ(receive(mn, LMA1),
                              "tunnel-peer-not-trusted",
                              "an anchor of no node here");
    }
}

void
LoureiroPolicyTestCase::StrictTunnel()
{
    RoutingFixture net(MakeOptions());
    for (const auto place : {MAG1, MAG2, MAG3, MAG4})
    {
        MobilityForwarding::Install(net.GetGateway(place)->GetNode())
            ->SetAttribute("StrictTunnel", BooleanValue(true));
    }
    Talk(net);
    net.MoveAt(Seconds(3), NODE_MN, MAG3);
    net.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG3, NODE_MN), RoutingFixture::GetAddress(MAG2), "n1");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    NS_TEST_EXPECT_MSG_GT(m_there->GetArrivals().rbegin()->second.at,
                          m_there->GetSent().back(),
                          "the last one arrives");
    const Ipv6Address mn("fd00:1:0:a::1");
    const Ipv6Address other("fd00:1:0:c::1");
    const std::string refused = "tunnelled-pair-without-route";
    NS_TEST_EXPECT_MSG_EQ(ReceiveTunnelled(net, mn, MAG3), "taken", "of the pair, where MN is");
    NS_TEST_EXPECT_MSG_EQ(ReceiveTunnelled(net, other, MAG3), refused, "of no pair");
    NS_TEST_EXPECT_MSG_EQ(ReceiveTunnelled(net, other, LMA2), "taken", "by CN's anchor");
    net.At(Seconds(7), [&net] { net.GetController(LMA2)->Terminate(net.GetPair(), "charging"); });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(ReceiveTunnelled(net, mn, MAG3), refused, "once the route is over");
}

void
LoureiroPolicyTestCase::OwnClock()
{
    for (const Time& offset : {Time(0), Seconds(7), Seconds(-1)})
    {
        RoutingFixture net(MakeOptions());
        Talk(net);
        // Once both are registered: requests of another time of day are refused.
        net.At(START - MilliSeconds(100), [&net, offset] {
            net.GetAnchor(LMA2)->SetAttribute("ClockOffset", TimeValue(offset));
        });
        net.RunUntil(Seconds(4));
        std::optional<uint32_t> first;
        Time at;
        for (const auto& signal : net.GetSent())
        {
            const auto* init = std::get_if<RoInit>(&signal.message);
            if (init && !first)
            {
                first = FindOption<OrderingOption>(init->options)->sequence;
                at = signal.at;
            }
        }
        NS_TEST_ASSERT_MSG_EQ(first.has_value(), true, "LMA2 controls");
        // One above the first number, which is the time of day in ms.
        NS_TEST_EXPECT_MSG_EQ(*first,
                              GetFirstAttempt(ToMobilityTimestamp(at + offset)) + 1,
                              "by a clock that is off by " << offset.GetSeconds() << " s");
    }
}

void
LoureiroPolicyTestCase::SayAgain(RoutingFixture& net,
                                 Time begin,
                                 uint32_t count,
                                 bool isTrusted,
                                 Ptr<UniformRandomVariable> random)
{
    std::vector<MobilityMessage> messages;
    for (const auto& signal : net.GetSent())
    {
        messages.push_back(signal.message);
    }
    const auto pick = [&random](std::size_t size) {
        return static_cast<std::size_t>(random->GetInteger(0, static_cast<uint32_t>(size - 1)));
    };
    for (uint32_t i = 0; i < count; ++i)
    {
        const auto from = static_cast<RoutingPlace>(pick(N_ROUTING_PLACES));
        const auto to = static_cast<RoutingPlace>(pick(N_ROUTING_PLACES));
        if (from == to)
        {
            continue;
        }
        const auto octets =
            RoutingFixture::Distort(messages[pick(messages.size())], from, to, random);
        const Ipv6Address source = RoutingFixture::GetAddress(from);
        const auto parsed = ParseMobilityHeader(octets.data(),
                                                octets.size(),
                                                source,
                                                RoutingFixture::GetAddress(to));
        const auto* message = std::get_if<MobilityMessage>(&parsed);
        if (isTrusted || !message ||
            !net.GetSignaling(to)->GetAssociations().IsTrusted(source, GetMessageKind(*message)))
        {
            net.SendOctetsAt(begin + MilliSeconds(5 * i), from, to, octets);
        }
    }
}

void
LoureiroPolicyTestCase::HostileOctets()
{
    auto random = CreateObject<UniformRandomVariable>();
    random->SetStream(3);
    RoutingFixture net(MakeOptions());
    Talk(net);
    net.MoveAt(Seconds(3), NODE_MN, MAG3);
    net.RunUntil(Seconds(5));
    // Who may not say so changes nothing, at no time.
    constexpr uint32_t COUNT = 4000;
    auto& there = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(20));
    auto& back = net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(20));
    there.Run(Seconds(5), COUNT / 4);
    back.Run(Seconds(5), COUNT / 4);
    SayAgain(net, Seconds(5), COUNT, false, random);
    net.RunUntil(Seconds(5) + MilliSeconds(5 * COUNT) + MilliSeconds(500));
    NS_TEST_EXPECT_MSG_EQ(there.GetLost().size() + back.GetLost().size(), 0, "packets lost");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG3, NODE_MN), RoutingFixture::GetAddress(MAG2), "n1");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN), RoutingFixture::GetAddress(MAG3), "M2");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    for (const auto& change : net.GetStates())
    {
        NS_TEST_EXPECT_MSG_LT(change.at,
                              Seconds(5),
                              RoutingFixture::GetName(change.place)
                                  << ": " << change.change.from << " > " << change.change.to);
    }
    // Peers that are trusted can do harm, until registrations put it right.
    SayAgain(net, Seconds(30), COUNT, true, random);
    net.RunUntil(Seconds(55));
    net.MoveAt(Seconds(700), NODE_MN, MAG2);
    net.MoveAt(Seconds(701), NODE_CN, MAG4);
    auto& later = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(20));
    later.Run(Seconds(720), 100);
    net.RunUntil(Seconds(725));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    NS_TEST_EXPECT_MSG_EQ(later.GetLost().size(), 0, "packets lost");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-loureiro-policy`.
 */
class LoureiroPolicyTestSuite : public TestSuite
{
  public:
    LoureiroPolicyTestSuite()
        : TestSuite("pmipv6-loureiro-policy")
    {
        using Case = LoureiroPolicyTestCase;
        for (const bool isSequence : {false, true})
        {
            const auto add = [this, isSequence](const std::string& name, Case::Body body) {
                AddTestCase(new Case(name, body, isSequence));
            };
            add("RFC 6279, 4 a node is not allowed", &Case::Node);
            add("7 denied", &Case::Denied);
            add("RFC 6279, 4 a pair is not allowed", &Case::Pair);
            add("RFC 6279, 4 a domain is not allowed", &Case::Domain);
            add("RFC 6279, 5 gateways of different domains", &Case::DifferentDomains);
            add("RFC 6279, 5 anchors without agreement", &Case::Agreement);
            add("RFC 6279, 3.2 A12, anchors differ", &Case::AnchorsDiffer);
            add("RFC 5213, 6.10.3 EnableMAGLocalRouting", &Case::RoutedByGateway);
            add("RFC 6279, 4 no such node", &Case::NoSuchNode);
            add("3 resolver with a delay", &Case::ResolverDelay);
            add("RFC 6275, 9.2 legacy gateway", &Case::LegacyGateway);
            add("4.1 leaves during setup", &Case::LeavesDuringSetup);
            add("4.1 refused requests", &Case::RefusedRequests);
            add("10 messages of the wrong peers", &Case::WrongPeers);
            add("10 functions that have stopped trust nobody", &Case::TrustEnds);
            add("RFC 6279, 5 anchor of another node", &Case::ForeignAnchor);
            add("RFC 6279, 6 tunnelled packets", &Case::TunnelledPackets);
            add("RFC 6279, 6 StrictTunnel", &Case::StrictTunnel);
            add("RFC 6279, 6 hostile octets", &Case::HostileOctets);
            add("4.1 attempts are numbered by the anchor's own clock", &Case::OwnClock);
        }
    }
};

/// The suite.
static LoureiroPolicyTestSuite g_loureiroPolicyTestSuite;

} // namespace pmipv6
} // namespace ns3
