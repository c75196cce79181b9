/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-epmip-helper.h"

#include "pmipv6-helper-argument.h"
#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-mobile-access-gateway.h"

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
    anchor->AddFunction(management);
    m_managers.push_back({address, prefixes, management});
    return management;
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
    for (const auto& manager : m_managers)
    {
        manager.management->AddGateway(address);
        functions.routing->AddManager(manager.address, manager.prefixes);
    }
    for (const auto& [other, known] : m_gateways)
    {
        functions.routing->AddGateway(other);
        known.routing->AddGateway(address);
    }
    gateway->AddFunction(functions.routing);
    gateway->AddFunction(functions.mobility);
    m_gateways.emplace_back(address, functions);
    return functions;
}

} // namespace pmipv6
} // namespace ns3
