/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-optimization-controller.h"

#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-mobility-names.h"

#include "ns3/boolean.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(RouteOptimizationController);

namespace
{

/// How long a gateway may remember the number of an attempt longer than it has its route.
const Time ROUTE_MEMORY = Seconds(120);

/// @return how a lifetime is granted
ExperimentalStatus
GetAccepted(uint16_t requested, uint16_t granted)
{
    return granted < requested ? ExperimentalStatus::SUCCESS_WITH_SHORTER_LIFETIME
                               : ExperimentalStatus::SUCCESS;
}

/// @return true if a session has no route, and shall have none for now
bool
IsOver(const RouteSession& session)
{
    return session.state == RouteSessionState::REFUSED ||
           session.state == RouteSessionState::ENDING;
}

/// @return an RO Trigger that says what this anchor knows of a session, and of the last attempt for
/// it that this anchor has controlled
RoTrigger
MakeTrigger(const RouteSession& session, uint16_t sequence, std::optional<uint32_t> ordering)
{
    RouteRequest request;
    request.pair = session.pair;
    request.gateway = session.sourceGateway;
    if (session.sourceTimestamp != 0)
    {
        request.timestamp = session.sourceTimestamp;
    }
    request.ordering = ordering;
    request.sequence = sequence;
    request.lifetime = session.lifetime;
    RoTrigger trigger;
    WriteRouteRequest(request, trigger);
    return trigger;
}

/// Take over what an RO Trigger says of the source, and answer it when there is a result.
void
TakeTrigger(RouteSession& session, const RouteRequest& request, const Ipv6Address& peer)
{
    session.peerAnchor = peer;
    session.sourceGateway = *request.gateway;
    session.sourceTimestamp = request.timestamp.value_or(0);
    session.triggers.push_back({request, peer});
}

/// @return true if a refusal may not hold at another gateway
bool
IsOfDomain(ExperimentalStatus status)
{
    return status == ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED ||
           status == ExperimentalStatus::NO_AGREEMENT_BETWEEN_DOMAINS;
}

/// @return true if a status says that a node was on its way: its registration starts another
/// attempt
bool
IsOfHandover(ExperimentalStatus status)
{
    return status == ExperimentalStatus::MN_NOT_ATTACHED ||
           status == ExperimentalStatus::OLDER_THAN_STATE_HELD;
}

} // namespace

TypeId
RouteOptimizationController::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::RouteOptimizationController")
            .SetParent<AnchorFunction>()
            .SetGroupName("Pmipv6")
            .AddConstructor<RouteOptimizationController>()
            .AddAttribute("DetectTraffic",
                          "Set a route up when a node of this anchor sends to another mobile node "
                          "(RFC 6279, 4; draft-loureiro, 3); else only when a gateway asks "
                          "(draft-loureiro, 7).",
                          BooleanValue(true),
                          MakeBooleanAccessor(&RouteOptimizationController::m_isDetecting),
                          MakeBooleanChecker())
            .AddAttribute("ProxyMode",
                          "Pass RO Setup on, for gateways without a security association "
                          "(draft-loureiro, 3).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&RouteOptimizationController::m_isProxy),
                          MakeBooleanChecker())
            .AddAttribute("MaxRetries",
                          "How often an unanswered request is repeated, as a PBU (RFC 6275, 11.8). "
                          "The end of a session is told for as long as anybody may have state of "
                          "it.",
                          UintegerValue(3),
                          MakeUintegerAccessor(&RouteOptimizationController::m_maxRetries),
                          MakeUintegerChecker<uint32_t>(0, 100))
            .AddAttribute("RetryHoldDown",
                          "How long a pair whose route was refused, or was ended from outside, is "
                          "left alone.",
                          TimeValue(Seconds(10)),
                          MakeTimeAccessor(&RouteOptimizationController::m_retryHoldDown),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("Lifetime",
                          "RO_Lifetime: of a session, asked for and granted at most "
                          "(draft-loureiro, 5.1), in steps of 4 s.",
                          TimeValue(Seconds(300)),
                          MakeTimeAccessor(&RouteOptimizationController::m_lifetime),
                          MakeTimeChecker(Seconds(4), Seconds(4 * 65534.0)))
            .AddAttribute("MaxAttemptsPerNode",
                          "How many sessions of a mobile node may be unanswered or refused at a "
                          "time; for more there is neither a session nor a message, so that no "
                          "Internet host brings them about (RFC 6279, 6).",
                          UintegerValue(64),
                          MakeUintegerAccessor(&RouteOptimizationController::m_maxAttemptsPerNode),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxAttempts",
                          "The same for all mobile nodes of this anchor together.",
                          UintegerValue(4096),
                          MakeUintegerAccessor(&RouteOptimizationController::m_maxAttempts),
                          MakeUintegerChecker<uint32_t>(1))
            .AddTraceSource("StateChange",
                            "A transition of a session.",
                            MakeTraceSourceAccessor(&RouteOptimizationController::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Session",
                            "A transition of a session, with the session.",
                            MakeTraceSourceAccessor(&RouteOptimizationController::m_session),
                            "ns3::pmipv6::RouteOptimizationController::SessionTracedCallback")
            .AddTraceSource("Detected",
                            "The first packet of a pair, or one for which a gateway asks.",
                            MakeTraceSourceAccessor(&RouteOptimizationController::m_detected),
                            "ns3::pmipv6::RouteOptimizationController::DetectedTracedCallback")
            .AddTraceSource("Refused",
                            "A route is not possible: pair, who asks, status.",
                            MakeTraceSourceAccessor(&RouteOptimizationController::m_refused),
                            "ns3::pmipv6::RouteOptimizationController::RefusedTracedCallback");
    return tid;
}

void
RouteOptimizationController::AddGateway(const Ipv6Address& gateway)
{
    m_gateways.Add(gateway);
}

void
RouteOptimizationController::AddAnchor(const Ipv6Address& anchor)
{
    m_anchors.Add(anchor);
}

void
RouteOptimizationController::SetResolver(Ptr<AnchorResolver> resolver)
{
    m_resolver = resolver;
}

void
RouteOptimizationController::SetPolicy(Ptr<const LocalizedRoutingPolicy> policy)
{
    m_policy = policy;
}

void
RouteOptimizationController::Start(Ptr<LocalMobilityAnchor> anchor)
{
    m_anchor = anchor;
    m_address = anchor->GetAddress();
    m_signaling = MobilitySignaling::Install(anchor->GetNode());
    m_detector.Start(
        MobilityForwarding::Install(anchor->GetNode()),
        anchor->GetBindingCache(),
        m_isDetecting
            ? [this](const Prefix& prefix,
                     const Ipv6Address& source,
                     const Ipv6Address& destination) { Detect(prefix, source, destination); }
            : PairDetector::Seen());
    m_numbers.SetMemory(m_lifetime + ROUTE_MEMORY);
    StartSessions();
    StartPeers();
    if (m_isProxy)
    {
        m_relay.Start(
            m_signaling,
            m_address,
            [anchor = PeekPointer(m_anchor)] { return anchor->GetTimestamp(Simulator::Now()); },
            [this](const RouteRequest& request, const Ipv6Address& sender) {
                const auto source = m_detector.Find(request.pair.source);
                // The source's anchor may know the destination by its address as yet.
                const auto* session =
                    m_sessions.FindOf(request.pair.source, request.pair.destination);
                return session ? DecideRelay(request,
                                             sender,
                                             source,
                                             m_detector.Find(request.pair.destination),
                                             session)
                               : DecideRelayOfEnd(request,
                                                  sender,
                                                  source,
                                                  m_anchors.GetAll(),
                                                  m_resolver);
            },
            [this](const PrefixPair& pair, const Ipv6Address& sender, ExperimentalStatus status) {
                m_refused(pair, sender, status);
            });
    }
    m_signaling->SetRelayedAnswer([this](const MobilityMessage& answer, const Ipv6Address& peer) {
        return m_relay.IsRelayed(answer, peer) || m_shared.IsOfUnknown(answer, peer);
    });
    m_handlers.push_back(m_signaling->AddHandler(
        MessageType::EXPERIMENTAL,
        [this](const MobilityMessage& message, const MessageContext& context) {
            return HandleMessage(message, context);
        }));
}

void
RouteOptimizationController::StartPeers()
{
    const auto withRelayed = [this](std::vector<MessageKind> kinds) {
        if (m_isProxy)
        {
            kinds.insert(kinds.end(),
                         {ExperimentalSubtype::RO_SETUP, ExperimentalSubtype::RO_SETUP_ACK});
        }
        return kinds;
    };
    PeerTable::Terms terms;
    terms.kinds = withRelayed({ExperimentalSubtype::RO_INIT_ACK,
                               ExperimentalSubtype::RO_REFRESH,
                               ExperimentalSubtype::RO_REQUEST});
    m_gateways.Start(m_anchor->GetNode(), terms);
    terms.kinds =
        withRelayed({ExperimentalSubtype::RO_TRIGGER, ExperimentalSubtype::RO_TRIGGER_ACK});
    terms.local = m_address;
    terms.listen = [this](const Ipv6Address& anchor) { return m_shared.MakeListener(anchor); };
    m_anchors.Start(m_anchor->GetNode(), terms);
}

void
RouteOptimizationController::StartSessions()
{
    RouteSessions::Listener listener;
    listener.changed = [this](const RouteSession& session,
                              RouteSessionState from,
                              RouteSessionState to,
                              const std::string& reason) {
        m_stateChange({session.node, "route", GetStateName(from), GetStateName(to), reason});
        m_session(session, from, to);
        if (to == RouteSessionState::ACTIVE)
        {
            m_shared.NotifyActive(session);
        }
    };
    listener.due = [this](RouteSession& session) { HandleDeadline(session); };
    m_sessions.Start(
        m_signaling,
        m_address,
        m_detector,
        {m_lifetime, m_retryHoldDown, m_maxRetries, m_maxAttemptsPerNode, m_maxAttempts},
        listener);
    m_ending.Start(
        m_sessions,
        m_detector,
        [this](const Ipv6Address& gateway) { return m_gateways.Contains(gateway); },
        [this](RouteSession& session) { FinishEnd(session); });
    m_shared.Start(
        m_anchor->GetNode(),
        m_sessions,
        {m_address,
         &m_anchors,
         m_maxRetries,
         [anchor = PeekPointer(m_anchor)] { return anchor->GetTimestamp(Simulator::Now()); },
         [this](RouteSession& session) { HandlePeerRestart(session); }});
}

void
RouteOptimizationController::Stop()
{
    for (const uint32_t handler : m_handlers)
    {
        m_signaling->RemoveHandler(handler);
    }
    m_handlers.clear();
    m_signaling->SetRelayedAnswer(nullptr);
    Clear("anchor-stopped");
    m_relay.Stop();
    m_gateways.Stop();
    m_anchors.Stop();
    m_shared.Stop();
}

void
RouteOptimizationController::Restart()
{
    Clear("anchor-restarted");
}

void
RouteOptimizationController::Clear(const std::string& reason)
{
    m_sessions.Clear(reason);
    m_unbound.clear();
    m_triggers.Clear();
    m_numbers.Clear();
    m_detector.Clear();
    m_relay.Clear();
}

void
RouteOptimizationController::DoDispose()
{
    m_sessions.Dispose();
    m_relay.Stop();
    m_gateways.Stop();
    m_anchors.Stop();
    m_shared.Stop();
    m_anchor = nullptr;
    m_signaling = nullptr;
    m_resolver = nullptr;
    m_policy = nullptr;
    AnchorFunction::DoDispose();
}

void
RouteOptimizationController::HandleRegistered(const BindingCacheEntry& session,
                                              RegistrationKind kind)
{
    if (m_handlers.empty() || kind == RegistrationKind::EXTENSION)
    {
        return;
    }
    m_detector.Watch(session);
    if (kind == RegistrationKind::INITIAL)
    {
        ForgetUnbound(session);
    }
    for (const auto& prefix : session.prefixes)
    {
        for (auto* route : m_sessions.FindByPrefix(prefix))
        {
            if (route->state == RouteSessionState::REFUSED)
            {
                if (IsOfDomain(route->result))
                {
                    // RFC 6279, 5: it may be back where it is allowed.
                    m_sessions.Transition(*route, RouteSessionState::NONE, "node-moved");
                }
            }
            else if (route->isController && !IsOver(*route))
            {
                StartAttempt(*route, "node-registered");
            }
            else if (!IsOver(*route) && route->state != RouteSessionState::RESOLVING)
            {
                SendTrigger(*route, "node-registered");
            }
        }
    }
}

void
RouteOptimizationController::ForgetUnbound(const BindingCacheEntry& binding)
{
    const auto isOver = [this, &binding](const PrefixPair& pair) {
        auto* session = m_sessions.Find(pair);
        const bool isBound = std::any_of(
            binding.prefixes.begin(),
            binding.prefixes.end(),
            [&pair](const Prefix& own) { return own.Contains(pair.destination.GetAddress()); });
        if (session && isBound)
        {
            m_sessions.Transition(*session, RouteSessionState::NONE, "binding-created");
        }
        return !session || isBound;
    };
    m_unbound.erase(std::remove_if(m_unbound.begin(), m_unbound.end(), isOver), m_unbound.end());
}

void
RouteOptimizationController::HandleDeleted(const BindingCacheEntry& session)
{
    if (m_handlers.empty())
    {
        return;
    }
    m_detector.Forget(session);
    for (const auto& prefix : session.prefixes)
    {
        for (auto* route : m_sessions.FindByPrefix(prefix))
        {
            const bool isKnown = route->state != RouteSessionState::REFUSED &&
                                 route->state != RouteSessionState::RESOLVING;
            if (!isKnown)
            {
                m_sessions.Transition(*route, RouteSessionState::NONE, "binding-deleted");
            }
            else if (route->state != RouteSessionState::ENDING)
            {
                End(*route, "binding-deleted", false);
            }
        }
    }
}

bool
RouteOptimizationController::Terminate(const PrefixPair& pair, const std::string& reason)
{
    auto* session = m_sessions.Find(pair);
    if (!session || IsOver(*session))
    {
        return false;
    }
    session->result = ExperimentalStatus::LOCALIZED_ROUTING_NOT_ALLOWED;
    End(*session, reason, true);
    return true;
}

void
RouteOptimizationController::Detect(const Prefix& prefix,
                                    const Ipv6Address& source,
                                    const Ipv6Address& destination)
{
    const auto own = m_detector.Find(prefix);
    if (m_handlers.empty() || !own.IsReachable())
    {
        return;
    }
    const auto other = m_detector.Find(Prefix(destination, 128));
    const PrefixPair pair{prefix, other.binding ? other.prefix : Prefix(destination, 128)};
    if (!other.binding && !MayHaveRoute(destination))
    {
        return; // A correspondent in the Internet.
    }
    const auto sessions = m_sessions.FindByPrefix(prefix);
    const bool isKnown =
        std::any_of(sessions.begin(), sessions.end(), [&](const RouteSession* session) {
            return session->pair.GetOther(prefix).Contains(destination);
        });
    if (!isKnown && !m_sessions.Admit(own.binding->identifier))
    {
        m_refused(pair, Ipv6Address::GetAny(), ExperimentalStatus::INSUFFICIENT_RESOURCES);
        return;
    }
    m_detected(source, destination);
    if (isKnown)
    {
        return; // A gateway asks for it, or the node has several addresses.
    }
    other.binding ? StartAlone(pair) : StartResolving(pair);
}

bool
RouteOptimizationController::MayHaveRoute(const Ipv6Address& address) const
{
    return m_resolver && m_resolver->MayBeMobile(address);
}

void
RouteOptimizationController::StartAlone(const PrefixPair& pair)
{
    auto& session = m_sessions.Insert(pair, m_detector.Find(pair.source).binding->identifier);
    session.isController = true;
    session.ordering = GetFirstOrdering(pair);
    m_sessions.SetLifetime(session, ToRouteLifetime(m_lifetime));
    const bool isOfOneNode = m_detector.Find(pair.source).binding->identifier ==
                             m_detector.Find(pair.destination).binding->identifier;
    isOfOneNode ? Refuse(session, ExperimentalStatus::LOCALIZED_ROUTING_NOT_ALLOWED)
                : StartAttempt(session, "packet-seen");
}

void
RouteOptimizationController::StartResolving(const PrefixPair& pair)
{
    auto& session = m_sessions.Insert(pair, m_detector.Find(pair.source).binding->identifier);
    m_sessions.Transition(session, RouteSessionState::RESOLVING, "packet-seen");
    const auto resolved = [this, pair, serial = session.serial](std::optional<Ipv6Address> anchor) {
        auto* known = m_anchor ? m_sessions.Find(pair) : nullptr;
        if (!known || known->serial != serial || known->state != RouteSessionState::RESOLVING)
        {
            return;
        }
        if (!anchor || *anchor == m_address)
        {
            const bool isNoted =
                std::find(m_unbound.begin(), m_unbound.end(), pair) != m_unbound.end();
            if (anchor && !isNoted)
            {
                m_unbound.push_back(pair);
            }
            Refuse(*known, ExperimentalStatus::NO_BINDING_FOR_PREFIX);
            return;
        }
        known->peerAnchor = *anchor;
        SendTrigger(*known, "anchor-found");
    };
    m_resolver->Resolve(pair.destination.GetAddress(), resolved);
}

bool
RouteOptimizationController::HandleMessage(const MobilityMessage& message,
                                           const MessageContext& context)
{
    if (context.destination != m_address)
    {
        return false;
    }
    if (m_isProxy && m_relay.Relay(message, context))
    {
        return true;
    }
    if (m_shared.IsOfUnknown(message, context.source))
    {
        m_shared.EndUnknown(message, context.source);
        return true;
    }
    const auto* fields = GetExperimentalRequest(message);
    const auto request = fields ? ReadRouteRequest(*fields) : std::nullopt;
    RouteRequest unread;
    unread.sequence = GetSequenceNumber(message);
    const Ipv6Address& peer = context.source;
    if (std::holds_alternative<RoTrigger>(message))
    {
        request && (request->gateway || request->lifetime == 0)
            ? HandleTrigger(*request, peer)
            : Answer<RoTriggerAck>(request.value_or(unread),
                                   peer,
                                   ExperimentalStatus::MISSING_OPTION);
        return true;
    }
    if (std::holds_alternative<RoRefresh>(message))
    {
        request ? HandleRefresh(*request, peer)
                : Answer<RoRefreshAck>(unread, peer, ExperimentalStatus::MISSING_OPTION);
        return true;
    }
    if (std::holds_alternative<RoRequest>(message))
    {
        request ? HandleRouteRequest(*request, peer)
                : Answer<RoRequestAck>(unread, peer, ExperimentalStatus::MISSING_OPTION);
        return true;
    }
    return false;
}

void
RouteOptimizationController::HandleTrigger(RouteRequest request, const Ipv6Address& peer)
{
    const auto own = m_detector.Find(request.pair.destination);
    if (!own.binding)
    {
        // The controlling anchor names the pair as this one did.
        auto* session = m_sessions.Find(request.pair);
        session ? HandleTriggerOf(*session, request, peer, false)
                : Answer<RoTriggerAck>(request, peer, ExperimentalStatus::NO_BINDING_FOR_PREFIX);
        return;
    }
    const bool isAsked = request.pair.destination != own.prefix;
    request.pair.destination = own.prefix;
    // An anchor that cannot tell whose the source is takes nobody's word for it.
    const bool isOfOther = request.lifetime != 0 &&
                           !(m_resolver && m_resolver->MaySpeakFor(peer, request.pair.source));
    if (isOfOther || m_detector.Find(request.pair.source).binding)
    {
        // draft-loureiro, 10: nobody redirects another anchor's nodes.
        Answer<RoTriggerAck>(request, peer, ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED);
        return;
    }
    // Perhaps this anchor has asked for the same pair, by address.
    auto* session = m_sessions.FindOf(own.prefix, request.pair.source);
    if (session)
    {
        HandleTriggerOf(*session, request, peer, isAsked);
        return;
    }
    const MessageAge age = m_triggers.Judge(request, peer, Simulator::Now());
    const auto answered =
        age == MessageAge::REPEATED ? m_triggers.FindStatus(request, peer) : std::nullopt;
    if (age == MessageAge::NEW)
    {
        m_triggers.Keep(request, peer, Simulator::Now());
    }
    if (request.lifetime == 0)
    {
        Answer<RoTriggerAck>(request, peer, ExperimentalStatus::SUCCESS); // Over already.
        return;
    }
    if (age == MessageAge::LATE)
    {
        // Of a session that is gone: the source may be elsewhere since.
        Answer<RoTriggerAck>(request, peer, ExperimentalStatus::OLDER_THAN_STATE_HELD);
        return;
    }
    if (answered)
    {
        Answer<RoTriggerAck>(request,
                             peer,
                             IsAccepted(*answered) ? ExperimentalStatus::NO_SUCH_SESSION
                                                   : *answered);
        return;
    }
    if (!m_sessions.Admit(own.binding->identifier))
    {
        AnswerTrigger(request, peer, ExperimentalStatus::INSUFFICIENT_RESOURCES);
        return;
    }
    auto& fresh = m_sessions.Insert(request.pair, own.binding->identifier);
    fresh.isController = true;
    fresh.ordering = GetLaterAttempt(GetFirstOrdering(request.pair), request.ordering);
    TakeTrigger(fresh, request, peer);
    m_sessions.SetLifetime(fresh, request.lifetime);
    StartAttempt(fresh, "ro-trigger");
}

void
RouteOptimizationController::HandleTriggerOf(RouteSession& session,
                                             const RouteRequest& request,
                                             const Ipv6Address& peer,
                                             bool isAsked)
{
    if (!session.peerAnchor.IsAny() && session.peerAnchor != peer)
    {
        Answer<RoTriggerAck>(request, peer, ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED);
        return;
    }
    const MessageAge age = m_triggers.Judge(request, peer, Simulator::Now());
    const bool isWaiting =
        std::any_of(session.triggers.begin(), session.triggers.end(), [&](const auto& other) {
            return other.peer == peer && other.request.sequence == request.sequence;
        });
    if (isWaiting)
    {
        return;
    }
    const auto status = m_triggers.FindStatus(request, peer);
    if (age == MessageAge::REPEATED && status)
    {
        Answer<RoTriggerAck>(request, peer, *status);
        return;
    }
    if (age == MessageAge::NEW)
    {
        m_triggers.Keep(request, peer, Simulator::Now());
    }
    const bool isToController = m_detector.Find(request.pair.destination).binding != nullptr;
    // Of the source's binding only the source's anchor knows more.
    const bool isOlder = age == MessageAge::LATE ||
                         (session.pair == request.pair &&
                          request.timestamp.value_or(UINT64_MAX) < session.sourceTimestamp);
    if (request.lifetime == 0)
    {
        if (!isOlder && !IsOver(session))
        {
            End(session, "ro-trigger", false, false);
        }
        AnswerTrigger(request, peer, ExperimentalStatus::SUCCESS);
        return;
    }
    if (isToController)
    {
        HandleTriggerToController(session, request, peer, isAsked, isOlder);
        return;
    }
    // The controlling anchor passes on that the route is in use.
    const bool isUnchanged = !IsOver(session) && request.gateway == session.sourceGateway;
    if (isUnchanged && !isOlder)
    {
        m_sessions.SetLifetime(session, request.lifetime);
    }
    AnswerTrigger(request,
                  peer,
                  isUnchanged ? ExperimentalStatus::SUCCESS
                              : ExperimentalStatus::NOT_THE_RO_CONTROLLER);
}

void
RouteOptimizationController::HandleTriggerToController(RouteSession& session,
                                                       const RouteRequest& request,
                                                       const Ipv6Address& peer,
                                                       bool isAsked,
                                                       bool isOlder)
{
    const bool isOver = IsOver(session);
    if (isOver && session.isHeldDown && !IsOfDomain(session.result))
    {
        AnswerTrigger(request, peer, ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED);
        return;
    }
    if (!session.isController && !isOver && !session.questions.empty() && m_address < peer)
    {
        // Both have seen a packet, or this one asks whether the other has the session yet: the
        // trigger of the lower address stands, so that there is one controller.
        AnswerTrigger(request, peer, ExperimentalStatus::SUPERSEDED_BY_OWN_TRIGGER);
        return;
    }
    if (!session.isController || isOver)
    {
        if (isOlder)
        {
            AnswerTrigger(request, peer, ExperimentalStatus::OLDER_THAN_STATE_HELD);
            return;
        }
        m_sessions.CancelQuestions(session);
        auto* renamed = m_sessions.Rename(session, request.pair);
        renamed->isController = true;
        renamed->isEstablished = false;
        renamed->ordering =
            GetLaterAttempt(GetLaterAttempt(GetFirstOrdering(request.pair), renamed->ordering),
                            request.ordering);
        TakeTrigger(*renamed, request, peer);
        m_sessions.SetLifetime(*renamed, request.lifetime);
        StartAttempt(*renamed, "ro-trigger");
        return;
    }
    // An anchor that asks anew has restarted, and gateways have heard of that.
    const bool isSame = request.timestamp.value_or(0) == session.sourceTimestamp &&
                        request.gateway == session.sourceGateway && !isAsked;
    if (!isOlder && !isSame)
    {
        TakeTrigger(session, request, peer);
        m_sessions.SetLifetime(session, request.lifetime);
        StartAttempt(session, "ro-trigger");
        return;
    }
    if (!isOlder)
    {
        m_sessions.SetLifetime(session, request.lifetime);
    }
    session.triggers.push_back({request, peer});
    if (session.state == RouteSessionState::ACTIVE)
    {
        AnswerTriggers(session, session.result);
    }
}

void
RouteOptimizationController::HandlePeerRestart(RouteSession& session)
{
    if (IsOver(session))
    {
        return;
    }
    // The notice may be older than the session, and an answer under way older than the restart.
    session.isDoubtful = true;
    const bool isAskedByRegistration =
        !session.isController && session.state == RouteSessionState::INCOMPLETE;
    if (isAskedByRegistration && m_detector.Find(session.pair.source).IsReachable())
    {
        SendTrigger(session, "anchor-restarted"); // The other one would not start an attempt.
        return;
    }
    PassOn(session);
}

void
RouteOptimizationController::HandleRefresh(const RouteRequest& request, const Ipv6Address& peer)
{
    auto* session = m_sessions.Find(request.pair);
    if (!session || IsOver(*session))
    {
        Answer<RoRefreshAck>(request, peer, ExperimentalStatus::NO_SUCH_SESSION);
        return;
    }
    const auto isThere = [this, &peer](const Prefix& prefix) {
        const auto own = m_detector.Find(prefix);
        return own.IsReachable() && own.binding->proxyCareOf == peer;
    };
    if (!isThere(session->pair.source) && !isThere(session->pair.destination))
    {
        // A gateway that both have left must not keep alive what they have elsewhere.
        Answer<RoRefreshAck>(request, peer, ExperimentalStatus::MN_NOT_ATTACHED);
        return;
    }
    const Time told = session->told;
    m_sessions.SetLifetime(*session, request.lifetime);
    session->told = told;
    if (session->state == RouteSessionState::INCOMPLETE)
    {
        // Complete by now: the controlling anchor does not tell of what a registration has started.
        session->isEstablished = true;
        m_sessions.Transition(*session, RouteSessionState::ACTIVE, "ro-refresh");
    }
    RouteRequest granted = request;
    granted.lifetime = session->lifetime;
    Answer<RoRefreshAck>(granted, peer, GetAccepted(request.lifetime, session->lifetime));
    PassOn(*session);
}

void
RouteOptimizationController::HandleRouteRequest(const RouteRequest& request,
                                                const Ipv6Address& peer)
{
    const auto own = m_detector.Find(request.pair.source);
    const ExperimentalStatus status = CheckRouteRequest(request, own, peer);
    RouteRequest granted = request;
    granted.lifetime = std::min(request.lifetime, ToRouteLifetime(m_lifetime));
    Answer<RoRequestAck>(granted,
                         peer,
                         status == ExperimentalStatus::SUCCESS
                             ? GetAccepted(request.lifetime, granted.lifetime)
                             : status);
    if (status == ExperimentalStatus::SUCCESS)
    {
        Detect(own.prefix, request.pair.source.GetAddress(), request.pair.destination.GetAddress());
    }
}

ExperimentalStatus
RouteOptimizationController::CheckRouteRequest(const RouteRequest& request,
                                               const OwnPrefix& own,
                                               const Ipv6Address& peer)
{
    if (!own.IsReachable() || own.binding->proxyCareOf != peer)
    {
        return ExperimentalStatus::MN_NOT_ATTACHED;
    }
    const Ipv6Address destination = request.pair.destination.GetAddress();
    const auto other = m_detector.Find(request.pair.destination);
    if (!other.binding && !MayHaveRoute(destination))
    {
        return ExperimentalStatus::NO_BINDING_FOR_PREFIX;
    }
    // What this anchor knows before anybody else is asked.
    RouteSession asked;
    asked.pair = {own.prefix, other.binding ? other.prefix : request.pair.destination};
    const ExperimentalStatus allowed = CheckPolicy(asked);
    if (allowed != ExperimentalStatus::SUCCESS)
    {
        return allowed;
    }
    for (const auto* session : m_sessions.FindByPrefix(own.prefix))
    {
        if (session->pair.GetOther(own.prefix).Contains(destination))
        {
            const bool isLeftAlone =
                session->state == RouteSessionState::REFUSED ||
                (session->state == RouteSessionState::ENDING && session->isHeldDown);
            return !isLeftAlone                  ? ExperimentalStatus::SUCCESS
                   : IsAccepted(session->result) ? ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED
                                                 : session->result;
        }
    }
    return m_sessions.Admit(own.binding->identifier) ? ExperimentalStatus::SUCCESS
                                                     : ExperimentalStatus::INSUFFICIENT_RESOURCES;
}

ExperimentalStatus
RouteOptimizationController::CheckPolicy(const RouteSession& session) const
{
    RouteParties parties;
    parties.pair = session.pair;
    parties.sourceAnchor = session.peerAnchor;
    parties.destinationAnchor = session.peerAnchor;
    parties.sourceGateway = session.sourceGateway;
    const auto source = m_detector.Find(session.pair.source);
    const auto destination = m_detector.Find(session.pair.destination);
    for (const auto& own : {source, destination})
    {
        const auto* profile =
            own.binding ? m_anchor->GetPolicyStore()->Find(own.binding->identifier) : nullptr;
        if (profile && !profile->isLocalRoutingAllowed)
        {
            return ExperimentalStatus::LOCALIZED_ROUTING_NOT_ALLOWED;
        }
    }
    if (source.binding)
    {
        parties.sourceAnchor = m_address;
        parties.sourceGateway = source.binding->proxyCareOf;
    }
    if (destination.binding)
    {
        parties.destinationAnchor = m_address;
        parties.destinationGateway = destination.binding->proxyCareOf;
    }
    return m_policy ? m_policy->Check(parties) : ExperimentalStatus::SUCCESS;
}

void
RouteOptimizationController::StartAttempt(RouteSession& session, const std::string& reason)
{
    m_sessions.CancelQuestions(session);
    // What comes of an attempt that this one takes the place of is not known any more.
    session.isEstablished = session.isEstablished || session.state == RouteSessionState::INITIATED;
    const auto source = m_detector.Find(session.pair.source);
    const auto destination = m_detector.Find(session.pair.destination);
    if (!destination.IsReachable() || (source.binding && !source.IsReachable()))
    {
        // On its way from one gateway to another: whoever waits gets the result of the attempt that
        // its registration starts.
        m_sessions.Transition(session, RouteSessionState::INCOMPLETE, "node-not-registered");
        return;
    }
    const ExperimentalStatus status = CheckPolicy(session);
    if (status != ExperimentalStatus::SUCCESS)
    {
        FinishAttempt(session, status);
        return;
    }
    if (source.binding)
    {
        session.sourceGateway = source.binding->proxyCareOf;
    }
    session.destinationGateway = destination.binding->proxyCareOf;
    session.routedGateway = session.sourceGateway;
    ++session.ordering;
    m_numbers.Keep(session.pair, session.ordering, Simulator::Now());
    m_sessions.SetLifetime(session, session.lifetime); // A handover starts it anew.
    m_sessions.Transition(session, RouteSessionState::INITIATED, reason);
    RouteRequest request;
    request.pair = session.pair;
    request.gateway = session.sourceGateway;
    request.ordering = session.ordering;
    request.sequence = m_sessions.TakeSequence(session.pair);
    request.lifetime = session.lifetime;
    RoInit init;
    WriteRouteRequest(request, init);
    m_sessions.Ask(session,
                   init,
                   session.destinationGateway,
                   [this](RouteSession& known,
                          ExperimentalStatus answer,
                          const ExperimentalAnswer*) { FinishAttempt(known, answer); });
}

void
RouteOptimizationController::FinishAttempt(RouteSession& session, ExperimentalStatus status)
{
    session.result = status;
    const bool isTold = !session.triggers.empty();
    AnswerTriggers(session, status);
    if (IsAccepted(status))
    {
        session.isEstablished = true;
        m_sessions.Transition(session, RouteSessionState::ACTIVE, "ro-init-ack");
        AskIfDoubtful(session);
    }
    else if (IsOfHandover(status))
    {
        m_sessions.Transition(session, RouteSessionState::INCOMPLETE, GetName(status));
    }
    else if (session.isEstablished || status == ExperimentalStatus::PEER_DID_NOT_ANSWER)
    {
        End(session, GetName(status), true, !isTold);
    }
    else
    {
        Refuse(session, status);
    }
}

void
RouteOptimizationController::SendTrigger(RouteSession& session, const std::string& reason)
{
    m_sessions.CancelQuestions(session);
    const auto source = m_detector.Find(session.pair.source);
    if (!source.IsReachable())
    {
        Refuse(session, ExperimentalStatus::MN_NOT_ATTACHED);
        return;
    }
    const ExperimentalStatus status = CheckPolicy(session);
    if (status != ExperimentalStatus::SUCCESS)
    {
        session.result = status;
        session.isEstablished ? End(session, GetName(status), true) : Refuse(session, status);
        return;
    }
    session.sourceGateway = source.binding->proxyCareOf;
    session.sourceTimestamp = m_anchor->GetTimestamp(source.binding->registered);
    session.isEstablished = session.isEstablished || session.state == RouteSessionState::TRIGGERED;
    m_sessions.SetLifetime(session, ToRouteLifetime(m_lifetime));
    m_sessions.Transition(session, RouteSessionState::TRIGGERED, reason);
    m_sessions.Ask(
        session,
        MakeTrigger(session,
                    m_sessions.TakeSequence(session.pair),
                    m_numbers.Find(session.pair, Simulator::Now())),
        session.peerAnchor,
        [this](RouteSession& known, ExperimentalStatus answer, const ExperimentalAnswer* message) {
            FinishTrigger(known,
                          message ? answer : ExperimentalStatus::RESPONSIBLE_NODE_DID_NOT_ANSWER,
                          message);
        });
}

void
RouteOptimizationController::FinishTrigger(RouteSession& session,
                                           ExperimentalStatus status,
                                           const ExperimentalAnswer* answer)
{
    session.result = status;
    if (IsAccepted(status) || IsOfHandover(status))
    {
        const auto pair = ReadAnsweredPair(*answer);
        auto* known = pair ? m_sessions.Rename(session, *pair) : &session;
        if (known && IsAccepted(status))
        {
            known->isEstablished = true;
            m_sessions.Transition(*known, RouteSessionState::ACTIVE, "ro-trigger-ack");
            AskIfDoubtful(*known);
        }
        else if (known)
        {
            // The controlling anchor goes on when a node registers.
            m_sessions.Transition(*known, RouteSessionState::INCOMPLETE, GetName(status));
        }
    }
    else if (status == ExperimentalStatus::SUPERSEDED_BY_OWN_TRIGGER)
    {
        // The other anchor's trigger is on its way, or is repeated.
        m_sessions.Transition(session, RouteSessionState::NONE, GetName(status));
    }
    else if (!answer)
    {
        End(session, GetName(status), true);
    }
    else if (status == ExperimentalStatus::NO_BINDING_FOR_PREFIX && session.isEstablished)
    {
        // The controlling anchor has lost it, and tells nobody.
        End(session, GetName(status), true, false);
    }
    else
    {
        // The controlling anchor has ended it, if there was anything.
        Refuse(session, status);
    }
}

void
RouteOptimizationController::AskIfDoubtful(RouteSession& session)
{
    if (session.isDoubtful)
    {
        PassOn(session);
    }
}

void
RouteOptimizationController::PassOn(RouteSession& session)
{
    const Time lifetime = GetRouteLifetime(session.lifetime);
    const bool isDue = !session.peerAnchor.IsAny() && session.state == RouteSessionState::ACTIVE &&
                       session.questions.empty() &&
                       (session.isDoubtful ||
                        Simulator::Now() - session.told >= Seconds(lifetime.GetSeconds() / 3));
    if (!isDue)
    {
        return;
    }
    session.told = Simulator::Now();
    session.isDoubtful = false;
    m_sessions.Ask(
        session,
        MakeTrigger(session, m_sessions.TakeSequence(session.pair), std::nullopt),
        session.peerAnchor,
        [this](RouteSession& known, ExperimentalStatus status, const ExperimentalAnswer* answer) {
            if (answer && !IsAccepted(status))
            {
                // It would not tell of the next handover.
                End(known, GetName(status), false, false);
                return;
            }
            AskIfDoubtful(known);
        });
}

void
RouteOptimizationController::End(RouteSession& session,
                                 const std::string& reason,
                                 bool isHeldDown,
                                 bool tellAnchor)
{
    m_sessions.CancelQuestions(session);
    AnswerTriggers(session, ExperimentalStatus::NO_SUCH_SESSION);
    session.isHeldDown = isHeldDown;
    m_sessions.Transition(session, RouteSessionState::ENDING, reason);
    m_ending.Tell(session, tellAnchor);
}

void
RouteOptimizationController::HandleDeadline(RouteSession& session)
{
    switch (session.state)
    {
    case RouteSessionState::REFUSED:
        m_sessions.Transition(session, RouteSessionState::NONE, "hold-down-over");
        break;
    case RouteSessionState::ENDING:
        FinishEnd(session);
        break;
    default:
        End(session, "lifetime-over", false);
        break;
    }
}

void
RouteOptimizationController::FinishEnd(RouteSession& session)
{
    if (session.isController)
    {
        m_numbers.Keep(session.pair, session.ordering, Simulator::Now());
    }
    if (session.isHeldDown)
    {
        Refuse(session, session.result);
    }
    else
    {
        m_sessions.Transition(session, RouteSessionState::NONE, "ended");
    }
}

void
RouteOptimizationController::Refuse(RouteSession& session, ExperimentalStatus status)
{
    m_sessions.CancelQuestions(session);
    session.result = status;
    session.isEstablished = false;
    m_refused(session.pair, Ipv6Address::GetAny(), status);
    m_sessions.Transition(session, RouteSessionState::REFUSED, GetName(status));
}

template <class Message>
void
RouteOptimizationController::Answer(const RouteRequest& request,
                                    const Ipv6Address& peer,
                                    ExperimentalStatus status)
{
    if (!IsAccepted(status))
    {
        m_refused(request.pair, peer, status);
    }
    RouteRequest answered = request;
    answered.ordering.reset(); // It numbers what the controller asks of gateways.
    MobilityMessage message;
    WriteRouteAnswer(answered,
                     status,
                     IsAccepted(status) ? request.lifetime : uint16_t{0},
                     message.emplace<Message>());
    m_signaling->Send(message, m_address, peer);
}

void
RouteOptimizationController::AnswerTriggers(RouteSession& session, ExperimentalStatus status)
{
    for (const auto& waiting : session.triggers)
    {
        RouteRequest request = waiting.request;
        request.lifetime = std::min(request.lifetime, session.lifetime);
        m_triggers.SetStatus(request, waiting.peer, status);
        Answer<RoTriggerAck>(request,
                             waiting.peer,
                             status == ExperimentalStatus::SUCCESS
                                 ? GetAccepted(waiting.request.lifetime, request.lifetime)
                                 : status);
    }
    session.triggers.clear();
}

void
RouteOptimizationController::AnswerTrigger(const RouteRequest& request,
                                           const Ipv6Address& peer,
                                           ExperimentalStatus status)
{
    m_triggers.SetStatus(request, peer, status);
    Answer<RoTriggerAck>(request, peer, status);
}

uint32_t
RouteOptimizationController::GetFirstOrdering(const PrefixPair& pair)
{
    // Higher than whatever a gateway may remember of an earlier session.
    return GetLaterAttempt(GetFirstAttempt(m_anchor->GetTimestamp(Simulator::Now())),
                           m_numbers.Find(pair, Simulator::Now()));
}

} // namespace pmipv6
} // namespace ns3
