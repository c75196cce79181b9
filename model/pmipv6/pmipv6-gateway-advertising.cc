/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-advertising.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return true if the registration has been made
bool
IsRegistered(const BindingUpdateListEntry& entry)
{
    return entry.state == AttachmentState::REGISTERED;
}

/// @return true if the registration is being made once more: its anchor may have it meanwhile
bool
IsRenewed(const BindingUpdateListEntry& entry)
{
    return entry.mayBeBound && (entry.state == AttachmentState::REGISTERING ||
                                entry.state == AttachmentState::AUTHENTICATING);
}

} // namespace

void
GatewayAdvertising::Start(Ptr<AccessNeighborDiscovery> discovery)
{
    m_discovery = discovery;
}

std::vector<AdvertisedRouter>
GatewayAdvertising::GetAdvertised(const LinkLayerAddress& node,
                                  const BindingUpdateListEntry* but) const
{
    const bool isTied = m_listener.getSettings().isPrefixLifetimeTied;
    AdvertisedRouter gateway;
    const auto add = [&](bool isWanted(const BindingUpdateListEntry&)) {
        for (const auto* entry : m_list.FindByLinkLayer(node))
        {
            if (entry == but || !isWanted(*entry))
            {
                continue;
            }
            for (const auto& prefix : entry->prefixes)
            {
                gateway.prefixes.push_back(
                    m_discovery->WithLifetimes(prefix, isTied ? entry->lifetime : Time::Max()));
            }
        }
    };
    add(IsRegistered);
    if (gateway.prefixes.empty())
    {
        return {};
    }
    add(IsRenewed); // Told as before while another registration has the node told.
    std::vector<AdvertisedRouter> told{std::move(gateway)};
    if (m_adder && !m_adder(node, but, told))
    {
        KeepTold(m_discovery->GetAdvertiser()->GetTold(node), told);
    }
    return told;
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
    auto left = GetAdvertised(entry.linkLayer, &entry);
    if (left.empty())
    {
        Withdraw(entry.linkLayer);
        return;
    }
    m_discovery->GetAdvertiser()->Renew(entry.linkLayer, std::move(left));
}

void
GatewayAdvertising::Leave(const BindingUpdateListEntry& entry)
{
    if (m_discovery->GetLogicalRouters().IsInUse())
    {
        m_discovery->GetAdvertiser()->End(entry.linkLayer, GetAdvertised(entry.linkLayer, &entry));
        return;
    }
    Withdraw(entry);
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
