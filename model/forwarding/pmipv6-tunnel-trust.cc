/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-tunnel-trust.h"

#include "ns3/simulator.h"

namespace ns3
{
namespace pmipv6
{

bool
TakesTunnelled(const ForwardingAction& action)
{
    const auto* tunnel = std::get_if<TunnelAction>(&action);
    return std::holds_alternative<DeliverAction>(action) ||
           std::holds_alternative<PlainAction>(action) ||
           std::holds_alternative<ReceiveAction>(action) ||
           std::holds_alternative<HoldAction>(action) ||
           (tunnel && (tunnel->isOnward || tunnel->isForGateways));
}

bool
IsServedHere(const ForwardingAction& action)
{
    const auto* tunnel = std::get_if<TunnelAction>(&action);
    return std::holds_alternative<DeliverAction>(action) ||
           std::holds_alternative<PlainAction>(action) || (tunnel && tunnel->isForGateways);
}

Ipv6Address
GetOnlyPeer(const ForwardingAction& action)
{
    if (const auto* receive = std::get_if<ReceiveAction>(&action))
    {
        return receive->remote;
    }
    const auto* deliver = std::get_if<DeliverAction>(&action);
    return deliver ? deliver->remote : Ipv6Address::GetAny();
}

bool
IsFinal(const ForwardingAction& action)
{
    return !std::holds_alternative<PassAction>(action) &&
           !std::holds_alternative<WatchAction>(action);
}

bool
TakesFrom(const ForwardingAction& action, const Ipv6Address& peer)
{
    const auto isPrevious = [&peer](const auto& one) {
        return one.previousRemote == peer && Simulator::Now() <= one.previousUntil;
    };
    if (const auto* deliver = std::get_if<DeliverAction>(&action))
    {
        return isPrevious(*deliver);
    }
    const auto* tunnel = std::get_if<TunnelAction>(&action);
    return tunnel && !tunnel->isOnward && (tunnel->remote == peer || isPrevious(*tunnel));
}

} // namespace pmipv6
} // namespace ns3
