/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * Nodes without and with Mobile IPv6 in one access network: scenario B of RFC 6612 (3, figure 4).
 * At 5 s both go from mag1 to mag3 (3.3, 4.3).
 *
 *             cn1 ---- lma1, home agent too -------- home1, home agent with --apart
 *                    10/  \9                       17/   \16
 *                  mag1   mag3                   mag1    mag3      one-way delays in ms
 *             mn1 2 )))  2 )))              mn2 2 )))   2 )))
 *
 * What to look for: a gateway knows from the policy which kind a node is. For mn1 it registers, and
 * gives it the same prefix everywhere. To mn2 it advertises a prefix of its own, of which the node
 * makes a care-of address, tests it for a second and registers that itself.
 */

#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-rfc6612-helper.h"
#include "ns3/seq-ts-header.h"
#include "ns3/simulator.h"
#include "ns3/udp-client.h"
#include "ns3/udp-server.h"
#include "ns3/uinteger.h"

#include <functional>
#include <iomanip>
#include <iostream>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

constexpr int64_t AIR = 2;     //!< of an access link, ms
constexpr int64_t TEST = 1000; //!< of a care-of address, by the node, ms
const Time MOVE = Seconds(5);  //!< when both have moved

/// Show what happens now to mn1 on the left, to mn2 on the right.
void
Tell(const std::string& mobile, const std::string& text)
{
    std::cout << "+" << std::setw(4) << (Simulator::Now() - MOVE).GetMilliSeconds() << " ms  "
              << std::string(mobile == "mn2" ? 36 : 0, ' ') << text << "\n";
}

/// Have a node tell what messages it sends from the move on.
void
Watch(const std::string& name, Ptr<Node> node)
{
    MobilitySignaling::Install(node)->TraceConnectWithoutContext(
        "Sent",
        MakeFunctionCallback<const SignalingEvent&>([name](const SignalingEvent& event) {
            if (Simulator::Now() >= MOVE && event.name != "Heartbeat")
            {
                const bool isProxy = event.name.find("Proxy") == 0;
                Tell(isProxy ? "mn1" : "mn2", name + " " + event.name);
            }
        }));
}

/// Send a packet each ms to a node, which says how many are lost before one that comes.
void
Send(Rfc6612Helper& net, const std::string& mobile)
{
    const auto node = net.GetMobileNode(mobile).node;
    const auto role = net.GetMobileNode(mobile).role;
    const auto ipv6 = node->GetObject<Ipv6>(); // Without Mobile IPv6, its newest address is all.
    const Ipv6Address to = role ? role->GetAssociation().homeAddress
                                : ipv6->GetAddress(1, ipv6->GetNAddresses(1) - 1).GetAddress();
    auto server = CreateObject<UdpServer>();
    server->TraceConnectWithoutContext(
        "RxWithAddresses",
        MakeFunctionCallback<Ptr<const Packet>, const Address&, const Address&>(
            [mobile, next = 0U](Ptr<const Packet> packet, const Address&, const Address&) mutable {
                SeqTsHeader header;
                packet->PeekHeader(header);
                if (header.GetSeq() > next)
                {
                    Tell(mobile,
                         std::to_string(header.GetSeq() - next) + " packets lost, the next here");
                }
                next = header.GetSeq() + 1;
            }));
    node->AddApplication(server);
    auto client = CreateObject<UdpClient>();
    client->SetRemote(Inet6SocketAddress(to, 100));
    client->SetAttribute("Interval", TimeValue(MilliSeconds(1)));
    client->SetAttribute("MaxPackets", UintegerValue(10000));
    net.GetNode("cn1")->AddApplication(client);
}

} // namespace

int
main(int argc, char* argv[])
{
    bool isApart = false;
    CommandLine cmd(__FILE__);
    cmd.AddValue("apart", "the home agent is home1, not lma1", isApart);
    cmd.Parse(argc, argv);

    Rfc6612Helper net;
    net.SetHomeAgentApart(isApart);
    net.SetDelay("lma1", "mag1", MilliSeconds(10));
    net.SetDelay("lma1", "mag3", MilliSeconds(9));
    net.SetDelay("home1", "mag1", MilliSeconds(17));
    net.SetDelay("home1", "mag3", MilliSeconds(16));
    net.Build(Rfc6612Scenario::B);
    for (const std::string name : {"lma1", "mag1", "mag3"})
    {
        Watch(name, net.GetNode(name));
    }
    if (isApart)
    {
        Watch("home1", net.GetNode("home1"));
    }
    Watch("mn2", net.GetMobileNode("mn2").node);
    for (const std::string mobile : {"mn1", "mn2"})
    {
        net.AttachAt(MOVE, mobile, "mag3");
        Simulator::Schedule(Seconds(4.0005), &Send, std::ref(net), mobile);
    }

    // Until the anchor knows, and what was on its way to mag1. With Mobile IPv6 first the care-of
    // address and its test, and the node is who tells the home agent.
    const int64_t toOld = isApart ? 17 : 10;
    const int64_t toNew = isApart ? 16 : 9;
    const int64_t known = AIR + TEST + AIR + toNew;
    std::cout << "mn1, closed forms: " << 9 + 10 + AIR << " packets lost, the next after "
              << 9 + 9 + AIR << " ms\nmn2, closed forms: " << known + toOld + AIR
              << " packets lost, the next after " << known + toNew + AIR << " ms\n";
    Simulator::Stop(Seconds(7));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
