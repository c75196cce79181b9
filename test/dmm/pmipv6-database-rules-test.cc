/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What a CMD makes of a MAAR's request, and when it answers in which mode (RFC 8885, 3.1 to 3.5):
 * each rule a row.
 */

#include "ns3/pmipv6-database-rules.h"

#include <functional>
#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address DATABASE("fd00:c::1:1");
const Ipv6Address SERVING("fd00:c::2:1");
const Ipv6Address PREVIOUS("fd00:c::2:2");
const Ipv6Address STRANGER("fd00:c::2:3");
const Prefix OWN(Ipv6Address("fd00:8001::"), 64);
const Prefix OLD(Ipv6Address("fd00:8002::"), 64);

/// A request, and what is known when it comes: of a node that SERVING has, and PREVIOUS has had.
struct Situation
{
    Situation()
    {
        update.flags = UpdateFlag::ACKNOWLEDGE | UpdateFlag::PROXY_REGISTRATION |
                       UpdateFlag::DISTRIBUTED_MOBILITY;
        update.sequence = 8;
        update.lifetime = 75;
        update.options = {MobileNodeIdentifierOption{1, "mn@example.com"},
                          HomeNetworkPrefixOption{OWN},
                          HandoffIndicatorOption{HandoffIndicator::UNKNOWN},
                          AccessTechnologyTypeOption{AccessTechnologyType::IEEE_802_11},
                          TimestampOption{2000}};
        session.identifier = "mn@example.com";
        session.proxyCareOf = SERVING;
        session.prefixes = {OWN};
        session.timestamp = 1000;
        session.sequence = 7;
        session.previous = {{PREVIOUS, OLD}};
        profile.identifier = "mn@example.com";
        profile.anchorAddress = DATABASE;
        settings.anchorAddress = DATABASE;
        settings.timeOfDay = 2000;
        settings.validityWindow = 100;
        facts.isOfPool = true;
        facts.isFree = true;
    }

    /// Have the request name a prefix as anchored, and none as its own.
    void Anchor(const Prefix& prefix)
    {
        FindOption<HomeNetworkPrefixOption>(update.options)->prefix = Prefix();
        facts.anchored = {prefix};
    }

    BindingUpdate update;      //!< the request
    Ipv6Address from{SERVING}; //!< who sends it
    MobilitySession session;   //!< the node's session
    bool hasSession{true};     //!< there is one
    PolicyProfile profile;     //!< the node's
    DatabaseFacts facts;       //!< what else is known
    RequestSettings settings;  //!< by what to judge
};

/// A rule.
struct Rule
{
    std::string name;                              //!< what it is
    std::function<void(Situation&)> change;        //!< what is other than usual
    DatabaseAction action;                         //!< what comes of it
    BindingStatus status{BindingStatus::ACCEPTED}; //!< of a refusal
};

std::ostream&
operator<<(std::ostream& os, const Rule& rule)
{
    return os << rule.name;
}

const std::vector<Rule> RULES{
    {"3.1: a node that is not known",
     [](Situation& s) { s.hasSession = false; },
     DatabaseAction::SERVE},
    {"3.2: a node that another MAAR has had",
     [](Situation& s) { s.from = STRANGER; },
     DatabaseAction::SERVE},
    {"3.2: back where it was", [](Situation& s) { s.from = PREVIOUS; }, DatabaseAction::SERVE},
    {"RFC 5213, 5.3.3: extended", [](Situation&) {}, DatabaseAction::SERVE},
    {"RFC 5213, 5.5: an equal timestamp of the same MAAR",
     [](Situation& s) { s.session.timestamp = 2000; },
     DatabaseAction::REPEAT},
    {"RFC 5213, 5.5: an equal timestamp of another MAAR",
     [](Situation& s) {
         s.session.timestamp = 2000;
         s.from = STRANGER;
     },
     DatabaseAction::REFUSE,
     BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED},
    {"RFC 5213, 5.5: older",
     [](Situation& s) { s.session.timestamp = 2001; },
     DatabaseAction::REFUSE,
     BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED},
    {"RFC 5213, 5.5: out of the window",
     [](Situation& s) { s.settings.timeOfDay = 2101; },
     DatabaseAction::REFUSE,
     BindingStatus::TIMESTAMP_MISMATCH},
    {"numbers of two MAARs cannot be compared",
     [](Situation& s) { s.update.options.pop_back(); },
     DatabaseAction::REFUSE,
     BindingStatus::TIMESTAMP_MISMATCH},
    {"RFC 5213, 5.3.1: no identifier",
     [](Situation& s) { s.update.options.erase(s.update.options.begin()); },
     DatabaseAction::REFUSE,
     BindingStatus::MISSING_MN_IDENTIFIER_OPTION},
    {"RFC 5213, 5.3.1: not this database's node",
     [](Situation& s) { s.profile.anchorAddress = STRANGER; },
     DatabaseAction::REFUSE,
     BindingStatus::NOT_LMA_FOR_THIS_MOBILE_NODE},
    {"3: a prefix of another MAAR's pool",
     [](Situation& s) { s.facts.isOfPool = false; },
     DatabaseAction::REFUSE,
     BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX},
    {"3: a prefix that another node has",
     [](Situation& s) { s.facts.isFree = false; },
     DatabaseAction::REFUSE,
     BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX},
    {"3.1: no prefix is offered",
     [](Situation& s) { FindOption<HomeNetworkPrefixOption>(s.update.options)->prefix = Prefix(); },
     DatabaseAction::REFUSE,
     BindingStatus::INSUFFICIENT_RESOURCES},
    {"a MAAR speaks for itself",
     [](Situation& s) { s.update.options.push_back(AlternateCareOfAddressOption{STRANGER}); },
     DatabaseAction::IGNORE},
    {"nothing has changed, but it was elsewhere since",
     [](Situation& s) {
         s.from = STRANGER;
         FindOption<HandoffIndicatorOption>(s.update.options)->indicator =
             HandoffIndicator::NOT_CHANGED;
     },
     DatabaseAction::IGNORE},
    {"nothing has changed, of a session that a previous MAAR has listed",
     [](Situation& s) {
         s.session.proxyCareOf = Ipv6Address::GetAny();
         FindOption<HandoffIndicatorOption>(s.update.options)->indicator =
             HandoffIndicator::NOT_CHANGED;
     },
     DatabaseAction::SERVE},
    {"3.5: the serving MAAR ends the session",
     [](Situation& s) { s.update.lifetime = 0; },
     DatabaseAction::DEREGISTER},
    {"3.5: a previous MAAR's lifetime is over",
     [](Situation& s) {
         s.update.lifetime = 0;
         s.from = PREVIOUS;
         FindOption<HomeNetworkPrefixOption>(s.update.options)->prefix = OLD;
     },
     DatabaseAction::KEEP},
    {"3.5: the same, later than what serving MAARs have sent since",
     [](Situation& s) {
         s.update.lifetime = 0;
         s.from = PREVIOUS;
         s.session.timestamp = 3000;
         FindOption<HomeNetworkPrefixOption>(s.update.options)->prefix = OLD;
     },
     DatabaseAction::KEEP},
    {"3.5: a previous MAAR's lifetime is over, of a session that is",
     [](Situation& s) {
         s.update.lifetime = 0;
         s.from = PREVIOUS;
         s.hasSession = false;
     },
     DatabaseAction::FREE},
    {"3.5: a MAAR that has nothing of the node",
     [](Situation& s) {
         s.update.lifetime = 0;
         s.from = STRANGER;
     },
     DatabaseAction::FREE},
    {"3.2: a prefix that is used no more",
     [](Situation& s) {
         s.update.lifetime = 0;
         s.from = PREVIOUS;
         s.Anchor(OLD);
     },
     DatabaseAction::DROP},
    {"3.2: a prefix that is used no more, of another MAAR",
     [](Situation& s) {
         s.update.lifetime = 0;
         s.from = STRANGER;
         s.Anchor(OLD);
     },
     DatabaseAction::FREE},
    {"6: a prefix that is used no more, behind another MAAR's",
     [](Situation& s) {
         s.update.lifetime = 0;
         s.from = PREVIOUS;
         s.Anchor(OWN);
         s.facts.anchored.push_back(OLD);
     },
     DatabaseAction::FREE},
    {"6: a report of one that is listed and of another MAAR's",
     [](Situation& s) {
         s.from = PREVIOUS;
         s.Anchor(OLD);
         s.facts.anchored.push_back(OWN);
     },
     DatabaseAction::REFUSE,
     BindingStatus::ADMINISTRATIVELY_PROHIBITED},
    {"RFC 5847, 3.2: a report once more",
     [](Situation& s) {
         s.from = PREVIOUS;
         s.Anchor(OLD);
     },
     DatabaseAction::LIST},
    {"RFC 5847, 3.2: a report after this database's restart",
     [](Situation& s) {
         s.from = STRANGER;
         s.facts.isRestoring = true;
         s.Anchor(OLD);
     },
     DatabaseAction::LIST},
    {"6: a report out of the blue",
     [](Situation& s) {
         s.from = STRANGER;
         s.Anchor(OLD);
     },
     DatabaseAction::REFUSE,
     BindingStatus::ADMINISTRATIVELY_PROHIBITED},
    {"6: a report of another MAAR's prefix",
     [](Situation& s) {
         s.from = STRANGER;
         s.facts.isRestoring = true;
         s.facts.isOfPool = false;
         s.Anchor(OLD);
     },
     DatabaseAction::REFUSE,
     BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX},
};

class DatabaseRequestTest : public testing::TestWithParam<Rule>
{
};

TEST_P(DatabaseRequestTest, Verdict)
{
    Situation situation;
    GetParam().change(situation);
    situation.facts.session = situation.hasSession ? &situation.session : nullptr;
    situation.facts.profile = &situation.profile;
    const auto verdict = DecideDatabaseRequest(ProxyRegistration(situation.update, situation.from),
                                               situation.facts,
                                               situation.settings);
    EXPECT_EQ(verdict.action, GetParam().action);
    EXPECT_EQ(verdict.status, GetParam().status);
    EXPECT_EQ(verdict.reason.empty(), GetParam().action != DatabaseAction::IGNORE);
}

INSTANTIATE_TEST_SUITE_P(Rules, DatabaseRequestTest, testing::ValuesIn(RULES));

/// What the serving MAAR is told.
struct Telling
{
    std::string name;    //!< what it is
    DatabaseMode mode;   //!< the mode
    MoveEvent event;     //!< what happens
    MoveFacts facts;     //!< complete, new, accepted, told, overdue, summarized
    MoveTelling telling; //!< what is told
};

std::ostream&
operator<<(std::ostream& os, const Telling& telling)
{
    return os << telling.name;
}

constexpr auto RELAY = DatabaseMode::RELAY;
constexpr auto LOCATOR = DatabaseMode::LOCATOR;
constexpr auto PROXY = DatabaseMode::PROXY;

const std::vector<Telling> TELLINGS{
    {"3.2: not before an answer", RELAY, MoveEvent::BEGUN, {}, MoveTelling::NOTHING},
    {"3.2: one of several",
     RELAY,
     MoveEvent::ANSWERED,
     {false, true, true, false, false, false},
     MoveTelling::NOTHING},
    {"3.2: the last",
     RELAY,
     MoveEvent::ANSWERED,
     {true, true, true, false, false, false},
     MoveTelling::NEW},
    {"3.2: all have refused",
     RELAY,
     MoveEvent::ANSWERED,
     {true, false, false, false, false, false},
     MoveTelling::NEW},
    {"3.2: those so far, at the time-out",
     RELAY,
     MoveEvent::WAITED,
     {false, true, true, false, false, false},
     MoveTelling::NEW},
    {"3.2: none so far, at the time-out",
     RELAY,
     MoveEvent::WAITED,
     {false, false, false, false, false, false},
     MoveTelling::NOTHING},
    {"3.2: the first after the time-out",
     RELAY,
     MoveEvent::ANSWERED,
     {false, true, true, false, true, false},
     MoveTelling::NEW},
    {"3.2: the rest, later",
     RELAY,
     MoveEvent::ANSWERED,
     {true, true, true, true, true, false},
     MoveTelling::NEW},
    {"3.2: the rest has refused",
     RELAY,
     MoveEvent::ANSWERED,
     {true, false, true, true, true, false},
     MoveTelling::NOTHING},
    {"3.2: nobody answers", RELAY, MoveEvent::LIMIT, {}, MoveTelling::NEW},
    {"3.2: it was told before",
     RELAY,
     MoveEvent::LIMIT,
     {false, false, true, true, true, false},
     MoveTelling::NOTHING},
    {"3.6: it asks once more, and was told nothing",
     RELAY,
     MoveEvent::REPEATED,
     {},
     MoveTelling::NOTHING},
    {"3.6: it asks once more, and was told",
     RELAY,
     MoveEvent::REPEATED,
     {false, false, true, true, true, false},
     MoveTelling::ALL},
    {"3.3: previous ones tell", LOCATOR, MoveEvent::BEGUN, {}, MoveTelling::NOTHING},
    {"3.3: released from telling",
     LOCATOR,
     MoveEvent::ANSWERED,
     {true, true, true, false, false, false},
     MoveTelling::NOTHING},
    {"3.3: all have refused",
     LOCATOR,
     MoveEvent::ANSWERED,
     {true, false, false, false, false, false},
     MoveTelling::NEW},
    {"3.3: a summary",
     LOCATOR,
     MoveEvent::ANSWERED,
     {true, true, true, false, false, true},
     MoveTelling::ALL},
    {"3.3: no summary of some",
     LOCATOR,
     MoveEvent::ANSWERED,
     {false, true, true, false, false, true},
     MoveTelling::NOTHING},
    {"3.3: nobody answers", LOCATOR, MoveEvent::LIMIT, {}, MoveTelling::NEW},
    {"3.3: somebody has told",
     LOCATOR,
     MoveEvent::LIMIT,
     {false, true, true, false, false, false},
     MoveTelling::NOTHING},
    {"3.6: it asks once more, and previous ones have told",
     LOCATOR,
     MoveEvent::REPEATED,
     {false, true, true, false, true, false},
     MoveTelling::ALL},
    {"3.6: it asks once more, and nobody has told",
     LOCATOR,
     MoveEvent::REPEATED,
     {},
     MoveTelling::NOTHING},
    {"3.4: at once", PROXY, MoveEvent::BEGUN, {}, MoveTelling::ALL},
    {"3.4: answers change nothing",
     PROXY,
     MoveEvent::ANSWERED,
     {true, true, true, true, false, false},
     MoveTelling::NOTHING},
    {"3.6: it asks once more",
     PROXY,
     MoveEvent::REPEATED,
     {false, false, false, true, false, false},
     MoveTelling::ALL},
};

class TellingTest : public testing::TestWithParam<Telling>
{
};

TEST_P(TellingTest, Telling)
{
    EXPECT_EQ(DecideTelling(GetParam().mode, GetParam().event, GetParam().facts),
              GetParam().telling);
}

INSTANTIATE_TEST_SUITE_P(Modes, TellingTest, testing::ValuesIn(TELLINGS));

TEST(DatabaseModeTest, Words)
{
    for (const auto mode : {RELAY, LOCATOR, PROXY})
    {
        EXPECT_EQ(ParseDatabaseMode(GetName(mode)), mode);
    }
    EXPECT_EQ(ParseDatabaseMode("anchor"), std::nullopt);
}

} // namespace
