/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EXTENSION_CODEC_H
#define PMIPV6_EXTENSION_CODEC_H

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-wire
 * The extension headers of IPv6 that carry a home address (RFC 6275, 6.3 and 6.4): a Destination
 * Options header with a Home Address option, from a mobile node that is away, and a type 2 routing
 * header, to one. Total: any octets give a header or a named fault.
 *
 * In the pseudo-header of a checksum a Home Address option's address stands for the source (RFC
 * 6275, 6.1.1 and 11.3.1), a type 2 routing header's for the destination, as the final one (RFC
 * 8200, 8.1). The care-of addresses of the IPv6 header have no part in it.
 */

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-wire
/// Next Header value of a Destination Options header (RFC 8200, 4.6).
constexpr uint8_t DESTINATION_OPTIONS = 60;
/// @ingroup pmipv6-wire
/// Next Header value of a Routing header (RFC 8200, 4.4).
constexpr uint8_t ROUTING_HEADER = 43;
/// @ingroup pmipv6-wire
/// Octets that either header of this file adds to a packet.
constexpr std::size_t HOME_ADDRESS_HEADER_SIZE = 24;

/// @ingroup pmipv6-wire
/// Why octets are no such header; in the order in which the checks are made.
enum class ExtensionFault
{
    TOO_SHORT,      //!< fewer than 8 octets
    ROUTING_TYPE,   //!< a routing header of another type than 2
    HDR_EXT_LEN,    //!< a type 2 routing header whose Hdr Ext Len is not 2 (RFC 6275, 6.4.1)
    SEGMENTS_LEFT,  //!< one whose Segments Left is not 1 (RFC 6275, 11.3.3)
    TRUNCATED,      //!< Hdr Ext Len names more octets than there are
    OPTION_OVERRUN, //!< an option reaches past the end of the header
    OPTION_LENGTH,  //!< a Home Address option whose length is not 16
    REPEATED,       //!< a second Home Address option (RFC 6275, 6.3)
};

/**
 * @ingroup pmipv6-wire
 * @param fault a fault
 * @return its name in lower case with hyphens, as traces show it: "bad-segments-left"
 */
std::string GetFaultName(ExtensionFault fault);

/**
 * @ingroup pmipv6-wire
 * Why and where parsing ended.
 */
struct ExtensionError
{
    ExtensionFault fault; //!< what is wrong
    /**
     * Of the octet at fault, from the start of the header: an option's length octet for
     * OPTION_OVERRUN (its type octet if the header ends behind that) and OPTION_LENGTH, its type
     * octet for REPEATED, 0 for TOO_SHORT, the field's for the others.
     */
    std::size_t offset{0};
};

/**
 * @ingroup pmipv6-wire
 * An option that is not known here, and that asks whoever does not know it not to skip it: the two
 * highest bits of its type are not 00 (RFC 8200, 4.2).
 */
struct UnskippableOption
{
    uint8_t type{0};       //!< its type, with these bits
    std::size_t offset{0}; //!< of the type octet, from the start of the header
};

/**
 * @ingroup pmipv6-wire
 * What a Destination Options header says (RFC 8200, 4.6).
 */
struct DestinationOptions
{
    uint8_t nextHeader{0};                        //!< of what follows it
    std::size_t length{0};                        //!< its octets
    std::optional<Ipv6Address> homeAddress;       //!< of the Home Address option, if there is one
    std::optional<UnskippableOption> unskippable; //!< the first of these, if there is one
};

/// @ingroup pmipv6-wire
/// A Destination Options header, or why it is none.
using DestinationOptionsResult = std::variant<DestinationOptions, ExtensionError>;

/**
 * @ingroup pmipv6-wire
 * Read a Destination Options header; its options may stand in any order. Whether the home address
 * is one that a mobile node can have is not looked at.
 *
 * @param data the octets, from Next Header on; may be null if @p size is 0
 * @param size how many there are; what is behind the header is not looked at
 * @return what it says, or why it is none
 */
DestinationOptionsResult ParseDestinationOptions(const uint8_t* data, std::size_t size);

/**
 * @ingroup pmipv6-wire
 * Write a Destination Options header that has a Home Address option alone, aligned to 8n+6 (RFC
 * 6275, 6.3).
 *
 * @param nextHeader of what follows it
 * @param homeAddress the sender's home address
 * @return HOME_ADDRESS_HEADER_SIZE octets
 */
std::vector<uint8_t> BuildHomeAddressOption(uint8_t nextHeader, const Ipv6Address& homeAddress);

/**
 * @ingroup pmipv6-wire
 * What a type 2 routing header says (RFC 6275, 6.4), which is always of HOME_ADDRESS_HEADER_SIZE.
 */
struct Type2Routing
{
    uint8_t nextHeader{0};   //!< of what follows it
    Ipv6Address homeAddress; //!< of whom the packet is for
};

/// @ingroup pmipv6-wire
/// A type 2 routing header, or why it is none.
using Type2RoutingResult = std::variant<Type2Routing, ExtensionError>;

/**
 * @ingroup pmipv6-wire
 * Read a type 2 routing header, as it is on the wire. Whether the home address is one of the
 * receiver's is not looked at.
 *
 * @param data the octets, from Next Header on; may be null if @p size is 0
 * @param size how many there are; what is behind the header is not looked at
 * @return what it says, or why it is none
 */
Type2RoutingResult ParseType2Routing(const uint8_t* data, std::size_t size);

/**
 * @ingroup pmipv6-wire
 * Write a type 2 routing header, Segments Left 1.
 *
 * @param routing what it says
 * @return HOME_ADDRESS_HEADER_SIZE octets
 */
std::vector<uint8_t> BuildType2Routing(const Type2Routing& routing);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EXTENSION_CODEC_H
