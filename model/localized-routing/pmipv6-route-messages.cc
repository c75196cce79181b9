/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-messages.h"

#include "pmipv6-experimental-question.h"
#include "pmipv6-signaling-event.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return the pair of prefixes among options: two that are not the same, or nothing
std::optional<PrefixPair>
ReadPair(const MobilityOptions& options)
{
    std::vector<Prefix> prefixes;
    for (const auto& option : options)
    {
        if (const auto* prefix = std::get_if<HomeNetworkPrefixOption>(&option))
        {
            prefixes.push_back(prefix->prefix);
        }
    }
    if (prefixes.size() != 2 || prefixes[0] == prefixes[1])
    {
        return std::nullopt;
    }
    return PrefixPair{prefixes[0], prefixes[1]};
}

/// Add a pair to options.
void
WritePair(const PrefixPair& pair, MobilityOptions& options)
{
    options.emplace_back(HomeNetworkPrefixOption{pair.source});
    options.emplace_back(HomeNetworkPrefixOption{pair.destination});
}

} // namespace

std::optional<RouteRequest>
ReadRouteRequest(const ExperimentalRequest& message)
{
    const auto pair = ReadPair(message.options);
    if (!pair)
    {
        return std::nullopt;
    }
    RouteRequest request;
    request.pair = *pair;
    request.sequence = message.sequence;
    request.lifetime = message.lifetime;
    if (const auto* gateway = FindOption<MagAddressOption>(message.options))
    {
        request.gateway = gateway->address;
    }
    if (const auto* timestamp = FindOption<TimestampOption>(message.options))
    {
        request.timestamp = timestamp->timestamp;
    }
    if (const auto* ordering = FindOption<OrderingOption>(message.options))
    {
        request.ordering = ordering->sequence;
    }
    if (const auto* tunnel = FindOption<TunnelInfoOption>(message.options))
    {
        request.encapsulation = tunnel->encapsulation;
    }
    return request;
}

void
WriteRouteRequest(const RouteRequest& request, ExperimentalRequest& message)
{
    message.sequence = request.sequence;
    message.lifetime = request.lifetime;
    WritePair(request.pair, message.options);
    if (request.gateway)
    {
        message.options.emplace_back(MagAddressOption{*request.gateway});
    }
    if (request.timestamp)
    {
        message.options.emplace_back(TimestampOption{*request.timestamp});
    }
    if (request.ordering)
    {
        message.options.emplace_back(OrderingOption{*request.ordering});
    }
}

void
WriteRouteAnswer(const RouteRequest& request,
                 ExperimentalStatus status,
                 uint16_t lifetime,
                 ExperimentalAnswer& message)
{
    message.status = status;
    message.sequence = request.sequence;
    message.lifetime = lifetime;
    WritePair(request.pair, message.options);
    if (request.ordering)
    {
        message.options.emplace_back(OrderingOption{*request.ordering});
    }
}

namespace
{

/// @return what a request is sent for, for the traces
const char*
GetPurpose(const MobilityMessage& message)
{
    const auto* request = GetExperimentalRequest(message);
    if (request && request->lifetime == 0)
    {
        return "end";
    }
    return std::holds_alternative<RoRefresh>(message)   ? EXTENSION_PURPOSE
           : std::holds_alternative<RoRequest>(message) ? "request"
                                                        : "setup";
}

} // namespace

Question
MakeRouteQuestion(const MobilityMessage& message,
                  const Ipv6Address& source,
                  const Ipv6Address& destination,
                  uint32_t maxTransmissions)
{
    return MakeExperimentalQuestion(message,
                                    source,
                                    destination,
                                    GetPurpose(message),
                                    maxTransmissions);
}

std::optional<PrefixPair>
ReadAnsweredPair(const ExperimentalAnswer& message)
{
    return ReadPair(message.options);
}

} // namespace pmipv6
} // namespace ns3
