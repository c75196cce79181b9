/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_USE_COUNTS_H
#define PMIPV6_USE_COUNTS_H

#include <cstdint>
#include <functional>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-forwarding
 * What is in use, and how often.
 *
 * @tparam Key what is used
 * @tparam Hash of a key
 */
template <class Key, class Hash = std::hash<Key>>
class UseCounts
{
  public:
    /// @param key what is used once more @return true if it was not in use
    bool Add(const Key& key)
    {
        return ++m_counts[key] == 1;
    }

    /// @param key what is used once less, if it is in use @return true if it is in use no more
    bool Remove(const Key& key)
    {
        const auto known = m_counts.find(key);
        if (known == m_counts.end() || --known->second > 0)
        {
            return false;
        }
        m_counts.erase(known);
        return true;
    }

    /// @param key a key @return true if it is in use
    bool Contains(const Key& key) const
    {
        return m_counts.count(key) > 0;
    }

    /// @return all that is in use, with how often it is
    const std::unordered_map<Key, uint32_t, Hash>& GetAll() const
    {
        return m_counts;
    }

  private:
    std::unordered_map<Key, uint32_t, Hash> m_counts; //!< by key
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_USE_COUNTS_H
