/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-helper.h"

#include "pmipv6-helper-argument.h"
#include "pmipv6-policy-file.h"

#include "ns3/abort.h"
#include "ns3/string.h"

namespace ns3
{
namespace pmipv6
{

Pmipv6Helper::Pmipv6Helper()
    : m_policies(CreateObject<PolicyStore>())
{
    m_anchorFactory.SetTypeId(LocalMobilityAnchor::GetTypeId());
    m_gatewayFactory.SetTypeId(MobileAccessGateway::GetTypeId());
}

void
Pmipv6Helper::SetAnchorAttribute(const std::string& name, const AttributeValue& value)
{
    m_anchorFactory.Set(name, value);
}

void
Pmipv6Helper::SetGatewayAttribute(const std::string& name, const AttributeValue& value)
{
    m_gatewayFactory.Set(name, value);
}

Ptr<LocalMobilityAnchor>
Pmipv6Helper::InstallAnchor(Ptr<Node> node, const Ipv6Address& address, const std::string& pool)
{
    CheckArgument(node, "Pmipv6Helper::InstallAnchor", "node", "a node");
    auto anchor = m_anchorFactory.Create<LocalMobilityAnchor>();
    anchor->SetAttribute("Address", Ipv6AddressValue(address));
    if (!pool.empty())
    {
        anchor->SetAttribute("PrefixPool", StringValue(pool));
    }
    anchor->SetPolicyStore(m_policies);
    node->AddApplication(anchor);
    for (const auto& gateway : m_gateways)
    {
        anchor->AddGateway(gateway->GetAddress());
        gateway->AddAnchor(address);
    }
    m_anchors.push_back(anchor);
    return anchor;
}

Ptr<MobileAccessGateway>
Pmipv6Helper::InstallGateway(Ptr<Node> node, const Ipv6Address& address)
{
    CheckArgument(node, "Pmipv6Helper::InstallGateway", "node", "a node");
    auto gateway = m_gatewayFactory.Create<MobileAccessGateway>();
    gateway->SetAttribute("Address", Ipv6AddressValue(address));
    gateway->SetPolicyStore(m_policies);
    node->AddApplication(gateway);
    for (const auto& anchor : m_anchors)
    {
        anchor->AddGateway(address);
        gateway->AddAnchor(anchor->GetAddress());
    }
    m_gateways.push_back(gateway);
    return gateway;
}

void
Pmipv6Helper::AddMobileNode(const std::string& identifier,
                            Ptr<NetDevice> device,
                            Ptr<LocalMobilityAnchor> anchor,
                            const std::vector<Prefix>& prefixes)
{
    CheckArgument(device, "Pmipv6Helper::AddMobileNode", "device", "the mobile node's device");
    CheckArgument(anchor,
                  "Pmipv6Helper::AddMobileNode",
                  "anchor",
                  "what InstallAnchor has returned");
    NS_ABORT_MSG_IF(LinkLayerAddress(device->GetAddress()).IsEmpty(),
                    "Pmipv6Helper::AddMobileNode: the device of \""
                        << identifier << "\" has no link-layer address");
    AddMobileNode(identifier,
                  std::vector<LinkLayerAddress>{device->GetAddress()},
                  anchor,
                  prefixes);
}

void
Pmipv6Helper::AddMobileNode(const std::string& identifier,
                            const std::vector<LinkLayerAddress>& interfaces,
                            Ptr<LocalMobilityAnchor> anchor,
                            const std::vector<Prefix>& prefixes)
{
    CheckNew(identifier, "Pmipv6Helper::AddMobileNode");
    StringValue pool;
    anchor->GetAttribute("PrefixPool", pool);
    NS_ABORT_MSG_IF(prefixes.empty() && pool.Get().empty(),
                    "Pmipv6Helper::AddMobileNode: \""
                        << identifier << "\" has no prefix, and its anchor " << anchor->GetAddress()
                        << " no PrefixPool to assign one from; allowed is either");
    PolicyProfile profile;
    profile.identifier = identifier;
    profile.anchorAddress = anchor->GetAddress();
    profile.prefixes = prefixes;
    for (const auto& interface : interfaces)
    {
        profile.interfaces.push_back({interface, {}});
    }
    m_policies->Add(profile);
}

void
Pmipv6Helper::CheckNew(const std::string& identifier, const std::string& where) const
{
    NS_ABORT_MSG_IF(m_policies->Find(identifier),
                    where << ": there is a mobile node \"" << identifier
                          << "\" already; allowed is an identifier of its own for each node; one "
                             "with several interfaces stands in a policy file (LoadPolicy)");
}

void
Pmipv6Helper::AddUnmanagedNode(const std::string& identifier,
                               const std::vector<LinkLayerAddress>& interfaces,
                               Ptr<LocalMobilityAnchor> anchor)
{
    const std::string where = "Pmipv6Helper::AddUnmanagedNode";
    CheckArgument(anchor, where, "anchor", "what InstallAnchor has returned");
    CheckNew(identifier, where);
    PolicyProfile profile;
    profile.identifier = identifier;
    profile.anchorAddress = anchor->GetAddress();
    profile.isProxyMobilityAllowed = false;
    for (const auto& interface : interfaces)
    {
        profile.interfaces.push_back({interface, {}});
    }
    m_policies->Add(profile);
}

void
Pmipv6Helper::LoadPolicy(const std::string& fileName)
{
    std::vector<PolicyProfile> profiles;
    std::string fault;
    try
    {
        profiles = ReadPolicyFile(fileName);
    }
    catch (const PolicyFileError& error)
    {
        fault = error.what();
    }
    if (!fault.empty())
    {
        NS_ABORT_MSG(fault);
    }
    for (const auto& profile : profiles)
    {
        m_policies->Add(profile);
    }
}

} // namespace pmipv6
} // namespace ns3
