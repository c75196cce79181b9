/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * A mobile node with route optimization (RFC 6275, 11.7.2) talks to a fixed correspondent far from
 * its home, both ways, and goes from one access router to another at 6 s.
 *
 *     mn ))) router1 -3 ms- middle -5 ms- cn
 *        ))) router2 -3 ms-/  \---27 ms-- agent, whose prefix is the node's home
 *
 * What to look for: by the home agent a packet takes 64 ms, straight 10 ms. After the move the
 * correspondent sends to where the node was until it is told, which takes the tests of both
 * addresses: the loss is longer than it would be by the home agent alone.
 */

#include "ns3/command-line.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/node-container.h"
#include "ns3/pmipv6-access-router.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-mobile-ipv6-helper.h"
#include "ns3/seq-ts-header.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/udp-socket-factory.h"

#include <functional>
#include <iostream>
#include <string>
#include <utility>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

constexpr uint16_t PORT = 100;

/// Packets of one direction, one each ms.
struct Flow
{
    std::string name;   //!< who hears it
    uint32_t sent{0};   //!< packets
    uint32_t heard{0};  //!< packets that have come
    uint32_t newest{0}; //!< number of the last one of them
    int64_t delay{0};   //!< how long they take, ms
};

/// Send a packet each ms.
void
SendOn(Flow& flow, Ptr<Socket> socket, Ipv6Address to)
{
    SeqTsHeader header;
    header.SetSeq(++flow.sent);
    auto packet = Create<Packet>(200);
    packet->AddHeader(header);
    socket->SendTo(packet, 0, Inet6SocketAddress(to, PORT));
    Simulator::Schedule(MilliSeconds(1), &SendOn, std::ref(flow), socket, to);
}

/// Make a socket that tells when packets take another time than before.
Ptr<Socket>
Listen(Flow& flow, Ptr<Node> node)
{
    auto socket = Socket::CreateSocket(node, UdpSocketFactory::GetTypeId());
    socket->Bind(Inet6SocketAddress(Ipv6Address::GetAny(), PORT));
    socket->SetRecvCallback(MakeFunctionCallback<Ptr<Socket>>([&flow](Ptr<Socket> from) {
        while (auto packet = from->Recv())
        {
            SeqTsHeader header;
            packet->RemoveHeader(header);
            ++flow.heard;
            const int64_t delay = (Simulator::Now() - header.GetTs()).GetMilliSeconds();
            if (header.GetSeq() < flow.newest)
            {
                continue; // It was overtaken, and has gone the former way.
            }
            flow.newest = header.GetSeq();
            if (std::exchange(flow.delay, delay) != delay)
            {
                std::cout << header.GetTs().GetMilliSeconds() << " ms  packets to " << flow.name
                          << " take " << delay << " ms from here on\n";
            }
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
    IdealAccessHelper access;
    Ptr<IdealAccessLink> links[3];
    for (uint32_t i = 0; i < 4; ++i)
    {
        core.AddNode(nodes.Get(i), addresses[i]);
    }
    core.AddPrefix(*ParsePrefix(prefixes[0]), nodes.Get(0));
    for (uint32_t i = 1; i < 3; ++i)
    {
        core.AddPrefix(*ParsePrefix(prefixes[i]), nodes.Get(i));
        auto router = CreateObject<AccessRouter>();
        router->SetAttribute("Prefix", StringValue(prefixes[i]));
        nodes.Get(i)->AddApplication(router);
        links[i] = access.CreateLink();
        router->AddAccess(links[i]);
    }
    core.BuildStar(CreateObject<Node>(), {Time("27ms"), Time("3ms"), Time("3ms"), Time("5ms")});
    auto mn = CreateObject<Node>();
    auto device = access.InstallHost(mn);
    MobileIpv6Helper mipv6;
    mipv6.SetRouteOptimization(true);
    auto agent = mipv6.InstallHomeAgent(nodes.Get(0), addresses[0], prefixes[0]);
    auto mobile = mipv6.InstallMobileNode("mn@example.com", device, agent);
    mipv6.InstallCorrespondent(nodes.Get(3));
    access.AttachAt(Seconds(1), device, links[1]);
    access.DetachAt(Seconds(5.95), device);
    access.AttachAt(Seconds(6), device, links[2]);
    Flow down{"mn"};
    Flow up{"cn"};
    const Ipv6Address home = mobile->GetAssociation().homeAddress;
    Simulator::Schedule(Seconds(4.0005), &SendOn, std::ref(up), Listen(down, mn), addresses[3]);
    Simulator::Schedule(Seconds(4.0005), &SendOn, std::ref(down), Listen(up, nodes.Get(3)), home);
    Simulator::Stop(Seconds(9));
    Simulator::Run();
    // In ms: 50 without a link, 2 of access, 1000 for the care-of address; then both tests, the
    // longer of which goes by the agent; there, and back to where the node was.
    const int opened = 50 + 2 + 1000;
    std::cout << "to cn " << up.newest - up.heard << " are lost; the closed form has " << opened
              << "\nto mn " << down.newest - down.heard << " are lost; the closed form has "
              << opened + 2 * (32 + 32) + 10 + 10 << ", by the agent alone " << opened + 32 + 32
              << "\n";
    Simulator::Destroy();
    return 0;
}
