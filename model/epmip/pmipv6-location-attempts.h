/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCATION_ATTEMPTS_H
#define PMIPV6_LOCATION_ATTEMPTS_H

#include "pmipv6-location-queries.h"
#include "pmipv6-prefix-names.h"
#include "pmipv6-prefix-pair.h"
#include "pmipv6-records.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Direct paths of pairs that come about because of a packet, not of a handover: the only writer of
 * their records. One begins when a gateway asks for a location, or uses one that it has learned, or
 * knows because both nodes are there; it is complete when both ways are used. A pair of which one
 * way is used has its path: what gateways ask and learn further is not told. Knows time only as an
 * argument.
 */
class LocationAttempts
{
  public:
    /// A path that came about, or did not.
    struct Attempt
    {
        PrefixPair way;            //!< the prefix of the node first whose packet it was
        std::string gateway;       //!< where that was seen
        OptimizationRecord record; //!< what has happened so far
    };

    /**
     * @param names of the nodes; outlives this
     */
    explicit LocationAttempts(const PrefixNames& names);

    /**
     * A gateway asks where a packet's receiver is.
     *
     * @param way the sender's prefix first
     * @param gateway its name
     * @param destination the packet's
     * @param now the time
     */
    void Query(const PrefixPair& way,
               const std::string& gateway,
               const Ipv6Address& destination,
               Time now);

    /**
     * A gateway knows what has come of that.
     *
     * @param gateway its name
     * @param destination as of Query
     * @param outcome what
     * @param now the time
     */
    void End(const std::string& gateway,
             const Ipv6Address& destination,
             QueryOutcome outcome,
             Time now);

    /**
     * The gateway of a node sends what it sends to another one past the anchors.
     *
     * @param way the sender's prefix first
     * @param gateway its name
     * @param isLocal both nodes are there
     * @param now the time
     */
    void Use(const PrefixPair& way, const std::string& gateway, bool isLocal, Time now);

    /**
     * The gateway of a node sends what it sends to another one through the anchor again.
     *
     * @param way the sender's prefix first
     */
    void Leave(const PrefixPair& way);

    /**
     * A packet waits, or there is no room for it.
     *
     * @param way the sender's prefix first
     * @param gateway name of the gateway where
     * @param isHeld false: there is no room
     * @return false if it does not wait for a location
     */
    bool NoteWaiting(const PrefixPair& way, const std::string& gateway, bool isHeld);

    /// @return those of which something has come, by when they began
    std::vector<Attempt> GetAll() const;

  private:
    /// What is known of a pair of prefixes.
    struct Pair
    {
        bool isForthUsed{false};        //!< the way in the key's order is used
        bool isBackUsed{false};         //!< the other one is
        std::optional<std::size_t> now; //!< index of what is under way
    };

    /// @param way source and destination, by prefixes @return what is known of the pair of a way
    Pair& Get(const PrefixPair& way)
    {
        return m_pairs[way.GetKey()];
    }

    /// @param pair what is known of a pair @return what is under way; null if nothing is
    Attempt* GetCurrent(const Pair& pair)
    {
        return pair.now ? &m_attempts[*pair.now] : nullptr;
    }

    /**
     * Begin a record. See Query.
     *
     * @param pair what is known of the pair
     * @param way its source and destination, by prefixes
     * @param gateway which asks
     * @param now the time
     */
    void Begin(Pair& pair, const PrefixPair& way, const std::string& gateway, Time now);

    const PrefixNames& m_names;                                   //!< of the nodes
    std::vector<Attempt> m_attempts;                              //!< all, by when they began
    std::unordered_map<PrefixPair, Pair, PrefixPairHash> m_pairs; //!< in the key's order
    /// Indices of those for which a query is out, by gateway and what is asked for.
    std::map<std::pair<std::string, Ipv6Address>, std::vector<std::size_t>> m_out;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCATION_ATTEMPTS_H
