/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCAL_MOBILITY_ANCHOR_H
#define PMIPV6_LOCAL_MOBILITY_ANCHOR_H

#include "pmipv6-anchor-function.h"
#include "pmipv6-anchor-revocation.h"
#include "pmipv6-binding-cache.h"
#include "pmipv6-heartbeat-agent.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-prefix-assignment.h"
#include "pmipv6-proxy-registration.h"
#include "pmipv6-request-rules.h"
#include "pmipv6-rival-gateways.h"
#include "pmipv6-session-table.h"
#include "pmipv6-state-change.h"
#include "pmipv6-waiting-requests.h"

#include "ns3/application.h"
#include "ns3/nstime.h"
#include "ns3/traced-callback.h"

#include <optional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6
 * Local mobility anchor (RFC 5213, 5): the topological anchor of its mobile nodes' home network
 * prefixes. It answers the gateways' Proxy Binding Updates, keeps the binding cache, and writes
 * into the forwarding table through which tunnel each prefix is reached.
 *
 * Installed on a router; whatever is sent to the prefixes of its pool must be routed to it.
 */
class LocalMobilityAnchor : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param store the policy profiles of the domain; must be set before the start
     */
    void SetPolicyStore(Ptr<PolicyStore> store);

    /**
     * Accept Proxy Binding Updates from a gateway (RFC 5213, 4: a security association).
     *
     * @param address its Proxy-CoA
     */
    void AddGateway(const Ipv6Address& address);

    /**
     * Have the anchor do more. Before the start.
     *
     * @param function what it is to do; a function belongs to one anchor
     */
    void AddFunction(Ptr<AnchorFunction> function);

    /**
     * Lose all sessions at once, as a node that restarts: the binding cache, the requests that
     * wait, which prefixes are assigned, and where packets go. The node's Restart Counter goes up,
     * and all gateways are told (RFC 5847, 3.2). Nothing happens before the start and after the
     * stop.
     */
    void Restart();

    /**
     * Revoke sessions of a mobile node (RFC 5846, 8.1). Packets to it are dropped from now on; a
     * session goes when its gateway has acknowledged or stays silent. Meanwhile a registration is
     * refused with ADMINISTRATIVELY_PROHIBITED, but with the trigger
     * POSSIBLE_OUT_OF_SYNC_BCE_STATE, upon which the gateway registers the node anew.
     *
     * @param identifier MN-Identifier
     * @param trigger why; below 128
     * @param prefixes sessions with one of them; none: all
     * @return how many sessions
     */
    std::size_t Revoke(const std::string& identifier,
                       RevocationTrigger trigger = RevocationTrigger::ADMINISTRATIVE_REASON,
                       const std::vector<Prefix>& prefixes = {});

    /**
     * Revoke all sessions that are registered from a gateway by one message, with the trigger
     * PER_PEER_POLICY, or those of a realm, with REVOKING_MOBILITY_NODE_LOCAL_POLICY (RFC 5846,
     * 8.1).
     *
     * @param gateway its Proxy-CoA
     * @param realm what follows the "@" in the nodes' MN-Identifiers; empty: all
     * @return how many sessions
     */
    std::size_t RevokeGateway(const Ipv6Address& gateway, const std::string& realm = "");

    /// @return LMAA, the address at which gateways reach this anchor
    Ipv6Address GetAddress() const;

    /**
     * @param address an address
     * @return true if it is within the pool of this anchor, or in a prefix that is registered here
     */
    bool OwnsAddress(const Ipv6Address& address) const;

    /**
     * @param at a moment
     * @return the time of day on this anchor then, as the Timestamp option has it
     */
    uint64_t GetTimestamp(Time at) const;

    /// @return the policy profiles of the domain
    Ptr<const PolicyStore> GetPolicyStore() const
    {
        return m_policies;
    }

    /// @return the binding cache
    const BindingCache& GetBindingCache() const
    {
        return m_sessions.GetCache();
    }

    /**
     * TracedCallback signature for bindings.
     *
     * @param entry the binding, as it is after the transition; before it, if it is deleted
     * @param from state before
     * @param to state after
     */
    using BindingTracedCallback = void (*)(const BindingCacheEntry& entry,
                                           BindingState from,
                                           BindingState to);

    /**
     * TracedCallback signature for refused requests.
     *
     * @param identifier MN-Identifier, empty if the request had none
     * @param status the status of the answer
     */
    using RefusedTracedCallback = void (*)(const std::string& identifier, BindingStatus status);

    /**
     * TracedCallback signature for requests that are dropped without an answer.
     *
     * @param identifier MN-Identifier
     * @param reason why
     */
    using IgnoredTracedCallback = void (*)(const std::string& identifier,
                                           const std::string& reason);

    /**
     * TracedCallback signature for gateways that say that a node has not left them.
     *
     * @param entry the binding, as the gateway has registered it that has it now
     * @param previous Proxy-CoA of the one that says so
     */
    using ContradictedTracedCallback = void (*)(const BindingCacheEntry& entry,
                                                const Ipv6Address& previous);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// Take no more messages, and exchange no more Heartbeats.
    void LeavePeers();

    /// Get the prefixes to assign ready.
    void StartPool();

    /// Take requests from the gateways, and exchange Heartbeats with them.
    void StartPeers();

    /// Follow the sessions, and what waits for them.
    void StartSessions();

    /// Revocation of sessions, by this anchor or by gateways.
    void StartRevocation();

    /**
     * Delete all sessions, and drop what waits.
     *
     * @param reason why
     */
    void LoseSessions(const std::string& reason);

    /**
     * A gateway has restarted and lost its sessions (RFC 5847, 3).
     *
     * @param gateway its Proxy-CoA
     * @param before the sessions that there were at that time are lost; about later ones it is
     * asked
     */
    void HandleGatewayRestart(const Ipv6Address& gateway, Time before);

    /**
     * A session waits for a new gateway from now on (RFC 5213, 5.3.5).
     *
     * @param session the session, its fields already as they shall be
     * @param reason why
     */
    void AwaitNewGateway(const BindingCacheEntry& session, const std::string& reason);

    /**
     * Keep a request until the gateway of the node's only session has de-registered it, or has said
     * whether the node has left, or for MaxDelayBeforeNewBCEAssign.
     *
     * @param registration the request
     * @param context where it came from
     */
    void Wait(const ProxyRegistration& registration, const MessageContext& context);

    /**
     * @param isAuthorized the attribute GlobalRevocationAuthorized
     */
    void SetGlobalRevocationAuthorized(bool isAuthorized);
    /// @return the attribute GlobalRevocationAuthorized
    bool IsGlobalRevocationAuthorized() const;

    /**
     * Process a Proxy Binding Update (RFC 5213, 5.3.1).
     *
     * @param message a Binding Update
     * @param context where it came from
     * @return false if it is not for this role
     */
    bool HandleBindingUpdate(const MobilityMessage& message, const MessageContext& context);

    /// @return by what requests are judged now
    RequestSettings GetRequestSettings() const;

    /**
     * Do what was decided about a request.
     *
     * @param verdict what was decided
     * @param registration the request
     * @param session the session that it is of, or null
     * @param context where it came from
     */
    void Carry(const RequestVerdict& verdict,
               const ProxyRegistration& registration,
               const BindingCacheEntry* session,
               const MessageContext& context);

    /**
     * New mobility session (RFC 5213, 5.3.2).
     *
     * @param registration the request
     */
    void Create(const ProxyRegistration& registration);

    /**
     * Extension of a session's lifetime, with or without a handoff (RFC 5213, 5.3.3 and 5.3.4).
     *
     * @param registration the request
     * @param session the session
     */
    void Extend(const ProxyRegistration& registration, const BindingCacheEntry& session);

    /**
     * Tell the functions of a session that is registered.
     *
     * @param session the session
     * @param kind how it came to be
     */
    void TellRegistered(const BindingCacheEntry& session, RegistrationKind kind);

    /**
     * De-registration (RFC 5213, 5.3.5).
     *
     * @param registration the request
     * @param session the session
     */
    void Deregister(const ProxyRegistration& registration, const BindingCacheEntry& session);

    /**
     * The gateway from which a session was handed off says that the node is still attached to it
     * (RFC 5846, 9.1).
     *
     * @param prefix a home network prefix of the session
     * @param handedOff when it was handed off
     * @param former as it was registered there
     */
    void HandleStillAttached(const Prefix& prefix,
                             Time handedOff,
                             const FormerRegistration& former);

    /**
     * Send a Proxy Binding Acknowledgement (RFC 5213, 5.3.6).
     *
     * @param registration the request that it answers
     * @param status the status
     * @param session the session that was registered, or null
     */
    void Answer(const ProxyRegistration& registration,
                BindingStatus status,
                const BindingCacheEntry* session);

    /**
     * A binding has changed its state: writes the forwarding table and fires the traces.
     *
     * @param session the binding, its fields already as they shall be
     * @param from state before
     * @param to state after; NONE: it is about to go
     * @param reason why
     */
    void HandleChange(const BindingCacheEntry& session,
                      BindingState from,
                      BindingState to,
                      const std::string& reason);

    /**
     * Write where a session's packets go.
     *
     * @param session the session
     * @param state its state
     */
    void WriteForwarding(const BindingCacheEntry& session, BindingState state);

    /**
     * A request that is dropped without an answer.
     *
     * @param registration the request
     * @param reason why
     */
    void Ignore(const ProxyRegistration& registration, const std::string& reason);

    /// @return the time of day on this anchor, as the Timestamp option has it
    uint64_t GetTimestamp() const;

    /**
     * @param requested a lifetime in units of 4 s
     * @return the lifetime granted, in units of 4 s
     */
    uint16_t GrantLifetime(uint16_t requested) const;

    Ptr<PolicyStore> m_policies;                          //!< policy profiles
    Ptr<MobilitySignaling> m_signaling;                   //!< the node's signaling
    Ptr<MobilityForwarding> m_forwarding;                 //!< the node's data plane
    SessionTable m_sessions;                              //!< the sessions
    PrefixAssignment m_prefixes{m_sessions.GetCache()};   //!< prefixes of new sessions
    WaitingRequests m_waiting;                            //!< requests for which another may go
    AnchorRevocation m_revocation{m_sessions.GetCache()}; //!< ends sessions
    RivalGateways m_rivals;                               //!< who says that nodes have not left
    Ptr<HeartbeatAgent> m_heartbeats;                     //!< the node's Heartbeats
    PeerTable m_gateways;                                 //!< the gateways
    std::vector<Ptr<AnchorFunction>> m_functions;         //!< what this anchor does beyond RFC 5213
    std::optional<uint32_t> m_handler;                    //!< registration at the signaling
    Ipv6Address m_address;                                //!< LMAA
    std::string m_poolRange;                              //!< range of the pool, or empty
    uint8_t m_prefixLength{64};                           //!< length of assigned prefixes
    uint32_t m_prefixesPerSession{1};                     //!< how many are assigned at once
    Time m_minDelayBeforeDelete;                          //!< MinDelayBeforeBCEDelete
    Time m_maxDelayBeforeAssign;                          //!< MaxDelayBeforeNewBCEAssign
    Time m_timestampWindow;                               //!< TimestampValidityWindow
    bool m_nodeTimestampInUse{false};                     //!< MobileNodeGeneratedTimestampInUse
    Time m_maxLifetime;                                   //!< longest lifetime granted
    Time m_uplinkGrace;                                   //!< for packets of the previous gateway
    bool m_isKeptAtGatewayRestart{true};                  //!< KeepSessionsAtGatewayRestart
    bool m_isRevokedAtHandover{false};                    //!< RevokeAtHandover
    Time m_clockOffset;                                   //!< of this node's time of day
    TracedCallback<const StateChange&> m_stateChange;     //!< all transitions
    TracedCallback<const BindingCacheEntry&, BindingState, BindingState> m_binding; //!< bindings
    TracedCallback<const std::string&, BindingStatus> m_refused;      //!< refusals by mobile node
    TracedCallback<const std::string&, const std::string&> m_ignored; //!< ignored requests
    TracedCallback<const BindingCacheEntry&, const Ipv6Address&> m_contradicted; //!< rivals
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCAL_MOBILITY_ANCHOR_H
