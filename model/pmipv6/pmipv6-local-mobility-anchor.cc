/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-local-mobility-anchor.h"

#include "pmipv6-existence-test.h"
#include "pmipv6-mobility-codec.h"
#include "pmipv6-mobility-names.h"
#include "pmipv6-mobility-timestamp.h"

#include "ns3/abort.h"
#include "ns3/boolean.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/string.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6LocalMobilityAnchor");

NS_OBJECT_ENSURE_REGISTERED(LocalMobilityAnchor);

namespace
{

/// @return true if a session is registered at a gateway, by what it was at a time
bool
IsAsRegistered(const BindingCacheEntry& session, const Ipv6Address& gateway, Time registered)
{
    return session.state == BindingState::REGISTERED && session.proxyCareOf == gateway &&
           session.registered == registered;
}

} // namespace

TypeId
LocalMobilityAnchor::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::LocalMobilityAnchor")
            .SetParent<Application>()
            .SetGroupName("Pmipv6")
            .AddConstructor<LocalMobilityAnchor>()
            .AddAttribute("Address",
                          "LMAA, a global address of the node at which gateways reach it (RFC "
                          "5213, 2.2).",
                          Ipv6AddressValue(Ipv6Address::GetAny()),
                          MakeIpv6AddressAccessor(&LocalMobilityAnchor::m_address),
                          MakeIpv6AddressChecker())
            .AddAttribute("PrefixPool",
                          "Range from which home network prefixes are assigned, as "
                          "\"fd00:1::/48\"; empty: none are (RFC 5213, 5.3.2).",
                          StringValue(""),
                          MakeStringAccessor(&LocalMobilityAnchor::m_poolRange),
                          MakeStringChecker())
            .AddAttribute("PrefixLength",
                          "Length of an assigned home network prefix in bits.",
                          UintegerValue(64),
                          MakeUintegerAccessor(&LocalMobilityAnchor::m_prefixLength),
                          MakeUintegerChecker<uint8_t>(1, 128))
            .AddAttribute("PrefixesPerSession",
                          "How many prefixes a session gets that asks for an assignment (RFC 5213, "
                          "5.3.2).",
                          UintegerValue(1),
                          MakeUintegerAccessor(&LocalMobilityAnchor::m_prefixesPerSession),
                          MakeUintegerChecker<uint32_t>(1, MAX_SESSION_PREFIXES))
            .AddAttribute("MinDelayBeforeBCEDelete",
                          "How long a de-registered session waits for a new gateway (RFC 5213, "
                          "9.1).",
                          TimeValue(MilliSeconds(10000)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_minDelayBeforeDelete),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("MaxDelayBeforeNewBCEAssign",
                          "How long a request over an interface that has no session waits for the "
                          "de-registration of the node's only session, if the gateway cannot tell "
                          "a handoff from a new interface; 0: not at all (RFC 5213, 5.4.1.2 and "
                          "9.1).",
                          TimeValue(MilliSeconds(1500)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_maxDelayBeforeAssign),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("TimestampValidityWindow",
                          "How far a request's timestamp may be from this node's time of day (RFC "
                          "5213, 9.1).",
                          TimeValue(MilliSeconds(300)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_timestampWindow),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("MobileNodeGeneratedTimestampInUse",
                          "Timestamps come from mobile nodes, whose clocks may differ: they only "
                          "order requests, whatever the TimestampValidityWindow (RFC 5213, 5.5 and "
                          "9.3).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&LocalMobilityAnchor::m_nodeTimestampInUse),
                          MakeBooleanChecker())
            .AddAttribute("MaxLifetime",
                          "The longest lifetime of a binding that is granted.",
                          TimeValue(Seconds(3600)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_maxLifetime),
                          MakeTimeChecker(Seconds(4), Seconds(4 * 65534)))
            .AddAttribute(
                "UplinkGrace",
                "How long packets that the previous gateway has tunnelled are still taken "
                "after a handover.",
                TimeValue(Seconds(1)),
                MakeTimeAccessor(&LocalMobilityAnchor::m_uplinkGrace),
                MakeTimeChecker(Time(0)))
            .AddAttribute("ClockOffset",
                          "By how much this node's time of day is ahead, for studies of clock skew "
                          "(RFC 5213, 5.5).",
                          TimeValue(Time(0)),
                          MakeTimeAccessor(&LocalMobilityAnchor::m_clockOffset),
                          MakeTimeChecker())
            .AddAttribute("KeepSessionsAtGatewayRestart",
                          "Keep the sessions of a gateway that has restarted until it registers "
                          "them once more, or their lifetime is over; else they wait for a "
                          "gateway as if it had de-registered them (RFC 5847, 3).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&LocalMobilityAnchor::m_isKeptAtGatewayRestart),
                          MakeBooleanChecker())
            .AddAttribute("RevokeAtHandover",
                          "Revoke a session at the gateway that a node has left, and ask there "
                          "instead of waiting MaxDelayBeforeNewBCEAssign (RFC 5846, 3.4.1 and "
                          "8.1).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&LocalMobilityAnchor::m_isRevokedAtHandover),
                          MakeBooleanChecker())
            .AddAttribute("GlobalRevocationAuthorized",
                          "Gateways may revoke all their sessions by one message (RFC 5846, 8.2 "
                          "and 13).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&LocalMobilityAnchor::SetGlobalRevocationAuthorized,
                                              &LocalMobilityAnchor::IsGlobalRevocationAuthorized),
                          MakeBooleanChecker())
            .AddTraceSource("StateChange",
                            "A transition of a binding.",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Binding",
                            "A transition of a binding, with the binding cache entry.",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_binding),
                            "ns3::pmipv6::LocalMobilityAnchor::BindingTracedCallback")
            .AddTraceSource("Refused",
                            "A request is refused: mobile node, status.",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_refused),
                            "ns3::pmipv6::LocalMobilityAnchor::RefusedTracedCallback")
            .AddTraceSource("Ignored",
                            "A request is ignored: mobile node, reason.",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_ignored),
                            "ns3::pmipv6::LocalMobilityAnchor::IgnoredTracedCallback")
            .AddTraceSource("Contradicted",
                            "A gateway from which a session was handed off says that the node is "
                            "still attached to it (RFC 5846, 9.1).",
                            MakeTraceSourceAccessor(&LocalMobilityAnchor::m_contradicted),
                            "ns3::pmipv6::LocalMobilityAnchor::ContradictedTracedCallback");
    return tid;
}

void
LocalMobilityAnchor::SetPolicyStore(Ptr<PolicyStore> store)
{
    m_policies = store;
}

void
LocalMobilityAnchor::AddGateway(const Ipv6Address& address)
{
    m_gateways.Add(address);
}

void
LocalMobilityAnchor::AddFunction(Ptr<AnchorFunction> function)
{
    NS_ABORT_MSG_IF(m_handler,
                    "LocalMobilityAnchor::AddFunction on node "
                        << GetNode()->GetId() << " after the start; allowed is before it");
    m_functions.push_back(function);
}

void
LocalMobilityAnchor::StartPeers()
{
    PeerTable::Terms terms;
    // RFC 5846, 6.1: revocations are protected as registrations are.
    terms.kinds = {PROXY_BINDING_UPDATE,
                   RevocationType::INDICATION,
                   RevocationType::ACKNOWLEDGEMENT};
    terms.local = m_address;
    terms.listen = [this](const Ipv6Address& gateway) {
        HeartbeatAgent::Listener listener;
        listener.hasSessions = [this, gateway] { return GetBindingCache().HasCareOf(gateway); };
        listener.restarted = [this, gateway](Time before) {
            HandleGatewayRestart(gateway, before);
        };
        listener.isToRemind = true;
        return listener;
    };
    m_gateways.Start(GetNode(), std::move(terms));
}

void
LocalMobilityAnchor::SetGlobalRevocationAuthorized(bool isAuthorized)
{
    m_revocation.SetGlobalAuthorized(isAuthorized);
}

bool
LocalMobilityAnchor::IsGlobalRevocationAuthorized() const
{
    return m_revocation.IsGlobalAuthorized();
}

Ipv6Address
LocalMobilityAnchor::GetAddress() const
{
    return m_address;
}

bool
LocalMobilityAnchor::OwnsAddress(const Ipv6Address& address) const
{
    return m_prefixes.IsOfPool(address) ||
           GetBindingCache().FindByPrefix(Prefix(address, m_prefixLength));
}

void
LocalMobilityAnchor::StartApplication()
{
    NS_ABORT_MSG_UNLESS(m_policies,
                        "LocalMobilityAnchor on node " << GetNode()->GetId()
                                                       << " has no policy store: SetPolicyStore");
    NS_ABORT_MSG_IF(m_address.IsAny(),
                    "LocalMobilityAnchor::Address is :: on node "
                        << GetNode()->GetId() << "; allowed is a global address of the node");
    m_signaling = MobilitySignaling::Install(GetNode());
    m_forwarding = MobilityForwarding::Install(GetNode());
    StartSessions();
    StartRevocation();
    m_heartbeats = HeartbeatAgent::Install(GetNode());
    StartPool();
    StartPeers();
    m_handler = m_signaling->AddHandler(
        MessageType::BINDING_UPDATE,
        [this](const MobilityMessage& message, const MessageContext& context) {
            return HandleBindingUpdate(message, context);
        });
    for (const auto& function : m_functions)
    {
        function->Start(this);
    }
}

void
LocalMobilityAnchor::StartPool()
{
    m_prefixes.SetPolicyStore(m_policies);
    if (m_poolRange.empty())
    {
        return;
    }
    const auto range = ParsePrefix(m_poolRange);
    NS_ABORT_MSG_UNLESS(range,
                        "LocalMobilityAnchor::PrefixPool is \""
                            << m_poolRange
                            << "\"; allowed is an IPv6 prefix such as fd00:1::/48, or nothing");
    // RFC 5847, 3.1: the counter outlives a restart.
    m_prefixes.SetPool(*range, m_prefixLength, m_heartbeats->GetRestartCounter());
    // What nobody has registered must not leave by a default route, and come back.
    ForwardingMatch match;
    match.destination = *range;
    m_forwarding->Set(match, DropAction{"no-binding"});
}

void
LocalMobilityAnchor::StartSessions()
{
    SessionTable::Listener listener;
    listener.changed = [this](const BindingCacheEntry& session,
                              BindingState from,
                              BindingState to,
                              const std::string& reason) {
        HandleChange(session, from, to, reason);
    };
    listener.removed = [this](const std::string& identifier) { m_waiting.EndFor(identifier); };
    m_sessions.SetListener(listener);
    m_waiting.SetHandler([this](const BindingUpdate& update, const MessageContext& context) {
        const ProxyRegistration registration(update, context.source);
        const auto* session = ExistenceTest(GetBindingCache()).Find(registration);
        session ? Extend(registration, *session) : Create(registration);
    });
}

void
LocalMobilityAnchor::StartRevocation()
{
    AnchorRevocation::Actions actions;
    actions.begin =
        [this](const BindingCacheEntry& session, uint16_t sequence, RevocationTrigger trigger) {
            m_sessions.BeginRevocation(session, sequence, trigger);
        };
    actions.remove = [this](const BindingCacheEntry& session, const std::string& reason) {
        m_sessions.Remove(session, reason);
    };
    m_revocation.Start(BindingRevocationAgent::Install(GetNode()), m_address, actions);
}

void
LocalMobilityAnchor::StopApplication()
{
    for (const auto& function : m_functions)
    {
        function->Stop();
    }
    LeavePeers();
    LoseSessions("anchor-stopped");
}

void
LocalMobilityAnchor::LeavePeers()
{
    if (m_handler)
    {
        m_signaling->RemoveHandler(*m_handler);
        m_handler.reset();
    }
    m_revocation.Stop();
    m_gateways.Stop();
    m_heartbeats = nullptr;
}

void
LocalMobilityAnchor::LoseSessions(const std::string& reason)
{
    m_waiting.Clear();
    m_sessions.RemoveAll(reason);
}

void
LocalMobilityAnchor::Restart()
{
    if (!m_handler)
    {
        return;
    }
    m_revocation.Clear();
    for (const auto& function : m_functions)
    {
        function->Restart();
    }
    LoseSessions("anchor-restarted");
    m_heartbeats->Restart();
    StartPool();
}

void
LocalMobilityAnchor::HandleGatewayRestart(const Ipv6Address& gateway, Time before)
{
    m_rivals.ForgetAll(gateway);
    if (m_isKeptAtGatewayRestart)
    {
        return; // The gateway registers whom it finds; the others' lifetimes end.
    }
    for (const auto* session : GetBindingCache().FindByCareOf(gateway))
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
                const auto* known = GetBindingCache().FindByPrefix(prefix);
                if (hasLeft && known && IsAsRegistered(*known, gateway, registered))
                {
                    AwaitNewGateway(*known, "gateway-restarted");
                }
            });
    }
}

std::size_t
LocalMobilityAnchor::Revoke(const std::string& identifier,
                            RevocationTrigger trigger,
                            const std::vector<Prefix>& prefixes)
{
    return m_handler ? m_revocation.Revoke(identifier, trigger, prefixes) : 0;
}

std::size_t
LocalMobilityAnchor::RevokeGateway(const Ipv6Address& gateway, const std::string& realm)
{
    return m_handler ? m_revocation.RevokeGateway(gateway, realm) : 0;
}

void
LocalMobilityAnchor::DoDispose()
{
    LeavePeers();
    for (const auto& function : m_functions)
    {
        function->Dispose();
    }
    m_functions.clear();
    m_waiting.Clear();
    m_policies = nullptr;
    m_prefixes.SetPolicyStore(nullptr);
    m_signaling = nullptr;
    m_forwarding = nullptr;
    m_sessions.Dispose();
    Application::DoDispose();
}

uint64_t
LocalMobilityAnchor::GetTimestamp() const
{
    return GetTimestamp(Simulator::Now());
}

uint64_t
LocalMobilityAnchor::GetTimestamp(Time at) const
{
    return ToMobilityTimestamp(at + m_clockOffset);
}

uint16_t
LocalMobilityAnchor::GrantLifetime(uint16_t requested) const
{
    const auto limit = static_cast<uint16_t>(m_maxLifetime.GetSeconds() / LIFETIME_UNIT_SECONDS);
    return std::min(requested, limit);
}

bool
LocalMobilityAnchor::HandleBindingUpdate(const MobilityMessage& message,
                                         const MessageContext& context)
{
    const auto& update = std::get<BindingUpdate>(message);
    if (!update.IsProxy() || context.destination != m_address)
    {
        return false;
    }
    const ProxyRegistration registration(update, context.source);
    const auto* session = ExistenceTest(GetBindingCache()).Find(registration);
    const auto* profile =
        registration.node ? m_policies->Find(registration.GetIdentifier()) : nullptr;
    Carry(DecideRequest(registration, GetBindingCache(), session, profile, GetRequestSettings()),
          registration,
          session,
          context);
    return true;
}

RequestSettings
LocalMobilityAnchor::GetRequestSettings() const
{
    RequestSettings settings;
    settings.anchorAddress = m_address;
    settings.timeOfDay = GetTimestamp();
    settings.validityWindow = ToMobilityTimestamp(m_timestampWindow);
    settings.isWindowChecked = !m_nodeTimestampInUse;
    settings.mayWait = !m_maxDelayBeforeAssign.IsZero();
    return settings;
}

void
LocalMobilityAnchor::Carry(const RequestVerdict& verdict,
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
        Answer(registration, verdict.status, nullptr);
        break;
    case RequestAction::REPEAT:
        Answer(registration, BindingStatus::ACCEPTED, session);
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
        session ? Extend(registration, *session) : Create(registration);
        break;
    case RequestAction::DEREGISTER:
        Deregister(registration, *session);
        break;
    case RequestAction::END:
        Answer(registration, BindingStatus::ACCEPTED, session);
        m_sessions.Remove(*session, "deregistration");
        break;
    }
}

void
LocalMobilityAnchor::Wait(const ProxyRegistration& registration, const MessageContext& context)
{
    const std::string identifier = registration.GetIdentifier();
    Time delay = m_maxDelayBeforeAssign;
    if (m_isRevokedAtHandover)
    {
        // RFC 5846, 8.1: ask the previous gateway instead; its answer is always told.
        delay = Max(delay, m_revocation.GetPatience());
    }
    if (!m_waiting.Keep(registration.GetInterface(), *registration.update, context, delay))
    {
        Ignore(registration, "sent-before-request-that-waits"); // RFC 5213, 5.5, 6.
        return;
    }
    NS_LOG_INFO(identifier << " waits for a de-registration");
    const auto* session = ExistenceTest(GetBindingCache()).FindOnly(registration);
    if (!m_isRevokedAtHandover || session->state != BindingState::REGISTERED)
    {
        return;
    }
    m_revocation.AskPrevious(
        *session,
        [this, identifier, gateway = session->proxyCareOf, registered = session->registered](
            bool hasLeft) {
            const auto sessions = GetBindingCache().FindByMobileNode(identifier);
            // A de-registration on its way may have been first, and the
            // session handed off by now, or registered anew.
            const bool isThere =
                sessions.size() == 1 && IsAsRegistered(*sessions[0], gateway, registered);
            if (hasLeft && isThere)
            {
                AwaitNewGateway(*sessions[0], "revoked");
            }
            m_waiting.EndFor(identifier);
        });
}

void
LocalMobilityAnchor::Create(const ProxyRegistration& registration)
{
    BindingStatus status;
    auto prefixes = m_prefixes.Assign(registration, m_prefixesPerSession, status);
    if (status != BindingStatus::ACCEPTED)
    {
        Answer(registration, status, nullptr);
        return;
    }
    const auto& stored = m_sessions.Create(registration,
                                           std::move(prefixes),
                                           m_address,
                                           GrantLifetime(registration.update->lifetime));
    Answer(registration, BindingStatus::ACCEPTED, &stored);
    TellRegistered(stored, RegistrationKind::INITIAL);
}

void
LocalMobilityAnchor::TellRegistered(const BindingCacheEntry& session, RegistrationKind kind)
{
    m_heartbeats->NotifySession(m_address, session.proxyCareOf);
    for (const auto& function : m_functions)
    {
        function->HandleRegistered(session, kind);
    }
}

void
LocalMobilityAnchor::Extend(const ProxyRegistration& registration, const BindingCacheEntry& session)
{
    const BindingState from = session.state;
    const bool isHandoff = session.proxyCareOf != registration.careOf;
    const bool isSameTechnology = session.technology == registration.technology->type;
    std::optional<FormerRegistration> former;
    m_rivals.Forget(session); // The node has been seen at this gateway since.
    if (isHandoff && m_isRevokedAtHandover)
    {
        former.emplace(session);
    }
    m_sessions.Update(session, registration, GrantLifetime(registration.update->lifetime));
    Answer(registration, BindingStatus::ACCEPTED, &session);
    const bool isUnchanged = from == BindingState::REGISTERED &&
                             registration.GetIndicator() == HandoffIndicator::NOT_CHANGED;
    TellRegistered(session,
                   isHandoff     ? RegistrationKind::HANDOFF
                   : isUnchanged ? RegistrationKind::EXTENSION
                                 : RegistrationKind::REATTACHMENT);
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
LocalMobilityAnchor::Deregister(const ProxyRegistration& registration,
                                const BindingCacheEntry& session)
{
    m_sessions.NoteDeregistration(session, registration);
    const auto rival = m_rivals.Take(session, Simulator::Now());
    if (rival && m_sessions.Return(session, *rival))
    {
        Answer(registration, BindingStatus::ACCEPTED, &session);
        TellRegistered(session, RegistrationKind::HANDOFF);
        return;
    }
    AwaitNewGateway(session, "deregistration");
    Answer(registration, BindingStatus::ACCEPTED, &session);
    m_waiting.EndFor(registration.GetIdentifier());
}

void
LocalMobilityAnchor::HandleStillAttached(const Prefix& prefix,
                                         Time handedOff,
                                         const FormerRegistration& former)
{
    const auto* session = GetBindingCache().FindByPrefix(prefix);
    if (!session || session->previousCareOf != former.careOf || session->handedOff != handedOff)
    {
        return; // It was handed off again, or is another one.
    }
    m_contradicted(*session, former.careOf);
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
LocalMobilityAnchor::AwaitNewGateway(const BindingCacheEntry& session, const std::string& reason)
{
    m_sessions.AwaitNewGateway(session, m_minDelayBeforeDelete, reason);
}

void
LocalMobilityAnchor::Answer(const ProxyRegistration& registration,
                            BindingStatus status,
                            const BindingCacheEntry* session)
{
    const auto& update = *registration.update;
    const bool isAccepted = IsAccepted(status);
    BindingAcknowledgement answer =
        registration.MakeAnswer(isAccepted ? session->prefixes : registration.prefixes);
    answer.status = status;
    // RFC 6275, 11.7.3: with status 135 the last number accepted.
    const auto* known = status == BindingStatus::SEQUENCE_NUMBER_OUT_OF_WINDOW
                            ? ExistenceTest(GetBindingCache()).Find(registration)
                            : nullptr;
    answer.sequence = known ? known->sequence : update.sequence;
    answer.lifetime = isAccepted ? GrantLifetime(update.lifetime) : 0;
    auto* linkLocal = FindOption<LinkLocalAddressOption>(answer.options);
    if (linkLocal && isAccepted)
    {
        linkLocal->address = session->linkLocal;
    }
    auto* timestamp = FindOption<TimestampOption>(answer.options);
    if (timestamp && (status == BindingStatus::TIMESTAMP_MISMATCH ||
                      status == BindingStatus::TIMESTAMP_LOWER_THAN_PREV_ACCEPTED))
    {
        timestamp->timestamp = GetTimestamp(); // RFC 5213, 5.5: this anchor's own time.
    }
    if (GetMobilityHeaderLength(answer) > MAX_MOBILITY_HEADER_LENGTH)
    {
        // Options that came without alignment need more room when they are echoed.
        Ignore(registration, "answer-too-long");
        return;
    }
    if (!isAccepted)
    {
        const std::string node = registration.GetIdentifier();
        NS_LOG_INFO("refuses " << node << ": " << GetName(status));
        m_refused(node, status);
    }
    m_signaling->Send(answer, m_address, registration.source);
}

void
LocalMobilityAnchor::Ignore(const ProxyRegistration& registration, const std::string& reason)
{
    const std::string node = registration.GetIdentifier();
    NS_LOG_INFO("ignores " << node << ": " << reason);
    m_ignored(node, reason);
}

void
LocalMobilityAnchor::WriteForwarding(const BindingCacheEntry& session, BindingState state)
{
    for (const auto& prefix : session.prefixes)
    {
        ForwardingMatch match;
        match.destination = prefix;
        switch (state)
        {
        case BindingState::REGISTERED: {
            TunnelAction tunnel;
            tunnel.local = m_address;
            tunnel.remote = session.proxyCareOf;
            tunnel.previousRemote = session.previousCareOf;
            tunnel.previousUntil = session.handedOff + m_uplinkGrace;
            m_forwarding->Set(match, tunnel);
            break;
        }
        case BindingState::DEREGISTERED:
            // RFC 5213, 5.3.5: drop the node's traffic while waiting.
            m_forwarding->Set(match, DropAction{"deregistered"});
            break;
        case BindingState::REVOKING:
            // RFC 5846, 8.1: the tunnel may go at once.
            m_forwarding->Set(match, DropAction{"revoked"});
            break;
        case BindingState::NONE:
            m_forwarding->Remove(match);
            m_prefixes.Release(prefix);
            break;
        }
    }
}

void
LocalMobilityAnchor::HandleChange(const BindingCacheEntry& session,
                                  BindingState from,
                                  BindingState to,
                                  const std::string& reason)
{
    NS_LOG_INFO("binding of " << session.identifier << ": " << GetStateName(from) << " > "
                              << GetStateName(to) << ", " << reason);
    WriteForwarding(session, to);
    m_stateChange({session.identifier, "binding", GetStateName(from), GetStateName(to), reason});
    m_binding(session, from, to);
    if (to == BindingState::NONE)
    {
        for (const auto& function : m_functions)
        {
            function->HandleDeleted(session);
        }
        m_rivals.Forget(session);
    }
}

} // namespace pmipv6
} // namespace ns3
