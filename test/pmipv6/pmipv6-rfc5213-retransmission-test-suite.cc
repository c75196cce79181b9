/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/pmipv6-mobility-timestamp.h"

#include <algorithm>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5213, 6.9.4: requests that are lost or late, and their repetitions.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * Repetition of requests; each member function is a test case.
 */
class RetransmissionTestCase : public MemberTestCase<RetransmissionTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void RequestsLost();    //!< repeated at doubling intervals
    void SilentNode();      //!< asked for before each repetition
    void NodeGone();        //!< not repeated for
    void NodeJustGone();    //!< heard until the very last moment
    void DelayedOriginal(); //!< harmless
    void OlderAnswer();     //!< ignored
    void SequenceRepeat();  //!< a repetition has a larger number
};

void
RetransmissionTestCase::RequestsLost()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(19.7)).Run(Seconds(1), 7500);
    const Time attach = Seconds(2);
    net.SetLoss(G2, L1, [attach](Ptr<const Packet> packet) {
        return TopologyFixture::IsUpdate(packet) && Simulator::Now() < attach + Seconds(100);
    });
    net.DetachAt(attach - Ms(40), 0);
    net.AttachAt(attach, 0, G2);
    net.RunUntil(attach + Seconds(140));

    const auto requests = net.GetSent(G2, attach, attach + Seconds(140));
    // RFC 6275, 11.8; the node is asked each time, though it sends (6.9.4, 2).
    const Time question = net.Access(0, G2) * 2;
    const std::vector<double> timeouts{1, 2, 4, 8, 16, 32, 32, 32};
    PMIPV6_TEST_REQUIRE(requests.size() == timeouts.size() + 1, "repeated until it is answered");
    Time due = attach;
    for (std::size_t i = 0; i < requests.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(requests[i].at, due, TOLERANCE, "request " << i);
        NS_TEST_EXPECT_MSG_EQ(requests[i].GetTimestamp(),
                              ToMobilityTimestamp(requests[i].at),
                              "the latest timestamp (6.9.4, 4)");
        NS_TEST_EXPECT_MSG_EQ(requests[i].isRetransmission, (i > 0), "request " << i);
        NS_TEST_EXPECT_MSG_EQ(requests[i].GetRequest().sequence, i + 1, "request " << i);
        if (i < timeouts.size())
        {
            due = requests[i].at + Seconds(timeouts[i]) + question;
        }
    }
    const auto* attachment = net.FindState(G2, "registered", attach);
    PMIPV6_TEST_REQUIRE(attachment, "the first request that arrives is accepted");
    NS_TEST_EXPECT_MSG_EQ_TOL(attachment->at,
                              requests.back().at + net.RoundTrip(G2, L1),
                              TOLERANCE,
                              "by the answer to the last one");
}

void
RetransmissionTestCase::SilentNode()
{
    TopologyFixture net(SHORT_DELAYS);
    const Time attach = Seconds(20);
    net.SetLoss(G1, L1, [attach](Ptr<const Packet> packet) {
        return TopologyFixture::IsUpdate(packet) && Simulator::Now() < attach + Seconds(1);
    });
    net.AttachAt(attach, 0, G1);
    net.RunUntil(Seconds(24));
    const auto requests = net.GetSent(G1, Time(0), Seconds(24));
    PMIPV6_TEST_REQUIRE(requests.size() == 2, "one repetition");
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[1].at,
                              attach + Seconds(1) + net.Access(0, G1) * 2,
                              TOLERANCE,
                              "after a round trip to the node (6.9.4, 2)");
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), 1, "registered in the end");
}

void
RetransmissionTestCase::NodeGone()
{
    TopologyFixture net(SHORT_DELAYS);
    const Time attach = Seconds(20);
    net.SetLoss(G1, L1, TopologyFixture::IsUpdate);
    net.AttachAt(attach, 0, G1);
    net.DetachAt(attach + Ms(500), 0);
    net.RunUntil(Seconds(50));
    const auto requests = net.GetSent(G1, Time(0), Seconds(50));
    PMIPV6_TEST_REQUIRE(requests.size() == 2, "no repetition for a node that is gone");
    // Solicitations at +1, +2 and +3 s; the last one's answer is awaited for RETRANS_TIMER.
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[1].at,
                              attach + Seconds(4),
                              TOLERANCE,
                              "given up after three unanswered solicitations");
    NS_TEST_EXPECT_MSG_EQ(requests[1].GetRequest().lifetime, 0, "de-registered (6.9.1.4)");
    const auto* gone = net.FindState(G1, "none");
    PMIPV6_TEST_REQUIRE(gone, "the entry goes");
    NS_TEST_EXPECT_MSG_EQ_TOL(gone->at,
                              attach + Seconds(5),
                              TOLERANCE,
                              "INITIAL_BINDACK_TIMEOUT after the de-registration");
}

void
RetransmissionTestCase::NodeJustGone()
{
    TopologyFixture net(SHORT_DELAYS);
    const Time attach = Seconds(20);
    net.AttachAt(Seconds(1), 0, G3);
    net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(1)).Run(Seconds(2), 40000);
    net.SetLoss(G1, L1, [attach](Ptr<const Packet> packet) {
        return TopologyFixture::IsUpdate(packet) && Simulator::Now() < attach + Ms(500);
    });
    net.DetachAt(attach - Ms(5), 0);
    net.AttachAt(attach, 0, G1);
    // G1 hears it until 5 ms before it would repeat its request, and notices nothing.
    net.DetachAt(attach + Ms(995), 0);
    net.AttachAt(attach + Ms(996), 0, G2);
    net.RunUntil(Seconds(30));
    const auto requests = net.GetSent(G1, Time(0), Seconds(30));
    PMIPV6_TEST_REQUIRE(requests.size() == 2,
                        "no repetition: it may be elsewhere (6.9.4, 2): "
                            << net.DescribeSent(Seconds(19), Seconds(30)));
    NS_TEST_EXPECT_MSG_EQ(requests[1].GetRequest().lifetime, 0, "given up");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "a binding");
    NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf, TopologyFixture::GetAddress(G2), "where it is");
    const auto backs =
        std::count_if(net.GetStates().begin(), net.GetStates().end(), [](const auto& record) {
            return record.place == L1 && record.change.reason == "handoff";
        });
    NS_TEST_EXPECT_MSG_EQ(backs, 1, "from G3 to G2, and never back");
}

void
RetransmissionTestCase::DelayedOriginal()
{
    TopologyFixture net(SHORT_DELAYS);
    const Time attach = Seconds(1);
    const Time late = Ms(1500);
    // Only the first request takes the long way.
    net.SetWireDelay(G1, L1, late);
    net.At(attach + Ms(1), [&net] { net.SetWireDelay(G1, L1, net.Delay(G1, L1)); });
    net.AttachAt(attach, 0, G1);
    std::optional<BindingCacheEntry> before;
    net.At(attach + late - Ms(1), [&net, &before] { before = *net.GetBinding(L1, 0); });
    net.RunUntil(Seconds(5));

    const auto answers = net.GetSent(L1, Time(0), Seconds(5));
    PMIPV6_TEST_REQUIRE(answers.size() == 2 && before, "both requests are answered");
    NS_TEST_EXPECT_MSG_EQ(int(answers[0].GetAnswer().status), 0, "the repetition comes first");
    NS_TEST_EXPECT_MSG_EQ(int(answers[1].GetAnswer().status),
                          157,
                          "the original is older (5.5, 8)");
    NS_TEST_EXPECT_MSG_EQ_TOL(answers[1].at, attach + late, TOLERANCE, "when it arrives");
    NS_TEST_EXPECT_MSG_EQ(answers[1].GetTimestamp(),
                          ToMobilityTimestamp(answers[1].at),
                          "with the anchor's time of day");
    const auto* after = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(after, "the binding stays");
    NS_TEST_EXPECT_MSG_EQ(after->timestamp, before->timestamp, "as it was");
    NS_TEST_EXPECT_MSG_EQ(after->expiry, before->expiry, "as it was");
    NS_TEST_EXPECT_MSG_EQ(after->sequence, before->sequence, "as it was");
    const auto* entry = net.GetEntry(G1, 0);
    PMIPV6_TEST_REQUIRE(entry, "the gateway's entry stays");
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(entry->state)),
                          "registered",
                          "its refusal is ignored");
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), 1, "nothing happened to the node");
}

void
RetransmissionTestCase::OlderAnswer()
{
    TopologyFixture net(SHORT_DELAYS);
    const Time attach = Seconds(20);
    // The answer to the first request arrives while the second one waits for its own.
    const Time late = Seconds(1) + net.Access(0, G1) * 2 + Ms(5);
    net.At(attach + net.Delay(G1, L1) - Ms(1),
           [&net, late] { net.SetWireDelay(G1, L1, late - net.Delay(G1, L1)); });
    net.At(attach + net.Delay(G1, L1) + Ms(1),
           [&net] { net.SetWireDelay(G1, L1, net.Delay(G1, L1)); });
    net.AttachAt(attach, 0, G1);
    net.RunUntil(Seconds(25));

    const auto refused = net.GetSignals(Time(0), Seconds(25), SignalKind::REFUSED);
    PMIPV6_TEST_REQUIRE(refused.size() == 1, "one answer is ignored");
    NS_TEST_EXPECT_MSG_EQ(refused[0].reason, "answer-to-earlier-request", "the older one");
    NS_TEST_EXPECT_MSG_EQ_TOL(refused[0].at, attach + late, TOLERANCE, "when it arrives");
    const auto requests = net.GetSent(G1, Time(0), Seconds(25));
    PMIPV6_TEST_REQUIRE(requests.size() == 2, "two requests");
    const auto* attachment = net.FindState(G1, "registered");
    PMIPV6_TEST_REQUIRE(attachment, "accepted");
    NS_TEST_EXPECT_MSG_EQ_TOL(attachment->at,
                              requests[1].at + net.RoundTrip(G1, L1),
                              TOLERANCE,
                              "by the answer to the last request");
}

void
RetransmissionTestCase::SequenceRepeat()
{
    TopologyOptions options;
    options.isTimestampInUse = false;
    TopologyFixture net(SHORT_DELAYS, options);
    net.SetLoss(G1, L1, [](Ptr<const Packet> packet) {
        return TopologyFixture::IsUpdate(packet) && Simulator::Now() < Ms(3500);
    });
    net.AttachAt(Seconds(1), 0, G1);
    net.RunUntil(Seconds(6));
    const auto requests = net.GetSent(G1, Time(0), Seconds(6));
    PMIPV6_TEST_REQUIRE(requests.size() == 3, "after 1 and 2 s more");
    NS_TEST_EXPECT_MSG_EQ(requests[0].GetRequest().sequence, 1, "the first");
    NS_TEST_EXPECT_MSG_EQ(requests[1].GetRequest().sequence, 2, "larger (6.9.4, 4)");
    NS_TEST_EXPECT_MSG_EQ(requests[2].GetRequest().sequence, 3, "larger (6.9.4, 4)");
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), 1, "accepted");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213-retransmission`.
 */
class Rfc5213RetransmissionTestSuite : public TestSuite
{
  public:
    Rfc5213RetransmissionTestSuite()
        : TestSuite("pmipv6-rfc5213-retransmission")
    {
        using Case = RetransmissionTestCase;
        AddTestCase(new Case("6.9.4 requests lost", &Case::RequestsLost));
        AddTestCase(new Case("6.9.4 a silent node is asked", &Case::SilentNode));
        AddTestCase(new Case("6.9.4 no repetition for a node gone", &Case::NodeGone));
        AddTestCase(new Case("6.9.4 no repetition for a node just gone", &Case::NodeJustGone));
        AddTestCase(new Case("5.5 the delayed original is harmless", &Case::DelayedOriginal));
        AddTestCase(new Case("6.9.1.2 answer to an older request", &Case::OlderAnswer));
        AddTestCase(new Case("6.9.4 sequence number of a repetition", &Case::SequenceRepeat));
    }
};

static Rfc5213RetransmissionTestSuite g_rfc5213RetransmissionTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
