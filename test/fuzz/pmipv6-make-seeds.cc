/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Writes the fuzzers' seeds into the folders corpus-codec, corpus-anchor, corpus-gateway,
 * corpus-database, corpus-maar, corpus-home-agent, corpus-correspondent, corpus-beside,
 * corpus-manager, corpus-router and corpus-area-anchor of the folder named as argument: each
 * message of the codec's samples; for the codec octets that are no message, too; for the roles
 * sequences that take them through their states.
 */

#include "pmipv6-seeds.h"

#include "ns3/pmipv6-location-messages.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <utility>

using namespace ns3;
using namespace ns3::pmipv6;
using namespace ns3::pmipv6::fuzz;

namespace
{

using Files = std::map<std::string, Octets>;

/// @return an update with another option
BindingUpdate
With(BindingUpdate update, const MobilityOption& option)
{
    update.options.push_back(option);
    return update;
}

/// @return an update without its timestamp
BindingUpdate
Undated(BindingUpdate update)
{
    update.options.erase(update.options.begin() + 4);
    return update;
}

/// @return an update full of prefixes that are not aligned, which do not fit into the answer
Step
MakeUnaligned()
{
    const auto update = Ask(MOBILE, HandoffIndicator::NEW_INTERFACE, 75, 9, {});
    Step step = Say(HOME, update);
    auto& octets = step.octets;
    // Prefix options of a type, a length, a reserved octet and a prefix length without padding.
    for (uint8_t i = 0; octets.size() + 20 <= MAX_MOBILITY_HEADER_LENGTH; ++i)
    {
        const Octets option = {22, 18, 0, 64, 0xfd, 0, 0, 1, 0, 0, 1, i, 0, 0, 0, 0, 0, 0, 0, 0};
        octets.insert(octets.end(), option.begin(), option.end());
    }
    return step;
}

/// @return what answers an update
BindingAcknowledgement
Answer(const BindingUpdate& update, BindingStatus status, const Prefix& prefix)
{
    BindingAcknowledgement answer;
    answer.flags = AcknowledgementFlag::PROXY_REGISTRATION;
    answer.status = status;
    answer.lifetime = IsAccepted(status) ? update.lifetime : uint16_t{0};
    for (auto option : update.options)
    {
        if (auto* home = std::get_if<HomeNetworkPrefixOption>(&option))
        {
            home->prefix = prefix;
        }
        answer.options.push_back(option);
    }
    return answer;
}

/// What the roles' benches know: prefixes of the resident node and of others, the other gateway.
const Prefix RESIDENT_PREFIX(Ipv6Address("fd00:1::"), 64);
const Prefix PEER(Ipv6Address("fd00:1:0:1::"), 64);
const Prefix FOREIGN(Ipv6Address("fd00:3:0:1::"), 64);
const Ipv6Address OTHER_GATEWAY("fd00:c::12");
constexpr uint64_t LATE = uint64_t{1} << 60; //!< a timestamp that is newer than all others

/// @return what an eMAG is told: of locations that it has asked for, of moves, of nodes that are
/// gone
Seeds
MakeLocationSeeds()
{
    LocationAnswer here;
    here.prefixes = {PEER};
    here.gateway = OTHER_GATEWAY;
    here.timestamp = 7;
    here.lifetime = 15;
    LocationRequest moved;
    moved.prefixes = {PEER};
    moved.gateway = OTHER_GATEWAY;
    moved.timestamp = LATE;
    moved.lifetime = 15;
    LocationRequest taken = moved;
    taken.prefixes = {RESIDENT_PREFIX};
    taken.isPrevious = true;
    LocationRequest gone;
    gone.prefixes = {PEER};
    gone.timestamp = LATE;
    LocationRequest unknown;
    unknown.prefixes = {Prefix(Ipv6Address("fd00:1::200:ff:fe00:1"), 128)};
    const Step up = Do(StepKind::OPERATE_ALL, {0x01});
    const Step down = Do(StepKind::OPERATE_ALL, {0x81});
    const Step asleep = Do(StepKind::CONFIGURE, {8});
    const Step answered = Say(HOME, Tell<Pbqa>(here));
    const Step inform = Say(OTHER, Inform<Pbci>(taken), SECOND);
    return {
        {"luo-asked", {up, answered, up, down}},
        {"luo-asked-in-vain", {up, Say(HOME, Tell<Pbqa>({})), up}},
        {"luo-learned", {down, up, down}},
        {"luo-moved", {up, answered, Say(OTHER, Inform<Pbci>(moved)), up}},
        {"luo-withdrawn", {up, answered, Say(HOME, Inform<Pbci>(gone)), up}},
        {"luo-taken", {up, answered, down, inform, down}},
        {"luo-taken-and-gone",
         {up, answered, asleep, inform, down, Say(OTHER, Inform<Pbci>(unknown))}},
        {"luo-left", {up, answered, Do(StepKind::OPERATE, {0x10}), down, inform, down}},
        {"luo-foreign",
         {Do(StepKind::OPERATE_ALL, {0x00}), Do(StepKind::OPERATE_ALL, {0x80}, LATER)}},
    };
}

/// @return what an eLMA is asked
Seeds
MakeQuerySeeds()
{
    const Step own = Say(HOME, Inform<Pbqr>(MakeLocationQuery(RESIDENT_PREFIX, 1)));
    const Step foreign = Say(HOME, Inform<Pbqr>(MakeLocationQuery(FOREIGN, 2)));
    LocationAnswer there;
    there.prefixes = {FOREIGN};
    there.gateway = OTHER_GATEWAY;
    there.timestamp = 7;
    there.lifetime = 15;
    return {{"luo-own", {own, own}},
            {"luo-foreign", {foreign, Say(OTHER, Tell<Pbqa>(there)), foreign}},
            {"luo-foreign-silent", {foreign, Do(StepKind::RESTART, {}, LATER)}},
            {"luo-revoked",
             {own, Do(StepKind::OPERATE, {0, 1}, SECOND), Say(HOME, Tell<Pbca>({}), LATER)}}};
}

/// @return a Binding Revocation Indication for one node
BindingRevocationIndication
Revoke(const std::string& node, RevocationTrigger trigger)
{
    BindingRevocationIndication indication;
    indication.trigger = trigger;
    indication.sequence = 9;
    indication.flags = RevocationFlag::PROXY_BINDING;
    indication.options = {MobileNodeIdentifierOption{1, node}};
    return indication;
}

/// @return a Binding Revocation Indication for many nodes
BindingRevocationIndication
RevokeAll(const MobilityOptions& options)
{
    BindingRevocationIndication indication;
    indication.trigger = options.empty() ? RevocationTrigger::PER_PEER_POLICY
                                         : RevocationTrigger::REVOKING_MOBILITY_NODE_LOCAL_POLICY;
    indication.sequence = 10;
    indication.flags = RevocationFlag::PROXY_BINDING | RevocationFlag::GLOBAL;
    indication.options = options;
    return indication;
}

/// @return a Binding Revocation Acknowledgement
BindingRevocationAcknowledgement
Revoked(RevocationStatus status, bool isGlobal = false)
{
    BindingRevocationAcknowledgement acknowledgement;
    acknowledgement.status = status;
    acknowledgement.flags = RevocationFlag::PROXY_BINDING;
    acknowledgement.flags |= isGlobal ? RevocationFlag::GLOBAL : uint16_t{0};
    return acknowledgement;
}

/// @return a Binding Error that answers what a peer does not know
BindingError
NotKnown()
{
    return {BindingErrorStatus::UNRECOGNIZED_MH_TYPE, Ipv6Address::GetAny(), {}};
}

/// @return each sample, by a peer that is trusted and by one that is not
Seeds
MakeMessages()
{
    Seeds seeds;
    for (const auto& [name, message] : wiretest::MakeSamples())
    {
        seeds["message-" + name] = {Say(HOME, message), Say(STRANGER, message)};
    }
    return seeds;
}

/// @return what happens to an anchor
Seeds
MakeAnchorSeeds()
{
    const auto attach = Ask(MOBILE, HandoffIndicator::NEW_INTERFACE, 75, 9);
    const auto handoff = Ask(MOBILE, HandoffIndicator::BETWEEN_GATEWAYS, 75, 9);
    const auto refresh = Ask(MOBILE, HandoffIndicator::NOT_CHANGED, 75, 9);
    const auto unknown = Ask(MOBILE, HandoffIndicator::UNKNOWN, 75, 9);
    const auto leave = Ask(MOBILE, HandoffIndicator::UNKNOWN, 0, 9);
    const auto interface = Ask(MOBILE, HandoffIndicator::UNKNOWN, 75, 10);
    const auto moved = Ask(MOBILE, HandoffIndicator::BETWEEN_INTERFACES, 75, 10);
    const auto resident = Ask("resident@example.com", HandoffIndicator::UNKNOWN, 75, 1);
    const auto settings = [](uint8_t bits) { return Do(StepKind::CONFIGURE, {bits}); };
    const auto revoke = Do(StepKind::OPERATE, {1, 1});
    const MobilityOption other = AlternateCareOfAddressOption{Ipv6Address("fd00:c::33")};
    const MobilityOption local = LinkLocalAddressOption{Ipv6Address::GetAny()};
    const MobilityOptions own = {HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:2::"), 64)}};
    const MobilityOptions pool = {HomeNetworkPrefixOption{Prefix(Ipv6Address("fd00:1:0:7::"), 64)}};
    const auto stay = RevocationStatus::REVOCATION_FAILED_MN_IS_ATTACHED;
    const auto gone = RevocationStatus::SUCCESS;
    const std::string two = "two@example.com";
    const auto atHome = Say(HOME, attach);
    return {
        {"life", {atHome, Say(HOME, refresh, SECOND), Say(HOME, leave, LATER)}},
        {"handover", {atHome, Say(OTHER, handoff), Say(HOME, leave), Say(OTHER, refresh)}},
        {"handover-seen", {atHome, Say(HOME, leave), Say(OTHER, unknown)}},
        {"handover-waits", {atHome, Say(OTHER, interface), Say(HOME, leave)}},
        {"waits-in-vain", {atHome, Say(OTHER, interface, SECOND), Say(OTHER, interface, SECOND)}},
        {"waits-and-is-overtaken",
         {atHome,
          Say(OTHER, interface),
          Say(HOME, Ask(MOBILE, HandoffIndicator::NEW_INTERFACE, 75, 10), SECOND),
          Do(StepKind::CONFIGURE, {0}, SECOND)}},
        {"waits-and-leaves",
         {atHome,
          Say(OTHER, interface),
          Say(OTHER, Ask(MOBILE, HandoffIndicator::UNKNOWN, 0, 10))}},
        {"forbidden",
         {Say(HOME, Ask("forbidden@example.com", HandoffIndicator::NEW_INTERFACE, 75, 9))}},
        {"bound",
         {Say(HOME, Ask("bound@example.com", HandoffIndicator::NEW_INTERFACE, 75, 9)),
          Say(OTHER, Ask("bound@example.com", HandoffIndicator::UNKNOWN, 75, 9))}},
        {"elsewhere",
         {Say(HOME, Ask("elsewhere@example.com", HandoffIndicator::NEW_INTERFACE, 75, 9))}},
        {"care-of-group",
         {Say(HOME, With(attach, AlternateCareOfAddressOption{Ipv6Address("ff0e::1")}))}},
        {"care-of-nobody",
         {Say(HOME, With(attach, AlternateCareOfAddressOption{Ipv6Address::GetAny()}))}},
        {"too-long", {MakeUnaligned()}},
        {"two-interfaces",
         {atHome,
          Say(HOME, Ask(MOBILE, HandoffIndicator::NEW_INTERFACE, 75, 10)),
          Say(OTHER, moved)}},
        {"between-interfaces", {atHome, Say(OTHER, moved), Say(HOME, leave)}},
        {"numbers",
         {Say(HOME, Undated(attach)), Say(OTHER, Undated(handoff)), Say(HOME, Undated(leave))}},
        {"stale", {atHome, {RIGHT & ~Step::DATED, SOON, wiretest::Build(refresh)}}},
        {"own-prefixes",
         {Say(HOME, Ask(two, HandoffIndicator::NEW_INTERFACE, 75, 8)),
          Say(OTHER, Ask(two, HandoffIndicator::UNKNOWN, 75, 8))}},
        {"own-prefix-named",
         {Say(HOME, Ask(two, HandoffIndicator::NEW_INTERFACE, 75, 8, own)),
          Say(HOME, Ask(MOBILE, HandoffIndicator::NEW_INTERFACE, 75, 9, own))}},
        {"pool-prefix-named",
         {Say(HOME, Ask(MOBILE, HandoffIndicator::NEW_INTERFACE, 75, 9, pool)),
          Say(OTHER, Ask(two, HandoffIndicator::NEW_INTERFACE, 75, 8, pool))}},
        {"prefix-named-twice",
         {Say(HOME, With(Ask(two, HandoffIndicator::NEW_INTERFACE, 75, 8, own), own[0])),
          Say(HOME, Ask(two, HandoffIndicator::NEW_INTERFACE, 75, 8, own)),
          Say(OTHER, With(Ask(two, HandoffIndicator::BETWEEN_GATEWAYS, 75, 8, own), own[0]))}},
        {"other-care-of", {Say(HOME, With(attach, other)), Say(HOME, With(leave, other))}},
        {"link-local", {Say(HOME, With(attach, local)), Say(OTHER, With(handoff, local))}},
        {"expires", {Say(HOME, Ask(MOBILE, HandoffIndicator::NEW_INTERFACE, 1, 9), LATER)}},
        {"resident-moves",
         {Say(OTHER, resident),
          Say(HOME, Ask("resident@example.com", HandoffIndicator::UNKNOWN, 0, 1))}},
        {"revoked", {atHome, revoke, Say(HOME, refresh), Say(HOME, Revoked(gone))}},
        {"revoked-unanswered", {atHome, Do(StepKind::OPERATE, {1, 1}, LATER), atHome}},
        {"revoked-refused", {atHome, revoke, Say(HOME, Revoked(stay))}},
        {"revoked-not-known", {atHome, revoke, Say(HOME, NotKnown())}},
        {"revoked-out-of-step",
         {atHome, Do(StepKind::OPERATE, {1, 6}), Say(HOME, refresh), Say(HOME, Revoked(gone))}},
        {"revoked-while-waiting",
         {atHome, Say(OTHER, interface), revoke, Say(HOME, Revoked(gone), SECOND)}},
        {"revoked-and-left", {atHome, revoke, Say(HOME, leave), Say(HOME, Revoked(gone))}},
        {"all-revoked",
         {atHome,
          Say(OTHER, Ask(two, HandoffIndicator::NEW_INTERFACE, 75, 8)),
          Do(StepKind::OPERATE_ALL, {0}, SOON, OTHER),
          Say(OTHER, Revoked(gone, true))}},
        {"realm-revoked", {atHome, Do(StepKind::OPERATE_ALL, {1}), Say(HOME, Revoked(gone, true))}},
        {"gateway-revokes",
         {atHome,
          Say(OTHER, Revoke(MOBILE, RevocationTrigger::ADMINISTRATIVE_REASON)),
          Say(HOME, Revoke(MOBILE, RevocationTrigger::ADMINISTRATIVE_REASON))}},
        {"gateway-revokes-all",
         {settings(2),
          Say(OTHER, attach),
          Say(OTHER, RevokeAll({MobileNodeIdentifierOption{1, "@example.com"}})),
          Say(OTHER, RevokeAll({}))}},
        {"asked-at-handover",
         {settings(1),
          atHome,
          Say(OTHER, interface),
          Say(HOME, Revoked(gone)),
          Say(HOME, Revoked(gone))}},
        {"asked-and-there", {settings(1), atHome, Say(OTHER, interface), Say(HOME, Revoked(stay))}},
        {"told-at-handover", {settings(1), atHome, Say(OTHER, handoff), Say(HOME, Revoked(gone))}},
        {"restarts", {atHome, Do(StepKind::RESTART, {}), Say(HOME, refresh)}},
        {"gateway-restarts",
         {settings(4),
          Say(OTHER, attach),
          Say(OTHER, Beat(true, 1)),
          Say(OTHER, Beat(true, 2)),
          Say(OTHER, attach)}},
        {"heartbeats",
         {Say(HOME, Heartbeat{false, false, 7, {}}, LATER),
          Do(StepKind::CONFIGURE, {0}, LATER),
          Do(StepKind::CONFIGURE, {0}, LATER),
          Do(StepKind::CONFIGURE, {0}, LATER),
          Say(HOME, Beat(false, 1))}},
    };
}

/// @return what happens to a gateway
Seeds
MakeGatewaySeeds()
{
    const Prefix prefix(Ipv6Address("fd00:3::"), 64);
    const auto ask = Ask(MOBILE, HandoffIndicator::NEW_INTERFACE, 75, 2);
    const auto leave = Ask(MOBILE, HandoffIndicator::UNKNOWN, 0, 2);
    const auto reply = [&](BindingStatus status) {
        return Say(OTHER, Answer(ask, status, prefix));
    };
    const auto accept = reply(BindingStatus::ACCEPTED);
    // Operands of a move: node, 0x10 goes, 0x18 solicits, Handoff Indicator times 32.
    const auto move = [](uint8_t operand, uint8_t timing = SOON) {
        return Do(StepKind::OPERATE, {operand}, timing);
    };
    const auto comes = move(0x21);
    const auto goes = move(0x11);
    const auto settings = [](uint8_t bits) { return Do(StepKind::CONFIGURE, {bits}); };
    const std::string two = "two@example.com";
    const Prefix own(Ipv6Address("fd00:2::"), 64);
    const auto second = [&](uint8_t interface, HandoffIndicator indicator) {
        return Say(HOME, Answer(Ask(two, indicator, 75, interface), BindingStatus::ACCEPTED, own));
    };
    const auto fresh = HandoffIndicator::NEW_INTERFACE;
    Seeds seeds = {
        {"life",
         {comes,
          accept,
          move(0x19),
          goes,
          Say(OTHER, Answer(leave, BindingStatus::ACCEPTED, prefix))}},
        {"unanswered",
         {Do(StepKind::OPERATE, {0x21}, LATER), accept, Do(StepKind::OPERATE, {0x11}, LATER)}},
        {"comes-back", {comes, accept, goes, comes, accept}},
        {"refreshed",
         {settings(128),
          comes,
          Say(OTHER, Answer(Ask(MOBILE, fresh, 4, 2), BindingStatus::ACCEPTED, prefix), LATER),
          Say(OTHER,
              Answer(Ask(MOBILE, HandoffIndicator::NOT_CHANGED, 4, 2),
                     BindingStatus::ACCEPTED,
                     prefix))}},
        {"expires",
         {comes,
          Say(OTHER, Answer(Ask(MOBILE, fresh, 1, 2), BindingStatus::ACCEPTED, prefix), LATER)}},
        {"prefix-of-an-anchor",
         {comes,
          Say(OTHER, Answer(ask, BindingStatus::ACCEPTED, Prefix(Ipv6Address("fd00:c::"), 64)))}},
        {"prefix-named-twice",
         {comes,
          Say(OTHER,
              Answer(With(ask, HomeNetworkPrefixOption{}), BindingStatus::ACCEPTED, prefix))}},
        {"prefix-around-another",
         {comes,
          Say(OTHER, Answer(ask, BindingStatus::ACCEPTED, Prefix(Ipv6Address("fd00::"), 31))),
          move(0x10),
          move(0x20)}},
        {"revoked-while-asking",
         {comes,
          accept,
          comes,
          Say(OTHER, Revoke(MOBILE, RevocationTrigger::ADMINISTRATIVE_REASON))}},
        {"prefix-of-another",
         {comes,
          Say(OTHER, Answer(ask, BindingStatus::ACCEPTED, Prefix(Ipv6Address("fd00:1::"), 64))),
          goes}},
        {"numbers-unanswered", {settings(16), comes, Do(StepKind::CONFIGURE, {0}, LATER), accept}},
        {"late-answer",
         {Do(StepKind::OPERATE, {0x21}, 0x7d),
          Say(OTHER, Answer(Ask(MOBILE, fresh, 1, 2), BindingStatus::ACCEPTED, prefix), LATER),
          accept}},
        {"numbers",
         {settings(16), comes, reply(BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW), accept}},
        {"clock",
         {settings(4),
          comes,
          Say(OTHER, Answer(ask, BindingStatus::TIMESTAMP_MISMATCH, prefix), SECOND),
          accept}},
        {"readmitted",
         {comes, reply(BindingStatus::PROXY_REG_NOT_ENABLED), Do(StepKind::RESTART, {3}), accept}},
        {"retries",
         {comes,
          Say(OTHER, Answer(ask, BindingStatus::INSUFFICIENT_RESOURCES, prefix), LATER),
          accept}},
        {"gateway-restarts", {comes, accept, Do(StepKind::RESTART, {0}, SECOND), accept}},
        {"anchor-restarts",
         {comes, accept, Say(OTHER, Beat(true, 1)), Say(OTHER, Beat(true, 2)), accept}},
        {"revoked",
         {comes,
          accept,
          Say(OTHER, Revoke(MOBILE, RevocationTrigger::ADMINISTRATIVE_REASON)),
          comes,
          accept}},
        {"revoked-after-handover",
         {comes,
          accept,
          settings(8),
          Say(OTHER, Revoke(MOBILE, RevocationTrigger::INTER_MAG_HANDOVER_UNKNOWN), LATER)}},
        {"revoked-but-there",
         {comes,
          accept,
          Say(OTHER, Revoke(MOBILE, RevocationTrigger::INTER_MAG_HANDOVER_SAME_ACCESS_TYPE))}},
        {"revoked-out-of-step",
         {comes,
          accept,
          Say(OTHER, Revoke(MOBILE, RevocationTrigger::POSSIBLE_OUT_OF_SYNC_BCE_STATE)),
          accept}},
        {"all-revoked", {comes, accept, Say(OTHER, RevokeAll({}))}},
        {"realm-revoked",
         {comes, accept, Say(OTHER, RevokeAll({MobileNodeIdentifierOption{1, "@example.com"}}))}},
        {"resident-revoked",
         {Say(OTHER, Revoke("resident@example.com", RevocationTrigger::ADMINISTRATIVE_REASON)),
          Say(HOME, Revoke("resident@example.com", RevocationTrigger::ADMINISTRATIVE_REASON))}},
        {"two-interfaces", {move(0x22), second(3, fresh), move(0x23), second(4, fresh)}},
        {"between-interfaces",
         {settings(1),
          move(0x22),
          second(3, fresh),
          move(0x43),
          second(4, HandoffIndicator::BETWEEN_INTERFACES)}},
        {"link-local",
         {settings(2),
          comes,
          Say(OTHER,
              Answer(With(ask, LinkLocalAddressOption{Ipv6Address("fe80::77")}),
                     BindingStatus::ACCEPTED,
                     prefix))}},
        {"authenticates", {settings(32), Do(StepKind::OPERATE, {0x21}, 0x08), accept}},
        {"not-allowed", {move(0x24), move(0x25), move(0x1c)}},
        {"not-known", {comes, Say(OTHER, NotKnown()), accept, Say(OTHER, NotKnown())}},
    };
    for (const auto status : {BindingStatus::REASON_UNSPECIFIED,
                              BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX,
                              BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED,
                              BindingStatus::BCE_PBU_PREFIX_SET_DO_NOT_MATCH,
                              BindingStatus::ADMINISTRATIVELY_PROHIBITED})
    {
        seeds["refused-" + std::to_string(static_cast<unsigned>(status))] = {comes,
                                                                             reply(status),
                                                                             accept};
    }
    return seeds;
}

/// @return Mobility Headers, most of them no message, and what the codec's fuzzer reads besides; it
/// puts checksums right
Files
MakeOddHeaders()
{
    const std::map<std::string, std::string> headers = {
        {"hoti-too-short", "3b000100 0000 0000"},
        {"hot-too-short", "3b010300 0000 1234 0123456789abcdef"},
        {"bu-authorization-not-last",
         "3b040500 0000 0009 8000 0069 0404 0005 0006 050c 000102030405060708090a0b "
         "0202 000a 01020000"},
        {"bu-authorization-padded",
         "3b040500 0000 0009 8000 0069 0404 0005 0006 050c 000102030405060708090a0b "
         "0106 000000000000"},
        {"bu-authorization-too-long",
         "3b040500 0000 0009 8000 0069 0404 0005 0006 0510 000102030405060708090a0b0c0d0e0f "
         "01020000"},
        {"bu-nonce-indices-too-short", "3b010500 0000 0009 8000 0069 0402 0005"},
        {"home-address-option", "8702 0102 0000 c910 fd000001000000000000000000000099"},
        {"home-address-among-options",
         "3a04 0401 04 c910 fd000001000000000000000000000099 4302 0000 1e06 c910fd000001 00 01 02 "
         "0000"},
        {"home-address-twice",
         "8704 c910 fd000001000000000000000000000099 c910 fd000001000000000000000000000099 0000"},
        {"home-address-too-short", "8702 0102 0000 c90f fd0000010000000000000000000000 00"},
        {"type-2-routing-header", "8702 0201 00000000 fd000001000000000000000000000099"},
        {"type-2-routing-segments-left", "8702 0202 00000000 fd000001000000000000000000000099"},
        {"discovery-request", "9000 0000 1234 8000"},
        {"discovery-reply",
         "9100 0000 1234 0000 fd000001000000000000000000000001 fd000001000000000000000000000002"},
        {"discovery-reply-cut", "9100 0000 1234 0000 fd00000100000000"},
        {"br-unknown-subtype", "3b011000 0000 03 00 0007 8000 01020000"},
        {"ro-unknown-subtype", "3b010b00 0000 f0 80 0007 004b 01020000"},
        {"ro-too-short", "3b000b00 0000 12 80"},
        {"ro-gateway-of-64-bits",
         "3b030b00 0000 12 80 0007 004b 3312 0040 fd00000c000000000000000000000003"},
        {"ro-gateway-of-16-octets",
         "3b030b00 0000 12 80 0007 004b 3310 fd00000c000000000000000000000003 0100"},
        {"ro-ordering-too-short", "3b020b00 0000 14 80 0008 004b 1205 0400000000 00 01020000"},
        {"ro-tunnel-info-too-long", "3b020b00 0000 15 80 0008 004b 1207 03010000000100 01 01 00"},
        {"ro-options-of-others",
         "3b040b00 0000 14 80 0008 004b 1200 1201ff 12020680 1203070203 "
         "1206 0400 00000001 0104 00000000"},
        {"pbqr-too-short", "3b000b00 0000 20 80"},
        {"pbca-prefix-of-129-bits",
         "3b070b00 0000 23 00 0003 000f 122e 0281 fd00000c000000000000000000000004"
         "fd000002000000000000000000000000 0000000000128000 000f 0000 01020000"},
        {"pbca-correspondent-too-short",
         "3b070b00 0000 23 00 0003 000f 122d 0240 fd00000c000000000000000000000004"
         "fd000002000000000000000000000000 0000000000128000 000f 00 0103000000"},
        {"pba-previous-location-of-64-bits",
         "3b030600 0000 0020 0007 004b 1212 0140 fd00000c000000000000000000000005"},
        {"pba-previous-maar-of-129-bits",
         "3b050600 0000 0022 0007 004b 4322 0081 fd00000c000000000000000000000003"
         "fd000001000000000000000000000000"},
        {"pba-previous-maar-too-short",
         "3b050600 0000 0022 0007 004b 4321 0040 fd00000c000000000000000000000003"
         "fd0000010000000000000000000000 00"},
        {"pba-bits-beyond-prefixes",
         "3b060600 0000 0022 0007 004b 4112 ff30 fd000001000200030004000500060007 0102ffff"
         "4212 ff7f ffffffffffffffffffffffffffffffff"},
        {"pba-dlif-link-layer-too-short", "3b010600 0000 0022 0007 004b 4601 00 00"},
        {"pbu-serving-maar-too-long",
         "3b040500 0000 0007 8210 004b 0100 4411 fd00000c000000000000000000000004 00"
         "00000000000000"},
        {"pbu-maar-without-flag",
         "3b030500 0000 0007 8200 004b 0100 4410 fd00000c000000000000000000000004"},
        {"pbu-capabilities-too-long", "3b020500 0000 0007 8200 004b 1203 05c000 0105 0000000000"},
    };
    Files files;
    for (const auto& [name, text] : headers)
    {
        files[name] = wiretest::FromHex(text);
    }
    return files;
}

/// @return what the codec's fuzzer reads: two addresses and a Mobility Header
Files
MakeCodecSeeds()
{
    Files files = MakeOddHeaders();
    for (const auto& [name, message] : wiretest::MakeSamples())
    {
        files[name] = wiretest::Build(message);
    }
    Octets addresses(32);
    wiretest::SOURCE.GetBytes(addresses.data());
    wiretest::DESTINATION.GetBytes(addresses.data() + 16);
    for (auto& [name, octets] : files)
    {
        octets.insert(octets.begin(), addresses.begin(), addresses.end());
    }
    return files;
}

/// @return what a role's fuzzer reads, each sample among it
Files
MakeRoleSeeds(Seeds seeds)
{
    seeds.merge(MakeMessages());
    Files files;
    for (const auto& [name, steps] : seeds)
    {
        files[name] = BuildScript(steps);
    }
    return files;
}

/// Write seeds into a folder.
void
Write(const std::filesystem::path& folder, const Files& files)
{
    std::filesystem::create_directories(folder);
    for (const auto& [name, octets] : files)
    {
        std::ofstream(folder / (name + ".bin"), std::ios::binary)
            .write(reinterpret_cast<const char*>(octets.data()),
                   static_cast<std::streamsize>(octets.size()));
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    if (argc != 2)
    {
        std::fprintf(stderr, "usage: pmipv6-make-seeds FOLDER\n");
        return 2;
    }
    const std::filesystem::path folder(argv[1]);
    Write(folder / "corpus-codec", MakeCodecSeeds());
    Seeds anchor = MakeAnchorSeeds();
    anchor.merge(MakeQuerySeeds());
    Seeds gateway = MakeGatewaySeeds();
    gateway.merge(MakeLocationSeeds());
    Write(folder / "corpus-anchor", MakeRoleSeeds(std::move(anchor)));
    Write(folder / "corpus-gateway", MakeRoleSeeds(std::move(gateway)));
    Write(folder / "corpus-database", MakeRoleSeeds(MakeDatabaseSeeds()));
    Write(folder / "corpus-maar", MakeRoleSeeds(MakeMaarSeeds()));
    Write(folder / "corpus-home-agent", MakeRoleSeeds(MakeHomeAgentSeeds()));
    Write(folder / "corpus-correspondent", MakeRoleSeeds(MakeCorrespondentSeeds()));
    Write(folder / "corpus-beside", MakeRoleSeeds(MakeBesideSeeds()));
    Write(folder / "corpus-manager", MakeRoleSeeds(MakeManagerSeeds()));
    Write(folder / "corpus-router", MakeRoleSeeds(MakeRouterSeeds()));
    Write(folder / "corpus-area-anchor", MakeRoleSeeds(MakeAreaAnchorSeeds()));
    return 0;
}
