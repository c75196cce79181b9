/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * A handover between two LTE networks. Each gateway is the PGW of an EPC with one eNB; at 6 s the
 * node goes from the one to the other, and keeps its address.
 *
 *     mn ))) eNB == SGW == PGW, mag1 ----\
 *        ))) eNB == SGW == PGW, mag2 ---- lma ---- cn
 *
 * What to look for: the node is known by its IMSI, it has a new link 260 ms after it left the old
 * one, and what is lost was sent between.
 */

#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-lte-access-helper.h"
#include "ns3/pmipv6-narrator.h"
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
    CommandLine(__FILE__).Parse(argc, argv);
    Narrator narrator(std::cout);
    Ptr<Node> mags[] = {LteAccessHelper::CreateGateway(), LteAccessHelper::CreateGateway()};
    auto lma = CreateObject<Node>();
    auto cn = CreateObject<Node>();
    CoreNetworkHelper core;
    core.AddNode(lma, "fd00:c::1");
    core.AddNode(mags[0], "fd00:c::2");
    core.AddNode(mags[1], "fd00:c::3");
    core.AddNode(cn, "fd00:c::9");
    core.AddPrefix(*ParsePrefix("fd00:1::/48"), lma);
    core.SetDelay(lma, cn, MilliSeconds(5));
    core.SetDelay(mags[0], mags[1], MilliSeconds(6));
    for (const auto& mag : mags)
    {
        core.SetDelay(mag, lma, MilliSeconds(10));
        core.SetDelay(mag, cn, MilliSeconds(15));
    }
    core.BuildMesh();

    LteAccessHelper lte;
    Pmipv6Helper domain;
    auto anchor = domain.InstallAnchor(lma, "fd00:c::1", "fd00:1::/48");
    Ptr<NetDevice> enbs[2];
    const char* const addresses[] = {"fd00:c::2", "fd00:c::3"};
    const char* const names[] = {"mag1", "mag2"};
    for (int i = 0; i < 2; ++i)
    {
        enbs[i] = lte.InstallEnb(mags[i], Vector(1000 * i, 0, 30));
        auto gateway = domain.InstallGateway(mags[i], Ipv6Address(addresses[i]));
        gateway->AddAccess(lte.MakeLink(mags[i]));
        narrator.WatchStates(names[i], gateway);
    }
    auto mn = CreateObject<Node>();
    auto ue = lte.InstallUe(mn);
    domain.AddMobileNode(lte.GetImsi(ue).GetIdentifier(), ue, anchor);
    LteAccessHelper::MoveAt(Seconds(1), ue, enbs[0]);
    LteAccessHelper::MoveAt(Seconds(6), ue, enbs[1]);

    auto server = CreateObject<UdpServer>();
    server->SetAttribute("Port", UintegerValue(50000));
    cn->AddApplication(server);
    auto client = CreateObject<UdpClient>();
    client->SetRemote(Inet6SocketAddress(Ipv6Address("fd00:c::9"), 50000));
    client->SetAttribute("Interval", TimeValue(MilliSeconds(20)));
    client->SetAttribute("MaxPackets", UintegerValue(250));
    client->SetStartTime(Seconds(3));
    mn->AddApplication(client);

    Simulator::Stop(Seconds(9));
    Simulator::Run();
    anchor->GetBindingCache().ForEach([](const BindingCacheEntry& entry) {
        std::cout << entry.identifier << " has " << entry.prefixes.front() << " through "
                  << entry.proxyCareOf << "\n";
    });
    std::cout << "sent 250, received " << server->GetReceived() << "\n";
    Simulator::Destroy();
    return 0;
}
