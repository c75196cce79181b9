/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-heartbeat-peer.h"

namespace ns3
{
namespace pmipv6
{

Heartbeat
HeartbeatPeer::MakeRequest()
{
    // RFC 5847, 3.1: counted before the next request is sent.
    m_missing += m_isAwaited;
    m_isAwaited = true;
    m_isTold = false;
    Heartbeat request;
    request.sequence = ++m_sequence;
    return request;
}

bool
HeartbeatPeer::LosesReachability(uint32_t allowed)
{
    const bool isLost = m_isReachable && m_missing > allowed;
    m_isReachable = m_isReachable && !isLost;
    return isLost;
}

void
HeartbeatPeer::Pause()
{
    m_isAwaited = false;
    m_isTold = false;
    m_missing = 0;
}

HeartbeatPeer::Change
HeartbeatPeer::Take(const Heartbeat& response)
{
    Change change;
    const auto* option = FindOption<RestartCounterOption>(response.options);
    if (response.isUnsolicited)
    {
        // RFC 5847, 3.2: its number says nothing, and without the option it says nothing at all.
        // The counter only grows: a lower one was overtaken.
        const bool isOvertaken =
            option && m_counter && static_cast<int32_t>(option->counter - *m_counter) < 0;
        change.ignored = !option       ? "no-restart-counter"
                         : isOvertaken ? "earlier-restart-counter"
                                       : "";
    }
    else if (!m_isAwaited)
    {
        change.ignored = "unexpected-response";
    }
    else if (response.sequence != m_sequence)
    {
        change.ignored = "response-to-earlier-request";
    }
    if (!change.ignored.empty())
    {
        return change;
    }
    // A response that is under way when the peer tells of its restart has the counter from before:
    // it is not awaited any more.
    Pause();
    m_refusals = 0;
    change.isReachable = !m_isReachable;
    m_isReachable = true;
    if (option)
    {
        // RFC 5847, 3.2. Who tells unasked has restarted, whether or not its counter is known: a
        // first response may have been sent after the restart, and be here before it is told.
        const bool isOther = m_counter && *m_counter != option->counter;
        const bool isTold = response.isUnsolicited && m_restart != option->counter;
        if (isOther || isTold)
        {
            change.restarted = option->counter;
            m_restart = option->counter;
        }
        m_counter = option->counter;
    }
    return change;
}

void
HeartbeatPeer::TakeRefusal(bool isCertain)
{
    m_refusals += isCertain;
    Pause();
}

void
HeartbeatPeer::Tell()
{
    m_isTold = true;
}

void
HeartbeatPeer::Forget()
{
    // Numbers go on, lest a late response matches; and 3 demands to heed for ever that the peer
    // knows no Heartbeats.
    Pause();
    m_isReachable = true;
    m_counter.reset();
    m_restart.reset();
}

} // namespace pmipv6
} // namespace ns3
