/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-demands.h"

#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

void
RouteDemands::Start(const Parts& parts, const DemandSettings& settings, Time longestWait)
{
    m_parts = parts;
    m_settings = settings;
    m_settings.mayWait = !longestWait.IsZero();
    m_longestWait = longestWait;
    m_waiting.SetHandler([this](const RouteDemand& demand) {
        m_parts.signaling->Answer(demand, ExperimentalStatus::MN_NOT_ATTACHED);
    });
}

void
RouteDemands::Clear()
{
    m_waiting.Clear();
    m_pending.Clear();
    m_passedOn.Clear();
}

void
RouteDemands::ProcessWaiting()
{
    const auto isReady = [this](const RouteDemand& demand) {
        return !m_parts.nodes->IsAnyRegistering() ||
               AreNodesHere(demand, GetFacts(demand), m_settings.gateway);
    };
    for (const auto& demand : m_waiting.Take(isReady))
    {
        Process(demand);
    }
}

void
RouteDemands::Process(const RouteDemand& demand)
{
    const DemandVerdict verdict = DecideDemand(demand, GetFacts(demand), m_settings);
    switch (verdict.action)
    {
    case DemandAction::IGNORE:
        break;
    case DemandAction::ANSWER:
        m_parts.signaling->Answer(demand, verdict.status);
        break;
    case DemandAction::END:
        End(demand);
        break;
    case DemandAction::ESTABLISH:
        Establish(demand);
        break;
    case DemandAction::WAIT:
        m_waiting.Keep(demand, m_longestWait);
        break;
    }
}

DemandFacts
RouteDemands::GetFacts(const RouteDemand& demand) const
{
    DemandFacts facts;
    facts.route = m_parts.routes->Find(demand.request.pair);
    facts.refusal = m_parts.routes->FindRefusal(demand);
    facts.ended = m_parts.routes->FindEnded(demand.request.pair, Simulator::Now());
    if (const auto* node = m_parts.nodes->FindByPrefix(demand.GetOwn()))
    {
        facts.anchor = node->anchor;
    }
    facts.isOtherHere = m_parts.nodes->FindByPrefix(demand.GetOther()) != nullptr;
    facts.isWaiting = m_waiting.Contains(demand.key);
    facts.isRegistering = m_parts.nodes->IsAnyRegistering();
    return facts;
}

void
RouteDemands::Establish(const RouteDemand& demand)
{
    const auto& request = demand.request;
    const bool isLocal = *request.gateway == m_settings.gateway;
    if (!isLocal)
    {
        m_parts.named(*request.gateway);
    }
    const auto& route =
        m_parts.routes->Establish(demand,
                                  m_parts.nodes->FindByPrefix(demand.GetOwn())->identifier,
                                  isLocal);
    m_parts.established(route);
    if (route.GetState() == LocalizedRouteState::ACTIVE)
    {
        AnswerPending(request.pair, ExperimentalStatus::SUCCESS);
        m_parts.signaling->Answer(demand, ExperimentalStatus::SUCCESS);
        return;
    }
    m_pending.Add(demand);
    m_parts.routes->SetSetup(
        route,
        m_parts.signaling->AskSetup(demand, [this, demand](ExperimentalStatus status) {
            FinishSetup(demand, status);
        }));
}

void
RouteDemands::FinishSetup(const RouteDemand& demand, ExperimentalStatus status)
{
    const auto* route = m_parts.routes->Find(demand.request.pair);
    if (!route || route->demand != demand.key)
    {
        return; // Another attempt has taken its place.
    }
    m_parts.routes->Finish(*route, status);
    AnswerPending(demand.request.pair, status);
}

void
RouteDemands::End(const RouteDemand& demand)
{
    const auto* route = m_parts.routes->FindToEnd(demand);
    const EndVerdict verdict = DecideEnd(demand, route, m_settings.gateway);
    if (verdict.status != ExperimentalStatus::SUCCESS)
    {
        m_parts.signaling->Answer(demand, verdict.status);
        return;
    }
    if (route)
    {
        const PrefixPair pair = route->pair;
        m_parts.routes->Remove(*route,
                               LocalizedRouteEvent::ENDED,
                               demand.isInit ? "ro-init" : "ro-setup");
        AnswerPending(pair, ExperimentalStatus::NO_SUCH_SESSION);
    }
    if (verdict.isNumberKept)
    {
        m_parts.routes->KeepEnded(demand.request.pair, *demand.request.ordering);
    }
    if (!verdict.isPassedOn)
    {
        m_parts.signaling->Answer(demand, ExperimentalStatus::SUCCESS);
        return;
    }
    m_passedOn.Hold(m_parts.signaling->AskSetup(demand, [this, demand](ExperimentalStatus status) {
        // Whatever else it says, it has no route any more.
        m_parts.signaling->Answer(demand,
                                  status == ExperimentalStatus::PEER_DID_NOT_ANSWER
                                      ? status
                                      : ExperimentalStatus::SUCCESS);
    }));
}

void
RouteDemands::AnswerPending(const PrefixPair& pair, ExperimentalStatus status)
{
    for (const auto& demand : m_pending.Take(pair))
    {
        m_parts.signaling->Answer(demand, status);
    }
}

} // namespace pmipv6
} // namespace ns3
