/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_REQUESTER_H
#define PMIPV6_ROUTE_REQUESTER_H

#include "pmipv6-attempt-bounds.h"
#include "pmipv6-deadline-timer.h"
#include "pmipv6-gateway-route-signaling.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-localized-route.h"
#include "pmipv6-route-forwarding.h"

#include "ns3/nstime.h"

#include <deque>
#include <functional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * A gateway asks its anchors for routes (draft-loureiro, 7), and remembers for a while for which
 * pairs it has asked: within bounds, so that no Internet host brings signalling about (RFC 6279,
 * 6).
 */
class RouteRequester
{
  public:
    /// Who is told.
    struct Listener
    {
        /// A packet for which a route is asked.
        std::function<void(const Ipv6Address& source, const Ipv6Address& destination)> requested;
        /// One for which none is, for want of room.
        std::function<void(const PrefixPair& pair)> refused;
    };

    /**
     * @param forwarding tells of packets; outlives this
     * @param nodes the nodes here; outlive this
     * @param signaling asks; outlives this
     * @param holdDown how long a pair is not asked for again
     * @param listener who is told
     */
    void Start(const RouteForwarding& forwarding,
               const LocalNodes& nodes,
               GatewayRouteSignaling& signaling,
               Time holdDown,
               Listener listener);

    /**
     * @param perNode how many addresses may be asked for within the hold-down for a node
     * @param total the same of all nodes
     */
    void SetLimits(uint32_t perNode, uint32_t total)
    {
        m_attempts.SetLimits(perNode, total);
    }

    /// @return how many addresses were asked for without a route, and how many were not for want of
    ///         room
    const AttemptBounds& GetAttempts() const
    {
        return m_attempts;
    }

    /**
     * Be told of the pairs to which a node here sends.
     *
     * @param prefix its prefix
     */
    void Watch(const Prefix& prefix);

    /**
     * What was asked for has come to a route, and counts as an attempt no more.
     *
     * @param route the route
     */
    void NoteRoute(const LocalizedRoute& route);

    /// Forget everything.
    void Clear();

    /// Let go of what was asked for, and of who is told.
    void Dispose();

  private:
    /// A pair for which a route was asked of the anchor.
    struct Asked
    {
        Time until;             //!< till when its packets are not looked at
        PrefixPair pair;        //!< the node's prefix, the address of the other one
        std::string identifier; //!< MN-Identifier
        bool isCounted;         //!< as an attempt without a route
    };

    /**
     * A node here sends to an address for which there is no route.
     *
     * @param prefix the node's prefix
     * @param source the packet's source
     * @param destination the packet's destination
     */
    void Request(const Prefix& prefix, const Ipv6Address& source, const Ipv6Address& destination);

    /**
     * @param asked what counts as an attempt no more
     */
    void Discount(Asked& asked);

    /// Look at the packets of the pair again that was asked for first.
    void Forget();

    const RouteForwarding* m_forwarding{nullptr}; //!< tells of packets
    const LocalNodes* m_nodes{nullptr};           //!< the nodes here
    GatewayRouteSignaling* m_signaling{nullptr};  //!< asks
    Time m_holdDown;                              //!< how long a pair is not asked for again
    Listener m_listener;                          //!< who is told
    std::deque<Asked> m_asked;                    //!< pairs not looked at for a while
    AttemptBounds m_attempts;                     //!< those of them without a route
    /// For the one that was asked for first.
    DeadlineTimer m_timer{[this] { return m_asked.empty() ? Time::Max() : m_asked.front().until; },
                          [this] { Forget(); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_REQUESTER_H
