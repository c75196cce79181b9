/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#ifndef PMIPV6_PROVIDER_DOMAINS_H
#define PMIPV6_PROVIDER_DOMAINS_H

#include "pmipv6-prefix.h"

#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace ns3
{
namespace pmipv6
{

/**
 * @ingroup pmipv6-localized-routing
 * Which provider domain each gateway and anchor belongs to, and which domains have a service level
 * agreement (RFC 6279, 2 and 5). Without any, all are of one domain, which has no name.
 */
class ProviderDomains
{
  public:
    /**
     * @param address Proxy-CoA or LMAA
     * @param domain its domain
     */
    void Add(const Ipv6Address& address, const std::string& domain);

    /**
     * @param a a domain
     * @param b another; there is an agreement between the two from now on
     */
    void AddAgreement(const std::string& a, const std::string& b);

    /**
     * @param a a domain
     * @param b another; there is no agreement between the two any more
     */
    void RemoveAgreement(const std::string& a, const std::string& b);

    /**
     * @param address Proxy-CoA or LMAA
     * @return its domain
     */
    const std::string& Find(const Ipv6Address& address) const;

    /**
     * @param a Proxy-CoA or LMAA
     * @param b another
     * @return true if they are of the same domain, or of two with an agreement
     */
    bool HaveAgreement(const Ipv6Address& a, const Ipv6Address& b) const;

  private:
    std::unordered_map<Ipv6Address, std::string, AddressHash> m_domains; //!< by address
    std::set<std::pair<std::string, std::string>> m_agreements;          //!< each pair in order
};

} // namespace pmipv6
} // namespace ns3

#endif // PMIPV6_PROVIDER_DOMAINS_H
