/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-attachment-bench.h"

#include "ns3/icmpv6-header.h"
#include "ns3/pmipv6-access-device.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{
namespace fuzz
{

namespace
{

constexpr uint16_t IPV6_ETHERTYPE = 0x86dd;    //!< EtherType of IPv6
constexpr uint8_t ICMPV6 = 58;                 //!< Next Header of ICMPv6
constexpr uint8_t NEIGHBOR_SOLICITATION = 135; //!< ICMPv6 type

} // namespace

LinkLayerAddress
GetLinkLayer(std::size_t node)
{
    return {2, 0, 0, 0, 0, static_cast<uint8_t>(node + 1)};
}

AccessTechnologyType
ScriptedLink::GetTechnology() const
{
    return AccessTechnologyType::IEEE_802_11;
}

bool
ScriptedLink::Send(Ptr<Packet> packet,
                   const LinkLayerAddress& source,
                   const LinkLayerAddress& node,
                   uint16_t /* protocol */)
{
    Octets octets(packet->GetSize());
    packet->CopyData(octets.data(), octets.size());
    if (octets.size() > 40 && octets[6] == ICMPV6 && octets[40] == NEIGHBOR_SOLICITATION && isAwake)
    {
        Simulator::ScheduleWithContext(GetGatewayContext(),
                                       MilliSeconds(2),
                                       &ScriptedLink::Answer,
                                       this,
                                       node,
                                       source);
    }
    return true;
}

void
ScriptedLink::Attach(const LinkLayerAddress& node, HandoffIndicator hint)
{
    NotifyAttached(node, hint);
}

void
ScriptedLink::Detach(const LinkLayerAddress& node)
{
    NotifyDetached(node, "disassociation");
}

void
ScriptedLink::Pass(Ptr<Packet> packet,
                   const LinkLayerAddress& node,
                   const LinkLayerAddress& gateway)
{
    NotifyReceived(packet, IPV6_ETHERTYPE, node, gateway);
}

void
ScriptedLink::Solicit(const LinkLayerAddress& node, const LinkLayerAddress& gateway)
{
    SendFrom(node, gateway, Icmpv6RS());
}

void
ScriptedLink::SendFrom(const LinkLayerAddress& node,
                       const LinkLayerAddress& gateway,
                       const Header& message)
{
    auto packet = Create<Packet>();
    packet->AddHeader(message);
    Ipv6Header header;
    header.SetSource(AccessDevice::GetNextHop(node));
    header.SetDestination(AccessDevice::GetNextHop(gateway));
    header.SetNextHeader(ICMPV6);
    header.SetHopLimit(255);
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    packet->AddHeader(header);
    Pass(packet, node, gateway);
}

void
ScriptedLink::Answer(const LinkLayerAddress& node, const LinkLayerAddress& gateway)
{
    if (isAwake)
    {
        SendFrom(node, gateway, Icmpv6NA());
    }
}

AttachmentBench::AttachmentBench(std::size_t nodes)
    : m_gateway(CreateObject<MobileAccessGateway>()),
      m_link(CreateObject<ScriptedLink>()),
      m_nodes(nodes)
{
}

void
AttachmentBench::AddNode(PolicyProfile profile, const std::vector<std::size_t>& interfaces)
{
    for (const std::size_t node : interfaces)
    {
        InterfaceProfile interface;
        interface.identifier = GetLinkLayer(node);
        profile.interfaces.push_back(interface);
    }
    m_policies->Add(profile);
}

void
AttachmentBench::StartGateway()
{
    m_gateway->SetAttribute("Address", Ipv6AddressValue(ROLE_ADDRESS));
    m_gateway->SetPolicyStore(m_policies);
    m_node->AddApplication(m_gateway);
    m_gateway->AddAccess(m_link);
    Run(Seconds(2));
    m_restingSize = m_forwarding->GetTable().GetSize();
    m_link->Attach(GetLinkLayer(0), HandoffIndicator::NEW_INTERFACE);
}

bool
AttachmentBench::Move(uint8_t operand)
{
    const std::size_t node = (operand & 7) % (m_nodes + 1);
    switch (operand >> 3 & 3)
    {
    case 0:
    case 1:
        m_link->Attach(GetLinkLayer(node), static_cast<HandoffIndicator>(operand >> 5));
        break;
    case 2:
        m_link->Detach(GetLinkLayer(node));
        break;
    default:
        m_link->Solicit(GetLinkLayer(node), m_gateway->GetAccessDevice()->GetAddress());
        break;
    }
    return node == 0;
}

void
AttachmentBench::Exchange(const Ipv6Address& source,
                          const Ipv6Address& destination,
                          const Ipv6Address& tunnel)
{
    auto packet = MakePacket(source, destination);
    tunnel.IsAny()
        ? m_link->Pass(packet, GetLinkLayer(0), m_gateway->GetAccessDevice()->GetAddress())
        : PassTunnelled(packet, tunnel);
}

void
AttachmentBench::DetachAll()
{
    m_link->isAwake = false;
    for (std::size_t node = 0; node <= m_nodes; ++node)
    {
        m_link->Detach(GetLinkLayer(node));
    }
}

} // namespace fuzz
} // namespace pmipv6
} // namespace ns3
