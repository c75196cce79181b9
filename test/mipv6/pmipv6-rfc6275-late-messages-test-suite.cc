/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-route-optimization-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/pmipv6-keyed-hash.h"
#include "ns3/simulator.h"

#include <string>

/**
 * @file
 * RFC 6275: messages that come late, or once more. State is changed only by what is newer than it.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

const Time TOLERANCE = MicroSeconds(5); //!< serialization at 10 Gb/s, over a few hops
const Time SECOND = Seconds(1);         //!< CareOfDetection
const Time ATTACH = Seconds(10);        //!< of handovers, at ROUTER2
/// The Binding Update of a handover leaves.
const Time MOVED = ATTACH + MobileIpv6Fixture::Access() + SECOND;

/**
 * @ingroup pmipv6-tests
 * A home agent, a correspondent and a mobile node, and what is late among them.
 */
class LateMessagesTestCase : public MemberTestCase<LateMessagesTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void HomeReplayed();  //!< a Binding Update that the home agent has taken already
    void HomeDetecting(); //!< one again that was repeated while duplicates are detected
    void HomeEnded();     //!< a de-registration of before the present registration
    void HomeOvertaken(); //!< a first registration, of before the de-registration that overtook it
    void HomeAnswer();    //!< an acknowledgement of a former Binding Update
    void PeerFormer();    //!< a correspondent's, of the former care-of address
    void PeerDeleted();   //!< one of before the binding was deleted
    void PeerAnswer();    //!< a correspondent's acknowledgement of a former one
    void PeerTests();     //!< Home and Care-of Tests of a former procedure
};

void
LateMessagesTestCase::HomeReplayed()
{
    MobileIpv6Fixture net;
    net.AttachAt(SECOND, ROUTER1);
    net.AttachAt(ATTACH, ROUTER2);
    for (const uint16_t sequence : {1, 2})
    {
        net.At(Seconds(12 + sequence), [&net, sequence] {
            net.SendUpdate(sequence, 75, ROUTER1, net.GetHomeAddress(), PEER);
        });
    }
    net.RunUntil(Seconds(16));
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(12), Seconds(16)),
                          "HA BA(135) 2; HA BA(135) 2; ",
                          "an earlier one, and the last one again");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSent().back().at,
                              Seconds(14) + net.Delay(PEER, AGENT),
                              TOLERANCE,
                              "at once");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R2", "where it is");
}

void
LateMessagesTestCase::HomeDetecting()
{
    MobileIpv6Fixture net([](MobileIpv6Helper& helper) {
        helper.SetHomeAgentAttribute("HomeDetection", TimeValue(Seconds(2)));
    });
    net.AttachAt(SECOND, ROUTER1);
    // The node repeats it after 1.5 s; then the first one comes once more.
    const Time asked = SECOND + net.Access() + SECOND;
    const Time again = asked + MilliSeconds(1700);
    net.At(again, [&net] { net.SendUpdate(1, 75, ROUTER3, net.GetHomeAddress(), PEER); });
    net.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}, Seconds(6)),
                          "MN BU 1; MN BU 2; HA BA(135) 2; HA BA 2; ",
                          "it is refused");
    PMIPV6_TEST_REQUIRE(net.GetSent().size() == 4, "so");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSent()[2].at,
                              again + net.Delay(PEER, AGENT),
                              TOLERANCE,
                              "at once");
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("MN answer-to-earlier-request"),
                          1,
                          "11.7.3: the node knows by the number that its own was taken");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSent()[3].at,
                              asked + net.ToAgent(ROUTER1) + Seconds(2),
                              TOLERANCE,
                              "the detection goes on, as long as the first one has it");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R1", "where it is");
}

void
LateMessagesTestCase::HomeEnded()
{
    MobileIpv6Fixture net({}, true);
    net.AttachAt(SECOND, ROUTER1);
    net.AttachAt(Seconds(5), AGENT);
    net.AttachAt(ATTACH, ROUTER2);
    // While duplicates are detected, and when the binding is there.
    for (const Time& at : {MOVED + MilliSeconds(500), MOVED + Seconds(2)})
    {
        net.At(at, [&net] { net.SendUpdate(2, 0, ROUTER1, net.GetHomeAddress(), PEER); });
    }
    net.RunUntil(Seconds(16));
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}, Seconds(16)),
                          "MN BU 1; HA BA 1; MN BU(0) 2; HA BA 2; "
                          "MN BU 3; HA BA(135) 3; HA BA 3; HA BA(135) 3; ",
                          "RFC 6275, 10.3.2");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R2", "it ends nothing");
}

void
LateMessagesTestCase::HomeOvertaken()
{
    MobileIpv6Fixture net({}, true);
    net.AttachAt(SECOND, AGENT);
    const auto send = [&net](Time at, uint16_t sequence, uint16_t lifetime) {
        net.At(at, [&net, sequence, lifetime] {
            net.SendUpdate(sequence, lifetime, ROUTER1, net.GetHomeAddress(), PEER);
        });
    };
    send(Seconds(5), 6, 0);
    send(Seconds(6), 5, 75);
    send(Seconds(7), 7, 0); // Again: it is remembered from now on.
    send(Seconds(16), 4, 75);
    net.RunUntil(Seconds(17));
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}, Seconds(17)),
                          "HA BA(133) 6; HA BA(135) 6; HA BA(133) 7; HA BA(135) 7; ",
                          "there was nothing to end, and nothing begins");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "dead", "so");
    net.RunUntil(Seconds(18));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "none", "for DeadTime");
}

void
LateMessagesTestCase::HomeAnswer()
{
    MobileIpv6Fixture net;
    net.AttachAt(SECOND, ROUTER1);
    net.AttachAt(ATTACH, ROUTER2);
    const auto answerAt = [&net](Time at, uint16_t sequence) {
        net.At(at, [&net, sequence] {
            BindingAcknowledgement answer;
            answer.sequence = sequence;
            answer.lifetime = 1;
            net.Send(AGENT,
                     answer,
                     net.GetAddress(AGENT),
                     net.GetHomeAddress(),
                     {{}, net.GetCareOf(ROUTER2)});
        });
    };
    // It comes when the second Binding Update is out; and the second answer comes twice.
    answerAt(MOVED - MilliSeconds(1), 1);
    answerAt(MOVED + SECOND, 2);
    const Time way = net.ToAgent(ROUTER2);
    net.RunUntil(MOVED + way + MilliSeconds(1));
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("MN answer-to-earlier-request"), 1, "RFC 6275, 11.7.3");
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(net.GetMobile()->GetState())),
                          "registering",
                          "it waits for its own");
    net.RunUntil(Seconds(30));
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("MN unexpected-answer"), 1, "the second one again");
    NS_TEST_EXPECT_MSG_EQ(net.Describe(MOVED, Seconds(30)),
                          "MN BU 2; HA BA 2; HA BA 2; ",
                          "nor does the lifetime of 4 s count");
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(net.GetMobile()->GetState())),
                          "registered",
                          "the first one did");
}

void
LateMessagesTestCase::PeerFormer()
{
    RouteOptimizationFixture net;
    net.AttachAt(ATTACH, ROUTER2);
    net.down.Run(Seconds(5), 10000);
    // What it has told of ROUTER1, once more, when the correspondent knows of ROUTER2: its nonces
    // are recognized still.
    net.At(Seconds(13), [&net] {
        const auto* former = net.Find("MN", "BU", Seconds(5));
        net.Send(AGENT,
                 former->message,
                 net.GetHomeAddress(),
                 net.GetAddress(PEER),
                 {net.GetCareOf(ROUTER1), {}});
    });
    net.RunUntil(Seconds(16));
    const auto* former = net.Find("MN", "BU", Seconds(5));
    const auto* answer = net.Find("CN", "BA(135)");
    PMIPV6_TEST_REQUIRE(former && answer, net.Describe(ATTACH, Seconds(16)));
    NS_TEST_EXPECT_MSG_EQ_TOL(answer->at, Seconds(13) + net.Core(), TOLERANCE, "9.5.1");
    NS_TEST_EXPECT_MSG_EQ(GetSequenceNumber(answer->message),
                          static_cast<uint16_t>(GetSequenceNumber(former->message) + 1),
                          "with the last number accepted");
    const auto* row = net.peer->GetBindings().Find({net.GetAddress(PEER), net.GetHomeAddress()});
    PMIPV6_TEST_REQUIRE(row, "a binding");
    NS_TEST_EXPECT_MSG_EQ(row->careOf, net.GetCareOf(ROUTER2), "of where it is");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(net.down, Seconds(14)),
                              net.ToPeer(ROUTER2),
                              TOLERANCE,
                              "packets go there");
}

void
LateMessagesTestCase::PeerDeleted()
{
    RouteOptimizationFixture net({}, OptimizationVariant::HOME_LINK);
    net.AttachAt(ATTACH, AGENT);
    net.down.Run(Seconds(5), 10000);
    net.At(Seconds(12), [&net] {
        net.Send(ROUTER1,
                 net.Find("MN", "BU", Seconds(5))->message,
                 net.GetHomeAddress(),
                 net.GetAddress(PEER),
                 {net.GetCareOf(ROUTER1), {}});
    });
    net.RunUntil(Seconds(16));
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("CN", "BA(135)"),
                              Seconds(12) + net.Delay(ROUTER1, PEER),
                              TOLERANCE,
                              "5.2.8: what is deleted orders as long as its nonces last");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerBinding(), "dead", "there is no binding");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetDelay(net.down, Seconds(14)),
                              net.Core() + net.Access(),
                              TOLERANCE,
                              "packets go home");
}

void
LateMessagesTestCase::PeerAnswer()
{
    RouteOptimizationFixture net;
    net.AttachAt(ATTACH, ROUTER2);
    net.down.Run(Seconds(5), 10000);
    const Time update = MOVED + net.GetRoundTrip(ROUTER2);
    const Time way = net.ToPeer(ROUTER2);
    // It comes behind the Binding Update, and before its answer.
    net.At(update - MilliSeconds(1), [&net] {
        net.Send(PEER,
                 net.Find("CN", "BA")->message,
                 net.GetAddress(PEER),
                 net.GetHomeAddress(),
                 {{}, net.GetCareOf(ROUTER2)});
    });
    net.RunUntil(update + way + MilliSeconds(1));
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("MN answer-to-earlier-request"), 1, "11.7.3");
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerState(), "registering", "it waits for its own");
    net.RunUntil(update + 2 * way + TOLERANCE);
    NS_TEST_EXPECT_MSG_EQ(net.DescribePeerState(), "registered", "which it takes");
}

void
LateMessagesTestCase::PeerTests()
{
    RouteOptimizationFixture net;
    net.AttachAt(ATTACH, ROUTER2);
    net.down.Run(Seconds(5), 10000);
    // Both as they came at ROUTER1, but to where the node is; both are there before those that it
    // has asked for.
    net.At(MOVED - MilliSeconds(1), [&net] {
        net.Send(PEER,
                 net.Find("CN", "CareofTest")->message,
                 net.GetAddress(PEER),
                 net.GetCareOf(ROUTER2));
    });
    net.At(MOVED + net.ToAgent(ROUTER2), [&net] {
        net.Send(PEER,
                 net.Find("CN", "HomeTest")->message,
                 net.GetAddress(PEER),
                 net.GetHomeAddress());
    });
    net.RunUntil(Seconds(13));
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("MN answer-to-earlier-request"),
                          2,
                          "RFC 6275, 11.6.2: their cookies are of another procedure");
    const auto* told = net.Find("MN", "BU", MOVED + MilliSeconds(1));
    PMIPV6_TEST_REQUIRE(told, "told");
    NS_TEST_EXPECT_MSG_EQ_TOL(told->at,
                              MOVED + net.GetRoundTrip(ROUTER2),
                              TOLERANCE,
                              "by the tokens that it has asked for");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.FindSent("CN", "BA", MOVED),
                              told->at + net.ToPeer(ROUTER2),
                              TOLERANCE,
                              "which are taken");
}

/**
 * @ingroup pmipv6-tests
 * RFC 6275, what is late.
 */
class LateMessagesTestSuite : public TestSuite
{
  public:
    LateMessagesTestSuite()
        : TestSuite("pmipv6-rfc6275-late-messages")
    {
        using Case = LateMessagesTestCase;
        AddTestCase(new Case("9.5.1 a home registration again", &Case::HomeReplayed));
        AddTestCase(new Case("10.3.1 one that is late during detection", &Case::HomeDetecting));
        AddTestCase(new Case("10.3.2 a de-registration that is late", &Case::HomeEnded));
        AddTestCase(
            new Case("10.3.2 one that overtakes the first registration", &Case::HomeOvertaken));
        AddTestCase(new Case("11.7.3 the home agent's answer", &Case::HomeAnswer));
        if (!IsKeyedHashAvailable())
        {
            return; // The module is without return routability.
        }
        AddTestCase(new Case("9.5.1 of the former care-of address", &Case::PeerFormer));
        AddTestCase(new Case("5.2.8 of a binding that was deleted", &Case::PeerDeleted));
        AddTestCase(new Case("11.7.3 a correspondent's answer", &Case::PeerAnswer));
        AddTestCase(new Case("11.6.2 tests of before", &Case::PeerTests));
    }
};

LateMessagesTestSuite g_lateMessagesTestSuite; //!< registers the suite

} // namespace

} // namespace pmipv6
} // namespace ns3
