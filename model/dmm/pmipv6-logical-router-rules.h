/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOGICAL_ROUTER_RULES_H
#define PMIPV6_LOGICAL_ROUTER_RULES_H

#include "pmipv6-dmm-messages.h"
#include "pmipv6-logical-router.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/nstime.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * The logical router of a MAAR towards one of its nodes (RFC 8885, 3.7): a locally administered
 * link-layer address of both numbers, and the link-local address that an interface with it makes
 * (RFC 4291, appendix A).
 *
 * @param maar number of the MAAR, which no other has
 * @param node number of the node, likewise, to 2^24 - 1
 * @return the router
 */
LogicalRouter MakeLogicalRouter(uint16_t maar, uint32_t node);

/**
 * @ingroup pmipv6-dmm
 * @param told what was told of a MAAR's logical router
 * @return the router; where its link has no link-layer address (RFC 8885, 4.8), with the one of
 * which its link-local address is made
 */
LogicalRouter GetRouter(const MaarInterface& told);

/**
 * @ingroup pmipv6-dmm
 * @param told local networks of a MAAR as it tells them
 * @return those to which a node can be told a route: not all the world, no link or group, each once
 */
std::vector<Prefix> SelectNetworks(const std::vector<Prefix>& told);

/**
 * @ingroup pmipv6-dmm
 * May a serving MAAR stand in for a logical router of which it is told?
 *
 * @param told what it is told
 * @param taken the routers that the node sees already
 * @param node the node's link-layer address
 * @return empty, or why not
 */
std::string CheckRouter(const MaarInterface& told,
                        const std::vector<LogicalRouter>& taken,
                        const LinkLayerAddress& node);

/**
 * @ingroup pmipv6-dmm
 * @param interface what a MAAR was to a node
 * @param prefix what was anchored there
 * @return what its router says for the last time: that it is no default router, the prefix is
 * withdrawn, and the routes end
 */
AdvertisedRouter MakeLast(const MaarInterface& interface, const Prefix& prefix);

/// @ingroup pmipv6-dmm
/// A prefix of a node that is anchored at a previous MAAR.
struct ShownPrefix
{
    Prefix prefix;           //!< the prefix
    Time end;                //!< when it ends
    MaarInterface interface; //!< that MAAR's; empty: the serving one's router advertises the prefix
};

/// @ingroup pmipv6-dmm
/// What a serving MAAR shows a node.
struct ShownRouters
{
    MaarInterface interface;           //!< its own; empty: the gateway itself is the only router
    std::vector<Prefix> prefixes;      //!< anchored at itself
    std::vector<ShownPrefix> previous; //!< anchored elsewhere
    Time maxPreferred{Time::Max()};    //!< longest preferred lifetime that it advertises
    bool isLocalDeprecated{false};     //!< prefixes that reach a local network are deprecated too
    bool isCentralPreferred{false};    //!< prefixes of other anchors come before its own
};

/**
 * @ingroup pmipv6-dmm
 * Have a node see a router for each MAAR at which it has something (RFC 8885, 3.7): the serving one
 * first, the previous ones with low preference (RFC 4191, 2.2) and with preferred lifetimes 0,
 * unless they reach a local network, to which the route is told (2.3). Where the node has prefixes
 * of central anchors besides, the gateway itself stays the router of those; which of both kinds new
 * flows take then says the preference.
 *
 * @param shown what to show
 * @param told what the gateway itself would tell: prefixes of all registrations. Becomes what each
 *        router tells
 */
void ShowRouters(const ShownRouters& shown, std::vector<AdvertisedRouter>& told);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOGICAL_ROUTER_RULES_H
