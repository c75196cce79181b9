/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-revocation.h"

#include <memory>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return true if an anchor has a binding for an entry, as far as the gateway knows
bool
IsBound(const BindingUpdateListEntry& entry, const Ipv6Address& anchor)
{
    return entry.anchorAddress == anchor && entry.state != AttachmentState::REFUSED &&
           !entry.prefixes.empty();
}

/// @return true if an anchor may have made a binding for an entry, of which the gateway does not
/// know yet
bool
IsToBeBound(const BindingUpdateListEntry& entry, const Ipv6Address& anchor)
{
    return entry.anchorAddress == anchor && entry.state == AttachmentState::REGISTERING &&
           entry.prefixes.empty() && entry.isAsked && entry.isSent;
}

/// @return entries of a mobile node for which that is so: the acknowledgement of a first
/// registration may be overtaken by what revokes it
std::vector<const BindingUpdateListEntry*>
FindToBeBound(const BindingUpdateList& list,
              const Revocation& revocation,
              const Ipv6Address& anchor)
{
    std::vector<const BindingUpdateListEntry*> found;
    for (const auto* entry : list.FindByMobileNode(revocation.identifier))
    {
        if (IsToBeBound(*entry, anchor))
        {
            found.push_back(entry);
        }
    }
    return found;
}

/// @return true if a trigger says that the node has moved
bool
IsHandover(RevocationTrigger trigger)
{
    return trigger == RevocationTrigger::INTER_MAG_HANDOVER_SAME_ACCESS_TYPE ||
           trigger == RevocationTrigger::INTER_MAG_HANDOVER_DIFFERENT_ACCESS_TYPE ||
           trigger == RevocationTrigger::INTER_MAG_HANDOVER_UNKNOWN;
}

} // namespace

void
GatewayRevocation::Start(Ptr<BindingRevocationAgent> agent,
                         const Ipv6Address& local,
                         Actions actions)
{
    m_agent = agent;
    m_local = local;
    m_actions = std::move(actions);
    m_agent->SetResponder(local,
                          [this](const Revocation& revocation,
                                 const MessageContext& context,
                                 const BindingRevocationAgent::Answer& answer) {
                              Respond(revocation, context.source, answer);
                          });
}

void
GatewayRevocation::Stop()
{
    if (m_agent)
    {
        m_agent->SetResponder(m_local, {});
        m_agent = nullptr;
    }
}

void
GatewayRevocation::Respond(const Revocation& revocation,
                           const Ipv6Address& anchor,
                           const BindingRevocationAgent::Answer& answer)
{
    if (revocation.isGlobal)
    {
        answer(RespondGlobal(revocation, anchor), {});
        return;
    }
    const auto revoked = SelectRevoked(revocation,
                                       m_list.FindByMobileNode(revocation.identifier),
                                       [&](const BindingUpdateListEntry& entry) {
                                           return IsBound(entry, anchor) &&
                                                  revocation.careOf.value_or(m_local) == m_local;
                                       });
    const bool isOfGateway = revocation.careOf.value_or(m_local) == m_local;
    const bool isKnown = !revoked.found.empty() || !isOfGateway;
    const Found found = isKnown ? revoked.found : FindToBeBound(m_list, revocation, anchor);
    if (found.empty())
    {
        answer(RevocationStatus::BINDING_DOES_NOT_EXIST, {});
    }
    else if (IsHandover(revocation.trigger))
    {
        RespondHandover(found, answer);
    }
    else
    {
        // Answered first: a registration that follows must not be taken for the one revoked.
        isKnown
            ? answer(revoked.GetStatus(), MakeFailedOptions(revocation.identifier, revoked.unknown))
            : answer(RevocationStatus::SUCCESS, {});
        End(found, revocation.trigger);
    }
}

RevocationStatus
GatewayRevocation::RespondGlobal(const Revocation& revocation, const Ipv6Address& anchor)
{
    const bool isForAll = revocation.trigger == RevocationTrigger::PER_PEER_POLICY;
    const bool hasOptions =
        !revocation.identifier.empty() || !revocation.prefixes.empty() || revocation.careOf;
    if (isForAll && hasOptions)
    {
        return RevocationStatus::REVOCATION_FUNCTION_NOT_SUPPORTED; // RFC 5846, 9.1: none.
    }
    // RFC 5846, 8.1: a realm is written as "@example.com".
    const auto& identifier = revocation.identifier;
    const bool isRealm = !identifier.empty() && identifier.front() == '@';
    Found found;
    for (const auto* entry : m_list.FindByAnchor(anchor))
    {
        const bool isMeant =
            isForAll || (isRealm && IsOfRealm(entry->identifier, identifier.substr(1)) &&
                         revocation.careOf.value_or(m_local) == m_local);
        if (isMeant && IsBound(*entry, anchor))
        {
            found.push_back(entry);
        }
    }
    if (found.empty())
    {
        return isForAll ? RevocationStatus::BINDING_DOES_NOT_EXIST
                        : RevocationStatus::REVOKED_MOBILE_NODES_IDENTITY_REQUIRED;
    }
    End(found, revocation.trigger);
    return RevocationStatus::SUCCESS;
}

void
GatewayRevocation::RespondHandover(const Found& found, const BindingRevocationAgent::Answer& answer)
{
    // RFC 5846, 9.1: not before it is certain that the node has left. All its entries must say so.
    const auto open = std::make_shared<std::size_t>(found.size());
    const auto isAttached = std::make_shared<bool>(false);
    const auto decide = [open, isAttached, answer](bool isThere) {
        *isAttached = *isAttached || isThere;
        if (--*open == 0)
        {
            answer(*isAttached ? RevocationStatus::REVOCATION_FAILED_MN_IS_ATTACHED
                               : RevocationStatus::SUCCESS,
                   {});
        }
    };
    for (const auto* entry : found)
    {
        if (entry->state == AttachmentState::DEREGISTERING)
        {
            decide(false);
            continue;
        }
        const RegistrationKey key = entry->GetKey();
        m_actions.probe(*entry, [this, decide, key, attachment = entry->attachment](bool isThere) {
            if (!m_agent)
            {
                return; // The gateway has stopped.
            }
            const auto* known = m_list.Find(key);
            const bool isSame = known && known->attachment == attachment;
            if (isSame && !isThere)
            {
                m_actions.remove(*known);
            }
            decide(isThere || (known && !isSame));
        });
    }
}

void
GatewayRevocation::End(const Found& found, RevocationTrigger trigger)
{
    for (const auto* entry : found)
    {
        if (entry->state == AttachmentState::DEREGISTERING)
        {
            continue; // It is gone, and its de-registration under way.
        }
        if (trigger == RevocationTrigger::POSSIBLE_OUT_OF_SYNC_BCE_STATE)
        {
            m_actions.registerAnew(*entry);
        }
        else
        {
            m_actions.withdraw(*entry);
        }
    }
}

} // namespace pmipv6
} // namespace ns3
