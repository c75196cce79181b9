/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

/**
 * @file
 * ns-3's FlowMonitor beside the module, and the same counted by the applications and by the
 * module's own TrafficMonitor: mn talks to cn and cn to mn, mn hands over at 4 s, and traffic stops
 * three seconds before the end. By any scheme that anchors sessions, home agents being lma1 and
 * lma2:
 *
 *     mn ))) mag1, then mag3 ---- lma1 ---- lma2 ---- mag2 ((( cn
 *
 *     mn ))) maar1, then maar3 ---- cmd ---- maar2 ((( cn
 *
 * What to look for: all three say the same. FlowMonitor is installed when all nodes have their IPv6
 * stacks and roles; on the two hosts alone, or on all nodes without IPv4 as here. It says how much
 * was lost only when a packet is ten seconds old: until then what was sent and not received is
 * lost, once nothing is under way any more. With RFC 8885 mn sends from the address of its new MAAR
 * when it is there, which is another flow to FlowMonitor: what counts is the port. With --dlif each
 * MAAR is a router of its own to mn. With Mobile IPv6 both talk by their home addresses, and so do
 * FlowMonitor's flows, with --routeOptimization too, when packets have care-of addresses underway.
 * So they do with RFC 6612, where mn leaves the Proxy Mobile IPv6 domain of lma1, its home agent,
 * for that of lma2, where cn is all the time: to FlowMonitor its flow stays the same.
 */

#include "flow-monitor/pmipv6-flow-monitor-access.h"

#include "ns3/boolean.h"
#include "ns3/command-line.h"
#include "ns3/flow-monitor-helper.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv4.h"
#include "ns3/ipv6-flow-classifier.h"
#include "ns3/ipv6-header.h"
#include "ns3/node-list.h"
#include "ns3/pmipv6-access-router.h"
#include "ns3/pmipv6-core-network-helper.h"
#include "ns3/pmipv6-dmm-helper.h"
#include "ns3/pmipv6-epmip-helper.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-helper.h"
#include "ns3/pmipv6-ideal-access-helper.h"
#include "ns3/pmipv6-keyed-hash.h"
#include "ns3/pmipv6-mobile-access-gateway.h"
#include "ns3/pmipv6-mobile-ipv6-helper.h"
#include "ns3/pmipv6-rfc6279-helper.h"
#include "ns3/pmipv6-rfc6612-helper.h"
#include "ns3/pmipv6-traffic-monitor.h"
#include "ns3/pmipv6-wifi-access-helper.h"
#include "ns3/seq-ts-header.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/udp-client.h"
#include "ns3/udp-server.h"
#include "ns3/uinteger.h"

#include <array>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace ns3;
using namespace ns3::pmipv6;

namespace
{

const Time ADDRESSED = Seconds(1.7);     //!< hosts have their addresses
const Time BEGIN = Seconds(2);           //!< of mn's packets
const Time HANDOVER = Seconds(4);        //!< of mn
const Time END = Seconds(8);             //!< of all packets
const Time STOP = Seconds(11);           //!< of the simulation
const Time INTERVAL = MilliSeconds(10);  //!< between packets
constexpr uint32_t LARGEST_WHOLE = 1412; //!< octets of UDP payload that fit into a tunnel
constexpr uint16_t FIRST_PORT = 7000;    //!< of the first flow

/// Schemes of RFC 8885, and how their CMD works.
const std::map<std::string, DatabaseMode> MODES{{"dmm-relay", DatabaseMode::RELAY},
                                                {"dmm-locator", DatabaseMode::LOCATOR},
                                                {"dmm-proxy", DatabaseMode::PROXY}};
/// The others, and what Rfc6279Helper makes of them.
const std::map<std::string, Rfc6279Scheme> SCHEMES{
    {"pmipv6", Rfc6279Scheme::NONE},
    {"epmip", Rfc6279Scheme::NONE},
    {"localized-routing", Rfc6279Scheme::LOCALIZED_ROUTING},
    {"uncoordinated", Rfc6279Scheme::UNCOORDINATED}};

constexpr const char* MOBILE_IPV6 = "mipv6"; //!< the scheme that needs no gateways
constexpr const char* BESIDE = "rfc6612";    //!< Mobile IPv6 beside Proxy Mobile IPv6

/// A network of one of the schemes.
struct Network
{
    std::vector<std::pair<std::string, Ptr<Node>>> routers; //!< those with roles
    std::map<std::string, Ptr<NetDevice>> hosts;            //!< interfaces of mn and cn
    std::map<Ptr<NetDevice>, Ipv6Address> homeAddresses;    //!< of those that have one
    std::vector<std::shared_ptr<void>> helpers;             //!< who has built it
};

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

/// @return Wi-Fi, of which stations change their channels at once
FlowMonitorAccess
MakeWifi()
{
    const auto wifi = std::make_shared<WifiAccessHelper>();
    wifi->SetFastHandover(true);
    return {Rfc6279Access::OfWifi(*wifi),
            [wifi](const NetDeviceContainer& stations, int64_t stream) {
                wifi->AssignStreams(stations, stream);
            },
            wifi};
}

/// @return ideal links
FlowMonitorAccess
MakeIdeal()
{
    return {Rfc6279Access::OfIdealLinks(IdealAccessHelper()),
            [](const NetDeviceContainer&, int64_t) {},
            nullptr};
}

/// Build a network of anchors and gateways; mn moves to mag3.
void
BuildAnchored(Network& network, const std::string& scheme, const Rfc6279Access& access)
{
    auto topology = std::make_shared<Rfc6279Helper>();
    topology->SetAccess(access);
    topology->SetScheme(SCHEMES.at(scheme));
    topology->Build(Rfc6279Case::A22);
    topology->AssignStreams(1);
    auto epmip = std::make_shared<EpmipHelper>();
    for (const auto& gateway : topology->GetGateways())
    {
        network.routers.emplace_back(gateway.name, gateway.node);
        if (scheme == "epmip")
        {
            epmip->InstallGateway(gateway.gateway);
        }
    }
    for (const auto& anchor : topology->GetAnchors())
    {
        network.routers.emplace_back(anchor.name, anchor.node);
        if (scheme == "epmip")
        {
            const auto pool = Rfc6279Topology::GetPool(anchor.name == "lma1" ? 1 : 2);
            epmip->InstallAnchor(anchor.anchor, {*ParsePrefix(pool)});
        }
    }
    for (const auto& mobile : topology->GetMobileNodes())
    {
        network.hosts[mobile.name] = mobile.device;
    }
    topology->AttachAt(HANDOVER, "mn", "mag3");
    network.helpers = {topology, epmip};
}

/// Build a network of MAARs, each as one router or not, and their CMD; mn moves to maar3.
void
BuildDistributed(Network& network, DatabaseMode mode, bool isLogical, const Rfc6279Access& access)
{
    auto domain = std::make_shared<Pmipv6Helper>();
    auto dmm = std::make_shared<DmmHelper>(*domain);
    dmm->SetMode(mode);
    dmm->SetRouterAttribute("DistributedLogicalInterface", BooleanValue(isLogical));
    CoreNetworkHelper core;
    const std::string names[] = {"cmd", "maar1", "maar2", "maar3"};
    const auto address = [](uint32_t i) {
        return Ipv6Address(("fd00:c::" + std::to_string(i + 1)).c_str());
    };
    const auto pool = [](uint32_t i) { return "fd00:a00" + std::to_string(i) + "::/32"; };
    for (uint32_t i = 0; i < 4; ++i)
    {
        const bool isOwn = i > 0 && access.makeGateway;
        network.routers.emplace_back(names[i],
                                     isOwn ? access.makeGateway(i) : CreateObject<Node>());
        core.AddNode(network.routers[i].second, address(i));
        if (i > 0)
        {
            core.AddPrefix(*ParsePrefix(pool(i)), network.routers[i].second);
        }
        for (uint32_t j = 0; j < i; ++j)
        {
            core.SetDelay(network.routers[i].second,
                          network.routers[j].second,
                          MilliSeconds(j == 0 ? 10 : 6)); // The CMD is farther away.
        }
    }
    core.BuildMesh();
    const auto database = dmm->InstallDatabase(network.routers[0].second, address(0));
    Ptr<AccessLink> links[4];
    int64_t stream = 1;
    for (uint32_t i = 1; i < 4; ++i)
    {
        const auto gateway = domain->InstallGateway(network.routers[i].second, address(i));
        dmm->InstallMaar(gateway, pool(i));
        stream += gateway->AssignStreams(stream);
        links[i] = access.makeLink(network.routers[i].second);
        gateway->AddAccess(links[i]);
    }
    const auto attachAt = [&access](Time at, Ptr<NetDevice> device, Ptr<AccessLink> link) {
        Simulator::Schedule(at, [attach = access.attach, device, link] { attach(device, link); });
    };
    for (const std::string name : {"mn", "cn"})
    {
        auto device = access.makeHost(CreateObject<Node>());
        network.hosts[name] = device;
        dmm->AddMobileNode(access.getIdentifier ? access.getIdentifier(device) : name,
                           device,
                           database);
        attachAt(MilliSeconds(100), device, links[name == "mn" ? 1 : 2]);
    }
    attachAt(HANDOVER, network.hosts.at("mn"), links[3]);
    network.helpers = {dmm, domain};
}

/// Build a network of home agents and plain access routers; mn moves to mag3.
void
BuildHomes(Network& network, bool isOptimizing, const Rfc6279Access& access)
{
    Rfc6279Topology topology;
    topology.SetGatewayMaker(access.makeGateway);
    topology.MakeNodes(Rfc6279Case::A22);
    const auto getPrefix = [](uint32_t gateway) {
        return "fd00:9:0:" + std::to_string(gateway) + "::/64";
    };
    for (const auto& gateway : topology.GetGateways())
    {
        topology.GetCore().AddPrefix(*ParsePrefix(getPrefix(gateway.number)), gateway.node);
    }
    topology.BuildMesh();
    std::map<std::string, Ptr<AccessLink>> links;
    for (const auto& gateway : topology.GetGateways())
    {
        auto router = CreateObject<AccessRouter>();
        router->SetAttribute("Prefix", StringValue(getPrefix(gateway.number)));
        gateway.node->AddApplication(router);
        links[gateway.name] = access.makeLink(gateway.node);
        router->AddAccess(links[gateway.name]);
        network.routers.emplace_back(gateway.name, gateway.node);
    }
    MobileIpv6Helper mipv6;
    mipv6.SetRouteOptimization(isOptimizing);
    for (const auto& anchor : topology.GetAnchors())
    {
        const std::string home = "fd00:" + std::to_string(anchor.number) + ":0:1::/64";
        const auto agent = mipv6.InstallHomeAgent(anchor.node, anchor.address, home);
        network.routers.emplace_back(anchor.name, anchor.node);
        const std::string name = anchor.number == 1 ? "mn" : "cn";
        const auto device = access.makeHost(CreateObject<Node>());
        const auto mobile = mipv6.InstallMobileNode(name, device, agent);
        if (isOptimizing)
        {
            mipv6.InstallCorrespondent(device->GetNode());
        }
        network.hosts[name] = device;
        network.homeAddresses[device] = mobile->GetAssociation().homeAddress;
    }
    const auto attachAt = [&](Time at, const std::string& host, const std::string& gateway) {
        Simulator::Schedule(at,
                            [attach = access.attach,
                             device = network.hosts.at(host),
                             link = links.at(gateway)] { attach(device, link); });
    };
    attachAt(MilliSeconds(100), "mn", "mag1");
    attachAt(MilliSeconds(100), "cn", "mag2");
    attachAt(HANDOVER, "mn", "mag3");
}

/// Build scenario A.2 of RFC 6612 where elsewhere is a domain too; mn moves there, to mag4.
void
BuildBeside(Network& network, const Rfc6279Access& access)
{
    auto topology = std::make_shared<Rfc6612Helper>();
    topology->SetAccess(access);
    topology->SetMobileNodes(2);
    topology->Build(Rfc6612Scenario::A2_VISITED);
    topology->AssignStreams(1);
    for (const auto& gateway : topology->GetGateways())
    {
        network.routers.emplace_back(gateway.name, gateway.node);
    }
    for (const char* anchor : {"lma1", "lma2"})
    {
        network.routers.emplace_back(anchor, topology->GetNode(anchor));
    }
    for (const auto& mobile : topology->GetMobileNodes())
    {
        network.hosts[mobile.name == "mn1" ? "mn" : "cn"] = mobile.device;
        network.homeAddresses[mobile.device] = mobile.role->GetAssociation().homeAddress;
    }
    topology->AttachAt(MilliSeconds(200), "mn2", "mag2");
    topology->AttachAt(HANDOVER, "mn1", "mag4");
    network.helpers = {topology};
}

/// @return a host's address
Ipv6Address
GetAddress(const Network& network, Ptr<NetDevice> device)
{
    const auto home = network.homeAddresses.find(device);
    if (home != network.homeAddresses.end())
    {
        return home->second;
    }
    const auto ipv6 = device->GetNode()->GetObject<Ipv6>();
    const auto interface = static_cast<uint32_t>(ipv6->GetInterfaceForDevice(device));
    return ipv6->GetAddress(interface, ipv6->GetNAddresses(interface) - 1).GetAddress();
}

/// Have a sender send to a host's address, which that has soon.
void
SetReceiver(const Network& network, Ptr<UdpClient> client, Ptr<NetDevice> receiver, uint16_t port)
{
    Simulator::Schedule(ADDRESSED, [&network, client, receiver, port] {
        client->SetRemote(Inet6SocketAddress(GetAddress(network, receiver), port));
    });
}

/// Have a node send packets of so many octets of payload to another.
void
AddFlow(const Network& network, Flow& flow, Time begin, uint32_t packetSize)
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
    const auto receiver = network.hosts.at(flow.to);
    receiver->GetNode()->AddApplication(flow.server);
    flow.client = CreateObject<UdpClient>();
    SetReceiver(network, flow.client, receiver, flow.port);
    flow.client->SetAttribute("Interval", TimeValue(INTERVAL));
    flow.client->SetAttribute("PacketSize", UintegerValue(packetSize));
    flow.client->SetAttribute("MaxPackets", UintegerValue(1000000));
    flow.client->SetStartTime(begin);
    flow.client->SetStopTime(END);
    network.hosts.at(flow.from)->GetNode()->AddApplication(flow.client);
}

/**
 * Send one packet that is too big for a tunnel, so that its sender knows the path's MTU from then
 * on (RFC 8201). Of such a packet the counts do not agree: the ICMPv6 error that answers it carries
 * its octets, and FlowMonitor's mark, so that FlowMonitor takes it for received.
 */
void
LearnPathMtu(const Network& network, const Flow& flow, uint32_t packetSize)
{
    constexpr uint16_t DISCARD = 9;
    auto client = CreateObject<UdpClient>();
    SetReceiver(network, client, network.hosts.at(flow.to), DISCARD);
    client->SetAttribute("PacketSize", UintegerValue(packetSize));
    client->SetAttribute("MaxPackets", UintegerValue(1));
    client->SetStartTime(BEGIN - MilliSeconds(200));
    network.hosts.at(flow.from)->GetNode()->AddApplication(client);
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

/**
 * Install FlowMonitor on all nodes but those of an EPC, its gateway among them: GTP between these
 * is IPv4, whose flows FlowMonitor numbers from 1 as it does those of IPv6, and takes two of one
 * number for one.
 */
void
Install(FlowMonitorHelper& helper)
{
    for (uint32_t i = 0; i < NodeList::GetNNodes(); ++i)
    {
        if (const auto node = NodeList::GetNode(i); !node->GetObject<Ipv4>())
        {
            helper.Install(node);
        }
    }
}

/// @return what FlowMonitor has counted
Count
CountByFlowMonitor(FlowMonitorHelper& helper, const Flow& flow)
{
    const auto classifier = DynamicCast<Ipv6FlowClassifier>(helper.GetClassifier6());
    Count count;
    for (const auto& [id, stats] : helper.GetMonitor()->GetFlowStats())
    {
        const auto key = classifier->FindFlow(id);
        if (key.protocol == UDP_PROTOCOL && key.destinationPort == flow.port)
        {
            count.sent += stats.txPackets;
            count.received += stats.rxPackets;
            count.delay += stats.delaySum;
        }
    }
    if (count.received > 0)
    {
        count.delay = count.delay / static_cast<int64_t>(count.received);
    }
    return count;
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

/// @return names of the access technologies that there are: "ideal, lte and wifi"
std::string
ListAccesses()
{
    const auto& accesses = GetFlowMonitorAccesses();
    std::string list;
    for (auto access = accesses.begin(); access != accesses.end(); ++access)
    {
        const bool isLast = std::next(access) == accesses.end();
        list += (list.empty() ? "" : isLast ? " and " : ", ") + access->first;
    }
    return list;
}

/// @return a sentence if something is not allowed, else ""
std::string
Check(const std::string& access,
      const std::string& scheme,
      uint32_t packetSize,
      bool isLogical,
      bool isOptimizing)
{
    const bool isDistributed = MODES.count(scheme) > 0;
    if (!isDistributed && scheme != MOBILE_IPV6 && scheme != BESIDE && SCHEMES.count(scheme) == 0)
    {
        return "--scheme=" + scheme +
               "; allowed are pmipv6, localized-routing, uncoordinated, epmip, dmm-relay, "
               "dmm-locator, dmm-proxy, mipv6 and rfc6612";
    }
    if (GetFlowMonitorAccesses().count(access) == 0)
    {
        return "--access=" + access + "; allowed are " + ListAccesses();
    }
    if (isLogical && !isDistributed)
    {
        return "--dlif with --scheme=" + scheme +
               "; allowed with dmm-relay, dmm-locator and dmm-proxy";
    }
    if (isOptimizing && scheme != MOBILE_IPV6)
    {
        return "--routeOptimization with --scheme=" + scheme + "; allowed with mipv6";
    }
    if (isOptimizing && !IsKeyedHashAvailable())
    {
        return "--routeOptimization needs the module to be built with libgcrypt";
    }
    // With RFC 8885 there is no tunnel before the handover, and with RFC 6612 one less than after,
    // so that no MTU can be learned of it.
    const uint32_t nested = LARGEST_WHOLE - Ipv6Header().GetSerializedSize();
    const uint32_t largest = isDistributed ? LARGEST_WHOLE : scheme == BESIDE ? nested : 65000;
    if (packetSize < 12 || packetSize > largest)
    {
        return "--packetSize=" + std::to_string(packetSize) + "; allowed are 12 to " +
               std::to_string(largest) + " with --scheme=" + scheme;
    }
    return "";
}

/// Watch all nodes by the module's own monitor.
void
Watch(TrafficMonitor& traffic, const Network& network, const std::array<Flow, 2>& flows)
{
    for (const auto& [name, device] : network.hosts)
    {
        traffic.AddNode(device->GetNode(), name, true);
    }
    for (const auto& [name, node] : network.routers)
    {
        traffic.AddNode(node, name, false);
    }
    for (const auto& flow : flows)
    {
        traffic.AddFlow(network.hosts.at(flow.from)->GetNode(),
                        network.hosts.at(flow.to)->GetNode(),
                        UDP_PROTOCOL,
                        flow.port);
    }
}

/// Show what all three have counted. @return whether they agree, and some packets have come
bool
Compare(FlowMonitorHelper& flowMonitor,
        const TrafficMonitor& traffic,
        const std::array<Flow, 2>& flows,
        uint32_t packetSize)
{
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
    return isSame;
}

} // namespace

std::map<std::string, std::function<FlowMonitorAccess()>>&
GetFlowMonitorAccesses()
{
    static std::map<std::string, std::function<FlowMonitorAccess()>> accesses{{"wifi", MakeWifi},
                                                                              {"ideal", MakeIdeal}};
    return accesses;
}

int
main(int argc, char* argv[])
{
    std::string access = "wifi";
    std::string scheme = "localized-routing";
    uint32_t packetSize = 200;
    bool isLogical = false;
    bool isOptimizing = false;
    CommandLine command(__FILE__);
    command.AddValue("access", ListAccesses(), access);
    command.AddValue("scheme",
                     "pmipv6, localized-routing, uncoordinated, epmip, dmm-relay, dmm-locator, "
                     "dmm-proxy, mipv6 or rfc6612",
                     scheme);
    command.AddValue("packetSize",
                     "octets of UDP payload, 12 to 65000; from 1413 on packets are cut into "
                     "fragments, not with RFC 8885 and RFC 6612",
                     packetSize);
    command.AddValue("dlif",
                     "with RFC 8885: a router for each MAAR (3.7) towards each node",
                     isLogical);
    command.AddValue("routeOptimization",
                     "with Mobile IPv6: packets go straight between the two (RFC 6275, 11.7.2)",
                     isOptimizing);
    command.Parse(argc, argv);
    const std::string sentence = Check(access, scheme, packetSize, isLogical, isOptimizing);
    if (!sentence.empty())
    {
        std::cerr << sentence << "\n";
        return 2;
    }

    const FlowMonitorAccess links = GetFlowMonitorAccesses().at(access)();
    Network network;
    const auto mode = MODES.find(scheme);
    if (mode != MODES.end())
    {
        BuildDistributed(network, mode->second, isLogical, links.functions);
    }
    else if (scheme == MOBILE_IPV6)
    {
        BuildHomes(network, isOptimizing, links.functions);
    }
    else if (scheme == BESIDE)
    {
        BuildBeside(network, links.functions);
    }
    else
    {
        BuildAnchored(network, scheme, links.functions);
    }
    NetDeviceContainer devices;
    for (const auto& [name, device] : network.hosts)
    {
        devices.Add(device);
    }
    links.assignStreams(devices, 1000);

    std::array<Flow, 2> flows{Flow{"mn", "cn", FIRST_PORT, nullptr, nullptr, Time(0)},
                              Flow{"cn", "mn", FIRST_PORT + 1, nullptr, nullptr, Time(0)}};
    for (const auto& flow : flows)
    {
        if (packetSize > LARGEST_WHOLE)
        {
            LearnPathMtu(network, flow, packetSize);
        }
    }
    AddFlow(network, flows[0], BEGIN, packetSize);
    AddFlow(network, flows[1], BEGIN + MilliSeconds(5), packetSize);
    TrafficMonitor traffic;
    Watch(traffic, network, flows);

    // Last of all, when every node has its stack and its role.
    FlowMonitorHelper flowMonitor;
    Install(flowMonitor);

    Simulator::Stop(STOP);
    Simulator::Run();
    const bool isSame = Compare(flowMonitor, traffic, flows, packetSize);
    Simulator::Destroy();
    return isSame ? 0 : 1;
}
