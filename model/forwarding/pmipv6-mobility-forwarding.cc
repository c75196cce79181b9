/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobility-forwarding.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-list-routing.h"
#include "pmipv6-mobility-constants.h"
#include "pmipv6-tunnel-trust.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/ipv6-extension-demux.h"
#include "ns3/log.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6MobilityForwarding");

NS_OBJECT_ENSURE_REGISTERED(MobilityForwarding);

namespace
{

/// Asked before every other routing protocol of a node.
constexpr int16_t ROUTING_PRIORITY = 100;

} // namespace

TypeId
MobilityForwarding::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::MobilityForwarding")
            .SetParent<Object>()
            .SetGroupName("Pmipv6")
            .AddAttribute("StrictTunnel",
                          "Take a packet that another gateway has tunnelled to a mobile node here "
                          "only if there is an entry of its pair, or packets to its source go to "
                          "that gateway; else one to any mobile node here (RFC 6279, 6).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&MobilityForwarding::m_isStrict),
                          MakeBooleanChecker())
            .AddTraceSource("Drop",
                            "A packet that is not forwarded, and why.",
                            MakeTraceSourceAccessor(&MobilityForwarding::m_drop),
                            "ns3::pmipv6::MobilityForwarding::DropTracedCallback")
            .AddTraceSource("Hold",
                            "A packet waits for its entry to change.",
                            MakeTraceSourceAccessor(&MobilityForwarding::m_hold),
                            "ns3::pmipv6::MobilityForwarding::HoldTracedCallback")
            .AddTraceSource("TunnelRefused",
                            "A tunnelled packet is not taken: its inner header, outer source, "
                            "why. The trace Drop tells of it too.",
                            MakeTraceSourceAccessor(&MobilityForwarding::m_tunnelRefused),
                            "ns3::pmipv6::MobilityForwarding::TunnelRefusedTracedCallback")
            .AddTraceSource("Change",
                            "An entry of the forwarding table is set or removed.",
                            MakeTraceSourceAccessor(&MobilityForwarding::m_change),
                            "ns3::pmipv6::MobilityForwarding::ChangeTracedCallback")
            .AddTraceSource("Trust",
                            "A peer's tunnelled packets are taken from now on, or "
                            "not any more.",
                            MakeTraceSourceAccessor(&MobilityForwarding::m_trust),
                            "ns3::pmipv6::MobilityForwarding::TrustTracedCallback");
    return tid;
}

Ptr<MobilityForwarding>
MobilityForwarding::Install(Ptr<Node> node)
{
    return InstallAs(node, true);
}

Ptr<MobilityForwarding>
MobilityForwarding::InstallOnHost(Ptr<Node> node)
{
    return InstallAs(node, false);
}

Ptr<MobilityForwarding>
MobilityForwarding::InstallAs(Ptr<Node> node, bool isRouter)
{
    auto forwarding = node->GetObject<MobilityForwarding>();
    if (!forwarding)
    {
        forwarding = CreateObject<MobilityForwarding>();
        forwarding->SetUp(node, isRouter);
        node->AggregateObject(forwarding);
    }
    return forwarding;
}

void
MobilityForwarding::SetUp(Ptr<Node> node, bool isRouter)
{
    m_ipv6 = node->GetObject<Ipv6L3Protocol>();
    NS_ABORT_MSG_UNLESS(m_ipv6,
                        "node " << node->GetId()
                                << " has no IPv6 stack: install an InternetStackHelper first");
    m_tunnel = CreateObject<TunnelDevice>();
    node->AddDevice(m_tunnel);
    m_routes.Start(m_ipv6, m_tunnel);
    m_routing = CreateObject<MobilityRouting>();
    m_routing->SetForwarding(this);

    GetListRouting(node, m_ipv6)->AddRoutingProtocol(m_routing, ROUTING_PRIORITY);

    m_isRouter = isRouter;
    if (isRouter)
    {
        m_ipv6->SetAttribute("IpForward", BooleanValue(true));
        m_ipv6->SetAttribute("SendIcmpv6Redirect", BooleanValue(false));
    }
    m_ipv6->SetAttribute("StrongEndSystemModel", BooleanValue(false));
    m_extension = CreateObject<TunnelExtension>();
    m_extension->SetNode(node);
    m_extension->SetReceiver(
        [this](Ptr<Packet> inner, const Ipv6Header& outer) { ReceiveTunnelled(inner, outer); });
    node->GetObject<Ipv6ExtensionDemux>()->Insert(m_extension);
    NeighborResolution::AddInterface(node, m_tunnel);
}

void
MobilityForwarding::DoDispose()
{
    // Others hold these, and may hold them for longer.
    m_routing->SetForwarding(nullptr);
    m_extension->SetReceiver(nullptr);
    m_routing = nullptr;
    m_extension = nullptr;
    m_bypasses.SetHandler(nullptr);
    m_judge = nullptr;
    m_tunnel = nullptr;
    m_ipv6 = nullptr;
    m_accessDevices.clear();
    m_table = ForwardingTable();
    m_routes.Dispose();
    Object::DoDispose();
}

void
MobilityForwarding::ReleaseAction(const ForwardingAction& action, const ForwardingAction* now)
{
    m_routes.Release(action);
    if (const auto* hold = std::get_if<HoldAction>(&action))
    {
        const auto* other = now ? std::get_if<HoldAction>(now) : nullptr;
        if (!other || other->buffer != hold->buffer)
        {
            for (const auto& held : hold->buffer->Take())
            {
                held.send();
            }
        }
    }
}

void
MobilityForwarding::Hold(const HoldAction& action, HeldPacket held)
{
    const auto packet = held.packet;
    const Ipv6Header header = held.header;
    if (action.buffer->HasRoom())
    {
        action.buffer->Hold(std::move(held));
        m_hold(packet, header);
        return;
    }
    auto out = action.isOldestForwarded ? action.buffer->HoldForOldest(std::move(held))
                                        : std::optional<HeldPacket>();
    if (!out)
    {
        Drop(packet, header, "hold-buffer-full");
        return;
    }
    m_hold(packet, header);
    m_context.ForwardPastHolds(out->send);
}

std::optional<ForwardingAction>
MobilityForwarding::Exchange(const ForwardingMatch& match, const ForwardingAction* action)
{
    std::optional<ForwardingAction> former;
    if (!action)
    {
        if (auto removed = m_table.Remove(match))
        {
            former = std::move(removed->action);
            m_change(match, nullptr);
        }
        return former;
    }
    if (const auto* entry = m_table.Find(match))
    {
        former = entry->action;
    }
    m_table.Set(match, *action, m_routes.Make(*action));
    m_change(match, action);
    return former;
}

void
MobilityForwarding::Set(const ForwardingMatch& match, const ForwardingAction& action)
{
    if (const auto former = Exchange(match, &action))
    {
        ReleaseAction(*former, &action);
    }
}

void
MobilityForwarding::Remove(const ForwardingMatch& match)
{
    if (const auto former = Exchange(match, nullptr))
    {
        ReleaseAction(*former, nullptr);
    }
}

void
MobilityForwarding::Change(const std::vector<ForwardingChange>& changes)
{
    std::vector<ForwardingAction> formers;
    for (const auto& [match, action] : changes)
    {
        if (auto former = Exchange(match, action ? &*action : nullptr))
        {
            formers.push_back(std::move(*former));
        }
    }
    for (const auto& former : formers)
    {
        ReleaseAction(former, nullptr);
    }
}

void
MobilityForwarding::AddAccessDevice(Ptr<NetDevice> device)
{
    m_accessDevices.insert(device);
}

void
MobilityForwarding::TrustTunnelPeer(const Ipv6Address& peer)
{
    if (m_trustedPeers.Add(peer))
    {
        m_trust(peer, false, true);
    }
}

void
MobilityForwarding::DistrustTunnelPeer(const Ipv6Address& peer)
{
    NS_ASSERT_MSG(m_trustedPeers.Contains(peer), "distrust of a peer that is not trusted");
    if (m_trustedPeers.Remove(peer))
    {
        m_trust(peer, false, false);
    }
}

void
MobilityForwarding::TrustGateway(const Ipv6Address& gateway)
{
    if (m_trustedGateways.Add(gateway))
    {
        m_trust(gateway, true, true);
    }
}

void
MobilityForwarding::DistrustGateway(const Ipv6Address& gateway)
{
    if (m_trustedGateways.Remove(gateway))
    {
        m_trust(gateway, true, false);
    }
}

void
MobilityForwarding::ForEachTrustedGateway(
    const std::function<void(const Ipv6Address&)>& visit) const
{
    for (const auto& [gateway, count] : m_trustedGateways.GetAll())
    {
        visit(gateway);
    }
}

PacketOrigin
MobilityForwarding::GetOrigin(Ptr<const NetDevice> device) const
{
    if (device == m_tunnel)
    {
        return FROM_TUNNEL;
    }
    return m_accessDevices.count(device) ? FROM_MOBILE_NODE : FROM_CORE;
}

void
MobilityForwarding::Drop(Ptr<const Packet> packet,
                         const Ipv6Header& header,
                         const std::string& reason)
{
    NS_LOG_LOGIC("drop " << header.GetSource() << " > " << header.GetDestination() << ": "
                         << reason);
    ++m_drops[reason];
    m_drop(packet, header, reason);
}

std::string
MobilityForwarding::CheckFromGateway(const Ipv6Start& inner,
                                     const Ipv6Address& gateway,
                                     const ForwardingAction& action) const
{
    if (m_table.LookupPair(inner.source, inner.destination, FROM_TUNNEL))
    {
        return "";
    }
    // An entry that holds packets or sends them on is for tunnelled ones.
    if (m_isStrict && std::holds_alternative<DeliverAction>(action))
    {
        const auto* back = m_table.LookupPair(inner.destination, inner.source, FROM_MOBILE_NODE);
        const auto* tunnel = back ? std::get_if<TunnelAction>(&back->action) : nullptr;
        if (!tunnel || tunnel->remote != gateway)
        {
            return "tunnelled-pair-without-route";
        }
    }
    const auto* own = m_table.LookupDestination(inner.source, FROM_TUNNEL);
    return own && IsServedHere(own->action) ? "tunnelled-from-node-here" : "";
}

std::string
MobilityForwarding::CheckTunnelled(const Ipv6Start& inner, const Ipv6Address& peer) const
{
    return Examine(inner, peer).fault;
}

MobilityForwarding::TunnelFinding
MobilityForwarding::Examine(const Ipv6Start& inner, const Ipv6Address& peer) const
{
    const auto* down = m_table.LookupDestination(inner.destination, FROM_TUNNEL);
    const bool isTaken = down && TakesTunnelled(down->action);
    const Ipv6Address only = isTaken ? GetOnlyPeer(down->action) : Ipv6Address::GetAny();
    if (isTaken && (only.IsAny() ? m_trustedPeers.Contains(peer) : only == peer))
    {
        return {};
    }
    if (isTaken && only.IsAny() && m_trustedGateways.Contains(peer))
    {
        std::string fault = CheckFromGateway(inner, peer, down->action);
        if (fault.empty())
        {
            m_bypasses.Note(*down);
        }
        return {std::move(fault)};
    }
    // Of a mobile node's families the first is that of its data. But what ends that one may come
    // by another's tunnel (RFC 6612, 4.2.2: the de-registration of a node that is back at home).
    const bool isSignaling = inner.nextHeader == MOBILITY_HEADER_PROTOCOL;
    bool isTunnelled = false;
    const ForwardingEntry* own = nullptr;
    m_table.AnyDestination(inner.source, FROM_TUNNEL, [&](const ForwardingEntry& entry) {
        const auto* tunnel = std::get_if<TunnelAction>(&entry.action);
        isTunnelled = isTunnelled || (tunnel && !tunnel->isOnward);
        own = TakesFrom(entry.action, peer) ? &entry : nullptr;
        return own || (!isSignaling && IsFinal(entry.action));
    });
    const auto* fault =
        isTunnelled || isTaken ? "tunnel-peer-not-trusted" : "tunnelled-node-unknown";
    return {own ? "" : fault, own};
}

void
MobilityForwarding::TellReceived(const Ipv6Start& inner, const Ipv6Address& peer) const
{
    if (m_isRouter)
    {
        return;
    }
    // ns-3 routes nothing of what is this node's own.
    const auto found = m_table.Lookup(inner.source, inner.destination, FROM_TUNNEL);
    const bool isOwn = found.entry && std::holds_alternative<ReceiveAction>(found.entry->action);
    if (isOwn && found.watch && found.watch->Note(peer))
    {
        const auto seen = found.watch->seen; // It may change the table.
        seen({inner.source, inner.destination, peer, inner.nextHeader});
    }
}

void
MobilityForwarding::ReceiveTunnelled(Ptr<Packet> packet, const Ipv6Header& outer)
{
    const auto inner = PeekIpv6Start(*packet);
    if (!inner)
    {
        Drop(packet, outer, "tunnelled-packet-too-short");
        return;
    }
    if (inner->version != 6)
    {
        Drop(packet, outer, "tunnelled-packet-not-ipv6");
        return;
    }
    auto finding = Examine(*inner, outer.GetSource());
    const bool isJudged = m_judge && (!finding.fault.empty() ||
                                      !m_table.LookupDestination(inner->destination, FROM_TUNNEL));
    if (isJudged && m_judge(*inner, outer.GetSource()))
    {
        finding = Examine(*inner, outer.GetSource());
    }
    if (!finding.fault.empty())
    {
        Ipv6Header header;
        packet->RemoveHeader(header);
        Drop(packet, header, finding.fault);
        m_tunnelRefused(header, outer.GetSource(), finding.fault);
        return;
    }
    if (finding.own)
    {
        finding.own->isUsed = true;
    }
    TellReceived(*inner, outer.GetSource());
    // RFC 5213, 5.6.3: a mark of congestion within the tunnel is kept.
    if (outer.GetEcn() == Ipv6Header::ECN_CE)
    {
        MarkCongested(*packet);
    }
    m_context.ForwardFrom(outer.GetSource(), [&] { m_tunnel->Decapsulate(packet); });
}

} // namespace pmipv6
} // namespace ns3
