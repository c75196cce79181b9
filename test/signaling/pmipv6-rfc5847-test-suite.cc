/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-signaling-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/config.h"
#include "ns3/pmipv6-heartbeat-agent.h"
#include "ns3/uinteger.h"

#include <algorithm>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5847: Heartbeats between nodes without roles.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Response to request 1 with Restart Counter 0, octet by octet.
const std::string RESPONSE = "3b020d00 0000 0001 00000001 0100 1c04 00000000 01020000";

/// What a listener was told.
struct Events
{
    std::vector<std::pair<Time, bool>> reachability; //!< reachable or not
    std::vector<Time> restarts;                      //!< the peer has restarted
    std::vector<Time> befores;                       //!< and after which request
    std::vector<std::string> ignored;                //!< reasons

    /// @return a listener that records here
    HeartbeatAgent::Listener GetListener()
    {
        HeartbeatAgent::Listener listener;
        listener.reachability = [this](bool isReachable) {
            reachability.emplace_back(Simulator::Now(), isReachable);
        };
        listener.restarted = [this](Time before) {
            restarts.push_back(Simulator::Now());
            befores.push_back(before);
        };
        return listener;
    }
};

} // namespace

/**
 * @ingroup pmipv6-tests
 * Heartbeats; each member function is a test case.
 */
class HeartbeatTestCase : public MemberTestCase<HeartbeatTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Octets();             //!< of all three messages
    void Interval();           //!< when requests are sent
    void IntervalOff();        //!< no requests, but answers
    void Sessions();           //!< no request without
    void Unreachable();        //!< and back
    void NoneAllowed();        //!< MISSING_HEARTBEATS_ALLOWED 0
    void OneAnswered();        //!< the count starts anew
    void RestartTold();        //!< at once, to all
    void RestartFound();       //!< in the next response
    void RestartUnknown();     //!< of a peer whose counter is not known
    void RestartOvertaken();   //!< a response from before is not awaited
    void NewsOvertaken();      //!< an older restart that is told later
    void RestartForgets();     //!< stored counters
    void NotSupported();       //!< two Binding Errors end it for ever
    void OtherBindingErrors(); //!< change nothing
    void ErrorOfOther();       //!< nor do those about other messages
    void KnownOnce();          //!< nor any once the peer has answered
    void BadAndNotSupported(); //!< a bad body matters less than the type
    void FirstSession();       //!< asked at once
    void FirstLost();          //!< and 30 s later
    void FirstAnswered();      //!< and not again, whatever is out then
    void FirstKnown();         //!< but not if its counter is known
    void Untrusted();          //!< nothing without an association
    void WrongSequence();      //!< ignored
    void WrongFlags();         //!< ignored
    void NoOption();           //!< in responses
    void Removed();            //!< a peer that is not one any more
    void Shared();             //!< one exchange for several roles

  private:
    /**
     * @param net the nodes
     * @param node a node
     * @param peer another
     * @param events gets what the node is told
     * @return the node's agent
     */
    static Ptr<HeartbeatAgent> Join(const SignalingFixture& net,
                                    uint32_t node,
                                    uint32_t peer,
                                    Events& events);
};

Ptr<HeartbeatAgent>
HeartbeatTestCase::Join(const SignalingFixture& net, uint32_t node, uint32_t peer, Events& events)
{
    auto agent = HeartbeatAgent::Install(net.GetNode(node));
    agent->AddPeer(SignalingFixture::GetAddress(node),
                   SignalingFixture::GetAddress(peer),
                   events.GetListener());
    agent->TraceConnectWithoutContext("Ignored",
                                      MakeFunctionCallback<const Ipv6Address&, const std::string&>(
                                          [&events](const Ipv6Address&, const std::string& reason) {
                                              events.ignored.push_back(reason);
                                          }));
    return agent;
}

void
HeartbeatTestCase::Octets()
{
    SignalingFixture net;
    Events events;
    const auto agent = Join(net, 0, 1, events);
    const auto peer = Join(net, 1, 0, events);
    peer->SetAttribute("Interval", TimeValue(Time(0)));
    peer->SetAttribute("RestartCounter", UintegerValue(0x01020304));
    net.At(Seconds(50), [&] { peer->Restart(); });
    net.RunUntil(Seconds(100));
    const auto requests = net.GetSent(0);
    const auto responses = net.GetSent(1);
    PMIPV6_TEST_REQUIRE(requests.size() == 2 && responses.size() == 3, "two exchanges, one more");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::GetHex(requests[0]),
                          "3b010d0000000000"
                          "0000000101020000",
                          "request");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::GetHex(responses[0]),
                          "3b020d0000000001"
                          "0000000101001c04"
                          "0102030401020000",
                          "response: R, the same number, the counter");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::GetHex(responses[1]),
                          "3b020d0000000003"
                          "0000000001001c04"
                          "0102030501020000",
                          "unsolicited: U and R");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::GetHex(requests[1]),
                          "3b010d0000000000"
                          "0000000201020000",
                          "the next number");
}

void
HeartbeatTestCase::Interval()
{
    SignalingFixture net;
    Events events;
    Join(net, 0, 1, events);
    Join(net, 0, 2, events);
    Join(net, 1, 0, events)->SetAttribute("Interval", TimeValue(Time(0)));
    Join(net, 2, 0, events)->SetAttribute("Interval", TimeValue(Seconds(30)));
    net.RunUntil(Seconds(150));
    const auto sent = net.GetSent(0);
    // Node 0: the peers' turns are at 0.618 and 0.236 of 60 s; node 2: at 0.854 of 30 s, answered.
    const std::vector<std::pair<double, const char*>> expected{
        {14.164078649987, "Heartbeat flags=- seq=1"},
        {25.623058987491, "Heartbeat flags=R seq=1 RestartCounter=0"},
        {37.082039324994, "Heartbeat flags=- seq=1"},
        {55.623058987491, "Heartbeat flags=R seq=2 RestartCounter=0"},
        {74.164078649987, "Heartbeat flags=- seq=2"},
        {85.623058987491, "Heartbeat flags=R seq=3 RestartCounter=0"},
        {97.082039324994, "Heartbeat flags=- seq=2"},
        {115.623058987491, "Heartbeat flags=R seq=4 RestartCounter=0"},
        {134.164078649987, "Heartbeat flags=- seq=3"},
        {145.623058987491, "Heartbeat flags=R seq=5 RestartCounter=0"}};
    PMIPV6_TEST_REQUIRE(sent.size() == expected.size(), "every HEARTBEAT_INTERVAL");
    for (std::size_t i = 0; i < sent.size(); ++i)
    {
        const bool isResponse =
            SignalingFixture::Print(sent[i]).find("flags=R") != std::string::npos;
        NS_TEST_EXPECT_MSG_EQ(SignalingFixture::Print(sent[i]), expected[i].second, i);
        NS_TEST_EXPECT_MSG_EQ_TOL(sent[i].at,
                                  Seconds(expected[i].first) +
                                      (isResponse ? net.Delay(0, 2) : Time(0)),
                                  TOLERANCE,
                                  i);
    }
    NS_TEST_EXPECT_MSG_EQ(events.reachability.size(), 0, "all answer");
    NS_TEST_EXPECT_MSG_EQ(events.restarts.size(), 0, "the first counter is only stored");
    NS_TEST_EXPECT_MSG_EQ(events.ignored.size(), 0, "all fits");
}

void
HeartbeatTestCase::IntervalOff()
{
    Config::SetDefault("ns3::pmipv6::HeartbeatAgent::Interval", TimeValue(Time(0)));
    SignalingFixture net;
    Events events;
    const auto agent = Join(net, 0, 1, events);
    Join(net, 1, 0, events);
    net.At(Seconds(200), [&] { net.Inject(1, 0, "3b010d00 0000 0000 89abcdef 01020000"); });
    net.At(Seconds(300), [&] { agent->SetAttribute("Interval", TimeValue(Seconds(30))); });
    net.RunUntil(Seconds(320));
    const auto sent = net.GetSent(0);
    PMIPV6_TEST_REQUIRE(sent.size() == 2, "no requests, but answers; and requests once it is on");
    NS_TEST_EXPECT_MSG_EQ_TOL(sent[0].at, Seconds(200) + net.Delay(0, 1), TOLERANCE, "at once");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::Print(sent[0]),
                          "Heartbeat flags=R seq=2309737967 RestartCounter=0",
                          "32 bits");
    NS_TEST_EXPECT_MSG_EQ_TOL(sent[1].at, Seconds(318.541019662497), TOLERANCE, "0.618 of 30 s");
}

void
HeartbeatTestCase::Sessions()
{
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events events;
    bool hasSessions = false;
    auto listener = events.GetListener();
    listener.hasSessions = [&hasSessions] { return hasSessions; };
    const auto agent = HeartbeatAgent::Install(net.GetNode(0));
    agent->AddPeer(net.GetAddress(0), net.GetAddress(1), listener);
    // Turns at 37 s, 97 s, 157 s ...
    net.At(Seconds(90), [&] { hasSessions = true; });
    net.At(Seconds(300), [&] { hasSessions = false; });
    net.At(Seconds(350), [&] { hasSessions = true; });
    net.RunUntil(Seconds(600));
    const auto sent = net.GetSent(0);
    const std::vector<double> turns{97, 157, 217, 277, 397, 457, 517, 577};
    PMIPV6_TEST_REQUIRE(sent.size() == turns.size(), "only while there are sessions");
    for (std::size_t i = 0; i < turns.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(sent[i].at,
                                  Seconds(turns[i] + 0.082039324994),
                                  TOLERANCE,
                                  "turn " << i);
    }
    NS_TEST_EXPECT_MSG_EQ(events.reachability.size(),
                          0,
                          "what was missed while there were sessions is forgotten");
}

void
HeartbeatTestCase::Unreachable()
{
    SignalingFixture net;
    Events events;
    const auto agent = Join(net, 0, 1, events);
    Join(net, 1, 0, events)->SetAttribute("Interval", TimeValue(Time(0)));
    net.SetLoss(0, 1, [] {
        return Simulator::Now() > Seconds(60) && Simulator::Now() < Seconds(420);
    });
    net.At(Seconds(400), [&] {
        NS_TEST_EXPECT_MSG_EQ(agent->IsReachable(net.GetAddress(0), net.GetAddress(1)),
                              false,
                              "not reachable");
    });
    net.RunUntil(Seconds(600));
    // Requests at 37 s (answered), 97 s, 157 s, 217 s, 277 s, and 337 s: three may stay unanswered,
    // the fourth has when the fifth is sent.
    const Time first = Seconds(37.082039324994);
    PMIPV6_TEST_REQUIRE(events.reachability.size() == 2, "once lost, once found");
    NS_TEST_EXPECT_MSG_EQ_TOL(events.reachability[0].first,
                              first + Seconds(300),
                              TOLERANCE,
                              "when MISSING_HEARTBEAT exceeds 3");
    NS_TEST_EXPECT_MSG_EQ(events.reachability[0].second, false, "not reachable");
    NS_TEST_EXPECT_MSG_EQ_TOL(events.reachability[1].first,
                              first + Seconds(420) - Seconds(0) + net.Delay(0, 1) * 2,
                              TOLERANCE,
                              "with the first response");
    NS_TEST_EXPECT_MSG_EQ(events.reachability[1].second, true, "reachable");
    NS_TEST_EXPECT_MSG_EQ(events.restarts.size(), 0, "it has not restarted");
}

void
HeartbeatTestCase::NoneAllowed()
{
    Config::SetDefault("ns3::pmipv6::HeartbeatAgent::MissingHeartbeatsAllowed", UintegerValue(0));
    Config::SetDefault("ns3::pmipv6::HeartbeatAgent::Interval", TimeValue(Seconds(1)));
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events events;
    Join(net, 0, 1, events);
    net.RunUntil(Seconds(2));
    PMIPV6_TEST_REQUIRE(events.reachability.size() == 1, "the first one missed");
    NS_TEST_EXPECT_MSG_EQ_TOL(events.reachability[0].first,
                              Seconds(1.618033988750),
                              TOLERANCE,
                              "when the second is sent");
}

void
HeartbeatTestCase::OneAnswered()
{
    Config::SetDefault("ns3::pmipv6::HeartbeatAgent::Interval", TimeValue(Seconds(1)));
    SignalingFixture net;
    Events events;
    Join(net, 0, 1, events);
    Join(net, 1, 0, events)->SetAttribute("Interval", TimeValue(Time(0)));
    uint32_t count = 0;
    net.SetLoss(0, 1, [&count] { return ++count % 4 != 0; });
    net.RunUntil(Seconds(60));
    NS_TEST_EXPECT_MSG_EQ(net.GetSent(0).size(), 60, "a request a second");
    NS_TEST_EXPECT_MSG_EQ(net.GetSent(1).size(), 15, "every fourth arrives");
    NS_TEST_EXPECT_MSG_EQ(events.reachability.size(), 0, "three in a row may be missed");
}

void
HeartbeatTestCase::RestartTold()
{
    Config::SetDefault("ns3::pmipv6::HeartbeatAgent::Interval", TimeValue(Time(0)));
    SignalingFixture net;
    Events of1;
    Events of2;
    Events own;
    const auto agent = Join(net, 0, 1, own);
    Join(net, 0, 2, own);
    Join(net, 1, 0, of1);
    Join(net, 2, 0, of2);
    // The counters are known from responses.
    for (const uint32_t node : {1, 2})
    {
        HeartbeatAgent::Install(net.GetNode(node))
            ->SetAttribute("Interval", TimeValue(Seconds(1000)));
    }
    const Time restart = Seconds(900);
    net.At(restart, [&] {
        agent->Restart();
        agent->Restart(); // Of another role on the node.
    });
    net.RunUntil(Seconds(1950));
    NS_TEST_EXPECT_MSG_EQ(agent->GetRestartCounter(), 1, "once for all roles");
    const auto sent = net.GetSent(0);
    PMIPV6_TEST_REQUIRE(sent.size() == 6, "responses before, unsolicited, responses after");
    for (std::size_t i = 0; i < 6; ++i)
    {
        const bool isUnsolicited = i == 2 || i == 3;
        NS_TEST_EXPECT_MSG_EQ(
            (SignalingFixture::Print(sent[i]).find("flags=UR seq=0") != std::string::npos),
            isUnsolicited,
            i);
        NS_TEST_EXPECT_MSG_EQ(
            SignalingFixture::Print(sent[i]).substr(SignalingFixture::Print(sent[i]).size() - 1),
            (i < 2 ? "0" : "1"),
            i);
    }
    NS_TEST_EXPECT_MSG_EQ(sent[2].at, restart, "at once");
    NS_TEST_EXPECT_MSG_EQ(sent[3].at, restart, "at once");
    PMIPV6_TEST_REQUIRE(of1.restarts.size() == 1 && of2.restarts.size() == 1, "told once");
    NS_TEST_EXPECT_MSG_EQ_TOL(of1.restarts[0], restart + net.Delay(0, 1), TOLERANCE, "peer 1");
    NS_TEST_EXPECT_MSG_EQ_TOL(of2.restarts[0], restart + net.Delay(0, 2), TOLERANCE, "peer 2");
    NS_TEST_EXPECT_MSG_EQ(own.restarts.size(), 0, "not the node itself");
    NS_TEST_EXPECT_MSG_EQ(net.GetSent(1).size(), 2, "the unsolicited one is not answered");
    const auto counter = HeartbeatAgent::Install(net.GetNode(1))
                             ->GetPeerCounter(net.GetAddress(1), net.GetAddress(0));
    NS_TEST_EXPECT_MSG_EQ((counter == std::optional<uint32_t>(1)), true, "the new counter");
}

void
HeartbeatTestCase::RestartFound()
{
    SignalingFixture net;
    Events events;
    Events own;
    Join(net, 0, 1, events);
    const auto peer = Join(net, 1, 0, own);
    peer->SetAttribute("Interval", TimeValue(Time(0)));
    net.SetLoss(1, 0, [] {
        return Simulator::Now() > Seconds(60) && Simulator::Now() < Seconds(80);
    });
    net.At(Seconds(70), [&] { peer->Restart(); });
    net.RunUntil(Seconds(200));
    PMIPV6_TEST_REQUIRE(events.restarts.size() == 1, "once, at the next Heartbeat");
    NS_TEST_EXPECT_MSG_EQ_TOL(events.restarts[0],
                              Seconds(97.082039324994) + net.Delay(0, 1) * 2,
                              TOLERANCE,
                              "by the counter in the response");
    NS_TEST_EXPECT_MSG_EQ(events.reachability.size(), 0, "reachable all the time");
}

void
HeartbeatTestCase::RestartUnknown()
{
    Config::SetDefault("ns3::pmipv6::HeartbeatAgent::Interval", TimeValue(Time(0)));
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events events;
    Join(net, 0, 1, events);
    // Nobody tells unasked who has not restarted; the same counter once more is no further restart.
    const char* const unsolicited = "3b020d00 0000 0003 00000000 0100 1c04 00000007 01020000";
    net.At(Seconds(1), [&] { net.Inject(1, 0, unsolicited); });
    net.At(Seconds(2), [&] { net.Inject(1, 0, unsolicited); });
    net.RunUntil(Seconds(3));
    PMIPV6_TEST_REQUIRE(events.restarts.size() == 1, "one restart");
    NS_TEST_EXPECT_MSG_EQ_TOL(events.restarts[0],
                              Seconds(1) + net.Delay(0, 1),
                              TOLERANCE,
                              "at once");
}

void
HeartbeatTestCase::RestartOvertaken()
{
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events events;
    Join(net, 0, 1, events);
    // The request of 37 s is answered with counter 0 by a peer that restarts just then.
    net.At(Seconds(37.09),
           [&] { net.Inject(1, 0, "3b020d00 0000 0003 00000000 0100 1c04 00000001 01020000"); });
    net.At(Seconds(37.1), [&] { net.Inject(1, 0, RESPONSE); });
    net.RunUntil(Seconds(60));
    NS_TEST_EXPECT_MSG_EQ(events.restarts.size(), 1, "one restart");
    PMIPV6_TEST_REQUIRE(events.ignored.size() == 1, "the response is late");
    NS_TEST_EXPECT_MSG_EQ(events.ignored[0], "unexpected-response", "not awaited any more");
}

void
HeartbeatTestCase::NewsOvertaken()
{
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events events;
    Join(net, 0, 1, events);
    const auto tell = [&net](double at, const std::string& head, const std::string& counter) {
        net.At(Seconds(at), [&net, head, counter] {
            net.Inject(1, 0, head + " 0100 1c04 " + counter + " 01020000");
        });
    };
    const std::string unsolicited = "3b020d00 0000 0003 00000000";
    // Of three restarts the first two are told in the wrong order; the counter is 32 bits wide.
    tell(37.1, "3b020d00 0000 0001 00000001", "fffffffe");
    tell(40, unsolicited, "00000000");
    tell(41, unsolicited, "ffffffff");
    tell(42, unsolicited, "00000000"); // As above, doubled.
    tell(97.1, "3b020d00 0000 0001 00000002", "00000001");
    net.RunUntil(Seconds(100));
    PMIPV6_TEST_REQUIRE(events.restarts.size() == 2, "the second, and the third");
    NS_TEST_EXPECT_MSG_EQ_TOL(events.restarts[0],
                              Seconds(40) + net.Delay(0, 1),
                              TOLERANCE,
                              "as it is told");
    NS_TEST_EXPECT_MSG_EQ_TOL(events.restarts[1],
                              Seconds(97.1) + net.Delay(0, 1),
                              TOLERANCE,
                              "by the response");
    PMIPV6_TEST_REQUIRE(events.ignored.size() == 1, "the first one");
    NS_TEST_EXPECT_MSG_EQ(events.ignored[0], "earlier-restart-counter", "overtaken");
    for (const auto& before : events.befores)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(before,
                                  Seconds(37.082039324994),
                                  TOLERANCE,
                                  "what was asked before both restarts");
    }
}

void
HeartbeatTestCase::RestartForgets()
{
    SignalingFixture net;
    Events events;
    Events own;
    const auto agent = Join(net, 0, 1, own);
    const auto peer = Join(net, 1, 0, events);
    peer->SetAttribute("Interval", TimeValue(Time(0)));
    peer->SetAttribute("RestartCounter", UintegerValue(5));
    net.At(Seconds(50), [&] {
        NS_TEST_EXPECT_MSG_EQ((agent->GetPeerCounter(net.GetAddress(0), net.GetAddress(1)) ==
                               std::optional<uint32_t>(5)),
                              true,
                              "stored");
        agent->Restart();
        NS_TEST_EXPECT_MSG_EQ(
            agent->GetPeerCounter(net.GetAddress(0), net.GetAddress(1)).has_value(),
            false,
            "lost");
        peer->SetAttribute("RestartCounter", UintegerValue(6));
    });
    net.RunUntil(Seconds(160));
    NS_TEST_EXPECT_MSG_EQ(own.restarts.size(), 0, "a first value is stored, no more");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::Print(net.GetSent(0).back()),
                          "Heartbeat flags=- seq=3",
                          "numbers go on");
}

void
HeartbeatTestCase::NotSupported()
{
    SignalingFixture net;
    Events events;
    const auto agent = Join(net, 0, 2, events); // Node 2 has no agent.
    net.At(Seconds(200), [&] { agent->Restart(); });
    net.RunUntil(Seconds(400));
    const auto sent = net.GetSent(0);
    const auto answers = net.GetSent(2);
    PMIPV6_TEST_REQUIRE(sent.size() == 2 && answers.size() == 2,
                        "never again after the second that can mean nothing else");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::GetHex(answers[0]),
                          "3b02070000000200"
                          "0000000000000000"
                          "0000000000000000",
                          "Binding Error, status 2");
    NS_TEST_EXPECT_MSG_EQ(net.GetDropped(0).size(), 0, "the errors are taken");
    NS_TEST_EXPECT_MSG_EQ(events.reachability.size(), 0, "it is reachable");
}

void
HeartbeatTestCase::OtherBindingErrors()
{
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events events;
    Join(net, 0, 1, events);
    const std::string zeros = "0000000000000000 0000000000000000";
    // Before the first request: not even trusted.
    net.At(Seconds(10), [&] { net.Inject(1, 0, "3b020700 0000 0200" + zeros); });
    net.At(Seconds(40), [&] {
        net.Inject(1, 0, "3b020700 0000 0100" + zeros); // Status 1.
        net.Inject(2, 0, "3b020700 0000 0200" + zeros); // A stranger.
        net.Inject(1, 0, RESPONSE);
    });
    // The request is answered: this error is of something else.
    net.At(Seconds(41), [&] { net.Inject(1, 0, "3b020700 0000 0200" + zeros); });
    net.RunUntil(Seconds(100));
    NS_TEST_EXPECT_MSG_EQ(net.GetSent(0).size(), 2, "asked again at 97 s");
    const std::vector<std::string> dropped{"no-security-association",
                                           "nobody-takes-it",
                                           "no-security-association",
                                           "no-security-association"};
    NS_TEST_EXPECT_MSG_EQ((net.GetDropped(0) == dropped), true, "none is taken");
}

void
HeartbeatTestCase::ErrorOfOther()
{
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events events;
    Join(net, 0, 1, events);
    const std::string error = "3b020700 0000 0200 0000000000000000 0000000000000000";
    // A request of MH Type 5 is out beside the Heartbeats of 37 s and 97 s: nobody can tell which
    // of them is meant (RFC 6275, 6.1.9).
    net.At(Seconds(36), [&] {
        BindingUpdate update;
        update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION;
        Question question;
        question.message = update;
        question.source = net.GetAddress(0);
        question.destination = net.GetAddress(1);
        net.GetSignaling(0)->Ask(question).Release();
    });
    for (const int at : {38, 39, 98, 99})
    {
        net.At(Seconds(at), [&] { net.Inject(1, 0, error); });
    }
    net.RunUntil(Seconds(280));
    const auto sent = net.GetSent(0);
    const auto nHeartbeats = std::count_if(sent.begin(), sent.end(), [](const auto& record) {
        return SignalingFixture::Print(record).find("Heartbeat") == 0;
    });
    NS_TEST_EXPECT_MSG_EQ(nHeartbeats, 5, "37 s, 97 s, 157 s, 217 s, 277 s");
    NS_TEST_EXPECT_MSG_EQ((net.GetDropped(0) == std::vector<std::string>(4, "nobody-takes-it")),
                          true,
                          "none is taken");
    NS_TEST_EXPECT_MSG_EQ(events.reachability.size(), 1, "four in a row were missed");
}

void
HeartbeatTestCase::KnownOnce()
{
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events events;
    Join(net, 0, 1, events);
    const std::string error = "3b020700 0000 0200 0000000000000000 0000000000000000";
    net.At(Seconds(38), [&] { net.Inject(1, 0, error); });
    net.At(Seconds(38.5), [&] { net.Inject(1, 0, error); }); // The same, doubled on its way.
    net.At(Seconds(98),
           [&] { net.Inject(1, 0, "3b020d00 0000 0001 00000002 0100 1c04 00000000 01020000"); });
    for (const int at : {158, 218, 278})
    {
        net.At(Seconds(at), [&] { net.Inject(1, 0, error); });
    }
    net.RunUntil(Seconds(340));
    NS_TEST_EXPECT_MSG_EQ(net.GetSent(0).size(), 6, "it has answered one");
    const std::vector<std::string> dropped{"no-security-association",
                                           "nobody-takes-it",
                                           "nobody-takes-it",
                                           "nobody-takes-it"};
    NS_TEST_EXPECT_MSG_EQ((net.GetDropped(0) == dropped), true, "the first is taken, no other");
}

void
HeartbeatTestCase::BadAndNotSupported()
{
    // RFC 6275, 9.2: the type is looked at before Payload Proto, Header Len and options. Node 2
    // takes Heartbeats of nobody, nor any of the other types.
    const std::vector<std::string> cases{
        "3a010d00 0000 0000 00000001 01020000", // Payload Proto 58.
        "3b000d00 0000 0000",                   // Header Len too small.
        "3b010d00 0000 0000 00000001 1c030000", // A Restart Counter of three octets.
        "3b001000 0000 0900",                   // MH Type 16, B.R. Type 9.
        "3a011000 0000 0101 0001 8000 01020000",
        "3b000b00 0000 0000", // MH Type 11, a subtype that nobody knows.
        "3a010b00 0000 1000 0001 0000 01020000"};
    SignalingFixture net;
    for (std::size_t i = 0; i < cases.size(); ++i)
    {
        net.At(Seconds(1.0 + i), [&net, &cases, i] { net.Inject(0, 2, cases[i]); });
    }
    net.RunUntil(Seconds(20));
    const auto answers = net.GetSent(2);
    NS_TEST_EXPECT_MSG_EQ(answers.size(), cases.size(), "each is answered");
    for (const auto& answer : answers)
    {
        NS_TEST_EXPECT_MSG_EQ(SignalingFixture::Print(answer),
                              "BindingError status=UNRECOGNIZED_MH_TYPE(2) homeAddress=::",
                              "by a Binding Error");
    }
    NS_TEST_EXPECT_MSG_EQ(
        (net.GetDropped(2) == std::vector<std::string>(cases.size(), "unknown-message-type")),
        true,
        "whatever is in them");
}

void
HeartbeatTestCase::FirstSession()
{
    SignalingFixture net;
    Events events;
    Events own;
    const auto agent = Join(net, 0, 1, own);
    const auto peer = Join(net, 1, 0, events);
    peer->SetAttribute("RestartCounter", UintegerValue(7));
    net.At(Seconds(1), [&] {
        agent->NotifySession(net.GetAddress(0), net.GetAddress(1));
        agent->NotifySession(net.GetAddress(0), net.GetAddress(1));
        agent->NotifySession(net.GetAddress(0), net.GetAddress(2)); // No peer.
        peer->NotifySession(net.GetAddress(1), net.GetAddress(0));
    });
    net.At(Seconds(2), [&] {
        NS_TEST_EXPECT_MSG_EQ((agent->GetPeerCounter(net.GetAddress(0), net.GetAddress(1)) ==
                               std::optional<uint32_t>(7)),
                              true,
                              "known at once");
        agent->NotifySession(net.GetAddress(0), net.GetAddress(1));
    });
    // Not told: the counter in the next response says so.
    net.SetLoss(1, 0, [] {
        return Simulator::Now() > Seconds(8) && Simulator::Now() < Seconds(9);
    });
    net.At(Seconds(8), [&] { peer->Restart(); });
    net.RunUntil(Seconds(60));
    const auto sent = net.GetSent(0);
    PMIPV6_TEST_REQUIRE(sent.size() == 4, "asked at 1 s, two answers to the other, its turn");
    NS_TEST_EXPECT_MSG_EQ(sent[0].at, Seconds(1), "at once");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::Print(sent[0]), "Heartbeat flags=- seq=1", "a request");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::Print(sent[1]),
                          "Heartbeat flags=R seq=1 RestartCounter=0",
                          "both ask");
    PMIPV6_TEST_REQUIRE(own.restarts.size() == 1, "the restart is found");
    NS_TEST_EXPECT_MSG_EQ_TOL(own.restarts[0],
                              Seconds(37.082039324994) + net.Delay(0, 1) * 2,
                              TOLERANCE,
                              "in the turn");
}

void
HeartbeatTestCase::FirstLost()
{
    SignalingFixture net;
    Events events;
    const auto agent = Join(net, 0, 1, events);
    Join(net, 1, 0, events)->SetAttribute("Interval", TimeValue(Time(0)));
    net.SetLoss(0, 1, [] { return Simulator::Now() < Seconds(3); });
    net.At(Seconds(1), [&] { agent->NotifySession(net.GetAddress(0), net.GetAddress(1)); });
    net.At(Seconds(2), [&] { agent->NotifySession(net.GetAddress(0), net.GetAddress(1)); });
    net.RunUntil(Seconds(40));
    const auto sent = net.GetSent(0);
    PMIPV6_TEST_REQUIRE(sent.size() == 3, "twice, and in its turn");
    NS_TEST_EXPECT_MSG_EQ(sent[0].at, Seconds(1), "at once");
    NS_TEST_EXPECT_MSG_EQ(sent[1].at, Seconds(31), "30 s later (5)");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::Print(sent[1]),
                          "Heartbeat flags=- seq=2",
                          "the next number");
    NS_TEST_EXPECT_MSG_EQ(events.reachability.size(), 0, "it is reachable");
}

void
HeartbeatTestCase::FirstAnswered()
{
    SignalingFixture net;
    Events events;
    const auto agent = Join(net, 0, 1, events);
    Join(net, 1, 0, events)->SetAttribute("Interval", TimeValue(Time(0)));
    // 30 s later its turn has just been, and is not answered yet.
    const Time first = Seconds(7.082039324994) + net.Delay(0, 1);
    net.At(first, [&] { agent->NotifySession(net.GetAddress(0), net.GetAddress(1)); });
    net.RunUntil(Seconds(90));
    NS_TEST_EXPECT_MSG_EQ(net.GetSent(0).size(), 2, "the first, and its turn");
}

void
HeartbeatTestCase::FirstKnown()
{
    SignalingFixture net;
    Events events;
    bool hasSessions = true;
    auto listener = events.GetListener();
    listener.hasSessions = [&hasSessions] { return hasSessions; };
    const auto agent = HeartbeatAgent::Install(net.GetNode(0));
    agent->AddPeer(net.GetAddress(0), net.GetAddress(1), listener);
    Join(net, 1, 0, events)->SetAttribute("Interval", TimeValue(Time(0)));
    const auto notify = [&] { agent->NotifySession(net.GetAddress(0), net.GetAddress(1)); };
    net.At(Seconds(1), notify);
    // None at its turn of 37 s; then some again, from a peer that is known.
    net.At(Seconds(20), [&] { hasSessions = false; });
    net.At(Seconds(40), [&] {
        hasSessions = true;
        notify();
    });
    // What was known is lost: 97 s comes after it.
    net.At(Seconds(50), [&] { agent->Restart(); });
    net.At(Seconds(60), notify);
    net.RunUntil(Seconds(90));
    const auto sent = net.GetSent(0);
    PMIPV6_TEST_REQUIRE(sent.size() == 3, "request, news of the restart, request");
    NS_TEST_EXPECT_MSG_EQ(sent[0].at, Seconds(1), "the first session");
    NS_TEST_EXPECT_MSG_EQ(sent[1].at, Seconds(50), "unsolicited");
    NS_TEST_EXPECT_MSG_EQ(sent[2].at, Seconds(60), "the first since the restart");
}

void
HeartbeatTestCase::Untrusted()
{
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events events;
    Join(net, 0, 1, events);
    net.At(Seconds(38), [&] {
        net.Inject(2, 0, "3b010d00 0000 0000 00000001 01020000");
        net.Inject(2, 0, RESPONSE);
        net.Inject(2, 0, "3b020d00 0000 0003 00000000 0100 1c04 00000009 01020000");
    });
    net.RunUntil(Seconds(60));
    const std::vector<std::string> dropped(3, "no-security-association");
    NS_TEST_EXPECT_MSG_EQ((net.GetDropped(0) == dropped), true, "IPsec would have discarded them");
    NS_TEST_EXPECT_MSG_EQ(net.GetSent(0).size(), 1, "nothing but the request of 37 s");
    NS_TEST_EXPECT_MSG_EQ(events.restarts.size(), 0, "no restart");
}

void
HeartbeatTestCase::WrongSequence()
{
    Config::SetDefault("ns3::pmipv6::HeartbeatAgent::MissingHeartbeatsAllowed", UintegerValue(0));
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events events;
    const auto agent = Join(net, 0, 1, events);
    net.At(Seconds(10), [&] { net.Inject(1, 0, RESPONSE); });
    net.At(Seconds(40), [&] {
        net.Inject(1, 0, "3b020d00 0000 0001 00000000 0100 1c04 00000003 01020000");
        net.Inject(1, 0, "3b020d00 0000 0001 00010001 0100 1c04 00000003 01020000");
    });
    net.RunUntil(Seconds(100));
    const std::vector<std::string> ignored{"unexpected-response",
                                           "response-to-earlier-request",
                                           "response-to-earlier-request"};
    NS_TEST_EXPECT_MSG_EQ((events.ignored == ignored), true, "all 32 bits must match");
    NS_TEST_EXPECT_MSG_EQ(agent->GetPeerCounter(net.GetAddress(0), net.GetAddress(1)).has_value(),
                          false,
                          "nothing is stored");
    NS_TEST_EXPECT_MSG_EQ(events.reachability.size(), 1, "the request of 37 s was not answered");
}

void
HeartbeatTestCase::WrongFlags()
{
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events events;
    Join(net, 0, 1, events);
    net.At(Seconds(10), [&] { net.Inject(1, 0, "3b010d00 0000 0002 00000001 01020000"); });
    // Reserved bits are ignored, and not repeated.
    net.At(Seconds(11), [&] { net.Inject(1, 0, "3b010d00 0000 fffc 00000001 01020000"); });
    net.RunUntil(Seconds(30));
    const auto sent = net.GetSent(0);
    PMIPV6_TEST_REQUIRE(sent.size() == 1 && events.ignored.size() == 1, "one of the two");
    NS_TEST_EXPECT_MSG_EQ(events.ignored[0], "unsolicited-request", "U without R");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::GetHex(sent[0]).substr(12, 4), "0001", "R alone");
}

void
HeartbeatTestCase::NoOption()
{
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events events;
    const auto agent = Join(net, 0, 1, events);
    net.At(Seconds(10), [&] { net.Inject(1, 0, "3b010d00 0000 0003 00000000 01020000"); });
    net.At(Seconds(40), [&] { net.Inject(1, 0, "3b010d00 0000 0001 00000001 01020000"); });
    net.RunUntil(Seconds(90));
    PMIPV6_TEST_REQUIRE(events.ignored.size() == 1, "the unsolicited one says nothing");
    NS_TEST_EXPECT_MSG_EQ(events.ignored[0], "no-restart-counter", "without its option");
    NS_TEST_EXPECT_MSG_EQ(events.restarts.size(), 0, "no restart");
    NS_TEST_EXPECT_MSG_EQ(agent->GetPeerCounter(net.GetAddress(0), net.GetAddress(1)).has_value(),
                          false,
                          "no counter");
}

void
HeartbeatTestCase::Removed()
{
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events events;
    const auto agent = HeartbeatAgent::Install(net.GetNode(0));
    const uint32_t number =
        agent->AddPeer(net.GetAddress(0), net.GetAddress(1), events.GetListener());
    net.At(Seconds(50), [&] { agent->RemovePeer(number); });
    net.At(Seconds(60), [&] { net.Inject(1, 0, "3b010d00 0000 0000 00000001 01020000"); });
    net.RunUntil(Seconds(200));
    NS_TEST_EXPECT_MSG_EQ(net.GetSent(0).size(), 1, "the request of 37 s alone");
    PMIPV6_TEST_REQUIRE(net.GetDropped(0).size() == 1, "the peer's request is not taken");
    NS_TEST_EXPECT_MSG_EQ(net.GetDropped(0)[0], "no-security-association", "it is trusted no more");
}

void
HeartbeatTestCase::Shared()
{
    SignalingFixture net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    Events first;
    Events second;
    const auto agent = Join(net, 0, 1, first);
    const uint32_t number =
        agent->AddPeer(net.GetAddress(0), net.GetAddress(1), second.GetListener());
    const char* const unsolicited = "3b020d00 0000 0003 00000000 0100 1c04 00000001 01020000";
    net.At(Seconds(50), [&] { net.Inject(1, 0, unsolicited); });
    net.At(Seconds(70), [&] { agent->RemovePeer(number); });
    net.RunUntil(Seconds(110));
    NS_TEST_EXPECT_MSG_EQ(net.GetSent(0).size(), 2, "one request a turn, until both have left");
    NS_TEST_EXPECT_MSG_EQ(first.restarts.size(), 1, "both are told");
    NS_TEST_EXPECT_MSG_EQ(second.restarts.size(), 1, "both are told");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5847`.
 */
class Rfc5847TestSuite : public TestSuite
{
  public:
    Rfc5847TestSuite()
        : TestSuite("pmipv6-rfc5847")
    {
        using Case = HeartbeatTestCase;
        AddTestCase(new Case("3.3, 3.4 octets", &Case::Octets));
        AddTestCase(new Case("3 requests in turn", &Case::Interval));
        AddTestCase(new Case("5 HEARTBEAT_INTERVAL 0", &Case::IntervalOff));
        AddTestCase(new Case("3 no request without sessions", &Case::Sessions));
        AddTestCase(new Case("3.1 not reachable, and reachable again", &Case::Unreachable));
        AddTestCase(new Case("3.1 MISSING_HEARTBEATS_ALLOWED 0", &Case::NoneAllowed));
        AddTestCase(new Case("3.1 a response resets the count", &Case::OneAnswered));
        AddTestCase(new Case("3.2 restart told at once", &Case::RestartTold));
        AddTestCase(new Case("3.2 restart found by the next response", &Case::RestartFound));
        AddTestCase(new Case("3.2 restart of a peer not known before", &Case::RestartUnknown));
        AddTestCase(new Case("3.2 response from before a restart", &Case::RestartOvertaken));
        AddTestCase(new Case("3.2 restarts told in the wrong order", &Case::NewsOvertaken));
        AddTestCase(new Case("3.2 counters of peers are lost", &Case::RestartForgets));
        AddTestCase(new Case("3 Binding Error with status 2", &Case::NotSupported));
        AddTestCase(new Case("3 Binding Errors about something else", &Case::OtherBindingErrors));
        AddTestCase(
            new Case("3 Binding Errors that may mean another message", &Case::ErrorOfOther));
        AddTestCase(new Case("3 Binding Errors of a peer that has answered", &Case::KnownOnce));
        AddTestCase(new Case("RFC 6275, 9.2 the type before the rest", &Case::BadAndNotSupported));
        AddTestCase(new Case("3.2 asked at the first session", &Case::FirstSession));
        AddTestCase(new Case("3.2, 5 asked again 30 s later", &Case::FirstLost));
        AddTestCase(new Case("5 asked once, answered", &Case::FirstAnswered));
        AddTestCase(new Case("3.2 not asked if the counter is known", &Case::FirstKnown));
        AddTestCase(new Case("6 no security association", &Case::Untrusted));
        AddTestCase(new Case("3.1 wrong sequence number", &Case::WrongSequence));
        AddTestCase(new Case("3.3 wrong flags", &Case::WrongFlags));
        AddTestCase(new Case("3.4 no Restart Counter", &Case::NoOption));
        AddTestCase(new Case("3 peer removed", &Case::Removed));
        AddTestCase(new Case("3 peer of several roles", &Case::Shared));
    }
};

static Rfc5847TestSuite g_rfc5847TestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
