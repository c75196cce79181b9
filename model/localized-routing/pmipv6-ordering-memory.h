/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ORDERING_MEMORY_H
#define PMIPV6_ORDERING_MEMORY_H

#include "pmipv6-expiring-map.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-prefix-pair.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * The last attempt for each pair whose route is gone, for as long as a message of an earlier one
 * may still be on its way.
 */
class OrderingMemory
{
  public:
    /**
     * @param memory how long a pair is remembered; before the first is
     */
    void SetMemory(Time memory)
    {
        m_memory = memory;
    }

    /**
     * @param pair a pair whose route is gone
     * @param ordering of the last attempt for it
     * @param now the time
     */
    void Keep(const PrefixPair& pair, uint32_t ordering, Time now);

    /**
     * Remember how the request for a route that did not come about was answered.
     *
     * @param pair a pair that is remembered
     * @param demand what tells the request from others
     * @param status the status of the answer
     */
    void KeepRefusal(const PrefixPair& pair, const std::string& demand, ExperimentalStatus status);

    /**
     * @param pair a pair
     * @param demand what tells a request from others
     * @return how it was refused, if it is the last one for the pair and was refused
     */
    std::optional<ExperimentalStatus> FindRefusal(const PrefixPair& pair,
                                                  const std::string& demand) const;

    /**
     * @param pair a pair
     * @param now the time
     * @return the last attempt for it, if it is remembered
     */
    std::optional<uint32_t> Find(const PrefixPair& pair, Time now);

    /// Forget everything.
    void Clear();

  private:
    /// What is remembered of a pair.
    struct Held
    {
        uint32_t ordering;          //!< of the last attempt
        std::string demand;         //!< the request for it, if that was refused
        ExperimentalStatus refusal; //!< how
    };

    Time m_memory{Seconds(120)}; //!< how long a message may be on its way, repetitions and more
    ExpiringMap<PrefixPair, Held, PrefixPairHash> m_held; //!< by pair, in the key's order
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ORDERING_MEMORY_H
