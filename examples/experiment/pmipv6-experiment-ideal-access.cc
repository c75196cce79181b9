/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-ideal-access.h"

#include "pmipv6-experiment-capture.h"

#include "ns3/double.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

IdealAccessNetwork::IdealAccessNetwork(const ExperimentOptions& options,
                                       Network& network,
                                       AccessListener listener)
    : AccessNetwork(options, network, std::move(listener))
{
    auto channel = m_ideal.GetChannel();
    channel->SetAttribute("Delay", TimeValue(options.delayAccess));
    channel->SetAttribute("DetachDetection",
                          TimeValue(options.detachDetection.value_or(Seconds(-1))));
    channel->SetAttribute("Loss", DoubleValue(options.accessLoss / 100));
    for (const auto& gateway : network.GetGateways())
    {
        auto link = m_ideal.CreateLink();
        gateway.AddAccess(link);
        m_links[gateway.name] = link;
        m_gateways[link] = gateway.name;
    }
    MakeNodes();
    MakeHosts();
    channel->TraceConnectWithoutContext(
        "LinkUp",
        MakeFunctionCallback<Ptr<IdealDevice>, Ptr<IdealAccessLink>>(
            [this](Ptr<IdealDevice> device, Ptr<IdealAccessLink> link) {
                m_listener.linkUp(m_names.at(device), m_gateways.at(link));
            }));
    channel->TraceConnectWithoutContext(
        "LinkDown",
        MakeFunctionCallback<Ptr<IdealDevice>, Ptr<IdealAccessLink>>(
            [this](Ptr<IdealDevice> device, Ptr<IdealAccessLink>) {
                m_listener.linkDown(m_names.at(device), Simulator::Now());
            }));
    channel->TraceConnectWithoutContext(
        "Drop",
        MakeFunctionCallback<Ptr<const Packet>, const std::string&>(
            [this](Ptr<const Packet> packet, const std::string& reason) {
                m_listener.dropped(packet, reason);
            }));
}

Ptr<NetDevice>
IdealAccessNetwork::MakeHost(const MobileNode& mobile)
{
    auto device = m_ideal.InstallHost(mobile.node);
    m_names[device] = mobile.plan.name.GetText();
    for (const auto& [gateway, link] : m_links)
    {
        if (const auto delay = m_options.GetDelay(mobile.plan.name.GetText(), gateway))
        {
            m_ideal.GetChannel()->SetDelay(device, link, *delay);
        }
    }
    return device;
}

void
IdealAccessNetwork::Attach(std::size_t mobile, const std::string& gateway)
{
    m_pending.erase(mobile);
    m_ideal.GetChannel()->Attach(DynamicCast<IdealDevice>(m_mobiles[mobile].device),
                                 m_links.at(gateway));
}

void
IdealAccessNetwork::Move(std::size_t mobile, const std::string& gateway)
{
    Detach(mobile);
    m_pending[mobile] =
        Simulator::Schedule(m_options.l2Gap, [this, mobile, gateway] { Attach(mobile, gateway); });
}

void
IdealAccessNetwork::Detach(std::size_t mobile)
{
    const auto pending = m_pending.find(mobile);
    if (pending != m_pending.end())
    {
        pending->second.Cancel();
        m_pending.erase(pending);
    }
    m_ideal.GetChannel()->Detach(DynamicCast<IdealDevice>(m_mobiles[mobile].device));
}

void
IdealAccessNetwork::VisitDevices(const CaptureVisitor& visitor) const
{
    for (const auto& mobile : m_mobiles)
    {
        visitor(mobile.plan.name.GetText(), "access", mobile.device);
    }
    for (const auto& gateway : m_network.GetGateways())
    {
        visitor(gateway.name, "access", gateway.GetNeighborDiscovery()->GetDevice());
    }
}

void
IdealAccessNetwork::Capture(const std::string& fileName, Ptr<NetDevice> device) const
{
    CaptureIpv6(fileName, device);
}

Time
IdealAccessNetwork::GetDelay(const std::string& node, const std::string& gateway) const
{
    return m_options.GetDelay(node, gateway).value_or(m_options.delayAccess);
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
