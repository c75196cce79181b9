/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-support.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @param node a node's plan
 * @return the gateways that it visits
 */
std::string
GetVisits(const PlannedNode& node)
{
    NodeName last = node.firstGateway.value_or(NodeName());
    std::string text = last.GetText();
    for (const PlannedMove& move : node.moves)
    {
        EXPECT_EQ(move.from, last);
        text += " " + move.to.GetText();
        last = move.to;
    }
    return text;
}

TEST(ExperimentPlan, DefaultPaths)
{
    const auto nodes = PlanMobileNodes(Parse({"--move=both", "--moves=2", "--mobileNodes=2"}));
    ASSERT_EQ(nodes.size(), 4U);
    EXPECT_EQ(nodes[0].name.GetText(), "mn1");
    EXPECT_EQ(nodes[1].name.GetText(), "cn1");
    EXPECT_EQ(nodes[3].name.GetText(), "cn2");
    EXPECT_EQ(nodes[0].peer->GetText(), "cn1");
    EXPECT_EQ(nodes[3].peer->GetText(), "mn2");
    EXPECT_EQ(GetVisits(nodes[0]), "mag1 mag3 mag5");
    EXPECT_EQ(GetVisits(nodes[1]), "mag2 mag4 mag6");
    EXPECT_EQ(GetVisits(nodes[2]), "mag1 mag3 mag5");
    EXPECT_EQ(GetVisits(PlanMobileNodes(Parse({"--case=a11", "--move=cn"}))[1]), "mag1 mag4");
    EXPECT_EQ(GetVisits(PlanMobileNodes(Parse({"--case=a12", "--move=cn"}))[1]), "mag1 mag4");
    EXPECT_EQ(GetVisits(PlanMobileNodes(Parse({"--case=a22", "--move=cn"}))[1]), "mag2 mag4");
}

TEST(ExperimentPlan, CorrespondentsOfOne)
{
    const auto nodes = PlanMobileNodes(
        Parse({"--correspondents=3", "--stagger=10", "--case=a22", "--path=cn3:mag4"}));
    ASSERT_EQ(nodes.size(), 4U);
    EXPECT_EQ(nodes[0].name.GetText(), "mn1");
    EXPECT_EQ(nodes[0].peer->GetText(), "cn1");
    for (uint32_t i = 1; i <= 3; ++i)
    {
        EXPECT_EQ(nodes[i].name, NodeName(CORRESPONDENT, i));
        EXPECT_EQ(nodes[i].peer->GetText(), "mn1");
        EXPECT_EQ(nodes[i].anchor, NodeName(ANCHOR, 2));
        EXPECT_EQ(nodes[i].attachAt, MilliSeconds(990 + 10 * i));
    }
    EXPECT_EQ(GetVisits(nodes[2]), "mag2"); // as pair 1
    EXPECT_EQ(GetVisits(nodes[3]), "mag4");
}

TEST(ExperimentPlan, PathsBeginAgain)
{
    const auto nodes = PlanMobileNodes(
        Parse({"--moves=4", "--path=mn1:mag7,mag2,mag3", "--path=mn3:mag4", "--mobileNodes=3"}));
    EXPECT_EQ(GetVisits(nodes[0]), "mag7 mag2 mag3 mag7 mag2");
    EXPECT_EQ(GetVisits(nodes[2]), "mag7 mag2 mag3 mag7 mag2"); // as pair 1
    EXPECT_EQ(GetVisits(nodes[4]), "mag4 mag4 mag4 mag4 mag4");
    EXPECT_EQ(GetVisits(nodes[1]), "mag2");
}

TEST(ExperimentPlan, TimesOfMoves)
{
    const ExperimentOptions options = Parse({"--move=both",
                                             "--moves=2",
                                             "--moveAt=8",
                                             "--dwell=3",
                                             "--moveOffset=-40",
                                             "--stagger=10",
                                             "--mobileNodes=2"});
    const auto nodes = PlanMobileNodes(options);
    EXPECT_EQ(nodes[0].attachAt, MilliSeconds(1000));
    EXPECT_EQ(nodes[2].attachAt, MilliSeconds(1010));
    EXPECT_EQ(nodes[0].moves[0].detachAt, MilliSeconds(8000));
    EXPECT_EQ(nodes[0].moves[1].detachAt, MilliSeconds(11000));
    EXPECT_EQ(nodes[1].moves[0].detachAt, MilliSeconds(7960));
    EXPECT_EQ(nodes[3].moves[1].detachAt, MilliSeconds(10970));
    EXPECT_EQ(GetLastMove(options), MilliSeconds(11010));
    EXPECT_EQ(GetLastMove(Parse({"--move=none"})), std::nullopt);
}

TEST(ExperimentPlan, GatewaysAndAnchors)
{
    using Numbers = std::vector<uint32_t>;
    EXPECT_EQ(ListGateways(Parse({})), (Numbers{1, 2, 3, 4}));
    EXPECT_EQ(ListGateways(Parse({"--moves=2"})), (Numbers{1, 2, 3, 4, 5}));
    EXPECT_EQ(ListGateways(Parse({"--moves=3"})), (Numbers{1, 2, 3, 4, 5, 7}));
    EXPECT_EQ(ListGateways(Parse({"--moves=2", "--move=both"})), (Numbers{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(ListGateways(Parse({"--moves=9", "--path=mn1:mag1,mag2"})), (Numbers{1, 2, 3, 4}));
    EXPECT_EQ(ListGateways(Parse({"--path=cn1:mag8"})), (Numbers{1, 2, 3, 4, 8}));
    // Of gateways that nobody names or visits there are none.
    const ExperimentOptions far = Parse({"--path=mn1:mag9999,mag99"});
    EXPECT_EQ(ListGateways(far), (Numbers{1, 2, 3, 4, 99, 9999}));
    EXPECT_EQ(GetHighestGateway(far), 9999U);
    EXPECT_EQ(CountAnchors(Parse({"--case=a21"})), 1U);
    EXPECT_EQ(CountAnchors(Parse({"--case=a22"})), 2U);
    const auto nodes = PlanMobileNodes(Parse({"--case=a12"}));
    EXPECT_EQ(nodes[0].anchor.GetText(), "lma1");
    EXPECT_EQ(nodes[1].anchor.GetText(), "lma2");
}

TEST(ExperimentPlan, RoamingCasesHaveTwoAnchors)
{
    const ExperimentOptions options = Parse({"--case=roaming4", "--scheme=localized-routing"});
    EXPECT_EQ(CountAnchors(options), 2U);
    const auto nodes = PlanMobileNodes(options);
    ASSERT_EQ(nodes.size(), 2U);
    EXPECT_EQ(nodes[0].anchor.GetText(), "lma1");
    EXPECT_EQ(nodes[1].anchor.GetText(), "lma2");
}

TEST(ExperimentPlan, AFixedCorrespondentIsNoMobileNode)
{
    const auto nodes = PlanMobileNodes(Parse({"--correspondent=fixed", "--mobileNodes=2"}));
    ASSERT_EQ(nodes.size(), 2U);
    EXPECT_EQ(nodes[1].name.GetText(), "mn2");
    EXPECT_EQ(nodes[1].peer->GetText(), "cn1");
}

TEST(ExperimentPlan, ATraceNamesTheNodes)
{
    const std::string trace =
        "--trace=" + FindNearSource("examples/pmipv6-two-streets.mob").string();
    const ExperimentOptions mobile = Parse({trace, "--gateways=2x3"});
    EXPECT_EQ(mobile[option::CORE], Core::STAR);
    EXPECT_EQ(mobile[option::DURATION], MilliSeconds(60000));
    EXPECT_EQ(ListGateways(mobile), (std::vector<uint32_t>{1, 2, 3, 4, 5, 6}));
    const auto nodes = PlanMobileNodes(mobile);
    ASSERT_EQ(nodes.size(), 6U);
    EXPECT_EQ(nodes[4].name.GetText(), "mn3");
    EXPECT_EQ(nodes[5].name.GetText(), "cn3");
    EXPECT_EQ(nodes[5].traceNode, 5U);
    EXPECT_EQ(nodes[5].attachAt, MilliSeconds(10000));
    EXPECT_FALSE(nodes[5].firstGateway);
    EXPECT_TRUE(nodes[5].moves.empty());
    EXPECT_EQ(PlanMobileNodes(Parse({trace, "--correspondent=fixed"}))[5].name.GetText(), "mn6");
    EXPECT_EQ(Parse({trace, "--core=mesh", "--delay=mag1:mag2:3"})[option::CORE], Core::MESH);
    EXPECT_EQ(Refuse({trace, "--delay=mag1:mag2:3"}),
              "--delay is not allowed with --core=star, the default with --trace; allowed: "
              "--core=mesh");
    EXPECT_EQ(Parse({trace, "--duration=5"})[option::DURATION], MilliSeconds(5000));
}

TEST(ExperimentPlan, ATracesLastLegCountsToItsEnd)
{
    const TemporaryFolder folder;
    const auto getDuration = [&folder](const std::string& last) {
        const std::string trace = folder.Write("leg.mob",
                                               "$node_(0) set X_ 0\n$node_(0) set Y_ 0\n"
                                               "$ns_ at 5 \"$node_(0) setdest 100 0 10\"\n" +
                                                   last);
        return Parse(
            {"--trace=" + trace, "--access=ideal", "--correspondent=fixed"})[option::DURATION];
    };
    EXPECT_EQ(getDuration(""), Seconds(15));
    EXPECT_EQ(getDuration("$ns_ at 12 \"$node_(0) switch OFF\"\n"), Seconds(12));
    const std::string slow = folder.Write("slow.mob",
                                          "$node_(0) set X_ 0\n$node_(0) set Y_ 0\n"
                                          "$ns_ at 5 \"$node_(0) setdest 100 0 0.00001\"\n");
    EXPECT_EQ(Refuse({"--trace=" + slow}),
              "--trace=" + slow +
                  " has a last leg that ends at 10000005 s; allowed: with it, a "
                  "--duration");
    EXPECT_EQ(Parse({"--trace=" + slow, "--duration=9"})[option::DURATION], Seconds(9));
}

TEST(ExperimentPlan, AnUnreadableTraceIsRefused)
{
    const TemporaryFolder folder;
    const std::string missing = (folder.GetPath() / "none.mob").string();
    EXPECT_EQ(Refuse({"--trace=" + missing}),
              "--trace=" + missing + " is not allowed: " + missing +
                  ": this file cannot be read; allowed: a file with an ns-2 mobility trace");
    EXPECT_NE(Refuse({"--trace=" + folder.GetPath().string()}), "");
    const std::string bad = folder.Write("bad.mob", "$node_(0) set X_ 1\nhello\n");
    EXPECT_NE(Refuse({"--trace=" + bad}).find("bad.mob:2: "), std::string::npos);
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
