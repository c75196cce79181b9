/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-proxy-update.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return true if an answer holds the same option of type T as the request, or none
template <class T, class Member>
bool
IsEchoed(const BindingUpdate& update, const BindingAcknowledgement& answer, Member member)
{
    const auto* sent = FindOption<T>(update.options);
    const auto* received = FindOption<T>(answer.options);
    return !received || (sent && sent->*member == received->*member);
}

} // namespace

BindingUpdate
MakeProxyUpdate(const BindingUpdateListEntry& entry,
                HandoffIndicator indicator,
                uint16_t lifetime,
                bool hasTimestamp)
{
    BindingUpdate update;
    update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION;
    update.lifetime = lifetime;
    auto& options = update.options;
    options.push_back(MakeIdentifierOption(entry.identifier));
    // RFC 5213, 6.9.1.1 and 6.9.1.3: those assigned, else those of the profile, else one ::/0.
    const auto& prefixes = entry.prefixes.empty() ? entry.requested : entry.prefixes;
    for (const auto& prefix : prefixes)
    {
        options.push_back(HomeNetworkPrefixOption{prefix});
    }
    if (prefixes.empty())
    {
        options.push_back(HomeNetworkPrefixOption());
    }
    options.push_back(HandoffIndicatorOption{indicator});
    options.push_back(AccessTechnologyTypeOption{entry.technology});
    options.push_back(MobileNodeLinkLayerIdentifierOption{entry.linkLayer.GetOctets()});
    if (entry.linkLocal)
    {
        options.push_back(LinkLocalAddressOption{*entry.linkLocal});
    }
    if (hasTimestamp)
    {
        options.push_back(TimestampOption());
    }
    return update;
}

bool
IsEchoOf(const BindingAcknowledgement& answer, const BindingUpdate& update)
{
    using LinkLayer = MobileNodeLinkLayerIdentifierOption;
    using Identifier = MobileNodeIdentifierOption;
    return answer.IsProxy() &&
           IsEchoed<HandoffIndicatorOption>(update, answer, &HandoffIndicatorOption::indicator) &&
           IsEchoed<AccessTechnologyTypeOption>(update,
                                                answer,
                                                &AccessTechnologyTypeOption::type) &&
           IsEchoed<LinkLayer>(update, answer, &LinkLayer::identifier) &&
           IsEchoed<Identifier>(update, answer, &Identifier::subtype) &&
           IsEchoed<Identifier>(update, answer, &Identifier::identifier);
}

std::vector<Prefix>
GetAssignedPrefixes(const BindingAcknowledgement& answer)
{
    std::vector<Prefix> prefixes;
    for (const auto& option : answer.options)
    {
        const auto* prefix = std::get_if<HomeNetworkPrefixOption>(&option);
        if (prefix && !prefix->prefix.IsAllZero())
        {
            prefixes.push_back(prefix->prefix);
        }
    }
    return prefixes;
}

} // namespace pmipv6
} // namespace ns3
