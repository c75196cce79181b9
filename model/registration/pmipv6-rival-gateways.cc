/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-rival-gateways.h"

#include <iterator>

namespace ns3
{
namespace pmipv6
{

FormerRegistration::FormerRegistration(const BindingCacheEntry& session)
    : careOf(session.proxyCareOf),
      linkLayer(session.linkLayer),
      technology(session.technology),
      expiry(session.expiry)
{
}

void
RivalGateways::Claim(const BindingCacheEntry& session, const FormerRegistration& former)
{
    m_claims.insert_or_assign(session.prefixes.front(), former);
}

void
RivalGateways::Forget(const BindingCacheEntry& session)
{
    m_claims.erase(session.prefixes.front());
}

void
RivalGateways::Forget(const BindingCacheEntry& session, const Ipv6Address& gateway)
{
    const auto claim = m_claims.find(session.prefixes.front());
    if (claim != m_claims.end() && claim->second.careOf == gateway)
    {
        m_claims.erase(claim);
    }
}

void
RivalGateways::ForgetAll(const Ipv6Address& gateway)
{
    for (auto claim = m_claims.begin(); claim != m_claims.end();)
    {
        claim = claim->second.careOf == gateway ? m_claims.erase(claim) : std::next(claim);
    }
}

std::optional<FormerRegistration>
RivalGateways::Take(const BindingCacheEntry& session, Time now)
{
    const auto claim = m_claims.extract(session.prefixes.front());
    return claim && claim.mapped().expiry > now ? std::make_optional(claim.mapped()) : std::nullopt;
}

} // namespace pmipv6
} // namespace ns3
