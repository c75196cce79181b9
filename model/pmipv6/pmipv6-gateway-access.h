/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_GATEWAY_ACCESS_H
#define PMIPV6_GATEWAY_ACCESS_H

#include "pmipv6-access-device.h"
#include "pmipv6-access-link.h"
#include "pmipv6-access-neighbor-discovery.h"
#include "pmipv6-gateway-registration.h"
#include "pmipv6-plain-service.h"
#include "pmipv6-policy-profile.h"

#include <string>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-pmipv6
 * The access links of a gateway: who comes and goes there is registered while the gateway works, or
 * gets the gateway's own prefix if it looks after its mobility itself (RFC 6612, 3.3).
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
     * @param node the gateway's node; null ends the program with a sentence
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

    /// @return the service of nodes that look after themselves
    Ptr<PlainService> GetPlainService() const
    {
        return m_plain;
    }

    /**
     * Register those that are there, and whoever comes from now on.
     *
     * @param node the gateway's node
     * @param policies the policy profiles
     * @param localPrefix for nodes that look after themselves; empty: they get no service. Another
     * text ends the program with a sentence that names the attribute LocalPrefix
     */
    void Start(Ptr<Node> node, Ptr<const PolicyStore> policies, const std::string& localPrefix);

    /// Have no nodes any more that look after themselves.
    void Stop();

    /// The gateway has lost its state: ask those that are there, and register them.
    void Restart();

    /// Let go of the links.
    void Dispose();

  private:
    /// Have the device and the neighbour discovery tell of their nodes.
    void Listen();

    /**
     * @param node link-layer address of a node
     * @return true if it looks after its mobility itself, and is served so
     */
    bool IsPlain(const LinkLayerAddress& node) const;

    /**
     * A node is there.
     *
     * @param node its link-layer address
     * @return true if it looks after itself; then it has its service
     */
    bool Welcome(const LinkLayerAddress& node);

    /**
     * A node that may look after itself uses an address.
     *
     * @param node its link-layer address
     * @param address the one that it uses
     */
    void Learn(const LinkLayerAddress& node, const Ipv6Address& address);

    GatewayRegistration& m_registration;      //!< registers the nodes
    Ptr<AccessNeighborDiscovery> m_discovery; //!< towards the nodes, with the access device
    Ptr<const PolicyStore> m_policies;        //!< policy profiles
    /// Of nodes that look after themselves.
    Ptr<PlainService> m_plain{CreateObject<PlainService>()};
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_GATEWAY_ACCESS_H
