/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WIRE_ROUTE_SAMPLES_H
#define PMIPV6_WIRE_ROUTE_SAMPLES_H

#include "ns3/pmipv6-mobility-codec.h"

#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * Sample messages of localized routing.
 */

namespace ns3
{
namespace pmipv6
{
namespace wiretest
{

/// @return a message for a pair of prefixes, with more options behind these
template <class Message>
Message
MakeForPair(uint16_t sequence, uint16_t lifetime, const MobilityOptions& more = {})
{
    Message message;
    message.sequence = sequence;
    message.lifetime = lifetime;
    message.options = {HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:1::"), 64)},
                       HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:2::"), 64)}};
    message.options.insert(message.options.end(), more.begin(), more.end());
    return message;
}

/// @return a refusal for a pair of prefixes
template <class Message>
Message
MakeRefusal(uint16_t sequence, ExperimentalStatus status, const MobilityOptions& more = {})
{
    auto message = MakeForPair<Message>(sequence, 0, more);
    message.status = status;
    return message;
}

/// @return the messages of localized routing, each with a name fit for a file
inline std::vector<std::pair<std::string, MobilityMessage>>
MakeRouteSamples()
{
    const MobilityOption source = MagAddressOption{Ipv6Address("fd00:c::1")};
    const MobilityOption destination = MagAddressOption{Ipv6Address("fd00:c::3")};
    const MobilityOption time = TimestampOption{0x128000};
    const MobilityOption attempt = OrderingOption{0x89abcdef};
    const MobilityOption tunnel = TunnelInfoOption{Encapsulation::GRE_WITH_KEY, 0x01020304};
    RoRequest byAddress;
    byAddress.sequence = 10;
    byAddress.lifetime = 75;
    byAddress.options = {HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:1::99"), 128)},
                         HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:2::99"), 128)}};
    auto unasked = MakeForPair<RoTrigger>(2, 75, {source});
    unasked.flags = 0x60;
    return {
        {"ro-trigger", MakeForPair<RoTrigger>(0x1234, 75, {source, time})},
        {"ro-trigger-flags", unasked},
        {"ro-trigger-ack", MakeForPair<RoTriggerAck>(0x1234, 75)},
        {"ro-trigger-ack-refused",
         MakeRefusal<RoTriggerAck>(7, ExperimentalStatus::SUPERSEDED_BY_OWN_TRIGGER)},
        {"ro-init", MakeForPair<RoInit>(7, LIFETIME_INFINITE, {source, attempt})},
        {"ro-init-end", MakeForPair<RoInit>(8, 0, {source, OrderingOption{0}, tunnel})},
        {"ro-init-ack", MakeForPair<RoInitAck>(7, 75, {attempt})},
        {"ro-setup", MakeForPair<RoSetup>(8, 75, {destination, attempt, tunnel})},
        {"ro-setup-ack", MakeForPair<RoSetupAck>(8, 75, {attempt, TunnelInfoOption{}})},
        {"ro-setup-ack-refused",
         MakeRefusal<RoSetupAck>(8, ExperimentalStatus::MN_NOT_ATTACHED, {attempt})},
        {"ro-refresh", MakeForPair<RoRefresh>(9, 75)},
        {"ro-refresh-ack", MakeForPair<RoRefreshAck>(9, 75)},
        {"ro-request", byAddress},
        {"ro-request-ack", MakeForPair<RoRequestAck>(10, 75)},
    };
}

} // namespace wiretest
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WIRE_ROUTE_SAMPLES_H
