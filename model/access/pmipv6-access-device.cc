/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-access-device.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-ipv6-start.h"
#include "pmipv6-rule-checker.h"

#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6AccessDevice");

NS_OBJECT_ENSURE_REGISTERED(AccessDevice);

TypeId
AccessDevice::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::AccessDevice")
            .SetParent<BasicDevice>()
            .SetGroupName("Pmipv6")
            .AddConstructor<AccessDevice>()
            .AddAttribute("Mtu",
                          "The largest packet that the device takes, in octets; 1280 to 65535 "
                          "(RFC 8200, 5).",
                          UintegerValue(1500),
                          MakeUintegerAccessor(&AccessDevice::SetMtu, &AccessDevice::GetMtu),
                          MakeUintegerChecker<uint16_t>(1280))
            .AddAttribute("FixedMAGLinkLayerAddressOnAllAccessLinks",
                          "The gateway's link-layer address towards every mobile node, the same "
                          "on all gateways, by default that of RFC 6543. The link-local address "
                          "FixedMAGLinkLocalAddressOnAllAccessLinks is made from it (RFC 5213, "
                          "9.3; RFC 6543).",
                          Mac48AddressValue("00:00:5e:00:52:13"),
                          MakeMac48AddressAccessor(&AccessDevice::m_fixedAddress),
                          MakeUnicastMacChecker())
            .AddTraceSource("Attached",
                            "A node has attached, as the gateway knows it.",
                            MakeTraceSourceAccessor(&AccessDevice::m_attachedTrace),
                            "ns3::pmipv6::AccessAttachmentTracedCallback")
            .AddTraceSource("Detached",
                            "A node is known to be gone.",
                            MakeTraceSourceAccessor(&AccessDevice::m_detachedTrace),
                            "ns3::pmipv6::AccessAttachmentTracedCallback")
            .AddTraceSource("Uplink",
                            "The prefixes from which a node may send from now on; none: it may "
                            "send nothing.",
                            MakeTraceSourceAccessor(&AccessDevice::m_uplinkTrace),
                            "ns3::pmipv6::AccessUplinkTracedCallback")
            .AddTraceSource("Drop",
                            "A packet from or to a node that is dropped, and why.",
                            MakeTraceSourceAccessor(&AccessDevice::m_dropTrace),
                            "ns3::pmipv6::AccessDropTracedCallback");
    return tid;
}

void
AccessDevice::SetListener(Listener listener)
{
    m_listener = std::move(listener);
}

void
AccessDevice::SetDiscoveryHandler(DiscoveryHandler handler)
{
    m_discovery = std::move(handler);
}

void
AccessDevice::SetAddress(Address address)
{
    BasicDevice::SetAddress(address);
    for (const auto& link : m_links)
    {
        link->SetGatewayAddress(GetAddress());
    }
}

void
AccessDevice::AddLink(Ptr<AccessLink> link)
{
    m_links.push_back(link);
    link->SetGatewayNode(GetNode());
    link->SetCallbacks(MakeCallback(&AccessDevice::HandleAttached, this),
                       MakeCallback(&AccessDevice::HandleDetached, this),
                       MakeCallback(&AccessDevice::HandleReceived, this));
    link->SetGatewayAddress(GetAddress());
    link->SetStandingIn(m_routers.IsInUse());
}

void
AccessDevice::NotifyConstructionCompleted()
{
    BasicDevice::NotifyConstructionCompleted();
    SetAddress(m_fixedAddress);
}

void
AccessDevice::DoDispose()
{
    for (const auto& link : m_links)
    {
        link->Dispose();
    }
    m_links.clear();
    m_attachments.clear();
    m_listener = Listener();
    m_discovery = nullptr;
    BasicDevice::DoDispose();
}

std::vector<LinkLayerAddress>
AccessDevice::GetAttached() const
{
    std::vector<LinkLayerAddress> nodes;
    for (const auto& [node, attachment] : m_attachments)
    {
        nodes.push_back(node);
    }
    std::sort(nodes.begin(), nodes.end());
    return nodes;
}

void
AccessDevice::OpenUplink(const LinkLayerAddress& node, const Prefix& prefix)
{
    auto* known = Find(node);
    if (known && OpenPrefix(known->prefixes, prefix))
    {
        TellUplink(node, *known);
    }
}

void
AccessDevice::CloseUplink(const LinkLayerAddress& node, const Prefix& prefix)
{
    auto* known = Find(node);
    if (known && ClosePrefix(known->prefixes, prefix))
    {
        TellUplink(node, *known);
    }
}

void
AccessDevice::CloseUplink(const LinkLayerAddress& node)
{
    if (auto* known = Find(node))
    {
        const bool wasOpen = !known->prefixes.empty();
        known->prefixes.clear();
        known->global = Ipv6Address::GetAny();
        if (wasOpen)
        {
            m_uplinkTrace(node, {});
        }
    }
}

void
AccessDevice::HoldUplink(const LinkLayerAddress& node, uint32_t packets)
{
    if (auto* known = Find(node))
    {
        known->held.SetCapacity(packets);
    }
}

void
AccessDevice::ReleaseUplink(const LinkLayerAddress& node)
{
    if (auto* known = Find(node))
    {
        for (const auto& [packet, to] : known->EndHold())
        {
            PassUpData(*known, PeekIpv6Start(*packet)->source, packet, node, to); // Held as IPv6.
        }
    }
}

void
AccessDevice::DropUplink(const LinkLayerAddress& node)
{
    if (auto* known = Find(node))
    {
        for (const auto& [packet, to] : known->EndHold())
        {
            Drop(packet, node, "uplink-not-open");
            if (m_listener.misused)
            {
                m_listener.misused(node, PeekIpv6Start(*packet)->source); // Held as IPv6.
            }
        }
    }
}

void
AccessDevice::HandleAttached(Ptr<AccessLink> link, LinkLayerAddress node, HandoffIndicator hint)
{
    // What was open on an earlier attachment stays open: to close it, or not, is the role's
    // decision.
    auto& attachment = m_attachments[node];
    attachment.link = link;
    attachment.hint = hint;
    attachment.arrival = attachment.lastHeard = Simulator::Now();
    attachment.linkLocal = MakeLinkLocalAddress(node);
    m_nextHops.Add(node);
    NS_LOG_INFO(node << " attached");
    m_attachedTrace(node, "attached");
    if (m_listener.attached)
    {
        m_listener.attached(node);
    }
}

void
AccessDevice::HandleDetached(Ptr<AccessLink> link, LinkLayerAddress node, const std::string& reason)
{
    if (GetLink(node) != link)
    {
        return; // It has gone on to another link of this gateway.
    }
    DropUplink(node);
    CloseUplink(node);
    m_attachments.erase(node);
    m_nextHops.Remove(node);
    NS_LOG_INFO(node << " detached: " << reason);
    m_detachedTrace(node, reason);
    if (m_listener.detached)
    {
        m_listener.detached(node, reason);
    }
}

void
AccessDevice::Detach(LinkLayerAddress node, const std::string& reason)
{
    if (const auto link = GetLink(node))
    {
        link->Forget(node);
        HandleDetached(link, node, reason);
    }
}

void
AccessDevice::HandleReceived(Ptr<AccessLink> link,
                             Ptr<Packet> packet,
                             uint16_t protocol,
                             const LinkLayerAddress& from,
                             const LinkLayerAddress& to)
{
    auto* known = Find(from);
    if (!known || known->link != link)
    {
        HandleAttached(link, from, HandoffIndicator::UNKNOWN);
        known = Find(from);
        if (!known)
        {
            return; // The listener does not want it.
        }
    }
    auto& attachment = *known;
    attachment.lastHeard = Simulator::Now();
    const auto start = PeekIpv6Start(*packet);
    if (protocol != IPV6_ETHERTYPE || !start)
    {
        Drop(packet, from, "not-ipv6");
        return;
    }
    if (start->source.IsLinkLocal())
    {
        attachment.linkLocal = start->source;
    }
    if (start->nextHeader == ICMPV6_PROTOCOL && start->payload >= ROUTER_SOLICITATION &&
        start->payload <= REDIRECT)
    {
        Ipv6Header header;
        packet->RemoveHeader(header);
        if (m_discovery)
        {
            m_discovery(from, packet, header);
        }
        return;
    }
    PassUpData(attachment, start->source, packet, from, to);
}

void
AccessDevice::PassUpData(Attachment& attachment,
                         const Ipv6Address& source,
                         Ptr<Packet> packet,
                         const LinkLayerAddress& from,
                         const LinkLayerAddress& to)
{
    const std::string fault = CheckUplinkSource(attachment.prefixes, source);
    if (!fault.empty())
    {
        if (!attachment.prefixes.empty() || !attachment.held.IsHolding())
        {
            Drop(packet, from, fault);
            if (m_listener.misused)
            {
                m_listener.misused(from, source);
            }
        }
        else if (!attachment.held.Hold({packet, to}))
        {
            Drop(packet, from, "uplink-buffer-full");
        }
        return;
    }
    if (m_routers.IsOfOthers(from, to))
    {
        Drop(packet, from, "router-of-another-node");
        return;
    }
    if (m_listener.addressed && !source.IsLinkLocal() && source != attachment.global)
    {
        attachment.global = source;
        m_listener.addressed(from, attachment.global);
    }
    PassUp(packet, IPV6_ETHERTYPE, NextHops::GetAddress(from), NextHops::GetAddress(to));
}

void
AccessDevice::SetStandingIn(bool isStandingIn)
{
    m_routers.SetInUse(isStandingIn);
    for (const auto& link : m_links)
    {
        link->SetStandingIn(isStandingIn);
    }
}

void
AccessDevice::Drop(Ptr<const Packet> packet,
                   const LinkLayerAddress& node,
                   const std::string& reason)
{
    NS_LOG_LOGIC("drop, " << node << ": " << reason);
    ++m_drops[reason];
    m_dropTrace(packet, node, reason);
}

std::optional<Address>
AccessDevice::Resolve(const Ipv6Address& nextHop) const
{
    return NextHops::GetAddress(nextHop);
}

bool
AccessDevice::Send(Ptr<Packet> packet, const Address& dest, uint16_t protocolNumber)
{
    const auto start = m_routers.IsEmpty() ? std::nullopt : PeekIpv6Start(*packet);
    const auto* router = start ? m_routers.FindOfPrefix(start->destination) : nullptr;
    return SendToNode(packet,
                      router ? *router : LinkLayerAddress(GetAddress()),
                      m_nextHops.Find(dest),
                      protocolNumber);
}

bool
AccessDevice::SendFrom(Ptr<Packet> packet,
                       const Address& source,
                       const Address& dest,
                       uint16_t protocolNumber)
{
    return SendToNode(packet, source, m_nextHops.Find(dest), protocolNumber);
}

bool
AccessDevice::SendToNode(Ptr<Packet> packet,
                         const LinkLayerAddress& source,
                         const LinkLayerAddress& node,
                         uint16_t protocol)
{
    auto* known = Find(node);
    if (!known)
    {
        Drop(packet, node, node.IsGroup() ? "multicast" : "not-attached");
        return false;
    }
    TraceSent(packet);
    return known->link->Send(packet, source, node, protocol);
}

} // namespace pmipv6
} // namespace ns3
