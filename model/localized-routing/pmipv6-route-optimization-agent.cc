/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-optimization-agent.h"

#include "pmipv6-access-device.h"
#include "pmipv6-message-lifetime.h"
#include "pmipv6-mobile-access-gateway.h"

#include "ns3/boolean.h"
#include "ns3/double.h"
#include "ns3/uinteger.h"

namespace ns3
{
namespace pmipv6
{

NS_OBJECT_ENSURE_REGISTERED(RouteOptimizationAgent);

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
                          "Take RO Setup from anchors, as the uncoordinated baseline sends it; "
                          "the draft has anchors send RO Init alone (Choices).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&RouteOptimizationAgent::m_isSetUpByAnchors),
                          MakeBooleanChecker())
            .AddAttribute("ActivateOnAck",
                          "Use a route once RO Setup is acknowledged, not from RO Init on, when "
                          "the draft starts activating it (draft-loureiro, 4.1).",
                          BooleanValue(false),
                          MakeBooleanAccessor(&RouteOptimizationAgent::m_activateOnAck),
                          MakeBooleanChecker())
            .AddAttribute("CheckOrdering",
                          "Refuse what belongs to an earlier attempt than the state held; the "
                          "draft has no such check, and a race without it (Choices).",
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
                          "How often an unanswered request is repeated, as a PBU; 0 to 100 (RFC "
                          "6275, 11.8).",
                          UintegerValue(3),
                          MakeUintegerAccessor(&RouteOptimizationAgent::m_maxRetries),
                          MakeUintegerChecker<uint32_t>(0, 100))
            .AddAttribute("RegistrationWait",
                          "How long a request for a node that is not here waits while nodes are "
                          "being registered: it may come before the PBA that tells the prefix; 0: "
                          "not at all (Choices).",
                          TimeValue(Seconds(3)),
                          MakeTimeAccessor(&RouteOptimizationAgent::m_registrationWait),
                          MakeTimeChecker(Time(0)))
            .AddAttribute("GoneRouteMemory",
                          "How long the route of a node that has left is remembered, to tell the "
                          "other node's gateway if the anchor loses its sessions or does not "
                          "answer the de-registration; as an anchor's MinDelayBeforeBCEDelete; 0: "
                          "not at all (Choices).",
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
                          "The same as MaxAttemptsPerNode, for all mobile nodes of this gateway "
                          "together (RFC 6279, 6).",
                          UintegerValue(4096),
                          MakeUintegerAccessor(&RouteOptimizationAgent::m_maxAttempts),
                          MakeUintegerChecker<uint32_t>(1))
            .AddAttribute("RetryHoldDown",
                          "How long a pair is not asked for again; 1 ms or more (Choices).",
                          TimeValue(Seconds(10)),
                          MakeTimeAccessor(&RouteOptimizationAgent::m_retryHoldDown),
                          MakeTimeChecker(MilliSeconds(1)))
            .AddAttribute("Lifetime",
                          "RO_Lifetime to ask for in RO Request and RO Refresh, rounded down to "
                          "units of 4 s; 4 s to 262136 s (draft-loureiro, 5.1).",
                          TimeValue(Seconds(300)),
                          MakeTimeAccessor(&RouteOptimizationAgent::m_requestedLifetime),
                          MakeTimeChecker(Seconds(4), Seconds(4 * 65534.0)))
            .AddAttribute("RefreshFraction",
                          "When a route in use is refreshed, as a fraction of its lifetime; 0.01 "
                          "to 0.99 (draft-loureiro, 4.5).",
                          DoubleValue(2.0 / 3),
                          MakeDoubleAccessor(&RouteOptimizationAgent::m_refreshFraction),
                          MakeDoubleChecker<double>(0.01, 0.99))
            .AddTraceSource("StateChange",
                            "A transition of a localized route.",
                            MakeTraceSourceAccessor(&RouteOptimizationAgent::m_stateChange),
                            "ns3::pmipv6::StateChangeTracedCallback")
            .AddTraceSource("Route",
                            "A transition of a localized route, with the route.",
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
    StartRoutes();
    StartPeers();
    m_handlers.push_back(m_signaling->AddHandler(
        MessageType::EXPERIMENTAL,
        [this](const MobilityMessage& message, const MessageContext& context) {
            return HandleMessage(message, context);
        }));
}

void
RouteOptimizationAgent::StartPeers()
{
    PeerTable::Terms terms;
    if (m_isSetUpByAnchors)
    {
        terms.kinds = {ExperimentalSubtype::RO_SETUP,
                       ExperimentalSubtype::RO_SETUP_ACK,
                       ExperimentalSubtype::RO_REFRESH_ACK};
    }
    m_anchors.Start(m_gateway->GetNode(), terms);
    terms.kinds.clear();
    if (!m_isProxy)
    {
        terms.kinds = {ExperimentalSubtype::RO_SETUP, ExperimentalSubtype::RO_SETUP_ACK};
    }
    m_gateways.Start(m_gateway->GetNode(), terms);
    m_tunnels.Start(m_forwarding, m_gateways.GetAll());
}

void
RouteOptimizationAgent::StartRoutes()
{
    m_rows.Start(
        m_forwarding,
        m_address,
        [gateway = PeekPointer(m_gateway)] { return gateway->GetAccessDevice(); },
        m_nodes);
    m_messages.Start(m_signaling,
                     {m_address, m_isProxy, m_maxRetries, ToMessageLifetime(m_requestedLifetime)},
                     [this](const PrefixPair& pair,
                            const Ipv6Address& peer,
                            ExperimentalStatus status) { m_refused(pair, peer, status); });
    m_routes.Start(
        m_rows,
        {m_activateOnAck, m_refreshFraction},
        {[this](const LocalizedRoute& route,
                LocalizedRouteState from,
                LocalizedRouteState to,
                const std::string& reason) {
             m_stateChange(
                 {route.identifier, "route", GetStateName(from), GetStateName(to), reason});
             m_route(route, from, to);
         },
         [this](const LocalizedRoute& route) { m_upkeep.HandleDue(route); }});
    m_upkeep.Start(m_routes, m_nodes, m_messages, m_goneRouteMemory);
    m_demands.Start({&m_nodes,
                     &m_routes,
                     &m_messages,
                     // Named by an anchor of a node here, or by a gateway that is trusted.
                     [this](const Ipv6Address& gateway) { m_tunnels.Add(gateway); },
                     [this](const LocalizedRoute& route) { m_requester.NoteRoute(route); }},
                    {m_address, m_isProxy, m_isSetUpByAnchors, m_checkOrdering, true},
                    m_registrationWait);
    m_requester.SetLimits(m_maxAttemptsPerNode, m_maxAttempts);
    m_requester.Start(
        m_rows,
        m_nodes,
        m_messages,
        m_retryHoldDown,
        {[this](const Ipv6Address& source, const Ipv6Address& destination) {
             m_requested(source, destination);
         },
         [this](const PrefixPair& pair) {
             m_refused(pair, Ipv6Address::GetAny(), ExperimentalStatus::INSUFFICIENT_RESOURCES);
         }});
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
    m_routes.Clear(reason);
    m_demands.Clear();
    m_upkeep.Clear();
    m_requester.Clear();
    m_messages.Clear();
    for (const auto& prefix : m_nodes.GetPrefixes())
    {
        m_rows.Unwatch(prefix);
    }
    m_nodes.Clear();
}

void
RouteOptimizationAgent::DoDispose()
{
    m_tunnels.Clear();
    m_anchors.Stop();
    m_gateways.Stop();
    m_routes.Dispose();
    m_demands.Clear();
    m_requester.Dispose();
    m_messages.Dispose();
    m_rows.Dispose();
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
    if (const auto request = ReadRouteRequest(*GetExperimentalRequest(message)))
    {
        m_demands.Process(MakeRouteDemand(isInit, *request, context.source));
        return true;
    }
    RouteRequest unread;
    unread.sequence = GetSequenceNumber(message);
    m_messages.Answer({isInit, unread, context.source, ""}, ExperimentalStatus::MISSING_OPTION);
    return true;
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
    m_nodes.SetRegistering(entry.GetKey(), isRegistering);
    if (isRegistering)
    {
        TrustAnchor(entry.anchorAddress);
    }
    if (const auto former = m_nodes.Remove(entry.GetKey()))
    {
        for (const auto& prefix : former->prefixes)
        {
            m_rows.Unwatch(prefix);
        }
        m_upkeep.HandleNodeGone(entry.linkLayer,
                                *former,
                                !isRegistering,
                                [this](const PrefixPair& pair) {
                                    m_demands.AnswerPending(pair,
                                                            ExperimentalStatus::MN_NOT_ATTACHED);
                                });
    }
    if (reason == "deregistration-unanswered")
    {
        m_upkeep.HandleUnanswered(entry.linkLayer);
    }
    if (to == AttachmentState::REGISTERED)
    {
        m_nodes.Add(entry);
        for (const auto& prefix : m_requestRoutes ? entry.prefixes : std::vector<Prefix>())
        {
            m_requester.Watch(prefix);
        }
    }
    m_demands.ProcessWaiting();
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
        m_upkeep.AskIfDoubtful(entry.GetKey());
    }
}

void
RouteOptimizationAgent::HandleAnchorRestart(const Ipv6Address& anchor)
{
    m_upkeep.HandleAnchorRestart(anchor);
}

} // namespace pmipv6
} // namespace ns3
