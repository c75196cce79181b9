/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-core-network-helper.h"

#include "pmipv6-helper-argument.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/drop-tail-queue.h"
#include "ns3/internet-stack-helper.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/ipv6-static-routing-helper.h"
#include "ns3/ipv6-static-routing.h"
#include "ns3/net-device-queue-interface.h"
#include "ns3/point-to-point-channel.h"
#include "ns3/point-to-point-helper.h"
#include "ns3/point-to-point-net-device.h"
#include "ns3/string.h"

#include <algorithm>
#include <array>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Fast enough that a message takes next to no time of its own: 1500 octets in 0.12 us.
const char* const LINK_RATE = "100Gbps";

/// A device of the core loses nothing: thousands of nodes that send at one moment, as sources of a
/// constant rate do, wait for microseconds. (ns-3's default is 100 packets.)
const char* const LINK_QUEUE = "10000000p";

/// @return the IPv6 of a node
Ptr<Ipv6>
GetIpv6(Ptr<Node> node)
{
    return node->GetObject<Ipv6>();
}

/// @return the static routing of a node
Ptr<Ipv6StaticRouting>
GetStaticRouting(Ptr<Node> node)
{
    return Ipv6StaticRoutingHelper().GetStaticRouting(GetIpv6(node));
}

} // namespace

void
CoreNetworkHelper::AddNode(Ptr<Node> node, const Ipv6Address& address)
{
    CheckArgument(node, "CoreNetworkHelper::AddNode", "node", "a node");
    if (!GetIpv6(node))
    {
        InternetStackHelper internet;
        internet.SetIpv4StackInstall(false);
        internet.Install(node);
    }
    m_indices[node->GetId()] = m_members.size();
    m_members.push_back({node, address, {}});
}

void
CoreNetworkHelper::AddPrefix(const Prefix& prefix, Ptr<Node> node)
{
    m_members.at(m_indices.at(node->GetId())).prefixes.push_back(prefix);
}

void
CoreNetworkHelper::SetDelay(Ptr<Node> a, Ptr<Node> b, Time delay)
{
    m_delays[std::minmax(a->GetId(), b->GetId())] = delay;
}

void
CoreNetworkHelper::SetTransitRouters(uint32_t count)
{
    m_transit = count;
}

void
CoreNetworkHelper::SetRouterPrefix(const Prefix& prefix)
{
    NS_ABORT_MSG_UNLESS(prefix.GetLength() == 64,
                        "CoreNetworkHelper::SetRouterPrefix: " << prefix << " is no /64");
    m_routers = prefix.GetAddress();
}

Ipv6Address
CoreNetworkHelper::GetAddress(Ptr<Node> node) const
{
    const auto known = m_indices.find(node->GetId());
    if (known != m_indices.end())
    {
        return m_members[known->second].address;
    }
    std::array<uint8_t, 16> octets;
    m_routers.GetBytes(octets.data());
    for (std::size_t i = 0; i < sizeof(uint32_t); ++i)
    {
        octets[15 - i] = static_cast<uint8_t>(node->GetId() >> (8 * i));
    }
    return Ipv6Address(octets.data());
}

void
CoreNetworkHelper::SetLinkVisitor(LinkVisitor visitor)
{
    m_visitor = std::move(visitor);
}

void
CoreNetworkHelper::MakeRouter(Ptr<Node> node)
{
    if (!GetIpv6(node))
    {
        InternetStackHelper internet;
        internet.SetIpv4StackInstall(false);
        internet.Install(node);
    }
    GetIpv6(node)->SetAttribute("IpForward", BooleanValue(true));
}

void
CoreNetworkHelper::SetChannel(const ObjectFactory& factory)
{
    NS_ABORT_MSG_UNLESS(factory.GetTypeId() == PointToPointChannel::GetTypeId() ||
                            factory.GetTypeId().IsChildOf(PointToPointChannel::GetTypeId()),
                        "CoreNetworkHelper::SetChannel: "
                            << factory.GetTypeId().GetName()
                            << " is no channel of this helper's links; allowed is "
                               "ns3::PointToPointChannel or a subclass");
    m_channel = factory;
}

int64_t
CoreNetworkHelper::AssignStreams(int64_t stream) const
{
    int64_t next = stream;
    for (const auto& channel : m_impaired)
    {
        next += channel->AssignStreams(next);
    }
    return next - stream;
}

NetDeviceContainer
CoreNetworkHelper::MakeLink(Ptr<Node> a, Ptr<Node> b, Time delay)
{
    if (!m_channel.IsTypeIdSet())
    {
        PointToPointHelper link;
        link.SetDeviceAttribute("DataRate", StringValue(LINK_RATE));
        link.SetChannelAttribute("Delay", TimeValue(delay));
        link.SetQueue("ns3::DropTailQueue<Packet>", "MaxSize", StringValue(LINK_QUEUE));
        return link.Install(a, b);
    }
    // As PointToPointHelper does, which takes no channel.
    auto channel = m_channel.Create<PointToPointChannel>();
    channel->SetAttribute("Delay", TimeValue(delay));
    if (auto impaired = DynamicCast<SignalingImpairmentChannel>(channel))
    {
        m_impaired.push_back(impaired);
    }
    NetDeviceContainer devices;
    for (const auto& node : {a, b})
    {
        auto device = CreateObject<PointToPointNetDevice>();
        device->SetAttribute("DataRate", StringValue(LINK_RATE));
        device->SetAddress(Mac48Address::Allocate());
        node->AddDevice(device);
        auto queue = CreateObject<DropTailQueue<Packet>>();
        queue->SetAttribute("MaxSize", StringValue(LINK_QUEUE));
        device->SetQueue(queue);
        auto queues = CreateObject<NetDeviceQueueInterface>();
        queues->GetTxQueue(0)->ConnectQueueTraces(queue);
        device->AggregateObject(queues);
        device->Attach(channel);
        devices.Add(device);
    }
    return devices;
}

std::pair<uint32_t, uint32_t>
CoreNetworkHelper::Connect(Ptr<Node> a, Ptr<Node> b, Time delay)
{
    const NetDeviceContainer devices = MakeLink(a, b, delay);
    uint32_t interfaces[2];
    for (uint32_t end = 0; end < 2; ++end)
    {
        const auto node = end == 0 ? a : b;
        const auto ipv6 = GetIpv6(node);
        interfaces[end] = ipv6->AddInterface(devices.Get(end));
        // One address on every link of the node: it is the source whatever way a packet takes.
        ipv6->AddAddress(interfaces[end], Ipv6InterfaceAddress(GetAddress(node), Ipv6Prefix(128)));
        ipv6->SetUp(interfaces[end]);
    }
    if (m_visitor)
    {
        m_visitor(a, devices.Get(0), b, devices.Get(1));
    }
    return {interfaces[0], interfaces[1]};
}

void
CoreNetworkHelper::AddRoutes(Ptr<Node> at,
                             uint32_t interface,
                             const Member& member,
                             const std::function<bool(const Prefix&)>& isThere)
{
    auto routing = GetStaticRouting(at);
    routing->AddHostRouteTo(member.address, interface);
    for (const auto& prefix : member.prefixes)
    {
        if (isThere(prefix))
        {
            routing->AddNetworkRouteTo(prefix.GetAddress(), prefix.ToMask(), interface);
        }
    }
}

Time
CoreNetworkHelper::GetDelay(std::size_t first, std::size_t second) const
{
    const auto [a, b] = std::minmax(first, second);
    const auto [low, high] = std::pair(m_members[a].node->GetId(), m_members[b].node->GetId());
    const auto delay = m_delays.find(std::minmax(low, high));
    NS_ABORT_MSG_IF(delay == m_delays.end(),
                    "CoreNetworkHelper: no delay is set between nodes " << low << " and " << high);
    return delay->second;
}

std::map<Prefix, std::size_t>
CoreNetworkHelper::FindNearest(const std::function<Time(std::size_t)>& getDelay) const
{
    std::map<Prefix, std::size_t> nearest;
    for (std::size_t i = 0; i < m_members.size(); ++i)
    {
        for (const auto& prefix : m_members[i].prefixes)
        {
            const auto [known, isFirst] = nearest.try_emplace(prefix, i);
            if (!isFirst && getDelay(i) < getDelay(known->second))
            {
                known->second = i;
            }
        }
    }
    return nearest;
}

void
CoreNetworkHelper::BuildMesh()
{
    std::vector<std::map<Prefix, std::size_t>> nearest; // Of each member.
    for (std::size_t i = 0; i < m_members.size(); ++i)
    {
        nearest.push_back(
            FindNearest([&](std::size_t j) { return i == j ? Time(0) : GetDelay(i, j); }));
    }
    for (std::size_t i = 0; i < m_members.size(); ++i)
    {
        for (std::size_t j = i + 1; j < m_members.size(); ++j)
        {
            const Member& a = m_members[i];
            const Member& b = m_members[j];
            const Time delay = GetDelay(i, j);
            std::vector<Ptr<Node>> path{a.node};
            for (uint32_t router = 0; router < m_transit; ++router)
            {
                path.push_back(CreateObject<Node>());
                MakeRouter(path.back());
            }
            path.push_back(b.node);
            const auto hops = static_cast<int64_t>(path.size()) - 1;
            const Time share = delay / hops;
            for (std::size_t hop = 0; hop + 1 < path.size(); ++hop)
            {
                // What the division leaves over goes to the first hop.
                const Time rest = hop == 0 ? delay - share * hops : Time(0);
                const auto ends = Connect(path[hop], path[hop + 1], share + rest);
                AddRoutes(path[hop], ends.first, b, [&](const Prefix& prefix) {
                    return nearest[i].at(prefix) == j;
                });
                AddRoutes(path[hop + 1], ends.second, a, [&](const Prefix& prefix) {
                    return nearest[j].at(prefix) == i;
                });
            }
        }
    }
}

void
CoreNetworkHelper::BuildStar(Ptr<Node> router, const std::vector<Time>& delays)
{
    NS_ABORT_MSG_UNLESS(delays.size() == m_members.size(),
                        "CoreNetworkHelper::BuildStar needs a delay for each of "
                            << m_members.size() << " nodes, not " << delays.size());
    MakeRouter(router);
    const auto nearest = FindNearest([&](std::size_t i) { return delays[i]; });
    for (std::size_t i = 0; i < m_members.size(); ++i)
    {
        const auto ends = Connect(m_members[i].node, router, delays[i]);
        GetStaticRouting(m_members[i].node)->SetDefaultRoute(Ipv6Address::GetAny(), ends.first);
        AddRoutes(router, ends.second, m_members[i], [&](const Prefix& prefix) {
            return nearest.at(prefix) == i;
        });
    }
}

void
CoreNetworkHelper::AttachHost(Ptr<Node> host,
                              const Ipv6Address& address,
                              const std::vector<Ptr<Node>>& routers,
                              Time delay)
{
    AddNode(host, address);
    for (const auto& router : routers)
    {
        MakeRouter(router);
        const auto ends = Connect(host, router, delay);
        GetStaticRouting(router)->AddHostRouteTo(address, ends.second);
        if (router == routers.front())
        {
            GetStaticRouting(host)->SetDefaultRoute(Ipv6Address::GetAny(), ends.first);
        }
    }
}

} // namespace pmipv6
} // namespace ns3
