/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-forwarding-table.h"

#include "ns3/abort.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return the entry of a bucket that a match names, or the bucket's end
template <class Bucket>
auto
FindSame(Bucket& bucket, const ForwardingMatch& match)
{
    return std::find_if(bucket.begin(), bucket.end(), [&match](const auto& entry) {
        return entry.origins == match.origins && entry.priority == match.priority &&
               entry.owner == match.owner;
    });
}

/// @return true if a lookup passes an action by
bool
IsPast(const ForwardingAction& action, PastActions past)
{
    switch (past)
    {
    case PastActions::HOLDS:
        return std::holds_alternative<HoldAction>(action);
    case PastActions::CARE_OF:
        return std::holds_alternative<CareOfAction>(action);
    case PastActions::NONE:
        break;
    }
    return false;
}

} // namespace

template <class Key, class Lengths, class Addresses>
const ForwardingEntry*
ForwardingTable::Probe(const Index<Key, Lengths>& index,
                       const Addresses& addresses,
                       PacketOrigin origin,
                       Passed& passed)
{
    if (!(index.origins & origin))
    {
        return nullptr;
    }
    for (const auto& [lengths, count] : index.lengths)
    {
        const auto found = index.buckets.find(MakeKey(addresses, lengths));
        if (found == index.buckets.end())
        {
            continue;
        }
        for (const auto& entry : found->second)
        {
            if (!(entry.origins & origin))
            {
                continue;
            }
            if (const auto* watch = std::get_if<WatchAction>(&entry.action))
            {
                entry.isUsed = true;
                passed.watch = passed.watch || passed.isSilent ? passed.watch : watch;
                continue;
            }
            if (std::holds_alternative<PassAction>(entry.action))
            {
                entry.isUsed = true;
                passed.isSilent = true;
                continue;
            }
            if (IsPast(entry.action, passed.past))
            {
                passed.isSilent = true; // It has been told already, or is not for whom listens.
                continue;
            }
            return &entry;
        }
    }
    return nullptr;
}

template <class Table, class Action>
auto
ForwardingTable::WithIndex(Table& table, const ForwardingMatch& match, Action action)
{
    NS_ABORT_MSG_UNLESS(match.source || match.destination,
                        "a forwarding entry needs a source or a destination prefix");
    if (!match.source)
    {
        return action(table.m_destinations, *match.destination);
    }
    if (!match.destination)
    {
        return action(table.m_sources, *match.source);
    }
    return action(table.m_pairs, PairKey{*match.source, *match.destination});
}

void
ForwardingTable::Set(const ForwardingMatch& match, ForwardingAction action, Ptr<Ipv6Route> route)
{
    WithIndex(*this, match, [&](auto& index, const auto& key) {
        auto [bucket, isNew] = index.buckets.try_emplace(key);
        if (isNew)
        {
            ++index.lengths[GetLengths(key)];
        }
        index.origins |= match.origins;
        auto& entries = bucket->second;
        ForwardingEntry entry{match.origins,
                              match.priority,
                              match.owner,
                              std::move(action),
                              route,
                              false};
        const auto same = FindSame(entries, match);
        if (same != entries.end())
        {
            *same = std::move(entry);
            return;
        }
        const auto after =
            std::find_if(entries.begin(), entries.end(), [&match](const auto& other) {
                return other.priority < match.priority;
            });
        entries.insert(after, std::move(entry));
        ++m_size;
    });
}

std::optional<ForwardingEntry>
ForwardingTable::Remove(const ForwardingMatch& match)
{
    return WithIndex(*this,
                     match,
                     [&](auto& index, const auto& key) -> std::optional<ForwardingEntry> {
                         const auto bucket = index.buckets.find(key);
                         if (bucket == index.buckets.end())
                         {
                             return std::nullopt;
                         }
                         auto& entries = bucket->second;
                         const auto same = FindSame(entries, match);
                         if (same == entries.end())
                         {
                             return std::nullopt;
                         }
                         std::optional<ForwardingEntry> removed = std::move(*same);
                         entries.erase(same);
                         --m_size;
                         if (entries.empty())
                         {
                             index.buckets.erase(bucket);
                             if (--index.lengths[GetLengths(key)] == 0)
                             {
                                 index.lengths.erase(GetLengths(key));
                             }
                             if (index.buckets.empty())
                             {
                                 index.origins = 0;
                             }
                         }
                         return removed;
                     });
}

ForwardingTable::Result
ForwardingTable::Lookup(const Ipv6Address& source,
                        const Ipv6Address& destination,
                        PacketOrigin origin,
                        PastActions past) const
{
    Passed passed;
    passed.past = past;
    const auto* entry = Probe(m_pairs, std::make_pair(source, destination), origin, passed);
    if (!entry)
    {
        entry = Probe(m_sources, source, origin, passed);
    }
    if (!entry)
    {
        entry = Probe(m_destinations, destination, origin, passed);
    }
    return {entry, passed.watch};
}

const ForwardingEntry*
ForwardingTable::LookupPair(const Ipv6Address& source,
                            const Ipv6Address& destination,
                            PacketOrigin origin) const
{
    Passed passed;
    return Probe(m_pairs, std::make_pair(source, destination), origin, passed);
}

bool
ForwardingTable::IsBackToAnchor(const ForwardingEntry& entry, const Ipv6Address& source) const
{
    const auto* tunnel = std::get_if<TunnelAction>(&entry.action);
    Passed passed;
    const auto* own = tunnel ? Probe(m_sources, source, FROM_MOBILE_NODE, passed) : nullptr;
    const auto* uplink = own ? std::get_if<TunnelAction>(&own->action) : nullptr;
    return uplink && uplink->remote == tunnel->remote;
}

const ForwardingEntry*
ForwardingTable::LookupDestination(const Ipv6Address& destination, PacketOrigin origin) const
{
    Passed passed;
    return Probe(m_destinations, destination, origin, passed);
}

const ForwardingEntry*
ForwardingTable::Find(const ForwardingMatch& match) const
{
    return WithIndex(*this,
                     match,
                     [&](const auto& index, const auto& key) -> const ForwardingEntry* {
                         const auto bucket = index.buckets.find(key);
                         if (bucket == index.buckets.end())
                         {
                             return nullptr;
                         }
                         const auto same = FindSame(bucket->second, match);
                         return same == bucket->second.end() ? nullptr : &*same;
                     });
}

} // namespace pmipv6
} // namespace ns3
