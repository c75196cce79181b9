/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-correspondent-binding.h"

#include "pmipv6-home-agent-rules.h"
#include "pmipv6-message-lifetime.h"
#include "pmipv6-mobility-option.h"

namespace ns3
{
namespace pmipv6
{

const char*
GetStateName(CorrespondentBindingState state)
{
    switch (state)
    {
    case CorrespondentBindingState::NONE:
        return "none";
    case CorrespondentBindingState::BOUND:
        return "bound";
    case CorrespondentBindingState::DEAD:
        return "dead";
    }
    return "unknown";
}

const char*
GetEventName(CorrespondentBindingEvent event)
{
    switch (event)
    {
    case CorrespondentBindingEvent::UPDATE:
        return "update";
    case CorrespondentBindingEvent::DELETED:
        return "deleted";
    case CorrespondentBindingEvent::EXPIRED:
        return "expired";
    case CorrespondentBindingEvent::DUE:
        return "due";
    case CorrespondentBindingEvent::LOST:
        return "lost";
    }
    return "unknown";
}

const StateTable<CorrespondentBindingState, CorrespondentBindingEvent>&
GetCorrespondentBindingTable()
{
    using State = CorrespondentBindingState;
    using Event = CorrespondentBindingEvent;
    constexpr auto NONE = State::NONE;
    constexpr auto BOUND = State::BOUND;
    constexpr auto DEAD = State::DEAD;
    const std::nullopt_t IMPOSSIBLE = std::nullopt;
    static const StateTable<State, Event> table{
        {NONE, BOUND, DEAD},
        {
            {Event::UPDATE, {BOUND, BOUND, BOUND}},
            {Event::DELETED, {IMPOSSIBLE, DEAD, DEAD}},
            {Event::EXPIRED, {IMPOSSIBLE, DEAD, IMPOSSIBLE}},
            {Event::DUE, {IMPOSSIBLE, IMPOSSIBLE, NONE}},
            {Event::LOST, {IMPOSSIBLE, NONE, NONE}},
        }};
    return table;
}

namespace
{

/// @return that an update is not answered
CorrespondentUpdateVerdict
Ignore(const char* reason)
{
    CorrespondentUpdateVerdict verdict;
    verdict.reason = reason;
    return verdict;
}

/// @return Kbm of an update whose nonces are recognized (RFC 6275, 5.2.5)
BindingKey
MakeBindingKey(const CorrespondentUpdateFacts& facts, const Ipv6Address& careOf)
{
    const Ipv6Address home = facts.key.homeAddress;
    const uint64_t homeToken =
        ComputeHomeKeygenToken(facts.homeNonce->key, home, facts.homeNonce->nonce);
    if (careOf == home)
    {
        return ComputeDeletionKey(homeToken);
    }
    return ComputeBindingKey(
        homeToken,
        ComputeCareOfKeygenToken(facts.careOfNonce->key, careOf, facts.careOfNonce->nonce));
}

} // namespace

Ipv6Address
GetRegisteredAddress(const BindingUpdate& update,
                     const Ipv6Address& homeAddress,
                     const Ipv6Address& source)
{
    const auto* alternate = FindOption<AlternateCareOfAddressOption>(update.options);
    return update.lifetime == 0 ? homeAddress : alternate ? alternate->address : source;
}

CorrespondentUpdateVerdict
DecideCorrespondentUpdate(const CorrespondentUpdateFacts& facts)
{
    const auto& update = facts.update;
    const Ipv6Address home = facts.key.homeAddress;
    // RFC 6275, 9.5.1.
    if (!IsRoutableUnicast(Prefix(home, 128)))
    {
        return Ignore("home-address-not-routable");
    }
    const auto* indices = FindOption<NonceIndicesOption>(update.options);
    const auto* data = FindOption<BindingAuthorizationDataOption>(update.options);
    if (!indices || !data)
    {
        return Ignore("binding-not-authorized");
    }
    CorrespondentUpdateVerdict verdict;
    verdict.action = CorrespondentUpdateAction::REFUSE;
    verdict.sequence = update.sequence;
    verdict.careOf = GetRegisteredAddress(update, home, facts.source);
    const bool isEnd = verdict.careOf == home;
    const bool hasCareOfNonce = isEnd || facts.careOfNonce;
    if (!facts.homeNonce || !hasCareOfNonce)
    {
        verdict.status = hasCareOfNonce    ? BindingStatus::EXPIRED_HOME_NONCE_INDEX
                         : facts.homeNonce ? BindingStatus::EXPIRED_CAREOF_NONCE_INDEX
                                           : BindingStatus::EXPIRED_NONCES;
        return verdict;
    }
    const BindingKey key = MakeBindingKey(facts, verdict.careOf);
    if (data->authenticator !=
        ComputeAuthenticator(key, verdict.careOf, facts.key.own, facts.octets))
    {
        return Ignore("binding-authenticator-wrong");
    }
    verdict.bindingKey = key;
    // What is dead orders too: its nonces would authorize a replay (RFC 6275, 5.2.8).
    if (facts.known && !IsGreater(update.sequence, facts.known->sequence))
    {
        verdict.status = BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW;
        verdict.sequence = facts.known->sequence;
        return verdict;
    }
    if (isEnd)
    {
        verdict.action = CorrespondentUpdateAction::DELETE;
        return verdict;
    }
    if (!IsRoutableUnicast(Prefix(verdict.careOf, 128)))
    {
        return Ignore("care-of-address-not-routable");
    }
    if (!facts.known && !facts.hasRoom)
    {
        verdict.status = BindingStatus::INSUFFICIENT_RESOURCES;
        return verdict;
    }
    verdict.action = CorrespondentUpdateAction::BIND;
    verdict.lifetime = Min(FromMessageLifetime(update.lifetime), facts.maxLifetime);
    return verdict;
}

} // namespace pmipv6
} // namespace ns3
