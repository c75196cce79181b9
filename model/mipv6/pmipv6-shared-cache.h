/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SHARED_CACHE_H
#define PMIPV6_SHARED_CACHE_H

#include "ns3/ipv6-address.h"

#include <functional>
#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-mipv6
 * Entries of another protocol in a home agent's binding cache, if that has one entry a node for
 * both. That is how it must not be (RFC 6612, 4.2); empty functions: it is not.
 */
struct SharedCache
{
    /// Has the other protocol an entry in which a home address is?
    std::function<bool(const Ipv6Address& homeAddress)> isThere;
    /// That entry goes without a word, if it is there: a Binding Update has taken its place, or has
    /// ended it.
    std::function<void(const Ipv6Address& homeAddress, const std::string& reason)> remove;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SHARED_CACHE_H
