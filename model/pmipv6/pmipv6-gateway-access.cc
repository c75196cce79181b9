/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-access.h"

#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

void
GatewayAccess::Add(Ptr<Node> node, Ptr<AccessLink> link)
{
    if (!m_discovery)
    {
        m_discovery = AccessNeighborDiscovery::Install(node);
        m_registration.SetDiscovery(m_discovery);
        m_discovery->SetSolicitedCallback(
            [this](const LinkLayerAddress& who) { m_registration.Solicit(who); });
        Listen();
    }
    GetDevice()->AddLink(link);
}

void
GatewayAccess::Listen()
{
    AccessDevice::Listener listener;
    listener.attached = [this](const LinkLayerAddress& node) {
        if (m_registration.IsRunning())
        {
            m_registration.Attach(node, GetDevice()->GetHandoffHint(node));
        }
    };
    listener.detached = [this](const LinkLayerAddress& node, const std::string& reason) {
        if (m_registration.IsRunning())
        {
            m_registration.Detach(node, reason);
        }
    };
    listener.misused = [this](const LinkLayerAddress& node, const Ipv6Address& source) {
        if (m_registration.IsRunning())
        {
            m_registration.NoteUsed(node, source);
        }
    };
    GetDevice()->SetListener(listener);
}

void
GatewayAccess::Start()
{
    const auto device = GetDevice();
    for (const auto& node : device ? device->GetAttached() : std::vector<LinkLayerAddress>())
    {
        const auto hint = device->GetHandoffHint(node);
        if (device->GetLastHeard(node) == Simulator::Now())
        {
            m_registration.Attach(node, hint);
        }
        else
        {
            // It came before the start, and may have gone.
            m_registration.AttachIfThere(node, hint);
        }
    }
}

void
GatewayAccess::Restart()
{
    const auto device = GetDevice();
    for (const auto& node : device ? device->GetAttached() : std::vector<LinkLayerAddress>())
    {
        m_registration.AttachIfThere(node, HandoffIndicator::UNKNOWN);
    }
}

void
GatewayAccess::Dispose()
{
    if (m_discovery)
    {
        GetDevice()->SetListener({});
    }
    m_discovery = nullptr;
}

} // namespace pmipv6
} // namespace ns3
