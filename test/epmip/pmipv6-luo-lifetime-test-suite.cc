/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/double.h"
#include "ns3/test.h"

#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 4.1 and 4.2: locations that are used are asked for
 * again, and others end; registrations are extended as those of eMAGs. MAG1 and MAG2 are the
 * gateways of MN and CN, L1 and L3 their anchors.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time LIFETIME = Seconds(60); //!< LocationLifetime
const Time RENEWAL = Seconds(40);  //!< two thirds of it

} // namespace

/**
 * @ingroup pmipv6-tests
 * MN and CN of two anchors; each member function is a test case.
 */
class LuoLifetimeTestCase : public MemberTestCase<LuoLifetimeTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Renewal();        //!< of a location that is in use
    void Unused();         //!< one that is not
    void LearnedRenewed(); //!< what was learned, too
    void LongRun();        //!< 4.1: refreshes are of an eMAG
};

void
LuoLifetimeTestCase::Renewal()
{
    EpmipFixture net(With("RenewalFraction", DoubleValue(2.0 / 3)));
    Attach(net);
    net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(500)).Run(START, 240);
    net.RunUntil(START + Seconds(120));
    const Time known = GetKnown(net);
    const Time round = net.RoundTrip(MAG1, LMA2);
    ExpectQueries(net,
                  START,
                  START + Seconds(100),
                  {START + net.Access(), known + RENEWAL, known + RENEWAL * 2 + round});
    for (const auto& signal : net.GetSent())
    {
        if (signal.text == "MAG1>LMA2 Pbqr")
        {
            const auto request = ReadLocationRequest(*GetExperimentalRequest(signal.message));
            const bool isFirst = signal.at < known;
            NS_TEST_EXPECT_MSG_EQ(signal.purpose, (isFirst ? "query" : "renewal"), "purpose");
            PMIPV6_TEST_REQUIRE(request.prefixes.size() == 1, "what is asked for");
            NS_TEST_EXPECT_MSG_EQ((request.prefixes[0].GetLength() == (isFirst ? 128 : 64)),
                                  true,
                                  "an address first, then the prefix");
        }
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG1, NODE_CN), "MAG2", "still known");
    // CN sends nothing: what MAG2 has learned ends unused.
    const Time learned = net.FindChange(MAG2, "learned", START);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, "none", START),
                              learned + LIFETIME,
                              PACKET_TOLERANCE,
                              "the end of what is not used");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "path MN>CN"), 1, "one path all the time");
}

void
LuoLifetimeTestCase::Unused()
{
    EpmipFixture net(With("RenewalFraction", DoubleValue(2.0 / 3)));
    Attach(net);
    net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(500)).Run(START, 20);
    net.RunUntil(START + Seconds(130));
    const Time known = GetKnown(net);
    // It was used in its first 40 s, and not in the next.
    ExpectQueries(net, START, START + Seconds(130), {START + net.Access(), known + RENEWAL});
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG1, "none", START),
                              known + RENEWAL + net.RoundTrip(MAG1, LMA2) + LIFETIME,
                              PACKET_TOLERANCE,
                              "its end");
    NS_TEST_EXPECT_MSG_EQ(net.GetRouting(MAG1)->GetLocations().size(), 0, "nothing is left");
}

void
LuoLifetimeTestCase::LearnedRenewed()
{
    EpmipFixture net(With("RenewalFraction", DoubleValue(2.0 / 3)));
    Attach(net);
    net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(500)).Run(START, 120);
    net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(500)).Run(Seconds(3), 120);
    net.RunUntil(START + Seconds(50));
    const Time learned = net.FindChange(MAG2, "learned", START);
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("MAG2>LMA1 Pbqr", START),
                              learned + RENEWAL,
                              PACKET_TOLERANCE,
                              "it is asked for");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, "told", START),
                              learned + RENEWAL + net.RoundTrip(MAG2, LMA1),
                              PACKET_TOLERANCE,
                              "and told");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG1", "where it was");
}

void
LuoLifetimeTestCase::LongRun()
{
    EpmipFixture net;
    Attach(net);
    auto& there = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(500));
    auto& back = net.AddFlow(NODE_CN, NODE_MN, MilliSeconds(500));
    there.Run(START, 796);
    back.Run(Seconds(3), 794);
    net.RunUntil(Seconds(401));
    const Time direct = net.GetWay({MAG1, MAG2});
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(there, {{Seconds(3), direct, "direct"}}, Seconds(400)),
        "",
        "from MN to CN");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(back, {{Seconds(3), direct, "direct"}}, Seconds(400)),
        "",
        "from CN to MN");
    uint32_t nRequests = 0;
    for (const auto& signal : net.GetSent())
    {
        const bool isRequest = signal.text.find(" PBU") != std::string::npos;
        const bool isAnswer = signal.text.find(" PBA") != std::string::npos;
        if (isRequest || isAnswer)
        {
            nRequests += isRequest ? 1 : 0;
            NS_TEST_EXPECT_MSG_EQ(unsigned{GetCapabilities(GetOptions(signal.message))},
                                  (isRequest ? 0xc0 : 0x20),
                                  signal.text << " at " << signal.at);
        }
    }
    NS_TEST_EXPECT_MSG_EQ(nRequests, 4, "two registrations, each extended once");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG1, NODE_CN), "MAG2", "at e1");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "MAG1", "at e4");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-lifetime`.
 */
class LuoLifetimeTestSuite : public TestSuite
{
  public:
    LuoLifetimeTestSuite()
        : TestSuite("pmipv6-luo-lifetime")
    {
        using Case = LuoLifetimeTestCase;
        AddTestCase(new Case("4.1 refreshes, 400 s", &Case::LongRun));
        AddTestCase(new Case("4.2 a location in use", &Case::Renewal));
        AddTestCase(new Case("4.2 a location that is not used", &Case::Unused));
        AddTestCase(new Case("4.2 a learned location in use", &Case::LearnedRenewed));
    }
};

static LuoLifetimeTestSuite g_luoLifetimeTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
