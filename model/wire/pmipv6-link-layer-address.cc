/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-link-layer-address.h"

#include "pmipv6-bit-mixer.h"

#include "ns3/abort.h"
#include "ns3/mac16-address.h"
#include "ns3/mac64-address.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr std::size_t MAC16_SIZE = 2; //!< octets of a Mac16Address
constexpr std::size_t MAC64_SIZE = 8; //!< octets of a Mac64Address

/// @return an address of ns-3's type T
template <class T>
T
ToType(const LinkLayerAddress& address)
{
    T made;
    made.CopyFrom(address.GetData());
    return made;
}

} // namespace

LinkLayerAddress::LinkLayerAddress(const Mac48Address& address) // NOLINT
    : m_octets(MAC48_SIZE, 0)
{
    address.CopyTo(reinterpret_cast<uint8_t*>(m_octets.data()));
}

LinkLayerAddress::LinkLayerAddress(const Address& address) // NOLINT
    : m_octets(address.GetLength(), 0)
{
    address.CopyTo(reinterpret_cast<uint8_t*>(m_octets.data()));
}

LinkLayerAddress::LinkLayerAddress(const char* text)
{
    const auto address = ParseLinkLayerAddress(text);
    NS_ABORT_MSG_UNLESS(address,
                        "LinkLayerAddress \""
                            << text << "\"; allowed are 1 to " << MAX_SIZE
                            << " octets of two hexadecimal digits with colons between");
    m_octets = address->m_octets;
}

LinkLayerAddress::LinkLayerAddress(std::initializer_list<uint8_t> octets)
    : LinkLayerAddress(octets.begin(), octets.size())
{
}

LinkLayerAddress::LinkLayerAddress(const std::vector<uint8_t>& octets)
    : LinkLayerAddress(octets.data(), octets.size())
{
}

LinkLayerAddress::LinkLayerAddress(const uint8_t* octets, std::size_t size)
    : m_octets(reinterpret_cast<const char*>(octets), size)
{
    NS_ABORT_MSG_IF(size > MAX_SIZE,
                    "LinkLayerAddress of " << size << " octets; allowed are at most " << MAX_SIZE
                                           << ", which is what a Mobile Node Link-layer Identifier "
                                              "option has room for");
}

bool
LinkLayerAddress::IsZero() const
{
    return std::all_of(m_octets.begin(), m_octets.end(), [](char octet) { return octet == 0; });
}

bool
LinkLayerAddress::IsGroup() const
{
    return (GetSize() == MAC48_SIZE || GetSize() == MAC64_SIZE) && (GetData()[0] & 1) != 0;
}

Mac48Address
LinkLayerAddress::ToMac48() const
{
    NS_ABORT_MSG_UNLESS(GetSize() == MAC48_SIZE,
                        "The link-layer address " << *this << " has " << GetSize()
                                                  << " octets; allowed is a MAC-48 address of 6");
    return ToType<Mac48Address>(*this);
}

bool
LinkLayerAddress::IsOfDevice() const
{
    return GetSize() == MAC16_SIZE || GetSize() == MAC48_SIZE || GetSize() == MAC64_SIZE;
}

Address
LinkLayerAddress::ToAddress() const
{
    NS_ABORT_MSG_UNLESS(IsOfDevice(),
                        "The link-layer address " << *this << " has " << GetSize()
                                                  << " octets; allowed for a net device of ns-3 "
                                                     "are 2, 6 and 8");
    switch (GetSize())
    {
    case MAC16_SIZE:
        return ToType<Mac16Address>(*this);
    case MAC64_SIZE:
        return ToType<Mac64Address>(*this);
    default:
        return ToType<Mac48Address>(*this);
    }
}

std::optional<LinkLayerAddress>
ParseLinkLayerAddress(const std::string& text)
{
    constexpr std::size_t STEP = 3; // Two digits and a colon.
    const std::size_t size = (text.size() + 1) / STEP;
    if (text.size() + 1 != size * STEP || size == 0 || size > LinkLayerAddress::MAX_SIZE)
    {
        return std::nullopt;
    }
    std::vector<uint8_t> octets(size);
    for (std::size_t i = 0; i < size; ++i)
    {
        const char* const begin = text.data() + i * STEP;
        const auto result = std::from_chars(begin, begin + 2, octets[i], 16);
        const bool isLast = i + 1 == size;
        if (result.ec != std::errc() || result.ptr != begin + 2 || (!isLast && begin[2] != ':'))
        {
            return std::nullopt;
        }
    }
    return LinkLayerAddress(octets);
}

std::ostream&
operator<<(std::ostream& os, const LinkLayerAddress& address)
{
    constexpr char DIGITS[] = "0123456789abcdef";
    if (address.IsEmpty())
    {
        return os << "none";
    }
    std::string text;
    for (std::size_t i = 0; i < address.GetSize(); ++i)
    {
        const uint8_t octet = address.GetData()[i];
        text += i == 0 ? "" : ":";
        text += DIGITS[octet >> 4];
        text += DIGITS[octet & 0xf];
    }
    return os << text;
}

std::size_t
LinkLayerHash::operator()(const LinkLayerAddress& address) const
{
    constexpr std::size_t WORD = 8; // Octets that are mixed at a time.
    const uint8_t* octet = address.GetData();
    const uint8_t* const end = octet + address.GetSize();
    uint64_t hash = 0;
    while (octet != end)
    {
        uint64_t word = 0;
        const uint8_t* const wordEnd =
            octet + std::min(WORD, static_cast<std::size_t>(end - octet));
        for (; octet != wordEnd; ++octet)
        {
            word = word << 8 | *octet;
        }
        hash = MixBits(hash ^ word);
    }
    return hash;
}

} // namespace pmipv6
} // namespace ns3
