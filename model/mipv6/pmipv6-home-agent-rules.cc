/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-home-agent-rules.h"

#include "pmipv6-message-lifetime.h"
#include "pmipv6-mobility-option.h"

#include <optional>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// Flags with which a home registration says what kind it is, and that no update may change while
/// there is a binding (RFC 6275, 9.5.1; RFC 3963, 6.2).
constexpr uint16_t KIND_FLAGS = UpdateFlag::HOME_REGISTRATION | UpdateFlag::MOBILE_ROUTER;

/// @return that an update is not answered
HomeUpdateVerdict
Discard(const char* reason)
{
    HomeUpdateVerdict verdict;
    verdict.reason = reason;
    return verdict;
}

/// @return that an update is refused, with its own sequence number
HomeUpdateVerdict
Refuse(const HomeUpdateFacts& facts, BindingStatus status)
{
    HomeUpdateVerdict verdict;
    verdict.action = HomeUpdateAction::REFUSE;
    verdict.status = status;
    verdict.sequence = facts.update.sequence;
    return verdict;
}

/// @return true if there is a binding, or is to be one
bool
IsAlive(const HomeBinding* known)
{
    return known &&
           (known->state == HomeBindingState::DETECTING || known->state == HomeBindingState::BOUND);
}

/// @return what is wrong with the R flag of an update that registers (RFC 3963, 6.2 and 6.6)
std::optional<BindingStatus>
CheckNetworks(const HomeUpdateFacts& facts)
{
    const bool isRouter = facts.update.flags & UpdateFlag::MOBILE_ROUTER;
    if (isRouter && !facts.hasNetworkMobility)
    {
        return BindingStatus::MOBILE_ROUTER_OPERATION_NOT_PERMITTED;
    }
    if (isRouter && facts.association->networks.empty())
    {
        return BindingStatus::FORWARDING_SETUP_FAILED;
    }
    return std::nullopt;
}

/// @return a binding is to end
HomeUpdateVerdict
Release(const HomeUpdateFacts& facts)
{
    // RFC 6275, 10.3.2. One that overtakes what was to make the binding finds none, and must not be
    // overtaken in its turn.
    if (!IsAlive(facts.known) && !facts.hasOther)
    {
        auto verdict = Refuse(facts, BindingStatus::NOT_HOME_AGENT_FOR_THIS_MOBILE_NODE);
        verdict.isNoted = facts.known || facts.hasRoom;
        return verdict;
    }
    HomeUpdateVerdict verdict;
    verdict.action = HomeUpdateAction::RELEASE;
    verdict.sequence = facts.update.sequence;
    return verdict;
}

} // namespace

HomeUpdateVerdict
DecideHomeUpdate(const HomeUpdateFacts& facts)
{
    const auto& update = facts.update;
    // RFC 6275, 9.5.1.
    if (!IsRoutableUnicast(Prefix(facts.homeAddress, 128)))
    {
        return Discard("home-address-not-routable");
    }
    if (!facts.association)
    {
        return Discard("no-home-association"); // 5.1
    }
    if (!(update.flags & UpdateFlag::HOME_REGISTRATION))
    {
        return Discard("binding-not-authorized");
    }
    if (FindOption<NonceIndicesOption>(update.options))
    {
        return Discard("nonce-indices-in-home-registration");
    }
    if (facts.known && !IsGreater(update.sequence, facts.known->sequence))
    {
        auto verdict = Refuse(facts, BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW);
        verdict.sequence = facts.known->sequence;
        return verdict;
    }
    const auto* alternate = FindOption<AlternateCareOfAddressOption>(update.options);
    const Ipv6Address careOf = alternate ? alternate->address : facts.source;
    if (update.lifetime == 0 || careOf == facts.homeAddress)
    {
        return Release(facts); // Whatever its R flag (RFC 3963, 6.2).
    }
    if (IsAlive(facts.known) && ((update.flags ^ facts.known->flags) & KIND_FLAGS))
    {
        return Refuse(facts, BindingStatus::REGISTRATION_TYPE_CHANGE_DISALLOWED);
    }
    if (!IsRoutableUnicast(Prefix(careOf, 128)))
    {
        return Refuse(facts, BindingStatus::INVALID_CARE_OF_ADDRESS); // 6.1.8
    }
    // RFC 6275, 10.3.1.
    if (!facts.association->homePrefix.Contains(facts.homeAddress))
    {
        return Refuse(facts, BindingStatus::NOT_HOME_SUBNET);
    }
    if (const auto status = CheckNetworks(facts))
    {
        return Refuse(facts, *status);
    }
    if (!facts.known && !facts.hasRoom)
    {
        return Refuse(facts, BindingStatus::INSUFFICIENT_RESOURCES);
    }
    const bool isBound = facts.known && facts.known->state == HomeBindingState::BOUND;
    HomeUpdateVerdict verdict;
    verdict.action = isBound || facts.hasOther ? HomeUpdateAction::BIND : HomeUpdateAction::DETECT;
    verdict.sequence = update.sequence;
    verdict.careOf = careOf;
    verdict.lifetime = Min(FromMessageLifetime(update.lifetime), facts.maxLifetime);
    return verdict;
}

} // namespace pmipv6
} // namespace ns3
