/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_UPKEEP_H
#define PMIPV6_ROUTE_UPKEEP_H

#include "pmipv6-gateway-route-signaling.h"
#include "pmipv6-gone-routes.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-localized-routes.h"

#include "ns3/nstime.h"

#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * What becomes of a gateway's routes without a word from others: those in use are refreshed
 * (draft-loureiro, 4.5), those of nodes that leave are dropped (4.3), and where an anchor may have
 * lost their sessions it is asked, or the other gateway told (RFC 5847, 3.2).
 */
class RouteUpkeep
{
  public:
    /**
     * @param routes the routes; outlive this
     * @param nodes the nodes here; outlive this
     * @param signaling asks and tells; outlives this
     * @param memory how long the routes of nodes that have left are remembered
     */
    void Start(LocalizedRoutes& routes,
               const LocalNodes& nodes,
               GatewayRouteSignaling& signaling,
               Time memory);

    /// Forget the routes of nodes that have left.
    void Clear();

    /**
     * Attend to a route whose deadline has come.
     *
     * @param route the route
     */
    void HandleDue(const LocalizedRoute& route);

    /**
     * A node is no more registered here, or not as it was.
     *
     * @param linkLayer the node
     * @param former how it was registered
     * @param hasLeft it has left; else it is being registered again
     * @param dropped told of the pair of each route that is dropped
     */
    void HandleNodeGone(const LinkLayerAddress& linkLayer,
                        const LocalNode& former,
                        bool hasLeft,
                        const std::function<void(const PrefixPair&)>& dropped);

    /**
     * A node's de-registration has not been answered: the anchor may have lost the session, and its
     * next registration would be the first.
     *
     * @param linkLayer the node
     */
    void HandleUnanswered(const LinkLayerAddress& linkLayer);

    /**
     * An anchor has restarted (RFC 5847, 3.2).
     *
     * @param anchor its LMAA
     */
    void HandleAnchorRestart(const Ipv6Address& anchor);

    /**
     * Ask an anchor whether it has the sessions of a node's routes, if it has restarted.
     *
     * @param key a registration of the node, REGISTERED
     */
    void AskIfDoubtful(const RegistrationKey& key);

  private:
    /// Ask a route's anchor for more time. @param route which
    void Refresh(const LocalizedRoute& route);

    /**
     * RO Refresh, sent first at a time, was answered, or was not.
     *
     * @param route which
     * @param sent when it was
     * @param outcome what was answered, or that nothing was
     */
    void FinishRefresh(const LocalizedRoute& route, Time sent, const ExchangeOutcome& outcome);

    /// Tell the other gateways of routes that were dropped. @param isWanted true of those that are
    /// to be told
    void Tell(const std::function<bool(const GoneRoute&)>& isWanted);

    /// @param route which @return LMAA of the node that a route is for
    Ipv6Address GetAnchor(const LocalizedRoute& route) const
    {
        return m_nodes->FindByPrefix(route.own)->anchor;
    }

    LocalizedRoutes* m_routes{nullptr};          //!< the routes
    const LocalNodes* m_nodes{nullptr};          //!< the nodes here
    GatewayRouteSignaling* m_signaling{nullptr}; //!< asks and tells
    GoneRoutes m_gone;                           //!< routes of nodes that have left
    Time m_memory;                               //!< how long they are remembered
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_UPKEEP_H
