/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-routing-peers.h"

namespace ns3
{
namespace pmipv6
{

void
RoutingPeers::Start(Ptr<Node> node, Ptr<MobilityForwarding> forwarding, Time holdDown)
{
    m_preferred.SetHoldDown(holdDown);
    PeerTable::Terms terms;
    terms.kinds = {ExperimentalSubtype::PBQA};
    m_managers.Start(node, terms);
    terms.kinds.clear();
    m_gateways.Start(node, terms);
    m_tunnels.Start(forwarding, m_gateways.GetAll());
}

void
RoutingPeers::Stop()
{
    m_tunnels.Clear();
    m_managers.Stop();
    m_gateways.Stop();
}

} // namespace pmipv6
} // namespace ns3
