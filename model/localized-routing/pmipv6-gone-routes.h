/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GONE_ROUTES_H
#define PMIPV6_GONE_ROUTES_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-prefix-pair.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-localized-routing
/// A localized route that a gateway has dropped, as its node has left.
struct GoneRoute
{
    Prefix own;                       //!< of the node that was here
    Prefix peer;                      //!< the other node's
    Ipv6Address gateway;              //!< where that was; has a route to here, perhaps
    std::optional<uint32_t> ordering; //!< of the attempt that had made it
    Ipv6Address anchor;               //!< the node's, which is to tell of its next gateway
    LinkLayerAddress node;            //!< the node
};

/**
 * @ingroup pmipv6-localized-routing
 * The routes of nodes that have left, for as long as their anchor waits for their next gateway: it
 * may lose their sessions meanwhile, and then nobody tells the other nodes' gateways.
 */
class GoneRoutes
{
  public:
    /**
     * @param route a route that is gone
     * @param until when to forget it
     */
    void Keep(const GoneRoute& route, Time until);

    /**
     * Forget the routes that are remembered of an anchor or a node.
     *
     * @param isWanted says which
     * @param now the time
     * @return the routes
     */
    std::vector<GoneRoute> Take(const std::function<bool(const GoneRoute&)>& isWanted, Time now);

    /// Forget everything.
    void Clear();

  private:
    /// Routes with when to forget them, in that order.
    std::deque<std::pair<Time, GoneRoute>> m_routes;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GONE_ROUTES_H
