/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PAIR_DETECTOR_H
#define PMIPV6_PAIR_DETECTOR_H

#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-own-prefixes.h"
#include "pmipv6-prefix-pair.h"

#include <functional>
#include <set>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * Tells an anchor of the first packet that one of its nodes sends to another (RFC 6279, 4:
 * detection by source and destination address), by entries of the forwarding table: packets of
 * pairs that are known cost a lookup, and nobody is told of them.
 */
class PairDetector
{
  public:
    /// Gets the node's prefix and the packet's addresses; must silence the pair, or be told of its
    /// next packet too.
    using Seen = std::function<
        void(const Prefix& prefix, const Ipv6Address& source, const Ipv6Address& destination)>;

    /**
     * @param forwarding the node's data plane
     * @param cache the anchor's binding cache; outlives this
     * @param seen told of packets; empty: nobody is
     */
    void Start(Ptr<MobilityForwarding> forwarding, const BindingCache& cache, Seen seen);

    /// Watch nothing any more, and know nobody.
    void Clear();

    /**
     * Watch a node's packets.
     *
     * @param binding the node's binding
     */
    void Watch(const BindingCacheEntry& binding);

    /**
     * Do not watch a node's packets any more.
     *
     * @param binding the node's binding
     */
    void Forget(const BindingCacheEntry& binding);

    /**
     * Tell nobody of packets between two nodes.
     *
     * @param pair the pair; a prefix of length 128 is an address
     */
    void Silence(const PrefixPair& pair);

    /**
     * Tell of packets between two nodes again.
     *
     * @param pair the pair, as it was silenced
     */
    void Unsilence(const PrefixPair& pair);

    /**
     * @param asked a prefix, or an address as one of length 128
     * @return the binding of this anchor that has it
     */
    OwnPrefix Find(const Prefix& asked) const
    {
        return m_own.Find(asked);
    }

  private:
    Ptr<MobilityForwarding> m_forwarding; //!< the node's data plane
    OwnPrefixes m_own;                    //!< bindings of this anchor
    Seen m_seen;                          //!< told of packets
    std::set<Prefix> m_watched;           //!< prefixes that are watched
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PAIR_DETECTOR_H
