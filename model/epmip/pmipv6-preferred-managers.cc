/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-preferred-managers.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

const PreferredManagers::Manager*
PreferredManagers::FindHeard(Time now, const std::set<Ipv6Address>& tried) const
{
    const auto found = std::find_if(m_managers.begin(), m_managers.end(), [&](const auto& one) {
        return one.heldUntil <= now && tried.count(one.address) == 0;
    });
    return found == m_managers.end() ? nullptr : &*found;
}

std::optional<Ipv6Address>
PreferredManagers::Find(Time now) const
{
    if (m_managers.empty())
    {
        return std::nullopt;
    }
    const auto* heard = FindHeard(now);
    return heard ? heard->address : m_managers.front().address;
}

std::optional<Ipv6Address>
PreferredManagers::NoteSilent(const Ipv6Address& manager, Time now, std::set<Ipv6Address>& tried)
{
    for (auto& one : m_managers)
    {
        if (one.address == manager)
        {
            one.heldUntil = now + m_holdDown;
        }
    }
    tried.insert(manager);
    const auto* heard = FindHeard(now, tried);
    return heard ? std::optional<Ipv6Address>(heard->address) : std::nullopt;
}

void
PreferredManagers::Clear()
{
    for (auto& one : m_managers)
    {
        one.heldUntil = Time::Min();
    }
}

} // namespace pmipv6
} // namespace ns3
