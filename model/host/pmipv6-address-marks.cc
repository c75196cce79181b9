/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-address-marks.h"

namespace ns3
{
namespace pmipv6
{

void
MarkState(Ipv6Interface& interface, const HostAddress& address)
{
    for (uint32_t i = 0; i < interface.GetNAddresses(); ++i)
    {
        const auto one = interface.GetAddress(i);
        const bool isDeprecated = one.GetState() == Ipv6InterfaceAddress::DEPRECATED;
        if (one.GetAddress() != address.address ||
            one.GetState() == Ipv6InterfaceAddress::INVALID || isDeprecated != address.isPreferred)
        {
            continue;
        }
        interface.SetState(address.address,
                           address.isPreferred ? Ipv6InterfaceAddress::PREFERRED
                                               : Ipv6InterfaceAddress::DEPRECATED);
    }
}

} // namespace pmipv6
} // namespace ns3
