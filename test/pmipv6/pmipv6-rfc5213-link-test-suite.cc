/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/icmpv6-l4-protocol.h"
#include "ns3/ipv6-l3-protocol.h"

#include <algorithm>
#include <map>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5213, 6.3, 6.4, 6.7 and 6.14: the link between a mobile node and its gateway, as the node
 * sees it.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// ICMPv6 type of a Router Advertisement (RFC 4861, 4.2).
constexpr uint8_t ROUTER_ADVERTISEMENT = 134;
/// Where an ICMPv6 message begins in a packet without extension headers.
constexpr std::size_t ICMPV6_OFFSET = 40;
/// Octets of a Router Advertisement before its options.
constexpr std::size_t ADVERTISEMENT_SIZE = 16;

/// @return the Prefix Information options of a Router Advertisement, without type and length
std::vector<std::vector<uint8_t>>
GetPrefixOptions(const std::vector<uint8_t>& packet)
{
    constexpr uint8_t prefixInformation = 3;
    std::vector<std::vector<uint8_t>> options;
    std::size_t at = ICMPV6_OFFSET + ADVERTISEMENT_SIZE;
    while (at + 1 < packet.size() && packet[at + 1] > 0)
    {
        const std::size_t size = std::size_t{packet[at + 1]} * 8;
        if (packet[at] == prefixInformation && at + size <= packet.size())
        {
            const auto begin = packet.begin() + static_cast<std::ptrdiff_t>(at);
            options.emplace_back(begin + 2, begin + static_cast<std::ptrdiff_t>(size));
        }
        at += size;
    }
    return options;
}

/// Records the sources of what a device receives.
class Sources
{
  public:
    /// @param device the device
    explicit Sources(Ptr<IdealDevice> device)
    {
        device->TraceConnectWithoutContext(
            "Received",
            MakeFunctionCallback<Ptr<const Packet>>([this](Ptr<const Packet> packet) {
                ++m_sources[Ipv6Address::Deserialize(GetOctets(packet).data() + 8)];
            }));
    }

    /// @return how many packets have come, by source
    const std::map<Ipv6Address, uint32_t>& Get() const
    {
        return m_sources;
    }

  private:
    std::map<Ipv6Address, uint32_t> m_sources; //!< by source
};

} // namespace

/**
 * @ingroup pmipv6-tests
 * The access link; each member function is a test case.
 */
class LinkTestCase : public MemberTestCase<LinkTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void PointToPoint();  //!< two nodes of one gateway share no link
    void Configuration(); //!< what advertisements say of addresses
    void HomeNetwork();   //!< the same wherever the node is
    void OtherNodes();    //!< those that are not entitled
};

void
LinkTestCase::PointToPoint()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    Sources atFirst(net.GetDevice(0));
    Sources atSecond(net.GetDevice(2));
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(2), 2, G1);
    auto& flow = net.AddFlow(net.GetMobile(0), net.GetMobile(2), Ms(100));
    flow.Run(Seconds(4), 10);
    net.At(Seconds(5), [&net] {
        // To all nodes of the link, which are the gateway and the sender.
        auto ipv6 = net.GetMobile(0)->GetObject<Ipv6L3Protocol>();
        ipv6->GetIcmpv6()->SendRS(Ipv6Address("fe80::200:ff:fe00:aa01"),
                                  Ipv6Address::GetAllNodesMulticast(),
                                  net.GetDevice(0)->GetAddress());
    });
    net.RunUntil(Seconds(7));
    NS_TEST_EXPECT_MSG_EQ(flow.GetArrivals().size(), 10, "by way of the anchor");
    const Ipv6Address router("fe80::200:5eff:fe00:5213");
    const Ipv6Address node = net.GetHomeAddress(0);
    for (const auto& [source, count] : atFirst.Get())
    {
        NS_TEST_EXPECT_MSG_EQ(source, router, "the other end of the link is the gateway alone");
    }
    for (const auto& [source, count] : atSecond.Get())
    {
        const bool isExpected = source == router || (source == node && count == 10);
        NS_TEST_EXPECT_MSG_EQ(isExpected, true, "nothing of the other node's link: " << source);
    }
    for (const auto& advertisement : net.GetAdvertisements())
    {
        PMIPV6_TEST_REQUIRE(advertisement.prefixes.size() == 1, "one prefix");
        NS_TEST_EXPECT_MSG_EQ(advertisement.prefixes.front(),
                              net.GetBinding(L1, advertisement.mobile)->prefixes.front(),
                              "each node hears of its own");
    }
}

void
LinkTestCase::Configuration()
{
    auto options = m_variant.GetOptions();
    options.prefixes[0] = {*ParsePrefix("fd00:1:0:7::/64"), *ParsePrefix("fd00:1:0:8::/64")};
    TopologyFixture net(m_variant.delays, options);
    ReceivedPackets atNode(net.GetDevice(0));
    net.AttachAt(Seconds(1), 0, G1);
    net.DetachAt(Seconds(4), 0);
    net.AttachAt(Seconds(4), 0, G2);
    net.RunUntil(Seconds(7));
    const auto heard = atNode.GetIcmpv6(ROUTER_ADVERTISEMENT);
    PMIPV6_TEST_REQUIRE(heard.size() >= 2, "of both gateways");
    for (const auto& packet : heard)
    {
        const auto octets = GetOctets(packet);
        // RFC 4861, 4.2 and 4.6.2: M and O say DHCPv6, A says stateless.
        NS_TEST_EXPECT_MSG_EQ(int(octets.at(ICMPV6_OFFSET + 5) & 0xc0), 0, "no DHCPv6");
        const auto prefixes = GetPrefixOptions(octets);
        PMIPV6_TEST_REQUIRE(prefixes.size() == 2, "both prefixes");
        for (const auto& prefix : prefixes)
        {
            NS_TEST_EXPECT_MSG_EQ(int(prefix.at(0)), 64, "prefix length");
            NS_TEST_EXPECT_MSG_EQ(int(prefix.at(1) & 0x40), 0x40, "addresses by autoconfiguration");
        }
    }
    const auto addresses = net.GetAddresses(0);
    PMIPV6_TEST_REQUIRE(addresses.size() == 2, "one address of each prefix (RFC 4862, 5.5.3)");
    for (const auto& address : addresses)
    {
        uint8_t octets[16];
        address.GetBytes(octets);
        const Prefix prefix(address, 64);
        NS_TEST_EXPECT_MSG_EQ(
            (std::count(options.prefixes[0].begin(), options.prefixes[0].end(), prefix) == 1),
            true,
            "of a home network prefix");
        Ipv6Address expected =
            Ipv6Address::MakeAutoconfiguredAddress(net.GetDevice(0)->GetAddress(),
                                                   prefix.GetAddress());
        NS_TEST_EXPECT_MSG_EQ(address, expected, "with the interface identifier of the node");
    }
}

void
LinkTestCase::HomeNetwork()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.AttachAt(Seconds(1), 0, G1);
    std::vector<Ipv6Address> addresses;
    net.At(Seconds(3), [&] { addresses = net.GetAddresses(0); });
    std::vector<Time> arrivals;
    for (const auto& [at, gateway] : {std::pair{4, G2}, std::pair{6, G3}, std::pair{8, G1}})
    {
        net.DetachAt(Seconds(at), 0);
        net.AttachAt(Seconds(at) + Ms(50), 0, gateway);
        arrivals.push_back(Seconds(at) + Ms(50));
        net.At(Seconds(at + 1.9), [&net, &addresses, this] {
            NS_TEST_EXPECT_MSG_EQ((net.GetAddresses(0) == addresses), true, "no address changes");
        });
    }
    net.RunUntil(Seconds(10));
    const auto& heard = net.GetAdvertisements();
    PMIPV6_TEST_REQUIRE(heard.size() >= 4, "each gateway advertises");
    for (const auto& advertisement : heard)
    {
        NS_TEST_EXPECT_MSG_EQ(advertisement.source, heard[0].source, "the same router");
        NS_TEST_EXPECT_MSG_EQ(advertisement.linkLayer, heard[0].linkLayer, "the same router");
        NS_TEST_EXPECT_MSG_EQ((advertisement.prefixes == heard[0].prefixes),
                              true,
                              "the same prefix");
        NS_TEST_EXPECT_MSG_EQ(advertisement.mtu, heard[0].mtu, "the same link");
    }
    for (const auto& arrival : arrivals)
    {
        const auto first = std::find_if(heard.begin(), heard.end(), [&](const auto& record) {
            return record.at >= arrival;
        });
        const auto accepted =
            std::find_if(net.GetStates().begin(), net.GetStates().end(), [&](const auto& record) {
                return record.at >= arrival && record.change.to == "registered" &&
                       record.change.object == "attachment";
            });
        PMIPV6_TEST_REQUIRE(first != heard.end() && accepted != net.GetStates().end(), "both");
        NS_TEST_EXPECT_MSG_GT(first->at, accepted->at, "not before the registration is complete");
    }
}

void
LinkTestCase::OtherNodes()
{
    TopologyFixture net(SHORT_DELAYS);
    auto profile = *net.GetPolicyStore()->Find(TopologyFixture::GetIdentifier(2));
    profile.isProxyMobilityAllowed = false;
    net.GetPolicyStore()->Add(profile);
    ReceivedPackets atOther(net.GetDevice(2));
    net.AttachAt(Seconds(1), 0, G1);
    net.AttachAt(Seconds(1), 2, G1);
    auto& up = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(10));
    up.Run(Seconds(3), 100);
    net.At(Seconds(3), [&net] {
        auto ipv6 = net.GetMobile(2)->GetObject<Ipv6L3Protocol>();
        ipv6->GetIcmpv6()->SendRS(Ipv6Address("fe80::200:ff:fe00:aa03"),
                                  Ipv6Address::GetAllRoutersMulticast(),
                                  net.GetDevice(2)->GetAddress());
    });
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(Time(0), Seconds(10)),
                          "G1>L1 PBU, L1>G1 PBA",
                          "nothing is registered for a node that is not entitled");
    PMIPV6_TEST_REQUIRE(net.GetRefused().size() == 1, "traced");
    NS_TEST_EXPECT_MSG_EQ(net.GetRefused()[0].reason, "proxy-mobility-not-allowed", "why");
    NS_TEST_EXPECT_MSG_EQ(atOther.GetIcmpv6(ROUTER_ADVERTISEMENT).size(),
                          0,
                          "no home network, and no other one");
    NS_TEST_EXPECT_MSG_EQ(net.GetAddresses(2).size(), 0, "no address");
    NS_TEST_EXPECT_MSG_EQ(up.GetLost().size(), 0, "a node that is entitled does not notice");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213-link`.
 */
class Rfc5213LinkTestSuite : public TestSuite
{
  public:
    Rfc5213LinkTestSuite()
        : TestSuite("pmipv6-rfc5213-link")
    {
        using Case = LinkTestCase;
        for (const auto& variant : GetVariants())
        {
            AddTestCase(new Case("6.3 nobody else on the link", &Case::PointToPoint, variant));
            AddTestCase(new Case("6.4 stateless configuration", &Case::Configuration, variant));
            AddTestCase(new Case("6.7 the same link everywhere", &Case::HomeNetwork, variant));
        }
        AddTestCase(new Case("6.14 nodes that are not entitled", &Case::OtherNodes));
    }
};

static Rfc5213LinkTestSuite g_rfc5213LinkTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
