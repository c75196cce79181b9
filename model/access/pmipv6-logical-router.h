/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOGICAL_ROUTER_H
#define PMIPV6_LOGICAL_ROUTER_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

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
 * A prefix as a Router Advertisement tells it (RFC 4861, 4.6.2). Both lifetimes are told in whole
 * seconds; 4294967295 s or more is for ever. Both 0: the prefix is withdrawn.
 */
struct AdvertisedPrefix
{
    Prefix prefix;  //!< the prefix
    Time valid;     //!< how long addresses of it are valid
    Time preferred; //!< how long they are preferred, at most as long
};

/// @return true if both say the same
inline bool
operator==(const AdvertisedPrefix& a, const AdvertisedPrefix& b)
{
    return a.prefix == b.prefix && a.valid == b.valid && a.preferred == b.preferred;
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOGICAL_ROUTER_H
