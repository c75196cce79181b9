/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Mobile IPv6 between Proxy Mobile IPv6 domains: scenario A.1 of RFC 6612 (3, figure 1). The
 * address that a node has in a domain is its care-of address. At 6 s it goes from mag1 to mag3 of
 * the same domain (4.1, figure 5), at 9 s on to mag2 of another one (figure 6).
 *
 *                   cn1 ---- home1, whose prefix is the node's home
 *                          22/   \24                   one-way delays in ms
 *                        lma1     lma2
 *                      10/  \9      \8
 *                    mag1   mag3    mag2
 *                    2 )))    )))     )))
 *                      mn1 -> mn1 --> mn1
 *
 * What to look for: within a domain there is no message of Mobile IPv6, since the care-of address
 * stays. Between domains both protocols have their turn, the one after the other, and in between
 * the node tests its new address for a second; with --dad=0 it does not.
 */

#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-rfc6612-helper.h"
#include "ns3/seq-ts-header.h"
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

constexpr int64_t AIR = 2; //!< of an access link, ms

Time g_moved{MilliSeconds(100)}; //!< when the node attached last; 0.1 s is the default
uint32_t g_next{0};              //!< number of the next packet to it

/// Show what happens now.
void
Tell(const std::string& text)
{
    std::cout << "  +" << (Simulator::Now() - g_moved).GetMilliSeconds() << " ms  " << text << "\n";
}

/// Have a node tell what messages it sends.
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
    uint32_t dad = 1000;
    CommandLine cmd(__FILE__);
    cmd.AddValue("dad", "how long the node tests a care-of address, up to 1500 ms", dad);
    cmd.Parse(argc, argv);
    if (dad > 1500)
    {
        std::cerr << "allowed is --dad from 0 to 1500 ms\n";
        return 1;
    }

    Rfc6612Helper net;
    net.SetDelay("home1", "lma1", MilliSeconds(22));
    net.SetDelay("home1", "lma2", MilliSeconds(24));
    net.SetDelay("lma1", "mag1", MilliSeconds(10));
    net.SetDelay("lma1", "mag3", MilliSeconds(9));
    net.SetDelay("lma2", "mag2", MilliSeconds(8));
    net.GetRoles().GetMobileIpv6().SetMobileNodeAttribute("CareOfDetection",
                                                          TimeValue(MilliSeconds(dad)));
    net.Build(Rfc6612Scenario::A1);
    for (const std::string name : {"home1", "lma1", "lma2", "mag1", "mag2", "mag3"})
    {
        Watch(name, net.GetNode(name));
    }
    const auto mn1 = net.GetMobileNode("mn1");
    Watch("mn1", mn1.node);
    std::cout << g_moved.As(Time::S) << "  mn1 attaches to mag1\n";

    // Within a domain, as RFC 5213: until the anchor knows, and what was on its way to mag1.
    MoveAt(net, Seconds(6), "mag3", 9 + 10 + AIR, 9 + 9 + AIR);
    // Between domains: the new one's registration and the test; then until the home agent knows.
    const int64_t careOf = 8 + 8 + AIR + dad;
    const int64_t there = AIR + 8 + 24;
    MoveAt(net, Seconds(9), "mag2", careOf + there + 22 + 9 + AIR, careOf + 2 * there);

    auto server = CreateObject<UdpServer>();
    server->TraceConnectWithoutContext("RxWithAddresses", MakeCallback(&Receive));
    mn1.node->AddApplication(server);
    auto client = CreateObject<UdpClient>();
    client->SetRemote(Inet6SocketAddress(mn1.role->GetAssociation().homeAddress, 100));
    client->SetAttribute("Interval", TimeValue(MilliSeconds(1)));
    client->SetAttribute("MaxPackets", UintegerValue(10000));
    client->SetStartTime(Seconds(5.0005));
    net.GetNode("cn1")->AddApplication(client);
    Simulator::Stop(Seconds(12));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
