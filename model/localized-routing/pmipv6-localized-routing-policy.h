/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_LOCALIZED_ROUTING_POLICY_H
#define PMIPV6_LOCALIZED_ROUTING_POLICY_H

#include "pmipv6-mobility-constants.h"
#include "pmipv6-prefix-pair.h"
#include "pmipv6-provider-domains.h"

#include "ns3/object.h"

#include <set>
#include <string>
#include <unordered_set>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/// @ingroup pmipv6-localized-routing
/// Who takes part in a localized route, as far as the anchor that asks knows: :: where it does not.
struct RouteParties
{
    PrefixPair pair;                                       //!< whose route it is
    Ipv6Address sourceAnchor{Ipv6Address::GetAny()};       //!< LMAA
    Ipv6Address sourceGateway{Ipv6Address::GetAny()};      //!< Proxy-CoA
    Ipv6Address destinationAnchor{Ipv6Address::GetAny()};  //!< LMAA
    Ipv6Address destinationGateway{Ipv6Address::GetAny()}; //!< Proxy-CoA
};

/**
 * @ingroup pmipv6-localized-routing
 * What an operator allows (RFC 6279, 4 and 5), beside the policy profile of each mobile node
 * (PolicyProfile::isLocalRoutingAllowed): localized routing stays within a provider domain, needs
 * agreements where anchors are of another, and may be forbidden for pairs, domains and agreements,
 * so that packets pass the charging at the anchors. A change holds from the next attempt on.
 */
class LocalizedRoutingPolicy : public Object
{
  public:
    /// @return the TypeId
    static TypeId GetTypeId();

    /// @return domains and agreements, to be filled in
    ProviderDomains& GetDomains()
    {
        return m_domains;
    }

    /// @return domains and agreements
    const ProviderDomains& GetDomains() const
    {
        return m_domains;
    }

    /**
     * @param pair two mobile nodes' prefixes, in either order, or prefixes of many nodes
     * @param isAllowed false: packets between them go through their anchors
     */
    void AllowPair(const PrefixPair& pair, bool isAllowed);

    /**
     * @param domain a provider domain
     * @param isAllowed false: its gateways have no localized routes
     */
    void AllowDomain(const std::string& domain, bool isAllowed);

    /**
     * @param a a provider domain
     * @param b another, which has an agreement with it
     * @param isAllowed false: no localized route may rest on that agreement
     */
    void AllowAgreement(const std::string& a, const std::string& b, bool isAllowed);

    /**
     * @param parties who would take part
     * @return SUCCESS, ADMINISTRATIVELY_PROHIBITED or NO_AGREEMENT_BETWEEN_DOMAINS
     */
    ExperimentalStatus Check(const RouteParties& parties) const;

  private:
    /**
     * @param a Proxy-CoA or LMAA, or ::
     * @param b another, or ::
     * @return SUCCESS if a route may rest on what their domains have agreed
     */
    ExperimentalStatus CheckAgreement(const Ipv6Address& a, const Ipv6Address& b) const;

    ProviderDomains m_domains;                                           //!< domains and agreements
    std::unordered_set<PrefixPair, PrefixPairHash> m_forbiddenPairs;     //!< in the key's order
    std::set<std::string> m_forbiddenDomains;                            //!< names
    std::set<std::pair<std::string, std::string>> m_forbiddenAgreements; //!< each pair in order
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_LOCALIZED_ROUTING_POLICY_H
