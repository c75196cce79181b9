/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_REPETITION_LIMIT_H
#define PMIPV6_REPETITION_LIMIT_H

#include "pmipv6-exchange.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * How often a mobile node repeats what it asks of a correspondent (RFC 6275, 5.2.9 and 11.8).
 */
struct RepetitionLimit
{
    uint32_t maxFailures{0};         //!< MAX_RO_FAILURE
    Time held;                       //!< until then it is repeated anyway
    std::function<bool()> isCounted; //!< says at each sending whether it counts
};

/**
 * @ingroup pmipv6-mipv6
 * @param question a question that has a prepare; it is repeated so often and no more
 * @param limit how often
 */
void LimitRepetitions(Question& question, RepetitionLimit limit);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_REPETITION_LIMIT_H
