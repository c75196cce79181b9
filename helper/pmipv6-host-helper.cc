/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-host-helper.h"

#include "pmipv6-helper-argument.h"

#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-header.h"
#include "ns3/ipv6-route.h"
#include "ns3/ipv6-routing-protocol.h"
#include "ns3/ipv6.h"
#include "ns3/socket.h"

namespace ns3
{
namespace pmipv6
{

Ptr<Ipv6Host>
HostHelper::Install(Ptr<Node> node)
{
    CheckArgument(node, "HostHelper::Install", "node", "a node");
    if (!node->GetObject<Ipv6>())
    {
        InternetStackHelper internet;
        internet.SetIpv4StackInstall(false);
        internet.Install(node);
    }
    return Ipv6Host::Install(node);
}

void
HostHelper::Install(const NodeContainer& nodes)
{
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        Install(*node);
    }
}

uint32_t
HostHelper::AddInterface(Ptr<Node> node, Ptr<NetDevice> device)
{
    CheckArgument(node, "HostHelper::AddInterface", "node", "a node");
    CheckArgument(device, "HostHelper::AddInterface", "device", "a device of that node");
    if (!node->GetObject<Ipv6>())
    {
        Install(node);
    }
    auto ipv6 = node->GetObject<Ipv6>();
    const uint32_t interface = ipv6->AddInterface(device);
    ipv6->SetForwarding(interface, false);
    ipv6->SetUp(interface);
    return interface;
}

Ipv6Address
HostHelper::ChooseSource(Ptr<Node> node, const Ipv6Address& destination)
{
    CheckArgument(node, "HostHelper::ChooseSource", "node", "a node with an IPv6 stack");
    const auto ipv6 = node->GetObject<Ipv6>();
    CheckArgument(ipv6, "HostHelper::ChooseSource", "node", "a node with an IPv6 stack");
    Ipv6Header header;
    header.SetSource(Ipv6Address::GetAny());
    header.SetDestination(destination);
    Socket::SocketErrno error = Socket::ERROR_NOTERROR;
    const auto route = ipv6->GetRoutingProtocol()->RouteOutput(nullptr, header, nullptr, error);
    return route ? route->GetSource() : Ipv6Address::GetAny();
}

int64_t
HostHelper::AssignStreams(const NodeContainer& nodes, int64_t stream)
{
    int64_t next = stream;
    for (auto node = nodes.Begin(); node != nodes.End(); ++node)
    {
        if (const auto host = (*node)->GetObject<Ipv6Host>())
        {
            next += host->AssignStreams(next);
        }
    }
    return next - stream;
}

} // namespace pmipv6
} // namespace ns3
