/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-maar-routers.h"

#include "pmipv6-logical-router-rules.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(MaarRouters);

TypeId
MaarRouters::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::MaarRouters")
            .SetParent<Object>()
            .SetGroupName("Pmipv6")
            .AddConstructor<MaarRouters>()
            .AddAttribute("DistributedLogicalInterface",
                          "Show each node a router of its own for each MAAR at which it has "
                          "something, with addresses that follow the node; else the gateway is "
                          "the only router (RFC 8885, 3.7).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&MaarRouters::m_isLogical),
                          MakeBooleanChecker())
            .AddAttribute("RouterNumber",
                          "Number of this MAAR in the link-layer addresses of its logical "
                          "routers, 02-, this in two octets, the node's in three; no other MAAR "
                          "has it. DmmHelper sets it; with DistributedLogicalInterface it must be "
                          "set, to 1 or more; 0 to 65535 (RFC 8885, 3.7; Choices).",
                          UintegerValue(0),
                          MakeUintegerAccessor(&MaarRouters::m_number),
                          MakeUintegerChecker<uint16_t>())
            .AddAttribute("LocalNetwork",
                          "A network that this MAAR alone reaches, as \"fd00:10c::/48\": its "
                          "logical router tells nodes the route wherever they are; empty: none. "
                          "With DistributedLogicalInterface (RFC 8885, 3.7 and 4.4).",
                          StringValue(""),
                          MakeStringAccessor(&MaarRouters::m_localNetwork),
                          MakeStringChecker())
            .AddAttribute("DeprecateLocalNetwork",
                          "Deprecate prefixes from elsewhere that reach a local network as any, "
                          "so that new sessions there have no source; else they stay preferred, "
                          "since no new session would take an address of them by rule 3 of RFC "
                          "6724, 5 (RFC 8885, 3.7; Choices).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&MaarRouters::m_isLocalDeprecated),
                          MakeBooleanChecker());
    return tid;
}

void
MaarRouters::Start(Ptr<MobileAccessGateway> gateway,
                   const AnchoredNodes& nodes,
                   const PreviousAnchors& previous)
{
    m_gateway = gateway;
    m_nodes = &nodes;
    m_previous = &previous;
    const uint32_t node = m_gateway->GetNode()->GetId();
    NS_ABORT_MSG_IF(m_isLogical && m_number == 0,
                    "MaarRouters::RouterNumber is 0 on node "
                        << node
                        << "; with DistributedLogicalInterface allowed is 1 to 65535, another for "
                           "each MAAR");
    const auto local = ParsePrefix(m_localNetwork);
    NS_ABORT_MSG_UNLESS(m_localNetwork.empty() ||
                            (local && m_isLogical && IsRoutableUnicast(*local)),
                        "MaarRouters::LocalNetwork is \""
                            << m_localNetwork << "\" on node " << node
                            << "; allowed is an IPv6 prefix that can be routed, such as "
                               "fd00:10c::/48, with DistributedLogicalInterface, or nothing");
    m_localNetworks = local ? std::vector<Prefix>{*local} : std::vector<Prefix>();
    if (const auto access = m_gateway->GetAccessDevice())
    {
        access->SetStandingIn(m_isLogical);
    }
}

void
MaarRouters::DoDispose()
{
    m_gateway = nullptr;
    Object::DoDispose();
}

const PolicyProfile*
MaarRouters::FindProfile(const LinkLayerAddress& node) const
{
    return m_gateway->GetPolicyStore()->FindByLinkLayer(node);
}

MaarInterface
MaarRouters::GetOwn(const std::string& identifier, const LinkLayerAddress& linkLayer) const
{
    MaarInterface own;
    const auto* profile = m_gateway->GetPolicyStore()->Find(identifier);
    if (!m_isLogical || !profile)
    {
        return own;
    }
    const LogicalRouter router = MakeLogicalRouter(m_number, profile->number);
    own.linkLocal = router.linkLocal;
    // RFC 8885, 4.8: where the access link has none, there is no such option.
    if (linkLayer.GetSize() == LinkLayerAddress::MAC48_SIZE)
    {
        own.linkLayer = router.linkLayer;
    }
    own.localNetworks = m_localNetworks;
    return own;
}

std::string
MaarRouters::Check(const LinkLayerAddress& node,
                   const Ipv6Address& maar,
                   const MaarInterface& told) const
{
    const auto* profile = FindProfile(node);
    const auto device = m_gateway->GetAccessDevice();
    if (device->IsAttached(GetRouter(told).linkLayer))
    {
        return "logical-router-of-another"; // A node has that address.
    }
    std::vector<LogicalRouter> taken{{LinkLayerAddress(device->GetAddress()),
                                      m_gateway->GetNeighborDiscovery()->GetGatewayAddress(node)},
                                     {node, device->GetLinkLocalAddress(node)}};
    if (profile)
    {
        taken.push_back(MakeLogicalRouter(m_number, profile->number));
    }
    for (const auto& row : m_previous->Get(node))
    {
        if (row.anchorage.maar != maar && !row.interface.IsEmpty())
        {
            taken.push_back(GetRouter(row.interface));
        }
    }
    return CheckRouter(told, taken, node);
}

void
MaarRouters::Expect(const AnchoredNode& node) const
{
    const MaarInterface own = GetOwn(node.identifier, node.linkLayer);
    if (own.IsEmpty() || node.state != AnchoringState::SERVED)
    {
        return;
    }
    const auto discovery = m_gateway->GetNeighborDiscovery();
    BooleanValue isTied;
    m_gateway->GetAttribute("TiePrefixLifetime", isTied);
    const Time lifetime = isTied.Get() ? node.expiry - Simulator::Now() : Time::Max();
    AdvertisedRouter router;
    router.router = GetRouter(own);
    for (const auto& prefix : node.prefixes)
    {
        router.prefixes.push_back(discovery->WithLifetimes(prefix, lifetime));
    }
    discovery->GetAdvertiser()->Expect(node.linkLayer, router);
}

AdvertisedRouter
MaarRouters::GetLast(const LinkLayerAddress& node, const WithdrawnAnchor& withdrawn) const
{
    const auto& [prefix, interface] = withdrawn;
    if (m_isLogical && !interface.IsEmpty() && Check(node, Ipv6Address(), interface).empty())
    {
        return MakeLast(interface, prefix);
    }
    AdvertisedRouter last;
    last.prefixes.push_back({prefix, Time(0), Time(0)});
    return last;
}

bool
MaarRouters::AddAdvertised(const LinkLayerAddress& node,
                           const BindingUpdateListEntry* registration,
                           std::vector<AdvertisedRouter>& told) const
{
    ShownRouters shown;
    const auto* profile = FindProfile(node);
    const auto* anchored = profile ? m_nodes->Find(profile->identifier) : nullptr;
    if (anchored)
    {
        shown.interface = GetOwn(profile->identifier, node);
        shown.prefixes = anchored->prefixes;
    }
    const bool isRegistered = registration && registration->state == AttachmentState::REGISTERED;
    for (const auto& row : m_previous->Get(node))
    {
        if (isRegistered && row.state == PreviousState::TUNNELLED)
        {
            shown.previous.push_back({row.anchorage.prefix, row.until, row.interface});
        }
    }
    shown.maxPreferred =
        m_gateway->GetNeighborDiscovery()->WithLifetimes(Prefix(), Time::Max()).preferred;
    shown.isLocalDeprecated = m_isLocalDeprecated;
    shown.isCentralPreferred = profile && profile->isCentralPreferred;
    ShowRouters(shown, told);
    const bool isAwaited = registration && !isRegistered && anchored &&
                           anchored->state == AnchoringState::SERVED && anchored->linkLayer == node;
    return !isAwaited;
}

} // namespace pmipv6
} // namespace ns3
