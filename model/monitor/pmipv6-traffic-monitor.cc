/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-traffic-monitor.h"

#include "pmipv6-flow-statistics.h"
#include "pmipv6-flow-tag.h"
#include "pmipv6-function-callback.h"
#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-tunnel-device.h"

#include "ns3/abort.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <iterator>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr uint8_t UDP_PROTOCOL = 17; //!< Next Header value
constexpr uint8_t TCP_PROTOCOL = 6;  //!< Next Header value

/// @return the key of a flow among those of its sender
uint32_t
MakePortKey(uint8_t protocol, uint16_t port)
{
    return uint32_t{protocol} << 16 | port;
}

/// @return a packet's octets at an offset, as a 16-bit number; 0 beyond its end
uint16_t
ReadU16(Ptr<const Packet> packet, uint32_t offset)
{
    uint8_t octets[20] = {};
    const uint32_t got = packet->CopyData(octets, std::min<uint32_t>(offset + 2, 20));
    return got >= offset + 2 ? static_cast<uint16_t>(octets[offset] << 8 | octets[offset + 1]) : 0;
}

/// @return the octets of data that a transport packet carries
uint32_t
GetPayloadSize(uint8_t protocol, Ptr<const Packet> packet)
{
    constexpr uint32_t UDP_HEADER = 8;
    // RFC 9293, 3.1: the data offset counts units of four octets.
    const uint32_t header =
        protocol == UDP_PROTOCOL ? UDP_HEADER : uint32_t{ReadU16(packet, 12)} >> 12 << 2;
    return packet->GetSize() - std::min(packet->GetSize(), header);
}

/// What is within the tunnels that a packet is in.
struct Inside
{
    uint8_t protocol;     //!< Next Header value of what it carries
    bool isLaterFragment; //!< it is a fragment, or in one, that is not the first of its packet
};

/**
 * @param header a packet's header
 * @param packet the rest of it
 * @return what it carries, behind headers of fragments (RFC 8200, 4.5) and of tunnels
 */
Inside
LookInside(const Ipv6Header& header, Ptr<const Packet> packet)
{
    constexpr uint8_t IPV6_PROTOCOL = 41;
    constexpr uint8_t FRAGMENT = 44;
    constexpr uint32_t FRAGMENT_SIZE = 8;
    uint8_t next = header.GetNextHeader();
    if (next != IPV6_PROTOCOL && next != FRAGMENT)
    {
        return {next, false}; // Most packets.
    }
    uint8_t octets[2 * (FRAGMENT_SIZE + IPV6_HEADER_SIZE)] = {}; // A tunnel in a tunnel at most.
    const uint32_t got = packet->CopyData(octets, sizeof(octets));
    for (uint32_t at = 0; at + IPV6_HEADER_SIZE <= got;)
    {
        if (next == FRAGMENT)
        {
            const bool isLater = octets[at + 2] != 0 || octets[at + 3] >> 3 != 0;
            next = octets[at];
            if (isLater)
            {
                return {next, true};
            }
            at += FRAGMENT_SIZE;
        }
        else if (next == IPV6_PROTOCOL)
        {
            next = octets[at + 6];
            at += IPV6_HEADER_SIZE;
        }
        else
        {
            break;
        }
    }
    return {next, false};
}

/// @return why ns-3's IPv6 drops a packet, as this module's traces say such things
std::string
GetDropReason(Ipv6L3Protocol::DropReason reason)
{
    switch (reason)
    {
    case Ipv6L3Protocol::DROP_TTL_EXPIRED:
        return "hop-limit-exceeded";
    case Ipv6L3Protocol::DROP_NO_ROUTE:
        return "no-route";
    case Ipv6L3Protocol::DROP_INTERFACE_DOWN:
        return "interface-down";
    case Ipv6L3Protocol::DROP_ROUTE_ERROR:
        return "route-error";
    case Ipv6L3Protocol::DROP_UNKNOWN_PROTOCOL:
        return "unknown-protocol";
    case Ipv6L3Protocol::DROP_UNKNOWN_OPTION:
        return "unknown-option";
    case Ipv6L3Protocol::DROP_MALFORMED_HEADER:
        return "malformed-header";
    case Ipv6L3Protocol::DROP_FRAGMENT_TIMEOUT:
        return "fragment-timeout";
    }
    return "unknown";
}

} // namespace

TrafficMonitor::TrafficMonitor()
    : m_paths(1),
      m_self(std::make_shared<TrafficMonitor*>(this))
{
}

TrafficMonitor::~TrafficMonitor()
{
    *m_self = nullptr;
}

void
TrafficMonitor::SetCallbacks(ForwardedCallback forwarded, DeliveredCallback delivered)
{
    m_forwarded = std::move(forwarded);
    m_delivered = std::move(delivered);
}

void
TrafficMonitor::AddNode(Ptr<Node> node, const std::string& name, bool isEnd)
{
    const auto index = static_cast<uint16_t>(m_nodes.size());
    m_indices[node->GetId()] = index;
    m_nodes.push_back({node, name, isEnd, {}});
    auto ipv6 = node->GetObject<Ipv6L3Protocol>();
    NS_ABORT_MSG_UNLESS(ipv6, "TrafficMonitor: node " << name << " has no IPv6 stack");
    const auto self = m_self;
    if (isEnd)
    {
        ipv6->TraceConnectWithoutContext(
            "SendOutgoing",
            MakeFunctionCallback<const Ipv6Header&, Ptr<const Packet>, uint32_t>(
                [self, index](const Ipv6Header& header, Ptr<const Packet> packet, uint32_t) {
                    if (*self)
                    {
                        (*self)->HandleSent(index, header, packet);
                    }
                }));
        ipv6->TraceConnectWithoutContext(
            "LocalDeliver",
            MakeFunctionCallback<const Ipv6Header&, Ptr<const Packet>, uint32_t>(
                [self, index](const Ipv6Header& header, Ptr<const Packet> packet, uint32_t) {
                    if (*self)
                    {
                        (*self)->HandleDelivered(index, header, packet);
                    }
                }));
        ipv6->TraceConnectWithoutContext(
            "Rx",
            MakeFunctionCallback<Ptr<const Packet>, Ptr<Ipv6>, uint32_t>(
                [self, index](Ptr<const Packet> packet, Ptr<Ipv6>, uint32_t) {
                    if (*self)
                    {
                        (*self)->HandleReceived(index, packet);
                    }
                }));
    }
    ipv6->TraceConnectWithoutContext(
        "UnicastForward",
        MakeFunctionCallback<const Ipv6Header&, Ptr<const Packet>, uint32_t>(
            [self, index](const Ipv6Header& header, Ptr<const Packet> packet, uint32_t interface) {
                if (*self)
                {
                    (*self)->HandleForwarded(index, header, packet, interface);
                }
            }));
    ipv6->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<const Ipv6Header&,
                             Ptr<const Packet>,
                             Ipv6L3Protocol::DropReason,
                             Ptr<Ipv6>,
                             uint32_t>([self, name](const Ipv6Header&,
                                                    Ptr<const Packet> packet,
                                                    Ipv6L3Protocol::DropReason reason,
                                                    Ptr<Ipv6>,
                                                    uint32_t) {
            if (*self)
            {
                (*self)->NoteDrop(packet, name, GetDropReason(reason));
            }
        }));
}

void
TrafficMonitor::AddFlow(Ptr<Node> from, Ptr<Node> to, uint8_t protocol, uint16_t port)
{
    Flow flow;
    flow.from = m_indices.at(from->GetId());
    flow.to = m_indices.at(to->GetId());
    flow.protocol = protocol;
    flow.port = port;
    m_byPort[{flow.from, MakePortKey(protocol, port)}] = static_cast<uint32_t>(m_flows.size());
    m_flows.push_back(std::move(flow));
}

std::pair<TrafficMonitor::Flow*, TrafficMonitor::Sample*>
TrafficMonitor::Find(Ptr<const Packet> packet)
{
    FlowTag tag;
    if (!packet->FindFirstMatchingByteTag(tag) || tag.GetFlow() >= m_flows.size())
    {
        return {nullptr, nullptr};
    }
    Flow& flow = m_flows[tag.GetFlow()];
    return {&flow, &flow.samples.at(tag.GetNumber())};
}

void
TrafficMonitor::HandleSent(uint16_t node, const Ipv6Header& header, Ptr<const Packet> packet)
{
    const uint8_t protocol = header.GetNextHeader();
    if (protocol != UDP_PROTOCOL && protocol != TCP_PROTOCOL)
    {
        return;
    }
    const auto known = m_byPort.find({node, MakePortKey(protocol, ReadU16(packet, 2))});
    if (known == m_byPort.end())
    {
        return;
    }
    Flow& flow = m_flows[known->second];
    const uint64_t sequence = protocol == TCP_PROTOCOL ? TakeSequence(flow, packet) : 0;
    const uint32_t octets = GetPayloadSize(protocol, packet);
    if (protocol == TCP_PROTOCOL && octets == 0)
    {
        return;
    }
    if (flow.ends.empty() || flow.ends.back().source != header.GetSource() ||
        flow.ends.back().destination != header.GetDestination())
    {
        flow.ends.push_back({flow.samples.size(), header.GetSource(), header.GetDestination()});
    }
    packet->AddByteTag(FlowTag(known->second, static_cast<uint32_t>(flow.samples.size())));
    Sample sample;
    sample.sent = Simulator::Now();
    sample.last = sample.sent;
    sample.octets = static_cast<uint16_t>(octets);
    sample.isDropped = false;
    sample.isLostAtSender = true;
    flow.samples.push_back(sample);
    if (protocol == TCP_PROTOCOL)
    {
        flow.sequences.push_back(sequence);
    }
    Tell(PacketStep::Kind::SENT, flow, flow.samples.back(), m_nodes[node].name);
}

uint64_t
TrafficMonitor::TakeSequence(Flow& flow, Ptr<const Packet> packet)
{
    constexpr uint16_t SYN = 0x0002; // RFC 9293, 3.1
    const uint32_t number = uint32_t{ReadU16(packet, 4)} << 16 | ReadU16(packet, 6);
    if (ReadU16(packet, 12) & SYN)
    {
        flow.firstSequence = number + 1; // The SYN itself has a number.
        flow.nextSequence = 0;
        return 0;
    }
    if (!flow.firstSequence)
    {
        flow.firstSequence = number;
    }
    // Numbers wrap; those of two packets that follow each other are near each other.
    const uint32_t step = number - *flow.firstSequence - static_cast<uint32_t>(flow.nextSequence);
    flow.nextSequence += static_cast<uint64_t>(int64_t{static_cast<int32_t>(step)});
    return flow.nextSequence;
}

void
TrafficMonitor::AddStepListener(StepListener listener)
{
    m_listeners.push_back(std::move(listener));
}

void
TrafficMonitor::Tell(PacketStep::Kind kind,
                     const Flow& flow,
                     const Sample& sample,
                     const std::string& node,
                     const std::string& reason) const
{
    if (m_listeners.empty())
    {
        return;
    }
    const bool isReceived = kind == PacketStep::Kind::RECEIVED;
    const auto number = static_cast<std::size_t>(&sample - flow.samples.data());
    const PacketStep step{kind,
                          static_cast<std::size_t>(&flow - m_flows.data()),
                          m_nodes[flow.from].name,
                          m_nodes[flow.to].name,
                          node,
                          number,
                          GetSequence(static_cast<std::size_t>(&flow - m_flows.data()), number),
                          sample.octets,
                          isReceived ? std::make_optional(Simulator::Now() - sample.sent)
                                     : std::nullopt,
                          isReceived && sample.deliveries > 1,
                          reason};
    for (const auto& listener : m_listeners)
    {
        listener(step);
    }
}

void
TrafficMonitor::HandleForwarded(uint16_t node,
                                const Ipv6Header& header,
                                Ptr<const Packet> packet,
                                uint32_t interface)
{
    const auto [flow, sample] = Find(packet);
    if (!sample)
    {
        return;
    }
    const Inside inside = LookInside(header, packet);
    if (inside.protocol == ICMPV6_PROTOCOL)
    {
        return; // An error message quotes the octets of the packet that it is about.
    }
    Watched& forwarder = m_nodes[node];
    const auto device = forwarder.node->GetObject<Ipv6L3Protocol>()->GetNetDevice(interface);
    const uint32_t octets = packet->GetSize() + header.GetSerializedSize();
    if (octets > device->GetMtu())
    {
        // RFC 8200, 5: a router cuts nothing into fragments, it answers Packet Too Big (RFC 4443,
        // 3.2). ns-3 has no trace of that.
        NoteDrop(packet, forwarder.name, "packet-too-big");
        return;
    }
    const bool isFirst = sample->path == 0;
    if (!inside.isLaterFragment)
    {
        sample->entered = isFirst ? Simulator::Now() : sample->entered;
        if (!sample->IsReceived())
        {
            sample->path = Extend(sample->path, node);
        }
    }
    if (!sample->IsReceived())
    {
        sample->last = Simulator::Now();
        sample->isLostAtSender = false;
    }
    ++forwarder.load.packets;
    forwarder.load.octets += octets;
    if (DynamicCast<TunnelDevice>(device))
    {
        ++forwarder.load.tunnelledPackets;
    }
    if (m_forwarded && isFirst)
    {
        m_forwarded(m_nodes[flow->from].name, forwarder.name);
    }
}

void
TrafficMonitor::HandleReceived(uint16_t node, Ptr<const Packet> packet)
{
    Ipv6Header header;
    if (packet->PeekHeader(header) == 0 || header.GetNextHeader() == ICMPV6_PROTOCOL)
    {
        return; // An error message quotes the octets of the packet that it is about.
    }
    const auto [flow, sample] = Find(packet);
    if (sample && flow->to != node)
    {
        ++flow->misdelivered;
    }
}

void
TrafficMonitor::HandleDelivered(uint16_t node, const Ipv6Header& header, Ptr<const Packet> packet)
{
    const auto [flow, sample] = Find(packet);
    if (!sample || flow->to != node)
    {
        return;
    }
    const Time now = Simulator::Now();
    const auto number = static_cast<uint32_t>(sample - flow->samples.data());
    sample->deliveries += sample->deliveries < UINT8_MAX;
    Tell(PacketStep::Kind::RECEIVED, *flow, *sample, m_nodes[node].name);
    if (sample->deliveries > 1)
    {
        flow->duplicates.push_back({number, now});
        return;
    }
    sample->last = now;
    flow->path = sample->path;
    if (number < flow->nextExpected)
    {
        flow->reordered.push_back({number, now});
    }
    else
    {
        flow->nextExpected = number + 1;
    }
    if (m_delivered)
    {
        m_delivered(m_nodes[node].name, header.GetDestination());
    }
}

void
TrafficMonitor::NoteDrop(Ptr<const Packet> packet,
                         const std::string& node,
                         const std::string& reason,
                         std::optional<Side> side)
{
    const auto [flow, sample] = Find(packet);
    if (!sample || sample->IsReceived())
    {
        return;
    }
    sample->last = Simulator::Now();
    if (!sample->isDropped)
    {
        sample->isDropped = true;
        sample->isLostAtSender = side ? *side == Side::SENDER : sample->path == 0;
        Tell(PacketStep::Kind::DROPPED, *flow, *sample, node, reason);
    }
}

Time
TrafficMonitor::Sample::GetLost() const
{
    // ns-3's Wi-Fi queues hold a packet for half a second (WifiMacQueue::MaxDelay).
    return isDropped ? last : last + MilliSeconds(500);
}

const std::string&
TrafficMonitor::GetSender(std::size_t flow) const
{
    return m_nodes[m_flows.at(flow).from].name;
}

const std::string&
TrafficMonitor::GetReceiver(std::size_t flow) const
{
    return m_nodes[m_flows.at(flow).to].name;
}

uint64_t
TrafficMonitor::GetSequence(std::size_t flow, std::size_t number) const
{
    const auto& sequences = m_flows.at(flow).sequences;
    return sequences.empty() ? number : sequences.at(number);
}

const std::vector<TrafficMonitor::Sample>&
TrafficMonitor::GetSamples(std::size_t flow) const
{
    return m_flows.at(flow).samples;
}

std::pair<Ipv6Address, Ipv6Address>
TrafficMonitor::GetAddresses(std::size_t flow, std::size_t number) const
{
    const auto& ends = m_flows.at(flow).ends;
    const auto after = std::partition_point(ends.begin(), ends.end(), [number](const Ends& row) {
        return row.first <= number;
    });
    const Ends& row = *std::prev(after);
    return {row.source, row.destination};
}

const std::string&
TrafficMonitor::GetFirst(const Sample& sample) const
{
    static const std::string nobody;
    return sample.path == 0 ? nobody : m_nodes[m_paths[sample.path].first].name;
}

const std::string&
TrafficMonitor::GetLast(std::size_t flow, const Sample& sample) const
{
    return sample.path == 0 ? GetSender(flow) : m_nodes[m_paths[sample.path].node].name;
}

uint32_t
TrafficMonitor::Extend(uint32_t path, uint16_t node)
{
    const auto next = static_cast<uint32_t>(m_paths.size());
    const auto [longer, isNew] = m_longerPaths.emplace(uint64_t{path} << 16 | node, next);
    if (isNew)
    {
        m_paths.push_back({path, node, path == 0 ? node : m_paths[path].first});
    }
    return longer->second;
}

std::vector<std::string>
TrafficMonitor::GetNames(uint32_t path) const
{
    std::vector<std::string> names;
    for (; path != 0; path = m_paths[path].before)
    {
        names.push_back(m_nodes[m_paths[path].node].name);
    }
    std::reverse(names.begin(), names.end());
    return names;
}

std::size_t
TrafficMonitor::CountSent(const Flow& flow)
{
    // What was sent in the last second may still be on its way.
    const Time limit = Simulator::Now() - Seconds(1);
    const auto end = std::partition_point(flow.samples.begin(),
                                          flow.samples.end(),
                                          [&](const auto& sample) { return sample.sent <= limit; });
    return static_cast<std::size_t>(end - flow.samples.begin());
}

std::size_t
TrafficMonitor::CountSent(std::size_t flow) const
{
    return CountSent(m_flows.at(flow));
}

TrafficMonitor::PacketEvent
TrafficMonitor::MakeEvent(const Flow& flow, const Incident& incident) const
{
    const auto number = static_cast<std::size_t>(&flow - m_flows.data());
    const auto [source, destination] = GetAddresses(number, incident.number);
    return {number,
            incident.number,
            m_nodes[flow.from].name,
            m_nodes[flow.to].name,
            source,
            destination,
            incident.when};
}

void
TrafficMonitor::ForEachLoss(const EventVisitor& visit) const
{
    for (const auto& flow : m_flows)
    {
        const std::size_t sent = CountSent(flow);
        for (std::size_t i = 0; i < sent; ++i)
        {
            const Sample& sample = flow.samples[i];
            if (!sample.IsReceived())
            {
                visit(MakeEvent(flow, {i, sample.GetLost()}));
            }
        }
    }
}

void
TrafficMonitor::ForEachDuplicate(const EventVisitor& visit) const
{
    for (const auto& flow : m_flows)
    {
        for (const Incident& incident : flow.duplicates)
        {
            visit(MakeEvent(flow, incident));
        }
    }
}

void
TrafficMonitor::ForEachReordered(const EventVisitor& visit) const
{
    for (const auto& flow : m_flows)
    {
        for (const Incident& incident : flow.reordered)
        {
            visit(MakeEvent(flow, incident));
        }
    }
}

void
TrafficMonitor::Count(const Flow& flow, const TimeSpans& off, FlowRecord& record)
{
    record.sent = CountSent(flow);
    std::vector<Time> delays;
    std::vector<std::pair<uint64_t, uint64_t>> pieces; // of a TCP flow
    for (std::size_t i = 0; i < record.sent; ++i)
    {
        const Sample& sample = flow.samples[i];
        const bool isUnreachable = Contains(off, sample.sent);
        record.unreachableSent += isUnreachable;
        record.unreachableLost += isUnreachable && !sample.IsReceived();
        if (!sample.IsReceived())
        {
            continue;
        }
        delays.push_back(sample.last - sample.sent);
        if (flow.sequences.empty())
        {
            record.octets += sample.octets;
        }
        else
        {
            pieces.emplace_back(flow.sequences[i], sample.octets);
        }
    }
    record.received = delays.size();
    record.lost = record.sent - record.received;
    record.octets += CountOctets(std::move(pieces));
    SetDelays(delays, flow.protocol == UDP_PROTOCOL, record);
    if (record.sent > 0)
    {
        const TimeSpan span{flow.samples.front().sent, flow.samples[record.sent - 1].sent};
        const Time on = span.end - span.begin - GetCovered(off, span);
        if (on.IsStrictlyPositive())
        {
            record.goodput = static_cast<double>(record.octets) * 8 / 1e3 / on.GetSeconds();
        }
    }
}

std::vector<FlowRecord>
TrafficMonitor::GetFlows(const NodeHistories& nodes) const
{
    std::vector<FlowRecord> records;
    for (const auto& flow : m_flows)
    {
        FlowRecord record;
        record.from = m_nodes[flow.from].name;
        record.to = m_nodes[flow.to].name;
        TimeSpans off;
        for (const auto& name : {record.from, record.to})
        {
            const auto history = nodes.find(name);
            off = history == nodes.end() ? off : Unite(off, history->second.GetOff());
        }
        Count(flow, off, record);
        if (record.received > 0)
        {
            record.path = GetNames(flow.path);
            record.path.insert(record.path.begin(), record.from);
            record.path.push_back(record.to);
        }
        if (!flow.ends.empty())
        {
            std::ostringstream source;
            source << flow.ends.back().source;
            record.addressFrom = source.str();
            std::ostringstream destination;
            destination << flow.ends.back().destination;
            record.addressTo = destination.str();
        }
        record.duplicated = flow.duplicates.size();
        record.reordered = flow.reordered.size();
        record.misdelivered = flow.misdelivered;
        records.push_back(std::move(record));
    }
    return records;
}

std::map<std::string, LoadRecord>
TrafficMonitor::GetLoads() const
{
    std::map<std::string, LoadRecord> loads;
    for (const auto& node : m_nodes)
    {
        if (!node.isEnd)
        {
            loads[node.name] = node.load;
        }
    }
    return loads;
}

} // namespace pmipv6
} // namespace ns3
