/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PLAIN_SERVICE_H
#define PMIPV6_PLAIN_SERVICE_H

#include "pmipv6-access-neighbor-discovery.h"
#include "pmipv6-link-layer-address.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-prefix.h"

#include "ns3/ipv6-address.h"
#include "ns3/object.h"
#include "ns3/traced-callback.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-access
 * What an IPv6 router without any mobility support does for nodes on its access links (RFC 4861,
 * 4862): it advertises a prefix of its own, and delivers packets to the addresses of that prefix
 * that a node uses.
 */
class PlainService : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    PlainService() = default;

    /// @param discovery towards the nodes
    void SetDiscovery(Ptr<AccessNeighborDiscovery> discovery)
    {
        m_discovery = discovery;
    }

    /**
     * Drop what is sent to addresses of the prefix that nobody uses, from now on.
     *
     * @param forwarding the node's data plane
     * @param prefix the router's own, routed to its node
     */
    void Start(Ptr<MobilityForwarding> forwarding, const Prefix& prefix);

    /// Forget all nodes, and do nothing for them any more. Nothing happens before Start.
    void Stop();

    /// Forward nothing to or from nodes and advertise nothing to them, as a router that is switched
    /// off; but remember which addresses they use, for when they are welcomed once more.
    void Lose();

    /// @return true between Start and Stop
    bool IsRunning() const
    {
        return m_forwarding != nullptr;
    }

    /**
     * A node has attached: let it send from the prefix, and deliver to the addresses that it used
     * here before, which it has still and says nothing of. Nothing happens unless it is running;
     * likewise with the others.
     *
     * @param node its link-layer address
     */
    void Welcome(const LinkLayerAddress& node);

    /**
     * Tell a node of the prefix.
     *
     * @param node its link-layer address
     */
    void Advertise(const LinkLayerAddress& node) const;

    /**
     * A node uses an address, as its duplicate address detection or its packets show: remember it,
     * and deliver packets to it. Addresses outside the prefix are none of this router's. One that
     * another node has, which is here, stays that node's; and each has so many at the most
     * (MaxAddresses). What a node does not get is told (Refused).
     *
     * @param node its link-layer address
     * @param address the address
     */
    void Learn(const LinkLayerAddress& node, const Ipv6Address& address);

    /**
     * A node is gone: forward nothing to it, and advertise nothing to it.
     *
     * @param node its link-layer address
     */
    void Forget(const LinkLayerAddress& node);

    /**
     * TracedCallback signature for addresses that nodes do not get.
     *
     * @param node its link-layer address
     * @param address the address
     * @param reason "address-of-another", "too-many-addresses"
     */
    using RefusedTracedCallback = void (*)(const LinkLayerAddress& node,
                                           const Ipv6Address& address,
                                           const std::string& reason);

  protected:
    void DoDispose() override;

  private:
    /// Deliver nothing to a node any more. @param node its link-layer address
    void Withhold(const LinkLayerAddress& node);

    /**
     * Deliver packets for an address to a node.
     *
     * @param node its link-layer address
     * @param address for which
     * @return false if it is another's, which is told
     */
    bool Deliver(const LinkLayerAddress& node, const Ipv6Address& address);

    Ptr<AccessNeighborDiscovery> m_discovery; //!< towards the nodes
    Ptr<MobilityForwarding> m_forwarding;     //!< the node's data plane, while running
    Prefix m_prefix;                          //!< the prefix
    std::unordered_set<LinkLayerAddress, LinkLayerHash> m_present; //!< nodes welcomed, and not gone
    std::unordered_map<LinkLayerAddress, std::vector<Ipv6Address>, LinkLayerHash>
        m_addresses; //!< those known
    std::unordered_map<Ipv6Address, LinkLayerAddress, AddressHash>
        m_owners;                //!< to whom packets are delivered
    uint32_t m_maxAddresses{16}; //!< MaxAddresses
    /// What a node does not get.
    TracedCallback<const LinkLayerAddress&, const Ipv6Address&, const std::string&> m_refused;
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PLAIN_SERVICE_H
