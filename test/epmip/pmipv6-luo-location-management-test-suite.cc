/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-experimental-question.h"
#include "ns3/pmipv6-gateway-function.h"
#include "ns3/pmipv6-local-mobility-anchor.h"
#include "ns3/pmipv6-location-management.h"
#include "ns3/pmipv6-location-messages.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * draft-luo-dmm-pmip-based-dmm-approach-02, 3.3, 4.2 to 4.4, 6 and 8: what makes an anchor an eLMA.
 * Gateways here send Capabilities, ask and acknowledge as the tests want it.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// What an eMAG's requests have.
constexpr uint8_t DISTRIBUTED =
    CapabilityFlag::DISTRIBUTED_ROUTING | CapabilityFlag::DISTRIBUTED_MOBILITY;

/// The prefixes of L1 and L2.
const char* const POOLS[] = {"fd00:1::/48", "fd00:2::/48"};

/// A gateway's function that has it send Capabilities.
class ToyEnhancedGateway : public GatewayFunction
{
  public:
    bool isEnhanced{true}; //!< it does

  private:
    void Start(Ptr<MobileAccessGateway> /* gateway */) override
    {
    }

    void Stop() override
    {
    }

    void Restart() override
    {
    }

    void AddToRequest(const BindingUpdateListEntry& /* entry */, BindingUpdate& request) override
    {
        if (isEnhanced)
        {
            AddCapabilities(DISTRIBUTED, request.options);
        }
    }

    void HandleAttachment(const BindingUpdateListEntry& /* entry */,
                          AttachmentState /* from */,
                          AttachmentState /* to */,
                          const std::string& /* reason */) override
    {
    }

    void HandleExtension(const BindingUpdateListEntry& /* entry */) override
    {
    }

    void HandleAnchorRestart(const Ipv6Address& /* anchor */) override
    {
    }
};

/// What has come of a question.
struct QueryOutcome
{
    std::optional<ExchangeEnd> end; //!< how it ended; nothing: it has not
    Time at;                        //!< when
    LocationAnswer answer;          //!< what was answered

    /// @return "SUCCESS", the name of another status, "unanswered" or "waits"
    std::string GetText() const
    {
        return !end                            ? "waits"
               : *end == ExchangeEnd::ANSWERED ? GetName(answer.status)
                                               : "unanswered";
    }
};

/// How a question is asked.
struct QueryTerms
{
    std::optional<Ipv6Address> destination; //!< of the packet; nothing: the anchor
    bool isAlerting{false};                 //!< each router looks at it
    bool isAlone{false};                    //!< flag O
    std::optional<Ipv6Address> gateway;     //!< MAG-ADDR
    Time timeout;                           //!< the first; 0: 1 s
};

/// An exchange of TopologyFixture with location management.
class LocationNet
{
  public:
    /**
     * @param options of the topology
     */
    explicit LocationNet(const TopologyOptions& options = {})
        : net(SHORT_DELAYS, options)
    {
        for (const auto anchor : {L1, L2})
        {
            functions[anchor] = CreateObject<LocationManagement>();
            net.GetAnchor(anchor)->AddFunction(functions[anchor]);
            functions[anchor]->TraceConnectWithoutContext(
                "Refused",
                MakeSink<const Prefix&, const Ipv6Address&, ExperimentalStatus>(
                    [this](const Prefix&, const Ipv6Address&, ExperimentalStatus status) {
                        refused.push_back(GetName(status));
                    }));
            functions[anchor]->TraceConnectWithoutContext(
                "Answered",
                MakeSink<const Prefix&, const Ipv6Address&, const Ipv6Address&>(
                    [this](const Prefix&, const Ipv6Address&, const Ipv6Address&) {
                        ++nAnswered;
                    }));
            net.GetSignaling(anchor)->TraceConnectWithoutContext(
                "Sent",
                MakeSink<const SignalingEvent&>([this](const SignalingEvent& event) {
                    if (event.name == "Pbqr" || event.name == "Pbqa" || event.name == "Pbci")
                    {
                        purposes += event.purpose + " ";
                    }
                }));
        }
        for (const auto gateway : {G1, G2, G3})
        {
            toys[gateway] = CreateObject<ToyEnhancedGateway>();
            net.GetGateway(gateway)->AddFunction(toys[gateway]);
            StartGateway(gateway);
        }
    }

    /// Have the anchors know all gateways.
    void AddGateways()
    {
        for (const auto anchor : {L1, L2})
        {
            for (const auto gateway : {G1, G2, G3})
            {
                functions[anchor]->AddGateway(TopologyFixture::GetAddress(gateway));
            }
        }
    }

    /// Have the anchors know each other. @param areKnown with their prefixes
    void AddManagers(bool areKnown = true)
    {
        for (const auto anchor : {L1, L2})
        {
            const auto other = anchor == L1 ? L2 : L1;
            functions[anchor]->AddManager(
                TopologyFixture::GetAddress(other),
                areKnown ? std::vector<Prefix>{*ParsePrefix(POOLS[other == L1 ? 0 : 1])}
                         : std::vector<Prefix>{});
        }
    }

    /**
     * Have the correspondent's node be another eLMA of which L1 knows no prefixes.
     *
     * @param answer what it answers; empty: it knows no such messages
     */
    void AddToyManager(std::function<void(LocationAnswer&)> answer)
    {
        const auto l1 = TopologyFixture::GetAddress(L1);
        const auto own = TopologyFixture::GetAddress(CN);
        const auto signaling = MobilitySignaling::Install(net.GetNode(CN));
        functions[L1]->AddManager(own, {});
        signaling->GetAssociations().Add(l1, {ExperimentalSubtype::PBQR});
        if (answer)
        {
            signaling->AddHandler(MessageType::EXPERIMENTAL,
                                  [this, answer, own, signaling = PeekPointer(signaling)](
                                      const MobilityMessage& message,
                                      const MessageContext& context) {
                                      const auto request =
                                          ReadLocationRequest(*GetExperimentalRequest(message));
                                      asked.push_back(request);
                                      LocationAnswer reply;
                                      reply.sequence = request.sequence;
                                      reply.prefixes = request.prefixes;
                                      answer(reply);
                                      Pbqa written;
                                      WriteLocationAnswer(reply, written);
                                      signaling->Send(written, own, context.source, "toy");
                                      return true;
                                  });
        }
    }

    /**
     * Let a gateway ask at a time, and repeat it up to 3 times.
     *
     * @param at when
     * @param from the gateway
     * @param to whom
     * @param prefix what for; nothing: for nothing
     * @param terms how else
     * @return what will come of it; lives as long as this
     */
    const QueryOutcome& Ask(Time at,
                            Place from,
                            Place to,
                            std::function<std::optional<Prefix>()> prefix,
                            QueryTerms terms = {})
    {
        outcomes.push_back(std::make_unique<QueryOutcome>());
        auto& outcome = *outcomes.back();
        TopologyFixture::At(at, [this, from, to, prefix, terms, &outcome] {
            LocationRequest request;
            if (const auto asked = prefix())
            {
                request.prefixes = {*asked};
            }
            request.sequence = net.GetSignaling(from)->TakeNumber();
            request.lifetime = LIFETIME_INFINITE;
            request.isOwnKnowledge = terms.isAlone;
            request.gateway = terms.gateway;
            Pbqr message;
            WriteLocationRequest(request, message);
            Question question = MakeExperimentalQuestion(
                message,
                TopologyFixture::GetAddress(from),
                terms.destination.value_or(TopologyFixture::GetAddress(to)),
                "toy",
                4);
            question.firstTimeout = terms.timeout;
            question.isAlerting = terms.isAlerting;
            if (terms.isAlerting)
            {
                question.destination = request.prefixes.front().GetAddress();
            }
            question.done = [&outcome](const ExchangeOutcome& result) {
                outcome.end = result.end;
                outcome.at = Simulator::Now();
                if (result.answer)
                {
                    outcome.answer = ReadLocationAnswer(*GetExperimentalAnswer(*result.answer));
                }
            };
            exchanges.push_back(net.GetSignaling(from)->Ask(std::move(question)));
        });
        return outcome;
    }

    /// @return gives a mobile node's address, when it has one
    std::function<std::optional<Prefix>()> AddressOf(uint32_t mobile)
    {
        return [this, mobile] { return Prefix(net.GetHomeAddress(mobile), 128); };
    }

    /// @return gives a prefix
    static std::function<std::optional<Prefix>()> Just(const char* prefix)
    {
        return [prefix] { return ParsePrefix(prefix); };
    }

    /**
     * @param from begin
     * @param to end
     * @return which gateways each PBA names, by "!" those with LMF: "G2!G1 .."
     */
    std::string DescribeAnswers(Time from, Time to) const
    {
        std::ostringstream text;
        for (const auto& record : net.GetSent(L1, from, to))
        {
            if (record.name != "ProxyBindingAcknowledgement")
            {
                continue;
            }
            const auto& options = GetOptions(*record.message);
            text << Name(record.peer);
            const auto capabilities = GetCapabilities(options);
            text << (capabilities == CapabilityFlag::LOCATION_MANAGEMENT ? "!"
                     : capabilities == 0                                 ? ""
                                                                         : "?");
            for (const auto& option : options)
            {
                if (const auto* previous = std::get_if<PreviousLocationOption>(&option))
                {
                    text << Name(previous->address);
                }
            }
            text << ' ';
        }
        return text.str();
    }

    /// @return the messages of a name that a place has sent
    std::vector<SignalRecord> GetSent(Place place, const std::string& name) const
    {
        std::vector<SignalRecord> found;
        for (const auto& record : net.GetSent(place, Time(0), Seconds(1000)))
        {
            if (record.name == name)
            {
                found.push_back(record);
            }
        }
        return found;
    }

    /// @return a gateway's name
    static std::string Name(const Ipv6Address& address)
    {
        const std::map<Place, std::string> names{{G1, "G1"}, {G2, "G2"}, {G3, "G3"}};
        for (const auto& [place, name] : names)
        {
            if (TopologyFixture::GetAddress(place) == address)
            {
                return name;
            }
        }
        return "-";
    }

    TopologyFixture net;                                 //!< the topology
    std::map<Place, Ptr<LocationManagement>> functions;  //!< of the anchors
    std::map<Place, Ptr<ToyEnhancedGateway>> toys;       //!< of the gateways
    std::map<Place, bool> isSilent;                      //!< which do not acknowledge PBCI
    std::vector<std::string> refused;                    //!< statuses traced
    std::string purposes;                                //!< of what the anchors have sent
    uint32_t nAnswered{0};                               //!< locations traced
    std::vector<LocationRequest> asked;                  //!< of the toy manager
    std::vector<std::unique_ptr<QueryOutcome>> outcomes; //!< of questions
    std::vector<Exchange> exchanges;                     //!< questions

  private:
    /// Have a gateway take PBQA, and PBCI, which it acknowledges.
    void StartGateway(Place gateway)
    {
        const auto signaling = net.GetSignaling(gateway);
        for (const auto anchor : {L1, L2})
        {
            signaling->GetAssociations().Add(
                TopologyFixture::GetAddress(anchor),
                {ExperimentalSubtype::PBQA, ExperimentalSubtype::PBCI});
        }
        signaling->AddHandler(
            MessageType::EXPERIMENTAL,
            [this, gateway, own = PeekPointer(signaling)](const MobilityMessage& message,
                                                          const MessageContext& context) {
                const auto* inform = std::get_if<Pbci>(&message);
                if (inform && !isSilent[gateway])
                {
                    LocationAnswer answer;
                    answer.sequence = inform->sequence;
                    answer.prefixes = ReadLocationRequest(*inform).prefixes;
                    Pbca acknowledgement;
                    WriteLocationAnswer(answer, acknowledgement);
                    own->Send(acknowledgement, context.destination, context.source, "toy");
                }
                return inform != nullptr;
            });
    }
};

} // namespace

/**
 * @ingroup pmipv6-tests
 * Node 0 is of L1 and comes to G1 at 1 s, node 1 is of L2 and comes to G3; each member function is
 * a test case.
 */
class LocationManagementTestCase : public MemberTestCase<LocationManagementTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Configured();           //!< 4.4.1
    void NoBinding();            //!< refused at once
    void LeftAndRevoked();       //!< no location of a binding that waits, or is revoked
    void SequenceScheme();       //!< no eMAG without timestamps
    void Intercepted();          //!< 4.4.2
    void InterceptedForOthers(); //!< and what passes
    void Recursive();            //!< 4.4.3
    void RecursiveLoss();        //!< either message lost
    void SilentManager();        //!< 143, when all repeats are over
    void UnknownManagers();      //!< one after the other
    void Unbelievable();         //!< answers that are none
    void ForeignAnswer();        //!< of whom was not asked
    void Direct();               //!< 7.4's way for 4.4.3
    void DirectToStranger();     //!< refused
    void Room();                 //!< MaxQueries
    void Strangers();            //!< 8: who is not taken
    void PreviousLocations();    //!< 4.3: what PBAs name
    void LostAnswers();          //!< the same again
    void Legacy();               //!< 6: PBCI, lifetime 0
    void LegacyUnacknowledged(); //!< repeated until the lifetime is over, or a gateway tells
    void Gone();                 //!< the binding is deleted
    void GoneAndBack();          //!< before and after that
    void Restarted();            //!< everything is forgotten without a word
    void Stopped();              //!< nothing is left
    void HoldTime();             //!< of prefixes

  private:
    /**
     * @param outcome of a question
     * @param asked when
     * @param delay how long the answer takes
     * @param text what GetText gives
     */
    void Expect(const QueryOutcome& outcome, Time asked, Time delay, const std::string& text)
    {
        NS_TEST_EXPECT_MSG_EQ(outcome.GetText(), text, "status");
        NS_TEST_EXPECT_MSG_EQ_TOL(outcome.at, asked + delay, 6 * TOLERANCE, "when");
    }
};

void
LocationManagementTestCase::Configured()
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
        NS_TEST_EXPECT_MSG_EQ(LocationNet::Name(*answer.gateway), "G1", "where it is");
        NS_TEST_EXPECT_MSG_EQ(*answer.timestamp, binding->timestamp, "of its binding");
        // 300 s, 2 or 3 of which are over.
        NS_TEST_EXPECT_MSG_EQ(answer.lifetime, 74, "what is left, rounded down");
    }
    NS_TEST_EXPECT_MSG_EQ(test.net.DescribeSent(Seconds(2), Seconds(8)),
                          "G2>L1 Pbqr, L1>G2 Pbqa, G3>L1 Pbqr, L1>G3 Pbqa",
                          "two messages each");
    NS_TEST_EXPECT_MSG_EQ(test.purposes, "answer answer ", "what they are for");
    NS_TEST_EXPECT_MSG_EQ(test.nAnswered, 2, "traced");
}

void
LocationManagementTestCase::NoBinding()
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
    NS_TEST_EXPECT_MSG_EQ(test.purposes, "refusal refusal refusal refusal refusal ", "purposes");
    NS_TEST_EXPECT_MSG_EQ(test.refused.size(), 5, "traced");
    NS_TEST_EXPECT_MSG_EQ(test.nAnswered, 0, "as refused");
}

void
LocationManagementTestCase::LeftAndRevoked()
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
LocationManagementTestCase::SequenceScheme()
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
LocationManagementTestCase::Intercepted()
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
    NS_TEST_EXPECT_MSG_EQ(LocationNet::Name(*outcome.answer.gateway), "G3", "where it is");
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
LocationManagementTestCase::InterceptedForOthers()
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
    const auto answer = ReadLocationAnswer(*GetExperimentalAnswer(*sent[0].message));
    NS_TEST_EXPECT_MSG_EQ(answer.sequence, 77, "to the first");
    NS_TEST_EXPECT_MSG_EQ(pmipv6::GetName(answer.status),
                          "NO_BINDING_FOR_PREFIX",
                          "of its own nodes");
    NS_TEST_EXPECT_MSG_EQ(test.GetSent(L2, "Pbqr").size(), 0, "nobody else is asked");
}

void
LocationManagementTestCase::Recursive()
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
    NS_TEST_EXPECT_MSG_EQ(LocationNet::Name(*outcome.answer.gateway), "G3", "where it is");
    NS_TEST_EXPECT_MSG_EQ(*outcome.answer.timestamp, binding->timestamp, "of its binding");
    NS_TEST_EXPECT_MSG_EQ((outcome.answer.prefixes == binding->prefixes), true, "its prefix");
    NS_TEST_EXPECT_MSG_EQ(outcome.answer.lifetime, 74, "as L2 has it");
    NS_TEST_EXPECT_MSG_EQ(test.net.DescribeSent(Seconds(2), Seconds(4)),
                          "G1>L1 Pbqr, L1>L2 Pbqr, L2>L1 Pbqa, L1>G1 Pbqa",
                          "four messages");
    const auto asked = test.GetSent(L1, "Pbqr");
    const auto sent = test.GetSent(G1, "Pbqr");
    PMIPV6_TEST_REQUIRE(asked.size() == 2 && sent.size() == 2, "two questions");
    const auto request = ReadLocationRequest(*GetExperimentalRequest(*asked[0].message));
    NS_TEST_EXPECT_MSG_EQ(request.isOwnKnowledge, true, "L2 asks nobody");
    NS_TEST_EXPECT_MSG_EQ(request.gateway.has_value(), false, "and answers L1");
    NS_TEST_EXPECT_MSG_EQ(request.lifetime, LIFETIME_INFINITE, "nothing is deleted");
    NS_TEST_EXPECT_MSG_EQ(request.prefixes.front().GetLength(), 128, "what was asked for");
    NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNInquiries(), 0, "all over");
    NS_TEST_EXPECT_MSG_EQ(test.purposes,
                          "query answer answer query refusal refusal ",
                          "what they are for");
}

void
LocationManagementTestCase::RecursiveLoss()
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
LocationManagementTestCase::SilentManager()
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
LocationManagementTestCase::UnknownManagers()
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
LocationManagementTestCase::Unbelievable()
{
    const std::vector<std::function<void(LocationAnswer&)>> lies{
        [](LocationAnswer& answer) { answer.prefixes = {Prefix()}; },
        [](LocationAnswer& answer) { answer.prefixes = {*ParsePrefix("fd00:8::/64")}; },
        [](LocationAnswer& answer) { answer.gateway.reset(); },
        [](LocationAnswer& answer) { answer.timestamp.reset(); },
        [](LocationAnswer& answer) { answer.lifetime = 0; },
    };
    for (const auto& lie : lies)
    {
        LocationNet test;
        test.AddGateways();
        test.AddToyManager([&lie](LocationAnswer& answer) {
            answer.gateway = TopologyFixture::GetAddress(G2);
            answer.timestamp = 7;
            answer.lifetime = 10;
            lie(answer);
        });
        const auto& outcome = test.Ask(Seconds(3), G1, L1, LocationNet::Just("fd00:9::5/128"));
        test.net.RunUntil(Seconds(6));
        Expect(outcome,
               Seconds(3),
               test.net.RoundTrip(G1, L1) + test.net.RoundTrip(L1, CN),
               "RESPONSIBLE_NODE_DID_NOT_ANSWER");
        NS_TEST_EXPECT_MSG_EQ(test.nAnswered, 0, "no location");
    }
    LocationNet test;
    test.AddGateways();
    test.AddToyManager([](LocationAnswer& answer) {
        answer.gateway = TopologyFixture::GetAddress(G2);
        answer.timestamp = 7;
        answer.lifetime = 10;
    });
    const auto& outcome = test.Ask(Seconds(3), G1, L1, LocationNet::Just("fd00:9::5/128"));
    test.net.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(outcome.GetText(), "SUCCESS", "the same without a lie");
}

void
LocationManagementTestCase::ForeignAnswer()
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
        lie.sequence = GetSequenceNumber(*asked[0].message);
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
    NS_TEST_EXPECT_MSG_EQ(LocationNet::Name(*outcome.answer.gateway), "G3", "of L2");
    const auto refused = test.net.GetSignals(Seconds(3), Seconds(6), SignalKind::REFUSED);
    PMIPV6_TEST_REQUIRE(refused.size() == 1, "one refused");
    NS_TEST_EXPECT_MSG_EQ(refused[0].reason, "unexpected-answer", "and traced");
}

void
LocationManagementTestCase::Direct()
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
    Expect(own, Seconds(4), test.net.RoundTrip(G1, L2), "SUCCESS");
    NS_TEST_EXPECT_MSG_EQ(test.net.DescribeSent(Seconds(2), Seconds(4)),
                          "G1>L1 Pbqr, L1>L2 Pbqr, L2>G1 Pbqa",
                          "three messages");
    const auto asked = test.GetSent(L1, "Pbqr");
    const auto sent = test.GetSent(G1, "Pbqr");
    PMIPV6_TEST_REQUIRE(asked.size() == 1 && sent.size() == 2, "passed on once");
    const auto request = ReadLocationRequest(*GetExperimentalRequest(*asked[0].message));
    NS_TEST_EXPECT_MSG_EQ(request.sequence,
                          GetSequenceNumber(*sent[0].message),
                          "with the asker's number");
    PMIPV6_TEST_REQUIRE(request.gateway, "MAG-ADDR");
    NS_TEST_EXPECT_MSG_EQ(LocationNet::Name(*request.gateway), "G1", "of the asker");
    NS_TEST_EXPECT_MSG_EQ(request.isOwnKnowledge, true, "L2 asks nobody");
    NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNInquiries(), 0, "L1 does not wait");
}

void
LocationManagementTestCase::DirectToStranger()
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
    NS_TEST_EXPECT_MSG_EQ(pmipv6::GetName(GetExperimentalAnswer(*sent[0].message)->status),
                          "ADMINISTRATIVELY_PROHIBITED",
                          "its status");
    NS_TEST_EXPECT_MSG_EQ(test.nAnswered, 0, "nothing is told");
    test.exchanges.clear();
}

void
LocationManagementTestCase::Room()
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

void
LocationManagementTestCase::Strangers()
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

void
LocationManagementTestCase::PreviousLocations()
{
    struct Story
    {
        const char* name;                            //!< what it is
        std::vector<std::pair<double, Place>> moves; //!< when and where to, in s
        std::vector<Place> legacy;                   //!< gateways of RFC 5213
        const char* answers;                         //!< what the PBAs name
    };

    const std::vector<Story> stories{
        {"one after the other, all within 10 s",
         {{1, G1}, {4, G2}, {6, G3}},
         {},
         "G1! G2!G1 G3!G2G1 "},
        {"the first one had time to be told", {{1, G1}, {4, G2}, {15, G3}}, {}, "G1! G2!G1 G3!G2 "},
        {"there and back", {{1, G1}, {4, G2}, {6, G1}}, {}, "G1! G2!G1 G1!G2 "},
        {"there, back and on",
         {{1, G1}, {4, G2}, {6, G1}, {8, G3}},
         {},
         "G1! G2!G1 G1!G2 G3!G1G2 "},
        {"a MAG", {{1, G1}, {4, G2}}, {G2}, "G1! G2 "},
        {"from a MAG", {{1, G1}, {4, G2}}, {G1}, "G1 G2! "},
        {"over a MAG", {{1, G1}, {4, G2}, {6, G3}}, {G2}, "G1! G2 G3!G1 "},
        {"over a MAG, after a while", {{1, G1}, {4, G2}, {15, G3}}, {G2}, "G1! G2 G3! "},
        {"MAGs", {{1, G1}, {4, G2}, {6, G3}}, {G1, G2, G3}, "G1 G2 G3 "},
    };
    for (const auto& story : stories)
    {
        LocationNet test;
        test.AddGateways();
        for (const auto gateway : story.legacy)
        {
            test.toys[gateway]->isEnhanced = false;
        }
        for (const auto& [at, gateway] : story.moves)
        {
            test.net.AttachAt(Seconds(at), 0, gateway);
        }
        test.net.RunUntil(Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Time(0), Seconds(20)),
                              story.answers,
                              story.name);
    }
    // An extension of the lifetime names nobody.
    TopologyOptions options;
    options.lifetime = Seconds(20);
    LocationNet test(options);
    test.AddGateways();
    test.net.AttachAt(Seconds(1), 0, G1);
    test.net.AttachAt(Seconds(4), 0, G2);
    test.net.RunUntil(Seconds(24)); // G2 extends it at four fifths.
    NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Seconds(4), Seconds(24)).rfind("G2!G1 G2! ", 0),
                          0,
                          "an extension");
}

void
LocationManagementTestCase::LostAnswers()
{
    LocationNet test;
    test.AddGateways();
    const auto& requests = test.net.Capture(G2, L1);
    test.net.SetLoss(L1, G2, [](Ptr<const Packet> packet) {
        return Simulator::Now() < Seconds(6) &&
               TopologyFixture::IsMobility(packet, MessageType::BINDING_ACKNOWLEDGEMENT);
    });
    test.net.AttachAt(Seconds(1), 0, G1);
    test.net.AttachAt(Seconds(4), 0, G2); // Repeated after 1 s and 2 s, with another time.
    test.net.At(Seconds(9), [this, &test, &requests] {
        const auto sent = Select(requests, [](const WireRecord& record) {
            return TopologyFixture::IsUpdate(record.packet);
        });
        PMIPV6_TEST_REQUIRE(!sent.empty(), "a request");
        test.net.Replay(G2, L1, sent.back().packet); // The same once more.
    });
    test.net.RunUntil(Seconds(12));
    NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Seconds(4), Seconds(12)),
                          "G2!G1 G2!G1 G2!G1 G2!G1 ",
                          "each names it");
}

void
LocationManagementTestCase::Legacy()
{
    LocationNet test;
    test.AddGateways();
    test.toys[G2]->isEnhanced = false;
    test.net.AttachAt(Seconds(1), 0, G3);
    test.net.AttachAt(Seconds(3), 0, G1);
    test.net.AttachAt(Seconds(4), 0, G2);
    test.net.RunUntil(Seconds(8));
    // Both may be taken for where it is: G1 may not have told G3.
    NS_TEST_EXPECT_MSG_EQ(test.net.DescribeSent(Seconds(4), Seconds(8)),
                          "G2>L1 PBU, L1>G2 PBA, L1>G1 Pbci, L1>G3 Pbci, G3>L1 Pbca, G1>L1 Pbca",
                          "once each");
    const auto informs = test.GetSent(L1, "Pbci");
    const auto* binding = test.net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(informs.size() == 2 && binding, "two");
    NS_TEST_EXPECT_MSG_EQ_TOL(informs[0].at,
                              Seconds(4) + test.net.Delay(G2, L1),
                              6 * TOLERANCE,
                              "with the acknowledgement");
    const auto request = ReadLocationRequest(*GetExperimentalRequest(*informs[0].message));
    NS_TEST_EXPECT_MSG_EQ(request.lifetime, 0, "withdrawn");
    NS_TEST_EXPECT_MSG_EQ((request.prefixes == binding->prefixes), true, "whose");
    NS_TEST_EXPECT_MSG_EQ(request.gateway.has_value(), false, "nowhere");
    PMIPV6_TEST_REQUIRE(request.timestamp, "a timestamp");
    NS_TEST_EXPECT_MSG_EQ(*request.timestamp, binding->timestamp, "of the request by the MAG");
    NS_TEST_EXPECT_MSG_EQ(request.isPrevious, false, "it is not to forward");
    NS_TEST_EXPECT_MSG_EQ(test.purposes, "withdraw withdraw ", "what they are for");
    NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNWithdrawals(), 0, "acknowledged");
}

void
LocationManagementTestCase::LegacyUnacknowledged()
{
    for (const bool isSuperseded : {false, true})
    {
        LocationNet test;
        test.AddGateways();
        test.toys[G2]->isEnhanced = false;
        test.isSilent[G1] = true;
        test.net.AttachAt(Seconds(1), 0, G1);
        test.net.AttachAt(Seconds(4), 0, G2);
        if (isSuperseded)
        {
            test.net.AttachAt(Seconds(17), 0, G3); // PreviousLocationTime is over.
        }
        test.net.RunUntil(Seconds(100));
        const auto informs = test.GetSent(L1, "Pbci");
        // After 0, 1, 3, 7, 15 and 31 s; 63 s would be beyond LocationLifetime.
        NS_TEST_EXPECT_MSG_EQ(informs.size(), (isSuperseded ? 4 : 6), "repeated");
        for (std::size_t i = 0; i < informs.size(); ++i)
        {
            const Time at = Seconds(4 + (1 << i) - 1) + test.net.Delay(G2, L1);
            NS_TEST_EXPECT_MSG_EQ_TOL(informs[i].at, at, 6 * TOLERANCE, "as a PBU");
            NS_TEST_EXPECT_MSG_EQ(LocationNet::Name(informs[i].peer), "G1", "to it");
        }
        NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNWithdrawals(), 0, "over");
        if (isSuperseded)
        {
            NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Seconds(17), Seconds(18)),
                                  "G3!G1 ",
                                  "which G3 tells");
        }
    }
}

void
LocationManagementTestCase::Gone()
{
    TopologyOptions options;
    options.detection = Ms(11);
    LocationNet test(options);
    test.AddGateways();
    test.toys[G2]->isEnhanced = false;
    test.net.AttachAt(Seconds(1), 0, G1);
    test.net.AttachAt(Seconds(1), 2, G2);
    test.net.DetachAt(Seconds(3), 0);
    test.net.DetachAt(Seconds(3), 2);
    uint64_t timestamp = 0;
    std::vector<Prefix> prefixes;
    test.net.At(Seconds(12), [&] {
        const auto* binding = test.net.GetBinding(L1, 0);
        timestamp = binding ? binding->timestamp : 0;
        prefixes = binding ? binding->prefixes : prefixes;
    });
    test.net.RunUntil(Seconds(20));
    const auto informs = test.GetSent(L1, "Pbci");
    PMIPV6_TEST_REQUIRE(informs.size() == 1, "the eMAG alone, once");
    NS_TEST_EXPECT_MSG_EQ(LocationNet::Name(informs[0].peer), "G1", "which has had it");
    const Time left = Seconds(3) + Ms(11) + test.net.Delay(G1, L1);
    NS_TEST_EXPECT_MSG_EQ_TOL(informs[0].at,
                              left + Seconds(10),
                              6 * TOLERANCE,
                              "after MinDelayBeforeBCEDelete");
    const auto request = ReadLocationRequest(*GetExperimentalRequest(*informs[0].message));
    NS_TEST_EXPECT_MSG_EQ(request.lifetime, 0, "withdrawn");
    NS_TEST_EXPECT_MSG_EQ((!prefixes.empty() && request.prefixes == prefixes), true, "whose");
    NS_TEST_EXPECT_MSG_EQ((request.timestamp == timestamp && timestamp != 0), true, "its time");
    NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetHistory().GetSize(), 0, "all is forgotten");
}

void
LocationManagementTestCase::GoneAndBack()
{
    // 9.9 s after the de-registration: the session goes on.
    TopologyOptions options;
    options.detection = Ms(11);
    options.prefixes[0] = {*ParsePrefix("fd00:1:0:5::/64")};
    {
        LocationNet test(options);
        test.AddGateways();
        test.net.AttachAt(Seconds(1), 0, G1);
        test.net.DetachAt(Seconds(3), 0);
        test.net.AttachAt(Ms(12900), 0, G2);
        test.net.RunUntil(Seconds(20));
        NS_TEST_EXPECT_MSG_EQ(test.GetSent(L1, "Pbci").size(), 0, "nobody is told");
        NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Seconds(12), Seconds(20)), "G2!G1 ", "G2 tells");
    }
    // Later it is another one, of the same prefix; who does not know yet is named.
    for (const bool isSilent : {false, true})
    {
        LocationNet test(options);
        test.AddGateways();
        test.isSilent[G1] = isSilent;
        test.net.AttachAt(Seconds(1), 0, G1);
        test.net.DetachAt(Seconds(3), 0);
        test.net.AttachAt(Seconds(18), 0, G2);
        test.net.RunUntil(Seconds(40));
        // At 13, 14, 16 s; at 20 s it is superseded.
        NS_TEST_EXPECT_MSG_EQ(test.GetSent(L1, "Pbci").size(), (isSilent ? 3 : 1), "told");
        NS_TEST_EXPECT_MSG_EQ(test.DescribeAnswers(Seconds(17), Seconds(19)),
                              (isSilent ? "G2!G1 " : "G2! "),
                              "named");
    }
}

void
LocationManagementTestCase::Restarted()
{
    LocationNet test;
    test.AddGateways();
    test.AddManagers();
    test.toys[G2]->isEnhanced = false;
    test.isSilent[G1] = true;
    test.net.SetLoss(L1, L2, [](Ptr<const Packet> packet) {
        return Simulator::Now() < Seconds(5) &&
               TopologyFixture::IsMobility(packet, MessageType::EXPERIMENTAL);
    });
    test.net.AttachAt(Seconds(1), 1, G3);
    test.net.AttachAt(Seconds(1), 0, G1);
    test.net.AttachAt(Seconds(4), 0, G2); // PBCI at 4 s and 5 s, not at 7 s.
    test.net.AttachAt(Seconds(1), 2, G3); // With an eMAG, which is told nothing.
    const auto& outcome = test.Ask(Ms(4500), G1, L1, test.AddressOf(1));
    test.net.At(Ms(5200), [this, &test] {
        NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNWithdrawals(), 1, "G1 is told");
        NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNInquiries(), 1, "L2 is asked");
        test.net.GetAnchor(L1)->Restart();
        NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNWithdrawals(), 0, "no more");
        NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNInquiries(), 0, "nor is L2");
        NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetHistory().GetSize(), 0, "all is forgotten");
    });
    test.net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(test.GetSent(L1, "Pbci").size(), 2, "before the restart alone");
    for (const auto& record : test.GetSent(L1, "ProxyBindingAcknowledgement"))
    {
        NS_TEST_EXPECT_MSG_EQ((record.at > Ms(5200) && record.Find<PreviousLocationOption>()),
                              false,
                              "nothing is known of where they were");
    }
    // The asker's first repetition, at 5.5 s, is a new question.
    Expect(outcome, Ms(5500), test.net.RoundTrip(G1, L1) + test.net.RoundTrip(L1, L2), "SUCCESS");
}

void
LocationManagementTestCase::Stopped()
{
    LocationNet test;
    test.AddGateways();
    test.AddManagers();
    test.toys[G2]->isEnhanced = false;
    test.isSilent[G1] = true;
    test.net.SetLoss(L1, L2, [](Ptr<const Packet> packet) {
        return TopologyFixture::IsMobility(packet, MessageType::EXPERIMENTAL);
    });
    test.net.AttachAt(Seconds(1), 1, G3);
    test.net.AttachAt(Seconds(1), 2, G3);
    test.net.AttachAt(Seconds(1), 0, G1);
    test.net.AttachAt(Seconds(4), 0, G2);
    test.Ask(Ms(4500), G1, L1, test.AddressOf(1));
    QueryTerms alerting;
    alerting.isAlerting = true;
    const auto& passing = test.Ask(Seconds(6), G3, L1, test.AddressOf(0), alerting);
    test.net.GetAnchor(L1)->SetStopTime(Ms(5200));
    test.net.RunUntil(Seconds(30));
    for (const auto& record : test.net.GetSent(L1, Ms(5200), Seconds(30)))
    {
        NS_TEST_EXPECT_MSG_EQ((record.name == "BindingError"), true, "nothing but refusals");
    }
    NS_TEST_EXPECT_MSG_EQ(test.functions[L1]->GetNWithdrawals() +
                              test.functions[L1]->GetNInquiries() +
                              test.functions[L1]->GetHistory().GetSize(),
                          0,
                          "nothing is left");
    NS_TEST_EXPECT_MSG_EQ(passing.GetText(), "unanswered", "nothing is taken on its way");
}

void
LocationManagementTestCase::HoldTime()
{
    for (const double hold : {0.0, 90.0})
    {
        LocationNet test;
        test.AddGateways();
        test.net.GetAnchor(L1)->SetAttribute("PrefixHoldTime", TimeValue(Seconds(hold)));
        test.net.RunUntil(Seconds(1));
        TimeValue value;
        test.net.GetAnchor(L1)->GetAttribute("PrefixHoldTime", value);
        NS_TEST_EXPECT_MSG_EQ(value.Get(), Seconds(hold > 60 ? hold : 60), "at least that");
    }
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-luo-location-management`.
 */
class LocationManagementTestSuite : public TestSuite
{
  public:
    LocationManagementTestSuite()
        : TestSuite("pmipv6-luo-location-management")
    {
        using Case = LocationManagementTestCase;
        AddTestCase(new Case("4.4.1 the anchor of the node is asked", &Case::Configured));
        AddTestCase(new Case("4.4.1 no binding", &Case::NoBinding));
        AddTestCase(new Case("4.2 a node that has left, a binding revoked", &Case::LeftAndRevoked));
        AddTestCase(new Case("4.3 the sequence scheme", &Case::SequenceScheme));
        AddTestCase(new Case("4.4.2 taken on its way", &Case::Intercepted));
        AddTestCase(new Case("4.4.2 not its own", &Case::InterceptedForOthers));
        AddTestCase(new Case("4.4.3 recursive", &Case::Recursive));
        AddTestCase(new Case("4.4.3 messages lost", &Case::RecursiveLoss));
        AddTestCase(new Case("4.4.3 a silent eLMA", &Case::SilentManager));
        AddTestCase(new Case("4.4.3 one after the other", &Case::UnknownManagers));
        AddTestCase(new Case("4.4.3 answers that are none", &Case::Unbelievable));
        AddTestCase(new Case("8 an answer of another eLMA", &Case::ForeignAnswer));
        AddTestCase(new Case("7.4 a direct answer", &Case::Direct));
        AddTestCase(new Case("8 a direct answer to a stranger", &Case::DirectToStranger));
        AddTestCase(new Case("8 the bound", &Case::Room));
        AddTestCase(new Case("8 strangers", &Case::Strangers));
        AddTestCase(new Case("4.3 previous locations", &Case::PreviousLocations));
        AddTestCase(new Case("4.3 lost answers", &Case::LostAnswers));
        AddTestCase(new Case("6 to a MAG", &Case::Legacy));
        AddTestCase(new Case("6 to a MAG, unacknowledged", &Case::LegacyUnacknowledged));
        AddTestCase(new Case("6 gone for good", &Case::Gone));
        AddTestCase(new Case("6 gone and back", &Case::GoneAndBack));
        AddTestCase(new Case("a restart", &Case::Restarted));
        AddTestCase(new Case("a stop", &Case::Stopped));
        AddTestCase(new Case("prefixes held back", &Case::HoldTime));
    }
};

static LocationManagementTestSuite g_locationManagementTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
