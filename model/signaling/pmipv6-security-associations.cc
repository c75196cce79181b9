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
SecurityAssociations::Add(const Ipv6Address& peer, std::initializer_list<const char*> messages)
{
    auto& known = m_peers[peer];
    for (const auto* message : messages)
    {
        ++known[message];
    }
}

void
SecurityAssociations::Remove(const Ipv6Address& peer, const std::string& message)
{
    const auto known = m_peers.find(peer);
    if (known == m_peers.end())
    {
        return;
    }
    const auto added = known->second.find(message);
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
SecurityAssociations::IsTrusted(const Ipv6Address& peer, const std::string& message) const
{
    const auto known = m_peers.find(peer);
    return known != m_peers.end() && known->second.count(message) > 0;
}

void
RoleAssociations::Start(SecurityAssociations& associations)
{
    Clear();
    m_associations = &associations;
}

void
RoleAssociations::Add(const Ipv6Address& peer, std::initializer_list<const char*> messages)
{
    NS_ASSERT_MSG(m_associations, "RoleAssociations::Add before Start");
    for (const auto* message : messages)
    {
        if (m_added.emplace(peer, message).second)
        {
            m_associations->Add(peer, {message});
        }
    }
}

void
RoleAssociations::Clear()
{
    for (const auto& [peer, message] : m_added)
    {
        m_associations->Remove(peer, message);
    }
    m_added.clear();
    m_associations = nullptr;
}

} // namespace pmipv6
} // namespace ns3
