/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-proxy-registration.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

ProxyRegistration::ProxyRegistration(const BindingUpdate& message, const Ipv6Address& from)
    : update(&message),
      source(from),
      node(FindOption<MobileNodeIdentifierOption>(message.options)),
      identifier(node ? GetIdentity(*node) : ""),
      handoff(FindOption<HandoffIndicatorOption>(message.options)),
      technology(FindOption<AccessTechnologyTypeOption>(message.options)),
      linkLayer(FindOption<MobileNodeLinkLayerIdentifierOption>(message.options)),
      linkLocal(FindOption<LinkLocalAddressOption>(message.options)),
      timestamp(FindOption<TimestampOption>(message.options))
{
    const auto* alternate = FindOption<AlternateCareOfAddressOption>(message.options);
    careOf = alternate ? alternate->address : from;
    for (const auto& option : message.options)
    {
        if (const auto* prefix = std::get_if<HomeNetworkPrefixOption>(&option))
        {
            prefixes.push_back(prefix->prefix);
        }
    }
}

LinkLayerAddress
ProxyRegistration::GetLinkLayer() const
{
    return linkLayer ? LinkLayerAddress(linkLayer->identifier) : LinkLayerAddress();
}

HandoffIndicator
ProxyRegistration::GetIndicator() const
{
    return handoff ? handoff->indicator : HandoffIndicator::RESERVED;
}

MobileNodeInterface
ProxyRegistration::GetInterface() const
{
    return {identifier, GetLinkLayer()};
}

bool
ProxyRegistration::IsPrefixNamed() const
{
    return std::any_of(prefixes.begin(), prefixes.end(), [](const Prefix& prefix) {
        return !prefix.IsAllZero();
    });
}

bool
ProxyRegistration::IsAssignmentAsked() const
{
    return std::any_of(prefixes.begin(), prefixes.end(), [](const Prefix& prefix) {
        return prefix.IsAllZero();
    });
}

BindingAcknowledgement
ProxyRegistration::MakeAnswer(const std::vector<Prefix>& told) const
{
    BindingAcknowledgement answer;
    answer.flags = AcknowledgementFlag::PROXY_REGISTRATION;
    auto& options = answer.options;
    // RFC 5213, 5.3.1: a request without identifier is answered with an empty one.
    options.push_back(node ? *node : MobileNodeIdentifierOption());
    for (const auto& prefix : told)
    {
        options.push_back(HomeNetworkPrefixOption{prefix});
    }
    if (told.empty())
    {
        options.push_back(HomeNetworkPrefixOption());
    }
    options.push_back(handoff ? *handoff : HandoffIndicatorOption());
    options.push_back(technology ? *technology : AccessTechnologyTypeOption());
    if (linkLayer)
    {
        options.push_back(*linkLayer);
    }
    if (linkLocal)
    {
        options.push_back(*linkLocal);
    }
    if (timestamp)
    {
        options.push_back(*timestamp);
    }
    return answer;
}

bool
IsSentAfter(const BindingUpdate& later, const BindingUpdate& earlier)
{
    const auto* one = FindOption<TimestampOption>(later.options);
    const auto* other = FindOption<TimestampOption>(earlier.options);
    if (one && other)
    {
        return one->timestamp > other->timestamp;
    }
    // RFC 6275, 9.5.1: newer modulo 2^16.
    return one || other || static_cast<int16_t>(later.sequence - earlier.sequence) > 0;
}

} // namespace pmipv6
} // namespace ns3
