/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MONITOR_TEXT_H
#define PMIPV6_MONITOR_TEXT_H

#include "ns3/ipv6-l3-protocol.h"

#include <sstream>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-monitor
 * @tparam T its type
 * @param value a value
 * @return it as records show it
 */
template <class T>
std::string
ToRecordText(const T& value)
{
    std::ostringstream text;
    text << value;
    return text.str();
}

/**
 * @ingroup pmipv6-monitor
 * @param reason why ns-3's IPv6 drops a packet
 * @return the same as this module's traces say such things
 */
inline std::string
GetDropReason(Ipv6L3Protocol::DropReason reason)
{
    switch (reason)
    {
    case Ipv6L3Protocol::DROP_TTL_EXPIRED:
        return "hop-limit-exceeded";
    case Ipv6L3Protocol::DROP_NO_ROUTE:
        return "no-route";
    case Ipv6L3Protocol::DROP_INTERFACE_DOWN:
        return "interface-down";
    case Ipv6L3Protocol::DROP_ROUTE_ERROR:
        return "route-error";
    case Ipv6L3Protocol::DROP_UNKNOWN_PROTOCOL:
        return "unknown-protocol";
    case Ipv6L3Protocol::DROP_UNKNOWN_OPTION:
        return "unknown-option";
    case Ipv6L3Protocol::DROP_MALFORMED_HEADER:
        return "malformed-header";
    case Ipv6L3Protocol::DROP_FRAGMENT_TIMEOUT:
        return "fragment-timeout";
    }
    return "unknown";
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MONITOR_TEXT_H
