/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-seeds.h"

/**
 * @file
 * What happens to a home agent, to a correspondent (RFC 6275), and to a home agent that is an
 * anchor of PMIPv6 (RFC 6612).
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

/// @return a gateway's Proxy Binding Update for the resident node
BindingUpdate
Ask(HandoffIndicator indicator, uint16_t lifetime = 300)
{
    BindingUpdate update;
    update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION;
    update.lifetime = lifetime;
    update.options = {MobileNodeIdentifierOption{1, "resident@example.com"},
                      HandoffIndicatorOption{indicator},
                      AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11},
                      HomeNetworkPrefixOption{},
                      TimestampOption{1},
                      MobileNodeLinkLayerIdentifierOption{{2, 0, 0, 0, 0, 1}}};
    return update;
}

} // namespace

Seeds
MakeBesideSeeds()
{
    constexpr uint8_t SLOW = 3; // Long detection, long memory.
    constexpr uint8_t AT_ONCE = 4;
    const auto agent = Do(StepKind::RESTART, {0});
    const auto anchor = Do(StepKind::RESTART, {1});
    const auto refresh = Say(HOME, Ask(HandoffIndicator::NOT_CHANGED), SECOND);
    const auto leaves = Say(HOME, Ask(HandoffIndicator::UNKNOWN, 0));
    const auto returns = Say(HOME, Ask(HandoffIndicator::UNKNOWN));
    const auto ends = Say(OTHER, End(2));
    return {
        {"both", {refresh, Say(OTHER, Register(2)), refresh}},
        {"away", {leaves, Say(OTHER, Register(2), SECOND)}},
        {"home", {leaves, returns, ends, refresh}},
        {"home-late", {leaves, ends, returns}},
        {"deleted-at-once", {Do(StepKind::CONFIGURE, {AT_ONCE}), leaves, ends, returns}},
        {"remembered", {Do(StepKind::CONFIGURE, {SLOW}), ends, Say(OTHER, Register(3)), returns}},
        {"agent-anew", {agent, refresh, Say(OTHER, Register(3), SECOND)}},
        {"anchor-anew", {anchor, Say(OTHER, Register(2)), returns, ends}},
        {"both-anew", {anchor, agent, returns, Say(OTHER, Register(1), SECOND), leaves}},
        {"for-another", {Say(HOME, Register(2)), Say(OTHER, Ask(HandoffIndicator::UNKNOWN))}},
    };
}

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

Seeds
MakeCorrespondentSeeds()
{
    constexpr uint8_t SHORT = 1;
    constexpr uint8_t ASKING = 2;
    constexpr uint8_t FULL = 4;
    constexpr uint8_t SILENT = 1; // Bits of an update.
    constexpr uint8_t OLD = 2;
    constexpr uint8_t FORGED = 4;
    const auto restart = Do(StepKind::RESTART, {});
    const auto update = [](uint8_t sender,
                           uint16_t sequence,
                           uint8_t lifetime,
                           uint8_t bits = 0,
                           uint8_t timing = SOON) {
        return Do(
            StepKind::OPERATE,
            {static_cast<uint8_t>(sequence >> 8), static_cast<uint8_t>(sequence), lifetime, bits},
            timing,
            sender);
    };
    return {
        {"renewed", {update(HOME, 2, 105), update(HOME, 3, 10)}},
        {"late", {update(HOME, 5, 105), update(HOME, 4, 105), update(HOME, 5, 105)}},
        {"wraps", {update(HOME, 0x7fff, 75), update(HOME, 0xffff, 75), update(HOME, 0, 75)}},
        {"deleted", {update(HOME, 2, 0), update(HOME, 2, 75), update(HOME, 3, 0)}},
        {"deleted-unknown", {update(OTHER, 2, 0), update(OTHER, 3, 75, 0, LATER)}},
        {"first", {update(OTHER, 9, 75, SILENT), update(OTHER, 10, 75)}},
        {"old-nonces", {update(OTHER, 1, 75, OLD), restart, update(OTHER, 2, 75)}},
        {"forged", {update(OTHER, 1, 75, FORGED), update(OTHER, 2, 75)}},
        {"anew",
         {restart,
          Say(HOME, HomeTestInit()),
          Say(STRANGER, CareOfTestInit()),
          update(HOME, 1, 75),
          update(HOME, 2, 1, 0, LATER)}},
        {"short", {Do(StepKind::CONFIGURE, {SHORT}), update(OTHER, 1, 105, 0, LATER)}},
        {"asked", {Do(StepKind::CONFIGURE, {ASKING}), update(OTHER, 1, 4, 0, LATER)}},
        {"full", {Do(StepKind::CONFIGURE, {FULL}), update(OTHER, 1, 75), update(HOME, 2, 75)}},
        {"tests",
         {Say(OTHER, HomeTestInit()), Say(OTHER, CareOfTestInit()), Say(HOME, HomeTest())}},
    };
}

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3
