/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-handover-traffic.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <iterator>

namespace ns3
{
namespace pmipv6
{

namespace
{

/**
 * @param flows of a handover
 * @param isDownlink a direction
 * @param chooses which of these flows
 * @return what stands for them: that without a value, where its session suffered; else the longest
 */
template <class Chooses>
InterruptionRecord
Sum(const std::vector<FlowHandoverRecord>& flows, bool isDownlink, Chooses chooses)
{
    // A flow whose other end is in no network says nothing of the handover.
    const auto rank = [](const FlowHandoverRecord& flow) {
        const bool isIdle = flow.why == "peer-unreachable" || flow.why == "switched-off";
        return isIdle ? 0 : flow.interruption ? 1 : 2;
    };
    const FlowHandoverRecord* worst = nullptr;
    std::vector<const FlowHandoverRecord*> running; // or, if there is none, all that are known
    for (const auto& flow : flows)
    {
        if (flow.isDownlink != isDownlink || !chooses(flow))
        {
            continue;
        }
        if (flow.hasRun && !running.empty() && !running.front()->hasRun)
        {
            running.clear();
        }
        if (rank(flow) > 0 && (running.empty() || flow.hasRun == running.front()->hasRun))
        {
            running.push_back(&flow);
        }
        if (!flow.hasRun)
        {
            continue;
        }
        if (!worst || rank(flow) > rank(*worst) ||
            (rank(flow) == 1 && rank(*worst) == 1 && *flow.interruption > *worst->interruption))
        {
            worst = &flow;
        }
    }
    InterruptionRecord sum;
    sum.length = worst ? worst->interruption : std::nullopt;
    sum.why = worst ? worst->why : "no-traffic";
    sum.spacing = worst ? worst->spacing : std::nullopt;
    const bool isEachServed = std::all_of(running.begin(), running.end(), [](const auto* flow) {
        return flow->serviceGap.has_value();
    });
    for (const auto* flow : isEachServed ? running : std::vector<const FlowHandoverRecord*>())
    {
        sum.serviceGap = std::max(sum.serviceGap.value_or(*flow->serviceGap), *flow->serviceGap);
        sum.laterGap = std::max(sum.laterGap.value_or(*flow->laterGap), *flow->laterGap);
    }
    return sum;
}

} // namespace

HandoverTraffic::HandoverTraffic(const TrafficTable& traffic,
                                 const NodeHistories& nodes,
                                 const ServiceGap* gaps)
    : m_traffic(traffic),
      m_nodes(nodes),
      m_interruption(traffic, nodes, gaps)
{
    for (std::size_t flow = 0; flow < traffic.GetNFlows(); ++flow)
    {
        m_flows[traffic.GetFlow(flow).GetSender()].push_back(flow);
        m_flows[traffic.GetFlow(flow).GetReceiver()].push_back(flow);
    }
}

void
HandoverTraffic::CountLosses(const std::string& node,
                             const std::vector<HandoverRecord*>& records) const
{
    const auto begin = [](const HandoverRecord* record) {
        return std::min(*record->detached, record->attached.value_or(*record->detached));
    };
    const auto wasOff = [](const TimeSpans* off, Time when) { return off && Contains(*off, when); };
    const TimeSpans* off = m_interruption.FindOff(node);
    for (const std::size_t number : m_flows.at(node))
    {
        const PacketFlow& flow = m_traffic.GetFlow(number);
        const bool isDownlink = flow.GetReceiver() == node;
        const TimeSpans* peerOff =
            m_interruption.FindOff(isDownlink ? flow.GetSender() : flow.GetReceiver());
        const auto& samples = flow.GetSamples();
        const std::size_t sent = flow.CountSent(Simulator::Now());
        const Time first = begin(records.front()) - m_interruption.GetMaxDelay(number);
        for (std::size_t i = FindSent(samples, first); i < sent; ++i)
        {
            const auto& sample = samples[i];
            if (sample.IsReceived() || sample.isLostAtSender == isDownlink ||
                wasOff(off, sample.sent) || wasOff(peerOff, sample.sent))
            {
                continue;
            }
            const Time lost = sample.GetLost();
            const auto after =
                std::partition_point(records.begin(), records.end(), [&](const auto* record) {
                    return begin(record) <= lost;
                });
            if (after != records.begin())
            {
                const auto [source, destination] = flow.GetAddresses(i);
                CountLoss(sample,
                          {number, isDownlink ? destination : source, isDownlink},
                          **std::prev(after));
            }
        }
    }
}

void
HandoverTraffic::CountLoss(const PacketSample& sample, const Side& side, HandoverRecord& record)
{
    for (auto& part : record.flows)
    {
        // One may be dropped late, as at the end of its retries, or of the time that it may wait.
        if (part.flow == side.flow &&
            (!part.resumed || sample.last <= *part.resumed || sample.sent < *part.resumedSent))
        {
            ++part.lost;
            ++(side.isDownlink ? record.lostDown : record.lostUp);
            for (auto& prefix : record.prefixes)
            {
                (side.isDownlink ? prefix.lostDown : prefix.lostUp) +=
                    prefix.prefix.Contains(side.address);
            }
        }
    }
}

void
HandoverTraffic::Measure(const std::string& node, const std::vector<HandoverRecord*>& records) const
{
    const auto flows = m_flows.find(node);
    const NodeHistory& history = m_nodes.at(node);
    if (flows == m_flows.end())
    {
        for (auto* record : records)
        {
            record->downlink.why = record->uplink.why = "no-traffic";
            for (auto& prefix : record->prefixes)
            {
                prefix.downlink.why = prefix.uplink.why = "no-traffic";
            }
        }
        return;
    }
    const HandoverRecord* before = nullptr;
    for (std::size_t i = 0; i < records.size() && i + 1 < history.stays.size(); ++i)
    {
        HandoverRecord& record = *records[i];
        const Stay& stay = history.stays[i + 1];
        const FlowInterruption::Span span{&history, &stay, *record.detached, stay.detached};
        for (const std::size_t flow : flows->second)
        {
            const bool isDownlink = m_traffic.GetFlow(flow).GetReceiver() == node;
            record.flows.push_back(m_interruption.Measure(span, flow, isDownlink));
            FlowHandoverRecord& part = record.flows.back();
            const auto former =
                before ? before->flows.at(record.flows.size() - 1) : FlowHandoverRecord();
            if (former.why == "superseded")
            {
                part.since = former.since.value_or(*before->detached);
            }
            record.isPeerMoved = record.isPeerMoved || (part.hasRun && part.isPeerMoved);
            if (part.since)
            {
                record.since = std::min(record.since.value_or(*part.since), *part.since);
            }
        }
        const auto all = [](const FlowHandoverRecord&) { return true; };
        record.downlink = Sum(record.flows, true, all);
        record.uplink = Sum(record.flows, false, all);
        for (auto& prefix : record.prefixes)
        {
            const auto isIts = [&prefix](const FlowHandoverRecord& flow) {
                return prefix.prefix.Contains(flow.address);
            };
            prefix.downlink = Sum(record.flows, true, isIts);
            prefix.uplink = Sum(record.flows, false, isIts);
        }
        before = &record;
    }
    CountLosses(node, records);
}

} // namespace pmipv6
} // namespace ns3
