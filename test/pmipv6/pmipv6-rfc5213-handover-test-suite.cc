/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ndisc-cache.h"
#include "ns3/pmipv6-ipv6-host.h"

#include <algorithm>
#include <cmath>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * RFC 5213, handover on the ideal link, judged by closed forms. With d one-way delays, R round
 * trips, w the access link's delay (w_p at the old gateway), T_L2 the time without a link, T_A that
 * of authentication, L the anchor, p the old and n the new gateway: downlink packets are lost for
 * T_L2 + T_A + d(n,L) + d(L,p) + w_p, uplink packets for max(T_L2, T_L2 + T_A + R(n,L) - w).
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// A handover of mobile node 0 from one gateway to another.
struct Handover
{
    Place from;  //!< p
    Place to;    //!< n
    Time detach; //!< t_d
    Time attach; //!< t_0
};

/// @return the interface of a mobile node
Ptr<Ipv6Interface>
GetInterface(const TopologyFixture& net, uint32_t mobile)
{
    auto ipv6 = net.GetMobile(mobile)->GetObject<Ipv6L3Protocol>();
    return ipv6->GetInterface(
        static_cast<uint32_t>(ipv6->GetInterfaceForDevice(net.GetDevice(mobile))));
}

/// @return the next hop of a mobile node's default route; :: if it has none
Ipv6Address
GetDefaultRouter(const TopologyFixture& net, uint32_t mobile)
{
    const auto& routes = net.GetMobile(mobile)->GetObject<Ipv6Host>()->GetState().GetRoutes();
    return routes.size() == 1 ? routes[0].router : Ipv6Address::GetAny();
}

/// @return the link-layer address that a mobile node's neighbour cache has for a neighbour
Address
GetNeighbor(const TopologyFixture& net, uint32_t mobile, const Ipv6Address& neighbor)
{
    auto* entry = GetInterface(net, mobile)->GetNdiscCache()->Lookup(neighbor);
    return entry ? entry->GetMacAddress() : Address();
}

} // namespace

/**
 * @ingroup pmipv6-tests
 * Handover; each member function is a test case.
 */
class HandoverTestCase : public MemberTestCase<HandoverTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void TimesAndLosses();      //!< of several handovers, at several packet rates
    void MobileCorrespondent(); //!< traffic between mobile nodes while one moves
    void SameRouter();          //!< addresses and default router stay
    void ColdNeighborCache();   //!< one link round trip more

  private:
    /**
     * Check a handover against the closed forms.
     *
     * @param net the topology
     * @param handover the handover
     * @param flow a flow to (or from) mobile node 0
     * @param isDownlink which of both
     * @param offset downlink: how long a packet takes to L; uplink: from L to the correspondent
     */
    void CheckFlow(const TopologyFixture& net,
                   const Handover& handover,
                   const ProbeFlow& flow,
                   bool isDownlink,
                   Time offset);

    /**
     * Check the messages of a handover: 2, and 2 more where the detach is noticed.
     *
     * @param net the topology
     * @param handover the handover
     */
    void CheckMessages(const TopologyFixture& net, const Handover& handover);
};

void
HandoverTestCase::CheckFlow(const TopologyFixture& net,
                            const Handover& handover,
                            const ProbeFlow& flow,
                            bool isDownlink,
                            Time offset)
{
    const Place p = handover.from;
    const Place n = handover.to;
    const Time linkless = handover.attach - handover.detach;
    const Time authentication = m_variant.authentication;
    const Time interval = flow.GetSent()[1] - flow.GetSent()[0];
    const Time route = handover.attach + authentication + net.Delay(n, L1);
    const Time open = handover.attach + authentication + net.RoundTrip(n, L1);
    const Time window =
        isDownlink
            ? linkless + authentication + net.Delay(n, L1) + net.Delay(L1, p) + net.Access(0, p)
            : Max(linkless, linkless + authentication + net.RoundTrip(n, L1) - net.Access(0, n));
    uint32_t lost = 0;
    std::optional<Time> first;
    for (uint32_t number = 0; number < flow.GetSent().size(); ++number)
    {
        const Time sent = flow.GetSent()[number];
        if (sent < handover.detach - Ms(300) || sent > handover.attach + Ms(500))
        {
            continue; // Another handover's.
        }
        const Time byOld = net.Delay(L1, p) + net.Access(0, p) + offset;
        const Time byNew = net.Delay(L1, n) + net.Access(0, n) + offset;
        const bool isByOld = isDownlink ? sent + byOld < handover.detach : sent < handover.detach;
        const bool isByNew = isDownlink
                                 ? sent + offset >= route
                                 : sent >= handover.attach && sent + net.Access(0, n) >= open;
        const auto arrival = flow.GetArrivals().find(number);
        const bool hasArrived = arrival != flow.GetArrivals().end();
        PMIPV6_TEST_REQUIRE(hasArrived == isByOld || isByNew, "packet sent at " << sent);
        if (hasArrived)
        {
            NS_TEST_EXPECT_MSG_EQ_TOL(arrival->second.at,
                                      sent + (isByOld ? byOld : byNew),
                                      TOLERANCE,
                                      "the way of the packet sent at " << sent);
        }
        lost += hasArrived ? 0 : 1;
        if (isByNew && !first)
        {
            first = isDownlink ? arrival->second.at : sent + net.Access(0, n);
        }
    }
    const double packets = window.GetSeconds() / interval.GetSeconds();
    NS_TEST_EXPECT_MSG_EQ((lost == std::floor(packets) || lost == std::ceil(packets)),
                          true,
                          lost << " lost in a window of " << packets << " packets");
    PMIPV6_TEST_REQUIRE(first.has_value(), "packets pass again");
    // Downlink: at the node; uplink: at the gateway, unless the node had no link before.
    const Time opening =
        isDownlink ? open + net.Access(0, n) : Max(open, handover.attach + net.Access(0, n));
    NS_TEST_EXPECT_MSG_GT_OR_EQ(*first + TOLERANCE, opening, "nothing passes too early");
    NS_TEST_EXPECT_MSG_LT(*first - opening, interval + TOLERANCE, "the first less than D later");
    NS_TEST_EXPECT_MSG_EQ(flow.GetDuplicates(), 0, "no packet twice");
}

void
HandoverTestCase::CheckMessages(const TopologyFixture& net, const Handover& handover)
{
    const auto name = [](Place place) { return "G" + std::to_string(place - G1 + 1); };
    const std::string p = name(handover.from);
    const std::string n = name(handover.to);
    const Time request = handover.attach + m_variant.authentication;
    const Time route = request + net.Delay(handover.to, L1);
    std::map<Time, std::string> expected{{request, n + ">L1 PBU"}, {route, "L1>" + n + " PBA"}};
    if (!m_variant.detection.IsStrictlyNegative())
    {
        const Time noticed = handover.detach + m_variant.detection;
        const Time arrival = noticed + net.Delay(handover.from, L1);
        expected[noticed] = p + ">L1 PBU";
        // Behind the new gateway's request it changes nothing: refused with 157 if it is older
        // (5.5, 8; 5.3.1, 9), else ignored (5.3.5, 1).
        const bool isLate = arrival > route;
        if (!isLate || noticed < request)
        {
            expected[arrival] = "L1>" + p + " PBA";
        }
        const auto* waiting = net.FindState(L1, "deregistered", handover.detach);
        const bool hasWaited = waiting && waiting->at < handover.attach + Seconds(1);
        NS_TEST_EXPECT_MSG_EQ(hasWaited, !isLate, "de-registered only if that comes first");
        if (hasWaited)
        {
            NS_TEST_EXPECT_MSG_EQ_TOL(waiting->at, arrival, TOLERANCE, "at t_d + e + d(p,L)");
        }
    }
    std::string sequence;
    for (const auto& [at, message] : expected)
    {
        sequence += (sequence.empty() ? "" : ", ") + message;
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSent(handover.detach, handover.attach + Seconds(1)),
                          sequence,
                          "messages of the handover at " << handover.attach);
}

void
HandoverTestCase::TimesAndLosses()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.AttachAt(Ms(1000), 0, G1);
    const std::vector<Handover> handovers{{G1, G2, Ms(3000.37), Ms(3050.81)},
                                          {G2, G3, Ms(4500.11), Ms(4520.03)},
                                          {G3, G1, Ms(6000.53), Ms(6131.71)},
                                          {G1, G2, Ms(7700.19), Ms(7750.6)}};
    std::vector<ProbeFlow*> down;
    std::vector<ProbeFlow*> up;
    for (const double interval : {1.7, 7.3, 20.9})
    {
        const auto count = static_cast<uint32_t>(6500 / interval);
        down.push_back(&net.AddFlow(net.GetNode(CN), net.GetMobile(0), Ms(interval)));
        down.back()->Run(Ms(2000.013), count);
        up.push_back(&net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(interval)));
        up.back()->Run(Ms(2000.029), count);
    }
    for (const auto& handover : handovers)
    {
        net.DetachAt(handover.detach, 0);
        net.AttachAt(handover.attach, 0, handover.to);
    }
    net.RunUntil(Seconds(10));

    for (const auto& handover : handovers)
    {
        const Time request = handover.attach + m_variant.authentication;
        const auto* binding = net.FindState(L1, "registered", handover.detach);
        PMIPV6_TEST_REQUIRE(binding, "the binding moves");
        NS_TEST_EXPECT_MSG_EQ_TOL(binding->at,
                                  request + net.Delay(handover.to, L1),
                                  TOLERANCE,
                                  "route at t_0 + T_A + d(n,L)");
        NS_TEST_EXPECT_MSG_EQ(binding->change.reason, "handoff", "5.3.4");
        const auto* attachment = net.FindState(handover.to, "registered", handover.detach);
        PMIPV6_TEST_REQUIRE(attachment, "the uplink opens");
        NS_TEST_EXPECT_MSG_EQ_TOL(attachment->at,
                                  request + net.RoundTrip(handover.to, L1),
                                  TOLERANCE,
                                  "uplink at t_0 + T_A + R(n,L)");
        const auto& heard = net.GetAdvertisements();
        const auto advertisement = std::find_if(heard.begin(), heard.end(), [&](const auto& ra) {
            return ra.at >= handover.detach;
        });
        PMIPV6_TEST_REQUIRE(advertisement != heard.end(), "a Router Advertisement");
        NS_TEST_EXPECT_MSG_EQ_TOL(advertisement->at,
                                  attachment->at + net.Access(0, handover.to),
                                  TOLERANCE,
                                  "Router Advertisement w later");

        CheckMessages(net, handover);
        for (std::size_t i = 0; i < down.size(); ++i)
        {
            CheckFlow(net, handover, *down[i], true, net.Delay(CN, L1));
            CheckFlow(net, handover, *up[i], false, net.Delay(L1, CN));
        }
    }
    NS_TEST_EXPECT_MSG_EQ(net.GetAdvertisements().size(), 5, "one at each attachment");
    NS_TEST_EXPECT_MSG_EQ(net.GetAddresses(0).size(), 1, "the same address throughout");
}

void
HandoverTestCase::MobileCorrespondent()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.AttachAt(Ms(1000), 0, G1);
    net.AttachAt(Ms(1000), 1, G3);
    net.AttachAt(Ms(1000), 2, G1);
    const Handover handover{G1, G2, Ms(3000.41), Ms(3061.93)};
    net.DetachAt(handover.detach, 0);
    net.AttachAt(handover.attach, 0, handover.to);

    struct Peer
    {
        uint32_t mobile; //!< the correspondent
        Time toAnchor;   //!< its way to L1, and back
        ProbeFlow* down; //!< from it to node 0
        ProbeFlow* up;   //!< from node 0 to it
    };

    std::vector<Peer> peers;
    peers.push_back({1,
                     net.Access(1, G3) + net.Delay(G3, L2) + net.Delay(L2, L1),
                     &net.AddFlow(net.GetMobile(1), net.GetMobile(0), Ms(3.3)),
                     &net.AddFlow(net.GetMobile(0), net.GetMobile(1), Ms(3.7))});
    peers.push_back({2,
                     net.Access(2, G1) + net.Delay(G1, L1),
                     &net.AddFlow(net.GetMobile(2), net.GetMobile(0), Ms(4.3)),
                     &net.AddFlow(net.GetMobile(0), net.GetMobile(2), Ms(4.7))});
    for (const auto& peer : peers)
    {
        peer.down->Run(Ms(2500.003), 300);
        peer.up->Run(Ms(2500.017), 300);
    }
    net.RunUntil(Seconds(5));
    for (const auto& peer : peers)
    {
        CheckFlow(net, handover, *peer.down, true, peer.toAnchor);
        CheckFlow(net, handover, *peer.up, false, peer.toAnchor);
    }
}

void
HandoverTestCase::SameRouter()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    const std::vector<Place> gateways{G1, G2, G3, G1};
    for (std::size_t i = 0; i < gateways.size(); ++i)
    {
        net.DetachAt(Seconds(2 * i + 1) - Ms(30), 0);
        net.AttachAt(Seconds(2 * i + 1), 0, gateways[i]);
        net.At(Seconds(2 * i + 2), [this, &net] {
            const Ipv6Address router("fe80::200:5eff:fe00:5213");
            NS_TEST_EXPECT_MSG_EQ(GetDefaultRouter(net, 0), router, "the same default router");
            NS_TEST_EXPECT_MSG_EQ(GetNeighbor(net, 0, router),
                                  Address(Mac48Address("00:00:5e:00:52:13")),
                                  "of the same link-layer address (RFC 6543)");
            PMIPV6_TEST_REQUIRE(net.GetAddresses(0).size() == 1, "one address");
            NS_TEST_EXPECT_MSG_EQ(net.GetAddresses(0)[0],
                                  Ipv6Address("fd00:1::200:ff:fe00:aa01"),
                                  "the same address");
        });
    }
    net.RunUntil(Seconds(9));
    PMIPV6_TEST_REQUIRE(net.GetAdvertisements().size() == 4, "one at each attachment");
    for (const auto& advertisement : net.GetAdvertisements())
    {
        NS_TEST_EXPECT_MSG_EQ(advertisement.source,
                              Ipv6Address("fe80::200:5eff:fe00:5213"),
                              "FixedMAGLinkLocalAddressOnAllAccessLinks");
        NS_TEST_EXPECT_MSG_EQ(advertisement.linkLayer,
                              Mac48Address("00:00:5e:00:52:13"),
                              "FixedMAGLinkLayerAddressOnAllAccessLinks");
    }
}

void
HandoverTestCase::ColdNeighborCache()
{
    TopologyFixture net(m_variant.delays, m_variant.GetOptions());
    net.AttachAt(Ms(1000), 0, G1);
    auto& warm = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(5));
    auto& cold = net.AddFlow(net.GetMobile(0), net.GetNode(CN), Ms(5));
    warm.Run(Ms(4000), 1);
    net.At(Ms(5000), [&net] { GetInterface(net, 0)->GetNdiscCache()->Flush(); });
    cold.Run(Ms(5001), 1);
    net.RunUntil(Seconds(6));
    const Time way = net.Access(0, G1) + net.Delay(G1, L1) + net.Delay(L1, CN);
    PMIPV6_TEST_REQUIRE(warm.GetLost().size() + cold.GetLost().size() == 0, "both arrive");
    NS_TEST_EXPECT_MSG_EQ_TOL(warm.GetArrivals().at(0).at, Ms(4000) + way, TOLERANCE, "warm");
    NS_TEST_EXPECT_MSG_EQ_TOL(cold.GetArrivals().at(0).at,
                              Ms(5001) + way + net.Access(0, G1) * 2,
                              TOLERANCE,
                              "cold: one link round trip more");
}

/**
 * @ingroup pmipv6-tests
 * Suite `pmipv6-rfc5213-handover`.
 */
class Rfc5213HandoverTestSuite : public TestSuite
{
  public:
    Rfc5213HandoverTestSuite()
        : TestSuite("pmipv6-rfc5213-handover")
    {
        using Case = HandoverTestCase;
        for (const auto& variant : GetVariants())
        {
            AddTestCase(new Case("5.3.4 times and losses", &Case::TimesAndLosses, variant));
            AddTestCase(
                new Case("5.3.4 mobile correspondents", &Case::MobileCorrespondent, variant));
        }
        AddTestCase(new Case("6.9.3 the same router everywhere", &Case::SameRouter));
        AddTestCase(new Case("6.9.3 cold neighbour cache", &Case::ColdNeighborCache));
    }
};

static Rfc5213HandoverTestSuite g_rfc5213HandoverTestSuite; //!< registers itself

} // namespace pmipv6
} // namespace ns3
