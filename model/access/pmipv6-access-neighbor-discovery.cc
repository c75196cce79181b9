/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-access-neighbor-discovery.h"

#include "pmipv6-ipv6-numbers.h"
#include "pmipv6-mobility-forwarding.h"
#include "pmipv6-neighbor-messages.h"
#include "pmipv6-next-hop.h"
#include "pmipv6-rule-checker.h"

#include "ns3/abort.h"
#include "ns3/log.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6AccessNeighborDiscovery");

NS_OBJECT_ENSURE_REGISTERED(AccessNeighborDiscovery);

namespace
{

/// ICMPv6 types (RFC 4861).
constexpr uint8_t NEIGHBOR_SOLICITATION = 135;
constexpr uint8_t NEIGHBOR_ADVERTISEMENT = 136;
/// Octets of a Neighbor Solicitation without options (RFC 4861, 4.3).
constexpr uint32_t NEIGHBOR_SOLICITATION_SIZE = 24;
/// Octets of a Neighbor Advertisement without options (RFC 4861, 4.4).
constexpr uint32_t NEIGHBOR_ADVERTISEMENT_SIZE = 24;
/// Octets of a Router Solicitation without options (RFC 4861, 4.1).
constexpr uint32_t ROUTER_SOLICITATION_SIZE = 8;

/// @return a prefix's lifetime as the option has it
uint32_t
ToWholeSeconds(Time lifetime)
{
    const Time told = Min(lifetime, Seconds(INFINITE_PREFIX_LIFETIME));
    return static_cast<uint32_t>(told.GetTimeStep() / Seconds(1).GetTimeStep());
}

} // namespace

TypeId
AccessNeighborDiscovery::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::AccessNeighborDiscovery")
            .SetParent<Object>()
            .SetGroupName("Pmipv6")
            .AddConstructor<AccessNeighborDiscovery>()
            .AddAttribute("AdvDefaultLifetime",
                          "Router lifetime in Router Advertisements, in whole seconds; with 0 a "
                          "node would have no default router; 1 s to 65535 s (RFC 4861, 6.2.1).",
                          TimeValue(Seconds(1800)),
                          MakeTimeAccessor(&AccessNeighborDiscovery::m_routerLifetime),
                          MakeTimeChecker(Seconds(1), Seconds(65535)))
            .AddAttribute("AdvValidLifetime",
                          "Valid lifetime of an advertised prefix, in whole seconds; 0 would "
                          "withdraw it; 1 s or more (RFC 4861, 6.2.1).",
                          TimeValue(Seconds(2592000)),
                          MakeTimeAccessor(&AccessNeighborDiscovery::m_validLifetime),
                          MakeTimeChecker(Seconds(1)))
            .AddAttribute("AdvPreferredLifetime",
                          "Preferred lifetime of an advertised prefix, in whole seconds, see "
                          "TiePrefixLifetime; 0 would deprecate it at once; 1 s or more (RFC "
                          "4861, 6.2.1).",
                          TimeValue(Seconds(604800)),
                          MakeTimeAccessor(&AccessNeighborDiscovery::m_preferredLifetime),
                          MakeTimeChecker(Seconds(1)))
            .AddAttribute(
                "RetransTimer",
                "RETRANS_TIMER: time between the solicitations of a probe. Longer than a frame is "
                "on its way to a node and back, or what the node sent before it left counts as "
                "its answer; 1 ms or more (RFC 4861, 10).",
                TimeValue(Seconds(1)),
                MakeTimeAccessor(&AccessNeighborDiscovery::m_retransTimer),
                MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("MaxUnicastSolicit",
                          "MAX_UNICAST_SOLICIT: solicitations of a probe before a node counts as "
                          "gone; 1 to 100 (RFC 4861, 10).",
                          UintegerValue(3),
                          MakeUintegerAccessor(&AccessNeighborDiscovery::m_maxUnicastSolicit),
                          MakeUintegerChecker<uint32_t>(1, 100))
            .AddAttribute("LinkMtu",
                          "The highest MTU, in octets, that Router Advertisements tell; 0: they "
                          "tell none. They tell the lowest of this, the access device's and the "
                          "tunnel's; 0, or 1280 to 65535 (RFC 5213, 6.9.2 and 6.9.5; RFC 4861, "
                          "4.6.4; RFC 8200, 5).",
                          UintegerValue(65535),
                          MakeUintegerAccessor(&AccessNeighborDiscovery::SetLinkMtu,
                                               &AccessNeighborDiscovery::GetLinkMtu),
                          MakeMtuOrNoneChecker())
            .AddTraceSource("RouterAdvertisement",
                            "A Router Advertisement is sent to a node.",
                            MakeTraceSourceAccessor(&AccessNeighborDiscovery::m_advertised),
                            "ns3::pmipv6::AccessNeighborDiscovery::RouterMessageTracedCallback")
            .AddTraceSource("RouterSolicitation",
                            "A Router Solicitation has come from a node.",
                            MakeTraceSourceAccessor(&AccessNeighborDiscovery::m_solicitedTrace),
                            "ns3::pmipv6::AccessNeighborDiscovery::RouterMessageTracedCallback");
    return tid;
}

void
AccessNeighborDiscovery::DoDispose()
{
    EndProbes();
    m_probe.Dispose();
    m_solicited = nullptr;
    m_claimed = nullptr;
    m_proxy = {};
    if (m_advertiser)
    {
        m_advertiser->Dispose(); // It lists routers at the device.
    }
    m_advertiser = nullptr;
    if (m_device)
    {
        m_device->SetDiscoveryHandler(nullptr);
    }
    m_device = nullptr;
    Object::DoDispose();
}

Ptr<AccessNeighborDiscovery>
AccessNeighborDiscovery::Install(Ptr<Node> node, std::optional<Mac48Address> address)
{
    auto device = CreateObject<AccessDevice>();
    if (address)
    {
        device->SetAddress(*address);
    }
    node->AddDevice(device);
    MobilityForwarding::Install(node)->AddAccessDevice(device);
    NeighborResolution::AddInterface(node, device);
    auto discovery = CreateObject<AccessNeighborDiscovery>();
    discovery->SetDevice(device);
    return discovery;
}

void
AccessNeighborDiscovery::SetDevice(Ptr<AccessDevice> device)
{
    m_device = device;
    m_device->SetDiscoveryHandler(
        [this](const LinkLayerAddress& node, Ptr<Packet> packet, const Ipv6Header& header) {
            Receive(node, packet, header);
        });
    m_probe.Start(device, [this](const LinkLayerAddress& node) { Solicit(node); });
    m_advertiser = CreateObject<RouterAdvertiser>();
    m_advertiser->Start([this](const LinkLayerAddress& address,
                               const AdvertisedRouter& told) { SendAdvertisement(address, told); },
                        [this] { return m_routerLifetime; },
                        &m_device->GetLogicalRouters());
}

LogicalRouter
AccessNeighborDiscovery::GetOwnRouter(const LinkLayerAddress& node) const
{
    return {m_device->GetAddress(), GetGatewayAddress(node)};
}

void
AccessNeighborDiscovery::SetClaimedCallback(ClaimedCallback claimed)
{
    m_claimed = std::move(claimed);
}

void
AccessNeighborDiscovery::SetSolicitedCallback(SolicitedCallback solicited)
{
    m_solicited = std::move(solicited);
}

void
AccessNeighborDiscovery::SetGatewayAddress(const LinkLayerAddress& node, const Ipv6Address& address)
{
    m_gatewayAddresses[node] = address;
}

Ipv6Address
AccessNeighborDiscovery::GetGatewayAddress(const LinkLayerAddress& node) const
{
    const auto known = m_gatewayAddresses.find(node);
    return known == m_gatewayAddresses.end() ? MakeLinkLocalAddress(m_device->GetAddress())
                                             : known->second;
}

void
AccessNeighborDiscovery::ForgetGatewayAddress(const LinkLayerAddress& node)
{
    m_gatewayAddresses.erase(node);
}

void
AccessNeighborDiscovery::SendTo(const LogicalRouter& router,
                                const LinkLayerAddress& node,
                                Ptr<Packet> packet,
                                const Ipv6Address& destination)
{
    Ipv6Header header;
    header.SetSource(router.linkLocal);
    header.SetDestination(destination);
    header.SetNextHeader(ICMPV6_PROTOCOL);
    header.SetHopLimit(DISCOVERY_HOP_LIMIT);
    header.SetPayloadLength(static_cast<uint16_t>(packet->GetSize()));
    packet->AddHeader(header);
    m_device->SendToNode(packet, router.linkLayer, node, IPV6_ETHERTYPE);
}

void
AccessNeighborDiscovery::SetLinkMtu(uint32_t mtu)
{
    NS_ABORT_MSG_IF(mtu > 0 && mtu < MIN_IPV6_MTU,
                    "AccessNeighborDiscovery: LinkMtu is " << mtu << "; allowed is 0, or "
                                                           << MIN_IPV6_MTU << " to 65535");
    m_linkMtu = mtu;
}

uint32_t
AccessNeighborDiscovery::GetLinkMtu() const
{
    return m_linkMtu;
}

uint32_t
AccessNeighborDiscovery::GetAdvertisedMtu() const
{
    // RFC 5213, 6.9.5: the tunnel's, unless the access link's is lower.
    const uint32_t tunnel =
        MobilityForwarding::Install(m_device->GetNode())->GetTunnelDevice()->GetMtu();
    return std::min({m_linkMtu, uint32_t{m_device->GetMtu()}, tunnel});
}

AdvertisedPrefix
AccessNeighborDiscovery::WithLifetimes(const Prefix& prefix, Time maxPreferred) const
{
    // RFC 4861, 6.2.1: never preferred for longer than valid.
    return {prefix, m_validLifetime, Min(Min(m_preferredLifetime, m_validLifetime), maxPreferred)};
}

void
AccessNeighborDiscovery::SendAdvertisement(const LinkLayerAddress& node,
                                           const AdvertisedRouter& told)
{
    const LogicalRouter router = told.router.value_or(GetOwnRouter(node));
    const auto link = m_device->GetLink(node);
    if (link && link->Configure(node, router, told))
    {
        return;
    }
    RouterAdvertisement advertisement;
    advertisement.hopLimit = 64;
    advertisement.lifetime =
        told.isDefault ? static_cast<uint16_t>(ToWholeSeconds(m_routerLifetime)) : uint16_t{0};
    advertisement.preference = told.preference;
    if (router.linkLayer.IsOfDevice())
    {
        advertisement.linkLayers.push_back(router.linkLayer);
    }
    if (m_linkMtu > 0)
    {
        // Once: ns-3's host never gets past a second one.
        advertisement.mtu = GetAdvertisedMtu();
    }
    const Time now = Simulator::Now();
    for (const auto& prefix : told.prefixes)
    {
        advertisement.prefixes.push_back(
            {prefix.prefix,
             prefix.isOnLink,
             true,
             ToWholeSeconds(GetLeft(prefix.valid, prefix.end, now)),
             ToWholeSeconds(GetLeft(prefix.preferred, prefix.end, now))});
    }
    for (const auto& route : told.routes)
    {
        advertisement.routes.push_back({route.prefix,
                                        route.preference,
                                        ToWholeSeconds(GetLeft(route.lifetime, route.end, now))});
    }
    // RFC 6085: all-nodes multicast at the IPv6 layer, one node at the link layer.
    const Ipv6Address destination = Ipv6Address::GetAllNodesMulticast();
    const auto octets = SerializeRouterAdvertisement(advertisement, router.linkLocal, destination);
    const auto packet = Create<Packet>(octets.data(), static_cast<uint32_t>(octets.size()));
    m_advertised(node, packet->GetSize() + Ipv6Header().GetSerializedSize());
    SendTo(router, node, packet, destination);
}

void
AccessNeighborDiscovery::Receive(const LinkLayerAddress& node,
                                 Ptr<Packet> packet,
                                 const Ipv6Header& header)
{
    uint8_t type = 0;
    packet->CopyData(&type, 1);
    // RFC 4861, 6.1.1 and 7.1.1: a hop limit below 255 is a forgery from outside the link.
    if (header.GetHopLimit() != DISCOVERY_HOP_LIMIT)
    {
        NS_LOG_LOGIC("neighbour discovery from " << node << " with hop limit "
                                                 << int{header.GetHopLimit()} << " ignored");
        return;
    }
    if (type == ROUTER_SOLICITATION && packet->GetSize() >= ROUTER_SOLICITATION_SIZE)
    {
        m_solicitedTrace(node, packet->GetSize() + header.GetSerializedSize());
        if (m_solicited)
        {
            m_solicited(node);
        }
    }
    else if (type == NEIGHBOR_SOLICITATION && packet->GetSize() >= NEIGHBOR_SOLICITATION_SIZE)
    {
        AnswerSolicitation(node, packet, header);
    }
    else if (type == NEIGHBOR_ADVERTISEMENT && packet->GetSize() >= NEIGHBOR_ADVERTISEMENT_SIZE)
    {
        Icmpv6NA advertisement;
        packet->PeekHeader(advertisement);
        if (advertisement.GetFlagS())
        {
            m_probe.HandleAnswer(node); // RFC 4861, 7.3.1: of the others none confirms.
        }
        if (m_proxy.heard)
        {
            m_proxy.heard(node, advertisement.GetIpv6Target());
        }
    }
}

void
AccessNeighborDiscovery::AnswerSolicitation(const LinkLayerAddress& node,
                                            Ptr<Packet> packet,
                                            const Ipv6Header& header)
{
    Icmpv6NS solicitation;
    packet->RemoveHeader(solicitation);
    // Duplicate address detection (source ::) is of an address of the node's own: on a link with
    // nobody else it finds none, and for the gateway's own it must fail, as RFC 4862, 5.4.3 has it.
    const bool isDuplicateDetection = header.GetSource().IsAny();
    const auto target = solicitation.GetIpv6Target();
    const bool isDefended = m_proxy.isDefended && m_proxy.isDefended(node, target);
    const auto router = isDefended || target == GetGatewayAddress(node)
                            ? std::make_optional(GetOwnRouter(node))
                            : GetLogicalRouters().Find(node, target);
    if (!router)
    {
        if (isDuplicateDetection && m_claimed)
        {
            m_claimed(node, target);
        }
        return;
    }
    const Ipv6Address destination =
        isDuplicateDetection ? Ipv6Address::GetAllNodesMulticast() : header.GetSource();
    SendTo(*router,
           node,
           MakeNeighborAdvertisement(router->linkLocal,
                                     router->linkLayer,
                                     target,
                                     destination,
                                     {!isDefended, !isDuplicateDetection}),
           destination);
}

void
AccessNeighborDiscovery::AdvertiseAddress(const Ipv6Address& address)
{
    for (const auto& node : m_device->GetAttached())
    {
        const LogicalRouter own = GetOwnRouter(node);
        const auto nodes = Ipv6Address::GetAllNodesMulticast();
        SendTo(own,
               node,
               MakeNeighborAdvertisement(own.linkLocal, own.linkLayer, address, nodes, {}),
               nodes);
    }
}

void
AccessNeighborDiscovery::Probe(const LinkLayerAddress& node, std::function<void(bool)> answered)
{
    const auto link = m_device->GetLink(node);
    ++m_linkProbes[node];
    const auto told = [self = Ptr<AccessNeighborDiscovery>(this),
                       round = m_probeRound,
                       node,
                       answered](bool isThere) {
        if (self->m_probeRound == round)
        {
            self->EndLinkProbe(node);
            answered(isThere);
        }
    };
    const bool isTaken = link && link->Probe(node, told);
    if (!isTaken)
    {
        EndLinkProbe(node);
        m_probe.Ask(node, m_retransTimer, m_maxUnicastSolicit, std::move(answered));
    }
}

void
AccessNeighborDiscovery::EndProbes()
{
    m_probe.Clear();
    m_linkProbes.clear();
    ++m_probeRound;
}

void
AccessNeighborDiscovery::EndLinkProbe(const LinkLayerAddress& node)
{
    const auto known = m_linkProbes.find(node);
    if (known != m_linkProbes.end() && --known->second == 0)
    {
        m_linkProbes.erase(known);
    }
}

void
AccessNeighborDiscovery::AskForOwner(const Ipv6Address& address)
{
    const Ipv6Address group = Ipv6Address::MakeSolicitedAddress(address);
    for (const auto& node : m_device->GetAttached())
    {
        LogicalRouter nobody = GetOwnRouter(node);
        nobody.linkLocal = Ipv6Address::GetAny();
        const auto packet =
            MakeNeighborSolicitation(nobody.linkLocal, nobody.linkLayer, address, group);
        SendTo(nobody, node, packet, group);
    }
}

void
AccessNeighborDiscovery::Solicit(const LinkLayerAddress& node)
{
    const Ipv6Address target = m_device->GetLinkLocalAddress(node);
    if (target.IsAny())
    {
        NS_LOG_LOGIC("no address is known for which to solicit " << node);
        return;
    }
    const LogicalRouter own = GetOwnRouter(node);
    const auto packet = MakeNeighborSolicitation(own.linkLocal, own.linkLayer, target, target);
    SendTo(own, node, packet, target);
}

} // namespace pmipv6
} // namespace ns3
