/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-octets-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/channel.h"
#include "ns3/ipv6-extension-demux.h"
#include "ns3/ipv6-extension.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-anchor-function.h"
#include "ns3/pmipv6-hop-by-hop-extension.h"
#include "ns3/pmipv6-local-mobility-anchor.h"

#include <optional>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * Mobility Headers that each router on their way is to look at (RFC 2711): who may take them in the
 * place of whom they are addressed to, and that all others let them pass as they came.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

using badinput::operator+;

/// Next Header values.
constexpr uint8_t OPTIONS = 0;
constexpr uint8_t TUNNELLED = 41;

/// @return a question of node 0's gateway about the prefix of a node
Question
MakeQuestion(const Prefix& prefix, Place from, const Ipv6Address& to)
{
    RoRequest request;
    request.sequence = 7;
    request.options = {HomeNetworkPrefixOption{prefix}, HomeNetworkPrefixOption{prefix}};
    Question question;
    question.message = request;
    question.source = TopologyFixture::GetAddress(from);
    question.destination = to;
    question.purpose = "toy";
    question.isRateLimited = false;
    question.maxTransmissions = 2;
    question.isAlerting = true;
    return question;
}

/**
 * A function of an anchor that answers what is asked about the anchor's prefixes, whether it is
 * addressed to the anchor or to one of its nodes.
 */
class ToyAnswerFunction : public AnchorFunction
{
  public:
    bool isWilling{true};     //!< it wants what is addressed to the nodes
    uint32_t nAsked{0};       //!< messages on their way that it was shown
    uint32_t nIntercepted{0}; //!< messages to nodes that it took
    uint32_t nAddressed{0};   //!< messages to the anchor that it took

  private:
    void Start(Ptr<LocalMobilityAnchor> anchor) override
    {
        auto& anchorNow = *anchor;
        const auto signaling = MobilitySignaling::Install(anchor->GetNode());
        signaling->GetTransit().Add(
            MessageType::EXPERIMENTAL,
            [this, &anchorNow](const MobilityMessage& message, const MessageContext& context) {
                ++nAsked;
                return isWilling && std::holds_alternative<RoRequest>(message) &&
                       anchorNow.OwnsAddress(context.destination);
            });
        signaling->AddHandler(
            MessageType::EXPERIMENTAL,
            [this, &anchorNow, own = PeekPointer(signaling)](const MobilityMessage& message,
                                                             const MessageContext& context) {
                const auto* request = std::get_if<RoRequest>(&message);
                if (!request)
                {
                    return false;
                }
                ++(context.isIntercepted ? nIntercepted : nAddressed);
                RoRequestAck answer;
                answer.sequence = request->sequence;
                answer.options = request->options;
                own->Send(answer, anchorNow.GetAddress(), context.source, "toy");
                return true;
            });
    }

    void Stop() override
    {
    }

    void Restart() override
    {
    }

    void HandleRegistered(const BindingCacheEntry& /* session */,
                          RegistrationKind /* kind */) override
    {
    }
};

/// @return the packets among some that have a Hop-by-Hop Options header
std::vector<WireRecord>
SelectAlerting(const std::vector<WireRecord>& records)
{
    return Select(records, [](const WireRecord& record) {
        return GetOctets(record.packet).at(6) == OPTIONS;
    });
}

/// @return the tunnelled packets among some whose inner packets have one
std::vector<WireRecord>
SelectTunnelledAlerting(const std::vector<WireRecord>& records)
{
    return Select(records, [](const WireRecord& record) {
        const auto octets = GetOctets(record.packet);
        return octets.at(6) == TUNNELLED && octets.at(40 + 6) == OPTIONS;
    });
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * G1 asks about node 1, which is at G3 and of L2; each member function is a test case.
 */
class RouterAlertTestCase : public MemberTestCase<RouterAlertTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Intercepted();     //!< by the anchor whose node it is addressed to
    void PastTheOwnTable(); //!< whatever the asking node's table says of the destination
    void PassesUntouched(); //!< where nobody is interested, or nobody says yes
    void TakesATime();      //!< Delay, at a router and at the anchor
    void RouterOnTheWay();  //!< a plain router takes it
    void AddressedToNode(); //!< to the anchor itself it comes as ever
    void NotTrusted();      //!< dropped where it would be taken
    void NobodyAnswers();   //!< repeated, and given up
    void OtherPackets();    //!< octets that are no header end no run, others pass

  private:
    /// Let L2 and G1 know each other, L2 have the toy, and node 1 attach.
    void Begin(TopologyFixture& net, bool hasToy = true)
    {
        const auto l2 = TopologyFixture::GetAddress(L2);
        net.GetSignaling(L2)->GetAssociations().Add(TopologyFixture::GetAddress(G1),
                                                    {ExperimentalSubtype::RO_REQUEST});
        net.GetSignaling(G1)->GetAssociations().Add(l2, {ExperimentalSubtype::RO_REQUEST_ACK});
        net.GetSignaling(G1)->AddHandler(
            MessageType::EXPERIMENTAL,
            [](const MobilityMessage&, const MessageContext&) { return false; });
        if (hasToy)
        {
            net.GetAnchor(L2)->AddFunction(m_function);
        }
        net.AttachAt(Seconds(1), 1, G3);
    }

    /// Check that L2 has tunnelled on what came to it over a router, but for the hop limit.
    void ExpectUntouched(const WireRecord& sent, const WireRecord& passed)
    {
        auto octets = GetOctets(sent.packet);
        const auto inner = GetOctets(passed.packet);
        octets.at(7) -= 2; // The router on the wire, and L2.
        NS_TEST_EXPECT_MSG_EQ((std::vector<uint8_t>(inner.begin() + 40, inner.end()) == octets),
                              true,
                              "octet by octet");
    }

    /// Let a gateway ask about node 1 after 3 s. @param destination :: for node 1
    void Ask(TopologyFixture& net,
             Place from = G1,
             const Ipv6Address& destination = Ipv6Address::GetAny())
    {
        net.At(Seconds(3), [this, &net, from, destination] {
            const auto node = net.GetHomeAddress(1);
            auto question =
                MakeQuestion(Prefix(node, 64), from, destination.IsAny() ? node : destination);
            question.done = [this](const ExchangeOutcome& outcome) {
                m_end = outcome.end;
                m_endedAt = Simulator::Now();
            };
            m_exchange = net.GetSignaling(from)->Ask(std::move(question));
        });
    }

    Ptr<ToyAnswerFunction> m_function{CreateObject<ToyAnswerFunction>()}; //!< at L2
    Exchange m_exchange;                                                  //!< the question
    std::optional<ExchangeEnd> m_end;                                     //!< how it ended
    Time m_endedAt;                                                       //!< and when
};

void
RouterAlertTestCase::Intercepted()
{
    TopologyOptions options;
    options.transitRouters = 1;
    TopologyFixture net(SHORT_DELAYS, options);
    ReceivedPackets atNode(net.GetDevice(1));
    const auto& asked = net.Capture(G1, L2);
    Begin(net);
    Ask(net);
    net.RunUntil(Seconds(8));
    PMIPV6_TEST_REQUIRE(m_end, "it is over");
    NS_TEST_EXPECT_MSG_EQ((*m_end == ExchangeEnd::ANSWERED), true, "answered, by another address");
    NS_TEST_EXPECT_MSG_EQ_TOL(m_endedAt,
                              Seconds(3) + net.RoundTrip(G1, L2),
                              2 * TOLERANCE,
                              "after one round trip, with no delay at the router");
    NS_TEST_EXPECT_MSG_EQ(m_function->nIntercepted, 1, "taken");
    NS_TEST_EXPECT_MSG_EQ(m_function->nAddressed, 0, "as one to the node");
    NS_TEST_EXPECT_MSG_EQ(atNode.Count(OPTIONS), 0, "the node gets nothing");
    const auto sent = SelectAlerting(asked);
    PMIPV6_TEST_REQUIRE(sent.size() == 1, "once");
    const auto octets = GetOctets(sent[0].packet);
    const badinput::Octets header(octets.begin() + 40, octets.begin() + 48);
    NS_TEST_EXPECT_MSG_EQ(badinput::ToHex(header), "87000502ffdf0100", "RFC 2711, 2.1");
    std::size_t nReceived = 0;
    for (const auto& record : net.GetSignals(Seconds(3), Seconds(8), SignalKind::RECEIVED))
    {
        nReceived += record.place == L2 && record.name == "RoRequest";
    }
    NS_TEST_EXPECT_MSG_EQ(nReceived, 1, "traced as what is addressed to it");
}

void
RouterAlertTestCase::PastTheOwnTable()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto& toOther = net.Capture(G1, L1);
    const auto& plain = net.Capture(G1, L2);
    Begin(net);
    net.At(Seconds(2), [&net] {
        ForwardingMatch match;
        match.destination = Prefix(net.GetHomeAddress(1), 64);
        match.owner = "toy";
        TunnelAction tunnel;
        tunnel.local = TopologyFixture::GetAddress(G1);
        tunnel.remote = TopologyFixture::GetAddress(L1);
        net.GetForwarding(G1)->Set(match, tunnel);
    });
    Ask(net);
    // A message that nobody is asked to look at goes where the table says.
    net.At(Seconds(4), [&net] {
        RoRequest request;
        net.GetSignaling(G1)->Send(request, TopologyFixture::GetAddress(G1), net.GetHomeAddress(1));
    });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(SelectAlerting(plain).size(), 1, "by the plain route");
    NS_TEST_EXPECT_MSG_EQ(m_function->nIntercepted, 1, "and taken");
    const auto tunnelled = Select(toOther, [](const WireRecord& record) {
        return record.at >= Seconds(3) && GetOctets(record.packet).at(6) == TUNNELLED;
    });
    PMIPV6_TEST_REQUIRE(tunnelled.size() == 1, "the other one");
    NS_TEST_EXPECT_MSG_EQ_TOL(tunnelled[0].at, Seconds(4), TOLERANCE, "is tunnelled");
}

void
RouterAlertTestCase::PassesUntouched()
{
    for (const bool hasToy : {false, true})
    {
        m_function = CreateObject<ToyAnswerFunction>();
        m_function->isWilling = false;
        TopologyOptions options;
        options.transitRouters = 1;
        TopologyFixture net(SHORT_DELAYS, options);
        ReceivedPackets atNode(net.GetDevice(1));
        const auto& before = net.Capture(G1, L2);
        const auto& after = net.Capture(L2, G3);
        Begin(net, hasToy);
        Ask(net);
        net.RunUntil(Ms(3900));
        // L2 forwards by its binding, as any other packet.
        const auto sent = SelectAlerting(before);
        const auto passed = SelectTunnelledAlerting(after);
        PMIPV6_TEST_REQUIRE(sent.size() == 1 && passed.size() == 1, "sent, and passed on");
        ExpectUntouched(sent[0], passed[0]);
        NS_TEST_EXPECT_MSG_EQ(atNode.Count(OPTIONS), 1, "it arrives");
        NS_TEST_EXPECT_MSG_EQ(m_function->nAsked, (hasToy ? 1 : 0), "shown to who is interested");
        NS_TEST_EXPECT_MSG_EQ(m_function->nIntercepted, 0, "not taken");
        NS_TEST_EXPECT_MSG_EQ(net.GetSignals(Seconds(3), Ms(3900), SignalKind::REFUSED).size(),
                              0,
                              "nor refused");
        m_exchange = Exchange();
    }
}

void
RouterAlertTestCase::TakesATime()
{
    for (const bool isWilling : {true, false})
    {
        m_function = CreateObject<ToyAnswerFunction>();
        m_function->isWilling = isWilling;
        TopologyOptions options;
        options.transitRouters = 1;
        TopologyFixture net(SHORT_DELAYS, options);
        ReceivedPackets atNode(net.GetDevice(1));
        const auto& before = net.Capture(G1, L2);
        const auto& after = net.Capture(L2, G3);
        Begin(net);
        const auto slow = [](Ptr<Node> node, Time delay) {
            node->GetObject<Ipv6ExtensionDemux>()
                ->GetExtension(Ipv6Header::IPV6_EXT_HOP_BY_HOP)
                ->SetAttribute("Delay", TimeValue(delay));
        };
        const auto wire = net.GetWireEnd(G1, L2);
        const auto channel = wire->GetChannel();
        const auto router = channel->GetDevice(channel->GetDevice(0) == wire ? 1 : 0)->GetNode();
        HopByHopExtension::Install(router, nullptr);
        net.At(Ms(2500), [&] {
            slow(router, Ms(2));
            slow(net.GetNode(L2), Ms(3));
        });
        Ask(net);
        net.RunUntil(Ms(3900));
        const auto sent = SelectAlerting(before);
        PMIPV6_TEST_REQUIRE(sent.size() == 1, "sent");
        if (isWilling)
        {
            NS_TEST_EXPECT_MSG_EQ_TOL(m_endedAt,
                                      Seconds(3) + net.RoundTrip(G1, L2) + Ms(5),
                                      2 * TOLERANCE,
                                      "hops * p_HBH later");
        }
        else
        {
            const auto passed = SelectTunnelledAlerting(after);
            PMIPV6_TEST_REQUIRE(passed.size() == 1, "passed on");
            ExpectUntouched(sent[0], passed[0]);
            NS_TEST_EXPECT_MSG_EQ_TOL(passed[0].at,
                                      Seconds(3) + net.Delay(G1, L2) + Ms(5),
                                      2 * TOLERANCE,
                                      "by its binding, and later");
            NS_TEST_EXPECT_MSG_EQ(atNode.Count(OPTIONS), 1, "it arrives");
        }
        m_exchange = Exchange();
    }
}

void
RouterAlertTestCase::RouterOnTheWay()
{
    TopologyOptions options;
    options.transitRouters = 1;
    TopologyFixture net(SHORT_DELAYS, options);
    Begin(net);
    const auto wire = net.GetWireEnd(G1, L2);
    const auto channel = wire->GetChannel();
    const auto other = channel->GetDevice(channel->GetDevice(0) == wire ? 1 : 0);
    const auto signaling = MobilitySignaling::Install(other->GetNode());
    signaling->GetAssociations().Add(TopologyFixture::GetAddress(G1),
                                     {ExperimentalSubtype::RO_REQUEST});
    uint32_t nTaken = 0;
    const auto number = signaling->GetTransit().Add(
        MessageType::EXPERIMENTAL,
        [](const MobilityMessage&, const MessageContext&) { return true; });
    signaling->AddHandler(MessageType::EXPERIMENTAL,
                          [&nTaken](const MobilityMessage&, const MessageContext& context) {
                              nTaken += context.isIntercepted;
                              return true;
                          });
    Ask(net);
    net.At(Ms(3500), [&] {
        NS_TEST_EXPECT_MSG_EQ(nTaken, 1, "taken");
        NS_TEST_EXPECT_MSG_EQ(m_function->nAsked, 0, "it went no further");
        signaling->GetTransit().Remove(number);
    });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(nTaken, 1, "and no more");
    NS_TEST_EXPECT_MSG_EQ(m_function->nIntercepted, 1, "the repetition gets through");
}

void
RouterAlertTestCase::AddressedToNode()
{
    TopologyFixture net(SHORT_DELAYS);
    Begin(net);
    Ask(net, G1, TopologyFixture::GetAddress(L2));
    net.RunUntil(Seconds(8));
    PMIPV6_TEST_REQUIRE(m_end, "it is over");
    NS_TEST_EXPECT_MSG_EQ((*m_end == ExchangeEnd::ANSWERED), true, "answered");
    NS_TEST_EXPECT_MSG_EQ(m_function->nAddressed, 1, "once");
    NS_TEST_EXPECT_MSG_EQ(m_function->nAsked + m_function->nIntercepted, 0, "not as a passing one");
}

void
RouterAlertTestCase::NotTrusted()
{
    TopologyFixture net(SHORT_DELAYS);
    ReceivedPackets atNode(net.GetDevice(1));
    Begin(net);
    Ask(net, G2);
    net.RunUntil(Ms(3900));
    const auto refused = net.GetSignals(Seconds(3), Ms(3900), SignalKind::REFUSED);
    PMIPV6_TEST_REQUIRE(refused.size() == 1, "refused");
    NS_TEST_EXPECT_MSG_EQ(refused[0].reason, "no-security-association", "as it would be");
    NS_TEST_EXPECT_MSG_EQ(int(refused[0].place), int(L2), "at the anchor");
    NS_TEST_EXPECT_MSG_EQ(m_function->nIntercepted, 0, "not taken");
    NS_TEST_EXPECT_MSG_EQ(atNode.Count(OPTIONS), 0, "nor passed on");
    m_exchange = Exchange();
}

void
RouterAlertTestCase::NobodyAnswers()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto& asked = net.Capture(G1, L2);
    Begin(net, false);
    Ask(net);
    net.RunUntil(Seconds(8));
    PMIPV6_TEST_REQUIRE(m_end, "it is over");
    NS_TEST_EXPECT_MSG_EQ((*m_end == ExchangeEnd::UNANSWERED), true, "given up");
    NS_TEST_EXPECT_MSG_EQ_TOL(m_endedAt, Seconds(6), TOLERANCE, "after 1 s and 2 s");
    NS_TEST_EXPECT_MSG_EQ(SelectAlerting(asked).size(), 2, "the repetition likewise");
}

void
RouterAlertTestCase::OtherPackets()
{
    TopologyFixture net(SHORT_DELAYS);
    ReceivedPackets atNode(net.GetDevice(1));
    Begin(net);
    std::size_t nMalformed = 0;
    net.GetNode(L2)->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<const Ipv6Header&,
                             Ptr<const Packet>,
                             Ipv6L3Protocol::DropReason,
                             Ptr<Ipv6>,
                             uint32_t>([&nMalformed](const Ipv6Header&,
                                                     Ptr<const Packet>,
                                                     Ipv6L3Protocol::DropReason reason,
                                                     Ptr<Ipv6>,
                                                     uint32_t) {
            nMalformed += reason == Ipv6L3Protocol::DROP_MALFORMED_HEADER;
        }));
    const auto send = [&net](const badinput::Octets& octets, const Ipv6Address& to) {
        net.GetNode(G2)->GetObject<Ipv6L3Protocol>()->Send(
            Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size())),
            TopologyFixture::GetAddress(G2),
            to,
            OPTIONS,
            nullptr);
    };
    // A header of 256 octets, all of them one PadN, of whose size ns-3 sees nothing.
    const auto longest = badinput::Hex("3b1f 01fc") + badinput::Octets(252);
    const auto alert = badinput::Hex("8700 0502ffdf 0100");
    net.At(Seconds(3), [&] {
        for (const auto& to : {net.GetHomeAddress(1), TopologyFixture::GetAddress(L2)})
        {
            for (const auto& octets : {badinput::Hex("3b"),
                                       badinput::Hex("3b05 01040000 0000"),
                                       badinput::Hex("3b00 01050000 0000"),
                                       longest})
            {
                send(octets, to);
            }
        }
    });
    net.At(Seconds(4), [&] {
        // No payload, and an alert without a message, or with one that is none.
        send(badinput::Hex("3b00 01040000 0000"), net.GetHomeAddress(1));
        send(alert, net.GetHomeAddress(1));
        send(alert + badinput::Hex("3b00 0500 0000 0000"), net.GetHomeAddress(1));
    });
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(nMalformed, 8, "dropped and traced");
    NS_TEST_EXPECT_MSG_EQ(atNode.Count(OPTIONS), 3, "the others pass");
    NS_TEST_EXPECT_MSG_EQ(m_function->nAsked, 0, "and are shown to nobody");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc2711`.
 */
class Rfc2711TestSuite : public TestSuite
{
  public:
    Rfc2711TestSuite()
        : TestSuite("pmipv6-rfc2711")
    {
        using Case = RouterAlertTestCase;
        AddTestCase(new Case("a message taken on its way", &Case::Intercepted));
        AddTestCase(new Case("past the own forwarding table", &Case::PastTheOwnTable));
        AddTestCase(new Case("a message that passes", &Case::PassesUntouched));
        AddTestCase(new Case("a plain router", &Case::RouterOnTheWay));
        AddTestCase(new Case("RFC 2711, 2 looking at it takes a time", &Case::TakesATime));
        AddTestCase(new Case("a message to the node itself", &Case::AddressedToNode));
        AddTestCase(new Case("from whom nothing is taken", &Case::NotTrusted));
        AddTestCase(new Case("nobody answers", &Case::NobodyAnswers));
        AddTestCase(new Case("other packets", &Case::OtherPackets));
    }
};

static Rfc2711TestSuite g_rfc2711TestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
