/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-localized-routing-policy.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(LocalizedRoutingPolicy);

namespace
{

/// Put something into a set of what is forbidden, or take it out.
template <class Set, class Value>
void
Allow(Set& forbidden, const Value& value, bool isAllowed)
{
    isAllowed ? void(forbidden.erase(value)) : void(forbidden.insert(value));
}

} // namespace

TypeId
LocalizedRoutingPolicy::GetTypeId()
{
    static TypeId tid = TypeId("ns3::pmipv6::LocalizedRoutingPolicy")
                            .SetParent<Object>()
                            .SetGroupName("Pmipv6")
                            .AddConstructor<LocalizedRoutingPolicy>();
    return tid;
}

void
LocalizedRoutingPolicy::AllowPair(const PrefixPair& pair, bool isAllowed)
{
    Allow(m_forbiddenPairs, pair.GetKey(), isAllowed);
}

void
LocalizedRoutingPolicy::AllowDomain(const std::string& domain, bool isAllowed)
{
    Allow(m_forbiddenDomains, domain, isAllowed);
}

void
LocalizedRoutingPolicy::AllowAgreement(const std::string& a, const std::string& b, bool isAllowed)
{
    const std::pair<std::string, std::string> agreement = std::minmax(a, b);
    Allow(m_forbiddenAgreements, agreement, isAllowed);
}

ExperimentalStatus
LocalizedRoutingPolicy::CheckAgreement(const Ipv6Address& a, const Ipv6Address& b) const
{
    if (a.IsAny() || b.IsAny())
    {
        return ExperimentalStatus::SUCCESS;
    }
    if (!m_domains.HaveAgreement(a, b))
    {
        return ExperimentalStatus::NO_AGREEMENT_BETWEEN_DOMAINS;
    }
    return m_forbiddenAgreements.count(std::minmax(m_domains.Find(a), m_domains.Find(b)))
               ? ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED
               : ExperimentalStatus::SUCCESS;
}

ExperimentalStatus
LocalizedRoutingPolicy::Check(const RouteParties& parties) const
{
    // A node may be known by its address alone.
    const auto isOf = [&parties](const PrefixPair& pair) {
        return (pair.source.Overlaps(parties.pair.source) &&
                pair.destination.Overlaps(parties.pair.destination)) ||
               (pair.source.Overlaps(parties.pair.destination) &&
                pair.destination.Overlaps(parties.pair.source));
    };
    if (std::any_of(m_forbiddenPairs.begin(), m_forbiddenPairs.end(), isOf))
    {
        return ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED;
    }
    for (const auto& gateway : {parties.sourceGateway, parties.destinationGateway})
    {
        if (!gateway.IsAny() && m_forbiddenDomains.count(m_domains.Find(gateway)))
        {
            return ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED;
        }
    }
    // RFC 6279, 5: both gateways are of one provider domain.
    if (!parties.sourceGateway.IsAny() && !parties.destinationGateway.IsAny() &&
        m_domains.Find(parties.sourceGateway) != m_domains.Find(parties.destinationGateway))
    {
        return ExperimentalStatus::NO_AGREEMENT_BETWEEN_DOMAINS;
    }
    // Each with its node's anchor, and the anchors with each other.
    for (const auto& [a, b] :
         {std::make_pair(parties.sourceGateway, parties.sourceAnchor),
          std::make_pair(parties.destinationGateway, parties.destinationAnchor),
          std::make_pair(parties.sourceAnchor, parties.destinationAnchor)})
    {
        const ExperimentalStatus status = CheckAgreement(a, b);
        if (status != ExperimentalStatus::SUCCESS)
        {
            return status;
        }
    }
    return ExperimentalStatus::SUCCESS;
}

} // namespace pmipv6
} // namespace ns3
