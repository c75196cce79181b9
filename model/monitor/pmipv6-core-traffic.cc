/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-core-traffic.h"

#include "pmipv6-flow-tag.h"
#include "pmipv6-function-callback.h"
#include "pmipv6-home-agent-discovery.h"
#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-mobility-codec.h"
#include "pmipv6-mobility-constants.h"

#include "ns3/abort.h"
#include "ns3/point-to-point-net-device.h"

#include <array>

namespace ns3
{
namespace pmipv6
{

CoreTraffic::CoreTraffic()
    : m_self(std::make_shared<CoreTraffic*>(this))
{
}

CoreTraffic::~CoreTraffic()
{
    *m_self = nullptr;
}

void
CoreTraffic::AddDevice(Ptr<NetDevice> device)
{
    NS_ABORT_MSG_UNLESS(DynamicCast<PointToPointNetDevice>(device),
                        "CoreTraffic::AddDevice: the device is "
                            << (device ? "a " + device->GetInstanceTypeId().GetName() : "null")
                            << "; allowed is a ns3::PointToPointNetDevice");
    // Behind its queue, so that what is told is sent.
    device->TraceConnectWithoutContext(
        "PhyTxBegin",
        MakeFunctionCallback<Ptr<const Packet>>([self = m_self](Ptr<const Packet> frame) {
            if (*self)
            {
                (*self)->Note(frame);
            }
        }));
}

void
CoreTraffic::Note(Ptr<const Packet> frame)
{
    constexpr std::size_t PPP_SIZE = 2; // Of ns-3's header: the Protocol field (RFC 1661, 2).
    // What is in three tunnels by a care-of address, and the fixed part of its message.
    constexpr std::size_t ENOUGH = 256;
    std::array<uint8_t, ENOUGH> octets;
    const std::size_t got = frame->CopyData(octets.data(), ENOUGH);
    if (got < PPP_SIZE + IPV6_HEADER_SIZE || (octets[0] << 8 | octets[1]) != PPP_IPV6)
    {
        return;
    }
    const uint64_t size = frame->GetSize() - PPP_SIZE;
    const InnerPacket inner = LookInside(octets.data(), got, PPP_SIZE);
    const std::string message = FindMessage(inner, octets.data(), got);
    FlowTag tag;
    if (!message.empty())
    {
        m_signaling[message] += size;
    }
    else if (inner.protocol != ICMPV6_PROTOCOL && frame->FindFirstMatchingByteTag(tag))
    {
        if (tag.GetFlow() >= m_flows.size())
        {
            m_flows.resize(tag.GetFlow() + std::size_t{1});
        }
        FlowOctetHops& flow = m_flows[tag.GetFlow()];
        flow.all += size;
        flow.tunnelled += inner.isTunnelled ? size : 0;
    }
}

std::string
CoreTraffic::FindMessage(const InnerPacket& inner, const uint8_t* octets, std::size_t size)
{
    if (inner.isLaterFragment)
    {
        const auto known = m_fragmented.find(*inner.fragmented);
        return known == m_fragmented.end() ? std::string() : known->second;
    }
    if (inner.protocol == MOBILITY_HEADER_PROTOCOL && inner.begin < size)
    {
        const std::string name = GetHeaderName(octets + inner.begin, size - inner.begin);
        if (inner.fragmented)
        {
            m_fragmented[*inner.fragmented] = name;
        }
        return name;
    }
    const auto* name = inner.protocol == ICMPV6_PROTOCOL && inner.begin < size
                           ? GetDiscoveryName(octets[inner.begin])
                           : nullptr;
    return name ? name : std::string();
}

uint64_t
CoreTraffic::GetSignaling(const std::string& message) const
{
    const auto known = m_signaling.find(message);
    return known == m_signaling.end() ? 0 : known->second;
}

FlowOctetHops
CoreTraffic::GetFlow(std::size_t flow) const
{
    return flow < m_flows.size() ? m_flows[flow] : FlowOctetHops();
}

} // namespace pmipv6
} // namespace ns3
