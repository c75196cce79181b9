/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_TABLE_H
#define PMIPV6_ROUTE_TABLE_H

#include "pmipv6-prefix-pair.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * What every row of a RouteTable has.
 */
struct RouteRow
{
    PrefixPair pair;    //!< whose route it is; stays as it is while the row is in a table
    uint64_t serial{0}; //!< in the order of insertion; set by RouteTable::Insert
};

/**
 * @ingroup pmipv6-localized-routing
 * What a controller or a gateway knows of each pair: found by pair in either order and by one
 * prefix of the pair. Rows do not move in memory while they live.
 *
 * @tparam Row derived from RouteRow
 */
template <class Row>
class RouteTable
{
  public:
    /**
     * @param pair a pair, in either order
     * @return its row, or null
     */
    Row* Find(const PrefixPair& pair)
    {
        const auto found = m_rows.find(pair.GetKey());
        return found == m_rows.end() ? nullptr : &found->second;
    }

    /**
     * @param pair a pair, in either order
     * @return its row, or null
     */
    const Row* Find(const PrefixPair& pair) const
    {
        const auto found = m_rows.find(pair.GetKey());
        return found == m_rows.end() ? nullptr : &found->second;
    }

    /**
     * @param prefix a prefix
     * @return the rows of all pairs of it, in the order of insertion
     */
    std::vector<Row*> FindByPrefix(const Prefix& prefix)
    {
        return CollectByPrefix<Row*>(prefix);
    }

    /**
     * @param prefix a prefix
     * @return the rows of all pairs of it, in the order of insertion
     */
    std::vector<const Row*> FindByPrefix(const Prefix& prefix) const
    {
        return CollectByPrefix<const Row*>(prefix);
    }

    /**
     * Add a row.
     *
     * @param pair its pair; there is no row of it
     * @return the row, to be filled in
     */
    Row& Insert(const PrefixPair& pair)
    {
        Row& row = m_rows[pair.GetKey()];
        row.pair = pair;
        row.serial = m_nextSerial++;
        m_byPrefix.emplace(pair.source, &row);
        if (pair.destination != pair.source)
        {
            m_byPrefix.emplace(pair.destination, &row); // Each row once.
        }
        return row;
    }

    /**
     * Remove a row.
     *
     * @param row a row of this table
     */
    void Erase(Row& row)
    {
        EraseFrom(row.pair.source, row);
        EraseFrom(row.pair.destination, row);
        m_rows.erase(row.pair.GetKey());
    }

    /// @return how many rows there are
    std::size_t GetSize() const
    {
        return m_rows.size();
    }

    /// @return all rows, in the order of insertion
    std::vector<const Row*> GetAll() const
    {
        std::vector<const Row*> rows;
        for (const auto& [key, row] : m_rows)
        {
            rows.push_back(&row);
        }
        std::sort(rows.begin(), rows.end(), [](const Row* a, const Row* b) {
            return a->serial < b->serial;
        });
        return rows;
    }

    /// @return any row, or null
    Row* GetAny()
    {
        return m_rows.empty() ? nullptr : &m_rows.begin()->second;
    }

  private:
    /**
     * @tparam Pointer to a row, or to a constant one
     * @param prefix of either end
     * @return the rows of all pairs of a prefix, in the order of insertion
     */
    template <class Pointer>
    std::vector<Pointer> CollectByPrefix(const Prefix& prefix) const
    {
        std::vector<Pointer> rows;
        const auto [begin, end] = m_byPrefix.equal_range(prefix);
        std::transform(begin, end, std::back_inserter(rows), [](const auto& item) {
            return item.second;
        });
        std::sort(rows.begin(), rows.end(), [](const Row* a, const Row* b) {
            return a->serial < b->serial;
        });
        return rows;
    }

    /// Remove a row from those of a prefix. @param prefix of either end @param row which
    void EraseFrom(const Prefix& prefix, const Row& row)
    {
        const auto [begin, end] = m_byPrefix.equal_range(prefix);
        const auto found =
            std::find_if(begin, end, [&row](const auto& item) { return item.second == &row; });
        if (found != end)
        {
            m_byPrefix.erase(found);
        }
    }

    std::unordered_map<PrefixPair, Row, PrefixPairHash> m_rows;   //!< by pair
    std::unordered_multimap<Prefix, Row*, PrefixHash> m_byPrefix; //!< by either prefix
    uint64_t m_nextSerial{0};                                     //!< of the next row
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_TABLE_H
