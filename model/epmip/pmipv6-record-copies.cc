/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-record-copies.h"

#include "pmipv6-experimental-question.h"

#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// How often a copy is sent that is not acknowledged: nobody waits for it, and it is missed late.
constexpr uint32_t MAX_TRANSMISSIONS = 6;

} // namespace

void
RecordCopies::Send(const RecordKey& key)
{
    const uint64_t place = GetRecordPlace(key);
    const auto peer = m_parts.peers->FindSubstitute(place);
    const Time now = Simulator::Now();
    const auto* record = m_parts.records->Find(key, now);
    const bool isOwn = m_parts.peers->FindServing(place) == m_parts.address;
    if (!m_parts.isOn || !isOwn || !peer || !record)
    {
        return;
    }
    // What only lives on is copied now and then: LMFs whose rings disagree, each of which takes
    // itself for responsible, send a copy back and forth no faster than that.
    m_made.Expire(now);
    const auto* made = m_made.Find(key);
    const bool isSame = made && made->peer == *peer && made->timestamp == record->timestamp &&
                        made->state == record->state;
    if (isSame || (m_out.size() >= m_parts.maxOut && m_out.count(key) == 0))
    {
        return;
    }
    m_made.Keep(key, {*peer, record->timestamp, record->state}, now + m_parts.lifetime / 4);
    LocationRequest request = MakeRecordUpdate(key, *record, now);
    request.sequence = m_parts.signaling->TakeNumber();
    LocationUpdate message;
    WriteLocationRequest(request, message);
    Question question =
        MakeExperimentalQuestion(message, m_parts.address, *peer, "copy", MAX_TRANSMISSIONS);
    question.mayAnswer = [peer = *peer](const Ipv6Address& who) { return who == peer; };
    question.done = [this, key](const ExchangeOutcome&) { m_out.erase(RecordKey(key)); };
    m_out[key] = m_parts.signaling->Ask(std::move(question));
}

void
RecordCopies::Clear()
{
    m_out.clear();
    m_made.Clear();
}

void
RecordCopies::Dispose()
{
    Clear();
    m_parts = Parts();
}

} // namespace pmipv6
} // namespace ns3
