/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_MANAGERS_H
#define PMIPV6_LOCATION_MANAGERS_H

#include "pmipv6-peer-table.h"
#include "pmipv6-prefix-map.h"

#include "ns3/ipv6-address.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// Who may know where a mobile node is.
struct ManagerChoice
{
    std::vector<Ipv6Address> managers; //!< in the order in which they are asked
    bool isResponsible{false};         //!< there is one, which is known to have the node's prefix
};

/**
 * @ingroup pmipv6-epmip
 * The other eLMAs that an anchor may ask (draft-luo, 4.4.3: "if IPv6 prefixes managed by each eLMA
 * are aware of, the eLMA1 (LMF) can determine which eLMA (LMF) should be queried further").
 */
class LocationManagers
{
  public:
    /**
     * @param manager LMAA; may be added again with further prefixes
     * @param prefixes that it manages, none of which another one does; none: they are not known
     */
    void Add(const Ipv6Address& manager, const std::vector<Prefix>& prefixes);

    /**
     * @param asked the prefix, or address as one of length 128, whose node is looked for
     * @param self LMAA of the anchor itself, which is not asked
     * @param asker who has asked it, who is not asked either
     * @return the one that manages it; else those whose prefixes are not known, in the order of Add
     */
    ManagerChoice FindFor(const Prefix& asked,
                          const Ipv6Address& self,
                          const Ipv6Address& asker) const;

    /**
     * @param manager an eLMA
     * @param prefix a prefix
     * @return true if it is known to manage all of it
     */
    bool IsKnownToManage(const Ipv6Address& manager, const Prefix& prefix) const;

    /// @return the eLMAs, and what is taken from them
    PeerTable& GetPeers()
    {
        return m_peers;
    }

    /**
     * @param address an address
     * @return true if it is another eLMA's
     */
    bool Contains(const Ipv6Address& address) const
    {
        return m_peers.Contains(address);
    }

  private:
    PeerTable m_peers;                  //!< all of them
    PrefixMap<Ipv6Address> m_byPrefix;  //!< who manages what
    std::vector<Ipv6Address> m_unknown; //!< whose prefixes are not known
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_MANAGERS_H
