/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_OBSERVED_ATTEMPTS_H
#define PMIPV6_OBSERVED_ATTEMPTS_H

#include "pmipv6-prefix-names.h"
#include "pmipv6-prefix-pair.h"
#include "pmipv6-records.h"

#include "ns3/nstime.h"

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * Routes that are being set up because of a packet: the only writer of their records. Knows time
 * only as an argument.
 */
class ObservedAttempts
{
  public:
    /// A route that is being set up, or was. It is completed when the anchor knows that has seen
    /// the packet, or was asked; never where anchors have no sessions.
    struct Attempt
    {
        PrefixPair pair;           //!< the source's prefix first
        std::string anchor;        //!< of the source; empty as long as only its gateway knows
        OptimizationRecord record; //!< what has happened so far
    };

    /**
     * @param names of the mobile nodes; outlives this
     */
    explicit ObservedAttempts(const PrefixNames& names);

    /**
     * A gateway has seen a packet for which it asks for a route.
     *
     * @param pair the source's prefix first
     * @param now the time
     */
    void Request(const PrefixPair& pair, Time now);

    /**
     * An anchor has seen a packet, or was asked.
     *
     * @param anchor its name
     * @param pair the source's prefix first
     * @param now the time
     */
    void Detect(const std::string& anchor, const PrefixPair& pair, Time now);

    /**
     * An anchor has a session of a pair that it keeps up, or is about to.
     *
     * @param anchor its name
     * @param pair the source's prefix first
     */
    void SetAlive(const std::string& anchor, const PrefixPair& pair);

    /**
     * An anchor's session is over, and with it what it has begun: it is set up if packets use it.
     *
     * @param anchor its name
     * @param pair the source's prefix first
     */
    void End(const std::string& anchor, const PrefixPair& pair);

    /**
     * An anchor's session is complete, and with it what it has begun. When both anchors have seen a
     * packet, one attempt stands.
     *
     * @param anchor its name
     * @param pair the source's prefix first
     * @param now the time
     */
    void Complete(const std::string& anchor, const PrefixPair& pair, Time now);

    /**
     * Packets use a route at a gateway.
     *
     * @param pair in any order
     * @param own prefix of the node there
     * @param isLocal both nodes are there
     * @param now the time
     */
    void Use(const PrefixPair& pair, const Prefix& own, bool isLocal, Time now);

    /// @return what was set up
    std::vector<Attempt> GetSetUp() const;

  private:
    /// What is known of a pair of prefixes.
    struct Pair
    {
        std::set<std::string> anchors; //!< those with a session
        std::vector<Attempt> attempts; //!< under way, at most one each way
    };

    /**
     * Begin a record, in place of one that came to nothing.
     *
     * @param pair the source's prefix first
     * @param anchor who has seen the packet; empty if it was the source's gateway
     * @param now the time
     */
    void Begin(const PrefixPair& pair, const std::string& anchor, Time now);

    /**
     * Keep what an anchor has begun for good if packets use it, and forget it else.
     *
     * @param anchor its name
     * @param pair the source's prefix first
     */
    void Close(const std::string& anchor, const PrefixPair& pair);

    const PrefixNames& m_names;                                   //!< of the mobile nodes
    std::unordered_map<PrefixPair, Pair, PrefixPairHash> m_pairs; //!< in the key's order
    std::vector<Attempt> m_done;                                  //!< those set up
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_OBSERVED_ATTEMPTS_H
