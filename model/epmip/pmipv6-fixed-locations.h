/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_FIXED_LOCATIONS_H
#define PMIPV6_FIXED_LOCATIONS_H

#include "pmipv6-prefix-map.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-epmip
/// Where the fixed nodes of a prefix are, for somebody who asks.
struct FixedLocation
{
    Prefix prefix;      //!< theirs
    Ipv6Address router; //!< which of their access routers
};

/**
 * @ingroup pmipv6-epmip
 * The access routers of fixed nodes (draft-luo, 5.2: "the address of one of the access routers"):
 * of several the one that is configured to be nearest to who asks.
 */
class FixedLocations
{
  public:
    /**
     * @param prefix of fixed nodes
     * @param routers their access routers, one or more; the first is named to those for whom
     *        SetNearest() says nothing
     */
    void Add(const Prefix& prefix, std::vector<Ipv6Address> routers)
    {
        m_routers.Set(prefix, {prefix, std::move(routers)});
    }

    /**
     * @param asker a gateway, an eLMA or a router
     * @param router the access router that is named to it, of those of each prefix that has it
     */
    void SetNearest(const Ipv6Address& asker, const Ipv6Address& router)
    {
        m_nearest[asker] = router;
    }

    /// Name a router to nobody any more. @param router an access router; prefixes without another
    /// are not known any more
    void Remove(const Ipv6Address& router);

    /**
     * @param asked a prefix, or an address as one of length 128
     * @param asker who asks
     * @return where that is; nothing if it is no fixed node's
     */
    std::optional<FixedLocation> Find(const Prefix& asked, const Ipv6Address& asker) const;

    /// @param address of any node @return true if an address is a fixed node's
    bool Contains(const Ipv6Address& address) const
    {
        return m_routers.FindLongest(Prefix(address, 128));
    }

  private:
    /// A prefix of fixed nodes.
    struct Row
    {
        Prefix prefix;                    //!< the prefix
        std::vector<Ipv6Address> routers; //!< their access routers
    };

    PrefixMap<Row> m_routers;                     //!< by prefix
    std::map<Ipv6Address, Ipv6Address> m_nearest; //!< by who asks
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_FIXED_LOCATIONS_H
