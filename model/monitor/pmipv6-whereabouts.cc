/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-whereabouts.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{

std::string
Whereabouts::GetName(const Ipv6Address& address) const
{
    const auto router = routers.find(address);
    if (router != routers.end())
    {
        return router->second;
    }
    std::ostringstream text;
    text << address;
    return text.str();
}

} // namespace pmipv6
} // namespace ns3
