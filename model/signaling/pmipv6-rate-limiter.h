/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_RATE_LIMITER_H
#define PMIPV6_RATE_LIMITER_H

#include "ns3/nstime.h"

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-signaling
 * At most so many messages a second for each subject: MAX_UPDATE_RATE (RFC 6275, 11.8 and 12).
 * Knows time only as an argument; forgets a subject that has been quiet for a second.
 */
class RateLimiter
{
  public:
    /**
     * When may the next message for a subject go? Counts it as sent then.
     *
     * @param subject for whom the rate counts
     * @param now the time
     * @param rate messages a second; 0 is no limit
     * @return @p now, or a later time
     */
    Time Reserve(const std::string& subject, Time now, uint32_t rate);

    /**
     * Give back what Reserve gave: the message is not sent after all.
     *
     * @param subject as in Reserve
     * @param reserved what Reserve returned
     */
    void Release(const std::string& subject, Time reserved);

    /**
     * May a message for a subject go now? Counts it as sent only if it may.
     *
     * @param subject for whom the rate counts
     * @param now the time
     * @param rate messages a second; 0 is no limit
     * @return true if it may
     */
    bool TryReserve(const std::string& subject, Time now, uint32_t rate);

  private:
    /// When the messages of the last second went, or will go, oldest first; perhaps some before.
    using History = std::deque<Time>;

    /**
     * @param history the messages of a subject
     * @param now the time
     * @param rate messages a second, above 0
     * @return when one more may go
     */
    static Time GetNext(const History& history, Time now, uint32_t rate);

    /// Drop the subjects that have been quiet for a second, once in a while. @param now the time
    void Sweep(Time now);

    std::unordered_map<std::string, History> m_histories; //!< by subject
    std::size_t m_sweepAt{1024};                          //!< sweep at that many subjects
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_RATE_LIMITER_H
