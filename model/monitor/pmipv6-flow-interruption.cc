/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-flow-interruption.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <tuple>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Messages that are sent together arrive one behind the other: a gateway may be open for
/// nanoseconds before it is told of a route. No packet fits in there, nor into such a hole.
const Time GRAIN = MicroSeconds(10);

/// @return when those packets were sent that pass in a part of the time; those that have waited
/// do so all at once
TimeSpan
GetSentPart(const ServiceGap::Passage& passage, const TimeSpan& part)
{
    const bool isTogether =
        passage.sent.end - passage.sent.begin > passage.span.end - passage.span.begin;
    const Time age = passage.span.begin - passage.sent.begin;
    return isTogether ? passage.sent : TimeSpan{part.begin - age, part.end - age};
}

/// @return when packets pass, without what is too short for any; those that have waited and go on
/// together do so in no time, however many they are
TimeSpans
GetPassed(const std::vector<ServiceGap::Passage>& passages)
{
    std::vector<TimeSpan> spans;
    for (const auto& [span, sent] : passages)
    {
        const bool isTogether = sent.end - sent.begin >= GRAIN;
        spans.push_back(
            {span.begin, isTogether ? std::max(span.end, span.begin + GRAIN) : span.end});
    }
    return Smooth(MakeTimeSpans(std::move(spans)), GRAIN);
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
GetUnsent(const std::vector<ServiceGap::Passage>& arrivals, const TimeSpan& span)
{
    std::vector<TimeSpan> sent;
    auto first = Time::Min();
    for (const auto& arrival : arrivals)
    {
        sent.push_back(GetSentPart(
            arrival,
            {std::max(arrival.span.begin, span.begin), std::min(arrival.span.end, span.end)}));
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

std::size_t
FindSent(const std::vector<PacketSample>& samples, Time time)
{
    const auto found = std::partition_point(samples.begin(),
                                            samples.end(),
                                            [time](const auto& one) { return one.sent < time; });
    return static_cast<std::size_t>(found - samples.begin());
}

FlowInterruption::FlowInterruption(const TrafficTable& traffic,
                                   const NodeHistories& nodes,
                                   const ServiceGap* gaps)
    : m_traffic(traffic),
      m_nodes(nodes),
      m_gaps(gaps)
{
    for (std::size_t flow = 0; flow < traffic.GetNFlows(); ++flow)
    {
        Time max;
        for (const auto& sample : traffic.GetFlow(flow).GetSamples())
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

const TimeSpans*
FlowInterruption::FindOff(const std::string& node) const
{
    const auto off = m_off.find(node);
    return off == m_off.end() ? nullptr : &off->second;
}

std::size_t
FlowInterruption::FindResumed(const Span& span, FlowHandoverRecord& record) const
{
    const auto& samples = m_traffic.GetFlow(record.flow).GetSamples();
    // What was sent before may still come over the new link.
    const Time begin = std::min(span.detached, span.stay->attached) - m_maxDelays[record.flow];
    const Time entrance = span.stay->attached + span.stay->delay; // of what the new link carries
    std::size_t found = samples.size();
    Time best = span.next;
    for (std::size_t i = FindSent(samples, begin); i < samples.size() && samples[i].sent < best;
         ++i)
    {
        const auto& sample = samples[i];
        const Time at = record.isDownlink ? sample.last : sample.entered;
        const bool isOnNewLink =
            record.isDownlink ? at >= span.stay->attached
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
        record.resumedSent = samples[found].sent;
    }
    return found;
}

std::string
FlowInterruption::FindReason(const Span& span,
                             const FlowHandoverRecord& record,
                             std::size_t resumed) const
{
    const auto& samples = m_traffic.GetFlow(record.flow).GetSamples();
    const std::string& peer = record.isDownlink ? record.from : record.to;
    const TimeSpan interrupted{span.detached, record.resumed.value_or(span.next)};
    if (IsOffIn(span.node->switchedOff, interrupted))
    {
        return "switched-off";
    }
    const auto known = m_nodes.find(peer);
    const std::size_t before = FindSent(samples, span.detached) - 1;
    const auto addresses = m_traffic.GetFlow(record.flow).GetAddresses(before);
    const bool hasResumed = resumed < samples.size();
    const auto& [own, other] =
        record.isDownlink ? std::pair(addresses.second, addresses.first) : addresses;
    // Where prefixes live on, one may be given up at any time.
    const Time judged = span.node->isKeeping ? interrupted.end : span.stay->attached;
    const bool isDead =
        !hasResumed && (!span.node->IsAlive(own, judged) ||
                        (known != m_nodes.end() && !known->second.IsAlive(other, interrupted.end)));
    if (isDead || (hasResumed && m_traffic.GetFlow(record.flow).GetAddresses(resumed) != addresses))
    {
        return "address-changed";
    }
    const TimeSpans* off = FindOff(peer);
    if (off && IsOffIn(*off, interrupted))
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
FlowInterruption::Measure(const Span& span, std::size_t flow, bool isDownlink) const
{
    FlowHandoverRecord record;
    record.flow = flow;
    record.from = m_traffic.GetFlow(flow).GetSender();
    record.to = m_traffic.GetFlow(flow).GetReceiver();
    record.isDownlink = isDownlink;
    const auto& samples = m_traffic.GetFlow(flow).GetSamples();
    const std::size_t resumed = FindResumed(span, record);
    const std::size_t after = FindSent(samples, span.detached);
    // Its very first packet cannot resume what was not there before.
    record.hasRun =
        after > 0 && after < samples.size() && samples[after].sent < span.next && resumed > 0;
    if (samples.empty())
    {
        record.why = "no-traffic";
        return record;
    }
    const auto addresses =
        m_traffic.GetFlow(flow).GetAddresses(std::max<std::size_t>(after, 1) - 1);
    record.address = isDownlink ? addresses.second : addresses.first;
    if (!record.hasRun)
    {
        record.why = "no-traffic";
        if (IsPossible(span, record, addresses) && WasServed(span, record, addresses))
        {
            FindGap(span, record);
        }
        return record;
    }
    record.why = FindReason(span, record, resumed);
    if (record.why.empty() && span.stay->isBeside)
    {
        // It may not have been interrupted at all; and what is lost may be lost at any time.
        record.why = "link-kept";
        record.resumed.reset();
        record.resumedSent.reset();
    }
    if (record.why.empty())
    {
        record.interruption = std::max(*record.resumed - span.detached, Time());
        record.spacing = Time();
        for (std::size_t i = std::max<std::size_t>(std::min(after, resumed), 1); i <= resumed; ++i)
        {
            record.spacing = std::max(*record.spacing, samples[i].sent - samples[i - 1].sent);
        }
    }
    record.isPeerMoved = IsPeerMoved(span, record);
    FindGap(span, record);
    return record;
}

void
FlowInterruption::FindGap(const Span& span, FlowHandoverRecord& record) const
{
    const bool isMeant = record.why != "switched-off" && record.why != "peer-unreachable" &&
                         record.why != "address-changed";
    if (!m_gaps || !isMeant || span.stay->isBeside)
    {
        return;
    }
    const std::size_t after =
        std::max<std::size_t>(FindSent(m_traffic.GetFlow(record.flow).GetSamples(), span.detached),
                              1);
    const auto [source, destination] = m_traffic.GetFlow(record.flow).GetAddresses(after - 1);
    const ServiceGap::Stream stream{record.from, record.to, source, destination};
    Time under; // way, behind what is measured
    std::vector<ServiceGap::Passage> passages;
    if (record.isDownlink)
    {
        passages = m_gaps->FindArrivals(stream, m_nodes, *span.stay);
    }
    else
    {
        std::tie(passages, under) = m_gaps->FindDepartures(stream, m_nodes, *span.stay);
    }
    const TimeSpans served = GetPassed(passages);
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
    record.laterGap = GetMissing(served, {first, end});
    if (record.isDownlink)
    {
        record.laterGap = std::max(*record.laterGap, GetUnsent(passages, {first, end}));
    }
}

bool
FlowInterruption::IsPossible(const Span& span,
                             const FlowHandoverRecord& record,
                             const std::pair<Ipv6Address, Ipv6Address>& addresses) const
{
    const TimeSpan gap{span.detached, span.stay->attached};
    const auto& [own, other] =
        record.isDownlink ? std::pair(addresses.second, addresses.first) : addresses;
    const auto peer = m_nodes.find(record.isDownlink ? record.from : record.to);
    const bool isPeerThere =
        peer == m_nodes.end() ||
        (!IsOffIn(m_off.at(peer->first), gap) && peer->second.IsAlive(other, span.stay->attached));
    return isPeerThere && !IsOffIn(span.node->switchedOff, gap) &&
           span.node->IsAlive(own, span.detached - NanoSeconds(1)) &&
           span.node->IsAlive(own, span.stay->attached);
}

bool
FlowInterruption::WasServed(const Span& span,
                            const FlowHandoverRecord& record,
                            const std::pair<Ipv6Address, Ipv6Address>& addresses) const
{
    if (!m_gaps)
    {
        return false;
    }
    const ServiceGap::Stream stream{record.from, record.to, addresses.first, addresses.second};
    const auto& stays = span.node->stays;
    return std::any_of(stays.begin(), stays.end(), [&](const Stay& stay) {
        return stay.attached < span.stay->attached &&
               !(record.isDownlink ? m_gaps->FindArrivals(stream, m_nodes, stay)
                                   : m_gaps->FindDepartures(stream, m_nodes, stay).first)
                    .empty();
    });
}

bool
FlowInterruption::IsPeerMoved(const Span& span, const FlowHandoverRecord& record) const
{
    const auto peer = m_nodes.find(record.isDownlink ? record.from : record.to);
    if (peer == m_nodes.end())
    {
        return false;
    }
    const Time end = record.resumed.value_or(span.next);
    const auto& stays = peer->second.stays;
    for (std::size_t i = 0; i + 1 < stays.size(); ++i)
    {
        // One without a gap is in none, and may be at the same instant.
        const bool isLater =
            stays[i + 1].attached > span.detached || stays[i].detached == span.detached;
        if (stays[i].detached < end && isLater)
        {
            return true;
        }
    }
    return false;
}

} // namespace pmipv6
} // namespace ns3
