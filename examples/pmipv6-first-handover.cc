/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * A first handover. One mobile node on Wi-Fi, two gateways, one anchor, one correspondent that
 * sends to the node all the time.
 *
 *     mn ))) mag1 ---- lma ---- cn        at 5 s the node changes to mag2's access point,
 *        ))) mag2 ----/                   and keeps its address
 *
 * What to look for: both gateways advertise the same prefix to the node, from the same router
 * address; the gap in the arrivals is the handover.
 */

#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-narrator.h"
#include "ns3/pmipv6-wifi-access-helper.h"
#include "ns3/simulator.h"
#include "ns3/udp-client.h"
#include "ns3/udp-server.h"
#include "ns3/uinteger.h"

#include <iostream>
#include <sstream>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

Time g_lastArrival; //!< of the last packet at the mobile node
Time g_longestGap;  //!< between two arrivals

/// A packet has come to the mobile node.
void
Arrive(Ptr<const Packet> /* packet */, const Address& /* from */, const Address& /* to */)
{
    const Time gap = g_lastArrival.IsZero() ? Time(0) : Simulator::Now() - g_lastArrival;
    g_longestGap = Max(g_longestGap, gap);
    g_lastArrival = Simulator::Now();
}

/// Say which addresses a node has.
void
ShowAddresses(Ptr<Node> node, const Narrator* narrator)
{
    auto ipv6 = node->GetObject<Ipv6>();
    for (uint32_t i = 0; i < ipv6->GetNAddresses(1); ++i)
    {
        std::ostringstream text;
        text << "mn has " << ipv6->GetAddress(1, i);
        narrator->Tell(text.str());
    }
}

} // namespace

int
main(int argc, char* argv[])
{
    CommandLine cmd(__FILE__);
    cmd.Parse(argc, argv);

    // The core: every node has one address, a link goes between any two.
    auto lma = CreateObject<Node>();
    auto mag1 = CreateObject<Node>();
    auto mag2 = CreateObject<Node>();
    auto cn = CreateObject<Node>();
    CoreNetworkHelper core;
    core.AddNode(lma, "fd00:c::1");
    core.AddNode(mag1, "fd00:c::2");
    core.AddNode(mag2, "fd00:c::3");
    core.AddNode(cn, "fd00:c::4");
    core.AddPrefix(*ParsePrefix("fd00:1::/48"), lma);
    for (const auto& gateway : {mag1, mag2})
    {
        core.SetDelay(gateway, lma, MilliSeconds(10));
        core.SetDelay(gateway, cn, MilliSeconds(8));
    }
    core.SetDelay(mag1, mag2, MilliSeconds(6));
    core.SetDelay(cn, lma, MilliSeconds(5));
    core.BuildMesh();

    // The roles.
    Pmipv6Helper domain;
    auto anchor = domain.InstallAnchor(lma, "fd00:c::1", "fd00:1::/48");
    auto gateway1 = domain.InstallGateway(mag1, "fd00:c::2");
    auto gateway2 = domain.InstallGateway(mag2, "fd00:c::3");

    // Wi-Fi: an access point at each gateway, a station that is a plain ns-3 host.
    WifiAccessHelper wifi;
    wifi.SetFastHandover(true);
    auto accessPoints = wifi.InstallAccessPoints(NodeContainer(mag1, mag2));
    gateway1->AddAccess(WifiAccessHelper::MakeLink(accessPoints.Get(0)));
    gateway2->AddAccess(WifiAccessHelper::MakeLink(accessPoints.Get(1)));
    auto mn = CreateObject<Node>();
    auto station = wifi.InstallStations(mn, accessPoints.Get(0)).Get(0);
    IdealAccessHelper::MakeHost(mn, station);
    // A prefix of its own, so that the correspondent can know the address beforehand.
    const Prefix prefix(Ipv6Address("fd00:1:0:7::"), 64);
    domain.AddMobileNode("mn@example.org", station, anchor, {prefix});
    WifiAccessHelper::MoveAt(Seconds(5), station, accessPoints.Get(1));

    // Traffic: 50 packets a second to the node.
    const auto address =
        Ipv6Address::MakeAutoconfiguredAddress(Mac48Address::ConvertFrom(station->GetAddress()),
                                               prefix.GetAddress());
    auto server = CreateObject<UdpServer>();
    server->TraceConnectWithoutContext("RxWithAddresses", MakeCallback(&Arrive));
    mn->AddApplication(server);
    auto client = CreateObject<UdpClient>();
    client->SetRemote(Inet6SocketAddress(address, 100));
    client->SetAttribute("Interval", TimeValue(MilliSeconds(20)));
    client->SetAttribute("MaxPackets", UintegerValue(400));
    client->SetStartTime(Seconds(2));
    cn->AddApplication(client);

    Narrator narrator(std::cout);
    narrator.Watch("lma", lma);
    narrator.Watch("mag1", mag1);
    narrator.Watch("mag2", mag2);
    narrator.WatchStates("lma", anchor);
    narrator.WatchStates("mag1", gateway1);
    narrator.WatchStates("mag2", gateway2);
    Simulator::Schedule(Seconds(4), &ShowAddresses, mn, &narrator);
    Simulator::Schedule(Seconds(6), &ShowAddresses, mn, &narrator);

    Simulator::Stop(Seconds(12));
    Simulator::Run();
    std::cout << "Sent 400, received " << server->GetReceived() << "; longest gap "
              << g_longestGap.As(Time::MS) << "\n";
    Simulator::Destroy();
    return 0;
}
