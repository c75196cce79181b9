/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-forwarding-history.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace ns3
{
namespace pmipv6
{

namespace
{

using Action = ForwardingHistory::Action;

/// @return what an entry does with a packet; what tells of it afterwards does nothing
Action
Convert(const ForwardingAction* action)
{
    if (!action)
    {
        return {};
    }
    if (const auto* deliver = std::get_if<DeliverAction>(action))
    {
        Action copy = *deliver;
        std::get<DeliverAction>(copy).device = nullptr; // It may be gone before the history is.
        return copy;
    }
    if (const auto* tunnel = std::get_if<TunnelAction>(action))
    {
        return *tunnel;
    }
    if (const auto* drop = std::get_if<DropAction>(action))
    {
        return *drop;
    }
    if (const auto* receive = std::get_if<ReceiveAction>(action))
    {
        return *receive;
    }
    if (const auto* straight = std::get_if<CareOfAction>(action))
    {
        return *straight;
    }
    if (const auto* hold = std::get_if<HoldAction>(action))
    {
        ForwardingHistory::Held held;
        held.isForFirst = hold->isOldestForwarded;
        return held;
    }
    if (std::holds_alternative<PassAction>(*action))
    {
        return ForwardingHistory::Mark{false};
    }
    const auto* watch = std::get_if<WatchAction>(action);
    if (watch && watch->isBefore)
    {
        return ForwardingHistory::Mark{true};
    }
    return std::holds_alternative<PlainAction>(*action) ? Action(PlainAction()) : Action();
}

/// @return true if two actions take the same out of tunnels
template <class T>
bool
TakesSame(const T& a, const T& b)
{
    return a.remote == b.remote && a.previousRemote == b.previousRemote &&
           a.previousUntil == b.previousUntil;
}

/// @return true if two actions do the same
bool
IsSame(const Action& a, const Action& b)
{
    if (a.index() != b.index())
    {
        return false;
    }
    if (const auto* deliver = std::get_if<DeliverAction>(&a))
    {
        const auto& other = std::get<DeliverAction>(b);
        return deliver->nextHop == other.nextHop && TakesSame(*deliver, other);
    }
    if (const auto* mark = std::get_if<ForwardingHistory::Mark>(&a))
    {
        return mark->isTold == std::get<ForwardingHistory::Mark>(b).isTold;
    }
    if (const auto* receive = std::get_if<ReceiveAction>(&a))
    {
        return receive->remote == std::get<ReceiveAction>(b).remote;
    }
    if (const auto* straight = std::get_if<CareOfAction>(&a))
    {
        return straight->careOf == std::get<CareOfAction>(b).careOf;
    }
    if (const auto* tunnel = std::get_if<TunnelAction>(&a))
    {
        const auto& other = std::get<TunnelAction>(b);
        return tunnel->local == other.local && tunnel->isOnward == other.isOnward &&
               tunnel->isForGateways == other.isForGateways && TakesSame(*tunnel, other);
    }
    return true;
}

/// @return as of an entry of the forwarding table (pmipv6-tunnel-trust.h)
bool
IsServedHere(const Action& action)
{
    const auto* tunnel = std::get_if<TunnelAction>(&action);
    return std::holds_alternative<DeliverAction>(action) ||
           std::holds_alternative<PlainAction>(action) || (tunnel && tunnel->isForGateways);
}

/**
 * @param action of an entry for a node's prefix
 * @param peer an outer source
 * @param when the time
 * @return until when what it has tunnelled is taken as the node's former gateway's; nothing if it
 *         is not
 */
std::optional<Time>
FindGrace(const Action& action, const Ipv6Address& peer, Time when)
{
    const auto find = [&](const auto* one) {
        return one && one->previousRemote == peer && when <= one->previousUntil
                   ? std::make_optional(one->previousUntil)
                   : std::nullopt;
    };
    const auto* deliver = std::get_if<DeliverAction>(&action);
    return deliver ? find(deliver) : find(std::get_if<TunnelAction>(&action));
}

} // namespace

void
ForwardingHistory::Note(Time when, const ForwardingMatch& match, const ForwardingAction* action)
{
    const Kind kind = !match.source ? DESTINATION : match.destination ? PAIR : SOURCE;
    const Key key{kind, match.source.value_or(Prefix()), match.destination.value_or(Prefix())};
    Action converted = Convert(action);
    const bool isNothing = std::holds_alternative<std::monostate>(converted);
    const auto known = m_entries.find(key);
    if (isNothing && known == m_entries.end())
    {
        return;
    }
    auto& timelines = m_entries[key];
    auto timeline = std::find_if(timelines.begin(), timelines.end(), [&match](const auto& one) {
        return one.origins == match.origins && one.priority == match.priority &&
               one.owner == match.owner;
    });
    if (timeline == timelines.end())
    {
        if (isNothing)
        {
            return;
        }
        m_shapes.insert(
            {kind, -int{std::get<1>(key).GetLength()}, -int{std::get<2>(key).GetLength()}});
        const auto after =
            std::find_if(timelines.begin(), timelines.end(), [&match](const auto& one) {
                return one.priority < match.priority;
            });
        timeline = timelines.insert(after, {match.origins, match.priority, match.owner, {}});
    }
    auto& changes = timeline->changes;
    if (!changes.empty() && IsSame(changes.back().action, converted))
    {
        return;
    }
    if (auto* held = changes.empty() ? nullptr : std::get_if<Held>(&changes.back().action))
    {
        // Whatever the entry says later in this instant, what has waited is gone.
        held->isDropped = std::holds_alternative<DropAction>(converted);
        m_longestHold = std::max(m_longestHold, when - changes.back().when);
    }
    if (!changes.empty() && changes.back().when == when)
    {
        changes.back().action = std::move(converted);
        return;
    }
    changes.push_back({when, std::move(converted)});
}

void
ForwardingHistory::NoteTrust(Time when, const Ipv6Address& peer, bool isGateway, bool isTrusted)
{
    (isGateway ? m_gateways : m_anchors)[peer][when] = isTrusted;
}

ForwardingHistory::Answer<Action>
ForwardingHistory::Find(const std::pair<Kind, Kind>& kinds,
                        const Ipv6Address& source,
                        const Ipv6Address& destination,
                        PacketOrigin origin,
                        Time when) const
{
    Time until = Time::Max();
    bool isTold = false;
    bool isQuiet = false;
    for (const auto& [kind, sourceLength, destinationLength] : m_shapes)
    {
        if (kind < kinds.first || kind > kinds.second)
        {
            continue;
        }
        const auto found =
            m_entries.find({kind,
                            Prefix(source, static_cast<uint8_t>(-sourceLength)),
                            Prefix(destination, static_cast<uint8_t>(-destinationLength))});
        if (found == m_entries.end())
        {
            continue;
        }
        for (const auto& timeline : found->second)
        {
            if (!(timeline.origins & origin))
            {
                continue;
            }
            const auto& changes = timeline.changes;
            const auto after =
                std::partition_point(changes.begin(), changes.end(), [when](const Change& change) {
                    return change.when <= when;
                });
            until = after == changes.end() ? until : std::min(until, after->when);
            if (after == changes.begin())
            {
                continue;
            }
            const Action& action = std::prev(after)->action;
            if (const auto* mark = std::get_if<Mark>(&action))
            {
                isTold = isTold || (mark->isTold && !isQuiet);
                isQuiet = isQuiet || !mark->isTold;
            }
            else if (!std::holds_alternative<std::monostate>(action))
            {
                Answer<Action> found{action, until, isTold};
                if (auto* held = std::get_if<Held>(&found.value))
                {
                    held->end = after == changes.end() ? Time::Max() : after->when;
                }
                return found;
            }
        }
    }
    return {Action(), until, isTold};
}

ForwardingHistory::Answer<Action>
ForwardingHistory::Lookup(const Ipv6Address& source,
                          const Ipv6Address& destination,
                          PacketOrigin origin,
                          Time when) const
{
    auto found = Find({PAIR, DESTINATION}, source, destination, origin, when);
    const auto* tunnel = std::get_if<TunnelAction>(&found.value);
    if (!tunnel || origin != FROM_CORE)
    {
        return found;
    }
    // As ForwardingTable::IsBackToAnchor.
    const auto isBack = [&](const Answer<Action>& own) {
        const auto* uplink = std::get_if<TunnelAction>(&own.value);
        return uplink && uplink->remote == tunnel->remote;
    };
    const auto findOwn = [&](Time at) {
        return Find({SOURCE, SOURCE}, source, source, FROM_MOBILE_NODE, at);
    };
    auto own = findOwn(when);
    const bool isDropped = isBack(own);
    while (own.until < found.until && isBack(own) == isDropped)
    {
        const Time until = own.until;
        own = findOwn(until);
        if (isBack(own) != isDropped)
        {
            found.until = until;
        }
    }
    if (isDropped)
    {
        found.value = DropAction{"tunnel-back-to-its-peer"};
    }
    return found;
}

ForwardingHistory::Answer<bool>
ForwardingHistory::IsTrusted(const std::unordered_map<Ipv6Address, TrustTimeline, AddressHash>& all,
                             const Ipv6Address& peer,
                             Time when)
{
    const auto known = all.find(peer);
    if (known == all.end())
    {
        return {false, Time::Max()};
    }
    const auto after = known->second.upper_bound(when);
    return {after != known->second.begin() && std::prev(after)->second,
            after == known->second.end() ? Time::Max() : after->first};
}

ForwardingHistory::Answer<bool>
ForwardingHistory::IsTaken(const Ipv6Address& source,
                           const Ipv6Address& destination,
                           const Ipv6Address& peer,
                           bool isStrict,
                           Time when) const
{
    Time until = Time::Max();
    const auto take = [&until](const auto& answer) {
        until = std::min(until, answer.until);
        return answer.value;
    };
    const auto findDestination = [&](const Ipv6Address& address) {
        return take(Find({DESTINATION, DESTINATION}, address, address, FROM_TUNNEL, when));
    };
    const Action down = findDestination(destination);
    const auto* onward = std::get_if<TunnelAction>(&down);
    const auto* here = std::get_if<DeliverAction>(&down);
    const auto* own = std::get_if<ReceiveAction>(&down);
    const bool isToNodeHere = here;
    const bool hasOnlyPeer = own || (here && !here->remote.IsAny());
    const bool isForTunnelled =
        isToNodeHere || (onward && (onward->isOnward || onward->isForGateways)) ||
        std::holds_alternative<Held>(down) || std::holds_alternative<PlainAction>(down);
    if (hasOnlyPeer ? (own ? own->remote : here->remote) == peer
                    : isForTunnelled && take(IsTrusted(m_anchors, peer, when)))
    {
        return {true, until};
    }
    const Action back = findDestination(source);
    if (isForTunnelled && !hasOnlyPeer && take(IsTrusted(m_gateways, peer, when)))
    {
        const Action pair = take(Find({PAIR, PAIR}, source, destination, FROM_TUNNEL, when));
        const Action reply = take(Find({PAIR, PAIR}, destination, source, FROM_MOBILE_NODE, when));
        const auto* there = std::get_if<TunnelAction>(&reply);
        const bool isExpected = !std::holds_alternative<std::monostate>(pair);
        const bool isAllowed = !isStrict || !isToNodeHere || (there && there->remote == peer);
        const bool isTaken = isExpected || (isAllowed && !IsServedHere(back));
        return {isTaken, until};
    }
    const auto* tunnel = std::get_if<TunnelAction>(&back);
    if (tunnel && !tunnel->isOnward && tunnel->remote == peer)
    {
        return {true, until};
    }
    const auto grace = FindGrace(back, peer, when);
    return {grace.has_value(), grace ? std::min(until, *grace + NanoSeconds(1)) : until};
}

std::vector<TimeSpan>
ForwardingHistory::FindTaken(const Ipv6Address& source,
                             const Ipv6Address& destination,
                             const Ipv6Address& peer,
                             bool isStrict,
                             TimeSpan span) const
{
    std::vector<TimeSpan> taken;
    while (!IsEmpty(span))
    {
        const auto answer = IsTaken(source, destination, peer, isStrict, span.begin);
        const TimeSpan part{span.begin, std::min(span.end, answer.until)};
        span.begin = part.end;
        if (answer.value)
        {
            taken.push_back(part);
        }
    }
    return taken;
}

} // namespace pmipv6
} // namespace ns3
