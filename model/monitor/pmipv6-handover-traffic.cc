/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-handover-traffic.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace ns3
{
namespace pmipv6
{

namespace
{

using Samples = std::vector<TrafficMonitor::Sample>;

/// Messages that are sent together arrive one behind the other: a gateway may be open for nanoseconds
/// before it is told of a route. No packet fits in there, nor into such a hole.
const Time GRAIN = MicroSeconds(10);

/// @return number of the first packet sent at or after a time
std::size_t
FindSent(const Samples& samples, Time time)
{
    const auto found = std::partition_point(samples.begin(),
                                            samples.end(),
                                            [time](const auto& one) { return one.sent < time; });
    return static_cast<std::size_t>(found - samples.begin());
}

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

/// @return how much of a span is not in a set
Time
GetMissing(const TimeSpans& spans, const TimeSpan& span)
{
    return std::max(span.end - span.begin, Time()) - GetCovered(spans, span);
}

/**
 * @param arrivals packets, one sent at every instant
 * @param span when those come that are meant, and at whose begin the first one does
 * @return for how long packets were sent behind the first one that do not come, though others do
 *         behind them; a shorter way fills the hole that they leave at their receiver
 */
Time
GetUnsent(const std::vector<ServiceGap::Arrival>& arrivals, const TimeSpan& span)
{
    std::vector<TimeSpan> sent;
    auto first = Time::Min();
    for (const auto& arrival : arrivals)
    {
        sent.push_back({std::max(arrival.span.begin, span.begin) - arrival.age,
                        std::min(arrival.span.end, span.end) - arrival.age});
        if (arrival.span.begin <= span.begin && span.begin < arrival.span.end)
        {
            first = std::max(first, sent.back().begin);
        }
    }
    const TimeSpans spans = Smooth(MakeTimeSpans(std::move(sent)), GRAIN);
    return spans.empty() ? Time() : GetMissing(spans, {first, spans.back().end});
}

/// @return true if a node that was off at times was so within a span, one of no length too
bool
IsOffIn(const TimeSpans& off, const TimeSpan& span)
{
    return Contains(off, span.begin) || GetCovered(off, span).IsStrictlyPositive();
}

} // namespace

HandoverTraffic::HandoverTraffic(const TrafficMonitor& traffic,
                                 const NodeHistories& nodes,
                                 const ServiceGap* gaps)
    : m_traffic(traffic),
      m_nodes(nodes),
      m_gaps(gaps)
{
    for (std::size_t flow = 0; flow < traffic.GetNFlows(); ++flow)
    {
        m_flows[traffic.GetSender(flow)].push_back(flow);
        m_flows[traffic.GetReceiver(flow)].push_back(flow);
        Time max;
        for (const auto& sample : traffic.GetSamples(flow))
        {
            max = std::max(max, sample.last - sample.sent);
        }
        m_maxDelays.push_back(max);
    }
    for (const auto& [name, history] : nodes)
    {
        m_off[name] = history.GetOff();
    }
}

std::size_t
HandoverTraffic::FindResumed(const Span& span, FlowHandoverRecord& record) const
{
    const Samples& samples = m_traffic.GetSamples(record.flow);
    // What was sent before may still come over the new link.
    const Time begin = std::min(span.detached, span.stay->attached) - m_maxDelays[record.flow];
    const Time entrance = span.stay->attached + span.stay->delay; // of what the new link carries
    std::size_t found = samples.size();
    Time best = span.next;
    for (std::size_t i = FindSent(samples, begin); i < samples.size() && samples[i].sent < best; ++i)
    {
        const auto& sample = samples[i];
        const Time at = record.isDownlink ? sample.last : sample.entered;
        const bool isOnNewLink =
            record.isDownlink
                ? at >= span.stay->attached
                : at >= entrance && m_traffic.GetFirst(sample) == span.stay->gateway;
        if (sample.IsReceived() && isOnNewLink && at < best)
        {
            found = i;
            best = at;
        }
    }
    if (found < samples.size())
    {
        record.resumed = best;
    }
    return found;
}

std::string
HandoverTraffic::FindReason(const Span& span,
                            const FlowHandoverRecord& record,
                            std::size_t resumed) const
{
    const auto& samples = m_traffic.GetSamples(record.flow);
    const std::string& peer = record.isDownlink ? record.from : record.to;
    const TimeSpan interrupted{span.detached, record.resumed.value_or(span.next)};
    if (IsOffIn(span.node->switchedOff, interrupted))
    {
        return "switched-off";
    }
    const auto known = m_nodes.find(peer);
    const std::size_t before = FindSent(samples, span.detached) - 1;
    const auto addresses = m_traffic.GetAddresses(record.flow, before);
    const bool hasResumed = resumed < samples.size();
    const auto& [own, other] = record.isDownlink
                                   ? std::pair(addresses.second, addresses.first)
                                   : addresses;
    const bool isDead = !hasResumed && (!span.node->IsAlive(own, span.stay->attached) ||
                                        (known != m_nodes.end() &&
                                         !known->second.IsAlive(other, interrupted.end)));
    if (isDead || (hasResumed && m_traffic.GetAddresses(record.flow, resumed) != addresses))
    {
        return "address-changed";
    }
    const auto off = m_off.find(peer);
    if (off != m_off.end() && IsOffIn(off->second, interrupted))
    {
        return "peer-unreachable";
    }
    if (hasResumed)
    {
        return "";
    }
    return span.next < Time::Max() ? "superseded" : "never-resumed";
}

FlowHandoverRecord
HandoverTraffic::MeasureFlow(const Span& span, std::size_t flow, bool isDownlink) const
{
    FlowHandoverRecord record;
    record.flow = flow;
    record.from = m_traffic.GetSender(flow);
    record.to = m_traffic.GetReceiver(flow);
    record.isDownlink = isDownlink;
    const Samples& samples = m_traffic.GetSamples(flow);
    const std::size_t resumed = FindResumed(span, record);
    const std::size_t after = FindSent(samples, span.detached);
    record.hasRun = after > 0 && after < samples.size() && samples[after].sent < span.next;
    if (samples.empty())
    {
        record.why = "no-traffic";
        return record;
    }
    const auto addresses = m_traffic.GetAddresses(flow, std::max<std::size_t>(after, 1) - 1);
    record.address = isDownlink ? addresses.second : addresses.first;
    if (!record.hasRun)
    {
        record.why = "no-traffic";
        // Packets could have been sent, between addresses that live on, if nobody was off.
        const TimeSpan gap{span.detached, span.stay->attached};
        const auto& [own, other] =
            isDownlink ? std::pair(addresses.second, addresses.first) : addresses;
        const auto peer = m_nodes.find(isDownlink ? record.from : record.to);
        const bool isPeerThere = peer == m_nodes.end() ||
                                 (!IsOffIn(m_off.at(peer->first), gap) &&
                                  peer->second.IsAlive(other, span.stay->attached));
        if (isPeerThere && !IsOffIn(span.node->switchedOff, gap) &&
            span.node->IsAlive(own, span.detached - NanoSeconds(1)) &&
            span.node->IsAlive(own, span.stay->attached))
        {
            FindGap(span, record);
        }
        return record;
    }
    record.why = FindReason(span, record, resumed);
    if (record.why.empty())
    {
        record.interruption = std::max(*record.resumed - span.detached, Time());
        record.spacing = Time();
        for (std::size_t i = std::max<std::size_t>(std::min(after, resumed), 1); i <= resumed; ++i)
        {
            record.spacing = std::max(*record.spacing, samples[i].sent - samples[i - 1].sent);
        }
    }
    const auto peer = m_nodes.find(isDownlink ? record.from : record.to);
    if (peer != m_nodes.end())
    {
        const Time end = record.resumed.value_or(span.next);
        const auto& stays = peer->second.stays;
        for (std::size_t i = 0; i + 1 < stays.size(); ++i)
        {
            record.isPeerMoved = record.isPeerMoved || (stays[i].detached < end &&
                                                        stays[i + 1].attached > span.detached);
        }
    }
    FindGap(span, record);
    return record;
}

void
HandoverTraffic::FindGap(const Span& span, FlowHandoverRecord& record) const
{
    const bool isMeant = record.why != "switched-off" && record.why != "peer-unreachable" &&
                         record.why != "address-changed";
    if (!m_gaps || !isMeant)
    {
        return;
    }
    const std::size_t after =
        std::max<std::size_t>(FindSent(m_traffic.GetSamples(record.flow), span.detached), 1);
    const auto [source, destination] = m_traffic.GetAddresses(record.flow, after - 1);
    const ServiceGap::Stream stream{record.from, record.to, source, destination};
    Time under; // way, behind what is measured
    TimeSpans served;
    std::vector<ServiceGap::Arrival> arrivals;
    if (record.isDownlink)
    {
        arrivals = m_gaps->FindArrivals(stream, m_nodes, *span.stay);
        std::vector<TimeSpan> spans;
        for (const auto& arrival : arrivals)
        {
            spans.push_back(arrival.span);
        }
        served = MakeTimeSpans(std::move(spans));
    }
    else
    {
        std::tie(served, under) = m_gaps->FindDepartures(stream, m_nodes, *span.stay);
    }
    served = Smooth(served, GRAIN);
    if (served.empty())
    {
        return;
    }
    const Time first = served.front().begin;
    record.serviceGap = std::max(first - span.detached, Time());
    // What comes of a later handover is that one's.
    Time end = std::min(span.next, Simulator::Now() - under);
    const auto peer = m_nodes.find(record.isDownlink ? record.from : record.to);
    if (peer != m_nodes.end())
    {
        const Time meanwhile = std::max(first, record.resumed.value_or(first));
        for (const auto& stay : peer->second.stays)
        {
            if (stay.detached < Time::Max() && stay.detached - under > meanwhile)
            {
                end = std::min(end, stay.detached - under);
            }
        }
    }
    record.laterGap = std::max(GetMissing(served, {first, end}), GetUnsent(arrivals, {first, end}));
}

void
HandoverTraffic::CountLosses(const std::string& node,
                             const std::vector<HandoverRecord*>& records) const
{
    const auto begin = [](const HandoverRecord* record) {
        return std::min(*record->detached, record->attached.value_or(*record->detached));
    };
    const auto& off = m_off.at(node);
    for (const std::size_t flow : m_flows.at(node))
    {
        const bool isDownlink = m_traffic.GetReceiver(flow) == node;
        const auto peer = m_off.find(isDownlink ? m_traffic.GetSender(flow)
                                                : m_traffic.GetReceiver(flow));
        const auto& samples = m_traffic.GetSamples(flow);
        const std::size_t sent = m_traffic.CountSent(flow);
        for (std::size_t i = FindSent(samples, begin(records.front()) - m_maxDelays[flow]);
             i < sent;
             ++i)
        {
            const auto& sample = samples[i];
            if (sample.IsReceived() || sample.isLostAtSender == isDownlink ||
                Contains(off, sample.sent) ||
                (peer != m_off.end() && Contains(peer->second, sample.sent)))
            {
                continue;
            }
            const Time lost = sample.GetLost();
            const auto after =
                std::partition_point(records.begin(), records.end(), [&](const auto* record) {
                    return begin(record) <= lost;
                });
            if (after == records.begin())
            {
                continue;
            }
            HandoverRecord& record = **std::prev(after);
            for (auto& part : record.flows)
            {
                if (part.flow == flow && (!part.resumed || sample.last <= *part.resumed))
                {
                    ++part.lost;
                    ++(isDownlink ? record.lostDown : record.lostUp);
                }
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
        }
        return;
    }
    const HandoverRecord* before = nullptr;
    for (std::size_t i = 0; i < records.size() && i + 1 < history.stays.size(); ++i)
    {
        HandoverRecord& record = *records[i];
        const Stay& stay = history.stays[i + 1];
        const Span span{&history, &stay, *record.detached, stay.detached};
        for (const std::size_t flow : flows->second)
        {
            const bool isDownlink = m_traffic.GetReceiver(flow) == node;
            record.flows.push_back(MeasureFlow(span, flow, isDownlink));
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
