/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"
#include "../fixtures/pmipv6-link-record-fixture.h"
#include "../fixtures/pmipv6-told-prefixes-fixture.h"

#include "ns3/pmipv6-function-callback.h"
#include "ns3/string.h"
#include "ns3/test.h"

#include <iterator>
#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * What nodes are told as routers and prefixes go and stay (RFC 8885, 3.7), also where they have a
 * central prefix besides (3): what is a node's is not withdrawn, what is not is so once, and
 * whoever has gone is told nothing.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Where MN goes.
constexpr RoutingPlace WALK[] = {MAG1, MAG2, MAG3, MAG4};
const Time STAY = Seconds(3);       //!< in a place
const Time GAP = MilliSeconds(50);  //!< of MeshFixture::MoveAt
const Time LATER = MilliSeconds(5); //!< than another message
const Time TOLD = Seconds(2);       //!< after which all is told

/// @return when MN comes to a place of its walk
Time
GetArrival(std::size_t visit)
{
    return DMM_FIRST + static_cast<int64_t>(visit) * STAY;
}

/// @return options with logical routers or not, and with central prefixes; no detach is noticed
DmmOptions
MakeOptions(bool isLogical, DatabaseMode mode = DatabaseMode::RELAY)
{
    DmmOptions options;
    options.mode = mode;
    if (isLogical)
    {
        options = WithRouters(mode);
    }
    options.hasCentralPrefixes = true;
    return options;
}

/// Take MN along its walk. @param nVisits how far
void
Walk(DmmFixture& net, std::size_t nVisits)
{
    net.AttachAt(DMM_FIRST, NODE_MN, WALK[0]);
    for (std::size_t visit = 1; visit < nVisits; ++visit)
    {
        net.MoveAt(GetArrival(visit), NODE_MN, WALK[visit]);
    }
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * MN, and what it is told.
 */
class LogicalMixedTestCase : public MemberTestCase<LogicalMixedTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Interfaces(); //!< the routers of one are seen by another
    void Count();      //!< one Router Advertisement a router, to who is there
    void Anew();       //!< attached again where it is
    void Back();       //!< at a MAAR that anchors one of its prefixes
    void Unanswered(); //!< back, and the CMD is silent for a lifetime
    void Idle();       //!< a prefix is withdrawn
    void Gathered();   //!< several are, of which nothing was heard here
};

void
LogicalMixedTestCase::Interfaces()
{
    auto options = MakeOptions(true);
    options.detection = Seconds(0);
    DmmFixture net(options);
    net.GetMaar(MAG1)->GetRouters()->SetAttribute("LocalNetwork", StringValue("fd00:10c:1::/48"));
    JoinInterfaces(net);
    LinkRecord link(net, NODE_MN);
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.MoveAt(Seconds(2), NODE_MN, MAG2);
    net.AttachAt(Seconds(3), NODE_CN, MAG3);
    net.RunUntil(Seconds(110));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG3 P3 / MAG2 P2 / MAG1 P1", "moved");
    // UplinkGrace is over after 1 s.
    NS_TEST_EXPECT_MSG_EQ(link.Describe(Seconds(3), Seconds(100)),
                          "",
                          "what it has by the second link is not withdrawn on the first");
    NS_TEST_EXPECT_MSG_EQ(link.Describe(Seconds(100), Seconds(110)),
                          "G 1800 C(2592000,300)",
                          "a third of its lifetime later: what it has there");
}

void
LogicalMixedTestCase::Count()
{
    for (const bool isLogical : {true, false})
    {
        DmmFixture net(MakeOptions(isLogical));
        std::size_t sent = 0;
        std::size_t sentToGone = 0;
        for (const auto place : ROUTING_GATEWAYS)
        {
            net.GetGateway(place)->GetNeighborDiscovery()->TraceConnectWithoutContext(
                "RouterAdvertisement",
                MakeFunctionCallback<const LinkLayerAddress&, uint32_t>(
                    [&, place](const LinkLayerAddress&, uint32_t) {
                        const auto visit = (Simulator::Now() - DMM_FIRST).GetMilliSeconds() /
                                           STAY.GetMilliSeconds();
                        ++(WALK[visit] == place ? sent : sentToGone);
                    }));
        }
        Walk(net, std::size(WALK));
        net.RunUntil(GetArrival(std::size(WALK) - 1) + TOLD);
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN),
                              "MAG4 P4 / MAG3 P3 / MAG2 P2 / MAG1 P1",
                              "the session");
        // The first answer, of the LMA but at MAG1; and the second, of all routers.
        const std::size_t perMove[] = {1 + 2, 1 + 3, 1 + 4, 1 + 5};
        NS_TEST_EXPECT_MSG_EQ(
            sent,
            (isLogical ? perMove[0] + perMove[1] + perMove[2] + perMove[3] : 2 * std::size(WALK)),
            "where it is");
        // Without logical routers one withdrawal each.
        NS_TEST_EXPECT_MSG_EQ(sentToGone, (isLogical ? 0 : std::size(WALK) - 1), "to who has gone");
    }
}

void
LogicalMixedTestCase::Anew()
{
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::PROXY})
    {
        for (const bool isLogical : {true, false})
        {
            DmmFixture net(MakeOptions(isLogical, mode));
            LinkRecord link(net, NODE_MN);
            ToldPrefixes told(net);
            Walk(net, 3);
            const Time again = GetArrival(3);
            net.MoveAt(again, NODE_MN, WALK[2]);
            net.RunUntil(again + TOLD);
            const std::string what =
                std::string(pmipv6::GetName(mode)) + (isLogical ? ", routers" : "");
            NS_TEST_EXPECT_MSG_EQ(link.Describe(again, again + TOLD).find("(0,0)"),
                                  std::string::npos,
                                  what << ": nothing ends: " << link.Describe(again, again + TOLD));
            if (!isLogical)
            {
                NS_TEST_EXPECT_MSG_EQ(told.Describe(again, again + TOLD),
                                      "C P1- P2- P3 / C P1- P2- P3",
                                      what << ": at each answer");
            }
            NS_TEST_EXPECT_MSG_EQ(DescribeAddresses(net.GetMobile(NODE_MN), NODE_MN),
                                  (isLogical ? "C by G, P1- by R1, P2- by R2, P3 by R3"
                                             : "C by G, P1- by G, P2- by G, P3 by G"),
                                  what);
            ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
        }
    }
}

void
LogicalMixedTestCase::Back()
{
    // MAG1 asks still whether it is there, or knows that it is not.
    for (const Time& back : {Seconds(6.5), Seconds(12)})
    {
        DmmFixture net(MakeOptions(true));
        LinkRecord link(net, NODE_MN);
        Go(net, 1);
        net.MoveAt(back, NODE_MN, MAG1);
        net.RunUntil(back + TOLD);
        const Time central = net.RoundTrip(MAG1, LMA2) + net.Access() + LATER;
        NS_TEST_EXPECT_MSG_EQ(link.Describe(back, back + central),
                              "G 1800 C(2592000,300) / R1 1800 P1(2592000,300)",
                              "the LMA has answered: what is anchored here passes");
        NS_TEST_EXPECT_MSG_EQ(link.Describe(back + central, back + TOLD),
                              "R1 high 1800 P1(2592000,300) / G 1800 C(2592000,300) / "
                              "R2 low 1800 P2(300,0)",
                              "so has the CMD");
    }
}

void
LogicalMixedTestCase::Unanswered()
{
    DmmFixture net(MakeOptions(true));
    LinkRecord link(net, NODE_MN);
    Go(net, 1);
    const Time back = Seconds(12);
    net.CutAt(CMD, MAG1, back, Seconds(1000));
    net.MoveAt(back, NODE_MN, MAG1);
    net.RunUntil(Seconds(400));
    const Time lapse = back + Seconds(300); // A lifetime.
    NS_TEST_EXPECT_MSG_EQ(link.Describe(back + TOLD, lapse).find(" 0 "),
                          std::string::npos,
                          "served");
    NS_TEST_EXPECT_MSG_EQ(link.Describe(lapse, lapse + TOLD),
                          "G 1800 C(2592000,300) / R1 0 P1(0,0)",
                          "it is served no longer");
    NS_TEST_EXPECT_MSG_EQ(link.Describe(lapse + TOLD, Seconds(400)).find("P1"),
                          std::string::npos,
                          "and told so once: " << link.Describe(lapse + TOLD, Seconds(400)));
}

void
LogicalMixedTestCase::Idle()
{
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        DmmOptions options = WithRouters(mode, [](DmmHelper& dmm) {
            dmm.SetMaarAttribute("PrefixIdleTime", TimeValue(Seconds(5)));
        });
        DmmFixture net(options);
        LinkRecord link(net, NODE_MN);
        Go(net, 1);
        net.RunUntil(Seconds(30));
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG2 P2", "P1 was idle");
        NS_TEST_EXPECT_MSG_EQ(link.Describe(Seconds(7), Seconds(30)),
                              "R2 1800 P2(2592000,300) / R1 0 P1(0,0)",
                              pmipv6::GetName(mode) << ": once of each router");
    }
}

void
LogicalMixedTestCase::Gathered()
{
    DmmFixture net(WithRouters());
    LinkRecord link(net, NODE_MN);
    Go(net, 1);
    const auto withdraw = [&net] {
        const auto* request = net.FindMessage("MAG2>LMA1 PBU", DMM_MOVE);
        auto update = MakeAnchorageUpdate(GetSubject(std::get<BindingUpdate>(request->message)),
                                          DmmFixture::GetFirst(MAG3),
                                          0);
        const auto router = GetRouterOf(MAG3, NODE_MN);
        AddInterface(update.options, {router.linkLocal, router.linkLayer, {}});
        update.options.push_back(AnchoredPrefixOption{DmmFixture::GetFirst(MAG4)});
        update.options.push_back(AnchoredPrefixOption{DmmFixture::GetFirst(MAG1)});
        net.SendAt(Simulator::Now(), CMD, MAG2, update);
    };
    net.At(Seconds(7), withdraw);
    net.At(Seconds(7) + LATER, withdraw);
    net.RunUntil(Seconds(30));
    NS_TEST_EXPECT_MSG_EQ(link.Describe(Seconds(7), Seconds(30)),
                          "R2 1800 P4(0,0) P2(2592000,300) / R3 0 P3(0,0) / R1 0 P1(0,0)",
                          "all at once, and though it is said twice once");
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class LogicalMixedTestSuite : public TestSuite
{
  public:
    LogicalMixedTestSuite()
        : TestSuite("pmipv6-rfc8885-logical-mixed")
    {
        using Case = LogicalMixedTestCase;
        AddTestCase(new Case("3.7, 7847 routers that another interface sees", &Case::Interfaces));
        AddTestCase(new Case("3.7 as many advertisements as routers", &Case::Count));
        AddTestCase(new Case("3.7 attached anew, and nothing ends", &Case::Anew));
        AddTestCase(new Case("3.2, 3.7 back at an earlier MAAR", &Case::Back));
        AddTestCase(new Case("3.2, 3.7 back, and the CMD is silent", &Case::Unanswered));
        AddTestCase(new Case("3.7 a prefix that nobody uses ends once", &Case::Idle));
        AddTestCase(new Case("3.7 prefixes of one withdrawal end at once", &Case::Gathered));
    }
};

static LogicalMixedTestSuite g_logicalMixedTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
