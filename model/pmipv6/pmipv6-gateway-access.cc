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
            [this](Mac48Address who) { m_registration.Solicit(who); });
        Listen();
    }
    GetDevice()->AddLink(link);
}

void
GatewayAccess::Listen()
{
    AccessDevice::Listener listener;
    listener.attached = [this](Mac48Address node) {
        if (m_registration.IsRunning())
        {
            m_registration.Attach(node, GetDevice()->GetHandoffHint(node));
        }
    };
    listener.detached = [this](Mac48Address node, const std::string& reason) {
        if (m_registration.IsRunning())
        {
            m_registration.Detach(node, reason);
        }
    };
    listener.misused = [this](Mac48Address node, const Ipv6Address& source) {
        if (m_registration.IsRunning())
        {
            m_discovery->GetAdvertiser()->NoteUsed(node, source);
        }
    };
    GetDevice()->SetListener(listener);
}

void
GatewayAccess::Start()
{
    const auto device = GetDevice();
    for (const auto& node : device ? device->GetAttached() : std::vector<Mac48Address>())
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
    for (const auto& node : device ? device->GetAttached() : std::vector<Mac48Address>())
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
