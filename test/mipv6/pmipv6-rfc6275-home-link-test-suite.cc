/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-mobile-ipv6-fixture.h"
#include "../fixtures/pmipv6-probe-flow-fixture.h"
#include "../fixtures/pmipv6-topology-fixture.h"

#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/net-device-container.h"
#include "ns3/node-container.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-host-helper.h"
#include "ns3/pmipv6-host-neighbor-discovery.h"
#include "ns3/pmipv6-wifi-access-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"

#include <algorithm>
#include <string>
#include <vector>

/**
 * @file
 * RFC 6275, the home link: a node that leaves it and comes back, and others that are there.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Serialization at 10 Gb/s, over a few hops.
const Time TOLERANCE = MicroSeconds(5);
const Time SECOND = Seconds(1); //!< CareOfDetection, and HomeDetection

/**
 * @ingroup pmipv6-tests
 * Mobile IPv6 with a home link on which nodes can be.
 */
class HomeLinkTestCase : public MemberTestCase<HomeLinkTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void AtHome();     //!< an ordinary host
    void Return();     //!< de-registration, and the traffic
    void HeldBack();   //!< a de-registration that is held back
    void LeaveSoon();  //!< while the number of the last binding is remembered
    void Duplicate();  //!< the home address is another's
    void LateUpdate(); //!< a Binding Update that comes when the node is at home
    void Defence();    //!< others that come and would have it
    void LinkLocal();  //!< its link-local address is another's
    void Neighbors();  //!< others, on a link on which nodes hear each other
};

void
HomeLinkTestCase::AtHome()
{
    MobileIpv6Fixture net({}, true);
    ProbeFlow up(net.GetNode(MOBILE), net.GetNode(PEER), 9, MilliSeconds(10), 100);
    ProbeFlow down(net.GetNode(PEER), net.GetNode(MOBILE), 9, MilliSeconds(10), 100);
    down.SetDestination(net.GetHomeAddress());
    net.AttachAt(SECOND, AGENT);
    up.Run(Seconds(3), 10);
    down.Run(Seconds(3), 10);
    net.RunUntil(Seconds(5));
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}, Seconds(5)), "", "nobody says anything");
    NS_TEST_EXPECT_MSG_EQ(net.GetTransitions(), "detached>home ", "it is at home");
    PMIPV6_TEST_REQUIRE(up.GetArrivals().size() == 10 && down.GetArrivals().size() == 10, "all");
    NS_TEST_EXPECT_MSG_EQ(up.GetArrivals().at(0).source, net.GetHomeAddress(), "home address");
    NS_TEST_EXPECT_MSG_EQ_TOL(down.GetArrivals().at(0).at - down.GetSent()[0],
                              net.Delay(PEER, AGENT) + net.Access(),
                              TOLERANCE,
                              "straight on");
}

void
HomeLinkTestCase::Return()
{
    MobileIpv6Fixture net({}, true);
    ProbeFlow down(net.GetNode(PEER), net.GetNode(MOBILE), 9, MilliSeconds(1), 100);
    ProbeFlow up(net.GetNode(MOBILE), net.GetNode(PEER), 10, MilliSeconds(1), 100);
    down.SetDestination(net.GetHomeAddress());
    up.SetSource(net.GetHomeAddress());
    net.AttachAt(SECOND, ROUTER1);
    const Time back = Seconds(10);
    net.AttachAt(back, AGENT);
    down.Run(Seconds(9), 2000);
    up.Run(Seconds(9), 2000);
    net.RunUntil(Seconds(12));
    const Time w = net.Access();
    PMIPV6_TEST_REQUIRE(net.GetSent().size() == 4, net.Describe({}, Seconds(12)));
    const auto& update = net.GetSent()[2];
    NS_TEST_EXPECT_MSG_EQ(Say(update.message), "BU(0)", "RFC 6275, 11.5.5");
    NS_TEST_EXPECT_MSG_EQ_TOL(update.at, back + w, TOLERANCE, "at the advertisement");
    NS_TEST_EXPECT_MSG_EQ(update.octets, 72, "without a Home Address option");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSent()[3].at, back + 2 * w, TOLERANCE, "the answer");
    NS_TEST_EXPECT_MSG_EQ(net.GetSent()[3].octets, 56, "without a routing header");
    NS_TEST_EXPECT_MSG_EQ(net.GetTransitions(),
                          "detached>testing testing>registering registering>registered "
                          "registered>returning returning>home ",
                          "of the node");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "dead R1", "the number alone is left");
    // What passes the home agent until the Binding Update follows the former care-of address.
    const auto lost = down.GetLost();
    PMIPV6_TEST_REQUIRE(!lost.empty(), "a window");
    NS_TEST_EXPECT_MSG_EQ_TOL(MilliSeconds(static_cast<int64_t>(lost.size())),
                              2 * w + net.ToAgent(ROUTER1),
                              MilliSeconds(1),
                              "2w, and what was under way to the former link");
    const auto first = down.GetArrivals().upper_bound(lost.back());
    PMIPV6_TEST_REQUIRE(first != down.GetArrivals().end(), "then they arrive");
    NS_TEST_EXPECT_MSG_EQ_TOL(first->second.at - down.GetSent()[first->first],
                              net.Delay(PEER, AGENT) + w,
                              TOLERANCE,
                              "without a tunnel");
    const auto lostUp = up.GetLost();
    PMIPV6_TEST_REQUIRE(!lostUp.empty(), "a window of the uplink");
    NS_TEST_EXPECT_MSG_EQ_TOL(up.GetSent()[lostUp.back()],
                              back + w,
                              MilliSeconds(1),
                              "open behind the Binding Update");
}

void
HomeLinkTestCase::HeldBack()
{
    MobileIpv6Fixture net(
        [](MobileIpv6Helper& helper) {
            helper.SetMobileNodeAttribute("CareOfDetection", TimeValue(Time(0)));
        },
        true);
    ProbeFlow up(net.GetNode(MOBILE), net.GetNode(PEER), 10, MilliSeconds(1), 100);
    up.SetSource(net.GetHomeAddress());
    // MAX_UPDATE_RATE (11.8) is 3 a second: the fourth Binding Update has to wait.
    net.AttachAt(Seconds(5), ROUTER1);
    net.AttachAt(Seconds(5.2), AGENT);
    net.AttachAt(Seconds(5.4), ROUTER1);
    net.AttachAt(Seconds(5.6), AGENT);
    up.Run(Seconds(5.7), 600);
    net.RunUntil(Seconds(8));
    const Time asked = Seconds(6) + net.Access();
    PMIPV6_TEST_REQUIRE(net.Describe(Seconds(5.7), Seconds(8)) == "MN BU(0) 4; HA BA 4; ",
                        net.Describe(Seconds(5.7), Seconds(8)));
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSent()[net.GetSent().size() - 2].at, asked, TOLERANCE, "then");
    // RFC 6275, 11.5.5: until then it must not send from its home address.
    const auto lost = up.GetLost();
    NS_TEST_EXPECT_MSG_EQ(lost.size(), 302, "5.7 s to 6.001 s");
    NS_TEST_EXPECT_MSG_EQ(lost.back() + 1, lost.size(), "all of them, and none behind");
    NS_TEST_EXPECT_MSG_EQ(net.CountAllDrops("MN home-binding-not-ended"), lost.size(), "and why");
}

void
HomeLinkTestCase::LeaveSoon()
{
    MobileIpv6Fixture net({}, true);
    net.AttachAt(SECOND, ROUTER1);
    net.AttachAt(Seconds(10), AGENT);
    net.AttachAt(Seconds(12), ROUTER2);
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(12), Seconds(20)), "MN BU 3; HA BA 3; ", "again");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSent().back().at,
                              Seconds(13) + net.Access() + net.ToAgent(ROUTER2) + SECOND,
                              TOLERANCE,
                              "what is dead is no binding: it detects duplicates");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R2", "where it is");
}

void
HomeLinkTestCase::Duplicate()
{
    MobileIpv6Fixture net({}, true);
    const auto other = net.AddNeighborAt(MilliSeconds(500));
    net.At(SECOND, [&] {
        other->GetObject<Ipv6L3Protocol>()->AddAddress(
            1,
            Ipv6InterfaceAddress(net.GetHomeAddress(), Ipv6Prefix(64)),
            false);
    });
    net.AttachAt(Seconds(3), ROUTER1);
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}, Seconds(20)), "MN BU 1; HA BA(134) 1; ", "10.3.1");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSent().back().at,
                              Seconds(4) + net.Access() + net.ToAgent(ROUTER1) + 2 * net.Access(),
                              TOLERANCE,
                              "as soon as its owner has answered");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "none", "no binding");
    NS_TEST_EXPECT_MSG_EQ(std::string(GetStateName(net.GetMobile()->GetState())),
                          "refused",
                          "and it is not asked for again");
}

void
HomeLinkTestCase::LateUpdate()
{
    MobileIpv6Fixture net({}, true);
    net.AttachAt(SECOND, ROUTER1);
    net.AttachAt(Seconds(10), AGENT);
    // Later than MAX_DELETE_BCE_TIMEOUT after the de-registration, one of before comes.
    net.At(Seconds(22), [&net] { net.SendUpdate(1, 75, ROUTER1, net.GetHomeAddress(), PEER); });
    net.RunUntil(Seconds(30));
    NS_TEST_EXPECT_MSG_EQ(net.Describe(Seconds(12), Seconds(30)),
                          "HA BA(134) 1; ",
                          "the node itself has the address");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "none", "its traffic stays at home");
}

void
HomeLinkTestCase::Defence()
{
    MobileIpv6Fixture net({}, true);
    net.AttachAt(SECOND, ROUTER1);
    const auto other = net.AddNeighborAt(Seconds(5));
    const auto ipv6 = other->GetObject<Ipv6L3Protocol>();
    const auto claimAt = [&](Time at, const Ipv6Address& address) {
        net.At(at, [ipv6, address] {
            ipv6->AddAddress(1, Ipv6InterfaceAddress(address, Ipv6Prefix(64)), false);
        });
    };
    const Ipv6Address free("fd00:1:0:1::77");
    claimAt(Seconds(7), net.GetHomeAddress());
    claimAt(Seconds(7), free);
    net.RunUntil(Seconds(10));
    const auto getState = [&ipv6](const Ipv6Address& address) {
        const auto interface = ipv6->GetInterface(1);
        for (uint32_t i = 0; i < interface->GetNAddresses(); ++i)
        {
            if (interface->GetAddress(i).GetAddress() == address)
            {
                return static_cast<int>(interface->GetAddress(i).GetState());
            }
        }
        return -1;
    };
    NS_TEST_EXPECT_MSG_EQ(getState(net.GetHomeAddress()),
                          static_cast<int>(Ipv6InterfaceAddress::INVALID),
                          "RFC 6275, 10.4.1: another's");
    NS_TEST_EXPECT_MSG_EQ(getState(free),
                          static_cast<int>(Ipv6InterfaceAddress::PREFERRED),
                          "nobody's");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeBinding(), "bound R1", "the binding stays");
}

void
HomeLinkTestCase::LinkLocal()
{
    MobileIpv6Fixture net({}, true);
    const auto other = net.AddNeighborAt(MilliSeconds(500));
    const auto getInterface = [](Ptr<Node> node) {
        return node->GetObject<Ipv6L3Protocol>()->GetInterface(1);
    };
    net.AttachAt(Seconds(3), ROUTER1);
    // While the home agent detects duplicates, from 4.014 s on; ns-3's own host would answer for
    // its first link-local address alone.
    net.At(MilliSeconds(4500), [&] {
        const auto wanted = getInterface(net.GetNode(MOBILE))->GetLinkLocalAddress().GetAddress();
        HostNeighborDiscovery::Advertise(getInterface(other), wanted);
    });
    net.RunUntil(Seconds(20));
    NS_TEST_EXPECT_MSG_EQ(net.Describe({}, Seconds(20)),
                          "MN BU 1; HA BA(134) 1; ",
                          "RFC 6275, 10.3.1: with the L flag it is tested too");
    NS_TEST_EXPECT_MSG_EQ_TOL(net.GetSent().back().at,
                              MilliSeconds(4500) + net.Access(),
                              TOLERANCE,
                              "as soon as that is heard");
}

/// A home link and a foreign one over Wi-Fi, the mobile node, and a neighbor that stays at home.
struct WirelessHome : TestBed
{
    WirelessHome()
    {
        const std::string prefixes[] = {"fd00:1:0:1::/64", "fd00:9:0:1::/64"};
        NodeContainer nodes;
        for (const auto place : {AGENT, ROUTER1})
        {
            const auto address = MobileIpv6Fixture::GetAddress(place);
            nodes.Add(AddPlace(place, place == AGENT ? "HA" : "R1", address));
            AddRange(place, prefixes[place]);
        }
        BuildMesh([](uint32_t, uint32_t) { return MilliSeconds(10); });
        wifi.SetFastHandover(true);
        accessPoints = wifi.InstallAccessPoints(nodes);
        Ptr<AccessRouter> atHome;
        for (const auto place : {AGENT, ROUTER1})
        {
            const auto router = AddRouter(place, prefixes[place]);
            router->AddAccess(WifiAccessHelper::MakeLink(accessPoints.Get(place)));
            atHome = place == AGENT ? router : atHome;
        }
        const auto add = [this](Ptr<Node> node) {
            const auto device = wifi.InstallStations(node, accessPoints.Get(0)).Get(0);
            HostHelper::Install(node);
            HostHelper::AddInterface(node, device);
            return device;
        };
        device = add(mobile);
        add(neighbor);
        agent =
            helper.InstallHomeAgent(GetNode(AGENT), TestBed::GetAddress(AGENT), prefixes[AGENT]);
        helper.SetHomeLink(agent, atHome);
        role = helper.InstallMobileNode("mn@example.com", device, agent);
    }

    WifiAccessHelper wifi;                    //!< makes devices
    NetDeviceContainer accessPoints;          //!< of the nodes
    Ptr<Node> mobile{CreateObject<Node>()};   //!< the mobile node
    Ptr<Node> neighbor{CreateObject<Node>()}; //!< stays at home
    Ptr<NetDevice> device;                    //!< the mobile node's
    MobileIpv6Helper helper;                  //!< gives the roles
    Ptr<HomeAgent> agent;                     //!< the home agent
    Ptr<MobileIpv6Node> role;                 //!< the mobile node
};

void
HomeLinkTestCase::Neighbors()
{
    WirelessHome net;
    const Time interval = MilliSeconds(20);
    ProbeFlow to(net.neighbor, net.mobile, 9, interval, 100);
    to.SetDestination(net.role->GetAssociation().homeAddress);
    ProbeFlow from(net.mobile, net.neighbor, 10, interval, 100);
    from.SetSource(net.role->GetAssociation().homeAddress);
    const Time left = Seconds(5);
    const Time back = Seconds(20);
    WifiAccessHelper::MoveAt(left, net.device, net.accessPoints.Get(1));
    WifiAccessHelper::MoveAt(back, net.device, net.accessPoints.Get(0));
    std::vector<Time> changes;
    net.agent->TraceConnectWithoutContext(
        "Binding",
        MakeFunctionCallback<const HomeBinding&, HomeBindingState, HomeBindingState>(
            [&changes](const HomeBinding&, HomeBindingState, HomeBindingState to) {
                if (to == HomeBindingState::BOUND || to == HomeBindingState::DEAD)
                {
                    changes.push_back(Simulator::Now());
                }
            }));
    to.Run(Seconds(3), 1100);
    from.Run(Seconds(3), 1100);
    Simulator::Stop(Seconds(30));
    Simulator::Run();
    PMIPV6_TEST_REQUIRE(changes.size() == 2, "it is bound, and comes back");
    // RFC 6275, 10.4.1 and 11.5.5: neighbors learn at once who has the address now.
    auto lost = to.GetLost();
    lost.erase(
        std::remove_if(lost.begin(),
                       lost.end(),
                       [&](uint32_t number) { return to.GetSent()[number] < left - SECOND; }),
        lost.end()); // What waited for an address at the start.
    const auto end = std::find_if(lost.begin(), lost.end(), [&](uint32_t number) {
        return to.GetSent()[number] > back - SECOND;
    });
    PMIPV6_TEST_REQUIRE(end != lost.begin() && end != lost.end(), "two windows");
    NS_TEST_EXPECT_MSG_EQ_TOL(to.GetSent()[lost.front()], left, interval, "from when it leaves");
    NS_TEST_EXPECT_MSG_EQ_TOL(to.GetSent()[*std::prev(end)],
                              changes[0],
                              interval,
                              "until the home agent speaks for it");
    NS_TEST_EXPECT_MSG_LT(to.GetSent()[lost.back()], changes[1] + interval, "and it is back");
    NS_TEST_EXPECT_MSG_LT(from.GetSent()[from.GetLost().back()],
                          changes[1] + interval,
                          "likewise what it sends");
    NS_TEST_EXPECT_MSG_EQ(to.GetDuplicates(), 0, "one answers for it");
}

/**
 * @ingroup pmipv6-tests
 * RFC 6275, the home link.
 */
class HomeLinkTestSuite : public TestSuite
{
  public:
    HomeLinkTestSuite()
        : TestSuite("pmipv6-rfc6275-home-link")
    {
        using Case = HomeLinkTestCase;
        AddTestCase(new Case("11.5.2 at home", &Case::AtHome));
        AddTestCase(new Case("11.5.5 back home", &Case::Return));
        AddTestCase(new Case("11.5.5 nothing before the Binding Update", &Case::HeldBack));
        AddTestCase(new Case("10.3.2 away again, soon", &Case::LeaveSoon));
        AddTestCase(new Case("10.3.1 the home address is another's", &Case::Duplicate));
        AddTestCase(new Case("10.3.2 an update that is late, at home", &Case::LateUpdate));
        AddTestCase(new Case("10.4.1 the home address is defended", &Case::Defence));
        AddTestCase(new Case("10.3.1 its link-local address is another's", &Case::LinkLocal));
        AddTestCase(new Case("10.4.1, 11.5.5 neighbors are told", &Case::Neighbors));
    }
};

HomeLinkTestSuite g_homeLinkTestSuite; //!< registers the suite

} // namespace

} // namespace pmipv6
} // namespace ns3
