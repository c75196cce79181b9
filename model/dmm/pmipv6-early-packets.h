/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_EARLY_PACKETS_H
#define PMIPV6_EARLY_PACKETS_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-policy-profile.h"

#include "ns3/ipv6-address.h"

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * Interfaces of nodes whose requests are unanswered, by the interface identifiers that a node makes
 * of its link-layer addresses (RFC 4862, 5.5.3): by it a MAAR knows for whom a tunnelled packet is,
 * of whose prefix nobody has told it yet. One of several interfaces may have made it of any (RFC
 * 7847); each waits for an answer of its own.
 */
class EarlyPackets
{
  public:
    /**
     * @param interface link-layer address by which a node is here whose request is unanswered; no
     *        other is later
     * @param profile the node's, with all its interfaces
     */
    void Await(const LinkLayerAddress& interface, const PolicyProfile& profile);

    /**
     * @param interface link-layer address by which that is so no more; any other is ignored
     */
    void Forget(const LinkLayerAddress& interface);

    /**
     * @param address an address
     * @return of the node that has made it the interface that waits, of several the latest; null if
     *         none does
     */
    const LinkLayerAddress* Find(const Ipv6Address& address) const;

    /// Forget all.
    void Clear();

  private:
    /// @param address of any kind @return the last 64 bits of an address
    static uint64_t GetIdentifier(const Ipv6Address& address);

    /// Those that wait, by interface identifier: few of one node, in the order in which they came.
    std::unordered_map<uint64_t, std::vector<LinkLayerAddress>> m_interfaces;
    /// By which identifiers each of them waits.
    std::map<LinkLayerAddress, std::vector<uint64_t>> m_identifiers;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_EARLY_PACKETS_H
