/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-rate-limiter.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

Time
RateLimiter::GetNext(const History& history, Time now, uint32_t rate)
{
    if (history.size() < rate)
    {
        return now;
    }
    // The message that is @p rate places back must be a second old.
    return Max(now, history[history.size() - rate] + Seconds(1));
}

Time
RateLimiter::Reserve(const std::string& subject, Time now, uint32_t rate)
{
    if (rate == 0)
    {
        return now;
    }
    Sweep(now);
    auto& history = m_histories[subject];
    const Time next = GetNext(history, now, rate);
    history.push_back(next);
    // What is older than a second counts no more, even if a later one is given back.
    while (history.size() > rate && history.front() + Seconds(1) <= now)
    {
        history.pop_front();
    }
    return next;
}

void
RateLimiter::Release(const std::string& subject, Time reserved)
{
    const auto known = m_histories.find(subject);
    if (known == m_histories.end())
    {
        return;
    }
    auto& history = known->second;
    const auto found = std::find(history.rbegin(), history.rend(), reserved);
    if (found != history.rend())
    {
        history.erase(std::next(found).base());
    }
    if (history.empty())
    {
        m_histories.erase(known);
    }
}

bool
RateLimiter::TryReserve(const std::string& subject, Time now, uint32_t rate)
{
    const auto known = m_histories.find(subject);
    if (rate > 0 && known != m_histories.end() && GetNext(known->second, now, rate) > now)
    {
        return false;
    }
    Reserve(subject, now, rate);
    return true;
}

void
RateLimiter::Sweep(Time now)
{
    if (m_histories.size() < m_sweepAt)
    {
        return;
    }
    for (auto it = m_histories.begin(); it != m_histories.end();)
    {
        it = it->second.back() + Seconds(1) <= now ? m_histories.erase(it) : std::next(it);
    }
    m_sweepAt = std::max<std::size_t>(1024, 2 * m_histories.size());
}

} // namespace pmipv6
} // namespace ns3
