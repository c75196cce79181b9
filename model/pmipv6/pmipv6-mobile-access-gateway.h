/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILE_ACCESS_GATEWAY_H
#define PMIPV6_MOBILE_ACCESS_GATEWAY_H

#include "pmipv6-access-device.h"
#include "pmipv6-access-neighbor-discovery.h"
#include "pmipv6-answer-rules.h"
#include "pmipv6-binding-update-list.h"
#include "pmipv6-deadline-timer.h"
#include "pmipv6-gateway-function.h"
#include "pmipv6-gateway-revocation.h"
#include "pmipv6-gateway-traffic.h"
#include "pmipv6-heartbeat-agent.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-node-presence.h"
#include "pmipv6-node-reachability.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-proxy-registrar.h"
#include "pmipv6-state-change.h"

#include "ns3/application.h"
#include "ns3/event-id.h"
#include "ns3/nstime.h"
#include "ns3/random-variable-stream.h"
#include "ns3/traced-callback.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6
 * Mobile access gateway (RFC 5213, 6): the access router that does the mobility signalling in place
 * of the mobile nodes on its access links. When a node attaches, it registers it at the node's
 * anchor by a Proxy Binding Update; when the anchor accepts, it forwards the node's packets through
 * the tunnel and advertises the node's home network prefixes to that node alone.
 */
class MobileAccessGateway : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param store the policy profiles of the domain; must be set before the start
     */
    void SetPolicyStore(Ptr<PolicyStore> store);

    /**
     * Serve the mobile nodes on an access link. Before or after the start.
     *
     * @param link the link
     */
    void AddAccess(Ptr<AccessLink> link);

    /**
     * Accept Proxy Binding Acknowledgements from an anchor (RFC 5213, 4: a security association).
     *
     * @param address its LMAA
     */
    void AddAnchor(const Ipv6Address& address);

    /**
     * Have the gateway do more. Before the start.
     *
     * @param function what it is to do; a function belongs to one gateway
     */
    void AddFunction(Ptr<GatewayFunction> function);

    /**
     * The administrative action after which a node is registered again that was refused for good:
     * with PROXY_REG_NOT_ENABLED, or since its anchor's answer did not echo the request (RFC 5213,
     * 6.9.1.2, 6 and 7). Registers those of its interfaces that are attached without service.
     *
     * @param identifier MN-Identifier
     */
    void Readmit(const std::string& identifier);

    /**
     * Set this node's clock by the time source of the domain: ClockOffset becomes 0, and what was
     * refused with TIMESTAMP_MISMATCH is registered again (RFC 5213, 6.9.1.2, 9).
     */
    void SynchronizeClock();

    /**
     * Lose all registrations at once, as a node that restarts: the binding update list, requests
     * under way, and where packets go. The node's Restart Counter goes up, and all anchors are told
     * (RFC 5847, 3.2). The access links go on, and know who is attached: each node is asked, and
     * registered as if it had just attached when it answers. Nothing happens before the start and
     * after the stop.
     */
    void Restart();

    /**
     * Give RefreshJitter another random stream than the one by the node's number that it has.
     *
     * @param stream number of the first stream
     * @return how many are used
     */
    virtual int64_t AssignStreams(int64_t stream);

    /// @return Proxy-CoA, the address at which anchors reach this gateway
    Ipv6Address GetAddress() const;

    /// @return the binding update list
    const BindingUpdateList& GetBindingUpdateList() const
    {
        return m_list;
    }

    /// @return the access device; made at the first AddAccess, null before
    Ptr<AccessDevice> GetAccessDevice() const
    {
        return m_access;
    }

    /// @return the neighbour discovery towards mobile nodes; made with the access device
    Ptr<AccessNeighborDiscovery> GetNeighborDiscovery() const
    {
        return m_discovery;
    }

    /**
     * @param entry an entry of the list
     * @return true if a Proxy Binding Update for it waits for its answer, or the node is asked
     * whether it is there, to be registered then. So it is in each REGISTERING
     */
    bool HasUnderWay(const BindingUpdateListEntry& entry) const;

    /**
     * TracedCallback signature for attachments.
     *
     * @param entry the entry, as it is after the transition; before it, if it is removed
     * @param from state before
     * @param to state after
     */
    using AttachmentTracedCallback = void (*)(const BindingUpdateListEntry& entry,
                                              AttachmentState from,
                                              AttachmentState to);

    /**
     * TracedCallback signature for nodes without service.
     *
     * @param linkLayer the node's link-layer address
     * @param reason why
     */
    using RefusedTracedCallback = void (*)(Mac48Address linkLayer, const std::string& reason);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// Take answers from the anchors, and exchange Heartbeats with them.
    void StartPeers();

    /// Exchange no more Heartbeats.
    void LeavePeers();

    /// Get ready to send Proxy Binding Updates.
    void StartRegistrar();

    /// Ask nodes that are silent while packets are delivered to them past their anchors.
    void StartReachability();

    /// Take what anchors revoke (RFC 5846, 9.1).
    void StartRevocation();

    /**
     * Delete all entries.
     *
     * @param reason why
     */
    void LoseEntries(const std::string& reason);

    /**
     * An anchor has restarted and lost its sessions: register them anew (RFC 5847, 3.2).
     *
     * @param anchor its LMAA
     */
    void HandleAnchorRestart(const Ipv6Address& anchor);

    /**
     * Register a node that has not just attached, or extend its registration, once it has shown
     * that it is there; if it does not it counts as detached. Of several questions to a node the
     * last one counts.
     *
     * @param entry the node's entry
     * @param proof what proves that it is there
     * @param indicator the handoff hint
     * @param reason why, for the transition of a node that is refused
     */
    void RegisterIfThere(const BindingUpdateListEntry& entry,
                         Proof proof,
                         HandoffIndicator indicator,
                         const std::string& reason);

    /**
     * A node has attached (RFC 5213, 6.9.1.1).
     *
     * @param node its link-layer address
     * @param hint what the link knows of how it comes
     */
    void HandleAttached(Mac48Address node, HandoffIndicator hint);

    /**
     * A node is gone (RFC 5213, 6.9.1.4).
     *
     * @param node its link-layer address
     * @param reason how it is known
     */
    void HandleDetached(Mac48Address node, const std::string& reason);

    /**
     * A node has sent a Router Solicitation (RFC 5213, 6.9.2).
     *
     * @param node its link-layer address
     */
    void HandleSolicited(Mac48Address node);

    /**
     * Send a Proxy Binding Update that registers a node or extends its registration, until it is
     * answered or the node is gone.
     *
     * @param entry the node's entry
     * @param indicator the handoff hint
     */
    void Register(const BindingUpdateListEntry& entry, HandoffIndicator indicator);

    /**
     * The anchor has answered a registration (RFC 5213, 6.9.1.2).
     *
     * @param node of which node
     * @param update the request
     * @param answer the Proxy Binding Acknowledgement
     */
    void HandleAnswer(Mac48Address node,
                      const BindingUpdate& update,
                      const BindingAcknowledgement& answer);

    /**
     * The anchor's answer is of another request, or of none.
     *
     * @param entry the node's entry
     * @param reason why
     */
    void IgnoreAnswer(const BindingUpdateListEntry& entry, const std::string& reason);

    /**
     * The anchor has accepted, but in a way that is of no use.
     *
     * @param entry the node's entry
     * @param reason why
     * @param mayPass it may be of use at the next attempt
     */
    void RefuseAnswer(const BindingUpdateListEntry& entry, const std::string& reason, bool mayPass);

    /**
     * The anchor has accepted.
     *
     * @param entry the node's entry
     * @param answer the answer
     * @param verdict what it means
     */
    void Accept(const BindingUpdateListEntry& entry,
                const BindingAcknowledgement& answer,
                const AnswerVerdict& verdict);

    /**
     * A session has been handed off to an interface here: other interfaces of the node that had it
     * here have it no more. Nothing is signalled, since a de-registration would end the session
     * (RFC 5213, 5.4.1.1, 5).
     *
     * @param entry entry of the interface that has the session
     * @param prefixes the session's
     */
    void EndOtherInterfaces(const BindingUpdateListEntry& entry,
                            const std::vector<Prefix>& prefixes);

    /// @return of the lifetime, until the next refresh of a binding
    double GetRefreshFraction();

    /// @return the source of random numbers, which is not there before
    Ptr<UniformRandomVariable> GetRandom();

    /**
     * The anchor has refused.
     *
     * @param entry the node's entry
     * @param answer the answer
     * @param verdict what it means
     */
    void HandleRefusal(const BindingUpdateListEntry& entry,
                       const BindingAcknowledgement& answer,
                       const AnswerVerdict& verdict);

    /**
     * Withdraw a node's prefixes if it is refused (RFC 5213, 6.9.1.2, 11).
     *
     * @param node its link-layer address
     */
    void WithdrawIfRefused(Mac48Address node);

    /**
     * Register a node once more after RefusalRetryDelay.
     *
     * @param entry the node's entry, which is refused
     */
    void RetryLater(const BindingUpdateListEntry& entry);

    /**
     * A registration was refused for its timestamp though this node's clock is right: it was late,
     * or the anchor's clock is wrong. Register the node once more, the first time at once, then
     * after RefusalRetryDelay; meanwhile a binding that lives is left as it is.
     *
     * @param entry the node's entry
     */
    void TryAgain(const BindingUpdateListEntry& entry);

    /**
     * RegisterIfThere, with the hint that fits the entry's state.
     *
     * @param entry the node's entry
     * @param proof what proves that it is there
     * @param reason why
     */
    void RegisterAgain(const BindingUpdateListEntry& entry, Proof proof, const std::string& reason);

    /**
     * Use the link-local address towards a node that the anchor gives, or tell the anchor another
     * (RFC 5213, 6.9.1.2, 15).
     *
     * @param entry the node's entry
     * @param answer the anchor's answer
     * @return true if the anchor is to be told another
     */
    bool TakeLinkLocalAddress(const BindingUpdateListEntry& entry,
                              const BindingAcknowledgement& answer);

    /// @return how packets between a node and others of this gateway go
    LocalRouting GetLocalRouting(const BindingUpdateListEntry& entry) const;

    /**
     * Every transition of an attachment's state: opens and closes the node's traffic and fires the
     * traces.
     *
     * @param entry the entry
     * @param to the new state; NONE removes the entry
     * @param reason why
     */
    void Transition(const BindingUpdateListEntry& entry,
                    AttachmentState to,
                    const std::string& reason);

    /**
     * Attend to the entries whose deadline has come: refresh, expiry, silence.
     */
    void HandleDeadlines();

    /**
     * What is due for one entry.
     *
     * @param entry the entry
     */
    void HandleDeadline(const BindingUpdateListEntry& entry);

    /**
     * Compute an entry's next deadline, and set the timer if it is the first of all.
     *
     * @param entry the entry
     */
    void SetDeadline(const BindingUpdateListEntry& entry);

    /// Set the one timer to the earliest deadline.
    void SetTimer();

    Ptr<PolicyStore> m_policies;                      //!< policy profiles
    Ptr<MobilitySignaling> m_signaling;               //!< the node's signaling
    Ptr<MobilityForwarding> m_forwarding;             //!< the node's data plane
    Ptr<AccessDevice> m_access;                       //!< the interface towards mobile nodes
    Ptr<AccessNeighborDiscovery> m_discovery;         //!< neighbour discovery on it
    BindingUpdateList m_list;                         //!< binding update list
    ProxyRegistrar m_registrar{m_list};               //!< sends Proxy Binding Updates
    GatewayRevocation m_revocation{m_list};           //!< what anchors revoke
    Ptr<HeartbeatAgent> m_heartbeats;                 //!< the node's Heartbeats
    PeerTable m_anchors;                              //!< the anchors
    std::vector<Ptr<GatewayFunction>> m_functions;    //!< what this gateway does beyond RFC 5213
    GatewayTraffic m_traffic;                         //!< of the mobile nodes
    bool m_running{false};                            //!< started
    uint64_t m_attachments{0};                        //!< counts attachments
    uint64_t m_questions{0};                          //!< counts questions to nodes
    DeadlineTimer m_timer;                            //!< for the earliest deadline
    Ipv6Address m_address;                            //!< Proxy-CoA
    Time m_lifetime;                                  //!< to ask for
    double m_refreshFraction{0.8};                    //!< of the lifetime, until a refresh
    double m_refreshJitter{0};                        //!< of the lifetime, earlier at most
    Ptr<UniformRandomVariable> m_random;              //!< made when first used
    Time m_authenticationDelay;                       //!< T_A
    Time m_silenceTimeout;                            //!< 0: silence is no reason
    Time m_reachableTime;                             //!< 0: silence is no reason
    NodeReachability m_reachability;                  //!< of nodes past whose anchors packets come
    Time m_presenceWindow;                            //!< how fresh a sign of life must be
    Time m_refusalRetryDelay;                         //!< after a refusal that may pass
    Time m_clockSynchronizationDelay;                 //!< after a refusal of the timestamp
    uint32_t m_uplinkBufferSize{0};                   //!< packets of one node that are held early
    bool m_localRouting{false};                       //!< EnableMAGLocalRouting
    bool m_isPrefixLifetimeTied{true};                //!< TiePrefixLifetime
    Ipv6Address m_fixedLinkLocal;                     //!< FixedMAGLinkLocalAddressOnAllAccessLinks
    std::set<std::string> m_denied;                   //!< MN-Identifiers, until Readmit
    EventId m_clockSynchronization;                   //!< when the clock is set
    Time m_deregistrationTimeout;                     //!< INITIAL_BINDACK_TIMEOUT
    Time m_clockOffset;                               //!< of this node's time of day
    bool m_timestampInUse{true};                      //!< TimestampBasedApproachInUse
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const BindingUpdateListEntry&, AttachmentState, AttachmentState>
        m_attachment;                                           //!< attachments
    TracedCallback<Mac48Address, const std::string&> m_refused; //!< nodes without service
    /// Asks nodes whether they are there.
    NodePresence m_presence{m_list, m_presenceWindow};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILE_ACCESS_GATEWAY_H
