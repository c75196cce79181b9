/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCAL_MOBILITY_ANCHOR_H
#define PMIPV6_LOCAL_MOBILITY_ANCHOR_H

#include "pmipv6-anchor-function.h"
#include "pmipv6-anchor-listener.h"
#include "pmipv6-anchor-peers.h"
#include "pmipv6-anchor-registration.h"
#include "pmipv6-anchor-traffic.h"
#include "pmipv6-binding-cache.h"
#include "pmipv6-function-list.h"
#include "pmipv6-heartbeat-agent.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-state-change.h"

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
 * @ingroup pmipv6-pmipv6
 * Local mobility anchor (RFC 5213, 5): the topological anchor of its mobile nodes' home network
 * prefixes. It answers the gateways' Proxy Binding Updates, keeps the binding cache, and writes
 * into the forwarding table through which tunnel each prefix is reached.
 *
 * Installed on a router; whatever is sent to the prefixes of its pool must be routed to it, unless
 * AnnouncesPool is false.
 */
class LocalMobilityAnchor : public Application
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * @param store the policy profiles of the domain; must be set before the start
     */
    void SetPolicyStore(Ptr<PolicyStore> store)
    {
        m_policies = store;
    }

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
     * Keep a home network prefix for one mobile node: a session that asks for an assignment gets
     * it, and no other node does, be there a session or not. So it is for a node whose home address
     * is of that prefix (RFC 6612, 4.2.1: the prefix is shared with its home agent). It outlives a
     * restart. Before or after the start.
     *
     * @param prefix the prefix; one that is another node's ends the program with a sentence
     * @param identifier MN-Identifier
     */
    void ReservePrefix(const Prefix& prefix, const std::string& identifier);

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
    Ipv6Address GetAddress() const
    {
        return m_address;
    }

    /**
     * @param address an address
     * @return true if it is in a prefix that is registered here, or within the pool of this anchor
     *         if that is routed here
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
        return m_registration.GetCache();
    }

    /// @return how mobile nodes are registered, for functions
    AnchorRegistration& GetRegistration()
    {
        return m_registration;
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

    /// Register mobile nodes.
    void StartRegistration();

    /**
     * The state of a session has changed: writes where its packets go, fires the traces, and tells
     * the functions.
     *
     * @param session the session, its fields as they shall be
     * @param from state before
     * @param to state after; NONE: it is about to go
     * @param reason why
     */
    void HandleChange(const BindingCacheEntry& session,
                      BindingState from,
                      BindingState to,
                      const std::string& reason);

    /// @return the attributes that say how mobile nodes are registered
    AnchorSettings GetSettings() const;

    /**
     * @param isAuthorized the attribute GlobalRevocationAuthorized
     */
    void SetGlobalRevocationAuthorized(bool isAuthorized)
    {
        m_registration.GetRevocation().SetGlobalAuthorized(isAuthorized);
    }

    /// @return the attribute GlobalRevocationAuthorized
    bool IsGlobalRevocationAuthorized() const
    {
        return m_registration.GetRevocation().IsGlobalAuthorized();
    }

    /**
     * @param hold the attribute PrefixHoldTime
     */
    void SetPrefixHoldTime(Time hold)
    {
        m_registration.GetPrefixes().SetHoldTime(hold);
    }

    /// @return the attribute PrefixHoldTime
    Time GetPrefixHoldTime() const
    {
        return m_registration.GetPrefixes().GetHoldTime();
    }

    Ptr<PolicyStore> m_policies;                      //!< policy profiles
    Ptr<MobilitySignaling> m_signaling;               //!< the node's signaling
    AnchorPeers m_peers;                              //!< the gateways
    FunctionList<AnchorFunction> m_functions;         //!< what this anchor does beyond RFC 5213
    AnchorRegistration m_registration{m_functions};   //!< registers mobile nodes
    AnchorTraffic m_traffic;                          //!< where their packets go
    std::optional<uint32_t> m_handler;                //!< registration at the signaling
    Ipv6Address m_address;                            //!< LMAA
    std::string m_poolRange;                          //!< range of the pool, or empty
    bool m_isPoolAnnounced{true};                     //!< AnnouncesPool
    uint8_t m_prefixLength{64};                       //!< length of assigned prefixes
    uint32_t m_prefixesPerSession{1};                 //!< how many are assigned at once
    Time m_minDelayBeforeDelete;                      //!< MinDelayBeforeBCEDelete
    Time m_maxDelayBeforeAssign;                      //!< MaxDelayBeforeNewBCEAssign
    Time m_timestampWindow;                           //!< TimestampValidityWindow
    bool m_nodeTimestampInUse{false};                 //!< MobileNodeGeneratedTimestampInUse
    Time m_maxLifetime;                               //!< longest lifetime granted
    Time m_uplinkGrace;                               //!< for packets of the previous gateway
    bool m_isKeptAtGatewayRestart{true};              //!< KeepSessionsAtGatewayRestart
    bool m_isRevokedAtHandover{false};                //!< RevokeAtHandover
    Time m_clockOffset;                               //!< of this node's time of day
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const BindingCacheEntry&, BindingState, BindingState> m_binding; //!< bindings
    TracedCallback<const std::string&, BindingStatus> m_refused;      //!< refusals by mobile node
    TracedCallback<const std::string&, const std::string&> m_ignored; //!< ignored requests
    TracedCallback<const BindingCacheEntry&, const Ipv6Address&> m_contradicted; //!< rivals
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCAL_MOBILITY_ANCHOR_H
