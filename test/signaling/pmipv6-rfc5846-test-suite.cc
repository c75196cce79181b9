/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-signaling-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/config.h"
#include "ns3/pmipv6-binding-revocation-agent.h"
#include "ns3/uinteger.h"

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5846: binding revocation between nodes without roles.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// MN-Identifier option of a@b, filled to 12 octets.
const std::string NODE = "0804 01614062 0104 00000000";

/// @return the outcome as text
std::string
Describe(const RevocationOutcome& outcome)
{
    switch (outcome.end)
    {
    case RevocationEnd::UNANSWERED:
        return "unanswered";
    case RevocationEnd::NOT_SUPPORTED:
        return "not supported";
    default:
        return "status " + std::to_string(static_cast<unsigned>(outcome.status));
    }
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * Binding revocation; each member function is a test case.
 */
class RevocationTestCase : public MemberTestCase<RevocationTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Octets();          //!< of both messages
    void Global();          //!< for all, and for a realm
    void Unanswered();      //!< repeated once
    void MoreRepetitions(); //!< doubling to MAX_BRACK_TIMEOUT
    void Answers();         //!< which answer fits
    void Numbers();         //!< no two outstanding are equal
    void Refusals();        //!< what any role refuses
    void Flags();           //!< P, V and G are repeated, no other bit
    void Repetition();      //!< gets the same answer
    void LateDecision();    //!< nothing is answered twice
    void NotSupported();    //!< a Binding Error ends it
    void ErrorOfOther();    //!< unless it may mean another message
    void Untrusted();       //!< nothing without an association
    void NoResponder();     //!< not for this address
    void Cancelled();       //!< no outcome
    void PartialSuccess();  //!< with options

  private:
    /// What happens in a test.
    struct Exchange
    {
        SignalingFixture net;                               //!< the nodes
        Ptr<BindingRevocationAgent> initiator;              //!< at node 0
        Ptr<BindingRevocationAgent> responder;              //!< at node 1
        std::vector<std::string> outcomes;                  //!< as text, with times in ms
        std::vector<Revocation> asked;                      //!< what the responder was asked
        RevocationStatus status{RevocationStatus::SUCCESS}; //!< what it answers
        MobilityOptions failed;                             //!< what it adds
        std::optional<Time> delay;                          //!< when it answers; else at once

        Exchange();
        /// Revoke a@b's binding with fd00:1::/64 at node 1. @return the sequence number
        uint16_t Revoke();
        /// Record an outcome.
        BindingRevocationAgent::Done Record();
    };
};

RevocationTestCase::Exchange::Exchange()
    : initiator(BindingRevocationAgent::Install(net.GetNode(0))),
      responder(BindingRevocationAgent::Install(net.GetNode(1)))
{
    for (const auto& [node, peer] : {std::pair{0, 1}, std::pair{0, 2}, std::pair{1, 0}})
    {
        net.GetSignaling(node)->GetAssociations().Add(
            net.GetAddress(peer),
            {RevocationType::INDICATION, RevocationType::ACKNOWLEDGEMENT});
    }
    responder->SetResponder(net.GetAddress(1),
                            [this](const Revocation& revocation,
                                   const MessageContext&,
                                   const BindingRevocationAgent::Answer& answer) {
                                asked.push_back(revocation);
                                if (delay)
                                {
                                    Simulator::Schedule(*delay,
                                                        [this, answer] { answer(status, failed); });
                                }
                                else
                                {
                                    answer(status, failed);
                                }
                            });
}

BindingRevocationAgent::Done
RevocationTestCase::Exchange::Record()
{
    return [this](const RevocationOutcome& outcome) {
        outcomes.push_back(Describe(outcome) + " at " +
                           std::to_string(Simulator::Now().GetMilliSeconds()));
    };
}

uint16_t
RevocationTestCase::Exchange::Revoke()
{
    Revocation revocation;
    revocation.trigger = RevocationTrigger::ADMINISTRATIVE_REASON;
    revocation.identifier = "a@b";
    revocation.prefixes = {*ParsePrefix("fd00:1::/64")};
    return initiator->Revoke(revocation, net.GetAddress(0), net.GetAddress(1), Record());
}

void
RevocationTestCase::Octets()
{
    Exchange exchange;
    exchange.net.At(Seconds(1), [&] { exchange.Revoke(); });
    exchange.net.RunUntil(Seconds(5));
    const auto sent = exchange.net.GetSent(0);
    const auto answers = exchange.net.GetSent(1);
    PMIPV6_TEST_REQUIRE(sent.size() == 1 && answers.size() == 1, "one exchange");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::GetHex(sent[0]),
                          "3b04100000000101"
                          "0001800008040161"
                          "4062010016120040"
                          "fd00000100000000"
                          "0000000000000000",
                          "indication: trigger, number, P, node, prefix");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::GetHex(answers[0]),
                          "3b01100000000200"
                          "0001800001020000",
                          "acknowledgement: success, the same number, P");
    NS_TEST_EXPECT_MSG_EQ((exchange.outcomes == std::vector<std::string>{"status 0 at 1020"}),
                          true,
                          "a round trip later");
    PMIPV6_TEST_REQUIRE(exchange.asked.size() == 1, "the role decides");
    NS_TEST_EXPECT_MSG_EQ(exchange.asked[0].identifier, "a@b", "MN-Identifier");
    NS_TEST_EXPECT_MSG_EQ(exchange.asked[0].prefixes.size(), 1, "Home Network Prefix");
    NS_TEST_EXPECT_MSG_EQ(exchange.asked[0].isGlobal, false, "of one node");
    NS_TEST_EXPECT_MSG_EQ(exchange.initiator->GetNOutstanding(), 0, "over");
    NS_TEST_EXPECT_MSG_EQ(exchange.net.GetSignaling(0)->GetNPending(), 0, "over");
}

void
RevocationTestCase::Global()
{
    Exchange exchange;
    exchange.net.At(Seconds(1), [&] {
        Revocation revocation;
        revocation.isGlobal = true;
        revocation.trigger = RevocationTrigger::PER_PEER_POLICY;
        exchange.initiator->Revoke(revocation,
                                   exchange.net.GetAddress(0),
                                   exchange.net.GetAddress(1),
                                   {});
        revocation.trigger = RevocationTrigger::REVOKING_MOBILITY_NODE_LOCAL_POLICY;
        revocation.identifier = "@b";
        revocation.careOf = Ipv6Address("fd00:c::2");
        exchange.initiator->Revoke(revocation,
                                   exchange.net.GetAddress(0),
                                   exchange.net.GetAddress(1),
                                   {});
    });
    exchange.net.RunUntil(Seconds(5));
    const auto sent = exchange.net.GetSent(0);
    const auto answers = exchange.net.GetSent(1);
    PMIPV6_TEST_REQUIRE(sent.size() == 2 && answers.size() == 2, "two exchanges");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::GetHex(sent[0]),
                          "3b01100000000180"
                          "0001a00001020000",
                          "128, P and G, no options");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::GetHex(sent[1]),
                          "3b04100000000181"
                          "0002a00008030140"
                          "6201030000000310"
                          "fd00000c00000000"
                          "0000000000000002",
                          "129, P and G, a realm, an Alternate Care-of Address");
    NS_TEST_EXPECT_MSG_EQ(SignalingFixture::GetHex(answers[0]),
                          "3b01100000000200"
                          "0001a00001020000",
                          "P and G");
    PMIPV6_TEST_REQUIRE(exchange.asked.size() == 2, "the role decides");
    NS_TEST_EXPECT_MSG_EQ(exchange.asked[1].identifier, "@b", "the realm");
    NS_TEST_EXPECT_MSG_EQ((exchange.asked[1].careOf == Ipv6Address("fd00:c::2")),
                          true,
                          "Alternate Care-of Address");
}

void
RevocationTestCase::Unanswered()
{
    Exchange exchange;
    exchange.net.SetLoss(0, 1, [] { return true; });
    exchange.net.At(Seconds(1), [&] { exchange.Revoke(); });
    exchange.net.RunUntil(Seconds(10));
    const auto sent = exchange.net.GetSent(0);
    PMIPV6_TEST_REQUIRE(sent.size() == 2, "BRIMaxRetriesNumber is 1");
    NS_TEST_EXPECT_MSG_EQ(sent[1].at, Seconds(2), "InitMINDelayBRIs");
    NS_TEST_EXPECT_MSG_EQ(sent[0].isRetransmission, false, "the first");
    NS_TEST_EXPECT_MSG_EQ(sent[1].isRetransmission, true, "repeated");
    NS_TEST_EXPECT_MSG_EQ(
        (SignalingFixture::GetHeader(sent[0]) == SignalingFixture::GetHeader(sent[1])),
        true,
        "the same message");
    NS_TEST_EXPECT_MSG_EQ((exchange.outcomes == std::vector<std::string>{"unanswered at 4000"}),
                          true,
                          "after the doubled time-out");
}

void
RevocationTestCase::MoreRepetitions()
{
    Config::SetDefault("ns3::pmipv6::BindingRevocationAgent::BriMaxRetriesNumber",
                       UintegerValue(4));
    Config::SetDefault("ns3::pmipv6::BindingRevocationAgent::InitMinDelayBris",
                       TimeValue(MilliSeconds(500)));
    Config::SetDefault("ns3::pmipv6::BindingRevocationAgent::MaxBrackTimeout",
                       TimeValue(MilliSeconds(1700)));
    // Those of Binding Updates are others.
    Config::SetDefault("ns3::pmipv6::MobilitySignaling::MaxUpdateRate", UintegerValue(1));
    Exchange exchange;
    exchange.net.SetLoss(0, 1, [] { return true; });
    exchange.net.At(Seconds(1), [&] {
        exchange.Revoke();
        exchange.Revoke();
    });
    exchange.net.RunUntil(Seconds(20));
    const auto sent = exchange.net.GetSent(0);
    const std::vector<int> times{1000, 1500, 2500, 4200, 5900};
    PMIPV6_TEST_REQUIRE(sent.size() == 2 * times.size(), "four repetitions of each");
    for (std::size_t i = 0; i < sent.size(); ++i)
    {
        NS_TEST_EXPECT_MSG_EQ(sent[i].at, MilliSeconds(times[i / 2]), i);
    }
    NS_TEST_EXPECT_MSG_EQ((exchange.outcomes == std::vector<std::string>(2, "unanswered at 7600")),
                          true,
                          "in the end");
}

void
RevocationTestCase::Answers()
{
    Exchange exchange;
    exchange.net.SetLoss(0, 1, [] { return true; });
    exchange.net.At(MilliSeconds(900), [&] {
        exchange.net.Inject(1, 0, "3b011000 0000 0200 0001 8000 01020000"); // Before the question.
    });
    exchange.net.At(Seconds(1), [&] {
        exchange.Revoke();
        exchange.Revoke();
    });
    exchange.net.At(MilliSeconds(1100), [&] {
        exchange.net.Inject(1, 0, "3b011000 0000 0200 0003 8000 01020000"); // No such number.
        exchange.net.Inject(2, 0, "3b011000 0000 0200 0001 8000 01020000"); // Another peer.
        exchange.net.Inject(1, 0, "3b011000 0000 0200 0101 8000 01020000"); // 16 bits.
    });
    exchange.net.At(MilliSeconds(1200), [&] {
        exchange.net.Inject(1, 0, "3b011000 0000 0284 0002 8000 01020000");
        exchange.net.Inject(1, 0, "3b011000 0000 0200 0002 8000 01020000"); // Once more.
        exchange.net.Inject(1, 0, "3b011000 0000 0280 0001 8000 01020000");
    });
    exchange.net.RunUntil(Seconds(10));
    const std::vector<std::string> outcomes{"status 132 at 1210", "status 128 at 1210"};
    NS_TEST_EXPECT_MSG_EQ((exchange.outcomes == outcomes), true, "by number and peer alone");
    NS_TEST_EXPECT_MSG_EQ(
        (exchange.net.GetDropped(0) == std::vector<std::string>(5, "unexpected-answer")),
        true,
        "discarded (6.2.2)");
    NS_TEST_EXPECT_MSG_EQ(exchange.net.GetSent(0).size(), 2, "no repetition");
}

void
RevocationTestCase::Numbers()
{
    Exchange exchange;
    exchange.net.SetLoss(0, 1, [] { return true; });
    const uint16_t first = exchange.Revoke();
    uint16_t last = first;
    for (uint32_t i = 0; i < 65535; ++i)
    {
        last = exchange.Revoke();
        exchange.initiator->Cancel(last);
    }
    NS_TEST_EXPECT_MSG_EQ(first, 1, "the first");
    NS_TEST_EXPECT_MSG_EQ(last, 0, "all others but that of the first");
    NS_TEST_EXPECT_MSG_EQ(exchange.Revoke(), 2, "1 is outstanding");
    NS_TEST_EXPECT_MSG_EQ(exchange.initiator->GetNOutstanding(), 2, "two");
}

void
RevocationTestCase::Refusals()
{
    Exchange exchange;
    const std::vector<std::pair<std::string, unsigned>> cases{
        {"3b021000 0000 0108 0001 8000" + NODE, 133},   // Trigger 8: unassigned.
        {"3b021000 0000 017f 0002 8000" + NODE, 133},   // 127.
        {"3b021000 0000 0182 0003 a000" + NODE, 133},   // 130, with G.
        {"3b021000 0000 01fa 0004 8000" + NODE, 133},   // For tests.
        {"3b021000 0000 0101 0005 a000" + NODE, 134},   // G and a trigger of one node.
        {"3b021000 0000 0180 0006 8000" + NODE, 134},   // The other way round.
        {"3b021000 0000 0181 0007 8000" + NODE, 134},   // The other way round.
        {"3b021000 0000 0101 0008 c000" + NODE, 134},   // V: no IPv4 here.
        {"3b021000 0000 0181 0009 2000" + NODE, 134},   // G without P.
        {"3b021000 0000 0101 000a 0000" + NODE, 128},   // No P: no such bindings here.
        {"3b011000 0000 0101 000b 8000 01020000", 128}, // No MN-Identifier (5.1).
        {"3b021000 0000 0101 000c 8000 0804 02614062 0104 00000000", 128},   // Not of subtype 1.
        {"3b021000 0000 0101 000d 8000 0801 01 0107 00000000 000000", 128}}; // An empty one.
    for (const auto& [hex, status] : cases)
    {
        exchange.net.Inject(0, 1, hex);
        exchange.net.RunUntil(Simulator::Now() + MilliSeconds(100));
        const auto answers = exchange.net.GetSent(1);
        PMIPV6_TEST_REQUIRE(!answers.empty(), hex << ": answered");
        const auto octets = SignalingFixture::GetHeader(answers.back());
        NS_TEST_EXPECT_MSG_EQ(unsigned{octets.at(6)}, 2, hex << ": an acknowledgement");
        NS_TEST_EXPECT_MSG_EQ(unsigned{octets.at(7)}, status, hex);
        NS_TEST_EXPECT_MSG_EQ(unsigned{octets.at(9)}, answers.size(), hex << ": its number");
    }
    NS_TEST_EXPECT_MSG_EQ(exchange.net.GetSent(1).size(), cases.size(), "one answer each");
    NS_TEST_EXPECT_MSG_EQ(exchange.asked.size(), 0, "no role is asked");
}

void
RevocationTestCase::Flags()
{
    Exchange exchange;
    const std::vector<std::pair<std::string, std::string>> cases{
        {"3b021000 0000 0101 0001 9fff" + NODE, "3b011000000002000001800001020000"},
        {"3b021000 0000 0181 0002 bfff" + NODE, "3b011000000002000002a00001020000"},
        {"3b021000 0000 0101 0003 ffff" + NODE, "3b011000000002860003e00001020000"},
        {"3b021000 0000 0101 0004 1fff" + NODE, "3b011000000002800004000001020000"}};
    for (const auto& [hex, answer] : cases)
    {
        exchange.net.Inject(0, 1, hex);
        exchange.net.RunUntil(Simulator::Now() + MilliSeconds(100));
        const auto answers = exchange.net.GetSent(1);
        PMIPV6_TEST_REQUIRE(!answers.empty(), hex << ": answered");
        NS_TEST_EXPECT_MSG_EQ(SignalingFixture::GetHex(answers.back()), answer, hex);
    }
}

void
RevocationTestCase::Repetition()
{
    Exchange exchange;
    const std::string indication = "3b021000 0000 0101 0001 8000" + NODE;
    exchange.net.At(Seconds(1), [&] { exchange.net.Inject(0, 1, indication); });
    exchange.net.At(Seconds(2), [&] {
        exchange.status = RevocationStatus::BINDING_DOES_NOT_EXIST;
        exchange.net.Inject(0, 1, indication);
    });
    // The same number, another question.
    exchange.net.At(Seconds(3),
                    [&] { exchange.net.Inject(0, 1, "3b021000 0000 0102 0001 8000" + NODE); });
    // AnswerMemory is over.
    exchange.net.At(Seconds(12),
                    [&] { exchange.net.Inject(0, 1, "3b021000 0000 0102 0001 8000" + NODE); });
    exchange.net.RunUntil(Seconds(13));
    const auto answers = exchange.net.GetSent(1);
    PMIPV6_TEST_REQUIRE(answers.size() == 4, "each is answered");
    NS_TEST_EXPECT_MSG_EQ(
        (SignalingFixture::GetHeader(answers[0]) == SignalingFixture::GetHeader(answers[1])),
        true,
        "the same answer");
    NS_TEST_EXPECT_MSG_EQ(answers[1].isRetransmission, true, "sent again");
    NS_TEST_EXPECT_MSG_EQ(unsigned{SignalingFixture::GetHeader(answers[2]).at(7)},
                          128,
                          "another answer");
    NS_TEST_EXPECT_MSG_EQ(exchange.asked.size(), 3, "the role was not asked for the repetition");
}

void
RevocationTestCase::LateDecision()
{
    Exchange exchange;
    exchange.delay = MilliSeconds(2500);
    exchange.net.At(Seconds(1), [&] { exchange.Revoke(); });
    exchange.net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(exchange.net.GetSent(0).size(), 2, "repeated meanwhile");
    NS_TEST_EXPECT_MSG_EQ(exchange.asked.size(), 1, "asked once");
    NS_TEST_EXPECT_MSG_EQ(exchange.net.GetSent(1).size(), 1, "answered once");
    NS_TEST_EXPECT_MSG_EQ((exchange.outcomes == std::vector<std::string>{"status 0 at 3520"}),
                          true,
                          "before the second time-out");
}

void
RevocationTestCase::NotSupported()
{
    Exchange exchange;
    exchange.delay = MilliSeconds(500);
    exchange.net.At(Seconds(1), [&] {
        Revocation revocation;
        revocation.identifier = "a@b";
        exchange.initiator->Revoke(revocation,
                                   exchange.net.GetAddress(0),
                                   exchange.net.GetAddress(2),
                                   exchange.Record());
        exchange.Revoke();
    });
    exchange.net.RunUntil(Seconds(10));
    const std::vector<std::string> outcomes{"not supported at 1042", "status 0 at 1520"};
    NS_TEST_EXPECT_MSG_EQ((exchange.outcomes == outcomes), true, "that of the peer alone");
    NS_TEST_EXPECT_MSG_EQ(exchange.net.GetSent(0).size(), 2, "not repeated");
    NS_TEST_EXPECT_MSG_EQ(exchange.net.GetDropped(0).size(), 0, "the error is taken");
}

void
RevocationTestCase::ErrorOfOther()
{
    Exchange exchange;
    auto& net = exchange.net;
    net.SetLoss(0, 1, [] { return true; }); // What node 1 says is injected.
    const std::string error = "3b020700 0000 0200 0000000000000000 0000000000000000";
    const auto ask = [&net] {
        RoTrigger trigger;
        Question question;
        question.message = trigger;
        question.source = net.GetAddress(0);
        question.destination = net.GetAddress(1);
        net.GetSignaling(0)->Ask(question).Release();
    };
    net.At(Seconds(1), [&] {
        exchange.Revoke();
        ask();
    });
    net.At(Seconds(1.5), [&] { net.Inject(1, 0, error); }); // It may mean either.
    // The peer knows MH Type 11, whatever comes of the question.
    net.At(Seconds(5), [&] {
        net.GetSignaling(0)->GetAssociations().Add(net.GetAddress(1),
                                                   {ExperimentalSubtype::RO_TRIGGER});
        net.Inject(1, 0, "3b010b00 0000 1000 0001 0000 01020000");
    });
    net.GetSignaling(0)->AddHandler(
        MessageType::EXPERIMENTAL,
        [](const MobilityMessage&, const MessageContext&) { return true; });
    net.At(Seconds(6), [&] { exchange.Revoke(); });
    net.At(Seconds(6.5), [&] { net.Inject(1, 0, error); });
    net.RunUntil(Seconds(10));
    const std::vector<std::string> outcomes{"unanswered at 4000", "not supported at 6510"};
    NS_TEST_EXPECT_MSG_EQ((exchange.outcomes == outcomes), true, "once only one can be meant");
    NS_TEST_EXPECT_MSG_EQ((net.GetDropped(0) == std::vector<std::string>{"nobody-takes-it"}),
                          true,
                          "the first is not taken");
}

void
RevocationTestCase::Untrusted()
{
    Exchange exchange;
    exchange.net.At(Seconds(1),
                    [&] { exchange.net.Inject(2, 1, "3b021000 0000 0101 0001 8000" + NODE); });
    exchange.net.RunUntil(Seconds(2));
    NS_TEST_EXPECT_MSG_EQ(
        (exchange.net.GetDropped(1) == std::vector<std::string>{"no-security-association"}),
        true,
        "IPsec would have discarded it");
    NS_TEST_EXPECT_MSG_EQ(exchange.net.GetSent(1).size(), 0, "no answer (6.1.2)");
    NS_TEST_EXPECT_MSG_EQ(exchange.asked.size(), 0, "nobody is asked");
}

void
RevocationTestCase::NoResponder()
{
    Exchange exchange;
    exchange.responder->SetResponder(exchange.net.GetAddress(1), {});
    exchange.net.At(Seconds(1), [&] { exchange.Revoke(); });
    exchange.net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(
        (exchange.net.GetDropped(1) == std::vector<std::string>(2, "nobody-takes-it")),
        true,
        "no role is there");
    NS_TEST_EXPECT_MSG_EQ((exchange.outcomes == std::vector<std::string>{"unanswered at 4000"}),
                          true,
                          "no answer");
}

void
RevocationTestCase::Cancelled()
{
    Exchange exchange;
    exchange.net.SetLoss(0, 1, [] { return true; });
    uint16_t number = 0;
    exchange.net.At(Seconds(1), [&] { number = exchange.Revoke(); });
    exchange.net.At(MilliSeconds(1500), [&] {
        exchange.initiator->Cancel(number);
        exchange.initiator->Cancel(number);
    });
    exchange.net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(exchange.net.GetSent(0).size(), 1, "no repetition");
    NS_TEST_EXPECT_MSG_EQ(exchange.outcomes.size(), 0, "no word");
}

void
RevocationTestCase::PartialSuccess()
{
    Exchange exchange;
    exchange.status = RevocationStatus::PARTIAL_SUCCESS;
    exchange.failed = {MobileNodeIdentifierOption{1, "a@b"}};
    std::vector<std::string> traced;
    exchange.initiator->TraceConnectWithoutContext(
        "Outcome",
        MakeFunctionCallback<const Ipv6Address&, uint16_t, const RevocationOutcome&>(
            [&](const Ipv6Address& peer, uint16_t sequence, const RevocationOutcome& outcome) {
                std::ostringstream text;
                text << peer << ' ' << sequence << ' ' << Describe(outcome) << ' '
                     << FindOption<MobileNodeIdentifierOption>(outcome.options)->identifier;
                traced.push_back(text.str());
            }));
    exchange.responder->TraceConnectWithoutContext(
        "Answered",
        MakeFunctionCallback<const Ipv6Address&, const Revocation&, RevocationStatus>(
            [&](const Ipv6Address& peer, const Revocation& revocation, RevocationStatus status) {
                std::ostringstream text;
                text << peer << ' ' << revocation.identifier << ' '
                     << static_cast<unsigned>(status);
                traced.push_back(text.str());
            }));
    exchange.net.At(Seconds(1), [&] { exchange.Revoke(); });
    exchange.net.RunUntil(Seconds(3));
    const std::vector<std::string> expected{"fd00:c::1 a@b 1", "fd00:c::2 1 status 1 a@b"};
    NS_TEST_EXPECT_MSG_EQ((traced == expected), true, "answered, then known");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5846`.
 */
class Rfc5846TestSuite : public TestSuite
{
  public:
    Rfc5846TestSuite()
        : TestSuite("pmipv6-rfc5846")
    {
        using Case = RevocationTestCase;
        AddTestCase(new Case("5.1, 5.2 octets", &Case::Octets));
        AddTestCase(new Case("8.1 several mobile nodes", &Case::Global));
        AddTestCase(new Case("6.3, 11 unanswered", &Case::Unanswered));
        AddTestCase(new Case("6.3, 11 more repetitions", &Case::MoreRepetitions));
        AddTestCase(new Case("6.2.2 which answer fits", &Case::Answers));
        AddTestCase(new Case("5.1 numbers of outstanding indications", &Case::Numbers));
        AddTestCase(new Case("6.2.1 refused whatever the role", &Case::Refusals));
        AddTestCase(new Case("6.1.2 flags repeated", &Case::Flags));
        AddTestCase(new Case("6.3 a repetition gets the same answer", &Case::Repetition));
        AddTestCase(new Case("6.1.2 a decision that takes its time", &Case::LateDecision));
        AddTestCase(new Case("6.2 Binding Error with status 2", &Case::NotSupported));
        AddTestCase(
            new Case("6.2 Binding Error that may mean another message", &Case::ErrorOfOther));
        AddTestCase(new Case("6.2 no security association", &Case::Untrusted));
        AddTestCase(new Case("6.2.1 no role at the address", &Case::NoResponder));
        AddTestCase(new Case("6.3 cancelled", &Case::Cancelled));
        AddTestCase(new Case("5.2 partial success", &Case::PartialSuccess));
    }
};

static Rfc5846TestSuite g_rfc5846TestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
