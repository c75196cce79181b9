/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-access.h"
#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-flow-log.h"
#include "pmipv6-experiment-moves.h"
#include "pmipv6-experiment-phase.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-support.h"
#include "pmipv6-experiment-trace.h"
#include "pmipv6-experiment-traffic.h"
#include "pmipv6-experiment-values.h"
#include "schemes/pmipv6-experiment-scheme-localized-routing.h"

#include "ns3/boolean.h"
#include "ns3/global-value.h"
#include "ns3/random-variable-stream.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

TEST(ExperimentOptions, DefaultsAreTheContracts)
{
    const ExperimentOptions options = Parse({});
    EXPECT_EQ(options[option::SCHEME]->word, "pmipv6");
    EXPECT_EQ(options[option::CASE], Case(Rfc6279Case::A21));
    EXPECT_EQ(options[option::ACCESS]->word, "wifi");
    EXPECT_EQ(options[option::CORE], Core::MESH);
    EXPECT_EQ(options[option::MOVE_AT], MilliSeconds(10000));
    EXPECT_EQ(options[option::MOVES], 1U);
    EXPECT_EQ(options[option::INTERVAL], MilliSeconds(20));
    EXPECT_EQ(options[option::PACKET_SIZE], 200U);
    EXPECT_EQ(options[option::DELAY_MAG_LMA], MilliSeconds(10));
    EXPECT_EQ(options[option::DELAY_MAG_MAG], MilliSeconds(6));
    EXPECT_EQ(options[option::DELAY_LMA_LMA], MilliSeconds(20));
    EXPECT_EQ(GetValue(options, "delayAccess"), ParameterValue(2.0));
    EXPECT_EQ(options[option::DELAY_CN_LMA], MilliSeconds(10));
    EXPECT_EQ(GetValue(options, "l2Gap"), ParameterValue(50.0));
    EXPECT_EQ(GetValue(options, "detachDetection"), ParameterValue(nullptr));
    EXPECT_EQ(options[option::GATEWAYS].rows, 3U);
    EXPECT_EQ(options[option::GATEWAYS].columns, 5U);
    EXPECT_EQ(options[option::DURATION], MilliSeconds(20000));
    EXPECT_EQ(options[option::OUTPUT], "output/pmipv6-a21-wifi-1");
    EXPECT_FALSE(options[option::PCAP]);
    EXPECT_EQ(options[option::PHASE], Phase::FIXED);
    EXPECT_EQ(GetValue(options, "faultsUntil"), GetValue(options, "duration"));
    EXPECT_EQ(GetValue(options, "accessLoss"), ParameterValue(0.0));
    EXPECT_EQ(options[option::BIN], MilliSeconds(100));
    EXPECT_TRUE(options[option::FLOW_LOGS].empty());
    EXPECT_EQ(options[option::MOVE_DOMAIN], MoveDomain::SAME);
    EXPECT_EQ(options[option::LR_MODE], LrMode::DIRECT);
    EXPECT_EQ(options[option::LR_INITIATOR], LrInitiator::LMA);
    EXPECT_TRUE(options[option::LR_ORDERING]);
    EXPECT_TRUE(options.notes.empty());
}

TEST(ExperimentOptions, LocalizedRoutingIsTaken)
{
    const ExperimentOptions options = Parse({"--scheme=localized-routing",
                                             "--case=roaming3",
                                             "--moveDomain=other",
                                             "--lrMode=proxy",
                                             "--lrInitiator=mag",
                                             "--lrOrdering=off"});
    EXPECT_EQ(options[option::SCHEME]->word, "localized-routing");
    EXPECT_TRUE(GetPlaces(options).isRoaming && HasTwoAnchors(options));
    EXPECT_FALSE(GetPlaces(options).isOneGateway);
    EXPECT_EQ(options[option::MOVE_DOMAIN], MoveDomain::OTHER);
    EXPECT_EQ(options[option::LR_MODE], LrMode::PROXY);
    EXPECT_EQ(options[option::LR_INITIATOR], LrInitiator::MAG);
    EXPECT_FALSE(options[option::LR_ORDERING]);
    EXPECT_EQ(options[option::OUTPUT], "output/localized-routing-roaming3-wifi-1");
    EXPECT_TRUE(options.notes.empty());
    EXPECT_EQ(Parse({"--scheme=uncoordinated"})[option::SCHEME]->word, "uncoordinated");
    for (const char* scenario : {"roaming1", "roaming2", "roaming3", "roaming4"})
    {
        EXPECT_TRUE(HasTwoAnchors(Parse({std::string("--case=") + scenario}))) << scenario;
    }
    EXPECT_FALSE(GetPlaces(Parse({"--case=a22"})).isRoaming);
}

TEST(ExperimentOptions, EpmipIsTaken)
{
    const ExperimentOptions options = Parse({"--scheme=epmip",
                                             "--case=a22",
                                             "--elmaDiscovery=elma",
                                             "--directAnswer=on",
                                             "--earlyPackets=hold",
                                             "--reverseLearning=off",
                                             "--handoffBuffer=50",
                                             "--mend=off",
                                             "--legacy=lma2,mag3"});
    EXPECT_EQ(options[option::SCHEME]->word, "epmip");
    EXPECT_EQ(GetValue(options, "elmaDiscovery"), ParameterValue(std::string("elma")));
    EXPECT_EQ(GetValue(options, "directAnswer"), ParameterValue(true));
    EXPECT_EQ(GetValue(options, "earlyPackets"), ParameterValue(std::string("hold")));
    EXPECT_EQ(GetValue(options, "reverseLearning"), ParameterValue(false));
    EXPECT_EQ(GetValue(options, "handoffBuffer"), ParameterValue(uint64_t{50}));
    EXPECT_EQ(GetValue(options, "mend"), ParameterValue(false));
    EXPECT_EQ(GetValue(options, "legacy"),
              ParameterValue(std::vector<std::string>{"lma2", "mag3"}));
    EXPECT_TRUE(options.notes.empty());
}

TEST(ExperimentOptions, EpmipNeedsTimestampsAndNodesThatAreThere)
{
    EXPECT_EQ(Refuse({"--scheme=epmip", "--ordering=sequence"}),
              "--ordering=sequence is not allowed with --scheme=epmip, whose messages tell "
              "registrations at several gateways apart by their timestamps; allowed: timestamp");
    EXPECT_EQ(Refuse({"--scheme=epmip", "--legacy=mag3,lma2"}),
              "--legacy=lma2 is not allowed here; allowed: lma1, mag1 to mag4");
}

TEST(ExperimentOptions, WhatChangesNothingWithoutEpmipIsNoted)
{
    const auto getNotes = [](std::vector<std::string> arguments) {
        return Join(Parse(std::move(arguments)).notes, "; ");
    };
    EXPECT_EQ(getNotes({"--handoffBuffer=5"}),
              "--handoffBuffer changes nothing with "
              "--scheme=pmipv6");
    EXPECT_EQ(getNotes({"--legacy=mag1", "--scheme=none"}),
              "--legacy changes nothing with --scheme=none");
    EXPECT_EQ(getNotes({"--directAnswer", "--scheme=epmip"}),
              "--directAnswer changes nothing with --elmaDiscovery=configuration");
    EXPECT_EQ(getNotes({"--mend=off", "--scheme=epmip", "--correspondent=fixed"}),
              "--mend changes nothing with --correspondent=fixed");
    EXPECT_EQ(getNotes({"--scheme=epmip", "--correspondent=fixed"}), "");
}

TEST(ExperimentOptions, DistributedMobilityIsTaken)
{
    for (const char* scheme : {"dmm-relay", "dmm-locator", "dmm-proxy"})
    {
        const ExperimentOptions options = Parse({std::string("--scheme=") + scheme,
                                                 "--case=a22",
                                                 "--previousMaars=0",
                                                 "--pacing=1.5",
                                                 "--earlyAccept",
                                                 "--deregistration=ask",
                                                 "--prefixIdleTime=2.5",
                                                 "--flowsPerPrefix=3"});
        EXPECT_EQ(options[option::SCHEME]->word, scheme);
        EXPECT_EQ(GetValue(options, "previousMaars"), ParameterValue(uint64_t{0}));
        EXPECT_EQ(GetValue(options, "pacing"), ParameterValue(1.5));
        EXPECT_EQ(GetValue(options, "earlyAccept"), ParameterValue(true));
        EXPECT_EQ(GetValue(options, "deregistration"), ParameterValue(std::string("ask")));
        EXPECT_EQ(GetValue(options, "prefixIdleTime"), ParameterValue(2.5));
        EXPECT_EQ(GetValue(options, "flowsPerPrefix"), ParameterValue(uint64_t{3}));
        EXPECT_TRUE(options.notes.empty());
    }
    const auto get = [](const char* scheme, const char* argument, const char* name) {
        return GetValue(Parse({scheme, argument}), name);
    };
    EXPECT_EQ(get("--scheme=dmm-relay", "--aggregation=30", "aggregation"), ParameterValue(30.0));
    EXPECT_EQ(get("--scheme=dmm-locator", "--locatorSummary", "locatorSummary"),
              ParameterValue(true));
}

TEST(ExperimentOptions, DistributedMobilityNeedsTimestampsAndOneDomain)
{
    EXPECT_EQ(Refuse({"--scheme=dmm-proxy", "--ordering=sequence"}),
              "--ordering=sequence is not allowed with --scheme=dmm-proxy, whose messages tell "
              "registrations at several gateways apart by their timestamps; allowed: timestamp");
    EXPECT_EQ(Refuse({"--scheme=dmm-relay", "--case=roaming2"}),
              "--case=roaming2 is not allowed with --scheme=dmm-relay: RFC 8885 knows one domain; "
              "allowed: a11, a12, a21, a22");
}

TEST(ExperimentOptions, ACentralAnchorHasItsPlace)
{
    const auto mixed = Parse({"--scheme=dmm-proxy", "--centralPrefix=on", "--restart=lma2:9"});
    EXPECT_EQ(GetValue(mixed, "centralPrefix"), ParameterValue(true));
    EXPECT_EQ(Refuse({"--scheme=dmm-proxy", "--restart=lma2:9"}),
              "--restart=lma2:9 is not allowed here; allowed: lma1, mag1 to mag4");
    EXPECT_EQ(
        Refuse({"--scheme=dmm-proxy", "--centralPrefix=on", "--case=a12"}),
        "--centralPrefix=on is not allowed with --case=a12, where lma2 is a CMD; allowed: off, "
        "or --case=a11 or a21");
    EXPECT_EQ(Refuse({"--scheme=dmm-proxy", "--centralPrefix=on", "--traffic=tcp"}),
              "--centralPrefix=on is not allowed with --traffic=tcp, whose senders choose their "
              "prefix themselves; allowed: off, or --traffic=udp");
}

TEST(ExperimentOptions, WhatChangesNothingWithoutDistributedMobilityIsNoted)
{
    const auto getNotes = [](std::vector<std::string> arguments) {
        return Join(Parse(std::move(arguments)).notes, "; ");
    };
    for (const char* argument : {"--previousMaars=3",
                                 "--pacing=2",
                                 "--earlyAccept",
                                 "--deregistration=ask",
                                 "--centralPrefix=on",
                                 "--prefixIdleTime=3"})
    {
        const std::string name = std::string(argument).substr(0, std::string(argument).find('='));
        EXPECT_EQ(getNotes({argument, "--scheme=epmip"}),
                  name + " changes nothing with --scheme=epmip");
    }
    EXPECT_EQ(getNotes({"--aggregation=5", "--scheme=dmm-locator"}),
              "--aggregation changes nothing with --scheme=dmm-locator");
    EXPECT_EQ(getNotes({"--locatorSummary", "--scheme=dmm-proxy"}),
              "--locatorSummary changes nothing with --scheme=dmm-proxy");
    EXPECT_EQ(getNotes({"--prefixes=profile", "--scheme=dmm-relay"}),
              "--prefixes changes nothing with --scheme=dmm-relay");
}

TEST(ExperimentOptions, FlowsAtEachAttachmentAreOfAnyScheme)
{
    const auto getNotes = [](std::vector<std::string> arguments) {
        return Join(Parse(std::move(arguments)).notes, "; ");
    };
    for (const char* scheme : {"pmipv6", "none", "epmip", "localized-routing", "uncoordinated"})
    {
        EXPECT_EQ(getNotes({std::string("--scheme=") + scheme, "--flowsPerPrefix=1"}), "");
    }
    EXPECT_EQ(getNotes({"--flowsPerPrefix=1", "--moves=2", "--dwell=3"}), "");
    EXPECT_EQ(getNotes({"--flowsPerPrefix=1", "--moves=1", "--dwell=2.9"}), "");
    EXPECT_EQ(getNotes({"--flowsPerPrefix=1", "--moves=2", "--dwell=2.9"}),
              "--dwell=2.9 is below 3 s, too short for --flowsPerPrefix to begin a flow");
    EXPECT_EQ(getNotes({"--moves=2", "--dwell=2.9"}), "");
}

TEST(ExperimentOptions, APrefixIsIdleForSomeTimeOrNever)
{
    const auto get = [](const char* value) {
        return GetValue(Parse({"--scheme=dmm-proxy", value}), "prefixIdleTime");
    };
    EXPECT_EQ(get("--prefixIdleTime=0"), ParameterValue(0.0));
    EXPECT_EQ(get("--prefixIdleTime=0.001"), ParameterValue(0.001));
    for (const char* argument : {"--prefixIdleTime=0.0001", "--prefixIdleTime=-0.001"})
    {
        EXPECT_EQ(Refuse({"--scheme=dmm-proxy", argument}),
                  std::string(argument) + " is not allowed; allowed: 0, or 0.001 to 1000000 s");
    }
}

TEST(ExperimentOptions, ValuesAreTaken)
{
    const ExperimentOptions options = Parse({"--scheme=none",
                                             "--case=a12",
                                             "--access=ideal",
                                             "--move=both",
                                             "--moves=3",
                                             "--moveOffset=-7.5",
                                             "--interval=0.3",
                                             "--detachDetection=12",
                                             "--speed=1.5",
                                             "--run=18446744073709551615",
                                             "--pcap",
                                             "--ordering=sequence",
                                             "--duration=1.001"});
    EXPECT_EQ(options[option::SCHEME]->word, "none");
    EXPECT_TRUE(HasTwoAnchors(options));
    EXPECT_TRUE(GetPlaces(options).isOneGateway);
    EXPECT_TRUE(MovesMn(options) && MovesCn(options));
    EXPECT_EQ(options[option::MOVES], 3U);
    EXPECT_EQ(options[option::MOVE_OFFSET], MicroSeconds(-7500));
    EXPECT_EQ(options[option::INTERVAL], MicroSeconds(300));
    EXPECT_EQ(GetValue(options, "detachDetection"), ParameterValue(12.0));
    EXPECT_EQ(GetValue(options, "speed"), ParameterValue(1.5));
    EXPECT_EQ(options[option::RUN], 18446744073709551615U);
    EXPECT_TRUE(options[option::PCAP]);
    EXPECT_EQ(options[option::ORDERING], Ordering::SEQUENCE);
    EXPECT_EQ(options[option::DURATION], MilliSeconds(1001));
}

TEST(ExperimentOptions, TheLastOfARepeatedOptionCounts)
{
    EXPECT_EQ(Parse({"--moves=2", "--moves=5"})[option::MOVES], 5U);
    EXPECT_EQ(GetValue(Parse({"--access=ideal", "--detachDetection=3", "--detachDetection=none"}),
                       "detachDetection"),
              ParameterValue(nullptr));
    EXPECT_FALSE(Parse({"--pcap", "--pcap=off"})[option::PCAP]);
}

TEST(ExperimentOptions, RepeatableOptionsAddUp)
{
    const ExperimentOptions options = Parse({"--access=ideal",
                                             "--delay=mag3:lma1:7.25",
                                             "--delay=mag1:mn1:3",
                                             "--delay=mn1:mag1:4",
                                             "--delay=home1:router1:1",
                                             "--path=mn1:mag2,mag5",
                                             "--path=cn1:mag4"});
    EXPECT_EQ(FindDelay(options, NodeName(ANCHOR, 1), NodeName(GATEWAY, 3)), MicroSeconds(7250));
    EXPECT_EQ(FindDelay(options, NodeName(GATEWAY, 3), NodeName(ANCHOR, 1)), MicroSeconds(7250));
    EXPECT_EQ(FindDelay(options, NodeName(GATEWAY, 1), NodeName(MOBILE_NODE, 1)), MilliSeconds(4));
    EXPECT_EQ(FindDelay(options, NodeName(GATEWAY, 2), NodeName(MOBILE_NODE, 1)), std::nullopt);
    EXPECT_EQ(options[option::PATHS].at(NodeName(MOBILE_NODE, 1)),
              (std::vector<NodeName>{NodeName(GATEWAY, 2), NodeName(GATEWAY, 5)}));
    EXPECT_EQ(options[option::PATHS].at(NodeName(CORRESPONDENT, 1)),
              std::vector<NodeName>{NodeName(GATEWAY, 4)});
}

TEST(ExperimentOptions, DurationFollowsTheMoves)
{
    EXPECT_EQ(Parse({"--move=none"})[option::DURATION], MilliSeconds(20000));
    EXPECT_EQ(Parse({"--moves=0"})[option::DURATION], MilliSeconds(20000));
    EXPECT_EQ(Parse({"--moveAt=12", "--moves=3", "--dwell=4"})[option::DURATION],
              MilliSeconds(30000));
    EXPECT_EQ(Parse({"--move=both", "--moveOffset=500"})[option::DURATION], MilliSeconds(20500));
    EXPECT_EQ(Parse({"--move=both", "--moveOffset=-500"})[option::DURATION], MilliSeconds(20000));
    EXPECT_EQ(Parse({"--move=cn", "--moveOffset=-500"})[option::DURATION], MilliSeconds(19500));
    EXPECT_EQ(Parse({"--mobileNodes=11", "--stagger=100"})[option::DURATION], MilliSeconds(21000));
}

TEST(ExperimentOptions, SegmentsOfTcpHaveASizeOfTheirOwn)
{
    EXPECT_EQ(Parse({"--traffic=tcp"})[option::PACKET_SIZE], 536U);
    EXPECT_EQ(Parse({"--traffic=tcp", "--packetSize=1000"})[option::PACKET_SIZE], 1000U);
    EXPECT_EQ(Parse({"--traffic=tcp", "--packetSize=200"})[option::PACKET_SIZE], 200U);
}

TEST(ExperimentOptions, FlowsAreLoggedOnce)
{
    const ExperimentOptions options =
        Parse({"--flowLog=cn1:mn1", "--flowLog=mn2:cn2", "--flowLog=cn1:mn1", "--mobileNodes=2"});
    EXPECT_EQ(options[option::FLOW_LOGS],
              (std::vector<NodePair>{{NodeName(CORRESPONDENT, 1), NodeName(MOBILE_NODE, 1)},
                                     {NodeName(MOBILE_NODE, 2), NodeName(CORRESPONDENT, 2)}}));
    EXPECT_EQ(Parse({"--flowLog=mn3:cn1", "--mobileNodes=3", "--correspondent=fixed"}).notes.size(),
              0U);
}

TEST(ExperimentOptions, BinsAreLongerInAVeryLongRun)
{
    EXPECT_EQ(Parse({"--duration=100000"})[option::BIN], MilliSeconds(100));
    EXPECT_EQ(Parse({"--duration=1000000"})[option::BIN], Seconds(1));
    EXPECT_EQ(Parse({"--duration=1000", "--bin=1"})[option::BIN], MilliSeconds(1));
}

TEST(ExperimentOptions, OutputIsNamedByTheRun)
{
    EXPECT_EQ(Parse({"--scheme=none", "--case=a22", "--access=ideal", "--run=7"})[option::OUTPUT],
              "output/none-a22-ideal-7");
    EXPECT_EQ(Parse({"--output=x"})[option::OUTPUT], "x");
}

/// Arguments that are refused, and the sentence.
struct Refusal
{
    std::vector<std::string> arguments; //!< of the program
    std::string sentence;               //!< begins so
};

/// So that GoogleTest shows it by its arguments.
std::ostream&
operator<<(std::ostream& os, const Refusal& refusal)
{
    return os << Join(refusal.arguments, " ");
}

class ExperimentRefusal : public testing::TestWithParam<Refusal>
{
};

TEST_P(ExperimentRefusal, IsOneSentence)
{
    const std::string sentence = Refuse(GetParam().arguments);
    EXPECT_EQ(sentence.substr(0, GetParam().sentence.size()), GetParam().sentence);
    EXPECT_EQ(sentence.find('\n'), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    NotBuilt,
    ExperimentRefusal,
    testing::Values(
        Refusal{{"--scheme=mip"}, "--scheme=mip is not allowed; allowed: pmipv6, none"},
        Refusal{
            {"--scheme=mipv6", "--case=roaming1"},
            "--case=roaming1 is not allowed with --scheme=mipv6, where nodes have no agreements "
            "with domains; allowed: a11, a12, a21, a22"},
        Refusal{{"--scheme=mipv6", "--careOfDad=-1"}, "--careOfDad=-1 is not allowed; allowed: "},
        Refusal{{"--case=rfc6612-c"}, "--case=rfc6612-c is not allowed; allowed: a21, a11"},
        Refusal{{"--scheme=mipv6", "--case=rfc6612-b"},
                "--case=rfc6612-b is not allowed with --scheme=mipv6; allowed: --scheme=pmipv6"},
        Refusal{{"--case=rfc6612-a1", "--homeAgent=colocated"},
                "--homeAgent=colocated is not allowed with --case=rfc6612-a1; allowed: apart"},
        Refusal{{"--case=rfc6612-a1", "--mergedCache"},
                "--mergedCache=on is not allowed with --case=rfc6612-a1, where the home agent is "
                "no anchor; allowed: off"},
        Refusal{{"--nat=mag1"}, "--nat is not built yet"}));

INSTANTIATE_TEST_SUITE_P(
    NoOption,
    ExperimentRefusal,
    testing::Values(
        Refusal{{"--moveat=3"}, "--moveat is no option; the nearest is --moveAt, "},
        Refusal{{"--Delaymaglma=3"}, "--Delaymaglma is no option; the nearest is --delayMagLma, "},
        Refusal{{"--shceme=none"}, "--shceme is no option; the nearest is --scheme, "},
        Refusal{{"pmipv6"}, "\"pmipv6\" is no option; allowed: --NAME=VALUE"},
        Refusal{{""}, "\"\" is no option; allowed: --NAME=VALUE"},
        Refusal{{"--"}, "\"--\" is no option"},
        Refusal{{"--output", "x"}, "--output has no value; allowed: --output=DIR, a folder's"}));

INSTANTIATE_TEST_SUITE_P(
    Value,
    ExperimentRefusal,
    testing::Values(
        Refusal{{"--scheme=PMIPv6"}, "--scheme=PMIPv6 is not allowed; allowed: pmipv6, none"},
        Refusal{{"--scheme="}, "--scheme= is not allowed; allowed: pmipv6, none"},
        Refusal{{"--moves=-1"}, "--moves=-1 is not allowed; allowed: a whole number, 0 to"},
        Refusal{{"--moves=1.5"}, "--moves=1.5 is not allowed; allowed: a whole number, 0 to"},
        Refusal{{"--moves=99999999999999999999"}, "--moves=99999999999999999999 is not allowed"},
        Refusal{{"--mobileNodes=0"}, "--mobileNodes=0 is not allowed; allowed: a whole number, 1"},
        Refusal{{"--l2Gap=-1"}, "--l2Gap=-1 is not allowed; allowed: 0 to 1000000 ms"},
        Refusal{{"--l2Gap=50ms"}, "--l2Gap=50ms is not allowed; allowed: 0 to 1000000 ms"},
        Refusal{{"--l2Gap=nan"}, "--l2Gap=nan is not allowed"},
        Refusal{{"--l2Gap=inf"}, "--l2Gap=inf is not allowed"},
        Refusal{{"--l2Gap=0x10"}, "--l2Gap=0x10 is not allowed"},
        Refusal{{"--l2Gap="}, "--l2Gap= is not allowed"},
        Refusal{{"--interval=0"}, "--interval=0 is not allowed; allowed: 0.001 to 1000000 ms"},
        Refusal{{"--packetSize=11"}, "--packetSize=11 is not allowed; allowed: a whole number, 12"},
        Refusal{{"--detachDetection=no"},
                "--detachDetection=no is not allowed; allowed: 0 to 1000000 ms, or none"},
        Refusal{{"--duration=0"}, "--duration=0 is not allowed; allowed: 0.001 to 1000000 s"},
        Refusal{{"--seed=0"}, "--seed=0 is not allowed; allowed: a whole number, 1 to 4294944442"},
        Refusal{{"--pcap=maybe"}, "--pcap=maybe is not allowed; allowed: on, off"},
        Refusal{{"--case=roaming5"},
                "--case=roaming5 is not allowed; allowed: a21, a11, a12, a22,"},
        Refusal{{"--moveDomain=A"}, "--moveDomain=A is not allowed; allowed: same, other"},
        Refusal{{"--lrMode=Proxy"}, "--lrMode=Proxy is not allowed; allowed: direct, proxy"},
        Refusal{{"--lrMode"}, "--lrMode has no value; allowed: --lrMode=WORD, direct, proxy"},
        Refusal{{"--lrInitiator=cn"}, "--lrInitiator=cn is not allowed; allowed: lma, mag"},
        Refusal{{"--lrOrdering=maybe"}, "--lrOrdering=maybe is not allowed; allowed: on, off"},
        Refusal{{"--elmaDiscovery=anchor"},
                "--elmaDiscovery=anchor is not allowed; allowed: configuration, hop-by-hop, elma"},
        Refusal{{"--earlyPackets=drop"}, "--earlyPackets=drop is not allowed; allowed: anchor, ho"},
        Refusal{{"--handoffBuffer=-1"}, "--handoffBuffer=-1 is not allowed; allowed: a whole num"},
        Refusal{{"--legacy=mn1"}, "--legacy=mn1 is not allowed; allowed: NODE,NODE,.. with anch"},
        Refusal{{"--legacy=mag1,"}, "--legacy=mag1, is not allowed; allowed: NODE,NODE,.."},
        Refusal{{"--output="}, "--output= is not allowed; allowed: a folder's name"},
        Refusal{{"--gateways=3"}, "--gateways=3 is not allowed; allowed: ROWSxCOLUMNS"},
        Refusal{{"--gateways=0x3"}, "--gateways=0x3 is not allowed; allowed: ROWSxCOLUMNS"},
        Refusal{{"--gateways=100x101"}, "--gateways=100x101 is not allowed; allowed: ROWSxCOL"},
        Refusal{{"--movement=brownian"},
                "--movement=brownian is not allowed; allowed: plan, trace, random-waypoint, gauss"},
        Refusal{{"--area=0:0:100"}, "--area=0:0:100 is not allowed; allowed: XMIN:YMIN:XMAX:YMAX"},
        Refusal{{"--area=0:0:100:0.5"},
                "--area=0:0:100:0.5 is not allowed; allowed: XMIN:YMIN:XMAX:YMAX with sides of 1"},
        Refusal{{"--area=100:0:0:100"}, "--area=100:0:0:100 is not allowed; allowed: XMIN"},
        Refusal{{"--speeds=5"}, "--speeds=5 is not allowed; allowed: MIN:MAX, each 0.01 to 1000"},
        Refusal{{"--speeds=5:4"}, "--speeds=5:4 is not allowed; allowed: MIN:MAX"},
        Refusal{{"--speeds=0:4"}, "--speeds=0:4 is not allowed; allowed: MIN:MAX"},
        Refusal{{"--pause=-1"}, "--pause=-1 is not allowed; allowed: 0 to 1000000 s"},
        Refusal{{"--alpha=1.1"}, "--alpha=1.1 is not allowed; allowed: 0 to 1"},
        Refusal{{"--step=0"}, "--step=0 is not allowed; allowed: 0.01 to 1000 s"},
        Refusal{{"--delay=mag1:mag3"}, "--delay=mag1:mag3 is not allowed; allowed: NODE:NODE:MS"},
        Refusal{{"--delay=mag1:mag1:3"}, "--delay=mag1:mag1:3 is not allowed; allowed: NODE:NODE"},
        Refusal{{"--delay=mag1:mag3:-3"}, "--delay=mag1:mag3:-3 is not allowed; allowed: NODE"},
        Refusal{{"--delay=mag1:foo1:3"}, "--delay=mag1:foo1:3 is not allowed; allowed: NODE:NODE"},
        Refusal{{"--delay=mn1:dns1:3"}, "--delay=mn1:dns1:3 is not allowed; allowed: NODE:NODE"},
        Refusal{{"--path=mn1"}, "--path=mn1 is not allowed; allowed: NODE:GATEWAY,GATEWAY,.."},
        Refusal{{"--path=mn1:"}, "--path=mn1: is not allowed; allowed: NODE:GATEWAY"},
        Refusal{{"--path=mn1:mag1,"}, "--path=mn1:mag1, is not allowed; allowed: NODE:GATEWAY"},
        Refusal{{"--path=mn1:mag0"}, "--path=mn1:mag0 is not allowed; allowed: NODE:GATEWAY"},
        Refusal{{"--path=mn1:mag10000"}, "--path=mn1:mag10000 is not allowed; allowed: NODE:GATE"},
        Refusal{{"--path=mn1:lma1"},
                "--path=mn1:lma1 is not allowed with --scheme=pmipv6, where no node is at home"},
        Refusal{{"--path=lma1:mag1"}, "--path=lma1:mag1 is not allowed; allowed: NODE:GATEWAY"},
        Refusal{{"--signallingLoss=-1"},
                "--signallingLoss=-1 is not allowed; allowed: 0 to 100 percent"},
        Refusal{{"--signallingLoss=100.1"}, "--signallingLoss=100.1 is not allowed; allowed: 0 to"},
        Refusal{{"--signallingDuplication=101"},
                "--signallingDuplication=101 is not allowed; allowed: 0 to 100 percent"},
        Refusal{{"--signallingJitter=-1"},
                "--signallingJitter=-1 is not allowed; allowed: 0 to 1000000 ms"},
        Refusal{{"--restart=mn1:5"}, "--restart=mn1:5 is not allowed; allowed: NODE:S with an an"},
        Refusal{{"--restart=mag1"}, "--restart=mag1 is not allowed; allowed: NODE:S"},
        Refusal{{"--restart=mag1:"}, "--restart=mag1: is not allowed; allowed: NODE:S"},
        Refusal{{"--stop=mag1:-1"}, "--stop=mag1:-1 is not allowed; allowed: NODE:S"},
        Refusal{{"--stop=mag1:1:2"}, "--stop=mag1:1:2 is not allowed; allowed: NODE:S"},
        Refusal{{"--phase=any"}, "--phase=any is not allowed; allowed: fixed, random"},
        Refusal{{"--phaseSpan=-1"}, "--phaseSpan=-1 is not allowed; allowed: 0 to 1000000 ms"},
        Refusal{{"--faultsUntil=-1"}, "--faultsUntil=-1 is not allowed; allowed: 0 to 1000000 s"},
        Refusal{{"--accessLoss=101"}, "--accessLoss=101 is not allowed; allowed: 0 to 100 percent"},
        Refusal{{"--bin=0"}, "--bin=0 is not allowed; allowed: 0.001 to 1000000 ms"},
        Refusal{{"--flowLog=mn1"}, "--flowLog=mn1 is not allowed; allowed: NODE:NODE with a sen"},
        Refusal{{"--flowLog=mn1:mag1"}, "--flowLog=mn1:mag1 is not allowed; allowed: NODE:NODE"},
        Refusal{{"--range=1"}, "--range=1 is not allowed; allowed: 2 to 1000000 m"}));

INSTANTIATE_TEST_SUITE_P(
    Combination,
    ExperimentRefusal,
    testing::Values(
        Refusal{{"--case=a21", "--restart=lma2:5"},
                "--restart=lma2:5 is not allowed here; allowed: lma1, mag1 to mag4"},
        Refusal{{"--core=star", "--delay=mag1:mag3:4"},
                "--delay is not allowed with --core=star; allowed: --core=mesh"},
        Refusal{{"--core=star", "--delayMagMag=21"},
                "--delayMagLma=10 is not allowed with --core=star and --delayMagMag=21; allowed: "},
        Refusal{{"--core=star", "--correspondent=fixed", "--delayCnLma=6.5"},
                "--delayCnLma=6.5 is not allowed with --core=star, --delayMagLma=10 and "
                "--delayMagMag=6; allowed: 7 ms or more"},
        Refusal{{"--movement=trace"},
                "--movement=trace is not allowed without --trace; allowed: --trace=FILE alone"},
        Refusal{{"--movement=gauss-markov", "--mobileNodes=1000000"},
                "--movement=gauss-markov is not allowed with 2000000 mobile nodes and "
                "--duration=300, for all legs are kept; allowed: about 10000000 legs"},
        Refusal{{"--movement=random-waypoint", "--wifiHandover=default", "--hysteresis=5"},
                "--hysteresis=5 is not allowed with --wifiHandover=default, where ns-3's own "
                "association decides; allowed: --wifiHandover=fast"},
        Refusal{{"--movement=random-waypoint", "--delay=mag1:mag2:3"},
                "--delay is not allowed with --core=star, the default with "
                "--movement=random-waypoint; allowed: --core=mesh"},
        Refusal{{"--move=none", "--moves=2"},
                "--moves=2 is not allowed with --move=none; allowed: 0"},
        Refusal{{"--move=both", "--correspondent=fixed"},
                "--move=both is not allowed with --correspondent=fixed"},
        Refusal{{"--moveAt=1"}, "--moveAt=1 is not allowed; allowed: more than 1 s"},
        Refusal{{"--move=cn", "--moveAt=2", "--moveOffset=-1000"},
                "--moveOffset=-1000 is not allowed with --moveAt=2; allowed: a sum of more than 1"},
        Refusal{{"--access=ideal", "--moves=2", "--dwell=0.05"},
                "--dwell=0.05 is not allowed with --l2Gap=50; allowed: more than 0.05 s"},
        Refusal{{"--path=mn2:mag1"},
                "--path=mn2:mag1 is not allowed with --mobileNodes=1; allowed: nodes mn1, cn1"},
        Refusal{{"--moves=5000"}, "--moves=5000 is not allowed on the default path"},
        Refusal{{"--moves=1000"},
                "--core=mesh is not allowed with 1003 gateways, each with a link to each other; "
                "allowed: --core=star, or 400 gateways"},
        Refusal{{"--moves=1000000", "--dwell=1000", "--path=mn1:mag1,mag3"},
                "--moves=1000000 is not allowed with --dwell=1000, --mobileNodes=1 and "
                "--stagger=0; allowed: a last move before 100000000 s"},
        Refusal{{"--path=mn1:mag1,mag99", "--stop=mag50:5"},
                "--stop=mag50:5 is not allowed here; allowed: lma1, mag1 to mag4, mag99"},
        Refusal{{"--traffic=tcp", "--packetSize=1400"},
                "--packetSize=1400 is not allowed with --traffic=tcp; allowed: 12 to 1388"},
        Refusal{{"--direction=mn-cn", "--flowLog=cn1:mn1"},
                "--flowLog=cn1:mn1 is not allowed here; allowed: a flow of this run, such as "
                "mn1:cn1"},
        Refusal{{"--duration=10000", "--bin=1"},
                "--bin=1 is not allowed with --duration=10000; allowed: 10 ms or more"}));

INSTANTIATE_TEST_SUITE_P(
    Attribute,
    ExperimentRefusal,
    testing::Values(
        Refusal{{"--ns3::NoSuchClass::X=1"},
                "--ns3::NoSuchClass::X: there is no class ns3::NoSuchClass"},
        Refusal{{"--ns3::UniformRandomVariable::Nope=1"},
                "--ns3::UniformRandomVariable::Nope: ns3::UniformRandomVariable has no such "
                "attribute"},
        Refusal{{"--ns3::UniformRandomVariable::Max=2x"},
                "--ns3::UniformRandomVariable::Max=2x is not allowed; allowed: a number"},
        Refusal{{"--ns3::UniformRandomVariable::Max"},
                "--ns3::UniformRandomVariable::Max has no value; allowed: "},
        Refusal{{"--ns3::SimpleChannel::Delay=5parsecs"},
                "--ns3::SimpleChannel::Delay=5parsecs is not allowed; allowed: a time such as"},
        Refusal{{"--ns3::SimpleNetDevice::TxQueue=nonsense"},
                "--ns3::SimpleNetDevice::TxQueue=nonsense is not allowed; allowed: "},
        Refusal{{"--ChecksumEnabled=perhaps"}, "--ChecksumEnabled=perhaps is not allowed"},
        Refusal{{"--RngRun=3"}, "--RngRun=3 is not allowed, for an option sets it; allowed: --run"},
        Refusal{{"--PrintAttributes=ns3::Nope"},
                "--PrintAttributes=ns3::Nope is not allowed; allowed: "}));

TEST(ExperimentOptions, WhatMakesSenseIsNotRefused)
{
    Parse({"--move=none", "--moves=0"});
    Parse({"--moves=5000", "--path=mn1:mag1,mag3"});
    Parse({"--core=star", "--delayMagMag=20"});
    Parse({"--core=star", "--correspondent=fixed", "--delayCnLma=7"});
    Parse({"--core=star", "--correspondent=mobile", "--delayCnLma=1"});
    Parse({"--access=wifi", "--moves=2", "--dwell=0.05"});
    Parse({"--correspondent=fixed", "--path=cn1:mag2"});
    Parse({"--moves=1", "--access=ideal", "--dwell=0.01"});
}

TEST(ExperimentOptions, WhatChangesNothingIsNoted)
{
    EXPECT_EQ(Parse({"--l2Gap=3", "--moves=2"}).notes,
              (std::vector<std::string>{"--l2Gap changes nothing with --access=wifi"}));
    EXPECT_EQ(
        Parse({"--gateways=2x2"}).notes,
        (std::vector<std::string>{"--gateways changes nothing without --trace or --movement"}));
    EXPECT_TRUE(Parse({"--l2Gap=3", "--access=ideal"}).notes.empty());
}

TEST(ExperimentOptions, WhatLiesBehindTheEndIsNoted)
{
    const auto getNotes = [](std::vector<std::string> arguments) {
        return Join(Parse(std::move(arguments)).notes, "; ");
    };
    EXPECT_EQ(
        getNotes({"--duration=5"}),
        "the run ends at 5 s, before the only move, at 10 s; the run ends at 5 s, too early for "
        "packets from mn to cn (from 5 s) and from cn to mn (from 6 s) to count: those of the "
        "last second do not");
    EXPECT_EQ(
        getNotes({"--duration=6.5", "--move=none"}),
        "the run ends at 6.5 s, too early for packets from cn to mn (from 6 s) to count: those "
        "of the last second do not");
    EXPECT_EQ(getNotes({"--duration=25", "--moves=3", "--move=both"}),
              "the run ends at 25 s, before 2 of 6 moves, from 30 s on");
    EXPECT_EQ(getNotes({"--duration=9", "--moves=2"}),
              "the run ends at 9 s, before any of 2 moves, from 10 s on");
    EXPECT_EQ(getNotes({"--duration=12", "--restart=lma1:12", "--stop=mag1:3"}),
              "the run ends at 12 s, before --restart=lma1:12");
    EXPECT_EQ(getNotes({"--direction=cn-mn", "--trafficStart=18", "--duration=20"}), "");
    EXPECT_EQ(getNotes({}), "");
}

TEST(ExperimentOptions, WhatChangesNothingWithoutLocalizedRoutingIsNoted)
{
    const auto getNotes = [](std::vector<std::string> arguments) {
        return Join(Parse(std::move(arguments)).notes, "; ");
    };
    EXPECT_EQ(getNotes({"--lrMode=proxy"}), "--lrMode changes nothing with --scheme=pmipv6");
    EXPECT_EQ(getNotes({"--lrInitiator=mag", "--scheme=none"}),
              "--lrInitiator changes nothing with --scheme=none");
    EXPECT_EQ(getNotes({"--lrOrdering=off", "--scheme=uncoordinated"}),
              "--lrOrdering changes nothing with --scheme=uncoordinated");
    EXPECT_EQ(getNotes({"--moveDomain=other", "--scheme=localized-routing"}),
              "--moveDomain changes nothing with --case=a21");
    EXPECT_EQ(getNotes({"--moveDomain=other", "--case=roaming2"}),
              "--moveDomain changes nothing with --scheme=pmipv6");
    for (const char* scheme : {"--scheme=localized-routing", "--scheme=uncoordinated"})
    {
        EXPECT_EQ(getNotes({scheme, "--correspondent=fixed"}),
                  "--scheme changes nothing from --scheme=pmipv6 with --correspondent=fixed, to "
                  "which there is no localized route");
        EXPECT_EQ(getNotes({scheme}), "");
    }
}

TEST(ExperimentOptions, AttributesAreSetAndKept)
{
    const auto getMax = [] { return CreateObject<UniformRandomVariable>()->GetMax(); };
    ASSERT_EQ(getMax(), 1);
    // Nothing is set by arguments that are refused.
    Refuse({"--ns3::UniformRandomVariable::Max=3", "--moves=-1"});
    EXPECT_EQ(getMax(), 1);
    const ExperimentOptions options = Parse({"--ns3::UniformRandomVariable::Max=3"});
    EXPECT_EQ(getMax(), 3);
    const Parameters parameters = GetParameters(options);
    EXPECT_EQ(parameters.back().first, "ns3::UniformRandomVariable::Max");
    EXPECT_EQ(std::get<std::string>(parameters.back().second), "3");
    Parse({"--ns3::UniformRandomVariable::Max=1"});
}

TEST(ExperimentOptionsDeathTest, WhereNs3EndsTheProgramItEndsWithTheSentenceToo)
{
    EXPECT_EXIT(Refuse({"--ns3::MobilityModel::Position=x"}),
                testing::ExitedWithCode(2),
                "--ns3::MobilityModel::Position=x is not allowed; allowed: Vector3D");
}

TEST(ExperimentOptions, GlobalValuesAreSet)
{
    const auto isEnabled = [] {
        BooleanValue value;
        GlobalValue::GetValueByName("ChecksumEnabled", value);
        return value.Get();
    };
    Parse({"--ChecksumEnabled=true"});
    EXPECT_TRUE(isEnabled());
    Parse({"--ChecksumEnabled=false"});
    EXPECT_FALSE(isEnabled());
}

TEST(ExperimentOptions, QuestionsAreNoRun)
{
    for (const char* argument : {"--help", "--PrintHelp", "--PrintTypeIds", "--PrintGlobals"})
    {
        // A wrong argument beside it does not matter, as in ns-3.
        const ParseResult result = ParseExperimentOptions({"--moves=-1", argument});
        EXPECT_TRUE(std::holds_alternative<InformationAsked>(result)) << argument;
    }
}

TEST(ExperimentOptions, MainsArgumentsBeginBehindTheProgramsName)
{
    const char* const argv[] = {"pmipv6-experiment", "--moves=4", nullptr};
    const ParseResult given = ParseExperimentOptions(2, argv);
    const ParseResult none = ParseExperimentOptions(0, argv);
    EXPECT_EQ(std::get<ExperimentOptions>(given)[option::MOVES], 4U);
    EXPECT_EQ(std::get<ExperimentOptions>(none)[option::MOVES], 1U);
}

TEST(ExperimentHelp, NamesEveryOptionAndFitsTheTerminal)
{
    const std::string help = GetHelp();
    for (const auto& [name, value] : GetParameters(Parse({})))
    {
        EXPECT_NE(help.find("\n  --" + name), std::string::npos) << name;
    }
    EXPECT_EQ(help.find("transport of"), help.rfind("transport of")); // --transport is not built.
    EXPECT_NE(help.find("(direct, proxy) [direct]"), std::string::npos);
    EXPECT_NE(help.find("dmm-proxy, mipv6)"), std::string::npos);
    EXPECT_NE(help.find("(stop-timer, ask) [stop-timer]"), std::string::npos);
    EXPECT_NE(help.find("elma) [configuration]"), std::string::npos);
    EXPECT_NE(help.find("0 to 1000000 ms) [50]"), std::string::npos);
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);)
    {
        EXPECT_LE(line.size(), 100U) << line;
    }
}

TEST(ExperimentParameters, AreInTheOptionsUnits)
{
    const Parameters parameters = GetParameters(Parse(
        {"--access=ideal", "--moveOffset=-2.5", "--path=mn1:mag3,mag1", "--delay=mag3:lma1:0.25"}));
    const auto get = [&parameters](const std::string& name) {
        for (const auto& [key, value] : parameters)
        {
            if (key == name)
            {
                return value;
            }
        }
        ADD_FAILURE() << name;
        return ParameterValue();
    };
    EXPECT_EQ(get("scheme"), ParameterValue(std::string("pmipv6")));
    EXPECT_EQ(get("moveAt"), ParameterValue(10.0));
    EXPECT_EQ(get("moveOffset"), ParameterValue(-2.5));
    EXPECT_EQ(get("moves"), ParameterValue(uint64_t{1}));
    EXPECT_EQ(get("path"), ParameterValue(std::vector<std::string>{"mn1:mag3,mag1"}));
    EXPECT_EQ(get("delay"), ParameterValue(std::vector<std::string>{"lma1:mag3:0.25"}));
    EXPECT_EQ(get("detachDetection"), ParameterValue(nullptr));
    EXPECT_EQ(get("trace"), ParameterValue(nullptr));
    EXPECT_EQ(get("gateways"), ParameterValue(std::string("3x5")));
    EXPECT_EQ(get("pcap"), ParameterValue(false));
    EXPECT_EQ(get("lrMode"), ParameterValue(std::string("direct")));
    EXPECT_EQ(get("lrOrdering"), ParameterValue(true));
    EXPECT_EQ(get("duration"), ParameterValue(20.0));
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
