/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-role-bench.h"
#include "pmipv6-seeds.h"

#include "ns3/pmipv6-dmm-messages.h"

#include <iterator>

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

namespace
{

constexpr uint16_t LIFETIME = 75; //!< in units of 4 s

/// @return number, time and node of a message; the first two are put right
DmmSubject
Of(const std::string& node, HandoffIndicator indicator = HandoffIndicator::BETWEEN_GATEWAYS)
{
    DmmSubject subject;
    subject.identifier = node;
    subject.indicator = indicator;
    subject.technology = AccessTechnologyType::IEEE_802_11;
    subject.sequence = 1;
    subject.timestamp = 1;
    return subject;
}

/// @return a message with another option
template <class Message>
Message
With(Message message, const MobilityOption& option)
{
    message.options.push_back(option);
    return message;
}

/// @return a MAAR's request for a node that is there
Step
Serve(Sender maar, const std::string& node, uint8_t timing = SOON)
{
    return Say(static_cast<uint8_t>(maar),
               MakePresenceUpdate(Of(node), {GetPrefix(maar, 1)}, LIFETIME),
               timing);
}

/// @return a previous MAAR's answer to a CMD
Step
Answer(Sender maar, const std::string& node, BindingStatus status, const Prefix& prefix)
{
    const uint16_t lifetime = IsAccepted(status) ? LIFETIME : uint16_t{0};
    return Say(static_cast<uint8_t>(maar),
               With(MakeDmmAnswer(Of(node), status, {prefix}, lifetime),
                    ServingMaarOption{GetAddress(Sender::OTHER)}),
               SECOND);
}

/// @return a previous MAAR's message about its prefix
BindingUpdate
About(const std::string& node, uint16_t lifetime)
{
    return MakeAnchorageUpdate(Of(node), GetPrefix(Sender::HOME, 1), lifetime);
}

/// @return what happens to a CMD whatever its mode
Seeds
MakeSessions()
{
    const Prefix own = GetPrefix(Sender::HOME, 1);
    const auto first = Serve(Sender::HOME, MOBILE);
    const auto moves = Serve(Sender::OTHER, MOBILE);
    const auto accepts = Answer(Sender::HOME, MOBILE, BindingStatus::ACCEPTED, own);
    const auto restarts = Do(StepKind::RESTART, {});
    const auto report =
        Say(HOME,
            With(About(MOBILE, LIFETIME), ServingMaarOption{GetAddress(Sender::OTHER)}),
            SECOND);
    const auto unknown =
        Say(OTHER,
            With(MakeAnchorageUpdate(Of(MOBILE), GetPrefix(Sender::OTHER, 2), LIFETIME),
                 ServingMaarOption{GetAddress(Sender::STRANGER)}),
            SECOND);
    const auto leaves = MakePresenceUpdate(Of(MOBILE), {GetPrefix(Sender::OTHER, 1)}, 0);
    return {
        {"moves", {first, moves, accepts}},
        {"moves-back", {first, moves, accepts, first, accepts}},
        {"moves-at-once", {first, moves, first, moves, accepts}},
        {"silent",
         {first, Serve(Sender::OTHER, MOBILE, LATER), Do(StepKind::CONFIGURE, {0}, 0x2f)}},
        {"repeats", {first, moves, Serve(Sender::OTHER, MOBILE, SECOND), accepts, moves}},
        {"refused",
         {first,
          moves,
          Answer(Sender::HOME, MOBILE, BindingStatus::NOT_LMA_FOR_THIS_MOBILE_NODE, own)}},
        {"says-more",
         {first,
          moves,
          Answer(Sender::HOME, MOBILE, BindingStatus::ACCEPTED, GetPrefix(Sender::OTHER, 2))}},
        {"resident-moves", {Serve(Sender::OTHER, RESIDENT)}},
        {"leaves", {first, moves, accepts, Say(OTHER, leaves, LATER)}},
        {"lifetime-over",
         {first, moves, accepts, Say(HOME, MakePresenceUpdate(Of(MOBILE), {own}, 0))}},
        {"idle",
         {first,
          moves,
          accepts,
          Say(HOME, About(MOBILE, 0)),
          Say(OTHER,
              With(MakeDmmAnswer(Of(MOBILE), BindingStatus::ACCEPTED, {}, 0),
                   AnchoredPrefixOption{own}))}},
        {"restarts", {first, moves, accepts, restarts, report, moves, accepts}},
        {"restarts-and-is-told-late", {restarts, moves, report, accepts}},
        {"reports-more",
         {first,
          moves,
          accepts,
          Say(HOME,
              With(With(About(MOBILE, LIFETIME), AnchoredPrefixOption{GetPrefix(Sender::OTHER, 1)}),
                   AnchoredPrefixOption{GetPrefix(Sender::STRANGER, 1)}))}},
        {"reports-a-stranger",
         {restarts, unknown, Say(OTHER, Beat(true, 1)), Say(OTHER, Beat(true, 2))}},
        {"reports-of-two",
         {restarts, report, unknown, Say(HOME, Beat(true, 1)), Say(HOME, Beat(true, 2))}},
        {"maar-restarts",
         {first, moves, accepts, Say(HOME, Beat(true, 1)), Say(HOME, Beat(true, 2)), accepts}},
        {"of-another",
         {first,
          Say(OTHER, MakePresenceUpdate(Of(MOBILE), {own}, LIFETIME)),
          Say(OTHER, MakePresenceUpdate(Of("two@example.com"), {own}, LIFETIME)),
          Say(STRANGER, MakePresenceUpdate(Of(MOBILE), {own}, LIFETIME))}},
        {"anchors-two",
         {Say(HOME,
              With(MakePresenceUpdate(Of(MOBILE), {own}, LIFETIME),
                   AnchoredPrefixOption{GetPrefix(Sender::HOME, 2)})),
          moves,
          accepts}},
        {"options-of-no-use",
         {Say(HOME,
              With(With(With(MakePresenceUpdate(Of(MOBILE), {own}, LIFETIME),
                             LocalPrefixOption{own}),
                        DlifLinkLocalAddressOption{Ipv6Address("fe80::1")}),
                   DlifLinkLayerAddressOption{{2, 0, 0, 0, 0, 9}}))}},
    };
}

/// A MAAR's prefixes as it gives them to the resident node and the next one.
const Prefix OWN[] = {Prefix(Ipv6Address("fd00:a010::"), 64),
                      Prefix(Ipv6Address("fd00:a010:0:1::"), 64)};

/// @return a CMD's acknowledgement
BindingAcknowledgement
Accept(const std::string& node, uint16_t lifetime = LIFETIME)
{
    return MakeDmmAnswer(Of(node), BindingStatus::ACCEPTED, {OWN[1]}, lifetime);
}

/// @return a CMD's request about a node that is at another MAAR
Step
Tell(const std::string& node, uint16_t lifetime, const Ipv6Address& serving)
{
    return Say(HOME, MakeServingUpdate(Of(node), {OWN[0], OWN[1]}, serving, lifetime), SECOND);
}

/// @return what happens to a MAAR whatever it is set to
Seeds
MakeAnchoring()
{
    // Operands of a move: node, 0x10 goes, Handoff Indicator times 32.
    const auto move = [](uint8_t operand, uint8_t timing = SOON) {
        return Do(StepKind::OPERATE, {operand}, timing);
    };
    const auto packet = [](uint8_t operand) { return Do(StepKind::OPERATE_ALL, {operand}); };
    const Ipv6Address there = GetAddress(Sender::OTHER);
    const Prefix theirs = GetPrefix(Sender::OTHER, 1);
    const auto comes = move(0x21);
    const auto goes = move(0x11);
    const auto accept = Say(HOME, Accept(MOBILE));
    const auto told = Say(HOME, With(Accept(MOBILE), PreviousMaarOption{there, theirs}));
    const auto answers =
        Say(OTHER, MakeDmmAnswer(Of(MOBILE), BindingStatus::ACCEPTED, {theirs}, LIFETIME));
    const auto moves = Tell(MOBILE, LIFETIME, there);
    const auto asleep = Do(StepKind::CONFIGURE, {1});
    const auto withdraw = Say(HOME, MakeAnchorageUpdate(Of(MOBILE), theirs, 0));
    const auto second = [&](uint8_t operand) { return move(operand); };
    const auto two = Say(HOME, With(Accept("two@example.com"), PreviousMaarOption{there, theirs}));
    return {
        {"life", {comes, accept, goes, comes, accept}},
        {"unanswered", {move(0x21, LATER), accept}},
        {"told", {comes, told, packet(0x89), packet(0x09), goes}},
        {"told-later", {comes, accept, told, answers}},
        {"told-by-previous", {comes, answers, accept, packet(0x89)}},
        {"told-for-a-while",
         {comes, Say(HOME, With(Accept(MOBILE, 1), PreviousMaarOption{there, theirs}), SECOND)}},
        {"told-of-oneself",
         {comes,
          Say(HOME, With(Accept(MOBILE), PreviousMaarOption{ROLE_ADDRESS, OWN[1]})),
          Say(HOME, With(Accept(MOBILE), PreviousMaarOption{there, OWN[1]}))}},
        {"withdrawn", {comes, told, withdraw, told}},
        {"early", {comes, packet(0x89), packet(0x8a), packet(0xa9), accept}},
        {"early-and-told", {comes, packet(0x89), told}},
        {"early-for-a-while", {comes, Do(StepKind::OPERATE_ALL, {0x89}, 0x0c), told}},
        {"moves-on", {comes, accept, goes, moves, packet(0xc9), moves, comes, accept}},
        {"moves-on-unseen", {comes, accept, moves, Say(HOME, Accept(MOBILE), SECOND)}},
        {"moves-on-asleep", {comes, accept, asleep, moves, goes}},
        {"moves-on-unanswered", {comes, moves, accept}},
        {"moves-to-a-stranger",
         {comes, accept, goes, Tell(MOBILE, LIFETIME, GetAddress(Sender::STRANGER))}},
        {"moves-nowhere",
         {comes,
          accept,
          goes,
          Tell(MOBILE, LIFETIME, ROLE_ADDRESS),
          Tell(MOBILE, LIFETIME, Ipv6Address::GetAny())}},
        {"over", {comes, accept, goes, moves, Tell(MOBILE, 0, there)}},
        {"lifetime-over",
         {comes,
          accept,
          goes,
          Tell(MOBILE, 1, there),
          Do(StepKind::CONFIGURE, {0}, 0x0c),
          Say(HOME, Accept(MOBILE, 1), LATER)}},
        {"left-for-good",
         {comes, Say(HOME, Accept(MOBILE, 2)), goes, Do(StepKind::CONFIGURE, {0}, LATER)}},
        {"idle",
         {comes,
          accept,
          goes,
          Tell(MOBILE, LIFETIME, there),
          Do(StepKind::CONFIGURE, {0}, 0x0c),
          Say(HOME, Accept(MOBILE, 0))}},
        {"another-has-it",
         {comes,
          Say(HOME,
              MakeDmmAnswer(Of(MOBILE),
                            BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX,
                            {},
                            0)),
          accept}},
        {"lost-a-prefix",
         {comes,
          Say(HOME,
              With(Accept(MOBILE),
                   AnchoredPrefixOption{Prefix(Ipv6Address("fd00:a010:0:9::"), 64)}))}},
        {"restarts", {comes, told, Do(StepKind::RESTART, {0}, SECOND), accept}},
        {"database-restarts",
         {comes, accept, goes, moves, Say(HOME, Beat(true, 1)), Say(HOME, Beat(true, 2)), accept}},
        {"two-interfaces", {second(0x22), two, second(0x23), two, second(0x13), second(0x12)}},
        {"two-nodes", {comes, told, second(0x22), two, goes}},
        {"of-a-stranger", {comes, Say(STRANGER, Accept(MOBILE)), Say(OTHER, Accept(MOBILE))}},
        {"exhausted", {comes, accept, second(0x22), two}},
    };
}

} // namespace

Seeds
Set(const Terms& always, const Terms& others, const Seeds& sequences)
{
    Seeds seeds;
    auto other = others.begin();
    for (const auto& [name, steps] : sequences)
    {
        Terms terms = always;
        terms.insert(*other);
        for (const auto& [term, bits] : terms)
        {
            Steps all = {Do(StepKind::CONFIGURE, {0, bits})};
            all.insert(all.end(), steps.begin(), steps.end());
            seeds[term + "-" + name] = all;
        }
        other = std::next(other) == others.end() ? others.begin() : std::next(other);
    }
    return seeds;
}

Seeds
MakeDatabaseSeeds()
{
    // Bits of pmipv6-fuzz-database.cc.
    return Set({{"relay", 0}, {"locator", 1}, {"proxy", 2}},
               {{"summary", 3},
                {"aggregates", 4},
                {"paced", 8},
                {"proxy-keeps-none", 0x12},
                {"locator-keeps-one", 0x21}},
               MakeSessions());
}

Seeds
MakeMaarSeeds()
{
    // Bits of pmipv6-fuzz-maar.cc.
    return Set({{"plain", 0}, {"locator", 1}},
               {{"asks", 2},
                {"accepts-early", 4},
                {"drops-idle", 8},
                {"holds", 16},
                {"all-but-pool", 31},
                {"small-pool", 32}},
               MakeAnchoring());
}

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3
