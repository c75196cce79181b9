/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PREFIX_PAIR_H
#define PMIPV6_PREFIX_PAIR_H

#include "pmipv6-prefix.h"

#include <cstddef>
#include <ostream>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-wire
 * The prefixes of two nodes that talk to each other. Of a localized route the source's is that of
 * the node whose packet has brought it about (draft-loureiro, 2); there is one route, whichever of
 * the two is named first.
 */
struct PrefixPair
{
    Prefix source;      //!< prefix of the source
    Prefix destination; //!< prefix of the destination

    /// @return the pair with its prefixes in a fixed order, as a key
    PrefixPair GetKey() const
    {
        return destination < source ? PrefixPair{destination, source} : *this;
    }

    /**
     * @param prefix one of the two
     * @return the other one
     */
    const Prefix& GetOther(const Prefix& prefix) const
    {
        return prefix == source ? destination : source;
    }
};

/**
 * @ingroup pmipv6-wire
 * @param a a pair
 * @param b another
 * @return true if both name the same prefixes in the same order
 */
inline bool
operator==(const PrefixPair& a, const PrefixPair& b)
{
    return a.source == b.source && a.destination == b.destination;
}

/**
 * @ingroup pmipv6-wire
 * @param os the stream
 * @param pair the pair, written as "fd00:1::/64>fd00:2::/64"
 * @return the stream
 */
inline std::ostream&
operator<<(std::ostream& os, const PrefixPair& pair)
{
    return os << pair.source << ">" << pair.destination;
}

/// @ingroup pmipv6-wire
/// Hash of a PrefixPair, for unordered containers.
struct PrefixPairHash
{
    /**
     * @param pair the pair
     * @return its hash; it depends on the order
     */
    std::size_t operator()(const PrefixPair& pair) const
    {
        return PrefixHash()(pair.source) * 31 + PrefixHash()(pair.destination);
    }
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PREFIX_PAIR_H
