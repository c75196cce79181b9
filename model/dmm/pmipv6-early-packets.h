/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EARLY_PACKETS_H
#define PMIPV6_EARLY_PACKETS_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-policy-profile.h"

#include "ns3/ipv6-address.h"

#include <cstdint>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * Nodes whose requests are unanswered, by the interface identifiers that they make of their
 * link-layer addresses (RFC 4862, 5.5.3): by it a MAAR knows for whom a tunnelled packet is, of
 * whose prefix nobody has told it yet. One of several interfaces may have made it of any (RFC
 * 7847).
 */
class EarlyPackets
{
  public:
    /**
     * @param node link-layer address by which a node is here whose request is unanswered
     * @param profile the node's, with all its interfaces
     */
    void Await(const LinkLayerAddress& node, const PolicyProfile& profile);

    /**
     * @param profile of a node of which that is so no more
     */
    void Forget(const PolicyProfile& profile);

    /**
     * @param address an address
     * @return the node that has made it, if it waits; else null
     */
    const LinkLayerAddress* Find(const Ipv6Address& address) const;

    /// Forget all.
    void Clear()
    {
        m_nodes.clear();
    }

  private:
    /// @return the last 64 bits of an address
    static uint64_t GetInterface(const Ipv6Address& address);

    std::unordered_map<uint64_t, LinkLayerAddress> m_nodes; //!< by interface identifier
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EARLY_PACKETS_H
