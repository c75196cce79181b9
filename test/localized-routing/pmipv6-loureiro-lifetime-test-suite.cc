/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-routing-fixture.h"

#include "ns3/double.h"
#include "ns3/test.h"

#include <algorithm>
#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-loureiro-netext-pmipv6-ro-02, 4.5 and the ends of localized routes, of which the draft says
 * little: use keeps a route alive for all who know of it, and whoever ends it tells the others.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time LIFETIME = Seconds(24);            //!< RO_Lifetime
const Time START = Seconds(2);                //!< of the packets
const Time INTERVAL = MilliSeconds(5);        //!< of packets, where losses count
const Time SERIALIZATION = NanoSeconds(2000); //!< may add to the closed forms

} // namespace

/**
 * @ingroup pmipv6-tests
 * How routes live and end; each member function is a test case.
 */
class LoureiroLifetimeTestCase : public TestCase
{
  public:
    /// What a test case does.
    using Body = void (LoureiroLifetimeTestCase::*)();

    /**
     * @param name section and subject
     * @param body what it does
     * @param hasTwoAnchors A22; else A21
     * @param isSequenceOrdered registrations by sequence number, not timestamp
     */
    LoureiroLifetimeTestCase(const std::string& name,
                             Body body,
                             bool hasTwoAnchors,
                             bool isSequenceOrdered)
        : TestCase(name + (hasTwoAnchors ? ", A22" : ", A21") +
                   (isSequenceOrdered ? ", sequence numbers" : "")),
          m_hasTwoAnchors(hasTwoAnchors),
          m_isSequenceOrdered(isSequenceOrdered),
          m_body(body)
    {
    }

    void Refresh();                //!< by both gateways while packets pass
    void Expiry();                 //!< of a route that nobody uses, and setup anew
    void ExpiryUnderTraffic();     //!< nothing is lost when no refresh is answered
    void OneGatewayRefreshes();    //!< keeps it alive for all, so that the next move is told
    void LateRefresh();            //!< of a gateway that the node has left
    void DestinationKeepsMoving(); //!< M1 refreshes all the same
    void Termination();            //!< from outside
    void BindingDeleted();         //!< the node is gone for good
    void AnchorRestarts();         //!< whose sessions are lost
    void PreviousGateway();        //!< loses its route when it notices, or by its lifetime

  private:
    void DoRun() override
    {
        (this->*m_body)();
    }

    /// @return options with short lifetimes
    RoutingOptions GetOptions() const;

    /**
     * Attach both nodes, and let them talk.
     *
     * @param net the topology
     * @param end when they stop
     */
    void Talk(RoutingFixture& net, Time end);

    /**
     * @param net the topology
     * @return when M2 gets RO Init
     */
    Time GetInit(const RoutingFixture& net) const;

    /// Check that no gateway and no anchor has state of the pair.
    void CheckGone(const RoutingFixture& net);

    /**
     * Check that no packet was lost or doubled, and none overtaken but by the direct path.
     *
     * @param end when the direct path is taken once more
     */
    void CheckFlows(Time end);

    const bool m_hasTwoAnchors;     //!< A22; else A21
    const bool m_isSequenceOrdered; //!< registrations by sequence number
    ProbeFlow* m_there{nullptr};    //!< MN to CN
    ProbeFlow* m_back{nullptr};     //!< CN to MN
    Body m_body;                    //!< what to do
};

RoutingOptions
LoureiroLifetimeTestCase::GetOptions() const
{
    RoutingOptions options;
    options.hasTwoAnchors = m_hasTwoAnchors;
    options.isSequenceOrdered = m_isSequenceOrdered;
    options.configure = [](LocalizedRoutingHelper& routing) {
        routing.SetControllerAttribute("Lifetime", TimeValue(LIFETIME));
        routing.SetAgentAttribute("Lifetime", TimeValue(LIFETIME));
    };
    return options;
}

void
LoureiroLifetimeTestCase::Talk(RoutingFixture& net, Time end)
{
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    const auto count = static_cast<uint32_t>((end - START).GetSeconds() / INTERVAL.GetSeconds());
    m_there = &net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    m_back = &net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
    m_there->Run(START, count);
    m_back->Run(START + MilliSeconds(100), count);
}

Time
LoureiroLifetimeTestCase::GetInit(const RoutingFixture& net) const
{
    const RoutingPlace l2 = net.GetAnchorOfCn();
    return START + net.Access() + net.Delay(MAG1, LMA1) + net.Delay(LMA1, l2) + net.Delay(l2, MAG2);
}

void
LoureiroLifetimeTestCase::CheckGone(const RoutingFixture& net)
{
    for (const auto gateway : {MAG1, MAG2, MAG3, MAG4})
    {
        NS_TEST_EXPECT_MSG_EQ(net.GetAgent(gateway)->GetRoutes().size(),
                              0,
                              RoutingFixture::GetName(gateway) << " has a route");
    }
    for (const auto anchor : {LMA1, net.GetAnchorOfCn()})
    {
        NS_TEST_EXPECT_MSG_EQ(net.GetController(anchor)->GetSessions().size(),
                              0,
                              RoutingFixture::GetName(anchor) << " has a session");
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LoureiroLifetimeTestCase::CheckFlows(Time end)
{
    for (const auto* flow : {m_there, m_back})
    {
        NS_TEST_EXPECT_MSG_EQ(flow->GetLost().size(), 0, "packets lost");
        NS_TEST_EXPECT_MSG_EQ(flow->GetDuplicates(), 0, "packets doubled");
        Time last;
        uint32_t overtaken = 0;
        for (const auto& [number, arrival] : flow->GetArrivals())
        {
            const Time sent = flow->GetSent()[number];
            if (sent > START + Seconds(1) && sent < end)
            {
                overtaken += arrival.at < last ? 1 : 0;
                last = arrival.at;
            }
        }
        NS_TEST_EXPECT_MSG_EQ(overtaken, 0, "packets overtaken");
    }
}

void
LoureiroLifetimeTestCase::Refresh()
{
    RoutingFixture net(GetOptions());
    Talk(net, Seconds(80));
    net.RunUntil(Seconds(82));
    const RoutingPlace l2 = net.GetAnchorOfCn();
    const std::string anchor = RoutingFixture::GetName(l2);
    // Two thirds of the lifetime after RO Init, and RO Setup.
    const Time init = GetInit(net);
    const Time setup = init + net.Delay(MAG2, MAG1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG2>" + anchor + " RoRefresh", START),
                              init + LIFETIME * 2 / 3,
                              SERIALIZATION,
                              "M2 refreshes at its own anchor");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG1>LMA1 RoRefresh", START),
                              setup + LIFETIME * 2 / 3,
                              SERIALIZATION,
                              "M1 refreshes at its own anchor");
    uint32_t refreshes = 0;
    uint32_t acknowledged = 0;
    uint32_t passedOn = 0;
    for (const auto& signal : net.GetSent())
    {
        const bool isAfter = signal.at > setup + Seconds(1);
        refreshes += std::holds_alternative<RoRefresh>(signal.message) ? 1 : 0;
        acknowledged += std::holds_alternative<RoRefreshAck>(signal.message) ? 1 : 0;
        passedOn += isAfter && std::holds_alternative<RoTrigger>(signal.message) ? 1 : 0;
    }
    // In 80 s less what the setup took: one each 16 s, of either gateway.
    NS_TEST_EXPECT_MSG_EQ(refreshes, 8, "refreshes");
    NS_TEST_EXPECT_MSG_EQ(acknowledged, 8, "answers");
    // Each anchor tells the other, unless that has told it a moment before.
    NS_TEST_EXPECT_MSG_EQ((passedOn >= (m_hasTwoAnchors ? 4u : 0u)), true, passedOn << " told");
    NS_TEST_EXPECT_MSG_EQ((passedOn <= (m_hasTwoAnchors ? 8u : 0u)), true, passedOn << " told");
    for (const auto gateway : {MAG1, MAG2})
    {
        NS_TEST_EXPECT_MSG_EQ(net.GetAgent(gateway)->GetRoutes().size(), 1, "the route lives");
    }
    CheckFlows(Seconds(80));
}

void
LoureiroLifetimeTestCase::Expiry()
{
    RoutingFixture net(GetOptions());
    Talk(net, Seconds(3));
    // Used within the first 16 s, so refreshed once; then idle.
    const Time again = Seconds(70);
    auto& later = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    later.Run(again, 200);
    net.RunUntil(again - Seconds(1));
    CheckGone(net);
    const Time ended = net.FindChange(MAG2, "none", START);
    const Time refreshed =
        net.FindSent("MAG2>" + RoutingFixture::GetName(net.GetAnchorOfCn()) + " RoRefresh", START);
    NS_TEST_EXPECT_MSG_EQ_TOL(ended,
                              refreshed + LIFETIME,
                              Seconds(0.1),
                              "a lifetime after the last refresh");
    net.RunUntil(again + Seconds(3));
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN),
                          RoutingFixture::GetAddress(MAG2),
                          "set up anew");
    NS_TEST_EXPECT_MSG_EQ(later.GetLost().size(), 0, "packets lost");
    CheckFlows(Seconds(60));
}

void
LoureiroLifetimeTestCase::ExpiryUnderTraffic()
{
    RoutingFixture net(GetOptions());
    Talk(net, Seconds(60));
    net.At(Seconds(4), [&net] { net.SetLoss(1); });
    net.At(Seconds(40), [&net] { net.SetLoss(0); });
    net.RunUntil(Seconds(62));
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, "none", START),
                              GetInit(net) + LIFETIME,
                              SERIALIZATION,
                              "M2 goes back to its anchor");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG1, "none", START),
                              GetInit(net) + net.Delay(MAG2, MAG1) + LIFETIME,
                              SERIALIZATION,
                              "M1 goes back to its anchor");
    CheckFlows(Seconds(36));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LoureiroLifetimeTestCase::OneGatewayRefreshes()
{
    RoutingFixture net(GetOptions());
    Talk(net, Seconds(70));
    // What MAG1 and its anchor say to each other is lost, but for the handover's messages.
    const auto wire = net.GetWire(MAG1, LMA1);
    net.At(Seconds(4), [wire] { wire->SetAttribute("Loss", DoubleValue(1)); });
    net.MoveAt(Seconds(60), NODE_MN, MAG3);
    net.RunUntil(Seconds(59));
    NS_TEST_EXPECT_MSG_EQ(net.GetAgent(MAG1)->GetRoutes().size(), 0, "M1's has ended");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN),
                          RoutingFixture::GetAddress(MAG1),
                          "M2's not");
    for (const auto anchor : {LMA1, net.GetAnchorOfCn()})
    {
        NS_TEST_ASSERT_MSG_EQ(net.GetController(anchor)->GetSessions().size(),
                              1,
                              "no anchor lets it expire");
    }
    for (const auto number : m_there->GetLost())
    {
        NS_TEST_EXPECT_MSG_GT(m_there->GetSent()[number],
                              Seconds(59) - MilliSeconds(100),
                              "lost, and not just on its way");
    }
    net.RunUntil(Seconds(72));
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN),
                          RoutingFixture::GetAddress(MAG3),
                          "the move is told");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LoureiroLifetimeTestCase::LateRefresh()
{
    RoutingFixture net(GetOptions());
    Talk(net, Seconds(3));
    net.MoveAt(Seconds(10), NODE_MN, MAG3);
    net.RunUntil(Seconds(50));
    // p1 has noticed nothing, has a route that was used, and asks for it at two thirds.
    ExperimentalStatus status = ExperimentalStatus::SUCCESS;
    for (const auto& signal : net.GetSent())
    {
        if (signal.text == "LMA1>MAG1 RoRefreshAck")
        {
            status = GetExperimentalAnswer(signal.message)->status;
        }
    }
    NS_TEST_EXPECT_MSG_EQ(static_cast<unsigned>(status), 131, "the node is not there any more");
    NS_TEST_EXPECT_MSG_EQ(net.GetAgent(MAG1)->GetRoutes().size(), 0, "it drops its route");
}

void
LoureiroLifetimeTestCase::DestinationKeepsMoving()
{
    // RO Setup comes more often than M1 would refresh, and L1 hears nothing of CN's moves.
    RoutingFixture net(GetOptions());
    const Time end = Seconds(62);
    Talk(net, end);
    for (int i = 1; i <= 7; ++i)
    {
        net.MoveAt(START + Seconds(7) * i, NODE_CN, i % 2 == 1 ? MAG4 : MAG2);
    }
    net.RunUntil(end);
    for (const auto& change : net.GetStates())
    {
        const bool isEnd = change.change.to == "ending" || change.change.to == "refused" ||
                           (change.change.to == "none" && change.place == MAG1);
        NS_TEST_EXPECT_MSG_EQ(isEnd, false, RoutingFixture::GetName(change.place) << " ends it");
    }
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG1>LMA1 RoRefresh", START),
                              GetInit(net) + net.Delay(MAG2, MAG1) + LIFETIME * 2 / 3,
                              SERIALIZATION,
                              "M1's refresh is not put off");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN), RoutingFixture::GetAddress(MAG4), "M1");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LoureiroLifetimeTestCase::Termination()
{
    for (const auto place : {LMA1, LMA2})
    {
        if (place == LMA2 && !m_hasTwoAnchors)
        {
            continue;
        }
        RoutingFixture net(GetOptions());
        Talk(net, Seconds(20));
        bool isEnded = false;
        net.At(Seconds(5),
               [&] { isEnded = net.GetController(place)->Terminate(net.GetPair(), "charging"); });
        net.RunUntil(Seconds(6));
        NS_TEST_EXPECT_MSG_EQ(isEnded, true, "there is a session to end");
        for (const auto gateway : {MAG1, MAG2})
        {
            NS_TEST_EXPECT_MSG_EQ(net.GetAgent(gateway)->GetRoutes().size(), 0, "route");
        }
        NS_TEST_EXPECT_MSG_EQ(net.GetController(place)->Terminate(net.GetPair(), "again"),
                              false,
                              "nothing left to end");
        // An anchor that does not control tells its own gateway too; else it is told in a chain:
        // anchor, gateway, gateway.
        const bool isOwn = m_hasTwoAnchors && place == LMA1;
        NS_TEST_EXPECT_MSG_EQ_TOL(
            net.FindChange(MAG1, "none", Seconds(5)) - Seconds(5),
            (isOwn ? net.Delay(LMA1, MAG1) : net.Delay(place, MAG2) + net.Delay(MAG2, MAG1)),
            SERIALIZATION,
            "M1 is told");
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, "none", Seconds(5)) - Seconds(5),
                                  net.Delay(place, net.GetAnchorOfCn()) +
                                      net.Delay(net.GetAnchorOfCn(), MAG2),
                                  SERIALIZATION,
                                  "M2 is told");
        net.RunUntil(Seconds(14));
        NS_TEST_EXPECT_MSG_EQ(net.GetAgent(MAG1)->GetRoutes().size(), 0, "held down for 10 s");
        net.RunUntil(Seconds(22));
        NS_TEST_EXPECT_MSG_EQ(net.GetAgent(MAG1)->GetRoutes().size(), 1, "set up again after it");
        CheckFlows(Seconds(14));
    }
}

void
LoureiroLifetimeTestCase::BindingDeleted()
{
    for (const auto mobile : {NODE_MN, NODE_CN})
    {
        RoutingOptions options = GetOptions();
        options.detection = MilliSeconds(5);
        RoutingFixture net(options);
        Talk(net, Seconds(4));
        net.DetachAt(Seconds(4), mobile);
        net.RunUntil(Seconds(12));
        // Kept for MinDelayBeforeBCEDelete, so that a handover finds it.
        NS_TEST_EXPECT_MSG_EQ(net.GetController(LMA1)->GetSessions().size(), 1, "session");
        net.RunUntil(Seconds(15));
        CheckGone(net);
    }
}

void
LoureiroLifetimeTestCase::AnchorRestarts()
{
    RoutingFixture net(GetOptions());
    Talk(net, Seconds(10));
    net.At(Seconds(5), [&net] { net.GetAnchor(LMA1)->Restart(); });
    net.RunUntil(Seconds(5.5));
    // M1 hears of it, registers MN, asks for the route, and tells M2; the next packets set a route
    // up anew.
    const Time heard = Seconds(5) + net.Delay(LMA1, MAG1);
    const Time registered = net.FindSent("LMA1>MAG1 PBA", heard) + net.Delay(LMA1, MAG1);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG1>LMA1 RoRefresh", heard),
                              registered,
                              SERIALIZATION,
                              "it asks once the anchor has the node again");
    ExperimentalStatus status = ExperimentalStatus::SUCCESS;
    for (const auto& signal : net.GetSent())
    {
        if (signal.text == "LMA1>MAG1 RoRefreshAck" && signal.at > heard)
        {
            status = GetExperimentalAnswer(signal.message)->status;
        }
    }
    NS_TEST_EXPECT_MSG_EQ(static_cast<unsigned>(status), 137, "no such session");
    NS_TEST_EXPECT_MSG_LT(net.FindChange(MAG1, "none", heard),
                          registered + net.RoundTrip(MAG1, LMA1) + SERIALIZATION,
                          "M1's route ends");
    NS_TEST_EXPECT_MSG_LT(net.FindChange(MAG2, "none", heard), Seconds(5.5), "M2's too");
    net.MoveAt(Seconds(7), NODE_MN, MAG3);
    net.RunUntil(Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG2, NODE_CN),
                          RoutingFixture::GetAddress(MAG3),
                          "and follows");
}

void
LoureiroLifetimeTestCase::PreviousGateway()
{
    for (const bool isNoticed : {false, true})
    {
        RoutingOptions options = GetOptions();
        if (isNoticed)
        {
            options.detection = MilliSeconds(5);
        }
        RoutingFixture net(options);
        Talk(net, Seconds(10));
        net.MoveAt(Seconds(5), NODE_MN, MAG3);
        net.RunUntil(Seconds(6));
        NS_TEST_EXPECT_MSG_EQ(net.GetAgent(MAG1)->GetRoutes().size(),
                              (isNoticed ? 0u : 1u),
                              "explicitly, or left to expire");
        net.RunUntil(Seconds(40));
        NS_TEST_EXPECT_MSG_EQ(net.GetAgent(MAG1)->GetRoutes().size(), 0, "gone by its lifetime");
    }
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-loureiro-lifetime`.
 */
class LoureiroLifetimeTestSuite : public TestSuite
{
  public:
    LoureiroLifetimeTestSuite()
        : TestSuite("pmipv6-loureiro-lifetime")
    {
        using Case = LoureiroLifetimeTestCase;
        for (const bool hasTwoAnchors : {false, true})
        {
            for (const bool isSequence : {false, true})
            {
                const auto add = [&](const std::string& name, Case::Body body) {
                    AddTestCase(new Case(name, body, hasTwoAnchors, isSequence));
                };
                add("4.5 refresh", &Case::Refresh);
                add("4.5 expiry", &Case::Expiry);
                add("4.5 expiry under traffic", &Case::ExpiryUnderTraffic);
                add("4.5 one gateway refreshes", &Case::OneGatewayRefreshes);
                add("4.5 refresh of a gateway left", &Case::LateRefresh);
                add("4.5 the destination keeps moving", &Case::DestinationKeepsMoving);
                add("RFC 6279, 4 termination", &Case::Termination);
                add("3 binding deleted", &Case::BindingDeleted);
                add("RFC 5847, 3.2 anchor restarts", &Case::AnchorRestarts);
                add("4.3 previous gateway", &Case::PreviousGateway);
            }
        }
    }
};

/// The suite.
static LoureiroLifetimeTestSuite g_loureiroLifetimeTestSuite;

} // namespace pmipv6
} // namespace ns3
