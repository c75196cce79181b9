/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_CARE_OF_ADDRESSES_H
#define PMIPV6_CARE_OF_ADDRESSES_H

#include "ns3/ipv6-address.h"

namespace ns3
{
namespace pmipv6
{

/// Care-of addresses with which a packet between home addresses is sent (RFC 6275, 6.3 and 6.4).
struct CareOfAddresses
{
    /// Of the sender, which tells its home address by a Home Address option; :: at home.
    Ipv6Address source{Ipv6Address::GetAny()};
    /// Of the receiver, whose home address a type 2 routing header tells; :: at home.
    Ipv6Address destination{Ipv6Address::GetAny()};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_CARE_OF_ADDRESSES_H
