/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-open-questions.h"

#include "ns3/assert.h"

#include <algorithm>

namespace ns3
{
namespace pmipv6
{

void
OpenQuestions::Open(const Ipv6Address& peer, MessageType kind)
{
    ++m_peers[peer].open[kind];
    ++m_out[kind];
}

void
OpenQuestions::Close(const Ipv6Address& peer, MessageType kind)
{
    const auto known = m_peers.find(peer);
    NS_ASSERT_MSG(known != m_peers.end() && known->second.open[kind] > 0,
                  "a question is over that was not asked");
    --known->second.open[kind];
    --m_out[kind];
    // Of a peer with an association that has ever answered it stays: it will be asked again. Others
    // are whoever they like.
    if (!known->second.isLasting && !IsAnyOpen(peer))
    {
        m_peers.erase(known);
    }
}

void
OpenQuestions::Learn(const Ipv6Address& peer, MessageType type, bool isLasting)
{
    if (isLasting || IsAnyOpen(peer))
    {
        auto& known = m_peers[peer];
        known.known.insert(type);
        known.isLasting = known.isLasting || isLasting;
    }
}

bool
OpenQuestions::IsAnyOpen(const Ipv6Address& peer) const
{
    const auto known = m_peers.find(peer);
    return known != m_peers.end() &&
           std::any_of(known->second.open.begin(), known->second.open.end(), [](const auto& asked) {
               return asked.second > 0;
           });
}

bool
OpenQuestions::IsOnlyKind(const Ipv6Address& peer, MessageType kind) const
{
    const auto known = m_peers.find(peer);
    return known != m_peers.end() && IsAnyOpen(peer) &&
           std::all_of(
               known->second.open.begin(),
               known->second.open.end(),
               [kind](const auto& asked) { return (asked.first == kind) == (asked.second > 0); });
}

bool
OpenQuestions::IsOut(MessageType kind) const
{
    const auto out = m_out.find(kind);
    return out != m_out.end() && out->second > 0;
}

std::optional<MessageType>
OpenQuestions::FindRefused(const Ipv6Address& peer) const
{
    std::optional<MessageType> refused;
    const auto known = m_peers.find(peer);
    if (known == m_peers.end())
    {
        return refused;
    }
    for (const auto& [kind, count] : known->second.open)
    {
        if (count == 0 || known->second.known.count(kind) > 0)
        {
            continue;
        }
        if (refused)
        {
            return std::nullopt;
        }
        refused = kind;
    }
    return refused;
}

} // namespace pmipv6
} // namespace ns3
