/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_ROUTING_PEERS_H
#define PMIPV6_ROUTING_PEERS_H

#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-peer-table.h"
#include "pmipv6-preferred-managers.h"
#include "pmipv6-trusted-gateways.h"

#include "ns3/ipv6-address.h"
#include "ns3/node.h"
#include "ns3/nstime.h"

#include <set>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-epmip
 * Whom a routing function asks, and from whom it takes packets (draft-luo, 8: security
 * associations).
 */
class RoutingPeers
{
  public:
    /// @param manager an eLMA or LMF that is asked
    void AddManager(const Ipv6Address& manager)
    {
        m_managers.Add(manager);
    }

    /// @param manager an LMF that is asked before those that follow, whatever anchor a node has
    void AddPreferred(const Ipv6Address& manager)
    {
        m_managers.Add(manager);
        m_preferred.Add(manager);
    }

    /// @param gateway another gateway, or eLMA, from which tunnelled packets are taken
    void AddGateway(const Ipv6Address& gateway)
    {
        m_gateways.Add(gateway);
    }

    /// @param router the same, with fixed nodes behind it (draft-luo, 5.2)
    void AddRouter(const Ipv6Address& router)
    {
        m_gateways.Add(router);
        m_routers.insert(router);
    }

    /// @return the eLMAs and LMFs
    const PeerTable& GetManagers() const
    {
        return m_managers;
    }

    /// @return of these whom to ask and to tell, whoever is responsible
    PreferredManagers& GetPreferred()
    {
        return m_preferred;
    }

    /// @return the other gateways, and the routers
    const PeerTable& GetGateways() const
    {
        return m_gateways;
    }

    /// @return of these the routers
    const std::set<Ipv6Address>& GetRouters() const
    {
        return m_routers;
    }

    /**
     * Know them, and take answers and packets from them.
     *
     * @param node the node
     * @param forwarding its data plane
     * @param holdDown ManagerHoldDown
     */
    void Start(Ptr<Node> node, Ptr<MobilityForwarding> forwarding, Time holdDown);

    /// Take nothing from them any more.
    void Stop();

  private:
    PeerTable m_managers;            //!< the eLMAs and LMFs
    PreferredManagers m_preferred;   //!< of these whom to ask and to tell
    PeerTable m_gateways;            //!< the other gateways, and the routers
    std::set<Ipv6Address> m_routers; //!< of these the routers
    TrustedGateways m_tunnels;       //!< the other gateways, for packets
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_ROUTING_PEERS_H
