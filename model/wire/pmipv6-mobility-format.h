/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MOBILITY_FORMAT_H
#define PMIPV6_MOBILITY_FORMAT_H

#include <cstddef>

/**
 * @file
 * @ingroup pmipv6-wire
 * All that the codec and the printers know of a message or an option is its Format, and is said
 * nowhere else: parser, builder, names and printers go through the alternatives of MobilityMessage
 * and MobilityOption. A new option is written into two files, pmipv6-mobility-option.h (its number,
 * its struct, and that into the variant) and pmipv6-option-format.h (its Format); a new message
 * into pmipv6-mobility-message.h and pmipv6-message-format.h. Only sources of this folder include
 * formats.
 */

namespace ns3
{
namespace pmipv6
{

constexpr std::size_t HEADER_UNIT = 8; //!< octets that Header Len counts in

/**
 * @ingroup pmipv6-wire
 * What an option or message looks like. Each specialization has
 *
 * - `TYPE`, -1 if the value itself carries its type, and `GetType(value)`;
 * - `SUBTYPE`, the octet that tells messages of one MH Type, or options of one type, apart: behind
 *   the checksum or the Length, and not among the fields; -1 if there is none. With one also
 *   `TYPE_NAME`, the name of all that the type is for;
 * - `NAME`, as the documents have it, in CamelCase;
 * - `Fields(stream, value)`, which names the fields to an OctetReader, OctetWriter or OctetCounter:
 *   those behind an option's Length, those between a message's checksum and its options. Lengths
 *   follow from them;
 * - `Print(os, value)`, which writes the fields: those of an option as one word, those of a message
 *   as " name=word" each. Name and options are written around it;
 *
 * and what OptionFormat or MessageFormat give it besides.
 *
 * @tparam T an alternative of MobilityOption or MobilityMessage
 */
template <class T>
struct Format;

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MOBILITY_FORMAT_H
