/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-location-fixture.h"

#include "ns3/boolean.h"
#include "ns3/simulator.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <functional>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 4.4.3, 7.4 and 8: what an eLMA asks others, or passes
 * on to them.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * Node 0 is of L1 and comes to G1 at 1 s, node 1 is of L2 and comes to G3; each member function is
 * a test case.
 */
class LuoLocationInquiryTestCase
    : public MemberTestCase<LuoLocationInquiryTestCase, LocationTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Recursive();        //!< 4.4.3
    void RecursiveLoss();    //!< either message lost
    void SilentManager();    //!< 143, when all repeats are over
    void UnknownManagers();  //!< one after the other
    void Unbelievable();     //!< answers that are none
    void ForeignAnswer();    //!< of whom was not asked
    void Direct();           //!< 7.4's way for 4.4.3
    void DirectToStranger(); //!< refused
    void ForAnother();       //!< nor who else is to be answered
    void Room();             //!< MaxQueries
};

void
LuoLocationInquiryTestCase::Recursive()
{
    LocationNet test;
    test.AddGateways();
    test.AddManagers();
    test.net.AttachAt(Seconds(1), 1, G3);
    const auto& outcome = test.Ask(Seconds(3), G1, L1, test.AddressOf(1));
    const auto& isFree = test.Ask(Seconds(5), G1, L1, LocationNet::Just("fd00:2:0:77::/64"));
    test.net.RunUntil(Seconds(7));
    const Time delay = test.net.RoundTrip(G1, L1) + test.net.RoundTrip(L1, L2);
    Expect(outcome, Seconds(3), delay, "SUCCESS");
    Expect(isFree, Seconds(5), delay, "NO_BINDING_FOR_PREFIX");
    const auto* binding = test.net.GetBinding(L2, 1);
    PMIPV6_TEST_REQUIRE(binding && outcome.answer.gateway && outcome.answer.timestamp,
                        "a location");
    NS_TEST_EXPECT_MSG_EQ(test.net.GetName(*outcome.answer.gateway), "G3", "where it is");
    NS_TEST_EXPECT_MSG_EQ(*outcome.answer.timestamp, binding->timestamp, "of its binding");
    NS_TEST_EXPECT_MSG_EQ((outcome.answer.prefixes == binding->prefixes), true, "its prefix");
    NS_TEST_EXPECT_MSG_EQ(outcome.answer.lifetime, 74, "as L2 has it");
    NS_TEST_EXPECT_MSG_EQ(test.net.DescribeSent(Seconds(2), Seconds(4)),
                          "G1>L1 Pbqr, L1>L2 Pbqr, L2>L1 Pbqa, L1>G1 Pbqa",
                          "four messages");
    const auto asked = test.GetSent(L1, "Pbqr");
    const auto sent = test.GetSent(G1, "Pbqr");
    PMIPV6_TEST_REQUIRE(asked.size() == 2 && sent.size() == 2, "two questions");
    const auto request = ReadLocationRequest(*GetExperimentalRequest(asked[0].message));
    NS_TEST_EXPECT_MSG_EQ(request.isOwnKnowledge, true, "L2 asks nobody");
    NS_TEST_EXPECT_MSG_EQ(request.gateway.has_value(), false, "and answers L1");
    NS_TEST_EXPECT_MSG_EQ(request.lifetime, LIFETIME_INFINITE, "nothing is deleted");
    NS_TEST_EXPECT_MSG_EQ(request.prefixes.front().GetLength(), 128, "what was asked for");
    NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNInquiries(), 0, "all over");
    NS_TEST_EXPECT_MSG_EQ(test.DescribePurposes(),
                          "query answer answer query refusal refusal ",
                          "what they are for");
}

void
LuoLocationInquiryTestCase::RecursiveLoss()
{
    LocationNet test;
    test.AddGateways();
    test.AddManagers();
    test.net.AttachAt(Seconds(1), 1, G3);
    const auto loseOne = [&test](Place from, Place to, Time after) {
        test.net.SetLoss(from, to, [after, isLost = false](Ptr<const Packet> packet) mutable {
            const bool isNow = !isLost && Simulator::Now() >= after &&
                               TopologyFixture::IsMobility(packet, MessageType::EXPERIMENTAL);
            isLost = isLost || isNow;
            return isNow;
        });
    };
    loseOne(L1, L2, Seconds(3)); // The question to L2.
    loseOne(L1, G1, Seconds(6)); // The answer to the second one.
    const auto& first = test.Ask(Seconds(3), G1, L1, test.AddressOf(1));
    const auto& second = test.Ask(Seconds(6), G1, L1, test.AddressOf(1));
    test.net.RunUntil(Seconds(9));
    const Time delay = test.net.RoundTrip(G1, L1) + test.net.RoundTrip(L1, L2);
    Expect(first, Seconds(3), Seconds(1) + delay, "SUCCESS");
    NS_TEST_EXPECT_MSG_EQ(test.net.DescribeSent(Seconds(3), Seconds(6)),
                          "G1>L1 Pbqr, L1>L2 Pbqr, G1>L1 Pbqr, L1>L2 Pbqr, L2>L1 Pbqa, "
                          "L1>G1 Pbqa",
                          "what the asker repeats waits");
    // The repetition gets the same answer at once.
    Expect(second, Seconds(6), Seconds(1) + test.net.RoundTrip(G1, L1), "SUCCESS");
    NS_TEST_EXPECT_MSG_EQ(test.net.DescribeSent(Seconds(6), Seconds(9)),
                          "G1>L1 Pbqr, L1>L2 Pbqr, L2>L1 Pbqa, L1>G1 Pbqa, G1>L1 Pbqr, L1>G1 Pbqa",
                          "nobody is asked again");
    // 60 s, less some 0.96 s since it was told first.
    NS_TEST_EXPECT_MSG_EQ(second.answer.lifetime, 14, "which lasts no longer for it");
}

void
LuoLocationInquiryTestCase::SilentManager()
{
    LocationNet test;
    test.AddGateways();
    test.AddManagers();
    test.net.SetLoss(L1, L2, [](Ptr<const Packet> packet) {
        return TopologyFixture::IsMobility(packet, MessageType::EXPERIMENTAL);
    });
    QueryTerms patient;
    patient.timeout = Seconds(2);
    const auto& outcome =
        test.Ask(Seconds(3), G1, L1, LocationNet::Just("fd00:2:0:1::5/128"), patient);
    test.net.RunUntil(Seconds(25));
    Expect(outcome,
           Seconds(3),
           Seconds(15) + test.net.RoundTrip(G1, L1),
           "RESPONSIBLE_NODE_DID_NOT_ANSWER");
    const auto asked = test.GetSent(L1, "Pbqr");
    PMIPV6_TEST_REQUIRE(asked.size() == 4, "MaxRetries and one");
    for (std::size_t i = 0; i < asked.size(); ++i)
    {
        const Time at = Seconds(3 + (1 << i) - 1) + test.net.Delay(G1, L1);
        NS_TEST_EXPECT_MSG_EQ_TOL(asked[i].at, at, 6 * TOLERANCE, "after 1, 2 and 4 s");
    }
    NS_TEST_EXPECT_MSG_EQ(test.GetSent(L1, "Pbqa").size(), 1, "one answer to all repetitions");
}

void
LuoLocationInquiryTestCase::UnknownManagers()
{
    // CN is asked first: it refuses, does not know such messages, or is silent; then L2, which
    // knows.
    enum Way
    {
        REFUSES,
        NOT_SUPPORTED,
        SILENT
    };

    for (const auto way : {REFUSES, NOT_SUPPORTED, SILENT})
    {
        LocationNet test;
        test.AddGateways();
        if (way == NOT_SUPPORTED)
        {
            test.AddToyManager(nullptr);
        }
        else
        {
            test.AddToyManager([](LocationAnswer& answer) {
                answer.status = ExperimentalStatus::NO_BINDING_FOR_PREFIX;
            });
        }
        test.AddManagers(false);
        test.functions[L1]->SetAttribute("MaxRetries", UintegerValue(0));
        if (way == SILENT)
        {
            test.net.SetLoss(L1, CN, [](Ptr<const Packet> packet) {
                return TopologyFixture::IsMobility(packet, MessageType::EXPERIMENTAL);
            });
        }
        test.net.AttachAt(Seconds(1), 1, G3);
        QueryTerms patient;
        patient.timeout = Seconds(4);
        const auto& known = test.Ask(Seconds(3), G1, L1, test.AddressOf(1), patient);
        const auto& nobodys =
            test.Ask(Seconds(10), G1, L1, LocationNet::Just("fd00:9::5/128"), patient);
        test.net.RunUntil(Seconds(15));
        const Time inVain = way == SILENT ? Seconds(1) : test.net.RoundTrip(L1, CN);
        const Time delay = test.net.RoundTrip(G1, L1) + inVain + test.net.RoundTrip(L1, L2);
        Expect(known, Seconds(3), delay, "SUCCESS");
        Expect(nobodys,
               Seconds(10),
               delay,
               way == REFUSES ? "NO_BINDING_FOR_PREFIX" : "RESPONSIBLE_NODE_DID_NOT_ANSWER");
        NS_TEST_EXPECT_MSG_EQ(test.GetSent(L1, "Pbqr").size(), 4, "two each");
        NS_TEST_EXPECT_MSG_EQ(test.GetSent(L2, "Pbqr").size(), 0, "L2 asks nobody");
    }
}

void
LuoLocationInquiryTestCase::Unbelievable()
{
    struct Row
    {
        std::function<void(LocationAnswer&)> lie; //!< what makes of the answer another
        bool isBelieved;                          //!< a location is told
    };

    const std::vector<Row> rows{
        {[](LocationAnswer& answer) { answer.prefixes = {Prefix()}; }, false},
        {[](LocationAnswer& answer) { answer.prefixes = {*ParsePrefix("fd00:8::/64")}; }, false},
        {[](LocationAnswer& answer) { answer.gateway.reset(); }, false},
        {[](LocationAnswer& answer) { answer.timestamp.reset(); }, false},
        {[](LocationAnswer& answer) { answer.lifetime = 0; }, false},
        {[](LocationAnswer&) {}, true},
    };
    for (const auto& row : rows)
    {
        LocationNet test;
        test.AddGateways();
        test.AddToyManager([&row](LocationAnswer& answer) {
            answer.gateway = TopologyFixture::GetAddress(G2);
            answer.timestamp = 7;
            answer.lifetime = 10;
            row.lie(answer);
        });
        const auto& outcome = test.Ask(Seconds(3), G1, L1, LocationNet::Just("fd00:9::5/128"));
        test.net.RunUntil(Seconds(6));
        Expect(outcome,
               Seconds(3),
               test.net.RoundTrip(G1, L1) + test.net.RoundTrip(L1, CN),
               row.isBelieved ? "SUCCESS" : "RESPONSIBLE_NODE_DID_NOT_ANSWER");
        NS_TEST_EXPECT_MSG_EQ(test.CountTraced("answered"), (row.isBelieved ? 1 : 0), "locations");
    }
}

void
LuoLocationInquiryTestCase::ForeignAnswer()
{
    LocationNet test;
    test.AddGateways();
    test.AddManagers();
    test.AddToyManager([](LocationAnswer&) {});
    test.net.AttachAt(Seconds(1), 1, G3);
    const auto& outcome = test.Ask(Seconds(3), G1, L1, test.AddressOf(1));
    // CN answers before L2 does, by the number of the question.
    test.net.At(Seconds(3) + Ms(11), [this, &test] {
        const auto asked = test.GetSent(L1, "Pbqr");
        PMIPV6_TEST_REQUIRE(asked.size() == 1, "L1 has asked");
        LocationAnswer lie;
        lie.sequence = GetSequenceNumber(asked[0].message);
        lie.prefixes = {Prefix(test.net.GetHomeAddress(1), 64)};
        lie.gateway = TopologyFixture::GetAddress(G2);
        lie.timestamp = uint64_t{1} << 60;
        lie.lifetime = 100;
        Pbqa message;
        WriteLocationAnswer(lie, message);
        MobilitySignaling::Install(test.net.GetNode(CN))
            ->Send(message, TopologyFixture::GetAddress(CN), TopologyFixture::GetAddress(L1));
    });
    test.net.RunUntil(Seconds(6));
    Expect(outcome, Seconds(3), test.net.RoundTrip(G1, L1) + test.net.RoundTrip(L1, L2), "SUCCESS");
    PMIPV6_TEST_REQUIRE(outcome.answer.gateway, "a location");
    NS_TEST_EXPECT_MSG_EQ(test.net.GetName(*outcome.answer.gateway), "G3", "of L2");
    const auto refused = test.net.GetSignals(Seconds(3), Seconds(6), SignalKind::REFUSED);
    PMIPV6_TEST_REQUIRE(refused.size() == 1, "one refused");
    NS_TEST_EXPECT_MSG_EQ(refused[0].reason, "unexpected-answer", "and traced");
}

void
LuoLocationInquiryTestCase::Direct()
{
    LocationNet test;
    test.AddGateways();
    test.AddManagers();
    test.functions[L1]->SetAttribute("DirectAnswer", BooleanValue(true));
    test.net.AttachAt(Seconds(1), 1, G3);
    const auto& outcome = test.Ask(Seconds(3), G1, L1, test.AddressOf(1));
    // Only an anchor says to whom an answer goes.
    QueryTerms foreign;
    foreign.gateway = TopologyFixture::GetAddress(G2);
    const auto& own = test.Ask(Seconds(4), G1, L2, test.AddressOf(1), foreign);
    test.net.RunUntil(Seconds(6));
    const Time delay = test.net.Delay(G1, L1) + test.net.Delay(L1, L2) + test.net.Delay(L2, G1);
    Expect(outcome, Seconds(3), delay, "SUCCESS");
    Expect(own, Seconds(4), test.net.RoundTrip(G1, L2), "ADMINISTRATIVELY_PROHIBITED");
    NS_TEST_EXPECT_MSG_EQ(test.net.DescribeSent(Seconds(2), Seconds(4)),
                          "G1>L1 Pbqr, L1>L2 Pbqr, L2>G1 Pbqa",
                          "three messages");
    const auto asked = test.GetSent(L1, "Pbqr");
    const auto sent = test.GetSent(G1, "Pbqr");
    PMIPV6_TEST_REQUIRE(asked.size() == 1 && sent.size() == 2, "passed on once");
    const auto request = ReadLocationRequest(*GetExperimentalRequest(asked[0].message));
    NS_TEST_EXPECT_MSG_EQ(request.sequence,
                          GetSequenceNumber(sent[0].message),
                          "with the asker's number");
    PMIPV6_TEST_REQUIRE(request.gateway, "MAG-ADDR");
    NS_TEST_EXPECT_MSG_EQ(test.net.GetName(*request.gateway), "G1", "of the asker");
    NS_TEST_EXPECT_MSG_EQ(request.isOwnKnowledge, true, "L2 asks nobody");
    NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNInquiries(), 0, "L1 does not wait");
}

void
LuoLocationInquiryTestCase::DirectToStranger()
{
    LocationNet test;
    test.AddManagers();
    // L2 has an association with G1 for requests, not for queries.
    test.functions[L1]->AddGateway(TopologyFixture::GetAddress(G1));
    test.functions[L2]->AddGateway(TopologyFixture::GetAddress(G3));
    test.functions[L1]->SetAttribute("DirectAnswer", BooleanValue(true));
    test.net.AttachAt(Seconds(1), 1, G3);
    const auto& outcome = test.Ask(Seconds(3), G1, L1, test.AddressOf(1));
    test.net.RunUntil(Ms(3900));
    NS_TEST_EXPECT_MSG_EQ(outcome.GetText(), "waits", "no answer");
    NS_TEST_EXPECT_MSG_EQ(test.net.DescribeSent(Seconds(2), Seconds(4)),
                          "G1>L1 Pbqr, L1>L2 Pbqr, L2>L1 Pbqa",
                          "who has passed it on is told");
    const auto sent = test.GetSent(L2, "Pbqa");
    PMIPV6_TEST_REQUIRE(sent.size() == 1, "a refusal");
    NS_TEST_EXPECT_MSG_EQ(pmipv6::GetName(GetExperimentalAnswer(sent[0].message)->status),
                          "ADMINISTRATIVELY_PROHIBITED",
                          "its status");
    NS_TEST_EXPECT_MSG_EQ(test.CountTraced("answered"), 0, "nothing is told");
    test.exchanges.clear();
}

void
LuoLocationInquiryTestCase::ForAnother()
{
    // Only an eLMA says to whom an answer goes.
    LocationNet test;
    test.AddGateways();
    test.net.AttachAt(Seconds(1), 0, G1);
    QueryTerms terms;
    terms.gateway = TopologyFixture::GetAddress(G2);
    const auto& other = test.Ask(Seconds(3), G1, L1, test.AddressOf(0), terms);
    terms.gateway = TopologyFixture::GetAddress(G1);
    const auto& itself = test.Ask(Seconds(4), G1, L1, test.AddressOf(0), terms);
    test.net.RunUntil(Seconds(5));
    Expect(other, Seconds(3), test.net.RoundTrip(G1, L1), "ADMINISTRATIVELY_PROHIBITED");
    Expect(itself, Seconds(4), test.net.RoundTrip(G1, L1), "SUCCESS");
    NS_TEST_EXPECT_MSG_EQ(test.net.DescribeSent(Seconds(3), Seconds(5)),
                          "G1>L1 Pbqr, L1>G1 Pbqa, G1>L1 Pbqr, L1>G1 Pbqa",
                          "G2 hears nothing");
}

void
LuoLocationInquiryTestCase::Room()
{
    LocationNet test;
    test.AddGateways();
    test.AddManagers();
    test.functions[L1]->SetAttribute("MaxQueries", UintegerValue(1));
    test.net.AttachAt(Seconds(1), 1, G3);
    test.net.AttachAt(Seconds(1), 0, G3);
    const auto& first = test.Ask(Seconds(3), G1, L1, test.AddressOf(1));
    const auto& second = test.Ask(Ms(3005), G1, L1, LocationNet::Just("fd00:2:0:77::/64"));
    const auto& own = test.Ask(Ms(3006), G1, L1, test.AddressOf(0));
    const auto& later = test.Ask(Seconds(5), G1, L1, LocationNet::Just("fd00:2:0:77::/64"));
    test.net.RunUntil(Seconds(7));
    const Time delay = test.net.RoundTrip(G1, L1) + test.net.RoundTrip(L1, L2);
    Expect(first, Seconds(3), delay, "SUCCESS");
    Expect(second, Ms(3005), test.net.RoundTrip(G1, L1), "INSUFFICIENT_RESOURCES");
    Expect(own, Ms(3006), test.net.RoundTrip(G1, L1), "SUCCESS");
    Expect(later, Seconds(5), delay, "NO_BINDING_FOR_PREFIX");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-location-inquiries`.
 */
class LuoLocationInquiriesTestSuite : public TestSuite
{
  public:
    LuoLocationInquiriesTestSuite()
        : TestSuite("pmipv6-luo-location-inquiries")
    {
        using Case = LuoLocationInquiryTestCase;
        AddTestCase(new Case("4.4.3 recursive", &Case::Recursive));
        AddTestCase(new Case("4.4.3 messages lost", &Case::RecursiveLoss));
        AddTestCase(new Case("4.4.3 a silent eLMA", &Case::SilentManager));
        AddTestCase(new Case("4.4.3 one after the other", &Case::UnknownManagers));
        AddTestCase(new Case("4.4.3 answers that are none", &Case::Unbelievable));
        AddTestCase(new Case("8 an answer of another eLMA", &Case::ForeignAnswer));
        AddTestCase(new Case("7.4 a direct answer", &Case::Direct));
        AddTestCase(new Case("8 a direct answer to a stranger", &Case::DirectToStranger));
        AddTestCase(new Case("8 an answer for somebody else", &Case::ForAnother));
        AddTestCase(new Case("8 the bound", &Case::Room));
    }
};

static LuoLocationInquiriesTestSuite g_luoLocationInquiriesTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
