/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchor-function.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(AnchorFunction);

std::string
GetPurpose(RegistrationKind kind)
{
    switch (kind)
    {
    case RegistrationKind::INITIAL:
        return "initial-registration";
    case RegistrationKind::HANDOFF:
        return "handoff";
    case RegistrationKind::REATTACHMENT:
    case RegistrationKind::EXTENSION:
        return "lifetime-extension";
    case RegistrationKind::REPEAT:
        return "repeat";
    case RegistrationKind::DEREGISTRATION:
        return "deregistration";
    case RegistrationKind::REFUSED:
        break;
    }
    return "refusal";
}

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

bool
AnchorFunction::IsToWait(const ProxyRegistration& /* request */)
{
    return false;
}

std::vector<Prefix>
AnchorFunction::GetPrefixes(const ProxyRegistration& /* request */)
{
    return {};
}

void
AnchorFunction::AddToAnswer(const ProxyRegistration& /* request */,
                            const BindingCacheEntry* /* session */,
                            RegistrationKind /* kind */,
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
