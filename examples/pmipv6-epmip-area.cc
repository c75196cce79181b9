/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * ePMIP with the functions in anchors (draft-luo, 7): gateways do what RFC 5213 says, and each
 * registers a node at the anchor that is near. At 5 s a client goes from mag1 to mag2; its server
 * is outside of the area, behind the border gateway.
 *
 *     client ))) mag1 ---- lma1 ---- lmf ---- border ---- server     between any two of the core
 *            ))) mag2 ---- lma2                                      there is a wire
 *
 * What to look for: lma2 asks lmf before it answers mag2, so that the client keeps its prefix,
 * which is of lma1's pool; lma1 is told, and tells border; and then packets go between border and
 * lma2 alone.
 */

#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-epmip-area-helper.h"
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
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

int
main(int argc, char* argv[])
{
    CommandLine(__FILE__).Parse(argc, argv);
    Narrator narrator(std::cout);
    const Prefix outside = *ParsePrefix("fd00:e:0:1::/64"); // Of the server, routed to border.
    const Ipv6Address serverAddress = "fd00:e:0:1::1";
    const std::map<std::string, std::string> pools{{"lma1", "fd00:1::/32"},
                                                   {"lma2", "fd00:2::/32"}};
    CoreNetworkHelper core;
    std::map<std::string, Ptr<Node>> nodes;
    std::map<std::string, Ipv6Address> addresses{{"border", "fd00:c::21"},
                                                 {"lma1", "fd00:c::1"},
                                                 {"lma2", "fd00:c::2"},
                                                 {"lmf", "fd00:c::3"},
                                                 {"mag1", "fd00:c::11"},
                                                 {"mag2", "fd00:c::12"}};
    for (const auto& [name, address] : addresses)
    {
        nodes[name] = CreateObject<Node>();
        core.AddNode(nodes[name], address);
        for (const auto& [other, node] : nodes)
        {
            core.SetDelay(nodes[name], node, MilliSeconds(10));
        }
    }
    core.AddPrefix(outside, nodes["border"]);
    EpmipAreaHelper area;
    for (const auto& [name, pool] : pools)
    {
        core.AddPrefix(*ParsePrefix(pool), nodes["border"]); // Anchors announce nothing.
        area.AddPrefix(*ParsePrefix(pool));
    }
    core.BuildMesh();
    const auto server = CreateObject<Node>();
    core.AttachHost(server, serverAddress, {nodes["border"]}, MilliSeconds(1));

    Pmipv6Helper domain;
    IdealAccessHelper access;
    const std::vector<Ipv6Address> managers{addresses["lmf"]};
    area.InstallManager(nodes["lmf"], addresses["lmf"]);
    std::map<std::string, Ptr<LocalMobilityAnchor>> anchors;
    for (const auto& [name, pool] : pools)
    {
        anchors[name] = domain.InstallAnchor(nodes[name], addresses[name], pool);
        area.InstallAnchor(anchors[name], managers);
    }
    std::map<std::string, Ptr<IdealAccessLink>> links;
    for (const std::string number : {"1", "2"})
    {
        const std::string name = "mag" + number;
        const auto gateway = domain.InstallGateway(nodes[name], addresses[name]);
        links[name] = access.CreateLink();
        gateway->AddAccess(links[name]);
        EpmipAreaHelper::SetNearest(gateway, anchors["lma" + number]);
    }
    area.InstallBorder(nodes["border"], addresses["border"], {outside}, managers);
    for (const auto& [name, node] : nodes)
    {
        narrator.Watch(name, node);
    }

    const auto client = CreateObject<Node>();
    const auto device = access.InstallHost(client);
    domain.AddMobileNode("client@example.org", device, anchors["lma1"]);
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
