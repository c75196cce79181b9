/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-sender-learning.h"

#include "pmipv6-correspondent-paths.h"
#include "pmipv6-location-demands.h"
#include "pmipv6-location-forwarding.h"
#include "pmipv6-location-intake.h"
#include "pmipv6-location-table.h"
#include "pmipv6-peer-table.h"

#include "ns3/simulator.h"

#include <utility>

namespace ns3
{
namespace pmipv6
{

void
SenderLearning::SetMobility(DepartedHandler departed, IsPrevious isPrevious)
{
    m_departed = std::move(departed);
    m_isPrevious = std::move(isPrevious);
}

void
SenderLearning::HandleReceived(const Prefix& node, const SeenPacket& packet)
{
    if (!packet.outerSource)
    {
        return;
    }
    const Ipv6Address outer = *packet.outerSource;
    const auto* location = m_parts.locations.FindByAddress(packet.source);
    const Prefix sender =
        location ? location->prefix : Prefix(packet.source, m_settings.prefixLength);
    if (!m_parts.paths.IsServed(node))
    {
        m_parts.paths.NoteOther({node, sender}, outer);
        if (m_departed)
        {
            m_departed(node, packet);
        }
        return;
    }
    // What a previous gateway sends on proves nothing of where its sender is (draft-luo, 4.3).
    if (!m_parts.gateways.Contains(outer) || (m_isPrevious && m_isPrevious(node, outer)))
    {
        m_parts.paths.NoteOther({node, sender}, outer);
        return;
    }
    Learn({node, sender}, outer);
}

void
SenderLearning::Learn(const PrefixPair& pair, const Ipv6Address& gateway)
{
    if (m_settings.isLearned)
    {
        m_parts.intake.Learn(pair.destination, gateway);
    }
    // Whether or not it is known where it is.
    if (!m_parts.paths.Add(pair, gateway))
    {
        m_parts.paths.NoteOther(pair, gateway);
    }
    const auto* location = m_parts.locations.Find(pair.destination);
    const bool isUsable = location && location->IsUsable();
    if (!isUsable)
    {
        m_parts.demands.HandleHeard(pair.destination);
    }
    const bool isMismatch = isUsable && IsElsewhere(gateway, location->gateway);
    if (isMismatch && m_mismatches.Get(pair) == Time::Max())
    {
        m_mismatches.Set(pair, Simulator::Now() + m_settings.mismatchTime);
    }
}

bool
SenderLearning::IsElsewhere(const Ipv6Address& gateway, const Ipv6Address& location) const
{
    // draft-luo, 5.2 and 7.3: fixed nodes are behind several routers, and send by their own choice.
    const auto& routers = m_parts.routers;
    return gateway != location && (routers.count(gateway) == 0 || routers.count(location) == 0);
}

void
SenderLearning::HandleMismatch(const PrefixPair& pair)
{
    const auto* location = m_parts.locations.Find(pair.destination);
    const auto last = m_parts.rows.GetLastSender(pair);
    if (location && location->IsUsable() && last && m_parts.gateways.Contains(*last) &&
        IsElsewhere(*last, location->gateway))
    {
        m_parts.intake.Ask(pair.destination, "mismatch");
        m_mismatches.Set(pair, Simulator::Now() + m_settings.retryTime);
    }
}

} // namespace pmipv6
} // namespace ns3
