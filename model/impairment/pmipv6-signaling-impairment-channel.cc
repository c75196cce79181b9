/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-signaling-impairment-channel.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-mobility-codec.h"
#include "pmipv6-mobility-packet.h"
#include "pmipv6-random-streams.h"

#include "ns3/double.h"
#include "ns3/integer.h"
#include "ns3/log.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/ppp-header.h"
#include "ns3/simulator.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6SignalingImpairmentChannel");

NS_OBJECT_ENSURE_REGISTERED(SignalingImpairmentChannel);

namespace
{

/**
 * @param frame a frame of a PointToPointNetDevice
 * @return the IPv6 packet in it; null if it holds another or has no Mobility Header
 */
Ptr<const Packet>
GetSignaling(Ptr<const Packet> frame)
{
    PppHeader header;
    if (frame->GetSize() < header.GetSerializedSize())
    {
        return nullptr;
    }
    frame->PeekHeader(header);
    if (header.GetProtocol() != PPP_IPV6)
    {
        return nullptr;
    }
    auto packet = frame->Copy();
    packet->RemoveAtStart(header.GetSerializedSize());
    return FindMobilityHeader(packet) ? packet : nullptr;
}

/**
 * @param packet a packet with a Mobility Header, from its IPv6 header on
 * @return the message; an unknown one if it is none
 */
MobilityMessage
ReadMessage(Ptr<const Packet> packet)
{
    const auto payload = FindMobilityHeader(packet)->payload;
    std::vector<uint8_t> octets(payload->GetSize());
    payload->CopyData(octets.data(), octets.size());
    auto parsed = ParseMobilityHeader(octets.data(), octets.size());
    auto* message = std::get_if<MobilityMessage>(&parsed);
    return message ? std::move(*message) : MobilityMessage(UnknownMessage());
}

} // namespace

TypeId
SignalingImpairmentChannel::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::SignalingImpairmentChannel")
            .SetParent<PointToPointChannel>()
            .SetGroupName("Pmipv6")
            .AddConstructor<SignalingImpairmentChannel>()
            .AddAttribute("Loss",
                          "Probability that a packet with a Mobility Header is lost; 0 to 1.",
                          DoubleValue(0),
                          MakeDoubleAccessor(&SignalingImpairmentChannel::m_loss),
                          MakeDoubleChecker<double>(0, 1))
            .AddAttribute("Duplication",
                          "Probability that a packet with a Mobility Header that is not lost "
                          "arrives twice; 0 to 1.",
                          DoubleValue(0),
                          MakeDoubleAccessor(&SignalingImpairmentChannel::m_duplication),
                          MakeDoubleChecker<double>(0, 1))
            .AddAttribute("Jitter",
                          "A packet with a Mobility Header is held back for 0 to this long, "
                          "uniformly distributed.",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&SignalingImpairmentChannel::m_jitter),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("Until",
                          "From this time of the simulation on packets with a Mobility Header pass "
                          "as all others do.",
                          TimeValue(Time::Max()),
                          MakeTimeAccessor(&SignalingImpairmentChannel::m_until),
                          MakeTimeChecker(Time(0)))
            .AddTraceSource("Lost",
                            "A packet with a Mobility Header is lost.",
                            MakeTraceSourceAccessor(&SignalingImpairmentChannel::m_lostTrace),
                            "ns3::pmipv6::SignalingImpairmentChannel::PacketTracedCallback")
            .AddTraceSource("Doubled",
                            "A packet with a Mobility Header is doubled.",
                            MakeTraceSourceAccessor(&SignalingImpairmentChannel::m_doubledTrace),
                            "ns3::pmipv6::SignalingImpairmentChannel::PacketTracedCallback")
            .AddTraceSource("Held",
                            "A packet with a Mobility Header, or one of the two that a doubled one "
                            "becomes, is held back.",
                            MakeTraceSourceAccessor(&SignalingImpairmentChannel::m_heldTrace),
                            "ns3::pmipv6::SignalingImpairmentChannel::HeldTracedCallback");
    return tid;
}

SignalingImpairmentChannel::SignalingImpairmentChannel()
{
    const int64_t first = GetStream(RandomStream::SIGNALING_IMPAIRMENT, 3 * int64_t{GetId()});
    const auto make = [first](int64_t number) {
        return CreateObjectWithAttributes<UniformRandomVariable>("Stream",
                                                                 IntegerValue(first + number));
    };
    m_lossVariable = make(0);
    m_duplicationVariable = make(1);
    m_jitterVariable = make(2);
}

SignalingImpairmentChannel::~SignalingImpairmentChannel() = default;

int64_t
SignalingImpairmentChannel::AssignStreams(int64_t stream)
{
    m_lossVariable->SetStream(stream);
    m_duplicationVariable->SetStream(stream + 1);
    m_jitterVariable->SetStream(stream + 2);
    return 3;
}

void
SignalingImpairmentChannel::SetDeliveries(Ptr<SignalingDeliveries> deliveries)
{
    m_deliveries = deliveries;
}

void
SignalingImpairmentChannel::DoDispose()
{
    m_deliveries = nullptr;
    PointToPointChannel::DoDispose();
}

bool
SignalingImpairmentChannel::Offer(Ptr<const Packet> frame,
                                  Ptr<const Packet> packet,
                                  Ptr<NetDevice> sender)
{
    const auto receiver =
        DynamicCast<PointToPointNetDevice>(GetDevice(GetDevice(0) == sender ? 1 : 0));
    SignalingDelivery delivery;
    delivery.from = sender->GetNode();
    delivery.to = receiver->GetNode();
    delivery.message = ReadMessage(packet);
    delivery.packet = packet;
    // The sender's device goes on using the frame: each arrival has a copy.
    delivery.deliver = [copy = Ptr<const Packet>(frame->Copy()), receiver](Time delay) {
        Simulator::ScheduleWithContext(receiver->GetNode()->GetId(),
                                       delay,
                                       &PointToPointNetDevice::Receive,
                                       receiver,
                                       copy->Copy());
    };
    return m_deliveries->Offer(std::move(delivery));
}

bool
SignalingImpairmentChannel::TransmitStart(Ptr<const Packet> packet,
                                          Ptr<PointToPointNetDevice> sender,
                                          Time duration)
{
    const bool isOver = Simulator::Now() >= m_until;
    const auto signaling = isOver && !m_deliveries ? nullptr : GetSignaling(packet);
    if (signaling && m_deliveries && Offer(packet, signaling, sender))
    {
        return true;
    }
    if (!signaling || isOver)
    {
        return PointToPointChannel::TransmitStart(packet, sender, duration);
    }
    // Each packet takes a number from each of these streams: what becomes of the next ones does not
    // depend on the other attribute.
    const bool isLost = m_lossVariable->GetValue() < m_loss;
    const bool isDoubled = m_duplicationVariable->GetValue() < m_duplication;
    if (isLost)
    {
        NS_LOG_DEBUG("a Mobility Header from " << sender->GetAddress() << " is lost");
        m_lostTrace(signaling, sender);
        return true; // It was sent, and was lost on its way.
    }
    Pass(packet, signaling, sender, duration);
    if (isDoubled)
    {
        NS_LOG_DEBUG("a Mobility Header from " << sender->GetAddress() << " is doubled");
        m_doubledTrace(signaling, sender);
        Pass(packet, signaling, sender, duration);
    }
    return true;
}

void
SignalingImpairmentChannel::Pass(Ptr<const Packet> frame,
                                 Ptr<const Packet> packet,
                                 Ptr<PointToPointNetDevice> sender,
                                 Time duration)
{
    const auto longest = static_cast<double>(m_jitter.GetNanoSeconds());
    const Time time = NanoSeconds(static_cast<int64_t>(m_jitterVariable->GetValue(0, longest)));
    if (!time.IsStrictlyPositive())
    {
        PointToPointChannel::TransmitStart(frame, sender, duration);
        return;
    }
    m_heldTrace(packet, sender, time);
    // The sender's device goes on using the frame: a copy waits.
    Simulator::Schedule(
        time,
        [channel = Ptr<SignalingImpairmentChannel>(this),
         copy = Ptr<const Packet>(frame->Copy()),
         sender,
         duration] { channel->PointToPointChannel::TransmitStart(copy, sender, duration); });
}

} // namespace pmipv6
} // namespace ns3
