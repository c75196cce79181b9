/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-messages.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return the prefixes of all Home Network Prefix options
std::vector<Prefix>
ReadPrefixes(const MobilityOptions& options)
{
    std::vector<Prefix> prefixes;
    for (const auto& option : options)
    {
        if (const auto* prefix = std::get_if<HomeNetworkPrefixOption>(&option))
        {
            prefixes.push_back(prefix->prefix);
        }
    }
    return prefixes;
}

/// @return the address of the first option of that type; nothing if there is none
template <class Option>
std::optional<Ipv6Address>
ReadAddress(const MobilityOptions& options)
{
    const auto* option = FindOption<Option>(options);
    return option ? std::optional<Ipv6Address>(option->address) : std::nullopt;
}

/// @return the first Timestamp; nothing if there is none
std::optional<uint64_t>
ReadTimestamp(const MobilityOptions& options)
{
    const auto* option = FindOption<TimestampOption>(options);
    return option ? std::optional<uint64_t>(option->timestamp) : std::nullopt;
}

/// Add of whom a message speaks, where the node is, and since when.
void
WriteLocation(const std::vector<Prefix>& prefixes,
              const std::optional<Ipv6Address>& gateway,
              const std::optional<uint64_t>& timestamp,
              MobilityOptions& options)
{
    for (const auto& prefix : prefixes)
    {
        options.emplace_back(HomeNetworkPrefixOption{prefix});
    }
    if (gateway)
    {
        options.emplace_back(MagAddressOption{*gateway});
    }
    if (timestamp)
    {
        options.emplace_back(TimestampOption{*timestamp});
    }
}

} // namespace

LocationRequest
MakeLocationQuery(const Prefix& asked, uint16_t sequence)
{
    LocationRequest request;
    request.prefixes = {asked};
    request.sequence = sequence;
    request.lifetime = LIFETIME_INFINITE;
    return request;
}

LocationRequest
ReadLocationRequest(const ExperimentalRequest& message)
{
    LocationRequest request;
    request.prefixes = ReadPrefixes(message.options);
    request.gateway = ReadAddress<MagAddressOption>(message.options);
    request.timestamp = ReadTimestamp(message.options);
    if (const auto* node = FindOption<MobileNodeIdentifierOption>(message.options))
    {
        request.identifier = GetIdentity(*node);
    }
    request.sequence = message.sequence;
    request.lifetime = message.lifetime;
    request.isPrevious = message.flags & ExperimentalFlag::PREVIOUS;
    request.isOwnKnowledge = message.flags & ExperimentalFlag::OWN_KNOWLEDGE;
    return request;
}

void
WriteLocationRequest(const LocationRequest& request, ExperimentalRequest& message)
{
    message.flags = static_cast<uint8_t>(
        ExperimentalFlag::ACKNOWLEDGE | (request.isPrevious ? ExperimentalFlag::PREVIOUS : 0) |
        (request.isOwnKnowledge ? ExperimentalFlag::OWN_KNOWLEDGE : 0));
    message.sequence = request.sequence;
    message.lifetime = request.lifetime;
    WriteLocation(request.prefixes, request.gateway, request.timestamp, message.options);
    if (request.identifier)
    {
        message.options.emplace_back(MakeIdentifierOption(*request.identifier));
    }
}

LocationAnswer
ReadLocationAnswer(const ExperimentalAnswer& message)
{
    LocationAnswer answer;
    answer.status = message.status;
    answer.prefixes = ReadPrefixes(message.options);
    answer.gateway = ReadAddress<MagAddressOption>(message.options);
    answer.timestamp = ReadTimestamp(message.options);
    for (const auto& option : message.options)
    {
        if (const auto* correspondent = std::get_if<CorrespondentLocationOption>(&option))
        {
            answer.correspondents.push_back(*correspondent);
        }
        if (const auto* previous = std::get_if<PreviousLocationOption>(&option))
        {
            answer.previous.push_back(previous->address);
        }
    }
    answer.sequence = message.sequence;
    answer.lifetime = message.lifetime;
    return answer;
}

void
WriteLocationAnswer(const LocationAnswer& answer, ExperimentalAnswer& message)
{
    message.status = answer.status;
    message.sequence = answer.sequence;
    message.lifetime = answer.lifetime;
    WriteLocation(answer.prefixes, answer.gateway, answer.timestamp, message.options);
    for (const auto& previous : answer.previous)
    {
        message.options.emplace_back(PreviousLocationOption{previous});
    }
    for (const auto& correspondent : answer.correspondents)
    {
        message.options.emplace_back(correspondent);
    }
}

void
AddCapabilities(uint8_t flags, MobilityOptions& options)
{
    if (auto* known = FindOption<CapabilitiesOption>(options))
    {
        known->flags |= flags;
        return;
    }
    options.emplace_back(CapabilitiesOption{flags});
}

uint8_t
GetCapabilities(const MobilityOptions& options)
{
    const auto* capabilities = FindOption<CapabilitiesOption>(options);
    return capabilities ? capabilities->flags : uint8_t{0};
}

} // namespace pmipv6
} // namespace ns3
