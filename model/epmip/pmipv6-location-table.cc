/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-table.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return the event by which a location comes about that is heard of
LocationEvent
GetEvent(LocationState state)
{
    switch (state)
    {
    case LocationState::LEARNED:
        return LocationEvent::LEARNED;
    case LocationState::WITHDRAWN:
        return LocationEvent::WITHDRAWN;
    default:
        return LocationEvent::TOLD;
    }
}

} // namespace

const char*
GetStateName(LocationState state)
{
    switch (state)
    {
    case LocationState::NONE:
        return "none";
    case LocationState::LEARNED:
        return "learned";
    case LocationState::TOLD:
        return "told";
    case LocationState::WITHDRAWN:
        return "withdrawn";
    }
    return "none";
}

const char*
GetEventName(LocationEvent event)
{
    switch (event)
    {
    case LocationEvent::LEARNED:
        return "a tunnelled packet of the node";
    case LocationEvent::TOLD:
        return "PBQA, PBCA or PBCI";
    case LocationEvent::WITHDRAWN:
        return "PBCI, lifetime 0, dated";
    case LocationEvent::DOUBTED:
        return "PBCI, lifetime 0, undated; PBQA, no location";
    case LocationEvent::OVER:
        return "lifetime over";
    case LocationEvent::ARRIVED:
        return "the node is here";
    case LocationEvent::STOPPED:
        return "gateway stopped or restarted";
    }
    return "none";
}

const StateTable<LocationState, LocationEvent>&
GetLocationTable()
{
    using State = LocationState;
    using Event = LocationEvent;
    constexpr auto NONE = State::NONE;
    constexpr auto LEARNED = State::LEARNED;
    constexpr auto TOLD = State::TOLD;
    constexpr auto WITHDRAWN = State::WITHDRAWN;
    static const StateTable<State, Event> table{
        {NONE, LEARNED, TOLD, WITHDRAWN},
        {
            {Event::LEARNED, {LEARNED, LEARNED, {}, {}}},
            {Event::TOLD, {TOLD, TOLD, TOLD, TOLD}},
            {Event::WITHDRAWN, {WITHDRAWN, WITHDRAWN, WITHDRAWN, WITHDRAWN}},
            {Event::DOUBTED, {{}, NONE, NONE, WITHDRAWN}},
            {Event::OVER, {{}, NONE, NONE, NONE}},
            {Event::ARRIVED, {{}, NONE, NONE, NONE}},
            {Event::STOPPED, {{}, NONE, NONE, NONE}},
        }};
    return table;
}

LocationVerdict
DecideLocation(const NodeLocation* held, const NodeLocation& offered)
{
    if (!held)
    {
        return LocationVerdict::TAKE;
    }
    if (offered.state == LocationState::LEARNED)
    {
        // A packet on its way says nothing of when it was sent.
        return held->state != LocationState::LEARNED ? LocationVerdict::OLDER
               : held->gateway == offered.gateway    ? LocationVerdict::EXTEND
                                                     : LocationVerdict::TAKE;
    }
    if (held->state == LocationState::LEARNED)
    {
        return LocationVerdict::TAKE;
    }
    if (offered.timestamp != held->timestamp)
    {
        return offered.timestamp > held->timestamp ? LocationVerdict::TAKE : LocationVerdict::OLDER;
    }
    if (offered.state == held->state)
    {
        // One binding is at one gateway: what was said first stays.
        return offered.gateway == held->gateway ? LocationVerdict::EXTEND : LocationVerdict::OLDER;
    }
    // Of one binding, that it is over is the later news.
    return offered.state == LocationState::WITHDRAWN ? LocationVerdict::TAKE
                                                     : LocationVerdict::OLDER;
}

LocationVerdict
LocationTable::Offer(const NodeLocation& offered, const std::string& reason)
{
    auto* held = m_rows.Find(offered.prefix);
    const auto verdict = DecideLocation(held, offered);
    switch (verdict)
    {
    case LocationVerdict::TAKE:
        Write(offered, GetEvent(offered.state), reason);
        break;
    case LocationVerdict::EXTEND:
        held->expiry = std::max(held->expiry, offered.expiry);
        break;
    case LocationVerdict::OLDER:
        break;
    }
    return verdict;
}

void
LocationTable::Write(const NodeLocation& location, LocationEvent event, const std::string& reason)
{
    const auto* held = m_rows.Find(location.prefix);
    const LocationState from = held ? held->state : LocationState::NONE;
    GetLocationTable().Check(from, event, location.state);
    m_rows.Set(location.prefix, location);
    if (m_listener)
    {
        m_listener(NodeLocation(location), from, location.state, reason);
    }
}

void
LocationTable::Remove(const Prefix& prefix, LocationEvent event, const std::string& reason)
{
    const auto* held = m_rows.Find(prefix);
    if (!held)
    {
        return;
    }
    const NodeLocation location = *held;
    const auto to = GetLocationTable().Find(location.state, event);
    if (to == location.state)
    {
        return; // What was withdrawn stays so, however it is doubted.
    }
    GetLocationTable().Check(location.state, event, LocationState::NONE);
    m_rows.Erase(prefix);
    if (m_listener)
    {
        m_listener(location, location.state, LocationState::NONE, reason);
    }
}

std::vector<NodeLocation>
LocationTable::GetAll() const
{
    std::vector<NodeLocation> all;
    for (const auto& prefix : GetPrefixes())
    {
        all.push_back(*Find(prefix));
    }
    return all;
}

bool
LocationTable::IsWithdrawn(const Prefix& prefix, uint64_t timestamp) const
{
    const auto* location = Find(prefix);
    return location && location->state == LocationState::WITHDRAWN &&
           location->timestamp >= timestamp;
}

std::vector<Prefix>
LocationTable::GetPrefixes() const
{
    std::vector<Prefix> prefixes;
    prefixes.reserve(m_rows.GetSize());
    for (const auto& [prefix, location] : m_rows.GetAll())
    {
        prefixes.push_back(prefix);
    }
    std::sort(prefixes.begin(), prefixes.end());
    return prefixes;
}

void
LocationTable::Clear(const std::string& reason)
{
    for (const auto& prefix : GetPrefixes())
    {
        Remove(prefix, LocationEvent::STOPPED, reason);
    }
}

void
LocationTable::Dispose()
{
    m_listener = nullptr;
    m_rows.Clear();
}

} // namespace pmipv6
} // namespace ns3
