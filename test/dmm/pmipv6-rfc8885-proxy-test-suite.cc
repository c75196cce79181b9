/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/test.h"

#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * The CMD as a proxy (RFC 8885, 3.4): messages as exact sequences, with their options and times;
 * what previous MAARs do not have after all; what comes to them before they are told.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN goes from MAG1 to MAG2 and MAG3.
 */
class DmmProxyTestCase : public MemberTestCase<DmmProxyTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void One();       //!< previous MAAR
    void Two();       //!< previous MAARs
    void Refusal();   //!< what the serving MAAR was told is withdrawn
    void BlackHole(); //!< at a previous MAAR
};

void
DmmProxyTestCase::One()
{
    DmmFixture net(With(DatabaseMode::PROXY));
    Go(net, 1);
    net.RunUntil(Seconds(7));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_MOVE, Seconds(7)),
                          "MAG2>LMA1 PBU 22=P2 / LMA1>MAG2 PBA 22=P2 67=MAG1,P1 / "
                          "LMA1>MAG1 PBU 22=P1 68=MAG2 / MAG1>LMA1 PBA 22=P1 68=MAG2",
                          "2k + 2 messages");
    const Time asked = net.Delay(MAG2, CMD);
    ExpectTimes(net,
                DMM_MOVE,
                {{"LMA1>MAG2 PBA", asked},
                 {"LMA1>MAG1 PBU", asked},
                 {"MAG1>LMA1 PBA", asked + net.Delay(CMD, MAG1)}});
    NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("LMA1>MAG2 PBA", DMM_MOVE),
                          "8 22 23 24 27 67",
                          "answer to the serving MAAR");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("LMA1>MAG1 PBU", DMM_MOVE),
                          "8 22 23 24 27 68",
                          "request to the previous MAAR");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, "tunnelled", DMM_MOVE) - DMM_MOVE,
                              net.RoundTrip(MAG2, CMD),
                              DMM_TOLERANCE,
                              "the serving MAAR tunnels");
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmProxyTestCase::Two()
{
    DmmFixture net(With(DatabaseMode::PROXY));
    Go(net, 2);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_SECOND, Seconds(10)),
                          "MAG3>LMA1 PBU 22=P3 / LMA1>MAG3 PBA 22=P3 67=MAG2,P2 67=MAG1,P1 / "
                          "LMA1>MAG2 PBU 22=P2 68=MAG3 / LMA1>MAG1 PBU 22=P1 68=MAG3 / "
                          "MAG1>LMA1 PBA 22=P1 68=MAG3 / MAG2>LMA1 PBA 22=P2 68=MAG3",
                          "2k + 2 messages");
    const Time asked = net.Delay(MAG3, CMD);
    ExpectTimes(net,
                DMM_SECOND,
                {{"LMA1>MAG3 PBA", asked},
                 {"LMA1>MAG2 PBU", asked},
                 {"LMA1>MAG1 PBU", asked + MilliSeconds(1)}});
    ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
}

void
DmmProxyTestCase::Refusal()
{
    DmmFixture net(With(DatabaseMode::PROXY));
    Go(net, 1);
    // It has lost what it anchors, and the node is on its link no more.
    net.At(DMM_MOVE - MilliSeconds(20), [&net] { net.GetGateway(MAG1)->Restart(); });
    net.RunUntil(Seconds(7));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_MOVE, Seconds(7)),
                          "MAG2>LMA1 PBU 22=P2 / LMA1>MAG2 PBA 22=P2 67=MAG1,P1 / "
                          "LMA1>MAG1 PBU 22=P1 68=MAG2 / MAG1>LMA1 PBA(153) 22=0 68=MAG2 / "
                          "LMA1>MAG2 PBU(0) 22=0 65=P1 / MAG2>LMA1 PBA(0) 22=0 65=P1",
                          "withdrawn, and acknowledged");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("LMA1>MAG2 PBU", DMM_MOVE),
                          "8 22 23 24 27 65",
                          "options of a withdrawal");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePrevious(MAG2, NODE_MN), "", "at the serving MAAR");
    ExpectEnd(net, "MAG2 P2");
}

void
DmmProxyTestCase::BlackHole()
{
    // What MN sends passes MAG2 once it is told, and comes to MAG1 before that is: 6.19 ms from
    // MAG2, but 40 from the CMD.
    auto options = With(DatabaseMode::PROXY);
    options.delays[1] = 40;
    DmmFixture net(options);
    Go(net, 1);
    const auto [up, down] = Talk(net, Seconds(3), Seconds(6));
    net.RunUntil(Seconds(7));
    const Time ready = net.RoundTrip(MAG2, CMD);
    const Time opened = net.Delay(MAG2, CMD) + net.Delay(CMD, MAG1) - net.Delay(MAG2, MAG1);
    PMIPV6_TEST_REQUIRE(opened > ready + MilliSeconds(10), "there is a hole");
    const Time window = MilliSeconds(50) + opened - net.Access();
    NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(CountLost(up, Seconds(4), Seconds(6))),
                              static_cast<double>(window.GetNanoSeconds()) / 2e6,
                              1,
                              "the loss window");
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885ProxyTestSuite : public TestSuite
{
  public:
    Rfc8885ProxyTestSuite()
        : TestSuite("pmipv6-rfc8885-proxy")
    {
        using Case = DmmProxyTestCase;
        AddTestCase(new Case("3.4 one previous MAAR", &Case::One));
        AddTestCase(new Case("3.4 two previous MAARs", &Case::Two));
        AddTestCase(new Case("3.4 a refusal", &Case::Refusal));
        AddTestCase(new Case("3.4 the black hole at the previous MAAR", &Case::BlackHole));
    }
};

static Rfc8885ProxyTestSuite g_rfc8885ProxyTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
