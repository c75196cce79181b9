/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-topology-fixture.h"

#include "ns3/pmipv6-mobility-timestamp.h"

#include <algorithm>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5213, 5.5 and 6.9.4: which of several requests counts, and what happens when messages are
 * lost, late or repeated.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return true if a packet is a Binding Update
bool
IsUpdate(Ptr<const Packet> packet)
{
    return TopologyFixture::IsMobility(packet, MessageType::BINDING_UPDATE);
}

/// @return what a sent or received acknowledgement says
const BindingAcknowledgement&
GetAnswer(const SignalRecord& record)
{
    return std::get<BindingAcknowledgement>(*record.message);
}

/// @return what a sent or received request says
const BindingUpdate&
GetRequest(const SignalRecord& record)
{
    return std::get<BindingUpdate>(*record.message);
}

/// @return the timestamp of a message; 0 if it has none
uint64_t
GetTimestamp(const SignalRecord& record)
{
    const auto* option = FindOption<TimestampOption>(GetOptions(*record.message));
    return option ? option->timestamp : 0;
}

/// @return what one place sends between two times
std::vector<SignalRecord>
GetSent(const TopologyFixture& net, Place place, Time from, Time to)
{
    auto sent = net.GetSignals(from, to, SignalKind::SENT);
    sent.erase(
        std::remove_if(sent.begin(),
                       sent.end(),
                       [place](const SignalRecord& record) { return record.place != place; }),
        sent.end());
    return sent;
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * Order of messages; each member function is a test case.
 */
class OrderingTestCase : public MemberTestCase<OrderingTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void RequestsLost();     //!< repeated at doubling intervals
    void SilentNode();       //!< asked for before each repetition
    void NodeGone();         //!< not repeated for
    void DelayedOriginal();  //!< harmless
    void OlderAnswer();      //!< ignored
    void EqualTimestamp();   //!< a repeat
    void PingPong();         //!< a late request of the gateway in between
    void SkewWithinWindow(); //!< accepted up to the window's edge
    void SkewBeyondWindow(); //!< refused beyond it
    void SkewIntoPast();     //!< refused until the clock has caught up
    void LongPath();         //!< longer than the window
    void SequenceScheme();   //!< handovers ordered by numbers
    void SequenceRepeat();   //!< a repetition has a larger number
    void SequencePingPong(); //!< an old number is refused

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
OrderingTestCase::RequestsLost()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Ms(500), 0, G1);
    net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(19.7)).Run(Seconds(1), 7500);
    const Time attach = Seconds(2);
    net.SetLoss(G2, L1, [attach](Ptr<const Packet> packet) {
        return IsUpdate(packet) && Simulator::Now() < attach + Seconds(100);
    });
    net.DetachAt(attach - Ms(40), 0);
    net.AttachAt(attach, 0, G2);
    net.RunUntil(attach + Seconds(140));

    const auto requests = GetSent(net, G2, attach, attach + Seconds(140));
    // RFC 6275, 11.8; a node that sends is there.
    const std::vector<double> timeouts{1, 2, 4, 8, 16, 32, 32, 32};
    PMIPV6_TEST_REQUIRE(requests.size() == timeouts.size() + 1, "repeated until it is answered");
    Time due = attach;
    for (std::size_t i = 0; i < requests.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(requests[i].at, due, TOLERANCE, "request " << i);
        NS_TEST_EXPECT_MSG_EQ(GetTimestamp(requests[i]),
                              ToMobilityTimestamp(requests[i].at),
                              "the latest timestamp (6.9.4, 4)");
        NS_TEST_EXPECT_MSG_EQ(requests[i].isRetransmission, (i > 0), "request " << i);
        NS_TEST_EXPECT_MSG_EQ(GetRequest(requests[i]).sequence, i + 1, "request " << i);
        if (i < timeouts.size())
        {
            due = requests[i].at + Seconds(timeouts[i]);
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
OrderingTestCase::SilentNode()
{
    TopologyFixture net(SHORT_DELAYS);
    const Time attach = Seconds(20);
    net.SetLoss(G1, L1, [attach](Ptr<const Packet> packet) {
        return IsUpdate(packet) && Simulator::Now() < attach + Seconds(1);
    });
    net.AttachAt(attach, 0, G1);
    net.RunUntil(Seconds(24));
    const auto requests = GetSent(net, G1, Time(0), Seconds(24));
    PMIPV6_TEST_REQUIRE(requests.size() == 2, "one repetition");
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[1].at,
                              attach + Seconds(1) + net.Access(0, G1) * 2,
                              TOLERANCE,
                              "after a round trip to the node (6.9.4, 2)");
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), 1, "registered in the end");
}

void
OrderingTestCase::NodeGone()
{
    TopologyFixture net(SHORT_DELAYS);
    const Time attach = Seconds(20);
    net.SetLoss(G1, L1, IsUpdate);
    net.AttachAt(attach, 0, G1);
    net.DetachAt(attach + Ms(500), 0);
    net.RunUntil(Seconds(50));
    const auto requests = GetSent(net, G1, Time(0), Seconds(50));
    PMIPV6_TEST_REQUIRE(requests.size() == 2, "no repetition for a node that is gone");
    // Solicitations at +1, +2 and +3 s; the last one's answer is awaited for RETRANS_TIMER.
    NS_TEST_EXPECT_MSG_EQ_TOL(requests[1].at,
                              attach + Seconds(4),
                              TOLERANCE,
                              "given up after three unanswered solicitations");
    NS_TEST_EXPECT_MSG_EQ(GetRequest(requests[1]).lifetime, 0, "de-registered (6.9.1.4)");
    const auto* gone = net.FindState(G1, "none");
    PMIPV6_TEST_REQUIRE(gone, "the entry goes");
    NS_TEST_EXPECT_MSG_EQ_TOL(gone->at,
                              attach + Seconds(5),
                              TOLERANCE,
                              "INITIAL_BINDACK_TIMEOUT after the de-registration");
}

void
OrderingTestCase::DelayedOriginal()
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

    const auto answers = GetSent(net, L1, Time(0), Seconds(5));
    PMIPV6_TEST_REQUIRE(answers.size() == 2 && before, "both requests are answered");
    NS_TEST_EXPECT_MSG_EQ(int(GetAnswer(answers[0]).status), 0, "the repetition comes first");
    NS_TEST_EXPECT_MSG_EQ(int(GetAnswer(answers[1]).status), 157, "the original is older (5.5, 8)");
    NS_TEST_EXPECT_MSG_EQ_TOL(answers[1].at, attach + late, TOLERANCE, "when it arrives");
    NS_TEST_EXPECT_MSG_EQ(GetTimestamp(answers[1]),
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
OrderingTestCase::OlderAnswer()
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
    const auto requests = GetSent(net, G1, Time(0), Seconds(25));
    PMIPV6_TEST_REQUIRE(requests.size() == 2, "two requests");
    const auto* attachment = net.FindState(G1, "registered");
    PMIPV6_TEST_REQUIRE(attachment, "accepted");
    NS_TEST_EXPECT_MSG_EQ_TOL(attachment->at,
                              requests[1].at + net.RoundTrip(G1, L1),
                              TOLERANCE,
                              "by the answer to the last request");
}

void
OrderingTestCase::EqualTimestamp()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto& requests = net.Capture(G1, L1);
    const auto& answers = net.Capture(L1, G1);
    net.AttachAt(Seconds(1), 0, G1);
    std::optional<BindingCacheEntry> before;
    const auto octets = [](const WireRecord& record) {
        std::vector<uint8_t> all(record.packet->GetSize());
        record.packet->CopyData(all.data(), record.packet->GetSize());
        return all;
    };
    net.At(Ms(1250), [&] {
        before = *net.GetBinding(L1, 0);
        net.Replay(G1, L1, requests.back().packet);
    });
    // The same timestamp from another gateway is not greater, so not accepted.
    net.At(Ms(1275), [&net] {
        const auto sent = GetSent(net, G1, Seconds(1), Seconds(2));
        net.GetSignaling(G2)->Send(*sent.at(0).message,
                                   TopologyFixture::GetAddress(G2),
                                   TopologyFixture::GetAddress(L1));
    });
    net.RunUntil(Seconds(3));

    const auto sent = GetSent(net, L1, Seconds(1), Seconds(3));
    PMIPV6_TEST_REQUIRE(sent.size() == 3 && before, "each is answered");
    NS_TEST_EXPECT_MSG_EQ((octets(answers.back()) == octets(answers[answers.size() - 2])),
                          true,
                          "the same answer, octet by octet");
    NS_TEST_EXPECT_MSG_EQ(int(GetAnswer(sent[2]).status), 157, "refused to another gateway");
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

    const auto answers = GetSent(net, L1, toFar + net.Delay(L1, G1), Seconds(10));
    PMIPV6_TEST_REQUIRE(!answers.empty(), "the late request is answered");
    NS_TEST_EXPECT_MSG_EQ_TOL(answers[0].at, toFar + net.Delay(L1, G1), TOLERANCE, "late");
    NS_TEST_EXPECT_MSG_EQ(int(GetAnswer(answers[0]).status), 157, "TIMESTAMP_LOWER_...");
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
    const auto answers = GetSent(net, L1, Seconds(3), Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(answers.size(), 1, "one answer, no further attempt (6.9.1.2, 9)");
    const auto* entry = net.GetEntry(G2, 0);
    const auto* binding = net.GetBinding(L1, 0);
    if (answers.empty() || !entry || !binding)
    {
        NS_TEST_EXPECT_MSG_EQ(true, false, "no answer, entry or binding");
        return BindingStatus::REASON_UNSPECIFIED;
    }
    const auto& answer = GetAnswer(answers[0]);
    const bool isAccepted = IsAccepted(answer.status);
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(entry->state)),
                          (isAccepted ? "registered" : "refused"),
                          "at the gateway");
    NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf,
                          TopologyFixture::GetAddress(isAccepted ? G2 : G1),
                          "at the anchor");
    NS_TEST_EXPECT_MSG_EQ(GetTimestamp(answers[0]),
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
    const auto answers = GetSent(net, L1, Seconds(3), Seconds(8));
    PMIPV6_TEST_REQUIRE(answers.size() >= 2, "presence is asserted again (6.9.1.2, 8)");
    for (std::size_t i = 0; i + 1 < answers.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_EQ(int(GetAnswer(answers[i]).status), 157, "before 1 s of its clock");
    }
    NS_TEST_EXPECT_MSG_EQ(int(GetAnswer(answers.back()).status), 156, "then still off by 2.2 s");
    const auto requests = GetSent(net, G2, Seconds(3), Seconds(8));
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
        net.RunUntil(Seconds(20));
        const auto answers = GetSent(net, L1, Time(0), Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(answers.size(), 2, "one for each node, no more");
        for (const auto& answer : answers)
        {
            NS_TEST_EXPECT_MSG_EQ(int(GetAnswer(answer).status), status, "for every node");
        }
        NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), (status ? 0 : 2), "advertised");
        NS_TEST_EXPECT_MSG_EQ(net.GetRefused().size(), (status ? 2 : 0), "traced");
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
        NS_TEST_EXPECT_MSG_EQ(GetTimestamp(record), 0, "no Timestamp option, in answers neither");
        if (record.place != L1)
        {
            NS_TEST_EXPECT_MSG_EQ(GetRequest(record).sequence,
                                  last + 1,
                                  "counted for the session, whatever the gateway");
            last = GetRequest(record).sequence;
        }
        else
        {
            NS_TEST_EXPECT_MSG_EQ(int(GetAnswer(record).status), 0, "accepted");
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
OrderingTestCase::SequenceRepeat()
{
    TopologyOptions options;
    options.isTimestampInUse = false;
    TopologyFixture net(SHORT_DELAYS, options);
    net.SetLoss(G1, L1, [](Ptr<const Packet> packet) {
        return IsUpdate(packet) && Simulator::Now() < Ms(3500);
    });
    net.AttachAt(Seconds(1), 0, G1);
    net.RunUntil(Seconds(6));
    const auto requests = GetSent(net, G1, Time(0), Seconds(6));
    PMIPV6_TEST_REQUIRE(requests.size() == 3, "after 1 and 2 s more");
    NS_TEST_EXPECT_MSG_EQ(GetRequest(requests[0]).sequence, 1, "the first");
    NS_TEST_EXPECT_MSG_EQ(GetRequest(requests[1]).sequence, 2, "larger (6.9.4, 4)");
    NS_TEST_EXPECT_MSG_EQ(GetRequest(requests[2]).sequence, 3, "larger (6.9.4, 4)");
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), 1, "accepted");
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
    const auto answers = GetSent(net, L1, toFar, Seconds(10));
    PMIPV6_TEST_REQUIRE(answers.size() == 2, "both requests are answered");
    NS_TEST_EXPECT_MSG_EQ(int(GetAnswer(answers[0]).status), 0, "the newer one comes first");
    NS_TEST_EXPECT_MSG_EQ(GetAnswer(answers[0]).sequence, 3, "the third of the session");
    NS_TEST_EXPECT_MSG_EQ(int(GetAnswer(answers[1]).status), 135, "the second is out of window");
    NS_TEST_EXPECT_MSG_EQ(GetAnswer(answers[1]).sequence, 3, "the last accepted (RFC 6275, 9.5.1)");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->proxyCareOf,
                          TopologyFixture::GetAddress(G2),
                          "the binding stays");
    NS_TEST_EXPECT_MSG_EQ(net.GetEntry(G1, 0), nullptr, "the far gateway gives up");
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
        AddTestCase(new Case("6.9.4 requests lost", &Case::RequestsLost));
        AddTestCase(new Case("6.9.4 a silent node is asked", &Case::SilentNode));
        AddTestCase(new Case("6.9.4 no repetition for a node gone", &Case::NodeGone));
        AddTestCase(new Case("5.5 the delayed original is harmless", &Case::DelayedOriginal));
        AddTestCase(new Case("6.9.1.2 answer to an older request", &Case::OlderAnswer));
        AddTestCase(new Case("5.5 equal timestamp", &Case::EqualTimestamp));
        for (const auto& variant : GetVariants())
        {
            AddTestCase(new Case("5.5 ping-pong overtaking", &Case::PingPong, variant));
            AddTestCase(new Case("5.5 sequence numbers", &Case::SequenceScheme, variant));
        }
        AddTestCase(new Case("5.5 skew within the window", &Case::SkewWithinWindow));
        AddTestCase(new Case("5.5 skew beyond the window", &Case::SkewBeyondWindow));
        AddTestCase(new Case("5.5 skew into the past", &Case::SkewIntoPast));
        AddTestCase(new Case("5.5 a path longer than the window", &Case::LongPath));
        AddTestCase(new Case("6.9.4 sequence number of a repetition", &Case::SequenceRepeat));
        AddTestCase(new Case("5.5 late request with an old number", &Case::SequencePingPong));
    }
};

static Rfc5213OrderingTestSuite g_rfc5213OrderingTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
