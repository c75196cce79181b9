/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-next-hop.h"

namespace ns3
{
namespace pmipv6
{

Mac48Address
ToLinkLayer(const Ipv6Address& nextHop)
{
    uint8_t octets[16];
    nextHop.GetBytes(octets);
    const uint8_t mac[6] = {static_cast<uint8_t>(octets[8] ^ 0x02),
                            octets[9],
                            octets[10],
                            octets[13],
                            octets[14],
                            octets[15]};
    Mac48Address address;
    address.CopyFrom(mac);
    return address;
}

} // namespace pmipv6
} // namespace ns3
