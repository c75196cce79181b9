/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-handoff-hint-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/pmipv6-mobility-timestamp.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5213, 5.5: which of several requests counts, by timestamps or by sequence numbers.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * Order of messages; each member function is a test case.
 */
class OrderingTestCase : public MemberTestCase<OrderingTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void EqualTimestamp();    //!< a repeat
    void PingPong();          //!< a late request of the gateway in between
    void SkewWithinWindow();  //!< accepted up to the window's edge
    void SkewBeyondWindow();  //!< refused beyond it
    void SkewIntoPast();      //!< refused until the clock has caught up
    void LongPath();          //!< longer than the window
    void SequenceScheme();    //!< handovers ordered by numbers
    void SequencePingPong();  //!< an old number is refused
    void OneTick();           //!< a de-registration and a request with one timestamp
    void SequenceOfEarlier(); //!< a refusal of an earlier request, with a number ahead
    void SequenceHandoff();   //!< between interfaces: the session's numbers go on

  private:
    /**
     * Move node 0 to G2, whose clock is wrong, by SHORT_DELAYS.
     *
     * @param offset by how much its clock is ahead
     * @return status of the answer
     */
    BindingStatus TrySkew(Time offset);
};

void
OrderingTestCase::EqualTimestamp()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto& requests = net.Capture(G1, L1);
    const auto& answers = net.Capture(L1, G1);
    net.AttachAt(Seconds(1), 0, G1);
    std::optional<BindingCacheEntry> before;
    net.At(Ms(1250), [&] {
        before = *net.GetBinding(L1, 0);
        net.Replay(G1, L1, requests.back().packet);
    });
    // The same timestamp from another gateway is not greater, so not accepted.
    net.At(Ms(1275), [&net] {
        const auto sent = net.GetSent(G1, Seconds(1), Seconds(2));
        net.GetSignaling(G2)->Send(sent.at(0).message,
                                   TopologyFixture::GetAddress(G2),
                                   TopologyFixture::GetAddress(L1));
    });
    net.RunUntil(Seconds(3));

    const auto sent = net.GetSent(L1, Seconds(1), Seconds(3));
    PMIPV6_TEST_REQUIRE(sent.size() == 3 && before, "each is answered");
    NS_TEST_EXPECT_MSG_EQ(
        (GetOctets(answers.back().packet) == GetOctets(answers[answers.size() - 2].packet)),
        true,
        "the same answer, octet by octet");
    NS_TEST_EXPECT_MSG_EQ(int(sent[2].GetAnswer().status), 157, "refused to another gateway");
    const auto* after = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(after, "the binding stays");
    NS_TEST_EXPECT_MSG_EQ(after->expiry, before->expiry, "nothing changed");
    NS_TEST_EXPECT_MSG_EQ(after->registered, before->registered, "nothing changed");
    NS_TEST_EXPECT_MSG_EQ(after->proxyCareOf, TopologyFixture::GetAddress(G1), "nothing changed");
    const auto transitions =
        std::count_if(net.GetStates().begin(),
                      net.GetStates().end(),
                      [](const StateRecord& record) { return record.place == L1; });
    NS_TEST_EXPECT_MSG_EQ(transitions, 1, "no transition but the first");
}

void
OrderingTestCase::PingPong()
{
    // LONG_DELAYS: G1 is far from L1, G2 near. dwell + d(p,L) < d(n,L) with p = G2, n = G1.
    TopologyOptions options = m_variant.GetOptions();
    options.authentication = Time(0);
    TopologyFixture net(LONG_DELAYS, options);
    net.AttachAt(Seconds(1), 0, G2);
    auto& down = net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(5));
    down.Run(Seconds(2), 1000);
    const Time toFar = Ms(3000.5);
    const Time back = toFar + Ms(20);
    net.DetachAt(toFar - Ms(10), 0);
    net.AttachAt(toFar, 0, G1);
    net.DetachAt(back - Ms(0.1), 0);
    net.AttachAt(back, 0, G2);
    net.RunUntil(Seconds(10));

    const auto answers = net.GetSent(L1, toFar + net.Delay(L1, G1), Seconds(10));
    PMIPV6_TEST_REQUIRE(!answers.empty(), "the late request is answered");
    NS_TEST_EXPECT_MSG_EQ_TOL(answers[0].at, toFar + net.Delay(L1, G1), TOLERANCE, "late");
    NS_TEST_EXPECT_MSG_EQ(int(answers[0].GetAnswer().status), 157, "TIMESTAMP_LOWER_...");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "the binding stays");
    NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf, TopologyFixture::GetAddress(G2), "where it is");
    NS_TEST_EXPECT_MSG_EQ(net.GetEntry(G1, 0), nullptr, "the far gateway gives up");
    const auto moves =
        std::count_if(net.GetStates().begin(), net.GetStates().end(), [](const auto& record) {
            return record.place == L1 && record.change.reason == "handoff";
        });
    NS_TEST_EXPECT_MSG_EQ(moves, 0, "the binding never moves: it was at G2 and stays");
    const Time opened = back + net.RoundTrip(G2, L1) + net.Access(0, G2);
    for (uint32_t number = 0; number < down.GetSent().size(); ++number)
    {
        const Time sent = down.GetSent()[number];
        if (sent > opened)
        {
            PMIPV6_TEST_REQUIRE(down.GetArrivals().count(number), "lost, sent at " << sent);
        }
    }
}

BindingStatus
OrderingTestCase::TrySkew(Time offset)
{
    TopologyFixture net(SHORT_DELAYS);
    net.GetGateway(G2)->SetAttribute("ClockOffset", TimeValue(offset));
    net.AttachAt(Seconds(1), 0, G1);
    net.DetachAt(Seconds(3) - Ms(50), 0);
    net.AttachAt(Seconds(3), 0, G2);
    net.RunUntil(Seconds(8));
    const auto answers = net.GetSent(L1, Seconds(3), Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(answers.size(), 1, "one answer, no further attempt (6.9.1.2, 9)");
    const auto* entry = net.GetEntry(G2, 0);
    const auto* binding = net.GetBinding(L1, 0);
    if (answers.empty() || !entry || !binding)
    {
        NS_TEST_EXPECT_MSG_EQ(true, false, "no answer, entry or binding");
        return BindingStatus::REASON_UNSPECIFIED;
    }
    const auto& answer = answers[0].GetAnswer();
    const bool isAccepted = IsAccepted(answer.status);
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(entry->state)),
                          (isAccepted ? "registered" : "refused"),
                          "at the gateway");
    NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf,
                          TopologyFixture::GetAddress(isAccepted ? G2 : G1),
                          "at the anchor");
    NS_TEST_EXPECT_MSG_EQ(answers[0].GetTimestamp(),
                          ToMobilityTimestamp(isAccepted ? Seconds(3) + offset : answers[0].at),
                          "the request's time, or with a refusal the anchor's (5.5, 7 and 9)");
    NS_TEST_EXPECT_MSG_EQ(net.GetRefused().size(), (isAccepted ? 0 : 1), "traced");
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), (isAccepted ? 2 : 1), "advertised");
    return answer.status;
}

void
OrderingTestCase::SkewWithinWindow()
{
    // The anchor sees the skew less the way: 300 ms either side, counted in 1/65536 s.
    const Time way = Ms(SHORT_DELAYS.core[2]);
    NS_TEST_EXPECT_MSG_EQ(int(TrySkew(Time(0))), 0, "no skew");
    NS_TEST_EXPECT_MSG_EQ(int(TrySkew(Ms(299.95) + way)), 0, "ahead, just within");
    NS_TEST_EXPECT_MSG_EQ(int(TrySkew(way - Ms(299.95))), 0, "behind, just within");
}

void
OrderingTestCase::SkewBeyondWindow()
{
    const Time way = Ms(SHORT_DELAYS.core[2]);
    NS_TEST_EXPECT_MSG_EQ(int(TrySkew(Ms(300.05) + way)), 156, "ahead, just beyond");
    NS_TEST_EXPECT_MSG_EQ(int(TrySkew(way - Ms(300.05))), 156, "behind, just beyond");
}

void
OrderingTestCase::SkewIntoPast()
{
    TopologyFixture net(SHORT_DELAYS);
    // At 3 s G2 believes that it is 0.8 s, before the last request accepted.
    net.GetGateway(G2)->SetAttribute("ClockOffset", TimeValue(Ms(-2200)));
    net.AttachAt(Seconds(1), 0, G1);
    net.DetachAt(Seconds(3) - Ms(50), 0);
    net.AttachAt(Seconds(3), 0, G2);
    net.RunUntil(Seconds(8));
    const auto answers = net.GetSent(L1, Seconds(3), Seconds(8));
    PMIPV6_TEST_REQUIRE(answers.size() >= 2, "presence is asserted again (6.9.1.2, 8)");
    for (std::size_t i = 0; i + 1 < answers.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_EQ(int(answers[i].GetAnswer().status), 157, "before 1 s of its clock");
    }
    NS_TEST_EXPECT_MSG_EQ(int(answers.back().GetAnswer().status), 156, "then still off by 2.2 s");
    const auto requests = net.GetSent(G2, Seconds(3), Seconds(8));
    for (std::size_t i = 3; i < requests.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_GT_OR_EQ(requests[i].at - requests[i - 3].at,
                                    Seconds(1),
                                    "MAX_UPDATE_RATE, 3 a second");
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->proxyCareOf,
                          TopologyFixture::GetAddress(G1),
                          "the binding stays where it was");
}

void
OrderingTestCase::LongPath()
{
    for (const auto& [delay, status] : {std::pair{Ms(299.9), 0}, std::pair{Ms(300.1), 156}})
    {
        TopologyFixture net(SHORT_DELAYS);
        net.SetWireDelay(G1, L1, delay);
        net.AttachAt(Seconds(1), 0, G1);
        net.AttachAt(Seconds(2), 2, G1);
        net.RunUntil(Seconds(7));
        // What is refused is tried again at once, and then after RefusalRetryDelay, 5 s.
        const auto answers = net.GetSent(L1, Time(0), Seconds(7));
        NS_TEST_EXPECT_MSG_EQ(answers.size(), (status ? 4 : 2), "for each node");
        for (const auto& answer : answers)
        {
            NS_TEST_EXPECT_MSG_EQ(int(answer.GetAnswer().status), status, "for every node");
        }
        NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), (status ? 0 : 2), "advertised");
        NS_TEST_EXPECT_MSG_EQ(net.GetRefused().size(), (status ? 4 : 0), "traced");
    }
}

void
OrderingTestCase::OneTick()
{
    // The old gateway notices at the moment at which the node attaches at the new one: both ask
    // with one timestamp.
    for (const auto& [from, to] : {std::pair{G1, G2}, std::pair{G2, G1}, std::pair{G1, G1}})
    {
        TopologyOptions options;
        options.detection = Time(0);
        TopologyFixture net(SHORT_DELAYS, options);
        net.AttachAt(Seconds(1), 0, from);
        const Time move = Seconds(3);
        net.At(move, [&net, &place = to] {
            const auto device = net.GetDevice(0);
            const auto channel = DynamicCast<IdealChannel>(device->GetChannel());
            channel->Detach(device);
            // The link's own event, which tells the old gateway, comes first.
            Simulator::ScheduleNow([&net, place, device, channel] {
                const auto link = net.GetGateway(place)->GetAccessDevice()->GetLinks().front();
                channel->Attach(device, DynamicCast<IdealAccessLink>(link));
            });
        });
        net.RunUntil(Seconds(20));
        const auto* registered = net.FindState(to, "registered", move);
        PMIPV6_TEST_REQUIRE(registered, "registered");
        NS_TEST_EXPECT_MSG_EQ_TOL(registered->at,
                                  move + net.RoundTrip(to, L1),
                                  TOLERANCE,
                                  "at the first attempt");
        const auto* binding = net.GetBinding(L1, 0);
        PMIPV6_TEST_REQUIRE(binding, "a binding");
        NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf, TopologyFixture::GetAddress(to), "there");
        NS_TEST_EXPECT_MSG_EQ((binding->state == BindingState::REGISTERED), true, "registered");
        const auto sent = net.GetSignals(move, Seconds(20), SignalKind::SENT);
        PMIPV6_TEST_REQUIRE(sent.size() == 4, "two requests, two answers");
        const bool isNoticed = net.Delay(from, L1) <= net.Delay(to, L1);
        for (const auto& record : sent)
        {
            if (record.place == L1)
            {
                // Which of two came first nobody knows, once the session is handed off.
                const int status =
                    isNoticed || record.peer == TopologyFixture::GetAddress(to) ? 0 : 157;
                NS_TEST_EXPECT_MSG_EQ(int(record.GetAnswer().status), status, "answer");
            }
        }
        const bool isLater = sent[1].GetTimestamp() > sent[0].GetTimestamp();
        NS_TEST_EXPECT_MSG_EQ(isLater, (from == to), "one gateway's clock ticks for each request");
    }
}

void
OrderingTestCase::SequenceScheme()
{
    auto options = m_variant.GetOptions();
    options.isTimestampInUse = false;
    TopologyFixture net(m_variant.delays, options);
    const std::vector<Place> gateways{G1, G2, G3, G1};
    for (std::size_t i = 0; i < gateways.size(); ++i)
    {
        net.DetachAt(Seconds(2 * i + 1) - Ms(60), 0);
        net.AttachAt(Seconds(2 * i + 1), 0, gateways[i]);
    }
    net.RunUntil(Seconds(9));
    const auto sent = net.GetSignals(Time(0), Seconds(9), SignalKind::SENT);
    uint16_t last = 0;
    for (const auto& record : sent)
    {
        NS_TEST_EXPECT_MSG_EQ(record.GetTimestamp(), 0, "no Timestamp option, in answers neither");
        if (record.place != L1)
        {
            NS_TEST_EXPECT_MSG_EQ(record.GetRequest().sequence,
                                  last + 1,
                                  "counted for the session, whatever the gateway");
            last = record.GetRequest().sequence;
        }
        else
        {
            NS_TEST_EXPECT_MSG_EQ(int(record.GetAnswer().status), 0, "accepted");
        }
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), 4, "registered at each gateway");
    PMIPV6_TEST_REQUIRE(net.GetBinding(L1, 0), "a binding");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->proxyCareOf,
                          TopologyFixture::GetAddress(G1),
                          "the last one");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->timestamp, 0, "5.1: 0 with this scheme");
    NS_TEST_EXPECT_MSG_EQ(net.GetAddresses(0).size(), 1, "the same address");
}

void
OrderingTestCase::SequencePingPong()
{
    TopologyOptions options;
    options.isTimestampInUse = false;
    TopologyFixture net(LONG_DELAYS, options);
    net.AttachAt(Seconds(1), 0, G2);
    const Time toFar = Ms(3000.5);
    const Time back = toFar + Ms(20);
    net.AttachAt(toFar, 0, G1);
    net.AttachAt(back, 0, G2);
    net.RunUntil(Seconds(10));
    const auto answers = net.GetSent(L1, toFar, Seconds(10));
    PMIPV6_TEST_REQUIRE(answers.size() == 2, "both requests are answered");
    NS_TEST_EXPECT_MSG_EQ(int(answers[0].GetAnswer().status), 0, "the newer one comes first");
    NS_TEST_EXPECT_MSG_EQ(answers[0].GetAnswer().sequence, 3, "the third of the session");
    NS_TEST_EXPECT_MSG_EQ(int(answers[1].GetAnswer().status), 135, "the second is out of window");
    NS_TEST_EXPECT_MSG_EQ(answers[1].GetAnswer().sequence,
                          3,
                          "the last accepted (RFC 6275, 9.5.1)");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->proxyCareOf,
                          TopologyFixture::GetAddress(G2),
                          "the binding stays");
    NS_TEST_EXPECT_MSG_EQ(net.GetEntry(G1, 0), nullptr, "the far gateway gives up");
}

void
OrderingTestCase::SequenceOfEarlier()
{
    // p, n, p: the refresh of p is on its way for longer than the node is at n. It is refused with
    // the number of n's de-registration, which is ahead of that of p's next request.
    TopologyOptions options;
    options.isTimestampInUse = false;
    options.detection = Ms(10);
    options.lifetime = Seconds(100);
    TopologyFixture net(SHORT_DELAYS, options);
    net.SetWireDelay(G1, L1, Ms(200));
    net.AttachAt(Seconds(1), 0, G1);
    net.DetachAt(Seconds(81.02), 0);
    net.AttachAt(Seconds(81.025), 0, G2);
    net.DetachAt(Seconds(81.12), 0);
    net.AttachAt(Seconds(81.125), 0, G1);
    bool isAlways = true;
    for (Time at = Seconds(81); at < Seconds(84); at += Ms(1))
    {
        net.At(at, [&] {
            const auto* entry = net.GetEntry(G1, 0);
            isAlways = isAlways && (!entry || entry->state != AttachmentState::REGISTERING ||
                                    net.GetGateway(G1)->HasUnderWay(*entry));
        });
    }
    net.RunUntil(Seconds(90));
    NS_TEST_EXPECT_MSG_EQ(isAlways, true, "who registers has asked something");
    std::vector<int> statuses;
    for (const auto& record : net.GetSent(L1, Seconds(81), Seconds(90)))
    {
        if (record.peer == TopologyFixture::GetAddress(G1))
        {
            statuses.push_back(record.GetAnswer().status == BindingStatus::ACCEPTED
                                   ? 0
                                   : int(record.GetAnswer().status));
        }
    }
    const auto refusals = std::count(statuses.begin(), statuses.end(), 135);
    NS_TEST_EXPECT_MSG_GT(refusals, 1, "the refresh, and what was asked since");
    const auto* entry = net.GetEntry(G1, 0);
    PMIPV6_TEST_REQUIRE(entry, "an entry");
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(entry->state)), "registered", "in the end");
    const auto* registered = net.FindState(G1, "registered", Seconds(81.125));
    PMIPV6_TEST_REQUIRE(registered, "registered");
    // MAX_UPDATE_RATE, 3 a second, puts the fourth request off.
    NS_TEST_EXPECT_MSG_LT(registered->at, Seconds(82.5), "by the number after the one told");
    PMIPV6_TEST_REQUIRE(net.GetBinding(L1, 0), "a binding");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->proxyCareOf,
                          TopologyFixture::GetAddress(G1),
                          "where it is");
}

void
OrderingTestCase::SequenceHandoff()
{
    for (const auto hint : {HandoffIndicator::BETWEEN_INTERFACES, HandoffIndicator::UNKNOWN})
    {
        const bool isKnown = hint == HandoffIndicator::BETWEEN_INTERFACES;
        TopologyOptions options;
        options.isTimestampInUse = false;
        options.detection = Time(0);
        TopologyFixture net(SHORT_DELAYS, options);
        TwoInterfaces node(net);
        if (isKnown)
        {
            GiveHint(net, G2, L1, hint);
        }
        for (int i = 1; i <= 4; ++i)
        {
            net.AttachAt(Seconds(i), TwoInterfaces::FIRST, G1);
        }
        if (!isKnown)
        {
            net.DetachAt(Seconds(5), TwoInterfaces::FIRST);
        }
        net.AttachAt(Seconds(6), TwoInterfaces::SECOND, G2);
        net.RunUntil(Seconds(10));
        const auto answers = net.GetSent(L1, Seconds(6), Seconds(10));
        PMIPV6_TEST_REQUIRE(answers.size() == 1, "5.5: counted for the session");
        NS_TEST_EXPECT_MSG_EQ(int(answers[0].GetAnswer().status), 0, "whatever its interface");
        NS_TEST_EXPECT_MSG_EQ(node.DescribeBindings(), "fd00:1::/64 second at G2", "handed off");
    }
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213-ordering`.
 */
class Rfc5213OrderingTestSuite : public TestSuite
{
  public:
    Rfc5213OrderingTestSuite()
        : TestSuite("pmipv6-rfc5213-ordering")
    {
        using Case = OrderingTestCase;
        for (const auto& variant : GetVariants())
        {
            AddTestCase(new Case("5.5 ping-pong overtaking", &Case::PingPong, variant));
            AddTestCase(new Case("5.5 sequence numbers", &Case::SequenceScheme, variant));
        }
        AddTestCase(new Case("5.5 equal timestamp", &Case::EqualTimestamp));
        AddTestCase(new Case("5.5 skew within the window", &Case::SkewWithinWindow));
        AddTestCase(new Case("5.5 skew beyond the window", &Case::SkewBeyondWindow));
        AddTestCase(new Case("5.5 skew into the past", &Case::SkewIntoPast));
        AddTestCase(new Case("5.5 a path longer than the window", &Case::LongPath));
        AddTestCase(new Case("5.5 late request with an old number", &Case::SequencePingPong));
        AddTestCase(new Case("5.5 two requests within one tick", &Case::OneTick));
        AddTestCase(new Case("5.5 a number refused for an earlier one", &Case::SequenceOfEarlier));
        AddTestCase(new Case("5.5 numbers of a session handed off", &Case::SequenceHandoff));
    }
};

static Rfc5213OrderingTestSuite g_rfc5213OrderingTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
