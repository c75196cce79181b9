/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-lte-bearers.h"

namespace ns3
{
namespace pmipv6
{

LteBearers::LteBearers(Ptr<EpcPgwApplication> pgw, uint32_t limit)
    : m_pgw(pgw),
      m_limit(limit)
{
}

bool
LteBearers::Assign(uint64_t subscriber, const Ipv6Address& address, uint32_t& count)
{
    if (count >= m_limit)
    {
        return false;
    }
    ++count;
    m_addresses[address] = subscriber;
    m_pgw->SetUeAddress6(subscriber, address);
    return true;
}

void
LteBearers::Learn(uint64_t subscriber, const Ipv6Address& source)
{
    if (source.IsLinkLocal() || source.IsAny() || source.IsMulticast())
    {
        return;
    }
    if (m_addresses.count(source) == 0)
    {
        Assign(subscriber, source, m_counts[subscriber].used);
    }
}

bool
LteBearers::Direct(uint64_t subscriber, const Ipv6Address& destination)
{
    if (destination.IsMulticast())
    {
        // Everybody's, so it is told each time; the PGW has one row for it.
        m_pgw->SetUeAddress6(subscriber, destination);
        return true;
    }
    const auto known = m_addresses.find(destination);
    return (known != m_addresses.end() && known->second == subscriber) ||
           Assign(subscriber, destination, m_counts[subscriber].sent);
}

} // namespace pmipv6
} // namespace ns3
