/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_OPTIMIZATION_CONTROLLER_H
#define PMIPV6_ROUTE_OPTIMIZATION_CONTROLLER_H

#include "pmipv6-anchor-function.h"
#include "pmipv6-anchor-resolver.h"
#include "pmipv6-localized-routing-policy.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-ordering-memory.h"
#include "pmipv6-pair-detector.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-route-answers.h"
#include "pmipv6-route-attempts.h"
#include "pmipv6-route-detection.h"
#include "pmipv6-route-ending.h"
#include "pmipv6-route-inquiries.h"
#include "pmipv6-route-permission.h"
#include "pmipv6-route-relay.h"
#include "pmipv6-route-requests.h"
#include "pmipv6-route-sessions.h"
#include "pmipv6-shared-sessions.h"
#include "pmipv6-state-change.h"

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
 * Localized routing at an anchor: draft-loureiro's route optimization controller (ROC). It sees the
 * first packet that one of its nodes sends to another mobile node, and sets a route up between the
 * gateways of both; if the other node has another anchor, that one controls it. At a handover it
 * has the route follow, and it ends the route for all who know of it. What a message means is
 * decided by DecideTrigger and its like, sessions are kept by RouteSessions, RouteRequests,
 * RouteDetection, RouteAttempts and RouteEnding act; this class wires them to the anchor. Its
 * attributes are read when the anchor starts.
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
    void AddGateway(const Ipv6Address& gateway)
    {
        m_gateways.Add(gateway);
    }

    /**
     * Take RO Trigger from another anchor (draft-loureiro, 10: a security association). Before the
     * start.
     *
     * @param anchor its LMAA
     */
    void AddAnchor(const Ipv6Address& anchor)
    {
        m_anchors.Add(anchor);
    }

    /**
     * @param resolver finds the anchors of other nodes; null: only routes between nodes of this
     *        anchor
     */
    void SetResolver(Ptr<AnchorResolver> resolver)
    {
        m_detection.SetResolver(resolver);
    }

    /**
     * @param policy what is allowed; null: everything
     */
    void SetPolicy(Ptr<const LocalizedRoutingPolicy> policy)
    {
        m_permission.SetPolicy(policy);
    }

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
    void HandleBinding(const BindingCacheEntry& session,
                       BindingState from,
                       BindingState to,
                       const std::string& reason) override;

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

    /// Get ready to make sessions, to ask others and to tell them.
    void StartActing();

    /// Get ready to pass RO Setup on.
    void StartRelay();

    /// Forget everything without a word. @param reason what has caused it, for the traces
    void Clear(const std::string& reason);

    /**
     * @param message a message of MH Type 11
     * @param context where it came from
     * @return false if it is not for this anchor
     */
    bool HandleMessage(const MobilityMessage& message, const MessageContext& context);

    Ptr<LocalMobilityAnchor> m_anchor;  //!< the anchor
    Ptr<MobilitySignaling> m_signaling; //!< the node's signaling
    Ipv6Address m_address;              //!< LMAA
    std::vector<uint32_t> m_handlers;   //!< registrations at the signaling
    uint32_t m_relayed{0};              //!< likewise, of answers to others
    PeerTable m_gateways;               //!< the gateways
    PeerTable m_anchors;                //!< the other anchors
    PairDetector m_detector;            //!< sees first packets, knows own nodes
    RouteSessions m_sessions;           //!< the sessions
    RouteInquiries m_inquiries;         //!< questions about them
    RoutePermission m_permission;       //!< says who may have a route
    RouteAnswers m_answers;             //!< acknowledgements
    OrderingMemory m_numbers;           //!< attempts that this anchor has controlled
    RouteEnding m_ending;               //!< ends sessions
    RouteAttempts m_attempts;           //!< asks others
    RouteDetection m_detection;         //!< what brings sessions about
    RouteRequests m_requests;           //!< what others ask
    SharedSessions m_shared;            //!< keeps other anchors' sessions as this one's
    RouteRelay m_relay;                 //!< passes messages on in proxy mode
    bool m_isDetecting{true};           //!< DetectTraffic
    bool m_isProxy{false};              //!< ProxyMode
    uint32_t m_maxRetries{3};           //!< MaxRetries
    uint32_t m_maxAttemptsPerNode{64};  //!< MaxAttemptsPerNode
    uint32_t m_maxAttempts{4096};       //!< MaxAttempts
    Time m_retryHoldDown;               //!< RetryHoldDown
    Time m_lifetime;                    //!< Lifetime
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const RouteSession&, RouteSessionState, RouteSessionState> m_session; //!< trace
    TracedCallback<const Ipv6Address&, const Ipv6Address&> m_detected;                   //!< trace
    TracedCallback<const PrefixPair&, const Ipv6Address&, ExperimentalStatus> m_refused; //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_OPTIMIZATION_CONTROLLER_H
