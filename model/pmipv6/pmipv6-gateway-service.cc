/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-service.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return true if a registration is being made
bool
IsToBeServed(const BindingUpdateListEntry& entry)
{
    return entry.state == AttachmentState::AUTHENTICATING ||
           entry.state == AttachmentState::REGISTERING;
}

} // namespace

void
GatewayService::SetDiscovery(Ptr<AccessNeighborDiscovery> discovery)
{
    m_discovery = discovery;
    m_access = discovery->GetDevice();
    if (m_forwarding)
    {
        m_traffic.Start(m_forwarding, m_access, m_getSettings().address);
    }
}

void
GatewayService::Start(Ptr<MobilityForwarding> forwarding,
                      std::function<GatewaySettings()> getSettings,
                      NodeReachability::Ask ask)
{
    m_forwarding = forwarding;
    m_getSettings = std::move(getSettings);
    const auto settings = m_getSettings();
    m_reachability.Start(forwarding, settings.reachableTime, std::move(ask));
    if (m_access)
    {
        m_traffic.Start(m_forwarding, m_access, settings.address);
    }
}

void
GatewayService::Stop()
{
    m_reachability.Stop();
    if (m_discovery)
    {
        m_discovery->EndProbes();
    }
}

void
GatewayService::Apply(const BindingUpdateListEntry& entry, const PolicyProfile* profile)
{
    const LinkLayerAddress node = entry.linkLayer;
    const auto settings = m_getSettings();
    if (entry.state == AttachmentState::REGISTERED)
    {
        const bool isForwarded = m_isForwarder && m_isForwarder(entry);
        m_traffic.Open(entry,
                       isForwarded ? LocalRouting::NOT_HERE
                                   : DecideLocalRouting(settings.isLocalRouting, profile));
        return;
    }
    m_traffic.Close(entry);
    if (HasService(node, &entry))
    {
        return;
    }
    m_reachability.Forget(node);
    const bool isToBeServed = IsToBeServed(entry);
    if (!isToBeServed && IsOtherToBeServed(entry))
    {
        return; // What it sends waits for the other.
    }
    isToBeServed ? m_access->HoldUplink(node, settings.uplinkBufferSize)
                 : m_access->DropUplink(node);
    if (isToBeServed || entry.state == AttachmentState::REFUSED)
    {
        m_discovery->GetAdvertiser()->Suspend(node);
    }
    if (entry.state == AttachmentState::NONE && m_list.FindByLinkLayer(node).size() == 1)
    {
        m_discovery->ForgetGatewayAddress(node);
    }
}

void
GatewayService::Release(const LinkLayerAddress& node)
{
    if (HasService(node))
    {
        m_access->ReleaseUplink(node);
    }
}

bool
GatewayService::IsOtherToBeServed(const BindingUpdateListEntry& entry) const
{
    return m_list.AnyOf(entry.linkLayer, [&entry](const BindingUpdateListEntry& other) {
        return &other != &entry && IsToBeServed(other);
    });
}

bool
GatewayService::HasService(const LinkLayerAddress& node, const BindingUpdateListEntry* but) const
{
    return m_list.AnyOf(node, [but](const BindingUpdateListEntry& entry) {
        return &entry != but && entry.state == AttachmentState::REGISTERED;
    });
}

bool
GatewayService::IsToGetFurther(const LinkLayerAddress& node) const
{
    return m_list.AnyOf(node, [this](const BindingUpdateListEntry& entry) {
        return IsToBeServed(entry) && m_list.FindByLinkLayer(entry.linkLayer).size() > 1;
    });
}

std::vector<LinkLayerAddress>
GatewayService::FindAttached(const PolicyProfile* profile) const
{
    std::vector<LinkLayerAddress> attached;
    for (const auto& interface : profile ? profile->interfaces : std::vector<InterfaceProfile>())
    {
        if (m_access && m_access->IsAttached(interface.identifier))
        {
            attached.push_back(interface.identifier);
        }
    }
    return attached;
}

void
GatewayService::Dispose()
{
    if (m_discovery)
    {
        m_discovery->Dispose();
    }
    m_reachability.Stop();
    m_traffic.Dispose();
    m_discovery = nullptr;
    m_access = nullptr;
    m_forwarding = nullptr;
    m_getSettings = nullptr;
    m_isForwarder = nullptr;
}

} // namespace pmipv6
} // namespace ns3
