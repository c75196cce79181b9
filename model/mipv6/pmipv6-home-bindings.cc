/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-home-bindings.h"

#include "ns3/abort.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

const HomeBinding*
HomeBindings::Find(const Ipv6Address& homeAddress) const
{
    const auto known = m_rows.find(homeAddress);
    return known == m_rows.end() ? nullptr : &known->second;
}

void
HomeBindings::ForEach(const std::function<void(const HomeBinding&)>& visit) const
{
    for (const auto& [homeAddress, row] : m_rows)
    {
        visit(row);
    }
}

void
HomeBindings::Apply(HomeBinding row, HomeBindingEvent event)
{
    const auto known = m_rows.find(row.homeAddress);
    const auto from = known == m_rows.end() ? HomeBindingState::NONE : known->second.state;
    const auto to = GetHomeBindingTable().Find(from, event);
    NS_ABORT_MSG_UNLESS(to,
                        "HomeBindings: no transition of " << GetStateName(from) << " by "
                                                          << GetEventName(event));
    if (*to == HomeBindingState::NONE)
    {
        m_deadlines.Cancel(row.homeAddress);
        m_rows.erase(known);
    }
    else
    {
        row.state = *to;
        m_deadlines.Set(row.homeAddress, row.until);
        m_rows[row.homeAddress] = row;
    }
    if (m_listener.changed)
    {
        m_listener.changed(row, from, *to, event);
    }
}

void
HomeBindings::HandleDue(const Ipv6Address& homeAddress)
{
    const HomeBinding row = m_rows.at(homeAddress);
    if (row.state != HomeBindingState::DETECTING)
    {
        Apply(row, HomeBindingEvent::DUE);
    }
    else if (m_listener.detected)
    {
        m_listener.detected(row);
    }
}

void
HomeBindings::Clear()
{
    std::vector<HomeBinding> rows;
    for (const auto& [homeAddress, row] : m_rows)
    {
        rows.push_back(row);
    }
    for (const auto& row : rows)
    {
        Apply(row, HomeBindingEvent::LOST);
    }
}

} // namespace pmipv6
} // namespace ns3
