/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-host-neighbor-discovery.h"

#include "pmipv6-ipv6-host.h"
#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-neighbor-messages.h"
#include "pmipv6-router-advertisement.h"

#include "ns3/abort.h"
#include "ns3/ipv6-interface.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6.h"
#include "ns3/node.h"
#include "ns3/object-factory.h"

#include <vector>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(HostNeighborDiscovery);

TypeId
HostNeighborDiscovery::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::HostNeighborDiscovery")
                            .SetParent<Icmpv6L4Protocol>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<HostNeighborDiscovery>();
    return tid;
}

Ptr<HostNeighborDiscovery>
HostNeighborDiscovery::CreateLike(Ptr<const Icmpv6L4Protocol> stock)
{
    ObjectFactory factory;
    factory.SetTypeId(GetTypeId());
    const TypeId type = Icmpv6L4Protocol::GetTypeId();
    for (std::size_t i = 0; i < type.GetAttributeN(); ++i)
    {
        const auto information = type.GetAttribute(i);
        const auto value = information.checker->Create();
        stock->GetAttribute(information.name, *value);
        factory.Set(information.name, *value);
    }
    return factory.Create<HostNeighborDiscovery>();
}

Ptr<HostNeighborDiscovery>
HostNeighborDiscovery::Install(Ipv6Host* host, Ptr<Node> node)
{
    const auto ipv6 = node->GetObject<Ipv6L3Protocol>();
    for (uint32_t i = 0; i < ipv6->GetNInterfaces(); ++i)
    {
        // Its neighbour cache is bound for good to the ICMPv6 that is replaced here.
        NS_ABORT_MSG_IF(ipv6->GetInterface(i)->GetNdiscCache(),
                        "Ipv6Host::Install: interface " << i << " of node " << node->GetId()
                                                        << " is up already; allowed is right after "
                                                           "InternetStackHelper::Install");
    }
    const auto discovery = CreateLike(ipv6->GetIcmpv6());
    discovery->m_host = host;
    discovery->SetNode(node);
    discovery->SetDownTarget6(
        MakeCallback(&HostNeighborDiscovery::SendDown, PeekPointer(discovery)));
    ipv6->Insert(discovery);
    return discovery;
}

void
HostNeighborDiscovery::Stop()
{
    m_host = nullptr;
}

void
HostNeighborDiscovery::SendDown(Ptr<Packet> packet,
                                Ipv6Address source,
                                Ipv6Address destination,
                                uint8_t protocol,
                                Ptr<Ipv6Route> route)
{
    const auto ipv6 = m_node->GetObject<Ipv6>();
    // ns-3's stack looks up the interface of the source, and does not expect that there is none.
    if (source.IsAny() || ipv6->GetInterfaceForAddress(source) >= 0)
    {
        ipv6->Send(packet, source, destination, protocol, route);
    }
    else if (m_host)
    {
        ++m_nWithheld;
        m_host->TellWithheld(source, destination);
    }
}

void
HostNeighborDiscovery::Solicit(const Ipv6Interface& interface)
{
    m_handleRsTimeoutEvent.Cancel();
    m_rsRetransmissionCount = 0;
    const Ipv6Address source = interface.GetLinkLocalAddress().GetAddress();
    SendMessage(MakeRouterSolicitation(source, interface.GetDevice()->GetAddress()),
                source,
                Ipv6Address::GetAllRoutersMulticast(),
                DISCOVERY_HOP_LIMIT);
}

void
HostNeighborDiscovery::Advertise(Ptr<Ipv6Interface> interface, const Ipv6Address& address)
{
    const Ipv6Address source = interface->GetLinkLocalAddress().GetAddress();
    const Ipv6Address nodes = Ipv6Address::GetAllNodesMulticast();
    const auto packet =
        MakeNeighborAdvertisement(source, interface->GetDevice()->GetAddress(), address, nodes, {});
    Ipv6Header header;
    header.SetSource(source);
    header.SetDestination(nodes);
    header.SetNextHeader(PROT_NUMBER);
    header.SetHopLimit(DISCOVERY_HOP_LIMIT);
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    interface->Send(packet, header, nodes); // The address may be another interface's.
}

IpL4Protocol::RxStatus
HostNeighborDiscovery::Receive(Ptr<Packet> packet,
                               const Ipv6Header& header,
                               Ptr<Ipv6Interface> interface)
{
    uint8_t type = 0;
    packet->CopyData(&type, 1);
    if (type != ROUTER_ADVERTISEMENT)
    {
        return Icmpv6L4Protocol::Receive(packet, header, interface);
    }
    // RFC 4861, 6.2.7: a router configures nothing by it.
    if (m_host && !interface->IsForwarding())
    {
        TakeAdvertisement(packet, header, interface);
    }
    return IpL4Protocol::RX_OK;
}

void
HostNeighborDiscovery::TakeAdvertisement(Ptr<const Packet> packet,
                                         const Ipv6Header& header,
                                         Ptr<Ipv6Interface> interface)
{
    const Ipv6Address router = header.GetSource();
    std::vector<uint8_t> octets(packet->GetSize());
    packet->CopyData(octets.data(), packet->GetSize());
    const auto parsed = ParseRouterAdvertisement(octets.data(), octets.size());
    const auto* fault = std::get_if<std::string>(&parsed);
    // RFC 4861, 6.1.2.
    if (fault || header.GetHopLimit() != DISCOVERY_HOP_LIMIT || !router.IsLinkLocal())
    {
        m_host->Refuse(router,
                       !router.IsLinkLocal()                         ? "source"
                       : header.GetHopLimit() != DISCOVERY_HOP_LIMIT ? "hop-limit"
                                                                     : *fault);
        return;
    }
    const auto& advertisement = std::get<RouterAdvertisement>(parsed);
    // RFC 4861, 6.3.7: a default router is found, no need to ask for one.
    if (advertisement.lifetime > 0 && !m_handleRsTimeoutEvent.IsExpired())
    {
        m_handleRsTimeoutEvent.Cancel();
        m_rsRetransmissionCount = 0;
    }
    if (advertisement.hopLimit > 0)
    {
        interface->SetCurHopLimit(advertisement.hopLimit);
    }
    const LinkLayerAddress own = interface->GetDevice()->GetAddress();
    const auto linkLayer = ReadLinkLayerAddress(advertisement, own.GetSize());
    if (linkLayer && linkLayer->IsOfDevice())
    {
        ReceiveLLA(Icmpv6OptionLinkLayerAddress(true, linkLayer->ToAddress()),
                   router,
                   header.GetDestination(),
                   interface);
    }
    const auto index = m_node->GetObject<Ipv6>()->GetInterfaceForDevice(interface->GetDevice());
    m_host->TakeAdvertisement(static_cast<uint32_t>(index), router, advertisement);
}

void
HostNeighborDiscovery::FunctionDadTimeout(Ipv6Interface* interface, Ipv6Address addr)
{
    Icmpv6L4Protocol::FunctionDadTimeout(interface, addr);
    if (m_host)
    {
        m_host->HandleUnique(addr);
    }
}

} // namespace pmipv6
} // namespace ns3
