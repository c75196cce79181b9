/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-interworking-helper.h"

#include "pmipv6-helper-argument.h"
#include "pmipv6-merged-cache.h"

#include "ns3/abort.h"
#include "ns3/string.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

Ptr<LocalMobilityAnchor>
InterworkingHelper::GetAnchor(ProxyDomain domain) const
{
    const auto known = m_domains.find(domain);
    return known == m_domains.end() ? nullptr : known->second.anchor;
}

void
InterworkingHelper::SetMergedCache(bool isMerged)
{
    NS_ABORT_MSG_IF(
        m_agent,
        "InterworkingHelper::SetMergedCache follows InstallHomeAgent; allowed is before it");
    m_isMerged = isMerged;
}

Ptr<LocalMobilityAnchor>
InterworkingHelper::InstallAnchor(ProxyDomain domain,
                                  Ptr<Node> node,
                                  const Ipv6Address& address,
                                  const std::string& pool)
{
    auto& [helper, anchor] = m_domains[domain];
    NS_ABORT_MSG_IF(anchor,
                    "InterworkingHelper::InstallAnchor: the domain has the anchor "
                        << anchor->GetAddress() << " already; allowed is one");
    NS_ABORT_MSG_IF(
        m_hasMobileNodes,
        "InterworkingHelper::InstallAnchor follows AddMobileNode; allowed is before it");
    anchor = helper.InstallAnchor(node, address, pool);
    return anchor;
}

Ptr<MobileAccessGateway>
InterworkingHelper::InstallGateway(ProxyDomain domain,
                                   Ptr<Node> node,
                                   const Ipv6Address& address,
                                   const std::string& localPrefix)
{
    auto& helper = m_domains[domain].helper;
    helper.SetGatewayAttribute("LocalPrefix", StringValue(localPrefix));
    return helper.InstallGateway(node, address);
}

Ptr<HomeAgent>
InterworkingHelper::InstallHomeAgent()
{
    const auto anchor = GetAnchor(ProxyDomain::HOME);
    CheckArgument(anchor,
                  "InterworkingHelper::InstallHomeAgent",
                  "anchor",
                  "an anchor of the home domain: InstallAnchor");
    m_agent = m_mipv6.InstallHomeAgent(anchor->GetNode(), anchor->GetAddress());
    if (m_isMerged)
    {
        auto merged = CreateObject<MergedCache>();
        merged->SetHomeAgent(m_agent);
        anchor->AddFunction(merged);
    }
    return m_agent;
}

Ptr<HomeAgent>
InterworkingHelper::InstallHomeAgent(Ptr<Node> node, const Ipv6Address& address)
{
    NS_ABORT_MSG_IF(
        m_isMerged,
        "InterworkingHelper::InstallHomeAgent: there is no merged cache at a home agent "
        "of its own; allowed is the home domain's anchor");
    m_agent = m_mipv6.InstallHomeAgent(node, address);
    return m_agent;
}

void
InterworkingHelper::EnterPolicies(MobilityKind kind, const MobileNode& mobile)
{
    const auto interfaces = mobile.interfaces.empty()
                                ? std::vector<LinkLayerAddress>{mobile.device->GetAddress()}
                                : mobile.interfaces;
    for (auto& [name, domain] : m_domains)
    {
        if (!domain.anchor || (kind == MobilityKind::PROXY && name != ProxyDomain::HOME))
        {
            continue;
        }
        if (kind == MobilityKind::HOST)
        {
            domain.helper.AddUnmanagedNode(mobile.identifier, interfaces, domain.anchor);
            continue;
        }
        domain.helper.AddMobileNode(mobile.identifier, interfaces, domain.anchor);
    }
}

Ptr<MobileIpv6Node>
InterworkingHelper::AddMobileNode(MobilityKind kind, const MobileNode& mobile)
{
    const std::string where = "InterworkingHelper::AddMobileNode";
    CheckArgument(mobile.device, where, "device", "a device of a host");
    m_hasMobileNodes = true;
    if (kind == MobilityKind::PROXY)
    {
        EnterPolicies(kind, mobile);
        return nullptr;
    }
    CheckArgument(m_agent, where, "home agent", "one of InstallHomeAgent");
    const auto anchor = GetAnchor(ProxyDomain::HOME);
    const bool isTogether = anchor && anchor->GetNode() == m_agent->GetNode();
    // RFC 6612, 3: a home agent that is above the domains, or on the anchor of the home domain.
    NS_ABORT_MSG_IF(kind == MobilityKind::HIERARCHICAL && isTogether,
                    where << ": HIERARCHICAL with the home agent on the home domain's anchor; "
                             "allowed is ALTERNATIVE");
    NS_ABORT_MSG_IF(kind == MobilityKind::ALTERNATIVE && !isTogether,
                    where << ": ALTERNATIVE with the home agent apart from the home domain's "
                             "anchor; allowed is HIERARCHICAL");
    EnterPolicies(kind, mobile);
    MobileIpv6Helper::Home home;
    home.prefix = mobile.homePrefix;
    home.address = mobile.homeAddress;
    home.isNetwork = mobile.isNetwork;
    const auto role = m_mipv6.InstallMobileNode(mobile.identifier, mobile.device, m_agent, home);
    // RFC 6612, 4.2.1: where anchor and home agent are one node they share the prefix. It is the
    // node's, be it registered by the one, by the other, or by neither.
    if (isTogether)
    {
        anchor->ReservePrefix(role->GetAssociation().homePrefix, mobile.identifier);
    }
    return role;
}

} // namespace pmipv6
} // namespace ns3
