/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-handover-summary.h"

#include <algorithm>
#include <iterator>

namespace ns3
{
namespace pmipv6
{

HandoverSummary::HandoverSummary(const std::deque<HandoverRecord>& begun)
    : m_records(begun)
{
    for (std::size_t i = 0; i < m_records.size(); ++i)
    {
        m_byNode[m_records[i].node].push_back(i);
    }
}

HandoverRecord*
HandoverSummary::Find(const PacketEvent& event)
{
    HandoverRecord* last = nullptr;
    for (const std::string* node : {&event.from, &event.to})
    {
        const auto known = m_byNode.find(*node);
        if (known == m_byNode.end())
        {
            continue;
        }
        const auto& begun = known->second;
        const auto after = std::partition_point(begun.begin(), begun.end(), [&](std::size_t index) {
            return *m_records[index].detached <= event.when;
        });
        if (after != begun.begin())
        {
            HandoverRecord& candidate = m_records[*std::prev(after)];
            last = !last || *candidate.detached > *last->detached ? &candidate : last;
        }
    }
    return last;
}

void
HandoverSummary::CountPackets(const TrafficTable& traffic, Time now)
{
    traffic.ForEachLoss(now, [this](const PacketEvent& event) {
        if (HandoverRecord* record = Find(event))
        {
            ++record->lost;
            const auto& address = record->node == event.from ? event.source : event.destination;
            for (auto& prefix : record->prefixes)
            {
                prefix.lost += prefix.prefix.Contains(address);
            }
        }
    });
    const auto counter = [this](uint64_t HandoverRecord::*count) {
        return [this, count](const PacketEvent& event) {
            if (HandoverRecord* record = Find(event))
            {
                ++(record->*count);
            }
        };
    };
    traffic.ForEachDuplicate(counter(&HandoverRecord::duplicated));
    traffic.ForEachReordered(counter(&HandoverRecord::reordered));
}

void
HandoverSummary::Measure(const HandoverTraffic& traffic)
{
    for (const auto& [node, begun] : m_byNode)
    {
        std::vector<HandoverRecord*> own;
        for (const std::size_t index : begun)
        {
            own.push_back(&m_records[index]);
        }
        traffic.Measure(node, own);
    }
}

void
HandoverSummary::CountMessages(const SignalingMonitor& signaling)
{
    std::vector<Time> begins;
    for (const auto& record : m_records)
    {
        begins.push_back(*record.detached);
    }
    std::sort(begins.begin(), begins.end());
    for (auto& record : m_records)
    {
        const auto next = std::upper_bound(begins.begin(), begins.end(), *record.detached);
        record.messages =
            signaling.CountSent(*record.detached, next == begins.end() ? Time::Max() : *next);
    }
}

std::vector<HandoverRecord>
HandoverSummary::GetComplete() const
{
    std::vector<HandoverRecord> complete;
    std::copy_if(m_records.begin(),
                 m_records.end(),
                 std::back_inserter(complete),
                 [](const HandoverRecord& record) { return record.attached.has_value(); });
    for (auto& record : complete)
    {
        auto& flows = record.flows;
        flows.erase(std::remove_if(flows.begin(),
                                   flows.end(),
                                   [](const FlowHandoverRecord& flow) { return !flow.hasRun; }),
                    flows.end());
    }
    std::stable_sort(complete.begin(), complete.end(), [](const auto& a, const auto& b) {
        return *a.attached < *b.attached;
    });
    return complete;
}

} // namespace pmipv6
} // namespace ns3
