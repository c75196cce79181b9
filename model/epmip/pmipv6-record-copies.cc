/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-record-copies.h"

#include "pmipv6-location-question.h"

#include "ns3/simulator.h"

#include <iterator>

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
RecordCopies::Send(const RecordKey& key, bool isNew)
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
    const bool isMade = !isNew && made && *made == *peer;
    if (isMade || (m_out.size() >= m_parts.maxOut && m_out.count(key) == 0))
    {
        return;
    }
    m_made.Keep(key, *peer, now + m_parts.lifetime / 4);
    m_out[key] = {*peer,
                  AskLocation<LocationUpdate>(
                      *m_parts.signaling,
                      {MakeRecordUpdate(key, *record, now),
                       m_parts.address,
                       *peer,
                       "copy",
                       MAX_TRANSMISSIONS},
                      [this, key](const LocationAnswer*) { m_out.erase(RecordKey(key)); })};
}

void
RecordCopies::Leave(const Ipv6Address& peer)
{
    for (auto row = m_out.begin(); row != m_out.end();)
    {
        row = row->second.first == peer ? m_out.erase(row) : std::next(row);
    }
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
