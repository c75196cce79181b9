/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-prefix-assignment.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

void
PrefixAssignment::SetPolicyStore(Ptr<const PolicyStore> policies)
{
    m_policies = policies;
}

namespace
{

/// @return true if a profile names prefixes, of the node or of an interface
bool
NamesPrefixes(const PolicyProfile& profile)
{
    return !profile.prefixes.empty() ||
           std::any_of(profile.interfaces.begin(), profile.interfaces.end(), [](const auto& one) {
               return !one.prefixes.empty();
           });
}

} // namespace

void
PrefixAssignment::SetPool(const Prefix& range, uint8_t length, uint32_t restarts)
{
    m_pool.emplace(range, length, restarts);
    for (const auto& [prefix, node] : m_reserved)
    {
        m_pool->Take(prefix, node, Time(0));
    }
}

bool
PrefixAssignment::Reserve(const Prefix& prefix, const std::string& node)
{
    const auto* own = m_policies ? m_policies->Find(node) : nullptr;
    if (own && NamesPrefixes(*own) && !own->HasPrefix(prefix))
    {
        return false;
    }
    if (IsOfOther(prefix, node) || m_reserved.count(prefix) > 0)
    {
        return !IsOfOther(prefix, node);
    }
    m_reserved.emplace(prefix, node);
    m_reserves[node].push_back(prefix);
    if (m_pool)
    {
        m_pool->Take(prefix, node, Time(0));
    }
    return true;
}

bool
PrefixAssignment::IsOfOther(const Prefix& prefix, const std::string& node) const
{
    const auto* session = m_cache.FindByPrefix(prefix);
    const auto* profile = m_policies ? m_policies->FindByPrefix(prefix) : nullptr;
    const auto known = m_reserved.find(prefix);
    return (session && session->identifier != node) || (profile && profile->identifier != node) ||
           (known != m_reserved.end() && known->second != node);
}

bool
PrefixAssignment::IsReserved(const Prefix& prefix, const std::string& node) const
{
    const auto known = m_reserved.find(prefix);
    return known != m_reserved.end() && known->second == node;
}

std::vector<Prefix>
PrefixAssignment::GetOwn(const ProxyRegistration& registration) const
{
    const auto& profile = *m_policies->Find(registration.identifier);
    const auto& named = profile.GetPrefixes(registration.GetInterface().second);
    const auto reserve = m_reserves.find(registration.identifier);
    return named.empty() && reserve != m_reserves.end() ? reserve->second : named;
}

bool
PrefixAssignment::IsOfPool(const Ipv6Address& address) const
{
    return m_pool && m_pool->GetRange().Contains(address);
}

void
PrefixAssignment::Take(const std::vector<Prefix>& prefixes, const std::string& node, Time now)
{
    for (const auto& prefix : prefixes)
    {
        if (m_pool)
        {
            m_pool->Take(prefix, node, now);
        }
    }
}

void
PrefixAssignment::Release(const Prefix& prefix, const std::string& node, Time now)
{
    if (m_pool && m_reserved.count(prefix) == 0)
    {
        m_pool->Release(prefix, node, now, m_hold);
    }
}

bool
PrefixAssignment::TakeNamed(const ProxyRegistration& registration,
                            Time now,
                            std::vector<Prefix>& prefixes)
{
    const std::string& node = registration.identifier;
    const auto& profile = *m_policies->Find(node);
    for (const auto& prefix : registration.prefixes)
    {
        if (prefix.IsAllZero())
        {
            continue;
        }
        // RFC 5213, 5.3.2, 3: owned by this anchor, and the node authorized for it. A prefix of the
        // pool that no profile reserves may be asked for by anybody, as after a restart of this
        // anchor. One that another interface of the node has (5.4.1.1, 6) is not there for a second
        // session.
        const bool isRepeated =
            std::find(prefixes.begin(), prefixes.end(), prefix) != prefixes.end();
        const bool isOwn = profile.HasPrefix(prefix) || IsReserved(prefix, node);
        const bool isFree =
            m_pool && !m_policies->FindByPrefix(prefix) && m_pool->Take(prefix, node, now);
        if (isRepeated || m_cache.FindByPrefix(prefix) || (!isOwn && !isFree))
        {
            return false;
        }
        if (isOwn && m_pool)
        {
            m_pool->Take(prefix, node, now);
        }
        prefixes.push_back(prefix);
    }
    return true;
}

bool
PrefixAssignment::TakeAny(const ProxyRegistration& registration,
                          std::size_t fromPool,
                          Time now,
                          std::vector<Prefix>& prefixes)
{
    // RFC 5213, 5.3.2, 1: a policy specific to the node goes before the global one.
    const std::string& node = registration.identifier;
    const std::size_t named = prefixes.size();
    for (const auto& prefix : GetOwn(registration))
    {
        const bool isNamed = std::find(prefixes.begin(), prefixes.end(), prefix) != prefixes.end();
        if (!isNamed && !m_cache.FindByPrefix(prefix))
        {
            prefixes.push_back(prefix);
            if (m_pool)
            {
                m_pool->Take(prefix, node, now);
            }
        }
    }
    if (prefixes.size() > named)
    {
        return prefixes.size() <= MAX_SESSION_PREFIXES;
    }
    while (prefixes.size() < named + fromPool)
    {
        const auto assigned = m_pool ? m_pool->Assign(node, now) : std::nullopt;
        if (!assigned)
        {
            return false;
        }
        // One that is kept for somebody stays taken, for its owner.
        if (!m_policies->FindByPrefix(*assigned) && m_reserved.count(*assigned) == 0)
        {
            prefixes.push_back(*assigned);
        }
    }
    return prefixes.size() <= MAX_SESSION_PREFIXES;
}

std::vector<Prefix>
PrefixAssignment::Assign(const ProxyRegistration& registration,
                         std::size_t fromPool,
                         Time now,
                         BindingStatus& status)
{
    std::vector<Prefix> prefixes;
    status = BindingStatus::ACCEPTED;
    if (!TakeNamed(registration, now, prefixes))
    {
        status = BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX;
    }
    else if (registration.IsAssignmentAsked() && !TakeAny(registration, fromPool, now, prefixes))
    {
        status = BindingStatus::INSUFFICIENT_RESOURCES;
    }
    if (status != BindingStatus::ACCEPTED)
    {
        for (const auto& prefix : prefixes)
        {
            Release(prefix, registration.identifier, now);
        }
    }
    return prefixes;
}

} // namespace pmipv6
} // namespace ns3
