/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-basic-device.h"

#include "pmipv6-link-layer-address.h"

#include "ns3/channel.h"
#include "ns3/node.h"
#include "ns3/packet.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(BasicDevice);

TypeId
BasicDevice::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::BasicDevice")
                            .SetParent<NetDevice>()
                            .SetGroupName("Pmipv6")
                            .AddTraceSource("Sent",
                                            "A packet that the device sends, without a link-layer "
                                            "header.",
                                            MakeTraceSourceAccessor(&BasicDevice::m_sent),
                                            "ns3::pmipv6::BasicDevice::PacketTracedCallback")
                            .AddTraceSource("Received",
                                            "A packet that the device hands to the layer above, "
                                            "without a link-layer header.",
                                            MakeTraceSourceAccessor(&BasicDevice::m_received),
                                            "ns3::pmipv6::BasicDevice::PacketTracedCallback")
                            .AddTraceSource("LinkState",
                                            "An IdealDevice or LogicalInterface has a link, or "
                                            "none any more (IsLinkUp).",
                                            MakeTraceSourceAccessor(&BasicDevice::m_linkState),
                                            "ns3::pmipv6::BasicDevice::LinkTracedCallback");
    return tid;
}

void
BasicDevice::DoDispose()
{
    m_node = nullptr;
    m_receive.Nullify();
    m_promiscReceive.Nullify();
    NetDevice::DoDispose();
}

void
BasicDevice::SetIfIndex(const uint32_t index)
{
    m_index = index;
}

uint32_t
BasicDevice::GetIfIndex() const
{
    return m_index;
}

Ptr<Channel>
BasicDevice::GetChannel() const
{
    return nullptr;
}

void
BasicDevice::SetAddress(Address address)
{
    m_address = Mac48Address::ConvertFrom(address);
}

Address
BasicDevice::GetAddress() const
{
    return m_address;
}

bool
BasicDevice::SetMtu(const uint16_t mtu)
{
    m_mtu = mtu;
    return true;
}

uint16_t
BasicDevice::GetMtu() const
{
    return m_mtu;
}

bool
BasicDevice::IsLinkUp() const
{
    return m_linkUp;
}

void
BasicDevice::AddLinkChangeCallback(Callback<void> callback)
{
    m_linkChange.ConnectWithoutContext(callback);
}

void
BasicDevice::SetLinkUp(bool up, bool isTold)
{
    if (m_linkUp == up)
    {
        return;
    }
    m_linkUp = up;
    if (isTold)
    {
        m_linkChange();
    }
    m_linkState();
}

bool
BasicDevice::IsBroadcast() const
{
    return true;
}

Address
BasicDevice::GetBroadcast() const
{
    return Mac48Address::GetBroadcast();
}

bool
BasicDevice::IsMulticast() const
{
    return true;
}

Address
BasicDevice::GetMulticast(Ipv4Address multicastGroup) const
{
    return Mac48Address::GetMulticast(multicastGroup);
}

Address
BasicDevice::GetMulticast(Ipv6Address addr) const
{
    return Mac48Address::GetMulticast(addr);
}

bool
BasicDevice::IsBridge() const
{
    return false;
}

bool
BasicDevice::IsPointToPoint() const
{
    return false;
}

bool
BasicDevice::SendFrom(Ptr<Packet> packet,
                      const Address& /* source */,
                      const Address& dest,
                      uint16_t protocolNumber)
{
    return Send(packet, dest, protocolNumber);
}

Ptr<Node>
BasicDevice::GetNode() const
{
    return m_node;
}

void
BasicDevice::SetNode(Ptr<Node> node)
{
    m_node = node;
}

bool
BasicDevice::NeedsArp() const
{
    return true;
}

void
BasicDevice::SetReceiveCallback(NetDevice::ReceiveCallback cb)
{
    m_receive = cb;
}

void
BasicDevice::SetPromiscReceiveCallback(NetDevice::PromiscReceiveCallback cb)
{
    m_promiscReceive = cb;
}

bool
BasicDevice::SupportsSendFrom() const
{
    return false;
}

void
BasicDevice::TraceSent(Ptr<const Packet> packet)
{
    m_sent(packet);
}

void
BasicDevice::PassUp(Ptr<Packet> packet, uint16_t protocol, const Address& from, const Address& to)
{
    m_received(packet);
    const bool isGroup = LinkLayerAddress(to).IsGroup();
    if (!m_promiscReceive.IsNull())
    {
        m_promiscReceive(this,
                         packet,
                         protocol,
                         from,
                         to,
                         isGroup ? NetDevice::PACKET_MULTICAST : NetDevice::PACKET_HOST);
    }
    if (!m_receive.IsNull())
    {
        m_receive(this, packet, protocol, from);
    }
}

} // namespace pmipv6
} // namespace ns3
