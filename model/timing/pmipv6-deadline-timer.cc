/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-deadline-timer.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

DeadlineTimer::DeadlineTimer(std::function<Time()> getNext, std::function<void()> attend)
    : m_getNext(std::move(getNext)),
      m_attend(std::move(attend))
{
}

DeadlineTimer::~DeadlineTimer()
{
    m_event.Cancel();
}

void
DeadlineTimer::Update()
{
    if (m_isAttending)
    {
        return; // It is set once all is attended to.
    }
    const Time next = m_getNext();
    if (next == Time::Max())
    {
        m_event.Cancel();
        return;
    }
    if (!m_event.IsExpired() && m_at <= next)
    {
        return; // It fires in time, and is set anew then.
    }
    m_event.Cancel();
    m_at = Max(next, Simulator::Now());
    m_event = Simulator::Schedule(m_at - Simulator::Now(), &DeadlineTimer::HandleDeadlines, this);
}

void
DeadlineTimer::HandleDeadlines()
{
    m_isAttending = true;
    ++m_rounds;
    while (m_getNext() <= Simulator::Now())
    {
        m_attend();
    }
    m_isAttending = false;
    Update();
}

} // namespace pmipv6
} // namespace ns3
