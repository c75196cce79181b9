/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_FIELD_TEXT_H
#define PMIPV6_FIELD_TEXT_H

#include <cstdint>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-wire
 * Fields of messages and options as traces and logs show them: each is a word without blanks.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * @param flags the flags
 * @param bits how many bits they have
 * @param letters of the highest flag, the next one, and so on, as the document that defines them
 *        draws them
 * @return the letters of those that are set: "AP"; "-" if none is; bits without a letter follow as
 * a number: "AP+0x0001"
 */
std::string FormatFlags(unsigned flags, unsigned bits, const std::string& letters);

/**
 * @ingroup pmipv6-wire
 * @tparam Flags an unsigned integer of as many bits as there are flags
 * @param flags the flags
 * @param letters as in the other overload
 * @return as of the other overload
 */
template <class Flags>
std::string
FormatFlags(Flags flags, const std::string& letters)
{
    return FormatFlags(flags, 8 * sizeof(Flags), letters);
}

/**
 * @ingroup pmipv6-wire
 * @param lifetime units of 4 s
 * @return the number and what it means: "100(400s)", "65535(infinite)"
 */
std::string FormatLifetime(uint16_t lifetime);

/**
 * @ingroup pmipv6-wire
 * @param number a cookie or a token
 * @return its 16 hexadecimal digits: "00000000001a2b3c"
 */
std::string FormatHex(uint64_t number);

/**
 * @ingroup pmipv6-wire
 * @param octets any octets
 * @return "00:1a:2b", or "-" if there are none
 */
std::string FormatOctets(const std::vector<uint8_t>& octets);

/**
 * @ingroup pmipv6-wire
 * @param text text from the network, which must not forge a line of a trace
 * @return the text, with \\xNN for what is not printable, for blanks and for backslashes
 */
std::string FormatWord(const std::string& text);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_FIELD_TEXT_H
