/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * ns-3's FlowMonitor beside the module, and the same counted by the applications and by the
 * module's own TrafficMonitor: mn talks to cn and cn to mn, mn hands over at 4 s, and traffic stops
 * three seconds before the end.
 *
 *     mn ))) mag1, then mag3 ---- lma1 ---- lma2 ---- mag2 ((( cn
 *
 * What to look for: all three say the same. FlowMonitor is installed when all nodes have their IPv6
 * stacks and roles; on the two hosts alone, or on all nodes as here. It says how much was lost only
 * when a packet is ten seconds old: until then what was sent and not received is lost, once nothing
 * is under way any more.
 */

#include "ns3/command-line.h"
#include "ns3/flow-monitor-helper.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6-flow-classifier.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-rfc6279-helper.h"
#include "ns3/pmipv6-traffic-monitor.h"
#include "ns3/pmipv6-wifi-access-helper.h"
#include "ns3/seq-ts-header.h"
#include "ns3/simulator.h"
#include "ns3/udp-client.h"
#include "ns3/udp-server.h"
#include "ns3/uinteger.h"

#include <array>
#include <iomanip>
#include <iostream>
#include <sstream>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Time BEGIN = Seconds(2);           //!< of mn's packets
const Time HANDOVER = Seconds(4);        //!< of mn
const Time END = Seconds(6);             //!< of all packets
const Time STOP = Seconds(9);            //!< of the simulation
const Time INTERVAL = MilliSeconds(10);  //!< between packets
constexpr uint32_t LARGEST_WHOLE = 1412; //!< octets of UDP payload that fit into a tunnel
constexpr uint16_t FIRST_PORT = 7000;    //!< of the first flow

/// What was counted of a flow.
struct Count
{
    uint64_t sent{0};     //!< packets
    uint64_t received{0}; //!< packets
    Time delay;           //!< mean, one way

    /// @return whether another has counted the same; a mean of nanoseconds may be rounded
    bool operator==(const Count& other) const
    {
        return sent == other.sent && received == other.received &&
               Abs(delay - other.delay) <= NanoSeconds(1);
    }
};

/// A flow and its applications.
struct Flow
{
    std::string from;      //!< name of the sender
    std::string to;        //!< name of the receiver
    uint16_t port;         //!< at the receiver
    Ptr<UdpClient> client; //!< sends
    Ptr<UdpServer> server; //!< receives
    Time delays;           //!< of all packets received, as their sender stamped them
};

/// Have a node send packets of so many octets of payload to another.
void
AddFlow(const Rfc6279Helper& topology, Flow& flow, Time begin, uint32_t packetSize)
{
    flow.server = CreateObject<UdpServer>();
    flow.server->SetAttribute("Port", UintegerValue(flow.port));
    flow.server->TraceConnectWithoutContext(
        "RxWithAddresses",
        MakeFunctionCallback<Ptr<const Packet>, const Address&, const Address&>(
            [&flow](Ptr<const Packet> packet, const Address&, const Address&) {
                SeqTsHeader header;
                packet->PeekHeader(header);
                flow.delays += Simulator::Now() - header.GetTs();
            }));
    const auto& receiver = topology.GetMobileNode(flow.to);
    receiver.node->AddApplication(flow.server);
    flow.client = CreateObject<UdpClient>();
    flow.client->SetRemote(Inet6SocketAddress(receiver.address, flow.port));
    flow.client->SetAttribute("Interval", TimeValue(INTERVAL));
    flow.client->SetAttribute("PacketSize", UintegerValue(packetSize));
    flow.client->SetAttribute("MaxPackets", UintegerValue(1000000));
    flow.client->SetStartTime(begin);
    flow.client->SetStopTime(END);
    topology.GetMobileNode(flow.from).node->AddApplication(flow.client);
}

/**
 * Send one packet that is too big for a tunnel, so that its sender knows the path's MTU from then
 * on (RFC 8201). Of such a packet the counts do not agree: the ICMPv6 error that answers it carries
 * its octets, and FlowMonitor's mark, so that FlowMonitor takes it for received.
 */
void
LearnPathMtu(const Rfc6279Helper& topology, const Flow& flow, uint32_t packetSize)
{
    constexpr uint16_t DISCARD = 9;
    auto client = CreateObject<UdpClient>();
    client->SetRemote(Inet6SocketAddress(topology.GetMobileNode(flow.to).address, DISCARD));
    client->SetAttribute("PacketSize", UintegerValue(packetSize));
    client->SetAttribute("MaxPackets", UintegerValue(1));
    client->SetStartTime(BEGIN - MilliSeconds(200));
    topology.GetMobileNode(flow.from).node->AddApplication(client);
}

/// @return what the applications have counted
Count
CountByApplications(const Flow& flow, uint32_t packetSize)
{
    const auto received = flow.server->GetReceived();
    return {flow.client->GetTotalTx() / packetSize,
            received,
            received == 0 ? Time(0) : flow.delays / static_cast<int64_t>(received)};
}

/// @return what FlowMonitor has counted
Count
CountByFlowMonitor(FlowMonitorHelper& helper, const Flow& flow)
{
    const auto classifier = DynamicCast<Ipv6FlowClassifier>(helper.GetClassifier6());
    for (const auto& [id, stats] : helper.GetMonitor()->GetFlowStats())
    {
        const auto key = classifier->FindFlow(id);
        if (key.protocol == UDP_PROTOCOL && key.destinationPort == flow.port)
        {
            const auto received = static_cast<int64_t>(stats.rxPackets);
            return {stats.txPackets,
                    stats.rxPackets,
                    received == 0 ? Time(0) : stats.delaySum / received};
        }
    }
    return {};
}

/// Show a row.
void
Show(const std::string& who, const Count& count)
{
    std::cout << "  " << std::left << std::setw(16) << who << std::right << std::setw(6)
              << count.sent << std::setw(10) << count.received << std::setw(6)
              << count.sent - count.received << std::setw(12) << std::fixed << std::setprecision(6)
              << count.delay.ToDouble(Time::MS) << "\n";
}

} // namespace

int
main(int argc, char* argv[])
{
    std::string access = "wifi";
    std::string scheme = "localized-routing";
    uint32_t packetSize = 200;
    CommandLine command(__FILE__);
    command.AddValue("access", "wifi or ideal", access);
    command.AddValue("scheme", "localized-routing or pmipv6", scheme);
    command.AddValue(
        "packetSize",
        "octets of UDP payload, 12 to 65000; from 1413 on packets are cut into fragments",
        packetSize);
    command.Parse(argc, argv);
    if (packetSize < 12 || packetSize > 65000)
    {
        std::cerr << "--packetSize=" << packetSize << "; allowed are 12 to 65000\n";
        return 2;
    }
    if ((access != "wifi" && access != "ideal") ||
        (scheme != "localized-routing" && scheme != "pmipv6"))
    {
        std::cerr << "--access=" << access << " --scheme=" << scheme
                  << "; allowed are wifi and ideal, localized-routing and pmipv6\n";
        return 2;
    }

    WifiAccessHelper wifi;
    wifi.SetFastHandover(true);
    Rfc6279Helper topology;
    if (access == "wifi")
    {
        topology.SetAccess(Rfc6279Access::OfWifi(wifi));
    }
    topology.SetScheme(scheme == "pmipv6" ? Rfc6279Scheme::NONE : Rfc6279Scheme::LOCALIZED_ROUTING);
    topology.Build(Rfc6279Case::A22);
    topology.AssignStreams(1);
    topology.AttachAt(HANDOVER, "mn", "mag3");

    std::array<Flow, 2> flows{Flow{"mn", "cn", FIRST_PORT, nullptr, nullptr, Time(0)},
                              Flow{"cn", "mn", FIRST_PORT + 1, nullptr, nullptr, Time(0)}};
    for (const auto& flow : flows)
    {
        if (packetSize > LARGEST_WHOLE)
        {
            LearnPathMtu(topology, flow, packetSize);
        }
    }
    AddFlow(topology, flows[0], BEGIN, packetSize);
    AddFlow(topology, flows[1], BEGIN + MilliSeconds(5), packetSize);

    TrafficMonitor traffic;
    NetDeviceContainer stations;
    for (const auto& mobile : topology.GetMobileNodes())
    {
        traffic.AddNode(mobile.node, mobile.name, true);
        stations.Add(mobile.device);
    }
    for (const auto& gateway : topology.GetGateways())
    {
        traffic.AddNode(gateway.node, gateway.name, false);
    }
    for (const auto& anchor : topology.GetAnchors())
    {
        traffic.AddNode(anchor.node, anchor.name, false);
    }
    for (const auto& flow : flows)
    {
        traffic.AddFlow(topology.GetMobileNode(flow.from).node,
                        topology.GetMobileNode(flow.to).node,
                        UDP_PROTOCOL,
                        flow.port);
    }
    wifi.AssignStreams(stations, 1000);

    // Last of all, when every node has its stack and its role.
    FlowMonitorHelper flowMonitor;
    flowMonitor.InstallAll();

    Simulator::Stop(STOP);
    Simulator::Run();

    bool isSame = true;
    const auto records = traffic.GetFlows();
    for (std::size_t i = 0; i < flows.size(); ++i)
    {
        const Count byFlowMonitor = CountByFlowMonitor(flowMonitor, flows[i]);
        const Count byApplications = CountByApplications(flows[i], packetSize);
        const Count byModule{records[i].sent,
                             records[i].received,
                             records[i].delayMean.value_or(Time(0))};
        std::cout << flows[i].from << " > " << flows[i].to << ", by";
        for (const auto& name : records[i].path)
        {
            std::cout << " " << name;
        }
        std::cout << "\n  counted by        sent  received  lost  delay in ms\n";
        Show("FlowMonitor", byFlowMonitor);
        Show("applications", byApplications);
        Show("TrafficMonitor", byModule);
        isSame = isSame && byFlowMonitor == byApplications && byApplications == byModule &&
                 byModule.received > 0;
    }
    std::cout << (isSame ? "All agree.\n" : "They do not agree.\n");
    Simulator::Destroy();
    return isSame ? 0 : 1;
}
