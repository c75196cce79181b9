/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PREFIX_WITHDRAWALS_H
#define PMIPV6_PREFIX_WITHDRAWALS_H

#include "pmipv6-mobility-sessions.h"
#include "pmipv6-previous-updates.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * Prefixes that are a session's no more, of which a CMD tells the serving MAAR, so that the node
 * begins nothing from them (RFC 8885, 3.5): the last message of a node has all that is not
 * acknowledged.
 */
class PrefixWithdrawals
{
  public:
    /// Told of what is not told any more: node, MAAR, why.
    using Refused = std::function<void(const std::string&, const Ipv6Address&, const std::string&)>;

    /**
     * @param sessions the sessions
     * @param updates tells MAARs
     */
    PrefixWithdrawals(const MobilitySessions& sessions, PreviousUpdates& updates)
        : m_sessions(sessions),
          m_updates(updates)
    {
    }

    /**
     * @param maxHeader most octets of a Mobility Header: what has no room any more is the oldest
     * @param refused told of that
     */
    void Start(std::size_t maxHeader, Refused refused);

    /**
     * Have the serving MAAR drop a prefix, which is the session's no more.
     *
     * @param session the session
     * @param withdrawn which, and whose router goes with it
     * @param done called when it has, or is given up; may be empty
     */
    void Withdraw(const MobilitySession& session,
                  const WithdrawnAnchor& withdrawn,
                  std::function<void()> done);

    /**
     * What the former serving MAAR was to drop, and the node may not have heard, the present one is
     * to.
     *
     * @param session the session
     */
    void Repeat(const MobilitySession& session);

    /**
     * A session is over.
     *
     * @param identifier MN-Identifier
     */
    void End(const std::string& identifier)
    {
        m_withdrawals.erase(identifier);
    }

    /// End all.
    void Clear()
    {
        m_withdrawals.clear();
    }

  private:
    /// A prefix that a serving MAAR is to drop.
    struct Withdrawn
    {
        WithdrawnAnchor anchor; //!< which
        Time told;              //!< since when a serving MAAR knows
    };

    /// What a serving MAAR is to drop of a node.
    struct Withdrawal
    {
        std::vector<Withdrawn> prefixes;         //!< which, the latest last
        std::vector<std::function<void()>> done; //!< who waits for it
    };

    /**
     * Tell a serving MAAR what it is to drop.
     *
     * @param session the session
     * @param all what
     */
    void Tell(const MobilitySession& session, Withdrawal& all);

    /**
     * A serving MAAR has acknowledged what it is to drop, or is given up.
     *
     * @param identifier MN-Identifier
     */
    void Finish(const std::string& identifier);

    const MobilitySessions& m_sessions;                        //!< the sessions
    PreviousUpdates& m_updates;                                //!< tells MAARs
    Refused m_refused;                                         //!< told of what is forgotten
    std::size_t m_maxHeader{0};                                //!< see Start
    std::unordered_map<std::string, Withdrawal> m_withdrawals; //!< by MN-Identifier
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PREFIX_WITHDRAWALS_H
