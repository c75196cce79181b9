/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-traffic-monitor.h"

#include "pmipv6-flow-tag.h"
#include "pmipv6-function-callback.h"
#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-monitor-text.h"
#include "pmipv6-transport-packet.h"
#include "pmipv6-tunnel-device.h"

#include "ns3/abort.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

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
TrafficMonitor::AddStepListener(StepListener listener)
{
    m_listeners.push_back(std::move(listener));
}

template <class... A, class F>
void
TrafficMonitor::Connect(Ptr<Ipv6L3Protocol> ipv6, const char* trace, F handle)
{
    ipv6->TraceConnectWithoutContext(trace,
                                     MakeFunctionCallback<A...>([self = m_self, handle](A... told) {
                                         if (*self)
                                         {
                                             handle(**self, told...);
                                         }
                                     }));
}

void
TrafficMonitor::AddNode(Ptr<Node> node, const std::string& name, bool isEnd)
{
    using Header = const Ipv6Header&;
    using Rest = Ptr<const Packet>;
    const uint16_t index = m_table.AddNode(name, isEnd);
    m_indices[node->GetId()] = index;
    auto ipv6 = node->GetObject<Ipv6L3Protocol>();
    NS_ABORT_MSG_UNLESS(ipv6, "TrafficMonitor: node " << name << " has no IPv6 stack");
    if (isEnd)
    {
        Connect<Header, Rest, uint32_t>(
            ipv6,
            "SendOutgoing",
            [index](TrafficMonitor& self, Header header, Rest packet, uint32_t) {
                self.HandleSent(index, header, packet);
            });
        Connect<Header, Rest, uint32_t>(
            ipv6,
            "LocalDeliver",
            [index](TrafficMonitor& self, Header header, Rest packet, uint32_t) {
                self.HandleDelivered(index, header, packet);
            });
        Connect<Rest, Ptr<Ipv6>, uint32_t>(
            ipv6,
            "Rx",
            [index](TrafficMonitor& self, Rest packet, Ptr<Ipv6>, uint32_t) {
                self.HandleReceived(index, packet);
            });
    }
    auto* stack = PeekPointer(ipv6); // Which outlives its traces.
    Connect<Header, Rest, uint32_t>(
        ipv6,
        "UnicastForward",
        [index, stack](TrafficMonitor& self, Header header, Rest packet, uint32_t interface) {
            self.HandleForwarded(index, *stack, header, packet, interface);
        });
    using Reason = Ipv6L3Protocol::DropReason;
    Connect<Header, Rest, Reason, Ptr<Ipv6>, uint32_t>(
        ipv6,
        "Drop",
        [name](TrafficMonitor& self, Header, Rest packet, Reason reason, Ptr<Ipv6>, uint32_t) {
            self.NoteDrop(packet, name, GetDropReason(reason));
        });
}

void
TrafficMonitor::AddFlow(Ptr<Node> from, Ptr<Node> to, uint8_t protocol, uint16_t port)
{
    m_table.AddFlow(m_indices.at(from->GetId()), m_indices.at(to->GetId()), protocol, port);
}

std::optional<TrafficMonitor::Found>
TrafficMonitor::Find(Ptr<const Packet> packet) const
{
    FlowTag tag;
    if (!packet->FindFirstMatchingByteTag(tag) || tag.GetFlow() >= m_table.GetNFlows())
    {
        return std::nullopt;
    }
    return Found{tag.GetFlow(), tag.GetNumber()};
}

void
TrafficMonitor::Tell(PacketStep::Kind kind,
                     const Found& found,
                     const std::string& node,
                     const std::string& reason) const
{
    if (m_listeners.empty())
    {
        return;
    }
    const bool isReceived = kind == PacketStep::Kind::RECEIVED;
    const PacketFlow& flow = m_table.GetFlow(found.flow);
    const PacketSample& sample = flow.GetSamples().at(found.number);
    const PacketStep step{kind,
                          found.flow,
                          flow.GetSender(),
                          flow.GetReceiver(),
                          node,
                          found.number,
                          flow.GetSequence(found.number),
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
TrafficMonitor::HandleSent(uint16_t node, const Ipv6Header& header, Ptr<const Packet> packet)
{
    const uint8_t protocol = header.GetNextHeader();
    if (protocol != UDP_PROTOCOL && protocol != TCP_PROTOCOL)
    {
        return;
    }
    const auto transport = ReadTransportPacket(protocol, packet);
    const auto flow = m_table.FindFlow(node, protocol, transport.port);
    if (!flow)
    {
        return;
    }
    const auto number = m_table.GetFlow(*flow).Send(header.GetSource(),
                                                    header.GetDestination(),
                                                    transport,
                                                    Simulator::Now());
    if (number)
    {
        packet->AddByteTag(FlowTag(static_cast<uint32_t>(*flow), static_cast<uint32_t>(*number)));
        Tell(PacketStep::Kind::SENT, {*flow, *number}, m_table.GetName(node));
    }
}

void
TrafficMonitor::HandleForwarded(uint16_t node,
                                Ipv6L3Protocol& ipv6,
                                const Ipv6Header& header,
                                Ptr<const Packet> packet,
                                uint32_t interface)
{
    const auto found = Find(packet);
    if (!found)
    {
        return;
    }
    const InnerPacket inner = LookInside(header, packet);
    if (inner.protocol == ICMPV6_PROTOCOL)
    {
        return; // An error message quotes the octets of the packet that it is about.
    }
    const auto device = ipv6.GetNetDevice(interface);
    const uint32_t octets = packet->GetSize() + header.GetSerializedSize();
    if (octets > device->GetMtu())
    {
        // RFC 8200, 5: a router cuts nothing into fragments, it answers Packet Too Big (RFC 4443,
        // 3.2). ns-3 has no trace of that.
        NoteDrop(packet, m_table.GetName(node), "packet-too-big");
        return;
    }
    const bool isTunnelled = DynamicCast<TunnelDevice>(device) != nullptr;
    const bool isFirst = m_table.Forward(found->flow,
                                         found->number,
                                         node,
                                         {octets, !inner.isLaterFragment, isTunnelled},
                                         Simulator::Now());
    if (m_forwarded && isFirst)
    {
        m_forwarded(m_table.GetFlow(found->flow).GetSender(), m_table.GetName(node));
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
    const auto found = Find(packet);
    if (found && !m_table.IsReceiver(found->flow, node))
    {
        m_table.GetFlow(found->flow).ReceiveElsewhere();
    }
}

void
TrafficMonitor::HandleDelivered(uint16_t node, const Ipv6Header& header, Ptr<const Packet> packet)
{
    const auto found = Find(packet);
    // What comes to the end of a tunnel is delivered again when it is out of it.
    const bool isTunnelled = header.GetNextHeader() == IPV6_ENCAPSULATION_PROTOCOL;
    if (!found || isTunnelled || !m_table.IsReceiver(found->flow, node))
    {
        return;
    }
    const bool isFirst = m_table.GetFlow(found->flow).Receive(found->number, Simulator::Now());
    Tell(PacketStep::Kind::RECEIVED, *found, m_table.GetName(node));
    if (isFirst && m_delivered)
    {
        m_delivered(m_table.GetName(node), header.GetDestination());
    }
}

void
TrafficMonitor::NoteDrop(Ptr<const Packet> packet,
                         const std::string& node,
                         const std::string& reason,
                         std::optional<Side> side)
{
    const auto found = Find(packet);
    if (found && m_table.GetFlow(found->flow).Drop(found->number, side, Simulator::Now()))
    {
        Tell(PacketStep::Kind::DROPPED, *found, node, reason);
    }
}

std::vector<FlowRecord>
TrafficMonitor::GetFlows(const NodeHistories& nodes) const
{
    return m_table.GetRecords(nodes, Simulator::Now());
}

std::map<std::string, LoadRecord>
TrafficMonitor::GetLoads() const
{
    return m_table.GetLoads();
}

} // namespace pmipv6
} // namespace ns3
