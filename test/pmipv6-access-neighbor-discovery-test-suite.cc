/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-topology-fixture.h"

#include "ns3/icmpv6-header.h"
#include "ns3/uinteger.h"

/**
 * @file
 * @ingroup pmipv6-tests
 * What Router Advertisements to one node say.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/**
 * @ingroup pmipv6-tests
 * MTUs of a gateway, and what its Router Advertisements make of them.
 */
struct MtuRow
{
    uint32_t link;   //!< LinkMtu
    uint32_t access; //!< of the access device
    uint32_t tunnel; //!< of the tunnel device
    uint32_t told;   //!< in the MTU option; 0: there is none
};

/**
 * @ingroup pmipv6-tests
 * The MTU option (RFC 5213, 6.9.2 and 6.9.5; RFC 4861, 4.6.4).
 */
class MtuOptionTestCase : public TestCase
{
  public:
    /// @param row what is tested
    explicit MtuOptionTestCase(const MtuRow& row)
        : TestCase("LinkMtu " + std::to_string(row.link) + ", access device " +
                   std::to_string(row.access) + ", tunnel " + std::to_string(row.tunnel)),
          m_row(row)
    {
    }

  private:
    void DoRun() override;

    MtuRow m_row; //!< what is tested
};

void
MtuOptionTestCase::DoRun()
{
    TopologyOptions options;
    options.prefixes[0] = {*ParsePrefix("fd00:1:0:7::/64"), *ParsePrefix("fd00:1:0:9::/64")};
    TopologyFixture net(SHORT_DELAYS, options);
    const auto gateway = net.GetGateway(G1);
    gateway->GetAccessDevice()->SetAttribute("Mtu", UintegerValue(m_row.access));
    net.GetForwarding(G1)->GetTunnelDevice()->SetAttribute("Mtu", UintegerValue(m_row.tunnel));
    gateway->GetNeighborDiscovery()->SetAttribute("LinkMtu", UintegerValue(m_row.link));
    ReceivedPackets received(net.GetDevice(0));
    net.AttachAt(Seconds(1), 0, G1);
    net.RunUntil(Seconds(3));

    PMIPV6_TEST_REQUIRE(net.GetAdvertisements().size() == 1, "one Router Advertisement");
    const auto& advertisement = net.GetAdvertisements()[0];
    NS_TEST_EXPECT_MSG_EQ(advertisement.mtu, m_row.told, "MTU option");
    NS_TEST_EXPECT_MSG_EQ(advertisement.prefixes.size(), 2, "all prefixes");
    NS_TEST_EXPECT_MSG_EQ(net.GetAddresses(0).size(), 2, "the host takes both");
    const auto packets = received.GetIcmpv6(Icmpv6Header::ICMPV6_ND_ROUTER_ADVERTISEMENT);
    PMIPV6_TEST_REQUIRE(packets.size() == 1, "its octets");
    // IPv6, ICMPv6, link-layer address, prefixes.
    NS_TEST_EXPECT_MSG_EQ(packets[0]->GetSize(),
                          40U + 16 + 8 + 2 * 32 + (m_row.told ? 8 : 0),
                          "octets");
}

/// Registers the suite.
class AccessNeighborDiscoveryTestSuite : public TestSuite
{
  public:
    AccessNeighborDiscoveryTestSuite()
        : TestSuite("pmipv6-access-neighbor-discovery", TestSuite::Type::UNIT)
    {
        for (const MtuRow& row : {MtuRow{65535, 1500, 1460, 1460},
                                  MtuRow{65535, 1500, 1400, 1400},
                                  MtuRow{65535, 1300, 1460, 1300},
                                  MtuRow{1280, 1500, 1460, 1280},
                                  MtuRow{0, 1500, 1460, 0}})
        {
            AddTestCase(new MtuOptionTestCase(row));
        }
    }
};

const AccessNeighborDiscoveryTestSuite g_accessNeighborDiscoveryTestSuite; //!< registers itself

} // namespace

} // namespace pmipv6
} // namespace ns3
