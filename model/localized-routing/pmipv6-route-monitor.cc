/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-monitor.h"

#include "pmipv6-function-callback.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <iterator>
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
RouteMonitor::AddMobileNode(const std::string& name, Mac48Address linkLayer)
{
    m_names[linkLayer] = name;
    m_nodes[name];
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
    Node& lost = m_nodes.at(node);
    lost.gateway.clear();
    lost.awaited.clear();
    for (const auto& key : lost.pairs)
    {
        // Its peer does not see the path that it waits for any more.
        for (const auto& prefix : {key.source, key.destination})
        {
            Node& end = m_nodes.at(m_owners.at(prefix));
            if (end.awaited.count(key))
            {
                end.awaited.clear();
            }
        }
    }
}

void
RouteMonitor::NoteLinkUp(const std::string& node, const std::string& gateway)
{
    Node& up = m_nodes.at(node);
    if (!up.gateway.empty())
    {
        NoteLinkDown(node); // It changed without a gap.
    }
    up.gateway = gateway;
    if (up.isKnown)
    {
        up.awaited = up.pairs;
        up.attached = Simulator::Now();
    }
    up.isKnown = true;
}

std::optional<Prefix>
RouteMonitor::FindPrefix(const Prefix& prefix) const
{
    // Of all that sort before it, the last one alone can contain it.
    const auto next = m_owners.upper_bound(Prefix(prefix.GetAddress(), 128));
    if (next == m_owners.begin())
    {
        return std::nullopt;
    }
    const Prefix& known = std::prev(next)->first;
    return known.Contains(prefix.GetAddress()) ? std::make_optional(known) : std::nullopt;
}

std::optional<PrefixPair>
RouteMonitor::FindPair(const PrefixPair& pair) const
{
    const auto source = FindPrefix(pair.source);
    const auto destination = FindPrefix(pair.destination);
    return source && destination ? std::make_optional(PrefixPair{*source, *destination})
                                 : std::nullopt;
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
        m_owners[prefix] = name->second;
    }
}

void
RouteMonitor::Begin(Pair& known, const PrefixPair& pair, const std::string& anchor)
{
    auto& attempts = known.attempts;
    attempts.erase(std::remove_if(attempts.begin(),
                                  attempts.end(),
                                  [&pair](const Attempt& other) { return other.pair == pair; }),
                   attempts.end());
    Attempt attempt;
    attempt.pair = pair;
    attempt.anchor = anchor;
    attempt.record.from = m_owners.at(pair.source);
    attempt.record.to = m_owners.at(pair.destination);
    attempt.record.triggered = Simulator::Now();
    attempts.push_back(attempt);
}

void
RouteMonitor::HandleRequested(const Ipv6Address& source, const Ipv6Address& destination)
{
    const auto pair = FindPair({Prefix(source, 128), Prefix(destination, 128)});
    if (!pair)
    {
        return;
    }
    Pair& known = m_pairs[pair->GetKey()];
    if (known.anchors.empty())
    {
        Begin(known, *pair, "");
    }
}

void
RouteMonitor::HandleDetected(const std::string& anchor,
                             const Ipv6Address& source,
                             const Ipv6Address& destination)
{
    const auto pair = FindPair({Prefix(source, 128), Prefix(destination, 128)});
    if (!pair)
    {
        return;
    }
    Pair& known = m_pairs[pair->GetKey()];
    if (known.anchors.count(anchor))
    {
        return; // A gateway has asked for what there is.
    }
    for (auto& attempt : known.attempts)
    {
        if (attempt.pair == *pair && attempt.anchor.empty())
        {
            attempt.anchor = anchor;
            return;
        }
    }
    Begin(known, *pair, anchor);
}

void
RouteMonitor::HandleSession(const std::string& anchor,
                            const RouteSession& session,
                            RouteSessionState to)
{
    const auto pair = FindPair(session.pair);
    if (!pair)
    {
        return;
    }
    Pair& known = m_pairs[pair->GetKey()];
    if (IsAlive(to))
    {
        known.anchors.insert(anchor);
    }
    else
    {
        known.anchors.erase(anchor);
    }
    if (IsAlive(to) && to != RouteSessionState::ACTIVE)
    {
        return;
    }
    std::vector<Attempt> left;
    for (auto& attempt : known.attempts)
    {
        const bool isIts = attempt.pair == *pair && attempt.anchor == anchor;
        if (isIts && to == RouteSessionState::ACTIVE)
        {
            SetOnce(attempt.record.completed, Simulator::Now());
        }
        // When both anchors have seen a packet, one attempt stands.
        const bool isSuperseded = !(attempt.pair == *pair) && to == RouteSessionState::ACTIVE;
        if (isIts && attempt.record.forwardActive)
        {
            m_done.push_back(attempt);
        }
        else if (!isIts && !isSuperseded)
        {
            left.push_back(attempt);
        }
    }
    known.attempts = std::move(left);
}

void
RouteMonitor::HandleRoute(const std::string& gateway,
                          const LocalizedRoute& route,
                          LocalizedRouteState to)
{
    const auto pair = FindPair(route.pair);
    if (!pair)
    {
        return;
    }
    const PrefixPair key = pair->GetKey();
    Pair& known = m_pairs[key];
    const bool isUsed = to != LocalizedRouteState::NONE && !route.entries.empty();
    if (!isUsed)
    {
        known.rows.erase(gateway);
        return;
    }
    const auto remote = m_gateways.find(route.gateway);
    known.rows[gateway] = {route.own, remote == m_gateways.end() ? "" : remote->second};
    for (auto& attempt : known.attempts)
    {
        const bool isReverse = !route.isLocal && route.own == attempt.pair.destination;
        SetOnce(isReverse ? attempt.record.reverseActive : attempt.record.forwardActive,
                Simulator::Now());
    }
    for (const auto& prefix : {key.source, key.destination})
    {
        m_nodes.at(m_owners.at(prefix)).pairs.insert(key);
    }
    CheckOptimized(key);
}

void
RouteMonitor::CheckOptimized(const PrefixPair& key)
{
    Node& source = m_nodes.at(m_owners.at(key.source));
    Node& destination = m_nodes.at(m_owners.at(key.destination));
    const auto& rows = m_pairs[key].rows;
    const auto leads = [&](const Node& from, const Node& to, const Prefix& own) {
        const auto row = rows.find(from.gateway);
        const bool isLocal = from.gateway == to.gateway;
        return row != rows.end() && row->second.remote == to.gateway &&
               (isLocal || row->second.own == own);
    };
    const bool isOptimized = !source.gateway.empty() && !destination.gateway.empty() &&
                             leads(source, destination, key.source) &&
                             leads(destination, source, key.destination);
    for (Node* end : {&source, &destination})
    {
        if (isOptimized && end->awaited.erase(key) && end->awaited.empty())
        {
            end->optimized[end->attached] = Simulator::Now();
        }
    }
}

std::vector<OptimizationRecord>
RouteMonitor::GetOptimizations(const SignalingMonitor& signaling) const
{
    std::vector<Attempt> attempts = m_done;
    for (const auto& [key, pair] : m_pairs)
    {
        std::copy_if(pair.attempts.begin(),
                     pair.attempts.end(),
                     std::back_inserter(attempts),
                     [](const Attempt& attempt) { return attempt.record.forwardActive; });
    }
    std::unordered_map<PrefixPair, std::vector<Time>, PrefixPairHash> sent; // by time
    signaling.ForEachOfPair([&](Time when, const Prefix& first, const Prefix& second) {
        if (const auto pair = FindPair({first, second}))
        {
            sent[pair->GetKey()].push_back(when);
        }
    });
    std::vector<OptimizationRecord> all;
    for (auto& [pair, anchor, record] : attempts)
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
    const auto known = m_nodes.find(node);
    if (known == m_nodes.end())
    {
        return std::nullopt;
    }
    const auto found = known->second.optimized.find(attached);
    return found == known->second.optimized.end() ? std::nullopt
                                                  : std::make_optional(found->second);
}

} // namespace pmipv6
} // namespace ns3
