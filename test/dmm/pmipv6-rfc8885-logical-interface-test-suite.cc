/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "../fixtures/pmipv6-dmm-fixture.h"
#include "../fixtures/pmipv6-link-record-fixture.h"
#include "../fixtures/pmipv6-octets-fixture.h"

#include "ns3/boolean.h"
#include "ns3/pmipv6-host-helper.h"
#include "ns3/pmipv6-ipv6-host.h"
#include "ns3/pmipv6-ipv6-numbers.h"
#include "ns3/pmipv6-upper-layer-checksum.h"
#include "ns3/string.h"
#include "ns3/test.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <vector>

/**
 * @file
 * @ingroup pmipv6-tests
 *
 * The distributed logical interface (RFC 8885, 3.7): what MAARs tell each other of their routers,
 * what a node sees of them on each link, by which of them its flows go, and the local network that
 * one of them alone reaches.
 */

namespace ns3
{
namespace pmipv6
{

namespace
{

/// When the node is somewhere else each time.
constexpr double STAY = 4;

} // namespace

/**
 * @ingroup pmipv6-tests
 * A node that sees a router for each MAAR where it has been.
 */
class LogicalInterfaceTestCase : public MemberTestCase<LogicalInterfaceTestCase, DmmTestCase>
{
  public:
    using MemberTestCase::MemberTestCase;

    void Relay();        //!< what messages tell, the CMD as a relay
    void Locator();      //!< and as a locator
    void Proxy();        //!< and as a proxy
    void Routers();      //!< on each link, and what they advertise
    void Octets();       //!< of a Router Advertisement
    void Flows();        //!< over eight moves
    void End();          //!< of what a previous MAAR anchors
    void Unheard();      //!< of a router of which the serving MAAR has never heard
    void Interfaces();   //!< two of one node, at one MAAR and at two
    void Restarts();     //!< of the CMD and of MAARs
    void Refused();      //!< a router that is another's
    void OtherNode();    //!< a frame to another node's router
    void Off();          //!< nothing is told
    void LocalNetwork(); //!< is reached from everywhere, by those who have a prefix of its MAAR
    void ToTheLetter();  //!< a deprecated prefix is no source
    void TwentyFour();   //!< moves among four MAARs

  private:
    /// What was sent at the first and at the second move in a mode.
    struct Sent
    {
        std::string request;  //!< from the serving MAAR
        std::string question; //!< to the previous one
        std::string answer;   //!< of that one
        std::string told;     //!< to the serving one
    };

    /// @return the types of options at the first move
    Sent Send(DatabaseMode mode);

    /**
     * A network with one host behind MAG1.
     *
     * @param net the topology
     * @return the host
     */
    static Ptr<Node> AddLocalNetwork(DmmFixture& net);

    /**
     * Begin a flow on the source that MN's host chooses.
     *
     * @param net the topology
     * @param at when
     * @param flow the flow
     * @param destination where it goes
     * @param chosen what was chosen
     */
    static void BeginAt(DmmFixture& net,
                        Time at,
                        ProbeFlow& flow,
                        const Ipv6Address& destination,
                        Ipv6Address& chosen);
};

LogicalInterfaceTestCase::Sent
LogicalInterfaceTestCase::Send(DatabaseMode mode)
{
    DmmFixture net(WithRouters(mode));
    LinkRecord link(net, NODE_MN);
    Go(net, 2);
    net.RunUntil(Seconds(10));
    NS_TEST_EXPECT_MSG_EQ(net.GetRefusals().size(), 0, "nothing is refused");
    ExpectEnd(net, "MAG3 P3 / MAG2 P2 / MAG1 P1");
    // Whoever has told it, and whenever: in the end the node has heard the same of each.
    std::map<std::string, std::string> last;
    for (const auto& one : link.heard)
    {
        const std::string text = link.Describe(one.at, one.at + NanoSeconds(1));
        for (std::size_t begin = 0; begin != std::string::npos;)
        {
            const auto end = text.find(" / ", begin);
            const auto word = text.substr(begin, end == std::string::npos ? end : end - begin);
            last[word.substr(0, 2)] =
                word.substr(0, word.find('(') + 1) + word.substr(word.find(',', word.find('(')));
            begin = end == std::string::npos ? end : end + 3;
        }
    }
    NS_TEST_EXPECT_MSG_EQ(last.size(), 3, "three routers");
    NS_TEST_EXPECT_MSG_EQ(last["R1"], "R1 low 1800 P1(,0)", "of the first MAAR");
    NS_TEST_EXPECT_MSG_EQ(last["R2"], "R2 low 1800 P2(,0)", "of the second");
    NS_TEST_EXPECT_MSG_EQ(last["R3"], "R3 1800 P3(,300)", "of the serving one");
    return {net.DescribeTypes("MAG2>LMA1 PBU", DMM_MOVE),
            net.DescribeTypes("LMA1>MAG1 PBU", DMM_MOVE),
            net.DescribeTypes("MAG1>LMA1 PBA", DMM_MOVE),
            net.DescribeTypes(mode == DatabaseMode::LOCATOR ? "MAG1>MAG2 PBA" : "LMA1>MAG2 PBA",
                              DMM_MOVE)};
}

void
LogicalInterfaceTestCase::Relay()
{
    const Sent sent = Send(DatabaseMode::RELAY);
    NS_TEST_EXPECT_MSG_EQ(sent.request, "8 22 23 24 27 69 70", "the serving MAAR tells of itself");
    // RFC 8885, 6: of the serving MAAR's prefix and router a previous one learns nothing.
    NS_TEST_EXPECT_MSG_EQ(sent.question, "8 22 23 24 27 68", "the previous MAAR is told nothing");
    NS_TEST_EXPECT_MSG_EQ(sent.answer, "8 22 23 24 27 68 69 70", "it tells of itself");
    NS_TEST_EXPECT_MSG_EQ(sent.told, "8 22 23 24 27 67 69 70", "the serving MAAR is told");
}

void
LogicalInterfaceTestCase::Locator()
{
    const Sent sent = Send(DatabaseMode::LOCATOR);
    NS_TEST_EXPECT_MSG_EQ(sent.question, "8 22 23 24 27 68", "to the previous MAAR");
    NS_TEST_EXPECT_MSG_EQ(sent.told, "8 22 23 24 27 69 70", "which tells of itself");
}

void
LogicalInterfaceTestCase::Proxy()
{
    const Sent sent = Send(DatabaseMode::PROXY);
    // It answers before it has heard of the previous MAAR: by what that one has told when it
    // served.
    NS_TEST_EXPECT_MSG_EQ(sent.told, "8 22 23 24 27 67 69 70", "by the CMD alone");
}

void
LogicalInterfaceTestCase::Routers()
{
    DmmFixture net(WithRouters());
    LinkRecord link(net, NODE_MN);
    Go(net, 2);
    net.MoveAt(Seconds(11), NODE_MN, MAG1);
    net.RunUntil(Seconds(14));
    NS_TEST_EXPECT_MSG_EQ(link.Describe(DMM_FIRST, DMM_MOVE),
                          "R1 1800 P1(2592000,300)",
                          "one router, which is not the gateway itself");
    NS_TEST_EXPECT_MSG_EQ(link.Describe(DMM_MOVE, DMM_SECOND),
                          "R2 1800 P2(2592000,300) / R1 low 1800 P1(300,0)",
                          "the former one beside the new one");
    NS_TEST_EXPECT_MSG_EQ(link.Describe(DMM_SECOND, Seconds(11)),
                          "R3 1800 P3(2592000,300) / R1 low 1800 P1(300,0) / "
                          "R2 low 1800 P2(300,0)",
                          "both");
    NS_TEST_EXPECT_MSG_EQ(link.Describe(Seconds(11), Seconds(14)),
                          "R1 1800 P1(2592000,300) / R3 low 1800 P3(300,0) / "
                          "R2 low 1800 P2(300,0)",
                          "back: its prefix is preferred again");
    const auto host = net.GetMobile(NODE_MN)->GetObject<Ipv6Host>();
    NS_TEST_EXPECT_MSG_EQ(host->GetState().GetRoutes().size(), 3, "its default routers");
    NS_TEST_EXPECT_MSG_EQ(host->GetNRefused(), 0, "all is taken");
    NS_TEST_EXPECT_MSG_EQ(
        net.GetGateway(MAG3)
            ->GetNeighborDiscovery()
            ->GetLogicalRouters()
            .GetAll(LinkLayerAddress(net.GetMobile(NODE_MN)->GetDevice(0)->GetAddress()))
            .size(),
        0,
        "where it has been nobody stands in for them");
}

void
LogicalInterfaceTestCase::Octets()
{
    DmmFixture net(WithRouters());
    net.GetMaar(MAG1)->GetRouters()->SetAttribute("LocalNetwork", StringValue("fd00:10c:1::/48"));
    LinkRecord link(net, NODE_MN);
    Go(net, 1);
    net.RunUntil(DMM_SECOND);
    PMIPV6_TEST_REQUIRE(link.heard.size() == 3, "of one router, and then of two");
    auto octets = link.heard[2].octets;
    NS_TEST_EXPECT_MSG_EQ(ComputeUpperLayerChecksum(octets.data(),
                                                    octets.size(),
                                                    link.heard[2].source,
                                                    Ipv6Address::GetAllNodesMulticast(),
                                                    ICMPV6_PROTOCOL),
                          0,
                          "checksum");
    NS_TEST_EXPECT_MSG_EQ(link.heard[2].source, Ipv6Address("fe80::1ff:fe00:1"), "source");
    NS_TEST_EXPECT_MSG_EQ(link.heard[2].from, LinkLayerAddress("02:00:01:00:00:01"), "frame");
    octets[2] = 0;
    octets[3] = 0;
    const std::string expected =
        // RFC 4861, 4.2: hop limit 64, lifetime 1800 s; RFC 4191, 2.2: low
        "86000000401807080000000000000000"
        // 4.6.1: of the logical router
        "0101020001000001"
        // 4.6.4: MTU 1460
        "05010000000005b4"
        // 4.6.2: on the link, autonomous, valid and preferred for 300 s, as it reaches the network
        "030440c00000012c0000012c00000000fd00a001000000000000000000000000"
        // RFC 4191, 2.3: the local network, low, 300 s
        "180230180000012cfd00010c00010000";
    NS_TEST_EXPECT_MSG_EQ(badinput::ToHex(octets), expected, "the message");
}

void
LogicalInterfaceTestCase::BeginAt(DmmFixture& net,
                                  Time at,
                                  ProbeFlow& flow,
                                  const Ipv6Address& destination,
                                  Ipv6Address& chosen)
{
    net.At(at - NanoSeconds(1), [&net, &flow, &chosen, destination] {
        chosen = HostHelper::ChooseSource(net.GetMobile(NODE_MN), destination);
        flow.SetSource(chosen);
    });
}

void
LogicalInterfaceTestCase::Flows()
{
    DmmFixture net(WithRouters());
    LinkRecord link(net, NODE_MN);
    const std::vector<RoutingPlace> path = {MAG1, MAG2, MAG3, MAG1, MAG3, MAG2, MAG1, MAG2, MAG3};
    net.AttachAt(Seconds(0.5), NODE_CN, MAG4);
    const Ipv6Address cn = DmmFixture::GetFirst(MAG4).GetAddress();
    const Time end = Seconds(1 + STAY * static_cast<double>(path.size()));
    std::vector<Ipv6Address> chosen(path.size());
    std::vector<ProbeFlow*> flows;
    const Time interval = MilliSeconds(100);
    for (std::size_t i = 0; i < path.size(); ++i)
    {
        const Time there = Seconds(1 + STAY * static_cast<double>(i));
        i == 0 ? net.AttachAt(there, NODE_MN, path[i]) : net.MoveAt(there, NODE_MN, path[i]);
        flows.push_back(&net.AddFlow(NODE_MN, NODE_CN, interval));
        const Time start = there + MilliSeconds(2030);
        BeginAt(net, start, *flows.back(), cn, chosen[i]);
        const auto count = (end - start - MilliSeconds(50)) / interval;
        flows.back()->Run(start, static_cast<uint32_t>(count.GetHigh()));
    }
    // To the address that it has from MAG1.
    auto& back = net.AddFlow(NODE_CN, NODE_MN, interval);
    back.BindAtStart();
    back.Run(Seconds(4), 300);
    net.RunUntil(end);
    for (std::size_t i = 0; i < path.size(); ++i)
    {
        const Prefix prefix = DmmFixture::GetFirst(path[i]);
        NS_TEST_EXPECT_MSG_EQ(DmmFixture::GetPrefixName(Prefix(chosen[i], 64)),
                              DmmFixture::GetPrefixName(prefix),
                              "a new flow takes what is anchored where the node is, " << i);
        for (const auto& [number, arrival] : flows[i]->GetArrivals())
        {
            NS_TEST_EXPECT_MSG_EQ(arrival.source, chosen[i], "and stays with it, " << i);
            // By the MAAR where it is and that of CN; by that of the prefix if it is another.
            const Time sent = flows[i]->GetSent()[number];
            const auto stay = static_cast<std::size_t>((sent - Seconds(1)).GetSeconds() / STAY);
            NS_TEST_EXPECT_MSG_EQ(int{arrival.hopLimit},
                                  (path[stay] == path[i] ? 62 : 61),
                                  "its path, " << i << " in " << stay);
        }
        for (const auto number : flows[i]->GetLost())
        {
            // A move: 50 ms without a link, and the registration, less than 100 ms.
            const double since =
                (flows[i]->GetSent()[number] - Seconds(1) + MilliSeconds(50)).GetSeconds();
            NS_TEST_EXPECT_MSG_LT(since - STAY * std::floor(since / STAY), 0.15, "lost, " << i);
        }
    }
    PMIPV6_TEST_REQUIRE(!link.up.empty() && !link.down.empty(), "frames");
    for (const auto* frames : {&link.up, &link.down})
    {
        for (const auto& frame : *frames)
        {
            const auto place =
                std::find_if(std::begin(ROUTING_GATEWAYS),
                             std::end(ROUTING_GATEWAYS),
                             [&frame](RoutingPlace one) {
                                 return DmmFixture::GetFirst(one).Contains(frame.address);
                             });
            PMIPV6_TEST_REQUIRE(place != std::end(ROUTING_GATEWAYS), "of a MAAR");
            NS_TEST_EXPECT_MSG_EQ(frame.router,
                                  GetRouterOf(*place, NODE_MN).linkLayer,
                                  "by its router at " << frame.at.As(Time::S));
        }
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "all is well");
}

void
LogicalInterfaceTestCase::End()
{
    DmmFixture net(WithRouters(DatabaseMode::RELAY, [](DmmHelper& dmm) {
        dmm.SetMaarAttribute("PrefixIdleTime", TimeValue(Seconds(5)));
    }));
    net.GetMaar(MAG1)->GetRouters()->SetAttribute("LocalNetwork", StringValue("fd00:10c:1::/48"));
    LinkRecord link(net, NODE_MN);
    Go(net, 1);
    net.RunUntil(Seconds(30));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG2 P2", "P1 was idle");
    const std::string text = link.Describe(Seconds(7), Seconds(30));
    NS_TEST_EXPECT_MSG_EQ((text.find("R1 0 P1(0,0) >fd00:10c:1::/48(0)") != std::string::npos),
                          true,
                          "its router is none any more, nor its route: " << text);
    const auto host = net.GetMobile(NODE_MN)->GetObject<Ipv6Host>();
    NS_TEST_EXPECT_MSG_EQ(host->GetState().GetRoutes().size(), 1, "one router");
    const LinkLayerAddress node(net.GetMobile(NODE_MN)->GetDevice(0)->GetAddress());
    const auto& routers = net.GetGateway(MAG2)->GetNeighborDiscovery()->GetLogicalRouters();
    NS_TEST_EXPECT_MSG_EQ(routers.GetAll(node).size(), 1, "one stood in for");
}

void
LogicalInterfaceTestCase::Unheard()
{
    DmmFixture net(WithRouters(DatabaseMode::RELAY, [](DmmHelper& dmm) {
        dmm.SetDatabaseAttribute("MaxPreviousMaars", UintegerValue(0));
    }));
    net.GetMaar(MAG1)->GetRouters()->SetAttribute("LocalNetwork", StringValue("fd00:10c:1::/48"));
    LinkRecord link(net, NODE_MN);
    Go(net, 1);
    net.RunUntil(Seconds(8));
    NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN), "MAG2 P2", "no previous one is kept");
    NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("LMA1>MAG2 PBU", DMM_MOVE),
                          "8 22 23 24 27 65 66 69 70",
                          "the withdrawal says whose router it was");
    const std::string text = link.Describe(DMM_MOVE, Seconds(8));
    NS_TEST_EXPECT_MSG_EQ((text.find("R1 0 P1(0,0) >fd00:10c:1::/48(0)") != std::string::npos),
                          true,
                          "it ends: " << text);
    const auto host = net.GetMobile(NODE_MN)->GetObject<Ipv6Host>();
    NS_TEST_EXPECT_MSG_EQ(host->GetState().GetRoutes().size(), 1, "one router is left");
}

void
LogicalInterfaceTestCase::Interfaces()
{
    for (const auto second : {MAG2, MAG3})
    {
        DmmOptions options = WithRouters();
        options.detection = Seconds(0);
        DmmFixture net(options);
        JoinInterfaces(net);
        LinkRecord link(net, NODE_MN);
        LinkRecord other(net, NODE_CN, NODE_MN);
        net.AttachAt(Seconds(1), NODE_MN, MAG1);
        net.MoveAt(Seconds(2), NODE_MN, MAG2);
        net.AttachAt(Seconds(3), NODE_CN, second);
        net.RunUntil(Seconds(20));
        const bool isOne = second == MAG2;
        NS_TEST_EXPECT_MSG_EQ(link.Describe(Seconds(2), Seconds(3)),
                              "R2 1800 P2(2592000,300) / R1 low 1800 P1(300,0)",
                              "at the first link");
        // What it says last of a router may reach the node after what the other link says of it.
        NS_TEST_EXPECT_MSG_EQ(link.Describe(Seconds(3), Seconds(20)), "", "then nothing there");
        NS_TEST_EXPECT_MSG_EQ(other.Describe(Seconds(3), Seconds(20)),
                              (isOne ? "R2 1800 P2(2592000,300) / R1 low 1800 P1(300,0)"
                                     : "R3 1800 P3(2592000,300) / R1 low 1800 P1(300,0) / "
                                       "R2 low 1800 P2(300,0)"),
                              "at the second one");
        NS_TEST_EXPECT_MSG_EQ(net.DescribeSession(NODE_MN),
                              (isOne ? "MAG2 P2 / MAG1 P1" : "MAG3 P3 / MAG2 P2 / MAG1 P1"),
                              "the session");
    }
}

void
LogicalInterfaceTestCase::Restarts()
{
    // As a proxy the CMD tells of what it was told alone.
    DmmFixture net(WithRouters(DatabaseMode::PROXY));
    LinkRecord link(net, NODE_MN);
    Go(net, 1);
    net.At(Seconds(7), [&net] { net.GetDatabase()->Restart(); });
    net.MoveAt(Seconds(80), NODE_MN, MAG3);
    net.At(Seconds(85), [&net] { net.GetGateway(MAG3)->Restart(); });
    net.RunUntil(Seconds(100));
    const std::string all = "R3 1800 P3(2592000,300) / R2 low 1800 P2(300,0) / "
                            "R1 low 1800 P1(300,0)";
    const std::string other = "R3 1800 P3(2592000,300) / R1 low 1800 P1(300,0) / "
                              "R2 low 1800 P2(300,0)";
    const std::string moved = link.Describe(Seconds(80), Seconds(85));
    NS_TEST_EXPECT_MSG_EQ((moved == all || moved == other),
                          true,
                          "the CMD has learned them again: " << moved);
    const std::string back = link.Describe(Seconds(85), Seconds(100));
    NS_TEST_EXPECT_MSG_EQ((back == all || back == other),
                          true,
                          "a restarted MAAR is the same router: " << back);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "all is well");
}

void
LogicalInterfaceTestCase::Refused()
{
    struct Row
    {
        LogicalRouter router; //!< as the CMD says of MAG3's
        std::string reason;   //!< why it is refused
    };

    const LogicalRouter third = GetRouterOf(MAG3, NODE_MN);
    const LinkLayerAddress gateway("00:00:5e:00:52:13"); // RFC 6543
    const std::vector<Row> rows = {
        {GetRouterOf(MAG2, NODE_MN), "logical-router-of-another"},
        {GetRouterOf(MAG1, NODE_MN), "logical-router-of-another"},
        {{gateway, third.linkLocal}, "logical-router-of-another"},
        {{third.linkLayer, Ipv6Address("fd00::1")}, "logical-router-not-link-local"}};
    for (const auto& [router, reason] : rows)
    {
        DmmFixture net(WithRouters());
        LinkRecord link(net, NODE_MN);
        Go(net, 1);
        net.At(Seconds(7), [&net, &told = router] {
            const auto* request = net.FindMessage("MAG2>LMA1 PBU", DMM_MOVE);
            auto answer = MakeDmmAnswer(GetSubject(std::get<BindingUpdate>(request->message)),
                                        BindingStatus::ACCEPTED,
                                        {DmmFixture::GetFirst(MAG2)},
                                        75);
            answer.options.push_back(
                PreviousMaarOption{MeshFixture::GetAddress(MAG3), DmmFixture::GetFirst(MAG3)});
            AddInterface(answer.options, {told.linkLocal, told.linkLayer, {}});
            net.SendAt(Simulator::Now(), CMD, MAG2, answer);
        });
        net.RunUntil(Seconds(8));
        NS_TEST_EXPECT_MSG_EQ(net.CountRefusals("MAG2: mn@example.com MAG3 " + reason),
                              1,
                              "refused and traced: " << router.linkLayer << " "
                                                     << router.linkLocal);
        NS_TEST_EXPECT_MSG_EQ(link.Describe(Seconds(7), Seconds(8)),
                              "R2 1800 P3(300,0) P2(2592000,300) / R1 low 1800 P1(298,0)",
                              "the prefix is the serving MAAR's to advertise");
    }
}

void
LogicalInterfaceTestCase::OtherNode()
{
    DmmFixture net(WithRouters());
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.AttachAt(Seconds(1), NODE_CN, MAG1);
    const auto send = [&net](RoutingMobile router) {
        const auto node = net.GetMobile(NODE_MN);
        const auto packet = Create<Packet>(20);
        Ipv6Header header;
        const auto ipv6 = node->GetObject<Ipv6L3Protocol>();
        header.SetSource(HostHelper::ChooseSource(node, MeshFixture::GetAddress(CMD)));
        header.SetDestination(MeshFixture::GetAddress(CMD));
        header.SetNextHeader(253);
        header.SetHopLimit(64);
        header.SetPayloadLength(20);
        packet->AddHeader(header);
        node->GetDevice(0)->Send(packet,
                                 GetRouterOf(MAG1, router).linkLayer.ToAddress(),
                                 IPV6_ETHERTYPE);
    };
    net.At(Seconds(3), [&send] { send(NODE_MN); });
    net.RunUntil(Seconds(4));
    const auto device = net.GetGateway(MAG1)->GetAccessDevice();
    const auto count = [&device] {
        const auto known = device->GetDrops().find("router-of-another-node");
        return known == device->GetDrops().end() ? 0 : known->second;
    };
    NS_TEST_EXPECT_MSG_EQ(count(), 0, "its own router forwards");
    net.At(Seconds(5), [&send] { send(NODE_CN); });
    net.RunUntil(Seconds(6));
    NS_TEST_EXPECT_MSG_EQ(count(), 1, "another's does not");
}

void
LogicalInterfaceTestCase::Off()
{
    DmmFixture net;
    LinkRecord link(net, NODE_MN);
    Go(net, 1);
    net.RunUntil(DMM_SECOND);
    NS_TEST_EXPECT_MSG_EQ(net.DescribeTypes("MAG2>LMA1 PBU", DMM_MOVE), "8 22 23 24 27", "told");
    NS_TEST_EXPECT_MSG_EQ(link.Describe(DMM_MOVE, DMM_SECOND),
                          "G 1800 P1(300,0) P2(2592000,300)",
                          "by one router, which is no MAAR's own");
}

Ptr<Node>
LogicalInterfaceTestCase::AddLocalNetwork(DmmFixture& net)
{
    const auto host = CreateObject<Node>();
    net.GetDmm().AddLocalNetwork(net.GetMaar(MAG1), host, "fd00:10c:1::/48", MilliSeconds(1));
    return host;
}

void
LogicalInterfaceTestCase::LocalNetwork()
{
    DmmFixture net(WithRouters());
    const auto printer = AddLocalNetwork(net);
    const Ipv6Address there("fd00:10c:1::2");
    LinkRecord link(net, NODE_MN);
    net.AttachAt(Seconds(0.5), NODE_CN, MAG4);
    const Ipv6Address cn = DmmFixture::GetFirst(MAG4).GetAddress();
    net.AttachAt(Seconds(1), NODE_MN, MAG1);
    net.MoveAt(Seconds(5), NODE_MN, MAG2);
    net.MoveAt(Seconds(9), NODE_MN, MAG3);
    const auto mn = net.GetMobile(NODE_MN);
    // To the printer from each MAAR, and to CN from the second.
    std::array<Ipv6Address, 3> chosen;
    std::vector<std::unique_ptr<ProbeFlow>> flows;
    for (uint32_t i = 0; i < 3; ++i)
    {
        flows.push_back(std::make_unique<ProbeFlow>(mn,
                                                    printer,
                                                    static_cast<uint16_t>(4000 + i),
                                                    MilliSeconds(100),
                                                    100));
        const Time start = Seconds(3 + 4 * i);
        BeginAt(net, start, *flows.back(), there, chosen[i]);
        flows.back()->Run(start, 12 + (2 - i) * 40);
    }
    auto& browsing = net.AddFlow(NODE_MN, NODE_CN, MilliSeconds(100));
    Ipv6Address browser;
    BeginAt(net, Seconds(7), browsing, cn, browser);
    browsing.Run(Seconds(7), 10);
    ProbeFlow back(printer, mn, 5000, MilliSeconds(100), 100); // To the address of MAG1.
    back.Run(Seconds(11), 10);
    // From a prefix of another MAAR nobody gets there.
    ProbeFlow outside(net.GetMobile(NODE_CN), printer, 5001, MilliSeconds(100), 100);
    outside.Run(Seconds(11), 10);
    net.RunUntil(Seconds(13));
    const Prefix home = DmmFixture::GetFirst(MAG1);
    for (uint32_t i = 0; i < 3; ++i)
    {
        NS_TEST_EXPECT_MSG_EQ(home.Contains(chosen[i]), true, "its MAAR's prefix, from " << i);
        uint32_t lost = 0;
        for (const auto number : flows[i]->GetLost())
        {
            const double since =
                (flows[i]->GetSent()[number] - Seconds(1) + MilliSeconds(50)).GetSeconds();
            lost += since - STAY * std::floor(since / STAY) < 0.15 ? 0 : 1;
        }
        NS_TEST_EXPECT_MSG_EQ(lost, 0, "sessions survive the moves, and new ones work, " << i);
        NS_TEST_EXPECT_MSG_GT(flows[i]->GetArrivals().size(), 10, "they have arrived, " << i);
        // MAG1 alone, or another one and MAG1.
        const auto& last = flows[i]->GetArrivals().rbegin()->second;
        NS_TEST_EXPECT_MSG_EQ(int{last.hopLimit}, 62, "in the tunnel to MAG1 at last, " << i);
        NS_TEST_EXPECT_MSG_EQ(int{flows[0]->GetArrivals().begin()->second.hopLimit},
                              63,
                              "and at first there");
    }
    NS_TEST_EXPECT_MSG_EQ(DmmFixture::GetPrefixName(Prefix(browser, 64)),
                          "P2",
                          "other flows take the prefix of where the node is");
    NS_TEST_EXPECT_MSG_EQ(browsing.GetArrivals().size(), 10, "and arrive");
    NS_TEST_EXPECT_MSG_EQ(back.GetArrivals().size(), 10, "from the network to the node");
    NS_TEST_EXPECT_MSG_EQ(outside.GetArrivals().size(), 0, "it is reached by no other way");
    for (const auto place : {CMD, MAG2, MAG3, MAG4})
    {
        Ipv6Header header;
        header.SetDestination(there);
        Socket::SocketErrno error = Socket::ERROR_NOTERROR;
        const auto routing = net.GetNode(place)->GetObject<Ipv6L3Protocol>()->GetRoutingProtocol();
        NS_TEST_EXPECT_MSG_EQ((routing->RouteOutput(nullptr, header, nullptr, error) != nullptr),
                              false,
                              "no route of the core leads there");
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "all is well");
}

void
LogicalInterfaceTestCase::ToTheLetter()
{
    DmmFixture net(WithRouters(DatabaseMode::RELAY, [](DmmHelper& dmm) {
        dmm.SetRouterAttribute("DeprecateLocalNetwork", BooleanValue(true));
    }));
    const auto printer = AddLocalNetwork(net);
    const Ipv6Address there("fd00:10c:1::2");
    Go(net, 1);
    ProbeFlow flow(net.GetMobile(NODE_MN), printer, 4000, MilliSeconds(100), 100);
    ProbeFlow old(net.GetMobile(NODE_MN), printer, 4001, MilliSeconds(100), 100);
    Ipv6Address chosen;
    Ipv6Address first;
    BeginAt(net, Seconds(3), old, there, first);
    old.Run(Seconds(3), 45);
    BeginAt(net, Seconds(7), flow, there, chosen);
    flow.Run(Seconds(7), 5);
    net.RunUntil(Seconds(8));
    // RFC 6724, 5: rule 3 before 5.5.
    NS_TEST_EXPECT_MSG_EQ(DmmFixture::GetPrefixName(Prefix(chosen, 64)), "P2", "not deprecated");
    NS_TEST_EXPECT_MSG_EQ(flow.GetArrivals().size(), 0, "a new session does not get there");
    NS_TEST_EXPECT_MSG_EQ(DmmFixture::GetPrefixName(Prefix(first, 64)), "P1", "one from before");
    NS_TEST_EXPECT_MSG_GT(old.GetArrivals().rbegin()->second.at, Seconds(7), "survives");
}

void
LogicalInterfaceTestCase::TwentyFour()
{
    DmmFixture net(WithRouters());
    LinkRecord link(net, NODE_MN);
    const Time last = Seconds(1 + 24 * STAY);
    for (uint32_t i = 0; i <= 24; ++i)
    {
        const Time there = Seconds(1 + STAY * i);
        const auto place = ROUTING_GATEWAYS[i % 4];
        i == 0 ? net.AttachAt(there, NODE_MN, place) : net.MoveAt(there, NODE_MN, place);
    }
    net.RunUntil(last + Seconds(3));
    const auto host = net.GetMobile(NODE_MN)->GetObject<Ipv6Host>();
    NS_TEST_EXPECT_MSG_EQ(host->GetState().GetRoutes().size(), 4, "four routers, not more");
    NS_TEST_EXPECT_MSG_EQ(host->GetState().GetAddresses().size(), 4, "four addresses");
    NS_TEST_EXPECT_MSG_EQ(link.Describe(Seconds(0), last).find('?'),
                          std::string::npos,
                          "each known by its own addresses everywhere");
    for (const auto place : {MAG2, MAG3, MAG4})
    {
        const auto& routers = net.GetGateway(place)->GetNeighborDiscovery()->GetLogicalRouters();
        NS_TEST_EXPECT_MSG_EQ(
            routers.GetAll(LinkLayerAddress(net.GetMobile(NODE_MN)->GetDevice(0)->GetAddress()))
                .size(),
            0,
            "nothing is left where the node is not");
    }
    NS_TEST_EXPECT_MSG_EQ(net.DescribeDistributedFaults(), "", "all is well");
}

/**
 * @ingroup pmipv6-tests
 * The suite.
 */
class LogicalInterfaceTestSuite : public TestSuite
{
  public:
    LogicalInterfaceTestSuite()
        : TestSuite("pmipv6-rfc8885-logical-interface")
    {
        using Case = LogicalInterfaceTestCase;
        AddTestCase(new Case("3.7 and 4.7: told by a relay", &Case::Relay));
        AddTestCase(new Case("3.7 and 4.7: told with a locator", &Case::Locator));
        AddTestCase(new Case("3.7 and 4.7: told by a proxy", &Case::Proxy));
        AddTestCase(new Case("3.7 a router for each MAAR", &Case::Routers));
        AddTestCase(new Case("3.7 a Router Advertisement, to the octet", &Case::Octets));
        AddTestCase(new Case("3.7 flows over eight moves", &Case::Flows));
        AddTestCase(new Case("3.7 the end of a router", &Case::End));
        AddTestCase(new Case("3.7 the end of a router, unheard", &Case::Unheard));
        AddTestCase(new Case("3.7 two interfaces", &Case::Interfaces));
        AddTestCase(new Case("3.7 restarts", &Case::Restarts));
        AddTestCase(new Case("3.7 a router that is another's", &Case::Refused));
        AddTestCase(new Case("3.7 a frame to another node's router", &Case::OtherNode));
        AddTestCase(new Case("without it", &Case::Off));
        AddTestCase(new Case("3.7 a local network", &Case::LocalNetwork));
        AddTestCase(new Case("3.7 a local network, to the letter", &Case::ToTheLetter));
        AddTestCase(new Case("3.7 24 moves", &Case::TwentyFour));
    }
};

static LogicalInterfaceTestSuite g_logicalInterfaceTestSuite; //!< registers it

} // namespace pmipv6
} // namespace ns3
