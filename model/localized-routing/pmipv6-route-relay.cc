/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-route-relay.h"

#include "pmipv6-route-messages.h"

#include "ns3/simulator.h"

#include <sstream>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// How long an acknowledgement may take, repetitions included, and more.
const Time MEMORY = Seconds(120);

} // namespace

void
RouteRelay::Start(Ptr<MobilitySignaling> signaling, const Ipv6Address& address, NextHop nextHop)
{
    m_signaling = signaling;
    m_address = address;
    m_nextHop = std::move(nextHop);
    m_signaling->SetRelayedAnswer([this](const MobilityMessage& answer, const Ipv6Address& peer) {
        return std::holds_alternative<RoSetupAck>(answer) && m_from.count(GetKey(peer, answer)) > 0;
    });
}

void
RouteRelay::Stop()
{
    Clear();
    if (m_signaling)
    {
        m_signaling->SetRelayedAnswer(nullptr);
        m_signaling = nullptr;
    }
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
    while (!m_forget.empty() && m_forget.front().first <= now)
    {
        m_from.erase(m_forget.front().second);
        m_forget.pop_front();
    }
    if (std::holds_alternative<RoSetupAck>(message))
    {
        const auto from = m_from.find(GetKey(context.source, message));
        if (from == m_from.end())
        {
            return false;
        }
        m_signaling->Send(message, m_address, from->second);
        return true;
    }
    const auto* setup = std::get_if<RoSetup>(&message);
    const auto request = setup ? ReadRouteRequest(*setup) : std::nullopt;
    const auto nextHop = request ? m_nextHop(request->pair) : std::nullopt;
    if (!nextHop)
    {
        return false;
    }
    const Key key = GetKey(*nextHop, message);
    if (m_from.insert_or_assign(key, context.source).second)
    {
        m_forget.emplace_back(now + MEMORY, key);
    }
    m_signaling->Send(message, m_address, *nextHop);
    return true;
}

void
RouteRelay::Clear()
{
    m_from.clear();
    m_forget.clear();
}

} // namespace pmipv6
} // namespace ns3
