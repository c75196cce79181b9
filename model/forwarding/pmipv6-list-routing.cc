/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-list-routing.h"

#include "ns3/abort.h"
#include "ns3/ipv6-routing-table-entry.h"
#include "ns3/ipv6-static-routing.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Copy the routes that were set by hand; those of the interfaces' own prefixes come by themselves.
void
CopyRoutes(Ptr<Ipv6StaticRouting> from, Ptr<Ipv6StaticRouting> to)
{
    for (uint32_t i = 0; i < from->GetNRoutes(); ++i)
    {
        const Ipv6RoutingTableEntry route = from->GetRoute(i);
        if (!route.IsGateway() && !route.IsHost() && !route.IsDefault())
        {
            bool known = false;
            for (uint32_t j = 0; j < to->GetNRoutes() && !known; ++j)
            {
                const Ipv6RoutingTableEntry other = to->GetRoute(j);
                known = other.GetDest() == route.GetDest() &&
                        other.GetDestNetworkPrefix() == route.GetDestNetworkPrefix() &&
                        other.GetInterface() == route.GetInterface();
            }
            if (known)
            {
                continue;
            }
        }
        if (route.GetGateway().IsAny())
        {
            to->AddNetworkRouteTo(route.GetDest(),
                                  route.GetDestNetworkPrefix(),
                                  route.GetInterface(),
                                  from->GetMetric(i));
        }
        else
        {
            to->AddNetworkRouteTo(route.GetDest(),
                                  route.GetDestNetworkPrefix(),
                                  route.GetGateway(),
                                  route.GetInterface(),
                                  route.GetPrefixToUse(),
                                  from->GetMetric(i));
        }
    }
}

} // namespace

Ptr<Ipv6ListRouting>
GetListRouting(Ptr<Node> node, Ptr<Ipv6L3Protocol> ipv6)
{
    auto list = DynamicCast<Ipv6ListRouting>(ipv6->GetRoutingProtocol());
    if (!list)
    {
        auto former = DynamicCast<Ipv6StaticRouting>(ipv6->GetRoutingProtocol());
        NS_ABORT_MSG_UNLESS(former,
                            "node "
                                << node->GetId()
                                << " must have Ipv6ListRouting or Ipv6StaticRouting as its IPv6 "
                                   "routing protocol");
        list = CreateObject<Ipv6ListRouting>();
        auto replacement = CreateObject<Ipv6StaticRouting>();
        list->AddRoutingProtocol(replacement, 0);
        ipv6->SetRoutingProtocol(list);
        CopyRoutes(former, replacement);
    }
    return list;
}

} // namespace pmipv6
} // namespace ns3
