/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LINK_LAYER_ADDRESS_H
#define PMIPV6_LINK_LAYER_ADDRESS_H

#include "ns3/address.h"
#include "ns3/mac48-address.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
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
 * A link-layer address of any technology: a MAC-48, an EUI-64, whatever octets a cellular network
 * knows an interface by. It is what the Mobile Node Link-layer Identifier option carries (RFC 5213,
 * 8.6), and by it a gateway tells the interfaces on its access links apart.
 *
 * A value: up to 15 octets it holds no memory of its own. A MAC-48 address and an ns3::Address
 * become one wherever one is wanted; back they must be asked for, since not every one fits.
 */
class LinkLayerAddress
{
  public:
    /// The most octets: an option's length is at most 255, of which two are reserved (RFC 5213,
    /// 8.6).
    static constexpr std::size_t MAX_SIZE = 253;

    static constexpr std::size_t MAC48_SIZE = 6; //!< octets of a MAC-48 address

    /// None: no octets.
    LinkLayerAddress() = default;

    /**
     * @param address a MAC-48 address
     */
    LinkLayerAddress(const Mac48Address& address); // NOLINT: a value of the same meaning

    /**
     * @param address an address of a net device; its type, a number within ns-3, does not count
     */
    LinkLayerAddress(const Address& address); // NOLINT: a value of the same meaning

    /**
     * @param text the address as ParseLinkLayerAddress reads it; any other text ends the program
     * with a sentence
     */
    explicit LinkLayerAddress(const char* text);

    /**
     * @param octets MAX_SIZE at the most; more end the program with a sentence
     */
    LinkLayerAddress(std::initializer_list<uint8_t> octets);

    /**
     * @param octets the value of a Mobile Node Link-layer Identifier option, MAX_SIZE octets at the
     * most; more end the program with a sentence
     */
    explicit LinkLayerAddress(const std::vector<uint8_t>& octets);

    /**
     * @param octets the first octet
     * @param size how many: MAX_SIZE at the most; more end the program with a sentence
     */
    LinkLayerAddress(const uint8_t* octets, std::size_t size);

    /// @return true if there are no octets
    bool IsEmpty() const
    {
        return m_octets.empty();
    }

    /// @return how many octets there are
    std::size_t GetSize() const
    {
        return m_octets.size();
    }

    /// @return the first octet
    const uint8_t* GetData() const
    {
        return reinterpret_cast<const uint8_t*>(m_octets.data());
    }

    /// @return the octets as a Mobile Node Link-layer Identifier option has them
    std::vector<uint8_t> GetOctets() const
    {
        return {m_octets.begin(), m_octets.end()};
    }

    /// @return true if all octets are zero, or there are none: no interface has this address
    bool IsZero() const;

    /// @return true if it is a group's: a MAC-48 or EUI-64 address says so in its first octet, no
    /// other does
    bool IsGroup() const;

    /// @return the MAC-48 address; of another length than 6 it ends the program with a sentence
    Mac48Address ToMac48() const;

    /// @return true if ns-3 has net devices with addresses of this length: 2, 6 and 8
    bool IsOfDevice() const;

    /// @return as net devices take it: a Mac16Address, Mac48Address or Mac64Address by its length;
    /// another length ends the program with a sentence
    Address ToAddress() const;

    /**
     * @param a an address
     * @param b another one
     * @return true if both have the same octets
     */
    friend bool operator==(const LinkLayerAddress& a, const LinkLayerAddress& b)
    {
        return a.m_octets == b.m_octets;
    }

    /**
     * @param a an address
     * @param b another one
     * @return true if they differ in any octet, or in length
     */
    friend bool operator!=(const LinkLayerAddress& a, const LinkLayerAddress& b)
    {
        return a.m_octets != b.m_octets;
    }

    /**
     * @param a an address
     * @param b another one
     * @return true if the first comes first: octet by octet, as a dictionary orders words, so that
     * MAC-48 addresses are in the order of Mac48Address
     */
    friend bool operator<(const LinkLayerAddress& a, const LinkLayerAddress& b)
    {
        return a.m_octets < b.m_octets;
    }

  private:
    std::string m_octets; //!< compared as unsigned octets; up to 15 stand in the object itself
};

/**
 * @ingroup pmipv6-wire
 * @param text 1 to LinkLayerAddress::MAX_SIZE octets as "00:00:00:00:00:01": two hexadecimal digits
 * each, colons between
 * @return the address; nothing if the text is not one
 */
std::optional<LinkLayerAddress> ParseLinkLayerAddress(const std::string& text);

/**
 * @ingroup pmipv6-wire
 * @param os the stream
 * @param address the address, written as "00:00:00:00:00:01"; without octets as "none"
 * @return the stream
 */
std::ostream& operator<<(std::ostream& os, const LinkLayerAddress& address);

/// @ingroup pmipv6-wire
/// Hash of a LinkLayerAddress, for unordered containers.
struct LinkLayerHash
{
    /**
     * @param address the address
     * @return its hash; all octets count
     */
    std::size_t operator()(const LinkLayerAddress& address) const;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LINK_LAYER_ADDRESS_H
