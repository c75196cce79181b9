/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_NEXT_HOP_H
#define PMIPV6_NEXT_HOP_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-prefix.h"

#include "ns3/address.h"
#include "ns3/ipv6-address.h"

#include <optional>
#include <unordered_map>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * The next hop that stands for a node in routes over an access device, since a route has an IPv6
 * address there. It is known to the gateway alone and stands in no packet: a MAC-48 address in its
 * link-local address (RFC 4291, appendix A); up to 14 octets at the end of an address of fe80::/10
 * whose second octet says how many; more in a hash of 112 bits, of which no two nodes' are the
 * same.
 *
 * @param node a link-layer address
 * @return an address of fe80::/10
 */
Ipv6Address MakeNextHop(const LinkLayerAddress& node);

/**
 * @ingroup pmipv6-access
 * @param address an address
 * @return true if MakeNextHop makes such addresses
 */
bool IsNextHop(const Ipv6Address& address);

/**
 * @ingroup pmipv6-access
 * @param nextHop what MakeNextHop has made of a link-layer address
 * @return that link-layer address; nothing if it stands for one of more than 14 octets
 */
std::optional<LinkLayerAddress> ReadNextHop(const Ipv6Address& nextHop);

/**
 * @ingroup pmipv6-access
 * @param node a link-layer address
 * @return the link-local address that an ns-3 host makes of it: of an EUI-64 without inverting the
 * universal/local bit, as RFC 4291, appendix A would. :: for a length that no device of ns-3 has,
 * of which nothing says how its interface identifier is made
 */
Ipv6Address MakeLinkLocalAddress(const LinkLayerAddress& node);

/**
 * @ingroup pmipv6-access
 * The nodes behind an access device as ns-3's IPv6 has them: by the next hops of its routes, and by
 * an Address. That is the Mac16Address, Mac48Address or Mac64Address of a node that has one, and
 * else its next hop as an Ipv6Address, since an Address has room for 20 octets only.
 */
class NextHops
{
  public:
    /**
     * @param node link-layer address of a node that is attached
     */
    void Add(const LinkLayerAddress& node);

    /**
     * @param node link-layer address of a node that is attached no more
     */
    void Remove(const LinkLayerAddress& node);

    /**
     * @param nextHop the next hop that stands for a node
     * @return the node's link-layer address; none if it does not say it and no such node was added
     */
    LinkLayerAddress Find(const Ipv6Address& nextHop) const;

    /**
     * @param address a node, as GetAddress has it
     * @return its link-layer address, likewise
     */
    LinkLayerAddress Find(const Address& address) const;

    /**
     * @param node a link-layer address
     * @return it as ns-3's IPv6 has it
     */
    static Address GetAddress(const LinkLayerAddress& node);

    /**
     * @param nextHop any next hop
     * @return the same of the node for which it stands; nothing if MakeNextHop makes no such
     */
    static std::optional<Address> GetAddress(const Ipv6Address& nextHop);

  private:
    /// Nodes whose next hops do not say their addresses, by next hop.
    std::unordered_map<Ipv6Address, LinkLayerAddress, AddressHash> m_nodes;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_NEXT_HOP_H
