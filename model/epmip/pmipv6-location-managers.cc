/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-managers.h"

#include "ns3/abort.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

void
LocationManagers::Add(const Ipv6Address& manager, const std::vector<Prefix>& prefixes)
{
    const bool isNew = !m_peers.Contains(manager);
    m_peers.Add(manager);
    for (const auto& prefix : prefixes)
    {
        const auto* other = m_byPrefix.Find(prefix);
        NS_ABORT_MSG_IF(other && *other != manager,
                        "LocationManagement::AddManager of "
                            << manager << " with " << prefix << ", which " << *other
                            << " manages; allowed is one for each");
        m_byPrefix.Set(prefix, manager);
    }
    if (!prefixes.empty())
    {
        m_unknown.erase(std::remove(m_unknown.begin(), m_unknown.end(), manager), m_unknown.end());
    }
    else if (isNew)
    {
        m_unknown.push_back(manager);
    }
}

ManagerChoice
LocationManagers::FindFor(const Prefix& asked,
                          const Ipv6Address& self,
                          const Ipv6Address& asker) const
{
    ManagerChoice choice;
    const auto add = [&](const Ipv6Address& manager) {
        if (manager != self && manager != asker)
        {
            choice.managers.push_back(manager);
        }
    };
    if (const auto* responsible = m_byPrefix.FindLongest(asked))
    {
        add(*responsible);
        choice.isResponsible = !choice.managers.empty();
        return choice;
    }
    for (const auto& manager : m_unknown)
    {
        add(manager);
    }
    return choice;
}

bool
LocationManagers::IsKnownToManage(const Ipv6Address& manager, const Prefix& prefix) const
{
    const auto* responsible = m_byPrefix.FindLongest(prefix);
    return responsible && *responsible == manager;
}

} // namespace pmipv6
} // namespace ns3
