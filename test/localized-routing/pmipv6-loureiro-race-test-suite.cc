/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-routing-fixture.h"

#include "ns3/random-variable-stream.h"
#include "ns3/test.h"

#include <sstream>
#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Both nodes of a pair hand over at about the same time: the race that RFC 6279, 3.2 expects where
 * nobody coordinates, and which draft-loureiro, 8 claims to be free of. MN goes from MAG1 to MAG3,
 * CN from MAG2 to MAG4.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time HANDOVER = Seconds(5); //!< about when both move

/// What a run of two handovers ended with.
struct RaceOutcome
{
    std::string faults; //!< empty if all is well
    Ipv6Address toCn;   //!< where MN's gateway sends
    Ipv6Address toMn;   //!< where CN's gateway sends
};

/**
 * Attach both nodes, and let them talk.
 *
 * @param net the topology
 */
void
Talk(RoutingFixture& net)
{
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(200)).Run(Seconds(2), 25);
    net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(200)).Run(Seconds(3), 20);
}

/**
 * Let both nodes talk, and hand over.
 *
 * @param options of the topology
 * @param a when MN attaches, after HANDOVER
 * @param b when CN does
 * @param seen called with the topology after the run
 * @return what it ended with
 */
RaceOutcome
Race(const RoutingOptions& options,
     Time a,
     Time b,
     const std::function<void(RoutingFixture&)>& seen = nullptr)
{
    RoutingFixture net(options);
    Talk(net);
    net.MoveAt(HANDOVER + a, NODE_MN, MAG3);
    net.MoveAt(HANDOVER + b, NODE_CN, MAG4);
    net.RunUntil(Seconds(8));
    RaceOutcome outcome{net.DescribeFaults(),
                        net.GetRoute(MAG3, NODE_MN),
                        net.GetRoute(MAG4, NODE_CN)};
    if (seen)
    {
        seen(net);
    }
    return outcome;
}

/// @return what the names of test cases with sequence numbers end with
std::string
GetOrderingName(bool isSequenceOrdered)
{
    return isSequenceOrdered ? ", sequence numbers" : "";
}

/// @return options with delays drawn anew, and without regard to the triangle inequality
RoutingOptions
DrawOptions(Ptr<UniformRandomVariable> random, bool hasTwoAnchors)
{
    RoutingOptions options;
    options.hasTwoAnchors = hasTwoAnchors;
    for (auto& delay : options.delays)
    {
        delay = random->GetValue(1, 40);
    }
    return options;
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * Random topologies and offsets; the same for every scheme.
 */
class LoureiroRandomRaceTestCase : public TestCase
{
  public:
    /**
     * @param name the scheme
     * @param hasTwoAnchors A22; else A21
     * @param isUncoordinated nobody controls
     * @param isOrderingChecked CheckOrdering
     * @param isSequenceOrdered registrations by sequence number, not timestamp
     * @param expected number of runs that end inconsistent
     */
    LoureiroRandomRaceTestCase(const std::string& name,
                               bool hasTwoAnchors,
                               bool isUncoordinated,
                               bool isOrderingChecked,
                               bool isSequenceOrdered,
                               uint32_t expected)
        : TestCase("RFC 6279, 3.2 " + std::string(hasTwoAnchors ? "A22 " : "A21 ") + name +
                   ", 400 random topologies" + GetOrderingName(isSequenceOrdered)),
          m_isSequenceOrdered(isSequenceOrdered),
          m_hasTwoAnchors(hasTwoAnchors),
          m_isUncoordinated(isUncoordinated),
          m_isOrderingChecked(isOrderingChecked),
          m_expected(expected)
    {
    }

  private:
    void DoRun() override
    {
        auto random = CreateObject<UniformRandomVariable>();
        random->SetStream(7);
        uint32_t bad = 0;
        std::string first;
        for (uint32_t run = 0; run < 400; ++run)
        {
            RoutingOptions options = DrawOptions(random, m_hasTwoAnchors);
            options.isUncoordinated = m_isUncoordinated;
            options.isOrderingChecked = m_isOrderingChecked;
            options.isSequenceOrdered = m_isSequenceOrdered;
            const Time offset = MicroSeconds(static_cast<int64_t>(random->GetValue(-60e3, 60e3)));
            const auto outcome = Race(options, Time(0), offset);
            const bool isDirect = outcome.toCn == RoutingFixture::GetAddress(MAG4) &&
                                  outcome.toMn == RoutingFixture::GetAddress(MAG3);
            const std::string fault = !outcome.faults.empty() ? outcome.faults
                                      : isDirect              ? ""
                                                              : "not by the direct path";
            if (!fault.empty())
            {
                ++bad;
                std::ostringstream text;
                text << "run " << run << ", offset " << offset.As(Time::MS) << ": " << fault;
                first = first.empty() ? text.str() : first;
            }
        }
        NS_TEST_EXPECT_MSG_EQ(bad, m_expected, "runs of 400 that end wrong; " << first);
    }

    const bool m_isSequenceOrdered; //!< registrations by sequence number
    const bool m_hasTwoAnchors;     //!< A22; else A21
    const bool m_isUncoordinated;   //!< nobody controls
    const bool m_isOrderingChecked; //!< CheckOrdering
    const uint32_t m_expected;      //!< number of runs that end inconsistent
};

/**
 * @ingroup pmipv6-tests
 * Races whose every step is known; each member function is a test case.
 */
class LoureiroRaceTestCase : public TestCase
{
  public:
    /// What a test case does.
    using Body = void (LoureiroRaceTestCase::*)();

    /**
     * @param name section and subject
     * @param body what it does
     * @param isSequenceOrdered registrations by sequence number, not timestamp
     */
    LoureiroRaceTestCase(const std::string& name, Body body, bool isSequenceOrdered)
        : TestCase(name + GetOrderingName(isSequenceOrdered)),
          m_isSequenceOrdered(isSequenceOrdered),
          m_body(body)
    {
    }

    void Uncoordinated();          //!< each new gateway is told of the other's old one
    void LateSetup();              //!< an overtaken RO Setup, refused by its number
    void LateSetupUnchecked();     //!< the same as the draft has it
    void FirstToldOfOldGateway();  //!< heals by itself
    void MoveDuringSetup();        //!< pending counts as active
    void SetupBeforeAnswer();      //!< RO Setup before the PBA
    void BothAnchorsTrigger();     //!< one controller
    void LateNegativeAnswer();     //!< an answer acts on the attempt that it numbers
    void TriggerBetweenGateways(); //!< it waits for the node

  private:
    void DoRun() override
    {
        (this->*m_body)();
    }

    /// Does the newer of two attempts stand, and does everybody know?
    void CheckNewerAttempt(const RoutingFixture& net);

    /// @return options with this case's ordering
    RoutingOptions MakeOptions() const
    {
        RoutingOptions options;
        options.isSequenceOrdered = m_isSequenceOrdered;
        return options;
    }

    /// @return the delays of the deterministic case in which a late RO Setup overtakes a newer one
    RoutingOptions GetLateSetupOptions() const;

    const bool m_isSequenceOrdered; //!< registrations by sequence number
    Body m_body;                    //!< what to do
};

void
LoureiroRaceTestCase::Uncoordinated()
{
    RoutingOptions options = MakeOptions();
    options.delays = REFERENCE_DELAYS;
    options.isUncoordinated = true;
    const auto outcome = Race(options, Time(0), Time(0));
    NS_TEST_EXPECT_MSG_EQ(outcome.toCn, RoutingFixture::GetAddress(MAG2), "MN's, for ever");
    NS_TEST_EXPECT_MSG_EQ(outcome.toMn, RoutingFixture::GetAddress(MAG1), "CN's, for ever");
    NS_TEST_EXPECT_MSG_NE(outcome.faults, "", "nothing arrives");
    options.isUncoordinated = false;
    const auto controlled = Race(options, Time(0), Time(0));
    NS_TEST_EXPECT_MSG_EQ(controlled.faults, "", "with a controller");
    NS_TEST_EXPECT_MSG_EQ(controlled.toCn, RoutingFixture::GetAddress(MAG4), "MN's");
    NS_TEST_EXPECT_MSG_EQ(controlled.toMn, RoutingFixture::GetAddress(MAG3), "CN's");
}

RoutingOptions
LoureiroRaceTestCase::GetLateSetupOptions() const
{
    RoutingOptions options = MakeOptions();
    options.delays = REFERENCE_DELAYS;
    options.delays[0] = 5;   // d(L1, L2)
    options.delays[3] = 5;   // d(n1, L1): MAG3
    options.delays[6] = 30;  // d(L2, p2): MAG2
    options.delays[8] = 2;   // d(n2, L2): MAG4
    options.delays[12] = 30; // d(p2, n1): MAG2-MAG3
    options.delays[14] = 5;  // d(n2, n1): MAG3-MAG4
    return options;
}

void
LoureiroRaceTestCase::LateSetup()
{
    Race(GetLateSetupOptions(), Time(0), MilliSeconds(20), [this](RoutingFixture& net) {
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
        NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG3, NODE_MN),
                              RoutingFixture::GetAddress(MAG4),
                              "the newer attempt stands");
        // Both reach n1: the second after 29 ms, the first after 70 ms.
        const Time second = net.FindSent("MAG3>MAG4 RoSetupAck", HANDOVER);
        const Time first = net.FindSent("MAG3>MAG2 RoSetupAck", HANDOVER);
        NS_TEST_EXPECT_MSG_EQ_TOL(second - HANDOVER,
                                  MilliSeconds(29),
                                  MicroSeconds(1),
                                  "second Setup");
        NS_TEST_EXPECT_MSG_EQ_TOL(first - HANDOVER,
                                  MilliSeconds(70),
                                  MicroSeconds(1),
                                  "first Setup");
        for (const auto& signal : net.GetSent())
        {
            if (signal.at >= HANDOVER && signal.text == "MAG3>MAG2 RoSetupAck")
            {
                NS_TEST_EXPECT_MSG_EQ(
                    static_cast<unsigned>(GetExperimentalAnswer(signal.message)->status),
                    138,
                    "older than the state held");
            }
        }
    });
}

void
LoureiroRaceTestCase::LateSetupUnchecked()
{
    RoutingOptions options = GetLateSetupOptions();
    options.isOrderingChecked = false;
    const auto outcome = Race(options, Time(0), MilliSeconds(20));
    NS_TEST_EXPECT_MSG_EQ(outcome.toCn, RoutingFixture::GetAddress(MAG2), "n1 ends on p2");
    NS_TEST_EXPECT_MSG_NE(outcome.faults, "", "a black hole");
}

void
LoureiroRaceTestCase::FirstToldOfOldGateway()
{
    // A' >= B: CN is at n2 before MN is known to be at n1.
    RoutingOptions options = MakeOptions();
    RoutingFixture net(options);
    const Time mn = HANDOVER + MilliSeconds(30);
    Talk(net);
    net.MoveAt(mn, NODE_MN, MAG3);
    net.MoveAt(HANDOVER, NODE_CN, MAG4);
    const Time told = HANDOVER + net.Delay(MAG4, LMA2) + net.Delay(LMA2, MAG4);
    const Time mended = mn + net.Delay(MAG3, LMA1) + net.Delay(LMA1, LMA2) + net.Delay(LMA2, MAG4);
    net.RunUntil(told + MilliSeconds(1));
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG4, NODE_CN),
                          RoutingFixture::GetAddress(MAG1),
                          "n2 is told of p1 first, and sends there");
    net.RunUntil(mended - MilliSeconds(1));
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG4, NODE_CN),
                          RoutingFixture::GetAddress(MAG1),
                          "until the controller has heard of n1");
    net.RunUntil(mended + MilliSeconds(1));
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG4, NODE_CN), RoutingFixture::GetAddress(MAG3), "n1");
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG4, NODE_CN), RoutingFixture::GetAddress(MAG3), "n1");
}

void
LoureiroRaceTestCase::MoveDuringSetup()
{
    for (const bool hasTwoAnchors : {false, true})
    {
        RoutingOptions options = MakeOptions();
        options.hasTwoAnchors = hasTwoAnchors;
        RoutingFixture net(options);
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        net.AttachAt(Seconds(1), NODE_CN, MAG2);
        net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(10)).Run(Seconds(2), 300);
        // The PBU comes while RO Setup is on its way.
        const RoutingPlace l2 = net.GetAnchorOfCn();
        const Time init = Seconds(2) + net.Access() + net.Delay(MAG1, LMA1) + net.Delay(LMA1, l2) +
                          net.Delay(l2, MAG2);
        net.DetachAt(Seconds(2) + MilliSeconds(1), NODE_MN);
        net.AttachAt(init + MilliSeconds(1) - net.Delay(MAG3, LMA1), NODE_MN, MAG3);
        net.RunUntil(Seconds(5));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
        NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN),
                              RoutingFixture::GetAddress(MAG3),
                              "M2 follows");
        NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG3, NODE_MN),
                              RoutingFixture::GetAddress(MAG2),
                              "n1 is set up");
    }
}

void
LoureiroRaceTestCase::SetupBeforeAnswer()
{
    RoutingOptions options = MakeOptions();
    options.delays = UNEQUAL_DELAYS;
    options.delays[0] = 2.1;  // d(L1, L2)
    options.delays[6] = 1.7;  // d(L2, M2): MAG2
    options.delays[12] = 1.3; // d(M2, n1): MAG2-MAG3
    options.delays[3] = 37;   // d(L1, n1): MAG3
    RoutingFixture net(options);
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(10)).Run(Seconds(2), 400);
    net.MoveAt(HANDOVER, NODE_MN, MAG3);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    // max(d(n1,L1)+X+d(L2,M2)+d(M2,n1), R(n1,L1)): the PBA's is later here.
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG3, "active", HANDOVER) - HANDOVER,
                              net.RoundTrip(MAG3, LMA1),
                              MicroSeconds(1),
                              "n1 waits for the PBA, then acts");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG3, NODE_MN), RoutingFixture::GetAddress(MAG2), "n1");
}

void
LoureiroRaceTestCase::BothAnchorsTrigger()
{
    for (const double late : {0.0, 5.0, -5.0})
    {
        RoutingOptions options = MakeOptions();
        RoutingFixture net(options);
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        net.AttachAt(Seconds(1), NODE_CN, MAG2);
        // Both anchors see a packet before they hear of each other.
        const Time atOnce = net.Delay(MAG2, LMA2) - net.Delay(MAG1, LMA1);
        net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(10)).Run(Seconds(2) + atOnce, 300);
        net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(10))
            .Run(Seconds(2) + MicroSeconds(static_cast<int64_t>(1000 * late)), 300);
        net.MoveAt(Seconds(4), NODE_MN, MAG3);
        net.RunUntil(Seconds(6));
        uint32_t controllers = 0;
        for (const auto place : {LMA1, LMA2})
        {
            const auto sessions = net.GetController(place)->GetSessions();
            NS_TEST_ASSERT_MSG_EQ(sessions.size(), 1, "one session at each");
            controllers += sessions[0]->control.has_value() ? 1 : 0;
        }
        NS_TEST_EXPECT_MSG_EQ(controllers, 1, "one controller");
        // The trigger of the lower address stands: LMA1's, so that LMA2 controls.
        NS_TEST_EXPECT_MSG_EQ(net.GetController(LMA2)->GetSessions()[0]->control.has_value(),
                              true,
                              "the higher address controls");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
        NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN),
                              RoutingFixture::GetAddress(MAG3),
                              "M2 follows");
    }
}

void
LoureiroRaceTestCase::CheckNewerAttempt(const RoutingFixture& net)
{
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    for (const auto place : {LMA1, LMA2})
    {
        const auto sessions = net.GetController(place)->GetSessions();
        NS_TEST_ASSERT_MSG_EQ(sessions.size(), 1, "the session lives on");
        NS_TEST_EXPECT_MSG_EQ(GetStateName(sessions[0]->GetState()),
                              std::string("active"),
                              "by its newer attempt");
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG3, NODE_MN), RoutingFixture::GetAddress(MAG4), "n1");
    for (const auto& signal : net.GetSent())
    {
        const auto* answer = GetExperimentalAnswer(signal.message);
        if (answer && signal.text == "LMA2>LMA1 RoTriggerAck")
        {
            NS_TEST_EXPECT_MSG_EQ(static_cast<unsigned>(answer->status),
                                  0,
                                  "L1 gets the result of the newer attempt");
        }
    }
}

void
LoureiroRaceTestCase::LateNegativeAnswer()
{
    // p2 has noticed that CN left, and refuses the first attempt; its answer comes when the second
    // is over.
    RoutingOptions options = MakeOptions();
    options.delays[6] = 60; // d(L2, p2): MAG2
    options.detection = MilliSeconds(1);
    Race(options, Time(0), MilliSeconds(25), [this](RoutingFixture& net) {
        CheckNewerAttempt(net);
        const Time refused = net.FindSent("MAG2>LMA2 RoInitAck", HANDOVER) + net.Delay(MAG2, LMA2);
        NS_TEST_EXPECT_MSG_GT(refused,
                              net.FindChange(LMA2, "active", HANDOVER),
                              "the refusal is late");
        NS_TEST_EXPECT_MSG_LT(refused, Seconds(8), "and comes");
    });
}

void
LoureiroRaceTestCase::TriggerBetweenGateways()
{
    // RO Trigger reaches L2 when CN has left one gateway and is not yet at another.
    RoutingOptions options = MakeOptions();
    options.detection = MilliSeconds(1);
    Race(options, Time(0), MilliSeconds(40), [this](RoutingFixture& net) {
        CheckNewerAttempt(net);
        NS_TEST_EXPECT_MSG_EQ(net.FindSent("LMA2>MAG2 RoInit", HANDOVER),
                              Time::Max(),
                              "p2 is not asked");
    });
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-loureiro-race`.
 */
class LoureiroRaceTestSuite : public TestSuite
{
  public:
    LoureiroRaceTestSuite()
        : TestSuite("pmipv6-loureiro-race")
    {
        using Case = LoureiroRaceTestCase;
        for (const bool isSequence : {false, true})
        {
            const auto add = [this, isSequence](const std::string& name, Case::Body body) {
                AddTestCase(new Case(name, body, isSequence));
            };
            add("RFC 6279, 3.2 uncoordinated", &Case::Uncoordinated);
            add("8 late RO Setup", &Case::LateSetup);
            add("8 late RO Setup, unchecked", &Case::LateSetupUnchecked);
            add("4.4 told of the old gateway first", &Case::FirstToldOfOldGateway);
            add("4.3, 4.4 move during setup", &Case::MoveDuringSetup);
            add("4.4 RO Setup before the PBA", &Case::SetupBeforeAnswer);
            add("4.2 both anchors trigger", &Case::BothAnchorsTrigger);
            add("4.4 late negative answer", &Case::LateNegativeAnswer);
            add("4.4 between two gateways", &Case::TriggerBetweenGateways);
        }
        using Random = LoureiroRandomRaceTestCase;
        for (const bool hasTwoAnchors : {false, true})
        {
            for (const bool isSequence : {false, true})
            {
                AddTestCase(new Random("controlled", hasTwoAnchors, false, true, isSequence, 0));
            }
            const uint32_t overtaken = hasTwoAnchors ? 21 : 22;
            AddTestCase(
                new Random("without ordering", hasTwoAnchors, false, false, false, overtaken));
        }
        AddTestCase(new Random("uncoordinated", true, true, true, false, 140));
    }
};

/// The suite.
static LoureiroRaceTestSuite g_loureiroRaceTestSuite;

} // namespace pmipv6
} // namespace ns3
