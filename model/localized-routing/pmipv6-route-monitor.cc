/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-monitor.h"

#include "pmipv6-function-callback.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <tuple>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return true if a session in this state is one that its anchor keeps up, or is about to
bool
IsAlive(RouteSessionState state)
{
    return state != RouteSessionState::NONE && state != RouteSessionState::REFUSED &&
           state != RouteSessionState::ENDING;
}

} // namespace

RouteMonitor::RouteMonitor()
    : m_self(std::make_shared<RouteMonitor*>(this))
{
}

RouteMonitor::~RouteMonitor()
{
    *m_self = nullptr;
}

void
RouteMonitor::AddMobileNode(const std::string& name, const LinkLayerAddress& linkLayer)
{
    m_names[linkLayer] = name;
    m_paths.AddNode(name);
}

void
RouteMonitor::AddGateway(Ptr<MobileAccessGateway> gateway,
                         Ptr<RouteOptimizationAgent> agent,
                         const std::string& name)
{
    const auto self = m_self;
    m_gateways[gateway->GetAddress()] = name;
    gateway->TraceConnectWithoutContext(
        "Attachment",
        MakeFunctionCallback<const BindingUpdateListEntry&, AttachmentState, AttachmentState>(
            [self](const BindingUpdateListEntry& entry, AttachmentState, AttachmentState to) {
                if (*self && to == AttachmentState::REGISTERED)
                {
                    (*self)->HandleAttachment(entry);
                }
            }));
    agent->TraceConnectWithoutContext(
        "Route",
        MakeFunctionCallback<const LocalizedRoute&, LocalizedRouteState, LocalizedRouteState>(
            [self, name](const LocalizedRoute& route, LocalizedRouteState, LocalizedRouteState to) {
                if (*self)
                {
                    (*self)->HandleRoute(name, route, to);
                }
            }));
    agent->TraceConnectWithoutContext(
        "Requested",
        MakeFunctionCallback<const Ipv6Address&, const Ipv6Address&>(
            [self](const Ipv6Address& source, const Ipv6Address& destination) {
                if (*self)
                {
                    (*self)->HandleRequested(source, destination);
                }
            }));
}

void
RouteMonitor::ConnectDetected(Ptr<AnchorFunction> function, const std::string& name)
{
    const auto self = m_self;
    function->TraceConnectWithoutContext(
        "Detected",
        MakeFunctionCallback<const Ipv6Address&, const Ipv6Address&>(
            [self, name](const Ipv6Address& source, const Ipv6Address& destination) {
                if (*self)
                {
                    (*self)->HandleDetected(name, source, destination);
                }
            }));
}

void
RouteMonitor::AddAnchor(Ptr<UncoordinatedRouting> routing, const std::string& name)
{
    ConnectDetected(routing, name);
}

void
RouteMonitor::AddAnchor(Ptr<RouteOptimizationController> controller, const std::string& name)
{
    const auto self = m_self;
    ConnectDetected(controller, name);
    controller->TraceConnectWithoutContext(
        "Session",
        MakeFunctionCallback<const RouteSession&, RouteSessionState, RouteSessionState>(
            [self, name](const RouteSession& session, RouteSessionState, RouteSessionState to) {
                if (*self)
                {
                    (*self)->HandleSession(name, session, to);
                }
            }));
}

void
RouteMonitor::NoteLinkDown(const std::string& node)
{
    m_paths.NoteLinkDown(node);
}

void
RouteMonitor::NoteLinkUp(const std::string& node, const std::string& gateway)
{
    m_paths.NoteLinkUp(node, gateway, Simulator::Now());
}

void
RouteMonitor::HandleAttachment(const BindingUpdateListEntry& entry)
{
    const auto name = m_names.find(entry.linkLayer);
    if (name == m_names.end())
    {
        return;
    }
    for (const auto& prefix : entry.prefixes)
    {
        m_owners.Set(prefix, name->second);
    }
}

void
RouteMonitor::HandleRequested(const Ipv6Address& source, const Ipv6Address& destination)
{
    if (const auto pair = m_owners.FindPair({Prefix(source, 128), Prefix(destination, 128)}))
    {
        m_attempts.Request(*pair, Simulator::Now());
    }
}

void
RouteMonitor::HandleDetected(const std::string& anchor,
                             const Ipv6Address& source,
                             const Ipv6Address& destination)
{
    if (const auto pair = m_owners.FindPair({Prefix(source, 128), Prefix(destination, 128)}))
    {
        m_attempts.Detect(anchor, *pair, Simulator::Now());
    }
}

void
RouteMonitor::HandleSession(const std::string& anchor,
                            const RouteSession& session,
                            RouteSessionState to)
{
    const auto pair = m_owners.FindPair(session.pair);
    if (!pair)
    {
        return;
    }
    if (to == RouteSessionState::ACTIVE)
    {
        m_attempts.Complete(anchor, *pair, Simulator::Now());
    }
    else if (IsAlive(to))
    {
        m_attempts.SetAlive(anchor, *pair);
    }
    else
    {
        m_attempts.End(anchor, *pair);
    }
}

void
RouteMonitor::HandleRoute(const std::string& gateway,
                          const LocalizedRoute& route,
                          LocalizedRouteState to)
{
    const auto pair = m_owners.FindPair(route.pair);
    if (!pair)
    {
        return;
    }
    const PrefixPair way{route.own, pair->GetOther(route.own)};
    // The gateway has one route of the pair, of whichever node.
    m_paths.Remove(way, gateway);
    m_paths.Remove({way.destination, way.source}, gateway);
    if (to == LocalizedRouteState::NONE || route.entries.empty())
    {
        return;
    }
    const auto remote = m_gateways.find(route.gateway);
    m_attempts.Use(*pair, route.own, route.isLocal, Simulator::Now());
    m_paths.Set(way, gateway, remote == m_gateways.end() ? "" : remote->second, Simulator::Now());
}

std::vector<OptimizationRecord>
RouteMonitor::GetOptimizations(const SignalingMonitor& signaling) const
{
    std::unordered_map<PrefixPair, std::vector<Time>, PrefixPairHash> sent; // by time
    signaling.ForEachWithPrefixes([&](Time when, const std::vector<Prefix>& prefixes) {
        const auto pair =
            prefixes.size() == 2 ? m_owners.FindPair({prefixes[0], prefixes[1]}) : std::nullopt;
        if (pair)
        {
            sent[pair->GetKey()].push_back(when);
        }
    });
    std::vector<OptimizationRecord> all;
    for (auto& [pair, anchor, record] : m_attempts.GetSetUp())
    {
        if (record.completed)
        {
            const auto& times = sent[pair.GetKey()];
            record.messages = static_cast<uint64_t>(
                std::lower_bound(times.begin(), times.end(), *record.completed) -
                std::lower_bound(times.begin(), times.end(), record.triggered));
        }
        all.push_back(record);
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::tie(a.triggered, a.from, a.to) < std::tie(b.triggered, b.from, b.to);
    });
    return all;
}

std::optional<Time>
RouteMonitor::FindOptimized(const std::string& node, Time attached) const
{
    return m_paths.FindOptimized(node, attached);
}

} // namespace pmipv6
} // namespace ns3
