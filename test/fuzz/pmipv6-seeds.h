/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_SEEDS_H
#define PMIPV6_SEEDS_H

#include "../wire/pmipv6-wire-support.h"
#include "pmipv6-script.h"

#include "ns3/pmipv6-location-messages.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 * What the seeds of the roles' fuzzers are made of.
 */

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

inline constexpr uint8_t HOME = 0;      //!< Sender::HOME
inline constexpr uint8_t OTHER = 1;     //!< Sender::OTHER
inline constexpr uint8_t STRANGER = 2;  //!< Sender::STRANGER
inline constexpr uint8_t RIGHT = 0x1c;  //!< all that can be put right is
inline constexpr uint8_t SOON = 0x03;   //!< timing: 8 ms
inline constexpr uint8_t SECOND = 0x0a; //!< timing: 1 s
inline constexpr uint8_t LATER = 0x0e;  //!< timing: 16 s

inline constexpr const char* MOBILE = "mn1@example.com"; //!< a node that all roles know

using Steps = std::vector<Step>;
using Seeds = std::map<std::string, Steps>;

/// @return a message that is put right
inline Step
Say(uint8_t sender, const MobilityMessage& message, uint8_t timing = SOON)
{
    return {static_cast<uint8_t>(sender | RIGHT), timing, wiretest::Build(message)};
}

/// @return a step of another kind
inline Step
Do(StepKind kind, Octets operands, uint8_t timing = SOON, uint8_t sender = HOME)
{
    return {static_cast<uint8_t>(static_cast<uint8_t>(kind) << 5 | sender), timing, operands};
}

/// @return a Heartbeat that tells a Restart Counter
inline Heartbeat
Beat(bool isUnsolicited, uint32_t counter)
{
    return {isUnsolicited, true, 0, {RestartCounterOption{counter}}};
}

/// @return a Proxy Binding Update
inline BindingUpdate
Ask(const std::string& node,
    HandoffIndicator indicator,
    uint16_t lifetime,
    uint8_t interface,
    const MobilityOptions& prefixes = {HomeNetworkPrefixOption{}})
{
    BindingUpdate update;
    update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION;
    update.lifetime = lifetime;
    update.options = {MobileNodeIdentifierOption{1, node},
                      HandoffIndicatorOption{indicator},
                      AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11},
                      MobileNodeLinkLayerIdentifierOption{{2, 0, 0, 0, 0, interface}},
                      TimestampOption{1}};
    update.options.insert(update.options.end(), prefixes.begin(), prefixes.end());
    return update;
}

/// @return a request of draft-luo
template <class Message>
Message
Inform(const LocationRequest& request)
{
    Message message;
    WriteLocationRequest(request, message);
    return message;
}

/// @return an answer of draft-luo
template <class Message>
Message
Tell(const LocationAnswer& answer)
{
    Message message;
    WriteLocationAnswer(answer, message);
    return message;
}

/// What a role is set to before its start, by name: the second operand of a first step CONFIGURE.
using Terms = std::map<std::string, uint8_t>;

/// @return sequences, each after a step that sets what is read at the start: with each of the
/// terms of which some are, and with one of the others in turn
Seeds Set(const Terms& always, const Terms& others, const Seeds& sequences);

/// @return what happens to a CMD, in each of its modes
Seeds MakeDatabaseSeeds();

/// @return what happens to a home agent
Seeds MakeHomeAgentSeeds();

/// @return what happens to a correspondent of Mobile IPv6
Seeds MakeCorrespondentSeeds();

/// @return what happens to an anchor that is a home agent too
Seeds MakeBesideSeeds();

/// @return what happens to a MAAR, as each of the modes has it
Seeds MakeMaarSeeds();

/// @return what happens to an LMF that is no anchor's
Seeds MakeManagerSeeds();

/// @return what happens to a router with a Distributed Routing Function
Seeds MakeRouterSeeds();

/// @return what happens to an anchor with a Distributed Anchoring Function
Seeds MakeAreaAnchorSeeds();

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_SEEDS_H
