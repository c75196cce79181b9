/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_HOME_AGENT_DISCOVERY_H
#define PMIPV6_HOME_AGENT_DISCOVERY_H

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-wire
/// ICMPv6 type (RFC 6275, 6.5).
constexpr uint8_t HOME_AGENT_ADDRESS_DISCOVERY_REQUEST = 144;
/// @ingroup pmipv6-wire
/// ICMPv6 type (RFC 6275, 6.6).
constexpr uint8_t HOME_AGENT_ADDRESS_DISCOVERY_REPLY = 145;

/**
 * @ingroup pmipv6-wire
 * @param type an ICMPv6 type
 * @return the message's name in CamelCase; null if it is none of discovery
 */
constexpr const char*
GetDiscoveryName(uint8_t type)
{
    return type == HOME_AGENT_ADDRESS_DISCOVERY_REQUEST ? "HomeAgentAddressDiscoveryRequest"
           : type == HOME_AGENT_ADDRESS_DISCOVERY_REPLY ? "HomeAgentAddressDiscoveryReply"
                                                        : nullptr;
}

/**
 * @ingroup pmipv6-wire
 * Home Agent Address Discovery Request, an ICMPv6 message (RFC 6275, 6.5; RFC 3963, 7.1).
 */
struct HomeAgentAddressDiscoveryRequest
{
    uint16_t identifier{0}; //!< by which the reply is known
    bool isMobileRouter{
        false}; //!< R: home agents are wanted that support mobile routers (RFC 3963)
};

/**
 * @ingroup pmipv6-wire
 * Home Agent Address Discovery Reply, an ICMPv6 message (RFC 6275, 6.6; RFC 3963, 7.2).
 */
struct HomeAgentAddressDiscoveryReply
{
    uint16_t identifier{0};          //!< copied from the request
    bool isMobileRouter{false};      //!< R: these home agents support mobile routers (RFC 3963)
    std::vector<Ipv6Address> agents; //!< home agents on the home link, the best first; may be none
};

/// @ingroup pmipv6-wire
/// One of the two messages, or why octets are neither.
using HomeAgentAddressDiscovery =
    std::variant<HomeAgentAddressDiscoveryRequest, HomeAgentAddressDiscoveryReply, std::string>;

/**
 * @ingroup pmipv6-wire
 * Read either message. Total: any octets give one or a fault.
 *
 * @param octets the ICMPv6 message, from its type on; may be null if @p size is 0
 * @param size how many octets there are; of a reply they say how many addresses there are
 * @param source of the packet, for the checksum
 * @param destination of the packet, likewise
 * @return the message; or why there is none, in lower case with hyphens: "too-short" (fewer than 8
 *         octets), "bad-checksum", "type-or-code" (neither type, or a code other than 0),
 *         "address-cut" (the addresses of a reply are no multiple of 16 octets)
 */
HomeAgentAddressDiscovery ParseHomeAgentAddressDiscovery(const uint8_t* octets,
                                                         std::size_t size,
                                                         const Ipv6Address& source,
                                                         const Ipv6Address& destination);

/**
 * @ingroup pmipv6-wire
 * @param request a request
 * @param source of the packet, for the checksum
 * @param destination of the packet, likewise
 * @return the ICMPv6 message
 */
std::vector<uint8_t> SerializeHomeAgentAddressDiscovery(
    const HomeAgentAddressDiscoveryRequest& request,
    const Ipv6Address& source,
    const Ipv6Address& destination);

/**
 * @ingroup pmipv6-wire
 * @param reply a reply
 * @param source of the packet, for the checksum
 * @param destination of the packet, likewise
 * @return the ICMPv6 message
 */
std::vector<uint8_t> SerializeHomeAgentAddressDiscovery(const HomeAgentAddressDiscoveryReply& reply,
                                                        const Ipv6Address& source,
                                                        const Ipv6Address& destination);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_HOME_AGENT_DISCOVERY_H
