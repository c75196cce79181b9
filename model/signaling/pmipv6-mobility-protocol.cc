/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-protocol.h"

#include "pmipv6-message-format.h"

#include "ns3/icmpv6-header.h"

namespace ns3
{
namespace pmipv6
{

int
MobilityProtocol::GetProtocolNumber() const
{
    return MOBILITY_HEADER_PROTOCOL;
}

IpL4Protocol::RxStatus
MobilityProtocol::Receive(Ptr<Packet> /* p */,
                          const Ipv4Header& /* header */,
                          Ptr<Ipv4Interface> /* incomingInterface */)
{
    return RX_ENDPOINT_UNREACH;
}

void
MobilityProtocol::ReceiveIcmp(Ipv6Address icmpSource,
                              uint8_t /* icmpTtl */,
                              uint8_t icmpType,
                              uint8_t icmpCode,
                              uint32_t /* icmpInfo */,
                              Ipv6Address /* payloadSource */,
                              Ipv6Address payloadDestination,
                              const uint8_t payload[8])
{
    if (icmpType == Icmpv6Header::ICMPV6_ERROR_PARAMETER_ERROR &&
        icmpCode == Icmpv6Header::ICMPV6_UNKNOWN_NEXT_HEADER && icmpSource == payloadDestination)
    {
        // The IPv6 header of what is quoted is gone: it begins with the Mobility Header.
        HandleUnknownProtocol(icmpSource, static_cast<MessageType>(payload[MH_TYPE_OFFSET]));
    }
}

} // namespace pmipv6
} // namespace ns3
