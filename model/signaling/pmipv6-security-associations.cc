/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-security-associations.h"

namespace ns3
{
namespace pmipv6
{

void
SecurityAssociations::Add(const Ipv6Address& peer, std::initializer_list<const char*> messages)
{
    m_peers[peer].insert(messages.begin(), messages.end());
}

void
SecurityAssociations::Remove(const Ipv6Address& peer)
{
    m_peers.erase(peer);
}

bool
SecurityAssociations::IsTrusted(const Ipv6Address& peer, const std::string& message) const
{
    const auto known = m_peers.find(peer);
    return known != m_peers.end() && known->second.count(message) > 0;
}

} // namespace pmipv6
} // namespace ns3
