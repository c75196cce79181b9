/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-advertising.h"

namespace ns3
{
namespace pmipv6
{

void
GatewayAdvertising::Start(Ptr<AccessNeighborDiscovery> discovery)
{
    m_discovery = discovery;
}

std::vector<AdvertisedPrefix>
GatewayAdvertising::GetAdvertised(const LinkLayerAddress& node,
                                  const BindingUpdateListEntry* but) const
{
    const bool isTied = m_listener.getSettings().isPrefixLifetimeTied;
    std::vector<AdvertisedPrefix> advertised;
    for (const auto* entry : m_list.FindByLinkLayer(node))
    {
        if (entry == but || entry->state != AttachmentState::REGISTERED)
        {
            continue;
        }
        for (const auto& prefix : entry->prefixes)
        {
            advertised.push_back(
                m_discovery->WithLifetimes(prefix, isTied ? entry->lifetime : Time::Max()));
        }
    }
    if (m_adder && !advertised.empty())
    {
        m_adder(node, advertised);
    }
    return advertised;
}

void
GatewayAdvertising::Advertise(const BindingUpdateListEntry& entry)
{
    m_discovery->GetAdvertiser()->Advertise(entry.linkLayer, GetAdvertised(entry.linkLayer));
}

void
GatewayAdvertising::Renew(const BindingUpdateListEntry& entry)
{
    Renew(entry.linkLayer);
}

void
GatewayAdvertising::Renew(const LinkLayerAddress& node)
{
    m_discovery->GetAdvertiser()->Renew(node, GetAdvertised(node));
}

void
GatewayAdvertising::Withdraw(const BindingUpdateListEntry& entry)
{
    const auto left = GetAdvertised(entry.linkLayer, &entry);
    if (left.empty())
    {
        Withdraw(entry.linkLayer);
        return;
    }
    m_discovery->GetAdvertiser()->Renew(entry.linkLayer, left);
}

void
GatewayAdvertising::Withdraw(const LinkLayerAddress& node)
{
    m_discovery->GetAdvertiser()->Withdraw(node);
}

void
GatewayAdvertising::Clear()
{
    if (m_discovery)
    {
        m_discovery->GetAdvertiser()->Clear();
        m_discovery->GetLogicalRouters().Clear();
    }
}

void
GatewayAdvertising::Dispose()
{
    m_discovery = nullptr;
    m_adder = nullptr;
}

} // namespace pmipv6
} // namespace ns3
