/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-optimization-controller.h"

#include "pmipv6-local-mobility-anchor.h"
#include "pmipv6-message-lifetime.h"

#include "ns3/boolean.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(RouteOptimizationController);

namespace
{

/// How long a gateway may remember the number of an attempt longer than it has its route.
const Time ROUTE_MEMORY = Seconds(120);

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
                          "Set a route up when a node of this anchor sends to another mobile "
                          "node; else only when a gateway asks (RFC 6279, 4; draft-loureiro, 3 "
                          "and 7).",
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
                          "How often an unanswered request is repeated, as a PBU. The end of a "
                          "session is told for as long as anybody may have state of it; 0 to 100 "
                          "(RFC 6275, 11.8).",
                          UintegerValue(3),
                          MakeUintegerAccessor(&RouteOptimizationController::m_maxRetries),
                          MakeUintegerChecker<uint32_t>(0, 100))
            .AddAttribute("RetryHoldDown",
                          "How long a pair whose route was refused, or was ended from outside, is "
                          "left alone; 1 ms or more (Choices).",
                          TimeValue(Seconds(10)),
                          MakeTimeAccessor(&RouteOptimizationController::m_retryHoldDown),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("Lifetime",
                          "RO_Lifetime: of a session, asked for and granted at most, rounded down "
                          "to units of 4 s; 4 s to 262136 s (draft-loureiro, 5.1).",
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
                          "The same as MaxAttemptsPerNode, for all mobile nodes of this anchor "
                          "together (RFC 6279, 6).",
                          UintegerValue(4096),
                          MakeUintegerAccessor(&RouteOptimizationController::m_maxAttempts),
                          MakeUintegerChecker<uint32_t>(1))
            .AddTraceSource("StateChange",
                            "A transition of a localized routing session.",
                            MakeTraceSourceAccessor(&RouteOptimizationController::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Session",
                            "A transition of a localized routing session, with the session.",
                            MakeTraceSourceAccessor(&RouteOptimizationController::m_session),
                            "ns3::pmipv6::RouteOptimizationController::SessionTracedCallback")
            .AddTraceSource("Detected",
                            "The first packet of a pair, or one for which a gateway asks.",
                            MakeTraceSourceAccessor(&RouteOptimizationController::m_detected),
                            "ns3::pmipv6::RouteOptimizationController::DetectedTracedCallback")
            .AddTraceSource("Refused",
                            "A request is refused, or a route is not possible: pair, who asks, "
                            "status.",
                            MakeTraceSourceAccessor(&RouteOptimizationController::m_refused),
                            "ns3::pmipv6::RouteOptimizationController::RefusedTracedCallback");
    return tid;
}

void
RouteOptimizationController::Start(Ptr<LocalMobilityAnchor> anchor)
{
    m_anchor = anchor;
    m_address = anchor->GetAddress();
    m_signaling = MobilitySignaling::Install(anchor->GetNode());
    PairDetector::Seen seen =
        [this](const Prefix& prefix, const Ipv6Address& source, const Ipv6Address& destination) {
            m_detection.Detect(prefix, source, destination);
        };
    m_detector.Start(MobilityForwarding::Install(anchor->GetNode()),
                     anchor->GetBindingCache(),
                     m_isDetecting ? seen : nullptr);
    StartSessions();
    StartPeers();
    StartRelay();
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
    const auto refused = [this](const PrefixPair& pair,
                                const Ipv6Address& peer,
                                ExperimentalStatus status) { m_refused(pair, peer, status); };
    m_permission.Start(m_anchor, m_detector);
    m_answers.Start(m_signaling, m_address, refused);
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
        if (to == RouteSessionState::NONE)
        {
            m_detection.Forget(session.pair);
        }
    };
    listener.due = [this](const RouteSession& session) { m_ending.HandleDue(session); };
    m_sessions.Start(m_detector,
                     {m_lifetime, m_retryHoldDown, m_maxAttemptsPerNode, m_maxAttempts},
                     listener);
    m_inquiries.Start(m_signaling, m_address, m_maxRetries, m_sessions);
    StartActing();
    m_shared.Start(
        m_anchor->GetNode(),
        m_sessions,
        {m_address,
         &m_anchors,
         &m_inquiries,
         [anchor = PeekPointer(m_anchor)] { return anchor->GetTimestamp(Simulator::Now()); },
         [this](const RouteSession& session) { m_attempts.HandlePeerRestart(session); }});
}

void
RouteOptimizationController::StartActing()
{
    m_numbers.SetMemory(m_lifetime + ROUTE_MEMORY);
    m_ending.Start({&m_sessions,
                    &m_detector,
                    &m_inquiries,
                    &m_answers,
                    &m_numbers,
                    [this](const Ipv6Address& gateway) { return m_gateways.Contains(gateway); }});
    m_attempts.Start(
        {m_anchor, &m_sessions, &m_detector, &m_permission, &m_inquiries, &m_ending, &m_numbers});
    m_detection.Start({m_address,
                       ToMessageLifetime(m_lifetime),
                       &m_sessions,
                       &m_detector,
                       &m_permission,
                       &m_answers,
                       &m_attempts,
                       &m_ending,
                       [this](const Ipv6Address& source, const Ipv6Address& destination) {
                           m_detected(source, destination);
                       }});
    m_requests.Start(
        {m_address, &m_sessions, &m_detector, &m_answers, &m_ending, &m_attempts, &m_detection});
}

void
RouteOptimizationController::StartRelay()
{
    if (m_isProxy)
    {
        m_relay.Start(
            m_signaling,
            m_address,
            [anchor = PeekPointer(m_anchor)] { return anchor->GetTimestamp(Simulator::Now()); },
            [this](const RouteRequest& request, const Ipv6Address& sender) {
                const auto source = m_detector.Find(request.pair.source);
                const auto destination = m_detector.Find(request.pair.destination);
                // The source's anchor may know the destination by its address as yet.
                const auto* session =
                    m_sessions.FindOf(request.pair.source, request.pair.destination);
                return session ? DecideRelay(request, sender, source, destination, session)
                               : DecideRelayOfEnd(request,
                                                  sender,
                                                  source,
                                                  m_anchors.GetAll(),
                                                  m_detection.GetResolver());
            },
            [this](const PrefixPair& pair, const Ipv6Address& sender, ExperimentalStatus status) {
                m_refused(pair, sender, status);
            });
    }
    m_relayed = m_signaling->AddRelayedAnswer(
        [this](const MobilityMessage& answer, const Ipv6Address& peer) {
            return m_relay.IsRelayed(answer, peer) || m_shared.IsOfUnknown(answer, peer);
        });
}

void
RouteOptimizationController::Stop()
{
    for (const uint32_t handler : m_handlers)
    {
        m_signaling->RemoveHandler(handler);
    }
    m_handlers.clear();
    m_detection.Stop();
    m_signaling->RemoveRelayedAnswer(m_relayed);
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
    m_inquiries.Clear();
    m_detection.Clear();
    m_answers.GetTriggers().Clear();
    m_numbers.Clear();
    m_detector.Clear();
    m_relay.Clear();
}

void
RouteOptimizationController::DoDispose()
{
    m_sessions.Dispose();
    m_detection.Dispose();
    m_attempts.Dispose();
    m_answers.Dispose();
    m_inquiries.Dispose();
    m_permission.Dispose();
    m_relay.Stop();
    m_gateways.Stop();
    m_anchors.Stop();
    m_shared.Stop();
    m_anchor = nullptr;
    m_signaling = nullptr;
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
        m_detection.HandleBound(session);
    }
    for (const auto& prefix : session.prefixes)
    {
        for (const auto* route : m_sessions.FindByPrefix(prefix))
        {
            m_attempts.HandleRegistered(*route);
        }
    }
}

void
RouteOptimizationController::HandleBinding(const BindingCacheEntry& session,
                                           BindingState /* from */,
                                           BindingState to,
                                           const std::string& /* reason */)
{
    if (m_handlers.empty() || to != BindingState::NONE)
    {
        return;
    }
    m_detector.Forget(session);
    for (const auto& prefix : session.prefixes)
    {
        for (const auto* route : m_sessions.FindByPrefix(prefix))
        {
            m_ending.HandleDeleted(*route);
        }
    }
}

bool
RouteOptimizationController::Terminate(const PrefixPair& pair, const std::string& reason)
{
    const auto* session = m_sessions.Find(pair);
    if (!session || session->IsOver())
    {
        return false;
    }
    m_sessions.SetResult(*session, ExperimentalStatus::LOCALIZED_ROUTING_NOT_ALLOWED);
    m_ending.End(*session, reason, true);
    return true;
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
    return m_requests.Handle(message, context.source);
}

} // namespace pmipv6
} // namespace ns3
