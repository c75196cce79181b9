/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-flow-statistics.h"

#include "pmipv6-monitor-text.h"

#include <algorithm>
#include <cmath>

namespace ns3
{
namespace pmipv6
{

double
GetPercentile(const std::vector<double>& sorted, double part)
{
    const double rank = part * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(rank));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (rank - static_cast<double>(below));
}

uint64_t
CountOctets(std::vector<std::pair<uint64_t, uint64_t>> pieces)
{
    std::sort(pieces.begin(), pieces.end());
    uint64_t count = 0;
    uint64_t end = 0;
    for (const auto& [first, octets] : pieces)
    {
        const uint64_t next = first + octets;
        count += next > end ? next - std::max(first, end) : 0;
        end = std::max(end, next);
    }
    return count;
}

void
SetDelays(const std::vector<Time>& delays, bool isJitterMeant, FlowRecord& record)
{
    if (delays.empty())
    {
        return;
    }
    Time sum;
    Time differences;
    for (std::size_t i = 0; i < delays.size(); ++i)
    {
        sum += delays[i];
        differences += i > 0 ? Abs(delays[i] - delays[i - 1]) : Time();
    }
    record.delayMean = sum / static_cast<int64_t>(delays.size());
    if (isJitterMeant && delays.size() > 1)
    {
        record.jitter = differences / static_cast<int64_t>(delays.size() - 1);
    }
    std::vector<double> sorted;
    sorted.reserve(delays.size());
    for (const Time& delay : delays)
    {
        sorted.push_back(static_cast<double>(delay.GetNanoSeconds()));
    }
    std::sort(sorted.begin(), sorted.end());
    const auto at = [&sorted](double part) {
        return NanoSeconds(static_cast<uint64_t>(std::llround(GetPercentile(sorted, part))));
    };
    record.delayMin = at(0);
    record.delayP50 = at(0.5);
    record.delayP95 = at(0.95);
    record.delayP99 = at(0.99);
    record.delayMax = at(1);
}

namespace
{

/// Fill in what counts packets sent and received, and their delays.
void
CountPackets(const PacketFlow& flow, const TimeSpans& off, FlowRecord& record)
{
    std::vector<Time> delays;
    std::vector<std::pair<uint64_t, uint64_t>> pieces; // of a TCP flow
    for (std::size_t number = 0; number < record.sent; ++number)
    {
        const PacketSample& sample = flow.GetSamples()[number];
        const bool isUnreachable = Contains(off, sample.sent);
        record.unreachableSent += isUnreachable;
        record.unreachableLost += isUnreachable && !sample.IsReceived();
        if (!sample.IsReceived())
        {
            continue;
        }
        delays.push_back(sample.last - sample.sent);
        if (flow.GetProtocol() == TCP_PROTOCOL)
        {
            pieces.emplace_back(flow.GetSequence(number), sample.octets);
        }
        else
        {
            record.octets += sample.octets;
        }
    }
    record.received = delays.size();
    record.lost = record.sent - record.received;
    record.octets += CountOctets(std::move(pieces));
    SetDelays(delays, flow.GetProtocol() == UDP_PROTOCOL, record);
}

} // namespace

FlowRecord
MakeFlowRecord(const PacketFlow& flow, const TimeSpans& off, Time now)
{
    FlowRecord record;
    record.from = flow.GetSender();
    record.to = flow.GetReceiver();
    record.protocol = flow.GetProtocol();
    record.sent = flow.CountSent(now);
    CountPackets(flow, off, record);
    const auto& samples = flow.GetSamples();
    if (record.sent > 0)
    {
        const TimeSpan span{samples.front().sent, samples[record.sent - 1].sent};
        const Time on = span.end - span.begin - GetCovered(off, span);
        if (on.IsStrictlyPositive())
        {
            record.goodput = static_cast<double>(record.octets) * 8 / 1e3 / on.GetSeconds();
        }
    }
    if (!samples.empty())
    {
        record.begun = samples.front().sent;
        const auto [source, destination] = flow.GetAddresses(samples.size() - 1);
        record.addressFrom = ToRecordText(source);
        record.addressTo = ToRecordText(destination);
    }
    record.duplicated = flow.GetDuplicates().size();
    record.reordered = flow.GetReordered().size();
    record.misdelivered = flow.CountMisdelivered();
    return record;
}

} // namespace pmipv6
} // namespace ns3
