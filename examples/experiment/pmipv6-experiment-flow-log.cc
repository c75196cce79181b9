/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-flow-log.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <iterator>
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

} // namespace

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
    : m_options(options),
      m_monitor(monitor)
{
    m_monitor.AddStepListener([this](const TrafficMonitor::PacketStep& step) { Handle(step); });
}

void
FlowLog::Open(const OutputFolder& output)
{
    for (const auto& [from, to] : m_options.flowLogs)
    {
        m_files.emplace(std::piecewise_construct,
                        std::forward_as_tuple(from, to),
                        std::forward_as_tuple(output.GetFile("flow-" + from + "-" + to + ".csv")));
    }
}

uint64_t
FlowLog::GetBin(Time time) const
{
    return static_cast<uint64_t>(time.GetNanoSeconds() / m_options.bin.GetNanoSeconds());
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
        bin.octets += m_options.traffic == Traffic::TCP
                          ? series.received.Add(step.sequence, step.sequence + step.octets)
                          : step.octets;
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
        file->Write({m_options.duration,
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
    std::map<NodePair, Series*> byEnds;
    for (auto& [flow, series] : m_series)
    {
        byEnds[{series.from, series.to}] = &series;
    }
    m_monitor.GetTable().ForEachLoss(Simulator::Now(), [this, &byEnds](const PacketEvent& loss) {
        const Time last = m_options.duration - NanoSeconds(1);
        ++byEnds.at({loss.from, loss.to})->bins[GetBin(std::min(loss.when, last))].lost;
        WriteLost(loss.flow, loss.number);
    });
    const uint64_t end = GetBin(m_options.duration - NanoSeconds(1));
    for (uint64_t number = 0; number <= end; ++number)
    {
        for (const auto& [flow, series] : m_series)
        {
            if (series.first && number >= *series.first)
            {
                const auto known = series.bins.find(number);
                const Bin bin = known == series.bins.end() ? Bin() : known->second;
                m_throughput->Write({m_options.bin * static_cast<int64_t>(number),
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
