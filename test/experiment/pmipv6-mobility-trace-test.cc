/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-support.h"

#include "ns3/constant-velocity-mobility-model.h"
#include "ns3/mobility-model.h"
#include "ns3/pmipv6-mobility-recorder.h"
#include "ns3/pmipv6-mobility-trace.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * @param text a trace
 * @return it
 */
MobilityTrace
ReadText(const std::string& text)
{
    std::istringstream stream(text);
    return MobilityTrace::Read(stream, "t.mob");
}

/**
 * @param text a trace
 * @return what is wrong with it
 */
std::string
GetError(const std::string& text)
{
    try
    {
        ReadText(text);
    }
    catch (const MobilityTraceError& error)
    {
        return error.what();
    }
    return "nothing is wrong";
}

/**
 * @param position a position
 * @param x that it should have
 * @param y that it should have
 */
void
ExpectAt(const Vector& position, double x, double y)
{
    EXPECT_NEAR(position.x, x, 1e-6);
    EXPECT_NEAR(position.y, y, 1e-6);
}

const std::string ORIGIN = "$node_(0) set X_ 0\n$node_(0) set Y_ 0\n"; //!< a node at rest

TEST(MobilityTrace, NodesComeInTheFilesOrder)
{
    const MobilityTrace trace = ReadText("# a comment\n"
                                         "\n"
                                         "$node_(7) set X_ 1.5\r\n"
                                         "  $node_(7) set Y_ -2e1 ; # behind\r\n"
                                         "$god_ set-dist 0 1 2\n"
                                         "$ns_ at 3 \"$god_ set-dist 0 1 2\"\n"
                                         "$ns_ at 1.0 \"$node_(3) set X_ 4 \";\n"
                                         "$node_(3) set Y_ 5");
    ASSERT_EQ(trace.GetNodes().size(), 2U);
    EXPECT_EQ(trace.GetNodes()[0].id, 7U);
    EXPECT_EQ(trace.GetNodes()[1].id, 3U);
    ExpectAt(trace.GetPosition(0, Seconds(0)), 1.5, -20);
    ExpectAt(trace.GetPosition(1, Seconds(0)), 4, 5);
    EXPECT_EQ(trace.GetLastEvent(), Seconds(1));
}

TEST(MobilityTrace, LegsAreFollowedAndCutShort)
{
    const MobilityTrace trace = ReadText(ORIGIN + "$ns_ at 1 \"$node_(0) setdest 30 40 5\"\n"
                                                  "$ns_ at 5 \"$node_(0) setdest 12 0 4\"\n"
                                                  "$ns_ at 20 \"$node_(0) setdest 0 0 0\"\n");
    ExpectAt(trace.GetPosition(0, MilliSeconds(500)), 0, 0);
    ExpectAt(trace.GetPosition(0, Seconds(3)), 6, 8);
    ExpectAt(trace.GetPosition(0, Seconds(5)), 12, 16); // on the way
    ExpectAt(trace.GetPosition(0, Seconds(7)), 12, 8);
    ExpectAt(trace.GetPosition(0, Seconds(9)), 12, 0);
    ExpectAt(trace.GetPosition(0, Seconds(100)), 12, 0);
}

TEST(MobilityTrace, ASpeedOfZeroStops)
{
    const MobilityTrace trace = ReadText(ORIGIN + "$ns_ at 0 \"$node_(0) setdest 100 0 10\"\n"
                                                  "$ns_ at 4 \"$node_(0) setdest 100 0 0\"\n");
    ExpectAt(trace.GetPosition(0, Seconds(50)), 40, 0);
    EXPECT_EQ(trace.GetArea().xMax, 40);
}

TEST(MobilityTrace, LinesNeedNotBeInTheOrderOfTime)
{
    const MobilityTrace trace = ReadText("$ns_ at 10 \"$node_(0) setdest 0 0 1\"\n"
                                         "$ns_ at 0 \"$node_(0) setdest 10 0 1\"\n" +
                                         ORIGIN);
    ExpectAt(trace.GetPosition(0, Seconds(10)), 10, 0);
    ExpectAt(trace.GetPosition(0, Seconds(15)), 5, 0);
}

TEST(MobilityTrace, AScheduledPositionIsAJumpAtItsTime)
{
    const MobilityTrace trace = ReadText(ORIGIN + "$ns_ at 0 \"$node_(0) setdest 10 0 1\"\n"
                                                  "$ns_ at 20 \"$node_(0) setdest 0 0 1\"\n"
                                                  "$ns_ at 20 \"$node_(0) set X_ 500\"\n"
                                                  "$ns_ at 20 \"$node_(0) set Y_ 600\"\n");
    ExpectAt(trace.GetPosition(0, Seconds(0)), 0, 0);
    ExpectAt(trace.GetPosition(0, Seconds(19)), 10, 0);
    ExpectAt(trace.GetPosition(0, Seconds(20) - NanoSeconds(1)), 10, 0);
    ExpectAt(trace.GetPosition(0, Seconds(20)), 500, 600);
    ExpectAt(trace.GetPosition(0, Seconds(30)), 500, 600);
}

TEST(MobilityTrace, OnAndOff)
{
    const auto text = [](const std::string& changes) {
        std::string lines = ORIGIN;
        std::istringstream words(changes);
        for (std::string at, what; words >> at >> what;)
        {
            lines += "$ns_ at " + at + " \"$node_(0) switch " + what + "\"\n";
        }
        return lines;
    };
    const auto isOn = [](const MobilityTrace& trace) {
        std::string on;
        for (int s = 0; s < 10; ++s)
        {
            on += trace.IsOn(0, Seconds(s)) ? '1' : '0';
        }
        return on;
    };
    EXPECT_EQ(isOn(ReadText(ORIGIN)), "1111111111");                   // no switch at all
    EXPECT_EQ(isOn(ReadText(text("4 OFF"))), "1111000000");            // from 0 without an ON
    EXPECT_EQ(isOn(ReadText(text("0 OFF 3 ON 7 OFF"))), "0001111000"); // from its first ON
    EXPECT_EQ(isOn(ReadText(text("1 OFF 3 ON 3 ON 8 OFF"))), "0001111100");
    EXPECT_EQ(isOn(ReadText(text("2 ON 4 OFF 6 ON"))), "0011001111");
    EXPECT_EQ(ReadText(text("2 ON 2 OFF 6 ON")).GetNodes()[0].switches.size(), 1U);
    EXPECT_EQ(GetError(text("0 OFF")), "t.mob: no node of this mobility trace is ever on");
}

TEST(MobilityTrace, TheAreaIsWhereNodesAreWhileTheyAreOn)
{
    const MobilityTrace trace =
        ReadText(ORIGIN + "$ns_ at 0 \"$node_(0) setdest 100 200 1000000000\"\n"
                          "$ns_ at 1 \"$node_(0) switch ON\"\n"
                          "$ns_ at 1 \"$node_(0) setdest 300 200 10\"\n"
                          "$ns_ at 6 \"$node_(0) setdest 150 900 1\"\n"
                          "$ns_ at 6 \"$node_(0) switch OFF\"\n"
                          "$ns_ at 7 \"$node_(0) setdest 0.01 0.01 1000000001\"\n"
                          "$node_(1) set X_ 120\n"
                          "$node_(1) set Y_ 260\n"
                          "$ns_ at 7 \"$node_(1) setdest 120 280 1\"\n");
    EXPECT_DOUBLE_EQ(trace.GetArea().xMin, 100);
    EXPECT_DOUBLE_EQ(trace.GetArea().xMax, 150);
    EXPECT_DOUBLE_EQ(trace.GetArea().yMin, 200);
    EXPECT_DOUBLE_EQ(trace.GetArea().yMax, 280); // where it is heading at the end
    EXPECT_EQ(trace.GetLastEvent(), Seconds(7));
}

TEST(MobilityTrace, LinesThatAreNotUnderstood)
{
    const auto expect = [](const std::string& line, const std::string& error) {
        EXPECT_EQ(GetError(ORIGIN + line + "\n"), "t.mob:3: " + error) << line;
    };
    expect("hello", "a line begins with $node_(NUMBER), $ns_ or #, not with \"hello\"");
    expect("$node_(0) set X_",
           "there is too little in this line, which is $node_(NUMBER) set X_ "
           "METRES");
    expect("$node_(0) set X_ 1 2",
           "there is too much in this line, which is $node_(NUMBER) set X_ METRES");
    expect("$node_(0) set W_ 1", "\"W_\" cannot be set; what can be: X_, Y_, Z_");
    expect("$node_(0) set X_ nan", "coordinate \"nan\" is not a number");
    expect("$node_(0) set X_ 1e999", "coordinate \"1e999\" is not a number");
    expect("$node_(0) set X_ 1,5", "coordinate \"1,5\" is not a number");
    expect("$node_(-1) set X_ 1", "\"$node_(-1)\" is no node; a node is $node_(NUMBER)");
    expect("$node_() set X_ 1", "\"$node_()\" is no node; a node is $node_(NUMBER)");
    expect("$node_(1 set X_ 1", "\"$node_(1\" is no node; a node is $node_(NUMBER)");
    expect("$node_(0) setdest 1 2 3",
           "without a time a node is only placed: $node_(NUMBER) set X_ METRES");
    expect("$ns_ at 1", "a scheduled line is $ns_ at SECONDS \"$node_(NUMBER) COMMAND\"");
    expect("$ns_ at -1 \"$node_(0) setdest 1 2 3\"", "time -1 is negative");
    expect("$ns_ at inf \"$node_(0) setdest 1 2 3\"", "time \"inf\" is not a number");
    expect("$ns_ at 2e9 \"$node_(0) setdest 1 2 3\"",
           "time 2e9 is not allowed; allowed: 0 to 1e9 s");
    expect("$ns_ at 1 \"$node_(0) setdest 1 2 -3\"", "speed -3 is negative");
    expect("$ns_ at 1 \"$node_(0) setdest 1 2\"",
           "there is too little in this line, which is $ns_ at SECONDS \"$node_(NUMBER) setdest X "
           "Y SPEED\"");
    expect("$ns_ at 1 \"$node_(0) setdest 1 2 3",
           "a scheduled command stands between two "
           "quotation marks");
    expect("$ns_ at 1 \"$node_(0) switch on\"", "switch on is not allowed; allowed: ON, OFF");
    expect("$ns_ at 1 \"$node_(0) jump 1\"",
           "command \"jump\" is not known; known: setdest, set, switch");
    EXPECT_EQ(GetError("\n"), "t.mob: there is no node in this mobility trace");
    EXPECT_EQ(GetError("$node_(4) set X_ 1"),
              "t.mob: $node_(4) has no first position; a line \"$node_(4) set Y_ METRES\" is "
              "missing");
}

TEST(MobilityTrace, WhatSumoWritesSwitchesNodes)
{
    const MobilityTrace trace = ReadText(ORIGIN + "$ns_ at 2.0 \"$node_(0) setdest 9 0 3.0\"\n"
                                                  "$ns_ at 2.0 \"$g(0) start\"; # SUMO-ID: bus 7\n"
                                                  "$ns_ at 8.5 \"$g(0) stop\"; # SUMO-ID: bus 7\n");
    ASSERT_EQ(trace.GetNodes().size(), 1U);
    EXPECT_FALSE(trace.IsOn(0, MilliSeconds(1999)));
    EXPECT_TRUE(trace.IsOn(0, Seconds(2)));
    EXPECT_TRUE(trace.IsOn(0, MilliSeconds(8499)));
    EXPECT_FALSE(trace.IsOn(0, MilliSeconds(8500)));
    EXPECT_EQ(trace.GetEnd(), MilliSeconds(8500));
    const auto expect = [](const std::string& command, const std::string& error) {
        EXPECT_EQ(GetError(ORIGIN + "$ns_ at 1 \"" + command + "\"\n"), "t.mob:3: " + error);
    };
    expect("$g(0) pause", "command \"pause\" of a $g is not known; known: start, stop");
    expect("$g(x) start", "\"$g(x)\" is no node; a node is $g(NUMBER)");
    expect("$g(0) start now",
           "there is too much in this line, which is $ns_ at SECONDS \"$g(NUMBER) start|stop\"");
}

TEST(MobilityTrace, IsWrittenAsItIsRead)
{
    MobilityTrace::TraceNode node;
    node.course = {Waypoint(Seconds(0), Vector(0.1, 1e6 / 3, 0)),
                   Waypoint(NanoSeconds(1234567891), Vector(-7, 20, 0)),
                   Waypoint(Seconds(5), Vector(-7, 20, 0)),
                   Waypoint(Seconds(9), Vector(1, 20, 0))};
    node.switches = {{Seconds(1), true}, {Seconds(6), false}, {NanoSeconds(7000000001), true}};
    MobilityTrace::TraceNode other = node;
    other.id = 7;
    MobilityTrace::TraceNode never = node;
    never.id = 9;
    never.switches.clear();
    const MobilityTrace made = MobilityTrace::Make({node, other, never}, Seconds(9));
    EXPECT_EQ(made.GetEnd(), Seconds(9));
    // Between its switches, not where it is before the first.
    EXPECT_NEAR(made.GetArea().yMax, made.GetPosition(0, Seconds(1)).y, 1e-9);
    EXPECT_EQ(made.GetArea().xMin, -7);
    EXPECT_EQ(made.GetArea().xMax, 1);
    std::stringstream text;
    made.Write(text);
    const MobilityTrace read = MobilityTrace::Read(text, "written");
    ASSERT_EQ(read.GetNodes().size(), 3U);
    for (Time at; at <= Seconds(10); at += MilliSeconds(50))
    {
        EXPECT_FALSE(read.IsOn(2, at)) << at;
        EXPECT_LT(CalculateDistance(read.GetPosition(1, at), made.GetPosition(1, at)), 1e-3) << at;
        EXPECT_EQ(read.IsOn(1, at), made.IsOn(1, at)) << at;
    }
    EXPECT_EQ(read.GetNodes()[1].id, 7U);
    EXPECT_EQ(read.GetNodes()[1].switches.back().at, NanoSeconds(7000000001));
    EXPECT_EQ(read.GetEnd(), Seconds(9));
}

TEST(MobilityTrace, RecordsWhatModelsDo)
{
    const auto record = [](Time until) {
        auto model = CreateObject<ConstantVelocityMobilityModel>();
        model->SetPosition(Vector(10, 0, 0));
        Simulator::Schedule(Seconds(2), [model] { model->SetVelocity(Vector(3, 4, 0)); });
        Simulator::Schedule(Seconds(4), [model] { model->SetVelocity(Vector(0, 0, 0)); });
        return RecordMobility({{model, Seconds(1)}, {model, Seconds(5)}}, until);
    };
    const MobilityTrace trace = record(Seconds(5));
    ASSERT_EQ(trace.GetNodes().size(), 2U);
    ExpectAt(trace.GetPosition(0, Seconds(2)), 10, 0);
    ExpectAt(trace.GetPosition(0, Seconds(3)), 13, 4);
    ExpectAt(trace.GetPosition(0, Seconds(9)), 16, 8);
    EXPECT_FALSE(trace.IsOn(0, MilliSeconds(999)));
    EXPECT_TRUE(trace.IsOn(0, Seconds(1)));
    EXPECT_TRUE(trace.GetNodes()[1].switches.empty()); // The end comes first.
    EXPECT_EQ(trace.GetEnd(), Seconds(5));
    // The simulation is as new.
    EXPECT_TRUE(Simulator::Now().IsZero());
    ExpectAt(record(Seconds(3)).GetPosition(0, Seconds(9)), 13, 4);
}

TEST(MobilityTrace, AByteOrderMarkIsNoFault)
{
    const std::string text = "$node_(3) set X_ 1\n$node_(3) set Y_ 2\n";
    const MobilityTrace trace = ReadText("\xEF\xBB\xBF" + text);
    ASSERT_EQ(trace.GetNodes().size(), 1U);
    EXPECT_EQ(trace.GetNodes()[0].id, 3U);
    for (const char* mark : {"\xFF\xFE", "\xFE\xFF"})
    {
        EXPECT_EQ(GetError(mark + text), "t.mob: this file is in UTF-16; allowed: ASCII, UTF-8");
    }
    EXPECT_EQ(GetError("\xEF\xBB" + text), "t.mob:1: a line begins with $node_(NUMBER), $ns_ or #");
    EXPECT_EQ(GetError("\xEF"), "t.mob:1: a line begins with $node_(NUMBER), $ns_ or #");
}

TEST(MobilityTrace, TheEndIsThatOfTheLastLegOfANodeThatIsOn)
{
    const std::string begin = "$node_(0) set X_ 0\n$node_(0) set Y_ 0\n"
                              "$ns_ at 5 \"$node_(0) setdest 100 0 10\"\n";
    EXPECT_EQ(ReadText(begin).GetLastEvent(), Seconds(5));
    EXPECT_EQ(ReadText(begin).GetEnd(), Seconds(15));
    const std::string off = begin + "$ns_ at 7 \"$node_(0) switch OFF\"\n";
    EXPECT_EQ(ReadText(off).GetEnd(), Seconds(7));
    EXPECT_EQ(ReadText(off + "$ns_ at 8 \"$node_(0) switch ON\"\n").GetEnd(), Seconds(15));
    EXPECT_EQ(ReadText(begin + "$ns_ at 20 \"$node_(0) switch OFF\"\n").GetEnd(), Seconds(20));
}

TEST(MobilityTrace, InstalledNodesAreWhereItSays)
{
    const MobilityTrace trace =
        MobilityTrace::Read(FindNearSource("examples/pmipv6-two-streets.mob").string());
    NodeContainer nodes;
    nodes.Create(6);
    trace.Install(nodes);
    std::size_t compared = 0;
    for (int64_t ms = 0; ms <= 60000; ms += 1250)
    {
        Simulator::Schedule(MilliSeconds(ms), [&] {
            for (uint32_t i = 0; i < 6; ++i, ++compared)
            {
                const Vector position = nodes.Get(i)->GetObject<MobilityModel>()->GetPosition();
                const Vector expected = trace.GetPosition(i, Simulator::Now());
                ExpectAt(position, expected.x, expected.y);
            }
        });
    }
    Simulator::Run();
    Simulator::Destroy();
    EXPECT_EQ(compared, 6U * 49U);
    // By hand: 4 has waited and gone 187.5 m on, 5 has gone 200 m west.
    ExpectAt(trace.GetPosition(4, Seconds(60)), 587.5, 50);
    ExpectAt(trace.GetPosition(5, Seconds(60)), 200, 50);
    ExpectAt(trace.GetPosition(5, Seconds(40)), 400, 150);
}

TEST(MobilityTrace, GatewaysAtTheCentresOfCells)
{
    const auto places = GetGatewayGrid(Rectangle(10, 110, 20, 80), 3, 5);
    ASSERT_EQ(places.size(), 15U);
    ExpectAt(places[0], 20, 30);
    ExpectAt(places[4], 100, 30);
    ExpectAt(places[5], 20, 50);
    ExpectAt(places[14], 100, 70);
}

/// @return the trace of Zurich's Unterstrass, of ns-3's source tree; empty if it is not here
std::filesystem::path
FindZurich()
{
    const std::string name = "low99-ct-unterstrass-1day.filt.7.adj.mob";
    if (const char* folder = std::getenv("PMIPV6_DATA"))
    {
        return std::filesystem::path(folder) / name;
    }
    const auto beside = FindNearSource("../shared/data/" + name);
    // As contrib/pmipv6 of an ns-3 tree.
    return beside.empty() ? FindNearSource("../../src/wave/examples/" + name) : beside;
}

TEST(MobilityTrace, Zurich)
{
    const auto path = FindZurich();
    if (path.empty())
    {
        GTEST_SKIP() << "set PMIPV6_DATA to the folder of ns-3's src/wave/examples";
    }
    const MobilityTrace trace = MobilityTrace::Read(path.string());
    ASSERT_EQ(trace.GetNodes().size(), 99U);
    EXPECT_EQ(trace.GetLastEvent(), MilliSeconds(300010));
    // As its own header says.
    EXPECT_NEAR(trace.GetArea().xMin, 10, 1e-6);
    EXPECT_NEAR(trace.GetArea().xMax, 4660, 1e-6);
    EXPECT_NEAR(trace.GetArea().yMin, 10, 1e-6);
    EXPECT_NEAR(trace.GetArea().yMax, 3010, 1e-6);
    for (const auto& node : trace.GetNodes())
    {
        EXPECT_EQ(node.switches.size(), 2U) << node.id;
    }
    // Node 0 by hand: it is put at (1335.996339, 1004.578227) while off, goes on at 0.01 s to
    // (1290, 1090), 97.019 m at 16.142807 m/s, and is a fifth of the way there 1.202 s later.
    EXPECT_FALSE(trace.IsOn(0, MilliSeconds(9)));
    EXPECT_TRUE(trace.IsOn(0, MilliSeconds(10)));
    ExpectAt(trace.GetPosition(0, MilliSeconds(10)), 1335.996339, 1004.578227);
    const double part = 1.202 * 16.142807 / std::hypot(45.996339, 85.421773);
    ExpectAt(trace.GetPosition(0, MilliSeconds(1212)),
             1335.996339 - part * 45.996339,
             1004.578227 + part * 85.421773);
    ExpectAt(trace.GetPosition(0, MilliSeconds(53020)), 960, 570);
    EXPECT_FALSE(trace.IsOn(0, MilliSeconds(53020)));
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
