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
PreferredManagers::FindHeard(Time now) const
{
    const auto found = std::find_if(m_managers.begin(), m_managers.end(), [now](const auto& one) {
        return one.silentUntil <= now;
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
PreferredManagers::NoteSilent(const Ipv6Address& manager, Time now)
{
    for (auto& one : m_managers)
    {
        if (one.address == manager)
        {
            one.silentUntil = now + m_patience;
        }
    }
    const auto* heard = FindHeard(now);
    return heard ? std::optional<Ipv6Address>(heard->address) : std::nullopt;
}

void
PreferredManagers::Clear()
{
    for (auto& one : m_managers)
    {
        one.silentUntil = Time::Min();
    }
}

} // namespace pmipv6
} // namespace ns3
