/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 3.2, 5.1 and 8: packets go by the anchors for whose
 * destination no location is found, allowed or kept, and how often it is asked for.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const char* const UNBOUND = "fd00:2:0:77::"; //!< a prefix of L3 that no node has

/// @return an address of the prefix that nobody has
Ipv6Address
MakeUnbound(uint32_t number)
{
    return Ipv6Address((UNBOUND + std::to_string(number)).c_str());
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * MN and CN of two anchors; each member function is a test case.
 */
class LuoUnservedTestCase : public MemberTestCase<LuoUnservedTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void NoBinding();         //!< 133, and hold-down
    void ForgottenRefusal();  //!< a node has come meanwhile
    void Silent();            //!< 4.4.2, 5.1
    void Unmanaged();         //!< 5.1
    void UnmanagedByAnchor(); //!< 5.1, 4.4.3
    void Excluded();          //!< 3.2
    void AttemptBound();      //!< of a node
    void RowBound();          //!< rows of what is not asked for
    void LocationBound();     //!< of a gateway
};

void
LuoUnservedTestCase::NoBinding()
{
    EpmipFixture net;
    Attach(net);
    for (int i = 0; i < 50; ++i)
    {
        net.SendPacketAt(START + MilliSeconds(500) * i, NODE_MN, MakeUnbound(1));
    }
    net.RunUntil(START + Seconds(25));
    // RetryHoldDown counts from the answer.
    const Time seen = START + net.Access();
    ExpectQueries(net,
                  START,
                  START + Seconds(25),
                  {seen, seen + MilliSeconds(10500), seen + Seconds(21)});
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA2>MAG1 Pbqa"), 133, "no binding");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "ended ? none"), 3, "none");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "ended ? none"),
                              seen + net.RoundTrip(MAG1, LMA2),
                              PACKET_TOLERANCE,
                              "when it is known");
}

void
LuoUnservedTestCase::ForgottenRefusal()
{
    // CN comes while it is remembered that it is nowhere, and sends.
    EpmipFixture net;
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    const Ipv6Address address("fd00:2:0:b::1");
    for (int i = 0; i < 16; ++i)
    {
        net.SendPacketAt(START + MilliSeconds(500) * i, NODE_MN, address);
    }
    net.AttachAt(Seconds(4), NODE_CN, MAG2);
    net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(100)).Run(Seconds(6), 20);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA2>MAG1 Pbqa"), 133, "no binding");
    NS_TEST_EXPECT_MSG_EQ(net.FindSent("MAG1>LMA2 Pbqr", Seconds(4)), Time::Max(), "asks no more");
    // Whatever CN sends first, be it that nobody listens there.
    NS_TEST_EXPECT_MSG_LT(net.FindNote(MAG1, "path MN>CN MAG2"),
                          Seconds(6) + MilliSeconds(100) + net.Access() + net.Delay(MAG2, MAG1) +
                              PACKET_TOLERANCE,
                          "learned, and used");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG1, NODE_CN), "MAG2", "at e1");
}

void
LuoUnservedTestCase::Silent()
{
    EpmipOptions options;
    options.configure = [](EpmipHelper& epmip) { SetDiscovery(epmip, DISCOVERIES[1]); };
    EpmipFixture net(options);
    Attach(net);
    net.CutAt(MAG1, LMA2, START, START + Seconds(30));
    auto& flow = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(500));
    flow.Run(START, 60);
    net.RunUntil(START + Seconds(40));
    // N + 1 messages, (2^(N+1) - 1) s; and again after RetryHoldDown.
    const Time seen = START + net.Access();
    std::vector<Time> times;
    for (const auto& signal : net.GetSent())
    {
        if (signal.at >= START && signal.at < START + Seconds(28))
        {
            NS_TEST_EXPECT_MSG_EQ(signal.text, "MAG1>CN Pbqr", "nothing else");
            times.push_back(signal.at);
        }
    }
    const Time again = seen + MilliSeconds(25500);
    const Time expected[] =
        {seen, seen + Seconds(1), seen + Seconds(3), seen + Seconds(7), again, again + Seconds(1)};
    PMIPV6_TEST_REQUIRE(times.size() == 6, times.size() << " messages");
    for (std::size_t i = 0; i < 4; ++i)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(times[i], expected[i], PACKET_TOLERANCE, "query " << i + 1);
    }
    // The hold-down ends as a packet comes: that one may ask, or the next.
    for (std::size_t i = 4; i < 6; ++i)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(times[i],
                                  expected[i],
                                  MilliSeconds(500) + PACKET_TOLERANCE,
                                  "query " << i + 1);
    }
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "ended CN silent"),
                              seen + Seconds(15),
                              PACKET_TOLERANCE,
                              "given up");
    const Time byAnchors = net.GetWay({MAG1, LMA1, LMA2, MAG2});
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(flow,
                                                     {{START, byAnchors, "by the anchors"}},
                                                     START + Seconds(28)),
                          "",
                          "PMIPv6 meanwhile");
}

void
LuoUnservedTestCase::Unmanaged()
{
    EpmipFixture net;
    Attach(net);
    for (int i = 0; i < 10; ++i)
    {
        net.SendPacketAt(START + MilliSeconds(500) * i, NODE_MN, Ipv6Address("fd00:9::5"));
    }
    net.RunUntil(START + Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, START + Seconds(6)), "", "nobody to ask");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "ended ? none"), 1, "none, said once");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "ended ? none"),
                              START + net.Access(),
                              PACKET_TOLERANCE,
                              "at once");
}

void
LuoUnservedTestCase::UnmanagedByAnchor()
{
    EpmipOptions options;
    options.configure = [](EpmipHelper& epmip) { SetDiscovery(epmip, DISCOVERIES[2]); };
    EpmipFixture net(options);
    Attach(net);
    net.SendPacketAt(START, NODE_MN, Ipv6Address("fd00:9::5"));
    net.SendPacketAt(START + Seconds(1), NODE_MN, MakeUnbound(1));
    net.RunUntil(START + Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, START + Seconds(6)),
                          "MAG1>LMA1 Pbqr, LMA1>MAG1 Pbqa, "
                          "MAG1>LMA1 Pbqr, LMA1>LMA2 Pbqr, LMA2>LMA1 Pbqa, LMA1>MAG1 Pbqa",
                          "nobody else can know; LMA2 can");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG1 Pbqa", START), 133, "none");
    NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA1>MAG1 Pbqa", START + Seconds(1)), 133, "none");
    const Time seen = START + net.Access();
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "ended ? none"),
                              seen + net.RoundTrip(MAG1, LMA1),
                              PACKET_TOLERANCE,
                              "R(e1, L1)");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "ended ? none", START + Seconds(1)),
                              seen + Seconds(1) + net.RoundTrip(MAG1, LMA1) +
                                  net.RoundTrip(LMA1, LMA2),
                              PACKET_TOLERANCE,
                              "and R(L1, L3)");
}

void
LuoUnservedTestCase::Excluded()
{
    EpmipFixture net;
    net.GetRouting(MAG1)->Exclude(net.GetPrefix(NODE_CN));
    Attach(net);
    auto& there = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    auto& back = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
    there.Run(START, 500);
    back.Run(Seconds(3), 500); // Direct, so that MAG1 learns where CN is.
    auto& late = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    late.Run(Seconds(13), 500); // RetryHoldDown is over, and what is learned is not.
    net.RunUntil(Seconds(15));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(15)),
                          "MAG2>LMA1 Pbqr, LMA1>MAG2 Pbqa",
                          "MAG2 alone");
    const Time byAnchors = net.GetWay({MAG1, LMA1, LMA2, MAG2});
    for (const auto* flow : {&there, &late})
    {
        const Time begin = flow->GetSent().front();
        NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(*flow,
                                                         {{begin, byAnchors, "by the anchors"}},
                                                         begin + Seconds(1)),
                              "",
                              "from MN to CN");
    }
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindNote(MAG1, "ended CN forbidden"),
                              START + net.Access(),
                              PACKET_TOLERANCE,
                              "what has come of it");
    NS_TEST_EXPECT_MSG_EQ(back.GetLost().size(), 0, "MAG2 may");
}

void
LuoUnservedTestCase::AttemptBound()
{
    EpmipOptions options = With("MaxAttemptsPerNode", UintegerValue(2));
    options.nMobiles = 3;
    EpmipFixture net(options);
    Attach(net);
    net.AttachAt(Seconds(1), NODE_MN2, MAG1);
    for (uint32_t i = 1; i <= 5; ++i)
    {
        net.SendPacketAt(START + MilliSeconds(1) * i, NODE_MN, MakeUnbound(i));
    }
    net.SendPacketAt(START + Seconds(1), NODE_MN2, MakeUnbound(6));
    net.RunUntil(START + Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, START + Seconds(1)),
                          "MAG1>LMA2 Pbqr, MAG1>LMA2 Pbqr, LMA2>MAG1 Pbqa, LMA2>MAG1 Pbqa",
                          "for two addresses");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START + Seconds(1), START + Seconds(5)),
                          "MAG1>LMA2 Pbqr, LMA2>MAG1 Pbqa",
                          "and for another node's");
    const auto& attempts = net.GetRouting(MAG1)->GetAttempts();
    NS_TEST_EXPECT_MSG_EQ(attempts.GetCount(), 3, "in vain");
    NS_TEST_EXPECT_MSG_EQ(attempts.GetRefused(), 3, "not asked for");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "refused ? ? too-many-attempts"), 3, "traced");
}

void
LuoUnservedTestCase::RowBound()
{
    EpmipFixture net(With("MaxAttemptsPerNode", UintegerValue(2)));
    Attach(net);
    const auto forwarding = net.GetNode(MAG1)->GetObject<MobilityForwarding>();
    std::size_t before = 0;
    net.At(START - MilliSeconds(1),
           [&before, forwarding] { before = forwarding->GetTable().GetSize(); });
    for (uint32_t i = 1; i <= 20; ++i)
    {
        // Each twice: of managed addresses nobody has bound, and of those that nobody manages.
        net.SendPacketAt(START + MilliSeconds(i), NODE_MN, MakeUnbound(i));
        net.SendPacketAt(START + MilliSeconds(i + 30), NODE_MN, MakeUnbound(i));
        const std::string foreign = "fd00:99::" + std::to_string(i);
        net.SendPacketAt(START + MilliSeconds(i + 60), NODE_MN, Ipv6Address(foreign.c_str()));
    }
    net.RunUntil(START + MilliSeconds(200));
    NS_TEST_EXPECT_MSG_EQ(forwarding->GetTable().GetSize() - before,
                          2 + 2 + 1,
                          "rows: asked, not asked, and who says that there is no route");
    const auto& attempts = net.GetRouting(MAG1)->GetAttempts();
    NS_TEST_EXPECT_MSG_EQ(attempts.GetCount(), 2, "in vain");
    NS_TEST_EXPECT_MSG_EQ(attempts.GetRefused(), 18 + 16, "each packet that has no row");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "queried"), 2, "asked for");
    net.RunUntil(START + Seconds(130));
    NS_TEST_EXPECT_MSG_EQ(forwarding->GetTable().GetSize(), before, "all go");
}

void
LuoUnservedTestCase::LocationBound()
{
    EpmipOptions options = With("MaxLocations", UintegerValue(1));
    options.nMobiles = 4;
    EpmipFixture net(options);
    Attach(net);
    net.AttachAt(Seconds(1), NODE_CN2, MAG4);
    auto& first = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    auto& second = net.AddFlow(NODE_MN, NODE_CN2, INTERVAL);
    first.Run(START, 1000);
    second.Run(START + Seconds(1), 500);
    net.RunUntil(Seconds(5));
    const Time asked = START + net.Access();
    ExpectQueries(net, START, Seconds(5), {asked, asked + Seconds(1)});
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            second,
            {{START + Seconds(1), net.GetWay({MAG1, LMA1, LMA2, MAG4}), "by the anchors"}},
            Seconds(4)),
        "",
        "the second");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(first,
                                   {{Seconds(3), net.GetWay({MAG1, MAG2}), "direct"}},
                                   Seconds(4)),
        "",
        "the first");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "refused CN2 MAG4 too-many-locations"), 1, "traced");
    NS_TEST_EXPECT_MSG_EQ(net.GetRouting(MAG1)->GetLocations().size(), 1, "one");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-unserved`.
 */
class LuoUnservedTestSuite : public TestSuite
{
  public:
    LuoUnservedTestSuite()
        : TestSuite("pmipv6-luo-unserved")
    {
        using Case = LuoUnservedTestCase;
        AddTestCase(new Case("5.1, 4.4.1 no binding", &Case::NoBinding));
        AddTestCase(new Case("5.1, 4.4.1 no binding, and then one", &Case::ForgottenRefusal));
        AddTestCase(new Case("5.1, 4.4.1 managed by none", &Case::Unmanaged));
        AddTestCase(new Case("5.1, 4.4.2 nobody answers", &Case::Silent));
        AddTestCase(new Case("5.1, 4.4.3 in vain", &Case::UnmanagedByAnchor));
        AddTestCase(new Case("3.2 not to all", &Case::Excluded));
        AddTestCase(new Case("8 addresses asked for in vain", &Case::AttemptBound));
        AddTestCase(new Case("8 addresses not asked for", &Case::RowBound));
        AddTestCase(new Case("8 locations held", &Case::LocationBound));
    }
};

static LuoUnservedTestSuite g_luoUnservedTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
