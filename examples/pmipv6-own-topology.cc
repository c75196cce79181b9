/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * The module in a topology of the user's own: an Ethernet between anchor and gateways, addresses
 * and routes as any ns-3 script sets them up. The module's helpers add the roles and take the
 * devices that are there.
 *
 *     mn1 ))) mag1 --+               mag1 has two access points; mn1 goes from one to the
 *         ))) mag1 --+-- lma -- cn   other and then to mag2, mn2 stays
 *     mn2 ))) mag2 --+
 *
 * What to look for: both nodes reach the correspondent all the time, each from its own prefix.
 */

#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-address-helper.h"
#include "ns3/ipv6-interface-container.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/node-container.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-wifi-access-helper.h"
#include "ns3/simple-net-device-helper.h"
#include "ns3/simulator.h"
#include "ns3/udp-client.h"
#include "ns3/udp-server.h"
#include "ns3/uinteger.h"

#include <iostream>

using namespace ns3;
using namespace ns3::pmipv6;

int
main(int argc, char* argv[])
{
    CommandLine cmd(__FILE__);
    cmd.Parse(argc, argv);

    // An ordinary ns-3 network.
    auto cn = CreateObject<Node>();
    auto lma = CreateObject<Node>();
    NodeContainer mags(2);
    InternetStackHelper internet;
    internet.Install(NodeContainer(cn, lma, mags));
    SimpleNetDeviceHelper ethernet;
    ethernet.SetChannelAttribute("Delay", TimeValue(MilliSeconds(3)));
    Ipv6AddressHelper addresses;
    addresses.SetBase("fd00:a::", 64);
    auto backbone = addresses.Assign(ethernet.Install(NodeContainer(lma, mags)));
    addresses.SetBase("fd00:b::", 64);
    auto border = addresses.Assign(ethernet.Install(NodeContainer(cn, lma)));
    Ipv6StaticRoutingHelper routing;
    routing.GetStaticRouting(cn->GetObject<Ipv6>())
        ->SetDefaultRoute(border.GetAddress(1, 0), border.GetInterfaceIndex(0));

    // The roles, on nodes and addresses that are there.
    Pmipv6Helper domain;
    auto anchor = domain.InstallAnchor(lma, backbone.GetAddress(0, 1), "fd00:1::/48");
    auto gateway1 = domain.InstallGateway(mags.Get(0), backbone.GetAddress(1, 1));
    auto gateway2 = domain.InstallGateway(mags.Get(1), backbone.GetAddress(2, 1));

    // Three access points, two of them at one gateway; two stations.
    WifiAccessHelper wifi;
    wifi.SetFastHandover(true);
    auto points = wifi.InstallAccessPoints(NodeContainer(mags.Get(0), mags.Get(0), mags.Get(1)));
    gateway1->AddAccess(WifiAccessHelper::MakeLink(points.Get(0)));
    gateway1->AddAccess(WifiAccessHelper::MakeLink(points.Get(1)));
    gateway2->AddAccess(WifiAccessHelper::MakeLink(points.Get(2)));
    NodeContainer mns(2);
    NetDeviceContainer stations;
    stations.Add(wifi.InstallStations(mns.Get(0), points.Get(0)));
    stations.Add(wifi.InstallStations(mns.Get(1), points.Get(2)));
    for (uint32_t i = 0; i < 2; ++i)
    {
        IdealAccessHelper::MakeHost(mns.Get(i), stations.Get(i));
        domain.AddMobileNode("mn" + std::to_string(i + 1) + "@example.org",
                             stations.Get(i),
                             anchor);
    }
    WifiAccessHelper::MoveAt(Seconds(6), stations.Get(0), points.Get(1));
    WifiAccessHelper::MoveAt(Seconds(9), stations.Get(0), points.Get(2));

    // Each node sends 20 packets a second to the correspondent.
    Ptr<UdpServer> servers[2];
    for (uint32_t i = 0; i < 2; ++i)
    {
        const auto port = static_cast<uint16_t>(50001 + i);
        servers[i] = CreateObject<UdpServer>();
        servers[i]->SetAttribute("Port", UintegerValue(port));
        cn->AddApplication(servers[i]);
        auto client = CreateObject<UdpClient>();
        client->SetRemote(Inet6SocketAddress(border.GetAddress(0, 1), port));
        client->SetAttribute("Interval", TimeValue(MilliSeconds(50)));
        client->SetAttribute("MaxPackets", UintegerValue(200));
        client->SetStartTime(Seconds(3));
        mns.Get(i)->AddApplication(client);
    }

    Simulator::Stop(Seconds(15));
    Simulator::Run();
    for (uint32_t i = 0; i < 2; ++i)
    {
        std::cout << "mn" << i + 1 << ": sent 200, received " << servers[i]->GetReceived() << "\n";
    }
    anchor->GetBindingCache().ForEach([](const BindingCacheEntry& entry) {
        std::cout << entry.identifier << " has " << entry.prefixes.front() << " through "
                  << entry.proxyCareOf << "\n";
    });
    Simulator::Destroy();
    return 0;
}
