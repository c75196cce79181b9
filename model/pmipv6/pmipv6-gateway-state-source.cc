/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-state-source.h"

namespace ns3
{
namespace pmipv6
{

GatewayStateSource::GatewayStateSource(Ptr<MobileAccessGateway> gateway)
    : m_gateway(gateway)
{
}

std::optional<StateSource::Router>
GatewayStateSource::GetRouter() const
{
    return Router{m_gateway->GetAddress(), MobilityForwarding::Install(m_gateway->GetNode())};
}

std::vector<StateSource::Attachment>
GatewayStateSource::GetAttachments() const
{
    std::vector<Attachment> attachments;
    m_gateway->GetBindingUpdateList().ForEach([&](const BindingUpdateListEntry& entry) {
        const bool isStuck =
            entry.state == AttachmentState::REGISTERING && !m_gateway->HasUnderWay(entry);
        attachments.push_back({"binding",
                               entry.identifier,
                               entry.prefixes,
                               entry.anchorAddress,
                               GetStateName(entry.state),
                               isStuck});
    });
    return attachments;
}

} // namespace pmipv6
} // namespace ns3
