/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * A node with Mobile IPv6 (RFC 6275) moves between two plain access routers, and talks to a fixed
 * correspondent from its home address all the time. At 5 s it goes from the first router to the
 * second.
 *
 *     mn ))) router1 ---- middle ---- cn
 *        ))) router2 ------/ \------- agent, whose prefix is the node's home
 *
 * What to look for: no router knows of mobility. The node waits a second for each new address, and
 * at first a second more for the home agent; then all its packets go by the agent, in both
 * directions.
 */

#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/node-container.h"
#include "ns3/pmipv6-access-router.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-mobile-ipv6-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/udp-socket-factory.h"

#include <iostream>
#include <string>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

constexpr uint16_t PORT = 100;
const Time INTERVAL = MilliSeconds(10); //!< between two packets

/// Show what happens now.
void
Tell(const std::string& text)
{
    std::cout << Simulator::Now().GetMilliSeconds() << " ms  " << text << "\n";
}

/// Have a node tell what messages it sends.
void
Watch(const std::string& name, Ptr<Node> node)
{
    MobilitySignaling::Install(node)->TraceConnectWithoutContext(
        "Sent",
        MakeFunctionCallback<const SignalingEvent&>([name](const SignalingEvent& event) {
            Tell(name + " sends " + event.name + " of " + std::to_string(event.octets) + " octets");
        }));
}

/// Send a packet each 10 ms.
void
SendOn(Ptr<Socket> socket, const Ipv6Address& to)
{
    socket->SendTo(Create<Packet>(200), 0, Inet6SocketAddress(to, PORT));
    Simulator::Schedule(INTERVAL, &SendOn, socket, to);
}

/// Make a socket that tells when packets come again after a gap.
Ptr<Socket>
Listen(const std::string& name, Ptr<Node> node)
{
    auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
    socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
    socket->SetRecvCallback(
        MakeFunctionCallback<Ptr<Socket>>([name, last = Time(0)](Ptr<Socket> from) mutable {
            Address sender;
            while (from->RecvFrom(sender))
            {
                if (Simulator::Now() - last > 2 * INTERVAL)
                {
                    std::cout << Simulator::Now().GetMilliSeconds() << " ms  " << name
                              << " hears from " << Inet6SocketAddress::ConvertFrom(sender).GetIpv6()
                              << ", after " << (Simulator::Now() - last).GetMilliSeconds()
                              << " ms without a packet\n";
                }
                last = Simulator::Now();
            }
        }));
    return socket;
}

} // namespace

int
main(int argc, char* argv[])
{
    CommandLine(__FILE__).Parse(argc, argv);
    NodeContainer nodes(4); // agent, router1, router2, cn
    const Ipv6Address addresses[] = {"fd00:c::1", "fd00:c::2", "fd00:c::3", "fd00:c::4"};
    const std::string prefixes[] = {"fd00:1:0:1::/64", "fd00:9:0:1::/64", "fd00:9:0:2::/64"};
    CoreNetworkHelper core;
    for (uint32_t i = 0; i < 4; ++i)
    {
        core.AddNode(nodes.Get(i), addresses[i]);
    }
    for (uint32_t i = 0; i < 3; ++i)
    {
        core.AddPrefix(*ParsePrefix(prefixes[i]), nodes.Get(i));
    }
    core.BuildStar(CreateObject<Node>(), {Time("7ms"), Time("3ms"), Time("3ms"), Time("5ms")});
    IdealAccessHelper access;
    Ptr<IdealAccessLink> links[3];
    for (uint32_t i = 1; i < 3; ++i)
    {
        auto router = CreateObject<AccessRouter>();
        router->SetAttribute("Prefix", StringValue(prefixes[i]));
        nodes.Get(i)->AddApplication(router);
        links[i] = access.CreateLink();
        router->AddAccess(links[i]);
    }
    auto mn = CreateObject<Node>();
    auto device = access.InstallHost(mn);
    MobileIpv6Helper mipv6;
    auto agent = mipv6.InstallHomeAgent(nodes.Get(0), addresses[0], prefixes[0]);
    auto mobile = mipv6.InstallMobileNode("mn@example.com", device, agent);
    Watch("agent", nodes.Get(0));
    Watch("mn", mn);
    mobile->TraceConnectWithoutContext(
        "CareOf",
        MakeFunctionCallback<const Ipv6Address&>([](const Ipv6Address& careOf) {
            std::cout << Simulator::Now().GetMilliSeconds() << " ms  mn is at " << careOf << "\n";
        }));
    access.AttachAt(Seconds(1), device, links[1]);
    access.DetachAt(Seconds(4.98), device);
    access.AttachAt(Seconds(5), device, links[2]);
    Simulator::Schedule(Seconds(4), &SendOn, Listen("mn", mn), addresses[3]);
    Simulator::Schedule(Seconds(4),
                        &SendOn,
                        Listen("cn", nodes.Get(3)),
                        mobile->GetAssociation().homeAddress);
    Simulator::Stop(Seconds(7));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
