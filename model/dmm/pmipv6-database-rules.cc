/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-database-rules.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return a refusal
DatabaseVerdict
Refuse(BindingStatus status)
{
    return {DatabaseAction::REFUSE, status, ""};
}

/// @return something to do
DatabaseVerdict
Do(DatabaseAction action)
{
    return {action, BindingStatus::ACCEPTED, ""};
}

/// @return true if a session has one of these prefixes from a MAAR where its node was before
bool
HasPrevious(const MobilitySession* session,
            const Ipv6Address& maar,
            const std::vector<Prefix>& prefixes)
{
    return session &&
           std::any_of(session->previous.begin(),
                       session->previous.end(),
                       [&](const Anchorage& one) {
                           return one.maar == maar &&
                                  std::find(prefixes.begin(), prefixes.end(), one.prefix) !=
                                      prefixes.end();
                       });
}

/// @return true if a session has all of these prefixes from there
bool
HasAllPrevious(const MobilitySession* session,
               const Ipv6Address& maar,
               const std::vector<Prefix>& prefixes)
{
    return std::all_of(prefixes.begin(), prefixes.end(), [&](const Prefix& prefix) {
        return HasPrevious(session, maar, {prefix});
    });
}

/// @return what to do about a request that is about a prefix, not about where its node is
DatabaseVerdict
DecideAnchorage(const ProxyRegistration& registration, const DatabaseFacts& facts)
{
    // Of another MAAR's prefix it has nothing to say, whatever else it names.
    const bool isListed = HasAllPrevious(facts.session, registration.careOf, facts.anchored);
    if (registration.update->lifetime == 0)
    {
        return Do(isListed ? DatabaseAction::DROP : DatabaseAction::FREE);
    }
    if (!facts.isRestoring)
    {
        // Only a restart has this CMD believe a MAAR that it has not asked.
        return isListed ? Do(DatabaseAction::LIST)
                        : Refuse(BindingStatus::ADMINISTRATIVELY_PROHIBITED);
    }
    return facts.isOfPool && facts.isFree
               ? Do(DatabaseAction::LIST)
               : Refuse(BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX);
}

/// @return what to do about a de-registration
DatabaseVerdict
DecideLeave(const ProxyRegistration& registration, const DatabaseFacts& facts)
{
    if (HasPrevious(facts.session, registration.careOf, registration.prefixes))
    {
        // RFC 8885, 3.5: only the serving MAAR ends a session.
        return Do(DatabaseAction::KEEP);
    }
    if (!facts.session || facts.session->proxyCareOf != registration.careOf)
    {
        return Do(DatabaseAction::FREE);
    }
    return Do(DatabaseAction::DEREGISTER);
}

/// @return what a relay or a locator tells the serving MAAR when a previous one has answered
MoveTelling
DecideAnswered(DatabaseMode mode, const MoveFacts& facts)
{
    if (mode == DatabaseMode::RELAY)
    {
        const bool isDue =
            facts.isComplete ? facts.isAnyNew || !facts.isTold : facts.isOverdue && facts.isAnyNew;
        return isDue ? MoveTelling::NEW : MoveTelling::NOTHING;
    }
    if (!facts.isComplete)
    {
        return MoveTelling::NOTHING;
    }
    // RFC 8885, 3.3: the CMD is released from telling, unless nobody else does.
    if (facts.isSummarized)
    {
        return MoveTelling::ALL;
    }
    return facts.isAnyAccepted || facts.isTold ? MoveTelling::NOTHING : MoveTelling::NEW;
}

} // namespace

DatabaseVerdict
DecideDatabaseRequest(const ProxyRegistration& registration,
                      const DatabaseFacts& facts,
                      const RequestSettings& settings)
{
    if (!IsUnicastRoutable(registration.careOf) || registration.careOf != registration.source)
    {
        // RFC 6275, 6.1.7; a MAAR speaks for itself.
        return {DatabaseAction::IGNORE, BindingStatus::ACCEPTED, "care-of-address-not-of-sender"};
    }
    if (!registration.timestamp)
    {
        // Numbers of two MAARs cannot be compared.
        return Refuse(BindingStatus::TIMESTAMP_MISMATCH);
    }
    const auto* session = facts.session;
    const bool isAnchorage = !facts.anchored.empty() && !registration.IsPrefixNamed();
    const bool isOfServing = session && session->proxyCareOf == registration.careOf;
    const bool isLeave = registration.update->lifetime == 0;
    // What a previous MAAR says of its prefix has no place in the order of what serving ones say.
    const bool isOrdered = !isAnchorage && (!isLeave || isOfServing);
    const BindingStatus status =
        CheckRequest(registration, isOrdered ? session : nullptr, facts.profile, settings);
    if (status != BindingStatus::ACCEPTED)
    {
        return Refuse(status);
    }
    if (isAnchorage)
    {
        return DecideAnchorage(registration, facts);
    }
    if (isOrdered && IsRepeat(registration, session))
    {
        return Do(DatabaseAction::REPEAT);
    }
    if (isLeave)
    {
        return DecideLeave(registration, facts);
    }
    if (!registration.IsPrefixNamed())
    {
        return Refuse(BindingStatus::INSUFFICIENT_RESOURCES); // The MAAR's pool is exhausted.
    }
    if (!facts.isOfPool || !facts.isFree)
    {
        return Refuse(BindingStatus::NOT_AUTHORIZED_FOR_HOME_NETWORK_PREFIX);
    }
    const bool isElsewhere = session && !isOfServing && !session->proxyCareOf.IsAny();
    if (isElsewhere && registration.GetIndicator() == HandoffIndicator::NOT_CHANGED)
    {
        // It claims that nothing has changed, but the node has been registered elsewhere since.
        return {DatabaseAction::IGNORE, BindingStatus::ACCEPTED, "extension-not-from-serving-maar"};
    }
    return Do(DatabaseAction::SERVE);
}

MoveTelling
DecideTelling(DatabaseMode mode, MoveEvent event, const MoveFacts& facts)
{
    const bool isProxy = mode == DatabaseMode::PROXY;
    switch (event)
    {
    case MoveEvent::BEGUN:
        return isProxy ? MoveTelling::ALL : MoveTelling::NOTHING;
    case MoveEvent::REPEATED:
        // With a locator others tell; but it repeats, so that it was told nothing.
        return isProxy || facts.isTold || (mode == DatabaseMode::LOCATOR && facts.isAnyAccepted)
                   ? MoveTelling::ALL
                   : MoveTelling::NOTHING;
    case MoveEvent::ANSWERED:
        return isProxy ? MoveTelling::NOTHING : DecideAnswered(mode, facts);
    case MoveEvent::WAITED:
        return mode == DatabaseMode::RELAY && facts.isAnyNew ? MoveTelling::NEW
                                                             : MoveTelling::NOTHING;
    case MoveEvent::LIMIT:
        // The serving MAAR opens nothing of its own before it has an answer.
        return facts.isTold || (mode == DatabaseMode::LOCATOR && facts.isAnyAccepted)
                   ? MoveTelling::NOTHING
                   : MoveTelling::NEW;
    }
    return MoveTelling::NOTHING;
}

const char*
GetName(DatabaseMode mode)
{
    switch (mode)
    {
    case DatabaseMode::RELAY:
        return "relay";
    case DatabaseMode::LOCATOR:
        return "locator";
    case DatabaseMode::PROXY:
        return "proxy";
    }
    return "";
}

std::optional<DatabaseMode>
ParseDatabaseMode(const std::string& word)
{
    for (const auto mode : {DatabaseMode::RELAY, DatabaseMode::LOCATOR, DatabaseMode::PROXY})
    {
        if (word == GetName(mode))
        {
            return mode;
        }
    }
    return std::nullopt;
}

} // namespace pmipv6
} // namespace ns3
