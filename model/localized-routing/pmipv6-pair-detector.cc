/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-pair-detector.h"

#include <optional>

namespace ns3
{
namespace pmipv6
{

namespace
{

/// @return what matches packets that come from a node of this anchor, through its gateway's tunnel
ForwardingMatch
FromOwn(const Prefix& source, const std::optional<Prefix>& destination)
{
    ForwardingMatch match;
    match.source = source;
    match.destination = destination;
    match.origins = FROM_TUNNEL;
    match.owner = "pair-detector"; // The node may be a gateway too.
    return match;
}

} // namespace

void
PairDetector::Start(Ptr<MobilityForwarding> forwarding, const BindingCache& cache, Seen seen)
{
    m_forwarding = forwarding;
    m_own.SetCache(&cache);
    m_seen = std::move(seen);
}

void
PairDetector::Clear()
{
    for (const auto& prefix : m_watched)
    {
        m_forwarding->Remove(FromOwn(prefix, std::nullopt));
    }
    m_watched.clear();
}

void
PairDetector::Watch(const BindingCacheEntry& binding)
{
    m_own.Learn(binding);
    for (const auto& prefix : binding.prefixes)
    {
        if (m_seen && m_watched.insert(prefix).second)
        {
            m_forwarding->Set(FromOwn(prefix, std::nullopt),
                              WatchAction{[this, prefix](const SeenPacket& packet) {
                                  m_seen(prefix, packet.source, packet.destination);
                              }});
        }
    }
}

void
PairDetector::Forget(const BindingCacheEntry& binding)
{
    for (const auto& prefix : binding.prefixes)
    {
        m_forwarding->Remove(FromOwn(prefix, std::nullopt));
        m_watched.erase(prefix);
    }
}

void
PairDetector::Silence(const PrefixPair& pair)
{
    m_forwarding->Set(FromOwn(pair.source, pair.destination), PassAction{});
    m_forwarding->Set(FromOwn(pair.destination, pair.source), PassAction{});
}

void
PairDetector::Unsilence(const PrefixPair& pair)
{
    m_forwarding->Remove(FromOwn(pair.source, pair.destination));
    m_forwarding->Remove(FromOwn(pair.destination, pair.source));
}

} // namespace pmipv6
} // namespace ns3
