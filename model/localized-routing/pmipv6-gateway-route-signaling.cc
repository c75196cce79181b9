/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-gateway-route-signaling.h"

#include "pmipv6-experimental-question.h"
#include "pmipv6-mobility-names.h"

#include "ns3/log.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

NS_LOG_COMPONENT_DEFINE("Pmipv6GatewayRouteSignaling");

void
GatewayRouteSignaling::Start(Ptr<MobilitySignaling> signaling,
                             const Settings& settings,
                             Refused refused)
{
    m_signaling = signaling;
    m_settings = settings;
    m_refused = std::move(refused);
}

void
GatewayRouteSignaling::Clear()
{
    m_unheld.Clear();
}

void
GatewayRouteSignaling::Dispose()
{
    Clear();
    m_signaling = nullptr;
    m_refused = nullptr;
}

Exchange
GatewayRouteSignaling::AskSetup(const RouteDemand& demand,
                                std::function<void(ExperimentalStatus)> answered)
{
    RouteRequest request = demand.request;
    request.gateway = m_settings.address;
    request.sequence = m_sequence.Take(request.pair);
    RoSetup setup;
    WriteRouteRequest(request, setup);
    // draft-loureiro, 3: in proxy mode the anchors pass it on.
    Question question =
        MakeRouteQuestion(setup,
                          m_settings.address,
                          m_settings.isProxy ? demand.peer : *demand.request.gateway,
                          m_settings.maxRetries + 1);
    question.done = [answered](const ExchangeOutcome& outcome) {
        answered(GetExperimentalStatus(outcome));
    };
    return m_signaling->Ask(std::move(question));
}

void
GatewayRouteSignaling::TellPeer(const GoneRoute& route)
{
    if (route.gateway == m_settings.address)
    {
        return; // The other node is, or was, here.
    }
    RouteDemand demand;
    demand.isInit = true;
    demand.peer = route.anchor; // In proxy mode it passes the end on.
    demand.request.pair = {route.peer, route.own};
    demand.request.gateway = route.gateway;
    demand.request.ordering = route.ordering;
    m_unheld.Hold(AskSetup(demand, [](ExperimentalStatus) {}));
}

Exchange
GatewayRouteSignaling::AskRefresh(const PrefixPair& pair,
                                  const Ipv6Address& anchor,
                                  std::function<void(const ExchangeOutcome&)> done)
{
    RouteRequest request;
    request.pair = pair;
    request.sequence = m_sequence.Take(pair);
    request.lifetime = m_settings.lifetime;
    RoRefresh refresh;
    WriteRouteRequest(request, refresh);
    Question question =
        MakeRouteQuestion(refresh, m_settings.address, anchor, m_settings.maxRetries + 1);
    question.done = std::move(done);
    return m_signaling->Ask(std::move(question));
}

void
GatewayRouteSignaling::AskForRoute(const PrefixPair& pair, const Ipv6Address& anchor)
{
    RouteRequest request;
    request.pair = pair;
    request.sequence = m_sequence.Take(pair);
    request.lifetime = m_settings.lifetime;
    RoRequest message;
    WriteRouteRequest(request, message);
    m_unheld.Hold(m_signaling->Ask(
        MakeRouteQuestion(message, m_settings.address, anchor, m_settings.maxRetries + 1)));
}

void
GatewayRouteSignaling::Answer(const RouteDemand& demand, ExperimentalStatus status)
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
    m_signaling->Send(message, m_settings.address, demand.peer, isAccepted ? "answer" : "refusal");
}

} // namespace pmipv6
} // namespace ns3
