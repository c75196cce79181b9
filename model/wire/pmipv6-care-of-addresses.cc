/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-care-of-addresses.h"

#include "pmipv6-home-address-header.h"

namespace ns3
{
namespace pmipv6
{

uint8_t
AddHomeAddresses(Packet& packet,
                 uint8_t protocol,
                 const Ipv6Address& source,
                 const Ipv6Address& destination,
                 const CareOfAddresses& careOf)
{
    if (!careOf.source.IsAny())
    {
        DestinationOptionsHeader header;
        header.Set(protocol, source);
        packet.AddHeader(header);
        protocol = DESTINATION_OPTIONS;
    }
    if (!careOf.destination.IsAny())
    {
        Type2RoutingHeader header;
        header.Set(protocol, destination);
        packet.AddHeader(header);
        protocol = ROUTING_HEADER; // RFC 6275, 6.3: it stands before the option.
    }
    return protocol;
}

} // namespace pmipv6
} // namespace ns3
