/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOGICAL_ROUTER_H
#define PMIPV6_LOGICAL_ROUTER_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-prefix.h"
#include "pmipv6-router-advertisement.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * A router as one mobile node sees it on its link: the gateway itself, or one for which the gateway
 * stands in (RFC 8885, 3.7).
 */
struct LogicalRouter
{
    /// Its link-layer address. What tells nodes of it has an option for one of 2, 6 or 8 octets.
    LinkLayerAddress linkLayer;
    Ipv6Address linkLocal; //!< its link-local address
};

/**
 * @ingroup pmipv6-access
 * @param a a router
 * @param b another one
 * @return true if both are the same
 */
inline bool
operator==(const LogicalRouter& a, const LogicalRouter& b)
{
    return a.linkLayer == b.linkLayer && a.linkLocal == b.linkLocal;
}

/**
 * @ingroup pmipv6-access
 * A prefix as a Router Advertisement tells it (RFC 4861, 4.6.2). Both lifetimes are told in whole
 * seconds; 4294967295 s or more is for ever. Both 0: the prefix is withdrawn.
 */
struct AdvertisedPrefix
{
    Prefix prefix;         //!< the prefix
    Time valid;            //!< how long addresses of it are valid, from when it is told
    Time preferred;        //!< how long they are preferred, at most as long
    Time end{Time::Max()}; //!< neither is told to go beyond (RFC 4861, 6.2.1: in real time)
    /// All of its addresses are the node's own, or of others on its link (RFC 4861, 4.6.2: L).
    bool isOnLink{true};
};

/**
 * @ingroup pmipv6-access
 * @param a what is told of a prefix
 * @param b what is told of another
 * @return true if both say the same
 */
inline bool
operator==(const AdvertisedPrefix& a, const AdvertisedPrefix& b)
{
    return a.prefix == b.prefix && a.valid == b.valid && a.preferred == b.preferred &&
           a.end == b.end && a.isOnLink == b.isOnLink;
}

/**
 * @ingroup pmipv6-access
 * A more-specific route as a Router Advertisement tells it (RFC 4191, 2.3).
 */
struct AdvertisedRoute
{
    Prefix prefix; //!< where it leads to
    Time lifetime; //!< as those of prefixes; 0: there is no such route any more
    RouterPreference preference{RouterPreference::MEDIUM}; //!< among routes to the same prefix
    Time end{Time::Max()}; //!< its lifetime is not told to go beyond
};

/**
 * @ingroup pmipv6-access
 * @param a what is told of a route
 * @param b what is told of another
 * @return true if both say the same
 */
inline bool
operator==(const AdvertisedRoute& a, const AdvertisedRoute& b)
{
    return a.prefix == b.prefix && a.lifetime == b.lifetime && a.preference == b.preference &&
           a.end == b.end;
}

/**
 * @ingroup pmipv6-access
 * What a router tells a node in its Router Advertisements.
 */
struct AdvertisedRouter
{
    std::optional<LogicalRouter> router;                   //!< who; nothing: the gateway itself
    std::vector<AdvertisedPrefix> prefixes;                //!< of the node
    std::vector<AdvertisedRoute> routes;                   //!< more specific than the default one
    RouterPreference preference{RouterPreference::MEDIUM}; //!< as a default router (RFC 4191, 2.2)
    bool isDefault{true}; //!< it is a default router: its Router Lifetime is not 0
};

/**
 * @ingroup pmipv6-access
 * @param a what is told of a router
 * @param b what is told of another
 * @return true if both say the same
 */
inline bool
operator==(const AdvertisedRouter& a, const AdvertisedRouter& b)
{
    return a.router == b.router && a.prefixes == b.prefixes && a.routes == b.routes &&
           a.preference == b.preference && a.isDefault == b.isDefault;
}

/**
 * @ingroup pmipv6-access
 * @param lifetime of a prefix or route
 * @param end when it ends at the latest
 * @param now the time
 * @return what is left of it
 */
inline Time
GetLeft(Time lifetime, Time end, Time now)
{
    return Max(Min(lifetime, end - now), Time(0));
}

/**
 * @ingroup pmipv6-access
 * @param routers what some routers tell
 * @param router one; nothing: the gateway itself
 * @return what it tells, or null if it is not among them
 */
inline const AdvertisedRouter*
FindRouter(const std::vector<AdvertisedRouter>& routers, const std::optional<LogicalRouter>& router)
{
    const auto found = std::find_if(routers.begin(), routers.end(), [&](const auto& one) {
        return one.router == router;
    });
    return found == routers.end() ? nullptr : &*found;
}

/**
 * @ingroup pmipv6-access
 * @param routers what some routers tell
 * @param prefix a prefix
 * @return true if it is, or overlaps with, one that they advertise
 */
inline bool
IsOfAny(const std::vector<AdvertisedRouter>& routers, const Prefix& prefix)
{
    return std::any_of(routers.begin(), routers.end(), [&prefix](const AdvertisedRouter& router) {
        const auto& own = router.prefixes;
        return std::any_of(own.begin(), own.end(), [&prefix](const AdvertisedPrefix& one) {
            return one.prefix.Overlaps(prefix);
        });
    });
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOGICAL_ROUTER_H
