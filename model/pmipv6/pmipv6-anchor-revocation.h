/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ANCHOR_REVOCATION_H
#define PMIPV6_ANCHOR_REVOCATION_H

#include "pmipv6-binding-cache.h"
#include "pmipv6-binding-revocation-agent.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * Binding revocation at an anchor (RFC 5846, 8): asks gateways to end sessions, and ends those that
 * gateways ask it to end.
 */
class AnchorRevocation
{
  public:
    /// What it has done to sessions.
    struct Actions
    {
        /// The session is REVOKING from now on, by the indication of that number and trigger.
        std::function<void(const BindingCacheEntry&, uint16_t, RevocationTrigger)> begin;
        /// The session is to be deleted, and why.
        std::function<void(const BindingCacheEntry&, const std::string&)> remove;
    };

    /**
     * @param cache the anchor's sessions
     */
    explicit AnchorRevocation(const BindingCache& cache)
        : m_cache(cache)
    {
    }

    /**
     * @param agent the node's agent
     * @param local LMAA
     * @param actions what is done to sessions
     */
    void Start(Ptr<BindingRevocationAgent> agent, const Ipv6Address& local, Actions actions);

    /// Neither ask nor answer any more.
    void Stop();

    /// Forget all revocations under way, as at a restart.
    void Clear();

    /**
     * Revoke sessions of a mobile node (RFC 5846, 8.1): each goes once its gateway has acknowledged
     * or stays silent, whatever it answers. One that waits for a new gateway goes at once.
     *
     * @param identifier MN-Identifier
     * @param trigger why; below 128
     * @param prefixes sessions with one of them; none: all
     * @return how many sessions
     */
    std::size_t Revoke(const std::string& identifier,
                       RevocationTrigger trigger,
                       const std::vector<Prefix>& prefixes);

    /**
     * Revoke all sessions that are registered from a gateway, or those of a realm (RFC 5846, 8.1).
     *
     * @param gateway Proxy-CoA
     * @param realm what follows the "@" in their MN-Identifiers; empty: all
     * @return how many sessions
     */
    std::size_t RevokeGateway(const Ipv6Address& gateway, const std::string& realm);

    /**
     * Tell the gateway from which a session has moved that it may forget it (RFC 5846, 3.4.1).
     *
     * @param session the session, already at its new gateway
     * @param isSameTechnology the access technology has not changed
     * @param attached called if it answers that the node is still attached to it (9.1)
     */
    void RevokePrevious(const BindingCacheEntry& session,
                        bool isSameTechnology,
                        std::function<void()> attached);

    /**
     * Ask the gateway of a session whether its node has left, instead of waiting for a
     * de-registration (RFC 5846, 8.1). Once at a time for a session.
     *
     * @param session the session
     * @param done called with true if it has, with false if it has not or nobody says so
     */
    void AskPrevious(const BindingCacheEntry& session, std::function<void(bool)> done);

    /**
     * Ask the gateway of a session whether its node is there (RFC 5846, 8.1 and 9.1).
     *
     * @param session the session
     * @param done called with true if it is not, with false if it is or nobody says so
     * @return the number of the message
     */
    uint16_t Ask(const BindingCacheEntry& session, std::function<void(bool)> done);

    /// @param isAuthorized gateways may revoke all their sessions at once (RFC 5846, 13)
    void SetGlobalAuthorized(bool isAuthorized)
    {
        m_isGlobalAuthorized = isAuthorized;
    }

    /// @return whether gateways may revoke all their sessions at once
    bool IsGlobalAuthorized() const
    {
        return m_isGlobalAuthorized;
    }

    /// @return how long a gateway's answer is waited for
    Time GetPatience() const
    {
        return m_agent->GetPatience();
    }

  private:
    /// @return sessions of the cache, some of which are of interest
    using Finder = std::function<std::vector<const BindingCacheEntry*>()>;

    /**
     * Send an indication.
     *
     * @param revocation what it says
     * @param gateway to whom
     * @param done called with the outcome
     * @return its number
     */
    uint16_t Send(const Revocation& revocation,
                  const Ipv6Address& gateway,
                  BindingRevocationAgent::Done done);

    /**
     * Send an indication for sessions that are to be deleted at its end.
     *
     * @param revocation what it says
     * @param gateway to whom
     * @param sessions which
     * @param find finds them again
     */
    void Begin(const Revocation& revocation,
               const Ipv6Address& gateway,
               const std::vector<const BindingCacheEntry*>& sessions,
               Finder find);

    /**
     * Decide on a gateway's indication (RFC 5846, 8.2).
     *
     * @param revocation what it says
     * @param context where it came from
     * @param answer takes the decision
     */
    void Respond(const Revocation& revocation,
                 const MessageContext& context,
                 const BindingRevocationAgent::Answer& answer);

    /**
     * Remove sessions that a gateway has revoked, but for those that are not as they were.
     *
     * @param gateway its Proxy-CoA
     * @param sessions the sessions
     */
    void RemoveOf(const Ipv6Address& gateway,
                  const std::vector<const BindingCacheEntry*>& sessions);

    /**
     * @param revocation an indication with the G flag
     * @param gateway who has sent it
     * @return the answer's status
     */
    RevocationStatus RespondGlobal(const Revocation& revocation, const Ipv6Address& gateway);

    const BindingCache& m_cache;                //!< the sessions
    Ptr<BindingRevocationAgent> m_agent;        //!< the node's agent
    Ipv6Address m_local;                        //!< LMAA
    Actions m_actions;                          //!< what is done to sessions
    bool m_isGlobalAuthorized{false};           //!< for gateways
    std::map<uint16_t, std::string> m_underWay; //!< asked: MN-Identifier, empty with the G flag
    std::map<std::string, uint16_t> m_asked;    //!< by AskPrevious, by MN-Identifier
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ANCHOR_REVOCATION_H
