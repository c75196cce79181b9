/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * An anchor restarts. One mobile node at a gateway talks to a correspondent when its anchor forgets
 * all its sessions, at 5 s; and then the anchor's address is out of reach for five minutes.
 *
 *     mn ))) mag ---- lma ---- cn
 *
 * What to look for: the anchor tells its Restart Counter at once (RFC 5847), the gateway registers
 * the node again, and traffic is back after two one-way delays, to the same address. Later the
 * gateway notices by its own Heartbeats that the anchor does not answer, and that it does again.
 */

#include "ns3/command-line.h"
#include "ns3/error-model.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-heartbeat-agent.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pointer.h"
#include "ns3/simulator.h"
#include "ns3/udp-client.h"
#include "ns3/udp-server.h"
#include "ns3/uinteger.h"

#include <iostream>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

Time g_lastArrival; //!< of the last packet at the mobile node

/// A packet has come to the mobile node.
void
Arrive(Ptr<const Packet> /* packet */, const Address& /* from */, const Address& /* to */)
{
    const Time gap = Simulator::Now() - g_lastArrival;
    if (!g_lastArrival.IsZero() && gap > MilliSeconds(15))
    {
        std::cout << Simulator::Now().As(Time::S) << " mn: the first packet for "
                  << gap.As(Time::MS) << "\n";
    }
    g_lastArrival = Simulator::Now();
}

/// A gateway's or the anchor's state of the mobile node has changed.
void
Tell(std::string role, const StateChange& change)
{
    std::cout << Simulator::Now().As(Time::S) << " " << role << ": " << change.object << " of "
              << change.mobileNode << ", " << change.from << " > " << change.to << " ("
              << change.reason << ")\n";
}

/// The anchor's Restart Counter has changed.
void
TellRestart(const Ipv6Address& peer, uint32_t counter)
{
    std::cout << Simulator::Now().As(Time::S) << " mag: " << peer << " has restarted, counter "
              << counter << "\n";
}

/// The anchor is out of reach, or back.
void
TellReachability(const Ipv6Address& peer, bool isReachable)
{
    std::cout << Simulator::Now().As(Time::S) << " mag: " << peer
              << (isReachable ? " is reachable again\n" : " is not reachable\n");
}

} // namespace

int
main(int argc, char* argv[])
{
    CommandLine(__FILE__).Parse(argc, argv);

    auto lma = CreateObject<Node>();
    auto mag = CreateObject<Node>();
    auto cn = CreateObject<Node>();
    CoreNetworkHelper core;
    core.AddNode(lma, "fd00:c::1");
    core.AddNode(mag, "fd00:c::2");
    core.AddNode(cn, "fd00:c::3");
    core.AddPrefix(*ParsePrefix("fd00:1::/48"), lma);
    core.SetDelay(mag, lma, MilliSeconds(10));
    core.SetDelay(cn, lma, MilliSeconds(5));
    core.SetDelay(mag, cn, MilliSeconds(8));
    core.BuildMesh();

    Pmipv6Helper domain;
    auto anchor = domain.InstallAnchor(lma, "fd00:c::1", "fd00:1::/48");
    // Long enough to outlive what happens to the link.
    domain.SetGatewayAttribute("BindingLifetime", TimeValue(Seconds(1000)));
    auto gateway = domain.InstallGateway(mag, "fd00:c::2");
    IdealAccessHelper access;
    auto link = access.CreateLink();
    gateway->AddAccess(link);
    auto mn = CreateObject<Node>();
    auto device = access.InstallHost(mn);
    const Prefix prefix(Ipv6Address("fd00:1:0:7::"), 64);
    domain.AddMobileNode("mn@example.org", device, anchor, {prefix});
    access.AttachAt(Seconds(1), device, link);

    const auto address =
        Ipv6Address::MakeAutoconfiguredAddress(Mac48Address::ConvertFrom(device->GetAddress()),
                                               prefix.GetAddress());
    auto server = CreateObject<UdpServer>();
    server->TraceConnectWithoutContext("RxWithAddresses", MakeCallback(&Arrive));
    mn->AddApplication(server);
    auto client = CreateObject<UdpClient>();
    client->SetRemote(Inet6SocketAddress(address, 100));
    client->SetAttribute("Interval", TimeValue(MilliSeconds(10)));
    client->SetAttribute("MaxPackets", UintegerValue(40000));
    client->SetStartTime(Seconds(2));
    cn->AddApplication(client);

    gateway->TraceConnect("StateChange", "mag", MakeCallback(&Tell));
    anchor->TraceConnect("StateChange", "lma", MakeCallback(&Tell));
    auto heartbeats = HeartbeatAgent::Install(mag);
    heartbeats->TraceConnectWithoutContext("PeerRestarted", MakeCallback(&TellRestart));
    heartbeats->TraceConnectWithoutContext("Reachability", MakeCallback(&TellReachability));

    Simulator::Schedule(Seconds(5), &LocalMobilityAnchor::Restart, anchor);
    // The link between them, first of each node behind its loopback, fails in both directions.
    auto failure = CreateObject<RateErrorModel>();
    failure->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
    failure->SetRate(1);
    failure->Disable();
    for (const auto& node : {lma, mag})
    {
        node->GetDevice(1)->SetAttribute("ReceiveErrorModel", PointerValue(failure));
    }
    Simulator::Schedule(Seconds(30), &ErrorModel::Enable, failure);
    Simulator::Schedule(Seconds(330), &ErrorModel::Disable, failure);

    Simulator::Stop(Seconds(400));
    Simulator::Run();
    Simulator::Destroy();
    return 0;
}
