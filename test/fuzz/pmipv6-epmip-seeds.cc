/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-epmip-seeds.h"

#include "ns3/pmipv6-manager-ring.h"

#include <string>
#include <vector>

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

namespace
{

const Prefix OUTSIDE(Ipv6Address("fd00:e::"), 64);    //!< of no area
const Prefix FIXED(Ipv6Address("fd00:a001:f::"), 64); //!< of fixed nodes

/// @return who is responsible for a place on the ring of an LMF and of the other one
Ipv6Address
FindResponsible(uint64_t place)
{
    ManagerRing ring;
    ring.Add(ROLE_ADDRESS);
    ring.Add(GetAddress(Sender::OTHER));
    return ring.FindResponsible(place);
}

/// @return an MN-Identifier for which an LMF is responsible
std::string
FindName(const Ipv6Address& responsible)
{
    uint8_t number = 1;
    const auto get = [&number] { return "mn" + std::to_string(number) + "@example.com"; };
    while (FindResponsible(GetRingKey(get())) != responsible)
    {
        ++number;
    }
    return get();
}

/// @return a prefix for which an LMF is responsible. @param skip so many are left out
Prefix
FindPrefix(const Ipv6Address& responsible, uint8_t skip = 0)
{
    uint8_t number = 1;
    while (FindResponsible(GetRingKey(GetPrefix(Sender::HOME, number))) != responsible ||
           skip-- > 0)
    {
        ++number;
    }
    return GetPrefix(Sender::HOME, number);
}

/// @return the same step with the number that it has had
Step
Again(Step step)
{
    step.control = static_cast<uint8_t>(step.control & ~Step::NUMBERED);
    return step;
}

/// @return what eLMAs report, and what is asked of it
Seeds
MakeReports()
{
    const Ipv6Address anchor = GetAddress(Sender::HOME);
    const std::string own = FindName(ROLE_ADDRESS);
    const std::string theirs = FindName(GetAddress(Sender::OTHER));
    const Prefix ownPrefix = FindPrefix(ROLE_ADDRESS);
    const Prefix theirPrefix = FindPrefix(GetAddress(Sender::OTHER));
    const auto silent = ExperimentalStatus::RESPONSIBLE_NODE_DID_NOT_ANSWER;
    const auto none = ExperimentalStatus::NO_BINDING_FOR_PREFIX;
    const auto older = ExperimentalStatus::OLDER_THAN_STATE_HELD;
    const auto report = Say(HOME, Report({own, {ownPrefix}, anchor, NEWER}));
    const auto here = Say(HOME, Report({{}, {ownPrefix}, anchor, NEWER}));
    const auto claim = Say(HOME, Report({own, {}, anchor, NEWEST}));
    const auto acknowledged = Say(OTHER, Acknowledge({ownPrefix}));
    const auto asked = Say(HOME, Query(ownPrefix));
    const auto relayed = Say(HOME, Report({theirs, {theirPrefix}, anchor, NEWER}), SECOND);
    const auto there = Say(HOME, Report({{}, {theirPrefix}, anchor, NEWER}), SECOND);
    const auto taken = Say(OTHER, Acknowledge({theirPrefix}));
    const auto both = Say(HOME, Report({{}, {ownPrefix, theirPrefix}, anchor, NEWER}));
    const auto refuse = [](ExperimentalStatus status) {
        return Say(OTHER, Refuse<LocationUpdateAck>(status));
    };
    const auto away = [](const Said& said) { return Say(OTHER, Report(said)); };
    return {
        {"claims", {claim, report, acknowledged, claim, Say(OTHER, Acknowledge({}))}},
        {"reports", {here, asked, Say(HOME, Query(Prefix(ownPrefix.GetAddress(), 128)))}},
        {"copy-lost", {Say(HOME, Report({own, {ownPrefix}, anchor, NEWER}), LATER), here}},
        {"withdraws",
         {report,
          here,
          Say(HOME, Report({own, {ownPrefix}, {}, NEWER, 0})),
          Say(HOME, Report({{}, {ownPrefix}, {}, NEWER, 0})),
          asked,
          here,
          Say(HOME, Report({{}, {ownPrefix}, anchor, NEWEST}))}},
        {"withdraws-early", {Say(HOME, Report({own, {ownPrefix}, {}, NEWEST, 0})), report, claim}},
        {"relays-report", {relayed, taken, there, taken}},
        {"relays-unanswered", {Say(HOME, Report({theirs, {}, anchor, NEWER}), LATER), relayed}},
        {"relays-in-vain", {relayed, refuse(none), there, refuse(silent), relayed, refuse(older)}},
        {"relays-repeated", {relayed, Again(relayed), Again(there), taken, Again(there)}},
        {"relays-two", {both, taken, both, refuse(ExperimentalStatus::INSUFFICIENT_RESOURCES)}},
        {"relays-two-late", {Say(HOME, Report({{}, {theirPrefix, ownPrefix}, anchor, 1}), LATER)}},
        {"passed-on",
         {away({own, {ownPrefix}, SECOND_PEER, NEWER}),
          claim,
          away({own, {}, SECOND_PEER, EARLY}),
          away({own, {ownPrefix}, SECOND_PEER, NEWEST + 1})}},
        {"passed-on-and-behind",
         {away({theirs, {theirPrefix}, SECOND_PEER, NEWEST}),
          away({theirs, {}, SECOND_PEER, NEWER}),
          Say(OTHER, Acknowledge({theirPrefix})),
          away({theirs, {theirPrefix}, {}, NEWEST, 0})}},
        {"passed-on-of-a-stranger",
         {away({own, {ownPrefix}, GetAddress(Sender::STRANGER), NEWER}),
          Say(HOME, Report({own, {ownPrefix}, SECOND_PEER, NEWER}))}},
        {"resident-moves",
         {away({RESIDENT, {}, SECOND_PEER, NEWER}),
          away({RESIDENT, {}, anchor, NEWEST}),
          away({{}, {GetPrefix(Sender::HOME, 0)}, SECOND_PEER, NEWER}),
          Say(HOME, Query(GetPrefix(Sender::HOME, 0)))}},
        {"of-many", {Say(HOME, Report({own, {GetPool(Sender::HOME)}, anchor, NEWER}))}},
        {"of-others",
         {Say(HOME, Report({own, {OUTSIDE}, anchor, NEWER})),
          Say(HOME, Report({own, {ownPrefix, ownPrefix}, anchor, NEWER})),
          Say(HOME, Report({own, {}, {}, NEWER})),
          Say(HOME, Report({own, {}, anchor, {}}))}},
        {"of-strangers",
         {Say(STRANGER, Report({own, {ownPrefix}, GetAddress(Sender::STRANGER), NEWER})),
          Say(STRANGER, Query(ownPrefix)),
          Say(HOME, Query(ownPrefix, GetAddress(Sender::STRANGER)))}},
        {"many",
         {report,
          here,
          there,
          relayed,
          Say(HOME, Report({{}, {FindPrefix(ROLE_ADDRESS, 1)}, anchor, NEWER})),
          Say(HOME,
              Report(
                  {{}, {FindPrefix(ROLE_ADDRESS, 2), FindPrefix(ROLE_ADDRESS, 3)}, anchor, NEWER})),
          Say(HOME, Report({own, {}, {}, NEWEST, 0}))}},
    };
}

/// @return what LMFs ask each other, and that they come and go
Seeds
MakeQueries()
{
    const Ipv6Address anchor = GetAddress(Sender::HOME);
    const std::string theirs = FindName(GetAddress(Sender::OTHER));
    const Prefix ownPrefix = FindPrefix(ROLE_ADDRESS);
    const Prefix theirPrefix = FindPrefix(GetAddress(Sender::OTHER));
    const auto none = ExperimentalStatus::NO_BINDING_FOR_PREFIX;
    const auto silent = ExperimentalStatus::RESPONSIBLE_NODE_DID_NOT_ANSWER;
    const auto ask = Say(HOME, Query(theirPrefix));
    const auto answer = Say(OTHER, Located(theirPrefix, SECOND_PEER));
    const auto direct = Say(HOME, Query(theirPrefix, anchor), SECOND);
    const auto held = Say(OTHER, Report({{}, {theirPrefix}, anchor, NEWER}));
    const auto named = Say(OTHER, Report({theirs, {theirPrefix}, anchor, NEWER}));
    const auto leave = Do(StepKind::OPERATE, {4});
    const auto join = Do(StepKind::OPERATE, {0});
    const auto third = Do(StepKind::OPERATE, {1});
    const auto taken = Say(OTHER, Acknowledge({theirPrefix}));
    const auto restart = Do(StepKind::RESTART, {});
    return {
        {"asks", {ask, answer, ask, Say(OTHER, Located(ownPrefix, SECOND_PEER))}},
        {"asks-in-vain",
         {ask, Say(OTHER, Refuse<Pbqa>(none)), ask, Say(OTHER, Refuse<Pbqa>(silent))}},
        {"asks-unanswered", {Say(HOME, Query(theirPrefix), LATER), held, ask}},
        {"asks-directly", {direct, Again(direct), answer}},
        {"is-asked",
         {held, Say(OTHER, Query(theirPrefix)), Say(OTHER, Query(ownPrefix, anchor)), restart}},
        {"restarts",
         {held,
          restart,
          Say(OTHER, Query(ownPrefix)),
          Say(HOME, Query(ownPrefix)),
          Say(OTHER, Located(ownPrefix, SECOND_PEER)),
          Say(HOME, Report({theirs, {}, anchor, NEWER})),
          Say(OTHER, Acknowledge({theirPrefix}, {SECOND_PEER}))}},
        {"restarts-while-asking", {ask, restart, answer, ask}},
        {"leaves-while-asked", {ask, leave, answer, join, ask, answer}},
        {"joins", {leave, held, named, join, taken, taken}},
        {"joins-late", {leave, ask, Say(HOME, Report({{}, {theirPrefix}, anchor, NEWER})), join}},
        {"joins-silent", {third, held, named, Do(StepKind::OPERATE, {0}, LATER), ask}},
        {"third-leaves", {third, ask, Do(StepKind::OPERATE, {5}, SECOND), ask, answer}},
        {"anchor-joins", {Do(StepKind::OPERATE, {2}), ask, Do(StepKind::OPERATE, {6}), ask}},
        {"itself-joins", {Do(StepKind::OPERATE, {3}), Do(StepKind::OPERATE, {7}), ask}},
        {"outside",
         {Say(HOME, Query(OUTSIDE)),
          Do(StepKind::CONFIGURE, {2}),
          Say(HOME, Query(Prefix(Ipv6Address("fd00:a002::1"), 128)))}},
        {"fixed",
         {Say(HOME, Query(Prefix(Ipv6Address("fd00:a001:f::7"), 128))),
          Do(StepKind::CONFIGURE, {12}),
          Say(HOME, Query(FIXED)),
          Say(HOME, Report({{}, {FIXED}, anchor, NEWER}))}},
        {"asked-nothing", {Say(HOME, Inform<Pbqr>({})), Say(HOME, Inform<LocationUpdate>({}))}},
        {"anchor-restarts", {held, Say(HOME, Beat(true, 1)), Say(HOME, Beat(true, 2))}},
    };
}

/// @return what a router with fixed nodes is told, and which packets there are
Seeds
MakeLocations()
{
    const auto down = [](uint8_t operand, uint8_t timing = SOON) {
        return Do(StepKind::OPERATE, {operand}, timing);
    };
    const auto up = [](uint8_t operand, uint8_t sender = OTHER, uint8_t timing = SOON) {
        return Do(StepKind::OPERATE_ALL, {operand}, timing, sender);
    };
    const Ipv6Address there = GetAddress(Sender::OTHER);
    const Prefix resident = GetPrefix(Sender::HOME, 0);
    const Prefix first = GetPrefix(Sender::HOME, 1);
    const Prefix second = GetPrefix(Sender::HOME, 2);
    const auto tell = [](const Pbqa& answer) { return Say(HOME, answer); };
    const auto refuse = [](ExperimentalStatus status) { return Say(HOME, Refuse<Pbqa>(status)); };
    const auto inform = [](uint8_t sender, const Said& said, bool isPrevious = false) {
        auto request = Request(said);
        request.isPrevious = isPrevious;
        return Say(sender, Inform<Pbci>(request));
    };
    const auto none = ExperimentalStatus::NO_BINDING_FOR_PREFIX;
    const auto full = ExperimentalStatus::INSUFFICIENT_RESOURCES;
    const auto silent = ExperimentalStatus::RESPONSIBLE_NODE_DID_NOT_ANSWER;
    const auto located = tell(Located(first, there));
    const auto anyTime = Do(StepKind::CONFIGURE, {1});
    const auto moves = inform(OTHER, {{}, {first}, SECOND_PEER, NEWEST});
    const auto restart = Do(StepKind::RESTART, {});
    return {
        {"asked", {down(1), located, down(1), down(9), up(1)}},
        {"asked-in-vain",
         {down(1), refuse(none), down(1), down(1, LATER), down(1), refuse(silent)}},
        {"asked-unanswered", {down(1, LATER), down(1), located, down(2, LATER), refuse(none)}},
        {"asked-many",
         {down(1), down(2), down(3), located, tell(Located(GetPrefix(Sender::HOME, 3), there))}},
        {"asked-the-other",
         {down(1), refuse(full), Say(OTHER, Located(first, SECOND_PEER)), down(1)}},
        {"asked-others", {down(0x11), down(0x21), down(0x41), down(0x07), refuse(none)}},
        {"located-at-a-router",
         {down(1), tell(Located(Prefix(first.GetAddress(), 48), THIRD_PEER)), down(2), up(2)}},
        {"located-nowhere",
         {down(1),
          tell(Located(first, ROLE_ADDRESS)),
          down(2),
          tell(Located(second, GetAddress(Sender::STRANGER)))}},
        {"located-of-many",
         {down(1),
          tell(Located(Prefix(first.GetAddress(), 48), there)),
          down(2),
          tell(Located(first, there)),
          down(3),
          tell(Located(Prefix(), THIRD_PEER))}},
        {"located-for-a-while",
         {Do(StepKind::CONFIGURE, {2}),
          down(1),
          tell(Located(first, there, NEWER, 1)),
          down(1, SECOND),
          tell(Located(first, SECOND_PEER, NEWEST, 1)),
          down(1, LATER),
          located}},
        {"learned", {up(1), down(1), up(1, HOME), up(1, STRANGER), located}},
        {"learned-here", {up(0x11), up(0x09), down(9), up(2, OTHER, LATER)}},
        {"elsewhere",
         {down(1),
          tell(Located(first, SECOND_PEER)),
          up(1, OTHER, SECOND),
          tell(Located(first, there, NEWEST)),
          up(1, OTHER, LATER),
          refuse(none)}},
        {"moved", {down(1, LATER), located, moves, down(1), moves}},
        {"moved-too-early", {down(1), located, moves, anyTime, moves, down(1)}},
        {"moved-by-others",
         {anyTime,
          down(1),
          tell(Located(first, SECOND_PEER)),
          moves,
          tell(Located(first, there, NEWEST)),
          inform(HOME, {{}, {first}, SECOND_PEER, NEWEST + 1}),
          inform(STRANGER, {{}, {first}, there, LATE})}},
        {"moved-to-nobody",
         {anyTime,
          down(1),
          located,
          inform(OTHER, {{}, {first}, ROLE_ADDRESS, NEWEST}),
          inform(OTHER, {{}, {first}, GetAddress(Sender::STRANGER), NEWEST}),
          inform(OTHER, {{}, {Prefix(first.GetAddress(), 48)}, SECOND_PEER, NEWEST})}},
        {"moved-while-asked", {anyTime, down(1), located, up(1), moves, down(2), moves, located}},
        {"left",
         {anyTime,
          down(1),
          located,
          inform(OTHER, {{}, {first}, {}, {}, 0}),
          down(1),
          located,
          inform(HOME, {{}, {first}, {}, NEWEST, 0}),
          down(1),
          located}},
        {"left-unknown",
         {inform(HOME, {{}, {first}, {}, NEWER, 0}, true),
          inform(OTHER, {{}, {first, second}, {}, {}, 0}),
          down(1),
          located}},
        {"arrives",
         {anyTime,
          inform(OTHER, {{}, {first}, there, NEWER}, true),
          inform(HOME, {{}, {first}, there, NEWER}, true),
          inform(OTHER, {{}, {}, there, NEWER}),
          inform(OTHER, {{}, {first}, {}, NEWER})}},
        {"resident-moves",
         {anyTime,
          inform(OTHER, {{}, {resident}, SECOND_PEER, NEWER}),
          down(0),
          up(0),
          inform(HOME, {{}, {resident}, {}, NEWEST, 0})}},
        {"restarts", {down(1), restart, located, down(1), located, restart, down(1), up(1)}},
    };
}

/// @return what comes to an LMF at a bad time, or too often
Seeds
MakeTroubles()
{
    const Ipv6Address anchor = GetAddress(Sender::HOME);
    const Prefix theirs = FindPrefix(GetAddress(Sender::OTHER));
    const auto ask = Say(HOME, Query(theirs));
    const auto leave = Do(StepKind::OPERATE, {4});
    const auto join = Do(StepKind::OPERATE, {0});
    const auto taken = Say(OTHER, Acknowledge({theirs}));
    const auto report = Say(HOME, Report({{}, {theirs}, anchor, NEWER}));
    return {
        {"joins-and-leaves", {leave, join, leave, taken, taken}},
        {"joins-and-leaves-with-records", {leave, report, join, leave, taken, report, join, taken}},
        {"asks-who-is-silent", {Say(HOME, Query(theirs), LATER), ask, ask, ask, report, report}},
        {"asks-more-than-may-be", {ask, ask, ask, report, report, report}},
    };
}

} // namespace

Seeds
MakeManagerSeeds()
{
    // Bits of pmipv6-fuzz-manager.cc.
    const Terms terms = {{"area", 16},
                         {"few-records", 2},
                         {"few-relays", 4},
                         {"few-transfers", 9},
                         {"no-copies", 1},
                         {"no-retries", 64},
                         {"three", 128},
                         {"two-hats", 32}};
    return Join(Set({{"plain", 0}}, terms, Join(MakeReports(), MakeQueries())),
                Set(terms, {{"plain", 0}}, MakeTroubles()));
}

Seeds
MakeRouterSeeds()
{
    // Bits of pmipv6-fuzz-router.cc.
    return Set({{"preferred", 0}},
               {{"by-attribute", 1},
                {"by-configuration", 2},
                {"by-hop", 3},
                {"few-locations", 32},
                {"few-queries", 16},
                {"holds", 8},
                {"learns-nothing", 64},
                {"straight", 128},
                {"two", 4},
                {"two-patient", 20}},
               MakeLocations());
}

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3
