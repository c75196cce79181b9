/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * A node away from its Proxy Mobile IPv6 home domain in another one: scenario A.2 of RFC 6612 with
 * a visited domain (3, figure 3). At 5 s it goes from mag1 to mag2, at 9 s on to mag4.
 *
 *        cn1 ---- lma1, home agent too ---20--- lma2
 *                  |10                         8/  \7             one-way delays in ms
 *                 mag1                       mag2  mag4
 *           mn1 2 )))                       2 )))  2 )))
 *
 * What to look for: the address that lma2 gives the node is its care-of address. So lma1 has the
 * home address at lma2, lma2 has the care-of address at a gateway, and there is a tunnel for
 * each, of 40 octets. Within the visited domain lma1 is told nothing.
 */

#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-rfc6612-helper.h"
#include "ns3/seq-ts-header.h"
#include "ns3/simulator.h"
#include "ns3/udp-client.h"
#include "ns3/udp-server.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

constexpr int64_t AIR = 2;     //!< of an access link, ms
constexpr int64_t TEST = 1000; //!< of an address, by the node and by the home agent, ms

Time g_moved{MilliSeconds(100)};          //!< when the node attached last; 0.1 s is the default
uint32_t g_next{0};                       //!< number of the next packet to it
std::map<std::string, uint32_t> g_octets; //!< of the largest packet at a node

/// Show what happens now.
void
Tell(const std::string& text)
{
    std::cout << "  +" << (Simulator::Now() - g_moved).GetMilliSeconds() << " ms  " << text << "\n";
}

/// Have a node tell what messages it sends, and note its largest packet.
void
Watch(const std::string& name, Ptr<Node> node)
{
    MobilitySignaling::Install(node)->TraceConnectWithoutContext(
        "Sent",
        MakeFunctionCallback<const SignalingEvent&>([name](const SignalingEvent& event) {
            if (event.name != "Heartbeat")
            {
                Tell(name + " sends " + event.name);
            }
        }));
    node->GetObject<Ipv6L3Protocol>()->TraceConnectWithoutContext(
        "Rx",
        MakeFunctionCallback<Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
            [name](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) {
                g_octets[name] = std::max(g_octets[name], packet->GetSize());
            }));
}

/// A packet comes to the node: say how many are lost before it, if any is.
void
Receive(Ptr<const Packet> packet, const Address& /* from */, const Address& /* to */)
{
    SeqTsHeader header;
    packet->PeekHeader(header);
    if (header.GetSeq() > g_next)
    {
        Tell(std::to_string(header.GetSeq() - g_next) + " packets are lost, the next one is here");
    }
    g_next = header.GetSeq() + 1;
}

/// Have the node go elsewhere, and say what the closed forms have.
void
MoveAt(Rfc6612Helper& net, Time at, const std::string& gateway, int64_t lost, int64_t next)
{
    Simulator::Schedule(at, [=] {
        g_moved = at;
        std::cout << at.As(Time::S) << "  mn1 attaches to " << gateway << "; closed forms: " << lost
                  << " packets are lost, the next one comes after " << next << " ms\n";
    });
    net.AttachAt(at, "mn1", gateway);
}

} // namespace

int
main(int argc, char* argv[])
{
    CommandLine(__FILE__).Parse(argc, argv);
    Rfc6612Helper net;
    net.SetDelay("lma1", "lma2", MilliSeconds(20));
    net.SetDelay("lma1", "mag1", MilliSeconds(10));
    net.SetDelay("lma2", "mag2", MilliSeconds(8));
    net.SetDelay("lma2", "mag4", MilliSeconds(7));
    net.Build(Rfc6612Scenario::A2_VISITED);
    for (const std::string name : {"lma1", "lma2", "mag1", "mag2", "mag4"})
    {
        Watch(name, net.GetNode(name));
    }
    const auto mn1 = net.GetMobileNode("mn1");
    Watch("mn1", mn1.node);
    std::cout << g_moved.As(Time::S) << "  mn1 attaches to mag1\n";

    // The visited domain's registration and the node's test; then until the home agent knows, with
    // a test of its own; and what was on its way to mag1.
    const int64_t there = AIR + 8 + 20;
    const int64_t known = 8 + 8 + AIR + TEST + there + TEST;
    MoveAt(net, Seconds(5), "mag2", known + 10 + AIR, known + there);
    // Within the domain, as RFC 5213.
    MoveAt(net, Seconds(9), "mag4", 7 + 8 + AIR, 7 + 7 + AIR);

    auto server = CreateObject<UdpServer>();
    server->TraceConnectWithoutContext("RxWithAddresses", MakeCallback(&Receive));
    mn1.node->AddApplication(server);
    auto client = CreateObject<UdpClient>();
    client->SetRemote(Inet6SocketAddress(mn1.role->GetAssociation().homeAddress, 100));
    client->SetAttribute("Interval", TimeValue(MilliSeconds(1)));
    client->SetAttribute("MaxPackets", UintegerValue(10000));
    client->SetStartTime(Seconds(4.0005));
    net.GetNode("cn1")->AddApplication(client);
    Simulator::Stop(Seconds(11));
    Simulator::Run();
    // Closed forms: 40 to lma2, 80 to its gateways, 40 to the node, and as many to mag1 at home.
    for (const auto& [name, octets] : g_octets)
    {
        std::cout << "to " << name << " come packets with " << octets - g_octets["lma1"]
                  << " octets of tunnels\n";
    }
    Simulator::Destroy();
    return 0;
}
