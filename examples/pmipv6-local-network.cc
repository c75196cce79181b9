/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * A node in the field keeps its office's printer, its call and its browsing apart (RFC 8885, 3.7).
 * It is at the office, maar1, where it talks to the printer and has a call; then it goes to maar2,
 * maar3 and back to maar2, and begins to browse anew at each.
 *
 *     printer ----- maar1 ---- router ---- cn
 *         mn ))) maar2, maar3 --/ \------- cmd
 *
 * What to look for: the printer's network has no route but maar1's, and mn prints from everywhere,
 * from its address of maar1, through the router of maar1 that it sees on each link. The call keeps
 * that address too. What it browses takes the address of the MAAR where it begins, and goes
 * straight.
 */

#include "ns3/boolean.h"
#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/node-container.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-dmm-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-host-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-ipv6-host.h"
#include "ns3/pmipv6-narrator.h"
#include "ns3/simulator.h"
#include "ns3/udp-socket-factory.h"

#include <iostream>
#include <sstream>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

constexpr uint16_t PORT = 100;

/// Have a node answer what comes.
void
Answer(Ptr<Node> node, const std::string& name, Narrator& narrator)
{
    auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
    socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
    socket->SetRecvCallback(
        MakeFunctionCallback<Ptr<Socket>>([name, &narrator](Ptr<Socket> server) {
            Address from;
            const auto request = server->RecvFrom(from);
            auto reply = Create<Packet>(200);
            narrator.ContinueWay(reply, request, name);
            server->SendTo(reply, 0, from);
        }));
}

/// Send a packet each 20 ms.
void
SendOn(Ptr<Socket> socket, const Ipv6Address& to)
{
    socket->SendTo(Create<Packet>(200), 0, Inet6SocketAddress(to, PORT));
    Simulator::Schedule(MilliSeconds(20), &SendOn, socket, to);
}

/// Have a mobile node talk from the address that its host chooses now; show each other way that the
/// answers have come.
void
Begin(Ptr<Node> mn, const Ipv6Address& to, const std::string& flow, Narrator* narrator)
{
    const auto host = mn->GetObject<Ipv6Host>();
    const Ipv6Address source = HostHelper::ChooseSource(mn, to);
    auto socket = Socket::CreateSocket(mn, UdpSocketFactory::GetTypeId());
    socket->Bind(Inet6SocketAddress(source, 0));
    std::ostringstream text;
    text << flow << " begins from " << source << " through "
         << host->GetState().FindAddress(source)->router;
    narrator->Tell(text.str());
    socket->SetRecvCallback(MakeFunctionCallback<Ptr<Socket>>(
        [flow, narrator](Ptr<Socket> from) { narrator->TellWay(flow, from->Recv()); }));
    SendOn(socket, to);
}

} // namespace

int
main(int argc, char* argv[])
{
    CommandLine(__FILE__).Parse(argc, argv);
    Narrator narrator(std::cout);
    NodeContainer nodes(5); // cmd, maar1 to maar3, cn
    const std::string pools[] = {"", "fd00:a001::/32", "fd00:a002::/32", "fd00:a003::/32"};
    CoreNetworkHelper core;
    const Ipv6Address addresses[] = {"fd00:c::1",
                                     "fd00:c::2",
                                     "fd00:c::3",
                                     "fd00:c::4",
                                     "fd00:c::5"};
    for (uint32_t i = 0; i < 5; ++i)
    {
        core.AddNode(nodes.Get(i), addresses[i]);
    }
    for (uint32_t i = 1; i < 4; ++i)
    {
        core.AddPrefix(*ParsePrefix(pools[i]), nodes.Get(i));
    }
    core.BuildStar(CreateObject<Node>(),
                   {Time("7ms"), Time("3ms"), Time("3ms"), Time("3ms"), Time("3ms")});
    Pmipv6Helper domain;
    DmmHelper dmm(domain);
    dmm.SetRouterAttribute("DistributedLogicalInterface", BooleanValue(true));
    IdealAccessHelper access;
    Ptr<IdealAccessLink> links[4];
    auto printer = CreateObject<Node>();
    Ipv6Address printerAddress;
    for (uint32_t i = 1; i < 4; ++i)
    {
        auto gateway = domain.InstallGateway(nodes.Get(i), addresses[i]);
        auto maar = dmm.InstallMaar(gateway, pools[i]);
        if (i == 1)
        {
            printerAddress = dmm.AddLocalNetwork(maar, printer, "fd00:10c::/48", Time("1ms"));
        }
        links[i] = access.CreateLink();
        gateway->AddAccess(links[i]);
        narrator.WatchWays("maar" + std::to_string(i), nodes.Get(i));
    }
    Answer(printer, "printer", narrator);
    Answer(nodes.Get(4), "cn", narrator);
    auto mn = CreateObject<Node>();
    auto device = access.InstallHost(mn);
    dmm.AddMobileNode("mn", device, dmm.InstallDatabase(nodes.Get(0), addresses[0]));
    access.AttachAt(Seconds(1), device, links[1]);
    Simulator::Schedule(Seconds(3), &Begin, mn, printerAddress, "printing", &narrator);
    Simulator::Schedule(Seconds(3), &Begin, mn, addresses[4], "call", &narrator);
    const uint32_t places[] = {2, 3, 2};
    for (uint32_t i = 0; i < 3; ++i)
    {
        const Time there = Seconds(5 + 4 * i);
        const std::string place = std::to_string(places[i]);
        access.DetachAt(there - MilliSeconds(50), device);
        access.AttachAt(there, device, links[places[i]]);
        Simulator::Schedule(there, &Narrator::Tell, &narrator, "-- mn is at maar" + place);
        Simulator::Schedule(there + Seconds(2),
                            &Begin,
                            mn,
                            addresses[4],
                            "browsing at maar" + place,
                            &narrator);
    }
    Simulator::Schedule(Seconds(15.5), &Begin, mn, printerAddress, "printing anew", &narrator);
    Simulator::Stop(Seconds(17));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
