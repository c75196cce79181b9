/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-uplink-rule.h"

namespace ns3
{
namespace pmipv6
{

std::string
CheckUplinkSource(const boost::container::small_vector_base<Prefix>& open,
                  const Ipv6Address& source)
{
    if (source.IsLinkLocal() || source.IsAny())
    {
        return "";
    }
    if (open.empty())
    {
        return "uplink-not-open";
    }
    for (const auto& prefix : open)
    {
        if (prefix.Contains(source))
        {
            return "";
        }
    }
    return "source-of-another";
}

} // namespace pmipv6
} // namespace ns3
