/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-demand.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{

RouteDemand
MakeRouteDemand(bool isInit, const RouteRequest& request, const Ipv6Address& peer)
{
    std::ostringstream key;
    key << isInit << ' ' << peer << ' ' << request.pair << ' ' << request.sequence;
    if (request.gateway)
    {
        key << ' ' << *request.gateway;
    }
    if (request.ordering)
    {
        key << ' ' << *request.ordering;
    }
    return {isInit, request, peer, key.str()};
}

} // namespace pmipv6
} // namespace ns3
