/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-tunnel-extension.h"

#include "pmipv6-random-streams.h"
#include "pmipv6-tunnel-device.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(TunnelExtension);

TypeId
TunnelExtension::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::TunnelExtension")
                            .SetParent<Ipv6Extension>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<TunnelExtension>();
    return tid;
}

TunnelExtension::TunnelExtension()
{
    // ns-3's extension has a random variable, of which this one never asks anything.
    AssignStreams(GetStream(RandomStream::TUNNEL_EXTENSION, 0));
}

void
TunnelExtension::DoDispose()
{
    m_receiver = nullptr;
    Ipv6Extension::DoDispose();
}

void
TunnelExtension::SetReceiver(Receiver receiver)
{
    m_receiver = std::move(receiver);
}

uint8_t
TunnelExtension::GetExtensionNumber() const
{
    return IPV6_ENCAPSULATION_PROTOCOL;
}

uint8_t
TunnelExtension::Process(Ptr<Packet>& packet,
                         uint8_t offset,
                         const Ipv6Header& ipv6Header,
                         Ipv6Address /* dst */,
                         uint8_t* /* nextHeader */,
                         bool& stopProcessing,
                         bool& isDropped,
                         Ipv6L3Protocol::DropReason& /* dropReason */)
{
    stopProcessing = true;
    isDropped = false;
    // The packet is a copy of ns3::Ipv6L3Protocol's own, made for its extensions to change.
    packet->RemoveAtStart(offset);
    if (m_receiver)
    {
        m_receiver(packet, ipv6Header);
    }
    return 0;
}

} // namespace pmipv6
} // namespace ns3
