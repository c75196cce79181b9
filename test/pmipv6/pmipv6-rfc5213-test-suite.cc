/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <iomanip>
#include <sstream>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5213, attachment on the ideal link. With d one-way delays, R round trips, w the access link's
 * delay and T_A the time of authentication: the route at the anchor stands at attach + T_A +
 * d(M,L), the uplink opens at attach + T_A + R(M,L), the Router Advertisement is there w later.
 */

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-tests
 * Attachment; each member function is a test case.
 */
class AttachmentTestCase : public MemberTestCase<AttachmentTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void InitialRegistration(); //!< times, messages, Router Advertisement, address
    void LiteralOctets();       //!< request and answer on the wire
    void SeveralNodes();        //!< several nodes at one gateway, each with its prefix
    void PrefixOfProfile();     //!< asked for by name
    void SeveralPrefixes();     //!< of one session
    void NothingBeforeAnswer(); //!< nothing forwarded, nothing advertised
    void RouterSolicitation();  //!< answered when the registration is complete
    void UnknownNode();         //!< no profile, no service
};

void
AttachmentTestCase::InitialRegistration()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    const Time attach = Ms(1234.567);
    const Time request = attach + m_variant.authentication;
    const Time route = request + net.Delay(G1, L1);
    const Time answer = request + net.RoundTrip(G1, L1);
    const Time advertisement = answer + net.Access(0, G1);
    net.AttachAt(attach, 0, G1);

    // The route is there at once when the request is, not before.
    const Ipv6Address prefix("fd00:1::");
    std::vector<bool> hasRoute;
    for (const Time& margin : {Time(0) - TOLERANCE, TOLERANCE})
    {
        net.At(route + margin, [&net, &hasRoute, prefix] {
            const auto* entry =
                net.GetForwarding(L1)->GetTable().LookupDestination(prefix, FROM_CORE);
            hasRoute.push_back(entry && std::holds_alternative<TunnelAction>(entry->action));
        });
    }
    net.RunUntil(Seconds(3));

    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Time(0), Seconds(3)),
                          "G1>L1 PBU, L1>G1 PBA",
                          "2 messages");
    const auto sent = net.GetSignals(Time(0), Seconds(3), SignalKind::SENT);
    PMIPV6_TEST_REQUIRE(sent.size() == 2, "2 messages");
    NS_TEST_EXPECT_MSG_EQ(sent[0].at, request, "request after authentication");
    NS_TEST_EXPECT_MSG_EQ_TOL(sent[1].at, route, TOLERANCE, "answer without delay");
    const auto* handoff = sent[0].Find<HandoffIndicatorOption>();
    PMIPV6_TEST_REQUIRE(handoff, "6.9.1.1, 4: mandatory");
    NS_TEST_EXPECT_MSG_EQ(unsigned(handoff->indicator), 4, "the gateway cannot tell");

    PMIPV6_TEST_REQUIRE(hasRoute.size() == 2, "both looks");
    NS_TEST_EXPECT_MSG_EQ(hasRoute[0], false, "no route before the request");
    NS_TEST_EXPECT_MSG_EQ(hasRoute[1], true, "route at t_0 + T_A + d(M,L)");
    const auto* binding = net.FindState(L1, "registered");
    PMIPV6_TEST_REQUIRE(binding, "a binding");
    NS_TEST_EXPECT_MSG_EQ_TOL(binding->at, route, TOLERANCE, "binding at t_0 + T_A + d(M,L)");
    const auto* attachment = net.FindState(G1, "registered");
    PMIPV6_TEST_REQUIRE(attachment, "an accepted attachment");
    NS_TEST_EXPECT_MSG_EQ_TOL(attachment->at, answer, TOLERANCE, "uplink at t_0 + T_A + R(M,L)");

    const auto& advertisements = net.GetAdvertisements();
    PMIPV6_TEST_REQUIRE(advertisements.size() == 1, "one Router Advertisement");
    NS_TEST_EXPECT_MSG_EQ_TOL(advertisements[0].at, advertisement, TOLERANCE, "+ w");
    NS_TEST_EXPECT_MSG_EQ(advertisements[0].mobile, 0, "to the node alone");
    PMIPV6_TEST_REQUIRE(advertisements[0].prefixes.size() == 1, "its prefix");
    NS_TEST_EXPECT_MSG_EQ(advertisements[0].prefixes[0],
                          *ParsePrefix("fd00:1::/64"),
                          "the first of the pool");
    NS_TEST_EXPECT_MSG_EQ(advertisements[0].mtu, 1460, "the tunnel's MTU (6.9.2, 3)");
    PMIPV6_TEST_REQUIRE(net.GetAddresses(0).size() == 1, "one global address");
    NS_TEST_EXPECT_MSG_EQ(net.GetAddresses(0)[0],
                          Ipv6Address("fd00:1::200:ff:fe00:aa01"),
                          "prefix and interface identifier");
    const auto* entry = net.GetBinding(L1, 0);
    PMIPV6_TEST_REQUIRE(entry, "a binding cache entry");
    NS_TEST_EXPECT_MSG_EQ(entry->proxyCareOf, TopologyFixture::GetAddress(G1), "Proxy-CoA");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L2)->GetBindingCache().GetSize(), 0, "not at L2");
}

void
AttachmentTestCase::SeveralNodes()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.AttachAt(Ms(1000), 0, G1);
    net.AttachAt(Ms(1000), 1, G1);
    net.AttachAt(Ms(1005.1), 2, G1);
    auto& between = net.AddFlow(net.GetMobile(0), net.GetMobile(2), Ms(10));
    auto& across = net.AddFlow(net.GetMobile(1), net.GetMobile(0), Ms(10));
    between.Run(Seconds(4), 20);
    across.Run(Seconds(4), 20);
    net.RunUntil(Seconds(5));

    PMIPV6_TEST_REQUIRE(net.GetAdvertisements().size() == 3, "one Router Advertisement a node");
    for (const auto& advertisement : net.GetAdvertisements())
    {
        const auto* entry = net.GetEntry(G1, advertisement.mobile);
        PMIPV6_TEST_REQUIRE(entry, "an entry a node");
        PMIPV6_TEST_REQUIRE(advertisement.prefixes.size() == 1, "only its own prefix");
        NS_TEST_EXPECT_MSG_EQ(advertisement.prefixes[0], entry->prefixes.at(0), "as registered");
        const Time attach = advertisement.mobile == 2 ? Ms(1005.1) : Ms(1000);
        const Place anchor = advertisement.mobile == 1 ? L2 : L1;
        NS_TEST_EXPECT_MSG_EQ_TOL(advertisement.at,
                                  attach + m_variant.authentication + net.RoundTrip(G1, anchor) +
                                      net.Access(advertisement.mobile, G1),
                                  TOLERANCE,
                                  "each by its own anchor and link");
    }
    NS_TEST_EXPECT_MSG_NE(net.GetHomeAddress(0), net.GetHomeAddress(2), "no prefix twice");
    NS_TEST_EXPECT_MSG_EQ(Prefix(net.GetHomeAddress(1), 48),
                          *ParsePrefix("fd00:2::/48"),
                          "of its own anchor");
    // 6.10.3: both nodes at one gateway, local routing off: by way of the anchor.
    NS_TEST_EXPECT_MSG_EQ(between.GetLost().size(), 0, "node to node at one gateway");
    NS_TEST_EXPECT_MSG_EQ(across.GetLost().size(), 0, "node to node of another anchor");
    for (const auto& [number, arrival] : between.GetArrivals())
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(arrival.at,
                                  between.GetSent()[number] + net.Access(0, G1) +
                                      net.RoundTrip(G1, L1) + net.Access(2, G1),
                                  TOLERANCE,
                                  "to the anchor and back");
    }
    for (const auto& [number, arrival] : across.GetArrivals())
    {
        NS_TEST_EXPECT_MSG_EQ_TOL(arrival.at,
                                  across.GetSent()[number] + net.Access(1, G1) + net.Delay(G1, L2) +
                                      net.Delay(L2, L1) + net.Delay(L1, G1) + net.Access(0, G1),
                                  TOLERANCE,
                                  "by both anchors");
    }
}

void
AttachmentTestCase::PrefixOfProfile()
{
    auto options = m_variant.GetOptions();
    const Prefix mine = *ParsePrefix("fd00:1:0:77::/64");
    // The first one of the pool belongs to the profile of node 2, so node 0 gets the second.
    const Prefix others = *ParsePrefix("fd00:1::/64");
    options.prefixes[2] = {others};
    options.prefixes[1] = {*ParsePrefix("fd00:2:0:77::/64")};
    TopologyFixture net(m_variant.delays, options);
    net.AttachAt(Ms(1000), 0, G1);
    net.AttachAt(Ms(1100), 2, G1);
    net.AttachAt(Ms(1200), 1, G2);
    net.DetachAt(Ms(2000), 1);
    net.AttachAt(Ms(2030), 1, G3);
    net.RunUntil(Seconds(4));

    NS_TEST_EXPECT_MSG_EQ(Prefix(net.GetHomeAddress(0), 64),
                          *ParsePrefix("fd00:1:0:1::/64"),
                          "a prefix that a profile reserves is not assigned");
    NS_TEST_EXPECT_MSG_EQ(Prefix(net.GetHomeAddress(2), 64), others, "of the profile");
    NS_TEST_EXPECT_MSG_EQ(Prefix(net.GetHomeAddress(1), 64),
                          *ParsePrefix("fd00:2:0:77::/64"),
                          "of the profile");
    NS_TEST_EXPECT_MSG_EQ(net.GetAddresses(1).size(), 1, "kept by the handover");
    const auto sent = net.GetSignals(Time(0), Seconds(4), SignalKind::SENT);
    for (const auto& record : sent)
    {
        const auto* prefix = record.Find<HomeNetworkPrefixOption>();
        PMIPV6_TEST_REQUIRE(prefix, "6.9.1.1, 3: mandatory");
        NS_TEST_EXPECT_MSG_NE(prefix->prefix, mine, "nobody's");
        if (record.place == G2 || record.place == G3)
        {
            NS_TEST_EXPECT_MSG_EQ(prefix->prefix,
                                  *ParsePrefix("fd00:2:0:77::/64"),
                                  "asked for by name");
        }
    }
}

void
AttachmentTestCase::SeveralPrefixes()
{
    auto options = m_variant.GetOptions();
    options.configure = [](Pmipv6Helper& domain) {
        domain.SetAnchorAttribute("PrefixesPerSession", UintegerValue(2));
    };
    TopologyFixture net(m_variant.delays, options);
    net.AttachAt(Ms(1000), 0, G1);
    net.DetachAt(Ms(3000), 0);
    net.AttachAt(Ms(3040), 0, G2);
    net.RunUntil(Seconds(5));

    PMIPV6_TEST_REQUIRE(net.GetAdvertisements().size() == 2, "one at each gateway");
    for (const auto& advertisement : net.GetAdvertisements())
    {
        NS_TEST_EXPECT_MSG_EQ(advertisement.prefixes.size(), 2, "both prefixes in it");
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetAddresses(0).size(), 2, "an address of each");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->prefixes.size(), 2, "one session");
    NS_TEST_EXPECT_MSG_EQ(net.GetBinding(L1, 0)->proxyCareOf,
                          TopologyFixture::GetAddress(G2),
                          "moved as one");
    for (const auto& address : net.GetAddresses(0))
    {
        const auto* entry = net.GetForwarding(L1)->GetTable().LookupDestination(address, FROM_CORE);
        PMIPV6_TEST_REQUIRE(entry, "a route for each");
        const auto* tunnel = std::get_if<TunnelAction>(&entry->action);
        PMIPV6_TEST_REQUIRE(tunnel, "a tunnel for each");
        NS_TEST_EXPECT_MSG_EQ(tunnel->remote, TopologyFixture::GetAddress(G2), "to the new one");
    }
}

void
AttachmentTestCase::NothingBeforeAnswer()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.AttachAt(Ms(1000), 0, G1);
    auto& flow = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(5));
    flow.Run(Ms(2000.5), 400);
    // No request arrives at the anchor from G2: nothing may ever leave it.
    net.SetLoss(G2, L1, [](Ptr<const Packet> packet) {
        return TopologyFixture::IsMobility(packet, MessageType::BINDING_UPDATE);
    });
    std::vector<const std::vector<WireRecord>*> captures;
    for (const auto place : {L1, L2, G1, G3, CN})
    {
        captures.push_back(&net.Capture(G2, place));
    }
    const Time attach = Ms(3000);
    net.DetachAt(attach - Ms(1), 0);
    net.AttachAt(attach, 0, G2);
    net.RunUntil(Seconds(5));

    for (const auto* capture : captures)
    {
        for (const auto& record : *capture)
        {
            if (record.at < attach)
            {
                continue;
            }
            NS_TEST_EXPECT_MSG_EQ(
                TopologyFixture::IsMobility(record.packet, MessageType::BINDING_UPDATE),
                true,
                "only requests leave the gateway, at " << record.at);
        }
    }
    const auto& sent = flow.GetSent();
    const auto dropped = static_cast<std::size_t>(
        std::count_if(sent.begin(), sent.end(), [attach](Time at) { return at >= attach; }));
    NS_TEST_EXPECT_MSG_EQ(net.CountDrops(G2, "uplink-not-open"), dropped, "counted and traced");
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), 1, "no advertisement by G2 (6.9.2, 2)");
}

void
AttachmentTestCase::RouterSolicitation()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.AttachAt(Seconds(20), 0, G1);
    const auto solicit = [&net](Time at) {
        net.At(at, [&net] {
            auto ipv6 = net.GetMobile(0)->GetObject<Ipv6L3Protocol>();
            ipv6->GetIcmpv6()->SendRS(Ipv6Address("fe80::200:ff:fe00:aa01"),
                                      Ipv6Address::GetAllRoutersMulticast(),
                                      net.GetDevice(0)->GetAddress());
        });
    };
    solicit(Ms(20000.5)); // Before the answer.
    solicit(Seconds(22));
    net.RunUntil(Seconds(24));
    const auto& heard = net.GetAdvertisements();
    PMIPV6_TEST_REQUIRE(heard.size() == 2, "no answer before the registration is complete");
    NS_TEST_EXPECT_MSG_EQ_TOL(heard[1].at,
                              Seconds(22) + net.Access(0, G1) * 2,
                              TOLERANCE,
                              "answered at once when it is");
    NS_TEST_EXPECT_MSG_EQ(heard[1].prefixes.at(0), *ParsePrefix("fd00:1::/64"), "its prefix");
}

void
AttachmentTestCase::LiteralOctets()
{
    // Written by hand from RFC 8200, RFC 6275, RFC 4283 and RFC 5213, in the order of the wire.
    const auto header = [](const char* from, const char* to) {
        return std::string("6 00 00001 0058 87 40") + // version, class, flow (ns-3's), 88 octets
               "fd00000c 00000000 00000000 000000" + from + "fd00000c 00000000 00000000 000000" +
               to;
    };
    const std::string node = "08 10 01 6d6e3040 6578616d 706c652e 636f6d" // mn0@example.com, an NAI
                             "01 04 00000000";                            // PadN, to 8n+4
    const std::string attachment = "17 02 00 04"             // Handoff Indicator: unknown
                                   "18 02 00 01"             // Access Technology Type: virtual
                                   "19 08 0000 00000000aa01" // Link-layer Identifier
                                   "1b 08 000000000002 8000" // Timestamp: 2.5 s
                                   "01 02 0000";             // PadN, to a multiple of 8
    const std::string request =
        header("11", "01") +
        "3b 0a 05 00 f54d" // no next header, (88 / 8) - 1, Binding Update, checksum
        "0001 8200 004b" + // number 1, flags A and P, 75 * 4 s
        node +             //
        "16 12 00 00"      // Home Network Prefix, of length 0: assign one
        "00000000 00000000 00000000 00000000" +
        attachment;
    const std::string answer =
        header("01", "11") +
        "3b 0a 06 00 78ec"  // no next header, (88 / 8) - 1, Binding Acknowledgement, checksum
        "00 20 0001 004b" + // accepted, flag P, number 1, 75 * 4 s
        node +              //
        "16 12 00 40"       // Home Network Prefix, of length 64
        "fd000001 00000000 00000000 00000000" +
        attachment; // as it was asked
    TopologyFixture net(SHORT_DELAYS);
    const auto& requests = net.Capture(G1, L1);
    const auto& answers = net.Capture(L1, G1);
    net.AttachAt(Ms(2500), 0, G1);
    net.RunUntil(Seconds(3));
    const auto write = [](const std::vector<WireRecord>& records) {
        std::ostringstream text;
        text << std::hex << std::setfill('0');
        for (const auto& record : records)
        {
            const auto octets = GetOctets(record.packet);
            if (record.at >= Ms(2500))
            {
                std::for_each(octets.begin(), octets.end(), [&text](int octet) {
                    text << std::setw(2) << octet;
                });
            }
        }
        return text.str();
    };
    const auto compact = [](std::string text) {
        text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
        return text;
    };
    NS_TEST_EXPECT_MSG_EQ(write(requests), compact(request), "request");
    NS_TEST_EXPECT_MSG_EQ(write(answers), compact(answer), "answer");
}

void
AttachmentTestCase::UnknownNode()
{
    TopologyFixture net(SHORT_DELAYS);
    const auto allow = [&net](bool isAllowed) {
        auto profile = *net.GetPolicyStore()->Find(TopologyFixture::GetIdentifier(0));
        profile.isProxyMobilityAllowed = isAllowed;
        net.GetPolicyStore()->Add(profile);
    };
    allow(false);
    net.AttachAt(Ms(1000), 0, G1);
    // No longer entitled when the request is on its way.
    net.AttachAt(Ms(1000), 2, G1);
    net.At(Ms(1001), [&net] {
        auto profile = *net.GetPolicyStore()->Find(TopologyFixture::GetIdentifier(2));
        profile.isProxyMobilityAllowed = false;
        net.GetPolicyStore()->Add(profile);
    });
    net.RunUntil(Seconds(30));
    NS_TEST_EXPECT_MSG_EQ(
        net.DescribeSent(Time(0), Seconds(30)),
        "G1>L1 PBU, L1>G1 PBA",
        "nothing for node 0 (6.9.1.1, 1), no second request for node 2 (6.9.1.2, 7)");
    PMIPV6_TEST_REQUIRE(net.GetRefused().size() == 2, "both refused");
    NS_TEST_EXPECT_MSG_EQ(net.GetRefused()[0].reason, "proxy-mobility-not-allowed", "by profile");
    NS_TEST_EXPECT_MSG_EQ(net.GetRefused()[1].reason, "PROXY_REG_NOT_ENABLED", "by the anchor");
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), 0, "no advertisement (6.9.1.2, 11)");
    NS_TEST_EXPECT_MSG_EQ(net.GetAnchor(L1)->GetBindingCache().GetSize(), 0, "no binding");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213`.
 */
class Rfc5213TestSuite : public TestSuite
{
  public:
    Rfc5213TestSuite()
        : TestSuite("pmipv6-rfc5213")
    {
        using Case = AttachmentTestCase;
        for (const auto& variant : GetVariants())
        {
            AddTestCase(
                new Case("6.9.1.1 initial registration", &Case::InitialRegistration, variant));
            AddTestCase(
                new Case("5.3.2 a prefix for each of several nodes", &Case::SeveralNodes, variant));
        }
        AddTestCase(new Case("8 request and answer, octet by octet", &Case::LiteralOctets));
        AddTestCase(new Case("6.9.1.1 prefix of the profile", &Case::PrefixOfProfile));
        AddTestCase(new Case("5.3.2 several prefixes a session", &Case::SeveralPrefixes));
        AddTestCase(new Case("6.10.5 nothing before the answer", &Case::NothingBeforeAnswer));
        AddTestCase(new Case("6.9.2 Router Solicitation", &Case::RouterSolicitation));
        AddTestCase(new Case("6.9.1.1 no service without profile", &Case::UnknownNode));
    }
};

static Rfc5213TestSuite g_rfc5213TestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
