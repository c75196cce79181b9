/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXPIRING_MAP_H
#define PMIPV6_EXPIRING_MAP_H

#include "ns3/nstime.h"

#include <cstddef>
#include <functional>
#include <map>
#include <unordered_map>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-timing
 * Values that are remembered for a while, each until a time of its own. Knows time only as an
 * argument; what is over goes when it is next asked for something (Expire), so that it is bounded
 * by what was kept of late.
 *
 * @tparam Key what a value is of
 * @tparam Value what is remembered
 * @tparam Hash of a key
 */
template <class Key, class Value, class Hash = std::hash<Key>>
class ExpiringMap
{
  public:
    /**
     * Remember a value, instead of the one that there may be.
     *
     * @param key what it is of
     * @param value the value
     * @param until when to forget it
     * @return the value as it is kept
     */
    Value& Keep(const Key& key, Value value, Time until)
    {
        Erase(key);
        const auto [row, isNew] = m_rows.emplace(key, Row{std::move(value), {}});
        row->second.end = m_ends.emplace(until, key);
        return row->second.value;
    }

    /**
     * @param key a key
     * @return its value, to be read or changed until the next Keep, Erase or Expire; null if there
     * is none
     */
    Value* Find(const Key& key)
    {
        const auto row = m_rows.find(key);
        return row == m_rows.end() ? nullptr : &row->second.value;
    }

    /**
     * @param key a key
     * @return its value, or null
     */
    const Value* Find(const Key& key) const
    {
        const auto row = m_rows.find(key);
        return row == m_rows.end() ? nullptr : &row->second.value;
    }

    /**
     * @param key whose value to forget; nothing happens if there is none
     */
    void Erase(const Key& key)
    {
        const auto row = m_rows.find(key);
        if (row != m_rows.end())
        {
            m_ends.erase(row->second.end);
            m_rows.erase(row);
        }
    }

    /**
     * Forget what is over.
     *
     * @param now the time; what ends at it is over
     */
    void Expire(Time now)
    {
        while (!m_ends.empty() && m_ends.begin()->first <= now)
        {
            m_rows.erase(m_ends.begin()->second);
            m_ends.erase(m_ends.begin());
        }
    }

    /// Forget everything.
    void Clear()
    {
        m_rows.clear();
        m_ends.clear();
    }

    /// @return how many there are, those included that are over and were not asked for since
    std::size_t GetSize() const
    {
        return m_rows.size();
    }

  private:
    /// When to forget which.
    using Ends = std::multimap<Time, Key>;

    /// A value, and where its end is.
    struct Row
    {
        Value value;                 //!< the value
        typename Ends::iterator end; //!< in m_ends
    };

    std::unordered_map<Key, Row, Hash> m_rows; //!< by key
    Ends m_ends;                               //!< by time
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXPIRING_MAP_H
