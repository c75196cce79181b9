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

/// @return the prefix under which a match's entry stands in its index
const Prefix&
GetIndexPrefix(const ForwardingMatch& match)
{
    return match.destination ? *match.destination : *match.source;
}

/// @return true if an entry is the one that a match names
bool
IsSame(const ForwardingEntry& entry, const ForwardingMatch& match)
{
    return entry.origins == match.origins && entry.priority == match.priority;
}

} // namespace

const ForwardingEntry*
ForwardingTable::PrefixIndex::Lookup(const Ipv6Address& address, PacketOrigin origin) const
{
    if (!(origins & origin))
    {
        return nullptr;
    }
    for (const auto& [length, count] : lengths)
    {
        const auto found = buckets.find(Prefix(address, length));
        if (found == buckets.end())
        {
            continue;
        }
        for (const auto& entry : found->second)
        {
            if (entry.origins & origin)
            {
                return &entry;
            }
        }
    }
    return nullptr;
}

ForwardingTable::PrefixIndex*
ForwardingTable::FindIndex(const ForwardingMatch& match, bool create)
{
    NS_ABORT_MSG_UNLESS(match.source || match.destination,
                        "a forwarding entry needs a source or a destination prefix");
    if (!match.source)
    {
        return &m_destinations;
    }
    if (!match.destination)
    {
        return &m_sources;
    }
    auto found = m_pairs.find(*match.source);
    if (found == m_pairs.end())
    {
        if (!create)
        {
            return nullptr;
        }
        found = m_pairs.emplace(*match.source, PrefixIndex()).first;
        ++m_pairLengths[match.source->GetLength()];
    }
    return &found->second;
}

void
ForwardingTable::Set(const ForwardingMatch& match, ForwardingAction action, Ptr<Ipv6Route> route)
{
    PrefixIndex& index = *FindIndex(match, true);
    const Prefix& prefix = GetIndexPrefix(match);
    auto [bucket, isNew] = index.buckets.try_emplace(prefix);
    if (isNew)
    {
        ++index.lengths[prefix.GetLength()];
    }
    index.origins |= match.origins;
    auto& entries = bucket->second;
    const auto same = std::find_if(entries.begin(), entries.end(), [&match](const auto& entry) {
        return IsSame(entry, match);
    });
    ForwardingEntry entry{match.origins, match.priority, std::move(action), route};
    if (same != entries.end())
    {
        *same = std::move(entry);
        return;
    }
    const auto after = std::find_if(entries.begin(), entries.end(), [&match](const auto& other) {
        return other.priority < match.priority;
    });
    entries.insert(after, std::move(entry));
    ++m_size;
}

std::optional<ForwardingEntry>
ForwardingTable::Remove(const ForwardingMatch& match)
{
    PrefixIndex* index = FindIndex(match, false);
    if (!index)
    {
        return std::nullopt;
    }
    const Prefix& prefix = GetIndexPrefix(match);
    const auto bucket = index->buckets.find(prefix);
    if (bucket == index->buckets.end())
    {
        return std::nullopt;
    }
    auto& entries = bucket->second;
    const auto same = std::find_if(entries.begin(), entries.end(), [&match](const auto& entry) {
        return IsSame(entry, match);
    });
    if (same == entries.end())
    {
        return std::nullopt;
    }
    std::optional<ForwardingEntry> removed = std::move(*same);
    entries.erase(same);
    --m_size;
    if (entries.empty())
    {
        index->buckets.erase(bucket);
        if (--index->lengths[prefix.GetLength()] == 0)
        {
            index->lengths.erase(prefix.GetLength());
        }
        if (index->buckets.empty())
        {
            index->origins = 0;
        }
    }
    if (match.source && match.destination && index->buckets.empty())
    {
        m_pairs.erase(*match.source);
        if (--m_pairLengths[match.source->GetLength()] == 0)
        {
            m_pairLengths.erase(match.source->GetLength());
        }
    }
    return removed;
}

const ForwardingEntry*
ForwardingTable::Lookup(const Ipv6Address& source,
                        const Ipv6Address& destination,
                        PacketOrigin origin) const
{
    for (const auto& [length, count] : m_pairLengths)
    {
        const auto pairs = m_pairs.find(Prefix(source, length));
        if (pairs != m_pairs.end())
        {
            if (const auto* entry = pairs->second.Lookup(destination, origin))
            {
                return entry;
            }
        }
    }
    if (const auto* entry = m_sources.Lookup(source, origin))
    {
        return entry;
    }
    return m_destinations.Lookup(destination, origin);
}

const ForwardingEntry*
ForwardingTable::LookupDestination(const Ipv6Address& destination, PacketOrigin origin) const
{
    return m_destinations.Lookup(destination, origin);
}

const ForwardingEntry*
ForwardingTable::Find(const ForwardingMatch& match) const
{
    const auto* index = const_cast<ForwardingTable*>(this)->FindIndex(match, false);
    if (!index)
    {
        return nullptr;
    }
    const auto bucket = index->buckets.find(GetIndexPrefix(match));
    if (bucket == index->buckets.end())
    {
        return nullptr;
    }
    for (const auto& entry : bucket->second)
    {
        if (IsSame(entry, match))
        {
            return &entry;
        }
    }
    return nullptr;
}

} // namespace pmipv6
} // namespace ns3
