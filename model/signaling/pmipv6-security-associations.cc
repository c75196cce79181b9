/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-security-associations.h"

#include "ns3/assert.h"

namespace ns3
{
namespace pmipv6
{

void
SecurityAssociations::Add(const Ipv6Address& peer, const std::vector<MessageKind>& kinds)
{
    auto& known = m_peers[peer];
    for (const auto& kind : kinds)
    {
        ++known[kind];
    }
}

void
SecurityAssociations::Remove(const Ipv6Address& peer, const MessageKind& kind)
{
    const auto known = m_peers.find(peer);
    if (known == m_peers.end())
    {
        return;
    }
    const auto added = known->second.find(kind);
    if (added != known->second.end() && --added->second == 0)
    {
        known->second.erase(added);
    }
    if (known->second.empty())
    {
        m_peers.erase(known);
    }
}

bool
SecurityAssociations::IsTrusted(const Ipv6Address& peer, const MessageKind& kind) const
{
    return IsAssociated(peer, kind) || IsAssociated(GetAnybody(), kind);
}

bool
SecurityAssociations::IsAssociated(const Ipv6Address& peer, const MessageKind& kind) const
{
    const auto known = m_peers.find(peer);
    return known != m_peers.end() && known->second.count(kind) > 0;
}

void
RoleAssociations::Start(SecurityAssociations& associations)
{
    Clear();
    m_associations = &associations;
}

void
RoleAssociations::Add(const Ipv6Address& peer, const std::vector<MessageKind>& kinds)
{
    NS_ASSERT_MSG(m_associations, "RoleAssociations::Add before Start");
    for (const auto& kind : kinds)
    {
        if (m_added.emplace(peer, kind).second)
        {
            m_associations->Add(peer, {kind});
        }
    }
}

void
RoleAssociations::Clear()
{
    for (const auto& [peer, kind] : m_added)
    {
        m_associations->Remove(peer, kind);
    }
    m_added.clear();
    m_associations = nullptr;
}

} // namespace pmipv6
} // namespace ns3
