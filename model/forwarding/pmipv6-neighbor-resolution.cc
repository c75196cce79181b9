/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-neighbor-resolution.h"

#include "ns3/boolean.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-route.h"
#include "ns3/node.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(NeighborResolution);

TypeId
NeighborResolution::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::NeighborResolution")
                            .SetParent<Icmpv6L4Protocol>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<NeighborResolution>();
    return tid;
}

bool
NeighborResolution::Lookup(Ipv6Address dst,
                           Ptr<NetDevice> device,
                           Ptr<NdiscCache> /* cache */,
                           Address* hardwareDestination)
{
    const auto* resolver = dynamic_cast<const ResolvingDevice*>(PeekPointer(device));
    const auto address = resolver ? resolver->Resolve(dst) : std::nullopt;
    if (address)
    {
        *hardwareDestination = *address;
    }
    return address.has_value();
}

bool
NeighborResolution::Lookup(Ptr<Packet> /* p */,
                           const Ipv6Header& /* ipHeader */,
                           Ipv6Address dst,
                           Ptr<NetDevice> device,
                           Ptr<NdiscCache> cache,
                           Address* hardwareDestination)
{
    return Lookup(dst, device, cache, hardwareDestination);
}

uint32_t
NeighborResolution::AddInterface(Ptr<Node> node, Ptr<NetDevice> device)
{
    auto ipv6 = node->GetObject<Ipv6L3Protocol>();
    const uint32_t index = ipv6->AddInterface(device);
    auto icmpv6 = CreateObject<NeighborResolution>();
    // Nobody else is on the link: duplicate address detection has nobody to ask.
    icmpv6->SetAttribute("DAD", BooleanValue(false));
    icmpv6->SetNode(node);
    icmpv6->SetDownTarget6(MakeCallback(&Ipv6::Send, ipv6));
    ipv6->Insert(icmpv6, index);
    // It is no aggregate of the node, which would see to this.
    Simulator::ScheduleDestroy(&NeighborResolution::Dispose, icmpv6);
    ipv6->SetUp(index);
    ipv6->SetForwarding(index, true);
    return index;
}

} // namespace pmipv6
} // namespace ns3
