/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-traffic.h"

#include "pmipv6-experiment-bound-sender.h"
#include "pmipv6-experiment-movement.h"
#include "pmipv6-experiment-moves.h"
#include "pmipv6-experiment-option-values.h"
#include "pmipv6-experiment-owned-attributes.h"
#include "pmipv6-experiment-phase.h"
#include "pmipv6-experiment-plan.h"
#include "pmipv6-experiment-run-options.h"
#include "pmipv6-experiment-scheme.h"

#include "ns3/bulk-send-application.h"
#include "ns3/config.h"
#include "ns3/inet6-socket-address.h"
#include "ns3/ipv6.h"
#include "ns3/packet-sink.h"
#include "ns3/pmipv6-host-helper.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/udp-client.h"
#include "ns3/udp-server.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// The first of the dynamic ports (RFC 6335): no dissector takes them for something else.
constexpr uint32_t FIRST_PORT = 49152;
/// How many dynamic ports there are.
constexpr uint32_t PORT_COUNT = 65536 - FIRST_PORT;
/// Where flows go that begin while others run: senders have taken ports from the first one on.
constexpr uint32_t LATER_PORT = FIRST_PORT + PORT_COUNT / 2;
/// Where flows go that are on prefixes of an anchor beside those of gateways.
constexpr uint32_t CENTRAL_PORT = FIRST_PORT + PORT_COUNT / 4;
/// How long after an attachment flows begin on its prefix: the host has its address by then.
const Time FLOWS_DELAY = Seconds(2);
/// At shorter stays none do.
const Time FLOWS_DWELL = Seconds(3);
/// How long a sender waits between two looks for addresses.
const Time ADDRESS_WAIT = MilliSeconds(10);

constexpr uint8_t UDP_PROTOCOL = 17; //!< Next Header value
constexpr uint8_t TCP_PROTOCOL = 6;  //!< Next Header value

/**
 * @param segment octets of a segment
 * @return what the application hands over at a time: whole segments, so that what TCP has to send
 * is never less than one of them; and as much as by default, so that there are no more events
 */
uint32_t
GetSendSize(uint32_t segment)
{
    constexpr uint32_t DEFAULT_SIZE = 512; // BulkSendApplication's
    return (DEFAULT_SIZE + segment - 1) / segment * segment;
}

constexpr uint32_t MIN_PAYLOAD = 12;    //!< sequence number and time
constexpr uint32_t MAX_PAYLOAD = 65487; //!< with UDP's and IPv6's headers a tunnel's payload
constexpr uint32_t UDP_PAYLOAD = 200;   //!< by default
constexpr uint32_t TCP_SEGMENT = 536;   //!< ns-3's default (RFC 9293, 3.7.1)
/// Octets of a TCP segment that fits, with headers of 72 octets (IPv6, TCP and its timestamps),
/// into the tunnel's 1460.
constexpr uint32_t MAX_SEGMENT = 1388;

/// @return the default of --packetSize
uint32_t
GetDefaultSize(const ExperimentOptions& options)
{
    return options[option::TRAFFIC] == Traffic::TCP ? TCP_SEGMENT : UDP_PAYLOAD;
}

/// @return what is wrong with --packetSize
Sentence
CheckSegments(const ExperimentOptions& options)
{
    const uint32_t size = options[option::PACKET_SIZE];
    if (options[option::TRAFFIC] == Traffic::TCP && size > MAX_SEGMENT)
    {
        return "--packetSize=" + std::to_string(size) +
               " is not allowed with --traffic=tcp; allowed: 12 to " + std::to_string(MAX_SEGMENT) +
               ", which fit into the tunnel";
    }
    return std::nullopt;
}

/// @return the range of prefixes that mobile nodes have of an anchor beside those of gateways
std::optional<Prefix>
FindCentralRange(const ExperimentOptions& options)
{
    const auto getRange = options[option::SCHEME]->traits.getCentralRange;
    return getRange ? getRange(options) : std::nullopt;
}

std::string
WithTcp(const ExperimentOptions& options)
{
    return options[option::TRAFFIC] == Traffic::TCP ? "with --traffic=tcp" : "";
}

const OwnedAttributes OWNED_BY_TRAFFIC{
    {"ns3::UdpClient::Interval", {&option::INTERVAL}, ""},
    {"ns3::UdpClient::PacketSize", {&option::PACKET_SIZE}, ""},
    {"ns3::TcpSocket::SegmentSize", {&option::PACKET_SIZE}, ""},
    {"ns3::BulkSendApplication::SendSize", {&option::PACKET_SIZE}, ""},
    {"ns3::UdpClient::MaxPackets", {}, "senders go on to the end"},
    {"ns3::UdpClient::RemoteAddress", {}, "a pair's nodes talk to each other"},
    {"ns3::UdpClient::RemotePort", {}, "each pair has its own port"},
    {"ns3::UdpServer::Port", {}, "each pair has its own port"},
    {"ns3::PacketSink::Local", {}, "each pair has its own port"},
    {"ns3::PacketSink::Protocol", {}, "it is TCP"},
    {"ns3::BulkSendApplication::Protocol", {}, "it is TCP"},
    {"ns3::BulkSendApplication::Remote", {}, "a pair's nodes talk to each other"},
    {"ns3::BulkSendApplication::MaxBytes", {}, "senders go on to the end"},
};

} // namespace

namespace option
{

const Option<Traffic> TRAFFIC({OptionGroup::TRAFFIC, 10, "traffic", "transport of the data"},
                              OneOf<Traffic>({{Traffic::UDP, "udp"}, {Traffic::TCP, "tcp"}}),
                              Traffic::UDP);

const Option<Direction> DIRECTION(
    {OptionGroup::TRAFFIC, 20, "direction", "of the data between mn and cn"},
    OneOf<Direction>(
        {{Direction::BOTH, "both"}, {Direction::MN_CN, "mn-cn"}, {Direction::CN_MN, "cn-mn"}}),
    Direction::BOTH);

const Option<Time> TRAFFIC_START({OptionGroup::TRAFFIC,
                                  30,
                                  "trafficStart",
                                  "mn to cn begins; cn to mn 1 s later, alone at the same time"},
                                 InSeconds(ANY_S),
                                 Seconds(5));

const Option<Time> INTERVAL({OptionGroup::TRAFFIC, 40, "interval", "between packets"},
                            InMilliseconds(SOME_MS),
                            MilliSeconds(20),
                            {&WithTcp});

const Option<uint32_t> PACKET_SIZE(
    {OptionGroup::TRAFFIC, 50, "packetSize", "octets of UDP payload; with TCP of each segment"},
    WholeNumber(MIN_PAYLOAD, MAX_PAYLOAD),
    {"200; with TCP 536", &GetDefaultSize},
    {nullptr, &CheckSegments});

const Option<uint32_t> FLOWS_PER_PREFIX(
    {OptionGroup::TRAFFIC,
     60,
     "flowsPerPrefix",
     "flows in each direction that begin 2 s after each attachment and go on, on the prefix that "
     "the node prefers then; none with a dwell below 3 s; 0: one, begun at trafficStart"},
    WholeNumber(0U, 100U),
    0U);

} // namespace option

bool
IsTooShortForFlows(const ExperimentOptions& options)
{
    const bool isRepeated = IsPlanned(options) && options[option::MOVES] > 1;
    return options[option::FLOWS_PER_PREFIX] > 0 && isRepeated &&
           options[option::DWELL] < FLOWS_DWELL;
}

Time
GetFirstFlow(const ExperimentOptions& options)
{
    const bool isAtAttachment = options[option::FLOWS_PER_PREFIX] > 0 && IsPlanned(options);
    const Time first = isAtAttachment ? GetFirstAttachment() + FLOWS_DELAY : Time(0);
    return Max(options[option::TRAFFIC_START], first);
}

TrafficPlan::TrafficPlan(const ExperimentOptions& options,
                         const Network& network,
                         const AccessNetwork& access,
                         TrafficMonitor& monitor)
    : m_options(options),
      m_monitor(monitor)
{
    if (options[option::TRAFFIC] == Traffic::TCP)
    {
        Config::SetDefault("ns3::TcpSocket::SegmentSize",
                           UintegerValue(options[option::PACKET_SIZE]));
    }
    std::map<NodeName, Ptr<Node>> hosts;
    if (const auto* correspondent = network.GetCorrespondent())
    {
        hosts[correspondent->name] = correspondent->node;
        m_fixed = correspondent->node;
    }
    for (const auto& mobile : access.GetMobileNodes())
    {
        hosts[mobile.plan.name] = mobile.node;
    }
    const bool isFixed = network.GetCorrespondent();
    for (const auto& mobile : access.GetMobileNodes())
    {
        const PlannedNode& plan = mobile.plan;
        const auto peer = plan.peer ? hosts.find(*plan.peer) : hosts.end();
        // Each correspondent has one mobile node, but for a fixed one.
        if (!plan.name.Is(isFixed ? MOBILE_NODE : CORRESPONDENT) || peer == hosts.end())
        {
            continue;
        }
        const uint32_t number = plan.name.GetNumber();
        m_pairs.push_back(isFixed ? Pair{plan.name, *plan.peer, number, mobile.node, peer->second}
                                  : Pair{*plan.peer, plan.name, number, peer->second, mobile.node});
        if (options[option::FLOWS_PER_PREFIX] == 0)
        {
            AddFlows(m_pairs.back(), options[option::TRAFFIC_START]);
        }
        if (FindCentralRange(options))
        {
            const auto port = static_cast<uint16_t>(CENTRAL_PORT + number % (PORT_COUNT / 4));
            AddBothWays(m_pairs.back(), options[option::TRAFFIC_START], port, true);
        }
    }
}

void
TrafficPlan::AddFlows(Pair& pair, Time start)
{
    const uint32_t number = pair.number;
    const bool isLater = m_options[option::FLOWS_PER_PREFIX] > 0;
    // A correspondent may have several nodes.
    const uint32_t taken = isLater ? m_ports[pair.peer]++ : number % PORT_COUNT;
    if (isLater && taken >= PORT_COUNT / 2)
    {
        return;
    }
    AddBothWays(pair,
                start,
                static_cast<uint16_t>((isLater ? LATER_PORT : FIRST_PORT) + taken),
                false);
}

void
TrafficPlan::AddBothWays(const Pair& pair, Time start, uint16_t port, bool isCentral)
{
    const uint32_t number = pair.number;
    const bool isBoth = m_options[option::DIRECTION] == Direction::BOTH;
    if (m_options[option::DIRECTION] != Direction::CN_MN)
    {
        AddFlow({pair.node, pair.other, port, isCentral},
                start + DrawFlowPhase(m_options, number, true));
    }
    if (m_options[option::DIRECTION] != Direction::MN_CN)
    {
        const Time later = isBoth ? start + Seconds(1) : start;
        AddFlow({pair.other, pair.node, port, isCentral},
                later + DrawFlowPhase(m_options, number, false));
    }
}

void
TrafficPlan::NoteLinkUp(const NodeName& node)
{
    const uint32_t count = m_options[option::FLOWS_PER_PREFIX];
    if (count == 0 || IsTooShortForFlows(m_options))
    {
        return;
    }
    const Time delay = Max(m_options[option::TRAFFIC_START] - Simulator::Now(), FLOWS_DELAY);
    m_begins[node] = Simulator::Schedule(delay, [this, node, count] {
        for (auto& pair : m_pairs)
        {
            for (uint32_t i = 0; i < count && (pair.name == node || pair.peer == node); ++i)
            {
                AddFlows(pair, Time(0));
            }
        }
    });
}

void
TrafficPlan::NoteLinkDown(const NodeName& node)
{
    m_begins[node].Cancel();
}

std::vector<Ipv6Address>
TrafficPlan::GetGlobalAddresses(Ptr<Node> node)
{
    std::vector<Ipv6Address> addresses;
    const auto ipv6 = node->GetObject<Ipv6>();
    for (uint32_t i = 0; i < ipv6->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; j < ipv6->GetNAddresses(i); ++j)
        {
            const auto address = ipv6->GetAddress(i, j);
            if (address.GetScope() == Ipv6InterfaceAddress::GLOBAL)
            {
                addresses.push_back(address.GetAddress());
            }
        }
    }
    return addresses;
}

Ipv6Address
TrafficPlan::ChooseSource(Ptr<Node> node, const Ipv6Address& destination)
{
    const Ipv6Address source = HostHelper::ChooseSource(node, destination);
    return source.IsAny() ? GetGlobalAddresses(node).back() : source;
}

std::vector<Ipv6Address>
TrafficPlan::GetAddresses(Ptr<Node> node, bool isCentral) const
{
    auto addresses = GetGlobalAddresses(node);
    const auto range = FindCentralRange(m_options);
    if (range && node != m_fixed) // Which has one address for all.
    {
        const auto isOther = [&](const Ipv6Address& one) {
            return range->Contains(one) != isCentral;
        };
        addresses.erase(std::remove_if(addresses.begin(), addresses.end(), isOther),
                        addresses.end());
    }
    return addresses;
}

Ipv6Address
TrafficPlan::ChooseAddress(Ptr<Node> node, bool isCentral, const Ipv6Address& destination) const
{
    const auto addresses = GetAddresses(node, isCentral);
    const Ipv6Address preferred = ChooseSource(node, destination);
    if (std::find(addresses.begin(), addresses.end(), preferred) != addresses.end())
    {
        return preferred;
    }
    // The host prefers one of the other kind.
    const auto ipv6 = node->GetObject<Ipv6>();
    Ipv6Address chosen = addresses.back();
    for (uint32_t i = 0; i < ipv6->GetNInterfaces(); ++i)
    {
        for (uint32_t j = 0; j < ipv6->GetNAddresses(i); ++j)
        {
            const auto one = ipv6->GetAddress(i, j);
            const bool isFit =
                std::find(addresses.begin(), addresses.end(), one.GetAddress()) != addresses.end();
            const bool isDeprecated = one.GetState() == Ipv6InterfaceAddress::DEPRECATED;
            chosen = isFit && !isDeprecated ? one.GetAddress() : chosen;
        }
    }
    return chosen;
}

void
TrafficPlan::AddFlow(const Course& course, Time start)
{
    const auto& [from, to, port, isCentral] = course;
    const bool isUdp = m_options[option::TRAFFIC] == Traffic::UDP;
    m_monitor.AddFlow(from, to, isUdp ? UDP_PROTOCOL : TCP_PROTOCOL, port);
    if (isUdp)
    {
        auto server = CreateObject<UdpServer>();
        server->SetAttribute("Port", UintegerValue(port));
        to->AddApplication(server);
    }
    else
    {
        auto sink = CreateObject<PacketSink>();
        sink->SetAttribute("Protocol", StringValue("ns3::TcpSocketFactory"));
        sink->SetAttribute("Local", AddressValue(Inet6SocketAddress(Ipv6Address::GetAny(), port)));
        to->AddApplication(sink);
    }
    Simulator::Schedule(start, [this, course] { StartSender(course); });
}

void
TrafficPlan::StartSender(const Course& course)
{
    const auto& [from, to, port, isCentral] = course;
    const auto addresses = GetAddresses(to, isCentral);
    const auto sources = GetAddresses(from, isCentral);
    if (addresses.empty() || sources.empty())
    {
        Simulator::Schedule(ADDRESS_WAIT, [this, course] { StartSender(course); });
        return;
    }
    const auto& scheme = *m_options[option::SCHEME];
    const bool isDistributed = scheme.traits.hasDistributedPrefixes;
    // The newest: with scheme none a node that has moved keeps addresses of no use. Where earlier
    // ones live on, and where it has a home address, the one that it prefers.
    const Ipv6Address destination = isDistributed || scheme.HasHomeAddresses(m_options)
                                        ? ChooseAddress(to, isCentral, sources.back())
                                        : addresses.back();
    Ptr<Application> sender;
    const bool isUdp = m_options[option::TRAFFIC] == Traffic::UDP;
    if (isUdp && isDistributed)
    {
        // Else the flow would go over to the prefix of each new attachment. TCP keeps the source
        // that it has connected from.
        auto bound = CreateObject<BoundSender>();
        bound->SetTerms({ChooseAddress(from, isCentral, destination),
                         destination,
                         port,
                         m_options[option::INTERVAL],
                         m_options[option::PACKET_SIZE]});
        sender = bound;
    }
    else if (isUdp)
    {
        auto client = CreateObject<UdpClient>();
        client->SetRemote(Inet6SocketAddress(destination, port));
        client->SetAttribute("Interval", TimeValue(m_options[option::INTERVAL]));
        client->SetAttribute("PacketSize", UintegerValue(m_options[option::PACKET_SIZE]));
        client->SetAttribute("MaxPackets", UintegerValue(UINT32_MAX));
        sender = client;
    }
    else
    {
        auto bulk = CreateObject<BulkSendApplication>();
        bulk->SetAttribute("Protocol", StringValue("ns3::TcpSocketFactory"));
        bulk->SetAttribute("Remote", AddressValue(Inet6SocketAddress(destination, port)));
        bulk->SetAttribute("MaxBytes", UintegerValue(0));
        bulk->SetAttribute("SendSize", UintegerValue(GetSendSize(m_options[option::PACKET_SIZE])));
        sender = bulk;
    }
    sender->SetStopTime(m_options[option::DURATION]);
    from->AddApplication(sender);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
