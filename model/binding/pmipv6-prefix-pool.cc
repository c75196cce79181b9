/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-prefix-pool.h"

#include "pmipv6-golden-fraction.h"

#include "ns3/abort.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

PrefixPool::PrefixPool(const Prefix& range, uint8_t length, uint32_t restarts)
    : m_range(range),
      m_length(length)
{
    const int bits = length - range.GetLength();
    NS_ABORT_MSG_IF(bits < 0 || bits > 32 || length > 128,
                    "PrefixLength is " << unsigned{length} << ", but PrefixPool is " << range
                                       << ": allowed as PrefixLength is "
                                       << unsigned{range.GetLength()} << " to "
                                       << std::min(128, range.GetLength() + 32));
    m_capacity = uint64_t{1} << bits;
    m_first = static_cast<uint64_t>(GetGoldenFraction(restarts) * static_cast<double>(m_capacity));
}

Prefix
PrefixPool::Make(uint64_t number) const
{
    uint8_t octets[16];
    m_range.GetAddress().GetBytes(octets);
    // The number stands in the bits before m_length.
    for (int bit = m_length - 1; number > 0; --bit, number >>= 1)
    {
        if (number & 1)
        {
            octets[bit / 8] |= static_cast<uint8_t>(0x80 >> (bit % 8));
        }
    }
    return Prefix(Ipv6Address(octets), m_length);
}

std::optional<Prefix>
PrefixPool::Assign(const std::string& node, Time now)
{
    while (m_next < m_capacity)
    {
        const Prefix fresh = Make((m_first + m_next++) % m_capacity);
        // One that was taken by name and released has had a node before its turn came.
        if (m_released.get<1>().count(fresh) == 0 && m_taken.insert(fresh).second)
        {
            return fresh;
        }
    }
    const Released* released = nullptr;
    if (!m_released.empty() && m_released.begin()->free <= now)
    {
        released = &*m_released.begin();
    }
    else if (!node.empty())
    {
        const auto own = m_released.get<2>().find(node);
        released = own == m_released.get<2>().end() ? nullptr : &*own;
    }
    if (!released)
    {
        return std::nullopt;
    }
    const Prefix prefix = released->prefix;
    m_released.get<1>().erase(prefix);
    m_taken.insert(prefix);
    return prefix;
}

bool
PrefixPool::Take(const Prefix& prefix, const std::string& node, Time now)
{
    const auto released = m_released.get<1>().find(prefix);
    const bool isReleased = released != m_released.get<1>().end();
    if (isReleased && released->free > now && released->node != node)
    {
        return false;
    }
    if (!Contains(prefix) || !m_taken.insert(prefix).second)
    {
        return false;
    }
    if (isReleased)
    {
        m_released.get<1>().erase(released);
    }
    return true;
}

void
PrefixPool::Release(const Prefix& prefix, const std::string& node, Time now, Time hold)
{
    if (m_taken.erase(prefix) > 0)
    {
        m_released.insert({prefix, now + hold, hold.IsZero() ? "" : node});
    }
}

bool
PrefixPool::Contains(const Prefix& prefix) const
{
    return prefix.GetLength() == m_length && m_range.Contains(prefix.GetAddress());
}

} // namespace pmipv6
} // namespace ns3
