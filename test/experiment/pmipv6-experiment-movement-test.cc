/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-gateways.h"
#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-support.h"

#include "ns3/rng-seed-manager.h"

#include <algorithm>
#include <cmath>
#include <memory>

/**
 * @file
 * @ingroup pmipv6-tests
 * Mobile nodes that are moved by a model, and gateways out of a file.
 */

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @param arguments of a run
 * @return how its nodes move
 */
std::shared_ptr<const MobilityTrace>
Move(const std::vector<std::string>& arguments)
{
    const ExperimentOptions options = Parse(arguments);
    RngSeedManager::SetSeed(options[option::SEED]);
    RngSeedManager::SetRun(options[option::RUN]);
    return MakeMovement(options);
}

/**
 * @param a a movement
 * @param nodeA a node of it
 * @param b another movement
 * @param nodeB a node of that
 * @return whether they move alike, to the last digit
 */
bool
IsSame(const MobilityTrace& a, std::size_t nodeA, const MobilityTrace& b, std::size_t nodeB)
{
    const auto& first = a.GetNodes()[nodeA].course;
    const auto& second = b.GetNodes()[nodeB].course;
    return std::equal(first.begin(),
                      first.end(),
                      second.begin(),
                      second.end(),
                      [](const Waypoint& x, const Waypoint& y) {
                          return x.time == y.time && CalculateDistance(x.position, y.position) == 0;
                      });
}

TEST(ExperimentMovement, ByPlanThereIsNone)
{
    EXPECT_FALSE(Move({}));
    EXPECT_TRUE(IsPlanned(Parse({})));
    EXPECT_TRUE(GetGatewayPlaces(Parse({})).empty());
}

TEST(ExperimentMovement, AModelPlansPairsAndGateways)
{
    const ExperimentOptions options =
        Parse({"--movement=random-waypoint", "--mobileNodes=3", "--stagger=500"});
    EXPECT_FALSE(IsPlanned(options));
    EXPECT_EQ(options[option::CORE], Core::STAR);
    EXPECT_EQ(options[option::DURATION], Seconds(300));
    EXPECT_EQ(ListGateways(options).size(), 15U);
    const auto nodes = PlanMobileNodes(options);
    ASSERT_EQ(nodes.size(), 6U);
    EXPECT_EQ(nodes[5].name.GetText(), "cn3");
    EXPECT_EQ(nodes[5].traceNode, 5U);
    EXPECT_EQ(nodes[5].attachAt, Seconds(2));
    EXPECT_TRUE(nodes[5].moves.empty());
    EXPECT_FALSE(nodes[5].firstGateway);
    EXPECT_FALSE(GetLastMove(options));
    const auto places = GetGatewayPlaces(options);
    EXPECT_EQ(places.back().name.GetText(), "mag15");
    EXPECT_EQ(places.front().position.x, 150);
    EXPECT_EQ(places.back().position.x, 1350);
    EXPECT_EQ(places.back().position.y, 750);
    EXPECT_EQ(Parse({"--movement=gauss-markov", "--moves=3", "--path=mn1:mag20"}).notes.size(), 2U);
    EXPECT_EQ(ListGateways(Parse({"--movement=gauss-markov", "--path=mn1:mag20"})).back(), 15U);
}

TEST(ExperimentMovement, RandomWaypointKeepsToItsBounds)
{
    const auto movement = Move({"--movement=random-waypoint",
                                "--area=-100:50:300:150",
                                "--speeds=2:5",
                                "--pause=3",
                                "--mobileNodes=10",
                                "--duration=600"});
    ASSERT_TRUE(movement);
    double slowest = 1e9;
    double fastest = 0;
    std::size_t legs = 0;
    for (const auto& node : movement->GetNodes())
    {
        for (std::size_t i = 1; i < node.course.size(); ++i)
        {
            const Waypoint& from = node.course[i - 1];
            const Waypoint& to = node.course[i];
            EXPECT_GE(to.position.x, -100);
            EXPECT_LE(to.position.x, 300);
            EXPECT_GE(to.position.y, 50);
            EXPECT_LE(to.position.y, 150);
            const double speed =
                CalculateDistance(from.position, to.position) / (to.time - from.time).GetSeconds();
            if (speed == 0)
            {
                EXPECT_LE(to.time - from.time, Seconds(3));
                continue;
            }
            slowest = std::min(slowest, speed);
            fastest = std::max(fastest, speed);
            ++legs;
        }
    }
    EXPECT_GT(slowest, 2 - 1e-6);
    EXPECT_LT(slowest, 2.2);
    EXPECT_LT(fastest, 5 + 1e-6);
    EXPECT_GT(fastest, 4.8);
    EXPECT_GT(legs, 100U);
}

TEST(ExperimentMovement, GaussMarkovKeepsItsSpeedAsMuchAsAlphaSays)
{
    // How much the speed changes in a step, on average.
    const auto getChange = [](const std::string& alpha) {
        const auto movement = Move({"--movement=gauss-markov",
                                    "--area=0:0:100000:100000",
                                    "--speeds=30:30",
                                    "--step=2",
                                    "--duration=400",
                                    "--alpha=" + alpha});
        const auto& course = movement->GetNodes()[0].course;
        EXPECT_NEAR(static_cast<double>(course.size()), 201, 1);
        double before = 30;
        double sum = 0;
        for (std::size_t i = 1; i < course.size(); ++i)
        {
            const double speed = CalculateDistance(course[i - 1].position, course[i].position) / 2;
            EXPECT_NEAR(speed, 30, 8);
            sum += std::abs(speed - before);
            before = speed;
        }
        return sum / static_cast<double>(course.size());
    };
    // The mean of the change is 2 sigma sqrt((1 - alpha) / pi).
    EXPECT_LT(getChange("1"), 1e-6);
    EXPECT_NEAR(getChange("0.75"), 2 * std::sqrt(0.25 / M_PI), 0.1);
    EXPECT_NEAR(getChange("0"), 2 * std::sqrt(1 / M_PI), 0.2);
}

TEST(ExperimentMovement, NothingElseChangesHowANodeMoves)
{
    for (const char* model : {"--movement=random-waypoint", "--movement=gauss-markov"})
    {
        const auto one = Move({model, "--mobileNodes=2"});
        const auto same = Move({model, "--mobileNodes=2", "--scheme=epmip", "--access=ideal"});
        const auto more = Move({model, "--mobileNodes=4", "--interval=5", "--gateways=3x5"});
        const auto alone = Move({model, "--mobileNodes=4", "--correspondent=fixed"});
        for (std::size_t i = 0; i < 4; ++i)
        {
            EXPECT_TRUE(IsSame(*one, i, *same, i)) << model;
            EXPECT_TRUE(IsSame(*one, i, *more, i)) << model;
        }
        EXPECT_TRUE(IsSame(*one, 2, *alone, 1)) << model; // mn2
        EXPECT_FALSE(IsSame(*one, 0, *one, 1)) << model;
        EXPECT_FALSE(IsSame(*one, 0, *Move({model, "--run=2"}), 0)) << model;
        EXPECT_FALSE(IsSame(*one, 0, *Move({model, "--seed=2"}), 0)) << model;
    }
}

TEST(ExperimentMovement, GatewaysStandWhereAFileSays)
{
    const TemporaryFolder folder;
    const std::string file =
        folder.Write("g.txt", "\xEF\xBB\xBF# two\r\nmag7 1e2 -3.5 # north\r\n\nmag2\t0 40\n");
    const ExperimentOptions options = Parse({"--movement=gauss-markov", "--gateways=" + file});
    const auto places = GetGatewayPlaces(options);
    ASSERT_EQ(places.size(), 2U);
    EXPECT_EQ(places[0].name.GetText(), "mag2");
    EXPECT_EQ(places[1].name.GetText(), "mag7");
    EXPECT_EQ(places[1].position.x, 100);
    EXPECT_EQ(places[1].position.y, -3.5);
    EXPECT_EQ(ListGateways(options), (std::vector<uint32_t>{2, 7}));
    EXPECT_EQ(WriteGatewayPlaces(places), "mag2 0 40\nmag7 100 -3.5\n");
    EXPECT_EQ(options[option::AREA].xMin, -150);
    EXPECT_EQ(options[option::AREA].yMax, 190);
    const std::string trace =
        "--trace=" + FindNearSource("examples/pmipv6-two-streets.mob").string();
    EXPECT_EQ(ListGateways(Parse({trace, "--gateways=" + file})).size(), 2U);
    // A file is taken for one only where it cannot be a grid.
    EXPECT_EQ(Parse({"--movement=gauss-markov", "--gateways=2x3"})[option::GATEWAYS].rows, 2U);
}

TEST(ExperimentMovement, WhatIsWrongWithAFileOfGatewaysIsSaid)
{
    const TemporaryFolder folder;
    const auto expect = [&folder](const std::string& text, const std::string& error) {
        const std::string file = folder.Write("g.txt", text);
        EXPECT_EQ(Refuse({"--movement=gauss-markov", "--gateways=" + file}),
                  "--gateways=" + file + " is not allowed: " + file + error +
                      "; allowed: ROWSxCOLUMNS, each 1 or more, not more than 9999 in all, or a "
                      "file with lines NAME X Y");
    };
    expect("mag1 1\n", ":1: a line is NAME X Y, and this one has 2 fields");
    expect("# x\nmag1\n", ":2: a line is NAME X Y, and this one has 1 field");
    expect("mag1 1 2 3\n", ":1: a line is NAME X Y, and this one has 4 fields");
    expect("lma1 1 2\n", ":1: \"lma1\" is no gateway; allowed: mag1 to mag9999");
    expect("mag0 1 2\n", ":1: \"mag0\" is no gateway; allowed: mag1 to mag9999");
    expect("mag1 1 2\nmag1 3 4\n", ":2: mag1 has a line already");
    expect("mag1 1 2\nmag2 1.0 2\n", ":2: mag2 stands where mag1 does");
    expect("mag1 1 x\n", ":1: coordinate \"x\" is not allowed; allowed: -1000000000 to 1000000000 m");
    expect("mag1 nan 1\n", ":1: coordinate \"nan\" is not allowed; allowed: -1000000000 to 1000000000 m");
    expect("mag1 1 1e99\n", ":1: coordinate \"1e99\" is not allowed; allowed: -1000000000 to 1000000000 m");
    expect("\n# none\n", ": there is no gateway in this file");
    expect("", ": there is no gateway in this file");
    for (const std::string& name :
         {(folder.GetPath() / "none").string(), folder.GetPath().string()})
    {
        EXPECT_NE(Refuse({"--gateways=" + name}).find(name + ": this file cannot be read"),
                  std::string::npos);
    }
}

TEST(ExperimentMovement, ATraceAndAModelAreRefusedTogether)
{
    const std::string trace =
        "--trace=" + FindNearSource("examples/pmipv6-two-streets.mob").string();
    for (const char* word : {"random-waypoint", "gauss-markov", "plan"})
    {
        const std::string other = word;
        EXPECT_EQ(Refuse({trace, "--movement=" + other}),
                  "--movement=" + other +
                      " is not allowed with --trace, which says where nodes are; allowed: one of "
                      "the two");
    }
    EXPECT_EQ(Parse({trace, "--movement=trace"})[option::MOVEMENT], Movement::TRACE);
    EXPECT_EQ(Parse({trace})[option::MOVEMENT], Movement::TRACE);
    // What only others take is noted.
    EXPECT_EQ(Parse({trace, "--area=0:0:9:9", "--speeds=1:2", "--alpha=0.5"}).notes.size(), 3U);
    EXPECT_EQ(Parse({"--movement=gauss-markov", "--pause=3"}).notes,
              (std::vector<std::string>{"--pause changes nothing with --movement=gauss-markov"}));
    EXPECT_EQ(Parse({"--movement=random-waypoint", "--step=3"}).notes,
              (std::vector<std::string>{"--step changes nothing with --movement=random-waypoint"}));
    EXPECT_EQ(
        Parse({"--hysteresis=3"}).notes,
        (std::vector<std::string>{"--hysteresis changes nothing without --trace or --movement"}));
    EXPECT_TRUE(Parse({trace, "--hysteresis=3"}).notes.empty());
    EXPECT_TRUE(Parse({trace, "--hysteresis=3", "--access=ideal"}).notes.empty());
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
