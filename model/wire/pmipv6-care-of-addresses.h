/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CARE_OF_ADDRESSES_H
#define PMIPV6_CARE_OF_ADDRESSES_H

#include "pmipv6-extension-codec.h"

#include "ns3/ipv6-address.h"
#include "ns3/packet.h"

#include <cstdint>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-wire
/// Care-of addresses with which a packet between home addresses is sent (RFC 6275, 6.3 and 6.4).
struct CareOfAddresses
{
    /// Of the sender, which tells its home address by a Home Address option; :: at home.
    Ipv6Address source{Ipv6Address::GetAny()};
    /// Of the receiver, whose home address a type 2 routing header tells; :: at home.
    Ipv6Address destination{Ipv6Address::GetAny()};

    /// @return octets of the headers that tell the home addresses
    uint32_t GetHeaderSize() const
    {
        return (source.IsAny() ? 0 : HOME_ADDRESS_HEADER_SIZE) +
               (destination.IsAny() ? 0 : HOME_ADDRESS_HEADER_SIZE);
    }

    /// @param other others @return true if they are the same
    bool operator==(const CareOfAddresses& other) const
    {
        return source == other.source && destination == other.destination;
    }
};

/**
 * @ingroup pmipv6-wire
 * Put the extension headers before a packet that its care-of addresses ask for.
 *
 * @param packet what is sent
 * @param protocol its Next Header value
 * @param source the sender's home address
 * @param destination the receiver's home address
 * @param careOf the care-of addresses
 * @return the Next Header value of the IPv6 header
 */
uint8_t AddHomeAddresses(Packet& packet,
                         uint8_t protocol,
                         const Ipv6Address& source,
                         const Ipv6Address& destination,
                         const CareOfAddresses& careOf);

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CARE_OF_ADDRESSES_H
