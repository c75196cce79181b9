/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"
#include "../fixtures/pmipv6-link-record-fixture.h"
#include "../fixtures/pmipv6-two-link-host-fixture.h"

#include "ns3/pmipv6-host-helper.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * The distributed logical interface of MAARs (RFC 8885, 3.7) towards a host's logical interface
 * (RFC 7847) whose links are both up, for long: sources, next hops and the end of routers on both.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr DatabaseMode MODES[] = {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY};
constexpr RoutingMobile HOST = NODE_MN2; //!< the node with two links
const Time FIRST = Seconds(1);           //!< the first link comes up, at MAG1
const Time SECOND = Seconds(5);          //!< the second one, at MAG2
const Time INTERVAL = MilliSeconds(10);  //!< between packets

/// @return options with logical routers, in a mode
DmmOptions
MakeOptions(DatabaseMode mode, const std::function<void(DmmHelper&)>& configure = nullptr)
{
    DmmOptions options = WithRouters(mode, configure);
    options.detection = Time(0);
    return options;
}

/// Flows between the host and CN, at MAG4; from the host each on the source that it chooses at the
/// start.
class ChosenFlows
{
  public:
    /**
     * @param net the topology
     * @param host the host
     */
    ChosenFlows(DmmFixture& net, const TwoLinkHost& host)
        : m_host(host.GetNode()),
          m_peer(net.GetMobile(NODE_CN))
    {
        net.AttachAt(MilliSeconds(500), NODE_CN, MAG4);
    }

    /**
     * Begin a flow from the host.
     *
     * @param start when
     * @param end when it ends
     */
    void BeginAt(Time start, Time end)
    {
        const auto port = static_cast<uint16_t>(4000 + m_flows.size());
        m_flows.push_back({std::make_unique<ProbeFlow>(m_host, m_peer, port, INTERVAL, 100), {}});
        MeshFixture::At(start - NanoSeconds(1), [this, index = m_flows.size() - 1] {
            m_flows[index].source =
                HostHelper::ChooseSource(m_host, DmmFixture::GetFirst(MAG4).GetAddress());
            m_flows[index].flow->SetSource(m_flows[index].source);
        });
        m_flows.back().flow->Run(start, Count(start, end));
    }

    /**
     * Begin a flow to the host, to the address that it has first then.
     *
     * @param start when
     * @param end when it ends
     */
    void AnswerAt(Time start, Time end)
    {
        m_answers = std::make_unique<ProbeFlow>(m_peer, m_host, 3999, INTERVAL, 100);
        m_answers->Run(start, Count(start, end));
    }

    /// @return of each flow the prefix of its source, and how many packets have not arrived: "P1 0"
    std::string Describe() const
    {
        std::string text;
        for (const auto& [flow, source] : m_flows)
        {
            text += (text.empty() ? "" : ", ") + DmmFixture::GetPrefixName(Prefix(source, 64)) +
                    " " + std::to_string(flow->GetLost().size());
        }
        return text;
    }

  private:
    /// A flow.
    struct Flow
    {
        std::unique_ptr<ProbeFlow> flow; //!< its packets
        Ipv6Address source;              //!< chosen
    };

    /// @return how many packets there are
    static uint32_t Count(Time start, Time end)
    {
        return static_cast<uint32_t>((end - start).GetNanoSeconds() / INTERVAL.GetNanoSeconds());
    }

    Ptr<Node> m_host;                     //!< sends
    Ptr<Node> m_peer;                     //!< receives
    std::vector<Flow> m_flows;            //!< in the order of their starts
    std::unique_ptr<ProbeFlow> m_answers; //!< to the host
};

/**
 * The closed forms of doc/dmm.md, of one previous MAAR and no time without a link.
 *
 * @param net the topology
 * @param mode of the CMD
 * @param serving where the host comes
 * @return how many packets from P2 are lost
 */
std::string
CountLostOfP2(const DmmFixture& net, DatabaseMode mode, RoutingPlace serving)
{
    const Time told = net.Delay(serving, CMD) + net.Delay(CMD, MAG2);
    const Time open = mode == DatabaseMode::RELAY ? 2 * told
                      : mode == DatabaseMode::LOCATOR
                          ? told + net.Delay(MAG2, serving)
                          : Max(net.RoundTrip(serving, CMD), told - net.Delay(serving, MAG2));
    return std::to_string((open - net.Access()).GetNanoSeconds() / INTERVAL.GetNanoSeconds() + 1);
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * A host with two links that sees a router for each MAAR where it has been.
 */
class TwoLinksTestCase : public MemberTestCase<TwoLinksTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void There();    //!< the second link comes beside the first one
    void Back();     //!< the newer link goes, and the older one serves
    void Long();     //!< through several lifetimes
    void End();      //!< of a router, both links being up
    void Released(); //!< of the router of the older link itself
};

void
TwoLinksTestCase::There()
{
    for (const auto mode : MODES)
    {
        DmmFixture net(MakeOptions(mode));
        TwoLinkHost host(net);
        LinkRecord first(net, host.GetDevice(0), HOST);
        LinkRecord second(net, host.GetDevice(1), HOST);
        ChosenFlows flows(net, host);
        host.AttachAt(FIRST, 0, MAG1);
        host.AttachAt(SECOND, 1, MAG2);
        flows.BeginAt(Seconds(3), Seconds(30));
        flows.BeginAt(Seconds(7), Seconds(30));
        flows.AnswerAt(Seconds(3), Seconds(30)); // To the first address.
        const Time end = Seconds(31);
        net.RunUntil(end);
        NS_TEST_EXPECT_MSG_EQ(first.Describe(Time(0), end),
                              "R1 1800 P1(2592000,300)",
                              "the first link: nothing is said once there is the second one");
        NS_TEST_EXPECT_MSG_EQ(second.Describe(Time(0), end),
                              "R2 1800 P2(2592000,300) / R1 low 1800 P1(300,0)",
                              "the second link: both");
        NS_TEST_EXPECT_MSG_EQ(flows.Describe(), "P1 0, P2 0", "sources; nothing is lost");
        const Time told = SECOND + MilliSeconds(100);
        NS_TEST_EXPECT_MSG_EQ(first.DescribeRouters(first.up, Time(0), SECOND),
                              "P1 by R1",
                              "by the first link");
        NS_TEST_EXPECT_MSG_EQ(first.DescribeRouters(first.down, Time(0), SECOND),
                              "P1 by R1",
                              "to it");
        NS_TEST_EXPECT_MSG_EQ(first.DescribeRouters(first.up, told, end), "", "then no more");
        NS_TEST_EXPECT_MSG_EQ(first.DescribeRouters(first.down, told, end), "", "nor to it");
        NS_TEST_EXPECT_MSG_EQ(second.DescribeRouters(second.up, Time(0), end),
                              "P1 by R1, P2 by R2",
                              "by the second one, each through its router");
        NS_TEST_EXPECT_MSG_EQ(second.DescribeRouters(second.down, Time(0), end),
                              "P1 by R1",
                              "to it");
        NS_TEST_EXPECT_MSG_EQ(DescribeRoutes(host.GetNode(), HOST),
                              "::/0 by R1 low, ::/0 by R2",
                              "routers that the host knows");
        NS_TEST_EXPECT_MSG_EQ(DescribeAddresses(host.GetNode(), HOST),
                              "P1- by R1, P2 by R2",
                              "and its addresses");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(HOST), "MAG2 P2 / MAG1 P1", "one session");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "tables and packets");
    }
}

void
TwoLinksTestCase::Back()
{
    const Time left = Seconds(12);
    const Time back = Seconds(16);
    const Time end = Seconds(21);
    for (const auto mode : MODES)
    {
        DmmFixture net(MakeOptions(mode));
        TwoLinkHost host(net);
        LinkRecord first(net, host.GetDevice(0), HOST);
        LinkRecord second(net, host.GetDevice(1), HOST);
        ChosenFlows flows(net, host);
        host.AttachAt(FIRST, 0, MAG1);
        host.AttachAt(SECOND, 1, MAG2);
        host.DetachAt(left, 1);
        host.AttachAt(back, 1, MAG3);
        for (const int start : {3, 7, 14, 18})
        {
            flows.BeginAt(Seconds(start), Seconds(20));
        }
        net.RunUntil(end);
        NS_TEST_EXPECT_MSG_EQ(first.Describe(left, back),
                              "R1 1800 P1(2592000,300) / R2 low 1800 P2(300,0)",
                              "the older link serves again");
        NS_TEST_EXPECT_MSG_EQ(first.Describe(back, end), "", "until the other one is there again");
        NS_TEST_EXPECT_MSG_EQ(second.Describe(left, end),
                              (mode == DatabaseMode::LOCATOR
                                   ? "R3 1800 P3(2592000,300) / R1 low 1800 P1(300,0) / "
                                     "R3 1800 P3(2592000,300) / R1 low 1800 P1(299,0) / "
                                     "R2 low 1800 P2(300,0)"
                                   : "R3 1800 P3(2592000,300) / R1 low 1800 P1(300,0) / "
                                     "R2 low 1800 P2(300,0)"),
                              "at a third MAAR");
        // Of the first flow nothing is lost: MAG1 has P1 open at once. Of the second one what comes
        // to MAG1 before P2 is open there.
        const std::string lost = CountLostOfP2(net, mode, MAG1);
        NS_TEST_EXPECT_MSG_EQ(flows.Describe(),
                              "P1 0, P2 " + lost + ", P1 0, P3 0",
                              "sources, and losses, " << pmipv6::GetName(mode));
        NS_TEST_EXPECT_MSG_EQ(first.DescribeRouters(first.up, left, back),
                              "P1 by R1, P2 by R2",
                              "by the older link, each through its router");
        NS_TEST_EXPECT_MSG_EQ(first.DescribeRouters(first.up, back + MilliSeconds(200), end),
                              "",
                              "then no more");
        NS_TEST_EXPECT_MSG_EQ(second.DescribeRouters(second.up, left, end),
                              "P1 by R1, P2 by R2, P3 by R3",
                              "by the newer one");
        NS_TEST_EXPECT_MSG_EQ(DescribeRoutes(host.GetNode(), HOST),
                              "::/0 by R1 low, ::/0 by R2 low, ::/0 by R3",
                              "routers that the host knows");
        NS_TEST_EXPECT_MSG_EQ(DescribeAddresses(host.GetNode(), HOST),
                              "P1- by R1, P2- by R2, P3 by R3",
                              "and its addresses");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(HOST),
                              "MAG3 P3 / MAG1 P1 / MAG2 P2",
                              "one session");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "tables and packets");
    }
}

void
TwoLinksTestCase::Long()
{
    const Time later = Seconds(2000); // Lifetimes are 300 s.
    const Time left = Seconds(2001);
    for (const auto mode : MODES)
    {
        DmmFixture net(MakeOptions(mode));
        TwoLinkHost host(net);
        LinkRecord first(net, host.GetDevice(0), HOST);
        LinkRecord second(net, host.GetDevice(1), HOST);
        ChosenFlows flows(net, host);
        host.AttachAt(FIRST, 0, MAG1);
        host.AttachAt(SECOND, 1, MAG2);
        host.DetachAt(left, 1);
        flows.BeginAt(Seconds(3), Seconds(4));
        flows.BeginAt(later, left - MilliSeconds(100));
        flows.BeginAt(left + MilliSeconds(100), left + Seconds(1));
        std::string routes;
        std::string addresses;
        net.At(later, [&] {
            routes = DescribeRoutes(host.GetNode(), HOST);
            addresses = DescribeAddresses(host.GetNode(), HOST);
        });
        net.RunUntil(left + Seconds(2));
        NS_TEST_EXPECT_MSG_EQ(routes, "::/0 by R1 low, ::/0 by R2", "routers that it knows");
        NS_TEST_EXPECT_MSG_EQ(addresses, "P1- by R1, P2 by R2", "and its addresses");
        NS_TEST_EXPECT_MSG_EQ(first.Describe(SECOND, left), "", "nothing by the older link");
        // A third of the shortest lifetime (RFC 4861, 6.2.1).
        NS_TEST_EXPECT_MSG_EQ(second.Describe(later - Seconds(100), later),
                              "R2 1800 P2(2592000,300) / R1 low 1800 P1(300,0)",
                              "by the newer one they are told again");
        NS_TEST_EXPECT_MSG_EQ(first.Describe(left, left + Seconds(2)),
                              "R1 1800 P1(2592000,300) / R2 low 1800 P2(300,0)",
                              "the older link, once it is needed");
        NS_TEST_EXPECT_MSG_EQ(flows.Describe(), "P1 0, P2 0, P1 0", "sources");
        NS_TEST_EXPECT_MSG_EQ(DescribeAddresses(host.GetNode(), HOST),
                              "P1 by R1, P2- by R2",
                              "the first one is preferred again");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(HOST), "MAG1 P1 / MAG2 P2", "one session");
    }
}

void
TwoLinksTestCase::End()
{
    const Time end = Seconds(60);
    for (const auto mode : MODES)
    {
        DmmFixture net(MakeOptions(mode, [](DmmHelper& dmm) {
            dmm.SetMaarAttribute("PrefixIdleTime", TimeValue(Seconds(10)));
        }));
        net.GetMaar(MAG1)->GetRouters()->SetAttribute("LocalNetwork",
                                                      StringValue("fd00:10c:1::/48"));
        TwoLinkHost host(net);
        LinkRecord first(net, host.GetDevice(0), HOST);
        LinkRecord second(net, host.GetDevice(1), HOST);
        ChosenFlows flows(net, host);
        host.AttachAt(FIRST, 0, MAG1);
        host.AttachAt(SECOND, 1, MAG2);
        flows.BeginAt(Seconds(7), end);
        std::string before;
        net.At(Seconds(10), [&] { before = DescribeRoutes(host.GetNode(), HOST); });
        net.RunUntil(end + Seconds(1));
        NS_TEST_EXPECT_MSG_EQ(before,
                              "::/0 by R1 low, ::/0 by R2, fd00:10c:1::/48 by R1 low",
                              "routers while P1 is anchored");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(HOST), "MAG2 P2", "P1 was idle");
        NS_TEST_EXPECT_MSG_EQ(first.Describe(SECOND, end), "", "nothing by the older link");
        const std::string told = second.Describe(Seconds(10), end);
        const std::string last = "R2 1800 P2(2592000,300) / R1 0 P1(0,0) >fd00:10c:1::/48(0)";
        NS_TEST_EXPECT_MSG_EQ(told.substr(0, last.size()), last, "the newer one: " << told);
        NS_TEST_EXPECT_MSG_EQ(DescribeRoutes(host.GetNode(), HOST),
                              "::/0 by R2",
                              "the router has ended, whatever link it was told by first");
        NS_TEST_EXPECT_MSG_EQ(flows.Describe(), "P2 0", "the others go on");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "tables and packets");
    }
}

void
TwoLinksTestCase::Released()
{
    const Time moved = Seconds(20);
    const Time left = Seconds(40);
    for (const auto mode : MODES)
    {
        const bool isProxy = mode == DatabaseMode::PROXY;
        DmmFixture net(MakeOptions(mode, [](DmmHelper& dmm) {
            dmm.SetDatabaseAttribute("MaxPreviousMaars", UintegerValue(1));
        }));
        TwoLinkHost host(net);
        LinkRecord first(net, host.GetDevice(0), HOST);
        LinkRecord second(net, host.GetDevice(1), HOST);
        ChosenFlows flows(net, host);
        host.AttachAt(FIRST, 0, MAG1);
        host.AttachAt(SECOND, 1, MAG2);
        host.AttachAt(moved, 1, MAG3);
        host.DetachAt(left, 1);
        flows.BeginAt(Seconds(7), Seconds(39));
        flows.BeginAt(Seconds(43), Seconds(50));
        std::string routes;
        std::string session;
        net.At(Seconds(39), [&] {
            routes = DescribeRoutes(host.GetNode(), HOST);
            session = net.DescribeSession(HOST);
        });
        net.RunUntil(Seconds(51));
        NS_TEST_EXPECT_MSG_EQ(session, "MAG3 P3 / MAG2 P2", "MAG1 is one too many");
        NS_TEST_EXPECT_MSG_EQ(routes,
                              "::/0 by R2 low, ::/0 by R3",
                              "routers, " << pmipv6::GetName(mode));
        // Told twice by a proxy, whose answers come one after the other: with what is left then.
        const std::string before = "R3 1800 P3(2592000,300) / R2 low 1800 ";
        NS_TEST_EXPECT_MSG_EQ(second.Describe(moved, left),
                              before + "P2(300,0) / " + (isProxy ? before + "P2(299,0) / " : "") +
                                  "R1 0 P1(0,0)",
                              "the newer link says that it ends");
        NS_TEST_EXPECT_MSG_EQ(first.Describe(SECOND, left), "", "the older one says nothing");
        const std::string after = "R1 1800 P1.2(2592000,300) / R3 low 1800 ";
        NS_TEST_EXPECT_MSG_EQ(first.Describe(left, Seconds(51)),
                              after + "P3(300,0) / " + (isProxy ? after + "P3(299,0) / " : "") +
                                  "R2 0 P2(0,0)",
                              "until it serves: with another prefix, as P1 was freed");
        NS_TEST_EXPECT_MSG_EQ(flows.Describe(),
                              "P2 " + CountLostOfP2(net, mode, MAG3) + ", P1.2 0",
                              "sources, and losses, " << pmipv6::GetName(mode));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(HOST), "MAG1 P1.2 / MAG3 P3", "one session");
        NS_TEST_EXPECT_MSG_EQ(DescribeRoutes(host.GetNode(), HOST),
                              "::/0 by R1, ::/0 by R3 low",
                              "routers");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "tables and packets");
    }
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class TwoLinksTestSuite : public TestSuite
{
  public:
    TwoLinksTestSuite()
        : TestSuite("pmipv6-rfc8885-two-links")
    {
        using Case = TwoLinksTestCase;
        AddTestCase(new Case("3.7, 7847 a second link beside the first", &Case::There));
        AddTestCase(new Case("3.7, 7847 the newer link goes", &Case::Back));
        AddTestCase(new Case("3.7, 7847 both links for long", &Case::Long));
        AddTestCase(new Case("3.7, 7847 the end of a router", &Case::End));
        AddTestCase(
            new Case("3.7, 6, 7847 the end of the older link's own router", &Case::Released));
    }
};

static TwoLinksTestSuite g_twoLinksTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
