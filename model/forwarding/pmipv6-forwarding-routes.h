/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_FORWARDING_ROUTES_H
#define PMIPV6_FORWARDING_ROUTES_H

#include "pmipv6-forwarding-table.h"
#include "pmipv6-prefix.h"
#include "pmipv6-tunnel-device.h"

#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"

#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-forwarding
 * The actions of a node's forwarding table as ns-3's routes. A tunnel lasts as long as an action
 * uses it.
 */
class ForwardingRoutes
{
  public:
    /**
     * @param ipv6 the node's IPv6
     * @param tunnel its tunnel device
     */
    void Start(Ptr<Ipv6L3Protocol> ipv6, Ptr<TunnelDevice> tunnel);

    /// Let go of the node's objects.
    void Dispose();

    /**
     * @param action an action
     * @return it as an ns-3 route, with its tunnel in use; null for all but those to deliver,
     * tunnel, or send by care-of addresses
     */
    Ptr<Ipv6Route> Make(const ForwardingAction& action);

    /**
     * @param action an action that is not to be used any more: its tunnel is released
     */
    void Release(const ForwardingAction& action);

  private:
    /**
     * @param nextHop the tunnel's other end, as NextHops has it
     * @param source outer source of the packets
     * @return the route into a tunnel, whose packets leave from an address
     */
    Ptr<Ipv6Route> GetTunnelRoute(const Ipv6Address& nextHop, const Ipv6Address& source);

    /// @return an address of this node that is valid beyond a link, or ::
    Ipv6Address GetGlobalAddress() const;

    Ptr<Ipv6L3Protocol> m_ipv6; //!< the node's IPv6
    Ptr<TunnelDevice> m_tunnel; //!< the tunnels' end
    /// Of tunnels by their next hops, shared by all entries; one that is over lasts until its next
    /// hop is used again.
    std::unordered_map<Ipv6Address, Ptr<Ipv6Route>, AddressHash> m_tunnelRoutes;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_FORWARDING_ROUTES_H
