/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The sessions of a CMD (RFC 8885, 3): which MAAR serves a node, and which have a prefix of it.
 */

#include "ns3/pmipv6-mobility-sessions.h"
#include "ns3/simulator.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const std::string NODE = "mn@example.com";
const std::string OTHER = "cn@example.com";
const Ipv6Address A("fd00:c::2:1");
const Ipv6Address B("fd00:c::2:2");
const Ipv6Address C("fd00:c::2:3");
const Prefix PREFIX_A(Ipv6Address("fd00:8001::"), 64);
const Prefix PREFIX_B(Ipv6Address("fd00:8002::"), 64);
const Prefix PREFIX_C(Ipv6Address("fd00:8003::"), 64);

/// The sessions, and what was told of them.
class MobilitySessionsTest : public testing::Test
{
  protected:
    MobilitySessionsTest()
    {
        sessions.SetListener({[this](const MobilitySession& session,
                                     BindingState from,
                                     BindingState to,
                                     const std::string& reason) {
            told.push_back(std::string(GetStateName(from)) + ">" + GetStateName(to) + " " + reason);
            gone = session.previous;
            const auto* held = sessions.Find(session.identifier);
            EXPECT_EQ(held != nullptr, to != BindingState::NONE) << "told before its effects";
        }});
    }

    ~MobilitySessionsTest() override
    {
        Simulator::Destroy();
    }

    /// @return a request
    static BindingUpdate MakeUpdate(const std::string& identifier,
                                    const std::vector<Prefix>& prefixes,
                                    uint64_t timestamp)
    {
        DmmSubject subject;
        subject.identifier = identifier;
        subject.technology = AccessTechnologyType::IEEE_802_11;
        subject.timestamp = timestamp;
        subject.sequence = static_cast<uint16_t>(timestamp);
        auto update = MakeServingUpdate(subject, prefixes, A, 75);
        update.options.pop_back();
        return update;
    }

    /// A MAAR registers a node. @return its session
    const MobilitySession& Serve(const Ipv6Address& maar,
                                 const std::vector<Prefix>& prefixes,
                                 uint64_t timestamp,
                                 const std::string& identifier = NODE,
                                 uint16_t lifetime = 75)
    {
        const auto update = MakeUpdate(identifier, prefixes, timestamp);
        return sessions.Serve(ProxyRegistration(update, maar), lifetime);
    }

    MobilitySessions sessions;     //!< the sessions
    std::vector<std::string> told; //!< transitions
    std::vector<Anchorage> gone;   //!< previous MAARs of the session told of last
};

TEST_F(MobilitySessionsTest, AFirstRegistration)
{
    const auto& session = Serve(A, {PREFIX_A}, 1);
    EXPECT_EQ(session.proxyCareOf, A);
    EXPECT_EQ(session.prefixes, std::vector<Prefix>{PREFIX_A});
    EXPECT_TRUE(session.previous.empty());
    EXPECT_EQ(session.expiry, Seconds(300));
    EXPECT_EQ(session.timestamp, 1U);
    EXPECT_EQ(session.technology, AccessTechnologyType::IEEE_802_11);
    EXPECT_EQ(told, std::vector<std::string>{"none>registered initial-registration"});
    EXPECT_EQ(sessions.FindByPrefix(PREFIX_A), &session);
    EXPECT_EQ(sessions.Find(NODE), &session);
    EXPECT_TRUE(sessions.HasMaar(A));
    EXPECT_FALSE(sessions.HasMaar(B));
}

TEST_F(MobilitySessionsTest, TheLatestPreviousMaarIsFirst)
{
    Serve(A, {PREFIX_A}, 1);
    Serve(B, {PREFIX_B}, 2);
    const auto& session = Serve(C, {PREFIX_C}, 3);
    EXPECT_EQ(session.proxyCareOf, C);
    EXPECT_EQ(session.previousCareOf, B);
    EXPECT_EQ(session.prefixes, std::vector<Prefix>{PREFIX_C});
    EXPECT_EQ(session.previous, (std::vector<Anchorage>{{B, PREFIX_B}, {A, PREFIX_A}}));
    EXPECT_EQ(told.back(), "registered>registered handoff");
    for (const auto& prefix : {PREFIX_A, PREFIX_B, PREFIX_C})
    {
        EXPECT_EQ(sessions.FindByPrefix(prefix), &session);
    }
    for (const auto& maar : {A, B, C})
    {
        EXPECT_TRUE(sessions.HasMaar(maar));
    }
}

TEST_F(MobilitySessionsTest, AReturn)
{
    Serve(A, {PREFIX_A}, 1);
    Serve(B, {PREFIX_B}, 2);
    const auto& session = Serve(A, {PREFIX_A}, 3);
    EXPECT_EQ(session.prefixes, std::vector<Prefix>{PREFIX_A}) << "not doubled";
    EXPECT_EQ(session.previous, (std::vector<Anchorage>{{B, PREFIX_B}})) << "not in its own list";
    Serve(C, {PREFIX_C}, 4);
    EXPECT_EQ(session.previous, (std::vector<Anchorage>{{A, PREFIX_A}, {B, PREFIX_B}}));
    Serve(B, {PREFIX_B}, 5);
    EXPECT_EQ(session.previous, (std::vector<Anchorage>{{C, PREFIX_C}, {A, PREFIX_A}}));
    sessions.Remove(session, "over");
    for (const auto& maar : {A, B, C})
    {
        EXPECT_FALSE(sessions.HasMaar(maar)) << "as often as it was counted";
    }
}

TEST_F(MobilitySessionsTest, AReturnToAMaarThatHasLostItsPrefix)
{
    Serve(A, {PREFIX_A}, 1);
    Serve(B, {PREFIX_B}, 2);
    const Prefix fresh(Ipv6Address("fd00:8001:0:5::"), 64);
    const auto& session = Serve(A, {fresh}, 3);
    EXPECT_EQ(session.prefixes, std::vector<Prefix>{PREFIX_A}) << "not what it offers";
    EXPECT_EQ(session.previous, (std::vector<Anchorage>{{B, PREFIX_B}}));
    EXPECT_FALSE(sessions.FindByPrefix(fresh));
    EXPECT_EQ(sessions.FindByPrefix(PREFIX_A), &session);
    Serve(C, {PREFIX_C}, 4);
    EXPECT_EQ(session.previous, (std::vector<Anchorage>{{A, PREFIX_A}, {B, PREFIX_B}}));
}

TEST_F(MobilitySessionsTest, AnExtensionMovesNothing)
{
    Serve(A, {PREFIX_A}, 1);
    Serve(B, {PREFIX_B}, 2);
    Simulator::Stop(Seconds(100));
    Simulator::Run();
    const auto& session = Serve(B, {PREFIX_B}, 3);
    EXPECT_EQ(told.back(), "registered>registered lifetime-extension");
    EXPECT_EQ(session.expiry, Seconds(400));
    EXPECT_EQ(session.previous, (std::vector<Anchorage>{{A, PREFIX_A}}));
    EXPECT_EQ(session.prefixes, std::vector<Prefix>{PREFIX_B});
}

TEST_F(MobilitySessionsTest, AReportIsListed)
{
    sessions.List(NODE, {A, PREFIX_A}, C, Seconds(90));
    const auto* session = sessions.Find(NODE);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->proxyCareOf, C);
    EXPECT_EQ(session->state, BindingState::REGISTERED);
    EXPECT_EQ(session->expiry, Seconds(90));
    EXPECT_TRUE(session->prefixes.empty());
    EXPECT_EQ(told, std::vector<std::string>{"none>registered listed-by-previous-maar"});
    sessions.List(NODE, {B, PREFIX_B}, C, Seconds(90));
    sessions.List(NODE, {B, PREFIX_B}, C, Seconds(90));
    EXPECT_EQ(session->previous, (std::vector<Anchorage>{{A, PREFIX_A}, {B, PREFIX_B}}));
    EXPECT_EQ(told.size(), 1U);
    Serve(C, {PREFIX_C}, 5);
    EXPECT_EQ(session->prefixes, std::vector<Prefix>{PREFIX_C});
    EXPECT_EQ(session->previous, (std::vector<Anchorage>{{A, PREFIX_A}, {B, PREFIX_B}}));
    sessions.List(OTHER,
                  {A, Prefix(Ipv6Address("fd00:8001:0:9::"), 64)},
                  Ipv6Address::GetAny(),
                  Seconds(90));
    EXPECT_EQ(sessions.Find(OTHER)->state, BindingState::DEREGISTERED) << "nobody serves it";
}

TEST_F(MobilitySessionsTest, TheServingMaarIsNoPreviousOneOfItself)
{
    const auto& session = Serve(A, {PREFIX_A}, 1);
    sessions.List(NODE, {A, PREFIX_A}, Ipv6Address::GetAny(), Seconds(90));
    sessions.List(NODE, {A, PREFIX_C}, B, Seconds(90));
    EXPECT_TRUE(session.previous.empty());
    EXPECT_EQ(session.prefixes, std::vector<Prefix>{PREFIX_A});
    EXPECT_EQ(session.proxyCareOf, A);
    EXPECT_EQ(sessions.FindByPrefix(PREFIX_C), nullptr);
    sessions.Clear("test");
    EXPECT_FALSE(sessions.HasMaar(A)) << "each of its uses has gone";
}

TEST_F(MobilitySessionsTest, WhereANodeIsNotItsMaarKnowsBest)
{
    sessions.List(NODE, {A, PREFIX_A}, B, Seconds(90));
    sessions.List(NODE, {B, PREFIX_B}, C, Seconds(90));
    const auto* session = sessions.Find(NODE);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->proxyCareOf, C);
    EXPECT_EQ(session->previous, (std::vector<Anchorage>{{A, PREFIX_A}, {B, PREFIX_B}}));
}

TEST_F(MobilitySessionsTest, AListedPrefixOfTheServingMaarIsItsOwn)
{
    sessions.List(NODE, {A, PREFIX_A}, B, Seconds(90));
    const auto& session = Serve(A, {PREFIX_A}, 5);
    EXPECT_EQ(session.prefixes, std::vector<Prefix>{PREFIX_A});
    EXPECT_TRUE(session.previous.empty());
    EXPECT_FALSE(sessions.HasMaar(B));
}

TEST_F(MobilitySessionsTest, APreviousPrefixGoes)
{
    Serve(A, {PREFIX_A}, 1);
    const auto& session = Serve(B, {PREFIX_B}, 2);
    sessions.RemovePrevious(session, {B, PREFIX_A});
    EXPECT_EQ(session.previous.size(), 1U) << "it is not anchored there";
    sessions.RemovePrevious(session, {A, PREFIX_A});
    EXPECT_TRUE(session.previous.empty());
    EXPECT_FALSE(sessions.FindByPrefix(PREFIX_A));
    EXPECT_FALSE(sessions.HasMaar(A));
    EXPECT_TRUE(sessions.FindByPrefix(PREFIX_B));
}

TEST_F(MobilitySessionsTest, ASessionExpires)
{
    Serve(A, {PREFIX_A}, 1);
    Serve(B, {PREFIX_B}, 2, NODE, 10);
    Serve(A, {Prefix(Ipv6Address("fd00:8001:0:9::"), 64)}, 1, OTHER);
    Simulator::Stop(Seconds(39));
    Simulator::Run();
    EXPECT_TRUE(sessions.Find(NODE));
    Simulator::Stop(Seconds(2));
    Simulator::Run();
    EXPECT_FALSE(sessions.Find(NODE));
    EXPECT_EQ(told.back(), "registered>none lifetime-over");
    EXPECT_EQ(gone, (std::vector<Anchorage>{{A, PREFIX_A}})) << "who is to be told";
    EXPECT_FALSE(sessions.FindByPrefix(PREFIX_A));
    EXPECT_FALSE(sessions.FindByPrefix(PREFIX_B));
    EXPECT_FALSE(sessions.HasMaar(B));
    EXPECT_TRUE(sessions.HasMaar(A)) << "of the other node";
    EXPECT_EQ(sessions.GetSize(), 1U);
}

TEST_F(MobilitySessionsTest, ADeregisteredSessionWaits)
{
    Serve(A, {PREFIX_A}, 1);
    const auto update = MakeUpdate(NODE, {PREFIX_A}, 2);
    sessions.Await(*sessions.Find(NODE), ProxyRegistration(update, A), Seconds(10));
    EXPECT_EQ(told.back(), "registered>deregistered deregistration");
    EXPECT_EQ(sessions.Find(NODE)->expiry, Seconds(10));
    Simulator::Stop(Seconds(6));
    Simulator::Run();
    sessions.Await(*sessions.Find(NODE), ProxyRegistration(update, A), Seconds(10));
    EXPECT_EQ(sessions.Find(NODE)->expiry, Seconds(10)) << "a repeat does not prolong it";
    Serve(B, {PREFIX_B}, 3);
    EXPECT_EQ(told.back(), "deregistered>registered handoff");
    EXPECT_EQ(sessions.Find(NODE)->previous, (std::vector<Anchorage>{{A, PREFIX_A}}));
    const auto last = MakeUpdate(NODE, {PREFIX_B}, 4);
    sessions.Await(*sessions.Find(NODE), ProxyRegistration(last, B), Seconds(10));
    Simulator::Stop(Seconds(11));
    Simulator::Run();
    EXPECT_EQ(told.back(), "deregistered>none no-new-maar");
    EXPECT_EQ(sessions.GetSize(), 0U);
}

TEST_F(MobilitySessionsTest, ClearsAll)
{
    Serve(A, {PREFIX_A}, 1);
    Serve(B, {PREFIX_B}, 2, OTHER);
    sessions.Clear("database-stopped");
    EXPECT_EQ(told.back(), "registered>none database-stopped");
    EXPECT_EQ(told.size(), 4U);
    EXPECT_EQ(sessions.GetSize(), 0U);
    Serve(A, {PREFIX_A}, 3);
    told.clear();
    sessions.Dispose();
    EXPECT_TRUE(told.empty()) << "without a word";
    EXPECT_EQ(sessions.GetSize(), 0U);
    EXPECT_FALSE(sessions.HasMaar(A));
}

TEST_F(MobilitySessionsTest, WhatMaarsAreToANodeGoesWithWhatTheyAnchor)
{
    const auto& session = Serve(A, {PREFIX_A}, 1);
    const MaarInterface interface {
        Ipv6Address("fe80::a"), {},
        {
        }
    };
    sessions.SetInterface(session, A, interface);
    Serve(B, {PREFIX_B}, 2);
    sessions.SetInterface(session, B, {Ipv6Address("fe80::b"), {}, {}});
    EXPECT_EQ(session.interfaces.at(A).linkLocal, interface.linkLocal) << "of a previous MAAR too";
    sessions.RemovePrevious(session, {A, PREFIX_A});
    EXPECT_EQ(session.interfaces.count(A), 0U);
    sessions.SetInterface(session, B, MaarInterface());
    EXPECT_TRUE(session.interfaces.empty()) << "it tells of none any more";
}

} // namespace
