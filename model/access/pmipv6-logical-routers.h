/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOGICAL_ROUTERS_H
#define PMIPV6_LOGICAL_ROUTERS_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-logical-router.h"
#include "pmipv6-prefix-map.h"

#include "ns3/ipv6-address.h"

#include <cstddef>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * The routers for which a gateway stands in on its links with single nodes (RFC 8885, 3.7): which
 * there are on whose link, and which prefix is whose. It goes by what they advertise, and whoever
 * advertises writes it (RouterAdvertiser).
 */
class LogicalRouters
{
  public:
    /**
     * @param node link-layer address of a node
     * @param told what the routers on the link with it advertise from now on; of the gateway itself
     *        nothing is kept
     */
    void Set(const LinkLayerAddress& node, const std::vector<AdvertisedRouter>& told);

    /**
     * @param node link-layer address of a node
     * @return the routers on the link with it
     */
    std::vector<LogicalRouter> GetAll(const LinkLayerAddress& node) const;

    /**
     * @param node link-layer address of a node
     * @param address an address
     * @return the router that has it on the link with the node: as its link-local one, or as a
     * global one, of a prefix that it advertises with the same interface identifier; nothing: none
     */
    std::optional<LogicalRouter> Find(const LinkLayerAddress& node,
                                      const Ipv6Address& address) const;

    /**
     * @param node link-layer address of a node
     * @param linkLayer another link-layer address
     * @return true if it is that of a router on the links with other nodes, but not on its own
     */
    bool IsOfOthers(const LinkLayerAddress& node, const LinkLayerAddress& linkLayer) const;

    /**
     * @param address an address
     * @return link-layer address of the router that advertises its prefix; null if none does
     */
    const LinkLayerAddress* FindOfPrefix(const Ipv6Address& address) const
    {
        const auto* owner = m_prefixes.FindLongest(Prefix(address, 128));
        return owner ? &owner->router : nullptr;
    }

    /**
     * @param isInUse the gateway stands in for others; false at first
     */
    void SetInUse(bool isInUse)
    {
        m_isInUse = isInUse;
    }

    /// @return true if the gateway stands in for others, though there may be none now
    bool IsInUse() const
    {
        return m_isInUse;
    }

    /// @return true if there are none
    bool IsEmpty() const
    {
        return m_links.empty();
    }

    /// There are none any more.
    void Clear();

  private:
    /// Who advertises a prefix.
    struct Owner
    {
        LinkLayerAddress node;   //!< on the link with which node
        LinkLayerAddress router; //!< its link-layer address
    };

    /// The routers on the link with one node.
    struct Link
    {
        std::map<LinkLayerAddress, LogicalRouter> routers; //!< by link-layer address
        std::vector<Prefix> prefixes;                      //!< that they advertise
    };

    bool m_isInUse{false};                                             //!< see SetInUse
    std::unordered_map<LinkLayerAddress, Link, LinkLayerHash> m_links; //!< by node
    /// On how many links a router is, by its link-layer address.
    std::unordered_map<LinkLayerAddress, std::size_t, LinkLayerHash> m_counts;
    PrefixMap<Owner> m_prefixes; //!< routers by the prefixes that they advertise
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOGICAL_ROUTERS_H
