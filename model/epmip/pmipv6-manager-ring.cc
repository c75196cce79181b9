/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-manager-ring.h"

#include "pmipv6-bit-mixer.h"

#include <array>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return FNV-1a of octets, whose bits are spread: the same on every machine, unlike std::hash
uint64_t
HashToPlace(const uint8_t* octets, std::size_t count)
{
    uint64_t hash = 0xcbf29ce484222325ULL;
    for (std::size_t i = 0; i < count; ++i)
    {
        hash = (hash ^ octets[i]) * 0x100000001b3ULL;
    }
    return MixBits(hash);
}

/// @return a member's place of a number below POINTS
uint64_t
GetMemberPlace(const Ipv6Address& member, uint32_t number)
{
    std::array<uint8_t, 17> octets{};
    member.GetBytes(octets.data());
    octets.back() = static_cast<uint8_t>(number);
    return HashToPlace(octets.data(), octets.size());
}

} // namespace

uint64_t
GetRingKey(const Prefix& prefix)
{
    std::array<uint8_t, 16> octets{};
    prefix.GetAddress().GetBytes(octets.data());
    return HashToPlace(octets.data(), 8);
}

uint64_t
GetRingKey(const std::string& identifier)
{
    return HashToPlace(reinterpret_cast<const uint8_t*>(identifier.data()), identifier.size());
}

void
ManagerRing::Add(const Ipv6Address& member)
{
    m_members.insert(member);
    for (uint32_t number = 0; number < POINTS; ++number)
    {
        m_points.emplace(GetMemberPlace(member, number), member);
    }
}

void
ManagerRing::Remove(const Ipv6Address& member)
{
    m_members.erase(member);
    for (uint32_t number = 0; number < POINTS; ++number)
    {
        m_points.erase({GetMemberPlace(member, number), member});
    }
}

Ipv6Address
ManagerRing::FindResponsible(uint64_t key) const
{
    if (m_points.empty())
    {
        return Ipv6Address::GetAny();
    }
    const auto point = m_points.lower_bound({key, Ipv6Address::GetAny()});
    return point == m_points.end() ? m_points.begin()->second : point->second;
}

std::vector<Ipv6Address>
ManagerRing::FindAll(uint64_t key) const
{
    std::vector<Ipv6Address> all;
    std::set<Ipv6Address> known;
    auto point = m_points.lower_bound({key, Ipv6Address::GetAny()});
    while (all.size() < m_members.size())
    {
        if (point == m_points.end())
        {
            point = m_points.begin();
        }
        if (known.insert(point->second).second)
        {
            all.push_back(point->second);
        }
        ++point;
    }
    return all;
}

} // namespace pmipv6
} // namespace ns3
