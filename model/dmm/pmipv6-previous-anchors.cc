/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-previous-anchors.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return the row of a prefix, or the end
template <class Rows>
auto
FindRow(Rows& rows, const Prefix& prefix)
{
    return std::find_if(rows.begin(), rows.end(), [&prefix](const PreviousAnchor& row) {
        return row.anchorage.prefix == prefix;
    });
}

} // namespace

const char*
GetStateName(PreviousState state)
{
    switch (state)
    {
    case PreviousState::NONE:
        return "none";
    case PreviousState::EARLY:
        return "early";
    case PreviousState::TUNNELLED:
        return "tunnelled";
    }
    return "";
}

const char*
GetEventName(PreviousEvent event)
{
    switch (event)
    {
    case PreviousEvent::PACKET:
        return "packet";
    case PreviousEvent::TOLD:
        return "told";
    case PreviousEvent::WITHDRAWN:
        return "withdrawn";
    case PreviousEvent::OVER:
        return "over";
    }
    return "";
}

const StateTable<PreviousState, PreviousEvent>&
GetPreviousTable()
{
    using State = PreviousState;
    using Event = PreviousEvent;
    static const StateTable<State, Event> TABLE(
        {State::NONE, State::EARLY, State::TUNNELLED},
        {
            {Event::PACKET, {State::EARLY, State::EARLY, State::TUNNELLED}},
            {Event::TOLD, {State::TUNNELLED, State::TUNNELLED, State::TUNNELLED}},
            {Event::WITHDRAWN, {std::nullopt, State::NONE, State::NONE}},
            {Event::OVER, {std::nullopt, State::NONE, State::NONE}},
        });
    return TABLE;
}

const std::vector<PreviousAnchor>&
PreviousAnchors::Get(const LinkLayerAddress& node) const
{
    static const std::vector<PreviousAnchor> NONE;
    const auto known = m_rows.find(node);
    return known == m_rows.end() ? NONE : known->second;
}

const PreviousAnchor*
PreviousAnchors::Find(const LinkLayerAddress& node, const Prefix& prefix) const
{
    const auto& rows = Get(node);
    const auto row = FindRow(rows, prefix);
    return row == rows.end() ? nullptr : &*row;
}

bool
PreviousAnchors::Add(const LinkLayerAddress& node,
                     const Anchorage& anchorage,
                     const MaarInterface& interface,
                     Time until,
                     PreviousEvent event,
                     uint64_t asked)
{
    if (const auto withdrawn = m_withdrawn.find(node); withdrawn != m_withdrawn.end())
    {
        const auto row = withdrawn->second.find(anchorage.prefix);
        if (row != withdrawn->second.end() && row->second >= asked)
        {
            return false;
        }
        withdrawn->second.erase(anchorage.prefix);
    }
    const auto* known = Find(node, anchorage.prefix);
    if (known && !(known->anchorage == anchorage))
    {
        End(node, anchorage.prefix, PreviousEvent::OVER, "anchored-elsewhere");
        known = nullptr;
    }
    auto& rows = m_rows[node];
    if (!known)
    {
        rows.push_back({anchorage, interface, until, PreviousState::NONE});
    }
    PreviousAnchor& row = *FindRow(rows, anchorage.prefix);
    row.until = until;
    row.interface = interface;
    m_ends.Set({node, anchorage.prefix}, until);
    Change(node, row, event, GetEventName(event));
    return true;
}

void
PreviousAnchors::Change(const LinkLayerAddress& node,
                        PreviousAnchor& row,
                        PreviousEvent event,
                        const std::string& reason)
{
    const PreviousState from = row.state;
    row.state = GetPreviousTable().Find(from, event).value_or(PreviousState::NONE);
    GetPreviousTable().Check(from, event, row.state);
    const PreviousAnchor told = row; // Who is told may have it go.
    if (from != told.state)
    {
        m_listener.changed(node, told, from, reason);
    }
}

void
PreviousAnchors::End(const LinkLayerAddress& node,
                     const Prefix& prefix,
                     PreviousEvent event,
                     const std::string& reason)
{
    const auto known = m_rows.find(node);
    if (known == m_rows.end())
    {
        return;
    }
    const auto row = FindRow(known->second, prefix);
    if (row == known->second.end())
    {
        return;
    }
    PreviousAnchor gone = *row;
    m_ends.Cancel({node, prefix});
    known->second.erase(row);
    if (known->second.empty())
    {
        m_rows.erase(known);
    }
    Change(node, gone, event, reason);
}

void
PreviousAnchors::Withdraw(const LinkLayerAddress& node, const Prefix& prefix, uint64_t timestamp)
{
    m_withdrawn[node][prefix] = timestamp;
    End(node, prefix, PreviousEvent::WITHDRAWN, GetEventName(PreviousEvent::WITHDRAWN));
}

void
PreviousAnchors::Remove(const LinkLayerAddress& node,
                        const Prefix& prefix,
                        const std::string& reason)
{
    End(node, prefix, PreviousEvent::OVER, reason);
}

void
PreviousAnchors::Lapse(const LinkLayerAddress& node, const Prefix& prefix)
{
    const Time end = Find(node, prefix)->until;
    for (const PreviousAnchor& row : std::vector<PreviousAnchor>(Get(node)))
    {
        if (row.until <= end)
        {
            End(node, row.anchorage.prefix, PreviousEvent::OVER, "lifetime-over");
        }
    }
    m_listener.lapsed(node);
}

void
PreviousAnchors::Forget(const LinkLayerAddress& node, const std::string& reason)
{
    m_withdrawn.erase(node);
    while (!Get(node).empty())
    {
        End(node, Prefix(Get(node).front().anchorage.prefix), PreviousEvent::OVER, reason);
    }
}

void
PreviousAnchors::Clear(const std::string& reason)
{
    while (!m_rows.empty())
    {
        Forget(LinkLayerAddress(m_rows.begin()->first), reason);
    }
    m_withdrawn.clear();
}

void
PreviousAnchors::Dispose()
{
    m_rows.clear();
    m_withdrawn.clear();
    m_ends.Clear();
    m_listener = {};
}

} // namespace pmipv6
} // namespace ns3
