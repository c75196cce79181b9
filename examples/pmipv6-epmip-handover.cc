/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * A handover with ePMIP (draft-luo). Two nodes talk past their anchors, lma1 and lma2; at 5 s one
 * of them goes from mag1 to mag3.
 *
 *     mn ))) mag1 ---- lma1 ---- lma2 ---- mag2 ((( cn     between any two of lma1, lma2
 *        ))) mag3                                          and mag1 to mag4 there is a wire
 *
 * What to look for: one query, and the anchors see no packet any more. At the handover lma1 names
 * mag1 to mag3, which tells it; mag1 tells mag2, and sends on what mag2 still sends to it.
 */

#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-epmip-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-local-mobility-anchor.h"
#include "ns3/pmipv6-mobile-access-gateway.h"
#include "ns3/pmipv6-narrator.h"
#include "ns3/pmipv6-rfc6279-helper.h"
#include "ns3/simulator.h"
#include "ns3/udp-client.h"
#include "ns3/udp-server.h"
#include "ns3/uinteger.h"

#include <iostream>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

/// Have a node send to another all the time; show each other way that its packets come.
void
Send(const Rfc6279Helper& topology,
     const std::string& from,
     const std::string& to,
     Time start,
     Narrator& narrator)
{
    const auto& receiver = topology.GetMobileNode(to);
    constexpr uint16_t port = 100;
    auto server = CreateObject<UdpServer>();
    server->SetAttribute("Port", UintegerValue(port));
    server->TraceConnectWithoutContext(
        "RxWithAddresses",
        MakeFunctionCallback<Ptr<const Packet>, const Address&, const Address&>(
            [flow = from + " > " + to,
             &narrator](Ptr<const Packet> packet, const Address&, const Address&) {
                narrator.TellWay(flow, packet);
            }));
    receiver.node->AddApplication(server);
    auto client = CreateObject<UdpClient>();
    client->SetRemote(Inet6SocketAddress(receiver.address, port));
    client->SetAttribute("Interval", TimeValue(MilliSeconds(5)));
    client->SetAttribute("MaxPackets", UintegerValue(1000000));
    client->SetStartTime(start);
    topology.GetMobileNode(from).node->AddApplication(client);
}

} // namespace

int
main(int argc, char* argv[])
{
    CommandLine(__FILE__).Parse(argc, argv);
    Narrator narrator(std::cout);
    Rfc6279Helper topology; // Of PMIPv6: nodes, wires, roles and links.
    topology.SetScheme(Rfc6279Scheme::NONE);
    topology.Build(Rfc6279Case::A22);
    EpmipHelper epmip; // Anchors become eLMAs, gateways eMAGs.
    for (const auto& anchor : topology.GetAnchors())
    {
        const auto pool = Rfc6279Topology::GetPool(anchor.name == "lma1" ? 1 : 2);
        epmip.InstallAnchor(anchor.anchor, {*ParsePrefix(pool)});
        narrator.Watch(anchor.name, anchor.node);
    }
    for (const auto& gateway : topology.GetGateways())
    {
        epmip.InstallGateway(gateway.gateway);
        narrator.Watch(gateway.name, gateway.node);
    }
    Send(topology, "mn", "cn", Seconds(2), narrator);
    Send(topology, "cn", "mn", Seconds(2.1), narrator);
    topology.DetachAt(Seconds(4.98), "mn");
    topology.AttachAt(Seconds(5), "mn", "mag3");
    Simulator::Stop(Seconds(6));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
