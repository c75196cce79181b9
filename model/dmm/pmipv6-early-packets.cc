/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-early-packets.h"

#include "pmipv6-next-hop.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

void
EarlyPackets::Await(const LinkLayerAddress& interface, const PolicyProfile& profile)
{
    Forget(interface);
    auto& identifiers = m_identifiers[interface];
    for (const auto& any : profile.interfaces)
    {
        identifiers.push_back(GetIdentifier(MakeLinkLocalAddress(any.identifier)));
        m_interfaces[identifiers.back()].push_back(interface);
    }
}

void
EarlyPackets::Forget(const LinkLayerAddress& interface)
{
    const auto known = m_identifiers.find(interface);
    if (known == m_identifiers.end())
    {
        return;
    }
    for (const uint64_t identifier : known->second)
    {
        auto& waiting = m_interfaces[identifier];
        waiting.erase(std::remove(waiting.begin(), waiting.end(), interface), waiting.end());
        if (waiting.empty())
        {
            m_interfaces.erase(identifier);
        }
    }
    m_identifiers.erase(known);
}

const LinkLayerAddress*
EarlyPackets::Find(const Ipv6Address& address) const
{
    const auto waiting = m_interfaces.find(GetIdentifier(address));
    return waiting == m_interfaces.end() ? nullptr : &waiting->second.back();
}

void
EarlyPackets::Clear()
{
    m_interfaces.clear();
    m_identifiers.clear();
}

uint64_t
EarlyPackets::GetIdentifier(const Ipv6Address& address)
{
    uint8_t octets[16];
    address.GetBytes(octets);
    uint64_t identifier = 0;
    for (int i = 8; i < 16; ++i)
    {
        identifier = identifier << 8 | octets[i];
    }
    return identifier;
}

} // namespace pmipv6
} // namespace ns3
