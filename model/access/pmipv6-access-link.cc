/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-access-link.h"

#include "ns3/abort.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(AccessLink);

namespace
{

/// End the program if a node has no address by which it could be known.
void
CheckAddress(const LinkLayerAddress& node)
{
    NS_ABORT_MSG_IF(node.IsEmpty(),
                    "AccessLink: a node without a link-layer address; allowed are 1 to "
                        << LinkLayerAddress::MAX_SIZE << " octets");
}

} // namespace

TypeId
AccessLink::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::AccessLink").SetParent<Object>().SetGroupName("Pmipv6");
    return tid;
}

void
AccessLink::SetCallbacks(AttachedCallback attached,
                         DetachedCallback detached,
                         ReceivedCallback received)
{
    m_attached = attached;
    m_detached = detached;
    m_received = received;
}

bool
AccessLink::Probe(const LinkLayerAddress& /* node */, std::function<void(bool)> /* answered */)
{
    return false;
}

bool
AccessLink::Configure(const LinkLayerAddress& /* node */,
                      const LogicalRouter& /* router */,
                      const AdvertisedRouter& /* told */)
{
    return false;
}

void
AccessLink::Forget(const LinkLayerAddress& /* node */)
{
}

void
AccessLink::SetGatewayNode(Ptr<Node> node)
{
    m_gatewayNode = node;
}

uint32_t
AccessLink::GetGatewayContext() const
{
    return m_gatewayNode ? m_gatewayNode->GetId() : Simulator::NO_CONTEXT;
}

void
AccessLink::SetGatewayAddress(const LinkLayerAddress& /* address */)
{
}

void
AccessLink::SetStandingIn(bool /* isStandingIn */)
{
}

void
AccessLink::DoDispose()
{
    m_attached.Nullify();
    m_detached.Nullify();
    m_received.Nullify();
    Object::DoDispose();
}

void
AccessLink::NotifyAttached(const LinkLayerAddress& node, HandoffIndicator hint)
{
    CheckAddress(node);
    if (!m_attached.IsNull())
    {
        m_attached(this, node, hint);
    }
}

void
AccessLink::NotifyDetached(const LinkLayerAddress& node, const std::string& reason)
{
    if (!m_detached.IsNull())
    {
        m_detached(this, node, reason);
    }
}

void
AccessLink::NotifyReceived(Ptr<Packet> packet,
                           uint16_t protocol,
                           const LinkLayerAddress& from,
                           const LinkLayerAddress& to)
{
    CheckAddress(from);
    if (!m_received.IsNull())
    {
        m_received(this, packet, protocol, from, to);
    }
}

} // namespace pmipv6
} // namespace ns3
