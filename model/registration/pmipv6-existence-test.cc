/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-existence-test.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return true if the prefixes of a request are those of a session (RFC 5213, 5.4.1.1, 4)
bool
HasSamePrefixes(const ProxyRegistration& registration, const BindingCacheEntry& session)
{
    return registration.prefixes.size() == session.prefixes.size() &&
           std::is_permutation(registration.prefixes.begin(),
                               registration.prefixes.end(),
                               session.prefixes.begin());
}

/// @return true if a request that names the prefixes of a session of its node updates it, false if
/// it is for a new one (RFC 5213, 5.4.1.1, 5)
bool
IsUpdateOf(const ProxyRegistration& registration, const BindingCacheEntry& session)
{
    // What lacks its option is refused later, as an update or not.
    const bool isSameTechnology =
        !registration.technology || registration.technology->type == session.technology;
    const auto indicator = registration.GetIndicator();
    const bool isSameInterface =
        registration.linkLayer
            ? registration.GetLinkLayer() == session.linkLayer
            : session.linkLayer.IsEmpty() && indicator == HandoffIndicator::BETWEEN_GATEWAYS;
    return indicator == HandoffIndicator::BETWEEN_INTERFACES ||
           (isSameTechnology && (isSameInterface || registration.careOf == session.proxyCareOf));
}

} // namespace

const BindingCacheEntry*
ExistenceTest::Find(const ProxyRegistration& registration) const
{
    if (!registration.node)
    {
        return nullptr;
    }
    const std::string& identifier = registration.identifier;
    // RFC 5213, 5.4.1.1: by any prefix of the request.
    for (const auto& prefix : registration.prefixes)
    {
        const auto* session = prefix.IsAllZero() ? nullptr : m_cache.FindByPrefix(prefix);
        if (session && session->identifier == identifier)
        {
            const bool isOfSession =
                !HasSamePrefixes(registration, *session) || IsUpdateOf(registration, *session);
            return isOfSession ? session : nullptr;
        }
    }
    // RFC 5213, 5.4.1.2: by the interface.
    if (registration.technology && registration.linkLayer)
    {
        const auto* session =
            m_cache.Find(identifier, registration.technology->type, registration.GetLinkLayer());
        if (session)
        {
            return session;
        }
    }
    // RFC 5213, 5.4.1.2 and 5.4.1.3: the node's only session, if it is handed off to this
    // interface, or was de-registered for it.
    const auto* only = FindOnly(registration);
    if (!only)
    {
        return nullptr;
    }
    const HandoffIndicator indicator = registration.GetIndicator();
    const bool isHandedOff =
        indicator == HandoffIndicator::BETWEEN_INTERFACES ||
        (indicator == HandoffIndicator::BETWEEN_GATEWAYS && !registration.linkLayer) ||
        (indicator == HandoffIndicator::UNKNOWN && only->state == BindingState::DEREGISTERED);
    return isHandedOff ? only : nullptr;
}

const BindingCacheEntry*
ExistenceTest::FindOnly(const ProxyRegistration& registration) const
{
    if (!registration.handoff || registration.IsPrefixNamed())
    {
        return nullptr;
    }
    const auto sessions = m_cache.FindByMobileNode(registration.identifier);
    return sessions.size() == 1 ? sessions.front() : nullptr;
}

BindingStatus
ExistenceTest::CheckPrefixes(const ProxyRegistration& registration,
                             const BindingCacheEntry* session) const
{
    for (const auto& prefix : registration.prefixes)
    {
        const auto* owner = prefix.IsAllZero() ? nullptr : m_cache.FindByPrefix(prefix);
        if (owner && owner->identifier != registration.identifier)
        {
            return BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX; // RFC 5213, 5.4.1.1, 3
        }
    }
    return !session || !registration.IsPrefixNamed() || HasSamePrefixes(registration, *session)
               ? BindingStatus::ACCEPTED
               : BindingStatus::BCE_PBU_PREFIX_SET_DO_NOT_MATCH; // RFC 5213, 5.4.1.1, 4
}

} // namespace pmipv6
} // namespace ns3
