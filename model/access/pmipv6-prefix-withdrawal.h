/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PREFIX_WITHDRAWAL_H
#define PMIPV6_PREFIX_WITHDRAWAL_H

#include "pmipv6-logical-router.h"
#include "pmipv6-prefix.h"

#include "ns3/nstime.h"

#include <cstdint>
#include <optional>

namespace ns3
{
namespace pmipv6
{

/// A prefix that is to be withdrawn.
struct PendingWithdrawal
{
    Prefix prefix;                       //!< the prefix
    std::optional<LogicalRouter> router; //!< who has advertised it; nothing: the gateway itself
};

/// A prefix that was withdrawn.
struct WithdrawnPrefix
{
    Prefix prefix;     //!< the prefix
    uint32_t count{0}; //!< how often
    Time last;         //!< when last
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PREFIX_WITHDRAWAL_H
