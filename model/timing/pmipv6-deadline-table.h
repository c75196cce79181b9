/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DEADLINE_TABLE_H
#define PMIPV6_DEADLINE_TABLE_H

#include "pmipv6-deadline-timer.h"

#include "ns3/nstime.h"
#include "ns3/simulator.h"

#include <boost/multi_index/hashed_index.hpp>
#include <boost/multi_index/member.hpp>
#include <boost/multi_index/ordered_index.hpp>
#include <boost/multi_index_container.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-timing
 * Keys with a deadline each, and one timer for them all: each key is handled when its deadline has
 * come, those of one instant in the order in which their deadlines were set. A table that has an
 * index by deadline already needs a DeadlineTimer only.
 *
 * The handler may do anything with the table. The key that it gets has no deadline any more. What
 * is set to the present meanwhile is handled at the same instant too, but by another event, after
 * those that wait for that instant already.
 *
 * @tparam Key what has a deadline
 * @tparam Hash of a key
 */
template <class Key, class Hash = std::hash<Key>>
class DeadlineTable
{
  public:
    /// Gets a key whose deadline has come.
    using Handler = std::function<void(const Key& key)>;

    /**
     * @param handler gets each key when its deadline has come
     */
    explicit DeadlineTable(Handler handler)
        : m_handler(std::move(handler))
    {
    }

    DeadlineTable(const DeadlineTable&) = delete;
    DeadlineTable& operator=(const DeadlineTable&) = delete;

    /**
     * Set a key's deadline, instead of the one that it may have. One that it has already stays as
     * it is, in its order.
     *
     * @param key the key
     * @param deadline when to handle it, at once if that is over; Time::Max(): never
     */
    void Set(const Key& key, Time deadline)
    {
        if (deadline == Time::Max())
        {
            Cancel(key);
            return;
        }
        const Time at = Max(deadline, Simulator::Now());
        const auto known = m_rows.find(key);
        if (known != m_rows.end())
        {
            if (known->at == at)
            {
                return;
            }
            m_rows.erase(known); // So that it comes behind those of the same instant.
        }
        m_rows.insert({key, at, m_timer.GetRound()});
        m_timer.Update();
    }

    /**
     * @param key a key that is not to be handled; nothing happens if it has no deadline
     */
    void Cancel(const Key& key)
    {
        if (m_rows.erase(key) > 0)
        {
            m_timer.Update();
        }
    }

    /// Handle nothing any more.
    void Clear()
    {
        m_rows.clear();
        m_timer.Update();
    }

    /**
     * @param key a key
     * @return its deadline; Time::Max() if it has none
     */
    Time Get(const Key& key) const
    {
        const auto known = m_rows.find(key);
        return known == m_rows.end() ? Time::Max() : known->at;
    }

    /// @return how many keys have a deadline
    std::size_t GetSize() const
    {
        return m_rows.size();
    }

  private:
    /// A key that has a deadline.
    struct Row
    {
        Key key;        //!< the key
        Time at;        //!< its deadline
        uint64_t round; //!< DeadlineTimer::GetRound when it was set
    };

    struct ByKey;      //!< index tag
    struct ByDeadline; //!< index tag
    /// The keys with their indices; of equal deadlines the last one that is put in comes last.
    using Rows = boost::multi_index_container<
        Row,
        boost::multi_index::indexed_by<
            boost::multi_index::hashed_unique<boost::multi_index::tag<ByKey>,
                                              boost::multi_index::member<Row, Key, &Row::key>,
                                              Hash>,
            boost::multi_index::ordered_non_unique<
                boost::multi_index::tag<ByDeadline>,
                boost::multi_index::member<Row, Time, &Row::at>>>>;

    /// @return the earliest deadline that may be attended to now; Time::Max() if there is none
    Time GetNext() const
    {
        const auto& rows = m_rows.template get<ByDeadline>();
        const uint64_t round = m_timer.GetRound();
        const bool isNone = rows.empty() || (round != 0 && rows.begin()->round == round);
        return isNone ? Time::Max() : rows.begin()->at;
    }

    /// Handle the key with that deadline.
    void Attend()
    {
        auto& rows = m_rows.template get<ByDeadline>();
        const Key key = rows.begin()->key;
        rows.erase(rows.begin());
        m_handler(key);
    }

    Handler m_handler; //!< gets what is due
    Rows m_rows;       //!< keys with a deadline
    DeadlineTimer m_timer{[this] { return GetNext(); }, [this] { Attend(); }}; //!< for the earliest
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DEADLINE_TABLE_H
