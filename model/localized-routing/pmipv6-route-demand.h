/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTE_DEMAND_H
#define PMIPV6_ROUTE_DEMAND_H

#include "pmipv6-route-messages.h"

#include "ns3/ipv6-address.h"

#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * What a peer wants of a gateway: RO Init of an anchor, or RO Setup (draft-loureiro, 4.1).
 */
struct RouteDemand
{
    bool isInit{false};   //!< RO Init, from an anchor; else RO Setup
    RouteRequest request; //!< what it says
    Ipv6Address peer;     //!< from whom
    std::string key;      //!< tells it from others; a repetition has the same

    /// @return the prefix of the node that must be here
    const Prefix& GetOwn() const
    {
        return isInit ? request.pair.destination : request.pair.source;
    }

    /// @return the prefix of the other node
    const Prefix& GetOther() const
    {
        return isInit ? request.pair.source : request.pair.destination;
    }
};

/**
 * @ingroup pmipv6-localized-routing
 * @param isInit RO Init; else RO Setup
 * @param request what it says
 * @param peer from whom
 * @return what is wanted, with its key: in proxy mode the anchor is the source of all, and gateways
 *         count each on its own
 */
RouteDemand MakeRouteDemand(bool isInit, const RouteRequest& request, const Ipv6Address& peer);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTE_DEMAND_H
