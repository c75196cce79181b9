/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PACING_QUEUE_H
#define PMIPV6_PACING_QUEUE_H

#include "pmipv6-deadline-timer.h"

#include "ns3/nstime.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <unordered_map>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * What is to be sent, one after the other with a least time between any two (RFC 8885, 3.2: pacing
 * avoids bursts). What waits is known by a key: what is put in with the key of something that waits
 * takes its place in the queue. Its length is bounded.
 *
 * @tparam Key what is to be sent, and to whom
 * @tparam Hash of a key
 */
template <class Key, class Hash = std::hash<Key>>
class PacingQueue
{
  public:
    /// Sends one. May put in others.
    using Send = std::function<void()>;

    PacingQueue() = default;
    PacingQueue(const PacingQueue&) = delete;
    PacingQueue& operator=(const PacingQueue&) = delete;

    /**
     * @param gap the least time between two; 0: none waits
     * @param capacity how many may wait
     */
    void SetTerms(Time gap, std::size_t capacity)
    {
        m_gap = gap;
        m_capacity = capacity;
    }

    /**
     * Send something as soon as it is its turn, at once if none waits and the last one is long
     * enough ago.
     *
     * @param key its key
     * @param send sends it
     * @return false if it is dropped, as too many wait
     */
    bool Put(const Key& key, Send send)
    {
        const auto known = m_places.find(key);
        if (known != m_places.end())
        {
            known->second->second = std::move(send);
            return true;
        }
        if (m_waiting.empty() && Simulator::Now() >= m_next)
        {
            m_next = Simulator::Now() + m_gap;
            send();
            return true;
        }
        if (m_waiting.size() >= m_capacity)
        {
            ++m_dropped;
            return false;
        }
        m_places[key] = m_waiting.insert(m_waiting.end(), {key, std::move(send)});
        m_longest = std::max(m_longest, m_waiting.size());
        m_timer.Update();
        return true;
    }

    /**
     * @param key what is not to be sent after all; nothing happens if it does not wait
     */
    void Drop(const Key& key)
    {
        const auto known = m_places.find(key);
        if (known != m_places.end())
        {
            m_waiting.erase(known->second);
            m_places.erase(known);
            m_timer.Update();
        }
    }

    /// Send nothing of what waits.
    void Clear()
    {
        m_waiting.clear();
        m_places.clear();
        m_timer.Update();
    }

    /// @return how many wait
    std::size_t GetSize() const
    {
        return m_waiting.size();
    }

    /// @return how many have waited at a time, at the most
    std::size_t GetLongest() const
    {
        return m_longest;
    }

    /// @return how many were dropped
    uint64_t GetDropped() const
    {
        return m_dropped;
    }

  private:
    /// @return when the next one may go
    Time GetNext() const
    {
        return m_waiting.empty() ? Time::Max() : m_next;
    }

    /// It is the first one's turn.
    void SendFirst()
    {
        const auto [key, send] = std::move(m_waiting.front());
        m_places.erase(key);
        m_waiting.pop_front();
        m_next = Simulator::Now() + m_gap;
        send();
    }

    Time m_gap;                                //!< between two
    Time m_next;                               //!< when the next one may go
    std::size_t m_capacity{0};                 //!< how many may wait
    std::size_t m_longest{0};                  //!< how many have waited
    uint64_t m_dropped{0};                     //!< not sent for want of room
    std::list<std::pair<Key, Send>> m_waiting; //!< the next one first
    /// By key.
    std::unordered_map<Key, typename std::list<std::pair<Key, Send>>::iterator, Hash> m_places;
    DeadlineTimer m_timer{[this] { return GetNext(); }, [this] { SendFirst(); }}; //!< for the first
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PACING_QUEUE_H
