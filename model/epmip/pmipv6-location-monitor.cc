/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-monitor.h"

#include "pmipv6-function-callback.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-tunnel-device.h"

#include "ns3/abort.h"
#include "ns3/ipv6-l3-protocol.h"
#include "ns3/simulator.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Why a packet is dropped that cannot wait; see MobilityForwarding::Hold.
const char* const NO_ROOM = "hold-buffer-full";

/**
 * Follow a trace source, which must be there.
 *
 * @tparam A types of the trace's parameters
 * @param object whose
 * @param trace its name
 * @param handle called with what it tells
 */
template <class... A, class F>
void
Connect(Ptr<Object> object, const char* trace, F handle)
{
    const bool isThere =
        object->TraceConnectWithoutContext(trace, MakeFunctionCallback<A...>(std::move(handle)));
    NS_ABORT_MSG_UNLESS(isThere,
                        "LocationMonitor: " << object->GetInstanceTypeId().GetName()
                                            << " has no trace source " << trace);
}

} // namespace

LocationMonitor::LocationMonitor()
    : m_self(std::make_shared<LocationMonitor*>(this))
{
}

LocationMonitor::~LocationMonitor()
{
    *m_self = nullptr;
}

void
LocationMonitor::AddMobileNode(const std::string& name, const LinkLayerAddress& linkLayer)
{
    m_names[linkLayer] = name;
    m_paths.AddNode(name);
    m_handoffs.AddNode(name);
}

void
LocationMonitor::AddFixedNode(const std::string& name, const Prefix& prefix)
{
    m_owners.Set(prefix, name);
    m_paths.AddNode(name);
}

void
LocationMonitor::AddGateway(Ptr<MobileAccessGateway> gateway, const std::string& name)
{
    m_gateways[gateway->GetAddress()] = name;
    Connect<const BindingUpdateListEntry&, AttachmentState, AttachmentState>(
        gateway,
        "Attachment",
        [self = m_self,
         name](const BindingUpdateListEntry& entry, AttachmentState, AttachmentState to) {
            if (*self && to == AttachmentState::REGISTERED)
            {
                (*self)->HandleRegistered(name, entry);
            }
        });
}

void
LocationMonitor::AddFunctions(Ptr<MobileAccessGateway> gateway,
                              Ptr<DistributedRouting> routing,
                              Ptr<DistributedMobility> mobility)
{
    const std::string name = GetGatewayName(gateway->GetAddress());
    ConnectFunctions(name, routing, mobility);
    ConnectPackets(name, gateway->GetNode());
}

void
LocationMonitor::AddAnchor(Ptr<LocalMobilityAnchor> anchor,
                           const std::string& name,
                           const DistributedAnchoring& anchoring)
{
    m_gateways[anchor->GetAddress()] = name;
    m_anchors.insert(name);
    Connect<const BindingCacheEntry&, BindingState, BindingState>(
        anchor,
        "Binding",
        [self = m_self, name](const BindingCacheEntry& entry, BindingState, BindingState to) {
            if (*self && to == BindingState::REGISTERED)
            {
                (*self)->HandleRegistered(name, entry);
            }
        });
    ConnectFunctions(name, anchoring.GetRouting(), anchoring.GetMobility());
    ConnectPackets(name, anchor->GetNode());
}

void
LocationMonitor::AddRouter(Ptr<DistributedRouter> router,
                           const std::string& name,
                           const std::string& node)
{
    const std::string first = m_paths.GetGateway(node);
    m_gateways[router->GetAddress()] = first.empty() ? name : first;
    if (!first.empty())
    {
        return; // What the node sends goes by the first.
    }
    m_paths.NoteLinkUp(node, name, Simulator::Now());
    ConnectRouting(name, router->GetRouting());
    ConnectPackets(name, router->GetNode());
}

void
LocationMonitor::ConnectFunctions(const std::string& gateway,
                                  Ptr<DistributedRouting> routing,
                                  Ptr<DistributedMobility> mobility)
{
    ConnectRouting(gateway, routing);
    ConnectMobility(gateway, mobility);
}

void
LocationMonitor::ConnectRouting(const std::string& gateway, Ptr<DistributedRouting> routing)
{
    Connect<const Prefix&, const Prefix&, const Ipv6Address&>(
        routing,
        "Path",
        [self = m_self,
         gateway](const Prefix& node, const Prefix& peer, const Ipv6Address& remote) {
            if (*self)
            {
                (*self)->HandlePath(gateway, {node, peer}, remote);
            }
        });
    Connect<const Ipv6Address&, const Ipv6Address&>(
        routing,
        "Queried",
        [self = m_self, gateway](const Ipv6Address& source, const Ipv6Address& destination) {
            if (*self)
            {
                (*self)->HandleQueried(gateway, source, destination);
            }
        });
    Connect<const Ipv6Address&, QueryOutcome>(
        routing,
        "QueryEnded",
        [self = m_self, gateway](const Ipv6Address& destination, QueryOutcome outcome) {
            if (*self)
            {
                (*self)->m_attempts.End(gateway, destination, outcome, Simulator::Now());
            }
        });
}

void
LocationMonitor::ConnectMobility(const std::string& gateway, Ptr<DistributedMobility> mobility)
{
    Connect<const Prefix&, const Ipv6Address&, uint64_t>(
        mobility,
        "CorrespondentsKnown",
        [self = m_self, gateway](const Prefix& prefix, const Ipv6Address&, uint64_t timestamp) {
            if (*self)
            {
                const std::string node = (*self)->GetOwner(prefix);
                (*self)->m_handoffs.NoteCorrespondents(node, gateway, timestamp, Simulator::Now());
            }
        });
    Connect<const Prefix&, const Ipv6Address&, uint64_t>(
        mobility,
        "ForwardingStarted",
        [self = m_self, gateway](const Prefix& prefix, const Ipv6Address& to, uint64_t timestamp) {
            if (*self)
            {
                (*self)->m_handoffs.NoteForwarding((*self)->GetOwner(prefix),
                                                   gateway,
                                                   (*self)->GetGatewayName(to),
                                                   timestamp,
                                                   Simulator::Now());
            }
        });
}

void
LocationMonitor::ConnectPackets(const std::string& gateway, Ptr<Node> node)
{
    using Header = const Ipv6Header&;
    const auto forwarding = MobilityForwarding::Install(node);
    Connect<Ptr<const Packet>, Header>(forwarding,
                                       "Hold",
                                       [self = m_self, gateway](Ptr<const Packet>, Header header) {
                                           if (*self)
                                           {
                                               (*self)->HandleWaiting(gateway, header, true);
                                           }
                                       });
    Connect<Ptr<const Packet>, Header, const std::string&>(
        forwarding,
        "Drop",
        [self = m_self, gateway](Ptr<const Packet>, Header header, const std::string& reason) {
            if (*self && reason == NO_ROOM)
            {
                (*self)->HandleWaiting(gateway, header, false);
            }
        });
    // Both of them outlive the trace.
    const auto ipv6 = node->GetObject<Ipv6L3Protocol>();
    Connect<Header, Ptr<const Packet>, uint32_t>(
        ipv6,
        "UnicastForward",
        [self = m_self,
         gateway,
         stack = PeekPointer(ipv6),
         plane = PeekPointer(forwarding)](Header header, Ptr<const Packet>, uint32_t interface) {
            const auto& outer = plane->GetContext().GetOuterSource();
            if (!*self || !outer || !DynamicCast<TunnelDevice>(stack->GetNetDevice(interface)))
            {
                return;
            }
            // An anchor tunnels also what is for its own nodes, and what they send.
            const bool isOfNode =
                (*self)->m_anchors.count(gateway) > 0 && (*self)->GetGatewayName(*outer).empty();
            const auto* entry =
                plane->GetTable().LookupDestination(header.GetDestination(), FROM_TUNNEL);
            const auto* tunnel = entry ? std::get_if<TunnelAction>(&entry->action) : nullptr;
            if (tunnel && tunnel->isOnward && !isOfNode)
            {
                (*self)->HandleForwarded(gateway, header.GetDestination());
            }
        });
}

void
LocationMonitor::NoteLinkDown(const std::string& node)
{
    m_paths.NoteLinkDown(node);
    m_handoffs.NoteLinkDown(node);
}

void
LocationMonitor::NoteLinkUp(const std::string& node, const std::string& gateway)
{
    if (m_anchors.count(gateway) > 0 && m_paths.GetLastGateway(node) == gateway)
    {
        m_paths.NoteStay(node); // From gateway to gateway of one eLMA.
    }
    else
    {
        m_paths.NoteLinkUp(node, gateway, Simulator::Now());
    }
    m_handoffs.NoteLinkUp(node, gateway, Simulator::Now(), [this](const PrefixPair& way) {
        return m_paths.IsDirect(way);
    });
}

std::string
LocationMonitor::GetGatewayName(const Ipv6Address& address) const
{
    const auto known = m_gateways.find(address);
    return known == m_gateways.end() ? "" : known->second;
}

std::string
LocationMonitor::GetOwner(const Prefix& prefix) const
{
    const auto known = m_owners.FindPrefix(prefix);
    return known ? m_owners.GetNode(*known) : "";
}

template <class Entry>
void
LocationMonitor::HandleRegistered(const std::string& gateway, const Entry& entry)
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
    m_handoffs.NoteRegistered(name->second, gateway, entry.timestamp);
}

void
LocationMonitor::HandlePath(const std::string& gateway,
                            const PrefixPair& pair,
                            const Ipv6Address& remote)
{
    const auto way = m_owners.FindPair(pair);
    if (!way)
    {
        return;
    }
    const PrefixPair back{way->destination, way->source};
    const std::string sender = m_owners.GetNode(way->source);
    const std::string receiver = m_owners.GetNode(way->destination);
    const bool isOfNode = m_paths.GetGateway(sender) == gateway;
    if (remote == Ipv6Address::GetAny())
    {
        m_paths.Remove(*way, gateway);
        if (isOfNode)
        {
            m_attempts.Leave(*way);
            m_handoffs.NoteCentral(receiver, *way);
        }
        if (isOfNode && m_paths.GetGateway(receiver) == gateway)
        {
            m_handoffs.NoteCentral(sender, back); // Within the gateway it was one path.
        }
        return;
    }
    const std::string to = GetGatewayName(remote);
    m_paths.Set(*way, gateway, to, Simulator::Now());
    if (isOfNode)
    {
        m_attempts.Use(*way, gateway, to == gateway, Simulator::Now());
    }
    if (m_paths.IsDirect(*way))
    {
        m_handoffs.NoteDirect(receiver, *way, Simulator::Now());
    }
    if (to == gateway && m_paths.IsDirect(back))
    {
        m_handoffs.NoteDirect(sender, back, Simulator::Now());
    }
}

void
LocationMonitor::HandleQueried(const std::string& gateway,
                               const Ipv6Address& source,
                               const Ipv6Address& destination)
{
    if (const auto way = m_owners.FindPair({Prefix(source, 128), Prefix(destination, 128)}))
    {
        m_attempts.Query(*way, gateway, destination, Simulator::Now());
    }
}

void
LocationMonitor::HandleWaiting(const std::string& gateway, const Ipv6Header& header, bool isHeld)
{
    const Prefix destination(header.GetDestination(), 128);
    const auto way = m_owners.FindPair({Prefix(header.GetSource(), 128), destination});
    if (!way || !m_attempts.NoteWaiting(*way, gateway, isHeld))
    {
        m_handoffs.NotePacket(GetOwner(destination),
                              gateway,
                              isHeld ? ObservedHandoffs::Packet::HELD
                                     : ObservedHandoffs::Packet::OVERFLOWED);
    }
}

void
LocationMonitor::HandleForwarded(const std::string& gateway, const Ipv6Address& destination)
{
    m_handoffs.NotePacket(GetOwner(Prefix(destination, 128)),
                          gateway,
                          ObservedHandoffs::Packet::FORWARDED);
}

std::vector<OptimizationRecord>
LocationMonitor::GetOptimizations(const SignalingMonitor& signaling) const
{
    std::unordered_map<Prefix, std::vector<Time>, PrefixHash> sentOfOne;          // by time
    std::unordered_map<PrefixPair, std::vector<Time>, PrefixPairHash> sentOfBoth; // by time
    signaling.ForEachWithPrefixes([&](Time when, const std::vector<Prefix>& prefixes) {
        if (const auto one = prefixes.size() == 1 ? m_owners.FindPrefix(prefixes[0]) : std::nullopt)
        {
            sentOfOne[*one].push_back(when);
        }
        else if (const auto pair = prefixes.size() == 2
                                       ? m_owners.FindPair({prefixes[0], prefixes[1]})
                                       : std::nullopt)
        {
            sentOfBoth[pair->GetKey()].push_back(when);
        }
    });
    const auto count = [](const std::vector<Time>& times, Time begin, Time end) {
        return static_cast<uint64_t>(std::lower_bound(times.begin(), times.end(), end) -
                                     std::lower_bound(times.begin(), times.end(), begin));
    };
    std::vector<OptimizationRecord> all;
    for (auto& [way, gateway, record] : m_attempts.GetAll())
    {
        if (const auto end = record.completed ? record.completed : record.ended)
        {
            record.messages = count(sentOfOne[way.source], record.triggered, *end) +
                              count(sentOfOne[way.destination], record.triggered, *end) +
                              count(sentOfBoth[way.GetKey()], record.triggered, *end);
        }
        all.push_back(record);
    }
    return all;
}

} // namespace pmipv6
} // namespace ns3
