/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_SESSIONS_H
#define PMIPV6_ROUTE_SESSIONS_H

#include "pmipv6-attempt-bounds.h"
#include "pmipv6-deadline-timer.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-pair-detector.h"
#include "pmipv6-route-messages.h"
#include "pmipv6-route-session.h"

#include "ns3/nstime.h"

#include <functional>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * The localized routing sessions of an anchor: their states and lifetimes, and the requests about
 * them that wait for their answers. What they mean is RouteOptimizationController's.
 */
class RouteSessions
{
  public:
    /// What is the same for all sessions.
    struct Settings
    {
        Time lifetime;               //!< longest RO_Lifetime
        Time retryHoldDown;          //!< how long a refused pair is left alone
        uint32_t maxRetries;         //!< how often an unanswered request is repeated
        uint32_t maxAttemptsPerNode; //!< most sessions of a node that are unanswered or refused
        uint32_t maxAttempts;        //!< most of all
    };

    /// Who is told.
    struct Listener
    {
        /// A transition; the session as it is after it, or before it if it is removed.
        std::function<void(const RouteSession& session,
                           RouteSessionState from,
                           RouteSessionState to,
                           const std::string& reason)>
            changed;
        /// A session's deadline has come; must end it, or set another.
        std::function<void(RouteSession& session)> due;
    };

    /// Gets an acknowledgement's status, and what else it says; null if there was none.
    using Answered = std::function<
        void(RouteSession& session, ExperimentalStatus status, const ExperimentalAnswer* answer)>;

    RouteSessions();

    /**
     * @param signaling the node's signaling
     * @param address LMAA
     * @param detector is kept quiet of pairs that have a session; outlives this
     * @param settings what is the same for all sessions
     * @param listener who is told
     */
    void Start(Ptr<MobilitySignaling> signaling,
               const Ipv6Address& address,
               PairDetector& detector,
               const Settings& settings,
               Listener listener);

    /**
     * Remove all sessions without a word to others.
     *
     * @param reason why
     */
    void Clear(const std::string& reason);

    /// Let go of the node's objects.
    void Dispose();

    /**
     * @param pair a pair, in either order
     * @return its session, or null
     */
    RouteSession* Find(const PrefixPair& pair)
    {
        return m_table.Find(pair);
    }

    /**
     * @param own prefix of this anchor's node
     * @param other the other node's prefix
     * @return the session of the two, also if it knows the other node by its address as yet; or
     *         null
     */
    RouteSession* FindOf(const Prefix& own, const Prefix& other);

    /**
     * @param prefix a prefix
     * @return the sessions of all pairs of it
     */
    std::vector<RouteSession*> FindByPrefix(const Prefix& prefix)
    {
        return m_table.FindByPrefix(prefix);
    }

    /**
     * @param anchor LMAA of another anchor
     * @return true if there is a session with it that is not just refused
     */
    bool HasPeer(const Ipv6Address& anchor) const;

    /**
     * @param anchor LMAA of another anchor
     * @return the sessions with it
     */
    std::vector<RouteSession*> FindByPeer(const Ipv6Address& anchor);

    /// @return all sessions, in the order in which they were made
    std::vector<const RouteSession*> GetAll() const
    {
        return m_table.GetAll();
    }

    /**
     * @param node MN-Identifier of this anchor's node
     * @return true if there may be one more session of it that is not established
     */
    bool Admit(const std::string& node)
    {
        return m_attempts.Admit(node);
    }

    /// @return how many sessions are not established, and how many were not admitted
    const AttemptBounds& GetAttempts() const
    {
        return m_attempts;
    }

    /**
     * @param pair a pair without a session
     * @param node MN-Identifier of this anchor's node, of two the source
     * @return a session for it, of no state yet
     */
    RouteSession& Insert(const PrefixPair& pair, const std::string& node);

    /**
     * Every transition of a session's state: quiets packets, sets the deadline, fires the traces.
     *
     * @param session the session, its fields already as they shall be
     * @param to the new state; NONE deletes the session
     * @param reason why
     */
    void Transition(RouteSession& session, RouteSessionState to, const std::string& reason);

    /**
     * Give a session the pair as both anchors know it.
     *
     * @param session the session; it moves
     * @param pair the pair
     * @return the session; null if there is one of that pair already, and this one is gone
     */
    RouteSession* Rename(RouteSession& session, const PrefixPair& pair);

    /**
     * Begin a lifetime.
     *
     * @param session the session
     * @param lifetime asked for, units of 4 s
     */
    void SetLifetime(RouteSession& session, uint16_t lifetime);

    /**
     * Send a request about a session, and repeat it until it is answered.
     *
     * @param session the session
     * @param message the request
     * @param peer whom to ask
     * @param answered gets the answer; PEER_DID_NOT_ANSWER if there is none
     * @param isPatient repeat it as long as the session lives
     */
    void Ask(RouteSession& session,
             const MobilityMessage& message,
             const Ipv6Address& peer,
             Answered answered,
             bool isPatient = false);

    /**
     * End all requests about a session without a word.
     *
     * @param session the session
     */
    void CancelQuestions(RouteSession& session);

    /**
     * @param pair of whom a request speaks
     * @return its sequence number
     */
    uint16_t TakeSequence(const PrefixPair& pair)
    {
        return m_sequence.Take(pair);
    }

  private:
    /// Attend to sessions whose deadline has come.
    void HandleDeadlines();

    /// Set the one timer to the earliest deadline.
    void SetTimer();

    /**
     * Count a session as an attempt for as long as it has no route.
     *
     * @param session the session
     * @param isAttempt it has none
     */
    void Count(RouteSession& session, bool isAttempt);

    Ptr<MobilitySignaling> m_signaling; //!< the node's signaling
    PairDetector* m_detector{nullptr};  //!< is kept quiet
    Ipv6Address m_address;              //!< LMAA
    Settings m_settings{};              //!< what is the same for all
    Listener m_listener;                //!< who is told
    RouteTable<RouteSession> m_table;   //!< the sessions
    RouteSequence m_sequence;           //!< numbers of requests
    AttemptBounds m_attempts;           //!< sessions that are not established
    DeadlineTimer m_timer;              //!< for the earliest deadline
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_SESSIONS_H
