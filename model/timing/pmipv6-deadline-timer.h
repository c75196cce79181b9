/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DEADLINE_TIMER_H
#define PMIPV6_DEADLINE_TIMER_H

#include "ns3/event-id.h"
#include "ns3/nstime.h"

#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6
 * The one timer for the deadlines of a whole table: it is told the earliest one whenever that may
 * have changed. A deadline that has moved away costs no event: the timer fires when it was set to,
 * and is told the earliest one then.
 */
class DeadlineTimer
{
  public:
    /**
     * @param handler attends to what is due, and says afterwards which deadline is the earliest
     */
    void SetHandler(std::function<void()> handler);

    /**
     * @param deadline the earliest deadline, Time::Max() if there is none; at once if it is over
     */
    void Set(Time deadline);

    /// Do nothing any more.
    void Cancel();

  private:
    std::function<void()> m_handler; //!< attends to what is due
    EventId m_event;                 //!< when it fires
    Time m_at;                       //!< when that is
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DEADLINE_TIMER_H
