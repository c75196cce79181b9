/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-function.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(GatewayFunction);

TypeId
GatewayFunction::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::GatewayFunction").SetParent<Object>().SetGroupName("Pmipv6");
    return tid;
}

std::optional<std::string>
GatewayFunction::Refuse(const PolicyProfile& /* profile */, const LinkLayerAddress& /* node */)
{
    return std::nullopt;
}

std::optional<Ipv6Address>
GatewayFunction::ChooseAnchor(const PolicyProfile& /* profile */,
                              const LinkLayerAddress& /* node */)
{
    return std::nullopt;
}

std::vector<Ipv6Address>
GatewayFunction::GetFurtherAnchors(const PolicyProfile& /* profile */) const
{
    return {};
}

void
GatewayFunction::AddToRequest(const BindingUpdateListEntry& /* entry */,
                              BindingUpdate& /* request */)
{
}

void
GatewayFunction::HandleAnswer(const BindingUpdateListEntry& /* entry */,
                              const BindingUpdate& /* request */,
                              const BindingAcknowledgement& /* answer */)
{
}

std::optional<AnswerVerdict>
GatewayFunction::JudgeAnswer(const BindingUpdateListEntry& /* entry */,
                             const BindingUpdate& /* request */,
                             const BindingAcknowledgement& /* answer */)
{
    return std::nullopt;
}

bool
GatewayFunction::IsDepartureKept(const BindingUpdateListEntry& /* entry */,
                                 const std::string& /* reason */)
{
    return false;
}

bool
GatewayFunction::IsForwarder(const BindingUpdateListEntry& /* entry */) const
{
    return false;
}

bool
GatewayFunction::AddAdvertised(const LinkLayerAddress& /* node */,
                               const BindingUpdateListEntry* /* but */,
                               std::vector<AdvertisedRouter>& /* told */) const
{
    return true;
}

} // namespace pmipv6
} // namespace ns3
