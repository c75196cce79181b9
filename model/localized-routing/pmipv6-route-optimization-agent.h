/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_OPTIMIZATION_AGENT_H
#define PMIPV6_ROUTE_OPTIMIZATION_AGENT_H

#include "pmipv6-attempt-bounds.h"
#include "pmipv6-gateway-function.h"
#include "pmipv6-gateway-route-signaling.h"
#include "pmipv6-local-nodes.h"
#include "pmipv6-localized-routes.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-route-demands.h"
#include "pmipv6-route-forwarding.h"
#include "pmipv6-route-requester.h"
#include "pmipv6-route-upkeep.h"
#include "pmipv6-state-change.h"
#include "pmipv6-trusted-gateways.h"

#include "ns3/traced-callback.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * Localized routing at a gateway (draft-loureiro): takes RO Init from its mobile nodes' anchors and
 * RO Setup from other gateways, keeps the routes, refreshes those that are in use, and may ask its
 * anchors for routes itself (section 7). What a message means is decided by DecideDemand, routes
 * are kept by LocalizedRoutes; this class wires them to the gateway. Its attributes are read when
 * the gateway starts.
 */
class RouteOptimizationAgent : public GatewayFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Take RO Init and acknowledgements from an anchor once one of its mobile nodes has been here
     * (draft-loureiro, 10: a security association; RFC 6279, 5: not with the other node's anchor);
     * in proxy mode the other gateways' messages too, which it passes on. Before the start.
     *
     * @param anchor its LMAA
     */
    void AddAnchor(const Ipv6Address& anchor);

    /**
     * Take RO Setup and tunnelled packets from a gateway (draft-loureiro, 10: a security
     * association); in proxy mode tunnelled packets alone. Before the start.
     *
     * @param gateway its Proxy-CoA
     */
    void AddGateway(const Ipv6Address& gateway);

    /// @return how many addresses were asked for without a route, and how many were not for want of
    ///         room
    const AttemptBounds& GetAttempts() const
    {
        return m_requester.GetAttempts();
    }

    /// @return the routes, in the order in which they were made
    std::vector<const LocalizedRoute*> GetRoutes() const
    {
        return m_routes.GetAll();
    }

    void Start(Ptr<MobileAccessGateway> gateway) override;
    void Stop() override;
    void Restart() override;
    void HandleAttachment(const BindingUpdateListEntry& entry,
                          AttachmentState from,
                          AttachmentState to,
                          const std::string& reason) override;
    void HandleExtension(const BindingUpdateListEntry& entry) override;
    void HandleAnchorRestart(const Ipv6Address& anchor) override;

    /**
     * TracedCallback signature for routes.
     *
     * @param route the route, as it is after the transition; before it, if it is removed
     * @param from state before
     * @param to state after
     */
    using RouteTracedCallback = void (*)(const LocalizedRoute& route,
                                         LocalizedRouteState from,
                                         LocalizedRouteState to);

    /**
     * TracedCallback signature for refused requests.
     *
     * @param pair of whom the request speaks
     * @param peer who has sent it
     * @param status the status of the answer
     */
    using RefusedTracedCallback = void (*)(const PrefixPair& pair,
                                           const Ipv6Address& peer,
                                           ExperimentalStatus status);

    /**
     * TracedCallback signature for pairs for which a route is asked of the anchor.
     *
     * @param source source of the packet
     * @param destination destination of the packet
     */
    using RequestedTracedCallback = void (*)(const Ipv6Address& source,
                                             const Ipv6Address& destination);

  protected:
    void DoDispose() override;

  private:
    /// Know the peers, and take messages and packets from them.
    void StartPeers();

    /// Get ready for routes.
    void StartRoutes();

    /// Forget everything; routes go. @param reason what has caused it, for the traces
    void Clear(const std::string& reason);

    /**
     * @param message a message of MH Type 11
     * @param context where it came from
     * @return false if it is not for this gateway
     */
    bool HandleMessage(const MobilityMessage& message, const MessageContext& context);

    /**
     * Take messages about routes from the anchor of a node here, if it was given.
     *
     * @param anchor its LMAA
     */
    void TrustAnchor(const Ipv6Address& anchor);

    Ptr<MobileAccessGateway> m_gateway;   //!< the gateway
    Ptr<MobilitySignaling> m_signaling;   //!< the node's signaling
    Ptr<MobilityForwarding> m_forwarding; //!< the node's data plane
    Ipv6Address m_address;                //!< Proxy-CoA
    std::vector<uint32_t> m_handlers;     //!< registrations at the signaling
    TrustedGateways m_tunnels;            //!< gateways, for packets
    PeerTable m_anchors;                  //!< the anchors
    PeerTable m_gateways;                 //!< the other gateways
    LocalNodes m_nodes;                   //!< the nodes here
    RouteForwarding m_rows;               //!< writes the forwarding table
    LocalizedRoutes m_routes;             //!< the routes
    GatewayRouteSignaling m_messages;     //!< what is said to others
    RouteDemands m_demands;               //!< what others want
    RouteUpkeep m_upkeep;                 //!< refreshes routes, drops those of nodes that leave
    RouteRequester m_requester;           //!< asks for routes
    bool m_isProxy{false};                //!< ProxyMode
    bool m_isSetUpByAnchors{false};       //!< SetupFromAnchors
    bool m_activateOnAck{false};          //!< ActivateOnAck
    bool m_checkOrdering{true};           //!< CheckOrdering
    bool m_requestRoutes{false};          //!< RequestRoutes
    uint32_t m_maxRetries{3};             //!< MaxRetries
    uint32_t m_maxAttemptsPerNode{64};    //!< MaxAttemptsPerNode
    uint32_t m_maxAttempts{4096};         //!< MaxAttempts
    Time m_registrationWait;              //!< RegistrationWait
    Time m_goneRouteMemory;               //!< GoneRouteMemory
    Time m_retryHoldDown;                 //!< RetryHoldDown
    Time m_requestedLifetime;             //!< Lifetime
    double m_refreshFraction{2.0 / 3};    //!< RefreshFraction
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const LocalizedRoute&, LocalizedRouteState, LocalizedRouteState>
        m_route;                                                                         //!< trace
    TracedCallback<const PrefixPair&, const Ipv6Address&, ExperimentalStatus> m_refused; //!< trace
    TracedCallback<const Ipv6Address&, const Ipv6Address&> m_requested;                  //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_OPTIMIZATION_AGENT_H
