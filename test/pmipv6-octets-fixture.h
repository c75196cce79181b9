/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_OCTETS_FIXTURE_H
#define PMIPV6_OCTETS_FIXTURE_H

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * Octets made by hand, without the codec under test.
 */

namespace ns3
{
namespace pmipv6
{
namespace badinput
{

/// Octets on the wire.
using Octets = std::vector<uint8_t>;

/// @return octets out of hexadecimal digits; blanks are ignored
Octets Hex(const std::string& digits);

/// @return hexadecimal digits of octets, for messages
std::string ToHex(const Octets& octets);

/// @return a number in network byte order
Octets Number(uint64_t value, std::size_t octets);

/// @return an address
Octets FromAddress(const Ipv6Address& address);

/// @return the octets of a text
Octets FromText(const std::string& text);

/// @return one after the other
Octets operator+(Octets a, const Octets& b);

/// @return a mobility option: type, length, data
Octets MakeOption(uint8_t type, const Octets& data);

/// @return a Home Network Prefix option (RFC 5213, 8.3)
Octets MakePrefixOption(const std::string& prefix);

/**
 * @param type MH Type
 * @param data everything behind the checksum
 * @return a Mobility Header without checksum, filled to a multiple of 8 by a PadN or a Pad1
 */
Octets MakeHeader(uint8_t type, const Octets& data);

/**
 * @param octets a Mobility Header of at least 6 octets; its checksum is filled in, over as many
 * octets as Header Len says, or as there are
 * @param source of the packet
 * @param destination of the packet
 * @param protocol for the pseudo-header; the checksum stands at octet 4, or at 2 for ICMPv6
 * @return the octets with the checksum
 */
Octets WithChecksum(Octets octets,
                    const Ipv6Address& source,
                    const Ipv6Address& destination,
                    uint8_t protocol = 135);

/// @return an IPv6 packet: header and payload
Octets MakePacket(const Ipv6Address& source,
                  const Ipv6Address& destination,
                  uint8_t nextHeader,
                  const Octets& payload);

} // namespace badinput
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_OCTETS_FIXTURE_H
