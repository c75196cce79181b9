/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-departure-table.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

const Departure*
DepartureTable::Find(const Prefix& prefix) const
{
    const auto* first = m_firsts.Find(prefix);
    return first ? &m_departures.at(*first) : nullptr;
}

const Departure*
DepartureTable::FindAround(const Prefix& prefix) const
{
    const auto* first = m_firsts.FindLongest(prefix);
    return first ? &m_departures.at(*first) : nullptr;
}

Departure*
DepartureTable::Find(const Prefix& prefix)
{
    return const_cast<Departure*>(std::as_const(*this).Find(prefix));
}

Departure&
DepartureTable::Open(const std::vector<Prefix>& prefixes)
{
    for (const auto& prefix : prefixes)
    {
        const auto* known = Find(prefix);
        if (known && known->prefixes != prefixes)
        {
            End(prefix, DepartureEvent::OVER, "prefixes-regrouped");
        }
    }
    Departure& departure = m_departures[prefixes.front()];
    departure.prefixes = prefixes;
    for (const auto& prefix : prefixes)
    {
        m_firsts.Set(prefix, prefixes.front());
    }
    return departure;
}

void
DepartureTable::Change(Departure& departure,
                       DepartureEvent event,
                       DepartureState to,
                       const std::string& reason)
{
    const DepartureState from = std::exchange(departure.state, to);
    GetDepartureTable().Check(from, event, to);
    m_listener.changed(Prefix(departure.prefixes.front()), from, to, reason);
}

void
DepartureTable::SetEnd(const Departure& departure, Time at)
{
    m_ends.Set(departure.prefixes.front(), at);
}

bool
DepartureTable::End(const Prefix& prefix, DepartureEvent event, const std::string& reason)
{
    const auto* first = m_firsts.Find(prefix);
    if (!first)
    {
        return false;
    }
    auto row = m_departures.extract(*first);
    Departure& departure = row.mapped();
    m_ends.Cancel(departure.prefixes.front());
    for (const auto& own : departure.prefixes)
    {
        m_firsts.Erase(own);
    }
    m_listener.ended(departure, event);
    Change(departure, event, DepartureState::NONE, reason);
    return true;
}

void
DepartureTable::Clear(const std::string& reason)
{
    while (!m_departures.empty())
    {
        End(Prefix(m_departures.begin()->first), DepartureEvent::STOPPED, reason);
    }
}

void
DepartureTable::Dispose()
{
    m_departures.clear();
    m_firsts.Clear();
    m_ends.Clear();
    m_listener = {};
}

} // namespace pmipv6
} // namespace ns3
