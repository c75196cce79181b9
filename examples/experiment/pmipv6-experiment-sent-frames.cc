/*
 * SPDX-License-Identifier: GPL-2.0-only
 */

#include "pmipv6-experiment-sent-frames.h"

#include "ns3/ipv6-header.h"
#include "ns3/pmipv6-mobility-constants.h"
#include "ns3/pmipv6-transport-packet.h"
#include "ns3/simulator.h"

#include <algorithm>
#include <iterator>

namespace ns3
{
namespace pmipv6
{
namespace experiment
{

namespace
{

/// After which a packet of data that has not arrived is lost.
const Time LONGEST = Seconds(60);

/// @return whether a packet carries a Mobility Header
bool
IsSignalling(Ptr<const Packet> packet)
{
    Ipv6Header header;
    const auto rest = packet->Copy();
    rest->RemoveHeader(header);
    return LookInside(header, rest).protocol == MOBILITY_HEADER_PROTOCOL;
}

} // namespace

void
SentFrames::NoteSent(Way way, Ptr<const Packet> packet, uint32_t node)
{
    const Key key{way, packet->GetUid(), packet->GetSize()};
    auto known = m_origins.find(key);
    if (known == m_origins.end())
    {
        known = m_origins.emplace(key, Sent{{}, IsSignalling(packet)}).first;
    }
    auto& [origins, isSignalling] = known->second;
    if (isSignalling)
    {
        origins.clear(); // It has been there; what comes now is this one.
    }
    origins.push_back({node, Simulator::Now()});
    if (m_origins.size() > m_sweepAt)
    {
        Sweep();
    }
}

std::optional<SentFrames::Origin>
SentFrames::FindOrigin(Way way, Ptr<const Packet> packet)
{
    const auto known = m_origins.find({way, packet->GetUid(), packet->GetSize()});
    if (known == m_origins.end())
    {
        return std::nullopt;
    }
    const Origin origin = known->second.origins.front();
    if (!known->second.isSignalling)
    {
        known->second.origins.pop_front();
        if (known->second.origins.empty())
        {
            m_origins.erase(known);
        }
    }
    return origin;
}

void
SentFrames::Sweep()
{
    const Time oldest = Simulator::Now() - LONGEST;
    for (auto i = m_origins.begin(); i != m_origins.end();)
    {
        const bool isLost = !i->second.isSignalling && i->second.origins.back().at < oldest;
        i = isLost ? m_origins.erase(i) : std::next(i);
    }
    m_sweepAt = std::max(m_sweepAt, 2 * m_origins.size());
}

} // namespace experiment
} // namespace pmipv6
} // namespace ns3
