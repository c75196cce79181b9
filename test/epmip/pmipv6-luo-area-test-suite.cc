/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-area-fixture.h"
#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/config.h"
#include "ns3/node.h"
#include "ns3/nstime.h"
#include "ns3/pmipv6-epmip-area-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 7.1 to 7.3: anchors with the functions that gateways
 * have elsewhere, and an LMF of its own: registrations, and how packets find their way. L1 = LMA1
 * and L2 = LMA2 are the eLMAs, LMF1 the LMF, AR1 the border gateway.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// A registration at an eLMA where LMFs do not know the node yet, by MAG1.
const std::string FIRST_REGISTRATION =
    "MAG1>LMA1 PBU, LMA1>LMF1 LocationUpdate, LMF1>LMA1 LocationUpdateAck, LMA1>MAG1 PBA, "
    "LMA1>LMF1 LocationUpdate, LMA1>LMF1 LocationUpdate, LMF1>LMA1 LocationUpdateAck, "
    "LMF1>LMA1 LocationUpdateAck";

} // namespace

/**
 * @ingroup pmipv6-tests
 * MN, CN and others in an area; each member function is a test case.
 */
class LuoAreaTestCase : public MemberTestCase<LuoAreaTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Registration(); //!< 7.2: LMFs are told
    void Lasting();      //!< 7.2: for as long as it is there
    void Ended();        //!< 7.2: and that it is gone
    void Forgotten();    //!< 7.2: an LMF forgets what it was told
    void Graceful();     //!< 7.2: an LMF forgets all just before it is asked
    void Unanswered();   //!< 7.2: an LMF is silent when it is told
    void Routing();      //!< 7.2: MN's first packet
    void OneAnchor();    //!< 7.2: both are at one eLMA
    void Outside();      //!< 7.3: MN sends first
    void FromOutside();  //!< 7.3: FIXED sends first
    void Defaults();     //!< attributes of which the helper has other values than the classes

  private:
    /// @return options with so many mobile nodes
    static AreaOptions WithMobiles(uint32_t count)
    {
        AreaOptions options;
        options.nMobiles = count;
        return options;
    }

    /// @return options with a gateway that asks for bindings of a lifetime
    static AreaOptions WithLifetime(Time lifetime)
    {
        AreaOptions options;
        options.configureDomain = [lifetime](Pmipv6Helper& domain) {
            domain.SetGatewayAttribute("BindingLifetime", TimeValue(lifetime));
        };
        return options;
    }
};

void
LuoAreaTestCase::Registration()
{
    // The prefix that its profile names is of one pool; at which eLMA it is depends on its gateway.
    for (const auto mobile : {NODE_MN, NODE_CN})
    {
        AreaFixture net;
        net.AttachAt(ZERO, mobile, MAG1);
        net.RunUntil(Seconds(6));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(6)), FIRST_REGISTRATION, "messages");
        const Time accepted = net.Delay(MAG1, LMA1) + net.RoundTrip(LMA1, LMF1);
        ExpectSent(net,
                   {{"MAG1>LMA1 PBU", Time(0)},
                    {"LMA1>LMF1 LocationUpdate", net.Delay(MAG1, LMA1)},
                    {"LMA1>MAG1 PBA", accepted}});
        const std::string told = "LMA1>LMF1 LocationUpdate";
        const auto claim = net.FindRequest(told, ZERO);
        NS_TEST_EXPECT_MSG_EQ(claim.prefixes.size(), 0, "which prefixes it has is asked");
        NS_TEST_EXPECT_MSG_EQ(claim.identifier.value_or(""), net.GetIdentifier(mobile), "of whom");
        NS_TEST_EXPECT_MSG_EQ((claim.gateway == net.GetAddress(LMA1)), true, "by whom");
        NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMF1>LMA1 LocationUpdateAck", ZERO),
                              133,
                              "nothing is known of it");
        const Time second = net.FindSent(told, ZERO + accepted);
        NS_TEST_EXPECT_MSG_EQ_TOL(second - ZERO, accepted, EPMIP_TOLERANCE, "beside the PBA");
        const auto report = net.FindRequest(told, second);
        PMIPV6_TEST_REQUIRE(report.prefixes.size() == 1, "a prefix");
        NS_TEST_EXPECT_MSG_EQ((report.prefixes[0] == net.GetPrefix(mobile)), true, "its prefix");
        NS_TEST_EXPECT_MSG_EQ(report.identifier.has_value(), false, "by prefix");
        NS_TEST_EXPECT_MSG_EQ((report.timestamp == claim.timestamp), true, "the binding's");
        NS_TEST_EXPECT_MSG_EQ(report.lifetime, 15, "LocationLifetime");
        std::vector<LocationRequest> reports;
        for (const auto& signal : net.GetSent())
        {
            if (signal.text == told)
            {
                reports.push_back(ReadLocationRequest(*GetExperimentalRequest(signal.message)));
            }
        }
        PMIPV6_TEST_REQUIRE(reports.size() == 3, "three of them");
        NS_TEST_EXPECT_MSG_EQ(reports[2].identifier.value_or(""), net.GetIdentifier(mobile), "and");
        NS_TEST_EXPECT_MSG_EQ((reports[2].prefixes == report.prefixes), true, "by identifier");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeRecords(LMF1),
                              net.GetIdentifier(mobile) + " LMA1, " + net.GetName(mobile) + " LMA1",
                              "what LMF1 knows");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSessions(mobile), "LMA1 MAG1", "the session");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    }
}

void
LuoAreaTestCase::Lasting()
{
    // However often the binding is extended, and whether MN moves within its eLMA or not.
    for (const auto& lifetime : {Seconds(20), Seconds(300)})
    {
        for (const bool isMoving : {false, true})
        {
            AreaOptions options = WithLifetime(lifetime);
            options.nMobiles = 1;
            AreaFixture net(options);
            net.AttachAt(Seconds(1), NODE_MN, MAG1);
            for (uint32_t i = 1; isMoving && i < 16; ++i)
            {
                net.MoveAt(Seconds(1 + 20 * i), NODE_MN, i % 2 == 0 ? MAG1 : MAG3);
            }
            uint32_t nUnknown = 0;
            for (Time at = Seconds(2); at < Seconds(320); at += Seconds(1))
            {
                AreaFixture::At(at, [&net, &nUnknown] {
                    nUnknown += net.DescribeRecords(LMF1) == "mn@example.com LMA1, MN LMA1" ? 0 : 1;
                });
            }
            net.RunUntil(Seconds(321));
            NS_TEST_EXPECT_MSG_EQ(nUnknown,
                                  0,
                                  "unknown seconds, lifetime " << lifetime.As(Time::S)
                                                               << ", moving " << isMoving);
        }
    }
}

void
LuoAreaTestCase::Ended()
{
    AreaOptions options = WithMobiles(1);
    options.detection = NOTICED;
    AreaFixture net(options);
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.DetachAt(ZERO, NODE_MN);
    net.RunUntil(Seconds(20));
    const Time gone = ZERO + NOTICED + net.Delay(MAG1, LMA1) + Seconds(10);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(20)),
                          "MAG1>LMA1 PBU, LMA1>MAG1 PBA, LMA1>LMF1 LocationUpdate, "
                          "LMA1>LMF1 LocationUpdate, LMF1>LMA1 LocationUpdateAck, "
                          "LMF1>LMA1 LocationUpdateAck",
                          "messages");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("LMA1>LMF1 LocationUpdate", ZERO),
                              gone,
                              EPMIP_TOLERANCE,
                              "after MinDelayBeforeBCEDelete");
    const auto withdrawal = net.FindRequest("LMA1>LMF1 LocationUpdate", ZERO);
    NS_TEST_EXPECT_MSG_EQ(withdrawal.lifetime, 0, "nobody has it any more");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeRecords(LMF1), "", "nothing is known");
}

void
LuoAreaTestCase::Forgotten()
{
    // The LMF has forgotten all when MN comes to another eLMA, and the one before does not hear of
    // that: nobody tells it until it says again that MN is there.
    AreaFixture net(WithMobiles(3));
    Attach(net);
    net.AttachAt(Seconds(1), NODE_MN2, MAG3);
    auto& here = net.AddFlow(NODE_MN2, NODE_MN, MilliSeconds(20));
    auto& there = net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(20));
    here.Run(Seconds(2), 3000);
    there.Run(Seconds(2), 3000);
    net.CutAt(LMA1, LMF1, ZERO - MilliSeconds(1550), ZERO + Seconds(5));
    AreaFixture::At(ZERO - MilliSeconds(1500), [&net] { net.GetManager(LMF1)->Restart(); });
    net.MoveAt(ZERO, NODE_MN, MAG4);
    net.RunUntil(Seconds(64));
    const Time repeated = Seconds(1) + Seconds(60) * 2 / 3;
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMF1>LMA2 LocationUpdateAck", ZERO), 133, "unknown");
    NS_TEST_EXPECT_MSG_EQ((net.FindSent("LMA1>LMF1 LocationUpdate", ZERO) < Seconds(42)),
                          true,
                          "it says so again");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSessions(NODE_MN), "LMA2 MAG4", "one session");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeRecords(LMF1),
                          "cn@example.com LMA2, mn2@example.com LMA1, mn@example.com LMA2, "
                          "MN LMA2, MN2 LMA1, CN LMA2",
                          "what LMF1 knows");
    const auto getLast = [](const ProbeFlow& flow) {
        const auto lost = flow.GetLost();
        return lost.empty() ? Time(0) : flow.GetSent()[lost.back()];
    };
    NS_TEST_EXPECT_MSG_EQ((getLast(there) < ZERO + Seconds(1)), true, "from another eLMA's node");
    NS_TEST_EXPECT_MSG_EQ((getLast(here) < repeated + Seconds(1)), true, "from a node of that one");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoAreaTestCase::Routing()
{
    AreaFixture net;
    Attach(net);
    const auto [up, down] = SendBoth(net, Seconds(5));
    net.RunUntil(Seconds(6));
    const Time first = up.GetSent().front();
    const Time asked = first + net.Access() + net.Delay(MAG1, LMA1);
    const Time known = asked + net.RoundTrip(LMA1, LMF1);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(2), Seconds(5)),
                          "LMA1>LMF1 Pbqr, LMF1>LMA1 Pbqa",
                          "CN's packets ask for nothing: MN's have shown where it is");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("LMA1>LMF1 Pbqr", first),
                              asked,
                              PACKET_TOLERANCE,
                              "at the first packet");
    const auto answer = net.FindAnswer("LMF1>LMA1 Pbqa");
    NS_TEST_EXPECT_MSG_EQ((answer.gateway == net.GetAddress(LMA2)), true, "CN's eLMA");
    NS_TEST_EXPECT_MSG_EQ((answer.prefixes == std::vector{net.GetPrefix(NODE_CN)}), true, "CN's");
    const Time rest = net.Delay(LMA1, LMA2) + net.Delay(LMA2, MAG2) + net.Access();
    const Time held = known - net.Delay(MAG1, LMA1) - net.Access();
    NS_TEST_EXPECT_MSG_EQ(AreaFixture::DescribeHeld(up, first, held, known + rest),
                          "",
                          "held at L1");
    const Time way = net.GetWay({MAG1, LMA1, LMA2, MAG2});
    ExpectDirect({&up}, held, way, Seconds(5), "from MN to CN");
    ExpectDirect({&down}, Seconds(3), way, Seconds(5), "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(up.GetLost().size() + down.GetLost().size(), 0, "none is lost");
    NS_TEST_EXPECT_MSG_EQ(AreaFixture::IsInOrder(up, first, Seconds(5)), true, "in order");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(LMA1, "path MN>CN LMA2"), known, PACKET_TOLERANCE, "L1");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(LMA1, NODE_CN), "LMA2", "at L1");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(LMA2, NODE_MN), "LMA1", "at L2, of the outer header");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoAreaTestCase::OneAnchor()
{
    AreaFixture net(WithMobiles(3));
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_MN2, MAG3);
    auto& flow = Send(net, NODE_MN, NODE_MN2, Seconds(2), Seconds(4));
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(2), Seconds(5)), "", "it holds that locally");
    ExpectDirect({&flow}, Seconds(2), net.GetWay({MAG1, LMA1, MAG3}), Seconds(4), "packets");
    NS_TEST_EXPECT_MSG_EQ(flow.GetLost().size(), 0, "none is lost");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoAreaTestCase::Outside()
{
    AreaFixture net(WithMobiles(1));
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    auto& up = Send(net, NODE_MN, NODE_FIXED, Seconds(2), Seconds(5));
    auto& down = Send(net, NODE_FIXED, NODE_MN, Seconds(3), Seconds(5));
    net.RunUntil(Seconds(6));
    const Time w = net.Access();
    const Time first = up.GetSent().front();
    const Time known = first + w + net.Delay(MAG1, LMA1) + net.RoundTrip(LMA1, LMF1);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(2), Seconds(5)),
                          "LMA1>LMF1 Pbqr, LMF1>LMA1 Pbqa",
                          "FIXED's packets ask for nothing: MN's have shown where it is");
    const auto answer = net.FindAnswer("LMF1>LMA1 Pbqa");
    NS_TEST_EXPECT_MSG_EQ((answer.gateway == net.GetAddress(AR1)), true, "the border gateway");
    NS_TEST_EXPECT_MSG_EQ((answer.prefixes == std::vector{net.GetPrefix(NODE_FIXED)}),
                          true,
                          "for a prefix outside");
    const Time way = net.GetWay({MAG1, LMA1, AR1}) - w;
    const Time held = known - net.Delay(MAG1, LMA1) - w;
    NS_TEST_EXPECT_MSG_EQ(AreaFixture::DescribeHeld(up, first, held, known + net.Delay(LMA1, AR1)),
                          "",
                          "held");
    ExpectDirect({&up}, held, way, Seconds(5), "from MN to FIXED");
    ExpectDirect({&down}, Seconds(3), way, Seconds(5), "from FIXED to MN");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(AR1, NODE_MN), "LMA1", "of the outer header");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoAreaTestCase::FromOutside()
{
    AreaFixture net(WithMobiles(1));
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    auto& down = Send(net, NODE_FIXED, NODE_MN, Seconds(2), Seconds(5));
    auto& up = Send(net, NODE_MN, NODE_FIXED, Seconds(3), Seconds(5));
    net.RunUntil(Seconds(6));
    const Time w = net.Access();
    const Time first = down.GetSent().front();
    const Time known = first + net.RoundTrip(AR1, LMF1);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(2), Seconds(5)),
                          "AR1>LMF1 Pbqr, LMF1>AR1 Pbqa",
                          "MN's packets ask for nothing: FIXED's have shown where it is");
    NS_TEST_EXPECT_MSG_EQ((net.FindAnswer("LMF1>AR1 Pbqa").gateway == net.GetAddress(LMA1)),
                          true,
                          "MN's eLMA");
    const Time way = net.GetWay({AR1, LMA1, MAG1}) - w;
    NS_TEST_EXPECT_MSG_EQ(AreaFixture::DescribeHeld(down, first, known, known + way),
                          "",
                          "held at AR1");
    ExpectDirect({&down}, known, way, Seconds(5), "from FIXED to MN");
    ExpectDirect({&up}, Seconds(3), way, Seconds(5), "from MN to FIXED");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(LMA1, NODE_FIXED), "AR1", "of the outer header");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoAreaTestCase::Graceful()
{
    for (const Time& grace : {Seconds(1), Seconds(0)})
    {
        AreaOptions options = WithMobiles(2);
        options.configure = [grace](EpmipAreaHelper& area) {
            area.SetManagerAttribute("RestartGrace", TimeValue(grace));
        };
        AreaFixture net(options);
        Attach(net);
        net.MoveAt(ZERO, NODE_MN, MAG4);
        const Time asked = ZERO + net.Delay(MAG4, LMA2) + net.Delay(LMA2, LMF1);
        AreaFixture::At(asked - NanoSeconds(1), [&net] { net.GetManager(LMF1)->Restart(); });
        net.RunUntil(ZERO + Seconds(5));
        std::size_t nUnknown = 0;
        for (const auto& signal : net.GetSent())
        {
            const auto* answer = GetExperimentalAnswer(signal.message);
            nUnknown += signal.at >= asked && signal.text == "LMF1>LMA2 LocationUpdateAck" &&
                        answer && answer->status == ExperimentalStatus::NO_BINDING_FOR_PREFIX;
        }
        NS_TEST_EXPECT_MSG_EQ(nUnknown, (grace.IsZero() ? 1 : 0), "unknown, unless it waits");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSessions(NODE_MN), "LMA2 MAG4", "one session");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    }
}

void
LuoAreaTestCase::Unanswered()
{
    AreaFixture net(WithMobiles(1));
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    const Time told = Seconds(1) + net.Delay(MAG1, LMA1) + net.RoundTrip(LMA1, LMF1);
    net.IsolateAt(told + MilliSeconds(1), LMF1);
    net.IsolateAt(Seconds(20), LMF1, false);
    net.RunUntil(told + Seconds(60));
    std::string times;
    for (const auto& signal : net.GetSent())
    {
        const auto* request = GetExperimentalRequest(signal.message);
        const bool isReport = signal.text == "LMA1>LMF1 LocationUpdate" && request &&
                              !ReadLocationRequest(*request).identifier;
        times += isReport ? std::to_string((signal.at - told).GetMilliSeconds()) + " " : "";
    }
    // RFC 6275, 11.8: 1, 2, 4, 8, 16 and 32 s for an answer.
    NS_TEST_EXPECT_MSG_EQ(times, "0 1000 3000 7000 15000 31000 ", "sent");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeRecords(LMF1),
                          net.GetIdentifier(NODE_MN) + " LMA1, " + net.GetName(NODE_MN) + " LMA1",
                          "known in the end");
}

void
LuoAreaTestCase::Defaults()
{
    const auto describe = [] {
        auto node = CreateObject<Node>();
        EpmipAreaHelper area;
        const auto router = area.InstallBorder(node, "fd00:c::1", {*ParsePrefix("2a00::/64")}, {});
        const auto routing = router->GetRouting();
        TimeValue time;
        routing->GetAttribute("EarlyHoldTime", time);
        UintegerValue size;
        routing->GetAttribute("EarlyBufferSize", size);
        Simulator::Destroy();
        return std::to_string(time.Get().GetMilliSeconds()) + " ms, " + std::to_string(size.Get());
    };
    NS_TEST_EXPECT_MSG_EQ(describe(), "20000 ms, 1000", "the helper's own");
    Config::SetDefault("ns3::pmipv6::DistributedRouting::EarlyHoldTime", StringValue("21ms"));
    NS_TEST_EXPECT_MSG_EQ(describe(), "21 ms, 1000", "the user's");
    Config::Reset();
    NS_TEST_EXPECT_MSG_EQ(describe(), "20000 ms, 1000", "the helper's own again");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-area`.
 */
class LuoAreaTestSuite : public TestSuite
{
  public:
    LuoAreaTestSuite()
        : TestSuite("pmipv6-luo-area")
    {
        using Case = LuoAreaTestCase;
        AddTestCase(new Case("7.2 a registration", &Case::Registration));
        AddTestCase(new Case("7.2 as long as a node is registered", &Case::Lasting));
        AddTestCase(new Case("7.2 the end of a registration", &Case::Ended));
        AddTestCase(new Case("7.2 an LMF forgets all", &Case::Forgotten));
        AddTestCase(new Case("7.2 an LMF forgets all as it is asked", &Case::Graceful));
        AddTestCase(new Case("7.2 an LMF does not answer a report", &Case::Unanswered));
        AddTestCase(new Case("7.2 a first packet", &Case::Routing));
        AddTestCase(new Case("7.2 packets between nodes of one eLMA", &Case::OneAnchor));
        AddTestCase(new Case("7.3 a correspondent outside, MN sends first", &Case::Outside));
        AddTestCase(new Case("7.3 a correspondent outside sends first", &Case::FromOutside));
        AddTestCase(new Case("attributes of the helper", &Case::Defaults));
    }
};

static LuoAreaTestSuite g_luoAreaTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
