/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_FORWARDING_H
#define PMIPV6_ROUTE_FORWARDING_H

#include "pmipv6-local-nodes.h"
#include "pmipv6-localized-route.h"
#include "pmipv6-mobility-forwarding.h"

#include "ns3/net-device.h"

#include <functional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * The rows of localized routes in a gateway's forwarding table.
 */
class RouteForwarding
{
  public:
    /// @return the device to the nodes here
    using Access = std::function<Ptr<NetDevice>()>;

    /**
     * @param forwarding the node's data plane
     * @param address Proxy-CoA
     * @param access says which device leads to the nodes here
     * @param nodes those; outlive this
     */
    void Start(Ptr<MobilityForwarding> forwarding,
               const Ipv6Address& address,
               Access access,
               const LocalNodes& nodes);

    /// Let go of the node's objects.
    void Dispose();

    /**
     * Write a route's rows.
     *
     * @param route the route, whose node is here; has no rows
     * @return what they match
     */
    std::vector<ForwardingMatch> Install(const LocalizedRoute& route) const;

    /**
     * Take rows out.
     *
     * @param entries what they match
     */
    void Uninstall(const std::vector<ForwardingMatch>& entries) const;

    /**
     * @param entries what rows match
     * @return true if packets have used one since this was last asked
     */
    bool TakeUse(const std::vector<ForwardingMatch>& entries) const;

    /**
     * Be told of the pairs to which a node here sends.
     *
     * @param own the node's prefix
     * @param seen gets source and destination of packets
     */
    void Watch(const Prefix& own, WatchAction seen) const;

    /**
     * Be told no more.
     *
     * @param own the node's prefix
     */
    void Unwatch(const Prefix& own) const;

    /**
     * Look at packets to an address no more, or again.
     *
     * @param pair the node's prefix, the address
     * @param isPassed true: no more
     */
    void SetPassed(const PrefixPair& pair, bool isPassed) const;

  private:
    Ptr<MobilityForwarding> m_forwarding; //!< the node's data plane
    Ipv6Address m_address;                //!< Proxy-CoA
    Access m_access;                      //!< to the nodes here
    const LocalNodes* m_nodes{nullptr};   //!< the nodes here
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_FORWARDING_H
