/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-localized-routing-helper.h"

#include "pmipv6-helper-argument.h"
#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-mobile-access-gateway.h"

#include "ns3/boolean.h"

namespace ns3
{
namespace pmipv6
{

LocalizedRoutingHelper::LocalizedRoutingHelper()
    : m_policy(CreateObject<LocalizedRoutingPolicy>()),
      m_anchorTable(CreateObject<AnchorPrefixTable>())
{
    m_controllerFactory.SetTypeId(RouteOptimizationController::GetTypeId());
    m_agentFactory.SetTypeId(RouteOptimizationAgent::GetTypeId());
}

void
LocalizedRoutingHelper::SetControllerAttribute(const std::string& name, const AttributeValue& value)
{
    m_controllerFactory.Set(name, value);
}

void
LocalizedRoutingHelper::SetAgentAttribute(const std::string& name, const AttributeValue& value)
{
    m_agentFactory.Set(name, value);
}

void
LocalizedRoutingHelper::SetProxyMode(bool isProxy)
{
    SetControllerAttribute("ProxyMode", BooleanValue(isProxy));
    SetAgentAttribute("ProxyMode", BooleanValue(isProxy));
}

bool
LocalizedRoutingHelper::HaveAgreement(const Ipv6Address& a, const Ipv6Address& b) const
{
    return m_policy->GetDomains().HaveAgreement(a, b);
}

Ptr<RouteOptimizationController>
LocalizedRoutingHelper::InstallAnchor(Ptr<LocalMobilityAnchor> anchor,
                                      const std::vector<Prefix>& prefixes)
{
    CheckArgument(anchor,
                  "LocalizedRoutingHelper::InstallAnchor",
                  "anchor",
                  "what Pmipv6Helper::InstallAnchor has returned");
    const Ipv6Address address = anchor->GetAddress();
    auto controller = m_controllerFactory.Create<RouteOptimizationController>();
    controller->SetPolicy(m_policy);
    controller->SetResolver(m_anchorTable);
    for (const auto& prefix : prefixes)
    {
        m_anchorTable->Add(prefix, address);
    }
    for (const auto& [other, known] : m_controllers)
    {
        if (HaveAgreement(address, other))
        {
            controller->AddAnchor(other);
            known->AddAnchor(address);
        }
    }
    for (const auto& [gateway, agent] : m_agents)
    {
        if (HaveAgreement(address, gateway))
        {
            controller->AddGateway(gateway);
            agent->AddAnchor(address);
        }
    }
    anchor->AddFunction(controller);
    m_controllers.emplace_back(address, controller);
    return controller;
}

Ptr<UncoordinatedRouting>
LocalizedRoutingHelper::InstallUncoordinatedAnchor(Ptr<LocalMobilityAnchor> anchor,
                                                   const std::vector<Prefix>& prefixes)
{
    CheckArgument(anchor,
                  "LocalizedRoutingHelper::InstallUncoordinatedAnchor",
                  "anchor",
                  "what Pmipv6Helper::InstallAnchor has returned");
    SetAgentAttribute("SetupFromAnchors", BooleanValue(true));
    const Ipv6Address address = anchor->GetAddress();
    auto function = CreateObject<UncoordinatedRouting>();
    function->SetResolver(m_anchorTable);
    for (const auto& prefix : prefixes)
    {
        m_anchorTable->Add(prefix, address);
    }
    for (const auto& [other, known] : m_uncoordinated)
    {
        function->AddAnchor(other);
        known->AddAnchor(address);
    }
    anchor->AddFunction(function);
    m_uncoordinated.emplace_back(address, function);
    return function;
}

Ptr<RouteOptimizationAgent>
LocalizedRoutingHelper::InstallGateway(Ptr<MobileAccessGateway> gateway)
{
    CheckArgument(gateway,
                  "LocalizedRoutingHelper::InstallGateway",
                  "gateway",
                  "what Pmipv6Helper::InstallGateway has returned");
    const Ipv6Address address = gateway->GetAddress();
    const auto& domains = m_policy->GetDomains();
    auto agent = m_agentFactory.Create<RouteOptimizationAgent>();
    for (const auto& [anchor, controller] : m_controllers)
    {
        if (HaveAgreement(address, anchor))
        {
            controller->AddGateway(address);
            agent->AddAnchor(anchor);
        }
    }
    for (const auto& [anchor, function] : m_uncoordinated)
    {
        // The baseline knows no domains.
        function->AddGateway(address);
        agent->AddAnchor(anchor);
    }
    for (const auto& [other, known] : m_agents)
    {
        if (domains.Find(other) == domains.Find(address))
        {
            agent->AddGateway(other);
            known->AddGateway(address);
        }
    }
    gateway->AddFunction(agent);
    m_agents.emplace_back(address, agent);
    return agent;
}

} // namespace pmipv6
} // namespace ns3
