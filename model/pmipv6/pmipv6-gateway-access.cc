/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-access.h"

#include "pmipv6-attachment-rules.h"

#include "ns3/abort.h"
#include "ns3/node.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

void
GatewayAccess::Add(Ptr<Node> node, Ptr<AccessLink> link)
{
    NS_ABORT_MSG_UNLESS(node,
                        "MobileAccessGateway::AddAccess before the application is on a node: call "
                        "Node::AddApplication first");
    if (!m_discovery)
    {
        m_discovery = AccessNeighborDiscovery::Install(node);
        m_registration.SetDiscovery(m_discovery);
        m_plain->SetDiscovery(m_discovery);
        Listen();
    }
    GetDevice()->AddLink(link);
}

void
GatewayAccess::Listen()
{
    m_discovery->SetSolicitedCallback([this](const LinkLayerAddress& who) {
        IsPlain(who) ? m_plain->Advertise(who) : m_registration.Solicit(who);
    });
    m_discovery->SetClaimedCallback([this](const auto&... claimed) { Learn(claimed...); });
    AccessDevice::Listener listener;
    listener.attached = [this](const LinkLayerAddress& node) {
        if (!Welcome(node) && m_registration.IsRunning())
        {
            m_registration.Attach(node, GetDevice()->GetHandoffHint(node));
        }
    };
    listener.detached = [this](const LinkLayerAddress& node, const std::string& reason) {
        if (IsPlain(node))
        {
            m_plain->Forget(node);
        }
        else if (m_registration.IsRunning())
        {
            m_registration.Detach(node, reason);
        }
    };
    listener.addressed = [this](const auto&... used) { Learn(used...); };
    listener.misused = [this](const LinkLayerAddress& node, const Ipv6Address& source) {
        if (m_registration.IsRunning())
        {
            m_registration.NoteUsed(node, source);
        }
    };
    GetDevice()->SetListener(listener);
}

bool
GatewayAccess::IsPlain(const LinkLayerAddress& node) const
{
    return m_plain->IsRunning() && IsForPlainService(m_policies->FindByLinkLayer(node));
}

bool
GatewayAccess::Welcome(const LinkLayerAddress& node)
{
    if (!IsPlain(node))
    {
        return false;
    }
    m_plain->Welcome(node);
    m_plain->Advertise(node);
    return true;
}

void
GatewayAccess::Learn(const LinkLayerAddress& node, const Ipv6Address& address)
{
    if (IsPlain(node))
    {
        m_plain->Learn(node, address);
    }
}

void
GatewayAccess::Start(Ptr<Node> node,
                     Ptr<const PolicyStore> policies,
                     const std::string& localPrefix)
{
    m_policies = policies;
    if (!localPrefix.empty())
    {
        const auto prefix = ParsePrefix(localPrefix);
        NS_ABORT_MSG_UNLESS(prefix,
                            "MobileAccessGateway::LocalPrefix is \""
                                << localPrefix
                                << "\"; allowed is an IPv6 prefix such as fd00:9:0:1::/64, or "
                                   "nothing");
        m_plain->Start(MobilityForwarding::Install(node), *prefix);
    }
    const auto device = GetDevice();
    for (const auto& who : device ? device->GetAttached() : std::vector<LinkLayerAddress>())
    {
        const auto hint = device->GetHandoffHint(who);
        if (Welcome(who))
        {
            continue;
        }
        if (device->GetLastHeard(who) == Simulator::Now())
        {
            m_registration.Attach(who, hint);
        }
        else
        {
            // It came before the start, and may have gone.
            m_registration.AttachIfThere(who, hint);
        }
    }
}

void
GatewayAccess::Stop()
{
    m_plain->Stop();
}

void
GatewayAccess::Restart()
{
    const auto device = GetDevice();
    m_plain->Lose();
    for (const auto& node : device ? device->GetAttached() : std::vector<LinkLayerAddress>())
    {
        if (!Welcome(node))
        {
            m_registration.AttachIfThere(node, HandoffIndicator::UNKNOWN);
        }
    }
}

void
GatewayAccess::Dispose()
{
    if (m_discovery)
    {
        GetDevice()->SetListener({});
    }
    m_plain->Dispose();
    m_policies = nullptr;
    m_discovery = nullptr;
}

} // namespace pmipv6
} // namespace ns3
