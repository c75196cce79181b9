/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-field-text.h"

#include "pmipv6-mobility-constants.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return the lowest four bits of a number as a hexadecimal digit
char
GetDigit(unsigned number)
{
    return "0123456789abcdef"[number & 0xf];
}

/// @return an octet as two hexadecimal digits
std::string
GetDigits(uint8_t octet)
{
    return {GetDigit(octet >> 4), GetDigit(octet)};
}

} // namespace

std::string
FormatFlags(unsigned flags, unsigned bits, const std::string& letters)
{
    std::string text;
    unsigned flag = 1U << (bits - 1);
    for (char letter : letters)
    {
        if (flags & flag)
        {
            text += letter;
        }
        flags &= ~flag;
        flag >>= 1;
    }
    if (flags != 0)
    {
        text += "+0x";
        for (unsigned digit = bits / 4; digit-- > 0;)
        {
            text += GetDigit(flags >> (4 * digit));
        }
    }
    return text.empty() ? "-" : text;
}

std::string
FormatLifetime(uint16_t lifetime)
{
    const std::string meaning = lifetime == LIFETIME_INFINITE
                                    ? "infinite"
                                    : std::to_string(lifetime * LIFETIME_UNIT_SECONDS) + "s";
    return std::to_string(lifetime) + "(" + meaning + ")";
}

std::string
FormatHex(uint64_t number)
{
    std::string text;
    for (unsigned digit = 16; digit-- > 0;)
    {
        text += GetDigit(static_cast<unsigned>(number >> (4 * digit)));
    }
    return text;
}

std::string
FormatOctets(const std::vector<uint8_t>& octets)
{
    std::string text;
    for (uint8_t octet : octets)
    {
        text += (text.empty() ? "" : ":") + GetDigits(octet);
    }
    return text.empty() ? "-" : text;
}

std::string
FormatWord(const std::string& text)
{
    std::string word;
    for (char character : text)
    {
        const bool isPlain = character > ' ' && character <= '~' && character != '\\';
        word += isPlain ? std::string(1, character)
                        : "\\x" + GetDigits(static_cast<uint8_t>(character));
    }
    return word;
}

} // namespace pmipv6
} // namespace ns3
