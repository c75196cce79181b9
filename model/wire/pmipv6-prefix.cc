/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-prefix.h"

#include "pmipv6-bit-mixer.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <iterator>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

Prefix::Prefix(const Ipv6Address& address, uint8_t length)
    : m_length(std::min<uint8_t>(length, 128))
{
    uint8_t octets[16];
    address.GetBytes(octets);
    const uint8_t whole = m_length / 8;
    if (whole < 16)
    {
        octets[whole] &= static_cast<uint8_t>(0xff00 >> (m_length % 8));
        std::fill(octets + whole + 1, octets + 16, 0);
    }
    m_address = Ipv6Address(octets);
}

bool
Prefix::IsAllZero() const
{
    return m_address == Ipv6Address::GetAny();
}

bool
Prefix::Contains(const Ipv6Address& address) const
{
    return Prefix(address, m_length).m_address == m_address;
}

bool
Prefix::Overlaps(const Prefix& other) const
{
    return m_length <= other.m_length ? Contains(other.m_address) : other.Contains(m_address);
}

bool
operator==(const Prefix& a, const Prefix& b)
{
    return a.GetLength() == b.GetLength() && a.GetAddress() == b.GetAddress();
}

bool
operator!=(const Prefix& a, const Prefix& b)
{
    return !(a == b);
}

bool
operator<(const Prefix& a, const Prefix& b)
{
    if (a.GetAddress() != b.GetAddress())
    {
        return a.GetAddress() < b.GetAddress();
    }
    return a.GetLength() < b.GetLength();
}

bool
IsRoutableUnicast(const Prefix& prefix)
{
    static const Prefix OTHERS[] = {*ParsePrefix("ff00::/8"),
                                    *ParsePrefix("fe80::/10"),
                                    *ParsePrefix("::/80"),
                                    *ParsePrefix("2001:db8::/32")};
    return std::none_of(std::begin(OTHERS), std::end(OTHERS), [&prefix](const Prefix& other) {
        return prefix.Overlaps(other);
    });
}

bool
HasOverlap(std::vector<Prefix> prefixes)
{
    // In order, what is a part of a prefix follows it at once.
    std::sort(prefixes.begin(), prefixes.end());
    return std::adjacent_find(prefixes.begin(),
                              prefixes.end(),
                              [](const Prefix& a, const Prefix& b) { return a.Overlaps(b); }) !=
           prefixes.end();
}

bool
HasSameIdentifier(const Ipv6Address& a, const Ipv6Address& b)
{
    constexpr std::size_t BEGIN = 8;
    uint8_t octets[16];
    uint8_t others[16];
    a.GetBytes(octets);
    b.GetBytes(others);
    return std::equal(octets + BEGIN, octets + 16, others + BEGIN);
}

std::optional<Ipv6Address>
ParseAddress(const std::string& text)
{
    uint8_t octets[16];
    // To inet_pton the text would end at a NUL.
    if (text.find('\0') != std::string::npos || inet_pton(AF_INET6, text.c_str(), octets) != 1)
    {
        return std::nullopt;
    }
    return Ipv6Address(octets);
}

std::optional<Prefix>
ParsePrefix(const std::string& text)
{
    const auto slash = text.find('/');
    const auto address = ParseAddress(text.substr(0, slash));
    if (slash == std::string::npos || !address)
    {
        return std::nullopt;
    }
    const std::string length = text.substr(slash + 1);
    const bool isNumber = !length.empty() && length.size() <= 3 &&
                          length.find_first_not_of("0123456789") == std::string::npos;
    if (!isNumber || std::stoi(length) > 128)
    {
        return std::nullopt;
    }
    return Prefix(*address, static_cast<uint8_t>(std::stoi(length)));
}

std::ostream&
operator<<(std::ostream& os, const Prefix& prefix)
{
    return os << prefix.GetAddress() << '/' << static_cast<unsigned>(prefix.GetLength());
}

std::size_t
AddressHash::operator()(const Ipv6Address& address) const
{
    uint8_t octets[16];
    address.GetBytes(octets);
    uint64_t high;
    uint64_t low;
    std::memcpy(&high, octets, 8);
    std::memcpy(&low, octets + 8, 8);
    return MixBits(high ^ MixBits(low + 0x9e3779b97f4a7c15ULL));
}

std::size_t
MacHash::operator()(const Mac48Address& address) const
{
    uint8_t octets[6];
    address.CopyTo(octets);
    uint64_t value = 0;
    for (const uint8_t octet : octets)
    {
        value = value << 8 | octet;
    }
    return MixBits(value);
}

std::size_t
PrefixHash::operator()(const Prefix& prefix) const
{
    return AddressHash()(prefix.GetAddress()) + prefix.GetLength();
}

std::string
ToText(const Prefix& prefix)
{
    std::ostringstream os;
    os << prefix;
    return os.str();
}

} // namespace pmipv6
} // namespace ns3
