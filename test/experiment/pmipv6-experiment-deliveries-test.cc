/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-deliveries.h"
#include "pmipv6-experiment-result.h"
#include "pmipv6-experiment-support.h"
#include "pmipv6-experiment-values.h"

#include "ns3/pmipv6-keyed-hash.h"
#include "ns3/simulator.h"

#include <nlohmann/json.hpp>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

const NodeName MAG1(GATEWAY, 1);      //!< a gateway
const NodeName LMA1(ANCHOR, 1);       //!< an anchor
const NodeName MN1(MOBILE_NODE, 1);   //!< a mobile node
const NodeName CN1(CORRESPONDENT, 1); //!< another

/// @return what rows of --deliver make
Deliveries
ParseRows(const std::vector<std::string>& rows)
{
    std::vector<std::string> arguments{"--access=ideal", "--case=a22"};
    for (const auto& row : rows)
    {
        arguments.push_back("--deliver=" + row);
    }
    return Parse(arguments)[option::DELIVERIES];
}

TEST(ExperimentDeliveries, ThereAreNoneByDefault)
{
    const ExperimentOptions options = Parse({});
    EXPECT_TRUE(options[option::DELIVERIES].empty());
    EXPECT_FALSE(options.IsGiven(option::DELIVERIES));
    EXPECT_EQ(option::DELIVERIES.GetDefaultText(), "none");
}

TEST(ExperimentDeliveries, RowsAreRead)
{
    EXPECT_EQ(ParseRows({"mag1:lma1:2:5"}), (Deliveries{{{MAG1, LMA1, 2}, {MilliSeconds(5)}}}));
    EXPECT_EQ(ParseRows({"lma1:mag1:1:lost"}), (Deliveries{{{LMA1, MAG1, 1}, {}}}));
    EXPECT_EQ(ParseRows({"mag1:lma1:1:0.000001"}),
              (Deliveries{{{MAG1, LMA1, 1}, {NanoSeconds(1)}}}));
    EXPECT_EQ(
        ParseRows({"mag1:lma1:1:7.5+5+7.5"}),
        (Deliveries{{{MAG1, LMA1, 1}, {MicroSeconds(7500), MilliSeconds(5), MicroSeconds(7500)}}}));
    EXPECT_EQ(ParseRows({"mn1:mag1:1:0", "cn1:mag2:3:lost"}),
              (Deliveries{{{MN1, MAG1, 1}, {Time(0)}}, {{CN1, NodeName(GATEWAY, 2), 3}, {}}}));
    EXPECT_EQ(ParseRows({"mag1:mag2:1:1", "lma1:lma2:1:2", "mag1:lma1:1:1000000"}),
              (Deliveries{{{MAG1, NodeName(GATEWAY, 2), 1}, {MilliSeconds(1)}},
                          {{LMA1, NodeName(ANCHOR, 2), 1}, {MilliSeconds(2)}},
                          {{MAG1, LMA1, 1}, {Seconds(1000)}}}));
    EXPECT_EQ(ParseRows({"mag1:lma1:1000000000:1"}),
              (Deliveries{{{MAG1, LMA1, 1000000000}, {MilliSeconds(1)}}}));
}

TEST(ExperimentDeliveries, TheLastOfAMessageCounts)
{
    EXPECT_EQ(ParseRows({"mag1:lma1:1:5+6", "mag1:lma1:2:5", "mag1:lma1:1:lost"}),
              (Deliveries{{{MAG1, LMA1, 1}, {}}, {{MAG1, LMA1, 2}, {MilliSeconds(5)}}}));
}

/// @return a message with many copies
std::string
MakeCopies(std::size_t count)
{
    return "mag1:lma1:1:" + Join(std::vector<std::string>(count, "3"), "+");
}

TEST(ExperimentDeliveries, AHundredCopiesAreTheMost)
{
    EXPECT_EQ(ParseRows({MakeCopies(100)}).at({MAG1, LMA1, 1}),
              std::vector<Time>(100, MilliSeconds(3)));
    const std::string sentence = Refuse({"--deliver=" + MakeCopies(101)});
    EXPECT_NE(sentence.find("is not allowed; allowed: "), std::string::npos);
    EXPECT_NE(sentence.find("up to 100"), std::string::npos) << sentence;
}

TEST(ExperimentDeliveries, MalformedRowsAreOneSentence)
{
    for (const std::string row : {"",
                                  "mag1:lma1:1",
                                  "mag1:lma1:1:5:6",
                                  ":::",
                                  "mag1:lma1:1:",
                                  "mag1:lma1:1:5+",
                                  "mag1:lma1:1:+5",
                                  "mag1:lma1:1:5,6",
                                  "mag1:lma1:1:5ms",
                                  "mag1:lma1:1:-1",
                                  "mag1:lma1:1:1000001",
                                  "mag1:lma1:1:nan",
                                  "mag1:lma1:1:Lost",
                                  "mag1:lma1:1:lost+5",
                                  "mag1:lma1:1:5+lost",
                                  "mag1:lma1:0:5",
                                  "mag1:lma1:1.5:5",
                                  "mag1:lma1:1e3:5",
                                  "mag1:lma1:+1:5",
                                  "mag1:lma1:-1:5",
                                  "mag1:lma1::5",
                                  "mag1:lma1:1000000001:5",
                                  "mag1:lma1:99999999999999999999:5",
                                  "mag1:mag1:1:5",
                                  "mag1:mag01:1:5",
                                  "mag1:foo1:1:5",
                                  "mag:lma1:1:5",
                                  "mag1::1:5",
                                  ":lma1:1:5",
                                  // Mobile nodes send no Mobility Headers and receive none.
                                  "mag1:mn1:1:5",
                                  "mn1:lma1:1:5",
                                  "mn1:mn2:1:5",
                                  "mag1:core1:1:5",
                                  "mn1:mag10000:1:5"})
    {
        const std::string sentence = Refuse({"--case=a22", "--deliver=" + row});
        const std::string begin = "--deliver=" + row +
                                  " is not allowed; allowed: FROM:TO:N:MS with two different "
                                  "nodes of the core (lma1, mag1, ..), or a mobile node and a "
                                  "gateway, N from 1 to 1000000000, and 0 to 1000000 ms, ";
        EXPECT_EQ(sentence.substr(0, begin.size()), begin);
        EXPECT_EQ(sentence.find('\n'), std::string::npos) << sentence;
    }
    EXPECT_EQ(Refuse({"--deliver"}).rfind("--deliver has no value; allowed: --deliver=FROM:TO:", 0),
              0U);
}

TEST(ExperimentDeliveries, NodesMustBeThere)
{
    const auto getSentence = [](const std::string& row, std::vector<std::string> arguments) {
        arguments.push_back("--deliver=" + row);
        return Refuse(arguments);
    };
    EXPECT_EQ(getSentence("mag1:lma2:1:5+6", {"--case=a21"}),
              "--deliver=mag1:lma2:1:5+6 is not allowed here, where there is no lma2; allowed: "
              "nodes of this network");
    EXPECT_EQ(getSentence("mag9:lma1:1:lost", {}),
              "--deliver=mag9:lma1:1:lost is not allowed here, where there is no mag9; allowed: "
              "nodes of this network");
    EXPECT_EQ(getSentence("lmf1:mag1:1:5", {}),
              "--deliver=lmf1:mag1:1:5 is not allowed here, where there is no lmf1; allowed: "
              "nodes of this network");
    EXPECT_EQ(getSentence("mn2:mag1:1:5", {}),
              "--deliver=mn2:mag1:1:5 is not allowed here, where there is no mobile node mn2; "
              "allowed: nodes of this network");
    // There is one of that name, which leaves no gateway.
    EXPECT_EQ(getSentence("cn1:mag1:1:5", {"--correspondent=fixed"}),
              "--deliver=cn1:mag1:1:5 is not allowed here, where there is no mobile node cn1; "
              "allowed: nodes of this network");
    // It has no role that sends any.
    EXPECT_EQ(getSentence("cn1:lma1:1:5", {"--scheme=mipv6", "--correspondent=fixed"}),
              "--deliver=cn1:lma1:1:5 is not allowed here, where there is no mobile node cn1; "
              "allowed: nodes of this network");
    for (const std::string row : {"cn1:lma1:1:5", "lma1:cn1:1:5"})
    {
        EXPECT_EQ(getSentence(row, {"--scheme=mipv6"}),
                  "--deliver=" + row +
                      " is not allowed here, where cn1 has no link of the core; allowed: nodes of "
                      "it, or a mobile node and a gateway");
        if (IsKeyedHashAvailable())
        {
            EXPECT_EQ(
                getSentence(row,
                            {"--scheme=mipv6", "--routeOptimization=on", "--correspondent=fixed"}),
                "");
        }
    }
    EXPECT_EQ(getSentence("mag1:lma2:1:5", {"--case=a22"}), "");
    EXPECT_EQ(getSentence("mag99:lma1:1:5", {"--path=mn1:mag1,mag99"}), "");
    EXPECT_EQ(getSentence("mn2:mag1:1:5", {"--mobileNodes=2"}), "");
}

TEST(ExperimentDeliveries, EveryMessageMustHaveOneLink)
{
    const std::string row = "--deliver=mag1:lma1:1:5";
    EXPECT_EQ(Refuse({"--core=star", row}),
              "--deliver is not allowed with --core=star, where a message has several links; "
              "allowed: a link of its own between any two nodes");
    EXPECT_EQ(Refuse({"--transit=1", row}),
              "--deliver is not allowed with --transit, where a message has several links; "
              "allowed: a link of its own between any two nodes");
    EXPECT_EQ(Refuse({"--core=mesh", "--transit=0", row}), "");
    EXPECT_EQ(Refuse({"--core=star"}), "");
}

TEST(ExperimentDeliveries, WithoutSignallingTheyChangeNothing)
{
    EXPECT_EQ(Parse({"--scheme=none", "--access=ideal", "--deliver=mag1:lma1:1:5"}).notes,
              (std::vector<std::string>{"--deliver changes nothing with --scheme=none"}));
    EXPECT_TRUE(Parse({"--scheme=pmipv6", "--deliver=mag1:lma1:1:5"}).notes.empty());
    // Random faults, where there are none, still have no end.
    EXPECT_EQ(Parse({"--deliver=mag1:lma1:1:5", "--faultsUntil=3"}).notes,
              (std::vector<std::string>{"--faultsUntil changes nothing without --signallingLoss, "
                                        "--signallingDuplication and --signallingJitter"}));
}

TEST(ExperimentDeliveries, TheParameterIsTheTextGiven)
{
    // In the order of results: by sender, receiver, number.
    const std::vector<std::string> rows{"lma1:mag1:1:lost",
                                        "mag1:lma1:2:5",
                                        "mag1:lma1:10:999999.000001+0.25+0",
                                        "mn1:mag1:1:17.125"};
    std::vector<std::string> arguments{"--access=ideal"};
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
    {
        arguments.push_back("--deliver=" + *row);
    }
    const ExperimentOptions options = Parse(arguments);
    EXPECT_EQ(GetValue(options, "deliver"), ParameterValue(rows));
    const auto json = nlohmann::json::parse(ToJson(MakeResult(options)));
    EXPECT_EQ(json["parameters"]["deliver"].get<std::vector<std::string>>(), rows);
    EXPECT_EQ(ParseRows(rows), options[option::DELIVERIES]);
    const auto without = nlohmann::json::parse(ToJson(MakeResult(Parse({}))));
    EXPECT_EQ(without["parameters"]["deliver"].dump(), "[]");
}

/**
 * Offer a message to what is listed.
 *
 * @param listed asked
 * @param from sender
 * @param to receiver
 * @param number which of those between the two
 * @return after which times it arrives; nothing if it was not taken
 */
std::optional<std::vector<Time>>
OfferMessage(ListedDeliveries& listed, const NodeName& from, const NodeName& to, uint64_t number)
{
    std::vector<Time> times;
    SignalingDelivery delivery;
    delivery.number = number;
    delivery.deliver = [&times](Time delay) { times.push_back(delay); };
    return listed.TakeMessage(from, to, delivery) ? std::make_optional(times) : std::nullopt;
}

TEST(ExperimentDeliveries, EachRowIsTakenOnce)
{
    using Times = std::vector<Time>;
    ListedDeliveries listed(
        Parse({"--deliver=mag1:lma1:2:9+5", "--deliver=mag1:lma1:3:lost", "--case=a22"}));
    EXPECT_EQ(OfferMessage(listed, MAG1, LMA1, 1), std::nullopt);
    EXPECT_EQ(OfferMessage(listed, LMA1, MAG1, 2), std::nullopt);
    EXPECT_EQ(OfferMessage(listed, MAG1, NodeName(ANCHOR, 2), 2), std::nullopt);
    EXPECT_EQ(OfferMessage(listed, MAG1, LMA1, 2), (Times{MilliSeconds(9), MilliSeconds(5)}));
    EXPECT_EQ(OfferMessage(listed, MAG1, LMA1, 2), std::nullopt);
    EXPECT_EQ(OfferMessage(listed, MAG1, LMA1, 3), Times());
    EXPECT_EQ(OfferMessage(listed, MAG1, LMA1, 3), std::nullopt);
}

TEST(ExperimentDeliveries, DeparturesAreCountedByNodeAndGateway)
{
    ListedDeliveries listed(Parse({"--access=ideal",
                                   "--deliver=mn1:mag1:2:5",
                                   "--deliver=cn1:mag1:1:7",
                                   "--deliver=mn1:mag2:1:lost"}));
    std::vector<std::pair<std::string, Time>> noticed;
    const auto leave = [&](const NodeName& mobile, uint32_t gateway, const std::string& name) {
        // What the options say of all departures does not matter.
        return listed.TakeNotice(mobile, NodeName(GATEWAY, gateway), std::nullopt, [&, name] {
            noticed.emplace_back(name, Simulator::Now());
        });
    };
    Simulator::Schedule(Seconds(1), [&] {
        EXPECT_FALSE(leave(MN1, 1, "mn1 the first time"));
        EXPECT_TRUE(leave(CN1, 1, "cn1"));
        EXPECT_TRUE(leave(MN1, 2, "mn1 elsewhere"));
        EXPECT_TRUE(leave(MN1, 1, "mn1 again"));
        EXPECT_FALSE(leave(MN1, 1, "mn1 once more"));
    });
    Simulator::Run();
    EXPECT_EQ(noticed,
              (std::vector<std::pair<std::string, Time>>{{"mn1 again", MilliSeconds(1005)},
                                                         {"cn1", MilliSeconds(1007)}}));
    EXPECT_TRUE(listed.FindUnused().empty());
    Simulator::Destroy();
}

TEST(ExperimentDeliveries, MovesAndRestartsAreAsPlanned)
{
    ListedDeliveries listed(Parse({"--access=ideal", "--deliver=mn1:mag1:1:5"}));
    bool isDone = false;
    const auto action = [&isDone] { isDone = true; };
    EXPECT_FALSE(listed.TakeMove(MN1, {Seconds(10), MAG1, NodeName(GATEWAY, 3)}, action));
    EXPECT_FALSE(listed.TakeRestart(LMA1, action));
    EXPECT_FALSE(isDone);
}

TEST(ExperimentDeliveries, WhatWasNotTakenIsNamed)
{
    ListedDeliveries listed(Parse(
        {"--deliver=mag1:lma1:1:5", "--deliver=mag1:lma1:2:5+7.5", "--deliver=mag1:lma1:7:lost"}));
    EXPECT_EQ(listed.FindUnused().size(), 3U);
    OfferMessage(listed, MAG1, LMA1, 1);
    EXPECT_EQ(listed.FindUnused(),
              (std::vector<std::string>{
                  "--deliver=mag1:lma1:2:5+7.5 has changed nothing: there was no such message",
                  "--deliver=mag1:lma1:7:lost has changed nothing: there was no such message"}));
    OfferMessage(listed, MAG1, LMA1, 2);
    OfferMessage(listed, MAG1, LMA1, 7);
    EXPECT_TRUE(listed.FindUnused().empty());
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
