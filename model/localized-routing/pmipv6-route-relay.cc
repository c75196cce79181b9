/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-relay.h"

#include "ns3/simulator.h"

#include <algorithm>
#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// How long an acknowledgement may take, repetitions included, and more.
const Time RELAY_MEMORY = Seconds(120);

/// @return an RO Setup that nobody vouches for, of now and of no other time
RoSetup
GetDated(RoSetup setup, uint64_t timeOfDay)
{
    auto& options = setup.options;
    options.erase(std::remove_if(options.begin(),
                                 options.end(),
                                 [](const auto& option) {
                                     return std::holds_alternative<TimestampOption>(option);
                                 }),
                  options.end());
    options.emplace_back(TimestampOption{timeOfDay});
    return setup;
}

} // namespace

void
RouteRelay::Start(Ptr<MobilitySignaling> signaling,
                  const Ipv6Address& address,
                  std::function<uint64_t()> timeOfDay,
                  Decide decide,
                  Refused refused)
{
    m_signaling = signaling;
    m_address = address;
    m_timeOfDay = std::move(timeOfDay);
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
        if (!std::holds_alternative<MagAddressOption>(option) &&
            !std::holds_alternative<TimestampOption>(option))
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
        m_signaling->Send(message, m_address, *from, "relay");
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
        m_signaling->Send(answer, m_address, context.source, "refusal");
        return true;
    }
    const MobilityMessage passed = decision.isVouchedFor ? *setup : GetDated(*setup, m_timeOfDay());
    m_from.Keep(GetKey(decision.next, passed), context.source, now + RELAY_MEMORY);
    m_signaling->Send(passed, m_address, decision.next, "relay");
    return true;
}

void
RouteRelay::Clear()
{
    m_from.Clear();
}

} // namespace pmipv6
} // namespace ns3
