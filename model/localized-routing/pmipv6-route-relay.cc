/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-relay.h"

#include "ns3/simulator.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// How long an acknowledgement may take, repetitions included, and more.
const Time RELAY_MEMORY = Seconds(120);

} // namespace

void
RouteRelay::Start(Ptr<MobilitySignaling> signaling,
                  const Ipv6Address& address,
                  Decide decide,
                  Refused refused)
{
    m_signaling = signaling;
    m_address = address;
    m_decide = std::move(decide);
    m_refused = std::move(refused);
}

void
RouteRelay::Stop()
{
    Clear();
    m_signaling = nullptr;
}

bool
RouteRelay::IsRelayed(const MobilityMessage& answer, const Ipv6Address& peer) const
{
    return m_signaling && std::holds_alternative<RoSetupAck>(answer) &&
           m_from.Find(GetKey(peer, answer));
}

RouteRelay::Key
RouteRelay::GetKey(const Ipv6Address& peer, const MobilityMessage& message)
{
    std::ostringstream key;
    key << peer << ' ' << GetSequenceNumber(message);
    // Two gateways may number alike; the controller numbers their attempts apart.
    for (const auto& option : GetOptions(message))
    {
        if (!std::holds_alternative<MagAddressOption>(option))
        {
            key << ' ' << option;
        }
    }
    return key.str();
}

bool
RouteRelay::Relay(const MobilityMessage& message, const MessageContext& context)
{
    const Time now = Simulator::Now();
    m_from.Expire(now);
    if (std::holds_alternative<RoSetupAck>(message))
    {
        const auto* from = m_from.Find(GetKey(context.source, message));
        if (!from)
        {
            return false;
        }
        m_signaling->Send(message, m_address, *from);
        return true;
    }
    const auto* setup = std::get_if<RoSetup>(&message);
    if (!setup)
    {
        return false;
    }
    const auto request = ReadRouteRequest(*setup);
    const RelayDecision decision =
        request ? m_decide(*request, context.source)
                : RelayDecision{Ipv6Address::GetAny(), ExperimentalStatus::MISSING_OPTION};
    if (decision.status != ExperimentalStatus::SUCCESS)
    {
        RouteRequest refused = request.value_or(RouteRequest{});
        refused.sequence = GetSequenceNumber(message);
        m_refused(refused.pair, context.source, decision.status);
        MobilityMessage answer;
        WriteRouteAnswer(refused, decision.status, 0, answer.emplace<RoSetupAck>());
        m_signaling->Send(answer, m_address, context.source);
        return true;
    }
    m_from.Keep(GetKey(decision.next, message), context.source, now + RELAY_MEMORY);
    m_signaling->Send(message, m_address, decision.next);
    return true;
}

void
RouteRelay::Clear()
{
    m_from.Clear();
}

} // namespace pmipv6
} // namespace ns3
