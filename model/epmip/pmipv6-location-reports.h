/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_REPORTS_H
#define PMIPV6_LOCATION_REPORTS_H

#include "pmipv6-deadline-table.h"
#include "pmipv6-location-question.h"
#include "pmipv6-mobility-signaling.h"
#include "pmipv6-preferred-managers.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * What an anchor tells LMFs of its mobile nodes (draft-luo, 7.2 and 7.4: Location Update): that it
 * has a node from now on, whereupon it is told which prefixes the node has and where it was; that
 * a prefix is here, again and again, since LMFs forget what nobody repeats; that it is not any
 * more. All goes to one LMF, to another if that one is silent.
 */
class LocationReports
{
  public:
    /// What is the same for all.
    struct Settings
    {
        Ipv6Address address;       //!< LMAA
        Time lifetime;             //!< LocationLifetime: of what is told
        double fraction{2.0 / 3};  //!< of a granted lifetime, after which it is told again
        uint32_t transmissions{3}; //!< how often one LMF is told before another is
    };

    /// A mobile node that is registered here.
    struct Session
    {
        std::string identifier;       //!< MN-Identifier
        std::vector<Prefix> prefixes; //!< home network prefixes
        uint64_t timestamp{0};        //!< of its registration
    };

    /// Who is told, of sessions by their first prefixes.
    struct Listener
    {
        /// An LMF knows of a later registration of a node elsewhere.
        std::function<void(const Prefix& node)> overtaken;
        /// LMFs have said where a node was, and which prefixes it had there.
        std::function<void(const Prefix& node, const LocationAnswer& answer)> named;
    };

    /**
     * @param signaling the node's signaling
     * @param settings what is the same for all
     * @param managers whom to tell; outlive this
     * @param listener who is told
     */
    void Start(Ptr<MobilitySignaling> signaling,
               const Settings& settings,
               PreferredManagers* managers,
               Listener listener);

    /**
     * Say that a node is here from now on, and ask where it was. A claim of the same node that is
     * under way ends without a word.
     *
     * @param identifier MN-Identifier
     * @param timestamp of its registration here
     * @param claimed told what has come of it
     */
    void Claim(const std::string& identifier, uint64_t timestamp, LocationTold claimed);

    /// @return true if a claim is under way. @param identifier MN-Identifier
    bool IsClaiming(const std::string& identifier) const
    {
        return m_out.count({Kind::CLAIM, identifier}) > 0;
    }

    /**
     * Say that prefixes are here, now and for as long as that is not withdrawn.
     *
     * @param session whose; one of the same first prefix takes its place
     * @param isNew the LMFs may not know which prefixes the node has: by its identifier too
     */
    void Report(const Session& session, bool isNew);

    /**
     * Repeat that prefixes are here, now not.
     *
     * @param session whose
     */
    void Keep(const Session& session);

    /// Say of all that they are here, now: an LMF has lost what it was told.
    void RepeatAll();

    /**
     * Say no more that they are here: another anchor says so.
     *
     * @param node first prefix of a node
     */
    void Forget(const Prefix& node);

    /**
     * Say that a session is over.
     *
     * @param node its first prefix; nothing happens if it was not reported
     */
    void Withdraw(const Prefix& node);

    /// Say nothing any more.
    void Clear();

    /// Clear, and let go of the node's objects.
    void Dispose();

    /// @return how many sessions are reported
    std::size_t GetSize() const
    {
        return m_sessions.size();
    }

  private:
    /// What is told.
    enum class Kind
    {
        CLAIM,      //!< of a node, whose prefixes are not known
        IDENTIFIER, //!< which prefixes a node has
        PREFIX,     //!< of one of them
    };

    /// What is told of whom: at most one message of each is under way.
    using Key = std::pair<Kind, std::string>;

    /// A session, and what has come of its last reports.
    struct Reported
    {
        Session session;      //!< the session
        Time patience;        //!< how long an answer is waited for; 0: see Settings
        bool isSilent{false}; //!< this time something has not been answered
    };

    /**
     * Send what is due of a session.
     *
     * @param session which
     * @param isNew see Report
     * @param purpose what for, for the traces
     */
    void Send(Session session, bool isNew, const std::string& purpose);

    /**
     * Tell an LMF something, the next one if it does not answer.
     *
     * @param key what is told of whom
     * @param question the message
     * @param tried who has not yet
     * @param told called with what has come of it
     */
    void Tell(const Key& key,
              const LocationQuestion& question,
              const std::set<Ipv6Address>& tried,
              LocationTold told);

    /**
     * The same; to whomever is preferred.
     *
     * @param key what is told of whom
     * @param request the message
     * @param purpose what for, for the traces
     * @param patience how long an answer is waited for, once; 0: as Settings have it
     * @param told called with what has come of it
     */
    void Tell(const Key& key,
              const LocationRequest& request,
              const std::string& purpose,
              Time patience,
              LocationTold told);

    /**
     * Nobody has answered a report: the session is reported again.
     *
     * @param node first prefix of its node
     * @param reported the session
     */
    void Repeat(const Prefix& node, Reported& reported);

    /**
     * What was said of a session's prefix or node, as of a registration of that time, is
     * acknowledged.
     *
     * @param node first prefix of the session's node
     * @param timestamp of the registration
     * @param answer the LMF's; null: none has answered
     */
    void HandleReported(const Prefix& node, uint64_t timestamp, const LocationAnswer* answer);

    Ptr<MobilitySignaling> m_signaling;     //!< the node's signaling
    Settings m_settings;                    //!< what is the same for all
    PreferredManagers* m_managers{nullptr}; //!< whom to tell
    Listener m_listener;                    //!< who is told
    std::map<Key, Exchange> m_out;          //!< not acknowledged yet
    std::map<Prefix, Reported> m_sessions;  //!< by first prefix
    /// When to say of a session again that it is here.
    DeadlineTable<Prefix, PrefixHash> m_repetitions{
        [this](const Prefix& node) { Send(m_sessions.at(node).session, true, "renewal"); }};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_REPORTS_H
