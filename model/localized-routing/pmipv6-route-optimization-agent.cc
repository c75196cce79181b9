/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-optimization-agent.h"

#include "pmipv6-access-device.h"
#include "pmipv6-mobile-access-gateway.h"
#include "pmipv6-mobility-names.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/log.h"
#include "ns3/simulator.h"
#include "ns3/uinteger.h"

#include <algorithm>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6RouteOptimizationAgent");

NS_OBJECT_ENSURE_REGISTERED(RouteOptimizationAgent);

namespace
{

/// Of the lifetime: how long after a look at a route that was not in use it is looked at again.
constexpr double IDLE_CHECK_FRACTION = 1.0 / 12;

/// The entry that tells of a node's packets stands beside the one that sends them to the anchor.
constexpr int WATCH_PRIORITY = 1;

/// @return what matches packets that a node here sends to another
ForwardingMatch
FromNode(const Prefix& own, const Prefix& peer)
{
    ForwardingMatch match;
    match.source = own;
    match.destination = peer;
    match.origins = FROM_MOBILE_NODE;
    return match;
}

/// @return what matches packets that come for a node here from another
ForwardingMatch
ToNode(const Prefix& own, const Prefix& peer)
{
    ForwardingMatch match;
    match.source = peer;
    match.destination = own;
    match.origins = FROM_TUNNEL;
    return match;
}

/**
 * Begin a route's lifetime.
 *
 * @param route the route
 * @param from when it begins
 * @param lifetime units of 4 s
 * @param refreshFraction of it, after which use of the route is looked at
 */
void
SetLifetime(LocalizedRoute& route, Time from, uint16_t lifetime, double refreshFraction)
{
    const Time time = GetRouteLifetime(lifetime);
    route.lifetime = lifetime;
    route.expiry = AddLifetime(from, time);
    route.refresh =
        time == Time::Max() ? time : from + Seconds(time.GetSeconds() * refreshFraction);
}

/**
 * May an RO Setup end a route? The controller's word, by a number that is newer than the route's,
 * ends any; else a gateway ends the route to itself, not one to where the node is by now. A
 * Timestamp option says that no anchor vouches for the number.
 *
 * @param request the RO Setup
 * @param route the route
 * @return false if it is to be left as it is
 */
bool
MayEnd(const RouteRequest& request, const LocalizedRoute& route)
{
    const bool isNewer = !request.timestamp && request.ordering && route.ordering &&
                         IsEarlierAttempt(*route.ordering, *request.ordering);
    return isNewer || !request.gateway || route.gateway == *request.gateway;
}

/// @return what is remembered of a route
GoneRoute
GetGone(const LocalizedRoute& route)
{
    GoneRoute gone;
    gone.own = route.own;
    gone.peer = route.peer;
    gone.gateway = route.gateway;
    gone.ordering = route.ordering;
    return gone;
}

/// @return what matches all packets that a node here sends
ForwardingMatch
WatchedFrom(const Prefix& own)
{
    ForwardingMatch match;
    match.source = own;
    match.origins = FROM_MOBILE_NODE;
    match.priority = WATCH_PRIORITY;
    return match;
}

} // namespace

TypeId
RouteOptimizationAgent::GetTypeId()
{
    static TypeId tid =
        TypeId("ns3::pmipv6::RouteOptimizationAgent")
            .SetParent<GatewayFunction>()
            .SetGroupName("Pmipv6")
            .AddConstructor<RouteOptimizationAgent>()
            .AddAttribute("ProxyMode",
                          "Send RO Setup to the own anchor, which passes it on, for gateways "
                          "without a security association (draft-loureiro, 3).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&RouteOptimizationAgent::m_isProxy),
                          MakeBooleanChecker())
            .AddAttribute("SetupFromAnchors",
                          "Take RO Setup from anchors, as the uncoordinated baseline sends it; the "
                          "draft has anchors send RO Init alone.",
                          BooleanValue(false),
                          MakeBooleanAccessor(&RouteOptimizationAgent::m_isSetUpByAnchors),
                          MakeBooleanChecker())
            .AddAttribute("ActivateOnAck",
                          "Use a route once RO Setup is acknowledged, not from RO Init on "
                          "(draft-loureiro, 4.1 starts activating then).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&RouteOptimizationAgent::m_activateOnAck),
                          MakeBooleanChecker())
            .AddAttribute("CheckOrdering",
                          "Refuse what belongs to an earlier attempt than the state held; the "
                          "draft has no such check, and a race without it.",
                          BooleanValue(true),
                          MakeBooleanAccessor(&RouteOptimizationAgent::m_checkOrdering),
                          MakeBooleanChecker())
            .AddAttribute("RequestRoutes",
                          "Ask the anchor for a route when a mobile node here sends to an address "
                          "for which there is none (draft-loureiro, 7).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&RouteOptimizationAgent::m_requestRoutes),
                          MakeBooleanChecker())
            .AddAttribute("MaxRetries",
                          "How often an unanswered request is repeated, as a PBU (RFC 6275, 11.8).",
                          UintegerValue(3),
                          MakeUintegerAccessor(&RouteOptimizationAgent::m_maxRetries),
                          MakeUintegerChecker<uint32_t>(0, 100))
            .AddAttribute("RegistrationWait",
                          "How long a request for a node that is not here waits while nodes are "
                          "being registered: it may come before the PBA that tells the prefix.",
                          TimeValue(Seconds(3)),
                          MakeTimeAccessor(&RouteOptimizationAgent::m_registrationWait),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("GoneRouteMemory",
                          "How long the route of a node that has left is remembered, to tell the "
                          "other node's gateway if the anchor loses its sessions or does not "
                          "answer the de-registration; as an anchor's MinDelayBeforeBCEDelete.",
                          TimeValue(MilliSeconds(10000)),
                          MakeTimeAccessor(&RouteOptimizationAgent::m_goneRouteMemory),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("MaxAttemptsPerNode",
                          "How many addresses may be asked for within RetryHoldDown for a mobile "
                          "node, routes that there are left out (RFC 6279, 6).",
                          UintegerValue(64),
                          MakeUintegerAccessor(&RouteOptimizationAgent::m_maxAttemptsPerNode),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("MaxAttempts",
                          "The same for all mobile nodes of this gateway together.",
                          UintegerValue(4096),
                          MakeUintegerAccessor(&RouteOptimizationAgent::m_maxAttempts),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("RetryHoldDown",
                          "How long a pair is not asked for again.",
                          TimeValue(Seconds(10)),
                          MakeTimeAccessor(&RouteOptimizationAgent::m_retryHoldDown),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("Lifetime",
                          "RO_Lifetime to ask for in RO Request and RO Refresh (draft-loureiro, "
                          "5.1), in steps of 4 s.",
                          TimeValue(Seconds(300)),
                          MakeTimeAccessor(&RouteOptimizationAgent::m_requestedLifetime),
                          MakeTimeChecker(Seconds(4), Seconds(4 * 65534.0)))
            .AddAttribute("RefreshFraction",
                          "Of a route's lifetime, after which it is refreshed if it is in use "
                          "(draft-loureiro, 4.5).",
                          DoubleValue(2.0 / 3),
                          MakeDoubleAccessor(&RouteOptimizationAgent::m_refreshFraction),
                          MakeDoubleChecker<double>(0.01, 0.99))
            .AddTraceSource("StateChange",
                            "A transition of a route.",
                            MakeTraceSourceAccessor(&RouteOptimizationAgent::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Route",
                            "A transition of a route, with the route.",
                            MakeTraceSourceAccessor(&RouteOptimizationAgent::m_route),
                            "ns3::pmipv6::RouteOptimizationAgent::RouteTracedCallback")
            .AddTraceSource("Refused",
                            "A request is refused: pair, peer, status.",
                            MakeTraceSourceAccessor(&RouteOptimizationAgent::m_refused),
                            "ns3::pmipv6::RouteOptimizationAgent::RefusedTracedCallback")
            .AddTraceSource("Requested",
                            "A packet for which a route is asked of the anchor.",
                            MakeTraceSourceAccessor(&RouteOptimizationAgent::m_requested),
                            "ns3::pmipv6::RouteOptimizationAgent::RequestedTracedCallback");
    return tid;
}

RouteOptimizationAgent::RouteOptimizationAgent()
{
    m_timer.SetHandler([this] { HandleDeadlines(); });
}

void
RouteOptimizationAgent::AddAnchor(const Ipv6Address& anchor)
{
    m_anchors.Add(anchor);
}

void
RouteOptimizationAgent::AddGateway(const Ipv6Address& gateway)
{
    m_gateways.Add(gateway);
}

void
RouteOptimizationAgent::Start(Ptr<MobileAccessGateway> gateway)
{
    m_gateway = gateway;
    m_address = gateway->GetAddress();
    m_signaling = MobilitySignaling::Install(gateway->GetNode());
    m_forwarding = MobilityForwarding::Install(gateway->GetNode());
    m_attempts.SetLimits(m_maxAttemptsPerNode, m_maxAttempts);
    PeerTable::Terms terms;
    if (m_isSetUpByAnchors)
    {
        terms.kinds = {ExperimentalSubtype::RO_SETUP,
                       ExperimentalSubtype::RO_SETUP_ACK,
                       ExperimentalSubtype::RO_REFRESH_ACK};
    }
    m_anchors.Start(gateway->GetNode(), terms);
    terms.kinds.clear();
    if (!m_isProxy)
    {
        terms.kinds = {ExperimentalSubtype::RO_SETUP, ExperimentalSubtype::RO_SETUP_ACK};
    }
    m_gateways.Start(gateway->GetNode(), terms);
    m_tunnels.Start(m_forwarding, m_gateways.GetAll());
    m_handlers.push_back(m_signaling->AddHandler(
        MessageType::EXPERIMENTAL,
        [this](const MobilityMessage& message, const MessageContext& context) {
            return HandleMessage(message, context);
        }));
}

void
RouteOptimizationAgent::Stop()
{
    for (const uint32_t handler : m_handlers)
    {
        m_signaling->RemoveHandler(handler);
    }
    m_handlers.clear();
    Clear("gateway-stopped");
    m_tunnels.Clear();
    m_anchors.Stop();
    m_gateways.Stop();
}

void
RouteOptimizationAgent::Restart()
{
    Clear("gateway-restarted");
    m_tunnels.Start(m_forwarding, m_gateways.GetAll()); // Whom messages have named is forgotten.
}

void
RouteOptimizationAgent::Clear(const std::string& reason)
{
    while (auto* route = m_routes.GetAny())
    {
        Transition(*route, LocalizedRouteState::NONE, reason);
    }
    for (auto& waiting : m_waiting)
    {
        waiting.end.Cancel();
    }
    m_waiting.clear();
    m_pending.clear();
    m_ended.Clear();
    m_gone.Clear();
    m_timer.Cancel();
    m_forget.Cancel();
    for (auto& asked : m_asked)
    {
        m_forwarding->Remove(FromNode(asked.pair.source, asked.pair.destination));
        Discount(asked);
    }
    m_asked.clear();
    for (const auto& [prefix, node] : m_prefixes)
    {
        m_forwarding->Remove(WatchedFrom(prefix));
    }
    m_prefixes.clear();
    m_nodes.clear();
    m_registering.clear();
}

void
RouteOptimizationAgent::DoDispose()
{
    m_tunnels.Clear();
    m_anchors.Stop();
    m_gateways.Stop();
    m_timer.Cancel();
    m_forget.Cancel();
    for (auto& waiting : m_waiting)
    {
        waiting.end.Cancel();
    }
    m_waiting.clear();
    m_gateway = nullptr;
    m_signaling = nullptr;
    m_forwarding = nullptr;
    GatewayFunction::DoDispose();
}

bool
RouteOptimizationAgent::HandleMessage(const MobilityMessage& message, const MessageContext& context)
{
    const bool isInit = std::holds_alternative<RoInit>(message);
    if (context.destination != m_address || (!isInit && !std::holds_alternative<RoSetup>(message)))
    {
        return false;
    }
    const auto request = ReadRouteRequest(*GetExperimentalRequest(message));
    if (!request)
    {
        RouteRequest unread;
        unread.sequence = GetSequenceNumber(message);
        Answer({isInit, unread, context.source, ""}, ExperimentalStatus::MISSING_OPTION);
        return true;
    }
    // In proxy mode the anchor is the source of all; gateways count each on its own.
    std::ostringstream key;
    key << isInit << ' ' << context.source << ' ' << request->pair << ' ' << request->sequence;
    if (request->gateway)
    {
        key << ' ' << *request->gateway;
    }
    if (request->ordering)
    {
        key << ' ' << *request->ordering;
    }
    Process({isInit, *request, context.source, key.str()});
    return true;
}

ExperimentalStatus
RouteOptimizationAgent::Check(const Demand& demand)
{
    const auto& request = demand.request;
    if (!request.gateway && request.lifetime != 0)
    {
        return ExperimentalStatus::MISSING_OPTION;
    }
    if (request.encapsulation != Encapsulation::IPV6_IN_IPV6)
    {
        return ExperimentalStatus::ENCAPSULATION_NOT_SUPPORTED;
    }
    // draft-loureiro, 10: a gateway has packets sent to itself alone, and an anchor has a say for
    // its own nodes alone.
    const bool isOfOther =
        !demand.isInit && !m_isProxy && !m_isSetUpByAnchors && request.gateway != demand.peer;
    const auto own = m_prefixes.find(demand.GetOwn());
    // In proxy mode the own node's anchor passes RO Setup on, and no other.
    const bool isOfAnchor = demand.isInit || (m_isProxy && !m_isSetUpByAnchors);
    const bool isOfOtherAnchor =
        isOfAnchor && own != m_prefixes.end() && m_nodes.at(own->second).anchor != demand.peer;
    if (isOfOther || isOfOtherAnchor)
    {
        return ExperimentalStatus::ADMINISTRATIVELY_PROHIBITED;
    }
    return m_checkOrdering && request.ordering && IsOfEarlierAttempt(request)
               ? ExperimentalStatus::OLDER_THAN_STATE_HELD
               : ExperimentalStatus::SUCCESS;
}

bool
RouteOptimizationAgent::IsOfEarlierAttempt(const RouteRequest& request)
{
    if (const auto* route = m_routes.Find(request.pair))
    {
        return route->ordering && IsEarlierAttempt(*request.ordering, *route->ordering);
    }
    const auto ended = m_ended.Find(request.pair, Simulator::Now());
    // An attempt whose route is gone brings none back.
    return ended && (IsEarlierAttempt(*request.ordering, *ended) ||
                     (*request.ordering == *ended && request.lifetime != 0));
}

bool
RouteOptimizationAgent::AreNodesHere(const Demand& demand) const
{
    const bool isLocal = demand.request.gateway == m_address;
    return m_prefixes.count(demand.GetOwn()) &&
           (!isLocal || m_prefixes.count(demand.request.pair.GetOther(demand.GetOwn())));
}

void
RouteOptimizationAgent::Process(const Demand& demand)
{
    const auto* route = m_routes.Find(demand.request.pair);
    if (route && route->demand == demand.key)
    {
        // Repeated, as the answer was lost or is not there yet.
        if (route->answered)
        {
            Answer(demand, *route->answered);
        }
        return;
    }
    const auto refused =
        route ? std::nullopt : m_ended.FindRefusal(demand.request.pair, demand.key);
    if (refused)
    {
        Answer(demand, *refused);
        return;
    }
    const bool isWaiting = std::any_of(m_waiting.begin(), m_waiting.end(), [&](const auto& other) {
        return other.demand.key == demand.key;
    });
    if (isWaiting)
    {
        return;
    }
    const ExperimentalStatus status = Check(demand);
    if (status != ExperimentalStatus::SUCCESS)
    {
        Answer(demand, status);
    }
    else if (demand.request.lifetime == 0)
    {
        End(demand);
    }
    else if (AreNodesHere(demand))
    {
        Establish(demand);
    }
    else if (!m_registering.empty() && !m_registrationWait.IsZero())
    {
        Wait(demand);
    }
    else
    {
        Answer(demand, ExperimentalStatus::MN_NOT_ATTACHED);
    }
}

void
RouteOptimizationAgent::Wait(const Demand& demand)
{
    m_waiting.push_back({demand, EventId()});
    m_waiting.back().end = Simulator::Schedule(m_registrationWait, [this, key = demand.key] {
        const auto known =
            std::find_if(m_waiting.begin(), m_waiting.end(), [&key](const auto& other) {
                return other.demand.key == key;
            });
        const Demand late = known->demand;
        m_waiting.erase(known);
        Answer(late, ExperimentalStatus::MN_NOT_ATTACHED);
    });
}

void
RouteOptimizationAgent::ProcessWaiting()
{
    // Those that must wait on are put back.
    std::list<Waiting> waiting;
    waiting.swap(m_waiting);
    for (auto& other : waiting)
    {
        if (!m_registering.empty() && !AreNodesHere(other.demand))
        {
            m_waiting.push_back(other);
            continue;
        }
        other.end.Cancel();
        Process(other.demand);
    }
}

void
RouteOptimizationAgent::Establish(const Demand& demand)
{
    const auto& request = demand.request;
    auto* known = m_routes.Find(request.pair);
    if (known && known->own != demand.GetOwn())
    {
        // It was the other node's, which was here.
        Transition(*known, LocalizedRouteState::NONE, "of-other-node");
        known = nullptr;
    }
    auto& route = known ? *known : m_routes.Insert(request.pair);
    route.setup.Cancel();
    route.own = demand.GetOwn();
    route.peer = request.pair.GetOther(route.own);
    route.identifier = m_nodes.at(m_prefixes.at(route.own)).identifier;
    route.gateway = *request.gateway;
    route.isLocal = route.gateway == m_address;
    route.ordering = request.ordering;
    // An anchor that hears nothing of the destination's moves must hear that the route is in use
    // before its session ends (draft-loureiro, 4.4, note, and 4.5).
    const Time latest = known && !demand.isInit ? known->refresh : Time::Max();
    SetLifetime(route, Simulator::Now(), request.lifetime, m_refreshFraction);
    route.refresh = Min(route.refresh, latest);
    route.demand = demand.key;
    route.answered.reset();
    for (auto& asked : m_asked)
    {
        if ((asked.pair.source == route.own &&
             route.peer.Contains(asked.pair.destination.GetAddress())) ||
            (route.isLocal && asked.pair.source == route.peer &&
             route.own.Contains(asked.pair.destination.GetAddress())))
        {
            Discount(asked); // It has come to a route.
        }
    }
    if (!route.isLocal)
    {
        // Named by an anchor of a node here, or by a gateway that is trusted.
        m_tunnels.Add(route.gateway);
    }
    if (!demand.isInit || route.isLocal)
    {
        Transition(route, LocalizedRouteState::ACTIVE, demand.isInit ? "ro-init" : "ro-setup");
        route.answered = ExperimentalStatus::SUCCESS;
        AnswerPending(request.pair, ExperimentalStatus::SUCCESS);
        Answer(demand, ExperimentalStatus::SUCCESS);
        return;
    }
    m_pending[request.pair.GetKey()].push_back(demand);
    Transition(route, LocalizedRouteState::PENDING, "ro-init");
    route.setup = SendSetup(demand, [this, demand](ExperimentalStatus status) {
        FinishSetup(demand, status);
    });
}

Exchange
RouteOptimizationAgent::SendSetup(const Demand& demand,
                                  std::function<void(ExperimentalStatus)> answered)
{
    RouteRequest request = demand.request;
    request.gateway = m_address;
    request.sequence = m_sequence.Take(request.pair);
    RoSetup setup;
    WriteRouteRequest(request, setup);
    // draft-loureiro, 3: in proxy mode the anchors pass it on.
    Question question = MakeRouteQuestion(setup,
                                          m_address,
                                          m_isProxy ? demand.peer : *demand.request.gateway,
                                          m_maxRetries + 1);
    question.done = [answered](const ExchangeOutcome& outcome) {
        answered(GetRouteStatus(outcome));
    };
    return m_signaling->Ask(std::move(question));
}

void
RouteOptimizationAgent::FinishSetup(const Demand& demand, ExperimentalStatus status)
{
    auto* route = m_routes.Find(demand.request.pair);
    if (!route || route->demand != demand.key)
    {
        return; // Another attempt has taken its place.
    }
    route->answered = status;
    if (IsAccepted(status))
    {
        Transition(*route, LocalizedRouteState::ACTIVE, "ro-setup-ack");
    }
    else
    {
        // Nothing may point to a gateway that has not agreed.
        Transition(*route, LocalizedRouteState::NONE, GetName(status));
    }
    AnswerPending(demand.request.pair, status);
}

void
RouteOptimizationAgent::AnswerPending(const PrefixPair& pair, ExperimentalStatus status)
{
    const auto known = m_pending.find(pair.GetKey());
    if (known == m_pending.end())
    {
        return;
    }
    const std::vector<Demand> pending = std::move(known->second);
    m_pending.erase(known);
    for (const auto& demand : pending)
    {
        Answer(demand, status);
    }
}

void
RouteOptimizationAgent::End(const Demand& demand)
{
    const Time now = Simulator::Now();
    auto* route = m_routes.Find(demand.request.pair);
    if (!route && demand.isInit)
    {
        // An anchor that got no answer to its RO Trigger knows the other node by its address alone.
        for (auto* known : m_routes.FindByPrefix(demand.GetOwn()))
        {
            const auto& other = demand.request.pair.source;
            const bool isOf = other.GetLength() == 128 && known->own == demand.GetOwn() &&
                              known->peer.Contains(other.GetAddress());
            route = isOf ? known : route;
        }
    }
    if (route && !demand.isInit && !MayEnd(demand.request, *route))
    {
        Answer(demand, ExperimentalStatus::OLDER_THAN_STATE_HELD);
        return;
    }
    if (route)
    {
        const PrefixPair pair = route->pair;
        Transition(*route, LocalizedRouteState::NONE, demand.isInit ? "ro-init" : "ro-setup");
        AnswerPending(pair, ExperimentalStatus::NO_SUCH_SESSION);
    }
    if (demand.request.ordering && (demand.isInit || !demand.request.timestamp))
    {
        m_ended.Keep(demand.request.pair, *demand.request.ordering, now);
    }
    if (!demand.isInit || !demand.request.gateway || *demand.request.gateway == m_address)
    {
        Answer(demand, ExperimentalStatus::SUCCESS);
        return;
    }
    SendSetup(demand, [this, demand](ExperimentalStatus status) {
        // Whatever else it says, it has no route any more.
        Answer(demand,
               status == ExperimentalStatus::PEER_DID_NOT_ANSWER ? status
                                                                 : ExperimentalStatus::SUCCESS);
    }).Release();
}

void
RouteOptimizationAgent::Answer(const Demand& demand, ExperimentalStatus status)
{
    const bool isAccepted = IsAccepted(status);
    if (!isAccepted)
    {
        NS_LOG_INFO("refuses " << demand.request.pair << ": " << GetName(status));
        m_refused(demand.request.pair, demand.peer, status);
    }
    const uint16_t lifetime = isAccepted ? demand.request.lifetime : uint16_t{0};
    MobilityMessage message;
    if (demand.isInit)
    {
        WriteRouteAnswer(demand.request, status, lifetime, message.emplace<RoInitAck>());
    }
    else
    {
        WriteRouteAnswer(demand.request, status, lifetime, message.emplace<RoSetupAck>());
    }
    m_signaling->Send(message, m_address, demand.peer);
}

void
RouteOptimizationAgent::Transition(LocalizedRoute& route,
                                   LocalizedRouteState to,
                                   const std::string& reason)
{
    const LocalizedRouteState from = route.state;
    NS_LOG_INFO("route " << route.pair << ": " << GetStateName(from) << " > " << GetStateName(to)
                         << ", " << reason);
    if (to != LocalizedRouteState::NONE)
    {
        route.state = to;
    }
    if (to == LocalizedRouteState::ACTIVE ||
        (to == LocalizedRouteState::PENDING && !m_activateOnAck))
    {
        Install(route);
    }
    else
    {
        Uninstall(route);
    }
    m_stateChange({route.identifier, "route", GetStateName(from), GetStateName(to), reason});
    m_route(route, from, to);
    if (to != LocalizedRouteState::NONE)
    {
        SetDeadline(route);
        return;
    }
    if (route.ordering)
    {
        m_ended.Keep(route.pair, *route.ordering, Simulator::Now());
        if (route.answered && !IsAccepted(*route.answered))
        {
            m_ended.KeepRefusal(route.pair, route.demand, *route.answered);
        }
    }
    m_routes.Erase(route);
}

void
RouteOptimizationAgent::Install(LocalizedRoute& route)
{
    Uninstall(route);
    const auto deliver = [this](const Prefix& prefix) {
        return DeliverAction{m_gateway->GetAccessDevice(),
                             AccessDevice::GetNextHop(m_prefixes.at(prefix))};
    };
    const auto set = [this, &route](const ForwardingMatch& match, const ForwardingAction& action) {
        m_forwarding->Set(match, action);
        route.entries.push_back(match);
    };
    if (route.isLocal)
    {
        for (const auto& [from, to] :
             {std::make_pair(route.own, route.peer), std::make_pair(route.peer, route.own)})
        {
            set(FromNode(from, to), deliver(to));
            // One of them may be at another gateway already, which is first to know.
            set(ToNode(to, from), deliver(to));
        }
        return;
    }
    const TunnelAction tunnel{m_address, route.gateway, Ipv6Address::GetAny(), Time()};
    set(FromNode(route.own, route.peer), tunnel);
    // Packets would be delivered without it; it tells of them, and that they are expected.
    set(ToNode(route.own, route.peer), deliver(route.own));
}

void
RouteOptimizationAgent::Uninstall(LocalizedRoute& route)
{
    for (const auto& match : route.entries)
    {
        m_forwarding->Remove(match);
    }
    route.entries.clear();
}

bool
RouteOptimizationAgent::TakeUse(const LocalizedRoute& route)
{
    bool isUsed = false;
    for (const auto& match : route.entries)
    {
        if (const auto* entry = m_forwarding->GetTable().Find(match))
        {
            isUsed = isUsed || entry->isUsed;
            entry->isUsed = false;
        }
    }
    return isUsed;
}

void
RouteOptimizationAgent::SetDeadline(LocalizedRoute& route)
{
    m_routes.SetDeadline(route,
                         route.refreshing.IsUnderWay() ? route.expiry
                                                       : Min(route.refresh, route.expiry));
    m_timer.Set(m_routes.GetNextDeadline() ? m_routes.GetNextDeadline()->deadline : Time::Max());
}

void
RouteOptimizationAgent::HandleDeadlines()
{
    const Time now = Simulator::Now();
    auto* route = m_routes.GetNextDeadline();
    while (route && route->deadline <= now)
    {
        if (route->expiry <= now)
        {
            // Silently: its anchor tells when the session is over for all.
            Transition(*route, LocalizedRouteState::NONE, "lifetime-over");
        }
        else
        {
            // 4.5 leaves open when; it suggests probing for traffic.
            const Time lifetime = GetRouteLifetime(route->lifetime);
            route->refresh = now + Seconds(lifetime.GetSeconds() * IDLE_CHECK_FRACTION);
            if (TakeUse(*route))
            {
                Refresh(*route);
            }
            SetDeadline(*route);
        }
        route = m_routes.GetNextDeadline();
    }
    m_timer.Set(route ? route->deadline : Time::Max());
}

void
RouteOptimizationAgent::Refresh(LocalizedRoute& route)
{
    RouteRequest request;
    request.pair = route.pair;
    request.sequence = m_sequence.Take(route.pair);
    request.lifetime = ToRouteLifetime(m_requestedLifetime);
    route.isDoubtful = false;
    RoRefresh refresh;
    WriteRouteRequest(request, refresh);
    Question question = MakeRouteQuestion(refresh,
                                          m_address,
                                          m_nodes.at(m_prefixes.at(route.own)).anchor,
                                          m_maxRetries + 1);
    question.done =
        [this, pair = route.pair, sent = Simulator::Now()](const ExchangeOutcome& outcome) {
            FinishRefresh(*m_routes.Find(pair), sent, outcome);
        };
    route.refreshing = m_signaling->Ask(std::move(question));
}

void
RouteOptimizationAgent::FinishRefresh(LocalizedRoute& route,
                                      Time sent,
                                      const ExchangeOutcome& outcome)
{
    if (!outcome.answer)
    {
        // It lives on to its end: the anchor may be back before.
        SetDeadline(route);
        return;
    }
    const auto* answer = GetExperimentalAnswer(*outcome.answer);
    if (IsAccepted(answer->status))
    {
        SetLifetime(route, sent, answer->lifetime, m_refreshFraction);
        SetDeadline(route);
        return;
    }
    GoneRoute gone = GetGone(route);
    gone.anchor = m_nodes.at(m_prefixes.at(route.own)).anchor;
    Transition(route, LocalizedRouteState::NONE, GetName(answer->status));
    if (answer->status == ExperimentalStatus::NO_SUCH_SESSION)
    {
        // Nobody would tell the other gateway of the next handover.
        TellPeer(gone);
    }
}

void
RouteOptimizationAgent::HandleAttachment(const BindingUpdateListEntry& entry,
                                         AttachmentState /* from */,
                                         AttachmentState to,
                                         const std::string& reason)
{
    if (m_handlers.empty())
    {
        return; // Stopped.
    }
    const bool isRegistering =
        to == AttachmentState::AUTHENTICATING || to == AttachmentState::REGISTERING;
    isRegistering ? void(m_registering.insert(entry.linkLayer))
                  : void(m_registering.erase(entry.linkLayer));
    if (isRegistering)
    {
        TrustAnchor(entry.anchorAddress);
    }
    const auto known = m_nodes.find(entry.linkLayer);
    if (known != m_nodes.end())
    {
        const LocalNode former = known->second;
        m_nodes.erase(known);
        GoneRoute gone;
        gone.anchor = former.anchor;
        gone.node = entry.linkLayer;
        for (const auto& prefix : former.prefixes)
        {
            HandlePrefixGone(prefix, isRegistering ? nullptr : &gone);
        }
    }
    if (reason == "deregistration-unanswered")
    {
        // The anchor may have lost the session: its next registration would be the first.
        const auto isOf = [&entry](const GoneRoute& route) {
            return route.node == entry.linkLayer;
        };
        for (const auto& route : m_gone.Take(isOf, Simulator::Now()))
        {
            TellPeer(route);
        }
    }
    if (to == AttachmentState::REGISTERED)
    {
        m_nodes[entry.linkLayer] = {entry.identifier, entry.anchorAddress, entry.prefixes};
        for (const auto& prefix : entry.prefixes)
        {
            m_prefixes[prefix] = entry.linkLayer;
            if (m_requestRoutes)
            {
                Watch(prefix);
            }
        }
    }
    ProcessWaiting();
}

void
RouteOptimizationAgent::TrustAnchor(const Ipv6Address& anchor)
{
    // RFC 6279, 5: an association with the anchor of a node here, not with that of the other node.
    m_anchors.Trust(anchor,
                    {ExperimentalSubtype::RO_INIT,
                     ExperimentalSubtype::RO_REFRESH_ACK,
                     ExperimentalSubtype::RO_REQUEST_ACK});
    if (m_isProxy)
    {
        m_anchors.Trust(anchor, {ExperimentalSubtype::RO_SETUP, ExperimentalSubtype::RO_SETUP_ACK});
    }
}

void
RouteOptimizationAgent::HandleExtension(const BindingUpdateListEntry& entry)
{
    if (!m_handlers.empty())
    {
        AskIfDoubtful(entry.linkLayer);
    }
}

void
RouteOptimizationAgent::HandlePrefixGone(const Prefix& prefix, const GoneRoute* gone)
{
    m_prefixes.erase(prefix);
    m_forwarding->Remove(WatchedFrom(prefix));
    for (auto* route : m_routes.FindByPrefix(prefix))
    {
        if (!route->isLocal && route->own != prefix)
        {
            continue; // The other node's: it lives on.
        }
        // draft-loureiro, 4.3: deleted explicitly where the detachment is known.
        const PrefixPair pair = route->pair;
        GoneRoute left = GetGone(*route);
        const bool isDoubtful = route->isDoubtful;
        Transition(*route, LocalizedRouteState::NONE, "node-gone");
        AnswerPending(pair, ExperimentalStatus::MN_NOT_ATTACHED);
        if (gone)
        {
            left.anchor = gone->anchor;
            left.node = gone->node;
            // The anchor that has restarted has nobody to tell of the node's next gateway.
            isDoubtful ? TellPeer(left) : m_gone.Keep(left, Simulator::Now() + m_goneRouteMemory);
        }
    }
}

void
RouteOptimizationAgent::TellPeer(const GoneRoute& route)
{
    if (route.gateway == m_address)
    {
        return; // The other node is, or was, here.
    }
    Demand demand;
    demand.isInit = true;
    demand.peer = route.anchor; // In proxy mode it passes the end on.
    demand.request.pair = {route.peer, route.own};
    demand.request.gateway = route.gateway;
    demand.request.ordering = route.ordering;
    SendSetup(demand, [](ExperimentalStatus) {}).Release();
}

void
RouteOptimizationAgent::HandleAnchorRestart(const Ipv6Address& anchor)
{
    const auto isOf = [&anchor](const GoneRoute& route) { return route.anchor == anchor; };
    for (const auto& route : m_gone.Take(isOf, Simulator::Now()))
    {
        TellPeer(route);
    }
    for (const auto& [linkLayer, node] : m_nodes)
    {
        for (const auto& prefix : node.prefixes)
        {
            for (auto* route : m_routes.FindByPrefix(prefix))
            {
                if (route->own == prefix && node.anchor == anchor)
                {
                    // Nobody knows when that was, and whether the route is of before: the anchor is
                    // asked once it has the node again.
                    route->isDoubtful = true;
                }
            }
        }
    }
}

void
RouteOptimizationAgent::AskIfDoubtful(Mac48Address node)
{
    const auto known = m_nodes.find(node);
    if (known == m_nodes.end())
    {
        return;
    }
    const auto prefixes = known->second.prefixes;
    for (const auto& prefix : prefixes)
    {
        for (auto* route : m_routes.FindByPrefix(prefix))
        {
            if (route->isDoubtful && route->own == prefix)
            {
                route->refreshing.Cancel(); // Its answer may be of before.
                Refresh(*route);
                SetDeadline(*route);
            }
        }
    }
}

void
RouteOptimizationAgent::Watch(const Prefix& prefix)
{
    m_forwarding->Set(
        WatchedFrom(prefix),
        WatchAction{[this, prefix](const Ipv6Address& source, const Ipv6Address& destination) {
            RequestRoute(prefix, source, destination);
        }});
}

void
RouteOptimizationAgent::RequestRoute(const Prefix& prefix,
                                     const Ipv6Address& source,
                                     const Ipv6Address& destination)
{
    const auto node = m_prefixes.find(prefix);
    if (node == m_prefixes.end())
    {
        return;
    }
    const PrefixPair pair{prefix, Prefix(destination, 128)};
    const std::string& identifier = m_nodes.at(node->second).identifier;
    if (!m_attempts.Admit(identifier))
    {
        m_refused(pair, Ipv6Address::GetAny(), ExperimentalStatus::INSUFFICIENT_RESOURCES);
        return;
    }
    m_attempts.Add(identifier);
    m_forwarding->Set(FromNode(pair.source, pair.destination), PassAction{});
    m_asked.push_back({Simulator::Now() + m_retryHoldDown, pair, identifier, true});
    ForgetAsked();
    m_requested(source, destination);
    RouteRequest request;
    request.pair = pair;
    request.sequence = m_sequence.Take(pair);
    request.lifetime = ToRouteLifetime(m_requestedLifetime);
    RoRequest message;
    WriteRouteRequest(request, message);
    // Whatever the answer says: a route comes by RO Init or RO Setup, or not at all.
    m_signaling
        ->Ask(MakeRouteQuestion(message,
                                m_address,
                                m_nodes.at(node->second).anchor,
                                m_maxRetries + 1))
        .Release();
}

void
RouteOptimizationAgent::Discount(Asked& asked)
{
    if (asked.isCounted)
    {
        m_attempts.Remove(asked.identifier);
        asked.isCounted = false;
    }
}

void
RouteOptimizationAgent::ForgetAsked()
{
    while (!m_asked.empty() && m_asked.front().until <= Simulator::Now())
    {
        const auto& pair = m_asked.front().pair;
        m_forwarding->Remove(FromNode(pair.source, pair.destination));
        Discount(m_asked.front());
        m_asked.pop_front();
    }
    if (!m_asked.empty() && m_forget.IsExpired())
    {
        m_forget = Simulator::Schedule(m_asked.front().until - Simulator::Now(),
                                       &RouteOptimizationAgent::ForgetAsked,
                                       this);
    }
}

} // namespace pmipv6
} // namespace ns3
