/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The localized routes of a gateway: each transition, what it changes and what is told of it, how
 * routes are found, their rows in the forwarding table, what is remembered of those that are gone,
 * and when they need attention.
 */

#include "pmipv6-route-support.h"

#include "ns3/pmipv6-localized-routes.h"

#include <algorithm>
#include <utility>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using State = LocalizedRouteState;
using Event = LocalizedRouteEvent;
using Found = std::vector<const LocalizedRoute*>;
using Told = std::vector<std::string>;

const Prefix OWN(Ipv6Address("fd00:1:0:1::"), 64);   //!< of a node here
const Prefix OTHER(Ipv6Address("fd00:1:0:2::"), 64); //!< of another node here
const Prefix PEER(Ipv6Address("fd00:1:0:3::"), 64);  //!< of a node elsewhere
const PrefixPair PAIR{PEER, OWN};                    //!< the node elsewhere is the source
const PrefixPair REVERSED{OWN, PEER};                //!< the same
const Ipv6Address HERE("fd00:c::2");                 //!< this gateway
const Ipv6Address THERE("fd00:c::3");                //!< the other one
const Ipv6Address ANCHOR("fd00:c::1");               //!< an anchor
constexpr uint16_t LIFETIME = 150;                   //!< units of 4 s
constexpr uint16_t FOR_EVER = 0xffff;                //!< until further notice

/// Routes, and what was told of them.
class LocalizedRoutesTest : public RouteTest
{
  protected:
    LocalizedRoutesTest()
    {
        Register(Mac48Address("02:00:00:00:00:01"), "mn1", OWN);
        Register(Mac48Address("02:00:00:00:00:02"), "mn2", OTHER);
        rows.Start(
            forwarding,
            HERE,
            [this] { return node->GetDevice(0); },
            nodes);
        Start({});
    }

    ~LocalizedRoutesTest() override
    {
        routes.Clear("over");
        routes.Dispose();
        rows.Dispose();
    }

    /// A node is here.
    void Register(Mac48Address linkLayer, const std::string& name, const Prefix& prefix)
    {
        BindingUpdateListEntry entry;
        entry.linkLayer = linkLayer;
        entry.identifier = name;
        entry.prefixes = {prefix};
        nodes.Add(entry);
    }

    /// Begin.
    void Start(const LocalizedRoutes::Settings& settings)
    {
        LocalizedRoutes::Listener listener;
        listener.changed =
            [this](const LocalizedRoute& route, State from, State to, const std::string& reason) {
                told.push_back(std::string(GetStateName(from)) + ">" + GetStateName(to) + " " +
                               reason);
                EXPECT_EQ(routes.Find(route.pair), &route) << "gone before it was told";
                EXPECT_EQ(route.GetState(), to == State::NONE ? from : to);
                EXPECT_EQ(route.entries.empty(), CountRows(route) == 0);
            };
        listener.due = [this](const LocalizedRoute& route) {
            due.push_back(std::to_string(Simulator::Now().GetMilliSeconds() / 1000) + " " +
                          route.identifier);
            attend(route);
        };
        routes.Start(rows, settings, listener);
    }

    /// @return what is wanted
    static RouteDemand Make(bool isInit,
                            const PrefixPair& pair,
                            uint32_t ordering = 1,
                            uint16_t lifetime = LIFETIME)
    {
        RouteRequest request;
        request.pair = pair;
        request.gateway = THERE;
        request.ordering = ordering;
        request.lifetime = lifetime;
        return MakeRouteDemand(isInit, request, isInit ? ANCHOR : THERE);
    }

    /// @return a route that RO Init has brought about, PENDING
    const LocalizedRoute& Init(const PrefixPair& pair = PAIR, const std::string& name = "mn1")
    {
        return routes.Establish(Make(true, pair), name, false);
    }

    /// @return a route that RO Setup has brought about, ACTIVE
    const LocalizedRoute& SetUp(uint16_t lifetime = LIFETIME)
    {
        return routes.Establish(Make(false, REVERSED, 1, lifetime), "mn1", false);
    }

    /// Have an event happen to the route of the pair, if there is one.
    void Apply(Event event)
    {
        switch (event)
        {
        case Event::INIT:
            Init();
            break;
        case Event::INIT_LOCAL:
            routes.Establish(Make(true, PAIR), "mn1", true);
            break;
        case Event::SETUP:
            SetUp();
            break;
        case Event::ACCEPTED:
        case Event::REFUSED:
            routes.Finish(*routes.Find(PAIR),
                          event == Event::ACCEPTED ? ExperimentalStatus::SUCCESS
                                                   : ExperimentalStatus::REASON_UNSPECIFIED);
            break;
        default:
            routes.Remove(*routes.Find(PAIR), event, "test");
            break;
        }
    }

    /// @return how many rows of a route the forwarding table has
    std::size_t CountRows(const LocalizedRoute& route) const
    {
        const auto isThere = [this](const ForwardingMatch& match) {
            return forwarding->GetTable().Find(match) != nullptr;
        };
        return static_cast<std::size_t>(
            std::count_if(route.entries.begin(), route.entries.end(), isThere));
    }

    /// @return what becomes of a packet from a node here to another one
    const ForwardingEntry* Look(const Prefix& from, const Prefix& to, PacketOrigin origin) const
    {
        return forwarding->GetTable().LookupPair(from.GetAddress(), to.GetAddress(), origin);
    }

    LocalNodes nodes;       //!< here
    RouteForwarding rows;   //!< in the forwarding table
    LocalizedRoutes routes; //!< the routes
    Told told;              //!< transitions
    Told due;               //!< which needed attention, and when
    /// What is done about a route that needs attention.
    std::function<void(const LocalizedRoute&)> attend{[this](const LocalizedRoute& route) {
        route.expiry <= Simulator::Now() ? routes.Remove(route, Event::OVER, "over")
                                         : routes.PostponeRefresh(route);
    }};
};

TEST_F(LocalizedRoutesTest, GoByTheTable)
{
    Register(Mac48Address("02:00:00:00:00:03"), "mn3", PEER); // So that both may be here.
    const auto& table = GetLocalizedRouteTable();
    for (const auto& row : table.GetRows())
    {
        for (std::size_t i = 0; i < table.GetStates().size(); ++i)
        {
            const State from = table.GetStates()[i];
            if (from == State::NONE && !row.cells[i])
            {
                continue; // There is nothing that it could happen to.
            }
            SCOPED_TRACE(std::string(GetEventName(row.event)) + " in " + GetStateName(from));
            from == State::PENDING ? void(Init()) : from == State::ACTIVE ? void(SetUp()) : void();
            told.clear();
            if (!row.cells[i])
            {
                EXPECT_DEATH(Apply(row.event), "no transition");
                EXPECT_TRUE(told.empty());
            }
            else
            {
                Apply(row.event);
                ASSERT_EQ(told.size(), 1U);
                const std::string expected =
                    std::string(GetStateName(from)) + ">" + GetStateName(*row.cells[i]) + " ";
                EXPECT_EQ(told.front().substr(0, expected.size()), expected);
                const auto* route = routes.Find(PAIR);
                EXPECT_EQ(route ? route->GetState() : State::NONE, *row.cells[i]);
                EXPECT_EQ(Look(OWN, PEER, FROM_MOBILE_NODE) != nullptr, route != nullptr);
            }
            routes.Clear("over");
            EXPECT_EQ(Look(OWN, PEER, FROM_MOBILE_NODE), nullptr);
            EXPECT_EQ(Look(PEER, OWN, FROM_TUNNEL), nullptr);
        }
    }
}

TEST_F(LocalizedRoutesTest, AreFoundByPairAndByPrefix)
{
    const auto& one = Init();
    const auto& two = Init({PEER, OTHER}, "mn2");
    const auto& three = routes.Establish(Make(true, {OTHER, OWN}), "mn1", true);
    EXPECT_EQ(routes.Find(PAIR), &one);
    EXPECT_EQ(routes.Find(REVERSED), &one);
    EXPECT_EQ(routes.Find({OWN, OTHER}), &three);
    EXPECT_EQ(routes.Find({OWN, Prefix(Ipv6Address("fd00:1:0:3::7"), 128)}), nullptr);
    EXPECT_EQ(routes.FindByPrefix(OWN), (Found{&one, &three}));
    EXPECT_EQ(routes.FindByPrefix(OTHER), (Found{&two, &three}));
    EXPECT_EQ(routes.FindByPrefix(PEER), (Found{&one, &two}));
    EXPECT_TRUE(routes.FindByPrefix(Prefix(Ipv6Address("fd00:1:0:4::"), 64)).empty());
    EXPECT_EQ(routes.GetAll(), (Found{&one, &two, &three}));
    routes.Remove(two, Event::ENDED, "test");
    EXPECT_EQ(routes.Find({PEER, OTHER}), nullptr);
    EXPECT_EQ(routes.FindByPrefix(OTHER), Found{&three});
    EXPECT_EQ(routes.FindByPrefix(PEER), Found{&one});
    EXPECT_EQ(routes.GetAll(), (Found{&one, &three}));
}

TEST_F(LocalizedRoutesTest, AreFoundToBeEnded)
{
    const auto& route = SetUp();
    const auto& other = Init({PEER, OTHER}, "mn2");
    const Prefix address(Ipv6Address("fd00:1:0:3::7"), 128);
    EXPECT_EQ(routes.FindToEnd(Make(true, PAIR)), &route);
    EXPECT_EQ(routes.FindToEnd(Make(false, REVERSED)), &route);
    // By an anchor that knows the other node by its address alone.
    EXPECT_EQ(routes.FindToEnd(Make(true, {address, OWN})), &route);
    EXPECT_EQ(routes.FindToEnd(Make(true, {address, OTHER})), &other);
    EXPECT_EQ(routes.FindToEnd(Make(false, {OWN, address})), nullptr) << "a gateway knows both";
    EXPECT_EQ(routes.FindToEnd(Make(true, {Prefix(address.GetAddress(), 96), OWN})), nullptr);
    EXPECT_EQ(routes.FindToEnd(Make(true, {Prefix(Ipv6Address("fd00:1:0:4::7"), 128), OWN})),
              nullptr);
    EXPECT_EQ(routes.FindToEnd(Make(true, {Prefix(Ipv6Address("fd00:1:0:1::7"), 128), PEER})),
              nullptr)
        << "its own end is not here";
}

TEST_F(LocalizedRoutesTest, InitWaitsForTheOtherGateway)
{
    RunUntil(10);
    const auto demand = Make(true, PAIR, 7);
    const auto& route = routes.Establish(demand, "mn1", false);
    EXPECT_EQ(told, Told{"none>pending ro-init"});
    EXPECT_EQ(route.identifier, "mn1");
    EXPECT_EQ(route.own, OWN);
    EXPECT_EQ(route.peer, PEER);
    EXPECT_EQ(route.gateway, THERE);
    EXPECT_FALSE(route.isLocal);
    EXPECT_EQ(route.ordering, 7U);
    EXPECT_EQ(route.demand, demand.key);
    EXPECT_EQ(route.lifetime, LIFETIME);
    EXPECT_EQ(route.expiry, Seconds(610));
    EXPECT_EQ(route.refresh, Seconds(410));
    EXPECT_FALSE(route.isDoubtful);
    // Packets take it already.
    EXPECT_EQ(CountRows(route), 2U);
    const auto* row = Look(OWN, PEER, FROM_MOBILE_NODE);
    ASSERT_TRUE(row && std::holds_alternative<TunnelAction>(row->action));
    EXPECT_EQ(std::get<TunnelAction>(row->action).local, HERE);
    EXPECT_EQ(std::get<TunnelAction>(row->action).remote, THERE);
    const auto* back = Look(PEER, OWN, FROM_TUNNEL);
    EXPECT_TRUE(back && std::holds_alternative<DeliverAction>(back->action));
}

TEST_F(LocalizedRoutesTest, InitOfTwoNodesHereAsksNobody)
{
    const auto& route = routes.Establish(Make(true, {OTHER, OWN}), "mn1", true);
    EXPECT_EQ(told, Told{"none>active ro-init"});
    EXPECT_TRUE(route.isLocal);
    EXPECT_EQ(route.own, OWN);
    EXPECT_EQ(route.peer, OTHER);
    EXPECT_EQ(std::get<ActiveRoute>(route.phase).answered, ExperimentalStatus::SUCCESS);
    EXPECT_EQ(CountRows(route), 4U);
    for (const auto& [from, to] : {std::make_pair(OWN, OTHER), std::make_pair(OTHER, OWN)})
    {
        const auto* row = Look(from, to, FROM_MOBILE_NODE);
        EXPECT_TRUE(row && std::holds_alternative<DeliverAction>(row->action));
    }
}

TEST_F(LocalizedRoutesTest, SetupIsAgreedOn)
{
    const auto& route = SetUp();
    EXPECT_EQ(told, Told{"none>active ro-setup"});
    EXPECT_EQ(route.own, OWN) << "the source's gateway is this one";
    EXPECT_EQ(route.peer, PEER);
    EXPECT_EQ(CountRows(route), 2U);
}

TEST_F(LocalizedRoutesTest, TheOtherGatewayAccepts)
{
    const auto& route = Init();
    routes.SetSetup(route, Ask());
    EXPECT_EQ(questions->GetSize(), 1U);
    routes.Finish(route, ExperimentalStatus::SUCCESS);
    EXPECT_EQ(told.back(), "pending>active ro-setup-ack");
    EXPECT_EQ(std::get<ActiveRoute>(route.phase).answered, ExperimentalStatus::SUCCESS);
    EXPECT_EQ(questions->GetSize(), 0U) << "its exchange ends with the state";
    EXPECT_EQ(CountRows(route), 2U);
}

TEST_F(LocalizedRoutesTest, TheOtherGatewayRefuses)
{
    RunUntil(10);
    const auto demand = Make(true, PAIR, 7);
    const auto& route = routes.Establish(demand, "mn1", false);
    EXPECT_FALSE(routes.FindRefusal(demand));
    routes.Finish(route, ExperimentalStatus::INSUFFICIENT_RESOURCES);
    EXPECT_EQ(told.back().substr(0, 13), "pending>none ");
    EXPECT_EQ(routes.Find(PAIR), nullptr);
    EXPECT_EQ(Look(OWN, PEER, FROM_MOBILE_NODE), nullptr);
    // A repetition gets the same answer; an older attempt is known as such.
    EXPECT_EQ(routes.FindRefusal(demand), ExperimentalStatus::INSUFFICIENT_RESOURCES);
    EXPECT_FALSE(routes.FindRefusal(Make(true, PAIR, 8))) << "another demand";
    EXPECT_EQ(routes.FindEnded(REVERSED, Seconds(11)), 7U);
    EXPECT_EQ(routes.FindEnded(PAIR, Seconds(129)), 7U);
    EXPECT_FALSE(routes.FindEnded(PAIR, Seconds(130))) << "for 120 s";
}

TEST_F(LocalizedRoutesTest, WhatIsGoneIsRemembered)
{
    const auto demand = Make(true, PAIR, 7);
    routes.Remove(routes.Establish(demand, "mn1", false), Event::ENDED, "why");
    EXPECT_EQ(told.back(), "pending>none why");
    EXPECT_EQ(routes.FindEnded(PAIR, Seconds(1)), 7U);
    EXPECT_FALSE(routes.FindRefusal(demand)) << "it was not refused";
    EXPECT_FALSE(routes.FindEnded({PEER, OTHER}, Seconds(1)));
    // An attempt that has never come to a route.
    routes.KeepEnded({PEER, OTHER}, 9);
    EXPECT_EQ(routes.FindEnded({OTHER, PEER}, Seconds(1)), 9U);
    // One without a number says nothing of attempts.
    auto unnumbered = Make(false, {OTHER, PEER});
    unnumbered.request.ordering.reset();
    routes.Remove(routes.Establish(unnumbered, "mn2", false), Event::OVER, "why");
    EXPECT_EQ(routes.FindEnded({PEER, OTHER}, Seconds(1)), 9U);
    routes.Clear("gateway-restarted");
    EXPECT_FALSE(routes.FindEnded(PAIR, Seconds(1))) << "a restart forgets";
}

TEST_F(LocalizedRoutesTest, ActivateOnAckLetsPacketsWait)
{
    Start({true, 0.5});
    const auto& route = Init();
    EXPECT_TRUE(route.entries.empty());
    EXPECT_EQ(Look(OWN, PEER, FROM_MOBILE_NODE), nullptr);
    EXPECT_EQ(route.refresh, Seconds(300)) << "the fraction";
    routes.Finish(route, ExperimentalStatus::SUCCESS);
    EXPECT_EQ(CountRows(route), 2U);
    Init();
    EXPECT_EQ(told.back(), "active>pending ro-init");
    EXPECT_EQ(Look(OWN, PEER, FROM_MOBILE_NODE), nullptr) << "of a former attempt";
}

TEST_F(LocalizedRoutesTest, AnotherAttemptChangesTheRoute)
{
    const auto& route = SetUp();
    const uint64_t serial = route.serial;
    RunUntil(100);
    // Of the other node's anchor, which hears nothing of its moves: the route's anchor is to hear
    // of it in time.
    auto demand = Make(false, REVERSED, 2);
    demand.request.gateway = ANCHOR;
    EXPECT_EQ(&routes.Establish(demand, "mn1", false), &route);
    EXPECT_EQ(told.back(), "active>active ro-setup");
    EXPECT_EQ(route.serial, serial);
    EXPECT_EQ(route.gateway, ANCHOR);
    EXPECT_EQ(route.ordering, 2U);
    EXPECT_EQ(route.expiry, Seconds(700));
    EXPECT_EQ(route.refresh, Seconds(400)) << "as it was, not 500 s";
    const auto* row = Look(OWN, PEER, FROM_MOBILE_NODE);
    ASSERT_TRUE(row);
    EXPECT_EQ(std::get<TunnelAction>(row->action).remote, ANCHOR);
    // RO Init is of its anchor, which knows.
    routes.Establish(Make(true, PAIR, 3), "mn1", false);
    EXPECT_EQ(told.back(), "active>pending ro-init");
    EXPECT_EQ(route.refresh, Seconds(500));
    // Both nodes are here by now.
    Register(Mac48Address("02:00:00:00:00:03"), "mn3", PEER);
    routes.Establish(Make(true, PAIR, 4), "mn1", true);
    EXPECT_EQ(told.back(), "pending>active ro-init");
    EXPECT_EQ(CountRows(route), 4U);
    EXPECT_EQ(routes.GetAll(), Found{&route});
}

TEST_F(LocalizedRoutesTest, ARouteOfTheOtherNodeOfThePairGivesWay)
{
    SetUp();
    Register(Mac48Address("02:00:00:00:00:03"), "mn3", PEER);
    told.clear();
    const auto& route = routes.Establish(Make(true, REVERSED, 2), "mn3", false);
    EXPECT_EQ(told, (Told{"active>none of-other-node", "none>pending ro-init"}));
    EXPECT_EQ(route.own, PEER);
    EXPECT_EQ(route.peer, OWN);
    EXPECT_EQ(routes.GetAll(), Found{&route});
    EXPECT_EQ(Look(OWN, PEER, FROM_MOBILE_NODE), nullptr);
    EXPECT_NE(Look(PEER, OWN, FROM_MOBILE_NODE), nullptr);
    EXPECT_EQ(route.refresh, Seconds(400)) << "nothing of the former one";
    RunUntil(401);
    EXPECT_EQ(due, Told{"400 mn3"});
}

TEST_F(LocalizedRoutesTest, UseIsLookedAtAgainAndAgain)
{
    const auto& route = SetUp();
    RunUntil(599);
    // After two thirds of 600 s, then each twelfth.
    EXPECT_EQ(due, (Told{"400 mn1", "450 mn1", "500 mn1", "550 mn1"}));
    EXPECT_EQ(route.refresh, Seconds(600));
    told.clear();
    RunUntil(1000);
    EXPECT_EQ(due.back(), "600 mn1");
    EXPECT_EQ(told, Told{"active>none over"});
    EXPECT_EQ(due.size(), 5U);
}

TEST_F(LocalizedRoutesTest, UseIsTaken)
{
    const auto& route = SetUp();
    EXPECT_FALSE(routes.TakeUse(route));
    Look(OWN, PEER, FROM_MOBILE_NODE)->isUsed = true;
    EXPECT_TRUE(routes.TakeUse(route));
    EXPECT_FALSE(routes.TakeUse(route)) << "since it was last asked";
    Look(PEER, OWN, FROM_TUNNEL)->isUsed = true;
    EXPECT_TRUE(routes.TakeUse(route)) << "in either direction";
}

TEST_F(LocalizedRoutesTest, WhileTheAnchorIsAskedOnlyTheEndCounts)
{
    const auto& route = SetUp();
    routes.SetDoubtful(route);
    EXPECT_TRUE(route.isDoubtful);
    routes.BeginRefresh(route);
    EXPECT_FALSE(route.isDoubtful);
    routes.SetRefresh(route, Ask());
    EXPECT_EQ(questions->GetSize(), 1U);
    RunUntil(599);
    EXPECT_TRUE(due.empty());
    RunUntil(601);
    EXPECT_EQ(due, Told{"600 mn1"});
    EXPECT_EQ(questions->GetSize(), 0U) << "it ends with the route";
}

TEST_F(LocalizedRoutesTest, AnAnchorThatDoesNotAnswerIsAskedAgain)
{
    const auto& route = SetUp();
    routes.BeginRefresh(route);
    routes.SetRefresh(route, Ask());
    RunUntil(100);
    questions->Clear();
    routes.FinishRefresh(route);
    RunUntil(599);
    EXPECT_EQ(due, (Told{"400 mn1", "450 mn1", "500 mn1", "550 mn1"}));
}

TEST_F(LocalizedRoutesTest, ANewQuestionEndsTheFormer)
{
    const auto& route = SetUp();
    routes.BeginRefresh(route);
    routes.SetRefresh(route, Ask());
    routes.BeginRefresh(route);
    EXPECT_EQ(questions->GetSize(), 0U) << "its answer may be of before a restart";
    routes.SetRefresh(route, Ask());
    EXPECT_EQ(questions->GetSize(), 1U);
}

TEST_F(LocalizedRoutesTest, Extend)
{
    const auto& route = SetUp();
    RunUntil(410);
    told.clear();
    due.clear();
    // From when it was asked.
    routes.Extend(route, Seconds(400), 75);
    EXPECT_EQ(route.lifetime, 75);
    EXPECT_EQ(route.expiry, Seconds(700));
    EXPECT_EQ(route.refresh, Seconds(600));
    EXPECT_TRUE(told.empty());
    RunUntil(1000);
    EXPECT_EQ(due, (Told{"600 mn1", "625 mn1", "650 mn1", "675 mn1", "700 mn1"}));
}

TEST_F(LocalizedRoutesTest, UntilFurtherNotice)
{
    const auto& route = SetUp(FOR_EVER);
    EXPECT_EQ(route.expiry, Time::Max());
    EXPECT_EQ(route.refresh, Time::Max());
    RunUntil(1e6);
    EXPECT_TRUE(due.empty());
    routes.Extend(route, Simulator::Now(), 1);
    RunUntil(1e6 + 5);
    EXPECT_EQ(routes.Find(PAIR), nullptr);
}

TEST_F(LocalizedRoutesTest, AreDueInTheOrderOfTheirTimes)
{
    attend = [this](const LocalizedRoute& route) { routes.Remove(route, Event::OVER, "test"); };
    const auto& late = Init(PAIR, "late");
    Init({PEER, OTHER}, "then");
    const auto& soon = routes.Establish(Make(true, {OTHER, OWN}), "soon", true);
    routes.Extend(soon, Seconds(0), 15); // 60 s, looked at after 40.
    routes.Extend(late, Seconds(0), 300);
    routes.Extend(late, Seconds(0), LIFETIME); // Where it was, set later than the second one's.
    RunUntil(1000);
    EXPECT_EQ(due, (Told{"40 soon", "400 then", "400 late"}));
}

TEST_F(LocalizedRoutesTest, OneThatIsDueMayEndOthers)
{
    Init(PAIR, "first");
    Init({PEER, OTHER}, "second");
    routes.Establish(Make(true, {OTHER, OWN}), "third", true);
    attend = [this](const LocalizedRoute& route) {
        if (const auto* other = routes.Find({PEER, OTHER}))
        {
            routes.Remove(*other, Event::NODE_GONE, "test");
            routes.Remove(route, Event::OVER, "test");
        }
        else
        {
            routes.Clear("test");
        }
    };
    RunUntil(1000);
    EXPECT_EQ(due, (Told{"400 first", "400 third"}));
    EXPECT_TRUE(routes.GetAll().empty());
}

TEST_F(LocalizedRoutesTest, ClearRemovesAll)
{
    Init();
    routes.Establish(Make(true, {OTHER, OWN}), "mn1", true);
    told.clear();
    routes.Clear("gateway-stopped");
    std::sort(told.begin(), told.end());
    EXPECT_EQ(told, (Told{"active>none gateway-stopped", "pending>none gateway-stopped"}));
    EXPECT_TRUE(routes.GetAll().empty());
    EXPECT_EQ(Look(OWN, OTHER, FROM_MOBILE_NODE), nullptr);
    RunUntil(1000);
    EXPECT_TRUE(due.empty());
}

TEST_F(LocalizedRoutesTest, DisposedTheyTellNobody)
{
    LocalizedRoutes mortal;
    mortal.Start(rows, {}, {[](const auto&...) {}, [](const auto&...) { FAIL() << "due"; }});
    mortal.Establish(Make(false, REVERSED), "mn1", false);
    mortal.Dispose();
    RunUntil(1000);
}

} // namespace
