/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_MAAR_ROUTERS_H
#define PMIPV6_MAAR_ROUTERS_H

#include "pmipv6-anchored-nodes.h"
#include "pmipv6-dmm-messages.h"
#include "pmipv6-logical-router.h"
#include "pmipv6-mobile-access-gateway.h"
#include "pmipv6-previous-anchors.h"

#include "ns3/object.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-dmm
 * As which routers a MAAR shows itself to its nodes (RFC 8885, 3.7), and what it says of its own to
 * CMDs and other MAARs, which show it when a node is with them.
 */
class MaarRouters : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /**
     * Begin; an attribute that cannot be has the program end with a sentence.
     *
     * @param gateway whose nodes
     * @param nodes what is anchored here; outlives this
     * @param previous what nodes here have from elsewhere; likewise
     */
    void Start(Ptr<MobileAccessGateway> gateway,
               const AnchoredNodes& nodes,
               const PreviousAnchors& previous);

    /**
     * @param identifier MN-Identifier
     * @param linkLayer of its interface, which tells whether its link has link-layer addresses
     * @return what messages tell of this MAAR's router towards the node; empty without them
     */
    MaarInterface GetOwn(const std::string& identifier, const LinkLayerAddress& linkLayer) const;

    /**
     * @param node link-layer address of a node here
     * @param maar a previous MAAR of it
     * @param told what is told of that one's router
     * @return empty, or why it is not shown: then this MAAR's own router advertises what is
     * anchored there
     */
    std::string Check(const LinkLayerAddress& node,
                      const Ipv6Address& maar,
                      const MaarInterface& told) const;

    /**
     * A node is back, and what is anchored here passes before it is registered: so does this MAAR's
     * router.
     *
     * @param node its row
     */
    void Expect(const AnchoredNode& node) const;

    /**
     * A prefix from elsewhere is a node's no more, and its MAAR nothing to the node.
     *
     * @param node link-layer address of the node
     * @param withdrawn the prefix, and what its MAAR was to the node
     * @return what there is to say for the last time, by that MAAR's router if it may be shown
     */
    AdvertisedRouter GetLast(const LinkLayerAddress& node, const WithdrawnAnchor& withdrawn) const;

    /**
     * As GatewayFunction::AddAdvertised.
     *
     * @param node link-layer address of the node
     * @param registration the node's at a CMD; null: none that counts
     * @param told what each router tells it
     * @return false while what is anchored here passes and the CMD has not said what else there is
     */
    bool AddAdvertised(const LinkLayerAddress& node,
                       const BindingUpdateListEntry* registration,
                       std::vector<AdvertisedRouter>& told) const;

  protected:
    void DoDispose() override;

  private:
    /**
     * @param node link-layer address of a node
     * @return its profile, or null
     */
    const PolicyProfile* FindProfile(const LinkLayerAddress& node) const;

    const AnchoredNodes* m_nodes{nullptr};      //!< anchored here
    const PreviousAnchors* m_previous{nullptr}; //!< from elsewhere
    Ptr<MobileAccessGateway> m_gateway;         //!< whose nodes
    std::vector<Prefix> m_localNetworks;        //!< that this MAAR alone reaches
    bool m_isLogical{false};                    //!< DistributedLogicalInterface
    uint16_t m_number{0};                       //!< RouterNumber
    std::string m_localNetwork;                 //!< LocalNetwork
    bool m_isLocalDeprecated{false};            //!< DeprecateLocalNetwork
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_MAAR_ROUTERS_H
