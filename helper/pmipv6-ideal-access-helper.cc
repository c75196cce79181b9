/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-ideal-access-helper.h"

#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

IdealAccessHelper::IdealAccessHelper()
    : m_channel(CreateObject<IdealChannel>())
{
}

Ptr<IdealAccessLink>
IdealAccessHelper::CreateLink()
{
    auto link = CreateObject<IdealAccessLink>();
    link->SetChannel(m_channel);
    return link;
}

Ptr<IdealDevice>
IdealAccessHelper::InstallHost(Ptr<Node> node)
{
    auto device = CreateObject<IdealDevice>();
    device->SetAddress(Mac48Address::Allocate());
    device->SetChannel(m_channel);
    node->AddDevice(device);
    MakeHost(node, device);
    return device;
}

uint32_t
IdealAccessHelper::MakeHost(Ptr<Node> node, Ptr<NetDevice> device)
{
    if (!node->GetObject<Ipv6>())
    {
        InternetStackHelper internet;
        internet.SetIpv4StackInstall(false);
        internet.Install(node);
    }
    auto ipv6 = node->GetObject<Ipv6>();
    const uint32_t interface = ipv6->AddInterface(device);
    ipv6->SetForwarding(interface, false);
    ipv6->SetUp(interface);
    return interface;
}

void
IdealAccessHelper::AttachAt(Time at,
                            Ptr<IdealDevice> device,
                            Ptr<IdealAccessLink> link,
                            HandoffIndicator hint)
{
    Simulator::Schedule(at - Simulator::Now(),
                        &IdealChannel::Attach,
                        m_channel,
                        device,
                        link,
                        hint);
}

void
IdealAccessHelper::DetachAt(Time at, Ptr<IdealDevice> device)
{
    Simulator::Schedule(at - Simulator::Now(), &IdealChannel::Detach, m_channel, device);
}

} // namespace pmipv6
} // namespace ns3
