/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-traffic-monitor.h"

#include "pmipv6-flow-tag.h"
#include "pmipv6-function-callback.h"
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

constexpr uint8_t UDP_PROTOCOL = 17;    //!< Next Header value
constexpr uint8_t TCP_PROTOCOL = 6;     //!< Next Header value
constexpr uint8_t ICMPV6_PROTOCOL = 58; //!< Next Header value

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
    const uint32_t header = protocol == UDP_PROTOCOL ? UDP_HEADER
                                                     : uint32_t{ReadU16(packet, 12)} >> 12 << 2;
    return packet->GetSize() - std::min(packet->GetSize(), header);
}

/// @return why ns-3's IPv6 drops a packet, as this module's traces say such things
std::string
GetReason(Ipv6L3Protocol::DropReason reason)
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
    : m_self(std::make_shared<TrafficMonitor*>(this))
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
                (*self)->NoteDrop(packet, name, GetReason(reason));
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
    const uint64_t sequence =
        protocol == TCP_PROTOCOL ? TakeSequence(flow, packet) : flow.samples.size();
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
    sample.sequence = sequence;
    sample.octets = octets;
    flow.samples.push_back(std::move(sample));
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
    const PacketStep step{kind,
                          static_cast<std::size_t>(&flow - m_flows.data()),
                          m_nodes[flow.from].name,
                          m_nodes[flow.to].name,
                          node,
                          static_cast<uint64_t>(&sample - flow.samples.data()),
                          sample.sequence,
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
                                const Ipv6Header& /* header */,
                                Ptr<const Packet> packet,
                                uint32_t interface)
{
    const auto [flow, sample] = Find(packet);
    if (!sample)
    {
        return;
    }
    sample->last = Simulator::Now();
    sample->path.push_back(node);
    Watched& forwarder = m_nodes[node];
    ++forwarder.load.packets;
    forwarder.load.octets += packet->GetSize() + Ipv6Header().GetSerializedSize();
    const auto device = forwarder.node->GetObject<Ipv6L3Protocol>()->GetNetDevice(interface);
    if (DynamicCast<TunnelDevice>(device))
    {
        ++forwarder.load.tunnelledPackets;
    }
    if (m_forwarded)
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
    ++sample->deliveries;
    Tell(PacketStep::Kind::RECEIVED, *flow, *sample, m_nodes[node].name);
    if (sample->deliveries > 1)
    {
        flow->duplicates.push_back({number, now});
        return;
    }
    sample->last = now;
    flow->path.assign(sample->path.begin(), sample->path.end());
    sample->path = Path();
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
                         const std::string& reason)
{
    const auto [flow, sample] = Find(packet);
    if (!sample || sample->deliveries > 0)
    {
        return;
    }
    sample->last = Simulator::Now();
    if (!sample->isDropped)
    {
        sample->isDropped = true;
        Tell(PacketStep::Kind::DROPPED, *flow, *sample, node, reason);
    }
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

TrafficMonitor::PacketEvent
TrafficMonitor::MakeEvent(const Flow& flow, const Incident& incident) const
{
    const auto after =
        std::partition_point(flow.ends.begin(), flow.ends.end(), [&incident](const Ends& ends) {
            return ends.first <= incident.number;
        });
    const Ends& ends = *std::prev(after);
    return {m_nodes[flow.from].name,
            m_nodes[flow.to].name,
            ends.source,
            ends.destination,
            incident.when};
}

void
TrafficMonitor::ForEachLoss(const EventVisitor& visit) const
{
    // ns-3's Wi-Fi queues hold a packet for half a second (WifiMacQueue::MaxDelay).
    const Time patience = MilliSeconds(500);
    for (const auto& flow : m_flows)
    {
        const std::size_t sent = CountSent(flow);
        for (std::size_t i = 0; i < sent; ++i)
        {
            const Sample& sample = flow.samples[i];
            if (sample.deliveries == 0)
            {
                visit(
                    MakeEvent(flow, {i, sample.isDropped ? sample.last : sample.last + patience}));
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

std::vector<FlowRecord>
TrafficMonitor::GetFlows() const
{
    std::vector<FlowRecord> records;
    for (const auto& flow : m_flows)
    {
        FlowRecord record;
        record.from = m_nodes[flow.from].name;
        record.to = m_nodes[flow.to].name;
        record.sent = CountSent(flow);
        Time sum;
        for (std::size_t i = 0; i < record.sent; ++i)
        {
            const Sample& sample = flow.samples[i];
            if (sample.deliveries == 0)
            {
                continue;
            }
            ++record.received;
            const Time delay = sample.last - sample.sent;
            sum += delay;
            record.delayMin = record.delayMin ? Min(*record.delayMin, delay) : delay;
            record.delayMax = record.delayMax ? Max(*record.delayMax, delay) : delay;
        }
        record.lost = record.sent - record.received;
        if (record.received > 0)
        {
            record.delayMean = sum / static_cast<int64_t>(record.received);
            record.path.push_back(record.from);
            for (const uint16_t node : flow.path)
            {
                record.path.push_back(m_nodes[node].name);
            }
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
