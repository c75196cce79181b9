/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * A walk from LTE into Wi-Fi and back, with a logical interface (RFC 7847). The node has a UE and a
 * station under one IPv6 interface; from 5 to 10 s it is near an access point, of another gateway
 * than the eNB's. With --makeBeforeBreak it keeps its old link until the new one serves it.
 *
 *     mn ))) eNB == SGW == PGW, mag1 ----\
 *        ))) access point, mag2 ---------- lma ---- cn
 *
 * What to look for: one address throughout, and what each change of the link loses.
 */

#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-host-helper.h"
#include "ns3/pmipv6-logical-interface.h"
#include "ns3/pmipv6-lte-access-helper.h"
#include "ns3/pmipv6-wifi-access-helper.h"
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
    bool isMadeFirst = false;
    CommandLine cmd(__FILE__);
    cmd.AddValue("makeBeforeBreak", "keep the old link until the new one serves", isMadeFirst);
    cmd.Parse(argc, argv);

    auto mag1 = LteAccessHelper::CreateGateway();
    auto mag2 = CreateObject<Node>();
    auto lma = CreateObject<Node>();
    auto cn = CreateObject<Node>();
    auto mn = CreateObject<Node>();
    CoreNetworkHelper core;
    core.AddNode(lma, "fd00:c::1");
    core.AddNode(mag1, "fd00:c::2");
    core.AddNode(mag2, "fd00:c::3");
    core.AddNode(cn, "fd00:c::9");
    core.AddPrefix(*ParsePrefix("fd00:1::/48"), lma);
    core.SetDelay(lma, cn, MilliSeconds(5));
    core.SetDelay(mag1, mag2, MilliSeconds(6));
    for (const auto& mag : {mag1, mag2})
    {
        core.SetDelay(mag, lma, MilliSeconds(10));
        core.SetDelay(mag, cn, MilliSeconds(15));
    }
    core.BuildMesh();

    // The gateways.
    Pmipv6Helper domain;
    auto anchor = domain.InstallAnchor(lma, "fd00:c::1", "fd00:1::/48");
    LteAccessHelper lte;
    auto enb = lte.InstallEnb(mag1, Vector(0, 0, 30));
    domain.InstallGateway(mag1, "fd00:c::2")->AddAccess(lte.MakeLink(mag1));
    WifiAccessHelper wifi;
    wifi.SetFastHandover(true);
    auto accessPoint = wifi.InstallAccessPoints(mag2).Get(0);
    auto wifiLink = WifiAccessHelper::MakeLink(accessPoint);
    domain.InstallGateway(mag2, "fd00:c::3")->AddAccess(wifiLink);

    // The node: one interface over two devices.
    HostHelper::Install(mn);
    auto logical = CreateObject<LogicalInterface>();
    mn->AddDevice(logical);
    auto station = wifi.InstallStations(mn).Get(0);
    WifiAccessHelper::Join(logical, station, {wifiLink});
    auto ue = lte.InstallUe(logical);
    HostHelper::AddInterface(mn, logical);
    domain.AddMobileNode(lte.GetImsi(ue).GetIdentifier(),
                         {ue->GetAddress(), station->GetAddress()},
                         anchor);

    // The walk.
    auto handoverOfUe = LteAccessHelper::GetHandover(ue);
    auto handoverOfStation = WifiAccessHelper::GetHandover(station);
    handoverOfStation->Leave();
    handoverOfUe->MoveAt(Seconds(1), enb);
    const Time overlap = isMadeFirst ? MilliSeconds(500) : MilliSeconds(-200);
    handoverOfStation->MoveAt(Seconds(5), accessPoint);
    Simulator::Schedule(Seconds(5) + overlap, &LteHandover::Leave, handoverOfUe);
    handoverOfUe->MoveAt(Seconds(10), enb);
    Simulator::Schedule(Seconds(10) + overlap, &WifiHandover::Leave, handoverOfStation);
    logical->TraceConnectWithoutContext("Active",
                                        MakeFunctionCallback<Ptr<NetDevice>, Ptr<NetDevice>>(
                                            [&](Ptr<NetDevice>, Ptr<NetDevice> to) {
                                                std::cout << Simulator::Now().As(Time::MS)
                                                          << (!to             ? " no link"
                                                              : to == station ? " over Wi-Fi"
                                                                              : " over LTE")
                                                          << "\n";
                                            }));

    auto server = CreateObject<UdpServer>();
    server->SetAttribute("Port", UintegerValue(50000));
    cn->AddApplication(server);
    auto client = CreateObject<UdpClient>();
    client->SetRemote(Inet6SocketAddress(Ipv6Address("fd00:c::9"), 50000));
    client->SetAttribute("Interval", TimeValue(MilliSeconds(20)));
    client->SetAttribute("MaxPackets", UintegerValue(500));
    client->SetStartTime(Seconds(3));
    mn->AddApplication(client);

    Simulator::Stop(Seconds(14));
    Simulator::Run();
    anchor->GetBindingCache().ForEach([](const BindingCacheEntry& entry) {
        std::cout << entry.identifier << " has " << entry.prefixes.front() << " through "
                  << entry.proxyCareOf << "\n";
    });
    std::cout << "sent 500, received " << server->GetReceived() << "\n";
    Simulator::Destroy();
    return 0;
}
