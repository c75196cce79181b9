/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_KNOWN_REGISTRATIONS_H
#define PMIPV6_KNOWN_REGISTRATIONS_H

#include "pmipv6-expiring-map.h"
#include "pmipv6-prefix.h"

#include "ns3/nstime.h"

#include <algorithm>
#include <cstdint>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Of nodes that were at a gateway the newest registration of which it knows, there or elsewhere
 * (draft-luo, 4.3): whatever is said of an older one is late. Knows time only as an argument.
 */
class KnownRegistrations
{
  public:
    /**
     * @param node prefix of a node
     * @param timestamp of a registration of it; an older one than is known changes nothing
     * @param now the time
     * @param until how long it is remembered at least
     */
    void Note(const Prefix& node, uint64_t timestamp, Time now, Time until)
    {
        m_times.Expire(now);
        const auto* known = m_times.Find(node);
        const Time end = known ? Max(until, known->until) : until;
        m_times.Keep(node, {std::max(timestamp, Find(node)), end}, end);
    }

    /**
     * @param node prefix of a node
     * @return timestamp of the newest registration; 0 if none is known
     */
    uint64_t Find(const Prefix& node) const
    {
        const auto* known = m_times.Find(node);
        return known ? known->timestamp : 0;
    }

    /// Forget all.
    void Clear()
    {
        m_times.Clear();
    }

  private:
    /// The newest registration of a node.
    struct Row
    {
        uint64_t timestamp; //!< of it
        Time until;         //!< when it is forgotten
    };

    ExpiringMap<Prefix, Row, PrefixHash> m_times; //!< by prefix
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_KNOWN_REGISTRATIONS_H
