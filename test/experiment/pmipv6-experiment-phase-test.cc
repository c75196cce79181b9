/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "accesses/pmipv6-experiment-wifi-access.h"
#include "pmipv6-experiment-phase.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-support.h"
#include "pmipv6-experiment-values.h"

#include <cmath>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

TEST(ExperimentPhase, FixedIsTheDefaultAndDrawsNothing)
{
    const ExperimentOptions options = Parse({"--access=ideal"});
    EXPECT_EQ(options[option::PHASE], Phase::FIXED);
    EXPECT_TRUE(DrawMovePhase(options, 1).IsZero());
    EXPECT_TRUE(DrawFlowPhase(options, 1, true).IsZero());
    EXPECT_EQ(PlanMobileNodes(options)[0].moves[0].detachAt, Seconds(10));
}

TEST(ExperimentPhase, SpanFollowsTheAccessAndTheTraffic)
{
    const auto getSpan = [](std::vector<std::string> arguments) {
        arguments.push_back("--phase=random");
        return Parse(arguments)[option::PHASE_SPAN];
    };
    EXPECT_EQ(getSpan({"--access=ideal"}), MilliSeconds(20));
    EXPECT_EQ(getSpan({"--access=ideal", "--interval=100"}), MilliSeconds(100));
    EXPECT_EQ(getSpan({"--access=ideal", "--interval=100", "--traffic=tcp"}), MilliSeconds(20));
    EXPECT_EQ(getSpan({"--access=wifi"}), MicroSeconds(102400));
    EXPECT_EQ(getSpan({"--access=wifi", "--traffic=tcp"}), MicroSeconds(102400));
    EXPECT_EQ(getSpan({"--access=ideal", "--phaseSpan=7.5"}), MicroSeconds(7500));
}

TEST(ExperimentPhase, APairSharesOneDrawSoThatOffsetsAndDwellStayExact)
{
    const auto nodes = PlanMobileNodes(Parse({"--access=ideal",
                                              "--phase=random",
                                              "--move=both",
                                              "--moves=3",
                                              "--dwell=4",
                                              "--moveOffset=-7",
                                              "--mobileNodes=2",
                                              "--stagger=30"}));
    const Time mn1 = nodes[0].moves[0].detachAt;
    EXPECT_GE(mn1, Seconds(10));
    EXPECT_LT(mn1, MilliSeconds(10020));
    EXPECT_NE(mn1, Seconds(10));
    EXPECT_EQ(nodes[0].moves[2].detachAt, mn1 + Seconds(8));
    EXPECT_EQ(nodes[1].moves[0].detachAt, mn1 - MilliSeconds(7));
    // First attachments are at their times.
    EXPECT_EQ(nodes[0].attachAt, Seconds(1));
    EXPECT_NE(nodes[2].moves[0].detachAt, mn1 + MilliSeconds(30));
    EXPECT_EQ(nodes[3].moves[1].detachAt, nodes[2].moves[1].detachAt - MilliSeconds(7));
}

TEST(ExperimentPhase, DrawsAreByTheRunAndTheNameAlone)
{
    const auto parse = [](const std::string& more) {
        return Parse({"--access=ideal", "--phase=random", more});
    };
    const ExperimentOptions one = parse("--run=1");
    for (const char* same : {"--mobileNodes=9",
                             "--scheme=none",
                             "--direction=cn-mn",
                             "--ordering=sequence",
                             "--correspondent=fixed"})
    {
        EXPECT_EQ(DrawMovePhase(one, 1), DrawMovePhase(parse(same), 1)) << same;
        EXPECT_EQ(DrawFlowPhase(one, 1, false), DrawFlowPhase(parse(same), 1, false)) << same;
    }
    for (const char* other : {"--run=2", "--seed=2"})
    {
        EXPECT_NE(DrawMovePhase(one, 1), DrawMovePhase(parse(other), 1)) << other;
        EXPECT_NE(DrawFlowPhase(one, 1, true), DrawFlowPhase(parse(other), 1, true)) << other;
    }
    EXPECT_NE(DrawMovePhase(one, 1), DrawFlowPhase(one, 1, true));
    EXPECT_NE(DrawFlowPhase(one, 1, true), DrawFlowPhase(one, 1, false));
}

TEST(ExperimentPhase, DrawsAreUniform)
{
    ExperimentOptions options = Parse({"--access=ideal", "--phase=random"});
    constexpr uint64_t RUNS = 2000;
    double sum = 0;
    double squares = 0;
    for (uint64_t run = 1; run <= RUNS; ++run)
    {
        options.Set(option::RUN, run);
        const double draw = DrawMovePhase(options, 1).GetSeconds() * 1e3;
        ASSERT_TRUE(draw >= 0 && draw < 20) << draw;
        sum += draw;
        squares += draw * draw;
    }
    const double mean = sum / RUNS;
    const double deviation = std::sqrt(squares / RUNS - mean * mean);
    EXPECT_NEAR(mean, 10, 3 * 20 / std::sqrt(12.0 * RUNS));
    EXPECT_NEAR(deviation, 20 / std::sqrt(12.0), 0.2);
}

TEST(ExperimentPhase, WithATraceFlowsAlone)
{
    const std::string trace =
        "--trace=" + FindNearSource("examples/pmipv6-two-streets.mob").string();
    const ExperimentOptions options = Parse({trace, "--access=ideal", "--phase=random"});
    EXPECT_TRUE(DrawMovePhase(options, 1).IsZero());
    EXPECT_FALSE(DrawFlowPhase(options, 1, true).IsZero());
    EXPECT_EQ(Parse({trace, "--phase=random", "--phaseSpan=3"}).notes,
              (std::vector<std::string>{"--phaseSpan changes nothing with --trace"}));
}

TEST(ExperimentPhase, TheLatestMoveCountsForTheDuration)
{
    EXPECT_EQ(Parse({"--access=ideal", "--phase=random", "--phaseSpan=3000"})[option::DURATION],
              Seconds(23));
    EXPECT_EQ(Parse({"--access=ideal", "--phaseSpan=3000"})[option::DURATION], Seconds(20));
    EXPECT_EQ(Parse({"--phaseSpan=3"}).notes,
              (std::vector<std::string>{"--phaseSpan changes nothing with --phase=fixed"}));
}

TEST(ExperimentPlaces, GatewaysStandInTwoStreets)
{
    const ExperimentOptions options = Parse({"--apDistance=50"});
    const auto at = [&options](uint32_t number) {
        const Vector place = GetGatewayPosition(options, NodeName(GATEWAY, number));
        return std::make_pair(place.x, place.y);
    };
    EXPECT_EQ(at(1), std::make_pair(0.0, 0.0));
    EXPECT_EQ(at(3), std::make_pair(50.0, 0.0));
    EXPECT_EQ(at(2), std::make_pair(0.0, 500.0));
    EXPECT_EQ(at(99), std::make_pair(2450.0, 0.0));
}

TEST(ExperimentPlaces, AWalkCountsToItsEnd)
{
    const auto getDuration = [](const std::string& more) {
        return Parse({"--access=wifi", "--wifiHandover=default", more})[option::DURATION];
    };
    EXPECT_EQ(getDuration("--speed=20"), Seconds(25)); // 100 m from 10 s on
    EXPECT_EQ(getDuration("--speed=2"), Seconds(70));
    EXPECT_EQ(getDuration("--apDistance=200"), Seconds(30));
    EXPECT_EQ(getDuration("--move=none"), Seconds(20));
    // The second walk begins half-way on the first one, 100 m from its end.
    EXPECT_EQ(Parse({"--access=wifi",
                     "--wifiHandover=default",
                     "--speed=10",
                     "--dwell=5",
                     "--moves=2",
                     "--path=mn1:mag1,mag3"})[option::DURATION],
              Seconds(30)); // 50 m there, 50 m back
    EXPECT_EQ(Parse({"--access=wifi", "--speed=2"})[option::DURATION], Seconds(20));
}

TEST(ExperimentPlaces, AHoleInTheCoverageIsSaid)
{
    const auto getNotes = [](const std::string& path) {
        return Join(
            Parse({"--access=wifi", "--wifiHandover=default", "--moves=3", "--path=mn1:" + path})
                .notes,
            "; ");
    };
    EXPECT_EQ(getNotes("mag1,mag3,mag5,mag3"), "");
    // One sentence for each direction.
    EXPECT_EQ(getNotes("mag1,mag2").substr(0, 95),
              "on the way from mag1 to mag2, 1000 m, a station is for 850 m out of every access "
              "point's range;");
    // Of gateways that nobody names there are none in between.
    EXPECT_EQ(getNotes("mag1,mag9").substr(0, 59),
              "on the way from mag1 to mag9, 400 m, a station is for 150 m");
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
