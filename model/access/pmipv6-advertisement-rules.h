/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ADVERTISEMENT_RULES_H
#define PMIPV6_ADVERTISEMENT_RULES_H

#include "pmipv6-logical-router.h"
#include "pmipv6-prefix.h"

#include "ns3/nstime.h"

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <optional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-access
/// A prefix that is to be withdrawn.
struct PendingWithdrawal
{
    Prefix prefix;                       //!< the prefix
    std::optional<LogicalRouter> router; //!< who has advertised it; nothing: the gateway itself
};

/// @ingroup pmipv6-access
/// A prefix that was withdrawn.
struct WithdrawnPrefix
{
    Prefix prefix;     //!< the prefix
    uint32_t count{0}; //!< how often
    Time last;         //!< when last
    /// What a logical router that has advertised it said for the last time.
    std::optional<AdvertisedRouter> router;
};

/// @ingroup pmipv6-access
/// Prefixes of a node that are to be withdrawn, few.
using PendingWithdrawals = boost::container::small_vector<PendingWithdrawal, 2>;

/// @ingroup pmipv6-access
/// What there is to say to a node.
struct AdvertisementFacts
{
    std::vector<AdvertisedRouter> routers; //!< that it is to see
    std::vector<AdvertisedRouter> ended;   //!< that say something for the last time
    bool isTold{false};                    //!< those that it is to see speak
    bool isGatewayRouter{true};            //!< the gateway itself is a router even if it only ends
};

/**
 * @ingroup pmipv6-access
 * Which Router Advertisements say it: one a router. A router that is to be seen no more tells
 * Router Lifetime 0 (RFC 4861, 6.2.5). What nobody here has advertised the gateway itself withdraws
 * or, where a node does not see it, the first of the routers that it sees.
 *
 * @param facts what there is to say
 * @param withdrawn prefixes that are withdrawn now
 * @return what each router tells
 */
std::vector<AdvertisedRouter> ComposeAdvertisements(const AdvertisementFacts& facts,
                                                    const PendingWithdrawals& withdrawn);

/**
 * @ingroup pmipv6-access
 * Not all that a node has can be told yet: what it was told stays meanwhile.
 *
 * @param before what each router has told it
 * @param routers what each is to tell it, to which is added what no router tells any more
 */
void KeepTold(const std::vector<AdvertisedRouter>& before, std::vector<AdvertisedRouter>& routers);

/**
 * @ingroup pmipv6-access
 * @param routers that a node is to see
 * @param ended that were to say something for the last time: of them goes what the node is to see
 */
void DropContinued(const std::vector<AdvertisedRouter>& routers,
                   std::vector<AdvertisedRouter>& ended);

/**
 * @ingroup pmipv6-access
 * @param routers what is told
 * @param routerLifetime of the gateway itself
 * @param longest MaxRtrAdvInterval
 * @return after how long it is to be told again: a host may miss two advertisements before anything
 *         runs out, as AdvDefaultLifetime is three times MaxRtrAdvInterval (RFC 4861, 6.2.1)
 */
Time GetAdvertisingInterval(const std::vector<AdvertisedRouter>& routers,
                            Time routerLifetime,
                            Time longest);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ADVERTISEMENT_RULES_H
