/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_OPTIMIZATION_AGENT_H
#define PMIPV6_ROUTE_OPTIMIZATION_AGENT_H

#include "pmipv6-attempt-bounds.h"
#include "pmipv6-deadline-timer.h"
#include "pmipv6-gateway-function.h"
#include "pmipv6-gone-routes.h"
#include "pmipv6-localized-route.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-ordering-memory.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-route-messages.h"
#include "pmipv6-state-change.h"
#include "pmipv6-trusted-gateways.h"

#include "ns3/event-id.h"
#include "ns3/traced-callback.h"

#include <deque>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * Localized routing at a gateway (draft-loureiro): takes RO Init from its mobile nodes' anchors and
 * RO Setup from other gateways, keeps the routes, refreshes those that are in use, and may ask its
 * anchors for routes itself (section 7).
 */
class RouteOptimizationAgent : public GatewayFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    RouteOptimizationAgent();

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
        return m_attempts;
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
    /// What a peer wants of this gateway.
    struct Demand
    {
        bool isInit;          //!< RO Init, from an anchor; else RO Setup
        RouteRequest request; //!< what it says
        Ipv6Address peer;     //!< from whom
        std::string key;      //!< tells it from others; a repetition has the same

        /// @return the prefix of the node that must be here
        const Prefix& GetOwn() const
        {
            return isInit ? request.pair.destination : request.pair.source;
        }
    };

    /// A demand for a node whose registration is under way.
    struct Waiting
    {
        Demand demand; //!< what is wanted
        EventId end;   //!< when it is answered at the latest
    };

    /// A mobile node that is registered here.
    struct LocalNode
    {
        std::string identifier;       //!< MN-Identifier
        Ipv6Address anchor;           //!< LMAA
        std::vector<Prefix> prefixes; //!< home network prefixes
    };

    /// A pair for which a route was asked of the anchor.
    struct Asked
    {
        Time until;             //!< till when its packets are not looked at
        PrefixPair pair;        //!< the node's prefix, the address of the other one
        std::string identifier; //!< MN-Identifier
        bool isCounted;         //!< as an attempt without a route
    };

    /// Forget everything; routes go.
    void Clear(const std::string& reason);

    /**
     * @param message a message of MH Type 11
     * @param context where it came from
     * @return false if it is not for this gateway
     */
    bool HandleMessage(const MobilityMessage& message, const MessageContext& context);

    /**
     * Do what is wanted, or refuse it.
     *
     * @param demand what is wanted
     */
    void Process(const Demand& demand);

    /**
     * @param demand what is wanted
     * @return SUCCESS, or why it is refused whatever nodes are here
     */
    ExperimentalStatus Check(const Demand& demand);

    /**
     * @param request what is wanted, with a number
     * @return true if it is of an earlier attempt than the last that this gateway knows, or of one
     *         whose route is gone
     */
    bool IsOfEarlierAttempt(const RouteRequest& request);

    /**
     * @param demand what is wanted
     * @return true if the nodes that must be here are
     */
    bool AreNodesHere(const Demand& demand) const;

    /**
     * Keep a demand until the nodes under way are registered.
     *
     * @param demand what is wanted
     */
    void Wait(const Demand& demand);

    /// See whether demands that wait can be met by now.
    void ProcessWaiting();

    /**
     * Make or change a route.
     *
     * @param demand what is wanted; its nodes are here
     */
    void Establish(const Demand& demand);

    /**
     * End a route, and have the source's gateway end it too.
     *
     * @param demand RO Init or RO Setup with a lifetime of 0
     */
    void End(const Demand& demand);

    /**
     * Ask the source's gateway (draft-loureiro, 4.1).
     *
     * @param demand the RO Init because of which
     * @param answered called with the status of the answer, or PEER_DID_NOT_ANSWER
     * @return the exchange
     */
    [[nodiscard]] Exchange SendSetup(const Demand& demand,
                                     std::function<void(ExperimentalStatus)> answered);

    /**
     * Answer the RO Inits that wait for a route of a pair, those included that another has taken
     * the place of.
     *
     * @param pair the pair
     * @param status the status
     */
    void AnswerPending(const PrefixPair& pair, ExperimentalStatus status);

    /**
     * RO Setup was answered, or was not.
     *
     * @param demand the RO Init because of which it was sent
     * @param status what the answer says
     */
    void FinishSetup(const Demand& demand, ExperimentalStatus status);

    /**
     * Answer a demand.
     *
     * @param demand the demand
     * @param status the status
     */
    void Answer(const Demand& demand, ExperimentalStatus status);

    /**
     * Every transition of a route's state: writes the forwarding table and fires the traces.
     *
     * @param route the route, its fields already as they shall be
     * @param to the new state; NONE deletes the route
     * @param reason why
     */
    void Transition(LocalizedRoute& route, LocalizedRouteState to, const std::string& reason);

    /**
     * Write a route's rows into the forwarding table.
     *
     * @param route the route
     */
    void Install(LocalizedRoute& route);

    /**
     * Take a route's rows out of the forwarding table.
     *
     * @param route the route
     */
    void Uninstall(LocalizedRoute& route);

    /**
     * @param route a route
     * @return true if packets have used it since this was last asked
     */
    bool TakeUse(const LocalizedRoute& route);

    /// Attend to routes whose deadline has come: expiry, refresh.
    void HandleDeadlines();

    /**
     * Tell the anchor that a route is in use (draft-loureiro, 4.5).
     *
     * @param route the route
     */
    void Refresh(LocalizedRoute& route);

    /**
     * RO Refresh was answered, or was not.
     *
     * @param route the route
     * @param sent when it was sent first
     * @param outcome what has come of it
     */
    void FinishRefresh(LocalizedRoute& route, Time sent, const ExchangeOutcome& outcome);

    /**
     * Compute a route's next deadline.
     *
     * @param route the route
     */
    void SetDeadline(LocalizedRoute& route);

    /**
     * A node is no more registered here, or not with that prefix.
     *
     * @param prefix its prefix
     * @param gone how it was registered, if it has left; null if it may be registered again
     */
    void HandlePrefixGone(const Prefix& prefix, const GoneRoute* gone);

    /**
     * Have the gateway of the other node end its route to this one.
     *
     * @param route a route that this gateway has no more
     */
    void TellPeer(const GoneRoute& route);

    /**
     * Ask an anchor whether it has the sessions of a node's routes, if it has restarted.
     *
     * @param node the node, which is registered
     */
    void AskIfDoubtful(Mac48Address node);

    /**
     * Be told of the pairs to which a node sends (draft-loureiro, 7).
     *
     * @param prefix its prefix
     */
    void Watch(const Prefix& prefix);

    /**
     * A node here sends to an address for which there is no route.
     *
     * @param prefix the node's prefix
     * @param source the packet's source
     * @param destination the packet's destination
     */
    void RequestRoute(const Prefix& prefix,
                      const Ipv6Address& source,
                      const Ipv6Address& destination);

    /**
     * Take messages about routes from the anchor of a node here, if it was given.
     *
     * @param anchor its LMAA
     */
    void TrustAnchor(const Ipv6Address& anchor);

    /**
     * @param asked what counts as an attempt no more
     */
    void Discount(Asked& asked);

    /// Look at packets again whose pairs were asked for long ago.
    void ForgetAsked();

    Ptr<MobileAccessGateway> m_gateway;   //!< the gateway
    Ptr<MobilitySignaling> m_signaling;   //!< the node's signaling
    Ptr<MobilityForwarding> m_forwarding; //!< the node's data plane
    Ipv6Address m_address;                //!< Proxy-CoA
    std::vector<uint32_t> m_handlers;     //!< registrations at the signaling
    TrustedGateways m_tunnels;            //!< gateways, for packets
    PeerTable m_anchors;                  //!< the anchors
    PeerTable m_gateways;                 //!< the other gateways
    RouteTable<LocalizedRoute> m_routes;  //!< the routes
    OrderingMemory m_ended;               //!< attempts of routes that are gone
    GoneRoutes m_gone;                    //!< routes of nodes that have left
    RouteSequence m_sequence;             //!< numbers of requests
    std::list<Waiting> m_waiting;         //!< for nodes that register
    /// RO Inits whose RO Setup is under way, by pair in the key's order.
    std::unordered_map<PrefixPair, std::vector<Demand>, PrefixPairHash> m_pending;
    std::map<Mac48Address, LocalNode> m_nodes;                       //!< registered here
    std::unordered_map<Prefix, Mac48Address, PrefixHash> m_prefixes; //!< of nodes here
    std::set<Mac48Address> m_registering;             //!< nodes whose registration is under way
    std::deque<Asked> m_asked;                        //!< pairs not looked at for a while
    AttemptBounds m_attempts;                         //!< those of them without a route
    EventId m_forget;                                 //!< when to look at one again
    DeadlineTimer m_timer;                            //!< for the earliest deadline
    bool m_isProxy{false};                            //!< ProxyMode
    bool m_isSetUpByAnchors{false};                   //!< SetupFromAnchors
    bool m_activateOnAck{false};                      //!< ActivateOnAck
    bool m_checkOrdering{true};                       //!< CheckOrdering
    bool m_requestRoutes{false};                      //!< RequestRoutes
    uint32_t m_maxRetries{3};                         //!< MaxRetries
    uint32_t m_maxAttemptsPerNode{64};                //!< MaxAttemptsPerNode
    uint32_t m_maxAttempts{4096};                     //!< MaxAttempts
    Time m_registrationWait;                          //!< RegistrationWait
    Time m_goneRouteMemory;                           //!< GoneRouteMemory
    Time m_retryHoldDown;                             //!< RetryHoldDown
    Time m_requestedLifetime;                         //!< Lifetime
    double m_refreshFraction{2.0 / 3};                //!< RefreshFraction
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const LocalizedRoute&, LocalizedRouteState, LocalizedRouteState>
        m_route;                                                                         //!< trace
    TracedCallback<const PrefixPair&, const Ipv6Address&, ExperimentalStatus> m_refused; //!< trace
    TracedCallback<const Ipv6Address&, const Ipv6Address&> m_requested;                  //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_OPTIMIZATION_AGENT_H
