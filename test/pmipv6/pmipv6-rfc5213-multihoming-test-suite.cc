/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/icmpv6-l4-protocol.h"

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5213, 5.4: a mobile node with two interfaces, each with a link-layer identifier of its own.
 * The hosts 0 and 2 of the topology stand for its interfaces.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// MaxDelayBeforeNewBCEAssign (RFC 5213, 9.1).
const Time MAX_DELAY_BEFORE_ASSIGN = MilliSeconds(1500);

/// Make hosts 0 and 2 the interfaces of one node.
void
JoinInterfaces(const TopologyFixture& net)
{
    auto store = net.GetPolicyStore();
    auto other = *store->Find(TopologyFixture::GetIdentifier(2));
    auto node = *store->Find(TopologyFixture::GetIdentifier(0));
    node.interfaces.push_back(other.interfaces.at(0));
    other.interfaces.clear();
    store->Add(other);
    store->Add(node);
}

/// Send the first request of a run from G2, a second later, for an interface that ends in 0x99.
void
SendForged(const TopologyFixture& net, HandoffIndicator indicator)
{
    auto message = net.GetSent().front().message;
    for (auto& option : std::get<BindingUpdate>(message).options)
    {
        if (auto* handoff = std::get_if<HandoffIndicatorOption>(&option))
        {
            handoff->indicator = indicator;
        }
        if (auto* interface = std::get_if<MobileNodeLinkLayerIdentifierOption>(&option))
        {
            interface->identifier.back() = 0x99;
        }
        if (auto* timestamp = std::get_if<TimestampOption>(&option))
        {
            timestamp->timestamp += 65536; // One second.
        }
    }
    net.GetSignaling(G2)->Send(message,
                               TopologyFixture::GetAddress(G2),
                               TopologyFixture::GetAddress(L1));
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * Two interfaces; each member function is a test case.
 */
class MultihomingTestCase : public MemberTestCase<MultihomingTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void HandoffInTime();      //!< the other session is de-registered while the request waits
    void NumberOfWaiting();    //!< is not the last one accepted
    void HandoffBefore();      //!< the other session was de-registered before
    void NewInterface();       //!< no de-registration comes
    void WithoutWaiting();     //!< MaxDelayBeforeNewBCEAssign is 0
    void NewInterfaceLeaves(); //!< before the wait is over
    void KnownHandoff();       //!< the gateway knows, Handoff Indicator 2
    void KnownNewInterface();  //!< the gateway knows, Handoff Indicator 1
    void SeveralAnchors();     //!< one interface is registered at two
    void OwnPrefixes();        //!< each interface has prefixes of its own
    void GatewayNotAllowed();  //!< the profile names the gateways that may register the node
    void OlderWhileWaiting();  //!< what was sent earlier takes no request's place

  private:
    /**
     * Have requests for an interface that waits arrive in another order than they were sent.
     *
     * @param isTimestampInUse ordered by timestamps, else by numbers
     */
    void CheckOlderWhileWaiting(bool isTimestampInUse);
};

void
MultihomingTestCase::OwnPrefixes()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    JoinInterfaces(net);
    const std::string identifier = TopologyFixture::GetIdentifier(0);
    auto profile = *net.GetPolicyStore()->Find(identifier);
    profile.interfaces.at(0).prefixes = {*ParsePrefix("fd00:1:0:a::/64"),
                                         *ParsePrefix("fd00:1:0:b::/64")};
    profile.interfaces.at(1).prefixes = {*ParsePrefix("fd00:1:0:c::/64"),
                                         *ParsePrefix("fd00:1:0:d::/64")};
    net.GetPolicyStore()->Add(profile);
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(2), 2, G2);
    net.DetachAt(Seconds(4), 0);
    net.AttachAt(Seconds(4) + Ms(50), 0, G3);
    net.RunUntil(Seconds(6));
    const auto& cache = net.GetAnchor(L1)->GetBindingCache();
    NS_TEST_EXPECT_MSG_EQ(cache.FindByMobileNode(identifier).size(), 2, "one session an interface");
    for (const auto& interface : profile.interfaces)
    {
        const bool isFirst = &interface == &profile.interfaces.front();
        const auto* session = cache.FindByPrefix(interface.prefixes.at(1));
        PMIPV6_TEST_REQUIRE(session, "registered");
        const bool isOwn = session->prefixes == interface.prefixes;
        NS_TEST_EXPECT_MSG_EQ(isOwn, true, "all of this interface, and no other");
        const bool isOfInterface = session->linkLayer == interface.identifier;
        NS_TEST_EXPECT_MSG_EQ(isOfInterface, true, "of this interface");
        NS_TEST_EXPECT_MSG_EQ(session->proxyCareOf,
                              TopologyFixture::GetAddress(isFirst ? G3 : G2),
                              "where it is; the other one's handover changes nothing");
        const auto addresses = net.GetAddresses(isFirst ? 0 : 2);
        NS_TEST_EXPECT_MSG_EQ(addresses.size(), 2, "an address from each prefix");
        for (const auto& address : addresses)
        {
            const Prefix prefix(address, 64);
            const bool isOfSession =
                prefix == interface.prefixes.at(0) || prefix == interface.prefixes.at(1);
            NS_TEST_EXPECT_MSG_EQ(isOfSession, true, "this interface's");
        }
    }
}

void
MultihomingTestCase::GatewayNotAllowed()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    auto profile = *net.GetPolicyStore()->Find(TopologyFixture::GetIdentifier(0));
    profile.gateways = {TopologyFixture::GetAddress(G1)};
    net.GetPolicyStore()->Add(profile);
    net.AttachAt(Seconds(1), 0, G1);
    net.DetachAt(Seconds(3), 0);
    net.AttachAt(Seconds(3) + Ms(50), 0, G2);
    net.RunUntil(Seconds(5));
    const auto* accepted = net.FindState(G1, "registered");
    PMIPV6_TEST_REQUIRE(accepted, "an allowed gateway may register the node");
    const auto* refused = net.FindState(G2, "refused");
    PMIPV6_TEST_REQUIRE(refused, "another may not");
    NS_TEST_EXPECT_MSG_EQ(refused->change.reason,
                          "MAG_NOT_AUTHORIZED_FOR_PROXY_REG",
                          "status 154 (5.3.1, 6)");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "the binding is there still");
    NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf, TopologyFixture::GetAddress(G1), "as it was");
}

void
MultihomingTestCase::CheckOlderWhileWaiting(bool isTimestampInUse)
{
    TopologyOptions options;
    options.isTimestampInUse = isTimestampInUse;
    TopologyFixture net(SHORT_DELAYS, options);
    JoinInterfaces(net);
    net.AttachAt(Seconds(1), 0, G1);
    const Time attach = Seconds(3);
    net.AttachAt(attach, 2, G2); // It waits, as the gateway does not know of a handoff.
    const auto send = [&net](Place gateway, int ahead, uint16_t lifetime) {
        auto update = net.GetSent(G2, Seconds(3), Seconds(4)).at(0).GetRequest();
        update.lifetime = lifetime;
        update.sequence = static_cast<uint16_t>(update.sequence + ahead);
        if (auto* timestamp = FindOption<TimestampOption>(update.options))
        {
            timestamp->timestamp += static_cast<uint64_t>(int64_t{ahead} * 655); // 10 ms.
        }
        net.GetSignaling(gateway)->Send(update, net.GetAddress(gateway), net.GetAddress(L1));
    };
    // Of gateways where the interface was before, held back on the way.
    net.At(attach + Ms(30), [send] { send(G3, -1, 75); });
    net.At(attach + Ms(60), [send] { send(G3, -1, 0); });
    net.At(attach + Ms(90), [send] { send(G2, -2, 0); });
    // The same once more, from another gateway: it is not newer.
    net.At(attach + Ms(120), [send] { send(G3, 0, 75); });
    net.RunUntil(attach + MAX_DELAY_BEFORE_ASSIGN + Ms(300));
    const std::vector<std::string> expected{"sent-before-request-that-waits",
                                            "deregistration-of-no-session",
                                            "deregistration-of-no-session",
                                            "sent-before-request-that-waits"};
    std::vector<std::string> ignored;
    for (const auto& record : net.GetIgnored())
    {
        ignored.push_back(record.reason);
    }
    NS_TEST_EXPECT_MSG_EQ((ignored == expected), true, "each is told of");
    const auto& cache = net.GetAnchor(L1)->GetBindingCache();
    const auto* session = cache.FindByPrefix(Prefix(net.GetHomeAddress(2), 64));
    PMIPV6_TEST_REQUIRE(session, "the request has waited on");
    NS_TEST_EXPECT_MSG_EQ(session->proxyCareOf, net.GetAddress(G2), "it was the latest");
    NS_TEST_EXPECT_MSG_EQ(cache.GetSize(), 2, "a session each");
}

void
MultihomingTestCase::OlderWhileWaiting()
{
    CheckOlderWhileWaiting(true);
    CheckOlderWhileWaiting(false);
}

void
MultihomingTestCase::NumberOfWaiting()
{
    TopologyOptions options;
    options.detection = Ms(10);
    options.isTimestampInUse = false;
    TopologyFixture net(SHORT_DELAYS, options);
    JoinInterfaces(net);
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(3), 2, G2);
    net.DetachAt(Seconds(3) + Ms(200), 0);
    net.RunUntil(Seconds(6));
    const auto goodbye = net.GetSent(G1, Seconds(3), Seconds(6));
    const auto request = net.GetSent(G2, Seconds(3), Seconds(6));
    PMIPV6_TEST_REQUIRE(goodbye.size() == 1 && request.size() == 1, "one of each");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding && binding->proxyCareOf == net.GetAddress(G2), "handed off");
    NS_TEST_EXPECT_MSG_GT(goodbye[0].GetRequest().sequence,
                          request[0].GetRequest().sequence,
                          "one count for the node");
    NS_TEST_EXPECT_MSG_EQ(binding->sequence,
                          goodbye[0].GetRequest().sequence,
                          "what has waited is older (RFC 6275, 9.5.1)");
}

void
MultihomingTestCase::HandoffInTime()
{
    TopologyOptions options = m_variant.GetOptions();
    options.detection = Ms(10);
    TopologyFixture net(m_variant.delays, options);
    JoinInterfaces(net);
    const Time attach = Seconds(3);
    const Time left = attach + Ms(200);
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(attach, 2, G2);
    net.DetachAt(left, 0);
    net.RunUntil(Seconds(6));
    const Time released = left + options.detection + net.Delay(G1, L1);
    const auto* accepted = net.FindState(G2, "registered");
    PMIPV6_TEST_REQUIRE(accepted, "accepted");
    NS_TEST_EXPECT_MSG_EQ_TOL(accepted->at,
                              released + net.Delay(L1, G2),
                              TOLERANCE,
                              "as soon as the other interface is de-registered");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "a binding");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 1, "one session");
    NS_TEST_EXPECT_MSG_EQ(binding->prefixes.at(0), *ParsePrefix("fd00:1::/64"), "its prefix");
    NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf, TopologyFixture::GetAddress(G2), "handed off");
    NS_TEST_EXPECT_MSG_EQ(Prefix(net.GetHomeAddress(2), 64),
                          Prefix(net.GetHomeAddress(0), 64),
                          "the prefix moves to the other interface");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(attach, Seconds(6)),
                          "G2>L1 PBU, G1>L1 PBU, L1>G1 PBA, L1>G2 PBA",
                          "each is answered");
}

void
MultihomingTestCase::HandoffBefore()
{
    TopologyOptions options;
    options.detection = Ms(10);
    TopologyFixture net(SHORT_DELAYS, options);
    JoinInterfaces(net);
    net.AttachAt(Seconds(1), 0, G1);
    net.DetachAt(Seconds(2), 0);
    net.AttachAt(Seconds(3), 2, G2);
    net.RunUntil(Seconds(4));
    const auto* accepted = net.FindState(G2, "registered");
    PMIPV6_TEST_REQUIRE(accepted, "accepted");
    NS_TEST_EXPECT_MSG_EQ_TOL(accepted->at,
                              Seconds(3) + net.RoundTrip(G2, L1),
                              TOLERANCE,
                              "at once");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 1, "one session");
}

void
MultihomingTestCase::NewInterface()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    JoinInterfaces(net);
    const Time attach = Seconds(20);
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(attach, 2, G2);
    net.RunUntil(Seconds(30));
    const Time request = attach + m_variant.authentication;
    const auto* accepted = net.FindState(G2, "registered");
    PMIPV6_TEST_REQUIRE(accepted, "accepted");
    NS_TEST_EXPECT_MSG_EQ_TOL(accepted->at,
                              request + net.RoundTrip(G2, L1) + MAX_DELAY_BEFORE_ASSIGN,
                              TOLERANCE,
                              "after MaxDelayBeforeNewBCEAssign");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 2, "two sessions (5.4)");
    NS_TEST_EXPECT_MSG_NE(Prefix(net.GetHomeAddress(2), 64),
                          Prefix(net.GetHomeAddress(0), 64),
                          "a prefix each");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(attach, Seconds(30)),
                          "G2>L1 PBU, G2>L1 PBU, L1>G2 PBA",
                          "the repetition after 1 s is answered, once");
    PMIPV6_TEST_REQUIRE(net.GetEntry(G1, 0), "the other session is as it was");
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), 2, "one for each interface");
}

void
MultihomingTestCase::WithoutWaiting()
{
    TopologyOptions options;
    options.configure = [](Pmipv6Helper& domain) {
        domain.SetAnchorAttribute("MaxDelayBeforeNewBCEAssign", TimeValue(Time(0)));
    };
    TopologyFixture net(SHORT_DELAYS, options);
    JoinInterfaces(net);
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(3), 2, G2);
    net.RunUntil(Seconds(4));
    const auto* accepted = net.FindState(G2, "registered");
    PMIPV6_TEST_REQUIRE(accepted, "accepted");
    NS_TEST_EXPECT_MSG_EQ_TOL(accepted->at,
                              Seconds(3) + net.RoundTrip(G2, L1),
                              TOLERANCE,
                              "at once");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 2, "two sessions");
}

void
MultihomingTestCase::NewInterfaceLeaves()
{
    TopologyOptions options;
    options.detection = Ms(10);
    TopologyFixture net(SHORT_DELAYS, options);
    JoinInterfaces(net);
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(3), 2, G2);
    net.DetachAt(Ms(3500), 2);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(3), Seconds(8)),
                          "G2>L1 PBU, G2>L1 PBU",
                          "request and de-registration, both without an answer");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 1, "no session made");
}

void
MultihomingTestCase::KnownHandoff()
{
    TopologyFixture net(SHORT_DELAYS);
    JoinInterfaces(net);
    net.AttachAt(Seconds(1), 0, G1);
    net.At(Seconds(2), [&net] { SendForged(net, HandoffIndicator::BETWEEN_INTERFACES); });
    net.RunUntil(Seconds(3));
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 1, "5.4.1.2, 3");
    const auto* binding = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(binding, "a binding");
    NS_TEST_EXPECT_MSG_EQ(binding->proxyCareOf, TopologyFixture::GetAddress(G2), "handed off");
    NS_TEST_EXPECT_MSG_EQ(int(binding->linkLayer.GetOctets().back()),
                          0x99,
                          "to the other interface");
}

void
MultihomingTestCase::KnownNewInterface()
{
    TopologyFixture net(SHORT_DELAYS);
    net.AttachAt(Seconds(1), 0, G1);
    net.At(Seconds(2), [&net] { SendForged(net, HandoffIndicator::NEW_INTERFACE); });
    net.RunUntil(Ms(2100));
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(),
                          2,
                          "a session of its own, at once (5.4.1.2, 5)");
}

void
MultihomingTestCase::SeveralAnchors()
{
    TopologyOptions options;
    options.detection = Time(0);
    options.lifetime = Seconds(100);
    TopologyFixture net(SHORT_DELAYS, options);
    const auto gateway = net.GetGateway(G1);
    const auto node = net.GetLinkLayer(0);
    const auto other = TopologyFixture::GetAddress(L2);
    const RegistrationKey second(node, 1);
    auto profile = *net.GetPolicyStore()->Find(TopologyFixture::GetIdentifier(0));
    profile.otherAnchors = {other};
    net.GetPolicyStore()->Add(profile);
    net.AttachAt(Seconds(1), 0, G1);
    net.At(Seconds(2), [&] {
        const bool isSecond = gateway->GetRegistration().AddRegistration(node, other, {}) == second;
        NS_TEST_EXPECT_MSG_EQ(isSecond, true, "its second registration");
    });
    net.RunUntil(Seconds(4));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Time(0), Seconds(4)),
                          "G1>L1 PBU, L1>G1 PBA, G1>L2 PBU, L2>G1 PBA",
                          "one registration an anchor");
    const auto addresses = net.GetAddresses(0);
    PMIPV6_TEST_REQUIRE(addresses.size() == 2, "an address of each");
    PMIPV6_TEST_REQUIRE(net.GetBinding(L1, 0) && net.GetBinding(L2, 0), "a binding at each");
    const auto ofSecond = net.GetBinding(L2, 0)->prefixes.front();
    NS_TEST_EXPECT_MSG_EQ(ofSecond.Contains(addresses[1]), true, "of the second anchor");

    net.At(Seconds(6), [&] { gateway->GetRegistration().EndRegistration(second, "not-needed"); });
    net.At(Seconds(7), [&] { gateway->GetRegistration().EndRegistration(second, "not-needed"); });
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(4), Seconds(8)), "G1>L2 PBU, L2>G1 PBA", "once");
    NS_TEST_EXPECT_MSG_EQ(gateway->GetBindingUpdateList().GetSize(), 1, "the first stays");
    const auto& told = net.GetAdvertisements();
    PMIPV6_TEST_REQUIRE(told.size() == 3, "at each change");
    NS_TEST_EXPECT_MSG_EQ(told[1].prefixes.size(), 2, "both");
    NS_TEST_EXPECT_MSG_EQ(told[2].prefixes.size(), 1, "the first");
    const bool isWithdrawn = told[2].withdrawn == std::vector<Prefix>{ofSecond};
    NS_TEST_EXPECT_MSG_EQ(isWithdrawn, true, "the second's");

    net.At(Seconds(20),
           [&] { gateway->GetRegistration().AddRegistration(node, other, {ofSecond}); });
    net.At(Seconds(22), [&] { net.GetAnchor(L2)->Restart(); });
    // The other way round: the first ends, and the second serves on.
    const RegistrationKey first(node);
    net.At(Seconds(25), [&] { gateway->GetRegistration().EndRegistration(first, "not-needed"); });
    net.At(Seconds(26), [&] {
        const auto device = net.GetDevice(0);
        net.GetMobile(0)->GetObject<Icmpv6L4Protocol>()->SendRS(
            net.GetMobile(0)->GetObject<Ipv6>()->GetAddress(1, 0).GetAddress(),
            Ipv6Address::GetAllRoutersMulticast(),
            device->GetAddress());
    });
    net.RunUntil(Seconds(29));
    NS_TEST_EXPECT_MSG_EQ((net.GetBinding(L2, 0) != nullptr), true, "anew (RFC 5847, 3.2)");
    const auto& answer = net.GetAdvertisements().back();
    NS_TEST_EXPECT_MSG_EQ_TOL(answer.at, Seconds(26), Ms(50), "a solicitation is answered");
    const bool isOfSecond = answer.prefixes == std::vector<Prefix>{ofSecond};
    NS_TEST_EXPECT_MSG_EQ(isOfSecond, true, "with the second's prefix");
    net.DetachAt(Seconds(30), 0);
    net.RunUntil(Seconds(40));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Seconds(30), Seconds(40)),
                          "G1>L2 PBU, L2>G1 PBA",
                          "what is left is de-registered");
    NS_TEST_EXPECT_MSG_EQ(gateway->GetBindingUpdateList().GetSize(), 0, "nothing is left");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213-multihoming`.
 */
class Rfc5213MultihomingTestSuite : public TestSuite
{
  public:
    Rfc5213MultihomingTestSuite()
        : TestSuite("pmipv6-rfc5213-multihoming")
    {
        using Case = MultihomingTestCase;
        for (const auto& variant : GetVariants())
        {
            AddTestCase(new Case("5.4.1.2 a new interface waits", &Case::NewInterface, variant));
        }
        for (const auto& variant : GetVariants())
        {
            AddTestCase(new Case("5.4, 6.2 prefixes by interface", &Case::OwnPrefixes, variant));
        }
        AddTestCase(new Case("5.3.1 gateway not allowed", &Case::GatewayNotAllowed));
        AddTestCase(new Case("5.4.1.2 handoff while it waits", &Case::HandoffInTime));
        AddTestCase(new Case("5.4.1.2 number of what has waited", &Case::NumberOfWaiting));
        AddTestCase(new Case("5.4.1.2 handoff after de-registration", &Case::HandoffBefore));
        AddTestCase(new Case("5.4.1.2, 5.5 an older one while it waits", &Case::OlderWhileWaiting));
        AddTestCase(new Case("5.4.1.2 no wait", &Case::WithoutWaiting));
        AddTestCase(new Case("5.4.1.2 gone while it waits", &Case::NewInterfaceLeaves));
        AddTestCase(new Case("5.4.1.2 Handoff Indicator 2", &Case::KnownHandoff));
        AddTestCase(new Case("5.4.1.2 Handoff Indicator 1", &Case::KnownNewInterface));
        AddTestCase(new Case("6.1 one interface at two anchors", &Case::SeveralAnchors));
    }
};

static Rfc5213MultihomingTestSuite g_rfc5213MultihomingTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
