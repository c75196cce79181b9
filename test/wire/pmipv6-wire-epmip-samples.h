/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_WIRE_EPMIP_SAMPLES_H
#define PMIPV6_WIRE_EPMIP_SAMPLES_H

#include "ns3/pmipv6-mobility-codec.h"

#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * Sample messages of draft-luo.
 */

namespace ns3
{
namespace pmipv6
{
namespace wiretest
{

inline const MobilityOption OWN_PREFIX =
    HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:1::"), 64)};
inline const MobilityOption OTHER_PREFIX =
    HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:2::"), 64)};
inline const MobilityOption OTHER_ADDRESS =
    HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:2::99"), 128)};
inline const MobilityOption LOCATION = MagAddressOption{Ipv6Address("fd00:c::3")};
inline const MobilityOption OF_BINDING = TimestampOption{0x128000};

/// @return a message with options
template <class Message>
Message
MakeWith(uint16_t sequence, uint16_t lifetime, const MobilityOptions& options = {})
{
    Message message;
    message.sequence = sequence;
    message.lifetime = lifetime;
    message.options = options;
    return message;
}

/// @return a request with other flags than A alone
template <class Message>
Message
MakeFlagged(uint8_t flags, Message message)
{
    message.flags = ExperimentalFlag::ACKNOWLEDGE | flags;
    return message;
}

/// @return an answer with another status than SUCCESS
template <class Message>
Message
MakeAnswered(ExperimentalStatus status, Message message)
{
    message.status = status;
    return message;
}

/// @return where a correspondent is whose prefix has a number in its fourth part
inline CorrespondentLocationOption
MakeCorrespondent(uint16_t number)
{
    CorrespondentLocationOption option;
    option.prefix = Prefix(Ipv6Address(("fd00:2:0:" + std::to_string(number) + "::").c_str()), 64);
    option.gateway = Ipv6Address("fd00:c::4");
    option.timestamp = 0x0123456789abcdef;
    option.lifetime = 15;
    return option;
}

/// @return an acknowledgement of one prefix and so many correspondents
inline Pbca
MakeChangeAck(uint16_t sequence, uint16_t correspondents)
{
    auto message = MakeWith<Pbca>(sequence, 15, {OWN_PREFIX});
    for (uint16_t number = 1; number <= correspondents; ++number)
    {
        message.options.push_back(MakeCorrespondent(number));
    }
    return message;
}

/// @return the messages of draft-luo, each with a name fit for a file
inline std::vector<std::pair<std::string, MobilityMessage>>
MakeEpmipSamples()
{
    const MobilityOption node = MobileNodeIdentifierOption{1, "mn1@example.com"};
    const MobilityOption previous = PreviousLocationOption{Ipv6Address("fd00:c::5")};
    const MobilityOption routes = CapabilitiesOption{CapabilityFlag::DISTRIBUTED_ROUTING |
                                                     CapabilityFlag::DISTRIBUTED_MOBILITY};
    const MobilityOption manages = CapabilitiesOption{CapabilityFlag::LOCATION_MANAGEMENT};
    const auto query = MakeWith<Pbqr>(1, LIFETIME_INFINITE, {OTHER_ADDRESS});
    const auto change = MakeWith<Pbci>(3, 15, {OWN_PREFIX, LOCATION, OF_BINDING});
    auto update = MakeWith<BindingUpdate>(7, 100, {node, OWN_PREFIX, routes, OF_BINDING});
    update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION;
    auto answer = MakeWith<BindingAcknowledgement>(
        7,
        100,
        {node, OWN_PREFIX, previous, PreviousLocationOption{}, manages, OF_BINDING});
    answer.flags = AcknowledgementFlag::PROXY_REGISTRATION;
    return {
        {"pbqr", query},
        {"pbqr-own-knowledge", MakeFlagged(ExperimentalFlag::OWN_KNOWLEDGE, query)},
        {"pbqa", MakeWith<Pbqa>(1, 75, {OTHER_PREFIX, LOCATION, OF_BINDING})},
        {"pbqa-refused",
         MakeAnswered(ExperimentalStatus::NO_BINDING_FOR_PREFIX,
                      MakeWith<Pbqa>(1, 0, {OTHER_ADDRESS}))},
        {"pbci", change},
        {"pbci-previous", MakeFlagged(ExperimentalFlag::PREVIOUS, change)},
        {"pbci-withdrawn", MakeWith<Pbci>(4, 0, {OWN_PREFIX, OF_BINDING})},
        {"pbci-two-prefixes",
         MakeWith<Pbci>(5, 15, {OWN_PREFIX, OTHER_PREFIX, LOCATION, OF_BINDING, node})},
        {"pbca", MakeChangeAck(3, 0)},
        {"pbca-more",
         MakeAnswered(ExperimentalStatus::SUCCESS_MORE_TO_FOLLOW, MakeChangeAck(3, 2))},
        {"pbca-full", MakeChangeAck(3, 41)},
        {"location-update", MakeWith<LocationUpdate>(6, 75, {OWN_PREFIX, LOCATION, OF_BINDING})},
        {"location-update-node", MakeWith<LocationUpdate>(7, 75, {LOCATION, OF_BINDING, node})},
        {"location-update-end", MakeWith<LocationUpdate>(8, 0, {OWN_PREFIX, OF_BINDING})},
        {"location-update-ack", MakeWith<LocationUpdateAck>(6, 75, {OWN_PREFIX, previous})},
        {"location-update-ack-refused",
         MakeAnswered(ExperimentalStatus::OLDER_THAN_STATE_HELD,
                      MakeWith<LocationUpdateAck>(6, 0, {OWN_PREFIX}))},
        {"pbu-capabilities", update},
        {"pba-previous-locations", answer},
    };
}

} // namespace wiretest
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_WIRE_EPMIP_SAMPLES_H
