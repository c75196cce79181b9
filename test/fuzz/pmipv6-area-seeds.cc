/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-epmip-seeds.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

namespace
{

/// What becomes of an area's nodes, as all sequences about them have it.
struct AreaSteps
{
    Prefix resident{Ipv6Address("fd00:1::"), 64};   //!< of the resident node
    Prefix next{Ipv6Address("fd00:1:0:1::"), 64};   //!< of whoever comes next
    Prefix foreign{Ipv6Address("fd00:a001::"), 64}; //!< of another eLMA's pool
    Ipv6Address other = GetAddress(Sender::OTHER);  //!< that eLMA
    /// The node comes anew, from another gateway, or is still there.
    Step attach = Say(HOME, Ask(MOBILE, HandoffIndicator::NEW_INTERFACE, 75, 9));
    Step handoff = Say(HOME, Ask(MOBILE, HandoffIndicator::BETWEEN_GATEWAYS, 75, 9));
    Step refresh = Say(HOME, Ask(MOBILE, HandoffIndicator::NOT_CHANGED, 75, 9));
    Step leave = Say(HOME, Ask(MOBILE, HandoffIndicator::UNKNOWN, 0, 9));
    /// The LMF does not know the node, knows it better, takes what it is told.
    Step none = Say(HOME, Refuse<LocationUpdateAck>(ExperimentalStatus::NO_BINDING_FOR_PREFIX));
    Step older =
        Say(HOME, Acknowledge({foreign}, {other}, ExperimentalStatus::OLDER_THAN_STATE_HELD));
    Step taken = Say(HOME, Acknowledge({next}));
    Step known = Say(HOME, Acknowledge({foreign}, {other}));
    Step full = Say(HOME, Refuse<LocationUpdateAck>(ExperimentalStatus::INSUFFICIENT_RESOURCES));
    /// What another eLMA says may be of a later time than the clock's.
    Step anyTime = Do(StepKind::CONFIGURE, {128});
    Step restart = Do(StepKind::RESTART, {});

    /// @return what happens when nodes come to an anchor of an area
    Seeds MakeArrivals() const;
    /// @return what happens when they go, and which packets there are
    Seeds MakeDepartures() const;

    /// @return a PBCI that tells of a node's arrival there, or of its end here
    static Step Change(uint8_t sender, const Said& said, bool isPrevious = true)
    {
        auto request = Request(said);
        request.isPrevious = isPrevious;
        return Say(sender, Inform<Pbci>(request));
    }

    /// @return a packet: see pmipv6-fuzz-area-anchor.cc
    static Step Packet(uint8_t operand, uint8_t sender = HOME)
    {
        return Do(StepKind::OPERATE_ALL, {operand}, SOON, sender);
    }
};

/// @return a PBCA that names a correspondent
Pbca
NameCorrespondent(const Prefix& node, const Prefix& peer)
{
    LocationAnswer answer;
    answer.prefixes = {node};
    answer.correspondents = {{peer, GetAddress(Sender::OTHER), NEWER, LIFETIME}};
    return Tell<Pbca>(answer);
}

/// @return so many prefixes of another eLMA's pool
std::vector<Prefix>
MakePrefixes(uint8_t count)
{
    std::vector<Prefix> prefixes;
    for (uint8_t number = 0; number < count; ++number)
    {
        prefixes.push_back(GetPrefix(Sender::HOME, number));
    }
    return prefixes;
}

Seeds
AreaSteps::MakeArrivals() const
{
    const auto named = Say(OTHER, NameCorrespondent(foreign, GetPrefix(Sender::OTHER, 1)));
    const auto told = [&](const std::vector<Prefix>& prefixes) {
        return Steps{handoff, Say(HOME, Acknowledge(prefixes, {other})), taken, refresh};
    };
    const auto late = Say(HOME, Ask(MOBILE, HandoffIndicator::BETWEEN_GATEWAYS, 75, 9), LATER);
    const auto elsewhere = Say(OTHER, Ask(MOBILE, HandoffIndicator::BETWEEN_GATEWAYS, 75, 9));
    const auto second = Say(HOME, Ask(MOBILE, HandoffIndicator::BETWEEN_INTERFACES, 75, 10));
    return {
        {"new", {attach, none, taken, taken, refresh, leave, taken}},
        {"new-unanswered", {attach, Do(StepKind::CONFIGURE, {0}, LATER), none, taken, leave}},
        {"new-but-known", {attach, known, taken, named, refresh}},
        {"new-but-known-to-a-stranger",
         {attach, Say(HOME, Acknowledge({foreign}, {GetAddress(Sender::STRANGER)})), taken}},
        {"new-but-older", {attach, older, refresh, handoff, known}},
        {"new-but-overtaken", {attach, none, older, refresh}},
        {"comes", {handoff, known, named, taken, refresh, leave, taken}},
        {"comes-again", {handoff, handoff, known, handoff, taken, none}},
        {"comes-unanswered", {late, Do(StepKind::CONFIGURE, {0}, LATER), handoff, known}},
        {"comes-and-is-unknown", {handoff, none, taken, taken}},
        {"comes-too-late", {handoff, older, handoff, older, handoff, known}},
        {"comes-to-both", {handoff, elsewhere, known, elsewhere, named, known}},
        {"comes-by-two", {handoff, second, known, known, second, known}},
        {"comes-and-leaves", {handoff, leave, known, handoff, known, leave}},
        {"comes-while-full", {handoff, full, Say(OTHER, Acknowledge({foreign}, {other})), full}},
        {"comes-with-nothing", told({})},
        {"comes-with-many", told({Prefix(foreign.GetAddress(), 48)})},
        {"comes-with-others", told({resident})},
        {"comes-with-a-part", told({Prefix(resident.GetAddress(), 80)})},
        {"comes-with-own", told({Prefix(Ipv6Address("fd00:2::"), 64)})},
        {"comes-with-one-of-the-pool", told({next})},
        {"comes-with-two", told({foreign, GetPrefix(Sender::HOME, 1)})},
        {"comes-with-one-twice", told({foreign, foreign})},
        {"comes-with-too-many", told(MakePrefixes(70))},
        {"comes-from-here", {handoff, Say(HOME, Acknowledge({foreign}, {ROLE_ADDRESS}))}},
        {"comes-from-nowhere", {handoff, Say(HOME, Acknowledge({foreign}, {THIRD_PEER}))}},
        {"comes-and-restarts", {handoff, restart, known, handoff, known, restart, taken}},
        {"comes-and-hears",
         {handoff,
          known,
          Change(OTHER, {{}, {foreign}, {}, {}, 0}),
          named,
          Say(OTHER, Refuse<Pbca>(ExperimentalStatus::NO_BINDING_FOR_PREFIX))}},
        {"handoff", {attach, none, taken, taken, elsewhere, known, taken}},
        {"handoff-older", {attach, none, taken, taken, elsewhere, older, refresh}},
    };
}

Seeds
AreaSteps::MakeDepartures() const
{
    const auto moves = Change(OTHER, {{}, {next}, other, NEWEST});
    const auto here = Steps{anyTime, attach, none, taken, taken};
    const auto then = [&here](Steps steps) {
        steps.insert(steps.begin(), here.begin(), here.end());
        return steps;
    };
    const Prefix peer = GetPrefix(Sender::OTHER, 1);
    const auto located = Say(HOME, Located(peer, other));
    const auto down = Packet(0x29);
    return {
        {"moves", then({moves, down, Packet(0x39, OTHER), refresh, leave})},
        {"moves-early", then({down, Do(StepKind::CONFIGURE, {0}), moves})},
        {"moves-back", then({moves, handoff, known, Packet(0x39, OTHER)})},
        {"moves-back-anew", then({moves, attach, known, none})},
        {"moves-twice", then({moves, Change(OTHER, {{}, {next}, SECOND_PEER, LATE}), down})},
        {"leaves-and-moves", then({leave, moves, down, Packet(0x39, OTHER)})},
        {"leaves", then({leave, down, Do(StepKind::CONFIGURE, {0}, LATER), down, taken})},
        {"is-withdrawn", then({Change(HOME, {{}, {next}, {}, NEWEST, 0}), refresh, down})},
        {"is-withdrawn-by-others", then({Change(OTHER, {{}, {next}, {}, {}, 0}), down})},
        {"revoked",
         then({Do(StepKind::OPERATE, {1, 1}, SECOND), leave, Do(StepKind::OPERATE, {128}), moves})},
        {"gateway-restarts",
         then({Say(HOME, Beat(true, 1)), Say(HOME, Beat(true, 2)), none, taken})},
        {"manager-restarts", then({Say(OTHER, Beat(true, 1)), Say(OTHER, Beat(true, 2)), taken})},
        {"restarts", then({restart, moves, refresh, none, taken})},
        {"renews", then({Do(StepKind::CONFIGURE, {0}, LATER), taken, older, taken, known})},
        {"asks", {Packet(0x11), located, Packet(0x11), Packet(0x19, OTHER), Packet(0x09)}},
        {"asks-in-vain",
         {Packet(0x11),
          Packet(0x12),
          Say(HOME, Refuse<Pbqa>(ExperimentalStatus::NO_BINDING_FOR_PREFIX)),
          Packet(0x11)}},
        {"asks-and-learns", {Packet(0x19, OTHER), Packet(0x11), Packet(0x19, HOME), located}},
        {"told-of-moves",
         {anyTime,
          Packet(0x11),
          located,
          Change(OTHER, {{}, {peer}, SECOND_PEER, NEWEST}, false),
          Change(OTHER, {{}, {peer}, other, NEWEST + 1}, false),
          Change(OTHER, {{}, {peer}, {}, {}, 0}, false),
          Packet(0x11)}},
        {"resident-moves",
         {anyTime,
          Packet(0x11),
          located,
          Change(OTHER, {{}, {resident}, other, NEWEST}),
          Packet(0x09),
          Packet(0x19, OTHER),
          Say(OTHER, Tell<Pbca>({}))}},
        {"resident-is-withdrawn", {anyTime, Change(HOME, {{}, {resident}, {}, NEWEST, 0})}},
        {"queried",
         {Say(OTHER, Query(resident)),
          Say(HOME, Query(resident)),
          Say(HOME, Report({MOBILE, {next}, other, NEWER})),
          Say(OTHER, Located(next, other))}},
    };
}

} // namespace

Seeds
MakeAreaAnchorSeeds()
{
    const AreaSteps steps;
    // Bits of pmipv6-fuzz-area-anchor.cc.
    return Set({{"plain", 0}},
               {{"few-locations", 4},
                {"holds", 8},
                {"impatient", 48},
                {"long", 1},
                {"no-mending", 64},
                {"one-departure", 136},
                {"passes", 2}},
               Join(steps.MakeArrivals(), steps.MakeDepartures()));
}

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3
