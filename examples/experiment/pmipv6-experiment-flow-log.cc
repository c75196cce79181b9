/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-flow-log.h"

#include "pmipv6-experiment-core.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-traffic.h"
#include "pmipv6-experiment-values.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// @return the word for a step
std::string
GetWord(TrafficMonitor::PacketStep::Kind kind)
{
    switch (kind)
    {
    case TrafficMonitor::PacketStep::Kind::SENT:
        return "sent";
    case TrafficMonitor::PacketStep::Kind::RECEIVED:
        return "received";
    case TrafficMonitor::PacketStep::Kind::DROPPED:
        return "dropped";
    }
    return {};
}

constexpr int64_t MAX_BINS = 1000000; //!< of throughput.csv

/**
 * @param pairs changed
 * @param text NODE:NODE
 * @return whether it is
 */
bool
ReadFlow(std::vector<NodePair>& pairs, const std::string& text)
{
    const auto parts = Split(text, ':');
    const auto from = ReadNodeName(parts[0]);
    const auto to = ReadNodeName(parts.back());
    if (parts.size() != 2 || !from || !to || !from->CanMove() || !to->CanMove())
    {
        return false;
    }
    const NodePair pair(*from, *to);
    if (std::find(pairs.begin(), pairs.end(), pair) == pairs.end())
    {
        pairs.push_back(pair);
    }
    return true;
}

/**
 * @param pair sender and receiver
 * @return "mn1:cn1"
 */
std::string
ShowFlow(const NodePair& pair)
{
    return pair.first.GetText() + ":" + pair.second.GetText();
}

/// @return the form of --flowLog
ValueForm<std::vector<NodePair>>
SendersAndReceivers()
{
    return {"NODE:NODE",
            [] { return "NODE:NODE with a sender and its receiver (mn1:cn1, cn1:mn1, ..)"; },
            &ReadFlow,
            [](const std::vector<NodePair>& pairs) { return GetTexts(pairs, ShowFlow); }};
}

/// @return what is wrong with --flowLog
Sentence
CheckFlowLogs(const ExperimentOptions& options)
{
    std::set<NodePair> flows;
    for (const PlannedNode& node : PlanMobileNodes(options))
    {
        if (node.peer)
        {
            const bool isMn = node.name.Is(MOBILE_NODE);
            const NodePair up(isMn ? node.name : *node.peer, isMn ? *node.peer : node.name);
            if (options[option::DIRECTION] != Direction::CN_MN)
            {
                flows.insert(up);
            }
            if (options[option::DIRECTION] != Direction::MN_CN)
            {
                flows.emplace(up.second, up.first);
            }
        }
    }
    for (const NodePair& wanted : options[option::FLOW_LOGS])
    {
        if (flows.count(wanted) == 0)
        {
            return "--flowLog=" + ShowFlow(wanted) +
                   " is not allowed here; allowed: a flow of this run, such as " +
                   ShowFlow(*flows.begin());
        }
    }
    return std::nullopt;
}

/// @return the shortest --bin of a run
Time
GetLeastBin(const ExperimentOptions& options)
{
    return options[option::DURATION] / MAX_BINS;
}

/// @return the default of --bin: longer in a run that is very long
Time
GetDefaultBin(const ExperimentOptions& options)
{
    return std::max(MilliSeconds(100), GetLeastBin(options));
}

/// @return what is wrong with --bin
Sentence
CheckBin(const ExperimentOptions& options)
{
    const Time least = GetLeastBin(options);
    if (options[option::BIN] >= least)
    {
        return std::nullopt;
    }
    return ShowMilliseconds("bin", options[option::BIN]) +
           " is not allowed with --duration=" + FormatSeconds(options[option::DURATION]) +
           "; allowed: " + FormatNumber(ToMilliseconds(least)) + " ms or more";
}

} // namespace

namespace option
{

const Option<std::vector<NodePair>> FLOW_LOGS(
    {OptionGroup::RUN,
     80,
     "flowLog",
     "writes flow-NODE-NODE.csv, a row for each packet from the first node to the second that is "
     "sent, received or dropped; repeatable"},
    SendersAndReceivers(),
    {"none", std::vector<NodePair>{}},
    {nullptr, &CheckFlowLogs});

const Option<Time> BIN(
    {OptionGroup::RUN, 90, "bin", "of throughput.csv, which counts what comes of each flow"},
    InMilliseconds(SOME_MS),
    {"100; at most 1000000 bins", &GetDefaultBin},
    {nullptr, &CheckBin});

} // namespace option

uint64_t
OctetSet::Add(uint64_t from, uint64_t to)
{
    uint64_t fresh = to - from;
    auto range = m_ranges.upper_bound(from);
    if (range != m_ranges.begin() && std::prev(range)->second >= from)
    {
        --range;
    }
    while (range != m_ranges.end() && range->first <= to)
    {
        const auto [begin, end] = *range;
        const uint64_t low = std::max(begin, from);
        const uint64_t high = std::min(end, to);
        fresh -= high > low ? high - low : 0;
        from = std::min(from, begin);
        to = std::max(to, end);
        range = m_ranges.erase(range);
    }
    m_ranges[from] = to;
    return fresh;
}

FlowLog::FlowLog(const ExperimentOptions& options, TrafficMonitor& monitor)
    : m_wanted(options[option::FLOW_LOGS]),
      m_bin(options[option::BIN]),
      m_duration(options[option::DURATION]),
      m_isTcp(options[option::TRAFFIC] == Traffic::TCP),
      m_monitor(monitor)
{
    m_monitor.AddStepListener([this](const TrafficMonitor::PacketStep& step) { Handle(step); });
}

void
FlowLog::Open(const OutputFolder& output)
{
    for (const auto& pair : m_wanted)
    {
        const std::string from = pair.first.GetText();
        const std::string to = pair.second.GetText();
        m_files.emplace(std::piecewise_construct,
                        std::forward_as_tuple(from, to),
                        std::forward_as_tuple(output.GetFile("flow-" + from + "-" + to + ".csv")));
    }
}

uint64_t
FlowLog::GetBin(Time time) const
{
    return static_cast<uint64_t>(time.GetNanoSeconds() / m_bin.GetNanoSeconds());
}

FlowLog::Series&
FlowLog::GetSeries(std::size_t flow, const std::string& from, const std::string& to)
{
    const auto [series, isNew] = m_series.try_emplace(flow);
    if (isNew)
    {
        series->second.from = from;
        series->second.to = to;
        const auto file = m_files.find({from, to});
        series->second.file = file == m_files.end() ? nullptr : &file->second;
    }
    return series->second;
}

void
FlowLog::Handle(const TrafficMonitor::PacketStep& step)
{
    if (m_isOver)
    {
        return;
    }
    const Time now = Simulator::Now();
    Series& series = GetSeries(step.flow, step.from, step.to);
    if (!series.first)
    {
        series.first = GetBin(now);
    }
    if (step.kind == TrafficMonitor::PacketStep::Kind::RECEIVED && !step.isRepeat)
    {
        Bin& bin = series.bins[GetBin(now)];
        ++bin.packets;
        bin.octets +=
            m_isTcp ? series.received.Add(step.sequence, step.sequence + step.octets) : step.octets;
    }
    if (series.file)
    {
        series.file->Write({now,
                            GetWord(step.kind),
                            step.flow,
                            step.node,
                            step.sequence,
                            step.octets,
                            step.delay,
                            step.reason});
    }
}

void
FlowLog::WriteLost(std::size_t flow, std::size_t number)
{
    const TrafficTable& table = m_monitor.GetTable();
    const auto& sample = table.GetFlow(flow).GetSamples()[number];
    FlowCsv* file = m_series.at(flow).file;
    if (file && !sample.isDropped)
    {
        file->Write({m_duration,
                     "lost",
                     flow,
                     table.GetLast(flow, sample),
                     table.GetFlow(flow).GetSequence(number),
                     sample.octets,
                     std::nullopt,
                     {}});
    }
}

void
FlowLog::Finish(const OutputFolder& output)
{
    m_isOver = true;
    m_throughput.emplace(output.GetFile("throughput.csv"));
    m_monitor.GetTable().ForEachLoss(Simulator::Now(), [this](const PacketEvent& loss) {
        const Time last = m_duration - NanoSeconds(1);
        ++m_series.at(loss.flow).bins[GetBin(std::min(loss.when, last))].lost;
        WriteLost(loss.flow, loss.number);
    });
    const uint64_t end = GetBin(m_duration - NanoSeconds(1));
    for (uint64_t number = 0; number <= end; ++number)
    {
        for (const auto& [flow, series] : m_series)
        {
            if (series.first && number >= *series.first)
            {
                const auto known = series.bins.find(number);
                const Bin bin = known == series.bins.end() ? Bin() : known->second;
                m_throughput->Write({m_bin * static_cast<int64_t>(number),
                                     series.from,
                                     series.to,
                                     flow,
                                     bin.octets,
                                     bin.packets,
                                     bin.lost});
            }
        }
    }
}

std::optional<std::string>
FlowLog::Close()
{
    std::optional<std::string> fault = m_throughput ? m_throughput->Close() : std::nullopt;
    for (auto& [ends, file] : m_files)
    {
        const auto other = file.Close();
        fault = fault ? fault : other;
    }
    return fault;
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
