/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * A node moves between MAARs (RFC 8885). It talks to a fixed correspondent from its address at
 * maar1; at 5 s it goes to maar2, and a second later it begins another flow.
 *
 *     mn ))) maar1 ---- router ---- cn
 *        ))) maar2 ------/ \------- cmd
 *
 * What to look for: the database cmd forwards nothing. The first flow keeps its address and goes by
 * maar1, which tunnels; the second one has an address of maar2 and goes straight.
 */

#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/node-container.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-dmm-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-narrator.h"
#include "ns3/simulator.h"
#include "ns3/udp-socket-factory.h"

#include <iostream>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

constexpr uint16_t PORT = 100;

/// Send a packet each 5 ms.
void
SendOn(Ptr<Socket> socket, const Ipv6Address& to)
{
    socket->SendTo(Create<Packet>(200), 0, Inet6SocketAddress(to, PORT));
    Simulator::Schedule(MilliSeconds(5), &SendOn, socket, to);
}

/// Have a mobile node talk from the newest of its addresses; show each other way that it takes.
void
Begin(Ptr<Node> mn, const Ipv6Address& to, const std::string& flow, Narrator* narrator)
{
    const auto ipv6 = mn->GetObject<Ipv6>();
    const auto address = ipv6->GetAddress(1, ipv6->GetNAddresses(1) - 1);
    auto socket = Socket::CreateSocket(mn, UdpSocketFactory::GetTypeId());
    socket->Bind(Inet6SocketAddress(address.GetAddress(), 0));
    socket->SetRecvCallback(MakeFunctionCallback<Ptr<Socket>>(
        [flow, narrator](Ptr<Socket> from) { narrator->TellWay(flow + " flow", from->Recv()); }));
    SendOn(socket, to);
}

} // namespace

int
main(int argc, char* argv[])
{
    CommandLine(__FILE__).Parse(argc, argv);
    Narrator narrator(std::cout);
    NodeContainer nodes(4); // cmd, maar1, maar2, cn
    const std::string pools[] = {"", "fd00:a001::/32", "fd00:a002::/32"};
    CoreNetworkHelper core;
    const Ipv6Address addresses[] = {"fd00:c::1", "fd00:c::2", "fd00:c::3", "fd00:c::4"};
    for (uint32_t i = 0; i < 4; ++i)
    {
        core.AddNode(nodes.Get(i), addresses[i]);
    }
    core.AddPrefix(*ParsePrefix(pools[1]), nodes.Get(1));
    core.AddPrefix(*ParsePrefix(pools[2]), nodes.Get(2));
    core.BuildStar(CreateObject<Node>(), {Time("7ms"), Time("3ms"), Time("3ms"), Time("3ms")});
    Pmipv6Helper domain;
    DmmHelper dmm(domain);
    dmm.SetMode(DatabaseMode::LOCATOR);
    IdealAccessHelper access;
    Ptr<IdealAccessLink> links[3];
    narrator.Watch("cmd", nodes.Get(0));
    for (uint32_t i = 1; i < 3; ++i)
    {
        auto gateway = domain.InstallGateway(nodes.Get(i), addresses[i]);
        dmm.InstallMaar(gateway, pools[i]);
        links[i] = access.CreateLink();
        gateway->AddAccess(links[i]);
        narrator.Watch("maar" + std::to_string(i), nodes.Get(i));
    }
    auto mn = CreateObject<Node>();
    auto device = access.InstallHost(mn);
    dmm.AddMobileNode("mn", device, dmm.InstallDatabase(nodes.Get(0), addresses[0]));
    access.AttachAt(Seconds(1), device, links[1]);
    access.DetachAt(Seconds(4.98), device);
    access.AttachAt(Seconds(5), device, links[2]);
    auto socket = Socket::CreateSocket(nodes.Get(3), UdpSocketFactory::GetTypeId());
    socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
    socket->SetRecvCallback(MakeFunctionCallback<Ptr<Socket>>([&narrator](Ptr<Socket> server) {
        Address from;
        const auto request = server->RecvFrom(from);
        auto reply = Create<Packet>(200);
        narrator.ContinueWay(reply, request, "cn");
        server->SendTo(reply, 0, from);
    }));
    Simulator::Schedule(Seconds(3), &Begin, mn, addresses[3], "first", &narrator);
    Simulator::Schedule(Seconds(6), &Begin, mn, addresses[3], "second", &narrator);
    Simulator::Stop(Seconds(7));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
