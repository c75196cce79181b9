/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-provider-domains.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

void
ProviderDomains::Add(const Ipv6Address& address, const std::string& domain)
{
    m_domains[address] = domain;
}

void
ProviderDomains::AddAgreement(const std::string& a, const std::string& b)
{
    m_agreements.insert(std::minmax(a, b));
}

void
ProviderDomains::RemoveAgreement(const std::string& a, const std::string& b)
{
    m_agreements.erase(std::minmax(a, b));
}

const std::string&
ProviderDomains::Find(const Ipv6Address& address) const
{
    static const std::string UNNAMED;
    const auto found = m_domains.find(address);
    return found == m_domains.end() ? UNNAMED : found->second;
}

bool
ProviderDomains::HaveAgreement(const Ipv6Address& a, const Ipv6Address& b) const
{
    const std::string& first = Find(a);
    const std::string& second = Find(b);
    return first == second || m_agreements.count(std::minmax(first, second)) > 0;
}

} // namespace pmipv6
} // namespace ns3
