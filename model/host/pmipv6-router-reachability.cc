/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-router-reachability.h"

#include <iterator>

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time RETRANS_TIMER = Seconds(1);   //!< RFC 4861, 10
const Time PROBE_INTERVAL = Seconds(60); //!< RFC 4191, 3.5

} // namespace

Reachability
RouterReachability::Judge(uint32_t interface,
                          const Ipv6Address& router,
                          NeighborKnowledge knowledge,
                          Time now)
{
    const Key key{interface, router};
    if (knowledge == NeighborKnowledge::COMPLETE)
    {
        m_asked.erase(key);
        return Reachability::REACHABLE;
    }
    const auto known = m_asked.find(key);
    if (known == m_asked.end())
    {
        if (knowledge == NeighborKnowledge::INCOMPLETE)
        {
            Sweep(now);
            m_asked.emplace(key, now);
        }
        return Reachability::UNKNOWN;
    }
    const Time since = now - known->second;
    if (since >= PROBE_INTERVAL)
    {
        m_asked.erase(known);
        return Reachability::UNKNOWN;
    }
    return since < RETRANS_TIMER ? Reachability::UNKNOWN : Reachability::UNREACHABLE;
}

void
RouterReachability::Sweep(Time now)
{
    for (auto it = m_asked.begin(); it != m_asked.end();)
    {
        it = now - it->second >= PROBE_INTERVAL ? m_asked.erase(it) : std::next(it);
    }
}

void
RouterReachability::Forget(uint32_t interface, const Ipv6Address& router)
{
    m_asked.erase({interface, router});
}

} // namespace pmipv6
} // namespace ns3
