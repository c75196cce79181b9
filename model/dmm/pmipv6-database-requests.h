/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_DATABASE_REQUESTS_H
#define PMIPV6_DATABASE_REQUESTS_H

#include "pmipv6-anchor-releases.h"
#include "pmipv6-database-rules.h"
#include "pmipv6-maar-pools.h"
#include "pmipv6-mobility-sessions.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-proxy-registration.h"
#include "pmipv6-session-moves.h"

#include <functional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * What a CMD does about the requests of MAARs: a node is there (RFC 8885, 3.1 to 3.4), has left
 * (3.5), or a prefix is used no more, or is still anchored there.
 */
class DatabaseRequests
{
  public:
    /// By what it works.
    struct Settings
    {
        Ipv6Address address;         //!< of this CMD
        std::size_t maxPrevious{16}; //!< previous MAARs of a node
        Time minDelayBeforeDelete;   //!< how long a session waits for another MAAR
        Time timestampWindow;        //!< how far a timestamp may be away
        Time maxLifetime;            //!< that is granted
        Time clockOffset;            //!< by how much this node's time of day is ahead
        Time restoring;              //!< until when previous MAARs are believed unasked
    };

    /// What it knows, and who is told.
    struct Listener
    {
        std::function<Settings()> getSettings; //!< the attributes now
        /// A node is at a MAAR.
        std::function<void(const MobilitySession&)> served;
        /// A message changes nothing: of which node, of whom, why.
        std::function<void(const std::string&, const Ipv6Address&, const std::string&)> refused;
    };

    /// What it works on; all outlive it.
    struct Parts
    {
        MobilitySessions& sessions;     //!< the sessions
        SessionMoves& moves;            //!< handovers under way
        PrefixWithdrawals& withdrawals; //!< what serving MAARs are to drop
        AnchorReleases& releases;       //!< what previous MAARs are to free
        const MaarPools& pools;         //!< whose prefixes are whose
    };

    /// @param parts what it works on
    explicit DatabaseRequests(const Parts& parts)
        : m_sessions(parts.sessions),
          m_moves(parts.moves),
          m_withdrawals(parts.withdrawals),
          m_releases(parts.releases),
          m_pools(parts.pools)
    {
    }

    /**
     * @param signaling the node's
     * @param policies policy profiles of the domain
     * @param listener what it knows, and who is told
     */
    void Start(Ptr<MobilitySignaling> signaling, Ptr<PolicyStore> policies, Listener listener);

    /**
     * Process a Proxy Binding Update with the D flag.
     *
     * @param update the message
     * @param context where it came from
     */
    void Handle(const BindingUpdate& update, const MessageContext& context);

    /// Let go of the signaling, the profiles, and who is told.
    void Dispose();

  private:
    /**
     * @param registration a request
     * @return what is known of it
     */
    DatabaseFacts FindFacts(const ProxyRegistration& registration) const;

    /**
     * Do what was decided about a request.
     *
     * @param verdict what was decided
     * @param registration the request
     * @param session the node's session, or null
     */
    void Carry(const DatabaseVerdict& verdict,
               const ProxyRegistration& registration,
               const MobilitySession* session);

    /**
     * A node is at a MAAR.
     *
     * @param registration the MAAR's request
     */
    void Serve(const ProxyRegistration& registration);

    /**
     * @param session a session
     * @return what of its previous MAARs is one too many (RFC 8885, 6: a bound), the oldest
     */
    std::vector<Anchorage> FindReleased(const MobilitySession& session) const;

    /**
     * A prefix of a previous MAAR is used no more: it is answered once the serving MAAR has dropped
     * it.
     *
     * @param registration the previous MAAR's request
     * @param session the session
     */
    void Drop(const ProxyRegistration& registration, const MobilitySession& session);

    /**
     * A previous MAAR tells what it anchors.
     *
     * @param registration its request
     */
    void List(const ProxyRegistration& registration);

    /**
     * Answer a request.
     *
     * @param registration the request
     * @param status the status
     * @param lifetime granted, in units of 4 s
     * @param purpose what for, for the traces
     */
    void Answer(const ProxyRegistration& registration,
                BindingStatus status,
                uint16_t lifetime,
                const std::string& purpose);

    /**
     * @param requested a lifetime in units of 4 s
     * @return the lifetime granted, in units of 4 s
     */
    uint16_t GrantLifetime(uint16_t requested) const;

    /// @param session that is granted @return what is left of a session's lifetime, in units of 4
    /// s; 1 at the least
    static uint16_t GetRest(const MobilitySession& session);

    /// @return this node's time of day
    uint64_t GetTimeOfDay() const;

    MobilitySessions& m_sessions;       //!< the sessions
    SessionMoves& m_moves;              //!< handovers under way
    PrefixWithdrawals& m_withdrawals;   //!< what serving MAARs are to drop
    AnchorReleases& m_releases;         //!< what previous MAARs are to free
    const MaarPools& m_pools;           //!< whose prefixes are whose
    Ptr<MobilitySignaling> m_signaling; //!< the node's
    Ptr<PolicyStore> m_policies;        //!< policy profiles
    Listener m_listener;                //!< what it knows, and who is told
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_DATABASE_REQUESTS_H
