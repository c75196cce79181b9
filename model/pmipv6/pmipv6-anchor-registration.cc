/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-anchor-registration.h"

#include "pmipv6-existence-test.h"
#include "pmipv6-mobility-codec.h"
#include "pmipv6-mobility-names.h"
#include "pmipv6-mobility-timestamp.h"
#include "pmipv6-proxy-answer.h"

#include "ns3/log.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6AnchorRegistration");

namespace
{

/// A function that has a request wait says itself when that is over.
const Time FUNCTION_PATIENCE = Seconds(600);

/// @return true if a session is registered at a gateway, by what it was at a time
bool
IsAsRegistered(const BindingCacheEntry& session, const Ipv6Address& gateway, Time registered)
{
    return session.state == BindingState::REGISTERED && session.proxyCareOf == gateway &&
           session.registered == registered;
}

} // namespace

void
AnchorRegistration::Start(Ptr<Node> node, Ptr<PolicyStore> policies, AnchorListener listener)
{
    m_policies = policies;
    m_listener = std::move(listener);
    m_signaling = MobilitySignaling::Install(node);
    SessionTable::Listener sessions;
    sessions.changed = m_listener.changed;
    sessions.removed = [this](const BindingCacheEntry& session) { HandleRemoved(session); };
    m_sessions.SetListener(std::move(sessions));
    m_waiting.SetHandler([this](const BindingUpdate& update, const MessageContext& context) {
        const ProxyRegistration registration(update, context.source);
        const auto* session = ExistenceTest(GetCache()).Find(registration);
        // While it waited a function may have come to know better.
        if (const auto refusal = m_counsel.Refuse(registration, session))
        {
            Answer(registration, *refusal, nullptr, RegistrationKind::REFUSED);
            return;
        }
        session ? Extend(registration, *session) : Admit(registration, context);
    });
    m_prefixes.SetPolicyStore(policies);
    StartRevocation(node);
}

void
AnchorRegistration::StartRevocation(Ptr<Node> node)
{
    AnchorRevocation::Actions actions;
    actions.begin =
        [this](const BindingCacheEntry& session, uint16_t sequence, RevocationTrigger trigger) {
            m_sessions.BeginRevocation(session, sequence, trigger);
        };
    actions.remove = [this](const BindingCacheEntry& session, const std::string& reason) {
        m_sessions.Remove(session, reason);
    };
    m_revocation.Start(BindingRevocationAgent::Install(node),
                       m_listener.getSettings().address,
                       actions);
}

void
AnchorRegistration::HandleGatewayRestart(const Ipv6Address& gateway, Time before)
{
    m_rivals.ForgetAll(gateway);
    if (m_listener.getSettings().isKeptAtGatewayRestart)
    {
        return; // The gateway registers whom it finds; the others' lifetimes end.
    }
    for (const auto* session : GetCache().FindByCareOf(gateway))
    {
        if (session->state != BindingState::REGISTERED)
        {
            continue;
        }
        if (session->registered <= before)
        {
            // A request of another interface waits on: this one may still be attached there.
            AwaitNewGateway(*session, "gateway-restarted");
            continue;
        }
        // The gateway may have registered it since its restart.
        m_revocation.Ask(
            *session,
            [this, gateway, prefix = session->prefixes.front(), registered = session->registered](
                bool hasLeft) {
                const auto* known = GetCache().FindByPrefix(prefix);
                if (hasLeft && known && IsAsRegistered(*known, gateway, registered))
                {
                    AwaitNewGateway(*known, "gateway-restarted");
                }
            });
    }
}

void
AnchorRegistration::Handle(const BindingUpdate& update, const MessageContext& context)
{
    const ProxyRegistration registration(update, context.source);
    const auto* session = ExistenceTest(GetCache()).Find(registration);
    const auto* profile = registration.node ? m_policies->Find(registration.identifier) : nullptr;
    auto verdict = DecideRequest(registration, GetCache(), session, profile, GetRequestSettings());
    const auto refusal =
        IsToRegister(verdict.action) ? m_counsel.Refuse(registration, session) : std::nullopt;
    verdict = refusal ? RequestVerdict{RequestAction::REFUSE, *refusal, ""} : verdict;
    Carry(verdict, registration, session, context);
}

void
AnchorRegistration::Admit(const ProxyRegistration& registration, const MessageContext& context)
{
    if (!m_counsel.IsToWait(registration))
    {
        Create(registration);
    }
    else if (!m_waiting.Keep(registration.GetInterface(),
                             *registration.update,
                             context,
                             FUNCTION_PATIENCE))
    {
        Ignore(registration, "sent-before-request-that-waits"); // RFC 5213, 5.5, 6.
    }
}

RequestSettings
AnchorRegistration::GetRequestSettings() const
{
    const auto anchor = m_listener.getSettings();
    RequestSettings settings;
    settings.anchorAddress = anchor.address;
    settings.isForAll = !anchor.isPoolAnnounced;
    settings.timeOfDay = GetTimeOfDay();
    settings.validityWindow = ToMobilityTimestamp(anchor.timestampWindow);
    settings.isWindowChecked = !anchor.isNodeTimestampInUse;
    settings.mayWait = !anchor.maxDelayBeforeAssign.IsZero();
    return settings;
}

uint64_t
AnchorRegistration::GetTimeOfDay() const
{
    return ToMobilityTimestamp(Simulator::Now() + m_listener.getSettings().clockOffset);
}

uint16_t
AnchorRegistration::GrantLifetime(uint16_t requested) const
{
    const Time longest = m_listener.getSettings().maxLifetime;
    const auto limit = static_cast<uint16_t>(longest.GetSeconds() / LIFETIME_UNIT_SECONDS);
    return std::min(requested, limit);
}

void
AnchorRegistration::Carry(const RequestVerdict& verdict,
                          const ProxyRegistration& registration,
                          const BindingCacheEntry* session,
                          const MessageContext& context)
{
    switch (verdict.action)
    {
    case RequestAction::IGNORE_LEFT:
        m_waiting.DropLeft(registration.GetInterface(), *registration.update, context);
        Ignore(registration, verdict.reason);
        break;
    case RequestAction::IGNORE_LEFT_OTHER:
        m_rivals.Forget(*session, registration.careOf);
        Ignore(registration, verdict.reason);
        break;
    case RequestAction::IGNORE:
        Ignore(registration, verdict.reason);
        break;
    case RequestAction::REFUSE:
        Answer(registration, verdict.status, nullptr, RegistrationKind::REFUSED);
        break;
    case RequestAction::REPEAT:
        Answer(registration, BindingStatus::ACCEPTED, session, RegistrationKind::REPEAT);
        break;
    case RequestAction::WAIT:
        Wait(registration, context);
        break;
    case RequestAction::CREATE:
    case RequestAction::UPDATE:
        if (registration.linkLayer)
        {
            // An earlier request of this interface must not undo later what this one does.
            m_waiting.DropOlder(registration.GetInterface(), *registration.update);
        }
        session ? Extend(registration, *session) : Admit(registration, context);
        break;
    case RequestAction::DEREGISTER:
        Deregister(registration, *session);
        break;
    case RequestAction::END:
        Answer(registration, BindingStatus::ACCEPTED, session, RegistrationKind::DEREGISTRATION);
        m_sessions.Remove(*session, "deregistration");
        break;
    }
}

void
AnchorRegistration::Wait(const ProxyRegistration& registration, const MessageContext& context)
{
    const auto settings = m_listener.getSettings();
    Time delay = settings.maxDelayBeforeAssign;
    if (settings.isRevokedAtHandover)
    {
        // RFC 5846, 8.1: ask the previous gateway instead; its answer is always told.
        delay = Max(delay, m_revocation.GetPatience());
    }
    if (!m_waiting.Keep(registration.GetInterface(), *registration.update, context, delay))
    {
        Ignore(registration, "sent-before-request-that-waits"); // RFC 5213, 5.5, 6.
        return;
    }
    NS_LOG_INFO(registration.identifier << " waits for a de-registration");
    const auto* session = ExistenceTest(GetCache()).FindOnly(registration);
    if (!settings.isRevokedAtHandover || session->state != BindingState::REGISTERED)
    {
        return;
    }
    AskPrevious(*session);
}

void
AnchorRegistration::AskPrevious(const BindingCacheEntry& session)
{
    m_revocation.AskPrevious(session,
                             [this,
                              identifier = session.identifier,
                              gateway = session.proxyCareOf,
                              registered = session.registered](bool hasLeft) {
                                 const auto sessions = GetCache().FindByMobileNode(identifier);
                                 // A de-registration on its way may have been first, and the
                                 // session handed off by now, or registered anew.
                                 const bool isThere =
                                     sessions.size() == 1 &&
                                     IsAsRegistered(*sessions[0], gateway, registered);
                                 if (hasLeft && isThere)
                                 {
                                     AwaitNewGateway(*sessions[0], "revoked");
                                 }
                                 m_waiting.EndFor(identifier);
                             });
}

void
AnchorRegistration::Create(const ProxyRegistration& registration)
{
    BindingStatus status;
    const auto settings = m_listener.getSettings();
    auto prefixes = m_counsel.GetPrefixes(registration);
    if (!prefixes.empty())
    {
        status = BindingStatus::ACCEPTED;
        m_prefixes.Take(prefixes, registration.identifier, Simulator::Now());
    }
    else
    {
        prefixes =
            m_prefixes.Assign(registration, settings.prefixesPerSession, Simulator::Now(), status);
    }
    if (status != BindingStatus::ACCEPTED)
    {
        Answer(registration, status, nullptr, RegistrationKind::REFUSED);
        return;
    }
    const auto& stored = m_sessions.Create(registration,
                                           std::move(prefixes),
                                           settings.address,
                                           GrantLifetime(registration.update->lifetime));
    Answer(registration, BindingStatus::ACCEPTED, &stored, RegistrationKind::INITIAL);
    TellRegistered(stored, RegistrationKind::INITIAL);
}

void
AnchorRegistration::TellRegistered(const BindingCacheEntry& session, RegistrationKind kind)
{
    m_listener.registered(session);
    m_counsel.HandleRegistered(session, kind);
}

void
AnchorRegistration::Extend(const ProxyRegistration& registration, const BindingCacheEntry& session)
{
    const BindingState from = session.state;
    const bool isHandoff = session.proxyCareOf != registration.careOf;
    const bool isSameTechnology = session.technology == registration.technology->type;
    std::optional<FormerRegistration> former;
    m_rivals.Forget(session); // The node has been seen at this gateway since.
    if (isHandoff && m_listener.getSettings().isRevokedAtHandover)
    {
        former.emplace(session);
    }
    m_sessions.Update(session, registration, GrantLifetime(registration.update->lifetime));
    const bool isUnchanged = from == BindingState::REGISTERED &&
                             registration.GetIndicator() == HandoffIndicator::NOT_CHANGED;
    const auto kind = isHandoff     ? RegistrationKind::HANDOFF
                      : isUnchanged ? RegistrationKind::EXTENSION
                                    : RegistrationKind::REATTACHMENT;
    Answer(registration, BindingStatus::ACCEPTED, &session, kind);
    TellRegistered(session, kind);
    if (former && from == BindingState::REGISTERED)
    {
        const auto attached =
            [this, former, prefix = session.prefixes.front(), handedOff = session.handedOff] {
                HandleStillAttached(prefix, handedOff, *former);
            };
        m_revocation.RevokePrevious(session, isSameTechnology, attached);
    }
}

void
AnchorRegistration::Deregister(const ProxyRegistration& registration,
                               const BindingCacheEntry& session)
{
    m_sessions.NoteDeregistration(session, registration);
    const auto rival = m_rivals.Take(session, Simulator::Now());
    if (rival && m_sessions.Return(session, *rival))
    {
        Answer(registration, BindingStatus::ACCEPTED, &session, RegistrationKind::DEREGISTRATION);
        TellRegistered(session, RegistrationKind::HANDOFF);
        return;
    }
    AwaitNewGateway(session, "deregistration");
    Answer(registration, BindingStatus::ACCEPTED, &session, RegistrationKind::DEREGISTRATION);
    m_waiting.EndFor(registration.identifier);
}

void
AnchorRegistration::HandleStillAttached(const Prefix& prefix,
                                        Time handedOff,
                                        const FormerRegistration& former)
{
    const auto* session = GetCache().FindByPrefix(prefix);
    if (!session || session->previousCareOf != former.careOf || session->handedOff != handedOff)
    {
        return; // It was handed off again, or is another one.
    }
    m_listener.contradicted(*session, former.careOf);
    if (session->state == BindingState::REGISTERED)
    {
        m_rivals.Claim(*session, former);
    }
    else if (session->state == BindingState::DEREGISTERED && former.expiry > Simulator::Now() &&
             m_sessions.Return(*session, former))
    {
        TellRegistered(*session, RegistrationKind::HANDOFF);
    }
}

void
AnchorRegistration::AwaitNewGateway(const BindingCacheEntry& session, const std::string& reason)
{
    m_sessions.AwaitNewGateway(session, m_listener.getSettings().minDelayBeforeDelete, reason);
}

void
AnchorRegistration::Answer(const ProxyRegistration& registration,
                           BindingStatus status,
                           const BindingCacheEntry* session,
                           RegistrationKind kind)
{
    const bool isAccepted = IsAccepted(status);
    BindingAcknowledgement answer = MakeProxyAnswer(registration,
                                                    status,
                                                    session,
                                                    ExistenceTest(GetCache()).Find(registration),
                                                    GrantLifetime(registration.update->lifetime),
                                                    GetTimeOfDay());
    m_counsel.AddToAnswer(registration, isAccepted ? session : nullptr, kind, answer);
    if (GetMobilityHeaderLength(answer) > MAX_MOBILITY_HEADER_LENGTH)
    {
        // Options that came without alignment need more room when they are echoed.
        Ignore(registration, "answer-too-long");
        return;
    }
    if (!isAccepted)
    {
        const std::string& node = registration.identifier;
        NS_LOG_INFO("refuses " << node << ": " << GetName(status));
        m_listener.refused(node, status);
    }
    m_signaling->Send(answer,
                      m_listener.getSettings().address,
                      registration.source,
                      GetPurpose(kind));
}

void
AnchorRegistration::Ignore(const ProxyRegistration& registration, const std::string& reason)
{
    const std::string& node = registration.identifier;
    NS_LOG_INFO("ignores " << node << ": " << reason);
    m_listener.ignored(node, reason);
}

void
AnchorRegistration::HandleRemoved(const BindingCacheEntry& session)
{
    for (const auto& prefix : session.prefixes)
    {
        m_prefixes.Release(prefix, session.identifier, Simulator::Now());
    }
    m_rivals.Forget(session);
    m_waiting.EndFor(session.identifier);
}

void
AnchorRegistration::Forget(const Prefix& prefix, const std::string& reason)
{
    if (const auto* session = GetCache().FindByPrefix(prefix))
    {
        m_sessions.Remove(*session, reason);
    }
}

void
AnchorRegistration::Lose(const std::string& reason)
{
    m_waiting.Clear();
    m_sessions.RemoveAll(reason);
}

void
AnchorRegistration::Dispose()
{
    m_revocation.Stop();
    m_waiting.Clear();
    m_policies = nullptr;
    m_prefixes.SetPolicyStore(nullptr);
    m_signaling = nullptr;
    m_sessions.Dispose();
    m_listener = AnchorListener();
}

} // namespace pmipv6
} // namespace ns3
