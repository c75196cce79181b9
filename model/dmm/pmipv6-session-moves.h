/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SESSION_MOVES_H
#define PMIPV6_SESSION_MOVES_H

#include "pmipv6-database-rules.h"
#include "pmipv6-deadline-table.h"
#include "pmipv6-dmm-messages.h"
#include "pmipv6-mobility-sessions.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-prefix-withdrawals.h"
#include "pmipv6-previous-updates.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * The handovers under way at a CMD: the previous MAARs of a node are told where it is, and the
 * serving one what is anchored at them, when the mode says so (RFC 8885, 3.2 to 3.4).
 */
class SessionMoves
{
  public:
    /// By what it works.
    struct Settings
    {
        Ipv6Address address;                    //!< of the CMD
        DatabaseMode mode{DatabaseMode::RELAY}; //!< Mode
        bool isSummarized{false};               //!< LocatorSummary
        Time aggregationTimeout;                //!< AggregationTimeout; 0: none
        Time maxAggregation;                    //!< MaxAggregation
        std::size_t maxHeader{0};               //!< most octets of a Mobility Header
    };

    /// What it knows, and who is told.
    struct Listener
    {
        /// @return true if a prefix is of the pool of a MAAR
        std::function<bool(const Ipv6Address& maar, const Prefix&)> isOfMaar;
        /// A previous MAAR does not have what the CMD holds, or says more than that: node, MAAR,
        /// why.
        std::function<void(const std::string&, const Ipv6Address&, const std::string&)> refused;
        /// A previous MAAR has been given up, and may hold these of a session still.
        std::function<
            void(const MobilitySession&, const Ipv6Address& maar, const std::vector<Prefix>&)>
            silent;
    };

    /// A request of a MAAR that has registered a node.
    struct ServedRequest
    {
        DmmSubject subject;   //!< of the request
        uint16_t lifetime{0}; //!< granted, in units of 4 s
        bool isMove{false};   //!< the node was elsewhere, or nowhere, before
        bool isOffered{true}; //!< the MAAR offers a prefix that is the session's
    };

    /**
     * @param sessions the sessions
     * @param updates tells MAARs
     * @param withdrawals what serving MAARs are to drop
     */
    SessionMoves(MobilitySessions& sessions,
                 PreviousUpdates& updates,
                 PrefixWithdrawals& withdrawals)
        : m_sessions(sessions),
          m_updates(updates),
          m_withdrawals(withdrawals)
    {
    }

    /**
     * @param signaling the node's
     * @param settings by what it works
     * @param listener what it knows, and who is told
     */
    void Start(Ptr<MobilitySignaling> signaling, const Settings& settings, Listener listener);

    /**
     * A MAAR has registered a node: tell those where it was, and answer.
     *
     * @param session the session, as it is now
     * @param request the request
     */
    void Handle(const MobilitySession& session, const ServedRequest& request);

    /**
     * Answer a request as it was answered before.
     *
     * @param session the session
     * @param subject of the request
     * @param lifetime granted, in units of 4 s
     */
    void Repeat(const MobilitySession& session, const DmmSubject& subject, uint16_t lifetime);

    /**
     * Tell the serving MAAR of previous ones that it may not know of.
     *
     * @param session the session
     * @param previous what is anchored at them
     * @param lifetime granted, in units of 4 s
     */
    void TellServing(const MobilitySession& session,
                     const std::vector<Anchorage>& previous,
                     uint16_t lifetime);

    /**
     * Have a previous MAAR told, and the serving one, of what is anchored there.
     *
     * @param session the session
     * @param maar the previous MAAR
     */
    void Mend(const MobilitySession& session, const Ipv6Address& maar);

    /**
     * A handover is over, or its session is, or another begins.
     *
     * @param identifier MN-Identifier
     */
    void End(const std::string& identifier);

    /// End all.
    void Clear();

    /// Let go of the signaling.
    void Dispose();

    /// @return how many are under way
    std::size_t GetSize() const
    {
        return m_moves.size();
    }

  private:
    /// A handover under way.
    struct Move
    {
        DmmSubject subject;               //!< of the serving MAAR's last request
        Ipv6Address serving;              //!< the serving MAAR
        uint16_t lifetime{0};             //!< granted, in units of 4 s
        std::map<Ipv6Address, bool> open; //!< previous MAARs that have not answered
        std::vector<Anchorage> accepted;  //!< what is anchored at those who have accepted
        std::vector<Anchorage> fresh;     //!< of these, what the serving MAAR was not told
        bool isLost{false};               //!< the serving MAAR has restarted meanwhile
        bool isTold{false};               //!< the serving MAAR has an answer
        bool isOverdue{false};            //!< as MoveFacts::isOverdue
    };

    /**
     * A handover begins.
     *
     * @param session the session
     * @param request of the serving MAAR
     * @param maars the previous MAARs, the latest first
     */
    void Begin(const MobilitySession& session,
               const ServedRequest& request,
               const std::vector<Ipv6Address>& maars);

    /**
     * As a locator tell the serving MAAR of prefixes of its own that it does not offer.
     *
     * @param session the session
     * @param request its request
     */
    void TellOwn(const MobilitySession& session, const ServedRequest& request);

    /**
     * Something has happened: tell the serving MAAR what the mode says. A move that is complete
     * goes.
     *
     * @param identifier MN-Identifier
     * @param event what has happened
     */
    void Step(const std::string& identifier, MoveEvent event);

    /**
     * Tell a previous MAAR where the node is.
     *
     * @param session the session
     * @param maar the previous MAAR
     * @param subject of the serving MAAR's request
     * @param lifetime in units of 4 s
     * @param purpose what for, for the traces
     */
    void TellPreviousMaar(const MobilitySession& session,
                          const Ipv6Address& maar,
                          const DmmSubject& subject,
                          uint16_t lifetime,
                          const std::string& purpose);

    /**
     * A previous MAAR has answered, or is given up.
     *
     * @param to which, and of which node
     * @param answer its answer, or null
     */
    void HandleAnswer(const MaarAndNode& to, const BindingAcknowledgement* answer);

    /**
     * Compare what a previous MAAR says that it anchors with what the session has of it.
     *
     * @param session the session
     * @param maar the previous MAAR
     * @param answer its answer, or null: it has nothing
     * @return what is anchored there
     */
    std::vector<Anchorage> Compare(const MobilitySession& session,
                                   const Ipv6Address& maar,
                                   const BindingAcknowledgement* answer);

    /**
     * Answer the serving MAAR.
     *
     * @param session the session
     * @param subject of its request
     * @param lifetime granted, in units of 4 s
     * @param previous what to tell of previous MAARs
     */
    void Answer(const MobilitySession& session,
                const DmmSubject& subject,
                uint16_t lifetime,
                const std::vector<Anchorage>& previous);

    MobilitySessions& m_sessions;                  //!< the sessions
    PreviousUpdates& m_updates;                    //!< tells MAARs
    PrefixWithdrawals& m_withdrawals;              //!< what serving MAARs are to drop
    Ptr<MobilitySignaling> m_signaling;            //!< the node's
    Settings m_settings;                           //!< by what it works
    Listener m_listener;                           //!< what it knows, and who is told
    std::unordered_map<std::string, Move> m_moves; //!< by MN-Identifier
    uint64_t m_mend{0}; //!< number of the last mend, from 1 to MEND_CYCLE
    DeadlineTable<std::string> m_waits{
        //!< AggregationTimeout
        [this](const std::string& identifier) { Step(identifier, MoveEvent::WAITED); }};
    DeadlineTable<std::string> m_limits{
        //!< MaxAggregation
        [this](const std::string& identifier) { Step(identifier, MoveEvent::LIMIT); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SESSION_MOVES_H
