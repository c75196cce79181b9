/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MAAR_POOLS_H
#define PMIPV6_MAAR_POOLS_H

#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * Which MAAR has which range of prefixes, from which no other gives any (RFC 8885, 3).
 */
class MaarPools
{
  public:
    /**
     * @param maar address of a MAAR
     * @param pool range of its prefixes
     */
    void Set(const Ipv6Address& maar, const Prefix& pool)
    {
        m_pools[maar] = pool;
    }

    /// @param address of a node @return true if an address is a MAAR's
    bool Contains(const Ipv6Address& address) const
    {
        return m_pools.count(address) > 0;
    }

    /**
     * @param maar an address
     * @param prefix a prefix
     * @return true if it is of the pool of that MAAR: it can be anchored there
     */
    bool IsOfMaar(const Ipv6Address& maar, const Prefix& prefix) const
    {
        const auto known = m_pools.find(maar);
        return known != m_pools.end() && known->second.Contains(prefix.GetAddress()) &&
               known->second.GetLength() <= prefix.GetLength();
    }

  private:
    std::map<Ipv6Address, Prefix> m_pools; //!< by MAAR
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MAAR_POOLS_H
