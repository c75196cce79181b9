/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * ePMIP with a correspondent that does not move (draft-luo, 5.2): a server behind an access router
 * that has a Distributed Routing Function. At 5 s its client goes from mag1 to mag2.
 *
 *     client ))) mag1 ---- lma ---- lmf ---- router ---- server     between any two of the core
 *            ))) mag2                                               there is a wire
 *
 * What to look for: the first packet goes by lma; mag1 asks lmf, which knows the router, and from
 * then on packets go between mag1 and the router alone. At the handover mag1 tells the router where
 * the client is, as it would a correspondent's gateway.
 */

#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-epmip-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-narrator.h"
#include "ns3/simulator.h"
#include "ns3/udp-echo-client.h"
#include "ns3/udp-echo-server.h"
#include "ns3/uinteger.h"

#include <iostream>
#include <map>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

int
main(int argc, char* argv[])
{
    CommandLine(__FILE__).Parse(argc, argv);
    Narrator narrator(std::cout);
    const Prefix fixed = *ParsePrefix("fd00:e:0:1::/64"); // Of the server, routed to the router.
    const Ipv6Address serverAddress = "fd00:e:0:1::1";
    CoreNetworkHelper core;
    std::map<std::string, Ptr<Node>> nodes;
    std::map<std::string, Ipv6Address> addresses{{"lma", "fd00:c::1"},
                                                 {"lmf", "fd00:c::2"},
                                                 {"mag1", "fd00:c::11"},
                                                 {"mag2", "fd00:c::12"},
                                                 {"router", "fd00:c::21"}};
    for (const auto& [name, address] : addresses)
    {
        nodes[name] = CreateObject<Node>();
        core.AddNode(nodes[name], address);
        for (const auto& [other, node] : nodes)
        {
            core.SetDelay(nodes[name], node, MilliSeconds(10));
        }
    }
    core.AddPrefix(*ParsePrefix("fd00:1::/32"), nodes["lma"]);
    core.AddPrefix(fixed, nodes["router"]);
    core.BuildMesh();
    const auto server = CreateObject<Node>();
    core.AttachHost(server, serverAddress, {nodes["router"]}, MilliSeconds(1));

    Pmipv6Helper domain;
    IdealAccessHelper access;
    EpmipHelper epmip;
    const auto anchor = domain.InstallAnchor(nodes["lma"], addresses["lma"], "fd00:1::/32");
    epmip.InstallAnchor(anchor, {*ParsePrefix("fd00:1::/32")});
    std::map<std::string, Ptr<IdealAccessLink>> links;
    for (const std::string name : {"mag1", "mag2"})
    {
        const auto gateway = domain.InstallGateway(nodes[name], addresses[name]);
        links[name] = access.CreateLink();
        gateway->AddAccess(links[name]);
        epmip.InstallGateway(gateway);
    }
    epmip.InstallRouter(nodes["router"], addresses["router"], {fixed});
    epmip.InstallManager(nodes["lmf"], addresses["lmf"], fixed, {addresses["router"]});
    for (const auto& [name, node] : nodes)
    {
        narrator.Watch(name, node);
    }

    const auto client = CreateObject<Node>();
    const auto device = access.InstallHost(client);
    domain.AddMobileNode("client@example.org", device, anchor);
    access.AttachAt(Seconds(1), device, links["mag1"]);
    access.DetachAt(Seconds(4.98), device);
    access.AttachAt(Seconds(5), device, links["mag2"]);

    constexpr uint16_t port = 7;
    const auto echo = CreateObject<UdpEchoServer>();
    echo->SetAttribute("Port", UintegerValue(port));
    server->AddApplication(echo);
    const auto asks = CreateObject<UdpEchoClient>();
    asks->SetRemote(Inet6SocketAddress(serverAddress, port));
    asks->SetAttribute("Interval", TimeValue(MilliSeconds(20)));
    asks->SetAttribute("MaxPackets", UintegerValue(1000000));
    asks->SetStartTime(Seconds(2));
    client->AddApplication(asks);
    // Answers have come by the question's way too: they are one packet.
    asks->TraceConnectWithoutContext(
        "Rx",
        MakeFunctionCallback<Ptr<const Packet>>(
            [&narrator](Ptr<const Packet> packet) { narrator.TellWay("there and back", packet); }));
    Simulator::Stop(Seconds(6));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
