/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchor-function.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(AnchorFunction);

TypeId
AnchorFunction::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::AnchorFunction").SetParent<Object>().SetGroupName("Pmipv6");
    return tid;
}

std::optional<BindingStatus>
AnchorFunction::Refuse(const ProxyRegistration& /* request */,
                       const BindingCacheEntry* /* session */)
{
    return std::nullopt;
}

void
AnchorFunction::AddToAnswer(const ProxyRegistration& /* request */,
                            const BindingCacheEntry* /* session */,
                            BindingAcknowledgement& /* answer */)
{
}

void
AnchorFunction::HandleBinding(const BindingCacheEntry& /* session */,
                              BindingState /* from */,
                              BindingState /* to */,
                              const std::string& /* reason */)
{
}

} // namespace pmipv6
} // namespace ns3
