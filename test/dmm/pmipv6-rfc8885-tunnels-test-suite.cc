/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-next-hop.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * For how long, and from whom, MAARs take packets (RFC 8885, 3.2, 5 and 6): of the former serving
 * MAAR, before the CMD has told of a prefix, and of a node whose prefix is lost.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN goes from MAG1 to MAG2, and on or back.
 */
class DmmTunnelTestCase : public MemberTestCase<DmmTunnelTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void GraceAfterMove();   //!< from MAG2, at MAG1, when MN is at MAG3
    void GraceAfterReturn(); //!< from MAG2, at MAG1, when MN is back
    void EarlyAccept();      //!< what may come early
    void LostUplink();       //!< by a restart

  private:
    /**
     * Have a MAAR tunnel what seems to be of MN to MAG1, and say what MAG1 drops of it.
     *
     * @param net the topology
     * @param at when it arrives
     * @param from the MAAR
     * @param text of the drops
     */
    static void ProbeAt(DmmFixture& net, Time at, RoutingPlace from, std::string& text);
};

void
DmmTunnelTestCase::ProbeAt(DmmFixture& net, Time at, RoutingPlace from, std::string& text)
{
    net.SendTunnelledAt(at - net.Delay(from, MAG1),
                        from,
                        MAG1,
                        DmmFixture::GetHost(DmmFixture::GetFirst(MAG1)),
                        DmmFixture::GetHost(DmmFixture::GetFirst(MAG4)));
    net.At(at + MilliSeconds(1), [&net, &text] { text = net.DescribeDrops(MAG1); });
}

void
DmmTunnelTestCase::GraceAfterMove()
{
    for (const Time& grace : {MilliSeconds(1000), MilliSeconds(300)})
    {
        DmmOptions options;
        options.configure = [grace](DmmHelper& dmm) {
            dmm.SetMaarAttribute("UplinkGrace", TimeValue(grace));
        };
        DmmFixture net(options);
        Go(net, 2);
        const Time told =
            DMM_SECOND + net.Delay(MAG3, CMD) + MilliSeconds(1) + net.Delay(CMD, MAG1);
        std::string within;
        std::string after;
        std::string serving;
        ProbeAt(net, told + grace - MilliSeconds(5), MAG2, within);
        ProbeAt(net, told + grace + MilliSeconds(5), MAG2, after);
        ProbeAt(net, told + grace + MilliSeconds(10), MAG3, serving);
        net.RunUntil(Seconds(10));
        NS_TEST_EXPECT_MSG_EQ(within, "", "within " << grace.As(Time::MS));
        NS_TEST_EXPECT_MSG_EQ(after, "tunnel-peer-not-trusted 1", "after it");
        NS_TEST_EXPECT_MSG_EQ(serving, after, "not the serving MAAR's");
    }
}

void
DmmTunnelTestCase::GraceAfterReturn()
{
    DmmFixture net;
    Go(net, 1);
    net.MoveAt(DMM_SECOND, NODE_MN, MAG1);
    const Time grace = Seconds(1);
    std::string within;
    std::string third;
    std::string after;
    ProbeAt(net, DMM_SECOND + grace - MilliSeconds(10), MAG2, within);
    ProbeAt(net, DMM_SECOND + grace - MilliSeconds(5), MAG3, third);
    ProbeAt(net, DMM_SECOND + grace + MilliSeconds(10), MAG2, after);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(within, "", "from where it was");
    NS_TEST_EXPECT_MSG_EQ(third, "tunnelled-node-unknown 1", "from elsewhere");
    NS_TEST_EXPECT_MSG_EQ(after, "tunnelled-node-unknown 2", "and after that time");
}

void
DmmTunnelTestCase::EarlyAccept()
{
    // MAG2's request is lost, so that it is told of P1 with its next one alone.
    DmmOptions options;
    options.configure = [](DmmHelper& dmm) {
        dmm.SetMaarAttribute("EarlyAccept", BooleanValue(true));
        dmm.SetMaarAttribute("EarlyAcceptTime", TimeValue(Seconds(100)));
        dmm.SetMaarAttribute("MaxEarlyPrefixes", UintegerValue(2));
    };
    DmmFixture net(options);
    Go(net, 1);
    net.CutAt(MAG2, CMD, DMM_MOVE - MilliSeconds(1), DMM_MOVE + MilliSeconds(500));
    const LinkLayerAddress linkLayer(net.GetMobile(NODE_MN)->GetDevice(0)->GetAddress());
    const auto send = [&](int64_t at, RoutingPlace from, const Prefix& prefix) {
        uint8_t octets[16];
        uint8_t network[16];
        MakeLinkLocalAddress(linkLayer).GetBytes(octets);
        prefix.GetAddress().GetBytes(network);
        std::copy(network, network + 8, octets);
        net.SendTunnelledAt(DMM_MOVE + MilliSeconds(at),
                            from,
                            MAG2,
                            DmmFixture::GetHost(DmmFixture::GetFirst(MAG4)),
                            Ipv6Address(octets));
    };
    std::string others;
    std::string within;
    std::string early;
    std::string beyond;
    send(20, MAG1, DmmFixture::GetFirst(MAG4));
    net.At(DMM_MOVE + MilliSeconds(50),
           [&] { others = net.DescribeDrops(MAG2) + "; " + net.DescribePrevious(MAG2, NODE_MN); });
    send(60, MAG1, DmmFixture::GetFirst(MAG1, 2));
    send(80, MAG1, DmmFixture::GetFirst(MAG1));
    net.At(DMM_MOVE + MilliSeconds(110), [&] {
        within = net.DescribeDrops(MAG2);
        early = net.DescribePrevious(MAG2, NODE_MN);
    });
    send(120, MAG1, DmmFixture::GetFirst(MAG1, 3));
    net.At(DMM_MOVE + MilliSeconds(200), [&] { beyond = net.DescribeDrops(MAG2); });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(others, "tunnelled-node-unknown 1; ", "of another MAAR's pool");
    NS_TEST_EXPECT_MSG_EQ(within, "tunnelled-node-unknown 1", "of its own");
    NS_TEST_EXPECT_MSG_EQ(early, "P1.2 at MAG1 early, P1 at MAG1 early", "both wait");
    NS_TEST_EXPECT_MSG_EQ(beyond, "tunnelled-node-unknown 2", "MaxEarlyPrefixes");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePrevious(MAG2, NODE_MN),
                          "P1 at MAG1 tunnelled",
                          "what is not told is closed");
    std::string closed;
    for (const auto& change : net.GetStates())
    {
        closed += change.change.object == "previous" && change.change.to == "none"
                      ? change.change.from + " " + change.change.reason
                      : "";
    }
    NS_TEST_EXPECT_MSG_EQ(closed, "early not-told", "as it is traced");
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmTunnelTestCase::LostUplink()
{
    // MN is back at MAG1, which has opened P1 at once, and restarts before the CMD has answered.
    DmmFixture net;
    Go(net, 1);
    net.AttachAt(DMM_FIRST, NODE_CN, MAG4);
    auto& flow = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(10));
    flow.BindAtStart();
    flow.Run(Seconds(3) + MicroSeconds(500), 700);
    const Time restart = DMM_SECOND + MilliSeconds(200);
    net.MoveAt(DMM_SECOND, NODE_MN, MAG1);
    net.CutAt(MAG1, CMD, DMM_SECOND - MilliSeconds(1), Seconds(9));
    net.At(restart, [&net] { net.GetGateway(MAG1)->Restart(); });
    const auto count = [&net] {
        const auto& drops = net.GetGateway(MAG1)->GetAccessDevice()->GetDrops();
        const auto known = drops.find("uplink-not-open");
        return known == drops.end() ? 0 : known->second;
    };
    uint64_t before = 0;
    uint64_t during = 0;
    net.At(restart, [&] { before = count(); });
    net.At(Seconds(9), [&] { during = count(); });
    net.RunUntil(Seconds(13));
    NS_TEST_EXPECT_MSG_EQ(before, 0, "it is open");
    NS_TEST_EXPECT_MSG_EQ(CountLost(flow, DMM_SECOND + MilliSeconds(10), restart - MilliSeconds(5)),
                          0,
                          "at once");
    NS_TEST_EXPECT_MSG_EQ(CountLost(flow, restart, Seconds(9)), 80, "then nothing passes");
    NS_TEST_EXPECT_MSG_EQ(during, 80, "as it is closed");
    const std::string session = net.DescribeSession(NODE_MN);
    NS_TEST_EXPECT_MSG_EQ(session.rfind("MAG1 P1", 0), 0, session);
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885TunnelsTestSuite : public TestSuite
{
  public:
    Rfc8885TunnelsTestSuite()
        : TestSuite("pmipv6-rfc8885-tunnels")
    {
        using Case = DmmTunnelTestCase;
        AddTestCase(new Case("3.2 UplinkGrace, the node moves on", &Case::GraceAfterMove));
        AddTestCase(new Case("3.2 UplinkGrace, the node comes back", &Case::GraceAfterReturn));
        AddTestCase(new Case("6 early packets", &Case::EarlyAccept));
        AddTestCase(new Case("6 the uplink of what is lost", &Case::LostUplink));
    }
};

static Rfc8885TunnelsTestSuite g_rfc8885TunnelsTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
