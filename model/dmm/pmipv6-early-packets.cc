/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-early-packets.h"

#include "pmipv6-next-hop.h"

namespace ns3
{
namespace pmipv6
{

void
EarlyPackets::Await(const LinkLayerAddress& node, const PolicyProfile& profile)
{
    for (const auto& interface : profile.interfaces)
    {
        m_nodes[GetInterface(MakeLinkLocalAddress(interface.identifier))] = node;
    }
}

void
EarlyPackets::Forget(const PolicyProfile& profile)
{
    for (const auto& interface : profile.interfaces)
    {
        m_nodes.erase(GetInterface(MakeLinkLocalAddress(interface.identifier)));
    }
}

const LinkLayerAddress*
EarlyPackets::Find(const Ipv6Address& address) const
{
    const auto known = m_nodes.find(GetInterface(address));
    return known == m_nodes.end() ? nullptr : &known->second;
}

uint64_t
EarlyPackets::GetInterface(const Ipv6Address& address)
{
    uint8_t octets[16];
    address.GetBytes(octets);
    uint64_t interface = 0;
    for (int i = 8; i < 16; ++i)
    {
        interface = interface << 8 | octets[i];
    }
    return interface;
}

} // namespace pmipv6
} // namespace ns3
