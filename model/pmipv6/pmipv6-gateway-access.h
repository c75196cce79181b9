/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_ACCESS_H
#define PMIPV6_GATEWAY_ACCESS_H

#include "pmipv6-access-device.h"
#include "pmipv6-access-link.h"
#include "pmipv6-access-neighbor-discovery.h"
#include "pmipv6-gateway-registration.h"

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6
 * The access links of a gateway: who comes and goes there is registered while the gateway works.
 */
class GatewayAccess
{
  public:
    /**
     * @param registration registers the nodes
     */
    explicit GatewayAccess(GatewayRegistration& registration)
        : m_registration(registration)
    {
    }

    /**
     * Serve the nodes on one more link.
     *
     * @param node the gateway's node
     * @param link the link
     */
    void Add(Ptr<Node> node, Ptr<AccessLink> link);

    /// @return the neighbour discovery; null before Add
    Ptr<AccessNeighborDiscovery> GetDiscovery() const
    {
        return m_discovery;
    }

    /// @return the access device; null before Add
    Ptr<AccessDevice> GetDevice() const
    {
        return m_discovery ? m_discovery->GetDevice() : nullptr;
    }

    /// Register those that are there, and whoever comes from now on.
    void Start();

    /// The gateway has lost its state: ask those that are there, and register them.
    void Restart();

    /// Let go of the links.
    void Dispose();

  private:
    /// Have the device tell of its nodes.
    void Listen();

    GatewayRegistration& m_registration;      //!< registers the nodes
    Ptr<AccessNeighborDiscovery> m_discovery; //!< towards the nodes, with the access device
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_ACCESS_H
