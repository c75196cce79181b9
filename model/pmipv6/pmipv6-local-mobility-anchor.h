/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCAL_MOBILITY_ANCHOR_H
#define PMIPV6_LOCAL_MOBILITY_ANCHOR_H

#include "pmipv6-binding-cache.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-prefix-pool.h"
#include "pmipv6-state-change.h"

#include "ns3/application.h"
#include "ns3/event-id.h"
#include "ns3/nstime.h"
#include "ns3/traced-callback.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
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

    /// @return LMAA, the address at which gateways reach this anchor
    Ipv6Address GetAddress() const;

    /**
     * @param address an address
     * @return true if it is within the pool of this anchor, or in a prefix that is registered here
     */
    bool OwnsAddress(const Ipv6Address& address) const;

    /// @return the binding cache
    const BindingCache& GetBindingCache() const
    {
        return m_cache;
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

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /// A Proxy Binding Update with its options at hand.
    struct Registration
    {
        const BindingUpdate* update; //!< the message
        Ipv6Address careOf;          //!< Proxy-CoA: the source, or the Alternate Care-of Address
        Ipv6Address source;          //!< where the answer goes
        const MobileNodeIdentifierOption* node;       //!< or null
        std::vector<Prefix> prefixes;                 //!< of all Home Network Prefix options
        const HandoffIndicatorOption* handoff;        //!< or null
        const AccessTechnologyTypeOption* technology; //!< or null
        const MobileNodeLinkLayerIdentifierOption* linkLayer; //!< or null
        const LinkLocalAddressOption* linkLocal;              //!< or null
        const TimestampOption* timestamp;                     //!< or null
    };

    /**
     * Process a Proxy Binding Update (RFC 5213, 5.3.1).
     *
     * @param message a Binding Update
     * @param context where it came from
     * @return false if it is not for this role
     */
    bool HandleBindingUpdate(const MobilityMessage& message, const MessageContext& context);

    /**
     * @param update the message
     * @param context where it came from
     * @return its options, sorted out
     */
    static Registration Read(const BindingUpdate& update, const MessageContext& context);

    /**
     * The checks of RFC 5213, 5.3.1 before the existence test, in their order.
     *
     * @param registration the request
     * @param session the session that it is of, or null
     * @return ACCEPTED, or the status of the refusal
     */
    BindingStatus Check(const Registration& registration, const BindingCacheEntry* session) const;

    /**
     * The order of messages (RFC 5213, 5.5).
     *
     * @param registration the request
     * @param session the session that it is of, or null
     * @return ACCEPTED, or the status of the refusal
     */
    BindingStatus CheckOrder(const Registration& registration,
                             const BindingCacheEntry* session) const;

    /**
     * The existence test (RFC 5213, 5.4.1).
     *
     * @param registration the request; options may be missing
     * @return the session that it is to update, or null for a new one
     */
    const BindingCacheEntry* FindSession(const Registration& registration) const;

    /**
     * @param registration a request
     * @param session a session of its node
     * @return true if the prefixes of the request are those of the session (RFC 5213, 5.4.1.1, 4)
     */
    static bool HasSamePrefixes(const Registration& registration, const BindingCacheEntry& session);

    /**
     * @param registration a request that names the prefixes of a session of its node
     * @param session that session
     * @return true if it updates the session, false if it is for a new one (RFC 5213, 5.4.1.1, 5)
     */
    static bool IsUpdateOf(const Registration& registration, const BindingCacheEntry& session);

    /**
     * The node's session, whatever interface it is of, if there is but one and the request names no
     * prefix.
     *
     * @param registration the request; options may be missing
     * @return the session, or null
     */
    const BindingCacheEntry* FindOnlySession(const Registration& registration) const;

    /// An interface of a mobile node: MN-Identifier, link-layer identifier or nothing.
    using Interface = std::pair<std::string, LinkLayerIdentifier>;

    /**
     * @param registration a request
     * @return of which interface it is
     */
    static Interface GetInterface(const Registration& registration);

    /**
     * @param registration a request for which there is no session
     * @return true if the node's only session may yet be de-registered for it (RFC 5213, 5.4.1.2,
     * 4 and 5.4.1.3, 3)
     */
    bool MustWait(const Registration& registration) const;

    /**
     * Keep a request until the node's only session is de-registered, or for
     * MaxDelayBeforeNewBCEAssign.
     *
     * @param registration the request
     * @param message the same, as it came
     * @param context where it came from
     */
    void Wait(const Registration& registration,
              const MobilityMessage& message,
              const MessageContext& context);

    /**
     * The wait is over: update the session that was de-registered, or create a new one.
     *
     * @param interface whose request waits
     */
    void EndWait(const Interface& interface);

    /// Drop the requests that wait.
    void ForgetWaiting();

    /**
     * Do the prefixes of a request fit the session (RFC 5213, 5.4.1.1)?
     *
     * @param registration the request
     * @param session the session that it is to update, or null
     * @return ACCEPTED, or the status of the refusal
     */
    BindingStatus CheckPrefixes(const Registration& registration,
                                const BindingCacheEntry* session) const;

    /**
     * New mobility session (RFC 5213, 5.3.2).
     *
     * @param registration the request
     */
    void Create(const Registration& registration);

    /**
     * The prefixes for a new session.
     *
     * @param registration the request
     * @param status set to the reason if there is none
     * @return the prefixes, taken from the pool where they are of it
     */
    std::vector<Prefix> AssignPrefixes(const Registration& registration, BindingStatus& status);

    /**
     * Take the prefixes that a request names.
     *
     * @param registration the request
     * @param prefixes gets them
     * @return false if the node may not have one of them; those in front of it are taken
     */
    bool TakeNamedPrefixes(const Registration& registration, std::vector<Prefix>& prefixes);

    /**
     * Take prefixes for an ALL_ZERO Home Network Prefix option: those that the profile has for the
     * interface, or from the pool.
     *
     * @param registration the request
     * @param prefixes gets them, behind those that the request names
     * @return false if there are not enough
     */
    bool TakeAnyPrefixes(const Registration& registration, std::vector<Prefix>& prefixes);

    /**
     * Take a request's values over into its session.
     *
     * @param registration the request
     * @param session the session
     */
    void Update(const Registration& registration, const BindingCacheEntry& session);

    /**
     * Extension of a session's lifetime, with or without a handoff (RFC 5213, 5.3.3 and 5.3.4).
     *
     * @param registration the request
     * @param session the session
     */
    void Extend(const Registration& registration, const BindingCacheEntry& session);

    /**
     * De-registration (RFC 5213, 5.3.5).
     *
     * @param registration the request
     * @param session the session
     */
    void Deregister(const Registration& registration, const BindingCacheEntry& session);

    /**
     * Send a Proxy Binding Acknowledgement (RFC 5213, 5.3.6).
     *
     * @param registration the request that it answers
     * @param status the status
     * @param session the session that was registered, or null
     */
    void Answer(const Registration& registration,
                BindingStatus status,
                const BindingCacheEntry* session);

    /**
     * Every transition of a binding's state: writes the forwarding table and fires the traces.
     *
     * @param session the binding, its fields already as they shall be
     * @param from state before
     * @param to state after; NONE deletes the binding
     * @param reason why
     */
    void Transition(const BindingCacheEntry& session,
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

    /// Delete the sessions whose time is over, and set the timer for the next one.
    void ExpireSessions();

    /// Set the one timer to the session that expires first.
    void SetTimer();

    /**
     * A request that is dropped without an answer.
     *
     * @param registration the request
     * @param reason why
     */
    void Ignore(const Registration& registration, const std::string& reason);

    /// @return the time of day on this anchor, as the Timestamp option has it
    uint64_t GetTimestamp() const;

    /**
     * @param requested a lifetime in units of 4 s
     * @return the lifetime granted, in units of 4 s
     */
    uint16_t GrantLifetime(uint16_t requested) const;

    /// A request that waits for a de-registration.
    struct WaitingRequest
    {
        MobilityMessage message; //!< the Proxy Binding Update
        MessageContext context;  //!< where it came from
        EventId timer;           //!< end of the wait
    };

    std::map<Interface, WaitingRequest> m_waiting;    //!< by interface
    Ptr<PolicyStore> m_policies;                      //!< policy profiles
    Ptr<MobilitySignaling> m_signaling;               //!< the node's signaling
    Ptr<MobilityForwarding> m_forwarding;             //!< the node's data plane
    BindingCache m_cache;                             //!< binding cache
    std::optional<PrefixPool> m_pool;                 //!< prefixes to assign
    std::vector<Ipv6Address> m_gateways;              //!< configured gateways
    std::optional<uint32_t> m_handler;                //!< registration at the signaling
    EventId m_timer;                                  //!< the next expiry
    Time m_timerAt;                                   //!< when the timer fires
    Ipv6Address m_address;                            //!< LMAA
    std::string m_poolRange;                          //!< range of the pool, or empty
    uint8_t m_prefixLength{64};                       //!< length of assigned prefixes
    uint32_t m_prefixesPerSession{1};                 //!< how many are assigned at once
    Time m_minDelayBeforeDelete;                      //!< MinDelayBeforeBCEDelete
    Time m_maxDelayBeforeAssign;                      //!< MaxDelayBeforeNewBCEAssign
    Time m_timestampWindow;                           //!< TimestampValidityWindow
    bool m_nodeTimestampInUse{false};                 //!< MobileNodeGeneratedTimestampInUse
    Time m_maxLifetime;                               //!< longest lifetime granted
    Time m_uplinkGrace;                               //!< for packets of the previous gateway
    Time m_clockOffset;                               //!< of this node's time of day
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const BindingCacheEntry&, BindingState, BindingState> m_binding; //!< bindings
    TracedCallback<const std::string&, BindingStatus> m_refused;      //!< refusals by mobile node
    TracedCallback<const std::string&, const std::string&> m_ignored; //!< ignored requests
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCAL_MOBILITY_ANCHOR_H
