/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The sessions of an anchor's localized routing: each transition, what it changes and what is told
 * of it, how sessions are found, and when they need attention.
 */

#include "pmipv6-route-support.h"

#include "ns3/pmipv6-route-sessions.h"

#include <algorithm>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

using State = RouteSessionState;
using Event = RouteSessionEvent;
using Found = std::vector<const RouteSession*>;
using Told = std::vector<std::string>;

const Prefix FIRST(Ipv6Address("fd00:1:0:1::"), 64);  //!< a node's prefix
const Prefix SECOND(Ipv6Address("fd00:1:0:2::"), 64); //!< another's
const Prefix THIRD(Ipv6Address("fd00:2:0:3::"), 64);  //!< of another anchor's node
const Ipv6Address ADDRESS("fd00:2:0:3::7");           //!< that node's address
const Prefix HOST(ADDRESS, 128);                      //!< the same as a prefix
const PrefixPair PAIR{FIRST, SECOND};                 //!< of two nodes here
const PrefixPair REVERSED{SECOND, FIRST};             //!< the same
const PrefixPair BY_ADDRESS{FIRST, HOST};             //!< as it is known before it is resolved
const PrefixPair BY_PREFIX{FIRST, THIRD};             //!< and after it
const Ipv6Address HERE("fd00:c::2");                  //!< a gateway
const Ipv6Address THERE("fd00:c::3");                 //!< another
const Ipv6Address ANCHOR("fd00:c::4");                //!< another anchor
constexpr uint16_t LIFETIME = 150;                    //!< units of 4 s: the longest
constexpr auto NOT_ALLOWED = ExperimentalStatus::LOCALIZED_ROUTING_NOT_ALLOWED;

/// Sessions, and what was told of them.
class RouteSessionsTest : public RouteTest
{
  protected:
    RouteSessionsTest()
    {
        detector.Start(forwarding, cache, nullptr);
        RouteSessions::Listener listener;
        listener.changed =
            [this](const RouteSession& session, State from, State to, const std::string& reason) {
                told.push_back(std::string(GetStateName(from)) + ">" + GetStateName(to) + " " +
                               reason);
                EXPECT_EQ(sessions.Find(session.pair), &session) << "gone before it was told";
                EXPECT_EQ(session.GetState(), to == State::NONE ? from : to);
            };
        listener.due = [this](const RouteSession& session) {
            due.push_back(std::to_string(Simulator::Now().GetMilliSeconds() / 1000) + " " +
                          session.node);
            attend(session);
        };
        sessions.Start(detector, {Seconds(600), Seconds(60), 2, 3}, listener);
    }

    ~RouteSessionsTest() override
    {
        Tidy();
        sessions.Dispose();
        detector.Clear();
    }

    /// Remove all sessions, of whatever state.
    void Tidy()
    {
        for (const auto* session : sessions.GetAll())
        {
            if (session->GetState() == State::NONE)
            {
                sessions.Refuse(*session, NOT_ALLOWED);
            }
        }
        sessions.Clear("over");
        told.clear();
        due.clear();
    }

    /// @return a session that is INITIATED
    const RouteSession& Initiate(const PrefixPair& pair = PAIR, const std::string& name = "mn1")
    {
        const auto& session = sessions.Create(pair, name, 10, LIFETIME);
        sessions.Initiate(session, HERE, THERE, "test");
        return session;
    }

    /// @return a session in a state
    const RouteSession& Bring(State state)
    {
        switch (state)
        {
        case State::RESOLVING:
            return sessions.Resolve(PAIR, "mn1");
        case State::TRIGGERED:
            sessions.Trigger(Bring(State::RESOLVING), HERE, 5, "test");
            break;
        case State::INITIATED:
            return Initiate();
        case State::ACTIVE:
            sessions.Activate(Initiate(), Event::ACCEPT, "test");
            break;
        case State::INCOMPLETE:
            sessions.Suspend(Bring(State::NONE), "test");
            break;
        case State::REFUSED:
            sessions.Refuse(Bring(State::NONE), NOT_ALLOWED);
            break;
        case State::ENDING:
            sessions.End(Initiate(), false, "test");
            break;
        case State::NONE:
            return sessions.Create(PAIR, "mn1", 10, LIFETIME);
        }
        return *sessions.Find(PAIR);
    }

    /// Have an event happen to the session of the pair, if there is one.
    void Apply(Event event)
    {
        const auto* session = sessions.Find(PAIR);
        switch (event)
        {
        case Event::RESOLVE:
            sessions.Resolve(PAIR, "mn1");
            break;
        case Event::TRIGGER:
            sessions.Trigger(*session, HERE, 5, "test");
            break;
        case Event::INITIATE:
            sessions.Initiate(sessions.Control(*session, PAIR, 20), HERE, THERE, "test");
            break;
        case Event::SUSPEND:
            sessions.Suspend(*session, "test");
            break;
        case Event::ACCEPT:
        case Event::USE:
            sessions.Activate(*session, event, "test");
            break;
        case Event::REFUSE:
            sessions.Refuse(*session, NOT_ALLOWED);
            break;
        case Event::END:
            sessions.End(*session, false, "test");
            break;
        default:
            sessions.Remove(*session, event, "test");
            break;
        }
    }

    /// @return true if nobody is told of packets between two nodes
    bool IsSilenced(const PrefixPair& pair) const
    {
        const auto isPassed = [this](const Prefix& from, const Prefix& to) {
            ForwardingMatch match;
            match.source = from;
            match.destination = to;
            match.origins = FROM_TUNNEL;
            match.owner = "pair-detector";
            return forwarding->GetTable().Find(match) != nullptr;
        };
        EXPECT_EQ(isPassed(pair.source, pair.destination), isPassed(pair.destination, pair.source));
        return isPassed(pair.source, pair.destination);
    }

    BindingCache cache;     //!< of the anchor
    PairDetector detector;  //!< is kept quiet
    RouteSessions sessions; //!< the sessions
    Told told;              //!< transitions
    Told due;               //!< who needed attention, and when
    /// What is done about a session that needs attention.
    std::function<void(const RouteSession&)> attend{[this](const RouteSession& session) {
        session.GetState() == State::ENDING    ? sessions.Remove(session, Event::FINISH, "all-know")
        : session.GetState() == State::REFUSED ? sessions.Remove(session, Event::FORGET, "forgot")
                                               : sessions.End(session, false, "over");
    }};
};

TEST_F(RouteSessionsTest, GoByTheTable)
{
    const auto& table = GetRouteSessionTable();
    for (const auto& row : table.GetRows())
    {
        for (std::size_t i = 0; i < table.GetStates().size(); ++i)
        {
            const State from = table.GetStates()[i];
            SCOPED_TRACE(std::string(GetEventName(row.event)) + " in " + GetStateName(from));
            if (from != State::NONE || row.event != Event::RESOLVE)
            {
                Bring(from);
            }
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
                const auto* session = sessions.Find(PAIR);
                EXPECT_EQ(session ? session->GetState() : State::NONE, *row.cells[i]);
                EXPECT_EQ(IsSilenced(PAIR), session != nullptr);
            }
            Tidy();
            EXPECT_EQ(sessions.GetAttempts().GetCount(), 0U);
            EXPECT_FALSE(IsSilenced(PAIR));
        }
    }
}

TEST_F(RouteSessionsTest, AreFoundByPairAndByPrefix)
{
    const auto& one = Initiate();
    const auto& two = Initiate({SECOND, THIRD}, "mn2");
    const auto& three = Initiate({THIRD, FIRST}, "mn3");
    EXPECT_EQ(sessions.Find(PAIR), &one);
    EXPECT_EQ(sessions.Find(REVERSED), &one);
    EXPECT_EQ(sessions.Find({THIRD, SECOND}), &two);
    EXPECT_EQ(sessions.Find({FIRST, HOST}), nullptr) << "of a prefix, not of an address in it";
    EXPECT_EQ(sessions.FindByPrefix(FIRST), (Found{&one, &three}));
    EXPECT_EQ(sessions.FindByPrefix(SECOND), (Found{&one, &two}));
    EXPECT_EQ(sessions.FindByPrefix(THIRD), (Found{&two, &three}));
    EXPECT_EQ(sessions.FindByPrefix(HOST), Found());
    EXPECT_EQ(sessions.GetAll(), (Found{&one, &two, &three}));
    EXPECT_LT(one.serial, two.serial);
    sessions.Remove(two, Event::STOP, "test");
    EXPECT_EQ(sessions.Find({THIRD, SECOND}), nullptr);
    EXPECT_EQ(sessions.FindByPrefix(SECOND), Found{&one});
    EXPECT_EQ(sessions.FindByPrefix(THIRD), Found{&three});
    EXPECT_EQ(sessions.GetAll(), (Found{&one, &three}));
    const auto& again = Initiate({THIRD, SECOND}, "mn2");
    EXPECT_EQ(sessions.GetAll(), (Found{&one, &three, &again}));
}

TEST_F(RouteSessionsTest, AreFoundByAnAddressOfTheOtherNode)
{
    const auto& own = Initiate();
    const auto& known = sessions.Resolve(BY_ADDRESS, "mn1");
    // By whom the other node is known by its address as yet.
    EXPECT_EQ(sessions.FindOf(FIRST, THIRD), &known);
    EXPECT_EQ(sessions.FindOf(FIRST, HOST), &known);
    EXPECT_EQ(sessions.FindOf(FIRST, SECOND), &own);
    EXPECT_EQ(sessions.FindOf(SECOND, FIRST), &own);
    EXPECT_EQ(sessions.FindOf(SECOND, THIRD), nullptr);
    EXPECT_EQ(sessions.FindOf(FIRST, Prefix(Ipv6Address("fd00:2:0:4::"), 64)), nullptr);
    EXPECT_EQ(sessions.FindOf(FIRST, Prefix(Ipv6Address("fd00:1:0:2::7"), 128)), nullptr)
        << "the session knows the prefix";
    // To whom an address belongs.
    EXPECT_EQ(sessions.FindTo(FIRST, ADDRESS), &known);
    EXPECT_EQ(sessions.FindTo(FIRST, Ipv6Address("fd00:1:0:2::7")), &own);
    EXPECT_EQ(sessions.FindTo(SECOND, Ipv6Address("fd00:1:0:1::7")), &own);
    EXPECT_EQ(sessions.FindTo(FIRST, Ipv6Address("fd00:2:0:3::8")), nullptr);
    EXPECT_EQ(sessions.FindTo(FIRST, Ipv6Address("fd00:1:0:1::7")), nullptr) << "its own";
    EXPECT_EQ(sessions.FindTo(THIRD, ADDRESS), nullptr);
    // What is asked for exactly comes first.
    const auto& exact = Initiate(BY_PREFIX);
    EXPECT_EQ(sessions.FindOf(FIRST, THIRD), &exact);
}

TEST_F(RouteSessionsTest, Resolve)
{
    const auto& session = sessions.Resolve(BY_ADDRESS, "mn1");
    EXPECT_EQ(told, Told{"none>resolving packet-seen"});
    EXPECT_EQ(session.pair, BY_ADDRESS);
    EXPECT_EQ(session.node, "mn1");
    EXPECT_FALSE(session.control);
    EXPECT_EQ(session.GetOrdering(), 0U);
    EXPECT_FALSE(session.isEstablished);
    EXPECT_TRUE(IsSilenced(BY_ADDRESS));
    EXPECT_EQ(sessions.GetAttempts().GetCount(), 1U);
    RunUntil(100000);
    EXPECT_TRUE(due.empty()) << "the search has an end of its own";
}

TEST_F(RouteSessionsTest, Create)
{
    RunUntil(5);
    const auto& session = sessions.Create(PAIR, "mn1", 10, 100);
    EXPECT_TRUE(told.empty());
    EXPECT_EQ(session.GetState(), State::NONE);
    EXPECT_EQ(session.node, "mn1");
    ASSERT_TRUE(session.control);
    EXPECT_EQ(session.GetOrdering(), 10U);
    EXPECT_EQ(session.lifetime, 100);
    EXPECT_EQ(session.expiry, Seconds(405));
    EXPECT_EQ(session.peer.told, Seconds(5));
    EXPECT_TRUE(session.peer.anchor.IsAny());
    EXPECT_TRUE(IsSilenced(PAIR));
    EXPECT_EQ(sessions.Create(BY_PREFIX, "mn1", 10, LIFETIME + 1).lifetime, LIFETIME);
    EXPECT_EQ(sessions.Create({SECOND, THIRD}, "mn1", 10, 0xffff).lifetime, LIFETIME)
        << "until further notice is longer";
    RunUntil(10000);
    EXPECT_TRUE(due.empty()) << "of no state yet";
}

TEST_F(RouteSessionsTest, InitiateBeginsALifetime)
{
    const auto& session = sessions.Create(PAIR, "mn1", 10, 100);
    RunUntil(50);
    sessions.Initiate(session, HERE, THERE, "why");
    EXPECT_EQ(told, Told{"none>initiated why"});
    EXPECT_EQ(session.sourceGateway, HERE);
    EXPECT_EQ(session.control->routedGateway, HERE);
    EXPECT_EQ(session.control->destinationGateway, THERE);
    EXPECT_EQ(session.lifetime, 100);
    EXPECT_EQ(session.expiry, Seconds(450));
    EXPECT_EQ(session.peer.told, Seconds(50));
    // Once more, as one of the nodes has moved.
    RunUntil(60);
    sessions.Initiate(session, THERE, THERE, "moved");
    EXPECT_EQ(session.control->routedGateway, THERE);
    EXPECT_EQ(session.expiry, Seconds(460));
    RunUntil(2000);
    EXPECT_EQ(due, (Told{"460 mn1", "520 mn1"})) << "its end, and that nobody answers";
}

TEST_F(RouteSessionsTest, TriggerBeginsTheLongestLifetime)
{
    const auto& session = sessions.Resolve(BY_ADDRESS, "mn1");
    RunUntil(50);
    sessions.Trigger(session, HERE, 77, "why");
    EXPECT_EQ(told.back(), "resolving>triggered why");
    EXPECT_EQ(session.sourceGateway, HERE);
    EXPECT_EQ(session.sourceTimestamp, 77U);
    EXPECT_EQ(session.lifetime, LIFETIME);
    EXPECT_EQ(session.expiry, Seconds(650));
    EXPECT_FALSE(session.control);
    RunUntil(651);
    EXPECT_EQ(due, Told{"650 mn1"});
}

TEST_F(RouteSessionsTest, ActivateEstablishes)
{
    const auto& session = Initiate();
    EXPECT_FALSE(session.isEstablished);
    sessions.Activate(session, Event::ACCEPT, "accepted");
    EXPECT_EQ(told.back(), "initiated>active accepted");
    EXPECT_TRUE(session.isEstablished);
    EXPECT_EQ(sessions.GetAttempts().GetCount(), 0U);
    sessions.Suspend(session, "between");
    EXPECT_EQ(told.back(), "active>incomplete between");
    EXPECT_TRUE(session.isEstablished) << "gateways have it still";
    EXPECT_EQ(session.expiry, Seconds(600));
    sessions.Activate(session, Event::USE, "in-use");
    EXPECT_EQ(told.back(), "incomplete>active in-use");
    RunUntil(601);
    EXPECT_EQ(due, Told{"600 mn1"});
}

TEST_F(RouteSessionsTest, RefuseLeavesThePairAloneForAWhile)
{
    const auto& session = Bring(State::ACTIVE);
    RunUntil(50);
    sessions.Refuse(session, ExperimentalStatus::INSUFFICIENT_RESOURCES);
    EXPECT_EQ(told.back().substr(0, 15), "active>refused ");
    EXPECT_EQ(session.result, ExperimentalStatus::INSUFFICIENT_RESOURCES);
    EXPECT_FALSE(session.isEstablished);
    EXPECT_FALSE(session.IsHeldDown());
    EXPECT_EQ(sessions.GetAttempts().GetCount(), 1U);
    EXPECT_TRUE(IsSilenced(PAIR));
    RunUntil(500);
    EXPECT_EQ(due, Told{"110 mn1"});
    EXPECT_EQ(told.back(), "refused>none forgot");
    EXPECT_EQ(sessions.GetAttempts().GetCount(), 0U);
    EXPECT_FALSE(IsSilenced(PAIR));
}

TEST_F(RouteSessionsTest, EndLastsUntilNobodyHasARoute)
{
    const auto& session = Bring(State::ACTIVE);
    RunUntil(50);
    sessions.End(session, false, "why");
    EXPECT_EQ(told.back(), "active>ending why");
    EXPECT_FALSE(session.IsHeldDown());
    EXPECT_TRUE(session.isEstablished) << "until all know";
    RunUntil(1000);
    EXPECT_EQ(due, Told{"600 mn1"}) << "when the route is over anyhow";
    EXPECT_EQ(told.back(), "ending>none all-know");
    EXPECT_TRUE(sessions.GetAll().empty());
}

TEST_F(RouteSessionsTest, EndLastsAMinuteAtLeast)
{
    Bring(State::ACTIVE);
    attend = [this](const RouteSession& session) {
        switch (session.GetState())
        {
        case State::ACTIVE:
            sessions.End(session, true, "over");
            break;
        case State::ENDING:
            EXPECT_TRUE(session.IsHeldDown());
            sessions.Refuse(session, session.result);
            EXPECT_TRUE(session.IsHeldDown()) << "REFUSED has it from ENDING";
            break;
        default:
            sessions.Remove(session, Event::FORGET, "forgot");
            break;
        }
    };
    RunUntil(2000);
    EXPECT_EQ(due, (Told{"600 mn1", "660 mn1", "720 mn1"}));
}

TEST_F(RouteSessionsTest, RemoveTellsBeforeItIsGone)
{
    const auto& session = Initiate();
    told.clear();
    sessions.Remove(session, Event::BIND, "why");
    EXPECT_EQ(told, Told{"initiated>none why"});
    EXPECT_EQ(sessions.Find(PAIR), nullptr);
    EXPECT_FALSE(IsSilenced(PAIR));
    EXPECT_EQ(sessions.GetAttempts().GetCount(), 0U);
    RunUntil(2000);
    EXPECT_TRUE(due.empty());
}

TEST_F(RouteSessionsTest, AttemptsAreBounded)
{
    const auto& attempts = sessions.GetAttempts();
    EXPECT_TRUE(attempts.HasRoom("mn1"));
    const auto& first = Initiate();
    sessions.Resolve(BY_ADDRESS, "mn1");
    EXPECT_FALSE(attempts.HasRoom("mn1")) << "2 of a node";
    EXPECT_TRUE(attempts.HasRoom("mn2"));
    const auto& third = Initiate({SECOND, THIRD}, "mn2");
    EXPECT_FALSE(attempts.HasRoom("mn2")) << "3 of all";
    EXPECT_EQ(attempts.GetCount(), 3U);
    sessions.Activate(first, Event::ACCEPT, "test");
    EXPECT_TRUE(attempts.HasRoom("mn1")) << "routes in use do not count";
    sessions.Refuse(third, NOT_ALLOWED);
    EXPECT_EQ(attempts.GetCount(), 2U) << "what is refused counts on";
    sessions.Remove(third, Event::FORGET, "test");
    EXPECT_EQ(attempts.GetCount(), 1U);
    EXPECT_EQ(attempts.GetRefused(), 0U);
    sessions.NoteRefused();
    EXPECT_EQ(attempts.GetRefused(), 1U);
    // A new attempt for what has a route: it has none meanwhile, as it seems.
    sessions.Initiate(sessions.Control(first, PAIR, 20), HERE, THERE, "test");
    EXPECT_EQ(attempts.GetCount(), 2U);
}

TEST_F(RouteSessionsTest, ControlTakesASessionOver)
{
    const auto& session = sessions.Resolve(BY_ADDRESS, "mn1");
    EXPECT_FALSE(session.control);
    const auto& mine = sessions.Control(session, BY_PREFIX, 30);
    EXPECT_EQ(sessions.Find(BY_PREFIX), &mine);
    EXPECT_EQ(sessions.Find(BY_ADDRESS), nullptr);
    ASSERT_TRUE(mine.control);
    EXPECT_EQ(mine.GetOrdering(), 30U);
    EXPECT_EQ(mine.GetState(), State::RESOLVING);
    EXPECT_EQ(told, Told{"none>resolving packet-seen"}) << "its next transition is to follow";
    sessions.Initiate(mine, HERE, THERE, "test");
    sessions.Activate(mine, Event::ACCEPT, "test");
    // Anew: what it controls stays, but the attempt's number.
    const auto& anew = sessions.Control(mine, {THIRD, FIRST}, 40);
    EXPECT_EQ(&anew, &mine);
    EXPECT_EQ(anew.pair, (PrefixPair{THIRD, FIRST}));
    EXPECT_EQ(anew.control->routedGateway, HERE);
    EXPECT_EQ(anew.GetOrdering(), 40U);
    EXPECT_FALSE(anew.isEstablished);
}

TEST_F(RouteSessionsTest, RenameKeepsAllButThePair)
{
    const auto& session = sessions.Resolve(BY_ADDRESS, "mn1");
    sessions.Trigger(session, HERE, 77, "test");
    sessions.AddQuestion(session, Ask());
    sessions.SetPeer(session, ANCHOR);
    const uint64_t serial = session.serial;
    told.clear();
    const auto* renamed = sessions.Rename(session, BY_PREFIX);
    ASSERT_NE(renamed, nullptr);
    EXPECT_TRUE(told.empty());
    EXPECT_EQ(renamed->pair, BY_PREFIX);
    EXPECT_EQ(renamed->node, "mn1");
    EXPECT_EQ(renamed->GetState(), State::TRIGGERED);
    EXPECT_EQ(renamed->sourceTimestamp, 77U);
    EXPECT_EQ(renamed->peer.anchor, ANCHOR);
    EXPECT_NE(renamed->serial, serial) << "who asked for the former is told of nothing";
    EXPECT_EQ(questions->GetSize(), 1U) << "what was asked is asked still";
    EXPECT_EQ(sessions.Find(BY_ADDRESS), nullptr);
    EXPECT_EQ(sessions.Find(BY_PREFIX), renamed);
    EXPECT_EQ(sessions.FindByPrefix(FIRST), Found{renamed});
    EXPECT_EQ(sessions.FindByPrefix(THIRD), Found{renamed});
    EXPECT_TRUE(sessions.FindByPrefix(HOST).empty());
    EXPECT_FALSE(IsSilenced(BY_ADDRESS));
    EXPECT_TRUE(IsSilenced(BY_PREFIX));
    EXPECT_EQ(sessions.GetAttempts().GetCount(), 1U) << "once";
    RunUntil(5000);
    EXPECT_TRUE(due.empty()) << "its next transition is to follow";
    sessions.Activate(*renamed, Event::ACCEPT, "test");
    EXPECT_EQ(sessions.GetAttempts().GetCount(), 0U);
    RunUntil(5001);
    EXPECT_EQ(due, Told{"5000 mn1"}) << "its time is over, at once";
}

TEST_F(RouteSessionsTest, RenameToTheOtherOrderLeavesItWhereItIs)
{
    const auto& session = Bring(State::ACTIVE);
    const uint64_t serial = session.serial;
    EXPECT_EQ(sessions.Rename(session, REVERSED), &session);
    EXPECT_EQ(session.pair, REVERSED);
    EXPECT_EQ(session.serial, serial);
    EXPECT_EQ(sessions.FindByPrefix(FIRST), Found{&session});
    EXPECT_TRUE(IsSilenced(PAIR));
    RunUntil(601);
    EXPECT_EQ(due, Told{"600 mn1"});
    sessions.Remove(session, Event::FINISH, "test");
    EXPECT_TRUE(sessions.FindByPrefix(FIRST).empty());
    EXPECT_TRUE(sessions.FindByPrefix(SECOND).empty());
}

TEST_F(RouteSessionsTest, RenameToAPairThatHasASessionMerges)
{
    const auto& session = sessions.Resolve(BY_ADDRESS, "mn1");
    const auto& other = Initiate(BY_PREFIX, "mn1");
    told.clear();
    EXPECT_EQ(sessions.Rename(session, BY_PREFIX), nullptr);
    EXPECT_EQ(told, Told{"resolving>none of-another-session"});
    EXPECT_EQ(sessions.GetAll(), Found{&other});
    EXPECT_EQ(sessions.GetAttempts().GetCount(), 1U);
    EXPECT_FALSE(IsSilenced(BY_ADDRESS));
    EXPECT_TRUE(IsSilenced(BY_PREFIX));
}

TEST_F(RouteSessionsTest, Extend)
{
    const auto& session = Bring(State::ACTIVE);
    told.clear();
    RunUntil(400);
    sessions.Extend(session, 100, false);
    EXPECT_EQ(session.expiry, Seconds(800));
    EXPECT_EQ(session.lifetime, 100);
    EXPECT_EQ(session.peer.told, Seconds(0)) << "the other anchor does not know";
    RunUntil(500);
    sessions.Extend(session, 0xffff, true);
    EXPECT_EQ(session.expiry, Seconds(1100)) << "as long as it may be";
    EXPECT_EQ(session.peer.told, Seconds(500));
    RunUntil(600);
    sessions.Extend(session, 1, true);
    EXPECT_EQ(session.expiry, Seconds(604)) << "or shorter than it was";
    EXPECT_TRUE(told.empty());
    RunUntil(605);
    EXPECT_EQ(due, Told{"604 mn1"});
}

TEST_F(RouteSessionsTest, WhatMayHaveComeOfASupersededAttempt)
{
    for (const State state : {State::RESOLVING,
                              State::TRIGGERED,
                              State::INITIATED,
                              State::INCOMPLETE,
                              State::REFUSED,
                              State::ENDING})
    {
        const auto& session = Bring(state);
        sessions.NoteSuperseded(session);
        const bool mayBe = state == State::TRIGGERED || state == State::INITIATED;
        EXPECT_EQ(session.isEstablished, mayBe) << GetStateName(state);
        Tidy();
    }
    const auto& active = Bring(State::ACTIVE);
    sessions.NoteSuperseded(active);
    EXPECT_TRUE(active.isEstablished) << "as it was";
    Tidy();
    // Asked as the source's anchor, which has become the controller since.
    const auto& session = sessions.Control(Bring(State::TRIGGERED), PAIR, 20);
    sessions.NoteSuperseded(session);
    EXPECT_FALSE(session.isEstablished);
}

TEST_F(RouteSessionsTest, WhatIsKnownOfTheOtherAnchor)
{
    const auto& session = Initiate();
    EXPECT_FALSE(session.peer.isDoubtful);
    sessions.SetPeer(session, ANCHOR);
    EXPECT_EQ(session.peer.anchor, ANCHOR);
    sessions.SetDoubtful(session);
    EXPECT_TRUE(session.peer.isDoubtful);
    EXPECT_EQ(session.peer.told, Seconds(0));
    RunUntil(30);
    sessions.NotePeerTold(session);
    EXPECT_FALSE(session.peer.isDoubtful);
    EXPECT_EQ(session.peer.told, Seconds(30));
    sessions.SetResult(session, ExperimentalStatus::NO_SUCH_SESSION);
    EXPECT_EQ(session.result, ExperimentalStatus::NO_SUCH_SESSION);
}

TEST_F(RouteSessionsTest, TriggersWaitForAResult)
{
    const auto& session = Initiate();
    RouteRequest request;
    request.pair = PAIR;
    request.gateway = THERE;
    request.sequence = 1;
    request.timestamp = 77;
    sessions.TakeTrigger(session, request, ANCHOR);
    EXPECT_EQ(session.peer.anchor, ANCHOR);
    EXPECT_EQ(session.sourceGateway, THERE);
    EXPECT_EQ(session.sourceTimestamp, 77U);
    request.sequence = 2;
    request.timestamp.reset();
    request.gateway = HERE;
    sessions.TakeTrigger(session, request, ANCHOR);
    EXPECT_EQ(session.sourceGateway, HERE);
    EXPECT_EQ(session.sourceTimestamp, 0U) << "not known";
    request.sequence = 3;
    request.gateway = THERE;
    sessions.KeepTrigger(session, {request, HERE});
    EXPECT_EQ(session.sourceGateway, HERE) << "as it was";
    EXPECT_EQ(session.peer.anchor, ANCHOR);
    const auto waiting = sessions.TakeTriggers(session);
    ASSERT_EQ(waiting.size(), 3U);
    for (std::size_t i = 0; i < waiting.size(); ++i)
    {
        EXPECT_EQ(waiting[i].request.sequence, i + 1) << "in the order in which they came";
        EXPECT_EQ(waiting[i].peer, i < 2 ? ANCHOR : HERE);
    }
    EXPECT_TRUE(sessions.TakeTriggers(session).empty()) << "each once";
    Tidy();
    EXPECT_TRUE(sessions.TakeTriggers(Bring(State::RESOLVING)).empty()) << "not the controller";
}

TEST_F(RouteSessionsTest, AttemptsAreNumbered)
{
    const auto& session = Initiate();
    EXPECT_EQ(session.GetOrdering(), 10U);
    EXPECT_EQ(sessions.TakeOrdering(session), 11U);
    EXPECT_EQ(sessions.TakeOrdering(session), 12U);
    EXPECT_EQ(session.GetOrdering(), 12U);
}

TEST_F(RouteSessionsTest, QuestionsEndWithTheState)
{
    const auto& session = Initiate();
    EXPECT_FALSE(session.IsAsking());
    sessions.AddQuestion(session, Ask());
    sessions.AddQuestion(session, Ask());
    EXPECT_TRUE(session.IsAsking());
    EXPECT_EQ(questions->GetSize(), 2U);
    sessions.Activate(session, Event::ACCEPT, "test");
    EXPECT_EQ(questions->GetSize(), 0U);
    EXPECT_FALSE(session.IsAsking());
    sessions.Initiate(session, HERE, THERE, "test");
    sessions.AddQuestion(session, Ask());
    sessions.Initiate(session, HERE, THERE, "test");
    EXPECT_EQ(questions->GetSize(), 0U) << "the same state is another attempt";
    sessions.AddQuestion(session, Ask());
    sessions.Remove(session, Event::STOP, "test");
    EXPECT_EQ(questions->GetSize(), 0U);
}

TEST_F(RouteSessionsTest, QuestionsThatAreOverAreLetGoOf)
{
    const auto& session = Initiate();
    sessions.AddQuestion(session, Ask());
    const uint64_t serial = session.serial;
    EXPECT_EQ(sessions.DropQuestions(PAIR, serial), &session);
    EXPECT_TRUE(session.IsAsking()) << "one is under way";
    questions->Clear();
    sessions.AddQuestion(session, Ask());
    EXPECT_EQ(FindQuestions(session.phase)->questions.size(), 2U);
    EXPECT_EQ(sessions.DropQuestions(REVERSED, serial), &session);
    EXPECT_EQ(FindQuestions(session.phase)->questions.size(), 1U);
    questions->Clear();
    EXPECT_EQ(sessions.DropQuestions(PAIR, serial), &session);
    EXPECT_FALSE(session.IsAsking());
    EXPECT_EQ(sessions.DropQuestions(PAIR, serial + 1), nullptr) << "another session";
    EXPECT_EQ(sessions.DropQuestions(BY_PREFIX, serial), nullptr) << "none";
    sessions.Suspend(session, "test");
    EXPECT_EQ(sessions.DropQuestions(PAIR, serial), nullptr) << "nobody is asked";
}

TEST_F(RouteSessionsTest, AreDueInTheOrderOfTheirTimes)
{
    attend = [this](const RouteSession& session) { sessions.Remove(session, Event::STOP, "test"); };
    const auto& late = Initiate(PAIR, "late");
    const auto& soon = Initiate(BY_PREFIX, "soon");
    Initiate({SECOND, THIRD}, "then");
    RunUntil(10);
    sessions.Extend(late, 100, true);
    sessions.Extend(soon, 1, true);
    RunUntil(20);
    sessions.Extend(late, 145, true); // 600 s, set later than the third one's.
    RunUntil(1000);
    EXPECT_EQ(due, (Told{"14 soon", "600 then", "600 late"}));
}

TEST_F(RouteSessionsTest, OneThatIsDueMayEndOthers)
{
    Initiate(PAIR, "first");
    Initiate(BY_PREFIX, "second");
    Initiate({SECOND, THIRD}, "third");
    Initiate({SECOND, HOST}, "fourth");
    attend = [this](const RouteSession& session) {
        if (const auto* other = sessions.Find(BY_PREFIX))
        {
            sessions.Remove(*other, Event::STOP, "test");
            sessions.Remove(session, Event::STOP, "test");
        }
        else
        {
            sessions.Clear("test");
        }
    };
    RunUntil(1000);
    EXPECT_EQ(due, (Told{"600 first", "600 third"}));
    EXPECT_TRUE(sessions.GetAll().empty());
}

TEST_F(RouteSessionsTest, ClearRemovesAll)
{
    Bring(State::ACTIVE);
    sessions.Resolve(BY_ADDRESS, "mn1");
    told.clear();
    sessions.Clear("anchor-stopped");
    std::sort(told.begin(), told.end());
    EXPECT_EQ(told, (Told{"active>none anchor-stopped", "resolving>none anchor-stopped"}));
    EXPECT_TRUE(sessions.GetAll().empty());
    EXPECT_FALSE(IsSilenced(PAIR));
    RunUntil(1000);
    EXPECT_TRUE(due.empty());
}

TEST_F(RouteSessionsTest, DisposedTheyTellNobody)
{
    RouteSessions mortal;
    mortal.Start(detector,
                 {Seconds(600), Seconds(60), 2, 3},
                 {[](const auto&...) {}, [](const auto&...) { FAIL() << "due"; }});
    mortal.Initiate(mortal.Create(PAIR, "mn1", 10, LIFETIME), HERE, THERE, "test");
    mortal.Dispose();
    RunUntil(1000);
}

} // namespace
