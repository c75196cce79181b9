/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-uplink-rule.h"

#include <algorithm>

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

bool
OpenPrefix(OpenPrefixes& open, const Prefix& prefix)
{
    const bool isNew = std::find(open.begin(), open.end(), prefix) == open.end();
    if (isNew)
    {
        open.push_back(prefix);
    }
    return isNew;
}

bool
ClosePrefix(OpenPrefixes& open, const Prefix& prefix)
{
    const auto known = std::find(open.begin(), open.end(), prefix);
    const bool wasOpen = known != open.end();
    if (wasOpen)
    {
        open.erase(known);
    }
    return wasOpen;
}

} // namespace pmipv6
} // namespace ns3
