/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-epmip-helper.h"

#include "pmipv6-helper-argument.h"
#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-mobile-access-gateway.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

EpmipHelper::EpmipHelper()
{
    m_managementFactory.SetTypeId(LocationManagement::GetTypeId());
    m_routingFactory.SetTypeId(DistributedRouting::GetTypeId());
    m_mobilityFactory.SetTypeId(DistributedMobility::GetTypeId());
}

void
EpmipHelper::SetManagementAttribute(const std::string& name, const AttributeValue& value)
{
    m_managementFactory.Set(name, value);
}

void
EpmipHelper::SetRoutingAttribute(const std::string& name, const AttributeValue& value)
{
    m_routingFactory.Set(name, value);
}

void
EpmipHelper::SetMobilityAttribute(const std::string& name, const AttributeValue& value)
{
    m_mobilityFactory.Set(name, value);
}

Ptr<LocationManagement>
EpmipHelper::InstallAnchor(Ptr<LocalMobilityAnchor> anchor, const std::vector<Prefix>& prefixes)
{
    CheckArgument(anchor,
                  "EpmipHelper::InstallAnchor",
                  "anchor",
                  "what Pmipv6Helper::InstallAnchor has returned");
    const Ipv6Address address = anchor->GetAddress();
    auto management = m_managementFactory.Create<LocationManagement>();
    for (const auto& other : m_managers)
    {
        management->AddManager(other.address, other.prefixes);
        other.management->AddManager(address, prefixes);
    }
    for (const auto& [gateway, functions] : m_gateways)
    {
        management->AddGateway(gateway);
        functions.routing->AddManager(address, prefixes);
    }
    for (const auto& router : m_routers)
    {
        if (m_managers.empty())
        {
            router->SetAttribute("Manager", Ipv6AddressValue(address));
        }
        management->AddGateway(router->GetAddress());
        router->GetRouting()->AddManager(address, prefixes);
    }
    for (const auto& manager : m_fixedManagers)
    {
        if (!manager.asked.empty())
        {
            management->AddManager(manager.role->GetAddress(), manager.asked);
        }
        manager.role->AddAsker(address);
    }
    anchor->AddFunction(management);
    m_managers.push_back({address, prefixes, management});
    return management;
}

void
EpmipHelper::ConnectManagers(Ptr<DistributedRouting> routing, const Ipv6Address& address) const
{
    for (const auto& manager : m_managers)
    {
        manager.management->AddGateway(address);
        routing->AddManager(manager.address, manager.prefixes);
    }
    for (const auto& manager : m_fixedManagers)
    {
        manager.role->AddAsker(address);
        routing->AddManager(manager.role->GetAddress(), manager.asked);
    }
}

EpmipHelper::Gateway
EpmipHelper::InstallGateway(Ptr<MobileAccessGateway> gateway)
{
    CheckArgument(gateway,
                  "EpmipHelper::InstallGateway",
                  "gateway",
                  "what Pmipv6Helper::InstallGateway has returned");
    const Ipv6Address address = gateway->GetAddress();
    const Gateway functions{m_routingFactory.Create<DistributedRouting>(),
                            m_mobilityFactory.Create<DistributedMobility>()};
    functions.mobility->SetRouting(functions.routing);
    ConnectManagers(functions.routing, address);
    for (const auto& [other, known] : m_gateways)
    {
        functions.routing->AddGateway(other);
        known.routing->AddGateway(address);
    }
    for (const auto& router : m_routers)
    {
        functions.routing->AddRouter(router->GetAddress());
        router->GetRouting()->AddGateway(address);
    }
    gateway->AddFunction(functions.routing);
    gateway->AddFunction(functions.mobility);
    m_gateways.emplace_back(address, functions);
    return functions;
}

Ptr<DistributedRouter>
EpmipHelper::InstallRouter(Ptr<Node> node,
                           const Ipv6Address& address,
                           const std::vector<Prefix>& fixed)
{
    CheckArgument(node, "EpmipHelper::InstallRouter", "node", "a node");
    auto routing = m_routingFactory.Create<DistributedRouting>();
    ConnectManagers(routing, address);
    for (const auto& [gateway, functions] : m_gateways)
    {
        functions.routing->AddRouter(address);
        routing->AddGateway(gateway);
    }
    for (const auto& other : m_routers)
    {
        routing->AddRouter(other->GetAddress());
        other->GetRouting()->AddRouter(address);
    }
    auto router = CreateObject<DistributedRouter>();
    router->SetAttribute("Address", Ipv6AddressValue(address));
    if (!m_managers.empty())
    {
        router->SetAttribute("Manager", Ipv6AddressValue(m_managers.front().address));
    }
    router->SetRouting(routing);
    for (const auto& prefix : fixed)
    {
        router->AddPrefix(prefix);
    }
    node->AddApplication(router);
    m_routers.push_back(router);
    return router;
}

Ptr<LocationManager>
EpmipHelper::InstallManager(Ptr<Node> node,
                            const Ipv6Address& address,
                            const Prefix& fixed,
                            const std::vector<Ipv6Address>& routers)
{
    CheckArgument(node, "EpmipHelper::InstallManager", "node", "a node");
    auto manager = CreateObject<LocationManager>();
    manager->SetAttribute("Address", Ipv6AddressValue(address));
    manager->AddFixed(fixed, routers);
    const bool isFirst =
        std::none_of(m_fixedManagers.begin(), m_fixedManagers.end(), [&](const auto& other) {
            return other.asked == std::vector<Prefix>{fixed};
        });
    const FixedManager self{manager, isFirst ? std::vector<Prefix>{fixed} : std::vector<Prefix>()};
    for (const auto& anchor : m_managers)
    {
        if (isFirst)
        {
            anchor.management->AddManager(address, self.asked);
        }
        manager->AddAsker(anchor.address);
    }
    for (const auto& [gateway, functions] : m_gateways)
    {
        functions.routing->AddManager(address, self.asked);
        manager->AddAsker(gateway);
    }
    for (const auto& router : m_routers)
    {
        router->GetRouting()->AddManager(address, self.asked);
        manager->AddAsker(router->GetAddress());
    }
    node->AddApplication(manager);
    m_fixedManagers.push_back(self);
    return manager;
}

} // namespace pmipv6
} // namespace ns3
