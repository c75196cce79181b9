/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchor-revocation.h"

#include <memory>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return true if an indication speaks of bindings of who has sent it (RFC 5846, 13)
bool
IsAllowed(const Revocation& revocation, const Ipv6Address& gateway)
{
    return revocation.careOf.value_or(gateway) == gateway;
}

/// @return true if an outcome says that the peer has no binding any more
bool
IsGone(const RevocationOutcome& outcome)
{
    return outcome.end == RevocationEnd::ACKNOWLEDGED &&
           (IsAccepted(outcome.status) ||
            outcome.status == RevocationStatus::BINDING_DOES_NOT_EXIST);
}

/// @return why a session goes when its revocation has ended so
std::string
GetEndReason(const RevocationOutcome& outcome)
{
    switch (outcome.end)
    {
    case RevocationEnd::ACKNOWLEDGED:
        return IsGone(outcome) ? "revoked" : "revocation-refused";
    case RevocationEnd::UNANSWERED:
        return "revocation-unanswered";
    case RevocationEnd::NOT_SUPPORTED:
        return "revocation-not-supported";
    }
    return "revoked";
}

} // namespace

void
AnchorRevocation::Start(Ptr<BindingRevocationAgent> agent,
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
                              Respond(revocation, context, answer);
                          });
}

void
AnchorRevocation::Stop()
{
    if (m_agent)
    {
        Clear();
        m_agent->SetResponder(m_local, {});
        m_agent = nullptr;
    }
}

void
AnchorRevocation::Clear()
{
    for (const auto& [sequence, identifier] : m_underWay)
    {
        m_agent->Cancel(sequence);
    }
    m_underWay.clear();
    m_asked.clear();
}

uint16_t
AnchorRevocation::Send(const Revocation& revocation,
                       const Ipv6Address& gateway,
                       BindingRevocationAgent::Done done)
{
    // Its number is known only once it is sent; the outcome comes later.
    const auto number = std::make_shared<uint16_t>(0);
    *number = m_agent->Revoke(revocation,
                              m_local,
                              gateway,
                              [this, number, done](const RevocationOutcome& outcome) {
                                  m_underWay.erase(*number);
                                  done(outcome);
                              });
    m_underWay[*number] = revocation.isGlobal ? "" : revocation.identifier;
    return *number;
}

void
AnchorRevocation::Begin(const Revocation& revocation,
                        const Ipv6Address& gateway,
                        const std::vector<const BindingCacheEntry*>& sessions,
                        Finder find)
{
    const auto number = std::make_shared<uint16_t>(0);
    const auto end = [this, number, find](const RevocationOutcome& outcome) {
        for (const auto* session : find())
        {
            // One that was registered anew meanwhile stays.
            if (session->state == BindingState::REVOKING && session->revocation == *number)
            {
                m_actions.remove(*session, GetEndReason(outcome));
            }
        }
    };
    *number = Send(revocation, gateway, end);
    for (const auto* session : sessions)
    {
        m_actions.begin(*session, *number, revocation.trigger);
    }
}

std::size_t
AnchorRevocation::Revoke(const std::string& identifier,
                         RevocationTrigger trigger,
                         const std::vector<Prefix>& prefixes)
{
    std::size_t count = 0;
    for (const auto* session : m_cache.FindByMobileNode(identifier))
    {
        const bool isMeant = prefixes.empty() || HaveCommon(session->prefixes, prefixes);
        if (!isMeant || session->state == BindingState::REVOKING)
        {
            continue;
        }
        ++count;
        if (session->state == BindingState::DEREGISTERED)
        {
            m_actions.remove(*session, "revoked");
            continue;
        }
        Revocation revocation;
        revocation.trigger = trigger;
        revocation.identifier = identifier;
        revocation.prefixes = session->prefixes;
        Begin(revocation, session->proxyCareOf, {session}, [this, identifier] {
            return m_cache.FindByMobileNode(identifier);
        });
    }
    return count;
}

std::size_t
AnchorRevocation::RevokeGateway(const Ipv6Address& gateway, const std::string& realm)
{
    std::vector<const BindingCacheEntry*> sessions;
    for (const auto* session : m_cache.FindByCareOf(gateway))
    {
        if (session->state == BindingState::REGISTERED &&
            (realm.empty() || IsOfRealm(session->identifier, realm)))
        {
            sessions.push_back(session);
        }
    }
    if (!sessions.empty())
    {
        Revocation revocation;
        revocation.isGlobal = true;
        revocation.trigger = realm.empty() ? RevocationTrigger::PER_PEER_POLICY
                                           : RevocationTrigger::REVOKING_MOBILITY_NODE_LOCAL_POLICY;
        revocation.identifier = realm.empty() ? "" : "@" + realm;
        Begin(revocation, gateway, sessions, [this, gateway] {
            return m_cache.FindByCareOf(gateway);
        });
    }
    return sessions.size();
}

void
AnchorRevocation::RevokePrevious(const BindingCacheEntry& session,
                                 bool isSameTechnology,
                                 std::function<void()> attached)
{
    Revocation revocation;
    revocation.trigger = isSameTechnology
                             ? RevocationTrigger::INTER_MAG_HANDOVER_SAME_ACCESS_TYPE
                             : RevocationTrigger::INTER_MAG_HANDOVER_DIFFERENT_ACCESS_TYPE;
    revocation.identifier = session.identifier;
    revocation.prefixes = session.prefixes;
    Send(revocation,
         session.previousCareOf,
         [attached = std::move(attached)](const RevocationOutcome& outcome) {
             if (outcome.end == RevocationEnd::ACKNOWLEDGED &&
                 outcome.status == RevocationStatus::REVOCATION_FAILED_MN_IS_ATTACHED)
             {
                 attached();
             }
         });
}

void
AnchorRevocation::AskPrevious(const BindingCacheEntry& session, std::function<void(bool)> done)
{
    const std::string identifier = session.identifier;
    if (m_asked.count(identifier) > 0)
    {
        return;
    }
    m_asked[identifier] = Ask(session, [this, identifier, done](bool hasLeft) {
        m_asked.erase(identifier);
        done(hasLeft);
    });
}

uint16_t
AnchorRevocation::Ask(const BindingCacheEntry& session, std::function<void(bool)> done)
{
    Revocation revocation;
    revocation.trigger = RevocationTrigger::INTER_MAG_HANDOVER_UNKNOWN;
    revocation.identifier = session.identifier;
    revocation.prefixes = session.prefixes;
    return Send(
        revocation,
        session.proxyCareOf,
        [done = std::move(done)](const RevocationOutcome& outcome) { done(IsGone(outcome)); });
}

void
AnchorRevocation::Respond(const Revocation& revocation,
                          const MessageContext& context,
                          const BindingRevocationAgent::Answer& answer)
{
    if (revocation.isGlobal)
    {
        answer(RespondGlobal(revocation, context.source), {});
        return;
    }
    const auto revoked = SelectRevoked(revocation,
                                       m_cache.FindByMobileNode(revocation.identifier),
                                       [&](const BindingCacheEntry& session) {
                                           return session.proxyCareOf == context.source &&
                                                  IsAllowed(revocation, context.source);
                                       });
    if (revoked.found.empty())
    {
        answer(RevocationStatus::BINDING_DOES_NOT_EXIST, {});
        return;
    }
    RemoveOf(context.source, revoked.found);
    answer(revoked.GetStatus(), MakeFailedOptions(revocation.identifier, revoked.unknown));
}

void
AnchorRevocation::RemoveOf(const Ipv6Address& gateway,
                           const std::vector<const BindingCacheEntry*>& sessions)
{
    std::vector<std::pair<Prefix, Time>> named;
    for (const auto* session : sessions)
    {
        named.emplace_back(session->prefixes.front(), session->registered);
    }
    for (const auto& [prefix, registered] : named)
    {
        // When one goes, a request that has waited may hand another off.
        const auto* session = m_cache.FindByPrefix(prefix);
        if (session && session->proxyCareOf == gateway && session->registered == registered)
        {
            m_actions.remove(*session, "revoked-by-gateway");
        }
    }
}

RevocationStatus
AnchorRevocation::RespondGlobal(const Revocation& revocation, const Ipv6Address& gateway)
{
    if (revocation.trigger != RevocationTrigger::PER_PEER_POLICY)
    {
        return RevocationStatus::REVOCATION_FUNCTION_NOT_SUPPORTED;
    }
    if (!m_isGlobalAuthorized || revocation.identifier.empty() || !IsAllowed(revocation, gateway))
    {
        return RevocationStatus::GLOBAL_REVOCATION_NOT_AUTHORIZED;
    }
    const auto sessions = m_cache.FindByCareOf(gateway);
    RemoveOf(gateway, sessions);
    return sessions.empty() ? RevocationStatus::BINDING_DOES_NOT_EXIST : RevocationStatus::SUCCESS;
}

} // namespace pmipv6
} // namespace ns3
