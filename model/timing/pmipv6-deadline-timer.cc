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

void
DeadlineTimer::SetHandler(std::function<void()> handler)
{
    m_handler = std::move(handler);
}

void
DeadlineTimer::Set(Time deadline)
{
    if (deadline == Time::Max())
    {
        m_event.Cancel();
        return;
    }
    if (!m_event.IsExpired() && m_at <= deadline)
    {
        return; // It fires in time, and is set anew then.
    }
    m_event.Cancel();
    m_at = Max(deadline, Simulator::Now());
    m_event = Simulator::Schedule(m_at - Simulator::Now(), [this] { m_handler(); });
}

void
DeadlineTimer::Cancel()
{
    m_event.Cancel();
}

} // namespace pmipv6
} // namespace ns3
