/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What an anchor makes of a request (RFC 5213, 5.3, 5.4 and 5.5; RFC 5846, 8.1): each rule a row.
 */

#include "ns3/pmipv6-existence-test.h"
#include "ns3/pmipv6-request-rules.h"

#include <functional>
#include <gtest/gtest.h>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address ANCHOR("fd00:c::1");                 //!< LMAA
const Ipv6Address HERE("fd00:c::2");                   //!< Proxy-CoA where the session is
const Ipv6Address THERE("fd00:c::3");                  //!< another gateway
const LinkLayerAddress INTERFACE = {2, 0, 0, 0, 0, 1}; //!< of the session
const LinkLayerAddress OTHER = {2, 0, 0, 0, 0, 2};     //!< another of the node
const Prefix PREFIX(Ipv6Address("fd00:1:0:1::"), 64);  //!< of the session
const Prefix SECOND(Ipv6Address("fd00:1:0:2::"), 64);  //!< of nobody
const Prefix FOREIGN(Ipv6Address("fd00:1:0:9::"), 64); //!< another node's
constexpr uint64_t SECOND_TICKS = 65536;               //!< of a timestamp
constexpr uint64_t NOW = 1000 * SECOND_TICKS;          //!< the anchor's time
constexpr uint64_t BEFORE = 990 * SECOND_TICKS;        //!< the session's last request

/// A request, and what the anchor knows: at first an extension of a registered session.
struct Situation
{
    Situation()
    {
        session.emplace();
        session->identifier = "mn1";
        session->linkLayer = INTERFACE;
        session->technology = AccessTechnologyType::IEEE_802_11;
        session->prefixes = {PREFIX};
        session->proxyCareOf = HERE;
        session->timestamp = BEFORE;
        session->sequence = 10;
        profile.identifier = "mn1";
        profile.anchorAddress = ANCHOR;
        settings.anchorAddress = ANCHOR;
        settings.timeOfDay = NOW;
        settings.validityWindow = SECOND_TICKS * 3 / 10;
        update.flags = UpdateFlag::PROXY_REGISTRATION;
        update.lifetime = 30;
        update.sequence = 11;
        timestamp = NOW;
        prefixes = {PREFIX};
    }

    /// Have the request come over another gateway.
    void Move()
    {
        source = THERE;
        indicator = HandoffIndicator::UNKNOWN;
    }

    std::optional<BindingCacheEntry> session;     //!< what there is of the node
    std::vector<BindingCacheEntry> others;        //!< more sessions
    PolicyProfile profile;                        //!< the node's
    bool hasProfile{true};                        //!< it has one
    RequestSettings settings;                     //!< the anchor's
    BindingUpdate update;                         //!< without options
    Ipv6Address source{HERE};                     //!< from where
    std::optional<std::string> identifier{"mn1"}; //!< MN-Identifier
    std::vector<Prefix> prefixes;                 //!< Home Network Prefix options
    std::optional<HandoffIndicator> indicator{HandoffIndicator::NOT_CHANGED};          //!< option
    std::optional<AccessTechnologyType> technology{AccessTechnologyType::IEEE_802_11}; //!< option
    std::optional<LinkLayerAddress> interface {
        INTERFACE
    };                                 //!< MN-LL-Identifier
    std::optional<uint64_t> timestamp; //!< Timestamp
    std::optional<Ipv6Address> careOf; //!< Alternate Care-of Address
};

/// A rule.
struct Rule
{
    const char* name;                              //!< what it says
    std::function<void(Situation&)> change;        //!< what is other than at first
    RequestAction action;                          //!< what is to be done
    BindingStatus status{BindingStatus::ACCEPTED}; //!< of a refusal
    const char* reason{""};                        //!< of what is ignored
};

/// Names a rule in the test's name.
std::ostream&
operator<<(std::ostream& os, const Rule& rule)
{
    return os << rule.name;
}

/// @return what the anchor makes of it
RequestVerdict
Decide(const Situation& situation)
{
    BindingCache cache;
    if (situation.session)
    {
        cache.Insert(*situation.session);
    }
    for (const auto& other : situation.others)
    {
        cache.Insert(other);
    }
    BindingUpdate update = situation.update;
    if (situation.identifier)
    {
        update.options.push_back(MobileNodeIdentifierOption{1, *situation.identifier});
    }
    for (const auto& prefix : situation.prefixes)
    {
        update.options.push_back(HomeNetworkPrefixOption{prefix});
    }
    if (situation.indicator)
    {
        update.options.push_back(HandoffIndicatorOption{*situation.indicator});
    }
    if (situation.technology)
    {
        update.options.push_back(AccessTechnologyTypeOption{*situation.technology});
    }
    if (situation.interface)
    {
        update.options.push_back(
            MobileNodeLinkLayerIdentifierOption{situation.interface->GetOctets()});
    }
    if (situation.timestamp)
    {
        update.options.push_back(TimestampOption{*situation.timestamp});
    }
    if (situation.careOf)
    {
        update.options.push_back(AlternateCareOfAddressOption{*situation.careOf});
    }
    const ProxyRegistration registration(update, situation.source);
    return DecideRequest(registration,
                         cache,
                         ExistenceTest(cache).Find(registration),
                         situation.hasProfile ? &situation.profile : nullptr,
                         situation.settings);
}

/// @return another session
BindingCacheEntry
MakeOther(const std::string& identifier, const Prefix& prefix, const LinkLayerAddress& linkLayer)
{
    BindingCacheEntry other;
    other.identifier = identifier;
    other.prefixes = {prefix};
    other.linkLayer = linkLayer;
    other.technology = AccessTechnologyType::IEEE_802_11;
    other.proxyCareOf = HERE;
    return other;
}

/// Each rule by itself.
class RequestRules : public testing::TestWithParam<Rule>
{
};

TEST_P(RequestRules, Hold)
{
    Situation situation;
    GetParam().change(situation);
    const RequestVerdict verdict = Decide(situation);
    EXPECT_EQ(static_cast<int>(verdict.action), static_cast<int>(GetParam().action));
    EXPECT_EQ(static_cast<int>(verdict.status), static_cast<int>(GetParam().status));
    EXPECT_EQ(verdict.reason, GetParam().reason);
}

using Action = RequestAction;
using Status = BindingStatus;
using Hint = HandoffIndicator;

const Rule RULES[] = {
    // 5.3.1: who may be registered, and by whom
    {"5.3.1 an extension", [](Situation&) {}, Action::UPDATE},
    {"5.3.1 no MN-Identifier",
     [](Situation& s) { s.identifier.reset(); },
     Action::REFUSE,
     Status::MISSING_MN_IDENTIFIER_OPTION},
    {"5.3.1 an empty MN-Identifier",
     [](Situation& s) { s.identifier = ""; },
     Action::REFUSE,
     Status::MISSING_MN_IDENTIFIER_OPTION},
    {"5.3.1, 6 a gateway that may not",
     [](Situation& s) { s.profile.gateways = {THERE}; },
     Action::REFUSE,
     Status::MAG_NOT_AUTHORIZED_FOR_PROXY_REG},
    {"5.3.1, 6 a gateway that may",
     [](Situation& s) {
         s.profile.gateways = {THERE, HERE};
     },
     Action::UPDATE},
    {"5.3.1 a node without a profile",
     [](Situation& s) { s.hasProfile = false; },
     Action::REFUSE,
     Status::NOT_LMA_FOR_THIS_MOBILE_NODE},
    {"5.3.1 another anchor's node",
     [](Situation& s) { s.profile.anchorAddress = THERE; },
     Action::REFUSE,
     Status::NOT_LMA_FOR_THIS_MOBILE_NODE},
    {"5.3.1 one of the node's other anchors",
     [](Situation& s) {
         s.profile.anchorAddress = THERE;
         s.profile.otherAnchors = {HERE, ANCHOR};
     },
     Action::UPDATE},
    {"5.3.1, 8 a node that may not",
     [](Situation& s) { s.profile.isProxyMobilityAllowed = false; },
     Action::REFUSE,
     Status::PROXY_REG_NOT_ENABLED},
    {"5.3.1 no Home Network Prefix",
     [](Situation& s) { s.prefixes.clear(); },
     Action::REFUSE,
     Status::MISSING_HOME_NETWORK_PREFIX_OPTION},
    {"5.3.1 more prefixes than a session may have",
     [](Situation& s) {
         s.session.reset();
         s.prefixes.assign(MAX_SESSION_PREFIXES + 1, SECOND);
     },
     Action::REFUSE,
     Status::INSUFFICIENT_RESOURCES},
    {"5.3.1 no Handoff Indicator",
     [](Situation& s) { s.indicator.reset(); },
     Action::REFUSE,
     Status::MISSING_HANDOFF_INDICATOR_OPTION},
    {"5.3.1 no Access Technology Type",
     [](Situation& s) { s.technology.reset(); },
     Action::REFUSE,
     Status::MISSING_ACCESS_TECH_TYPE_OPTION},
    {"RFC 8885, 4.1 not a central mobility database",
     [](Situation& s) { s.update.flags |= UpdateFlag::DISTRIBUTED_MOBILITY; },
     Action::REFUSE,
     Status::ADMINISTRATIVELY_PROHIBITED},
    {"RFC 6275, 6.1.7 a care-of address of no node",
     [](Situation& s) { s.careOf = Ipv6Address("ff02::1"); },
     Action::IGNORE,
     Status::ACCEPTED,
     "care-of-address-not-unicast-routable"},
    {"RFC 6275, 6.2.5 an alternate care-of address",
     [](Situation& s) {
         s.source = THERE;
         s.careOf = HERE;
     },
     Action::UPDATE},
    // 5.3.2 to 5.3.5
    {"5.3.2 an initial registration",
     [](Situation& s) {
         s.session.reset();
         s.indicator = Hint::UNKNOWN;
     },
     Action::CREATE},
    {"5.3.4 a handoff", [](Situation& s) { s.Move(); }, Action::UPDATE},
    {"5.3.3 an extension where the node is no more",
     [](Situation& s) { s.source = THERE; },
     Action::IGNORE,
     Status::ACCEPTED,
     "extension-not-from-proxy-care-of-address"},
    {"5.3.5 a de-registration", [](Situation& s) { s.update.lifetime = 0; }, Action::DEREGISTER},
    {"5.3.5 a de-registration by another gateway",
     [](Situation& s) {
         s.Move();
         s.update.lifetime = 0;
     },
     Action::IGNORE_LEFT_OTHER,
     Status::ACCEPTED,
     "deregistration-not-from-proxy-care-of-address"},
    {"5.4.1.1 a de-registration of no session",
     [](Situation& s) {
         s.session.reset();
         s.update.lifetime = 0;
     },
     Action::IGNORE_LEFT,
     Status::ACCEPTED,
     "deregistration-of-no-session"},
    {"5.3.5 a return within the wait",
     [](Situation& s) {
         s.session->state = BindingState::DEREGISTERED;
         s.indicator = Hint::UNKNOWN;
     },
     Action::UPDATE},
    // 5.4.1: of which session it is
    {"5.4.1.1, 3 another node's prefix",
     [](Situation& s) {
         s.others = {MakeOther("mn2", FOREIGN, OTHER)};
         s.prefixes = {PREFIX, FOREIGN};
     },
     Action::REFUSE,
     Status::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX},
    {"5.4.1.1, 4 one prefix more than the session has",
     [](Situation& s) {
         s.prefixes = {PREFIX, SECOND};
     },
     Action::REFUSE,
     Status::BCE_PBU_PREFIX_SET_DO_NOT_MATCH},
    {"5.4.1.1, 5 the session's prefix for another interface: a new session, which may not be",
     [](Situation& s) {
         s.Move();
         s.interface = OTHER;
         s.indicator = Hint::NEW_INTERFACE;
     },
     Action::CREATE},
    {"5.4.1.1 handed off between interfaces",
     [](Situation& s) {
         s.Move();
         s.interface = OTHER;
         s.indicator = Hint::BETWEEN_INTERFACES;
     },
     Action::UPDATE},
    {"5.4.1.2 by the interface, without a prefix",
     [](Situation& s) { s.prefixes = {Prefix()}; },
     Action::UPDATE},
    {"5.4.1.2, 2 a new interface",
     [](Situation& s) {
         s.prefixes = {Prefix()};
         s.interface = OTHER;
         s.indicator = Hint::NEW_INTERFACE;
     },
     Action::CREATE},
    {"5.4.1.2, 3 handed off from the only other interface",
     [](Situation& s) {
         s.prefixes = {Prefix()};
         s.interface = OTHER;
         s.indicator = Hint::BETWEEN_INTERFACES;
     },
     Action::UPDATE},
    {"5.4.1.2, 3 of several other interfaces nobody knows which",
     [](Situation& s) {
         s.others = {MakeOther("mn1", SECOND, {2, 0, 0, 0, 0, 3})};
         s.prefixes = {Prefix()};
         s.interface = OTHER;
         s.indicator = Hint::BETWEEN_INTERFACES;
     },
     Action::CREATE},
    {"5.4.1.2, 4 unknown: the only session may be de-registered yet",
     [](Situation& s) {
         s.prefixes = {Prefix()};
         s.interface = OTHER;
         s.indicator = Hint::UNKNOWN;
     },
     Action::WAIT},
    {"5.4.1.2, 4 unknown, and the only session is de-registered",
     [](Situation& s) {
         s.session->state = BindingState::DEREGISTERED;
         s.prefixes = {Prefix()};
         s.interface = OTHER;
         s.indicator = Hint::UNKNOWN;
     },
     Action::UPDATE},
    {"5.4.1.2, 4 no wait",
     [](Situation& s) {
         s.settings.mayWait = false;
         s.prefixes = {Prefix()};
         s.interface = OTHER;
         s.indicator = Hint::UNKNOWN;
     },
     Action::CREATE},
    {"5.4.1.3, 2 no interface told, handed off between gateways",
     [](Situation& s) {
         s.prefixes = {Prefix()};
         s.source = THERE;
         s.interface.reset();
         s.indicator = Hint::BETWEEN_GATEWAYS;
     },
     Action::UPDATE},
    {"5.4.1.3, 3 no interface told, unknown",
     [](Situation& s) {
         s.prefixes = {Prefix()};
         s.source = THERE;
         s.interface.reset();
         s.indicator = Hint::UNKNOWN;
     },
     Action::WAIT},
    // 5.5: order
    {"5.5 a timestamp lower than the last",
     [](Situation& s) { s.timestamp = BEFORE - 1; },
     Action::REFUSE,
     Status::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED},
    {"5.5 the last once more", [](Situation& s) { s.timestamp = BEFORE; }, Action::REPEAT},
    {"5.5 the last timestamp of another gateway",
     [](Situation& s) {
         s.Move();
         s.timestamp = BEFORE;
     },
     Action::REFUSE,
     Status::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED},
    {"5.5 the last timestamp of another gateway, after a de-registration",
     [](Situation& s) {
         s.Move();
         s.session->state = BindingState::DEREGISTERED;
         s.timestamp = BEFORE;
     },
     Action::UPDATE},
    {"5.5 at the edge of the window, late",
     [](Situation& s) { s.timestamp = NOW - s.settings.validityWindow; },
     Action::UPDATE},
    {"5.5 beyond it, late",
     [](Situation& s) { s.timestamp = NOW - s.settings.validityWindow - 1; },
     Action::REFUSE,
     Status::TIMESTAMP_MISMATCH},
    {"5.5 at the edge of the window, early",
     [](Situation& s) { s.timestamp = NOW + s.settings.validityWindow; },
     Action::UPDATE},
    {"5.5 beyond it, early",
     [](Situation& s) { s.timestamp = NOW + s.settings.validityWindow + 1; },
     Action::REFUSE,
     Status::TIMESTAMP_MISMATCH},
    {"5.5 beyond it, where timestamps only order",
     [](Situation& s) {
         s.settings.isWindowChecked = false;
         s.timestamp = NOW + s.settings.validityWindow + 1;
     },
     Action::UPDATE},
    {"5.5 a sequence number that follows",
     [](Situation& s) { s.timestamp.reset(); },
     Action::UPDATE},
    {"5.5 a sequence number that does not",
     [](Situation& s) {
         s.timestamp.reset();
         s.update.sequence = 10;
     },
     Action::REFUSE,
     Status::SEQUENCE_NUMBER_OUT_OF_WINDOW},
    {"5.5 a sequence number that follows, modulo 2^16",
     [](Situation& s) {
         s.timestamp.reset();
         s.session->sequence = 0xffff;
         s.update.sequence = 0;
     },
     Action::UPDATE},
    {"5.5 a sequence number of no session",
     [](Situation& s) {
         s.session.reset();
         s.timestamp.reset();
         s.update.sequence = 0;
         s.indicator = Hint::UNKNOWN;
     },
     Action::CREATE},
    {"5.5 the order comes before what is missing",
     [](Situation& s) {
         s.timestamp = BEFORE - 1;
         s.indicator.reset();
     },
     Action::REFUSE,
     Status::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED},
    // RFC 5846, 8: while a session is being revoked
    {"RFC 5846, 8.1 a registration while it is revoked",
     [](Situation& s) {
         s.session->state = BindingState::REVOKING;
         s.session->trigger = RevocationTrigger::ADMINISTRATIVE_REASON;
     },
     Action::REFUSE,
     Status::ADMINISTRATIVELY_PROHIBITED},
    {"RFC 5846, 8.1 a de-registration while it is revoked",
     [](Situation& s) {
         s.session->state = BindingState::REVOKING;
         s.update.lifetime = 0;
     },
     Action::END},
    {"RFC 5846, 8.1 a de-registration elsewhere while it is revoked",
     [](Situation& s) {
         s.Move();
         s.session->state = BindingState::REVOKING;
         s.update.lifetime = 0;
     },
     Action::IGNORE_LEFT_OTHER,
     Status::ACCEPTED,
     "deregistration-not-from-proxy-care-of-address"},
    {"RFC 5846, 8.1 in step once more",
     [](Situation& s) {
         s.session->state = BindingState::REVOKING;
         s.session->trigger = RevocationTrigger::POSSIBLE_OUT_OF_SYNC_BCE_STATE;
     },
     Action::UPDATE},
};

INSTANTIATE_TEST_SUITE_P(All, RequestRules, testing::ValuesIn(RULES));

} // namespace
