/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The numbers that a node gives to requests that are known by kind and number alone; a node that
 * only asks.
 */

#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-mobility-signaling.h"
#include "ns3/simulator.h"

#include <gtest/gtest.h>
#include <set>

using namespace ns3;
using namespace ns3::pmipv6;

TEST(MobilitySignaling, TakesEachNumberOnceBeforeOneComesAgain)
{
    const auto signaling = CreateObject<MobilitySignaling>();
    EXPECT_EQ(signaling->TakeNumber(), 1);
    EXPECT_EQ(signaling->TakeNumber(), 2);
    std::set<uint16_t> taken = {1, 2};
    while (taken.size() < 65536)
    {
        ASSERT_TRUE(taken.insert(signaling->TakeNumber()).second);
    }
    EXPECT_EQ(signaling->TakeNumber(), 1);
    const auto other = CreateObject<MobilitySignaling>();
    EXPECT_EQ(other->TakeNumber(), 1) << "each node has its own";
    signaling->Dispose();
    other->Dispose();
}

TEST(MobilitySignaling, TakesAnswersToItsQuestionsThoughNobodyTakesOthersOfTheirType)
{
    const Ipv6Address own = "fd00:c::1";
    const Ipv6Address peer = "fd00:c::2";
    CoreNetworkHelper core;
    const auto asking = CreateObject<Node>();
    const auto answering = CreateObject<Node>();
    core.AddNode(asking, own);
    core.AddNode(answering, peer);
    core.SetDelay(asking, answering, MilliSeconds(10));
    core.BuildMesh();
    const auto asker = MobilitySignaling::Install(asking);
    const auto answerer = MobilitySignaling::Install(answering);
    asker->GetAssociations().Add(peer, {ExperimentalSubtype::PBQA, ExperimentalSubtype::PBQR});
    answerer->GetAssociations().Add(own, {ExperimentalSubtype::PBQR});
    answerer->AddHandler(MessageType::EXPERIMENTAL,
                         [&](const MobilityMessage& message, const MessageContext& context) {
                             Pbqa answer;
                             answer.sequence = GetSequenceNumber(message);
                             answerer->Send(answer, peer, context.source);
                             return true;
                         });
    std::optional<ExchangeEnd> end;
    Question question;
    question.message = Pbqr();
    question.source = own;
    question.destination = peer;
    question.maxTransmissions = 1;
    question.done = [&end](const ExchangeOutcome& outcome) { end = outcome.end; };
    Exchange exchange;
    Simulator::Schedule(Seconds(1), [&] { exchange = asker->Ask(question); });
    // Without a question that is out it does not know the type.
    Simulator::Schedule(Seconds(2), [&] { answerer->Send(Pbqr(), peer, own); });
    Simulator::Stop(Seconds(3));
    Simulator::Run();
    EXPECT_EQ(end, ExchangeEnd::ANSWERED);
    EXPECT_EQ(asker->GetDrops(), (std::map<std::string, uint64_t>{{"unknown-message-type", 1}}));
    Simulator::Destroy();
}
