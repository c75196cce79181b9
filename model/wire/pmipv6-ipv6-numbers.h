/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_IPV6_NUMBERS_H
#define PMIPV6_IPV6_NUMBERS_H

#include <cstdint>

/**
 * @file
 * @ingroup pmipv6-wire
 * Numbers of IPv6 and of neighbour discovery that ns-3 has no public names for.
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-wire
/// EtherType of IPv6.
constexpr uint16_t IPV6_ETHERTYPE = 0x86dd;
/// @ingroup pmipv6-wire
/// Protocol number of IPv6 in PPP (RFC 5072, 2).
constexpr uint16_t PPP_IPV6 = 0x0057;
/// @ingroup pmipv6-wire
/// Octets of an IPv6 header (RFC 8200, 3).
constexpr uint32_t IPV6_HEADER_SIZE = 40;
/// @ingroup pmipv6-wire
/// The least MTU of a link (RFC 8200, 5).
constexpr uint32_t MIN_IPV6_MTU = 1280;
/// @ingroup pmipv6-wire
/// Next Header value of a Hop-by-Hop Options header (RFC 8200, 4.3).
constexpr uint8_t HOP_BY_HOP_OPTIONS = 0;
/// @ingroup pmipv6-wire
/// Next Header value of ICMPv6 (RFC 4443, 1).
constexpr uint8_t ICMPV6_PROTOCOL = 58;
/// @ingroup pmipv6-wire
/// Hop limit of neighbour discovery: the packet was not forwarded (RFC 4861, 3.1).
constexpr uint8_t DISCOVERY_HOP_LIMIT = 255;
/// @ingroup pmipv6-wire
/// ICMPv6 type (RFC 4861, 4.1).
constexpr uint8_t ROUTER_SOLICITATION = 133;
/// @ingroup pmipv6-wire
/// ICMPv6 type (RFC 4861, 4.2).
constexpr uint8_t ROUTER_ADVERTISEMENT = 134;
/// @ingroup pmipv6-wire
/// ICMPv6 type (RFC 4861, 4.5), the last of neighbour discovery.
constexpr uint8_t REDIRECT = 137;
/// @ingroup pmipv6-wire
/// Length of a prefix of which hosts make addresses (RFC 4862, 5.5.3, with interface identifiers of
/// 64 bits).
constexpr uint8_t AUTOCONFIGURED_LENGTH = 64;

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_IPV6_NUMBERS_H
