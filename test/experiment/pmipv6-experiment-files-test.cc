/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-csv.h"
#include "pmipv6-experiment-output.h"
#include "pmipv6-experiment-support.h"
#include "pmipv6-experiment-values.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

namespace fs = std::filesystem;

TEST(ExperimentValues, SecondsAreExactDecimals)
{
    EXPECT_EQ(FormatSeconds(Seconds(0)), "0");
    EXPECT_EQ(FormatSeconds(MilliSeconds(10050)), "10.05");
    EXPECT_EQ(FormatSeconds(NanoSeconds(1)), "0.000000001");
    EXPECT_EQ(FormatSeconds(NanoSeconds(-1500000000)), "-1.5");
    EXPECT_EQ(FormatSeconds(NanoSeconds(300000000000)), "300");
}

TEST(ExperimentCsv, FieldsAreQuotedWhereTheyNeedIt)
{
    EXPECT_EQ(GetCsvLine({"a", "", "b c"}), "a,,b c\n");
    EXPECT_EQ(GetCsvLine({"a,b", "say \"no\"", "two\nlines", "cr\r"}),
              "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\"cr\r\"\n");
    EXPECT_EQ(GetCsvLine({"same", "same"}), "same,same\n");
}

TEST(ExperimentCsv, SignallingRows)
{
    const TemporaryFolder folder;
    const std::string name = (folder.GetPath() / "signalling.csv").string();
    SignallingCsv csv(name);
    csv.Write({MilliSeconds(10050), "sent", "mag3", "lma1", "ProxyBindingUpdate", 3, 140, ""});
    SignallingRow row{Seconds(10.5), "sent", "lma1", "mag3", "Heartbeat", 0, 56, ""};
    row.purpose = "request";
    row.mobile_node = "mn1";
    csv.Write(row);
    csv.Write({Seconds(11), "dropped", "mn1", "mag3", "RouterAdvertisement", {}, 96, "a, b"});
    EXPECT_EQ(csv.Close(), std::nullopt);
    EXPECT_EQ(ReadFile(name),
              "time_s,event,node,peer,message,sequence,octets,reason,purpose,mobile_node\n"
              "10.05,sent,mag3,lma1,ProxyBindingUpdate,3,140,,,\n"
              "10.5,sent,lma1,mag3,Heartbeat,0,56,,request,mn1\n"
              "11,dropped,mn1,mag3,RouterAdvertisement,,96,\"a, b\",,\n");
}

TEST(ExperimentCsv, EventRows)
{
    const TemporaryFolder folder;
    const std::string name = (folder.GetPath() / "events.csv").string();
    EventsCsv csv(name);
    csv.Write({NanoSeconds(5), "lma1", "lma", "mn1", "binding", "none", "active", "registered"});
    EXPECT_EQ(csv.Close(), std::nullopt);
    EXPECT_EQ(ReadFile(name),
              "time_s,node,role,mobile_node,object,from,to,reason\n"
              "0.000000005,lma1,lma,mn1,binding,none,active,registered\n");
}

TEST(ExperimentCsv, FlowRows)
{
    const TemporaryFolder folder;
    const std::string name = (folder.GetPath() / "flow-mn1-cn1.csv").string();
    FlowCsv csv(name);
    csv.Write({Seconds(5), "sent", 2, "mn1", 7, 200, {}, ""});
    csv.Write({MilliSeconds(5034), "received", 2, "cn1", 7, 200, MicroSeconds(34250), ""});
    csv.Write({Seconds(6), "dropped", 2, "", 8, 200, {}, "nobody-there"});
    EXPECT_EQ(csv.Close(), std::nullopt);
    EXPECT_EQ(ReadFile(name),
              "time_s,event,flow,node,sequence,octets,delay_ms,reason\n"
              "5,sent,2,mn1,7,200,,\n"
              "5.034,received,2,cn1,7,200,34.25,\n"
              "6,dropped,2,,8,200,,nobody-there\n");
}

TEST(ExperimentCsv, ThroughputRows)
{
    const TemporaryFolder folder;
    const std::string name = (folder.GetPath() / "throughput.csv").string();
    ThroughputCsv csv(name);
    csv.Write({MilliSeconds(5100), "mn1", "cn1", 0, 1000, 5, 1});
    EXPECT_EQ(csv.Close(), std::nullopt);
    EXPECT_EQ(ReadFile(name), "time_s,from,to,flow,octets,packets,lost\n5.1,mn1,cn1,0,1000,5,1\n");
}

TEST(ExperimentCsv, WhatCannotBeWrittenIsSaid)
{
    const TemporaryFolder folder;
    EventsCsv csv((folder.GetPath() / "none" / "events.csv").string());
    EXPECT_NE(csv.Close(), std::nullopt);
}

TEST(ExperimentOutput, AFolderIsMadeWithItsParents)
{
    const TemporaryFolder folder;
    const OutputFolder output(folder.GetPath() / "a" / "b");
    EXPECT_EQ(output.Check(), std::nullopt);
    EXPECT_FALSE(fs::exists(folder.GetPath() / "a")); // looking changes nothing
    EXPECT_EQ(output.Make(), std::nullopt);
    EXPECT_EQ(output.Write("result.json", "{}\n"), std::nullopt);
    EXPECT_EQ(ReadFile(output.GetFile("result.json")), "{}\n");
    EXPECT_FALSE(fs::exists(output.GetFile("result.json.partial")));
}

TEST(ExperimentOutput, AnEmptyFolderIsTaken)
{
    const TemporaryFolder folder;
    EXPECT_EQ(OutputFolder(folder.GetPath()).Make(), std::nullopt);
    EXPECT_TRUE(fs::exists(folder.GetPath() / ".pmipv6-experiment"));
}

TEST(ExperimentOutput, AnEarlierOutputIsReplacedAlsoOneCutOff)
{
    const TemporaryFolder folder;
    const OutputFolder output(folder.GetPath());
    ASSERT_EQ(output.Make(), std::nullopt);
    folder.Write("signalling.csv", "old");
    folder.Write("result.json.partial", "old");
    folder.Write("mag1-0.pcap", "old");
    folder.Write("throughput.csv", "old");
    folder.Write("flow-mn1-cn1.csv", "old");
    folder.Write("flow-chart.csv", "mine");
    folder.Write("notes.txt", "mine");
    folder.Write("my-own.pcap", "mine");
    EXPECT_EQ(output.Check(), std::nullopt);
    EXPECT_TRUE(fs::exists(folder.GetPath() / "signalling.csv"));
    EXPECT_EQ(output.Make(), std::nullopt);
    for (const char* name : {"signalling.csv",
                             "result.json.partial",
                             "mag1-0.pcap",
                             "throughput.csv",
                             "flow-mn1-cn1.csv"})
    {
        EXPECT_FALSE(fs::exists(folder.GetPath() / name)) << name;
    }
    for (const char* name : {"notes.txt", "my-own.pcap", "flow-chart.csv", ".pmipv6-experiment"})
    {
        EXPECT_TRUE(fs::exists(folder.GetPath() / name)) << name;
    }
}

TEST(ExperimentOutput, AnyOtherFolderIsNeverTouched)
{
    const TemporaryFolder folder;
    folder.Write("result.json", "mine");
    const OutputFolder output(folder.GetPath());
    const std::string sentence =
        "--output=" + folder.GetPath().string() +
        " holds other files (result.json) and is not touched; allowed: a new folder, an empty "
        "one, or an earlier output";
    EXPECT_EQ(output.Check(), sentence);
    EXPECT_EQ(output.Make(), sentence);
    EXPECT_EQ(ReadFile(folder.GetPath() / "result.json"), "mine");
    EXPECT_FALSE(fs::exists(folder.GetPath() / ".pmipv6-experiment"));
}

TEST(ExperimentOutput, AFileIsNoFolder)
{
    const TemporaryFolder folder;
    const std::string file = folder.Write("file", "mine");
    EXPECT_NE(OutputFolder(file).Make().value_or("").find("is a file and no folder"),
              std::string::npos);
    EXPECT_NE(OutputFolder(file + "/sub").Make(), std::nullopt);
    EXPECT_EQ(ReadFile(file), "mine");
}

} // namespace

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
