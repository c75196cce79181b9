/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DEADLINE_TIMER_H
#define PMIPV6_DEADLINE_TIMER_H

#include "ns3/event-id.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-timing
 * The one timer for the deadlines of a whole table, and the loop that attends to what is due. The
 * table has its deadlines in order, by an index of its own or as a DeadlineTable, and says whenever
 * the earliest one may be another. A deadline that has moved away costs no event: the timer fires
 * when it was set to, and is set anew then.
 */
class DeadlineTimer
{
  public:
    /**
     * @param getNext gives the earliest deadline; Time::Max() if there is none
     * @param attend attends to what has it, which is not due at that time any more afterwards
     */
    DeadlineTimer(std::function<Time()> getNext, std::function<void()> attend);
    DeadlineTimer(const DeadlineTimer&) = delete;
    DeadlineTimer& operator=(const DeadlineTimer&) = delete;
    ~DeadlineTimer();

    /// The earliest deadline may be another. What is over is attended to by an event of its own, at
    /// once; while something is attended to, after that.
    void Update();

    /// @return the how manieth event it is, from 1, while that attends to what is due; else 0
    uint64_t GetRound() const
    {
        return m_isAttending ? m_rounds : 0;
    }

  private:
    /// Attend to what is due.
    void HandleDeadlines();

    std::function<Time()> m_getNext; //!< gives the earliest deadline
    std::function<void()> m_attend;  //!< attends to what has it
    EventId m_event;                 //!< when it fires
    Time m_at;                       //!< when that is
    uint64_t m_rounds{0};            //!< counts the events that have attended to something
    bool m_isAttending{false};       //!< such an event goes on
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DEADLINE_TIMER_H
