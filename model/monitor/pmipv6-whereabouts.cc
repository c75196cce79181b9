/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-whereabouts.h"

#include "pmipv6-monitor-text.h"

namespace ns3
{
namespace pmipv6
{

std::string
Whereabouts::GetName(const Ipv6Address& address) const
{
    const auto router = routers.find(address);
    return router == routers.end() ? ToRecordText(address) : router->second;
}

} // namespace pmipv6
} // namespace ns3
