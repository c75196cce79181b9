/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-seeds.h"

/**
 * @file
 * What happens to a home agent (RFC 6275).
 */

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

namespace
{

/// @return a node's Binding Update, for it to be at a care-of address
BindingUpdate
Register(uint16_t sequence, const char* careOf = "fd00:9::18", uint16_t lifetime = 300)
{
    BindingUpdate update;
    update.sequence = sequence;
    update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::HOME_REGISTRATION;
    update.lifetime = lifetime;
    update.options = {AlternateCareOfAddressOption{Ipv6Address(careOf)}};
    return update;
}

/// @return its de-registration
BindingUpdate
End(uint16_t sequence)
{
    return Register(sequence, "fd00:9::18", 0);
}

/// @return an update of a mobile router (RFC 3963)
BindingUpdate
OfRouter(BindingUpdate update)
{
    update.flags |= UpdateFlag::MOBILE_ROUTER;
    return update;
}

} // namespace

Seeds
MakeHomeAgentSeeds()
{
    constexpr uint8_t SLOW = 3; // Long detection, long memory.
    constexpr uint8_t ADVICE = 4;
    constexpr uint8_t FULL = 8;
    const auto restart = Do(StepKind::RESTART, {});
    return {
        {"moved", {Say(HOME, Register(2)), Say(HOME, Register(3, "fd00:9::19"))}},
        {"late", {Say(HOME, Register(5)), Say(HOME, Register(4, "fd00:9::19"))}},
        {"wraps",
         {Say(HOME, Register(0x7fff)), Say(HOME, Register(0xffff)), Say(HOME, Register(0))}},
        {"ended", {Say(HOME, End(2)), Say(HOME, End(3))}},
        {"ended-and-late",
         {Say(HOME, End(9)), Say(HOME, Register(8), LATER), Say(HOME, Register(8))}},
        {"ended-and-anew", {Say(HOME, End(2)), Say(HOME, Register(3), SECOND), Say(HOME, End(4))}},
        {"first", {Say(OTHER, Register(1), SECOND), Say(OTHER, Register(2))}},
        {"first-moved", {Say(OTHER, Register(1)), Say(OTHER, Register(2, "fd00:9::19"), SECOND)}},
        {"first-ended", {Say(OTHER, Register(1)), Say(OTHER, End(2), SECOND)}},
        {"first-slow", {Do(StepKind::CONFIGURE, {SLOW}), Say(OTHER, Register(1), LATER)}},
        {"refused",
         {Do(StepKind::CONFIGURE, {FULL}),
          Say(OTHER, Register(1)),
          Say(HOME, Register(2, "ff02::1")),
          Say(HOME, OfRouter(Register(3)))}},
        {"router", {Say(OTHER, OfRouter(Register(1)), SECOND), Say(OTHER, End(2))}},
        {"advised", {Do(StepKind::CONFIGURE, {ADVICE}), Say(HOME, Register(2))}},
        {"restarted", {restart, Say(HOME, Register(1), SECOND), restart}},
        {"strangers", {Say(STRANGER, Register(1)), Say(HOME, BindingAcknowledgement())}},
    };
}

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3
