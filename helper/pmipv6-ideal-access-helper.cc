/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-ideal-access-helper.h"

#include "pmipv6-helper-argument.h"
#include "pmipv6-host-helper.h"
#include "pmipv6-scheduled-time.h"

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
    CheckArgument(node, "IdealAccessHelper::InstallHost", "node", "a node");
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
    return HostHelper::AddInterface(node, device);
}

void
IdealAccessHelper::AttachAt(Time at,
                            Ptr<IdealDevice> device,
                            Ptr<IdealAccessLink> link,
                            HandoffIndicator hint)
{
    CheckArgument(device, "IdealAccessHelper::AttachAt", "device", "what InstallHost has returned");
    CheckArgument(link, "IdealAccessHelper::AttachAt", "link", "what CreateLink has returned");
    Simulator::Schedule(GetDelayUntil(at, "IdealAccessHelper::AttachAt"),
                        &IdealChannel::Attach,
                        m_channel,
                        device,
                        link,
                        hint);
}

void
IdealAccessHelper::DetachAt(Time at, Ptr<IdealDevice> device)
{
    CheckArgument(device, "IdealAccessHelper::DetachAt", "device", "what InstallHost has returned");
    Simulator::Schedule(GetDelayUntil(at, "IdealAccessHelper::DetachAt"),
                        &IdealChannel::Detach,
                        m_channel,
                        device);
}

} // namespace pmipv6
} // namespace ns3
