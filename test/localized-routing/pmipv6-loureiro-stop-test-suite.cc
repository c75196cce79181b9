/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-routing-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/double.h"
#include "ns3/pmipv6-anchor-resolver.h"
#include "ns3/simulator.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Localized routing when an anchor or a gateway stops, or is disposed of while it works: whatever
 * was asked ends with it, nothing is left in the forwarding tables, and nobody is called back who
 * is gone.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time START = Seconds(2);                //!< of the packets
const Time STOP = START + MilliSeconds(500);  //!< of a role
const Time SILENT = STOP + Seconds(30);       //!< by then nothing was said
const Time UNHEARD = START - MilliSeconds(1); //!< from when on nothing is heard
const Time INTERVAL = MilliSeconds(10);       //!< between packets

} // namespace

/**
 * @ingroup pmipv6-tests
 * Each member function is a test case.
 */
class LoureiroStopTestCase : public MemberTestCase<LoureiroStopTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void RequestOfGateway();  //!< RO Request is repeated no more
    void EndOfUnknown();      //!< nor is the end of a session that an anchor has lost
    void NoticeOfBaseline();  //!< nor what an anchor without a controller tells
    void Disposed();          //!< in mid-run, while packets pass
    void AnswerAfterTheEnd(); //!< of whoever finds anchors

  private:
    /// Attach both nodes, and have MN send one packet.
    static void SendOne(RoutingFixture& net);

    /**
     * Check that what a place has asked is asked no more once it has stopped.
     *
     * @param net the topology
     * @param place the place
     * @param asked what it has asked, as SignalRecord::text has it
     */
    void CheckEnded(const RoutingFixture& net, RoutingPlace place, const std::string& asked);

    /**
     * Dispose of an anchor while its function waits for the anchor of another node.
     *
     * @tparam Function the function
     */
    template <class Function>
    void TryAnswerAfterTheEnd();
};

void
LoureiroStopTestCase::SendOne(RoutingFixture& net)
{
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG2);
    net.AddFlow(NODE_MN, NODE_CN, INTERVAL).Run(START, 1);
}

void
LoureiroStopTestCase::CheckEnded(const RoutingFixture& net,
                                 RoutingPlace place,
                                 const std::string& asked)
{
    NS_TEST_EXPECT_MSG_LT(net.FindSent(asked, UNHEARD), STOP, "it is asked");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(STOP, SILENT).find(RoutingFixture::GetName(place) + ">"),
                          std::string::npos,
                          "and no more after the stop");
}

void
LoureiroStopTestCase::RequestOfGateway()
{
    RoutingOptions options;
    options.isRequestedByGateways = true;
    RoutingFixture net(options);
    net.GetGateway(MAG1)->SetStopTime(STOP);
    SendOne(net);
    net.At(UNHEARD, [&net] { net.GetWire(MAG1, LMA1)->SetAttribute("Loss", DoubleValue(1)); });
    net.RunUntil(SILENT);
    CheckEnded(net, MAG1, "MAG1>LMA1 RoRequest");
}

void
LoureiroStopTestCase::EndOfUnknown()
{
    // LMA1 restarts while its RO Trigger is answered, and neither LMA2 nor MAG1 hears of that.
    RoutingFixture net(RoutingOptions{});
    net.GetAnchor(LMA1)->SetStopTime(STOP);
    SendOne(net);
    const auto setLoss = [&net](double loss) {
        net.GetWire(LMA1, LMA2)->SetAttribute("Loss", DoubleValue(loss));
        net.GetWire(LMA1, MAG1)->SetAttribute("Loss", DoubleValue(loss));
    };
    const Time restart =
        START + net.Access() + net.Delay(MAG1, LMA1) + MilliSeconds(10); // Behind RO Trigger.
    net.At(restart - MilliSeconds(1), [setLoss] { setLoss(1); });
    net.At(restart, [&net] { net.GetAnchor(LMA1)->Restart(); });
    net.At(restart + MilliSeconds(1), [setLoss] { setLoss(0); });
    net.RunUntil(restart + MilliSeconds(65)); // The answer is on its way.
    const Time answered = net.FindSent("LMA2>LMA1 RoTriggerAck", START);
    NS_TEST_EXPECT_MSG_LT(answered, Simulator::Now(), "LMA2 has answered");
    NS_TEST_EXPECT_MSG_GT(answered + net.Delay(LMA1, LMA2), Simulator::Now(), "it is not there");
    setLoss(1);
    net.RunUntil(SILENT);
    const Time ended = net.FindSent("LMA1>LMA2 RoTrigger", restart);
    NS_TEST_EXPECT_MSG_EQ_TOL(ended,
                              answered + net.Delay(LMA1, LMA2),
                              MicroSeconds(1),
                              "LMA1 ends what it knows nothing of");
    CheckEnded(net, LMA1, "LMA1>LMA2 RoTrigger");
}

void
LoureiroStopTestCase::NoticeOfBaseline()
{
    RoutingOptions options;
    options.isUncoordinated = true;
    RoutingFixture net(options);
    net.GetAnchor(LMA1)->SetStopTime(STOP);
    SendOne(net);
    net.At(UNHEARD, [&net] { net.GetWire(LMA1, LMA2)->SetAttribute("Loss", DoubleValue(1)); });
    net.RunUntil(SILENT);
    CheckEnded(net, LMA1, "LMA1>LMA2 RoTrigger");
}

void
LoureiroStopTestCase::Disposed()
{
    for (const bool isUncoordinated : {false, true})
    {
        RoutingOptions options;
        options.isUncoordinated = isUncoordinated;
        RoutingFixture net(options);
        std::vector<Ptr<Application>> roles{net.GetAnchor(LMA1),
                                            net.GetAnchor(LMA2),
                                            net.GetGateway(MAG1)};
        std::vector<Ptr<MobilityForwarding>> tables;
        for (const auto& role : roles)
        {
            tables.push_back(MobilityForwarding::Install(role->GetNode()));
        }
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        net.AttachAt(Seconds(1), NODE_CN, MAG2);
        net.AddFlow(NODE_MN, NODE_CN, INTERVAL).Run(START, 500);
        net.AddFlow(NODE_CN, NODE_MN, INTERVAL).Run(START + MilliSeconds(5), 500);
        net.RunUntil(START + Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(net.GetRoute(MAG1, NODE_MN),
                              RoutingFixture::GetAddress(MAG2),
                              "there is a route");
        for (const auto& role : roles)
        {
            role->Dispose();
        }
        for (const auto& table : tables)
        {
            NS_TEST_EXPECT_MSG_EQ(table->GetTable().GetSize(), 0, "nothing is left");
            table->ForEachTrustedGateway([this](const Ipv6Address& gateway) {
                NS_TEST_EXPECT_MSG_EQ(gateway, Ipv6Address::GetAny(), "nobody is trusted");
            });
        }
        net.RunUntil(START + Seconds(8));
        for (const auto& table : tables)
        {
            NS_TEST_EXPECT_MSG_EQ(table->GetTable().GetSize(), 0, "and nothing comes back");
        }
    }
}

template <class Function>
void
LoureiroStopTestCase::TryAnswerAfterTheEnd()
{
    TopologyFixture net(SHORT_DELAYS);
    std::size_t detected = 0;
    {
        const auto resolver = CreateObject<AnchorPrefixTable>();
        resolver->SetAttribute("Delay", TimeValue(Seconds(1)));
        resolver->Add(*ParsePrefix("fd00:2::/48"), TopologyFixture::GetAddress(L2));
        const auto function = CreateObject<Function>();
        function->SetResolver(resolver);
        function->TraceConnectWithoutContext(
            "Detected",
            MakeFunctionCallback<const Ipv6Address&, const Ipv6Address&>(
                [&detected](const Ipv6Address&, const Ipv6Address&) { ++detected; }));
        net.GetAnchor(L1)->AddFunction(function); // Which alone holds it.
    }
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(1), 1, G2);
    net.AddFlow(net.GetMobile(0), net.GetMobile(1), INTERVAL).Run(Seconds(3), 1);
    net.At(Seconds(3.5), [&net] { net.GetAnchor(L1)->Dispose(); });
    net.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(detected, 1, "the anchor is looked for");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(3), Seconds(6)), "", "and not asked");
}

void
LoureiroStopTestCase::AnswerAfterTheEnd()
{
    TryAnswerAfterTheEnd<RouteOptimizationController>();
    TryAnswerAfterTheEnd<UncoordinatedRouting>();
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-loureiro-stop`.
 */
class LoureiroStopTestSuite : public TestSuite
{
  public:
    LoureiroStopTestSuite()
        : TestSuite("pmipv6-loureiro-stop")
    {
        using Case = LoureiroStopTestCase;
        AddTestCase(new Case("7 an unanswered RO Request", &Case::RequestOfGateway));
        AddTestCase(new Case("3 an unanswered end", &Case::EndOfUnknown));
        AddTestCase(new Case("an unanswered notice of the baseline", &Case::NoticeOfBaseline));
        AddTestCase(new Case("roles that are disposed of", &Case::Disposed));
        AddTestCase(new Case("an anchor that is found too late", &Case::AnswerAfterTheEnd));
    }
};

static LoureiroStopTestSuite g_loureiroStopTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
