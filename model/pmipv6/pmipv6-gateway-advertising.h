/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_ADVERTISING_H
#define PMIPV6_GATEWAY_ADVERTISING_H

#include "pmipv6-access-neighbor-discovery.h"
#include "pmipv6-binding-update-list.h"
#include "pmipv6-gateway-listener.h"
#include "pmipv6-link-layer-address.h"

#include <functional>
#include <utility>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * Which home network prefixes a gateway advertises to its nodes (RFC 5213, 6.7): a node with
 * several registrations is told the prefixes of all that are REGISTERED.
 */
class GatewayAdvertising
{
  public:
    /**
     * @param list the gateway's binding update list
     * @param listener the gateway
     */
    GatewayAdvertising(const BindingUpdateList& list, const GatewayListener& listener)
        : m_list(list),
          m_listener(listener)
    {
    }

    /**
     * @param discovery neighbour discovery towards the nodes
     */
    void Start(Ptr<AccessNeighborDiscovery> discovery);

    /// Adds to what a node is told, or changes it: see GatewayFunction::AddAdvertised.
    using Adder = std::function<bool(const LinkLayerAddress&,
                                     const BindingUpdateListEntry* but,
                                     std::vector<AdvertisedRouter>&)>;

    /**
     * @param adder asked whenever a node that is registered is told of prefixes
     */
    void SetAdder(Adder adder)
    {
        m_adder = std::move(adder);
    }

    /**
     * Advertise a node's prefixes to it.
     *
     * @param entry a registration of the node, just made
     */
    void Advertise(const BindingUpdateListEntry& entry);

    /**
     * A registration was extended: advertise what is not as it was advertised.
     *
     * @param entry the registration
     */
    void Renew(const BindingUpdateListEntry& entry);

    /**
     * Advertise to a node what is not as it was advertised.
     *
     * @param node its link-layer address
     */
    void Renew(const LinkLayerAddress& node);

    /**
     * A registration's prefixes are the node's no more.
     *
     * @param entry the registration
     */
    void Withdraw(const BindingUpdateListEntry& entry);

    /**
     * A registration's prefixes are the node's by another interface, or at another gateway. Where
     * this gateway stands in for routers the node may see the same ones there (RFC 8885, 3.7; RFC
     * 7847): then it is told nothing, whatever else it has here.
     *
     * @param entry the registration
     */
    void Leave(const BindingUpdateListEntry& entry);

    /**
     * A node gets no service: withdraw what it comes with from elsewhere.
     *
     * @param node its link-layer address
     */
    void Withdraw(const LinkLayerAddress& node);

    /// The gateway has lost its state: forget what was advertised, by logical routers too.
    void Clear();

    /// Let go of the node's objects.
    void Dispose();

  private:
    /**
     * @param node link-layer address of a node
     * @param but a registration that does not count; null: all do
     * @return what each router is to tell it; nothing if it has no registration that counts
     */
    std::vector<AdvertisedRouter> GetAdvertised(const LinkLayerAddress& node,
                                                const BindingUpdateListEntry* but = nullptr) const;

    const BindingUpdateList& m_list;          //!< the gateway's
    const GatewayListener& m_listener;        //!< the gateway
    Ptr<AccessNeighborDiscovery> m_discovery; //!< towards mobile nodes; null before the start
    Adder m_adder;                            //!< adds to what nodes are told
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_ADVERTISING_H
