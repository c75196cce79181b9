/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * What a gateway makes of RO Init and RO Setup, and of its routes
 * (draft-loureiro-netext-pmipv6-ro-02, 3, 4 and 10): each rule a row.
 */

#include "ns3/pmipv6-demand-rules.h"

#include <functional>
#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Ipv6Address HERE("fd00:c::3");    //!< Proxy-CoA of the gateway that decides
const Ipv6Address THERE("fd00:c::4");   //!< another gateway
const Ipv6Address ROGUE("fd00:c::5");   //!< a third one
const Ipv6Address ANCHOR("fd00:c::1");  //!< of the node here
const Ipv6Address FOREIGN("fd00:c::2"); //!< another anchor
const Prefix OWN(Ipv6Address("fd00:1:0:1::"), 64);
const Prefix OTHER(Ipv6Address("fd00:1:0:2::"), 64);
constexpr uint32_t NUMBER = 100; //!< of the attempt that is spoken of

/// A gateway and what comes to it: at first an RO Init for a node that is here, without a route.
struct Situation
{
    Situation()
    {
        demand.isInit = true;
        demand.request.pair = {OTHER, OWN};
        demand.request.gateway = THERE;
        demand.request.ordering = NUMBER;
        demand.request.lifetime = 75;
        demand.peer = ANCHOR;
        demand.key = "this";
        route.own = OWN;
        route.peer = OTHER;
        route.gateway = THERE;
        route.ordering = NUMBER - 1;
        route.demand = "earlier";
        facts.anchor = ANCHOR;
        settings.gateway = HERE;
    }

    /// Have RO Setup of the other gateway in place of RO Init.
    void BeSetup()
    {
        demand.isInit = false;
        demand.request.pair = {OWN, OTHER};
        demand.peer = THERE;
    }

    RouteDemand demand;      //!< what is wanted
    LocalizedRoute route;    //!< what there may be
    bool hasRoute{false};    //!< there is one
    DemandFacts facts;       //!< what else the gateway knows
    DemandSettings settings; //!< its attributes
};

/// A rule.
struct Rule
{
    const char* name;                                       //!< what it says
    std::function<void(Situation&)> change;                 //!< what is other than at first
    DemandAction action;                                    //!< what to do
    ExperimentalStatus status{ExperimentalStatus::SUCCESS}; //!< of the answer
    bool isPassedOn{false};                                 //!< the end of a route
    bool isNumberKept{false};                               //!< likewise
};

/// Names a rule in the test's name.
std::ostream&
operator<<(std::ostream& os, const Rule& rule)
{
    return os << rule.name;
}

/// Each rule by itself.
class DemandRules : public testing::TestWithParam<Rule>
{
};

TEST_P(DemandRules, Hold)
{
    Situation s;
    GetParam().change(s);
    s.facts.route = s.hasRoute ? &s.route : nullptr;
    const DemandVerdict verdict = DecideDemand(s.demand, s.facts, s.settings);
    EXPECT_EQ(static_cast<int>(verdict.action), static_cast<int>(GetParam().action));
    EXPECT_EQ(static_cast<int>(verdict.status), static_cast<int>(GetParam().status));
}

using Action = DemandAction;
using Status = ExperimentalStatus;

const Rule RULES[] = {
    {"4.1 RO Init", [](Situation&) {}, Action::ESTABLISH},
    {"4.1 RO Setup", [](Situation& s) { s.BeSetup(); }, Action::ESTABLISH},
    {"4.1 RO Init, both nodes here",
     [](Situation& s) {
         s.demand.request.gateway = HERE;
         s.facts.isOtherHere = true;
     },
     Action::ESTABLISH},
    {"4.1 RO Init, both nodes here, and the other one is not",
     [](Situation& s) { s.demand.request.gateway = HERE; },
     Action::ANSWER,
     Status::MN_NOT_ATTACHED},
    {"5.1 no MAG-ADDR",
     [](Situation& s) { s.demand.request.gateway.reset(); },
     Action::ANSWER,
     Status::MISSING_OPTION},
    {"5.1 no MAG-ADDR, lifetime 0",
     [](Situation& s) {
         s.demand.request.gateway.reset();
         s.demand.request.lifetime = 0;
     },
     Action::END},
    {"6.1 another encapsulation",
     [](Situation& s) { s.demand.request.encapsulation = Encapsulation::GRE_WITH_KEY; },
     Action::ANSWER,
     Status::ENCAPSULATION_NOT_SUPPORTED},
    // 4.3, 4.4: a node that is on its way
    {"4.4 RO Init before the PBA",
     [](Situation& s) {
         s.facts.anchor.reset();
         s.facts.isRegistering = true;
     },
     Action::WAIT},
    {"4.4 RO Init before the PBA, repeated",
     [](Situation& s) {
         s.facts.anchor.reset();
         s.facts.isRegistering = true;
         s.facts.isWaiting = true;
     },
     Action::IGNORE},
    {"4.4 no node is being registered",
     [](Situation& s) { s.facts.anchor.reset(); },
     Action::ANSWER,
     Status::MN_NOT_ATTACHED},
    {"4.4 without a wait",
     [](Situation& s) {
         s.facts.anchor.reset();
         s.facts.isRegistering = true;
         s.settings.mayWait = false;
     },
     Action::ANSWER,
     Status::MN_NOT_ATTACHED},
    // Repetitions
    {"4.1 repeated, not answered yet",
     [](Situation& s) {
         s.hasRoute = true;
         s.route.demand = "this";
         s.route.phase = PendingRoute();
     },
     Action::IGNORE},
    {"4.1 repeated, answered",
     [](Situation& s) {
         s.hasRoute = true;
         s.route.demand = "this";
         s.route.phase = ActiveRoute{Status::SUCCESS_WITH_SHORTER_LIFETIME};
     },
     Action::ANSWER,
     Status::SUCCESS_WITH_SHORTER_LIFETIME},
    {"4.1 repeated, refused",
     [](Situation& s) { s.facts.refusal = Status::PEER_DID_NOT_ANSWER; },
     Action::ANSWER,
     Status::PEER_DID_NOT_ANSWER},
    // 8: no race
    {"8 a newer attempt", [](Situation& s) { s.hasRoute = true; }, Action::ESTABLISH},
    {"8 an earlier attempt",
     [](Situation& s) {
         s.hasRoute = true;
         s.route.ordering = NUMBER + 1;
     },
     Action::ANSWER,
     Status::OLDER_THAN_STATE_HELD},
    {"8 an earlier attempt, RO Setup",
     [](Situation& s) {
         s.BeSetup();
         s.hasRoute = true;
         s.route.ordering = NUMBER + 1;
     },
     Action::ANSWER,
     Status::OLDER_THAN_STATE_HELD},
    {"8 an earlier attempt, unchecked",
     [](Situation& s) {
         s.hasRoute = true;
         s.route.ordering = NUMBER + 1;
         s.settings.isOrderChecked = false;
     },
     Action::ESTABLISH},
    {"8 an earlier attempt, modulo 2^32",
     [](Situation& s) {
         s.hasRoute = true;
         s.demand.request.ordering = 0xfffffff0;
         s.route.ordering = 5;
     },
     Action::ANSWER,
     Status::OLDER_THAN_STATE_HELD},
    {"8 an attempt whose route is gone",
     [](Situation& s) { s.facts.ended = NUMBER; },
     Action::ANSWER,
     Status::OLDER_THAN_STATE_HELD},
    {"8 an attempt whose route is gone, its end",
     [](Situation& s) {
         s.facts.ended = NUMBER;
         s.demand.request.lifetime = 0;
     },
     Action::END},
    {"8 an attempt after the one whose route is gone",
     [](Situation& s) { s.facts.ended = NUMBER - 1; },
     Action::ESTABLISH},
    {"8 without a number",
     [](Situation& s) {
         s.facts.ended = NUMBER;
         s.demand.request.ordering.reset();
     },
     Action::ESTABLISH},
    // 10: who may say so
    {"10 RO Setup names another gateway than its own",
     [](Situation& s) {
         s.BeSetup();
         s.demand.request.gateway = ROGUE;
     },
     Action::ANSWER,
     Status::ADMINISTRATIVELY_PROHIBITED},
    {"10 RO Init of another anchor",
     [](Situation& s) { s.demand.peer = FOREIGN; },
     Action::ANSWER,
     Status::ADMINISTRATIVELY_PROHIBITED},
    {"10 the end by RO Init of another anchor",
     [](Situation& s) {
         s.demand.peer = FOREIGN;
         s.demand.request.lifetime = 0;
     },
     Action::ANSWER,
     Status::ADMINISTRATIVELY_PROHIBITED},
    {"3 proxy mode, RO Setup of the own anchor",
     [](Situation& s) {
         s.BeSetup();
         s.settings.isProxy = true;
         s.demand.peer = ANCHOR;
     },
     Action::ESTABLISH},
    {"10 proxy mode, RO Setup of another anchor",
     [](Situation& s) {
         s.BeSetup();
         s.settings.isProxy = true;
         s.demand.peer = FOREIGN;
     },
     Action::ANSWER,
     Status::ADMINISTRATIVELY_PROHIBITED},
    {"RFC 6279, 3.2 the baseline, RO Setup of any anchor",
     [](Situation& s) {
         s.BeSetup();
         s.settings.isSetUpByAnchors = true;
         s.demand.peer = FOREIGN;
     },
     Action::ESTABLISH},
};

INSTANTIATE_TEST_SUITE_P(All, DemandRules, testing::ValuesIn(RULES));

/// Each rule of an end by itself.
class EndRules : public testing::TestWithParam<Rule>
{
};

TEST_P(EndRules, Hold)
{
    Situation s;
    s.demand.request.lifetime = 0;
    s.hasRoute = true;
    GetParam().change(s);
    const EndVerdict verdict = DecideEnd(s.demand, s.hasRoute ? &s.route : nullptr, HERE);
    EXPECT_EQ(static_cast<int>(verdict.status), static_cast<int>(GetParam().status));
    EXPECT_EQ(verdict.isPassedOn, GetParam().isPassedOn);
    EXPECT_EQ(verdict.isNumberKept, GetParam().isNumberKept);
}

const Rule END_RULES[] = {
    {"3 end by RO Init", [](Situation&) {}, Action::END, Status::SUCCESS, true, true},
    {"3 end by RO Init, no route here",
     [](Situation& s) { s.hasRoute = false; },
     Action::END,
     Status::SUCCESS,
     true,
     true},
    {"3 end by RO Init that names this gateway",
     [](Situation& s) { s.demand.request.gateway = HERE; },
     Action::END,
     Status::SUCCESS,
     false,
     true},
    {"3 end by RO Init that names none",
     [](Situation& s) { s.demand.request.gateway.reset(); },
     Action::END,
     Status::SUCCESS,
     false,
     true},
    {"3 end by RO Setup of the gateway where the route leads",
     [](Situation& s) {
         s.BeSetup();
         s.demand.request.ordering.reset();
     },
     Action::END},
    {"10 end by RO Setup of another gateway",
     [](Situation& s) {
         s.BeSetup();
         s.demand.request.gateway = ROGUE;
         s.demand.request.ordering.reset();
     },
     Action::END,
     Status::OLDER_THAN_STATE_HELD},
    {"10 end by RO Setup of another gateway, the route's number",
     [](Situation& s) {
         s.BeSetup();
         s.demand.request.gateway = ROGUE;
         s.route.ordering = NUMBER;
     },
     Action::END,
     Status::OLDER_THAN_STATE_HELD},
    {"8 end by RO Setup, a newer number",
     [](Situation& s) {
         s.BeSetup();
         s.demand.request.gateway = ROGUE;
     },
     Action::END,
     Status::SUCCESS,
     false,
     true},
    {"10 end by RO Setup of another gateway, a newer number that nobody vouches for",
     [](Situation& s) {
         s.BeSetup();
         s.demand.request.gateway = ROGUE;
         s.demand.request.timestamp = 1;
     },
     Action::END,
     Status::OLDER_THAN_STATE_HELD},
    {"3 end by RO Setup of the gateway where the route leads, for which nobody vouches",
     [](Situation& s) {
         s.BeSetup();
         s.demand.request.timestamp = 1;
     },
     Action::END},
};

INSTANTIATE_TEST_SUITE_P(All, EndRules, testing::ValuesIn(END_RULES));

TEST(RouteCareRules, WhatIsDue)
{
    LocalizedRoute route;
    route.expiry = Seconds(10);
    EXPECT_EQ(DecideDue(route, Seconds(10)), RouteCare::DROP);
    EXPECT_EQ(DecideDue(route, Seconds(10) - NanoSeconds(1)), RouteCare::LOOK);
}

TEST(RouteCareRules, WhatComesOfARefresh)
{
    EXPECT_EQ(DecideRefreshAnswer(std::nullopt), RouteCare::LEAVE);
    EXPECT_EQ(DecideRefreshAnswer(Status::SUCCESS), RouteCare::EXTEND);
    EXPECT_EQ(DecideRefreshAnswer(Status::SUCCESS_WITH_SHORTER_LIFETIME), RouteCare::EXTEND);
    EXPECT_EQ(DecideRefreshAnswer(Status::NO_SUCH_SESSION), RouteCare::DROP_AND_TELL);
    EXPECT_EQ(DecideRefreshAnswer(Status::MN_NOT_ATTACHED), RouteCare::DROP);
}

TEST(RouteCareRules, WhatANodeLeavesBehind)
{
    LocalizedRoute route;
    route.own = OWN;
    route.peer = OTHER;
    EXPECT_EQ(DecideNodeGone(route, OTHER, true), RouteCare::LEAVE) << "the other node's";
    EXPECT_EQ(DecideNodeGone(route, OWN, true), RouteCare::DROP_AND_KEEP);
    EXPECT_EQ(DecideNodeGone(route, OWN, false), RouteCare::DROP) << "registers again";
    route.isDoubtful = true;
    EXPECT_EQ(DecideNodeGone(route, OWN, true), RouteCare::DROP_AND_TELL);
    EXPECT_EQ(DecideNodeGone(route, OWN, false), RouteCare::DROP);
    route.isLocal = true;
    EXPECT_EQ(DecideNodeGone(route, OTHER, false), RouteCare::DROP) << "of both";
}

} // namespace
