/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-location-fixture.h"

#include "ns3/test.h"

#include <map>
#include <optional>
#include <string>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 3.3, 4.2, 4.4.1, 4.4.2 and 8: what an eLMA answers by
 * itself, also to what is on its way to a node, and to whom.
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
class LuoLocationQueryTestCase : public MemberTestCase<LuoLocationQueryTestCase, LocationTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Configured();           //!< 4.4.1
    void NoBinding();            //!< refused at once
    void LeftAndRevoked();       //!< no location of a binding that waits, or is revoked
    void SequenceScheme();       //!< no eMAG without timestamps
    void Intercepted();          //!< 4.4.2
    void InterceptedForOthers(); //!< and what passes
    void Strangers();            //!< 8: who is not taken
};

void
LuoLocationQueryTestCase::Configured()
{
    LocationNet test;
    test.AddGateways();
    test.net.AttachAt(Seconds(1), 0, G1);
    const auto& address = test.Ask(Seconds(3), G2, L1, test.AddressOf(0));
    const auto& prefix = test.Ask(Seconds(4), G3, L1, [&test] {
        return test.net.GetBinding(L1, 0)->prefixes.front();
    });
    test.net.RunUntil(Seconds(8));
    const auto* binding = test.net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "a binding");
    Expect(address, Seconds(3), test.net.RoundTrip(G2, L1), "SUCCESS");
    Expect(prefix, Seconds(4), test.net.RoundTrip(G3, L1), "SUCCESS");
    for (const auto* outcome : {&address, &prefix})
    {
        const auto& answer = outcome->answer;
        PMIPV6_TEST_REQUIRE(answer.prefixes.size() == 1 && answer.gateway && answer.timestamp,
                            "a location");
        NS_TEST_EXPECT_MSG_EQ((answer.prefixes.front() == binding->prefixes.front()),
                              true,
                              "the prefix as registered");
        NS_TEST_EXPECT_MSG_EQ(test.net.GetName(*answer.gateway), "G1", "where it is");
        NS_TEST_EXPECT_MSG_EQ(*answer.timestamp, binding->timestamp, "of its binding");
        // 300 s, 2 or 3 of which are over.
        NS_TEST_EXPECT_MSG_EQ(answer.lifetime, 74, "what is left, rounded down");
    }
    NS_TEST_EXPECT_MSG_EQ(test.net.DescribeSent(Seconds(2), Seconds(8)),
                          "G2>L1 Pbqr, L1>G2 Pbqa, G3>L1 Pbqr, L1>G3 Pbqa",
                          "two messages each");
    NS_TEST_EXPECT_MSG_EQ(test.DescribePurposes(), "answer answer ", "what they are for");
    NS_TEST_EXPECT_MSG_EQ(test.CountTraced("answered"), 2, "traced");
}

void
LuoLocationQueryTestCase::NoBinding()
{
    LocationNet test;
    test.AddGateways();
    test.AddManagers();
    test.toys[G3]->isEnhanced = false;
    test.net.AttachAt(Seconds(1), 0, G3);
    test.net.AttachAt(Seconds(1), 1, G1);
    QueryTerms alone;
    alone.isAlone = true;
    const auto& legacy = test.Ask(Seconds(3), G1, L1, test.AddressOf(0));
    const auto& isFree = test.Ask(Seconds(4), G1, L1, LocationNet::Just("fd00:1:0:77::/64"));
    const auto& nobodys = test.Ask(Seconds(5), G1, L1, LocationNet::Just("fd00:9::5/128"));
    const auto& elsewhere = test.Ask(Seconds(6), G1, L1, test.AddressOf(1), alone);
    const auto& nothing = test.Ask(Seconds(7), G1, L1, [] { return std::optional<Prefix>(); });
    test.net.RunUntil(Seconds(9));
    const Time delay = test.net.RoundTrip(G1, L1);
    Expect(legacy, Seconds(3), delay, "NO_BINDING_FOR_PREFIX");
    Expect(isFree, Seconds(4), delay, "NO_BINDING_FOR_PREFIX");
    Expect(nobodys, Seconds(5), delay, "NO_BINDING_FOR_PREFIX");
    Expect(elsewhere, Seconds(6), delay, "NO_BINDING_FOR_PREFIX");
    Expect(nothing, Seconds(7), delay, "MISSING_OPTION");
    PMIPV6_TEST_REQUIRE(nobodys.answer.prefixes.size() == 1, "the prefix");
    NS_TEST_EXPECT_MSG_EQ((nobodys.answer.prefixes.front() == *ParsePrefix("fd00:9::5/128")),
                          true,
                          "as it was asked for");
    NS_TEST_EXPECT_MSG_EQ((legacy.answer.gateway || legacy.answer.timestamp), false, "no more");
    NS_TEST_EXPECT_MSG_EQ(nothing.answer.prefixes.size(), 0, "none was asked for");
    NS_TEST_EXPECT_MSG_EQ(test.GetSent(L1, "Pbqr").size(), 0, "nobody else is asked");
    NS_TEST_EXPECT_MSG_EQ(test.DescribePurposes(),
                          "refusal refusal refusal refusal refusal ",
                          "purposes");
    NS_TEST_EXPECT_MSG_EQ(test.CountTraced("refused"), 5, "traced");
    NS_TEST_EXPECT_MSG_EQ(test.CountTraced("answered"), 0, "as refused");
}

void
LuoLocationQueryTestCase::LeftAndRevoked()
{
    TopologyOptions options;
    options.detection = Ms(11);
    LocationNet test(options);
    test.AddGateways();
    test.net.AttachAt(Seconds(1), 0, G1);
    test.net.AttachAt(Seconds(1), 2, G1);
    const auto prefixOf = [&test](uint32_t mobile) {
        return [&test, mobile] {
            return std::optional<Prefix>(test.net.GetBinding(L1, mobile)->prefixes.front());
        };
    };
    test.net.DetachAt(Seconds(4), 0);
    const auto& left = test.Ask(Seconds(5), G3, L1, prefixOf(0));
    test.net.At(Seconds(6),
                [&test] { test.net.GetAnchor(L1)->Revoke(TopologyFixture::GetIdentifier(2)); });
    const auto& revoked = test.Ask(Seconds(6), G3, L1, prefixOf(2)); // It is out for R(L1, G1).
    test.net.RunUntil(Seconds(7));
    Expect(left, Seconds(5), test.net.RoundTrip(G3, L1), "NO_BINDING_FOR_PREFIX");
    Expect(revoked, Seconds(6), test.net.RoundTrip(G3, L1), "NO_BINDING_FOR_PREFIX");
}

void
LuoLocationQueryTestCase::SequenceScheme()
{
    TopologyOptions options;
    options.isTimestampInUse = false;
    LocationNet test(options);
    test.AddGateways();
    test.net.AttachAt(Seconds(1), 0, G1);
    const auto& outcome = test.Ask(Seconds(3), G2, L1, test.AddressOf(0));
    test.net.AttachAt(Seconds(4), 0, G2);
    test.net.RunUntil(Seconds(6));
    Expect(outcome, Seconds(3), test.net.RoundTrip(G2, L1), "NO_BINDING_FOR_PREFIX");
    NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Time(0), Seconds(6)), "G1 G2 ", "as by RFC 5213");
}

void
LuoLocationQueryTestCase::Intercepted()
{
    LocationNet test;
    test.AddGateways();
    ReceivedPackets atNode(test.net.GetDevice(1));
    test.net.AttachAt(Seconds(1), 1, G3);
    QueryTerms alerting;
    alerting.isAlerting = true;
    const auto& outcome = test.Ask(Seconds(3), G1, L2, test.AddressOf(1), alerting);
    test.net.RunUntil(Seconds(5));
    Expect(outcome, Seconds(3), test.net.RoundTrip(G1, L2), "SUCCESS");
    PMIPV6_TEST_REQUIRE(outcome.answer.gateway, "a location");
    NS_TEST_EXPECT_MSG_EQ(test.net.GetName(*outcome.answer.gateway), "G3", "where it is");
    const auto sent = test.GetSent(L2, "Pbqa");
    PMIPV6_TEST_REQUIRE(sent.size() == 1, "an answer");
    // The anchor's own address: nobody can answer from that of the node.
    std::size_t nFromAnchor = 0;
    for (const auto& record : test.net.GetSignals(Seconds(3), Seconds(5), SignalKind::RECEIVED))
    {
        nFromAnchor += record.place == G1 && record.name == "Pbqa" &&
                       record.peer == TopologyFixture::GetAddress(L2);
    }
    NS_TEST_EXPECT_MSG_EQ(nFromAnchor, 1, "from the anchor's address");
    NS_TEST_EXPECT_MSG_EQ(atNode.Count(0), 0, "the node gets nothing");
}

void
LuoLocationQueryTestCase::InterceptedForOthers()
{
    LocationNet test;
    test.AddGateways();
    test.AddManagers();
    ReceivedPackets atNode(test.net.GetDevice(1));
    test.net.AttachAt(Seconds(1), 0, G2);
    test.net.AttachAt(Seconds(1), 1, G3);
    // Addressed to a node of L2, about another one.
    test.net.At(Seconds(3), [&test] {
        LocationRequest request;
        request.prefixes = {Prefix(test.net.GetHomeAddress(0), 128)};
        request.sequence = 77;
        Pbqr message;
        WriteLocationRequest(request, message);
        test.net.GetSignaling(G1)->Send(message,
                                        TopologyFixture::GetAddress(G1),
                                        test.net.GetHomeAddress(1),
                                        "toy",
                                        false,
                                        true);
    });
    // Another message passes.
    test.net.At(Seconds(4), [&test] {
        test.net.GetSignaling(G1)->Send(RoRequest(),
                                        TopologyFixture::GetAddress(G1),
                                        test.net.GetHomeAddress(1),
                                        "toy",
                                        false,
                                        true);
    });
    test.net.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(atNode.Count(0), 1, "to the node");
    const auto sent = test.GetSent(L2, "Pbqa");
    PMIPV6_TEST_REQUIRE(sent.size() == 1, "one answer");
    const auto answer = ReadLocationAnswer(*GetExperimentalAnswer(sent[0].message));
    NS_TEST_EXPECT_MSG_EQ(answer.sequence, 77, "to the first");
    NS_TEST_EXPECT_MSG_EQ(pmipv6::GetName(answer.status),
                          "NO_BINDING_FOR_PREFIX",
                          "of its own nodes");
    NS_TEST_EXPECT_MSG_EQ(test.GetSent(L2, "Pbqr").size(), 0, "nobody else is asked");
}

void
LuoLocationQueryTestCase::Strangers()
{
    LocationNet test;
    // G2 is none that was added, neither is CN.
    for (const auto gateway : {G1, G3})
    {
        test.functions[L1]->AddGateway(TopologyFixture::GetAddress(gateway));
    }
    test.net.AttachAt(Seconds(1), 0, G1);
    const auto& outcome = test.Ask(Seconds(3), G2, L1, test.AddressOf(0));
    QueryTerms alerting;
    alerting.isAlerting = true;
    test.Ask(Seconds(4), G2, L1, test.AddressOf(0), alerting);
    // A gateway has nothing to answer, and no node to speak of here.
    test.net.At(Seconds(5), [&test] {
        Pbqa answer;
        Pbci inform;
        for (const MobilityMessage& message : {MobilityMessage(answer), MobilityMessage(inform)})
        {
            test.net.GetSignaling(G1)->Send(message,
                                            TopologyFixture::GetAddress(G1),
                                            TopologyFixture::GetAddress(L1));
        }
    });
    test.net.AttachAt(Seconds(6), 0, G2);
    test.net.AttachAt(Seconds(7), 0, G3);
    test.net.RunUntil(Ms(7800));
    NS_TEST_EXPECT_MSG_EQ(test.GetSent(L1, "Pbqa").size(), 0, "no answer");
    NS_TEST_EXPECT_MSG_EQ((outcome.end.has_value() && *outcome.end == ExchangeEnd::ANSWERED),
                          false,
                          "to nobody");
    std::map<std::string, int> reasons;
    for (const auto& record : test.net.GetSignals(Seconds(3), Seconds(8), SignalKind::REFUSED))
    {
        reasons[record.reason] += record.place == L1;
    }
    // G2's at 3 and 4 s and their repetitions, and two of G1.
    NS_TEST_EXPECT_MSG_EQ(reasons.size(), 1, "one reason");
    NS_TEST_EXPECT_MSG_GT_OR_EQ(reasons["no-security-association"], 4, "all refused");
    // What G2 says of itself does not count: a MAG, to which nothing is sent.
    NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Time(0), Seconds(8)), "G1! G2 G3!G1 ", "PBAs");
    NS_TEST_EXPECT_MSG_EQ(test.GetSent(L1, "Pbci").size(), 1, "one gateway is told");
    test.exchanges.clear();
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-location-queries`.
 */
class LuoLocationQueriesTestSuite : public TestSuite
{
  public:
    LuoLocationQueriesTestSuite()
        : TestSuite("pmipv6-luo-location-queries")
    {
        using Case = LuoLocationQueryTestCase;
        AddTestCase(new Case("4.4.1 the anchor of the node is asked", &Case::Configured));
        AddTestCase(new Case("4.4.1 no binding", &Case::NoBinding));
        AddTestCase(new Case("4.2 a node that has left, a binding revoked", &Case::LeftAndRevoked));
        AddTestCase(new Case("4.3 the sequence scheme", &Case::SequenceScheme));
        AddTestCase(new Case("4.4.2 taken on its way", &Case::Intercepted));
        AddTestCase(new Case("4.4.2 not its own", &Case::InterceptedForOthers));
        AddTestCase(new Case("8 strangers", &Case::Strangers));
    }
};

static LuoLocationQueriesTestSuite g_luoLocationQueriesTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
