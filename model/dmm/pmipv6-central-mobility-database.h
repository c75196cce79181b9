/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CENTRAL_MOBILITY_DATABASE_H
#define PMIPV6_CENTRAL_MOBILITY_DATABASE_H

#include "pmipv6-anchor-releases.h"
#include "pmipv6-database-requests.h"
#include "pmipv6-heartbeat-agent.h"
#include "pmipv6-maar-pools.h"
#include "pmipv6-mobility-sessions.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-policy-profile.h"
#include "pmipv6-previous-updates.h"
#include "pmipv6-session-moves.h"
#include "pmipv6-state-change.h"

#include "ns3/application.h"
#include "ns3/nstime.h"
#include "ns3/traced-callback.h"

#include <optional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * Central Mobility Database, CMD (RFC 8885): what is left of a local mobility anchor when MAARs
 * forward packets. It knows where each mobile node is and which prefixes it has from which MAARs
 * (MobilitySessions), and tells MAARs as a relay, a locator or a proxy (SessionMoves). It takes
 * only what has the D flag; on a node that is a local mobility anchor too the flag says whose a
 * message is.
 */
class CentralMobilityDatabase : public Application
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
     * Take messages from a MAAR (RFC 8885, 6: a security association).
     *
     * @param maar its address
     * @param pool range of its prefixes; of others it can register none
     */
    void AddMaar(const Ipv6Address& maar, const Prefix& pool)
    {
        m_pools.Set(maar, pool);
        m_maars.Add(maar);
    }

    /**
     * Lose all sessions at once, as a node that restarts. The node's Restart Counter goes up, and
     * all MAARs are told (RFC 5847, 3.2). Nothing happens before the start and after the stop.
     */
    void Restart();

    /// @return the address at which MAARs reach it
    Ipv6Address GetAddress() const
    {
        return m_address;
    }

    /// @return the sessions
    const MobilitySessions& GetSessions() const
    {
        return m_sessions;
    }

    /// @return what it tells MAARs
    const PreviousUpdates& GetUpdates() const
    {
        return m_updates;
    }

    /**
     * TracedCallback signature for sessions.
     *
     * @param session the session, as it is after the transition; before it, if it goes
     * @param from state before
     * @param to state after
     */
    using SessionTracedCallback = void (*)(const MobilitySession& session,
                                           BindingState from,
                                           BindingState to);

    /**
     * TracedCallback signature for what is refused.
     *
     * @param node MN-Identifier
     * @param peer who has sent the message
     * @param reason why
     */
    using RefusedTracedCallback = void (*)(const std::string& node,
                                           const Ipv6Address& peer,
                                           const std::string& reason);

  protected:
    void DoDispose() override;

  private:
    void StartApplication() override;
    void StopApplication() override;

    /**
     * @param mode the attribute Mode; what is not allowed ends the program
     */
    void SetMode(std::string mode);

    /// @return the attribute Mode
    std::string GetMode() const
    {
        return GetName(m_mode);
    }

    /// Know the MAARs, and take messages from them.
    void StartPeers();
    /// Tell MAARs.
    void StartMoves();

    /**
     * A MAAR has restarted and lost what is anchored there: see what it still knows.
     *
     * @param maar its address
     */
    void HandleMaarRestart(const Ipv6Address& maar);

    /**
     * A transition of a session.
     *
     * @param session which
     * @param from its state before
     * @param to its state now
     * @param reason what has caused it, for the traces
     */
    void HandleChange(const MobilitySession& session,
                      BindingState from,
                      BindingState to,
                      const std::string& reason);

    Ptr<PolicyStore> m_policies;                                //!< policy profiles
    Ptr<MobilitySignaling> m_signaling;                         //!< the node's
    Ptr<HeartbeatAgent> m_heartbeats;                           //!< the node's; null if stopped
    std::optional<uint32_t> m_handler;                          //!< of requests, while it works
    std::optional<uint32_t> m_answers;                          //!< of answers, while it works
    PeerTable m_maars;                                          //!< the MAARs
    MaarPools m_pools;                                          //!< theirs
    MobilitySessions m_sessions;                                //!< the sessions
    PreviousUpdates m_updates;                                  //!< tells MAARs
    AnchorReleases m_releases{m_sessions, m_updates};           //!< what previous MAARs are to free
    PrefixWithdrawals m_withdrawals{m_sessions, m_updates};     //!< what serving MAARs are to drop
    SessionMoves m_moves{m_sessions, m_updates, m_withdrawals}; //!< handovers under way
    /// What MAARs ask for.
    DatabaseRequests m_requests{{m_sessions, m_moves, m_withdrawals, m_releases, m_pools}};
    Time m_restoring;                         //!< until when previous MAARs are believed unasked
    Ipv6Address m_address;                    //!< Address
    DatabaseMode m_mode{DatabaseMode::RELAY}; //!< Mode
    bool m_isSummarized{false};               //!< LocatorSummary
    Time m_aggregationTimeout;                //!< AggregationTimeout
    Time m_maxAggregation;                    //!< MaxAggregation
    Time m_pacing;                            //!< Pacing
    uint32_t m_pacingQueue{0};                //!< MaxPacingQueue
    uint32_t m_maxPrevious{16};               //!< MaxPreviousMaars
    Time m_silence;                           //!< PreviousMaarSilence
    uint32_t m_maxPacket{1280};               //!< MaxMessageSize
    Time m_minDelayBeforeDelete;              //!< MinDelayBeforeBCEDelete
    Time m_timestampWindow;                   //!< TimestampValidityWindow
    Time m_maxLifetime;                       //!< MaxLifetime
    Time m_restoreTime;                       //!< RestoreTime
    Time m_clockOffset;                       //!< ClockOffset
    TracedCallback<const StateChange&> m_stateChange; //!< all transitions
    TracedCallback<const MobilitySession&, BindingState, BindingState> m_session;         //!< trace
    TracedCallback<const std::string&, const Ipv6Address&, const std::string&> m_refused; //!< trace
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CENTRAL_MOBILITY_DATABASE_H
