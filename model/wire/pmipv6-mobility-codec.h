/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_CODEC_H
#define PMIPV6_MOBILITY_CODEC_H

#include "pmipv6-mobility-message.h"

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-wire
/// Why octets are no message; in the order in which the checks are made.
enum class ParseFault
{
    TOO_SHORT,      //!< fewer than 8 octets: not even a Mobility Header
    TRUNCATED,      //!< Header Len names more octets than there are
    CHECKSUM,       //!< the checksum is wrong (RFC 6275, 9.2: discard silently)
    PAYLOAD_PROTO,  //!< Payload Proto is not 59 (RFC 6275, 9.2: Parameter Problem, code 0)
    SUBTYPE,        //!< no message of this MH Type has it (RFC 5846, 5; ExperimentalSubtype)
    HEADER_LEN,     //!< Header Len is too small for the message's fixed part (RFC 6275, 9.2)
    OPTION_OVERRUN, //!< an option reaches past the end of the header
    OPTION_LENGTH,  //!< an option's Length is not what its type has
    OPTION_VALUE,   //!< an option's value is impossible: a prefix length above 128, an address
                    //!< length other than 128
    /// Octets stand behind a Binding Authorization Data option, be they padding (RFC 6275, 6.2).
    AUTHORIZATION_NOT_LAST,
};

/**
 * @ingroup pmipv6-wire
 * @param fault a fault
 * @return its name in lower case with hyphens, as traces and results show it: "bad-checksum"
 */
std::string GetFaultName(ParseFault fault);

/**
 * @ingroup pmipv6-wire
 * Why and where parsing ended.
 */
struct ParseError
{
    ParseFault fault; //!< what is wrong
    /**
     * Of the octet at fault, from the start of the Mobility Header: an option's Length octet for
     * OPTION_OVERRUN (its Type octet if the header ends behind that) and OPTION_LENGTH, the value's
     * first octet for OPTION_VALUE, the one behind the option for AUTHORIZATION_NOT_LAST, 0 for
     * TOO_SHORT, and the field's for the others.
     */
    std::size_t offset{0};
    /**
     * RFC 6275, 9.2 answers a wrong Payload Proto, and a Header Len that is too small, with an
     * ICMPv6 Parameter Problem, code 0, that points at ParseError::offset.
     */
    bool parameterProblem{false};
};

/// @ingroup pmipv6-wire
/// A message, or why there is none.
using ParseResult = std::variant<MobilityMessage, ParseError>;

/**
 * @ingroup pmipv6-wire
 * Parse one Mobility Header. Total: every octet string yields a message or an error. Octets behind
 * the end that Header Len names are ignored (RFC 8200, 4.7). A message of an unknown MH Type comes
 * back as UnknownMessage, an option of an unknown type as RawOption; padding is dropped. A Binding
 * Revocation of an unknown B.R. Type is no UnknownMessage, which a Binding Error with status 2
 * would answer: only who does not recognize MH Type 16 sends that (RFC 5846, 6.2).
 *
 * @param data the octets, from Payload Proto on; may be null if @p size is 0
 * @param size how many there are
 * @param source for the checksum: the IPv6 header's source, or the Home Address option's address
 * @param destination for the checksum: the IPv6 header's destination, or the home address of a type
 *        2 routing header (RFC 6275, 6.1.1)
 * @return the message or the error
 */
ParseResult ParseMobilityHeader(const uint8_t* data,
                                std::size_t size,
                                const Ipv6Address& source,
                                const Ipv6Address& destination);

/**
 * @ingroup pmipv6-wire
 * Parse one Mobility Header whatever its checksum, for those who only show it and do not know the
 * addresses, or have another checksum over it. Otherwise like the other overload.
 *
 * @param data the octets, from Payload Proto on; may be null if @p size is 0
 * @param size how many there are
 * @return the message or the error, never ParseFault::CHECKSUM
 */
ParseResult ParseMobilityHeader(const uint8_t* data, std::size_t size);

/**
 * @ingroup pmipv6-wire
 * What octets would be if they were a message: for those who tell of octets that are none.
 *
 * @param data the octets, from Payload Proto on; may be null if @p size is 0
 * @param size how many there are
 * @return the name by MH Type, subtype and the P flag, as GetMessageName gives it, whether or not
 *         the checksum is right; "BindingRevocation" or "Experimental" where no message has the
 *         subtype, "Unknown" for an unknown MH Type and where the fixed header is not there
 */
std::string GetHeaderName(const uint8_t* data, std::size_t size);

/// @ingroup pmipv6-wire
/// The most octets a Mobility Header can have: Header Len 255 (RFC 6275, 6.1.1).
constexpr std::size_t MAX_MOBILITY_HEADER_LENGTH = 2048;

/**
 * @ingroup pmipv6-wire
 * How long a message gets with alignment and padding. Who puts options of a received message into
 * one of its own asks this before building: options that came unaligned can fill a whole header,
 * and aligned they no longer fit.
 *
 * @param message the message; an option of more than 255 octets ends in NS_ABORT_MSG
 * @return its length in octets, a multiple of 8; above MAX_MOBILITY_HEADER_LENGTH it cannot be
 * built
 */
std::size_t GetMobilityHeaderLength(const MobilityMessage& message);

/**
 * @ingroup pmipv6-wire
 * Build one Mobility Header: options aligned and padded, checksum filled in.
 *
 * @param message the message; options and identifiers longer than a length octet can say,
 *        messages of more than MAX_MOBILITY_HEADER_LENGTH octets or with two Binding Authorization
 *        Data options, and a RawOption of a type or an
 *        alignFactor that it cannot have, are a programming error and end in NS_ABORT_MSG. The data
 *        of an UnknownMessage is filled up with zeros
 * @param source for the checksum, as in ParseMobilityHeader
 * @param destination for the checksum, as in ParseMobilityHeader
 * @return the octets; a multiple of 8
 */
std::vector<uint8_t> BuildMobilityHeader(const MobilityMessage& message,
                                         const Ipv6Address& source,
                                         const Ipv6Address& destination);

/**
 * @ingroup pmipv6-wire
 * Checksum of a Mobility Header (RFC 6275, 6.1.1): one's complement of the one's complement sum of
 * the pseudo-header and the header, the checksum field counted as it stands.
 *
 * @param data the Mobility Header
 * @param size its length in octets
 * @param source the pseudo-header's source
 * @param destination the pseudo-header's destination
 * @return the value for the field if the field is 0, and 0 if the field holds the right value
 */
uint16_t ComputeMobilityChecksum(const uint8_t* data,
                                 std::size_t size,
                                 const Ipv6Address& source,
                                 const Ipv6Address& destination);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_CODEC_H
