/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-correspondent-bindings.h"

#include "ns3/abort.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

const CorrespondentBinding*
CorrespondentBindings::Find(const CorrespondentKey& key) const
{
    const auto known = m_rows.find(key);
    return known == m_rows.end() ? nullptr : &known->second;
}

bool
CorrespondentBindings::IsBound(const Ipv6Address& homeAddress, const Ipv6Address& careOf) const
{
    return m_bound.count({homeAddress, careOf}) > 0;
}

void
CorrespondentBindings::Count(const CorrespondentBinding& row, int change)
{
    if (row.state != CorrespondentBindingState::BOUND)
    {
        return;
    }
    const auto counted = m_bound.try_emplace({row.key.homeAddress, row.careOf}).first;
    counted->second += change;
    if (counted->second == 0)
    {
        m_bound.erase(counted);
    }
}

void
CorrespondentBindings::Apply(CorrespondentBinding row, CorrespondentBindingEvent event)
{
    const auto known = m_rows.find(row.key);
    const auto from = known == m_rows.end() ? CorrespondentBindingState::NONE : known->second.state;
    const auto to = GetCorrespondentBindingTable().Find(from, event);
    NS_ABORT_MSG_UNLESS(to,
                        "CorrespondentBindings: no transition of " << GetStateName(from) << " by "
                                                                   << GetEventName(event));
    if (known != m_rows.end())
    {
        Count(known->second, -1);
    }
    if (*to == CorrespondentBindingState::NONE)
    {
        m_deadlines.Cancel(row.key);
        m_rows.erase(known);
    }
    else
    {
        row.state = *to;
        m_deadlines.Set(row.key, row.until);
        m_rows[row.key] = row;
        Count(row, 1);
    }
    if (m_listener)
    {
        m_listener(row, from, *to, event);
    }
}

void
CorrespondentBindings::HandleDue(const CorrespondentKey& key)
{
    CorrespondentBinding row = m_rows.at(key);
    if (row.state == CorrespondentBindingState::DEAD)
    {
        Apply(row, CorrespondentBindingEvent::DUE);
        return;
    }
    row.until = row.noncesEnd; // RFC 6275, 5.2.8.
    Apply(row, CorrespondentBindingEvent::EXPIRED);
}

void
CorrespondentBindings::Clear()
{
    std::vector<CorrespondentBinding> rows;
    for (const auto& [key, row] : m_rows)
    {
        rows.push_back(row);
    }
    for (const auto& row : rows)
    {
        Apply(row, CorrespondentBindingEvent::LOST);
    }
}

} // namespace pmipv6
} // namespace ns3
