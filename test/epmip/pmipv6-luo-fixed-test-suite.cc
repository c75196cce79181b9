/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/double.h"
#include "ns3/nstime.h"
#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/test.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 5.2: correspondents that do not move, behind access
 * routers with a Distributed Routing Function.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN, and FIXED behind one or two access routers; each member function is a test case.
 */
class LuoFixedTestCase : public MemberTestCase<LuoFixedTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void FromMobile();     //!< 5.2: MN's first packet, in each way of finding out
    void HopByHop();       //!< 5.2: who takes a query that is on its way
    void FromFixed();      //!< 5.2: FIXED's first packet
    void Handover();       //!< 5.2: MN moves
    void SeveralRouters(); //!< 5.2: the nearest of two
    void Plain();          //!< 5.2: routers of none, or without anybody who knows them
    void Stopped();        //!< 5.2: a router stops
    void StoppedManager(); //!< 5.2: who knows the routers stops
    void Restarted();      //!< 5.2: a router forgets all
    void Refused();        //!< 8: who may say what

  private:
    /// @return options with routers
    static EpmipOptions WithRouters(uint32_t count)
    {
        EpmipOptions options;
        options.nRouters = count;
        options.nMobiles = 1;
        return options;
    }

    /// @return the same, with locations that last for 8 s
    static EpmipOptions WithShortLocations(uint32_t count)
    {
        EpmipOptions options = WithRouters(count);
        options.configure = [](EpmipHelper& epmip) {
            epmip.SetRoutingAttribute("LocationLifetime", TimeValue(Seconds(8)));
            epmip.SetRoutingAttribute("RenewalJitter", DoubleValue(0));
        };
        return options;
    }

    /// @return how long a packet takes between MN and FIXED over places
    static Time GetWayTo(const EpmipFixture& net, const std::vector<RoutingPlace>& places)
    {
        return net.GetWay(places) - net.Access();
    }

    /// Send from a node to another for a while, from START on.
    static ProbeFlow& Begin(EpmipFixture& net, RoutingMobile from, RoutingMobile to, Time until)
    {
        auto& flow = net.AddFlow(from, to, INTERVAL);
        flow.Run(START, static_cast<uint32_t>((until - START).GetMilliSeconds() / 2));
        return flow;
    }
};

void
LuoFixedTestCase::FromMobile()
{
    for (const auto& discovery : {DISCOVERIES[0], DISCOVERIES[2], DISCOVERIES[3]})
    {
        EpmipOptions options = WithRouters(1);
        options.configure = [&discovery](EpmipHelper& epmip) { SetDiscovery(epmip, discovery); };
        EpmipFixture net(options);
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        auto& up = Begin(net, NODE_MN, NODE_FIXED, Seconds(4));
        net.RunUntil(Seconds(5));
        const Time w = net.Access();
        const bool isAsked = std::string(discovery.name) == "configuration";
        const Time direct = net.Delay(MAG1, LMA1) + net.Delay(LMA1, LMF1) + net.Delay(LMF1, MAG1);
        const Time inquired = net.RoundTrip(MAG1, LMA1) + net.RoundTrip(LMA1, LMF1);
        const Time known = START + w +
                           (isAsked              ? net.RoundTrip(MAG1, LMF1)
                            : discovery.isDirect ? direct
                                                 : inquired);
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(4)),
                              (isAsked              ? "MAG1>LMF1 Pbqr, LMF1>MAG1 Pbqa"
                               : discovery.isDirect ? "MAG1>LMA1 Pbqr, LMA1>LMF1 Pbqr, "
                                                      "LMF1>MAG1 Pbqa"
                                                    : "MAG1>LMA1 Pbqr, LMA1>LMF1 Pbqr, "
                                                      "LMF1>LMA1 Pbqa, LMA1>MAG1 Pbqa"),
                              discovery.section);
        const auto answer =
            net.FindAnswer(discovery.isDirect || isAsked ? "LMF1>MAG1 Pbqa" : "LMA1>MAG1 Pbqa");
        NS_TEST_EXPECT_MSG_EQ(answer.gateway.value_or(Ipv6Address::GetAny()),
                              EpmipFixture::GetAddress(AR1),
                              "the address of the access router");
        NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG1, NODE_FIXED), "AR1", discovery.section);
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(up,
                                       {{START, GetWayTo(net, {MAG1, LMA1, AR1}), "by the anchor"},
                                        {known - w, GetWayTo(net, {MAG1, AR1}), "direct"}},
                                       Seconds(4)),
            "",
            "from MN to FIXED, " << discovery.section);
        NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
    }
}

void
LuoFixedTestCase::HopByHop()
{
    for (const bool isColocated : {true, false})
    {
        EpmipOptions options = WithRouters(1);
        options.fixedManagers = {isColocated ? AR1 : LMF1};
        options.configure = [](EpmipHelper& epmip) { SetDiscovery(epmip, DISCOVERIES[1]); };
        EpmipFixture net(options);
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        auto& up = Begin(net, NODE_MN, NODE_FIXED, Seconds(4));
        net.RunUntil(Seconds(20));
        const Time w = net.Access();
        const Time anchor = GetWayTo(net, {MAG1, LMA1, AR1});
        if (isColocated)
        {
            NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(20)),
                                  "MAG1>FIXED Pbqr, AR1>MAG1 Pbqa",
                                  "4.4.2: taken on its way");
            const Time known = START + w + net.RoundTrip(MAG1, AR1);
            NS_TEST_EXPECT_MSG_EQ(
                EpmipFixture::DescribeWays(up,
                                           {{START, anchor, "by the anchor"},
                                            {known - w, GetWayTo(net, {MAG1, AR1}), "direct"}},
                                           Seconds(4)),
                "",
                "from MN to FIXED");
            continue;
        }
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(20)),
                              "MAG1>FIXED Pbqr, MAG1>FIXED Pbqr, MAG1>FIXED Pbqr, MAG1>FIXED Pbqr",
                              "5.2: nobody takes it");
        NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "ended FIXED silent"),
                                  START + w + Seconds(15),
                                  PACKET_TOLERANCE,
                                  "4.4.2: the timer");
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(up, {{START, anchor, "by the anchor"}}, Seconds(4)),
            "",
            "from MN to FIXED");
    }
}

void
LuoFixedTestCase::FromFixed()
{
    EpmipFixture net(WithRouters(1));
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    auto& down = Begin(net, NODE_FIXED, NODE_MN, Seconds(5));
    auto& up = net.AddFlow(NODE_MN, NODE_FIXED, INTERVAL);
    up.Run(Seconds(3), 1000);
    net.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(5)),
                          "AR1>LMA1 Pbqr, LMA1>AR1 Pbqa",
                          "MN's own packets ask for nothing: FIXED's have shown where it is");
    const Time known = START + net.RoundTrip(AR1, LMA1);
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(down,
                                   {{START, GetWayTo(net, {AR1, LMA1, MAG1}), "by the anchor"},
                                    {known, GetWayTo(net, {AR1, MAG1}), "direct"}},
                                   Seconds(5)),
        "",
        "from FIXED to MN");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(up,
                                   {{Seconds(3), GetWayTo(net, {MAG1, AR1}), "direct"}},
                                   Seconds(5)),
        "",
        "from MN to FIXED");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(AR1, NODE_MN), "MAG1", "at the router");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG1, NODE_FIXED), "AR1", "at the gateway");
    NS_TEST_EXPECT_MSG_EQ((net.FindNote(AR1, "path FIXED>MN MAG1") < Time::Max()), true, "a path");
}

void
LuoFixedTestCase::Handover()
{
    EpmipFixture net(WithRouters(1));
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    auto& up = Send(net, NODE_MN, NODE_FIXED, START, Seconds(8));
    auto& down = Send(net, NODE_FIXED, NODE_MN, START, Seconds(8));
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(9));
    const Time w = net.Access();
    const Time answered = net.RoundTrip(MAG3, LMA1);
    const Time informed = answered + net.Delay(MAG3, MAG1);
    const Time told = informed + net.Delay(MAG1, MAG3);
    const Time peer = informed + net.Delay(MAG1, AR1);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(8)),
                          "MAG3>LMA1 PBU, LMA1>MAG3 PBA, MAG3>MAG1 Pbci, MAG1>MAG3 Pbca, "
                          "MAG1>AR1 Pbci, AR1>MAG1 Pbca",
                          "as with a correspondent at a gateway");
    ExpectSent(
        net,
        {{"MAG3>MAG1 Pbci", answered}, {"MAG1>AR1 Pbci", informed}, {"AR1>MAG1 Pbca", peer}});
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("AR1>MAG1 Pbca", ZERO), 0, "it is acknowledged");
    NS_TEST_EXPECT_MSG_EQ(net.FindAnswer("AR1>MAG1 Pbca", ZERO).correspondents.size(),
                          0,
                          "and names nobody");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            down,
            {{ZERO - WITHOUT_LINK - GetWayTo(net, {AR1, MAG1}), LOST, "to the old gateway"},
             {ZERO + informed - net.Delay(AR1, MAG1),
              GetWayTo(net, {AR1, MAG1, MAG3}),
              "sent on by it"},
             {ZERO + peer, GetWayTo(net, {AR1, MAG3}), "direct"}},
            Seconds(8)),
        "",
        "from FIXED to MN");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(up,
                                   {{ZERO + told - w, GetWayTo(net, {MAG3, AR1}), "direct"}},
                                   Seconds(8)),
        "",
        "from MN to FIXED");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(AR1, NODE_MN), "MAG3", "at the router");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoFixedTestCase::SeveralRouters()
{
    EpmipFixture net(WithRouters(2));
    net.GetFixedManager(LMF1)->SetNearest(EpmipFixture::GetAddress(MAG3),
                                          EpmipFixture::GetAddress(AR2));
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    auto& up = Send(net, NODE_MN, NODE_FIXED, START, Seconds(16));
    auto& later = net.AddFlow(NODE_MN, NODE_FIXED, MilliSeconds(100));
    later.Run(Seconds(17), 400);
    net.MoveAt(ZERO, NODE_MN, MAG3);
    net.RunUntil(Seconds(60));
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(up,
                                   {{START + MilliSeconds(100), GetWayTo(net, {MAG1, AR1}), "AR1"}},
                                   ZERO - WITHOUT_LINK),
        "",
        "the usual one");
    const Time told = ZERO + net.RoundTrip(MAG3, LMA1) + net.RoundTrip(MAG3, MAG1);
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(up,
                                   {{told, GetWayTo(net, {MAG3, AR1}), "as MAG1 has named it"}},
                                   Seconds(16)),
        "",
        "the one that the correspondents' list has");
    const Time asked = net.FindSent("MAG3>LMF1 Pbqr", ZERO);
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            later,
            {{Seconds(17), GetWayTo(net, {MAG3, AR1}), "the same"},
             {asked + net.RoundTrip(MAG3, LMF1), GetWayTo(net, {MAG3, AR2}), "the nearest"}},
            Seconds(40)), // Neighbour discovery of the hosts goes on.
        "",
        "once it has asked itself");
}

void
LuoFixedTestCase::Plain()
{
    // A router without the function; and one that nobody knows.
    for (const bool isPlain : {true, false})
    {
        EpmipOptions options = WithRouters(1);
        if (isPlain)
        {
            options.legacy = {AR1};
        }
        options.fixedManagers = {};
        EpmipFixture net(options);
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        auto& up = Begin(net, NODE_MN, NODE_FIXED, Seconds(4));
        net.RunUntil(Seconds(5));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(5)), "", "nobody can be asked");
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(up,
                                       {{START, GetWayTo(net, {MAG1, LMA1, AR1}), "by the anchor"}},
                                       Seconds(4)),
            "",
            "from MN to FIXED; plain: " << isPlain);
    }
}

void
LuoFixedTestCase::Stopped()
{
    // The LMF is told to name another; a location that is held lasts until it is renewed.
    EpmipFixture net(WithShortLocations(2));
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    auto& up = Send(net, NODE_MN, NODE_FIXED, START, Seconds(16));
    net.GetRouter(AR1)->SetStopTime(ZERO);
    EpmipFixture::At(ZERO, [&net] {
        net.GetFixedManager(LMF1)->RemoveRouter(EpmipFixture::GetAddress(AR1));
    });
    net.RunUntil(Seconds(18));
    const Time w = net.Access();
    // Asked for at 2/3 of the lifetime, since the answer.
    const Time due = START + w + net.RoundTrip(MAG1, LMF1) + Seconds(8) * 2 / 3;
    const Time asked = net.FindSent("MAG1>LMF1 Pbqr", ZERO);
    NS_TEST_EXPECT_MSG_EQ_TOL(asked, due, MilliSeconds(3), "renewed");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            up,
            {{ZERO - GetWayTo(net, {MAG1, AR1}), LOST, "to AR1"},
             {asked + net.RoundTrip(MAG1, LMF1) - w, GetWayTo(net, {MAG1, AR2}), "to AR2"}},
            Seconds(16)),
        "",
        "from MN to FIXED");
}

void
LuoFixedTestCase::StoppedManager()
{
    EpmipFixture net(WithShortLocations(1));
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    auto& up = Send(net, NODE_MN, NODE_FIXED, START, Seconds(16));
    net.GetFixedManager(LMF1)->SetStopTime(ZERO);
    net.RunUntil(Seconds(18));
    const Time w = net.Access();
    const Time told = net.FindSent("LMF1>MAG1 Pbqa", START) + net.Delay(LMF1, MAG1);
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            up,
            {{told - w, GetWayTo(net, {MAG1, AR1}), "direct"},
             {told + Seconds(8) - w, GetWayTo(net, {MAG1, LMA1, AR1}), "by the anchor"}},
            Seconds(16)),
        "",
        "as long as it was said to last");
}

void
LuoFixedTestCase::Restarted()
{
    EpmipFixture net(WithRouters(1));
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    auto& down = Send(net, NODE_FIXED, NODE_MN, START, Seconds(8));
    EpmipFixture::At(ZERO, [&net] { net.GetRouter(AR1)->Restart(); });
    net.RunUntil(Seconds(9));
    const Time asked = EpmipFixture::FindPacket(down, ZERO);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(ZERO, Seconds(9)),
                          "AR1>LMA1 Pbqr, LMA1>AR1 Pbqa",
                          "it asks anew");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            down,
            {{START + MilliSeconds(100), GetWayTo(net, {AR1, MAG1}), "direct"},
             {ZERO, GetWayTo(net, {AR1, LMA1, MAG1}), "by the anchor"},
             {asked + net.RoundTrip(AR1, LMA1), GetWayTo(net, {AR1, MAG1}), "direct"}},
            Seconds(8)),
        "",
        "from FIXED to MN");
}

void
LuoFixedTestCase::Refused()
{
    EpmipFixture net(WithRouters(1));
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    Begin(net, NODE_FIXED, NODE_MN, Seconds(6));
    const auto tell = [&net](Time at, RoutingPlace from, RoutingPlace to, bool isPrevious) {
        LocationRequest request;
        request.prefixes = {net.GetPrefix(NODE_MN)};
        request.gateway = EpmipFixture::GetAddress(from);
        request.timestamp = ToMobilityTimestamp(at);
        request.lifetime = 15;
        request.sequence = 77;
        request.isPrevious = isPrevious;
        Pbci message;
        WriteLocationRequest(request, message);
        net.SendAt(at, from, to, message);
    };
    // Nobody leaves a router; another gateway than MN's speaks of it; so does a router.
    tell(Seconds(3), MAG1, AR1, true);
    tell(Seconds(4), MAG4, AR1, false);
    tell(Seconds(4), AR1, MAG4, false);
    Pbqr empty;
    net.SendAt(Seconds(5), MAG2, LMF1, empty);
    Pbqr other;
    WriteLocationRequest(MakeLocationQuery(net.GetPrefix(NODE_MN), 9), other);
    net.SendAt(MilliSeconds(5500), MAG2, LMF1, other);
    net.RunUntil(Seconds(7));
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("AR1>MAG1 Pbca"), 129, "P to a router");
    NS_TEST_EXPECT_MSG_EQ(
        (net.FindNote(AR1, "refused MN MAG1 nobody-leaves-a-router") < Time::Max()),
        true,
        "it is traced");
    NS_TEST_EXPECT_MSG_EQ(
        (net.FindNote(AR1, "refused MN MAG4 not-of-the-location-held") < Time::Max()),
        true,
        "a hint");
    NS_TEST_EXPECT_MSG_EQ((net.FindSent("AR1>LMA1 Pbqr", Seconds(4)) < Time::Max()),
                          true,
                          "which the eLMA is asked about");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(AR1, NODE_MN), "MAG1", "nothing follows of either");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("MAG4>AR1 Pbca"), 129, "a router");
    NS_TEST_EXPECT_MSG_EQ((net.FindNote(MAG4, "refused MN AR1 of-a-router") < Time::Max()),
                          true,
                          "it is traced");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMF1>MAG2 Pbqa"), 139, "no prefix");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMF1>MAG2 Pbqa", Seconds(5) + MilliSeconds(500)),
                          133,
                          "no fixed node");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-fixed`.
 */
class LuoFixedTestSuite : public TestSuite
{
  public:
    LuoFixedTestSuite()
        : TestSuite("pmipv6-luo-fixed")
    {
        using Case = LuoFixedTestCase;
        AddTestCase(new Case("5.2 a mobile node sends first", &Case::FromMobile));
        AddTestCase(new Case("5.2 a query on its way", &Case::HopByHop));
        AddTestCase(new Case("5.2 a fixed node sends first", &Case::FromFixed));
        AddTestCase(new Case("5.2 a handover", &Case::Handover));
        AddTestCase(new Case("5.2 several access routers", &Case::SeveralRouters));
        AddTestCase(new Case("5.2 plain access routers", &Case::Plain));
        AddTestCase(new Case("5.2 an access router stops", &Case::Stopped));
        AddTestCase(new Case("5.2 who knows it stops", &Case::StoppedManager));
        AddTestCase(new Case("5.2 an access router restarts", &Case::Restarted));
        AddTestCase(new Case("8 who may say what to an access router", &Case::Refused));
    }
};

static LuoFixedTestSuite g_luoFixedTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
