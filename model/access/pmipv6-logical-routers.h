/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOGICAL_ROUTERS_H
#define PMIPV6_LOGICAL_ROUTERS_H

#include "pmipv6-link-layer-address.h"
#include "pmipv6-logical-router.h"
#include "pmipv6-prefix.h"
#include "pmipv6-router-advertiser.h"

#include "ns3/ipv6-address.h"

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * The routers for which a gateway stands in on its links with single nodes (RFC 8885, 3.7), each
 * with what it advertises there.
 */
class LogicalRouters
{
  public:
    /// Makes what advertises as the router with a link-layer address.
    using MakeAdvertiser = std::function<Ptr<RouterAdvertiser>(const LinkLayerAddress& router)>;

    /**
     * @param makeAdvertiser called once a router
     */
    void Start(MakeAdvertiser makeAdvertiser);

    /**
     * Stand in for a router on the link with a node.
     *
     * @param node the node's link-layer address
     * @param router the router; of one with that link-layer address the link-local address changes
     */
    void Add(const LinkLayerAddress& node, const LogicalRouter& router);

    /**
     * Stand in for a router no more; nothing more is said about it to the node.
     *
     * @param node the node's link-layer address
     * @param router the router's; nothing happens if there is none
     */
    void Remove(const LinkLayerAddress& node, const LinkLayerAddress& router);

    /**
     * @param node link-layer address of a node
     * @return the routers on the link with it
     */
    std::vector<LogicalRouter> GetAll(const LinkLayerAddress& node) const;

    /**
     * @param node link-layer address of a node
     * @param linkLocal a link-local address
     * @return the router that has it on the link with the node; nothing: none
     */
    std::optional<LogicalRouter> Find(const LinkLayerAddress& node,
                                      const Ipv6Address& linkLocal) const;

    /**
     * @param router link-layer address of a router
     * @return what it advertises to which node; null if there never was such a router
     */
    Ptr<RouterAdvertiser> GetAdvertiser(const LinkLayerAddress& router) const;

    /// Stand in for nobody any more, and say nothing more, as a gateway that stops or restarts.
    void Clear();

    /// Clear, and let go of what advertises.
    void Dispose();

  private:
    MakeAdvertiser m_makeAdvertiser; //!< called once a router
    /// By node; few a node.
    std::unordered_map<LinkLayerAddress, std::vector<LogicalRouter>, LinkLayerHash> m_routers;
    /// By the routers' link-layer addresses.
    std::unordered_map<LinkLayerAddress, Ptr<RouterAdvertiser>, LinkLayerHash> m_advertisers;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOGICAL_ROUTERS_H
