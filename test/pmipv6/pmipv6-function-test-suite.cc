/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/pmipv6-anchor-function.h"
#include "ns3/pmipv6-gateway-function.h"
#include "ns3/pmipv6-local-mobility-anchor.h"
#include "ns3/pmipv6-mobility-names.h"
#include "ns3/string.h"

#include <sstream>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * What a role does beyond RFC 5213: functions that are given to anchors and gateways add options to
 * requests and answers, refuse, choose the anchor, see answers, and are told of every state.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// An option that no document has.
const uint8_t TOY_OPTION = 201;

/// @return what the toy option of a message says; -1: it has none
int
ReadToy(const MobilityOptions& options)
{
    for (const auto& option : options)
    {
        const auto* raw = std::get_if<RawOption>(&option);
        if (raw && raw->type == TOY_OPTION)
        {
            return raw->data.at(0);
        }
    }
    return -1;
}

/// A function of a gateway that writes down what it is asked and told.
class ToyGatewayFunction : public GatewayFunction
{
  public:
    std::optional<Ipv6Address> anchor;  //!< to choose
    std::optional<std::string> refusal; //!< to refuse with
    std::string told;                   //!< what was told

  private:
    void Start(Ptr<MobileAccessGateway> /* gateway */) override
    {
        told += "start ";
    }

    void Stop() override
    {
    }

    void Restart() override
    {
        told += "restart ";
    }

    std::optional<std::string> Refuse(const PolicyProfile& profile,
                                      const LinkLayerAddress& /* node */) override
    {
        told += "asked:" + profile.identifier + " ";
        return refusal;
    }

    std::optional<Ipv6Address> ChooseAnchor(const PolicyProfile& /* profile */,
                                            const LinkLayerAddress& /* node */) override
    {
        return anchor;
    }

    void AddToRequest(const BindingUpdateListEntry& /* entry */, BindingUpdate& request) override
    {
        const uint8_t value = request.lifetime == 0 ? 2 : 1;
        request.options.push_back(RawOption{TOY_OPTION, {value}});
    }

    void HandleAnswer(const BindingUpdateListEntry& entry,
                      const BindingUpdate& request,
                      const BindingAcknowledgement& answer) override
    {
        std::ostringstream text;
        text << GetStateName(entry.state) << "?" << ReadToy(request.options) << "!"
             << ReadToy(answer.options) << " ";
        told += text.str();
    }

    void HandleAttachment(const BindingUpdateListEntry& /* entry */,
                          AttachmentState /* from */,
                          AttachmentState to,
                          const std::string& /* reason */) override
    {
        told += std::string(GetStateName(to)) + " ";
    }

    void HandleExtension(const BindingUpdateListEntry& /* entry */) override
    {
        told += "extension ";
    }

    void HandleAnchorRestart(const Ipv6Address& /* anchor */) override
    {
        told += "anchor-restart ";
    }
};

/// A function of an anchor, likewise.
class ToyAnchorFunction : public AnchorFunction
{
  public:
    std::optional<BindingStatus> refusal; //!< to refuse with
    std::string told;                     //!< what was told
    std::string answered;                 //!< what requests have come to
    std::size_t octets{1};                //!< of the option
    Time prefixHoldTime;                  //!< for how long prefixes go to no other node

  private:
    void Start(Ptr<LocalMobilityAnchor> anchor) override
    {
        anchor->SetAttribute("PrefixHoldTime", TimeValue(prefixHoldTime));
    }

    void Stop() override
    {
    }

    void Restart() override
    {
    }

    std::optional<BindingStatus> Refuse(const ProxyRegistration& request,
                                        const BindingCacheEntry* session) override
    {
        std::ostringstream text;
        text << "asked" << ReadToy(request.update->options) << (session ? "known " : "new ");
        told += text.str();
        return refusal;
    }

    void AddToAnswer(const ProxyRegistration& /* request */,
                     const BindingCacheEntry* session,
                     RegistrationKind kind,
                     BindingAcknowledgement& answer) override
    {
        answered += kind == RegistrationKind::EXTENSION ? "extension " : GetPurpose(kind) + " ";
        std::vector<uint8_t> data(octets);
        data[0] = session ? 7 : 8;
        answer.options.push_back(RawOption{TOY_OPTION, data});
    }

    void HandleBinding(const BindingCacheEntry& /* session */,
                       BindingState /* from */,
                       BindingState to,
                       const std::string& reason) override
    {
        told += std::string(GetStateName(to)) + ":" + reason + " ";
    }

    void HandleRegistered(const BindingCacheEntry& /* session */, RegistrationKind kind) override
    {
        told += kind == RegistrationKind::INITIAL ? "initial " : "again ";
    }
};

/// A function of an anchor that tells gateways how often a node has moved, and tells those that ask
/// once more the same.
class ToyMovesFunction : public AnchorFunction
{
  private:
    void Start(Ptr<LocalMobilityAnchor> /* anchor */) override
    {
    }

    void Stop() override
    {
    }

    void Restart() override
    {
    }

    void AddToAnswer(const ProxyRegistration& /* request */,
                     const BindingCacheEntry* /* session */,
                     RegistrationKind kind,
                     BindingAcknowledgement& answer) override
    {
        const bool isMove = kind == RegistrationKind::INITIAL || kind == RegistrationKind::HANDOFF;
        const bool isRepeated =
            kind == RegistrationKind::REPEAT || kind == RegistrationKind::REATTACHMENT;
        m_moves += isMove;
        if (isMove || isRepeated)
        {
            answer.options.push_back(RawOption{TOY_OPTION, {m_moves}});
        }
    }

    void HandleRegistered(const BindingCacheEntry& /* session */,
                          RegistrationKind /* kind */) override
    {
    }

    uint8_t m_moves{0}; //!< so far
};

} // namespace

/**
 * @ingroup pmipv6-tests
 * Toy functions at G1, L1 and L2; each member function is a test case.
 */
class FunctionTestCase : public MemberTestCase<FunctionTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void OptionsAndStates(); //!< added, seen, told
    void AnchorRefuses();    //!< with a status of its own
    void GatewayRefuses();   //!< before anything is sent
    void ChosenAnchor();     //!< of two functions the first that has one
    void Repeats();          //!< told as such, and answered as before
    void PrefixHeldBack();   //!< goes to no other node for a while
    void TooLong();          //!< what does not fit is not sent
    void AfterTheStop();     //!< a stopped gateway registers nobody

  private:
    /// Give G1 and the anchors their functions.
    void Install(const TopologyFixture& net)
    {
        net.GetGateway(G1)->AddFunction(m_gateway);
        net.GetAnchor(L1)->AddFunction(m_first);
        net.GetAnchor(L2)->AddFunction(m_second);
    }

    Ptr<ToyGatewayFunction> m_gateway{CreateObject<ToyGatewayFunction>()}; //!< at G1
    Ptr<ToyAnchorFunction> m_first{CreateObject<ToyAnchorFunction>()};     //!< at L1
    Ptr<ToyAnchorFunction> m_second{CreateObject<ToyAnchorFunction>()};    //!< at L2
};

void
FunctionTestCase::OptionsAndStates()
{
    TopologyOptions options;
    options.detection = Time(0);
    options.lifetime = Seconds(20);
    TopologyFixture net(SHORT_DELAYS, options);
    Install(net);
    net.AttachAt(Seconds(1), 0, G1);
    net.DetachAt(Seconds(20), 0);
    net.RunUntil(Seconds(60));
    NS_TEST_EXPECT_MSG_EQ(m_gateway->told,
                          "start asked:" + TopologyFixture::GetIdentifier(0) +
                              " authenticating registering registering?1!7 registered "
                              "registered?1!7 extension "
                              "deregistering deregistering?2!7 none ",
                          "at the gateway");
    NS_TEST_EXPECT_MSG_EQ(m_first->told,
                          "asked1new registered:initial-registration initial "
                          "asked1known registered:lifetime-extension again "
                          "deregistered:deregistration none:no-new-gateway ",
                          "at the anchor");
    NS_TEST_EXPECT_MSG_EQ(m_first->answered,
                          "initial-registration extension deregistration ",
                          "what the answers are");
}

void
FunctionTestCase::AnchorRefuses()
{
    TopologyFixture net(SHORT_DELAYS);
    Install(net);
    m_first->refusal = BindingStatus::ADMINISTRATIVELY_PROHIBITED;
    net.AttachAt(Seconds(1), 0, G1);
    net.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(m_first->told, "asked1new ", "no session");
    const auto sent = net.GetSent(L1, Time(0), Seconds(4));
    PMIPV6_TEST_REQUIRE(sent.size() == 1, "an answer");
    NS_TEST_EXPECT_MSG_EQ(pmipv6::GetName(sent[0].GetAnswer().status),
                          pmipv6::GetName(BindingStatus::ADMINISTRATIVELY_PROHIBITED),
                          "its status");
    NS_TEST_EXPECT_MSG_EQ(ReadToy(sent[0].GetAnswer().options), 8, "a refusal has options too");
    NS_TEST_EXPECT_MSG_EQ(m_first->answered, "refusal ", "told as one");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0), nullptr, "no binding");
}

void
FunctionTestCase::GatewayRefuses()
{
    TopologyFixture net(SHORT_DELAYS);
    Install(net);
    m_gateway->refusal = "no-toy";
    net.AttachAt(Seconds(1), 0, G1);
    net.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Time(0), Seconds(4)), "", "nothing is sent");
    PMIPV6_TEST_REQUIRE(net.GetRefused().size() == 1, "traced");
    NS_TEST_EXPECT_MSG_EQ(net.GetRefused()[0].reason, "no-toy", "with its reason");
    NS_TEST_EXPECT_MSG_EQ(net.GetEntry(G1, 0), nullptr, "no entry");
}

void
FunctionTestCase::ChosenAnchor()
{
    TopologyFixture net(SHORT_DELAYS);
    Install(net);
    const auto last = CreateObject<ToyGatewayFunction>();
    last->anchor = TopologyFixture::GetAddress(L2);
    net.GetGateway(G1)->AddFunction(last); // The first leaves the choice to it.
    auto profile = *net.GetPolicyStore()->Find(TopologyFixture::GetIdentifier(0));
    profile.otherAnchors = {TopologyFixture::GetAddress(L2)};
    net.GetPolicyStore()->Add(profile);
    net.AttachAt(Seconds(1), 0, G1);
    net.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Time(0), Seconds(4)), "G1>L2 PBU, L2>G1 PBA", "to L2");
    NS_TEST_EXPECT_MSG_EQ(m_first->told, "", "not to that of the profile");
    NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L2, 0) != nullptr), true, "a binding there");
}

void
FunctionTestCase::Repeats()
{
    TopologyOptions options;
    options.detection = Ms(11);
    options.lifetime = Seconds(20);
    TopologyFixture net(SHORT_DELAYS, options);
    const auto& requests = net.Capture(G2, L1);
    net.GetAnchor(L1)->AddFunction(CreateObject<ToyMovesFunction>());
    // The first answer is lost.
    net.SetLoss(L1, G1, [isLost = false](Ptr<const Packet> packet) mutable {
        const bool isFirst =
            !isLost && TopologyFixture::IsMobility(packet, MessageType::BINDING_ACKNOWLEDGEMENT);
        isLost = isLost || isFirst;
        return isFirst;
    });
    net.AttachAt(Seconds(1), 0, G1);
    net.DetachAt(Seconds(4), 0);
    net.AttachAt(Ms(4050), 0, G2);
    net.At(Seconds(6), [this, &net, &requests] {
        const auto sent = Select(requests, [](const WireRecord& record) {
            return TopologyFixture::IsUpdate(record.packet);
        });
        PMIPV6_TEST_REQUIRE(sent.size() == 1, "a request");
        net.Replay(G2, L1, sent[0].packet);
    });
    net.DetachAt(Seconds(25), 0);
    net.RunUntil(Seconds(30));
    std::ostringstream told;
    for (const auto& record : net.GetSent(L1, Time(0), Seconds(30)))
    {
        told << ReadToy(record.GetAnswer().options) << " ";
    }
    // Initial and repeated with another time, left, handed off and the same once more, extended,
    // left.
    NS_TEST_EXPECT_MSG_EQ(told.str(), "1 1 -1 2 2 -1 -1 ", "a repeat is answered as before");
}

void
FunctionTestCase::PrefixHeldBack()
{
    TopologyOptions options;
    options.detection = Ms(11);
    TopologyFixture net(SHORT_DELAYS, options);
    m_first->prefixHoldTime = Seconds(30);
    Install(net);
    net.GetAnchor(L1)->SetAttribute("PrefixPool", StringValue("fd00:1::/64")); // One.
    net.AttachAt(Seconds(1), 0, G1);
    net.DetachAt(Seconds(3), 0); // The session is over after 10 s.
    net.AttachAt(Seconds(14), 2, G1);
    net.RunUntil(Seconds(42));
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 2), nullptr, "not for another node");
    NS_TEST_EXPECT_MSG_EQ(m_first->answered.rfind("refusal "),
                          m_first->answered.size() - 8,
                          "which asks in vain");
    // It tries again each 5 s (RefusalRetryDelay).
    net.RunUntil(Seconds(50));
    const auto* other = net.GetBinding(L1, 2);
    PMIPV6_TEST_REQUIRE(other, "when the time is over");
    NS_TEST_EXPECT_MSG_EQ((other->prefixes.front() == *ParsePrefix("fd00:1::/64")), true, "it");
    NS_TEST_EXPECT_MSG_GT_OR_EQ(other->registered, Seconds(43), "not earlier");
}

void
FunctionTestCase::TooLong()
{
    TopologyFixture net(SHORT_DELAYS);
    Install(net);
    m_first->octets = 255;
    for (int i = 0; i < 8; ++i)
    {
        const auto more = CreateObject<ToyAnchorFunction>();
        more->octets = 255;
        net.GetAnchor(L1)->AddFunction(more);
    }
    net.AttachAt(Seconds(1), 0, G1);
    net.RunUntil(Ms(1900));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Time(0), Ms(1900)), "G1>L1 PBU", "no answer");
    PMIPV6_TEST_REQUIRE(!net.GetIgnored().empty(), "traced");
    NS_TEST_EXPECT_MSG_EQ(net.GetIgnored()[0].reason, "answer-too-long", "with its reason");
}

void
FunctionTestCase::AfterTheStop()
{
    TopologyFixture net(SHORT_DELAYS);
    Install(net);
    const auto gateway = net.GetGateway(G1);
    gateway->Readmit(TopologyFixture::GetIdentifier(0)); // Before the start: nothing to do.
    gateway->SetStopTime(Ms(3001));
    net.AttachAt(Seconds(1), 0, G1);
    // Its nodes are asked, and their answers come after the stop.
    net.At(Seconds(3), [&] { gateway->Restart(); });
    net.At(Seconds(4), [&] { gateway->Readmit(TopologyFixture::GetIdentifier(0)); });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(2), Seconds(8)).find("PBU"),
                          std::string::npos,
                          "nothing is registered");
    NS_TEST_EXPECT_MSG_EQ(gateway->GetBindingUpdateList().GetSize(), 0, "no entry");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-function`.
 */
class FunctionTestSuite : public TestSuite
{
  public:
    FunctionTestSuite()
        : TestSuite("pmipv6-function")
    {
        using Case = FunctionTestCase;
        AddTestCase(new Case("options and states", &Case::OptionsAndStates));
        AddTestCase(new Case("an anchor's refuses", &Case::AnchorRefuses));
        AddTestCase(new Case("a gateway's refuses", &Case::GatewayRefuses));
        AddTestCase(new Case("a chosen anchor", &Case::ChosenAnchor));
        AddTestCase(new Case("repeated requests", &Case::Repeats));
        AddTestCase(new Case("a prefix held back", &Case::PrefixHeldBack));
        AddTestCase(new Case("too many options", &Case::TooLong));
        AddTestCase(new Case("a stopped gateway", &Case::AfterTheStop));
    }
};

static FunctionTestSuite g_functionTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
