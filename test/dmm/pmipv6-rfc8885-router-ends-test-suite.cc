/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"
#include "../fixtures/pmipv6-link-record-fixture.h"

#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Which routers a node sees (RFC 8885, 3.7) when one of their MAARs is left out, refuses, is silent
 * or has reported, in each mode.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr DatabaseMode MODES[] = {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY};
const char* const NETWORK = "fd00:10c:1::/48"; //!< behind MAG1

/// @return what MN knows of routers
std::string
ListRoutes(const DmmFixture& net)
{
    return DescribeRoutes(net.GetMobile(NODE_MN), NODE_MN);
}

/// @return MN's addresses and who has advertised them
std::string
ListAddresses(const DmmFixture& net)
{
    return DescribeAddresses(net.GetMobile(NODE_MN), NODE_MN);
}

/// @return how many logical routers a gateway stands in for, towards MN
std::size_t
CountStoodIn(const DmmFixture& net, RoutingPlace place)
{
    const LinkLayerAddress node(net.GetMobile(NODE_MN)->GetDevice(0)->GetAddress());
    return net.GetGateway(place)->GetNeighborDiscovery()->GetLogicalRouters().GetAll(node).size();
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * A node that sees a router for each MAAR where it has been, and of one of them no more.
 */
class RouterEndsTestCase : public MemberTestCase<RouterEndsTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Released();  //!< more MAARs than are kept
    void Restarted(); //!< a previous MAAR knows the node no more, when it is asked
    void Crossing();  //!< it restarts while the node moves
    void Silent();    //!< a previous MAAR does not answer
    void Refused();   //!< the CMD refuses the node
    void Reported();  //!< the CMD restarts, and the serving MAAR is first
};

void
RouterEndsTestCase::Released()
{
    for (const auto mode : MODES)
    {
        DmmFixture net(WithRouters(mode, [](DmmHelper& dmm) {
            dmm.SetDatabaseAttribute("MaxPreviousMaars", UintegerValue(1));
        }));
        net.GetMaar(MAG1)->GetRouters()->SetAttribute("LocalNetwork", StringValue(NETWORK));
        LinkRecord link(net, NODE_MN);
        Go(net, 2);
        net.RunUntil(Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("LMA1>MAG3 PBU(0)", DMM_SECOND),
                              "8 22 23 24 27 65 66 69 70",
                              "the withdrawal says whose router it was");
        const std::string told = link.Describe(DMM_SECOND, Seconds(20));
        NS_TEST_EXPECT_MSG_NE(told.find("R1 0 P1(0,0) >fd00:10c:1::/48(0)"),
                              std::string::npos,
                              "its router ends, also before the node is registered, "
                                  << pmipv6::GetName(mode) << ": " << told);
        NS_TEST_EXPECT_MSG_EQ(ListRoutes(net),
                              "::/0 by R2 low, ::/0 by R3",
                              "routers, " << pmipv6::GetName(mode));
        NS_TEST_EXPECT_MSG_EQ(ListAddresses(net), "P1- by R1, P2- by R2, P3 by R3", "addresses");
        NS_TEST_EXPECT_MSG_EQ(CountStoodIn(net, MAG3), 2, "routers that are stood in for");
        NS_TEST_EXPECT_MSG_EQ(net.GetRefusals().size(), 0, "nobody is refused");
        ExpectEnd(net, "MAG3 P3 / MAG2 P2");
    }
}

void
RouterEndsTestCase::Restarted()
{
    for (const auto mode : MODES)
    {
        DmmFixture net(WithRouters(mode));
        net.GetMaar(MAG1)->GetRouters()->SetAttribute("LocalNetwork", StringValue(NETWORK));
        LinkRecord link(net, NODE_MN);
        Go(net, 1);
        const Time restart = Seconds(7);
        net.At(restart, [&net] { net.GetGateway(MAG1)->Restart(); });
        std::string before;
        net.At(restart, [&] { before = ListRoutes(net); });
        net.RunUntil(Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(restart, Seconds(20)),
                              "LMA1>MAG1 PBU 22=P1 68=MAG2 / MAG1>LMA1 PBA(153) 22=0 68=MAG2 / "
                              "LMA1>MAG2 PBU(0) 22=0 65=P1 / MAG2>LMA1 PBA(0) 22=0 65=P1",
                              "the CMD asks, and withdraws");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("MAG1>LMA1 PBA(153)", restart),
                              "8 22 23 24 27 68",
                              "who knows no such node tells of no router");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("LMA1>MAG2 PBU(0)", restart),
                              "8 22 23 24 27 65 66 69 70",
                              "the withdrawal says whose router it was");
        NS_TEST_EXPECT_MSG_EQ(before,
                              "::/0 by R1 low, ::/0 by R2, fd00:10c:1::/48 by R1 low",
                              "routers before");
        NS_TEST_EXPECT_MSG_EQ(link.Describe(restart, Seconds(20)),
                              "R2 1800 P2(2592000,300) / R1 0 P1(0,0) >fd00:10c:1::/48(0)",
                              "its router ends, which is said once");
        NS_TEST_EXPECT_MSG_EQ(ListRoutes(net), "::/0 by R2", "routers after");
        NS_TEST_EXPECT_MSG_EQ(ListAddresses(net), "P1- by R1, P2 by R2", "RFC 4862, 5.5.3 e");
        NS_TEST_EXPECT_MSG_EQ(CountStoodIn(net, MAG2), 1, "routers that are stood in for");
        NS_TEST_EXPECT_MSG_EQ(net.CountRefusals("LMA1: mn@example.com MAG1 " +
                                                std::string(pmipv6::GetName(
                                                    BindingStatus::NOT_LMA_FOR_THIS_MOBILE_NODE))),
                              1,
                              "traced");
        ExpectEnd(net, "MAG2 P2");
    }
}

void
RouterEndsTestCase::Crossing()
{
    for (const auto mode : MODES)
    {
        DmmFixture net(WithRouters(mode));
        LinkRecord link(net, NODE_MN);
        Go(net, 2);
        net.At(DMM_SECOND + MilliSeconds(1), [&net] { net.GetGateway(MAG1)->Restart(); });
        net.RunUntil(Seconds(20));
        // As a relay the CMD withdraws before it answers, as a proxy it has told of that prefix.
        const std::string first =
            mode == DatabaseMode::RELAY   ? "R3 1800 P3(2592000,300) / R2 low 1800 P2(300,0) / "
                                            "R1 0 P1(0,0)"
            : mode == DatabaseMode::PROXY ? "R3 1800 P3(2592000,300) / R2 low 1800 P2(300,0) / "
                                            "R1 low 1800 P1(300,0) / R3 1800 P3(2592000,300) / "
                                            "R2 low 1800 P2(299,0) / R1 0 P1(0,0)"
                                          : "R3 1800 P3(2592000,300) / R2 low 1800 P2(300,0) / "
                                            "R3 1800 P3(2592000,300) / R2 low 1800 P2(299,0) / "
                                            "R1 0 P1(0,0)";
        const std::string told = link.Describe(DMM_SECOND, Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(told.substr(0, first.size()), first, told);
        NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("LMA1>MAG3 PBU(0)", DMM_SECOND),
                              "8 22 23 24 27 65 69 70",
                              "the withdrawal says whose router it was");
        NS_TEST_EXPECT_MSG_EQ(ListRoutes(net), "::/0 by R2 low, ::/0 by R3", "routers");
        NS_TEST_EXPECT_MSG_EQ(ListAddresses(net), "P1- by R1, P2- by R2, P3 by R3", "addresses");
        NS_TEST_EXPECT_MSG_EQ(CountStoodIn(net, MAG3), 2, "routers that are stood in for");
        ExpectEnd(net, "MAG3 P3 / MAG2 P2");
    }
}

void
RouterEndsTestCase::Silent()
{
    for (const auto mode : MODES)
    {
        DmmFixture net(WithRouters(mode));
        LinkRecord link(net, NODE_MN);
        Go(net, 2);
        net.CutAt(LMA1, MAG1, DMM_SECOND - Seconds(1), Seconds(200));
        std::string before;
        net.At(Seconds(60), [&] { before = ListRoutes(net); });
        net.RunUntil(Seconds(120));
        const bool isProxy = mode == DatabaseMode::PROXY;
        const std::string answered =
            isProxy ? "R3 1800 P3(2592000,300) / R2 low 1800 P2(300,0) / R1 low 1800 P1(300,0)"
                    : "R3 1800 P3(2592000,300) / R2 low 1800 P2(300,0)";
        NS_TEST_EXPECT_MSG_EQ(link.Describe(DMM_SECOND, Seconds(60)),
                              answered,
                              "of who has answered, as a proxy of all: " << pmipv6::GetName(mode));
        NS_TEST_EXPECT_MSG_EQ(before,
                              "::/0 by R1 low, ::/0 by R2 low, ::/0 by R3",
                              "routers: what MAG2 has told of that of MAG1 holds");
        // PreviousMaarSilence, 64 s.
        const std::string told = link.Describe(Seconds(60), Seconds(120));
        // Of P2 what is left: 64 s of silence, which begin when MAG1 is first asked.
        const std::string rest = mode == DatabaseMode::RELAY ? "237" : isProxy ? "235" : "236";
        const std::string last =
            "R3 1800 P3(2592000,300) / R2 low 1800 P2(" + rest + ",0) / R1 0 P1(0,0)";
        NS_TEST_EXPECT_MSG_EQ(told.substr(0, last.size()), last, "its router ends: " << told);
        NS_TEST_EXPECT_MSG_EQ(ListRoutes(net), "::/0 by R2 low, ::/0 by R3", "routers after");
        NS_TEST_EXPECT_MSG_EQ(CountStoodIn(net, MAG3), 2, "routers that are stood in for");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG3 P3 / MAG2 P2", "the session");
    }
}

void
RouterEndsTestCase::Refused()
{
    for (const auto mode : MODES)
    {
        DmmFixture net(WithRouters(mode));
        LinkRecord link(net, NODE_MN);
        const auto store = CreateObject<PolicyStore>();
        auto profile = *net.GetPolicyStore()->Find(MeshFixture::GetIdentifier(NODE_MN));
        store->Add(profile);
        net.GetDatabase()->SetPolicyStore(store);
        Go(net, 1);
        net.At(Seconds(4), [&store, &profile] {
            profile.isProxyMobilityAllowed = false;
            store->Add(profile);
        });
        net.RunUntil(Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(DMM_MOVE, Seconds(20)),
                              "MAG2>LMA1 PBU 22=P2 / LMA1>MAG2 PBA(152) 22=P2",
                              "no previous MAAR is asked");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("LMA1>MAG2 PBA(152)", DMM_MOVE),
                              "8 22 23 24 27",
                              "a refusal tells of no router");
        NS_TEST_EXPECT_MSG_EQ(link.Describe(DMM_MOVE, Seconds(20)), "", "nor does the link");
        NS_TEST_EXPECT_MSG_EQ(CountStoodIn(net, MAG2), 0, "none is stood in for");
        NS_TEST_EXPECT_MSG_EQ(ListRoutes(net), "::/0 by R1", "what MAG1 has told holds");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG1 P1", "the session");
    }
}

void
RouterEndsTestCase::Reported()
{
    for (const auto mode : MODES)
    {
        DmmOptions options = WithRouters(mode);
        options.delays[1] = 200; // LMA1-MAG1: MAG1 hears of the restart later than MAG2.
        DmmFixture net(options);
        net.GetMaar(MAG1)->GetRouters()->SetAttribute("LocalNetwork", StringValue(NETWORK));
        LinkRecord link(net, NODE_MN);
        Go(net, 1);
        const Time restart = Seconds(7);
        net.At(restart, [&net] { net.GetDatabase()->Restart(); });
        net.MoveAt(Seconds(20), NODE_MN, MAG3);
        net.RunUntil(Seconds(30));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeMessages(restart, Seconds(19)),
                              "MAG2>LMA1 PBU 22=P2 / LMA1>MAG2 PBA 22=P2 / "
                              "MAG1>LMA1 PBU 22=0 65=P1 68=MAG2 / LMA1>MAG1 PBA 22=0 65=P1 / "
                              "LMA1>MAG2 PBA 22=P2 67=MAG1,P1",
                              "the serving MAAR is first, and no previous one is asked");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("MAG1>LMA1 PBU 22=0 65=P1", restart),
                              "8 22 23 24 27 65 68 66 69 70",
                              "the report tells of its router and network");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("LMA1>MAG2 PBA 22=P2 67=MAG1,P1", restart),
                              "8 22 23 24 27 67 66 69 70",
                              "and so the serving MAAR is told");
        NS_TEST_EXPECT_MSG_EQ(net.GetRefusals().size(), 0, "nothing is refused");
        // Once, with what is left of P1's lifetime: what is as it was is not told anew.
        NS_TEST_EXPECT_MSG_EQ(link.Describe(restart, Seconds(19)),
                              "R2 1800 P2(2592000,300) / R1 low 1800 P1(296,296) "
                              ">fd00:10c:1::/48(296)",
                              "the router is not lost, " << pmipv6::GetName(mode));
        NS_TEST_EXPECT_MSG_EQ(link.Describe(Seconds(20), Seconds(30)),
                              (mode == DatabaseMode::LOCATOR
                                   ? "R3 1800 P3(2592000,300) / R2 low 1800 P2(300,0) / "
                                     "R3 1800 P3(2592000,300) / R2 low 1800 P2(299,0) / "
                                     "R1 low 1800 P1(300,300) >fd00:10c:1::/48(300)"
                                   : "R3 1800 P3(2592000,300) / R2 low 1800 P2(300,0) / "
                                     "R1 low 1800 P1(300,300) >fd00:10c:1::/48(300)"),
                              "nor at the next MAAR");
        NS_TEST_EXPECT_MSG_EQ(ListRoutes(net),
                              "::/0 by R1 low, ::/0 by R2 low, ::/0 by R3, "
                              "fd00:10c:1::/48 by R1 low",
                              "routers");
        NS_TEST_EXPECT_MSG_EQ(CountStoodIn(net, MAG3), 3, "routers that are stood in for");
        ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
    }
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class RouterEndsTestSuite : public TestSuite
{
  public:
    RouterEndsTestSuite()
        : TestSuite("pmipv6-rfc8885-router-ends")
    {
        using Case = RouterEndsTestCase;
        AddTestCase(new Case("3.7, 6 of more MAARs than are kept", &Case::Released));
        AddTestCase(new Case("3.7, 153 of a MAAR that has restarted", &Case::Restarted));
        AddTestCase(new Case("3.7, 153 of one that restarts meanwhile", &Case::Crossing));
        AddTestCase(new Case("3.7 of a MAAR that is silent", &Case::Silent));
        AddTestCase(new Case("3.7, 152 none of a node that is refused", &Case::Refused));
        AddTestCase(new Case("3.7, 4.7 none of a MAAR that has reported", &Case::Reported));
    }
};

static RouterEndsTestSuite g_routerEndsTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
