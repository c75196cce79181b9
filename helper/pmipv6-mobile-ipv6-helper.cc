/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-mobile-ipv6-helper.h"

#include "pmipv6-helper-argument.h"
#include "pmipv6-ipv6-numbers.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/**
 * @param text a home prefix
 * @param what the sentence begins with if it is none
 * @return it
 */
Prefix
ReadHomePrefix(const std::string& text, const std::string& what)
{
    const auto prefix = ParsePrefix(text);
    NS_ABORT_MSG_UNLESS(prefix && prefix->GetLength() == AUTOCONFIGURED_LENGTH,
                        what << " is \"" << text << "\"; allowed is a /64 such as fd00:1:0:1::/64");
    return *prefix;
}

} // namespace

MobileIpv6Helper::MobileIpv6Helper()
{
    m_agentFactory.SetTypeId(HomeAgent::GetTypeId());
    m_nodeFactory.SetTypeId(MobileIpv6Node::GetTypeId());
    m_peerFactory.SetTypeId(CorrespondentNode::GetTypeId());
}

void
MobileIpv6Helper::SetRouteOptimization(bool isOptimizing)
{
    m_nodeFactory.Set("RouteOptimization", BooleanValue(isOptimizing));
}

void
MobileIpv6Helper::SetRouteOptimizerAttribute(const std::string& name, const AttributeValue& value)
{
    m_optimizerValues[name] = value.Copy();
}

void
MobileIpv6Helper::SetBootstrapAttribute(const std::string& name, const AttributeValue& value)
{
    m_bootstrapValues[name] = value.Copy();
}

void
MobileIpv6Helper::SetCorrespondentAttribute(const std::string& name, const AttributeValue& value)
{
    m_peerFactory.Set(name, value);
}

Ptr<CorrespondentNode>
MobileIpv6Helper::InstallCorrespondent(Ptr<Node> node)
{
    CheckArgument(node, "MobileIpv6Helper::InstallCorrespondent", "node", "a node");
    auto correspondent = m_peerFactory.Create<CorrespondentNode>();
    node->AddApplication(correspondent);
    return correspondent;
}

void
MobileIpv6Helper::SetHomeAgentAttribute(const std::string& name, const AttributeValue& value)
{
    m_agentFactory.Set(name, value);
}

void
MobileIpv6Helper::SetMobileNodeAttribute(const std::string& name, const AttributeValue& value)
{
    m_nodeFactory.Set(name, value);
}

Ptr<HomeAgent>
MobileIpv6Helper::InstallHomeAgent(Ptr<Node> node,
                                   const Ipv6Address& address,
                                   const std::string& homePrefix)
{
    CheckArgument(node, "MobileIpv6Helper::InstallHomeAgent", "node", "a node");
    std::optional<Prefix> prefix;
    if (!homePrefix.empty())
    {
        prefix = ReadHomePrefix(homePrefix, "MobileIpv6Helper::InstallHomeAgent: the home prefix");
    }
    auto agent = m_agentFactory.Create<HomeAgent>();
    agent->SetAttribute("Address", Ipv6AddressValue(address));
    node->AddApplication(agent);
    m_agents.push_back({agent, prefix});
    return agent;
}

const MobileIpv6Helper::Agent&
MobileIpv6Helper::Find(Ptr<HomeAgent> agent, const std::string& where) const
{
    const auto known = std::find_if(m_agents.begin(), m_agents.end(), [&agent](const Agent& one) {
        return one.agent == agent;
    });
    NS_ABORT_MSG_IF(known == m_agents.end(),
                    where << ": the home agent is none of this helper's; allowed is what "
                             "InstallHomeAgent has returned");
    return *known;
}

void
MobileIpv6Helper::SetHomeLink(Ptr<HomeAgent> agent, Ptr<AccessRouter> router) const
{
    const std::string where = "MobileIpv6Helper::SetHomeLink";
    const Agent& known = Find(agent, where);
    CheckArgument(router, where, "router", "an access router of the agent's node");
    NS_ABORT_MSG_UNLESS(router->GetNeighborDiscovery() && router->GetNode() == agent->GetNode() &&
                            known.homePrefix && router->GetPrefix() == *known.homePrefix,
                        where << ": the router advertises " << router->GetPrefix() << " on node "
                              << router->GetNode()->GetId()
                              << "; allowed is one with an access link, on the agent's node "
                              << agent->GetNode()->GetId()
                              << ", that advertises the agent's home prefix");
    agent->SetHomeLink(router->GetNeighborDiscovery());
}

Ptr<MobileIpv6Node>
MobileIpv6Helper::InstallMobileNode(const std::string& identifier,
                                    Ptr<NetDevice> device,
                                    Ptr<HomeAgent> agent)
{
    const std::string where = "MobileIpv6Helper::InstallMobileNode";
    const auto& homePrefix = Find(agent, where).homePrefix;
    NS_ABORT_MSG_UNLESS(homePrefix,
                        where << ": the home agent of \"" << identifier
                              << "\" has no home link of its own; allowed is a home network prefix "
                                 "for the node");
    HomeAssociation association;
    association.identifier = identifier;
    association.homePrefix = *homePrefix;
    return Install(std::move(association), device, agent);
}

Ptr<MobileIpv6Node>
MobileIpv6Helper::InstallMobileNode(const std::string& identifier,
                                    Ptr<NetDevice> device,
                                    Ptr<HomeAgent> agent,
                                    const std::string& network)
{
    Home home;
    home.prefix = network;
    home.isNetwork = true;
    return InstallMobileNode(identifier, device, agent, home);
}

Ptr<MobileIpv6Node>
MobileIpv6Helper::InstallMobileNode(const std::string& identifier,
                                    Ptr<NetDevice> device,
                                    Ptr<HomeAgent> agent,
                                    const Home& home)
{
    Find(agent, "MobileIpv6Helper::InstallMobileNode");
    HomeAssociation association;
    association.identifier = identifier;
    association.homePrefix =
        ReadHomePrefix(home.prefix, "MobileIpv6Helper::InstallMobileNode: the home network prefix");
    association.homeAddress = home.address;
    if (home.isNetwork)
    {
        association.networks.push_back(association.homePrefix);
    }
    const auto mobile = Install(std::move(association), device, agent);
    mobile->SetAttribute("NetworkMobility", BooleanValue(home.isNetwork));
    return mobile;
}

Ptr<MobileIpv6Node>
MobileIpv6Helper::Install(HomeAssociation association, Ptr<NetDevice> device, Ptr<HomeAgent> agent)
{
    CheckArgument(device, "MobileIpv6Helper::InstallMobileNode", "device", "a device of a host");
    if (association.homeAddress.IsAny())
    {
        association.homeAddress =
            Ipv6Address::MakeAutoconfiguredAddress(device->GetAddress(),
                                                   association.homePrefix.GetAddress());
    }
    association.homeAgent = agent->GetAddress();
    agent->AddMobileNode(association);
    auto mobile = m_nodeFactory.Create<MobileIpv6Node>();
    mobile->SetAssociation(association);
    for (const auto& [name, value] : m_optimizerValues)
    {
        mobile->GetRouteOptimizer()->SetAttribute(name, *value);
    }
    for (const auto& [name, value] : m_bootstrapValues)
    {
        mobile->GetBootstrap()->SetAttribute(name, *value);
    }
    device->GetNode()->AddApplication(mobile);
    return mobile;
}

} // namespace pmipv6
} // namespace ns3
