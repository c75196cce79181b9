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
    m_known.Expire(now);
    const auto* found = m_known.Find(GetKey(request, peer));
    if (!found)
    {
        return MessageAge::NEW;
    }
    const auto& known = *found;
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
    m_known.Keep(GetKey(request, peer),
                 {request.timestamp.value_or(0), request.sequence, std::nullopt},
                 now + TRIGGER_MEMORY);
}

void
TriggerMemory::SetStatus(const RouteRequest& request,
                         const Ipv6Address& peer,
                         ExperimentalStatus status)
{
    auto* known = m_known.Find(GetKey(request, peer));
    if (known && known->sequence == request.sequence)
    {
        known->status = status;
    }
}

std::optional<ExperimentalStatus>
TriggerMemory::FindStatus(const RouteRequest& request, const Ipv6Address& peer) const
{
    const auto* known = m_known.Find(GetKey(request, peer));
    return known ? known->status : std::nullopt;
}

void
TriggerMemory::Clear()
{
    m_known.Clear();
}

} // namespace pmipv6
} // namespace ns3
