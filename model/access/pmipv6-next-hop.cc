/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-next-hop.h"

#include "pmipv6-bit-mixer.h"

#include <algorithm>
#include <cstring>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr std::size_t IPV6_ADDRESS_SIZE = 16; //!< octets of an IPv6 address
constexpr std::size_t NEXT_HOP_ROOM = 14;     //!< octets after the first two
constexpr uint8_t NEXT_HOP_FIRST = 0xfe;      //!< fe80::/10: the first octet
constexpr uint8_t NEXT_HOP_SECOND = 0x80;     //!< and the upper two bits of the second
constexpr uint8_t NEXT_HOP_MASK = 0xc0;       //!< which are these
constexpr uint8_t MAC48_TAG = 0;              //!< its lower bits: a MAC-48 address; else its length
constexpr uint8_t HASH_TAG = 0x3f;            //!< or a hash

/// @return a hash of all octets, another one for each seed
uint64_t
HashOctets(const LinkLayerAddress& address, uint64_t seed)
{
    uint64_t hash = seed + address.GetSize();
    for (std::size_t i = 0; i < address.GetSize(); ++i)
    {
        hash = MixBits(hash + 0x9e3779b97f4a7c15ULL + address.GetData()[i]);
    }
    return hash;
}

} // namespace

Ipv6Address
MakeNextHop(const LinkLayerAddress& node)
{
    const std::size_t size = node.GetSize();
    if (size == LinkLayerAddress::MAC48_SIZE)
    {
        return MakeLinkLocalAddress(node);
    }
    uint8_t octets[IPV6_ADDRESS_SIZE] = {NEXT_HOP_FIRST, NEXT_HOP_SECOND};
    if (size <= NEXT_HOP_ROOM)
    {
        octets[1] |= static_cast<uint8_t>(size);
        std::copy(node.GetData(), node.GetData() + size, octets + IPV6_ADDRESS_SIZE - size);
        return Ipv6Address(octets);
    }
    octets[1] |= HASH_TAG;
    const uint64_t words[2] = {HashOctets(node, 1), HashOctets(node, 2)};
    std::memcpy(octets + IPV6_ADDRESS_SIZE - NEXT_HOP_ROOM, words, NEXT_HOP_ROOM);
    return Ipv6Address(octets);
}

bool
IsNextHop(const Ipv6Address& address)
{
    uint8_t octets[IPV6_ADDRESS_SIZE];
    address.GetBytes(octets);
    return address.IsLinkLocal() ||
           (octets[0] == NEXT_HOP_FIRST && (octets[1] & NEXT_HOP_MASK) == NEXT_HOP_SECOND &&
            octets[1] != NEXT_HOP_SECOND);
}

std::optional<LinkLayerAddress>
ReadNextHop(const Ipv6Address& nextHop)
{
    uint8_t octets[IPV6_ADDRESS_SIZE];
    nextHop.GetBytes(octets);
    const uint8_t tag = octets[1] & static_cast<uint8_t>(~NEXT_HOP_MASK);
    if (tag == MAC48_TAG)
    {
        return LinkLayerAddress{static_cast<uint8_t>(octets[8] ^ 0x02),
                                octets[9],
                                octets[10],
                                octets[13],
                                octets[14],
                                octets[15]};
    }
    return tag <= NEXT_HOP_ROOM
               ? std::make_optional<LinkLayerAddress>(octets + IPV6_ADDRESS_SIZE - tag, tag)
               : std::nullopt;
}

Ipv6Address
MakeLinkLocalAddress(const LinkLayerAddress& node)
{
    return node.IsOfDevice() ? Ipv6Address::MakeAutoconfiguredLinkLocalAddress(node.ToAddress())
                             : Ipv6Address::GetAny();
}

void
NextHops::Add(const LinkLayerAddress& node)
{
    const Ipv6Address nextHop = MakeNextHop(node);
    if (!ReadNextHop(nextHop))
    {
        m_nodes[nextHop] = node;
    }
}

void
NextHops::Remove(const LinkLayerAddress& node)
{
    m_nodes.erase(MakeNextHop(node));
}

LinkLayerAddress
NextHops::Find(const Ipv6Address& nextHop) const
{
    if (const auto node = ReadNextHop(nextHop))
    {
        return *node;
    }
    const auto known = m_nodes.find(nextHop);
    return known == m_nodes.end() ? LinkLayerAddress() : known->second;
}

LinkLayerAddress
NextHops::Find(const Address& address) const
{
    return Ipv6Address::IsMatchingType(address) ? Find(Ipv6Address::ConvertFrom(address))
                                                : LinkLayerAddress(address);
}

Address
NextHops::GetAddress(const LinkLayerAddress& node)
{
    return node.IsOfDevice() ? node.ToAddress() : Address(MakeNextHop(node));
}

std::optional<Address>
NextHops::GetAddress(const Ipv6Address& nextHop)
{
    if (!IsNextHop(nextHop))
    {
        return std::nullopt;
    }
    const auto node = ReadNextHop(nextHop);
    return node ? GetAddress(*node) : Address(nextHop);
}

} // namespace pmipv6
} // namespace ns3
