/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-routing-fixture.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/pmipv6-route-messages.h"
#include "ns3/socket.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Who cannot change a localized route (RFC 6279, 6; draft-loureiro-netext-pmipv6-ro-02, 10): peers
 * that are trusted for something else, in direct and in proxy mode, and Internet hosts. All is
 * judged at once, not when a registration or a lifetime has put things right.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time START = Seconds(2);  //!< of the packets
const Time ATTACK = Seconds(5); //!< when somebody interferes

} // namespace

/**
 * @ingroup pmipv6-tests
 * Who interferes, and how; each member function is a test case.
 */
class LoureiroSecurityTestCase : public TestCase
{
  public:
    /// What a test case does.
    using Body = void (LoureiroSecurityTestCase::*)();

    /**
     * @param name section and subject
     * @param body what it does
     * @param isSequenceOrdered registrations by sequence number, not timestamp
     */
    LoureiroSecurityTestCase(const std::string& name, Body body, bool isSequenceOrdered)
        : TestCase(name + (isSequenceOrdered ? ", sequence numbers" : "")),
          m_isSequenceOrdered(isSequenceOrdered),
          m_body(body)
    {
    }

    void RogueRelay();       //!< RO Setup of others than the gateway, in proxy mode
    void RogueTrigger();     //!< of an anchor for a node that is not its own
    void NoResolver();       //!< an anchor that cannot tell whose a node is
    void RogueEnd();         //!< a gateway ends a route that does not lead to it
    void EndOfUnknown();     //!< a gateway ends another's route at an anchor that has lost it
    void AnchorOfOther();    //!< no association with the other node's anchor
    void HostileOctets();    //!< of peers that may not say so
    void SpoofedSources();   //!< an Internet host has a node answer to many
    void SpoofedAtGateway(); //!< the same where gateways ask
    void AnchorBound();      //!< of all nodes together
    void ShorterLifetime();  //!< status 1
    void NotTheController(); //!< status 134
    void NoSuchSession();    //!< status 137
    void SilentAnchor();     //!< status 143
    void RequestHeldDown();  //!< RO Request is told what is known

  private:
    void DoRun() override
    {
        (this->*m_body)();
    }

    /// @return options with this case's ordering
    RoutingOptions MakeOptions() const
    {
        RoutingOptions options;
        options.isSequenceOrdered = m_isSequenceOrdered;
        return options;
    }

    /**
     * Attach both nodes, and let them talk.
     *
     * @param net the topology
     * @param end when they stop
     */
    void Talk(RoutingFixture& net, Time end);

    /// Check that MN and CN have their direct path, at MAG1 and MAG2, and that nothing was lost.
    void CheckUntouched(const RoutingFixture& net);

    /**
     * Send a message at a time, from an anchor or a gateway to another.
     *
     * @param net the topology
     * @param at when
     * @param from sender
     * @param to receiver
     * @param message the message
     */
    static void Send(RoutingFixture& net,
                     Time at,
                     RoutingPlace from,
                     RoutingPlace to,
                     const MobilityMessage& message);

    /**
     * @param net the topology
     * @param message name of a message
     * @return how many were sent
     */
    static uint32_t CountSent(const RoutingFixture& net, const std::string& message);

    /**
     * Have a mobile node send to many addresses, as if packets had come from there.
     *
     * @param net the topology
     * @param at when
     * @param mobile the node
     * @param prefix in front of the number of the address
     * @param count how many
     */
    static void Answer(RoutingFixture& net,
                       Time at,
                       RoutingMobile mobile,
                       const std::string& prefix,
                       uint32_t count);

    const bool m_isSequenceOrdered; //!< registrations by sequence number
    ProbeFlow* m_there{nullptr};    //!< MN to CN
    ProbeFlow* m_back{nullptr};     //!< CN to MN
    Body m_body;                    //!< what to do
};

void
LoureiroSecurityTestCase::Talk(RoutingFixture& net, Time end)
{
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    const Time interval = MilliSeconds(20);
    const auto count =
        static_cast<uint32_t>((end - START).GetNanoSeconds() / interval.GetNanoSeconds());
    m_there = &net.AddFlow(NODE_MN, NODE_CN, interval);
    m_back = &net.AddFlow(NODE_CN, NODE_MN, interval);
    m_there->Run(START, count);
    m_back->Run(START + MilliSeconds(505), count - 26);
}

void
LoureiroSecurityTestCase::CheckUntouched(const RoutingFixture& net)
{
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN), RoutingFixture::GetAddress(MAG2), "M1");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN), RoutingFixture::GetAddress(MAG1), "M2");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    for (const auto& change : net.GetStates())
    {
        NS_TEST_EXPECT_MSG_LT(change.at,
                              ATTACK,
                              RoutingFixture::GetName(change.place)
                                  << ": " << change.change.from << " > " << change.change.to);
    }
}

void
LoureiroSecurityTestCase::Send(RoutingFixture& net,
                               Time at,
                               RoutingPlace from,
                               RoutingPlace to,
                               const MobilityMessage& message)
{
    net.At(at, [&net, from, to, message] {
        net.GetSignaling(from)->Send(message,
                                     RoutingFixture::GetAddress(from),
                                     RoutingFixture::GetAddress(to));
    });
}

uint32_t
LoureiroSecurityTestCase::CountSent(const RoutingFixture& net, const std::string& message)
{
    uint32_t count = 0;
    for (const auto& signal : net.GetSent())
    {
        const auto space = signal.text.find(' ');
        count += signal.text.substr(space + 1) == message ? 1 : 0;
    }
    return count;
}

void
LoureiroSecurityTestCase::Answer(RoutingFixture& net,
                                 Time at,
                                 RoutingMobile mobile,
                                 const std::string& prefix,
                                 uint32_t count)
{
    const auto node = net.GetMobile(mobile);
    Simulator::ScheduleWithContext(node->GetId(), at - Simulator::Now(), [node, prefix, count] {
        auto socket = Socket::CreateSocket(node, TypeId::LookupByName("ns3::UdpSocketFactory"));
        socket->Bind6();
        for (uint32_t i = 1; i <= count; ++i)
        {
            const Ipv6Address to((prefix + std::to_string(i)).c_str());
            socket->SendTo(Create<Packet>(20), 0, Inet6SocketAddress(to, 9));
        }
        socket->Close();
    });
}

void
LoureiroSecurityTestCase::RogueRelay()
{
    RoutingOptions options = MakeOptions();
    options.isProxy = true;
    options.configure = [](LocalizedRoutingHelper& routing) {
        // Of another domain, whose nodes' routes these anchors pass on.
        RoutingFixture::SetDomains(routing, {MAG4});
    };
    RoutingFixture net(options);
    Talk(net, ATTACK + Seconds(1));
    net.RunUntil(ATTACK - MilliSeconds(1));
    const auto routes = net.GetAgent(MAG1)->GetRoutes();
    NS_TEST_ASSERT_MSG_EQ(routes.size(), 1, "a route to be hijacked");
    RouteRequest request;
    request.pair = net.GetPair();
    request.ordering = *routes[0]->ordering;
    request.lifetime = 75;
    uint16_t sequence = 300;
    const auto setup = [&](RoutingPlace gateway, uint32_t ordering, uint16_t lifetime) {
        request.gateway = RoutingFixture::GetAddress(gateway);
        request.ordering = ordering;
        request.lifetime = lifetime;
        request.sequence = ++sequence;
        RoSetup message;
        WriteRouteRequest(request, message);
        return message;
    };
    const uint32_t present = *routes[0]->ordering;

    struct Row
    {
        RoutingPlace from;    //!< sender
        RoutingPlace to;      //!< receiver
        RoutingPlace gateway; //!< named
        uint32_t ordering;    //!< number of the attempt
        uint16_t lifetime;    //!< 0: the end
        int status;           //!< of the answer
    };

    const Row rows[] = {
        {MAG4, LMA2, MAG4, present, 75, 129},     // of another domain
        {MAG4, LMA2, MAG4, present + 1, 75, 129}, // whatever the number
        {MAG3, LMA2, MAG3, present, 75, 129},     // of the same domain
        {MAG2, LMA2, MAG4, present, 75, 129},     // names another one
        {MAG4, LMA2, MAG2, present, 75, 129},     // names the right one, and is not it
        {MAG2, LMA2, MAG2, present - 1, 75, 138}, // an attempt that is over
        {MAG2, LMA2, MAG2, present + 1, 75, 138}, // one that the controller has not made
        {MAG4, LMA2, MAG4, present, 0, 129},      // ends it
        {MAG4, LMA1, MAG4, present, 75, 129},     // at the second hop
        {MAG2, LMA1, MAG2, present, 75, 129},     // past the first hop
        {MAG4, LMA1, MAG4, present, 0, 129},      // ends it at the second hop
    };
    Time at = ATTACK;
    for (const auto& row : rows)
    {
        Send(net, at, row.from, row.to, setup(row.gateway, row.ordering, row.lifetime));
        at += MilliSeconds(50);
    }
    net.RunUntil(at);
    at = ATTACK;
    for (const auto& row : rows)
    {
        const std::string answer = RoutingFixture::GetName(row.to) + ">" +
                                   RoutingFixture::GetName(row.from) + " RoSetupAck";
        NS_TEST_EXPECT_MSG_EQ(net.FindStatus(answer, at), row.status, answer << " " << at);
        at += MilliSeconds(50);
    }
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("LMA1>MAG1 RoSetup", ATTACK), Time::Max(), "passed on");
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("LMA2>LMA1 RoSetup", ATTACK), Time::Max(), "passed on");
    CheckUntouched(net);
}

void
LoureiroSecurityTestCase::RogueTrigger()
{
    RoutingFixture net(MakeOptions());
    Talk(net, ATTACK + Seconds(1));
    RouteRequest request;
    request.gateway = RoutingFixture::GetAddress(MAG4);
    request.lifetime = 75;
    request.timestamp = 1;
    const char* const sources[] = {
        "fd00:7:0:1::/64", // nobody's
        "fd00:2:0:1::/64", // of LMA2 itself
        "fd00::/16",       // of more than LMA1 has
    };
    Time at = ATTACK;
    for (const auto* source : sources)
    {
        request.pair = {*ParsePrefix(source), net.GetPrefix(NODE_CN)};
        ++request.sequence;
        RoTrigger trigger;
        WriteRouteRequest(request, trigger);
        Send(net, at, LMA1, LMA2, trigger);
        at += MilliSeconds(50);
    }
    net.RunUntil(at);
    for (int i = 0; i < 3; ++i)
    {
        NS_TEST_EXPECT_MSG_EQ(
            net.FindStatus("LMA2>LMA1 RoTriggerAck", ATTACK + MilliSeconds(50) * i),
            129,
            sources[i]);
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetController(LMA2)->GetSessions().size(), 1, "MN's and CN's");
    CheckUntouched(net);
}

void
LoureiroSecurityTestCase::NoResolver()
{
    RoutingFixture net(MakeOptions());
    net.GetController(LMA2)->SetResolver(nullptr);
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(20)).Run(START, 50);
    net.RunUntil(ATTACK);
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA2>LMA1 RoTriggerAck", START), 129, "it cannot tell");
    NS_TEST_EXPECT_MSG_EQ(net.GetController(LMA2)->GetSessions().size(), 0, "nothing changes");
    NS_TEST_EXPECT_MSG_EQ(net.GetAgent(MAG2)->GetRoutes().size(), 0, "nothing changes");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LoureiroSecurityTestCase::RogueEnd()
{
    RoutingFixture net(MakeOptions());
    Talk(net, ATTACK + Seconds(1));
    net.RunUntil(ATTACK - MilliSeconds(1));
    RouteRequest request;
    request.pair = net.GetPair();
    request.gateway = RoutingFixture::GetAddress(MAG4);
    request.ordering = *net.GetAgent(MAG1)->GetRoutes().at(0)->ordering;
    RoSetup setup;
    WriteRouteRequest(request, setup);
    Send(net, ATTACK, MAG4, MAG1, setup);
    net.RunUntil(ATTACK + MilliSeconds(50));
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("MAG1>MAG4 RoSetupAck", ATTACK), 138, "leads elsewhere");
    CheckUntouched(net);
}

void
LoureiroSecurityTestCase::EndOfUnknown()
{
    RoutingOptions options = MakeOptions();
    options.isProxy = true;
    RoutingFixture net(options);
    Talk(net, ATTACK + Seconds(1));
    net.RunUntil(ATTACK - MilliSeconds(1));
    RouteRequest request;
    request.pair = net.GetPair();
    request.gateway = RoutingFixture::GetAddress(MAG4);
    request.ordering = *net.GetAgent(MAG1)->GetRoutes().at(0)->ordering + 1000000;
    request.sequence = 300;
    RoSetup setup;
    WriteRouteRequest(request, setup);
    net.At(ATTACK, [&net] { net.GetAnchor(LMA2)->Restart(); });
    Send(net, ATTACK + MilliSeconds(1), MAG4, LMA2, setup);
    // Until MAG2 hears of the restart, and asks.
    net.RunUntil(ATTACK + MilliSeconds(1) + net.RoundTrip(MAG4, LMA2) + net.RoundTrip(LMA2, LMA1) +
                 net.RoundTrip(LMA1, MAG1) + MilliSeconds(1));
    NS_TEST_EXPECT_MSG_LT(net.FindSent("LMA2>LMA1 RoSetup", ATTACK), Time::Max(), "passed on");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA2>MAG4 RoSetupAck", ATTACK), 138, "leads elsewhere");
    NS_TEST_EXPECT_MSG_EQ(net.FindChange(MAG1, "none", ATTACK), Time::Max(), "it stands");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN), RoutingFixture::GetAddress(MAG2), "M1");
}

void
LoureiroSecurityTestCase::AnchorOfOther()
{
    for (const bool isProxy : {false, true})
    {
        RoutingOptions options = MakeOptions();
        options.isProxy = isProxy;
        RoutingFixture net(options);
        Talk(net, Seconds(9));
        net.MoveAt(ATTACK, NODE_MN, MAG3);
        net.MoveAt(Seconds(6), NODE_CN, MAG4);
        RouteRequest request;
        request.pair = net.GetPair();
        RoInit end;
        WriteRouteRequest(request, end);
        Send(net, Seconds(7), LMA2, MAG3, end); // MN's gateway
        Send(net, Seconds(7), LMA1, MAG4, end); // CN's gateway
        net.RunUntil(Seconds(8));
        for (const auto gateway : {MAG3, MAG4})
        {
            const auto& drops = net.GetSignaling(gateway)->GetDrops();
            const auto known = drops.find("no-security-association");
            NS_TEST_EXPECT_MSG_EQ((known == drops.end() ? 0 : known->second),
                                  1,
                                  RoutingFixture::GetName(gateway));
        }
        const std::string all = "set up, and followed both nodes";
        NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG3, NODE_MN), RoutingFixture::GetAddress(MAG4), all);
        NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG4, NODE_CN), RoutingFixture::GetAddress(MAG3), all);
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", all);
    }
}

void
LoureiroSecurityTestCase::HostileOctets()
{
    auto random = CreateObject<UniformRandomVariable>();
    random->SetStream(4);
    RoutingOptions options = MakeOptions();
    options.configure = [](LocalizedRoutingHelper& routing) {
        RoutingFixture::SetDomains(routing, {MAG4});
    };
    RoutingFixture net(options);
    Talk(net, ATTACK + Seconds(11));
    net.RunUntil(ATTACK - MilliSeconds(1));
    // What was said of routes, said by a gateway of another domain that the anchors trust for its
    // own nodes: as it was, and with some octets changed.
    std::vector<MobilityMessage> messages;
    for (const auto& signal : net.GetSent())
    {
        if (signal.text.find(" Ro") != std::string::npos)
        {
            messages.push_back(signal.message);
        }
    }
    const auto pick = [&random](std::size_t size) {
        return static_cast<std::size_t>(random->GetInteger(0, static_cast<uint32_t>(size - 1)));
    };
    constexpr uint32_t COUNT = 2000;
    const RoutingPlace receivers[] = {LMA1, LMA2, MAG1, MAG2, MAG3};
    for (uint32_t i = 0; i < COUNT; ++i)
    {
        const RoutingPlace to = receivers[pick(5)];
        net.SendOctetsAt(
            ATTACK + MilliSeconds(5 * i),
            MAG4,
            to,
            RoutingFixture::Distort(messages[pick(messages.size())], MAG4, to, random));
    }
    net.RunUntil(ATTACK + MilliSeconds(5 * COUNT) + Seconds(1));
    CheckUntouched(net);
    NS_TEST_EXPECT_MSG_EQ(m_there->GetLost().size() + m_back->GetLost().size(), 0, "packets lost");
}

void
LoureiroSecurityTestCase::SpoofedSources()
{
    RoutingFixture net(MakeOptions());
    Talk(net, Seconds(20));
    net.RunUntil(ATTACK - MilliSeconds(1));
    const auto before = CountSent(net, "RoTrigger");
    Answer(net, ATTACK, NODE_MN, "2001:db8::", 500);    // of nobody's prefix
    Answer(net, ATTACK, NODE_MN, "fd00:2:0:77::", 500); // of LMA2's
    net.RunUntil(ATTACK + MilliSeconds(100));
    const auto controller = net.GetController(LMA1);
    NS_TEST_EXPECT_MSG_EQ(controller->GetSessions().size(), 1 + 64, "the route's, and the bound");
    NS_TEST_EXPECT_MSG_EQ(controller->GetAttempts().GetCount(), 64, "refused by LMA2");
    NS_TEST_EXPECT_MSG_EQ(controller->GetAttempts().GetRefused(), 500 - 64, "counted");
    NS_TEST_EXPECT_MSG_EQ(CountSent(net, "RoTrigger") - before, 64, "messages");
    NS_TEST_EXPECT_MSG_EQ(net.GetController(LMA2)->GetSessions().size(), 1, "the route's");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN), RoutingFixture::GetAddress(MAG2), "M1");
    // What there is already is no attempt, and is not refused.
    RouteRequest request;
    request.pair = {net.GetPrefix(NODE_MN), Prefix(Ipv6Address("fd00:2:0:b::1"), 128)};
    request.lifetime = 75;
    request.sequence = 500;
    RoRequest asked;
    WriteRouteRequest(request, asked);
    Send(net, ATTACK + MilliSeconds(200), MAG1, LMA1, asked);
    net.RunUntil(ATTACK + MilliSeconds(400));
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG1 RoRequestAck", ATTACK), 0, "there is one");
    NS_TEST_EXPECT_MSG_EQ(controller->GetAttempts().GetRefused(), 500 - 64, "none more");
    // Routes in use do not count, and move on as ever.
    net.MoveAt(Seconds(6), NODE_MN, MAG3);
    net.RunUntil(Seconds(7));
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG3, NODE_MN), RoutingFixture::GetAddress(MAG2), "n1");
    net.RunUntil(Seconds(18));
    NS_TEST_EXPECT_MSG_EQ(controller->GetSessions().size(), 1, "RetryHoldDown is over");
    NS_TEST_EXPECT_MSG_EQ(controller->GetAttempts().GetCount(), 0, "nothing is left");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LoureiroSecurityTestCase::SpoofedAtGateway()
{
    RoutingOptions options = MakeOptions();
    options.isRequestedByGateways = true;
    RoutingFixture net(options);
    Talk(net, Seconds(20));
    net.RunUntil(ATTACK + Seconds(8));
    const auto before = CountSent(net, "RoRequest");
    Answer(net, ATTACK + Seconds(8), NODE_MN, "2001:db8::", 500);
    net.RunUntil(ATTACK + Seconds(9));
    NS_TEST_EXPECT_MSG_EQ(CountSent(net, "RoRequest") - before, 64, "messages");
    NS_TEST_EXPECT_MSG_EQ(net.GetAgent(MAG1)->GetAttempts().GetRefused(), 500 - 64, "counted");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG1 RoRequestAck", ATTACK + Seconds(8)),
                          133,
                          "nobody's address");
    NS_TEST_EXPECT_MSG_EQ(net.GetController(LMA1)->GetSessions().size(), 1, "the route's");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN), RoutingFixture::GetAddress(MAG2), "M1");
}

void
LoureiroSecurityTestCase::AnchorBound()
{
    RoutingOptions options = MakeOptions();
    options.hasTwoAnchors = false;
    options.configure = [](LocalizedRoutingHelper& routing) {
        routing.SetControllerAttribute("MaxAttempts", UintegerValue(10));
    };
    RoutingFixture net(options);
    Talk(net, Seconds(8));
    net.RunUntil(ATTACK);
    // Addresses of LMA1's own pool that nobody has.
    Answer(net, ATTACK, NODE_MN, "fd00:1:0:77::", 8);
    Answer(net, ATTACK, NODE_CN, "fd00:1:0:77::", 8);
    net.RunUntil(ATTACK + MilliSeconds(100));
    const auto controller = net.GetController(LMA1);
    NS_TEST_EXPECT_MSG_EQ(controller->GetAttempts().GetCount(), 10, "of both nodes");
    NS_TEST_EXPECT_MSG_EQ(controller->GetAttempts().GetRefused(), 6, "counted");
    NS_TEST_EXPECT_MSG_EQ(controller->GetSessions().size(), 11, "the route's, and the bound");
}

void
LoureiroSecurityTestCase::ShorterLifetime()
{
    RoutingOptions options = MakeOptions();
    options.configure = [](LocalizedRoutingHelper& routing) {
        routing.SetControllerAttribute("Lifetime", TimeValue(Seconds(24)));
        routing.SetAgentAttribute("Lifetime", TimeValue(Seconds(300)));
    };
    RoutingFixture net(options);
    Talk(net, Seconds(22));
    net.RunUntil(Seconds(22));
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG1 RoRefreshAck", START), 1, "granted, less");
    for (const auto& signal : net.GetSent())
    {
        if (signal.text == "LMA1>MAG1 RoRefreshAck")
        {
            NS_TEST_EXPECT_MSG_EQ(GetExperimentalAnswer(signal.message)->lifetime, 6, "24 s");
        }
    }
}

void
LoureiroSecurityTestCase::NotTheController()
{
    RoutingFixture net(MakeOptions());
    Talk(net, ATTACK + Seconds(1));
    RouteRequest request;
    request.pair = net.GetPair();
    request.gateway = RoutingFixture::GetAddress(MAG4);
    request.lifetime = 75;
    request.sequence = 1000;
    RoTrigger trigger;
    WriteRouteRequest(request, trigger);
    Send(net, ATTACK, LMA2, LMA1, trigger);
    net.RunUntil(ATTACK + MilliSeconds(100));
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>LMA2 RoTriggerAck", ATTACK), 134, "LMA2 controls");
    CheckUntouched(net);
}

void
LoureiroSecurityTestCase::NoSuchSession()
{
    RoutingFixture net(MakeOptions());
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    RouteRequest request;
    request.pair = net.GetPair();
    request.lifetime = 75;
    RoRefresh refresh;
    WriteRouteRequest(request, refresh);
    Send(net, ATTACK, MAG1, LMA1, refresh);
    net.RunUntil(ATTACK + MilliSeconds(100));
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG1 RoRefreshAck", ATTACK), 137, "nothing");
    NS_TEST_EXPECT_MSG_EQ(net.GetController(LMA1)->GetSessions().size(), 0, "and nothing comes");
}

void
LoureiroSecurityTestCase::SilentAnchor()
{
    RoutingFixture net(MakeOptions());
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    net.At(Seconds(1.5), [&net] { net.GetWire(LMA1, LMA2)->SetAttribute("Loss", DoubleValue(1)); });
    net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(20)).Run(START, 10);
    net.RunUntil(Seconds(20));
    const auto sessions = net.GetController(LMA1)->GetSessions();
    NS_TEST_ASSERT_MSG_EQ(sessions.size(), 1, "ends for as long as LMA2 may have it");
    NS_TEST_EXPECT_MSG_EQ(static_cast<int>(sessions[0]->result), 143, "LMA2 does not answer");
    NS_TEST_EXPECT_MSG_EQ(net.GetController(LMA1)->GetAttempts().GetCount(), 1, "it counts");
    // After 1, 2 and 4 s, and 8 s more.
    const Time first = net.FindSent("LMA1>LMA2 RoTrigger", START);
    NS_TEST_EXPECT_MSG_EQ(net.FindChange(LMA1, "ending", START), first + Seconds(15), "given up");
}

void
LoureiroSecurityTestCase::RequestHeldDown()
{
    RoutingOptions options = MakeOptions();
    options.isRequestedByGateways = true;
    RoutingFixture net(options);
    Talk(net, Seconds(10));
    // Forbidden by what LMA1 knows before it asks anybody.
    net.At(ATTACK, [&net] { net.GetController(LMA1)->Terminate(net.GetPair(), "charging"); });
    RouteRequest request;
    request.pair = {net.GetPrefix(NODE_MN), Prefix(Ipv6Address("fd00:2:0:b::1"), 128)};
    request.lifetime = 0xfffe;
    request.sequence = 500;
    RoRequest asked;
    WriteRouteRequest(request, asked);
    Send(net, Seconds(4), MAG1, LMA1, asked);
    Send(net, ATTACK + Seconds(1), MAG1, LMA1, asked);
    net.At(Seconds(7), [&net] { net.GetPolicy()->AllowPair(net.GetPair(), false); });
    Send(net, Seconds(8), MAG1, LMA1, asked);
    net.RunUntil(Seconds(9));
    const std::string answer = "LMA1>MAG1 RoRequestAck";
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus(answer, Seconds(4)), 1, "there is one, and not for ever");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus(answer, ATTACK + Seconds(1)), 136, "held down");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus(answer, Seconds(8)), 129, "forbidden");
    for (const auto& signal : net.GetSent())
    {
        if (signal.text == answer && signal.at >= Seconds(4))
        {
            const auto lifetime = GetExperimentalAnswer(signal.message)->lifetime;
            NS_TEST_EXPECT_MSG_EQ(lifetime, (signal.at < ATTACK ? 75 : 0), "300 s, not as asked");
        }
    }
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-loureiro-security`.
 */
class LoureiroSecurityTestSuite : public TestSuite
{
  public:
    LoureiroSecurityTestSuite()
        : TestSuite("pmipv6-loureiro-security")
    {
        using Case = LoureiroSecurityTestCase;
        for (const bool isSequence : {false, true})
        {
            const auto add = [this, isSequence](const std::string& name, Case::Body body) {
                AddTestCase(new Case(name, body, isSequence));
            };
            add("RFC 6279, 6 rogue gateway in proxy mode", &Case::RogueRelay);
            add("RFC 6279, 6 source of another anchor", &Case::RogueTrigger);
            add("10 end by a gateway of another route", &Case::RogueEnd);
            add("10 end of another route, proxy mode, after a restart", &Case::EndOfUnknown);
            add("RFC 6279, 5 no association with the other anchor", &Case::AnchorOfOther);
            add("RFC 6279, 6 octets of a peer of another domain", &Case::HostileOctets);
            add("RFC 6279, 6 spoofed sources", &Case::SpoofedSources);
            add("RFC 6279, 6 spoofed sources, gateways ask", &Case::SpoofedAtGateway);
            add("RFC 6279, 6 bound of an anchor", &Case::AnchorBound);
            add("RFC 6279, 6 source of nobody knows whom", &Case::NoResolver);
            add("5.1 status 1", &Case::ShorterLifetime);
            add("5.1 status 134", &Case::NotTheController);
            add("5.1 status 137", &Case::NoSuchSession);
            add("5.1 status 143", &Case::SilentAnchor);
            add("7 what RO Request is told", &Case::RequestHeldDown);
        }
    }
};

/// The suite.
static LoureiroSecurityTestSuite g_loureiroSecurityTestSuite;

} // namespace pmipv6
} // namespace ns3
