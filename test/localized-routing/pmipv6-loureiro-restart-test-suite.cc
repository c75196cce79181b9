/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-routing-fixture.h"

#include "ns3/double.h"
#include "ns3/pmipv6-heartbeat-agent.h"
#include "ns3/test.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Localized routing when anchors restart, and when messages come late or twice
 * (draft-loureiro-netext-pmipv6-ro-02, 4.4 and 8; RFC 5847, 3.2): what is older than the state held
 * changes nothing, and no route leads to where its node has been.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time START = Seconds(2); //!< of the packets
const Time MOVE = Seconds(5);  //!< about when MN moves, or an anchor restarts

} // namespace

/**
 * @ingroup pmipv6-tests
 * With two anchors; each member function is a test case.
 */
class LoureiroRestartTestCase : public TestCase
{
  public:
    /// What a test case does.
    using Body = void (LoureiroRestartTestCase::*)();

    /**
     * @param name section and subject
     * @param body what it does
     * @param isSequenceOrdered registrations by sequence number, not timestamp
     */
    LoureiroRestartTestCase(const std::string& name, Body body, bool isSequenceOrdered)
        : TestCase(name + (isSequenceOrdered ? ", sequence numbers" : "")),
          m_isSequenceOrdered(isSequenceOrdered),
          m_body(body)
    {
    }

    void SameGatewayAgain();     //!< its route is lost, and set up anew
    void OvertakenTrigger();     //!< the newer one stands
    void RepeatedAndLate();      //!< every message once more, while the route lives and after it
    void MoverAnchorRestarts();  //!< the other anchor asks, and ends the session
    void PreviousGatewayTells(); //!< of a node that has left, when the anchor restarts
    void UnansweredDeregistration(); //!< the previous gateway tells
    void ProxyDeregistration();      //!< the same by the anchors
    void FirstSharedSession();       //!< anchors ask for the Restart Counter
    void AnswerToUnknownTrigger();   //!< what was asked for before the restart is ended
    void LateNotice();               //!< of a restart that is long over
    void ControllerRestarts();       //!< the route is set up anew

  private:
    void DoRun() override
    {
        (this->*m_body)();
    }

    /// @return options with this case's ordering
    RoutingOptions MakeOptions() const;

    /**
     * Attach both nodes, and let them talk.
     *
     * @param net the topology
     * @param end when they stop
     */
    void Talk(RoutingFixture& net, Time end);

    /**
     * Lose all Mobility Headers between two places for a moment.
     *
     * @param net the topology
     * @param a a place
     * @param b another
     * @param from begin
     * @param to end
     */
    static void Lose(RoutingFixture& net, RoutingPlace a, RoutingPlace b, Time from, Time to);

    /**
     * Have MN leave MAG1, which notices; its anchor restart; and MN attach to MAG3.
     *
     * @param net the topology
     * @param restart when
     * @param attach when
     */
    static void Leave(RoutingFixture& net, Time restart, Time attach);

    /**
     * Check that CN's gateway does not send to the gateway that MN has left, and that all packets
     * arrive.
     *
     * @param net the topology
     * @param at now
     */
    void CheckNotMisled(const RoutingFixture& net, const std::string& at);

    const bool m_isSequenceOrdered; //!< registrations by sequence number
    Body m_body;                    //!< what to do
};

RoutingOptions
LoureiroRestartTestCase::MakeOptions() const
{
    RoutingOptions options;
    options.isSequenceOrdered = m_isSequenceOrdered;
    return options;
}

void
LoureiroRestartTestCase::Talk(RoutingFixture& net, Time end)
{
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    const Time interval = MilliSeconds(10);
    const auto count =
        static_cast<uint32_t>((end - START).GetNanoSeconds() / interval.GetNanoSeconds());
    net.AddFlow(NODE_MN, NODE_CN, interval).Run(START, count);
    net.AddFlow(NODE_CN, NODE_MN, interval).Run(START + MilliSeconds(505), count);
}

void
LoureiroRestartTestCase::Lose(RoutingFixture& net,
                              RoutingPlace a,
                              RoutingPlace b,
                              Time from,
                              Time to)
{
    const auto wire = net.GetWire(a, b);
    net.At(from, [wire] { wire->SetAttribute("Loss", DoubleValue(1)); });
    net.At(to, [wire] { wire->SetAttribute("Loss", DoubleValue(0)); });
}

void
LoureiroRestartTestCase::Leave(RoutingFixture& net, Time restart, Time attach)
{
    net.DetachAt(MOVE, NODE_MN);
    net.At(restart, [&net] { net.GetAnchor(LMA1)->Restart(); });
    net.AttachAt(attach, NODE_MN, MAG3);
}

void
LoureiroRestartTestCase::CheckNotMisled(const RoutingFixture& net, const std::string& at)
{
    NS_TEST_EXPECT_MSG_NE(net.GetRoute(MAG2, NODE_CN), RoutingFixture::GetAddress(MAG1), at);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", at);
}

void
LoureiroRestartTestCase::SameGatewayAgain()
{
    RoutingFixture net(MakeOptions());
    Talk(net, Seconds(8));
    net.DetachAt(MOVE, NODE_MN);
    net.AttachAt(MOVE + MilliSeconds(50), NODE_MN, MAG1);
    net.At(Seconds(6.5), [&net] { net.GetGateway(MAG1)->Restart(); });
    for (const Time& end : {Seconds(6), Seconds(8)})
    {
        net.RunUntil(end);
        NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN),
                              RoutingFixture::GetAddress(MAG2),
                              "M1 has its route again");
        NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN),
                              RoutingFixture::GetAddress(MAG1),
                              "M2 too");
    }
}

void
LoureiroRestartTestCase::OvertakenTrigger()
{
    // What LMA1 says of MAG3 takes longer than what it says of MAG4.
    RoutingFixture net(MakeOptions());
    Talk(net, Seconds(8));
    const auto wire = net.GetWire(LMA1, LMA2);
    net.At(MOVE - MilliSeconds(10),
           [wire] { wire->SetAttribute("Delay", TimeValue(MilliSeconds(400))); });
    net.MoveAt(MOVE, NODE_MN, MAG3);
    net.At(MOVE + MilliSeconds(60),
           [wire] { wire->SetAttribute("Delay", TimeValue(MilliSeconds(20))); });
    net.MoveAt(MOVE + MilliSeconds(150), NODE_MN, MAG4);
    net.RunUntil(MOVE + MilliSeconds(300));
    const std::string newer = "when the newer one is there";
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN), RoutingFixture::GetAddress(MAG4), newer);
    net.RunUntil(Seconds(6));
    const std::string older = "when the older one is there too";
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN), RoutingFixture::GetAddress(MAG4), older);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", older);
    for (const auto& signal : net.GetSent())
    {
        // RFC 5213, 8.8: of when LMA1 accepted the binding, whatever orders registrations.
        const auto* trigger = std::get_if<RoTrigger>(&signal.message);
        const auto* stamp = trigger ? FindOption<TimestampOption>(trigger->options) : nullptr;
        if (trigger && signal.at >= MOVE)
        {
            NS_TEST_ASSERT_MSG_EQ((stamp != nullptr), true, "each has a Timestamp");
            NS_TEST_EXPECT_MSG_EQ(stamp->timestamp,
                                  net.GetAnchor(LMA1)->GetTimestamp(signal.at),
                                  "accepted, and told at once");
        }
    }
}

void
LoureiroRestartTestCase::RepeatedAndLate()
{
    for (const bool isOver : {false, true})
    {
        RoutingOptions options = MakeOptions();
        options.detection = MilliSeconds(5);
        RoutingFixture net(options);
        Talk(net, Seconds(8));
        net.MoveAt(MOVE, NODE_MN, MAG3);
        net.MoveAt(MOVE + Seconds(1), NODE_CN, MAG4);
        net.MoveAt(MOVE + Seconds(2), NODE_MN, MAG1);
        const Time again = Seconds(isOver ? 25 : 10);
        if (isOver)
        {
            // RetryHoldDown is over by then, too.
            net.At(Seconds(9),
                   [&net] { net.GetController(LMA2)->Terminate(net.GetPair(), "charging"); });
        }
        net.RunUntil(again);
        const auto describe = [&net] {
            std::string text;
            for (const auto place : {LMA1, LMA2})
            {
                for (const auto* session : net.GetController(place)->GetSessions())
                {
                    text += RoutingFixture::GetName(place) + " " +
                            GetStateName(session->GetState()) + " " +
                            std::to_string(session->GetOrdering()) + ", ";
                }
            }
            for (const auto place : {MAG1, MAG2, MAG3, MAG4})
            {
                for (const auto* route : net.GetAgent(place)->GetRoutes())
                {
                    text += RoutingFixture::GetName(place) + " " + GetStateName(route->GetState()) +
                            " " + std::to_string(*route->ordering) + ", ";
                }
            }
            return text;
        };
        const std::string before = describe();
        NS_TEST_EXPECT_MSG_EQ(before.empty(), isOver, before);
        // Everything that was said, once more, in the order in which it was said, and backwards.
        std::vector<SignalRecord> said = net.GetSent();
        said.insert(said.end(), said.rbegin(), said.rend());
        Time at = again;
        for (const auto& signal : said)
        {
            if (signal.text.find(" Ro") == std::string::npos)
            {
                continue;
            }
            at += MilliSeconds(5);
            net.At(at, [&net, signal] {
                const auto find = [](const std::string& name) {
                    for (int i = LMA1; i < N_ROUTING_PLACES; ++i)
                    {
                        if (RoutingFixture::GetName(static_cast<RoutingPlace>(i)) == name)
                        {
                            return static_cast<RoutingPlace>(i);
                        }
                    }
                    return N_ROUTING_PLACES;
                };
                const auto from = find(signal.text.substr(0, 4));
                const auto to = find(signal.text.substr(5, 4));
                net.GetSignaling(from)->Send(signal.message,
                                             RoutingFixture::GetAddress(from),
                                             RoutingFixture::GetAddress(to));
            });
        }
        net.RunUntil(at + Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(describe(), before, "nothing changes, nothing comes back");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
        for (const auto& change : net.GetStates())
        {
            const bool isOf = change.at > again && !isOver;
            NS_TEST_EXPECT_MSG_EQ(isOf, false, change.change.from << " > " << change.change.to);
        }
    }
}

void
LoureiroRestartTestCase::MoverAnchorRestarts()
{
    // MAG1 hears nothing of the restart, and its de-registration was answered: LMA2 ends it.
    RoutingOptions options = MakeOptions();
    options.detection = MilliSeconds(5);
    RoutingFixture net(options);
    Talk(net, Seconds(8));
    const Time restart = MOVE + MilliSeconds(40);
    Lose(net, LMA1, MAG1, restart - MilliSeconds(1), restart + MilliSeconds(5));
    Leave(net, restart, MOVE + MilliSeconds(80));
    net.RunUntil(MOVE + MilliSeconds(300));
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("LMA2>LMA1 RoTrigger", restart),
                              restart + net.Delay(LMA1, LMA2),
                              MicroSeconds(1),
                              "RFC 5847, 3.2: told unasked, it asks");
    CheckNotMisled(net, "LMA2 has had the route ended");
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN),
                          RoutingFixture::GetAddress(MAG3),
                          "and there is a new one");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LoureiroRestartTestCase::PreviousGatewayTells()
{
    // LMA2 hears nothing of the restart.
    RoutingOptions options = MakeOptions();
    options.detection = MilliSeconds(5);
    RoutingFixture net(options);
    Talk(net, Seconds(5.02));
    const Time restart = MOVE + MilliSeconds(40);
    Lose(net, LMA1, LMA2, restart - MilliSeconds(1), Seconds(7));
    Leave(net, restart, MOVE + MilliSeconds(80));
    net.RunUntil(MOVE + MilliSeconds(300));
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG1>MAG2 RoSetup", restart),
                              restart + net.Delay(LMA1, MAG1),
                              MicroSeconds(1),
                              "it is told, and tells");
    CheckNotMisled(net, "M2 has no route");
}

void
LoureiroRestartTestCase::UnansweredDeregistration()
{
    // Nobody hears of the restart, and the de-registration is lost.
    RoutingOptions options = MakeOptions();
    options.detection = MilliSeconds(5);
    RoutingFixture net(options);
    Talk(net, Seconds(5.02));
    const Time restart = MOVE + MilliSeconds(40);
    Lose(net, LMA1, LMA2, restart - MilliSeconds(1), Seconds(7));
    Lose(net, LMA1, MAG1, MOVE - MilliSeconds(1), restart + MilliSeconds(5));
    Leave(net, restart, MOVE + MilliSeconds(80));
    net.RunUntil(MOVE + MilliSeconds(300));
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN),
                          RoutingFixture::GetAddress(MAG1),
                          "nobody has told M2 yet");
    net.RunUntil(MOVE + MilliSeconds(1100));
    CheckNotMisled(net, "after INITIAL_BINDACK_TIMEOUT somebody has");
}

void
LoureiroRestartTestCase::ProxyDeregistration()
{
    // As before; in proxy mode LMA1 knows nothing of the route any more, and passes its end on.
    for (const bool isRestarting : {true, false})
    {
        RoutingOptions options = MakeOptions();
        options.detection = MilliSeconds(5);
        options.isProxy = true;
        RoutingFixture net(options);
        Talk(net, Seconds(5.02));
        const Time restart = MOVE + MilliSeconds(40);
        Lose(net, LMA1, LMA2, restart - MilliSeconds(1), restart + MilliSeconds(5));
        Lose(net, LMA1, MAG1, MOVE - MilliSeconds(1), restart + MilliSeconds(5));
        net.DetachAt(MOVE, NODE_MN);
        if (isRestarting)
        {
            net.At(restart, [&net] { net.GetAnchor(LMA1)->Restart(); });
        }
        net.AttachAt(MOVE + MilliSeconds(80), NODE_MN, MAG3);
        net.RunUntil(MOVE + MilliSeconds(900));
        NS_TEST_EXPECT_MSG_EQ((net.GetRoute(MAG2, NODE_CN) == RoutingFixture::GetAddress(MAG1)),
                              isRestarting,
                              "LMA1 tells of MAG3 if it still has the session");
        net.RunUntil(MOVE + MilliSeconds(1300));
        CheckNotMisled(net, "after INITIAL_BINDACK_TIMEOUT somebody has");
        NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG1 RoSetupAck", restart),
                              (isRestarting ? 0 : 129),
                              "who has a session tells by itself");
        for (const char* hop : {"LMA1>LMA2 RoSetup", "LMA2>MAG2 RoSetup"})
        {
            NS_TEST_EXPECT_MSG_EQ((net.FindSent(hop, restart) < Time::Max()),
                                  isRestarting,
                                  hop << ", passed on");
        }
    }
}

void
LoureiroRestartTestCase::FirstSharedSession()
{
    RoutingFixture net(MakeOptions());
    std::vector<Ptr<HeartbeatAgent>> agents;
    for (const auto anchor : {LMA1, LMA2})
    {
        agents.push_back(HeartbeatAgent::Install(net.GetAnchor(anchor)->GetNode()));
        agents.back()->SetAttribute("Interval", TimeValue(Seconds(3600)));
    }
    Talk(net, Seconds(8));
    net.MoveAt(MOVE, NODE_MN, MAG3);
    net.RunUntil(Seconds(7));
    for (const auto& [own, other] : {std::make_pair(LMA1, LMA2), std::make_pair(LMA2, LMA1)})
    {
        const std::string name = RoutingFixture::GetName(own);
        std::vector<Time> asked;
        for (const auto& signal : net.GetSent())
        {
            const auto* heartbeat = std::get_if<Heartbeat>(&signal.message);
            if (heartbeat && !heartbeat->isResponse &&
                signal.text == name + ">" + RoutingFixture::GetName(other) + " Heartbeat")
            {
                asked.push_back(signal.at);
            }
        }
        const std::vector<Time> expected{net.FindChange(own, "active", START)};
        NS_TEST_EXPECT_MSG_EQ((asked == expected), true, name << " asks once, at the first route");
        const auto counter = agents[own]->GetPeerCounter(RoutingFixture::GetAddress(own),
                                                         RoutingFixture::GetAddress(other));
        NS_TEST_EXPECT_MSG_EQ(counter.value_or(99), 0, name << " knows it");
    }
}

void
LoureiroRestartTestCase::AnswerToUnknownTrigger()
{
    // LMA1 restarts while its RO Trigger is answered; neither LMA2 nor MAG1 hears of that.
    RoutingFixture net(MakeOptions());
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(10)).Run(START, 1);
    const Time triggered = START + net.Access() + net.Delay(MAG1, LMA1);
    const Time restart = triggered + MilliSeconds(10);
    for (const auto place : {LMA2, MAG1})
    {
        Lose(net, LMA1, place, restart - MilliSeconds(1), restart + MilliSeconds(1));
    }
    net.At(restart, [&net] { net.GetAnchor(LMA1)->Restart(); });
    net.RunUntil(START + MilliSeconds(300));
    const Time answered = net.FindSent("LMA2>LMA1 RoTriggerAck", START) + net.Delay(LMA1, LMA2);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("LMA1>LMA2 RoTrigger", restart),
                              answered,
                              MicroSeconds(1),
                              "it is told that LMA1 knows nothing of it");
    for (const auto gateway : {MAG1, MAG2})
    {
        NS_TEST_EXPECT_MSG_EQ(net.GetAgent(gateway)->GetRoutes().size(),
                              0,
                              RoutingFixture::GetName(gateway) << " has a route");
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetController(LMA2)->GetSessions().size(), 0, "LMA2 has a session");
}

void
LoureiroRestartTestCase::LateNotice()
{
    RoutingFixture net(MakeOptions());
    Talk(net, Seconds(8));
    net.At(MOVE, [&net] {
        Heartbeat notice;
        notice.isResponse = true;
        notice.isUnsolicited = true;
        notice.options.emplace_back(RestartCounterOption{1});
        for (const auto place : {MAG2, LMA1})
        {
            net.GetSignaling(LMA2)->Send(notice,
                                         RoutingFixture::GetAddress(LMA2),
                                         RoutingFixture::GetAddress(place));
        }
    });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_NE(net.FindSent("MAG2>LMA2 RoRefresh", MOVE), Time::Max(), "M2 asks");
    NS_TEST_EXPECT_MSG_NE(net.FindSent("LMA1>LMA2 RoTrigger", MOVE), Time::Max(), "L1 asks");
    for (const auto& change : net.GetStates())
    {
        NS_TEST_EXPECT_MSG_LT(change.at, MOVE, "nothing changes");
    }
}

void
LoureiroRestartTestCase::ControllerRestarts()
{
    // Both gateways of the pair hear of it, and so does the other anchor.
    RoutingFixture net(MakeOptions());
    Talk(net, Seconds(8));
    net.At(MOVE, [&net] { net.GetAnchor(LMA2)->Restart(); });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN), RoutingFixture::GetAddress(MAG1), "M2");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN), RoutingFixture::GetAddress(MAG2), "M1");
    NS_TEST_EXPECT_MSG_EQ(net.GetController(LMA2)->GetSessions().size(), 1, "LMA2 controls");
    net.MoveAt(Seconds(9), NODE_MN, MAG3);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN),
                          RoutingFixture::GetAddress(MAG3),
                          "the next move is told");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-loureiro-restart`.
 */
class LoureiroRestartTestSuite : public TestSuite
{
  public:
    LoureiroRestartTestSuite()
        : TestSuite("pmipv6-loureiro-restart")
    {
        using Case = LoureiroRestartTestCase;
        for (const bool isSequence : {false, true})
        {
            const auto add = [this, isSequence](const std::string& name, Case::Body body) {
                AddTestCase(new Case(name, body, isSequence));
            };
            add("4.3 same gateway again", &Case::SameGatewayAgain);
            add("4.4 overtaken RO Trigger", &Case::OvertakenTrigger);
            add("8 repeated and late", &Case::RepeatedAndLate);
            add("RFC 5847, 3.2 anchor of the node that moves restarts", &Case::MoverAnchorRestarts);
            add("RFC 5847, 3.2 previous gateway tells", &Case::PreviousGatewayTells);
            add("RFC 5213, 6.9.1.4 de-registration unanswered", &Case::UnansweredDeregistration);
            add("RFC 5847, 3.2 first session that anchors share", &Case::FirstSharedSession);
            add("3 de-registration unanswered, proxy mode", &Case::ProxyDeregistration);
            add("4.2 answer to an unknown RO Trigger", &Case::AnswerToUnknownTrigger);
            add("RFC 5847, 3.2 late notice", &Case::LateNotice);
            add("RFC 5847, 3.2 controlling anchor restarts", &Case::ControllerRestarts);
        }
    }
};

/// The suite.
static LoureiroRestartTestSuite g_loureiroRestartTestSuite;

} // namespace pmipv6
} // namespace ns3
