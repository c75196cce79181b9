/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/pmipv6-anchor-function.h"
#include "ns3/pmipv6-gateway-function.h"
#include "ns3/pmipv6-mobility-names.h"

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
    std::size_t octets{1};                //!< of the option

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
                     BindingAcknowledgement& answer) override
    {
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
        AddTestCase(new Case("too many options", &Case::TooLong));
        AddTestCase(new Case("a stopped gateway", &Case::AfterTheStop));
    }
};

static FunctionTestSuite g_functionTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
