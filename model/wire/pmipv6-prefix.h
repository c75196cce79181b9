/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PREFIX_H
#define PMIPV6_PREFIX_H

#include "ns3/ipv6-address.h"
#include "ns3/mac48-address.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 *
 * An IPv6 prefix: a network address and its length in bits, 0 to 128. Bits beyond the length are
 * zero, so that equal prefixes compare equal. Usable as a key of ordered and hashed containers on
 * every release of ns-3.
 */
class Prefix
{
  public:
    /// The prefix ::/0, which in a Home Network Prefix option means "assign one" (RFC 5213, 8.3).
    Prefix() = default;

    /**
     * @param address any address within the prefix; bits beyond @p length are cleared
     * @param length the length in bits; values above 128 count as 128
     */
    Prefix(const Ipv6Address& address, uint8_t length);

    /// @return the network address, bits beyond the length zero
    const Ipv6Address& GetAddress() const
    {
        return m_address;
    }

    /// @return the length in bits, 0 to 128
    uint8_t GetLength() const
    {
        return m_length;
    }

    /// @return true if the network address is ::, whatever the length (RFC 5213, ALL_ZERO)
    bool IsAllZero() const;

    /**
     * @param address the address to test
     * @return true if @p address lies within this prefix
     */
    bool Contains(const Ipv6Address& address) const;

    /**
     * @param other another prefix
     * @return true if one of the two contains the other
     */
    bool Overlaps(const Prefix& other) const;

    /// @return the same prefix as a network mask, for ns-3's interfaces
    Ipv6Prefix ToMask() const
    {
        return Ipv6Prefix(m_length);
    }

  private:
    Ipv6Address m_address{Ipv6Address::GetAny()}; //!< network address
    uint8_t m_length{0};                          //!< length in bits
};

/**
 * @ingroup pmipv6-wire
 * @param a a prefix
 * @param b another
 * @return true if both name the same network
 */
bool operator==(const Prefix& a, const Prefix& b);

/**
 * @ingroup pmipv6-wire
 * @param a a prefix
 * @param b another
 * @return true if they name different networks
 */
bool operator!=(const Prefix& a, const Prefix& b);

/**
 * @ingroup pmipv6-wire
 * @param a a prefix
 * @param b another
 * @return true if @p a sorts before @p b, by address and then by length
 */
bool operator<(const Prefix& a, const Prefix& b);

/**
 * @ingroup pmipv6-wire
 * @param prefix a prefix; an address is one of length 128
 * @return true if packets to all of its addresses can be routed to one node: nothing of it is
 * multicast, link-local, or of ::/80 (unspecified, loopback, mapped IPv4); nor of 2001:db8::/32,
 * which is for documentation (RFC 3849) and which ns-3 does not forward
 */
bool IsRoutableUnicast(const Prefix& prefix);

/**
 * @ingroup pmipv6-wire
 * @param prefixes any, in any order
 * @return true if one of the prefixes is named twice, or is a part of another
 */
bool HasOverlap(std::vector<Prefix> prefixes);

/**
 * @ingroup pmipv6-wire
 * @param a an address
 * @param b another one
 * @return true if two addresses have the same interface identifier (RFC 4291, 2.5.1)
 */
bool HasSameIdentifier(const Ipv6Address& a, const Ipv6Address& b);

/**
 * @ingroup pmipv6-wire
 * @param text an address as "fd00:1::1"
 * @return the address, or nothing if the text is not one
 */
std::optional<Ipv6Address> ParseAddress(const std::string& text);

/**
 * @ingroup pmipv6-wire
 * @param text a prefix as "fd00:1::/48"
 * @return the prefix, or nothing if the text is not one
 */
std::optional<Prefix> ParsePrefix(const std::string& text);

/**
 * @ingroup pmipv6-wire
 * @param prefix a prefix
 * @return as text, such as fd00:1::/64
 */
std::string ToText(const Prefix& prefix);

/**
 * @ingroup pmipv6-wire
 * @param os the stream
 * @param prefix the prefix, written as "fd00:1::/64"
 * @return the stream
 */
std::ostream& operator<<(std::ostream& os, const Prefix& prefix);

/// @ingroup pmipv6-wire
/// Hash of an Ipv6Address, for unordered containers.
struct AddressHash
{
    /**
     * @param address the address
     * @return its hash; all 128 bits count
     */
    std::size_t operator()(const Ipv6Address& address) const;
};

/// @ingroup pmipv6-wire
/// Hash of a Mac48Address, for unordered containers.
struct MacHash
{
    /**
     * @param address the address
     * @return its hash
     */
    std::size_t operator()(const Mac48Address& address) const;
};

/// @ingroup pmipv6-wire
/// Hash of a Prefix, for unordered containers.
struct PrefixHash
{
    /**
     * @param prefix the prefix
     * @return its hash
     */
    std::size_t operator()(const Prefix& prefix) const;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PREFIX_H
