/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-interworking-state.h"

#include "pmipv6-experiment-network.h"

#include "ns3/pmipv6-anchor-state-source.h"
#include "ns3/pmipv6-function-callback.h"
#include "ns3/pmipv6-gateway-state-source.h"

#include <algorithm>
#include <memory>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/**
 * Find sessions of nodes that are elsewhere.
 *
 * @param domain the domain
 * @param elsewhere names of attached nodes that are none of the domain's, by MN-Identifier
 * @param finding gets what was found
 */
void
FindLeftover(const InterworkingDomain& domain,
             const std::map<std::string, std::string>& elsewhere,
             StateChecker::Finding& finding)
{
    // RFC 6612, 4.2.1: the session of a node that has left the domain ends by itself.
    const auto add =
        [&](const std::string& holder, const std::string& identifier, const std::string& holds) {
            const auto node = elsewhere.find(identifier);
            if (node != elsewhere.end())
            {
                finding.leftover.push_back({holder, "binding", node->second, holds, "none"});
            }
        };
    domain.anchor->GetBindingCache().ForEach([&](const BindingCacheEntry& session) {
        add(domain.name, session.identifier, GetStateName(session.state));
    });
    for (const auto& [name, gateway] : domain.gateways)
    {
        gateway->GetBindingUpdateList().ForEach(
            [&, who = name](const BindingUpdateListEntry& entry) {
                add(who, entry.identifier, GetStateName(entry.state));
            });
    }
}

} // namespace

void
JudgeDomain(const InterworkingDomain& domain,
            const std::map<std::string, InterworkingMember>& members,
            const std::vector<Scheme::Attached>& nodes,
            StateChecker::Finding& finding)
{
    StateChecker checker;
    checker.AddSource(std::make_shared<AnchorStateSource>(domain.anchor), domain.name);
    for (const auto& [name, gateway] : domain.gateways)
    {
        checker.AddSource(std::make_shared<GatewayStateSource>(gateway), name);
    }
    std::map<std::string, std::string> elsewhere;
    for (const auto& node : nodes)
    {
        const auto& member = members.at(node.name);
        const std::string gateway = node.gateway->name.GetText();
        const bool isOfOther =
            member.kind == MobilityKind::PROXY && domain.domain != ProxyDomain::HOME;
        if (member.kind == MobilityKind::HOST || isOfOther || domain.gateways.count(gateway) == 0)
        {
            elsewhere[member.identifier] = node.name;
            continue;
        }
        checker.AddMobileNode(member.identifier, node.name, node.linkLayer, gateway);
        if (member.kind == MobilityKind::PROXY)
        {
            checker.AddHost(member.identifier, member.node);
        }
    }
    const auto found = checker.Check();
    finding.stale.insert(finding.stale.end(), found.stale.begin(), found.stale.end());
    finding.leftover.insert(finding.leftover.end(), found.leftover.begin(), found.leftover.end());
    FindLeftover(domain, elsewhere, finding);
}

void
RegistrationOrder::FollowAnchor(Ptr<LocalMobilityAnchor> anchor, const Prefix& pool)
{
    m_pools.push_back(pool);
    anchor->TraceConnectWithoutContext(
        "Binding",
        MakeFunctionCallback<const BindingCacheEntry&, BindingState, BindingState>(
            [this](const BindingCacheEntry& session, BindingState, BindingState to) {
                for (const auto& prefix : session.prefixes)
                {
                    const auto key = std::make_pair(session.identifier, prefix);
                    to == BindingState::NONE ? m_registered.erase(key)
                                             : m_registered.insert(key).second;
                }
            }));
}

void
RegistrationOrder::FollowAgent(Ptr<HomeAgent> agent)
{
    agent->TraceConnectWithoutContext(
        "Binding",
        MakeFunctionCallback<const HomeBinding&,
                             HomeBindingState,
                             HomeBindingState>([this](const HomeBinding& row,
                                                      HomeBindingState from,
                                                      HomeBindingState to) {
            // By a Binding Update, rather than by what follows of it later.
            const bool isAsked = to == HomeBindingState::DETECTING ||
                                 (from == HomeBindingState::BOUND && to == HomeBindingState::BOUND);
            const bool isOfDomain =
                std::any_of(m_pools.begin(), m_pools.end(), [&row](const Prefix& pool) {
                    return pool.Contains(row.careOf);
                });
            const bool isThere = m_registered.count({row.identifier, Prefix(row.careOf, 64)}) > 0;
            if (isAsked && isOfDomain && !isThere)
            {
                m_faults.insert("care-of address of " + row.identifier +
                                " is registered before the domain has it");
            }
        }));
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
