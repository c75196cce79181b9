/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-epmip-area-helper.h"

#include "pmipv6-helper-argument.h"
#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-mobile-access-gateway.h"
#include "pmipv6-nearest-anchor.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/object-factory.h"
#include "ns3/string.h"
#include "ns3/type-id.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// How long packets wait for a location, as an LMF may be silent (RFC 6275, 11.8: 1, 2, 4 and 8 s
/// of a query, and then another LMF is asked).
const Time HOLD_TIME = Seconds(20);

/// How many: as many as a flow of 50 packets a second sends in that time.
constexpr uint32_t HOLD_SIZE = 1000;

/// Set an attribute of what is made, unless the user has chosen another default for its class.
void
SetUnlessChosen(ObjectFactory& factory, const std::string& name, const AttributeValue& value)
{
    TypeId::AttributeInformation information;
    factory.GetTypeId().LookupAttributeByName(name, &information);
    if (information.initialValue == information.originalInitialValue)
    {
        factory.Set(name, value);
    }
}

} // namespace

EpmipAreaHelper::EpmipAreaHelper()
{
    m_anchoringFactory.SetTypeId(DistributedAnchoring::GetTypeId());
    m_routingFactory.SetTypeId(DistributedRouting::GetTypeId());
    m_routingFactory.Set("Discovery", StringValue("anchor"));
    m_routingFactory.Set("HoldEarlyPackets", BooleanValue(true));
    SetUnlessChosen(m_routingFactory, "EarlyHoldTime", TimeValue(HOLD_TIME));
    SetUnlessChosen(m_routingFactory, "EarlyBufferSize", UintegerValue(HOLD_SIZE));
    m_mobilityFactory.SetTypeId(DistributedMobility::GetTypeId());
    SetUnlessChosen(m_mobilityFactory, "UplinkHoldTime", TimeValue(HOLD_TIME));
    m_managerFactory.SetTypeId(LocationManager::GetTypeId());
}

void
EpmipAreaHelper::SetAnchoringAttribute(const std::string& name, const AttributeValue& value)
{
    m_anchoringFactory.Set(name, value);
}

void
EpmipAreaHelper::SetRoutingAttribute(const std::string& name, const AttributeValue& value)
{
    m_routingFactory.Set(name, value);
}

void
EpmipAreaHelper::SetMobilityAttribute(const std::string& name, const AttributeValue& value)
{
    m_mobilityFactory.Set(name, value);
}

void
EpmipAreaHelper::SetManagerAttribute(const std::string& name, const AttributeValue& value)
{
    m_managerFactory.Set(name, value);
}

void
EpmipAreaHelper::AddPrefix(const Prefix& prefix)
{
    NS_ABORT_MSG_UNLESS(m_managers.empty(),
                        "EpmipAreaHelper::AddPrefix of "
                            << prefix << " after InstallManager; allowed is before it");
    m_prefixes.push_back(prefix);
}

void
EpmipAreaHelper::AddCore(const Prefix& prefix)
{
    NS_ABORT_MSG_UNLESS(m_managers.empty(),
                        "EpmipAreaHelper::AddCore of "
                            << prefix << " after InstallManager; allowed is before it");
    m_core.push_back(prefix);
}

Ptr<LocationManager>
EpmipAreaHelper::MakeManager(Ptr<Node> node, const Ipv6Address& address)
{
    CheckArgument(node, "EpmipAreaHelper::InstallManager", "node", "a node");
    auto manager = m_managerFactory.Create<LocationManager>();
    manager->SetAttribute("Address", Ipv6AddressValue(address));
    for (const auto& prefix : m_prefixes)
    {
        manager->AddArea(prefix);
    }
    for (const auto& prefix : m_core)
    {
        manager->AddCore(prefix);
    }
    for (const auto& [prefix, routers] : m_fixed)
    {
        manager->AddFixed(prefix, routers);
    }
    if (!m_border.IsAny())
    {
        manager->SetBorder(m_border);
    }
    for (const auto& [anchor, anchoring] : m_anchors)
    {
        manager->AddReporter(anchor);
        anchoring->GetRouting()->AddManager(address, {});
    }
    for (const auto& router : m_routers)
    {
        manager->AddAsker(router->GetAddress());
        router->GetRouting()->AddManager(address, {});
    }
    node->AddApplication(manager);
    m_managers.push_back(manager);
    return manager;
}

Ptr<LocationManager>
EpmipAreaHelper::InstallManager(Ptr<Node> node, const Ipv6Address& address)
{
    auto manager = MakeManager(node, address);
    JoinManager(manager);
    return manager;
}

Ptr<LocationManager>
EpmipAreaHelper::InstallLateManager(Ptr<Node> node, const Ipv6Address& address)
{
    return MakeManager(node, address);
}

void
EpmipAreaHelper::JoinManager(Ptr<LocationManager> manager)
{
    for (const auto& other : m_members)
    {
        other->AddMember(manager->GetAddress());
        manager->AddMember(other->GetAddress());
    }
    m_members.push_back(manager);
}

void
EpmipAreaHelper::Connect(Ptr<DistributedRouting> routing, const Ipv6Address& address)
{
    for (const auto& manager : m_managers)
    {
        routing->AddManager(manager->GetAddress(), {});
        manager->AddAsker(address);
    }
    for (const auto& [anchor, anchoring] : m_anchors)
    {
        routing->AddGateway(anchor);
    }
    for (const auto& router : m_routers)
    {
        routing->AddRouter(router->GetAddress());
    }
}

Ptr<DistributedAnchoring>
EpmipAreaHelper::InstallAnchor(Ptr<LocalMobilityAnchor> anchor,
                               const std::vector<Ipv6Address>& managers)
{
    CheckArgument(anchor,
                  "EpmipAreaHelper::InstallAnchor",
                  "anchor",
                  "what Pmipv6Helper::InstallAnchor has returned");
    const Ipv6Address address = anchor->GetAddress();
    auto anchoring = m_anchoringFactory.Create<DistributedAnchoring>();
    auto routing = m_routingFactory.Create<DistributedRouting>();
    Connect(routing, address);
    for (const auto& [other, known] : m_anchors)
    {
        known->GetRouting()->AddGateway(address);
    }
    for (const auto& router : m_routers)
    {
        router->GetRouting()->AddGateway(address);
    }
    for (const auto& manager : m_managers)
    {
        manager->AddReporter(address);
    }
    anchoring->SetFunctions(routing, m_mobilityFactory.Create<DistributedMobility>());
    for (const auto& manager : managers)
    {
        anchoring->AddManager(manager);
    }
    anchor->SetAttribute("AnnouncesPool", BooleanValue(false));
    anchor->AddFunction(anchoring);
    m_anchors.emplace_back(address, anchoring);
    return anchoring;
}

void
EpmipAreaHelper::SetNearest(Ptr<MobileAccessGateway> gateway, Ptr<LocalMobilityAnchor> anchor)
{
    CheckArgument(gateway,
                  "EpmipAreaHelper::SetNearest",
                  "gateway",
                  "what Pmipv6Helper::InstallGateway has returned");
    auto nearest = CreateObject<NearestAnchor>();
    nearest->SetAttribute("Address", Ipv6AddressValue(anchor->GetAddress()));
    gateway->AddFunction(nearest);
}

Ptr<DistributedRouter>
EpmipAreaHelper::MakeRouter(Ptr<Node> node,
                            const Ipv6Address& address,
                            const std::vector<Prefix>& prefixes,
                            const std::vector<Ipv6Address>& managers)
{
    auto routing = m_routingFactory.Create<DistributedRouting>();
    Connect(routing, address);
    for (const auto& [anchor, anchoring] : m_anchors)
    {
        anchoring->GetRouting()->AddRouter(address);
    }
    for (const auto& other : m_routers)
    {
        other->GetRouting()->AddRouter(address);
    }
    auto router = CreateObject<DistributedRouter>();
    router->SetAttribute("Address", Ipv6AddressValue(address));
    router->SetRouting(routing);
    for (const auto& prefix : prefixes)
    {
        router->AddPrefix(prefix);
    }
    for (const auto& manager : managers)
    {
        routing->AddPreferred(manager);
    }
    node->AddApplication(router);
    m_routers.push_back(router);
    return router;
}

Ptr<DistributedRouter>
EpmipAreaHelper::InstallBorder(Ptr<Node> node,
                               const Ipv6Address& address,
                               const std::vector<Prefix>& outside,
                               const std::vector<Ipv6Address>& managers)
{
    CheckArgument(node, "EpmipAreaHelper::InstallBorder", "node", "a node");
    NS_ABORT_MSG_IF(outside.empty(),
                    "EpmipAreaHelper::InstallBorder has no prefixes outside; allowed are one or "
                    "more, or no border gateway");
    NS_ABORT_MSG_UNLESS(m_border.IsAny(),
                        "EpmipAreaHelper::InstallBorder is called twice; allowed is once");
    m_border = address;
    for (const auto& manager : m_managers)
    {
        manager->SetBorder(address);
    }
    return MakeRouter(node, address, outside, managers);
}

Ptr<DistributedRouter>
EpmipAreaHelper::InstallRouter(Ptr<Node> node,
                               const Ipv6Address& address,
                               const std::vector<Prefix>& fixed,
                               const std::vector<Ipv6Address>& managers)
{
    CheckArgument(node, "EpmipAreaHelper::InstallRouter", "node", "a node");
    NS_ABORT_MSG_IF(
        fixed.empty(),
        "EpmipAreaHelper::InstallRouter has no prefixes of fixed nodes; allowed are one "
        "or more");
    for (const auto& prefix : fixed)
    {
        const auto known = std::find_if(m_fixed.begin(), m_fixed.end(), [&prefix](const auto& one) {
            return one.first == prefix;
        });
        auto& routers = known == m_fixed.end()
                            ? m_fixed.emplace_back(prefix, std::vector<Ipv6Address>()).second
                            : known->second;
        routers.push_back(address);
        for (const auto& manager : m_managers)
        {
            manager->AddFixed(prefix, routers);
        }
    }
    return MakeRouter(node, address, fixed, managers);
}

} // namespace pmipv6
} // namespace ns3
