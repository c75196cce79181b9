/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTER_REACHABILITY_H
#define PMIPV6_ROUTER_REACHABILITY_H

#include "pmipv6-host-rules.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <map>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-host
/// What a neighbour cache has of a router.
enum class NeighborKnowledge
{
    NONE,       //!< nothing
    INCOMPLETE, //!< it is being asked for its link-layer address (RFC 4861, 7.3.2)
    COMPLETE,   //!< its link-layer address
};

/**
 * @ingroup pmipv6-host
 * Whether routers answer, from what the neighbour cache has of them when packets are sent: ns-3's
 * drops an entry that was not answered, as if nothing had been. A router that has not answered for
 * RetransTimer (RFC 4861, 10: 1 s) is unreachable until it advertises, or for a minute; then the
 * next packet for which it would be the best is what asks again (RFC 4191, 3.5: once a minute at
 * most).
 */
class RouterReachability
{
  public:
    /**
     * @param interface where the router is
     * @param router its link-local address
     * @param knowledge what the neighbour cache has
     * @param now the time
     * @return whether it answers
     */
    Reachability Judge(uint32_t interface,
                       const Ipv6Address& router,
                       NeighborKnowledge knowledge,
                       Time now);

    /**
     * A router was heard.
     *
     * @param interface where
     * @param router its link-local address
     */
    void Forget(uint32_t interface, const Ipv6Address& router);

  private:
    using Key = std::pair<uint32_t, Ipv6Address>; //!< a router

    /// Drop what says nothing any more, of routers that are no more. @param now the time
    void Sweep(Time now);

    std::map<Key, Time> m_asked; //!< since when routers are asked that have not answered
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTER_REACHABILITY_H
