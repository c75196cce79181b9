/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-location-forwarding.h"

#include <memory>
#include <utility>

namespace ns3
{
namespace pmipv6
{

namespace
{

constexpr std::string_view OWNER = "epmip";           //!< of what packets go by
constexpr std::string_view WAITING = "epmip-waiting"; //!< of what waits for a location
/// Of what is told of packets out of tunnels: on an anchor those are also what its nodes send.
constexpr std::string_view RECEIVED = "epmip-received";

/// A router's rows for locations are pairs as those are by which packets pass unseen, and are asked
/// behind them.
constexpr int ROUTER_PRIORITY = -1;

/// Before the gateway's own row, which is there for as long as it has not noticed a departure.
constexpr int REFUSED_PRIORITY = 1;

/// Before all those, and before the node's location.
constexpr int DEPARTED_PRIORITY = 2;

/// The row that tells stands before the gateway's own rows of the same prefixes.
constexpr int WATCH_PRIORITY = 1;

/// @return what matches packets of a pair of prefixes
ForwardingMatch
Between(const Prefix& source,
        const Prefix& destination,
        PacketOrigin origin,
        std::string_view owner = OWNER,
        int priority = 0)
{
    ForwardingMatch match;
    match.source = source;
    match.destination = destination;
    match.origins = origin;
    match.owner = owner;
    match.priority = priority;
    return match;
}

/// @return what matches all packets that come through tunnels for a node
ForwardingMatch
ToNode(const Prefix& node)
{
    return Between(Prefix(), node, FROM_TUNNEL, RECEIVED, WATCH_PRIORITY);
}

/// @return what matches packets that come through tunnels for those who have a prefix
ForwardingMatch
OutOfTunnels(const Prefix& prefix, int priority)
{
    ForwardingMatch match;
    match.destination = prefix;
    match.origins = FROM_TUNNEL;
    match.owner = OWNER;
    match.priority = priority;
    return match;
}

} // namespace

void
LocationForwarding::Start(Ptr<MobilityForwarding> forwarding,
                          const Ipv6Address& address,
                          PacketOrigin origin)
{
    m_forwarding = forwarding;
    m_address = address;
    m_origin = origin;
}

void
LocationForwarding::SetFixed(const Prefix& prefix)
{
    m_fixed.push_back(prefix);
    m_forwarding->Set(OutOfTunnels(prefix, 0), PlainAction{});
}

void
LocationForwarding::RemoveFixed()
{
    for (const auto& prefix : m_fixed)
    {
        m_forwarding->Remove(OutOfTunnels(prefix, 0));
    }
    m_fixed.clear();
}

std::vector<ForwardingMatch>
LocationForwarding::MatchLocation(const Prefix& prefix) const
{
    if (m_origin != FROM_CORE)
    {
        return {Between(Prefix(), prefix, m_origin)};
    }
    // What others send through a router, in whosever name, is none of its business.
    std::vector<ForwardingMatch> matches;
    for (const auto& fixed : m_fixed)
    {
        matches.push_back(Between(fixed, prefix, m_origin, OWNER, ROUTER_PRIORITY));
    }
    return matches;
}

ForwardingMatch
LocationForwarding::MatchSender(const Prefix& node, int priority) const
{
    return Between(node, Prefix(), m_origin, OWNER, priority);
}

void
LocationForwarding::Dispose()
{
    m_forwarding = nullptr;
}

void
LocationForwarding::SetLocation(const Prefix& prefix, const Ipv6Address& gateway)
{
    for (const auto& match : MatchLocation(prefix))
    {
        m_forwarding->Set(match, TunnelAction{m_address, gateway, Ipv6Address::GetAny(), Time()});
    }
}

void
LocationForwarding::SetLocal(const Prefix& prefix, const DeliverAction& deliver)
{
    m_forwarding->Set(Between(Prefix(), prefix, m_origin), deliver);
}

void
LocationForwarding::RemoveLocation(const Prefix& prefix)
{
    for (const auto& match : MatchLocation(prefix))
    {
        m_forwarding->Remove(match);
    }
}

bool
LocationForwarding::TakeUse(const Prefix& prefix)
{
    bool isUsed = false;
    for (const auto& match : MatchLocation(prefix))
    {
        const auto* entry = m_forwarding->GetTable().Find(match);
        isUsed = (entry && std::exchange(entry->isUsed, false)) || isUsed;
    }
    return isUsed;
}

ForwardingAction
LocationForwarding::MakeCentral(const Ipv6Address& anchor) const
{
    return m_origin == FROM_MOBILE_NODE
               ? ForwardingAction(TunnelAction{m_address, anchor, Ipv6Address::GetAny(), Time()})
               : PlainAction{};
}

void
LocationForwarding::SetCentral(const Prefix& node, const Ipv6Address& anchor)
{
    m_forwarding->Set(MatchSender(node, 0), MakeCentral(anchor));
}

void
LocationForwarding::RemoveCentral(const Prefix& node)
{
    m_forwarding->Remove(MatchSender(node, 0));
}

void
LocationForwarding::WatchSent(const Prefix& node, WatchAction sent)
{
    m_forwarding->Set(MatchSender(node, WATCH_PRIORITY), std::move(sent));
}

void
LocationForwarding::UnwatchSent(const Prefix& node)
{
    m_forwarding->Remove(MatchSender(node, WATCH_PRIORITY));
}

void
LocationForwarding::WatchReceived(const Prefix& node, WatchAction received)
{
    m_forwarding->Set(ToNode(node), std::move(received));
}

void
LocationForwarding::UnwatchReceived(const Prefix& node)
{
    m_forwarding->Remove(ToNode(node));
}

void
LocationForwarding::SetSent(const PrefixPair& pair)
{
    m_forwarding->Set(Between(pair.source, pair.destination, m_origin), PassAction{});
}

void
LocationForwarding::RemoveSent(const PrefixPair& pair)
{
    m_forwarding->Remove(Between(pair.source, pair.destination, m_origin));
}

void
LocationForwarding::SetReceived(const PrefixPair& pair,
                                WatchAction received,
                                const std::optional<Ipv6Address>& sender)
{
    received.isForChanges = true;
    received.isTold = sender.has_value();
    received.lastOuter = sender;
    m_forwarding->Set(Between(pair.destination, pair.source, FROM_TUNNEL, RECEIVED),
                      std::move(received));
}

const ForwardingEntry*
LocationForwarding::FindReceived(const PrefixPair& pair) const
{
    return m_forwarding->GetTable().Find(
        Between(pair.destination, pair.source, FROM_TUNNEL, RECEIVED));
}

std::optional<Ipv6Address>
LocationForwarding::GetLastSender(const PrefixPair& pair) const
{
    const auto* entry = FindReceived(pair);
    return entry ? std::get<WatchAction>(entry->action).lastOuter : std::nullopt;
}

void
LocationForwarding::ForgetSender(const PrefixPair& pair)
{
    if (const auto* entry = FindReceived(pair))
    {
        const auto& watch = std::get<WatchAction>(entry->action);
        watch.isTold = false;
        watch.lastOuter.reset();
    }
}

void
LocationForwarding::RemovePair(const PrefixPair& pair)
{
    m_forwarding->Remove(Between(pair.source, pair.destination, m_origin));
    m_forwarding->Remove(Between(pair.destination, pair.source, FROM_TUNNEL, RECEIVED));
}

bool
LocationForwarding::TakePairUse(const PrefixPair& pair)
{
    bool isUsed = false;
    for (const auto& match : {Between(pair.source, pair.destination, m_origin),
                              Between(pair.destination, pair.source, FROM_TUNNEL, RECEIVED)})
    {
        const auto* entry = m_forwarding->GetTable().Find(match);
        isUsed = (entry && std::exchange(entry->isUsed, false)) || isUsed;
    }
    return isUsed;
}

void
LocationForwarding::SetWaiting(const PrefixPair& pair, const ForwardingAction& action)
{
    m_forwarding->Set(Between(pair.source, pair.destination, m_origin, WAITING), action);
}

void
LocationForwarding::RemoveWaiting(const PrefixPair& pair)
{
    m_forwarding->Remove(Between(pair.source, pair.destination, m_origin, WAITING));
}

void
LocationForwarding::Refuse(const Prefix& prefix)
{
    m_forwarding->Set(OutOfTunnels(prefix, REFUSED_PRIORITY), DropAction{"node-has-left"});
}

void
LocationForwarding::RefuseNoMore(const Prefix& prefix)
{
    m_forwarding->Remove(OutOfTunnels(prefix, REFUSED_PRIORITY));
}

void
LocationForwarding::HoldDeparted(const std::vector<Prefix>& prefixes, std::size_t bufferSize)
{
    const HoldAction hold{std::make_shared<PacketBuffer>(bufferSize)};
    ChangeDeparted(prefixes, hold, hold);
}

void
LocationForwarding::ForwardDeparted(const std::vector<Prefix>& prefixes, const Ipv6Address& gateway)
{
    TunnelAction tunnel{m_address, gateway, Ipv6Address::GetAny(), Time()};
    tunnel.isOnward = true;
    ChangeDeparted(prefixes, tunnel, std::nullopt);
}

void
LocationForwarding::DropDeparted(const std::vector<Prefix>& prefixes, const std::string& reason)
{
    const DropAction drop{reason};
    ChangeDeparted(prefixes, drop, drop);
}

void
LocationForwarding::ReleaseDeparted(const std::vector<Prefix>& prefixes)
{
    ChangeDeparted(prefixes, std::nullopt, std::nullopt);
}

void
LocationForwarding::ChangeDeparted(const std::vector<Prefix>& prefixes,
                                   const std::optional<ForwardingAction>& tunnelled,
                                   const std::optional<ForwardingAction>& sent)
{
    std::vector<ForwardingChange> changes;
    for (const auto& prefix : prefixes)
    {
        changes.push_back({OutOfTunnels(prefix, DEPARTED_PRIORITY), tunnelled});
        changes.push_back({Between(Prefix(), prefix, m_origin, OWNER, DEPARTED_PRIORITY), sent});
    }
    m_forwarding->Change(changes);
}

} // namespace pmipv6
} // namespace ns3
