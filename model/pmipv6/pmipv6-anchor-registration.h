/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHOR_REGISTRATION_H
#define PMIPV6_ANCHOR_REGISTRATION_H

#include "pmipv6-anchor-counsel.h"
#include "pmipv6-anchor-function.h"
#include "pmipv6-anchor-listener.h"
#include "pmipv6-anchor-revocation.h"
#include "pmipv6-binding-cache.h"
#include "pmipv6-function-list.h"
#include "pmipv6-mobility-message.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-prefix-assignment.h"
#include "pmipv6-proxy-registration.h"
#include "pmipv6-request-rules.h"
#include "pmipv6-rival-gateways.h"
#include "pmipv6-session-table.h"
#include "pmipv6-waiting-requests.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"

#include <optional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * Registers mobile nodes at their anchor (RFC 5213, 5.3): what a request does once the rules have
 * said what it means, upon the table of sessions; what revokes them. Where their packets go is
 * written by the anchor, which is told of each transition.
 */
class AnchorRegistration
{
  public:
    /**
     * @param functions what the anchor does beyond RFC 5213
     */
    explicit AnchorRegistration(const FunctionList<AnchorFunction>& functions)
        : m_counsel(functions)
    {
    }

    /**
     * @param node the anchor's node
     * @param policies the policy profiles
     * @param listener the anchor
     */
    void Start(Ptr<Node> node, Ptr<PolicyStore> policies, AnchorListener listener);

    /// @return the binding cache
    const BindingCache& GetCache() const
    {
        return m_sessions.GetCache();
    }

    /// @return prefixes of new sessions
    PrefixAssignment& GetPrefixes()
    {
        return m_prefixes;
    }

    /// @return prefixes of new sessions
    const PrefixAssignment& GetPrefixes() const
    {
        return m_prefixes;
    }

    /// @return what ends sessions
    AnchorRevocation& GetRevocation()
    {
        return m_revocation;
    }

    /// @return what ends sessions
    const AnchorRevocation& GetRevocation() const
    {
        return m_revocation;
    }

    /**
     * Process a Proxy Binding Update (RFC 5213, 5.3.1).
     *
     * @param update the message
     * @param context where it came from
     */
    void Handle(const BindingUpdate& update, const MessageContext& context);

    /**
     * A gateway has restarted and lost its sessions (RFC 5847, 3).
     *
     * @param gateway its Proxy-CoA
     * @param before the sessions that there were at that time are lost; about later ones it is
     * asked
     */
    void HandleGatewayRestart(const Ipv6Address& gateway, Time before);

    /**
     * Delete a session without a word.
     *
     * @param prefix one of its home network prefixes; nothing happens if it has no session
     * @param reason why
     */
    void Forget(const Prefix& prefix, const std::string& reason);

    /**
     * A request that a function has had wait goes on.
     *
     * @param identifier MN-Identifier; nothing happens if none of it waits
     */
    void Resume(const std::string& identifier)
    {
        m_waiting.EndFor(identifier);
    }

    /**
     * Delete all sessions, and drop what waits.
     *
     * @param reason why
     */
    void Lose(const std::string& reason);

    /// Let go of everything without a word.
    void Dispose();

  private:
    /// Have revocations change the sessions. @param node the anchor's
    void StartRevocation(Ptr<Node> node);

    /// @return the time of day on this anchor, as the Timestamp option has it
    uint64_t GetTimeOfDay() const;

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
     * Register a node that has no session, unless functions have it wait.
     *
     * @param registration the Proxy Binding Update
     * @param context whence and whither it came
     */
    void Admit(const ProxyRegistration& registration, const MessageContext& context);

    /**
     * Keep a request until the gateway of the node's only session has de-registered it, or has said
     * whether the node has left, or for MaxDelayBeforeNewBCEAssign.
     *
     * @param registration the request
     * @param context where it came from
     */
    void Wait(const ProxyRegistration& registration, const MessageContext& context);

    /**
     * Ask the gateway of a node's only session whether the node has left (RFC 5846, 8.1).
     *
     * @param session the session
     */
    void AskPrevious(const BindingCacheEntry& session);

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
     * Tell of a session that is registered.
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
     * A session waits for a new gateway from now on (RFC 5213, 5.3.5).
     *
     * @param session the session
     * @param reason why
     */
    void AwaitNewGateway(const BindingCacheEntry& session, const std::string& reason);

    /**
     * Send a Proxy Binding Acknowledgement (RFC 5213, 5.3.6).
     *
     * @param registration the request that it answers
     * @param status the status
     * @param session the session that was registered, or null
     * @param kind what has come of the request
     */
    void Answer(const ProxyRegistration& registration,
                BindingStatus status,
                const BindingCacheEntry* session,
                RegistrationKind kind);

    /**
     * A request is dropped without an answer.
     *
     * @param registration the request
     * @param reason why
     */
    void Ignore(const ProxyRegistration& registration, const std::string& reason);

    /**
     * A session is gone: its prefixes are free, no gateway claims it, and no request waits for it.
     *
     * @param session the session, as it was
     */
    void HandleRemoved(const BindingCacheEntry& session);

    /**
     * @param requested a lifetime in units of 4 s
     * @return the lifetime granted, in units of 4 s
     */
    uint16_t GrantLifetime(uint16_t requested) const;

    const AnchorCounsel m_counsel;                        //!< what the anchor's functions say
    Ptr<PolicyStore> m_policies;                          //!< policy profiles
    Ptr<MobilitySignaling> m_signaling;                   //!< the node's signaling
    AnchorListener m_listener;                            //!< the anchor
    SessionTable m_sessions;                              //!< the sessions
    PrefixAssignment m_prefixes{m_sessions.GetCache()};   //!< prefixes of new sessions
    WaitingRequests m_waiting;                            //!< requests for which another may go
    AnchorRevocation m_revocation{m_sessions.GetCache()}; //!< ends sessions
    RivalGateways m_rivals;                               //!< who says that nodes have not left
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHOR_REGISTRATION_H
