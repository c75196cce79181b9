/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_UPPER_LAYER_CHECKSUM_H
#define PMIPV6_UPPER_LAYER_CHECKSUM_H

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <cstdint>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * The checksum of a message over IPv6, with its pseudo-header (RFC 8200, 8.1).
 *
 * @param data the message; its checksum field counts as it is
 * @param size octets of it
 * @param source of the packet; the address of a Home Address option if there is one (RFC 6275,
 *        6.1.1 and 11.3.1)
 * @param destination of the packet, the final one: that of a type 2 routing header if there is one
 * @param protocol Next Header number of the message
 * @return what the field is to hold if it is zero; 0 if it holds the right checksum
 */
uint16_t ComputeUpperLayerChecksum(const uint8_t* data,
                                   std::size_t size,
                                   const Ipv6Address& source,
                                   const Ipv6Address& destination,
                                   uint8_t protocol);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_UPPER_LAYER_CHECKSUM_H
