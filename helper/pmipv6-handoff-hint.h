/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HANDOFF_HINT_H
#define PMIPV6_HANDOFF_HINT_H

#include "pmipv6-logical-interface.h"
#include "pmipv6-mobility-constants.h"

#include "ns3/net-device.h"

#include <functional>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-helper
 * What the attach procedure of a device under a logical interface says to a gateway, as Handoff
 * Indicator (RFC 5213, 6.9.1.1, 7, and 8.4). Where the host does not say it: UNKNOWN.
 *
 * @param logical the logical interface
 * @param device a device that is under it, or will be
 * @return says it whenever it is called, of an attachment at that moment
 */
inline std::function<HandoffIndicator()>
MakeHandoffHint(Ptr<LogicalInterface> logical, Ptr<NetDevice> device)
{
    // Plain pointers: a node has both until the end, and a link that calls this is a part of it.
    return [logical = PeekPointer(logical), device = PeekPointer(device)] {
        switch (logical->GetArrival(device))
        {
        case LogicalInterface::Arrival::FIRST:
            return HandoffIndicator::NEW_INTERFACE;
        case LogicalInterface::Arrival::SAME_DEVICE:
            return HandoffIndicator::BETWEEN_GATEWAYS;
        case LogicalInterface::Arrival::OTHER_DEVICE:
            return HandoffIndicator::BETWEEN_INTERFACES;
        case LogicalInterface::Arrival::UNTOLD:
            break;
        }
        return HandoffIndicator::UNKNOWN;
    };
}

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HANDOFF_HINT_H
