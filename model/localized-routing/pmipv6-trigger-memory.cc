/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-trigger-memory.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// How long a message may be on its way, repetitions included, and more.
const Time TRIGGER_MEMORY = Seconds(120);

} // namespace

TriggerMemory::Key
TriggerMemory::GetKey(const RouteRequest& request, const Ipv6Address& peer)
{
    std::ostringstream key;
    key << peer << ' ' << request.pair;
    return key.str();
}

MessageAge
TriggerMemory::Judge(const RouteRequest& request, const Ipv6Address& peer, Time now)
{
    while (!m_forget.empty() && m_forget.front().first <= now)
    {
        const auto old = m_known.find(m_forget.front().second);
        if (old != m_known.end() && old->second.until <= now)
        {
            m_known.erase(old);
        }
        m_forget.pop_front();
    }
    const auto found = m_known.find(GetKey(request, peer));
    if (found == m_known.end())
    {
        return MessageAge::NEW;
    }
    const auto& known = found->second;
    if (request.timestamp && known.timestamp != 0 && *request.timestamp != known.timestamp)
    {
        return *request.timestamp > known.timestamp ? MessageAge::NEW : MessageAge::LATE;
    }
    const auto ahead = static_cast<int16_t>(request.sequence - known.sequence);
    return ahead > 0 ? MessageAge::NEW : ahead == 0 ? MessageAge::REPEATED : MessageAge::LATE;
}

void
TriggerMemory::Keep(const RouteRequest& request, const Ipv6Address& peer, Time now)
{
    const Key key = GetKey(request, peer);
    m_known[key] = {request.timestamp.value_or(0),
                    request.sequence,
                    std::nullopt,
                    now + TRIGGER_MEMORY};
    m_forget.emplace_back(now + TRIGGER_MEMORY, key);
}

void
TriggerMemory::SetStatus(const RouteRequest& request,
                         const Ipv6Address& peer,
                         ExperimentalStatus status)
{
    const auto known = m_known.find(GetKey(request, peer));
    if (known != m_known.end() && known->second.sequence == request.sequence)
    {
        known->second.status = status;
    }
}

std::optional<ExperimentalStatus>
TriggerMemory::FindStatus(const RouteRequest& request, const Ipv6Address& peer) const
{
    const auto known = m_known.find(GetKey(request, peer));
    return known == m_known.end() ? std::nullopt : known->second.status;
}

void
TriggerMemory::Clear()
{
    m_known.clear();
    m_forget.clear();
}

} // namespace pmipv6
} // namespace ns3
