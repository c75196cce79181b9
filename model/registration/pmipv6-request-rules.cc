/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-request-rules.h"

#include "pmipv6-existence-test.h"

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return ACCEPTED, or why a request that has no timestamp is out of order (RFC 5213, 5.5)
BindingStatus
CheckSequence(const ProxyRegistration& registration, const BindingCacheEntry* session)
{
    return !session || IsAhead(registration.update->sequence, session->sequence)
               ? BindingStatus::ACCEPTED
               : BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW;
}

/// @return ACCEPTED, or why a request is out of order (RFC 5213, 5.5)
BindingStatus
CheckOrder(const ProxyRegistration& registration,
           const BindingCacheEntry* session,
           const RequestSettings& settings)
{
    if (!registration.timestamp)
    {
        return CheckSequence(registration, session);
    }
    const uint64_t timestamp = registration.timestamp->timestamp;
    if (session && timestamp < session->timestamp)
    {
        return BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED;
    }
    if (session && timestamp == session->timestamp && session->timestamp != 0)
    {
        // A repeat of the same gateway changes nothing; of another it is not greater. But after a
        // de-registration there is none whose order could be in doubt: the clock's ticks are
        // coarse.
        return registration.careOf == session->proxyCareOf ||
                       session->state == BindingState::DEREGISTERED
                   ? BindingStatus::ACCEPTED
                   : BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED;
    }
    const uint64_t now = settings.timeOfDay;
    const uint64_t distance = timestamp > now ? timestamp - now : now - timestamp;
    return !settings.isWindowChecked || distance <= settings.validityWindow
               ? BindingStatus::ACCEPTED
               : BindingStatus::TIMESTAMP_MISMATCH;
}

/// @return ACCEPTED, or why a mobile node may not be registered here by this gateway
BindingStatus
CheckNode(const ProxyRegistration& registration,
          const PolicyProfile* profile,
          const RequestSettings& settings)
{
    if (!registration.node || registration.node->identifier.empty())
    {
        return BindingStatus::MISSING_MN_IDENTIFIER_OPTION;
    }
    if (profile && !profile->IsGatewayAllowed(registration.careOf))
    {
        return BindingStatus::MAG_NOT_AUTHORIZED_FOR_PROXY_REG; // RFC 5213, 5.3.1, 6
    }
    if (!profile || (!settings.isForAll && !profile->IsAnchorAllowed(settings.anchorAddress)))
    {
        return BindingStatus::NOT_LMA_FOR_THIS_MOBILE_NODE;
    }
    return profile->isProxyMobilityAllowed ? BindingStatus::ACCEPTED
                                           : BindingStatus::PROXY_REG_NOT_ENABLED;
}

/// @return ACCEPTED, or what a request lacks, or has too much of
BindingStatus
CheckOptions(const ProxyRegistration& registration)
{
    if (registration.prefixes.empty())
    {
        return BindingStatus::MISSING_HOME_NETWORK_PREFIX_OPTION;
    }
    if (registration.prefixes.size() > MAX_SESSION_PREFIXES)
    {
        return BindingStatus::INSUFFICIENT_RESOURCES;
    }
    if (!registration.handoff)
    {
        return BindingStatus::MISSING_HANDOFF_INDICATOR_OPTION;
    }
    return registration.technology ? BindingStatus::ACCEPTED
                                   : BindingStatus::MISSING_ACCESS_TECH_TYPE_OPTION;
}

/// @return ACCEPTED, or why a request is refused (RFC 5213, 5.3.1)
BindingStatus
CheckAll(const ProxyRegistration& registration,
         const BindingCache& cache,
         const BindingCacheEntry* session,
         const PolicyProfile* profile,
         const RequestSettings& settings)
{
    if (registration.update->flags & UpdateFlag::DISTRIBUTED_MOBILITY)
    {
        // RFC 8885, 4.1: not a central mobility database.
        return BindingStatus::ADMINISTRATIVELY_PROHIBITED;
    }
    const BindingStatus status = CheckRequest(registration, session, profile, settings);
    return status == BindingStatus::ACCEPTED
               ? ExistenceTest(cache).CheckPrefixes(registration, session)
               : status;
}

/// @return what to do about a de-registration that is not refused
RequestVerdict
DecideDeregistration(const ProxyRegistration& registration, const BindingCacheEntry* session)
{
    if (!session)
    {
        // RFC 5213, 5.4.1.1
        return {RequestAction::IGNORE_LEFT,
                BindingStatus::ACCEPTED,
                "deregistration-of-no-session"};
    }
    if (session->proxyCareOf != registration.careOf)
    {
        // RFC 5213, 5.3.5: the node is at another gateway already.
        return {RequestAction::IGNORE_LEFT_OTHER,
                BindingStatus::ACCEPTED,
                "deregistration-not-from-proxy-care-of-address"};
    }
    return {session->state == BindingState::REVOKING ? RequestAction::END
                                                     : RequestAction::DEREGISTER,
            BindingStatus::ACCEPTED,
            ""};
}

} // namespace

BindingStatus
CheckRequest(const ProxyRegistration& registration,
             const BindingCacheEntry* session,
             const PolicyProfile* profile,
             const RequestSettings& settings)
{
    BindingStatus status = CheckNode(registration, profile, settings);
    if (status == BindingStatus::ACCEPTED)
    {
        status = CheckOrder(registration, session, settings);
    }
    return status == BindingStatus::ACCEPTED ? CheckOptions(registration) : status;
}

bool
IsUnicastRoutable(const Ipv6Address& address)
{
    return !address.IsAny() && !address.IsLocalhost() && !address.IsMulticast() &&
           !address.IsLinkLocal();
}

bool
IsRepeat(const ProxyRegistration& registration, const BindingCacheEntry* session)
{
    return session && registration.timestamp &&
           registration.timestamp->timestamp == session->timestamp &&
           registration.careOf == session->proxyCareOf;
}

bool
IsAhead(uint16_t sequence, uint16_t known)
{
    return static_cast<int16_t>(sequence - known) > 0;
}

RequestVerdict
DecideRequest(const ProxyRegistration& registration,
              const BindingCache& cache,
              const BindingCacheEntry* session,
              const PolicyProfile* profile,
              const RequestSettings& settings)
{
    if (!IsUnicastRoutable(registration.careOf))
    {
        // RFC 6275, 6.1.7
        return {RequestAction::IGNORE,
                BindingStatus::ACCEPTED,
                "care-of-address-not-unicast-routable"};
    }
    const BindingStatus status = CheckAll(registration, cache, session, profile, settings);
    if (status != BindingStatus::ACCEPTED)
    {
        return {RequestAction::REFUSE, status, ""};
    }
    const bool isDeregistration = registration.update->lifetime == 0;
    const bool isRevoking = session && session->state == BindingState::REVOKING;
    // A de-registration wants what the gateway is asked for, and a trigger that says that the two
    // may be out of step has them in step once more.
    if (isRevoking && !isDeregistration &&
        session->trigger != RevocationTrigger::POSSIBLE_OUT_OF_SYNC_BCE_STATE)
    {
        return {RequestAction::REFUSE, BindingStatus::ADMINISTRATIVELY_PROHIBITED, ""};
    }
    if (isRevoking && isDeregistration)
    {
        return DecideDeregistration(registration, session);
    }
    if (IsRepeat(registration, session))
    {
        // Nothing changes, the answer may have been lost.
        return {RequestAction::REPEAT, BindingStatus::ACCEPTED, ""};
    }
    if (isDeregistration)
    {
        return DecideDeregistration(registration, session);
    }
    if (session && session->proxyCareOf != registration.careOf &&
        registration.GetIndicator() == HandoffIndicator::NOT_CHANGED)
    {
        // It claims that nothing has changed, but the node has registered elsewhere since.
        return {RequestAction::IGNORE,
                BindingStatus::ACCEPTED,
                "extension-not-from-proxy-care-of-address"};
    }
    if (session)
    {
        return {RequestAction::UPDATE, BindingStatus::ACCEPTED, ""};
    }
    // RFC 5213, 5.4.1.2 and 5.4.1.3
    const bool isUnknown = registration.GetIndicator() == HandoffIndicator::UNKNOWN;
    return {settings.mayWait && isUnknown && ExistenceTest(cache).FindOnly(registration)
                ? RequestAction::WAIT
                : RequestAction::CREATE,
            BindingStatus::ACCEPTED,
            ""};
}

} // namespace pmipv6
} // namespace ns3
