/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_OPTIMIZATION_CONTROLLER_H
#define PMIPV6_ROUTE_OPTIMIZATION_CONTROLLER_H

#include "pmipv6-anchor-function.h"
#include "pmipv6-anchor-resolver.h"
#include "pmipv6-attempt-numbers.h"
#include "pmipv6-localized-routing-policy.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-ordering-memory.h"
#include "pmipv6-pair-detector.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-route-ending.h"
#include "pmipv6-route-messages.h"
#include "pmipv6-route-relay.h"
#include "pmipv6-route-sessions.h"
#include "pmipv6-shared-sessions.h"
#include "pmipv6-state-change.h"
#include "pmipv6-trigger-memory.h"

#include "ns3/traced-callback.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * Localized routing at an anchor: draft-loureiro's route optimization controller (ROC). It sees the
 * first packet that one of its nodes sends to another mobile node, and sets a route up between the
 * gateways of both; if the other node has another anchor, that one controls it. At a handover it
 * has the route follow, and it ends the route for all who know of it.
 */
class RouteOptimizationController : public AnchorFunction
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Take acknowledgements, RO Refresh and RO Request from a gateway (draft-loureiro, 10: a
     * security association). Before the start.
     *
     * @param gateway its Proxy-CoA
     */
    void AddGateway(const Ipv6Address& gateway);

    /**
     * Take RO Trigger from another anchor (draft-loureiro, 10: a security association). Before the
     * start.
     *
     * @param anchor its LMAA
     */
    void AddAnchor(const Ipv6Address& anchor);

    /**
     * @param resolver finds the anchors of other nodes; null: only routes between nodes of this
     *        anchor
     */
    void SetResolver(Ptr<AnchorResolver> resolver);

    /**
     * @param policy what is allowed; null: everything
     */
    void SetPolicy(Ptr<const LocalizedRoutingPolicy> policy);

    /**
     * End the route of a pair, by whatever reason from outside (RFC 6279, 4). It may be set up
     * again after RetryHoldDown, if packets pass and the policy allows it.
     *
     * @param pair the pair, in either order
     * @param reason for the traces
     * @return false if there is none here
     */
    bool Terminate(const PrefixPair& pair, const std::string& reason);

    /// @return how many attempts there are that are unanswered or refused, and how many were not
    ///         made for want of room
    const AttemptBounds& GetAttempts() const
    {
        return m_sessions.GetAttempts();
    }

    /// @return the sessions, in the order in which they were made
    std::vector<const RouteSession*> GetSessions() const
    {
        return m_sessions.GetAll();
    }

    void Start(Ptr<LocalMobilityAnchor> anchor) override;
    void Stop() override;
    void Restart() override;
    void HandleRegistered(const BindingCacheEntry& session, RegistrationKind kind) override;
    void HandleDeleted(const BindingCacheEntry& session) override;

    /**
     * TracedCallback signature for sessions.
     *
     * @param session the session, as it is after the transition; before it, if it is removed
     * @param from state before
     * @param to state after
     */
    using SessionTracedCallback = void (*)(const RouteSession& session,
                                           RouteSessionState from,
                                           RouteSessionState to);

    /**
     * TracedCallback signature for pairs whose first packet this anchor has seen.
     *
     * @param source source of the packet
     * @param destination destination of the packet
     */
    using DetectedTracedCallback = void (*)(const Ipv6Address& source,
                                            const Ipv6Address& destination);

    /**
     * TracedCallback signature for refused requests, and for routes that are not possible.
     *
     * @param pair whose route it is
     * @param peer who has asked; :: if it was this anchor itself
     * @param status why
     */
    using RefusedTracedCallback = void (*)(const PrefixPair& pair,
                                           const Ipv6Address& peer,
                                           ExperimentalStatus status);

  protected:
    void DoDispose() override;

  private:
    /// Take messages from gateways and other anchors.
    void StartPeers();

    /// Get ready for sessions.
    void StartSessions();

    /// Forget everything without a word.
    void Clear(const std::string& reason);

    /// @name What brings sessions about
    /// @{

    /**
     * A node of this anchor has sent a packet (RFC 6279, 4: detection).
     *
     * @param prefix the node's prefix
     * @param source the packet's source
     * @param destination the packet's destination
     */
    void Detect(const Prefix& prefix, const Ipv6Address& source, const Ipv6Address& destination);

    /**
     * @param address an address of no node of this anchor
     * @return false if it is certainly no mobile node's
     */
    bool MayHaveRoute(const Ipv6Address& address) const;

    /**
     * Set a route up between two nodes of this anchor.
     *
     * @param pair the pair
     */
    void StartAlone(const PrefixPair& pair);

    /**
     * Look for the destination's anchor, and have that one set a route up.
     *
     * @param pair the source's prefix, the destination's address
     */
    void StartResolving(const PrefixPair& pair);

    /**
     * There is a node now to which others have sent in vain.
     *
     * @param binding its binding
     */
    void ForgetUnbound(const BindingCacheEntry& binding);

    /**
     * @param message a message of MH Type 11
     * @param context where it came from
     * @return false if it is not for this anchor
     */
    bool HandleMessage(const MobilityMessage& message, const MessageContext& context);

    /**
     * Another anchor has seen a packet or a handover, or ends a session (draft-loureiro, 4.2 and
     * 4.4).
     *
     * @param request what it says
     * @param peer that anchor
     */
    void HandleTrigger(RouteRequest request, const Ipv6Address& peer);

    /**
     * An RO Trigger for a session that there is.
     *
     * @param session the session
     * @param request what it says
     * @param peer who has sent it
     * @param isAsked it names the destination by address: the other anchor knows of no session
     */
    void HandleTriggerOf(RouteSession& session,
                         const RouteRequest& request,
                         const Ipv6Address& peer,
                         bool isAsked);

    /**
     * An RO Trigger that wants an attempt for a session that there is, at the destination's anchor.
     *
     * @param session the session
     * @param request what it says
     * @param peer who has sent it
     * @param isAsked it names the destination by address: the other anchor knows of no session
     * @param isOlder it was overtaken, or speaks of a binding that is not the last
     */
    void HandleTriggerToController(RouteSession& session,
                                   const RouteRequest& request,
                                   const Ipv6Address& peer,
                                   bool isAsked,
                                   bool isOlder);

    /**
     * The other anchor of a session has restarted, and may have lost it.
     *
     * @param session the session
     */
    void HandlePeerRestart(RouteSession& session);

    /**
     * A gateway says that a route is in use (draft-loureiro, 4.5).
     *
     * @param request what it says
     * @param peer that gateway
     */
    void HandleRefresh(const RouteRequest& request, const Ipv6Address& peer);

    /**
     * A gateway asks for a route (draft-loureiro, 7).
     *
     * @param request what it says
     * @param peer that gateway
     */
    void HandleRouteRequest(const RouteRequest& request, const Ipv6Address& peer);

    /**
     * @param request an RO Request
     * @param own this anchor's node
     * @param peer the gateway that has sent it
     * @return SUCCESS if this anchor proceeds, or why not
     */
    ExperimentalStatus CheckRouteRequest(const RouteRequest& request,
                                         const OwnPrefix& own,
                                         const Ipv6Address& peer);

    /// @}

    /// @name What this anchor does as the controller
    /// @{

    /**
     * Set a route up, or have it follow: RO Init to the destination's gateway.
     *
     * @param session the session
     * @param reason why
     */
    void StartAttempt(RouteSession& session, const std::string& reason);

    /**
     * An attempt is over.
     *
     * @param session the session
     * @param status how
     */
    void FinishAttempt(RouteSession& session, ExperimentalStatus status);

    /**
     * @param session a session
     * @return SUCCESS, or why there may be no such route (RFC 6279, 4 and 5)
     */
    ExperimentalStatus CheckPolicy(const RouteSession& session) const;

    /// @}

    /**
     * Ask the controlling anchor to set a route up, or to have it follow.
     *
     * @param session the session
     * @param reason why
     */
    void SendTrigger(RouteSession& session, const std::string& reason);

    /**
     * The controlling anchor has answered.
     *
     * @param session the session
     * @param status what it says, or RESPONSIBLE_NODE_DID_NOT_ANSWER
     * @param answer the answer, or null
     */
    void FinishTrigger(RouteSession& session,
                       ExperimentalStatus status,
                       const ExperimentalAnswer* answer);

    /**
     * Tell the other anchor that a session lives on, unless it has been told of late.
     *
     * @param session the session
     */
    void PassOn(RouteSession& session);

    /**
     * Ask the other anchor whether it has a session that has just been set up, if it has restarted
     * meanwhile.
     *
     * @param session the session
     */
    void AskIfDoubtful(RouteSession& session);

    /**
     * A session is over: tell who has state of it.
     *
     * @param session the session
     * @param reason why
     * @param isHeldDown do not try again for a while
     * @param tellAnchor the other anchor does not know
     */
    void End(RouteSession& session,
             const std::string& reason,
             bool isHeldDown,
             bool tellAnchor = true);

    /**
     * A session's deadline has come.
     *
     * @param session the session
     */
    void HandleDeadline(RouteSession& session);

    /**
     * A session's end is acknowledged, or nobody answers.
     *
     * @param session the session
     */
    void FinishEnd(RouteSession& session);

    /**
     * There can be no route.
     *
     * @param session the session
     * @param status why
     */
    void Refuse(RouteSession& session, ExperimentalStatus status);

    /**
     * Answer a request.
     *
     * @tparam Message the acknowledgement
     * @param request the request, naming the pair as it is registered
     * @param peer who has sent it
     * @param status the status
     */
    template <class Message>
    void Answer(const RouteRequest& request, const Ipv6Address& peer, ExperimentalStatus status);

    /**
     * Answer the RO Triggers that wait.
     *
     * @param session the session
     * @param status the status
     */
    void AnswerTriggers(RouteSession& session, ExperimentalStatus status);

    /**
     * Answer an RO Trigger, and any repetition of it the same.
     *
     * @param request what it says
     * @param peer who has sent it
     * @param status the status
     */
    void AnswerTrigger(const RouteRequest& request,
                       const Ipv6Address& peer,
                       ExperimentalStatus status);

    /**
     * @param pair a pair
     * @return number below that of the first attempt of a session of it
     */
    uint32_t GetFirstOrdering(const PrefixPair& pair);

    Ptr<LocalMobilityAnchor> m_anchor;          //!< the anchor
    Ptr<MobilitySignaling> m_signaling;         //!< the node's signaling
    Ptr<AnchorResolver> m_resolver;             //!< finds other anchors
    Ptr<const LocalizedRoutingPolicy> m_policy; //!< what is allowed
    Ipv6Address m_address;                      //!< LMAA
    std::vector<uint32_t> m_handlers;           //!< registrations at the signaling
    PeerTable m_gateways;                       //!< the gateways
    PeerTable m_anchors;                        //!< the other anchors
    PairDetector m_detector;                    //!< sees first packets, knows own nodes
    RouteSessions m_sessions;                   //!< the sessions
    RouteEnding m_ending;                       //!< tells that they are over
    std::vector<PrefixPair> m_unbound;          //!< pairs refused as nobody had the address
    TriggerMemory m_triggers;                   //!< what other anchors have said last
    OrderingMemory m_numbers;                   //!< attempts that this anchor has controlled
    SharedSessions m_shared;                    //!< keeps other anchors' sessions as this one's
    RouteRelay m_relay;                         //!< passes messages on in proxy mode
    bool m_isDetecting{true};                   //!< DetectTraffic
    bool m_isProxy{false};                      //!< ProxyMode
    uint32_t m_maxRetries{3};                   //!< MaxRetries
    uint32_t m_maxAttemptsPerNode{64};          //!< MaxAttemptsPerNode
    uint32_t m_maxAttempts{4096};               //!< MaxAttempts
    Time m_retryHoldDown;                       //!< RetryHoldDown
    Time m_lifetime;                            //!< Lifetime
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const RouteSession&, RouteSessionState, RouteSessionState> m_session; //!< trace
    TracedCallback<const Ipv6Address&, const Ipv6Address&> m_detected;                   //!< trace
    TracedCallback<const PrefixPair&, const Ipv6Address&, ExperimentalStatus> m_refused; //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_OPTIMIZATION_CONTROLLER_H
