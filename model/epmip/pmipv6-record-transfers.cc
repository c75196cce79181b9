/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-record-transfers.h"

#include "pmipv6-location-question.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

void
RecordTransfers::Begin(const Ipv6Address& peer)
{
    m_heard.erase(peer);
    for (const auto& key : m_parts.records->GetKeys())
    {
        if (m_parts.peers->FindResponsible(GetRecordPlace(key)) == peer && m_out.count(key) == 0)
        {
            Wait(key, peer);
        }
    }
    Fill();
}

void
RecordTransfers::Offer(const RecordKey& key)
{
    const Ipv6Address peer = m_parts.peers->FindResponsible(GetRecordPlace(key));
    if (peer != m_parts.address && m_out.count(key) == 0)
    {
        Wait(key, peer);
        Fill(peer);
    }
}

void
RecordTransfers::Leave(const Ipv6Address& peer)
{
    auto keys = m_waiting.extract(peer);
    std::set<RecordKey> others = keys.empty() ? std::set<RecordKey>() : std::move(keys.mapped());
    for (auto row = m_out.begin(); row != m_out.end();)
    {
        const bool isToPeer = row->second.peer == peer;
        if (isToPeer)
        {
            others.insert(row->first);
        }
        row = isToPeer ? m_out.erase(row) : std::next(row);
    }
    m_heard.erase(peer);
    for (const auto& key : others)
    {
        Offer(key);
    }
    Fill();
}

std::size_t
RecordTransfers::GetSize() const
{
    return std::accumulate(
        m_waiting.begin(),
        m_waiting.end(),
        m_out.size(),
        [](std::size_t sum, const auto& row) { return sum + row.second.size(); });
}

void
RecordTransfers::Fill()
{
    std::vector<Ipv6Address> peers;
    for (const auto& [peer, keys] : m_waiting)
    {
        peers.push_back(peer);
    }
    for (const auto& peer : peers)
    {
        Fill(peer);
    }
}

void
RecordTransfers::Fill(const Ipv6Address& peer)
{
    // Whether it is there is seen by the first one.
    for (auto queue = m_waiting.find(peer);
         queue != m_waiting.end() && m_out.size() < m_parts.maxOut && !IsTrying(peer);
         queue = m_waiting.find(peer))
    {
        const RecordKey key = *queue->second.begin();
        queue->second.erase(queue->second.begin());
        if (queue->second.empty())
        {
            m_waiting.erase(queue);
        }
        // Others may have joined or left since.
        m_parts.peers->FindResponsible(GetRecordPlace(key)) == peer ? Send(key, peer) : Offer(key);
    }
}

void
RecordTransfers::Send(const RecordKey& key, const Ipv6Address& peer)
{
    const Time now = Simulator::Now();
    const auto* record = m_parts.records->Find(key, now);
    if (!record || m_parts.peers->FindServing(GetRecordPlace(key)) != peer)
    {
        return;
    }
    const LocationRequest request = MakeRecordUpdate(key, *record, now);
    if (record->state == RecordState::HELD && request.lifetime == 0)
    {
        return; // It is all but over.
    }
    auto& transfer = m_out[key];
    transfer.peer = peer;
    transfer.anchor = record->anchor;
    transfer.timestamp = record->timestamp;
    transfer.exchange = AskLocation<LocationUpdate>(
        *m_parts.signaling,
        {request, m_parts.address, peer, "transfer", m_parts.maxRetries + 1},
        [this, key](const LocationAnswer* answer) { HandleOutcome(key, answer); });
}

void
RecordTransfers::HandleOutcome(const RecordKey& key, const LocationAnswer* answer)
{
    const auto row = m_out.extract(key);
    const auto& transfer = row.mapped();
    if (answer)
    {
        m_heard.insert(transfer.peer);
        const auto* record = m_parts.records->Find(key, Simulator::Now());
        const bool isKnownThere = IsAccepted(answer->status) ||
                                  answer->status == ExperimentalStatus::OLDER_THAN_STATE_HELD;
        if (record && isKnownThere)
        {
            const bool isSame =
                record->timestamp == transfer.timestamp && record->anchor == transfer.anchor;
            if (!isSame)
            {
                Wait(key, transfer.peer);
            }
            else if (!m_parts.isKept)
            {
                m_parts.records->Drop(key, RecordEvent::SENT_ON, "sent-on");
            }
        }
    }
    else
    {
        m_heard.erase(transfer.peer);
        m_parts.peers->Hold(transfer.peer); // When that is over, it is tried again.
    }
    Fill();
}

bool
RecordTransfers::IsTrying(const Ipv6Address& peer) const
{
    return m_heard.count(peer) == 0 &&
           std::any_of(m_out.begin(), m_out.end(), [&peer](const auto& row) {
               return row.second.peer == peer;
           });
}

void
RecordTransfers::Clear()
{
    m_waiting.clear();
    m_out.clear();
    m_heard.clear();
}

void
RecordTransfers::Dispose()
{
    Clear();
    m_parts = Parts();
}

} // namespace pmipv6
} // namespace ns3
