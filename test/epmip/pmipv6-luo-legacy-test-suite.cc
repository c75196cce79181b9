/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-luo-fixture.h"

#include "ns3/boolean.h"
#include "ns3/test.h"

#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 4.1 and 6: nodes of anchors and gateways of RFC 5213
 * among eLMAs and eMAGs: their packets go by the anchors.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * MN and CN of two anchors; each member function is a test case.
 */
class LuoLegacyTestCase : public MemberTestCase<LuoLegacyTestCase, LuoTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void LegacyAnchor();    //!< 4.1: an anchor without LMF
    void AnchorChosen();    //!< 4.1: of two anchors the eLMA
    void LegacyNeighbour(); //!< 4.1: both kinds of node at one gateway
    void LegacyGateway();   //!< 6: no location of a node at a legacy gateway

  private:
    /**
     * Check that MN at MAG1 and CN send to each other by the anchors.
     *
     * @param legacy what has no functions of draft-luo
     * @param gateway of CN
     * @param isAsked its anchor is asked where CN is; else nobody is
     */
    void CheckByAnchors(RoutingPlace legacy, RoutingPlace gateway, bool isAsked);
};

void
LuoLegacyTestCase::LegacyAnchor()
{
    // MN's anchor has no LMF; of CN, at MAG2, CN2 at MAG1 has MAG1 know where it is.
    EpmipOptions options;
    options.legacy = {LMA1};
    options.nMobiles = 4;
    EpmipFixture net(options);
    Attach(net);
    net.AttachAt(Seconds(1), NODE_CN2, MAG1);
    auto& other = net.AddFlow(NODE_CN2, NODE_CN, INTERVAL);
    auto& there = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    auto& back = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
    other.Run(START, 1500);
    there.Run(Seconds(3), 1000);
    back.Run(Seconds(4), 500);
    net.RunUntil(Seconds(6));
    ExpectQueries(net, START, Seconds(6), {START + net.Access()}); // CN2's.
    const Time direct = net.GetWay({MAG1, MAG2});
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(other, {{Seconds(3), direct, "CN2's, direct"}}, Seconds(5)),
        "",
        "a location that is there");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            there,
            {{Seconds(3), net.GetWay({MAG1, LMA1, LMA2, MAG2}), "by the anchors"}},
            Seconds(5)),
        "",
        "is not for MN");
    NS_TEST_EXPECT_MSG_EQ(
        EpmipFixture::DescribeWays(
            back,
            {{Seconds(4), net.GetWay({MAG2, LMA2, LMA1, MAG1}), "by the anchors"}},
            Seconds(5)),
        "",
        "nor is there one of MN");
    NS_TEST_EXPECT_MSG_EQ(net.GetLocation(MAG2, NODE_MN), "", "none");
    NS_TEST_EXPECT_MSG_EQ(net.CountNotes(MAG1, "path MN>"), 0, "no path of MN");
    const auto answer = net.FindMessage("LMA1>MAG1 PBA");
    const auto request = net.FindMessage("MAG1>LMA1 PBU");
    NS_TEST_EXPECT_MSG_EQ(unsigned{GetCapabilities(GetOptions(answer))}, 0, "LMA1 has none");
    NS_TEST_EXPECT_MSG_EQ(unsigned{GetCapabilities(GetOptions(request))}, 0xc0, "MAG1 has");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeFaults(), "", "tables");
}

void
LuoLegacyTestCase::AnchorChosen()
{
    // MN2's own anchor has no LMF, the other one that it may have has.
    struct Row
    {
        const char* prefix; //!< that its profile names; null: none
        bool isPreferred;   //!< PreferManager
        const char* anchor; //!< where it is registered
    };

    const Row rows[] = {{nullptr, true, "LMA2"},
                        {nullptr, false, "LMA1"},
                        {"fd00:1:0:77::/64", true, "LMA1"},
                        {"fd00:2:0:77::/64", true, "LMA2"}};
    for (const auto& row : rows)
    {
        EpmipOptions options;
        options.legacy = {LMA1};
        options.nMobiles = 3;
        options.configure = [&row](EpmipHelper& epmip) {
            epmip.SetMobilityAttribute("PreferManager", BooleanValue(row.isPreferred));
        };
        EpmipFixture net(options);
        const auto& store = net.GetPolicyStore();
        for (const auto mobile : {NODE_MN, NODE_MN2})
        {
            PolicyProfile profile = *store->Find(EpmipFixture::GetIdentifier(mobile));
            profile.otherAnchors = {EpmipFixture::GetAddress(LMA2)};
            if (mobile == NODE_MN2)
            {
                profile.prefixes.clear();
                if (row.prefix)
                {
                    profile.prefixes.push_back(*ParsePrefix(row.prefix));
                }
            }
            store->Add(profile);
        }
        Attach(net);
        net.AttachAt(START, NODE_MN2, MAG1);
        auto& there = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
        auto& back = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
        there.Run(Seconds(3), 500);
        back.Run(Seconds(3), 500);
        net.RunUntil(Seconds(5));
        const std::string anchor = row.anchor;
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(START, Seconds(3)),
                              "MAG1>" + anchor + " PBU, " + anchor + ">MAG1 PBA",
                              (row.prefix ? row.prefix : "no prefix"));
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(there,
                                       {{Seconds(3),
                                         net.GetWay({MAG1, LMA1, LMA2, MAG2}),
                                         "MN, whose prefix is LMA1's, by the anchors"}},
                                       Seconds(4)),
            "",
            "from MN to CN");
        NS_TEST_EXPECT_MSG_EQ(
            EpmipFixture::DescribeWays(
                back,
                {{Seconds(3), net.GetWay({MAG2, LMA2, LMA1, MAG1}), "to MN, likewise"}},
                Seconds(4)),
            "",
            "from CN to MN");
    }
}

void
LuoLegacyTestCase::CheckByAnchors(RoutingPlace legacy, RoutingPlace gateway, bool isAsked)
{
    EpmipOptions options;
    options.legacy = {legacy};
    EpmipFixture net(options);
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, gateway);
    auto& there = net.AddFlow(NODE_MN, NODE_CN, INTERVAL);
    auto& back = net.AddFlow(NODE_CN, NODE_MN, INTERVAL);
    there.Run(START, 500);
    back.Run(START, 500);
    net.RunUntil(Seconds(4));
    std::vector<Time> queries;
    if (isAsked)
    {
        queries.push_back(START + net.Access());
        NS_TEST_EXPECT_MSG_EQ(net.FindStatus("LMA2>MAG1 Pbqa"), 133, "no location");
    }
    ExpectQueries(net, START, Seconds(4), queries);
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              there,
                              {{START, net.GetWay({MAG1, LMA1, LMA2, gateway}), "by the anchors"}},
                              Seconds(3)),
                          "",
                          "from MN to CN");
    NS_TEST_EXPECT_MSG_EQ(EpmipFixture::DescribeWays(
                              back,
                              {{START, net.GetWay({gateway, LMA2, LMA1, MAG1}), "by the anchors"}},
                              Seconds(3)),
                          "",
                          "from CN to MN");
    NS_TEST_EXPECT_MSG_EQ(net.GetRouting(MAG1)->GetLocations().size(), 0, "nothing learned");
}

void
LuoLegacyTestCase::LegacyNeighbour()
{
    // Both at MAG1; MN's anchor has no LMF.
    CheckByAnchors(LMA1, MAG1, false);
}

void
LuoLegacyTestCase::LegacyGateway()
{
    CheckByAnchors(MAG2, MAG2, true);
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-legacy`.
 */
class LuoLegacyTestSuite : public TestSuite
{
  public:
    LuoLegacyTestSuite()
        : TestSuite("pmipv6-luo-legacy")
    {
        using Case = LuoLegacyTestCase;
        AddTestCase(new Case("4.1 an anchor without LMF", &Case::LegacyAnchor));
        AddTestCase(new Case("4.1 an eLMA is preferred", &Case::AnchorChosen));
        AddTestCase(new Case("4.1 its node beside another", &Case::LegacyNeighbour));
        AddTestCase(new Case("6 a gateway without DAF", &Case::LegacyGateway));
    }
};

static LuoLegacyTestSuite g_luoLegacyTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
