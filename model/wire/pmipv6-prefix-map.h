/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PREFIX_MAP_H
#define PMIPV6_PREFIX_MAP_H

#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <unordered_map>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * Values by prefix, found by prefix, and by an address in it: the longest prefix counts. A look-up
 * by address costs one probe for each length in use, however many there are.
 *
 * @tparam Value what is found; does not move in memory while it is there
 */
template <class Value>
class PrefixMap
{
  public:
    /// The values by prefix.
    using Rows = std::unordered_map<Prefix, Value, PrefixHash>;

    /**
     * @param prefix a prefix
     * @param value its value, instead of the one that it may have
     * @return the value as it is kept
     */
    Value& Set(const Prefix& prefix, Value value)
    {
        const auto [row, isNew] = m_rows.insert_or_assign(prefix, std::move(value));
        if (isNew)
        {
            ++m_lengths[prefix.GetLength()];
        }
        return row->second;
    }

    /**
     * @param prefix whose value to forget; nothing happens if there is none
     */
    void Erase(const Prefix& prefix)
    {
        if (m_rows.erase(prefix) > 0)
        {
            const auto length = m_lengths.find(prefix.GetLength());
            if (--length->second == 0)
            {
                m_lengths.erase(length);
            }
        }
    }

    /**
     * @param prefix a prefix
     * @return the value of exactly this prefix, or null
     */
    const Value* Find(const Prefix& prefix) const
    {
        const auto row = m_rows.find(prefix);
        return row == m_rows.end() ? nullptr : &row->second;
    }

    /**
     * @param prefix a prefix
     * @return the value of exactly this prefix, or null
     */
    Value* Find(const Prefix& prefix)
    {
        return const_cast<Value*>(std::as_const(*this).Find(prefix));
    }

    /**
     * @param prefix a prefix; an address is one of length 128
     * @return the value of the longest prefix in which all of it is, or null
     */
    const Value* FindLongest(const Prefix& prefix) const
    {
        for (const auto& [length, count] : m_lengths)
        {
            if (length > prefix.GetLength())
            {
                continue;
            }
            if (const auto* found = Find(Prefix(prefix.GetAddress(), length)))
            {
                return found;
            }
        }
        return nullptr;
    }

    /// @return all of them, in no order that lasts
    const Rows& GetAll() const
    {
        return m_rows;
    }

    /// @return how many there are
    std::size_t GetSize() const
    {
        return m_rows.size();
    }

    /// Forget all.
    void Clear()
    {
        m_rows.clear();
        m_lengths.clear();
    }

  private:
    Rows m_rows; //!< by prefix
    /// How many there are of each length, longest first.
    std::map<uint8_t, std::size_t, std::greater<>> m_lengths;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PREFIX_MAP_H
