/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_SESSIONS_H
#define PMIPV6_ROUTE_SESSIONS_H

#include "pmipv6-attempt-bounds.h"
#include "pmipv6-deadline-table.h"
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
 * The localized routing sessions of an anchor: the only writer of their state. Each transition is
 * one function, follows GetRouteSessionTable, and is told once the session is as it shall be. The
 * requests about a session that wait for their answers end with its state.
 */
class RouteSessions
{
  public:
    /// What is the same for all sessions.
    struct Settings
    {
        Time lifetime;               //!< longest RO_Lifetime
        Time retryHoldDown;          //!< how long a refused pair is left alone
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
        std::function<void(const RouteSession& session)> due;
    };

    RouteSessions() = default;
    RouteSessions(const RouteSessions&) = delete;
    RouteSessions& operator=(const RouteSessions&) = delete;

    /**
     * @param detector is kept quiet of pairs that have a session; outlives this
     * @param settings what is the same for all sessions
     * @param listener who is told
     */
    void Start(PairDetector& detector, const Settings& settings, Listener listener);

    /**
     * Remove all sessions without a word to others.
     *
     * @param reason why
     */
    void Clear(const std::string& reason);

    /// Let go of who is told.
    void Dispose();

    /// @name What there is
    /// @{

    /**
     * @param pair a pair, in either order
     * @return its session, or null
     */
    const RouteSession* Find(const PrefixPair& pair) const
    {
        return m_table.Find(pair);
    }

    /**
     * @param own prefix of this anchor's node
     * @param other the other node's prefix
     * @return the session of the two, also if it knows the other node by its address as yet; or
     *         null
     */
    const RouteSession* FindOf(const Prefix& own, const Prefix& other) const;

    /**
     * @param own prefix of this anchor's node
     * @param address an address
     * @return the session of the node and the one that has the address, or null
     */
    const RouteSession* FindTo(const Prefix& own, const Ipv6Address& address) const;

    /**
     * @param prefix a prefix
     * @return the sessions of all pairs of it
     */
    std::vector<const RouteSession*> FindByPrefix(const Prefix& prefix) const
    {
        return m_table.FindByPrefix(prefix);
    }

    /// @return all sessions, in the order in which they were made
    std::vector<const RouteSession*> GetAll() const
    {
        return m_table.GetAll();
    }

    /// @return how many sessions are not established, and how many were not made for want of room
    const AttemptBounds& GetAttempts() const
    {
        return m_attempts;
    }

    /// A session is not made for want of room.
    void NoteRefused()
    {
        m_attempts.NoteRefused();
    }

    /// @}
    /// @name Transitions
    /// @{

    /**
     * A session for which the other anchor is to be found: RESOLVING.
     *
     * @param pair a pair without a session
     * @param node MN-Identifier of this anchor's node
     * @return the session
     */
    const RouteSession& Resolve(const PrefixPair& pair, const std::string& node);

    /**
     * A session that this anchor controls, of no state until its first transition.
     *
     * @param pair a pair without a session
     * @param node MN-Identifier of this anchor's node, of two the source
     * @param ordering number below that of the first attempt
     * @param lifetime asked for, units of 4 s
     * @return the session
     */
    const RouteSession& Create(const PrefixPair& pair,
                               const std::string& node,
                               uint32_t ordering,
                               uint16_t lifetime);

    /**
     * This anchor controls a session, or controls it anew; its next transition is to follow.
     *
     * @param session the session; it may move
     * @param pair the pair as both anchors know it
     * @param ordering number below that of the next attempt
     * @return the session
     */
    const RouteSession& Control(const RouteSession& session,
                                const PrefixPair& pair,
                                uint32_t ordering);

    /**
     * An attempt, at the controlling anchor: INITIATED. Its lifetime begins.
     *
     * @param session the session
     * @param source where the source is
     * @param destination where the destination is
     * @param reason why
     */
    void Initiate(const RouteSession& session,
                  const Ipv6Address& source,
                  const Ipv6Address& destination,
                  const std::string& reason);

    /**
     * The controlling anchor is asked: TRIGGERED. A lifetime begins.
     *
     * @param session the session
     * @param source where the source is
     * @param timestamp when its binding was accepted
     * @param reason why
     */
    void Trigger(const RouteSession& session,
                 const Ipv6Address& source,
                 uint64_t timestamp,
                 const std::string& reason);

    /**
     * There is a route: ACTIVE.
     *
     * @param session the session
     * @param event ACCEPT or USE
     * @param reason why
     */
    void Activate(const RouteSession& session, RouteSessionEvent event, const std::string& reason);

    /**
     * A node is on its way from one gateway to another: INCOMPLETE.
     *
     * @param session the session
     * @param reason why
     */
    void Suspend(const RouteSession& session, const std::string& reason);

    /**
     * There can be no route: REFUSED.
     *
     * @param session the session
     * @param status why
     */
    void Refuse(const RouteSession& session, ExperimentalStatus status);

    /**
     * It is over, and others have state of it: ENDING.
     *
     * @param session the session
     * @param isHeldDown do not try again for a while
     * @param reason why
     */
    void End(const RouteSession& session, bool isHeldDown, const std::string& reason);

    /**
     * There is no session any more: NONE.
     *
     * @param session the session
     * @param event why
     * @param reason for the traces
     */
    void Remove(const RouteSession& session, RouteSessionEvent event, const std::string& reason);

    /// @}
    /// @name Changes without a transition
    /// @{

    /**
     * Give a session the pair as both anchors know it.
     *
     * @param session the session; it may move
     * @param pair the pair
     * @return the session; null if there is one of that pair already, and this one is gone
     */
    const RouteSession* Rename(const RouteSession& session, const PrefixPair& pair);

    /**
     * Extend a session.
     *
     * @param session the session
     * @param lifetime asked for, units of 4 s
     * @param isPeerTold the other anchor knows
     */
    void Extend(const RouteSession& session, uint16_t lifetime, bool isPeerTold);

    /**
     * What comes of an attempt that another takes the place of is not known any more.
     *
     * @param session the session
     */
    void NoteSuperseded(const RouteSession& session);

    /**
     * @param session the session
     * @param result of its last attempt
     */
    void SetResult(const RouteSession& session, ExperimentalStatus result);

    /**
     * @param session the session
     * @param anchor LMAA of its other anchor
     */
    void SetPeer(const RouteSession& session, const Ipv6Address& anchor);

    /**
     * The other anchor may have lost a session.
     *
     * @param session the session
     */
    void SetDoubtful(const RouteSession& session);

    /**
     * The other anchor is told that a session lives on.
     *
     * @param session the session
     */
    void NotePeerTold(const RouteSession& session);

    /**
     * Take over what an RO Trigger says of the source, and answer it when there is a result.
     *
     * @param session a session that this anchor controls
     * @param request what it says
     * @param peer the anchor that has sent it
     */
    void TakeTrigger(const RouteSession& session,
                     const RouteRequest& request,
                     const Ipv6Address& peer);

    /**
     * Answer an RO Trigger when there is a result.
     *
     * @param session a session that this anchor controls
     * @param trigger the RO Trigger
     */
    void KeepTrigger(const RouteSession& session, const WaitingTrigger& trigger);

    /**
     * @param session the session
     * @return the RO Triggers that were to be answered
     */
    std::vector<WaitingTrigger> TakeTriggers(const RouteSession& session);

    /**
     * @param session a session that this anchor controls
     * @return the number of its next attempt
     */
    uint32_t TakeOrdering(const RouteSession& session);

    /// @}

    /**
     * A request about a session is under way.
     *
     * @param session the session, in a state in which others are asked
     * @param question the exchange; ends with the state
     */
    void AddQuestion(const RouteSession& session, Exchange question);

    /**
     * Let go of the requests about a session that are over.
     *
     * @param pair its pair
     * @param serial its number
     * @return the session; null if it is another one by now, or nobody is asked in its state
     */
    const RouteSession* DropQuestions(const PrefixPair& pair, uint64_t serial);

  private:
    /// @param session the same, as it was read @return a session of this table, to be changed
    RouteSession& Get(const RouteSession& session)
    {
        return *m_table.Find(session.pair);
    }

    /**
     * @param pair prefixes of source and destination
     * @param node MN-Identifier of the source's
     * @return a row for a pair that has none, of no state yet
     */
    RouteSession& Insert(const PrefixPair& pair, const std::string& node);

    /**
     * Every transition of a session's state: sets the deadline, fires the traces.
     *
     * @param session the session, its fields already as they shall be
     * @param event why; goes by GetRouteSessionTable
     * @param phase what it has in the new state; none deletes the session
     * @param reason for the traces
     */
    void Transition(RouteSession& session,
                    RouteSessionEvent event,
                    RouteSession::Phase phase,
                    const std::string& reason);

    /// @param session which @return when a session needs attention
    Time GetDeadline(const RouteSession& session) const;

    /**
     * Begin a lifetime: what is asked for, as far as it is granted.
     *
     * @param session which
     * @param lifetime what is asked for, in units of 4 s
     */
    void SetLifetime(RouteSession& session, uint16_t lifetime);

    /**
     * Count a session as an attempt for as long as it has no route.
     *
     * @param session the session
     * @param isAttempt it has none
     */
    void Count(RouteSession& session, bool isAttempt);

    PairDetector* m_detector{nullptr}; //!< is kept quiet
    Settings m_settings{};             //!< what is the same for all
    Listener m_listener;               //!< who is told
    RouteTable<RouteSession> m_table;  //!< the sessions
    AttemptBounds m_attempts;          //!< sessions that are not established
    /// When each session needs attention next.
    DeadlineTable<const RouteSession*> m_deadlines{
        [this](const RouteSession* session) { m_listener.due(*session); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_SESSIONS_H
