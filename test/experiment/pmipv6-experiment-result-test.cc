/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-report.h"
#include "pmipv6-experiment-result.h"
#include "pmipv6-experiment-support.h"
#include "pmipv6-experiment-text-table.h"
#include "pmipv6-experiment-values.h"

#include <nlohmann/json.hpp>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return a handover as the closed forms have it: 50, 20, 2 ms, and 3 ms to the first packet
HandoverResult
MakeHandover()
{
    HandoverResult handover;
    handover.node = "mn1";
    handover.from = "mag1";
    handover.to = "mag3";
    handover.detached_s = 10;
    handover.attached_s = 10.05;
    handover.registered_s = 10.07;
    handover.advertised_s = 10.072;
    handover.downlink_resumed_s = 10.075;
    handover.lost = 4;
    handover.prefixes.push_back({"fd00:1::/64", "lma1", 10.07, 10.075, 10.07, 4, {}, {}, {}});
    handover.interruption = {75, 78, "", "", {20, 20}};
    handover.service_gap_ms = {72, 70};
    handover.later_gap_ms = {0, 0};
    handover.flows.push_back({"cn1", "mn1", "downlink", 75, "", 20, false, std::nullopt, 3, 72, 0});
    handover.lost_down = 3;
    handover.lost_up = 1;
    return handover;
}

/**
 * @param json an object
 * @return its keys in their order
 */
std::string
GetKeys(const nlohmann::ordered_json& json)
{
    std::vector<std::string> keys;
    for (const auto& [key, value] : json.items())
    {
        keys.push_back(key);
    }
    return Join(keys, " ");
}

TEST(ExperimentResult, HasTheContractsFields)
{
    ExperimentResult result = MakeResult(Parse({"--access=ideal"}));
    result.handovers.push_back(MakeHandover());
    result.attachments.emplace_back();
    result.optimizations.emplace_back();
    result.flows.emplace_back();
    result.signalling.push_back({"ProxyBindingUpdate", 1, 2, 3, 4, 5, 6});
    result.impairments = {9, 10, 11};
    result.load.push_back({"lma1", 6, 7, 8, 9});
    result.nodes.push_back(
        {"mn1", "mag3", {"fd00:1::1"}, {{"fd00:1::/64", "mag1", "fe80::1", 12.5, {}}}});
    result.nodes.push_back({"cn1", {}, {}, {}});
    result.final_state.stale.push_back({"mag1", "route", "k", "a", "b"});
    result.final_state.leftover.emplace_back();
    const auto json = nlohmann::ordered_json::parse(ToJson(result));
    EXPECT_EQ(
        GetKeys(json),
        "version scheme case access parameters handovers attachments optimizations flows "
        "signalling impairments load nodes final_state events wall_s simulated_s peak_memory_mb");
    EXPECT_EQ(json["version"], 1);
    EXPECT_EQ(json["case"], "a21");
    EXPECT_EQ(GetKeys(json["handovers"][0]),
              "node from to detached_s noticed_s attached_s registered_s advertised_s "
              "uplink_opened_s uplink_resumed_s downlink_resumed_s route_optimized_s lost "
              "duplicated reordered messages prefixes link_down_s parts interruption "
              "service_gap_ms later_gap_ms flows lost_down lost_up peer_moved since_s "
              "correspondents_known_s forwarding_started_s peers_updated_s forwarded held "
              "overflowed previous router_found_s care_of_s home_registered_s "
              "correspondent_registered_s");
    EXPECT_EQ(GetKeys(json["handovers"][0]["prefixes"][0]),
              "prefix anchor ready_s downlink_resumed_s uplink_opened_s lost interruption "
              "service_gap_ms later_gap_ms own lost_down lost_up");
    EXPECT_EQ(json["handovers"][0]["interruption"].dump(),
              R"({"downlink_ms":75.0,"uplink_ms":78.0,"downlink_why":null,"uplink_why":null,)"
              R"("spacing_ms":{"downlink":20.0,"uplink":20.0}})");
    EXPECT_EQ(json["handovers"][0]["service_gap_ms"].dump(), R"({"downlink":72.0,"uplink":70.0})");
    EXPECT_EQ(GetKeys(json["handovers"][0]["flows"][0]),
              "from to direction interruption_ms why spacing_ms peer_moved since_s lost "
              "service_gap_ms later_gap_ms");
    EXPECT_EQ(GetKeys(json["handovers"][0]["parts"]),
              "radio_lost_unnoticed_ms link_handover_ms registration_ms router_advertisement_ms "
              "first_packet_ms movement_detection_ms address_ms home_registration_ms "
              "correspondent_registration_ms");
    EXPECT_EQ(GetKeys(json["attachments"][0]),
              "node to attached_s registered_s advertised_s router_found_s care_of_s "
              "home_registered_s");
    EXPECT_EQ(GetKeys(json["optimizations"][0]),
              "from to triggered_s reverse_active_s forward_active_s completed_s messages "
              "outcome ended_s held overflowed");
    EXPECT_EQ(GetKeys(json["flows"][0]),
              "from to address_from address_to sent received lost duplicated reordered "
              "misdelivered delay_ms path path_length_ms direct_length_ms unreachable octets "
              "goodput_kbps jitter_ms begun_s prefix anchor octet_hops tunnel_octet_hops "
              "flow_monitor");
    EXPECT_EQ(GetKeys(json["flows"][0]["delay_ms"]), "mean min max p50 p95 p99");
    EXPECT_EQ(json["flows"][0]["unreachable"].dump(), R"({"sent":0,"lost":0})");
    EXPECT_EQ(json["signalling"]["ProxyBindingUpdate"].dump(),
              R"({"sent":1,"received":2,"dropped":3,"retransmitted":4,"octets":5,"octet_hops":6})");
    EXPECT_EQ(json["impairments"].dump(), R"({"lost":9,"doubled":10,"held":11})");
    EXPECT_EQ(json["load"]["lma1"].dump(),
              R"({"packets":6,"octets":7,"tunnelled_packets":8,"queued":9})");
    EXPECT_EQ(json["nodes"]["mn1"].dump(),
              R"({"gateway":"mag3","addresses":["fd00:1::1"],"prefixes":[{"prefix":"fd00:1::/64",)"
              R"("anchor":"mag1","router":"fe80::1","preferred_until_s":12.5,)"
              R"("valid_until_s":null}]})");
    EXPECT_EQ(json["nodes"]["cn1"].dump(), R"({"gateway":null,"addresses":[],"prefixes":[]})");
    EXPECT_EQ(GetKeys(json["final_state"]), "consistent stale leftover faults");
    EXPECT_EQ(json["final_state"]["stale"][0].dump(),
              R"({"node":"mag1","object":"route","key":"k","holds":"a","should_be":"b"})");
}

TEST(ExperimentResult, EmptyListsAndObjectsStayWhatTheyAre)
{
    const auto json = nlohmann::ordered_json::parse(ToJson(ExperimentResult()));
    for (const char* list : {"handovers", "attachments", "optimizations", "flows"})
    {
        EXPECT_EQ(json[list].dump(), "[]") << list;
    }
    for (const char* object : {"parameters", "signalling", "load", "nodes"})
    {
        EXPECT_EQ(json[object].dump(), "{}") << object;
    }
}

TEST(ExperimentResult, TimesAreDecimalsOrNull)
{
    ExperimentResult result;
    HandoverResult handover = MakeHandover();
    handover.attached_s = 0.1 + 0.2;
    handover.registered_s = 1234.123456789;
    handover.advertised_s = std::numeric_limits<double>::quiet_NaN();
    result.handovers.push_back(handover);
    result.flows.emplace_back();
    result.flows[0].delay_ms.mean = 10.0 / 3;
    const std::string text = ToJson(result);
    EXPECT_NE(text.find("      \"attached_s\": 0.3,\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\"registered_s\": 1234.123456789,\n"), std::string::npos);
    EXPECT_NE(text.find("\"advertised_s\": null,\n"), std::string::npos);
    EXPECT_NE(text.find("\"noticed_s\": null,\n"), std::string::npos);
    EXPECT_NE(text.find("\"mean\": 3.333333,\n"), std::string::npos);
    EXPECT_NE(text.find("\"min\": null,\n"), std::string::npos);
}

TEST(ExperimentResult, ARouteThatNobodyCompletesHasNoMessages)
{
    ExperimentResult result;
    result.optimizations.resize(2);
    result.optimizations[0].completed_s = 5.032;
    result.optimizations[0].messages = 4;
    const auto json = nlohmann::ordered_json::parse(ToJson(result));
    EXPECT_EQ(json["optimizations"][0]["messages"].dump(), "4");
    EXPECT_EQ(json["optimizations"][1]["completed_s"].dump(), "null");
    EXPECT_EQ(json["optimizations"][1]["messages"].dump(), "null");
}

TEST(ExperimentResult, WhatAFamilyAloneTellsIsNullWithOthers)
{
    ExperimentResult result;
    result.handovers.resize(2);
    result.handovers[1].peers_updated_s = 10.5;
    result.handovers[1].held = 0;
    result.handovers[1].router_found_s = 10.052;
    result.handovers[1].care_of_s = 11.052;
    result.attachments.resize(2);
    result.attachments[1].home_registered_s = 3.026;
    result.optimizations.resize(2);
    result.optimizations[1].outcome = "none";
    result.optimizations[1].ended_s = 5.0;
    result.optimizations[1].overflowed = 3;
    const auto json = nlohmann::ordered_json::parse(ToJson(result));
    const auto get = [&json](const char* list, const char* field) {
        return json[list][0][field].dump() + " " + json[list][1][field].dump();
    };
    EXPECT_EQ(get("handovers", "peers_updated_s"), "null 10.5");
    EXPECT_EQ(get("handovers", "held"), "null 0");
    EXPECT_EQ(get("handovers", "forwarded"), "null null");
    EXPECT_EQ(get("handovers", "router_found_s"), "null 10.052");
    EXPECT_EQ(get("handovers", "care_of_s"), "null 11.052");
    EXPECT_EQ(get("handovers", "home_registered_s"), "null null");
    EXPECT_EQ(get("attachments", "home_registered_s"), "null 3.026");
    EXPECT_EQ(get("optimizations", "outcome"), "null \"none\"");
    EXPECT_EQ(get("optimizations", "ended_s"), "null 5.0");
    EXPECT_EQ(get("optimizations", "overflowed"), "null 3");
}

TEST(ExperimentResult, ParametersAreEveryOption)
{
    const auto json = nlohmann::ordered_json::parse(
        ToJson(MakeResult(Parse({"--moveOffset=-2.5", "--l2Gap=50", "--run=5"}))));
    const auto& parameters = json["parameters"];
    EXPECT_EQ(parameters.size(), GetParameters(Parse({})).size());
    EXPECT_EQ(parameters["moveOffset"].dump(), "-2.5");
    EXPECT_EQ(parameters["l2Gap"].dump(), "50");
    EXPECT_EQ(parameters["run"].dump(), "5");
    EXPECT_EQ(parameters["trace"].dump(), "null");
    EXPECT_EQ(parameters["path"].dump(), "[]");
    EXPECT_EQ(parameters["pcap"].dump(), "false");
}

TEST(ExperimentResult, PartsOfAnInterruption)
{
    HandoverResult handover = MakeHandover();
    InterruptionParts parts = handover.GetParts();
    EXPECT_NEAR(*parts.radio_lost_unnoticed_ms, 0, 1e-9);
    EXPECT_NEAR(*parts.link_handover_ms, 50, 1e-9);
    EXPECT_NEAR(*parts.registration_ms, 20, 1e-9);
    EXPECT_NEAR(*parts.router_advertisement_ms, 2, 1e-9);
    EXPECT_NEAR(*parts.first_packet_ms, 3, 1e-9);

    handover.link_down_s = *handover.detached_s + 0.04; // known 40 ms late
    handover.registered_s.reset();       // no registration: the next part takes its time
    handover.downlink_resumed_s = 10.06; // before the advertisement
    parts = handover.GetParts();
    EXPECT_NEAR(*parts.radio_lost_unnoticed_ms, 40, 1e-9);
    EXPECT_NEAR(*parts.link_handover_ms, 10, 1e-9);
    EXPECT_FALSE(parts.registration_ms);
    EXPECT_NEAR(*parts.router_advertisement_ms, 22, 1e-9);
    EXPECT_EQ(*parts.first_packet_ms, 0);
    EXPECT_FALSE(parts.movement_detection_ms);
    EXPECT_FALSE(parts.address_ms);
    EXPECT_FALSE(parts.home_registration_ms);
    EXPECT_FALSE(HandoverResult().GetParts().link_handover_ms);
}

TEST(ExperimentResult, PartsOfAnInterruptionOfANodeThatRegistersItself)
{
    HandoverResult handover = MakeHandover();
    handover.registers_itself = true;
    handover.moved_s = 10.052;
    handover.care_of_s = 11.052;
    handover.home_registered_s = 11.076;
    handover.registered_s = handover.home_registered_s;
    handover.downlink_resumed_s = 11.08;
    const InterruptionParts parts = handover.GetParts();
    EXPECT_NEAR(*parts.link_handover_ms, 50, 1e-9);
    EXPECT_NEAR(*parts.movement_detection_ms, 2, 1e-9);
    EXPECT_NEAR(*parts.address_ms, 1000, 1e-9);
    EXPECT_NEAR(*parts.home_registration_ms, 24, 1e-9);
    EXPECT_NEAR(*parts.first_packet_ms, 4, 1e-9);
    EXPECT_FALSE(parts.registration_ms);
    EXPECT_FALSE(parts.router_advertisement_ms);
}

/**
 * @param text lines
 * @return the width of the widest
 */
std::size_t
GetWidest(const std::string& text)
{
    std::size_t widest = 0;
    for (const std::string& line : Split(text, '\n'))
    {
        widest = std::max(widest, GetWidth(line));
    }
    return widest;
}

/// @return the messages of MakeHandover
std::vector<SignallingRow>
MakeRows()
{
    const std::string pbu = "ProxyBindingUpdate";
    const std::string pba = "ProxyBindingAcknowledgement";
    return {{MilliSeconds(9990), "sent", "mag1", "lma1", pbu, 2, 140, ""},
            {MilliSeconds(10050), "sent", "mag3", "lma1", pbu, 3, 140, ""},
            {MilliSeconds(10055), "received", "lma1", "mag3", pbu, 2, 140, ""},
            {MilliSeconds(10060), "received", "lma1", "mag3", pbu, 3, 140, ""},
            {MilliSeconds(10060), "sent", "lma1", "mag3", pba, 3, 140, ""},
            {MilliSeconds(10070), "dropped", "mag3", "lma1", pba, 3, 140, "old"},
            {MilliSeconds(10500), "sent", "mag3", "lma1", pbu, 4, 140, ""}};
}

TEST(ExperimentReport, MessagesOfTheFirstHandover)
{
    EXPECT_EQ(
        GetMessageChart(MakeHandover(), 10.2, MakeRows()),
        "       ms                mn1         mag1        mag3        lma1\n"
        "     0.00                 ╳           │           │           │     detached from "
        "mag1\n"
        "    50.00                 ├╌╌╌╌╌╌╌╌╌╌╌┼╌╌╌╌╌╌╌╌╌╌▶│           │     attached to mag3\n"
        "    50.00 →    60.00      │           │           ├──────────▶│     "
        "ProxyBindingUpdate 3\n"
        "    60.00 →    70.00      │           │           │◀──────────┤     dropped (old): "
        "ProxyBindingAck..\n"
        "    75.00                 ●           │           │           │     first data "
        "packet\n");
    EXPECT_EQ(GetMessageChart(HandoverResult(), 10, {}), "");
}

TEST(ExperimentReport, ANodeThatRegistersItselfShowsItsCareOfAddress)
{
    HandoverResult handover = MakeHandover();
    handover.registers_itself = true;
    handover.uplink_opened_s = handover.care_of_s = 10.06;
    const std::string chart = GetMessageChart(handover, 10.2, MakeRows());
    EXPECT_NE(chart.find("    60.00                 ●           │           │           │     "
                         "care-of address\n"),
              std::string::npos)
        << chart;
    EXPECT_EQ(chart.find("forwards"), std::string::npos) << chart;
}

TEST(ExperimentReport, WhatIsReceivedIsOfTheLatestSending)
{
    const std::string told = "RouterAdvertisement";
    const auto draw = [](const std::vector<SignallingRow>& rows) {
        return GetMessageChart(MakeHandover(), 20.1, rows);
    };
    // The first one never comes.
    std::string chart = draw({{MilliSeconds(10070), "sent", "mag3", "mn1", told, {}, 140, ""},
                              {MilliSeconds(20076), "sent", "mag3", "mn1", told, {}, 140, ""},
                              {MilliSeconds(20078), "received", "mn1", "mag3", told, {}, 140, ""}});
    EXPECT_NE(chart.find("    70.00               "), std::string::npos) << chart;
    EXPECT_NE(chart.find(" 10076.00 → 10078.00 "), std::string::npos) << chart;
    // Two that are under way at once.
    chart = draw({{MilliSeconds(10070), "sent", "mag3", "mn1", told, {}, 140, ""},
                  {MilliSeconds(10071), "sent", "mag3", "mn1", told, {}, 140, ""},
                  {MilliSeconds(10072), "received", "mn1", "mag3", told, {}, 140, ""},
                  {MilliSeconds(10073), "received", "mn1", "mag3", told, {}, 140, ""}});
    EXPECT_NE(chart.find("    70.00 →    72.00 "), std::string::npos) << chart;
    EXPECT_NE(chart.find("    71.00 →    73.00 "), std::string::npos) << chart;
    // One that is doubled on its way.
    chart = draw({{MilliSeconds(10070), "sent", "mag3", "lma1", "BindingError", 7, 60, ""},
                  {MilliSeconds(10080), "received", "lma1", "mag3", "BindingError", 7, 60, ""},
                  {MilliSeconds(10083), "dropped", "lma1", "mag3", "BindingError", 7, 60, "old"}});
    EXPECT_NE(chart.find("    70.00 →    80.00 "), std::string::npos) << chart;
}

TEST(ExperimentReport, ManyNodesAndMessagesStayWithinBounds)
{
    std::vector<SignallingRow> rows;
    for (int i = 1; i < 100; ++i)
    {
        rows.push_back({MilliSeconds(10000 + i),
                        "sent",
                        "mag1",
                        "border" + std::to_string(i),
                        "BindingRevocationAcknowledgement",
                        {},
                        1,
                        ""});
    }
    const std::string chart = GetMessageChart(MakeHandover(), 11, rows);
    EXPECT_LE(GetWidest(chart), 100U) << chart;
    EXPECT_EQ(Split(chart, '\n').size(), 43U);
    EXPECT_NE(chart.find("and 62 more"), std::string::npos) << chart;
}

TEST(ExperimentReport, ChartLeavesOutOthersMessages)
{
    std::vector<SignallingRow> rows = MakeRows();
    const std::string chart = GetMessageChart(MakeHandover(), 11, rows);
    rows.push_back({MilliSeconds(10060), "sent", "mag7", "lma1", "ProxyBindingUpdate", 9, 128, ""});
    EXPECT_EQ(GetMessageChart(MakeHandover(), 11, rows), chart);
}

TEST(ExperimentReport, ChartLeavesOutMessagesAboutOtherNodes)
{
    std::vector<SignallingRow> rows = MakeRows();
    for (auto& row : rows)
    {
        row.mobile_node = "mn1";
    }
    const std::string chart = GetMessageChart(MakeHandover(), 11, rows);
    EXPECT_NE(chart.find("ProxyBindingUpdate 3"), std::string::npos) << chart;
    // At the same gateway at the same moment.
    SignallingRow
        other{MilliSeconds(10050), "sent", "mag3", "lma1", "ProxyBindingUpdate", 7, 140, ""};
    other.mobile_node = "mn2";
    rows.push_back(other);
    other = {MilliSeconds(10060), "sent", "mag3", "mn2", "RouterAdvertisement", {}, 140, ""};
    other.mobile_node = "mn2";
    rows.push_back(other);
    EXPECT_EQ(GetMessageChart(MakeHandover(), 11, rows), chart);
}

/// @return what is printed of handovers
std::string
Print(const std::vector<HandoverResult>& handovers)
{
    ExperimentResult result;
    result.handovers = handovers;
    std::ostringstream text;
    PrintReport(text, result, {});
    return text.str();
}

TEST(ExperimentReport, AHandoverAtAGlance)
{
    const std::string text = Print({MakeHandover()});
    EXPECT_NE(
        text.find("node  from  to      at s     up   tered         down     up          down "
                  "    up  down  up\n"
                  "  mn1   mag1  mag3  10.000  50.00   70.00        72.00  70.00         75.00 "
                  " 78.00     3   1\n"),
        std::string::npos)
        << text;
    EXPECT_EQ(text.find("half the gap"), std::string::npos) << text;
}

TEST(ExperimentReport, WhatHasNoInterruptionSaysWhy)
{
    HandoverResult broken = MakeHandover();
    broken.interruption = {{}, {}, "address-changed", "no-traffic", {}};
    HandoverResult sparse = MakeHandover();
    sparse.interruption.spacing_ms = {100, 34};
    HandoverResult late = MakeHandover();
    late.interruption = {{}, {}, "superseded", "peer-unreachable", {}};
    late.since_s = 9;
    late.peer_moved = true;
    const std::string text = Print({broken, sparse, late});
    for (const char* part : {"broken      idle ",
                             "broken: an end has another address: the session is over\n",
                             "idle: no flow ran before and behind it\n",
                             "(75.00)     78.00",
                             "(..): packets were more than half the gap apart; in no percentile; a "
                             "smaller --interval tells more\n",
                             "3 begin at one moment (--stagger)\n",
                             "in 1, the other end moved meanwhile\n"})
    {
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
    }
}

TEST(ExperimentReport, PercentilesLeaveOutWhatTellsNothing)
{
    std::vector<HandoverResult> handovers;
    for (int i = 0; i < 20; ++i)
    {
        HandoverResult handover = MakeHandover();
        handover.interruption.downlink_ms = 75 + i;
        if (i >= 11)
        {
            handover.interruption.spacing_ms.downlink = 50; // of a gap of 72
            handover.interruption.downlink_ms = 1000;
        }
        handovers.push_back(handover);
    }
    handovers[0].interruption = {{}, 80, "peer-unreachable", "", {{}, 20}};
    const std::string text = Print(handovers);
    EXPECT_NE(text.find("interruption down     10  76.00   80.50  84.55  85.00\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("no value for interruption down: 1 peer-unreachable, 9 packets too far "
                        "apart (a smaller --interval tells more)\n"),
              std::string::npos)
        << text;
}

TEST(ExperimentReport, MessagesThatNobodyReceivesAreExplained)
{
    ExperimentResult result;
    SignallingCount solicitation;
    solicitation.message = "RouterSolicitation";
    solicitation.sent = 2;
    SignallingCount update;
    update.message = "ProxyBindingUpdate";
    update.sent = 3;
    update.received = 2;
    update.dropped = 1;
    result.signalling = {solicitation, update};
    const std::string access = "Router..: those not received were sent without a link, or lost on";
    const std::string others = "others not received: under way at the end, or a neighbor did not";
    std::ostringstream text;
    PrintReport(text, result, {});
    EXPECT_NE(text.str().find("RouterSolicitation     2         0"), std::string::npos)
        << text.str();
    EXPECT_NE(text.str().find(access), std::string::npos) << text.str();
    EXPECT_EQ(text.str().find(others), std::string::npos) << text.str();
    result.signalling[0].received = 2;
    result.signalling[1].dropped = 0;
    std::ostringstream other;
    PrintReport(other, result, {});
    EXPECT_EQ(other.str().find(access), std::string::npos) << other.str();
    EXPECT_NE(other.str().find(others), std::string::npos) << other.str();
}

TEST(ExperimentReport, StaleEntriesAreSaidCausesFirst)
{
    ExperimentResult result;
    result.final_state.consistent = false;
    result.final_state.stale = {{"mn1", "address", "fd00:1::1", "preferred", "deprecated"},
                                {"mag1", "prefix", "mn1", "drop", "mag3"},
                                {"mag2", "route", "cn1>mn1", "mag1", "mag3"},
                                {"lma1", "binding", "mn1", "none", "mag3"}};
    std::ostringstream text;
    PrintReport(text, result, {});
    EXPECT_NE(
        text.str().find("NOT consistent, 4 stale\n"
                        "  lma1: no binding of mn1, which is at mag3\n"
                        "  mag2: route cn1>mn1 says mag1, should say mag3\n"
                        "  mag1: packets to mn1 end there (drop), it is at mag3\n"
                        "  mn1: address fd00:1::1 is preferred, but no session has it any more\n"),
        std::string::npos)
        << text.str();
}

TEST(ExperimentReport, CareOfAddressesThatLeadNowhereAreSaid)
{
    ExperimentResult result;
    result.final_state.consistent = false;
    result.final_state.stale = {{"mn1", "care-of address", "mn1", "fd00:9::2", "mag3"},
                                {"mn2", "care-of address", "mn2", "none", "mag4"},
                                {"lma1", "binding", "mn3", "fd00:9::1", "fd00:9::3"}};
    std::ostringstream text;
    PrintReport(text, result, {});
    EXPECT_NE(
        text.str().find("NOT consistent, 3 stale\n"
                        "  lma1: binding mn3 says fd00:9::1, should say fd00:9::3\n"
                        "  mn1: care-of address fd00:9::2, which mag3 does not deliver to it\n"
                        "  mn2: no care-of address, at mag4\n"),
        std::string::npos)
        << text.str();
}

TEST(ExperimentReport, PacketsOfNodesThatAreOffAreNoLosses)
{
    ExperimentResult result;
    FlowResult flow;
    flow.from = "mn1";
    flow.to = "cn1";
    flow.sent = 100;
    flow.received = 55;
    flow.lost = 45;
    result.flows = {flow};
    std::ostringstream without;
    PrintReport(without, result, {});
    EXPECT_NE(without.str().find("100        55    45  45.00 "), std::string::npos)
        << without.str();
    result.flows[0].unreachable = {44, 44};
    std::ostringstream with;
    PrintReport(with, result, {});
    EXPECT_NE(with.str().find("100        55     1  1.79        44 "), std::string::npos)
        << with.str();
    EXPECT_NE(with.str().find("lost, an end off: "), std::string::npos) << with.str();
}

TEST(ExperimentReport, UnusedEntriesReadAsNoFault)
{
    ExperimentResult result;
    result.final_state.leftover.assign(200, {"mag1", "binding", "mn1", "mag1", "mag3"});
    std::ostringstream text;
    PrintReport(text, result, {});
    EXPECT_NE(text.str().find("Tables at the end: consistent\n  unused until their lifetimes end, "
                              "which is no fault: 200 entries\n"),
              std::string::npos)
        << text.str();
}

TEST(ExperimentReport, ChartShowsMessagesOfTheNodesRoutes)
{
    HandoverResult handover = MakeHandover();
    handover.prefixes.push_back({"fd00:1::/64", "lma1", {}, {}, {}, 0, {}, {}, {}});
    std::vector<SignallingRow> rows = MakeRows();
    SignallingRow init{MilliSeconds(10060), "sent", "lma1", "mag2", "RoInit", 7, 128, ""};
    init.prefixes = {"fd00:2::/64", "fd00:1::/64"};
    rows.push_back(init);
    const std::string chart = GetMessageChart(handover, 11, rows);
    EXPECT_NE(chart.find("RoInit 7"), std::string::npos) << chart;
    EXPECT_NE(Split(chart, '\n')[0].find("mag2"), std::string::npos) << chart;
    // Another pair's, though the gateway is one of this handover's.
    SignallingRow setup{MilliSeconds(10061), "sent", "mag3", "mag2", "RoSetup", 8, 128, ""};
    setup.prefixes = {"fd00:3::/64", "fd00:4::/64"};
    rows.push_back(setup);
    EXPECT_EQ(GetMessageChart(handover, 11, rows), chart);
}

TEST(ExperimentReport, ChartNamesTheNodesForWhichThereIsNoRoom)
{
    std::vector<SignallingRow> rows;
    for (int i = 1; i < 9; ++i)
    {
        const std::string peer = "lma" + std::to_string(i);
        rows.push_back({MilliSeconds(10050 + i), "sent", "mag3", peer, "BindingError", 1, 60, ""});
    }
    const std::string chart = GetMessageChart(MakeHandover(), 11, rows);
    EXPECT_NE(chart.find("   BindingError 1\n"), std::string::npos) << chart;
    EXPECT_NE(chart.find("mag3 to lma8: BindingError 1\n"), std::string::npos) << chart;
}

TEST(ExperimentReport, RoutesAreATable)
{
    ExperimentResult result = MakeResult(Parse({}));
    std::ostringstream without;
    PrintReport(without, result, {});
    EXPECT_EQ(without.str().find("direct path"), std::string::npos);
    result.optimizations.push_back({"mn1", "cn1", 5.012, 5.042, 5.048, 5.084, 6});
    result.optimizations.push_back({"mn2", "cn2", 5.1, {}, 5.11, {}, {}});
    HandoverResult handover = MakeHandover();
    handover.route_optimized_s = *handover.detached_s + 0.096;
    result.handovers = {handover, MakeHandover()};
    std::ostringstream text;
    PrintReport(text, result, {});
    EXPECT_NE(
        text.str().find("1 direct path set up by a first packet, 1 not, ms since it was seen"),
        std::string::npos)
        << text.str();
    EXPECT_EQ(text.str().find("outcome"), std::string::npos);
    EXPECT_NE(text.str().find("mn1   cn1  5.012   30.00  36.00      72.00         6\n"),
              std::string::npos)
        << text.str();
    EXPECT_NE(text.str().find("mn2   cn2  5.100       -  10.00          -         -\n"),
              std::string::npos)
        << text.str();
    EXPECT_NE(text.str().find("  96.00 "), std::string::npos) << text.str();
    EXPECT_NE(text.str().find("direct"), std::string::npos);
    EXPECT_LE(GetWidest(text.str()), 100U);
}

TEST(ExperimentReport, RoutesAskedForSayWhatHasComeOfIt)
{
    ExperimentResult result = MakeResult(Parse({}));
    OptimizationResult active{"mn1", "cn1", 5.012, 5.042, 5.032, 5.032, 2};
    active.outcome = "active";
    OptimizationResult none{"mn2", "cn2", 5.1, {}, {}, {}, {}};
    none.outcome = "none";
    result.optimizations = {active, none};
    std::ostringstream text;
    PrintReport(text, result, {});
    EXPECT_NE(text.str().find("1 direct path set up by a first packet, 1 not"), std::string::npos);
    EXPECT_NE(text.str().find("mn1   cn1  5.012   30.00  20.00      20.00         2  active\n"),
              std::string::npos)
        << text.str();
    EXPECT_NE(text.str().find("mn2   cn2  5.100       -      -          -         -  none\n"),
              std::string::npos)
        << text.str();
}

TEST(ExperimentReport, FitsTheTerminal)
{
    for (const std::size_t handovers : {0U, 1U, 12U, 13U, 500U})
    {
        ExperimentResult result = MakeResult(Parse({}));
        FlowResult flow;
        flow.from = "mn1";
        flow.to = "cn1";
        flow.path.assign(60, "transit12");
        result.flows.assign(handovers, flow);
        result.handovers.assign(handovers, MakeHandover());
        result.optimizations.assign(handovers, {"mn1", "cn1", 1.0, 2.0, 3.0, 4.0, 10});
        for (HandoverResult& handover : result.handovers)
        {
            handover.route_optimized_s = handover.downlink_resumed_s;
        }
        result.signalling.push_back({"BindingRevocationAcknowledgement", 1, 2, 3, 4, 5});
        result.final_state.consistent = false;
        std::ostringstream text;
        PrintReport(text, result, MakeRows());
        EXPECT_LE(GetWidest(text.str()), 100U) << text.str();
        EXPECT_EQ(text.str().find("median") != std::string::npos, handovers > 12) << text.str();
        EXPECT_NE(text.str().find("NOT consistent"), std::string::npos);
    }
}

TEST(ExperimentReport, SummaryOfMany)
{
    ExperimentResult result;
    for (int i = 1; i <= 21; ++i)
    {
        HandoverResult handover = MakeHandover();
        handover.attached_s = 10 + i * 1e-3;
        handover.registered_s.reset();
        handover.advertised_s.reset();
        handover.downlink_resumed_s.reset();
        result.handovers.push_back(handover);
    }
    std::ostringstream text;
    PrintReport(text, result, {});
    EXPECT_NE(text.str().find("link up               21   1.00   11.00  20.00  21.00\n"),
              std::string::npos)
        << text.str();
    EXPECT_NE(text.str().find("registered             0      -       -      -      -\n"),
              std::string::npos)
        << text.str();
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
