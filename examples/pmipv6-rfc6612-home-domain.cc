/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * A Proxy Mobile IPv6 domain as home link of Mobile IPv6: scenario A.2 of RFC 6612 (3, figure 2).
 * At 5 s the node goes from the domain to plain IPv6 (4.2.1), at 9 s back to it (4.2.2).
 *
 *     cn1 ---- lma1, home agent too             one-way delays in ms; mag1 is fd00:c::2:1,
 *            10/  \9  \13                       mag3 fd00:c::2:3
 *          mag1  mag3  mag2, a router without mobility support
 *     mn1 2 )))  2 ))) 2 )))
 *
 * What to look for: lma1 has an entry of each protocol, and looks at that of Mobile IPv6 first
 * (4.2). As that ends, the other one serves. With --merged there is one for both, which the end of
 * the binding deletes: the node is at home, and nothing reaches it (3.2, issues 1 and 2).
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

constexpr int64_t AIR = 2;         //!< of an access link, ms
constexpr int64_t TEST = 1000;     //!< of an address, by the node and by the home agent, ms
constexpr uint32_t PACKETS = 7000; //!< to the node, one each ms
Time g_moved{MilliSeconds(100)};   //!< when the node attached last; 0.1 s is the default
uint32_t g_next{0};                //!< number of the next packet to it

/// Show the entries that lma1 has of the node. A dead one is none, but for its sequence number.
void
ShowEntries(Rfc6612Helper& net)
{
    const auto& mn1 = net.GetMobileNode("mn1").role->GetAssociation();
    const auto anchor = net.GetRoles().GetAnchor(ProxyDomain::HOME);
    const auto* session = anchor->GetBindingCache().FindByPrefix(mn1.homePrefix);
    const auto* binding = net.GetRoles().GetHomeAgent()->GetBindings().Find(mn1.homeAddress);
    std::cout << "          entries: PMIPv6";
    session ? std::cout << " by " << session->proxyCareOf : std::cout << " none";
    std::cout << ", MIPv6 " << GetStateName(binding ? binding->state : HomeBindingState::NONE);
    binding ? std::cout << " at " << binding->careOf << "\n" : std::cout << "\n";
}

/// Have a node tell what messages it sends, and what lma1 has then.
void
Watch(Rfc6612Helper& net, const std::string& name, Ptr<Node> node)
{
    MobilitySignaling::Install(node)->TraceConnectWithoutContext(
        "Sent",
        MakeFunctionCallback<const SignalingEvent&>([&net, name](const SignalingEvent& event) {
            if (event.name != "Heartbeat")
            {
                const auto* update = std::get_if<BindingUpdate>(event.message);
                std::cout << "  +" << (Simulator::Now() - g_moved).GetMilliSeconds() << " ms  "
                          << name << " sends " << event.name
                          << (update && update->lifetime == 0 ? " to end a binding\n" : "\n");
                Simulator::ScheduleNow([&net] { ShowEntries(net); });
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
        std::cout << "  +" << (Simulator::Now() - g_moved).GetMilliSeconds() << " ms  "
                  << header.GetSeq() - g_next << " packets are lost, the next one is here\n";
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
    bool isMerged = false;
    CommandLine cmd(__FILE__);
    cmd.AddValue("merged", "one binding cache entry for both protocols", isMerged);
    cmd.Parse(argc, argv);

    Rfc6612Helper net;
    net.SetDelay("lma1", "mag1", MilliSeconds(10));
    net.SetDelay("lma1", "mag2", MilliSeconds(13));
    net.SetDelay("lma1", "mag3", MilliSeconds(9));
    net.GetRoles().SetMergedCache(isMerged);
    net.Build(Rfc6612Scenario::A2);
    const auto mn1 = net.GetMobileNode("mn1");
    Watch(net, "mn1", mn1.node);
    Watch(net, "mag1", net.GetNode("mag1"));
    Watch(net, "mag3", net.GetNode("mag3"));
    Watch(net, "lma1", net.GetNode("lma1"));
    std::cout << g_moved.As(Time::S) << "  mn1 attaches to mag1\n";

    // Out: a care-of address and its test; until the home agent knows, and its test if it is first.
    const int64_t out = AIR + TEST + AIR + 13 + (isMerged ? 0 : TEST);
    MoveAt(net, Seconds(5), "mag2", out + 10 + AIR, out + 13 + AIR);
    // Back: until the domain and then the home agent know, and what was on its way to mag2.
    const int64_t back = 9 + 9 + AIR + AIR + 9;
    MoveAt(net, Seconds(9), "mag3", back + 13 + AIR, back + 9 + AIR);

    auto server = CreateObject<UdpServer>();
    server->TraceConnectWithoutContext("RxWithAddresses", MakeCallback(&Receive));
    mn1.node->AddApplication(server);
    auto client = CreateObject<UdpClient>();
    client->SetRemote(Inet6SocketAddress(mn1.role->GetAssociation().homeAddress, 100));
    client->SetAttribute("Interval", TimeValue(MilliSeconds(1)));
    client->SetAttribute("MaxPackets", UintegerValue(PACKETS));
    client->SetStartTime(Seconds(4.0005));
    net.GetNode("cn1")->AddApplication(client);
    Simulator::Stop(Seconds(12));
    Simulator::Run();
    std::cout << PACKETS - g_next << " packets are lost after that\n";
    Simulator::Destroy();
    return 0;
}
