/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-record-transfers.h"

#include "pmipv6-experimental-question.h"
#include "pmipv6-location-messages.h"
#include "pmipv6-message-lifetime.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

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
            m_waiting.insert(key);
        }
    }
    Fill();
}

void
RecordTransfers::Offer(const RecordKey& key)
{
    if (m_parts.peers->FindResponsible(GetRecordPlace(key)) != m_parts.address &&
        m_out.count(key) == 0)
    {
        m_waiting.insert(key);
        Fill();
    }
}

void
RecordTransfers::Fill()
{
    while (!m_waiting.empty() && m_out.size() < m_parts.maxOut)
    {
        const RecordKey key = *m_waiting.begin();
        const Ipv6Address peer = m_parts.peers->FindResponsible(GetRecordPlace(key));
        if (IsTrying(peer))
        {
            return; // Whether it is there is seen by the first one.
        }
        m_waiting.erase(m_waiting.begin());
        Send(key, peer);
    }
}

void
RecordTransfers::Send(const RecordKey& key, const Ipv6Address& peer)
{
    const Time now = Simulator::Now();
    const auto* record = m_parts.records->Find(key, now);
    const bool isThere =
        peer != m_parts.address && m_parts.peers->FindServing(GetRecordPlace(key)) == peer;
    if (!isThere || !record || record->state != RecordState::HELD)
    {
        return;
    }
    LocationRequest request = MakeRecordUpdate(key, *record, now);
    if (request.lifetime == 0)
    {
        return; // It is all but over.
    }
    request.sequence = m_parts.signaling->TakeNumber();
    LocationUpdate message;
    WriteLocationRequest(request, message);
    Question question = MakeExperimentalQuestion(message,
                                                 m_parts.address,
                                                 peer,
                                                 "transfer",
                                                 m_parts.maxRetries + 1);
    question.mayAnswer = [peer](const Ipv6Address& who) { return who == peer; };
    question.done = [this, key](const ExchangeOutcome& outcome) { HandleOutcome(key, outcome); };
    auto& transfer = m_out[key];
    transfer.peer = peer;
    transfer.anchor = record->anchor;
    transfer.timestamp = record->timestamp;
    transfer.exchange = m_parts.signaling->Ask(std::move(question));
}

void
RecordTransfers::HandleOutcome(const RecordKey& key, const ExchangeOutcome& outcome)
{
    const auto row = m_out.extract(key);
    const auto& transfer = row.mapped();
    if (outcome.end == ExchangeEnd::ANSWERED)
    {
        m_heard.insert(transfer.peer);
        const auto status = GetExperimentalStatus(outcome);
        const auto* record = m_parts.records->Find(key, Simulator::Now());
        const bool isKnownThere =
            IsAccepted(status) || status == ExperimentalStatus::OLDER_THAN_STATE_HELD;
        if (record && isKnownThere)
        {
            const bool isSame =
                record->timestamp == transfer.timestamp && record->anchor == transfer.anchor;
            if (!isSame)
            {
                m_waiting.insert(key);
            }
            else if (!m_parts.isKept)
            {
                m_parts.records->Drop(key, "sent-on");
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
