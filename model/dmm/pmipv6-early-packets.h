/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EARLY_PACKETS_H
#define PMIPV6_EARLY_PACKETS_H

#include "pmipv6-link-layer-address.h"

#include "ns3/ipv6-address.h"

#include <cstdint>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * Nodes whose requests are unanswered, by the interface identifier that they make of their
 * link-layer addresses (RFC 4862, 5.5.3): by it a MAAR knows for whom a tunnelled packet is, of
 * whose prefix nobody has told it yet.
 */
class EarlyPackets
{
  public:
    /**
     * @param node link-layer address of a node whose request is unanswered
     */
    void Await(const LinkLayerAddress& node);

    /**
     * @param node link-layer address of a node of which that is so no more
     */
    void Forget(const LinkLayerAddress& node);

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
