/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"

#include "ns3/boolean.h"
#include "ns3/test.h"

#include <algorithm>
#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * The CMD as a relay (RFC 8885, 3.2): messages as exact sequences, with their options and times;
 * the time-out of aggregation; what comes before the serving MAAR is told.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN goes from MAG1 to MAG2 and MAG3.
 */
class DmmRelayTestCase : public MemberTestCase<DmmRelayTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void One();         //!< previous MAAR
    void Two();         //!< previous MAARs
    void Aggregation(); //!< AggregationTimeout
    void Refusal();     //!< of the one previous MAAR
    void OneRefusal();  //!< of one of two
    void BlackHole();   //!< at the serving MAAR
    void EarlyAccept(); //!< closes it
    void EarlyOther();  //!< of a node that waits by two interfaces

  private:
    /// @return how many packets to MN are lost at the first move, and how long it takes from the
    /// attachment until the first one is there that passes MAG2
    std::pair<uint32_t, Time> Measure(const DmmOptions& options);
};

void
DmmRelayTestCase::One()
{
    DmmFixture net;
    Go(net, 1);
    net.RunUntil(Seconds(7));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_MOVE, Seconds(7)),
                          "MAG2>LMA1 PBU 22=P2 / LMA1>MAG1 PBU 22=P1 68=MAG2 / "
                          "MAG1>LMA1 PBA 22=P1 68=MAG2 / LMA1>MAG2 PBA 22=P2 67=MAG1,P1",
                          "2k + 2 messages");
    const Time asked = net.Delay(MAG2, CMD);
    const Time told = asked + net.Delay(CMD, MAG1);
    const Time known = asked + net.RoundTrip(CMD, MAG1);
    ExpectTimes(net,
                DMM_MOVE,
                {{"MAG2>LMA1 PBU", Time(0)},
                 {"LMA1>MAG1 PBU", asked},
                 {"MAG1>LMA1 PBA", told},
                 {"LMA1>MAG2 PBA", known}});
    NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("LMA1>MAG1 PBU", DMM_MOVE),
                          "8 22 23 24 27 68",
                          "request to the previous MAAR");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("MAG1>LMA1 PBA", DMM_MOVE),
                          "8 22 23 24 27 68",
                          "its answer");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("LMA1>MAG2 PBA", DMM_MOVE),
                          "8 22 23 24 27 67",
                          "answer to the serving MAAR");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG1, "away", DMM_MOVE) - DMM_MOVE,
                              told,
                              DMM_TOLERANCE,
                              "the previous MAAR tunnels");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindChange(MAG2, "tunnelled", DMM_MOVE) - DMM_MOVE,
                              known + net.Delay(CMD, MAG2),
                              DMM_TOLERANCE,
                              "the serving MAAR tunnels");
    // A copy: number and time are the serving MAAR's.
    const auto* asks = net.FindMessage("MAG2>LMA1 PBU", DMM_MOVE);
    const auto* copy = net.FindMessage("LMA1>MAG1 PBU", DMM_MOVE);
    PMIPV6_TEST_REQUIRE(asks && copy, "both are there");
    const auto one = GetSubject(std::get<BindingUpdate>(asks->message));
    const auto two = GetSubject(std::get<BindingUpdate>(copy->message));
    NS_TEST_EXPECT_MSG_EQ(two.sequence, one.sequence, "sequence number");
    NS_TEST_EXPECT_MSG_EQ(two.timestamp, one.timestamp, "timestamp");
    NS_TEST_EXPECT_MSG_EQ(two.identifier, one.identifier, "identifier");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG1, NODE_MN), "away P1 > MAG2", "at MAG1");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeAnchor(MAG2, NODE_MN), "served P2", "at MAG2");
    ExpectEnd(net, "MAG2 P2 / MAG1 P1");
}

void
DmmRelayTestCase::Two()
{
    DmmFixture net;
    Go(net, 2);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_SECOND, Seconds(10)),
                          "MAG3>LMA1 PBU 22=P3 / LMA1>MAG2 PBU 22=P2 68=MAG3 / "
                          "LMA1>MAG1 PBU 22=P1 68=MAG3 / MAG1>LMA1 PBA 22=P1 68=MAG3 / "
                          "MAG2>LMA1 PBA 22=P2 68=MAG3 / "
                          "LMA1>MAG3 PBA 22=P3 67=MAG1,P1 67=MAG2,P2",
                          "2k + 2 messages");
    const Time asked = net.Delay(MAG3, CMD);
    const Time paced = asked + MilliSeconds(1);
    ExpectTimes(net,
                DMM_SECOND,
                {{"LMA1>MAG2 PBU", asked},
                 {"LMA1>MAG1 PBU", paced},
                 {"LMA1>MAG3 PBA",
                  Max(asked + net.RoundTrip(CMD, MAG2), paced + net.RoundTrip(CMD, MAG1))}});
    NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("LMA1>MAG3 PBA", DMM_SECOND),
                          "8 22 23 24 27 67 67",
                          "answer to the serving MAAR");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePrevious(MAG3, NODE_MN),
                          "P1 at MAG1 tunnelled, P2 at MAG2 tunnelled",
                          "at MAG3");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePrevious(MAG2, NODE_MN), "", "MAG2 has forgotten");
    ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
}

void
DmmRelayTestCase::Aggregation()
{
    // MAG1 has answered after 21.26 ms, MAG2 after 25.42 ms.
    struct Row
    {
        double timeout; //!< AggregationTimeout, ms
        Time first;     //!< the first answer, from the CMD's acceptance
        bool isSplit;   //!< there is another
    };

    Time one;
    Time two;
    {
        DmmFixture net; // There is one simulation at a time.
        one = MilliSeconds(1) + net.RoundTrip(CMD, MAG1);
        two = net.RoundTrip(CMD, MAG2);
    }
    const Row rows[] = {{10, one, true},
                        {23, MilliSeconds(23), true},
                        {25.4, MicroSeconds(25400), true},
                        {30, two, false}};
    for (const auto& row : rows)
    {
        DmmOptions options;
        const Time timeout = MicroSeconds(static_cast<int64_t>(row.timeout * 1000));
        options.configure = [timeout](DmmHelper& dmm) {
            dmm.SetDatabaseAttribute("AggregationTimeout", TimeValue(timeout));
        };
        DmmFixture net(options);
        Go(net, 2);
        net.RunUntil(Seconds(10));
        const Time from = DMM_SECOND + net.Delay(MAG3, CMD);
        const std::string both = "LMA1>MAG3 PBA 22=P3 67=MAG1,P1 67=MAG2,P2";
        ExpectTimes(net,
                    from,
                    {{row.isSplit ? "LMA1>MAG3 PBA 22=P3 67=MAG1,P1" : both, row.first}});
        if (row.isSplit)
        {
            NS_TEST_EXPECT_MSG_EQ((net.FindTime(both, from) == Time::Max()), true, "not both");
            ExpectTimes(net, from, {{"LMA1>MAG3 PBA 22=P3 67=MAG2,P2", two}});
        }
        const std::string all = net.DescribeMessages(DMM_SECOND, Seconds(10));
        NS_TEST_EXPECT_MSG_EQ(std::count(all.begin(), all.end(), '/') + 1,
                              (row.isSplit ? 7 : 6),
                              all);
        ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
    }
}

void
DmmRelayTestCase::Refusal()
{
    DmmFixture net;
    Go(net, 1);
    // It has lost what it anchors, and the node is on its link no more.
    net.At(DMM_MOVE - MilliSeconds(20), [&net] { net.GetGateway(MAG1)->Restart(); });
    net.RunUntil(Seconds(7));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_MOVE, Seconds(7)),
                          "MAG2>LMA1 PBU 22=P2 / LMA1>MAG1 PBU 22=P1 68=MAG2 / "
                          "MAG1>LMA1 PBA(153) 22=0 68=MAG2 / LMA1>MAG2 PBU(0) 22=0 65=P1 / "
                          "LMA1>MAG2 PBA 22=P2 / MAG2>LMA1 PBA(0) 22=0 65=P1",
                          "left out");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("MAG1>LMA1 PBA", DMM_MOVE),
                          "8 22 23 24 27 68",
                          "a refusal has them too");
    NS_TEST_EXPECT_MSG_EQ(
        net.CountRefusals("LMA1: mn@example.com MAG1 NOT_LMA_FOR_THIS_MOBILE_NODE"),
        1,
        "traced");
    ExpectEnd(net, "MAG2 P2");
}

void
DmmRelayTestCase::OneRefusal()
{
    DmmFixture net;
    Go(net, 2);
    net.At(DMM_SECOND + MilliSeconds(5), [&net] { net.GetGateway(MAG1)->Restart(); });
    net.RunUntil(Seconds(10));
    const Time told =
        DMM_SECOND + net.Delay(MAG3, CMD) + net.RoundTrip(CMD, MAG2) + MicroSeconds(10);
    NS_TEST_EXPECT_MSG_EQ((net.FindTime("LMA1>MAG3 PBA 22=P3 67=MAG2,P2", DMM_SECOND) < told),
                          true,
                          "the other one is told, without waiting");
    ExpectEnd(net, "MAG3 P3 / MAG2 P2");
}

std::pair<uint32_t, Time>
DmmRelayTestCase::Measure(const DmmOptions& options)
{
    DmmFixture net(options);
    Go(net, 1);
    const auto flows = Talk(net, Seconds(3), Seconds(6));
    net.RunUntil(Seconds(7));
    Time first = Time::Max();
    for (const auto& [number, arrival] : flows.second.GetArrivals())
    {
        first = arrival.at >= DMM_MOVE ? Min(first, arrival.at) : first;
    }
    return {CountLost(flows.second, Seconds(4), Seconds(6)), first - DMM_MOVE};
}

void
DmmRelayTestCase::BlackHole()
{
    const auto [lost, first] = Measure({});
    DmmFixture net;
    const Time ready = net.RoundTrip(MAG2, CMD) + net.RoundTrip(CMD, MAG1);
    const Time window = MilliSeconds(50) + net.Access() + ready - net.Delay(MAG1, MAG2);
    const auto packets = static_cast<double>(window.GetNanoSeconds()) / 2e6;
    NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(lost), packets, 1, "the loss window");
    NS_TEST_EXPECT_MSG_EQ((first >= ready + net.Access() &&
                           first <= ready + net.Access() + MilliSeconds(2) + DMM_TOLERANCE),
                          true,
                          "the first packet, at " << first.As(Time::MS));
}

void
DmmRelayTestCase::EarlyAccept()
{
    DmmOptions options;
    options.configure = [](DmmHelper& dmm) {
        dmm.SetMaarAttribute("EarlyAccept", BooleanValue(true));
    };
    const auto [lost, first] = Measure(options);
    DmmFixture net;
    const Time redirected = net.Delay(MAG2, CMD) + net.Delay(CMD, MAG1);
    const Time window = MilliSeconds(50) + net.Access() + redirected;
    const auto packets = static_cast<double>(window.GetNanoSeconds()) / 2e6;
    NS_TEST_EXPECT_MSG_EQ_TOL(static_cast<double>(lost), packets, 1, "the loss window");
    const Time there = redirected + net.Delay(MAG1, MAG2) + net.Access();
    NS_TEST_EXPECT_MSG_EQ((first >= there && first <= there + MilliSeconds(2) + MicroSeconds(50)),
                          true,
                          "the first packet, at " << first.As(Time::MS));
}

void
DmmRelayTestCase::EarlyOther()
{
    DmmOptions options;
    options.detection = Seconds(0);
    options.configure = [](DmmHelper& dmm) {
        dmm.SetMaarAttribute("EarlyAccept", BooleanValue(true));
    };
    DmmFixture net(options);
    // CN's device is a second interface of MN.
    const auto find = [&net](RoutingMobile mobile) {
        return *net.GetPolicyStore()->Find(MeshFixture::GetIdentifier(mobile));
    };
    PolicyProfile both = find(NODE_MN);
    PolicyProfile none = find(NODE_CN);
    both.interfaces.push_back(none.interfaces.at(0));
    none.interfaces = {{LinkLayerAddress("02:00:00:00:00:99"), {}}};
    net.GetPolicyStore()->Add(none);
    net.GetPolicyStore()->Add(both);
    // Of two that come to MAG2 one goes again, unanswered; the other waits on.
    net.AttachAt(DMM_FIRST, NODE_MN, MAG1);
    net.MoveAt(DMM_MOVE, NODE_MN, MAG2);
    net.AttachAt(DMM_MOVE + MilliSeconds(1), NODE_CN, MAG2);
    net.DetachAt(DMM_MOVE + MilliSeconds(2), NODE_MN);
    const Time sent = DMM_MOVE + MilliSeconds(3);
    const auto prefix = DmmFixture::GetFirst(MAG1);
    const auto own = MakeLinkLocalAddress(both.interfaces.at(0).identifier);
    uint8_t octets[16];
    uint8_t identifier[16];
    prefix.GetAddress().GetBytes(octets);
    own.GetBytes(identifier);
    std::copy(identifier + 8, identifier + 16, octets + 8);
    net.SendTunnelledAt(sent,
                        MAG1,
                        MAG2,
                        DmmFixture::GetHost(DmmFixture::GetFirst(MAG4)),
                        Ipv6Address(octets));
    std::string early;
    net.At(sent + net.Delay(MAG1, MAG2) + MicroSeconds(100),
           [&] { early = net.DescribePrevious(MAG2, NODE_CN); });
    net.RunUntil(sent + net.Delay(MAG1, MAG2) + MilliSeconds(1));
    NS_TEST_EXPECT_MSG_EQ(net.FindTime("LMA1>MAG2 PBA", DMM_MOVE), Time::Max(), "unanswered");
    NS_TEST_EXPECT_MSG_EQ(early, "P1 at MAG1 early", "the packet is the other's");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeDrops(MAG2), "", "and is not dropped");
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class Rfc8885RelayTestSuite : public TestSuite
{
  public:
    Rfc8885RelayTestSuite()
        : TestSuite("pmipv6-rfc8885-relay")
    {
        using Case = DmmRelayTestCase;
        AddTestCase(new Case("3.2 one previous MAAR", &Case::One));
        AddTestCase(new Case("3.2 two previous MAARs", &Case::Two));
        AddTestCase(new Case("3.2 the time-out of aggregation", &Case::Aggregation));
        AddTestCase(new Case("3.2 a refusal", &Case::Refusal));
        AddTestCase(new Case("3.2 a refusal of one of two", &Case::OneRefusal));
        AddTestCase(new Case("3.2 the black hole at the serving MAAR", &Case::BlackHole));
        AddTestCase(new Case("3.2 early packets", &Case::EarlyAccept));
        AddTestCase(new Case("3.2 early packets, two interfaces", &Case::EarlyOther));
    }
};

static Rfc8885RelayTestSuite g_rfc8885RelayTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
